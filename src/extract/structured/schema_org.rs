//! The meaning of schema.org items, whichever dialect they were written in.
//!
//! Every dialect gives its items as JSON objects with `@type`; this module picks the item that is
//! the article and turns its properties into candidates. Source of the vocabulary: schema.org 29.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::authors::Authors;
use super::plain::{plain, plain_lines};
use super::stamp;
use crate::arabic;
use crate::article::{Access, ContributorRole, Credit, Kind, Name, Text};
use crate::extract::{Candidates, Context, Field, ImageCredit};
use crate::lexicon::Lexicon;
use crate::provenance::Confidence;
use crate::smallprint::{credit, tokens::Tokens};

/// Items of a page that are looked at.
const MAX_ITEMS: usize = 20_000;

/// Members of a list (authors, keywords) that are read.
const MAX_MEMBERS: usize = 64;

/// Characters of a credit, at most.
const MAX_CREDIT: usize = 120;

type Item = Map<String, Value>;

/// An item with its types, and whether it is the page's own subject or a part of something else.
struct Node<'v> {
    item: &'v Item,
    types: Vec<&'v str>,
    subject: bool,
}

/// The items of a page.
pub(crate) struct Graph<'v> {
    nodes: Vec<Node<'v>>,
    ids: HashMap<&'v str, &'v Item>,
}

/// Properties that lead from the page to its own subject.
const SUBJECT: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage", "@list", "@set"];

impl<'v> Graph<'v> {
    /// Gathers the items of several documents. Iterative; linear in their size.
    pub(crate) fn of(documents: &'v [Value]) -> Graph<'v> {
        let mut graph = Graph {
            nodes: Vec::new(),
            ids: HashMap::new(),
        };
        let mut queue: std::collections::VecDeque<(&Value, bool)> =
            documents.iter().map(|d| (d, true)).collect();
        while let Some((value, subject)) = queue.pop_front() {
            match value {
                Value::Array(members) => queue.extend(members.iter().map(|m| (m, subject))),
                Value::Object(item) => {
                    let types: Vec<&str> = item.get("@type").map(types).unwrap_or_default();
                    if let Some(id) = item.get("@id").and_then(Value::as_str)
                        && item.len() > 1
                    {
                        let held = graph.ids.entry(id).or_insert(item);
                        if held.len() < item.len() {
                            *held = item;
                        }
                    }
                    for (key, value) in item {
                        if value.is_object() || value.is_array() {
                            queue.push_back((value, subject && SUBJECT.contains(&key.as_str())));
                        }
                    }
                    if !types.is_empty() && graph.nodes.len() < MAX_ITEMS {
                        graph.nodes.push(Node {
                            item,
                            types,
                            subject,
                        });
                    }
                }
                _ => {}
            }
        }
        graph
    }

    /// The item that a value is or refers to.
    fn resolve(&self, value: &'v Value) -> Option<&'v Item> {
        let item = value.as_object()?;
        if item.len() == 1
            && let Some(id) = item.get("@id").and_then(Value::as_str)
        {
            return self.ids.get(id).copied().or(Some(item));
        }
        Some(item)
    }
}

/// The names of types, without their namespace.
fn types(value: &Value) -> Vec<&str> {
    members(value)
        .filter_map(Value::as_str)
        .map(|t| t.rsplit(['/', '#', ':']).next().unwrap_or(t))
        .collect()
}

/// The members of an array, or the value itself.
fn members(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(members) => members.iter(),
        other => std::slice::from_ref(other).iter(),
    }
    .take(MAX_MEMBERS)
}

/// How well a type describes the article of a page; lower is better.
fn rank(types: &[&str]) -> Option<u8> {
    types
        .iter()
        .filter_map(|t| match *t {
            t if t.ends_with("NewsArticle") => Some(0),
            "LiveBlogPosting" | "Report" => Some(0),
            "Article"
            | "BlogPosting"
            | "AdvertiserContentArticle"
            | "SatiricalArticle"
            | "TechArticle"
            | "ScholarlyArticle"
            | "ClaimReview" => Some(1),
            "VideoObject" | "ImageGallery" | "MediaGallery" | "PodcastEpisode" | "Review"
            | "Recipe" | "Event" => Some(2),
            t if t.ends_with("WebPage") || t == "ItemPage" => Some(3),
            "CreativeWork" => Some(3),
            _ => None,
        })
        .min()
}

/// What a dialect's values are worth.
#[derive(Clone, Copy)]
pub(crate) struct Trust(pub(crate) u16);

impl Trust {
    /// The dialect's confidence, as a share of what a property is worth.
    fn of(self, permille: u16) -> Confidence {
        Confidence::new((u32::from(self.0) * u32::from(permille) / 1000) as u16)
    }
}

/// Writes what the items say of the article.
pub(crate) fn interpret(documents: &[Value], trust: Trust, cx: &Context<'_>, out: &mut Candidates) {
    let graph = Graph::of(documents);
    let mut reader = Reader {
        graph: &graph,
        trust,
        cx,
        tokens: Tokens::default(),
    };
    reader.site(out);
    reader.breadcrumbs(out);
    reader.claim_review(out);
    reader.images(out);
    if let Some(article) = reader.article() {
        reader.read(article, out);
    }
}

struct Reader<'g, 'v, 'a> {
    graph: &'g Graph<'v>,
    trust: Trust,
    cx: &'g Context<'a>,
    tokens: Tokens,
}

impl<'g, 'v> Reader<'g, 'v, '_> {
    /// The page's article: of the best type, then with a headline, then at the page's own
    /// address, then the first.
    fn article(&self) -> Option<&'g Node<'v>> {
        let address = super::links::page_address(self.cx);
        let address = address.as_deref().map(path_of);
        self.graph
            .nodes
            .iter()
            .filter(|n| n.subject)
            .filter_map(|node| {
                let rank = rank(&node.types)?;
                let titled = node.item.contains_key("headline") || node.item.contains_key("name");
                let here = address.is_some_and(|here| {
                    address_of(node.item).is_some_and(|url| path_of(url) == here)
                });
                Some(((rank, !titled, !here), node))
            })
            .min_by_key(|(key, _)| *key)
            .map(|(_, node)| node)
    }

    fn read(&mut self, node: &Node<'v>, out: &mut Candidates) {
        let item = node.item;
        let page_only = rank(&node.types) == Some(3);
        // A page's own title often holds the site's name, and its date may be the template's.
        let trust = if page_only {
            Trust(self.trust.0 * 4 / 5)
        } else {
            self.trust
        };
        if let Some(headline) = text(item, "headline").or_else(|| text(item, "name")) {
            out.headline(&headline, None, trust.of(950));
        }
        for key in ["alternativeHeadline", "description", "abstract"] {
            if let Some(deck) = text(item, key) {
                out.observe(Field::Deck, &deck);
            }
        }
        self.dates(item, trust, out);
        self.people(node, trust, out);
        self.labels(item, trust, out);
        self.access(item, trust, out);
        if let Some(url) = address_of(item) {
            out.url(url, trust.of(850));
        }
        if let Some(kind) = kind(&node.types) {
            out.kind(kind, trust.of(900));
        }
        for key in ["articleBody", "text", "transcript"] {
            if let Some(body) = item.get(key).and_then(Value::as_str) {
                out.body_text(&plain_lines(body));
            }
        }
        let updates = item.get("liveBlogUpdate").into_iter().flat_map(members);
        let updates = updates.filter_map(|update| update.get("articleBody")?.as_str());
        let updates: Vec<String> = updates.map(plain_lines).collect();
        if !updates.is_empty() {
            out.body_text(&updates.join("\n"));
        }
        if let Some(words) = item.get("wordCount").and_then(number) {
            out.words = Some(words);
        }
        for image in item.get("image").into_iter().flat_map(members) {
            if let Some(image) = self.graph.resolve(image) {
                for key in ["caption", "description", "name"] {
                    out.captions.extend(text(image, key));
                }
            }
        }
        if let Some(language) = item.get("inLanguage") {
            let code = language
                .as_str()
                .or_else(|| language.get("alternateName").and_then(Value::as_str));
            out.observe(Field::from("language"), code.unwrap_or(""));
        }
    }

    fn dates(&self, item: &Item, trust: Trust, out: &mut Candidates) {
        let date = |key: &str| {
            item.get(key)
                .into_iter()
                .flat_map(members)
                .find_map(Value::as_str)
                .and_then(stamp)
        };
        for (key, worth) in [
            ("datePublished", 970),
            ("uploadDate", 900),
            ("dateCreated", 800),
        ] {
            if let Some(stamp) = date(key) {
                out.published(stamp, trust.of(worth));
            }
        }
        if let Some(stamp) = date("dateModified") {
            out.modified(stamp, trust.of(930));
        }
    }

    fn people(&mut self, node: &Node<'v>, trust: Trust, out: &mut Candidates) {
        let confidence = trust.of(930);
        let mut authors = Authors::new(self.cx.lexicon(), out.origin(), confidence);
        let opinion = node.types.contains(&"OpinionNewsArticle");
        let writer = if opinion {
            ContributorRole::Author
        } else {
            ContributorRole::Reporter
        };
        for (key, role) in [
            ("author", &writer),
            ("creator", &writer),
            ("translator", &ContributorRole::Translator),
            ("editor", &ContributorRole::Editor),
        ] {
            if key == "creator" && !authors.people.is_empty() {
                continue;
            }
            for value in node.item.get(key).into_iter().flat_map(members) {
                self.author(value, role, &mut authors);
            }
        }
        // Only a role says what somebody contributed: `{"@type": "Role", "roleName": "photographer",
        // "contributor": …}`.
        for value in node.item.get("contributor").into_iter().flat_map(members) {
            let role = value.get("roleName").and_then(Value::as_str);
            if let (Some(role), Some(inner)) = (role, value.get("contributor")) {
                let role = ContributorRole::from(plain(role).to_lowercase().as_str());
                for value in members(inner) {
                    self.author(value, &role, &mut authors);
                }
            }
        }
        authors.give(out);
        for key in ["publisher", "sourceOrganization"] {
            if let Some(publisher) = node.item.get(key) {
                let name = publisher
                    .as_str()
                    .map(plain)
                    .or_else(|| self.graph.resolve(publisher).and_then(|p| text(p, "name")));
                if let Some(name) = name {
                    let id = outlet_id(&name, self.cx.lexicon(), &mut self.tokens);
                    let confidence = trust.of(900);
                    let name = Name::new(name, id, None, confidence, out.origin());
                    out.publisher(name, confidence);
                }
            }
        }
    }

    /// One author: a name, or an item with a name.
    fn author(&self, value: &'v Value, role: &ContributorRole, authors: &mut Authors<'_>) {
        if let Some(name) = value.as_str() {
            authors.string(&plain(name), role);
            return;
        }
        let Some(item) = self.graph.resolve(value) else {
            return;
        };
        let types = item.get("@type").map(types).unwrap_or_default();
        let organisation = types.iter().any(|t| t.ends_with("Organization"));
        for name in item.get("name").into_iter().flat_map(members) {
            let Some(name) = name.as_str().map(plain) else {
                continue;
            };
            if organisation {
                authors.organisation(&name);
            } else {
                authors.string(&name, role);
            }
        }
    }

    fn labels(&self, item: &Item, trust: Trust, out: &mut Candidates) {
        let sections = item.get("articleSection").into_iter().flat_map(members);
        if let Some(section) = sections
            .filter_map(Value::as_str)
            .map(plain)
            .find(|s| !s.is_empty())
        {
            out.section(&section, None, trust.of(900));
        }
        let mut tags: Vec<Text> = Vec::new();
        let mut add = |tag: &str| {
            let tag = tag.trim();
            if !tag.is_empty() && tags.len() < MAX_MEMBERS {
                tags.push(Text::new(tag, None, trust.of(900), out.origin()));
            }
        };
        for keyword in item.get("keywords").into_iter().flat_map(members) {
            match keyword {
                // Some systems write `Tag:…` or `Author:…` before each keyword.
                Value::String(list) => plain(list).split([',', '،', ';', '|']).for_each(&mut add),
                Value::Object(term) => text(term, "name").iter().for_each(|t| add(t)),
                _ => {}
            }
        }
        if !tags.is_empty() {
            out.tags(tags, trust.of(900));
        }
    }

    fn access(&self, item: &Item, trust: Trust, out: &mut Candidates) {
        let whole = item.get("isAccessibleForFree").and_then(truth);
        let parts = item
            .get("hasPart")
            .into_iter()
            .flat_map(members)
            .any(|part| part.get("isAccessibleForFree").and_then(truth) == Some(false));
        let access = match (whole, parts) {
            (Some(false), _) | (None, true) => Access::Subscriber,
            (Some(true), true) => Access::Metered,
            (Some(true), false) => Access::Free,
            (None, false) => return,
        };
        out.access(access, trust.of(900));
    }

    /// The names of the site: its own items, apart from the article.
    fn site(&mut self, out: &mut Candidates) {
        let mut found = 0;
        for node in self.graph.nodes.iter().filter(|n| n.subject) {
            let site = node.types.contains(&"WebSite");
            let outlet = node.types.iter().any(|t| t.ends_with("Organization"));
            if (site || outlet)
                && found < MAX_MEMBERS
                && let Some(name) = text(node.item, "name")
            {
                found += 1;
                let id = outlet_id(&name, self.cx.lexicon(), &mut self.tokens);
                let confidence = self.trust.of(if site { 750 } else { 700 });
                let name = Name::new(name, id, None, confidence, out.origin());
                out.publisher(name, confidence);
            }
        }
    }

    /// The innermost step of the path to the article names its section.
    fn breadcrumbs(&self, out: &mut Candidates) {
        let Some(list) = self
            .graph
            .nodes
            .iter()
            .find(|n| n.types.contains(&"BreadcrumbList"))
        else {
            return;
        };
        let mut steps: Vec<(u32, String)> = list
            .item
            .get("itemListElement")
            .into_iter()
            .flat_map(members)
            .enumerate()
            .filter_map(|(i, step)| {
                let name = step
                    .get("name")
                    .or_else(|| step.get("item").and_then(|item| item.get("name")))
                    .and_then(Value::as_str)?;
                let position = step.get("position").and_then(number);
                Some((position.unwrap_or(i as u32 + 1), plain(name)))
            })
            .collect();
        steps.sort_by_key(|(position, _)| *position);
        let names: Vec<&str> = steps.iter().map(|(_, name)| name.as_str()).collect();
        super::links::section_of_path(&names, self.trust.of(650), self.cx, out);
    }

    /// Whose pictures are: `creditText`, or the credit that closes the caption.
    fn images(&mut self, out: &mut Candidates) {
        let images = self.graph.nodes.iter();
        for node in images
            .filter(|n| n.types.contains(&"ImageObject"))
            .take(MAX_MEMBERS)
        {
            let urls = ["contentUrl", "url"]
                .iter()
                .filter_map(|key| node.item.get(*key));
            let Some(url) = urls.flat_map(members).find_map(Value::as_str) else {
                continue;
            };
            let closing = |caption: String, tokens: &mut Tokens| {
                let found = credit::trailing(&caption, self.cx.lexicon(), tokens)?;
                let sure = found.sure && found.bracket.start > 0;
                sure.then(|| caption.get(found.inner).map(str::to_owned))?
            };
            let given = text(node.item, "creditText").or_else(|| {
                let caption = text(node.item, "caption")?;
                closing(caption, &mut self.tokens)
            });
            let Some(given) = given.filter(|given| given.chars().count() <= MAX_CREDIT) else {
                continue;
            };
            let confidence = self.trust.of(850);
            let read = credit::read(&given, self.cx.lexicon(), &mut self.tokens);
            let names = read.into_iter().flat_map(|read| read.names);
            let parts = names.filter_map(|(range, id)| {
                let name = given.get(range)?;
                Some(Name::new(name, id, None, confidence, out.origin()))
            });
            let parts = parts.collect();
            let mut credit = Credit::from(Text::new(given, None, confidence, out.origin()));
            credit.parts = parts;
            out.image_credits.push(ImageCredit {
                url: url.to_owned(),
                credit,
            });
        }
    }

    /// A fact-check's claim and what it was found to be.
    fn claim_review(&self, out: &mut Candidates) {
        let Some(review) = self
            .graph
            .nodes
            .iter()
            .find(|n| n.types.contains(&"ClaimReview"))
        else {
            return;
        };
        let confidence = self.trust.of(950);
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                out.extra(key, Value::from(value), confidence);
            }
        };
        add("claim", text(review.item, "claimReviewed"));
        let rating = review
            .item
            .get("reviewRating")
            .and_then(|r| self.graph.resolve(r));
        add(
            "verdict",
            rating.and_then(|r| text(r, "alternateName").or_else(|| text(r, "name"))),
        );
        let claimant = review
            .item
            .get("itemReviewed")
            .and_then(|r| self.graph.resolve(r))
            .and_then(|r| r.get("author"))
            .and_then(|a| members(a).next())
            .and_then(|a| self.graph.resolve(a));
        add("claimant", claimant.and_then(|a| text(a, "name")));
        out.kind(Kind::Factcheck, confidence);
    }
}

/// The plain text of a property; the first of several.
fn text(item: &Item, key: &str) -> Option<String> {
    members(item.get(key)?)
        .find_map(Value::as_str)
        .map(plain)
        .filter(|t| !t.is_empty())
}

/// The address of an item: its own, or that of the page it is the subject of.
fn address_of(item: &Item) -> Option<&str> {
    let page = item.get("mainEntityOfPage").and_then(|p| members(p).next());
    [
        item.get("url"),
        page,
        page.and_then(|p| p.get("@id")),
        page.and_then(|p| p.get("url")),
        item.get("@id"),
    ]
    .into_iter()
    .flatten()
    .filter_map(Value::as_str)
    .find(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// An address without scheme, query and fragment.
pub(crate) fn path_of(url: &str) -> &str {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.split(['?', '#']).next().unwrap_or(url);
    url.trim_start_matches("www.").trim_end_matches('/')
}

fn number(value: &Value) -> Option<u32> {
    let n = value
        .as_u64()
        .or_else(|| value.as_str().and_then(|s| s.trim().parse().ok()))?;
    u32::try_from(n).ok()
}

/// A boolean, also as a word or as a schema.org address.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(s) => match s.rsplit('/').next().unwrap_or(s).trim() {
            s if s.eq_ignore_ascii_case("true") => Some(true),
            s if s.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The kind that a type names.
fn kind(types: &[&str]) -> Option<Kind> {
    types.iter().find_map(|t| match *t {
        "OpinionNewsArticle" => Some(Kind::Opinion),
        "AnalysisNewsArticle" => Some(Kind::Analysis),
        "LiveBlogPosting" => Some(Kind::Live),
        "VideoObject" => Some(Kind::Video),
        "ImageGallery" | "MediaGallery" => Some(Kind::Gallery),
        _ => None,
    })
}

/// The lexicon's id of an outlet or agency of that name.
pub(crate) fn outlet_id(name: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<String> {
    tokens.fill(name, 8, lexicon);
    let phrase = tokens.phrase(name, 0, 6);
    let (words, agency) = lexicon.agencies().longest(phrase)?;
    (words == tokens.len() && !arabic::name_key(name).is_empty()).then(|| agency.id().to_owned())
}
