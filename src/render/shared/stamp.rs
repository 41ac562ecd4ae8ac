//! Timestamps as the formats want them.

use crate::article::Timestamp;

/// A moment in ISO 8601, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Stamp {
    /// The value, seconds added where only minutes are known.
    pub(in crate::render) text: String,
    /// Whether it has a time of day.
    pub(in crate::render) timed: bool,
    /// Whether it has an offset.
    pub(in crate::render) zoned: bool,
}

impl Stamp {
    /// The value of a timestamp, where it is one.
    pub(in crate::render) fn of(stamp: Option<&Timestamp>) -> Option<Stamp> {
        Stamp::read(stamp?.value.as_deref()?)
    }

    /// Reads `2024-05-01`, `2024-05`, `2024` and these with a time and an offset.
    pub(in crate::render) fn read(value: &str) -> Option<Stamp> {
        let (date, time) = match value.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (value, None),
        };
        let mut parts = date.split('-');
        number(parts.next()?, 4, 0..=9999)?;
        let month = parts.next().map(|m| number(m, 2, 1..=12));
        let day = parts.next().map(|d| number(d, 2, 1..=31));
        if month == Some(None) || day == Some(None) || parts.next().is_some() {
            return None;
        }
        let year: u32 = number(date.get(..4)?, 4, 0..=9999)?;
        if let (Some(Some(month)), Some(Some(day))) = (month, day)
            && day > days(year, month)
        {
            return None;
        }
        let Some(time) = time else {
            return Some(Stamp {
                text: date.to_owned(),
                timed: false,
                zoned: false,
            });
        };
        day?;
        let clock_end = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(clock_end)?;
        let mut text = format!("{date}T");
        let mut parts = clock.split(':');
        number(parts.next()?, 2, 0..=23)?;
        let minute = parts.next();
        let second = parts.next();
        if parts.next().is_some() {
            return None;
        }
        number(minute.unwrap_or("00"), 2, 0..=59)?;
        let (whole, fraction) = match second.unwrap_or("00").split_once('.') {
            Some((whole, fraction)) => (whole, fraction),
            None => (second.unwrap_or("00"), "0"),
        };
        number(whole, 2, 0..=59)?;
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.push_str(clock);
        if minute.is_none() {
            text.push_str(":00");
        }
        if second.is_none() {
            text.push_str(":00");
        }
        match zone {
            "" | "Z" => text.push_str(zone),
            _ => {
                let (sign, offset) = zone.split_at_checked(1)?;
                let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "00"));
                number(hours, 2, 0..=23)?;
                number(minutes, 2, 0..=59)?;
                text.push_str(&format!("{sign}{hours}:{minutes}"));
            }
        }
        Some(Stamp {
            text,
            timed: true,
            zoned: !zone.is_empty(),
        })
    }

    /// The value as RFC 3339 knows it: with time and offset.
    pub(in crate::render) fn instant(self) -> Option<String> {
        (self.timed && self.zoned).then_some(self.text)
    }
}

fn number(digits: &str, width: usize, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    if digits.len() != width || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|n| range.contains(n))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_and_completed() {
        let text = |v: &str| Stamp::read(v).map(|s| s.text);
        assert_eq!(
            text("2013-08-03T21:00+04:00").as_deref(),
            Some("2013-08-03T21:00:00+04:00")
        );
        assert_eq!(
            text("2013-08-03T21Z").as_deref(),
            Some("2013-08-03T21:00:00Z")
        );
        assert_eq!(
            text("2013-08-03T21:00:05.25").as_deref(),
            Some("2013-08-03T21:00:05.25")
        );
        assert_eq!(text("2013-08").as_deref(), Some("2013-08"));
        for bad in [
            "",
            "2013-13",
            "2013-02-29",
            "2013-8-3",
            "2013-08T21:00",
            "2013-08-03T25:00",
            "2013-08-03T21:00+4",
            "2013-08-03T21:00:00.",
            "خبر",
            "2013-08-03T21:00+04:00é",
            "+013",
        ] {
            assert_eq!(Stamp::read(bad), None, "{bad}");
        }
        assert!(Stamp::read("2024-02-29").is_some());
        assert_eq!(Stamp::read("2013-08-03T21:00").unwrap().instant(), None);
    }
}
