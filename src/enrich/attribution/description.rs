//! Clauses about a speaker, between his verb and its content: الذي فقد بيته, وهي تبكي, قبل أن يغادر.

use super::complement::{opens_with_ba, preposition};
use super::deeds::is_deed;
use super::homograph::tells_seldom;
use super::insertion::withheld;
use super::lexis::Form;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// Past a relative clause about the subject: where a complementiser follows a comma, or إن stands with its hamza, or أن
/// with a statement and nobody reports in the clause; or, behind a comma, ب and what somebody is accused of.
pub(super) fn after_relative(
    tokens: &Tokens<'_, '_>,
    from: usize,
    end: usize,
    bi: bool,
) -> Option<usize> {
    if let Some(after) = withheld(tokens, from + 1, end) {
        return Some(after);
    }
    let mut k = from + 1;
    while k < end {
        match tokens.kind(k) {
            Kind::Stop | Kind::Semicolon | Kind::Colon => return None,
            Kind::Comma
                if tokens.is(k + 1, Marks::COMPLEMENTISER) && !tokens.key(k + 1).begins("ب") =>
            {
                return Some(k + 1);
            }
            Kind::Comma
                if bi
                    && tokens.key(k + 1).behind("ب").is_some_and(is_deed)
                    && opens_with_ba(tokens, k + 1) =>
            {
                return Some(k + 1);
            }
            Kind::Word if tokens.is(k, Marks::COMPLEMENTISER) => {
                // اتهم فلانا الذي … بأنه: ب opens what he is accused of.
                let accuses = bi && tokens.key(k).begins("ب");
                // الدراسة التي أعدها باحثون أن: nobody reports in the clause.
                let reports =
                    || (from + 1..k).any(|k| tokens.verb(k).is_some_and(|hit| !tells_seldom(hit)));
                // أن تسهل, as a verb may stand there, is what somebody may or must do.
                let known = Marks::NAME.or(Marks::COUNTRY).or(Marks::PLACE);
                let states = tokens.key(k).has_letters(3)
                    || tokens.is_definite(k + 1)
                    || tokens.is(k + 1, known)
                    || !(tokens.opens_with(k + 1, 'أ')
                        || tokens.key(k + 1).begins_any(["ي", "ت", "ن"]));
                let taken =
                    || tokens.is(k - 1, Marks::BEFORE_AN) || preposition(tokens, k - 1).is_some();
                let opens = accuses || tokens.opens_with(k, 'إ');
                // الذي يدرك أن: what its own verb takes.
                let own = k == from + 2
                    && !tokens.key(k - 1).begins_any(["ل", "ب"])
                    && tokens.class(k - 1) != Some(FunctionClass::Preposition)
                    && tokens.key(k - 1).owned().is_none();
                if !opens && own && !reports() {
                    return None;
                }
                if !opens && taken() && !reports() {
                    k += 1;
                    continue;
                }
                return (opens || states && !tokens.begins(k, "ب") && !reports()).then_some(k);
            }
            Kind::Word if goes_on(tokens, k) => return None,
            _ => {}
        }
        k = tokens.insertion_end(k).unwrap_or(k + 1);
    }
    None
}

/// Whether a verb of saying with و begins another clause at `k`.
fn goes_on(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens
        .verb(k)
        .is_some_and(|hit| hit.conjunction && hit.reading.form != Form::Masdar)
}

/// The quotation, or the colon before it, behind what is said of the subject from the word at `from` on: وهو ابن عمه, الذي
/// يعمل في المدينة. Nothing else stands between.
pub(super) fn behind_description(
    tokens: &Tokens<'_, '_>,
    from: usize,
    end: usize,
    opens_at: impl Fn(usize) -> bool,
) -> Option<usize> {
    let described = tokens.key(from).is_any(["وهو", "وهي", "وهم"])
        || tokens.class(from) == Some(FunctionClass::Relative)
        || is_subordinate(tokens, from);
    if !described {
        return None;
    }
    // الذي «يعمل …»: the quotation is what is said of him.
    let mut k = from + 1 + usize::from(is_subordinate(tokens, from));
    if tokens.kind(k) == Kind::Open {
        return None;
    }
    while k < end {
        match tokens.kind(k) {
            Kind::Stop | Kind::Semicolon => return None,
            // The content is another, which opens here: الذي كتب «…»، إن.
            Kind::Comma if tokens.kind(k + 1) == Kind::Word && opens_at(k + 1) => {
                let clause = tokens.is(k + 1, Marks::COMPLEMENTISER);
                return clause.then_some(k + 1);
            }
            Kind::Colon => return (tokens.kind(k + 1) == Kind::Open).then_some(k),
            Kind::Open => {
                let close = tokens.pair(k)?;
                // Names and words are shorter; the title of a work may be as long, and the clause follows.
                let after = close + 1 + usize::from(tokens.kind(close + 1) == Kind::Comma);
                if tokens.is(after, Marks::COMPLEMENTISER) && opens_at(after) {
                    return Some(after);
                }
                if close - k > 6 {
                    return Some(k);
                }
                k = close + 1;
                continue;
            }
            Kind::Word if tokens.is(k, Marks::COMPLEMENTISER) || goes_on(tokens, k) => return None,
            _ => {}
        }
        k = tokens.insertion_end(k).unwrap_or(k + 1);
    }
    None
}

/// Whether the quotation at `open`, or behind the colon there, is his who is described from the word at `from` on, and no part
/// of the description: القميص الذي يحمل عبارة «…»; ما كتب على بعضها: «…».
pub(super) fn quotes_him(tokens: &Tokens<'_, '_>, from: usize, open: usize) -> bool {
    let who = tokens.class(from) != Some(FunctionClass::Relative) || tokens.is_definite(from);
    match tokens.kind(open) {
        Kind::Open if who => {}
        Kind::Open => return false,
        Kind::Colon => {
            let close = tokens.pair(open + 1).unwrap_or(open);
            return who || close > open + 8;
        }
        _ => return true,
    }
    let finite = |k: usize| {
        let hit = tokens.verb(k);
        hit.is_some_and(|hit| {
            matches!(hit.reading.form, Form::Perfect | Form::Imperfect) && !hit.reading.also_noun
        })
    };
    let before = open - 1; // open > from
    (from..open).all(|k| !finite(k))
        && tokens.class(before) != Some(FunctionClass::Relative)
        && !(tokens.begins(before, "و") && tokens.letters(before) == 1)
        && (tokens.class(before) != Some(FunctionClass::Preposition)
            || preposition(tokens, before).is_some())
}

/// Whether a clause of time begins with the word at `k`: قبل أن.
pub(super) fn is_subordinate(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.key(k).is_any(["قبل", "بعد", "منذ", "دون"]) && tokens.key(k + 1) == "ان"
}
