//! Words of grammar, and letters, that stand in names: علي, فان, د.

use super::prepositions::starts_adverbial;
use super::tokens::{Kind, Tokens};
use super::words::Marks;

/// Whether the stop at `i` abbreviates the title before it: د. سالم, م. سالم.
pub(super) fn abbreviates_title(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    tokens.title(before).is_some()
        && tokens.raw(i) == "."
        && tokens.end(before) == tokens.start(i)
        && tokens.kind(i + 1) == Kind::Word
        && tokens.raw(before).len() <= 2 * "أ.".len()
}

/// Whether علي at `i`, in a phrase that begins at `from` with what a person is, is the name and not the preposition على,
/// which some write so: قال السفير لدى روسيا علي الحداد إن.
pub(super) fn is_ali(tokens: &Tokens<'_, '_>, from: usize, i: usize, limit: usize) -> bool {
    if !tokens.raw(i).ends_with('ي') || tokens.key(i) != "علي" || i <= from || i + 1 >= limit {
        return false;
    }
    let next = tokens.word(i + 1);
    let who = tokens.word(from).is_title_of_person() || tokens.key(from + 1) == "باسم";
    if !who || tokens.kind(i + 1) != Kind::Word {
        return false;
    }
    if next.is(Marks::NAME.or(Marks::GIVEN_NAME)) {
        return true;
    }
    let adverbial = Marks::ALA_PHRASE
        .or(Marks::CHANNEL)
        .or(Marks::PLATFORM)
        .or(Marks::TIME)
        .or(Marks::OCCASION)
        .or(Marks::COMPLEMENTISER)
        .or(Marks::ACTION)
        .or(Marks::PLACE)
        .or(Marks::COUNTRY);
    if next.is(adverbial) || next.class.is_some() || next.title.is_some() {
        return false;
    }
    // Nothing but a surname stands between it and the end of the phrase.
    let closes = i + 2 >= limit
        || matches!(
            tokens.kind(i + 2),
            Kind::Comma | Kind::BracketOpen | Kind::Dash | Kind::Colon | Kind::Open
        )
        || tokens.is(i + 2, Marks::COMPLEMENTISER)
        || tokens.key(i + 2) == "في" && starts_adverbial(tokens, i + 2);
    let owned = !tokens.is_definite(i + 1) && tokens.key(i + 1).owned().is_some();
    closes && tokens.verb(i + 1).is_none() && !owned
}

/// Whether the word at `i` continues a name whatever else it may be: أبو طالب, محمد علي.
#[inline(always)] // what is asked of most words is less than a call
pub(super) fn in_name(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    // As of most words neither is so, no more is asked of them.
    let opened = i > 0 && tokens.is(i - 1, Marks::NAME_OPENER);
    (opened || tokens.is(i, Marks::NAME_LIKE)) && continues_name(tokens, i, opened)
}

/// As [`in_name`], of a word that is behind one that opens names, or is like a name.
#[inline(never)]
fn continues_name(tokens: &Tokens<'_, '_>, i: usize, opened: bool) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    if tokens.kind(before) != Kind::Word {
        return false;
    }
    opened
        || (is_name_ali(tokens, i) || tokens.key(i) == "علام") && tokens.is(before, Marks::NAME)
        // أطباء بلا حدود
        || tokens.key(i) == "بلا" && tokens.key(i + 1) == "حدود"
        || is_van(tokens, i)
        // كي: behind the particle stands a verb in the subjunctive.
        || tokens.key(i) == "كي"
            && tokens.class(i + 1).is_none()
            && !tokens.key(i + 1).begins_any(["ي", "ت", "ن", "ا", "ل"])
        || is_mother(tokens, i)
}

/// فان of a Dutch name, where فان for فإن has no part: فيرجيل فان دايك.
pub(super) fn is_van(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let part = |k: usize| {
        tokens.kind(k) == Kind::Word && !tokens.is_definite(k) && tokens.class(k).is_none()
    };
    tokens.raw(i) == "فان"
        && part(i + 1)
        && i > 0
        && part(i - 1)
        && !tokens.raw(i - 1).ends_with(['ا', 'ة'])
        && tokens.verb(i + 1).is_none()
}

/// أم with the name of her child, or الشهيد, and not "or": قالت أم أحمد.
pub(super) fn is_mother(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    // مريم أم أحمد: a name and what she is called.
    let before = |k: usize| {
        tokens.verb(k).is_some()
            || tokens.word(k).is_title_of_person()
            || tokens.is(k, Marks::NAME) && tokens.is(i + 1, Marks::GIVEN_NAME)
    };
    tokens.key(i) == "ام"
        && tokens.opens_with(i, 'أ')
        && !tokens.is(i + 1, Marks::COMPLEMENTISER)
        && (tokens.is(i + 1, Marks::NAME)
            || tokens.is(i + 1, Marks::GIVEN_NAME)
            || tokens.key(i + 1) == "الشهيد")
        && i.checked_sub(1)
            .is_none_or(|k| tokens.kind(k) != Kind::Word || before(k))
}

/// علي the name, written with ي where the preposition has ى.
pub(super) fn is_name_ali(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    tokens.is(i, Marks::NAME_LIKE)
        && tokens.key(i) == "علي"
        && tokens.raw(i).ends_with('ي')
        && (!tokens.is_definite(i + 1) || i > 0 && tokens.is(i - 1, Marks::NAME))
}
