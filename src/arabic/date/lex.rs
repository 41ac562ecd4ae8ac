//! Cuts text into the numbers, words and marks of dates.

use std::ops::Range;

use super::table::{self, Entry, PHRASE, Sense};
use crate::arabic::clean::is_dropped;
use crate::arabic::digits::digit_value;
use crate::arabic::fold::fold_into;

/// What a token is.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A run of digits, of any sets.
    Number { value: u32, digits: u8 },
    /// A run of letters; its match key is a range of the key buffer.
    Word {
        key: (u32, u32),
        entry: Option<&'static Entry>,
    },
    /// Anything else, dashes, commas and bars made one; a line break is `\n`.
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// Whether white space precedes it.
    spaced: bool,
}

/// The tokens of a text. Reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    keys: String,
    tokens: Vec<Token>,
}

impl Tokens {
    pub(super) fn fill(&mut self, text: &str) {
        self.fill_without_senses(text);
        for token in &mut self.tokens {
            if let Kind::Word { key, entry } = &mut token.kind {
                let key = self.keys.get(key.0 as usize..key.1 as usize);
                *entry = key.and_then(table::get);
            }
        }
    }

    /// The tokens alone: what the table itself is made from.
    pub(super) fn fill_without_senses(&mut self, text: &str) {
        self.keys.clear();
        self.tokens.clear();
        let mut chars = text.char_indices().peekable();
        let mut spaced = false;
        while let Some((start, c)) = chars.next() {
            if is_dropped(c) {
                continue;
            }
            if c.is_whitespace() && c != '\n' {
                spaced = true;
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if let Some(digit) = digit_value(c) {
                let (mut value, mut digits) = (u32::from(digit), 1_u8);
                while let Some(&(at, c)) = chars.peek() {
                    if let Some(digit) = digit_value(c) {
                        value = value.saturating_mul(10).saturating_add(u32::from(digit));
                        digits = digits.saturating_add(1);
                        end = at + c.len_utf8();
                    } else if !is_dropped(c) {
                        break;
                    }
                    chars.next();
                }
                Kind::Number { value, digits }
            } else if crate::arabic::chars::is_alphabetic(c) && c != TATWEEL {
                while let Some(&(at, c)) = chars.peek() {
                    if crate::arabic::chars::is_alphabetic(c) {
                        end = at + c.len_utf8();
                    } else if !is_dropped(c) {
                        break;
                    }
                    chars.next();
                }
                let from = self.keys.len();
                fold_into(text.get(start..end).unwrap_or(""), &mut self.keys);
                Kind::Word {
                    key: (from as u32, self.keys.len() as u32),
                    entry: None,
                }
            } else {
                Kind::Mark(mark(c))
            };
            self.tokens.push(Token {
                kind,
                start,
                end,
                spaced,
            });
            spaced = false;
        }
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
        match self.tokens.get(i).map(|t| t.kind) {
            Some(Kind::Word { key, .. }) => self
                .keys
                .get(key.0 as usize..key.1 as usize)
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether token `i` stands close to the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| !t.spaced)
    }

    pub(super) fn push_key(&self, i: usize, key: &mut String) {
        match self.number(i) {
            Some((value, _)) => key.push_str(&value.to_string()),
            None => key.push_str(self.key(i)),
        }
    }

    /// The longest phrase of the table at `i`, and the token behind it.
    pub(super) fn sense(&self, i: usize) -> Option<(&'static Sense, usize)> {
        let Kind::Word {
            entry: Some(entry), ..
        } = self.tokens.get(i)?.kind
        else {
            return None;
        };
        let mut best = entry.sense().map(|s| (s, i + 1));
        if !entry.opens {
            return best;
        }
        let mut key = self.key(i).to_owned();
        let (mut at, mut words) = (i + 1, 1);
        while words < PHRASE {
            // The full stops of an abbreviation: ت.غ
            if self.mark(at) == Some('.') && self.key(at - 1).chars().nth(1).is_none() {
                at += 1;
            }
            if self.mark(at).is_some() || at >= self.len() {
                break;
            }
            key.push(' ');
            self.push_key(at, &mut key);
            let Some(entry) = table::get(&key) else {
                break;
            };
            (at, words) = (at + 1, words + 1);
            if let Some(sense) = entry.sense() {
                best = Some((sense, at));
            }
            if !entry.opens {
                break;
            }
        }
        best
    }
}

const TATWEEL: char = '\u{0640}';

/// One character for the many that do the same.
fn mark(c: char) -> char {
    match c {
        // A tatweel that no letter precedes is a dash.
        TATWEEL | '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => '-',
        '،' | '٬' | '؛' | ';' => ',',
        '⁄' | '\\' | '∕' => '/',
        '：' | '∶' => ':',
        '[' | '{' => '(',
        ']' | '}' => ')',
        '•' | '·' | '¦' => '|',
        _ => c,
    }
}
