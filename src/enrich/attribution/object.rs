//! Objects that are what is said: أعلن الوزير استقالته.

use super::apposition::apposition;
use super::complement::{Marker, Opener};
use super::deeds::{is_action_noun, is_deed, is_definite_deed, is_own_action};
use super::insertion::{inserted, said_in};
use super::judged::begins_judged;
use super::lexis::{Frame, Lexis, Traits};
use super::phrase::{is_body, is_complete, is_nameless, noun_phrase};
use super::tokens::{Kind, Tokens};
use super::wishes::wished;
use super::words::Marks;
use crate::article::Stance;
use crate::lexicon::{FunctionClass, TitleClass};

/// The object of a verb whose content is a noun in the accusative: after a complete subject an indefinite noun that
/// names an action.
pub(super) fn noun_object(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    frame: &Frame,
    participle: bool,
    suffix: bool,
    end: usize,
) -> Option<Marker> {
    if frame.traits.has(Traits::STRICT) && !participle || suffix {
        return None;
    }
    // أكدت فيه أهمية كذا: of the statement that is taken up.
    let taken_up = tokens
        .key(verb + 1)
        .is_any(["فيه", "فيها", "خلاله", "خلالها"]);
    let cue = verb;
    let verb = cue + usize::from(taken_up);
    let marker = |at| Marker {
        at,
        limit: at,
        opener: Opener::Noun,
    };
    if participle {
        // معتبرا الخطوة …: the first object may be any noun.
        let considers = frame.stance == Stance::Believe;
        if let Some(wish) = wished(tokens, verb, frame) {
            return Some(marker(wish));
        }
        let noun = tokens.kind(verb + 1) == Kind::Word && tokens.class(verb + 1).is_none();
        // مثمنا الخدمات: what is judged may be any that is known. مدينة is a city.
        let known = tokens.is_definite(verb + 1)
            || tokens.class(verb + 1) == Some(FunctionClass::Demonstrative)
                && tokens.kind(verb + 2) == Kind::Word;
        let judged = matches!(frame.stance, Stance::Criticise | Stance::Praise)
            && known
            && !matches!(frame.lemma, "أدان" | "دان");
        return (is_action_noun(tokens, verb + 1) || considers && noun || judged)
            .then(|| marker(verb + 1));
    }
    // ويعتبر فقدان الثقة أكبر الخسائر: it is held to be so.
    let held = {
        let key = tokens.key(cue);
        let bare = key.behind("و").unwrap_or(key);
        bare.is_any(["يعتبر", "تعتبر", "يعد", "تعد"])
    };
    if held && is_action_noun(tokens, verb + 1) {
        return None;
    }
    // Without a subject: the verb and its object.
    // تنظيم «…» is a body here, not what is done.
    let body = tokens.word(verb + 1).either(Marks::INSTITUTION)
        && (tokens.kind(verb + 2) == Kind::Open || tokens.is_definite(verb + 2));
    if is_action_noun(tokens, verb + 1) && !body {
        // وبين تأكيد الوزارة ونفي …: between the two.
        let between = frame.lemma == "بين" && !tokens.raw(verb).contains('\u{0651}');
        return (!explains(frame) || !between && is_explained(tokens, verb + 1))
            .then(|| marker(verb + 1));
    }
    let first = verb + 1;
    let subject = noun_phrase(tokens, first, end)?;
    let nameless = tokens.is_definite(first) && is_nameless(tokens.word(first));
    let mut definite = false;
    let mut k = first;
    while k < end {
        match tokens.kind(k) {
            Kind::Word => {}
            Kind::Dash | Kind::BracketOpen => {
                // مجموعة (5 + 1): with its name.
                definite |=
                    tokens.kind(k) == Kind::BracketOpen && k > first && is_body(tokens.word(k - 1));
                k = tokens.insertion_end(k)?;
                continue;
            }
            Kind::Comma => {
                // أعلنت السلطات، أمس، التصدي لـ: the commas part what is done from what the subject is.
                let done = |k: usize| {
                    let word = tokens.word(k);
                    word.title.is_none()
                        && !word.either(Marks::INSTITUTION)
                        && (tokens.key(k).behind("ال").is_some_and(is_deed)
                            || is_definite_deed(tokens, k))
                };
                if let Some(after) = said_in(tokens, k + 1, end) {
                    if definite && done(after) {
                        return Some(marker(after));
                    }
                    k = after;
                    continue;
                }
                // صاحب مصانع لإعادة تصنيع الورق، أن: what he is names no object.
                if let Some(close) = apposition(tokens, first, k, end)
                    && close > k
                    && k < subject.end()
                    && tokens.kind(close) == Kind::Comma
                {
                    k = close;
                    continue;
                }
                // The object follows a closed apposition, or words between commas that are no clause.
                if k >= subject.end() && k > first {
                    let object = |k: usize| is_action_noun(tokens, k) || judges(frame) && done(k);
                    let behind = if object(k + 1) {
                        Some(k + 1)
                    } else {
                        inserted(tokens, k + 1, end)
                            .filter(|&behind| object(behind) || is_own_action(tokens, behind))
                    };
                    return behind.filter(|_| definite).map(marker);
                }
                k += 1;
                continue;
            }
            Kind::Open => {
                k = tokens.pair(k)? + 1;
                continue;
            }
            _ => return None,
        }
        let complete = definite
            || k > first
                && (tokens.is(k - 1, Marks::NAME)
                    || tokens.is(k - 1, Marks::GIVEN_NAME)
                    || tokens.is(k - 1, Marks::COUNTRY))
            // مصادر عراقية; وسائل إعلام مصرية وعربية
            || k > first && is_adjective(tokens, k - 1);
        // اعتبر الوزير الاتفاقية إطارا للتعاون, واعتبرت الوزيرة القرار خطوة
        let considered = || {
            let key = tokens.key(cue);
            let title = tokens.word(first);
            // No adjective of a man's title.
            let feminine = || {
                k == first + 1
                    && (title.is_title_of_person() || title.is(Marks::NAME))
                    && key.ends("ر")
                    && tokens.is_definite(k)
                    && tokens.raw(k).ends_with('ة')
                    && tokens.title(k).is_none()
                    && !tokens.is(k, Marks::NAME.or(Marks::NATIONALITY))
            };
            key.behind("و").unwrap_or(key).is_any(["اعتبر", "اعتبرت"])
                && (k > first && definite_object(tokens, first, k) || feminine())
                && tokens.kind(k + 1) == Kind::Word
                && (tokens.ends(k + 1, "ا") || tokens.raw(k + 1).ends_with('ة'))
                && !tokens.is_definite(k + 1)
                && tokens.class(k + 1).is_none()
                && !tokens.is(k + 1, Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::COUNTRY))
        };
        if definite && considered() {
            return Some(marker(k));
        }
        if judges(frame)
            && (definite_object(tokens, first, k)
                || nameless && is_complete(tokens, first, k)
                || frame.lemma != "استبعد" && begins_judged(tokens, first, k))
        {
            return Some(marker(k));
        }
        // خلال اجتماعه: when it was said.
        let governed = || {
            tokens.class(k - 1) == Some(FunctionClass::Preposition)
                || tokens.is(k - 1, Marks::INSERTION)
                || tokens.key(k - 1) == "اجل"
                // خططا لضمان حماية …: what it is for.
                || tokens.key(k - 1).behind("ل").is_some_and(is_deed)
        };
        // أوضح المتحدث أهمية …, but أوضح المصرف في إعلان نشره …
        let explained = || {
            is_explained(tokens, k) || is_action_noun(tokens, k) && tokens.kind(k + 1) == Kind::Word
        };
        let told = || {
            if explains(frame) {
                return complete && explained();
            }
            complete && (is_action_noun(tokens, k) || is_name_of_deed(tokens, first, k))
                || is_own_action(tokens, k)
                || is_definite_deed(tokens, k) && stands_apart(tokens, k)
        };
        if k > first && tokens.title(k).is_none() && told() && !governed() {
            // انتقد السكان طريقة معالجة الأزمة, but المنظمة الدولية للهجرة
            let headed = k > first + 1
                && !tokens.key(k - 1).begins_any(["ل", "ب"])
                && tokens.raw(k - 1).ends_with('ة')
                && !tokens.is_definite(k - 1)
                && tokens.is_definite(k - 2)
                && tokens.class(k - 1).is_none()
                && tokens.title(k - 1).is_none()
                && !tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME));
            return Some(marker(k - usize::from(headed)));
        }
        // أكد معاليه أهمية …: a noun with a pronoun is definite too.
        let owned = || tokens.owned(k).is_some();
        definite |= tokens.is_definite(k)
            || tokens.is(k, Marks::NAME.or(Marks::COUNTRY))
            || k == first && owned()
            || tokens.is(k, Marks::PLACE) && tokens.class(k).is_none();
        k += 1;
    }
    None
}

/// Whether the verb makes something clear: أوضح, بين.
fn explains(frame: &Frame) -> bool {
    matches!(frame.lemma, "أوضح" | "بين")
}

/// Whether the noun at `k`, in front of another, is what one makes clear of that: أهمية كذا, مدى كذا.
fn is_explained(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let nouns = ["اهميه", "ضروره", "مدي", "حجم", "وجود", "عدم", "اسباب"];
    tokens.key(k).is_any(nouns) && tokens.kind(k + 1) == Kind::Word
}

/// Whether the verb tells what its subject thinks of a thing, which is then as often known as not: أدان الهجوم.
pub(super) fn judges(frame: &Frame) -> bool {
    matches!(
        frame.stance,
        Stance::Criticise | Stance::Deny | Stance::Praise | Stance::Hope
    )
}

/// Whether the word at `k`, with the article or هذا, is what a verb judges whose subject may begin at `first`.
fn definite_object(tokens: &Tokens<'_, '_>, first: usize, k: usize) -> bool {
    let this = tokens.class(k) == Some(FunctionClass::Demonstrative) && tokens.is_definite(k + 1);
    let Some(noun) = tokens.key(k + usize::from(this)).behind("ال") else {
        return false;
    };
    let word = tokens.word(k + usize::from(this));
    let deed = is_deed(noun) || noun.before("ات").is_some_and(is_deed);
    if !deed || word.title.is_some() || word.either(Marks::INSTITUTION) || word.is(Marks::DOCUMENT)
    {
        return false;
    }
    // وزير التعليم: behind a noun without the article it belongs to that.
    let name = Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::COUNTRY);
    k == first
        || tokens.is(k - 1, Marks::TRANSPARENT)
        || tokens.class(k - 1).is_none() && (tokens.is_definite(k - 1) || tokens.is(k - 1, name))
}

/// Whether the word is an adjective of a people: عراقية, وعربية.
fn is_adjective(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.is(k, Marks::NATIONALITY)
        || tokens
            .key(k)
            .behind("و")
            .is_some_and(|rest| Lexis::get().word(rest).is(Marks::NATIONALITY))
}

/// Whether the definite word at `k` cannot belong to the noun before it, which has its article or is a name.
fn stands_apart(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let before = tokens.key(k - 1); // k > first
    let named = Marks::NAME.or(Marks::COUNTRY);
    tokens.kind(k - 1) == Kind::Word
        && tokens.class(k - 1).is_none()
        && (tokens.is_definite(k - 1) || before.begins("وال") || tokens.is(k - 1, named))
}

/// Whether the noun of action at `k` that is a given name too is none here: أعلن الاتحاد عودة الدوري, أكد المدير نجاح التجربة.
fn is_name_of_deed(tokens: &Tokens<'_, '_>, first: usize, k: usize) -> bool {
    let (word, before) = (tokens.word(k), tokens.word(k - 1)); // k > first
    if !word.is(Marks::ACTION) || !word.is(Marks::GIVEN_NAME) || word.class.is_some() {
        return false;
    }
    // The name before it is complete, or no person stands there.
    let apart = || {
        tokens.is_definite(k - 1)
            && (k - 1 == first && before.either(Marks::INSTITUTION)
                || k >= first + 2 && tokens.is(k - 2, Marks::NAME)
                || k - 1 == first && before.title == Some(TitleClass::OrganisationHead))
    };
    let named = tokens.word(k + 1);
    let thing = || {
        tokens.is_definite(k + 1)
            && tokens.raw(k + 1).ends_with(['ة', 'ت'])
            && !named.is(Marks::NAME)
            || tokens.owned(k + 1).is_some_and(|stem| {
                stem.has_letters(3) && !named.is(Marks::NAME.or(Marks::GIVEN_NAME))
            })
            || named.is(Marks::COUNTRY)
            || named.either(Marks::INSTITUTION)
    };
    tokens.kind(k + 1) == Kind::Word && (apart() || thing())
}

/// The clause with ما, which the word at `at` may be, as what a verb judges: نفت الوزارة ما تردد, نفى كل ما قيل.
pub(super) fn what_clause(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    frame: &Frame,
    suffix: bool,
    at: usize,
) -> Option<Marker> {
    if suffix || !judges(frame) || tokens.key(at) != "ما" || tokens.kind(at + 1) != Kind::Word {
        return None;
    }
    // كل ما, جميع ما
    let all = at > verb + 1 && tokens.is(at - 1, Marks::COUNT.or(Marks::QUANTIFIER));
    let from = at - usize::from(all);
    let before = from - 1; // from > verb
    let complete = from == verb + 1
        || tokens.is_definite(before)
        || tokens.is(
            before,
            Marks::NAME.or(Marks::COUNTRY).or(Marks::TRANSPARENT),
        );
    let clause = !tokens.is(at + 1, Marks::COMPLEMENTISER)
        && !matches!(
            tokens.class(at + 1),
            Some(FunctionClass::Conjunction | FunctionClass::Negation)
        );
    (complete && clause).then_some(Marker {
        at: from,
        limit: from,
        opener: Opener::Noun,
    })
}
