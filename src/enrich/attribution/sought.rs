//! The words by which sources are sought among all whom the texts name.
//!
//! A text names many, of whom few ever speak. To be the source of a statement, or to be meant by it, somebody must be named
//! with every word of the source. One word of each is sought by its hash alone: where none of them stands, no name need be
//! read.

use std::ops::Range;

use super::frames::Found;
use super::key::Key;
use super::lexis::Lexis;
use super::names::Texts;
use super::phrase::{Np, Proclitic};
use super::resolve::{bare, one_spelling, other_spelling};
use super::tokens::{Kind, Store, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// More words than that are not sought one by one.
const MANY: usize = 16;

/// A word of a source.
#[derive(Debug)]
struct Word {
    /// The hash of what it is in a mention: without its article, in one spelling.
    hash: u64,
    /// The hashes of what may be written for it: with the article and without, in both its spellings.
    written: [u64; 4],
    /// Where the only source with the word stands, in which of the texts, if it does behind its cue: who is named by the same
    /// words comes too late for it.
    own: Option<(usize, Range<usize>)>,
}

/// The words of the sources of some texts, one of each.
#[derive(Debug, Default)]
pub(super) struct Sought {
    words: Vec<Word>,
    /// A set of what is written for them, which may seem to have others too.
    written: [u64; 16],
}

impl Sought {
    /// Those of what was found in the texts, given where that of each text ends. `None` where a source has no such word, or
    /// there are too many.
    pub(super) fn of(texts: Texts<'_, '_>, found: &[Found], ends: &[usize]) -> Option<Sought> {
        let mut sought = Sought::default();
        sought.words.reserve(found.len().min(MANY));
        let mut start = 0;
        for (n, &end) in ends.iter().enumerate() {
            let new = found.get(start..end).unwrap_or_default();
            start = end;
            if new.is_empty() {
                continue;
            }
            let tokens = texts.tokens(n)?;
            for (np, cue) in new
                .iter()
                .flat_map(|one| one.phrases().map(|np| (np, one.cue.start)))
            {
                let key = telling(&tokens, np)?;
                let own = (np.start() >= cue).then(|| (n, np.start()..np.end()));
                sought.add(key, own);
            }
            if sought.words.len() > MANY {
                return None;
            }
        }
        Some(sought)
    }

    fn add(&mut self, key: Key<'_>, own: Option<(usize, Range<usize>)>) {
        let whole = key.hashes().whole;
        let hash = one_spelling(key, whole);
        if let Some(known) = self.words.iter_mut().find(|word| word.hash == hash) {
            known.own = None;
            return;
        }
        let definite = key.hashes_with_article().whole;
        let mut written = [whole, definite, whole, definite];
        if let Some(other) = other_spelling(key) {
            let other = Key::new(&other);
            written[2] = other.hashes().whole;
            written[3] = other.hashes_with_article().whole;
        }
        for written in written {
            let (n, bit) = Sought::place(written);
            self.written[n] |= bit; // a place is below their number
        }
        self.words.push(Word { hash, written, own });
    }

    /// Where the bit of a hash stands.
    fn place(hash: u64) -> (usize, u64) {
        (hash as usize / 64 % 16, 1 << (hash % 64))
    }

    /// Where one of them stands in the texts before the `end`th: the number of a text, and a token. In their order.
    pub(super) fn places(&self, store: &Store, end: usize) -> impl Iterator<Item = (usize, usize)> {
        let may_be = |hash| {
            let (n, bit) = Sought::place(hash);
            self.written[n] & bit != 0 // as above
        };
        let words = store.words(end, may_be);
        words.filter_map(|(n, i, hash)| {
            let mut words = self.words.iter();
            let word = words.find(|word| word.written.contains(&hash))?;
            let own = word.own.as_ref();
            let is_own = own.is_some_and(|(text, tokens)| *text == n && tokens.contains(&i));
            (!is_own).then_some((n, i))
        })
    }
}

/// The word of a phrase, without its article, that the fewest others are likely to have; a word of grammar only where there
/// is no other.
fn telling<'s>(tokens: &Tokens<'_, 's>, np: &Np) -> Option<Key<'s>> {
    let words = np.tokens().enumerate().filter_map(|(n, i)| {
        let key = match (n, np.proclitic) {
            (0, Proclitic::Letter) => tokens.key(i).behind_first(),
            (0, Proclitic::LiArticle) => tokens.key(i).behind("لل")?,
            _ => tokens.key(i),
        };
        let class = tokens.class(i);
        let is_word = matches!(tokens.kind(i), Kind::Word | Kind::Number);
        // A demonstrative is no word of those that are compared.
        (is_word && class != Some(FunctionClass::Demonstrative))
            .then(|| (class.is_none(), bare(key).unwrap_or(key)))
    });
    let (_, key) = words.max_by_key(|(content, key)| (*content, key.bytes().len()))?;
    (!key.is_empty() && !Lexis::get().word(key).is(Marks::SELF_WORD)).then_some(key)
}
