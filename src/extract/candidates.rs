//! [`Candidates`]: where extractors put what they find.

use serde_json::Value;

use crate::arabic;
use crate::article::vocabulary::vocabulary;
use crate::article::{Contributor, Dateline, Kind, Name, Text, Timestamp};
use crate::label::Role;
use crate::provenance::{Confidence, Diagnostic, Origin, Precedence, Severity};
use crate::span::Span;

vocabulary! {
    /// A field of the article that candidates compete for, by its key in JSON.
    pub enum Field {
        /// `headline`
        Headline = "headline",
        /// `kicker`
        Kicker = "kicker",
        /// `deck`
        Deck = "deck",
        /// `labels`
        Labels = "labels",
        /// `section`
        Section = "section",
        /// `byline`
        Byline = "byline",
        /// `dateline`
        Dateline = "dateline",
        /// `published`
        Published = "published",
        /// `modified`
        Modified = "modified",
        /// `sources`
        Sources = "sources",
        /// `tags`
        Tags = "tags",
        /// `kind`
        Kind = "kind",
        /// `publisher`
        Publisher = "publisher",
        /// `url`
        Url = "url",
        /// The credits of figures.
        Credit = "credit",
    }
}

/// A claim of a range of the source for a role.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) span: Span,
    pub(crate) role: Role,
    pub(crate) confidence: Confidence,
    pub(crate) precedence: Precedence,
    pub(crate) origin: Origin,
    /// Names inside a claimed credit.
    pub(crate) parts: Vec<Name>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldValue {
    Text(Text),
    Texts(Vec<Text>),
    People(Vec<Contributor>),
    Dateline(Box<Dateline>),
    Timestamp(Box<Timestamp>),
    Names(Vec<Name>),
    Words(Vec<String>),
    Kind(Kind),
    Name(Name),
    Word(String),
}

impl FieldValue {
    pub(crate) fn to_json(&self) -> Value {
        let value = match self {
            FieldValue::Text(v) => serde_json::to_value(v),
            FieldValue::Texts(v) => serde_json::to_value(v),
            FieldValue::People(v) => serde_json::to_value(v),
            FieldValue::Dateline(v) => serde_json::to_value(v),
            FieldValue::Timestamp(v) => serde_json::to_value(v),
            FieldValue::Names(v) => serde_json::to_value(v),
            FieldValue::Words(v) => serde_json::to_value(v),
            FieldValue::Kind(v) => serde_json::to_value(v),
            FieldValue::Name(v) => serde_json::to_value(v),
            FieldValue::Word(v) => serde_json::to_value(v),
        };
        value.unwrap_or(Value::Null)
    }

    /// The match key by which two extractors agree.
    pub(crate) fn key(&self) -> String {
        let mut key = String::new();
        let mut add = |text: &str| {
            arabic::fold_into(text, &mut key);
            key.push('\u{1f}');
        };
        match self {
            FieldValue::Text(v) => add(&v.text),
            FieldValue::Texts(v) => v.iter().for_each(|t| add(&t.text)),
            FieldValue::People(v) => v.iter().for_each(|c| add(&c.name)),
            FieldValue::Dateline(v) => add(&v.text.text),
            FieldValue::Timestamp(v) => {
                add(v
                    .value
                    .as_deref()
                    .or(v.text.as_ref().map(|t| t.text.as_str()))
                    .unwrap_or(""));
            }
            FieldValue::Names(v) => v.iter().for_each(|n| add(&n.name)),
            FieldValue::Words(v) => v.iter().for_each(|w| add(w)),
            FieldValue::Kind(v) => add(v.as_str()),
            FieldValue::Name(v) => add(&v.name),
            FieldValue::Word(v) => add(v),
        }
        key
    }
}

/// A value that competes for a field.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) field: Field,
    pub(crate) value: FieldValue,
    pub(crate) confidence: Confidence,
    pub(crate) precedence: Precedence,
    pub(crate) span: Option<Span>,
    pub(crate) origin: Origin,
}

/// What the extractors of one article have found.
///
/// Every method notes the running extractor's name and precedence. Nothing here decides: claims
/// and values compete when the article is assembled.
#[derive(Debug)]
pub struct Candidates {
    pub(crate) claims: Vec<Claim>,
    pub(crate) values: Vec<Candidate>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    origin: Origin,
    precedence: Precedence,
}

impl Candidates {
    pub(crate) fn new() -> Candidates {
        Candidates {
            claims: Vec::new(),
            values: Vec::new(),
            diagnostics: Vec::new(),
            origin: Origin::default(),
            precedence: Precedence::HEURISTIC,
        }
    }

    /// From here on, what is written comes from this extractor.
    pub(crate) fn writer(&mut self, origin: Origin, precedence: Precedence) {
        self.origin = origin;
        self.precedence = precedence;
    }

    /// The running extractor's name, for values that carry their own origin.
    pub fn origin(&self) -> Origin {
        self.origin.clone()
    }

    /// Claims a range of the source for a role.
    ///
    /// The range may cover a block, a part of one or several. Of overlapping claims the one of
    /// higher precedence wins whole; then the more confident; then the earlier; then the
    /// extractor's name decides.
    pub fn claim(&mut self, span: Span, role: Role, confidence: Confidence) {
        self.claim_credit(span, role, confidence, Vec::new());
    }

    pub(crate) fn claim_credit(
        &mut self,
        span: Span,
        role: Role,
        confidence: Confidence,
        parts: Vec<Name>,
    ) {
        if !span.is_empty() {
            self.claims.push(Claim {
                span,
                role,
                confidence,
                precedence: self.precedence,
                origin: self.origin.clone(),
                parts,
            });
        }
    }

    fn push(
        &mut self,
        field: Field,
        value: FieldValue,
        confidence: Confidence,
        span: Option<Span>,
    ) {
        self.values.push(Candidate {
            field,
            value,
            confidence,
            precedence: self.precedence,
            span,
            origin: self.origin.clone(),
        });
    }

    fn text(&self, text: &str, span: Option<Span>, confidence: Confidence) -> Text {
        Text::new(
            arabic::clean_str(text).into_owned(),
            span,
            confidence,
            self.origin.clone(),
        )
    }

    /// A headline that is no block of the text. A line of the text is claimed instead.
    pub fn headline(&mut self, text: &str, span: Option<Span>, confidence: Confidence) {
        let text = self.text(text, span, confidence);
        self.push(Field::Headline, FieldValue::Text(text), confidence, span);
    }

    /// A kicker that is no block of the text.
    pub fn kicker(&mut self, text: &str, span: Option<Span>, confidence: Confidence) {
        let text = self.text(text, span, confidence);
        self.push(Field::Kicker, FieldValue::Text(text), confidence, span);
    }

    /// The section of the paper.
    pub fn section(&mut self, text: &str, span: Option<Span>, confidence: Confidence) {
        let text = self.text(text, span, confidence);
        self.push(Field::Section, FieldValue::Text(text), confidence, span);
    }

    /// The people (and outlets) of the byline, all at once: a list is won whole.
    pub fn byline(&mut self, people: Vec<Contributor>, confidence: Confidence) {
        let span = people.iter().find_map(|p| p.span);
        self.push(Field::Byline, FieldValue::People(people), confidence, span);
    }

    /// The dateline.
    pub fn dateline(&mut self, dateline: Dateline, confidence: Confidence) {
        let span = dateline.text.span;
        self.push(
            Field::Dateline,
            FieldValue::Dateline(Box::new(dateline)),
            confidence,
            span,
        );
    }

    /// When the article was published.
    pub fn published(&mut self, timestamp: Timestamp, confidence: Confidence) {
        let span = timestamp.text.as_ref().and_then(|t| t.span);
        self.push(
            Field::Published,
            FieldValue::Timestamp(Box::new(timestamp)),
            confidence,
            span,
        );
    }

    /// When the article was last changed.
    pub fn modified(&mut self, timestamp: Timestamp, confidence: Confidence) {
        let span = timestamp.text.as_ref().and_then(|t| t.span);
        self.push(
            Field::Modified,
            FieldValue::Timestamp(Box::new(timestamp)),
            confidence,
            span,
        );
    }

    /// The names of the source line, all at once.
    pub fn sources(&mut self, names: Vec<Name>, confidence: Confidence) {
        let span = names.iter().find_map(|n| n.span);
        self.push(Field::Sources, FieldValue::Names(names), confidence, span);
    }

    /// The keywords, all at once.
    pub fn tags(&mut self, tags: Vec<Text>, confidence: Confidence) {
        let span = tags.iter().find_map(|t| t.span);
        self.push(Field::Tags, FieldValue::Texts(tags), confidence, span);
    }

    /// The flags before the headline.
    pub fn labels(&mut self, labels: Vec<String>, confidence: Confidence) {
        self.push(Field::Labels, FieldValue::Words(labels), confidence, None);
    }

    /// What kind of piece the article is.
    pub fn kind(&mut self, kind: Kind, confidence: Confidence) {
        self.push(Field::Kind, FieldValue::Kind(kind), confidence, None);
    }

    /// The outlet that publishes the article.
    pub fn publisher(&mut self, name: Name, confidence: Confidence) {
        let span = name.span;
        self.push(Field::Publisher, FieldValue::Name(name), confidence, span);
    }

    /// The article's own address.
    pub fn url(&mut self, url: impl Into<String>, confidence: Confidence) {
        self.push(Field::Url, FieldValue::Word(url.into()), confidence, None);
    }

    /// A note to the caller.
    pub fn diagnostic(
        &mut self,
        severity: Severity,
        code: impl Into<String>,
        message: impl Into<String>,
        span: Option<Span>,
    ) {
        let mut diagnostic = Diagnostic::new(severity, code, message, self.origin.clone());
        diagnostic.span = span;
        self.diagnostics.push(diagnostic);
    }
}
