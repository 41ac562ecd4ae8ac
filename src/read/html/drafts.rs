//! Blocks of a page before they are cleaned: cut at line breaks, and put into the order of the
//! source.

use std::ops::Range;

use super::block::{Flags, Inline};
use super::blocks::Image;
use super::dom::{Dom, NodeId};
use super::hints::Hints;
use crate::arabic::date::{self, DateValue};
use crate::read::places::{Again, Place, Places};

/// A block before it is cleaned.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) node: NodeId,
    pub(super) places: Vec<Place>,
    /// The raw text where it is not one slice of the source.
    pub(super) raw: Option<String>,
    pub(super) inline: Vec<Inline>,
    pub(super) flags: Flags,
    pub(super) own: Hints,
    pub(super) near: Hints,
    pub(super) far: Hints,
    pub(super) broken: bool,
}

impl Draft {
    /// Decodes the character references that the text still holds once its own are decoded.
    pub(super) fn decode_again(&mut self) {
        let again = self
            .raw
            .as_deref()
            .and_then(|raw| Places::decode_again(raw, &self.places));
        let Some(Again { text, places, lost }) = again else {
            return;
        };
        let moved = |at: u32| {
            let before = lost.partition_point(|(end, _)| *end <= at);
            let lost = before.checked_sub(1).and_then(|i| lost.get(i));
            at.saturating_sub(lost.map_or(0, |(_, bytes)| *bytes))
        };
        for inline in &mut self.inline {
            (inline.from, inline.to) = (moved(inline.from), moved(inline.to));
        }
        (self.raw, self.places) = (Some(text), places);
    }

    /// Leaves the raw text to the source where it is one slice of it.
    pub(super) fn compact(mut self) -> Draft {
        let mut places = self.places.iter();
        if let Some(first) = places.next()
            && !first.unit
        {
            let mut end = first.end;
            let whole = places.all(|p| {
                let joins = !p.unit && p.start == end;
                end = p.end;
                joins
            });
            if whole {
                let start = first.start;
                self.places = vec![Place {
                    raw: 0,
                    len: end - start,
                    start,
                    end,
                    unit: false,
                }];
                self.raw = None;
            }
        }
        self
    }

    /// The draft cut at offsets of its raw text.
    pub(super) fn split(self, cuts: &[usize]) -> Vec<Draft> {
        let text = self.raw.unwrap_or_default();
        let mut out = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0;
        let mut places = self.places.into_iter().peekable();
        for to in cuts.iter().copied().chain([text.len()]) {
            let mut own_places = Vec::new();
            while let Some(place) = places.next_if(|p| (p.raw as usize) < to) {
                own_places.push(Place {
                    raw: place.raw.saturating_sub(from as u32),
                    ..place
                });
            }
            let inline = self
                .inline
                .iter()
                .filter(|i| (i.from as usize) < to && (i.to as usize) > from)
                .map(|i| Inline {
                    from: (i.from as usize).max(from) as u32 - from as u32,
                    to: (i.to as usize).min(to) as u32 - from as u32,
                    ..*i
                })
                .collect();
            if !own_places.is_empty() {
                let draft = Draft {
                    node: self.node,
                    places: own_places,
                    raw: Some(text.get(from..to).unwrap_or("").to_owned()),
                    inline,
                    flags: self.flags,
                    own: self.own,
                    near: self.near,
                    far: self.far,
                    broken: true,
                };
                out.push(draft);
            }
            from = to;
        }
        out
    }
}

/// Characters of a line that is a paragraph and not a part of one.
const PARAGRAPH: usize = 60;

/// The single line breaks that part paragraphs: those of a text whose lines are paragraphs or list
/// items, not those that fold an address or a caption.
///
/// Of other texts it is those between a short line that is bold as a whole and a paragraph that is not, above or
/// below it.
pub(super) fn cuts(text: &str, broken_at: &[usize], bold: &[Range<usize>]) -> Vec<usize> {
    let mut lines = Vec::with_capacity(broken_at.len() + 1);
    let mut from = 0;
    for at in broken_at.iter().copied().chain([text.len()]) {
        lines.push(text.get(from..at).unwrap_or("").trim());
        from = at;
    }
    let long = |line: &&str| line.chars().nth(PARAGRAPH).is_some();
    let sentence = |line: &&str| {
        line.trim_end_matches(|c: char| crate::read::is_quote(c) || c == ')')
            .ends_with(['.', '؟', '?', '!', '…', ':'])
    };
    let bullet = |line: &&str| line.starts_with(crate::read::is_bullet);
    let paragraphs = lines.iter().filter(|l| long(l) && sentence(l)).count();
    // A line that ends without a mark runs on, unless it is short and a paragraph follows: a
    // heading.
    let folded = lines
        .iter()
        .rev()
        .skip(1)
        .filter(|l| long(l) && !sentence(l))
        .count();
    let bullets = lines.iter().filter(|l| bullet(l)).count();
    if paragraphs >= 2 && folded == 0
        || bullets >= 2 && bullets + 1 >= lines.len()
        || is_head(&lines)
    {
        broken_at.to_vec()
    } else {
        beside_bold(text, broken_at, bold)
    }
}

/// Characters of a bold line that heads what stands below it, at most.
const BOLD: usize = 90;

/// The line breaks around short lines that are bold as a whole and stand beside a paragraph that is not.
fn beside_bold(text: &str, broken_at: &[usize], bold: &[Range<usize>]) -> Vec<usize> {
    if bold.is_empty() {
        return Vec::new();
    }
    let mut sorted: Vec<_> = bold.iter().map(|range| (range.start, range.end)).collect();
    sorted.sort_unstable();
    // None inside another: each line is looked up and not compared with all of them.
    let mut runs: Vec<(usize, usize)> = Vec::with_capacity(sorted.len());
    for (start, end) in sorted {
        match runs.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => runs.push((start, end)),
        }
    }
    let mut lines = Vec::with_capacity(broken_at.len() + 1);
    let mut from = 0;
    for at in broken_at.iter().copied().chain([text.len()]) {
        let raw = text.get(from..at).unwrap_or("");
        let line = raw.trim();
        let start = from + raw.len() - raw.trim_start().len();
        let end = start + line.len();
        let next = runs.partition_point(|run| run.1 <= start);
        let run = runs.get(next).copied().filter(|run| run.0 < end);
        let covered = run.is_some_and(|run| run.0 <= start && run.1 >= end);
        let short = line.chars().nth(BOLD).is_none() && !line.ends_with(['.', '،', ':']);
        let long = line.chars().nth(PARAGRAPH).is_some();
        lines.push((covered && short, long && run.is_none()));
        from = at;
    }
    let pairs = lines.iter().zip(lines.iter().skip(1)).zip(broken_at);
    pairs
        .filter(|((above, below), _)| above.0 && below.1 || above.1 && below.0)
        .map(|(_, at)| *at)
        .collect()
}

/// Lines of the head of an old page at most, and characters of one of its dates.
const HEAD: usize = 5;
const STAMP: usize = 50;

/// Whether lines that single breaks part are the head of an article, as old pages write it into one cell: the headline,
/// and below it the date on a line of its own, with the author or without.
fn is_head(lines: &[&str]) -> bool {
    (2..=HEAD).contains(&lines.len())
        && lines
            .first()
            .is_some_and(|title| title.split(' ').nth(3).is_some() && !is_dated(title))
        && lines.iter().skip(1).any(|line| is_dated(line))
}

/// Whether most of a line is a date.
fn is_dated(line: &str) -> bool {
    // Any clock will do: the place counts, not the value.
    let now = DateValue::from_ymd(2000, 1, 1);
    line.len() <= 2 * STAMP
        && date::find(line, now)
            .iter()
            .any(|found| 2 * found.range.len() > line.len())
}

/// Puts drafts into the order of the source, none inside another. Browsers move text that stands
/// loose in a table before the table; such a block is cut where others stand between its pieces.
pub(super) fn in_order(dom: &Dom<'_>, drafts: Vec<Draft>, images: &mut [Image]) -> Vec<Draft> {
    let mut end = 0;
    let ordered = drafts.iter().all(|draft| {
        draft.places.iter().all(|p| {
            let after = p.start >= end;
            end = p.end;
            after
        })
    });
    if ordered {
        return drafts;
    }
    let mut pieces: Vec<(Place, usize)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(i, d)| d.places.iter().map(move |p| (*p, i)))
        .collect();
    pieces.sort_by_key(|(p, _)| (p.start, p.end));
    let source = dom.source();
    let mut out: Vec<Draft> = Vec::new();
    let mut last = None;
    // Where in the new order each old draft begins.
    let mut moved = vec![usize::MAX; drafts.len()];
    for (place, owner) in pieces {
        let Some(old) = drafts.get(owner) else {
            continue;
        };
        let text = match &old.raw {
            Some(raw) => raw.get(place.raw as usize..(place.raw + place.len) as usize),
            None => source.get(place.start as usize..place.end as usize),
        }
        .unwrap_or("");
        if last == Some(owner)
            && let Some(draft) = out.last_mut()
            && let Some(raw) = &mut draft.raw
        {
            // A line break between two pieces is a character of no place.
            let gap = old
                .raw
                .as_deref()
                .and_then(|r| r.get(..place.raw as usize))
                .is_some_and(|before| before.ends_with('\n'));
            if gap && !raw.ends_with('\n') {
                raw.push('\n');
            }
            draft.places.push(Place {
                raw: raw.len() as u32,
                ..place
            });
            raw.push_str(text);
            continue;
        }
        last = Some(owner);
        if let Some(slot) = moved.get_mut(owner) {
            *slot = (*slot).min(out.len());
        }
        out.push(Draft {
            node: old.node,
            places: vec![Place { raw: 0, ..place }],
            raw: Some(text.to_owned()),
            inline: Vec::new(),
            flags: old.flags,
            own: old.own,
            near: old.near,
            far: old.far,
            broken: old.broken,
        });
    }
    for image in images {
        image.block = moved
            .get(image.block)
            .copied()
            .filter(|n| *n != usize::MAX)
            .unwrap_or(out.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::read_html;
    use crate::limits::Limits;

    const LONG: &str = "وصلت القافلة إلى الواحة مساء الخميس بعد أحد عشر يوما في الرمال، ولم تفقد من جمالها غير واحد.";

    fn texts(page: &str) -> Vec<String> {
        let document = read_html(page, &Limits::new());
        let texts = document
            .blocks()
            .iter()
            .map(|block| block.text().to_owned());
        texts.collect()
    }

    #[test]
    fn a_bold_line_above_a_paragraph_is_a_block() {
        for head in [
            "<strong>آخر القوافل</strong>",
            "<span style='font-weight:bold'>آخر القوافل</span>",
            "<span class=strong>آخر القوافل</span>",
        ] {
            let found = texts(&format!("<p>{head}<br>{LONG}</p>"));
            assert_eq!(found, ["آخر القوافل", LONG], "{head}");
            let found = texts(&format!("<p>{LONG}<br>{head}<br><br>{LONG}</p>"));
            assert_eq!(found, [LONG, "آخر القوافل", LONG], "{head}");
        }
        for whole in [
            format!("<p><b>قال الدليل:</b><br>{LONG}</p>"),
            format!("<p>آخر القوافل<br>{LONG}</p>"),
            format!("<p><b>آخر</b> القوافل<br>{LONG}</p>"),
            format!("<p><b>آخر القوافل<br>{LONG}</b></p>"),
            "<p><b>آخر القوافل</b><br>في الواحة</p>".to_owned(),
        ] {
            assert_eq!(texts(&whole).len(), 1, "{whole}");
        }
    }

    #[test]
    fn a_bare_span_beside_a_time_is_a_block() {
        let found = texts("<div><span>سالم الحداد</span> <time>4 مايو 2019</time></div>");
        assert_eq!(found, ["سالم الحداد", "4 مايو 2019"]);
        for whole in [
            "<div><span>سالم الحداد</span> <span>4 مايو 2019</span></div>".to_owned(),
            "<div><span>سالم الحداد</span> في <time>4 مايو 2019</time></div>".to_owned(),
            format!("<div><span>{LONG}</span><time>4 مايو 2019</time><span> صباحا</span></div>"),
            "<p><span>سالم الحداد</span> <time>4 مايو 2019</time></p>".to_owned(),
        ] {
            assert_eq!(texts(&whole).len(), 1, "{whole}");
        }
    }
}
