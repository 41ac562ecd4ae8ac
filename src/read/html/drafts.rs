//! Blocks of a page before they are cleaned: cut at line breaks, and put into the order of the
//! source.

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
                    node: i.node,
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
pub(super) fn cuts(text: &str, broken_at: &[usize]) -> Vec<usize> {
    if broken_at.is_empty() {
        return Vec::new();
    }
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
        Vec::new()
    }
}

/// Lines of the head of an old page at most, and characters of one of its dates.
const HEAD: usize = 5;
const STAMP: usize = 50;

/// Whether lines that single breaks part are the head of an article, as old pages write it into one cell: the headline,
/// and below it the date on a line of its own, with the author or without.
fn is_head(lines: &[&str]) -> bool {
    let dated = |line: &&str| {
        // Any clock will do: the place counts, not the value.
        let now = DateValue::from_ymd(2000, 1, 1);
        line.len() <= 2 * STAMP
            && date::find(line, now)
                .iter()
                .any(|found| 2 * found.range.len() > line.len())
    };
    (2..=HEAD).contains(&lines.len())
        && lines
            .first()
            .is_some_and(|title| title.split(' ').nth(3).is_some() && !dated(title))
        && lines.iter().skip(1).any(dated)
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
