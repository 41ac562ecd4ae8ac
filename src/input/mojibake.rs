//! Mojibake: Arabic that was decoded once in the wrong encoding and then saved as if nothing had happened.
//!
//! Three shapes occur in Arabic news (examples of «قال أن»):
//!
//! | shape | looks like | what happened |
//! |---|---|---|
//! | [`Repair::Utf8AsWindows1252`] | `Ù‚Ø§Ù„ Ø£Ù†` | UTF-8 read as windows-1252 or ISO-8859-1 |
//! | [`Repair::Utf8AsWindows1256`] | `ظ‚ط§ظ„ ط£ظ†` | UTF-8 read as windows-1256 |
//! | [`Repair::Windows1256AsWindows1252`] | `ÞÇá Ãä` | windows-1256 read as windows-1252 |
//!
//! In the WHATWG Encoding Standard both windows encodings map all 256 bytes, so the wrong step can be undone exactly
//! as long as no character was lost since. Copies often have lost some: U+0081, U+008F or the soft hyphen, which
//! carry half of ف, ُ and ح. Such a letter becomes U+FFFD and is counted; it is not guessed.

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1256};
use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};

/// Which wrong decoding was undone.
///
/// ```
/// use khabar::input::mojibake::Repair;
///
/// let json = serde_json::to_string(&Repair::Utf8AsWindows1252).unwrap();
/// assert_eq!(json, "\"utf8_as_windows1252\"");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Repair {
    /// UTF-8 that was read as windows-1252 or ISO-8859-1.
    #[serde(rename = "utf8_as_windows1252")]
    Utf8AsWindows1252,
    /// UTF-8 that was read as windows-1256.
    #[serde(rename = "utf8_as_windows1256")]
    Utf8AsWindows1256,
    /// windows-1256 that was read as windows-1252.
    #[serde(rename = "windows1256_as_windows1252")]
    Windows1256AsWindows1252,
    /// A value written by a later version of this crate.
    #[serde(untagged)]
    Other(String),
}

/// A text with its wrong decoding undone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// The text as it was before the wrong decoding.
    pub text: String,
    /// The wrong decoding that was undone.
    pub shape: Repair,
    /// How many characters could not be brought back. Each stands in `text` as one U+FFFD, and `text` holds no other.
    pub replaced: usize,
}

/// Characters of the beginning, ASCII left out, by which the shape is told.
const SAMPLE: usize = 512;
/// Fewer letters than this prove nothing.
const MIN_SEQUENCES: usize = 3;
/// A single-byte shape has no inner structure to check, so that more letters are asked for.
const MIN_SINGLE_BYTE: usize = 8;

/// Undoes a wrong decoding, or says `None` where the text is sound or its state doubtful.
///
/// A sample of the beginning (the first 512 characters that are not ASCII) tells the shape. The reverse then runs
/// over the whole text and counts only if at least 90 % of the letters it gives are Arabic, at most 2 % of the
/// characters do not fit the shape and at most 8 % lost their second half. The second bound is the larger because the
/// two letters that fall prey to it, ف and ح, together make up some 6 % of Arabic text. ASCII (mark-up, addresses)
/// passes through unchanged, and so do characters the wrong encoding cannot have produced.
///
/// Time is linear in the text, and a sound text is left after the sample. Memory is one more text, in the case of a
/// repair or an attempt at it.
///
/// ```
/// use khabar::input::mojibake::{repair, Repair};
///
/// let repaired = repair("Ù‚Ø§Ù„ Ø£Ù†").unwrap();
/// assert_eq!(repaired.text, "قال أن");
/// assert_eq!(repaired.shape, Repair::Utf8AsWindows1252);
/// assert!(repair("Çà et là, déjà vu").is_none());
/// ```
#[must_use]
pub fn repair(text: &str) -> Option<Repaired> {
    match suspect(text)? {
        Repair::Utf8AsWindows1252 => undo_utf8(text, &FROM_1252, Repair::Utf8AsWindows1252),
        Repair::Utf8AsWindows1256 => undo_utf8(text, &FROM_1256, Repair::Utf8AsWindows1256),
        _ => undo_single_byte(text),
    }
}

/// The bytes 80–FF by the character a single-byte encoding gives them.
struct Reverse {
    latin: [u8; 128],
    arabic: [u8; 256],
    rest: Vec<(char, u8)>,
}

static FROM_1252: Lazy<Reverse> = Lazy::new(|| {
    let mut reverse = Reverse::new(WINDOWS_1252);
    // ISO-8859-1 in the strict sense gives 80–9F to the C1 controls. No character of windows-1252 is among them but
    // the five where the two agree.
    for (slot, byte) in reverse.latin.iter_mut().zip(0x80..=0x9F) {
        *slot = byte;
    }
    reverse
});
static FROM_1256: Lazy<Reverse> = Lazy::new(|| Reverse::new(WINDOWS_1256));

impl Reverse {
    fn new(encoding: &'static Encoding) -> Self {
        let mut reverse = Reverse {
            latin: [0; 128],
            arabic: [0; 256],
            rest: Vec::new(),
        };
        for byte in 0x80..=0xFF_u8 {
            let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            for c in text.chars() {
                match c as u32 {
                    n @ 0x80..=0xFF => reverse.latin[(n - 0x80) as usize] = byte, // cannot fail: n - 0x80 < 128
                    n @ 0x600..=0x6FF => reverse.arabic[(n - 0x600) as usize] = byte, // cannot fail: n - 0x600 < 256
                    _ => reverse.rest.push((c, byte)),
                }
            }
        }
        reverse.rest.sort_unstable();
        reverse
    }

    /// The byte 80–FF that decodes to `c`.
    fn byte(&self, c: char) -> Option<u8> {
        match c as u32 {
            n @ 0x80..=0xFF => Some(self.latin[(n - 0x80) as usize]).filter(|&b| b != 0), // cannot fail: n - 0x80 < 128
            n @ 0x600..=0x6FF => Some(self.arabic[(n - 0x600) as usize]).filter(|&b| b != 0), // cannot fail: n - 0x600 < 256
            0..=0x7F => None,
            _ => {
                let at = self.rest.binary_search_by_key(&c, |&(c, _)| c).ok()?;
                self.rest.get(at).map(|&(_, byte)| byte)
            }
        }
    }

    /// Whether `c` stands for a second or later byte of a UTF-8 sequence.
    fn is_trail(&self, c: char) -> bool {
        matches!(self.byte(c), Some(0x80..=0xBF))
    }
}

/// U+00C0–U+00FF without the two signs × and ÷: what letters become when windows-1256 is read as windows-1252.
fn is_high_letter(c: char) -> bool {
    matches!(c, 'À'..='ÿ') && !matches!(c, '×' | '÷')
}

/// Bytes that are counted at once, fewer than their counters can hold.
const STRIDE: usize = 128;

/// Whether so few characters of the beginning can be halves of mojibake that no shape is told by
/// them. It looks at bytes alone, and spares sound texts the exact look.
fn is_sound(text: &str) -> bool {
    let (mut seen, mut halves) = (0_usize, 0_usize);
    let mut rest = text.as_bytes();
    while seen < SAMPLE && !rest.is_empty() {
        let mut last = [b' '; STRIDE + 1];
        let stride = match rest.first_chunk() {
            Some(stride) => stride,
            None => {
                for (slot, byte) in last.iter_mut().zip(rest) {
                    *slot = *byte;
                }
                &last
            }
        };
        let (leads, suspects) = suspects(stride);
        seen += usize::from(leads);
        halves += usize::from(suspects);
        rest = rest.get(STRIDE..).unwrap_or_default();
    }
    halves < MIN_SEQUENCES || halves * 100 < seen.min(SAMPLE) * 15
}

/// How many characters that are not ASCII begin in a stride, which the byte behind it follows, and
/// how many of them can be halves of mojibake.
fn suspects(stride: &[u8; STRIDE + 1]) -> (u8, u8) {
    let (mut leads, mut sound) = (0_u8, 0_u8);
    let pairs = stride.iter().zip(stride.iter().skip(1));
    for (&a, &b) in pairs {
        // A letter of U+0600–067F, without what windows-1256 gives to 80–BF there. All else that is
        // not ASCII is suspect: signs and letters of Latin text and beyond. Behind a lead stands one of
        // 80–BF, which are compared as signed numbers with one instruction.
        let trail = b.cast_signed();
        let letter = (a == 0xD8) & (trail >= 0xA0_u8.cast_signed())
            | (a == 0xD9) & (trail < 0xB9_u8.cast_signed());
        leads += u8::from(a >= 0xC0);
        sound += u8::from(letter);
    }
    (leads, leads - sound) // cannot fail: a letter begins with one of the leads
}

/// The shape the beginning of the text looks like, if any.
fn suspect(text: &str) -> Option<Repair> {
    if is_sound(text) {
        return None;
    }
    let mut seen = 0_usize;
    let mut pairs_1252 = 0_usize;
    let mut pairs_1256 = 0_usize;
    let mut high = 0_usize;
    let mut previous = ' ';
    // Whether the character before is one that 1256 gives to a lead.
    let mut open = false;
    let halves = &*HALVES_OF_1256;
    let bytes = text.as_bytes();
    let mut at = 0;
    while seen < SAMPLE {
        // Sound Arabic text is ASCII and two-byte letters, of which only those that 1256 gives to
        // leads can begin a pair: neither is decoded.
        match bytes.get(at..) {
            None | Some([]) => break,
            Some([0..0x80, ..]) => {
                (open, previous) = (false, ' ');
                at += 1;
                continue;
            }
            Some([lead @ 0xD8..=0xDB, trail, ..]) => {
                let low = (lead & 0x03) << 6 | trail & 0x3F;
                let (leads, trails) = halves[usize::from(low)]; // cannot fail: eight bits, 256 entries
                pairs_1256 += usize::from(open & trails);
                (open, previous) = (leads, ' ');
                seen += 1;
                at += 2;
                continue;
            }
            _ => {}
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        at += c.len_utf8();
        seen += 1;
        match previous {
            'Ø' | 'Ù' | 'Ú' | 'Û' if FROM_1252.is_trail(c) => pairs_1252 += 1,
            _ if open && FROM_1256.is_trail(c) => pairs_1256 += 1,
            _ => {}
        }
        high += usize::from(is_high_letter(c));
        (open, previous) = (false, c);
    }
    // A pair is two characters: 15 pairs in 100 characters are 30 % of them.
    let enough = |pairs: usize| pairs >= MIN_SEQUENCES && pairs * 100 >= seen * 15;
    if enough(pairs_1252) {
        Some(Repair::Utf8AsWindows1252)
    } else if enough(pairs_1256) {
        Some(Repair::Utf8AsWindows1256)
    } else if high >= MIN_SINGLE_BYTE && high * 100 >= seen * 80 {
        Some(Repair::Windows1256AsWindows1252)
    } else {
        None
    }
}

/// For each character of U+0600–06FF, whether windows-1256 gives it to the first byte of a two-byte
/// Arabic letter in UTF-8, and whether to a second one.
static HALVES_OF_1256: Lazy<[(bool, bool); 256]> = Lazy::new(|| {
    FROM_1256.arabic.map(|byte| {
        let leads = matches!(byte, 0xD8..=0xDB);
        (leads, matches!(byte, 0x80..=0xBF))
    })
});

/// Whether `c` is in a block of Arabic script (letters, marks and punctuation alike).
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Letters that are not ASCII, and how many of them are Arabic.
#[derive(Default)]
struct Letters {
    all: usize,
    arabic: usize,
}

impl Letters {
    fn count(&mut self, c: char) {
        if crate::arabic::chars::is_alphabetic(c) {
            self.all += 1;
            self.arabic += usize::from(is_arabic(c));
        }
    }

    fn mostly_arabic(&self) -> bool {
        self.arabic > 0 && self.arabic * 10 >= self.all * 9
    }
}

/// What one UTF-8 sequence, read in a single-byte encoding, came to.
enum Sequence {
    /// It is whole: the character and how many bytes of the mojibake it takes.
    Whole(char, usize),
    /// Its beginning is there, its end was lost: how many bytes of the mojibake are left of it.
    Cut(usize),
    /// The character cannot begin a sequence of Arabic text.
    Stray,
}

/// Reads one UTF-8 sequence off the beginning of `text`, whose first character decodes from `lead`.
fn sequence(text: &str, lead: u8, reverse: &Reverse) -> Sequence {
    let (wanted, mut value, least) = match lead {
        0xC2..=0xDF => (1, u32::from(lead & 0x1F), 0x80),
        0xE0..=0xEF => (2, u32::from(lead & 0x0F), 0x800),
        0xF0..=0xF4 => (3, u32::from(lead & 0x07), 0x10000),
        _ => return Sequence::Stray,
    };
    let mut chars = text.chars();
    let mut taken = chars.next().map_or(0, char::len_utf8);
    let mut found = 0;
    while found < wanted {
        let next = chars.next();
        match next.and_then(|c| reverse.byte(c)) {
            Some(byte @ 0x80..=0xBF) => {
                value = value << 6 | u32::from(byte & 0x3F);
                taken += next.map_or(0, char::len_utf8);
                found += 1;
            }
            _ => {
                // U+FFFD is what a copy writes for the byte it could not hold.
                let gap = if next == Some('\u{FFFD}') { 3 } else { 0 };
                // Arabic letters begin with D8–DB, general punctuation (quotes, dashes) with E2 80.
                let known = matches!(lead, 0xD8..=0xDB) || (lead == 0xE2 && found == 1) || gap > 0;
                return if known {
                    Sequence::Cut(taken + gap)
                } else {
                    Sequence::Stray
                };
            }
        }
    }
    match char::from_u32(value) {
        Some(c) if value >= least => Sequence::Whole(c, taken),
        _ => Sequence::Stray,
    }
}

/// Encodes in the single-byte encoding of `reverse` and decodes as UTF-8.
fn undo_utf8(text: &str, reverse: &Reverse, shape: Repair) -> Option<Repaired> {
    // Two characters of two or three bytes become one of two bytes.
    let mut out = String::with_capacity(text.len() / 2 + 16);
    let mut letters = Letters::default();
    let (mut whole, mut cut, mut stray, mut replaced) = (0_usize, 0_usize, 0_usize, 0_usize);
    // Sequences that follow another one directly.
    let (mut joined, mut joins) = (0_usize, false);
    let mut rest = text;
    loop {
        let (ascii, tail) = split_ascii(rest);
        out.push_str(ascii);
        joins &= ascii.is_empty();
        rest = tail;
        let Some(c) = rest.chars().next() else { break };
        let mut taken = c.len_utf8();
        match reverse.byte(c).map(|lead| sequence(rest, lead, reverse)) {
            Some(Sequence::Whole(decoded, length)) => {
                whole += 1;
                joined += usize::from(joins);
                joins = true;
                taken = length;
                letters.count(decoded);
                replaced += usize::from(decoded == '\u{FFFD}');
                out.push(decoded);
            }
            Some(Sequence::Cut(length)) => {
                cut += 1;
                taken = length;
                replaced += 1;
                out.push('\u{FFFD}');
            }
            encoded => {
                // Characters the wrong encoding has no byte for came later, and are sound.
                joins = false;
                stray += usize::from(encoded.is_some());
                letters.count(c);
                if c == '\u{FFFD}' {
                    stray += 1;
                    replaced += 1;
                }
                out.push(c);
            }
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    // Words have two letters and more, while a list of the letters ط and ظ with a comma after each has none.
    let sound = whole >= MIN_SEQUENCES
        && joined * 2 >= whole
        && stray * 50 <= whole
        && cut * 100 <= (whole + cut) * 8
        && letters.mostly_arabic();
    sound.then_some(Repaired {
        text: out,
        shape,
        replaced,
    })
}

/// Encodes in windows-1252 and decodes as windows-1256.
fn undo_single_byte(text: &str) -> Option<Repaired> {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut letters = Letters::default();
    let (mut alef, mut lam, mut common, mut lost) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut words = LatinWords::default();
    let mut rest = text;
    loop {
        let (ascii, tail) = split_ascii(rest);
        words.ascii(ascii);
        out.push_str(ascii);
        rest = tail;
        let Some(c) = rest.chars().next() else { break };
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let decoded = FROM_1252
            .byte(c)
            .map_or(c, |byte| TO_1256[usize::from(byte & 0x7F)]); // cannot fail: byte & 0x7F < 128
        words.other(is_high_letter(c));
        letters.count(decoded);
        match decoded {
            'ا' => alef += 1,
            'ل' => lam += 1,
            'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت' | 'ب' | 'ع' | 'ه' | 'د' => common += 1,
            '\u{FFFD}' => lost += 1,
            _ => {}
        }
        out.push(decoded);
    }
    words.end();
    // Any bytes give letters here, so that the letters have to be spread as in Arabic, where alef and lam are about
    // 14 % and 11 % of the letters and the twelve together about 70 %. French accents decode to themselves.
    let all = letters.all;
    let sound = all >= MIN_SINGLE_BYTE
        && letters.mostly_arabic()
        && alef * 20 >= all
        && lam * 25 >= all
        && (alef + lam + common) * 100 >= all * 45
        && lost * 50 <= all
        && words.hold();
    sound.then_some(Repaired {
        text: out,
        shape: Repair::Windows1256AsWindows1252,
        replaced: lost,
    })
}

static TO_1256: Lazy<[char; 128]> = Lazy::new(|| {
    let mut table = ['\u{FFFD}'; 128];
    for (slot, byte) in table.iter_mut().zip(0x80..=0xFF_u8) {
        let (text, _) = WINDOWS_1256.decode_without_bom_handling(std::slice::from_ref(&byte));
        *slot = text.chars().next().unwrap_or('\u{FFFD}');
    }
    table
});

/// Words with letters À–ÿ: in windows-1256 read as windows-1252 they have next to no ASCII letters in them, in any
/// European language next to nothing else.
#[derive(Default)]
struct LatinWords {
    word_ascii: usize,
    word_high: usize,
    ascii: usize,
    high: usize,
}

impl LatinWords {
    fn ascii(&mut self, run: &str) {
        for byte in run.bytes() {
            if byte.is_ascii_alphabetic() {
                self.word_ascii += 1;
            } else {
                self.end();
            }
        }
    }

    fn other(&mut self, high: bool) {
        if high {
            self.word_high += 1;
        } else {
            self.end();
        }
    }

    fn end(&mut self) {
        if self.word_high > 0 {
            self.ascii += self.word_ascii;
            self.high += self.word_high;
        }
        self.word_ascii = 0;
        self.word_high = 0;
    }

    fn hold(&self) -> bool {
        self.ascii * 10 <= self.high
    }
}

/// The ASCII run at the beginning and what follows it.
fn split_ascii(text: &str) -> (&str, &str) {
    let end = Encoding::ascii_valid_up_to(text.as_bytes());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that windows-1256 or windows-1252 gives to a byte of 80 to BF, and every high
    /// letter, is one that the look at bytes counts.
    #[test]
    fn halves_are_counted_by_their_bytes() {
        let halves = ('\u{80}'..='\u{FFFF}')
            .filter(|&c| FROM_1252.is_trail(c) || FROM_1256.is_trail(c) || is_high_letter(c));
        for half in halves {
            assert!(!is_sound(&half.to_string().repeat(4)), "{half:?}");
        }
        assert!(is_sound("وصل الوفد إلى العاصمة، وقال إن «العمل» مستمر."));
    }

    const NEWS: &str = "افتتح وزير الصحة صباح اليوم مستشفى جديدا في ضاحية المدينة، وقال إن الفرق الطبية «جاهزة» لاستقبال المرضى بحلول الأسبوع المقبل. وأضاف أن الحكومة ستوفر حافلات للنقل، فيما ظل طريق المطار مغلقا.";

    fn read_as(bytes: &[u8], encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    fn to_1256(text: &str) -> Vec<u8> {
        WINDOWS_1256.encode(text).0.into_owned()
    }

    #[test]
    fn every_letter_reverses() {
        for n in (0x621..=0x63A).chain(0x641..=0x64A) {
            let c = char::from_u32(n).unwrap();
            let letters: String = std::iter::repeat_n(c, 4).collect();
            for (encoding, shape) in [
                (WINDOWS_1252, Repair::Utf8AsWindows1252),
                (WINDOWS_1256, Repair::Utf8AsWindows1256),
            ] {
                let repaired = repair(&read_as(letters.as_bytes(), encoding)).unwrap();
                assert_eq!(repaired.text, letters);
                assert_eq!(repaired.shape, shape);
                assert_eq!(repaired.replaced, 0);
            }
        }
    }

    #[test]
    fn three_shapes_are_undone() {
        for (broken, shape) in [
            (
                read_as(NEWS.as_bytes(), WINDOWS_1252),
                Repair::Utf8AsWindows1252,
            ),
            (
                read_as(NEWS.as_bytes(), WINDOWS_1256),
                Repair::Utf8AsWindows1256,
            ),
            (
                read_as(&to_1256(NEWS), WINDOWS_1252),
                Repair::Windows1256AsWindows1252,
            ),
        ] {
            let repaired = repair(&broken).unwrap();
            assert_eq!(repaired.text, NEWS);
            assert_eq!((repaired.shape, repaired.replaced), (shape, 0));
        }
    }

    #[test]
    fn strict_latin_1_is_undone() {
        let broken: String = NEWS.bytes().map(char::from).collect();
        assert_eq!(repair(&broken).unwrap().text, NEWS);
    }

    #[test]
    fn markup_and_addresses_pass_through() {
        let page = format!(
            "<p class=\"lead\">{NEWS}</p>\n<a href=\"https://example.org/a?b=1\">BBC 2024</a>"
        );
        assert_eq!(
            repair(&read_as(page.as_bytes(), WINDOWS_1252))
                .unwrap()
                .text,
            page
        );
        assert_eq!(
            repair(&read_as(&to_1256(&page), WINDOWS_1252))
                .unwrap()
                .text,
            page
        );
    }

    #[test]
    fn characters_added_later_stay() {
        let broken = format!("{} 📰 {}", read_as(NEWS.as_bytes(), WINDOWS_1252), "خبر");
        assert_eq!(repair(&broken).unwrap().text, format!("{NEWS} 📰 خبر"));
    }

    #[test]
    fn lost_halves_become_replacement_characters() {
        let fa = NEWS.matches('ف').count();
        let broken = read_as(NEWS.as_bytes(), WINDOWS_1252);
        for lost in [
            broken.replace('\u{81}', "\u{FFFD}"),
            broken.replace('\u{81}', ""),
        ] {
            let repaired = repair(&lost).unwrap();
            assert_eq!(repaired.text, NEWS.replace('ف', "\u{FFFD}"));
            assert_eq!(repaired.replaced, fa);
        }
        let repaired = repair(&broken.replace('\u{81}', " ")).unwrap();
        assert_eq!(repaired.text, NEWS.replace('ف', "\u{FFFD} "));
    }

    #[test]
    fn heavy_loss_is_left_alone() {
        let broken = read_as(NEWS.as_bytes(), WINDOWS_1252);
        assert_eq!(repair(&broken.replace(['§', '„'], "\u{FFFD}")), None);
    }

    #[test]
    fn sound_text_is_left_alone() {
        for text in [
            "",
            "ASCII only, nothing else.",
            NEWS,
            // Emphatic letters before punctuation.
            "فقط، ووسط؛ وشروط… «ضغط» حفظ، لفظ؛ وعظ! خط– خلط. مواعظ” غلط“ نقاط: وسط، شرط؛ لحظ… ضبط؟",
            "ط، ظ، ط؛ ظ؛ ط… ظ… ط« ظ» ط، ظ،",
            // Persian and Urdu.
            "رئیس‌جمهور گفت که چهار پروژهٔ بزرگ پیش از پایان سال آغاز می‌شود؛ ژرف‌نگری لازم است. طی گفت‌وگو، غربی‌ها…",
            "وزیر اعظم نے کہا ہے کہ حکومت چھوٹے کسانوں کی مدد کرے گی، ڈاکٹر ٹیم بھی پہنچ گئی۔",
            // European languages, dense in accents.
            "L'été dernier, à Orléans, l'élève âgé a été récompensé : « Où êtes-vous allé ? » Ça, déjà là-bas, hélas !",
            "Über die Straße müssen täglich größere Züge fahren, erklärte der Bürgermeister; Ärger gäbe es höchstens für Fußgänger.",
            "ÄÖÜ äöü ß ÄÖÜ ÉÈÊ àâç ÆØÅ",
            "Það er ekki ástæða til að ætla að þær ráðstafanir dugi á Íslandi, sagði ráðherrann í gær.",
            "Øst for Århus ligger en ø på ½ km²; Ø± 2 µm, “Ø” og «Æ».",
            "São Paulo não é a capital; as eleições serão em outubro, às três da manhã.",
            "naïve café, Zoë’s résumé — “quoted” £5 €6",
            "á í ó ú é á í ó ú é Ç á Ç á",
            "Россия и Україна; Ελλάδα; 東京",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn talk_about_mojibake_is_left_alone() {
        let text = format!("{NEWS} تظهر الكلمة هكذا: Ù‚Ø§Ù„ Ø£Ù†، أو هكذا: ظ‚ط§ظ„ ط£ظ†. {NEWS}");
        assert_eq!(repair(&text), None);
    }

    #[test]
    fn repeated_letters_are_no_arabic() {
        assert_eq!(repair(&"ÿ".repeat(5000)), None);
        assert_eq!(repair(&"Ø".repeat(5000)), None);
        assert_eq!(repair(&"ط".repeat(5000)), None);
    }

    quickcheck::quickcheck! {
        fn replaced_is_what_stands_there(text: String) -> bool {
            repair(&text).is_none_or(|r| r.text.matches('\u{FFFD}').count() == r.replaced)
        }

        fn damaged_mojibake_is_counted(at: Vec<usize>, shape: bool) -> bool {
            let encoding = if shape { WINDOWS_1252 } else { WINDOWS_1256 };
            let mut chars: Vec<char> = read_as(NEWS.as_bytes(), encoding).chars().collect();
            let length = chars.len();
            for i in at {
                chars[i % length] = '\u{FFFD}';
            }
            let broken: String = chars.into_iter().collect();
            repair(&broken).is_none_or(|r| r.text.matches('\u{FFFD}').count() == r.replaced)
        }
    }
}
