//! The subject of a verb: after it, before it, or in the clause a participle depends on.

use std::ops::Range;

use super::clause;
use super::concerned::without_object;
use super::frames::Found;
use super::insertion::is_reply;
use super::issue::{gives_out, is_made_with};
use super::lexis::{Form, Lexis, Number, Traits, VerbHit};
use super::names::{Names, institution_name, person_name};
use super::nature::{Gender, Sort, nature};
use super::particles::abbreviates_title;
use super::phrase::{Np, Proclitic, is_bound, is_statement, noun_phrase};
use super::recipient::is_recipient;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::{FunctionClass, TitleClass};

/// The subject after the verb, before `limit`.
pub(super) fn subject(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    limit: usize,
    takes_object: bool,
) -> Option<Np> {
    let mut from = verb + 1;
    // Adverbials before the subject: وقال في بيان المتحدث.
    let mut guard = 0;
    let (mut told, mut dated, mut how) = (false, false, false);
    while from < limit && guard < 4 {
        guard += 1;
        let key = tokens.key(from);
        if key.is_any(["ل", "لل"]) && tokens.kind(from + 1) == Kind::Open {
            from = tokens.pair(from + 1).map_or(from + 2, |close| close + 1);
        } else if is_recipient(tokens, from) && key != "ل" {
            // The recipient may come first: وأوضح للصحيفة المدير.
            let head = key
                .behind("ل")
                .is_some_and(|rest| Lexis::get().word(rest).is(Marks::OUTLET_HEAD));
            from += 1 + usize::from(head);
            // لمحطة الإذاعة السويدية: nor is what more its name has the subject.
            told |= head;
        } else if is_gathering(tokens, from) {
            return None; // what follows belongs to it
        } else if is_told(tokens, from) {
            told = true;
            from += 1;
        } else if is_bound(tokens, from) && !tokens.key(from + 1).is_any(["الصلاه", "السلام"])
        {
            // احتج خلاله المتظاهرون, but قال عليه السلام
            from += 1;
        } else if !takes_object
            && key.is_any(["فيه", "فيها", "به", "بها"])
            // المؤتمر الذي أكد فيه الوزير …: where what he said ends is not told, but it is behind في الوقت الذي.
            && !(verb > 1
                && tokens.class(verb - 1) == Some(FunctionClass::Relative)
                && !tokens.key(verb - 2).is_any(["الوقت", "اليوم", "الحين", "اللحظه"]))
        {
            // أكد فيه الوزير; behind يطالب فيه stands whom he asks.
            from += 1;
        } else if tokens.is(
            from,
            Marks::SIDE.or(Marks::LIGHT_OBJECT).or(Marks::TRANSPARENT),
        ) || key == "قد"
        {
            from += 1;
        } else if key == "من" && tokens.is(from + 1, Marks::SIDE) {
            from += 2;
        } else if tokens.is(from, Marks::TIME)
            && !tokens.is(from, Marks::GIVEN_NAME.or(Marks::QUANTIFIER))
            && tokens.title(from).is_none()
            && matches!(tokens.class(from), None | Some(FunctionClass::Time))
            && !tokens.is(from + 1, Marks::CHANNEL)
        {
            // وصرح الأربعاء وزير العمل
            from += 1;
            dated = true;
        } else if tokens.is(from, Marks::MANNER) {
            // وقالت بصوت خافت:
            let described = |k: usize| {
                k < limit
                    && tokens.kind(k) == Kind::Word
                    && (k == from + 1 && key.is_any(["بكل", "باشد", "بمناسبه"])
                        || !tokens.is_definite(k))
                    && !is_head(tokens.word(k))
                    && tokens.class(k).is_none()
            };
            let with = tokens.is(from, Marks::WITH_BA) || key == "بكل";
            let words = (from + 1..from + 3).take_while(|&k| with && described(k));
            let words = words.count();
            // وقال بلغة الأرقام مدير المصرف
            let noun = key.is_any(["بلغه", "بلهجه", "بنبره", "بصوت"])
                && from + 2 < limit
                && tokens.is_definite(from + 1)
                && !is_head(tokens.word(from + 1))
                && is_head(tokens.word(from + 2));
            from += 1 + words + usize::from(noun);
            how = true;
        } else if tokens.class(from + 1) == Some(FunctionClass::Time)
            && tokens.is_definite(from)
            && tokens.is_definite(from + 1)
            && tokens.is(from, Marks::PERIOD)
        {
            // واتهم الشهر الماضي كريم الحداد
            from += 2;
            dated = true;
        } else if key == "في"
            && tokens.key(from + 1) == "وقت"
            && tokens
                .key(from + 2)
                .is_any(["لاحق", "سابق", "متاخر", "مبكر"])
        {
            // وقال في وقت لاحق الناطق باسم الجيش
            from += 3;
            dated = true;
        } else if let Some(after) = tokens.insertion_end(from) {
            from = after;
        } else if tokens.kind(from) == Kind::Comma {
            from += 1;
        } else {
            break;
        }
    }
    // لنظيره الإسرائيلي: what follows may still be whom it was said to.
    while told && tokens.is(from, Marks::NATIONALITY) && tokens.is_definite(from) {
        from += 1;
    }
    let surely = told || dated;
    if from >= limit
        || is_reply(tokens, from)
        || surely && !is_head(tokens.word(from))
        || how && tokens.class(from) == Some(FunctionClass::Preposition)
    {
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
    let mut np = noun_phrase(tokens, from, limit)?;
    // لفت السفير الانتباه إلى: the object that the verb always has.
    if np.more.is_empty()
        && np.end() == limit
        && np.end() > np.start() + 1
        && tokens.is(limit - 1, Marks::LIGHT_OBJECT)
        && !tokens.raw(limit - 1).ends_with('ة')
    // دراسة حديثة
    {
        np.first.end = limit - 1;
    }
    // قال الساهر في دبي أمس: behind a name alone it says where and when; a ministry may have its place so.
    let place = np.start() + 1;
    if np.end() == place + 2
        && np.more.is_empty()
        && tokens.key(place) == "في"
        && tokens.is(place + 1, Marks::PLACE.or(Marks::COUNTRY))
        && tokens.is(np.end(), Marks::TIME)
        && *tokens.word(np.start()) == UNKNOWN
    {
        np.first.end = place;
    }
    let np = if takes_object {
        without_object(tokens, np)?
    } else {
        np
    };
    // A pronoun or a bare adverb is no subject.
    let head = np.head(tokens);
    // 73٪: of those who were asked.
    let share = || tokens.raw(np.start()).ends_with(['%', '٪']);
    (!head.is_empty() || tokens.kind(np.start()) == Kind::Open || share()).then_some(np)
}

/// Whether a word surely begins a phrase.
fn is_head(word: &Word) -> bool {
    let known = Marks::NAME
        .or(Marks::GIVEN_NAME)
        .or(Marks::COUNTRY)
        .or(Marks::RELATION)
        .or(Marks::ANONYMOUS);
    word.is(known) || word.title.is_some() || word.either(Marks::INSTITUTION)
}

/// Whether the word is ل with whom it was said to, and so no subject: وقال لأبيه, وقال للسائق. لبنان has its own ل.
fn is_told(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let word = tokens.word(i);
    let known = Marks::NAME
        .or(Marks::GIVEN_NAME)
        .or(Marks::PLACE)
        .or(Marks::COUNTRY)
        .or(Marks::AGENCY_WORD);
    if !tokens.begins(i, "ل") || word.is(known) || word.title.is_some() || word.class.is_some() {
        return false;
    }
    let key = tokens.key(i);
    if let Some(rest) = key.behind("لل") {
        return rest.has_letters(3);
    }
    let Some(rest) = key.behind("ل") else {
        return false;
    };
    let bare = rest.enclitic().map_or(rest, |(stem, _)| stem);
    let lexis = Lexis::get();
    // لحلفائها, لمحققيه, in the form that ل governs; but لجنتها, لاعبها have their own ل.
    let own = || {
        let stem = tokens.owned(i)?;
        let whole = stem.before("ت").map(|bare| bare.hashes_with("ه"));
        let known = *lexis.word(stem) != UNKNOWN
            || whole.is_some_and(|whole| *lexis.of_hashes(whole) != UNKNOWN);
        (stem.has_letters(5) && stem.ends("ي") && !known).then_some(())
    };
    if own().is_some() {
        return true;
    }
    [rest, bare].iter().any(|&key| {
        let word = lexis.word(key);
        word.title.is_some() || word.is(Marks::RELATION)
    }) || bare.is_any(["ابي", "ابو", "اخي", "اخو", "ام", "اخت"])
}

/// Whether the word is ل with where or in what it was said: وقال لاجتماع المجلس.
fn is_gathering(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    *tokens.word(i) == UNKNOWN
        && tokens.key(i).behind("ل").is_some_and(|rest| {
            Lexis::get()
                .word(rest)
                .is(Marks::OCCASION.or(Marks::CHANNEL))
        })
}

/// Whether the verb has its addressee after من: طلب من.
fn asks_of(tokens: &Tokens<'_, '_>, verb: usize) -> bool {
    tokens.verb(verb).is_some_and(|hit| {
        Lexis::get()
            .frame(hit.reading)
            .traits
            .has(Traits::NP_STRICT)
    })
}

/// أما X فقال: the topic before the verb is its subject.
pub(super) fn topic_subject(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<Np> {
    let ama = sentence.start;
    if !tokens.key(ama).is_any(["اما", "واما"]) || verb - ama > 16 {
        return None;
    }
    // أما بخصوص الحملة فقد
    let about = ["بخصوص", "بالنسبه", "بشان", "حول", "فيما"];
    if tokens.key(ama + 1).is_any(about) {
        return None;
    }
    noun_phrase(tokens, ama + 1, verb)
}

/// Who did it before, as ل tells, and where that clause begins: سبق للوزير أن أكد.
pub(super) fn before_this(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<(Np, usize)> {
    const LONGEST: usize = 12;
    let end = verb.checked_sub(1).filter(|&k| tokens.key(k) == "ان")?;
    let floor = sentence.start.max(end.saturating_sub(LONGEST));
    let from = (floor..end)
        .rev()
        .find(|&k| tokens.key(k).is_any(["سبق", "وسبق", "يسبق"]))?;
    // ولم يسبق للوزير أن
    let negations = ["لم", "ولم", "لا", "ولا", "ما", "وما", "فلم"];
    if from > sentence.start && tokens.key(from - 1).is_any(negations) {
        return None;
    }
    let first = from + 1;
    let proclitic = if tokens.begins(first, "لل") {
        Proclitic::LiArticle
    } else if tokens.begins(first, "ل") {
        Proclitic::Letter
    } else {
        return None;
    };
    // The word with ل looks like a recipient: read from the next one and put it back.
    let mut np = noun_phrase(tokens, first + 1, end)
        .filter(|np| np.start() == first + 1)
        .unwrap_or_else(|| Np::of(first..first + 1));
    np.first.start = first;
    np.proclitic = proclitic;
    (np.end() == end && nature(tokens, &np).plausible).then_some((np, from))
}

/// The subject before the verb, and where its clause begins.
pub(super) fn subject_before(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    headline: bool,
    names: &Names<'_>,
) -> Option<(Np, usize)> {
    let mut end = verb;
    while end > sentence.start && tokens.is(end - 1, Marks::VERB_PARTICLE) {
        end -= 1;
    }
    let known = |word: &Word| {
        word.title.is_some()
            || word.is(Marks::COUNTRY
                .or(Marks::PLACE)
                .or(Marks::AGENCY)
                .or(Marks::GIVEN_NAME))
    };
    // وكان الناطق باسم …، قد أكد: the subject behind كان, closed by a comma.
    // ولا يزال الوزير يؤكد
    let still = || {
        tokens
            .key(sentence.start)
            .is_any(["ولا", "لا", "ما", "وما", "فما"])
            && tokens.key(sentence.start + 1).is_any([
                "يزال",
                "تزال",
                "زال",
                "زالت",
                "يزالون",
                "زالوا",
            ])
    };
    let first = sentence.start + usize::from(still());
    if (first > sentence.start || tokens.is(first, Marks::SUBJECT_LEAD))
        && first < verb
        && verb - first <= 30
        && let Some(np) = noun_phrase(tokens, first + 1, verb)
        && (np.end()..verb).all(|k| tokens.kind(k) == Kind::Comma || tokens.key(k) == "قد")
        && (nature(tokens, &np).plausible || names.any(tokens, &np))
    {
        return Some((np, first));
    }
    if end > sentence.start
        && tokens.kind(end - 1) == Kind::Comma
        && let Some(np) = apposed_subject(tokens, end, hit, sentence)
    {
        let from = np.start();
        return Some((np, from));
    }
    let floor = sentence.start.max(end.saturating_sub(18));
    let mut from = end;
    while from > floor {
        let k = from - 1;
        match tokens.kind(k) {
            Kind::Stop if abbreviates_title(tokens, k) => {}
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Colon => break,
            Kind::Word => {
                let word = tokens.word(k);
                if word.class == Some(FunctionClass::Conjunction)
                    || clause::takes_up(word)
                    || word.is(Marks::CLAUSE_BREAK)
                {
                    break;
                }
                if matches!(
                    word.class,
                    Some(FunctionClass::Relative | FunctionClass::Negation)
                ) {
                    return None;
                }
                if headline
                    && !known(word)
                    && tokens
                        .key(k)
                        .behind("و")
                        .is_some_and(|rest| known(Lexis::get().word(rest)))
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
    // وبعد طرح التقرير للنقاش طالبت إحداهن: what a preposition of time governs is no subject.
    let fronted = ["بعد", "قبل", "منذ", "خلال", "عقب", "اثناء", "عند", "لدي"];
    if from > sentence.start
        && tokens.kind(from - 1) == Kind::Word
        && (tokens.is(from - 1, Marks::FRONTED) || tokens.key(from - 1).is_any(fronted))
    {
        return None;
    }
    let mut proclitic = Proclitic::None;
    let word = tokens.word(from);
    if word.class == Some(FunctionClass::Preposition) {
        return None;
    }
    if let Some(rest) = tokens.key(from).behind("و")
        && !known(word)
    {
        if !rest.begins("ال") && !known(Lexis::get().word(rest)) {
            return None; // وبخصوص …: an adverbial, no subject
        }
        proclitic = Proclitic::Letter;
    }
    let mut np = match issuer(tokens, from, end) {
        Some(np) => np,
        None => noun_phrase(tokens, from, end).filter(|np| np.end() == end)?,
    };
    np.proclitic = if np.start() == from {
        proclitic
    } else {
        Proclitic::None
    };
    // القضية تتفاعل وابنته تقول: a verb of another clause.
    let other = |k: usize| {
        tokens.key(k).begins_any(["تت", "يت"])
            && tokens.letters(k) > 4
            && *tokens.word(k) == UNKNOWN
    };
    if np.tokens().skip(1).any(other) {
        return None;
    }
    let nature = nature(tokens, &np);
    let short_name = || headline && np.tokens().count() <= 3 || names.any(tokens, &np);
    if !(nature.plausible || short_name()) {
        return None;
    }
    // Agreement: a singular subject shows the gender of the verb.
    if hit.reading.number == Number::Singular
        && nature.gender.contradicts(hit.reading.gender())
        && !nature.plural
        && (nature.gender == Gender::Feminine || np.head_word(tokens).title.is_some())
    {
        return None;
    }
    Some((np, from))
}

/// The name or title at the head of the sentence, or of a clause with أن, with what stands between commas behind it, up to
/// the verb at `end`: كريم الحداد، رئيس الرابطة، قال إن; رغم أن وزير الدفاع، كريم الحداد، حذر من.
fn apposed_subject(
    tokens: &Tokens<'_, '_>,
    end: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> Option<Np> {
    const LONGEST: usize = 30;
    let near = sentence.start.max(end.saturating_sub(LONGEST))..end;
    let that = near
        .rev()
        .find(|&k| tokens.key(k).is_any(["ان", "بان", "لان", "وان"]));
    let first = that.map_or(sentence.start, |that| that + 1);
    let class = tokens.class(first);
    if end < first + 4 || end > first + LONGEST || class.is_some() && tokens.title(first).is_none()
    {
        return None;
    }
    let np = noun_phrase(tokens, first, end)?;
    let parted = np.tokens().any(|k| tokens.kind(k) == Kind::Comma);
    let nature = nature(tokens, &np);
    (np.start() == first
        && np.end() + 1 == end
        && parted
        && nature.plausible
        && (hit.reading.number != Number::Singular
            || nature.plural
            || !nature.gender.contradicts(hit.reading.gender())))
    .then_some(np)
}

/// Who gives out what the verb at `end` says: أصدرت الوزارة بيانا قالت فيه.
fn issuer(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> Option<Np> {
    if !gives_out(tokens, from) {
        return None;
    }
    let statement =
        (from + 2..end).find(|&k| !tokens.is_definite(k) && is_statement(tokens.key(k)))?;
    if is_made_with(tokens, statement + 1..end) {
        return None;
    }
    noun_phrase(tokens, from + 1, statement)
}

/// Whether a noun at the head of its clause reaches to the verb at `verb`.
pub(super) fn stands_behind_subject(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    sentence: &Range<usize>,
) -> bool {
    let floor = sentence.start.max(verb.saturating_sub(8));
    let mut from = verb;
    while from > floor && tokens.kind(from - 1) == Kind::Word {
        let word = tokens.word(from - 1);
        if word.class == Some(FunctionClass::Conjunction) || clause::takes_up(word) {
            break;
        }
        let other = word
            .class
            .is_some_and(|class| class != FunctionClass::Demonstrative)
            || word.is(Marks::TIME.or(Marks::COPULA).or(Marks::TRANSPARENT))
            || tokens.verb(from - 1).is_some_and(|v| !v.reading.also_noun);
        if other {
            return false;
        }
        from -= 1;
    }
    if from >= verb || from == floor && floor > sentence.start {
        return false;
    }
    let first = tokens.key(from);
    first.behind("و").unwrap_or(first).begins("ال")
        || tokens.class(from) == Some(FunctionClass::Demonstrative)
}

/// What a relative clause is about, as the subject of its verb: الوزير الذي أكد أن …; without a relative pronoun only an
/// indefinite noun for people, as in محتجون طالبوا.
pub(super) fn antecedent(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> Option<Np> {
    let mut end = verb;
    while end > sentence.start && tokens.is(end - 1, Marks::VERB_PARTICLE) {
        end -= 1;
    }
    if end <= sentence.start {
        return None;
    }
    if tokens.class(end - 1) != Some(FunctionClass::Relative) {
        return indefinite_before(tokens, end, hit, sentence);
    }
    // الحوار الذي نفى فيه الفنان: the pronoun takes it up.
    let taken_up = ["فيه", "فيها", "به", "بها", "خلاله", "خلالها", "اثره", "اثرها"];
    if tokens.key(verb + 1).is_any(taken_up) {
        return None;
    }
    if !tokens.is_definite(end - 1) || end < sentence.start + 2 {
        return None; // ما, من: whoever it is
    }
    end -= 1;
    if tokens.kind(end - 1) == Kind::Comma {
        end -= 1;
    }
    // The farthest head from which one phrase reaches the pronoun.
    let floor = sentence.start.max(end.saturating_sub(14));
    let mut best: Option<Np> = None;
    for k in (floor..end).rev() {
        let word = tokens.word(k);
        if matches!(
            tokens.kind(k),
            Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Close
        ) || matches!(
            word.class,
            Some(
                FunctionClass::Relative
                    | FunctionClass::Verb
                    | FunctionClass::Auxiliary
                    | FunctionClass::Conjunction
                    | FunctionClass::Complementiser
            )
        ) || tokens.verb(k).is_some_and(|v| !v.reading.also_noun)
        {
            break;
        }
        let (head, proclitic) = behind_proclitic(tokens, k);
        let heads = head
            .title
            .is_some_and(|class| class != TitleClass::Modifier)
            || head.either(Marks::INSTITUTION)
            || head.is(Marks::COUNTRY
                .or(Marks::NAME)
                .or(Marks::DOCUMENT)
                .or(Marks::ALA_PARTICIPLE));
        if !heads {
            continue;
        }
        let reaches = if proclitic == Proclitic::None {
            noun_phrase(tokens, k, end).filter(|np| np.start() == k && np.end() == end)
        } else if k + 1 == end {
            Some(Np::of(k..end))
        } else {
            noun_phrase(tokens, k + 1, end)
                .filter(|np| np.start() == k + 1 && np.end() == end)
                .map(|mut np| {
                    np.first.start = k;
                    np
                })
        };
        if let Some(mut np) = reaches {
            np.proclitic = proclitic;
            best = Some(np);
        }
    }
    let np = best?;
    let nature = nature(tokens, &np);
    let agrees = hit.reading.number != Number::Singular
        || nature.plural
        || !nature.gender.contradicts(hit.reading.gender());
    (nature.plausible && agrees).then_some(np)
}

/// The word at `i` without و, ب or ل before a known one.
fn behind_proclitic(tokens: &Tokens<'_, '_>, i: usize) -> (&'static Word, Proclitic) {
    let word = tokens.word(i);
    let known = |word: &Word| word.title.is_some() || word.is(Marks::COUNTRY.or(Marks::NAME));
    if known(word) {
        return (word, Proclitic::None);
    }
    let key = tokens.key(i);
    let lexis = Lexis::get();
    if let Some(rest) = key.behind("لل") {
        return (
            lexis.of_hashes(rest.hashes_with_article()),
            Proclitic::LiArticle,
        );
    }
    match key.behind_any(["و", "ب", "ل", "ك"]) {
        Some(rest) if known(lexis.word(rest)) => (lexis.word(rest), Proclitic::Letter),
        _ => (word, Proclitic::None),
    }
}

/// An indefinite noun for people directly before its verb: متظاهرون يطالبون, تقارير تفيد.
fn indefinite_before(
    tokens: &Tokens<'_, '_>,
    end: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> Option<Np> {
    let head = |k: usize| {
        k >= sentence.start
            && tokens.is(k, Marks::ANONYMOUS.or(Marks::GROUP))
            && !tokens.is_definite(k)
            && tokens.class(k).is_none()
    };
    let adjective = |k: usize| {
        tokens.kind(k) == Kind::Word
            && tokens.class(k).is_none()
            && tokens.verb(k).is_none()
            && !tokens.key(k).begins_any(["و", "ب", "ل"])
            && !tokens.is_definite(k)
    };
    let start = if head(end - 1) {
        end - 1
    } else if end >= sentence.start + 2 && adjective(end - 1) && head(end - 2) {
        end - 2
    } else {
        return None;
    };
    let key = tokens.key(start);
    let people = key.ends("ون") || key.ends("ين");
    let agrees = match hit.reading.number {
        Number::Plural => true,
        Number::Dual => false,
        Number::Singular => !people,
    };
    agrees.then(|| Np::of(start..end))
}

/// Where the first clause of a sentence begins: behind its dateline, and behind بدوره and the like with a comma.
fn clause_start(tokens: &Tokens<'_, '_>, from: usize, before: usize) -> usize {
    // الساحل (سنابل) -- بدأ الوزير
    let near = from..before.min(from + 10);
    let dash = near.clone().find(|&k| tokens.kind(k) == Kind::Dash);
    let dateline = dash.filter(|&dash| dash > from && tokens.kind(dash - 1) == Kind::BracketClose);
    let from = dateline.map_or(from, |dash| dash + 1);
    let led = tokens.kind(from + 1) == Kind::Comma
        && (tokens.is(from, Marks::SIDE) || tokens.class(from).is_some());
    let from = if led { from + 2 } else { from };
    // من جهته قدم الوزير شكره, بدوره زار الوزير الحي
    let aside = [from + 1, from].into_iter().find(|&k| {
        tokens.is(k, Marks::SIDE) && (k == from || tokens.key(from).is_any(["من", "ومن"]))
    });
    let from = aside.map_or(from, |k| k + 1);
    let from = from + usize::from(aside.is_some() && tokens.kind(from) == Kind::Comma);
    // كما زار الوزير …, ثم زار …
    let joins = tokens.is(from, Marks::CLAUSE_LEAD)
        && tokens
            .key(from)
            .is_any(["كما", "فيما", "بينما", "ثم", "لكن", "ولكن"]);
    from + usize::from(joins)
}

/// The subject of the verb at the head of a sentence, for a participle that depends on it.
pub(super) fn clause_subject(
    tokens: &Tokens<'_, '_>,
    sentence: &Range<usize>,
    before: usize,
) -> Option<Np> {
    let mut from = clause_start(tokens, sentence.start, before);
    // وكان X قد …; a preposition phrase or a conjunction may stand first: only the plain order is read.
    if tokens.class(from) == Some(FunctionClass::Preposition) || tokens.is(from, Marks::FRONTED) {
        // في غضون ذلك، أثار …: the clause begins behind the adverbial's comma.
        let comma = (from..before.min(from + 9)).find(|&k| tokens.kind(k) == Kind::Comma)?;
        from = comma + 1;
    }
    let key = tokens.key(from);
    let verb_like = tokens
        .class(from)
        .is_none_or(|c| matches!(c, FunctionClass::Verb | FunctionClass::Auxiliary));
    let named = tokens.is(from, Marks::NAME);
    if !verb_like || named || tokens.title(from).is_some() || key.begins("ال") {
        let np = noun_phrase(tokens, from, before)?;
        let nature = nature(tokens, &np);
        return (nature.plausible && nature.named).then_some(np);
    }
    // توفي الفنان كريم الحداد. وذكر …: somebody else does.
    if tokens.is(from, Marks::DYING) {
        return None;
    }
    from += 1;
    let np = noun_phrase(tokens, from, before).filter(|np| !is_told(tokens, np.start()))?;
    let nature = nature(tokens, &np);
    if !nature.plausible {
        return None;
    }
    // أثار الوزير سالم الحداد انتقادات, نفت وزارة الصحة تقارير: the object is no part of the name.
    Some(match nature.sort {
        Sort::Person if nature.named => person_name(tokens, np),
        Sort::Organisation => institution_name(tokens, np),
        _ => np,
    })
}

/// The named person who is the subject of the clause before a verb without one: of its own sentence, or of the sentence
/// before it, unless somebody spoke there.
pub(super) fn earlier_subject(
    tokens: &Tokens<'_, '_>,
    sentence: &Range<usize>,
    verb: usize,
    earlier: &[Found],
) -> Option<Np> {
    let person = |np: &Np| {
        let nature = nature(tokens, np);
        nature.named && nature.sort == Sort::Person
    };
    // أما كريم الحداد، …، لكنه يشكك: he is the topic.
    let ama = sentence.start;
    if verb > ama + 1
        && tokens.key(ama).is_any(["اما", "واما"])
        && let Some(np) = noun_phrase(tokens, ama + 1, verb).filter(person)
    {
        return Some(np);
    }
    // تحدث فلان … فقال: the verb of the topic has the subject.
    if tokens.key(verb).begins("ف") {
        let topic = (sentence.start.max(verb.saturating_sub(24))..verb)
            .rev()
            .find(|&k| tokens.is(k, Marks::TOPIC) && !tokens.in_quotation(k));
        if let Some(np) = topic
            .and_then(|k| noun_phrase(tokens, k + 1, verb))
            .filter(person)
        {
            return Some(np);
        }
    }
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
        !tokens.in_quotation(k)
            && tokens.verb(k).is_some_and(|v| {
                matches!(v.reading.form, Form::Perfect | Form::Imperfect) && !v.reading.also_noun
            })
    });
    if speaks {
        return None;
    }
    clause_subject(tokens, before, before.end).filter(person)
}
