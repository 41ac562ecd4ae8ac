//! Times of day and their zones, read at one place of the tokens.
//!
//! ```text
//! clock   = ["الساعة"] h ":" mm [":" ss] [part] | "الساعة" hour [minutes] [part] | hour [minutes] part
//! hour    = h | hour-word
//! minutes = "والنصف" | "إلا ربعا" | ("و" | "إلا") number "دقيقة" | "و" number part
//! zone    = name [sign h[:mm]] | sign hh[:]mm              after a clock
//! ```

use super::Zone;
use super::atoms::{Atom, ClockAtom, Reader, ZoneAtom};
use super::table::TimeSense;
use super::value::Clock;
use crate::arabic::numerals::cardinal_of;
use crate::lexicon::TimeClass;

impl Reader<'_> {
    /// A time in digits at token `i`; `headed` where الساعة precedes it.
    pub(super) fn clock(&self, i: usize, headed: bool) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (first, digits) = t.number(i)?;
        let colon = t.mark(i + 1) == Some(':') && t.glued(i + 1) && t.glued(i + 2);
        if colon && t.number(i + 2).is_some() {
            return self.clock_with_colon(i, headed).or_else(|| {
                // 58:19 and 110:33 are something else, and nothing in them is a time.
                let mut end = i + 3;
                while t.mark(end) == Some(':') && t.number(end + 1).is_some() {
                    end += 2;
                }
                Some((Atom::Nothing, end))
            });
        }
        let hour = u8::try_from(first).ok();
        // 10.45 مساء، الساعة 10.45
        if matches!(t.mark(i + 1), Some('.' | ','))
            && t.glued(i + 1)
            && t.glued(i + 2)
            && let Some((minute, 2)) = t.number(i + 2)
            && digits <= 2
            && let Some(clock) = Clock::new(hour?, minute as u8)
        {
            let (part, end) = self.part(i + 3);
            if part.is_some() || headed {
                return Some((clock_atom(clock, part, true), end));
            }
            return None;
        }
        // 0130 بتوقيت غرينتش، 1351 (GMT+04:00)
        if digits == 4
            && let Some(clock) = Clock::new((first / 100) as u8, (first % 100) as u8)
        {
            let at = i + 1 + usize::from(t.mark(i + 1) == Some('('));
            let zoned = t
                .sense(at)
                .and_then(|(s, _)| s.time)
                .is_some_and(|s| matches!(s.class, TimeClass::Zone | TimeClass::LocalZone));
            return (zoned || headed).then_some((clock_atom(clock, None, headed), i + 1));
        }
        // 5 مساء، الساعة 5، الساعة 8 إلا ربعا
        if digits <= 2
            && let Some(on_the_hour) = Clock::new(hour?, 0)
        {
            let (minutes, at) = self.minutes_of_hour(i + 1).unwrap_or((0, i + 1));
            let (part, end) = self.part(at);
            let long = t.key(at).chars().nth(1).is_some();
            if headed || part.is_some() && long && (1..=12).contains(&on_the_hour.hour()) {
                let minutes = i32::from(on_the_hour.hour()) * 60 + minutes;
                let clock = clock_of(minutes.rem_euclid(24 * 60))?;
                return Some((clock_atom(clock, part, true), end));
            }
        }
        None
    }

    fn clock_with_colon(&self, i: usize, headed: bool) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let hour = t.short(i)?;
        let (minute, minute_digits) = t.number(i + 2)?;
        let clock = (minute_digits == 2).then(|| Clock::new(hour, minute as u8))??;
        let mut end = i + 3;
        let mut value = clock;
        if t.mark(end) == Some(':') && t.glued(end) && t.glued(end + 1) {
            value = match t.number(end + 1) {
                Some((second, 2)) => clock.with_second(second as u8)?,
                _ => return None,
            };
            end += 2;
            if t.mark(end) == Some(':') && t.number(end + 1).is_some() {
                return None;
            }
            // Fractions of a second.
            if t.mark(end) == Some('.') && t.glued(end) && t.number(end + 1).is_some() {
                end += 2;
            }
        }
        let minutes_word = usize::from(t.key(end) == "دقيقه");
        let (part, end) = self.part(end + minutes_word);
        Some((clock_atom(value, part, headed || part.is_some()), end))
    }

    pub(super) fn clock_after_head(&self, i: usize) -> Option<(Atom, usize)> {
        let mut i = i;
        while matches!(self.tokens.mark(i), Some('(' | ':' | '"')) {
            i += 1;
        }
        if self.tokens.number(i).is_some() {
            self.clock(i, true)
        } else {
            self.clock_in_words(i, true)
        }
    }

    /// `العاشرة والنصف صباحا`: without الساعة only beside a part of the day.
    pub(super) fn clock_in_words(&self, i: usize, headed: bool) -> Option<(Atom, usize)> {
        let t = self.tokens;
        let (sense, mut end) = t.sense(i)?;
        let time = sense.time.filter(|t| t.class == TimeClass::Hour)?;
        let mut minutes = time.value? * 60;
        if let Some((extra, after)) = self.minutes_of_hour(end) {
            minutes += extra;
            end = after;
        }
        let (part, end) = self.part(end);
        if part.is_none() && !headed {
            return None;
        }
        let minutes = minutes.rem_euclid(12 * 60);
        let hour = match minutes / 60 {
            0 => 12,
            hour => hour,
        };
        let clock = clock_of(hour * 60 + minutes % 60)?;
        Some((clock_atom(clock, part, true), end))
    }

    /// The minutes after or before an hour: `والنصف`, `إلا ربعا`, `و50 دقيقة`, `وعشر دقائق`,
    /// `إلا خمس دقائق`; before a part of the day without their unit: `وعشرين مساء`.
    fn minutes_of_hour(&self, i: usize) -> Option<(i32, usize)> {
        let t = self.tokens;
        if let Some((sense, end)) = t.sense(i)
            && let Some(time) = sense.time.filter(|t| t.class == TimeClass::Minute)
        {
            return Some((time.value?, end));
        }
        let sign = if t.key(i) == "الا" { -1 } else { 1 };
        let (value, end) = match t.key(i) {
            "و" | "الا" => match t.short(i + 1) {
                Some(value) => (i32::from(value), i + 2),
                None => self.count(i + 1, t.key(i + 1))?,
            },
            key => self.count(i, key.strip_prefix('و')?)?,
        };
        if value >= 60 {
            return None;
        }
        let unit = t.sense(end).and_then(|(s, _)| s.time).map(|t| t.class);
        if unit == Some(TimeClass::UnitMinute) {
            return Some((sign * value, end + 1));
        }
        (sign > 0 && self.part(end).0.is_some()).then_some((value, end))
    }

    /// The longest number in words from token `i` on, whose first word is `first` without its
    /// conjunction.
    fn count(&self, i: usize, first: &str) -> Option<(i32, usize)> {
        let t = self.tokens;
        let mut found = None;
        for end in i + 1..i + 4 {
            let words = std::iter::once(first).chain(t.keys(i + 1..end));
            if let Some(value) = cardinal_of(words) {
                found = i32::try_from(value).ok().map(|value| (value, end));
            }
            if t.key(end).is_empty() {
                break;
            }
        }
        found
    }

    /// The part of the day behind a time.
    fn part(&self, i: usize) -> (Option<TimeClass>, usize) {
        let at = i + usize::from(matches!(self.tokens.key(i), "من" | "في"));
        match self.tokens.sense(at) {
            Some((sense, end)) => match sense.time {
                Some(time) if is_part(time.class) => (Some(time.class), end),
                _ => (None, i),
            },
            None => (None, i),
        }
    }

    /// A zone whose name ends before token `end`, and the offset written on it.
    pub(super) fn zone(&self, time: TimeSense, end: usize) -> (Atom, usize) {
        let t = self.tokens;
        match time.class {
            TimeClass::Zone => {
                if let Some(rules) = time.rules {
                    return (Atom::Zone(ZoneAtom::Changing(rules)), end);
                }
                let offset = time.value.and_then(|v| i16::try_from(v).ok());
                if offset == Some(0)
                    && let Some((minutes, end)) = self.offset(end)
                {
                    return (Atom::Zone(Zone::Offset(minutes).into()), end);
                }
                let zone = offset.map_or(Zone::Named, Zone::Offset);
                (Atom::Zone(zone.into()), end)
            }
            TimeClass::LocalZone => (Atom::Zone(Zone::Local.into()), end),
            _ => {
                // A place no table knows: بتوقيت العاصمة الفرنسية
                let mut end = end;
                for _ in 0..2 {
                    if t.key(end).is_empty() || t.sense(end).is_some() {
                        break;
                    }
                    end += 1;
                }
                (Atom::Zone(Zone::Named.into()), end)
            }
        }
    }

    /// `+04:00`, `+0400`, `+4`, in minutes.
    pub(super) fn offset(&self, i: usize) -> Option<(i16, usize)> {
        let t = self.tokens;
        let sign = match t.mark(i)? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        // GMT - 17/04/09: a dash before a date.
        if !t.glued(i + 1) || sign < 0 && !t.glued(i) {
            return None;
        }
        let (value, digits) = t.number(i + 1)?;
        let value = i16::try_from(value).ok()?;
        let (minutes, end) = match digits {
            4 => (value / 100 * 60 + value % 100, i + 2),
            1 | 2 if t.mark(i + 2) == Some(':') => match t.number(i + 3)? {
                (minutes, 2) => (value * 60 + minutes as i16, i + 4),
                _ => return None,
            },
            1 | 2 => (value * 60, i + 2),
            _ => return None,
        };
        (minutes <= 18 * 60).then_some((sign * minutes, end))
    }
}

fn clock_of(minutes: i32) -> Option<Clock> {
    let (hour, minute) = (minutes / 60, minutes % 60);
    Clock::new(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?)
}

fn clock_atom(clock: Clock, part: Option<TimeClass>, worded: bool) -> Atom {
    Atom::Clock(ClockAtom {
        clock,
        part,
        worded,
    })
}

/// Whether a class names a part of the day.
pub(super) fn is_part(class: TimeClass) -> bool {
    matches!(
        class,
        TimeClass::Am
            | TimeClass::Pm
            | TimeClass::Dawn
            | TimeClass::Noon
            | TimeClass::Afternoon
            | TimeClass::Evening
            | TimeClass::Night
            | TimeClass::Midnight
    )
}
