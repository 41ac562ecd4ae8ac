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
pub(crate) use headline::{names_site, without_names};
pub use observed::Observed;
#[cfg(feature = "html")]
pub(crate) use observed::{Overlap, shingles};
#[cfg(feature = "html")]
pub use site::{Layout, Part, SelectorList, SiteProfile};

use std::fmt;
use std::sync::Arc;

use crate::error::ExtractError;
use crate::input::Hints;
use crate::label::{Label, Role};
use crate::lexicon::Lexicon;
use crate::provenance::{Origin, Precedence};
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
    /// The roles that the labels give, a bit each by [`Role::index`].
    roles: u32,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        document: &'a Document<'a>,
        labels: &'a [Label],
        lexicon: &'a Lexicon,
        hints: &'a Hints,
    ) -> Context<'a> {
        let row = |label: &Label| label.known_role().index();
        let rows = labels.iter().filter_map(row);
        Context {
            document,
            labels,
            lexicon,
            hints,
            observed: Observed::nothing(),
            slots: None,
            roles: rows.fold(0, |all, row| all | 1 << row),
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

    /// Whether a block has one of the roles.
    pub(crate) fn has(&self, roles: &[Role]) -> bool {
        let rows = roles.iter().filter_map(Role::index);
        rows.fold(0, |all, row| all | 1 << row) & self.roles != 0
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
/// articles. Its name, precedence and stage are asked for once, when it is given to a parser.
/// Panics are not caught.
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

/// An extractor of a parser, with what it says of itself.
#[derive(Clone)]
pub(crate) struct Registered {
    pub(crate) extractor: Arc<dyn Extractor>,
    pub(crate) origin: Origin,
    pub(crate) precedence: Precedence,
    pub(crate) stage: Stage,
    /// Whether it reads the tree of a page alone.
    of_pages: bool,
}

impl Registered {
    pub(crate) fn new(extractor: impl Extractor + 'static) -> Registered {
        let origin = Origin::from(extractor.name());
        Registered::of(extractor, origin)
    }

    /// A built-in one: its name stands in the program, and values that carry it as their origin
    /// need no memory for it.
    fn builtin(extractor: &'static (impl Extractor + Copy)) -> Registered {
        Registered::of(*extractor, Origin::from_static(extractor.name()))
    }

    /// A built-in one that reads the tree of a page.
    #[cfg(feature = "html")]
    fn of_pages(extractor: &'static (impl Extractor + Copy)) -> Registered {
        let mut registered = Registered::builtin(extractor);
        registered.of_pages = true;
        registered
    }

    fn of(extractor: impl Extractor + 'static, origin: Origin) -> Registered {
        Registered {
            origin,
            precedence: extractor.precedence(),
            stage: extractor.stage(),
            of_pages: false,
            extractor: Arc::new(extractor),
        }
    }

    pub(crate) fn name(&self) -> &str {
        self.origin.as_str()
    }
}

/// Which extractors run in a stage, by their numbers: for a text most of them do not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    of_texts: [Vec<usize>; 2],
    of_pages: [Vec<usize>; 2],
}

impl Plan {
    pub(crate) fn of(extractors: &[Registered]) -> Plan {
        let mut plan = Plan::default();
        for (number, registered) in extractors.iter().enumerate() {
            let stage = registered.stage as usize;
            plan.of_pages[stage].push(number); // cannot fail: there are two stages
            if !registered.of_pages {
                plan.of_texts[stage].push(number);
            }
        }
        plan
    }

    /// The numbers of those that run on a page, or on a text.
    pub(crate) fn runs(&self, stage: Stage, page: bool) -> &[usize] {
        let stages = if page { &self.of_pages } else { &self.of_texts };
        &stages[stage as usize] // cannot fail: there are two stages
    }
}

/// The built-in extractors, in the order in which they run.
pub(crate) fn builtin() -> Vec<Registered> {
    #[cfg(not(feature = "html"))]
    let of_pages = std::iter::empty();
    #[cfg(feature = "html")]
    let of_pages = structured::builtin().into_iter().chain([
        Registered::of_pages(&site::SiteProfiles),
        Registered::of_pages(&tables::Tables),
        Registered::of_pages(&live::LiveEntries),
    ]);
    let out = text_extractors().into_iter().chain(of_pages);
    #[cfg(feature = "feed")]
    let out = out.chain([
        Registered::builtin(&feed::Feed),
        Registered::builtin(&feed::FeedBody),
    ]);
    out.collect()
}

fn text_extractors() -> [Registered; 10] {
    [
        Registered::builtin(&headline::Headline),
        Registered::builtin(&byline::Byline),
        Registered::builtin(&byline::DatelineRun),
        Registered::builtin(&media::Figures),
        Registered::builtin(&media::Embeds),
        Registered::builtin(&source_line::SourceLine),
        Registered::builtin(&body::Turns),
        Registered::builtin(&body::Lists),
        Registered::builtin(&body::Tags),
        Registered::builtin(&date::Timestamps),
    ]
}
