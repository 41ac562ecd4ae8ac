//! Quotations that hold a name, and nothing that is said.

use std::ops::Range;

use super::complement::preposition;
use super::deeds::is_action_noun;
use super::lexis::Lexis;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, Word};
use crate::lexicon::{Lexicon, TitleClass};

/// Whether the quotation at `open` holds a name that belongs to the words before it: صحيفة «…».
pub(super) fn is_name_quote(tokens: &Tokens<'_, '_>, verb: usize, open: usize, end: usize) -> bool {
    let Some(close) = tokens.pair(open) else {
        return false;
    };
    let before = tokens.key(open - 1);
    if before.is_any(["عنوان", "بعنوان"])
        && (close + 1..end.min(close + 8)).any(|k| tokens.kind(k) == Kind::Colon)
    {
        return true;
    }
    // خلال ندوة «…»، إن: the clause opens behind the quotation, which is then a title.
    const TITLE: usize = 12;
    if tokens.is_closed(open) && close - open <= TITLE && open > verb + 1 {
        let after = close + 1 + usize::from(tokens.kind(close + 1) == Kind::Comma);
        if after < end
            && tokens.is(after, Marks::COMPLEMENTISER)
            && tokens.opens_with(after, 'إ')
            && tokens.kind(open - 1) == Kind::Word
        {
            return true;
        }
        // رئيس معهد «…»، لقناة «…»: a head without the article needs its name.
        if needs_name(tokens, open - 1) {
            return true;
        }
    }
    if !tokens.is_closed(open) || close - open > 6 {
        return false;
    }
    // عبر "تويتر": the name of where it was said.
    let inside = tokens.word(open + 1);
    if close - open <= 4
        && (inside.is(Marks::PLATFORM)
            || inside.is(Marks::AGENCY) && close - open == 2
            || close - open <= 3 && (verb + 1..open).any(|k| tokens.key(k) == "عبر"))
    {
        return true;
    }
    // «الشرق الأوسط»: the name of an outlet, and no more.
    if inside.is(Marks::AGENCY_BEGINS)
        && close - open <= 5
        && Lexicon::builtin()
            .agencies()
            .longest_of(&tokens.keys::<4>(open + 1), |_| true)
            .is_some_and(|(words, _)| open + 1 + words == close)
    {
        return true;
    }
    // لتنظيم "…": what the word before it heads, where nothing in the quotation is said.
    let before_word = tokens.word(open - 1);
    let names = |word: &Word| word.is(Marks::QUOTE_HEAD) || heads_name(word);
    let clitic_head = || {
        let rest = before.behind_any(["ل", "ب"]);
        rest.is_some_and(|rest| names(Lexis::get().word(rest)))
    };
    if close - open <= 4
        && open > verb + 1
        && clitic_head()
        && (open + 1..close).all(|k| tokens.verb(k).is_none())
    {
        return true;
    }
    if close + 1 >= end {
        return false;
    }
    // رئيس مجلس إدارة «…»: «…»: what is said comes behind the colon.
    if tokens.kind(close + 1) == Kind::Colon && close - open <= 4 && open > verb + 1 {
        return true;
    }
    // لـ"…": a recipient; بعنوان "…": a title.
    if before.is_any(["ل", "لل"]) || before_word.is(Marks::QUOTE_TITLE) {
        return true;
    }
    // صحيفة «…» أيضا: the name of what stands before it.
    let outlet = matches!(before_word.title, Some(TitleClass::MediaHead))
        || before_word.either(Marks::INSTITUTION);
    if outlet && tokens.kind(close + 1) == Kind::Word {
        return true;
    }
    // من جامعة «…» في المدينة إن, رئيس البلدية «…» أن: a name, behind which the clause follows.
    if close - open <= 4 && open > verb + 1 && is_name_before_clause(tokens, open..close + 1, end) {
        return true;
    }
    let continues = (close + 1..end.min(close + 12)).any(|k| {
        matches!(tokens.kind(k), Kind::Open | Kind::Colon) || tokens.is(k, Marks::COMPLEMENTISER)
    });
    if !continues {
        return false;
    }
    names(before_word) || open == verb + 1
}

/// Whether the quotation, which stands behind a phrase, says nothing, and the content opens behind it with no verb between.
fn is_name_before_clause(tokens: &Tokens<'_, '_>, quote: Range<usize>, end: usize) -> bool {
    let close = quote.end - 1; // it has at least its marks
    let said = |k: usize| {
        tokens.verb(k).is_some()
            || tokens.class(k).is_some()
            || tokens.is(k, Marks::ACTION)
            || is_action_noun(tokens, k)
    };
    if (quote.start + 1..close).any(said) || is_action_noun(tokens, quote.start - 1) {
        return false;
    }
    let mut k = close;
    while k + 1 < end.min(close + 12) {
        k += 1;
        match tokens.kind(k) {
            Kind::Comma | Kind::Number => {}
            // باسم «…» سالم الحداد لـ«…» إن: whom he told.
            Kind::Open if tokens.key(k - 1) == "ل" => match tokens.pair(k) {
                Some(told) if told < end => k = told,
                _ => return false,
            },
            // على فعاليات «…» سالم الحداد:
            Kind::Colon => return k <= close + 5,
            Kind::Word if tokens.is(k, Marks::COMPLEMENTISER) => {
                return !tokens.begins(k, "ب")
                    && !tokens.is(k - 1, Marks::BEFORE_AN)
                    && preposition(tokens, k - 1).is_none();
            }
            Kind::Word if tokens.verb(k).is_none() && !tokens.begins(k, "و") => {}
            _ => return false,
        }
    }
    false
}

/// Whether the word heads an institution, outlet or document, whose name may follow in quotation marks.
pub(super) fn heads_name(word: &Word) -> bool {
    matches!(
        word.title,
        Some(TitleClass::MediaHead | TitleClass::OrganisationHead | TitleClass::DocumentHead)
    )
}

/// Whether the word at `i` is a body or an outlet, without the article and with ل or ب or none, so that its name follows.
fn needs_name(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let heads = |word: &Word| {
        word.is(Marks::INSTITUTION)
            || matches!(
                word.title,
                Some(TitleClass::MediaHead | TitleClass::OrganisationHead)
            )
    };
    let key = tokens.key(i);
    !tokens.is_definite(i)
        && tokens.class(i).is_none()
        && (heads(tokens.word(i))
            || key
                .behind_any(["ل", "ب"])
                .is_some_and(|rest| !rest.begins("ل") && heads(Lexis::get().word(rest))))
}

/// Whether the preposition at `i` and the quotation behind it belong to what a person is, whose name follows: القيادي في «…»
/// كريم الحداد, الأمين العام لـ«…» كريم الحداد.
pub(super) fn is_body_of_person(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    const LONGEST: usize = 5;
    let (Some(before), Some(close)) = (i.checked_sub(1), tokens.pair(i + 1)) else {
        return false;
    };
    let name = Marks::NAME.or(Marks::GIVEN_NAME);
    tokens.kind(i + 1) == Kind::Open
        && tokens.is_closed(i + 1)
        && close <= i + 1 + LONGEST
        && tokens.is(close + 1, name)
        && tokens.class(close + 1).is_none()
        && !tokens.is(before, name)
        && (tokens.word(before).is_title_of_person()
            || tokens.is_definite(before) && before > 0 && tokens.is_definite(before - 1)
            || tokens.is_definite(before) && before > 0 && tokens.title(before - 1).is_some())
        && !tokens.is(i + 2, Marks::AGENCY.or(Marks::PLATFORM).or(Marks::CHANNEL))
}
