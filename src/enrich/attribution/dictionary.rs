//! The words of attribution, joined and settled: a table that is only asked.

use std::collections::HashMap;

use super::words::{UNKNOWN, Word};
use crate::lexicon::filter::HashFilter;
use crate::lexicon::hash::WordMap;

/// The bits of a bucket that are those of a hash.
const HASH: u64 = !0xFFFF;

/// The bits of a bucket that are the number of a record.
const RECORD: u64 = 0x3FFF;

/// The bit of a bucket that says that a cue may begin with the word.
pub(super) const CUE: u64 = 1 << 14;

/// The bit of a bucket that says that a name may begin with the word.
pub(super) const HEAD: u64 = 1 << 15;

/// A bucket without an entry.
const EMPTY: u64 = RECORD;

/// Bytes of a key that are hashed in one step. A word read from a text needs that many bytes from its first on.
pub(super) const STEP: usize = 24;

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

/// Adds the first `length` bytes, at most [`STEP`], to a hash. There is no loop and no branch, so that words of all
/// lengths take one way.
#[inline]
pub(super) fn add_bytes(hash: u64, bytes: &[u8; STEP], length: usize) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let numbers = bytes.as_chunks::<8>().0;
    let masks = MASKS[length.min(STEP)]; // cannot fail: one more than the most
    let masked = numbers.iter().zip(masks);
    masked.fold(hash, |hash, (&number, mask)| {
        (hash.rotate_left(5) ^ (u64::from_le_bytes(number) & mask)).wrapping_mul(FACTOR)
    })
}

/// Whether the first `length` bytes, at most [`STEP`], are the same.
#[inline]
pub(super) fn same(a: &[u8; STEP], b: &[u8; STEP], length: usize) -> bool {
    let masks = MASKS[length.min(STEP)]; // cannot fail: one more than the most
    let numbers = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
    let differ = numbers.zip(masks).fold(0, |differ, ((a, b), mask)| {
        differ | (u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b)) & mask
    });
    differ == 0
}

/// The hash of a key, given its bytes. Keys that differ only in NUL at their end have one hash: clean text holds none.
pub(super) fn key_hash(key: &[u8]) -> u64 {
    let mut hash = 0;
    for part in key.chunks(STEP) {
        let mut padded = [0; STEP];
        if let Some(bytes) = padded.get_mut(..part.len()) {
            bytes.copy_from_slice(part);
        }
        hash = add_bytes(hash, &padded, part.len());
    }
    hash
}

/// Records by the match keys of their words.
///
/// A text asks for each of its words, and waits for what is not in the nearest caches: a filter
/// answers for most unknown words, and a bucket is all that is read of the others. Words of which
/// the same is known have one record. A word is told from others by 48 bits of its hash, and no key
/// is kept: that another word of a text shares them is no more to be expected than a fault of the
/// machine.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The hashes of the entries.
    filter: HashFilter,
    /// Two thirds of them are in use.
    buckets: Vec<u64>,
    records: Vec<Word>,
}

impl Dictionary {
    pub(super) fn of(words: WordMap<Box<str>, Word>) -> Dictionary {
        let hashes = words.keys().map(|key| key_hash(key.as_bytes()));
        let mut dictionary = Dictionary {
            filter: HashFilter::of(words.len(), hashes),
            buckets: vec![EMPTY; words.len() * 3 / 2 + 1],
            records: Vec::new(),
        };
        let mut numbers: HashMap<Word, u64> = HashMap::new();
        for (key, word) in words {
            let number = *numbers.entry(word).or_insert_with(|| {
                dictionary.records.push(word);
                dictionary.records.len() as u64 - 1
            });
            debug_assert!(number < EMPTY);
            let cue = if word.begins_cue() { CUE } else { 0 };
            let head = if word.begins_name() { HEAD } else { 0 };
            dictionary.add(key_hash(key.as_bytes()), number | cue | head);
        }
        dictionary
    }

    /// Adds an entry, given its hash and the other bits of its bucket.
    fn add(&mut self, hash: u64, bits: u64) {
        let mut at = self.bucket(hash);
        while self.buckets.get(at).is_some_and(|&bucket| bucket != EMPTY) {
            at = self.after(at);
        }
        if let Some(bucket) = self.buckets.get_mut(at) {
            *bucket = hash & HASH | bits;
        }
    }

    fn bucket(&self, hash: u64) -> usize {
        // The high half of the hash is to 2³² as the bucket is to their number.
        (((hash >> 32) * self.buckets.len() as u64) >> 32) as usize
    }

    fn after(&self, bucket: usize) -> usize {
        if bucket + 1 < self.buckets.len() {
            bucket + 1
        } else {
            0
        }
    }

    /// What is known of the word with the match key `key`.
    pub(super) fn get(&self, key: &str) -> &Word {
        self.of_hash(key_hash(key.as_bytes()))
    }

    /// What is known of the word whose match key has the hash.
    pub(super) fn of_hash(&self, hash: u64) -> &Word {
        if !self.may_have(hash) {
            return &UNKNOWN;
        }
        self.hashed(hash, self.first(hash)).0
    }

    /// Whether a word may be known, by the hash of its match key.
    pub(super) fn may_have(&self, hash: u64) -> bool {
        self.filter.may_have(hash)
    }

    /// The bucket in which the search for a hash begins. It is read apart from the search, so that the buckets of many
    /// words are waited for at the same time.
    pub(super) fn first(&self, hash: u64) -> u64 {
        self.buckets
            .get(self.bucket(hash))
            .copied()
            .unwrap_or(EMPTY)
    }

    /// As [`Dictionary::of_hash`], where the word may be known, given the bucket in which the search begins; and the
    /// bits [`CUE`] and [`HEAD`].
    pub(super) fn hashed(&self, hash: u64, first: u64) -> (&Word, u64) {
        let (mut at, mut bucket) = (self.bucket(hash), first);
        loop {
            if (bucket ^ hash) & HASH == 0 && bucket != EMPTY {
                let record = self.records.get((bucket & RECORD) as usize);
                return (record.unwrap_or(&UNKNOWN), bucket);
            }
            // A third of the buckets have no entry.
            if bucket == EMPTY {
                return (&UNKNOWN, 0);
            }
            at = self.after(at);
            bucket = self.buckets.get(at).copied().unwrap_or(EMPTY);
        }
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::enrich::attribution::words::Marks;

    #[test]
    fn the_records_of_the_lexicons_have_numbers() {
        let dictionary = crate::enrich::attribution::words::Words::join().settle();
        assert!((dictionary.records.len() as u64) < RECORD);
    }

    quickcheck! {
        fn agrees_with_a_map(keys: Vec<String>, others: Vec<String>) -> bool {
            let clean = |keys: Vec<String>| -> Vec<String> {
                keys.iter().map(|key| key.replace('\0', "")).collect()
            };
            let (keys, others) = (clean(keys), clean(others));
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
