//! What the crate's own tests use, for authors of extensions.
//!
//! # Examples
//!
//! ```
//! use khabar::label::Role;
//! use khabar::{Confidence, extractor_fn, testing};
//!
//! let squares = extractor_fn("squares", |cx, out| {
//!     for block in cx.blocks().iter().filter(|b| b.text().starts_with('■')) {
//!         out.claim(block.span(), Role::Heading, Confidence::MAX);
//!     }
//!     Ok(())
//! });
//! let run = testing::run_extractor(&squares, "■ أولا\nنص");
//! assert_eq!(run.claims, [(Role::Heading, "■ أولا".to_owned())]);
//! assert!(run.error.is_none());
//! ```

use crate::arabic::{self, references};
use crate::article::{Article, primary_spans};
use crate::extract::{Candidates, Context, Extractor};
use crate::input::Hints;
use crate::label::{self, Role, RoleScorer, RoleScores, Weights};
use crate::lexicon::Lexicon;
use crate::limits::Limits;
use crate::provenance::{Diagnostic, Origin};
use crate::read;
use crate::span::Span;

/// What an extractor wrote.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExtractorRun {
    /// Claims in the order of writing, with the source text they cover.
    pub claims: Vec<(Role, String)>,
    /// Values in the order of writing: the field's name and the value in JSON.
    pub values: Vec<(String, serde_json::Value)>,
    /// Diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The error, if it failed.
    pub error: Option<String>,
}

/// Runs one extractor on a text that the built-in scorer has labelled.
pub fn run_extractor(extractor: &impl Extractor, text: &str) -> ExtractorRun {
    let (lexicon, hints) = (Lexicon::builtin(), Hints::new());
    let document = read::read_text(text, &Limits::new());
    let cx = Context::new(&document, &[], lexicon, &hints);
    let labels = label::label(&cx, Weights::builtin(), true, &[], false).labels;
    let cx = Context::new(&document, &labels, lexicon, &hints);
    let mut out = Candidates::new();
    let origin = Origin::from(extractor.name());
    out.writer(&origin, extractor.precedence(), extractor.stage());
    let error = if extractor.applies(&cx) {
        extractor
            .extract(&cx, &mut out)
            .err()
            .map(|e| e.to_string())
    } else {
        None
    };
    let slice = |span: Span| text.get(span.range()).unwrap_or("").to_owned();
    ExtractorRun {
        claims: out
            .claims
            .iter()
            .map(|c| (c.role.clone(), slice(c.span)))
            .collect(),
        values: out
            .values
            .iter()
            .map(|v| (v.field.to_string(), v.value.to_json()))
            .collect(),
        diagnostics: out.diagnostics,
        error,
    }
}

/// Runs one scorer on a text and returns what it added: block, role, weight.
pub fn run_scorer(scorer: &impl RoleScorer, text: &str) -> Vec<(usize, Role, f32)> {
    let (lexicon, hints) = (Lexicon::builtin(), Hints::new());
    let document = read::read_text(text, &Limits::new());
    let cx = Context::new(&document, &[], lexicon, &hints);
    let mut scores = RoleScores::default();
    scorer.score(&cx, &mut scores);
    scores.iter().collect()
}

/// Checks that an article accounts for every byte of its source: white space and dropped controls
/// aside, each lies in exactly one primary text or piece of residue. The article must have been
/// parsed with [`Keep::Residue`](crate::Keep::Residue).
///
/// # Errors
///
/// The first place that is missing or claimed twice, in words.
pub fn check_accounted(source: &str, article: &Article) -> Result<(), String> {
    let residue = article.residue.as_deref().ok_or("residue was not kept")?;
    let mut spans = primary_spans(article);
    spans.extend(residue.iter().filter_map(|r| r.span));
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        if span.start() < at {
            return Err(format!("{span:?} overlaps what ends at {at}"));
        }
        check_skipped(source, at, span.start())?;
        at = span.end();
    }
    check_skipped(source, at, source.len())
}

fn check_skipped(source: &str, from: usize, to: usize) -> Result<(), String> {
    let skipped = source
        .get(from..to)
        .ok_or_else(|| format!("{from}..{to} is no range of characters"))?;
    match references::decode(skipped)
        .chars()
        .find(|c| !arabic::is_white(*c) && !arabic::is_dropped(*c))
    {
        None => Ok(()),
        Some(c) => Err(format!(
            "{c:?} in {from}..{to} lies in no part of the article"
        )),
    }
}

/// Checks that every primary text is the clean form of the slice its span names, character references decoded, and that spans lie
/// on character boundaries.
///
/// # Errors
///
/// The first text that differs from its slice, in words.
pub fn check_spans(source: &str, article: &Article) -> Result<(), String> {
    for span in primary_spans(article) {
        source
            .get(span.range())
            .ok_or_else(|| format!("{span:?} lies on no character boundaries"))?;
    }
    let mut problem = Ok(());
    crate::article::primary_texts(article, &mut |text, span| {
        let clean = span
            .and_then(|s| source.get(s.range()))
            .map(|raw| arabic::clean_str(&references::decode(raw)).into_owned());
        if let Some(clean) = clean
            && clean != text
            && problem.is_ok()
        {
            problem = Err(format!("{span:?} is {clean:?}, the text is {text:?}"));
        }
    });
    problem
}

/// Reads the items of a feed in XML without making articles of them, for benches of the reader:
/// how many items there are, and the bytes of their titles, links and bodies.
#[cfg(feature = "feed")]
pub fn read_feed_items(feed: &[u8]) -> (usize, usize) {
    let mut items = read::feed::Items::new(feed, false, Limits::new().max_bytes());
    let (mut count, mut bytes) = (0, 0);
    let mut names = None;
    // Reading a slice of bytes cannot fail.
    while let Ok(Some(slice)) = items.next_item() {
        let names = names.get_or_insert_with(|| {
            read::feed::namespaces(&String::from_utf8_lossy(items.outside()))
        });
        let item = read::feed::raw::item(&String::from_utf8_lossy(&slice.bytes), false, names);
        let len = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        bytes += len(&item.title) + len(&item.link);
        bytes += item.body.as_ref().map_or(0, |body| body.text.len());
        count += 1;
    }
    (count, bytes)
}
