//! The outline of an article, for a terminal.

use std::fmt::{self, Write};

use crate::arabic;
use crate::article::{Article, Block, Name, Text, Timestamp};

/// Columns of the field names on the left.
const MARGIN: usize = 12;

/// Columns of the text beside them.
const WIDTH: usize = 68;

/// Lines of the first paragraph that the outline shows.
const LEAD_LINES: usize = 4;

/// Voices that the outline names.
const VOICES: usize = 6;

/// Writes the article as an outline of its parts in the order of reading, each with its name on
/// the left: who and when, the lead, figures with caption and credit, headings, sources, and who
/// is quoted how often. This is the article's [`Display`](fmt::Display); `{article:#}` is
/// [`full`].
///
/// The outline is made for terminals: field names stand in a column on the left, and each piece of
/// the article's text stands between a first strong isolate (U+2068) and a pop directional isolate
/// (U+2069), so that it is laid out in its own direction and moves nothing around it. Texts are cut
/// to one line of 68 columns, the lead to four. Control characters, which an article read from
/// JSON may hold, show as U+FFFD: no text of an article can send a command to the terminal.
///
/// # Errors
///
/// Those of the writer.
///
/// # Complexity
///
/// Linear in the size of the article.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// افتتاح جسر جديد فوق النهر
///
/// افتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.
///
/// وأضاف أن الجسر سيخفف الازدحام في وسط المدينة ويقصر الطريق إلى الميناء.
///
/// المصدر : وكالات");
///
/// let outline = article.to_string();
/// assert!(outline.starts_with("headline    \u{2068}افتتاح جسر جديد فوق النهر\u{2069}\n"));
/// assert!(outline.contains("\n¶           \u{2068}افتتح المحافظ"));
/// assert!(outline.contains("\nsources     \u{2068}وكالات\u{2069}\n"));
/// ```
pub fn outline(article: &Article, out: &mut (impl Write + ?Sized)) -> fmt::Result {
    Page::new(out, false).article(article)
}

/// Writes the article in the form of the [`outline`], with every text whole and wrapped to 68
/// columns. This is `{article:#}`.
///
/// # Errors
///
/// Those of the writer.
///
/// # Complexity
///
/// Linear in the size of the article.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين، وإن السير عليه يبدأ صباح غد.");
/// let full = format!("{article:#}");
/// assert!(full.contains("صباح غد.\u{2069}\n"));
/// ```
pub fn full(article: &Article, out: &mut (impl Write + ?Sized)) -> fmt::Result {
    Page::new(out, true).article(article)
}

/// One piece of a line: text of the article, or the outline's own words.
enum Piece<'a> {
    Text(&'a str),
    Own(String),
}

struct Page<'w, W: ?Sized> {
    out: &'w mut W,
    full: bool,
    started: bool,
    lead: bool,
}

impl<'w, W: Write + ?Sized> Page<'w, W> {
    fn new(out: &'w mut W, full: bool) -> Page<'w, W> {
        Page {
            out,
            full,
            started: false,
            lead: true,
        }
    }

    fn article(&mut self, article: &Article) -> fmt::Result {
        if !article.labels.is_empty() {
            self.list("labels", &article.labels)?;
        }
        self.maybe("section", &article.section)?;
        self.maybe("kicker", &article.kicker)?;
        self.maybe("headline", &article.headline)?;
        self.texts("deck", &article.deck)?;
        self.credits(article)?;
        for section in &article.sections {
            if section.heading.is_some() || !section.blocks.is_empty() {
                self.gap()?;
            }
            self.maybe("##", &section.heading)?;
            for block in &section.blocks {
                self.block(block)?;
            }
        }
        self.end(article)
    }

    /// Byline, dateline and dates, on one line where they are short.
    fn credits(&mut self, article: &Article) -> fmt::Result {
        let mut line: Vec<Piece<'_>> = Vec::new();
        for person in &article.byline {
            line.push(Piece::Text(&person.name));
        }
        if let Some(dateline) = &article.dateline {
            line.extend(dateline.places.iter().map(|n| Piece::Text(&n.name)));
            line.extend(dateline.agencies.iter().map(|n| Piece::Text(&n.name)));
        }
        line.extend(article.published.as_ref().and_then(stamp));
        if !line.is_empty() {
            self.pieces("by", &line)?;
        }
        if let Some(modified) = article.modified.as_ref().and_then(stamp) {
            self.pieces("modified", &[modified])?;
        }
        Ok(())
    }

    fn end(&mut self, article: &Article) -> fmt::Result {
        let rest = [
            article.sources.len(),
            article.attributions.len(),
            article.voices.len(),
            article.tags.len(),
            article.related.len(),
            article.diagnostics.len(),
        ];
        if rest.iter().any(|n| *n > 0) {
            self.gap()?;
        }
        if !article.sources.is_empty() {
            self.pieces("sources", &names(&article.sources))?;
        }
        self.voices(article)?;
        if !article.tags.is_empty() {
            let tags: Vec<Piece<'_>> = article.tags.iter().map(|t| Piece::Text(&t.text)).collect();
            self.pieces("tags", &tags)?;
        }
        let mut name = "related";
        for related in &article.related {
            self.text(std::mem::take(&mut name), &related.title.text)?;
        }
        for diagnostic in &article.diagnostics {
            self.text(diagnostic.severity.as_str(), &diagnostic.message)?;
        }
        Ok(())
    }

    /// Who is quoted, the most quoted first, with the number of attributions.
    fn voices(&mut self, article: &Article) -> fmt::Result {
        let mut counts: Vec<(&str, usize)> = article
            .voices
            .iter()
            .map(|voice| (voice.name.as_str(), 0))
            .collect();
        let named = counts.len();
        for attribution in &article.attributions {
            if let Some((_, count)) = attribution.voice.and_then(|v| counts.get_mut(v)) {
                *count += 1;
            }
        }
        // Stable: of two as often quoted, the first in the article comes first.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut line: Vec<Piece<'_>> = Vec::new();
        for (name, count) in counts.iter().take(VOICES) {
            line.push(Piece::Text(name));
            if *count > 1 {
                line.push(Piece::Own(format!("×{count}")));
            }
        }
        if named > VOICES {
            line.push(Piece::Own(format!("and {} more", named - VOICES)));
        }
        if !article.attributions.is_empty() {
            let all = counted(article.attributions.len(), "attribution");
            line.push(Piece::Own(all));
        }
        if line.is_empty() {
            return Ok(());
        }
        self.pieces("voices", &line)
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph(p) if std::mem::take(&mut self.lead) => {
                self.wrapped("¶", &p.text, LEAD_LINES)
            }
            Block::Paragraph(p) => self.text("¶", &p.text),
            Block::Quote(q) => self.text("quote", &q.text),
            Block::List(l) if l.ordered => {
                for (i, item) in l.items.iter().enumerate() {
                    self.text(&format!("{}.", i + 1), &item.text)?;
                }
                Ok(())
            }
            Block::List(l) => self.texts("•", &l.items),
            Block::Verse(v) => self.texts("verse", &v.lines),
            Block::Turn(t) => {
                if let Some(speaker) = &t.speaker {
                    self.text(if t.question { "asks" } else { "says" }, &speaker.text)?;
                    self.text("", &t.text)
                } else {
                    self.text(if t.question { "asks" } else { "says" }, &t.text)
                }
            }
            Block::Entry(e) => {
                if let Some(time) = &e.time {
                    self.text("entry", &time.text)?;
                }
                let name = if e.time.is_some() { "" } else { "entry" };
                self.text(name, &e.text)?;
                if !e.blocks.is_empty() {
                    let further = format!("and {}", counted(e.blocks.len(), "block"));
                    self.pieces("", &[Piece::Own(further)])?;
                }
                Ok(())
            }
            Block::Table(t) => {
                let mut name = "table";
                for row in &t.rows {
                    let cells: Vec<Piece<'_>> = row.iter().map(|c| Piece::Text(&c.text)).collect();
                    self.pieces(std::mem::take(&mut name), &cells)?;
                }
                Ok(())
            }
            Block::Embed(e) => {
                let from = [&e.platform, &e.author].into_iter().flatten();
                let from: Vec<Piece<'_>> = from.map(|s| Piece::Text(s)).collect();
                let mut name = "embed";
                if !from.is_empty() {
                    self.pieces(std::mem::take(&mut name), &from)?;
                }
                match (&e.text, &e.url) {
                    (Some(text), _) => self.text(name, &text.text),
                    (None, Some(url)) => self.text(name, url),
                    (None, None) => Ok(()),
                }
            }
            Block::Figure(f) => {
                let mut name = "figure";
                for text in f.caption.iter().chain(&f.alt).take(1) {
                    self.text(std::mem::take(&mut name), &text.text)?;
                }
                for credit in &f.credit {
                    let mark = if name.is_empty() { "" } else { "figure" };
                    name = "";
                    self.pieces(
                        mark,
                        &[Piece::Own("©".to_owned()), Piece::Text(&credit.text)],
                    )?;
                }
                if !name.is_empty() {
                    let media = f.media.iter().map(|m| m.url.as_str()).next();
                    self.text(name, media.unwrap_or("—"))?;
                }
                Ok(())
            }
            Block::Unknown(_) => self.text("?", block.type_name()),
        }
    }

    fn maybe(&mut self, name: &str, text: &Option<Text>) -> fmt::Result {
        match text {
            Some(text) => self.text(name, &text.text),
            None => Ok(()),
        }
    }

    fn texts(&mut self, name: &str, texts: &[Text]) -> fmt::Result {
        texts.iter().try_for_each(|t| self.text(name, &t.text))
    }

    fn list(&mut self, name: &str, words: &[String]) -> fmt::Result {
        let pieces: Vec<Piece<'_>> = words.iter().map(|w| Piece::Text(w)).collect();
        self.pieces(name, &pieces)
    }

    fn text(&mut self, name: &str, text: &str) -> fmt::Result {
        self.wrapped(name, text, 1)
    }

    /// A blank line between the groups of the outline.
    fn gap(&mut self) -> fmt::Result {
        if std::mem::replace(&mut self.started, false) {
            self.out.write_char('\n')?;
        }
        Ok(())
    }

    fn name(&mut self, name: &str) -> fmt::Result {
        self.started = true;
        let pad = MARGIN.saturating_sub(columns(name)).max(1);
        self.out.write_str(name)?;
        write!(self.out, "{:pad$}", "")
    }

    /// Writes pieces on one line, `·` between them.
    fn pieces(&mut self, name: &str, pieces: &[Piece<'_>]) -> fmt::Result {
        self.name(name)?;
        for (i, piece) in pieces.iter().enumerate() {
            match piece {
                // A number or mark belongs to the name before or behind it.
                Piece::Own(own) if own.starts_with('×') => write!(self.out, " {own}")?,
                _ => {
                    let joined = matches!(
                        i.checked_sub(1).and_then(|p| pieces.get(p)),
                        Some(Piece::Own(own)) if own == "©"
                    );
                    if i > 0 {
                        self.out.write_str(if joined { " " } else { " · " })?;
                    }
                    match piece {
                        Piece::Text(text) => self.isolated(text)?,
                        Piece::Own(own) => self.out.write_str(own)?,
                    }
                }
            }
        }
        self.out.write_char('\n')
    }

    /// Writes a text in lines of [`WIDTH`] columns, at most `most` of them unless the page is full.
    fn wrapped(&mut self, name: &str, text: &str, most: usize) -> fmt::Result {
        let most = if self.full { usize::MAX } else { most };
        let mut rest = text.trim();
        let mut name = name;
        for line in 1.. {
            self.name(std::mem::take(&mut name))?;
            let end = line_end(rest);
            let (now, later) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let later = later.trim_start();
            if line == most && !later.is_empty() {
                self.isolated(&format!("{}…", now.trim_end()))?;
                return self.out.write_char('\n');
            }
            self.isolated(now.trim_end())?;
            self.out.write_char('\n')?;
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Writes a text between isolates, without anything that could break out of them or speak to
    /// the terminal.
    fn isolated(&mut self, text: &str) -> fmt::Result {
        self.out.write_char('\u{2068}')?;
        for c in text.chars() {
            match c {
                '\n' | '\t' => self.out.write_char(' ')?,
                _ if c.is_control() => self.out.write_char('\u{FFFD}')?,
                _ if is_bidi_control(c) => {}
                _ => self.out.write_char(c)?,
            }
        }
        self.out.write_char('\u{2069}')
    }
}

fn names(names: &[Name]) -> Vec<Piece<'_>> {
    names.iter().map(|n| Piece::Text(&n.name)).collect()
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The value of a stamp, or what is printed where the value was not read.
fn stamp(stamp: &Timestamp) -> Option<Piece<'_>> {
    match (&stamp.value, &stamp.text) {
        (Some(value), _) => Some(Piece::Text(value)),
        (None, Some(text)) => Some(Piece::Text(&text.text)),
        (None, None) => None,
    }
}

/// Where the first line of a text ends: behind the last word that fits, or in the middle of a word
/// that is wider than a line.
fn line_end(text: &str) -> usize {
    let (mut width, mut space) = (0, None);
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            space = Some(i);
        }
        width += usize::from(is_wide_as_one(c));
        if width > WIDTH {
            return space.unwrap_or(i);
        }
    }
    text.len()
}

/// Terminal columns of a text: characters, without those that take no room of their own.
fn columns(text: &str) -> usize {
    text.chars().filter(|c| is_wide_as_one(*c)).count()
}

fn is_wide_as_one(c: char) -> bool {
    let mark = matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}');
    !mark && !arabic::is_dropped(c)
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> Article {
        serde_json::from_str(json).unwrap()
    }

    /// The outline with visible isolates.
    fn shown(article: &Article) -> String {
        article
            .to_string()
            .replace('\u{2068}', "<")
            .replace('\u{2069}', ">")
    }

    #[test]
    fn every_part_in_the_order_of_reading() {
        let article = article(
            r#"{
            "labels": ["عاجل"], "section": {"text": "اقتصاد"}, "kicker": {"text": "بعد عامين"},
            "headline": {"text": "افتتاح الجسر"}, "deck": [{"text": "الجسر يقصر الطريق إلى الميناء"}],
            "byline": [{"name": "سالم الحداد"}, {"name": "ليلى قاسم"}],
            "dateline": {"text": {"text": "عمان (بترا) -"}, "places": [{"name": "عمان"}], "agencies": [{"name": "بترا"}]},
            "published": {"value": "2024-03-15T09:30", "text": {"text": "15 مارس 2024"}},
            "modified": {"text": {"text": "قبل ساعة"}},
            "sections": [
                {"blocks": [
                    {"type": "paragraph", "text": "فقرة أولى."},
                    {"type": "figure", "caption": {"text": "الجسر"}, "alt": {"text": "A bridge"}, "credit": [{"text": "رويترز-أرشيف"}]},
                    {"type": "figure", "credit": [{"text": "بترا"}]},
                    {"type": "figure", "media": [{"url": "https://a.example/1.jpg"}]}
                ]},
                {"heading": {"text": "تفاصيل"}, "level": 2, "blocks": [
                    {"type": "quote", "text": "قول"},
                    {"type": "list", "ordered": true, "items": [{"text": "أولا"}, {"text": "ثانيا"}]},
                    {"type": "list", "items": [{"text": "بند"}]},
                    {"type": "verse", "lines": [{"text": "صدر"}, {"text": "عجز"}]},
                    {"type": "table", "rows": [[{"text": "أ"}, {"text": "ب"}], [{"text": "ج"}, {"text": "د"}]]},
                    {"type": "turn", "speaker": {"text": "س"}, "question": true, "text": "لماذا؟"},
                    {"type": "turn", "text": "لأن."},
                    {"type": "entry", "time": {"text": "10:15"}, "text": "خبر", "blocks": [{"type": "paragraph", "text": "تتمة"}]},
                    {"type": "embed", "platform": "x", "author": "@a", "url": "https://x.example/1"},
                    {"type": "hologram"}
                ]}
            ],
            "sources": [{"name": "بترا"}, {"name": "وكالات"}],
            "voices": [{"name": "الوزير"}, {"name": "المدير"}],
            "attributions": [
                {"cue": {"text": "قال"}, "voice": 1}, {"cue": {"text": "أضاف"}, "voice": 1}, {"cue": {"text": "أكد"}, "voice": 0}
            ],
            "tags": [{"text": "جسور"}, {"text": "موانئ"}],
            "related": [{"title": {"text": "خبر آخر"}}, {"title": {"text": "وخبر"}}],
            "diagnostics": [{"code": "below-threshold", "message": "kind: too low", "severity": "note"}]
        }"#,
        );
        assert_eq!(
            shown(&article),
            "\
labels      <عاجل>
section     <اقتصاد>
kicker      <بعد عامين>
headline    <افتتاح الجسر>
deck        <الجسر يقصر الطريق إلى الميناء>
by          <سالم الحداد> · <ليلى قاسم> · <عمان> · <بترا> · <2024-03-15T09:30>
modified    <قبل ساعة>

¶           <فقرة أولى.>
figure      <الجسر>
            © <رويترز-أرشيف>
figure      © <بترا>
figure      <https://a.example/1.jpg>

##          <تفاصيل>
quote       <قول>
1.          <أولا>
2.          <ثانيا>
•           <بند>
verse       <صدر>
verse       <عجز>
table       <أ> · <ب>
            <ج> · <د>
asks        <س>
            <لماذا؟>
says        <لأن.>
entry       <10:15>
            <خبر>
            and 1 block
embed       <x> · <@a>
            <https://x.example/1>
?           <hologram>

sources     <بترا> · <وكالات>
voices      <المدير> ×2 · <الوزير> · 3 attributions
tags        <جسور> · <موانئ>
related     <خبر آخر>
            <وخبر>
note        <kind: too low>
"
        );
    }

    #[test]
    fn an_empty_article_is_an_empty_page() {
        assert_eq!(Article::default().to_string(), "");
    }

    #[test]
    fn no_text_breaks_out_of_its_isolate_or_speaks_to_the_terminal() {
        let article = Article {
            headline: Some(Text {
                text: "أ\u{2069}\u{202E}ب\u{1b}[31m\u{9b}ج\r\nد".to_owned(),
                ..Text::default()
            }),
            ..Article::default()
        };
        assert_eq!(
            shown(&article),
            "headline    <أب\u{FFFD}[31m\u{FFFD}ج\u{FFFD} د>\n"
        );
    }

    #[test]
    fn lines_end_between_words_and_marks_take_no_room() {
        let word = "كلمة ";
        let text = word.repeat(40);
        assert_eq!(line_end(text.trim()), (word.repeat(12) + "كلمة").len());
        let marked = "كَلِمَةٌ ".repeat(40);
        assert_eq!(
            marked[..line_end(marked.trim())].split(' ').count(),
            text[..line_end(text.trim())].split(' ').count()
        );
        // A word wider than the line is cut in it.
        assert_eq!(line_end(&"ا".repeat(200)), 2 * WIDTH);
    }

    #[test]
    fn the_lead_is_cut_to_four_lines_and_the_full_form_to_none() {
        let text = "كلمة ".repeat(100);
        let article = article(&format!(
            r#"{{"sections": [{{"blocks": [{{"type": "paragraph", "text": "{}"}}, {{"type": "paragraph", "text": "{}"}}]}}]}}"#,
            text.trim(),
            text.trim()
        ));
        let outline = article.to_string();
        assert_eq!(outline.lines().count(), LEAD_LINES + 1);
        assert_eq!(outline.matches('…').count(), 2);
        let full = format!("{article:#}");
        assert_eq!(full.matches("كلمة").count(), 200);
        assert!(!full.contains('…'));
        assert!(full.lines().all(|l| columns(l) <= MARGIN + WIDTH + 2));
    }
}
