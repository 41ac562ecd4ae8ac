//! What the writers for machines put out, read back: the schema.org object from a page that shows
//! nothing else, the ninjs object as a feed of one item.

use std::path::Path;

use khabar::arabic::date::DateValue;
use khabar::article::{Block, Contributor, ContributorRole, Section, Timestamp};
use khabar::{Article, Confidence, Hints, InputKind, Name, Origin, Parsed, parse_text, render};
use quickcheck::{Arbitrary, Gen};
use serde_json::Value;

use crate::generator::{Canonical, Generated};
use crate::support::check;

/// A generated article with an address, a stamp with an offset, and people of every role.
fn article(generated: &Generated) -> Article {
    let mut article = parse_text(&generated.text());
    article.url = Some("https://akhbar.example/2024/05/7".to_owned());
    article.published = Some(stamp("2024-05-15T10:00+03:00"));
    article.modified = Some(stamp("2024-05-15T11:30:05+03:00"));
    for (name, role) in [
        ("منى سعد", ContributorRole::Translator),
        ("نادر قاسم", ContributorRole::Photographer),
        ("هند الكردي", ContributorRole::Editor),
    ] {
        let name = Name::new(name, None, None, Confidence::MAX, Origin::default());
        article.byline.push(Contributor::new(name, role));
    }
    article
}

fn stamp(value: &str) -> Timestamp {
    Timestamp::from(value.parse::<DateValue>().unwrap())
}

/// The golden articles of text.
fn goldens() -> Vec<(String, Article)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/fixtures");
    let entries = std::fs::read_dir(directory).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let read = |path: std::path::PathBuf| {
        let hints = Hints::new().with_kind(InputKind::Text);
        let read = khabar::parse(&std::fs::read(&path).unwrap(), &hints);
        let Ok(Parsed::Article(article)) = read else {
            panic!("{} is a text", path.display());
        };
        (path.display().to_string(), *article)
    };
    texts.map(read).collect()
}

/// The words of the body with its headings and speakers, in their order: how its lines are cut is
/// the format's.
fn words(article: &Article) -> String {
    let mut words = String::new();
    for section in &article.sections {
        let heading = section.heading.iter().map(|heading| &*heading.text);
        words.extend(heading);
        for block in &section.blocks {
            if let Block::Turn(turn) = block
                && let Some(speaker) = &turn.speaker
            {
                words.push_str(&speaker.text);
                words.push(':');
            }
            let mut part = Article::default();
            part.sections = vec![Section::new(None, 0)];
            part.sections[0].blocks.push(block.clone());
            words.extend(part.body_texts());
        }
    }
    words.retain(|c| !c.is_whitespace());
    words
}

/// The names of the byline with their roles. What its kind tells, formats do not: whether a writer
/// reports or argues.
fn people(article: &Article) -> Vec<(&str, String)> {
    let role = |role: &ContributorRole| match role {
        ContributorRole::Author => ContributorRole::Reporter,
        role => role.clone(),
    };
    let mut people: Vec<_> = article
        .byline
        .iter()
        .map(|c| (c.name.as_str(), role(&c.role).to_string()))
        .collect();
    people.sort_unstable();
    people
}

/// A stamp as formats write it, with the seconds that they ask for.
fn moment(stamp: &Option<Timestamp>) -> Option<String> {
    let value = stamp.as_ref()?.value.as_deref()?;
    let read: DateValue = value.parse().ok()?;
    let seconds = read.unix_seconds().map(|seconds| seconds.to_string());
    Some(seconds.unwrap_or_else(|| value.trim_end_matches(":00").to_owned()))
}

/// The first field in which two articles differ, bodies and people aside.
fn difference(before: &Article, after: &Article) -> Result<(), String> {
    let headline = |a: &Article| a.headline.as_ref().map(|t| t.text.clone());
    let fields = [
        (headline(before), headline(after)),
        (moment(&before.published), moment(&after.published)),
        (moment(&before.modified), moment(&after.modified)),
        (before.url.clone(), after.url.clone()),
    ];
    match fields.iter().find(|(before, after)| before != after) {
        Some((before, after)) => Err(format!("{before:?} {after:?}")),
        None => Ok(()),
    }
}

fn through_schema_org(before: &Article) -> Result<(), String> {
    let mut object = String::new();
    render::schema_org(before, &mut object).unwrap();
    let page = format!(
        "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\">\
         <script type=\"application/ld+json\">{object}</script></head><body></body></html>"
    );
    let after = khabar::parse_html(page.as_bytes(), &Hints::new());
    difference(before, &after)?;
    if people(before) != people(&after) {
        return Err(format!("{:?} {:?}", people(before), people(&after)));
    }
    // Lists have their marks in plain text, and tables their rows.
    let told = serde_json::from_str::<Value>(&object).unwrap()["articleBody"].clone();
    let told: String = told.as_str().unwrap_or("").split_whitespace().collect();
    match told == words(&after) && covers(&told, &words(before)) {
        true => Ok(()),
        false => Err(format!("{} {}", words(before), words(&after))),
    }
}

/// Whether all of `part` stands in `whole`, in its order.
fn covers(whole: &str, part: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|other| other == c))
}

/// Whether an article has what a page of news has: what has less is taken for something else.
fn is_whole(article: &Article) -> bool {
    article.headline.is_some() && article.body_texts().count() >= 3
}

#[cfg(feature = "feed")]
fn through_ninjs(before: &Article) -> Result<(), String> {
    if !is_whole(before) {
        return Ok(());
    }
    let mut object = String::new();
    render::ninjs(before, &mut object).unwrap();
    let feed = khabar::parse_feed(object.as_bytes());
    let [item] = feed.items.as_slice() else {
        return Err(format!("{} items", feed.items.len()));
    };
    // Every date of ninjs is an instant.
    let instant = |stamp: &Option<Timestamp>| {
        let value = stamp.as_ref()?.value.as_deref()?.parse::<DateValue>();
        value.ok()?.unix_seconds()
    };
    let mut dated = before.clone();
    dated
        .published
        .take_if(|_| instant(&before.published).is_none());
    dated
        .modified
        .take_if(|_| instant(&before.modified).is_none());
    difference(&dated, &item.article)?;
    let names = |article: &Article| {
        let people = people(article);
        people
            .iter()
            .map(|(name, _)| name.to_string())
            .collect::<Vec<_>>()
    };
    let (a, b) = (names(before), names(&item.article));
    if a != b {
        return Err(format!("{a:?} {b:?}"));
    }
    let (a, b) = (words(before), words(&item.article));
    match a == b {
        true => Ok(()),
        false => Err(format!("{a} {b}")),
    }
}

#[test]
fn schema_org_reads_back() {
    fn holds(generated: Generated) -> Result<(), String> {
        through_schema_org(&article(&generated))
    }
    check(60, holds as fn(Generated) -> Result<(), String>);
    for (name, article) in goldens() {
        through_schema_org(&article).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[cfg(feature = "feed")]
#[test]
fn ninjs_reads_back() {
    fn holds(Canonical(generated): Canonical) -> Result<(), String> {
        through_ninjs(&article(&generated))
    }
    check(60, holds as fn(Canonical) -> Result<(), String>);
    for (name, article) in goldens() {
        through_ninjs(&article).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

/// What reads back above is not empty.
#[test]
fn the_generator_gives_articles_with_bodies_and_people() {
    let mut g = Gen::new(30);
    let articles: Vec<Article> = (0..40)
        .map(|_| parse_text(&Canonical::arbitrary(&mut g).0.text()))
        .collect();
    let whole = || articles.iter().filter(|article| is_whole(article));
    assert!(whole().count() >= 10);
    assert!(whole().any(|article| !people(article).is_empty()));
}
