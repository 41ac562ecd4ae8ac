//! The extractors `byline` and `dateline`: people, places and agencies from slot lines and opening
//! runs.

use std::collections::HashSet;
use std::ops::Deref;

use once_cell::sync::OnceCell;

use super::{Candidates, Context, Extractor, Field};
use crate::article::{Contributor, ContributorRole, Dateline, Name, Text};
use crate::error::ExtractError;
use crate::label::{Label, Role};
use crate::provenance::Confidence;
use crate::read::TextBlock;
use crate::smallprint::opening::{self, Part, PartKind, Slot};
use crate::smallprint::tokens::Tokens;

/// A slot read from a block, with the block it stands in.
#[derive(Clone, Debug)]
struct Found {
    /// The block's number.
    at: usize,
    label: Label,
    slot: Slot,
    /// Whether the slot is a line of its own.
    line: bool,
    /// Whether it is a place's line behind the beginning of a page's body: there stand names of
    /// places too, of tags and of other stories.
    late: bool,
}

/// The slots of an article.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    /// Runs that open long blocks, as the labeller read them, with the blocks' numbers.
    openings: Vec<(usize, Slot)>,
    /// Read when the first extractor asks for them.
    found: OnceCell<Vec<Found>>,
}

impl Slots {
    pub(crate) fn new(openings: Vec<(usize, Slot)>) -> Slots {
        Slots {
            openings,
            found: OnceCell::new(),
        }
    }

    /// The run that opens a block, if the labeller kept it.
    fn opening(&self, block: usize) -> Option<Slot> {
        let kept = self.openings.iter().find(|(at, _)| *at == block);
        kept.map(|(_, slot)| slot.clone())
    }
}

/// A slot with the block it stands in.
#[derive(Clone, Copy)]
struct Placed<'f, 'a> {
    found: &'f Found,
    block: &'a TextBlock<'a>,
}

impl<'f> Deref for Placed<'f, '_> {
    type Target = Found;

    fn deref(&self) -> &Found {
        self.found
    }
}

/// Runs `read` on the slots of the article.
fn with_slots<'a, R>(cx: &Context<'a>, read: impl FnOnce(&[Placed<'_, 'a>]) -> R) -> R {
    let own = Slots::default();
    let cell = cx.slots.unwrap_or(&own);
    let found = cell.found.get_or_init(|| slots(cx, cell));
    let placed: Vec<Placed<'_, 'a>> = found
        .iter()
        .filter_map(|found| {
            let block = cx.blocks().get(found.at)?;
            Some(Placed { found, block })
        })
        .collect();
    read(&placed)
}

/// Paragraphs above and below a line from which on it stands inside the body.
const INSIDE: usize = 4;

/// Paragraphs of which the first or the next opens the body.
const OPENING: usize = 2;

/// Slots of the article: its byline and dateline lines, and the run that opens its first
/// paragraph (or the second, where a deck was taken for the first).
fn slots(cx: &Context<'_>, kept: &Slots) -> Vec<Found> {
    let tokens = &mut Tokens::default();
    let opening = cx.blocks_of(Role::Paragraph).take(OPENING);
    let runs = opening.filter_map(|(at, block, label)| {
        if !label.may_open() {
            return None;
        }
        let read = || opening::opening(block.text(), cx.lexicon(), tokens);
        Some(Found {
            at,
            label,
            slot: kept.opening(at).or_else(read)?,
            line: false,
            late: false,
        })
    });
    let mut out: Vec<Found> = runs.collect();
    if cx.has(&[Role::Byline, Role::Dateline]) {
        slot_lines(cx, tokens, &mut out);
        out.sort_by_key(|found| found.at);
    }
    out
}

/// Adds the slots that are lines of their own.
fn slot_lines(cx: &Context<'_>, tokens: &mut Tokens, out: &mut Vec<Found>) {
    let mut paragraphs = 0;
    let all = cx.blocks_of(Role::Paragraph).count();
    for (at, (block, label)) in cx.blocks().iter().zip(cx.labels()).enumerate() {
        paragraphs += usize::from(label.is(&Role::Paragraph));
        if !label.is(&Role::Byline) && !label.is(&Role::Dateline) {
            continue;
        }
        // Who wrote an article stands above or below it: a name with the body on both sides is
        // somebody else, unless it says what it is.
        let inside = paragraphs.min(all - paragraphs) >= INSIDE
            && !cx.observed().agrees(&Field::Byline, block.text());
        let read = |tokens: &mut Tokens| {
            opening::labelled(block.text(), cx.lexicon(), tokens)
                .or_else(|| opening::slot(block.text(), cx.lexicon(), tokens))
        };
        if let Some(slot) = read(tokens)
            && (slot.cued || !inside)
        {
            out.push(Found {
                at,
                label: *label,
                slot,
                line: true,
                late: label.is(&Role::Dateline) && cx.is_page() && paragraphs >= 2,
            });
        }
    }
}

fn name(found: &Placed<'_, '_>, part: &Part, cx: &Candidates, confidence: Confidence) -> Name {
    let text = found.block.text().get(part.range.clone()).unwrap_or("");
    Name::new(
        text,
        part.id.clone(),
        Some(found.block.source_span(part.range.clone())),
        confidence,
        cx.origin(),
    )
}

/// What stands beside the person at `i`: in a run of `place: person - place: person` the part
/// before each person, else the only one of the run.
fn beside<'f>(found: &Placed<'f, '_>, i: usize, kinds: &[PartKind]) -> Option<&'f Part> {
    let parts = &found.found.slot.parts;
    let of_kind = |p: &&Part| kinds.contains(&p.kind);
    let first = parts.iter().position(|p| kinds.contains(&p.kind))?;
    let leads = parts
        .iter()
        .position(|p| matches!(p.kind, PartKind::Person(_)))
        .is_some_and(|person| first < person);
    if leads {
        parts.get(..i)?.iter().rev().find(of_kind)
    } else {
        parts.get(i..)?.iter().find(of_kind)
    }
}

fn part_confidence(found: &Found, part: &Part) -> Confidence {
    let base = if found.line {
        found.label.confidence().permille()
    } else {
        900
    };
    let share: u32 = if part.sure { 970 } else { 720 };
    Confidence::new((u32::from(base) * share / 1000) as u16)
}

/// Reads the people of the byline, and cuts a run that names them off the paragraph it is glued
/// to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Byline;

impl Extractor for Byline {
    fn name(&self) -> &str {
        "byline"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        with_slots(cx, |slots| {
            if !slots.is_empty() {
                byline(cx, slots, out);
            }
        });
        Ok(())
    }
}

fn byline(cx: &Context<'_>, slots: &[Placed<'_, '_>], out: &mut Candidates) {
    let mut people: Vec<Contributor> = Vec::new();
    let mut known = HashSet::new();
    let last = cx.labels().iter().rposition(|l| l.is(&Role::Paragraph));
    let columnist = cx.labels().iter().any(|l| l.is(&Role::Bio));
    for found in slots {
        for (i, part) in found.slot.parts.iter().enumerate() {
            let PartKind::Person(role) = &part.kind else {
                continue;
            };
            let confidence = part_confidence(found, part);
            let bare = found.slot.parts.len() == 1 && !found.slot.cued;
            // A name alone below the text is signed by its author.
            let signed = found.line && last.is_some_and(|last| found.at > last);
            let role = if bare && (columnist || signed) {
                ContributorRole::Author
            } else {
                role.clone()
            };
            let mut person = Contributor::new(name(found, part, out, confidence), role);
            let beside = |kinds: &[PartKind]| {
                beside(found, i, kinds).map(|p| name(found, p, out, part_confidence(found, p)))
            };
            person.place = beside(&[PartKind::Place]);
            person.title = beside(&[PartKind::Title]);
            person.affiliation = beside(&[PartKind::Agency, PartKind::Outlet]);
            if known.insert(crate::arabic::name_key(&person.name)) {
                people.push(person);
            }
        }
    }
    cut_glued_runs(slots, out);
    if let Some(confidence) = people.iter().map(|p| p.confidence).max() {
        out.byline(people, confidence);
    }
}

/// A run that names a person leaves its paragraph; so does one that repeats a line of its own.
fn cut_glued_runs(slots: &[Placed<'_, '_>], out: &mut Candidates) {
    for found in slots.iter().filter(|f| !f.line) {
        let text = found.block.text();
        let run = text.get(..found.slot.end).unwrap_or("");
        let key = crate::arabic::name_key(run);
        let repeats = slots
            .iter()
            .any(|f| f.line && crate::arabic::name_key(f.block.text()) == key);
        if repeats || found.slot.has_person() {
            let role = if found.slot.has_person() {
                Role::Byline
            } else {
                Role::Dateline
            };
            let end = run.trim_end().len();
            out.claim(found.block.source_span(0..end), role, Confidence::new(900));
        }
    }
}

/// The block and place of the date written in a dateline line or an opening run.
pub(super) fn dateline_date<'a>(
    cx: &Context<'a>,
) -> Option<(&'a TextBlock<'a>, std::ops::Range<usize>)> {
    with_slots(cx, |slots| {
        slots.iter().find_map(|found| {
            let date = found.slot.parts.iter().find(|p| p.kind == PartKind::Date)?;
            Some((found.block, date.range.clone()))
        })
    })
}

/// Reads the first dateline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatelineRun;

impl Extractor for DatelineRun {
    fn name(&self) -> &str {
        "dateline"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        with_slots(cx, |slots| dateline(slots, out));
        Ok(())
    }
}

fn dateline(slots: &[Placed<'_, '_>], out: &mut Candidates) {
    // The first slot that names a place, else the first that names an agency. A Latin copy of
    // the place above the dateline (Istanbul) loses to the dateline itself.
    let is_arabic = |f: &&Placed<'_, '_>| f.block.shape().arabic > 0;
    let early = || slots.iter().filter(|f| !f.late);
    let best = early()
        .filter(is_arabic)
        .find(|f| f.slot.has_place())
        .or_else(|| early().find(|f| f.slot.has_place()))
        .or_else(|| early().find(|f| f.slot.has_organisation()));
    let Some(found) = best else {
        return;
    };
    let parts = || {
        found.slot.parts.iter().filter(|p| {
            !matches!(
                p.kind,
                PartKind::Person(_) | PartKind::Title | PartKind::Filler
            )
        })
    };
    let (Some(first), Some(last)) = (parts().next(), parts().next_back()) else {
        return;
    };
    let text = found.block.text();
    let confidence = parts()
        .map(|p| part_confidence(found, p))
        .max()
        .unwrap_or(Confidence::MIN);
    let people = || {
        found
            .slot
            .parts
            .iter()
            .filter(|p| matches!(p.kind, PartKind::Person(_)))
    };
    // The run with its separator: from the bracket that opens it to the mark that ends it, or
    // to the person that follows.
    let start = if people().any(|p| p.range.end <= first.range.start) {
        people()
            .map(|p| p.range.end)
            .filter(|end| *end <= first.range.start)
            .max()
            .unwrap_or(first.range.start)
    } else {
        0
    };
    let end = people()
        .map(|p| p.range.start)
        .filter(|start| *start >= last.range.end)
        .min()
        .unwrap_or(found.slot.end);
    let raw = text.get(start..end).unwrap_or("");
    let start = start + raw.len() - raw.trim_start().len();
    let raw = raw.trim();
    let mut dateline = Dateline::new(Text::new(
        raw,
        Some(found.block.source_span(start..start + raw.len())),
        confidence,
        out.origin(),
    ));
    for part in parts() {
        let name = name(found, part, out, part_confidence(found, part));
        match part.kind {
            PartKind::Place => dateline.places.push(name),
            PartKind::Agency | PartKind::Outlet => dateline.agencies.push(name),
            PartKind::Date if dateline.date.is_none() => {
                dateline.date = Some(Text::new(
                    name.name,
                    name.span,
                    name.confidence,
                    name.origin,
                ));
            }
            _ => {}
        }
    }
    // An agency named in another slot than the place's belongs to the dateline all the same.
    if dateline.agencies.is_empty()
        && let Some(other) = slots.iter().find(|f| f.slot.has_organisation())
    {
        for part in other
            .slot
            .parts
            .iter()
            .filter(|p| p.kind == PartKind::Agency)
        {
            let name = name(other, part, out, part_confidence(other, part));
            dateline.agencies.push(name);
        }
    }
    out.dateline(dateline, confidence);
}
