//! Words of a short text with their match keys, for look-ups in the lexicons.

use std::ops::Range;

use crate::arabic::fold::plain::{BEHIND, REACH, STRIDE, fold_strides, letters};
use crate::arabic::words::next_word;
use crate::arabic::{self, fold};
use crate::lexicon::hash::STEP;
use crate::lexicon::{Lexicon, Lists, Word, hash};

/// Words, in order, of the beginning of a text. Reused from text to text: holds no borrow.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// The beginning of the text with the keys of plain words in their places and [`ROOM`] behind it, then the keys that
    /// do not stand in it.
    keys: Vec<u8>,
    /// For each byte of that beginning a bit, set where it is of no plain word.
    classes: [[u8; STRIDE / 8]; (HEAD / 8 + BEHIND) / (STRIDE / 8)],
    /// Bytes of that beginning.
    head: usize,
    /// How many of its bytes have their keys.
    folded: usize,
    tokens: Vec<Token>,
    /// A key that is no run of letters, until it is added.
    odd: String,
    /// Where the text behind the last word begins.
    resume: usize,
    /// The same, or behind a part of the gap that follows the word.
    behind: usize,
}

/// One word: where it stands in the text, and where its key stands in the key buffer.
#[derive(Clone, Debug)]
struct Token {
    text: Range<u32>,
    key: Range<u32>,
    /// What [`Word`] is made of.
    hash: u64,
    lists: Lists,
    /// Whether one space and nothing else stands before it.
    spaced: bool,
}

impl Token {
    fn word<'k>(&self, keys: &'k [u8]) -> Word<'k> {
        let key = keys.get(self.key.start as usize..self.key.end as usize);
        Word::read(key.unwrap_or_default(), self.hash, self.lists)
    }
}

/// A word that was read: where it stands, where its key does, the hash of that, and where the text behind it begins, or
/// behind a part of the gap that follows it.
struct Read {
    word: Range<usize>,
    key: Range<usize>,
    hash: u64,
    behind: usize,
}

/// Bytes of the beginning of a text whose keys stand in their places: all of most texts that are looked up.
const HEAD: usize = 8 * STRIDE;

/// Bytes behind it, so that each of its words may be read in one [`STEP`] and each written in one [`STRIDE`].
const ROOM: usize = if STEP > STRIDE { STEP } else { STRIDE };

impl Tokens {
    /// Splits the first `limit` words off a clean text.
    ///
    /// A word is what [`next_word`] finds.
    pub(crate) fn fill(&mut self, text: &str, limit: usize, lexicon: &Lexicon) {
        self.clear();
        self.extend(text, limit, lexicon);
    }

    /// Bytes for which there is room.
    pub(crate) fn room(&self) -> usize {
        let tokens = self.tokens.capacity() * size_of::<Token>();
        size_of::<Tokens>() + self.keys.capacity() + self.odd.capacity() + tokens
    }

    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        (self.head, self.folded) = (0, 0);
        self.tokens.clear();
        (self.resume, self.behind) = (0, 0);
    }

    /// Goes on to the first `limit` words of the text whose first words it holds, which are looked up
    /// in one lexicon.
    pub(crate) fn extend(&mut self, text: &str, limit: usize, lexicon: &Lexicon) {
        if self.tokens.len() >= limit {
            return;
        }
        if self.tokens.capacity() == 0 {
            // Room for the words of most texts that are looked up.
            self.tokens.reserve(32);
            self.keys.reserve(HEAD + HEAD / 2);
        }
        if self.keys.is_empty() {
            self.head = text.len().min(HEAD);
            self.keys.resize(self.head + ROOM, 0);
            self.classes.as_flattened_mut().fill(!0);
        }
        // At once: seldom is more of the text asked for.
        let end = self.behind.saturating_add(limit.saturating_mul(16));
        self.fold(text.as_bytes(), end);
        let first = self.tokens.len();
        while self.tokens.len() < limit && self.behind < text.len() {
            let Some(read) = self.plain(text).or_else(|| self.any(text)) else {
                self.behind = text.len();
                break;
            };
            self.push(text, read);
        }
        // One after the other in a loop of its own: so they wait for memory together.
        for token in self.tokens.iter_mut().skip(first) {
            token.lists = lexicon.lists(token.hash);
        }
    }

    /// Reads the next word where it is one of letters or of digits alone between spaces and marks that
    /// are no part of any word, as most are.
    fn plain(&mut self, text: &str) -> Option<Read> {
        let bytes = text.as_bytes();
        let mut start = self.behind;
        loop {
            self.fold(bytes, start + STRIDE);
            let letters = letters(self.classes.as_flattened(), start);
            let rest = bytes.get(start..).unwrap_or_default();
            let word = start..start + letters;
            if (1..REACH).contains(&letters)
                && let Some(behind) = behind(bytes, word.end)
            {
                return Some(Read {
                    hash: hash::word_hash_in(&self.keys, word.clone()),
                    key: word.clone(),
                    word,
                    behind,
                });
            }
            let (length, in_place) = match rest {
                [b'0'..=b'9', ..] => (run(rest, u8::is_ascii_digit), true),
                [b'a'..=b'z' | b'A'..=b'Z', ..] => self.latin(rest, start)?,
                _ => (fold::letter_run(rest).0, false),
            };
            if length == 0 {
                start += gap_before(rest)?;
                continue;
            }
            let word = start..start + length;
            let behind = behind(bytes, word.end)?;
            let key = if in_place {
                self.own(text, &word)
            } else {
                let key = self.keys.len();
                let letters = text.get(word.clone()).unwrap_or("");
                fold::letters_into(letters, &mut self.keys);
                key..self.keys.len()
            };
            return Some(self.read(word, key, behind));
        }
    }

    /// Folds the beginning of the text up to `end` or behind it.
    #[inline]
    fn fold(&mut self, text: &[u8], end: usize) {
        if self.folded < end.min(self.head) {
            // Of whole strides, unless it is all.
            let strides = self.folded / STRIDE..end.min(self.head).div_ceil(STRIDE);
            self.folded = self.head.min(strides.end * STRIDE);
            let text = text.get(..self.head).unwrap_or(text);
            let classes = self.classes.as_flattened_mut();
            fold_strides(text, strides, &mut self.keys, classes);
        }
    }

    /// Reads the next word, whatever it is of; `None` behind the last.
    fn any(&mut self, text: &str) -> Option<Read> {
        let word = next_word(text, self.resume)?;
        let key = if word.folded {
            let letters = text.get(word.range.clone()).unwrap_or("");
            self.odd.clear();
            arabic::fold_into(letters, &mut self.odd);
            let start = self.keys.len();
            self.keys.extend_from_slice(self.odd.as_bytes());
            start..self.keys.len()
        } else {
            self.own(text, &word.range)
        };
        let behind = word.range.end;
        Some(self.read(word.range, key, behind))
    }

    /// What was read of a word whose key stands among the keys.
    fn read(&self, word: Range<usize>, key: Range<usize>, behind: usize) -> Read {
        Read {
            hash: hash::of_key(self.keys.get(key.clone()).unwrap_or_default()),
            word,
            key,
            behind,
        }
    }

    /// The length of a run of Latin letters and digits that begins at `start`, whose key is written in its place; `None`
    /// where there is none for it.
    fn latin(&mut self, rest: &[u8], start: usize) -> Option<(usize, bool)> {
        let length = run(rest, u8::is_ascii_alphanumeric);
        let end = Some(start + length).filter(|end| *end <= self.folded)?;
        self.keys.get_mut(start..end)?.make_ascii_lowercase();
        Some((length, true))
    }

    /// Where the key stands of a word that is its own one, or whose key stands in its place.
    fn own(&mut self, text: &str, word: &Range<usize>) -> Range<usize> {
        if word.end <= self.folded {
            return word.clone();
        }
        let start = self.keys.len();
        let letters = text.as_bytes().get(word.clone());
        self.keys.extend_from_slice(letters.unwrap_or_default());
        start..self.keys.len()
    }

    /// Adds a word whose lists are not looked up yet.
    fn push(&mut self, text: &str, read: Read) {
        let Read {
            word,
            key,
            hash,
            behind,
        } = read;
        let before = text.as_bytes().get(self.resume);
        let spaced = word.start == self.resume + 1 && before == Some(&b' ');
        (self.resume, self.behind) = (word.end, behind);
        let range = |range: Range<usize>| range.start as u32..range.end as u32;
        self.tokens.push(Token {
            text: range(word),
            key: range(key),
            hash,
            lists: Lists::NONE,
            spaced,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Word `i`; past the end one that no list has.
    pub(crate) fn word(&self, i: usize) -> Word<'_> {
        let token = self.tokens.get(i);
        token.map_or(Word::none(), |token| token.word(&self.keys))
    }

    /// The match key of word `i`; empty past the end.
    pub(crate) fn key(&self, i: usize) -> &str {
        str::from_utf8(self.word(i).key()).unwrap_or("")
    }

    /// Whether word `i` may open a cue.
    pub(crate) fn may_open_cue(&self, i: usize, lexicon: &Lexicon) -> bool {
        let token = self.tokens.get(i);
        token.is_some_and(|token| lexicon.may_open_cue(token.hash))
    }

    /// Where word `i` stands in the text; an empty range at 0 past the end.
    pub(crate) fn range(&self, i: usize) -> Range<usize> {
        self.tokens
            .get(i)
            .map_or(0..0, |t| t.text.start as usize..t.text.end as usize)
    }

    /// Whether one space and nothing else stands before word `i`, if there is such a word.
    pub(crate) fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.spaced)
    }

    /// The characters between word `i - 1` (or the start of the text) and word `i` (or its end).
    pub(crate) fn gap<'t>(&self, text: &'t str, i: usize) -> &'t str {
        if self.spaced(i) {
            return " ";
        }
        let from = if i == 0 { 0 } else { self.range(i - 1).end };
        let to = if i < self.len() {
            self.range(i).start
        } else {
            text.len()
        };
        text.get(from..to).unwrap_or("")
    }

    /// Keys of the words from `i` up to the next gap that is more than space or an abbreviation's
    /// full stop, at most `most`.
    pub(crate) fn phrase<'a>(&'a self, text: &'a str, i: usize, most: usize) -> Phrase<'a> {
        let tokens = self.tokens.get(i..).unwrap_or_default();
        Phrase {
            text: text.as_bytes(),
            keys: &self.keys,
            tokens: tokens.get(..most).unwrap_or(tokens),
            end: None,
        }
    }
}

/// How many of the first bytes are of a kind.
fn run(bytes: &[u8], is_of_kind: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_of_kind(byte)).count()
}

/// Where the text goes on behind a word that surely ends at `end`.
#[inline(always)] // of most words it is one comparison
fn behind(text: &[u8], end: usize) -> Option<usize> {
    let after = text.get(end..).unwrap_or_default();
    match gap(after) {
        Some(length) => Some(end + length),
        None => after.is_empty().then_some(end),
    }
}

/// The length of the space or mark that opens the bytes, if it is one that ends a word whatever is
/// before it.
fn gap(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ', ..] => Some(1),
        // A part of the word where a letter or digit follows, of which only those of ASCII are told.
        [b'.' | b',' | b'&' | b'_' | b'\'', after @ ..] => {
            let next = after.first().copied().unwrap_or(b' ');
            (next.is_ascii() && !next.is_ascii_alphanumeric()).then_some(1)
        }
        [0..0x80, ..] => (!bytes.first()?.is_ascii_alphanumeric()).then_some(1),
        // « and », ،, ؛ and ؟
        [0xC2, 0xAB | 0xBB, ..] | [0xD8, 0x8C | 0x9B | 0x9F, ..] => Some(2),
        // – — “ ” …
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => Some(3),
        _ => None,
    }
}

/// The same where no word is open: nothing but letters and digits begins one.
fn gap_before(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0..0x80, ..] => (!bytes.first()?.is_ascii_alphanumeric()).then_some(1),
        // A tatweel that stands free is a dash.
        [0xD9, 0x80, ..] => Some(2),
        _ => gap(bytes),
    }
}

/// Consecutive words, read as they are asked for: most phrases end with their first word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'a> {
    text: &'a [u8],
    keys: &'a [u8],
    tokens: &'a [Token],
    /// Where the word before ends.
    end: Option<u32>,
}

impl<'a> Iterator for Phrase<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let (token, rest) = self.tokens.split_first()?;
        if let Some(end) = self.end {
            let gap = self.text.get(end as usize..token.text.start as usize)?;
            if !token.spaced && !gap.iter().all(|byte| matches!(byte, b' ' | b'.')) {
                return None;
            }
        }
        (self.tokens, self.end) = (rest, Some(token.text.end));
        Some(token.word(self.keys))
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.fill(text, 40, Lexicon::builtin());
        (0..tokens.len())
            .map(|i| text[tokens.range(i)].to_owned())
            .collect()
    }

    #[test]
    fn abbreviations_and_numbers_are_one_word() {
        assert_eq!(
            words("(أ.ف.ب) بلغت 3,5 نقطة."),
            ["أ.ف.ب", "بلغت", "3,5", "نقطة"]
        );
        assert_eq!(words("د. سامي، R&B"), ["د", "سامي", "R&B"]);
    }

    #[test]
    fn phrases_end_at_punctuation() {
        let text = "أ. ف. ب، عمان";
        let mut tokens = Tokens::default();
        tokens.fill(text, 40, Lexicon::builtin());
        assert_eq!(
            tokens.phrase(text, 0, 4).map(Word::key).collect::<Vec<_>>(),
            ["ا", "ف", "ب"].map(str::as_bytes)
        );
    }

    quickcheck! {
        fn words_are_those_that_are_read_one_by_one(text: Messy) -> bool {
            let mut tokens = Tokens::default();
            tokens.fill(&text.0, usize::MAX, Lexicon::builtin());
            let mut at = 0;
            let slow = std::iter::from_fn(|| {
                let word = next_word(&text.0, at)?;
                at = word.range.end;
                Some(word.range)
            });
            slow.eq((0..tokens.len()).map(|i| tokens.range(i)))
        }

        fn keys_are_those_of_folding(text: Messy) -> bool {
            let mut tokens = Tokens::default();
            tokens.fill(&text.0, 1, Lexicon::builtin());
            tokens.extend(&text.0, usize::MAX, Lexicon::builtin());
            (0..tokens.len()).all(|i| tokens.key(i) == arabic::fold(&text.0[tokens.range(i)]))
        }
    }
}
