//! Arithmetic of the proleptic Gregorian calendar.

use crate::lexicon::Weekday;

/// The years that values can have, so that each prints with four digits.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// The length of a month; 0 where there is no such month.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days since 1970-01-01 of a valid date. The year is taken to begin in March, so that the leap
/// day is its last.
pub(super) fn days(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400);
    let since_march = (i64::from(month) + 9) % 12;
    let in_year = (153 * since_march + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub(super) fn from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let in_era = days.rem_euclid(146_097);
    let year_of_era = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let since_march = (5 * in_year + 2) / 153;
    let day = (in_year - (153 * since_march + 2) / 5 + 1) as u8;
    let month = if since_march < 10 {
        since_march + 3
    } else {
        since_march - 9
    } as u8;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day of the week of a number of days since 1970-01-01, which was a Thursday.
pub(super) fn weekday(days: i64) -> Weekday {
    match (days + 4).rem_euclid(7) {
        0 => Weekday::Sunday,
        1 => Weekday::Monday,
        2 => Weekday::Tuesday,
        3 => Weekday::Wednesday,
        4 => Weekday::Thursday,
        5 => Weekday::Friday,
        _ => Weekday::Saturday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_both_ways_over_four_centuries() {
        let mut date = (1899_i32, 12_u8, 31_u8);
        for n in days(1899, 12, 31)..days(2300, 1, 1) {
            assert_eq!(days(date.0, date.1, date.2), n);
            assert_eq!(from_days(n), (i64::from(date.0), date.1, date.2));
            date = if date.2 < days_in_month(date.0, date.1) {
                (date.0, date.1, date.2 + 1)
            } else if date.1 < 12 {
                (date.0, date.1 + 1, 1)
            } else {
                (date.0 + 1, 1, 1)
            };
        }
    }

    #[test]
    fn weekdays() {
        assert_eq!(weekday(0), Weekday::Thursday);
        assert_eq!(weekday(days(2020, 7, 13)), Weekday::Monday);
        assert_eq!(weekday(days(1925, 12, 14)), Weekday::Monday);
    }
}
