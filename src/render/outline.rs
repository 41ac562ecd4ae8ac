//! The outline of an article, for a terminal.

use std::fmt::{self, Write};

use crate::article::{Article, Block, Name, Text};

/// Characters of a block that the outline shows.
const SHOWN: usize = 72;

/// Width of the column of field names.
const MARGIN: usize = 12;

/// Writes the article as an outline: one line a part, its field's name on the left, long text cut.
/// This is the article's [`Display`](fmt::Display).
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.");
/// let outline = article.to_string();
/// assert!(outline.starts_with("headline    افتتاح جسر جديد\n"));
/// assert!(outline.contains("\n  ¶         افتتح المحافظ"));
/// ```
pub fn outline(article: &Article, out: &mut (impl Write + ?Sized)) -> fmt::Result {
    let mut o = Outline { out };
    if !article.labels.is_empty() {
        o.line("labels", &article.labels.join("، "))?;
    }
    if let Some(kicker) = &article.kicker {
        o.line("kicker", &kicker.text)?;
    }
    match &article.headline {
        Some(headline) => o.line("headline", &headline.text)?,
        None => o.line("headline", "—")?,
    }
    for deck in &article.deck {
        o.line("deck", &deck.text)?;
    }
    if !article.byline.is_empty() {
        let people: Vec<String> = article
            .byline
            .iter()
            .map(|c| format!("{} ({})", c.name, c.role))
            .collect();
        o.line("byline", &people.join("، "))?;
    }
    if let Some(dateline) = &article.dateline {
        let places = names(&dateline.places);
        let agencies = names(&dateline.agencies);
        let marks = if places.is_empty() || agencies.is_empty() {
            ""
        } else {
            " · "
        };
        o.line("dateline", &format!("{places}{marks}{agencies}"))?;
    }
    for (name, stamp) in [
        ("published", &article.published),
        ("modified", &article.modified),
    ] {
        if let Some(stamp) = stamp {
            let printed = stamp.text.as_ref().map(|t| t.text.as_str());
            o.line(name, stamp.value.as_deref().or(printed).unwrap_or("—"))?;
        }
    }
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            o.line("  ##", &heading.text)?;
        }
        for block in &section.blocks {
            o.block(block)?;
        }
    }
    if !article.sources.is_empty() {
        o.line("sources", &names(&article.sources))?;
    }
    if !article.tags.is_empty() {
        let tags: Vec<&str> = article.tags.iter().map(|t| t.text.as_str()).collect();
        o.line("tags", &tags.join("، "))?;
    }
    for related in &article.related {
        o.line("related", &related.title.text)?;
    }
    for diagnostic in &article.diagnostics {
        o.line(diagnostic.severity.as_str(), &diagnostic.message)?;
    }
    Ok(())
}

fn names(names: &[Name]) -> String {
    names
        .iter()
        .map(|n| n.name.as_str())
        .collect::<Vec<_>>()
        .join("، ")
}

struct Outline<'w, W: ?Sized> {
    out: &'w mut W,
}

impl<W: Write + ?Sized> Outline<'_, W> {
    fn line(&mut self, name: &str, text: &str) -> fmt::Result {
        let pad = MARGIN.saturating_sub(name.chars().count());
        write!(self.out, "{name}{:pad$}", "")?;
        let mut chars = text.char_indices();
        match chars.nth(SHOWN) {
            Some((end, _)) => writeln!(self.out, "{}…", text.get(..end).unwrap_or(text)),
            None => writeln!(self.out, "{text}"),
        }
    }

    fn texts(&mut self, name: &str, texts: &[Text]) -> fmt::Result {
        texts.iter().try_for_each(|t| self.line(name, &t.text))
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(p) => self.line("  ¶", &p.text),
            Block::Quote(q) => self.line("  “”", &q.text),
            Block::List(l) => self.texts(if l.ordered { "  1." } else { "  •" }, &l.items),
            Block::Verse(v) => self.texts("  ~", &v.lines),
            Block::Turn(t) => {
                let speaker = t.speaker.as_ref().map_or("", |s| s.text.as_str());
                self.line("  ‹›", &format!("{speaker}: {}", t.text))
            }
            Block::Entry(e) => self.line("  ◷", &e.text),
            Block::Table(t) => t.rows.iter().try_for_each(|row| {
                let cells: Vec<&str> = row.iter().map(|c| c.text.as_str()).collect();
                self.line("  |", &cells.join(" | "))
            }),
            Block::Embed(e) => {
                let text = e.text.as_ref().map_or("", |t| t.text.as_str());
                self.line("  @", text)
            }
            Block::Figure(f) => {
                let caption = f
                    .caption
                    .as_ref()
                    .or(f.alt.as_ref())
                    .map_or("—", |t| t.text.as_str());
                self.line("  ▣", caption)?;
                f.credit
                    .iter()
                    .try_for_each(|c| self.line("    ©", &c.text))
            }
            Block::Unknown(_) => self.line("  ?", block.type_name()),
        }
    }
}
