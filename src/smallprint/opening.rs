//! The grammar of byline slots and of the runs that open a first paragraph: places, agencies,
//! people, dates, the cues between them and the separators around them.
//!
//! ```text
//! slot    = part (separator part)*
//! part    = cue | place | country | agency | date | person ("و" person)*
//! opening = slot terminator            terminator = ":" | "--" | "—" | " - " | "(agency)" | …
//! ```
//!
//! The longest run that parses wins; a run that holds a word which no part explains is no run.

mod begins;
mod ends;
mod labelled;
mod people;
mod prose;

use self::begins::{begins_part, begins_town, may_end_town, may_open};
use super::lookup;
use super::names;
pub(crate) use super::read::{Part, PartKind};
use super::tokens::Tokens;
use crate::arabic::date::{self, DateValue};
use crate::article::ContributorRole;
use crate::lexicon::{Agency, BylineCue, Cue, CueClass, Lexicon, LexiconKind, Lists, Place};
pub(crate) use labelled::{is_label, is_labelled, labelled};

/// Words that an opening run can have.
const MAX_WORDS: usize = 28;

/// Words that are read at first of a paragraph, in which most runs end, and how many behind a run
/// tell where it ends: those of a phrase, a name or a title.
const FIRST_WORDS: usize = 16;
const WORDS_BEHIND: usize = 10;

/// Bytes in which a date is looked for.
const MAX_DATE_BYTES: usize = 160;

/// Words of a phrase in the gazetteers.
const PHRASE: usize = 6;

/// Words that a personal name has at most.
const NAME_WORDS: usize = 6;

/// Words of a place to whose last its date may be glued.
const PLACE_WORDS: usize = 3;

/// Words of a town that no lexicon knows, and what may stand between it and its country.
const TOWN_WORDS: usize = 3;
const AFTER_TOWN: [char; 6] = ['،', ',', '(', '-', '–', 'ـ'];

/// A run of parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    pub(crate) parts: Vec<Part>,
    /// Where the run ends in the text, its terminator included.
    pub(crate) end: usize,
    /// Whether a cue such as كتب or بقلم stands in it.
    pub(crate) cued: bool,
}

impl Slot {
    pub(crate) fn has_person(&self) -> bool {
        self.parts
            .iter()
            .any(|p| matches!(p.kind, PartKind::Person(_)))
    }

    pub(crate) fn has_organisation(&self) -> bool {
        self.parts
            .iter()
            .any(|p| matches!(p.kind, PartKind::Agency | PartKind::Outlet))
    }

    pub(crate) fn has_place(&self) -> bool {
        self.parts.iter().any(|p| p.kind == PartKind::Place)
    }
}

/// Reads a whole line as a byline or dateline slot.
pub(crate) fn slot(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Slot> {
    tokens.clear();
    slot_of(text, lexicon, tokens)
}

/// The same, where the tokens hold the first words of the text.
pub(crate) fn slot_of(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Slot> {
    tokens.extend(text, MAX_WORDS, lexicon);
    if tokens.len() == 0 || tokens.len() >= MAX_WORDS || prose::is_no_slot(text, lexicon, tokens) {
        return None;
    }
    let mut run = Run::new(text, lexicon, tokens, true);
    run.parse();
    if run.at < tokens.len() || run.parts.is_empty() || run.mostly_unknown() {
        return None;
    }
    run.place_unknowns();
    let cued = run.cued;
    Some(Slot {
        parts: run.parts,
        end: text.len(),
        cued,
    })
}

/// Reads the run that opens a paragraph, if there is one.
pub(crate) fn opening(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Slot> {
    tokens.clear();
    opening_of(text, lexicon, tokens)
}

/// The same, where the tokens hold the first words of the text.
pub(crate) fn opening_of(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Slot> {
    tokens.extend(text, 1, lexicon);
    let known = begins_part(lexicon, tokens);
    if !(known || may_end_town(text))
        || !may_open(text)
        || !(known || begins_town(text, lexicon, tokens))
    {
        return None;
    }
    tokens.extend(text, FIRST_WORDS, lexicon);
    let mut run = Run::new(text, lexicon, tokens, false);
    run.parse();
    if run.at + WORDS_BEHIND > FIRST_WORDS && tokens.len() >= FIRST_WORDS {
        tokens.extend(text, MAX_WORDS, lexicon);
        run = Run::new(text, lexicon, tokens, false);
        run.parse();
    }
    run.best.take().filter(|slot| {
        slot.end < text.len()
            && slot
                .parts
                .iter()
                .any(|p| !matches!(p.kind, PartKind::Date | PartKind::Title | PartKind::Filler))
    })
}

struct Run<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a Tokens,
    /// Whether the text is a line of its own and not the opening of a paragraph.
    line: bool,
    at: usize,
    role: Option<ContributorRole>,
    cued: bool,
    parts: Vec<Part>,
    best: Option<Slot>,
}

impl<'a> Run<'a> {
    fn new(text: &'a str, lexicon: &'a Lexicon, tokens: &'a Tokens, line: bool) -> Run<'a> {
        Run {
            text,
            lexicon,
            tokens,
            line,
            at: 0,
            role: None,
            cued: false,
            parts: Vec::new(),
            best: None,
        }
    }

    fn parse(&mut self) {
        while self.at < self.tokens.len() {
            if self.contact() {
                continue;
            }
            if !self.gap_allows_part()
                || !(self.cue()
                    || self.button()
                    || self.known()
                    || self.title()
                    || self.unknown_place()
                    || self.person())
            {
                return;
            }
            self.remember_end();
        }
    }

    /// An e-mail address or a handle beside a name.
    fn contact(&mut self) -> bool {
        if self.tokens.spaced(self.at) && self.tokens.spaced(self.at + 1) {
            return false;
        }
        let before = self.gap(self.at);
        let words = if before.ends_with('@') {
            1
        } else if self.gap(self.at + 1) == "@" && self.at + 1 < self.tokens.len() {
            2
        } else {
            return false;
        };
        if self.parts.is_empty() || !before.trim_end_matches('@').chars().all(is_separator) {
            return false;
        }
        self.push(PartKind::Filler, self.at, self.at + words, None, true);
        true
    }

    /// What a person is, with the name before it or behind it: `أندرو ووكر، محرر الاقتصاد`,
    /// `مراسل CNN، نيك باتون`. It goes up to the next separator.
    fn title(&mut self) -> bool {
        let start = self.at;
        if !lookup::is_media_title(self.tokens.word(start), self.lexicon)
            || start + 1 < self.tokens.len()
                && self.gap(start + 1) == " "
                && self.name_starts_at(start + 1)
        {
            return false;
        }
        let mut end = start + 1;
        let name_at = |i: usize| i >= start + 2 && self.name_starts_at(i);
        while end < self.tokens.len() && self.gap(end) == " " && end - start < 6 && !name_at(end) {
            end += 1;
        }
        let beside_name = self.cued
            || self
                .parts
                .iter()
                .any(|p| matches!(p.kind, PartKind::Person(_)));
        let ends = end >= self.tokens.len() || self.gap(end) != " " || name_at(end);
        if !beside_name || !ends || end - start < 2 {
            return false;
        }
        self.push(PartKind::Title, start, end, None, true);
        true
    }

    /// A town no lexicon knows, told by the country or agency behind it:
    /// `سيؤول، كوريا الجنوبية (CNN)`, `فيسبادن (ألمانيا) - الوئام`.
    fn unknown_place(&mut self) -> bool {
        if !self.parts.is_empty() || self.cued {
            return false;
        }
        let start = self.at;
        let mut end = start;
        while end < self.tokens.len() && end - start < TOWN_WORDS {
            if end > start && !self.tokens.spaced(end) {
                break;
            }
            if !self.may_be_in_name(end) {
                return false;
            }
            end += 1;
        }
        let gap = self.gap(end);
        if end >= self.tokens.len() || !gap.contains(AFTER_TOWN) || !gap.chars().all(is_separator) {
            return false;
        }
        let phrase = self.tokens.phrase(self.text, end, PHRASE);
        let Some((words, _)) = self.lexicon.countries().longest(phrase) else {
            return false;
        };
        // The country ends with its bracket, or an agency follows it in one.
        let after = self.gap(end + words);
        if !(gap.contains('(') && after.contains(')') || after.contains('(')) {
            return false;
        }
        self.push(PartKind::Place, start, end, None, false);
        true
    }

    /// A gap inside a run holds separators and brackets only; a full stop or question mark ends
    /// the sentence and with it any hope of a run.
    fn gap_allows_part(&self) -> bool {
        self.tokens.spaced(self.at) || self.gap(self.at).chars().all(is_separator)
    }

    fn gap(&self, i: usize) -> &'a str {
        self.tokens.gap(self.text, i)
    }

    /// Whether a list may have word `i`.
    fn may_be_in(&self, list: LexiconKind, i: usize) -> bool {
        self.tokens.word(i).may_be_in(list)
    }

    /// Whether a personal name can begin with word `i`.
    fn name_starts_at(&self, i: usize) -> bool {
        names::opens_name(self.tokens.word(i), self.lexicon)
    }

    /// Whether word `i` can stand inside a personal name.
    fn may_be_in_name(&self, i: usize) -> bool {
        names::may_be_in_name(self.tokens.word(i), self.lexicon)
    }

    /// Whether word `i` is a particle of names that another word must follow: أبو، بن.
    fn binds(&self, i: usize) -> bool {
        lookup::opens_only(self.tokens.word(i), self.lexicon)
    }

    /// The agency at word `i`.
    fn agency_at(&self, i: usize) -> Option<(usize, &'a Agency)> {
        if !self.may_be_in(LexiconKind::Agencies, i) {
            return None;
        }
        let phrase = self.tokens.phrase(self.text, i, PHRASE);
        self.lexicon.agencies().longest(phrase)
    }

    /// The place at word `i`.
    fn place_at(&self, i: usize) -> Option<(usize, &'a Place)> {
        if !self.may_be_in(LexiconKind::Places, i) {
            return None;
        }
        let phrase = self.tokens.phrase(self.text, i, PHRASE);
        self.lexicon.places().longest(phrase)
    }

    /// The cue of a byline at word `i`.
    fn cue_at(&self, i: usize) -> Option<(usize, &'a BylineCue)> {
        if !self.may_be_in(LexiconKind::BylineCues, i) {
            return None;
        }
        let phrase = self.tokens.phrase(self.text, i, PHRASE);
        self.lexicon.byline_cues().longest(phrase)
    }

    /// A cue (`كتب`, `إعداد`, `تصوير`) sets the role of the names that follow.
    fn cue(&mut self) -> bool {
        let Some((words, cue)) = self.cue_at(self.at) else {
            return false;
        };
        let next = self.at + words;
        if next >= self.tokens.len() && !self.parts.is_empty() {
            // جازان (تصوير: the name is on another line.
            self.at = next;
            return true;
        }
        // متابعة محمود زمزم: a name behind the word does what a mark would.
        if lookup::needs_mark(cue)
            && !self.gap(next).contains([':', '-', '–', '/', 'ـ'])
            && !(self.gap(next) == " " && (self.name_starts_at(next) || self.sure_place_at(next)))
        {
            return false;
        }
        if next >= self.tokens.len() {
            return false;
        }
        self.role = Some(lookup::role(cue));
        self.cued = true;
        self.at = next;
        // حاوره في صنعاء
        if self.tokens.word(next).is("في") && self.sure_place_at(next + 1) {
            self.at += 1;
        }
        true
    }

    /// A button in Latin letters that a page's gallery or menu left before a slot: `Next Previous`.
    fn button(&mut self) -> bool {
        let word = self.tokens.word(self.at);
        if !word.may_be_in(LexiconKind::Cues) || !word.is_ascii() {
            return false;
        }
        let phrase = self.tokens.phrase(self.text, self.at, PHRASE);
        let button = |cue: &Cue| {
            matches!(
                cue.class(),
                CueClass::Navigation
                    | CueClass::RelatedLabel
                    | CueClass::ReadMore
                    | CueClass::Share
            )
        };
        let Some((words, _)) = self.lexicon.cues().longest_of(phrase, button) else {
            return false;
        };
        self.at += words;
        true
    }

    fn sure_place_at(&self, i: usize) -> bool {
        self.place_at(i)
            .is_some_and(|(_, place)| !place.is_ambiguous())
    }

    /// Whether a cue with its mark stands at word `i`: علي الشهري تصوير: تركي البوق.
    fn marked_cue_at(&self, i: usize) -> bool {
        self.cue_at(i).is_some_and(|(words, cue)| {
            self.gap(i + words).contains([':', '-', '–', '/', 'ـ'])
                || self.line
                    && i + words >= self.tokens.len()
                    && lookup::role(cue) == ContributorRole::Photographer
        })
    }

    /// Dates, agencies, places, countries: what a lexicon knows.
    fn known(&mut self) -> bool {
        self.date() || self.glued_date() || self.gazetted()
    }

    /// A date with its day, with a year or without.
    fn date(&mut self) -> bool {
        // المنامة في 12 مايو / بنا /
        let start = self.at + usize::from(self.tokens.word(self.at).is("في") && self.has_place());
        let word = self.tokens.word(start);
        let weekday = || lookup::is_weekday(word, self.lexicon);
        if !(word.is_number() || weekday() || self.month_first(start)) {
            return false;
        }
        if self.day_and_month(start) {
            self.push(PartKind::Date, start, start + 2, None, true);
            return true;
        }
        // Most lines that begin with a number begin with a count: 14 رئيس مركز.
        let count = word.last_digits() == word.key().len();
        if count && !self.month_or_number_within(start + 1, start + 4) {
            return false;
        }
        let from = self.tokens.range(start).start;
        let Some(end) = self.date_end(from) else {
            return false;
        };
        let mut last = start + 1;
        while last < self.tokens.len() && self.tokens.range(last).start < end {
            last += 1;
        }
        self.push(PartKind::Date, start, last, None, true);
        true
    }

    /// Whether one of the words is a month or holds a digit: 1 مارس2023م.
    fn month_or_number_within(&self, from: usize, to: usize) -> bool {
        (from..to.min(self.tokens.len())).any(|i| {
            let word = self.tokens.word(i);
            word.has_digit() || lookup::is_month(word, self.lexicon)
        })
    }

    /// Whether a date that begins with its month stands at word `i` of a line: `أبريل 18, 2025`.
    fn month_first(&self, i: usize) -> bool {
        let word = self.tokens.word(i);
        self.line
            && lookup::is_month(word, self.lexicon)
            && !word.is_ascii()
            && self.tokens.word(i + 1).is_number()
    }

    /// A place that its date is glued to: `الرياض26 شوال 1436هـ`.
    fn glued_date(&mut self) -> bool {
        let start = self.at;
        if !self.parts.is_empty() {
            return false;
        }
        let last = start + PLACE_WORDS.min(self.tokens.len() - start);
        let digits = |i: usize| {
            let word = self.tokens.word(i);
            let digits = word.last_digits();
            ((1..=2).contains(&digits) && digits < word.key().len()).then_some(digits)
        };
        let Some((at, digits)) = (start..last).find_map(|i| Some((i, digits(i)?))) else {
            return false;
        };
        let range = self.tokens.range(at);
        let Some(word) = self.text.get(range.clone()) else {
            return false;
        };
        let Some((day, _)) = word.char_indices().rev().nth(digits - 1) else {
            return false;
        };
        let day = range.start + day;
        let name = self.tokens.key(at);
        let name = name.get(..name.len() - digits).unwrap_or("");
        let words: Vec<&str> = (start..at)
            .map(|i| self.tokens.key(i))
            .chain([name])
            .collect();
        let place = self.lexicon.places().longest_at(&words);
        let Some((n, place)) = place.filter(|(n, _)| *n == words.len()) else {
            return false;
        };
        let Some(end) = self.date_end(day) else {
            return false;
        };
        self.push(
            PartKind::Place,
            start,
            start + n,
            Some(place.id().to_owned()),
            true,
        );
        if let Some(part) = self.parts.last_mut() {
            part.range.end = day;
        }
        let mut last = start + n;
        while last < self.tokens.len() && self.tokens.range(last).start < end {
            last += 1;
        }
        self.push(PartKind::Date, start + n - 1, last, None, true);
        if let Some(part) = self.parts.last_mut() {
            part.range.start = day;
        }
        true
    }

    /// Where the date with its day ends that begins at byte `from`.
    fn date_end(&self, from: usize) -> Option<usize> {
        let mut to = self.text.len().min(from + MAX_DATE_BYTES);
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        // Any clock will do: the place counts, not the value.
        let now = DateValue::from_ymd(2000, 1, 1);
        date::find(self.text.get(from..to)?, now)
            .into_iter()
            .next()
            .filter(|r| r.range.start == 0 && r.value.is_none_or(|v| v.day().is_some()))
            .map(|r| from + r.range.end)
    }

    /// `الكويت - 13 - 7 (كونا)`: day and month in digits, between a place and an agency in brackets.
    fn day_and_month(&self, i: usize) -> bool {
        let within = |i: usize, most: u8| {
            let number: Option<u8> = self.tokens.key(i).parse().ok();
            number.is_some_and(|n| (1..=most).contains(&n))
        };
        self.has_place()
            && within(i, 31)
            && within(i + 1, 12)
            && matches!(self.gap(i + 1).trim(), "-" | "–" | "/")
            && self.gap(i + 2).contains('(')
            && self.agency_at(i + 2).is_some()
    }

    fn gazetted(&mut self) -> bool {
        const GAZETTED: Lists = Lists::of(&[
            LexiconKind::Agencies,
            LexiconKind::Places,
            LexiconKind::Countries,
        ]);
        let word = self.tokens.word(self.at);
        if !word.lists().any(GAZETTED) {
            return false;
        }
        let phrase = self.tokens.phrase(self.text, self.at, PHRASE);
        let in_list = |list| word.may_be_in(list).then_some(phrase);
        let agency =
            in_list(LexiconKind::Agencies).and_then(|w| self.lexicon.agencies().longest(w));
        let place = in_list(LexiconKind::Places).and_then(|w| self.lexicon.places().longest(w));
        let country =
            in_list(LexiconKind::Countries).and_then(|w| self.lexicon.countries().longest(w));
        let longest = [
            agency.as_ref().map_or(0, |a| a.0),
            place.as_ref().map_or(0, |p| p.0),
            country.as_ref().map_or(0, |c| c.0),
        ]
        .into_iter()
        .max()
        .unwrap_or(0);
        if longest == 0 {
            return false;
        }
        let (start, end) = (self.at, self.at + longest);
        // منى السيد: a given name that a family name follows is no place.
        if longest == 1
            && lookup::is_given_name(word, self.lexicon)
            && end < self.tokens.len()
            && self.gap(end) == " "
            && self.may_be_in_name(end)
            && self.agency_at(end).is_none()
        {
            return false;
        }
        // A known name that goes on as running text is the name's homograph, or the subject of a
        // sentence: it is a part only where a separator, a bracket or another part follows.
        if !self.part_may_end(end) {
            return false;
        }
        let after_place = matches!(self.parts.last(), Some(p) if p.kind == PartKind::Place);
        let quoted = self.gap(start).contains(['«', '"', '“', '{']);
        if let Some((n, city)) = place
            && n == longest
            && !quoted
            && !(agency.as_ref().is_some_and(|a| a.0 == n)
                && self.has_place()
                && !self.heads_person(end))
        {
            self.push(
                PartKind::Place,
                start,
                end,
                Some(city.id().to_owned()),
                !city.is_ambiguous(),
            );
        } else if let Some((n, agency)) = agency
            && n == longest
        {
            let kind = if lookup::is_filler(agency.id()) {
                PartKind::Filler
            } else {
                PartKind::Agency
            };
            self.push(
                kind,
                start,
                end,
                Some(agency.id().to_owned()),
                !agency.is_ambiguous(),
            );
        } else if let Some((n, country)) = country
            && n == longest
        {
            let kind = if after_place {
                PartKind::Country
            } else {
                PartKind::Place
            };
            self.push(kind, start, end, Some(country.id().to_owned()), after_place);
        } else {
            return false;
        }
        true
    }

    fn has_place(&self) -> bool {
        self.parts.iter().any(|p| p.kind == PartKind::Place)
    }

    /// Whether a colon and a name follow: عدن: محمد علي - الرياض: نايف الرشيد.
    fn heads_person(&self, i: usize) -> bool {
        self.gap(i).starts_with(':') && self.name_starts_at(i)
    }

    fn push(&mut self, kind: PartKind, start: usize, end: usize, id: Option<String>, sure: bool) {
        self.parts.push(Part {
            kind,
            range: self.tokens.range(start).start..self.tokens.range(end - 1).end,
            id,
            sure,
        });
        self.at = end;
    }

    /// Whether a line has more parts that no lexicon knows than a name and its outlet: without a cue
    /// it is a headline between marks (`دراسة: القراءة تقي من النسيان`).
    fn mostly_unknown(&self) -> bool {
        let unknown = |part: &&Part| {
            !part.sure && matches!(part.kind, PartKind::Person(_) | PartKind::Outlet)
        };
        !self.cued && self.parts.iter().filter(unknown).count() > 2
    }

    /// In a line of an agency and one unknown part, the unknown is the place.
    fn place_unknowns(&mut self) {
        let known_org = self.parts.iter().any(|p| p.kind == PartKind::Agency);
        let known_place = self.has_place();
        if known_org && !known_place {
            for part in &mut self.parts {
                if part.kind == PartKind::Outlet {
                    part.kind = PartKind::Place;
                    part.sure = false;
                }
            }
        }
    }
}

/// Characters that may stand between the parts of a run.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | ':'
            | '-'
            | '–'
            | '—'
            | 'ـ'
            | '/'
            | '\\'
            | '،'
            | ','
            | '|'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '«'
            | '»'
            | '"'
            | '“'
            | '”'
            | '.'
            | '+'
            | '*'
            | '•'
            | '@'
            | '_'
    )
}

#[cfg(test)]
mod tests;
