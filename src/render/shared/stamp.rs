//! Timestamps as the formats want them.

use crate::arabic::date::DateValue;
use crate::article::Timestamp;

/// A moment in ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Stamp {
    /// The value, seconds added where only minutes are known: the dates of XML Schema and RFC 3339
    /// have them.
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

    /// Reads a machine date.
    pub(in crate::render) fn read(value: &str) -> Option<Stamp> {
        let value: DateValue = value.parse().ok()?;
        let clock = value.clock();
        let whole = match clock {
            Some(clock) if clock.second().is_none() => value.at(clock.with_second(0)?),
            _ => value,
        };
        Some(Stamp {
            text: whole.to_string(),
            timed: clock.is_some(),
            zoned: value.offset_minutes().is_some(),
        })
    }

    /// The value as RFC 3339 knows it: with time and offset.
    pub(in crate::render) fn instant(self) -> Option<String> {
        (self.timed && self.zoned).then_some(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_added_and_no_more() {
        let text = |v: &str| Stamp::read(v).map(|s| s.text);
        assert_eq!(
            text("2013-08-03T21:00+04:00").as_deref(),
            Some("2013-08-03T21:00:00+04:00")
        );
        assert_eq!(text("2013-08").as_deref(), Some("2013-08"));
        assert_eq!(text("خبر"), None);
        let instant = |v: &str| Stamp::read(v).and_then(Stamp::instant);
        assert_eq!(instant("2013-08-03T21:00"), None);
        assert_eq!(instant("2013-08-03"), None);
        assert!(instant("2013-08-03T21:00Z").is_some());
    }
}
