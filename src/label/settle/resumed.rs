//! A body that goes on behind a box of related stories.

use super::{Text, is_prose};
use crate::label::role::Role;
use crate::label::traits::Trait;
use crate::read::TextBlock;

/// Paragraphs at least of a body that goes on.
const FEWEST: usize = 3;

/// One of so many of them at least joins the others.
const SHARE: usize = 4;

impl Text<'_, '_> {
    /// Gives the body what follows a box of related stories inside it: several running paragraphs one after the
    /// other, of which some join what was told with `و` or `ف`. Titles and teasers take turns instead, and teasers
    /// begin stories of their own.
    pub(super) fn resumed_body(&mut self) {
        let runs = |i: &usize| {
            let t = self.traits_at(*i);
            self.is(*i, &Role::Related)
                && t.has(Trait::Long)
                && t.has(Trait::Sentence)
                && is_prose(t)
        };
        let mut found = Vec::new();
        let mut i = self
            .labels
            .iter()
            .position(|label| label.is(&Role::Paragraph))
            .unwrap_or(self.labels.len());
        while i < self.labels.len() {
            let end = i + (i..self.labels.len()).take_while(runs).count();
            let joins = |i: &usize| {
                let text = self.blocks.get(*i).map_or("", TextBlock::text);
                text.starts_with(['و', 'ف'])
                    && self
                        .traits_at(*i)
                        .any(&[Trait::Reporting, Trait::Connective])
            };
            if end - i >= FEWEST && (i..end).filter(joins).count() * SHARE >= end - i {
                found.push(i..end);
            }
            i = end + 1;
        }
        for body in found {
            body.for_each(|i| self.set(i, &Role::Paragraph));
        }
    }
}
