//! The reading of an article text by text: found frames become attributions, sources become voices.

use std::ops::Range;

use super::frames::{self, Found};
use super::resolve::{self, Mention, Resolver};
use super::source::{self, Np, Proclitic};
use super::tokens::{Kind, Tokens};
use super::units::{Mapper, Unit};
use crate::article::{Attribution, AttributionKind, Polarity, Text, Voice, VoiceSort};
use crate::lexicon::{FunctionClass, Lexicon};
use crate::provenance::{Confidence, Origin};

/// The reading of one article.
pub(super) struct Run {
    origin: Origin,
    resolver: Resolver,
    attributions: Vec<Attribution>,
    /// The speaker of each attribution.
    speakers: Vec<Option<usize>>,
    /// Match keys of the words of names met so far.
    names: frames::Names,
    /// The headline is being read: nobody was named before it.
    in_headline: bool,
    /// The attribution whose content the next text holds: وقالت: at the end of a paragraph.
    pending: Option<usize>,
}

impl Run {
    pub(super) fn new(origin: Origin) -> Run {
        Run {
            origin,
            resolver: Resolver::default(),
            attributions: Vec::new(),
            speakers: Vec::new(),
            names: frames::Names::new(),
            in_headline: false,
            pending: None,
        }
    }

    /// Gives the quotation that opens a text to the attribution that waits for it; one that finds none is dropped.
    fn take_pending(&mut self, tokens: &Tokens<'_>, quote: bool, mapper: &Mapper<'_>) {
        let Some(index) = self.pending.take() else {
            return;
        };
        let end = match tokens.kind(0) {
            Kind::Open if tokens.is_closed(0) => tokens.pair(0).map(|close| close + 1),
            Kind::Open => Some(tokens.len()),
            _ if quote => Some(tokens.len()),
            _ => None,
        };
        match (end, self.attributions.get_mut(index)) {
            (Some(end), Some(attribution)) if end > 0 => {
                let bytes = tokens.start(0)..tokens.end(end - 1);
                attribution.kind = AttributionKind::Direct;
                attribution.content = Some(Text::new(
                    tokens.text().get(bytes.clone()).unwrap_or(""),
                    mapper.span(bytes),
                    attribution.confidence,
                    self.origin.clone(),
                ));
            }
            _ => {
                self.pending = Some(index);
                self.drop_pending();
            }
        }
    }

    /// Nothing was said after all.
    fn drop_pending(&mut self) {
        if let Some(index) = self.pending.take()
            && index + 1 == self.attributions.len()
        {
            self.attributions.pop();
            self.speakers.pop();
        }
    }

    /// Reads the headline after the body and moves its attributions to the front.
    pub(super) fn read_headline(&mut self, unit: &Unit<'_>, mapper: &Mapper<'_>) {
        self.in_headline = true;
        self.drop_pending();
        let before = self.attributions.len();
        self.read(unit, mapper);
        let new = self.attributions.len() - before;
        self.attributions.rotate_right(new);
        self.speakers.rotate_right(new);
    }

    pub(super) fn read(&mut self, unit: &Unit<'_>, mapper: &Mapper<'_>) {
        let headline = unit.headline;
        let tokens = Tokens::new(unit.text, headline);
        self.take_pending(&tokens, unit.quote, mapper);
        let names = named(&tokens);
        for np in &names {
            self.learn(&tokens, np);
        }
        let found = frames::find(&tokens, headline, &self.names);
        let mut names = names.into_iter().peekable();
        let mut sentence_speaker: Option<(Range<usize>, usize)> = None;
        for one in found {
            while let Some(np) = names.next_if(|np| np.end() <= one.cue.start) {
                let mention = self.mention(&tokens, &np, mapper);
                self.resolver.name(mention, false);
            }
            if let Some(via) = &one.via {
                let mention = self.mention(&tokens, via, mapper);
                self.resolver.name(mention, true);
            }
            let speaker = self.speaker(&tokens, &one, mapper, &sentence_speaker);
            if let Some((speaker, _)) = speaker {
                sentence_speaker = Some((one.sentence(), speaker));
            }
            if one.is_pending(&tokens) {
                self.pending = Some(self.attributions.len());
            }
            self.add(&tokens, one, speaker, mapper);
        }
        for np in names {
            let mention = self.mention(&tokens, &np, mapper);
            self.resolver.name(mention, false);
        }
    }

    /// Remembers the words of a name, titles and adjectives left out.
    fn learn(&mut self, tokens: &Tokens<'_>, np: &Np) {
        let lexicon = Lexicon::builtin();
        for i in np.tokens() {
            let key = tokens.key(i);
            let name = tokens.kind(i) == Kind::Word
                && tokens.class(i).is_none()
                && key.chars().count() >= 4
                && source::title_of(key).is_none()
                && !lexicon.nationalities().contains(key)
                && !lexicon.countries().contains(key)
                && !lexicon.places().contains(key)
                && (!key.starts_with("ال") || i + 1 == np.end());
            if name && !self.names.contains(key) {
                self.names.insert(key.to_owned());
            }
        }
    }

    /// The speaker of an attribution, and whether its source itself is the fullest mention.
    fn speaker(
        &mut self,
        tokens: &Tokens<'_>,
        found: &Found,
        mapper: &Mapper<'_>,
        sentence_speaker: &Option<(Range<usize>, usize)>,
    ) -> Option<(usize, bool)> {
        if let Some(np) = &found.source {
            let mention = self.mention(tokens, np, mapper);
            let resolved = self.resolver.written(mention, found.verb);
            return Some((resolved.speaker, resolved.own || self.in_headline));
        }
        if self.in_headline {
            return None;
        }
        if found.is_participle() {
            // The participle depends on a clause: on an earlier cue of its sentence, or on the subject of the sentence.
            let earlier = sentence_speaker
                .as_ref()
                .filter(|(sentence, _)| *sentence == found.sentence())
                .map(|&(_, speaker)| speaker);
            if let Some(speaker) = earlier {
                let agrees = self
                    .resolver
                    .speaker(speaker)
                    .zip(found.verb)
                    .is_none_or(|(s, v)| resolve::agrees(s, v));
                if !agrees {
                    return None;
                }
                self.resolver.again(speaker);
                return Some((speaker, false));
            }
            if let Some(np) = &found.subject {
                let mention = self.mention(tokens, np, mapper);
                let resolved = self.resolver.written(mention, found.verb);
                return Some((resolved.speaker, false));
            }
        }
        // A verb that does not continue an earlier speaker may take up the subject of the clause before it.
        if !found.continues()
            && let Some(np) = &found.subject
        {
            let mention = self.mention(tokens, np, mapper);
            let agrees = found.verb.is_none_or(|v| resolve::could_be(&mention, v));
            let known = self.resolver.last_is(&mention);
            if agrees && !known {
                let resolved = self.resolver.written(mention, found.verb);
                return Some((resolved.speaker, false));
            }
        }
        self.resolver
            .null(found.verb)
            .map(|speaker| (speaker, false))
    }

    fn mention(&self, tokens: &Tokens<'_>, np: &Np, mapper: &Mapper<'_>) -> Mention {
        let text = phrase(tokens, np);
        let span = (np.proclitic != Proclitic::LiArticle)
            .then(|| mapper.span(phrase_range(tokens, np)))
            .flatten();
        let head = np.head(tokens);
        let mut words: Vec<String> = Vec::new();
        for (n, i) in np.tokens().enumerate() {
            if tokens.kind(i) != Kind::Word && tokens.kind(i) != Kind::Number {
                continue;
            }
            let key = if n == 0 { &*head } else { tokens.key(i) };
            let key = key
                .strip_prefix("ال")
                .filter(|bare| bare.chars().count() >= 2)
                .unwrap_or(key);
            if !matches!(key, "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "هذه" | "هذا")
            {
                // امريكي is spelt اميركي as well, مسئول مسؤول.
                words.push(key.replace("امريك", "اميرك").replace("مسئول", "مسؤول"));
            }
        }
        Mention {
            text,
            span,
            words,
            definite: head.starts_with("ال"),
            nature: source::nature(tokens, np),
        }
    }

    fn add(
        &mut self,
        tokens: &Tokens<'_>,
        found: Found,
        speaker: Option<(usize, bool)>,
        mapper: &Mapper<'_>,
    ) {
        let confidence = Confidence::new(found.confidence);
        let piece = |range: Range<usize>| -> Text {
            let bytes = tokens.start(range.start)..tokens.end(range.end.saturating_sub(1));
            Text::new(
                tokens.text().get(bytes.clone()).unwrap_or(""),
                mapper.span(bytes),
                confidence,
                self.origin.clone(),
            )
        };
        let noun = |np: &Np| -> Text {
            Text::new(
                phrase(tokens, np),
                (np.proclitic != Proclitic::LiArticle)
                    .then(|| mapper.span(phrase_range(tokens, np)))
                    .flatten(),
                confidence,
                self.origin.clone(),
            )
        };
        let content = found
            .content
            .first()
            .zip(found.content.last())
            .map(|(first, last)| {
                let parts: Vec<&str> = found
                    .content
                    .iter()
                    .filter_map(|p| {
                        tokens
                            .text()
                            .get(tokens.start(p.start)..tokens.end(p.end - 1))
                    })
                    .collect();
                let bytes = tokens.start(first.start)..tokens.end(last.end.saturating_sub(1));
                Text::new(
                    parts.join(" "),
                    mapper.span(bytes),
                    confidence,
                    self.origin.clone(),
                )
            });
        let mut attribution = Attribution::new(piece(found.cue.clone()));
        attribution.source = found.source.as_ref().map(noun);
        attribution.via = found.via.as_ref().map(noun);
        attribution.channel = found.channel.clone().map(piece);
        attribution.content = content;
        attribution.kind = found.kind;
        attribution.stance = found.stance;
        if found.negative {
            attribution.polarity = Polarity::Negative;
        }
        attribution.rule = Some(found.rule.to_owned());
        let mut doubt = 0;
        if let Some((speaker, own)) = speaker {
            if let Some(known) = self.resolver.speaker(speaker) {
                attribution.anonymous = known.mention.nature.anonymous;
                attribution.resolved = Some(match (&attribution.source, own) {
                    (Some(source), true) => source.clone(),
                    _ => Text::new(
                        known.mention.text.clone(),
                        known.mention.span,
                        confidence,
                        self.origin.clone(),
                    ),
                });
            }
        } else {
            doubt = 150;
        }
        attribution.confidence = Confidence::new(confidence.permille().saturating_sub(doubt));
        self.attributions.push(attribution);
        self.speakers.push(speaker.map(|(speaker, _)| speaker));
    }

    /// The attributions with their voices numbered in the order they first speak.
    pub(super) fn finish(mut self) -> (Vec<Attribution>, Vec<Voice>) {
        self.drop_pending();
        let mut number: Vec<Option<usize>> = vec![None; self.resolver.speakers().len()];
        let mut voices = Vec::new();
        let mut attributions = self.attributions;
        for (attribution, speaker) in attributions.iter_mut().zip(self.speakers) {
            let Some(speaker) = speaker else { continue };
            let Some(known) = self.resolver.speaker(speaker) else {
                continue;
            };
            let Some(slot) = number.get_mut(speaker) else {
                continue;
            };
            let voice = *slot.get_or_insert_with(|| {
                let mut voice = Voice::new(
                    known.mention.text.clone(),
                    known.mention.nature.sort.clone(),
                );
                let (title, affiliation) = resolve::parts(&known.mention);
                voice.title = title;
                voice.affiliation = affiliation;
                if voice.sort == VoiceSort::Person || voice.sort == VoiceSort::Unnamed {
                    voice.gender = known.gender.clone();
                }
                voice.mentions = known.spoke;
                voice.span = known.mention.span;
                voice.confidence = attribution.confidence;
                voice.origin = self.origin.clone();
                voices.push(voice);
                voices.len() - 1
            });
            attribution.voice = Some(voice);
        }
        (attributions, voices)
    }
}

/// Persons named with a title anywhere in the text, to whom a short name may refer later.
fn named(tokens: &Tokens<'_>) -> Vec<Np> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let word = tokens.kind(i) == Kind::Word;
        let key = tokens.key(i);
        // A given name that no title leads, with the word before it that says what the person is.
        let name = word
            && source::is_name_word(key)
            && key.chars().count() >= 3
            && tokens.kind(i + 1) == Kind::Word
            && tokens.class(i + 1).is_none();
        if name {
            let from = if i > 0
                && tokens.kind(i - 1) == Kind::Word
                && tokens.key(i - 1).starts_with("ال")
                && tokens.class(i - 1).is_none()
                && !Lexicon::builtin()
                    .nationalities()
                    .contains(tokens.key(i - 1))
            {
                i - 1
            } else {
                i
            };
            if let Some(np) = source::noun_phrase(tokens, from, i + 8) {
                let np = person_name(tokens, np);
                i = np.end().max(i + 1);
                out.push(np);
                continue;
            }
        }
        let institution = word
            && source::is_organisation_head(key)
            && (tokens.key(i + 1).starts_with("ال")
                || tokens.kind(i + 1) == Kind::Open
                || tokens.class(i + 1).is_none());
        let titled = institution
            || word && key.starts_with("نظير") && tokens.class(i).is_none()
            || word
                && source::title_class(tokens, i).is_some_and(|class| {
                    use crate::lexicon::TitleClass::*;
                    !matches!(class, DocumentHead | Anonymous | Modifier)
                });
        if titled
            && let Some(np) = source::noun_phrase(tokens, i, i + 14)
            && np.tokens().count() >= 2
        {
            let np = if institution {
                institution_name(tokens, np)
            } else {
                person_name(tokens, np)
            };
            i = np.end().max(i + 1);
            out.push(np);
            continue;
        }
        i += 1;
    }
    out
}

/// The name of an institution named in passing: nothing tells where the next phrase begins, so it ends with its
/// nationality or before a second head.
fn institution_name(tokens: &Tokens<'_>, mut np: Np) -> Np {
    let lexicon = Lexicon::builtin();
    let Some(piece) = np.pieces.first_mut() else {
        return np;
    };
    let mut complete = false;
    for k in piece.clone() {
        let key = tokens.key(k);
        let governed = k > 0 && tokens.class(k - 1) == Some(FunctionClass::Preposition);
        if complete && !governed && source::is_organisation_head(key) {
            piece.end = k;
            break;
        }
        complete |= k > piece.start && key.starts_with("ال");
        if lexicon.nationalities().contains(key) && !tokens.key(k + 1).starts_with("ال") {
            piece.end = k + 1;
            break;
        }
    }
    np.pieces.truncate(1);
    np
}

/// The name of a person named in passing, cut where the name ends: before a preposition, a word with ل or ب, or more
/// than three words after its first.
fn person_name(tokens: &Tokens<'_>, mut np: Np) -> Np {
    let lexicon = Lexicon::builtin();
    let Some(piece) = np.pieces.first_mut() else {
        return np;
    };
    let name = |k: usize| source::is_name_word(tokens.key(k)) || source::in_name(tokens, k);
    let Some(first) = piece.clone().find(|&k| name(k)) else {
        return np;
    };
    for k in first + 1..piece.end {
        let key = tokens.key(k);
        let foreign = tokens.class(k).is_some() && !name(k)
            || key.starts_with(['ل', 'ب']) && !name(k) && !lexicon.given_names().contains(key)
            || k > first + 3 && !name(k);
        let surname = tokens.key(k - 1).starts_with("ال") && !name(k);
        if foreign || surname {
            piece.end = k;
            break;
        }
    }
    np.pieces.truncate(1);
    np
}

/// The phrase as text: its pieces joined, without a proclitic.
fn phrase(tokens: &Tokens<'_>, np: &Np) -> String {
    let mut out = String::new();
    for (n, piece) in np.pieces.iter().enumerate() {
        let from = tokens.start(piece.start);
        let to = tokens.end(piece.end.saturating_sub(1));
        let text = tokens.text().get(from..to).unwrap_or("");
        if n > 0 {
            out.push(' ');
            out.push_str(text);
            continue;
        }
        match np.proclitic {
            Proclitic::None => out.push_str(text),
            Proclitic::Letter => out.push_str(without_letter(text)),
            Proclitic::LiArticle => {
                out.push('ا');
                out.push_str(without_letter(text));
            }
        }
    }
    out
}

/// The text without its first letter and the marks on it.
fn without_letter(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars
        .as_str()
        .trim_start_matches(|c| matches!(c, '\u{064B}'..='\u{065F}' | 'ـ'))
}

fn phrase_range(tokens: &Tokens<'_>, np: &Np) -> Range<usize> {
    let first = np.pieces.first().map_or(0..0, Clone::clone);
    let from = tokens.start(first.start);
    let to = tokens.end(np.end().saturating_sub(1));
    let from = if np.proclitic == Proclitic::Letter {
        let text = tokens.text().get(from..to).unwrap_or("");
        from + (text.len() - without_letter(text).len())
    } else {
        from
    };
    from..to.max(from)
}
