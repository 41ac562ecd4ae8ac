//! [`Parser`] and [`ParserBuilder`]: the stages, run in their order.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::article::Article;
use crate::assemble::{self, LABELS, Options};
use crate::enrich::{self, Enricher};
use crate::error::{Error, ExtractError};
use crate::extract::{
    self, Candidates, Context, Extractor, Field, Observed, Plan, Registered, Slots, Stage,
};
use crate::input::{self, Decoded, Hints, InputKind, InputReport, mojibake};
use crate::label::{self, RoleScorer, Weights};
use crate::lexicon::Lexicon;
use crate::limits::Limits;
use crate::merge::{self, MergePolicy, Tiered};
use crate::provenance::{Confidence, Diagnostic, Origin, Severity};
use crate::read::{self, Document};
use crate::span::Span;

/// The default parser of [`parse_text`].
static DEFAULT: Lazy<Parser> = Lazy::new(|| Parser {
    inner: Arc::new(Inner::default()),
});

/// Parses plain text with the default parser. Cannot fail.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.");
/// assert_eq!(article.headline.unwrap().text, "افتتاح جسر جديد فوق النهر");
/// assert!(article.byline.is_empty());
/// assert_eq!(khabar::parse_text("").sections.len(), 1);
/// ```
///
/// # Complexity
///
/// Linear in the length of the text.
pub fn parse_text(text: &str) -> Article {
    DEFAULT.text(text).unwrap_or_else(failed)
}

/// The article of a parser that failed: none of the default parser's options can.
fn failed(error: Error) -> Article {
    let mut article = Article::default();
    article.diagnostics.push(Diagnostic::new(
        Severity::Error,
        "parse-failed",
        error.to_string(),
        Origin::from_static("parser"),
    ));
    article
}

/// Parses bytes of any kind with the default parser.
///
/// # Errors
///
/// Where `hints` ask for a kind of input that this build does not read.
///
/// # Examples
///
/// ```
/// use khabar::{Hints, Parsed};
///
/// // windows-1256, not declared
/// let bytes = b"\xe6\xd5\xe6\xe1 \xc7\xe1\xde\xc7\xdd\xe1\xc9 \xc5\xe1\xec \xc7\xe1\xe3\xcf\xed\xe4\xc9";
/// let Parsed::Article(article) = khabar::parse(bytes, &Hints::new())? else { unreachable!() };
/// assert_eq!(article.input.encoding, "windows-1256");
/// # Ok::<(), khabar::Error>(())
/// ```
pub fn parse(bytes: &[u8], hints: &Hints) -> Result<Parsed, Error> {
    DEFAULT.parse(bytes, hints)
}

/// Parses the bytes of an HTML page with the default parser. Cannot fail.
///
/// # Examples
///
/// ```
/// let page = "<title>افتتاح جسر جديد فوق النهر - صحيفة المثال</title>\
///     <nav><a href='/'>الرئيسية</a></nav><article><h1>افتتاح جسر جديد فوق النهر</h1>\
///     <p>افتتح المحافظ صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل المتواصل في الموقع.</p>\
///     <p>وقال المحافظ إن الجسر سيخدم سكان الضفتين ويخفف الزحام عن وسط المدينة القديمة.</p>\
///     </article>";
/// let article = khabar::parse_html(page.as_bytes(), &khabar::Hints::new());
/// assert_eq!(article.headline.unwrap().text, "افتتاح جسر جديد فوق النهر");
/// assert_eq!(article.sections[0].blocks.len(), 2);
/// ```
///
/// # Complexity
///
/// Linear in the length of the page.
#[cfg(feature = "html")]
pub fn parse_html(bytes: &[u8], hints: &Hints) -> Article {
    DEFAULT.parse_html(bytes, hints).unwrap_or_else(failed)
}

/// What [`parse`] reads.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Parsed {
    /// One article.
    Article(Box<Article>),
    /// A feed of articles.
    #[cfg(feature = "feed")]
    Feed(Box<crate::feed::Feed>),
}

impl Parsed {
    /// The article, where the input was one.
    pub fn into_article(self) -> Option<Article> {
        match self {
            Parsed::Article(article) => Some(*article),
            #[cfg(feature = "feed")]
            Parsed::Feed(_) => None,
        }
    }
}

/// What an article keeps on request, besides its fields; see
/// [`ParserBuilder::keep`].
///
/// # Examples
///
/// ```
/// use khabar::{Keep, Parser};
///
/// let parser = Parser::builder()
///     .keep(Keep::Residue)
///     .keep(Keep::Alternatives)
///     .build()?;
/// let article = parser.parse_text("نص قصير.")?;
/// assert!(article.residue.is_some() && article.alternatives.is_some());
/// assert!(article.explanation.is_none());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Keep {
    /// Text of the source that no field holds: [`Article::residue`].
    Residue,
    /// Candidates that lost: [`Article::alternatives`].
    Alternatives,
    /// The cues behind every block's role: [`Article::explanation`].
    Explanation,
}

/// A decoded source: text with the report of how it was decoded.
///
/// Spans of an article refer to [`text`](Source::text).
///
/// # Examples
///
/// ```
/// use khabar::{Hints, Parser};
///
/// let parser = Parser::default();
/// let hints = Hints::new().with_encoding("windows-1256");
/// let source = parser.decode(b"\xc7\xe1\xce\xc8\xd1", &hints);
/// assert_eq!(source.text(), "الخبر");
/// assert_eq!(source.report().encoding, "windows-1256");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    decoded: Decoded,
}

impl Source {
    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.decoded.text
    }

    /// How it was decoded.
    pub fn report(&self) -> &InputReport {
        &self.decoded.report
    }

    #[cfg(feature = "feed")]
    pub(crate) fn notes(&self) -> &[input::DecodeNote] {
        &self.decoded.notes
    }
}

#[derive(Clone)]
struct Inner {
    extractors: Vec<Registered>,
    plan: Plan,
    scorers: Vec<Arc<dyn RoleScorer>>,
    builtin_scorer: bool,
    enrichers: Vec<Arc<dyn Enricher>>,
    policy: Arc<dyn MergePolicy>,
    lexicon: Lexicon,
    weights: Option<Arc<Weights>>,
    #[cfg(feature = "html")]
    page_weights: Option<Arc<Weights>>,
    limits: Limits,
    thresholds: BTreeMap<Field, Confidence>,
    keep: HashSet<Keep>,
    strict: bool,
}

impl Default for Inner {
    fn default() -> Inner {
        let extractors = extract::builtin();
        Inner {
            plan: Plan::of(&extractors),
            extractors,
            scorers: vec![Arc::new(label::Agreement)],
            builtin_scorer: true,
            enrichers: enrich::builtin(),
            policy: Arc::new(Tiered),
            lexicon: Lexicon::builtin().clone(),
            weights: None,
            #[cfg(feature = "html")]
            page_weights: None,
            limits: Limits::new(),
            thresholds: BTreeMap::new(),
            keep: HashSet::new(),
            strict: false,
        }
    }
}

/// Reads articles. Cheap to clone, shared between threads without locks.
///
/// # Examples
///
/// ```
/// use khabar::{Keep, Parser};
///
/// let parser = Parser::builder().keep(Keep::Residue).build()?;
/// let article = parser.parse_text("الرئيسية\nافتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.")?;
/// for piece in article.residue.iter().flatten() {
///     println!("{}: {}", piece.role, piece.text);
/// }
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone)]
pub struct Parser {
    inner: Arc<Inner>,
}

impl fmt::Debug for Parser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |names: Vec<&str>| names.join(", ");
        f.debug_struct("Parser")
            .field(
                "extractors",
                &names(self.inner.extractors.iter().map(|e| e.name()).collect()),
            )
            .field(
                "scorers",
                &names(self.inner.scorers.iter().map(|s| s.name()).collect()),
            )
            .field(
                "enrichers",
                &names(self.inner.enrichers.iter().map(|e| e.name()).collect()),
            )
            .field("limits", &self.inner.limits)
            .finish_non_exhaustive()
    }
}

impl Default for Parser {
    fn default() -> Parser {
        DEFAULT.clone()
    }
}

impl Parser {
    /// A parser with the built-in extensions, to be changed.
    pub fn builder() -> ParserBuilder {
        ParserBuilder {
            inner: Inner::default(),
            without: Vec::new(),
        }
    }

    /// Decodes bytes. Never fails: a byte that means nothing in the encoding becomes U+FFFD and is
    /// counted.
    pub fn decode(&self, bytes: &[u8], hints: &Hints) -> Source {
        Source {
            decoded: input::decode(bytes, hints),
        }
    }

    /// Parses plain text.
    ///
    /// # Errors
    ///
    /// Where a limit is set to fail and exceeded, or an extension fails under
    /// [`strict`](ParserBuilder::strict).
    ///
    /// # Complexity
    ///
    /// Linear in the length of the text, for the built-in extensions.
    pub fn parse_text(&self, text: &str) -> Result<Article, Error> {
        self.text(text)
    }

    /// Decodes and parses bytes.
    ///
    /// # Errors
    ///
    /// Those of [`parse_text`](Parser::parse_text), and where `hints` ask for a kind of input that
    /// this build does not read.
    pub fn parse(&self, bytes: &[u8], hints: &Hints) -> Result<Parsed, Error> {
        self.parse_source(&self.decode(bytes, hints), hints)
    }

    /// Decodes and parses an HTML page, whatever its bytes look like.
    ///
    /// # Errors
    ///
    /// Those of [`parse_text`](Parser::parse_text).
    #[cfg(feature = "html")]
    pub fn parse_html(&self, bytes: &[u8], hints: &Hints) -> Result<Article, Error> {
        let hints = hints.clone().with_kind(InputKind::Html);
        let source = self.decode(bytes, &hints);
        self.article(&source, InputKind::Html, &hints)
    }

    /// Parses a decoded source.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Parser::parse).
    pub fn parse_source(&self, source: &Source, hints: &Hints) -> Result<Parsed, Error> {
        let kind = hints.kind().unwrap_or(source.decoded.report.kind);
        match hints.kind() {
            Some(InputKind::Html) if !cfg!(feature = "html") => {
                return Err(Error::unsupported("HTML"));
            }
            #[cfg(feature = "feed")]
            Some(InputKind::Feed) => {
                return self
                    .feed_of(source, hints)
                    .map(|feed| Parsed::Feed(Box::new(feed)));
            }
            #[cfg(not(feature = "feed"))]
            Some(InputKind::Feed) => return Err(Error::unsupported("feeds")),
            #[cfg(feature = "feed")]
            None if source.decoded.report.kind == InputKind::Feed => {
                return self
                    .feed_of(source, hints)
                    .map(|feed| Parsed::Feed(Box::new(feed)));
            }
            _ => {}
        }
        let kind = match kind {
            InputKind::Html if cfg!(feature = "html") => InputKind::Html,
            _ => InputKind::Text,
        };
        self.article(source, kind, hints)
            .map(|article| Parsed::Article(Box::new(article)))
    }

    /// Reads a source as plain text or as a page.
    fn article(&self, source: &Source, kind: InputKind, hints: &Hints) -> Result<Article, Error> {
        let Decoded {
            text,
            report,
            notes,
        } = &source.decoded;
        let mut diagnostics: Vec<Diagnostic> = notes
            .iter()
            .map(|note| {
                Diagnostic::new(
                    Severity::Note,
                    note.code(),
                    note.to_string(),
                    Origin::from_static("decode"),
                )
            })
            .collect();
        if report.kind != kind && kind == InputKind::Text {
            diagnostics.push(Diagnostic::new(
                Severity::Warning,
                "read-as-text",
                "the input looks like markup; this build reads it as plain text",
                Origin::from_static("read"),
            ));
        }
        let mut report = report.clone();
        report.kind = kind;
        self.try_run(text, report, hints, diagnostics)
    }

    /// Runs the parser's enrichers on an article, such as one read back from JSON.
    ///
    /// # Errors
    ///
    /// Where an enricher fails under [`strict`](ParserBuilder::strict).
    pub fn enrich(&self, article: &mut Article) -> Result<(), Error> {
        self.enriched(article, None)
    }

    /// Runs the enrichers, with the source of the article where it is at hand.
    fn enriched(&self, article: &mut Article, source: Option<&str>) -> Result<(), Error> {
        enrich::run(&self.inner.enrichers, article, source, |name, error| {
            self.failed(name, error)
        })
    }

    /// An extension's failure: a diagnostic, or under `strict` the parser's error.
    fn failed(&self, name: &str, error: ExtractError) -> Result<Diagnostic, Error> {
        if self.inner.strict {
            return Err(Error::extension(name, error));
        }
        let mut message = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        Ok(Diagnostic::new(
            Severity::Error,
            "extension-failed",
            message,
            Origin::from(name),
        ))
    }

    /// Names of the extractors, in the order in which they run.
    ///
    /// ```
    /// assert!(khabar::Parser::default().extractors().any(|name| name == "headline"));
    /// ```
    pub fn extractors(&self) -> impl Iterator<Item = &str> {
        self.inner.extractors.iter().map(|e| e.name())
    }

    /// Names of the role scorers, the built-in one first.
    ///
    /// ```
    /// assert_eq!(khabar::Parser::default().scorers().next(), Some("cues"));
    /// ```
    pub fn scorers(&self) -> impl Iterator<Item = &str> {
        let builtin = self.inner.builtin_scorer.then_some(LABELS.as_str());
        builtin
            .into_iter()
            .chain(self.inner.scorers.iter().map(|s| s.name()))
    }

    /// Names of the enrichers, in the order of registration.
    ///
    /// ```
    /// use khabar::{Parser, enricher_fn};
    ///
    /// let parser = Parser::builder().enricher(enricher_fn("topics", |_, _| Ok(()))).build()?;
    /// assert!(parser.enrichers().any(|name| name == "topics"));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn enrichers(&self) -> impl Iterator<Item = &str> {
        self.inner.enrichers.iter().map(|e| e.name())
    }

    #[cfg(feature = "feed")]
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.inner.lexicon
    }

    #[cfg(feature = "feed")]
    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    fn text(&self, text: &str) -> Result<Article, Error> {
        let mut report = InputReport {
            bytes: text.len(),
            ..InputReport::default()
        };
        let Some(repaired) = mojibake::repair(text) else {
            return self.try_run(text, report, &Hints::new(), Vec::new());
        };
        let note = Diagnostic::new(
            Severity::Warning,
            "mojibake-repaired",
            "the text was decoded wrongly before; spans refer to the repaired text",
            Origin::from_static("decode"),
        );
        report.repaired = Some(repaired.shape);
        report.replaced = repaired.replaced;
        self.try_run(&repaired.text, report, &Hints::new(), vec![note])
    }

    fn try_run(
        &self,
        text: &str,
        report: InputReport,
        hints: &Hints,
        diagnostics: Vec<Diagnostic>,
    ) -> Result<Article, Error> {
        self.run(text, report, hints, diagnostics, |document| document)
    }

    /// Reads the body of a feed's item with the item's fields.
    #[cfg(feature = "feed")]
    pub(crate) fn run_item(
        &self,
        body: &str,
        report: InputReport,
        hints: &Hints,
        item: read::feed::RawItem,
    ) -> Result<Article, Error> {
        self.run(body, report, hints, Vec::new(), |document| {
            document.with_item(item)
        })
    }

    /// Runs all stages; `finish` completes the document that was read.
    fn run(
        &self,
        text: &str,
        report: InputReport,
        hints: &Hints,
        mut diagnostics: Vec<Diagnostic>,
        finish: impl FnOnce(Document<'_>) -> Document<'_>,
    ) -> Result<Article, Error> {
        let inner = &*self.inner;
        let (text, beyond) = self.within_bytes(text)?;
        let document = finish(match report.kind {
            #[cfg(feature = "html")]
            InputKind::Html => read::read_html(text, &inner.limits),
            _ => read::read_text(text, &inner.limits),
        });
        self.cuts(&document, &mut diagnostics)?;
        if let Some(rest) = document.rest() {
            if inner.limits.fail() {
                let blocks = inner.limits.max_blocks();
                return Err(Error::limit("blocks", blocks + 1, blocks));
            }
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    "too-many-blocks",
                    format!(
                        "only the first {} blocks were labelled",
                        inner.limits.max_blocks()
                    ),
                    Origin::from_static("read"),
                )
                .at(rest),
            );
        }
        if let Some(at) = beyond {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    "too-many-bytes",
                    format!("the text was cut at byte {at}"),
                    Origin::from_static("read"),
                )
                .at(Span::of(at..at)),
            );
        }
        let mut article = Article::of(report);
        self.structure(&document, hints, &mut diagnostics, &mut article)?;
        article.truncated = beyond.is_some() || document.rest().is_some();
        diagnostics.append(&mut article.diagnostics);
        article.diagnostics = diagnostics;
        drop(document); // enrichers see the article alone
        self.enriched(&mut article, Some(text))?;
        Ok(article)
    }

    /// Reports what the guards of the HTML reader left out.
    fn cuts(
        &self,
        document: &Document<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Error> {
        #[cfg(feature = "html")]
        if let Some(dom) = document.dom() {
            let limits = &self.inner.limits;
            let cuts = [
                (dom.depth_cut(), "depth", "too-deep", limits.max_depth()),
                (
                    dom.attributes_cut(),
                    "attributes",
                    "too-many-attributes",
                    limits.max_attributes(),
                ),
            ];
            for (at, what, code, limit) in cuts {
                let Some(at) = at else { continue };
                if limits.fail() {
                    return Err(Error::limit(what, limit + 1, limit));
                }
                diagnostics.push(
                    Diagnostic::new(
                        Severity::Warning,
                        code,
                        format!("tags beyond the limit of {limit} were left out, their text kept"),
                        Origin::from_static("read"),
                    )
                    .at(Span::of(at..at)),
                );
            }
        }
        #[cfg(not(feature = "html"))]
        let _ = (document, diagnostics);
        Ok(())
    }

    /// The text up to the byte limit, and where it was cut.
    fn within_bytes<'t>(&self, text: &'t str) -> Result<(&'t str, Option<usize>), Error> {
        let limit = self.inner.limits.max_bytes();
        if text.len() <= limit {
            return Ok((text, None));
        }
        if self.inner.limits.fail() {
            return Err(Error::limit("bytes", text.len(), limit));
        }
        let mut end = limit;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Ok((text.get(..end).unwrap_or(""), Some(end)))
    }

    /// Runs the extractors of one stage.
    fn extract(
        &self,
        stage: Stage,
        cx: &Context<'_>,
        candidates: &mut Candidates,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<(), Error> {
        for number in self.inner.plan.runs(stage, cx.is_page()) {
            let registered = self.inner.extractors.get(*number);
            let Some(registered) = registered.filter(|e| e.extractor.applies(cx)) else {
                continue;
            };
            candidates.writer(&registered.origin, registered.precedence, stage);
            if let Err(error) = registered.extractor.extract(cx, candidates) {
                diagnostics.push(self.failed(registered.name(), error)?);
            }
        }
        Ok(())
    }

    fn weights_for(&self, document: &Document<'_>) -> &Weights {
        #[cfg(feature = "html")]
        if document.dom().is_some() {
            let own = self.inner.page_weights.as_deref();
            return own.unwrap_or_else(|| Weights::pages());
        }
        let _ = document;
        let own = self.inner.weights.as_deref();
        own.unwrap_or_else(|| Weights::builtin())
    }

    /// Observes, labels, claims, merges.
    fn structure(
        &self,
        document: &Document<'_>,
        hints: &Hints,
        diagnostics: &mut Vec<Diagnostic>,
        article: &mut Article,
    ) -> Result<(), Error> {
        let inner = &*self.inner;
        let weights = self.weights_for(document);
        let unlabelled = Context::new(document, &[], &inner.lexicon, hints);
        let mut candidates = Candidates::new();
        self.extract(Stage::Metadata, &unlabelled, &mut candidates, diagnostics)?;
        let of_page;
        let observed = if candidates.is_empty() {
            Observed::nothing()
        } else {
            of_page = Observed::of(&mut candidates, document);
            &of_page
        };
        let unlabelled = unlabelled.with_observed(observed);
        let labelled = label::label(
            &unlabelled,
            weights,
            inner.builtin_scorer,
            &inner.scorers,
            inner.keep.contains(&Keep::Explanation),
        );
        let slots = Slots::new(labelled.openings);
        let cx = Context::new(document, &labelled.labels, &inner.lexicon, hints)
            .with_observed(observed)
            .with_slots(&slots);
        self.extract(Stage::Content, &cx, &mut candidates, diagnostics)?;
        let threshold = |field: &Field| {
            inner
                .thresholds
                .get(field)
                .copied()
                .unwrap_or_else(|| merge::default_threshold(field))
        };
        assemble::assemble(
            &cx,
            candidates,
            &Options {
                policy: &*inner.policy,
                threshold: &threshold,
                residue: inner.keep.contains(&Keep::Residue),
                alternatives: inner.keep.contains(&Keep::Alternatives),
            },
            article,
        );
        article.explanation = labelled.explanation;
        Ok(())
    }
}

/// Builds a [`Parser`].
///
/// # Examples
///
/// ```
/// use khabar::{Confidence, Field, Keep, Limits, Parser};
///
/// let parser = Parser::builder()
///     .limits(Limits::new().with_max_bytes(4 << 20))
///     .threshold(Field::Byline, Confidence::new(800))
///     .keep(Keep::Residue)
///     .without("embeds")
///     .build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
///
/// Extensions are known by name; a second of the same name is an error of
/// [`build`](ParserBuilder::build).
#[must_use]
pub struct ParserBuilder {
    inner: Inner,
    without: Vec<String>,
}

impl fmt::Debug for ParserBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParserBuilder")
            .field("without", &self.without)
            .finish_non_exhaustive()
    }
}

impl ParserBuilder {
    /// Adds an extractor.
    pub fn extractor(mut self, extractor: impl Extractor + 'static) -> Self {
        self.inner.extractors.push(Registered::new(extractor));
        self
    }

    /// Adds a role scorer beside the built-in one, which is named `cues`.
    pub fn scorer(mut self, scorer: impl RoleScorer + 'static) -> Self {
        self.inner.scorers.push(Arc::new(scorer));
        self
    }

    /// Adds an enricher.
    pub fn enricher(mut self, enricher: impl Enricher + 'static) -> Self {
        self.inner.enrichers.push(Arc::new(enricher));
        self
    }

    /// Replaces the merge policy, by default [`Tiered`].
    pub fn merge_policy(mut self, policy: impl MergePolicy + 'static) -> Self {
        self.inner.policy = Arc::new(policy);
        self
    }

    /// Removes the extension of that name, built-in or added.
    pub fn without(mut self, name: impl Into<String>) -> Self {
        self.without.push(name.into());
        self
    }

    /// Replaces the lexicons.
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.inner.lexicon = lexicon;
        self
    }

    /// Replaces the weights of the built-in scorer for plain text.
    pub fn weights(mut self, weights: Weights) -> Self {
        self.inner.weights = Some(Arc::new(weights));
        self
    }

    /// Replaces the weights of the built-in scorer for pages.
    #[cfg(feature = "html")]
    pub fn page_weights(mut self, weights: Weights) -> Self {
        self.inner.page_weights = Some(Arc::new(weights));
        self
    }

    /// Replaces the limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.inner.limits = limits;
        self
    }

    /// Sets the threshold of a field: a value below it is left out, with a diagnostic.
    pub fn threshold(mut self, field: Field, confidence: Confidence) -> Self {
        self.inner.thresholds.insert(field, confidence);
        self
    }

    /// Keeps more than the fields on every article. May be called for each [`Keep`].
    pub fn keep(mut self, keep: Keep) -> Self {
        self.inner.keep.insert(keep);
        self
    }

    /// Whether a failing extension is an error of the parser instead of a diagnostic. Default:
    /// false.
    pub fn strict(mut self, strict: bool) -> Self {
        self.inner.strict = strict;
        self
    }

    /// Builds the parser.
    ///
    /// # Errors
    ///
    /// Where two extensions have the same name, or one is to be removed that is not there.
    pub fn build(mut self) -> Result<Parser, Error> {
        let mut known: HashSet<String> = HashSet::new();
        let names = self
            .inner
            .extractors
            .iter()
            .map(|e| e.name())
            .chain(self.inner.scorers.iter().map(|s| s.name()))
            .chain(self.inner.enrichers.iter().map(|e| e.name()))
            .chain(["cues"].into_iter().filter(|_| self.inner.builtin_scorer));
        for name in names {
            if !known.insert(name.to_owned()) {
                return Err(Error::duplicate_name(name));
            }
        }
        for name in &self.without {
            if !known.contains(name) {
                return Err(Error::unknown_name(name));
            }
        }
        let gone = |name: &str| self.without.iter().any(|w| w == name);
        self.inner.extractors.retain(|e| !gone(e.name()));
        self.inner.plan = Plan::of(&self.inner.extractors);
        self.inner.scorers.retain(|s| !gone(s.name()));
        self.inner.enrichers.retain(|e| !gone(e.name()));
        self.inner.builtin_scorer &= !gone(LABELS.as_str());
        Ok(Parser {
            inner: Arc::new(self.inner),
        })
    }
}
