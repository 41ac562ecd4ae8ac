//! The words of attribution, joined and settled: a table that is only asked.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hint::select_unpredictable;

use super::key::Key;
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::hash::{Hashes, WordMap};

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
/// that are all known, so each is given a place where no other stands: a number for each group of words, the *pilot*, is
/// chosen so that the hashes of the group, multiplied by it, fall into free places. A look-up then has no loop.
/// Words of which the same is known have one record. A word is told from others by 48 bits of its hash, and no key is
/// kept: that another word of a text shares them is no more to be expected than a fault of the machine.
#[derive(Debug)]
pub(super) struct Dictionary {
    /// By the first letters of the words of a group.
    groups: Box<[Group; GROUPS]>,
    /// A bucket without an entry is 0, which says what [`UNKNOWN`] says.
    buckets: Box<[u64; BUCKETS]>,
    records: Vec<Word>,
}

/// Buckets of the dictionary, of which about four fifths are in use. It is asked so often that their number stands in the
/// steps of a look-up.
const BUCKETS: usize = 1 << 14;

/// Groups of the dictionary.
const GROUPS: usize = BUCKETS / 4;

/// The pilot of a group in the lowest sixteen bits, and two sets above it. One has sixteen members, of which each word of
/// the group has one: most words that are not known are told by it alone. The other has 32, of which each stem with which
/// a verb may be written has two.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group(u64);

impl Group {
    /// Bits that are the pilot.
    const PILOT: u64 = 0xFFFF;

    /// The bit that stands for the word with the hash.
    #[inline]
    fn word(hash: u64) -> u64 {
        16 + (hash >> 32 & 15)
    }

    /// The places of the two bits that stand for the stem with the hash, among the highest 32.
    #[inline]
    fn stem(hash: u64) -> [u64; 2] {
        [hash >> 59, hash >> 54 & 31]
    }

    /// Whether a word of the group may have the hashes.
    #[inline]
    pub(super) fn may_have(self, hashes: Hashes) -> bool {
        self.0 >> Group::word(hashes.whole) & 1 != 0
    }

    /// Whether a word of the group with the hashes may be written for a verb.
    #[inline]
    pub(super) fn may_be_verb(self, hashes: Hashes) -> bool {
        let [one, other] = Group::stem(hashes.stem);
        let stems = self.0 >> 32;
        // Both are brought to the lowest place: this takes fewer steps than to make a number of the two.
        stems >> one & stems >> other & 1 != 0
    }
}

/// A word and the bits of its bucket that are not those of its hash.
type Entry = (Hashes, u64);

impl Dictionary {
    /// The dictionary of words, and of the hashes of all keys that may be those of a verb.
    pub(super) fn of(words: WordMap<Box<str>, Word>, verbs: &[Hashes]) -> Dictionary {
        let mut records = vec![UNKNOWN];
        let mut numbers: HashMap<Word, u64> = HashMap::from([(UNKNOWN, 0)]);
        let mut entries: Vec<Entry> = Vec::with_capacity(words.len());
        for (key, word) in words.into_iter().filter(|(_, word)| *word != UNKNOWN) {
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
            entries.push((Hashes::of_key(key.as_bytes()), number | set.sum::<u64>()));
        }
        entries.sort_unstable();
        // Two words of one hash could never be parted.
        entries.dedup_by_key(|(hashes, _)| *hashes);
        let mut dictionary = Dictionary {
            groups: Box::new([Group::default(); GROUPS]),
            buckets: Box::new([0; BUCKETS]),
            records,
        };
        let filled = dictionary.fill(&entries);
        debug_assert!(filled); // the lexicons are known, and a test fills it with them
        for &verb in verbs {
            let group = &mut dictionary.groups[Dictionary::group_number(verb)]; // a number of a group
            for bit in Group::stem(verb.stem) {
                group.0 |= 1 << (32 + bit);
            }
        }
        dictionary
    }

    /// Gives all entries their places; whether there are such.
    fn fill(&mut self, entries: &[Entry]) -> bool {
        let mut groups = vec![Vec::new(); GROUPS];
        for entry in entries {
            groups[Dictionary::group_number(entry.0)].push(*entry); // a number of a group
        }
        let mut order: Vec<(usize, Vec<Entry>)> = groups.into_iter().enumerate().collect();
        // While there is most room the largest find theirs.
        order.sort_by_key(|(_, group)| Reverse(group.len()));
        let mut taken = vec![false; BUCKETS];
        let mut places = Vec::new();
        for (n, words) in order {
            let group = (0..=Group::PILOT).map(Group).find(|&group| {
                places.clear();
                words.iter().all(|&(hashes, _)| {
                    let place = Dictionary::place(hashes.whole, group);
                    let free = taken.get(place) == Some(&false) && !places.contains(&place);
                    places.push(place);
                    free
                })
            });
            let Some(mut group) = group else {
                return false;
            };
            for (&place, &(hashes, bits)) in places.iter().zip(&words) {
                group.0 |= 1 << Group::word(hashes.whole);
                self.buckets[place] = hashes.whole & HASH | bits; // a place is below their number
                taken[place] = true; // as above
            }
            self.groups[n] = group; // one of them
        }
        true
    }

    /// The number of the group of a word.
    #[inline]
    fn group_number(hashes: Hashes) -> usize {
        (hashes.stem >> 20) as usize % GROUPS
    }

    /// The group of a word.
    #[inline]
    pub(super) fn group(&self, hashes: Hashes) -> Group {
        self.groups[Dictionary::group_number(hashes)] // a number of a group
    }

    /// The place of a hash, given the group.
    #[inline]
    fn place(hash: u64, group: Group) -> usize {
        let product = hash.wrapping_mul((group.0 & Group::PILOT) << 1 | 1);
        // Its highest bits alone depend on every bit of the hash.
        (product >> (u64::BITS - BUCKETS.trailing_zeros())) as usize
    }

    /// What is known of the word with the match key `key`.
    pub(super) fn get(&self, key: Key<'_>) -> &Word {
        self.of_hashes(key.hashes())
    }

    /// What is known of the word whose match key has the hashes.
    pub(super) fn of_hashes(&self, hashes: Hashes) -> &Word {
        self.record(self.number(hashes))
    }

    /// The number of the record of the word whose match key has the hashes.
    pub(super) fn number(&self, hashes: Hashes) -> Number {
        Number::of(self.bucket(hashes, self.group(hashes)))
    }

    /// The record with the number.
    pub(super) fn record(&self, number: Number) -> &Word {
        self.records.get(usize::from(number.0)).unwrap_or(&UNKNOWN)
    }

    /// All records by their numbers.
    pub(super) fn records(&self) -> &[Word] {
        &self.records
    }

    /// The bucket of the word whose match key has the hashes, which says the number of its record and the bits [`CUE`],
    /// [`HEAD`] and [`NARRATOR`]; 0 if the group does not have it.
    #[inline]
    pub(super) fn bucket(&self, hashes: Hashes, group: Group) -> u64 {
        if !group.may_have(hashes) {
            return 0;
        }
        self.likely(hashes.whole, group)
    }

    /// As [`Dictionary::bucket`], of a word that the group may have.
    #[inline]
    pub(super) fn likely(&self, hash: u64, group: Group) -> u64 {
        let bucket = self.buckets[Dictionary::place(hash, group)]; // a place is below their number
        // No branch: what is read of the next words does not wait for this bucket.
        select_unpredictable((bucket ^ hash) & HASH == 0, bucket, 0)
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;

    #[test]
    fn the_words_of_the_lexicons_have_places_and_numbers() {
        let dictionary = crate::enrich::attribution::lexis::Lexis::get().words();
        assert!(dictionary.records.len() as u64 <= RECORD + 1);
        let used = dictionary.buckets.iter().filter(|bucket| **bucket != 0);
        assert!(used.count() * 8 / 7 < BUCKETS);
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
            let dictionary = Dictionary::of(words, &[]);
            let is_known = |key: &String| dictionary.get(Key::of(key)).is(Marks::NAME);
            keys.iter().all(is_known)
                && others.iter().all(|key| is_known(key) == keys.contains(key))
        }
    }
}
