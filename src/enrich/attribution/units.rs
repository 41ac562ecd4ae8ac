//! The texts of an article, and the way from them back to the source.

use std::ops::Range;

use super::markup::Markup;
use crate::arabic::clean::{Clean, clean};
use crate::article::{Article, Block, Text};
use crate::span::Span;

/// One text of the article.
#[derive(Debug)]
pub(in crate::enrich) struct Unit<'a> {
    pub(in crate::enrich) text: &'a str,
    pub(in crate::enrich) span: Option<Span>,
    pub(in crate::enrich) headline: bool,
    /// It is the headline of the article.
    pub(in crate::enrich) title: bool,
    /// The text is a quotation set apart.
    pub(in crate::enrich) quote: bool,
}

/// The texts of the article in their order.
pub(in crate::enrich) fn units(article: &Article) -> Vec<Unit<'_>> {
    fn text<'a>(out: &mut Vec<Unit<'a>>, text: &'a Text, headline: bool) {
        out.push(Unit {
            text: &text.text,
            span: text.span,
            headline,
            title: false,
            quote: false,
        });
    }
    let blocks = article
        .sections
        .iter()
        .map(|section| section.blocks.len() + 1);
    let mut out = Vec::with_capacity(article.deck.len() + blocks.sum::<usize>());
    if let Some(headline) = &article.headline {
        text(&mut out, headline, true);
        if let Some(unit) = out.last_mut() {
            unit.title = true;
        }
    }
    for deck in &article.deck {
        text(&mut out, deck, true);
    }
    let mut stack: Vec<std::slice::Iter<'_, Block>> = Vec::new();
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            text(&mut out, heading, true);
        }
        stack.push(section.blocks.iter());
        while let Some(blocks) = stack.last_mut() {
            let plain = |text, span| Unit {
                text,
                span,
                headline: false,
                title: false,
                quote: false,
            };
            match blocks.next() {
                None => {
                    stack.pop();
                }
                Some(Block::Paragraph(p)) => out.push(plain(&p.text, p.span)),
                Some(Block::Quote(q)) => out.push(Unit {
                    quote: true,
                    ..plain(&q.text, q.span)
                }),
                Some(Block::Turn(t)) => out.push(plain(&t.text, t.span)),
                Some(Block::List(list)) => {
                    for item in &list.items {
                        text(&mut out, item, false);
                    }
                }
                Some(Block::Figure(figure)) => {
                    if let Some(caption) = &figure.caption {
                        text(&mut out, caption, false);
                    }
                }
                Some(Block::Entry(entry)) => {
                    out.push(plain(&entry.text, entry.span));
                    stack.push(entry.blocks.iter());
                }
                Some(_) => {}
            }
        }
    }
    out
}

/// From offsets in a clean text to spans of the source.
pub(in crate::enrich) struct Mapper<'s> {
    base: usize,
    way: Way<'s>,
}

/// How a text stands in the source.
enum Way<'s> {
    /// Nowhere.
    None,
    /// As it is.
    Same,
    /// Before it was cleaned.
    Clean(Clean<'s>),
    /// Among tags and character references.
    Markup(Markup),
}

impl<'s> Mapper<'s> {
    /// Exact where the source is at hand. Without it a text as long as its span is taken to stand there unchanged; any
    /// other gets no spans.
    pub(in crate::enrich) fn new(
        text: &str,
        span: Option<Span>,
        source: Option<&'s str>,
    ) -> Mapper<'s> {
        let base = span.map_or(0, |span| span.start());
        let way = match (span, source) {
            (None, _) => Way::None,
            (Some(span), Some(source)) => match source.get(span.range()) {
                None => Way::None,
                Some(slice) if slice == text => Way::Same,
                Some(slice) => {
                    let clean = clean(slice);
                    if clean.text() == text {
                        Way::Clean(clean)
                    } else {
                        Markup::align(slice, text).map_or(Way::None, Way::Markup)
                    }
                }
            },
            (Some(span), None) if span.len() == text.len() => Way::Same,
            (Some(_), None) => Way::None,
        };
        Mapper { base, way }
    }

    /// The place of a range of the clean text.
    pub(in crate::enrich) fn span(&self, range: Range<usize>) -> Option<Span> {
        let range = match &self.way {
            Way::None => return None,
            Way::Same => range,
            Way::Clean(clean) => clean.source_range(range),
            Way::Markup(markup) => markup.source_range(range)?,
        };
        Some(Span::of(self.base + range.start..self.base + range.end))
    }
}
