//! Golden articles: what a careful reader finds in `fixtures/*.txt`, written down by hand in
//! `fixtures/*.json`.
//!
//! An expectation holds the role of every line (`"paragraph x3"` for three in a row) and the
//! fields that are there, with texts of more than nine words cut in their middle; a key that is
//! missing stands for a field that is absent. `known-miss` names keys where the library is known
//! to be wrong, with what it gives now and why: the test fails as soon as it gives anything else,
//! so that a cure is noticed.
//!
//! Pages are `fixtures/html/pages/*.html`. Their expectations hold no roles of lines, but the address
//! that the page is read with, section, access and the keys of `extra`. A `known-miss` of a page names
//! no value given now: what a page is taken for moves with the weights, and only a cure counts.
//!
//! With `BLESS=1` differences are printed and the expectations rewritten to what the library
//! gives; read the difference before committing it. Where `CI` is set, blessing is refused.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use khabar::article::{Article, Block, Figure, Name, Text, Timestamp};
use khabar::{Hints, Keep, Parsed, Parser};
use serde_json::{Map, Value, json};

use crate::support::{accounts, blessing};

#[path = "../../examples/shared/lines.rs"]
mod lines;

/// The keys of an expectation in the order in which they are written.
const KEYS: &[&str] = &[
    "shows",
    "url",
    "lines",
    "kind",
    "labels",
    "section",
    "access",
    "kicker",
    "headline",
    "deck",
    "byline",
    "dateline",
    "places",
    "agencies",
    "published",
    "modified",
    "body",
    "sources",
    "tags",
    "related",
    "encoding",
    "extra",
    "known-miss",
];

fn fixtures() -> Vec<PathBuf> {
    files("", "txt")
}

#[cfg(feature = "html")]
fn pages() -> Vec<PathBuf> {
    files("html/pages", "html")
}

fn files(below: &str, extension: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/fixtures");
    let directory = directory.join(below);
    let entries = fs::read_dir(directory).expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("a readable directory").path());
    let mut texts: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    texts.sort();
    texts
}

/// Texts of more than nine words without their middle.
fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0..=9 => text.to_owned(),
        n => format!("{} … {}", words[..5].join(" "), words[n - 3..].join(" ")),
    }
}

fn block(part: &Block, out: &mut Vec<String>) {
    let short_texts = |label: &str, texts: &[Text]| {
        let lines = texts
            .iter()
            .map(|text| format!("{label}: {}", short(&text.text)));
        lines.collect::<Vec<_>>()
    };
    match part {
        Block::Paragraph(p) => out.push(format!("paragraph: {}", short(&p.text))),
        Block::Quote(q) => out.push(format!("quote: {}", short(&q.text))),
        Block::Figure(f) => out.push(figure(f)),
        Block::List(l) => out.extend(short_texts("item", &l.items)),
        Block::Verse(v) => out.extend(short_texts("verse", &v.lines)),
        Block::Table(t) => out.extend(t.rows.iter().map(|row| {
            let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            format!("row: {}", cells.join(" | "))
        })),
        Block::Embed(e) => out.extend(short_texts("embed", e.text.as_slice())),
        Block::Turn(t) => {
            let what = if t.question { "question" } else { "answer" };
            let speaker = t.speaker.as_ref().map_or("", |speaker| &speaker.text);
            out.push(format!("{what} ({speaker}): {}", short(&t.text)));
        }
        Block::Entry(e) => {
            let time = e.time.as_ref().map_or("", |time| &time.text);
            let mut inner = Vec::new();
            for inner_part in &e.blocks {
                block(inner_part, &mut inner);
            }
            out.extend(inner.iter().map(|line| format!("entry ({time}): {line}")));
        }
        other => out.push(other.type_name().to_owned()),
    }
}

fn figure(figure: &Figure) -> String {
    let caption = figure.caption.as_ref().map_or("", |caption| &caption.text);
    let mut line = format!("figure: {}", short(caption));
    for credit in &figure.credit {
        write!(line, " (credit: {})", credit.text).expect("a string takes everything");
    }
    if let Some(alt) = &figure.alt {
        write!(line, " [alt: {}]", short(&alt.text)).expect("a string takes everything");
    }
    line
}

fn names(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| name.name.as_str()).collect()
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.text.as_str()).collect()
}

/// The value of a stamp without its offset; as printed, where it was not read.
fn stamp(stamp: Option<&Timestamp>) -> Option<&str> {
    let stamp = stamp?;
    let printed = || stamp.text.as_ref().map(|text| text.text.as_str());
    stamp.value.as_deref().or_else(printed)
}

/// Runs of one role, counted.
fn runs(roles: impl Iterator<Item = String>) -> Vec<String> {
    let mut runs: Vec<(String, usize)> = Vec::new();
    for role in roles {
        match runs.last_mut() {
            Some((last, count)) if *last == role => *count += 1,
            _ => runs.push((role, 1)),
        }
    }
    let written = runs.into_iter().map(|(role, count)| match count {
        1 => role,
        _ => format!("{role} x{count}"),
    });
    written.collect()
}

/// The article in the form of an expectation.
fn summary(article: &Article) -> Map<String, Value> {
    let mut body = Vec::new();
    for section in &article.sections {
        body.extend(
            section
                .heading
                .iter()
                .map(|heading| format!("# {}", heading.text)),
        );
        for part in &section.blocks {
            block(part, &mut body);
        }
    }
    let byline = article
        .byline
        .iter()
        .map(|who| format!("{} {}", who.role, who.name));
    let dateline = article.dateline.as_ref();
    let input = &article.input;
    let encoding = match input.repaired {
        Some(_) => format!("{} repaired", input.encoding),
        None => input.encoding.clone(),
    };
    let all = json!({
        "lines": runs(lines::roles(article).into_values()),
        "kind": Some(article.kind.as_str()).filter(|kind| *kind != "news"),
        "labels": article.labels,
        "kicker": article.kicker.as_ref().map(|text| &text.text),
        "headline": article.headline.as_ref().map(|text| &text.text),
        "deck": texts(&article.deck),
        "byline": byline.collect::<Vec<_>>(),
        "dateline": dateline.map(|dateline| &dateline.text.text),
        "places": dateline.map(|dateline| names(&dateline.places)),
        "agencies": dateline.map(|dateline| names(&dateline.agencies)),
        "published": stamp(article.published.as_ref()),
        "modified": stamp(article.modified.as_ref()),
        "body": body,
        "sources": names(&article.sources),
        "tags": texts(&article.tags),
        "related": article.related.iter().map(|r| r.title.text.as_str()).collect::<Vec<_>>(),
        "encoding": Some(encoding).filter(|encoding| encoding != "utf-8"),
    });
    let Value::Object(mut map) = all else {
        unreachable!("the macro wrote an object")
    };
    map.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|l| !l.is_empty()));
    map
}

/// The article of a page in the form of an expectation.
#[cfg(feature = "html")]
fn summary_of_page(article: &Article) -> Map<String, Value> {
    let mut map = summary(article);
    map.remove("lines");
    map.remove("related");
    let more = [
        ("section", json!(article.section.as_ref().map(|s| &s.text))),
        ("access", json!(article.access)),
        ("extra", json!(article.extra)),
    ];
    for (key, value) in more {
        let empty = value.as_object().is_some_and(Map::is_empty);
        if !value.is_null() && !empty {
            map.insert(key.to_owned(), value);
        }
    }
    map
}

/// What differs, key by key; a line that begins with `-` is expected, one with `+` is given.
fn differences(expected: &Map<String, Value>, given: &Map<String, Value>) -> String {
    let mut out = String::new();
    let misses = expected.get("known-miss");
    for key in KEYS {
        if matches!(*key, "shows" | "url" | "known-miss") {
            continue;
        }
        let (right, found) = (expected.get(*key), given.get(*key));
        let write = |sign: &str, value: Option<&Value>, out: &mut String| {
            let lines = match value {
                Some(Value::Array(list)) => list.iter().map(Value::to_string).collect(),
                Some(value) => vec![value.to_string()],
                None => vec!["absent".to_owned()],
            };
            for line in lines {
                writeln!(out, "  {sign} {line}").expect("a string takes everything");
            }
        };
        match misses.and_then(|misses| misses.get(*key)) {
            Some(_) if right == found => {
                writeln!(out, " {key}: right at last; take it out of known-miss").expect("string");
            }
            Some(miss) if miss.get("now").is_none() => {}
            Some(miss) if miss.get("now").filter(|now| !now.is_null()) == found => {}
            Some(miss) => {
                writeln!(out, " {key}: misses in another way").expect("string");
                write("-", miss.get("now"), &mut out);
                write("+", found, &mut out);
            }
            None if right == found => {}
            None => {
                writeln!(out, " {key}:").expect("string");
                let (Some(Value::Array(one)), Some(Value::Array(two))) = (right, found) else {
                    write("-", right, &mut out);
                    write("+", found, &mut out);
                    continue;
                };
                let lost: Vec<Value> = one.iter().filter(|v| !two.contains(v)).cloned().collect();
                let new: Vec<Value> = two.iter().filter(|v| !one.contains(v)).cloned().collect();
                if lost.is_empty() && new.is_empty() {
                    write("+", found, &mut out);
                }
                write("-", Some(&Value::Array(lost)), &mut out);
                write("+", Some(&Value::Array(new)), &mut out);
            }
        }
    }
    out
}

/// The expectation with what the library gives.
fn blessed(expected: &Map<String, Value>, given: &Map<String, Value>) -> String {
    let mut next = given.clone();
    for key in ["shows", "url"] {
        if let Some(kept) = expected.get(key) {
            next.insert(key.to_owned(), kept.clone());
        }
    }
    let mut parts = Vec::new();
    for key in KEYS {
        if let Some(value) = next.get(*key) {
            let value = serde_json::to_string_pretty(value).expect("a value is JSON");
            parts.push(format!("  \"{key}\": {}", value.replace('\n', "\n  ")));
        }
    }
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

fn expectation(text: &Path) -> Map<String, Value> {
    let path = text.with_extension("json");
    let json = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let map: Map<String, Value> = serde_json::from_str(&json).expect("an object");
    for key in map.keys() {
        assert!(
            KEYS.contains(&key.as_str()),
            "{path:?} has the unknown key {key}"
        );
    }
    map
}

#[cfg(feature = "html")]
#[test]
fn pages_are_read_as_a_careful_reader_reads_them() {
    let bless = blessing();
    let parser = Parser::builder().keep(Keep::Residue).build();
    let parser = parser.expect("the built-in names differ");
    let mut report = String::new();
    for path in pages() {
        let bytes = fs::read(&path).expect("a readable fixture");
        let expected = expectation(&path);
        let mut hints = Hints::new().with_kind(khabar::InputKind::Html);
        if let Some(url) = expected.get("url").and_then(Value::as_str) {
            hints = hints.with_url(url);
        }
        let source = parser.decode(&bytes, &hints);
        let parsed = parser.parse_source(&source, &hints);
        let article = parsed.ok().and_then(Parsed::into_article);
        let article = article.expect("an article");
        let given = summary_of_page(&article);
        let difference = differences(&expected, &given);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        crate::html::check(&name, &(source.text().to_owned(), article));
        if difference.is_empty() {
            continue;
        }
        writeln!(report, "{name}\n{difference}").expect("a string takes everything");
        if bless {
            let json = path.with_extension("json");
            fs::write(json, blessed(&expected, &given)).expect("a writable fixture");
        }
    }
    if bless {
        println!("{report}");
    } else {
        assert!(report.is_empty(), "\n{report}");
    }
}

#[test]
fn articles_are_read_as_a_careful_reader_reads_them() {
    let bless = blessing();
    let builder = Parser::builder()
        .keep(Keep::Explanation)
        .keep(Keep::Residue);
    let parser = builder.build().expect("the built-in names differ");
    let mut report = String::new();
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a readable fixture");
        let hints = Hints::new();
        let source = parser.decode(&bytes, &hints);
        let parsed = parser.parse_source(&source, &hints);
        let article = parsed
            .ok()
            .and_then(Parsed::into_article)
            .expect("an article");
        let (expected, given) = (expectation(&path), summary(&article));
        let mut difference = differences(&expected, &given);
        if let Err(lost) = accounts::add_up(source.text(), &article) {
            writeln!(difference, " {lost}").expect("a string takes everything");
        }
        if difference.is_empty() {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(report, "{name}\n{difference}").expect("a string takes everything");
        if bless {
            let json = path.with_extension("json");
            fs::write(json, blessed(&expected, &given)).expect("a writable fixture");
        }
    }
    if bless {
        println!("{report}");
    } else {
        assert!(report.is_empty(), "\n{report}");
    }
}

#[test]
fn every_role_and_every_mess_has_its_fixture() {
    let all: Vec<Map<String, Value>> = fixtures().iter().map(|p| expectation(p)).collect();
    assert!(all.len() >= 25, "{} fixtures", all.len());
    let lines = all
        .iter()
        .flat_map(|e| e["lines"].as_array().into_iter().flatten());
    let roles: BTreeSet<&str> = lines
        .filter_map(Value::as_str)
        .map(|run| run.split(' ').next().unwrap_or(run))
        .collect();
    for role in khabar::label::Role::ALL {
        assert!(
            roles.contains(role.as_str()),
            "no fixture has the role {role}"
        );
    }
    let has = |key: &str| all.iter().any(|e| e.contains_key(key));
    let of_pages = ["known-miss", "url", "section", "access", "extra"];
    for key in KEYS.iter().filter(|key| !of_pages.contains(key)) {
        assert!(has(key), "no fixture has {key}");
    }
    let headless = all.iter().filter(|e| !e.contains_key("headline")).count();
    assert!(headless > 0, "no fixture is without a headline");
}

/// Articles to be read are long enough to be articles.
#[test]
fn fixtures_read_as_articles() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a readable fixture");
        let text = Parser::default().decode(&bytes, &Hints::new());
        let words = text.text().split_whitespace().count();
        assert!((60..=400).contains(&words), "{path:?} has {words} words");
    }
}
