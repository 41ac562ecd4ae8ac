//! The sentence view: tokens with match keys, sentence numbers and paired quotation marks.

use std::ops::Range;

use crate::arabic::chars::{is_alphabetic, is_alphanumeric, is_numeric};
use crate::arabic::fold::fold_into;
use crate::arabic::sentences::Splitter;
use crate::lexicon::{FunctionClass, Lexicon};

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
    key_start: u32,
    key_end: u32,
    sentence: u32,
    /// The partner of a paired mark; for an opening mark without one, the token after its extent.
    pair: u32,
    /// The innermost quotation around the token, by its opening mark.
    quote: u32,
    kind: Kind,
    /// Whether the mark in `pair` exists.
    closed: bool,
    class: Option<FunctionClass>,
}

/// The tokens of one text.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    keys: String,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

fn quote_family(c: char) -> Option<u8> {
    Some(match c {
        '"' | '\u{FF02}' | '“' | '”' | '„' | '‟' | '″' => 0,
        '«' | '»' | '‹' | '›' => 1,
        '\'' | '‘' | '’' | '‚' => 2,
        _ => return None,
    })
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
    pub(super) fn new(text: &'t str, headline: bool) -> Tokens<'t> {
        let mut this = Tokens {
            text,
            keys: String::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / 8 + 4),
            sentences: Vec::new(),
        };
        this.scan();
        this.pair_quotes();
        this.pair_brackets();
        this.number_sentences(headline);
        this
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let key_start = self.keys.len();
        let mut class = None;
        if kind == Kind::Word || kind == Kind::Number {
            fold_into(self.text.get(start..end).unwrap_or(""), &mut self.keys);
            if kind == Kind::Word {
                let key = self.keys.get(key_start..).unwrap_or("");
                class = Lexicon::builtin()
                    .function_words()
                    .get(key)
                    .map(|word| word.class());
            }
        }
        // Offsets above 4 GiB do not occur: a text is bounded by the byte limit of the parser.
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            key_start: key_start as u32,
            key_end: self.keys.len() as u32,
            sentence: 0,
            pair: NONE,
            quote: NONE,
            kind,
            closed: false,
            class,
        });
    }

    fn scan(&mut self) {
        let text = self.text;
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((start, c)) = chars.next() {
            let mut end = start + c.len_utf8();
            let mut last = c;
            if c.is_whitespace() {
                before = c;
                continue;
            }
            let kind = if is_word(c) {
                let mut number = is_numeric(c);
                while let Some(&(at, next)) = chars.peek() {
                    let inner = is_word(next) || {
                        // A hyphen, dot, apostrophe or slash between letters or digits is inside the word.
                        let after = text
                            .get(at + next.len_utf8()..)
                            .and_then(|t| t.chars().next());
                        let joins = match next {
                            '.' => {
                                number && after.is_some_and(is_numeric)
                                    || text.get(start..at).is_some_and(is_initial)
                                        && after.is_some_and(is_alphabetic)
                            }
                            ',' | '٫' | '٬' | '،' | ':' | '/' => {
                                number && is_numeric(last) && after.is_some_and(is_numeric)
                            }
                            '\'' | '’' => last.is_ascii() && after.is_some_and(is_alphabetic),
                            _ => is_dash(next) && last != '-' && after.is_some_and(is_word),
                        };
                        joins && is_alphanumeric(last)
                    };
                    if !inner {
                        break;
                    }
                    number &= !is_alphabetic(next);
                    last = next;
                    end = at + next.len_utf8();
                    chars.next();
                }
                if number { Kind::Number } else { Kind::Word }
            } else if quote_family(c).is_some() {
                Kind::Open // decided later
            } else {
                match c {
                    '(' | '[' | '{' | '\u{FD3E}' => Kind::BracketOpen,
                    ')' | ']' | '}' | '\u{FD3F}' => Kind::BracketClose,
                    '،' | ',' => Kind::Comma,
                    '؛' | ';' => Kind::Semicolon,
                    ':' => Kind::Colon,
                    '.' | '؟' | '?' | '!' | '…' | '۔' => {
                        while let Some(&(at, next)) = chars.peek() {
                            if !matches!(next, '.' | '؟' | '?' | '!' | '…' | '۔') {
                                break;
                            }
                            end = at + next.len_utf8();
                            chars.next();
                        }
                        Kind::Stop
                    }
                    _ if is_dash(c) => {
                        while let Some(&(at, next)) = chars.peek() {
                            if !is_dash(next) {
                                break;
                            }
                            end = at + next.len_utf8();
                            chars.next();
                        }
                        Kind::Dash
                    }
                    _ => Kind::Other,
                }
            };
            self.push(start, end, kind);
            before = last;
        }
        let _ = before;
    }

    /// Pairs quotation marks by family, by alternation and by the blanks beside them, never by the direction of the
    /// glyph: `”…“` is as common as `“…”`.
    fn pair_quotes(&mut self) {
        let mut open: Vec<(usize, u8)> = Vec::new();
        for i in 0..self.tokens.len() {
            let token = self.tokens[i]; // i < len
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
                    self.tokens[i].kind = Kind::Close;
                    self.tokens[i].pair = at as u32;
                    self.tokens[i].closed = true;
                    self.tokens[at].pair = i as u32;
                    self.tokens[at].closed = true;
                }
                None if closer && !opener => self.tokens[i].kind = Kind::Other,
                None if family == 2 && !opener => self.tokens[i].kind = Kind::Other,
                _ => open.push((i, family)),
            }
        }
        // A mark without a partner quotes to the end of the text, or to the sentence end before the next quotation.
        let len = self.tokens.len();
        let mut limit = len;
        let mut next_open = None;
        for i in (0..len).rev() {
            let token = self.tokens[i]; // i < len
            if token.kind != Kind::Open {
                continue;
            }
            if !token.closed {
                let end = match next_open {
                    None => len,
                    Some(next) => (i + 1..next)
                        .find(|&j| self.tokens[j].kind == Kind::Stop)
                        .map_or(i + 1, |j| j + 1),
                };
                limit = limit.min(end.max(i + 1));
                self.tokens[i].pair = end.max(i + 1) as u32;
            }
            next_open = Some(i);
        }
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for i in 0..len {
            while stack.last().is_some_and(|&(_, end)| end <= i) {
                stack.pop();
            }
            if let Some(&(at, _)) = stack.last() {
                self.tokens[i].quote = at as u32;
            }
            if self.tokens[i].kind == Kind::Open {
                stack.push((i, self.tokens[i].pair as usize));
            }
        }
    }

    /// Pairs brackets, and dashes that stand off outside and close up inside, or stand free in pairs.
    fn pair_brackets(&mut self) {
        let mut bracket = None;
        let mut dash: Option<usize> = None;
        for i in 0..self.tokens.len() {
            let token = self.tokens[i]; // i < len
            match token.kind {
                Kind::BracketOpen => bracket = Some(i),
                Kind::BracketClose => {
                    if let Some(at) = bracket.take() {
                        self.tokens[i].pair = at as u32;
                        self.tokens[at].pair = i as u32;
                    }
                }
                Kind::Dash => {
                    let blank_before = i > 0 && self.tokens[i - 1].end < token.start;
                    let blank_after = self
                        .tokens
                        .get(i + 1)
                        .is_none_or(|next| next.start > token.end);
                    let closes = !blank_before || blank_after;
                    match dash {
                        Some(at) if closes && i - at <= 30 => {
                            self.tokens[i].pair = at as u32;
                            self.tokens[at].pair = i as u32;
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

    fn number_sentences(&mut self, headline: bool) {
        let mut token = 0;
        for sentence in Splitter::new().headline(headline).split(self.text) {
            let mut first = token;
            while let Some(t) = self.tokens.get_mut(token)
                && (t.start as usize) < sentence.range.end
            {
                if token - first >= LONGEST {
                    self.sentences.push(first..token);
                    first = token;
                }
                t.sentence = self.sentences.len() as u32;
                token += 1;
            }
            if token > first {
                self.sentences.push(first..token);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Token ranges of the sentences.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    pub(super) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Stop, |t| t.kind)
    }

    /// The match key of a word, `""` for marks and past the end.
    pub(super) fn key(&self, i: usize) -> &str {
        self.tokens
            .get(i)
            .and_then(|t| self.keys.get(t.key_start as usize..t.key_end as usize))
            .unwrap_or("")
    }

    pub(super) fn class(&self, i: usize) -> Option<FunctionClass> {
        self.tokens.get(i).and_then(|t| t.class)
    }

    /// The token as written.
    pub(super) fn raw(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .and_then(|t| self.text.get(t.start as usize..t.end as usize))
            .unwrap_or("")
    }

    pub(super) fn start(&self, i: usize) -> usize {
        self.tokens
            .get(i)
            .map_or(self.text.len(), |t| t.start as usize)
    }

    pub(super) fn end(&self, i: usize) -> usize {
        self.tokens
            .get(i)
            .map_or(self.text.len(), |t| t.end as usize)
    }

    /// For an opening mark the index of its closing mark, or past its extent where none closes it.
    pub(super) fn pair(&self, i: usize) -> Option<usize> {
        let pair = self.tokens.get(i)?.pair;
        (pair != NONE).then_some(pair as usize)
    }

    /// Whether a closing mark ends the quotation opened at `i`.
    pub(super) fn is_closed(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.closed)
    }

    /// The opening mark of the innermost quotation around token `i`.
    pub(super) fn quote(&self, i: usize) -> Option<usize> {
        let quote = self.tokens.get(i)?.quote;
        (quote != NONE).then_some(quote as usize)
    }

    /// Whether no blank stands between tokens `i` and `i + 1`.
    pub(super) fn glued(&self, i: usize) -> bool {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
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

/// Letters with dots between them, one letter each, as أ.ف.ب.
fn is_initial(text: &str) -> bool {
    text.split('.').all(|part| part.chars().count() <= 1)
}
