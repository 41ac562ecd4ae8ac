//! [`Text`] and [`Name`]: the two units every other part is made of.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::provenance::{Confidence, Origin};
use crate::span::Span;

/// A piece of the article's text.
///
/// `text` is the reader's text: entities decoded, white space folded, bidi and zero-width controls
/// and soft hyphens dropped, presentation forms composed; tatweel, harakat, quotation marks and
/// digits untouched ([`arabic::references`](crate::arabic::references),
/// [`arabic::clean`](crate::arabic::clean())). Decoding and cleaning the slice of the source that
/// `span` names gives `text` again.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("وصول قافلة مساعدات إلى المدينة\n\nوصلت القافلة صباح اليوم إلى المدينة بعد رحلة طويلة عبر الصحراء، وقال سائقوها إن الطريق كان آمنا.");
/// let headline = article.headline.unwrap();
/// assert_eq!(headline.text, "وصول قافلة مساعدات إلى المدينة");
/// assert_eq!(headline.span.unwrap().start(), 0);
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Text {
    /// The clean text.
    pub text: String,
    /// Where it stands in the decoded source; `None` where it stands nowhere in it as text.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is what the field says it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// Which extractor gave it.
    #[serde(default)]
    pub origin: Origin,
}

impl Text {
    /// A text with all its parts.
    pub fn new(
        text: impl Into<String>,
        span: Option<Span>,
        confidence: Confidence,
        origin: Origin,
    ) -> Text {
        Text {
            text: text.into(),
            span,
            confidence,
            origin,
        }
    }
}

/// The name of a person, place, agency or outlet, as written.
///
/// Two spellings are the same name where their
/// [`arabic::name_key`](crate::arabic::name_key)s are equal: `عبدالله` = `عبد الله`.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.
///
/// المصدر : أ ف ب");
/// let agency = &article.sources[0];
/// assert_eq!(agency.name, "أ ف ب");
/// assert_eq!(agency.id.as_deref(), Some("afp"));
/// assert_eq!(agency.to_string(), "أ ف ب");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Name {
    /// The name as written, without a proclitic or bracket.
    pub name: String,
    /// The first column of the lexicon row that knows it, such as `afp` or `damascus`.
    #[serde(default)]
    pub id: Option<String>,
    /// Where it stands in the decoded source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that the field holds this name.
    #[serde(default)]
    pub confidence: Confidence,
    /// Which extractor gave it.
    #[serde(default)]
    pub origin: Origin,
}

impl Name {
    /// A name with all its parts.
    pub fn new(
        name: impl Into<String>,
        id: Option<String>,
        span: Option<Span>,
        confidence: Confidence,
        origin: Origin,
    ) -> Name {
        Name {
            name: name.into(),
            id,
            span,
            confidence,
            origin,
        }
    }
}

/// The clean text.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// The name as written.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.name
    }
}
