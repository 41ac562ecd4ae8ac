//! The machine behind folding: a text goes in, the pieces of its key come out.
//!
//! One machine serves all uses of a key, written to a buffer, compared or mapped. It hands out
//! the stretches that stay as slices of the text, so that a key is mostly copied in runs, and
//! what is replaced as constants. It looks at one character at a time and keeps what it must
//! remember in four fields, so that it runs in linear time whatever the text.

use std::ops::Range;

use once_cell::sync::Lazy;

use super::fold;
use crate::arabic::clean::{FORMS, form_index, is_dropped, is_white};

/// What becomes of the alefs that carry a hamza or a madda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alef {
    Folded,
    Kept,
}

/// A piece of a match key and where it came from.
pub(super) struct Piece<'a> {
    pub(super) content: Content<'a>,
    pub(super) source: Range<usize>,
}

pub(super) enum Content<'a> {
    /// A stretch of the text as it stands.
    Run(&'a str),
    Fixed(&'static str),
    Char(char),
}

/// What the last character of the key was; decides on tatweel and thousands separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Letter,
    Digit,
    /// A dash that was a tatweel.
    Dash,
    Other,
}

/// What to do with the next character.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// It leaves no trace.
    Skip,
    White,
    /// A `٬` after a digit: the next character decides.
    Hold,
    /// It is kept and of the kind told, and [`Pieces::run`] accepts it.
    Run(Last),
    /// It is kept.
    One(Last),
    Fixed(&'static str, Last),
    Lower(char),
}

/// The pieces of a match key, from left to right.
pub(super) struct Pieces<'a> {
    text: &'a str,
    alef: Alef,
    at: usize,
    last: Last,
    /// Whether the key has a character yet.
    started: bool,
    /// White space passed and not yet written: it is, once something follows.
    white: Option<Range<usize>>,
    /// A `٬` after a digit: it is written, unless a digit follows.
    held: Option<Range<usize>>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str, alef: Alef) -> Self {
        Self {
            text,
            alef,
            at: 0,
            last: Last::Other,
            started: false,
            white: None,
            held: None,
        }
    }

    /// What to do with the character at the current place, and where it ends.
    fn step(&self) -> Option<(Step, usize)> {
        let rest = self.text.get(self.at..)?;
        let (step, len) = match *rest.as_bytes() {
            [] => return None,
            [byte, ..] if byte < 0x80 => (ascii_step(byte), 1),
            [lead @ 0xD8..=0xDB, trail, ..] => self.arabic_step(rest, trail, class(lead, trail)),
            _ => {
                let c = rest.chars().next()?;
                (char_step(c), c.len_utf8())
            }
        };
        Some((step, self.at + len))
    }

    /// The same for a character of the block U+0600–06FF, the first of `rest`.
    fn arabic_step(&self, rest: &str, trail: u8, class: Class) -> (Step, usize) {
        let letter = |key| Step::Fixed(key, Last::Letter);
        let step = match class {
            Class::Letter => Step::Run(Last::Letter),
            Class::Other => Step::Run(Last::Other),
            Class::Mark => Step::Skip,
            Class::Tatweel if matches!(self.last, Last::Letter | Last::Dash) => Step::Skip,
            Class::Tatweel => Step::Fixed("-", Last::Dash),
            Class::Thousands if self.last == Last::Digit && self.held.is_none() => Step::Hold,
            Class::Thousands => Step::One(Last::Other),
            Class::BareAlef if self.alef == Alef::Kept && mark_at(rest.as_bytes(), 2) => {
                return alef_with_marks(rest);
            }
            Class::BareAlef => Step::Run(Last::Letter),
            Class::HamzaAlef if self.alef == Alef::Kept => Step::Run(Last::Letter),
            Class::HamzaAlef | Class::Wasla => letter("ا"),
            Class::Waw => letter("و"),
            Class::Yeh => letter("ي"),
            Class::Heh => letter("ه"),
            Class::Kaf => letter("ك"),
            Class::YehBarree => letter("ے"),
            Class::Digit => Step::Fixed(
                // Both sets of digits end in a byte with the value in its low half.
                DIGITS
                    .get(usize::from(trail & 0x0F))
                    .copied()
                    .unwrap_or("0"),
                Last::Digit,
            ),
            Class::Decimal => Step::Fixed(".", Last::Other),
            Class::Percent => Step::Fixed("%", Last::Other),
        };
        (step, 2)
    }

    /// The length of the character at `at` if it is kept and neither ASCII nor of the block
    /// U+0600–06FF.
    fn kept_at(&self, at: usize) -> Option<usize> {
        let c = self.text.get(at..)?.chars().next()?;
        let handled = c.is_ascii() || matches!(c, '\u{0600}'..='\u{06FF}');
        (!handled && matches!(char_step(c), Step::Run(_))).then_some(c.len_utf8())
    }

    /// The longest stretch from the current place on that is kept as it stands. Ends with a
    /// space only where the next character is sure to be written.
    fn run(&mut self) -> Content<'a> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            let step = match byte_kind(byte) {
                Byte::Keep => 1,
                Byte::Space => match *bytes.get(at + 1..).unwrap_or_default() {
                    [next, ..] if next.is_ascii_graphic() => 1,
                    [lead @ 0xD8..=0xDB, trail, ..] if class(lead, trail) != Class::Mark => 1,
                    _ if self.kept_at(at + 1).is_some() => 1,
                    _ => break,
                },
                Byte::Arabic => match class(byte, bytes.get(at + 1).copied().unwrap_or(0)) {
                    Class::Letter | Class::Other => 2,
                    Class::HamzaAlef if self.alef == Alef::Kept => 2,
                    Class::BareAlef if self.alef == Alef::Folded || !mark_at(bytes, at + 2) => 2,
                    _ => break,
                },
                Byte::Stop => match self.kept_at(at) {
                    Some(len) => len,
                    None => break,
                },
            };
            at += step;
        }
        self.at = at;
        let run = self.text.get(start..at).unwrap_or_default();
        self.last = match *run.as_bytes() {
            [.., b'0'..=b'9'] => Last::Digit,
            [.., lead @ 0xD8..=0xDB, trail]
                if matches!(
                    class(lead, trail),
                    Class::Letter | Class::BareAlef | Class::HamzaAlef
                ) =>
            {
                Last::Letter
            }
            [.., byte] if byte >= 0x80 => match run.chars().next_back().map(char_step) {
                Some(Step::Run(last)) => last,
                _ => Last::Other,
            },
            _ => Last::Other,
        };
        Content::Run(run)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let thousands = |source| Piece {
            content: Content::Fixed("٬"),
            source,
        };
        loop {
            let start = self.at;
            let Some((step, end)) = self.step() else {
                return self.held.take().map(thousands);
            };
            match step {
                Step::Skip => {
                    self.at = end;
                    continue;
                }
                Step::Hold => {
                    self.held = Some(start..end);
                    self.at = end;
                    continue;
                }
                _ => {}
            }
            // The `٬` is gone if a digit follows, else it is written, and the character at
            // hand waits for the next call.
            let digit = matches!(step, Step::Run(Last::Digit) | Step::Fixed(_, Last::Digit));
            if let Some(source) = self.held.take()
                && !digit
            {
                self.last = Last::Other;
                return Some(thousands(source));
            }
            if matches!(step, Step::White) {
                if self.started {
                    let start = self.white.as_ref().map_or(start, |white| white.start);
                    self.white = Some(start..end);
                }
                self.last = Last::Other;
                self.at = end;
                continue;
            }
            if let Some(source) = self.white.take() {
                return Some(Piece {
                    content: Content::Fixed(" "),
                    source,
                });
            }
            self.started = true;
            self.at = end;
            let content = match step {
                Step::Run(_) => {
                    self.at = start;
                    self.run()
                }
                Step::One(last) => {
                    self.last = last;
                    Content::Run(self.text.get(start..end).unwrap_or_default())
                }
                Step::Fixed(new, last) => {
                    self.last = last;
                    Content::Fixed(new)
                }
                Step::Lower(c) => {
                    self.last = Last::Other;
                    Content::Char(c)
                }
                Step::Skip | Step::Hold | Step::White => continue,
            };
            let source = start..self.at;
            return Some(Piece { content, source });
        }
    }
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Whether a mark stands at `at`.
fn mark_at(bytes: &[u8], at: usize) -> bool {
    matches!(
        *bytes.get(at..).unwrap_or_default(),
        [lead @ 0xD8..=0xDB, trail, ..] if class(lead, trail) == Class::Mark
    )
}

/// The alef at the start of `text` composed with the first hamza or madda among the marks that
/// follow it, or else the alef alone; with its length in bytes.
fn alef_with_marks(text: &str) -> (Step, usize) {
    let bytes = text.as_bytes();
    let mut end = 2;
    while mark_at(bytes, end) {
        let composed = match bytes.get(end + 1) {
            Some(0x93) => "آ",
            Some(0x94) => "أ",
            Some(0x95) => "إ",
            _ => "",
        };
        end += 2;
        // U+0653–0655 are D9 93–95; the other leads have other marks at these bytes.
        if bytes.get(end - 2) == Some(&0xD9) && !composed.is_empty() {
            return (Step::Fixed(composed, Last::Letter), end);
        }
    }
    (Step::One(Last::Letter), 2)
}

/// What the fast loop does with a byte at the start of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Byte {
    Keep,
    Space,
    /// First byte of a character of U+0600–06FF.
    Arabic,
    Stop,
}

const BYTES: [Byte; 256] = {
    let mut kinds = [Byte::Stop; 256];
    let mut byte = 0x21;
    while byte < 0x7F {
        if !(byte as u8).is_ascii_uppercase() {
            kinds[byte] = Byte::Keep; // cannot fail: byte is below 0x7F
        }
        byte += 1;
    }
    kinds[0x20] = Byte::Space; // cannot fail: constant index below 256
    byte = 0xD8;
    while byte <= 0xDB {
        kinds[byte] = Byte::Arabic; // cannot fail: byte is at most 0xDB
        byte += 1;
    }
    kinds
};

#[inline]
fn byte_kind(byte: u8) -> Byte {
    BYTES[usize::from(byte)] // cannot fail: 256 entries, one for every byte
}

fn ascii_step(byte: u8) -> Step {
    match byte {
        b'0'..=b'9' => Step::Run(Last::Digit),
        b'A'..=b'Z' => Step::Lower(char::from(byte.to_ascii_lowercase())),
        b'\t'..=b'\r' | b' ' => Step::White,
        0..0x20 | 0x7F.. => Step::Skip,
        _ => Step::Run(Last::Other),
    }
}

/// What a character of the block U+0600–06FF is to folding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter that stays.
    Letter,
    /// Any other character that stays.
    Other,
    /// Dropped: harakat, Quranic signs and the bidi control U+061C.
    Mark,
    Tatweel,
    Thousands,
    BareAlef,
    HamzaAlef,
    Wasla,
    Waw,
    Yeh,
    Heh,
    Kaf,
    YehBarree,
    Digit,
    Decimal,
    Percent,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut low = 0;
    while low < 256 {
        let class = match low {
            0x10..=0x1A | 0x1C | 0x4B..=0x5F | 0x70 | 0xD6..=0xED => Class::Mark,
            0x22 | 0x23 | 0x25 => Class::HamzaAlef,
            0x24 => Class::Waw,
            0x26 | 0x49 | 0xCC => Class::Yeh,
            0x27 => Class::BareAlef,
            0x29 | 0xBE | 0xC0..=0xC3 | 0xD5 => Class::Heh,
            0x40 => Class::Tatweel,
            0x60..=0x69 | 0xF0..=0xF9 => Class::Digit,
            0x6A => Class::Percent,
            0x6B => Class::Decimal,
            0x6C => Class::Thousands,
            0x71 => Class::Wasla,
            0xA9 => Class::Kaf,
            0xD3 => Class::YehBarree,
            0x20..=0x4A | 0x6E..=0x6F | 0x72..=0xD2 | 0xEE | 0xEF | 0xFA..=0xFC | 0xFF => {
                Class::Letter
            }
            _ => Class::Other,
        };
        classes[low] = class; // cannot fail: low is below 256
        low += 1;
    }
    classes
};

/// The class of the character with these two bytes; `lead` is D8–DB.
#[inline]
fn class(lead: u8, trail: u8) -> Class {
    let low = usize::from((lead & 0x03) << 6 | (trail & 0x3F));
    CLASSES[low] // cannot fail: 256 entries, one for every value of a byte
}

/// What to do with a character outside ASCII and U+0600–06FF.
fn char_step(c: char) -> Step {
    let sign = |key| Step::Fixed(key, Last::Other);
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' => sign("\""),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => sign("'"),
        '\u{2010}'..='\u{2015}' => sign("-"),
        '…' => sign("..."),
        // The only letter whose lower case is two characters.
        'İ' => sign("i\u{0307}"),
        // Arabic Supplement and Arabic Extended.
        '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}' if c.is_alphabetic() => {
            Step::Run(Last::Letter)
        }
        _ if is_white(c) => Step::White,
        _ if is_dropped(c) => Step::Skip,
        _ => match form_index(c).and_then(|index| FOLDED_FORMS.get(index)) {
            Some(Form::Mark) => Step::Skip,
            Some(Form::Letters(letters)) => Step::Fixed(letters, Last::Letter),
            Some(Form::Kept) | None => match c.to_lowercase().next() {
                Some(lower) if lower != c => Step::Lower(lower),
                _ => Step::Run(Last::Other),
            },
        },
    }
}

/// What becomes of a presentation form.
enum Form {
    Kept,
    /// It shows marks only.
    Mark,
    Letters(String),
}

/// Keys of the presentation forms, by [`form_index`].
static FOLDED_FORMS: Lazy<Vec<Form>> = Lazy::new(|| {
    FORMS
        .iter()
        .map(|letters| match fold(letters) {
            _ if letters.is_empty() => Form::Kept,
            key if key.is_empty() => Form::Mark,
            key => Form::Letters(key.into_owned()),
        })
        .collect()
});
