//! Whom a text is about where nobody has spoken yet: the subject of the clause before a verb of saying without one.

use std::ops::Range;

use super::concerned::without_object;
use super::deeds::{is_action_noun, is_deed};
use super::frames::Found;
use super::lexis::{Form, Number, VerbHit};
use super::nature::{Gender, Sort, nature};
use super::particles::abbreviates_title;
use super::phrase::{Np, noun_phrase};
use super::subject::clause_subject;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN};

/// The subject of the clause, or of the sentence, before the cue, whom a verb that continues may mean. Of the sentences
/// before, the nearest is asked, and the first, which says whom the text is about.
pub(super) fn about(tokens: &Tokens<'_, '_>, found: &Found) -> Option<Np> {
    let verb = goes_on(found)?;
    let sentence = found.sentence();
    if found.cue.start > sentence.start + 3 {
        return subject_of(tokens, &sentence, found.cue.start, verb);
    }
    let sentences = tokens.sentences();
    let at = sentences
        .binary_search_by_key(&sentence.start, |s| s.start)
        .ok()?;
    nearest(tokens, sentences.get(..at)?, verb)
}

/// The same of the text before, where the cue begins its own.
pub(super) fn about_before(before: &Tokens<'_, '_>, found: &Found) -> Option<Np> {
    let verb = goes_on(found).filter(|_| found.cue.start == 0)?;
    if !before.sentences().is_empty() {
        return nearest(before, before.sentences(), verb);
    }
    // The sentences of a text without a cue were not told: its first and its last are.
    let len = before.len();
    let stops = |k: &usize| before.kind(*k) == Kind::Stop && !abbreviates_title(before, *k);
    let mut inside = 1..len.saturating_sub(1);
    let first = inside.find(stops).map_or(len, |stop| stop + 1);
    let last = inside.rfind(stops).map_or(first, |stop| stop + 1);
    let sentences = [0..first, last..len];
    nearest(before, sentences.get(..1 + usize::from(last < len))?, verb)
}

/// The verb, where it continues a clause: و or ف joins it to one, and it is no passive without them.
fn goes_on(found: &Found) -> Option<VerbHit> {
    let joined = |verb: &VerbHit| {
        verb.conjunction && matches!(verb.reading.form, Form::Perfect | Form::Imperfect)
    };
    found.verb.filter(joined)
}

/// The subject of a headline whose first verb follows it, for a verb further on that has the same form: النقابة ترفض القانون
/// وتحذر من كذا.
pub(super) fn topic(
    tokens: &Tokens<'_, '_>,
    sentence: &Range<usize>,
    cue: usize,
    verb: VerbHit,
) -> Option<Np> {
    if !verb.conjunction || verb.reading.form != Form::Imperfect {
        return None;
    }
    let mut np = noun_phrase(tokens, sentence.start, cue)?;
    if let Some(verb) = verb_within(tokens, &np) {
        np = Np::of(np.start()..verb);
    }
    let first = np.end();
    let key = tokens.key(first);
    let plural = key.ends("ون");
    let agrees = match verb.reading.number {
        Number::Plural => plural,
        Number::Singular => !plural && key.begins("ت") == verb.reading.feminine,
        Number::Dual => false,
    };
    let verb_like = first < cue
        && key.begins_any(["ي", "ت"])
        && key.has_letters(3)
        && !tokens.is(first, Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::PLACE))
        && tokens.title(first).is_none()
        && !is_deed(key);
    // فوز الفريق يسعد الجماهير: what is done says nothing.
    if is_action_noun(tokens, np.start()) {
        return None;
    }
    // الصيادلة يرفضون: the form of the verb shows that they are people.
    let speaks = nature(tokens, &np).plausible || plural && np.is_definite(tokens);
    (agrees && verb_like && speaks).then_some(np)
}

/// Where a verb, which the lists do not have, stands in a phrase of a headline: الوزير يزور المصنع.
pub(super) fn verb_within(tokens: &Tokens<'_, '_>, np: &Np) -> Option<usize> {
    (np.start() + 1..np.first.end).find(|&k| {
        let (key, word) = (tokens.key(k), tokens.word(k));
        let imperfect =
            key.begins("ي") || key.begins("ت") && tokens.raw(k - 1).ends_with('ة') && !is_deed(key);
        imperfect
            && tokens.kind(k) == Kind::Word
            && key.has_letters(4)
            && *word == UNKNOWN
            && !["ي", "يه", "ا", "ات", "ين"].iter().any(|end| key.ends(end))
    })
}

fn nearest(tokens: &Tokens<'_, '_>, sentences: &[Range<usize>], verb: VerbHit) -> Option<Np> {
    let last = sentences.last()?;
    let named = |np: &Np| nature(tokens, np).named;
    subject_of(tokens, last, last.end, verb).or_else(|| {
        let first = sentences.first().filter(|_| sentences.len() > 1)?;
        subject_of(tokens, first, first.end, verb).filter(named)
    })
}

/// The subject of a clause that ends before `before`, if it can speak and the form of the verb is that of the one that
/// continues.
fn subject_of(
    tokens: &Tokens<'_, '_>,
    clause: &Range<usize>,
    before: usize,
    verb: VerbHit,
) -> Option<Np> {
    let np = clause_subject(tokens, clause, before)?;
    // زار الوزير المستشفى, أقامت المدينة حفلا: what the verb concerns is no part of who that is.
    let np = if nature(tokens, &np).named {
        np
    } else {
        without_object(tokens, np)?
    };
    let object = |k: usize| {
        k > np.start()
            && *tokens.word(k) == UNKNOWN
            && tokens.ends(k, "ا")
            && !tokens.is_definite(k)
            && !tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME))
    };
    if np.tokens().any(object) {
        return None;
    }
    let nature = nature(tokens, &np);
    if nature.sort == Sort::Document || verb.reading.number != Number::Singular {
        return None;
    }
    let shown = verb.reading.gender();
    if nature.plural || nature.gender == Gender::Unknown || nature.gender != shown {
        return None;
    }
    // The subject stands first.
    let Some(head) = np.start().checked_sub(1).filter(|&k| k >= clause.start) else {
        return Some(np);
    };
    let person = nature.named || nature.sort == Sort::Person;
    begins_clause(tokens, head, shown, person).then_some(np)
}

/// Whether the word before a subject is its verb and no noun: وزارة الدفاع has none before الدفاع. A feminine subject shows
/// it by the ت of the verb; before a masculine one, nouns are told by their forms.
fn begins_clause(tokens: &Tokens<'_, '_>, i: usize, gender: Gender, person: bool) -> bool {
    let key = tokens.key(i);
    let word = tokens.word(i);
    if tokens.kind(i) != Kind::Word || tokens.is_definite(i) || tokens.raw(i).ends_with('ة') {
        return false;
    }
    let key = key
        .behind("و")
        .filter(|rest| rest.has_letters(3))
        .unwrap_or(key);
    if gender == Gender::Feminine {
        return key.begins("ت") && key.has_letters(4) && !is_deed(key)
            || key.ends("ت") && !key.ends("ات") && key.has_letters(3);
    }
    let noun = word.title.is_some()
        || word.either(Marks::INSTITUTION.or(Marks::RELATION).or(Marks::GOVERNMENT))
        || word.is(Marks::CHANNEL.or(Marks::DOCUMENT).or(Marks::GROUP))
        || key.ends("ات")
        || key.begins("م") && key.has_letters(4)
        || is_deed(key);
    key.begins("ي") && key.has_letters(4) || person && !noun
}
