//! The sentence view: tokens with match keys, sentence numbers and paired quotation marks.

use std::hint::select_unpredictable;
use std::ops::Range;

use memchr::memchr_iter;

use super::block::{BLOCK, Block, tag};
use super::dictionary::Number;
use super::key::Key;
use super::lexis::{Lexis, VerbForm, VerbHit};
use super::pairs::{Partner, pair};
use super::scan::{ROOM, scan};
use super::words::{Marks, UNKNOWN, Word};
use crate::arabic::fold::fold_chars;
use crate::arabic::sentences::Splitter;
use crate::lexicon::hash::{Hashes, STEP, numbers};
use crate::lexicon::{FunctionClass, TitleClass};

/// No partner, no enclosing quotation.
pub(super) const NONE: u32 = u32::MAX;

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

/// A word, number or mark, in twelve bytes, since there is one for each nine bytes of text. Offsets above 4 GiB do not
/// occur: a text is bounded by the byte limit of the parser.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    /// Its bytes in the text.
    length: u16,
    /// Its key is among the mixed keys; that of a plain word is as long as itself.
    pub(super) mixed: bool,
    /// The record of the word.
    pub(super) word: Number,
    pub(super) verb: VerbForm,
    pub(super) kind: Kind,
}

impl Token {
    /// A mark, or a plain word of which nothing is known.
    #[inline]
    pub(super) fn new(start: usize, end: usize, kind: Kind) -> Token {
        Token {
            start: start as u32,
            length: (end - start) as u16,
            mixed: false,
            word: Number::default(),
            verb: VerbForm::default(),
            kind,
        }
    }

    fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Whether it is a word or a number that is its own key but for the letters that fold.
    pub(super) fn is_plain(&self) -> bool {
        self.is_word() && !self.mixed
    }

    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) fn end(&self) -> usize {
        self.start() + self.bytes()
    }

    /// How many bytes of the text it takes.
    pub(super) fn bytes(&self) -> usize {
        usize::from(self.length)
    }

    fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// The match keys of words that are not plain, one behind the other.
#[derive(Debug, Default)]
pub(super) struct MixedKeys {
    keys: Vec<u8>,
    /// For each the place of its word in the text, and where it ends.
    ends: Vec<(u32, u32)>,
}

impl MixedKeys {
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Writes the key of a word.
    pub(super) fn fold(&mut self, word: &str) {
        for letter in fold_chars(word) {
            let mut room = [0; 4];
            let bytes = letter.encode_utf8(&mut room).bytes();
            bytes.for_each(|byte| self.keys.push(byte)); // few: a copy would take a call
        }
    }

    /// Writes a part of a key.
    pub(super) fn write(&mut self, part: &[u8]) {
        self.keys.extend_from_slice(part);
    }

    /// Ends the key that was written, that of the word at `at`; returns it.
    pub(super) fn finish(&mut self, at: usize) -> &[u8] {
        let start = self.start(self.ends.len());
        self.ends.push((at as u32, self.keys.len() as u32));
        self.keys.get(start..).unwrap_or_default()
    }

    /// Drops the parts that were written of a key that is not finished.
    pub(super) fn abandon(&mut self) {
        self.keys.truncate(self.start(self.ends.len()));
    }

    /// Those from the `first` on, which are the keys of one text.
    pub(super) fn since(&self, first: u32) -> MixedKeysOf<'_> {
        MixedKeysOf {
            all: self,
            first,
            next: self.len(),
        }
    }

    /// Where the `n`th key begins.
    fn start(&self, n: usize) -> usize {
        let before = n.checked_sub(1).and_then(|before| self.ends.get(before));
        before.map_or(0, |&(_, end)| end as usize)
    }

    /// Makes room for so many keys.
    fn reserve(&mut self, keys: usize) {
        self.keys.reserve(8 * keys);
        self.ends.reserve(keys);
    }

    fn clear(&mut self) {
        self.keys.clear();
        self.ends.clear();
    }
}

/// The mixed keys of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct MixedKeysOf<'s> {
    all: &'s MixedKeys,
    first: u32,
    next: u32,
}

impl<'s> MixedKeysOf<'s> {
    /// The key of a word.
    #[inline(never)] // few words are mixed, and the keys of others are asked for everywhere
    fn get(&self, token: &Token) -> Key<'s> {
        let first = self.first as usize;
        let ends = self.all.ends.get(first..self.next as usize);
        let ends = ends.unwrap_or_default();
        let Ok(n) = ends.binary_search_by_key(&token.start, |&(at, _)| at) else {
            return Key::default();
        };
        let key = self.all.start(first + n)..self.all.start(first + n + 1);
        Key::new(self.all.keys.get(key).unwrap_or_default())
    }
}

/// The match keys of the words of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys<'s> {
    /// The text with the key of each plain word in its place.
    pub(super) plain: &'s [u8],
    /// The keys of the other words.
    pub(super) mixed: MixedKeysOf<'s>,
}

impl<'s> Keys<'s> {
    /// The match key of a token, empty for marks.
    #[inline]
    pub(super) fn of(&self, token: &Token) -> Key<'s> {
        if token.mixed {
            return self.mixed.get(token);
        }
        // No branch: whether the next token is a word is not to be foretold.
        let length = select_unpredictable(token.is_word(), token.bytes(), 0);
        let key = token.start()..token.start() + length;
        Key::new(self.plain.get(key).unwrap_or_default())
    }

    fn hashes_behind(&self, token: &Token, skipped: usize) -> Hashes {
        let key = self.of(token).bytes().get(skipped..).unwrap_or_default();
        if !token.mixed && key.len() <= STEP {
            let room = self.plain.get(token.start() + skipped..);
            if let Some(bytes) = room.and_then(<[u8]>::first_chunk::<STEP>) {
                return Hashes::of(numbers(bytes, key.len()));
            }
        }
        Hashes::of_key(key)
    }
}

/// What is asked of tokens as sets: a bit for each [`BLOCK`] of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sets {
    /// Those at which something may be reported.
    pub(super) awake: u64,
    /// The words with which a name may begin.
    pub(super) heads: u64,
    /// Those inside quotations.
    pub(super) quoted: u64,
    /// Quotation marks.
    pub(super) quotes: u64,
    pub(super) colons: u64,
}

/// The first of the tokens that is in a set.
#[inline]
fn next_of(sets: &[Sets], set: impl Fn(&Sets) -> u64, tokens: Range<usize>) -> Option<usize> {
    let mut block = tokens.start / BLOCK;
    let mut bits = set(sets.get(block)?) & !0 << (tokens.start % BLOCK);
    while bits == 0 {
        block += 1;
        if block * BLOCK >= tokens.end {
            return None;
        }
        bits = set(sets.get(block)?);
    }
    let first = block * BLOCK + bits.trailing_zeros() as usize;
    (first < tokens.end).then_some(first)
}

/// The last token before `end` that is in a set.
fn last_of(sets: &[Sets], set: impl Fn(&Sets) -> u64, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    let (mut block, mut read) = (last / BLOCK, !0 >> (BLOCK - 1 - last % BLOCK));
    loop {
        // Behind the last block there are none.
        let bits = sets.get(block).map_or(0, &set) & read;
        if bits != 0 {
            return Some(block * BLOCK + bits.ilog2() as usize);
        }
        (block, read) = (block.checked_sub(1)?, !0);
    }
}

/// The tokens of some texts, one text behind the other. All indexes count from the first token of their text.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// The texts with the keys of the plain words in their places, each text with [`ROOM`] bytes behind it.
    pub(super) plain: Vec<u8>,
    /// The keys of the other words.
    pub(super) mixed: MixedKeys,
    /// For each byte of the last text a bit, set where it is of no plain word.
    pub(super) classes: Vec<u8>,
    pub(super) tokens: Vec<Token>,
    /// For each token the hash of its match key, 0 for marks.
    pub(super) hashes: Vec<u64>,
    /// The [`tag`] of each hash.
    pub(super) tags: Vec<u8>,
    /// The tokens that are neither words nor numbers.
    pub(super) marks: Vec<Partner>,
    /// Where its sentences surely end, the last not counted.
    pub(super) ends: Vec<u32>,
    pub(super) sets: Vec<Sets>,
    /// Room for the words that are looked up together.
    pub(super) block: Block,
    /// Those of texts in which a cue may be.
    sentences: Vec<Range<usize>>,
    texts: Vec<Start>,
}

/// Where a text begins in the lists of the store; it ends where the next begins.
#[derive(Clone, Copy, Debug)]
struct Start {
    plain: u32,
    tokens: u32,
    mixed: u32,
    marks: u32,
    sets: u32,
    sentences: u32,
}

impl Store {
    /// Makes room for the tokens of other texts.
    pub(super) fn clear(&mut self) {
        self.plain.clear();
        self.mixed.clear();
        self.tokens.clear();
        self.hashes.clear();
        self.tags.clear();
        self.marks.clear();
        self.sets.clear();
        self.sentences.clear();
        self.texts.clear();
    }

    /// Makes room for texts of so many bytes in all, and of so many bytes the longest.
    pub(super) fn reserve(&mut self, bytes: usize, longest: usize, texts: usize) {
        // Nine bytes on the average: five letters and a space, or a mark. A longer room than that is seldom needed.
        let tokens = bytes / 8 + 2 * texts;
        self.tokens.reserve(tokens);
        self.hashes.reserve(tokens);
        self.tags.reserve(tokens);
        self.plain.reserve(bytes + texts * ROOM);
        self.classes.reserve(longest / 8 + 16);
        self.sets.reserve(tokens / BLOCK + texts);
        self.texts.reserve(texts);
        self.marks.reserve(bytes / 64 + texts);
        self.mixed.reserve(bytes / 128);
        self.sentences.reserve(2 * texts);
    }

    /// Where the next text begins.
    fn next(&self) -> Start {
        Start {
            plain: self.plain.len() as u32,
            tokens: self.tokens.len() as u32,
            mixed: self.mixed.len(),
            marks: self.marks.len() as u32,
            sets: self.sets.len() as u32,
            sentences: self.sentences.len() as u32,
        }
    }

    /// Tokenises one block of text. In a headline `..` separates clauses.
    pub(super) fn add(&mut self, text: &str, headline: bool) {
        self.ends.clear();
        let start = self.next();
        self.texts.push(start);
        let seen = scan(text, headline, self);
        let behind = |start: u32| start as usize..;
        let new = self
            .tokens
            .get_mut(behind(start.tokens))
            .unwrap_or_default();
        if seen.quotes || seen.brackets {
            let marks = self.marks.get_mut(behind(start.marks)).unwrap_or_default();
            let sets = self.sets.get_mut(behind(start.sets)).unwrap_or_default();
            pair(text, seen, marks, new, sets);
        }
        if !seen.cues {
            return; // what its sentences are is not asked
        }
        let sure = seen.doubt.unwrap_or(self.ends.len());
        let mut start = 0;
        for end in self.ends.iter().take(sure).map(|&end| end as usize) {
            push_sentence(start..end, &mut self.sentences);
            start = end;
        }
        if seen.doubt.is_some() {
            split_sentences(text, headline, new, start, &mut self.sentences);
        } else {
            push_sentence(start..new.len(), &mut self.sentences);
        }
    }

    /// Where the text begins that was added as the `n`th, from 0, and where the next does.
    fn extent(&self, n: usize) -> Option<(Start, Start)> {
        let start = *self.texts.get(n)?;
        let next = self.texts.get(n + 1).copied();
        Some((start, next.unwrap_or_else(|| self.next())))
    }

    /// Whether a cue may be in the text that was added as the `n`th, from 0.
    pub(super) fn may_have_cue(&self, n: usize) -> bool {
        self.extent(n)
            .is_some_and(|(start, next)| start.sentences < next.sentences)
    }

    /// Bytes for which there is room.
    pub(super) fn room(&self) -> usize {
        let bytes = [&self.plain, &self.classes, &self.tags, &self.mixed.keys];
        bytes.map(Vec::capacity).iter().sum::<usize>()
            + self.mixed.ends.capacity() * size_of::<(u32, u32)>()
            + self.tokens.capacity() * size_of::<Token>()
            + self.hashes.capacity() * size_of::<u64>()
            + self.marks.capacity() * size_of::<Partner>()
            + self.ends.capacity() * size_of::<u32>()
            + self.sets.capacity() * size_of::<Sets>()
            + self.sentences.capacity() * size_of::<Range<usize>>()
            + self.texts.capacity() * size_of::<Start>()
    }

    /// The number of the tokens of all texts.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The words with the hash in the texts before the `end`th: the number of its text and its token of each.
    pub(super) fn words(&self, end: usize, hash: u64) -> impl Iterator<Item = (usize, usize)> {
        let texts = self.texts.get(..end).unwrap_or(&self.texts);
        let next = texts.len().checked_sub(1).and_then(|n| self.extent(n));
        let behind = next.map_or(0, |(_, next)| next.tokens as usize);
        let tags = self.tags.get(..behind).unwrap_or_default();
        let alike = memchr_iter(tag(hash), tags);
        let same = alike.filter(move |&at| self.hashes.get(at) == Some(&hash));
        same.filter_map(|at| {
            // The last text that begins at the word or before it.
            let n = texts.partition_point(|text| text.tokens as usize <= at);
            let n = n.checked_sub(1)?;
            Some((n, at - texts.get(n)?.tokens as usize))
        })
    }

    /// The tokens of the text that was added as the `n`th, from 0.
    pub(super) fn tokens<'t, 's>(&'s self, n: usize, text: &'t str) -> Option<Tokens<'t, 's>> {
        let (start, next) = self.extent(n)?;
        let range = |of: fn(Start) -> u32| of(start) as usize..of(next) as usize;
        Some(Tokens {
            text,
            keys: Keys {
                plain: self.plain.get(start.plain as usize..)?,
                mixed: MixedKeysOf {
                    all: &self.mixed,
                    first: start.mixed,
                    next: next.mixed,
                },
            },
            tokens: self.tokens.get(range(|at| at.tokens))?,
            hashes: self.hashes.get(range(|at| at.tokens))?,
            marks: self.marks.get(range(|at| at.marks))?,
            sets: self.sets.get(range(|at| at.sets))?,
            sentences: self.sentences.get(range(|at| at.sentences))?,
            records: Lexis::get().words().records(),
        })
    }
}

/// As [`Tokens::opens_with`], of what is written. Other marks may stand between alef and its own.
pub(super) fn opens_with(written: &str, letter: char) -> bool {
    let own = match letter {
        'أ' => '\u{0654}',
        'إ' => '\u{0655}',
        _ => '\u{0653}',
    };
    let decomposed = |rest: &str| {
        let mut marks = rest
            .chars()
            .take_while(|c| matches!(c, '\u{064B}'..='\u{0655}'));
        marks.any(|mark| mark == own)
    };
    written.starts_with(letter) || written.strip_prefix('ا').is_some_and(decomposed)
}

pub(super) fn quote_family(c: char) -> Option<u8> {
    Some(match c {
        '"' | '\u{FF02}' | '“' | '”' | '„' | '‟' | '″' => 0,
        '«' | '»' | '‹' | '›' => 1,
        '\'' | '‘' | '’' | '‚' => 2,
        _ => return None,
    })
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '…' | '۔')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑' | '−')
}

/// Tokens of the longest sentence or quotation that is read as one. Longer ones are no clauses of
/// a reporter; without a bound, each of their cues would have all that follows as its content.
pub(super) const LONGEST: usize = 600;

/// Adds the token ranges of the sentences of a text from the token on with which one begins.
fn split_sentences(
    text: &str,
    headline: bool,
    tokens: &[Token],
    mut token: usize,
    sentences: &mut Vec<Range<usize>>,
) {
    let from = tokens.get(token).map_or(text.len(), Token::start);
    let rest = text.get(from..).unwrap_or_default();
    for sentence in Splitter::new().headline(headline).split(rest) {
        let first = token;
        while tokens
            .get(token)
            .is_some_and(|t| t.start() < from + sentence.range.end)
        {
            token += 1;
        }
        push_sentence(first..token, sentences);
    }
}

/// Adds the tokens of a sentence, in pieces where it is too long.
fn push_sentence(mut tokens: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    while tokens.len() > LONGEST {
        sentences.push(tokens.start..tokens.start + LONGEST);
        tokens.start += LONGEST;
    }
    if !tokens.is_empty() {
        sentences.push(tokens);
    }
}

/// The tokens of one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'t, 's> {
    text: &'t str,
    keys: Keys<'s>,
    tokens: &'s [Token],
    hashes: &'s [u64],
    marks: &'s [Partner],
    sets: &'s [Sets],
    sentences: &'s [Range<usize>],
    records: &'static [Word],
}

impl<'t, 's> Tokens<'t, 's> {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Token ranges of the sentences; none of a text in which no cue may be.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        self.sentences
    }

    pub(super) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Stop, |t| t.kind)
    }

    /// The match key of a word, empty for marks and past the end.
    #[inline]
    pub(super) fn key(&self, i: usize) -> Key<'s> {
        let token = self.tokens.get(i);
        token.map_or(Key::default(), |token| self.keys.of(token))
    }

    /// The hash of the match key.
    pub(super) fn hash(&self, i: usize) -> u64 {
        self.hashes.get(i).copied().unwrap_or_default()
    }

    /// The hashes of the match key without its first `skipped` bytes.
    pub(super) fn hashes_behind(&self, i: usize, skipped: usize) -> Hashes {
        match self.tokens.get(i) {
            Some(token) => self.keys.hashes_behind(token, skipped),
            None => Hashes::of_key(&[]),
        }
    }

    /// The number of characters of the match key.
    pub(super) fn letters(&self, i: usize) -> usize {
        match self.tokens.get(i) {
            // All letters of plain words take two bytes.
            Some(token) if token.kind == Kind::Word && !token.mixed => {
                usize::from(token.length) / 2
            }
            _ => self.key(i).letters().count(),
        }
    }

    /// Whether the match key begins with the letters.
    #[inline(always)] // of letters that are known the bytes are compared without a call
    pub(super) fn begins(&self, i: usize, letters: &str) -> bool {
        self.key(i).begins(letters)
    }

    /// Whether the match key ends with the letters.
    #[inline(always)] // as with the first letters
    pub(super) fn ends(&self, i: usize, letters: &str) -> bool {
        self.key(i).ends(letters)
    }

    /// Whether a mark may be written in the word.
    pub(super) fn is_marked(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.mixed)
    }

    /// Whether the match key begins with the article: التزام and إلغاء, which are listed as nouns of action, do not.
    #[inline]
    pub(super) fn is_definite(&self, i: usize) -> bool {
        self.begins(i, "ال") && !self.is(i, Marks::ACTION.or(Marks::OWN_ALEF))
    }

    /// Whether the word is written with أ, إ or آ first, as one letter or as alef with its mark; folded they are alike.
    pub(super) fn opens_with(&self, i: usize, letter: char) -> bool {
        opens_with(self.raw(i), letter)
    }

    /// What the lexicons say of the word.
    pub(super) fn word(&self, i: usize) -> &'static Word {
        let number = self.tokens.get(i).map_or(0, |t| t.word.bits());
        self.records.get(usize::from(number)).unwrap_or(&UNKNOWN)
    }

    /// Whether a lexicon has the word.
    pub(super) fn is_known(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.word != Number::default())
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
    #[inline]
    pub(super) fn verb(&self, i: usize) -> Option<VerbHit> {
        self.tokens.get(i)?.verb.hit()
    }

    /// The first of the tokens at which something may be reported: a verb of saying, the first word of another
    /// frame, a word behind a mark that ends a clause, an opening bracket.
    pub(super) fn next_awake(&self, tokens: Range<usize>) -> Option<usize> {
        next_of(self.sets, |sets| sets.awake, tokens)
    }

    /// The first of the tokens with which a name may begin.
    pub(super) fn next_head(&self, tokens: Range<usize>) -> Option<usize> {
        next_of(self.sets, |sets| sets.heads, tokens)
    }

    /// The first colon of the tokens.
    pub(super) fn next_colon(&self, tokens: Range<usize>) -> Option<usize> {
        next_of(self.sets, |sets| sets.colons, tokens)
    }

    /// The marks among some tokens that open quotations.
    pub(super) fn openings(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> {
        let mut from = tokens.start;
        let quotes = std::iter::from_fn(move || {
            let at = next_of(self.sets, |sets| sets.quotes, from..tokens.end)?;
            from = at + 1;
            Some(at)
        });
        quotes.filter(|&at| self.kind(at) == Kind::Open)
    }

    /// The last token before `end` with which a name may begin.
    pub(super) fn last_head(&self, end: usize) -> Option<usize> {
        last_of(self.sets, |sets| sets.heads, end)
    }

    /// The token as written.
    pub(super) fn raw(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .and_then(|t| self.text.get(t.range()))
            .unwrap_or("")
    }

    /// Where what is written of the token begins: with the # of a hashtag.
    pub(super) fn start(&self, i: usize) -> usize {
        let start = self.tokens.get(i).map_or(self.text.len(), Token::start);
        let before = start.checked_sub(1);
        before
            .filter(|&at| self.text.as_bytes().get(at) == Some(&b'#'))
            .unwrap_or(start)
    }

    pub(super) fn end(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.text.len(), Token::end)
    }

    fn partner(&self, i: usize) -> Option<&Partner> {
        let at = self.marks.binary_search_by_key(&i, |mark| mark.at as usize);
        self.marks.get(at.ok()?)
    }

    /// For an opening mark the index of its closing mark, or past its extent where none closes it.
    pub(super) fn pair(&self, i: usize) -> Option<usize> {
        let pair = self.partner(i)?.pair;
        (pair != NONE).then_some(pair as usize)
    }

    /// Whether a closing mark ends the quotation opened at `i`.
    pub(super) fn is_closed(&self, i: usize) -> bool {
        self.partner(i).is_some_and(|mark| mark.closed)
    }

    /// Whether token `i` stands inside a quotation.
    pub(super) fn in_quotation(&self, i: usize) -> bool {
        let sets = self.sets.get(i / BLOCK);
        sets.is_some_and(|sets| sets.quoted >> (i % BLOCK) & 1 != 0)
    }

    /// Whether no blank stands between tokens `i` and `i + 1`.
    pub(super) fn glued(&self, i: usize) -> bool {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(a), Some(b)) => a.end() == b.start(),
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

    /// As [`Key::owned`], of a word that is not written with ة.
    pub(super) fn owned(&self, i: usize) -> Option<Key<'s>> {
        self.key(i).owned().filter(|_| !self.raw(i).ends_with('ة'))
    }

    /// The keys of up to `n` words from `i` on, for look-ups of phrases.
    pub(super) fn keys<const N: usize>(&self, i: usize) -> [Key<'s>; N] {
        let mut out = [Key::default(); N];
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
