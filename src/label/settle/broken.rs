//! Texts that are broken into lines where an element stands inside a sentence.
//!
//! Who takes the text of a page node by node gives every link, name and title that is set off in a sentence a line of
//! its own: `… صاحبة أغنية`, `جسر النهر`, `، التي عرفت …`. What follows begins with the mark that belongs to the
//! sentence, which no line does otherwise, or with a word that goes on with a clause.

use super::{Text, is_prose};
use crate::label::role::Role;
use crate::label::traits::Trait;
use crate::lexicon::{FunctionClass, Lexicon};
use crate::read::{End, TextBlock};
use crate::smallprint::lookup;
use crate::smallprint::tokens::Tokens;

/// Lines of a broken text at least that begin with the mark of a sentence, and one of how many of the body's.
const MARKED: usize = 2;
const SHARE: usize = 20;

/// What a piece of a sentence is taken for alone.
const ALONE: [Role; 2] = [Role::Heading, Role::Caption];

/// What it is taken for as well where only one line stands so: several are a list, a box or a menu.
const AMONG: [Role; 5] = [
    Role::List,
    Role::Related,
    Role::Boilerplate,
    Role::Byline,
    Role::Tags,
];

impl Text<'_, '_> {
    /// Gives the body what a broken sentence holds.
    pub(super) fn broken_sentences(&mut self, lexicon: &Lexicon) {
        let lines = 1..self.blocks.len();
        let marked = lines
            .clone()
            .filter(|i| self.is_open(i - 1) && self.begins_with_mark(*i));
        let marked: Vec<usize> = marked.collect();
        let tokens = &mut Tokens::default();
        let inside = |i: &usize| {
            self.is_piece(*i)
                && self.is_open(i - 1)
                && self.is(i - 1, &Role::Paragraph)
                && (marked.binary_search(&(i + 1)).is_ok()
                    || self.is_open(*i) && self.begins_with_clause(i + 1, lexicon, tokens))
        };
        let mut found: Vec<usize> = lines.filter(inside).collect();
        found.extend(self.pieces(&marked));
        for i in found {
            self.set(i, &Role::Paragraph);
        }
    }

    /// The pieces of a text of which several lines go on with the sentence of the line above.
    fn pieces(&self, marked: &[usize]) -> Vec<usize> {
        const RUNNING: [Trait; 3] = [Trait::Long, Trait::Sentence, Trait::BreaksOff];
        let mut found: Vec<usize> = Vec::new();
        let prose = |i: &usize| self.is(*i, &Role::Paragraph) && self.traits_at(*i).any(&RUNNING);
        let lines = 0..self.blocks.len();
        let (Some(first), Some(last)) = (lines.clone().find(prose), lines.rev().find(prose)) else {
            return found;
        };
        let within = marked.iter().filter(|i| (first..=last).contains(i)).count();
        if within < MARKED || within * SHARE < last - first {
            return found;
        }
        for i in first + 1..last {
            let behind = self.is(i - 1, &Role::Paragraph)
                || self.begins_with_mark(i - 1)
                || found.last() == Some(&(i - 1));
            if behind && self.is_piece(i) && !self.stands_apart(i) {
                found.push(i);
            }
        }
        found
    }

    /// Whether line `i` can be a piece of a sentence, whatever it was taken for.
    fn is_piece(&self, i: usize) -> bool {
        const MARKS: [Trait; 3] = [Trait::Bullet, Trait::Numbered, Trait::Colon];
        let t = self.traits_at(i);
        let beside = |i: Option<usize>| i.is_some_and(|i| self.any(i, &AMONG));
        let among = || self.any(i, &AMONG) && !beside(i.checked_sub(1)) && !beside(Some(i + 1));
        is_prose(t)
            && !t.any(&MARKS)
            && !self.traits_at(i.saturating_sub(1)).has(Trait::Colon)
            && (self.any(i, &ALONE) || among())
    }

    /// Whether line `i` begins with the mark of a sentence that the line above began, or is one.
    fn begins_with_mark(&self, i: usize) -> bool {
        let text = self.blocks.get(i).map_or("", TextBlock::text);
        self.traits_at(i).has(Trait::Continues) && !text.starts_with("..")
            || matches!(text, "." | "،" | "," | "؛")
    }

    /// Whether line `i`, which no blank line parts from the one above, begins with a word that goes on with its
    /// clause: a relative of the noun above (الذي), and إن or أن two lines behind a verb of saying, as sentences
    /// begin with إن too.
    fn begins_with_clause(&self, i: usize, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
        let Some(block) = self.blocks.get(i).filter(|block| block.gap() == 0) else {
            return false;
        };
        tokens.fill(block.text(), 1, lexicon);
        let first = tokens.word(0);
        let said = || i > 1 && self.traits_at(i - 2).has(Trait::Reporting);
        match lookup::function(first, lexicon) {
            Some(FunctionClass::Relative) => first.starts_with("ال"),
            Some(FunctionClass::Complementiser) => first.starts_with("ان") && said(),
            _ => false,
        }
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
        let ended = i == 0 || !self.is_open(i - 1) && !self.begins_with_mark(i);
        let begins = self.traits_at(i + 1).any(&[Trait::Long, Trait::Middle])
            && !self.begins_with_mark(i + 1);
        ended && begins || gap(i) && gap(i + 1)
    }
}
