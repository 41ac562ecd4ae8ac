//! What stands beside an image, what makes a unit with it, and what repeats its text.

use super::{Range, markup};
use crate::arabic;
use crate::read::html::block::{Flag, Unit};
use crate::read::html::blocks::Image;
use crate::read::html::dom::{Dom, NodeId};
use crate::read::html::hints::Hint;
use crate::read::html::tags::Tag;
use crate::read::{Shape, Sketch, TextBlock, skeleton};

/// Points on either side below which an image is an icon or the portrait of an author.
const SMALL: u32 = 64;

/// Whether an image says of itself that it is small: no text stands for it.
pub(crate) fn is_small(dom: &Dom<'_>, image: NodeId) -> bool {
    ["width", "height"].iter().any(|side| {
        dom.attribute_str(image, side)
            .and_then(|n| n.trim().trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|n| n < SMALL)
    })
}

/// Elements between a caption and its image, on either side, at most.
const REACH: usize = 6;

/// Marks the blocks that stand beside an image in a small container.
pub(super) fn near(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>], images: &[Image]) {
    // Whether both lie in one small container.
    let close = |image: NodeId, block: NodeId| {
        let above: Vec<NodeId> = dom.ancestors(image).take(REACH).collect();
        std::iter::once(block)
            .chain(dom.ancestors(block).take(REACH))
            .any(|n| above.contains(&n))
    };
    for image in images.iter().filter(|i| !is_small(dom, i.node)) {
        let before = (0..image.block.min(blocks.len())).rev().take(BETWEEN + 1);
        for i in beside(blocks, before) {
            if let Some(markup) = blocks.get_mut(i).and_then(|b| b.markup.as_deref_mut())
                && close(image.node, markup.node)
            {
                markup.facts.image_after = true;
            }
        }
        let after = (image.block..blocks.len()).take(BETWEEN + 1);
        for i in beside(blocks, after) {
            if let Some(markup) = blocks.get_mut(i).and_then(|b| b.markup.as_deref_mut())
                && close(image.node, markup.node)
            {
                markup.facts.image_before = true;
            }
        }
    }
}

/// Buttons, counters and credits between an image and its caption, at most.
const BETWEEN: usize = 3;

/// Whether the block is hidden, a button, or a counter such as `3 / 12`: no text of an image.
fn is_control(block: &TextBlock<'_>) -> bool {
    let shape = block.shape();
    let counter = shape.digits > 0 && shape.words <= 4 && shape.chars <= 16;
    counter
        || shape.letters() == 0
        || markup(block).is_none_or(|m| {
            m.facts.flags.has(Flag::Hidden) || matches!(m.facts.tag, Tag::Button | Tag::Label)
        })
}

/// Whether the block's own element says that it is a credit: the caption may stand behind it.
fn is_credit(block: &TextBlock<'_>) -> bool {
    markup(block).is_some_and(|m| m.facts.own.has(Hint::Credit) && !m.facts.own.has(Hint::Caption))
}

/// The first of these blocks that may belong to an image, with the credits before it.
fn beside(blocks: &[TextBlock<'_>], order: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out = Vec::new();
    for i in order {
        let Some(block) = blocks.get(i).filter(|b| !is_control(b)) else {
            continue;
        };
        out.push(i);
        if !is_credit(block) {
            break;
        }
    }
    out
}

/// Elements above an image that are looked at for its text, and blocks and characters of it, at
/// most.
const UNIT_UP: usize = 8;
const UNIT_BLOCKS: u32 = 12;
const UNIT_CHARS: u32 = 700;

/// Finds the smallest element around each image that holds text too, and places its blocks in it.
pub(super) fn units(
    dom: &Dom<'_>,
    blocks: &mut [TextBlock<'_>],
    images: &[Image],
    below: &[Range],
    core: Option<NodeId>,
) {
    let around: Vec<NodeId> = core
        .map(|core| std::iter::once(core).chain(dom.ancestors(core)).collect())
        .unwrap_or_default();
    // Images below each node. One for readers without scripts is a copy.
    let mut counts = vec![0_u8; dom.len()];
    for image in images.iter().filter(|i| !i.flags.has(Flag::Noscript)) {
        for node in dom.ancestors(image.node).take(UNIT_UP) {
            if let Some(count) = counts.get_mut(node.index()) {
                *count = count.saturating_add(1);
            }
        }
    }
    for image in images.iter().filter(|i| !is_small(dom, i.node)) {
        let one = |node: NodeId| counts.get(node.index()).is_some_and(|n| *n <= 1);
        // A figure of one image is its unit, however its text is laid out.
        let figure = dom
            .ancestors(image.node)
            .take(UNIT_UP)
            .find(|n| dom.name_tag(*n) == Tag::Figure)
            .filter(|n| one(*n) && below.get(n.index()).copied().flatten().is_some());
        let above = dom.ancestors(image.node).take(UNIT_UP);
        for node in above.skip_while(|n| figure.is_some_and(|figure| figure != *n)) {
            if !one(node) || around.contains(&node) {
                break;
            }
            let Some((first, last)) = below.get(node.index()).copied().flatten() else {
                if dom.name_tag(node) == Tag::Figure {
                    break;
                }
                continue;
            };
            if last - first >= UNIT_BLOCKS {
                break;
            }
            let range = first as usize..=last as usize;
            let Some(inside) = blocks.get_mut(range) else {
                break;
            };
            let text = |b: &&mut TextBlock<'_>| !is_control(b);
            let texts = inside.iter_mut().filter(text).count();
            let chars: u32 = inside.iter().map(|b| b.shape().chars).sum();
            let title = inside
                .iter()
                .any(|b| markup(b).is_some_and(|m| m.facts.from_h1 == 0));
            if chars > UNIT_CHARS || title {
                break;
            }
            let credits = inside.iter().filter(|b| is_credit(b)).count();
            if texts <= credits && dom.name_tag(node) != Tag::Figure {
                // Buttons and credits alone: the caption stands farther off.
                continue;
            }
            for (n, block) in inside.iter_mut().filter(text).enumerate() {
                if let Some(markup) = block.markup.as_deref_mut() {
                    markup.facts.unit = match n {
                        _ if texts == 1 => Unit::Only,
                        0 => Unit::First,
                        _ => Unit::Later,
                    };
                }
            }
            break;
        }
    }
}

/// Words of an alternative text that tells one image from another.
const TELLING: u32 = 3;

/// Marks the blocks whose text is the alternative text or the title of an image.
pub(super) fn alts(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>], images: &[Image]) {
    let mut said: Vec<(Sketch, u64)> = images
        .iter()
        .flat_map(|image| ["alt", "title"].map(|name| dom.attribute(image.node, name)))
        .flatten()
        .filter_map(|text| {
            let text = arabic::clean_str(&text);
            let shape = Shape::of(&text);
            (shape.words >= TELLING).then(|| (shape.sketch, skeleton(&text)))
        })
        .collect();
    said.sort_unstable();
    for block in blocks {
        let shape = block.shape();
        let from = said.partition_point(|(sketch, _)| *sketch < shape.sketch);
        let found = shape.words >= TELLING
            // Most blocks begin and end like none of them.
            && said.get(from).is_some_and(|(b, _)| *b == shape.sketch)
            && said
                .binary_search(&(shape.sketch, skeleton(block.text())))
                .is_ok();
        if let Some(markup) = block.markup.as_deref_mut() {
            markup.facts.is_alt = found;
        }
    }
}
