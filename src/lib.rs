#![doc = include_str!("docs/overview.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(missing_debug_implementations)]

pub mod arabic;
pub mod article;
mod assemble;
pub mod enrich;
mod error;
pub mod extract;
#[cfg(feature = "feed")]
pub mod feed;
pub mod input;
pub mod label;
pub mod lexicon;
mod limits;
mod merge;
mod parser;
mod provenance;
pub mod read;
pub mod render;
mod room;
pub mod smallprint;
mod span;
pub mod testing;

pub use article::{Article, Name, Text};
pub use enrich::{Additions, Enricher, enricher_fn};
pub use error::{Error, ErrorKind, ExtractError};
pub use extract::{Candidates, Context, Extractor, Field, Observed, Stage, extractor_fn};
#[cfg(feature = "feed")]
pub use feed::{Feed, FeedItem, FeedItems, FeedMeta, parse_feed};
pub use input::{Hints, InputKind};
pub use label::{RoleScorer, RoleScores, scorer_fn};
pub use lexicon::Lexicon;
pub use limits::Limits;
pub use merge::{CandidateView, MergePolicy, Tiered};
#[cfg(feature = "html")]
pub use parser::parse_html;
pub use parser::{Keep, Parsed, Parser, ParserBuilder, Source, parse, parse_text};
pub use provenance::{Confidence, Diagnostic, Origin, Precedence, Severity};
pub use span::Span;

/// Longer texts about the crate, as pages of the documentation, so that their examples are tests.
pub mod _documentation {
    #[doc = include_str!("docs/guide.md")]
    pub mod guide {}

    #[doc = include_str!("docs/design.md")]
    pub mod design {}

    #[doc = include_str!("docs/limits.md")]
    pub mod limits {}

    #[doc = include_str!("docs/compare.md")]
    pub mod compare {}

    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

/// The program of the README, so that it is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
