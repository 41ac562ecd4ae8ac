//! The sentence view: tokens with match keys, sentence numbers and paired quotation marks.

use std::ops::Range;

use once_cell::sync::Lazy;

use super::dictionary::{key_hash, mix};
use super::lexis::{Lexis, VerbHit};
use super::words::{Marks, UNKNOWN, Word};
use crate::arabic::chars::{is_alphabetic, is_alphanumeric, is_numeric};
use crate::arabic::fold::{fold, fold_into, letter_key};
use crate::arabic::sentences::Splitter;
use crate::lexicon::{FunctionClass, TitleClass};

/// No partner, no enclosing quotation.
const NONE: u32 = u32::MAX;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// Opens a quotation.
    Open,
    /// Closes a quotation.
    Close,
    BracketOpen,
    BracketClose,
    /// A dash that opens an insertion, stands free, or closes one.
    Dash,
    Comma,
    Semicolon,
    Colon,
    /// Ends a sentence or, in a headline, a clause.
    Stop,
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: u32,
    end: u32,
    /// The match key, in the text where the word is its own key, else among the keys.
    key_start: u32,
    key_end: u32,
    in_text: bool,
    /// Whether the mark in `pair` exists.
    closed: bool,
    /// A word that is no verb of saying, opens no other frame, and stands behind a word.
    quiet: bool,
    kind: Kind,
    /// The partner of a paired mark; for an opening mark without one, the token after its extent.
    pair: u32,
    /// The innermost quotation around the token, by its opening mark.
    quote: u32,
    word: &'static Word,
    verb: Option<VerbHit>,
}

impl Token {
    /// The match key, given the text and the keys that are not in it.
    fn key<'k>(&self, text: &'k str, keys: &'k str) -> &'k str {
        let keys = if self.in_text { text } else { keys };
        keys.get(self.key_start as usize..self.key_end as usize)
            .unwrap_or("")
    }
}

/// The tokens of one text.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    buffers: Buffers,
}

/// The room that the tokens of a text take, to be used again for the next.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    keys: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    /// The words that are still to be looked up, with the hashes of their keys.
    asked: Vec<(u32, u64)>,
}

/// Words that are looked up together.
const TOGETHER: usize = 64;

/// What reading a word has to do with a character of U+0600–06FF.
#[derive(Clone, Copy)]
struct Letter {
    /// The bytes of its key, of which `length` count.
    key: [u8; 2],
    /// 2; for a mark that the key leaves out, 0.
    length: u8,
    /// Whether it is its own key.
    own: bool,
    /// Not a letter or mark, or one whose key depends on its neighbours.
    other: bool,
}

static LETTERS: Lazy<[Letter; 256]> = Lazy::new(|| {
    let other = Letter {
        key: [0; 2],
        length: 0,
        own: false,
        other: true,
    };
    std::array::from_fn(|low| {
        let Some(c) = char::from_u32(0x0600 + low as u32) else {
            return other;
        };
        let mut bytes = [0; 2];
        let key = match *c.encode_utf8(&mut bytes).as_bytes() {
            [lead, trail] => letter_key(lead, trail),
            _ => None,
        };
        let mut key_bytes = [0; 2];
        match key {
            Some(key) if !is_numeric(c) && key.len_utf8() == 2 => {
                key.encode_utf8(&mut key_bytes);
                Letter {
                    key: key_bytes,
                    length: 2,
                    own: key == c,
                    other: false,
                }
            }
            None if c != 'ـ' && is_word(c) && fold(&format!("ب{c}ب")) == "بب" => Letter {
                other: false,
                ..other
            },
            _ => other,
        }
    })
});

/// The low byte of the code point of a character of that block, given by its bytes.
fn low([lead, trail]: [u8; 2]) -> usize {
    usize::from((lead & 0x03) << 6 | trail & 0x3F)
}

/// Bytes of the longest word that is read as one of letters and marks alone.
const PLAIN: usize = 48;

fn quote_family(c: char) -> Option<u8> {
    Some(match c {
        '"' | '\u{FF02}' | '“' | '”' | '„' | '‟' | '″' => 0,
        '«' | '»' | '‹' | '›' => 1,
        '\'' | '‘' | '’' | '‚' => 2,
        _ => return None,
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '…' | '۔')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑' | '−')
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

/// Tokens of the longest sentence or quotation that is read as one. Longer ones are no clauses of
/// a reporter; without a bound, each of their cues would have all that follows as its content.
pub(super) const LONGEST: usize = 600;

impl<'t> Tokens<'t> {
    /// Tokenises one block of text. In a headline `..` separates clauses.
    pub(super) fn new(text: &'t str, headline: bool, mut buffers: Buffers) -> Tokens<'t> {
        buffers.keys.clear();
        buffers.tokens.clear();
        buffers.sentences.clear();
        // A word has five letters and a space on the average: a longer room than that is seldom needed.
        buffers.tokens.reserve(text.len() / 9 + 8);
        buffers.keys.reserve(text.len() / 2);
        buffers.asked.reserve(TOGETHER);
        let mut this = Tokens { text, buffers };
        let (quotes, brackets) = this.scan();
        if quotes {
            this.pair_quotes();
        }
        if brackets {
            this.pair_brackets();
        }
        this.split_sentences(headline);
        this
    }

    /// The room, for the tokens of another text.
    pub(super) fn into_buffers(self) -> Buffers {
        self.buffers
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let key_start = self.buffers.keys.len();
        if kind == Kind::Word || kind == Kind::Number {
            let text = self.text.get(start..end).unwrap_or("");
            fold_into(text, &mut self.buffers.keys);
        }
        let key = key_start..self.buffers.keys.len();
        let hash = key_hash(self.buffers.keys.get(key.clone()).unwrap_or(""));
        self.push_word(start..end, key, false, kind, hash);
    }

    /// Adds a token; `hash` is that of its key.
    fn push_word(
        &mut self,
        bytes: Range<usize>,
        key: Range<usize>,
        in_text: bool,
        kind: Kind,
        hash: u64,
    ) {
        let index = self.buffers.tokens.len() as u32;
        // Offsets above 4 GiB do not occur: a text is bounded by the byte limit of the parser.
        let token = Token {
            start: bytes.start as u32,
            end: bytes.end as u32,
            key_start: key.start as u32,
            key_end: key.end as u32,
            in_text,
            closed: false,
            quiet: false,
            kind,
            pair: NONE,
            quote: NONE,
            word: &UNKNOWN,
            verb: None,
        };
        if key.start < key.end {
            self.buffers.asked.push((index, hash));
        }
        self.buffers.tokens.push(token);
        if self.buffers.asked.len() == TOGETHER {
            self.look_up();
        }
    }

    /// Looks the words up that were read since the last time. Together, because the look-ups of many words wait for
    /// memory at the same time, where no branch depends on what it says.
    fn look_up(&mut self) {
        let lexis = Lexis::get();
        let Buffers {
            tokens,
            keys,
            asked,
            ..
        } = &mut self.buffers;
        let mut known = [(0, 0); TOGETHER];
        let mut count = 0;
        for &ask in &*asked {
            if let Some(slot) = known.get_mut(count) {
                *slot = ask;
            }
            count += usize::from(lexis.may_know(ask.1));
        }
        for &(index, hash) in known.iter().take(count) {
            if let Some(token) = tokens.get_mut(index as usize) {
                token.word = lexis.hashed(hash, token.key(self.text, keys));
            }
        }
        for &(index, _) in &*asked {
            let index = index as usize;
            let behind_word =
                index > 0 && tokens.get(index - 1).is_some_and(|t| t.kind == Kind::Word);
            if let Some(token) = tokens.get_mut(index) {
                token.verb = lexis.verb(token.key(self.text, keys), token.word);
                token.quiet = behind_word
                    && token.kind == Kind::Word
                    && token.verb.is_none()
                    && !token.word.is(Marks::FRAME_BEGINS.or(Marks::STATED_IN));
            }
        }
        asked.clear();
    }

    /// Reads a word of letters and marks of U+0600–06FF alone, which most words are, and returns its end; `None` where
    /// something else may belong to it.
    fn plain_word(&mut self, start: usize, letters: &[Letter; 256]) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let word = bytes.get(start..).unwrap_or_default();
        let (mut length, mut own) = (0, true);
        let mut key = [0; PLAIN];
        let (mut key_length, mut hash) = (0, 0);
        for pair in word.as_chunks::<2>().0 {
            if pair[0] & 0xFC != 0xD8 {
                break;
            }
            let letter = letters[low(*pair)]; // cannot fail: eight bits, 256 entries
            if letter.other {
                break;
            }
            own &= letter.own;
            length += 2;
            if letter.length > 0 {
                *key.get_mut(key_length..)?.first_chunk_mut()? = letter.key;
                key_length += 2;
                hash = mix(hash, letter.key);
            }
        }
        let at = start + length;
        let tail = bytes.get(at..).unwrap_or_default();
        let ends = match *tail {
            [] => true,
            [b'.', ..] => at > start + 2, // after one letter it may be an initial
            [
                b' ' | b'\n' | b'\r' | b'\t' | b'"' | b'(' | b')' | b'[' | b']' | b':' | b','
                | b';' | b'!' | b'?',
                ..,
            ] => true,
            [0xD8, 0x8C | 0x9B | 0x9F, ..] => true, // ، ؛ ؟
            [0xC2, 0xA0 | 0xAB | 0xBB, ..] => true, // the no-break space, « »
            _ => false,
        };
        if length == 0 || !ends {
            return None;
        }
        let key = if own {
            start..at
        } else {
            let keys = &mut self.buffers.keys;
            let key_start = keys.len();
            keys.push_str(str::from_utf8(key.get(..key_length)?).ok()?);
            key_start..keys.len()
        };
        self.push_word(start..at, key, own, Kind::Word, hash);
        Some(at)
    }

    /// Reads the tokens; returns whether there are quotation marks, and brackets or dashes.
    fn scan(&mut self) -> (bool, bool) {
        let text = self.text;
        let letters = &*LETTERS;
        let (mut quotes, mut brackets) = (false, false);
        let mut start = 0;
        while let Some(&byte) = text.as_bytes().get(start) {
            if byte == b' ' {
                start += 1;
                continue;
            }
            if matches!(byte, 0xD8..=0xDB)
                && let Some(end) = self.plain_word(start, letters)
            {
                start = end;
                continue;
            }
            let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let mut end = start + c.len_utf8();
            if c.is_whitespace() {
                start = end;
                continue;
            }
            let kind = if is_word(c) {
                let (word_end, number) = self.mixed_word(start, c);
                end = word_end;
                if number { Kind::Number } else { Kind::Word }
            } else if quote_family(c).is_some() {
                quotes = true;
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
            brackets |= matches!(kind, Kind::BracketOpen | Kind::BracketClose | Kind::Dash);
            self.push(start, end, kind);
            start = end;
        }
        self.look_up();
        (quotes, brackets)
    }

    /// The end of a word or number at `start`, whose first character is `first`, and whether it is a number. A hyphen,
    /// dot, apostrophe or slash between letters or digits is inside the word.
    fn mixed_word(&self, start: usize, first: char) -> (usize, bool) {
        let text = self.text;
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

    /// Pairs quotation marks by family, by alternation and by the blanks beside them, never by the direction of the
    /// glyph: `”…“` is as common as `“…”`.
    fn pair_quotes(&mut self) {
        let mut open: Vec<(usize, u8)> = Vec::new();
        for i in 0..self.buffers.tokens.len() {
            let token = self.buffers.tokens[i]; // i < len
            if token.kind != Kind::Open {
                continue;
            }
            let (start, end) = (token.start as usize, token.end as usize);
            let mark = self
                .text
                .get(start..end)
                .and_then(|t| t.chars().next())
                .unwrap_or('"');
            let Some(family) = quote_family(mark) else {
                continue;
            };
            let before = self.text.get(..start).and_then(|t| t.chars().next_back());
            let after = self.text.get(end..).and_then(|t| t.chars().next());
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            let opener = blank(before) && !blank(after);
            let closer = !blank(before) && blank(after)
                || after
                    .is_some_and(|c| matches!(c, '.' | '،' | ',' | '؛' | ':' | ')' | '؟' | '!'))
                    && !blank(before);
            let inside = open.iter().rposition(|&(_, f)| f == family);
            match inside {
                Some(depth) if !opener || closer || open.len() >= 3 => {
                    let at = open[depth].0; // depth comes from rposition
                    open.truncate(depth);
                    self.buffers.tokens[i].kind = Kind::Close;
                    self.buffers.tokens[i].pair = at as u32;
                    self.buffers.tokens[i].closed = true;
                    self.buffers.tokens[at].pair = i as u32;
                    self.buffers.tokens[at].closed = true;
                }
                None if closer && !opener => self.buffers.tokens[i].kind = Kind::Other,
                None if family == 2 && !opener => self.buffers.tokens[i].kind = Kind::Other,
                _ => open.push((i, family)),
            }
        }
        // A mark without a partner quotes to the end of the text, or to the sentence end before the next quotation.
        let len = self.buffers.tokens.len();
        let mut limit = len;
        let mut next_open = None;
        for i in (0..len).rev() {
            let token = self.buffers.tokens[i]; // i < len
            if token.kind != Kind::Open {
                continue;
            }
            if !token.closed {
                let end = match next_open {
                    None => len,
                    Some(next) => (i + 1..next)
                        .find(|&j| self.buffers.tokens[j].kind == Kind::Stop)
                        .map_or(i + 1, |j| j + 1),
                };
                limit = limit.min(end.max(i + 1));
                self.buffers.tokens[i].pair = end.max(i + 1) as u32;
            }
            next_open = Some(i);
        }
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for i in 0..len {
            while stack.last().is_some_and(|&(_, end)| end <= i) {
                stack.pop();
            }
            if let Some(&(at, _)) = stack.last() {
                self.buffers.tokens[i].quote = at as u32;
            }
            if self.buffers.tokens[i].kind == Kind::Open {
                stack.push((i, self.buffers.tokens[i].pair as usize));
            }
        }
    }

    /// Pairs brackets, and dashes that stand off outside and close up inside, or stand free in pairs.
    fn pair_brackets(&mut self) {
        let mut bracket = None;
        let mut dash: Option<usize> = None;
        for i in 0..self.buffers.tokens.len() {
            let token = self.buffers.tokens[i]; // i < len
            match token.kind {
                Kind::BracketOpen => bracket = Some(i),
                Kind::BracketClose => {
                    if let Some(at) = bracket.take() {
                        self.buffers.tokens[i].pair = at as u32;
                        self.buffers.tokens[at].pair = i as u32;
                    }
                }
                Kind::Dash => {
                    let blank_before = i > 0 && self.buffers.tokens[i - 1].end < token.start;
                    let blank_after = self
                        .buffers
                        .tokens
                        .get(i + 1)
                        .is_none_or(|next| next.start > token.end);
                    let closes = !blank_before || blank_after;
                    match dash {
                        Some(at) if closes && i - at <= 30 => {
                            self.buffers.tokens[i].pair = at as u32;
                            self.buffers.tokens[at].pair = i as u32;
                            dash = None;
                        }
                        _ if blank_before => dash = Some(i),
                        _ => {}
                    }
                }
                Kind::Stop => {
                    dash = None;
                    bracket = bracket.filter(|&at| i - at < 40);
                }
                _ => {}
            }
        }
    }

    fn split_sentences(&mut self, headline: bool) {
        let Buffers {
            tokens, sentences, ..
        } = &mut self.buffers;
        let mut token = 0;
        for sentence in Splitter::new().headline(headline).split(self.text) {
            let mut first = token;
            while tokens
                .get(token)
                .is_some_and(|t| (t.start as usize) < sentence.range.end)
            {
                if token - first >= LONGEST {
                    sentences.push(first..token);
                    first = token;
                }
                token += 1;
            }
            if token > first {
                sentences.push(first..token);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.buffers.tokens.len()
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Token ranges of the sentences.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.buffers.sentences
    }

    pub(super) fn kind(&self, i: usize) -> Kind {
        self.buffers.tokens.get(i).map_or(Kind::Stop, |t| t.kind)
    }

    /// The match key of a word, `""` for marks and past the end.
    pub(super) fn key(&self, i: usize) -> &str {
        self.buffers
            .tokens
            .get(i)
            .map_or("", |token| token.key(self.text, &self.buffers.keys))
    }

    /// What the lexicons say of the word.
    pub(super) fn word(&self, i: usize) -> &'static Word {
        self.buffers.tokens.get(i).map_or(&UNKNOWN, |t| t.word)
    }

    /// Whether the word is of one of the classes.
    pub(super) fn is(&self, i: usize, marks: Marks) -> bool {
        self.word(i).is(marks)
    }

    pub(super) fn class(&self, i: usize) -> Option<FunctionClass> {
        self.word(i).class
    }

    /// The class of the title or head noun that the word is.
    pub(super) fn title(&self, i: usize) -> Option<TitleClass> {
        self.word(i).title
    }

    /// The verb of saying that the word is.
    pub(super) fn verb(&self, i: usize) -> Option<VerbHit> {
        self.buffers.tokens.get(i)?.verb
    }

    /// Whether the word opens no frame, and begins no clause behind a mark: nothing is reported at it.
    pub(super) fn is_quiet(&self, i: usize) -> bool {
        self.buffers.tokens.get(i).is_some_and(|token| token.quiet)
    }

    /// The token as written.
    pub(super) fn raw(&self, i: usize) -> &'t str {
        self.buffers
            .tokens
            .get(i)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    pub(super) fn start(&self, i: usize) -> usize {
        self.buffers
            .tokens
            .get(i)
            .map_or(self.text.len(), |t| t.start as usize)
    }

    pub(super) fn end(&self, i: usize) -> usize {
        self.buffers
            .tokens
            .get(i)
            .map_or(self.text.len(), |t| t.end as usize)
    }

    /// For an opening mark the index of its closing mark, or past its extent where none closes it.
    pub(super) fn pair(&self, i: usize) -> Option<usize> {
        let pair = self.buffers.tokens.get(i)?.pair;
        (pair != NONE).then_some(pair as usize)
    }

    /// Whether a closing mark ends the quotation opened at `i`.
    pub(super) fn is_closed(&self, i: usize) -> bool {
        self.buffers.tokens.get(i).is_some_and(|t| t.closed)
    }

    /// The opening mark of the innermost quotation around token `i`.
    pub(super) fn quote(&self, i: usize) -> Option<usize> {
        let quote = self.buffers.tokens.get(i)?.quote;
        (quote != NONE).then_some(quote as usize)
    }

    /// Whether no blank stands between tokens `i` and `i + 1`.
    pub(super) fn glued(&self, i: usize) -> bool {
        match (self.buffers.tokens.get(i), self.buffers.tokens.get(i + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    /// Past the end of an insertion (brackets or dashes) that opens at `i`.
    pub(super) fn insertion_end(&self, i: usize) -> Option<usize> {
        match self.kind(i) {
            Kind::BracketOpen | Kind::Dash => self
                .pair(i)
                .filter(|&close| close > i)
                .map(|close| close + 1),
            _ => None,
        }
    }

    /// The keys of up to `n` words from `i` on, for look-ups of phrases.
    pub(super) fn keys<const N: usize>(&self, i: usize) -> [&str; N] {
        let mut out = [""; N];
        for (k, slot) in out.iter_mut().enumerate() {
            let key = self.key(i + k);
            if key.is_empty() {
                break;
            }
            *slot = key;
        }
        out
    }
}
