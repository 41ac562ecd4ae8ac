//! The one [`Error`] of the crate, and [`ExtractError`] for extensions.

use std::fmt;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Two extensions of a parser have the same name.
    DuplicateName,
    /// An option names an extension that is not registered.
    UnknownName,
    /// The input exceeds a limit that is set to fail.
    Limit,
    /// The caller asks for a kind of input that this build cannot read.
    Unsupported,
    /// An extension failed under `strict`.
    Extension,
    /// A feed could not be read on from its source.
    Io,
}

/// Why a parser could not be built or could not parse.
///
/// Content never makes parsing fail: errors arise from options that contradict each other, from
/// limits set to fail, from a kind of input this build does not read, and from extensions under
/// [`strict`](crate::ParserBuilder::strict).
///
/// # Examples
///
/// ```
/// use khabar::{ErrorKind, Parser};
///
/// let error = Parser::builder().without("no-such-extractor").build().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::UnknownName);
/// assert!(error.to_string().contains("no-such-extractor"));
/// ```
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug, thiserror::Error)]
enum Inner {
    #[error("two extensions are named {0:?}")]
    DuplicateName(String),
    #[error("no extension is named {0:?}")]
    UnknownName(String),
    #[error("input has {found} {what}, the limit is {limit}")]
    Limit {
        what: &'static str,
        found: usize,
        limit: usize,
    },
    #[error("this build does not read {0}")]
    Unsupported(&'static str),
    #[error("extension {name:?} failed")]
    Extension {
        name: String,
        #[source]
        source: ExtractError,
    },
    #[cfg(feature = "feed")]
    #[error("reading the feed failed")]
    Io(#[source] std::io::Error),
}

impl Error {
    pub(crate) fn duplicate_name(name: &str) -> Error {
        Error(Box::new(Inner::DuplicateName(name.to_owned())))
    }

    pub(crate) fn unknown_name(name: &str) -> Error {
        Error(Box::new(Inner::UnknownName(name.to_owned())))
    }

    pub(crate) fn limit(what: &'static str, found: usize, limit: usize) -> Error {
        Error(Box::new(Inner::Limit { what, found, limit }))
    }

    pub(crate) fn unsupported(what: &'static str) -> Error {
        Error(Box::new(Inner::Unsupported(what)))
    }

    pub(crate) fn extension(name: &str, source: ExtractError) -> Error {
        Error(Box::new(Inner::Extension {
            name: name.to_owned(),
            source,
        }))
    }

    #[cfg(feature = "feed")]
    pub(crate) fn io(error: std::io::Error) -> Error {
        Error(Box::new(Inner::Io(error)))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match *self.0 {
            Inner::DuplicateName(_) => ErrorKind::DuplicateName,
            Inner::UnknownName(_) => ErrorKind::UnknownName,
            Inner::Limit { .. } => ErrorKind::Limit,
            Inner::Unsupported(_) => ErrorKind::Unsupported,
            Inner::Extension { .. } => ErrorKind::Extension,
            #[cfg(feature = "feed")]
            Inner::Io(_) => ErrorKind::Io,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// Why an extension could not do its work on one article.
///
/// The parser turns it into a diagnostic on the article, or into an [`Error`] under
/// [`strict`](crate::ParserBuilder::strict).
///
/// # Examples
///
/// ```
/// use khabar::ExtractError;
///
/// let error = ExtractError::new("the page has no issue number");
/// assert_eq!(error.to_string(), "the page has no issue number");
/// ```
#[derive(Debug)]
pub struct ExtractError {
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl ExtractError {
    /// An error with a message.
    pub fn new(message: impl Into<String>) -> ExtractError {
        ExtractError {
            message: message.into(),
            source: None,
        }
    }

    /// The same error with its cause.
    #[must_use]
    pub fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> ExtractError {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ExtractError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
