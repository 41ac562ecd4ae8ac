//! Merging: candidates for a field → one value. A pure function of the candidates.

mod checks;

pub(crate) use checks::check;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde_json::Value;

use crate::article::Alternative;
use crate::extract::{Candidate, Field, FieldValue, Vote};
use crate::provenance::{Confidence, Diagnostic, Origin, Precedence, Severity};
use crate::span::Span;

/// One candidate, as a [`MergePolicy`] sees it.
#[derive(Clone, Copy)]
pub struct CandidateView<'a>(&'a Candidate);

impl<'a> CandidateView<'a> {
    /// Who gave it.
    pub fn origin(&self) -> &'a Origin {
        &self.0.origin
    }

    /// The rank of its extractor.
    pub fn precedence(&self) -> Precedence {
        self.0.precedence
    }

    /// How sure its extractor is, raised by every other independent source of the same value. All
    /// metadata of a page is one source.
    #[expect(clippy::misnamed_getters, reason = "its own is no matter of a policy")]
    pub fn confidence(&self) -> Confidence {
        self.0.pooled
    }

    /// Where it stands.
    pub fn span(&self) -> Option<Span> {
        self.0.span
    }

    /// The value, in the form the field has in JSON.
    pub fn to_json(&self) -> Value {
        self.0.value.to_json()
    }

    /// The text of a value that is one text or name.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        self.0.value.text().map(Cow::Borrowed)
    }
}

impl fmt::Debug for CandidateView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CandidateView")
            .field("origin", self.origin())
            .field("precedence", &self.precedence())
            .field("confidence", &self.confidence())
            .field("span", &self.span())
            .finish_non_exhaustive()
    }
}

/// Chooses among candidates for one field.
///
/// # Examples
///
/// A policy that trusts one extractor's headline whatever the others say, and decides as usual for
/// every other field:
///
/// ```
/// use khabar::{CandidateView, Field, MergePolicy, Parser, Tiered};
///
/// struct TrustDesk;
///
/// impl MergePolicy for TrustDesk {
///     fn choose(&self, field: &Field, candidates: &[CandidateView<'_>]) -> Option<usize> {
///         let desk = || candidates.iter().position(|c| c.origin() == "desk");
///         match field {
///             Field::Headline => desk().or_else(|| Tiered.choose(field, candidates)),
///             _ => Tiered.choose(field, candidates),
///         }
///     }
/// }
///
/// let parser = Parser::builder().merge_policy(TrustDesk).build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
pub trait MergePolicy: Send + Sync {
    /// The index of the winner, or `None` for no value. All candidates are above the field's
    /// threshold; an index out of range counts as `None`.
    fn choose(&self, field: &Field, candidates: &[CandidateView<'_>]) -> Option<usize>;
}

impl<F> MergePolicy for F
where
    F: Fn(&Field, &[CandidateView<'_>]) -> Option<usize> + Send + Sync,
{
    fn choose(&self, field: &Field, candidates: &[CandidateView<'_>]) -> Option<usize> {
        self(field, candidates)
    }
}

/// The default policy: highest precedence, then confidence, then earliest place (values without a
/// place last), then the extractor's name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tiered;

impl MergePolicy for Tiered {
    fn choose(&self, _: &Field, candidates: &[CandidateView<'_>]) -> Option<usize> {
        candidates
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| {
                let place = |c: &CandidateView<'_>| c.span().map_or(usize::MAX, Span::start);
                b.precedence()
                    .cmp(&a.precedence())
                    .then(b.confidence().cmp(&a.confidence()))
                    .then(place(a).cmp(&place(b)))
                    .then_with(|| a.origin().cmp(b.origin()))
            })
            .map(|(i, _)| i)
    }
}

/// The threshold of a field: a value below it is left out and a diagnostic says so. The defaults
/// stand in the [limits](crate::_documentation::limits) page.
pub(crate) fn default_threshold(field: &Field) -> Confidence {
    Confidence::new(match field {
        Field::Headline => 300,
        Field::Kicker | Field::Deck => 350,
        Field::Byline | Field::Dateline | Field::Credit => 400,
        Field::Sources | Field::Published | Field::Modified => 400,
        _ => 300,
    })
}

/// Says that a field, or an entry of one, is left out for its confidence.
pub(crate) fn below_threshold(
    field: &Field,
    best: Confidence,
    threshold: Confidence,
    span: Option<Span>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Severity::Note,
        "below-threshold",
        format!("{field}: the best candidate has {best}, the threshold is {threshold}"),
        Origin::from_static("merge"),
    );
    diagnostic.span = span;
    diagnostic
}

/// What merging one field gives.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    pub(crate) winner: Option<FieldValue>,
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Merges the candidates for one field. The value of the winner is taken out of them.
pub(crate) fn merge(
    field: &Field,
    candidates: &mut [Candidate],
    threshold: Confidence,
    policy: &dyn MergePolicy,
    keep: bool,
) -> Merged {
    let mut merged = Merged::default();
    agreement(candidates);
    let stands = |c: &&Candidate| c.contradicted.is_none() && c.pooled >= threshold;
    let chosen = match &*candidates {
        // The rule in plain text.
        [only] if stands(&only) => choice(policy, field, &[CandidateView(only)]),
        several => {
            let standing = several.iter().filter(stands).map(CandidateView);
            let standing: Vec<CandidateView<'_>> = standing.collect();
            choice(policy, field, &standing)
        }
    };
    // Its number among all of them.
    let numbered = candidates.iter().enumerate();
    let mut standing = numbered.filter(|(_, c)| stands(c)).map(|(i, _)| i);
    let chosen = chosen.and_then(|n| standing.nth(n));
    let best = candidates.iter().filter(|c| c.contradicted.is_none());
    if chosen.is_none()
        && let Some(best) = best.map(|c| c.pooled).max()
        && best < threshold
    {
        let span = candidates.iter().find_map(|c| c.span);
        merged
            .diagnostics
            .push(below_threshold(field, best, threshold, span));
    }
    if keep {
        merged.alternatives = alternatives(field, candidates, threshold, chosen);
    }
    if let Some(chosen) = chosen {
        merged.winner = take_winner(candidates, chosen);
    }
    merged
}

fn choice(policy: &dyn MergePolicy, field: &Field, above: &[CandidateView<'_>]) -> Option<usize> {
    policy.choose(field, above).filter(|n| *n < above.len())
}

/// The candidates that were not chosen, with the reasons why.
fn alternatives(
    field: &Field,
    candidates: &[Candidate],
    threshold: Confidence,
    chosen: Option<usize>,
) -> Vec<Alternative> {
    let winner = chosen.and_then(|i| candidates.get(i));
    let others = candidates.iter().enumerate();
    let others = others.filter(|(i, _)| Some(*i) != chosen);
    let alternatives = others.map(|(_, candidate)| {
        let reason = match winner {
            _ if let Some(check) = candidate.contradicted => check,
            _ if candidate.pooled < threshold => "threshold",
            Some(w) if w.precedence > candidate.precedence => "precedence",
            Some(w) if w.confidence > candidate.confidence => "confidence",
            Some(_) => "order",
            None => "policy",
        };
        Alternative::new(
            field.as_str(),
            candidate.value.to_json(),
            candidate.origin.clone(),
            candidate.pooled,
            reason,
        )
    });
    alternatives.collect()
}

/// Takes the value of the winner, with what the other candidates know of its place.
fn take_winner(candidates: &mut [Candidate], chosen: usize) -> Option<FieldValue> {
    let last = candidates.len().checked_sub(1)?;
    candidates.swap(chosen, last);
    let (winner, others) = candidates.split_last_mut()?;
    let mut value = std::mem::replace(&mut winner.value, FieldValue::Words(Vec::new()));
    for other in others.iter().filter(|c| c.contradicted.is_none()) {
        value.place(&other.value);
    }
    value.raise(winner.pooled);
    Some(value)
}

/// Pools the confidence of each candidate with that of every other independent source that gives
/// the same value: the surest voice of each source, in the order of the sources.
fn agreement(candidates: &mut [Candidate]) {
    if candidates.len() < 2 {
        return;
    }
    let keys: Vec<String> = candidates.iter().map(|c| c.value.key()).collect();
    let mut votes: HashMap<&str, BTreeMap<&Vote, Confidence>> = HashMap::new();
    for (candidate, key) in candidates.iter().zip(&keys) {
        if candidate.contradicted.is_none() {
            let sources = votes.entry(key).or_default();
            let best = sources.entry(&candidate.vote).or_default();
            *best = candidate.confidence.max(*best);
        }
    }
    let pooled = candidates.iter().zip(&keys).map(|(candidate, key)| {
        votes
            .get(key.as_str())
            .into_iter()
            .flatten()
            .filter(|(vote, _)| **vote != &candidate.vote)
            .fold(candidate.confidence, |sum, (_, c)| sum.pool(*c))
    });
    let pooled: Vec<Confidence> = pooled.collect();
    for (candidate, pooled) in candidates.iter_mut().zip(pooled) {
        candidate.pooled = pooled;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Text;

    fn candidate(
        text: &str,
        origin: &'static str,
        permille: u16,
        precedence: Precedence,
    ) -> Candidate {
        Candidate {
            field: Field::Headline,
            value: FieldValue::Text(Text::new(
                text,
                None,
                Confidence::new(permille),
                Origin::from_static(origin),
            )),
            confidence: Confidence::new(permille),
            precedence,
            span: None,
            origin: Origin::from_static(origin),
            vote: Vote::Own(Origin::from_static(origin)),
            pooled: Confidence::new(permille),
            contradicted: None,
        }
    }

    fn winner(mut candidates: Vec<Candidate>, threshold: u16) -> Option<String> {
        merge(
            &Field::Headline,
            &mut candidates,
            Confidence::new(threshold),
            &Tiered,
            true,
        )
        .winner
        .map(|value| match value {
            FieldValue::Text(t) => t.text,
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn precedence_then_confidence_then_name() {
        let h = Precedence::HEURISTIC;
        assert_eq!(
            winner(
                vec![
                    candidate("أ", "a", 900, h),
                    candidate("ب", "b", 500, Precedence::SITE)
                ],
                300
            )
            .as_deref(),
            Some("ب")
        );
        assert_eq!(
            winner(
                vec![candidate("أ", "a", 600, h), candidate("ب", "b", 700, h)],
                300
            )
            .as_deref(),
            Some("ب")
        );
        let either = vec![candidate("ب", "b", 700, h), candidate("أ", "a", 700, h)];
        assert_eq!(winner(either.clone(), 300).as_deref(), Some("أ"));
        assert_eq!(
            winner(either.into_iter().rev().collect(), 300).as_deref(),
            Some("أ")
        );
    }

    #[test]
    fn agreement_by_match_key_pools() {
        let h = Precedence::HEURISTIC;
        let pair = vec![
            candidate("إلى البيت", "a", 600, h),
            candidate("الى البيت", "b", 600, h),
            candidate("غيره", "c", 700, h),
        ];
        assert_eq!(winner(pair, 300).as_deref(), Some("إلى البيت"));
    }

    #[test]
    fn all_metadata_is_one_source() {
        let mut pair = vec![
            candidate("خبر", "json-ld", 600, Precedence::STRUCTURED),
            candidate("خبر", "meta", 500, Precedence::STRUCTURED),
        ];
        let pooled = |pair: &mut [Candidate]| {
            agreement(pair);
            pair.iter().map(|c| c.pooled).max()
        };
        assert_eq!(pooled(&mut pair), Some(Confidence::new(800)));
        for c in &mut pair {
            c.vote = Vote::Metadata;
        }
        assert_eq!(pooled(&mut pair), Some(Confidence::new(600)));
    }

    #[test]
    fn a_contradicted_candidate_neither_wins_nor_votes() {
        let mut wrong = candidate("الموقع", "meta", 950, Precedence::STRUCTURED);
        wrong.contradicted = Some("site-name");
        let page = candidate("خبر", "page", 600, Precedence::HEURISTIC);
        let field = Field::Headline;
        let mut both = [wrong.clone(), page];
        let merged = merge(&field, &mut both, Confidence::new(300), &Tiered, true);
        assert_eq!(merged.alternatives[0].reason, "site-name");
        assert_eq!(merged.winner.unwrap().text(), Some("خبر"));
        let alone = merge(&field, &mut [wrong], Confidence::new(300), &Tiered, true);
        assert!(alone.winner.is_none());
        assert!(alone.diagnostics.is_empty());
    }

    #[test]
    fn a_value_without_a_place_takes_that_of_the_page() {
        let span = crate::span::Span::of(4..30);
        let mut page = candidate("إلى البيت", "page", 600, Precedence::HEURISTIC);
        if let FieldValue::Text(text) = &mut page.value {
            text.span = Some(span);
        }
        let data = candidate("الى البيت", "json-ld", 900, Precedence::STRUCTURED);
        let merged = merge(
            &Field::Headline,
            &mut [data, page],
            Confidence::new(300),
            &Tiered,
            false,
        );
        let Some(FieldValue::Text(text)) = merged.winner else {
            panic!("a text wins");
        };
        assert_eq!((text.text.as_str(), text.span), ("إلى البيت", Some(span)));
        assert_eq!(text.origin, *"json-ld");
        assert_eq!(text.confidence, Confidence::new(960));
    }

    #[test]
    fn raising_a_threshold_never_adds_a_value() {
        let h = Precedence::HEURISTIC;
        let mut had = true;
        for threshold in (0..=1000).step_by(50) {
            let has = winner(
                vec![
                    candidate("أ", "a", 400, h),
                    candidate("ب", "b", 620, Precedence::SITE),
                ],
                threshold,
            )
            .is_some();
            assert!(had || !has);
            had = has;
        }
        assert!(!had);
    }
}
