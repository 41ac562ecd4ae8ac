//! Words of a short text with their match keys, for look-ups in the lexicons.

use std::ops::Range;

use crate::arabic;

/// Words, in order, of the beginning of a text. Reused from text to text: holds no borrow.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    keys: String,
    tokens: Vec<Token>,
}

/// One word: where it stands in the text, and where its key stands in the key buffer.
#[derive(Clone, Debug)]
struct Token {
    text: Range<u32>,
    key: Range<u32>,
}

impl Tokens {
    /// Splits the first `limit` words off a clean text.
    ///
    /// A word is a run of letters, marks and digits; a full stop between letters without space
    /// belongs to it (`أ.ف.ب`), as do a tatweel (one that stands free is a dash), `&`, `_` and `'` between letters and `.` or `,` between
    /// digits. Everything else is gap.
    pub(crate) fn fill(&mut self, text: &str, limit: usize) {
        self.keys.clear();
        self.tokens.clear();
        let mut start: Option<usize> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let inner = start.is_some() && c == '\u{0640}'
                || start.is_some()
                    && matches!(c, '.' | '&' | '_' | '\'' | '’' | ',' | '٫')
                    && chars.peek().is_some_and(|(_, next)| {
                        if matches!(c, ',' | '٫') {
                            arabic::digit_value(*next).is_some()
                        } else {
                            next.is_alphanumeric()
                        }
                    });
            if is_word(c) || inner {
                start.get_or_insert(i);
                continue;
            }
            if let Some(from) = start.take() {
                self.push(text, from, i);
                if self.tokens.len() >= limit {
                    return;
                }
            }
        }
        if let Some(from) = start {
            self.push(text, from, text.len());
        }
    }

    fn push(&mut self, text: &str, from: usize, to: usize) {
        let Some(word) = text.get(from..to) else {
            return;
        };
        let at = self.keys.len();
        arabic::fold_into(word, &mut self.keys);
        let range = |a: usize, b: usize| a as u32..b as u32;
        self.tokens.push(Token {
            text: range(from, to),
            key: range(at, self.keys.len()),
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

    /// Where word `i` stands in the text; an empty range at 0 past the end.
    pub(crate) fn range(&self, i: usize) -> Range<usize> {
        self.tokens
            .get(i)
            .map_or(0..0, |t| t.text.start as usize..t.text.end as usize)
    }

    /// The characters between word `i - 1` (or the start of the text) and word `i` (or its end).
    pub(crate) fn gap<'t>(&self, text: &'t str, i: usize) -> &'t str {
        let from = if i == 0 { 0 } else { self.range(i - 1).end };
        let to = if i < self.len() {
            self.range(i).start
        } else {
            text.len()
        };
        text.get(from..to).unwrap_or("")
    }

    /// Keys of the words from `i` up to the next gap that is more than space or an abbreviation's
    /// full stop, at most `N`.
    pub(crate) fn phrase<'a, const N: usize>(&'a self, text: &str, i: usize) -> Phrase<'a, N> {
        let mut phrase = Phrase {
            words: [""; N],
            len: 0,
        };
        while phrase.len < N && i + phrase.len < self.len() {
            let at = i + phrase.len;
            if phrase.len > 0 && !self.gap(text, at).chars().all(|c| matches!(c, ' ' | '.')) {
                break;
            }
            if let Some(word) = phrase.words.get_mut(phrase.len) {
                *word = self.key(at);
            }
            phrase.len += 1;
        }
        phrase
    }
}

/// Up to `N` keys of consecutive words.
#[derive(Debug)]
pub(crate) struct Phrase<'a, const N: usize> {
    words: [&'a str; N],
    len: usize,
}

impl<'a, const N: usize> Phrase<'a, N> {
    pub(crate) fn words(&self) -> &[&'a str] {
        self.words.get(..self.len).unwrap_or_default()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c != '\u{0640}'
        || matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0610}'..='\u{061A}')
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(tokens.phrase::<4>(text, 0).words(), ["ا", "ف", "ب"]);
    }
}
