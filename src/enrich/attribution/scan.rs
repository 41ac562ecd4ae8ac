//! The reading of a text into tokens: where they begin and end, their match keys, what the lexicons say of them.
//!
//! Most words are *plain*: of the letters ء–غ and ف–ي alone. Their keys are made for a whole text at once, byte by byte
//! from the bytes beside it and without a branch, which the compiler turns into steps of many bytes. So is what tells
//! where such words end.

use super::dictionary::{CUE, HEAD, STEP, add_bytes, key_hash, same};
use super::lexis::Lexis;
use super::tokens::{Keys, Kind, Store, Token, is_dash, is_stop, quote_family};
use crate::arabic::chars::{is_alphabetic, is_alphanumeric, is_numeric};

/// Words that are looked up together.
const TOGETHER: usize = 64;

/// Bytes that are looked at together for the end of a plain word.
pub(super) const STRIDE: usize = 16;

/// All bits where the two bytes are equal, else none.
fn equal(a: u8, b: u8) -> u8 {
    if a == b { 0xFF } else { 0 }
}

/// All bits where the byte is one of `count` from `first` on, else none.
fn among(byte: u8, first: u8, count: u8) -> u8 {
    if byte.wrapping_sub(first) < count {
        0xFF
    } else {
        0
    }
}

/// The byte in the key of a plain word for a byte between two others: أ إ آ become ا, ؤ و, ئ and ى ي, ة ه.
fn fold_byte(before: u8, byte: u8, after: u8) -> u8 {
    // Where the bits of the second bytes D8 A2, A3, A5, A4, A6 and A9, and of D9 89, are others in the key.
    let alef = equal(byte, 0xA2) & (0xA2 ^ 0xA7)
        | equal(byte, 0xA3) & (0xA3 ^ 0xA7)
        | equal(byte, 0xA5) & (0xA5 ^ 0xA7);
    let other = equal(byte, 0xA4) & (0xA4 ^ 0x88)
        | equal(byte, 0xA6) & (0xA6 ^ 0x8A)
        | equal(byte, 0xA9) & (0xA9 ^ 0x87);
    let second = equal(before, 0xD8) & (alef | other)
        | equal(before, 0xD9) & equal(byte, 0x89) & (0x89 ^ 0x8A);
    // Of و, ي and ه the first byte is another too.
    let moved = equal(after, 0xA4) | equal(after, 0xA6) | equal(after, 0xA9);
    let first = equal(byte, 0xD8) & moved & (0xD8 ^ 0xD9);
    byte ^ second ^ first
}

/// 0 for the first byte of a letter of plain words, ء–غ or ف–ي, and for every byte that is not the first of its
/// character; another number for all other bytes.
fn class_byte(byte: u8, after: u8) -> u8 {
    let plain =
        equal(byte, 0xD8) & among(after, 0xA1, 26) | equal(byte, 0xD9) & among(after, 0x81, 10);
    !(plain | equal(byte & 0xC0, 0x80))
}

/// Appends the keys of the plain words of a text, in their places, and [`STEP`] bytes more; sets `classes` to the
/// classes of the bytes, with [`STRIDE`] more.
fn fold_plain(text: &[u8], keys: &mut Vec<u8>, classes: &mut Vec<u8>) {
    let start = keys.len();
    keys.resize(start + text.len() + STEP, 0);
    classes.clear();
    classes.resize(text.len() + STRIDE, 0xFF);
    let keys = keys.get_mut(start..).unwrap_or_default();
    let inner = text
        .iter()
        .zip(text.iter().skip(1))
        .zip(text.iter().skip(2));
    let out = keys.iter_mut().skip(1).zip(classes.iter_mut().skip(1));
    for ((key, class), ((&before, &byte), &after)) in out.zip(inner) {
        *key = fold_byte(before, byte, after);
        *class = class_byte(byte, after);
    }
    // The first byte and the last, which have a neighbour less.
    let mut edge = |at: usize, before: u8, after: u8| {
        if let (Some(&byte), Some(key), Some(class)) =
            (text.get(at), keys.get_mut(at), classes.get_mut(at))
        {
            *key = fold_byte(before, byte, after);
            *class = class_byte(byte, after);
        }
    };
    edge(0, 0, text.get(1).copied().unwrap_or(0));
    if let Some(last) = text.len().checked_sub(1).filter(|&last| last > 0) {
        edge(last, text.get(last - 1).copied().unwrap_or(0), 0);
    }
}

/// Whether the character belongs to words: letters, digits, marks, the tatweel.
fn is_word(c: char) -> bool {
    is_alphanumeric(c)
        || matches!(
            c,
            '_' | '#' | '@' | '%' | '٪' | 'ـ' | '\u{200C}' | '\u{200D}'
        )
        || matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
        || matches!(c, '\u{0300}'..='\u{036F}')
}

/// How many of its last letters a key may have of a pronoun, by the low bits of its last letter: ه, ك, ي one; ها, هم, هن
/// and their like two.
const PRONOUNS: [u8; 64] = {
    let mut lengths = [0; 64];
    let mut i = 0;
    let ends = [('ه', 1), ('ك', 1), ('ي', 1), ('ا', 2), ('م', 2), ('ن', 2)];
    while i < ends.len() {
        let (letter, length) = ends[i]; // cannot fail: i is below the length
        lengths[letter as usize % 64] = length;
        i += 1;
    }
    lengths
};

/// Bytes of the pronoun at the end of a key, if there is one; of another key any number that is not more than its length.
pub(super) fn pronoun(key: &[u8]) -> usize {
    let Some(&end) = key.last_chunk::<4>() else {
        return 0;
    };
    let [.., last] = end;
    // كما, هما; ني
    let longer = (end == *b"\xD9\x85\xD8\xA7") | (end == *b"\xD9\x86\xD9\x8A");
    let letters = PRONOUNS[usize::from(last % 64)] + u8::from(longer); // cannot fail: 64 entries
    (usize::from(letters) * 2).min(key.len())
}

/// A word that is still to be looked up.
#[derive(Clone, Copy, Default)]
struct Ask {
    /// The hash of its key.
    hash: u64,
    /// The hash of the key without a pronoun.
    stem: u64,
    index: u32,
}

/// What the tokens of a text are like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// There are marks that may belong in pairs.
    pub(super) paired: bool,
    /// A sentence may end before the last token.
    pub(super) divided: bool,
}

/// Reads the tokens of a text into the store.
pub(super) fn scan(text: &str, store: &mut Store) -> Seen {
    let plain = store.plain.len();
    fold_plain(text.as_bytes(), &mut store.plain, &mut store.classes);
    let mut scan = Scan {
        text,
        first: store.tokens.len(),
        plain,
        store,
        lexis: Lexis::get(),
        asked: [Ask::default(); TOGETHER],
        count: 0,
        behind_clause: false,
    };
    let seen = scan.read();
    scan.look_up();
    seen
}

struct Scan<'t, 's> {
    text: &'t str,
    store: &'s mut Store,
    /// The first token of the text in the store.
    first: usize,
    /// The first byte of its plain keys there.
    plain: usize,
    lexis: &'static Lexis,
    /// The words that are still to be looked up, of which `count` count.
    asked: [Ask; TOGETHER],
    count: usize,
    /// The last token is a mark behind which a clause of the narrator may begin.
    behind_clause: bool,
}

impl Scan<'_, '_> {
    fn read(&mut self) -> Seen {
        let text = self.text;
        let (mut paired, mut divided) = (false, false);
        let mut stop = None;
        let mut start = 0;
        while let Some(&byte) = text.as_bytes().get(start) {
            if byte == b' ' {
                start += 1;
                continue;
            }
            if matches!(byte, 0xD8..=0xDB)
                && let Some(end) = self.plain_word(start)
            {
                start = end;
                continue;
            }
            let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let mut end = start + c.len_utf8();
            if c.is_whitespace() {
                // It may break the line.
                divided = true;
                start = end;
                continue;
            }
            let kind = if is_word(c) {
                let (end, number) = mixed_word(text, start, c);
                let kind = if number { Kind::Number } else { Kind::Word };
                divided |= text.get(start..end).is_some_and(|word| word.contains('.'));
                self.push_mixed(start, end, kind);
                start = end;
                continue;
            } else if quote_family(c).is_some() {
                Kind::Open // decided later
            } else {
                let more: fn(char) -> bool = match c {
                    _ if is_stop(c) => is_stop,
                    _ if is_dash(c) => is_dash,
                    _ => |_| false,
                };
                let rest = text.get(end..).unwrap_or("");
                end += rest.len() - rest.trim_start_matches(more).len();
                match c {
                    '(' | '[' | '{' | '\u{FD3E}' => Kind::BracketOpen,
                    ')' | ']' | '}' | '\u{FD3F}' => Kind::BracketClose,
                    '،' | ',' => Kind::Comma,
                    '؛' | ';' => Kind::Semicolon,
                    ':' => Kind::Colon,
                    _ if is_stop(c) => Kind::Stop,
                    _ if is_dash(c) => Kind::Dash,
                    _ => Kind::Other,
                }
            };
            paired |= matches!(
                kind,
                Kind::Open | Kind::BracketOpen | Kind::BracketClose | Kind::Dash
            );
            if kind == Kind::Stop {
                divided |= stop.is_some();
                stop = Some(self.len());
            }
            self.store.marks.push(self.len() as u32);
            self.push(Token::new(start, end, kind));
            start = end;
        }
        divided |= stop.is_some_and(|stop| stop + 1 < self.len());
        Seen { paired, divided }
    }

    /// Number of the tokens read.
    fn len(&self) -> usize {
        self.store.tokens.len() - self.first
    }

    /// Adds a token.
    #[inline]
    fn push(&mut self, token: Token) {
        if token.kind == Kind::BracketOpen || token.kind == Kind::Word && self.behind_clause {
            self.store.awake.insert(self.len());
        }
        self.behind_clause = matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Dash);
        self.store.tokens.push(token);
    }

    /// Asks for the word that comes next.
    #[inline]
    fn ask(&mut self, hash: u64, stem: u64) {
        if self.count == TOGETHER {
            self.look_up();
        }
        // cannot fail: the count is below the length
        self.asked[self.count % TOGETHER] = Ask {
            hash,
            stem,
            index: self.len() as u32,
        };
        self.count += 1;
    }

    /// Looks the words up that were read since the last time. Together, because the look-ups of many words wait for
    /// memory at the same time, where no branch depends on what it says.
    fn look_up(&mut self) {
        let lexis = self.lexis;
        let words = lexis.words();
        let asked = self.asked.get(..self.count).unwrap_or_default();
        let (mut known, mut verbs) = ([0; TOGETHER], [0; TOGETHER]);
        let (mut known_count, mut verb_count) = (0, 0);
        for (n, ask) in (0_u8..).zip(asked) {
            // Neither count can reach the length before the last word is asked.
            known[known_count % TOGETHER] = n;
            known_count += usize::from(words.may_have(ask.hash));
            verbs[verb_count % TOGETHER] = n;
            verb_count += usize::from(lexis.may_be_verb(ask.hash, ask.stem));
        }
        let ask = |n: u8| self.asked[usize::from(n) % TOGETHER]; // cannot fail: below the length
        let mut firsts = [0; TOGETHER];
        for (first, &n) in firsts.iter_mut().zip(known.iter().take(known_count)) {
            *first = words.first(ask(n).hash);
        }
        let Store {
            tokens,
            plain,
            mixed,
            awake,
            heads,
            ..
        } = &mut *self.store;
        let tokens = tokens.get_mut(self.first..).unwrap_or_default();
        for (&n, first) in known.iter().take(known_count).zip(firsts) {
            let Ask { hash, index, .. } = ask(n);
            let (word, bits) = words.hashed(hash, first);
            if bits & CUE != 0 {
                awake.insert(index as usize);
            }
            if bits & HEAD != 0 {
                heads.insert(index as usize);
            }
            if let Some(token) = tokens.get_mut(index as usize) {
                token.word = word;
            }
        }
        let keys = Keys {
            text: self.text,
            plain: plain.get(self.plain..).unwrap_or_default(),
            mixed,
        };
        for &n in verbs.iter().take(verb_count) {
            let index = ask(n).index as usize;
            if let Some(token) = tokens.get_mut(index)
                && let Some(verb) = lexis.verb(keys.of(token), token.word)
            {
                token.verb = Some(verb);
                awake.insert(index);
            }
        }
        self.count = 0;
    }

    /// Reads a plain word and returns its end; `None` where something else may belong to it.
    #[inline]
    fn plain_word(&mut self, start: usize) -> Option<usize> {
        let mut end = start;
        loop {
            let stride = self.store.classes.get(end..)?.first_chunk::<STRIDE>()?;
            let stride = u128::from_le_bytes(*stride);
            if stride != 0 {
                end += stride.trailing_zeros() as usize / 8;
                break;
            }
            end += STRIDE;
        }
        let bytes = self.text.as_bytes();
        let ends = bytes.get(end) == Some(&b' ')
            || match *bytes.get(end..)? {
                [] => true,
                [b'.', ..] => end > start + 2, // after one letter it may be an initial
                [
                    b'\n' | b'\r' | b'\t' | b'"' | b'(' | b')' | b'[' | b']' | b':' | b',' | b';'
                    | b'!' | b'?',
                    ..,
                ] => true,
                [0xD8, 0x8C | 0x9B | 0x9F, ..] => true, // ، ؛ ؟
                [0xC2, 0xA0 | 0xAB | 0xBB, ..] => true, // the no-break space, « »
                _ => false,
            };
        if end == start || !ends {
            return None;
        }
        let key = self.store.plain.get(self.plain + start..)?;
        let written = bytes.get(start..)?;
        let length = end - start;
        let stem = length - pronoun(key.get(..length)?);
        let mut own = false;
        match key.first_chunk() {
            Some(bytes) if length <= STEP => {
                own = written
                    .first_chunk()
                    .is_some_and(|written| same(bytes, written, length));
                self.ask(add_bytes(0, bytes, length), add_bytes(0, bytes, stem));
            }
            _ => {
                let (hash, stem) = (key_hash(key.get(..length)?), key_hash(key.get(..stem)?));
                self.ask(hash, stem);
            }
        }
        let token = Token::new(start, end, Kind::Word);
        self.push(Token { own, ..token });
        Some(end)
    }

    /// Adds a word or number in which other characters stand too.
    fn push_mixed(&mut self, start: usize, end: usize, kind: Kind) {
        let mixed = &mut self.store.mixed;
        let number = mixed.push(self.text.get(start..end).unwrap_or(""));
        let key = mixed.get(number).unwrap_or("").as_bytes();
        if let Some(stem) = key.get(..key.len() - pronoun(key))
            && !key.is_empty()
        {
            let (hash, stem) = (key_hash(key), key_hash(stem));
            self.ask(hash, stem);
        }
        let mut token = Token::new(start, end, kind);
        token.mixed = number;
        self.push(token);
    }
}

/// The end of a word or number at `start`, whose first character is `first`, and whether it is a number. A hyphen,
/// dot, apostrophe or slash between letters or digits is inside the word.
fn mixed_word(text: &str, start: usize, first: char) -> (usize, bool) {
    let mut number = is_numeric(first);
    // Letters with dots between them, one letter each, as أ.ف.ب.
    let (mut initials, mut part) = (true, 1);
    let mut last = first;
    let mut end = start + first.len_utf8();
    let mut chars = text.get(end..).unwrap_or("").chars();
    while let Some(next) = chars.next() {
        let inner = is_word(next)
            || is_alphanumeric(last) && {
                let after = chars.clone().next();
                match next {
                    '.' => {
                        number && after.is_some_and(is_numeric)
                            || initials && after.is_some_and(is_alphabetic)
                    }
                    ',' | '٫' | '٬' | '،' | ':' | '/' => {
                        number && is_numeric(last) && after.is_some_and(is_numeric)
                    }
                    '\'' | '’' => last.is_ascii() && after.is_some_and(is_alphabetic),
                    _ => is_dash(next) && after.is_some_and(is_word),
                }
            };
        if !inner {
            break;
        }
        number &= !is_alphabetic(next);
        part = if next == '.' { 0 } else { part + 1 };
        initials &= part <= 1;
        last = next;
        end += next.len_utf8();
    }
    (end, number)
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::fold::fold;
    use crate::arabic::testing::Messy;

    fn folded(text: &str) -> (Vec<u8>, Vec<u8>) {
        let (mut keys, mut classes) = (Vec::new(), Vec::new());
        fold_plain(text.as_bytes(), &mut keys, &mut classes);
        (keys, classes)
    }

    #[test]
    fn plain_letters_fold_like_all_others() {
        let mut plain = 0;
        for c in '\u{80}'..='\u{7FF}' {
            let text = format!("ب{c}ب");
            let (keys, classes) = folded(&text);
            if classes.starts_with(&[0; 6]) {
                plain += 1;
                assert_eq!(&keys[..6], fold(&text).as_bytes(), "{c:?}");
            }
        }
        assert_eq!(plain, 26 + 10);
    }

    quickcheck! {
        fn plain_words_have_their_keys(text: Messy) -> bool {
            let mut store = Store::default();
            store.add(&text.0, false);
            let tokens = store.tokens(0, &text.0).unwrap();
            (0..tokens.len()).filter(|&i| tokens.kind(i) == Kind::Word).all(|i| {
                tokens.key(i) == fold(tokens.raw(i)) && tokens.key(i).as_bytes() == tokens.key_bytes(i)
            })
        }
    }
}
