//! Names in a text: persons and institutions named in passing, and the words of their names.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::phrase::{Np, in_name, noun_phrase};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::hash::WordHasher;
use crate::lexicon::{FunctionClass, TitleClass};

/// The words of the names met so far, by the hashes of their match keys.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<u64, BuildHasherDefault<WordHasher>>);

impl Names {
    /// Makes room for the words of so many names.
    pub(super) fn reserve(&mut self, names: usize) {
        // Of most no more than two are remembered.
        self.0.reserve(2 * names);
    }

    /// Remembers the words of a name, titles and adjectives left out.
    pub(super) fn learn(&mut self, tokens: &Tokens<'_, '_>, np: &Np) {
        for i in np.tokens() {
            let word = tokens.word(i);
            let name = tokens.kind(i) == Kind::Word
                && word.class.is_none()
                && word.title.is_none()
                && !word.is(Marks::NATIONALITY.or(Marks::COUNTRY).or(Marks::PLACE))
                && tokens.letters(i) >= 4
                && (!tokens.is_definite(i) || i + 1 == np.end());
            if name {
                self.0.insert(tokens.hash(i));
            }
        }
    }

    /// Whether a word of the phrase was met in a name.
    pub(super) fn any(&self, tokens: &Tokens<'_, '_>, np: &Np) -> bool {
        np.tokens().any(|i| self.0.contains(&tokens.hash(i)))
    }
}

/// Adds the persons named with a title anywhere in the text, to whom a short name may refer later.
pub(super) fn named(tokens: &Tokens<'_, '_>, out: &mut Vec<Np>) {
    let mut i = 0;
    while let Some(at) = tokens.next_head(i) {
        i = at;
        let record = tokens.word(i);
        let word = tokens.kind(i) == Kind::Word;
        // A given name that no title leads, with the word before it that says what the person is.
        let name = word
            && tokens.is(i, Marks::NAME)
            && tokens.letters(i) >= 3
            && tokens.kind(i + 1) == Kind::Word
            && tokens.class(i + 1).is_none();
        if name {
            let from = if i > 0
                && tokens.kind(i - 1) == Kind::Word
                && tokens.is_definite(i - 1)
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
            && (tokens.is_definite(i + 1)
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
}

/// The name of an institution named in passing: nothing tells where the next phrase begins, so it ends with its
/// nationality or before a second head.
fn institution_name(tokens: &Tokens<'_, '_>, mut np: Np) -> Np {
    let mut complete = false;
    for k in np.first.clone() {
        let governed = k > 0 && tokens.class(k - 1) == Some(FunctionClass::Preposition);
        if complete && !governed && tokens.word(k).either(Marks::INSTITUTION) {
            np.first.end = k;
            break;
        }
        complete |= k > np.first.start && tokens.is_definite(k);
        if tokens.is(k, Marks::NATIONALITY) && !tokens.is_definite(k + 1) {
            np.first.end = k + 1;
            break;
        }
    }
    np.more.clear();
    np
}

/// The name of a person named in passing, cut where the name ends: before a preposition, a word with ل or ب, or more
/// than three words after its first.
pub(super) fn person_name(tokens: &Tokens<'_, '_>, mut np: Np) -> Np {
    let name = |k: usize| tokens.is(k, Marks::NAME) || in_name(tokens, k);
    let Some(first) = np.first.clone().find(|&k| name(k)) else {
        return np;
    };
    for k in first + 1..np.first.end {
        let foreign = tokens.class(k).is_some() && !name(k)
            || (tokens.begins(k, "ل") || tokens.begins(k, "ب"))
                && !name(k)
                && !tokens.is(k, Marks::GIVEN_NAME)
            || k > first + 3 && !name(k);
        let object = !name(k)
            && (tokens.is(k, Marks::ACTION) || tokens.ends(k, "ات") && tokens.letters(k) > 5);
        let surname = tokens.is_definite(k - 1) && !name(k);
        if foreign || surname || object {
            np.first.end = k;
            break;
        }
    }
    np.more.clear();
    np
}
