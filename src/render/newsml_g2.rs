//! An article as IPTC NewsML-G2.

use std::fmt::{self, Write};

use super::ninjs::genre;
use super::shared::stamp::Stamp;
use super::shared::uri::identity;
use super::shared::xml::Xml;
use super::shared::{by, credits, direction, language, xhtml};
use crate::article::{Article, Name};

/// Writes the article as a [NewsML-G2](https://iptc.org/standards/newsml-g2/) news item of version
/// 2.34, conformance level power, with the body inline as XHTML.
///
/// - `guid` is the article's address, or a `urn:uuid:` made from its text.
/// - `itemMeta`: `provider` is the publisher, `versionCreated` the last change or the publication.
/// - `contentMeta`: `contentCreated`, `located` (the dateline's places), `infoSource` (agencies of
///   dateline and source line), `creator` and `contributor` (the byline), `language`, `genre`
///   (kind and labels), `keyword` (tags), `subject` (the section), `headline` (the
///   kicker as a second one with a `roleuri`), `dateline`, `by`, `creditline` (the credits of the figures),
///   `description` (decks).
/// - Ids of the lexicon are `literal`s.
///
/// NewsML-G2 requires `versionCreated`, an instant. An article without a time of day for its
/// publication or last change is written without it, which a validating reader reports: this
/// library does not make up times. A missing publisher is written as an empty `provider` for
/// the same reason.
///
/// Not carried: stamps as printed, titles and affiliations of contributors, attributions and
/// voices, related stories, access.
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
/// khabar::render::newsml_g2(&article, &mut out)?;
/// assert!(out.contains("<headline>افتتاح جسر جديد</headline>"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn newsml_g2(article: &Article, mut out: &mut (impl Write + ?Sized)) -> fmt::Result {
    let mut xml = Xml::document(&mut out)?;
    let guid = identity(article);
    let direction = direction(article);
    let language = language(article);
    let mut attributes = vec![
        ("xmlns", "http://iptc.org/std/nar/2006-10-01/"),
        ("guid", guid.as_str()),
        ("version", "1"),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.34"),
        ("conformance", "power"),
    ];
    attributes.extend(language.map(|code| ("xml:lang", code)));
    if direction != "auto" {
        attributes.push(("dir", direction));
    }
    xml.block("newsItem", &attributes)?;
    let catalog = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml";
    xml.empty("catalogRef", &[("href", catalog)])?;
    item_meta(article, &mut xml)?;
    content_meta(article, language, &mut xml)?;
    content_set(article, language, direction, &mut xml)?;
    xml.finish()
}

fn item_meta(article: &Article, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("itemMeta", &[])?;
    xml.empty("itemClass", &[("qcode", "ninat:text")])?;
    match &article.publisher {
        Some(publisher) => named("provider", publisher, xml)?,
        None => xml.empty("provider", &[])?,
    }
    let published = instant(Stamp::of(article.published.as_ref()));
    let modified = instant(Stamp::of(article.modified.as_ref()));
    if let Some(version) = modified.as_ref().or(published.as_ref()) {
        xml.leaf("versionCreated", &[], version)?;
    }
    if let Some(first) = &published {
        xml.leaf("firstCreated", &[], first)?;
    }
    xml.empty("pubStatus", &[("qcode", "stat:usable")])?;
    xml.close()
}

/// A value of the type `dateTime` of XML Schema, whose offset may be missing.
fn instant(stamp: Option<Stamp>) -> Option<String> {
    stamp.filter(|s| s.timed).map(|s| s.text)
}

/// A name as an element with `literal` and `name`.
fn named(element: &'static str, name: &Name, xml: &mut Xml<'_>) -> fmt::Result {
    literal(element, name.id.as_deref(), &name.name, xml)
}

fn literal(element: &'static str, id: Option<&str>, name: &str, xml: &mut Xml<'_>) -> fmt::Result {
    let attributes: Vec<(&str, &str)> = id.map(|id| ("literal", id)).into_iter().collect();
    xml.block(element, &attributes)?;
    xml.leaf("name", &[], name)?;
    xml.close()
}

fn content_meta(article: &Article, language: Option<&str>, xml: &mut Xml<'_>) -> fmt::Result {
    xml.block("contentMeta", &[])?;
    if let Some(stamp) = Stamp::of(article.published.as_ref()) {
        xml.leaf("contentCreated", &[], &stamp.text)?;
    }
    if let Some(stamp) = Stamp::of(article.modified.as_ref()) {
        xml.leaf("contentModified", &[], &stamp.text)?;
    }
    let dateline = article.dateline.as_ref();
    for place in dateline.iter().flat_map(|d| &d.places) {
        named("located", place, xml)?;
    }
    let agencies = dateline.iter().flat_map(|d| &d.agencies);
    for source in agencies.chain(&article.sources) {
        named("infoSource", source, xml)?;
    }
    // The schema wants administrative elements first, descriptive ones after.
    for person in &article.byline {
        let element = match person.role.as_str() {
            "translator" | "editor" | "photographer" => "contributor",
            _ => "creator",
        };
        literal(element, person.id.as_deref(), &person.name, xml)?;
    }
    if let Some(code) = language {
        xml.empty("language", &[("tag", code)])?;
    }
    let code = genre(&article.kind).map(|code| format!("genre:{code}"));
    match &code {
        Some(code) => xml.block("genre", &[("qcode", code)])?,
        None => xml.block("genre", &[("literal", article.kind.as_str())])?,
    }
    xml.leaf("name", &[], article.kind.as_str())?;
    xml.close()?;
    for label in &article.labels {
        literal("genre", None, label, xml)?;
    }
    for tag in &article.tags {
        xml.leaf("keyword", &[], &tag.text)?;
    }
    if let Some(section) = &article.section {
        literal("subject", None, &section.text, xml)?;
    }
    if let Some(headline) = &article.headline {
        xml.leaf("headline", &[], &headline.text)?;
    }
    if let Some(kicker) = &article.kicker {
        let role = "https://schema.org/alternativeHeadline";
        xml.leaf("headline", &[("roleuri", role)], &kicker.text)?;
    }
    if let Some(dateline) = dateline.filter(|d| !d.text.text.is_empty()) {
        xml.leaf("dateline", &[], &dateline.text.text)?;
    }
    let by = by(article);
    if !by.is_empty() {
        xml.leaf("by", &[], &by)?;
    }
    for figure in article.figures().filter(|f| !f.credit.is_empty()) {
        xml.leaf("creditline", &[], &credits(figure))?;
    }
    for deck in &article.deck {
        xml.leaf("description", &[("role", "drol:summary")], &deck.text)?;
    }
    xml.close()
}

fn content_set(
    article: &Article,
    language: Option<&str>,
    direction: &str,
    xml: &mut Xml<'_>,
) -> fmt::Result {
    let words: usize = article
        .body_texts()
        .map(|t| t.split_whitespace().count())
        .sum();
    xml.block("contentSet", &[])?;
    xml.block(
        "inlineXML",
        &[
            ("contenttype", "application/xhtml+xml"),
            ("wordcount", &words.to_string()),
        ],
    )?;
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("dir", direction),
    ];
    attributes.extend(language.map(|code| ("lang", code)));
    attributes.extend(language.map(|code| ("xml:lang", code)));
    xml.block("html", &attributes)?;
    xml.block("head", &[])?;
    let headline = article.headline.as_ref().map_or("", |h| h.text.as_str());
    xml.leaf("title", &[], headline)?;
    xml.close()?;
    xml.block("body", &[])?;
    if !headline.is_empty() {
        xml.leaf("h1", &[], headline)?;
    }
    xhtml::body(article, xml)?;
    for _ in 0..4 {
        xml.close()?;
    }
    Ok(())
}
