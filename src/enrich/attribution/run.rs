//! The reading of an article text by text: found frames become attributions, sources become voices.

use std::ops::Range;

use super::about::{about, about_before, topic};
use super::frames::{self, Found};
use super::names::{Named, Names, Texts, full_name, is_lone_surname};
use super::office::Parts;
use super::phrase::Np;
use super::resolve::{self, Resolver};
use super::sought::Sought;
use super::tokens::{Kind, Store, Tokens};
use super::units::{Mapper, Unit};
use crate::article::{Attribution, AttributionKind, Polarity, Text, Voice, VoiceSort};
use crate::provenance::{Confidence, Origin};
use crate::span::Span;

/// More mentions than that are mostly of the same.
const FEW: usize = 16;

/// For more surnames, and at more places, no given name is searched.
const SURNAMES: usize = 8;

/// The reading of one article.
pub(super) struct Run<'a> {
    origin: Origin,
    resolver: Resolver<'a>,
    attributions: Vec<Attribution>,
    /// The speaker of each attribution.
    speakers: Vec<Option<usize>>,
    /// The headline is being read: nobody was named before it.
    in_headline: bool,
    /// How many surnames were searched in the texts.
    surnames: usize,
    /// The attribution whose content the next text holds: وقالت: at the end of a paragraph.
    pending: Option<usize>,
    /// The attribution whose quotation the last text left open.
    open: Option<usize>,
}

/// Room for what is read of the texts of an article, for one article after the other.
#[derive(Debug, Default)]
pub(super) struct Room {
    store: Store,
    /// Whom the texts name.
    named: Named,
    found: Vec<Found>,
    /// For each text, where what was found in it ends.
    ends: Vec<usize>,
}

impl Room {
    /// Makes room for another article; `false` where that of the last one was so long that its room is better given back.
    pub(super) fn clear(&mut self) -> bool {
        const LARGE: usize = 200 << 10;
        self.named.forget();
        let lists =
            self.found.capacity() * size_of::<Found>() + self.ends.capacity() * size_of::<usize>();
        self.store.room() + self.named.room() + lists + size_of::<Room>() <= LARGE
    }
}

/// The texts above the `n`th, to which a verb without a subject may go back.
#[derive(Clone, Copy)]
struct Above<'p, 'a> {
    texts: Texts<'p, 'a>,
    n: usize,
    source: Option<&'p str>,
}

impl<'a> Run<'a> {
    pub(super) fn new(origin: Origin) -> Run<'a> {
        Run {
            origin,
            resolver: Resolver::default(),
            attributions: Vec::new(),
            speakers: Vec::new(),
            in_headline: false,
            surnames: 0,
            pending: None,
            open: None,
        }
    }

    /// Gives the quotation that opens a text to the attribution that waits for it; one that finds none is dropped.
    fn take_pending(&mut self, tokens: &Tokens<'_, '_>, quote: bool, mapper: &Mapper<'_>) {
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

    /// Adds a paragraph that opens with a quotation mark, and is all quotation, to the quotation that the paragraph
    /// before it left open: each paragraph of a long quotation repeats the mark, and the last one closes it.
    fn continue_quotation(&mut self, tokens: &Tokens<'_, '_>, mapper: &Mapper<'_>) {
        let Some(index) = self.open.take() else {
            return;
        };
        if tokens.kind(0) != Kind::Open {
            return;
        }
        let close = tokens.pair(0).filter(|_| tokens.is_closed(0));
        let end = close.map_or(tokens.len(), |close| close + 1);
        let whole = (end..tokens.len()).all(|i| tokens.kind(i) == Kind::Stop);
        let Some(content) = self
            .attributions
            .get_mut(index)
            .and_then(|attribution| attribution.content.as_mut())
            .filter(|_| whole)
        else {
            return;
        };
        let bytes = tokens.start(0)..tokens.end(end.saturating_sub(1));
        content.text.push(' ');
        content
            .text
            .push_str(tokens.text().get(bytes.clone()).unwrap_or(""));
        content.span = content
            .span
            .zip(mapper.span(bytes))
            .filter(|(first, more)| first.start() <= more.end())
            .map(|(first, more)| Span::of(first.start()..more.end()));
        if close.is_none() {
            self.open = Some(index);
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

    /// Reads the next texts of the article; `last` if no more follow. The headline of the article is the last.
    pub(super) fn read(
        &mut self,
        units: &[Unit<'a>],
        source: Option<&str>,
        room: &mut Room,
        last: bool,
    ) {
        let Room {
            store,
            named,
            found,
            ends,
        } = room;
        store.clear();
        let bytes = units.iter().map(|unit| unit.text.len());
        store.reserve(bytes.clone().sum(), bytes.max().unwrap_or(0), units.len());
        for unit in units {
            store.add(unit.text, unit.headline);
        }
        // To find, to name and to resolve take so much code that one drives the others out of the nearest cache: all is
        // found before the first is named, and all are named before the first is resolved.
        let texts = Texts { units, store };
        // Nobody is referred to behind the last cue.
        let mut asked = 0;
        for (n, unit) in units.iter().enumerate() {
            let before = found.len();
            if store.may_have_cue(n)
                && let Some(tokens) = texts.tokens(n)
            {
                let names = Names::new(named, texts, n);
                frames::find(&tokens, unit.headline, &names, found);
            }
            if before < found.len() {
                asked = n + 1;
            }
            ends.push(found.len());
        }
        if last {
            named.read(texts, asked, Sought::of(texts, found, ends).as_ref());
        } else {
            named.learn(texts, units.len());
        }
        // They are large: by a quarter, not to double.
        let room = found.len().max(self.attributions.len() / 4);
        if self.attributions.capacity() - self.attributions.len() < found.len() {
            self.attributions.reserve_exact(room);
            self.speakers.reserve_exact(room);
        }
        self.resolver.reserve((named.len() + found.len()).min(FEW));
        let mut start = 0;
        for ((n, unit), end) in units.iter().enumerate().zip(ends.drain(..)) {
            let names = named.of(n);
            let new = found.get(start..end).unwrap_or_default();
            start = end;
            // Whom nobody refers to any more needs no record.
            let later = !last || end < found.len();
            let idle = new.is_empty() && (names.is_empty() || !later);
            if idle && self.pending.is_none() && self.open.is_none() {
                continue;
            }
            let Some(tokens) = texts.tokens(n) else {
                continue;
            };
            let mapper = Mapper::new(unit.text, unit.span, source);
            if unit.title {
                self.begin_headline();
            } else {
                self.take_pending(&tokens, unit.quote, &mapper);
                self.continue_quotation(&tokens, &mapper);
            }
            let before = self.attributions.len();
            let above = Above {
                texts,
                n: if unit.title { 0 } else { n },
                source,
            };
            self.resolve(&tokens, names, new, later, &mapper, above);
            if unit.title {
                // What the headline says comes first.
                let new = self.attributions.len() - before;
                self.attributions.rotate_right(new);
                self.speakers.rotate_right(new);
            }
        }
        named.clear();
        found.clear();
    }

    /// The headline continues nothing.
    fn begin_headline(&mut self) {
        self.in_headline = true;
        self.open = None;
        self.drop_pending();
    }

    /// Resolves what was found in a text, and whom it names; `later` if names at its end may be referred to.
    fn resolve(
        &mut self,
        tokens: &Tokens<'a, '_>,
        names: &[Np],
        found: &[Found],
        later: bool,
        mapper: &Mapper<'_>,
        above: Above<'_, 'a>,
    ) {
        let mut passed = 0;
        let mut sentence_speaker: Option<(Range<usize>, usize)> = None;
        // The last statement that stands in no other, and who makes it.
        let mut outer: Option<(&Found, usize)> = None;
        for one in found {
            while let Some(np) = names.get(passed).filter(|np| np.end() <= one.cue.start) {
                self.resolver.name(tokens, np, mapper, false);
                passed += 1;
            }
            if let Some(via) = &one.via {
                self.resolver.name(tokens, via, mapper, true);
            }
            let last = self.resolver.last();
            let speaker = self.speaker(tokens, one, mapper, &sentence_speaker, above);
            if speaker.is_none() && one.needs_speaker() {
                continue;
            }
            let stating = outer
                .filter(|(outer, _)| outer.content.iter().any(|p| p.contains(&one.cue.start)))
                .map(|(_, stating)| stating);
            if one.is_in_passing() {
                // Nobody who continues to speak is meant.
                self.resolver.set_last(last);
            } else if let Some((speaker, _)) = speaker {
                match stating.filter(|&stating| self.resolver.goes_on(stating)) {
                    // كشف فلان أن علان أبلغه بكذا، مضيفا …: who makes the statement around it goes on.
                    Some(stating) => self.resolver.nest(speaker, stating),
                    None => sentence_speaker = Some((one.sentence(), speaker)),
                }
                if stating.is_none() {
                    outer = Some((one, speaker));
                }
            }
            if one.is_pending(tokens) {
                self.pending = Some(self.attributions.len());
            }
            self.add(tokens, one, speaker, mapper);
        }
        for np in names.iter().skip(if later { passed } else { names.len() }) {
            self.resolver.name(tokens, np, mapper, false);
        }
    }

    /// The speaker of an attribution, and whether its source itself is the fullest mention.
    fn speaker(
        &mut self,
        tokens: &Tokens<'a, '_>,
        found: &Found,
        mapper: &Mapper<'_>,
        sentence_speaker: &Option<(Range<usize>, usize)>,
        above: Above<'_, 'a>,
    ) -> Option<(usize, bool)> {
        if let Some(np) = &found.source {
            let mention = self.resolver.mention(tokens, np, mapper);
            let resolved = self.resolver.written(mention, found.verb);
            let full = resolved.own
                && !self.in_headline
                && self.names_in_full(tokens, np, resolved.speaker, above);
            return Some((resolved.speaker, resolved.own && !full || self.in_headline));
        }
        if self.in_headline {
            return self.headline_topic(tokens, found, mapper, sentence_speaker);
        }
        if found.is_participle() {
            // The participle depends on a clause: on an earlier cue of its sentence, or on the subject of the sentence.
            let earlier = sentence_speaker
                .as_ref()
                .filter(|(sentence, _)| *sentence == found.sentence())
                .map(|&(_, speaker)| speaker);
            if let Some(speaker) = earlier {
                let agrees = |&speaker: &usize| {
                    let known = self.resolver.speaker(speaker).zip(found.verb);
                    known.is_none_or(|(s, v)| resolve::agrees(s, v))
                };
                let inner = || self.resolver.inner().filter(agrees);
                let speaker = Some(speaker).filter(agrees).or_else(inner)?;
                self.resolver.again(speaker);
                return Some((speaker, false));
            }
            if let Some(np) = &found.subject {
                let mention = self.resolver.mention(tokens, np, mapper);
                let resolved = self.resolver.written(mention, found.verb);
                return Some((resolved.speaker, false));
            }
        }
        // A verb that does not continue an earlier speaker may take up the subject of the clause before it.
        if !found.continues()
            && let Some(np) = &found.subject
        {
            let mention = self.resolver.mention(tokens, np, mapper);
            let agrees = found.verb.is_none_or(|v| resolve::could_be(&mention, v));
            let known = self.resolver.last_is(&mention);
            if agrees && !known {
                let resolved = self.resolver.written(mention, found.verb);
                return Some((resolved.speaker, false));
            }
        }
        let speaker = self
            .resolver
            .null(found.verb)
            .or_else(|| self.about(tokens, found, mapper, above))?;
        Some((speaker, false))
    }

    /// Who goes on in a headline, where nobody spoke before: الوزير يزور المصنع ويؤكد أن.
    fn headline_topic(
        &mut self,
        tokens: &Tokens<'a, '_>,
        found: &Found,
        mapper: &Mapper<'_>,
        sentence_speaker: &Option<(Range<usize>, usize)>,
    ) -> Option<(usize, bool)> {
        let hit = found.verb?;
        if let Some((sentence, speaker)) = sentence_speaker
            && *sentence == found.sentence()
        {
            let known = self.resolver.speaker(*speaker)?;
            return resolve::agrees(known, hit).then_some((*speaker, false));
        }
        let np = topic(tokens, &found.sentence(), found.cue.start, hit)?;
        let mention = self.resolver.mention(tokens, &np, mapper);
        Some((self.resolver.written(mention, found.verb).speaker, false))
    }

    /// Finds the given name of somebody who first speaks by a surname, where it was written before: مولر for توماس مولر,
    /// whom no title leads. Returns whether it did.
    fn names_in_full(
        &mut self,
        tokens: &Tokens<'a, '_>,
        np: &Np,
        speaker: usize,
        above: Above<'_, 'a>,
    ) -> bool {
        if !is_lone_surname(tokens, np) || self.surnames >= SURNAMES {
            return false;
        }
        self.surnames += 1;
        let places = above
            .texts
            .store
            .words(above.n + 1, tokens.hash(np.start()));
        let before = |&(n, i): &(usize, usize)| n < above.n || i < np.start();
        for (n, i) in places.filter(before).take(SURNAMES) {
            let Some((unit, tokens)) = above.texts.units.get(n).zip(above.texts.tokens(n)) else {
                continue;
            };
            if let Some(full) = full_name(&tokens, i) {
                let mapper = Mapper::new(unit.text, unit.span, above.source);
                let mention = self.resolver.mention(&tokens, &full, &mapper);
                return self.resolver.rename(speaker, mention);
            }
        }
        false
    }

    /// Whom the clause or the text before is about, where nobody has spoken whom a verb without a subject may mean.
    #[cold]
    fn about(
        &mut self,
        tokens: &Tokens<'a, '_>,
        found: &Found,
        mapper: &Mapper<'_>,
        above: Above<'_, 'a>,
    ) -> Option<usize> {
        let mention = match about(tokens, found) {
            Some(np) => self.resolver.mention(tokens, &np, mapper),
            None => {
                let n = above.n.checked_sub(1)?;
                let unit = above.texts.units.get(n)?;
                let tokens = above.texts.tokens(n)?;
                let np = about_before(&tokens, found)?;
                let mapper = Mapper::new(unit.text, unit.span, above.source);
                self.resolver.mention(&tokens, &np, &mapper)
            }
        };
        Some(self.resolver.written(mention, found.verb).speaker)
    }

    fn add(
        &mut self,
        tokens: &Tokens<'_, '_>,
        found: &Found,
        speaker: Option<(usize, bool)>,
        mapper: &Mapper<'_>,
    ) {
        let confidence = Confidence::new(found.confidence);
        let unclosed = |i: usize| {
            !tokens.is_closed(i) && tokens.pair(i).is_some_and(|end| end >= tokens.len())
        };
        if found
            .content
            .iter()
            .any(|piece| tokens.openings(piece).any(unclosed))
        {
            self.open = Some(self.attributions.len());
        }
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
                np.text(tokens),
                np.bytes(tokens).and_then(|bytes| mapper.span(bytes)),
                confidence,
                self.origin.clone(),
            )
        };
        let content = found.content.span().map(|span| {
            let mut text = String::new();
            for p in found.content.iter() {
                let bytes = tokens.start(p.start)..tokens.end(p.end - 1);
                if let Some(part) = tokens.text().get(bytes) {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(part);
                }
            }
            let bytes = tokens.start(span.start)..tokens.end(span.end.saturating_sub(1));
            Text::new(text, mapper.span(bytes), confidence, self.origin.clone())
        });
        let source = found.source.as_ref().map(noun);
        let known = speaker.and_then(|(speaker, own)| Some((self.resolver.speaker(speaker)?, own)));
        let resolved = known.map(|(known, own)| match (&source, own) {
            (Some(source), true) => source.clone(),
            _ => Text::new(
                known.mention.text.to_string(),
                known.mention.span,
                confidence,
                self.origin.clone(),
            ),
        });
        let doubt = if speaker.is_none() { 150 } else { 0 };
        // It is large, and written where it stays.
        self.attributions.push(Attribution {
            cue: piece(found.cue.clone()),
            source,
            resolved,
            content,
            kind: found.kind.clone(),
            via: found.via.as_deref().map(noun),
            channel: found.channel.clone().map(piece),
            anonymous: known.is_some_and(|(known, _)| known.mention.nature.anonymous),
            stance: found.stance.clone(),
            polarity: if found.negative {
                Polarity::Negative
            } else {
                Polarity::default()
            },
            voice: None,
            rule: Some(found.rule.to_owned()),
            confidence: Confidence::new(confidence.permille().saturating_sub(doubt)),
            origin: self.origin.clone(),
        });
        self.speakers.push(speaker.map(|(speaker, _)| speaker));
    }

    /// The attributions with their voices numbered in the order they first speak.
    pub(super) fn finish(mut self) -> (Vec<Attribution>, Vec<Voice>) {
        self.drop_pending();
        let mut number: Vec<Option<usize>> = vec![None; self.resolver.speakers().len()];
        let mut voices = Vec::new();
        let mut parts = Parts::default();
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
                    known.mention.text.to_string(),
                    known.mention.nature.sort.into(),
                );
                let (title, affiliation) = parts.of(&known.mention);
                voice.title = title;
                voice.affiliation = affiliation;
                if voice.sort == VoiceSort::Person || voice.sort == VoiceSort::Unnamed {
                    voice.gender = known.gender.into();
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
        attributions.shrink_to_fit();
        (attributions, voices)
    }
}
