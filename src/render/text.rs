//! The clean reading text of an article.

use std::fmt;

use crate::article::{Article, Block};

/// Writes the article as plain reading text: headline, decks, body with headings and captions,
/// source line, each separated by a blank line.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.\n\nالمصدر : وكالات");
/// let mut out = String::new();
/// khabar::render::text(&article, &mut out)?;
/// assert!(out.starts_with("افتتاح جسر جديد\n\nافتتح المحافظ"));
/// assert!(out.ends_with("المصدر: وكالات\n"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn text(article: &Article, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    let mut first = true;
    let mut part = |out: &mut dyn fmt::Write, text: &str| {
        if !std::mem::take(&mut first) {
            out.write_char('\n')?;
        }
        out.write_str(text)?;
        out.write_char('\n')
    };
    let mut sink = Sink(out);
    let heads = article
        .kicker
        .iter()
        .chain(&article.headline)
        .chain(&article.deck);
    for head in heads {
        part(&mut sink, &head.text)?;
    }
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            part(&mut sink, &heading.text)?;
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(p) => part(&mut sink, &p.text)?,
                Block::Quote(q) => part(&mut sink, &q.text)?,
                Block::Entry(e) => part(&mut sink, &e.text)?,
                Block::List(l) => {
                    let items: Vec<String> =
                        l.items.iter().map(|i| format!("• {}", i.text)).collect();
                    part(&mut sink, &items.join("\n"))?;
                }
                Block::Verse(v) => {
                    let lines: Vec<&str> = v.lines.iter().map(|l| l.text.as_str()).collect();
                    part(&mut sink, &lines.join("\n"))?;
                }
                Block::Turn(t) => match &t.speaker {
                    Some(speaker) => part(&mut sink, &format!("{}: {}", speaker.text, t.text))?,
                    None => part(&mut sink, &t.text)?,
                },
                Block::Table(t) => {
                    let rows: Vec<String> = t
                        .rows
                        .iter()
                        .map(|row| {
                            row.iter()
                                .map(|c| c.text.as_str())
                                .collect::<Vec<_>>()
                                .join(" | ")
                        })
                        .collect();
                    part(&mut sink, &rows.join("\n"))?;
                }
                Block::Figure(f) => {
                    if let Some(caption) = &f.caption {
                        let mut line = format!("[{}]", caption.text);
                        for credit in &f.credit {
                            line.push_str(&format!(" ({})", credit.text));
                        }
                        part(&mut sink, &line)?;
                    }
                }
                Block::Embed(e) => {
                    if let Some(text) = &e.text {
                        part(&mut sink, &text.text)?;
                    }
                }
                Block::Unknown(_) => {}
            }
        }
    }
    if !article.sources.is_empty() {
        let names: Vec<&str> = article.sources.iter().map(|n| n.name.as_str()).collect();
        part(&mut sink, &format!("المصدر: {}", names.join(" + ")))?;
    }
    Ok(())
}

/// Makes an unsized writer a sized one.
struct Sink<'w, W: ?Sized>(&'w mut W);

impl<W: fmt::Write + ?Sized> fmt::Write for Sink<'_, W> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0.write_str(s)
    }
}
