//! What can be told of a personal name from its words alone.

use std::ops::Range;

use super::lookup;
use super::tokens::Tokens;
use crate::lexicon::{Lexicon, LexiconKind, Lists};

/// What a run of words shows of being a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameShape {
    /// Whether its first word, a title aside, is a given name or the particle of one.
    pub(crate) has_given_name: bool,
}

impl NameShape {
    pub(crate) fn of(tokens: &Tokens, words: Range<usize>, lexicon: &Lexicon) -> NameShape {
        let mut words = words;
        let is_title =
            |i: usize| lookup::is_name_title(tokens.key(i), tokens.lists(i, lexicon), lexicon);
        while words.len() > 1 && is_title(words.start) {
            words.start += 1;
        }
        NameShape {
            has_given_name: !words.is_empty() && {
                let lists = tokens.lists(words.start, lexicon);
                opens_name(tokens.key(words.start), lists, lexicon)
            },
        }
    }
}

/// Whether a word can open a personal name by itself: a given name, or a particle such as عبد.
pub(crate) fn starts_name(key: &str, lexicon: &Lexicon) -> bool {
    opens_name(key, lexicon.lists_with(key), lexicon)
}

/// The same for a word of which it is known what lists may have it.
pub(crate) fn opens_name(key: &str, lists: Lists, lexicon: &Lexicon) -> bool {
    lists.has(LexiconKind::GivenNames) && lookup::is_given_name(key, lexicon)
        || lists.has(LexiconKind::NameParticles) && lookup::is_name_particle(key, lexicon)
        // عبدالله، عبدالرحمن: the particle written together with the divine name.
        || key.strip_prefix("عبدال").is_some_and(|rest| rest.chars().count() >= 2)
}

/// Whether a word is و with a given name attached, and not a given name that begins with و.
pub(crate) fn joins_name(key: &str, lexicon: &Lexicon) -> bool {
    key.strip_prefix('و')
        .is_some_and(|rest| starts_name(rest, lexicon))
        && !lookup::is_given_name(key, lexicon)
}

/// Whether a word can stand inside a personal name: neither a function word nor a reporting verb
/// nor a number.
pub(crate) fn may_be_in_name(key: &str, lists: Lists, lexicon: &Lexicon) -> bool {
    !key.is_empty()
        && !key
            .bytes()
            .any(|byte| byte.is_ascii_digit() || byte == b'@')
        && {
            let other = lists.has(LexiconKind::FunctionWords)
                && lookup::is_function_word(key, lexicon)
                || lists.has(LexiconKind::ReportingVerbs)
                    && lookup::is_reporting_verb(key, lexicon);
            !other || lists.has(LexiconKind::GivenNames) && lookup::is_given_name(key, lexicon)
        }
}
