//! Facts of blocks that need the whole page: where its running text lies, what repeats, what
//! stands beside an image.

pub(super) mod images;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::memmem;

use super::block::{Flag, Inline, Markup, Side};
use super::blocks::Image;
use super::dom::{Dom, NodeId};
use super::hints::{Hint, Hints, front};
use super::said::is_bold;
use super::tags::Tag;
use crate::arabic::{self, fold::fold_chars};
use crate::read::TextBlock;

/// Characters from which on a block is running text.
const RUNNING: u32 = 60;

/// Fills in the facts of every block, and finds the core of the page. Linear in the page, times its
/// depth.
pub(super) fn complete(
    dom: &Dom<'_>,
    blocks: &mut [TextBlock<'_>],
    images: &[Image],
    hints: &[(NodeId, Hints)],
) -> Option<NodeId> {
    own(dom, blocks);
    common(blocks);
    let worn = worn(blocks);
    in_links(blocks);
    targets(dom, blocks);
    shares(dom, blocks);
    let core = core(dom, blocks);
    if let Some(core) = core {
        above(dom, blocks, core, hints, worn);
    }
    let below = below(dom, blocks);
    reach(dom, blocks, &below);
    title(dom, blocks);
    h1(dom, blocks);
    images::near(dom, blocks, images);
    images::units(dom, blocks, images, &below, core);
    images::alts(dom, blocks, images);
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
        let share = |counts: &dyn Fn(&Inline, Tag) -> bool| {
            let mut covered = 0;
            let mut end = 0;
            // Inner elements come before outer ones: take them by their start.
            let mut ranges: Vec<(u32, u32)> = markup
                .inline
                .iter()
                .filter(|i| counts(i, dom.name_tag(i.node)))
                .map(|i| (i.from, i.to))
                .collect();
            ranges.sort_unstable();
            for (from, to) in ranges {
                covered += to.saturating_sub(from.max(end));
                end = end.max(to);
            }
            (u64::from(covered) * 1000 / u64::from(total)).min(1000) as u16
        };
        // A target of links is none.
        let linked = share(&|i, tag| tag == Tag::A && dom.attribute_str(i.node, "href").is_some());
        let bold = if is_bold(dom, markup.node) {
            1000
        } else {
            share(&|i, _| i.bold)
        };
        let italic = share(&|_, tag| matches!(tag, Tag::Em | Tag::I));
        markup.facts.linked = linked;
        markup.facts.bold = bold;
        markup.facts.italic = italic;
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

/// Takes the hint of navigation from every block where most of the running text itself has it, and the title: some
/// builders of pages call each of their parts a widget. Gives what was taken.
fn worn(blocks: &mut [TextBlock<'_>]) -> Hints {
    let hint = Hint::Navigation;
    let (mut total, mut under, mut below) = (0, 0, 0);
    let mut titled = false;
    for block in blocks.iter() {
        let Some(markup) = markup(block) else {
            continue;
        };
        let worn = markup.facts.own.with(markup.facts.near).has(hint);
        let above = markup.facts.far.has(hint);
        titled |= (worn || above) && markup.facts.tag == Tag::H1;
        let chars = u64::from(block.shape().chars);
        if chars < u64::from(RUNNING) || markup.facts.linked >= 500 {
            continue;
        }
        total += chars;
        if worn {
            under += chars;
        }
        if worn || above {
            below += chars;
        }
    }
    // Either most of the text is, or half of it, and nearly all lies below such parts.
    let most = under * 10 > total * 7 || under * 2 > total && below * 10 > total * 9;
    if !titled || !most {
        return Hints::default();
    }
    let worn = Hints::one(hint);
    for markup in blocks.iter_mut().filter_map(|b| b.markup.as_deref_mut()) {
        let facts = &mut markup.facts;
        for hints in [&mut facts.own, &mut facts.near, &mut facts.far] {
            *hints = hints.without(worn);
        }
    }
    worn
}

/// Text of a block inside a link is linked, as text of a link inside a block is.
fn in_links(blocks: &mut [TextBlock<'_>]) {
    for markup in blocks.iter_mut().filter_map(|b| b.markup.as_deref_mut()) {
        if markup.facts.flags.has(Flag::Link) {
            markup.facts.linked = 1000;
        }
    }
}

/// Characters of a link that may lead to an author, a topic or a section.
const LINK_CHARS: u32 = 60;

/// Elements above a block's that may be the link around it.
const LINK_UP: usize = 4;

/// Finds what the addresses say to which short links lead: `/author/…`, `/tag/…`.
fn targets(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    for block in blocks {
        let short = block.shape().chars <= LINK_CHARS;
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        let frame = [Flag::Nav, Flag::Footer, Flag::Hidden];
        if !short || markup.facts.linked < 500 || markup.facts.flags.any(&frame) {
            continue;
        }
        let is_link = |node: &NodeId| dom.name_tag(*node) == Tag::A;
        let inside = markup.inline.iter().map(|i| i.node);
        let around = std::iter::once(markup.node).chain(dom.ancestors(markup.node).take(LINK_UP));
        let Some(link) = inside.chain(around).find(is_link) else {
            continue;
        };
        let of = |name: &str, hints: fn(&str) -> Hints| {
            dom.attribute_str(link, name)
                .map_or(Hints::default(), hints)
        };
        markup.facts.target = of("rel", Hints::of).with(of("href", Hints::of_address));
    }
}

/// Takes the hints of the core and of what holds it out of those above each block: the classes of an
/// article and of its page (`tag-…`, `category-…`, `paywall`) are those of all its parts. That they
/// speak of content is kept.
fn above(
    dom: &Dom<'_>,
    blocks: &mut [TextBlock<'_>],
    core: NodeId,
    hints: &[(NodeId, Hints)],
    worn: Hints,
) {
    let mut of = vec![Hints::default(); dom.len()];
    for (node, hints) in hints {
        if let Some(slot) = of.get_mut(node.index()) {
            *slot = hints.without(worn);
        }
    }
    let of = |node: NodeId| of.get(node.index()).copied().unwrap_or_default();
    let content = |hints: Hints| hints.only(Hint::Content);
    // What the core's ancestors from each on say, the root's first.
    let mut chain: Vec<Hints> = std::iter::once(core)
        .chain(dom.ancestors(core))
        .map(|node| content(of(node)))
        .collect();
    let mut all = Hints::default();
    for hints in chain.iter_mut().rev() {
        all = all.with(*hints);
        *hints = all;
    }
    for markup in blocks.iter_mut().filter_map(|b| b.markup.as_deref_mut()) {
        let down = usize::from(markup.facts.down);
        let (mut near, mut far) = (Hints::default(), Hints::default());
        for (node, step) in dom.ancestors(markup.node).zip(1..) {
            let own = of(node);
            let own = if step < down { own } else { content(own) };
            if step <= NEAR {
                near = near.with(own);
            }
            if step >= NEAR {
                far = far.with(own);
            }
            if step >= down && step >= NEAR {
                break;
            }
        }
        let up = usize::from(markup.facts.up) + NEAR.saturating_sub(down);
        markup.facts.near = near;
        markup.facts.far = far.with(chain.get(up).copied().unwrap_or_default());
    }
}

/// Elements above a block's that are near it.
const NEAR: usize = 2;

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
        dom.attribute_str(node, "class")
            .map(front)
            .hash(&mut hasher);
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
    // Running text of the core by its depth.
    let mut depths: Vec<(u16, f32)> = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        let mass = mass(block);
        let heavy = mass > 0.0;
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        if let Some((up, down)) = ways.get(markup.node.index()) {
            markup.facts.up = *up;
            markup.facts.down = *down;
        }
        if markup.facts.up == 0 && heavy {
            depths.push((markup.facts.down, mass));
            running = Some((running.map_or(i, |(first, _)| first), i));
        }
    }
    let (first, last) = running?;
    let depth = median(depths);
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some(markup) = block.markup.as_deref_mut() {
            markup.facts.deeper = i32::from(markup.facts.down) - i32::from(depth);
            markup.facts.side = match i {
                i if i < first => Side::Before,
                i if i > last => Side::After,
                _ => Side::Inside,
            };
            // The page's footer stands below its text; what an article has above it says who wrote it.
            let flags = &mut markup.facts.flags;
            if i < first && flags.has(Flag::Article) {
                flags.clear(Flag::Footer);
            }
        }
    }
    Some(core)
}

/// The depth that half of the text does not exceed.
fn median(mut depths: Vec<(u16, f32)>) -> u16 {
    depths.sort_unstable_by_key(|(depth, _)| *depth);
    let half = depths.iter().map(|(_, mass)| mass).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    depths
        .iter()
        .find(|(_, mass)| {
            sum += mass;
            sum >= half
        })
        .map_or(0, |(depth, _)| *depth)
}

/// The first and the last block below a node.
type Range = Option<(u32, u32)>;

/// The blocks below each node.
fn below(dom: &Dom<'_>, blocks: &[TextBlock<'_>]) -> Vec<Range> {
    let mut below: Vec<Range> = vec![None; dom.len()];
    let join = |slot: Option<&mut Range>, (first, last): (u32, u32)| {
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
    // From the leaves up.
    let order: Vec<NodeId> = dom.descendants(dom.root()).collect();
    for node in order.iter().rev() {
        if let (Some(range), Some(parent)) = (
            below.get(node.index()).copied().flatten(),
            dom.parent(*node),
        ) {
            join(below.get_mut(parent.index()), range);
        }
    }
    below
}

/// Finds how far each block's container goes.
fn reach(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>], below: &[Range]) {
    for (i, block) in (0..).zip(blocks.iter_mut()) {
        let Some(markup) = block.markup.as_deref_mut() else {
            continue;
        };
        let (last, slot) = std::iter::once(markup.node)
            .chain(dom.ancestors(markup.node))
            .filter_map(|node| Some((below.get(node.index()).copied().flatten()?, node)))
            .find(|((first, last), _)| first < last)
            .map_or((i, markup.node), |((_, last), node)| (last, node));
        markup.facts.reach = last;
        markup.facts.slot = slot;
    }
}

/// Characters and words from which on a heading that `<title>` repeats is the page's.
const TITLE_CHARS: u32 = 15;
const TITLE_WORDS: u32 = 3;

/// Blocks around the title that are asked how near it they stand in the tree, and elements above
/// it that are looked at.
const TITLE_REACH: i32 = 10;
const TITLE_UP: usize = 4;

/// Finds the title of the page, and where each block stands against it.
fn h1(dom: &Dom<'_>, blocks: &mut [TextBlock<'_>]) {
    let heading = |block: &TextBlock<'_>| {
        let markup = markup(block)?;
        let elsewhere = [Flag::Hidden, Flag::Nav, Flag::Footer];
        // A link leads to other pages, unless it repeats what this one says of itself.
        let other = markup.facts.linked >= 900 && !markup.facts.in_title;
        if markup.facts.flags.any(&elsewhere) || other {
            return None;
        }
        std::iter::once(markup.node)
            .chain(dom.ancestors(markup.node).take(3))
            .map(|node| (node, dom.name_tag(node)))
            .find(|(_, tag)| matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4))
    };
    let titles = |block: &TextBlock<'_>| {
        let shape = block.shape();
        let long = shape.chars >= TITLE_CHARS && shape.words >= TITLE_WORDS;
        long && markup(block).is_some_and(|m| m.facts.in_title && !m.facts.flags.has(Flag::Aside))
    };
    // Of several the longest: a masthead's is short. An <h1> that <title> repeats comes first.
    let best = |fits: &dyn Fn(&TextBlock<'_>, Tag) -> bool| {
        let headings = blocks.iter().enumerate().filter_map(|(i, block)| {
            let (node, _) = heading(block).filter(|(_, tag)| fits(block, *tag))?;
            Some(((block.shape().chars, std::cmp::Reverse(i)), node))
        });
        headings.max_by_key(|(key, _)| *key)
    };
    let chosen = best(&|block, tag| tag == Tag::H1 && titles(block)).or_else(|| {
        let first = best(&|_, tag| tag == Tag::H1);
        let lower = best(&|block, _| titles(block));
        let chars = |chosen: &Option<_>| chosen.map_or(0, |((chars, _), _): ((u32, _), _)| chars);
        if chars(&lower) > chars(&first) {
            lower
        } else {
            first
        }
    });
    let Some(((_, std::cmp::Reverse(at)), node)) = chosen else {
        return;
    };
    let above: Vec<NodeId> = dom.ancestors(node).take(TITLE_UP).collect();
    for (i, block) in blocks.iter_mut().enumerate() {
        if let Some(markup) = block.markup.as_deref_mut() {
            let distance = i as i64 - at as i64;
            let from = distance.clamp(-1_000_000, 1_000_000) as i32;
            markup.facts.from_h1 = from;
            if from.abs() <= TITLE_REACH {
                // Not what lies deep below it: that has places of its own.
                markup.facts.h1_up = std::iter::once(markup.node)
                    .chain(dom.ancestors(markup.node))
                    .take(TITLE_UP)
                    .find_map(|n| above.iter().position(|a| *a == n))
                    .map_or(0, |up| up as u8 + 1);
            }
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
    let cleaned = arabic::clean_str(&arabic::references::decode(&title)).into_owned();
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

#[cfg(test)]
mod tests {
    use super::super::block::Unit;
    use super::super::read_html;
    use super::*;
    use crate::limits::Limits;
    use crate::read::Document;
    use crate::read::html::Facts;

    /// Four paragraphs of running text.
    fn body() -> String {
        let paragraph = "وصل القطار الليلي إلى محطة قفصة بعد منتصف الليل بقليل وعلى متنه مئتا مسافر أكثرهم من الطلبة.";
        format!("<p>{paragraph}</p>").repeat(4)
    }

    fn of(document: &Document<'_>, text: &str) -> Facts {
        let found = document.blocks().iter().find(|b| b.text() == text);
        *found.and_then(TextBlock::facts).expect("a block of a page")
    }

    #[test]
    fn an_image_and_its_text_are_a_unit() {
        let page = format!(
            "<article><h1>قطار ليلي يعود إلى الجنوب</h1>\
             <figure><img src=a.jpg><p class=credit>رويترز</p>\
             <figcaption><p>مسافرون على رصيف المحطة</p></figcaption></figure>\
             <div class=slide><img src=b.jpg><button>التالي</button><span>عامل يلمع المصباح</span></div>\
             <div class=body>{}<figure><img src=c.jpg></figure><h2>محطات تنتظر</h2>{}</div></article>",
            body(),
            body()
        );
        let document = read_html(&page, &Limits::new());
        assert_eq!(of(&document, "رويترز").unit, Unit::First);
        assert_eq!(of(&document, "مسافرون على رصيف المحطة").unit, Unit::Later);
        assert!(of(&document, "مسافرون على رصيف المحطة").image_before);
        assert_eq!(of(&document, "عامل يلمع المصباح").unit, Unit::Only);
        // A figure without text has none, and a heading behind it is not its text.
        assert_eq!(of(&document, "محطات تنتظر").unit, Unit::None);
        assert_eq!(of(&document, "قطار ليلي يعود إلى الجنوب").unit, Unit::None);
    }

    #[test]
    fn blocks_inside_links_are_linked_and_their_target_speaks() {
        let page = format!(
            "<a href=/author/salim><div>سالم الهادي</div></a><a name=top><p>هنا المحطة</p></a>\
             <p><a href=#stations>محطات تنتظر</a></p>{}",
            body()
        );
        let document = read_html(&page, &Limits::new());
        let author = of(&document, "سالم الهادي");
        assert_eq!(author.linked, 1000);
        assert!(author.target.has(Hint::Byline));
        assert_eq!(of(&document, "هنا المحطة").linked, 0);
        let entry = of(&document, "محطات تنتظر");
        assert!(entry.linked >= 900 && entry.target.has(Hint::Navigation));
    }

    #[test]
    fn classes_of_what_holds_the_body_say_nothing_of_its_parts() {
        let page = format!(
            "<div class=\"post tag-trains share-on\"><div class=entry-content>{}<h3>محطات تنتظر</h3>\
             <div class=related><p>جسر المشاة يفتح غدا</p></div></div></div>",
            body()
        );
        let document = read_html(&page, &Limits::new());
        let heading = of(&document, "محطات تنتظر");
        let all = heading.near.with(heading.far);
        assert!(!all.any(&[Hint::Tags, Hint::Share]) && all.has(Hint::Content));
        assert!(of(&document, "جسر المشاة يفتح غدا").near.has(Hint::Related));
    }

    #[test]
    fn what_the_running_text_is_called_too_tells_nothing() {
        let page = |class: &str| {
            format!(
                "<div class=widget><h1>قطار ليلي يعود إلى الجنوب</h1></div>\
                 <div class=widget><p>الرحلة تستغرق سبع ساعات</p></div><div class={class}>{}</div>",
                body()
            )
        };
        let near = |class: &str| {
            let page = page(class);
            let document = read_html(&page, &Limits::new());
            of(&document, "الرحلة تستغرق سبع ساعات").near
        };
        assert!(!near("widget").has(Hint::Navigation));
        assert!(near("text").has(Hint::Navigation));
    }

    #[test]
    fn a_hint_of_all_parts_of_a_page_tells_nothing() {
        let other = "<p>وفي المدينة محطة ثانية لا يقف فيها القطار الليلي إلا في أيام الأعياد والعطل الطويلة.</p>";
        let page = |end: &str| {
            format!(
                "<div class=widget><h1>قطار ليلي يعود إلى الجنوب</h1></div>\
                 <div class=widget><div>{}</div></div>{end}",
                body()
            )
        };
        let near = |end: &str| {
            let page = page(end);
            let document = read_html(&page, &Limits::new());
            let blocks = document.blocks();
            let hinted = blocks.iter().filter_map(TextBlock::facts);
            hinted.filter(|f| f.near.has(Hint::Navigation)).count()
        };
        // Half of the text is right in such parts, and the rest deeper in them.
        let cards = format!(
            "<div class=widget><div><section>{}</section></div></div>",
            other.repeat(2)
        );
        assert_eq!(near(&cards), 0);
        assert!(near(&format!("<div class=text>{}</div>", other.repeat(3))) > 0);
    }

    #[test]
    fn the_title_is_the_heading_that_the_page_repeats() {
        let page = format!(
            "<title>قطار ليلي يعود إلى الجنوب | المرساة</title><h1>المرساة صحيفة الميناء</h1>\
             <header><h2>قطار ليلي يعود إلى الجنوب</h2><p>الرحلة تستغرق سبع ساعات</p></header>{}",
            body()
        );
        let document = read_html(&page, &Limits::new());
        assert_eq!(of(&document, "قطار ليلي يعود إلى الجنوب").from_h1, 0);
        let deck = of(&document, "الرحلة تستغرق سبع ساعات");
        assert_eq!((deck.from_h1, deck.h1_up), (1, 1));
    }

    #[test]
    fn depth_is_measured_against_the_body() {
        let page = format!(
            "<div><section><div>{}</div></section><section><div><h2>محطات تنتظر</h2></div></section>\
             <section><div><figure><div><p>مسافرون</p></div></figure></div></section></div>",
            body()
        );
        let wrapped = page.replace("<p>وصل", "</div></section><section><div><p>وصل");
        let document = read_html(&wrapped, &Limits::new());
        assert_eq!(of(&document, "محطات تنتظر").deeper, 0);
        assert_eq!(of(&document, "مسافرون").deeper, 2);
    }
}
