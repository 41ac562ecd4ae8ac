//! Facts of blocks that need the whole page: where its running text lies, what repeats, what
//! stands beside an image.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::memmem;

use super::block::{Flag, Markup, Side};
use super::blocks::Image;
use super::dom::{Dom, NodeId};
use super::hints::Hint;
use super::tags::Tag;
use crate::arabic::{self, fold::fold_chars};
use crate::read::{Shape, TextBlock, skeleton};

/// Characters from which on a block is running text.
const RUNNING: u32 = 60;

/// Elements between a caption and its image, on either side, at most.
const REACH: usize = 6;

/// Fills in the facts of every block, and finds the core of the page. Linear in the page, times its
/// depth.
pub(super) fn complete(
    dom: &Dom<'_>,
    blocks: &mut [TextBlock<'_>],
    images: &[Image],
) -> Option<NodeId> {
    own(dom, blocks);
    common(blocks);
    shares(dom, blocks);
    let core = core(dom, blocks);
    reach(dom, blocks);
    h1(dom, blocks);
    near_images(dom, blocks, images);
    alts(dom, blocks, images);
    title(dom, blocks);
    core
}

fn markup<'b>(block: &'b TextBlock<'_>) -> Option<&'b Markup> {
    block.markup.as_deref()
}

fn own(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    let mut previous = None;
    for block in blocks {
        let total = block.clean.source_range(0..block.clean.text().len());
        let total = (total.end - total.start).max(1) as u32;
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        markup.facts.tag = dom.name(markup.node).map_or(Tag::Other, |n| n.tag);
        let share = |links: bool| {
            let mut covered = 0;
            let mut end = 0;
            // Inner elements come before outer ones: take them by their start.
            let mut ranges: Vec<(u32, u32)> = markup
                .inline
                .iter()
                .filter(|i| {
                    let tag = dom.name(i.node).map_or(Tag::Other, |n| n.tag);
                    if links {
                        tag == Tag::A
                    } else {
                        matches!(tag, Tag::B | Tag::Strong)
                    }
                })
                .map(|i| (i.from, i.to))
                .collect();
            ranges.sort_unstable();
            for (from, to) in ranges {
                covered += to.saturating_sub(from.max(end));
                end = end.max(to);
            }
            (u64::from(covered) * 1000 / u64::from(total)).min(1000) as u16
        };
        let linked = share(true);
        let bold = share(false);
        markup.facts.linked = linked;
        markup.facts.bold = bold;
        let parent = dom.parent(markup.node);
        markup.facts.same_parent = previous == parent || previous == Some(markup.node);
        previous = if markup.facts.broken {
            Some(markup.node)
        } else {
            parent
        };
    }
}

/// Takes back the flags that hold for the running text itself: some frameworks wrap the whole page
/// in a form, hide it until its scripts have run, or name its one column a header.
fn common(blocks: &mut [TextBlock<'_>]) {
    const WRAPPERS: [Flag; 10] = [
        Flag::Form,
        Flag::Nav,
        Flag::Header,
        Flag::Footer,
        Flag::Aside,
        Flag::Hidden,
        Flag::Noscript,
        Flag::Details,
        Flag::PageRole,
        Flag::Link,
    ];
    let mut total = 0;
    let mut under = [0; WRAPPERS.len()];
    for block in blocks.iter() {
        let Some(markup) = markup(block) else {
            continue;
        };
        let chars = u64::from(block.shape().chars);
        if chars < u64::from(RUNNING) || markup.facts.linked >= 500 {
            continue;
        }
        total += chars;
        for (sum, flag) in under.iter_mut().zip(WRAPPERS) {
            if markup.facts.flags.has(flag) {
                *sum += chars;
            }
        }
    }
    for (sum, flag) in under.into_iter().zip(WRAPPERS) {
        // Nobody writes an article into a form; the other elements do hold a page's longest text
        // now and then, as a list of comments.
        let most = if flag == Flag::Form { 50 } else { 90 };
        if sum * 100 <= total * most {
            continue;
        }
        for block in blocks.iter_mut() {
            if let Some(markup) = block.markup.as_deref_mut() {
                markup.facts.flags.clear(flag);
            }
        }
    }
}

/// How much running text a block is.
fn mass(block: &TextBlock<'_>) -> f32 {
    let Some(markup) = markup(block) else {
        return 0.0;
    };
    let facts = &markup.facts;
    let shape = block.shape();
    if shape.chars < RUNNING
        || facts.linked >= 500
        || facts.flags.any(&[
            Flag::Nav,
            Flag::Footer,
            Flag::Form,
            Flag::Hidden,
            Flag::Noscript,
            Flag::Figcaption,
            Flag::PageRole,
            Flag::Post,
            Flag::Details,
        ])
    {
        return 0.0;
    }
    let mut mass = shape.chars as f32 * (1.0 - f32::from(facts.linked) / 1000.0);
    let unlikely = [
        Hint::Comment,
        Hint::Related,
        Hint::Promo,
        Hint::Advert,
        Hint::Navigation,
        Hint::Bio,
        Hint::Caption,
    ];
    if facts.own.with(facts.near).any(&unlikely) || facts.flags.has(Flag::Aside) {
        mass *= 0.2;
    }
    if facts.far.has(Hint::Comment) {
        mass *= 0.3;
    }
    mass
}

/// A key of elements that look alike: tag and class of the element and of its parent.
fn kin(dom: &Dom<'_>, node: NodeId) -> u64 {
    let mut hasher = DefaultHasher::new();
    for node in [Some(node), dom.parent(node)].into_iter().flatten() {
        dom.tag(node).hash(&mut hasher);
        dom.attribute_str(node, "class").hash(&mut hasher);
    }
    hasher.finish()
}

fn shares(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    let mut by_parent: HashMap<NodeId, f32> = HashMap::new();
    let mut by_kin: HashMap<u64, (f32, u32)> = HashMap::new();
    let mut total = 0.0;
    let mut keys = Vec::with_capacity(blocks.len());
    for block in blocks.iter() {
        let mass = mass(block);
        let node = markup(block).map_or(dom.root(), |m| m.node);
        let parent = parent_of(dom, block);
        let key = kin(dom, node);
        *by_parent.entry(parent).or_default() += mass;
        let entry = by_kin.entry(key).or_default();
        entry.0 += mass;
        entry.1 += 1;
        total += mass;
        keys.push((parent, key));
    }
    let share = |mass: f32| {
        if total > 0.0 {
            (mass / total * 1000.0) as u16
        } else {
            0
        }
    };
    for (block, (parent, key)) in blocks.iter_mut().zip(keys) {
        if let Some(markup) = block.markup.as_deref_mut() {
            let (kin_mass, kin_count) = by_kin.get(&key).copied().unwrap_or_default();
            markup.facts.parent_share = share(by_parent.get(&parent).copied().unwrap_or(0.0));
            markup.facts.kin_share = share(kin_mass);
            markup.facts.kin = kin_count.min(255) as u8;
        }
    }
}

/// The element whose text the block is a part of, among others: the parent of a paragraph, the
/// element itself where line breaks part its paragraphs.
fn parent_of(dom: &Dom<'_>, block: &TextBlock<'_>) -> NodeId {
    let Some(markup) = markup(block) else {
        return dom.root();
    };
    match markup.facts.tag {
        Tag::Div | Tag::Td | Tag::Section | Tag::Article | Tag::Main | Tag::Body => markup.node,
        _ => dom.parent(markup.node).unwrap_or(markup.node),
    }
}

/// Finds the core of the page, the smallest element that holds most of its running text, and says
/// where each block stands against it.
fn core(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) -> Option<NodeId> {
    let order: Vec<NodeId> = std::iter::once(dom.root())
        .chain(dom.descendants(dom.root()))
        .collect();
    let mut masses: Vec<f32> = vec![0.0; dom.len()];
    let mut total = 0.0;
    for block in blocks.iter() {
        let mass = mass(block);
        total += mass;
        if let Some(sum) = masses.get_mut(parent_of(dom, block).index()) {
            *sum += mass;
        }
    }
    if total <= 0.0 {
        return None;
    }
    // Children come after their parents: from the back, sums go up.
    for node in order.iter().rev() {
        let mass = masses.get(node.index()).copied().unwrap_or(0.0);
        if let Some(sum) = dom.parent(*node).and_then(|p| masses.get_mut(p.index())) {
            *sum += mass;
        }
    }
    // Down from the root, as long as one child holds most of it.
    let mut core = dom.root();
    while let Some(child) = dom
        .children(core)
        .find(|c| masses.get(c.index()).is_some_and(|m| *m > total * 0.5))
    {
        core = child;
    }
    // Where every node stands: elements up from the core, then down to the node.
    let mut ways: Vec<(u16, u16)> = vec![(u16::MAX, u16::MAX); dom.len()];
    for (node, up) in std::iter::once(core).chain(dom.ancestors(core)).zip(0..) {
        if let Some(way) = ways.get_mut(node.index()) {
            *way = (up, 0);
        }
    }
    for node in &order {
        let above = dom.parent(*node).and_then(|p| ways.get(p.index())).copied();
        if let (Some((up, down)), Some(way)) = (above, ways.get_mut(node.index()))
            && way.0 == u16::MAX
        {
            *way = (up, down.saturating_add(1));
        }
    }
    let mut running: Option<(usize, usize)> = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        let heavy = mass(block) > 0.0;
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        if let Some((up, down)) = ways.get(markup.node.index()) {
            markup.facts.up = *up;
            markup.facts.down = *down;
        }
        if markup.facts.up == 0 && heavy {
            running = Some((running.map_or(i, |(first, _)| first), i));
        }
    }
    let (first, last) = running?;
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some(markup) = block.markup.as_deref_mut() {
            markup.facts.side = match i {
                i if i < first => Side::Before,
                i if i > last => Side::After,
                _ => Side::Inside,
            };
        }
    }
    Some(core)
}

/// Finds how far each block's container goes.
fn reach(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    // The first and the last block below each node, from the leaves up.
    let mut below: Vec<Option<(u32, u32)>> = vec![None; dom.len()];
    let join = |slot: Option<&mut Option<(u32, u32)>>, (first, last): (u32, u32)| {
        if let Some(slot) = slot {
            let (f, l) = slot.unwrap_or((first, last));
            *slot = Some((f.min(first), l.max(last)));
        }
    };
    for (i, block) in (0..).zip(blocks.iter()) {
        if let Some(markup) = markup(block) {
            join(below.get_mut(markup.node.index()), (i, i));
        }
    }
    let order: Vec<NodeId> = dom.descendants(dom.root()).collect();
    for node in order.iter().rev() {
        if let (Some(range), Some(parent)) = (
            below.get(node.index()).copied().flatten(),
            dom.parent(*node),
        ) {
            join(below.get_mut(parent.index()), range);
        }
    }
    for (i, block) in (0..).zip(blocks.iter_mut()) {
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        markup.facts.reach = std::iter::once(markup.node)
            .chain(dom.ancestors(markup.node))
            .filter_map(|node| below.get(node.index()).copied().flatten())
            .find(|(first, last)| first < last)
            .map_or(i, |(_, last)| last);
    }
}

fn h1(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    let is_h1 = |block: &TextBlock<'_>| {
        markup(block).is_some_and(|m| {
            !m.facts.flags.any(&[Flag::Hidden, Flag::Nav, Flag::Footer])
                && std::iter::once(m.node)
                    .chain(dom.ancestors(m.node).take(3))
                    .any(|n| dom.name(n).is_some_and(|n| n.tag == Tag::H1))
        })
    };
    // Of several the longest: a masthead's is short.
    let chosen = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| is_h1(b))
        .max_by_key(|(i, b)| (b.shape().chars, std::cmp::Reverse(*i)))
        .map(|(i, _)| i);
    let Some(at) = chosen else { return };
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some(markup) = block.markup.as_deref_mut() {
            let distance = i as i64 - at as i64;
            markup.facts.from_h1 = distance.clamp(-1_000_000, 1_000_000) as i32;
        }
    }
}

fn near_images(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>], images: &[Image]) {
    // Whether both lie in one small container.
    let close = |image: NodeId, block: NodeId| {
        let above: Vec<NodeId> = dom.ancestors(image).take(REACH).collect();
        std::iter::once(block)
            .chain(dom.ancestors(block).take(REACH))
            .any(|n| above.contains(&n))
    };
    for image in images {
        let above = (0..image.block.min(blocks.len())).rev();
        if let Some(markup) = beside(blocks, above)
            && close(image.node, markup.node)
        {
            markup.facts.image_after = true;
        }
        if let Some(markup) = beside(blocks, image.block..blocks.len())
            && close(image.node, markup.node)
        {
            markup.facts.image_before = true;
        }
    }
}

/// Buttons and counters between an image and its caption, at most.
const BETWEEN: usize = 3;

/// The first of these blocks that may belong to an image: neither hidden nor a button, and no
/// counter such as `3 / 12`.
fn beside<'b>(
    blocks: &'b mut [TextBlock<'_>],
    order: impl Iterator<Item = usize>,
) -> Option<&'b mut Markup> {
    let passed = |block: &TextBlock<'_>| {
        let shape = block.shape();
        let counter = shape.digits > 0 && shape.words <= 4 && shape.chars <= 16;
        counter
            || shape.letters() == 0
            || markup(block).is_none_or(|m| {
                m.facts.flags.has(Flag::Hidden) || matches!(m.facts.tag, Tag::Button | Tag::Label)
            })
    };
    let at = order
        .take(BETWEEN + 1)
        .find(|i| blocks.get(*i).is_some_and(|b| !passed(b)))?;
    blocks.get_mut(at)?.markup.as_deref_mut()
}

/// Words of an alternative text that tells one image from another.
const TELLING: u32 = 3;

fn alts(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>], images: &[Image]) {
    let mut said: Vec<(u64, u64)> = images
        .iter()
        .flat_map(|image| ["alt", "title"].map(|name| dom.attribute(image.node, name)))
        .flatten()
        .filter_map(|text| {
            let text = arabic::clean_str(&text);
            let shape = Shape::of(&text);
            (shape.words >= TELLING).then(|| (shape.beginning, skeleton(&text)))
        })
        .collect();
    said.sort_unstable();
    for block in blocks {
        let shape = block.shape();
        let from = said.partition_point(|(beginning, _)| *beginning < shape.beginning);
        let found = shape.words >= TELLING
            // Most blocks begin like none of them.
            && said.get(from).is_some_and(|(b, _)| *b == shape.beginning)
            && said
                .binary_search(&(shape.beginning, skeleton(block.text())))
                .is_ok();
        if let Some(markup) = block.markup.as_deref_mut() {
            markup.facts.is_alt = found;
        }
    }
}

/// Characters of a title that are compared.
const TITLE: usize = 400;

/// Characters of a block that are looked for in the title before all of it.
const OPENING: usize = 8;

fn title(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    let title = dom
        .descendants(dom.root())
        .find(|n| dom.name(*n).is_some_and(|n| n.tag == Tag::Title))
        .map(|n| dom.text(n).into_owned());
    let Some(title) = title else { return };
    let cleaned = arabic::clean_str(&title);
    let title: String = arabic::fold(&cleaned).chars().take(TITLE).collect();
    for block in blocks {
        let shape = block.shape();
        if shape.words < 3 || shape.chars as usize > TITLE {
            continue;
        }
        // Most blocks begin like nothing in the title, and need not be folded to their end.
        let opening: String = fold_chars(block.clean.text()).take(OPENING).collect();
        let found = memmem::find(title.as_bytes(), opening.as_bytes()).is_some()
            && title.contains(&*arabic::fold(block.clean.text()));
        if let Some(markup) = block.markup.as_deref_mut() {
            markup.facts.in_title = found;
        }
    }
}
