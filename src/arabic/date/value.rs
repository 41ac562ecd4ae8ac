//! [`DateValue`]: a date as exact as it was given.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{civil, machine};
use crate::article::{self, Timestamp};
use crate::lexicon::Weekday;

/// How exact a [`DateValue`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
    /// To the minute.
    Minute,
    /// To the second.
    Second,
}

impl From<Precision> for article::Precision {
    fn from(precision: Precision) -> article::Precision {
        match precision {
            Precision::Year => article::Precision::Year,
            Precision::Month => article::Precision::Month,
            Precision::Day => article::Precision::Day,
            Precision::Minute => article::Precision::Minute,
            Precision::Second => article::Precision::Second,
        }
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

impl Clock {
    /// A time to the minute; `None` outside 0:00–23:59.
    pub fn new(hour: u8, minute: u8) -> Option<Clock> {
        (hour < 24 && minute < 60).then_some(Clock {
            hour,
            minute,
            second: None,
        })
    }

    /// The time with its second; `None` above 59. A leap second, `60`, is read as 59.
    pub fn with_second(self, second: u8) -> Option<Clock> {
        (second <= 60).then_some(Clock {
            second: Some(second.min(59)),
            ..self
        })
    }

    /// The hour, 0–23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0–59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0–59, where it was given.
    pub fn second(self) -> Option<u8> {
        self.second
    }
}

/// A Gregorian date as exact as it was given: a year, a month, a day, or a day with a time of day,
/// which may have an offset from UTC.
///
/// A value says no more than was said: a day is not its midnight, and a time without a zone has no
/// offset. Years run from 1 to 9999. It prints as ISO 8601, and parses from [machine
/// dates](super::parse_machine).
///
/// # Examples
///
/// ```
/// use khabar::arabic::date::{DateValue, Precision};
///
/// let value: DateValue = "Sat, 03 Aug 2013 21:00 +0400".parse()?;
/// assert_eq!(value.to_string(), "2013-08-03T21:00+04:00");
/// assert_eq!(value.precision(), Precision::Minute);
///
/// let day = DateValue::from_ymd(2013, 8, 3).unwrap();
/// assert_eq!(day.to_string(), "2013-08-03");
/// assert_ne!(day, value);
/// # Ok::<(), khabar::arabic::date::NotADate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateValue {
    year: i32,
    /// 0 where it is not given.
    month: u8,
    /// 0 where it is not given.
    day: u8,
    clock: Option<Clock>,
    /// Minutes east of UTC.
    offset: Option<i16>,
}

impl DateValue {
    /// A year.
    pub fn from_year(year: i32) -> Option<DateValue> {
        civil::YEARS.contains(&year).then_some(DateValue {
            year,
            month: 0,
            day: 0,
            clock: None,
            offset: None,
        })
    }

    /// A month.
    pub fn from_ym(year: i32, month: u8) -> Option<DateValue> {
        (1..=12).contains(&month).then_some(())?;
        Some(DateValue {
            month,
            ..DateValue::from_year(year)?
        })
    }

    /// A day; `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<DateValue> {
        (1..=civil::days_in_month(year, month))
            .contains(&day)
            .then_some(())?;
        Some(DateValue {
            day,
            ..DateValue::from_ym(year, month)?
        })
    }

    /// The day that is `days` days after 1970-01-01.
    pub fn from_unix_days(days: i64) -> Option<DateValue> {
        // Beyond the years that values can have, and so that nothing overflows.
        (-1_000_000..4_000_000).contains(&days).then_some(())?;
        let (year, month, day) = civil::from_days(days);
        DateValue::from_ymd(i32::try_from(year).ok()?, month, day)
    }

    /// The second of a Unix time, in UTC.
    pub fn from_unix_seconds(seconds: i64) -> Option<DateValue> {
        let day = DateValue::from_unix_days(seconds.div_euclid(86_400))?;
        let of_day = seconds.rem_euclid(86_400);
        let clock = Clock::new((of_day / 3600) as u8, (of_day / 60 % 60) as u8)?
            .with_second((of_day % 60) as u8)?;
        day.at(clock).with_offset(0)
    }

    /// The value at a time of day. A value without a day stays as it is.
    #[must_use]
    pub fn at(self, clock: Clock) -> DateValue {
        DateValue {
            clock: (self.day > 0).then_some(clock),
            ..self
        }
    }

    /// The value with an offset in minutes east of UTC; `None` beyond 18 hours, or where it has no
    /// time of day.
    pub fn with_offset(self, minutes: i16) -> Option<DateValue> {
        ((-1080..=1080).contains(&minutes) && self.clock.is_some()).then_some(DateValue {
            offset: Some(minutes),
            ..self
        })
    }

    /// The value without its offset.
    #[must_use]
    pub fn without_offset(self) -> DateValue {
        DateValue {
            offset: None,
            ..self
        }
    }

    /// The value without its time of day.
    #[must_use]
    pub fn date(self) -> DateValue {
        DateValue {
            clock: None,
            offset: None,
            ..self
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The time of day.
    pub fn clock(self) -> Option<Clock> {
        self.clock
    }

    /// Whether the time of day is midnight: what systems write that know the day alone.
    pub(crate) fn is_midnight(self) -> bool {
        self.clock
            .is_some_and(|c| c.hour == 0 && c.minute == 0 && c.second.unwrap_or(0) == 0)
    }

    /// Minutes east of UTC; `None` where no zone is stated or known.
    pub fn offset_minutes(self) -> Option<i16> {
        self.offset
    }

    /// How exact it is.
    pub fn precision(self) -> Precision {
        match (self.month, self.day, self.clock) {
            (0, _, _) => Precision::Year,
            (_, 0, _) => Precision::Month,
            (_, _, None) => Precision::Day,
            (_, _, Some(Clock { second: None, .. })) => Precision::Minute,
            _ => Precision::Second,
        }
    }

    /// The day of the week; `None` where it is less exact than a day.
    pub fn weekday(self) -> Option<Weekday> {
        self.unix_days().map(civil::weekday)
    }

    /// Days since 1970-01-01; `None` where it is less exact than a day.
    pub fn unix_days(self) -> Option<i64> {
        (self.day > 0).then(|| civil::days(self.year, self.month, self.day))
    }

    /// Seconds since 1970-01-01T00:00Z; `None` where it has no time of day or no offset.
    pub fn unix_seconds(self) -> Option<i64> {
        Some(self.local_seconds()? - i64::from(self.offset?) * 60)
    }

    /// Seconds since 1970-01-01T00:00 on the value's own clock.
    pub(super) fn local_seconds(self) -> Option<i64> {
        let clock = self.clock?;
        let of_day = i64::from(clock.hour) * 3600
            + i64::from(clock.minute) * 60
            + i64::from(clock.second.unwrap_or(0));
        Some(self.unix_days()? * 86_400 + of_day)
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        if let Some(clock) = self.clock {
            write!(f, "T{:02}:{:02}", clock.hour, clock.minute)?;
            if let Some(second) = clock.second {
                write!(f, ":{second:02}")?;
            }
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// The error of parsing a [`DateValue`] from text that is no machine date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a machine-readable date")]
#[non_exhaustive]
pub struct NotADate;

impl FromStr for DateValue {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<DateValue, NotADate> {
        machine::parse_machine(text).ok_or(NotADate)
    }
}

impl From<DateValue> for Timestamp {
    /// A stamp of that value that is not printed anywhere.
    fn from(value: DateValue) -> Timestamp {
        Timestamp {
            value: Some(value.to_string()),
            precision: Some(value.precision().into()),
            calendar: Some(article::Calendar::Gregorian),
            text: None,
        }
    }
}
