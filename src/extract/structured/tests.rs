//! Each dialect by itself: pages without blocks, and the candidates read from them.

use serde_json::{Value, json};

use super::*;
use crate::extract::{Candidates, Context, Field, Observed, Stage};
use crate::input::Hints;
use crate::lexicon::Lexicon;
use crate::read::Document;

/// What one extractor, or all of stage Metadata, says of a page.
struct Run {
    values: Vec<(String, Value)>,
    diagnostics: Vec<(String, Option<String>)>,
    observed: Observed,
}

impl Run {
    /// The values of a field, as strings where they are one text or date.
    fn of(&self, field: &str) -> Vec<Value> {
        let short = |value: &Value| {
            ["text", "value", "name"]
                .iter()
                .find_map(|key| value.get(key).filter(|v| v.is_string()))
                .unwrap_or(value)
                .clone()
        };
        self.values
            .iter()
            .filter(|(f, _)| f == field)
            .map(|(_, value)| match value {
                Value::Array(members) => members.iter().map(short).collect(),
                other => short(other),
            })
            .collect()
    }

    fn first(&self, field: &str) -> Value {
        self.of(field).into_iter().next().unwrap_or(Value::Null)
    }
}

fn run(html: &str) -> Run {
    let document = Document::of_tree(html);
    let hints = Hints::new();
    let cx = Context::new(&document, &[], Lexicon::builtin(), &hints);
    let mut out = Candidates::new();
    for extractor in builtin() {
        let runs = extractor.stage == Stage::Metadata && extractor.extractor.applies(&cx);
        if runs {
            out.writer(&extractor.origin, extractor.precedence, extractor.stage);
            extractor.extractor.extract(&cx, &mut out).unwrap();
        }
    }
    let observed = Observed::of(&mut out, &document);
    Run {
        values: out
            .values
            .iter()
            .map(|c| (c.field.to_string(), c.value.to_json()))
            .collect(),
        diagnostics: out
            .diagnostics
            .iter()
            .map(|d| (d.code.clone(), d.span.map(|s| html[s.range()].to_owned())))
            .collect(),
        observed,
    }
}

fn json_ld(json: &str) -> Run {
    run(&format!(
        "<script type=\"application/ld+json\">{json}</script>"
    ))
}

#[test]
fn an_article_of_json_ld() {
    let r = json_ld(
        r#"{"@context":"https://schema.org","@type":"NewsArticle",
        "headline":"&quot;ميناء&quot; جديد على الساحل","alternativeHeadline":"سعة مضاعفة",
        "description":"<p>افتتاح الميناء اليوم</p>",
        "datePublished":"2024-03-01T10:20:30+03:00","dateModified":"2024-03-02T08:00:00Z",
        "articleSection":["اقتصاد","محليات"],"keywords":"موانئ، تجارة,ساحل",
        "author":[{"@type":"Person","name":"سالم الحداد"},{"@type":"Organization","name":"رويترز"}],
        "publisher":{"@type":"NewsMediaOrganization","name":"صحيفة الضفة"},
        "isAccessibleForFree":"False","wordCount":"412","inLanguage":"ar",
        "image":{"@type":"ImageObject","caption":"رصيف الميناء"},
        "articleBody":"افتتح الوزير الميناء الجديد على الساحل صباح اليوم",
        "mainEntityOfPage":{"@type":"WebPage","@id":"https://example.com/a/1"}}"#,
    );
    assert_eq!(r.first("headline"), "\"ميناء\" جديد على الساحل");
    assert_eq!(r.first("published"), "2024-03-01T10:20:30+03:00");
    assert_eq!(r.first("modified"), "2024-03-02T08:00:00Z");
    assert_eq!(r.first("section"), "اقتصاد");
    assert_eq!(r.first("tags"), json!(["موانئ", "تجارة", "ساحل"]));
    assert_eq!(r.first("byline"), json!(["سالم الحداد", "رويترز"]));
    assert_eq!(r.first("publisher"), "صحيفة الضفة");
    assert_eq!(r.first("access"), "subscriber");
    assert_eq!(r.first("url"), "https://example.com/a/1");
    assert!(r.observed.agrees(&Field::Deck, "افتتاح الميناء اليوم"));
    assert!(r.observed.is_caption("رصيف الميناء"));
    assert_eq!(r.observed.word_count(), Some(412));
    assert_eq!(
        r.observed.body_share("الميناء الجديد على الساحل"),
        Some(1000)
    );
    assert!(r.diagnostics.is_empty());
}

#[test]
fn a_graph_with_references() {
    let r = json_ld(
        r##"{"@graph":[
        {"@type":"WebPage","@id":"#page","name":"ميناء - الضفة","datePublished":"2001-01-01"},
        {"@type":["Article","BlogPosting"],"headline":"ميناء جديد","author":{"@id":"#salem"}},
        {"@type":"Person","@id":"#salem","name":"سالم الحداد"},
        {"@type":"WebSite","name":"الضفة"},
        {"@type":"BreadcrumbList","itemListElement":[
          {"@type":"ListItem","position":3,"name":"ميناء جديد"},
          {"@type":"ListItem","position":1,"item":{"@id":"/","name":"الرئيسية"}},
          {"@type":"ListItem","position":2,"item":{"@id":"/e","name":"اقتصاد"}}]}]}"##,
    );
    assert_eq!(r.of("headline"), ["ميناء جديد"]);
    assert_eq!(r.first("byline"), json!(["سالم الحداد"]));
    assert_eq!(r.first("publisher"), "الضفة");
    assert!(r.of("published").is_empty());
}

#[test]
fn articles_that_are_parts_of_a_list_are_not_the_article() {
    let r = json_ld(
        r#"[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"خبر آخر"}]},
        {"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"هذا الخبر"}}]"#,
    );
    assert_eq!(r.of("headline"), ["هذا الخبر"]);
}

#[test]
fn types_give_the_kind() {
    for (kind, expected) in [
        ("OpinionNewsArticle", "opinion"),
        ("http://schema.org/LiveBlogPosting", "live"),
        ("VideoObject", "video"),
    ] {
        let r = json_ld(&format!(r#"{{"@type":"{kind}","name":"عنوان"}}"#));
        assert_eq!(r.first("kind"), expected, "{kind}");
    }
}

#[test]
fn a_fact_check_has_claim_and_verdict() {
    let r = json_ld(
        r#"{"@type":"ClaimReview","claimReviewed":"النهر جف تماما",
        "itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"حساب مجهول"}},
        "reviewRating":{"@type":"Rating","alternateName":"غير صحيح","ratingValue":"1"}}"#,
    );
    assert_eq!(r.first("kind"), "factcheck");
    assert_eq!(r.first("claim"), "النهر جف تماما");
    assert_eq!(r.first("verdict"), "غير صحيح");
    assert_eq!(r.first("claimant"), "حساب مجهول");
}

#[test]
fn repairs_are_noted_with_their_place() {
    let r = json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"ميناء\",}");
    assert_eq!(r.first("headline"), "ميناء");
    let noted = ("json-ld-repaired".to_owned(), Some(",".to_owned()));
    assert_eq!(r.diagnostics, [noted]);
    let r = json_ld("alert(1)");
    assert_eq!(r.diagnostics[0].0, "json-ld-unreadable");
}

#[test]
fn items_of_microdata() {
    let r = run(
        r#"<article itemscope itemtype="https://schema.org/NewsArticle">
        <h1 itemprop="headline name">ميناء جديد</h1>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">سالم
        الحداد</b></span>
        <time itemprop="datePublished" datetime="2024-03-01T10:20+03:00">أول مارس</time>
        <meta itemprop="articleSection" content="اقتصاد">
        <div itemprop="articleBody">نص <p itemprop="author">لا أحد</p></div></article>
        <div itemscope itemtype="https://schema.org/BreadcrumbList">
        <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
        <a itemprop="item" href="/"><span itemprop="name">الرئيسية</span></a></li>
        <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
        <a itemprop="item" href="/e"><span itemprop="name">محليات</span></a></li></div>"#,
    );
    assert_eq!(r.first("headline"), "ميناء جديد");
    assert_eq!(r.first("byline")[0], "سالم الحداد");
    assert_eq!(r.first("published"), "2024-03-01T10:20+03:00");
    assert_eq!(r.of("section")[..2], ["محليات", "اقتصاد"]);
}

#[test]
fn properties_outside_any_item_count_less() {
    let html =
        r#"<h1 itemprop="headline">ميناء جديد</h1><b itemprop="dateModified">2024-03-01</b>"#;
    let r = run(html);
    assert_eq!(r.first("headline"), "ميناء جديد");
    assert_eq!(r.first("modified"), "2024-03-01");
}

#[test]
fn rdfa_and_dublin_core_in_the_body() {
    let r = run(
        r#"<article vocab="http://schema.org/" typeof="schema:NewsArticle">
        <span property="schema:name" content="ميناء جديد"></span>
        <span property="dc:date" content="2019-02-08T00:00:00+01:00">الجمعة</span></article>"#,
    );
    assert_eq!(r.first("headline"), "ميناء جديد");
    assert_eq!(r.first("published"), "2019-02-08T00:00:00+01:00");
}

#[test]
fn dialects_of_meta() {
    for (html, field, expected) in [
        (
            r#"<meta property="og:title" content="ميناء جديد">"#,
            "headline",
            json!("ميناء جديد"),
        ),
        (
            r#"<meta name="DC.Title" content="ميناء جديد">"#,
            "headline",
            json!("ميناء جديد"),
        ),
        (
            "<title>\n ميناء جديد &amp;quot;الآن&amp;quot;</title>",
            "headline",
            json!("ميناء جديد \"الآن\""),
        ),
        (
            r#"<meta property="article:published_time" content="2020-06-03T03:01+0400">"#,
            "published",
            json!("2020-06-03T03:01+04:00"),
        ),
        (
            r#"<meta name="parsely-pub-date" content="2020-06-03 03:01:00">"#,
            "published",
            json!("2020-06-03T03:01:00"),
        ),
        (
            r#"<meta name="dc:date.issued" content="2020-06-03">"#,
            "published",
            json!("2020-06-03"),
        ),
        (
            r#"<meta property="og:updated_time" content="1591138860">"#,
            "modified",
            json!("2020-06-02T23:01:00Z"),
        ),
        (
            r#"<meta name="author" content="سالم الحداد - القاهرة">"#,
            "byline",
            json!(["سالم الحداد"]),
        ),
        (
            r#"<meta name="parsely-author" content='["Salem Haddad"]'>"#,
            "byline",
            json!(["Salem Haddad"]),
        ),
        (
            r#"<meta property="article:section" content="اقتصاد">"#,
            "section",
            json!("اقتصاد"),
        ),
        (
            r#"<meta property="og:site_name" content="صحيفة الضفة">"#,
            "publisher",
            json!("صحيفة الضفة"),
        ),
        (
            r#"<meta property="article:content_tier" content="metered">"#,
            "access",
            json!("metered"),
        ),
        (
            r#"<meta property="article:opinion" content="true">"#,
            "kind",
            json!("opinion"),
        ),
        (
            r#"<link rel="canonical" href="https://example.com/a">"#,
            "url",
            json!("https://example.com/a"),
        ),
        (
            r#"<link rel="amphtml" href="https://example.com/a/amp">"#,
            "amp_url",
            json!("https://example.com/a/amp"),
        ),
        (
            r#"<nav class="Breadcrumbs"><a>الرئيسية</a><a>اقتصاد</a></nav>"#,
            "section",
            json!("اقتصاد"),
        ),
    ] {
        assert_eq!(run(html).first(field), expected, "{html}");
    }
}

#[test]
fn addresses_are_neither_authors_nor_sections_nor_outlets() {
    for html in [
        r#"<meta property="article:author" content="https://www.facebook.com/salem">"#,
        r#"<meta property="og:site_name" content="https://example.com/">"#,
        r#"<meta property="article:section" content="www.example.com">"#,
        r#"<meta name="twitter:creator" content="@salem">"#,
    ] {
        assert!(run(html).values.is_empty(), "{html}");
    }
}

#[test]
fn tags_of_the_most_telling_name_win() {
    let r = run(
        r#"<meta name="keywords" content="كلمة,أخرى"><meta property="article:tag" content="موانئ">
        <meta property="article:tag" content="تجارة"><meta name="keywords" content="ثالثة">"#,
    );
    assert_eq!(r.of("tags"), [json!(["موانئ", "تجارة"])]);
}

#[test]
fn a_title_agrees_with_its_parts() {
    let r = run("<title>ميناء جديد على الساحل - اقتصاد - الضفة</title>");
    assert!(r.observed.agrees(&Field::Headline, "ميناء جديد على الساحل"));
    assert!(!r.observed.agrees(&Field::Headline, "اقتصاد"));
}

#[test]
fn deep_and_wide_items_are_read_in_time() {
    let deep = "<div itemscope itemtype=Thing itemprop=author>".repeat(20_000);
    assert!(run(&deep).of("byline").is_empty());
    let wide = "<meta property=article:tag content=كلمة>".repeat(20_000);
    assert_eq!(run(&wide).of("tags"), [json!(["كلمة"])]);
}
