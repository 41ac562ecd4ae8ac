//! Who said what: [`Attribution`] and the [`Voice`]s of an article.
//!
//! [`enrich::attribution`](crate::enrich::attribution) finds both.

use serde::{Deserialize, Serialize};

use super::text::Text;
use super::vocabulary::vocabulary;
use crate::provenance::{Confidence, Origin};
use crate::span::Span;

vocabulary! {
    /// The form in which an attribution reports what was said.
    pub enum AttributionKind {
        /// A clause in the reporter's words.
        Indirect = "indirect",
        /// A quotation.
        Direct = "direct",
        /// A clause with a quoted part.
        Mixed = "mixed",
        /// A noun phrase or verbal noun.
        Nominal = "nominal",
    }
}

vocabulary! {
    /// What the source does by saying it.
    pub enum Stance {
        /// Says, states, adds.
        Say = "say",
        /// Denies.
        Deny = "deny",
        /// Questions or doubts.
        Question = "question",
        /// Warns.
        Warn = "warn",
        /// Demands or urges.
        Demand = "demand",
        /// Believes or expects.
        Believe = "believe",
        /// Asks.
        Ask = "ask",
        /// Accuses.
        Accuse = "accuse",
        /// Praises or welcomes.
        Praise = "praise",
        /// Condemns or criticises.
        Criticise = "criticise",
        /// Promises.
        Promise = "promise",
        /// Threatens.
        Threaten = "threaten",
        /// Hopes or wishes.
        Hope = "hope",
        /// Declines to comment; there is no content.
        Decline = "decline",
    }
}

vocabulary! {
    /// Whether the reported content is affirmed or negated.
    pub enum Polarity {
        /// Affirmed.
        Affirmative = "affirmative",
        /// Negated.
        Negative = "negative",
    }
}

/// One reported statement: its cue, its source and its content.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Attribution {
    /// The reporting word with its proclitic, a colon, or the preposition of a verbless frame.
    pub cue: Text,
    /// The noun phrase that speaks.
    #[serde(default)]
    pub source: Option<Text>,
    /// The fullest name given earlier for the source.
    #[serde(default)]
    pub resolved: Option<Text>,
    /// What was said.
    #[serde(default)]
    pub content: Option<Text>,
    /// Quotation, clause or noun phrase.
    #[serde(default)]
    pub kind: AttributionKind,
    /// The outlet that relays it.
    #[serde(default)]
    pub via: Option<Text>,
    /// The statement, conference, network or outlet it was said to.
    #[serde(default)]
    pub channel: Option<Text>,
    /// Whether the source's identity is withheld.
    #[serde(default)]
    pub anonymous: bool,
    /// What the source does by saying it.
    #[serde(default)]
    pub stance: Stance,
    /// Affirmed or negated.
    #[serde(default)]
    pub polarity: Polarity,
    /// Index of the speaker in `Article::voices`.
    #[serde(default)]
    pub voice: Option<usize>,
    /// The rule that found it.
    #[serde(default)]
    pub rule: Option<String>,
    /// The chance that cue, source and content are right.
    #[serde(default)]
    pub confidence: Confidence,
    /// Which enricher gave it.
    #[serde(default)]
    pub origin: Origin,
}

impl Attribution {
    /// An attribution with its cue alone.
    pub fn new(cue: Text) -> Attribution {
        Attribution {
            confidence: cue.confidence,
            origin: cue.origin.clone(),
            cue,
            ..Attribution::default()
        }
    }
}

vocabulary! {
    /// What kind of source a [`Voice`] is.
    pub enum VoiceSort {
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
        /// A state or government.
        State = "state",
        /// A news outlet.
        Media = "media",
        /// A report, statement or study.
        Document = "document",
        /// Several people.
        Group = "group",
        /// A source that is not named.
        Unnamed = "unnamed",
    }
}

vocabulary! {
    /// Grammatical gender, where the language shows it.
    pub enum Gender {
        /// Not shown.
        Unknown = "unknown",
        /// Masculine.
        Masculine = "m",
        /// Feminine.
        Feminine = "f",
    }
}

/// A source of the article, listed once however often it speaks.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Voice {
    /// The fullest name.
    pub name: String,
    /// Title, as written.
    #[serde(default)]
    pub title: Option<String>,
    /// Body it belongs to, as written.
    #[serde(default)]
    pub affiliation: Option<String>,
    /// What kind of source it is.
    #[serde(default)]
    pub sort: VoiceSort,
    /// Gender by agreement.
    #[serde(default)]
    pub gender: Gender,
    /// How many attributions it is the source of.
    #[serde(default)]
    pub mentions: u32,
    /// Where the fullest name stands.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is one source of that name.
    #[serde(default)]
    pub confidence: Confidence,
    /// Which enricher gave it.
    #[serde(default)]
    pub origin: Origin,
}

impl Voice {
    /// A voice of that name and sort.
    pub fn new(name: impl Into<String>, sort: VoiceSort) -> Voice {
        Voice {
            name: name.into(),
            sort,
            ..Voice::default()
        }
    }
}

/// Who speaks in an article, in numbers. Made by [`Article::voice_summary`](super::Article::voice_summary).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct VoiceSummary {
    /// Attributions.
    pub attributions: u32,
    /// Attributions whose source's identity is withheld.
    pub anonymous: u32,
    /// Attributions to men.
    pub men: u32,
    /// Attributions to women.
    pub women: u32,
}

impl VoiceSummary {
    pub(super) fn of(attributions: &[Attribution], voices: &[Voice]) -> VoiceSummary {
        let mut out = VoiceSummary::default();
        for attribution in attributions {
            out.attributions += 1;
            out.anonymous += u32::from(attribution.anonymous);
            let voice = attribution.voice.and_then(|voice| voices.get(voice));
            match voice
                .filter(|v| v.sort == VoiceSort::Person)
                .map(|v| &v.gender)
            {
                Some(Gender::Masculine) => out.men += 1,
                Some(Gender::Feminine) => out.women += 1,
                _ => {}
            }
        }
        out
    }

    /// The share of attributions whose source is anonymous, 0 to 1; 0 without attributions.
    pub fn anonymous_share(self) -> f64 {
        share(self.anonymous, self.attributions)
    }

    /// The share of women's attributions among those of persons whose gender the language shows, 0 to
    /// 1; 0 where it shows none.
    pub fn women_share(self) -> f64 {
        share(self.women, self.women + self.men)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}
