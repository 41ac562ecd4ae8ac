//! Extraction: labelled blocks → claims and candidates.
//!
//! An [`Extractor`] looks at the document and its labels and writes to [`Candidates`]: it *claims*
//! ranges of the source for roles (this bracket is a credit, this line a heading), and it gives
//! candidate *values* for fields (these are the people of the byline). Claims and values of higher
//! [`Precedence`] win; then higher confidence; then the earlier place; then the name.
//!
//! The built-in extractors, by name: `headline`, `byline`, `dateline`, `figures`, `source-line`,
//! `turns`, `embeds`, `lists`, `tables`, `tags`, `timestamps`; for pages also `live-entries`, `json-ld`,
//! `microdata`, `meta`, `links`, `url-date`, `breadcrumbs`, `time-elements`, `byline-links`,
//! `section-kind` and `site-profiles`. [`Parser::extractors`](crate::Parser::extractors) lists those of a parser; each
//! can be removed with [`ParserBuilder::without`](crate::ParserBuilder::without).

mod body;
mod byline;
mod candidates;
mod date;
#[cfg(feature = "feed")]
pub(crate) mod feed;
mod headline;
#[cfg(feature = "html")]
mod live;
mod media;
mod observed;
#[cfg(feature = "html")]
mod site;
mod source_line;
#[cfg(feature = "html")]
pub(crate) mod structured;
#[cfg(feature = "html")]
mod tables;

pub(crate) use byline::Slots;
#[cfg(feature = "html")]
pub(crate) use candidates::ImageCredit;
pub(crate) use candidates::{Candidate, Claim, EntryPlace, FieldValue, Vote};
pub use candidates::{Candidates, Field};
pub(crate) use headline::without_names;
pub use observed::Observed;
#[cfg(feature = "html")]
pub(crate) use observed::shingles;
#[cfg(feature = "html")]
pub use site::{Layout, Part, SelectorList, SiteProfile};

use std::fmt;
use std::sync::Arc;

use crate::error::ExtractError;
use crate::input::Hints;
use crate::label::{Label, Role};
use crate::lexicon::Lexicon;
use crate::provenance::Precedence;
use crate::read::{Document, TextBlock};

/// What extensions see of the article that is being parsed.
///
/// # Examples
///
/// ```
/// use khabar::label::Role;
/// use khabar::{Parser, Severity, extractor_fn};
///
/// let watch = extractor_fn("watch", |cx, out| {
///     for (i, block, label) in cx.blocks_of(Role::Headline) {
///         let message = format!("block {i} is a headline, {}", label.confidence());
///         out.diagnostic(Severity::Note, "headline-seen", message, Some(block.span()));
///     }
///     Ok(())
/// });
/// let parser = Parser::builder().extractor(watch).build()?;
/// let article = parser.parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.")?;
/// assert_eq!(article.diagnostics[0].code, "headline-seen");
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    document: &'a Document<'a>,
    labels: &'a [Label],
    lexicon: &'a Lexicon,
    hints: &'a Hints,
    observed: &'a Observed,
    slots: Option<&'a Slots>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        document: &'a Document<'a>,
        labels: &'a [Label],
        lexicon: &'a Lexicon,
        hints: &'a Hints,
    ) -> Context<'a> {
        Context {
            document,
            labels,
            lexicon,
            hints,
            observed: Observed::nothing(),
            slots: None,
        }
    }

    /// The same, with a place for what several extractors read.
    pub(crate) fn with_slots(mut self, slots: &'a Slots) -> Context<'a> {
        self.slots = Some(slots);
        self
    }

    pub(crate) fn with_observed(mut self, observed: &'a Observed) -> Context<'a> {
        self.observed = observed;
        self
    }

    /// The document that was read.
    pub fn document(&self) -> &'a Document<'a> {
        self.document
    }

    /// The decoded source that spans refer to.
    pub fn source(&self) -> &'a str {
        self.document.source()
    }

    /// The blocks, in the order of the source.
    pub fn blocks(&self) -> &'a [TextBlock<'a>] {
        self.document.blocks()
    }

    /// The tree of the page, where the source is one.
    #[cfg(feature = "html")]
    pub fn dom(&self) -> Option<&'a crate::read::html::Dom<'a>> {
        self.document.dom()
    }

    /// Whether the source is a page with a tree.
    pub(crate) fn is_page(&self) -> bool {
        #[cfg(feature = "html")]
        return self.dom().is_some();
        #[cfg(not(feature = "html"))]
        false
    }

    /// The labels of the blocks, one each; empty while roles are being scored.
    pub fn labels(&self) -> &'a [Label] {
        self.labels
    }

    /// The lexicons.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// What the caller said about the input.
    pub fn hints(&self) -> &'a Hints {
        self.hints
    }

    /// What structured data says; nothing while it is being read, and for plain text.
    pub fn observed(&self) -> &'a Observed {
        self.observed
    }

    /// The blocks of one role, with their numbers and labels.
    pub fn blocks_of(&self, role: Role) -> impl Iterator<Item = (usize, &'a TextBlock<'a>, Label)> {
        self.document
            .blocks()
            .iter()
            .zip(self.labels)
            .enumerate()
            .filter(move |(_, (_, label))| label.is(&role))
            .map(|(i, (block, label))| (i, block, *label))
    }
}

/// When an [`Extractor`] runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Stage {
    /// Before the blocks are labelled: what the page tells machines, and the rules of its site.
    /// [`Context::labels`] is empty. Scorers and later extractors see what was found in
    /// [`Context::observed`]. A claim that covers a whole block decides the block's label.
    Metadata,
    /// After the blocks are labelled.
    #[default]
    Content,
}

/// Finds parts of an article.
///
/// Object-safe; implemented for boxes and `Arc`s too. An extractor keeps no state between
/// articles. Panics are not caught.
///
/// # Examples
///
/// An extractor that reads the desk from lines such as `مكتب الأخبار | محليات`:
///
/// ```
/// use khabar::{Candidates, Confidence, Context, ExtractError, Extractor, Precedence};
///
/// struct Desk;
///
/// impl Extractor for Desk {
///     fn name(&self) -> &str {
///         "desk"
///     }
///
///     fn precedence(&self) -> Precedence {
///         Precedence::USER
///     }
///
///     fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
///         for block in cx.blocks() {
///             if let Some((_, section)) = block.text().split_once(" | ") {
///                 let start = block.text().len() - section.len();
///                 let span = block.source_span(start..block.text().len());
///                 out.section(section, Some(span), Confidence::new(900));
///             }
///         }
///         Ok(())
///     }
/// }
///
/// let parser = khabar::Parser::builder().extractor(Desk).build()?;
/// let article = parser.parse_text("مكتب الأخبار | محليات\nافتتاح الجسر الجديد")?;
/// assert_eq!(article.section.unwrap().text, "محليات");
/// # Ok::<(), khabar::Error>(())
/// ```
pub trait Extractor: Send + Sync {
    /// A name that no other extension of the parser has: provenance, and the handle of
    /// [`ParserBuilder::without`](crate::ParserBuilder::without).
    fn name(&self) -> &str;

    /// The rank of what it finds.
    fn precedence(&self) -> Precedence {
        Precedence::HEURISTIC
    }

    /// When it runs.
    fn stage(&self) -> Stage {
        Stage::Content
    }

    /// A cheap gate; where it is false, [`extract`](Extractor::extract) is not called.
    fn applies(&self, cx: &Context<'_>) -> bool {
        let _ = cx;
        true
    }

    /// Writes what it finds to `out`.
    ///
    /// # Errors
    ///
    /// Where it could not do its work. What it wrote before is kept; the error becomes a
    /// diagnostic on the article, or an error of the parser under
    /// [`strict`](crate::ParserBuilder::strict).
    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError>;
}

macro_rules! forward {
    ($Pointer:ident) => {
        impl<T: Extractor + ?Sized> Extractor for $Pointer<T> {
            fn name(&self) -> &str {
                (**self).name()
            }

            fn precedence(&self) -> Precedence {
                (**self).precedence()
            }

            fn stage(&self) -> Stage {
                (**self).stage()
            }

            fn applies(&self, cx: &Context<'_>) -> bool {
                (**self).applies(cx)
            }

            fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
                (**self).extract(cx, out)
            }
        }
    };
}

forward!(Box);
forward!(Arc);

/// An [`Extractor`] of precedence [`USER`](Precedence::USER) made of a name and a closure.
///
/// # Examples
///
/// ```
/// use khabar::{Confidence, Parser, extractor_fn};
/// use khabar::label::Role;
///
/// // Lines of asterisks are no part of the article.
/// let stars = extractor_fn("stars", |cx, out| {
///     for block in cx.blocks().iter().filter(|b| b.text().starts_with("***")) {
///         out.claim(block.span(), Role::Boilerplate, Confidence::MAX);
///     }
///     Ok(())
/// });
/// let parser = Parser::builder().extractor(stars).build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
pub fn extractor_fn<F>(name: impl Into<String>, extract: F) -> FnExtractor<F>
where
    F: Fn(&Context<'_>, &mut Candidates) -> Result<(), ExtractError> + Send + Sync,
{
    FnExtractor {
        name: name.into(),
        extract,
    }
}

/// What [`extractor_fn`] makes.
pub struct FnExtractor<F> {
    name: String,
    extract: F,
}

impl<F> fmt::Debug for FnExtractor<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FnExtractor")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<F> Extractor for FnExtractor<F>
where
    F: Fn(&Context<'_>, &mut Candidates) -> Result<(), ExtractError> + Send + Sync,
{
    fn name(&self) -> &str {
        &self.name
    }

    fn precedence(&self) -> Precedence {
        Precedence::USER
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        (self.extract)(cx, out)
    }
}

/// The built-in extractors, in the order in which they run.
pub(crate) fn builtin() -> Vec<Arc<dyn Extractor>> {
    #[cfg(not(feature = "html"))]
    let of_pages = std::iter::empty();
    #[cfg(feature = "html")]
    let of_pages = structured::builtin().into_iter().chain([
        Arc::new(site::SiteProfiles) as Arc<dyn Extractor>,
        Arc::new(tables::Tables),
        Arc::new(live::LiveEntries),
    ]);
    let out = text_extractors().into_iter().chain(of_pages);
    #[cfg(feature = "feed")]
    let out = out.chain([
        Arc::new(feed::Feed) as Arc<dyn Extractor>,
        Arc::new(feed::FeedBody),
    ]);
    out.collect()
}

fn text_extractors() -> Vec<Arc<dyn Extractor>> {
    vec![
        Arc::new(headline::Headline),
        Arc::new(byline::Byline),
        Arc::new(byline::DatelineRun),
        Arc::new(media::Figures),
        Arc::new(media::Embeds),
        Arc::new(source_line::SourceLine),
        Arc::new(body::Turns),
        Arc::new(body::Lists),
        Arc::new(body::Tags),
        Arc::new(date::Timestamps),
    ]
}
