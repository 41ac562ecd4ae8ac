//! Prepositions behind a noun: those inside the phrase of who speaks, and those that open an adverbial.

use super::complement::is_bi_noun;
use super::deeds::is_deed;
use super::lexis::{Form, Frame, Lexis};
use super::phrase::is_body;
use super::quotes::{heads_name, is_body_of_person};
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN};
use crate::lexicon::{FunctionClass, Lexicon};

/// Whether the name of an outlet ends before `i`: القدس العربي من لندن says where it is written.
fn ends_outlet(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    tokens.is(i - 1, Marks::OUTLET)
        || (2..=4.min(i)).any(|n| {
            tokens.is(i - n, Marks::AGENCY_BEGINS)
                && Lexicon::builtin()
                    .agencies()
                    .longest_of(&tokens.keys::<4>(i - n), |_| true)
                    .is_some_and(|(words, _)| words == n)
        })
}

/// Whether one of `participles` has the preposition at `i`: المشرف على, المشرف العام على.
pub(super) fn governs(tokens: &Tokens<'_, '_>, i: usize, participles: Marks) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    // والمشرف على
    let joined = || {
        tokens
            .key(before)
            .behind("و")
            .is_some_and(|rest| Lexis::get().word(rest).is(participles))
    };
    tokens.is(before, participles)
        || joined()
        || tokens.key(before).is_any(["العام", "العامه"])
            && before
                .checked_sub(1)
                .is_some_and(|k| tokens.is(k, participles))
}

/// Whether عن at `i` says whom somebody stands for: النائب البرلماني عن حزب العمل, عضو المجلس عن دائرة الشمال.
pub(super) fn stands_for(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let next = tokens.word(i + 1);
    let body = tokens.key(i + 1).is_any([
        "حزب",
        "كتله",
        "دايره",
        "حركه",
        "تيار",
        "قايمه",
        "مدينه",
        "ولايه",
        "محافظه",
        "اقليم",
        "جهه",
    ]);
    // النائب عن مدينة بنغازي, but كشف النائب عن مدينة صناعية: whom he stands for has a name.
    let named = || {
        let known = Marks::PLACE
            .or(Marks::COUNTRY)
            .or(Marks::NAME)
            .or(Marks::NATIONALITY);
        let third = tokens.word(i + 2);
        tokens.is_definite(i + 2)
            || third.is(known)
            || *third == UNKNOWN
                && tokens.kind(i + 2) == Kind::Word
                && !tokens.raw(i + 2).ends_with('ة')
                && !tokens.key(i + 2).begins_any(["ت", "ي"])
                && tokens.verb(i + 2).is_none()
    };
    body && next.class.is_none()
        && named()
        && (i.saturating_sub(3)..i).any(|k| {
            let key = tokens.key(k);
            let bare = key.behind("ال").unwrap_or(key);
            bare.is_any([
                "نايب",
                "نايبه",
                "نواب",
                "عضو",
                "عضوه",
                "مرشح",
                "مرشحه",
                "ممثل",
                "ممثله",
                "برلماني",
                "برلمانيه",
            ])
        })
}

/// Whether عن at `i` says of what somebody is in charge whose name ends before the clause that he says: كشف مسؤول الرقابة عن
/// الأغذية كريم الحداد أن. The phrase begins at `from`, and the clause before `end`.
pub(super) fn is_in_charge(tokens: &Tokens<'_, '_>, from: usize, i: usize, end: usize) -> bool {
    const LONGEST: usize = 12;
    let named = |k: usize| {
        tokens.is(k, Marks::NAME)
            || tokens.is_definite(k) && tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME))
    };
    (tokens.word(from).is_title_of_person() || tokens.word(from).either(Marks::ANONYMOUS))
        && (i + 2..tokens.len().min(end + 1).min(i + LONGEST))
            .take_while(|&k| {
                tokens.kind(k) == Kind::Word
                    && tokens.verb(k).is_none()
                    && tokens.class(k) != Some(FunctionClass::Relative)
            })
            .any(|k| tokens.is(k, Marks::COMPLEMENTISER) && !tokens.begins(k, "ب") && named(k - 1))
}

/// Whether the preposition at `i` continues the phrase before it.
pub(super) fn preposition_continues(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    if key == "في" {
        !starts_adverbial(tokens, i) && !is_owned(tokens, i + 1)
    } else if key == "من" {
        !ends_outlet(tokens, i) && !tokens.is(i + 1, Marks::MIN_ADVERB)
    } else if key == "داخل" {
        tokens.key(i - 1) == "من" || tokens.is(i - 1, Marks::ANONYMOUS)
    } else if key == "بين" {
        // المساواة بين الجنسين: of a deed, and of no person.
        tokens.is_definite(i - 1)
            && tokens.title(i - 1).is_none()
            && tokens.class(i - 1).is_none()
            && tokens.raw(i - 1).ends_with(['ة', 'ر', 'ن', 'ت'])
            && tokens.is_definite(i + 1)
            && ["ين", "ات", "ان"].iter().any(|end| tokens.ends(i + 1, end))
    } else if key == "عن" {
        tokens.is(i - 1, Marks::AN_PARTICIPLE) || stands_for(tokens, i)
    } else if key == "علي" {
        // الهيئة العامة للرقابة على الصادرات
        let purpose =
            || tokens.key(i - 1).behind("لل").is_some_and(is_deed) && tokens.is_definite(i + 1);
        governs(tokens, i, Marks::ALA_PARTICIPLE) || purpose()
    } else if key == "مع" {
        tokens.is(i - 1, Marks::MAA_PARTICIPLE)
    } else if key == "الي" {
        // المنتمية إلى حزب الوسط; مبعوث الأمم المتحدة إلى ليبيا
        tokens.is(i - 1, Marks::ATTRIBUTE) || is_sent(tokens, i)
    } else {
        // السفير لدى الأمم المتحدة, but لدى وصوله
        let owned = tokens.key(i + 1).enclitic().is_some();
        key == "لدي" && (!owned || tokens.raw(i + 1).ends_with('ة'))
    }
}

/// Whether إلى at `i` says to where an envoy was sent.
fn is_sent(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    const REACH: usize = 5;
    let place = Marks::COUNTRY.or(Marks::PLACE);
    tokens.is(i + 1, place)
        && (i.saturating_sub(REACH)..i)
            .rev()
            .take_while(|&k| tokens.kind(k) == Kind::Word && tokens.verb(k).is_none())
            .any(|k| {
                // عاد السفير إلى مصر: there he went.
                let went = k + 1 == i && tokens.key(k).is_any(["السفير", "السفيره", "سفير"]);
                tokens.is(k, Marks::ENVOY) && !went
            })
}

/// Whether في at `i` opens an adverbial: a channel, a time, an occasion.
pub(super) fn starts_adverbial(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let next = tokens.word(i + 1);
    // في آب: أب without its madda is another word.
    let august =
        tokens.opens_with(i + 1, 'آ') && tokens.key(i + 1) == "اب" && tokens.letters(i + 1) == 2;
    next.either(Marks::CHANNEL)
        || august
        || next.is(Marks::SERIES) && tokens.word(i + 2).either(Marks::CHANNEL)
        || tokens.kind(i + 1) == Kind::Number
        || tokens.kind(i + 1) == Kind::Open && !is_body_of_person(tokens, i)
        || next.is(Marks::TIME.or(Marks::OCCASION))
        || matches!(
            next.class,
            Some(FunctionClass::Time | FunctionClass::Demonstrative)
        )
}

/// Whether the word is a noun with a pronoun of the third person: في توصياتها, في طرحه.
fn is_owned(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let known = Marks::PLACE
        .or(Marks::COUNTRY)
        .or(Marks::NAME)
        .or(Marks::GIVEN_NAME)
        .or(Marks::AGENCY_WORD);
    let word = tokens.word(i);
    tokens.kind(i) == Kind::Word
        && !tokens.is_definite(i)
        && !word.is(known)
        && word.title.is_none()
        && tokens.owned(i).is_some_and(|stem| stem.has_letters(3))
}

/// Whether ب and the unknown or foreign name at `j` says where somebody is, as what is said of opens with a better one: أشاد
/// رئيس الجامعة بالهند كريم الحداد بالبرنامج.
pub(super) fn places(
    tokens: &Tokens<'_, '_>,
    j: usize,
    verb: usize,
    end: usize,
    frame: &Frame,
) -> bool {
    const REACH: usize = 12;
    let place = Marks::COUNTRY.or(Marks::PLACE);
    let Some(rest) = tokens.key(j).behind("ب") else {
        return false;
    };
    let known = Lexis::get().word(rest);
    let strange = *tokens.word(j) == UNKNOWN && *known == UNKNOWN && !rest.begins("ال");
    // طالب العميد بالجيش السابق كريم الحداد بكذا: to what body he belongs.
    let body = j > verb + 1
        && (known.either(Marks::INSTITUTION) || is_body(known))
        && rest.begins("ال")
        && tokens.word(j - 1).is_title_of_person();
    if j == verb + 1 || is_deed(rest) || !(strange || known.is(place) || body) {
        return false;
    }
    let head = tokens.word(j - 1); // j > verb + 1
    let head = head.either(Marks::INSTITUTION)
        || heads_name(head)
        || tokens.key(j - 1).behind("ل").is_some_and(|rest| {
            let word = Lexis::get().word(rest);
            word.either(Marks::INSTITUTION) || heads_name(word)
        });
    let mut named = head && strange;
    for k in j + 1..end.min(j + REACH) {
        let stops = matches!(tokens.kind(k), Kind::Word | Kind::Comma | Kind::Number);
        if !stops
            || tokens.is(k, Marks::COMPLEMENTISER)
            || tokens
                .verb(k)
                .is_some_and(|hit| hit.reading.form != Form::Masdar)
        {
            return false;
        }
        named |= tokens.is(k, Marks::NAME);
        let better = || {
            let rest = tokens.key(k).behind("ب")?;
            let content = rest == "ما"
                || rest.begins("ال") && !Lexis::get().word(rest).is(place)
                || is_deed(rest)
                || rest.owned().is_some() && !tokens.raw(k).ends_with('ة');
            (content && is_bi_noun(tokens, k, verb, false, frame)).then_some(())
        };
        if better().is_some() {
            return named;
        }
    }
    false
}
