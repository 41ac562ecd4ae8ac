//! The extractor `site-profiles`: the profiles that come with the crate.

use once_cell::sync::Lazy;

use super::profile::{self, SiteProfile};
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Stage};
use crate::provenance::Precedence;

static PROFILES: Lazy<Vec<SiteProfile>> = Lazy::new(|| {
    // A test parses the file; one that does not parse gives no profiles.
    serde_json::from_str(include_str!("profiles.json")).unwrap_or_default()
});

/// Applies the profile of the page's site, if there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SiteProfiles;

impl Extractor for SiteProfiles {
    fn name(&self) -> &str {
        "site-profiles"
    }

    fn precedence(&self) -> Precedence {
        Precedence::SITE
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(host) = profile::host(cx) else {
            return Ok(());
        };
        if let Some(profile) = PROFILES.iter().find(|p| p.covers_host(&host)) {
            profile.apply(cx, out);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Part;
    use std::collections::HashSet;

    #[test]
    fn every_profile_is_well_formed() {
        let profiles: Vec<SiteProfile> =
            serde_json::from_str(include_str!("profiles.json")).unwrap();
        assert_eq!(PROFILES.len(), profiles.len());
        let mut names = HashSet::new();
        for profile in &profiles {
            assert!(names.insert(&profile.name), "{}", profile.name);
            assert!(!profile.hosts.is_empty() && !profile.layouts.is_empty());
            for layout in &profile.layouts {
                for part in layout.select.keys() {
                    let known = !matches!(Part::from(part.as_str()), Part::Other(_));
                    assert!(known, "{}: {part}", profile.name);
                }
            }
        }
    }
}
