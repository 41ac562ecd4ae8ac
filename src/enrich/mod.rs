//! Enrichment: a merged [`Article`] → things to add to it.
//!
//! Enrichers see the merged article alone, never each other's work, and only add. They run after
//! everything else, and also on an article that was read back from JSON
//! ([`Parser::enrich`](crate::Parser::enrich)).

pub mod attribution;
pub mod times;

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::article::{Article, Attribution, Related, Text, Voice};
use crate::error::ExtractError;
use crate::provenance::{Diagnostic, Origin, Severity};
use crate::span::Span;

/// Adds to a merged article.
///
/// # Examples
///
/// An enricher that counts the words of the body:
///
/// ```
/// use khabar::{Parser, enricher_fn};
///
/// let count = enricher_fn("word-count", |article, out| {
///     let words: usize = article.body_texts().map(|t| t.split(' ').count()).sum();
///     out.extra("words", words.into());
///     Ok(())
/// });
/// let parser = Parser::builder().enricher(count).build()?;
/// let article = parser.parse_text("أعلنت البلدية أمس أن أعمال الصيانة في الحي القديم ستبدأ الأسبوع المقبل وتستمر شهرا كاملا.")?;
/// assert_eq!(article.extra["words"], 15);
/// # Ok::<(), khabar::Error>(())
/// ```
pub trait Enricher: Send + Sync {
    /// A name that no other extension of the parser has.
    fn name(&self) -> &str;

    /// Writes what it adds to `out`.
    ///
    /// # Errors
    ///
    /// Where it could not do its work; see [`Extractor::extract`](crate::Extractor::extract).
    fn enrich(&self, article: &Article, out: &mut Additions<'_>) -> Result<(), ExtractError>;
}

macro_rules! forward {
    ($Pointer:ident) => {
        impl<T: Enricher + ?Sized> Enricher for $Pointer<T> {
            fn name(&self) -> &str {
                (**self).name()
            }

            fn enrich(
                &self,
                article: &Article,
                out: &mut Additions<'_>,
            ) -> Result<(), ExtractError> {
                (**self).enrich(article, out)
            }
        }
    };
}

forward!(Box);
forward!(Arc);

/// An [`Enricher`] made of a name and a closure.
///
/// # Examples
///
/// ```
/// use khabar::{Parser, enricher_fn};
///
/// let lead = enricher_fn("lead", |article, out| {
///     out.extra("lead", article.body_texts().next().into());
///     Ok(())
/// });
/// let parser = Parser::builder().enricher(lead).build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
pub fn enricher_fn<F>(name: impl Into<String>, enrich: F) -> FnEnricher<F>
where
    F: Fn(&Article, &mut Additions<'_>) -> Result<(), ExtractError> + Send + Sync,
{
    FnEnricher {
        name: name.into(),
        enrich,
    }
}

/// What [`enricher_fn`] makes.
pub struct FnEnricher<F> {
    name: String,
    enrich: F,
}

impl<F> fmt::Debug for FnEnricher<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FnEnricher")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<F> Enricher for FnEnricher<F>
where
    F: Fn(&Article, &mut Additions<'_>) -> Result<(), ExtractError> + Send + Sync,
{
    fn name(&self) -> &str {
        &self.name
    }

    fn enrich(&self, article: &Article, out: &mut Additions<'_>) -> Result<(), ExtractError> {
        (self.enrich)(article, out)
    }
}

/// What the enrichers of one article add.
#[derive(Debug, Default)]
pub struct Additions<'s> {
    origin: Origin,
    source: Option<&'s str>,
    attributions: Vec<Attribution>,
    voices: Vec<Voice>,
    tags: Vec<Text>,
    related: Vec<Related>,
    extra: Vec<(String, Value, Origin)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'s> Additions<'s> {
    /// The running enricher's name, for values that carry their own origin.
    pub fn origin(&self) -> Origin {
        self.origin.clone()
    }

    /// The decoded source that the article's spans refer to. `None` for an article that was read
    /// back from JSON.
    pub fn source(&self) -> Option<&'s str> {
        self.source
    }

    /// Adds an attribution. Its `voice`, if any, counts the voices that this enricher added, from 0.
    pub fn attribution(&mut self, attribution: Attribution) {
        self.attributions.push(attribution);
    }

    /// Adds a voice.
    pub fn voice(&mut self, voice: Voice) {
        self.voices.push(voice);
    }

    /// Adds a keyword.
    pub fn tag(&mut self, tag: Text) {
        self.tags.push(tag);
    }

    /// Adds a related story.
    pub fn related(&mut self, related: Related) {
        self.related.push(related);
    }

    /// Adds a value under a key of [`Article::extra`]. A key that is taken keeps its value, and a
    /// diagnostic says so.
    pub fn extra(&mut self, key: impl Into<String>, value: Value) {
        self.extra.push((key.into(), value, self.origin.clone()));
    }

    /// Adds a note to the caller.
    pub fn diagnostic(
        &mut self,
        severity: Severity,
        code: impl Into<String>,
        message: impl Into<String>,
        span: Option<Span>,
    ) {
        let mut diagnostic = Diagnostic::new(severity, code, message, self.origin.clone());
        diagnostic.span = span;
        self.diagnostics.push(diagnostic);
    }

    fn apply(mut self, article: &mut Article) {
        let base = article.voices.len();
        article.voices.extend(self.voices);
        for attribution in &mut self.attributions {
            attribution.voice = attribution.voice.map(|v| v + base);
        }
        if article.attributions.is_empty() {
            article.attributions = self.attributions; // many and large: moved as they are
        } else {
            article.attributions.extend(self.attributions);
        }
        article.tags.extend(self.tags);
        article.related.extend(self.related);
        article.diagnostics.extend(self.diagnostics);
        for (key, value, origin) in self.extra {
            if article.extra.contains_key(&key) {
                article.diagnostics.push(Diagnostic::new(
                    Severity::Warning,
                    "extra-key-taken",
                    format!("extra already has the key {key:?}; the first value stays"),
                    origin,
                ));
            } else {
                article.extra.insert(key, value);
            }
        }
    }
}

/// The enrichers of the default parser.
pub(crate) fn builtin() -> Vec<Arc<dyn Enricher>> {
    vec![Arc::new(attribution::Attributor::new())]
}

/// Runs enrichers on an article. Each sees the article as it was before any of them. A failing
/// enricher is reported to `fail`, which may turn it into the parser's error.
pub(crate) fn run<E>(
    enrichers: &[Arc<dyn Enricher>],
    article: &mut Article,
    source: Option<&str>,
    mut fail: impl FnMut(&str, ExtractError) -> Result<Diagnostic, E>,
) -> Result<(), E> {
    let mut all = Vec::with_capacity(enrichers.len());
    for enricher in enrichers {
        let mut additions = Additions {
            origin: Origin::from(enricher.name()),
            source,
            ..Additions::default()
        };
        if let Err(error) = enricher.enrich(article, &mut additions) {
            additions.diagnostics.push(fail(enricher.name(), error)?);
        }
        all.push(additions);
    }
    for additions in all {
        additions.apply(article);
    }
    Ok(())
}
