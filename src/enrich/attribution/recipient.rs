//! Whom a statement was made to: words with ل behind the phrase of who speaks.

use super::concerned::is_of_name;
use super::key::Key;
use super::lexis::Lexis;
use super::phrase::is_nameless;
use super::quotes::is_body_of_person;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::{AgencyKind, FunctionClass, Lexicon, TitleClass};

/// Whether a word with ل at `i` names whom the statement was made to.
pub(super) fn is_recipient(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    if !tokens.begins(i, "ل") {
        return false;
    }
    let Some(rest) = tokens.key(i).behind("ل") else {
        return false;
    };
    if rest.is_empty() {
        return !is_body_of_person(tokens, i);
    }
    let noun = rest.behind("ل");
    let hashes = noun.map_or_else(|| rest.hashes(), Key::hashes_with_article);
    let word = Lexis::get().of_hashes(hashes);
    if word.either(Marks::RECIPIENT) {
        return true;
    }
    if !word.is(Marks::AGENCY_BEGINS) {
        return false;
    }
    let full = noun.map(Key::with_article);
    let key = full.as_deref().map_or(rest, Key::new);
    // لبي بي سي: what is short is one with more words.
    let short = key.bytes().len() < 6 && !key.bytes().is_ascii();
    let keys = [key, tokens.key(i + 1), tokens.key(i + 2), tokens.key(i + 3)];
    Lexicon::builtin()
        .agencies()
        .longest_of(&keys, |agency| {
            // الأمين العام للأمم المتحدة: a body that people speak for.
            !matches!(agency.kind(), AgencyKind::Generic | AgencyKind::IntlOrg)
        })
        .is_some_and(|(n, agency)| {
            n > 1 || !short && (!agency.is_ambiguous() || key.is_any(["الجزيره", "العربيه"]))
        })
}

/// Whether the word with ل at `i` is whom the phrase that begins at `from` spoke to: قالت طهران للسفير.
///
/// Behind a title it may belong to that: المستشار الأمني للرئيس.
pub(super) fn is_spoken_to(tokens: &Tokens<'_, '_>, from: usize, i: usize) -> bool {
    let Some(rest) = tokens.key(i).behind("ل").filter(|rest| !rest.is_empty()) else {
        return false;
    };
    let noun = rest.behind("ل");
    let hashes = noun.map_or_else(|| rest.hashes(), Key::hashes_with_article);
    let word = Lexis::get().of_hashes(hashes);
    // كريم لزميله
    let his = rest
        .owned()
        .is_some_and(|stem| Lexis::get().word(stem).either(Marks::RELATION));
    if his && !tokens.raw(i).ends_with('ة') {
        return true;
    }
    let name = Marks::NAME.or(Marks::GIVEN_NAME);
    if word.is_title_of_person() {
        // الأمين العام للهيئة للمهندسين
        if tokens.is(from, Marks::TITLE_BEGINS) && tokens.is(from + 1, Marks::SECOND) {
            return false;
        }
        let speaks = name.or(Marks::COUNTRY).or(Marks::PLACE).or(Marks::AGENCY);
        return tokens
            .title(from)
            .is_none_or(|class| class == TitleClass::OrganisationHead)
            && (tokens.is(from, speaks) || i == from + 1 && tokens.is_definite(from));
    }
    // كريم لسالم: behind a name that nothing leads.
    let named = noun.is_none()
        && *tokens.word(i) == UNKNOWN
        && word.is(name)
        && word.class.is_none()
        && rest.has_letters(4)
        && (from..i).all(|k| is_of_name(tokens, k));
    if named {
        return true;
    }
    // أردوغان لإسرائيل: behind a name.
    noun.is_none()
        && (word.is(Marks::COUNTRY)
            && (i - 1..i)
                .chain((i - 1).checked_sub(1))
                .any(|k| k >= from && tokens.is(k, Marks::NAME))
            || word.class.is_none()
                && stands_alone(tokens, i)
                && is_full_name(tokens, from, i)
                && !is_surname(tokens, i, word))
}

/// Whether the word with ل at `i`, given what is known of it without, is the surname behind two given names: منى أحمد لملوم.
fn is_surname(tokens: &Tokens<'_, '_>, i: usize, word: &Word) -> bool {
    let before = i - 1; // it stands behind a name
    *word == UNKNOWN
        && tokens.is(before, Marks::NAME.or(Marks::GIVEN_NAME))
        && !tokens.is_definite(before)
        && !tokens.raw(i).ends_with('ة')
        && tokens.key(i).enclitic().is_none()
}

/// Whether the word at `i` stands alone: no noun behind it could belong to it, as in لمنارة في مكالمة, but not in
/// لتنمية المدن.
pub(super) fn stands_alone(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    match tokens.kind(i + 1) {
        Kind::Word => {
            tokens.class(i + 1) == Some(FunctionClass::Preposition)
                || tokens.is(i + 1, Marks::COMPLEMENTISER)
        }
        Kind::Comma | Kind::Colon | Kind::Stop => true,
        _ => false,
    }
}

/// Whether a given name and a surname of a person end before `end`, in a phrase that begins at `from`, and not those of a
/// body: الناشطة هند الحداد, but no مؤسسة كريم الحداد.
pub(super) fn is_full_name(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> bool {
    let name = Marks::NAME.or(Marks::GIVEN_NAME);
    let surname = end - 1; // the phrase is not empty
    let given = surname.checked_sub(1).filter(|given| *given >= from);
    let body = |k: usize| tokens.word(k).either(Marks::INSTITUTION) || is_nameless(tokens.word(k));
    given.is_some_and(|given| tokens.is(given, name) && tokens.title(given).is_none())
        && tokens.kind(surname) == Kind::Word
        && tokens.title(surname).is_none()
        && tokens.class(surname).is_none()
        && !(from..surname).any(body)
}
