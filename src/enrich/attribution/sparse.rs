//! Verbs and verbal nouns with frames of their own: إعلان الوزارة أن, رفض التعليق, a content before its cue.

use std::ops::Range;

use super::channel::channel_between;
use super::clause;
use super::complement::{self, Marker, Opener};
use super::concerned::without_object;
use super::content::{Pieces, kind_of};
use super::frames::{Found, VERBAL_NOUN};
use super::key::Key;
use super::lexis::{Complements, Form, Lexis, Number, Reading, Traits, VerbHit};
use super::names::Names;
use super::nature::{Sort, nature};
use super::phrase::{Np, noun_phrase};
use super::subject::{clause_subject, subject};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::article::{AttributionKind, Stance};
use crate::lexicon::FunctionClass;

/// Statements whose markers may stand behind a noun: no marker is further from its cue than so many words.
const NEAR: usize = 64;

/// A verbal noun with its agent: إعلان الوزارة أن; or with the pronoun of one: إعلانه أن.
pub(super) fn masdar(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    earlier: &[Found],
) -> Option<Found> {
    let frame = Lexis::get().frame(hit.reading);
    if frame.traits.has(Traits::STRICT)
        || frame.traits.has(Traits::NOUN)
        || frame.traits.has(Traits::ASCRIBE)
        || tokens.is_definite(i)
        // ونقل عنه قوله إن: the noun belongs to the cue before it.
        || earlier
            .iter()
            .rev()
            .take(NEAR)
            .any(|f| f.cue.start < i && f.at > i)
    {
        return None;
    }
    let marker = complement::find(
        tokens,
        i,
        frame,
        Form::Perfect,
        false,
        sentence.end.min(i + 16),
    )?;
    if hit.suffix {
        return own_masdar(tokens, i, hit, sentence, earlier, marker);
    }
    // إعلان الوزارة عن كذا: a noun only with the preposition of its verb, or where it names an action.
    let clause = matches!(marker.opener, Opener::Clause | Opener::PrepClause);
    if marker.limit <= i + 1
        || !clause
            && !matches!(
                marker.opener,
                Opener::PrepNoun | Opener::Noun | Opener::BiNoun
            )
    {
        return None;
    }
    // تصريحات فلان بكذا: with a noun a mere saying reports nothing.
    if marker.opener == Opener::BiNoun && frame.stance == Stance::Say {
        return None;
    }
    let object = frame.traits.has(Traits::OBJECT);
    let whole = noun_phrase(tokens, i + 1, marker.limit)?;
    // شكوى الكثير من السكان: one phrase. اتهامات للوزير: his is the blame.
    let counted = whole.head_word(tokens).is(Marks::QUANTIFIER) && tokens.key(marker.at) == "من";
    if counted && whole.tokens().count() == 1 || object && tokens.begins(i + 1, "لل") {
        return None;
    }
    let source = if object {
        agent(tokens, whole.clone())?
    } else {
        whole.clone()
    };
    let nature = nature(tokens, &source);
    let definite = source.is_definite(tokens)
        || nature.named
        || source.head_word(tokens).is(Marks::COUNTRY)
        || tokens.is_definite(source.start() + 1) && source.end() > source.start() + 1;
    if !nature.plausible
        || !definite && (nature.anonymous || !clause)
        || whole.end() != marker.limit
    {
        return None;
    }
    let content = behind_lead(tokens, i, marker, sentence);
    let kind = kind_of(tokens, &content, marker.opener);
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        content,
        kind,
        stance: &frame.stance,
        negative: frame.traits.has(Traits::NEGATIVE),
        confidence: if clause { 720 } else { 600 },
        verb: None,
        subject: None,
        ..verbal_noun(i, marker, sentence)
    })
}

/// The frame of a verbal noun at `i` before anything is known of it.
fn verbal_noun(i: usize, marker: Marker, sentence: &Range<usize>) -> Found {
    Found {
        cue: i..i + 1,
        source: None,
        via: None,
        channel: None,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &Stance::Say,
        negative: false,
        rule: VERBAL_NOUN,
        confidence: 600,
        verb: None,
        subject: None,
        boundary: i,
        cuts: false,
        opener: marker.opener,
        at: marker.at,
        hole: None,
        sentence: sentence.clone(),
    }
}

/// The content of a verbal noun that leads its sentence, which ends with the comma before the main clause:
/// وبعد إعلان الوزارة تأجيل الامتحانات، عاد الطلاب. Empty where its end is that of any other.
fn behind_lead(
    tokens: &Tokens<'_, '_>,
    i: usize,
    marker: Marker,
    sentence: &Range<usize>,
) -> Pieces {
    if i > sentence.start + 3 {
        return Pieces::default();
    }
    let comma = (marker.at + 1..sentence.end)
        .find(|&k| tokens.kind(k) == Kind::Comma && !tokens.in_quotation(k));
    comma.map_or(Pieces::default(), |comma| Pieces::from(marker.at..comma))
}

/// The agent of a verbal noun, whose object follows it: of اتهام الحكومة للمعارضة and اتهام الوزير الشركة the first.
fn agent(tokens: &Tokens<'_, '_>, np: Np) -> Option<Np> {
    let titled = np.head_word(tokens).title.is_some();
    // الأمين العام للأمم المتحدة: what has a head may be his.
    let object = np.first.clone().skip(1).find(|&k| {
        tokens.begins(k, "لل") && !(titled && k == np.start() + 2 && tokens.is_definite(k - 1))
    });
    match object {
        Some(object) => Some(Np::of(np.start()..object)),
        None => without_object(tokens, np),
    }
}

/// A verbal noun with the pronoun of its agent: إعلانه أن. Whom it means the clause around it tells, unless somebody
/// says that clause.
fn own_masdar(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    earlier: &[Found],
    marker: Marker,
) -> Option<Found> {
    let said = |f: &Found| f.at <= i && f.sentence() == *sentence;
    if marker.limit != i + 1 || earlier.iter().any(said) {
        return None;
    }
    let frame = Lexis::get().frame(hit.reading);
    let agent = clause_subject(tokens, sentence, i)?;
    let clause = matches!(marker.opener, Opener::Clause | Opener::PrepClause);
    // جددت الوزارة دعوتها إلى كذا; elsewhere دعوتها may be whom one calls.
    let noun = matches!(marker.opener, Opener::BiNoun | Opener::PrepNoun)
        && agent.end() == i
        && !matches!(frame.stance, Stance::Accuse | Stance::Say);
    // Nobody else may be meant: not whom the clause names behind its subject, nor عنه.
    let other = Marks::NAME
        .or(Marks::GIVEN_NAME)
        .or(Marks::COUNTRY)
        .or(Marks::ANONYMOUS);
    let alone = i - agent.end() <= 8
        && (agent.end()..i).all(|k| {
            let word = tokens.word(k);
            tokens.kind(k) == Kind::Word
                && !word.is(other)
                && word.title.is_none()
                && !word.either(Marks::INSTITUTION)
                && !matches!(
                    word.class,
                    Some(FunctionClass::Relative | FunctionClass::Conjunction)
                )
                && !tokens.key(k).begins("عن")
                && tokens.verb(k).is_none()
        });
    if !(clause || noun) || !alone {
        return None;
    }
    let (_, pronoun) = tokens.key(i).enclitic()?;
    let number = match pronoun {
        "ه" | "ها" => Number::Singular,
        "هم" => Number::Plural,
        _ => return None,
    };
    let reading = Reading {
        form: Form::Participle, // which depends on its clause too
        feminine: pronoun == "ها",
        number,
        ..hit.reading
    };
    let content = behind_lead(tokens, i, marker, sentence);
    let kind = kind_of(tokens, &content, marker.opener);
    Some(Found {
        content,
        kind,
        stance: &frame.stance,
        negative: frame.traits.has(Traits::NEGATIVE),
        confidence: if clause { 680 } else { 560 },
        verb: Some(VerbHit { reading, ..hit }),
        subject: Some(Box::new(agent)),
        ..verbal_noun(i, marker, sentence)
    })
}

/// رفض التعليق: no content.
pub(super) fn decline(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> Option<Found> {
    let end = sentence.end.min(i + 16);
    let at = (i + 1..end)
        .take_while(|&k| !matches!(tokens.kind(k), Kind::Stop | Kind::Comma | Kind::Colon))
        .find(|&k| tokens.is(k, Marks::DECLINE_NOUN))?;
    if tokens.key(at).is_any(["الكشف", "الافصاح"]) {
        return None; // withholding a name is no answer
    }
    let noun = if tokens.class(at - 1) == Some(FunctionClass::Preposition) {
        at - 1
    } else {
        at
    };
    let source = subject(tokens, i, noun, false);
    if let Some(np) = &source
        && !nature(tokens, np).plausible
        && !np.is_definite(tokens)
    {
        return None;
    }
    let (boundary, cuts) = clause::boundary(tokens, i, hit, sentence);
    Some(Found {
        cue: i..i + 1,
        source,
        via: None,
        channel: None,
        content: Pieces::default(),
        kind: &AttributionKind::Nominal,
        stance: &Stance::Decline,
        negative: true,
        rule: "declined",
        confidence: 760,
        verb: Some(hit),
        subject: None,
        boundary,
        cuts,
        opener: Opener::Noun,
        at: at + 1,
        hole: None,
        sentence: sentence.clone(),
    })
}

/// The content stands before the cue: «…»، قال فلان.
pub(super) fn after_content(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    names: &Names<'_>,
    earlier: &[Found],
) -> Option<Found> {
    let frame = Lexis::get().frame(hit.reading);
    if hit.reading.form == Form::Participle
        || hit.conjunction
        || hit.suffix
        || !frame.complements.has(Complements::QUOTE)
        || i <= sentence.start + 1
    {
        return None;
    }
    let mut k = i;
    while k > sentence.start && tokens.key(k - 1).is_any(["كما", "حسبما", "هكذا"]) {
        k -= 1;
    }
    if k > sentence.start && matches!(tokens.kind(k - 1), Kind::Comma | Kind::Dash) {
        k -= 1;
    }
    if k <= sentence.start || k == i && tokens.kind(k - 1) != Kind::Close {
        return None;
    }
    let source = subject(tokens, i, sentence.end, false)?;
    let nature = nature(tokens, &source);
    let surname = || source.tokens().count() == 1 && names.any(tokens, &source);
    if !nature.plausible && !surname() {
        return None;
    }
    if let Some(found) = inserted(tokens, i, hit, &sentence, earlier, &source) {
        return Some(found);
    }
    let (content, rule, confidence, kind) = if tokens.kind(k - 1) == Kind::Close {
        let open = tokens.pair(k - 1)?;
        if earlier.iter().any(|f| f.at <= open && f.at + 3 >= open) || k - open < 5 {
            return None;
        }
        (open..k, "quote-first", 860, &AttributionKind::Direct)
    } else {
        let closes = tokens.end(source.end() - 1) >= tokens.end(sentence.end - 1)
            || matches!(tokens.kind(source.end()), Kind::Stop)
            || channel_between(tokens, source.end(), sentence.end)
                .is_some_and(|c| c.start == source.end());
        if !closes
            || !earlier.is_empty()
            || frame.traits.has(Traits::STRICT)
            || k - sentence.start < 4
        {
            return None;
        }
        (
            sentence.start..k,
            "clause-first",
            760,
            &AttributionKind::Indirect,
        )
    };
    let channel = channel_between(tokens, source.end(), sentence.end);
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        via: None,
        channel,
        content: Pieces::from(content.clone()),
        kind,
        stance: &frame.stance,
        negative: frame.traits.has(Traits::NEGATIVE),
        rule,
        confidence,
        verb: Some(hit),
        subject: None,
        boundary: k,
        cuts: true,
        opener: Opener::Quote,
        at: content.start,
        hole: None,
        sentence,
    })
}

/// What was said with a verb that is none of saying: واكتفى الوزير بالقول إن …, برر موقفه بقوله: «…».
pub(super) fn completed(
    tokens: &Tokens<'_, '_>,
    i: usize,
    sentence: &Range<usize>,
    earlier: &[Found],
) -> Option<Found> {
    let pronoun = tokens.key(i).is_any(["بقوله", "بقولها"]);
    if !pronoun && tokens.key(i) != "بالقول" || i == sentence.start {
        return None;
    }
    let (opener, at) = match tokens.kind(i + 1) {
        Kind::Colon => (Opener::Colon, i + 2),
        Kind::Open if tokens.pair(i + 1).is_none_or(|close| close > i + 5) => {
            (Opener::Quote, i + 1)
        }
        Kind::Word if tokens.is(i + 1, Marks::COMPLEMENTISER) && !tokens.begins(i + 1, "ب") => {
            (Opener::Clause, i + 1)
        }
        _ => return None,
    };
    // A verb of saying before it has it for its content.
    if !earlier.is_empty() {
        return None;
    }
    // واكتفى بالقول: who spoke before.
    let subject = clause_subject(tokens, sentence, i);
    if subject.is_none() && i > sentence.start + 2
        || subject.as_ref().is_some_and(|np| {
            np.head_word(tokens)
                .is(Marks::SACRED.or(Marks::LIGHT_OBJECT))
        })
    {
        return None;
    }
    // ونكتفي بالقول, لا يكفي بالقول: nobody is quoted.
    let ours = (sentence.start..i).any(|k| {
        tokens.kind(k) == Kind::Word
            && (tokens.class(k) == Some(FunctionClass::Negation)
                || tokens.class(k) == Some(FunctionClass::Interrogative)
                || k + 3 >= i && tokens.key(k).begins_any(["نكتفي", "ونكتفي", "اكتفي"]))
    });
    if subject.is_none() && ours {
        return None;
    }
    let said = Lexis::get().word(Key::of("قال")).reading?;
    let verb = VerbHit {
        reading: Reading {
            form: Form::Participle, // which depends on its clause too
            feminine: tokens.key(i) == "بقولها",
            ..said
        },
        conjunction: false,
        suffix: false,
    };
    Some(Found {
        rule: "participle",
        confidence: 760,
        verb: Some(verb),
        subject: subject.map(Box::new),
        cuts: true,
        opener,
        at,
        ..verbal_noun(
            i,
            Marker {
                at,
                limit: i,
                opener,
            },
            sentence,
        )
    })
}

/// The verb and its subject stand between commas inside what is said: هذه المشاكل، يقول الحداد، تدفع إلى كذا.
fn inserted(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    earlier: &[Found],
    source: &Np,
) -> Option<Found> {
    let frame = Lexis::get().frame(hit.reading);
    let open = i - 1; // the content stands before the cue
    let close = source.end() + usize::from(tokens.is(source.end(), Marks::SELF_WORD));
    let comma = |k: usize| tokens.kind(k) == Kind::Comma && !tokens.in_quotation(k);
    // من جانبه، أكد الوزير، أمس، أهمية كذا: there the clause begins with the verb.
    let first = tokens.class(sentence.start) != Some(FunctionClass::Preposition)
        && !tokens.is(sentence.start, Marks::FRONTED.or(Marks::SIDE));
    let apart = first
        && hit.reading.form == Form::Imperfect
        && comma(open)
        && comma(close)
        && source.start() == i + 1;
    // …، قال الوزير، وزار …: there the clause ends.
    let goes_on = close + 4 < sentence.end
        && tokens.kind(close + 1) == Kind::Word
        && !tokens.begins(close + 1, "و")
        && tokens.class(close + 1) != Some(FunctionClass::Conjunction)
        && tokens
            .verb(close + 1)
            .is_none_or(|hit| hit.reading.form == Form::Imperfect && !hit.conjunction);
    if !apart || !goes_on || !earlier.is_empty() || frame.traits.has(Traits::STRICT) {
        return None;
    }
    Some(Found {
        cue: i..i + 1,
        source: Some(source.clone()),
        via: None,
        channel: None,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &frame.stance,
        negative: frame.traits.has(Traits::NEGATIVE),
        rule: "clause-first",
        confidence: 720,
        verb: Some(hit),
        subject: None,
        boundary: sentence.start,
        cuts: false,
        opener: Opener::Clause,
        at: sentence.start,
        hole: Some(open..close + 1),
        sentence: sentence.clone(),
    })
}

/// جاء في بيان الوزارة أن …: the document is the source.
pub(super) fn stated_in(
    tokens: &Tokens<'_, '_>,
    i: usize,
    sentence: &Range<usize>,
) -> Option<Found> {
    if !tokens.is(i, Marks::STATED_IN)
        || tokens.key(i + 1) != "في"
        || i > sentence.start
            && !tokens.key(i).begins("وج")
            && !clause::may_begin(tokens, i, sentence)
    {
        return None;
    }
    let end = sentence.end.min(i + 30);
    let at = (i + 3..end).find(|&k| {
        tokens.kind(k) == Kind::Colon
            || tokens.is(k, Marks::COMPLEMENTISER) && !tokens.is(k - 1, Marks::BEFORE_AN)
    })?;
    let source = noun_phrase(tokens, i + 2, at)?;
    // وجاء في الاتفاقية أن: what is written.
    let head = source.head(tokens);
    let head = Key::new(&head);
    let bare = head.behind("ال").unwrap_or(head);
    // كما ورد في النشرة ويعود ذلك إلى أن: there the clause is another.
    let near =
        (i == sentence.start || tokens.key(i).begins_any(["وجا", "وور"])) && at <= source.end() + 6;
    let noun = source.head_word(tokens).either(Marks::CHANNEL)
        || bare.is_any([
            "قرار",
            "اتفاقيه",
            "اتفاق",
            "نص",
            "فتوي",
            "وصف",
            "خبر",
            "محضر",
            "تصدير",
            "لايحه",
        ]);
    let written = near && noun;
    let sort = nature(tokens, &source).sort;
    if !(written || matches!(sort, Sort::Document | Sort::Media))
        || (i + 2..at).any(|k| matches!(tokens.kind(k), Kind::Stop | Kind::Semicolon))
    {
        return None;
    }
    let (opener, at) = if tokens.kind(at) == Kind::Colon {
        (Opener::Colon, at + 1)
    } else {
        (Opener::Clause, at)
    };
    Some(Found {
        cue: i..i + 2,
        source: Some(source),
        via: None,
        channel: None,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &Stance::Say,
        negative: false,
        rule: "stated-in",
        confidence: 820,
        verb: None,
        subject: None,
        boundary: i,
        cuts: true,
        opener,
        at,
        hole: None,
        sentence: sentence.clone(),
    })
}
