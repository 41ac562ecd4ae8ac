//! Objects of which a verb says something, or which it hands on: وصف الوزير القرار بأنه …, عزا الوزير الغلاء إلى …, جدد
//! الوزير رفضه …, وجه الوزير انتقادات إلى …. The content begins with the object.

use super::channel::channel_between;
use super::complement::{Marker, Opener};
use super::deeds::{is_action_noun, is_deed, is_own_action};
use super::homograph::restates;
use super::judged::is_broken_plural;
use super::lexis::{Form, Frame, Lexis, Traits, VerbHit};
use super::names::Names;
use super::nature::nature;
use super::phrase::{BELONGING, Np, is_body};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// How far behind its verb such an object is sought, in tokens.
const REACH: usize = 20;

/// The object of the verb at `i` that is what it tells, where its lemma has one: known by its noun, whatever prepositions
/// follow it.
pub(super) fn telling_object(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    frame: &Frame,
    end: usize,
) -> Option<Marker> {
    let tells: fn(&Tokens<'_, '_>, usize) -> bool = match frame.lemma {
        "جدد" | "كرر" => restates,
        "وجه" => is_directed,
        "حمل" => |tokens, k| tokens.is(k, Marks::BLAME),
        "كشف" => |tokens, k| tokens.is(k, Marks::INFORMATION),
        _ => return None,
    };
    if hit.suffix {
        return None;
    }
    let end = end.min(i + 1 + REACH);
    let mut k = i + 1;
    while k < end {
        match tokens.kind(k) {
            Kind::Word => {
                if tells(tokens, k) && is_free(tokens, i, k, frame) {
                    // كامل المسؤولية
                    let whole =
                        k > i + 1 && tokens.key(k - 1).is_any(["كامل", "كل", "جزء", "جزءا"]);
                    let at = k - usize::from(whole);
                    return Some(Marker {
                        at,
                        limit: at,
                        opener: Opener::Noun,
                    });
                }
                let class = tokens.class(k);
                let other = matches!(
                    class,
                    Some(FunctionClass::Relative | FunctionClass::Negation | FunctionClass::Auxiliary)
                ) || tokens.is(k, Marks::COMPLEMENTISER)
                    // كشف عن سبب كذا: the preposition opens the content.
                    || frame.lemma == "كشف" && tokens.key(k) == "عن"
                    || tokens
                        .verb(k)
                        .is_some_and(|v| v.conjunction && v.reading.form != Form::Masdar);
                if other || hit.reading.form == Form::Participle && frame.lemma != "حمل" {
                    return None;
                }
            }
            Kind::Comma | Kind::Number => {}
            Kind::Dash | Kind::BracketOpen | Kind::Open => {
                let past = tokens
                    .insertion_end(k)
                    .or_else(|| Some(tokens.pair(k)? + 1));
                k = past.filter(|&past| past > k && past <= k + 12)?;
                continue;
            }
            _ => return None,
        }
        k += 1;
    }
    None
}

/// Whether the noun at `k` may be the object of the verb at `i`: no preposition governs it, and what stands between is
/// complete.
fn is_free(tokens: &Tokens<'_, '_>, i: usize, k: usize, frame: &Frame) -> bool {
    if k == i + 1 {
        return true;
    }
    let before = k - 1; // k > i + 1
    if tokens.class(before) == Some(FunctionClass::Preposition) {
        return false;
    }
    let known = Marks::NAME
        .or(Marks::GIVEN_NAME)
        .or(Marks::COUNTRY)
        .or(Marks::PLACE)
        .or(Marks::NATIONALITY)
        .or(Marks::TIME)
        .or(Marks::TRANSPARENT);
    tokens.kind(before) != Kind::Word
        || tokens.is_definite(before)
        || tokens.is(before, known)
        || is_own_action(tokens, k)
        || frame.lemma == "حمل"
        // هنا نائب كريم فلان: behind a name that no list has.
        || !tokens.is_known(before)
}

/// Whether the noun at `i` is what is addressed to somebody, whom ل or إلى names soon behind it.
fn is_directed(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    tokens.is(i, Marks::ADDRESSED)
        && (i + 1..i + 8)
            .take_while(|&k| tokens.kind(k) == Kind::Word)
            .any(|k| tokens.key(k).is_any(["الي", "ل", "ضد"]) || tokens.begins(k, "ل"))
}

/// Where the content of a verb begins that says something of an object: with that. Shortens a source that ran on into
/// it. `None` where it cannot be told who speaks from whom the verb is about.
pub(super) fn with_object(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    frame: &Frame,
    marker: Marker,
    source: &mut Option<Np>,
    names: &Names<'_>,
) -> Option<usize> {
    let describes = frame.traits.has(Traits::DESCRIBE);
    if hit.suffix {
        return Some(marker.at);
    }
    if marker.limit == i + 1 {
        // يعزى إلى كذا; وصف بأنه: the subject stands before it, and with عزا nobody speaks.
        let told = describes || marker.opener == Opener::Noun;
        return told.then_some(marker.at);
    }
    let Some(np) = source.as_mut().filter(|np| np.start() > i) else {
        if let Some(subject) = bare_subject(tokens, i, hit, marker.limit) {
            *source = Some(Np::of(subject..subject + 1));
            return Some(subject + 1);
        }
        let from = behind_insertions(tokens, i + 1, marker.limit);
        // مرجعا للتشريع: a noun.
        if hit.reading.form == Form::Participle && tokens.begins(from, "لل") {
            return None;
        }
        let begins = from < marker.limit
            && matches!(tokens.kind(from), Kind::Word | Kind::Open)
            && !tokens.is(from, Marks::SAYING)
            && tokens.class(from) != Some(FunctionClass::Preposition);
        return Some(if begins { from } else { marker.at });
    };
    if let Some(object) = object_start(tokens, np.start(), marker.limit)
        && object < np.end()
    {
        np.first.end = object.min(np.first.end);
        np.more.clear();
    }
    // المدرب كريم الحداد أداء فريقه: the noun before one with a pronoun governs it.
    let last = np.end() - 1; // a phrase is not empty
    let owned = |k: usize| tokens.owned(k).is_some();
    if np.more.is_empty()
        && last > np.start()
        && last + 1 < marker.limit
        && (last > np.start() + 1 && owned(last + 1)
            || tokens.is(last, Marks::ACTION.or(Marks::RELATION)))
        && tokens.kind(last) == Kind::Word
        && !tokens.is_definite(last)
        && !tokens.is(last, BELONGING)
        && tokens.class(last).is_none()
        && tokens.title(last).is_none()
    {
        np.first.end = last;
    }
    let named = nature(tokens, np).plausible || names.any(tokens, np);
    let itself = ["نفسه", "نفسها", "ذاته", "ذاتها"];
    let ended = np.end() + usize::from(tokens.key(np.end()).is_any(itself));
    let at = behind_insertions(tokens, ended, marker.limit);
    if at < marker.limit && !may_be_object(tokens, np, at) {
        return None;
    }
    if at < marker.limit {
        return (named || describes).then_some(at);
    }
    if describes
        && named
        && let Some(object) = last_object(tokens, np)
    {
        np.first.end = object;
        return Some(object);
    }
    // A comma parts them: the object was named before.
    if np.end() < marker.limit {
        return (tokens.kind(np.end()) == Kind::Comma).then_some(marker.at);
    }
    if marker.opener == Opener::Noun {
        // حمل فلان مسؤولية كذا لفلان; حمل فلان المسؤولية is to bear it, or is said of him.
        let to = (marker.at + 1..marker.at + 12)
            .take_while(|&k| tokens.kind(k) == Kind::Word)
            .any(|k| tokens.key(k).is_any(["الي", "ل"]) || tokens.begins(k, "لل"));
        return (named && to).then_some(marker.at);
    }
    if named {
        return None;
    }
    let from = np.start();
    *source = None;
    Some(from)
}

/// Whether a verb that describes has بأنه behind the ب and noun at `j`, which then belong to whom or what it is about: وصف
/// الباحث بالدراسة ما وجده بأنه كبير.
pub(super) fn described_later(
    tokens: &Tokens<'_, '_>,
    j: usize,
    end: usize,
    frame: &Frame,
) -> bool {
    const LONGEST: usize = 14;
    frame.traits.has(Traits::DESCRIBE)
        && (j + 1..end.min(j + LONGEST))
            .take_while(|&k| tokens.kind(k) == Kind::Word)
            .any(|k| tokens.is(k, Marks::COMPLEMENTISER) && tokens.begins(k, "ب"))
}

/// Where the object begins that the phrase of a person up to `limit` has run on into, as a verb that describes always has one:
/// a noun with the article behind a given name and a surname, وصف الوزير كريم هايسوم الحادث بأنه.
fn last_object(tokens: &Tokens<'_, '_>, np: &Np) -> Option<usize> {
    let last = np.end().checked_sub(1)?;
    let name = |k: usize| tokens.is(k, Marks::NAME.or(Marks::GIVEN_NAME));
    (np.more.is_empty()
        && last >= np.start() + 2
        && tokens.is_definite(last)
        && !tokens.is(last, BELONGING)
        && tokens.title(last).is_none()
        && !name(last - 1)
        && name(last - 2)
        && tokens.class(last - 1).is_none())
    .then_some(last)
}

/// The subject of one definite word before an object of one, where the second can be no adjective of the first: وصفت
/// السلطات الموضوع بأنه, وصف البيان الهجوم بأنه.
fn bare_subject(tokens: &Tokens<'_, '_>, i: usize, hit: VerbHit, limit: usize) -> Option<usize> {
    let (subject, object) = (i + 1, i + 2);
    let noun = tokens.key(object).behind("ال")?;
    let word = tokens.word(subject);
    let speaks = word.title.is_some() || is_body(word) || word.is(Marks::DOCUMENT);
    let parted = disagree(tokens, subject, object) || is_deed(noun);
    let agrees = hit.reading.feminine == is_feminine(tokens, subject);
    (hit.reading.form != Form::Participle
        && object + 1 == limit
        && tokens.is_definite(subject)
        && speaks
        && agrees
        && parted
        && !tokens.is(object, BELONGING))
    .then_some(subject)
}

/// Whether the noun at `k` is written as one that takes feminine adjectives.
fn is_feminine(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.raw(k).ends_with('ة') || tokens.ends(k, "ات")
}

/// Whether the word at `object` can be no adjective of the noun at `subject`, for its gender: السلطات الموضوع.
pub(super) fn disagree(tokens: &Tokens<'_, '_>, subject: usize, object: usize) -> bool {
    let relates = tokens.ends(object, "ي") || tokens.ends(object, "اء");
    is_feminine(tokens, subject) != is_feminine(tokens, object) && !relates
}

/// Whether what stands at `at` may be the object behind a subject: not what says more of that, as a preposition and
/// another title do, nor another subject.
fn may_be_object(tokens: &Tokens<'_, '_>, subject: &Np, at: usize) -> bool {
    let word = tokens.word(at);
    let more = word.class == Some(FunctionClass::Preposition)
        || tokens.key(at) == "خلال"
        || tokens
            .key(at)
            .behind("و")
            .is_some_and(|rest| Lexis::get().word(rest).is(BELONGING));
    // العميد كريم الحداد مدير السجن: his office, or another.
    let office = at == subject.end()
        && word.is_title_of_person()
        && !tokens.is_definite(at)
        && subject.tokens().count() > 1;
    // السكرتير الصحفي: what more his title has.
    let title = at == subject.end()
        && word.is_title_of_person()
        && !word.is(Marks::PEER)
        && subject.head_word(tokens).is_title_of_person()
        && subject.tokens().count() == 1;
    // آل الشيخ: a name is no more than its particle.
    let cut = tokens.is(subject.end() - 1, Marks::NAME_PARTICLE); // a phrase is not empty
    !(more || office || title || cut)
}

/// Past commas, words of time and channels between a subject and its object.
fn behind_insertions(tokens: &Tokens<'_, '_>, from: usize, limit: usize) -> usize {
    let mut k = from;
    while k < limit {
        let channel = channel_between(tokens, k, limit).filter(|c| c.start == k);
        k = if let Some(channel) = channel {
            channel.end
        } else if let Some(after) = tokens.insertion_end(k).filter(|&after| after <= limit) {
            after
        } else if tokens.kind(k) == Kind::Comma
            || tokens.is(k, Marks::TIME.or(Marks::TRANSPARENT).or(Marks::SIDE))
                && tokens.key(k) != "خلال"
        {
            k + 1
        } else {
            break;
        };
    }
    k.min(limit)
}

/// Where an object begins behind a subject that is complete: with this or what, or with a noun without the article that
/// cannot belong to what stands before it.
fn object_start(tokens: &Tokens<'_, '_>, first: usize, limit: usize) -> Option<usize> {
    let mut complete = false;
    let mut k = first;
    while k < limit {
        match tokens.kind(k) {
            Kind::Word => {}
            Kind::Open => {
                k = tokens.pair(k)? + 1;
                complete = true;
                continue;
            }
            Kind::BracketOpen | Kind::Dash => {
                k = tokens.insertion_end(k)?;
                continue;
            }
            _ => return None,
        }
        let governed = k > first && tokens.class(k - 1) == Some(FunctionClass::Preposition);
        if complete && !governed && begins_object(tokens, first, k) {
            return Some(k);
        }
        let name = Marks::NAME.or(Marks::COUNTRY);
        complete = tokens.is_definite(k)
            || tokens.is(k, name)
            // جون ماكين: a surname that no list has
            || k > first + 1 && !tokens.is_known(k) && tokens.is(k - 1, Marks::GIVEN_NAME)
            || k > first && tokens.is(k, Marks::GIVEN_NAME)
            || k == first && tokens.is(k, Marks::PLACE);
        k += 1;
    }
    None
}

/// Whether the word at `k`, behind the complete words from `first` on, begins another phrase.
fn begins_object(tokens: &Tokens<'_, '_>, first: usize, k: usize) -> bool {
    let (word, key) = (tokens.word(k), tokens.key(k));
    if word.class == Some(FunctionClass::Demonstrative)
        || key.is_any([
            "ما",
            "اياه",
            "اياها",
            "اياهم",
            "نفسه",
            "نفسها",
            "ذلك",
            "تلك",
        ])
    {
        return true;
    }
    // نجاح الموسم: what is done, though a name too.
    if word.is(Marks::ACTION) && !word.is(Marks::NAME) && tokens.is_definite(k + 1) {
        return true;
    }
    if word.is(BELONGING)
        || word.class.is_some()
        || word.title.is_some()
        || key.is_any(["شبه", "غير", "ذات"])
        || tokens.raw(k).is_ascii()
    {
        return false;
    }
    let many = key.ends("ات") && key.has_letters(5);
    if let Some(noun) = key.behind("ال") {
        // طهران العقوبات: behind the name of a state what is done, or many, is no adjective.
        let state = k == first + 1 && tokens.is(first, Marks::COUNTRY.or(Marks::PLACE));
        // صحيفة «النهار» المباراة: behind a name in quotation marks, unless it is an adjective in ي.
        let named = tokens.kind(k - 1) == Kind::Close && !key.ends("يه") && !key.ends("ي");
        return named || state && (many || is_deed(noun));
    }
    !key.begins_any(["و", "ل", "ب", "ك"])
        && (tokens.raw(k).ends_with('ة')
            || many
            || is_broken_plural(key)
            || is_action_noun(tokens, k)
            || is_own_action(tokens, k))
}
