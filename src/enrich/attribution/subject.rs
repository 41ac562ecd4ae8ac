//! The subject of a verb: after it, before it, or in the clause a participle depends on.

use std::ops::Range;

use super::frames::{Found, Names};
use super::lexis::{Classes, Form, Lexis, Number, Traits, VerbHit};
use super::source::{self, Np, Proclitic};
use super::tokens::{Kind, Tokens};
use super::verb::is_complement_start;
use crate::article::{Gender, VoiceSort};
use crate::lexicon::{FunctionClass, Lexicon, TitleClass};

/// The subject after the verb, before `limit`.
pub(super) fn subject(
    tokens: &Tokens<'_>,
    verb: usize,
    limit: usize,
    takes_object: bool,
) -> Option<Np> {
    let mut from = verb + 1;
    // Adverbials before the subject: وقال في بيان المتحدث.
    let lexis = Lexis::get();
    let mut guard = 0;
    while from < limit && guard < 4 {
        guard += 1;
        let key = tokens.key(from);
        if key == "ل" && tokens.kind(from + 1) == Kind::Open {
            from = tokens.pair(from + 1).map_or(from + 2, |close| close + 1);
        } else if source::is_recipient(tokens, from) && key != "ل" {
            // The recipient may come first: وأوضح للصحيفة المدير.
            let head = matches!(
                key.strip_prefix('ل'),
                Some(
                    "وكاله"
                        | "قناه"
                        | "صحيفه"
                        | "موقع"
                        | "اذاعه"
                        | "شبكه"
                        | "تلفزيون"
                        | "جريده"
                        | "مجله"
                        | "برنامج"
                )
            );
            from += 1 + usize::from(head);
        } else if lexis.classes(key).has(Classes::SIDE)
            || lexis.classes(key).has(Classes::LIGHT_OBJECT)
            || lexis.classes(key).has(Classes::TRANSPARENT)
            || key == "قد"
        {
            from += 1;
        } else if key == "من" && lexis.classes(tokens.key(from + 1)).has(Classes::SIDE) {
            from += 2;
        } else if let Some(after) = tokens.insertion_end(from) {
            from = after;
        } else if tokens.kind(from) == Kind::Comma {
            from += 1;
        } else {
            break;
        }
    }
    if from >= limit {
        return None;
    }
    let limit = if takes_object {
        // طلب من: whom it was asked of.
        (from + 1..limit)
            .find(|&k| tokens.key(k) == "من" && asks_of(tokens, verb))
            .unwrap_or(limit)
    } else {
        limit
    };
    let np = source::noun_phrase(tokens, from, limit)?;
    let np = if takes_object {
        without_object(tokens, np)?
    } else {
        np
    };
    // A pronoun or a bare adverb is no subject.
    let head = np.head(tokens);
    (!head.is_empty() || tokens.kind(np.start()) == Kind::Open).then_some(np)
}

/// Cuts the object from a phrase that runs on into it: a second head after a complete first one. `None` where the
/// phrase is all object: ناشد المجتمع الدولي.
fn without_object(tokens: &Tokens<'_>, np: Np) -> Option<Np> {
    let piece = np.pieces.first().cloned()?;
    let lexicon = Lexicon::builtin();
    let lexis = Lexis::get();
    let first = tokens.key(piece.start);
    // The sound masculine plural shows its case: المتظاهرين is no subject.
    let oblique = first.starts_with("ال")
        && first.ends_with("ين")
        && first.chars().count() >= 7
        && !source::is_name_word(first);
    if lexis.classes(first).has(Classes::ADDRESSEE) && source::title_of(first).is_none() || oblique
    {
        return None;
    }
    let mut complete = false;
    for k in piece.clone() {
        let key = tokens.key(k);
        if k > piece.start {
            let head = source::title_class(tokens, k)
                .is_some_and(|class| class != TitleClass::Modifier)
                && !lexicon.nationalities().contains(key)
                || lexicon.countries().contains(key) && !tokens.key(k - 1).is_empty() && complete
                || source::is_organisation_head(key)
                || lexis.classes(key).has(Classes::ADDRESSEE);
            // الوزير الخطة: a feminine noun is no adjective of a masculine title.
            let disagrees = k == piece.start + 1
                && source::title_of(first).is_some()
                && first.starts_with("ال")
                && !tokens.raw(piece.start).ends_with('ة')
                && key.starts_with("ال")
                && tokens.raw(k).ends_with('ة');
            // العلي لاعبيه: a noun with the subject's pronoun is the object.
            let own = !key.starts_with("ال")
                && !tokens.raw(k).ends_with('ة')
                && !source::is_name_word(key)
                && crate::arabic::strip_enclitic(key)
                    .is_some_and(|(_, pronoun)| matches!(pronoun, "ه" | "ها" | "هم"));
            let head = head || disagrees || own;
            let quoted = tokens.kind(k) == Kind::Open && first.ends_with("ون");
            let governed = tokens.class(k - 1) == Some(FunctionClass::Preposition)
                || tokens.key(k - 1) == "باسم";
            if complete && head && !governed || quoted {
                return Some(Np {
                    pieces: std::iter::once(piece.start..k).collect(),
                    proclitic: np.proclitic,
                });
            }
        }
        complete |= lexicon.countries().contains(key)
            || lexicon.nationalities().contains(key)
            || key.starts_with("ال")
            || source::is_name_word(key)
            || k == piece.start && tokens.class(k).is_none() && source::title_of(key).is_none()
            || k > piece.start && lexicon.given_names().contains(tokens.key(k - 1));
    }
    Some(np)
}

/// Whether the verb has its addressee after من: طلب من.
fn asks_of(tokens: &Tokens<'_>, verb: usize) -> bool {
    let lexis = Lexis::get();
    lexis
        .verb(tokens.key(verb))
        .is_some_and(|hit| lexis.frame(hit.reading).traits.has(Traits::NP_STRICT))
}

/// أما X فقال: the topic before the verb is its subject.
pub(super) fn topic_subject(
    tokens: &Tokens<'_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Np> {
    let ama = sentence.start;
    if !matches!(tokens.key(ama), "اما" | "واما") || verb - ama > 16 {
        return None;
    }
    source::noun_phrase(tokens, ama + 1, verb)
}

/// The subject before the verb, and where its clause begins.
pub(super) fn subject_before(
    tokens: &Tokens<'_>,
    verb: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    headline: bool,
    names: &Names,
) -> Option<(Np, usize)> {
    let mut end = verb;
    while end > sentence.start && matches!(tokens.key(end - 1), "قد" | "كان" | "كانت" | "ايضا")
    {
        end -= 1;
    }
    let lexicon = Lexicon::builtin();
    let known = |key: &str| {
        lexicon.titles().contains(key)
            || lexicon.countries().contains(key)
            || lexicon.places().contains(key)
            || lexicon.agencies().contains(key)
            || lexicon.given_names().contains(key)
    };
    // وكان الناطق باسم …، قد أكد: the subject behind كان, closed by a comma.
    let first = sentence.start;
    if matches!(
        tokens.key(first),
        "كان" | "وكان" | "كانت" | "وكانت" | "لكن" | "ولكن" | "فيما"
    ) && verb - first <= 30
        && let Some(np) = source::noun_phrase(tokens, first + 1, verb)
        && (np.end()..verb).all(|k| tokens.kind(k) == Kind::Comma || tokens.key(k) == "قد")
    {
        let nature = source::nature(tokens, &np);
        if nature.plausible || np.tokens().any(|k| names.contains(tokens.key(k))) {
            return Some((np, first));
        }
    }
    let floor = sentence.start.max(end.saturating_sub(18));
    let mut from = end;
    while from > floor {
        let k = from - 1;
        match tokens.kind(k) {
            Kind::Comma => {
                // An apposition between commas belongs to the subject.
                if end - from <= 1 || !headline {
                    break;
                }
                break;
            }
            Kind::Stop | Kind::Semicolon | Kind::Colon => break,
            Kind::Word => {
                let key = tokens.key(k);
                let class = tokens.class(k);
                if class == Some(FunctionClass::Conjunction)
                    || is_complement_start(key)
                    || matches!(
                        key,
                        "كان" | "كانت" | "وكان" | "وكانت" | "فيما" | "ان" | "بان" | "كما"
                    )
                {
                    break;
                }
                if matches!(
                    class,
                    Some(FunctionClass::Relative | FunctionClass::Negation)
                ) {
                    return None;
                }
                if headline
                    && key
                        .strip_prefix('و')
                        .is_some_and(|rest| !known(key) && known(rest))
                {
                    from = k;
                    break;
                }
            }
            _ => {}
        }
        from -= 1;
    }
    if from >= end || from == floor && floor > sentence.start && floor + 18 == end {
        return None;
    }
    let mut proclitic = Proclitic::None;
    let key = tokens.key(from);
    if matches!(tokens.class(from), Some(FunctionClass::Preposition)) {
        return None;
    }
    if let Some(rest) = key.strip_prefix('و')
        && !known(key)
        && (rest.starts_with("ال") || known(rest))
    {
        proclitic = Proclitic::Letter;
    }
    // وبخصوص …: an adverbial, no subject.
    if key.starts_with('و') && proclitic == Proclitic::None && !known(key) {
        return None;
    }
    let mut np = source::noun_phrase(tokens, from, end)?;
    if np.end() != end {
        return None;
    }
    np.proclitic = proclitic;
    let nature = source::nature(tokens, &np);
    let short_name =
        headline && np.tokens().count() <= 3 || np.tokens().any(|k| names.contains(tokens.key(k)));
    if !(nature.plausible || short_name) {
        return None;
    }
    // Agreement: a singular subject shows the gender of the verb.
    if hit.reading.number == Number::Singular
        && matches!(
            (nature.gender.clone(), hit.reading.gender()),
            (Gender::Feminine, Gender::Masculine) | (Gender::Masculine, Gender::Feminine)
        )
        && !nature.plural
        && (nature.gender == Gender::Feminine || source::title_of(&np.head(tokens)).is_some())
    {
        return None;
    }
    Some((np, from))
}

/// The subject of the verb at the head of a sentence, for a participle that depends on it.
pub(super) fn clause_subject(
    tokens: &Tokens<'_>,
    sentence: &Range<usize>,
    before: usize,
) -> Option<Np> {
    let mut from = sentence.start;
    // وكان X قد …; a preposition phrase or a conjunction may stand first: only the plain order is read.
    if matches!(tokens.class(from), Some(FunctionClass::Preposition))
        || matches!(tokens.key(from), "وفي" | "وعلي" | "ومن" | "وخلال" | "وبعد")
    {
        // في غضون ذلك، أثار …: the clause begins behind the adverbial's comma.
        let comma = (from..before.min(from + 9)).find(|&k| tokens.kind(k) == Kind::Comma)?;
        from = comma + 1;
    }
    let key = tokens.key(from);
    let verb_like = tokens
        .class(from)
        .is_none_or(|c| matches!(c, FunctionClass::Verb | FunctionClass::Auxiliary));
    if !verb_like || source::title_class(tokens, from).is_some() || key.starts_with("ال") {
        let np = source::noun_phrase(tokens, from, before)?;
        let nature = source::nature(tokens, &np);
        return (nature.plausible && nature.named).then_some(np);
    }
    from += 1;
    let np = source::noun_phrase(tokens, from, before)?;
    let nature = source::nature(tokens, &np);
    (nature.plausible).then_some(np)
}

/// The named person who is the subject of the clause before a verb without one: of its own sentence, or of the sentence
/// before it, unless somebody spoke there.
pub(super) fn earlier_subject(
    tokens: &Tokens<'_>,
    sentence: &Range<usize>,
    verb: usize,
    earlier: &[Found],
) -> Option<Np> {
    let person = |np: &Np| {
        let nature = source::nature(tokens, np);
        nature.named && nature.sort == VoiceSort::Person
    };
    if verb > sentence.start + 3 {
        if !earlier.is_empty() {
            return None;
        }
        return clause_subject(tokens, sentence, verb).filter(person);
    }
    let at = tokens
        .sentences()
        .binary_search_by_key(&sentence.start, |s| s.start)
        .ok()?
        .checked_sub(1)?;
    let before = tokens.sentences().get(at)?;
    let speaks = before.clone().any(|k| {
        tokens.quote(k).is_none()
            && Lexis::get().verb(tokens.key(k)).is_some_and(|v| {
                matches!(v.reading.form, Form::Perfect | Form::Imperfect) && !v.reading.also_noun
            })
    });
    if speaks {
        return None;
    }
    clause_subject(tokens, before, before.end).filter(person)
}
