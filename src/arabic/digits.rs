//! Digits and the numbers written with them.
//!
//! Arabic news prints numbers in two sets of digits: `2020` in the Maghreb and on most sites,
//! `٢٠٢٠` (U+0660–0669) in much of the east. A third set, `۲۰۲۰` (U+06F0–06F9), comes from
//! Persian and Urdu keyboards.
//!
//! The separators are less settled. Unicode has a decimal sign `٫` and a thousands sign `٬` of
//! its own, but most keyboards lack them, and writers take the full stop, the comma or the
//! Arabic comma for either purpose: `1,500` in Cairo and `1.500` in Rabat are both fifteen
//! hundred, and `3.5` and `3,5` both three and a half. Where a single mark is followed by
//! exactly three digits the form alone does not decide. [`parse_number`] then gives one
//! reading, says that it is [ambiguous](Number::ambiguous), and offers the
//! [other](Number::other_reading).
//!
//! ```
//! use khabar::arabic::digits::parse_number;
//!
//! let number = parse_number("١٬٢٣٤٫٥٪").unwrap();
//! assert_eq!(number.integer, 1234);
//! assert_eq!(number.to_string(), "1234.5%");
//! ```

use std::borrow::Cow;
use std::fmt;

use crate::arabic::clean::{is_dropped, is_white};

/// The value of an ASCII, Arabic-Indic or extended Arabic-Indic digit.
///
/// # Examples
///
/// ```
/// use khabar::arabic::digits::digit_value;
///
/// assert_eq!(digit_value('7'), Some(7));
/// assert_eq!(digit_value('٧'), Some(7));
/// assert_eq!(digit_value('۷'), Some(7));
/// assert_eq!(digit_value('ي'), None);
/// ```
#[must_use]
pub fn digit_value(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// `text` with all its digits in ASCII; nothing else changes.
///
/// # Complexity
///
/// Linear in the length of `text`; borrows where there is nothing to replace.
///
/// # Examples
///
/// ```
/// use khabar::arabic::digits::ascii_digits;
///
/// assert_eq!(ascii_digits("عام ٢٠٢٠"), "عام 2020");
/// assert_eq!(ascii_digits("٣٫٥"), "3٫5");
/// ```
#[must_use]
pub fn ascii_digits(text: &str) -> Cow<'_, str> {
    let foreign = |c: char| !c.is_ascii() && digit_value(c).is_some();
    let Some(first) = text.find(foreign) else {
        return Cow::Borrowed(text);
    };
    let (kept, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len());
    out.push_str(kept);
    out.extend(rest.chars().map(|c| match digit_value(c) {
        Some(value) => char::from(b'0' + value),
        None => c,
    }));
    Cow::Owned(out)
}

/// A number as printed: no digit is lost to floating point.
///
/// # Examples
///
/// ```
/// use khabar::arabic::digits::parse_number;
///
/// let number = parse_number("-0.05%").unwrap();
/// assert!(number.negative && number.percent);
/// assert_eq!((number.integer, number.fraction, number.fraction_digits), (0, 5, 2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Number {
    /// Whether a minus sign precedes.
    pub negative: bool,
    /// The part before the decimal sign.
    pub integer: u64,
    /// The digits after the decimal sign, read as a whole number: 5 for `0.05`.
    pub fraction: u64,
    /// How many digits follow the decimal sign: 2 for `0.05`. At most 19.
    pub fraction_digits: u8,
    /// Whether a percent sign stands before or after.
    pub percent: bool,
    /// Whether the mark in it may separate thousands as well as decimals: `1.500`, `1,500`.
    pub ambiguous: bool,
}

impl Number {
    /// The other reading of an [ambiguous](Self::ambiguous) number, itself marked as ambiguous.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::digits::parse_number;
    ///
    /// let number = parse_number("1.500").unwrap();
    /// assert_eq!(number.to_string(), "1.500");
    /// assert_eq!(number.other_reading().unwrap().to_string(), "1500");
    /// assert_eq!(parse_number("1.5").unwrap().other_reading(), None);
    /// ```
    #[must_use]
    pub fn other_reading(&self) -> Option<Self> {
        if !self.ambiguous {
            return None;
        }
        let (integer, fraction, fraction_digits) = if self.fraction_digits == 0 {
            (self.integer / 1000, self.integer % 1000, 3)
        } else {
            (
                self.integer
                    .saturating_mul(1000)
                    .saturating_add(self.fraction),
                0,
                0,
            )
        };
        Some(Self {
            integer,
            fraction,
            fraction_digits,
            ..*self
        })
    }

    /// The nearest floating-point number. A percent sign does not divide it.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::digits::parse_number;
    ///
    /// assert_eq!(parse_number("٣٫٥٪").unwrap().to_f64(), 3.5);
    /// ```
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        let plain = Self {
            percent: false,
            ..*self
        };
        // The standard parser rounds correctly; adding the two parts would round twice.
        plain.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        write!(f, "{}", self.integer)?;
        if self.fraction_digits > 0 {
            let width = usize::from(self.fraction_digits);
            write!(f, ".{:0width$}", self.fraction)?;
        }
        if self.percent {
            f.write_str("%")?;
        }
        Ok(())
    }
}

/// Reads a number written in digits; `None` where `text` is anything but one number.
///
/// * Digits of any of the three sets, also mixed. Bidi marks inside are ignored, and white
///   space around the number and beside the percent sign.
/// * `٫` is a decimal sign and `٬` separates thousands.
/// * `.` `,` `،` serve as either. A mark that is repeated separates thousands; of two different
///   marks the last is the decimal sign. A single one followed by exactly three digits, with one to
///   three digits before it that do not start with 0, is ambiguous: the comma is then
///   read as separating thousands, the full stop and the Arabic comma as decimal signs.
/// * Groups of thousands have three digits, the first one to three.
/// * `%` or `٪` before or after; `-`, `−` or `+` before the digits.
///
/// Numbers above `u64::MAX` and fractions of more than 19 digits are not read.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::digits::parse_number;
///
/// let read = |text| parse_number(text).map(|number| number.to_string());
/// assert_eq!(read("1,234.5").as_deref(), Some("1234.5"));
/// assert_eq!(read("1.234,5").as_deref(), Some("1234.5"));
/// assert_eq!(read("٣،٥").as_deref(), Some("3.5"));
/// assert_eq!(read("26.971.400").as_deref(), Some("26971400"));
/// assert_eq!(read("% 12").as_deref(), Some("12%"));
/// assert_eq!(read("12/8"), None);
/// assert!(parse_number("1,500").unwrap().ambiguous);
/// assert!(!parse_number("١٬٥٠٠").unwrap().ambiguous);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<Number> {
    let outside = |c| is_white(c) || is_dropped(c);
    let percent_sign = |c| matches!(c, '%' | '٪');
    let mut body = text.trim_matches(outside);
    let mut percent = false;
    if let Some(rest) = body.strip_prefix(percent_sign) {
        (body, percent) = (rest.trim_start_matches(outside), true);
    }
    if let Some(rest) = body.strip_suffix(percent_sign) {
        if percent {
            return None;
        }
        (body, percent) = (rest.trim_end_matches(outside), true);
    }
    let mut negative = false;
    if let Some(rest) = body.strip_prefix(['-', '−', '+']) {
        negative = !body.starts_with('+');
        body = rest;
    }
    let shape = Shape::of(body)?;
    let (decimal, ambiguous) = shape.reading()?;
    let (mut integer, mut fraction, mut fraction_digits) = (0_u64, 0_u64, 0_u8);
    let mut marks = 0;
    for c in body.chars().filter(|&c| !is_dropped(c)) {
        let Some(value) = digit_value(c) else {
            marks += 1;
            continue;
        };
        let after_decimal = decimal && marks == shape.marks;
        let part = if after_decimal {
            &mut fraction
        } else {
            &mut integer
        };
        *part = part.checked_mul(10)?.checked_add(u64::from(value))?;
        if after_decimal {
            fraction_digits += 1; // cannot fail: 20 at most, see the next line
            if fraction_digits > MAX_FRACTION_DIGITS {
                return None;
            }
        }
    }
    Some(Number {
        negative,
        integer,
        fraction,
        fraction_digits,
        percent,
        ambiguous,
    })
}

/// As many decimal digits as any `u64` holds.
const MAX_FRACTION_DIGITS: u8 = 19;

/// How digits and marks alternate in a number.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    marks: usize,
    first_mark: Option<char>,
    last_mark: Option<char>,
    /// Whether all marks but the last are the same.
    uniform: bool,
    leading_zero: bool,
    /// Digits before the first mark.
    first: usize,
    /// Digits after the last mark, or in all if there is none.
    last: usize,
    /// Whether the groups between the first and the last mark have three digits each.
    threes: bool,
}

impl Shape {
    fn of(body: &str) -> Option<Self> {
        let mut shape = Self {
            uniform: true,
            threes: true,
            ..Self::default()
        };
        for c in body.chars().filter(|&c| !is_dropped(c)) {
            match c {
                '.' | ',' | '،' | '٫' | '٬' => {
                    match shape.marks {
                        0 => {
                            shape.first = shape.last;
                            shape.first_mark = Some(c);
                        }
                        _ => {
                            shape.uniform &= shape.last_mark == shape.first_mark;
                            shape.threes &= shape.last == 3;
                        }
                    }
                    shape.marks += 1;
                    shape.last_mark = Some(c);
                    shape.last = 0;
                }
                _ => {
                    let value = digit_value(c)?;
                    shape.leading_zero |= shape.marks == 0 && shape.last == 0 && value == 0;
                    shape.last += 1;
                }
            }
        }
        (shape.last > 0).then_some(shape)
    }

    /// Whether the last mark is a decimal sign, and whether it might as well not be.
    fn reading(&self) -> Option<(bool, bool)> {
        let Some(mark) = self.last_mark else {
            return Some((false, false));
        };
        let grouped = (1..=3).contains(&self.first) && self.threes && !self.leading_zero;
        let by_thousands = grouped && self.last == 3;
        if self.marks == 1 {
            return match mark {
                '٬' => by_thousands.then_some((false, false)),
                '٫' => (self.first > 0).then_some((true, false)),
                _ if by_thousands => Some((mark != ',', true)),
                _ => (self.first > 0).then_some((true, false)),
            };
        }
        if !self.uniform || self.first_mark == Some('٫') {
            return None;
        }
        if self.first_mark == Some(mark) {
            by_thousands.then_some((false, false))
        } else {
            (grouped && mark != '٬').then_some((true, false))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    fn read(text: &str) -> Option<String> {
        parse_number(text).map(|number| number.to_string())
    }

    quickcheck! {
        fn any_text_is_read_or_not(text: Messy) -> bool {
            parse_number(&text.0).is_none_or(|number| number.to_f64().is_finite())
        }

        fn every_integer_is_read_back(value: u64) -> bool {
            read(&value.to_string()) == Some(value.to_string())
        }

        fn fractions_are_read_back(integer: u64, fraction: u32, negative: bool) -> bool {
            let sign = if negative { "-" } else { "" };
            let text = format!("{sign}{integer}.{fraction:010}");
            read(&text) == Some(text)
        }

        fn grouping_changes_nothing(value: u64) -> bool {
            let digits = value.to_string();
            let mut grouped = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) {
                    grouped.push('٬');
                }
                grouped.push(c);
            }
            read(&grouped) == Some(digits)
        }

        fn the_other_reading_leads_back(integer: u16, fraction: u16) -> bool {
            let (integer, fraction) = (integer % 999 + 1, fraction % 1000);
            let text = format!("{integer}.{fraction:03}");
            parse_number(&text).is_some_and(|number| {
                number.other_reading().and_then(|other| other.other_reading()) == Some(number)
            })
        }

        fn sets_of_digits_are_equal(value: u32) -> bool {
            let arabic: String = value
                .to_string()
                .chars()
                .filter_map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('٠')))
                .collect();
            ascii_digits(&arabic) == value.to_string() && read(&arabic) == Some(value.to_string())
        }
    }

    #[test]
    fn only_digits_change() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert_eq!(
                ascii_digits(&text) != text,
                digit_value(c).is_some() && !c.is_ascii()
            );
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "",
            "%",
            ".",
            "5.",
            ".5",
            "1..5",
            "1,23,456",
            "1٬5",
            "1٫5٫5",
            "1,2.3,4",
            "%5%",
            "5 5",
            "٣م",
            "--5",
            "0٬500",
            "1.234.5",
            "18446744073709551616",
            "1٫234٬567",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn single_marks() {
        for (text, value, ambiguous) in [
            ("1,500", "1500", true),
            ("1.500", "1.500", true),
            ("١،٥٠٠", "1.500", true),
            ("0.500", "0.500", false),
            ("0,500", "0.500", false),
            ("1500.250", "1500.250", false),
            ("3,5", "3.5", false),
            ("١٬٥٠٠", "1500", false),
            ("٣٫٥٠٠", "3.500", false),
            ("1,234,567.125", "1234567.125", false),
        ] {
            let number = parse_number(text).map(|n| (n.to_string(), n.ambiguous));
            assert_eq!(number, Some((value.to_owned(), ambiguous)), "{text}");
        }
    }

    #[test]
    fn signs_and_marks_around() {
        assert_eq!(read("\u{200F}٪٣٫٥\u{200F} ").as_deref(), Some("3.5%"));
        assert_eq!(read("−7").as_deref(), Some("-7"));
        assert_eq!(read("+7 %").as_deref(), Some("7%"));
    }
}
