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

/// Bits that a beginning has for a character, and the characters it has.
const BITS: u32 = 6;
const BEGINNING: u32 = 9;
const _: () = assert!(BITS * BEGINNING < u64::BITS);

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

/// The first characters of a text's skeleton, of each its lowest bits, in one number. Copies begin
/// alike, and most other texts do not: they need not be read whole to know that they are no copies.
pub(crate) fn beginning(text: &str) -> u64 {
    // The highest bit set tells how many characters follow it.
    let mut packed = 1_u64;
    let mut rest = text.as_bytes();
    while packed >> (BITS * BEGINNING) == 0 {
        let (value, after) = match rest {
            [] => break,
            [lead @ 0xD8..=0xDB, low, after @ ..] => {
                let (value, bits) = PACKED[place(*lead, *low)]; // cannot fail: eight bits, 256 entries
                packed = packed << bits | u64::from(value);
                rest = after;
                continue;
            }
            [b' ', after @ ..] => (None, after),
            _ => one(text, rest),
        };
        if let Some(value) = value {
            packed = packed << BITS | u64::from(value & LOWEST);
        }
        rest = after;
    }
    packed
}

const LOWEST: u32 = (1 << BITS) - 1;

/// What the characters of U+0600–06FF add to a beginning, by their low bytes, and in how many bits:
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

/// Finds the copies among texts of which it is known how each of them begins.
#[derive(Clone, Default)]
pub(crate) struct Copies {
    /// Beginnings that several of the texts have, sorted: hardly a document has one.
    repeated: Vec<u64>,
    /// Skeletons of the texts with such a beginning that were met.
    met: HashSet<u64>,
}

impl Copies {
    /// For texts with these skeletons of their beginnings.
    pub(crate) fn among(beginnings: impl Iterator<Item = u64>) -> Copies {
        let mut all: Vec<u64> = beginnings.collect();
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

    /// Adds a text with the skeleton of its beginning; false where it is a copy of one that was
    /// added.
    pub(crate) fn insert(&mut self, beginning: u64, text: &str) -> bool {
        self.repeated.binary_search(&beginning).is_err() || self.met.insert(skeleton(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_told_from_texts_that_begin_alike() {
        let texts = [
            "افتتاح الطريق الساحلي الجديد أمس",
            "افتتاح الطريق الساحلي الجديد غدا",
            "قرب البحر",
            "افتتاح الطريق الساحلى الجديد امس",
            "قرب البحر",
        ];
        let mut copies = Copies::among(texts.into_iter().map(beginning));
        let new = texts.map(|text| copies.insert(beginning(text), text));
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
    fn what_begins_alike_may_end_otherwise() {
        let (a, b) = (
            "افتتاح الطريق الساحلي الجديد أمس",
            "افتتاح الطريق الساحلي الجديد غدا",
        );
        assert_eq!(beginning(a), beginning(b));
        assert_ne!(skeleton(a), skeleton(b));
    }
}
