//! Printed dates against the rows of other projects' suites, and against prose without dates.
//!
//! `KHABAR_DATES_TSV` names a file of rows: `input`, `expected`, `reference_now`, `kind`, `source`,
//! separated by tabs. Without it the test does nothing, and says so.

use quickcheck::{Arbitrary, Gen};

use khabar::Lexicon;
use khabar::arabic::{
    self,
    date::{self, Calendar, DateValue},
};

use crate::support::check;

/// What a row expects.
enum Expected {
    /// One of these values, as exact as they are.
    Values(Vec<String>),
    /// The month of this number, in one of the two calendars.
    Month(u8, Calendar),
    /// The weekday of this number, counted from Sunday.
    Weekday(u32),
    /// No date.
    None,
    /// Nothing that a date could be: words, patterns, durations.
    Other,
}

struct Row<'t> {
    input: &'t str,
    expected: &'t str,
    now: DateValue,
    kind: &'t str,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Option<Row<'t>> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [input, expected, now, kind, ..] = cells[..] else {
            return None;
        };
        Some(Row {
            input,
            expected,
            now: [now.get(..19), now.get(..10), Some("2020-06-15T12:00")]
                .into_iter()
                .flatten()
                .find_map(|clock| clock.parse().ok())?,
            kind,
        })
    }

    fn expectation(&self) -> Expected {
        let expected = self.expected;
        if expected.starts_with("NOT a time") {
            return Expected::None;
        }
        if let Some(number) = expected.strip_prefix("hijri month ") {
            return Expected::Month(number.parse().unwrap(), Calendar::Hijri);
        }
        if let Some(number) = expected.strip_prefix("month ") {
            return Expected::Month(number.parse().unwrap(), Calendar::Gregorian);
        }
        if let Some(rest) = expected.strip_prefix("weekday ") {
            return Expected::Weekday(rest[..1].parse().unwrap());
        }
        if self.kind.starts_with("data:") {
            let month = format!("7 {expected} 2020").parse::<DateValue>().ok();
            return match month.and_then(DateValue::month) {
                Some(month) => Expected::Month(month, Calendar::Gregorian),
                None => Expected::Other,
            };
        }
        // Periods, feasts, days that no month has.
        if ["Interval", "Holiday", "0001-01-01"]
            .iter()
            .any(|w| expected.contains(w))
        {
            return Expected::Other;
        }
        if let Some(fields) = expected.strip_prefix("datetime (") {
            return Expected::Values(vec![duckling(fields)]);
        }
        if expected.contains("timex ") {
            return Expected::Values(resolved(expected));
        }
        if let Some(english) = expected.strip_prefix("translated: ") {
            return match date::parse(english).and_then(|r| r.value) {
                Some(value) => Expected::Values(vec![value.to_string()]),
                None => Expected::Other,
            };
        }
        match expected
            .get(..10)
            .filter(|d| d.parse::<DateValue>().is_ok())
        {
            Some(day) if expected.contains("T00:00") || expected.contains(';') => {
                Expected::Values(vec![day.to_owned()])
            }
            Some(_) => Expected::Values(vec![expected.to_owned()]),
            None => Expected::Other,
        }
    }
}

/// `2013, 2, 12, 4, 30, 0) Minute` as an ISO value of that grain.
fn duckling(fields: &str) -> String {
    let (numbers, grain) = fields.split_once(')').unwrap();
    let n: Vec<u32> = numbers
        .split(',')
        .map(|n| n.trim().parse().unwrap())
        .collect();
    match grain.trim() {
        "Year" => format!("{:04}", n[0]),
        "Month" => format!("{:04}-{:02}", n[0], n[1]),
        "Day" | "Week" => format!("{:04}-{:02}-{:02}", n[0], n[1], n[2]),
        _ => format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}",
            n[0], n[1], n[2], n[3], n[4]
        ),
    }
}

/// The values in `past {"date": "2016-10-02"} future {"date": "2017-10-02"}`; a time of day alone
/// begins with `T`.
fn resolved(expected: &str) -> Vec<String> {
    let quoted: Vec<&str> = expected.split('"').collect();
    let pairs = quoted.windows(3).filter(|w| w[1] == ": ");
    pairs
        .map(|pair| match pair[0] {
            "time" => format!("T{}", &pair[2][..5]),
            _ => pair[2].replace(' ', "T").chars().take(16).collect(),
        })
        .collect()
}

/// The words of a row, folded, and what they are.
struct Words<'t> {
    row: &'t Row<'t>,
    words: Vec<String>,
}

impl<'t> Words<'t> {
    fn of(row: &'t Row<'t>) -> Words<'t> {
        let folded = khabar::arabic::fold(row.input);
        let words = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
        Words { row, words }
    }

    fn any(&self, of: &[&str]) -> bool {
        self.words.iter().any(|word| of.contains(&word.as_str()))
    }

    fn position(&self, is: impl Fn(&str) -> bool) -> Option<usize> {
        self.words.iter().position(|word| is(word))
    }

    /// A word of a month's name that is no number by itself: not الثاني, nor the 2 of ت2.
    fn month(&self) -> Option<usize> {
        self.position(|word| Lexicon::builtin().months().contains_word(word) && !is_number(word))
    }

    fn weekday(&self) -> Option<usize> {
        self.position(|word| {
            let weekdays = Lexicon::builtin().weekdays();
            weekdays.contains(word) || weekdays.contains(&format!("ال{word}"))
        })
    }

    fn number(&self) -> Option<usize> {
        self.position(is_number)
    }

    fn clock_or_unit(&self) -> bool {
        self.any(&[
            "الساعه",
            "ساعه",
            "ساعات",
            "دقيقه",
            "دقائق",
            "يوم",
            "ايام",
            "شهر",
            "سنه",
        ])
    }
}

/// Whether a word is a number, in digits or in words, as a count or an order.
fn is_number(word: &str) -> bool {
    let bare = word.strip_prefix("لل").map(|rest| format!("ال{rest}"));
    let word = bare.as_deref().unwrap_or(word);
    let word = word.strip_prefix('و').unwrap_or(word);
    word.bytes().all(|b| b.is_ascii_digit())
        || arabic::parse_cardinal(word).is_some()
        || arabic::parse_ordinal(word).is_some()
}

/// Why a row of a suite is read otherwise than the suite would, or not at all. A reason speaks of
/// kinds of words, never of a row.
struct Reason {
    why: &'static str,
    holds: fn(&Words<'_>, &str, &[String]) -> bool,
}

/// Values that are others than the suite's.
const READ_OTHERWISE: &[Reason] = &[
    Reason {
        why: "digits are day first: 16/04/21 is no day of 2016",
        holds: |words, _, _| words.month().is_none() && words.row.input.contains('/'),
    },
    Reason {
        why: "an hour up to twelve without a word for its half of the day is the printed one",
        holds: |_, value, expected| {
            let hour = |v: &str| {
                let clock = v.strip_prefix('T').or(v.get(11..))?;
                clock.get(..2)?.parse::<u32>().ok()
            };
            let later = hour(value).map(|h| h + 12);
            let twelve = |e: &String| later.is_some() && hour(e) == later;
            expected.iter().any(twelve)
        },
    },
    Reason {
        why: "the time is the printed one where the suite's is another",
        holds: |words, value, expected| {
            let hour = value.get(11..13).and_then(|h| h.parse::<u32>().ok());
            let printed = |h: u32| words.words.contains(&h.to_string());
            expected.iter().any(|e| e.get(..10) == value.get(..10)) && hour.is_some_and(printed)
        },
    },
    Reason {
        why: "the next weekday of a name is the nearest, also from a Monday: الأحد القادم",
        holds: |words, _, _| words.weekday().is_some() && words.any(&["القادم", "المقبل"]),
    },
    Reason {
        why: "a day without its year is the nearest one, before the clock or after it",
        holds: |_, value, expected| expected.iter().any(|e| e.get(4..10) == value.get(4..10)),
    },
    Reason {
        why: "spoken forms: اليوم الي قبل امبارح، 9 مساء وثلاثة أرباع",
        holds: |words, _, _| words.any(&["بكره", "امبارح", "القبل", "ارباع"]),
    },
    Reason {
        why: "times in the order of English: عشرين دقيقة بعد الخامسة",
        holds: |words, _, _| words.any(&["دقيقه"]) && words.any(&["بعد"]),
    },
    Reason {
        why: "words written together: أكتوبرالساعة",
        holds: |words, _, _| {
            words
                .words
                .iter()
                .any(|w| w.len() > 12 && w.ends_with("الساعه"))
        },
    },
];

/// Rows that are not read.
const NOT_READ: &[Reason] = &[
    Reason {
        why: "numbers without the name of a month are dates as D/M/Y and Y/M/D, and times with \
              الساعة or a part of the day: not 27، للثاني، 22-4، 2/2013، 7:56",
        holds: |words, _, _| {
            words.month().is_none() && words.number().is_some() && !words.clock_or_unit()
        },
    },
    Reason {
        why: "a day of the month by its number alone is none, whatever its hour: يوم 15 الساعة 8",
        holds: |words, _, _| {
            words.row.expected.contains("XXXX-XX-") || words.words.concat() == "يوم27"
        },
    },
    Reason {
        why: "weekdays and weeks alone are those of any week, and the week of a Sunday depends on \
              the day on which weeks begin",
        holds: |words, _, _| {
            words.month().is_none()
                && (words.weekday().is_some() || words.position(|w| w.contains("اسبوع")).is_some())
        },
    },
    Reason {
        why: "parts of months and weekdays counted within them: منتصف آذار، أول جمعة من يوليو",
        holds: |words, _, _| {
            words.any(&[
                "نص",
                "نصف",
                "منتصف",
                "بدايه",
                "اول",
                "الاول",
                "ثالث",
                "الثالث",
                "الثانيه",
                "اخر",
                "الاخير",
            ])
        },
    },
    Reason {
        why: "months by their numbers, hours as counts and other spoken forms: شهر عشرة، الساعة ثلاثة",
        holds: |words, _, _| {
            words.any(&[
                "ثلاث",
                "ثلاثه",
                "خمسه",
                "عشره",
                "بكره",
                "بكرا",
                "حالا",
                "واحد",
                "الي",
                "الماض",
            ])
        },
    },
    Reason {
        why: "the year of a day before a full stop: 2. أكتوبر may be the end of a sentence",
        holds: |words, _, _| words.month().is_some() && words.row.input.contains(". "),
    },
    Reason {
        why: "the month before its day, as in English: يناير الثاني والعشرين",
        holds: |words, _, _| words.month().is_some() && words.month() < words.number(),
    },
    Reason {
        why: "a weekday that fits the day in no year near the clock's",
        holds: |words, _, _| words.weekday().is_some() && words.row.expected.contains("XXXX"),
    },
    Reason {
        why: "days and months of a story, not of the clock: اليوم السابق، الشهر التالي",
        holds: |words, _, _| {
            words.any(&[
                "السابق",
                "السابقه",
                "التالي",
                "الماضي",
                "المنصرم",
                "اخر",
                "يومي",
            ])
        },
    },
    Reason {
        why: "what is no exact number is no distance, and months are not mixed with days",
        holds: |words, _, _| words.any(&["بضعه", "شهر", "سنه", "عام", "من"]),
    },
    Reason {
        why: "words for hours without a number, and for no time: الظهيرة، منتصف الليل، في هذه اللحظة",
        holds: |words, _, _| {
            words.number().is_none() && words.any(&["الظهيره", "الظهر", "منتصف", "اللحظه", "اقرب"])
        },
    },
    Reason {
        why: "meals are no parts of the day, and a time before its hour is no Arabic order",
        holds: |words, _, _| words.any(&["الغداء", "قبل"]),
    },
];

#[test]
fn rows_of_other_suites() {
    let Ok(path) = std::env::var("KHABAR_DATES_TSV") else {
        eprintln!("skipped: KHABAR_DATES_TSV names no file");
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let [mut agree, mut otherwise, mut unread, mut other] = [0; 4];
    let mut unexplained = Vec::new();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    for row in rows.filter_map(Row::of) {
        let (reasons, count, value, expected) = match agreement(&row) {
            None => {
                other += 1;
                continue;
            }
            Some(Agreement::Agrees) => {
                agree += 1;
                continue;
            }
            Some(Agreement::Otherwise(value, expected)) => {
                (READ_OTHERWISE, &mut otherwise, value, expected)
            }
            Some(Agreement::Unread) => (NOT_READ, &mut unread, String::new(), Vec::new()),
        };
        let words = Words::of(&row);
        let reason = reasons
            .iter()
            .find(|reason| (reason.holds)(&words, &value, &expected));
        match reason {
            Some(reason) => {
                *count += 1;
                eprintln!("{}: {}", row.input, reason.why);
            }
            None => unexplained.push(format!("{}\t{}\t{value}", row.input, row.expected)),
        }
    }
    eprintln!("{agree} agree, {otherwise} read otherwise, {unread} not read, {other} name no date");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(
        agree > 20 * otherwise,
        "{agree} agree, {otherwise} are read otherwise"
    );
}

/// How what is read stands to what a row expects.
enum Agreement {
    Agrees,
    Otherwise(String, Vec<String>),
    Unread,
}

/// `None` where the row names nothing that a date could be.
fn agreement(row: &Row<'_>) -> Option<Agreement> {
    let read = |text: &str| date::parse_at(text, row.now);
    let otherwise = |value: Option<String>| match value {
        Some(value) => Agreement::Otherwise(value, Vec::new()),
        None => Agreement::Unread,
    };
    Some(match row.expectation() {
        Expected::Other => return None,
        Expected::None => match read(row.input) {
            Some(reading) => otherwise(Some(format!("{:?}", reading.value))),
            None => Agreement::Agrees,
        },
        Expected::Month(month, Calendar::Hijri) => {
            let hijri = read(&format!("7 {} 1440", row.input)).and_then(|r| r.hijri);
            match hijri {
                Some(hijri) if hijri.month() == month => Agreement::Agrees,
                other => otherwise(other.map(|h| format!("{h:?}"))),
            }
        }
        Expected::Month(month, _) => {
            let value = read(&format!("7 {} 2020", row.input)).and_then(|r| r.value);
            match value {
                Some(value) if value.month() == Some(month) => Agreement::Agrees,
                other => otherwise(other.map(|v| v.to_string())),
            }
        }
        Expected::Weekday(number) => {
            // The fifth of July 2020 was a Sunday; the weekday is a checksum.
            match read(&format!("{} {} يوليو 2020", row.input, 5 + number)) {
                Some(reading) if reading.issues.is_empty() => Agreement::Agrees,
                other => otherwise(other.map(|r| format!("{:?}", r.issues))),
            }
        }
        Expected::Values(values) => {
            let value = read(row.input).and_then(|r| r.value).map(|v| v.to_string());
            match value {
                Some(value) if values.iter().any(|v| fits(&value, v)) => Agreement::Agrees,
                Some(value) => Agreement::Otherwise(value, values),
                None => Agreement::Unread,
            }
        }
    })
}

/// Whether a value is the expected one, or says less and nothing else: a time alone by its clock, a
/// day by its day, a month where only it is read.
fn fits(value: &str, expected: &str) -> bool {
    match expected.strip_prefix('T') {
        Some(clock) => value.get(11..16) == Some(clock),
        None => value.starts_with(expected) || expected.starts_with(value),
    }
}

/// Words of news that name no date: counts, scores, prices, names that hold a day and a month,
/// months that are people and words.
const PROSE: &[&str] = &[
    "قال",
    "المحافظ",
    "إن",
    "البلدية",
    "افتتحت",
    "مدرسة",
    "في",
    "حي",
    "النخيل،",
    "وأضاف",
    "أن",
    "12 شخصا",
    "ثلاثة آلاف",
    "2.5 في المئة",
    "بنتيجة 3-1",
    "القرار 1701",
    "«قوى 14 آذار»",
    "شارع 26 سبتمبر",
    "حركة 20 فبراير",
    "ثورة 25 يناير",
    "جسر 6 أكتوبر",
    "طريق",
    "العمال،",
    "عام",
    "كانون الحطب",
    "الأول",
    "الثاني",
    "مايو كلينك",
    "نيسان",
    "رجب طيب",
    "شعبان",
    "على",
    "15 مليون",
    "900 دينار",
    "الساعة",
    "الدقيقة 90.",
    "هاتف 555-0134",
    "ص 14",
    "المادة 5/2",
    "و",
    "من",
    "إلى",
    "حتى",
    "الجمعة البيضاء",
    "الموافق",
    "يوم",
    "النسخة 3.1.2",
    "يوليو",
    "هـ",
    "م",
    "10 - 12",
    "أول",
    "آخر",
    "هذا",
    "شهر",
    "الماضي",
    "بعد",
    "قبل",
    "سنوات",
    "30/70",
    "صفر",
    "محرم",
];

/// Sentences of these words.
#[derive(Clone, Debug)]
struct Prose(String);

impl Arbitrary for Prose {
    fn arbitrary(g: &mut Gen) -> Prose {
        let words: Vec<&str> = (0..usize::arbitrary(g) % 30)
            .filter_map(|_| g.choose(PROSE).copied())
            .collect();
        Prose(words.join(" "))
    }
}

#[test]
fn prose_without_a_date_has_none() {
    fn holds(Prose(text): Prose) -> Result<(), String> {
        match date::find(&text, None).first() {
            Some(found) => Err(format!("{:?} in {text:?}", &text[found.range.clone()])),
            None => Ok(()),
        }
    }
    check(2_000, holds as fn(Prose) -> Result<(), String>);
}

/// The texts of the directory that `KHABAR_TEXTS` names: what is found in their lines as a complete
/// date has the name of a month or three numbers, and is no name.
#[test]
fn dates_found_in_real_texts_are_dates() {
    let Ok(path) = std::env::var("KHABAR_TEXTS") else {
        eprintln!("skipped: KHABAR_TEXTS names no directory");
        return;
    };
    let months = Lexicon::builtin().months();
    let (mut lines, mut found) = (0, 0);
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            lines += 1;
            for reading in date::find(line, None) {
                found += 1;
                let key = arabic::fold(&line[reading.range.clone()]).into_owned();
                let words: Vec<&str> = key
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|w| !w.is_empty())
                    .collect();
                let numbers = words
                    .iter()
                    .filter(|w| w.bytes().all(|b| b.is_ascii_digit()));
                let named = words.iter().any(|w| months.contains_word(w));
                assert!(named || numbers.count() >= 3, "{key} in {line}");
            }
        }
    }
    eprintln!("{found} dates in {lines} lines");
    assert!(lines > 0);
}
