//! The body as an XHTML fragment.

use std::fmt;

use super::inline::{self, Piece};
use super::uri::is_safe_link;
use super::walk::{self, Step};
use super::xml::Xml;
use super::{credits, embed_line, is_video, unknown_text};
use crate::article::{Article, Block, Embed, Figure, Mark, MarkKind, Text};

/// Writes the body's blocks as children of the element that is open in `xml`.
pub(in crate::render) fn body(article: &Article, xml: &mut Xml<'_>) -> fmt::Result {
    for step in walk::steps(&article.sections) {
        match step {
            Step::Section(section) => {
                if let Some(heading) = &section.heading {
                    let name = match section.level {
                        0..=2 => "h2",
                        3 => "h3",
                        4 => "h4",
                        5 => "h5",
                        _ => "h6",
                    };
                    xml.leaf(name, &[], &heading.text)?;
                }
            }
            Step::Enter(entry) => {
                xml.block("section", &[("class", "entry")])?;
                if let Some(time) = &entry.time {
                    xml.line_block("p", &[])?;
                    xml.inline_leaf("time", &[], &time.text)?;
                    xml.close()?;
                }
                if !entry.text.is_empty() {
                    xml.leaf("p", &[], &entry.text)?;
                }
            }
            Step::Leave => xml.close()?,
            Step::Block(b) => block(b, xml)?,
        }
    }
    Ok(())
}

fn block(block: &Block, xml: &mut Xml<'_>) -> fmt::Result {
    match block {
        Block::Paragraph(p) => paragraph("p", &p.text, &p.marks, xml),
        Block::Quote(q) => {
            xml.block("blockquote", &[])?;
            paragraph("p", &q.text, &q.marks, xml)?;
            xml.close()
        }
        Block::List(list) => {
            xml.block(if list.ordered { "ol" } else { "ul" }, &[])?;
            for item in &list.items {
                xml.leaf("li", &[], &item.text)?;
            }
            xml.close()
        }
        Block::Verse(verse) => {
            xml.line_block("p", &[("class", "verse")])?;
            lines(&verse.lines, xml)?;
            xml.close()
        }
        Block::Table(table) => {
            xml.block("table", &[])?;
            for row in &table.rows {
                xml.block("tr", &[])?;
                for cell in row {
                    xml.leaf("td", &[], &cell.text)?;
                }
                xml.close()?;
            }
            xml.close()
        }
        Block::Figure(f) => figure(f, xml),
        Block::Embed(e) => embed(e, xml),
        Block::Turn(turn) => {
            let class = if turn.question {
                "turn question"
            } else {
                "turn"
            };
            xml.line_block("p", &[("class", class)])?;
            if let Some(speaker) = &turn.speaker {
                xml.inline_leaf("b", &[], &speaker.text)?;
                xml.text(": ")?;
            }
            xml.text(&turn.text)?;
            xml.close()
        }
        // Entries are steps of their own.
        Block::Entry(_) => Ok(()),
        Block::Unknown(map) => match unknown_text(map) {
            Some(text) => xml.leaf("p", &[], text),
            None => Ok(()),
        },
    }
}

fn lines(lines: &[Text], xml: &mut Xml<'_>) -> fmt::Result {
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            xml.inline_empty("br", &[])?;
        }
        xml.text(&line.text)?;
    }
    Ok(())
}

fn paragraph(name: &'static str, text: &str, marks: &[Mark], xml: &mut Xml<'_>) -> fmt::Result {
    xml.line_block(name, &[])?;
    for piece in inline::pieces(text, inline::marks(marks), inline::same_kind) {
        match piece {
            Piece::Text(text) => xml.text(text)?,
            Piece::Close(_) => xml.close()?,
            Piece::Open(mark) => match (&mark.kind, &mark.href) {
                (MarkKind::Link, Some(href)) => xml.inline("a", &[("href", href)])?,
                (MarkKind::Strong, _) => xml.inline("strong", &[])?,
                _ => xml.inline("em", &[])?,
            },
        }
    }
    xml.close()
}

fn figure(figure: &Figure, xml: &mut Xml<'_>) -> fmt::Result {
    let alt = figure.alt.as_ref().map_or("", |t| t.text.as_str());
    let media = || figure.media.iter().filter(|m| is_safe_link(&m.url));
    // An alternative text without a picture to hang it on names the figure.
    let mut label = Vec::new();
    if !alt.is_empty() && media().all(is_video) {
        label.push(("aria-label", alt));
    }
    xml.block("figure", &label)?;
    let mut shown = false;
    for media in media() {
        if is_video(media) {
            xml.block("video", &[("src", &media.url), ("controls", "controls")])?;
            xml.close()?;
        } else {
            let alt = if std::mem::replace(&mut shown, true) {
                ""
            } else {
                alt
            };
            xml.empty("img", &[("src", &media.url), ("alt", alt)])?;
        }
    }
    let credit = credits(figure);
    if figure.caption.is_some() || !credit.is_empty() {
        xml.line_block("figcaption", &[])?;
        let mut gap = "";
        if let Some(caption) = &figure.caption {
            xml.text(&caption.text)?;
            gap = " ";
        }
        if !credit.is_empty() {
            xml.text(gap)?;
            xml.inline_leaf("small", &[("class", "credit")], &credit)?;
        }
        xml.close()?;
    }
    xml.close()
}

fn embed(embed: &Embed, xml: &mut Xml<'_>) -> fmt::Result {
    let url = embed.url.as_deref().filter(|url| is_safe_link(url));
    let mut attributes = vec![("class", "embed")];
    attributes.extend(url.map(|url| ("cite", url)));
    xml.block("blockquote", &attributes)?;
    if let Some(text) = &embed.text {
        xml.leaf("p", &[], &text.text)?;
    }
    let line = embed_line(embed);
    match url {
        Some(url) => {
            xml.line_block("p", &[])?;
            xml.inline_leaf(
                "a",
                &[("href", url)],
                if line.is_empty() { url } else { &line },
            )?;
            xml.close()?;
        }
        None if !line.is_empty() => xml.leaf("p", &[], &line)?,
        None => {}
    }
    xml.close()
}
