//! The parts of a printed date, each read at one place of the tokens.
//!
//! ```text
//! date     = day ["من" | "شهر" | "-"] month [year [era]] | month [day ","] year | d "/" m "/" y [era] | y "/" m "/" d [era]
//! month    = name | name ["/" | "(" | "-"] name            of the same number
//! distance = ("منذ" | "قبل" | "بعد") amount ("و" amount)*
//! ```

use super::clock::is_part;
use super::lex::Tokens;
use super::machine::{self, two_digit_year};
use super::table::{MonthSense, TABLE};
use super::value::{Clock, DateValue};
use super::{Label, Zone, zones};
use crate::arabic::numerals::{cardinal_of, ordinal_of};
use crate::lexicon::{TimeClass, Weekday};

/// One part of a date.
#[derive(Debug, Clone, Copy)]
pub(super) enum Atom {
    Date(DateAtom),
    /// A machine date with its time.
    Instant(DateValue),
    Weekday(Weekday),
    Clock(ClockAtom),
    /// A part of the day by itself: مساء أمس.
    Part(TimeClass),
    Zone(ZoneAtom),
    /// Days from the reference clock's.
    Deictic(i32),
    Distance(Distance),
    /// الماضي، المقبل، الجاري after a weekday, a day or a month.
    Shift(Shift),
    /// عام 1969
    Year(i32),
    /// العام الماضي
    YearShift(Shift),
    /// الشهر الماضي
    MonthShift(Shift),
    /// العشرون من الشهر الجاري
    DayOfMonth(u8, Shift),
    /// الأسبوع المقبل، هذا الأسبوع
    WeekShift(Shift),
    Label(Label),
    /// What joins parts and is none: في، يوم، الموافق، الساعة without a time.
    Joint,
    /// What looks like a date and is none: a range, a name, a chain of numbers.
    Nothing,
}

/// A date by fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateAtom {
    pub(super) hijri: bool,
    pub(super) year: Option<i32>,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
    /// In digits with both first fields up to 12: month and day the other way round.
    pub(super) swapped: Option<(u8, u8)>,
    /// In digits, with a day that can only be where the month should be.
    pub(super) month_first: bool,
    /// Whether the day is an ordinal in words.
    pub(super) in_words: bool,
    /// Whether it counts only beside a weekday, a label or a time.
    pub(super) weak: bool,
    /// Whether the two names of the month disagree.
    pub(super) names_disagree: bool,
    /// Whether the era contradicts the year: 2015هـ.
    pub(super) era_conflict: bool,
}

/// A zone as printed.
#[derive(Debug, Clone, Copy)]
pub(super) enum ZoneAtom {
    /// One that is the same on all days.
    Fixed(Zone),
    /// One that changes its offset.
    Changing(&'static zones::Zone),
}

impl From<Zone> for ZoneAtom {
    fn from(zone: Zone) -> ZoneAtom {
        ZoneAtom::Fixed(zone)
    }
}

impl ZoneAtom {
    /// The zone on a day.
    pub(super) fn on(self, day: Option<DateValue>) -> Zone {
        match self {
            ZoneAtom::Fixed(zone) => zone,
            ZoneAtom::Changing(rules) => match day.and_then(|day| rules.offset_on(day)) {
                Some(offset) if rules.has_summer_time() => Zone::Seasonal(offset),
                Some(offset) => Zone::Offset(offset),
                None => Zone::Named,
            },
        }
    }
}

/// A time of day as printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClockAtom {
    pub(super) clock: Clock,
    pub(super) part: Option<TimeClass>,
    /// Whether words show that it is a time: الساعة, or a part of the day.
    pub(super) worded: bool,
}

/// A distance from the reference clock; `months` counts the calendar.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Distance {
    pub(super) future: bool,
    pub(super) seconds: i64,
    pub(super) days: i64,
    pub(super) months: i64,
    pub(super) years: i64,
}

/// Before, after or in the reference clock's own period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Past,
    Current,
    Future,
}

impl Shift {
    fn of(class: TimeClass) -> Option<Shift> {
        match class {
            TimeClass::Past => Some(Shift::Past),
            TimeClass::Current => Some(Shift::Current),
            TimeClass::Future => Some(Shift::Future),
            _ => None,
        }
    }

    pub(super) fn sign(self) -> i32 {
        match self {
            Shift::Past => -1,
            Shift::Current => 0,
            Shift::Future => 1,
        }
    }
}

/// Gregorian years that stand beside the name of a month.
const NAMED_YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;
/// Gregorian years of dates in digits.
const DIGIT_YEARS: std::ops::RangeInclusive<u32> = 1800..=2100;
/// Hijri years of dates in digits: 1882–2077.
const HIJRI_YEARS: std::ops::RangeInclusive<u32> = 1300..=1500;
/// Years that a distance can span. Stamps that count years are those of web pages, which go back
/// no further; قبل 1400 عام is history.
const MAX_YEARS: u64 = 20;

/// Reads parts at places of the tokens.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens<'a>,
}

impl Reader<'_> {
    /// The part at token `i` and the token behind it. `from` is the token behind the last part.
    pub(super) fn atom(&self, i: usize, from: usize) -> Option<(Atom, usize)> {
        if self.tokens.number(i).is_some() {
            return self.at_number(i, from);
        }
        match self.tokens.mark(i) {
            Some('+' | '-') if i == from && i > 0 && self.tokens.glued(i + 1) => {
                // 6 يناير 2017-6:37: a time behind a year.
                if is_year(self.tokens, i - 1) && self.tokens.mark(i) == Some('-') {
                    return None;
                }
                return self
                    .offset(i)
                    // +0300 or +03:00; a shorter number is something else.
                    .filter(|(_, end)| {
                        end - i == 4 || self.tokens.number(i + 1).is_some_and(|(_, n)| n == 4)
                    })
                    .map(|(minutes, end)| (Atom::Zone(Zone::Offset(minutes).into()), end));
            }
            Some(_) => return None,
            None => {}
        }
        let row = self.tokens.row(i)?;
        if let Some(found) = self.sense_atom(i) {
            return Some(found);
        }
        // الثالث عشر من مايو: an ordinal names a day only before a month.
        if row.ordinal
            && self.tokens.key(i).starts_with("ال")
            && let Some(found) = self.ordinal_date(i)
        {
            return Some(found);
        }
        self.unit_reference(i)
    }

    // Numbers first.

    fn at_number(&self, i: usize, from: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        // Inside a chain such as 14:33/5 no part begins.
        let chained = i >= from + 2
            && t.glued(i)
            && t.glued(i - 1)
            && matches!(t.mark(i - 1), Some(':' | '/' | '.' | '-'))
            && t.number(i - 2).is_some();
        if chained {
            return None;
        }
        self.instant(i)
            .or_else(|| self.digits_date(i))
            .or_else(|| self.range_of_days(i))
            .or_else(|| self.day_month(i, self.tokens.short(i)?, i + 1))
            .or_else(|| self.day_of_month(self.tokens.short(i)?, i + 1))
            .or_else(|| self.day_month_after_weekday(i))
            .or_else(|| self.clock(i, false))
    }

    /// `2020-07-13T09:22:00+03:00`
    fn instant(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        if t.number(i)?.1 != 4 || t.mark(i + 1)? != '-' || t.key(i + 5) != "t" {
            return None;
        }
        let start = t.range(i..i + 1).start;
        let (value, used) = machine::iso(self.text.get(start..)?.as_bytes())?;
        value.clock()?;
        let mut end = i + 5;
        while end < t.len() && t.range(end..end + 1).end <= start + used {
            end += 1;
        }
        Some((Atom::Instant(value), end))
    }

    /// Three numbers with the same separator.
    fn digits_date(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let separator = t.mark(i + 1).filter(|c| matches!(c, '/' | '-' | '.'))?;
        let (first, first_digits) = t.number(i)?;
        let (second, second_digits) = t.number(i + 2)?;
        if t.mark(i + 3) != Some(separator) {
            return None;
        }
        let (third, third_digits) = t.number(i + 4)?;
        let close = (i + 1..=i + 4).all(|j| t.glued(j));
        if separator == '.' && !close {
            return None;
        }
        let end = i + 5;
        // A fourth number: 10.20.30.40, or 1/2/3-4.
        if t.mark(end) == Some(separator) && t.number(end + 1).is_some() && t.glued(end + 1) {
            return Some((Atom::Nothing, end + 2));
        }
        let (year, month, day, weak) = match (first_digits, second_digits, third_digits) {
            (4, 1 | 2, 1 | 2) => (first, second, third, false),
            (1 | 2, 1 | 2, 4) => (third, second, first, false),
            (1 | 2, 1 | 2, 2) => {
                let year = u32::try_from(two_digit_year(third as i32)).ok()?;
                (year, second, first, separator != '/' || !close)
            }
            _ => return Some((Atom::Nothing, end)),
        };
        let year_first = first_digits == 4;
        let (era, end) = self.era(end);
        let two_digits = third_digits == 2 && !year_first;
        let (hijri, era_conflict) = match era {
            Some(true) if two_digits => return Some((Atom::Nothing, end)),
            Some(true) => (!DIGIT_YEARS.contains(&year), DIGIT_YEARS.contains(&year)),
            Some(false) => (false, false),
            None => (HIJRI_YEARS.contains(&year), false),
        };
        let known_year = era.is_some() || hijri || DIGIT_YEARS.contains(&year);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let month_first = month > 12 && day <= 12 && !year_first && !hijri;
        let (month, day) = if month_first {
            (day, month)
        } else {
            (month, day)
        };
        if !known_year || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return Some((Atom::Nothing, end));
        }
        let swapped = (!year_first && !month_first && !hijri && day <= 12 && day != month)
            .then_some((day, month));
        let date = DateAtom {
            hijri,
            year: Some(year as i32),
            month,
            day: Some(day),
            swapped,
            month_first,
            in_words: false,
            weak,
            names_disagree: false,
            era_conflict,
        };
        Some((Atom::Date(date), end))
    }

    /// `السبت 21/09`: two numbers are a date only behind a weekday, which checks them.
    fn day_month_after_weekday(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (day, month) = (t.short(i)?, t.short(i + 2)?);
        let slash = t.mark(i + 1) == Some('/') && t.glued(i + 1) && t.glued(i + 2);
        let ends = t.mark(i + 3) != Some('/') || !t.glued(i + 3);
        let before = i.checked_sub(1)?;
        let before = before - usize::from(before > 0 && t.mark(before) == Some(','));
        let weekday = t.sense(before).is_some_and(|(s, _)| s.weekday.is_some());
        if !(slash && ends && weekday && (1..=12).contains(&month) && (1..=31).contains(&day)) {
            return None;
        }
        let date = DateAtom {
            hijri: false,
            year: None,
            month,
            day: Some(day),
            swapped: None,
            month_first: false,
            in_words: false,
            weak: true,
            names_disagree: false,
            era_conflict: false,
        };
        Some((Atom::Date(date), i + 3))
    }

    /// `20 من الشهر الجاري`, `الخامس من هذا الشهر`: a day already read, what follows at `at`.
    fn day_of_month(&self, day: u8, at: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        if t.key(at) != "من" || !(1..=31).contains(&day) {
            return None;
        }
        match self.unit_reference(at + 1)? {
            (Atom::MonthShift(shift), end) => Some((Atom::DayOfMonth(day, shift), end)),
            _ => None,
        }
    }

    /// `14 - 15 مايو`, `5 و6 مايو`: days that are no single day.
    fn range_of_days(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        t.short(i)?;
        let joined =
            t.mark(i + 1) == Some('-') || matches!(t.key(i + 1), "و" | "الي" | "حتي" | "او");
        if !joined {
            return None;
        }
        t.short(i + 2)?;
        let (_, end) = self.month(self.after_day(i + 3))?;
        Some((Atom::Nothing, end))
    }

    /// Past what may stand between a day and its month.
    fn after_day(&self, i: usize) -> usize {
        let t = self.tokens;
        let mut i = i;
        if matches!(t.key(i), "st" | "nd" | "rd" | "th") && t.glued(i) {
            i += 1;
        }
        if matches!(t.mark(i), Some('-' | '/' | ',')) {
            i += 1;
        }
        while matches!(t.key(i), "من" | "شهر" | "of") {
            i += 1;
        }
        i
    }

    /// A day that is already read, its month from token `at` on, and perhaps a year.
    fn day_month(&self, start: usize, day: u8, at: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        // 16. نوفمبر 2016: the full stop of an ordinal, which could as well end a sentence.
        let dotted = t.mark(at) == Some('.') && t.glued(at);
        let (names, end) = self.month(self.after_day(at + usize::from(dotted)))?;
        let (year, end) = self.year(end, names.month.hijri);
        if dotted && year.is_none() {
            return None;
        }
        let (era, end) = match year {
            Some(_) => self.era(end),
            None => (None, end),
        };
        let hijri = names.month.hijri;
        if names.month.libyan && year.is_none() {
            return Some((Atom::Nothing, end));
        }
        if year.is_none() && self.is_name(start) {
            return Some((Atom::Nothing, end));
        }
        let date = DateAtom {
            hijri,
            year,
            month: names.month.number,
            day: Some(day),
            swapped: None,
            month_first: false,
            in_words: self.tokens.number(start).is_none(),
            weak: false,
            names_disagree: names.disagree,
            era_conflict: era.is_some_and(|hijri_era| hijri_era != hijri),
        };
        Some((Atom::Date(date), end))
    }

    /// Whether the word before token `i` makes a name of the day and month there: شارع 26 سبتمبر.
    fn is_name(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        let key = self.tokens.key(before);
        let heads = |key: &str| {
            TABLE
                .word(key)
                .and_then(|row| row.sense()?.time)
                .is_some_and(|t| t.class == TimeClass::NameHead)
        };
        heads(key)
            || key.strip_prefix("لل").is_some_and(heads)
            || key
                .strip_prefix(['ب', 'ل', 'و', 'ف', 'ك'])
                .is_some_and(|rest| heads(rest) || rest.strip_prefix("ال").is_some_and(heads))
            || key.strip_prefix("ال").is_some_and(heads)
    }

    // Names of months.

    /// A month, by one name or two that should agree.
    fn month(&self, i: usize) -> Option<(MonthNames, usize)> {
        let t = self.tokens;
        let (month, end) = self.month_name(i)?;
        let names = |disagree| MonthNames { month, disagree };
        let mark = t.mark(end);
        let at = match mark {
            Some('/' | '(' | '-') => end + 1,
            Some(_) => return Some((names(false), end)),
            None => end,
        };
        let Some((second, after)) = self.month_name(at) else {
            let end = if mark == Some('.') { end + 1 } else { end };
            return Some((names(false), end));
        };
        let close = if mark == Some('(') && t.mark(after) == Some(')') {
            after + 1
        } else {
            after
        };
        let agree = second.number == month.number && second.hijri == month.hijri;
        let both = MonthNames {
            // Either name tells which month the other means: مارس/آذار.
            month: MonthSense {
                ambiguous: false,
                ..month
            },
            disagree: !agree,
        };
        match mark {
            _ if agree => Some((both, close)),
            Some('/' | '(') if second.hijri == month.hijri => Some((both, close)),
            _ => Some((names(false), end)),
        }
    }

    fn month_name(&self, i: usize) -> Option<(MonthSense, usize)> {
        let (sense, end) = self.tokens.sense(i)?;
        let month = sense.month?;
        // Sep. 5, 2020
        let dot = self.tokens.mark(end) == Some('.')
            && self.tokens.key(i).is_ascii()
            && self.tokens.number(end + 1).is_some();
        Some((month, end + usize::from(dot)))
    }

    /// A year after a month, past commas, dashes and the word for it.
    fn year(&self, i: usize, hijri: bool) -> (Option<i32>, usize) {
        let t = self.tokens;
        let mut at = i;
        if matches!(t.mark(at), Some(',' | '-' | '/' | '.' | ')')) {
            at += 1;
        }
        while matches!(
            t.key(at),
            "من" | "عام" | "العام" | "سنه" | "السنه" | "لعام" | "لسنه" | "للعام"
        ) {
            at += 1;
        }
        if t.mark(at) == Some('(') {
            at += 1;
        }
        match t.number(at) {
            Some((year, 4))
                if t.mark(at + 1) != Some(':')
                    && if hijri {
                        (1000..=1600).contains(&year)
                    } else {
                        NAMED_YEARS.contains(&year)
                    } =>
            {
                (Some(year as i32), at + 1)
            }
            _ => match self.year_in_words(at) {
                Some((year, end)) if !hijri => (Some(year), end),
                _ => (None, i),
            },
        }
    }

    /// `ألفين وثمانية عشر`, `ألف وتسعمئة وتسعين`
    fn year_in_words(&self, i: usize) -> Option<(i32, usize)> {
        let t = self.tokens;
        if !matches!(t.key(i), "الف" | "الفين" | "الفان") {
            return None;
        }
        let mut found = None;
        for j in (i..i + 6).take_while(|j| !t.key(*j).is_empty()) {
            if let Some(year) = cardinal_of(t.keys(i..j + 1)).and_then(|n| u32::try_from(n).ok())
                && NAMED_YEARS.contains(&year)
            {
                found = Some((year as i32, j + 1));
            }
        }
        found
    }

    /// The era behind a year: whether it is the Hijri one.
    fn era(&self, i: usize) -> (Option<bool>, usize) {
        let at = i + usize::from(self.tokens.mark(i) == Some('('));
        let hijri = match self.tokens.key(at) {
            // A single م behind a date is its era, behind a time it is مساء.
            "م" | "ميلادي" | "ميلاديه" | "ميلاديا" => false,
            "ه" | "هج" => true,
            _ => match self.tokens.sense(at).and_then(|(s, _)| s.time) {
                Some(time) if time.class == TimeClass::EraHijri => true,
                Some(time) if time.class == TimeClass::EraGregorian => false,
                _ => return (None, i),
            },
        };
        let mut end = at + 1;
        if matches!(self.tokens.mark(end), Some('.')) && self.tokens.glued(end) {
            end += 1;
        }
        (Some(hijri), end)
    }

    /// `الثالث عشر من مايو`, `الثالث من الشهر الجاري`; of two days joined neither is a date.
    fn ordinal_date(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (day, end) = self.ordinal_day(i)?;
        if matches!(t.key(end), "الي" | "حتي" | "وحتي")
            && let Some((_, second)) = self.ordinal_day(end + 1)
            && let Some((_, end)) = self.month(self.after_day(second))
        {
            return Some((Atom::Nothing, end));
        }
        self.day_month(i, day, end)
            .or_else(|| self.day_of_month(day, end))
    }

    /// A day of the month as an ordinal.
    fn ordinal_day(&self, i: usize) -> Option<(u8, usize)> {
        let t = self.tokens;
        let mut best = None;
        for j in (i..i + 3).take_while(|j| !t.key(*j).is_empty()) {
            if let Some(day) = ordinal_of(t.keys(i..j + 1)).filter(|n| (1..=31).contains(n)) {
                best = Some((day as u8, j + 1));
            }
        }
        best
    }

    // Words of the table.

    fn sense_atom(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (sense, end) = t.sense(i)?;
        if let Some((weekday, ambiguous)) = sense.weekday {
            let beside_number = t.number(end).is_some() || t.mark(end) == Some(',');
            // الثلاثاء الأخير من مارس: told by counting weekdays, not by the clock.
            if t.key(end) == "الاخير" && matches!(t.key(end + 1), "من" | "في") {
                return Some((Atom::Nothing, end + 1));
            }
            if !ambiguous || beside_number {
                return Some((Atom::Weekday(weekday), end));
            }
        }
        if sense.month.is_some()
            && let Some(found) = self.month_first(i)
        {
            return Some(found);
        }
        let time = sense.time?;
        match time.class {
            TimeClass::Clock => self
                .clock_after_head(end)
                .or((t.key(i) != "س").then_some((Atom::Joint, end))),
            TimeClass::Hour => self.clock_in_words(i, false),
            TimeClass::Zone | TimeClass::LocalZone | TimeClass::ZoneHead => {
                Some(self.zone(time, end))
            }
            TimeClass::Deictic => {
                // اليوم السابع is a newspaper, and the seventh day.
                let ordinal = t.key(end).starts_with("ال")
                    && t.sense(end).is_none()
                    && ordinal_of([t.key(end)]).is_some();
                if ordinal && let Some(found) = self.ordinal_date(end) {
                    return Some(found);
                }
                if ordinal || self.is_of_a_story(i, end) {
                    let qualified = usize::from(t.key(i) == "اليوم");
                    return Some((Atom::Nothing, end + qualified));
                }
                Some((Atom::Deictic(time.value?), end))
            }
            TimeClass::Relative => self.distance(end, time.value?),
            TimeClass::OrdinalDay => self.day_month(i, time.value.map_or(29, |n| n as u8), end),
            TimeClass::Past | TimeClass::Future | TimeClass::Current => {
                Some((Atom::Shift(Shift::of(time.class)?), end))
            }
            TimeClass::Update => Some((Atom::Label(Label::Updated), end)),
            TimeClass::Publish => Some((Atom::Label(Label::Published), end)),
            TimeClass::DualDate | TimeClass::Joint => Some((Atom::Joint, end)),
            TimeClass::UnitYear => self.unit_reference(i),
            TimeClass::UnitDay if t.key(i) == "يوم" => Some((Atom::Joint, end)),
            class if is_part(class) && t.key(i).chars().nth(1).is_some() => {
                Some((Atom::Part(class), end))
            }
            _ => None,
        }
    }

    /// Whether the word at token `i`, which ends before `end`, names no day of the clock: اليوم
    /// التالي, اليوم الماضي, حتى الآن.
    fn is_of_a_story(&self, i: usize, end: usize) -> bool {
        let t = self.tokens;
        match t.key(i) {
            "اليوم" => t.sense(end).and_then(|(s, _)| s.time).is_some_and(|time| {
                matches!(
                    time.class,
                    TimeClass::NotDeictic | TimeClass::Past | TimeClass::Future
                )
            }),
            "الان" => i
                .checked_sub(1)
                .is_some_and(|before| matches!(t.key(before), "من" | "حتي" | "الي" | "لحد")),
            _ => false,
        }
    }

    /// A month before its day or alone: `November 9, 2020`, `مايو/أيار 2017`.
    fn month_first(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (names, end) = self.month(i)?;
        let month = names.month;
        let mut date = DateAtom {
            hijri: month.hijri,
            year: None,
            month: month.number,
            day: None,
            swapped: None,
            month_first: false,
            in_words: false,
            weak: false,
            names_disagree: names.disagree,
            era_conflict: false,
        };
        if let Some(day) = t.short(end).filter(|d| (1..=31).contains(d)) {
            let mut at = end + 1;
            if matches!(t.key(at), "st" | "nd" | "rd" | "th") && t.glued(at) {
                at += 1;
            }
            if t.mark(at) == Some(',') {
                at += 1;
            }
            if let (Some(year), end) = self.year(at, month.hijri)
                && t.mark(at) != Some(':')
            {
                date.day = Some(day);
                date.year = Some(year);
                return Some((Atom::Date(date), end));
            }
            // أكتوبر 14 8:00 صباحا
            if t.mark(at + 1) == Some(':') && t.number(at).is_some() && t.number(at + 2).is_some() {
                date.day = Some(day);
                return Some((Atom::Date(date), at));
            }
        }
        if month.libyan {
            return None;
        }
        let (year, after) = self.year(end, month.hijri);
        if let Some(year) = year {
            date.year = Some(year);
            return Some((Atom::Date(date), self.era(after).1));
        }
        (!month.ambiguous).then_some((Atom::Date(date), end))
    }

    /// `عام 1969`, `من العام الماضي`, `الشهر الجاري`
    fn unit_reference(&self, i: usize) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let this = t.row(i)?.determiner;
        let i = i + usize::from(this);
        let unit = t.row(i)?.unit?;
        let shift = || {
            if this {
                return Some((Shift::Current, i + 1));
            }
            let (sense, end) = t.sense(i + 1)?;
            Some((Shift::of(sense.time?.class)?, end))
        };
        match unit {
            TimeClass::UnitYear => {
                if let Some((year, 4)) = t.number(i + 1)
                    && NAMED_YEARS.contains(&year)
                {
                    return Some((Atom::Year(year as i32), i + 2));
                }
                shift().map(|(shift, end)| (Atom::YearShift(shift), end))
            }
            TimeClass::UnitMonth => shift().map(|(shift, end)| (Atom::MonthShift(shift), end)),
            TimeClass::UnitWeek => shift().map(|(shift, end)| (Atom::WeekShift(shift), end)),
            _ => None,
        }
    }

    // Distances.

    fn distance(&self, i: usize, sign: i32) -> Option<(Atom, usize)> {
        let mut distance = Distance {
            future: sign > 0,
            ..Distance::default()
        };
        let mut end = self.amount(i, &mut distance, false)?;
        while self.tokens.key(end).starts_with('و')
            && let Some(after) = self.amount(end, &mut distance, true)
        {
            end = after;
        }
        Some((Atom::Distance(distance), end))
    }

    /// A number of units: `3 أيام`, `ساعتين`, `خمس دقائق`; joined by و after another.
    fn amount(&self, i: usize, distance: &mut Distance, joined: bool) -> Option<usize> {
        let t = self.tokens;
        let mut at = i;
        let count = if joined && t.key(i) == "و" {
            at += 1;
            None
        } else if joined {
            // ونصف after hours; وخمس دقائق, ودقيقتين
            let key = t.key(i).strip_prefix('و')?;
            if matches!(key, "نصف" | "النصف") {
                distance.seconds += 1800;
                return Some(i + 1);
            }
            if let Some(time) = TABLE.word(key).and_then(|row| row.sense()?.time)
                && let Some(value) = time.value
                && add_units(distance, time.class, u64::try_from(value).ok()?)
            {
                return Some(i + 1);
            }
            at += 1;
            Some(cardinal_of([key])?)
        } else {
            None
        };
        let count = match (count, t.number(at)) {
            (Some(count), _) => Some(count),
            (None, Some((value, digits))) if digits <= 5 => {
                at += 1;
                Some(u64::from(value))
            }
            (None, Some(_)) => return None,
            (None, None) => self.cardinal(&mut at),
        };
        let (sense, end) = t.sense(at)?;
        let time = sense.time?;
        let count = match count {
            Some(count) => count,
            None => u64::try_from(time.value?).ok()?,
        };
        if !add_units(distance, time.class, count) {
            return None;
        }
        let one = usize::from(matches!(t.key(end), "واحد" | "واحده"));
        Some(end + one)
    }

    /// A number in words before a unit.
    fn cardinal(&self, at: &mut usize) -> Option<u64> {
        let t = self.tokens;
        let mut found = None;
        for j in (*at..*at + 3).take_while(|j| !t.key(*j).is_empty()) {
            if let Some(value) = cardinal_of(t.keys(*at..j + 1)) {
                found = Some((value, j + 1));
            }
        }
        let (value, end) = found?;
        *at = end;
        Some(value)
    }
}

/// The names of a month.
struct MonthNames {
    month: MonthSense,
    disagree: bool,
}

/// Whether token `i` is a number of four digits.
fn is_year(tokens: &Tokens, i: usize) -> bool {
    tokens.number(i).is_some_and(|(_, digits)| digits == 4)
}

/// Adds units to a distance; false where the class is no unit or the count is out of range.
fn add_units(distance: &mut Distance, class: TimeClass, count: u64) -> bool {
    let most = match class {
        TimeClass::UnitYear => MAX_YEARS,
        TimeClass::UnitMonth => 12 * MAX_YEARS,
        _ => 366 * MAX_YEARS,
    };
    if count > most {
        return false;
    }
    let count = count as i64;
    match class {
        TimeClass::UnitSecond => distance.seconds += count,
        TimeClass::UnitMinute => distance.seconds += count * 60,
        TimeClass::UnitHour => distance.seconds += count * 3600,
        TimeClass::UnitDay => distance.days += count,
        TimeClass::UnitWeek => distance.days += count * 7,
        TimeClass::UnitMonth => distance.months += count,
        TimeClass::UnitYear => distance.years += count,
        _ => return false,
    }
    true
}
