//! What the tree of a page adds to the body: pictures, links and emphasis, lists, tables, posts.

use std::collections::{HashMap, HashSet};

use crate::arabic;
use crate::article::{Block, Credit, Entry, Figure, Mark, MarkKind, Media, Section, Text};
use crate::extract::{Context, EntryPlace, ImageCredit, shingles};
use crate::label::Role;
use crate::provenance::{Confidence, Origin};
use crate::read::TextBlock;
use crate::read::html::{Dom, Facts, Flag, Hint, NodeId, Tag};
use crate::span::Span;

use super::LABELS;
use super::pieces::Piece;

/// Elements between a picture and what is said of it, at most.
const REACH: usize = 4;
/// Blocks between a picture and its caption, at most.
const NEAR: usize = 3;

/// The pictures of a page and which of them each caption belongs to.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    list: Vec<Picture>,
    /// Credits in structured data, by the name of the picture's file; none where two pictures of
    /// different credits have one name.
    credits: HashMap<String, Option<Credit>>,
    /// The picture of a block, by the block's number.
    of_block: HashMap<usize, usize>,
    next: usize,
}

#[derive(Debug)]
struct Picture {
    /// The figure, or the closest thing to one.
    holder: NodeId,
    /// How many blocks stand before it.
    block: usize,
    media: Vec<Media>,
    alt: Option<String>,
    /// Whether a caption or credit speaks of it.
    taken: bool,
    /// Whether it stands in the article even without a caption.
    inside: bool,
}

impl Pictures {
    pub(super) fn of(
        cx: &Context<'_>,
        pieces: &[Piece<'_, '_>],
        credits: Vec<ImageCredit>,
    ) -> Pictures {
        let mut out = Pictures::default();
        for ImageCredit { url, credit } in credits {
            let Some(name) = file_name(&url) else {
                continue;
            };
            out.credits
                .entry(name.to_owned())
                .and_modify(|held| {
                    if held.as_ref().is_some_and(|held| held.text != credit.text) {
                        *held = None;
                    }
                })
                .or_insert(Some(credit));
        }
        let Some(dom) = cx.dom() else { return out };
        out.gather(cx, dom);
        out.match_captions(dom, pieces);
        let body = pieces
            .iter()
            .filter(|p| matches!(p.role(), Role::Paragraph | Role::Heading))
            .map(|p| p.block.line() as usize);
        let (first, last) = (body.clone().min(), body.max());
        for picture in &mut out.list {
            // A picture at the end of the body is more often the first of what follows.
            let between = first.is_some_and(|f| picture.block + NEAR >= f)
                && last.is_some_and(|l| picture.block <= l);
            picture.inside &= between;
        }
        out
    }

    fn gather(&mut self, cx: &Context<'_>, dom: &Dom<'_>) {
        let core = cx.document().core();
        for image in cx.document().images() {
            let Some(media) = media(dom, image.node) else {
                continue;
            };
            let holder = holder(dom, image.node);
            let alt = ["alt", "title"]
                .iter()
                .filter_map(|name| dom.attribute_str(image.node, name))
                .map(|alt| arabic::clean_str(alt).into_owned())
                .find(|alt| !alt.is_empty());
            if let Some(last) = self.list.last_mut().filter(|p| p.holder == holder) {
                // The same picture again: for a browser without scripts, or for a wider screen.
                if last.alt.is_none() {
                    last.alt = alt;
                }
                if !last.media.iter().any(|m| m.url == media.url) {
                    last.media.push(media);
                }
                continue;
            }
            // A player stands beside the text of its page, a picture in it.
            let reach = if dom.name_tag(image.node) == Tag::Video {
                2
            } else {
                0
            };
            let inside = core.is_some_and(|core| {
                let mut around = std::iter::once(core).chain(dom.ancestors(core).take(reach));
                around.any(|held| dom.ancestors(image.node).any(|n| n == held))
            }) && !image.flags.any(&[
                Flag::Hidden,
                Flag::Nav,
                Flag::Footer,
                Flag::Aside,
                Flag::Form,
                Flag::PageRole,
                Flag::Post,
            ]) && !crate::read::html::is_small(dom, image.node);
            self.list.push(Picture {
                holder,
                block: image.block,
                media: vec![media],
                alt,
                taken: false,
                inside,
            });
        }
    }

    fn match_captions(&mut self, dom: &Dom<'_>, pieces: &[Piece<'_, '_>]) {
        let by_block: Vec<usize> = self.list.iter().map(|p| p.block).collect();
        for piece in pieces {
            if !matches!(piece.role(), Role::Caption | Role::Credit) {
                continue;
            }
            let (Some(node), number) = (piece.block.node(), piece.block.line() as usize) else {
                continue;
            };
            let above: Vec<NodeId> = std::iter::once(node)
                .chain(dom.ancestors(node).take(REACH))
                .collect();
            let from = by_block.partition_point(|b| b + NEAR < number);
            let best = self
                .list
                .iter()
                .enumerate()
                .skip(from)
                .take_while(|(_, p)| p.block <= number + NEAR)
                .filter_map(|(i, p)| {
                    // The fewer elements up to the first that holds both, the closer.
                    let up = std::iter::once(p.holder)
                        .chain(dom.ancestors(p.holder).take(REACH))
                        .find_map(|n| above.iter().position(|a| *a == n))?;
                    Some((up, p.block.abs_diff(number), i))
                })
                .min();
            if let Some((_, _, i)) = best {
                self.of_block.insert(number, i);
                if let Some(picture) = self.list.get_mut(i) {
                    picture.taken = true;
                }
            }
        }
    }

    /// The number of the picture that the block speaks of.
    pub(super) fn of_block(&self, block: &TextBlock<'_>) -> Option<usize> {
        self.of_block.get(&(block.line() as usize)).copied()
    }

    /// Gives a figure its picture.
    pub(super) fn fill(&self, picture: usize, figure: &mut Figure) {
        let Some(picture) = self.list.get(picture) else {
            return;
        };
        if figure.media.is_empty() {
            figure.media.clone_from(&picture.media);
        }
        if figure.alt.is_none() {
            figure.alt = picture.alt.as_deref().map(alt);
        }
        if figure.credit.is_empty() {
            let names = figure
                .media
                .iter()
                .filter_map(|media| file_name(&media.url));
            let credit = names
                .filter_map(|name| self.credits.get(name)?.clone())
                .next();
            figure.credit.extend(credit);
        }
    }

    /// Pictures without a word of text that stand before the block of that number.
    pub(super) fn silent(&mut self, before: usize) -> Vec<Figure> {
        let mut out = Vec::new();
        while let Some(picture) = self.list.get(self.next).filter(|p| p.block <= before) {
            if picture.inside && !picture.taken {
                let mut figure = Figure::default();
                self.fill(self.next, &mut figure);
                out.push(figure);
            }
            self.next += 1;
        }
        out
    }
}

/// Characters of a file's name from which on it tells one picture from others.
const FILE_NAME: usize = 6;

/// The last part of an address's path, which stays the same where sizes and hosts differ.
fn file_name(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    (name.len() >= FILE_NAME).then_some(name)
}

/// The entries of a live blog, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Entries {
    places: Vec<EntryPlace>,
    next: usize,
    open: Option<Entry>,
}

impl Entries {
    pub(super) fn of(places: &[EntryPlace]) -> Entries {
        Entries {
            places: places.to_vec(),
            ..Entries::default()
        }
    }

    pub(super) fn open(&mut self) -> Option<&mut Entry> {
        self.open.as_mut()
    }

    /// Whether the open entry, or one that was never opened, lies before the place.
    pub(super) fn ends_before(&self, span: Span) -> bool {
        let here = self.places.get(self.next);
        here.is_some_and(|place| place.span.end() <= span.start())
    }

    /// Ends the open entry, and passes over those that held nothing. One without a block is none.
    pub(super) fn close(&mut self) -> Option<Block> {
        self.next += 1;
        let entry = self.open.take()?;
        (!entry.blocks.is_empty()).then(|| Block::Entry(Box::new(entry)))
    }

    /// Opens the entry that holds the place; whether it did.
    pub(super) fn opens_at(&mut self, span: Span) -> bool {
        while self.open.is_none() && self.ends_before(span) {
            self.next += 1;
        }
        let here = self.places.get(self.next);
        let opens = self.open.is_none() && here.is_some_and(|e| e.span.overlaps(span));
        if opens {
            self.open = Some(Entry {
                confidence: Confidence::new(900),
                origin: Origin::from_static("live-entries"),
                ..Entry::default()
            });
        }
        opens
    }

    /// Takes the time of the open entry; whether the place is that of the time.
    pub(super) fn take_time(&mut self, span: Span, text: impl FnOnce() -> Text) -> bool {
        let (Some(entry), Some(place)) = (&mut self.open, self.places.get(self.next)) else {
            return false;
        };
        let is_time = place.time.overlaps(span) && entry.time.is_none();
        if is_time {
            entry.time = Some(text());
        }
        is_time
    }

    /// Ends what the open entry holds before a heading of its own; the rest of the entry stands
    /// below the heading. A time with nothing behind it yet goes with the rest.
    pub(super) fn split(&mut self) -> Option<Block> {
        let entry = self
            .open
            .as_mut()
            .filter(|entry| !entry.blocks.is_empty())?;
        let rest = Entry {
            confidence: entry.confidence,
            origin: entry.origin.clone(),
            ..Entry::default()
        };
        let before = std::mem::replace(entry, rest);
        Some(Block::Entry(Box::new(before)))
    }
}

/// Whether the markup sets a block apart as a quotation.
pub(super) fn is_quote(facts: &Facts) -> bool {
    facts.flags.has(Flag::Blockquote) || facts.own.has(Hint::Quote) || facts.near.has(Hint::Quote)
}

/// Takes out quotations set apart whose every word stands in the paragraphs too: a line pulled out
/// of the text to draw the eye.
pub(super) fn without_pull_quotes(sections: &mut [Section]) {
    let quoted = |block: &Block| matches!(block, Block::Quote(_));
    if !sections.iter().flat_map(|s| &s.blocks).any(quoted) {
        return;
    }
    let mut runs = HashSet::new();
    for block in sections.iter().flat_map(|s| &s.blocks) {
        if let Block::Paragraph(paragraph) = block {
            shingles(&paragraph.text, |run| {
                runs.insert(run);
            });
        }
    }
    for section in sections {
        section.blocks.retain(|block| {
            let Block::Quote(quote) = block else {
                return true;
            };
            let (mut all, mut known) = (0, 0);
            shingles(&quote.text, |run| {
                all += 1;
                known += usize::from(runs.contains(&run));
            });
            all == 0 || known < all
        });
    }
}

fn alt(text: &str) -> Text {
    Text::new(text, None, Confidence::new(900), LABELS.clone())
}

/// The figure that an image stands in, or the outermost element that holds it and no text.
fn holder(dom: &Dom<'_>, image: NodeId) -> NodeId {
    let figure = dom
        .ancestors(image)
        .take(2 * REACH)
        .find(|n| dom.name_tag(*n) == Tag::Figure);
    figure.unwrap_or_else(|| {
        dom.ancestors(image)
            .take(REACH)
            .take_while(|n| {
                dom.children(*n)
                    .take(8)
                    .filter(|c| dom.tag(*c).is_some())
                    .count()
                    <= 2
            })
            .last()
            .unwrap_or(image)
    })
}

/// Attributes of an image that may hold its address, best first: pages that load images late keep
/// a blank one in `src`.
const SOURCES: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-full-src",
    "src",
];

/// Nodes on either side of an image among which its sources are looked for.
const SIBLINGS: usize = 32;

fn media(dom: &Dom<'_>, image: NodeId) -> Option<Media> {
    let attribute = |node: NodeId, name: &str| {
        dom.attribute_str(node, name)
            .map(str::trim)
            .filter(|v| !v.is_empty() && !v.starts_with("data:"))
    };
    let direct = SOURCES.iter().find_map(|name| attribute(image, name));
    let set = || {
        ["data-srcset", "srcset"]
            .iter()
            .find_map(|name| attribute(image, name))
            .and_then(widest)
    };
    let child = || {
        dom.children(image)
            .filter(|c| dom.name_tag(*c) == Tag::Source)
            .find_map(|c| attribute(c, "src"))
    };
    // Not those of another image: what stands beside many would be read for each.
    let own = |n: &NodeId| !matches!(dom.name_tag(*n), Tag::Img | Tag::Amp | Tag::Video);
    let beside = || {
        let before =
            std::iter::successors(dom.previous_sibling(image), |n| dom.previous_sibling(*n));
        let after = std::iter::successors(dom.next_sibling(image), |n| dom.next_sibling(*n));
        let before: Vec<NodeId> = before.take_while(own).take(SIBLINGS).collect();
        let after = after.take_while(own).take(SIBLINGS);
        let sources = before.into_iter().rev().chain(after);
        sources
            .filter(|c| dom.name_tag(*c) == Tag::Source)
            .find_map(|c| attribute(c, "srcset").and_then(widest))
    };
    let url = direct.or_else(set).or_else(child).or_else(beside)?;
    let video = dom.name_tag(image) == Tag::Video;
    Some(Media {
        url: url.to_owned(),
        media_type: video.then(|| "video".to_owned()),
    })
}

/// The address of the widest image of a `srcset`.
fn widest(set: &str) -> Option<&str> {
    set.split(", ")
        .filter_map(|candidate| {
            let mut parts = candidate.split_ascii_whitespace();
            let url = parts.next()?.trim_end_matches(',');
            let size = parts
                .next()
                .and_then(|s| s.trim_end_matches(['w', 'x']).parse::<f32>().ok())
                .unwrap_or(0.0);
            (!url.is_empty() && !url.starts_with("data:")).then_some((url, size))
        })
        .fold(None, |best: Option<(&str, f32)>, c| match best {
            Some(b) if b.1 >= c.1 => Some(b),
            _ => Some(c),
        })
        .map(|(url, _)| url)
}

/// Links and emphasis in a piece of a block.
pub(super) fn marks(cx: &Context<'_>, piece: &Piece<'_, '_>) -> Vec<Mark> {
    let Some(dom) = cx.dom() else {
        return Vec::new();
    };
    let part = if piece.whole {
        0..piece.block.text().len()
    } else {
        piece.block.text_range(piece.span)
    };
    let mut out: Vec<Mark> = piece
        .block
        .inline()
        .filter_map(|(range, node)| {
            let start = range.start.max(part.start) - part.start;
            let end = range.end.min(part.end).checked_sub(part.start)?;
            if end <= start {
                return None;
            }
            let kind = match dom.name_tag(node) {
                Tag::A => MarkKind::Link,
                Tag::B | Tag::Strong => MarkKind::Strong,
                _ => MarkKind::Em,
            };
            let href = match kind {
                MarkKind::Link => Some(dom.attribute_str(node, "href")?.trim().to_owned()),
                _ => None,
            };
            let range = Some(Span::of(start..end));
            Some(Mark { range, kind, href })
        })
        .collect();
    out.sort_by_key(|mark| mark.range);
    out
}

/// The closest element of one of the tags that holds a block.
pub(super) fn around(cx: &Context<'_>, block: &TextBlock<'_>, tags: &[Tag]) -> Option<NodeId> {
    let (dom, node) = (cx.dom()?, block.node()?);
    std::iter::once(node)
        .chain(dom.ancestors(node))
        .find(|n| tags.contains(&dom.name_tag(*n)))
}

/// The level of a heading's element.
pub(super) fn level(cx: &Context<'_>, block: &TextBlock<'_>) -> Option<u8> {
    let (dom, node) = (cx.dom()?, block.node()?);
    std::iter::once(node)
        .chain(dom.ancestors(node).take(2))
        .find_map(|n| match dom.name_tag(n) {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        })
}
