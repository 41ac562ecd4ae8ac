//! The reading of a text into tokens: where they begin and end, their match keys, what the lexicons say of them.
//!
//! Most words are [plain](crate::arabic::fold::plain): their keys are made for a whole text at once.

use std::ops::Range;

use super::block::{BLOCK, Block};
use super::dictionary::Dictionary;
use super::lexis::Lexis;
use super::pairs::Partner;
use super::tokens::{Keys, Kind, MixedKeys, Sets, Store, Token, is_dash, is_stop, quote_family};
use crate::arabic::chars::{is_alphabetic, is_alphanumeric, is_numeric};
use crate::arabic::fold::plain::{BEHIND, REACH, STRIDE, fold_strides, letters};
use crate::arabic::sentences::{closing_marks, is_quotation, may_be_abbreviated, opening_kind};
use crate::lexicon::hash::{Hashes, STEP, numbers};

/// Bytes behind the keys of a text, so that the last of them may be read in one [`STEP`] and written in one [`STRIDE`].
pub(super) const ROOM: usize = if STEP > STRIDE { STEP } else { STRIDE };

/// Appends the keys of the plain words of a text, in their places, and [`ROOM`] bytes more; sets `classes` to a bit for
/// each byte, set where it is of no plain word and behind the end, and to some such bits more.
fn fold_plain(text: &[u8], keys: &mut Vec<u8>, classes: &mut Vec<u8>) {
    let start = keys.len();
    keys.resize(start + text.len() + ROOM, 0);
    classes.clear();
    let strides = text.len().div_ceil(STRIDE);
    classes.resize(strides * (STRIDE / 8) + BEHIND, !0);
    let keys = keys.get_mut(start..).unwrap_or_default();
    fold_strides(text, 0..strides, keys, classes);
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

/// What the tokens of a text are like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// There are quotation marks.
    pub(super) quotes: bool,
    /// There are brackets or dashes.
    pub(super) brackets: bool,
    /// How many sentences surely end before the first place where it is not sure whether one does, if there is any.
    pub(super) doubt: Option<usize>,
    /// A cue may be in it: a verb of saying, the first word of a frame, a colon.
    pub(super) cues: bool,
}

/// Reads the tokens of a text into the store; in a headline rows of dots end no sentence.
pub(super) fn scan(text: &str, headline: bool, store: &mut Store) -> Seen {
    let (plain, first_mixed) = (store.plain.len(), store.mixed.len());
    fold_plain(text.as_bytes(), &mut store.plain, &mut store.classes);
    let lexis = Lexis::get();
    let plain = store.plain.get(plain..).unwrap_or_default();
    let mut scan = Scan {
        text,
        headline,
        plain,
        classes: &store.classes,
        words: lexis.words(),
        block: &mut store.block,
        before: None,
        read: 0,
        n: 0,
        mixed: &mut store.mixed,
        marks: &mut store.marks,
        ends: &mut store.ends,
        at: 0,
        behind_clause: false,
        enclosed: None,
        stop_enclosed: false,
        seen: Seen::default(),
    };
    loop {
        let marks = scan.block();
        if scan.n == 0 {
            break;
        }
        let keys = Keys {
            plain,
            mixed: scan.mixed.since(first_mixed),
        };
        let found = scan.block.answer(scan.n, keys, lexis);
        let (tokens, hashes) = (&mut store.tokens, &mut store.hashes);
        scan.block.append(scan.n, tokens, hashes, &mut store.tags);
        scan.before = tokens.last().copied();
        scan.read += std::mem::take(&mut scan.n);
        let behind = found.narrators & marks.behind_clause;
        store.sets.push(Sets {
            awake: found.cues | marks.brackets | behind,
            heads: found.heads,
            quoted: 0,
            quotes: marks.quotes,
            colons: marks.colons,
        });
        scan.seen.cues |= found.cues != 0;
    }
    if scan.stop_enclosed {
        scan.doubt();
    }
    scan.seen
}

/// What the reading of a block of tokens showed, as sets of its tokens.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// Opening brackets.
    brackets: u64,
    quotes: u64,
    colons: u64,
    /// Those behind a mark behind which a clause of the narrator may begin.
    behind_clause: u64,
}

struct Scan<'t, 's> {
    text: &'t str,
    headline: bool,
    /// The keys of the plain words in their places.
    plain: &'s [u8],
    /// For each of its bytes a bit, set where it is of no plain word.
    classes: &'s [u8],
    words: &'static Dictionary,
    /// The block that is being read.
    block: &'s mut Block,
    /// The last token before the block.
    before: Option<Token>,
    /// Number of the tokens before the block.
    read: usize,
    /// Number of the tokens of the block that were read.
    n: usize,
    mixed: &'s mut MixedKeys,
    marks: &'s mut Vec<Partner>,
    ends: &'s mut Vec<u32>,
    /// The byte to go on with.
    at: usize,
    /// The last token is a mark behind which a clause of the narrator may begin.
    behind_clause: bool,
    /// The mark that opened the quotation or bracket that is being read, before whose end no sentence ends.
    enclosed: Option<char>,
    /// A stop stands in it, which ends no sentence if the mark is closed.
    stop_enclosed: bool,
    seen: Seen,
}

impl Scan<'_, '_> {
    /// Reads the next tokens, and looks up those that are words; none at the end of the text.
    fn block(&mut self) -> Signs {
        let mut block = Signs {
            behind_clause: u64::from(std::mem::take(&mut self.behind_clause)),
            ..Signs::default()
        };
        let bytes = self.text.as_bytes();
        let (mut at, mut n) = (self.at, 0);
        while n < BLOCK {
            // There is room behind the last word.
            let room: Option<&[u8; ROOM]> = self.plain.get(at..).and_then(<[u8]>::first_chunk);
            let length = letters(self.classes, at);
            let mut end = at;
            if let Some(room) = room.filter(|_| (1..=STEP).contains(&length)) {
                end += length;
                // Where a space follows, and so behind most words, it is passed too.
                if room[length % ROOM] == b' ' {
                    let hashes = Hashes::of(numbers(room, length));
                    let token = Token::new(at, end, Kind::Word);
                    self.block.word(n, token, hashes, self.words);
                    n += 1;
                    at = end + 1;
                    continue;
                }
                if !ends_plain(bytes, at, end) {
                    end = at;
                } else if self.plain_word(n, room, at..end) == BLOCK {
                    (at, n) = (end, BLOCK);
                    break;
                } else {
                    n += 1;
                }
            }
            // Right behind a plain word no other begins.
            match bytes.get(end..) {
                None | Some([]) => {
                    at = end;
                    break;
                }
                Some([b' ', ..]) => at = end + 1,
                // The most frequent mark.
                Some([0xD8, 0x8C, rest @ ..]) => {
                    self.n = n;
                    self.open_clause(n, &mut block);
                    self.mark(end, end + 2, Kind::Comma);
                    n += 1;
                    at = end + 2 + usize::from(rest.first() == Some(&b' '));
                }
                Some(_) => {
                    (self.at, self.n) = (end, n);
                    if length > 0 && end == at {
                        self.word();
                    } else {
                        self.other(&mut block);
                    }
                    (at, n) = (self.at, self.n);
                    at += usize::from(bytes.get(at) == Some(&b' '));
                }
            }
        }
        (self.at, self.n) = (at, n);
        block
    }

    /// Adds a plain word, given where its key begins, as the `n`th token; returns the number of the next.
    #[inline(never)] // of most words the loop that calls it does the same
    fn plain_word(&mut self, n: usize, room: &[u8; ROOM], word: Range<usize>) -> usize {
        let hashes = Hashes::of(numbers(room, word.len()));
        let token = Token::new(word.start, word.end, Kind::Word);
        self.block.word(n, token, hashes, self.words);
        n + 1
    }

    /// Number of the tokens read.
    fn len(&self) -> usize {
        self.read + self.n
    }

    /// The last token read.
    fn last(&self) -> Option<&Token> {
        match self.n.checked_sub(1) {
            Some(last) => Some(&self.block.tokens[last % BLOCK]), // a number in the block
            None => self.before.as_ref(),
        }
    }

    /// Notes that it is not sure whether a sentence ends here.
    fn doubt(&mut self) {
        self.seen.doubt.get_or_insert(self.ends.len());
    }

    /// The length of the stretch of plain letters that begins at `at`, [`LONGEST`] at most.
    #[inline]
    fn letters(&self, at: usize) -> usize {
        let length = letters(self.classes, at);
        if length < REACH {
            length
        } else {
            self.long_word(at)
        }
    }

    #[cold]
    fn long_word(&self, at: usize) -> usize {
        let mut length = 0;
        while length < LONGEST {
            let more = letters(self.classes, at + length).min(REACH);
            length += more;
            if more < REACH {
                break;
            }
        }
        length.min(LONGEST)
    }

    /// Reads white space, a mark, or a word or number that is not plain.
    #[inline(never)]
    fn other(&mut self, block: &mut Signs) {
        let (text, start, n) = (self.text, self.at, self.n);
        let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else {
            self.at = text.len();
            return;
        };
        let mut end = start + c.len_utf8();
        let kind = match c {
            '،' | ',' => Kind::Comma,
            '؛' | ';' => Kind::Semicolon,
            ':' => Kind::Colon,
            '(' | '[' | '{' | '\u{FD3E}' => Kind::BracketOpen,
            ')' | ']' | '}' | '\u{FD3F}' => Kind::BracketClose,
            _ if is_stop(c) => {
                end = end_of_row(text, end, is_stop);
                Kind::Stop
            }
            _ if is_dash(c) => {
                end = end_of_row(text, end, is_dash);
                Kind::Dash
            }
            _ if quote_family(c).is_some() => Kind::Open, // decided later
            _ if c.is_whitespace() => {
                // It may break the line.
                self.doubt();
                self.at = end;
                return;
            }
            _ if is_word(c) => return self.word(),
            _ => Kind::Other,
        };
        match kind {
            Kind::Comma | Kind::Semicolon => self.open_clause(n, block),
            Kind::Dash => {
                self.open_clause(n, block);
                self.seen.brackets = true;
            }
            Kind::Open | Kind::BracketOpen | Kind::BracketClose => {
                block.brackets |= u64::from(kind == Kind::BracketOpen) << n;
                block.quotes |= u64::from(kind == Kind::Open) << n;
                self.seen.quotes |= kind == Kind::Open;
                self.seen.brackets |= kind != Kind::Open;
                self.enclose(c, start, end);
            }
            Kind::Stop => self.stop(start, end),
            Kind::Colon => {
                block.colons |= 1 << n;
                self.seen.cues = true;
            }
            _ => {}
        }
        self.mark(start, end, kind);
        (self.at, self.n) = (end, n + 1);
    }

    /// Adds a token that is neither a word nor a number.
    #[inline]
    fn mark(&mut self, start: usize, end: usize, kind: Kind) {
        self.marks.push(Partner::alone(self.len() as u32));
        self.block.mark(self.n, Token::new(start, end, kind));
    }

    /// Reads a word or number that is not plain.
    #[inline(never)]
    fn word(&mut self) {
        let (text, start) = (self.text, self.at);
        // #كريم_الحداد: the words of a hashtag are words.
        if joins_hashtag(text.as_bytes(), start) {
            self.at = start + 1;
            return;
        }
        let end = start + self.letters(start);
        if end - start == LONGEST || end > start && ends_plain(text.as_bytes(), start, end) {
            // Plain, but longer than most.
            let hashes = Hashes::of_key(self.plain.get(start..end).unwrap_or_default());
            let token = Token::new(start, end, Kind::Word);
            self.block.word(self.n, token, hashes, self.words);
            (self.at, self.n) = (end, self.n + 1);
            return;
        }
        if let Some(end) = self.marked_word(start) {
            self.mixed_token(start, end, Kind::Word);
            return;
        }
        let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else {
            self.at = text.len();
            return;
        };
        let (end, number) = mixed_word(text, start, c);
        let kind = if number { Kind::Number } else { Kind::Word };
        let word = text.get(start..end).unwrap_or("");
        // Behind a dot in a number a digit follows, with which no sentence begins.
        if !number && word.contains('.') {
            self.doubt();
        }
        // The key of ASCII digits is what is written.
        if number && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let hashes = Hashes::of_key(word.as_bytes());
            let token = Token::new(start, end, kind);
            self.block.word(self.n, token, hashes, self.words);
            (self.at, self.n) = (end, self.n + 1);
        } else {
            self.mixed.fold(word);
            self.mixed_token(start, end, kind);
        }
    }

    /// Adds a word or number whose key is written behind the mixed keys.
    fn mixed_token(&mut self, start: usize, end: usize, kind: Kind) {
        let hashes = Hashes::of_key(self.mixed.finish(start));
        let mut token = Token::new(start, end, kind);
        token.mixed = true;
        self.block.word(self.n, token, hashes, self.words);
        (self.at, self.n) = (end, self.n + 1);
    }

    /// The end of a word of plain letters and the marks ً to ْ on them, whose key, which has no marks, it writes behind
    /// the mixed keys. Many a text has some: جدًّا, مُدرّس.
    fn marked_word(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            let letters = self.letters(end);
            if letters == 0 && end == start {
                return None;
            }
            let key = self.plain.get(end..end + letters).unwrap_or_default();
            self.mixed.write(key);
            end += letters;
            match bytes.get(end..) {
                Some([0xD9, 0x8B..=0x92, ..]) if end - start < LONGEST => end += 2,
                _ => break,
            }
        }
        let ends = ends_plain(bytes, start, end);
        if !ends {
            self.mixed.abandon();
        }
        ends.then_some(end)
    }

    /// Opens or closes what is enclosed, as [`Splitter`](crate::arabic::sentences::Splitter) does.
    fn enclose(&mut self, mark: char, start: usize, end: usize) {
        if let Some(opening) = self.enclosed {
            if closing_marks(opening).contains(&mark) {
                self.enclosed = None;
                let stopped = std::mem::take(&mut self.stop_enclosed);
                // Right before the closing mark a stop may end a sentence behind it.
                if stopped && !self.last().is_some_and(Token::is_plain) {
                    self.doubt();
                }
            }
        } else if let Some(kind) = opening_kind(mark) {
            let bytes = self.text.as_bytes();
            let blank = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == b' ');
            // It closes what nothing opened.
            let stray = is_quotation(kind)
                && blank(bytes.get(end))
                && !blank(start.checked_sub(1).and_then(|before| bytes.get(before)));
            self.enclosed = (!stray).then_some(mark);
        }
    }

    /// Reads a stop: where it surely ends a sentence, the next begins behind it.
    fn stop(&mut self, start: usize, end: usize) {
        const TAIL: usize = 8;
        let rest = self.text.get(end..).unwrap_or("");
        if rest.len() <= TAIL
            && rest
                .chars()
                .all(|c| matches!(c, '.' | '"' | '»' | '”' | ')'))
        {
            // With the text the sentence ends in any case.
        } else if self.enclosed.is_some() {
            self.stop_enclosed = true;
        } else {
            match self.ends_sentence(start, end) {
                Some(true) => self.ends.push(self.len() as u32 + 1),
                Some(false) => {}
                None => self.doubt(),
            }
        }
    }

    /// Whether a sentence ends with a row of stops, where that is sure: before a space and a letter, a digit, a dash or an
    /// opening mark. A dot alone ends one
    /// behind a space or a closing mark, or a word or number that it does not abbreviate; before a letter that no space
    /// parts from it, behind a word that is not short.
    fn ends_sentence(&self, start: usize, end: usize) -> Option<bool> {
        // No abbreviation has as many letters.
        const LONG: usize = 2 * 5;
        const SHORT: usize = 2 * 2;
        let (text, bytes) = (self.text, self.text.as_bytes());
        let before = self.last()?;
        let row = text.get(start..end).unwrap_or("");
        if letters(self.classes, end) > 0 {
            let long = before.kind == Kind::Word && !before.mixed && before.bytes() > SHORT;
            return (row == "." && before.end() == start && long).then_some(true);
        }
        // Neither a mark that may close the sentence follows, nor one that continues it.
        let opens = |c: char| is_alphanumeric(c) || is_dash(c) || matches!(c, '"' | '(' | '«');
        let next = text.get(end + 1..).and_then(|rest| rest.chars().next());
        if bytes.get(end) != Some(&b' ') || !next.is_some_and(opens) {
            return None;
        }
        if row != "." {
            let dots = row.chars().all(|c| matches!(c, '.' | '…'));
            return Some(!dots || !self.headline);
        }
        let blank = |at: usize| at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b' ');
        let from = before.start();
        let written = text.get(from..start).unwrap_or("");
        let complete = match before.kind {
            _ if before.end() != start => blank(start),
            Kind::Word if !before.mixed => {
                written.len() >= LONG || blank(from) && !may_be_abbreviated(written)
            }
            Kind::Word => {
                let arabic = |c| matches!(c, 'ء'..='غ' | 'ف'..='ي' | '\u{064B}'..='\u{0652}');
                written.chars().all(arabic) && blank(from) && !may_be_abbreviated(written)
            }
            // At the head of a sentence it would number an item.
            Kind::Number if !before.mixed => {
                let sentence = self.ends.last().copied().unwrap_or_default() as usize;
                blank(from) && self.len() > sentence + 1
            }
            Kind::Open | Kind::BracketClose => {
                matches!(written, "\"" | "»" | "”" | ")")
            }
            _ => false,
        };
        complete.then_some(true)
    }

    /// Behind the mark that becomes the `n`th token of a block a clause of the narrator may begin.
    fn open_clause(&mut self, n: usize, block: &mut Signs) {
        if n + 1 < BLOCK {
            block.behind_clause |= 1 << (n + 1);
        } else {
            self.behind_clause = true;
        }
    }
}

/// Longer words and rows of marks are cut: the bytes of a token are counted in 16 bits. A word may become twice as long.
const LONGEST: usize = 1 << 14;

/// The end of a row of marks of one sort of which the first ends at `end`.
fn end_of_row(text: &str, end: usize, same: fn(char) -> bool) -> usize {
    let rest = text.get(end..).unwrap_or("").chars();
    let row = rest.take_while(|&c| same(c)).take(LONGEST / 4);
    end + row.map(char::len_utf8).sum::<usize>()
}

/// Whether a stretch of plain letters is a word: nothing that may belong to it stands behind it.
#[inline]
fn ends_plain(bytes: &[u8], start: usize, end: usize) -> bool {
    let Some(&next) = bytes.get(end) else {
        return true;
    };
    match ENDS[usize::from(next)] {
        // After one letter a dot may be that of an initial.
        End::Always => next != b'.' || end > start + 2,
        End::Second => matches!(
            (next, bytes.get(end + 1)),
            (0xD8, Some(0x8C | 0x9B | 0x9F)) // ، ؛ ؟
                | (0xC2, Some(0xA0 | 0xAB | 0xBB)) // the no-break space, « »
        ),
        End::Never => false,
    }
}

/// What the first byte of a character says of the end of a plain word.
#[derive(Clone, Copy)]
enum End {
    Never,
    Always,
    /// That depends on its second byte.
    Second,
}

/// For each byte what it says as the first of a character behind a plain word.
static ENDS: [End; 256] = {
    let mut ends = [End::Never; 256];
    let marks = b" \n\r\t\"()[]:,;!?.";
    let mut n = 0;
    while n < marks.len() {
        ends[marks[n] as usize] = End::Always; // a place for each byte
        n += 1;
    }
    ends[0xD8] = End::Second;
    ends[0xC2] = End::Second;
    ends
};

/// Whether the byte at `at` is # or _ before an Arabic letter.
fn joins_hashtag(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes.get(at..),
        Some([b'#' | b'_', 0xD8..=0xDB, ..]) // the first bytes of Arabic letters
    )
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
        let inner = is_word(next) && !joins_hashtag(text.as_bytes(), end)
            || is_alphanumeric(last) && {
                let mut rest = chars.clone();
                let (after, second) = (rest.next(), rest.next());
                match next {
                    '.' => {
                        number && after.is_some_and(is_numeric)
                            // د.كريم: a title, and a word of its own
                            || initials
                                && after.is_some_and(is_alphabetic)
                                && !second.is_some_and(is_word)
                    }
                    ',' | '٫' | '٬' | '،' | ':' | '/' => {
                        number && is_numeric(last) && after.is_some_and(is_numeric)
                    }
                    '\'' | '’' => last.is_ascii() && after.is_some_and(is_alphabetic),
                    _ => is_dash(next) && after.is_some_and(is_word),
                }
            };
        if !inner || end - start >= LONGEST {
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
    use crate::arabic::sentences::Splitter;
    use crate::arabic::testing::Messy;

    /// A text of words and marks as prose has them, in any order.
    fn prose(parts: &[u8]) -> String {
        const PARTS: [&str; 27] = [
            " ",
            " ",
            "قال",
            "كتاب",
            "المدينة",
            "وزارة",
            "منه",
            "د",
            "45",
            "٣",
            "AP",
            ".",
            ".",
            "؟",
            "!",
            "..",
            "…",
            "جدًّا",
            "مّ",
            "،",
            "\"",
            "«",
            "»",
            "(",
            ")",
            "”",
            ":",
        ];
        let parts = parts.iter().map(|&n| PARTS[usize::from(n) % PARTS.len()]);
        parts.collect()
    }

    quickcheck! {
        fn sentences_end_where_the_splitter_ends_them(parts: Vec<u8>, headline: bool) -> bool {
            let text = format!("قال {}", prose(&parts));
            let mut store = Store::default();
            store.add(&text, headline);
            let tokens = store.tokens(0, &text).unwrap();
            let ends = tokens.sentences().iter().map(|sentence| tokens.start(sentence.start));
            let splitter = Splitter::new().headline(headline);
            ends.eq(splitter.split(&text).filter_map(|sentence| {
                let starts = (0..tokens.len()).map(|i| tokens.start(i));
                starts.into_iter().find(|start| sentence.range.contains(start))
            }))
        }

        fn plain_words_have_their_keys(text: Messy) -> bool {
            let mut store = Store::default();
            store.add(&text.0, false);
            let tokens = store.tokens(0, &text.0).unwrap();
            (0..tokens.len()).filter(|&i| tokens.kind(i) == Kind::Word).all(|i| {
                tokens.key(i) == *fold(tokens.raw(i))
            })
        }
    }
}
