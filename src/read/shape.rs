//! [`Shape`]: what can be said of a run of text from its characters alone.

mod class;
mod scan;
mod skeleton;
mod stride;

use crate::arabic::Clean;
use crate::arabic::clean::clean_from;
use class::{Class, class};
use memchr::{memchr_iter, memchr2_iter};
use scan::{Begun, Scan};
pub(crate) use skeleton::{Copies, Sketch, may_repeat, skeleton};

/// How a block ends, closing quotation marks and brackets left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// With a letter or anything not named below.
    Open,
    /// With a full stop.
    Stop,
    /// With a question mark.
    Question,
    /// With an exclamation mark.
    Exclamation,
    /// With a colon.
    Colon,
    /// With a comma or semicolon.
    Comma,
    /// With two or more dots, or the ellipsis character.
    Ellipsis,
    /// With a dash, slash or vertical bar.
    Dash,
    /// With a digit.
    Digit,
}

/// How a block starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Start {
    /// With a letter.
    Letter,
    /// With a digit.
    Digit,
    /// With a list mark: bullet, asterisk, dash.
    Bullet,
    /// With an opening quotation mark.
    Quote,
    /// With a bracket.
    Bracket,
    /// With `#`.
    Hash,
    /// With `@`.
    At,
    /// With any other sign.
    Sign,
}

/// Counts and features of a run of clean text, made in one pass over its bytes.
///
/// Letters, not code points, are counted: combining marks and tatweel are left out, so that
/// vocalised, decomposed and stretched text has the same shape as plain text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Shape {
    /// Characters, without combining marks and tatweel.
    pub chars: u32,
    /// Words: runs between spaces.
    pub words: u32,
    /// Letters of the Arabic script.
    pub arabic: u32,
    /// Latin letters.
    pub latin: u32,
    /// Letters of other scripts.
    pub other: u32,
    /// Digits of any set.
    pub digits: u32,
    /// Punctuation and symbols.
    pub signs: u32,
    /// Combining marks of the Arabic script.
    pub marks: u32,
    /// Tatweels.
    pub tatweels: u32,
    /// Sentence ends inside the text: a full stop, question or exclamation mark before a space.
    pub stops: u16,
    /// Commas.
    pub commas: u16,
    /// Colons.
    pub colons: u16,
    /// Quotation marks of any kind.
    pub quotes: u16,
    /// Vertical bars.
    pub bars: u16,
    /// Slashes.
    pub slashes: u16,
    /// Dashes that stand beside a space.
    pub dashes: u16,
    /// Whether `@`, `http`, `www.` or `.com` stands in it.
    pub address: bool,
    /// Whether it ends with a closing bracket.
    pub bracket: bool,
    /// Whether it ends with a closing quotation mark.
    pub quoted: bool,
    /// How it starts.
    pub start: Start,
    /// How it ends.
    pub end: End,
    /// How its skeleton begins and ends.
    pub(crate) sketch: Sketch,
}

/// A text that was read for its shape.
pub(crate) enum Read {
    /// Cleaning changes nothing in it: its shape, and whether it may hold character references.
    Clean(Shape, bool),
    /// Cleaning may change it.
    Begun(Begun),
}

impl Read {
    /// Whether what was read of a text is so of the part with which it begins.
    pub(crate) fn is_of(&self, text: &str, part: &str) -> bool {
        match self {
            Read::Clean(..) => part.len() == text.len(),
            Read::Begun(begun) => begun.clean_to() <= part.len(),
        }
    }

    /// The text that was read, cleaned.
    pub(crate) fn clean<'a>(&self, text: &'a str) -> Clean<'a> {
        match self {
            Read::Clean(..) => Clean::unchanged(text),
            Read::Begun(begun) => clean_from(text, begun.clean_to()),
        }
    }

    /// The shape of the clean text.
    pub(crate) fn shape(self, clean: &str) -> Shape {
        match self {
            Read::Clean(shape, _) => shape,
            Read::Begun(begun) => begun.shape(clean),
        }
    }

    /// The text that was read, cleaned, and its shape.
    pub(crate) fn cleaned(self, text: &str) -> (Clean<'_>, Shape) {
        let clean = self.clean(text);
        let shape = self.shape(clean.text());
        (clean, shape)
    }
}

impl Shape {
    /// The shape of a clean text. Linear.
    pub fn of(text: &str) -> Shape {
        let mut scan = Scan::new();
        scan.read(text, 0, None);
        scan.finish(text)
    }

    /// The shape of a text without white space at its ends, if cleaning changes nothing in it.
    pub(crate) fn of_clean(text: &str) -> Read {
        let mut begun = Begun::new();
        let mut scan = Scan::new();
        scan.read(text, 0, Some(&mut begun));
        if scan.unclean {
            return Read::Begun(begun);
        }
        let may_refer = scan.may_refer();
        Read::Clean(scan.finish(text), may_refer)
    }

    fn empty() -> Shape {
        Shape {
            chars: 0,
            words: 0,
            arabic: 0,
            latin: 0,
            other: 0,
            digits: 0,
            signs: 0,
            marks: 0,
            tatweels: 0,
            stops: 0,
            commas: 0,
            colons: 0,
            quotes: 0,
            bars: 0,
            slashes: 0,
            dashes: 0,
            address: false,
            bracket: false,
            quoted: false,
            start: Start::Sign,
            end: End::Open,
            sketch: Sketch::EMPTY,
        }
    }

    /// Share of the Arabic script among the letters, in thousandths; 0 where there is no letter.
    pub fn arabic_share(&self) -> u16 {
        let letters = self.arabic + self.latin + self.other;
        (u64::from(self.arabic) * 1000)
            .checked_div(u64::from(letters))
            .map_or(0, |share| share as u16)
    }

    /// Letters of any script.
    pub fn letters(&self) -> u32 {
        self.arabic + self.latin + self.other
    }
}

/// Marks that open a list item.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '*' | '•'
            | '·'
            | '■'
            | '●'
            | '▪'
            | '◦'
            | '-'
            | '–'
            | '—'
            | '►'
            | '▸'
            | '♦'
            | '⁃'
            | 'ـ'
            | '\u{F0B7}'
    )
}

/// Quotation marks of any kind.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '\'' | '‘' | '’'
    )
}

/// Brackets that close.
pub(crate) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '\u{FD3E}')
}

/// Whether two bytes, the first of which is D8–DB, are a letter.
fn is_letter(lead: u8, low: u8) -> bool {
    matches!(class(lead, low), Class::Consonant | Class::Weak)
}

fn start_of(text: &str) -> Start {
    if let [lead @ 0xD8..=0xDB, low, ..] = text.as_bytes()
        && is_letter(*lead, *low)
    {
        return Start::Letter;
    }
    match text.chars().next() {
        None => Start::Sign,
        Some(c) if crate::arabic::digit_value(c).is_some() => Start::Digit,
        Some(c) if is_bullet(c) => Start::Bullet,
        Some(c) if is_quote(c) => Start::Quote,
        Some('(' | '[' | '{') => Start::Bracket,
        Some('#') => Start::Hash,
        Some('@') => Start::At,
        Some(c) if crate::arabic::chars::is_alphabetic(c) => Start::Letter,
        Some(_) => Start::Sign,
    }
}

fn end_of(text: &str) -> (End, bool, bool) {
    // Most end with a letter, or with one full stop behind one.
    match text.as_bytes() {
        [.., lead @ 0xD8..=0xDB, low] if is_letter(*lead, *low) => {
            return (End::Open, false, false);
        }
        [.., lead @ 0xD8..=0xDB, low, b'.'] if is_letter(*lead, *low) => {
            return (End::Stop, false, false);
        }
        _ => {}
    }
    let bracket = text.ends_with(is_closing_bracket);
    let quoted = text.ends_with(is_quote);
    let core = text.trim_end_matches(|c| is_quote(c) || is_closing_bracket(c) || c == ' ');
    let end = match core.chars().next_back() {
        None => End::Open,
        Some('.') if core.ends_with("..") => End::Ellipsis,
        Some('.' | '\u{06D4}') => End::Stop,
        Some('…') => End::Ellipsis,
        Some('؟' | '?') => End::Question,
        Some('!') => End::Exclamation,
        Some(':') => End::Colon,
        Some('،' | ',' | '؛' | ';') => End::Comma,
        Some('-' | '–' | '—' | '/' | '|' | 'ـ') => End::Dash,
        Some(c) if crate::arabic::digit_value(c).is_some() => End::Digit,
        Some(_) => End::Open,
    };
    (end, bracket, quoted)
}

fn has_address(text: &str, shape: &Shape) -> bool {
    let bytes = text.as_bytes();
    let from = |at: usize| bytes.get(at..).unwrap_or_default();
    let opens = |at: usize| {
        let rest = from(at);
        [&b"@"[..], b"http", b"www.", b".com"]
            .iter()
            .any(|mark| rest.starts_with(mark))
    };
    shape.latin > 2
        && (memchr2_iter(b'@', b'.', bytes).any(opens)
            || memchr2_iter(b'h', b'w', bytes).any(opens))
}

/// Whether a character of several bytes stands in a text in which its first byte is rare.
pub(crate) fn has_rare(text: &str, c: char) -> bool {
    let (mut encoded, bytes) = ([0; 4], text.as_bytes());
    let c = c.encode_utf8(&mut encoded).as_bytes();
    let here = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(c));
    c.first()
        .is_some_and(|&first| memchr_iter(first, bytes).any(here))
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;
    use crate::arabic::{clean_str, is_dropped, is_white};

    /// The shape that reading one character after the other gives.
    fn slow(text: &str) -> Shape {
        let mut scan = Scan::new();
        for (at, c) in text.char_indices() {
            scan.read(&text[at..at + c.len_utf8()], 0, None);
        }
        scan.finish(text)
    }

    quickcheck! {
        fn strides_count_as_single_characters_do(text: Messy, pieces: Vec<u8>) -> bool {
            const PIECES: [&str; 32] = [
                "قال", "الوزير", "إنّ", "أيضاً", "،", ".", " ", " ", "«", "»", "-", "AFP", "12:30",
                "؟", "ـ", "\"", " ", " ", "في", "ٌ", "…", "“", "’", "–", "پی", "٢٥", "!", "/", "|", "é",
                "\u{a0}", "𝐀",
            ];
            let mut long = String::from("نص");
            for piece in pieces {
                long.push_str(PIECES[usize::from(piece) % PIECES.len()]);
            }
            let long = long.repeat(4);
            [text.0, long].iter().all(|text| format!("{:?}", Shape::of(text)) == format!("{:?}", slow(text)))
        }

        fn a_text_taken_for_clean_is_clean(text: Messy) -> bool {
            a_text_is_read_on(&text.0) && a_text_is_read_on(&format!("{}{}", "قال الوزير إن العمل ".repeat(9), text.0))
        }
    }

    fn a_text_is_read_on(text: &str) -> bool {
        let clean = clean_str(text);
        let inner = text.trim_matches(|c| is_white(c) || is_dropped(c));
        let (shape, read) = match Shape::of_clean(inner) {
            Read::Clean(shape, may_refer) => {
                (shape, may_refer == inner.contains('&') && inner == clean)
            }
            Read::Begun(begun) => {
                let from_there = clean_from(inner, begun.clean_to());
                (
                    begun.shape(&clean),
                    from_there == crate::arabic::clean(inner),
                )
            }
        };
        read && format!("{shape:?}") == format!("{:?}", Shape::of(&clean))
    }

    #[test]
    fn signs_before_what_becomes_a_space_are_counted() {
        for sign in [".", "!", "…", "-", "–", " -", "ـ", "،", "\"", "ب"] {
            for blank in ["\u{a0}", "\t", "\u{2003}", "\u{200f} ", " \u{a0}", "  "] {
                for before in 0..150 {
                    let before = "a".repeat(before);
                    let text = format!("نص {before}{sign}{blank}قال الوزير إن العمل مستمر");
                    assert!(a_text_is_read_on(&text), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn text_as_it_is_printed_is_clean() {
        let is_clean = |text| matches!(Shape::of_clean(text), Read::Clean(..));
        assert!(is_clean("قال «الوزير» - أمس - إنّ العمل، 12%، مستمر…"));
        for text in ["قال  الوزير", "قال\tالوزير", "ﻻ", "قال\u{200F}"] {
            assert!(!is_clean(text), "{text:?}");
        }
    }

    #[test]
    fn counts_letters_and_not_marks() {
        let plain = Shape::of("قال الوزير إن العمل مستمر.");
        let marked = Shape::of("قالَ الوَزيـــر إنَّ العملَ مُستمرّ.");
        assert_eq!(plain.chars, marked.chars);
        assert_eq!(plain.words, 5);
        assert_eq!((plain.end, marked.end), (End::Stop, End::Stop));
        assert_eq!(marked.tatweels, 3);
    }

    quickcheck! {
        fn a_mark_that_closes_leaves_the_end(text: Messy) -> bool {
            end_of(&text.0).0 == end_of(&format!("{}»", text.0)).0
        }
    }

    #[test]
    fn letters_are_told_by_their_bytes() {
        for c in '\u{600}'..='\u{6FF}' {
            let (mut start, mut end) = (String::from(c), String::from(c));
            start.push_str(" نص");
            let letter = c.is_alphabetic() && c != 'ـ' && crate::arabic::digit_value(c).is_none();
            assert!(letter || start_of(&start) != Start::Letter, "{c:?}");
            end.push('.');
            let open = !matches!(c, '،' | '؛' | '؟' | '۔' | 'ـ');
            assert_eq!(end_of(&end).0, End::Stop, "{c:?}");
            end.pop();
            let digit = crate::arabic::digit_value(c).is_some();
            assert_eq!(end_of(&end).0 == End::Open, open && !digit, "{c:?}");
        }
    }

    #[test]
    fn ends_are_seen_through_quotes_and_brackets() {
        assert_eq!(Shape::of("«انتهى كل شيء.»").end, End::Stop);
        assert!(Shape::of("الوزير في لقاء سابق (رويترز)").bracket);
        assert_eq!(Shape::of("هل يعود؟").end, End::Question);
        assert_eq!(Shape::of("وللحديث بقية..").end, End::Ellipsis);
        assert_eq!(Shape::of("وقال:").end, End::Colon);
    }

    #[test]
    fn a_free_tatweel_is_a_dash() {
        let shape = Shape::of("سامي الحداد ـ تعز");
        assert_eq!((shape.dashes, shape.tatweels, shape.words), (1, 0, 4));
    }
}
