//! The reader's text: what a page shows, without what only its machinery needs.
//!
//! Arabic news text travels with characters that no reader sees. Editors insert bidi controls
//! so that `كوفيد-19` lines up; content systems insert non-breaking and zero-width spaces, soft
//! hyphens and byte order marks; text taken from PDF files comes in *presentation forms*, one
//! code point for each shape of a letter (`ﻻ` for `لا`). They split words, hide matches and
//! differ from copy to copy of one story. Cleaning removes them and nothing else:
//!
//! | in the input | in the clean text |
//! |---|---|
//! | bidi controls U+200E U+200F U+061C U+202A–202E U+2066–2069 | dropped |
//! | zero-width U+200B U+200C U+200D U+2060 U+FEFF, soft hyphen U+00AD | dropped |
//! | C0 and C1 controls that are not white space | dropped |
//! | a run of white space of any kind (Unicode `White_Space`), line ends included | one U+0020 |
//! | white space at both ends | dropped |
//! | presentation forms of U+FB50–FDFF and U+FE70–FEFC | their letters |
//! | everything else: tatweel, harakat, quotation marks, digits … | kept |
//!
//! The joiners U+200C and U+200D carry spelling in Persian and Kurdish, where `می‌شود` is two
//! joined parts. In Arabic proper they are noise, and the rule takes no context: they go.
//!
//! Presentation forms are replaced one by one by their NFKC form, with three differences. A
//! mark shown on a blank or on a tatweel (`ﹷ`) becomes the mark alone, because the blank would
//! split the word. The rial sign `﷼` gets the Arabic yeh. The basmala sign `﷽`, which has no
//! decomposition, is spelled out. Nothing else is normalised: use [`fold`](mod@crate::arabic::fold)
//! to compare.
//!
//! Cleaning is idempotent, and it takes no context: the clean text of two joined pieces is the
//! two clean texts joined, up to white space at the seam.
//!
//! ```
//! use khabar::arabic::clean::clean;
//!
//! let raw = "\u{FEFF}\u{202B}وصل ﺍﻟﻮﻓﺪ\u{00A0}\u{00A0}أمس\u{202C}\n";
//! let clean = clean(raw);
//! assert_eq!(clean.text(), "وصل الوفد أمس");
//! let word = clean.text().find("الوفد").unwrap();
//! let range = clean.source_range(word..word + "الوفد".len());
//! assert_eq!(&raw[range], "ﺍﻟﻮﻓﺪ");
//! ```

use std::borrow::Cow;
use std::ops::Range;

use once_cell::sync::Lazy;

use crate::arabic::offset_map::{OffsetMap, OffsetMapBuilder, Track};

/// A clean text with the way back to the raw one. Made by [`clean`].
///
/// # Examples
///
/// ```
/// use khabar::arabic::clean::clean;
///
/// let clean = clean("  خبر\tعاجل ");
/// assert_eq!(clean.text(), "خبر عاجل");
/// assert_eq!(clean.source_range(0..6), 2..8);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean<'a> {
    text: Cow<'a, str>,
    map: OffsetMap,
}

impl<'a> Clean<'a> {
    /// A text that cleaning leaves as it is.
    pub(crate) fn unchanged(text: &'a str) -> Clean<'a> {
        Clean {
            text: Cow::Borrowed(text),
            map: OffsetMap::identity(),
        }
    }

    /// Whether the clean text is a slice of the raw one.
    pub(crate) fn is_slice(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The clean text.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clean::clean;
    ///
    /// assert_eq!(clean("بيـان\u{200F}").text(), "بيـان");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The clean text itself, borrowed from the raw text where cleaning at most cut its ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use khabar::arabic::clean::clean;
    ///
    /// assert!(matches!(clean("خبر عاجل\n").into_text(), Cow::Borrowed("خبر عاجل")));
    /// ```
    #[must_use]
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// The same, independent of the raw text.
    pub(crate) fn into_owned<'b>(self) -> Clean<'b> {
        Clean {
            text: Cow::Owned(self.text.into_owned()),
            map: self.map,
        }
    }

    /// The map from the clean text back to the raw one.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clean::clean;
    ///
    /// assert!(clean("خبر عاجل").map().is_identity());
    /// ```
    #[must_use]
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The byte range of the raw text behind a byte range of the clean text; see
    /// [`OffsetMap::source_range`].
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clean::clean;
    ///
    /// let raw = "في \u{200E}(يسار)\u{200E}";
    /// let clean = clean(raw);
    /// let all = clean.source_range(0..clean.text().len());
    /// assert_eq!(&raw[all], "في \u{200E}(يسار)");
    /// ```
    #[must_use]
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        self.map.source_range(range)
    }
}

/// Cleans `raw` and keeps the way back to it.
///
/// Where only the ends are cut, or nothing changes, the text is borrowed. See the
/// [module](self) page for the rules.
///
/// # Complexity
///
/// Linear in the length of `raw`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clean::clean;
///
/// let raw = "بيان\u{00AD}\u{200B} \u{2003}مشترك";
/// let clean = clean(raw);
/// assert_eq!(clean.text(), "بيان مشترك");
/// ```
#[must_use]
pub fn clean(raw: &str) -> Clean<'_> {
    let mut builder = OffsetMapBuilder::default();
    let text = rewrite(raw, &mut builder);
    Clean {
        text,
        map: builder.finish(),
    }
}

/// Cleans a text that has no white space and no dropped character at its ends, and in which nothing
/// changes before `from`: what stands there, but for a space at its end, is not read again.
pub(crate) fn clean_from(text: &str, from: usize) -> Clean<'_> {
    // The space may begin a run of white space.
    let spaced = text.get(..from).is_some_and(|text| text.ends_with(' '));
    let mut builder = OffsetMapBuilder::default();
    let text = rewrite_from(text, 0, from - usize::from(spaced), &mut builder);
    Clean {
        text,
        map: builder.finish(),
    }
}

/// Cleans `raw` without keeping the way back; faster than [`clean`] where much changes.
///
/// # Complexity
///
/// Linear in the length of `raw`.
///
/// # Examples
///
/// ```
/// use std::borrow::Cow;
/// use khabar::arabic::clean::clean_str;
///
/// assert_eq!(clean_str("قال\u{00A0}\n الوزير"), "قال الوزير");
/// assert!(matches!(clean_str("قال الوزير"), Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn clean_str(raw: &str) -> Cow<'_, str> {
    rewrite(raw, &mut ())
}

/// Whether cleaning drops the character: bidi controls, zero-width characters, the soft
/// hyphen, and the C0 and C1 controls that are not white space.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clean::is_dropped;
///
/// assert!(is_dropped('\u{200F}'));
/// assert!(is_dropped('\u{FEFF}'));
/// assert!(!is_dropped('\n'));
/// assert!(!is_dropped('ـ'));
/// ```
#[must_use]
#[inline]
pub fn is_dropped(c: char) -> bool {
    match c {
        ' '..='~' | '\u{061D}'..='\u{06FF}' => false,
        '\u{00AD}'
        | '\u{061C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => true,
        _ => c.is_control() && !c.is_whitespace(),
    }
}

/// Whether the character is white space: the Unicode property `White_Space`, which holds the
/// non-breaking spaces and the line and paragraph separators too.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clean::is_white;
///
/// assert!(is_white('\u{00A0}') && is_white('\n') && is_white('\u{2028}'));
/// assert!(!is_white('\u{200B}'));
/// ```
#[must_use]
pub fn is_white(c: char) -> bool {
    c.is_whitespace()
}

/// The letters of an Arabic presentation form, or `None` where the character is not one or has
/// no letters to give, as the ornate brackets U+FD3E and U+FD3F.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clean::presentation_form;
///
/// assert_eq!(presentation_form('ﻻ'), Some("لا"));
/// assert_eq!(presentation_form('ﷲ'), Some("الله"));
/// assert_eq!(presentation_form('\u{FE76}'), Some("\u{064E}"));
/// assert_eq!(presentation_form('ل'), None);
/// ```
#[must_use]
pub fn presentation_form(c: char) -> Option<&'static str> {
    let index = form_index(c)?;
    FORMS
        .get(index)
        .copied()
        .filter(|letters| !letters.is_empty())
}

/// First code point of the two blocks of presentation forms.
const FIRST_FORM: u32 = 0xFB50;
/// Last assigned presentation form; U+FEFF after it is the byte order mark.
const LAST_FORM: u32 = 0xFEFC;

/// Position of a character in a table of presentation forms, if it lies in their two blocks.
pub(crate) fn form_index(c: char) -> Option<usize> {
    let code = u32::from(c);
    match code {
        FIRST_FORM..=0xFDFF | 0xFE70..=LAST_FORM => usize::try_from(code - FIRST_FORM).ok(),
        _ => None,
    }
}

/// Letters by [`form_index`], empty where a form is kept as it is.
pub(crate) static FORMS: Lazy<Vec<&'static str>> = Lazy::new(|| {
    let mut forms = vec![""; (LAST_FORM - FIRST_FORM + 1) as usize];
    for (code, letters) in form_rows() {
        if let Some(slot) = form_index(code).and_then(|i| forms.get_mut(i)) {
            *slot = letters;
        }
    }
    forms
});

fn form_rows() -> impl Iterator<Item = (char, &'static str)> {
    include_str!("data/presentation_forms.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (code, letters) = line.split_once('\t')?;
            let code = u32::from_str_radix(code, 16).ok()?;
            Some((char::from_u32(code)?, letters))
        })
}

/// Bytes at which something may have to change. All others are skipped without decoding.
///
/// The lead byte D8 of the commonest Arabic letters is not among them: its one dropped
/// character U+061C is known by its second byte 9C, which is rare.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        stops[byte] = true; // cannot fail: byte is at most 0x20
        byte += 1;
    }
    stops[0x7F] = true; // cannot fail: constant index below 256
    stops[0x9C] = true; // cannot fail: constant index below 256
    stops[0xC2] = true; // cannot fail: constant index below 256; U+0080–00BF
    stops[0xE1] = true; // cannot fail: constant index below 256; U+1680
    stops[0xE2] = true; // cannot fail: constant index below 256; U+2000–2FFF
    stops[0xE3] = true; // cannot fail: constant index below 256; U+3000
    stops[0xEF] = true; // cannot fail: constant index below 256; U+F000–FFFF
    stops
};

fn stops(byte: u8) -> bool {
    STOPS[usize::from(byte)] // cannot fail: 256 entries, one for every byte
}

/// Bytes that are looked at together.
const STRIDE: usize = 32;

/// The first of [`STOPS`] at `from` or behind it that is no single space. Strides without one are passed
/// over with comparisons that the compiler makes of many bytes at once.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some((stride, next)) = bytes
        .get(at..)?
        .first_chunk::<STRIDE>()
        .zip(bytes.get(at + 1..)?.first_chunk::<STRIDE>())
    {
        let any = stride.iter().zip(next).fold(false, |any, (&byte, &next)| {
            any | may_stop(byte) | (byte == b' ') & ((next == b' ') | may_stop(next))
        });
        if any {
            break;
        }
        at += STRIDE;
    }
    let rest = bytes.get(at..)?;
    let next = |at: usize| rest.get(at + 1).is_some_and(|&next| stops(next));
    let mut found = rest.iter().enumerate();
    let found = found.find(|&(at, &byte)| stops(byte) && (byte != b' ' || next(at)))?;
    Some(at + found.0)
}

/// Holds for each of [`STOPS`] but the space.
fn may_stop(byte: u8) -> bool {
    (byte < b' ')
        | (byte == 0x7F)
        | (byte == 0x9C)
        | (byte == 0xC2)
        | (byte.wrapping_sub(0xE1) < 3)
        | (byte == 0xEF)
}

/// A place where clean and raw text part.
struct Change {
    at: usize,
    /// End of the source that the change replaces.
    end: usize,
    /// From where copying goes on; past `end` where dropped characters follow white space.
    resume: usize,
    new: &'static str,
}

fn rewrite<'a>(raw: &'a str, track: &mut impl Track) -> Cow<'a, str> {
    let outside = |c| is_white(c) || is_dropped(c);
    let body = raw.trim_start_matches(outside);
    let base = raw.len() - body.len();
    rewrite_from(body.trim_end_matches(outside), base, 0, track)
}

/// Rewrites a text without white space and dropped characters at its ends, which begins `base`
/// bytes into the raw one and in which nothing changes before `from`.
fn rewrite_from<'a>(
    body: &'a str,
    base: usize,
    from: usize,
    track: &mut impl Track,
) -> Cow<'a, str> {
    track.run(0, base);
    let Some(mut change) = next_change(body, from) else {
        return Cow::Borrowed(body);
    };
    let mut out = String::with_capacity(body.len());
    let mut copied = 0;
    loop {
        out.push_str(body.get(copied..change.at).unwrap_or_default());
        let start = out.len();
        out.push_str(change.new);
        if change.end - change.at == 1 && change.new.len() == 1 {
            // A tab or a line feed became a space: no offset moves.
            track.run(start, base + change.at);
        } else {
            track.unit(start..out.len(), base + change.at..base + change.end);
        }
        copied = change.resume;
        track.run(out.len(), base + copied);
        match next_change(body, copied) {
            Some(next) => change = next,
            None => break,
        }
    }
    out.push_str(body.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The first change at or after `from`. `text` neither starts nor ends with white space or a
/// dropped character.
fn next_change(text: &str, from: usize) -> Option<Change> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = next_stop(bytes, at)?;
        let byte = *bytes.get(at)?;
        if byte == 0x9C {
            // Inside a character: only U+061C, which is D8 9C, is of interest.
            match bytes.get(..at).unwrap_or_default() {
                // The space was passed over because the byte after it is no stop.
                [before @ .., b' ', 0xD8] if before.len() >= from => {
                    return Some(white_run(text, before.len()));
                }
                [.., 0xD8] => return Some(dropped(at - 1, at + 1)),
                _ => {}
            }
            at += 1;
            continue;
        }
        let Some(c) = char_at(text, at) else {
            // Inside a character whose continuation byte looks like a stop: go on.
            at += 1;
            continue;
        };
        let end = at + c.len_utf8();
        if is_white(c) {
            let run = white_run(text, at);
            if byte != b' ' || run.resume > at + 1 {
                return Some(run);
            }
        } else if is_dropped(c) {
            return Some(dropped(at, end));
        } else if let Some(new) = presentation_form(c) {
            return Some(Change {
                at,
                end,
                resume: end,
                new,
            });
        }
        at = end;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn dropped(at: usize, end: usize) -> Change {
    Change {
        at,
        end,
        resume: end,
        new: "",
    }
}

/// The white space that starts at `at`, with dropped characters inside and after it.
fn white_run(text: &str, at: usize) -> Change {
    let mut end = at;
    let mut resume = at;
    for c in text.get(at..).unwrap_or_default().chars() {
        if is_white(c) {
            resume += c.len_utf8();
            end = resume;
        } else if is_dropped(c) {
            resume += c.len_utf8();
        } else {
            break;
        }
    }
    Change {
        at,
        end,
        resume,
        new: " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::{Messy, boundaries};
    use quickcheck::quickcheck;

    /// The rules, one character at a time.
    fn slow(raw: &str) -> String {
        let mut out = String::new();
        let mut white = false;
        for c in raw.chars() {
            if is_dropped(c) {
                continue;
            }
            if is_white(c) {
                white = true;
                continue;
            }
            if white && !out.is_empty() {
                out.push(' ');
            }
            white = false;
            match presentation_form(c) {
                Some(letters) => out.push_str(letters),
                None => out.push(c),
            }
        }
        out
    }

    quickcheck! {
        fn agrees_with_the_slow_way(raw: Messy) -> bool {
            clean_str(&raw.0) == slow(&raw.0)
        }

        fn agrees_with_the_slow_way_on_any_text(raw: String) -> bool {
            clean_str(&raw) == slow(&raw)
        }

        fn with_and_without_map_agree(raw: Messy) -> bool {
            clean(&raw.0).text() == clean_str(&raw.0)
        }

        fn idempotent(raw: Messy) -> bool {
            let once = clean_str(&raw.0);
            matches!(clean_str(&once), Cow::Borrowed(twice) if twice == once)
        }

        fn takes_no_context(a: Messy, b: Messy) -> bool {
            let joined = format!("{}{}", a.0, b.0);
            let squeeze = |s: &str| s.replace(' ', "");
            squeeze(&clean_str(&joined))
                == squeeze(&clean_str(&a.0)) + &squeeze(&clean_str(&b.0))
        }

        fn ranges_lead_back(raw: Messy) -> bool {
            let clean = clean(&raw.0);
            let text = clean.text();
            let cuts = boundaries(text);
            // Inside the text of one ligature: a range that starts or ends here is widened.
            let cut = |at: usize| {
                let before = text[..at].chars().next_back().map_or(0, char::len_utf8);
                let after = text[at..].chars().next().map_or(0, char::len_utf8);
                before > 0
                    && after > 0
                    && clean.source_range(at - before..at) == clean.source_range(at..at + after)
            };
            cuts.iter().all(|&start| {
                cuts.iter().filter(|&&end| end > start).all(|&end| {
                    let wanted = &text[start..end];
                    let Some(slice) = raw.0.get(clean.source_range(start..end)) else {
                        return false;
                    };
                    if wanted.starts_with(' ') || wanted.ends_with(' ') {
                        return true;
                    }
                    let back = clean_str(slice);
                    let edge = |c: Option<char>| c.is_some_and(|c| !is_dropped(c) && !is_white(c));
                    edge(slice.chars().next())
                        && edge(slice.chars().next_back())
                        && if cut(start) || cut(end) {
                            back.contains(wanted)
                        } else {
                            back == wanted
                        }
                })
            })
        }
    }

    #[test]
    fn every_row_of_the_table_is_loaded() {
        let rows = include_str!("data/presentation_forms.tsv").lines().count();
        let loaded = FORMS.iter().filter(|letters| !letters.is_empty()).count();
        // NFKC changes 731 code points of the two blocks; the basmala sign is ours.
        assert_eq!(loaded, 732);
        assert_eq!(rows, loaded + 2);
    }

    #[test]
    fn letters_of_forms_are_clean() {
        for (form, letters) in form_rows() {
            assert_eq!(clean_str(letters), letters, "{form}");
            assert!(!letters.contains('ـ'), "{form}");
        }
    }

    #[test]
    fn every_character_agrees_with_the_slow_way() {
        for c in '\0'..=char::MAX {
            let raw = format!("ا{c} {c}ب");
            assert_eq!(clean_str(&raw), slow(&raw), "{:04X}", u32::from(c));
        }
    }

    #[test]
    fn white_space_around_dropped_characters_is_one_run() {
        let raw = "قال \u{200F} \u{200B}الوزير";
        let clean = clean(raw);
        assert_eq!(clean.text(), "قال الوزير");
        // The run ends with its last blank; what was dropped after it is outside.
        assert_eq!(&raw[clean.source_range(6..7)], " \u{200F} ");
        assert_eq!(&raw[clean.source_range(7..19)], "الوزير");
    }

    #[test]
    fn only_dropped_and_white_is_empty() {
        assert_eq!(clean_str(" \u{FEFF}\t\u{200F}\u{2029}"), "");
        assert_eq!(clean(" \u{FEFF}").source_range(0..0), 4..4);
        assert_eq!(clean_str(""), "");
    }
}
