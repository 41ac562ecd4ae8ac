//! Feeds: RSS in all versions, Atom, JSON Feed, news sitemaps and IPTC ninjs → articles.
//!
//! [`parse_feed`] reads a feed in memory; [`Parser::feed_items`] yields its items one by one from
//! a reader, in memory for one item. Feeds in the wild are seldom well-formed: a bare `&`, an
//! unclosed tag, HTML's entities without a DTD, a wrong encoding declaration or a missing end cost
//! at most the item they stand in, and a diagnostic says so. Nothing is fetched, no entity is
//! defined by a feed, and nothing is expanded.

use std::collections::HashSet;
use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::article::{Article, Block, Credit, Figure, Media, Text, Timestamp};
use crate::error::Error;
use crate::extract::structured::{self, plain};
use crate::input::{self, EncodingFrom, Hints, InputKind, InputReport};
use crate::lexicon::Lexicon;
use crate::parser::{Parser, Source};
use crate::provenance::{Confidence, Diagnostic, Origin, Severity};
use crate::read::feed::names::Namespaces;
use crate::read::feed::{self, End, Items, RawFeed, RawItem, RawMedia, Slice};
use crate::smallprint::tokens::Tokens;
use crate::span::Span;

/// Where diagnostics and figures of this module come from.
const ORIGIN: Origin = Origin::from_static("feed");

/// Notes of what is wrong with a feed's items that are kept: a feed may have any number of items.
const MAX_NOTES: usize = 1024;

/// A feed, read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Feed {
    /// What the feed says about itself.
    pub meta: FeedMeta,
    /// Its items, in its order.
    pub items: Vec<FeedItem>,
    /// What was wrong with the feed; what was wrong inside an item stands with its article.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a feed says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FeedMeta {
    /// Its title.
    pub title: Option<String>,
    /// The address of the page it belongs to.
    pub url: Option<String>,
    /// Its own address.
    pub feed_url: Option<String>,
    /// Its description or subtitle.
    pub description: Option<String>,
    /// Its language, as it says: a BCP 47 code.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// The address of its image or icon.
    pub image: Option<String>,
    /// The program that made it.
    pub generator: Option<String>,
    /// Its copyright line.
    pub copyright: Option<String>,
}

/// An item of a feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FeedItem {
    /// The article.
    pub article: Article,
    /// The item's body after XML unescaping, HTML or plain text: what the article's spans refer to.
    #[serde(default)]
    pub source: String,
}

/// Reads a feed with the default parser. Cannot fail; bytes that are no feed give one without
/// items and a diagnostic.
///
/// JSON is read as [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/) or as
/// [ninjs](https://iptc.org/standards/ninjs/) of versions 1 to 3: one item, an array of them, or an
/// object whose `items` they are. Of a ninjs item are read its headline, address, dates, bylines,
/// body (with its markup where it is given with markup), summary, subjects, publisher, and the
/// pictures and videos of its associations with caption and credit.
///
/// # Examples
///
/// ```
/// let feed = khabar::parse_feed("<rss version='2.0'><channel><title>موجز</title>\
///     <item><title>افتتاح جسر جديد</title><pubDate>Wed, 15 May 2024 10:00:00 +0300</pubDate>\
///     <description>افتتح المحافظ أمس جسرا جديدا فوق النهر & عبرته أول حافلة.</description></item>\
///     </channel></rss>".as_bytes());
/// assert_eq!(feed.meta.title.as_deref(), Some("موجز"));
/// let article = &feed.items[0].article;
/// assert_eq!(article.headline.as_ref().unwrap().text, "افتتاح جسر جديد");
/// assert_eq!(article.published.as_ref().unwrap().value.as_deref(), Some("2024-05-15T10:00:00+03:00"));
/// assert_eq!(article.body_texts().next(), Some("افتتح المحافظ أمس جسرا جديدا فوق النهر & عبرته أول حافلة."));
/// ```
///
/// # Complexity
///
/// Linear in the length of the feed.
pub fn parse_feed(bytes: &[u8]) -> Feed {
    Parser::default()
        .parse_feed(bytes, &Hints::new())
        .unwrap_or_else(|error| Feed {
            // None of the default parser's options can fail.
            diagnostics: vec![Diagnostic::new(
                Severity::Error,
                "parse-failed",
                error.to_string(),
                ORIGIN,
            )],
            ..Feed::default()
        })
}

impl Parser {
    /// Decodes and reads a feed.
    ///
    /// # Errors
    ///
    /// Those of [`parse_text`](Parser::parse_text), of any of its items.
    pub fn parse_feed(&self, bytes: &[u8], hints: &Hints) -> Result<Feed, Error> {
        let hints = hints.clone().with_kind(InputKind::Feed);
        self.feed_of(&self.decode(bytes, &hints), &hints)
    }

    /// Reads a decoded feed.
    pub(crate) fn feed_of(&self, source: &Source, hints: &Hints) -> Result<Feed, Error> {
        let text = source.text();
        let mut diagnostics: Vec<Diagnostic> = source.notes().iter().map(note).collect();
        let report = source.report().clone();
        let mut items = FeedItems::over(self, Input::Bytes(text.as_bytes()), hints, report);
        items.decoded = true;
        let mut out = Vec::new();
        for item in &mut items {
            out.push(item?);
        }
        diagnostics.append(&mut items.diagnostics);
        Ok(Feed {
            meta: items.meta(),
            items: out,
            diagnostics,
        })
    }

    /// The items of a feed, one by one, in memory for the longest of them (and for at most 1 MiB
    /// of the feed's head and foot).
    ///
    /// Each item is decoded by itself: by the encoding the feed declares or `hints` name, where its
    /// bytes do not disprove it. A feed in UTF-16 is read into memory first.
    ///
    /// # Errors
    ///
    /// Where the first bytes cannot be read. The iterator yields an error where later ones cannot,
    /// then ends, and those of [`parse_text`](Parser::parse_text).
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::{Hints, Parser};
    ///
    /// let feed = "<rss><channel><item><title>أول</title></item><item><title>ثان</title></item></channel></rss>";
    /// let parser = Parser::default();
    /// let mut titles = Vec::new();
    /// for item in parser.feed_items(feed.as_bytes(), &Hints::new())? {
    ///     titles.extend(item?.article.headline.map(|headline| headline.text));
    /// }
    /// assert_eq!(titles, ["أول", "ثان"]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn feed_items<R: BufRead>(
        &self,
        mut input: R,
        hints: &Hints,
    ) -> Result<FeedItems<'_, R>, Error> {
        let head = input.fill_buf().map_err(Error::io)?;
        let utf16 = head.starts_with(b"\xff\xfe")
            || head.starts_with(b"\xfe\xff")
            || head.starts_with(b"<\0")
            || head.starts_with(b"\0<");
        let hints = hints.clone().with_kind(InputKind::Feed);
        if utf16 {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(Error::io)?;
            let decoded = input::decode(&bytes, &hints);
            let text = Input::Text(io::Cursor::new(decoded.text.into_bytes()));
            return Ok(FeedItems::over(self, text, &hints, decoded.report));
        }
        let report = input::decode(head, &hints).report;
        Ok(FeedItems::over(self, Input::Bytes(input), &hints, report))
    }
}

/// What items are cut out of.
#[derive(Debug)]
enum Input<R> {
    /// Bytes in the feed's encoding.
    Bytes(R),
    /// UTF-8.
    Text(io::Cursor<Vec<u8>>),
}

impl<R: BufRead> io::Read for Input<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Bytes(bytes) => bytes.read(buf),
            Input::Text(text) => text.read(buf),
        }
    }
}

impl<R: BufRead> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Input::Bytes(bytes) => bytes.fill_buf(),
            Input::Text(text) => text.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Input::Bytes(bytes) => bytes.consume(amount),
            Input::Text(text) => text.consume(amount),
        }
    }
}

fn note(note: &input::DecodeNote) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        note.code(),
        note.to_string(),
        Origin::from_static("decode"),
    )
}

/// The items of a feed: see [`Parser::feed_items`].
#[derive(Debug)]
pub struct FeedItems<'p, R> {
    parser: &'p Parser,
    hints: Hints,
    report: InputReport,
    /// Whether the input is UTF-8 already.
    decoded: bool,
    input: Option<Input<R>>,
    items: Option<Items<Input<R>>>,
    /// The head as it was before the first item.
    head: Option<(RawFeed, Namespaces)>,
    diagnostics: Vec<Diagnostic>,
    done: bool,
    count: usize,
}

impl<'p, R: BufRead> FeedItems<'p, R> {
    fn over(parser: &'p Parser, input: Input<R>, hints: &Hints, report: InputReport) -> Self {
        FeedItems {
            parser,
            hints: hints.clone(),
            report,
            decoded: matches!(input, Input::Text(_)),
            input: Some(input),
            items: None,
            head: None,
            diagnostics: Vec::new(),
            done: false,
            count: 0,
        }
    }

    /// What the feed says about itself, in what was read so far: after the last item, all of it.
    pub fn meta(&self) -> FeedMeta {
        let raw = self.raw_head().0;
        let line = |text: Option<String>| text.map(|t| plain(&t)).filter(|t| !t.is_empty());
        let stamp = |text: Option<String>| text.and_then(|t| structured::stamp(&plain(&t)));
        FeedMeta {
            title: line(raw.title),
            url: raw.link,
            feed_url: raw.feed_link,
            description: line(raw.description),
            language: line(raw.language),
            published: stamp(raw.published),
            modified: stamp(raw.modified),
            image: raw.image,
            generator: line(raw.generator),
            copyright: line(raw.copyright),
        }
    }

    /// What was wrong with the feed so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    fn text(&self, bytes: &[u8]) -> String {
        if self.decoded {
            return String::from_utf8_lossy(bytes).into_owned();
        }
        // What the feed declares stands in its head, so an item is decoded by it like by a hint.
        let hints = match self.hints.encoding() {
            None if self.report.encoding_from != EncodingFrom::ValidUtf8 => {
                self.hints.clone().with_encoding(&self.report.encoding)
            }
            _ => self.hints.clone(),
        };
        input::decode(bytes, &hints).text
    }

    fn raw_head(&self) -> (RawFeed, Namespaces) {
        let Some(items) = &self.items else {
            return Default::default();
        };
        let text = self.text(items.outside());
        match items {
            Items::Xml(_) => {
                let names = feed::namespaces(&text);
                (feed::raw::feed(&text, &names), names)
            }
            Items::Json(_) => {
                let value = structured::repair::read(&text).map_or(Value::Null, |read| read.value);
                (feed::json::feed(&value), Namespaces::default())
            }
        }
    }

    /// Looks at the first bytes to see which form the feed has.
    fn open(&mut self) -> io::Result<()> {
        let Some(mut input) = self.input.take() else {
            return Ok(());
        };
        let head = input.fill_buf()?;
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let json =
            head.trim_ascii_start().starts_with(b"{") || head.trim_ascii_start().starts_with(b"[");
        let limit = self.parser.limits().max_bytes();
        self.items = Some(Items::new(input, json, limit));
        Ok(())
    }

    fn note(&mut self, code: &str, slice: &Slice, what: &str) {
        let n = self.count;
        let diagnostic = |code: &str, message: String| {
            let at = slice.offset..slice.offset + slice.bytes.len();
            Diagnostic::new(Severity::Warning, code, message, ORIGIN).at(Span::of(at))
        };
        if self.diagnostics.len() < MAX_NOTES {
            let message = format!("item {n} {what}");
            self.diagnostics.push(diagnostic(code, message));
        } else if self.diagnostics.len() == MAX_NOTES {
            let message = format!("from item {n} on, nothing is noted");
            self.diagnostics.push(diagnostic("too-many-notes", message));
        }
    }

    /// Makes an article of an item; `None` where nothing is in it.
    fn item(&mut self, slice: &Slice) -> Result<Option<FeedItem>, Error> {
        if self.head.is_none() {
            self.head = Some(self.raw_head());
        }
        let text = self.text(&slice.bytes);
        let cut = matches!(slice.end, End::Truncated | End::TooLong);
        match slice.end {
            End::Closed => {}
            End::Unclosed => self.note("unclosed-item", slice, "has no end"),
            End::Truncated => self.note("truncated-item", slice, "is cut off by the feed's end"),
            End::TooLong => self.note("too-many-bytes", slice, "is longer than the limit"),
        }
        let raw = match &self.items {
            Some(Items::Json(_)) => match structured::repair::read(&text) {
                Ok(read) if !cut => feed::json::item(&read.value),
                _ => None,
            },
            _ => {
                let names = self.head.as_ref().map(|(_, names)| names);
                names.map(|names| feed::raw::item(&text, cut, names))
            }
        };
        let Some(mut raw) = raw.filter(|raw| !raw.is_empty()) else {
            self.note("empty-item", slice, "holds no title, link or text");
            return Ok(None);
        };
        if raw.errors > 0 || raw.unclosed > 0 {
            self.note(
                "malformed-item",
                slice,
                "is not well-formed; what could be read was",
            );
        }
        if let Some((head, _)) = &self.head {
            inherit(&mut raw, head, self.parser.lexicon());
        }
        self.article(raw, cut).map(Some)
    }

    /// The ninjs item that the whole input is.
    fn only_item(&mut self) -> Result<Option<FeedItem>, Error> {
        let Some(slice) = self.items.as_ref().and_then(Items::whole) else {
            return Ok(None);
        };
        let read = structured::repair::read(&self.text(&slice.bytes)).ok();
        let item = read.as_ref().and_then(|read| read.value.as_object());
        match item.filter(|item| feed::ninjs::is_item(item)) {
            Some(_) => self.item(&slice),
            None => Ok(None),
        }
    }

    fn article(&self, mut raw: RawItem, cut: bool) -> Result<FeedItem, Error> {
        let body = raw.body.clone().or_else(|| raw.summary.take());
        let (source, html) = body.map_or_else(Default::default, |body| (body.text, body.html));
        let mut report = self.report.clone();
        report.kind = if html {
            InputKind::Html
        } else {
            InputKind::Text
        };
        report.bytes = source.len();
        let media = std::mem::take(&mut raw.media);
        raw.media.clone_from(&media);
        // The item has its own address, and is no feed.
        let mut hints = Hints::new();
        if let Some(clock) = self.hints.reference_clock() {
            hints = hints.with_reference_clock(clock);
        }
        let mut article = self.parser.run_item(&source, report, &hints, raw)?;
        article.truncated |= cut;
        add_figures(&mut article, media);
        Ok(FeedItem { article, source })
    }
}

impl<R: BufRead> Iterator for FeedItems<'_, R> {
    type Item = Result<FeedItem, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if let Err(error) = self.open() {
            self.done = true;
            return Some(Err(Error::io(error)));
        }
        loop {
            let items = self.items.as_mut()?;
            match items.next_item() {
                Ok(Some(slice)) => {
                    let item = self.item(&slice).transpose();
                    self.count += 1;
                    if item.is_some() {
                        return item;
                    }
                }
                Ok(None) => {
                    self.done = true;
                    if self.count == 0
                        && let Some(item) = self.only_item().transpose()
                    {
                        return Some(item);
                    }
                    if self.count == 0 {
                        self.diagnostics.push(Diagnostic::new(
                            Severity::Warning,
                            "no-items",
                            "no item was found",
                            ORIGIN,
                        ));
                    }
                    return None;
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(Error::io(error)));
                }
            }
        }
    }
}

/// What an item has from its feed: authors, where it names none and theirs is not the feed's own
/// name; the publisher, where the feed's title is an outlet's name.
fn inherit(item: &mut RawItem, feed: &RawFeed, lexicon: &Lexicon) {
    if item.creators.is_empty() {
        let title = feed.title.as_deref();
        let authors = feed.creators.iter();
        item.creators = authors
            .filter(|author| Some(author.as_str()) != title)
            .cloned()
            .collect();
    }
    if item.publisher.is_some() || !item.sources.is_empty() {
        return;
    }
    item.publisher = feed.publisher.clone().or_else(|| {
        let title = plain(feed.title.as_deref()?);
        structured::outlet_id(&title, lexicon, &mut Tokens::default()).map(|_| title)
    });
}

/// Files that the item names and its body does not show stand at the head of the article.
fn add_figures(article: &mut Article, media: Vec<RawMedia>) {
    let shown: HashSet<Vec<u8>> = article
        .figures()
        .flat_map(|figure| &figure.media)
        .map(|media| same_file(&media.url))
        .collect();
    let Some(lead) = article.sections.first_mut() else {
        return;
    };
    let confidence = Confidence::new(850);
    let text = |text: Option<String>| {
        let text = text.map(|t| plain(&t)).filter(|t| !t.is_empty())?;
        Some(Text::new(text, None, confidence, ORIGIN))
    };
    let figures = media
        .into_iter()
        .filter(|file| is_visual(file) && !shown.contains(&same_file(&file.url)))
        .map(|file| {
            let media = Media {
                url: file.url,
                media_type: file.media_type.filter(|kind| kind.contains('/')),
            };
            let figure = Figure {
                caption: text(file.caption),
                credit: text(file.credit).map(Credit::from).into_iter().collect(),
                media: vec![media],
                ..Figure::default()
            };
            Block::Figure(Box::new(figure))
        });
    lead.blocks.splice(0..0, figures.collect::<Vec<_>>());
}

/// An address without its query, where sizes and signatures of one file differ, and without
/// percent-encoding, which some write and some do not.
fn same_file(url: &str) -> Vec<u8> {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let mut out = Vec::with_capacity(url.len());
    let mut bytes = url.bytes();
    while let Some(byte) = bytes.next() {
        let mut after = bytes.clone();
        let mut digit = || char::from(after.next()?).to_digit(16);
        match (byte, digit(), digit()) {
            (b'%', Some(high), Some(low)) => {
                // Two digits of base 16 are a byte.
                out.push((high * 16 + low) as u8);
                bytes = after;
            }
            _ => out.push(byte),
        }
    }
    out
}

fn is_visual(file: &RawMedia) -> bool {
    let kind = file.media_type.as_deref().unwrap_or("image");
    kind.starts_with("image") || kind.starts_with("video")
}
