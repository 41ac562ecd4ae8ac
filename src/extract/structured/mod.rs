//! Structured data: what a page tells machines, as candidates.
//!
//! Five extractors of [`Stage::Metadata`](super::Stage::Metadata): `json-ld`, `microdata` (with
//! RDFa), `meta` (Open Graph, Twitter, Dublin Core, parsely, `article:*` and the title), `links`
//! (canonical and AMP addresses) and `breadcrumbs`; and `time-elements` of stage Content. The
//! dialects of schema.org share one interpreter.

mod authors;
mod json_ld;
mod links;
mod meta;
mod microdata;
mod plain;
mod repair;
mod schema_org;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use authors::is_address;

use std::sync::Arc;

use super::Extractor;
use crate::arabic::date;
use crate::article::Timestamp;

/// The built-in extractors of structured data.
pub(crate) fn builtin() -> Vec<Arc<dyn Extractor>> {
    vec![
        Arc::new(json_ld::JsonLd),
        Arc::new(microdata::Microdata),
        Arc::new(meta::Meta),
        Arc::new(links::Links),
        Arc::new(links::Breadcrumbs),
        Arc::new(time::TimeElements),
    ]
}

/// The stamp of a date as metadata write it: for machines, or as it is printed.
fn stamp(text: &str) -> Option<Timestamp> {
    date::parse_machine(text).map(Timestamp::from)
}
