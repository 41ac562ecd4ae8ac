//! Where a value comes from and how sure it is: [`Confidence`], [`Precedence`], [`Origin`],
//! [`Diagnostic`].

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::vocabulary::vocabulary;
use crate::span::Span;

/// The estimated chance, in thousandths, that a value is right.
///
/// A plain integer has a total order and no NaN, so merging is deterministic.
///
/// # Examples
///
/// ```
/// use khabar::Confidence;
///
/// assert_eq!(Confidence::new(1200), Confidence::MAX);
/// assert!(Confidence::new(870) > Confidence::new(500));
/// assert_eq!(Confidence::new(870).to_string(), "87.0%");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Confidence(u16);

impl Confidence {
    /// Certain to be wrong.
    pub const MIN: Confidence = Confidence(0);
    /// Certain.
    pub const MAX: Confidence = Confidence(1000);

    /// A confidence of `permille` thousandths; more than 1000 counts as 1000.
    pub const fn new(permille: u16) -> Confidence {
        Confidence(if permille > 1000 { 1000 } else { permille })
    }

    /// The value in thousandths.
    pub const fn permille(self) -> u16 {
        self.0
    }

    /// The chance that at least one of two independent observations is right, capped at 999:
    /// agreement never proves.
    ///
    /// ```
    /// use khabar::Confidence;
    /// let c = Confidence::new(800).pool(Confidence::new(500));
    /// assert_eq!(c, Confidence::new(900));
    /// ```
    pub fn pool(self, other: Confidence) -> Confidence {
        let miss = u32::from(1000 - self.0) * u32::from(1000 - other.0) / 1000;
        Confidence(((1000 - miss) as u16).min(999).max(self.0).max(other.0))
    }
}

impl fmt::Debug for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}‰", self.0)
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}%", self.0 / 10, self.0 % 10)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Confidence {
    fn schema_name() -> Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "integer",
            "minimum": 0,
            "maximum": 1000,
            "description": "The estimated chance, in thousandths, that the value is right.",
        })
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Confidence, D::Error> {
        match u16::deserialize(deserializer)? {
            n @ 0..=1000 => Ok(Confidence(n)),
            n => Err(serde::de::Error::custom(format_args!(
                "confidence is {n}, above 1000"
            ))),
        }
    }
}

/// The rank of an extractor: of two candidates for a field, the one of higher precedence wins
/// before confidence is looked at.
///
/// # Examples
///
/// ```
/// use khabar::Precedence;
///
/// assert!(Precedence::USER > Precedence::SITE);
/// assert!(Precedence::SITE.offset(-1) < Precedence::SITE);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Precedence(i16);

impl Precedence {
    /// General rules about text and layout.
    pub const HEURISTIC: Precedence = Precedence(0);
    /// Structured data that the publisher wrote for machines.
    pub const STRUCTURED: Precedence = Precedence(100);
    /// Rules written for one site.
    pub const SITE: Precedence = Precedence(200);
    /// The calling program's own rules.
    pub const USER: Precedence = Precedence(300);

    /// A precedence `by` steps above (or below) this one.
    pub const fn offset(self, by: i16) -> Precedence {
        Precedence(self.0.saturating_add(by))
    }
}

/// The name of the extractor, scorer or enricher that gave a value.
///
/// # Examples
///
/// ```
/// use khabar::Origin;
///
/// let origin = Origin::from("byline");
/// assert_eq!(origin, "byline");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origin(Cow<'static, str>);

impl Origin {
    /// An origin with a name known at compile time; allocates nothing.
    pub const fn from_static(name: &'static str) -> Origin {
        Origin(Cow::Borrowed(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Origin {
    fn from(name: &str) -> Origin {
        Origin(Cow::Owned(name.to_owned()))
    }
}

impl From<String> for Origin {
    fn from(name: String) -> Origin {
        Origin(Cow::Owned(name))
    }
}

impl AsRef<str> for Origin {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Origin {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<str> for Origin {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

vocabulary! {
    /// How much a [`Diagnostic`] matters.
    pub enum Severity {
        /// Something was decided that a careful reader may want to know.
        Note = "note",
        /// Something was lost, cut or in doubt.
        Warning = "warning",
        /// An extension failed; its values are missing.
        Error = "error",
    }
}

/// Something the parser wants its caller to know about one article: what was wrong, where, and
/// what was done about it.
///
/// The codes are listed on the [limits](crate::_documentation::limits) page.
///
/// # Examples
///
/// ```
/// use khabar::{Confidence, Field, Parser, Severity};
///
/// let parser = Parser::builder().threshold(Field::Headline, Confidence::MAX).build()?;
/// let article = parser.parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.")?;
/// let note = &article.diagnostics[0];
/// assert_eq!(note.code, "below-threshold");
/// assert_eq!(note.severity, Severity::Note);
/// # Ok::<(), khabar::Error>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// A stable, machine-readable name in kebab-case, such as `below-threshold`.
    pub code: String,
    /// One sentence for a person.
    pub message: String,
    /// How much it matters.
    #[serde(default)]
    pub severity: Severity,
    /// Where in the source, if it has a place.
    #[serde(default)]
    pub span: Option<Span>,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(
        severity: Severity,
        code: impl Into<String>,
        message: impl Into<String>,
        origin: Origin,
    ) -> Diagnostic {
        Diagnostic {
            code: code.into(),
            message: message.into(),
            severity,
            span: None,
            origin,
        }
    }

    /// The same diagnostic with a place in the source.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span = Some(span);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_never_lowers_and_never_proves() {
        for a in (0..=1000).step_by(50) {
            for b in (0..=1000).step_by(50) {
                let (ca, cb) = (Confidence::new(a), Confidence::new(b));
                let pooled = ca.pool(cb);
                assert!(pooled >= ca && pooled >= cb);
                assert_eq!(pooled, cb.pool(ca));
                assert!(pooled.permille() <= 999 || a.max(b) == 1000);
            }
        }
    }

    #[test]
    fn confidence_above_one_thousand_is_no_json() {
        assert!(serde_json::from_str::<Confidence>("1001").is_err());
        assert_eq!(
            serde_json::from_str::<Confidence>("1000").unwrap(),
            Confidence::MAX
        );
    }
}
