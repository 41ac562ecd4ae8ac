//! Word lists of Arabic news: outlets, places, titles, names, dates and the phrases of pages.
//!
//! The lists are data, one file each, embedded in the library. The first line of a file says where its facts come
//! from, the second names the columns. Cells are separated by tabs, lists inside a cell by `;`; flags are 0 or 1.
//!
//! | file | rows | columns |
//! |---|---|---|
//! | `agencies.tsv` | [`Agency`] | id, name_en, kind, country, domain, names, abbreviations, latin, ambiguous, shared |
//! | `cities.tsv` | [`Place`] | id, name, variants, name_en, country, kind, ambiguous, shared |
//! | `countries.tsv` | [`Country`] | id, name, variants, adjective_m, adjective_f, name_en |
//! | `titles.tsv` | [`Title`] | id, masculine, feminine, plural, class, complement |
//! | `cues.tsv` | [`Cue`] | phrase, class, position, separator |
//! | `byline_roles.tsv` | [`BylineCue`] | cue, role, form, slot (always `before_name`), separator |
//! | `given_names.tsv` | [`GivenName`] | name, gender, sort, ambiguous |
//! | `name_particles.tsv` | [`Particle`] | particle, class, opens_only |
//! | `months.tsv` | [`MonthName`] | name, month, calendar, vocabularies, ambiguous |
//! | `weekdays.tsv` | [`WeekdayName`] | name, day, ambiguous |
//! | `time_words.tsv` | [`TimeWord`] | word, class, value |
//! | `function_words.tsv` | [`FunctionWord`] | word, class |
//! | `reporting_verbs.tsv` | [`ReportingForm`] | form, lemmas, tags, class, tier |
//!
//! Forms are stored as they are written and indexed by their match key, the text
//! [`fold_into`](crate::arabic::fold::fold_into) gives: without hamza on alef, harakat or tatweel, in lower case. A
//! look-up takes folded text. Clitics are not stripped: look a word up whole first, since many names begin with a
//! letter that could be one.
//!
//! A form may be added by rule: the dotted spellings of an initialism, a compound given name as one word, an
//! adjective of a country with its article.

mod builder;
mod data;
mod entry;
pub(crate) mod filter;
mod gazetteer;
pub(crate) mod hash;
mod lists;
mod names;
mod table;
mod vocabulary;
mod word;

pub use builder::LexiconBuilder;
pub use data::{LexiconError, LexiconKind, Problem};
pub use entry::*;
pub use gazetteer::{Gazetteer, Matches, WordSet};
pub(crate) use lists::Lists;
pub use names::{NameMatch, NameMatches};
pub use vocabulary::*;
pub(crate) use word::{Folded, Word};

use filter::HashFilter;
use once_cell::sync::{Lazy, OnceCell};
use std::sync::Arc;

/// All word lists together; cloning shares them.
///
/// ```
/// use khabar::lexicon::Lexicon;
///
/// let lexicon = Lexicon::builtin();
/// assert_eq!(lexicon.agencies().get("ا.ف.ب").unwrap().id(), "afp");
/// assert_eq!(lexicon.countries().get("المملكه المتحده").unwrap().id(), "gb");
/// assert_eq!(lexicon.nationalities().get("السعوديه").unwrap().id(), "sa");
/// ```
#[derive(Debug, Clone)]
pub struct Lexicon {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    agencies: Gazetteer<Agency>,
    places: Gazetteer<Place>,
    countries: Gazetteer<Country>,
    nationalities: Gazetteer<Country>,
    titles: Gazetteer<Title>,
    cues: Gazetteer<Cue>,
    byline_cues: Gazetteer<BylineCue>,
    given_names: Gazetteer<GivenName>,
    name_particles: WordSet<Particle>,
    months: Gazetteer<MonthName>,
    weekdays: WordSet<WeekdayName>,
    time_words: Gazetteer<TimeWord>,
    function_words: WordSet<FunctionWord>,
    reporting_verbs: WordSet<ReportingForm>,
    /// Which of the lists may have a word.
    lists: lists::ListIndex,
    /// What opens a cue: every word of a short text is asked for it, and most for nothing else. The
    /// nearest cache holds it, and not the index.
    cue_openings: HashFilter,
    /// Agencies, places and countries in one table, made when they are first looked for.
    names: OnceCell<Gazetteer<names::Row>>,
}

impl Inner {
    /// Fills the index of the lists.
    fn indexed(mut self) -> Inner {
        let mut all: Vec<(LexiconKind, u64)> = Vec::new();
        let mut add = |list, hashes: &mut dyn Iterator<Item = u64>| {
            all.extend(hashes.map(|hash| (list, hash)));
        };
        add(LexiconKind::Agencies, &mut self.agencies.openings());
        add(LexiconKind::Places, &mut self.places.openings());
        add(LexiconKind::Countries, &mut self.countries.openings());
        add(LexiconKind::Titles, &mut self.titles.openings());
        add(LexiconKind::Cues, &mut self.cues.openings());
        add(LexiconKind::BylineCues, &mut self.byline_cues.openings());
        add(LexiconKind::GivenNames, &mut self.given_names.openings());
        add(
            LexiconKind::NameParticles,
            &mut self.name_particles.hashes(),
        );
        add(LexiconKind::Months, &mut self.months.hashes());
        add(LexiconKind::Weekdays, &mut self.weekdays.hashes());
        add(LexiconKind::TimeWords, &mut self.time_words.hashes());
        add(
            LexiconKind::FunctionWords,
            &mut self.function_words.hashes(),
        );
        add(
            LexiconKind::ReportingVerbs,
            &mut self.reporting_verbs.hashes(),
        );
        self.lists = lists::ListIndex::of(&all);
        let cues: Vec<u64> = self.cues.openings().collect();
        self.cue_openings = HashFilter::of(cues.len() * 2, cues.into_iter());
        self
    }
}

impl Lexicon {
    /// The lexicons that come with the library. They are indexed at the first call, once for the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: Lazy<Lexicon> = Lazy::new(|| {
            let (rows, errors) = builder::embedded();
            debug_assert!(errors.is_empty(), "embedded lexicons: {errors:?}");
            builder::index(rows)
        });
        &BUILTIN
    }

    /// A builder that starts from the built-in lexicons; see [`LexiconBuilder::empty`] for one that does not.
    pub fn builder() -> LexiconBuilder {
        LexiconBuilder::new()
    }

    /// Agencies, outlets, platforms and generic labels.
    pub fn agencies(&self) -> &Gazetteer<Agency> {
        &self.inner.agencies
    }

    /// Places of datelines.
    pub fn places(&self) -> &Gazetteer<Place> {
        &self.inner.places
    }

    /// Countries by their names.
    pub fn countries(&self) -> &Gazetteer<Country> {
        &self.inner.countries
    }

    /// Countries by their adjectives, with and without the article.
    ///
    /// ```
    /// let countries = khabar::lexicon::Lexicon::builtin().nationalities();
    /// assert_eq!(countries.get("الكوري الجنوبي").unwrap().id(), "kr");
    /// ```
    pub fn nationalities(&self) -> &Gazetteer<Country> {
        &self.inner.nationalities
    }

    /// Titles, ranks and the head nouns of sources.
    ///
    /// ```
    /// let titles = khabar::lexicon::Lexicon::builtin().titles();
    /// let (n, title) = titles.longest_at(&["الامينه", "العامه", "للمنظمه"]).unwrap();
    /// assert_eq!((n, title.id()), (2, "secretary_general"));
    /// ```
    pub fn titles(&self) -> &Gazetteer<Title> {
        &self.inner.titles
    }

    /// Phrases of page furniture and structure. One phrase may have several classes: see [`Gazetteer::longest_where`]
    /// and [`Gazetteer::all`].
    pub fn cues(&self) -> &Gazetteer<Cue> {
        &self.inner.cues
    }

    /// Words and phrases that open a byline.
    ///
    /// ```
    /// use khabar::lexicon::{BylineRole, Lexicon};
    ///
    /// let cues = Lexicon::builtin().byline_cues();
    /// assert_eq!(cues.get("بعدسه").unwrap().role(), BylineRole::Photographer);
    /// ```
    pub fn byline_cues(&self) -> &Gazetteer<BylineCue> {
        &self.inner.byline_cues
    }

    /// Given names, compounds both as two words and as one.
    ///
    /// ```
    /// let names = khabar::lexicon::Lexicon::builtin().given_names();
    /// assert!(names.contains("عبد الرحمن") && names.contains("عبدالرحمن"));
    /// ```
    pub fn given_names(&self) -> &Gazetteer<GivenName> {
        &self.inner.given_names
    }

    /// Words inside personal names, as عبد, بن, آل.
    pub fn name_particles(&self) -> &WordSet<Particle> {
        &self.inner.name_particles
    }

    /// Names of months.
    ///
    /// ```
    /// let months = khabar::lexicon::Lexicon::builtin().months();
    /// let (n, month) = months.longest_at(&["تشرين", "الثاني", "2020"]).unwrap();
    /// assert_eq!((n, month.month()), (2, 11));
    /// ```
    pub fn months(&self) -> &Gazetteer<MonthName> {
        &self.inner.months
    }

    /// Names of the days of the week.
    pub fn weekdays(&self) -> &WordSet<WeekdayName> {
        &self.inner.weekdays
    }

    /// Words of times of day, zones, units and relative dates.
    ///
    /// ```
    /// let words = khabar::lexicon::Lexicon::builtin().time_words();
    /// assert_eq!(words.get("بتوقيت غرينتش").unwrap().value(), "+00:00");
    /// ```
    pub fn time_words(&self) -> &Gazetteer<TimeWord> {
        &self.inner.time_words
    }

    /// The lists that may have the folded word of the [hash](hash::of_key): a first look, which spares
    /// most words the others.
    pub(crate) fn lists(&self, hash: u64) -> Lists {
        self.inner.lists.lists(hash)
    }

    /// Whether the folded word of the [hash](hash::of_key) may open a cue.
    pub(crate) fn may_open_cue(&self, hash: u64) -> bool {
        self.inner.cue_openings.may_have(hash)
    }

    /// Words that cannot stand in the name of a byline.
    pub fn function_words(&self) -> &WordSet<FunctionWord> {
        &self.inner.function_words
    }

    /// Inflected forms of reporting verbs, without و and ف.
    ///
    /// ```
    /// let verbs = khabar::lexicon::Lexicon::builtin().reporting_verbs();
    /// let form = verbs.get("اكدت").unwrap();
    /// assert_eq!(form.lemmas().next(), Some("أكد"));
    /// ```
    pub fn reporting_verbs(&self) -> &WordSet<ReportingForm> {
        &self.inner.reporting_verbs
    }

    /// Bytes the indexes and rows take on the heap, without text that added rows own. Built-in text is part of the
    /// program.
    pub fn heap_bytes(&self) -> usize {
        let i = &*self.inner;
        i.agencies.heap_bytes()
            + i.places.heap_bytes()
            + i.countries.heap_bytes()
            + i.nationalities.heap_bytes()
            + i.titles.heap_bytes()
            + i.cues.heap_bytes()
            + i.byline_cues.heap_bytes()
            + i.given_names.heap_bytes()
            + i.name_particles.heap_bytes()
            + i.months.heap_bytes()
            + i.weekdays.heap_bytes()
            + i.time_words.heap_bytes()
            + i.function_words.heap_bytes()
            + i.reporting_verbs.heap_bytes()
            + i.lists.heap_bytes()
            + i.names.get().map_or(0, Gazetteer::heap_bytes)
    }
}

#[cfg(test)]
mod tests;
