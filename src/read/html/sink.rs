//! The tree builder's output, written straight into the arena of a [`Dom`].

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute as TreeAttribute, LocalName, QualName, local_name, ns};

use super::dom::{Attribute, Cuts, Dom, NONE, Name, Namespace, Node, NodeKind, Segment};
use super::tags::Tag;

/// The attribute by which an element's list of attributes travels through the tree builder: its
/// value is the number of the list in [`Arena::lists`]. No name of a page can be the same, for
/// those hold no blank.
pub(super) const LIST: &str = "attribute list";

/// A run of decoded text and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Range in [`Fed::text`].
    pub(super) from: usize,
    pub(super) to: usize,
    /// Range in the source.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the source's bytes are the text, but for line ends.
    pub(super) raw: bool,
}

/// Text handed to the tree builder since the last tag. The builder may drop parts of it and hold
/// parts back, but never reorders it.
#[derive(Debug, Default)]
pub(super) struct Fed {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    cursor: usize,
    run: usize,
}

impl Fed {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.cursor = 0;
        self.run = 0;
    }
}

/// The arena while it is being built.
#[derive(Debug)]
struct Arena {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    /// First attribute and number of attributes of each list.
    lists: Vec<(u32, u32)>,
    segments: Vec<Segment>,
    decoded: String,
    names: Vec<QualName>,
    name_rows: HashMap<QualName, u32>,
    attribute_names: Vec<Box<str>>,
    attribute_rows: HashMap<Box<str>, u32>,
    /// The rows of the names seen last, before the maps are asked.
    recent: Recent,
    recent_attributes: Recent,
    cuts: Cuts,
}

/// Rows by a few bits of the name. A page has few names, and the maps, which have to stand names
/// chosen to collide, cost more than all else in making an element.
#[derive(Debug)]
struct Recent([u32; Recent::SLOTS]);

impl Recent {
    const SLOTS: usize = 128;

    fn slot(name: &str) -> usize {
        let first = name.bytes().next().unwrap_or(0);
        let last = name.bytes().next_back().unwrap_or(0);
        let mixed = usize::from(first) * 31 + usize::from(last) * 5 + name.len() * 17;
        mixed % Self::SLOTS
    }

    /// The row that may be the name's.
    fn row(&self, slot: usize) -> usize {
        self.0.get(slot).map_or(NONE, |row| *row) as usize
    }

    fn set(&mut self, slot: usize, row: u32) {
        if let Some(place) = self.0.get_mut(slot) {
            *place = row;
        }
    }
}

impl Default for Recent {
    fn default() -> Recent {
        Recent([NONE; Self::SLOTS])
    }
}

/// The sink; the tokenizer's adapter talks to it too.
#[derive(Debug)]
pub(super) struct Sink<'s> {
    source: &'s str,
    arena: RefCell<Arena>,
    pub(super) fed: RefCell<Fed>,
    /// The tag being processed, until an element takes it: start, end.
    tag: Cell<Option<(u32, u32)>>,
    /// The element that the last node went into: where the page is now.
    cursor: Cell<u32>,
    max_attributes: usize,
}

impl<'s> Sink<'s> {
    pub(super) fn new(source: &'s str, max_attributes: usize) -> Sink<'s> {
        let document = Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            name: NONE,
            a: 0,
            b: 0,
            start: NONE,
            end: NONE,
            depth: 0,
            kind: NodeKind::Document,
            closed: false,
        };
        Sink {
            source,
            arena: RefCell::new(Arena {
                nodes: vec![document],
                attributes: Vec::new(),
                lists: Vec::new(),
                segments: Vec::new(),
                decoded: String::new(),
                names: Vec::new(),
                name_rows: HashMap::new(),
                attribute_names: Vec::new(),
                attribute_rows: HashMap::new(),
                recent: Recent::default(),
                recent_attributes: Recent::default(),
                cuts: Cuts::default(),
            }),
            fed: RefCell::new(Fed::default()),
            tag: Cell::new(None),
            cursor: Cell::new(0),
            max_attributes,
        }
    }

    /// Announces the start tag or comment whose node comes next.
    pub(super) fn open(&self, start: usize, end: usize) {
        self.tag.set(Some((clamp(start), clamp(end))));
    }

    /// No node comes of the announced tag any more.
    pub(super) fn settle(&self) {
        self.tag.set(None);
    }

    /// How deep the page is at this point.
    pub(super) fn depth(&self) -> usize {
        self.arena
            .borrow()
            .nodes
            .get(self.cursor.get() as usize)
            .map_or(0, |node| usize::from(node.depth))
    }

    /// Notes an end tag: the innermost open element of that name ends here. Looks no further up
    /// than the depth limit allows.
    pub(super) fn close(&self, name: &str, end: usize) {
        let mut arena = self.arena.borrow_mut();
        let mut at = self.cursor.get();
        while let Some(node) = arena.nodes.get(at as usize).copied() {
            let same = node.kind == NodeKind::Element
                && arena
                    .names
                    .get(node.name as usize)
                    .is_some_and(|n| str::eq_ignore_ascii_case(&n.local, name));
            if same {
                if let Some(node) = arena.nodes.get_mut(at as usize)
                    && node.start != NONE
                    && !node.closed
                {
                    node.end = clamp(end);
                    node.closed = true;
                }
                self.cursor
                    .set(if node.parent == NONE { 0 } else { node.parent });
                return;
            }
            at = node.parent;
        }
    }

    pub(super) fn cut_depth(&self, at: usize) {
        self.arena.borrow_mut().cuts.depth.get_or_insert(clamp(at));
    }

    pub(super) fn cut_attributes(&self, at: usize) {
        self.arena
            .borrow_mut()
            .cuts
            .attributes
            .get_or_insert(clamp(at));
    }

    /// The number of an attribute's name.
    pub(super) fn attribute_name(&self, name: &str) -> u32 {
        let arena = &mut *self.arena.borrow_mut();
        let slot = Recent::slot(name);
        let recent = arena.recent_attributes.row(slot);
        if arena
            .attribute_names
            .get(recent)
            .is_some_and(|n| &**n == name)
        {
            return clamp(recent);
        }
        let row = match arena.attribute_rows.get(name) {
            Some(row) => *row,
            None => {
                let row = clamp(arena.attribute_names.len());
                arena.attribute_names.push(name.into());
                arena.attribute_rows.insert(name.into(), row);
                row
            }
        };
        arena.recent_attributes.set(slot, row);
        row
    }

    /// Keeps text that does not stand in the source; its range.
    pub(super) fn keep(&self, text: &str) -> (u32, u32) {
        self.arena.borrow_mut().keep(text)
    }

    /// Keeps a list of attributes; its number.
    pub(super) fn list(&self, attributes: &[Attribute]) -> usize {
        let mut arena = self.arena.borrow_mut();
        let first = clamp(arena.attributes.len());
        arena.attributes.extend_from_slice(attributes);
        arena.lists.push((first, clamp(attributes.len())));
        arena.lists.len() - 1
    }

    /// The finished tree.
    pub(super) fn into_dom(self) -> Dom<'s> {
        let arena = self.arena.into_inner();
        let names = arena
            .names
            .iter()
            .map(|name| {
                let (namespace, tag) = match name.ns {
                    ns!(svg) => (Namespace::Svg, foreign(&name.local)),
                    ns!(mathml) => (Namespace::MathMl, Tag::Other),
                    _ => (Namespace::Html, Tag::of(&name.local)),
                };
                Name {
                    text: (*name.local).into(),
                    namespace,
                    tag,
                }
            })
            .collect();
        let mut dom = Dom {
            source: self.source,
            nodes: arena.nodes,
            attributes: arena.attributes,
            segments: arena.segments,
            decoded: arena.decoded,
            names,
            attribute_names: arena.attribute_names,
            cuts: arena.cuts,
        };
        dom.nodes.shrink_to_fit();
        dom.attributes.shrink_to_fit();
        dom.segments.shrink_to_fit();
        close_spans(&mut dom.nodes);
        dom
    }
}

/// Scripts and styles of SVG are silent too.
fn foreign(name: &str) -> Tag {
    match Tag::of(name) {
        tag @ (Tag::Svg | Tag::Script | Tag::Style) => tag,
        _ => Tag::Other,
    }
}

/// An element without an end tag ends where the last of its children does.
fn close_spans(nodes: &mut [Node]) {
    let mut at = 0;
    loop {
        // Down to the first leaf.
        while let Some(first) = nodes.get(at).map(|n| n.first).filter(|n| *n != NONE) {
            at = first as usize;
        }
        // Up, until there is a sibling.
        loop {
            let Some(node) = nodes.get(at).copied() else {
                return;
            };
            let end = node.end;
            if let Some(parent) = nodes.get_mut(node.parent as usize)
                && !parent.closed
                && parent.start != NONE
                && end != NONE
                && end > parent.end
            {
                parent.end = end;
            }
            if at == 0 {
                return;
            }
            if node.next != NONE {
                at = node.next as usize;
                break;
            }
            at = node.parent as usize;
        }
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE - 1)
}

impl Arena {
    /// The row of an element's name.
    fn name(&mut self, name: QualName) -> u32 {
        let slot = Recent::slot(&name.local);
        let recent = self.recent.row(slot);
        if self.names.get(recent) == Some(&name) {
            return clamp(recent);
        }
        let row = match self.name_rows.get(&name) {
            Some(row) => *row,
            None => {
                let row = clamp(self.names.len());
                self.names.push(name.clone());
                self.name_rows.insert(name, row);
                row
            }
        };
        self.recent.set(slot, row);
        row
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = clamp(self.decoded.len());
        self.decoded.push_str(text);
        (start, clamp(self.decoded.len()))
    }

    fn push(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        clamp(self.nodes.len() - 1)
    }

    fn blank(kind: NodeKind, tag: Option<(u32, u32)>) -> Node {
        let (start, end) = tag.unwrap_or((NONE, NONE));
        Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            name: NONE,
            a: 0,
            b: 0,
            start,
            end,
            depth: 0,
            kind,
            closed: false,
        }
    }

    fn get(&mut self, at: u32) -> Option<&mut Node> {
        self.nodes.get_mut(at as usize)
    }

    fn detach(&mut self, at: u32) {
        let Some(node) = self.get(at) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match self.get(previous) {
            Some(node) => node.next = next,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.first = next;
                }
            }
        }
        match self.get(next) {
            Some(node) => node.previous = previous,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.last = previous;
                }
            }
        }
    }

    /// Links a detached node under `parent`, before `next` or at the end.
    fn attach(&mut self, at: u32, parent: u32, next: u32) {
        let depth = self.get(parent).map_or(0, |p| p.depth);
        let previous = match self.get(next) {
            Some(node) => std::mem::replace(&mut node.previous, at),
            None => match self.get(parent) {
                Some(parent) => std::mem::replace(&mut parent.last, at),
                None => NONE,
            },
        };
        match self.get(previous) {
            Some(node) => node.next = at,
            None => {
                if let Some(parent) = self.get(parent) {
                    parent.first = at;
                }
            }
        }
        if let Some(node) = self.get(at) {
            node.parent = parent;
            node.previous = previous;
            node.next = next;
            node.depth = depth.saturating_add(1);
        }
    }

    /// Adds text before `next`, or at the end of `parent`, to the text node that stands there or
    /// to a new one.
    fn text(&mut self, parent: u32, next: u32, text: &str, fed: &mut Fed) {
        let previous = match self.get(next) {
            Some(node) => node.previous,
            None => self.get(parent).map_or(NONE, |p| p.last),
        };
        let segments = self.segments_of(text, fed);
        let Some((first, last)) = segments else {
            return;
        };
        let (start, end) = (
            self.segments.get(first as usize).map_or(NONE, |s| s.start),
            self.segments.get(last as usize).map_or(NONE, |s| s.end),
        );
        let joined = self.get(previous).is_some_and(|n| n.kind == NodeKind::Text);
        if joined {
            let tail = self.get(previous).map_or(NONE, |n| n.b);
            if let Some(segment) = self.segments.get_mut(tail as usize) {
                segment.next = first;
            }
            if let Some(node) = self.get(previous) {
                node.b = last;
                node.start = node.start.min(start);
                node.end = node.end.max(end);
            }
            return;
        }
        let mut node = Arena::blank(NodeKind::Text, Some((start, end)));
        node.a = first;
        node.b = last;
        let at = self.push(node);
        self.attach(at, parent, next);
    }

    /// The first and last of the segments that `text` is made of.
    fn segments_of(&mut self, text: &str, fed: &mut Fed) -> Option<(u32, u32)> {
        if text.is_empty() {
            return None;
        }
        let first = clamp(self.segments.len());
        // What was fed comes back in one piece as a rule; a search would prepare for more.
        let found = fed
            .text
            .get(fed.cursor..)
            .and_then(|rest| match rest.starts_with(text) {
                true => Some(0),
                false => rest.find(text),
            });
        let Some(skipped) = found else {
            // Text that the builder made itself, as U+FFFD for a NUL in foreign content.
            let at = fed
                .runs
                .get(fed.run)
                .or(fed.runs.last())
                .map_or(0, |r| clamp(r.start));
            let (decoded, decoded_end) = self.keep(text);
            self.segments.push(Segment {
                start: at,
                end: at,
                decoded,
                decoded_end,
                next: NONE,
            });
            return Some((first, first));
        };
        let from = fed.cursor + skipped;
        let to = from + text.len();
        fed.cursor = to;
        while fed.runs.get(fed.run).is_some_and(|r| r.to <= from) {
            fed.run += 1;
        }
        let mut run = fed.run;
        while let Some(r) = fed.runs.get(run).filter(|r| r.from < to) {
            let (a, b) = (from.max(r.from), to.min(r.to));
            let segment = if r.raw {
                // A line end of two bytes is one character.
                let end = if b == r.to {
                    r.end
                } else {
                    r.start + (b - r.from)
                };
                Segment {
                    start: clamp(r.start + (a - r.from)),
                    end: clamp(end),
                    decoded: 0,
                    decoded_end: 0,
                    next: NONE,
                }
            } else {
                let (decoded, decoded_end) = self.keep(fed.text.get(a..b).unwrap_or(""));
                Segment {
                    start: clamp(r.start),
                    end: clamp(r.end),
                    decoded,
                    decoded_end,
                    next: NONE,
                }
            };
            self.chain(first, segment);
            run += 1;
        }
        let last = self.segments.len().checked_sub(1)?;
        (last >= first as usize).then_some((first, clamp(last)))
    }

    /// Appends a segment to those from `first` on; one that continues the last is joined to it, and
    /// so is the LF of a CR LF.
    fn chain(&mut self, first: u32, segment: Segment) {
        let n = self.segments.len();
        if n > first as usize
            && let Some(last) = self.segments.last_mut()
        {
            if last.is_raw() && segment.is_raw() && last.end == segment.start {
                last.end = segment.end;
                return;
            }
            last.next = clamp(n);
        }
        self.segments.push(segment);
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
pub(super) struct ElementName<'a>(Ref<'a, QualName>);

impl ElemName for ElementName<'_> {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl<'s> TreeSink for Sink<'s> {
    type Handle = u32;
    type Output = Dom<'s>;
    type ElemName<'a>
        = ElementName<'a>
    where
        Self: 'a;

    fn finish(self) -> Dom<'s> {
        self.into_dom()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> ElementName<'a> {
        ElementName(Ref::map(self.arena.borrow(), |arena| {
            // cannot fail: the tree builder asks for elements only, and `create_element` gives
            // each a row of `names`
            let row = arena.nodes[*target as usize].name;
            &arena.names[row as usize] // cannot fail: as above
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<TreeAttribute>,
        _: ElementFlags,
    ) -> u32 {
        let arena = &mut *self.arena.borrow_mut();
        let list = attributes
            .iter()
            .find(|a| &*a.name.local == LIST)
            .and_then(|a| a.value.parse::<usize>().ok())
            .and_then(|n| arena.lists.get(n));
        let (a, b) = list.copied().unwrap_or((0, 0));
        // Only the element of the tag itself has the tag's place; the tags that it implies, and
        // copies of formatting elements that are opened again, have none of their own.
        let own = self.tag.get().filter(|(start, _)| {
            self.source
                .get(*start as usize + 1..)
                .is_some_and(|rest| starts_with_name(rest, &name.local))
        });
        if own.is_some() {
            self.tag.set(None);
        }
        let row = arena.name(name);
        let mut node = Arena::blank(NodeKind::Element, own);
        node.name = row;
        node.a = a;
        node.b = b;
        arena.push(node)
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        let tag = self.tag.take();
        self.arena
            .borrow_mut()
            .push(Arena::blank(NodeKind::Comment, tag))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.create_comment(StrTendril::new())
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.insert(*parent, NONE, child);
    }

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let parent = self
            .arena
            .borrow()
            .nodes
            .get(*sibling as usize)
            .map_or(NONE, |n| n.parent);
        if parent != NONE {
            self.insert(parent, *sibling, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        let parent = self
            .arena
            .borrow()
            .nodes
            .get(*element as usize)
            .map_or(NONE, |n| n.parent);
        if parent == NONE {
            self.insert(*previous, NONE, child);
        } else {
            self.insert(parent, *element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The content of a template hangs below the element itself.
    fn get_template_contents(&self, target: &u32) -> u32 {
        *target
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &u32, attributes: Vec<TreeAttribute>) {
        let arena = &mut *self.arena.borrow_mut();
        let Some(&(first, count)) = attributes
            .iter()
            .find(|a| &*a.name.local == LIST)
            .and_then(|a| a.value.parse::<usize>().ok())
            .and_then(|n| arena.lists.get(n))
        else {
            return;
        };
        let Some(node) = arena.nodes.get(*target as usize).copied() else {
            return;
        };
        let of = |first: u32, count: u32| first as usize..first as usize + count as usize;
        let all = arena.attributes.as_slice();
        let own = all.get(of(node.a, node.b)).unwrap_or(&[]);
        let new = all.get(of(first, count)).unwrap_or(&[]);
        let mut missing: Vec<Attribute> = new
            .iter()
            .filter(|new| !own.iter().any(|old| old.same_name(new)))
            .copied()
            .collect();
        // Each `<html>` and `<body>` of a page adds to the first one.
        let room = self.max_attributes.saturating_sub(own.len());
        if missing.len() > room {
            missing.truncate(room);
            let at = self.tag.get().map_or(node.start, |(start, _)| start);
            arena.cuts.attributes.get_or_insert(at);
        }
        if missing.is_empty() {
            return;
        }
        let own = own.to_vec();
        let start = clamp(arena.attributes.len());
        let total = clamp(own.len() + missing.len());
        arena.attributes.extend(own);
        arena.attributes.extend(missing);
        if let Some(node) = arena.get(*target) {
            node.a = start;
            node.b = total;
        }
    }

    fn remove_from_parent(&self, target: &u32) {
        self.arena.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, parent: &u32) {
        let arena = &mut *self.arena.borrow_mut();
        while let Some(first) = arena.get(*node).map(|n| n.first).filter(|n| *n != NONE) {
            arena.detach(first);
            arena.attach(first, *parent, NONE);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &u32) -> bool {
        let arena = self.arena.borrow();
        let Some(node) = arena.nodes.get(*target as usize) else {
            return false;
        };
        let annotation = arena
            .names
            .get(node.name as usize)
            .is_some_and(|n| n.ns == ns!(mathml) && n.local == local_name!("annotation-xml"));
        annotation
            && arena
                .attributes
                .get(node.a as usize..node.a as usize + node.b as usize)
                .unwrap_or(&[])
                .iter()
                .any(|a| {
                    let value = a.value(self.source, &arena.decoded);
                    arena.attribute_names.get(a.row()).map(|n| &**n) == Some("encoding")
                        && (value.eq_ignore_ascii_case("text/html")
                            || value.eq_ignore_ascii_case("application/xhtml+xml"))
                })
    }
}

impl Sink<'_> {
    fn insert(&self, parent: u32, next: u32, child: NodeOrText<u32>) {
        let arena = &mut *self.arena.borrow_mut();
        match child {
            NodeOrText::AppendText(text) => {
                arena.text(parent, next, &text, &mut self.fed.borrow_mut());
                self.cursor.set(parent);
            }
            NodeOrText::AppendNode(node) => {
                arena.detach(node);
                arena.attach(node, parent, next);
                let void = arena
                    .nodes
                    .get(node as usize)
                    .filter(|n| n.kind == NodeKind::Element)
                    .and_then(|n| arena.names.get(n.name as usize))
                    .is_none_or(|n| Tag::of(&n.local).is_void());
                self.cursor.set(if void { parent } else { node });
            }
        }
    }
}

/// Whether the text after a `<` is a tag of that name. `image` becomes `img` and SVG names get
/// their case from the builder.
fn starts_with_name(rest: &str, name: &str) -> bool {
    let is = |name: &str| {
        rest.get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
            && rest
                .as_bytes()
                .get(name.len())
                .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
    };
    is(name) || name == "img" && is("image")
}
