//! The hashes of words that the lexicons are asked for.
//!
//! They take a few multiplications and no branch for most words: the default SipHash costs more than the rest of a
//! look-up, and its protection is not needed, since the tables are filled from lexicons only. Text that is looked up
//! cannot lengthen a probe sequence.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// A hash map with words as keys, filled from lexicons and asked for words of a text.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Bytes of a key that are hashed in one step. A word read from a text needs that many bytes from its first on.
pub(crate) const STEP: usize = 24;

/// For each number of bytes the bits that they take in three numbers of eight bytes.
const MASKS: [[u64; 3]; STEP + 1] = {
    let mut masks = [[0; 3]; STEP + 1];
    let mut byte = 0;
    while byte < STEP {
        let mut length = byte + 1;
        while length <= STEP {
            masks[length][byte / 8] |= 0xFF << (byte % 8 * 8); // cannot fail: both are below their lengths
            length += 1;
        }
        byte += 1;
    }
    masks
};

/// The first `length` bytes, at most [`STEP`], as numbers of eight bytes with 0 behind the end. There may be room for more.
#[inline]
pub(crate) fn numbers<const ROOM: usize>(bytes: &[u8; ROOM], length: usize) -> [u64; 3] {
    const { assert!(ROOM >= STEP) };
    let masks = MASKS[length.min(STEP)]; // cannot fail: one more than the most
    let mut out = [0; 3];
    for ((out, eight), mask) in out.iter_mut().zip(bytes.as_chunks().0).zip(masks) {
        *out = u64::from_le_bytes(*eight) & mask;
    }
    out
}

/// The hash of two numbers, of which every bit depends on every bit of them: both halves of their product are used.
#[inline]
fn pair_hash(first: u64, second: u64) -> u64 {
    const ONE: u64 = 0x517c_c1b7_2722_0a95;
    const OTHER: u64 = 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(first ^ ONE) * u128::from(second ^ OTHER);
    product as u64 ^ (product >> u64::BITS) as u64
}

/// The hashes of a match key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hashes {
    /// That of its first five letters.
    pub(crate) stem: u64,
    /// That of all.
    pub(crate) whole: u64,
}

impl Hashes {
    /// The hashes of a key of one [`STEP`] at most. There is no loop and no branch, so that words of all lengths take
    /// one way.
    #[inline]
    pub(crate) fn of([first, second, third]: [u64; 3]) -> Hashes {
        let stem = pair_hash(first, second & 0xFFFF);
        Hashes {
            stem,
            // Turned, so that what they have in common is not lost.
            whole: stem.rotate_left(32) ^ pair_hash(second, third),
        }
    }

    /// Those of a key of any length, given its bytes. Keys that differ only in NUL at their end have the same: clean text
    /// holds none.
    pub(crate) fn of_key(key: &[u8]) -> Hashes {
        let mut hashes = Hashes::of(first_numbers(key));
        for more in key.chunks(STEP).skip(1) {
            hashes.whole = pair_hash(hashes.whole, Hashes::of(first_numbers(more)).whole);
        }
        hashes
    }

    /// Those of a key that is written in two parts.
    pub(crate) fn of_joined(first: &[u8], second: &[u8]) -> Hashes {
        let length = first.len();
        if length + second.len() > STEP {
            return Hashes::of_key(&[first, second].concat());
        }
        // The numbers of the second part are moved behind the first.
        let mut numbers = first_numbers(first);
        let (skipped, bits) = (length / 8, 8 * (length % 8) as u32);
        let mut moved = 0;
        for (to, number) in numbers.iter_mut().skip(skipped).zip(first_numbers(second)) {
            *to |= number << bits | moved;
            moved = number.unbounded_shr(u64::BITS - bits);
        }
        Hashes::of(numbers)
    }
}

/// The first [`STEP`] bytes of a key as [`numbers`]. The last eight of a shorter key are read with some of those before
/// them, which are shifted out: to copy the key behind zeros takes a call.
#[inline]
fn first_numbers(key: &[u8]) -> [u64; 3] {
    let key = key.get(..STEP).unwrap_or(key);
    let (Some(first), Some(last)) = (key.first_chunk(), key.last_chunk()) else {
        return [short_number(key), 0, 0];
    };
    let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    let last = |end: usize| last.unbounded_shr(8 * (end - key.len()) as u32);
    match key.get(8..).and_then(<[u8]>::first_chunk) {
        Some(second) => [first, u64::from_le_bytes(*second), last(STEP)],
        None => [first, last(16), 0],
    }
}

/// The number of fewer than eight bytes. They are read in two halves that overlap: a loop would take another way for every
/// length.
fn short_number(key: &[u8]) -> u64 {
    match (key.first_chunk(), key.last_chunk()) {
        (Some(start), Some(end)) => {
            let bits = 8 * key.len() as u32 - u32::BITS;
            u64::from(u32::from_le_bytes(*start)) | u64::from(u32::from_le_bytes(*end)) << bits
        }
        _ => key
            .iter()
            .rev()
            .fold(0, |all, &byte| all << 8 | u64::from(byte)),
    }
}

/// The hash of a word that stands in a text: what is behind it is read with it, and nothing depends on its length.
#[inline]
pub(crate) fn word_hash_in(text: &[u8], word: Range<usize>) -> u64 {
    let room = text.get(word.start..).unwrap_or_default();
    match room.first_chunk::<STEP>() {
        Some(room) if word.len() <= STEP => Hashes::of(numbers(room, word.len())).whole,
        _ => word_hash(room.get(..word.len()).unwrap_or_default()),
    }
}

/// The hash of one word.
#[inline]
pub(crate) fn word_hash(word: &[u8]) -> u64 {
    Hashes::of_key(word).whole
}

/// The hash of words, of which 0 is that of none, with one more word of the hash: one word has its own.
#[inline]
pub(super) fn longer(words: u64, word: u64) -> u64 {
    const ODD: u64 = 0x517c_c1b7_2722_0a95;
    words.wrapping_mul(ODD).rotate_left(32) ^ word
}

/// The hash of a key: of its words, if it has several.
#[inline]
pub(crate) fn of_key(key: &[u8]) -> u64 {
    let numbers = first_numbers(key);
    if key.len() > STEP || numbers.into_iter().any(has_space) {
        let words = key.split(|byte| *byte == b' ');
        return words.map(word_hash).fold(0, longer);
    }
    Hashes::of(numbers).whole
}

/// Whether one of eight bytes is a space.
fn has_space(bytes: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let zero = bytes ^ (ONES * b' ' as u64);
    // The lowest byte of zeros takes the one from the next, which sets its high bit.
    zero.wrapping_sub(ONES) & !zero & (ONES << 7) != 0
}

/// A multiply-and-rotate hash in the manner of FxHash, for the maps of the standard library: it waits for one product
/// for each eight bytes, and those maps keep the keys that they compare.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.as_chunks().0 {
            self.add(u64::from_le_bytes(*eight));
        }
        // The end is read with some of the bytes before it: a loop would take another way for every length.
        let end = bytes.last_chunk().copied().map(u64::from_le_bytes);
        self.add(end.unwrap_or_else(|| short_number(bytes)));
        // The length keeps words apart that differ only in where they end.
        self.add(bytes.len() as u64);
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
        fn words_of_all_lengths_take_one_way(word: Vec<u8>) -> bool {
            let mut room = word.clone();
            room.resize(word.len().max(STEP) + 9, 0xA7);
            word_hash_in(&room, 0..word.len()) == word_hash(&word)
        }

        fn a_key_is_hashed_by_its_words(words: Vec<String>) -> bool {
            let key = words.join(" ");
            let words = key.split(' ').map(|word| word_hash(word.as_bytes()));
            of_key(key.as_bytes()) == words.fold(0, longer)
        }

        fn parts_have_the_hash_of_the_whole(first: Vec<u8>, second: Vec<u8>) -> bool {
            Hashes::of_joined(&first, &second) == Hashes::of_key(&[first, second].concat())
        }
    }
}
