//! Conversions to and from the types of `jiff`.
//!
//! A value converts to a type that says exactly as much, or less. Nothing is made up: a day has no
//! midnight, and a time without an offset is no instant.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};
use thiserror::Error;

use super::value::{Clock, DateValue};

/// Why a value did not convert to or from a type of `jiff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ConversionError {
    /// The value has no day.
    #[error("the value has no day")]
    NoDay,
    /// The value has no time of day.
    #[error("the value has no time of day")]
    NoTime,
    /// The value has no offset from UTC.
    #[error("the value has no offset")]
    NoOffset,
    /// The moment is outside the years of the target type, or its offset is not of whole minutes.
    #[error("the moment is out of range")]
    Range,
}

impl TryFrom<DateValue> for Date {
    type Error = ConversionError;

    /// The day; its time is left out.
    fn try_from(value: DateValue) -> Result<Date, ConversionError> {
        let (Some(month), Some(day)) = (value.month(), value.day()) else {
            return Err(ConversionError::NoDay);
        };
        let year = i16::try_from(value.year()).map_err(|_| ConversionError::Range)?;
        // Months and days are at most 12 and 31.
        Date::new(year, month as i8, day as i8).map_err(|_| ConversionError::Range)
    }
}

impl TryFrom<DateValue> for DateTime {
    type Error = ConversionError;

    /// The day and time on the value's own clock; its offset is left out.
    fn try_from(value: DateValue) -> Result<DateTime, ConversionError> {
        let date = Date::try_from(value)?;
        let clock = value.clock().ok_or(ConversionError::NoTime)?;
        let (hour, minute) = (clock.hour() as i8, clock.minute() as i8);
        Ok(date.at(hour, minute, clock.second().unwrap_or(0) as i8, 0))
    }
}

impl TryFrom<DateValue> for Timestamp {
    type Error = ConversionError;

    /// The instant.
    fn try_from(value: DateValue) -> Result<Timestamp, ConversionError> {
        value.clock().ok_or(ConversionError::NoTime)?;
        let seconds = value.unix_seconds().ok_or(ConversionError::NoOffset)?;
        Timestamp::from_second(seconds).map_err(|_| ConversionError::Range)
    }
}

impl TryFrom<DateValue> for ZonedDateTime {
    type Error = ConversionError;

    /// The instant in a zone of that fixed offset.
    fn try_from(value: DateValue) -> Result<ZonedDateTime, ConversionError> {
        let timestamp = Timestamp::try_from(value)?;
        let minutes = value.offset_minutes().ok_or(ConversionError::NoOffset)?;
        let offset =
            Offset::from_seconds(i32::from(minutes) * 60).map_err(|_| ConversionError::Range)?;
        Ok(timestamp.to_zoned_datetime(offset.to_time_zone()))
    }
}

impl TryFrom<Date> for DateValue {
    type Error = ConversionError;

    fn try_from(date: Date) -> Result<DateValue, ConversionError> {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        DateValue::from_ymd(i32::from(date.year()), month, day).ok_or(ConversionError::Range)
    }
}

impl TryFrom<DateTime> for DateValue {
    type Error = ConversionError;

    /// To the second; what is finer is left out.
    fn try_from(moment: DateTime) -> Result<DateValue, ConversionError> {
        let (hour, minute) = (moment.hour().unsigned_abs(), moment.minute().unsigned_abs());
        let clock = Clock::new(hour, minute)
            .and_then(|c| c.with_second(moment.second().unsigned_abs()))
            .ok_or(ConversionError::Range)?;
        Ok(DateValue::try_from(moment.date())?.at(clock))
    }
}

impl TryFrom<Timestamp> for DateValue {
    type Error = ConversionError;

    /// The instant in UTC, to the second.
    fn try_from(instant: Timestamp) -> Result<DateValue, ConversionError> {
        DateValue::from_unix_seconds(instant.as_second()).ok_or(ConversionError::Range)
    }
}

impl TryFrom<ZonedDateTime> for DateValue {
    type Error = ConversionError;

    /// The day, time and offset, to the second.
    fn try_from(zoned: ZonedDateTime) -> Result<DateValue, ConversionError> {
        let seconds = zoned.offset().seconds();
        let minutes = (seconds % 60 == 0).then(|| i16::try_from(seconds / 60).ok());
        DateValue::try_from(zoned.datetime())?
            .with_offset(minutes.flatten().ok_or(ConversionError::Range)?)
            .ok_or(ConversionError::Range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quickcheck::quickcheck;

    fn value(text: &str) -> DateValue {
        text.parse().unwrap()
    }

    #[test]
    fn a_value_converts_to_what_it_says() {
        let full = value("2013-08-03T21:00:05+04:00");
        assert_eq!(Date::try_from(full).unwrap().to_string(), "2013-08-03");
        assert_eq!(
            DateTime::try_from(full).unwrap().to_string(),
            "2013-08-03T21:00:05"
        );
        assert_eq!(
            Timestamp::try_from(full).unwrap().to_string(),
            "2013-08-03T17:00:05Z"
        );
        let zoned = ZonedDateTime::try_from(full).unwrap();
        assert_eq!(zoned.offset().seconds(), 4 * 3600);
        assert_eq!(DateValue::try_from(zoned), Ok(full));
    }

    #[test]
    fn nothing_is_made_up() {
        use ConversionError::{NoDay, NoOffset, NoTime};
        assert_eq!(Date::try_from(value("2013-08")), Err(NoDay));
        assert_eq!(DateTime::try_from(value("2013-08-03")), Err(NoTime));
        assert_eq!(Timestamp::try_from(value("2013-08-03")), Err(NoTime));
        let local = value("2013-08-03T21:00");
        assert_eq!(Timestamp::try_from(local), Err(NoOffset));
        assert_eq!(ZonedDateTime::try_from(local).unwrap_err(), NoOffset);
        let before = Date::new(-44, 3, 15).unwrap();
        assert_eq!(DateValue::try_from(before), Err(ConversionError::Range));
    }

    quickcheck! {
        fn days_agree_with_jiff(days: i32) -> bool {
            let Some(day) = DateValue::from_unix_days(i64::from(days % 1_000_000)) else {
                return true;
            };
            let date = Date::try_from(day).unwrap();
            DateValue::try_from(date) == Ok(day)
                && i64::from(date.weekday().to_sunday_zero_offset())
                    == (day.unix_days().unwrap() + 4).rem_euclid(7)
        }

        fn instants_agree_with_jiff(seconds: i64) -> bool {
            let Ok(instant) = Timestamp::from_second(seconds % 250_000_000_000) else {
                return true;
            };
            DateValue::try_from(instant).is_ok_and(|v| Timestamp::try_from(v) == Ok(instant))
                || instant.as_second() < -62_135_596_800
        }
    }
}
