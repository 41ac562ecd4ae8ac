//! Bytes in, text out: what a file or an HTTP body says, in which encoding it says it, and what had to be mended.
//!
//! [`decode`](fn@decode) is total: any bytes give a text, and [`InputReport`] tells how it was come by. Callers who hold a
//! `String` already use [`Decoded::from_text`], which copies nothing unless the text turns out to be mojibake
//! (text decoded once with the wrong encoding, see [`mojibake`]). [`sniff`](fn@sniff) tells plain text, HTML and feeds apart.
//!
//! ```
//! use khabar::input::{decode, Hints};
//!
//! // «خبر» in windows-1256, announced by the server.
//! let hints = Hints::new().with_content_type("text/plain; charset=windows-1256");
//! let decoded = decode(&[0xCE, 0xC8, 0xD1], &hints);
//! assert_eq!(decoded.text, "خبر");
//! assert_eq!(decoded.report.encoding, "windows-1256");
//! ```

mod decode;
pub mod mojibake;
mod sniff;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::decode::{decode, decode_str};
use self::mojibake::Repair;
pub use self::sniff::sniff;

/// What form the input has, and so which reader it goes to.
///
/// ```
/// use khabar::input::InputKind;
///
/// assert_eq!(InputKind::default(), InputKind::Text);
/// assert_eq!(InputKind::Feed.to_string(), "feed");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InputKind {
    /// Plain text, lines or paragraphs separated by line ends.
    #[default]
    Text,
    /// An HTML page or a fragment of one; also XML that is no feed.
    Html,
    /// RSS, Atom, RDF site summary, JSON Feed, a sitemap or IPTC ninjs.
    Feed,
}

impl fmt::Display for InputKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            InputKind::Text => "text",
            InputKind::Html => "html",
            InputKind::Feed => "feed",
        })
    }
}

/// What the caller knows about an input besides its bytes.
///
/// Every hint may be absent, and a wrong one does no harm that the bytes can disprove: see [`decode`](fn@decode) for what
/// outranks a declared encoding and [`sniff`](fn@sniff) for what a content type decides.
///
/// ```
/// use khabar::input::{Hints, InputKind};
///
/// let hints = Hints::new()
///     .with_url("https://akhbar.example.eg/1")
///     .with_content_type("text/html; charset=windows-1256")
///     .with_reference_clock("2024-05-01T12:00:00+03:00");
/// assert_eq!(hints.url(), Some("https://akhbar.example.eg/1"));
/// assert_eq!(hints.kind(), None);
/// assert_eq!(hints.with_kind(InputKind::Html).kind(), Some(InputKind::Html));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hints {
    url: Option<String>,
    content_type: Option<String>,
    encoding: Option<String>,
    kind: Option<InputKind>,
    reference_clock: Option<String>,
}

impl Hints {
    /// No hints at all; the same as [`Hints::default`].
    ///
    /// ```
    /// # use khabar::input::Hints;
    /// assert_eq!(Hints::new(), Hints::default());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the input was fetched from. Its top-level domain helps encoding detection; relative links resolve
    /// against it.
    ///
    /// ```
    /// # use khabar::input::Hints;
    /// assert_eq!(Hints::new().with_url("https://a.example/").url(), Some("https://a.example/"));
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The value of the `Content-Type` header, parameters included, as received.
    ///
    /// ```
    /// # use khabar::input::Hints;
    /// let hints = Hints::new().with_content_type("text/html; charset=utf-8");
    /// assert_eq!(hints.content_type(), Some("text/html; charset=utf-8"));
    /// ```
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The label of the encoding, as the WHATWG Encoding Standard lists them (`utf-8`, `windows-1256`, `cp1256` …),
    /// in any case. It goes before the content type's `charset`.
    ///
    /// ```
    /// # use khabar::input::Hints;
    /// assert_eq!(Hints::new().with_encoding("cp1256").encoding(), Some("cp1256"));
    /// ```
    #[must_use]
    pub fn with_encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// The form of the input. It is believed without a look at the input.
    ///
    /// ```
    /// # use khabar::input::{Hints, InputKind};
    /// assert_eq!(Hints::new().with_kind(InputKind::Feed).kind(), Some(InputKind::Feed));
    /// ```
    #[must_use]
    pub fn with_kind(mut self, kind: InputKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The moment against which words such as «أمس» are to be read, in ISO 8601 form. Kept as given; whoever reads
    /// dates parses it.
    ///
    /// ```
    /// # use khabar::input::Hints;
    /// let hints = Hints::new().with_reference_clock("2024-05-01");
    /// assert_eq!(hints.reference_clock(), Some("2024-05-01"));
    /// ```
    #[must_use]
    pub fn with_reference_clock(mut self, moment: impl Into<String>) -> Self {
        self.reference_clock = Some(moment.into());
        self
    }

    /// Where the input was fetched from.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The `Content-Type` header.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The label of the encoding.
    #[must_use]
    pub fn encoding(&self) -> Option<&str> {
        self.encoding.as_deref()
    }

    /// The form of the input.
    #[must_use]
    pub fn kind(&self) -> Option<InputKind> {
        self.kind
    }

    /// The moment relative dates are read against, in ISO 8601 form.
    #[must_use]
    pub fn reference_clock(&self) -> Option<&str> {
        self.reference_clock.as_deref()
    }
}

/// What settled the encoding.
///
/// ```
/// use khabar::input::EncodingFrom;
///
/// assert_eq!(serde_json::to_string(&EncodingFrom::ContentType).unwrap(), "\"content_type\"");
/// let later: EncodingFrom = serde_json::from_str("\"oracle\"").unwrap();
/// assert_eq!(later, EncodingFrom::Other("oracle".to_owned()));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EncodingFrom {
    /// A byte order mark.
    Bom,
    /// [`Hints::encoding`].
    Hint,
    /// The `charset` of [`Hints::content_type`].
    ContentType,
    /// `<meta charset>`, `<meta http-equiv>` or the XML declaration.
    Meta,
    /// The bytes are UTF-8 as they stand.
    ValidUtf8,
    /// A look at the bytes.
    Detected,
    /// Nothing did: windows-1256, the commonest encoding of Arabic text that is not Unicode.
    Fallback,
    /// The caller handed over text, not bytes.
    #[default]
    Caller,
    /// A value written by a later version of this crate.
    #[serde(untagged)]
    Other(String),
}

/// How the text was come by: the `input` object of an article's JSON.
///
/// ```
/// use khabar::input::{decode, EncodingFrom, Hints, InputReport};
///
/// let report = decode("خبر".as_bytes(), &Hints::new()).report;
/// assert_eq!(report.encoding_from, EncodingFrom::ValidUtf8);
/// assert_eq!(report.bytes, 6);
/// let json = serde_json::to_string(&report).unwrap();
/// assert_eq!(
///     json,
///     r#"{"kind":"text","encoding":"utf-8","encoding_from":"valid_utf8","repaired":null,"replaced":0,"bytes":6}"#
/// );
/// assert_eq!(serde_json::from_str::<InputReport>(&json).unwrap(), report);
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InputReport {
    /// Which reader the text is for.
    pub kind: InputKind,
    /// The encoding the bytes were read in: the lower-case name of the WHATWG Encoding Standard.
    pub encoding: String,
    /// What settled `encoding`.
    pub encoding_from: EncodingFrom,
    /// The wrong decoding that had happened before the input came here and was undone.
    pub repaired: Option<Repair>,
    /// How many U+FFFD in the text stand for malformed input. U+FFFD that the input itself spells out do not count,
    /// except in a repaired text, where each of them is a leftover of the wrong decoding.
    pub replaced: usize,
    /// Length of the input in bytes, byte order mark included.
    pub bytes: usize,
}

impl Default for InputReport {
    /// The report on an empty text handed over by the caller.
    fn default() -> Self {
        Self {
            kind: InputKind::Text,
            encoding: "utf-8".to_owned(),
            encoding_from: EncodingFrom::Caller,
            repaired: None,
            replaced: 0,
            bytes: 0,
        }
    }
}

/// Something about the input a reader of the result may want to know.
///
/// `Display` gives an English sentence fit for a diagnostic.
///
/// ```
/// use khabar::input::{decode, DecodeNote, Hints};
///
/// let decoded = decode("خبر".as_bytes(), &Hints::new().with_encoding("klingon-8"));
/// assert!(matches!(&decoded.notes[..], [DecodeNote::UnknownLabel { label, .. }] if label == "klingon-8"));
/// assert_eq!(decoded.notes[0].to_string(), "unknown encoding label \"klingon-8\" was ignored");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
#[non_exhaustive]
pub enum DecodeNote {
    /// A declared label names no encoding, or one that the WHATWG Encoding Standard forbids to decode.
    #[non_exhaustive]
    UnknownLabel {
        /// The label as given, at most 64 characters of it.
        label: String,
    },
    /// Another encoding was declared, but the bytes are UTF-8 with Arabic in it.
    #[non_exhaustive]
    MislabelledUtf8 {
        /// The encoding declared.
        declared: String,
    },
    /// More of the input than a slip here and there is malformed in the declared encoding, which was therefore set
    /// aside.
    #[non_exhaustive]
    MalformedDeclared {
        /// The encoding declared.
        declared: String,
    },
    /// The input is not in the encoding named but in one related to it, as its bytes show: windows-1256 called
    /// ISO-8859-6.
    #[non_exhaustive]
    RelatedEncoding {
        /// The encoding declared or detected.
        named: String,
        /// The encoding used instead.
        used: String,
    },
    /// Words in UTF-8 and words in a single-byte encoding stand side by side; each was decoded in its own.
    #[non_exhaustive]
    MixedEncodings {
        /// The encoding of the words that are not UTF-8.
        other: String,
        /// How many runs of non-ASCII bytes were decoded in it.
        runs: usize,
    },
    /// The text holds so many control characters that it may be no text at all.
    #[non_exhaustive]
    BinaryLike {
        /// Control characters among the characters looked at (the first 64 kB), in thousandths.
        share: u16,
    },
}

impl DecodeNote {
    /// A stable, machine-readable name in kebab-case, fit for the code of a diagnostic.
    pub fn code(&self) -> &'static str {
        match self {
            DecodeNote::UnknownLabel { .. } => "unknown-encoding-label",
            DecodeNote::MislabelledUtf8 { .. } => "mislabelled-utf-8",
            DecodeNote::MalformedDeclared { .. } => "malformed-in-declared-encoding",
            DecodeNote::RelatedEncoding { .. } => "related-encoding",
            DecodeNote::MixedEncodings { .. } => "mixed-encodings",
            DecodeNote::BinaryLike { .. } => "binary-like",
        }
    }
}

impl fmt::Display for DecodeNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeNote::UnknownLabel { label } => {
                write!(f, "unknown encoding label {label:?} was ignored")
            }
            DecodeNote::MislabelledUtf8 { declared } => {
                write!(f, "declared {declared}, but the bytes are UTF-8")
            }
            DecodeNote::MalformedDeclared { declared } => {
                write!(f, "the bytes do not fit the declared encoding {declared}")
            }
            DecodeNote::RelatedEncoding { named, used } => {
                write!(f, "called {named}, but the bytes are {used}")
            }
            DecodeNote::MixedEncodings { other, runs } => {
                write!(f, "UTF-8 mixed with {runs} runs in {other}")
            }
            DecodeNote::BinaryLike { share } => {
                write!(f, "{share} in 1000 characters are controls")
            }
        }
    }
}

/// A text and how it was come by. Spans of everything parsed from it count bytes of `text`.
///
/// ```
/// use khabar::input::Decoded;
///
/// let decoded = Decoded::from_text("وصل الوفد مساء أمس.".to_owned());
/// assert_eq!(decoded.text, "وصل الوفد مساء أمس.");
/// assert!(decoded.notes.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How it was come by.
    pub report: InputReport,
    /// What is worth knowing besides, in the order it was found.
    pub notes: Vec<DecodeNote>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_reads_with_keys_missing_and_added() {
        let report: InputReport =
            serde_json::from_str(r#"{"kind":"html","bytes":7,"later":true}"#).unwrap();
        assert_eq!(report.kind, InputKind::Html);
        assert_eq!(report.bytes, 7);
        assert_eq!(report.encoding, "utf-8");
        assert_eq!(report.encoding_from, EncodingFrom::Caller);
    }

    #[test]
    fn report_keeps_values_of_later_versions() {
        let json = r#"{"kind":"text","encoding":"x","encoding_from":"oracle","repaired":"twice","replaced":1,"bytes":2}"#;
        let report: InputReport = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&report).unwrap(), json);
        assert_eq!(report.repaired, Some(Repair::Other("twice".to_owned())));
    }

    #[test]
    fn notes_go_through_json() {
        let notes = vec![
            DecodeNote::UnknownLabel { label: "x".into() },
            DecodeNote::MislabelledUtf8 {
                declared: "windows-1256".into(),
            },
            DecodeNote::MalformedDeclared {
                declared: "utf-8".into(),
            },
            DecodeNote::RelatedEncoding {
                named: "iso-8859-6".into(),
                used: "windows-1256".into(),
            },
            DecodeNote::MixedEncodings {
                other: "windows-1256".into(),
                runs: 3,
            },
            DecodeNote::BinaryLike { share: 12 },
        ];
        let json = serde_json::to_string(&notes).unwrap();
        assert!(json.starts_with(r#"[{"note":"unknown_label","label":"x"}"#));
        assert_eq!(
            serde_json::from_str::<Vec<DecodeNote>>(&json).unwrap(),
            notes
        );
    }

    #[test]
    fn hints_are_kept() {
        let hints = Hints::new()
            .with_url("u")
            .with_content_type("c")
            .with_encoding("e")
            .with_kind(InputKind::Feed)
            .with_reference_clock("r");
        assert_eq!(hints.url(), Some("u"));
        assert_eq!(hints.content_type(), Some("c"));
        assert_eq!(hints.encoding(), Some("e"));
        assert_eq!(hints.kind(), Some(InputKind::Feed));
        assert_eq!(hints.reference_clock(), Some("r"));
    }
}
