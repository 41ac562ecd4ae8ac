//! What an item and a feed's head say, before anything is made of it.

use super::element::{self, Children, Element};
use super::names::{Namespaces, Ns};
use super::value::{self, Content};

/// A file that an item names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawMedia {
    pub(crate) url: String,
    pub(crate) media_type: Option<String>,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

/// An item's fields as they stand, unescaped; the first of each kind comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawItem {
    pub(crate) title: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) guid: Option<String>,
    /// Names of those who made it, as written, several in one string.
    pub(crate) creators: Vec<String>,
    pub(crate) published: Vec<String>,
    pub(crate) modified: Vec<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) section: Option<String>,
    /// Names of the feeds and outlets it was taken from.
    pub(crate) sources: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) body: Option<Content>,
    pub(crate) summary: Option<Content>,
    /// Whether the format holds nothing but the body in the body.
    pub(crate) body_alone: bool,
    pub(crate) media: Vec<RawMedia>,
    /// `Some(true)` where access is said to be restricted.
    pub(crate) restricted: Option<bool>,
    pub(crate) genres: Vec<String>,
    /// Elements without an end tag.
    pub(crate) unclosed: usize,
    /// Syntax errors.
    pub(crate) errors: usize,
}

impl RawItem {
    /// Whether nothing of an article is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.title.is_none() && self.body.is_none() && self.summary.is_none() && self.link.is_none()
    }
}

/// The feed's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawFeed {
    pub(crate) title: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) feed_link: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) generator: Option<String>,
    pub(crate) copyright: Option<String>,
    /// The authors of items that name none (Atom and JSON Feed).
    pub(crate) creators: Vec<String>,
    pub(crate) publisher: Option<String>,
}

fn set(slot: &mut Option<String>, value: String) {
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value);
    }
}

fn push(list: &mut Vec<String>, value: String) {
    if !value.is_empty() && !list.contains(&value) && list.len() < 64 {
        list.push(value);
    }
}

/// Keeps the longer of two contents: a summary and a body are both found under one name.
fn longer(slot: &mut Option<Content>, content: Content) {
    if !content.text.is_empty()
        && slot
            .as_ref()
            .is_none_or(|held| held.text.len() < content.text.len())
    {
        *slot = Some(content);
    }
}

/// Text of an address: without the white space that broken feeds have in it.
fn address(element: &Element<'_>) -> String {
    let text = value::content(element.inner, Some(false)).text;
    text.split_whitespace().collect()
}

/// What an Atom text construct's `type` says about its text.
fn is_html(element: &Element<'_>) -> Option<bool> {
    match element.attribute("type")?.to_ascii_lowercase().as_str() {
        "html" | "xhtml" | "text/html" | "application/xhtml+xml" => Some(true),
        // `text` is the default, and the type of many a text that is HTML: the text decides.
        _ => None,
    }
}

/// Reads an item of any XML dialect. Of a `cut` item, whose end is missing, the last element
/// counts only if it is closed or holds running text: half an address is a wrong one.
pub(crate) fn item(xml: &str, cut: bool, names: &Namespaces) -> RawItem {
    let mut item = RawItem::default();
    let Children {
        mut elements,
        unclosed,
        errors,
        tail,
    } = element::children(xml, 1, names);
    (item.unclosed, item.errors) = (unclosed, errors);
    if cut && tail {
        elements.pop_if(|last| {
            !matches!(
                last.local,
                "description" | "encoded" | "content" | "summary"
            )
        });
    }
    for element in &elements {
        match element.ns {
            Ns::Feed => feed_element(&mut item, element, names),
            Ns::Dublin => dublin(&mut item, element),
            Ns::Content if element.local == "encoded" => {
                longer(&mut item.body, value::content(element.inner, Some(true)));
            }
            Ns::Media => media(&mut item, element, names),
            Ns::Itunes => match element.local {
                "author" => push(&mut item.creators, value::line(element.inner)),
                "summary" => longer(&mut item.summary, value::content(element.inner, None)),
                "title" => set(&mut item.title, value::line(element.inner)),
                "image" => {
                    if let Some(url) = element.attribute("href") {
                        add_media(&mut item, url, Some("image".to_owned()));
                    }
                }
                _ => {}
            },
            Ns::Slash if element.local == "section" => {
                set(&mut item.section, value::line(element.inner));
            }
            Ns::News => news(&mut item, element, names),
            Ns::Image if element.local == "image" => image(&mut item, element, names),
            _ => {}
        }
    }
    item
}

fn feed_element(item: &mut RawItem, element: &Element<'_>, names: &Namespaces) {
    let line = || value::line(element.inner);
    match element.local {
        "title" => set(&mut item.title, line()),
        "link" => link(item, element),
        "loc" => set(&mut item.link, address(element)),
        "guid" => {
            let guid = value::content(element.inner, Some(false)).text;
            // A permanent link unless said otherwise (RSS 2.0).
            let permanent = element.attribute("isPermaLink");
            if permanent.as_deref() != Some("false") && guid.starts_with("http") {
                set(&mut item.link, guid.clone());
            }
            set(&mut item.guid, guid);
        }
        "id" => set(&mut item.guid, line()),
        "author" => push(&mut item.creators, person(element, names)),
        "creator" => push(&mut item.creators, line()),
        "pubDate" | "published" | "issued" | "created" => push(&mut item.published, line()),
        "updated" | "modified" | "lastmod" => push(&mut item.modified, line()),
        "category" => {
            let label = element
                .attribute("label")
                .or_else(|| element.attribute("term"));
            push(&mut item.categories, label.unwrap_or_else(line));
        }
        "description" | "summary" => {
            longer(
                &mut item.summary,
                value::content(element.inner, is_html(element)),
            );
        }
        "content" if element.attribute("src").is_none() => {
            longer(
                &mut item.body,
                value::content(element.inner, is_html(element)),
            );
        }
        "enclosure" => {
            if let Some(url) = element.attribute("url") {
                add_media(item, url, element.attribute("type"));
            }
        }
        "source" => push(&mut item.sources, source(element, names)),
        _ => {}
    }
}

fn link(item: &mut RawItem, element: &Element<'_>) {
    let Some(href) = element.attribute("href") else {
        return set(&mut item.link, address(element));
    };
    match element.attribute("rel").as_deref() {
        None | Some("alternate") => set(&mut item.link, href),
        Some("enclosure") => add_media(item, href, element.attribute("type")),
        _ => {}
    }
}

fn add_media(item: &mut RawItem, url: String, media_type: Option<String>) {
    if item.media.len() < 64 && item.media.iter().all(|m| m.url != url) {
        item.media.push(RawMedia {
            url,
            media_type,
            ..RawMedia::default()
        });
    }
}

/// The name in a person construct of Atom, or an author of RSS: `a@b.example (Name)`.
fn person(element: &Element<'_>, names: &Namespaces) -> String {
    let inner = element::children(element.inner, 0, names);
    let name = inner
        .elements
        .iter()
        .find(|e| e.local == "name")
        .map(|e| value::line(e.inner));
    name.unwrap_or_else(|| without_address(&value::line(element.inner)))
}

/// A name beside an e-mail address, without it; nothing where there is no name.
fn without_address(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    if let Some((_, name)) = text.split_once('(') {
        return name.trim_end().trim_end_matches(')').trim().to_owned();
    }
    let kept: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .collect();
    kept.join(" ").trim_matches(['"', '\'']).to_owned()
}

/// The name of the feed an item was taken from: the text of RSS's `source`, the title in Atom's.
fn source(element: &Element<'_>, names: &Namespaces) -> String {
    let inner = element::children(element.inner, 0, names);
    match inner.elements.iter().find(|e| e.local == "title") {
        Some(title) => value::line(title.inner),
        None if inner.elements.is_empty() => value::line(element.inner),
        None => String::new(),
    }
}

fn dublin(item: &mut RawItem, element: &Element<'_>) {
    let line = || value::line(element.inner);
    match element.local {
        "creator" | "contributor" => push(&mut item.creators, line()),
        "date" | "created" | "issued" => push(&mut item.published, line()),
        "modified" => push(&mut item.modified, line()),
        "subject" => push(&mut item.categories, line()),
        "publisher" => set(&mut item.publisher, line()),
        "source" => push(&mut item.sources, line()),
        "title" => set(&mut item.title, line()),
        "description" => longer(&mut item.summary, value::content(element.inner, None)),
        "identifier" => set(&mut item.guid, line()),
        _ => {}
    }
}

/// Media RSS: files with what describes them, in groups or bare.
fn media(item: &mut RawItem, element: &Element<'_>, names: &Namespaces) {
    match element.local {
        "group" => {
            for inner in &element::children(element.inner, 0, names).elements {
                if inner.ns == Ns::Media {
                    // Groups do not nest.
                    if inner.local != "group" {
                        media(item, inner, names);
                    }
                }
            }
        }
        "content" => {
            let Some(url) = element.attribute("url") else {
                return;
            };
            let kind = element
                .attribute("type")
                .or_else(|| element.attribute("medium"));
            add_media(item, url.clone(), kind);
            let inner = element::children(element.inner, 0, names);
            if let Some(file) = item.media.iter_mut().find(|m| m.url == url) {
                for inner in inner.elements.iter().filter(|e| e.ns == Ns::Media) {
                    describe(file, inner);
                }
            }
        }
        // What stands beside a file describes it.
        "credit" | "text" | "description" if !item.media.is_empty() => {
            if let Some(file) = item.media.last_mut() {
                describe(file, element);
            }
        }
        "description" => longer(&mut item.summary, value::content(element.inner, None)),
        "title" => set(&mut item.title, value::line(element.inner)),
        "keywords" => {
            for keyword in value::line(element.inner).split([',', '،']) {
                push(&mut item.categories, keyword.trim().to_owned());
            }
        }
        "thumbnail" => {
            if let Some(url) = element.attribute("url").filter(|_| item.media.is_empty()) {
                add_media(item, url, Some("image".to_owned()));
            }
        }
        _ => {}
    }
}

fn describe(file: &mut RawMedia, element: &Element<'_>) {
    let line = value::line(element.inner);
    match element.local {
        // The description is the caption; a title is one only where there is no description.
        "description" if !line.is_empty() => file.caption = Some(line),
        "title" | "text" => set(&mut file.caption, line),
        "credit" => set(&mut file.credit, line),
        _ => {}
    }
}

/// Google News sitemaps.
fn news(item: &mut RawItem, element: &Element<'_>, names: &Namespaces) {
    if element.local != "news" {
        return;
    }
    for inner in &element::children(element.inner, 0, names).elements {
        let line = value::line(inner.inner);
        match inner.local {
            "title" => set(&mut item.title, line),
            "publication_date" => push(&mut item.published, line),
            "keywords" => {
                for keyword in line.split([',', '،']) {
                    push(&mut item.categories, keyword.trim().to_owned());
                }
            }
            "access" => item.restricted = Some(!line.is_empty()),
            "genres" => item.genres.extend(
                line.split(',')
                    .map(|genre| genre.trim().to_owned())
                    .filter(|genre| !genre.is_empty()),
            ),
            "publication" => {
                let publication = element::children(inner.inner, 0, names);
                if let Some(name) = publication.elements.iter().find(|e| e.local == "name") {
                    set(&mut item.publisher, value::line(name.inner));
                }
            }
            _ => {}
        }
    }
}

/// Google image sitemaps.
fn image(item: &mut RawItem, element: &Element<'_>, names: &Namespaces) {
    let children = element::children(element.inner, 0, names);
    let get = |name: &str| {
        let element = children.elements.iter().find(|e| e.local == name)?;
        Some(value::line(element.inner)).filter(|line| !line.is_empty())
    };
    if let Some(url) = get("loc") {
        add_media(item, url.clone(), Some("image".to_owned()));
        if let Some(file) = item.media.iter_mut().find(|m| m.url == url) {
            file.caption = get("caption").or_else(|| get("title"));
        }
    }
}

/// Reads what stands outside of the items: head and foot.
pub(crate) fn feed(xml: &str, names: &Namespaces) -> RawFeed {
    let mut feed = RawFeed::default();
    let root = element::children(xml, 1, names);
    for element in &root.elements {
        if element.local == "channel" {
            for inner in &element::children(element.inner, 0, names).elements {
                head(&mut feed, inner, names);
            }
        } else {
            head(&mut feed, element, names);
        }
    }
    feed
}

fn head(feed: &mut RawFeed, element: &Element<'_>, names: &Namespaces) {
    let line = || value::line(element.inner);
    match (element.ns, element.local) {
        (Ns::Feed, "title") => set(&mut feed.title, line()),
        (Ns::Feed, "link") => match (
            element.attribute("rel").as_deref(),
            element.attribute("href"),
        ) {
            (Some("self"), Some(href)) => set(&mut feed.feed_link, href),
            (None | Some("alternate"), Some(href)) => set(&mut feed.link, href),
            (_, None) => set(&mut feed.link, address(element)),
            _ => {}
        },
        (Ns::Feed, "description" | "subtitle" | "tagline") => set(&mut feed.description, line()),
        (Ns::Feed, "language") | (Ns::Dublin, "language") => set(&mut feed.language, line()),
        (Ns::Feed, "pubDate") | (Ns::Dublin, "date") => set(&mut feed.published, line()),
        (Ns::Feed, "lastBuildDate" | "updated" | "modified") => set(&mut feed.modified, line()),
        (Ns::Feed, "generator") => set(&mut feed.generator, line()),
        (Ns::Feed, "copyright" | "rights") | (Ns::Dublin, "rights") => {
            set(&mut feed.copyright, line());
        }
        (Ns::Feed, "image") => {
            let inner = element::children(element.inner, 0, names);
            if let Some(url) = inner.elements.iter().find(|e| e.local == "url") {
                set(&mut feed.image, address(url));
            }
        }
        (Ns::Feed, "logo" | "icon") => set(&mut feed.image, address(element)),
        (Ns::Itunes, "image") => {
            if let Some(href) = element.attribute("href") {
                set(&mut feed.image, href);
            }
        }
        (Ns::Feed, "author") => push(&mut feed.creators, person(element, names)),
        (Ns::Dublin, "publisher") => set(&mut feed.publisher, line()),
        _ => {}
    }
}
