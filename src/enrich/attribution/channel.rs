//! Channels: in a statement, on a platform, to an outlet.

use std::ops::Range;

use super::lexis::Lexis;
use super::phrase::is_recipient;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// A channel between two tokens: في بيان, على حسابه, لرويترز.
pub(super) fn channel_between(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let mut i = from;
    while i < to {
        let key = tokens.key(i);
        let opens = match key {
            "في" | "خلال" | "عبر" | "علي" | "بحسب" => {
                tokens.is(i + 1, Marks::CHANNEL.or(Marks::PLATFORM))
                    && tokens.kind(i + 1) == Kind::Word
                    || key == "في"
                        && tokens.kind(i + 1) == Kind::Open
                        && tokens.pair(i + 1).is_some_and(|c| c - i <= 5 && c < to)
            }
            _ => {
                is_recipient(tokens, i)
                    && (key != "ل" || tokens.kind(i + 1) != Kind::Word || i + 1 < to)
                    || key
                        .strip_prefix('ب')
                        .is_some_and(|rest| Lexis::get().word(rest).is(Marks::BI_CHANNEL))
                    || key == "وفي" && tokens.is(i + 1, Marks::CHANNEL)
            }
        };
        if opens {
            let end = channel_end(tokens, i, to);
            return (end > i).then_some(i..end);
        }
        i += 1;
    }
    None
}

fn channel_end(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
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
                        )
                    ) =>
            {
                break;
            }
            _ => {}
        }
        i += 1;
    }
    i
}

/// A channel before the cue at the head of its sentence: وفي مؤتمر صحفي، قال.
pub(super) fn leading_channel(
    tokens: &Tokens<'_>,
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
