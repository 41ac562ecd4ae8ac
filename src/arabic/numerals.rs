//! Numbers written in words, and the grammar of counted nouns.
//!
//! News style spells small and round numbers out: `ثلاثة وعشرون قتيلا`, `مئة وخمسون ألف نازح`,
//! `للمرة الحادية عشرة`. The order of the parts is fixed. Within a thousand come the hundreds,
//! then the units, then the tens, joined by `و`: `مئتان وخمسة وأربعون`, literally "two hundred
//! and five and forty". A group of up to a thousand is multiplied by the scale word after it
//! (`ألف`, `مليون`, `مليار`), and groups follow one another from the highest scale down. Each
//! scale word has a dual of its own (`ألفان`, `مليونان`), as has the hundred.
//!
//! Words are compared by their [match key](mod@crate::arabic::fold), so that `مئة`, `مائة`, `مئه`
//! and `مِئَةٌ` agree. Case endings (`عشرون`, `عشرين`), both genders and the construct forms that
//! stand before a counted noun (`مئتا`, `ألفي`) are all known. Gender agreement is not checked:
//! news text gets it wrong too often to reject for it.
//!
//! One spelling has two senses. `ألفا` is the accusative singular in `خمسون ألفا` and the
//! construct dual in `ألفا جندي`. It counts as the dual where nothing is there to be multiplied.
//!
//! ```
//! use khabar::arabic::numerals::{parse_cardinal, parse_ordinal};
//!
//! assert_eq!(parse_cardinal("مليونان وثلاثمئة ألف"), Some(2_300_000));
//! assert_eq!(parse_ordinal("الخامسة والعشرين"), Some(25));
//! ```

use once_cell::sync::Lazy;

use crate::arabic::fold::fold;
use crate::lexicon::hash::WordMap;

/// The value of a cardinal number in words; `None` where `words` is anything else.
///
/// The whole of `words` must be the number: no counted noun after it, no proclitic before. Parts
/// may be joined by `و` attached or standing alone. Definite forms (`الثلاثة`) are not read; see
/// [`parse_ordinal`] for the ordinals, which mostly are definite.
///
/// # Complexity
///
/// Linear in the length of `words`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::numerals::parse_cardinal;
///
/// assert_eq!(parse_cardinal("ثلاثة وعشرون"), Some(23));
/// assert_eq!(parse_cardinal("إحدى عشرة"), Some(11));
/// assert_eq!(parse_cardinal("مئة وخمسون ألفا"), Some(150_000));
/// assert_eq!(parse_cardinal("ألف وتسعمائة وأربعة وسبعون"), Some(1974));
/// assert_eq!(parse_cardinal("خمسة آلاف مليون"), Some(5_000_000_000));
/// assert_eq!(parse_cardinal("عشرون ثلاثة"), None);
/// ```
#[must_use]
pub fn parse_cardinal(words: &str) -> Option<u64> {
    cardinal_of(fold(words).split(' '))
}

/// [`parse_cardinal`] of words given by their match keys.
pub(crate) fn cardinal_of<'k>(keys: impl IntoIterator<Item = &'k str>) -> Option<u64> {
    let mut reader = Reader::default();
    let mut joined = false;
    for key in keys {
        if key == "و" {
            // A second one, or one at the start, joins nothing.
            if joined || !reader.started() {
                return None;
            }
            joined = true;
            continue;
        }
        // A first word may begin with the letter of the conjunction: `واحد`. After another word
        // the same letters are `وأحد`.
        let after_and = if joined || !reader.started() {
            None
        } else {
            key.strip_prefix('و').and_then(|rest| WORDS.get(rest))
        };
        joined |= after_and.is_some();
        let &(class, value) = after_and.or_else(|| WORDS.get(key))?;
        reader.read(class, value, joined)?;
        joined = false;
    }
    if joined { None } else { reader.finish() }
}

/// The value of an ordinal number in words, with the article or without; `None` where `words`
/// is anything else.
///
/// Reads the units in both genders (`الأول`, `الثانية`), 11 to 19 (`الحادي عشر`), units with
/// tens (`الخامسة والعشرين`), round numbers, which are ordinals only with the article
/// (`العشرون`, `المئة`, `الألف`), and `بعد المئة` or `بعد الألف` after one of them. Without an
/// article some ordinals are common words too: `أول` 'first of', `ثانية` 'a second'.
///
/// # Complexity
///
/// Linear in the length of `words`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::numerals::parse_ordinal;
///
/// assert_eq!(parse_ordinal("الأول"), Some(1));
/// assert_eq!(parse_ordinal("الحادية عشرة"), Some(11));
/// assert_eq!(parse_ordinal("الثالث والسبعون"), Some(73));
/// assert_eq!(parse_ordinal("الثلاثين"), Some(30));
/// assert_eq!(parse_ordinal("الخامسة بعد المئة"), Some(105));
/// assert_eq!(parse_ordinal("ثلاثين"), None);
/// ```
#[must_use]
pub fn parse_ordinal(words: &str) -> Option<u64> {
    ordinal_of(fold(words).split(' '))
}

/// [`parse_ordinal`] of words given by their match keys.
pub(crate) fn ordinal_of<'k>(keys: impl IntoIterator<Item = &'k str>) -> Option<u64> {
    let mut rest = keys.into_iter().peekable();
    let (class, first, definite) = ordinal_word(rest.next()?)?;
    let mut value = match class {
        Class::Ordinal => first,
        Class::OrdinalBound if rest.peek().is_some_and(|&next| next != "بعد") => first,
        // Without the article these are cardinals.
        Class::Tens | Class::Hundred | Class::Scale if definite => first,
        _ => return None,
    };
    let unit = matches!(class, Class::Ordinal | Class::OrdinalBound) && value < 10;
    if unit && let Some(&next) = rest.peek() {
        // `الأول` is not used in compounds, which have `الحادي`; `الأولى` is, and so both pass.
        if matches!(WORDS.get(next), Some((Class::Ten, _))) {
            rest.next();
            value += 10;
        } else if let Some(next) = next.strip_prefix('و') {
            rest.next();
            match ordinal_word(next)? {
                (Class::Tens, tens, _) => value += tens,
                _ => return None,
            }
        }
    }
    if rest.peek() == Some(&"بعد") {
        rest.next();
        match ordinal_word(rest.next()?)? {
            (Class::Hundred | Class::Hundreds | Class::Scale, base, true) if base > value => {
                value += base;
            }
            _ => return None,
        }
    }
    rest.next().is_none().then_some(value)
}

/// The class and value of a folded word, after its article if it has one.
fn ordinal_word(key: &str) -> Option<(Class, u64, bool)> {
    // Stripped second: `الف` begins with the letters of the article.
    if let Some(&(class, value)) = WORDS.get(key) {
        return Some((class, value, false));
    }
    let &(class, value) = WORDS.get(key.strip_prefix("ال")?)?;
    Some((class, value, true))
}

/// The plural categories of Arabic.
///
/// The form of a counted noun depends on its number: `كتاب`, `كتابان`, `3 كتب`, `11 كتابا`,
/// `100 كتاب`. These are the categories of the Unicode CLDR (version 47, plural rules,
/// language `ar`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PluralCategory {
    /// 0.
    Zero,
    /// 1: the singular alone.
    One,
    /// 2: the dual alone.
    Two,
    /// Last two digits 03–10: the plural.
    Few,
    /// Last two digits 11–99: the accusative singular.
    Many,
    /// Last two digits 00–02, from 100 on: the genitive singular.
    Other,
}

/// The plural category of a whole number in Arabic (CLDR 47).
///
/// # Examples
///
/// ```
/// use khabar::arabic::numerals::{PluralCategory, plural_category};
///
/// assert_eq!(plural_category(2), PluralCategory::Two);
/// assert_eq!(plural_category(103), PluralCategory::Few);
/// assert_eq!(plural_category(25), PluralCategory::Many);
/// assert_eq!(plural_category(100), PluralCategory::Other);
/// ```
#[must_use]
pub fn plural_category(n: u64) -> PluralCategory {
    match (n, n % 100) {
        (0, _) => PluralCategory::Zero,
        (1, _) => PluralCategory::One,
        (2, _) => PluralCategory::Two,
        (_, 3..=10) => PluralCategory::Few,
        (_, 11..) => PluralCategory::Many,
        _ => PluralCategory::Other,
    }
}

/// What a number word does; the classes of `data/numerals.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Zero,
    /// `واحد`: a unit, alone or before tens.
    One,
    /// 2 to 9.
    Unit,
    /// A form that only stands before `عشر` or `وعشرون`.
    Bound,
    /// `عشر`: ten, or the second half of 11 to 19.
    Ten,
    Tens,
    /// `مئة`, which a unit may multiply.
    Hundred,
    /// Two hundred and the joined forms.
    Hundreds,
    Scale,
    /// `ألفا`.
    ScaleOrDual,
    Dual,
    Ordinal,
    /// `حادي`, which only stands in compounds.
    OrdinalBound,
}

impl Class {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "unit" => Self::Unit,
            "bound" => Self::Bound,
            "ten" => Self::Ten,
            "tens" => Self::Tens,
            "hundred" => Self::Hundred,
            "hundreds" => Self::Hundreds,
            "scale" => Self::Scale,
            "scale_or_dual" => Self::ScaleOrDual,
            "dual" => Self::Dual,
            "ordinal" => Self::Ordinal,
            "ordinal_bound" => Self::OrdinalBound,
            _ => return None,
        })
    }
}

/// Class and value by match key.
static WORDS: Lazy<WordMap<String, (Class, u64)>> = Lazy::new(|| {
    include_str!("data/numerals.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let form = fold(cells.next()?).into_owned();
            let class = Class::of(cells.next()?)?;
            Some((form, (class, cells.next()?.parse().ok()?)))
        })
        .collect()
});

/// The match keys of the words that numbers are made of.
pub(crate) fn number_words() -> impl Iterator<Item = &'static str> {
    WORDS.keys().map(String::as_str)
}

/// The last thing read within a group below a thousand. Later ones may only be followed by
/// still later ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    #[default]
    Nothing,
    Hundreds,
    /// A unit from 3 to 9 that a hundred may still follow: `ثلاث مئة`.
    Unit,
    One,
    /// A form that may not be the last.
    Bound,
    /// Tens, or ten, or a number from 11 to 19: nothing follows below a thousand.
    Tens,
}

/// Adds up a cardinal word by word.
#[derive(Debug, Default)]
struct Reader {
    total: u64,
    /// The scale of the last group added to `total`.
    scale: Option<u64>,
    /// What the last group added, for a scale word that multiplies it once more.
    added: u64,
    group: u64,
    part: Part,
    done: bool,
}

impl Reader {
    fn started(&self) -> bool {
        self.done || self.scale.is_some() || self.part > Part::Nothing
    }

    /// Reads one word; `None` where the grammar does not allow it here. `joined` tells whether
    /// a `و` precedes it.
    fn read(&mut self, class: Class, value: u64, joined: bool) -> Option<()> {
        if self.done {
            return None;
        }
        // Within a group every part is joined to the one before, save for these three.
        let attached = matches!(
            (self.part, class),
            (Part::Unit | Part::Bound, Class::Ten) | (Part::Unit, Class::Hundred)
        ) || matches!(class, Class::Scale | Class::ScaleOrDual);
        if self.started() && !joined && !attached {
            return None;
        }
        match class {
            Class::Zero if !self.started() => self.done = true,
            Class::One if self.part < Part::Unit => self.add(value, Part::One),
            Class::Unit if self.part < Part::Unit => self.add(value, Part::Unit),
            Class::Bound if self.part < Part::Unit => self.add(value, Part::Bound),
            Class::Ten if !joined && matches!(self.part, Part::Unit | Part::Bound) => {
                self.add(value, Part::Tens);
            }
            Class::Ten if self.part < Part::Unit => self.add(value, Part::Tens),
            Class::Tens if self.part < Part::Tens => self.add(value, Part::Tens),
            Class::Hundred if !joined && self.part == Part::Unit && self.group < 10 => {
                self.group *= value;
                self.part = Part::Hundreds;
            }
            Class::Hundred | Class::Hundreds if self.part == Part::Nothing => {
                self.add(value, Part::Hundreds);
            }
            Class::Scale | Class::ScaleOrDual if !joined && self.part > Part::Nothing => {
                self.close(self.group, value)?;
            }
            Class::Scale | Class::ScaleOrDual if !joined && self.scale.is_some() => {
                // `خمسة آلاف مليون`: the thousands are multiplied once more.
                let scale = self.scale.filter(|&scale| scale < value)?;
                self.total = self
                    .total
                    .checked_sub(self.added)?
                    .checked_add(self.added.checked_mul(value)?)?;
                self.added = self.added.checked_mul(value)?;
                self.scale = scale.checked_mul(value);
            }
            Class::Scale if self.part == Part::Nothing => self.close(1, value)?,
            Class::ScaleOrDual if self.part == Part::Nothing => self.close(2, value)?,
            Class::Dual if self.part == Part::Nothing => self.close(2, value / 2)?,
            _ => return None,
        }
        Some(())
    }

    fn add(&mut self, value: u64, part: Part) {
        self.group += value;
        self.part = part;
    }

    /// Ends a group with its scale word.
    fn close(&mut self, group: u64, scale: u64) -> Option<()> {
        if self.part == Part::Bound || self.scale.is_some_and(|last| last <= scale) {
            return None;
        }
        self.added = group.checked_mul(scale)?;
        self.total = self.total.checked_add(self.added)?;
        self.scale = Some(scale);
        self.group = 0;
        self.part = Part::Nothing;
        Some(())
    }

    fn finish(self) -> Option<u64> {
        if !self.started() || self.part == Part::Bound {
            return None;
        }
        self.total.checked_add(self.group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    const UNITS: [&str; 10] = [
        "",
        "واحد",
        "اثنان",
        "ثلاثة",
        "أربعة",
        "خمسة",
        "ستة",
        "سبعة",
        "ثمانية",
        "تسعة",
    ];
    const TENS: [&str; 10] = [
        "",
        "عشرة",
        "عشرون",
        "ثلاثون",
        "أربعون",
        "خمسون",
        "ستون",
        "سبعون",
        "ثمانون",
        "تسعون",
    ];

    /// A number below a thousand in words.
    fn group(n: usize) -> String {
        let mut parts = Vec::new();
        match n / 100 {
            0 => {}
            1 => parts.push("مئة".to_owned()),
            2 => parts.push("مئتان".to_owned()),
            8 => parts.push("ثمانمئة".to_owned()),
            h => parts.push(format!("{}مئة", UNITS[h].trim_end_matches('ة'))),
        }
        match n % 100 {
            0 => {}
            11 => parts.push("أحد عشر".to_owned()),
            12 => parts.push("اثنا عشر".to_owned()),
            t @ 13..=19 => parts.push(format!("{} عشر", UNITS[t - 10])),
            t => {
                for word in [UNITS[t % 10], TENS[t / 10]] {
                    if !word.is_empty() {
                        parts.push(word.to_owned());
                    }
                }
            }
        }
        parts.join(" و")
    }

    /// A number in words, from the thousands of millions down.
    fn words(n: u64) -> String {
        let mut parts = Vec::new();
        for (scale, one, two, few, many) in [
            (1_000_000_000, "مليار", "ملياران", "مليارات", "مليارا"),
            (1_000_000, "مليون", "مليونان", "ملايين", "مليونا"),
            (1000, "ألف", "ألفان", "آلاف", "ألفا"),
        ] {
            let count = n / scale % 1000;
            let in_words = group(usize::try_from(count).unwrap());
            match plural_category(count) {
                PluralCategory::Zero => {}
                PluralCategory::One => parts.push(one.to_owned()),
                PluralCategory::Two => parts.push(two.to_owned()),
                PluralCategory::Few => parts.push(format!("{in_words} {few}")),
                PluralCategory::Many => parts.push(format!("{in_words} {many}")),
                PluralCategory::Other => parts.push(format!("{in_words} {one}")),
            }
        }
        let rest = usize::try_from(n % 1000).unwrap();
        if rest > 0 {
            parts.push(group(rest));
        }
        parts.join(" و")
    }

    quickcheck! {
        fn numbers_in_words_are_read_back(n: u64) -> bool {
            let n = n % 1_000_000_000_000;
            n == 0 || parse_cardinal(&words(n)) == Some(n)
        }

        fn any_text_is_read_or_not(text: Messy) -> bool {
            parse_cardinal(&text.0).is_none() || text.0.chars().any(char::is_alphabetic)
        }

        fn no_long_row_of_scales_overflows(rows: Vec<u8>) -> bool {
            let scales = ["ألف", "مليون", "مليار", "تريليون", "وألف", "تسعة"];
            let text: Vec<&str> = rows.iter().map(|&r| scales[usize::from(r) % 6]).collect();
            parse_cardinal(&text.join(" ")).is_none_or(|n| n > 0)
        }
    }

    #[test]
    fn every_number_of_four_digits_is_read_back() {
        for n in 1..=9999 {
            assert_eq!(parse_cardinal(&words(n)), Some(n), "{}", words(n));
        }
    }

    #[test]
    fn every_row_is_loaded_and_no_two_rows_conflict() {
        let rows = include_str!("data/numerals.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let entry = WORDS.get(fold(cells[0]).as_ref());
            let wanted = Class::of(cells[1]).zip(cells[2].parse().ok());
            assert_eq!(entry, wanted.as_ref(), "{row}");
        }
    }

    #[test]
    fn variants() {
        for (text, value) in [
            ("صفر", 0),
            ("مِائَةٌ وَخَمْسُونَ", 150),
            ("ثلاث مئة", 300),
            ("ثماني مائة وثلاث وثلاثين", 833),
            ("مئتا ألف", 200_000),
            ("ألفا", 2000),
            ("ألفي", 2000),
            ("عشرة آلاف", 10_000),
            ("خمسين ألفًا", 50_000),
            ("اثنتي عشرة", 12),
            ("إحدى وعشرين", 21),
            ("ثلاثة و عشرون", 23),
            ("مليار ومئتي مليون", 1_200_000_000),
            ("مئة ألف مليون", 100_000_000_000),
            ("مليون وألف وواحد", 1_001_001),
            ("تريليونا", 2_000_000_000_000),
        ] {
            assert_eq!(parse_cardinal(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_cardinal() {
        for text in [
            "",
            "و",
            "وثلاثة",
            "ثلاثة و",
            "ثلاثة و و عشرون",
            "أحد",
            "اثنا",
            "اثنا ألف",
            "ثلاثة أربعة",
            "عشرون وثلاثة",
            "ألف ومليون",
            "مئة ومئة",
            "واحد عشر",
            "خمسة صفر",
            "صفر وألف",
            "كتاب",
            "ثلاثة وعشرة",
            "أول",
            "عشرون مئة",
            "ألفان ألف",
            "ثلاثة قتلى",
            "ألف وألف",
        ] {
            assert_eq!(parse_cardinal(text), None, "{text}");
        }
    }

    #[test]
    fn ordinals() {
        for (text, value) in [
            ("الأولى", Some(1)),
            ("ثانيا", None),
            ("العاشرة", Some(10)),
            ("الثاني عشر", Some(12)),
            ("التاسعة عشرة", Some(19)),
            ("الحادي والعشرون", Some(21)),
            ("السابع و الثلاثون", None),
            ("الألف", Some(1000)),
            ("الثاني عشر بعد المئة", Some(112)),
            ("الحادي", None),
            ("الحادي بعد المئة", None),
            ("العشرون والخامس", None),
            ("العاشر والعشرون", None),
            ("الأول الثاني", None),
            ("ألف", None),
            ("", None),
        ] {
            assert_eq!(parse_ordinal(text), value, "{text}");
        }
    }

    #[test]
    fn plural_categories_of_cldr() {
        use PluralCategory::*;
        for (n, category) in [
            (0, Zero),
            (1, One),
            (2, Two),
            (3, Few),
            (10, Few),
            (11, Many),
            (99, Many),
            (100, Other),
            (102, Other),
            (103, Few),
            (111, Many),
            (1000, Other),
            (1002, Other),
        ] {
            assert_eq!(plural_category(n), category, "{n}");
        }
    }
}
