//! Pieces: what claims cut blocks into.

use std::collections::BTreeMap;
use std::ops::Range;

use super::LABELS;
use crate::article::{Name, Text};
use crate::extract::{Claim, Context};
use crate::label::{Label, Role};
use crate::provenance::{Confidence, Origin, Precedence};
use crate::read::{Sketch, TextBlock};
use crate::span::Span;

/// A part of a block with one role.
pub(super) struct Piece<'a, 's> {
    pub(super) block: &'a TextBlock<'s>,
    /// Range of the source, trimmed.
    pub(super) span: Span,
    pub(super) whole: bool,
    pub(super) label: Label,
    /// The claim that it is; `None` where the label alone decided.
    pub(super) claim: Option<&'a Claim>,
}

impl Piece<'_, '_> {
    pub(super) fn role(&self) -> &Role {
        match self.claim {
            Some(claim) => &claim.role,
            None => self.label.known_role(),
        }
    }

    pub(super) fn confidence(&self) -> Confidence {
        match self.claim {
            Some(claim) => claim.confidence,
            None => self.label.confidence(),
        }
    }

    pub(super) fn origin(&self) -> &Origin {
        self.claim.map_or(&LABELS, |claim| &claim.origin)
    }

    /// Rank of the claim.
    pub(super) fn claimed(&self) -> Option<Precedence> {
        self.claim.map(|claim| claim.precedence)
    }

    pub(super) fn parts(&self) -> &[Name] {
        self.claim.map_or(&[], |claim| &claim.parts)
    }

    /// The sketch of its text.
    pub(super) fn sketch(&self, source: &str) -> Sketch {
        match self.whole {
            true => self.block.shape().sketch,
            false => Sketch::of(&self.block.part(source, self.span)),
        }
    }

    pub(super) fn text(&self, source: &str) -> Text {
        Text::new(
            self.block.part(source, self.span).into_owned(),
            Some(self.span),
            self.confidence(),
            self.origin().clone(),
        )
    }
}

/// Claims that hold: none overlaps another, the better ones first served.
pub(super) fn settle(mut claims: Vec<Claim>) -> Vec<Claim> {
    if claims.len() < 2 {
        return claims;
    }
    claims.sort_by(|a, b| {
        b.precedence
            .cmp(&a.precedence)
            .then(b.confidence.cmp(&a.confidence))
            .then(a.span.cmp(&b.span))
            .then_with(|| a.origin.cmp(&b.origin))
            .then_with(|| a.role.cmp(&b.role))
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    claims.retain(|claim| {
        let (start, end) = (claim.span.start(), claim.span.end());
        let before = taken
            .range(..=start)
            .next_back()
            .is_some_and(|(_, e)| *e > start);
        let after = taken.range(start..).next().is_some_and(|(s, _)| *s < end);
        if before || after {
            return false;
        }
        taken.insert(start, end);
        true
    });
    claims.sort_by_key(|claim| claim.span);
    claims
}

/// Cuts the blocks at the claims.
pub(super) fn pieces<'c, 'a: 'c>(cx: &Context<'a>, claims: &'c [Claim]) -> Vec<Piece<'c, 'a>> {
    let mut out = Vec::with_capacity(cx.blocks().len() + 2 * claims.len());
    let mut first = 0;
    for (block, label) in cx.blocks().iter().zip(cx.labels()) {
        let span = block.span();
        while claims
            .get(first)
            .is_some_and(|c| c.span.end() <= span.start())
        {
            first += 1;
        }
        let mut at = span.start();
        let plain = |range: Range<usize>| Piece {
            block,
            whole: false,
            span: Span::of(range),
            label: *label,
            claim: None,
        };
        for claim in claims
            .iter()
            .skip(first)
            .take_while(|c| c.span.start() < span.end())
        {
            let range = claim.span.start().max(span.start())..claim.span.end().min(span.end());
            push(cx, &mut out, plain(at..range.start));
            at = range.end;
            push(
                cx,
                &mut out,
                Piece {
                    block,
                    whole: false,
                    span: Span::of(range),
                    label: *label,
                    claim: Some(claim),
                },
            );
        }
        push(cx, &mut out, plain(at..span.end()));
    }
    out
}

/// Pushes a piece, trimmed; one of white space or dropped characters alone is none.
fn push<'c, 'a>(cx: &Context<'a>, out: &mut Vec<Piece<'c, 'a>>, mut piece: Piece<'c, 'a>) {
    // The blocks of a text are trimmed.
    if cx.is_page() || piece.span != piece.block.span() {
        if piece.span.is_empty() {
            return;
        }
        let Some(span) = piece.block.trim(cx.source(), piece.span) else {
            return;
        };
        piece.span = span;
    }
    piece.whole = piece.span == piece.block.span();
    out.push(piece);
}
