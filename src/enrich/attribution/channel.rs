//! Channels: in a statement, on a platform, to an outlet.

use std::ops::Range;

use super::key::Key;
use super::lexis::Lexis;
use super::quotes::is_body_of_person;
use super::recipient::is_recipient;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::{AgencyKind, FunctionClass, Lexicon, TitleClass};

/// A channel between two tokens: في بيان, على حسابه, لرويترز.
pub(super) fn channel_between(
    tokens: &Tokens<'_, '_>,
    from: usize,
    to: usize,
) -> Option<Range<usize>> {
    for i in (from..to).filter(|&i| may_open(tokens, i)) {
        let key = tokens.key(i);
        let preposition = key.behind("و").unwrap_or(key);
        let opens = if preposition == "امام" {
            is_audience(tokens, i + 1)
        } else if preposition.is_any(["في", "خلال", "عبر", "علي", "بحسب"]) {
            (tokens.is(i + 1, Marks::CHANNEL.or(Marks::PLATFORM))
                || tokens.is(i + 1, Marks::SERIES) && tokens.is(i + 2, Marks::CHANNEL))
                && tokens.kind(i + 1) == Kind::Word
                || key.ends("في")
                    && tokens.kind(i + 1) == Kind::Open
                    && tokens.pair(i + 1).is_some_and(|c| c - i <= 5 && c < to)
                    && !is_body_of_person(tokens, i)
        } else {
            is_recipient(tokens, i)
                && (key != "ل" || tokens.kind(i + 1) != Kind::Word || i + 1 < to)
                || key
                    .behind("ب")
                    .is_some_and(|rest| Lexis::get().word(rest).is(Marks::BI_CHANNEL))
        };
        if opens {
            let end = channel_end(tokens, i, to);
            return (end > i).then_some(i..end);
        }
    }
    None
}

/// Whether a channel may open with the word at `i`, by its first letters alone: most words are told so.
fn may_open(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    let key = key.behind("و").unwrap_or(key);
    key.begins_any(["ف", "خ", "ع", "ب", "ل", "ام"])
}

/// Whether a body that is spoken to begins at `i`: أمام مجلس الأمن, أمام الصحفيين.
fn is_audience(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let word = tokens.word(i);
    word.either(Marks::RECIPIENT.or(Marks::INSTITUTION))
        || matches!(
            word.title,
            Some(TitleClass::OrganisationHead | TitleClass::MediaHead)
        )
}

/// The words of the outlet that the word with ل at `from` names, where it is known.
fn outlet_words(tokens: &Tokens<'_, '_>, from: usize) -> Option<usize> {
    let rest = tokens.key(from).behind("ل")?;
    let full = rest.behind("ل").map(Key::with_article);
    let keys = [
        full.as_deref().map_or(rest, Key::new),
        tokens.key(from + 1),
        tokens.key(from + 2),
        tokens.key(from + 3),
    ];
    let (n, _) = Lexicon::builtin()
        .agencies()
        .longest_of(&keys, |agency| agency.kind() != AgencyKind::Generic)?;
    (n > 1).then_some(n)
}

fn channel_end(tokens: &Tokens<'_, '_>, from: usize, to: usize) -> usize {
    // لصحيفة الوطن القريبة من …: no more than the name.
    if let Some(n) = outlet_words(tokens, from) {
        let mut end = from + n;
        let adjective = |k: usize| {
            tokens.is(k, Marks::NATIONALITY)
                || tokens.is_definite(k)
                    && tokens.class(k + 1) != Some(FunctionClass::Preposition)
                    && tokens.title(k).is_none()
        };
        if end < to && adjective(end) {
            end += 1;
        }
        if tokens.kind(end) == Kind::Open
            && let Some(close) = tokens.pair(end).filter(|&c| c < to && c - end <= 6)
        {
            end = close + 1;
        }
        return end.min(to);
    }
    // لـCNN
    let latin = tokens.key(from).behind("ل");
    if latin.is_some_and(|rest| !rest.is_empty() && rest.bytes().is_ascii()) {
        return from + 1;
    }
    // لـ"…": no more than the name.
    if tokens.key(from) == "ل" && tokens.kind(from + 1) == Kind::Open {
        return tokens
            .pair(from + 1)
            .map_or(from + 1, |close| (close + 1).min(to));
    }
    let mut i = from + 1;
    while i < to && i - from <= 16 {
        match tokens.kind(i) {
            Kind::Comma
            | Kind::Colon
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Dash
            | Kind::Close
            | Kind::BracketClose => break,
            Kind::Open => match tokens.pair(i) {
                Some(close) if close < to && close - i <= 6 => {
                    i = close + 1;
                    continue;
                }
                _ => break,
            },
            Kind::BracketOpen => match tokens.insertion_end(i) {
                Some(end) if end <= to => {
                    i = end;
                    continue;
                }
                _ => break,
            },
            Kind::Word
                if tokens.is(i, Marks::COMPLEMENTISER)
                    || tokens.is(i, Marks::TIME)
                    || matches!(
                        tokens.class(i),
                        Some(
                            FunctionClass::Relative
                                | FunctionClass::Time
                                | FunctionClass::Conjunction
                                | FunctionClass::Demonstrative
                                | FunctionClass::Quantifier
                        )
                    ) =>
            {
                break;
            }
            // في تصريحه, في بيان له: the phrase is complete.
            Kind::Word
                if i == from + 2
                    && !tokens.is_definite(i)
                    && !tokens.key(i).begins_any(["ل", "ب"])
                    && tokens.class(i).is_none()
                    && is_own(tokens, i - 1) =>
            {
                break;
            }
            Kind::Word if tokens.key(i).is_any(["له", "لها", "لهم"]) => return i + 1,
            _ => {}
        }
        i += 1;
    }
    i
}

/// Whether the noun at `i` has the pronoun of its speaker.
fn is_own(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    !tokens.raw(i).ends_with('ة')
        && tokens.is(i, Marks::CHANNEL)
        && tokens
            .key(i)
            .enclitic()
            .is_some_and(|(_, pronoun)| matches!(pronoun, "ه" | "ها"))
}

/// A channel before the cue at the head of its sentence: وفي مؤتمر صحفي، قال.
pub(super) fn leading_channel(
    tokens: &Tokens<'_, '_>,
    before: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    if before <= sentence.start + 1 || before - sentence.start > 24 {
        return None;
    }
    let c = channel_between(tokens, sentence.start, before)?;
    let tail = tokens.kind(c.end) == Kind::Comma || c.end == before;
    (tail && c.start - sentence.start <= 8).then_some(c)
}
