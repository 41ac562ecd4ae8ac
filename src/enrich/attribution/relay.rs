//! نقل … عن: who relays and who said it.

use std::ops::Range;

use super::channel::channel_between;
use super::clause;
use super::complement::Opener;
use super::content::Pieces;
use super::frames::Found;
use super::lexis::{Form, VerbHit};
use super::nature::{Sort, nature};
use super::phrase::{Np, noun_phrase};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::article::{AttributionKind, Stance};
use crate::lexicon::{FunctionClass, TitleClass};

/// نقل … عن: who relays and who said it.
pub(super) fn relay(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
) -> Option<Found> {
    let limit = sentence.end.min(i + 20);
    let mut an = None;
    let mut k = i + 1;
    while k < limit {
        let key = tokens.key(k);
        if key == "عن" {
            an = Some(k);
            break;
        }
        // سي إن إن has it in its name.
        let in_name = tokens.key(k - 1) == "سي" || tokens.is(k - 1, Marks::COMPLEMENTISER);
        if tokens.is(k, Marks::COMPLEMENTISER) && !in_name {
            return report(tokens, i, k, hit, sentence);
        }
        if k == i + 1 && key.is_any(["الي", "من"]) {
            return None;
        }
        if matches!(tokens.kind(k), Kind::Stop | Kind::Semicolon | Kind::Colon)
            || tokens.class(k) == Some(FunctionClass::Relative)
        {
            return None;
        }
        k = tokens.insertion_end(k).unwrap_or(k + 1);
    }
    let an = an?;
    let via = noun_phrase(tokens, i + 1, an);
    // The source runs to what opens the content.
    let mut j = an + 1;
    let end = sentence.end.min(an + 40);
    let mut found: Option<(usize, usize, Opener)> = None;
    while j < end {
        match tokens.kind(j) {
            Kind::Colon => {
                found = Some((j + 1, j, Opener::Colon));
                break;
            }
            Kind::Open => {
                let close = tokens.pair(j).unwrap_or(j);
                if close - j <= 5
                    && tokens.is_closed(j)
                    && tokens.title(j - 1) == Some(TitleClass::MediaHead)
                {
                    j = close + 1;
                    continue;
                }
                found = Some((j, j, Opener::Quote));
                break;
            }
            Kind::Stop | Kind::Semicolon => break,
            Kind::Word => {
                if tokens.is(j, Marks::COMPLEMENTISER) {
                    found = Some((j, j, Opener::Clause));
                    break;
                }
                // عن فلان دعوته الناس إلى كذا
                let own = || {
                    j > an + 1
                        && tokens
                            .verb(j)
                            .is_some_and(|hit| hit.reading.form == Form::Masdar && hit.suffix)
                };
                if tokens.is(j, Marks::OPENER) || own() {
                    found = Some(opened(tokens, j));
                    break;
                }
            }
            _ => {}
        }
        j = tokens.insertion_end(j).unwrap_or(j + 1);
    }
    let (at, limit, opener) = found?;
    let source = noun_phrase(tokens, an + 1, limit)?;
    let channel = channel_between(tokens, source.end(), limit)
        .or_else(|| channel_between(tokens, via.as_ref().map_or(i + 1, Np::end), an));
    Some(Found {
        via: via.map(Box::new),
        channel,
        confidence: 900,
        ..said_by(tokens, i, hit, sentence, source, (at, opener))
    })
}

/// What a source said in a content that begins at `at`, with the cue at `i`.
fn said_by(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    source: Np,
    (at, opener): (usize, Opener),
) -> Found {
    let (boundary, cuts) = clause::boundary(tokens, i, hit, &sentence);
    Found {
        cue: i..i + 1,
        source: Some(source),
        via: None,
        channel: None,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &Stance::Say,
        negative: false,
        rule: "relay",
        confidence: 820,
        verb: None,
        subject: None,
        boundary,
        cuts,
        opener,
        at,
        hole: None,
        sentence,
    }
}

/// نقلت وسائل إعلام أن: an outlet that names nobody is the source itself; the content begins at `at`.
fn report(
    tokens: &Tokens<'_, '_>,
    i: usize,
    at: usize,
    hit: VerbHit,
    sentence: Range<usize>,
) -> Option<Found> {
    // نقلت الوكالة، أن: the comma ends the source.
    let end = at - usize::from(tokens.kind(at - 1) == Kind::Comma); // the verb stands before it
    let source = noun_phrase(tokens, i + 1, end).filter(|np| np.start() == i + 1)?;
    if nature(tokens, &source).sort != Sort::Media {
        return None;
    }
    let channel = channel_between(tokens, source.end(), end);
    if source.end() != end && channel.is_none() {
        return None;
    }
    Some(Found {
        channel,
        ..said_by(tokens, i, hit, sentence, source, (at, Opener::Clause))
    })
}

/// After قوله or تأكيده at `j`: the content, where the words before it end, and what opens it.
fn opened(tokens: &Tokens<'_, '_>, j: usize) -> (usize, usize, Opener) {
    let next = j + 1;
    match tokens.kind(next) {
        Kind::Colon => (next + 1, j, Opener::Colon),
        Kind::Open => (next, j, Opener::Quote),
        _ if tokens.is(next, Marks::COMPLEMENTISER) => (next, j, Opener::Clause),
        _ if tokens.key(next).is_any(["الي", "علي", "من"]) => (
            next,
            j,
            if tokens.is(next + 1, Marks::COMPLEMENTISER) {
                Opener::PrepClause
            } else {
                Opener::PrepNoun
            },
        ),
        _ => (next, j, Opener::Noun),
    }
}
