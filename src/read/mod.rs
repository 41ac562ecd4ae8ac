//! Readers: decoded source text → a [`Document`] of [`TextBlock`]s.
//!
//! A text block is the one currency of the stages that follow: a run of text with its span and
//! its [`Shape`]. Labelling, extraction and assembly see blocks and never ask which reader made
//! them.

#[cfg(feature = "feed")]
pub(crate) mod feed;
#[cfg(feature = "html")]
pub mod html;
mod places;
mod shape;
mod text;

#[cfg(feature = "html")]
pub(crate) use shape::is_quote;
pub(crate) use shape::{Copies, Sketch, has_rare, is_bullet, may_repeat, skeleton};
pub use shape::{End, Shape, Start};

use std::borrow::Cow;
use std::ops::Range;

use crate::arabic::{self, Clean};
use crate::span::Span;
use places::Places;

#[cfg(feature = "html")]
pub(crate) use html::read_html;
pub(crate) use text::read_text;

/// One run of text of the source: in plain text a non-blank line, or a part of one where wide gaps
/// stand for line breaks; in a page the text of a block element, between the block elements and
/// the runs of line breaks inside it.
#[derive(Clone, Debug)]
pub struct TextBlock<'s> {
    clean: Clean<'s>,
    span: Span,
    line: u32,
    gap: u8,
    shape: Shape,
    /// The way to the source, where the block is not one slice of it.
    places: Places,
    #[cfg(feature = "html")]
    markup: Option<Box<html::Markup>>,
}

impl<'s> TextBlock<'s> {
    /// The clean text of the block, character references decoded; see
    /// [`arabic::clean`](crate::arabic::clean()) and [`arabic::references`].
    pub fn text(&self) -> &str {
        self.clean.text()
    }

    /// Whether the text stands in the source as it is.
    pub(crate) fn is_slice(&self) -> bool {
        self.clean.is_slice()
    }

    /// Where the block stands in the source, without white space at its ends.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The number of its line, from 0.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many blank lines stand before it, at most 255.
    pub fn gap(&self) -> u8 {
        self.gap
    }

    /// Counts and features of the text.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The element whose text the block is; `None` outside pages.
    #[cfg(feature = "html")]
    pub fn node(&self) -> Option<html::NodeId> {
        self.markup.as_deref().map(|markup| markup.node)
    }

    /// What the tree shows of the block.
    #[cfg(feature = "html")]
    pub(crate) fn facts(&self) -> Option<&html::Facts> {
        self.markup.as_deref().map(|markup| &markup.facts)
    }

    /// Links and emphasis, in ranges of [`text`](TextBlock::text).
    #[cfg(feature = "html")]
    pub(crate) fn inline(&self) -> impl Iterator<Item = (Range<usize>, html::NodeId)> + '_ {
        let inline = self.markup.as_deref().map_or(&[][..], |m| &m.inline);
        // A block that is one slice of the source was trimmed before it was cleaned.
        let trimmed = match self.places.0.is_empty() {
            true => self.markup.as_deref().map_or(0, |m| m.trimmed as usize),
            false => 0,
        };
        inline.iter().filter_map(move |inline| {
            let at = |raw: u32| self.clean_at((raw as usize).saturating_sub(trimmed));
            let range = at(inline.from)..at(inline.to);
            let text = self.text().get(range.clone())?;
            let inner = text.trim();
            let start = range.start + text.len() - text.trim_start().len();
            (!inner.is_empty()).then(|| (start..start + inner.len(), inline.node))
        })
    }

    /// The offset in the clean text of the first character that stands at `raw` or after it.
    #[cfg(feature = "html")]
    fn clean_at(&self, raw: usize) -> usize {
        self.first(|at| self.clean.source_range(at..at).start >= raw)
    }

    /// The first offset of the clean text for which `after` holds, which holds from there on.
    fn first(&self, after: impl Fn(usize) -> bool) -> usize {
        let text = self.text();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let mut middle = low + (high - low) / 2;
            while !text.is_char_boundary(middle) {
                middle -= 1;
            }
            if after(middle) {
                high = middle;
            } else {
                low = middle
                    + text
                        .get(middle..)
                        .and_then(|t| t.chars().next())
                        .map_or(1, char::len_utf8);
            }
        }
        low
    }

    /// The place in the source of a range of [`text`](TextBlock::text).
    ///
    /// In plain text, decoding the character references of that slice of the source and cleaning it
    /// gives the range's text again, where the range does not begin or end with a space. In a page the text between the tags of the slice
    /// does. `O(log n)` in the number of characters that cleaning changed and of text nodes.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let range = self.clean.source_range(range);
        if self.places.0.is_empty() {
            let base = self.span.start();
            Span::of(base + range.start..base + range.end)
        } else {
            Span::of(self.places.source(range))
        }
    }

    /// The part of the block inside a span of the source, trimmed; `None` where that shows
    /// nothing. `source` is the document's.
    pub(crate) fn trim(&self, source: &str, span: Span) -> Option<Span> {
        if !self.places.0.is_empty() {
            let range = self.text_range(span);
            return (!range.is_empty()).then(|| self.source_span(range));
        }
        // A claim may name any bytes; parts begin and end on character boundaries.
        let (mut start, mut end) = (span.start(), span.end());
        while !source.is_char_boundary(start) {
            start += 1;
        }
        while !source.is_char_boundary(end) {
            end += 1;
        }
        let raw = source.get(start..end)?;
        let edge = |c| arabic::is_white(c) || arabic::is_dropped(c);
        let trimmed = raw.trim_matches(edge);
        let start = start + raw.len() - raw.trim_start_matches(edge).len();
        (!trimmed.is_empty()).then(|| Span::of(start..start + trimmed.len()))
    }

    /// The clean text of a part of the block that [`trim`](TextBlock::trim) gave.
    pub(crate) fn part<'t>(&'t self, source: &'t str, span: Span) -> Cow<'t, str> {
        if span == self.span {
            Cow::Borrowed(self.text())
        } else if self.places.0.is_empty() {
            arabic::clean_str(source.get(span.range()).unwrap_or(""))
        } else {
            Cow::Borrowed(self.text().get(self.text_range(span)).unwrap_or(""))
        }
    }

    /// Where a range of the clean text of a part stands.
    pub(crate) fn place(&self, source: &str, part: Span, range: Range<usize>) -> Span {
        if part == self.span {
            self.source_span(range)
        } else if self.places.0.is_empty() {
            let raw = source.get(part.range()).unwrap_or("");
            let range = arabic::clean(raw).source_range(range);
            Span::of(part.start() + range.start..part.start() + range.end)
        } else {
            let base = self.text_range(part).start;
            self.source_span(base + range.start..base + range.end)
        }
    }

    /// The range of the clean text whose characters begin inside a span of the source, trimmed.
    pub(crate) fn text_range(&self, span: Span) -> Range<usize> {
        let start_of = |at: usize| self.source_span(at..at).start();
        let start = self.first(|at| start_of(at) >= span.start());
        let end = self.first(|at| start_of(at) >= span.end()).max(start);
        let text = self.text().get(start..end).unwrap_or("");
        let start = start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// A source as a sequence of blocks.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    source: &'s str,
    blocks: Vec<TextBlock<'s>>,
    rest: Option<Span>,
    #[cfg(feature = "html")]
    dom: Option<Box<html::Dom<'s>>>,
    #[cfg(feature = "html")]
    images: Vec<html::Image>,
    #[cfg(feature = "html")]
    core: Option<html::NodeId>,
    #[cfg(feature = "feed")]
    item: Option<Box<feed::RawItem>>,
}

impl<'s> Document<'s> {
    /// The decoded source that spans refer to.
    pub fn source(&self) -> &'s str {
        self.source
    }

    /// The blocks, in the order of the source.
    pub fn blocks(&self) -> &[TextBlock<'s>] {
        &self.blocks
    }

    /// The tree of the page, where the source is one.
    #[cfg(feature = "html")]
    pub fn dom(&self) -> Option<&html::Dom<'s>> {
        self.dom.as_deref()
    }

    /// The fields of the feed's item whose body the source is.
    #[cfg(feature = "feed")]
    pub(crate) fn item(&self) -> Option<&feed::RawItem> {
        self.item.as_deref()
    }

    /// Whether the source is the body of a feed's item.
    pub(crate) fn is_item(&self) -> bool {
        #[cfg(feature = "feed")]
        let item = self.item.is_some();
        #[cfg(not(feature = "feed"))]
        let item = false;
        item
    }

    /// Whether something else than the source gives the headline, so that the source is a body.
    pub(crate) fn is_body(&self) -> bool {
        #[cfg(feature = "feed")]
        let titled = self.item().is_some_and(|item| item.title.is_some());
        #[cfg(not(feature = "feed"))]
        let titled = false;
        titled
    }

    /// The same document as the body of a feed's item.
    #[cfg(feature = "feed")]
    pub(crate) fn with_item(mut self, item: feed::RawItem) -> Document<'s> {
        self.item = Some(Box::new(item));
        self
    }

    /// A page as a tree alone, for tests of what does not look at blocks.
    #[cfg(all(test, feature = "html"))]
    pub(crate) fn of_tree(source: &'s str) -> Document<'s> {
        Document {
            source,
            blocks: Vec::new(),
            rest: None,
            dom: Some(Box::new(html::Dom::parse(
                source,
                &crate::limits::Limits::new(),
            ))),
            images: Vec::new(),
            core: None,
            #[cfg(feature = "feed")]
            item: None,
        }
    }

    /// The smallest element that holds most of the page's running text.
    #[cfg(feature = "html")]
    pub(crate) fn core(&self) -> Option<html::NodeId> {
        self.core
    }

    /// The images of the page, in its order.
    #[cfg(feature = "html")]
    pub(crate) fn images(&self) -> &[html::Image] {
        &self.images
    }

    /// The text below a limit's cut, which no block holds.
    pub fn rest(&self) -> Option<Span> {
        self.rest
    }
}
