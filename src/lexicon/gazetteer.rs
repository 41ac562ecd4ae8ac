//! Phrase tables: whole phrases and longest matches over a slice of words, without allocation.

use super::filter::HashFilter;
use super::hash::{add_word, of_key};
use crate::arabic::fold::fold_into;
use std::fmt;

/// No slot, entry or link.
const NONE: u32 = u32::MAX;
/// A longer key starts with the words of this slot.
const PREFIX: u8 = 1;
/// The slot's single word stands in some key.
const WORD: u8 = 2;

/// One key, or the first words of longer keys, as a range of [`PhraseTable::arena`].
#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u64,
    start: u32,
    end: u32,
    /// First and last link of the entries with exactly this key.
    head: u32,
    tail: u32,
    flags: u8,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    entry: u32,
    next: u32,
}

/// An open-addressing hash table from folded phrases, and from every word prefix of one, to entries.
///
/// The standard hash map can only be asked for a phrase that exists as one string, so a look-up over separate words
/// would have to join them first. Here the hash is built word by word, and the words are compared with the stored
/// key in place.
#[derive(Clone, Default)]
struct PhraseTable {
    arena: String,
    slots: Vec<Slot>,
    /// Indexes of `slots`; the length is zero or a power of two, at most half of it in use.
    buckets: Vec<u32>,
    /// The hashes of the slots; without any until the table is finished.
    filter: HashFilter,
    links: Vec<Link>,
    keys: usize,
    max_words: usize,
}

impl fmt::Debug for PhraseTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhraseTable")
            .field("keys", &self.keys)
            .field("slots", &self.slots.len())
            .finish_non_exhaustive()
    }
}

impl PhraseTable {
    fn bucket_of(&self, hash: u64) -> usize {
        // The high bits of a product depend on every bit of the factors.
        (hash >> 32) as usize & (self.buckets.len().wrapping_sub(1))
    }

    fn key(&self, slot: &Slot) -> &str {
        self.arena
            .get(slot.start as usize..slot.end as usize)
            .unwrap_or("")
    }

    fn find(&self, hash: u64, matches: impl Fn(&str) -> bool) -> Option<usize> {
        let mut at = self.bucket_of(hash);
        for _ in 0..self.buckets.len() {
            let index = *self.buckets.get(at)? as usize;
            let slot = self.slots.get(index)?;
            if slot.hash == hash && matches(self.key(slot)) {
                return Some(index);
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
        None
    }

    /// The slot of a key of a finished table.
    fn look_up(&self, hash: u64, matches: impl Fn(&str) -> bool) -> Option<&Slot> {
        if !self.filter.may_have(hash) {
            return None;
        }
        self.find(hash, matches).and_then(|i| self.slots.get(i))
    }

    fn find_key(&self, key: &str) -> Option<&Slot> {
        self.look_up(of_key(key), |k| k == key)
    }

    fn place(&mut self, hash: u64, index: u32) {
        let mut at = self.bucket_of(hash);
        for _ in 0..self.buckets.len() {
            if let Some(b) = self.buckets.get_mut(at)
                && *b == NONE
            {
                *b = index;
                return;
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
    }

    /// Spreads the slots over `size` buckets, a power of two or zero.
    fn grow(&mut self, size: usize) {
        self.buckets.clear();
        self.buckets.resize(size.max(64), NONE);
        for i in 0..self.slots.len() {
            if let Some(hash) = self.slots.get(i).map(|s| s.hash) {
                self.place(hash, i as u32);
            }
        }
    }

    /// The slot of a range of the arena, new if there is none.
    fn slot(&mut self, hash: u64, start: usize, end: usize) -> Option<usize> {
        let found = {
            let wanted = self.arena.get(start..end)?;
            self.find(hash, |k| k == wanted)
        };
        if found.is_some() {
            return found;
        }
        if self.slots.len() * 2 >= self.buckets.len() {
            self.grow(self.buckets.len() * 2);
        }
        let index = self.slots.len();
        self.slots.push(Slot {
            hash,
            start: start as u32,
            end: end as u32,
            head: NONE,
            tail: NONE,
            flags: 0,
        });
        self.place(hash, index as u32);
        Some(index)
    }

    fn link(&mut self, slot: usize, entry: u32) {
        let Some(s) = self.slots.get_mut(slot) else {
            return;
        };
        let new = self.links.len() as u32;
        if s.tail != NONE {
            if let Some(last) = self.links.get_mut(s.tail as usize) {
                // The forms of an entry are added one after the other, so a repeated one is at the tail.
                if last.entry == entry {
                    return;
                }
                last.next = new;
            }
        } else {
            s.head = new;
            self.keys += 1;
        }
        s.tail = new;
        self.links.push(Link { entry, next: NONE });
    }

    /// Adds a folded key. An empty key is left out.
    fn insert(&mut self, key: &str, entry: u32) {
        if key.is_empty() {
            return;
        }
        let hash = key.split(' ').fold(0, add_word);
        if let Some(i) = self.find(hash, |k| k == key) {
            self.link(i, entry);
            return;
        }
        let base = self.arena.len();
        self.arena.push_str(key);
        let (mut hash, mut from, mut words) = (0, base, 0);
        for word in key.split(' ') {
            let to = from + word.len();
            words += 1;
            hash = add_word(hash, word);
            if let Some(i) = self.slot(hash, base, to) {
                if to == self.arena.len() {
                    self.link(i, entry);
                } else if let Some(s) = self.slots.get_mut(i) {
                    s.flags |= PREFIX;
                }
            }
            if let Some(i) = self.slot(add_word(0, word), from, to)
                && let Some(s) = self.slots.get_mut(i)
            {
                s.flags |= WORD;
            }
            from = to + 1;
        }
        self.max_words = self.max_words.max(words);
    }

    /// The slot of `phrase`, or of no words yet, with one more word.
    fn longer(&self, phrase: Option<&Slot>, word: &str) -> Option<&Slot> {
        let hash = add_word(phrase.map_or(0, |p| p.hash), word);
        match phrase {
            None => self.look_up(hash, |key| key == word),
            Some(phrase) => {
                let before = self.key(phrase);
                self.look_up(hash, |key| {
                    key.strip_prefix(before)
                        .and_then(|rest| rest.strip_prefix(' '))
                        == Some(word)
                })
            }
        }
    }

    /// Calls `hit` with the number of words and the slot of every complete key at the start of `words`, shortest first.
    fn walk<'a>(&'a self, words: &[&str], mut hit: impl FnMut(usize, &'a Slot)) {
        let mut phrase = None;
        for (i, word) in words.iter().take(self.max_words).enumerate() {
            let Some(slot) = self.longer(phrase, word) else {
                return;
            };
            if slot.head != NONE {
                hit(i + 1, slot);
            }
            if slot.flags & PREFIX == 0 {
                return;
            }
            phrase = Some(slot);
        }
    }

    fn heap_bytes(&self) -> usize {
        self.arena.capacity()
            + self.slots.capacity() * size_of::<Slot>()
            + self.buckets.capacity() * size_of::<u32>()
            + self.filter.heap_bytes()
            + self.links.capacity() * size_of::<Link>()
    }

    /// Ends the filling of the table.
    fn finish(&mut self) {
        let hashes = self.slots.iter().map(|slot| slot.hash);
        self.filter = HashFilter::of(self.slots.len(), hashes);
        self.arena.shrink_to_fit();
        self.slots.shrink_to_fit();
        self.links.shrink_to_fit();
    }
}

/// A phrase that is read word by word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<'g> {
    slot: &'g Slot,
}

impl Phrase<'_> {
    /// Whether it is a whole key.
    pub(super) fn is_whole(self) -> bool {
        self.slot.head != NONE
    }

    /// Whether longer keys begin with it.
    pub(super) fn opens(self) -> bool {
        self.slot.flags & PREFIX != 0
    }
}

/// Entries of a lexicon, found by the match key of any of their forms.
///
/// All look-ups take **folded** text, the output of [`fold_into`]: a key of several words has single spaces between
/// them. None of them allocates. Text that is not folded simply finds nothing.
///
/// ```
/// use khabar::lexicon::Lexicon;
///
/// let places = Lexicon::builtin().places();
/// assert_eq!(places.get("القاهره").map(|p| p.id()), Some("cairo"));
/// let words = ["تل", "ابيب", "في"];
/// let (used, place) = places.longest_at(&words).unwrap();
/// assert_eq!((used, place.id()), (2, "telaviv"));
/// ```
#[derive(Clone)]
pub struct Gazetteer<E> {
    table: PhraseTable,
    entries: Vec<E>,
}

impl<E> fmt::Debug for Gazetteer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("entries", &self.entries.len())
            .field("table", &self.table)
            .finish()
    }
}

impl<E> Gazetteer<E> {
    /// Indexes `entries` by the forms `forms` gives for each. The first form of an entry outranks the later forms of
    /// every other one, so that the main name wins a key shared by two entries.
    pub(super) fn build(entries: Vec<E>, forms: impl Fn(&E, &mut dyn FnMut(&str))) -> Self {
        let mut table = PhraseTable::default();
        table.grow((entries.len() * 4).next_power_of_two());
        let (mut main, mut key) = (String::new(), String::new());
        for pass in 0..2 {
            for (i, entry) in entries.iter().enumerate() {
                main.clear();
                let mut first = true;
                forms(entry, &mut |form| {
                    if first {
                        first = false;
                        fold_into(form, &mut main);
                        if pass == 0 {
                            table.insert(&main, i as u32);
                        }
                    } else if pass == 1 {
                        key.clear();
                        fold_into(form, &mut key);
                        if key != main {
                            table.insert(&key, i as u32);
                        }
                    }
                });
            }
        }
        table.finish();
        Gazetteer { table, entries }
    }

    /// The entry with the whole phrase `key`; of several, the one whose main name it is, else the first in the file.
    ///
    /// ```
    /// let agencies = khabar::lexicon::Lexicon::builtin().agencies();
    /// assert_eq!(agencies.get("رويترز").unwrap().id(), "reuters");
    /// assert!(agencies.get("كلمه ما").is_none());
    /// ```
    pub fn get(&self, key: &str) -> Option<&E> {
        self.all(key).next()
    }

    /// Every entry with the whole phrase `key`, best first: several countries have a newspaper of one name.
    ///
    /// ```
    /// let places = khabar::lexicon::Lexicon::builtin().places();
    /// let ids: Vec<_> = places.all("طرابلس").map(|p| p.id()).collect();
    /// assert_eq!(ids, ["tripoli", "tripoli_lb"]);
    /// ```
    pub fn all(&self, key: &str) -> Matches<'_, E> {
        self.matches(self.table.find_key(key))
    }

    /// Whether `key` is a whole phrase of this gazetteer.
    pub fn contains(&self, key: &str) -> bool {
        self.table.find_key(key).is_some_and(|s| s.head != NONE)
    }

    /// Whether `word` is a word of any phrase, at any place in it: a cheap first test before [`Self::longest_at`].
    ///
    /// ```
    /// let places = khabar::lexicon::Lexicon::builtin().places();
    /// assert!(places.contains_word("ابيب"));
    /// assert!(!places.contains_word("مدرسه"));
    /// ```
    pub fn contains_word(&self, word: &str) -> bool {
        self.table
            .find_key(word)
            .is_some_and(|s| s.flags & WORD != 0)
    }

    /// The entry whose whole phrase is `word`; `None` also where no phrase has the word.
    pub(crate) fn entry_of_word(&self, word: &str) -> Option<Option<&E>> {
        let slot = self.table.find_key(word)?;
        (slot.flags & WORD != 0).then(|| self.matches(Some(slot)).next())
    }

    /// The hashes of what [`opens`](Gazetteer::opens) a phrase.
    pub(super) fn openings(&self) -> impl Iterator<Item = u64> {
        let opens = |slot: &&Slot| slot.head != NONE || slot.flags & PREFIX != 0;
        self.table.slots.iter().filter(opens).map(|slot| slot.hash)
    }

    /// The hashes of all phrases and of their words.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.table.slots.iter().map(|slot| slot.hash)
    }

    /// Whether `word` opens any phrase.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.table
            .find_key(word)
            .is_some_and(|s| s.head != NONE || s.flags & PREFIX != 0)
    }

    /// The words of all phrases, each once, in the order in which phrases first have them.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let table = &self.table;
        let single = |slot: &&Slot| slot.flags & WORD != 0;
        table
            .slots
            .iter()
            .filter(single)
            .map(|slot| table.key(slot))
    }

    /// The longest phrase that starts at the first of `words`: how many words it takes, and its best entry.
    ///
    /// Looks at no more words than the longest phrase has, whatever the length of `words`.
    pub fn longest_at(&self, words: &[&str]) -> Option<(usize, &E)> {
        self.longest_where(words, |_| true)
    }

    /// The longest phrase at the first of `words` that has an entry for which `keep` holds, with the best such entry.
    ///
    /// ```
    /// use khabar::lexicon::{CueClass, Lexicon};
    ///
    /// let cues = Lexicon::builtin().cues();
    /// let words = ["اخر", "تحديث", "الاحد"];
    /// let hit = cues.longest_where(&words, |c| c.class() == CueClass::TimeLabel);
    /// assert_eq!(hit.map(|(n, _)| n), Some(2));
    /// ```
    pub fn longest_where(&self, words: &[&str], keep: impl Fn(&E) -> bool) -> Option<(usize, &E)> {
        let mut best = None;
        self.table.walk(words, |n, slot| {
            if let Some(entry) = self.matches(Some(slot)).find(|e| keep(e)) {
                best = Some((n, entry));
            }
        });
        best
    }

    /// The longest phrase at the first of `words` with all its entries, best first.
    pub fn longest_all_at(&self, words: &[&str]) -> Option<(usize, Matches<'_, E>)> {
        let mut best = None;
        self.table.walk(words, |n, slot| best = Some((n, slot)));
        best.map(|(n, slot)| (n, self.matches(Some(slot))))
    }

    /// The phrase of `before` and one more word, where a phrase is or begins so.
    pub(super) fn phrase(&self, before: Option<Phrase<'_>>, word: &str) -> Option<Phrase<'_>> {
        self.table
            .longer(before.map(|p| p.slot), word)
            .filter(|slot| slot.head != NONE || slot.flags & PREFIX != 0)
            .map(|slot| Phrase { slot })
    }

    /// The entries of a phrase, best first; none where it only begins others.
    pub(super) fn entries(&self, phrase: Phrase<'_>) -> Matches<'_, E> {
        self.matches(Some(phrase.slot))
    }

    /// The entries in the order of the file, those added by a program last.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.entries.iter()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Number of words of the longest phrase.
    pub fn max_words(&self) -> usize {
        self.table.max_words
    }

    /// Number of different keys.
    pub fn key_count(&self) -> usize {
        self.table.keys
    }

    /// Bytes on the heap for the index and the rows, without text that rows own.
    pub(super) fn heap_bytes(&self) -> usize {
        self.table.heap_bytes() + self.entries.capacity() * size_of::<E>()
    }

    fn matches(&self, slot: Option<&Slot>) -> Matches<'_, E> {
        Matches {
            gazetteer: self,
            next: slot.map_or(NONE, |s| s.head),
        }
    }
}

impl<'a, E> IntoIterator for &'a Gazetteer<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

/// The entries of one key, best first; made by [`Gazetteer::all`].
pub struct Matches<'a, E> {
    gazetteer: &'a Gazetteer<E>,
    next: u32,
}

impl<E> fmt::Debug for Matches<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matches").finish_non_exhaustive()
    }
}

impl<'a, E> Iterator for Matches<'a, E> {
    type Item = &'a E;

    fn next(&mut self) -> Option<&'a E> {
        let link = self.gazetteer.table.links.get(self.next as usize)?;
        self.next = link.next;
        self.gazetteer.entries.get(link.entry as usize)
    }
}

/// Single words with a value each.
///
/// ```
/// use khabar::lexicon::{FunctionClass, Lexicon};
///
/// let words = Lexicon::builtin().function_words();
/// assert!(words.contains("التي"));
/// assert_eq!(words.get("التي").unwrap().class(), FunctionClass::Relative);
/// ```
#[derive(Debug, Clone)]
pub struct WordSet<V>(Gazetteer<V>);

impl<V> WordSet<V> {
    pub(super) fn build(entries: Vec<V>, forms: impl Fn(&V, &mut dyn FnMut(&str))) -> Self {
        WordSet(Gazetteer::build(entries, forms))
    }

    /// Whether the folded `word` is in the set.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// The value of the folded `word`.
    pub fn get(&self, word: &str) -> Option<&V> {
        self.0.get(word)
    }

    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.0.hashes()
    }

    /// The words, each once.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.0.words()
    }

    /// The values in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, V> {
        self.0.iter()
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.0.heap_bytes()
    }
}

impl<'a, V> IntoIterator for &'a WordSet<V> {
    type Item = &'a V;
    type IntoIter = std::slice::Iter<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quickcheck::quickcheck;
    use std::collections::{HashMap, HashSet};

    fn gazetteer(phrases: &[String]) -> Gazetteer<String> {
        Gazetteer::build(phrases.to_vec(), |p, add| add(p))
    }

    /// Phrases over a small alphabet, so that prefixes and repeats are common.
    fn phrases(seed: &[Vec<u8>]) -> Vec<String> {
        seed.iter()
            .map(|p| {
                let words: Vec<String> = p
                    .iter()
                    .take(4)
                    .map(|b| char::from(b'a' + b % 3).to_string())
                    .collect();
                words.join(" ")
            })
            .filter(|p| !p.is_empty())
            .collect()
    }

    quickcheck! {
        fn agrees_with_a_hash_map(seed: Vec<Vec<u8>>, probe: Vec<Vec<u8>>) -> bool {
            let keys = phrases(&seed);
            let g = gazetteer(&keys);
            let mut model: HashMap<&str, Vec<usize>> = HashMap::new();
            for (i, k) in keys.iter().enumerate() {
                model.entry(k).or_default().push(i);
            }
            let words: HashSet<&str> = keys.iter().flat_map(|k| k.split(' ')).collect();
            phrases(&probe).iter().chain(&keys).all(|p| {
                let parts: Vec<&str> = p.split(' ').collect();
                let longest = (1..=parts.len()).rev().find(|&n| model.contains_key(parts[..n].join(" ").as_str()));
                g.all(p).count() == model.get(p.as_str()).map_or(0, Vec::len)
                    && g.contains(p) == model.contains_key(p.as_str())
                    && g.longest_at(&parts).map(|(n, _)| n) == longest
                    && parts.iter().all(|w| g.contains_word(w) == words.contains(w))
            })
        }

        fn unfolded_or_odd_words_find_nothing_wrong(words: Vec<String>) -> bool {
            let g = gazetteer(&["ا ب".to_owned(), "ا ب ج".to_owned()]);
            let refs: Vec<&str> = words.iter().map(String::as_str).collect();
            g.longest_at(&refs).is_none_or(|(n, e)| refs[..n].join(" ") == *e)
        }
    }

    #[test]
    fn a_word_with_a_space_is_not_two_words() {
        let g = gazetteer(&["ا ب".to_owned()]);
        assert!(g.longest_at(&["ا ب"]).is_none());
        assert!(g.longest_at(&["ا", "ب"]).is_some());
        assert!(g.get("ا").is_none());
        assert!(g.get("").is_none());
        assert!(g.longest_at(&[]).is_none());
    }

    #[test]
    fn the_main_form_wins_a_shared_key() {
        let rows = vec![vec!["x", "shared"], vec!["shared", "y"]];
        let g = Gazetteer::build(rows, |r, add| r.iter().for_each(|f| add(f)));
        assert_eq!(g.get("shared").map(|r| r[0]), Some("shared"));
        assert_eq!(g.all("shared").count(), 2);
    }
}
