//! Dates and times as news prints them, and as programs write them.
//!
//! [`parse`] reads the date a string names; [`find`] all dates of a text; [`parse_machine`] the
//! dates of metadata and feeds. One grammar covers the printed forms of all Arab countries:
//!
//! | form | examples |
//! |---|---|
//! | the five vocabularies of months, hamza or not, Farsi letters, harakat | `13 يوليو 2020`, `13 تموز 2020`, `13 جويلية 2020`, `13 يوليوز 2020`, `8 أغشت 2020`; Libya's of 1986–2011 with day and year: `2 الحرث 2008` |
//! | two names of one month | `يوليو/تموز`, `يوليو (تموز)`, `تموز - يوليو`, `ديسمبر كانون الأول` |
//! | Hijri by name or number, a year of 1300–1500 being Hijri by itself | `21 جمادى الآخرة 1436هـ`, `غرة رمضان 1443`, `1436/11/15`, `٤-١٠-١٤٣٦` |
//! | both calendars | `25 شوال 1436هـ الموافق 10 أغسطس 2015م` |
//! | digits of all sets, day first or year first, bidi marks between | `28/2/2023`, `٢٠١٥/٨/٢٠`, `17/08/09`, `2006 / 1 / 9` |
//! | words for the day | `الثالث عشر من مايو 2020`, `الأول من شباط` |
//! | times of day | `17:51`, `5:58 م`, `10.45 مساء`, `الساعة العاشرة والربع صباحا`, `الساعة 0130` |
//! | zones | `بتوقيت غرينتش`, `بتوقيت بيروت`, `(مكة المكرمة)`, `ت م`, `GMT+04:00`, `+0300` |
//! | labels | `آخر تحديث:`, `نشر في`, `Published` |
//! | English and wire stamps | `Tuesday, 11 August 2015 - 18:07`, `1351 (GMT+04:00) - 17/04/09` |
//! | counted from a clock | `منذ ساعتين`, `قبل 3 أيام`, `أمس الأحد`, `الخميس الماضي`, `السادس من أغسطس الجاري` |
//!
//! Rules of thumb decide nothing that the text does not say. Digits are day first, unless the year
//! stands first. A weekday is a checksum: where it contradicts day first and fits month first, the
//! date is reported without a value. Two names of a month that disagree give no value either. Of
//! two calendars the Gregorian counts, and more than a day between them is reported. A time
//! without a stated zone has no offset, nor has one in a zone with summer time, which
//! [`Reading::zone`] tells apart.
//! What only looks like a date is none: names (`شارع 26 سبتمبر`), ranges (`14 - 15 مايو`),
//! scores, lengths of films, verses, prices, phone numbers.
//!
//! # Examples
//!
//! ```
//! use khabar::arabic::date::{self, Calendar, DateValue, Issue};
//!
//! let value = |text| date::parse(text).and_then(|r| r.value).map(|v| v.to_string());
//! assert_eq!(value("الاثنين 13 يوليو/تموز 2020 - 5:58 م").unwrap(), "2020-07-13T17:58");
//! assert_eq!(value("شارع 26 سبتمبر"), None);
//!
//! let dual = date::parse("22 ذي القعدة 1441 هـ الموافق 23 يوليو 2020 م").unwrap();
//! assert_eq!(dual.calendar, Calendar::Dual);
//! assert_eq!(dual.value.unwrap().to_string(), "2020-07-23");
//! assert_eq!(dual.issues, [Issue::DualDate]);
//!
//! let now: DateValue = "2020-07-13T12:00+03:00".parse()?;
//! let two_hours_ago = date::parse_at("نُشر منذ ساعتين", now).unwrap();
//! assert_eq!(two_hours_ago.value.unwrap().to_string(), "2020-07-13T10:00+03:00");
//! # Ok::<(), khabar::arabic::date::NotADate>(())
//! ```
//!
//! # Sources
//!
//! Month and weekday names, parts of the day, plural categories: Unicode CLDR 47 (`ar` and its
//! regional locales). Hijri: the Umm al-Qura tables of `icu_calendar`. Offsets: the IANA time zone
//! database, with the summer time of the zones whose rules are plain. Machine dates: see [`parse_machine`]. The words lie
//! in the [lexicon](crate::lexicon) files `months`, `weekdays` and `time_words`.

mod atoms;
mod civil;
mod clock;
mod hijri;
#[cfg(feature = "jiff")]
mod jiff;
mod lex;
mod machine;
mod stamp;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod zones;

use std::ops::{ControlFlow, Range};

pub use self::hijri::HijriDate;
#[cfg(feature = "jiff")]
pub use self::jiff::ConversionError;
pub use self::machine::parse_machine;
pub use self::value::{Clock, DateValue, NotADate, Precision};
use crate::article;
use crate::provenance::Confidence;

/// The calendar a date is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Calendar {
    /// The Gregorian calendar.
    Gregorian,
    /// The Hijri calendar.
    Hijri,
    /// Both, side by side.
    Dual,
}

impl From<Calendar> for article::Calendar {
    fn from(calendar: Calendar) -> article::Calendar {
        match calendar {
            Calendar::Gregorian => article::Calendar::Gregorian,
            Calendar::Hijri => article::Calendar::Hijri,
            Calendar::Dual => article::Calendar::Dual,
        }
    }
}

/// The zone written beside a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Zone {
    /// An offset in minutes east of UTC, stated or that of a zone without summer time.
    Offset(i16),
    /// A zone with summer time, بتوقيت القاهرة: the offset it had on that day by the rules known to
    /// the library. The value does not take it, for the text does not state it and the rules change
    /// by decree; [`DateValue::with_offset`] does.
    Seasonal(i16),
    /// A zone whose offset is not known, or not on that day: بتوقيت القدس, بتوقيت لندن on a day on
    /// which clocks change.
    Named,
    /// Local time, without saying where: بالتوقيت المحلي.
    Local,
}

/// What the label before a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Label {
    /// نشر في، تاريخ النشر.
    Published,
    /// آخر تحديث، عدل في.
    Updated,
}

/// What does not fit in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Issue {
    /// The weekday is another one.
    Weekday,
    /// The weekday fits the date with day and month exchanged: no value.
    DayMonthOrder,
    /// The month stands first, there being no thirteenth month.
    MonthFirst,
    /// The two names are of two months: no value.
    MonthNames,
    /// The Hijri and the Gregorian date are more than a day apart; the value is the Gregorian.
    DualDate,
    /// The Hijri month has no such day by Umm al-Qura.
    HijriDay,
    /// The era does not fit the year, as in 2015هـ.
    Era,
    /// أمس or اليوم is another day by the reference clock.
    Deictic,
    /// The part of the day does not fit the hour; the time is left out.
    PartOfDay,
    /// Two times in two zones are not the same instant.
    TwoTimes,
}

impl Issue {
    /// A name for programs, as `weekday`.
    pub fn as_str(self) -> &'static str {
        match self {
            Issue::Weekday => "weekday",
            Issue::DayMonthOrder => "day-month-order",
            Issue::MonthFirst => "month-first",
            Issue::MonthNames => "month-names",
            Issue::DualDate => "dual-date",
            Issue::HijriDay => "hijri-day",
            Issue::Era => "era",
            Issue::Deictic => "deictic",
            Issue::PartOfDay => "part-of-day",
            Issue::TwoTimes => "two-times",
        }
    }
}

/// A date as printed and as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The date; `None` where it is printed but contradicts itself.
    pub value: Option<DateValue>,
    /// The calendar it is printed in.
    pub calendar: Calendar,
    /// The Hijri date as printed.
    pub hijri: Option<HijriDate>,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The zone beside its time.
    pub zone: Option<Zone>,
    /// The label before it or in it.
    pub label: Option<Label>,
    /// Whether the value, or its year, is counted from the reference clock.
    pub relative: bool,
    /// What does not fit.
    pub issues: Vec<Issue>,
    /// The chance that the value is right.
    pub confidence: Confidence,
}

/// The date a short text names; `None` where it names none.
///
/// Of several dates it is the first that is complete, else the first. Dates that need a reference
/// clock (`أمس`, `12 أغسطس`) are none: see [`parse_at`].
///
/// # Complexity
///
/// Linear in the length of `text`.
pub fn parse(text: &str) -> Option<Reading> {
    best(text, None)
}

/// The date a short text names, seen from a reference clock.
///
/// A date without a year is the nearest one, or the nearest of that weekday; the clock's offset
/// goes to values counted in hours and minutes alone.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::date::{DateValue, parse_at};
///
/// let now = DateValue::from_ymd(2020, 7, 13).unwrap();
/// let value = |text| parse_at(text, now).unwrap().value.unwrap().to_string();
/// assert_eq!(value("أمس الأحد"), "2020-07-12");
/// assert_eq!(value("قبل أسبوعين"), "2020-06-29");
/// assert_eq!(value("28 ديسمبر"), "2020-12-28");
/// assert_eq!(value("28 ديسمبر الماضي"), "2019-12-28");
/// ```
pub fn parse_at(text: &str, now: DateValue) -> Option<Reading> {
    best(text, Some(now))
}

/// The first complete date, else the first.
fn best(text: &str, now: Option<DateValue>) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    let _ = stamp::scan(text, &lex::Tokens::new(text), now, &mut |reading| {
        if !reading.relative {
            best = Some(reading);
            return ControlFlow::Break(());
        }
        best.get_or_insert(reading);
        ControlFlow::Continue(())
    });
    best
}

/// All dates of a text, in their order.
///
/// Without a reference clock these are the complete ones. With one, deictic words count too, each
/// اليوم of the text among them.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::date::find;
///
/// let text = "افتتح الجسر في 3 مارس 2004 وأغلق في العاشر من أيار/مايو 2019.";
/// let found = find(text, None);
/// assert_eq!(found.len(), 2);
/// assert_eq!(&text[found[1].range.clone()], "العاشر من أيار/مايو 2019");
/// ```
pub fn find(text: &str, now: Option<DateValue>) -> Vec<Reading> {
    let mut out = Vec::new();
    let _ = stamp::scan(text, &lex::Tokens::new(text), now, &mut |reading| {
        out.push(reading);
        ControlFlow::Continue(())
    });
    out
}
