//! نقل … عن: who relays and who said it.

use std::ops::Range;

use super::channel::channel_between;
use super::complement::Opener;
use super::frames::Found;
use super::lexis::{Classes, Lexis, VerbHit};
use super::source::{self, Np};
use super::tokens::{Kind, Tokens};
use super::verb::clause_boundary;
use crate::article::{AttributionKind, Stance};
use crate::lexicon::{FunctionClass, TitleClass};

/// نقل … عن: who relays and who said it.
pub(super) fn relay(
    tokens: &Tokens<'_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
) -> Option<Found> {
    let lexis = Lexis::get();
    let limit = sentence.end.min(i + 20);
    let mut an = None;
    let mut k = i + 1;
    while k < limit {
        match tokens.key(k) {
            "عن" => {
                an = Some(k);
                break;
            }
            "الي" | "من" if k == i + 1 => return None,
            _ => {}
        }
        if matches!(tokens.kind(k), Kind::Stop | Kind::Semicolon | Kind::Colon)
            || tokens.class(k) == Some(FunctionClass::Relative)
        {
            return None;
        }
        k = tokens.insertion_end(k).unwrap_or(k + 1);
    }
    let an = an?;
    let via = source::noun_phrase(tokens, i + 1, an);
    // The source runs to what opens the content.
    let mut j = an + 1;
    let end = sentence.end.min(an + 40);
    let mut found: Option<(usize, usize, Opener)> = None;
    while j < end {
        let key = tokens.key(j);
        match tokens.kind(j) {
            Kind::Colon => {
                found = Some((j + 1, j, Opener::Colon));
                break;
            }
            Kind::Open => {
                let close = tokens.pair(j).unwrap_or(j);
                if close - j <= 5
                    && tokens.is_closed(j)
                    && matches!(
                        source::title_of(tokens.key(j - 1)),
                        Some(TitleClass::MediaHead)
                    )
                {
                    j = close + 1;
                    continue;
                }
                found = Some((j, j, Opener::Quote));
                break;
            }
            Kind::Stop | Kind::Semicolon => break,
            Kind::Word => {
                if source::is_complementiser(key) {
                    found = Some((j, j, Opener::Clause));
                    break;
                }
                if lexis.classes(key).has(Classes::OPENER) {
                    found = Some(opened(tokens, j));
                    break;
                }
                if tokens.class(j) == Some(FunctionClass::Relative) {
                    // A relative clause about the source.
                }
            }
            _ => {}
        }
        j = tokens.insertion_end(j).unwrap_or(j + 1);
    }
    let (at, limit, opener) = found?;
    let source = source::noun_phrase(tokens, an + 1, limit)?;
    let channel = channel_between(tokens, source.end(), limit)
        .or_else(|| channel_between(tokens, via.as_ref().map_or(i + 1, Np::end), an));
    let (boundary, cuts) = clause_boundary(tokens, i, hit, &sentence);
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        via,
        channel,
        content: Vec::new(),
        kind: AttributionKind::Indirect,
        stance: Stance::Say,
        negative: false,
        rule: "relay",
        confidence: 900,
        verb: None,
        subject: None,
        boundary,
        cuts,
        opener,
        at,
        hole: None,
        sentence,
    })
}

/// After قوله or تأكيده at `j`: the content, where the words before it end, and what opens it.
fn opened(tokens: &Tokens<'_>, j: usize) -> (usize, usize, Opener) {
    let next = j + 1;
    match tokens.kind(next) {
        Kind::Colon => (next + 1, j, Opener::Colon),
        Kind::Open => (next, j, Opener::Quote),
        _ if source::is_complementiser(tokens.key(next)) => (next, j, Opener::Clause),
        _ if matches!(tokens.key(next), "الي" | "علي" | "من") => (
            next,
            j,
            if source::is_complementiser(tokens.key(next + 1)) {
                Opener::PrepClause
            } else {
                Opener::PrepNoun
            },
        ),
        _ => (next, j, Opener::Noun),
    }
}
