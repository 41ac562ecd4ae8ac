//! The embedded files and their format.

use super::builder::Rows;
use super::entry::*;
use super::vocabulary::*;
use thiserror::Error;

/// Which lexicon a file holds; the columns of each are listed in the [module table](super).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LexiconKind {
    /// `agencies.tsv`, rows of [`Agency`].
    Agencies,
    /// `cities.tsv`, rows of [`Place`].
    Places,
    /// `countries.tsv`, rows of [`Country`].
    Countries,
    /// `titles.tsv`, rows of [`Title`].
    Titles,
    /// `cues.tsv`, rows of [`Cue`].
    Cues,
    /// `byline_roles.tsv`, rows of [`BylineCue`].
    BylineCues,
    /// `given_names.tsv`, rows of [`GivenName`].
    GivenNames,
    /// `name_particles.tsv`, rows of [`Particle`].
    NameParticles,
    /// `months.tsv`, rows of [`MonthName`].
    Months,
    /// `weekdays.tsv`, rows of [`WeekdayName`].
    Weekdays,
    /// `time_words.tsv`, rows of [`TimeWord`].
    TimeWords,
    /// `function_words.tsv`, rows of [`FunctionWord`].
    FunctionWords,
    /// `reporting_verbs.tsv`, rows of [`ReportingForm`].
    ReportingVerbs,
}

impl LexiconKind {
    /// The header line of the kind, columns separated by tabs.
    pub fn header(self) -> &'static str {
        match self {
            LexiconKind::Agencies => {
                "id\tname_en\tkind\tcountry\tdomain\tnames\tabbreviations\tlatin\tambiguous\tshared"
            }
            LexiconKind::Places => "id\tname\tvariants\tname_en\tcountry\tkind\tambiguous\tshared",
            LexiconKind::Countries => "id\tname\tvariants\tadjective_m\tadjective_f\tname_en",
            LexiconKind::Titles => "id\tmasculine\tfeminine\tplural\tclass\tcomplement",
            LexiconKind::Cues => "phrase\tclass\tposition\tseparator",
            LexiconKind::BylineCues => "cue\trole\tform\tslot\tseparator",
            LexiconKind::GivenNames => "name\tgender\tsort\tambiguous",
            LexiconKind::NameParticles => "particle\tclass\topens_only",
            LexiconKind::Months => "name\tmonth\tcalendar\tvocabularies\tambiguous",
            LexiconKind::Weekdays => "name\tday\tambiguous",
            LexiconKind::TimeWords => "word\tclass\tvalue",
            LexiconKind::FunctionWords => "word\tclass",
            LexiconKind::ReportingVerbs => "form\tlemmas\ttags\tclass\ttier",
        }
    }
}

/// Every kind with its embedded file.
pub(super) const EMBEDDED: [(LexiconKind, &str); 13] = [
    (LexiconKind::Agencies, include_str!("data/agencies.tsv")),
    (LexiconKind::Places, include_str!("data/cities.tsv")),
    (LexiconKind::Countries, include_str!("data/countries.tsv")),
    (LexiconKind::Titles, include_str!("data/titles.tsv")),
    (LexiconKind::Cues, include_str!("data/cues.tsv")),
    (
        LexiconKind::BylineCues,
        include_str!("data/byline_roles.tsv"),
    ),
    (
        LexiconKind::GivenNames,
        include_str!("data/given_names.tsv"),
    ),
    (
        LexiconKind::NameParticles,
        include_str!("data/name_particles.tsv"),
    ),
    (LexiconKind::Months, include_str!("data/months.tsv")),
    (LexiconKind::Weekdays, include_str!("data/weekdays.tsv")),
    (LexiconKind::TimeWords, include_str!("data/time_words.tsv")),
    (
        LexiconKind::FunctionWords,
        include_str!("data/function_words.tsv"),
    ),
    (
        LexiconKind::ReportingVerbs,
        include_str!("data/reporting_verbs.tsv"),
    ),
];

/// Why lexicon text was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{problem}", .line.map_or(String::new(), |n| format!("line {n}: ")))]
pub struct LexiconError {
    pub(super) line: Option<usize>,
    #[source]
    pub(super) problem: Problem,
}

impl LexiconError {
    /// Number of the line from 1, or `None` for a row added by a call.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl From<Problem> for LexiconError {
    fn from(problem: Problem) -> Self {
        LexiconError {
            line: None,
            problem,
        }
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The first line that is neither empty nor a comment is not the header of the kind.
    #[error("the header is not that of this kind")]
    Header,
    /// Too few or too many cells.
    #[error("the number of cells differs from the header")]
    Cells,
    /// A cell that must hold text is empty.
    #[error("the cell `{0}` is empty")]
    Empty(&'static str),
    /// An id with characters other than `a`–`z`, `0`–`9` and `_`.
    #[error("the id is not made of a-z, 0-9 and _")]
    Id,
    /// A value outside the vocabulary of its column.
    #[error("the value of `{0}` is not known")]
    Value(&'static str),
}

/// The cells of one line, taken in order.
struct Cells<'a, C> {
    cells: std::str::Split<'a, char>,
    own: C,
}

impl<'a, C: Fn(&'a str) -> Text> Cells<'a, C> {
    fn next(&mut self) -> Result<&'a str, Problem> {
        self.cells.next().map(str::trim).ok_or(Problem::Cells)
    }

    fn text(&mut self) -> Result<Text, Problem> {
        let cell = self.next()?;
        Ok((self.own)(cell))
    }

    fn filled(&mut self, column: &'static str) -> Result<Text, Problem> {
        let cell = self.next()?;
        if cell.is_empty() || cell.split(';').any(|part| part.trim().is_empty()) {
            return Err(Problem::Empty(column));
        }
        Ok((self.own)(cell))
    }

    fn id(&mut self) -> Result<Text, Problem> {
        let id = self.filled("id")?;
        if is_id(&id) { Ok(id) } else { Err(Problem::Id) }
    }

    fn value<V>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&str) -> Option<V>,
    ) -> Result<V, Problem> {
        parse(self.next()?).ok_or(Problem::Value(column))
    }

    fn flag(&mut self, column: &'static str) -> Result<bool, Problem> {
        self.value(column, |cell| match cell {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        })
    }

    fn number(&mut self, column: &'static str, max: u8) -> Result<u8, Problem> {
        self.value(column, |cell| {
            cell.parse().ok().filter(|n| (1..=max).contains(n))
        })
    }

    fn end<R>(&mut self, row: R) -> Result<R, Problem> {
        match self.cells.next() {
            None => Ok(row),
            Some(_) => Err(Problem::Cells),
        }
    }
}

/// Whether `id` may stand in a first column.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Adds the rows of `text` to `rows`. `own` turns a cell into the text of a row.
pub(super) fn read<'a>(
    kind: LexiconKind,
    text: &'a str,
    own: impl Fn(&'a str) -> Text + Copy,
    rows: &mut Rows,
) -> Result<(), LexiconError> {
    let mut header = false;
    for (i, line) in text.lines().enumerate() {
        // Below the header a row may begin with the sign: ### closes dispatches.
        if line.is_empty() || !header && line.starts_with('#') {
            continue;
        }
        let at = |problem| LexiconError {
            line: Some(i + 1),
            problem,
        };
        if !header {
            if line != kind.header() {
                return Err(at(Problem::Header));
            }
            header = true;
            continue;
        }
        let mut cells = Cells {
            cells: line.split('\t'),
            own,
        };
        read_row(kind, &mut cells, rows).map_err(at)?;
    }
    Ok(())
}

fn read_row<'a, C: Fn(&'a str) -> Text>(
    kind: LexiconKind,
    c: &mut Cells<'a, C>,
    rows: &mut Rows,
) -> Result<(), Problem> {
    match kind {
        LexiconKind::Agencies => {
            let row = Agency {
                id: c.id()?,
                name_en: c.filled("name_en")?,
                kind: c.value("kind", AgencyKind::from_text)?,
                country: c.text()?,
                domain: c.text()?,
                names: c.text()?,
                abbreviations: c.text()?,
                latin: c.text()?,
                ambiguous: c.flag("ambiguous")?,
                shared: c.flag("shared")?,
            };
            if row.names.is_empty() && row.latin.is_empty() {
                return Err(Problem::Empty("names"));
            }
            rows.agencies.push(c.end(row)?);
        }
        LexiconKind::Places => {
            let row = Place {
                id: c.id()?,
                name: c.filled("name")?,
                variants: c.text()?,
                name_en: c.filled("name_en")?,
                country: c.text()?,
                kind: c.value("kind", PlaceKind::from_text)?,
                ambiguous: c.flag("ambiguous")?,
                shared: c.flag("shared")?,
            };
            rows.places.push(c.end(row)?);
        }
        LexiconKind::Countries => {
            let row = Country {
                id: c.id()?,
                name: c.filled("name")?,
                variants: c.text()?,
                adjectives_m: c.filled("adjectives_m")?,
                adjectives_f: c.filled("adjectives_f")?,
                name_en: c.filled("name_en")?,
            };
            rows.countries.push(c.end(row)?);
        }
        LexiconKind::Titles => {
            let row = Title {
                id: c.id()?,
                masculine: c.filled("masculine")?,
                feminine: c.text()?,
                plural: c.text()?,
                class: c.value("class", TitleClass::from_text)?,
                complement: c.value("complement", Complement::from_text)?,
            };
            rows.titles.push(c.end(row)?);
        }
        LexiconKind::Cues => {
            let row = Cue {
                phrase: c.filled("phrase")?,
                class: c.value("class", CueClass::from_text)?,
                position: c.value("position", CuePosition::from_text)?,
                separator: c.value("separator", Separator::from_text)?,
            };
            rows.cues.push(c.end(row)?);
        }
        LexiconKind::BylineCues => {
            let row = BylineCue {
                cue: c.filled("cue")?,
                role: c.value("role", BylineRole::from_text)?,
                form: c.value("form", CueForm::from_text)?,
                separator: {
                    c.value("slot", |cell| (cell == "before_name").then_some(()))?;
                    c.value("separator", Separator::from_text)?
                },
            };
            rows.byline_cues.push(c.end(row)?);
        }
        LexiconKind::GivenNames => {
            let row = GivenName {
                name: c.filled("name")?,
                gender: c.value("gender", Gender::from_text)?,
                sort: c.value("sort", NameSort::from_text)?,
                ambiguous: c.flag("ambiguous")?,
            };
            rows.given_names.push(c.end(row)?);
        }
        LexiconKind::NameParticles => {
            let row = Particle {
                text: c.filled("text")?,
                class: c.value("class", ParticleClass::from_text)?,
                opens_only: c.flag("opens_only")?,
            };
            rows.name_particles.push(c.end(row)?);
        }
        LexiconKind::Months => {
            let row = MonthName {
                name: c.filled("name")?,
                month: c.number("month", 12)?,
                calendar: c.value("calendar", Calendar::from_text)?,
                vocabularies: c.filled("vocabularies")?,
                ambiguous: c.flag("ambiguous")?,
            };
            rows.months.push(c.end(row)?);
        }
        LexiconKind::Weekdays => {
            let row = WeekdayName {
                name: c.filled("name")?,
                day: c.value("day", Weekday::from_text)?,
                ambiguous: c.flag("ambiguous")?,
            };
            rows.weekdays.push(c.end(row)?);
        }
        LexiconKind::TimeWords => {
            let row = TimeWord {
                word: c.filled("word")?,
                class: c.value("class", TimeClass::from_text)?,
                value: c.text()?,
            };
            rows.time_words.push(c.end(row)?);
        }
        LexiconKind::FunctionWords => {
            let row = FunctionWord {
                word: c.filled("word")?,
                class: c.value("class", FunctionClass::from_text)?,
            };
            rows.function_words.push(c.end(row)?);
        }
        LexiconKind::ReportingVerbs => {
            let row = ReportingForm {
                form: c.filled("form")?,
                lemmas: c.filled("lemmas")?,
                tags: c.filled("tags")?,
                class: c.value("class", SpeechAct::from_text)?,
                tier: c.number("tier", 3)?,
            };
            rows.reporting_verbs.push(c.end(row)?);
        }
    }
    Ok(())
}
