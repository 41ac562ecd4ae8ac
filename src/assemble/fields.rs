//! The fields: values are merged one field after the other, and what follows from several of them.

use std::collections::HashSet;

use super::Options;
use crate::arabic;
use crate::article::{Article, Block, Kind, LanguageTag, Text};
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
    let mut alternatives = Vec::new();
    for candidates in values.chunk_by_mut(|a, b| a.field == b.field) {
        let Some(field) = candidates.first().map(|first| first.field.clone()) else {
            continue;
        };
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
            set(article, &field, winner);
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
        let same = |text: &Text| arabic::fold::same(&text.text, &headline.text);
        article.deck.retain(|deck| !same(deck));
        article.kicker.take_if(|kicker| same(kicker));
    }
    if article.deck.len() > 1 {
        let mut seen = HashSet::new();
        article
            .deck
            .retain(|deck| seen.insert(arabic::fold(&deck.text).into_owned()));
    }
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
const LANGUAGE_STEP: usize = 60;

fn language(cx: &Context<'_>) -> LanguageTag {
    // The longest blocks first would be best; the first long ones are as good and cost nothing.
    let long = |b: &&TextBlock<'_>| b.shape().chars >= 60;
    let any_long = cx.blocks().iter().any(|b| long(&b));
    let most = if any_long { usize::MAX } else { 20 };
    let blocks = cx.blocks().iter().filter(|b| !any_long || long(b));
    let texts = blocks.take(most).scan(0, |size, block| {
        let left = LANGUAGE_SAMPLE
            .checked_sub(*size)
            .filter(|left| *left > 0)?;
        let whole = boundary(block.text(), left);
        // One more for the gap between two blocks.
        *size += whole + 1;
        block.text().get(..whole)
    });
    let guess = arabic::script::language_of(texts.flat_map(Steps));
    LanguageTag::new(guess.language.code(), Confidence::new(guess.confidence))
}

/// The parts of a text that the language is judged by one after the other.
#[derive(Clone)]
struct Steps<'t>(&'t str);

impl<'t> Iterator for Steps<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let near = boundary(self.0, LANGUAGE_STEP);
        // A step ends before a word.
        let behind = self.0.as_bytes().iter().skip(near);
        let end = near + behind.take_while(|byte| **byte != b' ').count();
        let (step, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        (!step.is_empty()).then_some(step)
    }
}

/// The last character boundary at `most` or before it.
fn boundary(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}
