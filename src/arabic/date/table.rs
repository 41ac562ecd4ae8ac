//! The words of dates, in one table: what the lexicons of months, weekdays and time words say of
//! a phrase.

use once_cell::sync::Lazy;

use super::lex::Tokens;
use super::machine;
use super::zones;
use crate::arabic::numerals::number_words;
use crate::lexicon::hash::WordMap;
use crate::lexicon::{Calendar, Lexicon, TimeClass, Weekday};

/// Words of the longest phrase.
pub(super) const PHRASE: usize = 5;

/// A month by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthSense {
    pub(super) number: u8,
    pub(super) hijri: bool,
    /// Whether the name is a common word or a personal name too.
    pub(super) ambiguous: bool,
    /// Whether it is one of the names that only Libya used, all of them common words.
    pub(super) libyan: bool,
}

/// What a time word does, with the number the lexicon gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeSense {
    pub(super) class: TimeClass,
    /// An offset in minutes, an hour, a count; `None` where the row has no number.
    pub(super) value: Option<i32>,
    /// The rules of a zone that changes its offset.
    pub(super) rules: Option<&'static zones::Zone>,
}

/// What a phrase can mean in a date.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sense {
    pub(super) month: Option<MonthSense>,
    /// A weekday, and whether the word is a common one too.
    pub(super) weekday: Option<(Weekday, bool)>,
    pub(super) time: Option<TimeSense>,
}

impl Sense {
    fn is_empty(&self) -> bool {
        self.month.is_none() && self.weekday.is_none() && self.time.is_none()
    }
}

/// The table's row of a word or phrase.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its place among the rows.
    index: u32,
    sense: Sense,
    /// Whether longer phrases begin with it.
    pub(super) opens: bool,
    /// Whether it can open an ordinal number: الثالث، الثالث عشر.
    pub(super) ordinal: bool,
    /// The unit it names, be it with an article or after ل: سنة، العام، للشهر.
    pub(super) unit: Option<TimeClass>,
    /// هذا or هذه, which a unit may follow.
    pub(super) determiner: bool,
}

impl Row {
    pub(super) fn sense(&self) -> Option<&Sense> {
        (!self.sense.is_empty()).then_some(&self.sense)
    }
}

/// Words and phrases with what they mean. A word is looked up once, and phrases by the rows of
/// their words.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    /// The row of each word that stands in a phrase, alone or not.
    words: WordMap<String, u32>,
    /// The rows of numbers that stand in phrases: كانون 2.
    numbers: Vec<(u32, u32)>,
    /// The row of a phrase with one more word, by the rows of both.
    longer: WordMap<(u32, u32), u32>,
}

impl Table {
    /// The row of a word by its match key.
    pub(super) fn word(&self, key: &str) -> Option<&Row> {
        self.rows.get(*self.words.get(key)? as usize)
    }

    /// The row of a number.
    pub(super) fn number(&self, value: u32) -> Option<&Row> {
        let (_, row) = self.numbers.iter().find(|(number, _)| *number == value)?;
        self.rows.get(*row as usize)
    }

    /// The row of `phrase` with `word` behind it.
    pub(super) fn longer(&self, phrase: &Row, word: &Row) -> Option<&Row> {
        let row = self.longer.get(&(phrase.index, word.index))?;
        self.rows.get(*row as usize)
    }

    fn new_row(&mut self) -> u32 {
        let index = self.rows.len() as u32;
        self.rows.push(Row {
            index,
            ..Row::default()
        });
        index
    }

    /// The row of a word, new if there is none.
    fn add_word(&mut self, key: &str) -> u32 {
        if let Some(row) = self.words.get(key) {
            return *row;
        }
        let row = self.new_row();
        self.words.insert(key.to_owned(), row);
        row
    }

    fn add_number(&mut self, value: u32) -> u32 {
        match self.numbers.iter().find(|(number, _)| *number == value) {
            Some((_, row)) => *row,
            None => {
                let row = self.new_row();
                self.numbers.push((value, row));
                row
            }
        }
    }

    fn set(&mut self, row: u32, set: impl FnOnce(&mut Row)) {
        if let Some(row) = self.rows.get_mut(row as usize) {
            set(row);
        }
    }

    /// Adds a phrase as the tokens cut it, marks left out.
    fn add(&mut self, phrase: &str, set: impl FnOnce(&mut Sense)) {
        let tokens = Tokens::without_senses(phrase);
        let mut last = None;
        for i in (0..tokens.len()).filter(|i| tokens.mark(*i).is_none()) {
            let word = match tokens.number(i) {
                Some((value, _)) => self.add_number(value),
                None => self.add_word(tokens.key(i)),
            };
            last = Some(match last {
                None => word,
                Some(before) => {
                    self.set(before, |row| row.opens = true);
                    match self.longer.get(&(before, word)) {
                        Some(row) => *row,
                        None => {
                            let row = self.new_row();
                            self.longer.insert((before, word), row);
                            row
                        }
                    }
                }
            });
        }
        if let Some(row) = last {
            self.set(row, |row| set(&mut row.sense));
        }
    }

    /// Marks the forms of units and ordinals, which are no phrases of the lexicons.
    fn add_forms(&mut self) {
        let units: Vec<(String, TimeClass)> = self
            .words
            .iter()
            .filter_map(|(word, row)| {
                let class = self.rows.get(*row as usize)?.sense.time?.class;
                let unit = matches!(
                    class,
                    TimeClass::UnitYear | TimeClass::UnitMonth | TimeClass::UnitWeek
                );
                unit.then(|| (word.clone(), class))
            })
            .collect();
        for (unit, class) in units {
            for before in ["", "ل", "لل", "ال"] {
                let row = self.add_word(&format!("{before}{unit}"));
                self.set(row, |row| row.unit = Some(class));
            }
        }
        for word in ["هذا", "هذه"] {
            let row = self.add_word(word);
            self.set(row, |row| row.determiner = true);
        }
        for word in number_words() {
            for article in ["", "ال"] {
                let row = self.add_word(&format!("{article}{word}"));
                self.set(row, |row| row.ordinal = true);
            }
        }
    }
}

/// The table of the built-in lexicons.
pub(super) static TABLE: Lazy<Table> = Lazy::new(|| {
    let lexicon = Lexicon::builtin();
    let mut table = Table::default();
    for row in lexicon.months() {
        if row.calendar() == Calendar::Coptic {
            continue;
        }
        let month = MonthSense {
            number: row.month(),
            hijri: row.calendar() == Calendar::Hijri,
            ambiguous: row.is_ambiguous(),
            libyan: row.vocabularies().all(|v| v == "libya"),
        };
        table.add(row.name(), |s| {
            s.month.get_or_insert(month);
        });
    }
    for row in lexicon.weekdays().iter() {
        let weekday = (row.day(), row.is_ambiguous());
        table.add(row.name(), |s| {
            s.weekday.get_or_insert(weekday);
        });
    }
    for row in lexicon.time_words() {
        let value = match row.class() {
            TimeClass::Zone => machine::offset_value(row.value()).map(i32::from),
            _ => match row.value() {
                "+" => Some(1),
                "-" => Some(-1),
                number => number.parse().ok(),
            },
        };
        let sense = TimeSense {
            class: row.class(),
            value,
            rules: zones::named(row.value()).filter(|_| row.class() == TimeClass::Zone),
        };
        table.add(row.word(), |s| {
            s.time.get_or_insert(sense);
        });
    }
    table.add_forms();
    table
});
