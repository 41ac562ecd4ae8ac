//! Statements whose giving out is told before them: نشر الوزير تغريدة كتب فيها: «…»; أصدرت الجمعية بلاغا أكدت فيه أهمية ….

use std::ops::Range;

use super::key::Key;
use super::lexis::{Form, Lexis, VerbHit};
use super::names::Names;
use super::nature::{Gender, nature};
use super::phrase::{Np, noun_phrase};
use super::subject::subject_before;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// How far before its verb a statement is named, and how far before that it is given out, in tokens.
const REACH: usize = 16;

/// A statement that was given out.
pub(super) struct Issue {
    /// Who gave it out.
    pub(super) source: Np,
    /// The verb of giving out.
    pub(super) verb: usize,
    /// Its noun.
    pub(super) channel: Range<usize>,
}

/// The noun of a statement, without the article, that the pronoun behind the verb at `i` takes up: بيانا قالت فيه.
pub(super) fn statement(tokens: &Tokens<'_, '_>, i: usize, floor: usize) -> Option<usize> {
    // ذكرت من خلاله أن
    let through = usize::from(tokens.key(i + 1) == "من");
    let pronoun = tokens.key(i + 1 + through);
    let feminine = pronoun.is_any(["فيها", "خلالها"]);
    if !(feminine || pronoun.is_any(["فيه", "خلاله"])) {
        return None;
    }
    for k in (floor.max(i.saturating_sub(REACH))..i).rev() {
        match tokens.kind(k) {
            Kind::Stop | Kind::Semicolon | Kind::Colon => return None,
            Kind::Word => {
                let other = tokens.class(k) == Some(FunctionClass::Relative)
                    || tokens.is(k, Marks::COMPLEMENTISER)
                    || tokens.verb(k).is_some_and(|hit| !hit.reading.also_noun);
                if other {
                    return None;
                }
                let key = tokens.key(k);
                let lexis = Lexis::get();
                let is = |key: Key<'_>| lexis.word(key).is(Marks::CHANNEL);
                let written = tokens
                    .raw(k)
                    .trim_end_matches(|c| matches!(c, '\u{064B}'..='\u{0652}'));
                let agrees = written.ends_with('ة') == feminine;
                if agrees && !tokens.is_definite(k) && (is(key) || key.before("ا").is_some_and(is))
                {
                    return Some(k);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a verb that tells how a statement was given out, or by whom, begins at `k`, with its pronoun: في رسالة نشرتها
/// مواقع محلية, عبر تسجيل تم بثه.
pub(super) fn tells_of_statement(tokens: &Tokens<'_, '_>, verb: usize, k: usize) -> bool {
    let passive = tokens.key(k).is_any(["تم", "تمت", "جري"]);
    if !passive && !tokens.verb(k).is_some_and(|hit| hit.suffix) {
        return false;
    }
    let words = (k.saturating_sub(3).max(verb + 1)..k).rev();
    let mut words = words.take_while(|&m| {
        tokens.kind(m) == Kind::Word && !tokens.is_definite(m) && tokens.class(m).is_none()
    });
    words.any(|m| tokens.is(m, Marks::CHANNEL.or(Marks::DOCUMENT)))
}

/// Whether the word is a verb of giving out a statement, with و or without.
pub(super) fn gives_out(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.is(k, Marks::ISSUING)
        || tokens
            .key(k)
            .behind("و")
            .is_some_and(|rest| Lexis::get().word(rest).is(Marks::ISSUING))
}

/// Whether the words behind a statement say whom it was made with, who then says it: أجرت الصحيفة مقابلة مع الوزيرة قالت فيها.
pub(super) fn is_made_with(tokens: &Tokens<'_, '_>, mut words: Range<usize>) -> bool {
    words.any(|k| tokens.key(k) == "مع")
}

/// The statement that the clause of the verb at `i` belongs to, where it is told who gave it out.
pub(super) fn issue(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    names: &Names<'_>,
) -> Option<Issue> {
    if hit.reading.form != Form::Perfect || hit.conjunction || hit.suffix {
        return None;
    }
    let noun = statement(tokens, i, sentence.start)?;
    if is_made_with(tokens, noun + 1..i) {
        return None;
    }
    let from = sentence.start.max(noun.saturating_sub(REACH));
    let verb = (from..noun).rev().find(|&k| gives_out(tokens, k))?;
    let behind = noun_phrase(tokens, verb + 1, noun).filter(|np| np.start() == verb + 1);
    // وكان الوزير أصدر بيانا
    let (source, next) = match behind {
        Some(np) => {
            let next = np.end();
            (np, next)
        }
        None => {
            let before = subject_before(tokens, verb, hit, sentence, false, names);
            (before.map(|(np, _)| np)?, verb + 1)
        }
    };
    // على حسابه, أمس: nothing else stands between them.
    let closed = next == noun
        || tokens.kind(next) == Kind::Comma
        || tokens.class(next) == Some(FunctionClass::Preposition)
        || tokens.is(next, Marks::TIME);
    let nature = nature(tokens, &source);
    let known = nature.plausible || names.any(tokens, &source);
    let agrees = match nature.gender {
        Gender::Feminine => hit.reading.feminine,
        Gender::Masculine => !hit.reading.feminine,
        _ => true,
    };
    let end = (noun + 1..i)
        .find(|&k| {
            tokens.kind(k) != Kind::Word || tokens.class(k).is_some() || tokens.is_definite(k)
        })
        .unwrap_or(i);
    (closed && known && agrees).then_some(Issue {
        source,
        verb,
        channel: noun..end.min(noun + 3),
    })
}
