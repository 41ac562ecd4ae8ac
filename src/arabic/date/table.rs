//! The words of dates, in one table: what the lexicons of months, weekdays and time words say of
//! a phrase.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use once_cell::sync::Lazy;

use super::lex::Tokens;
use super::machine;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeSense {
    pub(super) class: TimeClass,
    /// An offset in minutes, an hour, a count; `None` where the row has no number.
    pub(super) value: Option<i32>,
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
pub(super) struct Entry {
    sense: Sense,
    /// Whether longer phrases begin with it.
    pub(super) opens: bool,
}

impl Entry {
    pub(super) fn sense(&self) -> Option<&Sense> {
        (!self.sense.is_empty()).then_some(&self.sense)
    }
}

/// The rows by key: words and numbers as [`Tokens`] cuts them, one space between them.
static TABLE: Lazy<HashMap<String, Entry, BuildHasherDefault<KeyHasher>>> = Lazy::new(|| {
    let lexicon = Lexicon::builtin();
    let mut table: HashMap<String, Entry, _> = HashMap::default();
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
        add(&mut table, row.name(), |s| {
            s.month.get_or_insert(month);
        });
    }
    for row in lexicon.weekdays().iter() {
        let weekday = (row.day(), row.is_ambiguous());
        add(&mut table, row.name(), |s| {
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
        };
        add(&mut table, row.word(), |s| {
            s.time.get_or_insert(sense);
        });
    }
    table
});

fn add(
    table: &mut HashMap<String, Entry, BuildHasherDefault<KeyHasher>>,
    phrase: &str,
    set: impl FnOnce(&mut Sense),
) {
    let mut tokens = Tokens::default();
    tokens.fill_without_senses(phrase);
    let mut key = String::new();
    for i in 0..tokens.len() {
        if tokens.mark(i).is_some() {
            continue;
        }
        if !key.is_empty() {
            table.entry(key.clone()).or_default().opens = true;
            key.push(' ');
        }
        tokens.push_key(i, &mut key);
    }
    set(&mut table.entry(key).or_default().sense);
}

pub(super) fn get(key: &str) -> Option<&'static Entry> {
    TABLE.get(key)
}

/// A fast hash for short keys; the table is not filled from input.
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(b)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
