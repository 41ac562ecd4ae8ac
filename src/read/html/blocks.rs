//! A tree → text blocks in the order of the source.
//!
//! Blocks are what a browser would set apart: the text of a block element, cut at the block
//! elements inside it and at runs of line breaks. Every text node below `<body>` outside scripts,
//! styles and templates goes into exactly one block, shown or not; labelling decides what it is.

use std::collections::HashMap;

use super::block::{Facts, Flag, Flags, Inline, Markup, Side, Unit};
use super::dom::{Dom, NodeId, NodeKind};
use super::drafts::{Draft, cuts, in_order};
use super::facts;
use super::hints::{Hint, Hints};
use super::said::{self, Said, is_opener};
use super::tags::Tag;
use crate::arabic;
use crate::limits::Limits;
use crate::read::places::{Place, Places};
use crate::read::{Document, Shape, TextBlock};
use crate::span::Span;

/// An image of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Image {
    pub(crate) node: NodeId,
    /// How many blocks stand before it.
    pub(crate) block: usize,
    pub(crate) flags: Flags,
}

/// Reads a page.
pub(crate) fn read_html<'s>(source: &'s str, limits: &Limits) -> Document<'s> {
    let dom = Dom::parse(source, limits);
    let mut walker = Walker::new(&dom);
    walker.walk();
    let Walker {
        drafts,
        mut images,
        hints,
        ..
    } = walker;
    let drafts = in_order(&dom, drafts, &mut images);
    let mut blocks: Vec<TextBlock<'s>> = Vec::with_capacity(drafts.len());
    let mut rest = None;
    // Images count the drafts before them; drafts without a visible character are no blocks.
    let mut counts = Vec::with_capacity(drafts.len() + 1);
    for draft in drafts {
        counts.push(blocks.len());
        if blocks.len() == limits.max_blocks() {
            let start = draft.places.first().map_or(0, |p| p.start as usize);
            rest = Some(Span::of(start..source.len()));
            break;
        }
        blocks.extend(block(source, draft, blocks.len()));
    }
    for image in &mut images {
        image.block = counts.get(image.block).copied().unwrap_or(blocks.len());
    }
    let core = facts::complete(&dom, &mut blocks, &images, &hints);
    Document {
        source,
        blocks,
        rest,
        dom: Some(Box::new(dom)),
        images,
        core,
        #[cfg(feature = "feed")]
        item: None,
    }
}

/// The block of a draft; `None` where it shows nothing.
fn block<'s>(source: &'s str, mut draft: Draft, number: usize) -> Option<TextBlock<'s>> {
    draft.decode_again();
    let edge = |c| arabic::is_white(c) || arabic::is_dropped(c);
    let mut shape = None;
    let (clean, span, places, trimmed) = match (draft.raw, draft.places.as_slice()) {
        (None, [place]) => {
            let raw = source.get(place.start as usize..place.end as usize)?;
            let inner = raw.trim_matches(edge);
            let at = place.start as usize + raw.len() - raw.trim_start_matches(edge).len();
            let span = Span::of(at..at + inner.len());
            let trimmed = (at - place.start as usize) as u32;
            let (clean, of_clean) = Shape::of_clean(inner).cleaned(inner);
            shape = Some(of_clean);
            (clean, span, Places::default(), trimmed)
        }
        (Some(raw), _) => {
            let clean = arabic::clean(&raw);
            let places = Places(draft.places.into_boxed_slice());
            let span = Span::of(places.source(clean.source_range(0..clean.text().len())));
            (clean.into_owned(), span, places, 0)
        }
        (None, _) => return None,
    };
    if clean.text().is_empty() {
        return None;
    }
    let shape = shape.unwrap_or_else(|| Shape::of(clean.text()));
    let facts = Facts {
        tag: Tag::Other,
        flags: draft.flags,
        own: draft.own,
        near: draft.near,
        far: draft.far,
        target: Hints::default(),
        linked: 0,
        bold: 0,
        italic: 0,
        up: 0,
        down: 0,
        deeper: 0,
        side: Side::None,
        parent_share: 0,
        kin_share: 0,
        kin: 0,
        from_h1: i32::MAX,
        h1_up: 0,
        reach: 0,
        slot: draft.node,
        unit: Unit::None,
        image_before: false,
        image_after: false,
        in_title: false,
        is_alt: false,
        same_parent: false,
        broken: draft.broken,
    };
    Some(TextBlock {
        clean,
        span,
        line: u32::try_from(number).unwrap_or(u32::MAX),
        gap: 0,
        shape,
        places,
        markup: Some(Box::new(Markup {
            node: draft.node,
            inline: draft.inline,
            trimmed,
            facts,
        })),
    })
}

/// An open element.
struct Frame {
    node: NodeId,
    next: Option<NodeId>,
    tag: Tag,
    /// Whether text before and after it is other text.
    block: bool,
    /// Whether its inline children are blocks: told apart by class, not by text between them.
    splits: bool,
    flags: Flags,
    own: Hints,
    near: Hints,
    far: Hints,
    said: Said,
    /// Of an inline element, the run in which it began, and where in it.
    run: usize,
    from: u32,
}

/// An inline element that ended, or whose block did.
#[derive(Clone, Copy)]
struct Ended {
    inline: Inline,
    said: Said,
}

/// Text as it is gathered.
#[derive(Default)]
struct Run {
    number: usize,
    places: Vec<Place>,
    text: String,
    inline: Vec<Ended>,
    /// Line breaks since the last visible text.
    breaks: usize,
    /// Offsets in `text` of single line breaks.
    broken_at: Vec<usize>,
    visible: bool,
    broken: bool,
}

struct Walker<'d, 's> {
    dom: &'d Dom<'s>,
    frames: Vec<Frame>,
    run: Run,
    drafts: Vec<Draft>,
    images: Vec<Image>,
    /// The hints of each element that has some.
    hints: Vec<(NodeId, Hints)>,
    /// What long lists of attributes say, by their place: formatting elements that are opened again
    /// share one.
    long: HashMap<u32, Said>,
}

impl<'d, 's> Walker<'d, 's> {
    fn new(dom: &'d Dom<'s>) -> Walker<'d, 's> {
        Walker {
            dom,
            frames: Vec::new(),
            run: Run::default(),
            drafts: Vec::new(),
            images: Vec::new(),
            hints: Vec::new(),
            long: HashMap::new(),
        }
    }

    fn walk(&mut self) {
        let dom = self.dom;
        let html = dom
            .children(dom.root())
            .find(|n| dom.name(*n).is_some_and(|n| n.tag == Tag::Html));
        let Some(html) = html else { return };
        for part in dom.children(html) {
            if dom.name(part).is_some_and(|n| n.tag == Tag::Head) {
                continue;
            }
            self.enter(part);
            while let Some(frame) = self.frames.last_mut() {
                match frame.next {
                    Some(child) => {
                        frame.next = dom.next_sibling(child);
                        self.enter(child);
                    }
                    None => self.leave(),
                }
            }
            self.flush();
        }
    }

    fn enter(&mut self, node: NodeId) {
        let dom = self.dom;
        match dom.kind(node) {
            NodeKind::Text => self.text(node),
            NodeKind::Element => self.element(node),
            NodeKind::Document | NodeKind::Comment => {}
        }
    }

    fn element(&mut self, node: NodeId) {
        let dom = self.dom;
        let tag = dom.name(node).map_or(Tag::Other, |n| n.tag);
        if tag.is_silent() {
            return;
        }
        match tag {
            Tag::Br => {
                self.run.breaks += 1;
                return;
            }
            // Some systems write their line breaks as empty elements of that class.
            Tag::Span if dom.first_child(node).is_none() && is_break(dom, node) => {
                self.run.breaks += 1;
                return;
            }
            Tag::Hr => {
                self.flush();
                return;
            }
            _ => {}
        }
        let mut frame = self.frame(node, tag);
        if frame.own != Hints::default() {
            self.hints.push((node, frame.own));
        }
        if matches!(tag, Tag::Img | Tag::Amp | Tag::Video) {
            self.images.push(Image {
                node,
                // The run that is open is a block before it.
                block: self.drafts.len() + usize::from(self.run.visible),
                flags: frame.flags,
            });
        }
        if tag.is_void() {
            return;
        }
        if frame.block {
            self.flush();
        } else {
            frame.run = self.run.number;
            frame.from = self.run.text.len() as u32;
        }
        self.frames.push(frame);
    }

    fn frame(&mut self, node: NodeId, tag: Tag) -> Frame {
        let dom = self.dom;
        let said = self.said(node, tag);
        let parent = self.frames.last();
        let mut flags = parent.map_or(Flags::default(), |p| p.flags);
        let Said { own, semantic, .. } = said;
        for (set, flag) in [
            (said.hidden, Flag::Hidden),
            (said.body, Flag::BodyProperty),
            (said.page_role, Flag::PageRole),
            (
                said.link && tag == Tag::A || said.opens && is_opener(tag),
                Flag::Link,
            ),
        ] {
            if set {
                flags.set(flag);
            }
        }
        if let Some(flag) = flag_of(tag) {
            if flag == Flag::Article && flags.has(Flag::Article) {
                flags.set(Flag::ArticleInArticle);
            }
            flags.set(flag);
        }
        if tag == Tag::Li && parent.is_some_and(|p| p.tag == Tag::Ol) {
            flags.set(Flag::Ordered);
        }
        if tag == Tag::Blockquote && super::embed::is_post(dom, node) {
            flags.set(Flag::Post);
        }
        let block = match display(tag) {
            Display::Block => true,
            // A custom element is a part of the page, unless it stands in the middle of text.
            Display::Unknown => !self.run.visible,
            Display::Inline => parent.is_some_and(|p| {
                p.splits
                    && (semantic
                        || matches!(
                            tag,
                            Tag::Span | Tag::Small | Tag::Cite | Tag::Time | Tag::A | Tag::Button
                        ))
                    || own.any(&[Hint::Navigation, Hint::Share])
                        && matches!(p.tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
                    || own.any(&[Hint::Credit, Hint::Byline])
                        && p.flags.any(&[Flag::Figcaption, Flag::Figure])
                    || self.run.visible
                        && (p.flags.has(Flag::Figcaption) || p.own.has(Hint::Caption))
                        && (matches!(tag, Tag::Cite | Tag::Small) || tag == Tag::Span && semantic)
                        && self.is_last(node)
            }),
        };
        let (near, far) = match parent {
            None => (Hints::default(), Hints::default()),
            Some(p) if block || p.block => {
                let above = self.frames.iter().rev().nth(1);
                (
                    p.own.with(above.map_or(Hints::default(), |a| a.own)),
                    p.far.with(p.near),
                )
            }
            Some(p) => (p.near, p.far),
        };
        Frame {
            node,
            next: dom.first_child(node),
            tag,
            block,
            splits: block && self.splits(node, tag),
            flags,
            own,
            near,
            far,
            said,
            run: 0,
            from: 0,
        }
    }

    /// What the attributes of an element say.
    fn said(&mut self, node: NodeId, tag: Tag) -> Said {
        let dom = self.dom;
        let Some(list) = dom.long_list(node) else {
            return said::said(dom, node, tag);
        };
        let read = || said::said(dom, node, tag);
        *self.long.entry(list).or_insert_with(read)
    }

    /// Whether nothing visible follows the element under its parent: at the end of a caption such
    /// an element holds the credit.
    fn is_last(&self, node: NodeId) -> bool {
        let dom = self.dom;
        std::iter::successors(dom.next_sibling(node), |n| dom.next_sibling(*n))
            .take(8)
            .all(|n| dom.text(n).trim().is_empty())
    }

    /// Whether the inline children of a block element stand for blocks: several of them, each with
    /// a class, an address or a time of its own, and no text between them.
    fn splits(&self, node: NodeId, tag: Tag) -> bool {
        let dom = self.dom;
        if !matches!(
            tag,
            Tag::Div
                | Tag::Section
                | Tag::Header
                | Tag::Footer
                | Tag::Article
                | Tag::Figcaption
                | Tag::Figure
                | Tag::Address
                | Tag::Aside
                | Tag::Nav
                | Tag::Td
                | Tag::Other
                | Tag::Body
                | Tag::Main
        ) {
            return false;
        }
        let mut inline = 0;
        let is_time = |n: NodeId| dom.name_tag(n) == Tag::Time;
        let caption = tag == Tag::Figcaption;
        let dated = !caption && dom.children(node).any(is_time);
        for child in dom.children(node) {
            match dom.kind(child) {
                NodeKind::Text if !dom.text(child).trim().is_empty() => return false,
                NodeKind::Element => {
                    let tag = dom.name(child).map_or(Tag::Other, |n| n.tag);
                    match tag {
                        Tag::Br => return false,
                        Tag::Img | Tag::Script | Tag::Style | Tag::Template => {}
                        Tag::Time | Tag::A | Tag::Button => inline += 1,
                        Tag::Span | Tag::Small | Tag::Cite if caption => inline += 1,
                        // A name or a place beside a time; of a sentence around one the parts are longer.
                        Tag::Span if dated && dom.span(child).is_some_and(|s| s.len() <= NAME) => {
                            inline += 1;
                        }
                        _ if display(tag) != Display::Inline => {}
                        _ if dom.attributes(child).any(|(name, _)| {
                            matches!(name, "class" | "id" | "itemprop" | "rel" | "data-testid")
                        }) =>
                        {
                            inline += 1;
                        }
                        // Emphasis and bare spans are text.
                        _ => return false,
                    }
                }
                _ => {}
            }
        }
        inline >= 2
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if frame.block {
            self.flush();
            self.frames.pop();
        } else if let Some(frame) = self.frames.pop() {
            close(&mut self.run, &frame);
        }
    }

    fn text(&mut self, node: NodeId) {
        for (segment, text) in self.dom.pieces(node) {
            let visible = text
                .chars()
                .any(|c| !arabic::is_white(c) && !arabic::is_dropped(c));
            if visible {
                if self.run.visible && self.run.breaks >= 2 {
                    self.flush();
                    self.run.broken = true;
                } else if self.run.visible && self.run.breaks == 1 {
                    let at = self.run.text.len();
                    self.run.broken_at.push(at);
                    self.run.text.push('\n');
                }
                self.run.breaks = 0;
                self.run.visible = true;
            } else if !self.run.visible {
                // White space before a block's text is nobody's.
                continue;
            }
            self.run.places.push(Place {
                raw: self.run.text.len() as u32,
                len: text.len() as u32,
                start: segment.start,
                end: segment.end,
                unit: !segment.is_raw(),
            });
            self.run.text.push_str(text);
        }
    }

    /// Ends the block that is being gathered.
    fn flush(&mut self) {
        let next = Run {
            number: self.run.number + 1,
            ..Run::default()
        };
        let mut run = std::mem::replace(&mut self.run, next);
        if !run.visible {
            return;
        }
        for frame in self.frames.iter().rev().take_while(|f| !f.block) {
            close(&mut run, frame);
        }
        let Some(holder) = self.frames.iter().rev().find(|f| f.block) else {
            return;
        };
        // Hints of inline elements that hold all of the text are the block's own.
        let length = run.text.trim().len();
        let mut own = holder.own;
        let mut flags = holder.flags;
        for Ended { inline, said } in &run.inline {
            if (inline.to - inline.from) as usize >= length {
                own = own.with(said.named);
                if said.hidden {
                    flags.set(Flag::Hidden);
                }
            }
        }
        let dom = self.dom;
        let mut inline: Vec<Inline> = run.inline.iter().map(|ended| ended.inline).collect();
        inline.retain(|i| i.bold || is_mark(dom.name_tag(i.node)));
        // Bold in bold of the same text is nothing new, and may be as deep as the page.
        let is_span = |i: &Inline| dom.name_tag(i.node) == Tag::Span;
        inline.dedup_by(|b, a| (a.from, a.to) == (b.from, b.to) && is_span(a) && is_span(b));
        let cuts = if run.broken_at.is_empty() {
            Vec::new()
        } else {
            let bold = inline.iter().filter(|i| i.bold);
            let bold: Vec<_> = bold.map(|i| i.from as usize..i.to as usize).collect();
            cuts(&run.text, &run.broken_at, &bold)
        };
        let draft = Draft {
            node: holder.node,
            places: run.places,
            raw: Some(run.text),
            inline,
            flags,
            own,
            near: holder.near,
            far: holder.far,
            broken: run.broken,
        };
        if cuts.is_empty() {
            self.drafts.push(draft.compact());
        } else {
            let pieces = draft.split(&cuts);
            self.drafts.extend(pieces);
        }
    }
}

/// Notes an inline element that ends, or whose block does.
fn close(run: &mut Run, frame: &Frame) {
    let from = if frame.run == run.number {
        frame.from
    } else {
        0
    };
    let to = run.text.len() as u32;
    let Said {
        named,
        hidden,
        bold,
        ..
    } = frame.said;
    let speaks = bold || hidden || named != Hints::default() || is_mark(frame.tag);
    if to > from && speaks {
        run.inline.push(Ended {
            inline: Inline {
                from,
                to,
                node: frame.node,
                bold,
            },
            said: frame.said,
        });
    }
}

/// Whether an element marks its text: as a link, or by emphasis.
fn is_mark(tag: Tag) -> bool {
    matches!(tag, Tag::A | Tag::Em | Tag::I)
}

fn is_break(dom: &Dom<'_>, node: NodeId) -> bool {
    dom.attribute_str(node, "class")
        .is_some_and(|class| class.split_ascii_whitespace().any(|c| c == "br"))
}

/// Bytes of an element that holds a name, at most.
const NAME: usize = 80;

fn flag_of(tag: Tag) -> Option<Flag> {
    Some(match tag {
        Tag::Nav | Tag::Menu => Flag::Nav,
        Tag::Header => Flag::Header,
        Tag::Footer => Flag::Footer,
        Tag::Aside => Flag::Aside,
        Tag::Main => Flag::Main,
        Tag::Article => Flag::Article,
        Tag::Figure | Tag::Picture => Flag::Figure,
        Tag::Figcaption => Flag::Figcaption,
        Tag::Td | Tag::Th | Tag::Caption => Flag::Cell,
        Tag::Li | Tag::Dd | Tag::Dt => Flag::Item,
        Tag::Blockquote => Flag::Blockquote,
        Tag::Form
        | Tag::Button
        | Tag::Select
        | Tag::Option
        | Tag::Textarea
        | Tag::Label
        | Tag::Fieldset
        | Tag::Output => Flag::Form,
        Tag::Noscript | Tag::Noframes | Tag::Iframe => Flag::Noscript,
        Tag::Details | Tag::Dialog => Flag::Details,
        Tag::Pre => Flag::Pre,
        Tag::Svg | Tag::Canvas | Tag::Audio => Flag::Hidden,
        _ => return None,
    })
}

/// How an element stands in the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    Block,
    Inline,
    Unknown,
}

fn display(tag: Tag) -> Display {
    match tag {
        Tag::A
        | Tag::Abbr
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Big
        | Tag::Cite
        | Tag::Code
        | Tag::Del
        | Tag::Dfn
        | Tag::Em
        | Tag::Font
        | Tag::I
        | Tag::Img
        | Tag::Amp
        | Tag::Ins
        | Tag::Kbd
        | Tag::Map
        | Tag::Mark
        | Tag::Meter
        | Tag::Nobr
        | Tag::Object
        | Tag::Picture
        | Tag::Progress
        | Tag::Q
        | Tag::Rp
        | Tag::Rt
        | Tag::Ruby
        | Tag::S
        | Tag::Samp
        | Tag::Small
        | Tag::Span
        | Tag::Strike
        | Tag::Strong
        | Tag::Sub
        | Tag::Sup
        | Tag::Time
        | Tag::Tt
        | Tag::U
        | Tag::Var
        | Tag::Wbr => Display::Inline,
        Tag::Other => Display::Unknown,
        _ => Display::Block,
    }
}
