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

mod language;

pub(crate) use language::language_of;
pub use language::{Language, LanguageGuess, language};

use crate::arabic::clean::{is_dropped, is_white};

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
            if let Some(slot) = counts.slot(c) {
                *slot += 1;
            }
        }
        counts
    }

    /// The count that a character belongs to; `None` for one that cleaning drops.
    fn slot(&mut self, c: char) -> Option<&mut usize> {
        let slot = match c {
            // The commonest first.
            '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => &mut self.arabic,
            ' ' => &mut self.white,
            'a'..='z' | 'A'..='Z' => &mut self.latin,
            _ if is_arabic_mark(c) => &mut self.marks,
            'ـ' => &mut self.punctuation,
            _ if is_white(c) => &mut self.white,
            _ if is_dropped(c) => return None,
            _ if crate::arabic::chars::is_numeric(c) => &mut self.digits,
            _ if !crate::arabic::chars::is_alphabetic(c) => &mut self.punctuation,
            _ if is_arabic_block(c) => &mut self.arabic,
            '\u{00AA}'..='\u{02AF}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}'
            | '\u{A720}'..='\u{A7FF}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{FF21}'..='\u{FF5A}' => &mut self.latin,
            '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}' => &mut self.hebrew,
            '\u{0400}'..='\u{052F}'
            | '\u{1C80}'..='\u{1C8F}'
            | '\u{2DE0}'..='\u{2DFF}'
            | '\u{A640}'..='\u{A69F}' => &mut self.cyrillic,
            _ => &mut self.other,
        };
        Some(slot)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    quickcheck! {
        fn every_seen_character_is_counted_once(text: Messy) -> bool {
            let counts = ScriptCounts::of(&text.0);
            let seen = text.0.chars().filter(|&c| !is_dropped(c)).count();
            counts.letters() + counts.digits + counts.marks + counts.white + counts.punctuation
                == seen
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
}
