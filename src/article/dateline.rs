//! [`Dateline`] and [`Timestamp`]: where and when.

use serde::{Deserialize, Serialize};

use super::text::{Name, Text};
use super::vocabulary::vocabulary;

/// The run of places, agencies and dates that opens an article: `دبي، الإمارات (CNN) --`.
///
/// The run is a view: where it opens the first paragraph it stays in that paragraph's text too.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// عمان، الأردن (رويترز) -- افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.");
/// let dateline = article.dateline.unwrap();
/// assert_eq!(dateline.text.text, "عمان، الأردن (رويترز) --");
/// assert_eq!(dateline.places.len(), 1); // the country after the city is not listed
/// assert_eq!(dateline.places[0].id.as_deref(), Some("amman"));
/// assert_eq!(dateline.agencies[0].id.as_deref(), Some("reuters"));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dateline {
    /// The run as it stands, with its separator.
    pub text: Text,
    /// The places of the run in their order; the country written after a city is not listed.
    #[serde(default)]
    pub places: Vec<Name>,
    /// The agencies and outlets of the run in their order.
    #[serde(default)]
    pub agencies: Vec<Name>,
    /// The date written in the run.
    #[serde(default)]
    pub date: Option<Text>,
}

impl Dateline {
    /// A dateline of the given run without parts.
    pub fn new(text: Text) -> Dateline {
        Dateline {
            text,
            ..Dateline::default()
        }
    }
}

vocabulary! {
    /// How exact the value of a [`Timestamp`] is.
    pub enum Precision {
        /// To the minute.
        Minute = "minute",
        /// To the second.
        Second = "second",
        /// To the hour.
        Hour = "hour",
        /// To the day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
    }
}

vocabulary! {
    /// The calendar a date was printed in.
    pub enum Calendar {
        /// The Gregorian calendar.
        Gregorian = "gregorian",
        /// The Hijri calendar.
        Hijri = "hijri",
        /// Both, side by side.
        Dual = "dual",
    }
}

/// A point in time the article gives, as printed and as a value.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timestamp {
    /// ISO 8601, as exact as `precision` says, with an offset only where a zone is stated or
    /// known; `None` where the stamp was found but not read.
    #[serde(default)]
    pub value: Option<String>,
    /// How exact `value` is.
    #[serde(default)]
    pub precision: Option<Precision>,
    /// The calendar it was printed in.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// The stamp as printed.
    #[serde(default)]
    pub text: Option<Text>,
}

impl Timestamp {
    /// A stamp as printed, its value not read.
    pub fn printed(text: Text) -> Timestamp {
        Timestamp {
            text: Some(text),
            ..Timestamp::default()
        }
    }
}
