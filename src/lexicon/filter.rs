//! [`HashFilter`]: a first look that spares most words the look-up.

/// Bits for each hash at least.
const BITS: usize = 5;

/// A set of hashes that errs on one side: what was added is in it, and few others are.
///
/// Most words of a text stand in no lexicon. Two bits a hash, both in one word of bits, tell most of
/// them apart, in so little memory that it stays in the nearest caches, where the tables themselves
/// do not.
#[derive(Clone, Debug, Default)]
pub(crate) struct HashFilter(Vec<u64>);

impl HashFilter {
    /// The filter of `count` hashes.
    pub(crate) fn of(count: usize, hashes: impl Iterator<Item = u64>) -> HashFilter {
        let mut filter = HashFilter(vec![0; (count * BITS).div_ceil(64).next_power_of_two()]);
        for hash in hashes {
            let (slot, one, other) = filter.place(hash);
            if let Some(bits) = filter.0.get_mut(slot) {
                *bits |= 1 << one | 1 << other;
            }
        }
        filter
    }

    /// Whether the hash may have been added.
    pub(crate) fn may_have(&self, hash: u64) -> bool {
        let (slot, one, other) = self.place(hash);
        let bits = self.0.get(slot).copied().unwrap_or_default();
        // Both bits are brought to the lowest place: this takes fewer steps than to make a number of the two.
        bits >> one & bits >> other & 1 != 0
    }

    /// The word of bits, whose number is a power of two, and the places of the two bits in it.
    fn place(&self, hash: u64) -> (usize, u64, u64) {
        let slot = (hash >> 26) as usize & self.0.len().wrapping_sub(1);
        (slot, hash >> 20 & 63, hash >> 58)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.0.capacity() * size_of::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::super::hash::word_hash;
    use super::*;

    quickcheck! {
        fn what_was_added_is_there(words: Vec<String>) -> bool {
            let filter = HashFilter::of(words.len(), words.iter().map(|word| word_hash(word.as_bytes())));
            words.iter().all(|word| filter.may_have(word_hash(word.as_bytes())))
        }
    }

    #[test]
    fn few_others_are_there() {
        let hashes =
            |from: u32| (from..from + 1000).map(|n| word_hash(format!("كلمة{n}").as_bytes()));
        let filter = HashFilter::of(1000, hashes(0));
        assert!(hashes(5000).filter(|&hash| filter.may_have(hash)).count() < 120);
        assert!(!HashFilter::default().may_have(0));
    }
}
