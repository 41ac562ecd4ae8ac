//! Cues that are verbs: the checks that tell a cue from a homograph, and the frame around it.

use std::ops::Range;

use super::channel::{channel_between, leading_channel};
use super::complement::{self, Opener};
use super::frames::{Found, Names};
use super::lexis::{Classes, Complements, Form, Lexis, Number, Traits, VerbHit};
use super::relay::relay;
use super::source::{self, Np};
use super::subject::{clause_subject, earlier_subject, subject, subject_before, topic_subject};
use super::tokens::{Kind, Tokens};
use crate::article::{AttributionKind, Stance};
use crate::lexicon::{FunctionClass, Lexicon};

pub(super) fn verb(
    tokens: &Tokens<'_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    headline: bool,
    names: &Names,
    earlier: &[Found],
) -> Option<Found> {
    let lexis = Lexis::get();
    let frame = lexis.frame(hit.reading);
    let form = hit.reading.form;
    let before = if i > sentence.start {
        tokens.key(i - 1)
    } else {
        ""
    };
    let before_class = if i > sentence.start {
        tokens.class(i - 1)
    } else {
        None
    };
    let start = at_clause_start(tokens, i, &sentence) || hit.conjunction;
    if form == Form::Masdar {
        return masdar(tokens, i, hit, &sentence);
    }
    // Negated, subordinate to أن in the subjunctive, or a noun after a preposition.
    if matches!(before_class, Some(FunctionClass::Negation)) && before != "ليس"
        || matches!(
            before,
            "لم" | "لا"
                | "لن"
                | "ولم"
                | "ولا"
                | "ولن"
                | "غير"
                | "عدم"
                | "دون"
                | "بدون"
                | "لكي"
                | "كي"
                | "فلم"
                | "اذا"
                | "لو"
                | "ان"
                | "اما"
                | "سوف"
        ) && !(before == "ان" && form == Form::Perfect)
            && before != "سوف"
    {
        return None;
    }
    if before_class == Some(FunctionClass::Preposition)
        && form != Form::Participle
        && !hit.conjunction
        && !matches!(
            before,
            "حسبما"
                | "كما"
                | "مما"
                | "فيما"
                | "منذ"
                | "حيثما"
                | "بما"
                | "ممن"
                | "عما"
                | "بعد"
        )
    {
        return None;
    }
    let noun = hit.reading.also_noun || frame.traits.has(Traits::NOUN);
    if noun && !start && form == Form::Perfect && !headline {
        return None;
    }
    // وكان متوقعا أن: what was expected, not who expects.
    if form == Form::Participle
        && matches!(
            before,
            "كان" | "وكان" | "كانت" | "وكانت" | "ليس" | "بات" | "اصبح"
        )
    {
        return None;
    }
    if is_passive(tokens.raw(i), hit) {
        return None;
    }
    if frame.traits.has(Traits::MARKED) && !tokens.raw(i).contains('\u{0651}') {
        // بين is between, unless shadda or its place at the head of the sentence tells.
        let feminine = hit.reading.feminine;
        if form != Form::Participle
            && !(feminine && start)
            && !(i == sentence.start && hit.conjunction)
        {
            return None;
        }
    }
    // عبر حسابه: the preposition.
    if frame.lemma == "عبر" && lexis.classes(tokens.key(i + 1)).has(Classes::CHANNEL) {
        return None;
    }
    // أمله: his hope; آملة has its long alef.
    if form == Form::Participle
        && frame.traits.has(Traits::NOUN)
        && !tokens.raw(i).trim_start_matches('و').starts_with('آ')
    {
        return None;
    }
    // أعتبر, أعترف: the first person, where the third has no hamza.
    let raw = tokens.raw(i).trim_start_matches(['و', 'ف']);
    if frame.lemma.starts_with('ا') && raw.starts_with('أ') {
        return None;
    }
    // تُدعى: is called.
    if frame.lemma == "ادعى" && form == Form::Imperfect && raw.ends_with('ى') {
        return None;
    }
    if frame.traits.has(Traits::DECLINE)
        && let Some(found) = decline(tokens, i, hit, &sentence)
    {
        return Some(found);
    }
    if frame.traits.has(Traits::RELAY) {
        return relay(tokens, i, hit, sentence);
    }
    let marker = complement::find(tokens, i, frame, form, hit.suffix, sentence.end);
    let Some(marker) = marker else {
        return after_content(tokens, i, hit, sentence, earlier);
    };
    let object = frame.traits.has(Traits::OBJECT) || frame.traits.has(Traits::NP_STRICT);
    let mut source = subject(tokens, i, marker.limit, object);
    let strict = frame.traits.has(Traits::STRICT);
    let mut boundary_from = i;
    let mut rule = rule_of(marker.opener, form);
    let mut confidence = confidence_of(marker.opener, form);
    // سيبلغ المحكمة بأن: with a subject before the verb the noun after it is the object.
    let mut topic = None;
    if form != Form::Participle
        && (hit.conjunction && tokens.key(i).starts_with('ف') || before == "فقد")
    {
        topic = topic_subject(tokens, i, &sentence);
    }
    if let Some(np) = topic {
        boundary_from = sentence.start;
        source = Some(np);
        rule = "topic-first";
    } else if object
        && !hit.conjunction
        && source.is_some()
        && !start
        && let Some((np, from)) = subject_before(tokens, i, hit, &sentence, headline, names)
    {
        boundary_from = from;
        source = Some(np);
        rule = "subject-first";
    }
    if form == Form::Participle {
        source = None;
    } else if source.is_none() {
        let gap = marker.limit - i;
        if (!hit.conjunction || headline)
            && let Some((np, from)) = subject_before(tokens, i, hit, &sentence, headline, names)
        {
            boundary_from = from;
            source = Some(np);
            rule = "subject-first";
            confidence = confidence.saturating_sub(40);
        }
        if source.is_none() {
            if frame.traits.has(Traits::MARKED) && form == Form::Imperfect
                || strict && !hit.conjunction && marker.opener != Opener::Clause
            {
                return None;
            }
            let noun_like = matches!(
                marker.opener,
                Opener::Noun | Opener::BiNoun | Opener::PrepNoun
            );
            let described = frame.traits.has(Traits::DESCRIBE) && hit.suffix;
            if noun_like
                && !hit.conjunction
                && i != sentence.start
                && before != "قد"
                && !described
                && !is_complement_start(before)
            {
                return None;
            }
            if frame.traits.has(Traits::IMPERSONAL)
                && form == Form::Imperfect
                && !hit.reading.feminine
                && hit.reading.number == Number::Singular
            {
                return None;
            }
            if matches!(
                marker.opener,
                Opener::Noun | Opener::BiNoun | Opener::PrepNoun
            ) && !start
                && !described
            {
                return None;
            }
            if !start && form == Form::Perfect && marker.opener == Opener::Clause {
                return None;
            }
            if gap > 8
                && channel_between(tokens, i + 1, marker.limit).is_none()
                && marker.opener != Opener::Clause
                && marker.opener != Opener::PrepClause
            {
                return None;
            }
            if matches!(before_class, Some(FunctionClass::Relative)) && !described {
                return None;
            }
            if !start
                && form == Form::Imperfect
                && matches!(
                    marker.opener,
                    Opener::PrepNoun | Opener::BiNoun | Opener::Noun
                )
            {
                return None;
            }
            confidence = confidence.saturating_sub(60);
        }
    }
    if let Some(np) = &source {
        let nature = source::nature(tokens, np);
        let head = np.head(tokens);
        if lexis.classes(&head).has(Classes::SACRED)
            || frame.traits.has(Traits::STRICT) && lexis.classes(&head).has(Classes::LIGHT_OBJECT)
        {
            return None;
        }
        let known = nature.plausible || np.tokens().any(|k| names.contains(tokens.key(k)));
        if !known {
            let headed = headline && rule == "subject-first"
                || marker.opener == Opener::BiNoun && !strict && head.starts_with("ال") && start;
            if (strict && marker.opener != Opener::PrepNoun
                || matches!(marker.opener, Opener::Noun | Opener::BiNoun)
                || frame.traits.has(Traits::NP_STRICT))
                && !headed
            {
                return None;
            }
            confidence = confidence.saturating_sub(120);
        }
        if frame.traits.has(Traits::DOCUMENT) && nature.sort != crate::article::VoiceSort::Document
        {
            return None;
        }
    } else if strict
        && form != Form::Participle
        && matches!(
            marker.opener,
            Opener::Noun | Opener::BiNoun | Opener::PrepNoun
        )
    {
        return None;
    }
    if frame.complements.has(Complements::DOC_AN)
        && matches!(marker.opener, Opener::PrepNoun | Opener::PrepClause)
        && !source
            .as_ref()
            .is_some_and(|np| lexis.classes(&np.head(tokens)).has(Classes::DOCUMENT))
    {
        return None;
    }
    if strict {
        confidence = confidence.saturating_sub(100);
    }
    let has_source = source.is_some();
    let between = source.as_ref().map_or(i + 1, Np::end);
    let channel = channel_between(tokens, i + 1, marker.limit)
        .filter(|c| c.start >= between || source.as_ref().is_none_or(|np| c.start < np.start()))
        .or_else(|| leading_channel(tokens, boundary_from, &sentence));
    let (boundary, cuts) = clause_boundary(tokens, boundary_from, hit, &sentence);
    Some(Found {
        cue: cue_range(tokens, i, marker.at),
        source,
        via: None,
        channel,
        content: Vec::new(),
        kind: AttributionKind::Indirect,
        stance: frame.stance.clone(),
        negative: frame.traits.has(Traits::NEGATIVE),
        rule,
        confidence,
        verb: Some(hit),
        subject: if form == Form::Participle {
            clause_subject(tokens, &sentence, i)
        } else if has_source {
            None
        } else {
            earlier_subject(tokens, &sentence, i, earlier)
        },
        boundary,
        cuts,
        opener: marker.opener,
        at: marker.at,
        hole: None,
        sentence,
    })
}

fn rule_of(opener: Opener, form: Form) -> &'static str {
    if form == Form::Participle {
        return "participle";
    }
    match opener {
        Opener::Clause => "verb-clause",
        Opener::PrepClause => "verb-preposition-clause",
        Opener::PrepNoun => "verb-preposition-noun",
        Opener::BiNoun => "verb-bi-noun",
        Opener::Colon => "verb-colon",
        Opener::Quote => "verb-quote",
        Opener::Noun => "verb-noun",
        Opener::Question => "verb-question",
    }
}

fn confidence_of(opener: Opener, form: Form) -> u16 {
    let base = match opener {
        Opener::Clause | Opener::PrepClause => 930,
        Opener::Quote | Opener::Colon => 900,
        Opener::PrepNoun => 830,
        Opener::Question => 780,
        Opener::BiNoun => 740,
        Opener::Noun => 700,
    };
    if form == Form::Participle {
        base - 30
    } else {
        base
    }
}

/// The cue with the word it needs: لافتا الانتباه.
fn cue_range(tokens: &Tokens<'_>, i: usize, at: usize) -> Range<usize> {
    if i + 1 < at && matches!(tokens.key(i + 1), "الانتباه" | "النظر") {
        i..i + 2
    } else {
        i..i + 1
    }
}

/// The passive, where the vowel mark of the first syllable shows it.
fn is_passive(raw: &str, hit: VerbHit) -> bool {
    if hit.reading.form == Form::Participle {
        return false;
    }
    let mut letters = 0;
    for c in raw.chars() {
        if c == '\u{064F}' {
            return match hit.reading.form {
                Form::Perfect => letters <= 3,
                // The active of إفعال, تفعيل and مفاعلة has the vowel too.
                _ => {
                    matches!(raw.chars().nth(2), Some('ع' | 'ش' | 'ت' | 'ذ'))
                        && letters <= 1
                        && raw.chars().nth(3) != Some('ل')
                }
            };
        }
        if crate::arabic::chars::is_alphabetic(c) {
            letters += 1;
        }
    }
    false
}

/// Whether a clause may begin at `i`.
pub(super) fn at_clause_start(tokens: &Tokens<'_>, i: usize, sentence: &Range<usize>) -> bool {
    if i == sentence.start {
        return true;
    }
    match tokens.kind(i - 1) {
        Kind::Word => {
            let key = tokens.key(i - 1);
            matches!(
                tokens.class(i - 1),
                Some(FunctionClass::Conjunction | FunctionClass::Relative)
            ) || matches!(
                key,
                "قد" | "وقد"
                    | "فيما"
                    | "كما"
                    | "بدوره"
                    | "بدورها"
                    | "حيث"
                    | "اذ"
                    | "ما"
                    | "بعدما"
                    | "حسبما"
                    | "مثلما"
                    | "الا"
                    | "وكان"
                    | "وكانت"
                    | "كان"
                    | "كانت"
            ) || is_complement_start(key)
        }
        Kind::Number => false,
        _ => true,
    }
}

pub(super) fn is_complement_start(key: &str) -> bool {
    source::is_complementiser(key)
        || matches!(
            key,
            "لكنه"
                | "لكنها"
                | "لكنهم"
                | "ولكنه"
                | "ولكنها"
                | "الذي"
                | "التي"
                | "الذين"
        )
}

/// Where the clause of a cue begins, and whether it ends the content before it.
pub(super) fn clause_boundary(
    tokens: &Tokens<'_>,
    from: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> (usize, bool) {
    let lexis = Lexis::get();
    let mut k = from;
    let mut steps = 0;
    let mut turn = false;
    while k > sentence.start && steps < 6 {
        let p = k - 1;
        let key = tokens.key(p);
        let steps_over = tokens.kind(p) == Kind::Word
            && (matches!(
                key,
                "كما"
                    | "فيما"
                    | "بينما"
                    | "حيث"
                    | "اذ"
                    | "لكن"
                    | "ولكن"
                    | "لكنه"
                    | "لكنها"
                    | "ولكنه"
                    | "في"
                    | "حين"
                    | "قد"
                    | "وقد"
                    | "من"
                    | "المقابل"
                    | "كان"
                    | "وكان"
                    | "وكانت"
                    | "كانت"
                    | "حسبما"
                    | "ثم"
                    | "ومن"
                    | "وفي"
                    | "بالمقابل"
                    | "لكنهم"
            ) || lexis.classes(key).has(Classes::SIDE));
        if !steps_over {
            break;
        }
        turn |= key == "ولكن"
            || matches!(
                key,
                "اذ" | "كما" | "حيث" | "فيما" | "بينما" | "لكن" | "لكنه" | "لكنها" | "ولكنه"
            );
        k = p;
        steps += 1;
    }
    if k == sentence.start {
        return (k, true);
    }
    match tokens.kind(k - 1) {
        Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Close | Kind::Dash => {
            let mut at = k;
            while at > sentence.start
                && matches!(
                    tokens.kind(at - 1),
                    Kind::Comma | Kind::Semicolon | Kind::Stop
                )
            {
                at -= 1;
            }
            (at, true)
        }
        _ => (
            k,
            turn || hit.conjunction
                || hit.reading.form == Form::Participle
                || tokens.key(k).starts_with('و') && k < from,
        ),
    }
}

/// A verbal noun with its agent: إعلان الوزارة أن.
fn masdar(tokens: &Tokens<'_>, i: usize, hit: VerbHit, sentence: &Range<usize>) -> Option<Found> {
    let lexis = Lexis::get();
    let frame = lexis.frame(hit.reading);
    if hit.suffix
        || frame.traits.has(Traits::STRICT)
        || frame.traits.has(Traits::NOUN)
        || tokens.key(i).starts_with("ال")
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
    if !matches!(marker.opener, Opener::Clause | Opener::PrepClause) || marker.limit <= i + 1 {
        return None;
    }
    let source = source::noun_phrase(tokens, i + 1, marker.limit)?;
    let nature = source::nature(tokens, &source);
    let definite = source.head(tokens).starts_with("ال")
        || nature.named
        || Lexicon::builtin()
            .countries()
            .contains(&source.head(tokens));
    if !nature.plausible || !definite && nature.anonymous || source.end() != marker.limit {
        return None;
    }
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        via: None,
        channel: None,
        content: Vec::new(),
        kind: AttributionKind::Indirect,
        stance: frame.stance.clone(),
        negative: frame.traits.has(Traits::NEGATIVE),
        rule: "verbal-noun",
        confidence: 720,
        verb: None,
        subject: None,
        boundary: i,
        cuts: false,
        opener: marker.opener,
        at: marker.at,
        hole: None,
        sentence: sentence.clone(),
    })
}

/// رفض التعليق: no content.
fn decline(tokens: &Tokens<'_>, i: usize, hit: VerbHit, sentence: &Range<usize>) -> Option<Found> {
    let lexis = Lexis::get();
    let end = sentence.end.min(i + 16);
    let at = (i + 1..end)
        .take_while(|&k| !matches!(tokens.kind(k), Kind::Stop | Kind::Comma | Kind::Colon))
        .find(|&k| lexis.classes(tokens.key(k)).has(Classes::DECLINE_NOUN))?;
    if matches!(tokens.key(at), "الكشف" | "الافصاح") {
        return None; // withholding a name is no answer
    }
    let noun = if tokens.class(at - 1) == Some(FunctionClass::Preposition) {
        at - 1
    } else {
        at
    };
    let source = subject(tokens, i, noun, false);
    if let Some(np) = &source
        && !source::nature(tokens, np).plausible
        && !np.head(tokens).starts_with("ال")
    {
        return None;
    }
    let (boundary, cuts) = clause_boundary(tokens, i, hit, sentence);
    Some(Found {
        cue: i..i + 1,
        source,
        via: None,
        channel: None,
        content: Vec::new(),
        kind: AttributionKind::Nominal,
        stance: Stance::Decline,
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
fn after_content(
    tokens: &Tokens<'_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    earlier: &[Found],
) -> Option<Found> {
    let lexis = Lexis::get();
    let frame = lexis.frame(hit.reading);
    if hit.reading.form == Form::Participle
        || hit.conjunction
        || hit.suffix
        || !frame.complements.has(Complements::QUOTE)
        || i <= sentence.start + 1
    {
        return None;
    }
    let mut k = i;
    while k > sentence.start && matches!(tokens.key(k - 1), "كما" | "حسبما" | "هكذا") {
        k -= 1;
    }
    if k > sentence.start && matches!(tokens.kind(k - 1), Kind::Comma | Kind::Dash) {
        k -= 1;
    }
    if k <= sentence.start || k == i && tokens.kind(k - 1) != Kind::Close {
        return None;
    }
    let source = subject(tokens, i, sentence.end, false)?;
    let nature = source::nature(tokens, &source);
    if !nature.plausible {
        return None;
    }
    let (content, rule, confidence, kind) = if tokens.kind(k - 1) == Kind::Close {
        let open = tokens.pair(k - 1)?;
        if earlier.iter().any(|f| f.at <= open && f.at + 3 >= open) || k - open < 5 {
            return None;
        }
        (open..k, "quote-first", 860, AttributionKind::Direct)
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
            AttributionKind::Indirect,
        )
    };
    let channel = channel_between(tokens, source.end(), sentence.end);
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        via: None,
        channel,
        content: vec![content.clone()],
        kind,
        stance: frame.stance.clone(),
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
