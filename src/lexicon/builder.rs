//! Collecting rows and building a [`Lexicon`] from them.

use super::data::{EMBEDDED, LexiconError, LexiconKind, Problem, is_id, read};
use super::entry::*;
use super::filter::HashFilter;
use super::gazetteer::{Gazetteer, WordSet};
use super::lists::ListIndex;
use super::vocabulary::*;
use super::{Inner, Lexicon};
use once_cell::sync::OnceCell;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The rows of all kinds, in the order they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) agencies: Vec<Agency>,
    pub(super) places: Vec<Place>,
    pub(super) countries: Vec<Country>,
    pub(super) titles: Vec<Title>,
    pub(super) cues: Vec<Cue>,
    pub(super) byline_cues: Vec<BylineCue>,
    pub(super) given_names: Vec<GivenName>,
    pub(super) name_particles: Vec<Particle>,
    pub(super) months: Vec<MonthName>,
    pub(super) weekdays: Vec<WeekdayName>,
    pub(super) time_words: Vec<TimeWord>,
    pub(super) function_words: Vec<FunctionWord>,
    pub(super) reporting_verbs: Vec<ReportingForm>,
}

/// The rows of the embedded files, and the first error of each file that has one.
pub(super) fn embedded() -> (Rows, Vec<LexiconError>) {
    let mut rows = Rows::default();
    let mut errors = Vec::new();
    for (kind, text) in EMBEDDED {
        errors.extend(read(kind, text, Cow::Borrowed, &mut rows).err());
    }
    (rows, errors)
}

/// Builds a [`Lexicon`] out of the built-in rows, rows of a program, or both.
///
/// A row whose id is there already adds its names to that row. The first error is kept and returned by
/// [`build`](Self::build); [`tsv`](Self::tsv) returns its own at once.
///
/// ```
/// use khabar::lexicon::{CueClass, CuePosition, Lexicon};
///
/// let lexicon = Lexicon::builder()
///     .agency("daily_lantern", ["الفانوس اليومي", "صحيفة الفانوس"])
///     .place("wadi_zahr", ["وادي الزهر"])
///     .cue("بقية الخبر", CueClass::ReadMore, CuePosition::Whole)
///     .build()?;
/// assert_eq!(lexicon.agencies().get("الفانوس اليومي").unwrap().id(), "daily_lantern");
/// assert_eq!(lexicon.agencies().get("رويترز").unwrap().id(), "reuters");
/// # Ok::<(), khabar::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct LexiconBuilder {
    rows: Rows,
    error: Option<LexiconError>,
}

impl LexiconBuilder {
    /// Starts from the built-in lexicons.
    pub fn new() -> Self {
        let (rows, errors) = embedded();
        debug_assert!(errors.is_empty(), "embedded lexicons: {errors:?}");
        LexiconBuilder { rows, error: None }
    }

    /// Starts with nothing.
    ///
    /// ```
    /// let lexicon = khabar::lexicon::LexiconBuilder::empty().build()?;
    /// assert!(lexicon.places().is_empty());
    /// # Ok::<(), khabar::lexicon::LexiconError>(())
    /// ```
    pub fn empty() -> Self {
        LexiconBuilder::default()
    }

    /// Adds an agency or outlet with its Arabic names, the main one first. A `;` inside a name separates two names.
    pub fn agency<N: AsRef<str>>(mut self, id: &str, names: impl IntoIterator<Item = N>) -> Self {
        let names = self.names(Some(id), names);
        self.rows.agencies.push(Agency {
            id: owned(id),
            name_en: Text::default(),
            kind: AgencyKind::Other,
            country: Text::default(),
            domain: Text::default(),
            names: Text::Owned(names),
            abbreviations: Text::default(),
            latin: Text::default(),
            ambiguous: false,
            shared: false,
        });
        self
    }

    /// Adds a place with its names, the main one first. It counts as a city.
    pub fn place<N: AsRef<str>>(mut self, id: &str, names: impl IntoIterator<Item = N>) -> Self {
        let names = self.names(Some(id), names);
        let (name, variants) = names.split_once(';').unwrap_or((&names, ""));
        self.rows.places.push(Place {
            id: owned(id),
            name: owned(name),
            variants: owned(variants),
            name_en: Text::default(),
            country: Cow::Borrowed("xx"),
            kind: PlaceKind::City,
            ambiguous: false,
            shared: false,
        });
        self
    }

    /// Adds a given name.
    pub fn given_name(mut self, name: &str, gender: Gender, sort: NameSort) -> Self {
        let name = self.names(None, [name]);
        self.rows.given_names.push(GivenName {
            name: Text::Owned(name),
            gender,
            sort,
            ambiguous: false,
        });
        self
    }

    /// Adds a phrase of page furniture or structure that needs no separator after it.
    pub fn cue(mut self, phrase: &str, class: CueClass, position: CuePosition) -> Self {
        let phrase = self.names(None, [phrase]);
        self.rows.cues.push(Cue {
            phrase: Text::Owned(phrase),
            class,
            position,
            separator: Separator::Optional,
        });
        self
    }

    /// Adds rows in the format of the files: comment lines that begin with `#`, then [`LexiconKind::header`], then one
    /// row a line, cells separated by tabs, lists inside a cell by `;`. Empty lines are skipped.
    ///
    /// # Errors
    ///
    /// The first line that does not fit, with its number. The rows before it are not kept either, since the builder is
    /// consumed.
    ///
    /// ```
    /// use khabar::lexicon::{LexiconBuilder, LexiconKind};
    ///
    /// let rows = "name\tday\tambiguous\nالأحد\tsunday\t0\nالاثنين\tfunday\t0\n";
    /// let error = LexiconBuilder::empty().tsv(LexiconKind::Weekdays, rows).unwrap_err();
    /// assert_eq!(error.line(), Some(3));
    /// ```
    pub fn tsv(mut self, kind: LexiconKind, text: &str) -> Result<Self, LexiconError> {
        read(kind, text, owned, &mut self.rows)?;
        Ok(self)
    }

    /// Builds the lexicon; time and memory are linear in the rows.
    ///
    /// # Errors
    ///
    /// The first error of the calls before: an id outside `[a-z0-9_]+`, no name, or an empty one.
    ///
    /// ```
    /// use khabar::lexicon::{Lexicon, Problem};
    ///
    /// let error = Lexicon::builder().agency("Not An Id", ["س"]).build().unwrap_err();
    /// assert_eq!(error.problem(), &Problem::Id);
    /// ```
    pub fn build(self) -> Result<Lexicon, LexiconError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(index(self.rows)),
        }
    }

    /// Names joined for a cell; keeps the first error.
    fn names<N: AsRef<str>>(
        &mut self,
        id: Option<&str>,
        names: impl IntoIterator<Item = N>,
    ) -> String {
        let mut joined = String::new();
        let mut problem = None;
        for name in names {
            let name = name.as_ref().trim();
            if name.is_empty() {
                problem = Some(Problem::Empty("name"));
            }
            if !joined.is_empty() {
                joined.push(';');
            }
            joined.push_str(name);
        }
        if joined.is_empty() {
            problem = Some(Problem::Empty("name"));
        }
        if id.is_some_and(|id| !is_id(id)) {
            problem = Some(Problem::Id);
        }
        if self.error.is_none() {
            self.error = problem.map(LexiconError::from);
        }
        joined
    }
}

fn owned(text: &str) -> Text {
    Cow::Owned(text.to_owned())
}

/// Keeps one row per id; later rows of an id go through `merge`.
fn by_id<R>(rows: Vec<R>, id: impl Fn(&R) -> &Text, merge: impl Fn(&mut R, R)) -> Vec<R> {
    let mut seen: HashMap<Text, usize> = HashMap::with_capacity(rows.len());
    let mut kept: Vec<R> = Vec::with_capacity(rows.len());
    for row in rows {
        match seen.entry(id(&row).clone()) {
            Entry::Vacant(v) => {
                v.insert(kept.len());
                kept.push(row);
            }
            Entry::Occupied(o) => {
                if let Some(first) = kept.get_mut(*o.get()) {
                    merge(first, row);
                }
            }
        }
    }
    kept
}

/// Adds the parts of `more` to a list cell.
fn extend(cell: &mut Text, more: &str) {
    if more.is_empty() {
        return;
    }
    let all = cell.to_mut();
    if !all.is_empty() {
        all.push(';');
    }
    all.push_str(more);
}

/// Gives the spellings of an initialism kept as spaced letters: `أ ف ب`, `أ.ف.ب`, `أ.ف.ب.`, `أ. ف. ب`, `أ. ف. ب.`
fn initialism(spaced: &str, add: &mut dyn FnMut(&str)) {
    add(spaced);
    let mut dotted = spaced.replace(' ', ".");
    add(&dotted);
    dotted.push('.');
    add(&dotted);
    let mut open = spaced.replace(' ', ". ");
    add(&open);
    open.push('.');
    add(&open);
}

/// Gives each part of a list cell.
fn each<'a>(items: impl Iterator<Item = &'a str>, add: &mut dyn FnMut(&str)) {
    items.for_each(add);
}

/// Gives the forms under which an agency is found, the main one first.
pub(super) fn agency_forms(agency: &Agency, add: &mut dyn FnMut(&str)) {
    each(agency.names(), add);
    each(agency.latin(), add);
    agency.abbreviations().for_each(|s| initialism(s, add));
}

/// Gives the forms under which a place is found, the main one first.
pub(super) fn place_forms(place: &Place, add: &mut dyn FnMut(&str)) {
    add(place.name());
    each(place.variants(), add);
}

/// Gives the forms under which a country is found, the main one first.
pub(super) fn country_forms(country: &Country, add: &mut dyn FnMut(&str)) {
    add(country.name());
    each(country.variants(), add);
}

/// Indexes the rows by the keys of their forms.
pub(super) fn index(rows: Rows) -> Lexicon {
    let agencies = by_id(
        rows.agencies,
        |a| &a.id,
        |a, more| {
            extend(&mut a.names, &more.names);
            extend(&mut a.abbreviations, &more.abbreviations);
            extend(&mut a.latin, &more.latin);
        },
    );
    let places = by_id(
        rows.places,
        |p| &p.id,
        |p, more| {
            extend(&mut p.variants, &more.name);
            extend(&mut p.variants, &more.variants);
        },
    );
    let countries = by_id(
        rows.countries,
        |c| &c.id,
        |c, more| {
            extend(&mut c.variants, &more.name);
            extend(&mut c.variants, &more.variants);
        },
    );
    let titles = by_id(
        rows.titles,
        |t| &t.id,
        |t, more| {
            extend(&mut t.masculine, &more.masculine);
            extend(&mut t.feminine, &more.feminine);
            extend(&mut t.plural, &more.plural);
        },
    );
    let inner = Inner {
        agencies: Gazetteer::build(agencies, agency_forms),
        places: Gazetteer::build(places, place_forms),
        nationalities: Gazetteer::build(countries.clone(), |c, add| {
            let mut definite = String::new();
            for form in c.adjectives_m().chain(c.adjectives_f()) {
                add(form);
                // Both words of كوري جنوبي take the article.
                definite.clear();
                for word in form.split(' ') {
                    if !definite.is_empty() {
                        definite.push(' ');
                    }
                    definite.push_str("ال");
                    definite.push_str(word);
                }
                add(&definite);
            }
        }),
        countries: Gazetteer::build(countries, country_forms),
        titles: Gazetteer::build(titles, |t, add| {
            each(t.masculine(), add);
            each(t.feminine(), add);
            each(t.plural(), add);
        }),
        cues: Gazetteer::build(rows.cues, |c, add| add(c.phrase())),
        byline_cues: Gazetteer::build(rows.byline_cues, |c, add| add(c.cue())),
        given_names: Gazetteer::build(rows.given_names, |n, add| {
            add(n.name());
            // عبد الله is as often written as one word.
            if n.name().contains(' ') {
                add(&n.name().replace(' ', ""));
            }
        }),
        name_particles: WordSet::build(rows.name_particles, |p, add| add(p.text())),
        months: Gazetteer::build(rows.months, |m, add| add(m.name())),
        weekdays: WordSet::build(rows.weekdays, |d, add| add(d.name())),
        time_words: Gazetteer::build(rows.time_words, |w, add| add(w.word())),
        function_words: WordSet::build(rows.function_words, |w, add| add(w.word())),
        reporting_verbs: WordSet::build(rows.reporting_verbs, |v, add| add(v.form())),
        lists: ListIndex::default(),
        cue_openings: HashFilter::default(),
        names: OnceCell::new(),
    };
    Lexicon {
        inner: Arc::new(inner.indexed()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initialisms_have_all_their_spellings() {
        let mut all = Vec::new();
        initialism("و م ع", &mut |s| all.push(s.to_owned()));
        assert_eq!(all, ["و م ع", "و.م.ع", "و.م.ع.", "و. م. ع", "و. م. ع."]);
    }

    #[test]
    fn a_known_id_gains_names_and_keeps_the_rest() {
        let lexicon = LexiconBuilder::new()
            .agency("wam", ["وكالة الفنار"])
            .place("cairo", ["أم الدنيا", "المحروسة"])
            .build()
            .unwrap();
        let wam = lexicon.agencies().get("وكاله الفنار").unwrap();
        assert_eq!(
            (wam.id(), wam.name(), wam.kind()),
            ("wam", "وام", AgencyKind::National)
        );
        assert_eq!(lexicon.places().get("المحروسه").unwrap().country(), "eg");
        assert_eq!(lexicon.places().len(), Lexicon::builtin().places().len());
    }

    #[test]
    fn bad_rows_are_named() {
        let tsv = |kind, text: &str| LexiconBuilder::empty().tsv(kind, text).unwrap_err();
        let months = LexiconKind::Months.header();
        for (row, problem) in [
            ("آب\t8\tgregorian\tlevant\t1\tx", Problem::Cells),
            ("آب\t8\tgregorian\tlevant", Problem::Cells),
            ("آب\t13\tgregorian\tlevant\t1", Problem::Value("month")),
            ("آب\t8\tmayan\tlevant\t1", Problem::Value("calendar")),
            ("\t8\tgregorian\tlevant\t1", Problem::Empty("name")),
            ("آب\t8\tgregorian\t;\t1", Problem::Empty("vocabularies")),
            ("آب\t8\tgregorian\tlevant\tyes", Problem::Value("ambiguous")),
        ] {
            let e = tsv(LexiconKind::Months, &format!("# own\n{months}\n\n{row}\n"));
            assert_eq!((e.line(), e.problem()), (Some(4), &problem), "{row}");
        }
        assert_eq!(
            tsv(LexiconKind::Months, "x\ty\n").problem(),
            &Problem::Header
        );
        let countries = LexiconKind::Countries.header();
        let e = tsv(
            LexiconKind::Countries,
            &format!("{countries}\nA B\tس\t\tس\tسة\tS\n"),
        );
        assert_eq!(e.problem(), &Problem::Id);
        assert!(e.to_string().starts_with("line 2: "));
        for builder in [
            LexiconBuilder::empty().agency("a", [""; 0]),
            LexiconBuilder::empty().place("a", ["س", " "]),
            LexiconBuilder::empty().given_name("", Gender::Either, NameSort::Arabic),
        ] {
            assert_eq!(
                builder.build().unwrap_err().problem(),
                &Problem::Empty("name")
            );
        }
    }
}
