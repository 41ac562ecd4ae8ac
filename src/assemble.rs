//! Assembly: labelled blocks, claims and candidates → an [`Article`].
//!
//! Claims cut blocks into *pieces*; a piece without a claim keeps its block's label. Pieces of body
//! roles become the body in their order, values are merged field by field, and what no field holds
//! is residue: the complement is computed, so nothing can be lost.

mod body;
mod fields;
#[cfg(feature = "html")]
mod page;
mod pieces;

use std::ops::Range;

use body::Body;
use fields::{finish, merge_fields};
use pieces::{Piece, pieces, settle};

use crate::arabic;
use crate::article::{Article, Block, Paragraph, Residue, Text};
use crate::extract::{Candidate, Candidates, Context, EntryPlace, Field, FieldValue};
use crate::label::Role;
use crate::merge::{self, MergePolicy};
use crate::provenance::{Confidence, Diagnostic, Origin, Severity};
use crate::span::Span;

/// The name of the built-in scorer: the origin of everything that a label alone decided.
pub(crate) static LABELS: Origin = Origin::from_static("cues");

/// What assembly needs besides the context.
pub(crate) struct Options<'a> {
    pub(crate) policy: &'a dyn MergePolicy,
    pub(crate) threshold: &'a dyn Fn(&Field) -> Confidence,
    pub(crate) residue: bool,
    pub(crate) alternatives: bool,
}

/// Assembles the article. Linear in the document, but for sorting the claims.
pub(crate) fn assemble(
    cx: &Context<'_>,
    candidates: Candidates,
    options: &Options<'_>,
    article: &mut Article,
) {
    let Candidates {
        claims,
        mut values,
        bodies,
        diagnostics,
        #[cfg(feature = "html")]
        image_credits,
        entries,
        turns,
        ..
    } = candidates;
    let claims = settle(claims);
    let mut pieces = pieces(cx, &claims);
    let mut body = Body::new(cx, &pieces);
    body.turns = turns;
    body.turns.sort_unstable();
    #[cfg(feature = "html")]
    if cx.is_page() {
        body.expect(&pieces, image_credits, &entries);
    }
    for (i, piece) in pieces.iter().enumerate() {
        body.take(piece, pieces.get(i + 1));
    }
    let mut texts = body.finish(article);
    if values.is_empty() {
        values = texts;
    } else {
        values.append(&mut texts);
    }
    values.retain_mut(|candidate| keep_unclaimed(candidate, &pieces, &entries));
    merge::check(cx, &mut values);
    article.diagnostics = diagnostics;
    if !article.has_body() {
        take_told(article, &bodies);
    }
    if !options.residue {
        // Merging needs memory too, and the pieces have done their work.
        pieces = Vec::new();
    }
    merge_fields(article, values, options);
    finish(cx, article);
    if options.residue {
        article.residue = Some(residue(cx, article, &pieces));
    }
}

/// How sure it is that a body is the article's which the page gives to machines alone.
const TOLD: Confidence = Confidence::new(800);

/// The body of an article whose page shows none: the longest of those that the page gives to
/// machines, as pages do that are built in the reader's browser.
fn take_told(article: &mut Article, bodies: &[(String, Origin)]) {
    let longest = bodies.iter().rev().max_by_key(|(text, _)| text.len());
    let Some((text, origin)) = longest.filter(|(text, _)| !text.is_empty()) else {
        return;
    };
    if let Some(lead) = article.sections.first_mut() {
        let lines = text
            .lines()
            .map(|line| Text::new(line, None, TOLD, origin.clone()));
        let paragraphs = lines.map(Paragraph::from).map(Block::Paragraph);
        lead.blocks.extend(paragraphs);
        article.diagnostics.push(Diagnostic::new(
            Severity::Note,
            "body-from-metadata",
            "the page shows no body; it is the one that its structured data give",
            origin.clone(),
        ));
    }
}

/// Takes names and tags out of a list where the block they were read from has entered the article
/// as something else, by a role of the body or by a claim of higher precedence: what stands in the
/// source enters through one claim. False where nothing is left of the list.
fn keep_unclaimed(
    candidate: &mut Candidate,
    pieces: &[Piece<'_, '_>],
    entries: &[EntryPlace],
) -> bool {
    let precedence = Some(candidate.precedence);
    let free = |span: Option<Span>| {
        span.is_none_or(|span| {
            let first = pieces.partition_point(|p| p.span.end() <= span.start());
            let mut over = pieces
                .iter()
                .skip(first)
                .take_while(|p| p.span.start() < span.end());
            !over.any(|p| is_body(p.role()) || p.claimed() > precedence)
        })
    };
    match &mut candidate.value {
        FieldValue::People(people) => {
            people.retain(|person| free(person.span));
            !people.is_empty()
        }
        FieldValue::Names(names) => {
            names.retain(|name| free(name.span));
            !names.is_empty()
        }
        FieldValue::Texts(tags) if candidate.field == Field::Tags => {
            tags.retain(|tag| free(tag.span));
            !tags.is_empty()
        }
        // The time of an entry is no date of the article.
        FieldValue::Timestamp(stamp) => {
            let place = stamp.text.as_ref().and_then(|text| text.span);
            place.is_none_or(|place| {
                let here = entries.partition_point(|e| e.span.end() <= place.start());
                let here = entries.get(here);
                here.is_none_or(|entry| !entry.time.overlaps(place))
            })
        }
        _ => true,
    }
}

/// The roles whose pieces stand in the body.
fn is_body(role: &Role) -> bool {
    matches!(
        role,
        Role::Paragraph
            | Role::Heading
            | Role::Caption
            | Role::Alt
            | Role::Credit
            | Role::List
            | Role::Table
            | Role::Quote
            | Role::Verse
            | Role::Embed
            | Role::Speaker
    )
}

/// What no primary field of the article holds, with the role it was taken for.
fn residue(cx: &Context<'_>, article: &Article, pieces: &[Piece<'_, '_>]) -> Vec<Residue> {
    let mut taken: Vec<Span> = crate::article::primary_spans(article);
    taken.sort_unstable();
    let source = cx.source();
    let mut out = Vec::new();
    let mut first = 0;
    let mut leave = |piece: &Piece<'_, '_>, range: Range<usize>| {
        let Some(span) = piece.block.trim(source, Span::of(range)) else {
            return;
        };
        let text = piece.block.part(source, span);
        out.push(Residue::new(piece.role().clone(), text, Some(span)));
    };
    for piece in pieces {
        while taken
            .get(first)
            .is_some_and(|s| s.end() <= piece.span.start())
        {
            first += 1;
        }
        let mut at = piece.span.start();
        for span in taken
            .iter()
            .skip(first)
            .take_while(|s| s.start() < piece.span.end())
        {
            leave(piece, at..span.start().max(at));
            at = at.max(span.end());
        }
        leave(piece, at..piece.span.end().max(at));
    }
    if let Some(rest) = cx.document().rest() {
        let text = arabic::clean_str(source.get(rest.range()).unwrap_or(""));
        if !text.is_empty() {
            out.push(Residue::new(Role::Boilerplate, text, Some(rest)));
        }
    }
    out
}
