//! Where the content of a verb begins: complementisers, prepositions, colons, quotations, objects.

use super::apposition::{is_apposed_up_to, named_in};
use super::ascription::described_later;
use super::deeds::{
    has_masdar_pattern, is_action, is_action_noun, is_deed, is_definite_deed, is_own_action,
};
use super::description::{after_relative, behind_description, is_subordinate, quotes_him};
use super::homograph::{is_person, is_receipt, tells_seldom};
use super::insertion::{is_plain_insertion, is_reply, opens_soon, said_in, withheld};
use super::issue::tells_of_statement;
use super::key::Key;
use super::lexis::{Complements, Form, Frame, Lexis, PhraseRule, Traits, VerbHit};
use super::object::{judges, noun_object, what_clause};
use super::particles::{abbreviates_title, in_name, is_ali};
use super::phrase::{is_body, noun_phrase};
use super::prepositions::{governs, is_in_charge, places, stands_for, starts_adverbial};
use super::quotes::{heads_name, is_name_quote};
use super::tokens::{Kind, Tokens};
use super::wishes::{is_li_noun, prays};
use super::words::{Marks, UNKNOWN};
use crate::article::Stance;
use crate::lexicon::FunctionClass;

/// How far from its verb a content may begin, in tokens.
const MAX_REACH: usize = 45;

/// What opens the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// أن and its kin.
    Clause,
    /// A preposition and أن.
    PrepClause,
    /// A preposition and a noun.
    PrepNoun,
    /// ب and a noun.
    BiNoun,
    /// A colon.
    Colon,
    /// A quotation mark.
    Quote,
    /// A noun in the accusative.
    Noun,
    /// A question word.
    Question,
}

/// Words behind a verb that may open its content, or end the search for it, or lead on to it, whatever else they are.
const DECISIVE: Marks = Marks::COMPLEMENTISER
    .or(Marks::QUESTION)
    .or(Marks::FRAME_BEGINS)
    .or(Marks::SAYING)
    .or(Marks::TRANSPARENT)
    .or(Marks::LIGHT_OBJECT)
    .or(Marks::WITHHOLDING);

/// The place where the content of a verb begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// First token of the content.
    pub(super) at: usize,
    /// Where the words between the verb and its content end.
    pub(super) limit: usize,
    pub(super) opener: Opener,
}

/// The preposition that the word at `i` is, if a complement may have it.
#[inline]
pub(super) fn preposition(
    tokens: &Tokens<'_, '_>,
    i: usize,
) -> Option<(Complements, Option<Complements>)> {
    // Most words are none.
    let is = tokens.class(i) == Some(FunctionClass::Preposition);
    is.then(|| preposition_of(tokens.key(i))).flatten()
}

/// As [`preposition`], given the match key of one.
fn preposition_of(key: Key<'_>) -> Option<(Complements, Option<Complements>)> {
    let prepositions = [
        ("في", Complements::FI, None),
        ("من", Complements::MIN, None),
        ("علي", Complements::ALA, Some(Complements::ALA_CLAUSE)),
        ("الي", Complements::ILA, Some(Complements::ILA_CLAUSE)),
        ("عن", Complements::AN, Some(Complements::DOC_AN)),
    ];
    let (_, noun, clause) = prepositions.into_iter().find(|(word, ..)| key == *word)?;
    Some((noun, clause))
}

/// Searches the content of the verb at `verb` before `end`.
pub(super) fn find(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    frame: &Frame,
    form: Form,
    suffix: bool,
    end: usize,
) -> Option<Marker> {
    let complements = frame.complements;
    let participle = form == Form::Participle;
    let reach = if participle { 9 } else { MAX_REACH };
    let end = end.min(verb + 1 + reach);
    let any_preposition = |j: usize| -> Option<bool> {
        let (noun, clause) = preposition(tokens, j)?;
        let before_clause = tokens.is(j + 1, Marks::COMPLEMENTISER) && !tokens.begins(j + 1, "ب");
        let allowed = complements.has(noun)
            || before_clause && clause.is_some_and(|c| complements.has(c))
            || clause == Some(Complements::DOC_AN) && complements.has(Complements::DOC_AN);
        let name = || noun == Complements::ALA && is_ali(tokens, verb + 1, j, end);
        (allowed && !name()).then_some(before_clause)
    };
    // A content opens directly here: what may follow a closing comma.
    let opens_at = |j: usize| -> bool {
        tokens.is(j, Marks::COMPLEMENTISER) && complements.has(Complements::CLAUSE)
            || any_preposition(j).is_some()
            || matches!(tokens.kind(j), Kind::Colon | Kind::Open)
                && complements.has(Complements::QUOTE)
            || tokens.is(j, Marks::SAYING.or(Marks::TRANSPARENT))
    };
    // طالب الصندوق، أمس، تونس، بتعديل …
    // وأشاد الوزير الإماراتي، بدور …
    let accuses_at = |j: usize| {
        (frame.traits.has(Traits::OBJECT) || frame.stance == Stance::Praise || frame.lemma == "نوه")
            && complements.has(Complements::BI)
            && (tokens.key(j).behind("ب").is_some_and(is_deed) || tokens.begins(j, "بال"))
            && !tokens.is(j, Marks::MANNER)
            && opens_with_ba(tokens, j)
    };
    // طالب الحزب في بيانه أمس، النيابة بفتح تحقيق: the object behind a comma.
    let behind_object = |from: usize| {
        let object = frame.traits.has(Traits::OBJECT)
            && (tokens.is_definite(from) || tokens.word(from).begins_name())
            // المستشار بالديوان: who speaks.
            && !tokens.word(from).is_title_of_person();
        let mut words = (from + 1..end.min(from + 9)).take_while(|&k| {
            tokens.kind(k) == Kind::Word
                && tokens.verb(k).is_none()
                && !tokens.is(k, Marks::COMPLEMENTISER)
                && tokens.class(k) != Some(FunctionClass::Relative)
        });
        object.then(|| words.find(|&k| accuses_at(k))).flatten()
    };
    let mut j = verb + 1;
    while j < end {
        match tokens.kind(j) {
            Kind::Colon => {
                let content = j + 1;
                return complements.has(Complements::QUOTE).then_some(Marker {
                    at: content,
                    limit: j,
                    opener: Opener::Colon,
                });
            }
            Kind::Open => {
                let close = tokens.pair(j).unwrap_or(j);
                // أعلن تنفيذ "أكبر" عملية: the quotation stands inside what is announced.
                let announced = j - 1; // j > verb
                let complete = || {
                    j == verb + 2
                        || tokens.is_definite(j - 2)
                        || tokens.is(j - 2, Marks::NAME.or(Marks::COUNTRY))
                };
                let inside = j >= verb + 2
                    && complete()
                    && complements.has(Complements::NP)
                    && close - j <= 3
                    && tokens.is_closed(j)
                    && tokens.kind(close + 1) == Kind::Word
                    && !heads_name(tokens.word(announced))
                    && !tokens.word(announced).either(Marks::INSTITUTION)
                    && !tokens.is(announced, Marks::QUOTE_HEAD)
                    && is_action_noun(tokens, announced);
                // أعلنت الوزارة تدمير منظومة "إس-300" في المدينة: nor is that what is said.
                let named = || {
                    complements.has(Complements::NP)
                        && close - j <= 3
                        && tokens.is_closed(j)
                        && tokens.kind(close + 1) == Kind::Word
                        && noun_object(tokens, verb, frame, participle, suffix, j).is_some()
                };
                if inside || named() {
                    break;
                }
                // أعلنت شركة البناء العامة "…" مؤخرا عن: the body goes by that name.
                let short_name = || {
                    let adverb = Marks::TIME.or(Marks::TRANSPARENT);
                    let after = (close + 1..end).find(|&k| !tokens.is(k, adverb));
                    j > verb + 1
                        && close - j <= 3
                        && tokens.is_closed(j)
                        && is_body(tokens.word(verb + 1))
                        && after.is_some_and(|k| {
                            tokens.kind(k) == Kind::Word
                                && (any_preposition(k).is_some()
                                    || complements.has(Complements::NP)
                                        && is_action_noun(tokens, k))
                        })
                };
                if short_name() {
                    j = close + 1;
                    continue;
                }
                // المعروفة بـ«…»: by what name it goes.
                let by_name =
                    !participle && tokens.key(j - 1) == "ب" && !complements.has(Complements::BI);
                if by_name
                    || !complements.has(Complements::QUOTE)
                    || is_name_quote(tokens, verb, j, end)
                {
                    let object =
                        complements.has(Complements::NP) && !is_name_quote(tokens, verb, j, end);
                    if object && j == verb + 1 {
                        break;
                    }
                    // أدانت الوزارة "الهجوم على المدنيين": in whose words it is told. Names are shorter, works have a
                    // head, and an object may have begun before: أدانت منع وصول "المواد الغذائية".
                    let before = tokens.word(j - 1); // j > verb
                    let told = object
                        && tokens.is_closed(j)
                        && close - j > 3
                        && !before.is(Marks::WORK_HEAD)
                        && (!heads_name(before) || before.is(Marks::CHANNEL))
                        && before.class.is_none()
                        && tokens.key(j - 1) != "ل"
                        && !tokens.is(j + 1, Marks::MANNER);
                    if told {
                        if noun_object(tokens, verb, frame, participle, suffix, j).is_some() {
                            break;
                        }
                        return Some(Marker {
                            at: j,
                            limit: j,
                            opener: Opener::Quote,
                        });
                    }
                    j = close + 1;
                    continue;
                }
                return Some(Marker {
                    at: j,
                    limit: j,
                    opener: Opener::Quote,
                });
            }
            Kind::Dash | Kind::BracketOpen => {
                if let Some(after) = tokens.insertion_end(j) {
                    j = after;
                    continue;
                }
                if tokens.kind(j) == Kind::BracketOpen {
                    break;
                }
            }
            Kind::Comma => {
                if opens_at(j + 1)
                    || accuses_at(j + 1)
                    || tokens.key(j + 1) == "تحت" && tokens.key(j + 2) == "عنوان"
                {
                    j += 1;
                    continue;
                }
                // …، في تدوينة لها، …: in what it was said. اتهم الرئيس الأميركي، فلان الفلاني، الصين: whose name it is.
                let hidden = withheld(tokens, j + 1, end)
                    .filter(|&after| tokens.kind(after) == Kind::Comma)
                    .map(|comma| comma + 1);
                let after = said_in(tokens, j + 1, end)
                    .or(hidden)
                    .or_else(|| behind_object(j + 1))
                    .or_else(|| named_in(tokens, verb + 1, j, end));
                if let Some(after) = after {
                    j = after;
                    continue;
                }
                // قال فلان، وهو …، الذي …: «…»
                if complements.has(Complements::QUOTE)
                    && let Some(quoted) = behind_description(tokens, j + 1, end, opens_at)
                {
                    j = quoted;
                    continue;
                }
                // An insertion between commas: its end must open the content.
                let close = (j + 2..end.min(j + 18)).find(|&k| {
                    matches!(
                        tokens.kind(k),
                        Kind::Comma | Kind::Colon | Kind::Stop | Kind::Semicolon
                    ) || tokens.kind(k) == Kind::Open && opens_at(k)
                        || tokens.is(k, Marks::COMPLEMENTISER) && tokens.key(k - 1) != "الا"
                });
                match close {
                    Some(k)
                        if tokens.kind(k) == Kind::Comma
                            && (opens_at(k + 1)
                                || accuses_at(k + 1)
                                || complements.has(Complements::QUOTE)
                                    && opens_soon(tokens, k + 1, end)) =>
                    {
                        j = k + 1;
                        continue;
                    }
                    // … ، وصف ، … : several insertions one after the other.
                    Some(k) if tokens.kind(k) == Kind::Comma && k - j <= 10 => {
                        let more = (k + 1..end.min(k + 14)).find(|&m| {
                            matches!(
                                tokens.kind(m),
                                Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon
                            )
                        });
                        if more.is_some_and(|m| tokens.kind(m) == Kind::Comma && opens_at(m + 1)) {
                            j = k + 1;
                            continue;
                        }
                        break;
                    }
                    Some(k)
                        if !matches!(
                            tokens.kind(k),
                            Kind::Stop | Kind::Semicolon | Kind::Comma
                        ) && (is_plain_insertion(tokens, j + 1, k)
                            || is_apposed_up_to(tokens, verb + 1, j, k)) =>
                    {
                        j = if preposition(tokens, k - 1).is_some() {
                            k - 1
                        } else {
                            k
                        };
                        continue;
                    }
                    _ => break,
                }
            }
            Kind::Word => {
                let word = tokens.word(j);
                // في بيان نقلته «النهار» أن: the name of who did.
                if tokens.kind(j + 1) == Kind::Open
                    && tells_of_statement(tokens, verb, j)
                    && let Some(close) = tokens.pair(j + 1)
                {
                    j = close + 1;
                    continue;
                }
                // Most words decide nothing, which takes one question.
                let decides = word.is(DECISIVE)
                    | word.class.is_some()
                    | tokens.verb(j).is_some()
                    | complements.has(Complements::HOW)
                    | tokens.begins(j, "ب")
                    | complements.has(Complements::LI);
                if !decides {
                    j += 1;
                    continue;
                }
                // قالت طالبة في الكلية إن: who speaks
                if (word.is(Marks::PERSON_FORM) || j == verb + 1) && is_person(tokens, j) {
                    j += 1;
                    continue;
                }
                if is_reply(tokens, j) {
                    j += 2;
                    continue;
                }
                if word.is(Marks::WITHHOLDING)
                    && let Some(after) = withheld(tokens, j, end)
                {
                    j = after;
                    continue;
                }
                if word.is(Marks::COMPLEMENTISER) {
                    let before = tokens.key(j - 1);
                    if tokens.is(j - 1, Marks::BEFORE_AN)
                        || preposition(tokens, j - 1).is_some()
                        || !(complements.has(Complements::CLAUSE)
                            // ومضت المصادر بالقول إن
                            || tokens.is(j - 1, Marks::SAYING)
                                && complements.has(Complements::QUOTE)
                            || tokens.begins(j, "ب") && complements.has(Complements::BI)
                            || prays(tokens, verb, frame))
                    {
                        break;
                    }
                    // سي إن إن: the name of an outlet; بي بي سي ends before أن.
                    let whole = before == "سي" && tokens.key(j - 2) == "بي"; // j > verb + 1
                    if !whole && before.is_any(["سي", "ان"])
                        || tokens.key(j + 1).is_any(["بي", "ان"])
                    {
                        j += 1;
                        continue;
                    }
                    return Some(Marker {
                        at: j,
                        limit: j,
                        opener: Opener::Clause,
                    });
                }
                if complements.has(Complements::ASK) && word.is(Marks::QUESTION)
                    || complements.has(Complements::HOW) && tokens.key(j).is_any(["كيف", "كيفيه"])
                {
                    return Some(Marker {
                        at: j,
                        limit: j,
                        opener: Opener::Question,
                    });
                }
                // As of most words it is none, no more is asked of them.
                if word.class == Some(FunctionClass::Preposition)
                    && let Some(before_clause) = any_preposition(j)
                {
                    let key = tokens.key(j);
                    let adverbial = !before_clause
                        && (key == "في" && starts_adverbial(tokens, j)
                            || key == "علي" && tokens.is(j + 1, Marks::CHANNEL)
                            || key == "من" && tokens.is(j + 1, Marks::SIDE));
                    // من and في also stand inside the phrase of the speaker: a clause soon after decides.
                    let later = !before_clause
                        && key == "من"
                        && (j + 1..end.min(j + 10)).any(|k| {
                            tokens.key(k) == "من" && tokens.is(k + 1, Marks::COMPLEMENTISER)
                                || tokens.key(k) == "من"
                                    && k > j + 1
                                    && complements.has(Complements::MIN)
                                    && tokens.title(verb + 1).is_some()
                                    && tokens.is(k + 1, Marks::ACTION)
                        });
                    // حث المقيمين على أرض الدولة على احترام …: the place of the object comes first.
                    let later = later
                        || !before_clause
                            && frame.traits.has(Traits::OBJECT)
                            && !is_action_noun(tokens, j + 1)
                            && (j + 2..end.min(j + 9))
                                .take_while(|&k| tokens.kind(k) == Kind::Word)
                                .any(|k| tokens.key(k) == key && is_action_noun(tokens, k + 1));
                    let by_way_of = key == "عن" && tokens.key(j + 1) == "طريق";
                    // كشف تقرير صادر عن البنك أن …: the preposition of the participle before it.
                    let of_participle = !before_clause
                        && (key == "عن"
                            && (tokens.is(j - 1, Marks::AN_PARTICIPLE) || stands_for(tokens, j))
                            || key == "علي" && governs(tokens, j, Marks::ALA_PARTICIPLE));
                    let in_charge = || {
                        key == "عن"
                            && !before_clause
                            && complements.has(Complements::CLAUSE)
                            && is_in_charge(tokens, verb + 1, j, end)
                    };
                    if !(adverbial || later || by_way_of || of_participle || in_charge()) {
                        // أعلن التنظيم مسؤوليته عن …: the object comes before the preposition.
                        // أكد الوزير حرص بلاده على …: what the noun governs.
                        let governed = || {
                            is_own_action(tokens, j - 1)
                                || (verb + 1..j).any(|k| is_action_noun(tokens, k))
                                || is_definite_deed(tokens, j - 1)
                        };
                        if complements.has(Complements::NP)
                            && governed()
                            && let Some(marker) =
                                noun_object(tokens, verb, frame, participle, suffix, j)
                        {
                            return Some(marker);
                        }
                        return Some(Marker {
                            at: j,
                            limit: j,
                            opener: if before_clause {
                                Opener::PrepClause
                            } else {
                                Opener::PrepNoun
                            },
                        });
                    }
                }
                // متهما بكذا is whom they accuse.
                let accused = participle && frame.stance == Stance::Accuse && j == verb + 1;
                // صرح لوران بيتار بأنه: the name begins so.
                let named = || {
                    let strange = |rest: Key<'_>| {
                        let known = Lexis::get().word(rest);
                        !is_deed(rest) && (*known == UNKNOWN || known.either(Marks::INSTITUTION))
                    };
                    *word == UNKNOWN
                        && tokens.key(j).behind("ب").is_some_and(strange)
                        && !tokens.begins(j, "بال")
                        && (j == verb + 1
                            || !tokens.is_definite(j - 1)
                            || tokens.title(j - 1).is_some())
                        && before_ba_clause(tokens, j + 1, end)
                };
                if complements.has(Complements::BI)
                    && !accused
                    && is_bi_noun(tokens, j, verb, suffix, frame)
                    && !named()
                    && !described_later(tokens, j, end, frame)
                    && !places(tokens, j, verb, end, frame)
                {
                    return Some(Marker {
                        at: j,
                        limit: j,
                        opener: Opener::BiNoun,
                    });
                }
                if complements.has(Complements::LI) && is_li_noun(tokens, verb, j, end) {
                    return Some(Marker {
                        at: j,
                        limit: j,
                        opener: Opener::PrepNoun,
                    });
                }
                // نشرت الصحيفة نقلا عن الموقع أن …: the frame relays.
                if word.is(Marks::FRAME_BEGINS)
                    && let Some(after) = after_frame(tokens, j, end)
                {
                    j = after;
                    continue;
                }
                if word.is(Marks::SAYING) {
                    // Before قائلا the verb may have had its own content: أكد وقوع الحادث قائلا إن.
                    let own = complements.has(Complements::NP) && !participle;
                    if let Some(marker) = own
                        .then(|| noun_object(tokens, verb, frame, participle, suffix, j))
                        .flatten()
                    {
                        return Some(marker);
                    }
                    j += 1;
                    continue;
                }
                if word.is(Marks::TRANSPARENT.or(Marks::LIGHT_OBJECT)) {
                    j += 1;
                    continue;
                }
                // شاهد يدعى سالم: by what name he goes. دعا كلا من إسرائيل وإيران إلى: both of them.
                if tokens.key(j).is_any(["يدعي", "تدعي"])
                    || tokens.key(j).is_any(["ويدعي", "وتدعي"])
                        && !tokens.is(j + 1, Marks::COMPLEMENTISER)
                    || tokens.key(j) == "كلا" && tokens.key(j + 1) == "من"
                {
                    j += 1;
                    continue;
                }
                // تقول: before its colon adds nothing to the verb before.
                if tokens.kind(j + 1) == Kind::Colon
                    && j > verb + 1
                    && tokens.key(j).is_any(["تقول", "يقول", "قالت", "قال"])
                {
                    j += 1;
                    continue;
                }
                let class = word.class;
                // وصف البيان ما يحدث بأنه: what is described.
                if frame.traits.has(Traits::DESCRIBE) && tokens.key(j) == "ما" && j > verb + 1 {
                    let as_what = |&k: &usize| tokens.is(k, Marks::COMPLEMENTISER);
                    j = (j + 1..end).find(as_what).unwrap_or(j + 1);
                    continue;
                }
                // نفت الوزارة ما تردد: what is said of is a clause.
                if class == Some(FunctionClass::Relative)
                    && complements.has(Complements::NP)
                    && let Some(marker) = what_clause(tokens, verb, frame, suffix, j)
                {
                    return Some(marker);
                }
                if class == Some(FunctionClass::Relative)
                    && j > verb + 1
                    && complements.has(Complements::CLAUSE)
                    && let Some(k) =
                        after_relative(tokens, j, end, complements.has(Complements::BI))
                {
                    j = k;
                    continue;
                }
                // قالت وهي تبكي: «…», قال قبل أن يغادر: «…»
                let describes = || match class {
                    Some(FunctionClass::Relative) => j > verb + 1,
                    Some(FunctionClass::Conjunction) => true,
                    Some(FunctionClass::Preposition) => is_subordinate(tokens, j),
                    _ => false,
                };
                if complements.has(Complements::QUOTE)
                    && !participle
                    && describes()
                    && let Some(k) = behind_description(tokens, j, end, opens_at)
                    && quotes_him(tokens, j, k)
                {
                    j = if opens_at(k - 1) { k - 1 } else { k };
                    continue;
                }
                // أشارت الوزيرة التي زارت المنطقة إلى أن: nobody reports in the clause.
                if class == Some(FunctionClass::Relative)
                    && j > verb + 1
                    && let Some(k) = (j + 1..end)
                        .take_while(|&k| {
                            tokens.verb(k).is_none()
                                && !matches!(
                                    tokens.kind(k),
                                    Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Open
                                )
                        })
                        .find(|&k| {
                            let clause = any_preposition(k);
                            // الذي يطمح إلى أن يفوز: what its own verb takes.
                            clause == Some(true) && k > j + 2
                                || clause.is_some() && tokens.kind(k - 1) == Kind::Comma
                        })
                {
                    j = k;
                    continue;
                }
                // يقول سالم وهو يشير إلى بيته إن: the clause of saying has its hamza. وهو كاتب معروف أن: no verb may take it.
                if class == Some(FunctionClass::Conjunction)
                    && complements.has(Complements::CLAUSE)
                    && !participle
                    && tokens.key(j).is_any(["وهو", "وهي", "وهم"])
                    && let Some(k) = after_relative(tokens, j, end, false)
                    && (tokens.opens_with(k, 'إ')
                        || k <= j + 9
                            && tokens.class(k - 1).is_none()
                            && (j + 1..k).all(|m| {
                                let class = tokens.class(m);
                                tokens.verb(m).is_none()
                                    && matches!(class, None | Some(FunctionClass::Preposition))
                            }))
                {
                    j = k;
                    continue;
                }
                if matches!(
                    class,
                    Some(
                        FunctionClass::Relative
                            | FunctionClass::Negation
                            | FunctionClass::Auxiliary
                            | FunctionClass::Interrogative
                    )
                ) && !in_name(tokens, j)
                    && !tells_of_statement(tokens, verb, j)
                    || class == Some(FunctionClass::Verb)
                        // إعلان الحكومة شن غارات: the noun.
                        && !(word.is(Marks::ACTION) && complements.has(Complements::NP))
                        && !in_name(tokens, j)
                        && tokens.verb(j).is_some_and(|v| !v.reading.also_noun)
                    || class == Some(FunctionClass::Conjunction)
                        && !tokens.key(j).is_any(["وفي", "وعلي", "ومن"])
                        && !in_name(tokens, j)
                {
                    break;
                }
                // عبر and بين are prepositions here.
                if let Some(hit) = tokens.verb(j)
                    && !tokens.key(j).is_any(["عبر", "بين"])
                    && !is_receipt(tokens, j, hit)
                    && !tells_of_statement(tokens, verb, j)
                    && !tells_seldom(hit)
                    && !hit.reading.also_noun
                    && !in_name(tokens, j)
                    && match hit.reading.form {
                        Form::Perfect | Form::Imperfect => true,
                        // متحدثا باسم: a noun, unless its own content follows.
                        Form::Participle => {
                            tokens.is(j + 1, Marks::COMPLEMENTISER)
                                || preposition(tokens, j + 1).is_some()
                                || matches!(tokens.kind(j + 1), Kind::Colon | Kind::Open)
                        }
                        Form::Masdar => false,
                    }
                {
                    break;
                }
            }
            Kind::Stop if abbreviates_title(tokens, j) => {}
            Kind::Stop | Kind::Semicolon => break,
            _ => {}
        }
        j += 1;
    }
    if complements.has(Complements::NP) {
        // An apposition between commas may stand before the object.
        let reach = if tokens.kind(j) == Kind::Comma {
            end
        } else {
            // أكد الوزير عدم وجود نقص: the negation may be the object.
            (j + usize::from(tokens.key(j) == "عدم")).min(end)
        };
        return noun_object(tokens, verb, frame, participle, suffix, reach);
    }
    None
}

/// Whether بأن follows in the clause that goes on at `from`, where nothing else is reported; insertions are read over.
fn before_ba_clause(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> bool {
    const REACH: usize = 20;
    let mut k = from;
    for _ in 0..REACH {
        if k >= end {
            return false;
        }
        if let Some(after) = tokens.insertion_end(k) {
            k = after;
            continue;
        }
        if tokens.is(k, Marks::COMPLEMENTISER) && tokens.begins(k, "ب") {
            return true;
        }
        let finite = |hit: VerbHit| hit.reading.form != Form::Masdar;
        if tokens.verb(k).is_some_and(finite)
            || tokens.class(k) == Some(FunctionClass::Relative) && !tokens.is_definite(k)
            || tokens.is(k, Marks::COUNT)
        {
            return false;
        }
        k += 1;
    }
    false
}

/// Past a verbless frame with its source that begins at `i`.
fn after_frame(tokens: &Tokens<'_, '_>, i: usize, end: usize) -> Option<usize> {
    let hit = Lexis::get().phrase(tokens.word(i), |k| tokens.key(i + k))?;
    if hit.rule != PhraseRule::According {
        return None;
    }
    let from = i + hit.words + usize::from(hit.li);
    let after = noun_phrase(tokens, from, end).map_or(from, |np| np.end());
    (after < end).then_some(after)
}

/// Whether the word at `k` may be ب and a noun, but not where something is.
pub(super) fn opens_with_ba(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let place = Marks::PLACE.or(Marks::COUNTRY).or(Marks::INSTITUTION);
    tokens.key(k).behind("ب").is_some_and(|rest| {
        rest.has_letters(3)
            && tokens.class(k).is_none()
            && tokens.title(k).is_none()
            && !tokens.is(
                k,
                Marks::NAME
                    .or(Marks::GIVEN_NAME)
                    .or(Marks::PLACE)
                    .or(Marks::WITH_BA),
            )
            && !Lexis::get().word(rest).either(place)
    })
}

/// Whether the word at `j` is ب and a noun that opens the content. What is said of a verb that judges may be what was said
/// or done: ندد ببيان, أشاد بما تحقق.
pub(super) fn is_bi_noun(
    tokens: &Tokens<'_, '_>,
    j: usize,
    verb: usize,
    suffix: bool,
    frame: &Frame,
) -> bool {
    if !tokens.begins(j, "ب") {
        return false;
    }
    let key = tokens.key(j);
    if key == "ب" {
        return tokens.kind(j + 1) == Kind::Open;
    }
    let Some(rest) = key.behind("ب") else {
        return false;
    };
    // بما أن, بما في ذلك; طالب بكذا بما يضمن …: what for.
    if rest == "ما" && frame.stance != Stance::Demand {
        return tokens.kind(j + 1) == Kind::Word
            && !matches!(tokens.class(j + 1), Some(FunctionClass::Preposition))
            && !tokens.is(j + 1, Marks::COMPLEMENTISER)
            && !tokens.key(j + 1).begins("في");
    }
    if !rest.has_letters(3) {
        return false;
    }
    let own = Marks::GIVEN_NAME
        .or(Marks::PLACE)
        .or(Marks::COUNTRY)
        .or(Marks::AGENCY)
        .or(Marks::NAME)
        .or(Marks::CHANNEL)
        .or(Marks::TRANSPARENT)
        .or(Marks::WITH_BA);
    let word = tokens.word(j);
    if word.is(own)
        || word.class.is_some()
        || word.title.is_some()
        || key.begins("باسم")
        || !judges(frame) && Lexis::get().word(rest).is(Marks::CHANNEL)
        || Lexis::get().word(rest).is(Marks::OPENER)
    {
        return false;
    }
    // Directly after the verb it may be a subject that begins with ب, as بايدن: then the content follows it. With a
    // pronoun on the verb it is none.
    j > verb + 1
        || suffix
        || rest.begins("ال")
        || is_action(rest)
        || has_masdar_pattern(rest)
        || !(j + 1..j + 7)
            .take_while(|&k| matches!(tokens.kind(k), Kind::Word | Kind::Number))
            .any(|k| opens_with_ba(tokens, k))
}
