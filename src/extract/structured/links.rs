//! The extractors `links` (canonical and AMP addresses) and `breadcrumbs` (the path to the
//! article, where no schema.org item gives it).

use serde_json::Value;

use super::plain::plain;
use crate::arabic;
use crate::arabic::date::DateValue;
use crate::article::Timestamp;
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Field, Stage};
use crate::lexicon::CueClass;
use crate::provenance::{Confidence, Precedence};
use crate::read::html::{Dom, NodeId};
use crate::smallprint::tokens::Tokens;

/// Steps of a path that are read.
const MAX_STEPS: usize = 16;

/// Bytes of a step's name.
const MAX_NAME: usize = 120;

/// Reads `<link rel="canonical">` and `<link rel="amphtml">`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Links;

impl Extractor for Links {
    fn name(&self) -> &str {
        "links"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else {
            return Ok(());
        };
        let base = cx.hints().url();
        if let Some(url) = link(dom, "canonical").and_then(|href| absolute(&href, base)) {
            out.url(url, Confidence::new(930));
        }
        if let Some(url) = link(dom, "amphtml").and_then(|href| absolute(&href, base)) {
            out.extra("amp_url", Value::from(url), Confidence::new(900));
        }
        Ok(())
    }
}

/// The target of the first `<link>` of a relation.
fn link(dom: &Dom<'_>, relation: &str) -> Option<String> {
    dom.descendants(dom.root())
        .filter(|id| dom.tag(*id) == Some("link"))
        .find(|id| {
            dom.attribute(*id, "rel").is_some_and(|rel| {
                rel.split_ascii_whitespace()
                    .any(|word| word.eq_ignore_ascii_case(relation))
            })
        })
        .and_then(|id| dom.attribute(id, "href"))
        .map(|href| href.trim().to_owned())
        .filter(|href| !href.is_empty())
}

/// The page's own address: what the caller says, else what the page says.
pub(crate) fn page_address(cx: &Context<'_>) -> Option<String> {
    cx.hints()
        .url()
        .map(str::to_owned)
        .or_else(|| cx.dom().and_then(|dom| link(dom, "canonical")))
}

/// An address with its host; a relative one is joined to the page's.
fn absolute(href: &str, base: Option<&str>) -> Option<String> {
    if href.starts_with("http://") || href.starts_with("https://") {
        return Some(href.to_owned());
    }
    let (scheme, rest) = base?.split_once("://")?;
    if href.starts_with("//") {
        return Some(format!("{scheme}:{href}"));
    }
    let host = rest.split(['/', '?', '#']).next()?;
    href.starts_with('/')
        .then(|| format!("{scheme}://{host}{href}"))
}

/// Reads the day that many systems write into an article's address: `/2020/8/24/`,
/// `/2020-08-24-`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UrlDate;

impl Extractor for UrlDate {
    fn name(&self) -> &str {
        "url-date"
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        if let Some(day) = page_address(cx).as_deref().and_then(day_in) {
            out.published(Timestamp::from(day), Confidence::new(550));
        }
        Ok(())
    }
}

/// The day in an address: a year, a month and a day that stand behind each other.
fn day_in(url: &str) -> Option<DateValue> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let numbers: Vec<Option<u16>> = path
        .split(['/', '-', '_'])
        .map(|part| {
            let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        })
        .collect();
    numbers.windows(3).find_map(|window| match window {
        [
            Some(year @ 1995..=2100),
            Some(month @ 1..=12),
            Some(day @ 1..=31),
        ] => DateValue::from_ymd(i32::from(*year), *month as u8, *day as u8),
        _ => None,
    })
}

/// Reads paths marked up by class alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Breadcrumbs;

impl Extractor for Breadcrumbs {
    fn name(&self) -> &str {
        "breadcrumbs"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else {
            return Ok(());
        };
        let Some(path) = dom.descendants(dom.root()).find(|id| is_path(dom, *id)) else {
            return Ok(());
        };
        let steps: Vec<String> = dom
            .descendants(path)
            .filter(|id| dom.tag(*id) == Some("a"))
            .take(MAX_STEPS)
            .map(|id| plain(&dom.text(id)))
            .collect();
        let names: Vec<&str> = steps.iter().map(String::as_str).collect();
        section_of_path(&names, Confidence::new(600), cx, out);
        Ok(())
    }
}

/// Whether an element holds the path to the article.
fn is_path(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.attributes(id).any(|(name, value)| {
        matches!(name, "class" | "id" | "aria-label" | "role")
            && value.len() < 200
            && names_path(value.as_bytes())
    }) && !matches!(dom.tag(id), Some("html" | "body" | "meta" | "link"))
}

/// Whether `breadcrumb`, in any case and with or without a sign between its words, is in a name.
fn names_path(name: &[u8]) -> bool {
    memchr::memchr2_iter(b'b', b'B', name).any(|at| {
        let word = |from: usize, word: &[u8]| {
            name.get(from..from + word.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(word))
        };
        let sign = matches!(name.get(at + 5), Some(b'-' | b'_'));
        word(at, b"bread") && word(at + 5 + usize::from(sign), b"crumb")
    })
}

/// The section of an article by the steps of the path that leads to it: the innermost step that
/// is neither the front page nor the article itself.
pub(super) fn section_of_path(
    steps: &[&str],
    confidence: Confidence,
    cx: &Context<'_>,
    out: &mut Candidates,
) {
    let mut tokens = Tokens::default();
    let headlines: Vec<String> = out
        .values
        .iter()
        .filter(|c| c.field == Field::Headline)
        .filter_map(|c| c.value.text())
        .map(arabic::name_key)
        .collect();
    let step = steps.iter().take(MAX_STEPS).rev().find(|step| {
        let key = arabic::name_key(step);
        let long = key.len() > 40;
        !key.is_empty()
            && step.len() <= MAX_NAME
            && !is_front_page(step, cx, &mut tokens)
            && !headlines
                .iter()
                .any(|h| *h == key || long && (h.starts_with(&key) || key.starts_with(h.as_str())))
    });
    if let Some(step) = step
        && steps.len() > 1
    {
        out.section(step, None, confidence);
    }
}

fn is_front_page(step: &str, cx: &Context<'_>, tokens: &mut Tokens) -> bool {
    tokens.fill(step, 6, cx.lexicon());
    let cue = cx.lexicon().cues().longest(tokens.phrase(step, 0, 6));
    matches!(step.to_ascii_lowercase().as_str(), "home" | "homepage")
        || cue.is_some_and(|(n, cue)| n == tokens.len() && cue.class() == CueClass::Navigation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = |url| day_in(url).map(|d| d.to_string());
        let expected = Some("2020-08-24".to_owned());
        assert_eq!(
            day("https://a.example/story/2020/8/24/title/4943459"),
            expected
        );
        assert_eq!(day("https://a.example/news/2020-08-24-1.3874341"), expected);
        assert_eq!(day("https://a.example/news/4943459/2020"), None);
        assert_eq!(day("https://a.example/2020/13/24/"), None);
        assert_eq!(day("https://a.example/x?d=/2020/8/24/"), None);
    }

    #[test]
    fn names_of_paths() {
        for name in [
            "breadcrumb",
            "c-BreadCrumbs",
            "nav bread-crumb",
            "bread_crumb-list",
        ] {
            assert!(names_path(name.as_bytes()), "{name}");
        }
        for name in ["bread", "bread--crumb", "breadcrum", "b", ""] {
            assert!(!names_path(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn relative_addresses_are_joined() {
        let base = Some("https://a.example/x/y?z");
        assert_eq!(absolute("/b", base).as_deref(), Some("https://a.example/b"));
        assert_eq!(
            absolute("//c.example/b", base).as_deref(),
            Some("https://c.example/b")
        );
        assert_eq!(absolute("/b", None), None);
    }
}
