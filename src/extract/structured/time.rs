//! The extractor `time-elements`: `<time datetime>` where the article prints its date.

use super::stamp;
use crate::arabic::date::{self, DateValue};
use crate::article::{Text, Timestamp};
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor};
use crate::label::Role;
use crate::provenance::{Confidence, Precedence};
use crate::read::html::{Dom, NodeId};
use crate::span::Span;

/// Elements that are looked at.
const MAX_ELEMENTS: usize = 500;

/// What a `<time>` in the header is believed at most: nothing says that it is a stamp.
const HEADER: Confidence = Confidence::new(700);

/// Reads the machine dates of stamps that the page prints.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeElements;

impl Extractor for TimeElements {
    fn name(&self) -> &str {
        "time-elements"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED.offset(-10)
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else {
            return Ok(());
        };
        let stamps: Vec<(Span, Confidence)> = cx
            .blocks_of(Role::Timestamp)
            .map(|(_, block, label)| (block.span(), label.confidence()))
            .collect();
        let header = header(cx);
        let (mut published, mut modified) = (false, false);
        for node in elements(dom).take(MAX_ELEMENTS) {
            let Some(span) = dom.span(node) else {
                continue;
            };
            let printed = stamps.iter().find(|(s, _)| s.overlaps(span));
            let (place, confidence) = match (printed, header) {
                (Some(stamp), _) => *stamp,
                (None, Some((gap, confidence))) if gap.contains(span) => (span, confidence),
                _ => continue,
            };
            let Some(mut stamp) = dom.attribute(node, "datetime").and_then(|d| stamp(&d)) else {
                continue;
            };
            let updated = says_updated(dom, node, cx.source().get(place.range()).unwrap_or(""));
            if if updated { modified } else { published } {
                continue;
            }
            let shown = crate::arabic::clean_str(&dom.text(node)).trim().to_owned();
            if let Some(day) = day_of_midnight(&stamp, &shown) {
                stamp = day;
            }
            if !shown.is_empty() {
                stamp.text = Some(Text::new(shown, Some(place), confidence, out.origin()));
            }
            if updated {
                modified = true;
                out.modified(stamp, confidence);
            } else {
                published = true;
                out.published(stamp, confidence);
            }
        }
        Ok(())
    }
}

/// The day of a stamp whose machine date is midnight, where the page prints no time of day: systems
/// that know the day alone write it so.
pub(crate) fn day_of_midnight(stamp: &Timestamp, shown: &str) -> Option<Timestamp> {
    let value: DateValue = stamp.value.as_deref()?.parse().ok()?;
    let timed = date::parse(shown)
        .and_then(|reading| reading.value)
        .is_some_and(|printed| printed.clock().is_some());
    (value.is_midnight() && !timed).then(|| Timestamp::from(value.date()))
}

/// What stands between the headline and the body: a `<time>` there is the article's, whatever it
/// prints.
fn header(cx: &Context<'_>) -> Option<(Span, Confidence)> {
    let (_, body, _) = cx.blocks_of(Role::Paragraph).next()?;
    let (_, headline, label) = cx
        .blocks_of(Role::Headline)
        .take_while(|(_, block, _)| block.span().end() <= body.span().start())
        .last()?;
    let span = Span::new(headline.span().end(), body.span().start())?;
    Some((span, label.confidence().min(HEADER)))
}

fn elements<'d>(dom: &'d Dom<'_>) -> impl Iterator<Item = NodeId> + 'd {
    dom.descendants(dom.root())
        .filter(move |id| dom.tag(*id) == Some("time"))
}

/// Whether a stamp is that of the last change, by the element's names or the words around it.
fn says_updated(dom: &Dom<'_>, node: NodeId, line: &str) -> bool {
    let named = dom.attributes(node).any(|(name, value)| {
        matches!(name, "class" | "itemprop") && {
            let value = value.to_ascii_lowercase();
            value.contains("modif") || value.contains("update")
        }
    });
    named || crate::arabic::fold(line).contains("تحديث")
}
