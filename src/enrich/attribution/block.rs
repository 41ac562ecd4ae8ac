//! A block of tokens while it is read: its words with their hashes, and what the lexicons say of them.

use super::dictionary::{CUE, Dictionary, HEAD, NARRATOR, Number};
use super::lexis::Lexis;
use super::tokens::{Keys, Kind, Token};
use crate::arabic::fold::plain::bits;
use crate::lexicon::hash::Hashes;

/// Tokens that are looked up together: as many as a number has bits, so that a set of them is one number.
pub(super) const BLOCK: usize = 64;

/// What the lexicons say of a block of tokens, as sets of its tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    /// Verbs of saying, and words with which a frame may begin.
    pub(super) cues: u64,
    /// Words with which a name may begin.
    pub(super) heads: u64,
    /// Words with which a clause of the narrator may begin.
    pub(super) narrators: u64,
}

/// A block of tokens while it is read, and what was found of them.
///
/// Each word is looked up as it is read. No branch depends on what is found: which words a text has is not to be foretold.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) tokens: [Token; BLOCK],
    /// The hashes of the words; 0 for marks.
    hashes: [u64; BLOCK],
    /// The lowest bytes of the hashes.
    tags: [u8; BLOCK],
    /// The highest bits of their buckets, among them [`CUE`], [`HEAD`] and [`NARRATOR`].
    flags: [u8; BLOCK],
    /// The words that may be verbs of saying, as a set.
    verbs: u64,
}

/// The members of a set of tokens of a block.
fn members(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1; // it is not 0
        Some(first)
    })
}

impl Default for Block {
    fn default() -> Block {
        Block {
            tokens: [Token::new(0, 0, Kind::Other); BLOCK],
            hashes: [0; BLOCK],
            tags: [0; BLOCK],
            flags: [0; BLOCK],
            verbs: 0,
        }
    }
}

// A block has no more tokens than there are places, so that no number below is cut.
impl Block {
    /// Adds the `n`th token of the block, a word with the hashes.
    #[inline(always)] // of most words it is all that is done
    pub(super) fn word(&mut self, n: usize, mut token: Token, hashes: Hashes, words: &Dictionary) {
        let group = words.group(hashes);
        let bucket = words.likely(hashes.whole, group);
        token.word = Number::of(bucket);
        self.tokens[n % BLOCK] = token;
        self.hashes[n % BLOCK] = hashes.whole;
        self.tags[n % BLOCK] = tag(hashes.whole);
        self.flags[n % BLOCK] = flags(bucket);
        self.verbs |= u64::from(group.may_be_verb(hashes)) << (n % BLOCK);
    }

    /// Adds the `n`th token of the block, a mark.
    pub(super) fn mark(&mut self, n: usize, token: Token) {
        self.tokens[n % BLOCK] = token;
        self.hashes[n % BLOCK] = 0;
        self.tags[n % BLOCK] = 0;
        self.flags[n % BLOCK] = 0;
    }

    /// Appends the first `n` tokens of the block.
    pub(super) fn append(
        &self,
        n: usize,
        tokens: &mut Vec<Token>,
        hashes: &mut Vec<u64>,
        tags: &mut Vec<u8>,
    ) {
        tokens.extend_from_slice(self.tokens.get(..n).unwrap_or_default());
        hashes.extend_from_slice(self.hashes.get(..n).unwrap_or_default());
        tags.extend_from_slice(self.tags.get(..n).unwrap_or_default());
    }

    /// What is known of the first `n` tokens of the block. The verbs among them, whose keys are given, are looked up now.
    #[inline(never)]
    pub(super) fn answer(&mut self, n: usize, keys: Keys<'_>, lexis: &Lexis) -> Found {
        let mut found = Found::default();
        for (n, eight) in self.flags.as_chunks().0.iter().enumerate() {
            // The bit is brought to the highest place of its byte; no bit of another byte is read.
            let of = |flag: u64| {
                let raised = u64::from_le_bytes(*eight) << flags(flag).leading_zeros();
                u64::from(bits(raised)) << (8 * n)
            };
            found.cues |= of(CUE);
            found.heads |= of(HEAD);
            found.narrators |= of(NARRATOR);
        }
        // Behind the last of them stand those of an earlier block.
        let read = (!0_u64).unbounded_shr((BLOCK - n.min(BLOCK)) as u32);
        found.cues &= read;
        found.heads &= read;
        found.narrators &= read;
        for n in members(std::mem::take(&mut self.verbs)) {
            let token = &mut self.tokens[n % BLOCK];
            token.verb = lexis.verb(keys.of(token), token.word);
            found.cues |= u64::from(token.verb.is_some()) << n;
        }
        found
    }
}

/// What tells a word from most others.
#[inline]
pub(super) fn tag(hash: u64) -> u8 {
    hash as u8
}

/// The highest bits of a bucket that are not those of its hash.
#[inline]
fn flags(bucket: u64) -> u8 {
    (bucket >> 8) as u8
}
