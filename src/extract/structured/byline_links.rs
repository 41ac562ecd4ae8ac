//! The extractor `byline-links`: what a byline line links to is a person.

use super::Authors;
use crate::arabic;
use crate::article::ContributorRole;
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor};
use crate::label::Role;
use crate::provenance::Confidence;
use crate::read::html::{Dom, NodeId};
use crate::smallprint::opening;
use crate::smallprint::tokens::Tokens;
use crate::span::Span;

/// Links of a line that are read.
const MAX_LINKS: usize = 16;

/// How sure a link is, as a share of the line's label in thousandths.
const SHARE: u32 = 850;

/// Reads the linked names of byline lines that the grammar of slots does not explain: no lexicon
/// knows every name, but a page links its authors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BylineLinks;

impl Extractor for BylineLinks {
    fn name(&self) -> &str {
        "byline-links"
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else {
            return Ok(());
        };
        let tokens = &mut Tokens::default();
        let lines: Vec<(Span, Confidence)> = cx
            .blocks_of(Role::Byline)
            .filter(|(_, block, _)| {
                opening::slot(block.text(), cx.lexicon(), tokens).is_none_or(|s| !s.has_person())
            })
            .map(|(_, block, label)| (block.span(), label.confidence()))
            .collect();
        let Some(sure) = lines.iter().map(|(_, c)| *c).max() else {
            return Ok(());
        };
        let sure = Confidence::new((u32::from(sure.permille()) * SHARE / 1000) as u16);
        let mut authors = Authors::new(cx.lexicon(), out.origin(), sure);
        for (node, span) in links(dom, &lines).take(MAX_LINKS) {
            let text = arabic::clean_str(&dom.text(node)).trim().to_owned();
            let known = authors.people.len();
            authors.string(&text, &ContributorRole::Reporter);
            for person in authors.people.iter_mut().skip(known) {
                // The name as it stands between the tags, where nothing but it does.
                person.span = (person.name == text).then_some(span);
            }
        }
        authors.give(out);
        Ok(())
    }
}

/// The links inside the lines, with the place of their text.
fn links<'d>(
    dom: &'d Dom<'_>,
    lines: &'d [(Span, Confidence)],
) -> impl Iterator<Item = (NodeId, Span)> + 'd {
    dom.descendants(dom.root())
        .filter(move |id| dom.tag(*id) == Some("a"))
        .filter_map(move |id| {
            let mut text = dom.descendants(id).filter(|n| {
                dom.kind(*n) == crate::read::html::NodeKind::Text && !dom.text(*n).trim().is_empty()
            });
            let only = text.next()?;
            let whole = dom.span(only)?;
            let raw = dom.source().get(whole.range())?;
            let lead = raw.len() - raw.trim_start().len();
            let start = whole.start() + lead;
            Some((id, Span::of(start..start + raw.trim().len())))
        })
        .filter(|(_, span)| {
            // Lines stand in the order of the source.
            let next = lines.partition_point(|(line, _)| line.start() <= span.start());
            next.checked_sub(1)
                .and_then(|i| lines.get(i))
                .is_some_and(|(line, _)| line.contains(*span))
        })
}
