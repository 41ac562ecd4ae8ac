//! Clitics: short words written as part of the next or the previous word.
//!
//! Arabic writes conjunctions, some prepositions, the future particle and the article together
//! with the word they belong to, and object and possessive pronouns at its end. `وللجزيرة` is `و`
//! 'and' + `ل` 'for' + `ال` 'the' + `جزيرة`; `وزارتهم` is `وزارة` + `هم` 'their'. A look-up in a
//! list of words or names has to see through them.
//!
//! It must not strip them blindly. About a third of the cities that news names begin,
//! in Arabic, with one of the proclitic letters: `واشنطن`, `بغداد`, `كابل`, `لندن`, `فيينا`. The rule is
//! therefore **look up first, strip second**. [`candidates`] lists the ways to read a word, the
//! least stripped first:
//!
//! 1. the word as it stands;
//! 2. without a conjunction `و` or `ف`;
//! 3. without one of `ب` `ك` `ل` (prepositions) and `س` (future), with and without step 2;
//! 4. without the article `ال`, after each of the above; `ل` and the article are
//!    written `لل`.
//!
//! Steps 2 and 3 leave at least three letters, step 4 at least two. Harakat and tatweel do not
//! count as letters and go with the letter they belong to. The question particle `أ` is not
//! stripped: news hardly uses it, and too many words begin with it.
//!
//! Candidates are readings, not an analysis. Which one is right, the list decides into which
//! the caller looks.
//!
//! ```
//! use khabar::arabic::clitics::lookup;
//!
//! let cities = ["واشنطن", "بغداد", "الرياض"];
//! let find = |word| {
//!     lookup(word, |stem| cities.iter().position(|&city| city == stem)).map(|found| found.value)
//! };
//! assert_eq!(find("واشنطن"), Some(0));
//! assert_eq!(find("وبغداد"), Some(1));
//! assert_eq!(find("وببغداد"), Some(1));
//! assert_eq!(find("للرياض"), Some(2));
//! ```

use std::borrow::Cow;
use std::iter::FusedIterator;

/// One way to divide a word into proclitics and stem. Made by [`candidates`].
///
/// `proclitics` and `stem` together are the word, byte for byte, in all readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Segmentation<'a> {
    /// What is written before the stem, article and marks included.
    pub proclitics: &'a str,
    /// The rest of the word.
    pub stem: &'a str,
    /// The conjunction `و` or `ف`.
    pub conjunction: Option<char>,
    /// The preposition `ب`, `ك` or `ل`, or the future particle `س`.
    pub particle: Option<char>,
    /// Whether the stem has the article, written out or hidden in `لل`.
    pub article: bool,
    /// Where the article is written out, it and the stem.
    definite: Option<&'a str>,
}

impl<'a> Segmentation<'a> {
    /// The word without conjunction and particle but with its article, as it is written where
    /// it stands alone: `الجزيرة` for `وللجزيرة`.
    ///
    /// Borrowed but for the readings of `لل`, whose article has to be restored.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clitics::candidates;
    ///
    /// let reading = candidates("وللجزيرة").find(|reading| reading.stem == "جزيرة").unwrap();
    /// assert!(reading.article);
    /// assert_eq!(reading.free_form(), "الجزيرة");
    /// ```
    #[must_use]
    pub fn free_form(&self) -> Cow<'a, str> {
        match self.definite {
            Some(definite) => Cow::Borrowed(definite),
            None if self.article => Cow::Owned(["ال", self.stem].concat()),
            None => Cow::Borrowed(self.stem),
        }
    }
}

/// The ways to read a word, the least stripped first; see the [module](self) page for the
/// order. Allocates nothing.
///
/// Takes a word as printed or its [match key](mod@crate::arabic::fold). There is at least one
/// candidate, the word itself, and there are at most ten.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clitics::candidates;
///
/// let stems: Vec<&str> = candidates("وللوزير").map(|reading| reading.stem).collect();
/// assert_eq!(stems, ["وللوزير", "للوزير", "لوزير", "وزير", "لوزير"]);
///
/// // Too short to be anything but itself.
/// assert_eq!(candidates("وال").count(), 1);
/// ```
#[must_use]
pub fn candidates(word: &str) -> Candidates<'_> {
    let whole = Segmentation {
        proclitics: "",
        stem: word,
        conjunction: None,
        particle: None,
        article: false,
        definite: None,
    };
    let joined = strip(word, &['و', 'ف'], 3).map(|(conjunction, stem)| Segmentation {
        proclitics: prefix(word, stem),
        stem,
        conjunction: Some(conjunction),
        ..whole
    });
    Candidates {
        word,
        bases: [
            Some(whole),
            joined,
            particle(word, whole),
            joined.and_then(|joined| particle(word, joined)),
        ],
        next: 0,
    }
}

/// Iterator over the readings of a word; made by [`candidates`].
///
/// # Examples
///
/// ```
/// use khabar::arabic::clitics::candidates;
///
/// let mut readings = candidates("كالوزير");
/// assert_eq!(readings.next().unwrap().stem, "كالوزير");
/// assert_eq!(readings.next().unwrap().stem, "الوزير");
/// assert_eq!(readings.next().unwrap().stem, "وزير");
/// assert_eq!(readings.next(), None);
/// ```
#[derive(Debug, Clone)]
pub struct Candidates<'a> {
    word: &'a str,
    /// The readings without article: bare, joined, with particle, joined with particle.
    bases: [Option<Segmentation<'a>>; 4],
    next: usize,
}

impl<'a> Iterator for Candidates<'a> {
    type Item = Segmentation<'a>;

    fn next(&mut self) -> Option<Segmentation<'a>> {
        // The bases themselves, then each without an article, then the `لل` whose second lam is
        // the stem's own.
        while self.next < 3 * self.bases.len() {
            let (round, index) = (self.next / self.bases.len(), self.next % self.bases.len());
            self.next += 1;
            let Some(base) = self.bases.get(index).copied().flatten() else {
                continue;
            };
            let reading = match round {
                0 => Some(base),
                1 => article(self.word, base),
                _ => hidden_article(base),
            };
            if reading.is_some() {
                return reading;
            }
        }
        None
    }
}

impl FusedIterator for Candidates<'_> {}

/// The reading without a particle before what `base` left.
fn particle<'a>(word: &'a str, base: Segmentation<'a>) -> Option<Segmentation<'a>> {
    let (particle, stem) = strip(base.stem, &['ب', 'ك', 'ل', 'س'], 3)?;
    Some(Segmentation {
        proclitics: prefix(word, stem),
        stem,
        particle: Some(particle),
        ..base
    })
}

/// The reading without the article that begins what `base` left.
fn article<'a>(word: &'a str, base: Segmentation<'a>) -> Option<Segmentation<'a>> {
    let (stem, definite) = match base.particle {
        // The future particle stands before verbs, which have no article.
        Some('س') => return None,
        Some('ل') => (strip(base.stem, &['ل'], 2)?.1, None),
        _ => {
            let (_, rest) = strip(base.stem, &['ا', 'ٱ'], 3)?;
            (strip(rest, &['ل'], 2)?.1, Some(base.stem))
        }
    };
    Some(Segmentation {
        proclitics: prefix(word, stem),
        stem,
        article: true,
        definite,
        ..base
    })
}

/// `لليل` is `ل` + `الليل`: three lams are written as two, so that the stem may begin with the
/// second.
fn hidden_article<'a>(base: Segmentation<'a>) -> Option<Segmentation<'a>> {
    (base.particle == Some('ل') && base.stem.starts_with('ل')).then_some(Segmentation {
        article: true,
        ..base
    })
}

/// What `lookup` found, and in which reading of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Found<'a, T> {
    /// What the closure returned.
    pub value: T,
    /// The reading for which it did.
    pub segmentation: Segmentation<'a>,
}

/// Looks a word up in all its readings, the least stripped first, and stops at the first hit.
///
/// `find` is given the stem of each of the [`candidates`]. For the readings of `لل` it is given
/// the form with the article restored before the bare stem, so that `للجزيرة` finds `الجزيرة` in
/// a list of names.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clitics::lookup;
///
/// let verbs = ["أجاب", "قال"];
/// let found = lookup("فأجاب", |stem| verbs.contains(&stem).then_some(stem.len())).unwrap();
/// assert_eq!(found.segmentation.conjunction, Some('ف'));
/// assert_eq!(found.segmentation.stem, "أجاب");
/// ```
pub fn lookup<'a, T>(
    word: &'a str,
    mut find: impl FnMut(&str) -> Option<T>,
) -> Option<Found<'a, T>> {
    candidates(word).find_map(|segmentation| {
        let restored = segmentation.article && segmentation.definite.is_none();
        let value = if restored {
            find(&segmentation.free_form()).or_else(|| find(segmentation.stem))
        } else {
            find(segmentation.stem)
        };
        value.map(|value| Found {
            value,
            segmentation,
        })
    })
}

/// Pronouns written at the end of a word, each before those it ends with.
pub(crate) const ENCLITICS: [&str; 13] = [
    "كما", "هما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي", "ى",
];

/// The word without the pronoun at its end, and the pronoun; `None` if it does not end with one or
/// fewer than two letters would remain.
///
/// Takes the longest pronoun: `كما`, not `ما` after `ك`. The final `ى` is the `ي` of Egyptian
/// print. As with the proclitics this is a reading to try after the word itself was looked up:
/// many words end with one of these letters. A `ة` is written `ت` before a pronoun, and the stem
/// is given as it is written.
///
/// # Examples
///
/// ```
/// use khabar::arabic::clitics::strip_enclitic;
///
/// assert_eq!(strip_enclitic("نفته"), Some(("نفت", "ه")));
/// assert_eq!(strip_enclitic("وزارتهم"), Some(("وزارت", "هم")));
/// assert_eq!(strip_enclitic("له"), None);
/// assert_eq!(strip_enclitic("أعلن"), None);
/// ```
#[must_use]
pub fn strip_enclitic(word: &str) -> Option<(&str, &str)> {
    // Case endings may follow the last letter.
    let bare = word.trim_end_matches(is_mark);
    if !bare.ends_with(['ه', 'ا', 'م', 'ن', 'ك', 'ي', 'ى']) {
        return None;
    }
    ENCLITICS.iter().find_map(|pronoun| {
        let stem = bare.strip_suffix(pronoun)?;
        has_letters(stem, 2).then(|| word.split_at(stem.len()))
    })
}

/// Takes one of `letters` with its marks off the start of `word`, if `keep` letters remain.
fn strip<'a>(word: &'a str, letters: &[char], keep: usize) -> Option<(char, &'a str)> {
    let first = word.chars().next()?;
    if !letters.contains(&first) {
        return None;
    }
    let rest = word.get(first.len_utf8()..)?.trim_start_matches(is_mark);
    has_letters(rest, keep).then_some((first, rest))
}

/// What stands before `stem`, which ends `word`.
fn prefix<'a>(word: &'a str, stem: &str) -> &'a str {
    word.get(..word.len() - stem.len()).unwrap_or_default() // cannot fail: stem ends word
}

fn has_letters(word: &str, count: usize) -> bool {
    let mut letters = word
        .chars()
        .filter(|&c| crate::arabic::chars::is_alphabetic(c) && !is_mark(c));
    letters.nth(count - 1).is_some()
}

/// Harakat and other marks on a letter, and the tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | 'ـ' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    fn stems(word: &str) -> Vec<&str> {
        candidates(word).map(|reading| reading.stem).collect()
    }

    quickcheck! {
        fn readings_are_the_word_divided(word: Messy) -> bool {
            let word = word.0.as_str();
            candidates(word).next().is_some_and(|first| first.stem == word)
                && candidates(word).count() <= 10
                && candidates(word).all(|reading| {
                    format!("{}{}", reading.proclitics, reading.stem) == word
                        && reading.free_form().ends_with(reading.stem)
                })
        }

        fn the_exact_word_wins(word: Messy) -> bool {
            lookup(&word.0, |stem| Some(stem.to_owned()))
                .is_some_and(|found| found.value == word.0 && !found.segmentation.article)
        }

        fn enclitic_and_stem_are_the_word(word: Messy) -> bool {
            strip_enclitic(&word.0)
                .is_none_or(|(stem, pronoun)| format!("{stem}{pronoun}") == word.0)
        }
    }

    #[test]
    fn order_of_readings() {
        assert_eq!(stems("واشنطن"), ["واشنطن", "اشنطن"]);
        assert_eq!(stems("وارسو"), ["وارسو", "ارسو"]);
        assert_eq!(stems("بغداد"), ["بغداد", "غداد"]);
        assert_eq!(stems("وال"), ["وال"]);
        assert_eq!(stems("للجزيرة"), ["للجزيرة", "لجزيرة", "جزيرة", "لجزيرة"]);
        assert_eq!(stems("فأجاب"), ["فأجاب", "أجاب"]);
        assert_eq!(stems("كالوزير"), ["كالوزير", "الوزير", "وزير"]);
        assert_eq!(stems("وبالوزير"), ["وبالوزير", "بالوزير", "الوزير", "وزير"]);
        assert_eq!(stems("والسلام"), ["والسلام", "السلام", "سلام"]);
        assert_eq!(stems("وسيعلن"), ["وسيعلن", "سيعلن", "يعلن"]);
    }

    #[test]
    fn a_stem_that_begins_with_lam() {
        let night = candidates("لليل").last().map(|reading| reading.free_form());
        assert_eq!(night.as_deref(), Some("الليل"));
        let libya = lookup("لليبيا", |stem| (stem == "ليبيا").then_some(()));
        assert!(libya.is_some_and(|found| !found.segmentation.article));
    }

    #[test]
    fn marks_go_with_their_letter() {
        let last = candidates("وَبِالـوَزير").last();
        assert_eq!(last.map(|reading| reading.stem), Some("وَزير"));
        assert_eq!(last.map(|reading| reading.proclitics), Some("وَبِالـ"));
        assert_eq!(stems("وَمِنْ"), ["وَمِنْ"]);
    }

    #[test]
    fn hit_in_the_least_stripped_reading() {
        let names = ["وفا", "الجزيرة", "جزيرة"];
        let find = |word| {
            lookup(word, |stem| names.iter().position(|&name| name == stem))
                .map(|found| found.value)
        };
        assert_eq!(find("وفا"), Some(0));
        assert_eq!(find("ووفا"), Some(0));
        assert_eq!(find("للجزيرة"), Some(1));
        assert_eq!(find("والجزيرة"), Some(1));
        assert_eq!(find("وجزيرة"), Some(2));
        assert_eq!(find("جزر"), None);
    }

    #[test]
    fn enclitics() {
        assert_eq!(strip_enclitic("عنهما"), Some(("عن", "هما")));
        assert_eq!(strip_enclitic("أكدتها"), Some(("أكدت", "ها")));
        assert_eq!(strip_enclitic("نظيرهُ"), Some(("نظير", "هُ")));
        assert_eq!(strip_enclitic("بها"), None);
        assert_eq!(strip_enclitic(""), None);
    }
}
