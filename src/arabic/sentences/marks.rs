//! The marks that end, open and close parts of a text, and the table of abbreviations.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::arabic::fold::fold;

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '۔' | '…')
}

/// The characters that end a line in Unicode (UAX #14).
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

pub(super) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{065F}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}' | '\u{0750}'..='\u{077F}')
}

/// Kinds of marks that enclose text: `"`, guillemets, curly quotation marks; `()`, `[]`, `{}`,
/// `﴾﴿`.
pub(super) const KINDS: usize = 7;

/// The kind of a mark that may open. Quotation marks of either form may: print has `”…“` too.
pub(crate) fn opening_kind(c: char) -> Option<usize> {
    Some(match c {
        '"' => 0,
        '«' | '»' => 1,
        '“' | '”' | '„' => 2,
        '(' => 3,
        '[' => 4,
        '{' => 5,
        '\u{FD3F}' | '\u{FD3E}' => 6,
        _ => return None,
    })
}

pub(crate) fn is_quotation(kind: usize) -> bool {
    kind < 3
}

/// The marks that close what `opening` opens.
pub(crate) fn closing_marks(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '«' => &['»'],
        '»' => &['«'],
        '“' => &['”', '“'],
        '”' => &['“', '”'],
        '„' => &['“', '”'],
        '(' => &[')'],
        '[' => &[']'],
        '{' => &['}'],
        '\u{FD3F}' => &['\u{FD3E}'],
        _ => &['\u{FD3F}'],
    }
}

/// Bytes at which a sentence may end or an enclosed text begin. All others are skipped without
/// decoding. Of `؟` (D8 9F) and `۔` (DB 94) the second byte is here, for the first is frequent.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let marks = b".!?\"([{\n\r\x0B\x0C\x9F\x94\xC2\xE2\xEF";
    let mut i = 0;
    while i < marks.len() {
        stops[marks[i] as usize] = true; // cannot fail: i is in bounds, a byte is below 256
        i += 1;
    }
    stops
};

fn stops(byte: u8) -> bool {
    STOPS[usize::from(byte)] // cannot fail: 256 entries, one for every byte
}

/// Bytes that are looked at together.
const STRIDE: usize = 32;

/// Where the first of [`STOPS`] stands in `bytes`. Strides without one, most of a text, are passed
/// over with comparisons that the compiler makes of many bytes at once.
pub(super) fn next_stop(bytes: &[u8]) -> Option<usize> {
    let (strides, rest) = bytes.as_chunks::<STRIDE>();
    for (n, stride) in strides.iter().enumerate() {
        if stride.iter().fold(false, |any, &byte| any | may_stop(byte))
            && let Some(at) = stride.iter().position(|&byte| stops(byte))
        {
            return Some(n * STRIDE + at);
        }
    }
    let at = rest.iter().position(|&byte| stops(byte))?;
    Some(strides.len() * STRIDE + at)
}

/// Holds for each of [`STOPS`] and few other bytes.
fn may_stop(byte: u8) -> bool {
    (byte < 0x20)
        | (byte.wrapping_sub(b'!') < 8)
        | (byte == b'.')
        | (byte == b'?')
        | (byte == b'[')
        | (byte == b'{')
        | (byte == 0x94)
        | (byte == 0x9F)
        | (byte == 0xC2)
        | (byte == 0xE2)
        | (byte == 0xEF)
}

/// The kinds of `data/abbreviations.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name.
    Title,
    /// May be the last word of a sentence.
    MayEnd,
}

/// Kinds by match key.
pub(super) static ABBREVIATIONS: Lazy<HashMap<String, Abbreviation>> = Lazy::new(|| {
    include_str!("../data/abbreviations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (form, kind) = line.split_once('\t')?;
            let kind = match kind {
                "title" => Abbreviation::Title,
                "may_end" => Abbreviation::MayEnd,
                _ => return None,
            };
            Some((fold(form).into_owned(), kind))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stop_is_passed_over() {
        for byte in 0..=u8::MAX {
            assert!(may_stop(byte) || !stops(byte), "{byte:#x}");
        }
    }
}
