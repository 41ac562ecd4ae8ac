//! Titles of pages: what parts the name of a site or paper, its sections and dates from the headline.

use std::ops::Range;

use super::lookup;
use super::tokens::Tokens;
use crate::arabic::date;
use crate::lexicon::Lexicon;

/// Words of a paper's name at most.
const PAPER: usize = 3;

/// Separators between a headline and the name of its site.
const SITE_MARKS: &[&str] = &[" - ", " – ", " — ", " | ", " :: ", " » ", " ـ "];

/// Whether one of [`SITE_MARKS`] may stand in a text: a look at the bytes behind its spaces, which
/// spares most titles the search for them. It looks at all of them, without a branch, as the compiler
/// does with sixteen at once.
pub(crate) fn may_have_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else {
        return false;
    };
    let triples = bytes.iter().zip(second).zip(third);
    let marks = triples.map(|((&a, &b), &c)| {
        // Dashes, a bar, colons, », and a tatweel.
        let sign = (b == b'-') | (b == b'|') | (b == b':') | (b == 0xE2) | (b == 0xC2);
        (a == b' ') & (sign | (b == 0xD9) & (c == 0x80))
    });
    marks.fold(false, |found, mark| found | mark)
}

/// The separators in a text, with their places.
fn marks(text: &str) -> impl DoubleEndedIterator<Item = (usize, &'static str)> {
    // Each begins with a space.
    memchr::memchr_iter(b' ', text.as_bytes()).filter_map(|at| {
        let rest = text.get(at..)?;
        let mut marks = SITE_MARKS.iter().copied();
        Some((at, marks.find(|mark| rest.starts_with(mark))?))
    })
}

/// A text before its first separator, and behind it.
pub(crate) fn split_first(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let (at, mark) = marks(text.get(range.clone())?).next()?;
    Some((
        range.start..range.start + at,
        range.start + at + mark.len()..range.end,
    ))
}

/// A text before its last separator and behind it, and whether that is a bar.
pub(crate) fn split_last(
    text: &str,
    range: Range<usize>,
) -> Option<(Range<usize>, Range<usize>, bool)> {
    let (at, mark) = marks(text.get(range.clone())?).next_back()?;
    Some((
        range.start..range.start + at,
        range.start + at + mark.len()..range.end,
        mark.contains('|'),
    ))
}

/// Whether a text is a date and nothing else.
pub(crate) fn is_date(text: &str) -> bool {
    let readings = date::find(text, None);
    readings
        .iter()
        .any(|reading| reading.range == (0..text.len()))
}

/// Whether a title is the head of a printed page: the name of a paper, and behind its separators the date:
/// `صحيفة النهر - العدد 1234 - الاثنين 12 مايو 2025`.
pub(crate) fn is_page_head(title: &str, lexicon: &Lexicon) -> bool {
    let whole = 0..title.len();
    let (Some((paper, _)), Some((_, date, _))) =
        (split_first(title, whole.clone()), split_last(title, whole))
    else {
        return false;
    };
    let part = |range: Range<usize>| title.get(range).unwrap_or("");
    let mut tokens = Tokens::default();
    tokens.fill(part(paper), PAPER + 1, lexicon);
    (1..=PAPER).contains(&tokens.len())
        && lookup::is_media_word(tokens.word(0), lexicon)
        && is_date(part(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_printed_pages() {
        let is_head = |title: &str| is_page_head(title, Lexicon::builtin());
        for head in [
            "صحيفة النهر - العدد 1234 - الاثنين 12 مايو 2025",
            "صحيـفة النهر | 12/05/2025",
            "جريدة الميناء – 12-05-2025",
            "صحيفة النهر ـ ١٢ مايو ٢٠٢٥",
        ] {
            assert!(is_head(head), "{head}");
        }
        for title in [
            "قناة النهر تستقبل أكبر سفينة حاويات - 12 مايو 2020",
            "صحيفة النهر - افتتاح الجسر الجديد",
            "صحيفة: افتتاح الجسر في 7 أكتوبر/تشرين الأول",
            "جسر جديد - 12 مايو 2025",
            "صحيفة النهر",
        ] {
            assert!(!is_head(title), "{title}");
        }
    }
}
