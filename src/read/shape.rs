//! [`Shape`]: what can be said of a run of text from its characters alone.

use crate::arabic::clean::{is_dropped, is_white, presentation_form};

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
    /// Two texts with the same skeleton are copies of each other: a hash of consonants, Latin
    /// letters in lower case and digit values, blind to everything that orthography varies.
    pub skeleton: u64,
}

/// What a character of U+0600–06FF counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Consonant,
    /// A letter that orthography varies, adds or drops: alef and hamza forms, ya and alef maqsura,
    /// ta marbuta and ha, waw with hamza. The skeleton leaves them out.
    Weak,
    /// Harakat, Quranic marks, superscript alef: no characters of their own.
    Mark,
    Tatweel,
    Digit,
    Comma,
    Stop,
    Sign,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Consonant; 256];
    let mut low = 0;
    while low < 256 {
        // cannot fail: low is below 256
        classes[low] = match 0x0600 + low {
            0x064B..=0x065F
            | 0x0670
            | 0x0610..=0x061A
            | 0x06D6..=0x06DC
            | 0x06DF..=0x06E8
            | 0x06EA..=0x06ED => Class::Mark,
            0x0640 => Class::Tatweel,
            0x0660..=0x0669 | 0x06F0..=0x06F9 => Class::Digit,
            0x060C | 0x061B => Class::Comma,
            0x061F | 0x06D4 => Class::Stop,
            0x0600..=0x060F
            | 0x061C..=0x061E
            | 0x066A..=0x066D
            | 0x06DD..=0x06DE
            | 0x06E9
            | 0x06FD..=0x06FE => Class::Sign,
            0x0621..=0x0627
            | 0x0629
            | 0x0647
            | 0x0649
            | 0x064A
            | 0x0671
            | 0x06CC
            | 0x06C0..=0x06C2
            | 0x06BE
            | 0x06D5 => Class::Weak,
            _ => Class::Consonant,
        };
        low += 1;
    }
    classes
};

/// The class of the two-byte character of U+0600–06FF with the bytes `lead` (D8–DB) and `low`.
fn class(lead: u8, low: u8) -> Class {
    CLASSES[usize::from((lead & 0x03) << 6 | low & 0x3F)] // cannot fail: eight bits, 256 entries
}

/// What a character of U+0600–06FF does to a skeleton.
#[derive(Clone, Copy)]
struct Step {
    /// The code point of a consonant.
    code: u64,
    /// [`PRIME`]; for a weak letter, which the skeleton leaves out, 1: no branch could foresee which
    /// letters are weak. 0 for what is no letter.
    factor: u64,
}

/// The steps of the characters of U+0600–06FF, by their low bytes.
static STEPS: [Step; 256] = {
    let mut steps = [Step { code: 0, factor: 0 }; 256];
    let mut low = 0;
    while low < 256 {
        // cannot fail: low is below 256
        match CLASSES[low] {
            Class::Weak => steps[low].factor = 1,
            Class::Consonant => {
                steps[low].factor = PRIME;
                steps[low].code = match 0x0600 + low as u64 {
                    0x06A9 => 0x0643, // keheh for kaf
                    code => code,
                };
            }
            _ => {}
        }
        low += 1;
    }
    steps
};

/// The step of a letter of U+0600–06FF, given by its bytes; `None` for all else.
fn letter(lead: u8, low: u8) -> Option<Step> {
    if lead & 0xFC != 0xD8 {
        return None;
    }
    let step = STEPS[usize::from((lead & 0x03) << 6 | low & 0x3F)]; // cannot fail: eight bits, 256 entries
    (step.factor != 0).then_some(step)
}

/// The prime of 64-bit FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// One step of a 64-bit FNV-1a hash over code points.
fn mix(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value)).wrapping_mul(PRIME)
}

impl Shape {
    /// The shape of a clean text. Linear.
    pub fn of(text: &str) -> Shape {
        let mut scan = Scan::new();
        scan.read(text, false);
        scan.finish(text)
    }

    /// The shape of a text without white space at its ends, if cleaning changes nothing in it.
    /// `None` where it may.
    pub(crate) fn of_clean(text: &str) -> Option<Shape> {
        let mut scan = Scan::new();
        scan.read(text, true);
        (!scan.unclean).then(|| scan.finish(text))
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
            skeleton: 0xcbf2_9ce4_8422_2325,
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

struct Scan {
    shape: Shape,
    previous: char,
    /// Whether something was met that cleaning changes.
    unclean: bool,
}

impl Scan {
    fn new() -> Scan {
        Scan {
            shape: Shape::empty(),
            previous: ' ',
            unclean: false,
        }
    }

    /// Reads a text, or with `strict` the beginning of one up to what cleaning changes.
    fn read(&mut self, text: &str, strict: bool) {
        let mut rest = text.as_bytes();
        while let Some((&lead, tail)) = rest.split_first() {
            if strict && self.unclean {
                return;
            }
            rest = match (lead, tail.split_first()) {
                (0..0x80, _) => {
                    self.ascii(lead);
                    tail
                }
                // Two-byte Arabic, the bulk of every text: U+0600–U+06FF.
                (0xD8..=0xDB, Some((&low, after))) => match class(lead, low) {
                    Class::Consonant | Class::Weak => self.letters(rest),
                    class => {
                        self.arabic(class, low);
                        after
                    }
                },
                _ => {
                    let at = text.len() - rest.len();
                    let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
                        return;
                    };
                    self.any(c);
                    rest.get(c.len_utf8()..).unwrap_or_default()
                }
            };
        }
    }

    /// The shape, with what the ends of the text say.
    fn finish(self, text: &str) -> Shape {
        let mut shape = self.shape;
        shape.start = start_of(text);
        (shape.end, shape.bracket, shape.quoted) = end_of(text);
        shape.address = has_address(text, &shape);
        shape
    }

    fn mix(&mut self, value: u32) {
        self.shape.skeleton = mix(self.shape.skeleton, value);
    }

    fn begin(&mut self) {
        self.shape.chars += 1;
        self.shape.words += u32::from(self.previous == ' ');
    }

    fn ascii(&mut self, byte: u8) {
        if byte == b' ' {
            match self.previous {
                ' ' => self.unclean = true,
                '.' | '!' | '?' => self.shape.stops = self.shape.stops.saturating_add(1),
                '-' => self.shape.dashes = self.shape.dashes.saturating_add(1),
                _ => {}
            }
            self.shape.chars += 1;
            self.previous = ' ';
            return;
        }
        self.begin();
        let s = &mut self.shape;
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                s.latin += 1;
                self.mix(u32::from(byte.to_ascii_lowercase()));
            }
            b'0'..=b'9' => {
                s.digits += 1;
                self.mix(u32::from(byte - b'0'));
            }
            _ => {
                s.signs += 1;
                match byte {
                    ..0x20 | 0x7F => self.unclean = true,
                    b',' => s.commas = s.commas.saturating_add(1),
                    b':' => s.colons = s.colons.saturating_add(1),
                    b'"' => s.quotes = s.quotes.saturating_add(1),
                    b'|' => s.bars = s.bars.saturating_add(1),
                    b'/' => s.slashes = s.slashes.saturating_add(1),
                    b'-' if self.previous == ' ' => {
                        s.dashes = s.dashes.saturating_add(1);
                        self.previous = '–';
                        return;
                    }
                    _ => {}
                }
            }
        }
        self.previous = char::from(byte);
    }

    /// Counts the words of Arabic letters alone, one space apart, that open `rest`, and gives what
    /// follows them: most of a text is such runs.
    fn letters<'t>(&mut self, mut rest: &'t [u8]) -> &'t [u8] {
        self.shape.words += u32::from(self.previous == ' ');
        let (mut letters, mut spaces) = (0, 0);
        let mut skeleton = self.shape.skeleton;
        loop {
            let (pairs, _) = rest.as_chunks::<2>();
            let mut read = 0;
            for &[lead, low] in pairs {
                let Some(step) = letter(lead, low) else {
                    break;
                };
                skeleton = (skeleton ^ step.code).wrapping_mul(step.factor);
                read += 1;
            }
            letters += read;
            rest = rest.get(2 * read as usize..).unwrap_or_default();
            match rest {
                [b' ', after @ ..] if matches!(after, [lead, low, ..] if letter(*lead, *low).is_some()) =>
                {
                    spaces += 1;
                    rest = after;
                }
                _ => break,
            }
        }
        self.shape.skeleton = skeleton;
        self.shape.chars += letters + spaces;
        self.shape.words += spaces;
        self.shape.arabic += letters;
        self.previous = 'ا';
        rest
    }

    /// Counts a character of U+0600–06FF that is no letter.
    fn arabic(&mut self, class: Class, low: u8) {
        match class {
            Class::Mark => self.shape.marks += 1,
            // A tatweel inside a word; one that stands free is a dash.
            Class::Tatweel => {
                if self.previous == ' ' {
                    self.begin();
                    self.shape.signs += 1;
                    self.shape.dashes = self.shape.dashes.saturating_add(1);
                    // Counted: the space behind it must not count it again.
                    self.previous = '–';
                } else {
                    self.shape.tatweels += 1;
                }
            }
            Class::Digit => {
                self.begin();
                self.shape.digits += 1;
                // Both sets of digits end in a byte with the value in its low half.
                self.mix(u32::from(low & 0x0F));
                self.previous = '0';
            }
            Class::Comma => {
                self.begin();
                self.shape.signs += 1;
                self.shape.commas = self.shape.commas.saturating_add(1);
                self.previous = ',';
            }
            Class::Stop => {
                self.begin();
                self.shape.signs += 1;
                self.previous = '.';
            }
            Class::Sign | Class::Weak | Class::Consonant => {
                // U+061C, the one sign of this block with that byte.
                self.unclean |= low == 0x9C;
                self.begin();
                self.shape.signs += 1;
                self.previous = '%';
            }
        }
    }

    fn any(&mut self, c: char) {
        self.begin();
        let s = &mut self.shape;
        match c {
            '«' | '»' | '“' | '”' | '„' | '‹' | '›' => {
                s.signs += 1;
                s.quotes = s.quotes.saturating_add(1);
            }
            '\u{2010}'..='\u{2015}' => {
                s.signs += 1;
                self.previous = if self.previous == ' ' {
                    s.dashes = s.dashes.saturating_add(1);
                    '–'
                } else {
                    '-'
                };
                return;
            }
            '…' => {
                s.signs += 1;
                self.previous = '.';
                return;
            }
            '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08C9}' => {
                s.arabic += 1;
                self.mix(c as u32);
            }
            c => {
                self.unclean |= changes(c);
                self.letter_or_sign(c);
            }
        }
        self.previous = c;
    }

    fn letter_or_sign(&mut self, c: char) {
        let s = &mut self.shape;
        match c {
            c if c.is_alphabetic() => {
                if c < '\u{0250}' {
                    s.latin += 1;
                } else {
                    s.other += 1;
                }
                self.mix(c as u32);
            }
            c if c.is_numeric() => s.digits += 1,
            _ => s.signs += 1,
        }
    }
}

/// Whether cleaning changes a character.
fn changes(c: char) -> bool {
    is_white(c) || is_dropped(c) || presentation_form(c).is_some()
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

fn start_of(text: &str) -> Start {
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
    shape.latin > 2
        && (text.contains('@')
            || text.contains("http")
            || text.contains("www.")
            || text.contains(".com"))
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::clean_str;
    use crate::arabic::testing::Messy;

    quickcheck! {
        fn a_text_taken_for_clean_is_clean(text: Messy) -> bool {
            let clean = clean_str(&text.0);
            let inner = text.0.trim_matches(|c| is_white(c) || is_dropped(c));
            Shape::of_clean(inner).is_none_or(|shape| {
                inner == clean && format!("{shape:?}") == format!("{:?}", Shape::of(&clean))
            })
        }
    }

    #[test]
    fn text_as_it_is_printed_is_clean() {
        assert!(Shape::of_clean("قال «الوزير» - أمس - إنّ العمل، 12%، مستمر…").is_some());
        for text in ["قال  الوزير", "قال\tالوزير", "ﻻ", "قال\u{200F}"] {
            assert!(Shape::of_clean(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn counts_letters_and_not_marks() {
        let plain = Shape::of("قال الوزير إن العمل مستمر.");
        let marked = Shape::of("قالَ الوَزيـــر إنَّ العملَ مُستمرّ.");
        assert_eq!(plain.chars, marked.chars);
        assert_eq!(plain.words, 5);
        assert_eq!(plain.skeleton, marked.skeleton);
        assert_eq!((plain.end, marked.end), (End::Stop, End::Stop));
        assert_eq!(marked.tatweels, 3);
    }

    #[test]
    fn skeleton_is_blind_to_orthography_and_to_nothing_else() {
        let skeleton = |t| Shape::of(t).skeleton;
        assert_eq!(skeleton("إلى مدينة ١٢"), skeleton("الى مدينه 12"));
        assert_ne!(skeleton("إلى مدينة 12"), skeleton("إلى مدينة 13"));
        assert_ne!(skeleton("قرب البحر"), skeleton("قرب النهر"));
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
