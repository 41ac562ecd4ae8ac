//! Readers: decoded source text → a [`Document`] of [`TextBlock`]s.
//!
//! A text block is the one currency of the stages that follow: a run of text with its span and
//! its [`Shape`]. Labelling, extraction and assembly see blocks and never ask which reader made
//! them.

#[cfg(feature = "html")]
pub mod html;
mod shape;
mod text;

pub(crate) use shape::is_bullet;
pub use shape::{End, Shape, Start};

use std::ops::Range;

use crate::arabic::Clean;
use crate::span::Span;

pub(crate) use text::read_text;

/// One run of text of the source: in plain text a non-blank line, or a part of one where wide gaps
/// stand for line breaks.
#[derive(Clone, Debug)]
pub struct TextBlock<'s> {
    clean: Clean<'s>,
    span: Span,
    line: u32,
    gap: u8,
    shape: Shape,
}

impl<'s> TextBlock<'s> {
    /// The clean text of the block; see [`arabic::clean`](crate::arabic::clean()).
    pub fn text(&self) -> &str {
        self.clean.text()
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

    /// The place in the source of a range of [`text`](TextBlock::text).
    ///
    /// Cleaning that slice of the source gives the range's text again, where the range does not
    /// begin or end with a space. `O(log n)` in the number of characters that cleaning changed.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let range = self.clean.source_range(range);
        let base = self.span.start();
        Span::of(base + range.start..base + range.end)
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
        }
    }

    /// The text below a limit's cut, which no block holds.
    pub fn rest(&self) -> Option<Span> {
        self.rest
    }
}
