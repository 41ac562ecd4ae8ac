//! What can be told of a personal name from its words alone.

use std::ops::Range;

use super::lookup;
use super::tokens::Tokens;
use crate::lexicon::{Lexicon, Word};

/// What a run of words shows of being a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameShape {
    /// Whether its first word, a title aside, is a given name or the particle of one.
    pub(crate) has_given_name: bool,
}

impl NameShape {
    pub(crate) fn of(tokens: &Tokens, words: Range<usize>, lexicon: &Lexicon) -> NameShape {
        let mut words = words;
        let is_title = |i: usize| lookup::is_name_title(tokens.word(i), lexicon);
        while words.len() > 1 && is_title(words.start) {
            words.start += 1;
        }
        NameShape {
            has_given_name: !words.is_empty() && opens_name(tokens.word(words.start), lexicon),
        }
    }
}

/// Whether a word can open a personal name by itself: a given name, or a particle such as عبد.
pub(crate) fn opens_name(word: Word<'_>, lexicon: &Lexicon) -> bool {
    lookup::is_given_name(word, lexicon)
        || lookup::is_name_particle(word, lexicon)
        // عبدالله، عبدالرحمن: the particle written together with the divine name.
        || word.starts_with(SERVANT) && word.letters() >= SERVANT_LETTERS + 2
}

/// The particle with the article of what it is written together with.
const SERVANT: &str = "عبدال";
const SERVANT_LETTERS: usize = 5;

/// Whether a word is و with a given name attached, and not a given name that begins with و.
pub(crate) fn joins_name(word: Word<'_>, lexicon: &Lexicon) -> bool {
    let rest = word.without("و", lexicon);
    rest.is_some_and(|rest| opens_name(rest, lexicon)) && !lookup::is_given_name(word, lexicon)
}

/// Whether a word can stand inside a personal name: neither a function word nor a reporting verb
/// nor a number.
pub(crate) fn may_be_in_name(word: Word<'_>, lexicon: &Lexicon) -> bool {
    let odd = |byte: &u8| byte.is_ascii_digit() || *byte == b'@';
    !word.key().is_empty() && !word.key().iter().any(odd) && {
        let other =
            lookup::is_function_word(word, lexicon) || lookup::is_reporting_verb(word, lexicon);
        !other || lookup::is_given_name(word, lexicon)
    }
}
