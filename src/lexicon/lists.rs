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
pub(super) struct ListIndex(Vec<u16>);

impl ListIndex {
    /// The index of so many hashes whose last step was a multiplication.
    pub(super) fn of(hashes: &[(LexiconKind, u64)]) -> ListIndex {
        // Twice the room: a word that shares its slot with another is looked for in vain.
        let mut index = ListIndex(vec![0; hashes.len().next_power_of_two() * 2]);
        for (list, hash) in hashes {
            let slot = index.slot(*hash);
            if let Some(lists) = index.0.get_mut(slot) {
                *lists |= 1 << *list as u16;
            }
        }
        index
    }

    pub(super) fn lists(&self, hash: u64) -> Lists {
        Lists(self.0.get(self.slot(hash)).copied().unwrap_or(0))
    }

    /// A product's lowest bits depend on the lowest of its factors alone: they are left out.
    fn slot(&self, hash: u64) -> usize {
        (hash >> 32) as usize & self.0.len().wrapping_sub(1)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.0.capacity() * size_of::<u16>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
}
