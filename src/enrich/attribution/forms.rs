//! Forms of words that end the phrase of who speaks: how he is, objects, verbs that no list has.

use super::key::Key;
use super::lexis::Lexis;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN};

/// Whether the word is how a man was when he spoke, behind what he is: قال الوزير مبتسما. Names that begin and end so have
/// a long vowel behind the first letter: ماتاريلا.
pub(super) fn is_state(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    // مفعل, متفعل, منفعل, مستفعل, مفتعل; مدفيدا is a name.
    let participle = || {
        key.begins_any(["مت", "من", "مس"])
            || matches!(
                key.spelling().as_slice(),
                ['م', _, _, _, 'ا'] | ['م', _, 'ت', _, _, 'ا']
            )
    };
    key.begins("م")
        && key.ends("ا")
        && key.has_letters(5)
        && !has_long_vowel(key)
        && participle()
        && !tokens.is(
            i,
            Marks::NAME
                .or(Marks::GIVEN_NAME)
                .or(Marks::COUNTRY)
                .or(Marks::PLACE),
        )
        && tokens.is_definite(i - 1)
        && tokens.word(i - 1).is_title_of_person()
        && !tokens.raw(i - 1).ends_with('ة')
        && tokens.kind(i + 1) != Kind::Word
}

/// Whether the word, with which no phrase begins, says how somebody spoke: قال متنهدا, ذكر وبكل فضل.
pub(super) fn is_manner(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    if let Some(rest) = key.behind("و") {
        return Lexis::get().word(rest).is(Marks::MANNER);
    }
    *tokens.word(i) == UNKNOWN
        && key.begins("م")
        && key.ends("ا")
        && !has_long_vowel(key)
        // A long vowel further inside is that of a name.
        && matches!(
            key.spelling().as_slice(),
            ['م', 'ت' | 'ن', rest @ .., 'ا'] | ['م', _, 'ت', rest @ .., 'ا']
                if !rest.iter().any(|letter| matches!(letter, 'ا' | 'و' | 'ي'))
                    && key.has_letters(6)
                    && !key.has_letters(7)
        )
}

/// Whether a long vowel follows the م of a word, as in names and in few participles: ماتاريلا.
fn has_long_vowel(key: Key<'_>) -> bool {
    key.begins_any(["ما", "مو", "مي"])
}

/// Whether the word ends in a written tanwin of the accusative.
pub(super) fn has_tanwin(raw: &str) -> bool {
    raw.contains('\u{064B}')
}

/// Whether an unknown word has the shape of a verb in the perfect with the ت of the feminine.
///
/// Only after a definite word: a foreign name may end like one.
pub(super) fn is_finite(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    if !tokens.ends(i, "ت") {
        return false;
    }
    let Some(stem) = tokens.key(i).before("ت") else {
        return false;
    };
    i > 0
        && tokens.is_definite(i - 1)
        && stem.has_letters(4)
        && !["ا", "و", "ي"].iter().any(|letter| stem.ends(letter))
        && !tokens.is_definite(i)
        && tokens.raw(i).ends_with('ت')
        && !tokens.is(
            i,
            Marks::GIVEN_NAME
                .or(Marks::PLACE)
                .or(Marks::COUNTRY)
                .or(Marks::AGENCY_WORD),
        )
}
