//! [`Word`]: a word of a text, with what the lexicons are asked with.

use super::{Lexicon, LexiconKind, Lists, hash};

/// A folded word of a phrase that is looked up.
pub(crate) trait Folded {
    fn key(&self) -> &[u8];

    /// The hash of its key, which is one word whatever stands in it.
    fn hash(&self) -> u64 {
        hash::word_hash(self.key())
    }
}

impl Folded for str {
    fn key(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl Folded for Word<'_> {
    fn key(&self) -> &[u8] {
        self.key
    }

    fn hash(&self) -> u64 {
        self.hash
    }
}

impl<T: Folded + ?Sized> Folded for &T {
    fn key(&self) -> &[u8] {
        (**self).key()
    }

    fn hash(&self) -> u64 {
        (**self).hash()
    }
}

/// A folded word.
///
/// Its hash and the lists that may have it are found when it is read: then many words wait for memory
/// together, and none again for each list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'k> {
    key: &'k [u8],
    hash: u64,
    lists: Lists,
}

impl<'k> Word<'k> {
    #[cfg(test)]
    pub(crate) fn of(key: &'k str, lexicon: &Lexicon) -> Word<'k> {
        let hash = hash::of_key(key.as_bytes());
        Word::read(key.as_bytes(), hash, lexicon.lists(hash))
    }

    /// A word of which all is known: `hash` is that [of its key](hash::of_key).
    pub(crate) fn read(key: &'k [u8], hash: u64, lists: Lists) -> Word<'k> {
        Word { key, hash, lists }
    }

    /// What stands past the end of a text.
    pub(crate) fn none() -> Word<'k> {
        Word::read(&[], 0, Lists::NONE)
    }

    pub(crate) fn key(self) -> &'k [u8] {
        self.key
    }

    pub(super) fn hash(self) -> u64 {
        self.hash
    }

    /// Whether a list may have it: begin a phrase with it, or be of it, of months and times.
    pub(crate) fn may_be_in(self, list: LexiconKind) -> bool {
        self.lists.has(list)
    }

    pub(crate) fn lists(self) -> Lists {
        self.lists
    }

    #[inline]
    pub(crate) fn is(self, key: &str) -> bool {
        self.key == key.as_bytes()
    }

    #[inline]
    pub(crate) fn starts_with(self, start: &str) -> bool {
        self.key.starts_with(start.as_bytes())
    }

    /// The word behind a clitic; `None` where the clitic is not there, or all there is.
    #[inline]
    pub(crate) fn without(self, clitic: &str, lexicon: &Lexicon) -> Option<Word<'k>> {
        let rest = self.key.strip_prefix(clitic.as_bytes())?;
        let hash = hash::of_key(rest);
        (!rest.is_empty()).then(|| Word::read(rest, hash, lexicon.lists(hash)))
    }

    /// Code points.
    pub(crate) fn letters(self) -> usize {
        let first = |byte: &&u8| **byte & 0xC0 != 0x80;
        self.key.iter().filter(first).count()
    }

    pub(crate) fn is_ascii(self) -> bool {
        self.key.is_ascii()
    }

    /// Whether it begins with a digit, as numbers do; keys have those of ASCII alone.
    pub(crate) fn is_number(self) -> bool {
        self.key.first().is_some_and(u8::is_ascii_digit)
    }

    pub(crate) fn has_digit(self) -> bool {
        self.key.iter().any(u8::is_ascii_digit)
    }

    /// Digits at its end.
    pub(crate) fn last_digits(self) -> usize {
        let digits = self.key.iter().rev();
        digits.take_while(|byte| byte.is_ascii_digit()).count()
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;

    quickcheck! {
        fn questions_are_answered_as_of_text(key: String, start: char) -> bool {
            let lexicon = Lexicon::builtin();
            let word = Word::of(&key, lexicon);
            let start = start.to_string();
            let joined = format!("{start}{key}");
            let behind = Word::of(&joined, lexicon).without(&start, lexicon);
            word.letters() == key.chars().count()
                && word.is(&key)
                && word.starts_with(&start) == key.starts_with(&start)
                && behind.map_or("".as_bytes(), Word::key) == key.as_bytes()
                && behind.is_none_or(|rest| rest.hash() == word.hash() && rest.lists() == word.lists())
        }
    }
}
