//! The Umm al-Qura calendar, by `icu_calendar`.

use super::value::DateValue;

/// A Hijri date as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HijriDate {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl HijriDate {
    /// A date of years 1–1600 AH, months 1–12 and days 1–30. Whether the month had that day in a
    /// given year differs from country to country, and is not asked.
    pub fn new(year: u16, month: u8, day: u8) -> Option<HijriDate> {
        ((1..=1600).contains(&year) && (1..=12).contains(&month) && (1..=30).contains(&day))
            .then_some(HijriDate { year, month, day })
    }

    /// The year of the Hijra.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–30.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The Gregorian day, by the Umm al-Qura calendar of Saudi Arabia.
    ///
    /// The month lengths are those published for 1300–1600 AH; before, they are those of the
    /// tabular calendar. Countries that sight the moon differ by a day. A day 30 of a month that
    /// has 29 days in this calendar is the day after its 29th.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::date::HijriDate;
    ///
    /// let date = HijriDate::new(1445, 9, 1).unwrap();
    /// assert_eq!(date.to_gregorian().unwrap().to_string(), "2024-03-11");
    /// ```
    #[cfg(feature = "hijri")]
    pub fn to_gregorian(self) -> Option<DateValue> {
        let first = icu::first_day(self.year, self.month)?;
        DateValue::from_unix_days(first + i64::from(self.day) - 1)
    }

    /// The Umm al-Qura date of a day; `None` where the value is less exact than a day, or outside
    /// 1–1600 AH.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::date::{DateValue, HijriDate};
    ///
    /// let day = DateValue::from_ymd(2020, 9, 14).unwrap();
    /// let date = HijriDate::from_gregorian(day).unwrap();
    /// assert_eq!((date.year(), date.month(), date.day()), (1442, 1, 26));
    /// ```
    #[cfg(feature = "hijri")]
    pub fn from_gregorian(day: DateValue) -> Option<HijriDate> {
        icu::from_unix_days(day.unix_days()?)
    }

    /// The length of its month in the Umm al-Qura calendar.
    #[cfg(feature = "hijri")]
    pub(super) fn days_in_month(self) -> Option<u8> {
        icu::days_in_month(self.year, self.month)
    }
}

#[cfg(not(feature = "hijri"))]
impl HijriDate {
    pub(super) fn to_gregorian(self) -> Option<DateValue> {
        None
    }

    pub(super) fn from_gregorian(_: DateValue) -> Option<HijriDate> {
        None
    }

    pub(super) fn days_in_month(self) -> Option<u8> {
        None
    }
}

#[cfg(feature = "hijri")]
mod icu {
    use icu_calendar::cal::Hijri;
    use icu_calendar::cal::hijri::UmmAlQura;
    use icu_calendar::types::Month;
    use icu_calendar::{Date, Iso};

    use super::{DateValue, HijriDate};

    fn first(year: u16, month: u8) -> Option<Date<Hijri<UmmAlQura>>> {
        let calendar = Hijri::new_umm_al_qura();
        Date::try_new(i32::from(year).into(), Month::new(month), 1, calendar).ok()
    }

    pub(super) fn first_day(year: u16, month: u8) -> Option<i64> {
        let iso = first(year, month)?.to_calendar(Iso);
        let year = iso.year().extended_year();
        DateValue::from_ymd(year, iso.month().number(), iso.day_of_month().0)?.unix_days()
    }

    pub(super) fn days_in_month(year: u16, month: u8) -> Option<u8> {
        Some(first(year, month)?.days_in_month())
    }

    pub(super) fn from_unix_days(days: i64) -> Option<HijriDate> {
        let day = DateValue::from_unix_days(days)?;
        let month = Month::new(day.month()?);
        let iso = Date::try_new(day.year().into(), month, day.day()?, Iso).ok()?;
        let date = iso.to_calendar(Hijri::new_umm_al_qura());
        let year = u16::try_from(date.year().extended_year()).ok()?;
        HijriDate::new(year, date.month().number(), date.day_of_month().0)
    }
}
