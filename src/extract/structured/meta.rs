//! The extractor `meta`: `<meta>` elements in the dialects of the web, and the page's `<title>`.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::authors::Authors;
use super::plain::plain;
use super::schema_org::outlet_id;
use super::{is_address, stamp};
use crate::arabic;
use crate::article::{Access, ContributorRole, Kind, Name, Text};
use crate::error::ExtractError;
use crate::extract::{Candidates, Context, Extractor, Field, Stage};
use crate::provenance::{Confidence, Precedence};
use crate::read::html::Dom;
use crate::smallprint::tokens::Tokens;

/// Elements that are read.
const MAX_ELEMENTS: usize = 2_000;

/// Keywords that are read.
const MAX_TAGS: usize = 64;

/// Bytes of a value; longer ones are no metadata.
const MAX_VALUE: usize = 20_000;

/// Reads `<meta>` and `<title>`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meta;

/// What a name says of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Property {
    Headline,
    Deck,
    Published,
    Modified,
    Author,
    Section,
    Tag,
    Publisher,
    Url,
    Language,
    Tier,
    Opinion,
    Type,
    Caption,
}

/// The names, in lower case, with what their values are worth in thousandths.
///
/// Sources: ogp.me, the Open Graph vocabulary `article`, X cards, DCMI terms, and the
/// documentation of Parse.ly, Sailthru, Cxense and Google News.
static NAMES: Lazy<HashMap<&'static str, (Property, u16)>> = Lazy::new(|| {
    use Property::*;
    [
        ("og:title", Headline, 850),
        ("twitter:title", Headline, 820),
        ("parsely-title", Headline, 880),
        ("sailthru.title", Headline, 850),
        ("cxenseparse:title", Headline, 850),
        ("dc.title", Headline, 800),
        ("dcterms.title", Headline, 800),
        ("headline", Headline, 850),
        ("title", Headline, 700),
        ("og:description", Deck, 850),
        ("twitter:description", Deck, 850),
        ("description", Deck, 850),
        ("dc.description", Deck, 850),
        ("dcterms.abstract", Deck, 850),
        ("sailthru.description", Deck, 850),
        ("article:published_time", Published, 940),
        ("og:article:published_time", Published, 930),
        ("article:published", Published, 900),
        ("article.published", Published, 900),
        ("og:published_time", Published, 900),
        ("parsely-pub-date", Published, 930),
        ("datepublished", Published, 920),
        ("cxenseparse:recs:publishtime", Published, 900),
        ("cxenseparse:publishtime", Published, 900),
        ("sailthru.date", Published, 880),
        ("dc.date.issued", Published, 920),
        ("dcterms.issued", Published, 920),
        ("dc.date.created", Published, 860),
        ("dcterms.created", Published, 860),
        ("dc.date", Published, 860),
        ("dcterms.date", Published, 860),
        ("pubdate", Published, 900),
        ("publish-date", Published, 890),
        ("publishdate", Published, 890),
        ("publish_date", Published, 890),
        ("publication_date", Published, 890),
        ("published_time", Published, 890),
        ("og:pubdate", Published, 880),
        ("date", Published, 820),
        ("article.created", Published, 800),
        ("article:modified_time", Modified, 920),
        ("og:article:modified_time", Modified, 900),
        ("article:modified", Modified, 880),
        ("og:updated_time", Modified, 850),
        ("datemodified", Modified, 900),
        ("dcterms.modified", Modified, 890),
        ("dc.date.modified", Modified, 890),
        ("lastmod", Modified, 850),
        ("last-modified", Modified, 600),
        ("article.updated", Modified, 850),
        ("article:author", Author, 850),
        ("article:author_name", Author, 870),
        ("parsely-author", Author, 900),
        ("author", Author, 820),
        ("dc.creator", Author, 800),
        ("dcterms.creator", Author, 800),
        ("sailthru.author", Author, 870),
        ("cxenseparse:author", Author, 870),
        ("byl", Author, 870),
        ("article:section", Section, 850),
        ("parsely-section", Section, 850),
        ("cxenseparse:section", Section, 830),
        ("articlesection", Section, 850),
        ("section", Section, 800),
        ("article:tag", Tag, 870),
        ("news_keywords", Tag, 860),
        ("parsely-tags", Tag, 850),
        ("sailthru.tags", Tag, 800),
        ("keywords", Tag, 700),
        ("og:site_name", Publisher, 850),
        ("application-name", Publisher, 700),
        ("publisher", Publisher, 750),
        ("dc.publisher", Publisher, 800),
        ("dcterms.publisher", Publisher, 800),
        ("og:url", Url, 800),
        ("parsely-link", Url, 800),
        ("og:locale", Language, 0),
        ("content-language", Language, 0),
        ("inlanguage", Language, 0),
        ("article:content_tier", Tier, 900),
        ("article:opinion", Opinion, 880),
        ("og:type", Type, 600),
        ("og:image:alt", Caption, 0),
        ("twitter:image:alt", Caption, 0),
    ]
    .into_iter()
    .map(|(name, property, worth)| (name, (property, worth)))
    .collect()
});

impl Extractor for Meta {
    fn name(&self) -> &str {
        "meta"
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
            let mut reader = Reader {
                cx,
                tags: Vec::new(),
                worth: 0,
                tokens: Tokens::default(),
            };
            reader.page(dom, out);
            reader.finish(out);
        }
        Ok(())
    }
}

struct Reader<'c, 'a> {
    cx: &'c Context<'a>,
    /// Keywords of the best name so far; names are not mixed.
    tags: Vec<Text>,
    worth: u16,
    tokens: Tokens,
}

impl Reader<'_, '_> {
    fn page(&mut self, dom: &Dom<'_>, out: &mut Candidates) {
        let mut read = 0;
        let mut titled = false;
        for node in dom.descendants(dom.root()) {
            match dom.tag(node) {
                Some("html") => {
                    if let Some(lang) = dom.attribute(node, "lang") {
                        out.observe(Field::from("language"), &lang);
                    }
                }
                Some("title") if !titled => {
                    titled = true;
                    let title = plain(&dom.text(node));
                    if !title.is_empty() {
                        out.headline(&title, None, Confidence::new(600));
                    }
                }
                Some("meta") if read < MAX_ELEMENTS => {
                    read += 1;
                    let name = ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .find_map(|key| dom.attribute(node, key));
                    let content = dom.attribute(node, "content");
                    if let (Some(name), Some(content)) = (name, content) {
                        self.element(&name, &content, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, name: &str, content: &str, out: &mut Candidates) {
        let content = content.trim();
        if content.is_empty() || content.len() > MAX_VALUE || name.len() > 64 {
            return;
        }
        let name = name.trim().to_ascii_lowercase();
        let known = NAMES.get(name.as_str()).or_else(|| {
            // `DC.date.issued` and `dc:date:issued` are the same name.
            NAMES.get(name.replacen("dc:", "dc.", 1).as_str())
        });
        let Some(&(property, worth)) = known else {
            return;
        };
        let sure = Confidence::new(worth);
        match property {
            Property::Headline => {
                let text = plain(content);
                if !text.is_empty() {
                    out.headline(&text, None, sure);
                }
            }
            Property::Deck => out.observe(Field::Deck, &plain(content)),
            Property::Published => {
                if let Some(stamp) = stamp(content) {
                    out.published(stamp, sure);
                }
            }
            Property::Modified => {
                if let Some(stamp) = stamp(content) {
                    out.modified(stamp, sure);
                }
            }
            Property::Author => {
                let mut authors = Authors::new(self.cx.lexicon(), out.origin(), sure);
                authors.string(&author(content), &ContributorRole::Reporter);
                authors.give(out);
            }
            Property::Section => {
                let text = plain(content);
                if !is_address(&text) && !text.is_empty() {
                    out.section(&text, None, sure);
                }
            }
            Property::Tag => self.keywords(content, worth, sure, out),
            Property::Publisher => {
                let text = plain(content);
                if !is_address(&text) && !text.is_empty() && text.chars().count() <= 60 {
                    let id = outlet_id(&text, self.cx.lexicon(), &mut self.tokens);
                    out.publisher(Name::new(text, id, None, sure, out.origin()), sure);
                }
            }
            Property::Url => {
                if content.starts_with("http://") || content.starts_with("https://") {
                    out.url(content, sure);
                }
            }
            Property::Language => out.observe(Field::from("language"), content),
            Property::Tier => {
                let access = match content {
                    "free" => Access::Free,
                    "metered" => Access::Metered,
                    "locked" => Access::Subscriber,
                    _ => return,
                };
                out.access(access, sure);
            }
            Property::Opinion => {
                if content.eq_ignore_ascii_case("true") {
                    out.kind(Kind::Opinion, sure);
                }
            }
            Property::Type => {
                if content.starts_with("video") {
                    out.kind(Kind::Video, sure);
                }
            }
            Property::Caption => out.captions.push(plain(content)),
        }
    }

    /// Keywords, one or several an element; those of the most telling name are kept.
    fn keywords(&mut self, content: &str, worth: u16, sure: Confidence, out: &Candidates) {
        if worth < self.worth {
            return;
        }
        if worth > self.worth {
            self.worth = worth;
            self.tags.clear();
        }
        for tag in plain(content).split([',', '،', ';', '|']) {
            let tag = tag.trim();
            let key = arabic::name_key(tag);
            if !key.is_empty()
                && self.tags.len() < MAX_TAGS
                && !self.tags.iter().any(|t| arabic::name_key(&t.text) == key)
            {
                self.tags.push(Text::new(tag, None, sure, out.origin()));
            }
        }
    }

    fn finish(&mut self, out: &mut Candidates) {
        if !self.tags.is_empty() {
            out.tags(std::mem::take(&mut self.tags), Confidence::new(self.worth));
        }
    }
}

/// The authors in the content of an element; some systems write a JSON array.
fn author(content: &str) -> String {
    match serde_json::from_str::<Vec<String>>(content) {
        Ok(names) => plain(&names.join("، ")),
        Err(_) => plain(content),
    }
}
