//! Where a content ends, and its form.

use std::ops::Range;

use super::complement::{Opener, heads_name};
use super::frames::Found;
use super::tokens::{Kind, LONGEST, Tokens};
use super::words::{Marks, Word};
use crate::article::{AttributionKind, Stance};
use crate::lexicon::FunctionClass;

/// Sets where each content ends.
pub(super) fn limit(
    tokens: &Tokens<'_, '_>,
    found: &mut [Found],
    first: usize,
    narrator: Vec<usize>,
) {
    let Some(found) = found.get_mut(first..) else {
        return;
    };
    found.sort_by_key(|f| f.cue.start);
    let cuts: Vec<(usize, usize)> = found
        .iter()
        .filter(|f| f.cuts)
        .map(|f| (f.cue.start, f.boundary))
        .collect();
    for f in found.iter_mut() {
        if !f.content.is_empty() || f.stance == Stance::Decline {
            continue; // limited by its own frame
        }
        let mut end = f.sentence.end;
        if let Some(&cut) = narrator.iter().find(|&&cut| cut > f.at) {
            end = end.min(cut);
        }
        for &(cue, boundary) in &cuts {
            if cue > f.cue.start && boundary > f.at && boundary < end {
                end = boundary;
            }
        }
        // المنصة التي تقول الشركة إنها الأعلى، كانت …: the main clause goes on behind the relative one.
        let relative = f.cue.start > f.sentence.start
            && tokens.class(f.cue.start - 1) == Some(FunctionClass::Relative);
        if relative
            && let Some(comma) = (f.at..end).find(|&k| {
                tokens.kind(k) == Kind::Comma
                    && tokens.is(k + 1, Marks::COPULA.or(Marks::VERB_PARTICLE))
            })
        {
            end = comma;
        }
        let (end, closed) = match tokens.kind(f.at) {
            Kind::Open if matches!(f.opener, Opener::Colon | Opener::Quote) => {
                quotation_end(tokens, f.at, end, f.sentence.end)
            }
            // على "…": a long quotation behind its preposition or أن ends like one without.
            Kind::Word
                if tokens.kind(f.at + 1) == Kind::Open
                    && tokens
                        .pair(f.at + 1)
                        .is_some_and(|close| close > f.at + 9 && close < end) =>
            {
                quotation_end(tokens, f.at + 1, end, f.sentence.end)
            }
            _ => (end, false),
        };
        let end = if closed { end } else { trim(tokens, f.at, end) };
        f.content = match f.hole.clone() {
            Some(hole) if hole.start > f.at && hole.start < end => {
                let mut pieces: Vec<_> =
                    std::iter::once(f.at..trim(tokens, f.at, hole.start)).collect();
                let rest = trim(tokens, hole.end, end.max(hole.end));
                if rest > hole.end + 1 {
                    pieces.push(hole.end..rest);
                }
                pieces
            }
            _ => std::iter::once(f.at..end).collect(),
        };
        f.content.retain(|piece| piece.start < piece.end);
        f.kind = kind_of(tokens, &f.content, f.opener);
    }
}

/// The end of a quotation that is the content, with words that run on after it in the same clause.
fn quotation_end(
    tokens: &Tokens<'_, '_>,
    open: usize,
    cut: usize,
    sentence_end: usize,
) -> (usize, bool) {
    let Some(close) = tokens
        .pair(open)
        .filter(|close| close.saturating_sub(open) <= LONGEST)
    else {
        return (cut, false);
    };
    if !tokens.is_closed(open) {
        return (close.min(tokens.len()), false);
    }
    let after = close + 1;
    if after >= sentence_end || tokens.kind(after) != Kind::Word {
        return (after, true);
    }
    let end = (after..sentence_end.min(cut.max(after)))
        .find(|&k| matches!(tokens.kind(k), Kind::Comma | Kind::Semicolon | Kind::Stop))
        .unwrap_or(cut.max(after));
    let conjunction = tokens.key(after).starts_with('و')
        || matches!(tokens.class(after), Some(FunctionClass::Conjunction));
    if conjunction || end <= after {
        (after, true)
    } else {
        (end, false)
    }
}

/// The content as it ends: without the marks after it.
pub(super) fn trim(tokens: &Tokens<'_, '_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start {
        let stray = match tokens.kind(end - 1) {
            Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Other => {
                tokens.pair(end - 1).is_none_or(|p| p < start || p >= end)
            }
            Kind::BracketOpen | Kind::Open => true,
            _ => false,
        };
        if !stray {
            break;
        }
        end -= 1;
    }
    end
}

/// The form of a content.
pub(super) fn kind_of(
    tokens: &Tokens<'_, '_>,
    content: &[Range<usize>],
    opener: Opener,
) -> AttributionKind {
    let (Some(first), Some(last)) = (content.first(), content.last()) else {
        return AttributionKind::Nominal;
    };
    let whole = content.len() == 1
        && tokens.kind(first.start) == Kind::Open
        && (tokens
            .pair(first.start)
            .is_some_and(|close| close + 1 >= first.end)
            || !tokens.is_closed(first.start));
    if whole {
        return AttributionKind::Direct;
    }
    let quoted = (first.start..last.end).any(|i| {
        tokens.kind(i) == Kind::Open
            && tokens.pair(i).is_none_or(|close| close - i > 2 || tokens.glued(i - 1) && i > first.start)
            && !(i > first.start && is_name_head(tokens.word(i - 1)))
            // إن "…" تخضع: a short quotation that opens the clause is its subject.
            && !(i == first.start + 1
                && tokens.is(first.start, Marks::COMPLEMENTISER)
                && tokens.pair(i).is_some_and(|close| close - i <= 4 && close + 1 < last.end))
    });
    if quoted {
        return AttributionKind::Mixed;
    }
    match opener {
        Opener::PrepNoun | Opener::BiNoun | Opener::Noun => AttributionKind::Nominal,
        _ => AttributionKind::Indirect,
    }
}

/// Heads that a name in quotation marks follows.
fn is_name_head(word: &Word) -> bool {
    heads_name(word) || word.is(Marks::WORK_HEAD)
}
