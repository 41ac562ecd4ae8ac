//! Entries of a lexicon by whole phrases and by longest matches over a slice of words, without
//! allocation.

use super::table::{Found, Link, PhraseTable, TableBuilder};
use super::{Folded, Word};
use crate::arabic::fold::fold_into;
use std::fmt;

/// A phrase that is read word by word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<'g>(Found<'g>);

impl Phrase<'_> {
    /// Whether it is a whole key.
    pub(super) fn is_whole(self) -> bool {
        self.0.is_whole()
    }

    /// Whether longer keys begin with it.
    pub(super) fn opens(self) -> bool {
        self.0.opens_longer()
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
        let mut table = TableBuilder::with_room(entries.len() * 2);
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
        Gazetteer {
            table: table.finish(),
            entries,
        }
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
        self.matches(self.table.find(key))
    }

    /// Whether `key` is a whole phrase of this gazetteer.
    pub fn contains(&self, key: &str) -> bool {
        self.table.find(key).is_some_and(Found::is_whole)
    }

    /// Whether `word` is a word of any phrase, at any place in it: a cheap first test before [`Self::longest_at`].
    ///
    /// ```
    /// let places = khabar::lexicon::Lexicon::builtin().places();
    /// assert!(places.contains_word("ابيب"));
    /// assert!(!places.contains_word("مدرسه"));
    /// ```
    pub fn contains_word(&self, word: &str) -> bool {
        self.table.find(word).is_some_and(Found::is_word)
    }

    /// As [`Self::contains_word`].
    pub(crate) fn has_part(&self, word: Word<'_>) -> bool {
        self.table.find_word(word).is_some_and(Found::is_word)
    }

    /// The entry whose whole phrase is `word`; `None` also where no phrase has the word.
    pub(crate) fn entry_of_part(&self, word: Word<'_>) -> Option<Option<&E>> {
        let found = self.table.find_word(word)?;
        found.is_word().then(|| self.matches(Some(found)).next())
    }

    /// Whether `word` is a whole phrase.
    pub(crate) fn has(&self, word: Word<'_>) -> bool {
        self.table.find_word(word).is_some_and(Found::is_whole)
    }

    /// The best entry whose whole phrase is `word`.
    pub(crate) fn entry(&self, word: Word<'_>) -> Option<&E> {
        self.matches(self.table.find_word(word)).next()
    }

    /// Whether a phrase begins with `word`.
    pub(crate) fn begins_with(&self, word: Word<'_>) -> bool {
        self.table.find_word(word).is_some_and(Found::opens)
    }

    /// The hashes of what [`opens`](Gazetteer::opens) a phrase.
    pub(super) fn openings(&self) -> impl Iterator<Item = u64> {
        let opens = |found: &Found<'_>| found.opens();
        self.table.iter().filter(opens).map(Found::hash)
    }

    /// The hashes of all phrases and of their words.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.table.iter().map(Found::hash)
    }

    /// Whether `word` opens any phrase.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.table.find(word).is_some_and(Found::opens)
    }

    /// The words of all phrases, each once.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.table.iter().filter(|found| found.is_word());
        words.map(|found| self.table.key(found))
    }

    /// The second words of all phrases that have one.
    pub(crate) fn second_words(&self) -> impl Iterator<Item = &str> {
        let keys = self.table.iter().map(|found| self.table.key(found));
        keys.filter_map(|key| key.split(' ').nth(1))
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
        self.longest_of(words, keep)
    }

    /// As [`Self::longest_at`], of words that are read as they are asked for.
    pub(crate) fn longest(&self, words: impl IntoIterator<Item: Folded>) -> Option<(usize, &E)> {
        self.longest_of(words, |_| true)
    }

    /// As [`Self::longest_where`], of words that are read as they are asked for.
    pub(crate) fn longest_of(
        &self,
        words: impl IntoIterator<Item: Folded>,
        keep: impl Fn(&E) -> bool,
    ) -> Option<(usize, &E)> {
        let mut best = None;
        self.table.walk(words, |n, found| {
            if let Some(entry) = self.matches(Some(found)).find(|e| keep(e)) {
                best = Some((n, entry));
            }
        });
        best
    }

    /// The longest phrase at the first of `words` with all its entries, best first.
    pub fn longest_all_at(&self, words: &[&str]) -> Option<(usize, Matches<'_, E>)> {
        self.longest_all(words)
    }

    /// As [`Self::longest_all_at`], of words that are read as they are asked for.
    pub(crate) fn longest_all(
        &self,
        words: impl IntoIterator<Item: Folded>,
    ) -> Option<(usize, Matches<'_, E>)> {
        let mut best = None;
        self.table.walk(words, |n, found| best = Some((n, found)));
        best.map(|(n, found)| (n, self.matches(Some(found))))
    }

    /// The phrase of `before` and one more word, where a phrase is or begins so.
    pub(super) fn phrase(
        &self,
        before: Option<Phrase<'_>>,
        word: &impl Folded,
    ) -> Option<Phrase<'_>> {
        let found = self.table.longer(before.map(|phrase| phrase.0), word);
        found.filter(|found| found.opens()).map(Phrase)
    }

    /// The entries of a phrase, best first; none where it only begins others.
    pub(super) fn entries(&self, phrase: Phrase<'_>) -> Matches<'_, E> {
        self.matches(Some(phrase.0))
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
        self.table.max_words()
    }

    /// Number of different keys.
    pub fn key_count(&self) -> usize {
        self.table.keys()
    }

    /// Bytes on the heap for the index and the rows, without text that rows own.
    pub(super) fn heap_bytes(&self) -> usize {
        self.table.heap_bytes() + self.entries.capacity() * size_of::<E>()
    }

    fn matches(&self, found: Option<Found<'_>>) -> Matches<'_, E> {
        Matches {
            gazetteer: self,
            next: found.and_then(Found::link),
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
    next: Option<Link>,
}

impl<E> fmt::Debug for Matches<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matches").finish_non_exhaustive()
    }
}

impl<'a, E> Iterator for Matches<'a, E> {
    type Item = &'a E;

    fn next(&mut self) -> Option<&'a E> {
        let link = self.next?;
        self.next = self.gazetteer.table.after(link);
        self.gazetteer.entries.get(link.entry())
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

    /// Whether the word is in the set.
    pub(crate) fn has(&self, word: Word<'_>) -> bool {
        self.0.has(word)
    }

    /// The value of the word.
    pub(crate) fn entry(&self, word: Word<'_>) -> Option<&V> {
        self.0.entry(word)
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
