//! The hash of words that the lexicons are asked for.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash map with words as keys, filled from lexicons and asked for words of a text.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Adds one word to a running hash.
///
/// A multiply-and-rotate hash in the manner of FxHash: the default SipHash costs more than the
/// rest of a look-up, and its protection is not needed, since the tables are filled from lexicons
/// only. Text that is looked up cannot lengthen a probe sequence.
pub(super) fn add_word(hash: u64, word: &str) -> u64 {
    add_bytes(hash, word.as_bytes())
}

/// The hash of one word.
pub(crate) fn word_hash(word: &str) -> u64 {
    add_word(0, word)
}

/// The hash of a key: of its words, if it has several.
pub(super) fn of_key(key: &str) -> u64 {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // A byte of zeros in `v` sets the high bit of its place; high bits may stand above it.
    let has_zero = |v: u64| v.wrapping_sub(ONES) & !v & (ONES << 7) != 0;
    let (chunks, tail) = key.as_bytes().as_chunks::<8>();
    let spaced = chunks
        .iter()
        .any(|c| has_zero(u64::from_le_bytes(*c) ^ SPACES))
        || tail.contains(&b' ');
    if spaced {
        key.split(' ').fold(0, add_word)
    } else {
        add_word(0, key)
    }
}

fn add_bytes(hash: u64, bytes: &[u8]) -> u64 {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mix = |h: u64, v: u64| (h.rotate_left(5) ^ v).wrapping_mul(K);
    let (chunks, tail) = bytes.as_chunks::<8>();
    let mut h = hash;
    for c in chunks {
        h = mix(h, u64::from_le_bytes(*c));
    }
    let rest = tail.iter().fold(0, |v, &b| v << 8 | u64::from(b));
    // The length keeps words apart that differ only in where they end.
    mix(mix(h, rest), bytes.len() as u64)
}

/// [`add_word`] as the standard library asks for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = add_bytes(self.0, bytes);
    }

    // A string's end, which its length already told.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The map takes its buckets from the low bits, and a product's high bits are the good ones.
        self.0 ^ self.0 >> 32
    }
}
