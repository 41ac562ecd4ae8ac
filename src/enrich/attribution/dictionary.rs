//! The words of attribution, joined and settled: a table that is only asked.

use super::words::{UNKNOWN, Word};
use crate::lexicon::filter::HashFilter;
use crate::lexicon::hash::WordMap;

/// No entry.
const NONE: u32 = u32::MAX;

/// Bits of a bucket that are the index of an entry; the others are bits of its hash.
const INDEX_BITS: u32 = 20;
const INDEX: u32 = (1 << INDEX_BITS) - 1;

/// Bytes of a key that an entry has room for: more than most have.
const ROOM: usize = 22;

/// One step of the hash of a key: its next two bytes, which of Arabic are one letter. So the hash
/// of a word can be made letter by letter, while it is read.
pub(super) fn mix(hash: u64, letter: [u8; 2]) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    (hash.rotate_left(5) ^ u64::from(u16::from_le_bytes(letter))).wrapping_mul(FACTOR)
}

/// The hash of a key.
pub(super) fn key_hash(key: &str) -> u64 {
    let (letters, rest) = key.as_bytes().as_chunks::<2>();
    let hash = letters.iter().fold(0, |hash, &letter| mix(hash, letter));
    rest.iter().fold(hash, |hash, &byte| mix(hash, [byte, 0]))
}

/// Records by the match keys of their words.
///
/// A text asks for each of its words, and waits for what is not in the nearest caches: a filter
/// answers for most unknown words, a bucket tells its entry from others by bits of the hash, an
/// entry holds its key, and the words of grammar, which texts are full of, stand together.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The hashes of the entries.
    filter: HashFilter,
    /// Indexes of `entries` with bits of their hashes; the length is a power of two, at most two
    /// thirds of it in use.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
    /// The keys that are longer than their entries have room for.
    long_keys: String,
}

#[derive(Debug)]
struct Entry {
    word: Word,
    /// Bytes of the key.
    length: u16,
    /// The key, where it fits.
    key: [u8; ROOM],
    /// Where it begins in `long_keys`, where it does not.
    start: u32,
}

impl Dictionary {
    pub(super) fn of(words: WordMap<Box<str>, Word>) -> Dictionary {
        let mut dictionary = Dictionary {
            filter: HashFilter::of(words.len(), words.keys().map(|key| key_hash(key))),
            buckets: vec![NONE; (words.len() * 3 / 2 + 1).next_power_of_two()],
            entries: Vec::with_capacity(words.len()),
            long_keys: String::new(),
        };
        let mut words: Vec<(Box<str>, Word)> = words.into_iter().collect();
        words.sort_by(|(a, a_word), (b, b_word)| (a_word.is_rare(), a).cmp(&(b_word.is_rare(), b)));
        for (key, word) in words {
            dictionary.add(&key, word);
        }
        dictionary
    }

    fn add(&mut self, key: &str, word: Word) {
        let hash = key_hash(key);
        let mut at = self.bucket(hash);
        while self.buckets.get(at).is_some_and(|&entry| entry != NONE) {
            at = self.after(at);
        }
        if let Some(bucket) = self.buckets.get_mut(at) {
            *bucket = Self::mark(hash) | self.entries.len() as u32;
        }
        let start = self.long_keys.len() as u32;
        let mut room = [0; ROOM];
        match room.get_mut(..key.len()) {
            Some(room) => room.copy_from_slice(key.as_bytes()),
            None => self.long_keys.push_str(key),
        }
        self.entries.push(Entry {
            word,
            length: key.len() as u16,
            key: room,
            start,
        });
    }

    fn bucket(&self, hash: u64) -> usize {
        (hash >> 32) as usize & self.buckets.len().wrapping_sub(1)
    }

    fn after(&self, bucket: usize) -> usize {
        (bucket + 1) & self.buckets.len().wrapping_sub(1)
    }

    /// The bits of a hash in its bucket.
    fn mark(hash: u64) -> u32 {
        (hash >> 32) as u32 & !INDEX
    }

    /// What is known of the word with the match key `key`.
    pub(super) fn get(&self, key: &str) -> &Word {
        let hash = key_hash(key);
        if !self.may_have(hash) {
            return &UNKNOWN;
        }
        self.hashed(hash, key)
    }

    /// Whether a word may be known, by the hash of its match key.
    pub(super) fn may_have(&self, hash: u64) -> bool {
        self.filter.may_have(hash)
    }

    /// What is known of the word with the match key `key`, given its hash.
    pub(super) fn hashed(&self, hash: u64, key: &str) -> &Word {
        let mark = Self::mark(hash);
        let mut at = self.bucket(hash);
        loop {
            // A third of the buckets have no entry.
            let bucket = self.buckets.get(at).copied().unwrap_or(NONE);
            if bucket == NONE {
                return &UNKNOWN;
            }
            if bucket & !INDEX == mark
                && let Some(entry) = self.entries.get((bucket & INDEX) as usize)
                && self.is_key(entry, key)
            {
                return &entry.word;
            }
            at = self.after(at);
        }
    }

    fn is_key(&self, entry: &Entry, key: &str) -> bool {
        let length = usize::from(entry.length);
        if key.len() != length {
            return false;
        }
        match entry.key.get(..length) {
            Some(bytes) => bytes == key.as_bytes(),
            None => {
                let start = entry.start as usize;
                self.long_keys.get(start..start + length) == Some(key)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::enrich::attribution::words::Marks;

    quickcheck! {
        fn agrees_with_a_map(keys: Vec<String>, others: Vec<String>) -> bool {
            let mut known = UNKNOWN;
            known.marks = Marks::NAME;
            let words: WordMap<Box<str>, Word> =
                keys.iter().map(|key| (key.as_str().into(), known)).collect();
            let dictionary = Dictionary::of(words);
            let is_known = |key: &String| dictionary.get(key).is(Marks::NAME);
            keys.iter().all(is_known)
                && others.iter().all(|key| is_known(key) == keys.contains(key))
        }
    }
}
