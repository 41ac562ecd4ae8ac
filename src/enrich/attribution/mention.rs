//! A source as it is written at one place, and its words as they are compared with those of others.

use std::borrow::Cow;
use std::ops::Range;

use super::key::Key;
use super::lexis::Lexis;
use super::names::description;
use super::nature::{Nature, Sort, nature_of_head};
use super::phrase::Np;
use super::tokens::{Kind, Tokens};
use super::units::Mapper;
use super::words::{Marks, Word};
use crate::span::Span;

/// A word of a mention, without its article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) hash: u64,
    pub(super) word: &'static Word,
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.hash == other.hash
    }
}

/// A source as it is written at one place.
#[derive(Clone, Debug)]
pub(super) struct Mention<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Option<Span>,
    /// Its words among those of the resolver.
    pub(super) words: Range<usize>,
    /// Whether the first word has the article.
    pub(super) definite: bool,
    /// How many of its words are the name; what the others say of it is no name of the person.
    pub(super) own: usize,
    /// It joins two by و: neither alone is meant by both.
    pub(super) several: bool,
    pub(super) nature: Nature,
}

impl<'a> Mention<'a> {
    pub(super) fn new(
        tokens: &Tokens<'a, '_>,
        np: &Np,
        head: Key<'_>,
        words: Range<usize>,
        mapper: &Mapper<'_>,
    ) -> Mention<'a> {
        let definite = head.begins("ال");
        let nature = nature_of_head(tokens, np, head);
        Mention {
            text: np.text(tokens),
            span: np.bytes(tokens).and_then(|bytes| mapper.span(bytes)),
            own: match description(tokens, np) {
                Some(comma) => (np.start()..comma)
                    .filter(|&k| matches!(tokens.kind(k), Kind::Word | Kind::Number))
                    .count(),
                None => words.len(),
            },
            words,
            definite,
            several: joins(tokens, np, definite, nature),
            nature,
        }
    }
}

/// Whether the phrase joins two who may speak: الجيش الوطني والشرطة, كريم الحداد وسالم النجار. In وزارة التربية والتعليم
/// the second is no other body.
fn joins(tokens: &Tokens<'_, '_>, np: &Np, definite: bool, nature: Nature) -> bool {
    let person = nature.sort == Sort::Person;
    if nature.sort == Sort::Unnamed {
        return false;
    }
    let mut words = np.tokens().skip(1);
    words.any(|k| {
        let own = Marks::NAME.or(Marks::GIVEN_NAME);
        if !tokens.begins(k, "و") || tokens.kind(k) != Kind::Word || tokens.is(k, own) {
            return false;
        }
        let Some(rest) = tokens.key(k).behind("و").filter(|rest| rest.has_letters(3)) else {
            return false;
        };
        let word = Lexis::get().word(rest);
        if person {
            // محافظ وادي السلام: the name before it is complete.
            let named = tokens.is(k - 1, own) || tokens.is_definite(k - 1);
            return word.is(own) && named && tokens.title(k - 1).is_none();
        }
        let other = word.either(Marks::INSTITUTION) && rest.begins("ال") == definite;
        // الجيش الليبي والشرطة: with the adjective the first is complete.
        let complete =
            rest.begins("ال") && tokens.is(k - 1, Marks::NATIONALITY) && tokens.is_definite(k - 1);
        other || complete && !word.is(Marks::NATIONALITY)
    })
}

/// The two spellings of some words: امريكي, اميركي.
const SPELLINGS: [&str; 2] = ["امريك", "اميرك"];

/// The other spelling of a word, where it has one.
pub(super) fn other_spelling(key: Key<'_>) -> Option<Vec<u8>> {
    let [one, other] = SPELLINGS;
    let spelt = |rest: Key<'_>, start: &str| [start.as_bytes(), rest.bytes()].concat();
    let rest = key.behind(one).map(|rest| spelt(rest, other));
    rest.or_else(|| key.behind(other).map(|rest| spelt(rest, one)))
}

/// The hash of a word, which is that of its other spelling where it has one: امريكي is spelt اميركي as well.
pub(super) fn one_spelling(key: Key<'_>, hash: u64) -> u64 {
    let [one, other] = SPELLINGS;
    match key.behind(one) {
        Some(rest) => Key::of(other).hashes_with(rest.text()).whole,
        None => hash,
    }
}

/// The word that an abbreviated title stands for: د. for دكتور.
pub(super) fn in_full(key: Key<'_>) -> Option<Key<'static>> {
    (key == "د").then(|| Key::of("دكتور"))
}

/// A word without its article. A single letter behind it is a word that begins with alef and lam.
pub(super) fn bare(key: Key<'_>) -> Option<Key<'_>> {
    key.behind("ال").filter(|bare| bare.has_letters(2))
}
