//! The plain-text reader: lines, and wide gaps that stand for line breaks.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr2_iter};

use super::places::Places;
use super::shape::Read;
use super::{Document, Shape, TextBlock};
use crate::arabic::date::{self, DateValue, Precision};
use crate::arabic::{self, Clean};
use crate::limits::Limits;
use crate::span::Span;

/// A run of this many white characters inside a line breaks it wherever running text stands beside
/// the gap: pages whose boxes were joined into one line leave such gaps.
const WIDE_GAP: usize = 8;

/// A run of this many breaks a line that holds a whole body, after the end of a sentence.
const BODY_GAP: usize = 3;

/// Lines at the head of a text among which its stamp stands.
const HEAD: u32 = 10;

/// Characters of a stamp in digits at most.
const MAX_STAMP: usize = 48;

/// Words of a headline at least.
const HEADLINE: usize = 4;

/// Letters beside a wide gap that make it running text and not a verse or a table row.
const RUNNING_TEXT: usize = 120;

/// Reads plain text. Linear in its length.
pub(crate) fn read_text<'s>(source: &'s str, limits: &Limits) -> Document<'s> {
    let (lines, ends) = lines(source);
    let mut ends = ends.into_iter();
    let mut document = Document {
        source,
        blocks: Vec::with_capacity(lines.min(limits.max_blocks())),
        rest: None,
        #[cfg(feature = "html")]
        dom: None,
        #[cfg(feature = "html")]
        images: Vec::new(),
        #[cfg(feature = "html")]
        core: None,
        #[cfg(feature = "feed")]
        item: None,
    };
    let mut start = 0;
    let (mut line, mut gap) = (0u32, 0u8);
    let bytes = source.as_bytes();
    while start < source.len() {
        let end = ends.find(|&end| end >= start).unwrap_or_else(|| {
            let rest = bytes.get(start..).unwrap_or_default();
            start + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
        });
        if let Some(raw) = source.get(start..end) {
            let before = document.blocks.len();
            if before >= limits.max_blocks() {
                document.rest = Some(Span::of(start..source.len()));
                break;
            }
            let place = Line {
                start,
                number: line,
                gap,
            };
            push_line(&mut document.blocks, source, raw, place);
            gap = if document.blocks.len() > before {
                0
            } else {
                gap.saturating_add(1)
            };
        }
        start = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            _ => end + 1,
        };
        line = line.saturating_add(1);
    }
    if let Some(rest) = document.blocks.get(limits.max_blocks()) {
        // A line that was split at gaps may overshoot the limit.
        document.rest = Some(Span::of(rest.span.start()..source.len()));
        document.blocks.truncate(limits.max_blocks());
    }
    // The blocks stay until the article is put together; room for more would be half of them.
    document.blocks.shrink_to_fit();
    document
}

/// Lines whose ends are kept from counting them, more than most texts have.
const KEPT: usize = 32;

/// How many lines of a text are not empty: room for the blocks, of which each is large. And where
/// the first lines end, with zeros behind the last.
fn lines(source: &str) -> (usize, [usize; KEPT]) {
    let (mut start, mut count) = (0, 0);
    let mut kept = [0; KEPT];
    let mut slots = kept.iter_mut();
    let ends = memchr2_iter(b'\n', b'\r', source.as_bytes());
    for end in ends.chain(std::iter::once(source.len())) {
        count += usize::from(start < end);
        start = end + 1;
        if let Some(slot) = slots.next() {
            *slot = end;
        }
    }
    (count, kept)
}

/// Where a reader's line stands: its bytes in the source begin at `start`.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    number: u32,
    gap: u8,
}

fn push_line<'s>(blocks: &mut Vec<TextBlock<'s>>, source: &str, raw: &'s str, line: Line) {
    let (inner, lead) = trimmed(raw);
    if inner.is_empty() {
        return;
    }
    let read = Shape::of_clean(inner);
    let clean = read.clean(inner);
    // A line that is clean as it stands, as most are, has no gap.
    let gaps = match clean.is_slice() {
        true => Vec::new(),
        false => gaps(inner, &clean),
    };
    let mut ends = breaks(inner, &gaps, raw.len() * 5 >= source.len() * 4);
    if line.number < HEAD {
        ends.extend(behind_stamp(inner, &gaps));
        ends.sort_unstable();
        ends.dedup();
    }
    let may_refer = match &read {
        Read::Clean(_, may_refer) => *may_refer,
        Read::Begun(_) => memchr(b'&', inner.as_bytes()).is_some(),
    };
    if ends.is_empty() && !may_refer {
        let shape = read.shape(clean.text());
        blocks.push(block(clean, shape, inner, lead, line));
        return;
    }
    // Its parts are cleaned by themselves. What was read of the line is so of the first.
    drop(clean);
    let mut read = Some(read);
    let (mut gap, mut from) = (line.gap, 0);
    for (to, next) in ends.into_iter().chain([(inner.len(), inner.len())]) {
        let (part, before) = trimmed(inner.get(from..to).unwrap_or(""));
        let read = read.take().filter(|read| read.is_of(inner, part));
        if !part.is_empty() {
            let place = Line { gap, ..line };
            let at = lead + from + before;
            blocks.extend(any_block(part, read, may_refer, at, place));
        }
        (gap, from) = (0, next);
    }
}

/// A text without white space and dropped characters at its ends, and how many bytes of them stand
/// before it.
fn trimmed(raw: &str) -> (&str, usize) {
    // Most begin and end with a letter or a sign. Of the characters of two bytes that begin with D8
    // or D9 one alone is dropped, and none is white.
    const DROPPED: u8 = 0x9C; // U+061C
    let stays = |lead: u8, trail: u8| lead == 0xD9 || lead == 0xD8 && trail != DROPPED;
    if let ([first, second, ..], [.., before, last]) = (raw.as_bytes(), raw.as_bytes())
        && (matches!(first, b'!'..=b'~') || stays(*first, *second))
        && (matches!(last, b'!'..=b'~') || stays(*before, *last))
    {
        return (raw, 0);
    }
    let edge = |c| arabic::is_white(c) || arabic::is_dropped(c);
    let tail = raw.trim_start_matches(edge);
    (tail.trim_end_matches(edge), raw.len() - tail.len())
}

/// The block of a text that begins `lead` bytes into its line.
fn block<'s>(
    clean: Clean<'s>,
    shape: Shape,
    inner: &str,
    lead: usize,
    line: Line,
) -> TextBlock<'s> {
    let at = line.start + lead;
    TextBlock {
        clean,
        span: Span::of(at..at + inner.len()),
        line: line.number,
        gap: line.gap,
        shape,
        places: Places::default(),
        #[cfg(feature = "html")]
        markup: None,
    }
}

/// The block of a part of a line, which may have been read; `None` where its character references show nothing.
fn any_block<'s>(
    inner: &'s str,
    read: Option<Read>,
    may_refer: bool,
    lead: usize,
    line: Line,
) -> Option<TextBlock<'s>> {
    let decoded = || Places::decode(inner, line.start + lead);
    let Some((raw, places)) = may_refer.then(decoded).flatten() else {
        let read = read.unwrap_or_else(|| Shape::of_clean(inner));
        let (clean, shape) = read.cleaned(inner);
        return Some(block(clean, shape, inner, lead, line));
    };
    let clean = arabic::clean(&raw).into_owned();
    let shape = Shape::of(clean.text());
    let span = Span::of(places.source(clean.source_range(0..clean.text().len())));
    (!clean.text().is_empty()).then(|| TextBlock {
        span,
        places,
        ..block(clean, shape, inner, lead, line)
    })
}

/// A run of at least [`BODY_GAP`] white characters inside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    start: usize,
    end: usize,
    /// How many white characters it has. Dropped ones do not part it.
    width: usize,
}

/// The gaps of a line, of each of which cleaning makes one space.
fn gaps(raw: &str, clean: &Clean) -> Vec<Gap> {
    let units = clean.map().units().filter(|unit| unit.len() >= BODY_GAP);
    let gap = |unit: Range<usize>| {
        let chars = raw.get(unit.clone()).unwrap_or_default().chars();
        Gap {
            start: unit.start,
            end: unit.end,
            width: chars.filter(|c| arabic::is_white(*c)).count(),
        }
    };
    units.map(gap).filter(|gap| gap.width >= BODY_GAP).collect()
}

/// Where a line breaks: gaps wide enough for what stands beside them.
fn breaks(raw: &str, gaps: &[Gap], holds_body: bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    if raw.len() < RUNNING_TEXT || gaps.is_empty() {
        return out;
    }
    let after_sentence = |start: usize| {
        raw.get(..start).is_some_and(|before| {
            before
                .trim_end_matches(|c| super::shape::is_quote(c) || c == ')')
                .ends_with(['.', '؟', '?', '!', '…', ':'])
        })
    };
    // Gaps of three count where the line is the whole body and they stand at sentence ends: a
    // typist's double space does not.
    let sentence_gaps = gaps.iter().filter(|g| after_sentence(g.start)).count();
    let body_gaps = holds_body && sentence_gaps >= 2 && sentence_gaps * 4 >= gaps.len() * 3;
    let mut from = 0;
    for (i, &Gap { start, end, width }) in gaps.iter().enumerate() {
        let next = gaps.get(i + 1).map_or(raw.len(), |gap| gap.start);
        let running = start - from >= RUNNING_TEXT || next - end >= RUNNING_TEXT;
        if (width >= WIDE_GAP && running) || (body_gaps && after_sentence(start)) {
            out.push((start, end));
            from = end;
        }
    }
    out
}

/// The gap between a stamp that opens a line and a headline in the column beside it, and a wide one behind that:
/// `14:30 (GMT+3) - 12/05/2020    …`. A table has cells of fewer words there.
fn behind_stamp(raw: &str, gaps: &[Gap]) -> Vec<(usize, usize)> {
    let first = raw.chars().next();
    let (&[Gap { start, end, .. }, ref behind @ ..], Some(_)) =
        (gaps, first.and_then(arabic::digit_value))
    else {
        return Vec::new();
    };
    let stamp = raw.get(..start).unwrap_or("");
    let next = behind.first();
    let cell = raw
        .get(end..next.map_or(raw.len(), |gap| gap.start))
        .unwrap_or("");
    let headline = cell.split(' ').filter(|word| !word.is_empty()).count() >= HEADLINE;
    let is_time = |reading: &date::Reading| {
        let precision = reading.value.map(DateValue::precision);
        matches!(precision, Some(Precision::Minute | Precision::Second))
    };
    let short = stamp.chars().nth(MAX_STAMP).is_none();
    if !headline || !short || !date::find(stamp, None).iter().any(is_time) {
        return Vec::new();
    }
    let wide = next
        .filter(|gap| gap.width >= WIDE_GAP)
        .map(|gap| (gap.start, gap.end));
    [(start, end)].into_iter().chain(wide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        read_text(source, &Limits::new())
            .blocks()
            .iter()
            .map(|b| b.text().to_owned())
            .collect()
    }

    #[test]
    fn lines_end_at_lf_crlf_and_cr() {
        let document = read_text("أ\r\nب\rج\n\n\nد", &Limits::new());
        let lines: Vec<(u32, u8, &str)> = document
            .blocks()
            .iter()
            .map(|b| (b.line(), b.gap(), b.text()))
            .collect();
        assert_eq!(lines, [(0, 0, "أ"), (1, 0, "ب"), (2, 0, "ج"), (5, 2, "د")]);
    }

    #[test]
    fn three_spaces_break_a_body_in_one_line() {
        let p = "أعلنت البلدية أن أعمال الصيانة ستبدأ الأسبوع المقبل في الحي القديم.";
        assert_eq!(texts(&format!("{p}   {p}   {p}")), [p, p, p]);
        // A typist's gap in the middle of a sentence does not.
        assert_eq!(
            texts(
                "أعلنت البلدية   أن أعمال الصيانة ستبدأ   الأسبوع المقبل في الحي القديم من المدينة."
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_stamp_is_no_part_of_the_headline_beside_it() {
        let headline = "المتحف الوطني يفتح قاعاته أمام الزوار بعد أعمال ترميم دامت عامين كاملين";
        for stamp in ["1430 (GMT+03:00) - 12/05/20", "١٢/٠٥/٢٠٢٠ ١٤:٣٠"] {
            for lead in ["", "        ", "\u{200f}"] {
                let line = format!("{lead}{stamp}    {headline}");
                assert_eq!(texts(&line), [stamp, headline]);
                let line = format!("{line}        زوار في القاعة الأولى");
                assert_eq!(texts(&line), [stamp, headline, "زوار في القاعة الأولى"]);
            }
        }
        for number in ["2022/2023", "011/4567890", "12/05/2024", "20:30"] {
            let line = format!("{number}    {headline}");
            assert_eq!(texts(&line), [format!("{number} {headline}")]);
        }
        let row = "12/05/2024 19:00        الميناء        3 - 1        النهر        ملعب المدينة";
        assert_eq!(texts(row).len(), 1);
    }

    #[test]
    fn gaps_of_any_blanks_break_a_line() {
        let p = "أعلنت البلدية «أمس» – أن أعمال الصيانة ستبدأ الأسبوع المقبل … في الحي القديم من المدينة وتستمر شهرا.";
        for blank in [
            "\t",
            "\u{a0}",
            "\u{2003}",
            "\u{3000}",
            " \u{61c}",
            "\u{200f} ",
        ] {
            let gap = blank.repeat(WIDE_GAP);
            assert_eq!(texts(&format!("{p}{gap}{p}")), [p, p], "{blank:?}");
        }
    }

    #[test]
    fn gaps_are_seen_wherever_they_stand() {
        for gap in [
            "   ",
            "  \u{2003}",
            " \u{200f}  ",
            "  \u{200f} ",
            "\u{a0}  ",
            "\t\t\t",
        ] {
            for before in 1..200 {
                let raw = format!("{}{gap}{}", "a".repeat(before), "ب".repeat(90));
                let width = gap.chars().filter(|c| arabic::is_white(*c)).count();
                let clean = arabic::clean(&raw);
                let found: Vec<usize> = gaps(&raw, &clean).iter().map(|gap| gap.width).collect();
                assert_eq!(found, [width], "{gap:?} behind {before} bytes");
            }
        }
    }

    #[test]
    fn hemistichs_stay_on_their_line() {
        let verse = "وما نيل المنى بالهوى          ولكن يدرك المجد بالصبر";
        assert_eq!(texts(verse).len(), 1);
    }

    #[test]
    fn references_are_decoded_and_lead_back() {
        let source = "&nbsp;\n&nbsp;قال &quot;نعم&quot;&nbsp; ثم مضى&nbsp;";
        let document = read_text(source, &Limits::new());
        let [block] = document.blocks() else { panic!() };
        assert_eq!(block.text(), "قال \"نعم\" ثم مضى");
        assert_eq!(block.line(), 1);
        let span = |text: &str| {
            let at = block.text().find(text).unwrap();
            &source[block.source_span(at..at + text.len()).range()]
        };
        assert_eq!(span("\"نعم\""), "&quot;نعم&quot;");
        assert_eq!(span("نعم\" ثم"), "نعم&quot;&nbsp; ثم");
        let p = "أعلنت البلدية أن أعمال الصيانة ستبدأ الأسبوع المقبل في &laquo;الحي القديم&raquo;.";
        assert_eq!(texts(&format!("{p}   {p}   {p}")).len(), 3);
    }

    #[test]
    fn spans_are_trimmed_and_point_at_the_text() {
        let source = " \u{200f}نص قصير \u{a0}\n";
        let document = read_text(source, &Limits::new());
        assert_eq!(&source[document.blocks()[0].span().range()], "نص قصير");
    }

    #[test]
    fn blocks_beyond_the_limit_are_rest() {
        let source = "أ\nب\nج\nد";
        let document = read_text(source, &Limits::new().with_max_blocks(2));
        assert_eq!(document.blocks().len(), 2);
        assert_eq!(&source[document.rest().unwrap().range()], "ج\nد");
    }
}
