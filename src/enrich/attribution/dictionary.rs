//! The words of attribution, joined and settled: a table that is only asked.

use std::collections::HashMap;

use super::key::Key;
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::filter::HashFilter;
use crate::lexicon::hash::WordMap;

/// The bits of a bucket that are those of a hash.
const HASH: u64 = !0x1_FFFF;

/// The bits of a bucket that are the number of a record.
const RECORD: u64 = 0x1FFF;

/// The bit of a bucket that says that a clause of the narrator may begin with the word.
pub(super) const NARRATOR: u64 = 1 << 13;

/// The bit of a bucket that says that a cue may begin with the word.
pub(super) const CUE: u64 = 1 << 14;

/// The bit of a bucket that says that a name may begin with the word.
pub(super) const HEAD: u64 = 1 << 15;

/// The bit of the last bucket of a group that says that more words were put into the groups behind it.
const PASSED: u64 = 1 << 16;

/// Buckets that are looked at together.
const GROUP: usize = 4;

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

/// Adds a number to a hash.
#[inline]
pub(super) fn add_number(hash: u64, number: u64) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    (hash.rotate_left(5) ^ number).wrapping_mul(FACTOR)
}

/// The first `length` bytes, at most [`STEP`], as numbers of eight bytes with 0 behind the end.
#[inline]
pub(super) fn numbers(bytes: &[u8; STEP], length: usize) -> [u64; 3] {
    let masks = MASKS[length.min(STEP)]; // cannot fail: one more than the most
    let mut out = [0; 3];
    for ((out, eight), mask) in out.iter_mut().zip(bytes.as_chunks().0).zip(masks) {
        *out = u64::from_le_bytes(*eight) & mask;
    }
    out
}

/// Adds the first `length` bytes, at most [`STEP`], to a hash. There is no loop and no branch, so that words of all
/// lengths take one way.
#[inline]
pub(super) fn add_bytes(hash: u64, bytes: &[u8; STEP], length: usize) -> u64 {
    numbers(bytes, length).into_iter().fold(hash, add_number)
}

/// The first [`STEP`] bytes of a key as [`numbers`].
#[inline]
pub(super) fn first_numbers(key: &[u8]) -> [u64; 3] {
    let (eights, rest) = key.as_chunks::<8>();
    let mut out = [0; 3];
    for (out, eight) in out.iter_mut().zip(eights) {
        *out = u64::from_le_bytes(*eight);
    }
    if let Some(out) = out.get_mut(eights.len()) {
        *out = end_number(key, rest);
    }
    out
}

/// The number of the last bytes of a key, fewer than eight. They are read with those before them, or in two halves that
/// overlap: a loop would take another way for every length.
fn end_number(key: &[u8], rest: &[u8]) -> u64 {
    let bits = 8 * rest.len() as u32;
    match (key.last_chunk(), rest.first_chunk(), rest.last_chunk()) {
        _ if rest.is_empty() => 0,
        (Some(end), ..) => u64::from_le_bytes(*end) >> (u64::BITS - bits),
        (None, Some(start), Some(end)) => {
            u64::from(u32::from_le_bytes(*start))
                | u64::from(u32::from_le_bytes(*end)) << (bits - u32::BITS)
        }
        _ => rest
            .iter()
            .rev()
            .fold(0, |all, &byte| all << 8 | u64::from(byte)),
    }
}

/// The hash of a key, given its bytes. Keys that differ only in NUL at their end have one hash: clean text holds none.
pub(super) fn key_hash(key: &[u8]) -> u64 {
    let steps = key.chunks(STEP).flat_map(first_numbers);
    steps.fold(0, add_number)
}

/// The number of a record; that of [`UNKNOWN`] is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number(u16);

impl Number {
    /// The number in a bucket.
    pub(super) fn of(bucket: u64) -> Number {
        Number((bucket & RECORD) as u16)
    }

    /// The number in the low bits of another, where [`Number::bits`] put it.
    pub(super) fn from_bits(bits: u16) -> Number {
        Number(bits & RECORD as u16)
    }

    /// The number, below 2¹³.
    pub(super) fn bits(self) -> u16 {
        self.0
    }
}

/// Records by the match keys of their words.
///
/// A text asks for each of its words, and waits for what is not in the nearest caches: a filter
/// answers for most unknown words, and a group of buckets, one line of a cache, is all that is read
/// of the others. Words of which the same is known have one record. A word is told from others by
/// 47 bits of its hash, and no key is kept: that another word of a text shares them is no more to
/// be expected than a fault of the machine.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The hashes of the entries.
    filter: HashFilter,
    /// More than half of the buckets are in use; those of a group are filled from the first on. A bucket without an entry
    /// is 0, which says what [`UNKNOWN`] says.
    groups: Vec<[u64; GROUP]>,
    records: Vec<Word>,
}

impl Dictionary {
    pub(super) fn of(words: WordMap<Box<str>, Word>) -> Dictionary {
        let hashes = words.keys().map(|key| key_hash(key.as_bytes()));
        let mut dictionary = Dictionary {
            filter: HashFilter::of(words.len(), hashes),
            groups: vec![[0; GROUP]; words.len() * 7 / (4 * GROUP) + 1],
            records: vec![UNKNOWN],
        };
        let mut numbers: HashMap<Word, u64> = HashMap::from([(UNKNOWN, 0)]);
        for (key, word) in words {
            let number = *numbers.entry(word).or_insert_with(|| {
                dictionary.records.push(word);
                dictionary.records.len() as u64 - 1
            });
            debug_assert!(number <= RECORD);
            let bits = [
                (word.begins_cue(), CUE),
                (word.begins_name(), HEAD),
                (word.is(Marks::NARRATOR), NARRATOR),
            ];
            let set = bits.iter().filter(|(is, _)| *is).map(|(_, bit)| bit);
            dictionary.add(key_hash(key.as_bytes()), number | set.sum::<u64>());
        }
        dictionary
    }

    /// Adds an entry, given its hash and the other bits of its bucket.
    fn add(&mut self, hash: u64, bits: u64) {
        let mut at = self.group(hash);
        while let Some(group) = self.groups.get_mut(at) {
            if let Some(bucket) = group.iter_mut().find(|bucket| **bucket == 0) {
                *bucket = hash & HASH | bits;
                return;
            }
            if let Some(last) = group.last_mut() {
                *last |= PASSED;
            }
            at = self.after(at);
        }
    }

    fn group(&self, hash: u64) -> usize {
        // The high half of the hash is to 2³² as the group is to their number.
        (((hash >> 32) * self.groups.len() as u64) >> 32) as usize
    }

    fn after(&self, group: usize) -> usize {
        if group + 1 < self.groups.len() {
            group + 1
        } else {
            0
        }
    }

    /// What is known of the word with the match key `key`.
    pub(super) fn get(&self, key: Key<'_>) -> &Word {
        self.of_hash(key.hash())
    }

    /// What is known of the word whose match key has the hash.
    pub(super) fn of_hash(&self, hash: u64) -> &Word {
        self.record(self.number(hash))
    }

    /// The number of the record of the word whose match key has the hash.
    pub(super) fn number(&self, hash: u64) -> Number {
        if !self.may_have(hash) {
            return Number::default();
        }
        match self.bucket(hash) {
            (bucket, true) => Number::of(bucket),
            _ => Number::default(),
        }
    }

    /// The record with the number.
    pub(super) fn record(&self, number: Number) -> &Word {
        self.records.get(usize::from(number.0)).unwrap_or(&UNKNOWN)
    }

    /// All records by their numbers.
    pub(super) fn records(&self) -> &[Word] {
        &self.records
    }

    /// Whether a word may be known, by the hash of its match key.
    #[inline]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        self.filter.may_have(hash)
    }

    /// The bucket of a word that may be known, which says the number of its record and the bits [`CUE`], [`HEAD`] and
    /// [`NARRATOR`]; and whether there is one. No branch depends on where in its group it stands.
    #[inline]
    pub(super) fn bucket(&self, hash: u64) -> (u64, bool) {
        let at = self.group(hash);
        let group = self.groups.get(at).unwrap_or(&[0; GROUP]);
        let same = (0..).zip(group).fold(0_u32, |same, (n, bucket)| {
            same | u32::from((bucket ^ hash) & HASH == 0) << n
        });
        let last = group.last().copied().unwrap_or_default();
        if u64::from(same) | !last & PASSED == 0 {
            return self.bucket_behind(hash, at);
        }
        let n = (same | 1 << (GROUP - 1)).trailing_zeros() as usize;
        (group[n], same != 0) // cannot fail: one of the lowest bits is set
    }

    /// As [`Dictionary::bucket`], where the word is not in its group.
    #[cold]
    fn bucket_behind(&self, hash: u64, group: usize) -> (u64, bool) {
        let mut at = self.after(group);
        while let Some(group) = self.groups.get(at) {
            for &bucket in group {
                // No entry stands behind room.
                if bucket == 0 || (bucket ^ hash) & HASH == 0 {
                    return (bucket, bucket != 0);
                }
            }
            at = self.after(at);
        }
        (0, false)
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;

    #[test]
    fn the_records_of_the_lexicons_have_numbers() {
        let dictionary = crate::enrich::attribution::words::Words::join().settle();
        assert!(dictionary.records.len() as u64 <= RECORD + 1);
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
            let is_known = |key: &String| dictionary.get(Key::of(key)).is(Marks::NAME);
            keys.iter().all(is_known)
                && others.iter().all(|key| is_known(key) == keys.contains(key))
        }
    }
}
