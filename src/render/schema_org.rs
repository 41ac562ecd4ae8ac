//! An article as schema.org JSON-LD.

use std::fmt::{self, Write};

use serde_json::{Map, Value, json};

use super::shared::stamp::Stamp;
use super::shared::uri::uri;
use super::shared::walk::{self, Step};
use super::shared::{credits, is_video, language};
use super::text::plain_body;
use crate::article::{
    Access, Article, Attribution, Contributor, ContributorRole, Entry, Figure, Kind, Name, Text,
    VoiceSort,
};

/// Writes the article as [schema.org](https://schema.org/NewsArticle) JSON-LD, one object, ready
/// to stand inside `<script type="application/ld+json">`: `<`, `>` and `&` are written as escapes,
/// so that no text can end the script.
///
/// - The type is `NewsArticle`, `OpinionNewsArticle`, `AnalysisNewsArticle` or, for live blogs,
///   `LiveBlogPosting` with its entries as `liveBlogUpdate`; `genre` names the kind.
/// - `headline`, `alternativeHeadline` (kicker), `description` (decks), `articleBody` as plain
///   text, `articleSection`, `keywords` (tags and labels), `wordCount`.
/// - `author`, `translator`, `editor` and, for photographers and other roles, a `Role` that names it
///   as `contributor`.
/// - `dateline`, `locationCreated`, `sourceOrganization` (agencies of dateline and source line),
///   `publisher`; `datePublished` and `dateModified` to the precision known.
/// - `image` and `video` with `contentUrl`, `caption`, `creditText` and the alternative text as
///   `description`.
/// - `hasPart`: a `Quotation` for each attribution with content, its speaker as
///   `spokenByCharacter`; `relatedLink`.
///
/// Read back from a page that shows nothing else, it gives the same headline, dates, people and body.
///
/// Not carried: where figures stand in the body, headings as such (they are lines of the body),
/// marks, stamps as printed, ids of the lexicon, cues, stances and relaying outlets of attributions,
/// related stories without an address.
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
/// khabar::render::schema_org(&article, &mut out)?;
/// let value: serde_json::Value = serde_json::from_str(&out)?;
/// assert_eq!(value["@type"], "NewsArticle");
/// assert_eq!(value["headline"], "افتتاح جسر جديد");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schema_org(article: &Article, out: &mut (impl Write + ?Sized)) -> fmt::Result {
    writeln!(Script(out), "{:#}", item(article))
}

/// Writes JSON with the characters escaped that mean something in HTML; in JSON they stand in
/// strings only.
struct Script<'w, W: ?Sized>(&'w mut W);

impl<W: Write + ?Sized> Write for Script<'_, W> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        let mut rest = s;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (before, after) = rest.split_at(at);
            self.0.write_str(before)?;
            let mut chars = after.chars();
            if let Some(c) = chars.next() {
                write!(self.0, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        self.0.write_str(rest)
    }
}

fn item(article: &Article) -> Value {
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
    let text = |text: &Option<Text>| json!(text.as_ref().map(|t| &t.text));
    set("@context", json!("https://schema.org"));
    set("@type", json!(type_of(&article.kind)));
    set("headline", text(&article.headline));
    set("alternativeHeadline", text(&article.kicker));
    let decks: Vec<&str> = article.deck.iter().map(|d| d.text.as_str()).collect();
    set(
        "description",
        match decks.as_slice() {
            [deck] => json!(deck),
            _ => json!(decks),
        },
    );
    set("genre", json!(article.kind.as_str()));
    set("inLanguage", json!(language(article)));
    let address = article.url.as_deref();
    set("url", json!(address));
    set("mainEntityOfPage", json!(address));
    set("articleBody", json!(plain_body(article)));
    set("wordCount", words(article));
    set("articleSection", text(&article.section));
    let tags = article.tags.iter().map(|t| t.text.as_str());
    let keywords = tags.chain(article.labels.iter().map(String::as_str));
    set("keywords", keywords.map(Value::from).collect());
    for (key, roles) in PEOPLE {
        let people = article.byline.iter().filter(|c| roles(&c.role));
        set(key, people.map(contributor).collect());
    }
    let property = |role: &ContributorRole| PEOPLE.iter().any(|(_, roles)| roles(role));
    let others = article.byline.iter().filter(|c| !property(&c.role));
    let others = others.map(
        |c| json!({"@type": "Role", "roleName": c.role.as_str(), "contributor": contributor(c)}),
    );
    set("contributor", others.collect());
    if let Some(dateline) = &article.dateline {
        set("dateline", json!(dateline.text.text));
        let places = dateline.places.iter();
        let places = places.map(|p| json!({"@type": "Place", "name": p.name}));
        set("locationCreated", places.collect());
    }
    let agencies = article.dateline.iter().flat_map(|d| &d.agencies);
    let mut seen = std::collections::HashSet::new();
    let sources = agencies
        .chain(&article.sources)
        .filter(|n| seen.insert(n.name.as_str()))
        .map(organisation);
    set("sourceOrganization", sources.collect());
    set(
        "publisher",
        article.publisher.as_ref().map_or(Value::Null, organisation),
    );
    let stamp = |s| Stamp::of(s).map_or(Value::Null, |s| Value::from(s.text));
    set("datePublished", stamp(article.published.as_ref()));
    set("dateModified", stamp(article.modified.as_ref()));
    if let Some(access) = &article.access {
        set("isAccessibleForFree", json!(*access == Access::Free));
    }
    let media: Vec<(bool, Value)> = article.figures().flat_map(media).collect();
    let of = |video: bool| {
        let media = media.iter().filter(|(v, _)| *v == video);
        media.map(|(_, object)| object.clone()).collect()
    };
    set("image", of(false));
    set("video", of(true));
    set(
        "hasPart",
        article
            .attributions
            .iter()
            .filter_map(|a| quotation(article, a))
            .collect(),
    );
    let links = article
        .related
        .iter()
        .filter_map(|r| uri(r.url.as_deref()?));
    set("relatedLink", links.map(Value::from).collect());
    if article.kind == Kind::Live {
        set("liveBlogUpdate", updates(article));
    }
    Value::Object(item)
}

fn type_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Analysis => "AnalysisNewsArticle",
        Kind::Live => "LiveBlogPosting",
        _ => "NewsArticle",
    }
}

/// The property that holds the contributors of some roles.
type Property = (&'static str, fn(&ContributorRole) -> bool);

const PEOPLE: &[Property] = &[
    ("author", |role| {
        use ContributorRole::{Agency, Author, Outlet, Reporter};
        matches!(role, Reporter | Author | Outlet | Agency)
    }),
    ("translator", |role| *role == ContributorRole::Translator),
    ("editor", |role| *role == ContributorRole::Editor),
];

fn contributor(contributor: &Contributor) -> Value {
    if contributor.is_organisation() {
        return json!({"@type": "NewsMediaOrganization", "name": contributor.name});
    }
    let mut person = json!({"@type": "Person", "name": contributor.name});
    if let Some(title) = &contributor.title {
        person["jobTitle"] = json!(title.name);
    }
    if let Some(affiliation) = &contributor.affiliation {
        person["affiliation"] = organisation(affiliation);
    }
    if let Some(place) = &contributor.place {
        person["workLocation"] = json!({"@type": "Place", "name": place.name});
    }
    person
}

fn organisation(name: &Name) -> Value {
    json!({"@type": "NewsMediaOrganization", "name": name.name})
}

fn words(article: &Article) -> Value {
    let words: usize = article
        .body_texts()
        .map(|t| t.split_whitespace().count())
        .sum();
    if words == 0 {
        Value::Null
    } else {
        json!(words)
    }
}

/// An object for each file of the figure, or one without a file for its caption.
fn media(figure: &Figure) -> Vec<(bool, Value)> {
    let object = |video: bool| {
        let mut object = json!({"@type": if video { "VideoObject" } else { "ImageObject" }});
        if let Some(caption) = &figure.caption {
            object["caption"] = json!(caption.text);
        }
        if let Some(alt) = &figure.alt {
            object["description"] = json!(alt.text);
        }
        let credit = credits(figure);
        if !credit.is_empty() {
            object["creditText"] = json!(credit);
        }
        object
    };
    if figure.media.is_empty() {
        return vec![(false, object(false))];
    }
    let files = figure.media.iter().map(|media| {
        let video = is_video(media);
        let mut object = object(video);
        object["contentUrl"] = json!(media.url);
        if let Some(media_type) = &media.media_type {
            object["encodingFormat"] = json!(media_type);
        }
        (video, object)
    });
    files.collect()
}

fn quotation(article: &Article, attribution: &Attribution) -> Option<Value> {
    let content = attribution.content.as_ref()?;
    let mut quotation = json!({"@type": "Quotation", "text": content.text});
    let voice = attribution.voice.and_then(|n| article.voices.get(n));
    let name = voice.map(|v| v.name.as_str()).or_else(|| {
        let name = attribution
            .resolved
            .as_ref()
            .or(attribution.source.as_ref());
        name.map(|n| n.text.as_str())
    });
    if let Some(name) = name {
        let sort = match voice.map(|v| &v.sort) {
            Some(VoiceSort::Person | VoiceSort::Unnamed) => "Person",
            Some(
                VoiceSort::Organisation | VoiceSort::State | VoiceSort::Media | VoiceSort::Group,
            ) => "Organization",
            _ => "Thing",
        };
        let mut speaker = json!({"@type": sort, "name": name});
        if let Some(title) = voice.and_then(|v| v.title.as_ref()) {
            speaker["jobTitle"] = json!(title);
        }
        quotation["spokenByCharacter"] = speaker;
    }
    Some(quotation)
}

/// The entries of a live blog, those inside entries too, each with the text of its own blocks.
fn updates(article: &Article) -> Value {
    let mut updates: Vec<Value> = Vec::new();
    let mut open: Vec<(&Entry, Vec<&str>)> = Vec::new();
    let close = |(entry, texts): (&Entry, Vec<&str>)| {
        let mut update = json!({"@type": "BlogPosting", "articleBody": texts.join("\n\n")});
        if let Some(time) = &entry.time {
            match Stamp::read(&time.text) {
                Some(stamp) => update["datePublished"] = json!(stamp.text),
                None => update["temporal"] = json!(time.text),
            }
        }
        update
    };
    for step in walk::steps(&article.sections) {
        match step {
            Step::Section(_) => {}
            Step::Enter(entry) => open.push((entry, vec![&entry.text])),
            Step::Leave => updates.extend(open.pop().map(close)),
            Step::Block(block) => {
                if let Some((_, texts)) = open.last_mut() {
                    texts.extend(block_text(block));
                }
            }
        }
    }
    Value::Array(updates)
}

fn block_text(block: &crate::article::Block) -> Option<&str> {
    use crate::article::Block;
    match block {
        Block::Paragraph(p) => Some(&p.text),
        Block::Quote(q) => Some(&q.text),
        Block::Turn(t) => Some(&t.text),
        Block::Embed(e) => e.text.as_ref().map(|t| t.text.as_str()),
        _ => None,
    }
}
