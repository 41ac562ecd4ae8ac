//! Printed dates: tables by form and region, and the identity of printing and reading.

use std::time::Instant;

use quickcheck::{Arbitrary, Gen, quickcheck};

use super::*;
use crate::lexicon::{Lexicon, Weekday};

fn value(text: &str) -> String {
    show(parse(text))
}

fn value_at(text: &str, now: &str) -> String {
    show(parse_at(text, now.parse().unwrap()))
}

fn show(reading: Option<Reading>) -> String {
    reading
        .and_then(|r| r.value)
        .map_or_else(|| "none".to_owned(), |v| v.to_string())
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(value(text), *expected, "{text}");
    }
}

#[track_caller]
fn all_at(now: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(value_at(text, now), *expected, "{text}");
    }
}

#[test]
fn vocabularies_of_the_regions() {
    all(&[
        ("2 فبراير 2019", "2019-02-02"),
        ("2 شباط 2019", "2019-02-02"),
        ("2 فيفري 2019", "2019-02-02"),
        ("12 أوت 2019", "2019-08-12"),
        ("12 غشت 2019", "2019-08-12"),
        ("12 أغشت 2019", "2019-08-12"),
        ("12 دجنبر 2019", "2019-12-12"),
        ("12 دجمبر 2019", "2019-12-12"),
        ("12 يوليوز 2019", "2019-07-12"),
        ("12 جويلية 2019", "2019-07-12"),
        ("4 هانيبال 1999", "1999-08-04"),
        ("3 ت2 2011", "2011-11-03"),
        ("3 كانون ثاني 2011", "2011-01-03"),
        ("٣ تشرین الثانی ۲۰۱۱", "2011-11-03"),
        ("3 آيار 2011", "2011-05-03"),
        ("3 حزيــران 2011", "2011-06-03"),
    ]);
}

#[test]
fn two_names_of_one_month() {
    all(&[
        ("4 مارس/آذار 2016", "2016-03-04"),
        ("4 مارس / آذار 2016", "2016-03-04"),
        ("4 آذار(مارس)2016", "2016-03-04"),
        ("4 مارس - آذار 2016", "2016-03-04"),
        ("4 نوفمبر تشرين الثاني 2016", "2016-11-04"),
        ("مايو/أيار 2016", "2016-05"),
        ("4 مارس/نيسان 2016", "none"),
    ]);
    let torn = parse("4 مارس/نيسان 2016").unwrap();
    assert_eq!(torn.issues, [Issue::MonthNames]);
}

#[test]
fn digits_and_their_order() {
    all(&[
        ("5/12/2017", "2017-12-05"),
        ("05-12-2017", "2017-12-05"),
        ("5.12.2017", "2017-12-05"),
        ("2017/12/5", "2017-12-05"),
        ("٢٠١٧ / ١٢ / ٥", "2017-12-05"),
        ("5\u{200F}/12\u{200F}/2017", "2017-12-05"),
        ("25/12/2017", "2017-12-25"),
        ("12/25/2017", "2017-12-25"),
        ("الثلاثاء 5/12/2017", "2017-12-05"),
        // The twelfth of May 2017 was a Friday, the fifth of December a Tuesday.
        ("الجمعة 5/12/2017", "none"),
        ("31/4/2017", "none"),
        ("5/12/17", "2017-12-05"),
        ("5.12.17", "none"),
    ]);
    let torn = parse("الجمعة 5/12/2017").unwrap();
    assert_eq!(torn.issues, [Issue::Weekday, Issue::DayMonthOrder]);
    assert_eq!(parse("12/25/2017").unwrap().issues, [Issue::MonthFirst]);
}

#[cfg(feature = "hijri")]
#[test]
fn hijri_and_dual_dates() {
    all(&[
        ("1 رمضان 1445هـ", "2024-03-11"),
        ("غرة رمضان 1445", "2024-03-11"),
        ("الأول من رمضان عام 1445 هجرية", "2024-03-11"),
        ("1445/9/1", "2024-03-11"),
        ("١-٩-١٤٤٥", "2024-03-11"),
        ("1 رمضان 1445هـ الموافق 11 مارس 2024م", "2024-03-11"),
        ("11/3/2024م الموافق 1/9/1445هـ", "2024-03-11"),
        ("1 رمضان 1445 - 10 آذار 2024", "2024-03-10"),
        ("11/3/2024هـ", "2024-03-11"),
    ]);
    let dual = parse("1 رمضان 1445هـ الموافق 15 مارس 2024م").unwrap();
    assert_eq!(dual.calendar, Calendar::Dual);
    assert_eq!(dual.hijri, HijriDate::new(1445, 9, 1));
    assert_eq!(dual.issues, [Issue::DualDate]);
    assert_eq!(parse("1 رمضان 1445 - 10 آذار 2024").unwrap().issues, []);
}

#[test]
fn words_for_day_and_hour() {
    all(&[
        ("السابع عشر من آب 2014", "2014-08-17"),
        ("الحادي والثلاثين من أغسطس/آب 2014", "2014-08-31"),
        (
            "17 آب 2014 الساعة الثانية عشرة والنصف ظهرا",
            "2014-08-17T12:30",
        ),
        ("17 آب 2014، الواحدة إلا ربعا ظهرا", "2014-08-17T12:45"),
        (
            "17 آب 2014 الساعة السابعة وعشر دقائق مساء",
            "2014-08-17T19:10",
        ),
        ("17 آب 2014 الساعة 7 صباحا", "2014-08-17T07:00"),
        ("17 آب 2014 الثانية فجرا", "2014-08-17T02:00"),
        ("17 آب 2014 11 ليلا", "2014-08-17T23:00"),
    ]);
}

#[test]
fn times_and_zones() {
    all(&[
        ("9 مايو 2018 12:05 ص", "2018-05-09T00:05"),
        ("9 مايو 2018 12:05 م", "2018-05-09T12:05"),
        ("9 مايو 2018 - 3.40 عصرا", "2018-05-09T15:40"),
        ("9 مايو 2018 21:10:33", "2018-05-09T21:10:33"),
        ("9 مايو 2018 21:10 بتوقيت غرينتش", "2018-05-09T21:10Z"),
        ("9 مايو 2018 21:10 GMT+3", "2018-05-09T21:10+03:00"),
        ("9 مايو 2018 21:10 +0300", "2018-05-09T21:10+03:00"),
        ("9 مايو 2018، 21:10 (مكة المكرمة)", "2018-05-09T21:10+03:00"),
        ("9 مايو 2018 21:10 بتوقيت القاهرة", "2018-05-09T21:10"),
        ("9 مايو 2018 21:10 بتوقيت بغداد", "2018-05-09T21:10+03:00"),
        ("9 مايو 2014 21:10 بتوقيت الخرطوم", "2014-05-09T21:10+03:00"),
        ("9 مايو 2018 21:10 بتوقيت الخرطوم", "2018-05-09T21:10+02:00"),
        ("9 مايو 2023 21:10 بتوقيت دمشق", "2023-05-09T21:10+03:00"),
        ("9 مايو 2018 21:10 بتوقيت القدس", "2018-05-09T21:10"),
        ("9 مايو 2018 21:10 جمت", "2018-05-09T21:10Z"),
        ("9 مايو 2018 21:10 بالتوقيت المحلي", "2018-05-09T21:10"),
        (
            "9 مايو 2018 21:10 بتوقيت لندن الصيفي",
            "2018-05-09T21:10+01:00",
        ),
        ("2110 (GMT+04:00) - 09/05/18", "2018-05-09T21:10+04:00"),
        ("GMT 21:10 9 مايو 2018", "2018-05-09T21:10Z"),
        ("Wednesday, May 9, 2018 9:10 pm", "2018-05-09T21:10"),
        ("9th May 2018", "2018-05-09"),
        (
            "بتاريخ 2018-05-09T21:10:00+03:00",
            "2018-05-09T21:10:00+03:00",
        ),
    ]);
    let zone = |text| parse(text).unwrap().zone;
    assert_eq!(zone("9 مايو 2018 21:10 بتوقيت القدس"), Some(Zone::Named));
    assert_eq!(zone("9 مايو 2018 21:10 بالتوقيت المحلي"), Some(Zone::Local));
    let two = parse("9 مايو 2018 الساعة 17:00 (مكة المكرمة)، 15:00 (غرينتش)").unwrap();
    assert_eq!(two.issues, [Issue::TwoTimes]);
}

#[test]
fn labels() {
    let label = |text| parse(text).unwrap().label;
    assert_eq!(label("آخر تحديث: 9 مايو 2018"), Some(Label::Updated));
    assert_eq!(label("نشر في 9 مايو 2018"), Some(Label::Published));
    assert_eq!(label("تاريخ النشر: 9/5/2018"), Some(Label::Published));
    assert_eq!(label("9 مايو 2018"), None);
    let both = find(
        "نشر في: 9 مايو 2018 10:00 | آخر تحديث: 10 مايو 2018 11:30",
        None,
    );
    assert_eq!(both.len(), 2);
    assert_eq!(both[1].label, Some(Label::Updated));
}

#[test]
fn seen_from_a_clock() {
    // A Thursday.
    all_at(
        "2016-03-10T09:30",
        &[
            ("أمس", "2016-03-09"),
            ("أول من أمس الثلاثاء", "2016-03-08"),
            ("غدا الجمعة", "2016-03-11"),
            ("أمس الثلاثاء", "none"),
            ("الخميس الماضي", "2016-03-03"),
            ("السبت المقبل", "2016-03-12"),
            ("منذ 15 دقيقة", "2016-03-10T09:15"),
            ("قبل ساعة", "2016-03-10T08:30"),
            ("قبل ثلاث ساعات ونصف", "2016-03-10T06:00"),
            ("منذ خمسة أيام", "2016-03-05"),
            ("قبل شهرين", "2016-01"),
            ("بعد يومين", "2016-03-12"),
            ("3 مارس", "2016-03-03"),
            ("30 ديسمبر", "2015-12-30"),
            ("14 أبريل الجاري", "2016-04-14"),
            ("14 أبريل الماضي", "2015-04-14"),
            ("فبراير/شباط الماضي", "2016-02"),
            ("أبريل/نيسان المقبل", "2016-04"),
            ("الشهر الماضي", "2016-02"),
            ("اليوم الساعة 8:00 صباحا", "2016-03-10T08:00"),
            ("22:05 بتوقيت غرينتش", "2016-03-10T22:05Z"),
        ],
    );
    all(&[("أمس", "none"), ("3 مارس", "none"), ("قبل ساعة", "none")]);
}

#[test]
fn what_only_looks_like_a_date() {
    for text in [
        "جسر 6 أكتوبر",
        "بشارع 9 مارس",
        "ثوار حركة 3 يونيو",
        "من 14 إلى 18 مايو",
        "5 و6 حزيران",
        "فاز الفريق 3-1",
        "الآيات 12-15",
        "سورة الكهف 18/10",
        "الإصدار 10.0.2",
        "هاتف 02-123-4567",
        "المدة 03:12",
        "بلغت 1.250 ريال",
        "رحلة 12:75",
        "عام الفيل",
        "صفر مشاكل",
        "الربيع 2011",
        "رمضان صبحي",
    ] {
        assert_eq!(value(text), "none", "{text}");
        assert_eq!(value_at(text, "2016-03-10T09:30"), "none", "{text}");
    }
}

#[test]
fn prose_without_dates_has_none() {
    let text = "قال مدير المتحف إن القاعة الجديدة تضم 350 قطعة، بينها 12 لوحة تعرض أول مرة. \
        وأضاف أن الزوار يدفعون 25 ريالا، وأن نسبة الحضور ارتفعت من 40 إلى 55.5 في المئة. \
        وفاز فريق المدينة 2-1 بعدما سجل هدفين في الشوط الثاني، ومارس الضغط حتى النهاية. \
        وكان أب لثلاثة أطفال قد تبرع بألفي كتاب للمكتبة التي تقع في شارع 26 سبتمبر.";
    assert_eq!(find(text, None), []);
}

/// A day from 1925 to 2075 with a way to print it.
#[derive(Debug, Clone)]
struct Printed {
    value: DateValue,
    text: String,
}

const VOCABULARIES: [&str; 5] = ["standard", "levant", "maghreb", "morocco", "mauritania"];

/// A name of a month in a vocabulary, a spelling by chance.
fn month_name(g: &mut Gen, number: u8, vocabulary: &str) -> String {
    let names: Vec<&str> = Lexicon::builtin()
        .months()
        .iter()
        .filter(|m| m.month() == number && m.vocabularies().any(|v| v == vocabulary))
        .map(|m| m.name())
        .collect();
    (*g.choose(&names).unwrap()).to_owned()
}

fn weekday_name(g: &mut Gen, day: Weekday) -> String {
    let names: Vec<&str> = Lexicon::builtin()
        .weekdays()
        .iter()
        .filter(|w| w.day() == day && !w.is_ambiguous())
        .map(|w| w.name())
        .collect();
    (*g.choose(&names).unwrap()).to_owned()
}

/// The text with its digits in one of the three sets.
fn in_digits(g: &mut Gen, text: &str) -> String {
    let zero = *g.choose(&['0', '٠', '۰']).unwrap();
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(d) => char::from_u32(u32::from(zero) + d).unwrap(),
            None => c,
        })
        .collect()
}

/// A day of the month as an ordinal.
fn ordinal(day: u8) -> String {
    const UNITS: [&str; 9] = [
        "الحادي",
        "الثاني",
        "الثالث",
        "الرابع",
        "الخامس",
        "السادس",
        "السابع",
        "الثامن",
        "التاسع",
    ];
    let unit = |n: u8| UNITS[usize::from(n) - 1];
    match (day / 10, day % 10) {
        (0, 1) => "الأول".to_owned(),
        (0, n) => unit(n).to_owned(),
        (1, 0) => "العاشر".to_owned(),
        (1, n) => format!("{} عشر", unit(n)),
        (2, 0) => "العشرين".to_owned(),
        (2, n) => format!("{} والعشرين", unit(n)),
        (_, 0) => "الثلاثين".to_owned(),
        (_, n) => format!("{} والثلاثين", unit(n)),
    }
}

fn any_day(g: &mut Gen) -> DateValue {
    let days = i64::from(u32::arbitrary(g) % 54_000) - 16_000;
    DateValue::from_unix_days(days).unwrap()
}

impl Arbitrary for Printed {
    fn arbitrary(g: &mut Gen) -> Printed {
        let mut value = any_day(g);
        let (y, m, d) = (value.year(), value.month().unwrap(), value.day().unwrap());
        let vocabulary = *g.choose(&VOCABULARIES).unwrap();
        let name = month_name(g, m, vocabulary);
        let second = month_name(g, m, VOCABULARIES[usize::from(vocabulary != "levant")]);
        let mark = if bool::arbitrary(g) { "\u{200F}" } else { "" };
        let mut text = match u8::arbitrary(g) % 10 {
            0 => format!("{d} {name} {y}"),
            1 => format!("{d} {name}، {y}م"),
            2 => format!("{d} من {name} عام {y}"),
            3 => format!("{d} {name}/{second} {y}"),
            4 => format!("{d} {name} ({second}) {y}"),
            5 => format!("{d}{mark}/{m}{mark}/{y}"),
            6 => format!("{y}-{m:02}-{d:02}"),
            7 => format!("{d:02} / {m:02} / {y}"),
            // Beside a weekday الثالث could be the third of them in the month.
            8 if d > 5 => format!("{} من {name} {y}", ordinal(d)),
            _ => format!("{name} {d}, {y}"),
        };
        if bool::arbitrary(g) {
            let weekday = weekday_name(g, value.weekday().unwrap());
            let separator = *g.choose(&[" ", "، ", ", "]).unwrap();
            text = format!("{weekday}{separator}{text}");
        }
        if bool::arbitrary(g) {
            let (hour, minute) = (u8::arbitrary(g) % 24, u8::arbitrary(g) % 60);
            value = value.at(Clock::new(hour, minute).unwrap());
            let twelve = match hour % 12 {
                0 => 12,
                hour => hour,
            };
            let part = if hour < 12 { "ص" } else { "م" };
            text += &match u8::arbitrary(g) % 3 {
                0 => format!(" - {hour:02}:{minute:02}"),
                1 => format!("، الساعة {twelve}:{minute:02} {part}"),
                _ => {
                    value = value.with_offset(180).unwrap();
                    format!(" {hour}:{minute:02} بتوقيت مكة المكرمة")
                }
            };
        }
        let text = in_digits(g, &text);
        Printed { value, text }
    }
}

quickcheck! {
    fn printed_dates_are_read_back(printed: Printed) -> bool {
        let reading = parse(&printed.text);
        reading.is_some_and(|r| r.value == Some(printed.value) && r.issues.is_empty())
    }

    fn any_text_is_read_without_panic(words: Vec<u8>, text: String) -> bool {
        const WORDS: [&str; 24] = [
            "12", "3", "2019", "1436", "/", "-", ":", ".", " ", "مايو", "أيار", "رمضان", "هـ", "م",
            "الأحد", "أمس", "قبل", "ساعتين", "الساعة", "العاشرة", "و", "GMT+", "الماضي", "(",
        ];
        let mixed: String = words.iter().map(|w| WORDS[usize::from(*w) % WORDS.len()]).collect();
        let now = DateValue::from_ymd(2016, 3, 10);
        [text, mixed].iter().all(|text| {
            find(text, now).iter().all(|r| text.get(r.range.clone()).is_some())
        })
    }
}

#[cfg(feature = "hijri")]
#[test]
fn umm_al_qura_from_1356_to_1500_both_ways() {
    let mut day = HijriDate::new(1356, 1, 1).unwrap().to_gregorian().unwrap();
    let mut last = None;
    loop {
        let hijri = HijriDate::from_gregorian(day).unwrap();
        if hijri.year() > 1500 {
            break;
        }
        assert_eq!(hijri.to_gregorian(), Some(day));
        // One day at a time: the next of the month, or the first of the next month.
        if let Some((month, date)) = last.replace((hijri.month(), hijri.day())) {
            let next = hijri.month() == month && hijri.day() == date + 1;
            assert!(
                next || hijri.day() == 1 && (29..=30).contains(&date),
                "{hijri:?}"
            );
        }
        day = DateValue::from_unix_days(day.unix_days().unwrap() + 1).unwrap();
    }
}

#[cfg(feature = "hijri")]
#[test]
fn printed_hijri_dates_are_read_back() {
    let g = &mut Gen::new(10);
    for n in 0..2000 {
        let day = DateValue::from_unix_days(-11_000 + n * 25).unwrap();
        let hijri = HijriDate::from_gregorian(day).unwrap();
        let (y, m, d) = (hijri.year(), hijri.month(), hijri.day());
        let name = month_name(g, m, "islamic");
        let weekday = weekday_name(g, day.weekday().unwrap());
        let text = match n % 5 {
            0 => format!("{d} {name} {y}هـ"),
            1 => format!("{weekday} {d} من {name} {y} ه"),
            2 => format!("{d}/{m}/{y}"),
            3 => format!("{y}-{m}-{d} هـ"),
            _ => format!("{weekday} {d} {name} {y}"),
        };
        let text = in_digits(g, &text);
        let reading = parse(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(reading.value, Some(day), "{text}");
        assert_eq!(reading.hijri, Some(hijri), "{text}");
    }
}

#[cfg(feature = "hijri")]
#[test]
fn printed_dual_dates_are_read_back() {
    let g = &mut Gen::new(10);
    for n in 0..2000 {
        let day = DateValue::from_unix_days(-11_000 + n * 25).unwrap();
        let hijri = HijriDate::from_gregorian(day).unwrap();
        let (y, m, d) = (day.year(), day.month().unwrap(), day.day().unwrap());
        let (hy, hm, hd) = (hijri.year(), hijri.month(), hijri.day());
        let vocabulary = *g.choose(&VOCABULARIES).unwrap();
        let (name, hijri_name) = (month_name(g, m, vocabulary), month_name(g, hm, "islamic"));
        let weekday = weekday_name(g, day.weekday().unwrap());
        let text = match n % 5 {
            0 => format!("{hd} {hijri_name} {hy} هـ الموافق {d} {name} {y} م"),
            1 => format!("{weekday} {hd} {hijri_name} {hy}هـ - {d} {name} {y}م"),
            2 => format!("{hd}/{hm}/{hy}هـ الموافق {d}/{m}/{y}م"),
            3 => format!("{weekday}، {d} {name} {y}م، {hd} {hijri_name} {hy}هـ"),
            _ => format!("{hd}-{hm}-{hy} هـ الموافق لـ {d}-{m}-{y} م"),
        };
        let text = in_digits(g, &text);
        let reading = parse(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(reading.calendar, Calendar::Dual, "{text}");
        assert_eq!(reading.value, Some(day), "{text}");
        assert_eq!(reading.hijri, Some(hijri), "{text}");
        assert!(reading.issues.is_empty(), "{text}");
    }
}

/// Nanoseconds of CPU time that a piece of work takes on this thread; elapsed time where the system
/// does not count it.
fn nanoseconds(work: impl FnOnce()) -> u64 {
    let cpu = || -> Option<u64> {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse().ok()
    };
    let (before, start) = (cpu(), Instant::now());
    work();
    match (before, cpu()) {
        (Some(before), Some(after)) => after - before,
        _ => u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX),
    }
}

#[test]
fn time_grows_with_the_text() {
    for unit in [
        "1/",
        "5 من ",
        "مايو ",
        "12:30 ",
        "قبل 3 أيام و",
        "(",
        "تشرين ",
        "1 و",
    ] {
        let (small, large) = (unit.repeat(2_000), unit.repeat(32_000));
        let cost = |text: &str, times: usize| {
            let read = || nanoseconds(|| (0..times).for_each(|_| drop(find(text, None))));
            (0..3).map(|_| read()).min().unwrap_or(0)
        };
        // Quadratic work costs 16 times as much in one text as in sixteen. The clock of the system
        // may be as coarse as some milliseconds.
        let (apart, joined) = (cost(&small, 16), cost(&large, 1));
        assert!(
            joined < apart * 5 / 2 + 20_000_000,
            "{unit}: {apart}, {joined}"
        );
    }
}

// 13 July 2020 was a Monday.
const MONDAY: &str = "2020-07-13T12:00";

#[test]
fn minutes_in_words_and_digits() {
    all_at(
        MONDAY,
        &[
            ("الساعة 3 و15 دقيقة عصرا", "2020-07-13T15:15"),
            ("الساعة 3 و 18 دقيقة صباحا", "2020-07-13T03:18"),
            ("الساعة الثالثة وخمس عشرة دقيقة عصرا", "2020-07-13T15:15"),
            (
                "الساعة الحادية عشرة وخمس وأربعين دقيقة صباحا",
                "2020-07-13T11:45",
            ),
            ("الساعة الثامنة إلا خمس دقائق مساء", "2020-07-13T19:55"),
            ("الساعة 8 إلا ربعا صباحا", "2020-07-13T07:45"),
            ("8 والنصف مساء", "2020-07-13T20:30"),
            ("الثامنة وعشرين مساء", "2020-07-13T20:20"),
            ("نحو الساعة الخامسة بعد العصر", "2020-07-13T17:00"),
            ("الساعة 8 بعد المغرب", "2020-07-13T20:00"),
        ],
    );
}

#[test]
fn the_part_of_the_day_stands_where_it_likes() {
    all_at(
        MONDAY,
        &[
            ("مساء أمس الأحد الساعة 8", "2020-07-12T20:00"),
            ("مساء الأحد 12 يوليو 2020 - 8:30", "2020-07-12T20:30"),
            ("مساء الأحد 12 يوليو 2020 - 20:30", "2020-07-12T20:30"),
            ("صباح الغد الساعة 7", "2020-07-14T07:00"),
            ("من الساعة 3 إلى الساعة 4 بعد العصر", "2020-07-13T15:00"),
            (
                "اليوم من الساعة التاسعة حتى الساعة الحادية عشرة صباحا",
                "2020-07-13T09:00",
            ),
            // Of another day than the clock's.
            (
                "الخميس من الساعة التاسعة حتى الساعة الحادية عشرة صباحا",
                "none",
            ),
            ("في 15 الساعة 8:01", "none"),
        ],
    );
}

#[test]
fn days_of_the_clocks_month_and_week() {
    all_at(
        MONDAY,
        &[
            ("في 20 من الشهر الجاري", "2020-07-20"),
            ("العشرين من الشهر الماضي", "2020-06-20"),
            ("الخامس من هذا الشهر", "2020-07-05"),
            ("31 من الشهر الماضي", "none"),
            ("الجمعة من الأسبوع المقبل", "2020-07-24"),
            ("الأسبوع الماضي يوم الأربعاء", "2020-07-08"),
            // The week of a Sunday depends on the day on which weeks begin.
            ("الأحد من الأسبوع المقبل", "none"),
            ("أول أغسطس", "2020-08-01"),
            ("في أول شباط 2019", "2019-02-01"),
            ("الخميس 16/7", "2020-07-16"),
            ("الخميس 17/7", "none"),
            ("أكتوبر 14 8:00 صباحا", "2020-10-14T08:00"),
            ("قبل أمس السبت", "2020-07-11"),
            ("16. نوفمبر 2016", "2016-11-16"),
            ("9 كانون الأول عام ألفين وستة عشر", "2016-12-09"),
            ("6 يناير 2017-6:37 صباحا", "2017-01-06T06:37"),
        ],
    );
}

#[test]
fn words_of_stories_are_no_days_of_the_clock() {
    for text in [
        "اليوم التالي",
        "في اليوم السابق",
        "اليوم العالمي للمرأة",
        "اليوم الأخير من المهرجان",
        "اليوم الذي عاد فيه",
        "حتى الآن",
        "شهر و21 يوما من الآن",
        "الثلاثاء الأخير من مارس",
        "من الثالث إلى السابع من مايو",
        "وعددهم 16. نوفمبر كان باردا",
    ] {
        assert_eq!(value_at(text, MONDAY), "none", "{text}");
    }
}

#[test]
fn dates_that_stand_close_are_apart() {
    let found = |text: &str| -> Vec<(String, Option<Label>)> {
        find(text, None)
            .into_iter()
            .filter_map(|r| Some((r.value?.to_string(), r.label)))
            .collect()
    };
    let both = [
        ("2020-07-13".to_owned(), None),
        ("2020-07-14T21:15+03:00".to_owned(), Some(Label::Updated)),
    ];
    for text in [
        "13/7/2020-|آخر تحديث: 14/7/2020 09:15 م (توقيت مكة)",
        "13/7/2020-|آخر تحديث: 14/7/202009:15 م (توقيت مكة المكرمة)",
    ] {
        assert_eq!(found(text), both, "{text}");
    }
    let twice = ("2020-07-13".to_owned(), None);
    assert_eq!(found("13/7/2020١٣ يوليو ٢٠٢٠"), [twice.clone(), twice]);
    let behind = "الاثنين، 13 يوليو 2020، آخر تحديث 09:15 (GMT+0400)";
    assert_eq!(
        found(behind),
        [("2020-07-13T09:15+04:00".to_owned(), Some(Label::Updated))]
    );
}
