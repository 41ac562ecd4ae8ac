//! What script a text is in, and which of the languages of the Arabic script.
//!
//! A page of Arabic news holds foreign lines: English alt texts, photo agencies' captions, names
//! of companies. [`ScriptCounts`] tells them by counting letters.
//!
//! The Arabic script itself writes many languages. A feed labelled Arabic may hold a Persian or
//! Kurdish item, and statistical detectors trained on paragraphs guess wildly on a headline.
//! [`language`] weighs evidence that is easy to explain instead: letters that only some alphabets
//! have (`ٹ` Urdu, `ێ` Sorani, `ښ` Pashto, `ۈ` Uyghur …), function words, and for Arabic
//! also `ة`, tanwin and the article. No single letter decides: Arabic typed on a
//! Persian keyboard has `ی` and `ک` throughout, and writes foreign names with `پ` and `گ`, but its
//! articles and particles outweigh them.
//!
//! ```
//! use khabar::arabic::script::{Language, ScriptCounts, language};
//!
//! let counts = ScriptCounts::of("أعلنت شركة Siemens الاتفاق");
//! assert_eq!((counts.arabic, counts.latin), (16, 7));
//!
//! assert_eq!(language("قال الوزير إن الاجتماع غدا").language, Language::Arabic);
//! assert_eq!(language("وزیر گفت که جلسه فردا است").language, Language::Persian);
//! ```

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::arabic::clean::{is_dropped, is_white};
use crate::arabic::fold::{fold, fold_into};

/// The characters of a text by kind and script.
///
/// # Examples
///
/// ```
/// use khabar::arabic::script::ScriptCounts;
///
/// let counts = ScriptCounts::of("عام 2020: نِعَم");
/// assert_eq!((counts.arabic, counts.digits, counts.punctuation), (6, 4, 1));
/// assert_eq!((counts.white, counts.marks), (2, 2));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ScriptCounts {
    /// Letters of the Arabic script, presentation forms included; a tatweel is not a letter.
    pub arabic: usize,
    /// Letters of the Latin script.
    pub latin: usize,
    /// Letters of the Hebrew script.
    pub hebrew: usize,
    /// Letters of the Cyrillic script.
    pub cyrillic: usize,
    /// Letters of other scripts.
    pub other: usize,
    /// Digits and other numeric characters of any script.
    pub digits: usize,
    /// Marks of the Arabic script: harakat and Quranic signs.
    pub marks: usize,
    /// White space.
    pub white: usize,
    /// Everything else that is seen: punctuation, symbols, tatweel. Characters that
    /// [cleaning](mod@crate::arabic::clean) drops are not counted at all.
    pub punctuation: usize,
}

impl ScriptCounts {
    /// Counts the characters of `text`.
    ///
    /// # Complexity
    ///
    /// Linear in the length of `text`.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("تصوير Getty").latin, 5);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for c in text.chars() {
            let slot = match c {
                // The commonest first.
                '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => &mut counts.arabic,
                ' ' => &mut counts.white,
                'a'..='z' | 'A'..='Z' => &mut counts.latin,
                _ if is_arabic_mark(c) => &mut counts.marks,
                'ـ' => &mut counts.punctuation,
                _ if is_white(c) => &mut counts.white,
                _ if is_dropped(c) => continue,
                _ if crate::arabic::chars::is_numeric(c) => &mut counts.digits,
                _ if !crate::arabic::chars::is_alphabetic(c) => &mut counts.punctuation,
                _ if is_arabic_block(c) => &mut counts.arabic,
                '\u{00AA}'..='\u{02AF}'
                | '\u{1E00}'..='\u{1EFF}'
                | '\u{2C60}'..='\u{2C7F}'
                | '\u{A720}'..='\u{A7FF}'
                | '\u{FB00}'..='\u{FB06}'
                | '\u{FF21}'..='\u{FF5A}' => &mut counts.latin,
                '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}' => &mut counts.hebrew,
                '\u{0400}'..='\u{052F}'
                | '\u{1C80}'..='\u{1C8F}'
                | '\u{2DE0}'..='\u{2DFF}'
                | '\u{A640}'..='\u{A69F}' => &mut counts.cyrillic,
                _ => &mut counts.other,
            };
            *slot += 1;
        }
        counts
    }

    /// The number of letters of all scripts.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("نعم, yes 1").letters(), 6);
    /// ```
    #[must_use]
    pub fn letters(&self) -> usize {
        self.arabic + self.latin + self.hebrew + self.cyrillic + self.other
    }

    /// The share of Arabic letters among all letters, in ‰; 0 where there are none.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("خبر عاجل").arabic_share(), 1000);
    /// assert_eq!(ScriptCounts::of("(REUTERS)").arabic_share(), 0);
    /// assert_eq!(ScriptCounts::of("2020").arabic_share(), 0);
    /// ```
    #[must_use]
    pub fn arabic_share(&self) -> u16 {
        permille(self.arabic, self.letters())
    }
}

/// A language, as far as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// Arabic, `ar`.
    Arabic,
    /// Persian (Farsi, Dari), `fa`.
    Persian,
    /// Urdu, `ur`.
    Urdu,
    /// Central Kurdish, `ckb`.
    Sorani,
    /// Pashto, `ps`.
    Pashto,
    /// Uyghur, `ug`.
    Uyghur,
    /// Sindhi, `sd`.
    Sindhi,
    /// Arabic script with letters that none of the above uses.
    OtherArabicScript,
    /// More letters of other scripts than of the Arabic one.
    NotArabicScript,
    /// No letters, or Arabic letters that all the languages share.
    Undetermined,
}

impl Language {
    /// The language's code in BCP 47, with `und-Arab` and `und` where there is no single
    /// language to name.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::Language;
    ///
    /// assert_eq!(Language::Sorani.code(), "ckb");
    /// assert_eq!(Language::OtherArabicScript.code(), "und-Arab");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Persian => "fa",
            Self::Urdu => "ur",
            Self::Sorani => "ckb",
            Self::Pashto => "ps",
            Self::Uyghur => "ug",
            Self::Sindhi => "sd",
            Self::OtherArabicScript => "und-Arab",
            Self::NotArabicScript | Self::Undetermined => "und",
        }
    }
}

/// The outcome of [`language`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LanguageGuess {
    /// The language with the most evidence.
    pub language: Language,
    /// How far it leads over the next, in ‰ of its own evidence, less where the evidence is
    /// thin; 0 for [`Language::Undetermined`]. A margin, not a probability.
    pub confidence: u16,
}

/// The language of `text`, by the evidence of its letters and function words.
///
/// Meant for lines and longer; a single word often has no evidence, and is then
/// [`Language::Undetermined`]. Where fewer than half of the letters are Arabic the answer is
/// [`Language::NotArabicScript`].
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::script::{Language, language};
///
/// // Arabic from a Persian keyboard is still Arabic.
/// assert_eq!(language("اکد الوزیر فی المؤتمر ان الحکومة").language, Language::Arabic);
/// assert_eq!(language("وزیر نے کہا کہ اجلاس کل ہے").language, Language::Urdu);
/// assert_eq!(language("The hall was full").language, Language::NotArabicScript);
/// assert_eq!(language("دار").language, Language::Undetermined);
/// ```
#[must_use]
pub fn language(text: &str) -> LanguageGuess {
    let share = ScriptCounts::of(text).arabic_share();
    if share < 500 {
        let letters = text.chars().any(crate::arabic::chars::is_alphabetic);
        let (language, confidence) = if letters {
            (Language::NotArabicScript, 1000 - share)
        } else {
            (Language::Undetermined, 0)
        };
        return LanguageGuess {
            language,
            confidence,
        };
    }
    let mut scores = [0_usize; LANGUAGES.len()];
    let mut key = String::new();
    let words = text
        .split(|c: char| {
            !(crate::arabic::chars::is_alphabetic(c)
                || is_arabic_mark(c)
                || is_dropped(c)
                || c == 'ـ')
        })
        .filter(|word| !word.is_empty());
    for word in words {
        for c in word.chars() {
            let evidence = EVIDENCE.letter(c);
            add(&mut scores, evidence);
            if evidence.is_empty() && is_arabic_block(c) && !is_shared(c) {
                score(&mut scores, Language::OtherArabicScript, FOREIGN_LETTER);
            }
        }
        key.clear();
        fold_into(word, &mut key);
        add(
            &mut scores,
            EVIDENCE
                .words
                .get(key.as_str())
                .map_or(&[][..], Vec::as_slice),
        );
        // At least three letters after the article: `الى` and names in `ال` say nothing.
        if key
            .strip_prefix("ال")
            .is_some_and(|stem| stem.chars().nth(2).is_some())
        {
            score(&mut scores, Language::Arabic, ARTICLE);
        }
    }
    verdict(&scores)
}

/// Languages that evidence can speak for.
const LANGUAGES: [Language; 8] = [
    Language::Arabic,
    Language::Persian,
    Language::Urdu,
    Language::Sorani,
    Language::Pashto,
    Language::Uyghur,
    Language::Sindhi,
    Language::OtherArabicScript,
];

/// Weight of a word with the article, on the scale of the evidence table.
const ARTICLE: usize = 6;
/// Weight of a letter that none of the languages uses.
const FOREIGN_LETTER: usize = 5;
/// Evidence from which on the confidence is the full margin.
const PLENTY: usize = 20;

fn verdict(scores: &[usize; LANGUAGES.len()]) -> LanguageGuess {
    let mut best = (Language::Undetermined, 0);
    let mut second = 0;
    for (&language, &score) in LANGUAGES.iter().zip(scores) {
        if score > best.1 {
            second = best.1;
            best = (language, score);
        } else {
            second = second.max(score);
        }
    }
    let (language, score) = best;
    if score == second {
        return LanguageGuess {
            language: Language::Undetermined,
            confidence: 0,
        };
    }
    LanguageGuess {
        language,
        confidence: permille(score - second, score.max(PLENTY)),
    }
}

fn add(scores: &mut [usize; LANGUAGES.len()], evidence: &[(Language, usize)]) {
    for &(language, weight) in evidence {
        score(scores, language, weight);
    }
}

fn score(scores: &mut [usize; LANGUAGES.len()], language: Language, weight: usize) {
    for (slot, _) in scores
        .iter_mut()
        .zip(LANGUAGES)
        .filter(|pair| pair.1 == language)
    {
        *slot = slot.saturating_add(weight);
    }
}

fn permille(part: usize, whole: usize) -> u16 {
    let share = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    u16::try_from(share.min(1000)).unwrap_or(1000) // cannot fail: 1000 fits
}

fn is_arabic_block(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Harakat and Quranic signs of U+0600–06FF, also where Unicode counts them as alphabetic.
fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}')
}

/// Whether all the languages may have the character: the letters of Arabic and their
/// presentation forms, and the marks.
fn is_shared(c: char) -> bool {
    matches!(c, 'ء'..='ي' | 'ٱ' | '\u{FB50}'..) || is_arabic_mark(c)
}

/// The table `data/language_evidence.tsv`.
#[derive(Debug, Default)]
struct Evidence {
    /// By code point, from U+0600 to the last one of the table.
    letters: Vec<Vec<(Language, usize)>>,
    /// By match key.
    words: HashMap<String, Vec<(Language, usize)>>,
}

impl Evidence {
    fn letter(&self, c: char) -> &[(Language, usize)] {
        letter_index(c)
            .and_then(|index| self.letters.get(index))
            .map_or(&[], Vec::as_slice)
    }
}

/// Place of a letter in [`Evidence::letters`].
fn letter_index(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(0x0600)?).ok()
}

static EVIDENCE: Lazy<Evidence> = Lazy::new(|| {
    let mut evidence = Evidence::default();
    for (kind, form, language, weight) in evidence_rows() {
        let index = form.chars().next().and_then(letter_index);
        match (kind, index) {
            ("letter", Some(index)) => {
                let size = evidence.letters.len().max(index + 1);
                evidence.letters.resize_with(size, Vec::new);
                if let Some(slot) = evidence.letters.get_mut(index) {
                    slot.push((language, weight));
                }
            }
            _ => {
                let key = fold(form).into_owned();
                evidence
                    .words
                    .entry(key)
                    .or_default()
                    .push((language, weight));
            }
        }
    }
    evidence
});

fn evidence_rows() -> impl Iterator<Item = (&'static str, &'static str, Language, usize)> {
    include_str!("data/language_evidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (kind, form, name) = (cells.next()?, cells.next()?, cells.next()?);
            let weight = cells.next()?.parse().ok()?;
            let language = LANGUAGES
                .into_iter()
                .find(|language| format!("{language:?}") == name)?;
            Some((kind, form, language, weight))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    fn guess(text: &str) -> Language {
        language(text).language
    }

    quickcheck! {
        fn every_seen_character_is_counted_once(text: Messy) -> bool {
            let counts = ScriptCounts::of(&text.0);
            let seen = text.0.chars().filter(|&c| !is_dropped(c)).count();
            counts.letters() + counts.digits + counts.marks + counts.white + counts.punctuation
                == seen
        }

        fn shares_are_permille(text: Messy) -> bool {
            let guess = language(&text.0);
            ScriptCounts::of(&text.0).arabic_share() <= 1000
                && guess.confidence <= 1000
                && (guess.language != Language::Undetermined || guess.confidence == 0)
        }

        fn repeating_a_text_changes_no_language(text: Messy) -> bool {
            guess(&text.0) == guess(&format!("{0} {0} {0}", text.0))
        }
    }

    #[test]
    fn every_row_is_loaded() {
        let rows = include_str!("data/language_evidence.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(evidence_rows().count(), rows);
        for (kind, form, ..) in evidence_rows().filter(|row| row.0 == "letter") {
            assert_eq!(form.chars().count(), 1, "{kind} {form}");
        }
    }

    #[test]
    fn languages() {
        for (text, language) in [
            ("وصل الوفد إلى العاصمة بعد ظهر أمس", Language::Arabic),
            ("فى القاهرة", Language::Arabic),
            ("شرکة گوگل تعلن عن مقر جدید فی الریاض", Language::Arabic),
            (
                "این کتاب را دیروز خریدم و هنوز نخوانده‌ام",
                Language::Persian,
            ),
            ("یہ کتاب میں نے کل خریدی تھی", Language::Urdu),
            (
                "ئەم کتێبەم دوێنێ کڕی و هێشتا نەمخوێندووەتەوە",
                Language::Sorani,
            ),
            (
                "دا کتاب مې پرون واخیست او لا مې نه دی لوستی چې ښه دی",
                Language::Pashto,
            ),
            ("بۇ كىتابنى تۈنۈگۈن سېتىۋالدىم", Language::Uyghur),
            ("هي ڪتاب مون ڪالهه خريد ڪيو", Language::Sindhi),
            ("يڠ ڤڠڬونا دڠن", Language::OtherArabicScript),
            ("Президент сказал", Language::NotArabicScript),
            ("12:30", Language::Undetermined),
            ("", Language::Undetermined),
        ] {
            assert_eq!(guess(text), language, "{text}");
        }
    }

    #[test]
    fn scripts() {
        let counts = ScriptCounts::of("שלום мир été 中 ﷲ ـ");
        assert_eq!(
            (
                counts.hebrew,
                counts.cyrillic,
                counts.latin,
                counts.other,
                counts.arabic
            ),
            (4, 3, 3, 1, 1)
        );
        assert_eq!(counts.punctuation, 1);
    }

    #[test]
    fn thin_evidence_gives_little_confidence() {
        let short = language("مدرسة");
        let long = language("وصلت المديرة إلى المدرسة في الصباح");
        assert_eq!(short.language, Language::Arabic);
        assert!(short.confidence < long.confidence);
    }
}
