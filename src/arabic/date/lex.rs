//! Cuts text into the numbers, words and marks of dates.

use std::ops::Range;

use once_cell::sync::Lazy;

use super::table::{PHRASE, Row, Sense, TABLE, Table};
use crate::arabic::chars;
use crate::arabic::clean::is_dropped;
use crate::arabic::digits::digit_value;
use crate::arabic::fold::{fold_into, letter_key};

/// What a token is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A run of digits, of any sets.
    Number { value: u32, digits: u8 },
    /// A run of letters.
    Word { key: Key, row: Option<&'static Row> },
    /// Anything else, dashes, commas and bars made one; a line break is `\n`.
    Mark(char),
}

/// Where a word's match key stands.
#[derive(Debug, Clone, Copy)]
enum Key {
    /// In the text: the word is its own key.
    Own,
    /// In the buffer of keys.
    Folded(usize, usize),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// Whether white space precedes it.
    spaced: bool,
}

/// The tokens of a text.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    keys: String,
    tokens: Vec<Token>,
    table: Option<&'static Table>,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self::cut(text, Some(&TABLE))
    }

    /// The tokens alone: what the table itself is made from.
    pub(super) fn without_senses(text: &'t str) -> Self {
        Self::cut(text, None)
    }

    fn cut(text: &'t str, table: Option<&'static Table>) -> Self {
        // A stamp has a token every third byte, running text one every eighth.
        let expected = (text.len() / 8).max(text.len().min(128) / 2);
        let mut tokens = Tokens {
            text,
            keys: String::with_capacity((text.len() / 4).max(text.len().min(128))),
            tokens: Vec::with_capacity(expected),
            table,
        };
        tokens.fill();
        tokens
    }

    fn fill(&mut self) {
        let classes = &*CLASSES;
        let mut spaced = false;
        let mut at = 0;
        while let Some((class, len)) = classes.at(self.text, at) {
            let start = at;
            at += len;
            let (kind, end) = match class {
                Class::Dropped => continue,
                Class::White => {
                    spaced = true;
                    continue;
                }
                Class::Digit(digit) => {
                    let (number, end) = self.number_from(at, digit, classes);
                    if let Some((year, hour, from)) = self.year_and_hour(number, start, end) {
                        self.tokens.push(Token {
                            kind: year,
                            start,
                            end: from,
                            spaced,
                        });
                        self.tokens.push(Token {
                            kind: hour,
                            start: from,
                            end,
                            spaced: true,
                        });
                        spaced = false;
                        at = end;
                        continue;
                    }
                    (number, end)
                }
                Class::Letter { own } => {
                    let (key, end) = self.word_from(start, at, own, classes);
                    let row = self
                        .table
                        .and_then(|t| t.word(self.key_of(key, start..end)));
                    (Kind::Word { key, row }, end)
                }
                // One that no letter precedes is a dash.
                Class::Tatweel => (Kind::Mark('-'), at),
                Class::Mark(c) => (Kind::Mark(c), at),
            };
            self.tokens.push(Token {
                kind,
                start,
                end,
                spaced,
            });
            spaced = false;
            at = end;
        }
    }

    /// The year of a date in digits and the hour that is glued to it, `14/7/202009:15`, with the
    /// place of the hour.
    fn year_and_hour(&self, number: Kind, start: usize, end: usize) -> Option<(Kind, Kind, usize)> {
        let Kind::Number { value, digits: 6 } = number else {
            return None;
        };
        let (year, hour) = (value / 100, value % 100);
        let dated = matches!(
            self.mark(self.tokens.len().checked_sub(1)?),
            Some('/' | '-' | '.')
        );
        let timed = self.text.get(end..)?.starts_with(':');
        if !(dated && timed && (1900..=2100).contains(&year) && hour < 24) {
            return None;
        }
        let number = self.text.get(start..end)?;
        let (from, _) = number.char_indices().rev().nth(1)?;
        let of = |value, digits| Kind::Number { value, digits };
        Some((of(year, 4), of(hour, 2), start + from))
    }

    /// The number whose first digit ends before `at`, and where its last digit ends. Digits of one
    /// set alone make a number: `18/4/2020١٨ أبريل` has two dates.
    fn number_from(&self, at: usize, first: u8, classes: &Classes) -> (Kind, usize) {
        let (mut value, mut digits) = (u32::from(first), 1_u8);
        let is_ascii = |end: usize| {
            let last = end.checked_sub(1).and_then(|i| self.text.as_bytes().get(i));
            last.is_some_and(u8::is_ascii)
        };
        let ascii = is_ascii(at);
        let (mut at, mut end) = (at, at);
        while let Some((class, len)) = classes.at(self.text, at) {
            at += len;
            match class {
                Class::Digit(digit) if is_ascii(at) == ascii => {
                    value = value.saturating_mul(10).saturating_add(u32::from(digit));
                    digits = digits.saturating_add(1);
                    end = at;
                }
                Class::Dropped => {}
                _ => break,
            }
        }
        (Kind::Number { value, digits }, end)
    }

    /// The word that begins at `start`, its first letter ending before `at`: its key, and where
    /// its last letter ends.
    fn word_from(&mut self, start: usize, at: usize, own: bool, classes: &Classes) -> (Key, usize) {
        let (mut at, mut end, mut own) = (at, at, own);
        while let Some((class, len)) = classes.at(self.text, at) {
            at += len;
            match class {
                Class::Letter { own: letter } => {
                    own &= letter;
                    end = at;
                }
                Class::Tatweel => {
                    own = false;
                    end = at;
                }
                Class::Dropped => own = false,
                _ => break,
            }
        }
        if own {
            return (Key::Own, end);
        }
        let from = self.keys.len();
        let letters = self.text.get(start..end).unwrap_or_default();
        fold_into(letters, &mut self.keys);
        (Key::Folded(from, self.keys.len()), end)
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.tokens.get(tokens.start).map_or(0, |t| t.start);
        let end = tokens.end.checked_sub(1).and_then(|i| self.tokens.get(i));
        start..end.map_or(start, |t| t.end)
    }

    /// The number at `i` and the count of its digits.
    pub(super) fn number(&self, i: usize) -> Option<(u32, u8)> {
        match self.tokens.get(i)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// The number at `i` where it has at most two digits.
    pub(super) fn short(&self, i: usize) -> Option<u8> {
        match self.number(i)? {
            (value, 1 | 2) => u8::try_from(value).ok(),
            _ => None,
        }
    }

    pub(super) fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// The match key of the word at `i`; empty where there is none.
    pub(super) fn key(&self, i: usize) -> &str {
        match self.tokens.get(i) {
            Some(&Token {
                kind: Kind::Word { key, .. },
                start,
                end,
                ..
            }) => self.key_of(key, start..end),
            _ => "",
        }
    }

    /// The match keys of some tokens.
    pub(super) fn keys(&self, tokens: Range<usize>) -> impl Iterator<Item = &str> {
        tokens.map(|i| self.key(i))
    }

    fn key_of(&self, key: Key, word: Range<usize>) -> &str {
        match key {
            Key::Own => self.text.get(word),
            Key::Folded(from, to) => self.keys.get(from..to),
        }
        .unwrap_or_default()
    }

    /// The table's row of the word at `i`.
    pub(super) fn row(&self, i: usize) -> Option<&'static Row> {
        match self.tokens.get(i)?.kind {
            Kind::Word { row, .. } => row,
            _ => None,
        }
    }

    /// Whether a word that no table knows stands at `i`: it is part of no date.
    pub(super) fn is_unknown(&self, i: usize) -> bool {
        matches!(
            self.tokens.get(i),
            Some(Token {
                kind: Kind::Word { row: None, .. },
                ..
            })
        )
    }

    /// Whether token `i` stands close to the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| !t.spaced)
    }

    /// The longest phrase of the table at `i`, and the token behind it.
    pub(super) fn sense(&self, i: usize) -> Option<(&'static Sense, usize)> {
        let first = self.row(i)?;
        let mut best = first.sense().map(|s| (s, i + 1));
        let Some(table) = self.table.filter(|_| first.opens) else {
            return best;
        };
        let (mut row, mut at) = (first, i + 1);
        for _ in 1..PHRASE {
            // The full stops of an abbreviation: ت.غ
            if self.mark(at) == Some('.') && self.key(at - 1).chars().nth(1).is_none() {
                at += 1;
            }
            let word = match self.tokens.get(at).map(|t| t.kind) {
                Some(Kind::Word { row: Some(row), .. }) => Some(row),
                Some(Kind::Number { value, .. }) => table.number(value),
                _ => None,
            };
            let Some(longer) = word.and_then(|word| table.longer(row, word)) else {
                break;
            };
            (row, at) = (longer, at + 1);
            if let Some(sense) = row.sense() {
                best = Some((sense, at));
            }
            if !row.opens {
                break;
            }
        }
        best
    }
}

/// What a character is to the tokens.
#[derive(Debug, Clone, Copy)]
enum Class {
    /// Leaves no trace.
    Dropped,
    White,
    Digit(u8),
    /// Belongs to a word; whether it is its own key.
    Letter {
        own: bool,
    },
    Tatweel,
    Mark(char),
}

fn class_of(c: char) -> Class {
    match c {
        '\n' => Class::Mark(c),
        TATWEEL => Class::Tatweel,
        _ if is_dropped(c) => Class::Dropped,
        _ if c.is_whitespace() => Class::White,
        _ => match digit_value(c) {
            Some(digit) => Class::Digit(digit),
            None if chars::is_alphabetic(c) => {
                let mut bytes = [0; 4];
                let own = match *c.encode_utf8(&mut bytes).as_bytes() {
                    [byte] => byte.is_ascii_lowercase(),
                    [lead @ 0xD8..=0xDB, trail] => letter_key(lead, trail) == Some(c),
                    _ => false,
                };
                Class::Letter { own }
            }
            None => Class::Mark(mark(c)),
        },
    }
}

/// The classes of the characters that most texts are made of.
struct Classes {
    ascii: [Class; 128],
    /// U+0600–06FF.
    arabic: [Class; 256],
}

static CLASSES: Lazy<Classes> = Lazy::new(|| {
    let class = |code: usize| class_of(char::from_u32(code as u32).unwrap_or(' '));
    Classes {
        ascii: std::array::from_fn(class),
        arabic: std::array::from_fn(|low| class(0x0600 + low)),
    }
});

impl Classes {
    /// The class and length of the character at `at`; `None` at the end of the text.
    #[inline]
    fn at(&self, text: &str, at: usize) -> Option<(Class, usize)> {
        let rest = text.as_bytes().get(at..)?;
        match *rest {
            // cannot fail: seven bits, 128 entries
            [byte @ 0..0x80, ..] => Some((self.ascii[usize::from(byte)], 1)),
            [lead @ 0xD8..=0xDB, trail, ..] => {
                let low = usize::from((lead & 0x03) << 6 | trail & 0x3F);
                Some((self.arabic[low], 2)) // cannot fail: eight bits, 256 entries
            }
            _ => {
                let c = text.get(at..)?.chars().next()?;
                Some((class_of(c), c.len_utf8()))
            }
        }
    }
}

const TATWEEL: char = '\u{0640}';

/// One character for the many that do the same.
fn mark(c: char) -> char {
    match c {
        '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => '-',
        '،' | '٬' | '؛' | ';' => ',',
        '⁄' | '\\' | '∕' => '/',
        '：' | '∶' => ':',
        '[' | '{' => '(',
        ']' | '}' => ')',
        '•' | '·' | '¦' => '|',
        _ => c,
    }
}
