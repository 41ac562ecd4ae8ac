//! Names in a text: persons and institutions named in passing, and the words of their names.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::phrase::{Np, in_name, noun_phrase};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::hash::{WordHasher, word_hash};
use crate::lexicon::{FunctionClass, TitleClass};

/// The words of the names met so far, by the hashes of their match keys.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<u64, BuildHasherDefault<WordHasher>>);

impl Names {
    /// Remembers the words of a name, titles and adjectives left out.
    pub(super) fn learn(&mut self, tokens: &Tokens<'_>, np: &Np) {
        for i in np.tokens() {
            let word = tokens.word(i);
            let key = tokens.key(i);
            let name = tokens.kind(i) == Kind::Word
                && word.class.is_none()
                && word.title.is_none()
                && !word.is(Marks::NATIONALITY.or(Marks::COUNTRY).or(Marks::PLACE))
                && key.chars().nth(3).is_some()
                && (!key.starts_with("ال") || i + 1 == np.end());
            if name {
                self.0.insert(word_hash(key));
            }
        }
    }

    /// Whether a word of the phrase was met in a name.
    pub(super) fn any(&self, tokens: &Tokens<'_>, np: &Np) -> bool {
        np.tokens()
            .any(|i| self.0.contains(&word_hash(tokens.key(i))))
    }
}

/// Persons named with a title anywhere in the text, to whom a short name may refer later.
pub(super) fn named(tokens: &Tokens<'_>) -> Vec<Np> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let record = tokens.word(i);
        if record.title.is_none()
            && !record.is(Marks::NAME.or(Marks::PEER))
            && !record.either(Marks::INSTITUTION)
        {
            i += 1;
            continue;
        }
        let word = tokens.kind(i) == Kind::Word;
        let key = tokens.key(i);
        // A given name that no title leads, with the word before it that says what the person is.
        let name = word
            && tokens.is(i, Marks::NAME)
            && key.chars().nth(2).is_some()
            && tokens.kind(i + 1) == Kind::Word
            && tokens.class(i + 1).is_none();
        if name {
            let from = if i > 0
                && tokens.kind(i - 1) == Kind::Word
                && tokens.key(i - 1).starts_with("ال")
                && tokens.class(i - 1).is_none()
                && !tokens.is(i - 1, Marks::NATIONALITY)
            {
                i - 1
            } else {
                i
            };
            if let Some(np) = noun_phrase(tokens, from, i + 8) {
                let np = person_name(tokens, np);
                i = np.end().max(i + 1);
                out.push(np);
                continue;
            }
        }
        let institution = word
            && tokens.word(i).either(Marks::INSTITUTION)
            && (tokens.key(i + 1).starts_with("ال")
                || tokens.kind(i + 1) == Kind::Open
                || tokens.class(i + 1).is_none());
        let titled = institution
            || word && record.is(Marks::PEER) && record.class.is_none()
            || word
                && tokens.title(i).is_some_and(|class| {
                    !matches!(
                        class,
                        TitleClass::DocumentHead | TitleClass::Anonymous | TitleClass::Modifier
                    )
                });
        if titled
            && let Some(np) = noun_phrase(tokens, i, i + 14)
            && np.tokens().count() >= 2
        {
            let np = if institution {
                institution_name(tokens, np)
            } else {
                person_name(tokens, np)
            };
            i = np.end().max(i + 1);
            out.push(np);
            continue;
        }
        i += 1;
    }
    out
}

/// The name of an institution named in passing: nothing tells where the next phrase begins, so it ends with its
/// nationality or before a second head.
fn institution_name(tokens: &Tokens<'_>, mut np: Np) -> Np {
    let mut complete = false;
    for k in np.first.clone() {
        let key = tokens.key(k);
        let governed = k > 0 && tokens.class(k - 1) == Some(FunctionClass::Preposition);
        if complete && !governed && tokens.word(k).either(Marks::INSTITUTION) {
            np.first.end = k;
            break;
        }
        complete |= k > np.first.start && key.starts_with("ال");
        if tokens.is(k, Marks::NATIONALITY) && !tokens.key(k + 1).starts_with("ال") {
            np.first.end = k + 1;
            break;
        }
    }
    np.more.clear();
    np
}

/// The name of a person named in passing, cut where the name ends: before a preposition, a word with ل or ب, or more
/// than three words after its first.
pub(super) fn person_name(tokens: &Tokens<'_>, mut np: Np) -> Np {
    let name = |k: usize| tokens.is(k, Marks::NAME) || in_name(tokens, k);
    let Some(first) = np.first.clone().find(|&k| name(k)) else {
        return np;
    };
    for k in first + 1..np.first.end {
        let key = tokens.key(k);
        let foreign = tokens.class(k).is_some() && !name(k)
            || key.starts_with(['ل', 'ب']) && !name(k) && !tokens.is(k, Marks::GIVEN_NAME)
            || k > first + 3 && !name(k);
        let object = !name(k)
            && (tokens.is(k, Marks::ACTION) || key.ends_with("ات") && key.chars().count() > 5);
        let surname = tokens.key(k - 1).starts_with("ال") && !name(k);
        if foreign || surname || object {
            np.first.end = k;
            break;
        }
    }
    np.more.clear();
    np
}
