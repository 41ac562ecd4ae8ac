//! Words of a short text with their match keys, for look-ups in the lexicons.

use std::cell::Cell;
use std::ops::Range;

use crate::arabic::words::next_word;
use crate::arabic::{self, fold};
use crate::lexicon::{Lexicon, Lists};

/// Words, in order, of the beginning of a text. Reused from text to text: holds no borrow.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// The beginning of the text, then the keys that do not stand in it, between [`BESIDE`].
    keys: String,
    /// Bytes of that beginning.
    head: usize,
    tokens: Vec<Token>,
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
    /// Whether one space and nothing else stands before it.
    spaced: bool,
    /// The lists of a lexicon that may have it, once they were asked for.
    lists: Cell<Lists>,
}

/// Bytes of a text that are copied at once.
const HEAD: usize = 256;

/// What stands on both sides of every key: whether a key is at an end of their text, which no branch
/// could foresee, need not be asked.
const BESIDE: char = ' ';

/// Where the beginning of a text ends that is copied at once.
fn head(text: &str) -> usize {
    let whole = |end: &usize| text.is_char_boundary(*end);
    (0..=text.len().min(HEAD)).rev().find(whole).unwrap_or(0)
}

impl Tokens {
    /// Splits the first `limit` words off a clean text.
    ///
    /// A word is what [`next_word`] finds.
    pub(crate) fn fill(&mut self, text: &str, limit: usize) {
        self.clear();
        self.extend(text, limit);
    }

    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.head = 0;
        self.tokens.clear();
        (self.resume, self.behind) = (0, 0);
    }

    /// Goes on to the first `limit` words of the text whose first words it holds.
    pub(crate) fn extend(&mut self, text: &str, limit: usize) {
        if self.tokens.len() >= limit {
            return;
        }
        if self.tokens.capacity() == 0 {
            // Room for the words of most texts that are looked up.
            self.tokens.reserve(32);
            self.keys.reserve(HEAD + HEAD / 2);
        }
        if self.resume == 0 && self.keys.is_empty() {
            // Copied at once: most words are their own keys.
            self.head = head(text);
            self.keys.push(BESIDE);
            self.keys.push_str(text.get(..self.head).unwrap_or(""));
            self.keys.push(BESIDE);
        }
        while self.tokens.len() < limit {
            if self.plain(text) {
                continue;
            }
            let Some(word) = next_word(text, self.resume) else {
                self.resume = text.len();
                return;
            };
            if word.folded {
                let letters = text.get(word.range.clone()).unwrap_or("");
                self.push(text, word.range, |keys| arabic::fold_into(letters, keys));
            } else {
                self.push_own(text, word.range);
            }
        }
    }

    /// Adds the next word where it is one of letters or of digits alone between spaces and marks that
    /// are no part of any word, as most are.
    fn plain(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut start = self.behind;
        let (length, own) = loop {
            let rest = bytes.get(start..).unwrap_or_default();
            let (length, own) = match rest {
                [b'0'..=b'9', ..] => (rest.iter().take_while(|b| b.is_ascii_digit()).count(), true),
                _ => fold::letter_run(rest),
            };
            if length > 0 {
                break (length, own);
            }
            match gap(rest) {
                Some(length) => start += length,
                None => return false,
            }
        };
        let end = start + length;
        let after = bytes.get(end..).unwrap_or_default();
        let behind = match gap(after) {
            Some(length) => end + length,
            None if after.is_empty() => end,
            None => return false,
        };
        if own {
            self.push_own(text, start..end);
        } else {
            let letters = text.get(start..end).unwrap_or("");
            self.push(text, start..end, |keys| fold::letters_into(letters, keys));
        }
        self.behind = behind;
        true
    }

    /// Adds a word that is its own key.
    fn push_own(&mut self, text: &str, word: Range<usize>) {
        if word.end <= self.head {
            let key = word.start + BESIDE.len_utf8()..word.end + BESIDE.len_utf8();
            self.push_token(text, word, key);
            return;
        }
        let letters = text.get(word.clone()).unwrap_or("");
        self.push(text, word, |keys| keys.push_str(letters));
    }

    /// Adds a word whose key `write` adds to the keys.
    fn push(&mut self, text: &str, word: Range<usize>, write: impl FnOnce(&mut String)) {
        let start = self.keys.len();
        write(&mut self.keys);
        let key = start..self.keys.len();
        self.keys.push(BESIDE);
        self.push_token(text, word, key);
    }

    /// Adds a word whose key stands at `key`.
    fn push_token(&mut self, text: &str, word: Range<usize>, key: Range<usize>) {
        let before = text.as_bytes().get(self.resume);
        let spaced = word.start == self.resume + 1 && before == Some(&b' ');
        (self.resume, self.behind) = (word.end, word.end);
        let range = |range: Range<usize>| range.start as u32..range.end as u32;
        self.tokens.push(Token {
            text: range(word),
            key: range(key),
            spaced,
            lists: Cell::new(Lists::UNKNOWN),
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The match key of word `i`; empty past the end.
    pub(crate) fn key(&self, i: usize) -> &str {
        self.tokens
            .get(i)
            .and_then(|t| self.keys.get(t.key.start as usize..t.key.end as usize))
            .unwrap_or("")
    }

    /// The lists that may have word `i`. A text is looked up in one lexicon.
    pub(crate) fn lists(&self, i: usize, lexicon: &Lexicon) -> Lists {
        let Some(token) = self.tokens.get(i) else {
            return lexicon.lists_with("");
        };
        if token.lists.get() == Lists::UNKNOWN {
            token.lists.set(lexicon.lists_with(self.key(i)));
        }
        token.lists.get()
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

/// The length of the space or mark that opens the bytes, if it is one that stands in no word
/// whatever is beside it.
fn gap(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [
            b' ' | b':' | b'"' | b'(' | b')' | b'/' | b'-' | b'!' | b'|',
            ..,
        ] => Some(1),
        // The last of a sentence: between letters it is a part of an abbreviation, between digits of a
        // number.
        [b'.'] | [b'.' | b',', b' ', ..] => Some(1),
        // « and », ،, ؛ and ؟
        [0xC2, 0xAB | 0xBB, ..] | [0xD8, 0x8C | 0x9B | 0x9F, ..] => Some(2),
        // – — “ ” …
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => Some(3),
        _ => None,
    }
}

/// Keys of consecutive words, read as they are asked for: most phrases end with their first word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'a> {
    text: &'a [u8],
    keys: &'a str,
    tokens: &'a [Token],
    /// Where the word before ends.
    end: Option<u32>,
}

impl<'a> Iterator for Phrase<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (token, rest) = self.tokens.split_first()?;
        if let Some(end) = self.end {
            let gap = self.text.get(end as usize..token.text.start as usize)?;
            if !token.spaced && !gap.iter().all(|byte| matches!(byte, b' ' | b'.')) {
                return None;
            }
        }
        (self.tokens, self.end) = (rest, Some(token.text.end));
        self.keys
            .get(token.key.start as usize..token.key.end as usize)
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.fill(text, 40);
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
        tokens.fill(text, 40);
        assert_eq!(
            tokens.phrase(text, 0, 4).collect::<Vec<_>>(),
            ["ا", "ف", "ب"]
        );
    }

    quickcheck! {
        fn words_are_those_that_are_read_one_by_one(text: Messy) -> bool {
            let mut tokens = Tokens::default();
            tokens.fill(&text.0, usize::MAX);
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
            tokens.fill(&text.0, usize::MAX);
            (0..tokens.len()).all(|i| tokens.key(i) == arabic::fold(&text.0[tokens.range(i)]))
        }
    }
}
