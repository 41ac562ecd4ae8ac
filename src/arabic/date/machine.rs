//! Dates that programs write: ISO 8601 as it occurs on the web, RFC 2822 and its relatives, Unix
//! times.

use super::value::{Clock, DateValue};
use crate::arabic::clean::is_dropped;
use crate::arabic::digits::digit_value;
use crate::lexicon::{Calendar, Lexicon, TimeClass};

/// Longer texts hold more than a date: `Mon Jul 13 2020 09:22:00 GMT+0300 (Arabian Standard Time)`
/// has 58 bytes.
const MAX_BYTES: usize = 120;

/// The value of a date as metadata, feeds and HTTP write it; `None` where the whole of `text` is
/// not one.
///
/// | form | examples |
/// |---|---|
/// | ISO 8601 | `2020-07-13`, `20200713`, `2020-07`, `2020-07-13T09:22:00.000+03:00`, `20200713T092200Z` |
/// | with its usual deviations | `2020-07-13 09:22:00`, `2020-07-13T9:22+0300`, `2020/7/13 09:22 GMT`, `2020-07-13T09:22:00 03:00` (a `+` lost in a URL), `2020-07-13T09:22+03:00[Asia/Riyadh]` |
/// | RFC 2822, RFC 850, asctime | `Mon, 13 Jul 2020 09:22:00 +0300`, `Monday, 13-Jul-20 09:22:00 GMT`, `Mon Jul 13 09:22:00 2020` |
/// | what scripts print | `Mon Jul 13 2020 09:22:00 GMT+0300 (Arabian Standard Time)`, `July 13, 2020 9:22 AM` |
/// | Unix time | `1594621320`, in milliseconds `1594621320000` |
///
/// All digit sets are read; bidi controls and white space at the ends are ignored. A named zone
/// counts only where the name means one offset (`GMT`, `EST`); with `AST` or any unknown name
/// the value has no offset, and `-00:00`, the offset of those who do not know theirs, is none. Dates in
/// digits whose order is not fixed (`7/8/2020`) are not machine dates: see
/// `parse`.
///
/// Sources: ISO 8601-1:2019, RFC 3339, RFC 2822 §3.3 and §4.3, RFC 9110 §5.6.7.
///
/// # Complexity
///
/// Constant: text longer than 120 bytes is refused.
///
/// # Examples
///
/// ```
/// use khabar::arabic::date::parse_machine;
///
/// let value = |text| parse_machine(text).map(|v| v.to_string());
/// assert_eq!(value("2020-07-13T09:22:00+0300").unwrap(), "2020-07-13T09:22:00+03:00");
/// assert_eq!(value("Mon, 13 Jul 2020 06:22 GMT").unwrap(), "2020-07-13T06:22Z");
/// assert_eq!(value("2020-07-13 09:22").unwrap(), "2020-07-13T09:22");
/// assert_eq!(value("2020-02-30"), None);
/// assert_eq!(value("7/8/2020"), None);
/// ```
pub fn parse_machine(text: &str) -> Option<DateValue> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut buffer = [0; MAX_BYTES];
    let mut length = 0;
    for c in text.chars().filter(|c| !is_dropped(*c)) {
        let byte = match digit_value(c) {
            Some(digit) => b'0' + digit,
            None if c.is_ascii() => c as u8,
            None if c.is_whitespace() => b' ',
            // U+2212, the minus sign.
            None if c == '\u{2212}' => b'-',
            None => return None,
        };
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
    let ascii = buffer.get(..length)?.trim_ascii();
    if ascii.first()?.is_ascii_digit()
        && let Some((value, used)) = iso(ascii)
        && used == ascii.len()
    {
        return Some(value);
    }
    unix(ascii).or_else(|| english(ascii))
}

/// The ISO date at the start of `text` and its length.
pub(super) fn iso(text: &[u8]) -> Option<(DateValue, usize)> {
    let mut s = Scanner { text, at: 0 };
    let (date, extended) = s.date()?;
    let after_date = s.at;
    let timed = date.day().is_some() && s.time_follows();
    if !timed {
        s.at = after_date;
        return (!s.digit_follows()).then_some((date, s.at));
    }
    let Some(clock) = s.clock(extended) else {
        return Some((date, after_date));
    };
    let value = date.at(clock);
    let after_clock = s.at;
    match s.zone() {
        Some(Some(offset)) => Some((value.with_offset(offset)?, s.at)),
        Some(None) => Some((value, s.at)),
        None => Some((value, after_clock)),
    }
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn spaces(&mut self) {
        while self.eat(b' ') {}
    }

    fn digit_follows(&self) -> bool {
        self.peek().is_some_and(|b| b.is_ascii_digit())
    }

    /// Up to `most` digits, as a number and their count.
    fn digits(&mut self, most: usize) -> (i32, usize) {
        let (mut value, mut count) = (0, 0);
        while count < most
            && let Some(b) = self.peek()
            && b.is_ascii_digit()
        {
            value = value * 10 + i32::from(b - b'0');
            count += 1;
            self.at += 1;
        }
        (value, count)
    }

    /// One or two digits.
    fn short(&mut self) -> Option<u8> {
        match self.digits(2) {
            (_, 0) => None,
            (value, _) => u8::try_from(value).ok(),
        }
    }

    /// Two digits.
    fn pair(&mut self) -> Option<u8> {
        match self.digits(2) {
            (value, 2) => u8::try_from(value).ok(),
            _ => None,
        }
    }

    /// A date, and whether it is written with separators.
    fn date(&mut self) -> Option<(DateValue, bool)> {
        let (year, digits) = self.digits(4);
        if digits < 4 {
            return None;
        }
        let Some(separator) = self.peek().filter(|b| matches!(b, b'-' | b'/' | b'.')) else {
            if !self.digit_follows() {
                return Some((DateValue::from_year(year)?, true));
            }
            let (month, day) = (self.pair()?, self.pair()?);
            return Some((DateValue::from_ymd(year, month, day)?, false));
        };
        self.at += 1;
        let month = self.short()?;
        if self.digit_follows() {
            return None;
        }
        let after_month = self.at;
        if !self.eat(separator) || !self.digit_follows() {
            self.at = after_month;
            // 2020/7 may be the seventh issue of a year.
            return (separator == b'-')
                .then(|| DateValue::from_ym(year, month))
                .flatten()
                .map(|value| (value, true));
        }
        let day = self.short()?;
        Some((DateValue::from_ymd(year, month, day)?, true))
    }

    fn time_follows(&mut self) -> bool {
        if self.peek() == Some(b' ') {
            self.spaces();
            let _ = self.eat(b'T') || self.eat(b't');
            self.spaces();
            return self.digit_follows();
        }
        (self.eat(b'T') || self.eat(b't')) && self.digit_follows()
    }

    fn clock(&mut self, extended: bool) -> Option<Clock> {
        let hour = self.short()?;
        let separated = self.eat(b':');
        // An hour alone is no time of day in any form that is printed by programs.
        if !separated && (extended || !self.digit_follows()) {
            return None;
        }
        let minute = self.pair()?;
        let clock = Clock::new(hour, minute)?;
        let before_second = self.at;
        if !(separated && self.eat(b':') || !separated && self.digit_follows()) {
            return Some(clock);
        }
        let Some(second) = self.pair() else {
            self.at = before_second;
            return Some(clock);
        };
        let before_fraction = self.at;
        if (self.eat(b'.') || self.eat(b',')) && self.digit_follows() {
            while self.digit_follows() {
                self.at += 1;
            }
        } else {
            self.at = before_fraction;
        }
        clock.with_second(second)
    }

    /// A zone: `Some(Some(offset))`, or `Some(None)` where one is written that tells no offset.
    fn zone(&mut self) -> Option<Option<i16>> {
        let spaced = self.peek() == Some(b' ');
        self.spaces();
        let offset = match self.peek()? {
            b'Z' | b'z' => {
                self.at += 1;
                Some(0)
            }
            sign @ (b'+' | b'-') => {
                self.at += 1;
                let minutes = self.offset()?;
                match (sign, minutes) {
                    (b'-', 0) => None,
                    (b'-', _) => Some(-minutes),
                    _ => Some(minutes),
                }
            }
            // The + of a query string decoded to a space.
            b if spaced && b.is_ascii_digit() => {
                let start = self.at;
                let minutes = self.offset()?;
                (self.at - start >= 4).then_some(Some(minutes))?
            }
            b if b.is_ascii_alphabetic() => {
                let start = self.at;
                while self.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
                    self.at += 1;
                }
                let name = self.text.get(start..self.at)?;
                if matches!(self.peek(), Some(b'+' | b'-')) && named_offset(name) == Some(Some(0)) {
                    return self.zone();
                }
                named_offset(name)?
            }
            _ => return None,
        };
        // [Asia/Riyadh] and (Arabian Standard Time) only name what the offset says.
        let before_name = self.at;
        self.spaces();
        let close = match self.peek() {
            Some(b'[') => b']',
            Some(b'(') => b')',
            _ => {
                self.at = before_name;
                return Some(offset);
            }
        };
        while self.peek().is_some_and(|b| b != close) {
            self.at += 1;
        }
        if !self.eat(close) {
            self.at = before_name;
        }
        Some(offset)
    }

    /// `03:00`, `0300`, `03` or `3`, in minutes.
    fn offset(&mut self) -> Option<i16> {
        let hours = i16::from(self.short()?);
        let before_minutes = self.at;
        let minutes = if self.eat(b':') || self.digit_follows() {
            match self.pair() {
                Some(minutes) => i16::from(minutes),
                None => {
                    self.at = before_minutes;
                    0
                }
            }
        } else {
            0
        };
        (hours <= 18 && minutes < 60).then_some(hours * 60 + minutes)
    }
}

/// The offset of a named zone; `Some(None)` where the name is a zone's that tells no offset.
fn named_offset(name: &[u8]) -> Option<Option<i16>> {
    let name = std::str::from_utf8(name).ok()?;
    if matches!(name, "UT" | "Z" | "z") {
        return Some(Some(0));
    }
    let key = crate::arabic::fold(name);
    let word = Lexicon::builtin().time_words().get(&key)?;
    (word.class() == TimeClass::Zone).then(|| offset_value(word.value()))
}

/// Minutes of an offset as the lexicon writes it, `+03:00`.
pub(super) fn offset_value(text: &str) -> Option<i16> {
    let mut s = Scanner {
        text: text.as_bytes(),
        at: 0,
    };
    let negative = s.eat(b'-');
    let _ = negative || s.eat(b'+');
    let minutes = s.offset()?;
    Some(if negative { -minutes } else { minutes })
}

/// Unix seconds of ten digits and milliseconds of thirteen, which cover 2001 to 2286.
fn unix(text: &[u8]) -> Option<DateValue> {
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<i64>().ok();
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    match text.len() {
        10 => DateValue::from_unix_seconds(number(text)?),
        13 => DateValue::from_unix_seconds(number(text)? / 1000),
        _ => None,
    }
}

/// The dates of RFC 2822, RFC 850, asctime and their like: an English month, a day, a year and a
/// time, each once, in the orders that occur.
fn english(text: &[u8]) -> Option<DateValue> {
    let mut s = Scanner { text, at: 0 };
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut clock, mut noon): (Option<Clock>, Option<bool>) = (None, None);
    let mut offset = None;
    while let Some(b) = s.peek() {
        match b {
            b' ' | b',' => s.at += 1,
            b'-' | b'/' if clock.is_none() => s.at += 1,
            b'+' | b'-' | b'(' if clock.is_some() && offset.is_none() => {
                if b == b'(' {
                    while s.peek().is_some_and(|b| b != b')') {
                        s.at += 1;
                    }
                    s.eat(b')');
                } else {
                    offset = s.zone()?;
                }
            }
            b'0'..=b'9' => {
                let start = s.at;
                let (value, digits) = s.digits(4);
                if s.peek() == Some(b':') && digits <= 2 && clock.is_none() {
                    s.at = start;
                    clock = Some(s.clock(true)?);
                } else if digits <= 2 && day.is_none() {
                    day = Some(u8::try_from(value).ok()?);
                    ordinal_suffix(&mut s);
                } else if year.is_none() && day.is_some() && (digits == 2 || digits == 4) {
                    year = Some(if digits == 2 {
                        two_digit_year(value)
                    } else {
                        value
                    });
                } else {
                    return None;
                }
                if s.digit_follows() {
                    return None;
                }
            }
            b if b.is_ascii_alphabetic() => {
                let start = s.at;
                while s.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
                    s.at += 1;
                }
                let word = std::str::from_utf8(text.get(start..s.at)?).ok()?;
                let _ = s.eat(b'.');
                let key = crate::arabic::fold(word);
                let lexicon = Lexicon::builtin();
                let found = lexicon.months().get(&key);
                match key.as_ref() {
                    "am" => noon = Some(false),
                    "pm" => noon = Some(true),
                    _ if month.is_none()
                        && found.is_some_and(|m| m.calendar() == Calendar::Gregorian) =>
                    {
                        month = found.map(|m| m.month());
                    }
                    _ if lexicon.weekdays().contains(&key) => {}
                    _ if clock.is_some() => {
                        s.at = start;
                        match s.zone() {
                            Some(found) => offset = found,
                            // A zone no one knows leaves the time without one.
                            None => {
                                while s.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
                                    s.at += 1;
                                }
                            }
                        }
                    }
                    "at" => {}
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    let date = DateValue::from_ymd(year?, month?, day?)?;
    let Some(clock) = clock else {
        return Some(date);
    };
    let value = date.at(match noon {
        Some(afternoon) => twelve_hours(clock, afternoon)?,
        None => clock,
    });
    match offset {
        Some(offset) => value.with_offset(offset),
        None => Some(value),
    }
}

fn ordinal_suffix(s: &mut Scanner<'_>) {
    let is_suffix = s.text.get(s.at..s.at + 2).is_some_and(|t| {
        [b"st", b"nd", b"rd", b"th"]
            .iter()
            .any(|x| t.eq_ignore_ascii_case(*x))
    });
    if is_suffix {
        s.at += 2;
    }
}

/// A time on the clock of twelve hours. A 24-hour time beside a word of the afternoon stays as it
/// is; one before noon that is not before noon is none.
pub(super) fn twelve_hours(clock: Clock, afternoon: bool) -> Option<Clock> {
    let hour = match (clock.hour(), afternoon) {
        (12, false) => 0,
        (hour @ 0..=11, false) => hour,
        (hour @ 1..=11, true) => hour + 12,
        (hour @ 12.., true) => hour,
        _ => return None,
    };
    let moved = Clock::new(hour, clock.minute())?;
    match clock.second() {
        Some(second) => moved.with_second(second),
        None => Some(moved),
    }
}

/// The year that two digits stand for: RFC 2822 §4.3 draws the line at 50.
pub(super) fn two_digit_year(value: i32) -> i32 {
    if value < 50 {
        2000 + value
    } else {
        1900 + value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quickcheck::quickcheck;

    fn value(text: &str) -> String {
        parse_machine(text).map_or_else(|| "none".to_owned(), |v| v.to_string())
    }

    #[test]
    fn iso_in_its_forms() {
        for (text, expected) in [
            ("2020-07-13", "2020-07-13"),
            ("20200713", "2020-07-13"),
            ("2020-7-3", "2020-07-03"),
            ("2020-07", "2020-07"),
            ("2020", "2020"),
            ("2020-07-13T09:22", "2020-07-13T09:22"),
            ("2020-07-13T09:22:05", "2020-07-13T09:22:05"),
            ("2020-07-13t09:22:05z", "2020-07-13T09:22:05Z"),
            (
                "2020-07-13T09:22:05.123456+03:00",
                "2020-07-13T09:22:05+03:00",
            ),
            ("2020-07-13T09:22:05,1-0330", "2020-07-13T09:22:05-03:30"),
            ("20200713T092205Z", "2020-07-13T09:22:05Z"),
            ("20200713T0922+03", "2020-07-13T09:22+03:00"),
            ("2020-07-13 09:22:05 +0300", "2020-07-13T09:22:05+03:00"),
            ("2020-07-13T09:22:05 03:00", "2020-07-13T09:22:05+03:00"),
            ("2020-07-13 09:22:05 GMT", "2020-07-13T09:22:05Z"),
            ("2020-07-13 09:22 UTC+3", "2020-07-13T09:22+03:00"),
            ("2020/07/13 09:22", "2020-07-13T09:22"),
            ("2020.07.13", "2020-07-13"),
            ("2020-07-13T9:22+0300", "2020-07-13T09:22+03:00"),
            (
                "2020-07-13T09:22+03:00[Asia/Riyadh]",
                "2020-07-13T09:22+03:00",
            ),
            ("2020-07-13T23:59:60Z", "2020-07-13T23:59:59Z"),
            ("2020-07-13T09:22:05-00:00", "2020-07-13T09:22:05"),
            (" \u{200F}٢٠٢٠-٠٧-١٣T٠٩:٢٢ ", "2020-07-13T09:22"),
            ("2020-02-30", "none"),
            ("2020-13-01", "none"),
            ("2020-07-13T24:30", "none"),
            ("2020-07-13 and more", "none"),
            ("202-07-13", "none"),
            ("0000-00-00 00:00:00", "none"),
            ("", "none"),
            ("T", "none"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn mail_http_and_script_dates() {
        for (text, expected) in [
            (
                "Mon, 13 Jul 2020 09:22:05 +0300",
                "2020-07-13T09:22:05+03:00",
            ),
            ("13 Jul 2020 09:22 GMT", "2020-07-13T09:22Z"),
            ("Mon, 13 Jul 20 09:22:05 EST", "2020-07-13T09:22:05-05:00"),
            ("Monday, 13-Jul-20 09:22:05 GMT", "2020-07-13T09:22:05Z"),
            ("Mon Jul 13 09:22:05 2020", "2020-07-13T09:22:05"),
            ("Mon Jul 13 09:22:05 UTC 2020", "2020-07-13T09:22:05Z"),
            (
                "Mon Jul 13 2020 09:22:05 GMT+0300 (Arabian Standard Time)",
                "2020-07-13T09:22:05+03:00",
            ),
            ("July 13, 2020 9:22 PM", "2020-07-13T21:22"),
            ("Jul 13th, 2020, 12:05 a.m", "none"),
            ("July 13, 2020", "2020-07-13"),
            ("Mon, 13 Jul 2020 09:22:05 XQT", "2020-07-13T09:22:05"),
            ("Mon, 32 Jul 2020 09:22:05 GMT", "none"),
            ("13 Jul", "none"),
            ("7/8/2020", "none"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn unix_times() {
        assert_eq!(value("1594621320"), "2020-07-13T06:22:00Z");
        assert_eq!(value("1594621320000"), "2020-07-13T06:22:00Z");
        assert_eq!(value("159462132"), "none");
    }

    quickcheck! {
        fn values_print_and_parse_back(seconds: i64, offset: i16) -> bool {
            let Some(value) = DateValue::from_unix_seconds(seconds % 100_000_000_000) else {
                return true;
            };
            let value = value.with_offset(offset % 1081).unwrap_or(value);
            parse_machine(&value.to_string()) == Some(value)
                && parse_machine(&value.date().to_string()) == Some(value.date())
        }

        fn any_text_is_a_date_or_none(text: String) -> bool {
            parse_machine(&text).is_none_or(|v| v.to_string().parse() == Ok(v))
        }
    }
}
