//! [`Dom`]: the tree of an HTML page as a flat arena.

use std::borrow::Cow;
use std::fmt;

use super::select::Selector;
use crate::limits::Limits;
use crate::span::Span;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// Marks an attribute's value as decoded text, not as a slice of the source.
pub(super) const DECODED: u32 = 1 << 31;

/// A node of a [`Dom`]. Cheap to copy; meaningful for the tree it came from only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeKind {
    /// The root, which holds the page.
    Document,
    /// An element, such as `<p>`.
    Element,
    /// Text between tags.
    Text,
    /// A comment. Its text is not kept; its span leads to it.
    Comment,
}

/// The vocabulary an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    MathMl,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) previous: u32,
    pub(super) next: u32,
    /// Element: row in `names`.
    pub(super) name: u32,
    /// Element: first attribute. Text: first segment.
    pub(super) a: u32,
    /// Element: number of attributes. Text: last segment.
    pub(super) b: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) depth: u16,
    pub(super) kind: NodeKind,
    /// Whether the end of the span was seen, by an end tag.
    pub(super) closed: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    /// Row in `attribute_names`; with [`DECODED`] the range is one of `decoded`.
    pub(super) name: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Attribute {
    /// Row in `attribute_names`.
    pub(super) fn row(&self) -> usize {
        (self.name & !DECODED) as usize
    }

    pub(super) fn same_name(&self, other: &Attribute) -> bool {
        self.row() == other.row()
    }

    pub(super) fn value<'t>(&self, source: &'t str, decoded: &'t str) -> &'t str {
        let text = if self.name & DECODED == 0 {
            source
        } else {
            decoded
        };
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// A piece of a text node: source text as it stands, or a character reference with what it stands
/// for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Range of `decoded`; empty where the source is the text.
    pub(super) decoded: u32,
    pub(super) decoded_end: u32,
    pub(super) next: u32,
}

impl Segment {
    /// Whether the source is the text.
    pub(super) fn is_raw(&self) -> bool {
        self.decoded == self.decoded_end
    }

    /// The text of the piece with its line ends as HTML demands: CR LF and CR become LF, a
    /// character reference to CR stays one.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_raw() && text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

/// The name of some elements.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: Box<str>,
    pub(super) namespace: Namespace,
    pub(super) tag: super::tags::Tag,
}

/// What guards cut off a page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cuts {
    pub(super) depth: Option<u32>,
    pub(super) attributes: Option<u32>,
}

/// The tree of an HTML page, built as browsers build it.
///
/// Nodes lie in one flat vector and point to each other by number; text stays in the source, and
/// each node knows its bytes there. A `Dom` is `Send + Sync`. No method recurses, so depth costs
/// no stack. Scripts are not run, and `<noscript>` is read as a reader without scripts sees it.
///
/// Tag and attribute names are in lower case, SVG names as their standard writes them. The content
/// of `<template>` hangs below the element itself.
///
/// # Examples
///
/// ```
/// use khabar::Limits;
/// use khabar::read::html::{Dom, Selector};
///
/// let page = "<article><h1>افتتاح الجسر</h1><p class='lead first'>عبرت أول سيارة&nbsp;أمس.</article>";
/// let dom = Dom::parse(page, &Limits::new());
/// let lead = dom.select(&Selector::parse("article > p.lead")?).next().unwrap();
/// assert_eq!(dom.text(lead), "عبرت أول سيارة\u{a0}أمس.");
/// assert_eq!(dom.attribute(lead, "class").as_deref(), Some("lead first"));
/// assert_eq!(dom.tag(dom.parent(lead).unwrap()), Some("article"));
/// assert!(page[dom.span(lead).unwrap().range()].starts_with("<p class="));
/// # Ok::<(), khabar::read::html::SelectorError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dom<'s> {
    pub(super) source: &'s str,
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) segments: Vec<Segment>,
    /// Text that does not stand in the source: decoded character references.
    pub(super) decoded: String,
    pub(super) names: Vec<Name>,
    pub(super) attribute_names: Vec<Box<str>>,
    pub(super) cuts: Cuts,
}

impl<'s> Dom<'s> {
    /// Parses a page. Never fails: browsers give any text a tree.
    ///
    /// Of a tag's attributes the first [`Limits::max_attributes`] are kept, of a formatting element's
    /// 16; below
    /// [`Limits::max_depth`] tags are left out and their text is kept.
    ///
    /// # Complexity
    ///
    /// Linear in the length of `source`, hostile pages included.
    pub fn parse(source: &'s str, limits: &Limits) -> Dom<'s> {
        super::tokens::parse(source, limits, false)
    }

    /// Parses a page as a browser that runs scripts: `<noscript>` holds text, not elements.
    ///
    /// # Complexity
    ///
    /// That of [`parse`](Dom::parse).
    pub fn parse_scripted(source: &'s str, limits: &Limits) -> Dom<'s> {
        super::tokens::parse(source, limits, true)
    }

    /// The text that spans refer to.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The root of the tree.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many nodes were made, unattached ones included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Always false: a tree has its root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The place of the first tag left out because of [`Limits::max_depth`], in bytes.
    pub fn depth_cut(&self) -> Option<usize> {
        self.cuts.depth.map(|at| at as usize)
    }

    /// The place of the first tag that has more attributes than [`Limits::max_attributes`], in
    /// bytes.
    pub fn attributes_cut(&self) -> Option<usize> {
        self.cuts.attributes.map(|at| at as usize)
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    fn link(&self, id: NodeId, link: impl Fn(&Node) -> u32) -> Option<NodeId> {
        self.node(id).map(link).filter(|n| *n != NONE).map(NodeId)
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.node(id).map_or(NodeKind::Comment, |n| n.kind)
    }

    /// The node's parent.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.link(id, |n| n.parent)
    }

    /// The node's first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.link(id, |n| n.first)
    }

    /// The node's last child.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.link(id, |n| n.last)
    }

    /// The node after this one under the same parent.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.link(id, |n| n.next)
    }

    /// The node before this one under the same parent.
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.link(id, |n| n.previous)
    }

    /// The node's children in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + '_ {
        std::iter::successors(self.first_child(id), |n| self.next_sibling(*n))
    }

    /// The node's parent, its parent's parent and so on to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + Clone + '_ {
        std::iter::successors(self.parent(id), |n| self.parent(*n))
    }

    /// All nodes below the node, each before its own children.
    pub fn descendants(&self, id: NodeId) -> Descendants<'_, 's> {
        Descendants {
            dom: self,
            top: id,
            next: self.first_child(id),
        }
    }

    /// All nodes below the node, the last in the order of the source first.
    pub(super) fn descendants_back(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = |from: NodeId| {
            let down = std::iter::successors(Some(from), |n| self.last_child(*n));
            down.last().unwrap_or(from)
        };
        std::iter::successors(Some(end(id)), move |n| {
            self.previous_sibling(*n)
                .map(end)
                .or_else(|| self.parent(*n))
        })
        .take_while(move |n| *n != id)
    }

    /// Bytes and number of an element's attributes from which on their list is long.
    const LONG: usize = 400;
    const MANY: u32 = 16;

    /// The place of the element's attributes where they are many or long. Formatting elements that are
    /// opened again share their list, so what is read of a long one for each may cost the product of
    /// both.
    pub(crate) fn long_list(&self, id: NodeId) -> Option<u32> {
        let element = self.node(id).filter(|n| n.kind == NodeKind::Element)?;
        let bytes = || {
            self.attributes(id)
                .map(|(_, value)| value.len())
                .sum::<usize>()
        };
        (element.b >= Self::MANY || bytes() >= Self::LONG).then_some(element.a)
    }

    /// The node after the whole subtree of `id` in document order, within `top`.
    pub(super) fn skip(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    pub(super) fn name(&self, id: NodeId) -> Option<&Name> {
        let node = self.node(id)?;
        (node.kind == NodeKind::Element)
            .then(|| self.names.get(node.name as usize))
            .flatten()
    }

    /// The element's name as a number; [`Tag::Other`](super::tags::Tag::Other) for other nodes.
    pub(crate) fn name_tag(&self, id: NodeId) -> super::tags::Tag {
        self.name(id).map_or(super::tags::Tag::Other, |n| n.tag)
    }

    /// The element's name; `None` for other nodes.
    pub fn tag(&self, id: NodeId) -> Option<&str> {
        self.name(id).map(|name| &*name.text)
    }

    /// The vocabulary of the element; `None` for other nodes.
    pub fn namespace(&self, id: NodeId) -> Option<Namespace> {
        self.name(id).map(|name| name.namespace)
    }

    /// The element's attributes in the order of the source, names and decoded values.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> + '_ {
        let range = self
            .node(id)
            .filter(|node| node.kind == NodeKind::Element)
            .map_or(0..0, |node| {
                node.a as usize..(node.a as usize).saturating_add(node.b as usize)
            });
        self.attributes
            .get(range)
            .unwrap_or(&[])
            .iter()
            .filter_map(|attribute| {
                let name = self.attribute_names.get(attribute.row())?;
                Some((&**name, attribute.value(self.source, &self.decoded)))
            })
    }

    /// The decoded value of the element's attribute of that name, which is given in lower case.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'_, str>> {
        self.attribute_str(id, name).map(Cow::Borrowed)
    }

    pub(crate) fn attribute_str(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id)
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
    }

    /// The pieces of a text node: where each stands in the source and what it says.
    pub(super) fn pieces(&self, id: NodeId) -> impl Iterator<Item = (Segment, &str)> + '_ {
        let first = self
            .node(id)
            .filter(|node| node.kind == NodeKind::Text)
            .and_then(|node| self.segments.get(node.a as usize));
        std::iter::successors(first, |s| self.segments.get(s.next as usize)).map(|segment| {
            let text = if segment.is_raw() {
                self.source
                    .get(segment.start as usize..segment.end as usize)
            } else {
                self.decoded
                    .get(segment.decoded as usize..segment.decoded_end as usize)
            };
            (*segment, text.unwrap_or(""))
        })
    }

    /// The text of a text node, or of all text nodes below an element: character references
    /// decoded, white space as it stands. Scripts, styles and templates count only where `id` is
    /// one or lies in one.
    ///
    /// # Complexity
    ///
    /// Linear in the size of the subtree.
    pub fn text(&self, id: NodeId) -> Cow<'_, str> {
        if self.kind(id) == NodeKind::Text {
            let mut pieces = self.pieces(id).map(|(segment, text)| segment.text(text));
            let first = pieces.next().unwrap_or_default();
            return match pieces.next() {
                None => first,
                Some(second) => {
                    let mut out = first.into_owned();
                    out.push_str(&second);
                    pieces.for_each(|text| out.push_str(&text));
                    Cow::Owned(out)
                }
            };
        }
        let mut out = String::new();
        let mut at = self.first_child(id);
        while let Some(node) = at {
            if self.kind(node) == NodeKind::Text {
                out.push_str(&self.text(node));
            }
            let inner = match self.name(node) {
                Some(name) if name.tag.is_silent() => None,
                _ => self.first_child(node),
            };
            at = inner.or_else(|| self.skip(node, id));
        }
        Cow::Owned(out)
    }

    /// Where the node stands in the source: an element from its start tag to its end tag or, where
    /// it has none, to the end of what it holds; text from its first byte to its last.
    ///
    /// `None` for the root and for elements that no tag made, such as an implied `<tbody>`.
    pub fn span(&self, id: NodeId) -> Option<Span> {
        let node = self.node(id)?;
        (node.start != NONE).then(|| Span::of(node.start as usize..node.end as usize))
    }

    /// The elements that match a selector, in document order.
    ///
    /// # Complexity
    ///
    /// Linear in the size of the tree times the length of the selector.
    pub fn select<'d>(&'d self, selector: &'d Selector) -> impl Iterator<Item = NodeId> + 'd {
        self.select_in(self.root(), selector)
    }

    /// The elements below `top` that match a selector, in document order. The selector may look at
    /// what lies above `top`.
    ///
    /// # Complexity
    ///
    /// Linear in the size of the subtree times the length of the selector.
    pub fn select_in<'d>(
        &'d self,
        top: NodeId,
        selector: &'d Selector,
    ) -> impl Iterator<Item = NodeId> + 'd {
        super::select::Matches::new(self, top, selector)
    }

    /// Whether the element matches a selector.
    ///
    /// # Complexity
    ///
    /// Linear in the element's depth times the length of the selector.
    pub fn matches(&self, id: NodeId, selector: &Selector) -> bool {
        super::select::matches(self, id, selector)
    }
}

/// The nodes below a node in document order; made by [`Dom::descendants`].
#[derive(Clone)]
pub struct Descendants<'d, 's> {
    dom: &'d Dom<'s>,
    top: NodeId,
    next: Option<NodeId>,
}

impl fmt::Debug for Descendants<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Descendants")
            .field("top", &self.top)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl Iterator for Descendants<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self
            .dom
            .first_child(id)
            .or_else(|| self.dom.skip(id, self.top));
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(dom: &Dom<'_>, selector: &str) -> NodeId {
        dom.select(&Selector::parse(selector).unwrap())
            .next()
            .unwrap()
    }

    #[test]
    fn a_tree_is_send_and_sync() {
        fn check<T: Send + Sync>() {}
        check::<Dom<'_>>();
    }

    #[test]
    fn spans_lead_to_the_source() {
        let page = "<div>\n<p class=a>أ &amp; ب&nbsp;ج<br>د\r\nهـ</p><p>و<b>ز</div>ح";
        let dom = Dom::parse(page, &Limits::new());
        let p = find(&dom, "p.a");
        assert_eq!(dom.text(p), "أ & ب\u{a0}جد\nهـ");
        let span = dom.span(p).unwrap();
        assert_eq!(
            &page[span.range()],
            "<p class=a>أ &amp; ب&nbsp;ج<br>د\r\nهـ</p>"
        );
        let b = find(&dom, "b");
        assert_eq!(&page[dom.span(b).unwrap().range()], "<b>ز");
        for id in dom.descendants(dom.root()) {
            if dom.kind(id) == NodeKind::Text {
                for (segment, text) in dom.pieces(id) {
                    let raw = &page[segment.start as usize..segment.end as usize];
                    assert!(!segment.is_raw() || raw == text);
                    assert!(segment.is_raw() || raw.starts_with('&'), "{raw:?}");
                }
            }
        }
    }

    #[test]
    fn attributes_are_decoded_and_the_first_of_a_name_counts() {
        let page = "<a href='x?a=1&amp;b=2' HREF=y title=\"قال &quot;نعم&quot;\" hidden>";
        let dom = Dom::parse(page, &Limits::new());
        let a = find(&dom, "a");
        let all: Vec<_> = dom.attributes(a).collect();
        assert_eq!(
            all,
            [
                ("href", "x?a=1&b=2"),
                ("title", "قال \"نعم\""),
                ("hidden", "")
            ]
        );
    }

    #[test]
    fn foster_parented_text_is_a_chain_of_ranges() {
        let page = "أ<table>ب<tr><td>ج</td></tr>د</table>هـ";
        let dom = Dom::parse(page, &Limits::new());
        assert_eq!(dom.text(dom.root()), "أبدجهـ");
    }

    #[test]
    fn below_the_depth_limit_text_is_kept_and_the_cut_is_reported() {
        let page = format!("{}نص{}<p>بعد", "<div>".repeat(40), "</div>".repeat(40));
        let dom = Dom::parse(&page, &Limits::new().with_max_depth(10));
        assert_eq!(dom.text(dom.root()), "نصبعد");
        assert!(dom.depth_cut().is_some());
        let p = find(&dom, "p");
        assert_eq!(dom.tag(dom.parent(p).unwrap()), Some("body"));
        assert!(Dom::parse(&page, &Limits::new()).depth_cut().is_none());
    }

    #[test]
    fn attributes_beyond_the_limit_are_left_out_and_the_cut_is_reported() {
        let page = "<p a=1 b=2 c=3>";
        let dom = Dom::parse(page, &Limits::new().with_max_attributes(2));
        assert_eq!(dom.attributes(find(&dom, "p")).count(), 2);
        assert_eq!(dom.attributes_cut(), Some(0));
    }

    #[test]
    fn attributes_that_a_parser_multiplies_are_bounded() {
        let limits = Limits::new().with_max_attributes(2);
        let page = "<html a=1><body b=1><html c=1><html d=1>نص";
        let dom = Dom::parse(page, &limits);
        let html = dom.children(dom.root()).next().unwrap();
        let names: Vec<&str> = dom.attributes(html).map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "c"]);
        assert_eq!(dom.attributes_cut(), page.find("<html d"));
        let attributes: String = (0..20).map(|i| format!(" a{i}=1")).collect();
        for (tag, kept) in [("b", 16), ("span", 20), ("a", 20)] {
            let page = format!("<p><{tag}{attributes}>نص");
            let dom = Dom::parse(&page, &Limits::new());
            let mut nodes = dom.descendants(dom.root());
            let node = nodes.find(|n| dom.tag(*n) == Some(tag)).unwrap();
            assert_eq!(dom.attributes(node).count(), kept, "{tag}");
            assert_eq!(dom.attributes_cut(), (kept < 20).then_some(3), "{tag}");
        }
    }

    #[test]
    fn templates_and_scripts_are_silent() {
        let page = "<p>أ<script>ب</script><template><i>ج</i></template>د";
        let dom = Dom::parse(page, &Limits::new());
        assert_eq!(dom.text(find(&dom, "p")), "أد");
        assert_eq!(dom.text(find(&dom, "template")), "ج");
        assert_eq!(dom.text(find(&dom, "script")), "ب");
    }

    #[test]
    fn unclosed_formatting_elements_are_opened_again_a_bounded_number_of_times() {
        let mut page = String::new();
        for i in 0..200 {
            page.push_str(&format!("<p><font size={i}>نص"));
        }
        let dom = Dom::parse(&page, &Limits::new());
        assert!(dom.len() < 200 * 30, "{}", dom.len());
    }
}
