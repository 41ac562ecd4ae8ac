//! Texts that are broken into lines where an element stands inside a sentence.
//!
//! Who takes the text of a page node by node gives every link, name and title that is set off in a sentence a line of
//! its own: `… صاحبة أغنية`, `جسر النهر`, `، التي عرفت …`. What follows begins with the mark that belongs to the
//! sentence, or with a word that goes on with a clause, which few lines do otherwise.

use super::{Text, is_prose};
use crate::label::role::Role;
use crate::label::traits::Trait;
use crate::lexicon::{FunctionClass, Lexicon, LexiconKind};
use crate::read::{End, TextBlock};
use crate::smallprint::tokens::Tokens;

/// Lines at least that go on with the sentence of the line above.
const FEWEST: usize = 2;

/// One of so many lines of the body at least does.
const SHARE: usize = 20;

impl Text<'_, '_> {
    /// Gives the body what a broken sentence holds.
    pub(super) fn broken_sentences(&mut self, lexicon: &Lexicon) {
        /// What a piece of a sentence can be taken for.
        const PIECES: [Role; 7] = [
            Role::Heading,
            Role::Caption,
            Role::List,
            Role::Related,
            Role::Boilerplate,
            Role::Byline,
            Role::Tags,
        ];
        // Behind prose that has not ended hardly a line is anything else: most texts are told at once.
        let piece = |text: &Self, i: usize| {
            text.any(i, &PIECES)
                && text.is_open(i - 1)
                && text.is(i - 1, &Role::Paragraph)
                && is_prose(text.traits_at(i))
        };
        if !(1..self.blocks.len()).any(|i| piece(self, i) || self.goes_on(i)) {
            return;
        }
        let tokens = &mut Tokens::default();
        let mut goes_on = |i: usize| {
            i > 0
                && self.is_open(i - 1)
                && !self.is(i, &Role::Verse)
                && (self.goes_on(i) || self.joins(i, lexicon, tokens))
        };
        let joined: Vec<usize> = (1..self.blocks.len()).filter(|i| goes_on(*i)).collect();
        for i in joined.iter().map(|i| i - 1).filter(|i| *i > 0) {
            if piece(self, i) {
                self.set(i, &Role::Paragraph);
            }
        }
        if joined.len() < FEWEST {
            return;
        }
        const RUNNING: [Trait; 3] = [Trait::Long, Trait::Sentence, Trait::BreaksOff];
        let prose = |i: &usize| self.is(*i, &Role::Paragraph) && self.traits_at(*i).any(&RUNNING);
        let lines = 0..self.blocks.len();
        let (Some(first), Some(last)) = (lines.clone().find(prose), lines.rev().find(prose)) else {
            return;
        };
        if joined.iter().filter(|i| (first..=last).contains(i)).count() * SHARE < last - first {
            return;
        }
        for i in first + 1..last {
            // Behind anything else stand entries of the same list or box.
            let piece = self.any(i, &PIECES)
                && (self.is(i - 1, &Role::Paragraph) || self.goes_on(i - 1))
                && is_prose(self.traits_at(i));
            if piece && !self.stands_apart(i) {
                self.set(i, &Role::Paragraph);
            }
        }
    }

    /// Whether line `i` begins with the mark of a sentence that the line above began, or is one.
    fn goes_on(&self, i: usize) -> bool {
        let text = self.blocks.get(i).map_or("", TextBlock::text);
        self.traits_at(i).has(Trait::Continues) && !text.starts_with("..")
            || matches!(text, "." | "،" | "," | "؛")
    }

    /// Whether line `i` begins with a word that goes on with the clause of the line above: a complementiser or a
    /// relative, as a line that begins a sentence hardly does.
    fn joins(&self, i: usize, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
        tokens.fill(self.blocks.get(i).map_or("", TextBlock::text), 1);
        tokens.lists(0, lexicon).has(LexiconKind::FunctionWords)
            && lexicon
                .function_words()
                .get(tokens.key(0))
                .is_some_and(|word| {
                    matches!(
                        word.class(),
                        FunctionClass::Complementiser | FunctionClass::Relative
                    )
                })
    }

    /// Whether line `i` ends without the stop of a sentence.
    fn is_open(&self, i: usize) -> bool {
        let end = self.blocks.get(i).map(|block| block.shape().end);
        matches!(end, Some(End::Open | End::Digit | End::Comma))
    }

    /// Whether line `i` is parted from its neighbours as a heading is: the sentence above has ended, and running text
    /// begins below; or by blank lines.
    fn stands_apart(&self, i: usize) -> bool {
        let gap = |i: usize| self.blocks.get(i).is_some_and(|block| block.gap() > 0);
        let ended = i == 0 || !self.is_open(i - 1) && !self.goes_on(i);
        let begins =
            self.traits_at(i + 1).any(&[Trait::Long, Trait::Middle]) && !self.goes_on(i + 1);
        ended && begins || gap(i) && gap(i + 1)
    }
}
