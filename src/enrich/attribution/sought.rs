//! The words by which sources are sought among all whom the texts name.
//!
//! A text names many, of whom few ever speak. To be the source of a statement, or to be meant by it, somebody must be named
//! with every word of the source. One word of each is sought by its hash alone: where none of them stands, no name need be
//! read.

use std::ops::Range;

use super::frames::Found;
use super::key::Key;
use super::lexis::Lexis;
use super::mention::{bare, one_spelling, other_spelling};
use super::names::Texts;
use super::nature::style_of;
use super::phrase::{Np, Proclitic};
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
    /// The hashes of what may be written for it: with the article and without, in each of its spellings.
    written: [Option<u64>; 4],
    /// Where the only source with the word stands, in which of the texts, if it does behind its cue: who is named by the same
    /// words comes too late for it.
    own: Option<(usize, Range<usize>)>,
}

/// The words of the sources of some texts, one of each.
#[derive(Debug)]
pub(super) struct Sought(Vec<Word>);

impl Sought {
    /// Those of what was found in the texts, given where that of each text ends. `None` where a source has no such word, or
    /// there are too many.
    pub(super) fn of(texts: Texts<'_, '_>, found: &[Found], ends: &[usize]) -> Option<Sought> {
        let mut sought = Sought(Vec::with_capacity(found.len().min(MANY)));
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
                if sought.0.len() > MANY {
                    return None;
                }
            }
        }
        Some(sought)
    }

    fn add(&mut self, key: Key<'_>, own: Option<(usize, Range<usize>)>) {
        let whole = key.hashes().whole;
        let hash = one_spelling(key, whole);
        if let Some(known) = self.0.iter_mut().find(|word| word.hash == hash) {
            known.own = None;
            return;
        }
        let mut written = [
            Some(whole),
            Some(key.hashes_with_article().whole),
            None,
            None,
        ];
        if let Some(other) = other_spelling(key) {
            let other = Key::new(&other);
            written[2] = Some(other.hashes().whole);
            written[3] = Some(other.hashes_with_article().whole);
        }
        self.0.push(Word { hash, written, own });
    }

    /// Where one of them stands in the texts before the `end`th: the number of a text, and a token. In their order.
    pub(super) fn places(&self, store: &Store, end: usize) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for word in &self.0 {
            let is_own = |(n, i): &(usize, usize)| {
                let own = word.own.as_ref();
                own.is_some_and(|(text, tokens)| text == n && tokens.contains(i))
            };
            for &written in word.written.iter().flatten() {
                places.extend(store.words(end, written).filter(|place| !is_own(place)));
            }
        }
        places.sort_unstable();
        places
    }
}

/// The word of a phrase, without its article, that the fewest others are likely to have; a word of grammar only where there
/// is no other.
fn telling<'s>(tokens: &Tokens<'_, 's>, np: &Np) -> Option<Key<'s>> {
    let named = |&(n, i): &(usize, usize)| n != 1 || tokens.key(i) != "غير";
    let words = np.tokens().enumerate().take_while(named);
    let words = words.filter_map(|(n, i)| {
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
    // سموه: by what style or title somebody has it, its letters do not tell.
    let alone = np.first.len() == 1 && np.more.is_empty() && !tokens.is_definite(np.start());
    if alone && style_of(tokens.key(np.start())).is_some() {
        return None;
    }
    let (_, key) = words.max_by_key(|(content, key)| (*content, key.bytes().len()))?;
    (!key.is_empty() && !Lexis::get().word(key).is(Marks::SELF_WORD)).then_some(key)
}
