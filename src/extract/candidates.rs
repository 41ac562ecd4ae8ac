//! [`Candidates`]: where extractors put what they find.

use serde_json::Value;

use super::Stage;
use crate::arabic;
#[cfg(feature = "html")]
use crate::article::Credit;
use crate::article::vocabulary::vocabulary;
use crate::article::{Access, Contributor, Dateline, Kind, Name, Text, Timestamp};
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
        /// `access`
        Access = "access",
        /// The credits of figures.
        Credit = "credit",
    }
}

/// Members of a list that are compared with those of another list.
const LIST: usize = 64;

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

/// The credit of a picture, by the picture's address.
#[cfg(feature = "html")]
#[derive(Clone, Debug)]
pub(crate) struct ImageCredit {
    pub(crate) url: String,
    pub(crate) credit: Credit,
}

/// An entry of a live blog: the element that holds it, and its printed time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryPlace {
    pub(crate) span: Span,
    pub(crate) time: Span,
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
    Access(Access),
    Json(Value),
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
            FieldValue::Access(v) => serde_json::to_value(v),
            FieldValue::Json(v) => return v.clone(),
        };
        value.unwrap_or(Value::Null)
    }

    /// Takes over where another value of the same field says the same thing and has a place in the
    /// source: its spelling there, its span, and what the page prints beside it.
    pub(crate) fn place(&mut self, other: &FieldValue) {
        let same = |a: &str, b: &str| arabic::name_key(a) == arabic::name_key(b);
        let text = |mine: &mut Text, theirs: &Text| {
            if mine.span.is_none() && theirs.span.is_some() && same(&mine.text, &theirs.text) {
                mine.text.clone_from(&theirs.text);
                mine.span = theirs.span;
            }
        };
        match (self, other) {
            (FieldValue::Text(mine), FieldValue::Text(theirs)) => text(mine, theirs),
            (FieldValue::Texts(mine), FieldValue::Texts(theirs)) if theirs.len() <= LIST => {
                for mine in mine.iter_mut().take(LIST) {
                    theirs.iter().for_each(|theirs| text(mine, theirs));
                }
            }
            (FieldValue::Name(mine), FieldValue::Name(theirs))
                if mine.span.is_none() && same(&mine.name, &theirs.name) =>
            {
                mine.span = theirs.span;
            }
            (FieldValue::People(mine), FieldValue::People(theirs)) if theirs.len() <= LIST => {
                for mine in mine.iter_mut().take(LIST).filter(|p| p.span.is_none()) {
                    let Some(printed) = theirs
                        .iter()
                        .find(|p| p.span.is_some() && same(&p.name, &mine.name))
                    else {
                        continue;
                    };
                    mine.name.clone_from(&printed.name);
                    mine.span = printed.span;
                    mine.role = printed.role.clone();
                    for (slot, found) in [
                        (&mut mine.title, &printed.title),
                        (&mut mine.affiliation, &printed.affiliation),
                        (&mut mine.place, &printed.place),
                    ] {
                        if slot.is_none() {
                            slot.clone_from(found);
                        }
                    }
                }
            }
            (FieldValue::Timestamp(mine), FieldValue::Timestamp(theirs)) => {
                let day = |stamp: &Timestamp| stamp.value.as_deref()?.get(..10).map(str::to_owned);
                if mine.text.is_none() && day(mine).is_some() && day(mine) == day(theirs) {
                    mine.text.clone_from(&theirs.text);
                    mine.calendar.clone_from(&theirs.calendar);
                }
            }
            _ => {}
        }
    }

    /// The text of a value that is one text, name or word.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) => Some(&text.text),
            FieldValue::Name(name) => Some(&name.name),
            FieldValue::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Raises the confidence of a single value to what agreement made of it.
    pub(crate) fn raise(&mut self, pooled: Confidence) {
        match self {
            FieldValue::Text(text) => text.confidence = text.confidence.max(pooled),
            FieldValue::Name(name) => name.confidence = name.confidence.max(pooled),
            _ => {}
        }
    }

    /// The match key by which two extractors agree.
    pub(crate) fn key(&self) -> String {
        let mut key = String::new();
        let mut add = |text: &str| {
            key.push_str(&arabic::name_key(text));
            key.push('\u{1f}');
        };
        match self {
            FieldValue::Text(v) => add(&v.text),
            FieldValue::Texts(v) => v.iter().for_each(|t| add(&t.text)),
            FieldValue::People(v) => v.iter().for_each(|c| add(&c.name)),
            FieldValue::Dateline(v) => add(&v.text.text),
            // Sources agree on a date where they agree on the day: one may know the time too.
            FieldValue::Timestamp(v) => {
                let value = v.value.as_deref().map(|v| v.get(..10).unwrap_or(v));
                add(value
                    .or(v.text.as_ref().map(|t| t.text.as_str()))
                    .unwrap_or(""));
            }
            FieldValue::Names(v) => v.iter().for_each(|n| add(&n.name)),
            FieldValue::Words(v) => v.iter().for_each(|w| add(w)),
            FieldValue::Kind(v) => add(v.as_str()),
            FieldValue::Name(v) => add(&v.name),
            FieldValue::Word(v) => add(v),
            FieldValue::Access(v) => add(v.as_str()),
            FieldValue::Json(v) => add(&v.to_string()),
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
    pub(crate) vote: Vote,
    /// How sure it is with all other sources that say the same; see [`merge`](crate::merge).
    pub(crate) pooled: Confidence,
    /// The name of the check that it failed.
    pub(crate) contradicted: Option<&'static str>,
}

/// An independent source: values of one source that agree count once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Vote {
    /// Everything that the page tells machines: one system writes it all.
    Metadata,
    /// What one extractor reads itself.
    Own(Origin),
}

/// What the extractors of one article have found: the sink they write to.
///
/// Every method notes the running extractor's name and precedence. Nothing here decides: claims
/// and values compete when the article is assembled.
#[derive(Debug)]
pub struct Candidates {
    pub(crate) claims: Vec<Claim>,
    pub(crate) values: Vec<Candidate>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Bodies that the page gives to machines; see [`Candidates::body_text`].
    pub(crate) bodies: Vec<(String, Origin)>,
    /// Texts that only tell the labeller; see [`Candidates::observe`].
    pub(crate) observations: Vec<(Field, String)>,
    /// Captions of pictures in structured data.
    pub(crate) captions: Vec<String>,
    /// Credits of pictures in structured data.
    #[cfg(feature = "html")]
    pub(crate) image_credits: Vec<ImageCredit>,
    /// The entries of a live blog.
    pub(crate) entries: Vec<EntryPlace>,
    /// Paragraphs that are questions (true) or answers by the page's markup, by their starts.
    pub(crate) turns: Vec<(usize, bool)>,
    /// The number of words of the body, as structured data says.
    pub(crate) words: Option<u32>,
    origin: Origin,
    precedence: Precedence,
    stage: Stage,
}

impl Candidates {
    pub(crate) fn new() -> Candidates {
        Candidates {
            claims: Vec::new(),
            values: Vec::new(),
            diagnostics: Vec::new(),
            bodies: Vec::new(),
            observations: Vec::new(),
            captions: Vec::new(),
            #[cfg(feature = "html")]
            image_credits: Vec::new(),
            entries: Vec::new(),
            turns: Vec::new(),
            words: None,
            origin: Origin::default(),
            precedence: Precedence::HEURISTIC,
            stage: Stage::Content,
        }
    }

    /// Whether nothing was written yet.
    pub(crate) fn is_empty(&self) -> bool {
        let Candidates {
            claims,
            values,
            bodies,
            observations,
            captions,
            words,
            ..
        } = self;
        let lists = claims.is_empty() && values.is_empty() && bodies.is_empty();
        lists && observations.is_empty() && captions.is_empty() && words.is_none()
    }

    /// From here on, what is written comes from this extractor.
    pub(crate) fn writer(&mut self, origin: &Origin, precedence: Precedence, stage: Stage) {
        self.origin.clone_from(origin);
        self.precedence = precedence;
        self.stage = stage;
    }

    /// The rules of a site are no metadata of the page, whenever they run.
    fn vote(&self) -> Vote {
        if self.stage == Stage::Metadata && self.precedence < Precedence::SITE {
            Vote::Metadata
        } else {
            Vote::Own(self.origin.clone())
        }
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
            vote: self.vote(),
            pooled: confidence,
            contradicted: None,
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

    /// The lines under the headline, all at once, where they are no blocks of the text.
    pub fn deck(&mut self, texts: Vec<Text>, confidence: Confidence) {
        let span = texts.iter().find_map(|t| t.span);
        self.push(Field::Deck, FieldValue::Texts(texts), confidence, span);
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

    /// Who may read the article.
    pub fn access(&mut self, access: Access, confidence: Confidence) {
        self.push(Field::Access, FieldValue::Access(access), confidence, None);
    }

    /// A value for [`Article::extra`](crate::Article::extra) under the given key. Of several
    /// extractors that give the same key one wins, as for any field.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::{Confidence, Parser, extractor_fn};
    ///
    /// let desk = extractor_fn("desk", |_, out| {
    ///     out.extra("desk", "اقتصاد".into(), Confidence::new(900));
    ///     Ok(())
    /// });
    /// let article = Parser::builder().extractor(desk).build()?.parse_text("نص")?;
    /// assert_eq!(article.extra["desk"], "اقتصاد");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn extra(&mut self, key: impl Into<String>, value: Value, confidence: Confidence) {
        self.push(
            Field::Other(key.into()),
            FieldValue::Json(value),
            confidence,
            None,
        );
    }

    /// The body as the page gives it to machines, a paragraph a line. From [`Stage::Metadata`] it
    /// tells the labeller which blocks are body text
    /// ([`Observed::body_share`](super::Observed::body_share)); it enters the article only where the
    /// page shows no body at all, and then the longest one does.
    pub fn body_text(&mut self, text: &str) {
        self.bodies.push((text.to_owned(), self.origin.clone()));
    }

    /// A text that structured data gives for a field and that counts only where the page prints it
    /// too: it enters no field by itself, but from
    /// [`Stage::Metadata`] it tells the labeller
    /// ([`Observed::agrees`](crate::extract::Observed::agrees)). Descriptions are of this sort.
    pub fn observe(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.observations.push((field, text.to_owned()));
        }
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
