//! An article as Markdown.

use std::fmt::{self, Write};
use std::ops::Range;

use super::shared::inline::{self, Piece};
use super::shared::uri::{is_safe_link, uri};
use super::shared::walk::{self, Step};
use super::shared::{by, embed_line, located, needs_mark, unknown_text};
use crate::article::{Article, Block, Figure, List, Mark, MarkKind, Table, Text};

/// Writes the article as Markdown: [CommonMark 0.31](https://spec.commonmark.org/0.31.2/), with
/// the tables of [GitHub Flavored Markdown](https://github.github.com/gfm/).
///
/// The headline is the only heading of level 1, headings of the body start at level 2. Decks are
/// paragraphs in bold, byline, dateline places and dates one line in italics, figures images (or
/// their caption where no file is known) with caption and credit in italics below. Text is escaped: what looks like
/// markup in the article is shown as it stands. Links that could run code (`javascript:`) become
/// plain text.
///
/// A block of mostly Arabic text that begins with a foreign letter starts with U+200F
/// RIGHT-TO-LEFT MARK, since Markdown knows no direction.
///
/// Not written: the section of the paper, tags, related stories, attributions, voices, agencies of
/// the dateline (they stay in the first paragraph's text), roles of contributors.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر * وقال إن العمل فيه استغرق عامين كاملين.\n\nوأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.\n\nالمصدر : وكالات");
/// let mut out = String::new();
/// khabar::render::markdown(&article, &mut out)?;
/// assert!(out.starts_with("# افتتاح جسر جديد\n\nافتتح المحافظ"));
/// assert!(out.contains(r"فوق النهر \* وقال"));
/// assert!(out.ends_with("المصدر: وكالات\n"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn markdown(article: &Article, mut out: &mut (impl Write + ?Sized)) -> fmt::Result {
    let mut md = Markdown {
        out: &mut out,
        begun: false,
        quotes: 0,
        odd_list: false,
    };
    if let Some(kicker) = &article.kicker {
        md.wrapped("*", &kicker.text)?;
    }
    if let Some(headline) = &article.headline {
        md.heading(1, &headline.text)?;
    }
    for deck in &article.deck {
        md.wrapped("**", &deck.text)?;
    }
    let stamps = [&article.published, &article.modified];
    let stamps = stamps.into_iter().flatten().filter_map(|stamp| {
        let printed = stamp.text.as_ref().map(|t| t.text.as_str());
        stamp.value.as_deref().or(printed)
    });
    let (by, located) = (by(article), located(article));
    let facts: Vec<&str> = [by.as_str(), located.as_str()]
        .into_iter()
        .chain(stamps)
        .filter(|fact| !fact.is_empty())
        .collect();
    if !facts.is_empty() {
        md.wrapped("*", &facts.join(" · "))?;
    }
    md.body(article)?;
    if !article.sources.is_empty() {
        let names: Vec<&str> = article.sources.iter().map(|n| n.name.as_str()).collect();
        md.paragraph(&format!("المصدر: {}", names.join(" + ")), &[])?;
    }
    Ok(())
}

struct Markdown<'w> {
    out: &'w mut dyn Write,
    begun: bool,
    /// How many block quotes are open.
    quotes: usize,
    /// Whether the next list takes the second of the two signs.
    odd_list: bool,
}

impl Markdown<'_> {
    /// Starts a block: a blank line before it, the marks of open quotes, the direction mark.
    fn begin(&mut self, prefix: &str, text: &str) -> fmt::Result {
        if std::mem::replace(&mut self.begun, true) {
            let marks = ">".repeat(self.quotes);
            writeln!(self.out, "{marks}")?;
        }
        self.start_line(prefix)?;
        if needs_mark(text) {
            self.out.write_char('\u{200f}')?;
        }
        Ok(())
    }

    fn start_line(&mut self, prefix: &str) -> fmt::Result {
        for _ in 0..self.quotes {
            self.out.write_str("> ")?;
        }
        self.out.write_str(prefix)
    }

    fn heading(&mut self, level: u8, text: &str) -> fmt::Result {
        if is_blank(text) {
            return Ok(());
        }
        let level = usize::from(level.clamp(1, 6));
        self.begin(&format!("{} ", "#".repeat(level)), text)?;
        // A number sign at the end would be taken for a part of the markup.
        let mut line = String::new();
        escape_inline(text.trim_matches(is_blank_char), &mut line)?;
        writeln!(self.out, "{}", line.replace('#', "\\#"))
    }

    /// A paragraph wholly in emphasis.
    fn wrapped(&mut self, mark: &str, text: &str) -> fmt::Result {
        if is_blank(text) {
            return Ok(());
        }
        self.begin("", "")?;
        emphasised(mark, text, self.out)?;
        self.out.write_char('\n')
    }

    fn paragraph(&mut self, text: &str, marks: &[Mark]) -> fmt::Result {
        if is_blank(text) {
            return Ok(());
        }
        self.begin("", text)?;
        self.marked(text, marks)?;
        self.out.write_char('\n')
    }

    fn marked(&mut self, text: &str, marks: &[Mark]) -> fmt::Result {
        let ranges = inline::marks(marks)
            .into_iter()
            .filter_map(|(range, mark)| Some((trimmed(text, range)?, mark)))
            .collect();
        let pieces = inline::pieces(text, ranges, inline::same_kind);
        let shown = shown(&pieces, needs_mark(text).then_some('\u{200f}'));
        let mut start = true;
        for (piece, shown) in pieces.iter().zip(shown) {
            match piece {
                Piece::Text(text) => {
                    escape(text, start, self.out)?;
                    start &= is_blank(text);
                }
                _ if !shown => {}
                Piece::Open(mark) | Piece::Close(mark) => match (&mark.kind, &mark.href) {
                    (MarkKind::Link, Some(href)) => {
                        start = false;
                        if let Piece::Open(_) = piece {
                            self.out.write_char('[')?;
                        } else {
                            self.out.write_str("](")?;
                            destination(href, self.out)?;
                            self.out.write_char(')')?;
                        }
                    }
                    (MarkKind::Strong, _) => {
                        start = false;
                        self.out.write_str("**")?;
                    }
                    _ => {
                        start = false;
                        self.out.write_str("*")?;
                    }
                },
            }
        }
        Ok(())
    }

    fn body(&mut self, article: &Article) -> fmt::Result {
        for step in walk::steps(&article.sections) {
            match step {
                Step::Section(section) => {
                    if let Some(heading) = &section.heading {
                        self.heading(section.level.max(2), &heading.text)?;
                    }
                }
                Step::Enter(entry) => {
                    if let Some(time) = &entry.time {
                        self.wrapped("**", &time.text)?;
                    }
                    self.paragraph(&entry.text, &[])?;
                }
                Step::Leave => {}
                Step::Block(block) => self.block(block)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(p) => self.paragraph(&p.text, &p.marks),
            Block::Quote(q) => self.quoted(|md| md.paragraph(&q.text, &q.marks)),
            Block::List(list) => self.list(list),
            Block::Verse(verse) => self.verse(&verse.lines),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Embed(embed) => {
                let line = embed_line(embed);
                let url = embed.url.as_deref().filter(|url| is_safe_link(url));
                self.quoted(|md| {
                    if let Some(text) = &embed.text {
                        md.paragraph(&text.text, &[])?;
                    }
                    match url {
                        Some(url) => {
                            let label = if is_blank(&line) { url } else { &line };
                            md.begin("", label)?;
                            md.out.write_char('[')?;
                            escape(label, false, md.out)?;
                            md.out.write_str("](")?;
                            destination(url, md.out)?;
                            md.out.write_str(")\n")
                        }
                        None => md.paragraph(&line, &[]),
                    }
                })
            }
            Block::Turn(turn) => match &turn.speaker {
                Some(speaker) if !is_blank(&speaker.text) => {
                    self.begin("", "")?;
                    emphasised("**", &speaker.text, self.out)?;
                    self.out.write_str(": ")?;
                    escape(&turn.text, false, self.out)?;
                    self.out.write_char('\n')
                }
                _ => self.paragraph(&turn.text, &[]),
            },
            // Entries are steps of their own.
            Block::Entry(_) => Ok(()),
            Block::Unknown(map) => self.paragraph(unknown_text(map).unwrap_or(""), &[]),
        }
    }

    fn quoted(&mut self, write: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        if std::mem::replace(&mut self.begun, false) {
            self.out.write_char('\n')?;
        }
        self.quotes += 1;
        let result = write(self);
        self.quotes -= 1;
        self.begun = true;
        result
    }

    fn list(&mut self, list: &List) -> fmt::Result {
        let items = list.items.iter().filter(|item| !is_blank(&item.text));
        for (i, item) in items.enumerate() {
            // Another sign than the list before, so that this one does not continue it.
            let prefix = match (list.ordered, self.odd_list) {
                (true, false) => format!("{}. ", i + 1),
                (true, true) => format!("{}) ", i + 1),
                (false, false) => "- ".to_owned(),
                (false, true) => "+ ".to_owned(),
            };
            if i == 0 {
                self.begin(&prefix, "")?;
            } else {
                self.start_line(&prefix)?;
            }
            if needs_mark(&item.text) {
                self.out.write_char('\u{200f}')?;
            }
            escape(&item.text, true, self.out)?;
            self.out.write_char('\n')?;
        }
        self.odd_list = !self.odd_list;
        Ok(())
    }

    fn verse(&mut self, lines: &[Text]) -> fmt::Result {
        let lines: Vec<&Text> = lines.iter().filter(|l| !is_blank(&l.text)).collect();
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                self.begin("", &line.text)?;
            } else {
                self.start_line("")?;
            }
            escape(&line.text, true, self.out)?;
            // A backslash before the line end is a hard line break.
            self.out
                .write_str(if i + 1 < lines.len() { "\\\n" } else { "\n" })?;
        }
        Ok(())
    }

    /// The first row becomes the head that GFM tables must have; short rows are filled up.
    fn table(&mut self, table: &Table) -> fmt::Result {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        // Filling up must not make the output larger than the table.
        let filled: usize = table.rows.iter().map(Vec::len).sum();
        if columns == 0 {
            return Ok(());
        }
        if columns * table.rows.len() > filled * 4 + 64 {
            return table.rows.iter().try_for_each(|row| {
                let cells: Vec<&str> = row.iter().map(|c| c.text.as_str()).collect();
                self.paragraph(&cells.join(" | "), &[])
            });
        }
        for (i, row) in table.rows.iter().enumerate() {
            if i == 0 {
                self.begin("", "")?;
            }
            for column in 0..columns {
                self.out.write_str("| ")?;
                if let Some(cell) = row.get(column) {
                    escape(&cell.text, false, self.out)?;
                }
                self.out.write_char(' ')?;
            }
            self.out.write_str("|\n")?;
            if i == 0 {
                writeln!(self.out, "{}|", "| --- ".repeat(columns))?;
            }
        }
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        let alt = figure.alt.as_ref().map_or("", |t| t.text.as_str());
        let media = figure.media.iter().filter(|m| is_safe_link(&m.url));
        let mut shown = false;
        for media in media {
            self.begin("![", "")?;
            let alt = if std::mem::replace(&mut shown, true) {
                ""
            } else {
                alt
            };
            escape(alt, false, self.out)?;
            self.out.write_str("](")?;
            destination(&media.url, self.out)?;
            self.out.write_str(")\n")?;
        }
        let mut line = figure
            .caption
            .as_ref()
            .map_or("", |t| t.text.as_str())
            .to_owned();
        if !shown && !alt.is_empty() {
            line.push_str(if line.is_empty() { "" } else { " — " });
            line.push_str(alt);
        }
        for credit in &figure.credit {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(&format!("({})", credit.text));
        }
        self.wrapped("*", &line)
    }
}

/// White space that Markdown strips or that ends its lines, and controls that no reader shows.
fn is_blank_char(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_blank_char)
}

/// The range without blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = text.get(range.clone())?;
    let from = slice.len() - slice.trim_start_matches(is_blank_char).len();
    let to = slice.trim_end_matches(is_blank_char).len();
    (from < to).then(|| range.start + from..range.start + to)
}

/// Whether a character is no punctuation to CommonMark, which counts symbols as such: circled letters are both
/// letters and symbols (Ⓥ).
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}

/// Which pieces are written: all, but for emphasis that would not open or not close where it
/// stands (CommonMark, section 6.2) or would run into the emphasis before it. `lead` is what stands
/// before the text.
fn shown(pieces: &[Piece<'_, &Mark>], lead: Option<char>) -> Vec<bool> {
    let mut shown = vec![true; pieces.len()];
    let text = |i: Option<usize>| match pieces.get(i?)? {
        Piece::Text(text) => Some(*text),
        _ => None,
    };
    let mut open = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(_) => {}
            Piece::Open(_) => open.push(i),
            Piece::Close(mark) => {
                let Some(start) = open.pop() else { continue };
                if mark.kind == MarkKind::Link {
                    continue;
                }
                let before = start.checked_sub(1);
                let first = text(Some(start + 1)).and_then(|t| t.chars().next());
                let last = text(i.checked_sub(1)).and_then(|t| t.chars().next_back());
                let edge = |outer: Option<char>, inner: Option<char>| {
                    outer.is_none_or(is_blank_char) || inner.is_some_and(is_word_char)
                };
                let opens = match before {
                    None => edge(lead, first),
                    // Blanks at the start of a line are not written.
                    Some(0) if text(before).is_some_and(is_blank) => edge(lead, first),
                    Some(_) => text(before).is_some_and(|t| edge(t.chars().next_back(), first)),
                };
                let closes = (i + 1 == pieces.len() || text(Some(i + 1)).is_some())
                    && edge(text(Some(i + 1)).and_then(|t| t.chars().next()), last);
                if !(opens && closes) {
                    // In bounds: both are places of pieces.
                    shown[start] = false;
                    shown[i] = false;
                }
            }
        }
    }
    shown
}

/// Writes a whole line or its beginning in emphasis.
fn emphasised(mark: &str, text: &str, out: &mut dyn Write) -> fmt::Result {
    let text = text.trim_matches(is_blank_char);
    out.write_str(mark)?;
    if needs_mark(text) {
        out.write_char('\u{200f}')?;
    }
    escape_inline(text, out)?;
    out.write_str(mark)
}

/// Writes text so that Markdown shows it as it stands, on one line. `start`: it begins a line.
fn escape(text: &str, start: bool, out: &mut dyn Write) -> fmt::Result {
    let text = if start {
        text.trim_start_matches(is_blank_char)
    } else {
        text
    };
    if start {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && text[digits..].starts_with(['.', ')']) {
            // `1.` would begin a list.
            out.write_str(&text[..digits])?;
            out.write_char('\\')?;
            return escape_inline(&text[digits..], out);
        }
        if text.starts_with(['#', '+', '-', '=', ':']) {
            out.write_char('\\')?;
        }
    }
    escape_inline(text, out)
}

fn escape_inline(text: &str, out: &mut dyn Write) -> fmt::Result {
    let mut blank = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Line ends and runs of blanks would be folded anyway.
        if is_blank_char(c) && c != '\u{a0}' {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            out.write_char(' ')?;
        }
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => {
                out.write_char('\\')?;
                out.write_char(c)?;
            }
            // Before a link it would make it an image.
            '!' if chars.peek().is_none() => out.write_str("\\!")?,
            _ => out.write_char(c)?,
        }
    }
    if blank {
        out.write_char(' ')?;
    }
    Ok(())
}

/// Writes a link's target: as a URI where it is one, else with what ends a target encoded.
fn destination(target: &str, out: &mut dyn Write) -> fmt::Result {
    let target = uri(target).unwrap_or_else(|| target.to_owned());
    for c in target.chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '*' | '_' | '[' | ']' | '`' | '&' | '|' | '~' | '"' => {
                // Where `&` is an entity's beginning a target would be decoded; `%26` is not the
                // same address, so it is escaped instead.
                if c == '&' || c == '_' || c == '*' || c == '~' {
                    out.write_char('\\')?;
                    out.write_char(c)?;
                } else {
                    write!(out, "%{:02X}", u32::from(c))?;
                }
            }
            c if c.is_whitespace() || c.is_control() => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    write!(out, "%{byte:02X}")?;
                }
            }
            _ => out.write_char(c)?,
        }
    }
    Ok(())
}
