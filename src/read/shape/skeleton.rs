//! Skeletons: what tells copies of a text.
//!
//! A skeleton is a hash of the consonants of a text, its Latin letters in lower case and the values
//! of its digits, blind to everything that orthography varies.

use std::collections::HashSet;

use super::class::{CLASSES, Class};

/// What a character of U+0600–06FF does to a skeleton.
#[derive(Clone, Copy)]
struct Step {
    /// The code point of a consonant, the value of a digit.
    value: u64,
    /// [`PRIME`]; 1 for what the skeleton leaves out: no branch could foresee which letters that
    /// are.
    factor: u64,
}

/// The steps of the characters of U+0600–06FF, by their low bytes.
static STEPS: [Step; 256] = {
    let mut steps = [Step {
        value: 0,
        factor: 1,
    }; 256];
    let mut low = 0;
    while low < 256 {
        let value = match (CLASSES[low], 0x0600 + low as u64) {
            (Class::Consonant, 0x06A9) => Some(0x0643), // keheh for kaf
            (Class::Consonant, code) => Some(code),
            // Both sets of digits end in a byte with the value in its low half.
            (Class::Digit, code) => Some(code & 0x0F),
            _ => None,
        };
        if let Some(value) = value {
            // cannot fail: low is below 256
            steps[low] = Step {
                value,
                factor: PRIME,
            };
        }
        low += 1;
    }
    steps
};

/// The prime and the basis of 64-bit FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Bits that a sketch has for a character, and the characters it has of the beginning and the end.
const BITS: u32 = 6;
const FIRST: u32 = 5;
const LAST: u32 = 2;
const _: () = assert!(BITS * FIRST < u32::BITS && BITS * LAST < u32::BITS);

/// The skeleton of a text: two with the same are copies of each other. Linear.
pub(crate) fn skeleton(text: &str) -> u64 {
    let mut hash = BASIS;
    let mut rest = text.as_bytes();
    loop {
        let (value, after) = match rest {
            [] => return hash,
            [lead @ 0xD8..=0xDB, low, after @ ..] => {
                let step = STEPS[place(*lead, *low)]; // cannot fail: eight bits, 256 entries
                hash = (hash ^ step.value).wrapping_mul(step.factor);
                rest = after;
                continue;
            }
            _ => one(text, rest),
        };
        if let Some(value) = value {
            hash = (hash ^ u64::from(value)).wrapping_mul(PRIME);
        }
        rest = after;
    }
}

/// The first and the last characters of a text's skeleton, of each its lowest bits. Copies begin and
/// end alike, and most other texts do not: they need not be read whole to know that they are no
/// copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sketch(u64);

impl Sketch {
    pub(super) const EMPTY: Sketch = Sketch(0);

    pub(crate) fn of(text: &str) -> Sketch {
        Sketch(u64::from(first(text)) << u32::BITS | u64::from(last(text)))
    }

    /// Whether one of two texts may begin or end with the other, each of which has so many characters
    /// in its skeleton or less.
    pub(crate) fn may_hold(self, other: Sketch) -> bool {
        let halves = |sketch: Sketch| ((sketch.0 >> u32::BITS) as u32, sketch.0 as u32);
        let ((first, last), (other_first, other_last)) = (halves(self), halves(other));
        agree(first, other_first) || agree(last, other_last)
    }
}

/// Whether two packed numbers have the same characters, as far as both have some.
fn agree(a: u32, b: u32) -> bool {
    let (longer, shorter) = (a.max(b), a.min(b));
    longer >> (shorter.leading_zeros() - longer.leading_zeros()) == shorter
}

/// The first characters of a skeleton, packed.
fn first(text: &str) -> u32 {
    // The highest bit set tells how many characters follow it.
    let mut packed = 1_u32;
    let mut rest = text.as_bytes();
    while packed >> (BITS * FIRST) == 0 {
        let (value, after) = match rest {
            [] => break,
            [lead @ 0xD8..=0xDB, low, after @ ..] => {
                let (value, bits) = PACKED[place(*lead, *low)]; // cannot fail: eight bits, 256 entries
                packed = packed << bits | u32::from(value);
                rest = after;
                continue;
            }
            [b' ', after @ ..] => (None, after),
            _ => one(text, rest),
        };
        if let Some(value) = value {
            packed = packed << BITS | (value & LOWEST);
        }
        rest = after;
    }
    packed
}

/// The last characters of a skeleton, the last of them first, packed in the same way.
fn last(text: &str) -> u32 {
    let mut packed = 1_u32;
    let mut rest = text.as_bytes();
    while packed >> (BITS * LAST) == 0 {
        let (value, before) = match rest {
            [] => break,
            [before @ .., lead @ 0xD8..=0xDB, low] => {
                let (value, bits) = PACKED[place(*lead, *low)]; // cannot fail: eight bits, 256 entries
                packed = packed << bits | u32::from(value);
                rest = before;
                continue;
            }
            [before @ .., byte @ 0..0x80] => (ascii(*byte), before),
            _ => {
                let c = text.get(..rest.len()).and_then(|t| t.chars().next_back());
                let length = c.map_or(rest.len(), char::len_utf8);
                let before = rest.get(..rest.len() - length).unwrap_or_default();
                (c.and_then(other), before)
            }
        };
        if let Some(value) = value {
            packed = packed << BITS | (value & LOWEST);
        }
        rest = before;
    }
    packed
}

const LOWEST: u32 = (1 << BITS) - 1;

/// What the characters of U+0600–06FF add to a sketch, by their low bytes, and in how many bits:
/// none for what the skeleton leaves out.
static PACKED: [(u8, u8); 256] = {
    let mut packed = [(0, 0); 256];
    let mut low = 0;
    while low < 256 {
        // cannot fail: low is below 256
        if STEPS[low].factor != 1 {
            packed[low] = ((STEPS[low].value & LOWEST as u64) as u8, BITS as u8); // cannot fail: as above
        }
        low += 1;
    }
    packed
};

/// The low byte of the character of U+0600–06FF with these bytes.
fn place(lead: u8, low: u8) -> usize {
    usize::from((lead & 0x03) << 6 | low & 0x3F)
}

/// What the character that opens the rest of a text counts as, and the rest behind it.
fn one<'t>(text: &str, rest: &'t [u8]) -> (Option<u32>, &'t [u8]) {
    match rest {
        [byte @ 0..0x80, after @ ..] => (ascii(*byte), after),
        _ => {
            let at = text.len() - rest.len();
            let c = text.get(at..).and_then(|t| t.chars().next());
            let length = c.map_or(rest.len(), char::len_utf8);
            (c.and_then(other), rest.get(length..).unwrap_or_default())
        }
    }
}

fn ascii(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Some(u32::from(byte.to_ascii_lowercase())),
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        _ => None,
    }
}

fn other(c: char) -> Option<u32> {
    let arabic = matches!(c, '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08C9}');
    (arabic || crate::arabic::chars::is_alphabetic(c)).then_some(c as u32)
}

/// Whether two of the sketches may be the same: a cheap look, which few texts need to follow with
/// another.
pub(crate) fn may_repeat(sketches: impl Iterator<Item = Sketch>) -> bool {
    let (mut seen, mut several) = ([0_u64; 4], false);
    for Sketch(bits) in sketches {
        // The golden ratio: the high bits of the product depend on all of the letters.
        let mixed = bits.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let [row, bit] = [mixed >> 62, mixed >> 56 & 63];
        let row = &mut seen[row as usize]; // cannot fail: two bits, 4 rows
        several |= *row & 1 << bit != 0;
        *row |= 1 << bit;
    }
    several
}

/// Finds the copies among texts of which the sketches are known.
#[derive(Clone, Default)]
pub(crate) struct Copies {
    /// Sketches that several of the texts have, sorted: hardly a document has one.
    repeated: Vec<Sketch>,
    /// Skeletons of the texts with such a sketch that were met.
    met: HashSet<u64>,
}

impl Copies {
    /// For texts with these sketches.
    pub(crate) fn among(sketches: impl Iterator<Item = Sketch>) -> Copies {
        let mut all: Vec<Sketch> = sketches.collect();
        all.sort_unstable();
        let repeated = all.windows(2).filter_map(|pair| match pair {
            [a, b] if a == b => Some(*a),
            _ => None,
        });
        Copies {
            repeated: repeated.collect(),
            met: HashSet::new(),
        }
    }

    /// Adds a text with its sketch; false where it is a copy of one that was added.
    pub(crate) fn insert(&mut self, sketch: Sketch, text: &str) -> bool {
        self.repeated.binary_search(&sketch).is_err() || self.met.insert(skeleton(text))
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;

    #[test]
    fn copies_are_told_from_texts_that_begin_alike() {
        let texts = [
            "افتتاح الطريق الساحلي الجديد أمس",
            "افتتاح الطريق الجبلي القديم أمس",
            "قرب البحر",
            "افتتاح الطريق الساحلى الجديد امس",
            "قرب البحر",
        ];
        let mut copies = Copies::among(texts.into_iter().map(Sketch::of));
        let new = texts.map(|text| copies.insert(Sketch::of(text), text));
        assert_eq!(new, [true, true, true, false, false]);
    }

    #[test]
    fn blind_to_orthography_and_to_nothing_else() {
        assert_eq!(skeleton("إلى مدينة ١٢"), skeleton("الى مدينه 12"));
        assert_ne!(skeleton("إلى مدينة 12"), skeleton("إلى مدينة 13"));
        assert_ne!(skeleton("قرب البحر"), skeleton("قرب النهر"));
        assert_eq!(skeleton("الوزير"), skeleton("الوَزيـــر"));
    }

    #[test]
    fn what_begins_and_ends_alike_may_differ_between() {
        let (a, b) = (
            "افتتاح الطريق الساحلي الجديد أمس",
            "افتتاح الطريق الجبلي القديم أمس",
        );
        assert_eq!(Sketch::of(a), Sketch::of(b));
        assert_ne!(skeleton(a), skeleton(b));
        for other in [
            "افتتاح الطريق الساحلي الجديد غدا",
            "توسعة السد أمس",
            "غلق الطريق أمس",
        ] {
            assert_ne!(Sketch::of(a), Sketch::of(other));
        }
    }

    #[test]
    fn what_a_text_begins_or_ends_with_may_be_a_part_of_it() {
        let title = Sketch::of("افتتاح الطريق الساحلي - صحيفة الميناء");
        for part in ["افتتاح الطريق", "«إفتتاح»", "صحيفة الميناء", "ناء"]
        {
            assert!(title.may_hold(Sketch::of(part)), "{part}");
        }
        assert!(!title.may_hold(Sketch::of("غلق الطريق الساحلي")));
    }

    quickcheck! {
        fn copies_have_one_sketch(text: Messy) -> bool {
            let folded = crate::arabic::fold(&text.0);
            skeleton(&text.0) != skeleton(&folded) || Sketch::of(&text.0) == Sketch::of(&folded)
        }

        fn parts_may_be_held(before: Messy, after: Messy) -> bool {
            let whole = Sketch::of(&format!("{} - {}", before.0, after.0));
            whole.may_hold(Sketch::of(&before.0)) && whole.may_hold(Sketch::of(&after.0))
        }
    }
}
