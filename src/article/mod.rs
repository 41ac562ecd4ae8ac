//! The typed model: [`Article`] and everything it is made of.
//!
//! Structs that callers read have public fields and are `#[non_exhaustive]`: they are built by the
//! parser, by their constructors, or from JSON. Vocabularies are open: a word of a later version
//! becomes `Other`, a block of a later version becomes [`Block::Unknown`].

pub(crate) mod vocabulary;

mod attribution;
mod body;
mod dateline;
mod people;
#[cfg(feature = "schema")]
mod schema;
mod text;

pub use attribution::{
    Attribution, AttributionKind, Gender, Polarity, Stance, Voice, VoiceSort, VoiceSummary,
};
pub use body::{
    Block, Credit, Embed, Entry, Figure, List, Mark, MarkKind, Media, Paragraph, Quote, Section,
    Table, Turn, Verse,
};
pub use dateline::{Calendar, Dateline, Precision, Timestamp};
pub use people::{Contributor, ContributorRole};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use text::{Name, Text};

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::arabic;
use crate::input::InputReport;
use crate::label::{Explanation, Role};
use crate::provenance::{Confidence, Diagnostic, Origin};
use crate::span::Span;
use vocabulary::vocabulary;

vocabulary! {
    /// What kind of piece the article is.
    pub enum Kind {
        /// A report of events; the kind where nothing speaks for another.
        News = "news",
        /// A column or comment.
        Opinion = "opinion",
        /// An analysis.
        Analysis = "analysis",
        /// An interview with turns.
        Interview = "interview",
        /// A feature.
        Feature = "feature",
        /// A fact-check.
        Factcheck = "factcheck",
        /// A digest of other outlets.
        Digest = "digest",
        /// A live blog.
        Live = "live",
        /// A gallery.
        Gallery = "gallery",
        /// A video page.
        Video = "video",
    }
}

vocabulary! {
    /// Who may read the whole article.
    pub enum Access {
        /// Everyone.
        Free = "free",
        /// Everyone, a limited number of times.
        Metered = "metered",
        /// Subscribers.
        Subscriber = "subscriber",
    }
}

/// The language of the article's text, by its letters.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LanguageTag {
    /// BCP 47 code, such as `ar` or `fa`; `und` where the letters do not tell.
    pub code: String,
    /// The chance that the code is right.
    #[serde(default)]
    pub confidence: Confidence,
}

impl LanguageTag {
    /// A language with its confidence.
    pub fn new(code: impl Into<String>, confidence: Confidence) -> LanguageTag {
        LanguageTag {
            code: code.into(),
            confidence,
        }
    }
}

/// A related story that the page offers; no part of the article.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Related {
    /// Its headline or teaser.
    pub title: Text,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
}

impl Related {
    /// A related story without an address.
    pub fn new(title: Text) -> Related {
        Related { title, url: None }
    }
}

/// A piece of the source that no field of the article holds.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Residue {
    /// What the piece was taken for. A second copy of a headline or caption has that role.
    #[serde(default = "boilerplate")]
    pub role: Role,
    /// Its clean text.
    pub text: String,
    /// Where it stands.
    #[serde(default)]
    pub span: Option<Span>,
}

fn boilerplate() -> Role {
    Role::Boilerplate
}

impl Residue {
    /// A piece of residue.
    pub fn new(role: Role, text: impl Into<String>, span: Option<Span>) -> Residue {
        Residue {
            role,
            text: text.into(),
            span,
        }
    }
}

/// A candidate value that did not win its field.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alternative {
    /// The field, as in JSON.
    pub field: String,
    /// The value, in the form it would have had there.
    pub value: Value,
    /// Who gave it.
    #[serde(default)]
    pub origin: Origin,
    /// How sure that extractor was.
    #[serde(default)]
    pub confidence: Confidence,
    /// Why it lost: `precedence`, `confidence`, `order`, `threshold` or the name of a check.
    #[serde(default)]
    pub reason: String,
}

impl Alternative {
    /// A losing candidate with the reason why it lost.
    pub fn new(
        field: impl Into<String>,
        value: Value,
        origin: Origin,
        confidence: Confidence,
        reason: impl Into<String>,
    ) -> Alternative {
        Alternative {
            field: field.into(),
            value,
            origin,
            confidence,
            reason: reason.into(),
        }
    }
}

/// A news article, read.
///
/// Serialises to the JSON form described in the [guide](crate::_documentation::guide) and back
/// without loss. Absent values are `null` or `[]`; a missing key reads as absent.
///
/// # Examples
///
/// ```
/// use khabar::article::Block;
///
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح محافظ المدينة أمس جسرا جديدا فوق النهر يربط بين ضفتيها، وقال إن العمل فيه استغرق عامين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.
///
/// المصدر : وكالات");
///
/// assert_eq!(article.headline.as_ref().unwrap().text, "افتتاح جسر جديد فوق النهر");
/// assert_eq!(article.sections[0].blocks.len(), 2);
/// assert!(matches!(article.sections[0].blocks[0], Block::Paragraph(_)));
/// assert_eq!(article.sources[0].name, "وكالات");
///
/// let json = serde_json::to_string(&article)?;
/// assert_eq!(serde_json::from_str::<khabar::Article>(&json)?, article);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Article {
    /// Version of the JSON form; 1 for this one.
    pub schema: u32,
    /// What kind of piece it is.
    pub kind: Kind,
    /// Flags before the headline: عاجل، خاص، بالفيديو. They stay in the headline's text where they
    /// stand in its line.
    pub labels: Vec<String>,
    /// The section of the paper.
    pub section: Option<Text>,
    /// The language of the text.
    pub language: Option<LanguageTag>,
    /// The article's own address.
    pub url: Option<String>,
    /// The outlet that publishes it.
    pub publisher: Option<Name>,
    /// Who may read it.
    pub access: Option<Access>,
    /// Whether the text is known to be cut: by a limit or by the page.
    pub truncated: bool,
    /// The line above the headline.
    pub kicker: Option<Text>,
    /// The headline, without the site's name.
    pub headline: Option<Text>,
    /// The lines under the headline that sum the story up (standfirst).
    pub deck: Vec<Text>,
    /// Who made it.
    pub byline: Vec<Contributor>,
    /// Where it was filed, by which agency.
    pub dateline: Option<Dateline>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed: a stamp labelled آخر تحديث.
    pub modified: Option<Timestamp>,
    /// The body. The first section has no heading: the lead. Never empty after parsing.
    pub sections: Vec<Section>,
    /// The closing source line, split into names.
    pub sources: Vec<Name>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// The sources of the attributions, each once.
    pub voices: Vec<Voice>,
    /// Keywords.
    pub tags: Vec<Text>,
    /// Related stories.
    pub related: Vec<Related>,
    /// What the parser wants the caller to know.
    pub diagnostics: Vec<Diagnostic>,
    /// How the bytes were read.
    pub input: InputReport,
    /// Room for the caller's and extensions' own data.
    pub extra: Map<String, Value>,
    /// What no field holds; on request ([`Keep::Residue`](crate::Keep::Residue)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residue: Option<Vec<Residue>>,
    /// Losing candidates; on request ([`Keep::Alternatives`](crate::Keep::Alternatives)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<Vec<Alternative>>,
    /// Which cues decided each block's role; on request
    /// ([`Keep::Explanation`](crate::Keep::Explanation)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

impl Default for Article {
    fn default() -> Article {
        Article {
            sections: vec![Section::default()],
            ..Article::of(InputReport::default())
        }
    }
}

impl Article {
    /// An article of which nothing else is known yet, not even that it has a body.
    pub(crate) fn of(input: InputReport) -> Article {
        Article {
            schema: Article::SCHEMA,
            kind: Kind::default(),
            labels: Vec::new(),
            section: None,
            language: None,
            url: None,
            publisher: None,
            access: None,
            truncated: false,
            kicker: None,
            headline: None,
            deck: Vec::new(),
            byline: Vec::new(),
            dateline: None,
            published: None,
            modified: None,
            sections: Vec::new(),
            sources: Vec::new(),
            attributions: Vec::new(),
            voices: Vec::new(),
            tags: Vec::new(),
            related: Vec::new(),
            diagnostics: Vec::new(),
            input,
            extra: Map::new(),
            residue: None,
            alternatives: None,
            explanation: None,
        }
    }

    /// The version of the JSON form that this version writes.
    pub const SCHEMA: u32 = 1;

    /// The blocks of all sections, in the order of the source.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// Shares of anonymous and of women's voices among the attributions.
    ///
    /// ```
    /// let article = khabar::parse_text("\
    /// سوق المدينة تفتح أبوابها
    ///
    /// قالت مديرة السوق هدى السالم إن الأبواب ستفتح يوم السبت، وقال مصدر في البلدية إن الطريق إليها جاهز.");
    /// let voices = article.voice_summary();
    /// assert_eq!((voices.attributions, voices.anonymous, voices.women), (2, 1, 1));
    /// ```
    pub fn voice_summary(&self) -> VoiceSummary {
        VoiceSummary::of(&self.attributions, &self.voices)
    }

    /// The figures, in the order of the source.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks().filter_map(|block| match block {
            Block::Figure(figure) => Some(&**figure),
            _ => None,
        })
    }

    /// The running text of the body, block by block: paragraphs, quotes, list items, verse lines,
    /// turns and entries; no headings, captions, tables or embedded posts.
    pub fn body_texts(&self) -> impl Iterator<Item = &str> {
        let mut out = Vec::new();
        let mut stack: Vec<std::slice::Iter<'_, Block>> = Vec::new();
        for section in &self.sections {
            stack.push(section.blocks.iter());
            while let Some(blocks) = stack.last_mut() {
                match blocks.next() {
                    None => {
                        stack.pop();
                    }
                    Some(Block::Paragraph(p)) => out.push(p.text.as_str()),
                    Some(Block::Quote(q)) => out.push(q.text.as_str()),
                    Some(Block::Turn(t)) => out.push(t.text.as_str()),
                    Some(Block::List(l)) => out.extend(l.items.iter().map(|i| i.text.as_str())),
                    Some(Block::Verse(v)) => out.extend(v.lines.iter().map(|l| l.text.as_str())),
                    Some(Block::Entry(e)) => {
                        out.push(e.text.as_str());
                        stack.push(e.blocks.iter());
                    }
                    Some(
                        Block::Figure(_) | Block::Table(_) | Block::Embed(_) | Block::Unknown(_),
                    ) => {}
                }
            }
        }
        out.into_iter()
    }

    /// Whether there is any of the [`body_texts`](Article::body_texts).
    pub(crate) fn has_body(&self) -> bool {
        self.blocks().any(|block| match block {
            Block::Paragraph(_) | Block::Quote(_) | Block::Turn(_) | Block::Entry(_) => true,
            Block::List(list) => !list.items.is_empty(),
            Block::Verse(verse) => !verse.lines.is_empty(),
            Block::Figure(_) | Block::Table(_) | Block::Embed(_) | Block::Unknown(_) => false,
        })
    }

    /// A number that two prints of the same body share, whatever their orthography: a 64-bit FNV-1a
    /// hash of the [match keys](arabic::fold()) of the [body texts](Article::body_texts), white
    /// space left out. `None` where the article has no body.
    ///
    /// The value is stable across versions of this crate as long as the match key is; a change is
    /// named in the changelog. Linear in the body's length.
    ///
    /// ```
    /// let one = khabar::parse_text("أكدت الوزارة أن الأشغال في الطريق الساحلي ستنتهي قبل نهاية الشهر الجاري.");
    /// let two = khabar::parse_text("اكدت الوزارة ان الاشغال في الطريق الساحلى ستنتهى قبل نهاية الشهر الجارى.");
    /// assert_eq!(one.fingerprint(), two.fingerprint());
    /// ```
    pub fn fingerprint(&self) -> Option<u64> {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        let mut hash = OFFSET;
        let mut key = String::new();
        for text in self.body_texts() {
            key.clear();
            arabic::fold_into(text, &mut key);
            for byte in key.bytes().filter(|b| *b != b' ') {
                hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
            }
        }
        (hash != OFFSET).then_some(hash)
    }
}

/// The outline of the article, as [`render::outline`](crate::render::outline) writes it; in the
/// alternate form, `{:#}`, with every text whole ([`render::full`](crate::render::full)).
impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            crate::render::full(self, f)
        } else {
            crate::render::outline(self, f)
        }
    }
}

/// Calls `f` with every primary text of the article and its place: text that stands in one place
/// only. Dateline and attributions are views on such text, and are not visited.
pub(crate) fn primary_texts<'a>(article: &'a Article, f: &mut dyn FnMut(&'a str, Option<Span>)) {
    fn each<'a>(
        texts: impl IntoIterator<Item = &'a Text>,
        f: &mut dyn FnMut(&'a str, Option<Span>),
    ) {
        for text in texts {
            f(&text.text, text.span);
        }
    }
    each(&article.kicker, f);
    each(&article.headline, f);
    each(&article.deck, f);
    each(&article.section, f);
    for person in &article.byline {
        f(&person.name, person.span);
    }
    for stamp in [&article.published, &article.modified]
        .into_iter()
        .flatten()
    {
        each(&stamp.text, f);
    }
    for section in &article.sections {
        each(&section.heading, f);
    }
    let mut stack: Vec<&Block> = article.blocks().collect();
    while let Some(block) = stack.pop() {
        match block {
            Block::Paragraph(p) => f(&p.text, p.span),
            Block::Quote(q) => f(&q.text, q.span),
            Block::Figure(figure) => {
                each(&figure.alt, f);
                each(&figure.caption, f);
                for credit in &figure.credit {
                    f(&credit.text, credit.span);
                }
            }
            Block::List(l) => each(&l.items, f),
            Block::Verse(v) => each(&v.lines, f),
            Block::Table(t) => each(t.rows.iter().flatten(), f),
            Block::Embed(e) => each(&e.text, f),
            Block::Turn(t) => {
                each(&t.speaker, f);
                f(&t.text, t.span);
            }
            Block::Entry(e) => {
                each(&e.time, f);
                f(&e.text, e.span);
                stack.extend(&e.blocks);
            }
            Block::Unknown(_) => {}
        }
    }
    for name in &article.sources {
        f(&name.name, name.span);
    }
    each(&article.tags, f);
    each(article.related.iter().map(|r| &r.title), f);
}

/// The places of the article's primary texts, in no particular order.
pub(crate) fn primary_spans(article: &Article) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    primary_texts(article, &mut |_, span| out.extend(span));
    // A date that a dateline names is a view on its paragraph.
    let stamps = [&article.published, &article.modified];
    let stamps = stamps.into_iter().flatten();
    for place in stamps.filter_map(|stamp| stamp.text.as_ref()?.span) {
        if out.iter().any(|s| *s != place && s.contains(place)) {
            out.retain(|s| *s != place);
        }
    }
    out
}
