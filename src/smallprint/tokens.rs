//! Words of a short text with their match keys, for look-ups in the lexicons.

use std::ops::Range;

use crate::arabic;

/// Words, in order, of the beginning of a text. Reused from text to text: holds no borrow.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    keys: String,
    tokens: Vec<Token>,
    /// Where the text behind the last word begins.
    resume: usize,
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
    /// belongs to it (`أ.ف.ب`), as do a tatweel (one that stands free is a dash), `&`, `_` and `'`
    /// between letters and `.` or `,` between digits. Everything else is gap.
    pub(crate) fn fill(&mut self, text: &str, limit: usize) {
        self.clear();
        self.extend(text, limit);
    }

    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.tokens.clear();
        self.resume = 0;
    }

    /// Goes on to the first `limit` words of the text whose first words it holds.
    pub(crate) fn extend(&mut self, text: &str, limit: usize) {
        if self.tokens.len() >= limit {
            return;
        }
        if self.tokens.capacity() == 0 {
            self.tokens.reserve(limit.min(16));
            self.keys
                .reserve(text.len().min(limit.saturating_mul(12)).min(256));
        }
        let bytes = text.as_bytes();
        let mut word = Word::default();
        let mut at = self.resume;
        while let Some(&lead) = bytes.get(at) {
            if matches!(lead, 0xD8..=0xDB) {
                let (letters, own) = arabic::fold::letter_run(bytes.get(at..).unwrap_or_default());
                if letters > 0 {
                    word.open(at);
                    word.folded |= !own;
                    at += letters;
                    continue;
                }
            }
            let (kind, len) = match (lead, bytes.get(at + 1)) {
                (0..0x80, _) => (ascii_kind(lead, word.start.is_some(), text, at), 1),
                (0xD8..=0xDB, Some(&trail)) => (arabic_kind(lead, trail), 2),
                _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                    Some(c) if is_word(c) => (Kind::Folded, c.len_utf8()),
                    Some(c @ '’') if word.start.is_some() && joins(text, at + c.len_utf8()) => {
                        (Kind::Folded, c.len_utf8())
                    }
                    Some(c) => (Kind::Gap, c.len_utf8()),
                    None => break,
                },
            };
            let kind = match kind {
                // Both belong to a word only where one is open.
                Kind::Tatweel | Kind::Decimal if word.start.is_none() => Kind::Gap,
                Kind::Decimal if !digit_at(text, at + len) => Kind::Gap,
                kind => kind,
            };
            match kind {
                Kind::Gap => {
                    self.push(text, &mut word, at);
                    if self.tokens.len() >= limit {
                        self.resume = at;
                        return;
                    }
                }
                Kind::Own => word.open(at),
                Kind::Folded | Kind::Tatweel | Kind::Decimal => {
                    word.open(at);
                    word.folded = true;
                }
            }
            at += len;
        }
        self.push(text, &mut word, text.len());
        self.resume = text.len();
    }

    /// Closes the open word at `to`, if there is one.
    fn push(&mut self, text: &str, word: &mut Word, to: usize) {
        let Word {
            start: Some(from),
            folded,
        } = std::mem::take(word)
        else {
            return;
        };
        let key = self.keys.len();
        let letters = text.get(from..to).unwrap_or("");
        if folded {
            arabic::fold_into(letters, &mut self.keys);
        } else {
            self.keys.push_str(letters);
        }
        let range = |a: usize, b: usize| a as u32..b as u32;
        self.tokens.push(Token {
            text: range(from, to),
            key: range(key, self.keys.len()),
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
        let mut end = None;
        let tokens = self.tokens.get(i..).unwrap_or_default();
        for (word, token) in phrase.words.iter_mut().zip(tokens) {
            if let Some(end) = end
                && !text
                    .as_bytes()
                    .get(end as usize..token.text.start as usize)
                    .is_some_and(|gap| gap.iter().all(|byte| matches!(byte, b' ' | b'.')))
            {
                break;
            }
            end = Some(token.text.end);
            *word = self
                .keys
                .get(token.key.start as usize..token.key.end as usize)
                .unwrap_or("");
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

/// A word that is being read.
#[derive(Debug, Default)]
struct Word {
    start: Option<usize>,
    /// Whether its key differs from its letters.
    folded: bool,
}

impl Word {
    fn open(&mut self, at: usize) {
        self.start.get_or_insert(at);
    }
}

/// What a character does to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ends it.
    Gap,
    /// Belongs to it; its key is itself.
    Own,
    /// Belongs to it; its key is another or depends on what stands beside it.
    Folded,
    Tatweel,
    /// A decimal or thousands separator.
    Decimal,
}

/// The kind of a character of U+0600–06FF, given by its bytes, that is no letter with a key of its
/// own.
fn arabic_kind(lead: u8, trail: u8) -> Kind {
    let code = u32::from(lead & 0x1F) << 6 | u32::from(trail & 0x3F);
    match char::from_u32(code) {
        Some('\u{0640}') => Kind::Tatweel,
        Some('٫') => Kind::Decimal,
        Some(c) if is_word(c) => Kind::Folded,
        _ => Kind::Gap,
    }
}

fn ascii_kind(byte: u8, open: bool, text: &str, at: usize) -> Kind {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => Kind::Own,
        b'A'..=b'Z' => Kind::Folded,
        b'.' | b'&' | b'_' | b'\'' if open && joins(text, at + 1) => Kind::Folded,
        b',' if open => Kind::Decimal,
        _ => Kind::Gap,
    }
}

/// Whether a letter or digit stands at `at`.
fn joins(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(crate::arabic::chars::is_alphanumeric)
}

fn digit_at(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.and_then(arabic::digit_value).is_some()
}

fn is_word(c: char) -> bool {
    crate::arabic::chars::is_alphanumeric(c) && c != '\u{0640}'
        || matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0610}'..='\u{061A}')
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
        assert_eq!(tokens.phrase::<4>(text, 0).words(), ["ا", "ف", "ب"]);
    }

    quickcheck! {
        fn keys_are_those_of_folding(text: Messy) -> bool {
            let mut tokens = Tokens::default();
            tokens.fill(&text.0, usize::MAX);
            (0..tokens.len()).all(|i| tokens.key(i) == arabic::fold(&text.0[tokens.range(i)]))
        }
    }
}
