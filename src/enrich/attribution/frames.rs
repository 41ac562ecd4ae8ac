//! One pass over a sentence: every cue with its source, relay, channel and the limits of its content.

use std::ops::Range;

use super::complement::{self, Marker, Opener};
use super::lexis::{Classes, Complements, Form, Lexis, PhraseRule, Traits, VerbHit};
use super::source::{self, Np, Proclitic};
use super::tokens::{Kind, Tokens};
use crate::article::{AttributionKind, Stance};
use crate::lexicon::{FunctionClass, Lexicon};

/// An attribution as token ranges, before its source is resolved.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Np>,
    pub(super) via: Option<Np>,
    pub(super) channel: Option<Range<usize>>,
    /// Pieces of the content; none where the source declines to comment.
    pub(super) content: Vec<Range<usize>>,
    pub(super) kind: AttributionKind,
    pub(super) stance: Stance,
    pub(super) negative: bool,
    pub(super) rule: &'static str,
    pub(super) confidence: u16,
    /// The form of the verb, for agreement with a speaker that is not named here.
    pub(super) verb: Option<VerbHit>,
    /// The subject of the clause around a participle, where it is not an earlier cue's source.
    pub(super) subject: Option<Np>,
    /// Where the clause of the cue begins; earlier content ends there if `cuts`.
    boundary: usize,
    cuts: bool,
    opener: Opener,
    sentence: Range<usize>,
    /// First token of the content.
    at: usize,
    /// A frame inside the content that is no part of it.
    hole: Option<Range<usize>>,
}

impl Found {
    pub(super) fn is_participle(&self) -> bool {
        self.verb.is_some_and(|v| v.reading.form == Form::Participle)
    }

    /// The tokens of its sentence.
    pub(super) fn sentence(&self) -> Range<usize> {
        self.sentence.clone()
    }
}

/// Finds the attributions of a text in the order of their cues.
pub(super) fn find(tokens: &Tokens<'_>, headline: bool) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in tokens.sentences() {
        let first = found.len();
        if let Some(colon) = speaker_colon(tokens, sentence.clone(), headline) {
            found.push(colon);
        }
        scan(tokens, sentence.clone(), headline, &mut found);
        limit(tokens, &mut found, first);
    }
    found.retain(|f| !f.content.is_empty() || f.stance == Stance::Decline);
    found.sort_by_key(|f| f.cue.start);
    found
}

fn scan(tokens: &Tokens<'_>, sentence: Range<usize>, headline: bool, found: &mut Vec<Found>) {
    let lexis = Lexis::get();
    let first = found.len();
    let mut frames: Vec<According> = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        if tokens.kind(i) != Kind::Word || in_quotation(tokens, i) {
            i += 1;
            continue;
        }
        if let Some(frame) = according(tokens, i, sentence.clone()) {
            i = frame.end.max(i + 1);
            frames.push(frame);
            continue;
        }
        if let Some(hit) = lexis.verb(tokens.key(i))
            && let Some(new) = verb(tokens, i, hit, sentence.clone(), headline, found.get(first..).unwrap_or(&[]))
        {
            i = if new.content.is_empty() { new.at.max(i + 1) } else { i + 1 };
            found.push(new);
            continue;
        }
        i += 1;
    }
    for frame in frames {
        place(tokens, frame, sentence.clone(), found, first);
    }
}

/// Whether the token stands inside a quotation of more than a few words.
fn in_quotation(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.quote(i).is_some()
}

/// Whether a clause may begin at `i`.
fn at_clause_start(tokens: &Tokens<'_>, i: usize, sentence: &Range<usize>) -> bool {
    if i == sentence.start {
        return true;
    }
    match tokens.kind(i - 1) {
        Kind::Word => {
            let key = tokens.key(i - 1);
            matches!(
                tokens.class(i - 1),
                Some(FunctionClass::Conjunction | FunctionClass::Relative)
            ) || matches!(key, "قد" | "وقد" | "فيما" | "كما" | "بدوره" | "بدورها" | "حيث" | "اذ" | "ما" | "بعدما" | "حسبما" | "مثلما" | "الا" | "وكان" | "وكانت" | "كان" | "كانت")
                || is_complement_start(key)
        }
        Kind::Number => false,
        _ => true,
    }
}

fn is_complement_start(key: &str) -> bool {
    source::is_complementiser(key)
        || matches!(key, "لكنه" | "لكنها" | "لكنهم" | "ولكنه" | "ولكنها" | "الذي" | "التي" | "الذين")
}

fn verb(
    tokens: &Tokens<'_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    headline: bool,
    earlier: &[Found],
) -> Option<Found> {
    let lexis = Lexis::get();
    let frame = lexis.frame(hit.reading);
    let form = hit.reading.form;
    let before = if i > sentence.start { tokens.key(i - 1) } else { "" };
    let before_class = if i > sentence.start { tokens.class(i - 1) } else { None };
    let start = at_clause_start(tokens, i, &sentence) || hit.conjunction;
    if form == Form::Masdar {
        return masdar(tokens, i, hit, &sentence);
    }
    // Negated, subordinate to أن in the subjunctive, or a noun after a preposition.
    if matches!(before_class, Some(FunctionClass::Negation)) && before != "ليس"
        || matches!(before, "لم" | "لا" | "لن" | "ولم" | "ولا" | "ولن" | "غير" | "عدم" | "دون" | "بدون" | "لكي" | "كي" | "فلم" | "اذا" | "لو" | "ان" | "اما" | "سوف")
            && !(before == "ان" && form == Form::Perfect)
            && before != "سوف"
    {
        return None;
    }
    if before_class == Some(FunctionClass::Preposition)
        && form != Form::Participle
        && !hit.conjunction
        && !matches!(before, "حسبما" | "كما" | "مما" | "فيما" | "منذ" | "حيثما" | "بما" | "ممن" | "عما" | "بعد")
    {
        return None;
    }
    let noun = hit.reading.also_noun || frame.traits.has(Traits::NOUN);
    if noun && !start && form == Form::Perfect && !headline {
        return None;
    }
    if is_passive(tokens.raw(i), hit) {
        return None;
    }
    if frame.traits.has(Traits::MARKED) && !tokens.raw(i).contains('\u{0651}') {
        // بين is between, unless shadda or its place at the head of the sentence tells.
        let feminine = hit.reading.feminine;
        if form != Form::Participle && !(feminine && start) && !(i == sentence.start && hit.conjunction) {
            return None;
        }
    }
    if frame.traits.has(Traits::DECLINE) && let Some(found) = decline(tokens, i, hit, &sentence) {
        return Some(found);
    }
    if frame.traits.has(Traits::RELAY) {
        return relay(tokens, i, hit, sentence);
    }
    let marker = complement::find(tokens, i, frame, form, hit.suffix, sentence.end);
    let Some(marker) = marker else {
        return after_content(tokens, i, hit, sentence, earlier);
    };
    let mut source = subject(tokens, i, marker.limit, frame.traits.has(Traits::OBJECT));
    let strict = frame.traits.has(Traits::STRICT);
    let mut boundary_from = i;
    let mut rule = rule_of(marker.opener, form);
    let mut confidence = confidence_of(marker.opener, form);
    if form == Form::Participle {
        source = None;
    } else if source.is_none() {
        let gap = marker.limit - i;
        if !hit.conjunction || headline {
            if let Some((np, from)) = subject_before(tokens, i, hit, &sentence, headline) {
                boundary_from = from;
                source = Some(np);
                rule = "subject-first";
                confidence = confidence.saturating_sub(40);
            }
        }
        if source.is_none() {
            if frame.traits.has(Traits::IMPERSONAL) && form == Form::Imperfect && !hit.reading.feminine
                && hit.reading.number == super::lexis::Number::Singular
            {
                return None;
            }
            if matches!(marker.opener, Opener::Noun | Opener::BiNoun | Opener::PrepNoun) && !start {
                return None;
            }
            if gap > 8 && marker.opener != Opener::Clause && marker.opener != Opener::PrepClause {
                return None;
            }
            if matches!(before_class, Some(FunctionClass::Relative)) {
                return None;
            }
            if !start && form == Form::Imperfect && matches!(marker.opener, Opener::PrepNoun | Opener::BiNoun | Opener::Noun) {
                return None;
            }
            confidence = confidence.saturating_sub(60);
        }
    }
    if let Some(np) = &source {
        let nature = source::nature(tokens, np);
        if !nature.plausible {
            if strict || matches!(marker.opener, Opener::Noun | Opener::BiNoun) || frame.traits.has(Traits::NP_STRICT) {
                return None;
            }
            confidence = confidence.saturating_sub(120);
        }
        if frame.traits.has(Traits::DOCUMENT) && nature.sort != crate::article::VoiceSort::Document {
            return None;
        }
    } else if strict && matches!(marker.opener, Opener::Noun | Opener::BiNoun | Opener::PrepNoun) {
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
        subject: (form == Form::Participle)
            .then(|| clause_subject(tokens, &sentence, i))
            .flatten(),
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
    if form == Form::Participle { base - 30 } else { base }
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
                _ => matches!(raw.chars().nth(2), Some('ع' | 'ش' | 'ت' | 'ذ')) && letters <= 1 && raw.chars().nth(3) != Some('ل'),
            };
        }
        if c.is_alphabetic() {
            letters += 1;
        }
    }
    false
}

/// The subject after the verb, before `limit`.
fn subject(tokens: &Tokens<'_>, verb: usize, limit: usize, takes_object: bool) -> Option<Np> {
    let mut from = verb + 1;
    // Adverbials before the subject: وقال في بيان المتحدث.
    let mut guard = 0;
    while from < limit && guard < 4 {
        guard += 1;
        let lexis = Lexis::get();
        let key = tokens.key(from);
        if lexis.classes(key).has(Classes::SIDE) || lexis.classes(key).has(Classes::TRANSPARENT) || key == "قد" {
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
    let np = source::noun_phrase(tokens, from, limit)?;
    let np = if takes_object { without_object(tokens, np) } else { np };
    // A pronoun or a bare adverb is no subject.
    let head = np.head(tokens);
    (!head.is_empty() || tokens.kind(np.start()) == Kind::Open).then_some(np)
}

/// Cuts the object from a phrase that runs on into it: a second head after a complete first one.
fn without_object(tokens: &Tokens<'_>, np: Np) -> Np {
    let Some(piece) = np.pieces.first().cloned() else {
        return np;
    };
    let lexicon = Lexicon::builtin();
    let mut complete = false;
    for k in piece.clone() {
        let key = tokens.key(k);
        let head = source::title_class(tokens, k).is_some() || lexicon.countries().contains(key);
        if k > piece.start && complete && head && !lexicon.nationalities().contains(key) {
            return Np {
                pieces: vec![piece.start..k],
                proclitic: np.proclitic,
            };
        }
        complete |= lexicon.countries().contains(key)
            || lexicon.nationalities().contains(key)
            || k > piece.start && lexicon.given_names().contains(tokens.key(k - 1));
    }
    np
}

/// The subject before the verb, and where its clause begins.
fn subject_before(
    tokens: &Tokens<'_>,
    verb: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    headline: bool,
) -> Option<(Np, usize)> {
    let mut end = verb;
    while end > sentence.start && matches!(tokens.key(end - 1), "قد" | "كان" | "كانت" | "ايضا") {
        end -= 1;
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
                    || matches!(key, "كان" | "كانت" | "وكان" | "وكانت" | "فيما" | "ان" | "بان" | "كما")
                {
                    break;
                }
                if matches!(class, Some(FunctionClass::Relative | FunctionClass::Negation)) {
                    return None;
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
    let lexicon = Lexicon::builtin();
    let known = |key: &str| {
        lexicon.titles().contains(key)
            || lexicon.countries().contains(key)
            || lexicon.places().contains(key)
            || lexicon.agencies().contains(key)
            || lexicon.given_names().contains(key)
    };
    if let Some(rest) = key.strip_prefix('و')
        && !known(key)
        && (rest.starts_with("ال") || known(rest))
    {
        proclitic = Proclitic::Letter;
    }
    let mut np = source::noun_phrase(tokens, from, end)?;
    if np.end() != end {
        return None;
    }
    np.proclitic = proclitic;
    let nature = source::nature(tokens, &np);
    let short_name = headline && np.tokens().count() <= 3;
    if !(nature.plausible || short_name) {
        return None;
    }
    // Agreement: a singular subject shows the gender of the verb.
    use crate::article::Gender;
    if hit.reading.number == super::lexis::Number::Singular
        && matches!(
            (nature.gender, hit.reading.gender()),
            (Gender::Feminine, Gender::Masculine) | (Gender::Masculine, Gender::Feminine)
        )
        && !nature.plural
    {
        return None;
    }
    Some((np, from))
}

/// The subject of the verb at the head of a sentence, for a participle that depends on it.
fn clause_subject(tokens: &Tokens<'_>, sentence: &Range<usize>, before: usize) -> Option<Np> {
    let mut from = sentence.start;
    // وكان X قد …; a preposition phrase or a conjunction may stand first: only the plain order is read.
    if matches!(tokens.class(from), Some(FunctionClass::Preposition)) {
        return None;
    }
    let key = tokens.key(from);
    let verb_like = tokens.class(from).is_none_or(|c| matches!(c, FunctionClass::Verb | FunctionClass::Auxiliary));
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

/// Where the clause of a cue begins, and whether it ends the content before it.
fn clause_boundary(
    tokens: &Tokens<'_>,
    from: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
) -> (usize, bool) {
    let lexis = Lexis::get();
    let mut k = from;
    let mut steps = 0;
    while k > sentence.start && steps < 6 {
        let p = k - 1;
        let key = tokens.key(p);
        let steps_over = tokens.kind(p) == Kind::Word
            && (matches!(key, "كما" | "فيما" | "بينما" | "حيث" | "اذ" | "لكن" | "لكنه" | "لكنها" | "ولكنه" | "في" | "حين" | "قد" | "وقد" | "من" | "المقابل" | "كان" | "وكان" | "وكانت" | "كانت" | "حسبما" | "ثم" | "ومن" | "وفي" | "بالمقابل" | "لكنهم")
                || lexis.classes(key).has(Classes::SIDE));
        if !steps_over {
            break;
        }
        k = p;
        steps += 1;
    }
    if k == sentence.start {
        return (k, true);
    }
    match tokens.kind(k - 1) {
        Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Close | Kind::Dash => {
            let mut at = k;
            while at > sentence.start && matches!(tokens.kind(at - 1), Kind::Comma | Kind::Semicolon | Kind::Stop) {
                at -= 1;
            }
            (at, true)
        }
        _ => (
            k,
            hit.conjunction || hit.reading.form == Form::Participle || tokens.key(k).starts_with('و') && k < from,
        ),
    }
}

/// نقل … عن: who relays and who said it.
fn relay(tokens: &Tokens<'_>, i: usize, hit: VerbHit, sentence: Range<usize>) -> Option<Found> {
    let lexis = Lexis::get();
    let limit = sentence.end.min(i + 20);
    let mut an = None;
    let mut k = i + 1;
    while k < limit {
        match tokens.key(k) {
            "عن" => {
                an = Some(k);
                break;
            }
            "الي" | "من" if k == i + 1 => return None,
            _ => {}
        }
        if matches!(tokens.kind(k), Kind::Stop | Kind::Semicolon | Kind::Colon)
            || tokens.class(k) == Some(FunctionClass::Relative)
        {
            return None;
        }
        k = tokens.insertion_end(k).unwrap_or(k + 1);
    }
    let an = an?;
    let via = source::noun_phrase(tokens, i + 1, an);
    // The source runs to what opens the content.
    let mut j = an + 1;
    let end = sentence.end.min(an + 40);
    let mut found: Option<(usize, usize, Opener)> = None;
    while j < end {
        let key = tokens.key(j);
        match tokens.kind(j) {
            Kind::Colon => {
                found = Some((j + 1, j, Opener::Colon));
                break;
            }
            Kind::Open => {
                let close = tokens.pair(j).unwrap_or(j);
                if close - j <= 5 && tokens.is_closed(j) && matches!(source::title_of(tokens.key(j - 1)), Some(crate::lexicon::TitleClass::MediaHead)) {
                    j = close + 1;
                    continue;
                }
                found = Some((j, j, Opener::Quote));
                break;
            }
            Kind::Stop | Kind::Semicolon => break,
            Kind::Word => {
                if source::is_complementiser(key) {
                    found = Some((j, j, Opener::Clause));
                    break;
                }
                if lexis.classes(key).has(Classes::OPENER) {
                    found = Some(opened(tokens, j));
                    break;
                }
                if tokens.class(j) == Some(FunctionClass::Relative) {
                    // A relative clause about the source.
                }
            }
            _ => {}
        }
        j = tokens.insertion_end(j).unwrap_or(j + 1);
    }
    let (at, limit, opener) = found?;
    let source = source::noun_phrase(tokens, an + 1, limit)?;
    let channel = channel_between(tokens, source.end(), limit)
        .or_else(|| channel_between(tokens, via.as_ref().map_or(i + 1, Np::end), an));
    let (boundary, cuts) = clause_boundary(tokens, i, hit, &sentence);
    Some(Found {
        cue: i..i + 1,
        source: Some(source),
        via,
        channel,
        content: Vec::new(),
        kind: AttributionKind::Indirect,
        stance: Stance::Say,
        negative: false,
        rule: "relay",
        confidence: 900,
        verb: None,
        subject: None,
        boundary,
        cuts,
        opener,
        at,
        hole: None,
        sentence,
    })
}

/// After قوله or تأكيده at `j`: the content, where the words before it end, and what opens it.
fn opened(tokens: &Tokens<'_>, j: usize) -> (usize, usize, Opener) {
    let next = j + 1;
    match tokens.kind(next) {
        Kind::Colon => (next + 1, j, Opener::Colon),
        Kind::Open => (next, j, Opener::Quote),
        _ if source::is_complementiser(tokens.key(next)) => (next, j, Opener::Clause),
        _ if matches!(tokens.key(next), "الي" | "علي" | "من") => (
            next,
            j,
            if source::is_complementiser(tokens.key(next + 1)) {
                Opener::PrepClause
            } else {
                Opener::PrepNoun
            },
        ),
        _ => (next, j, Opener::Noun),
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
    let marker = complement::find(tokens, i, frame, Form::Perfect, false, sentence.end.min(i + 16))?;
    if !matches!(marker.opener, Opener::Clause | Opener::PrepClause) || marker.limit <= i + 1 {
        return None;
    }
    let source = source::noun_phrase(tokens, i + 1, marker.limit)?;
    let nature = source::nature(tokens, &source);
    let definite = source.head(tokens).starts_with("ال") || nature.named || Lexicon::builtin().countries().contains(&source.head(tokens));
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
    let noun = if tokens.class(at - 1) == Some(FunctionClass::Preposition) { at - 1 } else { at };
    let source = subject(tokens, i, noun, false);
    if let Some(np) = &source
        && !source::nature(tokens, np).plausible
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
            || channel_between(tokens, source.end(), sentence.end).is_some_and(|c| c.start == source.end());
        if !closes || !earlier.is_empty() || frame.traits.has(Traits::STRICT) || k - sentence.start < 4 {
            return None;
        }
        (sentence.start..k, "clause-first", 760, AttributionKind::Indirect)
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

/// A verbless frame with its source.
#[derive(Debug)]
struct According {
    cue: Range<usize>,
    source: Np,
    channel: Option<Range<usize>>,
    /// Past the frame.
    end: usize,
    /// A verb stands in it: the cue is the verb.
    verb: Option<VerbHit>,
}

fn according(tokens: &Tokens<'_>, i: usize, sentence: Range<usize>) -> Option<According> {
    let lexis = Lexis::get();
    let words = tokens.keys::<5>(i);
    let words = words.get(..words.iter().take_while(|w| !w.is_empty()).count())?;
    let hit = lexis.phrase(words)?;
    let mut from = i + hit.words;
    let mut cue = i..from;
    let mut verb = None;
    if hit.rule == PhraseRule::Verb {
        let key = tokens.key(from);
        let key = if key == "قد" { from += 1; tokens.key(from) } else { key };
        let found = lexis.verb(key)?;
        if !matches!(found.reading.form, Form::Perfect | Form::Imperfect) || found.conjunction {
            return None;
        }
        let frame = lexis.frame(found.reading);
        if frame.traits.has(Traits::STRICT) && tokens.key(i) == "كما" {
            return None;
        }
        cue = from..from + 1;
        from += 1;
        verb = Some(found);
        // كما قال … إن has its own content: the verb alone is the cue.
        if complement::find(tokens, from - 1, frame, found.reading.form, found.suffix, sentence.end)
            .is_some_and(|m: Marker| {
                !(matches!(m.opener, Opener::Noun | Opener::BiNoun | Opener::PrepNoun) && tokens.key(i) != "كما")
                    && (m.limit > from || tokens.key(i) == "كما")
            })
        {
            return None;
        }
        // حسبما نقلت الوكالة عن …
        if frame.traits.has(Traits::RELAY)
            && let Some(an) = (from..sentence.end.min(from + 10)).find(|&k| tokens.key(k) == "عن")
        {
            let source = source::noun_phrase(tokens, an + 1, sentence.end)?;
            return Some(According {
                end: source.end(),
                cue,
                source,
                channel: None,
                verb,
            });
        }
    }
    let mut proclitic = Proclitic::None;
    if hit.li {
        proclitic = if tokens.key(from).starts_with("لل") {
            Proclitic::LiArticle
        } else {
            Proclitic::Letter
        };
        if tokens.key(from) == "ل" {
            from += 1;
            proclitic = Proclitic::None;
        }
    }
    let mut source = if proclitic == Proclitic::None {
        source::noun_phrase(tokens, from, sentence.end)?
    } else {
        // The word with ل looks like a recipient: read from the next word and put it back.
        let mut np = source::noun_phrase(tokens, from + 1, sentence.end)
            .filter(|np| np.start() == from + 1)
            .unwrap_or_default();
        match np.pieces.first_mut() {
            Some(piece) => piece.start = from,
            None => np.pieces.push(from..from + 1),
        }
        np
    };
    source.proclitic = proclitic;
    let head = source.head(tokens).into_owned();
    if lexis.classes(&head).has(Classes::NOT_SOURCE) || lexis.classes(&head).has(Classes::SACRED) {
        return None;
    }
    let nature = source::nature(tokens, &source);
    if !nature.plausible {
        return None;
    }
    let channel = channel_between(tokens, source.end(), sentence.end.min(source.end() + 12))
        .filter(|c| c.start == source.end());
    let end = channel.as_ref().map_or(source.end(), |c| c.end);
    Some(According {
        cue,
        source,
        channel,
        end,
        verb,
    })
}

/// Decides what a verbless frame does in its sentence: it relays an attribution, or is one.
fn place(tokens: &Tokens<'_>, frame: According, sentence: Range<usize>, found: &mut Vec<Found>, first: usize) {
    // The frame with the words and marks around it.
    let mut open = frame.cue.start;
    while open > sentence.start
        && (matches!(tokens.kind(open - 1), Kind::Comma | Kind::Dash | Kind::BracketOpen)
            || matches!(tokens.key(open - 1), "وذلك" | "حسب" | "بحسب" | "ما" | "كما" | "حسبما" | "وفق" | "وحسب" | "وفقا" | "لما" | "وفقما" | "وبحسب" | "مثلما"))
    {
        open -= 1;
    }
    let mut close = frame.end;
    while close < sentence.end && matches!(tokens.kind(close), Kind::Comma | Kind::Dash | Kind::BracketClose) {
        close += 1;
    }
    let leads = open <= sentence.start + 1
        || (sentence.start..open).all(|k| tokens.kind(k) != Kind::Word);
    let trails = close >= sentence.end || tokens.kind(close) == Kind::Stop && close + 1 >= sentence.end;
    let target = if leads {
        found.get(first..).and_then(|all| all.iter().position(|f| f.cue.start >= close))
    } else {
        found
            .get(first..)
            .and_then(|all| all.iter().rposition(|f| f.cue.start < open))
    }
    .map(|n| n + first);
    // A frame that leads relays only the clause that begins right after it.
    let target = target.filter(|&n| {
        let f = &found[n]; // n is a position in found
        if leads {
            f.boundary <= close + 1 || f.cue.start - close <= 14 && f.source.is_some() && f.cue.start > close
        } else {
            f.at < open || !f.content.is_empty()
        }
    });
    if let Some(n) = target {
        let f = &mut found[n]; // n is a position in found
        if f.via.is_none() {
            f.via = Some(frame.source);
        }
        if !leads && open > f.at {
            f.hole = Some(open..close);
        }
        f.channel = f.channel.take().or(frame.channel);
        return;
    }
    let mut content = Vec::new();
    let finish = trim(tokens, sentence.start, sentence.end);
    if leads {
        content.push(close..finish);
    } else if trails {
        content.push(sentence.start..trim(tokens, sentence.start, open));
    } else {
        content.push(sentence.start..open);
        content.push(close..finish);
    }
    content.retain(|piece| piece.start < piece.end);
    let words: usize = content.iter().map(|p| p.len()).sum();
    if words < 3 {
        return;
    }
    let stance = frame
        .verb
        .map_or(Stance::Say, |v| Lexis::get().frame(v.reading).stance.clone());
    found.push(Found {
        cue: frame.cue,
        source: Some(frame.source),
        via: None,
        channel: frame.channel,
        kind: kind_of(tokens, &content, Opener::Clause),
        at: content.first().map_or(0, |p| p.start),
        hole: None,
        content,
        stance,
        negative: false,
        rule: if frame.verb.is_some() { "as-said" } else { "according" },
        confidence: if leads || trails { 800 } else { 700 },
        verb: None,
        subject: None,
        boundary: open,
        cuts: !leads,
        opener: Opener::Clause,
        sentence,
    });
}

/// A speaker and a colon: in headlines before a clause, elsewhere before a quotation.
fn speaker_colon(tokens: &Tokens<'_>, sentence: Range<usize>, headline: bool) -> Option<Found> {
    let limit = sentence.end.min(sentence.start + 14);
    let colon = (sentence.start..limit).find(|&i| tokens.kind(i) == Kind::Colon)?;
    let content = colon + 1;
    if content >= sentence.end {
        return None;
    }
    let quoted = tokens.kind(content) == Kind::Open;
    if !headline && !quoted || colon == sentence.start {
        return None;
    }
    let np = source::noun_phrase(tokens, sentence.start, colon)?;
    if np.end() != colon && !matches!(tokens.kind(np.end()), Kind::BracketOpen | Kind::Dash) {
        return None;
    }
    let nature = source::nature(tokens, &np);
    let words = np.tokens().count();
    let head = np.head(tokens).into_owned();
    // A place before a colon is a dateline, a label is a label.
    let lexicon = Lexicon::builtin();
    let label = matches!(
        &*head,
        "المصدر" | "المصادر" | "مصدر" | "تصوير" | "كتب" | "صوره" | "فيديو" | "شاهد" | "عاجل" | "ملاحظه" | "تحديث" | "سوره" | "تقرير" | "دراسه" | "تحليل" | "مقال" | "خاص" | "حوار"
    ) && words == 1;
    if label || nature.sort == crate::article::VoiceSort::Document && words == 1 && !headline {
        return None;
    }
    let city = lexicon.places().contains(&head) && !lexicon.countries().contains(&head);
    if !headline && (city || !(nature.named || nature.plausible)) {
        return None;
    }
    if headline && !nature.plausible && !(words <= 2 && tokens.key(sentence.start).starts_with("ال") || nature.named || city && words == 1) {
        return None;
    }
    if words > 9 {
        return None;
    }
    Some(Found {
        cue: colon..colon + 1,
        source: Some(np),
        via: None,
        channel: None,
        content: Vec::new(),
        kind: AttributionKind::Indirect,
        stance: Stance::Say,
        negative: false,
        rule: if headline { "headline-colon" } else { "speaker-colon" },
        confidence: if nature.plausible { 820 } else { 640 },
        verb: None,
        subject: None,
        boundary: sentence.start,
        cuts: true,
        opener: Opener::Colon,
        at: content,
        hole: None,
        sentence,
    })
}

/// Sets where each content ends.
fn limit(tokens: &Tokens<'_>, found: &mut [Found], first: usize) {
    let Some(found) = found.get_mut(first..) else {
        return;
    };
    found.sort_by_key(|f| f.cue.start);
    let cuts: Vec<(usize, usize)> = found
        .iter()
        .filter(|f| f.cuts)
        .map(|f| (f.cue.start, f.boundary))
        .collect();
    for f in found.iter_mut() {
        if !f.content.is_empty() || f.stance == Stance::Decline {
            continue; // limited by its own frame
        }
        let mut end = f.sentence.end;
        for &(cue, boundary) in &cuts {
            if cue > f.cue.start && boundary > f.at && boundary < end {
                end = boundary;
            }
        }
        let (end, closed) = match tokens.kind(f.at) {
            Kind::Open if matches!(f.opener, Opener::Colon | Opener::Quote) => quotation_end(tokens, f.at, end, f.sentence.end),
            _ => (end, false),
        };
        let end = if closed { end } else { trim(tokens, f.at, end) };
        f.content = match f.hole.clone() {
            Some(hole) if hole.start > f.at && hole.start < end => {
                let mut pieces = vec![f.at..trim(tokens, f.at, hole.start)];
                let rest = trim(tokens, hole.end, end.max(hole.end));
                if rest > hole.end + 1 {
                    pieces.push(hole.end..rest);
                }
                pieces
            }
            _ => vec![f.at..end],
        };
        f.content.retain(|piece| piece.start < piece.end);
        f.kind = kind_of(tokens, &f.content, f.opener);
    }
}

/// The end of a quotation that is the content, with words that run on after it in the same clause.
fn quotation_end(tokens: &Tokens<'_>, open: usize, cut: usize, sentence_end: usize) -> (usize, bool) {
    let Some(close) = tokens.pair(open) else {
        return (cut, false);
    };
    if !tokens.is_closed(open) {
        return (close.min(tokens.len()), false);
    }
    let after = close + 1;
    if after >= sentence_end || tokens.kind(after) != Kind::Word {
        return (after, true);
    }
    let end = (after..sentence_end.min(cut.max(after)))
        .find(|&k| matches!(tokens.kind(k), Kind::Comma | Kind::Semicolon | Kind::Stop))
        .unwrap_or(cut.max(after));
    let conjunction = tokens.key(after).starts_with('و')
        || matches!(tokens.class(after), Some(FunctionClass::Conjunction));
    if conjunction || end <= after {
        (after, true)
    } else {
        (end, false)
    }
}

/// The content as it ends: without the marks after it.
fn trim(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start {
        let stray = match tokens.kind(end - 1) {
            Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Other => {
                tokens.pair(end - 1).is_none_or(|p| p < start || p >= end)
            }
            Kind::BracketOpen | Kind::Open => true,
            _ => false,
        };
        if !stray {
            break;
        }
        end -= 1;
    }
    end
}

/// The form of a content.
fn kind_of(tokens: &Tokens<'_>, content: &[Range<usize>], opener: Opener) -> AttributionKind {
    let (Some(first), Some(last)) = (content.first(), content.last()) else {
        return AttributionKind::Nominal;
    };
    let whole = content.len() == 1
        && tokens.kind(first.start) == Kind::Open
        && (tokens.pair(first.start).is_some_and(|close| close + 1 >= first.end)
            || !tokens.is_closed(first.start));
    if whole {
        return AttributionKind::Direct;
    }
    let quoted = (first.start..last.end).any(|i| {
        tokens.kind(i) == Kind::Open
            && tokens.pair(i).is_none_or(|close| close - i > 2 || tokens.glued(i - 1) && i > first.start)
            && !(i > first.start && is_name_head(tokens.key(i - 1)))
    });
    if quoted {
        return AttributionKind::Mixed;
    }
    match opener {
        Opener::PrepNoun | Opener::BiNoun | Opener::Noun => AttributionKind::Nominal,
        _ => AttributionKind::Indirect,
    }
}

/// Heads that a name in quotation marks follows.
fn is_name_head(key: &str) -> bool {
    use crate::lexicon::TitleClass;
    matches!(
        source::title_of(key),
        Some(TitleClass::MediaHead | TitleClass::OrganisationHead | TitleClass::DocumentHead)
    ) || matches!(key, "شركه" | "فرقه" | "مشروع" | "برنامج" | "فيلم" | "كتاب" | "مجموعه" | "حمله" | "مبادره" | "ان" | "السفينه" | "كتيبه")
}

/// A channel between two tokens: في بيان, على حسابه, لرويترز.
fn channel_between(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Range<usize>> {
    let lexis = Lexis::get();
    let mut i = from;
    while i < to {
        let key = tokens.key(i);
        let next = lexis.classes(tokens.key(i + 1));
        let opens = match key {
            "في" | "خلال" | "عبر" | "علي" | "بحسب" => {
                (next.has(Classes::CHANNEL) || next.has(Classes::PLATFORM)) && tokens.kind(i + 1) == Kind::Word
                    || key == "في" && tokens.kind(i + 1) == Kind::Open && tokens.pair(i + 1).is_some_and(|c| c - i <= 5 && c < to)
            }
            _ => {
                source::is_recipient(tokens, i) && (key != "ل" || tokens.kind(i + 1) != Kind::Word || i + 1 < to)
                    || key.strip_prefix('ب').is_some_and(|rest| {
                        let c = lexis.classes(rest);
                        c.has(Classes::CHANNEL) && matches!(rest, "بيان" | "تصريح" | "تصريحات" | "تغريده" | "كلمه" | "رساله")
                    })
                    || key.strip_prefix("وفي").is_some_and(str::is_empty) && next.has(Classes::CHANNEL)
            }
        };
        if opens {
            let end = channel_end(tokens, i, to);
            return (end > i).then_some(i..end);
        }
        i += 1;
    }
    None
}

fn channel_end(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
    let mut i = from + 1;
    while i < to && i - from <= 16 {
        match tokens.kind(i) {
            Kind::Comma | Kind::Colon | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Close | Kind::BracketClose => break,
            Kind::Open => match tokens.pair(i) {
                Some(close) if close < to && close - i <= 6 => {
                    i = close + 1;
                    continue;
                }
                _ => break,
            },
            Kind::BracketOpen => match tokens.insertion_end(i) {
                Some(end) if end <= to => {
                    i = end;
                    continue;
                }
                _ => break,
            },
            Kind::Word => {
                if source::is_complementiser(tokens.key(i))
                    || source::is_time(tokens.key(i))
                    || matches!(tokens.class(i), Some(FunctionClass::Relative | FunctionClass::Time | FunctionClass::Conjunction))
                {
                    break;
                }
            }
            _ => {}
        }
        i += 1;
    }
    i
}

/// A channel before the cue at the head of its sentence: وفي مؤتمر صحفي، قال.
fn leading_channel(tokens: &Tokens<'_>, before: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    if before <= sentence.start + 1 || before - sentence.start > 24 {
        return None;
    }
    let c = channel_between(tokens, sentence.start, before)?;
    let tail = tokens.kind(c.end) == Kind::Comma || c.end == before;
    (tail && c.start - sentence.start <= 8).then_some(c)
}
