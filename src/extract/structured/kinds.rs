//! The extractor `section-kind`: sections that hold one kind of piece, by the names of sections
//! and the segments of addresses.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::arabic;
use crate::article::Kind;
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Field, Stage};
use crate::provenance::Confidence;

/// Kinds by the key of a section's name (`section_kinds.tsv`).
static KINDS: Lazy<HashMap<String, Kind>> = Lazy::new(|| {
    include_str!("../../lexicon/data/section_kinds.tsv")
        .lines()
        .skip(2)
        .filter_map(|row| row.split_once('\t'))
        .map(|(name, kind)| (arabic::name_key(name), Kind::from(kind)))
        .collect()
});

/// Segments of an address that are looked at.
const MAX_SEGMENTS: usize = 8;

/// Tells opinion, video, galleries and other kinds by their section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SectionKind;

impl Extractor for SectionKind {
    fn name(&self) -> &str {
        "section-kind"
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let kind = |name: &str| KINDS.get(&arabic::name_key(name)).cloned();
        let section = out
            .values
            .iter()
            .filter(|c| c.field == Field::Section)
            .filter_map(|c| c.value.text())
            .find_map(kind);
        if let Some(kind) = section {
            out.kind(kind, Confidence::new(800));
        }
        let address = super::links::page_address(cx);
        let path = address.as_deref().and_then(|a| a.split_once("://"));
        // The last segment is the article's own.
        let segments = path.into_iter().flat_map(|(_, rest)| rest.split('/'));
        let mut segments: Vec<&str> = segments.skip(1).take(MAX_SEGMENTS).collect();
        segments.pop();
        if let Some(kind) = segments.into_iter().find_map(kind) {
            out.kind(kind, Confidence::new(700));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_known_kind() {
        assert!(KINDS.len() > 80);
        for (name, kind) in KINDS.iter() {
            assert!(!name.is_empty());
            assert!(!matches!(kind, Kind::Other(_)), "{name}: {kind}");
        }
        assert_eq!(
            KINDS.get(&arabic::name_key("مقالات الرأى")),
            Some(&Kind::Opinion)
        );
    }
}
