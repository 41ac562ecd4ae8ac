//! Who said what: the reported statements of an article.
//!
//! [`Attributor`] is part of the default parser under the name `attribution`. It reads headline,
//! deck, headings, paragraphs, quotations, list items and captions, and adds an [`Attribution`] for each
//! statement with its cue, source, content, relaying outlet and channel, and a [`Voice`] for each
//! source. [`attribute`] does the same for a bare paragraph.
//!
//! The work is done in one pass over the tokens of each sentence. A *frame* says where the content
//! of a cue begins; the words between are the source and the channel; a content ends where its
//! sentence ends or the next cue's clause begins. Every attribution names its rule:
//!
//! | rule | shape |
//! |---|---|
//! | `verb-clause` | قال الوزير إن … |
//! | `verb-preposition-clause` | أشار الوزير إلى أن … |
//! | `verb-preposition-noun` | شدد الوزير على … |
//! | `verb-bi-noun` | طالب النواب بإلغاء … |
//! | `verb-noun` | نفى المتحدث وقوع … |
//! | `verb-colon`, `verb-quote` | قال الوزير: «…» |
//! | `verb-question` | تساءل الكاتب عما إذا … |
//! | `subject-first` | المتحدث قال إن … |
//! | `participle` | …، مضيفا أن … |
//! | `relay` | نقلت الوكالة عن مصدر قوله إن … |
//! | `according`, `as-said` | بحسب الوزارة، …؛ حسبما أفاد شهود |
//! | `quote-first`, `clause-first` | «…»، قال الوزير |
//! | `headline-colon`, `speaker-colon` | الوزير: … |
//! | `verbal-noun` | إعلان الوزارة أن … |
//! | `declined` | رفض المتحدث التعليق |

mod complement;
mod frames;
mod lexis;
mod resolve;
mod source;
mod tokens;

use std::ops::Range;

use crate::arabic::clean::{Clean, clean};
use crate::article::{Article, Attribution, Block, Polarity, Text, Voice, VoiceSort};
use crate::enrich::{Additions, Enricher};
use crate::error::ExtractError;
use crate::provenance::{Confidence, Origin};
use crate::span::Span;

use frames::Found;
use resolve::{Mention, Resolver};
use source::{Np, Proclitic};
use tokens::{Kind, Tokens};

/// The enricher's name.
const NAME: &str = "attribution";

/// Finds the attributions of an article; see the [module](self).
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// البلدية تبدأ ترميم الجسر القديم
///
/// أعلنت البلدية أمس أن ترميم الجسر القديم سيبدأ مطلع الشهر المقبل ويستمر ستة أشهر.
///
/// وقال مدير المشاريع سالم الحداد إن حركة السير ستحول إلى الجسر الجديد، مضيفا أن العمل لن يتوقف ليلا.");
///
/// let said = &article.attributions[1];
/// assert_eq!(said.source.as_ref().unwrap().text, "مدير المشاريع سالم الحداد");
/// assert_eq!(said.content.as_ref().unwrap().text, "إن حركة السير ستحول إلى الجسر الجديد");
/// // The participle has no source of its own.
/// let added = &article.attributions[2];
/// assert_eq!(added.cue.text, "مضيفا");
/// assert!(added.source.is_none());
/// assert_eq!(added.resolved.as_ref().unwrap().text, "مدير المشاريع سالم الحداد");
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Attributor;

impl Attributor {
    /// The enricher.
    pub const fn new() -> Attributor {
        Attributor
    }
}

impl Enricher for Attributor {
    fn name(&self) -> &str {
        NAME
    }

    fn enrich(&self, article: &Article, out: &mut Additions<'_>) -> Result<(), ExtractError> {
        let mut run = Run::new(out.origin());
        let decoded = out.source();
        for unit in units(article) {
            let mapper = Mapper::new(unit.text, unit.span, decoded);
            run.read(unit.text, unit.headline, &mapper);
        }
        let (attributions, voices) = run.finish();
        for voice in voices {
            out.voice(voice);
        }
        for attribution in attributions {
            out.attribution(attribution);
        }
        Ok(())
    }
}

/// The attributions of a paragraph. Spans are byte offsets in `paragraph`.
///
/// Indexes of voices count the sources of the paragraph in the order they first speak.
///
/// # Complexity
///
/// Linear in the length of the paragraph.
///
/// # Examples
///
/// ```
/// use khabar::enrich::attribution::attribute;
///
/// let found = attribute("وقال شهود عيان إن الحريق أُخمد قبل الفجر، بحسب صحيفة الأفق.");
/// assert_eq!(found[0].content.as_ref().unwrap().text, "إن الحريق أُخمد قبل الفجر");
/// assert_eq!(found[0].via.as_ref().unwrap().text, "صحيفة الأفق");
/// assert!(found[0].anonymous);
/// ```
pub fn attribute(paragraph: &str) -> Vec<Attribution> {
    let mut run = Run::new(Origin::from_static(NAME));
    let span = Span::of(0..paragraph.len());
    run.read(paragraph, false, &Mapper::new(paragraph, Some(span), None));
    run.finish().0
}

/// One text of the article.
struct Unit<'a> {
    text: &'a str,
    span: Option<Span>,
    headline: bool,
}

fn units(article: &Article) -> Vec<Unit<'_>> {
    fn text<'a>(out: &mut Vec<Unit<'a>>, text: &'a Text, headline: bool) {
        out.push(Unit {
            text: &text.text,
            span: text.span,
            headline,
        });
    }
    let mut out = Vec::new();
    if let Some(headline) = &article.headline {
        text(&mut out, headline, true);
    }
    for deck in &article.deck {
        text(&mut out, deck, true);
    }
    let mut stack: Vec<std::slice::Iter<'_, Block>> = Vec::new();
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            text(&mut out, heading, true);
        }
        stack.push(section.blocks.iter());
        while let Some(blocks) = stack.last_mut() {
            let plain = |text, span| Unit {
                text,
                span,
                headline: false,
            };
            match blocks.next() {
                None => {
                    stack.pop();
                }
                Some(Block::Paragraph(p)) => out.push(plain(&p.text, p.span)),
                Some(Block::Quote(q)) => out.push(plain(&q.text, q.span)),
                Some(Block::Turn(t)) => out.push(plain(&t.text, t.span)),
                Some(Block::List(list)) => {
                    for item in &list.items {
                        text(&mut out, item, false);
                    }
                }
                Some(Block::Figure(figure)) => {
                    if let Some(caption) = &figure.caption {
                        text(&mut out, caption, false);
                    }
                }
                Some(Block::Entry(entry)) => {
                    out.push(plain(&entry.text, entry.span));
                    stack.push(entry.blocks.iter());
                }
                Some(_) => {}
            }
        }
    }
    out
}

/// From offsets in a clean text to spans of the source.
struct Mapper<'s> {
    base: Option<usize>,
    clean: Option<Clean<'s>>,
}

impl<'s> Mapper<'s> {
    /// Exact where the source is at hand and the span is plain text. Without the source a text as long as its span is
    /// taken to stand there unchanged; any other gets no spans.
    fn new(text: &str, span: Option<Span>, source: Option<&'s str>) -> Mapper<'s> {
        let none = Mapper {
            base: None,
            clean: None,
        };
        let Some(span) = span else {
            return none;
        };
        match source {
            Some(source) => {
                let Some(slice) = source.get(span.range()) else {
                    return none;
                };
                if slice == text {
                    return Mapper {
                        base: Some(span.start()),
                        clean: None,
                    };
                }
                let clean = clean(slice);
                if clean.text() == text {
                    Mapper {
                        base: Some(span.start()),
                        clean: Some(clean),
                    }
                } else {
                    none
                }
            }
            None if span.len() == text.len() => Mapper {
                base: Some(span.start()),
                clean: None,
            },
            None => none,
        }
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        let base = self.base?;
        let range = match &self.clean {
            Some(clean) => clean.source_range(range),
            None => range,
        };
        Some(Span::of(base + range.start..base + range.end))
    }
}

/// The reading of one article.
struct Run {
    origin: Origin,
    resolver: Resolver,
    attributions: Vec<Attribution>,
    /// The speaker of each attribution.
    speakers: Vec<Option<usize>>,
}

impl Run {
    fn new(origin: Origin) -> Run {
        Run {
            origin,
            resolver: Resolver::default(),
            attributions: Vec::new(),
            speakers: Vec::new(),
        }
    }

    fn read(&mut self, text: &str, headline: bool, mapper: &Mapper<'_>) {
        let tokens = Tokens::new(text, headline);
        let found = frames::find(&tokens, headline);
        let names = named(&tokens);
        let mut names = names.into_iter().peekable();
        let mut sentence_speaker: Option<(Range<usize>, usize)> = None;
        for one in found {
            while let Some(np) = names.next_if(|np| np.end() <= one.cue.start) {
                let mention = self.mention(&tokens, &np, mapper);
                self.resolver.name(mention);
            }
            let speaker = self.speaker(&tokens, &one, mapper, &sentence_speaker);
            if let Some((speaker, _)) = speaker {
                sentence_speaker = Some((one.sentence(), speaker));
            }
            self.add(&tokens, one, speaker, mapper);
        }
        for np in names {
            let mention = self.mention(&tokens, &np, mapper);
            self.resolver.name(mention);
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
            return Some((resolved.speaker, resolved.own));
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
        self.resolver.null(found.verb).map(|speaker| (speaker, false))
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
            let key = key.strip_prefix("ال").filter(|bare| bare.chars().count() >= 2).unwrap_or(key);
            if !matches!(key, "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "هذه" | "هذا") {
                words.push(key.to_owned());
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

    fn add(&mut self, tokens: &Tokens<'_>, found: Found, speaker: Option<(usize, bool)>, mapper: &Mapper<'_>) {
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
        let content = found.content.first().zip(found.content.last()).map(|(first, last)| {
            let parts: Vec<&str> = found
                .content
                .iter()
                .filter_map(|p| tokens.text().get(tokens.start(p.start)..tokens.end(p.end - 1)))
                .collect();
            let bytes = tokens.start(first.start)..tokens.end(last.end.saturating_sub(1));
            Text::new(parts.join(" "), mapper.span(bytes), confidence, self.origin.clone())
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
    fn finish(self) -> (Vec<Attribution>, Vec<Voice>) {
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
                let mut voice = Voice::new(known.mention.text.clone(), known.mention.nature.sort.clone());
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
        let titled = tokens.kind(i) == Kind::Word
            && source::title_class(tokens, i).is_some_and(|class| {
                use crate::lexicon::TitleClass::*;
                !matches!(class, OrganisationHead | MediaHead | DocumentHead | Anonymous | Modifier)
            });
        if titled
            && let Some(np) = source::noun_phrase(tokens, i, i + 14)
            && source::nature(tokens, &np).named
        {
            i = np.end().max(i + 1);
            out.push(np);
            continue;
        }
        i += 1;
    }
    out
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
