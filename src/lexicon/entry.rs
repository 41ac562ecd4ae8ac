//! The rows of the lexicon files.

use super::vocabulary::*;
use std::borrow::Cow;

/// Text of a row: borrowed from the embedded files, owned where a program added it.
pub(super) type Text = Cow<'static, str>;

/// The parts of a `;`-separated cell; made by the accessors of rows.
#[derive(Debug, Clone)]
pub struct Items<'a>(std::str::Split<'a, char>);

impl<'a> Items<'a> {
    fn of(cell: &'a str) -> Self {
        Items(cell.split(';'))
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        // An empty cell splits into one empty part.
        self.0.by_ref().find(|part| !part.is_empty())
    }
}

/// A news agency, outlet, platform or generic label (`agencies.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    pub(super) id: Text,
    pub(super) name_en: Text,
    pub(super) kind: AgencyKind,
    pub(super) country: Text,
    pub(super) domain: Text,
    pub(super) names: Text,
    pub(super) abbreviations: Text,
    pub(super) latin: Text,
    pub(super) ambiguous: bool,
    pub(super) shared: bool,
}

impl Agency {
    /// Stable id, `[a-z0-9_]+`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// English name.
    pub fn name_en(&self) -> &str {
        &self.name_en
    }

    /// What it is.
    pub fn kind(&self) -> AgencyKind {
        self.kind
    }

    /// ISO 3166-1 code in lower case, `un` or `eu` for bodies, empty if unknown.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Domain of its site, empty if unknown.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Arabic names, the main one first.
    pub fn names(&self) -> Items<'_> {
        Items::of(&self.names)
    }

    /// Initialisms as spaced letters; the index also holds the dotted spellings.
    pub fn abbreviations(&self) -> Items<'_> {
        Items::of(&self.abbreviations)
    }

    /// Names in Latin letters.
    pub fn latin(&self) -> Items<'_> {
        Items::of(&self.latin)
    }

    /// Whether a form is also an ordinary word, adjective or place.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Whether a form is also that of another row.
    pub fn is_shared(&self) -> bool {
        self.shared
    }

    /// The main Arabic name, or the first Latin one where a row has no Arabic name.
    pub fn name(&self) -> &str {
        self.names()
            .next()
            .or_else(|| self.latin().next())
            .unwrap_or(&self.id)
    }
}

/// A place that datelines name (`cities.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) variants: Text,
    pub(super) name_en: Text,
    pub(super) country: Text,
    pub(super) kind: PlaceKind,
    pub(super) ambiguous: bool,
    pub(super) shared: bool,
}

impl Place {
    /// Stable id, `[a-z0-9_]+`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Main Arabic name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Other spellings.
    pub fn variants(&self) -> Items<'_> {
        Items::of(&self.variants)
    }

    /// English name.
    pub fn name_en(&self) -> &str {
        &self.name_en
    }

    /// ISO 3166-1 code in lower case; `xx` where none applies, `xk` for Kosovo.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// What it is.
    pub fn kind(&self) -> PlaceKind {
        self.kind
    }

    /// Whether the name is also an ordinary word.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Whether a form is also that of another row.
    pub fn is_shared(&self) -> bool {
        self.shared
    }
}

/// A country and its adjectives (`countries.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) variants: Text,
    pub(super) adjectives_m: Text,
    pub(super) adjectives_f: Text,
    pub(super) name_en: Text,
}

impl Country {
    /// ISO 3166-1 code in lower case.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Main Arabic name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Other spellings.
    pub fn variants(&self) -> Items<'_> {
        Items::of(&self.variants)
    }

    /// Masculine adjectives.
    pub fn adjectives_m(&self) -> Items<'_> {
        Items::of(&self.adjectives_m)
    }

    /// Feminine adjectives, in the order of the masculine ones.
    pub fn adjectives_f(&self) -> Items<'_> {
        Items::of(&self.adjectives_f)
    }

    /// English name.
    pub fn name_en(&self) -> &str {
        &self.name_en
    }
}

/// A title, rank or head noun (`titles.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    pub(super) id: Text,
    pub(super) masculine: Text,
    pub(super) feminine: Text,
    pub(super) plural: Text,
    pub(super) class: TitleClass,
    pub(super) complement: Complement,
}

impl Title {
    /// Stable id, `[a-z0-9_]+`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Masculine forms, with and without the article, and abbreviations.
    pub fn masculine(&self) -> Items<'_> {
        Items::of(&self.masculine)
    }

    /// Feminine forms.
    pub fn feminine(&self) -> Items<'_> {
        Items::of(&self.feminine)
    }

    /// Plural forms.
    pub fn plural(&self) -> Items<'_> {
        Items::of(&self.plural)
    }

    /// Its field.
    pub fn class(&self) -> TitleClass {
        self.class
    }

    /// What follows it.
    pub fn complement(&self) -> Complement {
        self.complement
    }
}

/// A phrase of page furniture or structure (`cues.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub(super) phrase: Text,
    pub(super) class: CueClass,
    pub(super) position: CuePosition,
    pub(super) separator: Separator,
}

impl Cue {
    /// The phrase.
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// What it is for.
    pub fn class(&self) -> CueClass {
        self.class
    }

    /// Where it holds.
    pub fn position(&self) -> CuePosition {
        self.position
    }

    /// Whether a separator must follow.
    pub fn separator(&self) -> Separator {
        self.separator
    }
}

/// A word or phrase that opens a byline (`byline_roles.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BylineCue {
    pub(super) cue: Text,
    pub(super) role: BylineRole,
    pub(super) form: CueForm,
    pub(super) separator: Separator,
}

impl BylineCue {
    /// The phrase.
    pub fn cue(&self) -> &str {
        &self.cue
    }

    /// What the person did.
    pub fn role(&self) -> BylineRole {
        self.role
    }

    /// Verb or noun.
    pub fn form(&self) -> CueForm {
        self.form
    }

    /// Whether a separator must follow.
    pub fn separator(&self) -> Separator {
        self.separator
    }
}

/// A given name (`given_names.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenName {
    pub(super) name: Text,
    pub(super) gender: Gender,
    pub(super) sort: NameSort,
    pub(super) ambiguous: bool,
}

impl GivenName {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose name it is.
    pub fn gender(&self) -> Gender {
        self.gender
    }

    /// Where it comes from.
    pub fn sort(&self) -> NameSort {
        self.sort
    }

    /// Whether it is also an ordinary word.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }
}

/// A word inside personal names (`name_particles.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particle {
    pub(super) text: Text,
    pub(super) class: ParticleClass,
    pub(super) opens_only: bool,
}

impl Particle {
    /// The particle.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it means.
    pub fn class(&self) -> ParticleClass {
        self.class
    }

    /// Whether it needs a following part and so cannot end a name.
    pub fn opens_only(&self) -> bool {
        self.opens_only
    }
}

/// A name of a month (`months.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthName {
    pub(super) name: Text,
    pub(super) month: u8,
    pub(super) calendar: Calendar,
    pub(super) vocabularies: Text,
    pub(super) ambiguous: bool,
}

impl MonthName {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Number from 1 to 12 in its calendar.
    pub fn month(&self) -> u8 {
        self.month
    }

    /// Its calendar.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Where the name is used: `standard`, `maghreb`, `levant`, `morocco`, `mauritania`, `libya`, `islamic`, `coptic`, `english`, `french`.
    pub fn vocabularies(&self) -> Items<'_> {
        Items::of(&self.vocabularies)
    }

    /// Whether it is also an ordinary word or a given name.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }
}

/// A name of a day of the week (`weekdays.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekdayName {
    pub(super) name: Text,
    pub(super) day: Weekday,
    pub(super) ambiguous: bool,
}

impl WeekdayName {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day.
    pub fn day(&self) -> Weekday {
        self.day
    }

    /// Whether it is also an ordinary word.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }
}

/// A word or phrase of times and dates (`time_words.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeWord {
    pub(super) word: Text,
    pub(super) class: TimeClass,
    pub(super) value: Text,
}

impl TimeWord {
    /// The phrase.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What it does.
    pub fn class(&self) -> TimeClass {
        self.class
    }

    /// A number, sign or offset, as its class says; may be empty. A zone that changes its offset
    /// has the name of one with the same rules in the IANA time zone database.
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// A word that cannot stand in the name of a byline (`function_words.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionWord {
    pub(super) word: Text,
    pub(super) class: FunctionClass,
}

impl FunctionWord {
    /// The word.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Its part of speech.
    pub fn class(&self) -> FunctionClass {
        self.class
    }
}

/// An inflected form of reporting verbs (`reporting_verbs.tsv`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingForm {
    pub(super) form: Text,
    pub(super) lemmas: Text,
    pub(super) tags: Text,
    pub(super) class: SpeechAct,
    pub(super) tier: u8,
}

impl ReportingForm {
    /// The form.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Its lemmas, unvocalised.
    pub fn lemmas(&self) -> Items<'_> {
        Items::of(&self.lemmas)
    }

    /// Tense and person: `pf`, `ipf` or `juss` with person, number and gender, `part_acc_m`, `part_f`, `part_pl`, `masdar`.
    pub fn tags(&self) -> Items<'_> {
        Items::of(&self.tags)
    }

    /// The speech act of the first lemma.
    pub fn class(&self) -> SpeechAct {
        self.class
    }

    /// 1 if the form alone is a cue, 2 if it needs its frame, 3 if it usually reports nothing.
    pub fn tier(&self) -> u8 {
        self.tier
    }
}
