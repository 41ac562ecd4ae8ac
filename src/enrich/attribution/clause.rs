//! Clauses around a cue: where one may begin, and where that of a cue does.

use std::ops::Range;

use super::lexis::{Form, VerbHit};
use super::tokens::{Kind, Tokens};
use super::words::{Marks, Word};
use crate::lexicon::FunctionClass;

/// Whether a clause may begin at `i`.
pub(super) fn may_begin(tokens: &Tokens<'_, '_>, i: usize, sentence: &Range<usize>) -> bool {
    if i == sentence.start {
        return true;
    }
    let before = tokens.word(i - 1);
    match tokens.kind(i - 1) {
        Kind::Word => {
            matches!(
                before.class,
                Some(FunctionClass::Conjunction | FunctionClass::Relative)
            ) || before.is(Marks::CLAUSE_START)
                || takes_up(before)
        }
        Kind::Number => false,
        _ => true,
    }
}

/// Whether a complement or a resumed subject begins with the word.
pub(super) fn takes_up(word: &Word) -> bool {
    word.is(Marks::COMPLEMENTISER.or(Marks::RESUMPTION))
}

/// Where the clause of a cue begins, and whether it ends the content before it.
pub(super) fn boundary(
    tokens: &Tokens<'_, '_>,
    from: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> (usize, bool) {
    let mut k = from;
    let mut steps = 0;
    let mut turn = false;
    while k > sentence.start && steps < 6 {
        let before = tokens.word(k - 1);
        if tokens.kind(k - 1) != Kind::Word || !before.is(Marks::CLAUSE_LEAD.or(Marks::SIDE)) {
            break;
        }
        turn |= before.is(Marks::TURN);
        k -= 1;
        steps += 1;
    }
    if k == sentence.start {
        return (k, true);
    }
    match tokens.kind(k - 1) {
        Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Close | Kind::Dash => {
            let mut at = k;
            while at > sentence.start
                && matches!(
                    tokens.kind(at - 1),
                    Kind::Comma | Kind::Semicolon | Kind::Stop
                )
            {
                at -= 1;
            }
            (at, true)
        }
        _ => (
            k,
            turn || hit.conjunction
                || hit.reading.form == Form::Participle
                || tokens.key(k).begins("و") && k < from,
        ),
    }
}
