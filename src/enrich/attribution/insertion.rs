//! Insertions between commas that part a verb from its subject or its content.

use super::lexis::Form;
use super::recipient::is_recipient;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// Past an insertion that begins at `from` and says in what it was said, with the comma that ends it.
pub(super) fn said_in(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> Option<usize> {
    if !tokens.is(from, Marks::INSERTION.or(Marks::TIME)) {
        return None;
    }
    let leads =
        tokens.key(from).is_any(["في", "عبر", "خلال"]) && tokens.is(from + 1, Marks::CHANNEL);
    let close = (from..end.min(from + 9)).find(|&k| tokens.kind(k) != Kind::Word)?;
    // …، الأربعاء، …
    let when = || close > from && (from..close).all(|k| tokens.is(k, Marks::TIME));
    if !leads && !when() {
        return None;
    }
    let plain = (from..close).skip(2).all(|k| tokens.verb(k).is_none());
    (tokens.kind(close) == Kind::Comma && plain).then_some(close + 1)
}

/// Past words between commas that begin at `from` and are no clause, with the comma that ends them: the name of whom a
/// title names, a time or a place.
pub(super) fn inserted(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let close = (from..end.min(from + LONGEST + 1)).find(|&k| tokens.kind(k) != Kind::Word)?;
    let plain = |k: usize| {
        tokens.verb(k).is_none()
            && matches!(
                tokens.class(k),
                None | Some(FunctionClass::Preposition | FunctionClass::Time)
            )
    };
    (tokens.kind(close) == Kind::Comma && close > from && (from..close).all(plain))
        .then_some(close + 1)
}

/// Whether the words between commas are a plain insertion: no verb, no further sentence.
pub(super) fn is_plain_insertion(tokens: &Tokens<'_, '_>, from: usize, to: usize) -> bool {
    // (تابعة للحزب)
    let bracket = |k: &usize| tokens.kind(*k) == Kind::BracketOpen;
    if let Some(open) = (from + 1..to).find(bracket) {
        return tokens.insertion_end(open) == Some(to)
            && to - open <= 6
            && is_plain_insertion(tokens, from, open);
    }
    to - from <= 8
        && (from..to).all(|k| {
            !matches!(
                tokens.class(k),
                Some(
                    FunctionClass::Verb
                        | FunctionClass::Relative
                        | FunctionClass::Auxiliary
                        | FunctionClass::Conjunction
                )
            ) && tokens
                .verb(k)
                .is_none_or(|hit| hit.reading.form == Form::Masdar)
                && !tokens.key(k).begins("و")
        })
        && (tokens.title(from).is_some()
            || tokens.is(from, Marks::TIME.or(Marks::INSERTION))
            // من جامعة الساحل إن
            || tokens.class(from) == Some(FunctionClass::Preposition)
                && (tokens.is_definite(to - 1) || tokens.opens_with(to, 'إ')))
}

/// Whether words between commas end before `from`, and few that are no clause stand between that and a clause with إن or a
/// colon: قال فلان، القاضي المحلي، في حكمه إن; تقول فلانة، مؤسسة الدار، لموقع النهار: .
pub(super) fn opens_soon(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> bool {
    const LONGEST: usize = 6;
    let leads =
        tokens.class(from) == Some(FunctionClass::Preposition) || is_recipient(tokens, from);
    let stop = || {
        (from + 1..end.min(from + LONGEST)).find(|&k| {
            tokens.kind(k) != Kind::Word
                || tokens.is(k, Marks::COMPLEMENTISER)
                || tokens.verb(k).is_some()
                || !matches!(
                    tokens.class(k),
                    None | Some(FunctionClass::Time | FunctionClass::Preposition)
                )
        })
    };
    let channel = || tokens.word(from + 1).either(Marks::CHANNEL);
    leads
        && stop().is_some_and(|k| {
            tokens.kind(k) == Kind::Colon
                || tokens.is(k, Marks::COMPLEMENTISER)
                    && tokens.class(k - 1) != Some(FunctionClass::Preposition)
                    && (tokens.opens_with(k, 'إ') || tokens.begins(k, "ب") || channel())
        })
}

/// Past the words that begin at `from` and say that who speaks does not want to be named, and why: مسؤول طلب عدم الكشف عن
/// هويته, مصدر لم يذكر اسمه.
pub(super) fn withheld(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 9;
    const REASON: usize = 14;
    if !tokens.is(from, Marks::WITHHOLDING) {
        return None;
    }
    let words = from..end.min(from + LONGEST);
    let mut words = words.take_while(|&k| tokens.kind(k) == Kind::Word);
    let identity = words.find(|&k| tokens.is(k, Marks::IDENTITY))?;
    let declines = |k: usize| tokens.is(k, Marks::BLOCKS_VERB) || tokens.key(k) == "بعدم";
    let refuses = || {
        let key = tokens.key(from);
        key.begins_any(["رفض", "رافض", "امتنع"])
    };
    if !(from..identity).any(declines) && !refuses() {
        return None;
    }
    let after = identity + 1;
    // لأنه غير مخول بالحديث: up to a comma or the clause that is said.
    let reason = tokens.key(after).is_any([
        "لانه",
        "لانها",
        "لانهم",
        "نظرا",
        "بسبب",
        "كونه",
        "كونها",
        "لعدم",
        "كي",
        "لكي",
        "حتي",
    ]);
    if !reason {
        return Some(after);
    }
    (after + 1..end.min(after + REASON)).find(|&k| {
        tokens.kind(k) != Kind::Word
            || tokens.is(k, Marks::COMPLEMENTISER) && tokens.opens_with(k, 'إ')
    })
}

/// Whether the word at `i` and the next say to what somebody speaks: ردا على سؤال, جوابا عن سؤال.
pub(super) fn is_reply(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    tokens.is(i, Marks::REPLY) && tokens.key(i + 1).is_any(["علي", "عن"])
}
