//! The body: [`Section`]s of [`Block`]s.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::text::{Name, Text};
use super::vocabulary::vocabulary;
use crate::provenance::{Confidence, Origin};
use crate::span::Span;

/// A part of the body under one heading. The first section of an article is its lead and has no
/// heading.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// طريق أقصر
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.");
/// let headings: Vec<Option<&str>> = article
///     .sections
///     .iter()
///     .map(|section| section.heading.as_ref().map(|h| h.text.as_str()))
///     .collect();
/// assert_eq!(headings, [None, Some("طريق أقصر")]);
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Section {
    /// The heading; `None` for the lead.
    #[serde(default)]
    pub heading: Option<Text>,
    /// Depth of the heading, 2 for a heading directly under the headline.
    #[serde(default)]
    pub level: u8,
    /// What stands under the heading, in the order of the source.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

impl Section {
    /// A section with the given heading and no blocks.
    pub fn new(heading: Option<Text>, level: u8) -> Section {
        Section {
            heading,
            level,
            blocks: Vec::new(),
        }
    }
}

/// One block of the body.
///
/// In JSON a block is an object with the key `type`. A block type of a later version is kept
/// whole as [`Block::Unknown`].
///
/// # Examples
///
/// ```
/// use khabar::article::{Block, Paragraph};
///
/// let block: Block = serde_json::from_str(r#"{"type": "paragraph", "text": "فقرة."}"#)?;
/// assert!(matches!(&block, Block::Paragraph(Paragraph { text, .. }) if text == "فقرة."));
/// assert_eq!(block.type_name(), "paragraph");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph of running text.
    Paragraph(Paragraph),
    /// A picture or video with its caption and credit.
    Figure(Box<Figure>),
    /// A quotation set apart from the text.
    Quote(Quote),
    /// A list.
    List(List),
    /// Lines of verse.
    Verse(Verse),
    /// A table.
    Table(Table),
    /// An embedded post or player.
    Embed(Box<Embed>),
    /// What one speaker says in an interview.
    Turn(Box<Turn>),
    /// An entry of a live blog.
    Entry(Box<Entry>),
    /// A block of a type this version does not know, as it stood in the JSON.
    Unknown(Map<String, Value>),
}

/// A paragraph.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Paragraph {
    /// The clean text.
    pub text: String,
    /// Where it stands in the source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is a paragraph of the article's body.
    #[serde(default)]
    pub confidence: Confidence,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
    /// Links and emphasis.
    #[serde(default)]
    pub marks: Vec<Mark>,
}

impl From<Text> for Paragraph {
    fn from(text: Text) -> Paragraph {
        Paragraph {
            text: text.text,
            span: text.span,
            confidence: text.confidence,
            origin: text.origin,
            marks: Vec::new(),
        }
    }
}

vocabulary! {
    /// What a [`Mark`] does to its range of text.
    pub enum MarkKind {
        /// A link.
        Link = "link",
        /// Strong emphasis, usually bold.
        Strong = "strong",
        /// Emphasis, usually italic.
        Em = "em",
    }
}

/// A link or emphasis inside a block.
///
/// # Examples
///
/// ```
/// use khabar::article::{MarkKind, Paragraph};
///
/// let paragraph: Paragraph = serde_json::from_str(
///     r#"{"text": "قال الوزير", "marks": [{"kind": "strong", "range": {"start": 7, "end": 19}}]}"#,
/// )?;
/// let mark = &paragraph.marks[0];
/// assert_eq!(mark.kind, MarkKind::Strong);
/// assert_eq!(&paragraph.text[mark.range.unwrap().range()], "الوزير");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mark {
    /// Byte offsets in the block's `text`.
    pub range: Option<Span>,
    /// What it is.
    #[serde(default)]
    pub kind: MarkKind,
    /// The target of a link.
    #[serde(default)]
    pub href: Option<String>,
}

/// A picture or video where it stands in the article.
///
/// The alt line, the caption and the credit that belong to one picture are joined. A bracket at the
/// end of the caption that is a credit leaves it; other brackets stay.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// The new bridge on its opening night
/// المحافظ (يسار) ليلة افتتاح الجسر (رويترز - أرشيف)
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.");
/// let figure = article.figures().next().unwrap();
/// assert_eq!(figure.alt.as_ref().unwrap().text, "The new bridge on its opening night");
/// assert_eq!(figure.caption.as_ref().unwrap().text, "المحافظ (يسار) ليلة افتتاح الجسر");
/// assert_eq!(figure.credit[0].text, "رويترز - أرشيف");
/// assert_eq!(figure.credit[0].parts[0].id.as_deref(), Some("reuters"));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// The caption, without its credit.
    #[serde(default)]
    pub caption: Option<Text>,
    /// One entry for each credit bracket, as written inside the bracket.
    #[serde(default)]
    pub credit: Vec<Credit>,
    /// The alternative text, often the picture agency's own caption in English.
    #[serde(default)]
    pub alt: Option<Text>,
    /// The files.
    #[serde(default)]
    pub media: Vec<Media>,
}

/// Who made or owns a picture.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Credit {
    /// What stands in the bracket, as written: `الأناضول-أرشيف`.
    pub text: String,
    /// Where it stands in the source, without the bracket.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that the bracket is a credit.
    #[serde(default)]
    pub confidence: Confidence,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
    /// The names recognised in it.
    #[serde(default)]
    pub parts: Vec<Name>,
}

impl From<Text> for Credit {
    fn from(text: Text) -> Credit {
        Credit {
            text: text.text,
            span: text.span,
            confidence: text.confidence,
            origin: text.origin,
            parts: Vec::new(),
        }
    }
}

/// A media file.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Media {
    /// Its address.
    pub url: String,
    /// Its media type, such as `image/jpeg`.
    #[serde(default)]
    pub media_type: Option<String>,
}

/// A quotation set apart: a pull quote or block quote.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// The clean text.
    pub text: String,
    /// Where it stands in the source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is a quotation set apart.
    #[serde(default)]
    pub confidence: Confidence,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
    /// Links and emphasis.
    #[serde(default)]
    pub marks: Vec<Mark>,
}

impl From<Text> for Quote {
    fn from(text: Text) -> Quote {
        Quote {
            text: text.text,
            span: text.span,
            confidence: text.confidence,
            origin: text.origin,
            marks: Vec::new(),
        }
    }
}

/// A list.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct List {
    /// Whether the items are numbered.
    #[serde(default)]
    pub ordered: bool,
    /// The items, without their marks.
    #[serde(default)]
    pub items: Vec<Text>,
}

/// Lines of verse.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Verse {
    /// The lines (or hemistichs) as they stand.
    #[serde(default)]
    pub lines: Vec<Text>,
}

/// A table.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Table {
    /// Rows of cells.
    #[serde(default)]
    pub rows: Vec<Vec<Text>>,
}

/// An embedded post or player.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Embed {
    /// The platform, such as `x` or `youtube`.
    #[serde(default)]
    pub platform: Option<String>,
    /// Who posted it, as written.
    #[serde(default)]
    pub author: Option<String>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
    /// Its date, as written.
    #[serde(default)]
    pub time: Option<String>,
    /// The text of the post.
    #[serde(default)]
    pub text: Option<Text>,
}

/// What one speaker says in an interview.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Turn {
    /// The speaker as written before the colon, or the sign of question or answer (س، ج).
    #[serde(default)]
    pub speaker: Option<Text>,
    /// Whether the turn asks.
    #[serde(default)]
    pub question: bool,
    /// What is said, without the speaker.
    pub text: String,
    /// Where `text` stands in the source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is a turn.
    #[serde(default)]
    pub confidence: Confidence,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
}

impl From<Text> for Turn {
    fn from(text: Text) -> Turn {
        Turn {
            text: text.text,
            span: text.span,
            confidence: text.confidence,
            origin: text.origin,
            ..Turn::default()
        }
    }
}

/// An entry of a live blog: its own text, then its blocks.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// The time as printed.
    #[serde(default)]
    pub time: Option<Text>,
    /// The entry's own text.
    #[serde(default)]
    pub text: String,
    /// Where `text` stands in the source.
    #[serde(default)]
    pub span: Option<Span>,
    /// The chance that this is an entry.
    #[serde(default)]
    pub confidence: Confidence,
    /// Who says so.
    #[serde(default)]
    pub origin: Origin,
    /// Further blocks of the entry.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// Generates serde for `Block`: a struct behind the key `type`, unknown types as raw maps.
macro_rules! block_serde {
    ($( $Variant:ident($Struct:ty) = $word:literal, )+) => {
        impl Block {
            /// The block's type, as it stands in JSON; for an unknown block the value of its key
            /// `type`, if that is a string.
            pub fn type_name(&self) -> &str {
                match self {
                    $( Block::$Variant(_) => $word, )+
                    Block::Unknown(map) => map.get("type").and_then(Value::as_str).unwrap_or(""),
                }
            }
        }

        impl Serialize for Block {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(Serialize)]
                struct Tagged<'a, T> {
                    r#type: &'static str,
                    #[serde(flatten)]
                    block: &'a T,
                }
                match self {
                    $( Block::$Variant(block) => Tagged { r#type: $word, block }.serialize(serializer), )+
                    Block::Unknown(map) => map.serialize(serializer),
                }
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for Block {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                "Block".into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": "A block of the body. Later versions may add types.",
                    "type": "object",
                    "oneOf": [
                        $( {
                            "properties": { "type": { "const": $word } },
                            "required": ["type"],
                            "allOf": [generator.subschema_for::<$Struct>()],
                        }, )+
                        { "properties": { "type": { "not": { "enum": [$( $word, )+] } } } },
                    ],
                })
            }
        }

        impl<'de> Deserialize<'de> for Block {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
                let map = Map::deserialize(deserializer)?;
                match map.get("type").and_then(Value::as_str) {
                    $( Some($word) => serde_json::from_value::<$Struct>(Value::Object(map))
                        .map(|block| Block::$Variant(block.into()))
                        .map_err(serde::de::Error::custom), )+
                    _ => Ok(Block::Unknown(map)),
                }
            }
        }
    };
}

block_serde! {
    Paragraph(Paragraph) = "paragraph",
    Figure(Figure) = "figure",
    Quote(Quote) = "quote",
    List(List) = "list",
    Verse(Verse) = "verse",
    Table(Table) = "table",
    Embed(Embed) = "embed",
    Turn(Turn) = "turn",
    Entry(Entry) = "entry",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_a_later_version_survives() {
        let json = r#"{"type":"hologram","depth":3,"layers":[1,2]}"#;
        let block: Block = serde_json::from_str(json).unwrap();
        assert_eq!(block.type_name(), "hologram");
        let back: Value = serde_json::from_str(&serde_json::to_string(&block).unwrap()).unwrap();
        assert_eq!(back, serde_json::from_str::<Value>(json).unwrap());
    }

    #[test]
    fn a_block_stays_small() {
        // The memory promise counts bytes per block; large variants are boxed for it.
        assert!(size_of::<Block>() <= 96, "{}", size_of::<Block>());
    }
}
