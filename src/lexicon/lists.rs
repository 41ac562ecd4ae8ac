//! [`Lists`]: a first look that tells for all lists at once whether they may have a word.

use super::LexiconKind;

/// The lists that may have a word: in what is not among them no phrase begins with it, and of the
/// words of months and times none is it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lists(u16);

impl Lists {
    pub(crate) const NONE: Lists = Lists(0);

    pub(crate) const fn of(lists: &[LexiconKind]) -> Lists {
        let (mut set, mut i) = (0, 0);
        while i < lists.len() {
            set |= 1 << lists[i] as u16; // cannot fail: i is below the length
            i += 1;
        }
        Lists(set)
    }

    pub(crate) fn has(self, list: LexiconKind) -> bool {
        self.0 & 1 << list as u16 != 0
    }

    /// Whether one of the others is among them.
    pub(crate) fn any(self, others: Lists) -> bool {
        self.0 & others.0 != 0
    }
}

/// The lists by the hashes of their words.
///
/// Most words of a text stand in few lists or none. To ask each of them costs a look into as many
/// tables, which the nearest caches do not hold together.
#[derive(Debug, Default)]
pub(super) struct ListIndex {
    /// For each slot the number of its set among the sets: a byte, as most of the time of a look-up is
    /// spent waiting for it.
    slots: Vec<u8>,
    /// The first is empty.
    sets: Vec<Lists>,
}

impl ListIndex {
    /// The index of so many hashes.
    pub(super) fn of(hashes: &[(LexiconKind, u64)]) -> ListIndex {
        // Twice the room: a word that shares its slot with another is looked for in vain.
        let mut all = vec![Lists::NONE; hashes.len().next_power_of_two() * 2];
        for (list, hash) in hashes {
            let slot = slot(*hash, all.len());
            if let Some(lists) = all.get_mut(slot) {
                lists.0 |= 1 << *list as u16;
            }
        }
        let mut sets = vec![Lists::NONE];
        let slots = all.into_iter().map(|lists| number(lists, &mut sets));
        ListIndex {
            slots: slots.collect(),
            sets,
        }
    }

    pub(super) fn lists(&self, hash: u64) -> Lists {
        let set = self.slots.get(slot(hash, self.slots.len()));
        let set = set.and_then(|set| self.sets.get(usize::from(*set)));
        set.copied().unwrap_or(Lists::NONE)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.slots.capacity() + self.sets.capacity() * size_of::<Lists>()
    }
}

/// The place of a hash among so many, a power of two.
fn slot(hash: u64, slots: usize) -> usize {
    (hash >> 32) as usize & slots.wrapping_sub(1)
}

/// The number of a set, which is added to the sets if it is a new one. The last number is that of all
/// lists, for sets for which none is left: they may have a word as well.
fn number(lists: Lists, sets: &mut Vec<Lists>) -> u8 {
    let known = sets.iter().position(|set| *set == lists);
    let number = known.unwrap_or_else(|| {
        match sets.len() {
            ..LAST => sets.push(lists),
            LAST => sets.push(Lists(u16::MAX)),
            _ => {}
        }
        sets.len() - 1
    });
    number as u8 // cannot be cut: there are no more sets than numbers
}

/// The last number of a set.
const LAST: usize = u8::MAX as usize;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash::word_hash;
    use crate::lexicon::{Lexicon, Word};

    #[test]
    fn every_word_of_a_list_is_there_and_few_others() {
        let lexicon = Lexicon::builtin();
        let has = |word: &str, list| Word::of(word, lexicon).may_be_in(list);
        let mut opening = lexicon.agencies().words();
        assert!(opening.all(|w| !lexicon.agencies().opens(w) || has(w, LexiconKind::Agencies)));
        let mut opening = lexicon.cues().words();
        assert!(opening.all(|w| !lexicon.cues().opens(w) || has(w, LexiconKind::Cues)));
        assert!(
            lexicon
                .months()
                .words()
                .all(|w| has(w, LexiconKind::Months))
        );
        assert!(
            lexicon
                .time_words()
                .words()
                .all(|w| has(w, LexiconKind::TimeWords))
        );
        let mut verbs = lexicon.reporting_verbs().words();
        assert!(verbs.all(|w| has(w, LexiconKind::ReportingVerbs)));
        let others = (0..1000).map(|n| format!("كلمة{n}"));
        assert!(
            others
                .filter(|word| has(word, LexiconKind::Agencies))
                .count()
                < 200
        );
    }

    #[test]
    fn more_sets_than_there_are_numbers_lose_no_word() {
        const KINDS: [LexiconKind; 10] = [
            LexiconKind::Agencies,
            LexiconKind::Places,
            LexiconKind::Countries,
            LexiconKind::Titles,
            LexiconKind::Cues,
            LexiconKind::BylineCues,
            LexiconKind::GivenNames,
            LexiconKind::Months,
            LexiconKind::TimeWords,
            LexiconKind::ReportingVerbs,
        ];
        let words =
            (0..1_u32 << KINDS.len()).map(|set| (set, word_hash(set.to_string().as_bytes())));
        let of = |set: u32| {
            let numbered = KINDS.into_iter().enumerate();
            numbered.filter_map(move |(n, list)| (set >> n & 1 != 0).then_some(list))
        };
        let hashes = words
            .clone()
            .flat_map(|(set, hash)| of(set).map(move |list| (list, hash)));
        let index = ListIndex::of(&hashes.collect::<Vec<_>>());
        assert_eq!(index.sets.len(), LAST + 1);
        for (set, hash) in words {
            let lists = index.lists(hash);
            assert!(of(set).all(|list| lists.has(list)), "{set}");
        }
    }
}
