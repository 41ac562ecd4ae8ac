//! The clean reading text of an article.

use std::fmt::{self, Write};

use super::shared::walk::{self, Step};
use super::shared::{by, needs_mark, unknown_text};
use crate::article::{Article, Block, Figure, Text};

/// Writes the article as plain reading text: kicker, headline, decks, byline, body with headings
/// and captions, source line, each separated by a blank line.
///
/// A line of mostly Arabic text that begins with a foreign letter starts with U+200F
/// RIGHT-TO-LEFT MARK, so that programs that guess direction from the first letter show it right.
/// Captions stand in square brackets, their credits in round ones behind.
///
/// Not written: dates, tags, related stories, alternative texts of pictures that have a caption,
/// addresses, attributions. The writer of the body alone is
/// [`Article::body_texts`](crate::Article::body_texts).
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.\n\nوأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.\n\nالمصدر : وكالات");
/// let mut out = String::new();
/// khabar::render::text(&article, &mut out)?;
/// assert!(out.starts_with("افتتاح جسر جديد\n\nافتتح المحافظ"));
/// assert!(out.ends_with("المصدر: وكالات\n"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn text(article: &Article, mut out: &mut (impl Write + ?Sized)) -> fmt::Result {
    let mut paper = Paper {
        out: &mut out,
        begun: false,
        whole: true,
    };
    let heads = article
        .kicker
        .iter()
        .chain(&article.headline)
        .chain(&article.deck);
    for head in heads {
        paper.part(&head.text)?;
    }
    paper.part(&by(article))?;
    paper.body(article)?;
    if !article.sources.is_empty() {
        let names: Vec<&str> = article.sources.iter().map(|n| n.name.as_str()).collect();
        paper.part(&format!("المصدر: {}", names.join(" + ")))?;
    }
    Ok(())
}

/// The body as plain text without direction marks and captions, for formats that hold it in one
/// string and figures elsewhere.
pub(super) fn plain_body(article: &Article) -> String {
    let mut out = String::new();
    let mut paper = Paper {
        out: &mut out,
        begun: false,
        whole: false,
    };
    // Writing to a String cannot fail.
    let _ = paper.body(article);
    out.truncate(out.trim_end().len());
    out
}

struct Paper<'w> {
    out: &'w mut dyn Write,
    begun: bool,
    /// Whether direction marks and captions are written.
    whole: bool,
}

impl Paper<'_> {
    /// A part of the article between blank lines. Line ends inside it stay.
    fn part(&mut self, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_char('\n')?;
        }
        for line in text.lines() {
            if self.whole && needs_mark(line) {
                self.out.write_char('\u{200f}')?;
            }
            self.out.write_str(line)?;
            self.out.write_char('\n')?;
        }
        Ok(())
    }

    fn lines(&mut self, lines: impl IntoIterator<Item = String>) -> fmt::Result {
        let lines: Vec<String> = lines.into_iter().collect();
        self.part(&lines.join("\n"))
    }

    fn body(&mut self, article: &Article) -> fmt::Result {
        for step in walk::steps(&article.sections) {
            match step {
                Step::Section(section) => {
                    if let Some(heading) = &section.heading {
                        self.part(&heading.text)?;
                    }
                }
                Step::Enter(entry) => match &entry.time {
                    Some(time) if entry.text.is_empty() => self.part(&time.text)?,
                    Some(time) => self.part(&format!("{}: {}", time.text, entry.text))?,
                    None => self.part(&entry.text)?,
                },
                Step::Leave => {}
                Step::Block(block) => self.block(block)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(p) => self.part(&p.text),
            Block::Quote(q) => self.part(&q.text),
            Block::List(list) => self.lines(list.items.iter().enumerate().map(|(i, item)| {
                if list.ordered {
                    format!("{}. {}", i + 1, item.text)
                } else {
                    format!("• {}", item.text)
                }
            })),
            Block::Verse(verse) => self.lines(verse.lines.iter().map(|l| l.text.clone())),
            Block::Turn(turn) => match &turn.speaker {
                Some(speaker) => self.part(&format!("{}: {}", speaker.text, turn.text)),
                None => self.part(&turn.text),
            },
            Block::Table(table) => self.lines(table.rows.iter().map(|row| cells(row))),
            Block::Figure(figure) if self.whole => self.part(&caption(figure)),
            Block::Figure(_) => Ok(()),
            Block::Embed(embed) => match (&embed.text, &embed.author) {
                (Some(text), Some(author)) => self.part(&format!("{author}: {}", text.text)),
                (Some(text), None) => self.part(&text.text),
                (None, _) => Ok(()),
            },
            // Entries are steps of their own.
            Block::Entry(_) => Ok(()),
            Block::Unknown(map) => self.part(unknown_text(map).unwrap_or("")),
        }
    }
}

fn cells(row: &[Text]) -> String {
    let cells: Vec<&str> = row.iter().map(|c| c.text.as_str()).collect();
    cells.join(" | ")
}

fn caption(figure: &Figure) -> String {
    let Some(text) = figure.caption.as_ref().or(figure.alt.as_ref()) else {
        return String::new();
    };
    let credits: Vec<String> = figure
        .credit
        .iter()
        .map(|credit| format!(" ({})", credit.text))
        .collect();
    format!("[{}]{}", text.text, credits.concat())
}
