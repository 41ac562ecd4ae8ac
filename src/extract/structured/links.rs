//! The extractors `links` (canonical and AMP addresses) and `breadcrumbs` (the path to the
//! article, where no schema.org item gives it).

use serde_json::Value;

use super::plain::plain;
use crate::arabic;
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
#[derive(Debug)]
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
pub(super) fn page_address(cx: &Context<'_>) -> Option<String> {
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

/// Reads paths marked up by class alone.
#[derive(Debug)]
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
    const NAMES: &[&str] = &["breadcrumb", "bread-crumb", "bread_crumb"];
    dom.attributes(id).any(|(name, value)| {
        matches!(name, "class" | "id" | "aria-label" | "role") && value.len() < 200 && {
            let value = value.to_ascii_lowercase();
            NAMES.iter().any(|n| value.contains(n))
        }
    }) && !matches!(dom.tag(id), Some("html" | "body" | "meta" | "link"))
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
    tokens.fill(step, 6);
    let cue = cx
        .lexicon()
        .cues()
        .longest_at(tokens.phrase::<6>(step, 0).words());
    matches!(step.to_ascii_lowercase().as_str(), "home" | "homepage")
        || cue.is_some_and(|(n, cue)| n == tokens.len() && cue.class() == CueClass::Navigation)
}
