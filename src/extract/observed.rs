//! [`Observed`]: what structured data says, for whoever labels and reads the blocks.

use std::collections::{HashMap, HashSet};

use once_cell::sync::Lazy;

use super::candidates::{Candidate, Candidates, Claim, Field, FieldValue};
use super::headline;
use crate::arabic::{self, chars};
use crate::label::Role;
use crate::lexicon::hash::word_hash;
use crate::provenance::Confidence;
#[cfg(feature = "html")]
use crate::read::html::Side;
use crate::read::{Document, TextBlock, skeleton};
use crate::span::Span;

/// Words of a shingle: a run of this many in a row tells one text from another.
const SHINGLE: usize = 4;

/// What the extractors of [`Stage::Metadata`](crate::extract::Stage::Metadata) found before the
/// blocks were labelled: structured data and the rules of sites.
///
/// A [`RoleScorer`](crate::RoleScorer) asks it whether a block repeats what the page tells
/// machines: a line that equals the headline of its structured data is the headline. Comparison is
/// by match key, blind to punctuation; each question costs the length of the text asked about.
///
/// # Examples
///
/// ```
/// use khabar::label::{Role, RoleScores, scorer_fn};
/// use khabar::{Context, Field, Parser};
///
/// let said = scorer_fn("said-by-the-page", |cx: &Context<'_>, scores: &mut RoleScores| {
///     for (i, block) in cx.blocks().iter().enumerate() {
///         if cx.observed().agrees(&Field::Headline, block.text()) {
///             scores.add(i, &Role::Headline, 4.0);
///         }
///     }
/// });
/// let parser = Parser::builder().scorer(said).build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Observed {
    texts: Vec<(Field, String)>,
    /// The fields of each key.
    keys: HashMap<String, Vec<Field>>,
    /// How the keys open: most lines open like none of them.
    openings: HashSet<Opening>,
    /// Bytes of the longest key.
    longest: usize,
    captions: HashSet<u64>,
    /// Sorted.
    shingles: Vec<u64>,
    words: Option<u32>,
    pins: Vec<Pin>,
    blocks: Vec<Repeats>,
}

/// What a block repeats of all that was observed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repeats {
    /// The fields of [`ASKED`] that it agrees with, a bit each.
    fields: u8,
    /// Whether it is the caption of a picture.
    pub(crate) caption: bool,
    /// As [`Observed::body_share`].
    pub(crate) share: Option<u16>,
    /// How the block and a deck share their text, where they are not the same.
    #[cfg(feature = "html")]
    pub(crate) deck: Option<Overlap>,
}

/// How a block and an observed text share their words.
#[cfg(feature = "html")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlap {
    /// The block is a part of the text.
    Of,
    /// The text, which may have been cut off, opens the block.
    Opens,
    /// The text stands in the block behind other words: a label, a place.
    Inside,
}

/// Bytes of a key that tells one text from others, and of one that a deck may have.
#[cfg(feature = "html")]
const TELLING: usize = 50;
#[cfg(feature = "html")]
const LONGEST: usize = 2000;

/// Decks that are looked at: the metadata of a page repeat one or two.
#[cfg(feature = "html")]
const DECKS: usize = 4;

/// Blocks around the first running text, and around the title, that may be or hold the deck.
#[cfg(feature = "html")]
const DECK_REACH: usize = 20;

/// The fields that the labeller asks about.
static ASKED: [Field; 7] = [
    Field::Headline,
    Field::Kicker,
    Field::Deck,
    Field::Byline,
    Field::Section,
    Field::Tags,
    Field::Publisher,
];

impl Repeats {
    /// The fields among [`ASKED`] for which the block was observed.
    pub(crate) fn fields(self) -> impl Iterator<Item = &'static Field> {
        ASKED
            .iter()
            .enumerate()
            .filter(move |(bit, _)| self.fields & (1 << bit) != 0)
            .map(|(_, field)| field)
    }

    /// Whether the block as a whole is one of the texts or names observed for the field.
    pub(crate) fn agrees(self, field: &Field) -> bool {
        self.fields().any(|asked| asked == field)
    }
}

/// A role that a site's rules give a whole block before labelling.
#[derive(Clone, Debug)]
pub(crate) struct Pin {
    pub(crate) block: usize,
    pub(crate) role: Role,
    pub(crate) confidence: Confidence,
}

static NOTHING: Lazy<Observed> = Lazy::new(Observed::default);

impl Observed {
    /// Nothing: what plain text has.
    pub(crate) fn nothing() -> &'static Observed {
        &NOTHING
    }

    /// Gathers what stage Metadata wrote. Claims that cover whole blocks leave `candidates` and
    /// become pins: the labeller knows them, and the extractors after it see the labels.
    pub(crate) fn of(candidates: &mut Candidates, document: &Document<'_>) -> Observed {
        let mut out = Observed::default();
        for candidate in &candidates.values {
            out.add(candidate);
        }
        for (field, text) in &candidates.observations {
            out.text(field, text);
        }
        for caption in &candidates.captions {
            out.captions.insert(skeleton(caption));
        }
        for (body, _) in &candidates.bodies {
            shingles(body, |hash| out.shingles.push(hash));
        }
        out.shingles.sort_unstable();
        out.shingles.dedup();
        out.words = candidates.words;
        if !out.is_empty() {
            out.blocks = document.blocks().iter().map(|b| out.repeats(b)).collect();
            #[cfg(feature = "html")]
            out.decks(document);
        }
        out.pin(&mut candidates.claims, document);
        out
    }

    fn add(&mut self, candidate: &Candidate) {
        if candidate.contradicted.is_some() {
            return;
        }
        let mut push = |text: &str| self.text(&candidate.field, text);
        match &candidate.value {
            FieldValue::Text(text) => push(&text.text),
            FieldValue::Texts(texts) => texts.iter().for_each(|t| push(&t.text)),
            FieldValue::People(people) => people.iter().for_each(|p| push(&p.name)),
            FieldValue::Names(names) => names.iter().for_each(|n| push(&n.name)),
            FieldValue::Name(name) => push(&name.name),
            FieldValue::Word(word) => push(word),
            FieldValue::Words(words) => words.iter().for_each(|w| push(w)),
            FieldValue::Timestamp(stamp) => push(stamp.value.as_deref().unwrap_or("")),
            _ => {}
        }
    }

    fn text(&mut self, field: &Field, text: &str) {
        if self.key(field, text) {
            self.texts.push((field.clone(), text.to_owned()));
            if *field == Field::Headline {
                // What is left of a page's title without the names of site and section.
                for part in headline::parts(text) {
                    self.key(field, part);
                }
            }
        }
    }

    /// Whether the key of the text is new for the field.
    fn key(&mut self, field: &Field, text: &str) -> bool {
        let key = arabic::name_key(text);
        if key.is_empty() {
            return false;
        }
        self.longest = self.longest.max(key.len());
        self.openings.insert(opening(key.chars()));
        let fields = self.keys.entry(key).or_default();
        let new = !fields.contains(field);
        if new {
            fields.push(field.clone());
        }
        new
    }

    fn repeats(&self, block: &TextBlock<'_>) -> Repeats {
        let text = block.text();
        let fields = self.fields_of(text).iter().filter_map(|field| {
            let bit = ASKED.iter().position(|asked| asked == field)?;
            Some(1 << bit)
        });
        Repeats {
            fields: fields.fold(0, |all, bit: u8| all | bit),
            caption: !self.captions.is_empty() && self.captions.contains(&skeleton(block.text())),
            share: self.body_share(text),
            #[cfg(feature = "html")]
            deck: None,
        }
    }

    /// Finds the blocks near the beginning of the article that share their text with a deck: many
    /// systems cut a description off, and join to it what stands in a block of its own.
    #[cfg(feature = "html")]
    fn decks(&mut self, document: &Document<'_>) {
        let texts = self.texts.iter().filter(|(f, _)| *f == Field::Deck);
        let keys: Vec<String> = texts
            .map(|(_, text)| arabic::name_key(text))
            .filter(|key| (TELLING..=LONGEST).contains(&key.len()))
            .take(DECKS)
            .collect();
        if keys.is_empty() {
            return;
        }
        let facts = |b: &TextBlock<'_>| b.facts().copied();
        let inside = |b: &TextBlock<'_>| facts(b).is_some_and(|f| f.side == Side::Inside);
        let first = document.blocks().iter().position(inside).unwrap_or(0);
        for (i, (block, repeats)) in document.blocks().iter().zip(&mut self.blocks).enumerate() {
            let from_title = facts(block).map_or(u32::MAX, |f| f.from_h1.unsigned_abs());
            let near =
                (i <= first + 2 && first <= i + DECK_REACH) || from_title as usize <= DECK_REACH;
            let long = (TELLING..=2 * LONGEST).contains(&block.text().len());
            if !near || !long || repeats.agrees(&Field::Deck) {
                continue;
            }
            let own = arabic::name_key(block.text());
            repeats.deck = keys.iter().find_map(|key| {
                if own.len() >= TELLING && own.len() * 3 >= key.len() && key.contains(&own) {
                    Some(Overlap::Of)
                } else if own.starts_with(key.as_str()) {
                    Some(Overlap::Opens)
                } else if own.contains(key) {
                    Some(Overlap::Inside)
                } else {
                    None
                }
            });
        }
    }

    /// What a block repeats, by its number.
    pub(crate) fn block(&self, block: usize) -> Repeats {
        self.blocks.get(block).copied().unwrap_or_default()
    }

    fn pin(&mut self, claims: &mut Vec<Claim>, document: &Document<'_>) {
        if claims.is_empty() {
            return;
        }
        let starts: HashMap<Span, usize> = document
            .blocks()
            .iter()
            .enumerate()
            .map(|(i, block)| (block.span(), i))
            .collect();
        let mut best: HashMap<usize, Claim> = HashMap::new();
        claims.retain(|claim| {
            // A role that no whole block can have stays a claim.
            let Some(&block) = starts
                .get(&claim.span)
                .filter(|_| claim.role.index().is_some())
            else {
                return true;
            };
            let rank = |c: &Claim| (c.precedence, c.confidence);
            match best.get(&block) {
                Some(held) if rank(held) >= rank(claim) => {}
                _ => {
                    best.insert(block, claim.clone());
                }
            }
            false
        });
        self.pins = best
            .into_iter()
            .map(|(block, claim)| Pin {
                block,
                role: claim.role,
                confidence: claim.confidence,
            })
            .collect();
        self.pins.sort_by_key(|pin| pin.block);
    }

    pub(crate) fn pins(&self) -> &[Pin] {
        &self.pins
    }

    /// Whether nothing was observed.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.captions.is_empty() && self.shingles.is_empty()
    }

    /// Every text, name and machine date observed for a field, in the order of observation.
    pub fn texts<'a>(&'a self, field: &'a Field) -> impl Iterator<Item = &'a str> {
        self.texts
            .iter()
            .filter(move |(f, _)| f == field)
            .map(|(_, text)| text.as_str())
    }

    /// Whether `text` as a whole is one of the texts or names observed for the field.
    pub fn agrees(&self, field: &Field, text: &str) -> bool {
        self.fields_of(text).contains(field)
    }

    /// The fields for which `text` as a whole was observed.
    fn fields_of(&self, text: &str) -> &[Field] {
        let letters = arabic::fold::fold_chars(text).filter(|c| chars::is_alphanumeric(*c));
        if !self.openings.contains(&opening(letters)) {
            return &[];
        }
        arabic::fold::name_key_within(text, self.longest)
            .and_then(|key| self.keys.get(&key))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether `text` is the caption of a picture in the structured data.
    pub fn is_caption(&self, text: &str) -> bool {
        !self.captions.is_empty() && self.captions.contains(&skeleton(text))
    }

    /// The share, in thousandths, of the runs of four words of `text` that stand in the body which
    /// the page gives to machines; `None` where the page gives none or `text` has fewer than four
    /// words.
    pub fn body_share(&self, text: &str) -> Option<u16> {
        if self.shingles.is_empty() {
            return None;
        }
        let (mut all, mut found) = (0u32, 0u32);
        shingles(text, |hash| {
            all += 1;
            found += u32::from(self.shingles.binary_search(&hash).is_ok());
        });
        (all > 0).then(|| (found * 1000 / all) as u16)
    }

    /// The number of words that the page says its body has.
    pub fn word_count(&self) -> Option<u32> {
        self.words
    }
}

/// The first letters of a key.
type Opening = [Option<char>; 4];

fn opening(mut letters: impl Iterator<Item = char>) -> Opening {
    std::array::from_fn(|_| letters.next())
}

/// Calls `f` with a hash of every run of [`SHINGLE`] words.
pub(crate) fn shingles(text: &str, mut f: impl FnMut(u64)) {
    let key = arabic::fold(text);
    let mut window = [0u64; SHINGLE];
    let words = key
        .split(|c: char| !crate::arabic::chars::is_alphanumeric(c))
        .filter(|w| !w.is_empty());
    for (n, word) in words.enumerate() {
        window.rotate_left(1);
        window[SHINGLE - 1] = word_hash(word.as_bytes());
        if n + 1 >= SHINGLE {
            f(window.iter().fold(0, |run: u64, word| {
                (run.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Stage;
    use crate::limits::Limits;
    use crate::provenance::{Origin, Precedence};
    use crate::read::read_text;

    fn observed(write: impl Fn(&mut Candidates), text: &str) -> (Observed, Candidates) {
        let document = read_text(text, &Limits::new());
        let mut candidates = Candidates::new();
        candidates.writer(
            &Origin::from_static("test"),
            Precedence::STRUCTURED,
            Stage::Metadata,
        );
        write(&mut candidates);
        let observed = Observed::of(&mut candidates, &document);
        (observed, candidates)
    }

    #[test]
    fn agreement_is_blind_to_orthography_and_punctuation() {
        let (seen, _) = observed(
            |out| out.headline("إلى أين تتجه «الأسعار»؟", None, Confidence::MAX),
            "",
        );
        assert!(seen.agrees(&Field::Headline, "الى اين تتجه الأسعار"));
        assert!(!seen.agrees(&Field::Headline, "إلى أين تتجه الأسعار غدا"));
        assert!(!seen.agrees(&Field::Kicker, "إلى أين تتجه «الأسعار»؟"));
        assert!(!seen.agrees(&Field::Headline, "؟"));
    }

    #[test]
    fn body_share_counts_runs_of_four_words() {
        let (seen, _) = observed(
            |out| out.body_text("بدأت البلدية أعمال الصيانة في الحي القديم صباح اليوم"),
            "",
        );
        assert_eq!(seen.body_share("أعمال الصيانة في الحي القديم"), Some(1000));
        assert_eq!(seen.body_share("حالة الطقس غدا في العاصمة"), Some(0));
        assert_eq!(seen.body_share("الحي القديم"), None);
        assert_eq!(
            Observed::nothing().body_share("أعمال الصيانة في الحي القديم"),
            None
        );
    }

    #[cfg(feature = "html")]
    #[test]
    fn parts_of_a_deck_are_known_near_the_title() {
        let deck = "الرحلة تستغرق سبع ساعات وتذكرتها أرخص من الحافلة في أيام الأسبوع كلها";
        let part = "الرحلة تستغرق سبع ساعات وتذكرتها أرخص من الحافلة";
        let more = format!("{deck} كما قال مدير الشركة مساء أمس");
        let behind = format!("قفصة، المرساة: {deck}");
        let page = format!(
            "<h1>قطار ليلي يعود</h1><p>{part}</p><p>{more}</p><p>{behind}</p><p>{deck}</p>"
        );
        let document = crate::read::html::read_html(&page, &Limits::new());
        let mut candidates = Candidates::new();
        let origin = Origin::from_static("test");
        candidates.writer(&origin, Precedence::STRUCTURED, Stage::Metadata);
        candidates.observe(Field::Deck, deck);
        let seen = Observed::of(&mut candidates, &document);
        let parts: Vec<_> = (1..5).map(|i| seen.block(i).deck).collect();
        let expected = [
            Some(Overlap::Of),
            Some(Overlap::Opens),
            Some(Overlap::Inside),
            None,
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn claims_of_whole_blocks_become_pins() {
        let text = "عنوان\nنص الخبر";
        let document = read_text(text, &Limits::new());
        let span = document.blocks()[1].span();
        let part = Span::of(span.start()..span.start() + 4);
        let (seen, left) = observed(
            |out| {
                out.claim(span, Role::Deck, Confidence::MAX);
                out.claim(part, Role::Kicker, Confidence::MAX);
            },
            text,
        );
        let pins: Vec<(usize, &Role)> = seen.pins().iter().map(|p| (p.block, &p.role)).collect();
        assert_eq!(pins, [(1, &Role::Deck)]);
        assert_eq!(left.claims.len(), 1);
    }
}
