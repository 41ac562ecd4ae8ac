//! A body that goes on behind a box of related stories.

use super::{Text, is_prose};
use crate::label::role::Role;
use crate::label::traits::Trait;
use crate::lexicon::Lexicon;
use crate::read::TextBlock;
use crate::smallprint::lookup;
use crate::smallprint::tokens::Tokens;

/// Paragraphs at least of a body that goes on, and those among them that join what was told.
const PARAGRAPHS: usize = 3;
const JOINED: usize = 2;

impl Text<'_, '_> {
    /// Gives the body what follows a box of related stories inside it: several running paragraphs one after the
    /// other, of which some join what was told. Titles and teasers take turns instead, and teasers begin stories of
    /// their own.
    pub(super) fn resumed_body(&mut self, lexicon: &Lexicon) {
        let runs = |i: &usize| {
            let t = self.traits_at(*i);
            self.is(*i, &Role::Related)
                && t.has(Trait::Long)
                && t.has(Trait::Sentence)
                && is_prose(t)
        };
        let body = self
            .labels
            .iter()
            .position(|label| label.is(&Role::Paragraph));
        let mut i = body.unwrap_or(self.labels.len());
        let tokens = &mut Tokens::default();
        let mut found = Vec::new();
        while i < self.labels.len() {
            let end = i + (i..self.labels.len()).take_while(runs).count();
            if end - i >= PARAGRAPHS {
                let joins = |i: &usize| self.joins_story(*i, lexicon, tokens);
                if (i..end).filter(joins).count() >= JOINED {
                    found.push(i..end);
                }
            }
            i = end + 1;
        }
        for body in found {
            body.for_each(|i| self.set(i, &Role::Paragraph));
        }
    }

    /// Whether a paragraph joins what was told: by a function word or a reporting verb behind `و` or `ف`, or by كما.
    /// A verb in `و` of its own (وصف, وعد) joins nothing.
    fn joins_story(&self, i: usize, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
        let t = self.traits_at(i);
        tokens.fill(self.blocks.get(i).map_or("", TextBlock::text), 1, lexicon);
        let first = tokens.word(0);
        let joined_verb = || t.has(Trait::Reporting) && !lookup::is_reporting_verb(first, lexicon);
        t.has(Trait::Connective) || first.is("كما") || joined_verb()
    }
}
