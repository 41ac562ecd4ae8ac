//! Where the words of a text stand, for look-ups by match key.

use std::ops::Range;

use super::digits::digit_value;
use super::{chars, fold};

/// One word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// Whether its match key differs from its letters.
    pub(crate) folded: bool,
}

/// The first word that begins at `from` or behind it.
///
/// A word is a run of letters, marks and digits; a full stop between letters without space
/// belongs to it (`أ.ف.ب`), as do a tatweel (one that stands free is a dash), `&`, `_` and `'`
/// between letters and `.` or `,` between digits. Everything else is gap.
pub(crate) fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut start = None;
    let mut folded = false;
    while let Some(&lead) = bytes.get(at) {
        if matches!(lead, 0xD8..=0xDB) {
            let (letters, own) = fold::letter_run(bytes.get(at..).unwrap_or_default());
            if letters > 0 {
                start.get_or_insert(at);
                folded |= !own;
                at += letters;
                continue;
            }
        }
        let (kind, len) = match (lead, bytes.get(at + 1)) {
            (0..0x80, _) => (ascii_kind(lead, start.is_some(), text, at), 1),
            (0xD8..=0xDB, Some(&trail)) => (arabic_kind(lead, trail), 2),
            _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if is_word(c) => (Kind::Folded, c.len_utf8()),
                Some(c @ '’') if start.is_some() && joins(text, at + c.len_utf8()) => {
                    (Kind::Folded, c.len_utf8())
                }
                Some(c) => (Kind::Gap, c.len_utf8()),
                None => break,
            },
        };
        let kind = match kind {
            // Both belong to a word only where one is open.
            Kind::Tatweel | Kind::Decimal if start.is_none() => Kind::Gap,
            Kind::Decimal if !digit_at(text, at + len) => Kind::Gap,
            kind => kind,
        };
        match kind {
            Kind::Gap => {
                if let Some(start) = start {
                    return Some(Word {
                        range: start..at,
                        folded,
                    });
                }
            }
            Kind::Own => {
                start.get_or_insert(at);
            }
            Kind::Folded | Kind::Tatweel | Kind::Decimal => {
                start.get_or_insert(at);
                folded = true;
            }
        }
        at += len;
    }
    start.map(|start| Word {
        range: start..text.len(),
        folded,
    })
}

/// What a character does to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ends it.
    Gap,
    /// Belongs to it; its key is itself.
    Own,
    /// Belongs to it; its key is another or depends on what stands beside it.
    Folded,
    Tatweel,
    /// A decimal or thousands separator.
    Decimal,
}

/// The kind of a character of U+0600–06FF, given by its bytes, that is no letter with a key of its
/// own.
fn arabic_kind(lead: u8, trail: u8) -> Kind {
    let code = u32::from(lead & 0x1F) << 6 | u32::from(trail & 0x3F);
    match char::from_u32(code) {
        Some('\u{0640}') => Kind::Tatweel,
        Some('٫') => Kind::Decimal,
        Some(c) if is_word(c) => Kind::Folded,
        _ => Kind::Gap,
    }
}

fn ascii_kind(byte: u8, open: bool, text: &str, at: usize) -> Kind {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => Kind::Own,
        b'A'..=b'Z' => Kind::Folded,
        b'.' | b'&' | b'_' | b'\'' if open && joins(text, at + 1) => Kind::Folded,
        b',' if open => Kind::Decimal,
        _ => Kind::Gap,
    }
}

/// Whether a letter or digit stands at `at`.
fn joins(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(chars::is_alphanumeric)
}

fn digit_at(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.and_then(digit_value).is_some()
}

fn is_word(c: char) -> bool {
    chars::is_alphanumeric(c) && c != '\u{0640}'
        || matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0610}'..='\u{061A}')
}
