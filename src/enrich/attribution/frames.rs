//! One pass over a sentence: every cue with its source, relay, channel and the limits of its content.

use std::ops::Range;

use super::complement::Opener;
use super::content::{Pieces, limit};
use super::lexis::{Form, Lexis, Number, Traits, VerbHit};
use super::names::Names;
use super::nominal::{According, according, place, speaker_colon};
use super::particles::in_name;
use super::phrase::Np;
use super::sparse::{completed, stated_in};
use super::tokens::{Kind, Tokens};
use super::verb::verb;
use super::words::Marks;
use crate::article::{AttributionKind, Stance};

/// The rule of verbal nouns.
pub(super) const VERBAL_NOUN: &str = "verbal-noun";

/// An attribution as token ranges, before its source is resolved. What few have is boxed: all of a text wait together.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Np>,
    pub(super) via: Option<Box<Np>>,
    pub(super) channel: Option<Range<usize>>,
    /// Pieces of the content; none where the source declines to comment.
    pub(super) content: Pieces,
    pub(super) kind: &'static AttributionKind,
    pub(super) stance: &'static Stance,
    pub(super) negative: bool,
    pub(super) rule: &'static str,
    pub(super) confidence: u16,
    /// The form of the verb, for agreement with a speaker that is not named here.
    pub(super) verb: Option<VerbHit>,
    /// The subject of the clause around a participle, where it is not an earlier cue's source.
    pub(super) subject: Option<Box<Np>>,
    /// Where the clause of the cue begins; earlier content ends there if `cuts`.
    pub(super) boundary: usize,
    pub(super) cuts: bool,
    pub(super) opener: Opener,
    pub(super) sentence: Range<usize>,
    /// First token of the content.
    pub(super) at: usize,
    /// A frame inside the content that is no part of it.
    pub(super) hole: Option<Range<usize>>,
}

impl Found {
    /// The phrases of those who may speak or relay.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &Np> {
        let others = [self.via.as_deref(), self.subject.as_deref()];
        self.source.iter().chain(others.into_iter().flatten())
    }

    pub(super) fn is_participle(&self) -> bool {
        self.verb
            .is_some_and(|v| v.reading.form == Form::Participle)
    }

    /// It is told in passing, within a clause about something else: إعلان الوزارة أن.
    pub(super) fn is_in_passing(&self) -> bool {
        self.rule == VERBAL_NOUN
    }

    /// Its verb continues what an earlier speaker said: وأضاف.
    pub(super) fn continues(&self) -> bool {
        self.verb
            .is_some_and(|v| Lexis::get().frame(v.reading).traits.has(Traits::CONT))
    }

    /// Without anyone whom its verb may mean it is a passive (أُعلن أن) or part of a tale (قال: …).
    pub(super) fn needs_speaker(&self) -> bool {
        self.source.is_none()
            && matches!(self.opener, Opener::Clause | Opener::Colon)
            && self.verb.is_some_and(|hit| {
                !hit.conjunction
                    && !hit.suffix
                    && hit.reading.form == Form::Perfect
                    && hit.reading.number == Number::Singular
            })
    }

    /// A colon ends the text: the content stands in the next one.
    pub(super) fn is_pending(&self, tokens: &Tokens<'_, '_>) -> bool {
        self.opener == Opener::Colon && self.at >= tokens.len()
    }

    /// The tokens of its sentence.
    pub(super) fn sentence(&self) -> Range<usize> {
        self.sentence.clone()
    }
}

/// Adds the attributions of a text in the order of their cues.
///
/// `names` holds the words of the names met so far.
pub(super) fn find(
    tokens: &Tokens<'_, '_>,
    headline: bool,
    names: &Names<'_>,
    found: &mut Vec<Found>,
) {
    let before = found.len();
    for sentence in tokens.sentences() {
        let first = found.len();
        if let Some(colon) = speaker_colon(tokens, sentence.clone(), headline, names) {
            found.push(colon);
        }
        let cuts = scan(tokens, sentence.clone(), headline, names, found);
        limit(tokens, found, first, cuts);
    }
    let mut kept = before;
    for i in before..found.len() {
        let f = &found[i]; // i < len
        let said = !f.content.is_empty() || *f.stance == Stance::Decline || f.is_pending(tokens);
        if said && !is_scripture(tokens, f) {
            // They are large, and most stay where they are.
            if kept < i {
                found.swap(kept, i);
            }
            kept += 1;
        }
    }
    found.truncate(kept);
    if let Some(new) = found.get_mut(before..) {
        new.sort_by_key(|f| f.cue.start);
    }
}

/// Whether the content is a verse, which is set in ornate brackets or braces.
fn is_scripture(tokens: &Tokens<'_, '_>, found: &Found) -> bool {
    let opens = |i: usize| {
        tokens.kind(i) == Kind::BracketOpen
            && matches!(tokens.raw(i), "\u{FD3E}" | "\u{FD3F}" | "{")
            || matches!(tokens.raw(i), "\u{FD3E}" | "\u{FD3F}")
    };
    let first = |piece: Range<usize>| {
        let inside = usize::from(tokens.kind(piece.start) == Kind::Open);
        opens(piece.start + inside)
    };
    found.content.iter().next().is_some_and(first)
}

/// Adds the attributions of a sentence; returns where clauses begin that report nothing but end a content.
fn scan(
    tokens: &Tokens<'_, '_>,
    sentence: Range<usize>,
    headline: bool,
    names: &Names<'_>,
    found: &mut Vec<Found>,
) -> Vec<usize> {
    let first = found.len();
    let mut frames: Vec<According> = Vec::new();
    let mut cuts = Vec::new();
    let mut i = sentence.start;
    while let Some(at) = tokens.next_awake(i..sentence.end) {
        i = at;
        if let Some(end) = tokens.insertion_end(i)
            && tokens.kind(i) == Kind::BracketOpen
        {
            i = end;
            continue;
        }
        if tokens.kind(i) != Kind::Word || tokens.in_quotation(i) {
            i += 1;
            continue;
        }
        if let Some(cut) = narrator_clause(tokens, i, &sentence) {
            cuts.push(cut);
        }
        if let Some(frame) = according(tokens, i, sentence.clone()) {
            i = frame.end.max(i + 1);
            frames.push(frame);
            continue;
        }
        if let Some(new) = stated_in(tokens, i, &sentence) {
            i = new.at;
            found.push(new);
            continue;
        }
        if tokens.is(i, Marks::SAYING)
            && let Some(new) = completed(tokens, i, &sentence, found.get(first..).unwrap_or(&[]))
        {
            i = new.at;
            found.push(new);
            continue;
        }
        if let Some(hit) = tokens.verb(i)
            && !in_name(tokens, i)
        {
            let earlier = found.get(first..).unwrap_or(&[]);
            if let Some(new) = verb(tokens, i, hit, sentence.clone(), headline, names, earlier) {
                let next = if new.content.is_empty() {
                    new.at.max(i + 1)
                } else {
                    i + 1
                };
                found.push(new);
                // A frame between the cue and its content relays it.
                if let Some(frame) = (i + 1..next)
                    .filter(|&k| tokens.kind(k) == Kind::Word && !tokens.in_quotation(k))
                    .find_map(|k| according(tokens, k, sentence.start..next))
                    && let Some(new) = found.last_mut()
                {
                    new.via.get_or_insert_with(|| Box::new(frame.source));
                }
                i = next;
                continue;
            }
        }
        i += 1;
    }
    for frame in frames {
        place(tokens, frame, sentence.clone(), found, first);
    }
    // What is said in one breath is said through one channel.
    let mut channel: Option<Range<usize>> = None;
    for f in found.iter_mut().skip(first) {
        if f.is_participle() && f.channel.is_none() {
            f.channel.clone_from(&channel);
        } else if !f.is_participle() {
            channel.clone_from(&f.channel);
        }
    }
    cuts
}

/// A clause of the narrator's after a comma: it ends a content without reporting anything. Returns the place of the
/// comma.
fn narrator_clause(tokens: &Tokens<'_, '_>, i: usize, sentence: &Range<usize>) -> Option<usize> {
    if i <= sentence.start
        || !matches!(
            tokens.kind(i - 1),
            Kind::Comma | Kind::Semicolon | Kind::Dash
        )
    {
        return None;
    }
    let key = tokens.key(i);
    let next = tokens.key(i + 1);
    let turn = if !tokens.is(i, Marks::NARRATOR) {
        tells(tokens, i) // as of most words
    } else if key == "فيما" {
        !tokens.is(i + 1, Marks::FIMA_PHRASE)
    } else if key == "بينما" {
        true
    } else if key.is_any(["ولم", "ولا", "ولن"]) {
        let imperfect = |hit: VerbHit| hit.reading.form == Form::Imperfect;
        tokens.verb(i + 1).is_some_and(imperfect) || tokens.is(i + 1, Marks::JUSSIVE_SAY)
    } else if key.is_any(["في", "وفي"]) {
        next.is_any(["حين", "المقابل"]) || next == "الوقت" && tokens.key(i + 2) == "الذي"
    } else if key.is_any(["وهو", "وهي"]) {
        next == "ما"
    } else if key.is_any(["الامر", "الشيء"]) {
        next == "الذي"
    } else if key == "علي" {
        next == "عكس"
    } else if key.is_any(["لكن", "ولكن", "كما", "الا"]) {
        // Where a verb of saying follows that reports nothing here: لكنه رفض, كما تطرق, لكن يُعتقد.
        let k = if key == "الا" { i + 2 } else { i + 1 };
        narrates(tokens, k)
    } else if key.is_any(["لكنه", "لكنها", "ولكنه", "ولكنها"]) {
        narrates(tokens, i + 1)
    } else {
        tells(tokens, i)
    };
    turn.then_some(i - 1)
}

/// Whether the word at `i` is و with a verb of the narrator, or with one of saying in the perfect.
fn tells(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let says = |hit: VerbHit| {
        hit.conjunction && hit.reading.form == Form::Perfect && !hit.reading.also_noun
    };
    tokens.begins(i, "و") && (narrates(tokens, i) || tokens.verb(i).is_some_and(says))
}

/// Whether the verb at `i` is one of topics, or impersonal: تطرق إلى, يعتقد أن.
fn narrates(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let word = tokens.word(i);
    if word.is(Marks::TOPIC.or(Marks::AND_TOPIC)) {
        return true;
    }
    word.is(Marks::TELLS)
        && (tokens.key(i).is_any(["الجدير", "تجدر", "والجدير", "وتجدر"])
            || tokens.is(i + 1, Marks::COMPLEMENTISER)
            || tokens.is(i + 2, Marks::COMPLEMENTISER))
}
