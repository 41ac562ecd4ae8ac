//! Where a part ends, and where a run of parts does: its terminators, and what tells a run from the
//! subject of a sentence.

use super::{Part, PartKind, Run, Slot};
use crate::smallprint::lookup;

impl Run<'_> {
    /// Whether a part can end before word `i`: a separator or the end of the text follows, or
    /// (place and person, place and agency written side by side) another known part.
    pub(super) fn part_may_end(&self, i: usize) -> bool {
        if i >= self.tokens.len() {
            return true;
        }
        let gap = self.gap(i);
        if gap.chars().any(|c| c != ' ' && c != '.') {
            return true;
        }
        let word = self.tokens.word(i);
        // الرأي الجديد: two words that are outlets each are one that no lexicon knows.
        let one_outlet = self.parts.last().is_some_and(|p| p.kind == PartKind::Place)
            && i == self.at + 1
            && self.lexicon.agencies().has_part(self.tokens.word(self.at));
        word.is("من")
            || !one_outlet && self.agency_at(i).is_some()
            || self.line && self.at > 0 && self.place_at(i).is_some()
            || word.is_number()
            // المنامة في 12 مايو
            || word.is("في") && self.tokens.word(i + 1).is_number()
            || self.name_starts_at(i)
            || self.cue_at(i).is_some()
            // After a closed bracket or slash the run has ended, and running text follows.
            || (!self.line && self.closes_run(i))
    }

    /// Whether the part that ends before word `i` closes a run by its form alone: an agency in
    /// `غزة / الأناضول`, a news agency in `دمشق-سانا` and `الرياض 11 أغسطس 2015 م واس`, a place in
    /// `السومرية نيوز/ بغداد`, followed by text.
    fn closes_run(&self, i: usize) -> bool {
        if let [part] = self.parts.as_slice()
            && part.kind == PartKind::Agency
            && self.gap(self.at).contains('/')
            && let Some((n, place)) = self.place_at(self.at)
            && self.at + n == i
            && !place.is_ambiguous()
        {
            return true;
        }
        let Some((_, agency)) = (self.at > 0)
            .then(|| self.agency_at(self.at))
            .flatten()
            .filter(|(n, _)| self.at + n == i)
        else {
            return false;
        };
        self.gap(self.at).contains('/')
            || lookup::is_wire(Some(agency.id()), self.lexicon)
                && self.last_part_leads_to_wire(self.at)
    }

    /// Whether the last part and the news agency at word `i` stand as in the head of a report: a
    /// date before the agency, or a place with a dash between them that has no space.
    fn last_part_leads_to_wire(&self, i: usize) -> bool {
        let word = self.tokens.word(i);
        // الرباط 13 يوليو 2020 ومع ذلك: Morocco's agency is also 'and with'.
        let is_function = |word| lookup::is_function_word(word, self.lexicon);
        if is_function(word) || word.without("و", self.lexicon).is_some_and(is_function) {
            return false;
        }
        match self.parts.last().map(|p| &p.kind) {
            Some(PartKind::Date) => self.has_place(),
            Some(PartKind::Place) => matches!(self.gap(i), "-" | "–"),
            _ => false,
        }
    }

    /// Notes the run so far as a candidate where a terminator follows it.
    pub(super) fn remember_end(&mut self) {
        if self.line || self.parts.is_empty() {
            return;
        }
        let Some(length) = self.terminator() else {
            return;
        };
        let end = self.tokens.gap(self.text, self.at);
        let at = self.parts.last().map_or(0, |p| p.range.end);
        debug_assert!(length <= end.len());
        let slot = Slot {
            parts: self.parts.clone(),
            end: at + length,
            cued: self.cued,
        };
        if self.is_run(&slot, end) {
            self.best = Some(slot);
        }
    }

    /// The length of the terminator in the gap after the last part.
    fn terminator(&self) -> Option<usize> {
        let gap = self.gap(self.at);
        let mut length = 0;
        let mut found = false;
        for (i, c) in gap.char_indices() {
            match c {
                ':' | '-' | '–' | '—' | ')' | '/' | 'ـ' | ']' => {
                    found = true;
                    length = i + c.len_utf8();
                }
                ' ' | '»' | '"' | '”' | '.' => {
                    if !found || matches!(c, '.') {
                        length = i + c.len_utf8();
                    }
                }
                '“' | '«' | '(' if found => break,
                _ => break,
            }
        }
        if found {
            return Some(length);
        }
        // What closes a run by its form: see `closes_run`.
        let (last, before) = self.parts.split_last()?;
        let lead = before.last()?;
        let between = self.text.get(lead.range.end..last.range.start)?;
        let slash = between.trim_end().ends_with('/');
        let closes = match (&lead.kind, &last.kind) {
            (PartKind::Agency, PartKind::Place) => before.len() == 1 && last.sure && slash,
            (_, PartKind::Agency) if slash => true,
            (PartKind::Date, PartKind::Agency) => between == " " && self.is_wire(last),
            (PartKind::Place, PartKind::Agency) => {
                matches!(between, "-" | "–") && self.is_wire(last)
            }
            _ => false,
        };
        closes.then_some(0)
    }

    fn is_wire(&self, part: &Part) -> bool {
        lookup::is_wire(part.id.as_deref(), self.lexicon)
    }

    /// Whether parts and terminator make a run and not the subject of a sentence.
    fn is_run(&self, slot: &Slot, gap: &str) -> bool {
        let sure_place = slot
            .parts
            .iter()
            .any(|p| p.kind == PartKind::Place && p.sure);
        let org = slot
            .parts
            .iter()
            .any(|p| matches!(p.kind, PartKind::Agency));
        let bracketed = org && gap.contains(')');
        let colon = gap.contains(':');
        let dashes = gap.contains("--") || gap.contains('—');
        let dash = gap.contains(['-', '–', 'ـ']);
        if slot.has_person() {
            // عمان 12 تموز (بترا)- سالم الحداد - : so a wire names its reporter.
            let dated = slot.parts.iter().any(|p| p.kind == PartKind::Date);
            return slot.cued && (colon || dash)
                || colon && (sure_place || org)
                || dash && sure_place && org && dated;
        }
        match (slot.has_place(), org) {
            (true, true) => colon || dash || bracketed || !gap.contains(':'),
            (true, false) => sure_place && (colon || dashes || dash && gap.starts_with(' ')),
            (false, true) => {
                let wire = || slot.parts.iter().any(|p| self.is_wire(p));
                let slash = gap.contains('/') && slot.parts.len() == 1;
                dashes
                    || (dash && bracketed)
                    || ((dash || slash) && wire())
                    || (colon && slot.parts.len() >= 2)
            }
            (false, false) => false,
        }
    }
}
