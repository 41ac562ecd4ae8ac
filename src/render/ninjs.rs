//! An article as IPTC ninjs.

use std::fmt::{self, Write};

use serde_json::{Map, Value, json};

use super::shared::stamp::Stamp;
use super::shared::uri::{identity, uri};
use super::shared::xml::Xml;
use super::shared::{by, credits, is_video, language, located, xhtml};
use super::text::plain_body;
use crate::article::{Article, ContributorRole, Figure, Kind, Name, VoiceSort};

/// The address of the JSON Schema that the output is valid against.
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

/// Writes the article as a [ninjs 3.1](https://iptc.org/standards/ninjs/) object, valid against
/// the IPTC's JSON Schema whatever the article holds.
///
/// - `uri` is the article's address, or a `urn:uuid:` made from its text; the address as written,
///   where it is not a URI, and the body's fingerprint are `altIds`.
/// - `headlines`: roles `main` and `kicker`; `descriptions`: one of role `summary` for each deck.
/// - `bodies`: `main` as plain text and `richtext` as XHTML, figures in their places.
/// - `by`, `located`; `people` with `rel` `author`, `translator`, `photographer` … from the byline
///   and `quoted` from the voices; `places` with `rel` `dateline`.
/// - `infoSources`: roles `publisher`, `dateline`, `byline` and `source-line`. Ids of the lexicon
///   are `literal`s.
/// - `associations`: each figure with its renditions, caption and alternative text as
///   `descriptions`, its credit as `by`; each related story with `rel` `related`.
/// - `subjects`: the section and the tags; `genres`: the kind and labels such as عاجل.
///
/// `parse_feed` (feature `feed`) reads it back.
///
/// Not carried: a stamp without a time of day and an offset, since all of ninjs' dates are
/// instants; a stamp's printed form; titles and affiliations of contributors; attributions, but for
/// the names of their voices; access.
///
/// # Errors
///
/// Those of the writer.
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.");
/// let mut out = String::new();
/// khabar::render::ninjs(&article, &mut out)?;
/// let value: serde_json::Value = serde_json::from_str(&out)?;
/// assert_eq!(value["headlines"][0]["value"], "افتتاح جسر جديد");
/// assert_eq!(value["standard"]["version"], "3.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ninjs(article: &Article, out: &mut (impl Write + ?Sized)) -> fmt::Result {
    writeln!(out, "{:#}", item(article)?)
}

fn item(article: &Article) -> Result<Value, fmt::Error> {
    let identity = identity(article);
    let figures: Vec<&Figure> = article.figures().collect();
    let mut item = Map::new();
    let mut set = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(s) => s.is_empty(),
            Value::Array(a) => a.is_empty(),
            _ => false,
        };
        if !empty {
            item.insert(key.to_owned(), value);
        }
    };
    set("uri", json!(identity));
    set(
        "standard",
        json!({"name": "ninjs", "version": "3.1", "schema": SCHEMA}),
    );
    set(
        "type",
        json!(if figures.is_empty() {
            "text"
        } else {
            "composite"
        }),
    );
    let part = if article.truncated { "partial" } else { "full" };
    set("representationType", json!(part));
    set("pubStatus", json!("usable"));
    let published = Stamp::of(article.published.as_ref()).and_then(Stamp::instant);
    let modified = Stamp::of(article.modified.as_ref()).and_then(Stamp::instant);
    set(
        "versionCreated",
        json!(modified.as_ref().or(published.as_ref())),
    );
    set("firstCreated", json!(published));
    set("language", json!(language(article)));
    set("headlines", headlines(article));
    let decks = article.deck.iter().map(|d| plain("summary", &d.text));
    set("descriptions", decks.collect());
    set("bodies", bodies(article)?);
    set("by", json!(by(article)));
    set("located", json!(located(article)));
    set("people", people(article));
    let places = article.dateline.iter().flat_map(|d| &d.places);
    set(
        "places",
        places.map(|p| named(p, "rel", "dateline")).collect(),
    );
    set("organisations", organisations(article));
    set("infoSources", info_sources(article));
    set("subjects", subjects(article));
    set("genres", genres(article));
    set("altIds", alt_ids(article, &identity));
    let mut associations: Vec<Value> = figures
        .iter()
        .enumerate()
        .map(|(n, figure)| association(figure, n + 1, &identity))
        .collect();
    associations.extend(related(article, &identity));
    set("associations", Value::Array(associations));
    Ok(Value::Object(item))
}

/// A text with its role, as headlines and descriptions have it.
fn plain(role: &str, text: &str) -> Value {
    json!({"role": role, "contentType": "text/plain", "value": text})
}

fn headlines(article: &Article) -> Value {
    let main = article.headline.iter().map(|h| plain("main", &h.text));
    let kicker = article.kicker.iter().map(|k| plain("kicker", &k.text));
    main.chain(kicker).collect()
}

fn bodies(article: &Article) -> Result<Value, fmt::Error> {
    let text = plain_body(article);
    if text.is_empty() && article.blocks().next().is_none() {
        return Ok(Value::Null);
    }
    let mut rich = String::new();
    let mut xml = Xml::fragment(&mut rich);
    xhtml::body(article, &mut xml)?;
    xml.finish()?;
    let count = |f: fn(&str) -> usize| article.body_texts().map(f).sum::<usize>();
    let chars = count(|t| t.chars().count());
    let words = count(|t| t.split_whitespace().count());
    Ok(json!([
        {"role": "main", "contentType": "text/plain", "charCount": chars, "wordCount": words, "value": text},
        {"role": "richtext", "contentType": "application/xhtml+xml", "charCount": chars, "wordCount": words, "value": rich.trim_end()},
    ]))
}

/// A name with a relation and its id of the lexicon.
fn named(name: &Name, key: &str, relation: &str) -> Value {
    let mut value = json!({"name": name.name, key: relation});
    if let Some(id) = &name.id {
        value["literal"] = json!(id);
    }
    value
}

fn people(article: &Article) -> Value {
    let byline = article.byline.iter().filter(|c| !c.is_organisation());
    let byline = byline.map(|c| json!({"name": c.name, "rel": relation(&c.role)}));
    let voices = article.voices.iter();
    let voices = voices.filter(|v| v.sort == VoiceSort::Person);
    byline
        .chain(voices.map(|v| json!({"name": v.name, "rel": "quoted"})))
        .collect()
}

fn relation(role: &ContributorRole) -> &str {
    match role {
        ContributorRole::Reporter | ContributorRole::Author => "author",
        role => role.as_str(),
    }
}

fn organisations(article: &Article) -> Value {
    let bodies = [VoiceSort::Organisation, VoiceSort::State, VoiceSort::Media];
    let voices = article.voices.iter().filter(|v| bodies.contains(&v.sort));
    voices
        .map(|v| json!({"name": v.name, "rel": "quoted"}))
        .collect()
}

fn info_sources(article: &Article) -> Value {
    let publisher = article.publisher.iter();
    let dateline = article.dateline.iter().flat_map(|d| &d.agencies);
    let byline = article.byline.iter().filter(|c| c.is_organisation());
    let byline = byline.map(|c| {
        let mut value = json!({"name": c.name, "role": "byline"});
        if let Some(id) = &c.id {
            value["literal"] = json!(id);
        }
        value
    });
    publisher
        .map(|n| named(n, "role", "publisher"))
        .chain(dateline.map(|n| named(n, "role", "dateline")))
        .chain(byline)
        .chain(
            article
                .sources
                .iter()
                .map(|n| named(n, "role", "source-line")),
        )
        .collect()
}

fn subjects(article: &Article) -> Value {
    let section = article.section.iter();
    section
        .map(|s| json!({"name": s.text, "rel": "section"}))
        .chain(
            article
                .tags
                .iter()
                .map(|t| json!({"name": t.text, "rel": "tag"})),
        )
        .collect()
}

fn genres(article: &Article) -> Value {
    let mut kind = json!({"name": article.kind.as_str()});
    if let Some(code) = genre(&article.kind) {
        kind["uri"] = json!(format!("http://cv.iptc.org/newscodes/genre/{code}"));
    }
    let labels = article.labels.iter().map(|label| json!({"name": label}));
    std::iter::once(kind).chain(labels).collect()
}

/// The code of the kind in the IPTC's Genre NewsCodes, where they have one.
pub(super) fn genre(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::News => "Current",
        Kind::Opinion => "Opinion",
        Kind::Analysis => "Analysis",
        Kind::Interview => "Interview",
        Kind::Feature => "Feature",
        Kind::Digest => "Summary",
        _ => return None,
    })
}

fn alt_ids(article: &Article, identity: &str) -> Value {
    let url = article.url.iter().filter(|url| *url != identity);
    let url = url.map(|url| json!({"role": "url", "value": url}));
    let print = article.fingerprint().into_iter();
    url.chain(print.map(|p| json!({"role": "khabar-fingerprint", "value": format!("{p:016x}")})))
        .collect()
}

/// A URI below the article's own.
fn below(identity: &str, part: &str, n: usize) -> String {
    let base = identity.split('#').next().unwrap_or(identity);
    format!("{base}#{part}-{n}")
}

fn association(figure: &Figure, n: usize, identity: &str) -> Value {
    let video = figure.media.iter().any(is_video);
    let mut value = json!({
        "name": format!("figure-{n}"),
        "rel": "figure",
        "uri": below(identity, "figure", n),
        "type": if video { "video" } else { "picture" },
    });
    let caption = figure.caption.iter().map(|c| plain("caption", &c.text));
    let alt = figure.alt.iter().map(|a| plain("alt", &a.text));
    let descriptions: Vec<Value> = caption.chain(alt).collect();
    if !descriptions.is_empty() {
        value["descriptions"] = Value::Array(descriptions);
    }
    let credit = credits(figure);
    if !credit.is_empty() {
        value["by"] = json!(credit);
    }
    let parts = figure.credit.iter().flat_map(|c| &c.parts);
    let parts: Vec<Value> = parts.map(|p| named(p, "role", "credit")).collect();
    if !parts.is_empty() {
        value["infoSources"] = Value::Array(parts);
    }
    let renditions: Vec<Value> = figure
        .media
        .iter()
        .filter_map(|media| Some((uri(&media.url)?, media)))
        .enumerate()
        .map(|(n, (href, media))| {
            let name = if n == 0 {
                "main".to_owned()
            } else {
                format!("main-{}", n + 1)
            };
            let mut rendition = json!({"name": name, "href": href});
            if let Some(media_type) = &media.media_type {
                rendition["contentType"] = json!(media_type);
            }
            rendition
        })
        .collect();
    if !renditions.is_empty() {
        value["renditions"] = Value::Array(renditions);
    }
    value
}

fn related<'a>(article: &'a Article, identity: &'a str) -> impl Iterator<Item = Value> + 'a {
    article.related.iter().enumerate().map(move |(n, related)| {
        let address = related.url.as_deref().and_then(uri);
        json!({
            "name": format!("related-{}", n + 1),
            "rel": "related",
            "uri": address.unwrap_or_else(|| below(identity, "related", n + 1)),
            "type": "text",
            "headlines": [plain("main", &related.title.text)],
        })
    })
}
