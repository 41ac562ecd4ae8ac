//! What an article says, without where it says it: the form in which two writings of one text are
//! compared.

use khabar::Article;
use khabar::arabic;
use khabar::article::{Block, Figure, Name, Text, Timestamp};

/// The match key of a text, which folds digits too.
fn key(text: &str) -> String {
    arabic::fold(text).into_owned()
}

fn text(label: &str, text: Option<&Text>) -> String {
    match text {
        Some(text) => format!("{label}: {}", key(&text.text)),
        None => format!("{label}: none"),
    }
}

fn names(label: &str, names: &[Name]) -> String {
    let list = names.iter().map(|name| match &name.id {
        Some(id) => format!("{}={id}", key(&name.name)),
        None => key(&name.name),
    });
    format!("{label}: {}", list.collect::<Vec<_>>().join(" + "))
}

fn stamp(label: &str, stamp: Option<&Timestamp>) -> String {
    let value = stamp.and_then(|stamp| stamp.value.as_deref());
    let printed = stamp.and_then(|stamp| stamp.text.as_ref());
    format!("{} = {value:?}", text(label, printed))
}

/// The article as lines, one a value, by match key.
pub fn structure(article: &Article) -> Vec<String> {
    let mut out = vec![
        format!("kind: {}", article.kind),
        format!("labels: {}", key(&article.labels.join(" + "))),
        text("kicker", article.kicker.as_ref()),
        text("headline", article.headline.as_ref()),
        text("section", article.section.as_ref()),
        stamp("published", article.published.as_ref()),
        stamp("modified", article.modified.as_ref()),
    ];
    out.extend(article.deck.iter().map(|deck| text("deck", Some(deck))));
    out.extend(
        article
            .byline
            .iter()
            .map(|who| format!("byline: {} as {}", arabic::name_key(&who.name), who.role)),
    );
    if let Some(dateline) = &article.dateline {
        out.push(text("dateline", Some(&dateline.text)));
        out.push(names("places", &dateline.places));
        out.push(names("agencies", &dateline.agencies));
    }
    for section in &article.sections {
        out.push(text("heading", section.heading.as_ref()));
        blocks(&section.blocks, &mut out);
    }
    out.push(names("sources", &article.sources));
    out.extend(article.tags.iter().map(|tag| text("tag", Some(tag))));
    let related = article.related.iter();
    out.extend(related.map(|story| text("related", Some(&story.title))));
    out
}

fn blocks(blocks: &[Block], out: &mut Vec<String>) {
    let mut stack: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = stack.pop() {
        let label = block.type_name().to_owned();
        match block {
            Block::Paragraph(p) => out.push(format!("{label}: {}", key(&p.text))),
            Block::Quote(q) => out.push(format!("{label}: {}", key(&q.text))),
            Block::Turn(t) => {
                out.push(text("speaker", t.speaker.as_ref()));
                out.push(format!("{label}: {}", key(&t.text)));
            }
            Block::Figure(f) => figure(f, out),
            Block::List(l) => out.extend(l.items.iter().map(|item| text(&label, Some(item)))),
            Block::Verse(v) => out.extend(v.lines.iter().map(|line| text(&label, Some(line)))),
            Block::Table(t) => {
                out.extend(t.rows.iter().flatten().map(|cell| text(&label, Some(cell))));
            }
            Block::Embed(e) => out.push(text(&label, e.text.as_ref())),
            Block::Entry(e) => {
                out.push(format!("{label}: {}", key(&e.text)));
                stack.extend(e.blocks.iter().rev());
            }
            other => out.push(other.type_name().to_owned()),
        }
    }
}

fn figure(figure: &Figure, out: &mut Vec<String>) {
    out.push(text("figure", figure.caption.as_ref()));
    out.push(text("alt", figure.alt.as_ref()));
    let credits = figure.credit.iter();
    out.extend(credits.map(|credit| format!("credit: {}", key(&credit.text))));
}

/// Who said what, without the content: cue and resolved source of every attribution.
pub fn attributions(article: &Article) -> Vec<String> {
    let said = article.attributions.iter().map(|a| {
        format!(
            "{} {}",
            text("cue", Some(&a.cue)),
            text("source", a.source.as_ref())
        )
    });
    said.collect()
}

/// The first line in which two structures differ.
pub fn first_difference(one: &[String], two: &[String]) -> Option<String> {
    let longest = one.len().max(two.len());
    (0..longest).find_map(|i| {
        let (a, b) = (one.get(i), two.get(i));
        (a != b).then(|| format!("{a:?}\nbecame\n{b:?}"))
    })
}
