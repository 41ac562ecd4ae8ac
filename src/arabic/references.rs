//! Character references that are left in text: `&quot;`, `&#34;`, `&nbsp;`.
//!
//! A scraper that strips tags with a pattern leaves them, and a system that escapes what was
//! escaped doubles them (`&amp;quot;`). A reader of the page saw the character.

use std::borrow::Cow;
use std::collections::HashMap;

use once_cell::sync::Lazy;

/// Bytes that a reference can have behind its `&`, the semicolon included.
const MAX_LENGTH: usize = 12;

/// What stands behind `&` in an ampersand that was escaped.
const AMPERSAND: &str = "amp;";

/// The characters by their names.
static NAMES: Lazy<HashMap<&'static str, char>> = Lazy::new(|| {
    include_str!("data/references.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, code) = line.split_once('\t')?;
            let code = u32::from_str_radix(code, 16).ok()?;
            Some((name, char::from_u32(code)?))
        })
        .collect()
});

/// The text with its character references decoded; borrowed where it holds none.
///
/// Known are the names of HTML 4.01 and `apos`, and numbers; each must end with its semicolon. What
/// was escaped more than once is decoded to the end. A number that names a control between 128 and
/// 159 is meant in windows-1252, as browsers read it. What is no reference stays.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::references;
///
/// assert_eq!(references::decode("&quot;أوباما&quot;: 99%"), "\"أوباما\": 99%");
/// assert_eq!(references::decode("&amp;laquo;نعم&amp;raquo;"), "«نعم»");
/// assert_eq!(references::decode("R&B; &nosuch;"), "R&B; &nosuch;");
/// ```
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for Reference { start, end, c } in references(text) {
        out.push_str(text.get(copied..start).unwrap_or(""));
        out.push(c);
        copied = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    Cow::Owned(out)
}

/// A reference in a text, and what it stands for.
pub(crate) struct Reference {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) c: char,
}

/// The references of a text, in order.
pub(crate) fn references(text: &str) -> impl Iterator<Item = Reference> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b'&', text.as_bytes().get(from..)?)?;
            from = start + 1;
            if let Some((c, length)) = text.get(from..).and_then(behind_ampersand) {
                let end = from + length;
                from = end;
                return Some(Reference { start, end, c });
            }
        }
    })
}

/// The character of the reference that opens a text, and its length.
pub(crate) fn opening(text: &str) -> Option<(char, usize)> {
    let (c, length) = behind_ampersand(text.strip_prefix('&')?)?;
    Some((c, length + 1))
}

/// The character that a reference stands for, and its length, given what stands behind its `&`. An
/// ampersand that was escaped, however often, may begin another reference.
fn behind_ampersand(text: &str) -> Option<(char, usize)> {
    let inner = text.trim_start_matches(AMPERSAND);
    let escaped = text.len() - inner.len();
    let window = inner.as_bytes().get(..MAX_LENGTH.min(inner.len()))?;
    let named = memchr::memchr(b';', window)
        .and_then(|end| Some((character(inner.get(..end)?)?, escaped + end + 1)));
    named.or((escaped > 0).then_some(('&', escaped)))
}

/// The character of a name, or of a number behind `#`.
fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMES.get(name).copied();
    };
    let (digits, base) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // A sign before the digits would be read too.
    if !digits.chars().all(|c| c.is_digit(base)) {
        return None;
    }
    match u32::from_str_radix(digits, base).ok()? {
        0 => None,
        // As the HTML Standard says: numbers that name controls are meant in windows-1252.
        code @ 0x80..=0x9F => {
            let byte = [code as u8];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            text.chars().next()
        }
        code => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;

    #[test]
    fn references_become_what_they_stand_for() {
        for (text, expected) in [
            ("&quot;نعم&quot;", "\"نعم\""),
            ("&#34;نعم&#x22;", "\"نعم\""),
            ("&laquo;نعم&raquo;&nbsp;قال", "«نعم»\u{A0}قال"),
            ("&amp;quot;نعم&amp;amp;quot;", "\"نعم\""),
            ("البحث &amp; التطوير", "البحث & التطوير"),
            ("&#1602;&#147;", "ق“"),
            // What is none stays.
            (
                "R&B; &; &#; &#x; &#0; &#xD800; &#-5; &unknown; & نص",
                "R&B; &; &#; &#x; &#0; &#xD800; &#-5; &unknown; & نص",
            ),
            ("?a=1&lt=2", "?a=1&lt=2"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    quickcheck! {
        fn what_holds_no_ampersand_is_left(text: Messy) -> bool {
            matches!(decode(&text.0), Cow::Borrowed(_))
        }
    }
}
