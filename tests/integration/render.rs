//! The writers: goldens of one article with every kind of block, and what holds for any article.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use khabar::article::{Block, List, Mark, MarkKind, Paragraph, Section};
use khabar::{Article, Confidence, Origin, Span, Text, render};
use quick_xml::events::Event;
use quickcheck::{Arbitrary, Gen, QuickCheck};
use serde_json::{Value, json};

use crate::generator::Generated;
use crate::generator::wild::ArbitraryUnicode;

type Writer = fn(&Article, &mut dyn fmt::Write) -> fmt::Result;

const WRITERS: &[(&str, Writer)] = &[
    ("article.txt", |a, out| render::text(a, out)),
    ("article.md", |a, out| render::markdown(a, out)),
    ("article.ninjs.json", |a, out| render::ninjs(a, out)),
    ("article.jsonld", |a, out| render::schema_org(a, out)),
    ("article.newsml.xml", |a, out| render::newsml_g2(a, out)),
    ("article.tei.xml", |a, out| render::tei(a, out)),
];

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/golden/render")
}

fn sample() -> Article {
    let json = std::fs::read_to_string(directory().join("article.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

fn written(article: &Article, writer: Writer) -> String {
    let mut out = String::new();
    writer(article, &mut out).unwrap();
    out
}

/// With `BLESS` set, writes the goldens instead of comparing them; refused where `CI` is set.
#[test]
fn goldens() {
    let article = sample();
    for (name, writer) in WRITERS {
        let path = directory().join(name);
        let out = written(&article, *writer);
        if crate::support::blessing() {
            std::fs::write(&path, &out).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(out == golden, "{name} differs:\n{out}");
    }
}

/// The characters that XML 1.0 forbids.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Reads XML to its end; the text of all elements, one line each, or what is wrong with it.
fn read_xml(xml: &str) -> Result<String, String> {
    if let Some(c) = xml.chars().find(|c| is_forbidden(*c)) {
        return Err(format!("{c:?} is no XML"));
    }
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_comments = true;
    let mut text = String::new();
    let mut depth = 0;
    let mut roots = 0;
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(start) => {
                roots += usize::from(depth == 0);
                depth += 1;
                check_attributes(&start)?;
            }
            Event::Empty(start) => check_attributes(&start)?,
            Event::End(_) => {
                depth -= 1;
                text.push('\n');
            }
            Event::Text(t) => text.push_str(&t.xml10_content()),
            Event::GeneralRef(reference) => {
                match reference.resolve_char_ref().map_err(|e| e.to_string())? {
                    Some(c) => text.push(c),
                    None => {
                        let known = quick_xml::escape::resolve_predefined_entity(&reference);
                        text.push_str(known.ok_or("unknown entity")?);
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth != 0 || roots != 1 {
        return Err(format!("{depth} elements left open, {roots} roots"));
    }
    Ok(text)
}

fn check_attributes(start: &quick_xml::events::BytesStart<'_>) -> Result<(), String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        if attribute.value.contains('<') {
            return Err("a bare < in an attribute".into());
        }
        quick_xml::escape::unescape(&attribute.value).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// An article with arbitrary text in every field, and blocks of every kind, entries in entries.
#[derive(Clone, Debug)]
struct Wild(Box<Article>);

impl Arbitrary for Wild {
    fn arbitrary(g: &mut Gen) -> Wild {
        let article = serde_json::from_value(wild(g)).expect("the keys are those of an article");
        Wild(Box::new(article))
    }
}

fn string(g: &mut Gen) -> String {
    ArbitraryUnicode::arbitrary(g).0
}

fn text(g: &mut Gen) -> Value {
    let start = u32::from(u8::arbitrary(g));
    let end = start + u32::from(u8::arbitrary(g));
    json!({"text": string(g), "span": {"start": start, "end": end}})
}

fn name(g: &mut Gen) -> Value {
    json!({"name": string(g), "id": string(g)})
}

fn some(g: &mut Gen, item: fn(&mut Gen) -> Value) -> Vec<Value> {
    (0..u8::arbitrary(g) % 3).map(|_| item(g)).collect()
}

fn mark(g: &mut Gen) -> Value {
    let start = u32::from(u8::arbitrary(g) % 32);
    let end = start + u32::from(u8::arbitrary(g) % 32);
    let kind = g.choose(&["link", "strong", "em", "x"]).unwrap();
    json!({"range": {"start": start, "end": end}, "kind": kind, "href": string(g)})
}

fn block(g: &mut Gen) -> Value {
    let mut block = match u8::arbitrary(g) % 9 {
        0 => json!({"type": "quote", "marks": some(g, mark)}),
        1 => json!({"type": "list", "ordered": bool::arbitrary(g), "items": some(g, text)}),
        2 => json!({"type": "verse", "lines": some(g, text)}),
        3 => json!({"type": "table", "rows": [some(g, text), some(g, text)]}),
        4 => json!({"type": "embed", "platform": string(g), "author": string(g),
            "url": string(g), "time": string(g)}),
        5 => json!({"type": "turn", "speaker": text(g), "question": bool::arbitrary(g)}),
        6 => json!({"type": "figure", "caption": text(g), "alt": text(g),
            "credit": [{"text": string(g), "parts": some(g, name)}],
            "media": [{"url": string(g), "media_type": string(g)}]}),
        7 => json!({"type": string(g)}),
        _ => json!({"type": "paragraph", "marks": some(g, mark)}),
    };
    if block["type"] == "embed" {
        block["text"] = text(g);
    } else {
        let Value::Object(own) = text(g) else {
            unreachable!()
        };
        block.as_object_mut().unwrap().extend(own);
    }
    block
}

fn entry(g: &mut Gen) -> Value {
    let inner = json!({"type": "entry", "text": string(g), "blocks": some(g, block)});
    let mut blocks = some(g, block);
    blocks.push(inner);
    blocks.extend(some(g, block));
    json!({"type": "entry", "time": text(g), "text": string(g), "blocks": blocks})
}

fn section(g: &mut Gen) -> Value {
    let mut blocks = some(g, block);
    blocks.extend(some(g, entry));
    blocks.extend(some(g, block));
    json!({"heading": text(g), "level": u8::arbitrary(g), "blocks": blocks})
}

fn wild(g: &mut Gen) -> Value {
    json!({
        "kind": string(g), "labels": [string(g)], "section": text(g),
        "language": {"code": string(g)}, "url": string(g), "publisher": name(g),
        "access": string(g), "truncated": bool::arbitrary(g),
        "kicker": text(g), "headline": text(g), "deck": some(g, text),
        "byline": [{"name": string(g), "role": string(g), "title": name(g), "place": name(g),
            "affiliation": name(g), "id": string(g)}],
        "dateline": {"text": text(g), "places": some(g, name), "agencies": some(g, name)},
        "published": {"value": string(g), "text": text(g)},
        "modified": {"value": string(g)},
        "sections": some(g, section),
        "sources": some(g, name),
        "attributions": [{"cue": text(g), "source": text(g), "content": text(g),
            "voice": usize::from(u8::arbitrary(g) % 3)}],
        "voices": [{"name": string(g), "title": string(g), "sort": string(g)}],
        "tags": some(g, text),
        "related": [{"title": text(g), "url": string(g)}],
    })
}

/// What is wrong with what the writers make of an article.
fn fault(article: &Article) -> Option<String> {
    for (name, writer) in WRITERS {
        let out = written(article, *writer);
        let result = if name.ends_with(".xml") {
            read_xml(&out).map(drop)
        } else if name.contains("json") {
            serde_json::from_str::<Value>(&out)
                .map(drop)
                .map_err(|e| e.to_string())
        } else {
            Ok(())
        };
        if let Err(error) = result {
            return Some(format!("{name}: {error}\n{out}"));
        }
        if name.ends_with("jsonld") && out.contains(['<', '>', '&']) {
            return Some(format!("{name}: markup could end a script\n{out}"));
        }
    }
    None
}

#[test]
fn every_output_parses_for_generated_articles() {
    fn holds(generated: Generated) -> bool {
        let article = khabar::parse_text(&generated.text());
        fault(&article).is_none_or(|fault| panic!("{fault}"))
    }
    QuickCheck::new()
        .tests(60)
        .quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn every_output_parses_for_arbitrary_text_in_every_field() {
    fn holds(wild: Wild) -> bool {
        fault(&wild.0).is_none_or(|fault| panic!("{fault}"))
    }
    QuickCheck::new()
        .tests(200)
        .quickcheck(holds as fn(Wild) -> bool);
}

/// The words of a text, as they can be compared between formats.
fn words(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| *c != '\u{200f}')
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn xml_holds_the_whole_body() {
    fn holds(wild: Wild) -> bool {
        for (_, writer) in WRITERS.iter().filter(|(name, _)| name.ends_with(".xml")) {
            // Words may be cut by inline elements.
            let dense = |text: &str| words(text).replace(' ', "");
            let text = dense(&read_xml(&written(&wild.0, *writer)).unwrap());
            for body in wild.0.body_texts() {
                let body: String = body
                    .chars()
                    .map(|c| if is_forbidden(c) { '\u{fffd}' } else { c })
                    .collect();
                assert!(text.contains(&dense(&body)), "{body:?} is missing");
            }
        }
        true
    }
    QuickCheck::new()
        .tests(100)
        .quickcheck(holds as fn(Wild) -> bool);
}

/// The text of each leaf block of a Markdown document, in order.
fn markdown_blocks(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut blocks = Vec::new();
    let mut block = String::new();
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(text) => block.push_str(&text),
            Event::SoftBreak | Event::HardBreak => block.push('\n'),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item)
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                blocks.push(std::mem::take(&mut block));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::List(_))
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::List(_)) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    blocks.push(block);
    blocks
        .iter()
        .map(|b| words(b))
        .filter(|b| !b.is_empty())
        .collect()
}

#[test]
fn emphasis_opens_at_no_circled_letter() {
    let mut paragraph = Paragraph::from(Text::new(
        "سفينةⓋ",
        None,
        Confidence::MAX,
        Origin::default(),
    ));
    let mut mark = Mark::default();
    mark.range = Span::new(10, 13);
    mark.kind = MarkKind::Strong;
    paragraph.marks.push(mark);
    let mut section = Section::new(None, 0);
    section.blocks.push(Block::Paragraph(paragraph));
    let mut article = Article::default();
    article.sections = vec![section];
    let markdown = written(&article, |a, out| render::markdown(a, out));
    assert_eq!(markdown_blocks(&markdown), ["سفينةⓋ"]);
}

#[test]
fn markdown_shows_text_as_it_stands() {
    fn holds(headline: ArbitraryUnicode, texts: Vec<(ArbitraryUnicode, u8, u8, bool)>) -> bool {
        let text = |s: &str| Text::new(s, None, Confidence::MAX, Origin::default());
        let mut article = Article::default();
        article.headline = Some(text(&headline.0));
        let mut section = Section::new(None, 0);
        for (body, start, length, listed) in &texts {
            if *listed {
                let mut list = List::default();
                list.items.push(text(&body.0));
                section.blocks.push(Block::List(list));
                continue;
            }
            let mut paragraph = Paragraph::from(text(&body.0));
            for (shift, kind) in [
                (0, MarkKind::Link),
                (1, MarkKind::Strong),
                (3, MarkKind::Em),
            ] {
                let start = usize::from(*start % 24) + shift;
                let mut mark = Mark::default();
                mark.range = Span::new(start, start + usize::from(*length % 24));
                mark.kind = kind;
                mark.href = Some("https://a.example/(x)_y".into());
                paragraph.marks.push(mark);
            }
            section.blocks.push(Block::Paragraph(paragraph));
        }
        article.sections = vec![section];
        let markdown = written(&article, |a, out| render::markdown(a, out));
        let expected: Vec<String> = std::iter::once(&headline)
            .chain(texts.iter().map(|(body, ..)| body))
            .map(|t| words(&t.0))
            .filter(|t| !t.is_empty())
            .collect();
        assert_eq!(markdown_blocks(&markdown), expected, "{markdown}");
        true
    }
    QuickCheck::new()
        .tests(300)
        .quickcheck(holds as fn(ArbitraryUnicode, Vec<(ArbitraryUnicode, u8, u8, bool)>) -> bool);
}

#[test]
fn deep_entries_do_not_exhaust_the_stack() {
    let mut block = Block::Paragraph(Paragraph::from(Text::new(
        "نهاية",
        None,
        Confidence::MAX,
        Origin::default(),
    )));
    for _ in 0..2_000 {
        let mut entry = khabar::article::Entry::default();
        entry.blocks.push(block);
        block = Block::Entry(Box::new(entry));
    }
    let mut article = Article::default();
    article.sections[0].blocks.push(block);
    for (name, writer) in WRITERS {
        let mut out = String::new();
        writer(&article, &mut out).unwrap();
        assert!(out.contains("نهاية") || out.contains("\\u"), "{name}");
    }
    let mut outline = String::new();
    write!(outline, "{article}").unwrap();
}

#[test]
fn a_link_that_runs_code_is_text() {
    let mut article = sample();
    if let Block::Paragraph(p) = &mut article.sections[0].blocks[0] {
        p.marks[1].href = Some("javascript:alert(1)".into());
    }
    for (name, writer) in WRITERS {
        assert!(
            !written(&article, *writer).contains("javascript:"),
            "{name}"
        );
    }
}
