//! Personal names among the parts of a run.

use super::{NAME_WORDS, PartKind, Run};
use crate::article::ContributorRole;
use crate::smallprint::lookup;
use crate::smallprint::names::{self, NameShape};

impl Run<'_> {
    /// A personal name, or several joined by و.
    pub(super) fn person(&mut self) -> bool {
        let start = self.at;
        let first = self.tokens.word(start);
        if first.is("من") && !self.parts.is_empty() && start + 1 < self.tokens.len() {
            // القاهرة من عزت دنيا، نصر المجالي من المنامة
            let place_follows = matches!(
                self.parts.last(),
                Some(part) if matches!(part.kind, PartKind::Person(_))
            );
            self.at += 1;
            return self.known() || !place_follows && self.person();
        }
        // مراسل الجزيرة - الدوحة: the outlet is told, and not who.
        if self.parts.is_empty()
            && lookup::is_media_title(first, self.lexicon)
            && self.agency_at(start + 1).is_some()
        {
            self.push(PartKind::Title, start, start + 1, None, true);
            return true;
        }
        let mut end = start;
        while end < self.tokens.len() {
            // سالم أبو شعر: a name goes on behind the particle, whatever the word means elsewhere.
            let bound = end > start && self.tokens.spaced(end) && self.binds(end - 1);
            if end > start && !bound {
                let in_name = |c| matches!(c, ' ' | '.');
                if !self.tokens.spaced(end) && !self.gap(end).chars().all(in_name) {
                    break;
                }
                if end - start >= 2 && names::joins_name(self.tokens.word(end), self.lexicon) {
                    break;
                }
                if end - start >= 2
                    && (self.agency_at(end).is_some()
                        || self.tokens.word(end).is("من")
                        || self.gap(end + 1) == "@"
                        || self.date_begins(end)
                        || self.marked_cue_at(end))
                {
                    break;
                }
            }
            if !bound && !self.may_be_in_name(end) {
                break;
            }
            end += 1;
            if end - start > NAME_WORDS {
                return false;
            }
        }
        let shape = NameShape::of(self.tokens, start..end, self.lexicon);
        let separated = end >= self.tokens.len()
            || self.gap(end).chars().any(|c| c != ' ' && c != '.')
            || self.tokens.word(end).is("من")
            || self.gap(end + 1) == "@"
            || self.date_begins(end)
            || self.tokens.word(end).is_number()
            || end > start && self.marked_cue_at(end)
            || names::joins_name(self.tokens.word(end), self.lexicon)
            || end - start >= 2 && self.agency_at(end).is_some();
        if !separated {
            return false;
        }
        let words = end - start;
        let cued = self.role.is_some();
        if self.line && words <= 2 && !cued && !shape.has_given_name && !self.parts.is_empty() {
            // One or two words beside a known part: an outlet or a place no lexicon knows.
            if words == 0 {
                return false;
            }
            // باكو/ روسلان رحيموف/ الأناضول: the outlet comes after.
            let agency_ends = self
                .agency_at(end)
                .is_some_and(|(n, _)| end + n == self.tokens.len());
            if words == 2 && agency_ends && self.has_place() && !first.starts_with("ال") {
                self.push(
                    PartKind::Person(ContributorRole::Reporter),
                    start,
                    end,
                    None,
                    false,
                );
                return true;
            }
            self.push(PartKind::Outlet, start, end, None, false);
            return true;
        }
        let accepted = match (cued, shape.has_given_name) {
            (true, _) => (1..=NAME_WORDS).contains(&words),
            (false, true) => (2..=NAME_WORDS).contains(&words),
            // A name no lexicon knows needs the frame: a line of its own, or a known place before
            // it and a colon after it.
            (false, false) => {
                (2..=5).contains(&words)
                    && (self.line || self.has_place() && self.gap(end).contains(':'))
                    && !self.says_what(start)
            }
        };
        if !accepted {
            return false;
        }
        let role = self.role.clone().unwrap_or(ContributorRole::Reporter);
        self.push(
            PartKind::Person(role.clone()),
            start,
            end,
            None,
            cued || shape.has_given_name,
        );
        // محمود زمزم وسعيد الغافري: the conjunction is no part of the second name.
        while self.at < self.tokens.len()
            && self.gap(self.at) == " "
            && names::joins_name(self.tokens.word(self.at), self.lexicon)
        {
            let start = self.at;
            let mut end = start + 1;
            while end < self.tokens.len()
                && self.gap(end) == " "
                && self.may_be_in_name(end)
                && !names::joins_name(self.tokens.word(end), self.lexicon)
                && end - start < 5
            {
                end += 1;
            }
            self.push(PartKind::Person(role.clone()), start, end, None, true);
            if let Some(part) = self.parts.last_mut() {
                let wa = self
                    .text
                    .get(part.range.clone())
                    .and_then(|t| t.chars().next())
                    .map_or(0, char::len_utf8);
                part.range.start += wa;
            }
        }
        true
    }

    /// Whether a date begins at word `i` with the name of a month, or with a weekday before a number.
    fn date_begins(&self, i: usize) -> bool {
        let weekday = || lookup::is_weekday(self.tokens.word(i), self.lexicon);
        self.month_first(i) || self.tokens.word(i + 1).is_number() && weekday()
    }

    /// Whether word `i` says what somebody is, as no name begins: كاتب وباحث.
    fn says_what(&self, i: usize) -> bool {
        lookup::is_profession(self.tokens.word(i), self.lexicon)
            && self.tokens.word(i + 1).starts_with("و")
    }
}
