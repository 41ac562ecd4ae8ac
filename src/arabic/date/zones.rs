//! Zones that change their offset with the season or by law: which one holds on a day.

use std::ops::RangeInclusive;

use once_cell::sync::Lazy;

use super::civil;
use super::machine::offset_value;
use super::value::DateValue;
use crate::lexicon::Weekday;

/// The rules of one zone.
#[derive(Debug)]
pub(super) struct Zone {
    name: &'static str,
    periods: Vec<Period>,
}

/// Days on which one rule holds.
#[derive(Debug)]
struct Period {
    days: RangeInclusive<i64>,
    /// Minutes east of UTC, without summer time.
    offset: i16,
    /// When summer time begins and ends.
    summer: Option<(Change, Change)>,
}

/// The day of a year on which clocks change.
#[derive(Debug, Clone, Copy)]
enum Change {
    Weekday {
        month: u8,
        weekday: Weekday,
        nth: Nth,
    },
    /// One of some days: by another calendar, or not the same every year.
    OneOf { month: u8, first: u8, last: u8 },
}

#[derive(Debug, Clone, Copy)]
enum Nth {
    First,
    Second,
    Last,
}

impl Change {
    fn of(text: &str) -> Option<Change> {
        let mut words = text.split(' ');
        let (which, second) = (words.next()?, words.next()?);
        let Some(month) = words.next() else {
            let (first, last) = which.split_once('-')?;
            return Some(Change::OneOf {
                month: month_of(second)?,
                first: first.parse().ok()?,
                last: last.parse().ok()?,
            });
        };
        let nth = match which {
            "first" => Nth::First,
            "second" => Nth::Second,
            "last" => Nth::Last,
            _ => return None,
        };
        let weekday = match second {
            "thu" => Weekday::Thursday,
            "fri" => Weekday::Friday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        Some(Change::Weekday {
            month: month_of(month)?,
            weekday,
            nth,
        })
    }

    /// The days on which it can fall.
    fn days(self, year: i32) -> RangeInclusive<i64> {
        match self {
            Change::OneOf { month, first, last } => {
                civil::days(year, month, first)..=civil::days(year, month, last)
            }
            Change::Weekday {
                month,
                weekday,
                nth,
            } => {
                // The week of the month that has the day.
                let from = match nth {
                    Nth::First => 1,
                    Nth::Second => 8,
                    Nth::Last => civil::days_in_month(year, month) - 6,
                };
                let from = civil::days(year, month, from);
                let day = (from..from + 7).find(|day| civil::weekday(*day) == weekday);
                let day = day.unwrap_or(from);
                day..=day
            }
        }
    }
}

fn month_of(name: &str) -> Option<u8> {
    Some(match name {
        "mar" => 3,
        "apr" => 4,
        "sep" => 9,
        "oct" => 10,
        "nov" => 11,
        _ => return None,
    })
}

static ZONES: Lazy<Vec<Zone>> = Lazy::new(|| {
    let mut zones: Vec<Zone> = Vec::new();
    for line in include_str!("../data/zones.tsv").lines().skip(2) {
        let Some((name, period)) = row(line) else {
            debug_assert!(false, "a row of zones.tsv: {line}");
            continue;
        };
        match zones.last_mut() {
            Some(zone) if zone.name == name => zone.periods.push(period),
            _ => zones.push(Zone {
                name,
                periods: vec![period],
            }),
        }
    }
    zones
});

fn row(line: &'static str) -> Option<(&'static str, Period)> {
    let mut cells = line.split('\t');
    let name = cells.next()?;
    let day = |cell: &str| cell.parse::<DateValue>().ok()?.unix_days();
    let from = day(cells.next()?)?;
    let until = match cells.next()? {
        "" => i64::MAX,
        cell => day(cell)?,
    };
    let offset = offset_value(cells.next()?)?;
    let summer = match (cells.next()?, cells.next()?) {
        ("", "") => None,
        (begins, ends) => Some((Change::of(begins)?, Change::of(ends)?)),
    };
    let period = Period {
        days: from..=until,
        offset,
        summer,
    };
    Some((name, period))
}

/// A zone by its name in the IANA database.
pub(super) fn named(name: &str) -> Option<&'static Zone> {
    ZONES.iter().find(|zone| zone.name == name)
}

impl Zone {
    /// Whether it has summer time to this day.
    pub(super) fn has_summer_time(&self) -> bool {
        self.periods.last().is_some_and(|p| p.summer.is_some())
    }

    /// Minutes east of UTC on a day. `None` on a day on which clocks may change, and where no rule
    /// is known.
    pub(super) fn offset_on(&self, date: DateValue) -> Option<i16> {
        let day = date.unix_days()?;
        let period = self.periods.iter().find(|p| p.days.contains(&day))?;
        let Some((begins, ends)) = period.summer else {
            return Some(period.offset);
        };
        let (begins, ends) = (begins.days(date.year()), ends.days(date.year()));
        if begins.contains(&day) || ends.contains(&day) {
            return None;
        }
        let summer = (*begins.end()..*ends.start()).contains(&day);
        Some(period.offset + if summer { 60 } else { 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, TimeClass};

    #[test]
    fn every_named_zone_of_the_lexicon_has_rules() {
        for word in Lexicon::builtin().time_words() {
            if word.class() == TimeClass::Zone && word.value().contains('/') {
                assert!(named(word.value()).is_some(), "{}", word.word());
            }
        }
        let rows = include_str!("../data/zones.tsv").lines().skip(2).count();
        let read: usize = ZONES.iter().map(|zone| zone.periods.len()).sum();
        assert_eq!(read, rows);
    }

    #[test]
    fn offsets_of_the_day() {
        for (zone, day, offset) in [
            ("Africa/Cairo", "2020-07-13", Some(120)),
            ("Africa/Cairo", "2024-07-13", Some(180)),
            ("Africa/Cairo", "2024-04-26", None),
            ("Africa/Cairo", "2024-04-27", Some(180)),
            ("Africa/Cairo", "2024-10-31", None),
            ("Africa/Cairo", "2024-11-01", Some(120)),
            ("Africa/Cairo", "2009-07-13", None),
            ("Africa/Khartoum", "2016-01-01", Some(180)),
            ("Africa/Khartoum", "2018-01-01", Some(120)),
            ("America/New_York", "2021-03-13", Some(-300)),
            ("America/New_York", "2021-03-14", None),
            ("America/New_York", "2021-03-15", Some(-240)),
            ("America/New_York", "2021-11-08", Some(-300)),
            ("Asia/Amman", "2023-01-15", Some(180)),
            ("Asia/Tehran", "2021-07-13", Some(270)),
            ("Asia/Tehran", "2021-03-21", None),
            ("Asia/Tehran", "2024-07-13", Some(210)),
            ("Europe/London", "2020-07-13", Some(60)),
            ("Europe/London", "2020-12-13", Some(0)),
            ("Europe/Moscow", "2013-01-15", Some(240)),
            ("Europe/Istanbul", "2015-11-07", Some(180)),
            ("Europe/Istanbul", "2015-11-09", Some(120)),
        ] {
            let date: DateValue = day.parse().unwrap();
            let zone = named(zone).unwrap();
            assert_eq!(zone.offset_on(date), offset, "{} {day}", zone.name);
        }
    }
}
