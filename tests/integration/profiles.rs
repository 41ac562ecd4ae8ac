//! A page in the layout of every built-in profile: with the profile, and by the general rules
//! alone.

use khabar::article::Block;
use khabar::{Article, Hints, InputKind, Parsed, Parser};

const HEADLINE: &str = "توسيع رصيف الصيادين في المدينة الساحلية";

struct Page {
    name: &'static str,
    url: &'static str,
    html: &'static str,
    byline: &'static [&'static str],
    published: Option<&'static str>,
    tags: usize,
}

macro_rules! page {
    ($name:literal, $host:literal, $byline:expr, $published:expr, $tags:expr) => {
        Page {
            name: $name,
            url: concat!("https://", $host, "/news/1"),
            html: include_str!(concat!("fixtures/html/profiles/", $name, ".html")),
            byline: $byline,
            published: $published,
            tags: $tags,
        }
    };
}

fn pages() -> Vec<Page> {
    let mona: &[&str] = &["منى سعد"];
    vec![
        page!(
            "akhbarelyom",
            "akhbarelyom.com",
            mona,
            Some("2021-03-07T10:15"),
            2
        ),
        page!(
            "albayan",
            "www.albayan.ae",
            &[],
            Some("2021-03-07T10:15+04:00"),
            0
        ),
        page!(
            "almadenahnews",
            "www.almadenahnews.com",
            &[],
            Some("2021-03-07T10:15"),
            0
        ),
        page!(
            "alyaum",
            "www.alyaum.com",
            mona,
            Some("2021-03-07T10:15:00+03:00"),
            0
        ),
        page!(
            "arabic-cnn",
            "arabic.cnn.com",
            &[],
            Some("2010-03-07T10:15+04:00"),
            0
        ),
        page!("assabah", "www.assabah.com.tn", &[], Some("2021-03-07"), 0),
        page!(
            "bbc-arabic",
            "www.bbc.com",
            &[],
            Some("2021-03-07T10:15:30Z"),
            0
        ),
        page!("lbcgroup", "www.lbcgroup.tv", &[], Some("2021-03-07"), 0),
        page!("mawdoo3", "mawdoo3.com", mona, None, 0),
        page!("wikipedia-ar", "ar.wikipedia.org", &[], None, 0),
        page!("youm7", "www.youm7.com", mona, Some("2021-03-07T10:15"), 2),
    ]
}

fn parse(parser: &Parser, page: &Page) -> Article {
    let hints = Hints::new().with_kind(InputKind::Html).with_url(page.url);
    match parser.parse(page.html.as_bytes(), &hints).unwrap() {
        Parsed::Article(article) => *article,
        other => panic!("{}: {other:?}", page.name),
    }
}

/// Compares an article with what the page was written to hold.
fn check(page: &Page, article: &Article) {
    let name = page.name;
    let text = |t: &Option<khabar::Text>| t.as_ref().map(|t| t.text.clone());
    assert_eq!(text(&article.headline).as_deref(), Some(HEADLINE), "{name}");
    let people: Vec<&str> = article
        .byline
        .iter()
        .filter(|p| !p.is_organisation())
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(people, page.byline, "{name}");
    // An article whose only stamp is that of its last change has it as such.
    let stamp = article.published.as_ref().or(article.modified.as_ref());
    let value = stamp.and_then(|s| s.value.as_deref());
    match page.published {
        // Where only the day is sure, the page's clock is another than that of its metadata.
        Some(expected) => assert!(
            value.is_some_and(|v| v.starts_with(expected)),
            "{name}: {value:?}"
        ),
        None => assert_eq!(value, None, "{name}"),
    }
    assert_eq!(article.tags.len(), page.tags, "{name}");
    let paragraphs: Vec<&str> = article
        .blocks()
        .filter_map(|b| match b {
            Block::Paragraph(p) => Some(p.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(paragraphs.len(), 3, "{name}: {paragraphs:?}");
    assert!(paragraphs[1].starts_with("وأضاف أن الرصيف"), "{name}");
}

#[test]
fn every_profile_reads_its_layout() {
    let parser = Parser::default();
    for page in pages() {
        let article = parse(&parser, &page);
        check(&page, &article);
        let confidence = article.headline.unwrap().confidence;
        assert!(confidence.permille() >= 950, "{}: {confidence}", page.name);
    }
}

#[test]
fn the_general_rules_find_the_headline_without_profiles() {
    let parser = Parser::builder().without("site-profiles").build().unwrap();
    for page in pages() {
        let article = parse(&parser, &page);
        let headline = article.headline.map(|h| h.text);
        assert_eq!(headline.as_deref(), Some(HEADLINE), "{}", page.name);
    }
}
