//! Match keys as bytes: what a rule asks of the letters of a word.
//!
//! The keys of plain words are written byte by byte. Nothing that is asked of them needs more than bytes, since one text
//! stands in another as letters where it does as bytes; to show them to be text first costs more than the question.

use crate::arabic::clitics::strip_enclitic;
use crate::lexicon::Folded;
use crate::lexicon::hash::Hashes;

/// The match key of a word, or a part of one that begins and ends between letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key<'k>(&'k [u8]);

// What is compared is known where the question stands: inlined, no length of it is left to a loop.
impl<'k> Key<'k> {
    pub(super) const fn new(bytes: &'k [u8]) -> Key<'k> {
        Key(bytes)
    }

    pub(super) const fn of(key: &'k str) -> Key<'k> {
        Key(key.as_bytes())
    }

    pub(super) const fn bytes(self) -> &'k [u8] {
        self.0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is one of the words.
    #[inline(always)]
    pub(super) fn is_any<const N: usize>(self, words: [&str; N]) -> bool {
        words.iter().any(|word| self == *word)
    }

    #[inline(always)]
    pub(super) fn begins(self, letters: &str) -> bool {
        self.0.starts_with(letters.as_bytes())
    }

    #[inline(always)]
    pub(super) fn begins_any<const N: usize>(self, starts: [&str; N]) -> bool {
        starts.iter().any(|letters| self.begins(letters))
    }

    #[inline(always)]
    pub(super) fn ends(self, letters: &str) -> bool {
        self.0.ends_with(letters.as_bytes())
    }

    /// What stands behind the letters, where it begins with them.
    #[inline(always)]
    pub(super) fn behind(self, letters: &str) -> Option<Key<'k>> {
        self.0.strip_prefix(letters.as_bytes()).map(Key)
    }

    /// What stands behind the first of `starts` with which it begins.
    #[inline(always)]
    pub(super) fn behind_any<const N: usize>(self, starts: [&str; N]) -> Option<Key<'k>> {
        starts.iter().find_map(|letters| self.behind(letters))
    }

    /// What stands before the letters, where it ends with them.
    #[inline(always)]
    pub(super) fn before(self, letters: &str) -> Option<Key<'k>> {
        self.0.strip_suffix(letters.as_bytes()).map(Key)
    }

    /// Its characters; those that are not written in two bytes are not told from each other.
    pub(super) fn letters(self) -> impl Iterator<Item = char> + use<'k> {
        let next = self.0.iter().skip(1).chain([&0]);
        let pairs = self.0.iter().zip(next);
        // All bytes but those that continue a character.
        let firsts = pairs.filter(|(byte, _)| **byte & 0xC0 != 0x80);
        firsts.map(|(&lead, &trail)| {
            let code = u32::from(lead & 0x1F) << 6 | u32::from(trail & 0x3F);
            let letter = char::from_u32(code).filter(|_| lead & 0xE0 == 0xC0);
            letter.unwrap_or_default()
        })
    }

    /// Whether it has so many characters at least.
    #[inline]
    pub(super) fn has_letters(self, count: usize) -> bool {
        // Most characters are of two bytes.
        let pairs = self.0.as_chunks::<2>().0.get(..count);
        pairs.is_some_and(|pairs| pairs.iter().all(|[lead, _]| lead & 0xE0 == 0xC0))
            || self.has_characters(count)
    }

    /// As [`Key::has_letters`], of characters of any length.
    fn has_characters(self, count: usize) -> bool {
        let mut firsts = self.0.iter().filter(|&&byte| byte & 0xC0 != 0x80);
        count == 0 || firsts.nth(count - 1).is_some()
    }

    /// Its first characters, for a comparison with patterns.
    pub(super) fn spelling(self) -> Spelling {
        let mut spelling = Spelling::default();
        for (to, letter) in spelling.letters.iter_mut().zip(self.letters()) {
            *to = letter;
            spelling.count += 1;
        }
        spelling
    }

    /// The key without its first character.
    pub(super) fn behind_first(self) -> Key<'k> {
        let next = self.0.iter().skip(1).position(|&byte| byte & 0xC0 != 0x80);
        Key(next
            .and_then(|next| self.0.get(next + 1..))
            .unwrap_or_default())
    }

    /// The key with the article before it.
    pub(super) fn with_article(self) -> Vec<u8> {
        ["ال".as_bytes(), self.0].concat()
    }

    pub(super) fn hashes(self) -> Hashes {
        Hashes::of_key(self.0)
    }

    /// The hashes of the key with the article before it.
    pub(super) fn hashes_with_article(self) -> Hashes {
        Hashes::of_joined("ال".as_bytes(), self.0)
    }

    /// The hashes of the key with letters behind it.
    pub(super) fn hashes_with(self, letters: &str) -> Hashes {
        Hashes::of_joined(self.0, letters.as_bytes())
    }

    /// The key as text.
    pub(super) fn text(self) -> &'k str {
        str::from_utf8(self.0).unwrap_or_default()
    }

    /// The key without the pronoun at its end, and the pronoun, as [`strip_enclitic`] has them.
    pub(super) fn enclitic(self) -> Option<(Key<'k>, &'k str)> {
        let end = self.0.last_chunk().filter(|last| is_plain(last));
        // The pronouns that end with the letter, the longest first.
        match end {
            Some([0xD9, 0x87]) => self.without(["ه"]),
            Some([0xD8, 0xA7]) => self.without(["كما", "هما", "ها", "نا"]),
            Some([0xD9, 0x85]) => self.without(["هم", "كم"]),
            Some([0xD9, 0x86]) => self.without(["هن", "كن"]),
            Some([0xD9, 0x8A]) => self.without(["ني", "ي"]),
            Some([0xD9, 0x83]) => self.without(["ك"]),
            Some([0xD9, 0x89]) => self.without(["ى"]),
            Some(_) => None,
            None => self.without_marked(),
        }
    }

    /// The word before a pronoun of the third person: what is his, hers or theirs. Folded, the ة of many a noun is the same.
    pub(super) fn owned(self) -> Option<Key<'k>> {
        let (stem, pronoun) = self.enclitic()?;
        matches!(pronoun, "ه" | "ها" | "هم").then_some(stem)
    }

    /// As [`Key::enclitic`], given the pronouns with which it may end and that no mark stands at its end.
    #[inline(always)]
    fn without<const N: usize>(self, pronouns: [&'static str; N]) -> Option<(Key<'k>, &'k str)> {
        // Where a word begins with plain letters, so many bytes are two letters, as many as must remain.
        const REMAIN: usize = 4;
        let start = self.0.first_chunk::<REMAIN>();
        if !start.is_some_and(|start| start.as_chunks().0.iter().all(is_plain)) {
            return self.without_marked();
        }
        let pronoun = pronouns
            .into_iter()
            .find(|pronoun| self.ends(pronoun) && self.0.len() >= pronoun.len() + REMAIN)?;
        self.before(pronoun).map(|stem| (stem, pronoun))
    }

    /// As [`Key::enclitic`], of any key.
    #[cold]
    fn without_marked(self) -> Option<(Key<'k>, &'k str)> {
        let (stem, pronoun) = strip_enclitic(self.text())?;
        Some((Key::of(stem), pronoun))
    }
}

/// Longer words have no pattern.
const PATTERN: usize = 8;

/// The characters of a short word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spelling {
    letters: [char; PATTERN],
    count: usize,
}

impl Spelling {
    /// The characters; of a longer word only the first.
    pub(super) fn as_slice(&self) -> &[char] {
        self.letters.get(..self.count).unwrap_or_default()
    }
}

impl Folded for Key<'_> {
    fn key(&self) -> &[u8] {
        self.0
    }
}

/// Whether the bytes are one of the letters of plain words, ء–غ or ف–ي.
fn is_plain(letter: &[u8; 2]) -> bool {
    matches!(letter, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A])
}

impl PartialEq<str> for Key<'_> {
    #[inline(always)]
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Key<'_> {
    #[inline(always)]
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::clitics::ENCLITICS;
    use crate::arabic::fold::fold;
    use crate::arabic::testing::Messy;

    #[test]
    fn every_pronoun_is_found() {
        for pronoun in ENCLITICS {
            let word = format!("كتاب{pronoun}");
            let found = Key::of(&word).enclitic();
            assert_eq!(found, Some((Key::of("كتاب"), pronoun)));
        }
    }

    #[test]
    fn letters_before_a_pronoun_may_be_of_one_byte() {
        let found = Key::of("abه").enclitic();
        assert_eq!(found, Some((Key::of("ab"), "ه")));
        assert_eq!(Key::of("aه").enclitic(), None);
    }

    quickcheck! {
        fn pronouns_are_those_of_the_text(word: Messy, plain: Vec<u8>) -> bool {
            // Words of the letters that pronouns have are seldom without one.
            let letters = ['ه', 'ا', 'م', 'ن', 'ك', 'ي', 'ب', 'ت', '5'];
            let plain: String = plain.iter().map(|&n| letters[usize::from(n) % letters.len()]).collect();
            [fold(&word.0), fold(&plain)].iter().all(|key| {
                let found = Key::of(key).enclitic().map(|(stem, pronoun)| (stem.text(), pronoun));
                found == strip_enclitic(key)
            })
        }

        fn parts_have_the_hashes_of_the_whole(first: String, second: String) -> bool {
            let [first, second] = [first, second].map(|part| part.replace('\0', ""));
            let whole = Key::of(&format!("{first}{second}")).hashes();
            let definite = Key::of(&format!("ال{second}")).hashes();
            Key::of(&first).hashes_with(&second) == whole
                && Key::of(&second).hashes_with_article() == definite
        }

        fn letters_are_those_of_the_text(word: Messy) -> bool {
            let key = Key::of(&word.0);
            let letters: Vec<char> = key.letters().collect();
            key.has_letters(letters.len()) && !key.has_letters(letters.len() + 1)
                && letters.len() == word.0.chars().count()
                && letters.iter().zip(word.0.chars()).all(|(&letter, c)| letter == c || c.len_utf8() != 2)
        }
    }
}
