//! An article as TEI.

use std::fmt::{self, Write};
use std::ops::Range;

use super::shared::inline::{self, Piece};
use super::shared::stamp::Stamp;
use super::shared::uri::{identity, is_safe_link};
use super::shared::walk::{self, Step};
use super::shared::xml::Xml;
use super::shared::{direction, embed_line, is_video, language, unknown_text};
use crate::article::{
    Article, Attribution, AttributionKind, Block, Contributor, ContributorRole, Embed, Figure,
    Mark, MarkKind, VoiceSort,
};
use crate::span::Span;

/// Writes the article as a [TEI P5](https://tei-c.org/guidelines/p5/) document.
///
/// - `teiHeader`: titles, authors and other contributors with their `resp`, publisher, date and
///   address, the names of the source line in `sourceDesc`, the dateline's places in `creation`,
///   tags in `keywords`, the voices as `particDesc`, the last change in `revisionDesc`.
/// - `text`: a `div` for each section, nested by the level of their headings, with `head`, `p`,
///   `list`, `lg`, `table`, `sp` for turns of an interview, `div type="entry"` for entries, and
///   `figure` with `graphic` or `media`, `head` for the caption, `figDesc` for the alternative
///   text and `note type="credit"`.
/// - Reported speech that stands inside one paragraph is `said`, with `direct` and the speaker as
///   `who`.
///
/// Not carried: attributions without content or whose content leaves its paragraph, their cues,
/// stances and channels; labels, kind beyond `textClass`, agencies of the dateline (they stand in
/// the first paragraph's text), stamps as printed, related stories, access.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.");
/// let mut out = String::new();
/// khabar::render::tei(&article, &mut out)?;
/// assert!(out.contains("<title type=\"main\">افتتاح جسر جديد</title>"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn tei(article: &Article, mut out: &mut (impl Write + ?Sized)) -> fmt::Result {
    let mut xml = Xml::document(&mut out)?;
    let language = language(article);
    let mut attributes = vec![("xmlns", "http://www.tei-c.org/ns/1.0")];
    attributes.extend(language.map(|code| ("xml:lang", code)));
    xml.block("TEI", &attributes)?;
    header(article, language, &mut xml)?;
    let style = match direction(article) {
        "rtl" => &[("style", "direction: rtl")][..],
        _ => &[],
    };
    xml.block("text", style)?;
    Body {
        article,
        xml: &mut xml,
        levels: Vec::new(),
        attributions: spoken(article),
        next: 0,
    }
    .write()?;
    xml.finish()
}

fn header(article: &Article, language: Option<&str>, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("teiHeader", &[])?;
    xml.block("fileDesc", &[])?;
    xml.block("titleStmt", &[])?;
    let headline = article.headline.as_ref().map_or("", |h| h.text.as_str());
    xml.leaf("title", &[("type", "main")], headline)?;
    for (kind, text) in article
        .kicker
        .iter()
        .map(|k| ("kicker", &k.text))
        .chain(article.deck.iter().map(|d| ("sub", &d.text)))
    {
        xml.leaf("title", &[("type", kind)], text)?;
    }
    let (authors, others): (Vec<&Contributor>, Vec<&Contributor>) =
        article.byline.iter().partition(|c| {
            use ContributorRole::{Agency, Author, Outlet, Reporter};
            matches!(c.role, Author | Reporter | Outlet | Agency)
        });
    for author in authors {
        xml.line_block("author", &[])?;
        name(author, xml)?;
        xml.close()?;
    }
    for other in others {
        xml.block("respStmt", &[])?;
        xml.leaf("resp", &[], other.role.as_str())?;
        xml.line_block("name", &[])?;
        xml.text(&other.name)?;
        xml.close()?;
        xml.close()?;
    }
    xml.close()?;
    publication(article, xml)?;
    source(article, xml)?;
    xml.close()?;
    profile(article, language, xml)?;
    if let Some(stamp) = Stamp::of(article.modified.as_ref()) {
        xml.block("revisionDesc", &[])?;
        xml.empty("change", &[("when", &stamp.text)])?;
        xml.close()?;
    }
    xml.close()
}

fn name(person: &Contributor, xml: &mut Xml<'_>) -> fmt::Result {
    let element = if person.is_organisation() {
        "orgName"
    } else {
        "persName"
    };
    xml.inline_leaf(element, &[], &person.name)
}

fn publication(article: &Article, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("publicationStmt", &[])?;
    // An authority or publisher must come first (TEI P5, publicationStmt).
    let publisher = article.publisher.as_ref().map_or("", |p| p.name.as_str());
    xml.leaf("publisher", &[], publisher)?;
    if let Some(stamp) = Stamp::of(article.published.as_ref()) {
        xml.empty("date", &[("when", &stamp.text)])?;
    }
    xml.leaf("idno", &[("type", "URI")], &identity(article))?;
    xml.close()
}

fn source(article: &Article, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("sourceDesc", &[])?;
    xml.block("bibl", &[])?;
    let headline = article.headline.as_ref().map_or("", |h| h.text.as_str());
    xml.leaf("title", &[("level", "a")], headline)?;
    for source in &article.sources {
        xml.leaf("orgName", &[("role", "source")], &source.name)?;
    }
    if let Some(url) = &article.url {
        xml.leaf("idno", &[("type", "URL")], url)?;
    }
    xml.close()?;
    xml.close()
}

fn profile(article: &Article, language: Option<&str>, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("profileDesc", &[])?;
    let places = article.dateline.iter().flat_map(|d| &d.places);
    let places: Vec<_> = places.collect();
    if !places.is_empty() {
        xml.block("creation", &[])?;
        for place in places {
            xml.leaf("placeName", &[], &place.name)?;
        }
        xml.close()?;
    }
    if let Some(code) = language {
        xml.block("langUsage", &[])?;
        xml.empty("language", &[("ident", code)])?;
        xml.close()?;
    }
    xml.block("textClass", &[])?;
    xml.block("keywords", &[])?;
    xml.leaf("term", &[("type", "kind")], article.kind.as_str())?;
    if let Some(section) = &article.section {
        xml.leaf("term", &[("type", "section")], &section.text)?;
    }
    for tag in &article.tags {
        xml.leaf("term", &[("type", "tag")], &tag.text)?;
    }
    xml.close()?;
    xml.close()?;
    if !article.voices.is_empty() {
        xml.block("particDesc", &[])?;
        for (n, voice) in article.voices.iter().enumerate() {
            let id = format!("voice-{n}");
            let (element, name) = match voice.sort {
                VoiceSort::Organisation | VoiceSort::State | VoiceSort::Media => ("org", "orgName"),
                VoiceSort::Group => ("personGrp", "name"),
                _ => ("person", "persName"),
            };
            xml.block(element, &[("xml:id", &id)])?;
            xml.leaf(name, &[], &voice.name)?;
            if let Some(title) = voice.title.as_ref().filter(|_| element == "person") {
                xml.leaf("occupation", &[], title)?;
            }
            if let Some(body) = voice.affiliation.as_ref().filter(|_| element == "person") {
                xml.leaf("affiliation", &[], body)?;
            }
            xml.close()?;
        }
        xml.close()?;
    }
    xml.close()
}

/// The attributions with content that stands in the source, by their place.
fn spoken(article: &Article) -> Vec<(Span, &Attribution)> {
    let mut spoken: Vec<(Span, &Attribution)> = article
        .attributions
        .iter()
        .filter_map(|a| Some((a.content.as_ref()?.span?, a)))
        .collect();
    spoken.sort_by_key(|(span, _)| *span);
    spoken
}

/// An element that TEI allows around a piece of text.
#[derive(Clone, Copy)]
enum Inline<'a> {
    Mark(&'a Mark),
    Said(&'a Attribution),
}

/// The level of a section without a heading.
const LEAD: u8 = u8::MAX;

/// An open `div`: once a `div` stands in it, nothing but a `div` may follow.
#[derive(Default)]
struct Level {
    /// The level of its heading; 0 for an entry or a part.
    heading: u8,
    /// Whether it has a `div` among its children.
    divided: bool,
    /// Whether it was opened only to hold blocks that follow a `div`.
    part: bool,
}

struct Body<'w, 'x, 'a> {
    article: &'a Article,
    xml: &'w mut Xml<'x>,
    levels: Vec<Level>,
    attributions: Vec<(Span, &'a Attribution)>,
    next: usize,
}

impl<'a> Body<'_, '_, 'a> {
    fn write(mut self) -> fmt::Result {
        self.xml.block("body", &[])?;
        for step in walk::steps(&self.article.sections) {
            match step {
                Step::Section(section) => {
                    // Nothing stands under the lead, which has no heading.
                    let level = match section.heading {
                        Some(_) => section.level.clamp(1, 6),
                        None => LEAD,
                    };
                    while self
                        .levels
                        .last()
                        .is_some_and(|l| l.part || level == LEAD || l.heading >= level)
                    {
                        self.pop()?;
                    }
                    let kind = if section.heading.is_some() {
                        "section"
                    } else {
                        "lead"
                    };
                    self.div(kind, level)?;
                    if let Some(heading) = &section.heading {
                        self.xml.leaf("head", &[], &heading.text)?;
                    }
                }
                Step::Enter(entry) => {
                    self.leave_part()?;
                    self.div("entry", 0)?;
                    if let Some(time) = &entry.time {
                        self.xml.leaf("head", &[("type", "time")], &time.text)?;
                    }
                    if !entry.text.is_empty() {
                        self.paragraph(&entry.text, entry.span, &[])?;
                    }
                }
                Step::Leave => {
                    self.leave_part()?;
                    self.pop()?;
                }
                Step::Block(block) => {
                    if self.levels.last().is_some_and(|l| l.divided) {
                        self.div("part", 0)?;
                        if let Some(level) = self.levels.last_mut() {
                            level.part = true;
                        }
                    }
                    self.block(block)?;
                }
            }
        }
        while !self.levels.is_empty() {
            self.pop()?;
        }
        if self.article.sections.is_empty() {
            self.xml.empty("div", &[])?;
        }
        self.xml.close()
    }

    fn div(&mut self, kind: &str, heading: u8) -> fmt::Result {
        if let Some(parent) = self.levels.last_mut() {
            parent.divided = true;
        }
        self.levels.push(Level {
            heading,
            ..Level::default()
        });
        self.xml.block("div", &[("type", kind)])
    }

    fn pop(&mut self) -> fmt::Result {
        self.levels.pop();
        self.xml.close()
    }

    fn leave_part(&mut self) -> fmt::Result {
        if self.levels.last().is_some_and(|l| l.part) {
            self.pop()?;
        }
        Ok(())
    }

    fn block(&mut self, block: &'a Block) -> fmt::Result {
        match block {
            Block::Paragraph(p) => self.paragraph(&p.text, p.span, &p.marks),
            Block::Quote(q) => {
                self.xml.block("quote", &[])?;
                self.paragraph(&q.text, q.span, &q.marks)?;
                self.xml.close()
            }
            Block::List(list) => {
                let rend = if list.ordered { "numbered" } else { "bulleted" };
                self.xml.block("list", &[("rend", rend)])?;
                for item in &list.items {
                    self.xml.leaf("item", &[], &item.text)?;
                }
                self.xml.close()
            }
            Block::Verse(verse) => {
                self.xml.block("lg", &[])?;
                for line in &verse.lines {
                    self.xml.leaf("l", &[], &line.text)?;
                }
                self.xml.close()
            }
            Block::Table(table) => {
                self.xml.block("table", &[])?;
                for row in &table.rows {
                    self.xml.block("row", &[])?;
                    for cell in row {
                        self.xml.leaf("cell", &[], &cell.text)?;
                    }
                    self.xml.close()?;
                }
                self.xml.close()
            }
            Block::Turn(turn) => {
                let rend: &[_] = if turn.question {
                    &[("rend", "question")]
                } else {
                    &[]
                };
                self.xml.block("sp", rend)?;
                if let Some(speaker) = &turn.speaker {
                    self.xml.leaf("speaker", &[], &speaker.text)?;
                }
                self.paragraph(&turn.text, turn.span, &[])?;
                self.xml.close()
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Embed(embed) => self.embed(embed),
            // Entries are steps of their own.
            Block::Entry(_) => Ok(()),
            Block::Unknown(map) => match unknown_text(map) {
                Some(text) => self.xml.leaf("p", &[], text),
                None => Ok(()),
            },
        }
    }

    fn paragraph(&mut self, text: &'a str, span: Option<Span>, marks: &'a [Mark]) -> fmt::Result {
        let mut ranges: Vec<(Range<usize>, Inline<'a>)> = inline::marks(marks)
            .into_iter()
            .map(|(range, mark)| (range, Inline::Mark(mark)))
            .collect();
        if let Some(span) = span {
            ranges.extend(self.said(text, span));
        }
        self.xml.line_block("p", &[])?;
        let clash = |outer: Inline<'_>, inner: Inline<'_>| match (outer, inner) {
            (Inline::Mark(outer), Inline::Mark(inner)) => inline::same_kind(outer, inner),
            _ => false,
        };
        for piece in inline::pieces(text, ranges, clash) {
            match piece {
                Piece::Text(text) => self.xml.text(text)?,
                Piece::Close(_) => self.xml.close()?,
                Piece::Open(Inline::Mark(mark)) => match (&mark.kind, &mark.href) {
                    (MarkKind::Link, Some(href)) => self.xml.inline("ref", &[("target", href)])?,
                    (MarkKind::Strong, _) => self.xml.inline("hi", &[("rend", "bold")])?,
                    _ => self.xml.inline("hi", &[("rend", "italic")])?,
                },
                Piece::Open(Inline::Said(attribution)) => {
                    let direct = attribution.kind == AttributionKind::Direct;
                    let mut attributes = vec![("direct", if direct { "true" } else { "false" })];
                    let voices = self.article.voices.len();
                    let who = attribution.voice.filter(|voice| *voice < voices);
                    let who = who.map(|voice| format!("#voice-{voice}"));
                    attributes.extend(who.as_deref().map(|who| ("who", who)));
                    self.xml.inline("said", &attributes)?;
                }
            }
        }
        self.xml.close()
    }

    /// The reported speech inside a paragraph that stands at `span`, as ranges of its text.
    ///
    /// Spans count bytes of the source, which has white space and controls that the text has not,
    /// so each content is looked for, from the one before on and not far.
    fn said(&mut self, text: &'a str, span: Span) -> Vec<(Range<usize>, Inline<'a>)> {
        /// How far from where its span points a content may stand in the text.
        const NEAR: usize = 2048;
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(&(content_span, attribution)) = self.attributions.get(self.next) {
            if content_span.start() >= span.end() {
                break;
            }
            self.next += 1;
            let Some(content) = &attribution.content else {
                continue;
            };
            if !span.contains(content_span) || content.text.is_empty() {
                continue;
            }
            let guess = content_span.start() - span.start();
            let exact = text
                .get(guess..)
                .is_some_and(|t| t.starts_with(&content.text));
            let found = if exact && guess >= from {
                Some(guess)
            } else {
                let mut end = (from + NEAR + content.text.len()).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                let window = text.get(from..end).unwrap_or("");
                window.find(&content.text).map(|at| from + at)
            };
            if let Some(at) = found {
                from = at;
                out.push((at..at + content.text.len(), Inline::Said(attribution)));
            }
        }
        out
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        let xml = &mut *self.xml;
        xml.block("figure", &[])?;
        for media in figure.media.iter().filter(|m| is_safe_link(&m.url)) {
            let url = ("url", media.url.as_str());
            let mime = media.media_type.as_deref();
            if is_video(media) {
                xml.empty("media", &[url, ("mimeType", mime.unwrap_or("video/mp4"))])?;
            } else {
                let mime = mime.map(|mime| ("mimeType", mime));
                let attributes: Vec<_> = [url].into_iter().chain(mime).collect();
                xml.empty("graphic", &attributes)?;
            }
        }
        if let Some(caption) = &figure.caption {
            xml.leaf("head", &[], &caption.text)?;
        }
        if let Some(alt) = &figure.alt {
            xml.leaf("figDesc", &[], &alt.text)?;
        }
        for credit in &figure.credit {
            xml.leaf("note", &[("type", "credit")], &credit.text)?;
        }
        xml.close()
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        let xml = &mut *self.xml;
        let url = embed.url.as_deref().filter(|url| is_safe_link(url));
        let mut attributes = vec![("type", "embed")];
        attributes.extend(url.map(|url| ("source", url)));
        xml.block("quote", &attributes)?;
        if let Some(text) = &embed.text {
            xml.leaf("p", &[], &text.text)?;
        }
        let line = embed_line(embed);
        if !line.is_empty() {
            xml.leaf("p", &[], &line)?;
        }
        xml.close()
    }
}
