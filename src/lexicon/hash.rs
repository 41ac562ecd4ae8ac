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
#[inline]
pub(crate) fn of_key(key: &[u8]) -> u64 {
    let (hash, spaced) = read(0, key);
    if spaced {
        return key.split(|byte| *byte == b' ').fold(0, add_bytes);
    }
    hash
}

/// As [`add_word`], of a word given as bytes.
pub(super) fn add_bytes(hash: u64, bytes: &[u8]) -> u64 {
    read(hash, bytes).0
}

/// Adds bytes to a hash, and says whether a space is among them.
fn read(hash: u64, bytes: &[u8]) -> (u64, bool) {
    const K: u64 = 0x517c_c1b7_2722_0a95;
    let mix = |h: u64, v: u64| (h.rotate_left(5) ^ v).wrapping_mul(K);
    // The end is read with the eight bytes before it, or in two overlapping halves: a loop over
    // what is left would take another way for every length.
    let end = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>()) {
        (Some(end), _) => u64::from_le_bytes(*end),
        (None, Some(start)) => {
            let end = bytes.last_chunk::<4>().unwrap_or(start);
            u64::from(u32::from_le_bytes(*start)) | u64::from(u32::from_le_bytes(*end)) << 32
        }
        (None, None) => bytes.iter().fold(0, |v, &b| v << 8 | u64::from(b)),
    };
    let (chunks, _) = bytes.as_chunks::<8>();
    let (mut h, mut spaced) = (hash, has_space(end));
    for c in chunks {
        let v = u64::from_le_bytes(*c);
        spaced |= has_space(v);
        h = mix(h, v);
    }
    // The length keeps words apart that differ only in where they end.
    (mix(mix(h, end), bytes.len() as u64), spaced)
}

/// Whether one of eight bytes is a space.
fn has_space(bytes: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let zero = bytes ^ (ONES * b' ' as u64);
    // The lowest byte of zeros takes the one from the next, which sets its high bit.
    zero.wrapping_sub(ONES) & !zero & (ONES << 7) != 0
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

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;

    quickcheck! {
        fn a_key_is_hashed_by_its_words(key: String) -> bool {
            of_key(key.as_bytes()) == key.split(' ').fold(0, add_word)
        }

        fn spaces_are_seen(a: String, b: String) -> bool {
            of_key(format!("{a} {b}").as_bytes()) == format!("{a} {b}").split(' ').fold(0, add_word)
        }
    }
}
