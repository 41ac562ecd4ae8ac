//! Parts that stand together make a stamp; a stamp is resolved to a value.

use std::ops::{ControlFlow, Range};

use super::atoms::{Atom, ClockAtom, DateAtom, Distance, Reader, Shift, ZoneAtom};
use super::hijri::HijriDate;
use super::lex::Tokens;
use super::machine::twelve_hours;
use super::value::{Clock, DateValue};
use super::{Calendar, Issue, Label, Reading, Zone};
use crate::arabic::numerals::ordinal_of;
use crate::lexicon::{TimeClass, Weekday};
use crate::provenance::Confidence;

/// Tokens between two parts of one stamp that are no parts: marks and joints.
const MAX_GAP: usize = 4;

/// Gives the stamps of a text in their order, until one is enough.
pub(super) fn scan(
    text: &str,
    tokens: &Tokens,
    now: Option<DateValue>,
    give: &mut impl FnMut(Reading) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let reader = Reader { text, tokens };
    let mut stamp = Stamp::default();
    let mut label = None;
    let (mut i, mut from) = (0, 0);
    while i < tokens.len() {
        // Most words of running text: they are part of no date, and there is none to close.
        if stamp.is_empty() && tokens.is_unknown(i) {
            i += 1;
            continue;
        }
        if let Some((atom, end)) = reader.atom(i, from) {
            match atom {
                Atom::Joint => {}
                Atom::Label(found) => {
                    if !stamp.is_empty() && stamp.complete() && stamp.label.is_some() {
                        stamp.close(tokens, now, give)?;
                    }
                    if stamp.is_empty() {
                        label = Some((found, end));
                    } else {
                        if stamp.complete() {
                            stamp.behind = Some((stamp.end, found));
                        }
                        stamp.label = stamp.label.or(Some(found));
                        stamp.end = end;
                    }
                    from = end;
                }
                Atom::Nothing => {
                    stamp.close(tokens, now, give)?;
                    label = None;
                    from = end;
                }
                atom => {
                    if stamp.is_empty() || !stamp.takes(&atom) {
                        // 18/4/2020 - آخر تحديث: 19/4/2020: the label is the second date's.
                        if let Some((end, found)) = stamp.behind.take() {
                            label = Some((found, stamp.end));
                            (stamp.label, stamp.end) = (None, end);
                        }
                        stamp.close(tokens, now, give)?;
                        stamp.start = i;
                        stamp.beside_number =
                            matches!(atom, Atom::Clock(_)) && behind_number(tokens, i);
                        stamp.label = label
                            .filter(|(_, at)| i - at <= MAX_GAP)
                            .map(|(found, _)| found);
                        label = None;
                    }
                    if matches!(atom, Atom::Clock(_)) && before_number(tokens, end) {
                        stamp.beside_number = true;
                    }
                    stamp.add(atom);
                    stamp.behind = None;
                    stamp.end = end;
                    from = end;
                }
            }
            i = end;
            continue;
        }
        // من الساعة الثالثة حتى الخامسة
        if stamp.clock.is_some()
            && i == stamp.end
            && matches!(tokens.key(i), "الي" | "حتي" | "وحتي")
        {
            stamp.until = true;
            i += 1;
            continue;
        }
        let closes = match tokens.mark(i) {
            Some('\n') => true,
            // A full stop before a space ends the sentence.
            Some('.') => tokens.glued(i) && !tokens.glued(i + 1) && i + 1 < tokens.len(),
            Some(c) => !matches!(c, '-' | ',' | ':' | '/' | '(' | ')' | '|' | '.' | '"' | '*'),
            None => true,
        };
        if closes || i.saturating_sub(stamp.end) >= MAX_GAP {
            stamp.close(tokens, now, give)?;
        }
        i += 1;
    }
    stamp.close(tokens, now, give)
}

/// The parts that stand together, each once.
#[derive(Debug, Default)]
struct Stamp {
    start: usize,
    end: usize,
    date: Option<DateAtom>,
    hijri: Option<DateAtom>,
    instant: Option<DateValue>,
    weekday: Option<Weekday>,
    clock: Option<ClockAtom>,
    second_clock: Option<ClockAtom>,
    /// Times of day in it.
    clocks: usize,
    part: Option<TimeClass>,
    zone: Option<ZoneAtom>,
    second_zone: Option<ZoneAtom>,
    deictic: Option<i32>,
    distance: Option<Distance>,
    shift: Option<Shift>,
    year: Option<i32>,
    year_shift: Option<Shift>,
    month_shift: Option<Shift>,
    day_of_month: Option<(u8, Shift)>,
    week_shift: Option<Shift>,
    label: Option<Label>,
    /// The label that stands behind all its parts, and where they end.
    behind: Option<(usize, Label)>,
    /// Whether حتى or إلى was the last word: only a second time can follow.
    until: bool,
    /// Whether a day of the month stands beside a time: في 15 الساعة 8, الساعة 8 يوم 15.
    beside_number: bool,
}

impl Stamp {
    fn is_empty(&self) -> bool {
        self.end == 0
    }

    fn complete(&self) -> bool {
        self.date.is_some() || self.instant.is_some() || self.hijri.is_some()
    }

    fn has_base(&self) -> bool {
        self.complete() || self.deictic.is_some() || self.distance.is_some()
    }

    /// Whether the part can belong to the stamp.
    fn takes(&self, atom: &Atom) -> bool {
        if self.until && !matches!(atom, Atom::Clock(_)) {
            return false;
        }
        match atom {
            Atom::Date(date) if date.hijri => {
                self.hijri.is_none() && self.instant.is_none() && self.distance.is_none()
            }
            Atom::Date(_) => {
                self.date.is_none() && self.instant.is_none() && self.distance.is_none()
            }
            Atom::Instant(_) => !self.has_base(),
            Atom::Weekday(weekday) => self.weekday.is_none_or(|w| w == *weekday),
            Atom::Deictic(days) => {
                self.deictic.is_none_or(|d| d == *days) && self.distance.is_none()
            }
            Atom::Distance(_) => !self.has_base() && self.clock.is_none(),
            Atom::Shift(_) => self.shift.is_none(),
            Atom::Year(_) => self.year.is_none() && self.date.is_none_or(|d| d.year.is_none()),
            Atom::YearShift(_) => {
                self.year_shift.is_none() && self.date.is_none_or(|d| d.year.is_none())
            }
            Atom::MonthShift(_) => self.month_shift.is_none() && !self.complete(),
            Atom::DayOfMonth(..) => self.day_of_month.is_none() && !self.has_base(),
            Atom::WeekShift(_) => self.week_shift.is_none() && !self.has_base(),
            _ => true,
        }
    }

    fn add(&mut self, atom: Atom) {
        self.until = false;
        match atom {
            Atom::Date(date) if date.hijri => self.hijri = Some(date),
            Atom::Date(date) => self.date = Some(date),
            Atom::Instant(value) => self.instant = Some(value),
            Atom::Weekday(weekday) => self.weekday = Some(weekday),
            Atom::Clock(clock) => {
                self.clocks += 1;
                if self.clock.is_none() {
                    self.clock = Some(clock);
                } else if self.second_clock.is_none() {
                    self.second_clock = Some(clock);
                }
            }
            Atom::Part(part) => self.part = self.part.or(Some(part)),
            Atom::Zone(zone) => {
                if self.second_clock.is_some() {
                    self.second_zone.get_or_insert(zone);
                } else {
                    self.zone.get_or_insert(zone);
                }
            }
            Atom::Deictic(days) => self.deictic = Some(days),
            Atom::Distance(distance) => self.distance = Some(distance),
            Atom::Shift(shift) => self.shift = Some(shift),
            Atom::Year(year) => self.year = Some(year),
            Atom::YearShift(shift) => self.year_shift = Some(shift),
            Atom::MonthShift(shift) => self.month_shift = Some(shift),
            Atom::DayOfMonth(day, shift) => self.day_of_month = Some((day, shift)),
            Atom::WeekShift(shift) => self.week_shift = Some(shift),
            Atom::Label(_) | Atom::Joint | Atom::Nothing => {}
        }
    }

    fn close(
        &mut self,
        tokens: &Tokens,
        now: Option<DateValue>,
        give: &mut impl FnMut(Reading) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        if self.is_empty() {
            return ControlFlow::Continue(());
        }
        let stamp = std::mem::take(self);
        let range = tokens.range(stamp.start..stamp.end);
        match (Resolver { stamp, now }).reading(range) {
            Some(reading) => give(reading),
            None => ControlFlow::Continue(()),
        }
    }
}

/// Turns one stamp into a reading.
struct Resolver {
    stamp: Stamp,
    now: Option<DateValue>,
}

/// What a stamp's date came to.
struct Base {
    value: DateValue,
    calendar: Calendar,
    relative: bool,
    permille: u16,
}

impl Resolver {
    fn reading(&self, range: Range<usize>) -> Option<Reading> {
        let stamp = &self.stamp;
        let mut issues = Vec::new();
        let base = self.base(&mut issues)?;
        let mut value = Some(base.value);
        let mut permille = base.permille;
        self.check_weekday(&mut value, base.relative, &mut issues);
        if let Some(weekday) = stamp.weekday
            && value.and_then(DateValue::weekday) == Some(weekday)
        {
            permille = permille.max(970);
        }
        if stamp.date.is_some_and(|d| d.names_disagree) {
            issues.push(Issue::MonthNames);
            value = None;
        }
        if let (Some(value), Some(days), Some(now), true) =
            (value, stamp.deictic, self.now, stamp.complete())
            && value.unix_days() != now.unix_days().map(|d| d + i64::from(days))
        {
            issues.push(Issue::Deictic);
        }
        let timed = self
            .clock()
            .filter(|_| value.is_some_and(|v| v.clock().is_none()));
        if let (Some(date), Some(clock)) = (value, timed)
            && date.day().is_some()
        {
            match clock_value(clock) {
                Some(clock) => value = self.zoned(date.at(clock), &mut issues),
                None => issues.push(Issue::PartOfDay),
            }
        }
        permille = permille.saturating_sub(150 * u16::try_from(issues.len()).unwrap_or(6));
        if value.is_none() {
            permille = permille.min(300);
        }
        Some(Reading {
            value,
            calendar: base.calendar,
            hijri: stamp.hijri.and_then(printed_hijri),
            range,
            zone: stamp.zone.map(|zone| zone.on(value)).or_else(|| {
                let offset = stamp.instant?.offset_minutes()?;
                Some(Zone::Offset(offset))
            }),
            label: stamp.label,
            relative: base.relative,
            issues,
            confidence: Confidence::new(permille),
        })
    }

    /// The first time of day. Its part of the day may stand elsewhere in the stamp (مساء أمس
    /// الساعة 8), or behind the second of two (من الثالثة إلى الخامسة مساء).
    fn clock(&self) -> Option<ClockAtom> {
        let stamp = &self.stamp;
        let mut clock = stamp.clock?;
        if clock.part.is_none() && clock.clock.hour() <= 12 {
            clock.part = match stamp.second_clock {
                Some(second) if stamp.second_zone.is_none() => stamp.part.or(second.part),
                _ => stamp.part,
            };
        }
        Some(clock)
    }

    /// The value with its zone, and a second time with its own compared.
    fn zoned(&self, value: DateValue, issues: &mut Vec<Issue>) -> Option<DateValue> {
        let stamp = &self.stamp;
        let on = |zone: Option<ZoneAtom>| zone.map(|zone| zone.on(Some(value)));
        let Some(Zone::Offset(minutes)) = on(stamp.zone) else {
            return Some(value);
        };
        let zoned = value.with_offset(minutes)?;
        if let (Some(second), Some(Zone::Offset(minutes))) = (stamp.second_clock, on(stamp.second_zone))
            && let Some(clock) = clock_value(second)
            && let Some(other) = value.date().at(clock).with_offset(minutes)
            && let (Some(a), Some(b)) = (zoned.unix_seconds(), other.unix_seconds())
            // Either may be printed with the date of the other.
            && (a - b).rem_euclid(86_400) != 0
        {
            issues.push(Issue::TwoTimes);
        }
        Some(zoned)
    }

    fn base(&self, issues: &mut Vec<Issue>) -> Option<Base> {
        let stamp = &self.stamp;
        let base = |value, calendar, relative, permille| Base {
            value,
            calendar,
            relative,
            permille,
        };
        if let Some(value) = stamp.instant {
            return Some(base(value, Calendar::Gregorian, false, 990));
        }
        let supported = stamp.weekday.is_some()
            || stamp.label.is_some()
            || stamp.clock.is_some()
            || stamp.hijri.is_some();
        let date = stamp.date.filter(|d| !d.weak || supported);
        let hijri = stamp.hijri.and_then(printed_hijri);
        let converted = hijri.and_then(HijriDate::to_gregorian);
        if let Some(date) = date {
            let calendar = match stamp.hijri {
                Some(_) => Calendar::Dual,
                None => Calendar::Gregorian,
            };
            if date.era_conflict {
                issues.push(Issue::Era);
            }
            if date.month_first {
                issues.push(Issue::MonthFirst);
            }
            let year_given = date.year.or(stamp.year);
            let value = self.gregorian(&date, converted)?;
            if stamp.hijri.is_some() {
                self.check_dual(value, hijri, converted, issues);
            }
            let permille = match (year_given, date.swapped) {
                (Some(_), None) => 960,
                (Some(_), Some(_)) => 930,
                (None, _) => 850,
            };
            return Some(base(value, calendar, year_given.is_none(), permille));
        }
        if let Some(date) = stamp.hijri {
            if let Some(value) = converted {
                if hijri.is_some_and(|h| h.days_in_month().is_some_and(|n| h.day() > n)) {
                    issues.push(Issue::HijriDay);
                }
                return Some(base(value, Calendar::Hijri, false, 880));
            }
            let value = self.hijri_without_year(&date)?;
            return Some(base(value, Calendar::Hijri, true, 700));
        }
        let now = self.now?;
        let value = self.relative(now)?;
        Some(base(value, Calendar::Gregorian, true, 900))
    }

    /// A Gregorian date, its year completed where it is not printed.
    fn gregorian(&self, date: &DateAtom, converted: Option<DateValue>) -> Option<DateValue> {
        let stamp = &self.stamp;
        let in_year = |year| match date.day {
            Some(day) => DateValue::from_ymd(year, date.month, day),
            None => DateValue::from_ym(year, date.month),
        };
        if let Some(year) = date.year.or(stamp.year) {
            return in_year(year);
        }
        if let Some(near) = converted {
            return nearest(near.unix_days()?, near.year(), in_year);
        }
        let now = self.now?;
        if let Some(shift) = stamp.year_shift {
            return in_year(now.year() + shift.sign());
        }
        let month = now.month()?;
        match (stamp.shift, date.day) {
            (Some(Shift::Current), _) => in_year(now.year()),
            (Some(shift), None) => {
                // نوفمبر الماضي in November is the year before's.
                let passed = match shift {
                    Shift::Past => date.month >= month,
                    _ => date.month <= month,
                };
                in_year(now.year() + if passed { shift.sign() } else { 0 })
            }
            (Some(shift), Some(_)) => {
                let today = now.unix_days()?;
                [0, shift.sign()].into_iter().find_map(|more| {
                    let value = in_year(now.year() + more)?;
                    let days = value.unix_days()?;
                    match shift {
                        Shift::Past => days < today,
                        _ => days > today,
                    }
                    .then_some(value)
                })
            }
            (None, Some(_)) => {
                let today = now.unix_days()?;
                if let Some(weekday) = stamp.weekday
                    && let Some(agreeing) = nearest(today, now.year(), |year| {
                        in_year(year).filter(|v| v.weekday() == Some(weekday))
                    })
                {
                    return Some(agreeing);
                }
                nearest(today, now.year(), in_year)
            }
            // A month alone may be this year's or the last one's.
            (None, None) => None,
        }
    }

    fn hijri_without_year(&self, date: &DateAtom) -> Option<DateValue> {
        let now = self.now?;
        let near = HijriDate::from_gregorian(now)?;
        nearest(now.unix_days()?, i32::from(near.year()), |year| {
            HijriDate::new(u16::try_from(year).ok()?, date.month, date.day?)?.to_gregorian()
        })
    }

    /// A value that only the reference clock gives.
    fn relative(&self, now: DateValue) -> Option<DateValue> {
        let stamp = &self.stamp;
        if let Some(distance) = stamp.distance {
            return moved(now, &distance);
        }
        let today = now.unix_days();
        if let Some(days) = stamp.deictic {
            return DateValue::from_unix_days(today? + i64::from(days));
        }
        if let Some((day, shift)) = stamp.day_of_month {
            let month = month_moved(now, i64::from(shift.sign()))?;
            return DateValue::from_ymd(month.year(), month.month()?, day);
        }
        if let Some(shift) = stamp.week_shift {
            return day_of_week(today?, stamp.weekday?, shift);
        }
        if let (Some(weekday), Some(shift)) = (stamp.weekday, stamp.shift) {
            let today = today?;
            let step = match shift {
                Shift::Past => -1,
                Shift::Future => 1,
                Shift::Current => return None,
            };
            return (1..=7)
                .filter_map(|n| DateValue::from_unix_days(today + n * step))
                .find(|v| v.weekday() == Some(weekday));
        }
        if let Some(shift) = stamp.month_shift {
            return month_moved(now, i64::from(shift.sign()));
        }
        if let Some(shift) = stamp.year_shift {
            return DateValue::from_year(now.year() + shift.sign());
        }
        // A time of day by itself: that day's, where words show that it is one.
        let clock = stamp.clock?;
        let shown =
            clock.worded || clock.part.is_some() || stamp.part.is_some() || stamp.zone.is_some();
        let alone = stamp.weekday.is_none() && !stamp.beside_number;
        (shown && stamp.clocks <= 2 && alone).then(|| now.date())
    }

    /// The weekday is a checksum: it tells the order of day and month, and whether a relative date
    /// is counted from the right day.
    fn check_weekday(
        &self,
        value: &mut Option<DateValue>,
        relative: bool,
        issues: &mut Vec<Issue>,
    ) {
        let (Some(weekday), Some(found)) = (self.stamp.weekday, value.and_then(DateValue::weekday))
        else {
            return;
        };
        if weekday == found {
            return;
        }
        issues.push(Issue::Weekday);
        let other = self.stamp.date.and_then(|d| {
            let (month, day) = d.swapped?;
            DateValue::from_ymd(d.year?, month, day)
        });
        let swapped = other.is_some_and(|v| v.weekday() == Some(weekday));
        let only_hijri = self.stamp.date.is_none() && self.stamp.hijri.is_some();
        if swapped {
            // Reported, not guessed.
            issues.push(Issue::DayMonthOrder);
            *value = None;
        } else if only_hijri {
            // Where the moon was sighted a day earlier or later the weekday tells.
            let near = value.and_then(DateValue::unix_days).and_then(|days| {
                [-1, 1]
                    .into_iter()
                    .filter_map(|n| DateValue::from_unix_days(days + n))
                    .find(|v| v.weekday() == Some(weekday))
            });
            *value = near.or(*value);
        } else if relative
            || self
                .stamp
                .date
                .is_some_and(|d| d.in_words && d.day <= Some(5))
        {
            // الثلاثاء الثالث من سبتمبر may be the third Tuesday as well.
            *value = None;
        }
    }

    /// The Gregorian half of a dual date counts; the Hijri half is compared with it.
    fn check_dual(
        &self,
        value: DateValue,
        hijri: Option<HijriDate>,
        converted: Option<DateValue>,
        issues: &mut Vec<Issue>,
    ) {
        if hijri.is_none()
            && self
                .stamp
                .hijri
                .is_some_and(|d| d.year.is_some() && d.day.is_some())
        {
            issues.push(Issue::HijriDay);
        }
        if let (Some(a), Some(b)) = (value.unix_days(), converted.and_then(DateValue::unix_days))
            && (a - b).abs() > 1
        {
            issues.push(Issue::DualDate);
        }
    }
}

/// Whether a number stands before token `i`, past marks and joints: no time of the clock's own day.
fn behind_number(tokens: &Tokens, i: usize) -> bool {
    let mut before = i;
    for _ in 0..2 {
        let Some(at) = before.checked_sub(1) else {
            return false;
        };
        if tokens.number(at).is_some() || ordinal_of([tokens.key(at)]).is_some() {
            return true;
        }
        let skipped = tokens.mark(at) == Some(',') || matches!(tokens.key(at), "في" | "الساعه");
        if !skipped {
            return false;
        }
        before = at;
    }
    false
}

/// Whether a day of the month follows at token `i`.
fn before_number(tokens: &Tokens, i: usize) -> bool {
    let word = matches!(tokens.key(i), "يوم" | "في");
    let time = matches!(tokens.mark(i + 2), Some(':' | '.' | '/' | '-'));
    word && tokens.short(i + 1).is_some() && !time
}

/// A weekday of the clock's week or of a neighbour, where it is the same day whether weeks begin
/// on Saturday, Sunday or Monday, as they do in one Arab country or another.
fn day_of_week(today: i64, weekday: Weekday, shift: Shift) -> Option<DateValue> {
    let mut days = [Weekday::Saturday, Weekday::Sunday, Weekday::Monday].map(|first| {
        let mut start = today;
        while DateValue::from_unix_days(start)?.weekday() != Some(first) {
            start -= 1;
        }
        (0..7)
            .filter_map(|n| DateValue::from_unix_days(start + i64::from(7 * shift.sign()) + n))
            .find(|day| day.weekday() == Some(weekday))
    });
    days.iter()
        .all(|day| *day == days[0])
        .then(|| days[0].take())?
}

fn printed_hijri(date: DateAtom) -> Option<HijriDate> {
    HijriDate::new(u16::try_from(date.year?).ok()?, date.month, date.day?)
}

/// Of the days that `in_year` gives for a year and its neighbours, the one nearest to `days`.
fn nearest(days: i64, year: i32, in_year: impl Fn(i32) -> Option<DateValue>) -> Option<DateValue> {
    [year, year - 1, year + 1]
        .into_iter()
        .filter_map(&in_year)
        .min_by_key(|v| v.unix_days().map_or(i64::MAX, |d| (d - days).abs()))
}

fn month_moved(now: DateValue, months: i64) -> Option<DateValue> {
    let count = i64::from(now.year()) * 12 + i64::from(now.month()?) - 1 + months;
    let year = i32::try_from(count.div_euclid(12)).ok()?;
    DateValue::from_ym(year, count.rem_euclid(12) as u8 + 1)
}

/// The reference clock moved by a distance, as exact as its smallest unit.
fn moved(now: DateValue, distance: &Distance) -> Option<DateValue> {
    let sign = if distance.future { 1 } else { -1 };
    let months = (distance.months + distance.years * 12) * sign;
    if distance.seconds == 0 && distance.days == 0 {
        let value = month_moved(now, months)?;
        return if distance.months == 0 {
            DateValue::from_year(value.year())
        } else {
            Some(value)
        };
    }
    if months != 0 {
        return None;
    }
    if distance.seconds == 0 {
        return DateValue::from_unix_days(now.unix_days()? + distance.days * sign);
    }
    let seconds = now.local_seconds()? + (distance.seconds + distance.days * 86_400) * sign;
    let day = DateValue::from_unix_days(seconds.div_euclid(86_400))?;
    let of_day = seconds.rem_euclid(86_400);
    let value = day.at(Clock::new((of_day / 3600) as u8, (of_day / 60 % 60) as u8)?);
    match now.offset_minutes() {
        Some(offset) => value.with_offset(offset),
        None => Some(value),
    }
}

/// The time on the clock of 24 hours; `None` where the part of the day contradicts it.
fn clock_value(atom: ClockAtom) -> Option<Clock> {
    let clock = atom.clock;
    let hour = clock.hour();
    let Some(part) = atom.part else {
        return Some(clock);
    };
    match part {
        TimeClass::Am => twelve_hours(clock, false),
        TimeClass::Pm | TimeClass::Evening => twelve_hours(clock, true),
        // Noon lasts from before twelve into the afternoon.
        TimeClass::Noon if (10..=11).contains(&hour) => Some(clock),
        TimeClass::Noon | TimeClass::Afternoon => twelve_hours(clock, true),
        TimeClass::Dawn if hour <= 7 => Some(clock),
        TimeClass::Dawn if hour == 12 => twelve_hours(clock, false),
        TimeClass::Night | TimeClass::Midnight if hour == 12 || hour <= 4 => {
            twelve_hours(clock, false)
        }
        TimeClass::Night if hour >= 6 => twelve_hours(clock, true),
        _ => None,
    }
}
