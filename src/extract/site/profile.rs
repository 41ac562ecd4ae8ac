//! [`SiteProfile`] and what it does to a page.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::arabic;
use crate::arabic::date::{DateValue, parse_machine};
use crate::article::vocabulary::vocabulary;
use crate::article::{ContributorRole, Name, Text};
use crate::error::ExtractError;
use crate::extract::structured::{Authors, day_of_midnight, links, plain, stamp};
use crate::extract::{Candidates, Context, Extractor, Field, FieldValue, Stage};
use crate::label::Role;
use crate::provenance::{Confidence, Precedence};
use crate::read::TextBlock;
use crate::read::html::{Dom, NodeId, Selector, SelectorError};
use crate::span::Span;

vocabulary! {
    /// A part of a page that a [`Layout`] gives selectors for.
    pub enum Part {
        /// What holds the body: blocks outside it and outside every other part are no article.
        Include = "include",
        /// What is no part of the article, wherever it stands.
        Exclude = "exclude",
        /// The headline.
        Headline = "headline",
        /// The line above it.
        Kicker = "kicker",
        /// The standfirst.
        Deck = "deck",
        /// Who wrote it.
        Byline = "byline",
        /// When it was published: printed, or in an attribute `datetime` or `content`.
        Published = "published",
        /// When it was changed.
        Modified = "modified",
        /// The section of the site.
        Section = "section",
        /// The keywords, one an element.
        Tags = "tags",
        /// Headings inside the body.
        Heading = "heading",
        /// Captions.
        Caption = "caption",
        /// Credits that are elements of their own.
        Credit = "credit",
        /// Quotations set apart.
        Quote = "quote",
        /// Links to other stories.
        Related = "related",
    }
}

/// Selectors tried in their order: the first that matches anything counts.
///
/// In data a string or a list of strings. Deserialising fails where one is no
/// [`Selector`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectorList(Vec<Selector>);

impl SelectorList {
    /// Parses the selectors.
    ///
    /// # Errors
    ///
    /// Where one of them is none.
    pub fn parse<'a>(
        selectors: impl IntoIterator<Item = &'a str>,
    ) -> Result<SelectorList, SelectorError> {
        let parsed: Result<Vec<Selector>, SelectorError> =
            selectors.into_iter().map(Selector::parse).collect();
        parsed.map(SelectorList)
    }

    /// The selectors.
    pub fn iter(&self) -> impl Iterator<Item = &Selector> {
        self.0.iter()
    }

    /// The elements that the first matching selector picks, in document order.
    fn select(&self, dom: &Dom<'_>) -> Vec<NodeId> {
        self.0
            .iter()
            .map(|selector| dom.select(selector).take(MAX_MATCHES).collect::<Vec<_>>())
            .find(|nodes| !nodes.is_empty())
            .unwrap_or_default()
    }
}

/// Elements that one selector may pick.
const MAX_MATCHES: usize = 2_000;

impl Serialize for SelectorList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Selector::to_string))
    }
}

impl<'de> Deserialize<'de> for SelectorList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SelectorList, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum OneOrMany {
            One(String),
            Many(Vec<String>),
        }
        let words = match OneOrMany::deserialize(deserializer)? {
            OneOrMany::One(word) => vec![word],
            OneOrMany::Many(words) => words,
        };
        SelectorList::parse(words.iter().map(String::as_str)).map_err(serde::de::Error::custom)
    }
}

/// One layout of a site: where its parts stand, and when it was in use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Layout {
    /// The first day of the layout, in ISO 8601; `None` where it is not known.
    #[serde(default)]
    pub from: Option<String>,
    /// The last day of the layout.
    #[serde(default)]
    pub until: Option<String>,
    /// Selectors by part.
    #[serde(default)]
    pub select: BTreeMap<String, SelectorList>,
}

impl Layout {
    /// A layout without rules and without bounds in time.
    pub fn new() -> Layout {
        Layout::default()
    }

    /// The same layout with selectors for a part.
    ///
    /// # Errors
    ///
    /// Where one of them is no selector.
    pub fn with<'a>(
        mut self,
        part: Part,
        selectors: impl IntoIterator<Item = &'a str>,
    ) -> Result<Layout, SelectorError> {
        let list = SelectorList::parse(selectors)?;
        self.select.insert(part.as_str().to_owned(), list);
        Ok(self)
    }

    fn list(&self, part: &Part) -> Option<&SelectorList> {
        self.select.get(part.as_str())
    }

    /// Whether the layout was in use on a day.
    fn covers(&self, day: i64) -> bool {
        let bound = |date: &Option<String>| {
            date.as_deref()
                .and_then(parse_machine)
                .and_then(DateValue::unix_days)
        };
        bound(&self.from).is_none_or(|from| from <= day)
            && bound(&self.until).is_none_or(|until| day <= until)
    }

    /// Whether the page has the layout's headline or body.
    fn fits(&self, dom: &Dom<'_>) -> bool {
        [Part::Include, Part::Headline]
            .iter()
            .filter_map(|part| self.list(part))
            .any(|list| !list.select(dom).is_empty())
    }
}

/// A site's rules as data.
///
/// A profile is an [`Extractor`] of precedence [`SITE`](Precedence::SITE): it runs before the
/// blocks are labelled, decides the role of the blocks that its selectors pick, and gives values
/// for the byline, the dates, the section and the tags. It speaks where the page's host is one of
/// its hosts or lies below one, with the first of its layouts that was in use on the day of the
/// article and that the page fits. What no rule decides, the general rules do.
///
/// # Examples
///
/// ```
/// use khabar::extract::SiteProfile;
/// use khabar::{Hints, InputKind, Parsed, Parser};
///
/// let profile: SiteProfile = serde_json::from_str(r#"{
///     "name": "dhifaf",
///     "hosts": ["dhifaf.example"],
///     "layouts": [{
///         "from": "2019-01-01",
///         "select": { "headline": "h2.title", "byline": [".by a", ".by"], "include": "div.story" }
///     }]
/// }"#)?;
/// let parser = Parser::builder().extractor(profile).build()?;
/// let page = "<h1>ضفاف</h1><h2 class=title>افتتاح ميناء جديد</h2><p class=by>سالم الحداد</p>\
///     <div class=story><p>افتتح الوزير صباح اليوم الميناء الجديد على الساحل الشرقي.</p></div>";
/// let hints = Hints::new().with_kind(InputKind::Html).with_url("https://www.dhifaf.example/1");
/// let Parsed::Article(article) = parser.parse(page.as_bytes(), &hints)? else {
///     panic!("a page is an article");
/// };
/// assert_eq!(article.headline.unwrap().text, "افتتاح ميناء جديد");
/// assert_eq!(article.byline[0].name, "سالم الحداد");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SiteProfile {
    /// The extractor's name.
    pub name: String,
    /// Hosts; a host stands for all below it.
    pub hosts: Vec<String>,
    /// The outlet's name.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The layouts, the most telling first.
    #[serde(default)]
    pub layouts: Vec<Layout>,
}

impl SiteProfile {
    /// A profile for a host, without layouts.
    pub fn new(name: impl Into<String>, host: impl Into<String>) -> SiteProfile {
        SiteProfile {
            name: name.into(),
            hosts: vec![host.into()],
            ..SiteProfile::default()
        }
    }

    /// The same profile with one more layout.
    #[must_use]
    pub fn with_layout(mut self, layout: Layout) -> SiteProfile {
        self.layouts.push(layout);
        self
    }

    /// Whether a host is one of the profile's or lies below one.
    pub fn covers_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.hosts.iter().any(|own| {
            host.strip_suffix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// The layout of the page.
    fn layout(&self, dom: &Dom<'_>, day: Option<i64>) -> Option<&Layout> {
        self.layouts
            .iter()
            .filter(|layout| day.is_none_or(|day| layout.covers(day)))
            .find(|layout| layout.fits(dom))
    }

    /// Applies the profile to a page of its site.
    pub(crate) fn apply(&self, cx: &Context<'_>, out: &mut Candidates) {
        let Some(dom) = cx.dom() else {
            return;
        };
        if let Some(name) = &self.publisher {
            let confidence = Confidence::new(980);
            let name = Name::new(name, None, None, confidence, out.origin());
            out.publisher(name, confidence);
        }
        let day = day_of(out);
        if let Some(layout) = self.layout(dom, day) {
            Application { cx, dom, layout }.run(out);
        }
    }
}

impl Extractor for SiteProfile {
    fn name(&self) -> &str {
        &self.name
    }

    fn precedence(&self) -> Precedence {
        Precedence::SITE
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some() && host(cx).is_some_and(|host| self.covers_host(&host))
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        self.apply(cx, out);
        Ok(())
    }
}

/// The host of the page's own address.
pub(super) fn host(cx: &Context<'_>) -> Option<String> {
    let address = links::page_address(cx)?;
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.to_ascii_lowercase())
}

/// The day of the article, as far as metadata say it.
fn day_of(out: &Candidates) -> Option<i64> {
    out.values
        .iter()
        .filter(|c| c.field == Field::Published)
        .max_by_key(|c| (c.precedence, c.confidence))
        .and_then(|c| match &c.value {
            FieldValue::Timestamp(stamp) => parse_machine(stamp.value.as_deref()?)?.unix_days(),
            _ => None,
        })
}

/// How sure a site's rule is.
const SURE: Confidence = Confidence::new(985);

/// How sure it is that a block outside every part is no article: rules may have gaps.
const OUTSIDE: Confidence = Confidence::new(600);

/// Roles that a part gives its blocks whole.
const ROLES: &[(Part, Role)] = &[
    (Part::Exclude, Role::Boilerplate),
    (Part::Headline, Role::Headline),
    (Part::Kicker, Role::Kicker),
    (Part::Deck, Role::Deck),
    (Part::Byline, Role::Byline),
    (Part::Published, Role::Timestamp),
    (Part::Modified, Role::Timestamp),
    (Part::Tags, Role::Tags),
    (Part::Heading, Role::Heading),
    (Part::Caption, Role::Caption),
    (Part::Credit, Role::Credit),
    (Part::Quote, Role::Quote),
    (Part::Related, Role::Related),
];

/// A layout on a page.
struct Application<'p, 'a> {
    cx: &'p Context<'a>,
    dom: &'p Dom<'a>,
    layout: &'p Layout,
}

impl<'a> Application<'_, 'a> {
    fn run(&self, out: &mut Candidates) {
        let mut taken: Vec<Span> = Vec::new();
        for (part, role) in ROLES {
            let mut nodes = self.nodes(part);
            if *part == Part::Headline {
                nodes.truncate(1);
            }
            for node in nodes {
                for block in self.blocks(node) {
                    out.claim(block.span(), role.clone(), SURE);
                    taken.push(block.span());
                }
            }
        }
        self.outside(taken, out);
        self.people(out);
        self.dates(out);
        self.labels(out);
    }

    fn nodes(&self, part: &Part) -> Vec<NodeId> {
        self.layout
            .list(part)
            .map(|list| list.select(self.dom))
            .unwrap_or_default()
    }

    /// The blocks whose text stands in an element.
    fn blocks(&self, node: NodeId) -> &'a [TextBlock<'a>] {
        let blocks = self.cx.blocks();
        let Some(span) = self.dom.span(node) else {
            return &[];
        };
        let first = blocks.partition_point(|b| b.span().start() < span.start());
        let last = blocks.partition_point(|b| b.span().start() < span.end());
        blocks.get(first..last).unwrap_or(&[])
    }

    /// Blocks outside the body and outside every other part.
    fn outside(&self, mut taken: Vec<Span>, out: &mut Candidates) {
        let bodies = self.nodes(&Part::Include);
        if bodies.is_empty() {
            return;
        }
        for node in bodies {
            taken.extend(self.blocks(node).iter().map(TextBlock::span));
        }
        taken.sort_unstable();
        for block in self.cx.blocks() {
            if taken.binary_search(&block.span()).is_err() {
                out.claim(block.span(), Role::Boilerplate, OUTSIDE);
            }
        }
    }

    /// What an element says: its attribute for machines, else its text.
    fn value(&self, node: NodeId) -> String {
        ["content", "datetime"]
            .iter()
            .find_map(|name| self.dom.attribute(node, name))
            .filter(|value| !value.trim().is_empty())
            .map_or_else(|| plain(&self.dom.text(node)), |value| plain(&value))
    }

    fn people(&self, out: &mut Candidates) {
        let nodes = self.nodes(&Part::Byline);
        let mut authors = Authors::new(self.cx.lexicon(), out.origin(), SURE);
        for node in nodes {
            authors.string(&self.value(node), &ContributorRole::Reporter);
        }
        for person in &mut authors.people {
            person.span = self.place(&Part::Byline, &person.name);
        }
        authors.give(out);
    }

    /// Where a part prints a text.
    fn place(&self, part: &Part, text: &str) -> Option<Span> {
        self.nodes(part).into_iter().find_map(|node| {
            self.blocks(node).iter().find_map(|block| {
                let start = block.text().find(text)?;
                Some(block.source_span(start..start + text.len()))
            })
        })
    }

    fn dates(&self, out: &mut Candidates) {
        for part in [Part::Published, Part::Modified] {
            for node in self.nodes(&part) {
                let Some(mut stamp) = stamp(&self.value(node)) else {
                    continue;
                };
                if let [block] = self.blocks(node) {
                    if let Some(day) = day_of_midnight(&stamp, block.text()) {
                        stamp = day;
                    }
                    let text = Text::new(block.text(), Some(block.span()), SURE, out.origin());
                    stamp.text = Some(text);
                }
                if part == Part::Published {
                    out.published(stamp, SURE);
                } else {
                    out.modified(stamp, SURE);
                }
                break;
            }
        }
    }

    fn labels(&self, out: &mut Candidates) {
        if let Some(node) = self.nodes(&Part::Section).pop() {
            let text = self.value(node);
            let span = self.place(&Part::Section, &text);
            if !text.is_empty() {
                out.section(&text, span, SURE);
            }
        }
        let tags: Vec<Text> = self
            .nodes(&Part::Tags)
            .into_iter()
            .map(|node| self.value(node))
            .filter(|tag| !arabic::name_key(tag).is_empty())
            .map(|tag| {
                let span = self.place(&Part::Tags, &tag);
                Text::new(tag, span, SURE, out.origin())
            })
            .collect();
        if !tags.is_empty() {
            out.tags(tags, SURE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_match_by_suffix() {
        let profile = SiteProfile::new("d", "dhifaf.example");
        assert!(profile.covers_host("dhifaf.example"));
        assert!(profile.covers_host("m.Dhifaf.example"));
        assert!(!profile.covers_host("notdhifaf.example"));
        assert!(!profile.covers_host("dhifaf.example.org"));
    }

    #[test]
    fn layouts_are_chosen_by_day_and_by_what_the_page_has() {
        let page = "<h1 class=old>قديم</h1><h1 class=new>جديد</h1>";
        let dom = Dom::parse(page, &crate::Limits::new());
        let layout = |class: &str, from: Option<&str>, until: Option<&str>| {
            let mut layout = Layout::new()
                .with(Part::Headline, [format!("h1.{class}").as_str()])
                .unwrap();
            layout.from = from.map(str::to_owned);
            layout.until = until.map(str::to_owned);
            layout
        };
        let profile = SiteProfile::new("d", "dhifaf.example")
            .with_layout(layout("missing", None, None))
            .with_layout(layout("old", None, Some("2019-12-31")))
            .with_layout(layout("new", Some("2020-01-01"), None));
        let chosen = |day: &str| {
            let day = parse_machine(day).and_then(DateValue::unix_days);
            let layout = profile.layout(&dom, day).unwrap();
            layout
                .list(&Part::Headline)
                .unwrap()
                .iter()
                .next()
                .unwrap()
                .to_string()
        };
        assert_eq!(chosen("2019-12-31"), "h1.old");
        assert_eq!(chosen("2020-01-01"), "h1.new");
    }

    #[test]
    fn profiles_are_data() {
        let json = r#"{"name":"d","hosts":["d.example"],"layouts":[{"select":{"byline":"p.by"}}]}"#;
        let profile: SiteProfile = serde_json::from_str(json).unwrap();
        let back: SiteProfile =
            serde_json::from_str(&serde_json::to_string(&profile).unwrap()).unwrap();
        assert_eq!(back, profile);
        let broken = json.replace("p.by", "p:by");
        let error = serde_json::from_str::<SiteProfile>(&broken).unwrap_err();
        assert!(error.to_string().contains("column 2"), "{error}");
    }
}
