//! Counting many bytes of a text at once.
//!
//! Nearly all of a text is letters of U+0620–064A and single spaces. Which bytes are none of these
//! is told by comparisons of a byte with the one before it, without a branch: the compiler makes of
//! the loop a few instructions that look at sixteen bytes. What is left, mostly punctuation and
//! digits, is looked up byte by byte. A stride that holds what counts by more than its neighbours
//! is left to the [`Scan`](super::scan::Scan), which reads one character after the other.

use super::class::{CLASSES, Class};

/// Bytes that are counted at once.
pub(super) const STRIDE: usize = 64;

/// What fills a stride at the end of a text: the first byte of letters, which is not counted.
const FILLER: u8 = 0xD8;

/// What a character counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// No character: the first byte of one whose second byte tells.
    Nothing,
    /// A letter of the Arabic script.
    Letter,
    Space,
    Latin,
    Digit,
    Comma,
    Colon,
    Quote,
    Bar,
    Slash,
    Dash,
    /// Ends a sentence if a space stands behind it.
    Stop,
    Ampersand,
    /// Any other punctuation or symbol.
    Sign,
    // Those from here on are looked at more closely.
    Mark,
    Tatweel,
    /// The first byte of what may be a sign of three bytes.
    Three,
    /// Read one by one.
    Odd,
}

/// Room for the kinds that are counted, as many as are added at once.
pub(super) const KINDS: usize = 16;
const _: () = assert!(Kind::Three as usize <= KINDS);

/// How many characters of each kind.
pub(super) type Tally = [u32; KINDS];

/// What the characters of strides count as, beside their kinds.
#[derive(Default)]
pub(super) struct Counts {
    /// Bytes, up to the end of a character.
    pub(super) length: usize,
    pub(super) spaces: u32,
    /// Bytes that are neither spaces nor of letters.
    others: usize,
    /// Whether the next stride holds what is read one by one.
    pub(super) odd: bool,
    /// Stops before a space, [`STOP`] each, and dashes beside one, [`DASH`] each.
    spaced: u64,
}

const STOP: u64 = 1;
const DASH: u64 = 1 << 32;

impl Counts {
    /// Stops before a space.
    pub(super) fn stops(&self) -> u32 {
        self.spaced as u32
    }

    /// Dashes beside a space.
    pub(super) fn dashes(&self) -> u32 {
        (self.spaced / DASH) as u32
    }

    /// Where a character begins, for an end of strides from `at` on that may stand inside one.
    #[cold]
    fn whole(&mut self, text: &[u8], at: usize, end: usize) -> usize {
        let is_inside = |at: usize| text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        let before = end.checked_sub(1).and_then(|at| text.get(at));
        match before {
            _ if end == at || !is_inside(end) => end,
            // Its second byte tells what it is.
            Some(0xD8 | 0xD9) => end - 1,
            Some(0xC2 | 0xDA | 0xDB) => {
                self.others -= 1;
                end - 1
            }
            // A sign of three bytes was counted with its first.
            _ => {
                let inside = (end..).take_while(|at| is_inside(*at)).count();
                self.others += inside;
                end + inside
            }
        }
    }
}

/// The pages of [`KINDS_OF`], by the byte before.
static PAGES: [u8; 256] = {
    let mut pages = [0; 256];
    pages[0xC2] = 1;
    pages[0xD8] = 2;
    pages[0xD9] = 3;
    pages[0xDA] = 4;
    pages[0xDB] = 5;
    pages
};

/// What a byte is, on a page for each byte before that tells something: one of ASCII and the first
/// of a longer character on the first page, where such a character may tell nothing yet.
static KINDS_OF: [Kind; 8 * 256] = {
    let mut kinds = [Kind::Nothing; 8 * 256];
    let mut at = 0;
    while at < 256 {
        // cannot fail: at is below 256
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Latin,
            b'0'..=b'9' => Kind::Digit,
            b',' => Kind::Comma,
            b':' => Kind::Colon,
            b'"' => Kind::Quote,
            b'&' => Kind::Ampersand,
            b'|' => Kind::Bar,
            b'/' => Kind::Slash,
            b'-' => Kind::Dash,
            b'.' | b'!' | b'?' => Kind::Stop,
            b'!'..=b'~' => Kind::Sign,
            0x80..=0xBF | 0xC2 | 0xD8..=0xDB => Kind::Nothing,
            0xE2 => Kind::Three,
            _ => Kind::Odd,
        };
        let letter = match CLASSES[at] {
            Class::Consonant | Class::Weak => Kind::Letter,
            Class::Mark => Kind::Mark,
            Class::Tatweel => Kind::Tatweel,
            Class::Digit => Kind::Digit,
            Class::Comma => Kind::Comma,
            Class::Stop => Kind::Stop,
            Class::Sign => Kind::Sign,
        };
        kinds[(2 + at / 64) * 256 + 0x80 + at % 64] = letter; // cannot fail: on the sixth page at most
        if at < 64 {
            kinds[256 + 0x80 + at] = match at {
                0x2B | 0x3B => Kind::Quote, // « »
                _ => Kind::Odd,
            };
        }
        at += 1;
    }
    kinds[2 * 256 + 0x9C] = Kind::Odd; // U+061C, which cleaning drops
    kinds
};

/// Counts the strides of a text from `at` on, where a character begins that is no space behind a
/// sign, and adds the kinds of their characters: up to a stride that holds what is read one by one,
/// to a space behind another, or to the end of the text.
///
/// A stride may end inside a character: what a byte is shows by those before it, and letters are
/// counted at last, two bytes each.
pub(super) fn counts(text: &[u8], at: usize, tally: &mut Tally) -> Counts {
    let mut sum = Counts::default();
    let mut end = at;
    while end < text.len() {
        let Some(length) = read(text, end, tally, &mut sum) else {
            sum.odd = true;
            end = sum.whole(text, at, end);
            break;
        };
        end += length;
        if let Some([b' ', b' ']) = text.get(end - 1..=end) {
            break;
        }
    }
    sum.length = end - at;
    let letters = (sum.length - sum.spaces as usize - sum.others) / 2;
    tally[Kind::Space as usize] += sum.spaces; // cannot fail: spaces are a kind
    tally[Kind::Letter as usize] += letters as u32; // cannot fail: so are letters
    sum
}

/// Counts the stride that begins at `at`, or the last bytes of the text where fewer are left, and
/// says how many bytes those are. `None`, and nothing counted, where it holds what is read one by one
/// or nothing stands before it.
fn read(text: &[u8], at: usize, tally: &mut Tally, sum: &mut Counts) -> Option<usize> {
    let (rest, behind) = (text.get(at..)?, text.get(at.checked_sub(1)?..)?);
    if let Some((bytes, before)) = rest.first_chunk().zip(behind.first_chunk()) {
        marked(bytes, before).count(text, at, tally, sum)?;
        return Some(STRIDE);
    }
    // A few bytes are read sooner one by one.
    if rest.len() < 8 {
        return None;
    }
    let last = text.last_chunk().zip(text.split_last()?.1.last_chunk());
    if let Some((bytes, before)) = last {
        // A part of the last bytes was counted.
        let counted = STRIDE - rest.len();
        let marked = marked(bytes, before).without(BEFORE.get(counted)?);
        marked.count(text, at - counted, tally, sum)?;
    } else {
        let filled = fill(behind)?;
        let marked = marked(filled.last_chunk()?, filled.first_chunk()?);
        marked.count(text, at, tally, sum)?;
    }
    Some(rest.len())
}

/// The last bytes of a text with the one before them, filled up to a stride.
fn fill(rest: &[u8]) -> Option<[u8; STRIDE + 1]> {
    let mut filled = [FILLER; STRIDE + 1];
    filled.get_mut(..rest.len())?.copy_from_slice(rest);
    Some(filled)
}

/// What the bytes of a stride are: one bit for each byte, in the order of [`place`].
struct Marked {
    /// What are neither letters of the Arabic script nor single spaces.
    others: u64,
    /// Single spaces.
    spaces: u64,
}

/// Looks at the bytes of a stride with those before them.
#[inline(always)] // as it is for each stride
fn marked(bytes: &[u8; STRIDE], before: &[u8; STRIDE]) -> Marked {
    const QUARTER: usize = STRIDE / 4;
    let mut others = [0; QUARTER];
    let mut spaces = [0; QUARTER];
    let quarters = bytes.as_chunks::<QUARTER>().0.iter();
    let quarters = quarters.zip(before.as_chunks::<QUARTER>().0);
    for ((bytes, before), bit) in quarters.zip([1_u8, 2, 4, 8]) {
        let marks = others.iter_mut().zip(&mut spaces);
        for ((&byte, &before), (others, spaces)) in bytes.iter().zip(before).zip(marks) {
            let space = (byte == b' ') & (before != b' ');
            let lead = byte & 0xFE == 0xD8;
            let trail = (before == 0xD8) & (signed(byte) >= signed(0xA0))
                | (before == 0xD9) & (byte.wrapping_sub(0x81) <= 0x8A - 0x81);
            *others |= if space | lead | trail { 0 } else { bit };
            *spaces |= if space { bit } else { 0 };
        }
    }
    let [others, spaces] = [others, spaces].map(|bits| {
        let bits = u128::from_le_bytes(bits);
        bits as u64 | (bits >> 64 << 4) as u64
    });
    Marked { others, spaces }
}

/// The bytes 80–BF in their order, below all others: they are compared so with one instruction.
fn signed(byte: u8) -> i8 {
    byte.cast_signed()
}

/// Where the byte of a bit of [`Marked`] stands: a byte of bits holds, from the lowest on, the first
/// bytes of the quarters and those in the middle of the quarters, the next byte of bits their
/// neighbours.
const fn place(bit: u32) -> usize {
    let (byte, bit) = (bit as usize / 8, bit as usize % 8);
    bit % 4 * 16 + bit / 4 * 8 + byte
}

/// The bits of the bytes before a place.
static BEFORE: [u64; STRIDE + 1] = {
    let mut before = [0; STRIDE + 1];
    let mut end = 0;
    while end <= STRIDE {
        let mut bit = 0;
        while bit < u64::BITS {
            if place(bit) < end {
                before[end] |= 1 << bit; // cannot fail: end is at most STRIDE
            }
            bit += 1;
        }
        end += 1;
    }
    before
};

impl Marked {
    /// The bytes that are not among those.
    fn without(self, those: &u64) -> Marked {
        Marked {
            others: self.others & !those,
            spaces: self.spaces & !those,
        }
    }

    /// Counts a stride that begins at `at`; nothing where it holds what is read one by one.
    #[inline(always)] // as with `marked`
    fn count(self, text: &[u8], at: usize, tally: &mut Tally, sum: &mut Counts) -> Option<()> {
        let mut others = self.others;
        while others != 0 {
            let place = place(others.trailing_zeros());
            let Some(other) = Other::at(text, at + place) else {
                self.take_back(others, text, at, tally, sum);
                return None;
            };
            others &= others - 1;
            tally[other.kind as usize] += 1; // cannot fail: what is no kind to count is `None`
            sum.spaced += other.spaced;
            sum.others += other.bytes;
        }
        sum.spaces += self.spaces.count_ones();
        Some(())
    }

    /// Takes back what was counted, all but `left`.
    #[cold]
    fn take_back(self, left: u64, text: &[u8], at: usize, tally: &mut Tally, sum: &mut Counts) {
        let mut others = self.others & !left;
        while others != 0 {
            if let Some(other) = Other::at(text, at + place(others.trailing_zeros())) {
                tally[other.kind as usize] -= 1; // cannot fail: as above
                sum.spaced -= other.spaced;
                sum.others -= other.bytes;
            }
            others &= others - 1;
        }
    }
}

/// What is neither a letter of the Arabic script nor a single space: the character that a byte ends,
/// or begins where that tells more.
struct Other {
    kind: Kind,
    /// How many of the bytes that are no letters or spaces are met with it.
    bytes: usize,
    /// As in [`Counts`].
    spaced: u64,
}

impl Other {
    #[inline(always)]
    fn at(text: &[u8], at: usize) -> Option<Other> {
        let [earlier, before, byte] = *text.get(at.checked_sub(2)?..)?.first_chunk()?;
        let page = usize::from(PAGES[usize::from(before)]); // cannot fail: a byte has 256 values
        let mut kind = KINDS_OF[(page * 256 + usize::from(byte)) % KINDS_OF.len()];
        let mut after = text.get(at + 1);
        if kind as u8 >= Kind::Mark as u8 {
            match kind {
                Kind::Odd => return None,
                // Behind a sign or a space they count otherwise.
                Kind::Mark | Kind::Tatweel if earlier < 0x80 => return None,
                Kind::Three => {
                    kind = three([*after?, *text.get(at + 2)?])?;
                    after = text.get(at + 3);
                }
                _ => {}
            }
        }
        let spaced = after == Some(&b' ');
        let stop = (kind == Kind::Stop) & spaced;
        let dash = (kind == Kind::Dash) & (spaced | (before == b' '));
        Some(Other {
            kind,
            // The first byte of a letter's two is none of the others.
            bytes: 1 + usize::from(before & 0xFE == 0xD8),
            spaced: u64::from(stop) * STOP + u64::from(dash) * DASH,
        })
    }
}

/// The signs of general punctuation that news has: E2, and the two bytes behind it.
fn three(behind: [u8; 2]) -> Option<Kind> {
    match behind {
        // “ ” „ ‹ ›
        [0x80, 0x9C..=0x9E | 0xB9 | 0xBA] => Some(Kind::Quote),
        // ‘ ’
        [0x80, 0x98 | 0x99] => Some(Kind::Sign),
        [0x80, 0x90..=0x95] => Some(Kind::Dash),
        [0x80, 0xA6] => Some(Kind::Stop), // …
        _ => None,
    }
}
