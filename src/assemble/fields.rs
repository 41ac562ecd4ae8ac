//! The fields: values are merged one field after the other, and what follows from several of them.

use std::collections::HashSet;

use super::Options;
use crate::arabic;
use crate::article::{Article, Block, Kind, LanguageTag};
use crate::extract::{Candidate, Context, Field, FieldValue};
use crate::merge;
use crate::provenance::Confidence;
use crate::read::TextBlock;

pub(super) fn merge_fields(
    article: &mut Article,
    mut values: Vec<Candidate>,
    options: &Options<'_>,
) {
    // Stable: within a field the order in which they were found.
    values.sort_by(|a, b| a.field.cmp(&b.field));
    let mut rest = values.into_iter().peekable();
    let mut alternatives = Vec::new();
    while let Some(first) = rest.next() {
        let field = first.field.clone();
        let mut candidates = vec![first];
        while let Some(next) = rest.next_if(|candidate| candidate.field == field) {
            candidates.push(next);
        }
        let merged = merge::merge(
            &field,
            candidates,
            (options.threshold)(&field),
            options.policy,
            options.alternatives,
        );
        alternatives.extend(merged.alternatives);
        article.diagnostics.extend(merged.diagnostics);
        if let Some(winner) = merged.winner {
            set(article, &field, winner.value);
        }
    }
    credits(article, (options.threshold)(&Field::Credit));
    if options.alternatives {
        article.alternatives = Some(alternatives);
    }
}

fn set(article: &mut Article, field: &Field, value: FieldValue) {
    match (field, value) {
        (Field::Headline, FieldValue::Text(v)) => article.headline = Some(v),
        (Field::Kicker, FieldValue::Text(v)) => article.kicker = Some(v),
        (Field::Section, FieldValue::Text(v)) => article.section = Some(v),
        (Field::Deck, FieldValue::Texts(v)) => article.deck = v,
        (Field::Tags, FieldValue::Texts(v)) => article.tags = v,
        (Field::Labels, FieldValue::Words(v)) => article.labels = v,
        (Field::Byline, FieldValue::People(v)) => article.byline = v,
        (Field::Dateline, FieldValue::Dateline(v)) => article.dateline = Some(*v),
        (Field::Published, FieldValue::Timestamp(v)) => article.published = Some(*v),
        (Field::Modified, FieldValue::Timestamp(v)) => article.modified = Some(*v),
        (Field::Sources, FieldValue::Names(v)) => article.sources = v,
        (Field::Kind, FieldValue::Kind(v)) => article.kind = v,
        (Field::Publisher, FieldValue::Name(v)) => article.publisher = Some(v),
        (Field::Url, FieldValue::Word(v)) => article.url = Some(v),
        (Field::Access, FieldValue::Access(v)) => article.access = Some(v),
        (Field::Other(key), FieldValue::Json(v)) => {
            article.extra.insert(key.clone(), v);
        }
        // A value of another type than its field's: `Candidates` makes none.
        _ => {}
    }
}

/// Leaves out credits below the threshold, and says so.
fn credits(article: &mut Article, threshold: Confidence) {
    for section in &mut article.sections {
        for block in &mut section.blocks {
            if let Block::Figure(figure) = block {
                figure.credit.retain(|credit| {
                    let sure = credit.confidence >= threshold;
                    if !sure {
                        article.diagnostics.push(merge::below_threshold(
                            &Field::Credit,
                            credit.confidence,
                            threshold,
                            credit.span,
                        ));
                    }
                    sure
                });
            }
        }
    }
}

/// What follows from the merged article: copies of the headline in the deck, kind, language.
pub(super) fn finish(cx: &Context<'_>, article: &mut Article) {
    if let Some(headline) = &article.headline {
        let key = arabic::fold(&headline.text).into_owned();
        article.deck.retain(|deck| arabic::fold(&deck.text) != key);
        if article
            .kicker
            .as_ref()
            .is_some_and(|k| arabic::fold(&k.text) == key)
        {
            article.kicker = None;
        }
    }
    let mut seen = HashSet::new();
    article
        .deck
        .retain(|deck| seen.insert(arabic::fold(&deck.text).into_owned()));
    if article.kind == Kind::News
        && article
            .byline
            .iter()
            .any(|c| c.role == crate::article::ContributorRole::Author)
    {
        article.kind = Kind::Opinion;
    }
    article.language = Some(language(cx));
    if article.url.is_none() {
        article.url = cx.hints().url().map(str::to_owned);
    }
}

/// Bytes of text that the language is judged by at most, and in one step.
const LANGUAGE_SAMPLE: usize = 1000;
const LANGUAGE_STEP: usize = 250;

fn language(cx: &Context<'_>) -> LanguageTag {
    let (mut sample, mut size) = (Vec::new(), 0);
    // The longest blocks first would be best; the first long ones are as good and cost nothing.
    let long = |b: &TextBlock<'_>| b.shape().chars >= 60;
    let any_long = cx.blocks().iter().any(long);
    let most = if any_long { usize::MAX } else { 20 };
    let blocks = cx.blocks().iter().filter(|b| long(b) || !any_long);
    for block in blocks.take(most) {
        let text = block.text();
        let whole = boundary(text, LANGUAGE_SAMPLE - size);
        let mut start = 0;
        while start < whole {
            // A step ends before a word.
            let step = text.get(start..whole).unwrap_or("");
            let near = boundary(step, LANGUAGE_STEP);
            let end = match step.get(near..).and_then(|rest| rest.find(' ')) {
                Some(space) => near + space,
                None => step.len(),
            };
            sample.push(step.get(..end).unwrap_or(""));
            start += end;
        }
        // One more for the gap between two blocks.
        size += whole + 1;
        if size >= LANGUAGE_SAMPLE {
            break;
        }
    }
    let guess = arabic::script::language_of(sample.into_iter());
    LanguageTag::new(guess.language.code(), Confidence::new(guess.confidence))
}

/// The last character boundary at `most` or before it.
fn boundary(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
