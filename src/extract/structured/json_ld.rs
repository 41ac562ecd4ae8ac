//! The extractor `json-ld`.

use serde_json::Value;

use super::repair::{self, Fault, Unreadable};
use super::schema_org::{self, Trust};
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Stage};
use crate::provenance::{Precedence, Severity};
use crate::read::html::{Dom, NodeId};
use crate::span::Span;

/// Scripts that are read.
const MAX_SCRIPTS: usize = 256;

/// Reads `<script type="application/ld+json">`, repairing what is broken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JsonLd;

impl Extractor for JsonLd {
    fn name(&self) -> &str {
        "json-ld"
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
        let mut documents = Vec::new();
        for script in scripts(dom).take(MAX_SCRIPTS) {
            documents.extend(document(dom, script, out));
        }
        schema_org::interpret(&documents, Trust(1000), cx, out);
        Ok(())
    }
}

fn scripts<'d>(dom: &'d Dom<'_>) -> impl Iterator<Item = NodeId> + 'd {
    dom.descendants(dom.root()).filter(move |id| {
        dom.tag(*id) == Some("script")
            && dom.attribute(*id, "type").is_some_and(|kind| {
                let kind = kind.split(';').next().unwrap_or("").trim();
                kind.eq_ignore_ascii_case("application/ld+json")
            })
    })
}

/// The value of one script, with notes of what was wrong.
fn document(dom: &Dom<'_>, script: NodeId, out: &mut Candidates) -> Option<Value> {
    let text = dom.text(script);
    let place = dom
        .first_child(script)
        .and_then(|child| dom.span(child))
        .filter(|span| dom.source().get(span.range()) == Some(&*text));
    match repair::read(&text) {
        Ok(read) => {
            if let Some((_, first)) = read.faults.first() {
                let span = place.map(|p| Span::of(p.start() + first..p.start() + first + 1));
                out.diagnostic(
                    Severity::Note,
                    "json-ld-repaired",
                    format!("broken JSON-LD was repaired: {}", list(&read.faults)),
                    span.map(|s| on_boundaries(s, dom.source())),
                );
            }
            Some(read.value)
        }
        Err(why) => {
            let why = match why {
                Unreadable::Empty if text.trim().is_empty() => return None,
                Unreadable::Empty => "it holds no value",
                Unreadable::TooLong => "it is too long",
                Unreadable::TooDeep => "it is nested too deep",
            };
            out.diagnostic(
                Severity::Warning,
                "json-ld-unreadable",
                format!("JSON-LD was left out: {why}"),
                dom.span(script),
            );
            None
        }
    }
}

/// The byte of a fault, widened to its character.
fn on_boundaries(span: Span, source: &str) -> Span {
    let (mut start, mut end) = (span.start(), span.end());
    while start > 0 && !source.is_char_boundary(start) {
        start -= 1;
    }
    while end < source.len() && !source.is_char_boundary(end) {
        end += 1;
    }
    Span::of(start..end.min(source.len()))
}

/// `extra comma (2), missing end`
fn list(faults: &[(Fault, usize)]) -> String {
    let mut kinds: Vec<(Fault, usize)> = Vec::new();
    for (fault, _) in faults {
        match kinds.iter_mut().find(|(f, _)| f == fault) {
            Some((_, n)) => *n += 1,
            None => kinds.push((*fault, 1)),
        }
    }
    let words: Vec<String> = kinds
        .into_iter()
        .map(|(fault, n)| {
            if n > 1 {
                format!("{fault} ({n})")
            } else {
                fault.to_string()
            }
        })
        .collect();
    words.join(", ")
}
