//! Frames without a verb of their own: بحسب, حسبما, a speaker and a colon.

use std::ops::Range;

use super::ascription::telling_object;
use super::channel::channel_between;
use super::complement::{self, Marker, Opener};
use super::content::{Pieces, kind_of, trim};
use super::frames::Found;
use super::key::Key;
use super::lexis::{Form, Lexis, PhraseRule, Traits, VerbHit};
use super::names::Names;
use super::nature::{Sort, nature};
use super::phrase::{Np, Proclitic, is_bound, is_relative_verb, noun_phrase};
use super::recipient::is_recipient;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::article::{AttributionKind, Stance};
use crate::lexicon::FunctionClass;

/// A verbless frame with its source.
#[derive(Debug)]
pub(super) struct According {
    cue: Range<usize>,
    pub(super) source: Np,
    channel: Option<Range<usize>>,
    /// Past the frame.
    pub(super) end: usize,
    /// A verb stands in it: the cue is the verb.
    verb: Option<VerbHit>,
}

/// The verbless frame that begins with the word at `i`.
#[inline(always)] // what is asked of most words is less than a call
pub(super) fn according(
    tokens: &Tokens<'_, '_>,
    i: usize,
    sentence: Range<usize>,
) -> Option<According> {
    // As of most words none does, no more is asked of them.
    let begins = tokens.is(i, Marks::FRAME_BEGINS);
    begins.then(|| frame_at(tokens, i, sentence)).flatten()
}

#[inline(never)]
fn frame_at(tokens: &Tokens<'_, '_>, i: usize, sentence: Range<usize>) -> Option<According> {
    let lexis = Lexis::get();
    let hit = lexis.phrase(tokens.word(i), |k| tokens.key(i + k))?;
    let mut from = i + hit.words;
    // كما جاء في …: the verb and its preposition are the cue.
    let verb_at = (i..from).find(|&k| tokens.is(k, Marks::STATED_IN));
    let mut cue = verb_at.unwrap_or(i)..from;
    let mut verb = None;
    if hit.rule == PhraseRule::Verb {
        from += usize::from(tokens.key(from) == "قد");
        let found = tokens
            .verb(from)
            .or_else(|| verb_with_object(tokens, from))?;
        if !matches!(found.reading.form, Form::Perfect | Form::Imperfect) || found.conjunction {
            return None;
        }
        let frame = lexis.frame(found.reading);
        if frame.traits.has(Traits::STRICT) && tokens.key(i) == "كما" {
            return None;
        }
        // كما وصف الوزير القرار بكذا, كما جدد رفضه: of these the content follows.
        let objects = frame.traits.has(Traits::DESCRIBE)
            || frame.traits.has(Traits::ASCRIBE)
            || telling_object(tokens, from, found, frame, sentence.end).is_some();
        if objects && !found.suffix || frame.lemma == "وجه" {
            return None;
        }
        cue = from..from + 1;
        from += 1;
        verb = Some(found);
        // بحسب ما أفاد به مراسلنا
        let taken_up = is_bound(tokens, from) || tokens.key(from).is_any(["به", "بها"]);
        from += usize::from(taken_up);
        // كما قال … إن has its own content: the verb alone is the cue. In بحسب ما أفاد به the pronoun takes it up.
        let content = complement::find(
            tokens,
            cue.start,
            frame,
            found.reading.form,
            found.suffix,
            sentence.end,
        );
        let own = |m: Marker| {
            !(matches!(m.opener, Opener::Noun | Opener::BiNoun | Opener::PrepNoun)
                && tokens.key(i) != "كما")
                && (m.limit > from || tokens.key(i) == "كما")
        };
        if !taken_up && content.is_some_and(own) {
            return None;
        }
        // حسبما نقلت الوكالة عن …
        if frame.traits.has(Traits::RELAY)
            && let Some(an) = (from..sentence.end.min(from + 10)).find(|&k| tokens.key(k) == "عن")
        {
            let source = noun_phrase(tokens, an + 1, sentence.end)?;
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
        proclitic = if tokens.key(from).begins("لل") {
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
        noun_phrase(tokens, from, sentence.end)?
    } else {
        // The word with ل looks like a recipient: read from the next word and put it back.
        let mut np = noun_phrase(tokens, from + 1, sentence.end)
            .filter(|np| np.start() == from + 1 && !is_relative_verb(tokens, from, from + 1))
            .unwrap_or_else(|| Np::of(from..from + 1));
        np.first.start = from;
        np
    };
    source.proclitic = proclitic;
    let head = source.head_word(tokens);
    // النظام السوري is a government, القضاء السوري its courts.
    let regime =
        tokens
            .key(source.start())
            .is_any(["النظام", "القضاء", "الادعاء", "الدفاع", "الاعلام"])
            && tokens.is(source.start() + 1, Marks::NATIONALITY)
            && tokens.is_definite(source.start() + 1);
    if head.is(Marks::NOT_SOURCE.or(Marks::SACRED)) && !regime {
        return None;
    }
    let nature = nature(tokens, &source);
    // A verb of saying makes anyone a source; a bare preposition needs one that can speak.
    if !nature.plausible
        && verb.is_none()
        && !regime
        && !are_people(Key::new(&source.head(tokens)))
        && !is_word_of(tokens, &source)
    {
        return None;
    }
    let channel = channel_between(tokens, source.end(), sentence.end.min(source.end() + 12))
        .filter(|c| c.start == source.end());
    let end = channel.as_ref().map_or(source.end(), |c| c.end);
    let end = behind_receipt(tokens, &source, end, sentence.end);
    let end = behind_relative(tokens, &source, end, sentence.end, i <= sentence.start + 1);
    Some(According {
        cue,
        source,
        channel,
        end,
        verb,
    })
}

/// The verb that is spelt like a noun, with the pronoun of what is said: لما ذكره المتحدث, ما نشره الموقع.
fn verb_with_object(tokens: &Tokens<'_, '_>, i: usize) -> Option<VerbHit> {
    let (verb, pronoun) = tokens.key(i).enclitic()?;
    let object = matches!(pronoun, "ه" | "ها") && !tokens.raw(i).ends_with('ة');
    let reading = Lexis::get().word(verb).reading.filter(|_| object)?;
    Some(VerbHit {
        reading,
        conjunction: false,
        suffix: true,
    })
}

/// Whether the word is the oblique plural of a participle or of an adjective in ي, with the article: المنظمين,
/// المحليين. The plural موازين has another pattern.
fn are_people(key: Key<'_>) -> bool {
    let Some(stem) = key.behind("ال").and_then(|bare| bare.before("ين")) else {
        return false;
    };
    let letters = stem.spelling();
    let broken = matches!(letters.as_slice(), [_, _, 'ا', _]);
    stem.has_letters(4) && !broken && (stem.begins("م") || stem.ends("ي"))
}

/// Whether the phrase is what somebody said: تحذير منظمة الصحة, إعلان الوزارة; but no طلب الزبون.
fn is_word_of(tokens: &Tokens<'_, '_>, source: &Np) -> bool {
    let Some(said) = source.head_word(tokens).reading else {
        return false;
    };
    let frame = Lexis::get().frame(said);
    let (who, rest) = (source.start() + 1, source.first.end);
    let says = !frame.traits.has(Traits::STRICT)
        && !matches!(frame.stance, Stance::Demand | Stance::Ask)
        && (said.form == Form::Masdar || said.also_noun);
    says && who < rest
        && !tokens.is(who, Marks::SACRED)
        && nature(tokens, &Np::of(who..rest)).plausible
}

/// Past the clause about the source that begins at `from`, and the comma or فإن that ends it: وفقا للبيانات التي صدرت أمس،
/// بحسب خطاب تلقته الوزارة فإن. Where the frame `leads` its sentence, the rest of that is what is said.
fn behind_relative(
    tokens: &Tokens<'_, '_>,
    source: &Np,
    from: usize,
    end: usize,
    leads: bool,
) -> usize {
    const LONGEST: usize = 24;
    let relative = tokens.class(from) == Some(FunctionClass::Relative) && tokens.is_definite(from)
        || is_relative_verb(tokens, source.start(), from);
    if !relative || from != source.end() {
        return from;
    }
    let turns = ["فان", "فانه", "فانها", "فانهم", "فقد"];
    let mark = (from..end.min(from + LONGEST)).find(|&k| {
        !matches!(tokens.kind(k), Kind::Word | Kind::Number) || tokens.key(k).is_any(turns)
    });
    match mark {
        Some(k) if matches!(tokens.kind(k), Kind::Comma | Kind::Word) => k,
        Some(k) if tokens.kind(k) == Kind::Stop && !leads => k,
        None if end <= from + LONGEST && !leads => end,
        _ => from,
    }
}

/// Past the clause that says how somebody got the document that is the source: حسب بلاغ توصلت الصحيفة بنسخة منه، .
fn behind_receipt(tokens: &Tokens<'_, '_>, source: &Np, at: usize, end: usize) -> usize {
    if tokens.kind(at) != Kind::Word
        || source.is_definite(tokens)
        || !source.head_word(tokens).is(Marks::DOCUMENT)
    {
        return at;
    }
    let comma = (at..end.min(at + 9)).find(|&k| tokens.kind(k) == Kind::Comma);
    let taken_up = |comma: &usize| {
        (at + 1..*comma).any(|k| {
            tokens
                .key(k)
                .is_any(["به", "بها", "منه", "منها", "عليه", "عليها"])
        })
    };
    comma.filter(taken_up).unwrap_or(at)
}

/// Decides what a verbless frame does in its sentence: it relays an attribution, or is one.
pub(super) fn place(
    tokens: &Tokens<'_, '_>,
    frame: According,
    sentence: Range<usize>,
    found: &mut Vec<Found>,
    first: usize,
) {
    // The frame with the words and marks around it.
    let mut open = frame.cue.start;
    while open > sentence.start
        && (matches!(
            tokens.kind(open - 1),
            Kind::Comma | Kind::Dash | Kind::BracketOpen
        ) || tokens.is(open - 1, Marks::FRAME_WORD))
    {
        open -= 1;
    }
    let mut close = frame.end;
    while close < sentence.end
        && matches!(
            tokens.kind(close),
            Kind::Comma | Kind::Dash | Kind::BracketClose
        )
    {
        close += 1;
    }
    let leads =
        open <= sentence.start + 1 || (sentence.start..open).all(|k| tokens.kind(k) != Kind::Word);
    let trails =
        close >= sentence.end || tokens.kind(close) == Kind::Stop && close + 1 >= sentence.end;
    let target = if leads {
        found
            .get(first..)
            .and_then(|all| all.iter().position(|f| f.cue.start >= close))
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
            f.boundary <= close + 1
                || f.cue.start - close <= 14 && f.source.is_some() && f.cue.start > close
        } else {
            f.at < open || !f.content.is_empty()
        }
    });
    if let Some(n) = target {
        let f = &mut found[n]; // n is a position in found
        f.via.get_or_insert_with(|| Box::new(frame.source));
        if !leads && open > f.at {
            f.hole = Some(open..close);
        }
        f.channel = f.channel.take().or(frame.channel);
        return;
    }
    // بحسب الوكالة، أسفر الحريق عن إصابات، مضيفة أن: what is said next is no part of it.
    let from = match frame.verb {
        None if leads => behind_source(tokens, close, sentence.end),
        _ => close,
    };
    // فر السائق متهما زميله, واعترف وأكد: those of whom it tells say that.
    let goes_on = |f: &Found| {
        let joined = |hit: VerbHit| hit.conjunction;
        let apart = f.cue.start > sentence.start && tokens.kind(f.cue.start - 1) == Kind::Comma;
        f.continues()
            || f.is_participle() && apart
            || f.source.is_some() && f.verb.is_some_and(joined)
    };
    let later = found.get(first..).unwrap_or_default().iter();
    let next = later.filter(|f| f.cuts && f.boundary > from && goes_on(f));
    let next = next.map(|f| f.boundary).min().unwrap_or(sentence.end);
    let finish = trim(tokens, sentence.start, next.min(sentence.end));
    let content = if leads {
        Pieces::of(from..finish.max(from), 0..0)
    } else if trails {
        Pieces::of(sentence.start..trim(tokens, sentence.start, open), 0..0)
    } else {
        Pieces::of(sentence.start..open, close..finish.max(close))
    };
    let words: usize = content.iter().map(|piece| piece.len()).sum();
    if words < 3 {
        return;
    }
    let stance = frame
        .verb
        .map_or(&Stance::Say, |v| &Lexis::get().frame(v.reading).stance);
    found.push(Found {
        cue: frame.cue,
        source: Some(frame.source),
        via: None,
        channel: frame.channel,
        kind: kind_of(tokens, &content, Opener::Clause),
        at: content.span().map_or(0, |span| span.start),
        hole: None,
        content,
        stance,
        negative: false,
        rule: if frame.verb.is_some() {
            "as-said"
        } else {
            "according"
        },
        confidence: if leads || trails { 800 } else { 700 },
        verb: None,
        subject: None,
        boundary: open,
        cuts: !leads,
        opener: Opener::Clause,
        sentence,
    });
}

/// Where the clause begins behind a frame that leads its sentence and ends at `close`: what says more of the source
/// comes first, as in وبحسب تقرير نشر في المجلة، فإن, وبحسب الوكالة في بيانها، .
fn behind_source(tokens: &Tokens<'_, '_>, close: usize, end: usize) -> usize {
    if tokens.kind(close - 1) == Kind::Comma {
        return close; // never 0: the frame stands before it
    }
    let mut comma = None;
    for k in close..end.min(close + 25) {
        match tokens.kind(k) {
            Kind::Comma if !tokens.in_quotation(k) => {
                comma.get_or_insert(k);
            }
            // نقلا عن الوكالة - دون تصرف -: «…»
            Kind::Colon if k - close <= 6 && comma.is_none() => return k + 1,
            Kind::Semicolon | Kind::Colon => break,
            Kind::Word if tokens.begins(k, "ف") => {
                let resumes = ["فان", "فانه", "فانها", "فقد", "فلقد"];
                if tokens.key(k).is_any(resumes) && !tokens.in_quotation(k) {
                    return k;
                }
            }
            _ => {}
        }
    }
    let more = matches!(
        tokens.class(close),
        Some(FunctionClass::Relative | FunctionClass::Preposition | FunctionClass::Time)
    ) || tokens.is(close, Marks::TIME);
    comma.filter(|_| more).map_or(close, |comma| comma + 1)
}

/// Whether the words between a speaker and a colon say on what occasion he speaks: بعد لقائه الوزير.
fn comments(tokens: &Tokens<'_, '_>, words: Range<usize>) -> bool {
    // كريم لسالم الحداد: …
    let told = || {
        tokens.key(words.start).behind("ل").is_some_and(|rest| {
            Lexis::get()
                .word(rest)
                .is(Marks::NAME.or(Marks::GIVEN_NAME))
        })
    };
    let occasion = tokens.is(words.start, Marks::COMMENTING)
        || told()
        || tokens.key(words.start) == "في" && tokens.word(words.start + 1).either(Marks::CHANNEL);
    occasion
        && words.len() <= 9
        && words.into_iter().all(|k| {
            !matches!(tokens.kind(k), Kind::Comma | Kind::Stop | Kind::Semicolon)
                && !matches!(
                    tokens.class(k),
                    Some(
                        FunctionClass::Verb
                            | FunctionClass::Auxiliary
                            | FunctionClass::Relative
                            | FunctionClass::Negation
                    )
                )
        })
}

/// Whether a state may be who says the clause: it opens in the first person plural, or soon denies, demands or promises.
/// That something happens, or is to be asked, the headline tells by itself.
fn may_be_said(tokens: &Tokens<'_, '_>, clause: Range<usize>) -> bool {
    let first = tokens.key(clause.start);
    if tokens.class(clause.start) == Some(FunctionClass::Interrogative) {
        return false;
    }
    // سنرد, but no سنوات; without س a noun has the letter as often.
    let future = first.begins("سن")
        && first.has_letters(4)
        && !tokens.is_known(clause.start)
        && !tokens.raw(clause.start).ends_with('ة')
        && !first.begins("سنو");
    // ملتزمون بالاتفاق: we are.
    let plural = first.begins("م") && first.ends("ون") && first.has_letters(6);
    let ours = future || plural || tokens.is(clause.start, Marks::FIRST_PERSON);
    // الشرطة لا تستبعد: behind a subject of its own the clause is about that.
    let end = clause.end.min(clause.start + 6);
    let subject = (clause.start..end).find(|&k| tokens.is_definite(k));
    let end = subject.map_or(end, |subject| subject.min(end));
    let states = |k: usize| {
        let key = tokens.key(k);
        let key = key.behind("و").unwrap_or(key);
        key.is_any([
            "لا",
            "لن",
            "لم",
            "لسنا",
            "ليس",
            "ليست",
            "يجب",
            "ينبغي",
            "نحن",
            "اننا",
        ]) || key.begins_any(["ستك", "سيك", "سنك"]) && key.ends("ون")
    };
    ours || clause.into_iter().take_while(|&k| k < end).any(states)
}

/// Whether the word at `i` is و and a title.
fn is_and_title(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let rest = tokens.key(i).behind("و");
    rest.is_some_and(|rest| Lexis::get().word(rest).title.is_some())
}

/// A speaker and a colon: in headlines before a clause, elsewhere before a quotation.
pub(super) fn speaker_colon(
    tokens: &Tokens<'_, '_>,
    sentence: Range<usize>,
    headline: bool,
    names: &Names<'_>,
) -> Option<Found> {
    let limit = sentence.end.min(sentence.start + 14);
    let colon = tokens.next_colon(sentence.start..limit)?;
    let content = colon + 1;
    if content >= sentence.end {
        return None;
    }
    let quoted = tokens.kind(content) == Kind::Open;
    if !headline && !quoted || colon == sentence.start {
        return None;
    }
    let mut np = noun_phrase(tokens, sentence.start, colon)?;
    // يقاطع المؤتمر.. ووزير المالية: «…»
    if headline && np.head_word(tokens).title.is_none() && is_and_title(tokens, np.start()) {
        np.proclitic = Proclitic::Letter;
    }
    let nature = nature(tokens, &np);
    let glossed = matches!(tokens.kind(np.end()), Kind::BracketOpen | Kind::Dash);
    let person = nature.named
        || names.any(tokens, &np)
        || nature.plausible && matches!(nature.sort, Sort::Person | Sort::Unnamed);
    // مصدر لـCNN: …
    let channel = channel_between(tokens, np.end(), colon).filter(|told| {
        told.start == np.end() && told.end == colon && is_recipient(tokens, told.start)
    });
    let closed = np.end() == colon || glossed || channel.is_some();
    if !(closed || headline && person && comments(tokens, np.end()..colon)) {
        return None;
    }
    let words = np.tokens().count();
    let head = np.head_word(tokens);
    // A place before a colon is a dateline, a label is a label.
    let label = head.is(Marks::LABEL) && words == 1;
    if label || nature.sort == Sort::Document && words == 1 && !headline {
        return None;
    }
    let city = head.is(Marks::PLACE) && !head.is(Marks::COUNTRY);
    if !headline && (city || !(nature.named || nature.plausible)) {
        return None;
    }
    if headline
        && !nature.plausible
        && !(names.any(tokens, &np) || nature.named || city && words == 1)
    {
        return None;
    }
    if words > 9 {
        return None;
    }
    // العراق: الأطراف تتفق: a country or a place before a colon is mostly what the headline is about.
    let place = head.is(Marks::COUNTRY) || head.is(Marks::PLACE) && !head.is(Marks::GIVEN_NAME);
    let place = place && nature.sort != Sort::Media && !head.either(Marks::INSTITUTION);
    if headline && place && !quoted && !may_be_said(tokens, content..sentence.end) {
        return None;
    }
    Some(Found {
        cue: colon..colon + 1,
        source: Some(np),
        via: None,
        channel,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &Stance::Say,
        negative: false,
        rule: if headline {
            "headline-colon"
        } else {
            "speaker-colon"
        },
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
