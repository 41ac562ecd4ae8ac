//! The words of attribution, joined and settled: a table that is only asked.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::key::Key;
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::hash::WordMap;

/// The bits of a bucket that are those of a hash.
const HASH: u64 = !0xFFFF;

/// The bits of a bucket that are the number of a record.
const RECORD: u64 = 0x1FFF;

/// The bit of a bucket that says that a clause of the narrator may begin with the word.
pub(super) const NARRATOR: u64 = 1 << 13;

/// The bit of a bucket that says that a cue may begin with the word.
pub(super) const CUE: u64 = 1 << 14;

/// The bit of a bucket that says that a name may begin with the word.
pub(super) const HEAD: u64 = 1 << 15;

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
    if key.len() <= STEP {
        return first_numbers(key).into_iter().fold(0, add_number);
    }
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
/// A text asks for each of its words, and waits for what is not in the nearest caches. The table is made once for words
/// that are all known, so each is given a place where no other stands: a number for each group of hashes, the *pilot*, is
/// chosen so that the words of the group, whose hashes it multiplies, fall into free places. A look-up then has no loop.
/// Words of which the same is known have one record. A word is told from others by 48 bits of its hash, and no key is
/// kept: that another word of a text shares them is no more to be expected than a fault of the machine.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// For each group of hashes its pilot and, above it, a set of sixteen: of each of its words one member. Most words
    /// that the group does not have are told by it alone.
    groups: Vec<u32>,
    /// A bucket without an entry is 0, which says what [`UNKNOWN`] says.
    buckets: Vec<u64>,
    /// How far a product is shifted to become a place.
    shift: u32,
    records: Vec<Word>,
}

/// Bits of a group that are its pilot.
const PILOT: u32 = 0xFFFF;

/// The member of the set of a group that stands for the hash.
fn member(hash: u64) -> u32 {
    1 << (16 + (hash >> 32 & 15))
}

impl Dictionary {
    pub(super) fn of(words: WordMap<Box<str>, Word>) -> Dictionary {
        let mut records = vec![UNKNOWN];
        let mut numbers: HashMap<Word, u64> = HashMap::from([(UNKNOWN, 0)]);
        let mut entries: Vec<(u64, u64)> = Vec::with_capacity(words.len());
        for (key, word) in words {
            let number = *numbers.entry(word).or_insert_with(|| {
                records.push(word);
                records.len() as u64 - 1
            });
            debug_assert!(number <= RECORD);
            let bits = [
                (word.begins_cue(), CUE),
                (word.begins_name(), HEAD),
                (word.is(Marks::NARRATOR), NARRATOR),
            ];
            let set = bits.iter().filter(|(is, _)| *is).map(|(_, bit)| bit);
            entries.push((key_hash(key.as_bytes()), number | set.sum::<u64>()));
        }
        entries.sort_unstable();
        // Two words of one hash could never be parted.
        entries.dedup_by_key(|(hash, _)| *hash);
        // At most four fifths of the buckets are in use.
        let mut size = (entries.len() * 5 / 4).next_power_of_two().max(4);
        loop {
            let mut dictionary = Dictionary {
                groups: vec![0; size / 4],
                buckets: vec![0; size],
                shift: u64::BITS - size.trailing_zeros(),
                records: Vec::new(),
            };
            if dictionary.fill(&entries) {
                dictionary.records = records;
                return dictionary;
            }
            size *= 2;
        }
    }

    /// Gives all entries, which are hashes and the other bits of their buckets, their places; whether there are such.
    fn fill(&mut self, entries: &[(u64, u64)]) -> bool {
        let mut groups = vec![Vec::new(); self.groups.len()];
        for entry in entries {
            if let Some(group) = groups.get_mut(self.group(entry.0)) {
                group.push(*entry);
            }
        }
        let mut order: Vec<(usize, Vec<(u64, u64)>)> = groups.into_iter().enumerate().collect();
        // While there is most room the largest find theirs.
        order.sort_by_key(|(_, group)| Reverse(group.len()));
        let mut taken = vec![false; self.buckets.len()];
        let mut places = Vec::new();
        for (n, group) in order {
            let pilot = (0..=PILOT).find(|&pilot| {
                places.clear();
                group.iter().all(|&(hash, _)| {
                    let place = self.place(hash, pilot);
                    let free = taken.get(place) == Some(&false) && !places.contains(&place);
                    places.push(place);
                    free
                })
            });
            let Some(pilot) = pilot else {
                return false;
            };
            let members = group.iter().fold(0, |all, &(hash, _)| all | member(hash));
            if let Some(group) = self.groups.get_mut(n) {
                *group = members | pilot;
            }
            for (&place, (hash, bits)) in places.iter().zip(group) {
                if let (Some(bucket), Some(taken)) =
                    (self.buckets.get_mut(place), taken.get_mut(place))
                {
                    *bucket = hash & HASH | bits;
                    *taken = true;
                }
            }
        }
        true
    }

    /// The group of a hash. A product's lowest bits depend on the lowest of its factors alone: they are left out.
    #[inline]
    fn group(&self, hash: u64) -> usize {
        (hash >> 20) as usize & self.groups.len().wrapping_sub(1)
    }

    /// The place of a hash, given the pilot of its group in the low bits of a number.
    #[inline]
    fn place(&self, hash: u64, pilot: u32) -> usize {
        let product = hash.wrapping_mul(u64::from(pilot & PILOT) << 1 | 1);
        // Its highest bits alone depend on every bit of the hash: long words differ in no other.
        (product >> self.shift) as usize
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
        self.bucket(hash).map_or(Number::default(), Number::of)
    }

    /// The record with the number.
    pub(super) fn record(&self, number: Number) -> &Word {
        self.records.get(usize::from(number.0)).unwrap_or(&UNKNOWN)
    }

    /// All records by their numbers.
    pub(super) fn records(&self) -> &[Word] {
        &self.records
    }

    /// The bucket of the word whose match key has the hash, which says the number of its record and the bits [`CUE`],
    /// [`HEAD`] and [`NARRATOR`]. Both branches are mostly foretold, since a text repeats its words: steps without any
    /// would have to wait for what they read.
    #[inline]
    pub(super) fn bucket(&self, hash: u64) -> Option<u64> {
        let group = *self.groups.get(self.group(hash))?;
        if group & member(hash) == 0 {
            return None;
        }
        let bucket = *self.buckets.get(self.place(hash, group))?;
        ((bucket ^ hash) & HASH == 0).then_some(bucket)
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
        // The first size sufficed.
        let used = dictionary.buckets.iter().filter(|bucket| **bucket != 0);
        assert!(dictionary.buckets.len() < used.count() * 5 / 2);
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
