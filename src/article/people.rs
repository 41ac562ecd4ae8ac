//! Who made the article: [`Contributor`] and its [`ContributorRole`].

use serde::{Deserialize, Serialize};

use super::text::Name;
use super::vocabulary::vocabulary;
use crate::provenance::{Confidence, Origin};
use crate::span::Span;

vocabulary! {
    /// What a [`Contributor`] did for the article.
    pub enum ContributorRole {
        /// Reported it: كتب، إعداد، متابعة، مراسل.
        Reporter = "reporter",
        /// Wrote it as the author of an opinion, column or analysis: بقلم.
        Author = "author",
        /// Translated it: ترجمة.
        Translator = "translator",
        /// Edited it: تحرير.
        Editor = "editor",
        /// Took the pictures: تصوير، عدسة.
        Photographer = "photographer",
        /// Not a person: the outlet itself in the byline slot.
        Outlet = "outlet",
        /// Not a person: a news agency in the byline slot.
        Agency = "agency",
    }
}

/// One name of the byline.
///
/// # Examples
///
/// ```
/// use khabar::article::ContributorRole;
///
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// كتب: سالم الحداد
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.");
/// let person = &article.byline[0];
/// assert_eq!(person.name, "سالم الحداد");
/// assert_eq!(person.role, ContributorRole::Reporter);
/// assert!(!person.is_organisation());
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Contributor {
    /// The name as written, without كتب, بقلم or إعداد.
    pub name: String,
    /// What the contributor did.
    #[serde(default)]
    pub role: ContributorRole,
    /// The first column of the lexicon row, for outlets and agencies.
    #[serde(default)]
    pub id: Option<String>,
    /// A title written beside the name, such as د. or مراسل الشؤون السياسية.
    #[serde(default)]
    pub title: Option<Name>,
    /// The outlet or body written beside the name.
    #[serde(default)]
    pub affiliation: Option<Name>,
    /// The place written beside the name.
    #[serde(default)]
    pub place: Option<Name>,
    /// Where the name stands in the decoded source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is a contributor of that name and role.
    #[serde(default)]
    pub confidence: Confidence,
    /// Which extractor gave it.
    #[serde(default)]
    pub origin: Origin,
}

impl Contributor {
    /// A contributor of the given role, with the name's own provenance.
    pub fn new(name: Name, role: ContributorRole) -> Contributor {
        Contributor {
            name: name.name,
            role,
            id: name.id,
            span: name.span,
            confidence: name.confidence,
            origin: name.origin,
            ..Contributor::default()
        }
    }

    /// Whether the contributor is an outlet or agency and not a person.
    pub fn is_organisation(&self) -> bool {
        matches!(self.role, ContributorRole::Outlet | ContributorRole::Agency)
    }
}
