//! The extractor `live-entries`: the entries of a live blog, each with its printed time.
//!
//! An entry shows by its markup alone: one of several siblings of the same element and class, each
//! of which prints a time and then says something. That they hold most of the page's paragraphs
//! tells them from cards of other stories and from comments.

use std::collections::HashMap;

use super::candidates::EntryPlace;
use super::{Candidates, Context, Extractor};
use crate::article::Kind;
use crate::error::ExtractError;
use crate::label::Role;
use crate::provenance::Confidence;
use crate::read::TextBlock;
use crate::read::html::{Dom, Hint, NodeId, Tag, front};
use crate::span::Span;

/// Entries that make a live blog.
const MIN_ENTRIES: usize = 3;
/// Elements from a time up to its entry, at most.
const REACH: usize = 6;
/// Characters of a printed time, at most.
const TIME: u32 = 40;

/// Finds the entries of live blogs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiveEntries;

impl Extractor for LiveEntries {
    fn name(&self) -> &str {
        "live-entries"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else {
            return Ok(());
        };
        let times = times(cx, dom);
        if times.len() < MIN_ENTRIES {
            return Ok(());
        }
        let mut entries = entries(dom, &times);
        let mut paragraphs: Vec<usize> = cx
            .blocks_of(Role::Paragraph)
            .map(|(_, block, _)| block.span().start())
            .collect();
        paragraphs.sort_unstable();
        let inside = |entry: &EntryPlace| {
            let from = paragraphs.partition_point(|p| *p < entry.span.start());
            paragraphs.partition_point(|p| *p < entry.span.end()) - from
        };
        entries.retain(|entry| inside(entry) > 0);
        let held: usize = entries.iter().map(inside).sum();
        if entries.len() < MIN_ENTRIES || 2 * held < paragraphs.len() {
            return Ok(());
        }
        for entry in &entries {
            out.claim(entry.time, Role::Timestamp, Confidence::new(950));
        }
        out.entries = entries;
        out.kind(Kind::Live, Confidence::new(850));
        Ok(())
    }
}

/// Times that blocks print, as far as the markup says so: `<time>`, a class that says time, or a
/// block taken for a stamp; each with its element.
fn times<'a>(cx: &Context<'a>, dom: &Dom<'_>) -> Vec<(NodeId, Span)> {
    let printed = |block: &TextBlock<'a>| {
        let shape = block.shape();
        shape.digits > 0 && shape.chars <= TIME
    };
    let mut out = Vec::new();
    for (block, label) in cx.blocks().iter().zip(cx.labels()) {
        let (Some(node), Some(facts)) = (block.node(), block.facts()) else {
            continue;
        };
        if facts.own.has(Hint::Comment)
            || facts.near.has(Hint::Comment)
            || facts.far.has(Hint::Comment)
        {
            continue;
        }
        let element = dom
            .descendants(node)
            .take(REACH)
            .find(|n| dom.name_tag(*n) == Tag::Time);
        let part = element
            .and_then(|element| dom.span(element))
            .and_then(|span| block.trim(cx.source(), overlap(span, block.span())?));
        if let Some(span) = part {
            out.push((node, span));
        } else if printed(block)
            && (label.is(&Role::Timestamp)
                || facts.own.has(Hint::Time)
                || facts.near.has(Hint::Time)
                || dom.name_tag(node) == Tag::Time)
        {
            out.push((node, block.span()));
        }
    }
    out
}

fn overlap(one: Span, other: Span) -> Option<Span> {
    let range = one.start().max(other.start())..one.end().min(other.end());
    (range.start < range.end).then(|| Span::of(range))
}

/// The elements that hold a time and repeat under one parent: for every time the outermost.
fn entries(dom: &Dom<'_>, times: &[(NodeId, Span)]) -> Vec<EntryPlace> {
    // For an element the first time that it holds.
    let mut held: HashMap<NodeId, Span> = HashMap::new();
    for (node, span) in times {
        for above in std::iter::once(*node)
            .chain(dom.ancestors(*node))
            .take(REACH)
        {
            held.entry(above).or_insert(*span);
        }
    }
    let mut kin: HashMap<(NodeId, Tag, &str), Vec<NodeId>> = HashMap::new();
    for node in held.keys() {
        if let Some(parent) = dom.parent(*node) {
            let class = front(dom.attribute_str(*node, "class").unwrap_or(""));
            // Classes of single entries (`pinned`, `post-17`) stand behind that of all.
            let class = class.split_ascii_whitespace().next().unwrap_or("");
            let key = (parent, dom.name_tag(*node), class);
            kin.entry(key).or_default().push(*node);
        }
    }
    let mut found: Vec<(Span, Span)> = kin
        .values()
        .filter(|kin| kin.len() >= MIN_ENTRIES)
        .flatten()
        .filter_map(|node| Some((dom.span(*node)?, *held.get(node)?)))
        .collect();
    found.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut out: Vec<EntryPlace> = Vec::new();
    for (span, time) in found {
        if out
            .last()
            .is_none_or(|last| last.span.end() <= span.start())
        {
            out.push(EntryPlace { span, time });
        }
    }
    out
}
