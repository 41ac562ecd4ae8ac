//! The words of attribution, joined and settled: a table that is only asked.
//!
use super::words::{UNKNOWN, Word};
use crate::lexicon::filter::HashFilter;
use crate::lexicon::hash::{WordMap, word_hash};

/// No entry.
const NONE: u32 = u32::MAX;

/// Records by the match keys of their words.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// The hashes of the entries.
    filter: HashFilter,
    /// Indexes of `entries`, by the upper bits of the hash; the length is a power of two, at most
    /// half of it in use.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
    /// All keys, one after the other.
    keys: String,
}

#[derive(Debug)]
struct Entry {
    hash: u64,
    start: u32,
    end: u32,
    word: Word,
}

impl Dictionary {
    pub(super) fn of(words: WordMap<Box<str>, Word>) -> Dictionary {
        let size = words.len().max(1).next_power_of_two();
        let mut dictionary = Dictionary {
            filter: HashFilter::of(words.len(), words.keys().map(|key| word_hash(key))),
            buckets: vec![NONE; size * 2],
            entries: Vec::with_capacity(words.len()),
            keys: String::with_capacity(words.keys().map(|key| key.len()).sum()),
        };
        for (key, word) in words {
            dictionary.add(&key, word);
        }
        dictionary
    }

    fn add(&mut self, key: &str, word: Word) {
        let hash = word_hash(key);
        let mut at = self.bucket(hash);
        while self.buckets.get(at).is_some_and(|&entry| entry != NONE) {
            at = self.after(at);
        }
        if let Some(bucket) = self.buckets.get_mut(at) {
            *bucket = self.entries.len() as u32;
        }
        let start = self.keys.len() as u32;
        self.keys.push_str(key);
        self.entries.push(Entry {
            hash,
            start,
            end: self.keys.len() as u32,
            word,
        });
    }

    fn bucket(&self, hash: u64) -> usize {
        (hash >> 40) as usize & self.buckets.len().wrapping_sub(1)
    }

    fn after(&self, bucket: usize) -> usize {
        (bucket + 1) & self.buckets.len().wrapping_sub(1)
    }

    /// What is known of the word with the match key `key`.
    pub(super) fn get(&self, key: &str) -> &Word {
        let hash = word_hash(key);
        if !self.filter.may_have(hash) {
            return &UNKNOWN;
        }
        let mut at = self.bucket(hash);
        loop {
            // Half of the buckets have no entry.
            let index = self.buckets.get(at).copied().unwrap_or(NONE);
            let Some(entry) = self.entries.get(index as usize) else {
                return &UNKNOWN;
            };
            if entry.hash == hash
                && self.keys.get(entry.start as usize..entry.end as usize) == Some(key)
            {
                return &entry.word;
            }
            at = self.after(at);
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
