//! [`PhraseTable`]: the hash table below every list of phrases.

use super::filter::HashFilter;
use super::hash::{longer, of_key, word_hash};
use super::{Folded, Word};
use std::fmt;

/// No slot, entry or link.
const NONE: u32 = u32::MAX;
/// A longer key starts with the words of this slot.
const PREFIX: u8 = 1;
/// The slot's single word stands in some key.
const WORD: u8 = 2;

/// Bytes of a key that stand in its slot: seven letters, which is most words.
const INLINE: usize = 15;

/// One key, or the first words of longer keys, as a range of [`PhraseTable::arena`].
///
/// A look-up that finds something takes most of its time to wait for memory: a slot fills half of
/// a cache line and holds what is asked for most, the key if it is short and its first entry.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Slot {
    /// The key, if it is no longer.
    inline: [u8; INLINE],
    flags: u8,
    start: u32,
    /// Bytes of the key; no key is empty, and a slot in which none stands has length 0.
    length: u32,
    first: Link,
}

const _: () = assert!(size_of::<Slot>() == 32);

const EMPTY: Slot = Slot {
    inline: [0; INLINE],
    flags: 0,
    start: 0,
    length: 0,
    first: Link {
        entry: NONE,
        next: NONE,
    },
};

/// One of the entries of a key, and where the next is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    entry: u32,
    next: u32,
}

impl Link {
    pub(super) fn entry(self) -> usize {
        self.entry as usize
    }
}

/// A key that was found, or the first words of longer ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'t> {
    slot: &'t Slot,
    hash: u64,
}

impl Found<'_> {
    /// Whether it is a whole key.
    pub(super) fn is_whole(self) -> bool {
        self.slot.first.entry != NONE
    }

    /// Whether longer keys begin with it.
    pub(super) fn opens_longer(self) -> bool {
        self.slot.flags & PREFIX != 0
    }

    /// Whether it is a key, or longer ones begin with it.
    pub(super) fn opens(self) -> bool {
        self.is_whole() || self.opens_longer()
    }

    /// Whether it is a word of a key.
    pub(super) fn is_word(self) -> bool {
        self.slot.flags & WORD != 0
    }

    pub(super) fn hash(self) -> u64 {
        self.hash
    }

    /// Its first entry.
    pub(super) fn link(self) -> Option<Link> {
        self.is_whole().then_some(self.slot.first)
    }
}

/// An open-addressing hash table from folded phrases, and from every word prefix of one, to entries.
///
/// The standard hash map can only be asked for a phrase that exists as one string, so a look-up over separate words
/// would have to join them first. Here the hash is built word by word, and the words are compared with the stored
/// key in place.
#[derive(Clone, Default)]
pub(super) struct PhraseTable {
    arena: String,
    /// At most two thirds of them in use.
    slots: Vec<Slot>,
    filter: HashFilter,
    /// The second and later entries of keys.
    links: Vec<Link>,
    keys: usize,
    max_words: usize,
}

impl fmt::Debug for PhraseTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhraseTable")
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

impl PhraseTable {
    /// Number of different keys.
    pub(super) fn keys(&self) -> usize {
        self.keys
    }

    /// Number of words of the longest key.
    pub(super) fn max_words(&self) -> usize {
        self.max_words
    }

    /// Keys, beginnings of keys and words of keys, each once.
    pub(super) fn iter(&self) -> impl Iterator<Item = Found<'_>> {
        let used = self.slots.iter().filter(|slot| slot.length > 0);
        used.map(|slot| Found {
            slot,
            hash: of_key(self.bytes_of(slot)),
        })
    }

    pub(super) fn key(&self, found: Found<'_>) -> &str {
        self.key_of(found.slot)
    }

    fn key_of(&self, slot: &Slot) -> &str {
        let start = slot.start as usize;
        self.arena
            .get(start..start + slot.length as usize)
            .unwrap_or("")
    }

    fn bytes_of<'t>(&'t self, slot: &'t Slot) -> &'t [u8] {
        match slot.inline.get(..slot.length as usize) {
            Some(key) => key,
            None => self.key_of(slot).as_bytes(),
        }
    }

    /// Where a key is looked for first.
    fn place(&self, hash: u64) -> usize {
        // The high bits of a product depend on every bit of the factors.
        (((hash >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    fn look_up(&self, hash: u64, matches: impl Fn(&[u8]) -> bool) -> Option<Found<'_>> {
        if !self.filter.may_have(hash) {
            return None;
        }
        let (before, from) = self.slots.split_at_checked(self.place(hash))?;
        for slot in from.iter().chain(before) {
            if slot.length == 0 {
                return None;
            }
            if matches(self.bytes_of(slot)) {
                return Some(Found { slot, hash });
            }
        }
        None
    }

    pub(super) fn find(&self, key: &str) -> Option<Found<'_>> {
        self.look_up(of_key(key.as_bytes()), |k| k == key.as_bytes())
    }

    pub(super) fn find_word(&self, word: Word<'_>) -> Option<Found<'_>> {
        self.look_up(word.hash(), |key| key == word.key())
    }

    /// What was found, or no words yet, with one more word.
    pub(super) fn longer(
        &self,
        phrase: Option<Found<'_>>,
        word: &impl Folded,
    ) -> Option<Found<'_>> {
        let hash = longer(phrase.map_or(0, |p| p.hash), word.hash());
        let word = word.key();
        match phrase {
            None => self.look_up(hash, |key| key == word),
            Some(phrase) => {
                let before = self.bytes_of(phrase.slot);
                self.look_up(hash, |key| {
                    key.strip_prefix(before)
                        .and_then(|rest| rest.strip_prefix(b" "))
                        == Some(word)
                })
            }
        }
    }

    /// Calls `hit` with the number of words of every complete key at the start of `words`, shortest first.
    /// Asks for no more words than keys go on with.
    pub(super) fn walk<'a>(
        &'a self,
        words: impl IntoIterator<Item: Folded>,
        mut hit: impl FnMut(usize, Found<'a>),
    ) {
        let mut phrase = None;
        for (i, word) in words.into_iter().take(self.max_words).enumerate() {
            let Some(found) = self.longer(phrase, &word) else {
                return;
            };
            if found.is_whole() {
                hit(i + 1, found);
            }
            if !found.opens_longer() {
                return;
            }
            phrase = Some(found);
        }
    }

    /// The entry of a key that comes after another.
    pub(super) fn after(&self, link: Link) -> Option<Link> {
        self.links.get(link.next as usize).copied()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.arena.capacity()
            + self.slots.capacity() * size_of::<Slot>()
            + self.filter.heap_bytes()
            + self.links.capacity() * size_of::<Link>()
    }
}

/// A key that is being added to, or the first words of longer ones.
#[derive(Debug, Clone, Copy)]
struct Draft {
    hash: u64,
    start: u32,
    end: u32,
    first: Link,
    /// The link of its last entry, if it has several.
    last: u32,
    last_entry: u32,
    flags: u8,
}

/// A [`PhraseTable`] that is being filled.
#[derive(Debug)]
pub(super) struct TableBuilder {
    arena: String,
    drafts: Vec<Draft>,
    /// Indexes of `drafts`; the length is a power of two, at most half of it in use.
    buckets: Vec<u32>,
    links: Vec<Link>,
    keys: usize,
    max_words: usize,
}

impl TableBuilder {
    /// An empty table with room for so many keys.
    pub(super) fn with_room(keys: usize) -> TableBuilder {
        TableBuilder {
            arena: String::new(),
            drafts: Vec::new(),
            buckets: vec![NONE; (keys * 2).next_power_of_two().max(64)],
            links: Vec::new(),
            keys: 0,
            max_words: 0,
        }
    }

    fn bucket_of(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.buckets.len().wrapping_sub(1))
    }

    fn find(&self, hash: u64, key: &str) -> Option<usize> {
        let mut at = self.bucket_of(hash);
        for _ in 0..self.buckets.len() {
            let index = *self.buckets.get(at)? as usize;
            let draft = self.drafts.get(index)?;
            let range = draft.start as usize..draft.end as usize;
            if draft.hash == hash && self.arena.get(range) == Some(key) {
                return Some(index);
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
        None
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

    /// Spreads the drafts over twice as many buckets.
    fn grow(&mut self) {
        let size = self.buckets.len() * 2;
        self.buckets.clear();
        self.buckets.resize(size, NONE);
        for i in 0..self.drafts.len() {
            if let Some(hash) = self.drafts.get(i).map(|draft| draft.hash) {
                self.place(hash, i as u32);
            }
        }
    }

    /// The draft of a range of the arena, new if there is none.
    fn draft(&mut self, hash: u64, start: usize, end: usize) -> Option<&mut Draft> {
        let index = match self.find(hash, self.arena.get(start..end)?) {
            Some(index) => index,
            None => {
                if self.drafts.len() * 2 >= self.buckets.len() {
                    self.grow();
                }
                let index = self.drafts.len();
                self.place(hash, index as u32);
                self.drafts.push(Draft {
                    hash,
                    start: start as u32,
                    end: end as u32,
                    first: EMPTY.first,
                    last: NONE,
                    last_entry: NONE,
                    flags: 0,
                });
                index
            }
        };
        self.drafts.get_mut(index)
    }

    fn link(&mut self, index: usize, entry: u32) {
        let Some(draft) = self.drafts.get_mut(index) else {
            return;
        };
        // The forms of an entry are added one after the other, so a repeated one is the last.
        let before = std::mem::replace(&mut draft.last_entry, entry);
        if before == NONE {
            draft.first.entry = entry;
            self.keys += 1;
        } else if before != entry {
            let new = self.links.len() as u32;
            let last = std::mem::replace(&mut draft.last, new);
            let last = self.links.get_mut(last as usize);
            last.unwrap_or(&mut draft.first).next = new;
            self.links.push(Link { entry, next: NONE });
        }
    }

    /// Adds a folded key. An empty key is left out.
    pub(super) fn insert(&mut self, key: &str, entry: u32) {
        if key.is_empty() {
            return;
        }
        let whole = of_key(key.as_bytes());
        if self.find(whole, key).is_none() {
            self.add(key);
        }
        if let Some(index) = self.find(whole, key) {
            self.link(index, entry);
        }
    }

    /// Adds the beginnings and the words of a key.
    fn add(&mut self, key: &str) {
        let base = self.arena.len();
        self.arena.push_str(key);
        let (mut hash, mut from, mut words) = (0, base, 0);
        for word in key.split(' ') {
            let to = from + word.len();
            words += 1;
            let alone = word_hash(word.as_bytes());
            hash = longer(hash, alone);
            let longer = to < self.arena.len();
            if let Some(draft) = self.draft(hash, base, to)
                && longer
            {
                draft.flags |= PREFIX;
            }
            if let Some(draft) = self.draft(alone, from, to) {
                draft.flags |= WORD;
            }
            from = to + 1;
        }
        self.max_words = self.max_words.max(words);
    }

    /// Ends the filling.
    pub(super) fn finish(mut self) -> PhraseTable {
        self.arena.shrink_to_fit();
        self.links.shrink_to_fit();
        let hashes = self.drafts.iter().map(|draft| draft.hash);
        let mut table = PhraseTable {
            filter: HashFilter::of(self.drafts.len(), hashes),
            slots: vec![EMPTY; self.drafts.len().div_ceil(2) * 3],
            arena: self.arena,
            links: self.links,
            keys: self.keys,
            max_words: self.max_words,
        };
        for draft in self.drafts {
            let place = table.place(draft.hash);
            let mut slot = Slot {
                start: draft.start,
                length: draft.end - draft.start,
                flags: draft.flags,
                first: draft.first,
                ..EMPTY
            };
            let key = table.key_of(&slot).as_bytes();
            if let Some(inline) = slot.inline.get_mut(..key.len()) {
                inline.copy_from_slice(key);
            }
            let (before, from) = table.slots.split_at_mut(place); // cannot fail: a place is below the length
            let mut slots = from.iter_mut().chain(before);
            if let Some(empty) = slots.find(|slot| slot.length == 0) {
                *empty = slot;
            }
        }
        table
    }
}
