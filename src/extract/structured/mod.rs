//! Structured data: what a page tells machines, as candidates.
//!
//! Extractors of [`Stage::Metadata`](super::Stage::Metadata): `json-ld`, `microdata` (with RDFa),
//! `meta` (Open Graph, Twitter, Dublin Core, parsely, `article:*` and the title), `links` (canonical
//! and AMP addresses), `breadcrumbs`, `url-date` and `section-kind`; and of stage Content
//! `time-elements` and `byline-links`. The dialects of schema.org share one interpreter.

mod authors;
mod byline_links;
mod json_ld;
mod kinds;
pub(crate) mod links;
mod meta;
mod microdata;
mod plain;
pub(crate) mod repair;
mod schema_org;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use authors::{Authors, is_address};
pub(crate) use plain::plain;
#[cfg(feature = "feed")]
pub(crate) use schema_org::outlet_id;
pub(crate) use time::day_of_midnight;

use super::Registered;
use crate::arabic::date;
use crate::article::Timestamp;

/// The built-in extractors of structured data.
pub(crate) fn builtin() -> [Registered; 9] {
    [
        Registered::of_pages(&json_ld::JsonLd),
        Registered::of_pages(&microdata::Microdata),
        Registered::of_pages(&meta::Meta),
        Registered::of_pages(&links::Links),
        Registered::of_pages(&links::Breadcrumbs),
        Registered::of_pages(&links::UrlDate),
        Registered::of_pages(&kinds::SectionKind),
        Registered::of_pages(&time::TimeElements),
        Registered::of_pages(&byline_links::BylineLinks),
    ]
}

/// The stamp of a date as metadata write it: for machines, or as it is printed.
pub(crate) fn stamp(text: &str) -> Option<Timestamp> {
    if let Some(value) = date::parse_machine(text) {
        return Some(Timestamp::from(value));
    }
    let reading = date::parse(text).filter(|r| !r.relative)?;
    Some(Timestamp {
        calendar: Some(reading.calendar.into()),
        ..Timestamp::from(reading.value?)
    })
}
