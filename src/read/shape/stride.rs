//! Counting many bytes of a text at once.
//!
//! Nearly all of a text is letters of U+0600–06FF, spaces and a dozen signs. What these bytes count
//! as is told by comparisons of a byte with the two before it, without a branch: the compiler makes
//! of each of the loops here a few instructions that look at sixteen bytes. A stride that holds
//! anything else is left to the [`Scan`](super::scan::Scan), which reads one character after the
//! other.

/// Bytes that are counted at once; no more than a counter of one byte can hold.
pub(super) const STRIDE: usize = 64;

/// What fills a stride at the end of a text.
const FILLER: [u8; 2] = [0xD8, 0xA8];

/// A byte with the one before it and the one before that.
type Triple = (u8, u8, u8);

/// What the characters of a stride count as.
#[derive(Default)]
pub(super) struct Counts {
    /// Bytes up to the last whole character.
    pub(super) length: usize,
    pub(super) chars: u32,
    pub(super) spaces: u32,
    /// Letters of the Arabic script.
    pub(super) arabic: u32,
    pub(super) latin: u32,
    pub(super) digits: u32,
    pub(super) signs: u32,
    pub(super) marks: u32,
    pub(super) stops: u16,
    pub(super) commas: u16,
    pub(super) colons: u16,
    pub(super) quotes: u16,
    pub(super) bars: u16,
    pub(super) slashes: u16,
    pub(super) dashes: u16,
}

/// The bytes of a stride, and those one and two places before each.
pub(super) struct Stride<'t> {
    bytes: &'t [u8; STRIDE],
    before: &'t [u8; STRIDE],
    earlier: &'t [u8; STRIDE],
}

impl<'t> Stride<'t> {
    /// The stride of a text that begins at `at`, where a character begins; `None` where too few
    /// bytes are left, or too few stand before it.
    pub(super) fn at(text: &'t [u8], at: usize) -> Option<Stride<'t>> {
        let from = |at: usize| text.get(at..)?.first_chunk::<STRIDE>();
        Some(Stride {
            bytes: from(at)?,
            before: from(at.checked_sub(1)?)?,
            earlier: from(at.checked_sub(2)?)?,
        })
    }

    /// Counts the last bytes of a text, fewer than a stride, that begin at `at` as a stride may.
    pub(super) fn last(text: &[u8], at: usize) -> Option<Counts> {
        // A few bytes are read sooner one by one.
        let rest = text
            .get(at..)
            .filter(|rest| (8..STRIDE).contains(&rest.len()))?;
        let before = text.get(at.checked_sub(2)?..at)?;
        let mut filled = [0; STRIDE + 2];
        // Letters fill the stride; they are taken off again.
        for pair in filled.as_chunks_mut::<2>().0 {
            *pair = FILLER;
        }
        let (lead, letters) = filled.split_at_mut(2);
        lead.copy_from_slice(before);
        let (own, filler) = letters.split_at_mut(rest.len());
        own.copy_from_slice(rest);
        // An odd number of bytes parts the letters: their second bytes stand for the first.
        if let [first, ..] = filler
            && rest.len() % 2 == 1
        {
            *first = b'x';
        }
        let filled = filled;
        let mut counts = Stride::at(&filled, 2)?.counts()?;
        let letters = ((STRIDE - rest.len()) / 2) as u32;
        let odd = (rest.len() % 2) as u32;
        counts.length = rest.len();
        counts.chars -= letters + odd;
        counts.arabic -= letters;
        counts.latin -= odd;
        Some(counts)
    }

    fn triples(&self) -> impl Iterator<Item = Triple> {
        let pairs = self.bytes.iter().zip(self.before);
        let triples = pairs.zip(self.earlier);
        triples.map(|((&byte, &before), &earlier)| (byte, before, earlier))
    }

    /// Counts the stride; `None` where it holds what is read one by one.
    ///
    /// The character before it is a space or a letter.
    pub(super) fn counts(&self) -> Option<Counts> {
        // A character has two bytes at most, and one that the end cuts is not counted.
        let (mut odd, mut other) = (0_u8, 0_u8);
        let (mut ascii, mut spaces, mut trails) = (0_u8, 0_u8, 0_u8);
        for triple in self.triples() {
            let byte = triple.0;
            odd |= u8::from(is_odd(triple));
            other |= u8::from(is_no_letter(triple));
            ascii += u8::from(byte < 0x80);
            spaces += u8::from(byte == b' ');
            trails += u8::from(is_trail(byte));
        }
        if odd != 0 {
            return None;
        }
        let letters = u32::from(trails);
        let mut counts = Counts {
            length: usize::from(ascii) + 2 * usize::from(trails),
            chars: u32::from(ascii) + letters,
            spaces: u32::from(spaces),
            arabic: letters,
            ..Counts::default()
        };
        if other != 0 {
            self.others(&mut counts);
        }
        if ascii > spaces {
            self.signs(u32::from(ascii - spaces), &mut counts);
        }
        Some(counts)
    }

    /// Tells what is neither a letter of the Arabic script nor ASCII.
    fn others(&self, counts: &mut Counts) {
        let (mut marks, mut commas, mut quotes) = (0_u8, 0_u8, 0_u8);
        for triple in self.triples() {
            marks += u8::from(is_mark(triple));
            commas += u8::from(is_comma(triple));
            quotes += u8::from(triple.1 == 0xC2);
        }
        let signs = u32::from(commas) + u32::from(quotes);
        counts.marks = u32::from(marks);
        counts.chars -= counts.marks;
        counts.arabic -= counts.marks + signs;
        counts.signs = signs;
        counts.commas = u16::from(commas);
        counts.quotes = u16::from(quotes);
    }

    /// Tells the characters of ASCII, of which so many are no spaces.
    fn signs(&self, ascii: u32, counts: &mut Counts) {
        let (mut latin, mut digits, mut commas, mut quotes) = (0_u8, 0_u8, 0_u8, 0_u8);
        let (mut colons, mut bars, mut slashes) = (0_u8, 0_u8, 0_u8);
        let (mut stops, mut dashes) = (0_u8, 0_u8);
        for triple in self.triples() {
            let byte = triple.0;
            latin += u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
            digits += u8::from(byte.wrapping_sub(b'0') < 10);
            commas += u8::from(byte == b',');
            quotes += u8::from(byte == b'"');
            colons += u8::from(byte == b':');
            bars += u8::from(byte == b'|');
            slashes += u8::from(byte == b'/');
            stops += u8::from(ends_sentence(triple));
            dashes += u8::from(is_free_dash(triple));
        }
        counts.latin = u32::from(latin);
        counts.digits = u32::from(digits);
        counts.signs += ascii - counts.latin - counts.digits;
        counts.commas += u16::from(commas);
        counts.quotes += u16::from(quotes);
        counts.colons = u16::from(colons);
        counts.bars = u16::from(bars);
        counts.slashes = u16::from(slashes);
        counts.stops = u16::from(stops);
        counts.dashes = u16::from(dashes);
    }
}

/// Whether a byte ends a character of two bytes, given that none has more.
fn is_trail(byte: u8) -> bool {
    signed(byte) < signed(0xC0)
}

/// The bytes 80–BF in their order, below all others: they are compared so with one instruction.
fn signed(byte: u8) -> i8 {
    byte.cast_signed()
}

/// Whether a byte shows what the counts do not know, or what cleaning may change.
fn is_odd((byte, before, earlier): Triple) -> bool {
    let control = (byte < b' ') | (byte == 0x7F) | (byte == b' ') & (before == b' ');
    // Of the leads of characters, those of U+0600–06FF and of « and ».
    let lead = (byte & 0xC0 == 0xC0) & (byte & 0xFC != 0xD8) & (byte != 0xC2);
    let latin = (before == 0xC2) & (byte & 0xEF != 0xAB);
    let sign = (before == 0xD8) & (signed(byte) < signed(0xA0)) & (byte != 0x8C);
    // Letters, and harakat behind a letter.
    let mark = (signed(byte) > signed(0x8A)) & (signed(earlier) >= 0);
    let other = (before == 0xD9) & ((byte.wrapping_sub(0x81) > 0x92 - 0x81) | mark)
        | (before == 0xDB) & (signed(byte) >= signed(0x94));
    control | lead | latin | sign | other
}

/// Whether a byte ends a character of two bytes that is no letter.
fn is_no_letter((byte, before, earlier): Triple) -> bool {
    is_comma((byte, before, earlier)) | is_mark((byte, before, earlier)) | (before == 0xC2)
}

/// Whether a byte ends `،`.
fn is_comma((byte, before, _): Triple) -> bool {
    (before == 0xD8) & (byte == 0x8C)
}

/// Whether a byte ends one of the harakat U+064B–0652.
fn is_mark((byte, before, _): Triple) -> bool {
    (before == 0xD9) & (signed(byte) > signed(0x8A))
}

/// Whether a byte is the space behind a full stop or its like.
fn ends_sentence((byte, before, _): Triple) -> bool {
    (byte == b' ') & ((before == b'.') | (before == b'!') | (before == b'?'))
}

/// Whether a byte is a dash behind a space, or the space behind a dash that is not.
fn is_free_dash((byte, before, earlier): Triple) -> bool {
    (byte == b'-') & (before == b' ') | (byte == b' ') & (before == b'-') & (earlier != b' ')
}
