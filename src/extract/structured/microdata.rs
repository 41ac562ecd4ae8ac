//! The extractor `microdata`: attributes of microdata and RDFa Lite as items of schema.org.
//!
//! Sources: WHATWG HTML §5 (microdata), RDFa Lite 1.1.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::schema_org::{self, Trust};
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Stage};
use crate::provenance::Precedence;
use crate::read::html::{Dom, NodeId, NodeKind};

/// Items and properties of a page that are read.
const MAX_VALUES: usize = 5_000;

/// Bytes of a property's text that are read.
const MAX_TEXT: usize = 1_000;

/// Nodes below a property that are read for its text.
const MAX_NODES: usize = 200;

/// Reads `itemscope`/`itemprop` and `typeof`/`property`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Microdata;

impl Extractor for Microdata {
    fn name(&self) -> &str {
        "microdata"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        if let Some(dom) = cx.dom() {
            schema_org::interpret(&items(dom), Trust(930), cx, out);
        }
        Ok(())
    }
}

/// An item that is being read.
struct Open {
    node: NodeId,
    property: Option<String>,
    item: Map<String, Value>,
}

/// Properties of an article that pages write outside any item.
const LOOSE: &[&str] = &[
    "headline",
    "datePublished",
    "dateModified",
    "author",
    "articleSection",
    "keywords",
    "publisher",
    "alternativeHeadline",
];

/// The items of a page as JSON objects. One walk in document order; linear, as the text of a
/// property is bounded.
fn items(dom: &Dom<'_>) -> Vec<Value> {
    let mut done: Vec<Value> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut loose: Map<String, Value> = Map::new();
    let mut values = 0;
    let mut long: HashSet<u32> = HashSet::new();
    for node in dom.descendants(dom.root()) {
        if dom.kind(node) != NodeKind::Element {
            continue;
        }
        let mut scope = None;
        let mut property = None;
        let mut rdfa = false;
        for (name, value) in dom.attributes(node) {
            match name {
                "itemscope" => scope = scope.or(Some("")),
                "itemtype" => scope = Some(value),
                "typeof" if !value.is_empty() => {
                    rdfa = true;
                    scope = Some(value);
                }
                "itemprop" => property = Some(value),
                "property" if property.is_none() => {
                    rdfa = true;
                    property = Some(value);
                }
                _ => {}
            }
        }
        if scope.is_none() && property.is_none() {
            continue;
        }
        // Open Graph in the head belongs to the extractor `meta`.
        if rdfa && dom.tag(node) == Some("meta") && dom.attribute(node, "typeof").is_none() {
            continue;
        }
        // A formatting element that is opened again says nothing new.
        if dom.long_list(node).is_some_and(|list| !long.insert(list)) {
            continue;
        }
        close(dom, node, &mut open, &mut done);
        values += 1;
        if values > MAX_VALUES {
            break;
        }
        let names: Vec<&str> = property.into_iter().flat_map(property_names).collect();
        if let Some(kind) = scope
            && !is_picture_type(kind)
        {
            let mut item = Map::new();
            let types: Vec<Value> = kind.split_whitespace().map(Value::from).collect();
            item.insert("@type".to_owned(), Value::Array(types));
            if let Some(id) = dom
                .attribute(node, "itemid")
                .or_else(|| dom.attribute(node, "resource"))
            {
                item.insert("@id".to_owned(), Value::from(&*id));
            }
            open.push(Open {
                node,
                property: names.first().map(|n| (*n).to_owned()),
                item,
            });
            continue;
        }
        if names.is_empty() || names.contains(&"articleBody") {
            continue;
        }
        let value = Value::from(value_of(dom, node));
        for name in names {
            match open.last_mut() {
                Some(top) => add(&mut top.item, name, value.clone()),
                None if LOOSE.contains(&name) => add(&mut loose, name, value.clone()),
                None => {}
            }
        }
    }
    while let Some(top) = open.pop() {
        finish(top, &mut open, &mut done);
    }
    if !loose.is_empty() {
        loose.insert("@type".to_owned(), Value::from("CreativeWork"));
        done.push(Value::Object(loose));
    }
    done
}

/// Closes the items that do not hold `node`.
fn close(dom: &Dom<'_>, node: NodeId, open: &mut Vec<Open>, done: &mut Vec<Value>) {
    while let Some(top) = open.last() {
        if dom.ancestors(node).any(|a| a == top.node) {
            return;
        }
        if let Some(top) = open.pop() {
            finish(top, open, done);
        }
    }
}

fn finish(top: Open, open: &mut [Open], done: &mut Vec<Value>) {
    let value = Value::Object(top.item);
    match (top.property, open.last_mut()) {
        (Some(property), Some(parent)) => add(&mut parent.item, &property, value),
        // A list of related articles on the page is no list of the page's articles: an item
        // inside another without being its property stays on its own.
        _ => done.push(value),
    }
}

/// Adds a value to a property, which becomes an array with its second value.
fn add(item: &mut Map<String, Value>, name: &str, value: Value) {
    match item.get_mut(name) {
        None => {
            item.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(held) => *held = Value::Array(vec![held.take(), value]),
    }
}

/// The local names of properties; those of Dublin Core by their name in schema.org.
fn property_names(list: &str) -> impl Iterator<Item = &str> {
    list.split_whitespace().map(|name| {
        let (prefix, local) = name
            .rsplit_once([':', '/', '#'])
            .map_or(("", name), |(prefix, local)| (prefix, local));
        match (prefix.rsplit('/').next().unwrap_or(prefix), local) {
            ("dc" | "dcterms" | "terms" | "1.1", "date" | "issued") => "datePublished",
            ("dc" | "dcterms" | "terms" | "1.1", "modified") => "dateModified",
            ("dc" | "dcterms" | "terms" | "1.1", "title") => "name",
            (_, "articlebody") => "articleBody",
            (_, "datepublished") => "datePublished",
            _ => local,
        }
    })
}

/// Pictures that systems mark with `typeof="foaf:Image"`: their properties are the article's.
fn is_picture_type(kind: &str) -> bool {
    kind == "foaf:Image"
}

/// The value of a property, by its element.
fn value_of(dom: &Dom<'_>, node: NodeId) -> String {
    let attribute = |name: &str| dom.attribute(node, name).map(|v| v.into_owned());
    if let Some(content) = attribute("content") {
        return content;
    }
    let named = match dom.tag(node) {
        Some("a" | "area" | "link") => None,
        Some("audio" | "embed" | "iframe" | "img" | "source" | "track" | "video") => {
            attribute("src")
        }
        Some("object") => attribute("data"),
        Some("data" | "meter") => attribute("value"),
        Some("time") => attribute("datetime"),
        _ => None,
    };
    let text = named.unwrap_or_else(|| short_text(dom, node));
    if text.trim().is_empty() {
        attribute("href").unwrap_or_default()
    } else {
        text
    }
}

/// The text of an element up to a bound.
fn short_text(dom: &Dom<'_>, node: NodeId) -> String {
    let mut out = String::new();
    for inner in dom.descendants(node).take(MAX_NODES) {
        let short = dom.span(inner).is_some_and(|s| s.len() <= MAX_TEXT);
        if dom.kind(inner) == NodeKind::Text && short {
            out.push_str(&dom.text(inner));
            if out.len() > MAX_TEXT {
                break;
            }
        }
    }
    out
}
