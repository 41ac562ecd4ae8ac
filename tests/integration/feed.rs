//! Feeds: a golden for each dialect, what broken feeds cost, and what holds for any cut.

use std::io::BufReader;

use khabar::article::Block;
use khabar::{Article, Feed, Hints, InputKind, Parsed, Parser, parse_feed};
use quickcheck::{Arbitrary, Gen, QuickCheck};
use serde_json::{Value, json};

use crate::generator::wild::ArbitraryBytes;

const BODY: &str =
    "افتتح المحافظ صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل المتواصل في الموقع.";

/// The fields of an article that a feed gives, in short.
fn short(article: &Article) -> Value {
    let text = |t: &Option<khabar::Text>| t.as_ref().map(|t| t.text.clone());
    let figures: Vec<Value> = article
        .figures()
        .map(|figure| {
            json!([
                figure.media.first().map(|m| &m.url),
                text(&figure.caption),
                figure
                    .credit
                    .iter()
                    .map(|c| c.text.as_str())
                    .collect::<Vec<_>>(),
            ])
        })
        .collect();
    let names: Vec<String> = article
        .byline
        .iter()
        .map(|c| format!("{} ({})", c.name, c.role))
        .collect();
    let mut out = json!({
        "headline": text(&article.headline),
        "url": article.url,
        "byline": names,
        "published": article.published.as_ref().and_then(|s| s.value.clone()),
        "modified": article.modified.as_ref().and_then(|s| s.value.clone()),
        "tags": article.tags.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(),
        "publisher": article.publisher.as_ref().map(|p| &p.name),
        "guid": article.extra.get("guid"),
        "body": article.body_texts().collect::<Vec<_>>(),
        "figures": figures,
    });
    let map = out.as_object_mut().unwrap();
    map.retain(|_, value| !value.is_null() && *value != json!([]));
    out
}

fn one(feed: &str) -> Value {
    let feed = parse_feed(feed.as_bytes());
    assert_eq!(feed.items.len(), 1, "{:?}", feed.diagnostics);
    assert!(feed.diagnostics.is_empty(), "{:?}", feed.diagnostics);
    short(&feed.items[0].article)
}

#[test]
fn rss_2() {
    let feed = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>موجز الميناء</title><link>https://akhbar.example/</link><language>ar</language>
<item>
  <title>«الأشغال» تفتتح جسر النهر &amp;amp; تعد بآخر</title>
  <link>https://akhbar.example/7</link>
  <guid isPermaLink="false">7 at akhbar.example</guid>
  <dc:creator><![CDATA[سالم الحداد، منى سعد]]></dc:creator>
  <pubDate>Wed, 15 May 2024 10:00:00 +0300</pubDate>
  <category>محليات</category><category domain="x">جسور</category>
  <slash:section>أخبار</slash:section>
  <description>&lt;p&gt;موجز قصير […]&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>{BODY}</p><p>وقال المحافظ إن الجسر سيخدم سكان الضفتين &amp; يخفف الزحام عن وسط المدينة القديمة.</p>]]></content:encoded>
  <media:content url="https://img.example/7.jpg" type="image/jpeg"><media:description>أول حافلة تعبر الجسر</media:description><media:credit role="photographer">نادر قاسم</media:credit></media:content>
</item></channel></rss>"#
    );
    assert_eq!(
        one(&feed),
        json!({
            "headline": "«الأشغال» تفتتح جسر النهر & تعد بآخر",
            "url": "https://akhbar.example/7",
            "byline": ["سالم الحداد (reporter)", "منى سعد (reporter)"],
            "published": "2024-05-15T10:00:00+03:00",
            "tags": ["محليات", "جسور"],
            "guid": "7 at akhbar.example",
            "body": [BODY, "وقال المحافظ إن الجسر سيخدم سكان الضفتين & يخفف الزحام عن وسط المدينة القديمة."],
            "figures": [["https://img.example/7.jpg", "أول حافلة تعبر الجسر", ["نادر قاسم"]]],
        })
    );
    let parsed = parse_feed(feed.as_bytes());
    assert_eq!(parsed.meta.title.as_deref(), Some("موجز الميناء"));
    assert_eq!(parsed.meta.url.as_deref(), Some("https://akhbar.example/"));
    assert_eq!(parsed.meta.language.as_deref(), Some("ar"));
    assert_eq!(
        parsed.items[0].article.section.as_ref().unwrap().text,
        "أخبار"
    );
}

#[test]
fn rss_1_and_0_9() {
    let feed = format!(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>موجز</title><items><rdf:Seq><rdf:li rdf:resource="u"/></rdf:Seq></items></channel>
<item rdf:about="u"><title>جسر جديد</title><link>http://akhbar.example/1</link><d:date>2024-05-15</d:date><d:creator>سالم الحداد</d:creator><description>{BODY}</description></item></rdf:RDF>"#
    );
    let expected = json!({
        "headline": "جسر جديد", "url": "http://akhbar.example/1", "byline": ["سالم الحداد (reporter)"],
        "published": "2024-05-15", "body": [BODY],
    });
    assert_eq!(one(&feed), expected);
    let old = format!(
        "<rss version=\"0.91\"><channel><item><title>جسر جديد</title><description>{BODY}</description></item></channel></rss>"
    );
    assert_eq!(one(&old), json!({"headline": "جسر جديد", "body": [BODY]}));
}

#[test]
fn atom() {
    let feed = format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>موجز</title><link rel="self" href="https://a.example/f"/><updated>2024-05-16T00:00:00Z</updated>
<entry><id>tag:a.example,2024:1</id><title type="html">جسر &lt;b&gt;جديد&lt;/b&gt;</title><link href="https://a.example/1"/><link rel="enclosure" type="image/png" href="https://a.example/1.png"/>
<author><name>سالم الحداد</name><email>s@a.example</email></author><published>2024-05-15T10:00:00+03:00</published><updated>2024-05-15T12:00:00+03:00</updated>
<category term="b" label="جسور"/><source><title>صحيفة الميناء</title><updated>2024-01-01T00:00:00Z</updated></source>
<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>{BODY}</h:p></h:div></content></entry></feed>"#
    );
    assert_eq!(
        one(&feed),
        json!({
            "headline": "جسر جديد", "url": "https://a.example/1", "byline": ["سالم الحداد (reporter)"],
            "published": "2024-05-15T10:00:00+03:00", "modified": "2024-05-15T12:00:00+03:00",
            "tags": ["جسور"], "publisher": "صحيفة الميناء", "guid": "tag:a.example,2024:1",
            "body": [BODY], "figures": [["https://a.example/1.png", null, []]],
        })
    );
    let meta = parse_feed(feed.as_bytes()).meta;
    assert_eq!(meta.feed_url.as_deref(), Some("https://a.example/f"));
    assert_eq!(
        meta.modified.unwrap().value.as_deref(),
        Some("2024-05-16T00:00:00Z")
    );
}

#[test]
fn media_rss_and_itunes() {
    let feed = format!(
        r#"<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>موجز</title><item><title>جسر جديد</title><link>https://a.example/1</link>
<pubDate>الأربعاء 15 مايو 2024 - 10:00</pubDate><itunes:author>سالم الحداد</itunes:author>
<description>{BODY}</description>
<media:group>
<media:content url="https://img.example/1.jpg" medium="image"><media:title>عنوان الصورة</media:title><media:description>الجسر</media:description><media:credit>نادر قاسم</media:credit></media:content>
<media:content url="https://img.example/1.mp4" type="video/mp4"/>
</media:group>
<media:thumbnail url="https://img.example/small.jpg"/><media:keywords>جسور، نقل</media:keywords>
<enclosure url="https://img.example/1.mp3" type="audio/mpeg" length="1"/></item></channel></rss>"#
    );
    assert_eq!(
        one(&feed),
        json!({
            "headline": "جسر جديد", "url": "https://a.example/1", "byline": ["سالم الحداد (reporter)"],
            "published": "2024-05-15T10:00", "tags": ["جسور", "نقل"], "body": [BODY],
            "figures": [["https://img.example/1.jpg", "الجسر", ["نادر قاسم"]], ["https://img.example/1.mp4", null, []]],
        })
    );
}

#[test]
fn authors_of_the_feed_are_those_of_its_items() {
    let feed = |author: &str, item: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>صحيفة الساحل</title><author><name>{author}</name></author>\
             <entry><title>جسر جديد</title>{item}</entry></feed>"
        )
    };
    let byline = |feed: &str| one(feed)["byline"].clone();
    let own = "<author><name>منى سعد</name></author>";
    assert_eq!(
        byline(&feed("سالم الحداد", "")),
        json!(["سالم الحداد (reporter)"])
    );
    assert_eq!(
        byline(&feed("سالم الحداد", own)),
        json!(["منى سعد (reporter)"])
    );
    assert_eq!(byline(&feed("صحيفة الساحل", "")), Value::Null);
    let json = json!({
        "authors": [{"name": "سالم الحداد"}],
        "items": [{"id": "1", "title": "جسر جديد"}],
    });
    assert_eq!(byline(&json.to_string()), json!(["سالم الحداد (reporter)"]));
}

#[test]
fn ninjs_in_every_packing() {
    let item = json!({
        "uri": "urn:newsml:a.example:1", "headline": "جسر جديد", "byline": "سالم الحداد",
        "altIds": [{"role": "url", "value": "https://a.example/1"}],
        "versioncreated": "2024-05-15T10:00:00+03:00", "body_xhtml": format!("<p>{BODY}</p>"),
        "associations": {"main": {"type": "picture", "description_text": "الجسر", "byline": "نادر قاسم",
            "renditions": {"web": {"href": "https://img.example/1.jpg", "mimetype": "image/jpeg"}}}},
    });
    let expected = json!({
        "headline": "جسر جديد", "url": "https://a.example/1", "byline": ["سالم الحداد (reporter)"],
        "published": "2024-05-15T10:00:00+03:00", "guid": "urn:newsml:a.example:1", "body": [BODY],
        "figures": [["https://img.example/1.jpg", "الجسر", ["نادر قاسم"]]],
    });
    for packed in [
        item.clone(),
        json!([item.clone()]),
        json!({"items": [item.clone()], "total": 1}),
    ] {
        let packed = packed.to_string();
        assert_eq!(one(&packed), expected);
        assert_eq!(short(&stream(packed.as_bytes())[0]), expected);
        assert_eq!(
            khabar::input::sniff(&packed, &Hints::new()),
            InputKind::Feed
        );
    }
    let whole = item.to_string();
    let cut = &whole[..whole.find("\"uri\"").unwrap()];
    let feed = parse_feed(cut.as_bytes());
    assert!(feed.items.is_empty());
    assert_eq!(feed.diagnostics[0].code, "truncated-item");
}

#[test]
fn json_feed() {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "موجز", "home_page_url": "https://a.example/",
        "items": [{
            "id": "1", "url": "https://a.example/1", "title": "جسر جديد", "content_html": format!("<p>{BODY}</p>"),
            "date_published": "2024-05-15T10:00:00+03:00", "authors": [{"name": "سالم الحداد"}], "tags": ["جسور"],
            "image": "https://a.example/1.png",
        }],
    });
    assert_eq!(
        one(&feed.to_string()),
        json!({
            "headline": "جسر جديد", "url": "https://a.example/1", "byline": ["سالم الحداد (reporter)"],
            "published": "2024-05-15T10:00:00+03:00", "tags": ["جسور"], "guid": "1",
            "body": [BODY], "figures": [["https://a.example/1.png", null, []]],
        })
    );
}

#[test]
fn news_sitemap() {
    let feed = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://a.example/1</loc><lastmod>2024-05-16</lastmod><news:news><news:publication><news:name>صحيفة الميناء</news:name><news:language>ar</news:language></news:publication><news:publication_date>2024-05-15T10:00:00+03:00</news:publication_date><news:title>جسر جديد</news:title><news:keywords>جسور، نقل</news:keywords></news:news>
<image:image><image:loc>https://a.example/1.png</image:loc><image:caption>الجسر</image:caption></image:image></url></urlset>"#;
    assert_eq!(
        one(feed),
        json!({
            "headline": "جسر جديد", "url": "https://a.example/1", "published": "2024-05-15T10:00:00+03:00",
            "modified": "2024-05-16", "tags": ["جسور", "نقل"], "publisher": "صحيفة الميناء",
            "figures": [["https://a.example/1.png", "الجسر", []]],
        })
    );
}

#[test]
fn windows_1256_declared_or_not() {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><title>موجز</title><item><title>جسر جديد</title><description>{BODY}</description></item></channel></rss>"
    );
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!lossy);
    // Declared; undeclared; and called UTF-8, which it is not.
    let undeclared = bytes
        .split(|b| *b == b'>')
        .skip(1)
        .collect::<Vec<_>>()
        .join(&b'>');
    let wrong: Vec<u8> = [
        &b"<?xml version=\"1.0\" encoding=\"utf-8\"?>"[..],
        &undeclared,
    ]
    .concat();
    for bytes in [&bytes[..], &undeclared, &wrong] {
        let feed = parse_feed(bytes);
        assert_eq!(
            feed.items[0].article.headline.as_ref().unwrap().text,
            "جسر جديد"
        );
        assert_eq!(feed.items[0].article.body_texts().next(), Some(BODY));
        let streamed = stream(bytes);
        assert_eq!(streamed[0].headline.as_ref().unwrap().text, "جسر جديد");
        assert_eq!(feed.meta.title.as_deref(), Some("موجز"));
    }
    // UTF-8 that calls itself windows-1256.
    let feed = parse_feed(text.as_bytes());
    assert_eq!(
        feed.items[0].article.headline.as_ref().unwrap().text,
        "جسر جديد"
    );
}

#[test]
fn utf_16_is_streamed_too() {
    let text = "<rss><channel><item><title>جسر جديد</title></item></channel></rss>";
    let bytes: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        stream(&bytes)[0].headline.as_ref().unwrap().text,
        "جسر جديد"
    );
}

fn stream(bytes: &[u8]) -> Vec<Article> {
    let parser = Parser::default();
    let input = BufReader::with_capacity(257, bytes);
    parser
        .feed_items(input, &Hints::new())
        .unwrap()
        .map(|item| item.unwrap().article)
        .collect()
}

#[test]
fn items_are_streamed_in_the_memory_of_one() {
    let parser = Parser::default();
    let peak = |items: usize| {
        let feed = hundred(items, usize::MAX, "");
        let read = || {
            let input = BufReader::with_capacity(257, feed.as_bytes());
            let items = parser.feed_items(input, &Hints::new()).unwrap();
            items.filter(Result::is_ok).count()
        };
        let (count, bytes) = crate::support::heap::peak(read);
        assert_eq!(count, items);
        bytes
    };
    // The first feed loads what is loaded once.
    peak(1);
    let (few, many) = (peak(20), peak(2_000));
    assert!(many < few + few / 4, "{few} {many}");
}

/// A feed of `n` items.
fn hundred(n: usize, broken: usize, damage: &str) -> String {
    let mut feed = String::from("<rss version=\"2.0\"><channel><title>موجز</title>\n");
    for i in 0..n {
        if i == broken {
            feed.push_str(damage);
        } else {
            feed.push_str(&format!(
                "<item><title>خبر رقم {i}</title><link>https://a.example/{i}</link></item>\n"
            ));
        }
    }
    feed + "</channel></rss>"
}

#[test]
fn a_broken_item_of_a_hundred_costs_itself_in_json() {
    for damage in [
        r#"{"title": "قال "نعم" ثم "لا"}"#,
        r#"{"title": "مكسور" "x": }"#,
        r#"{"title": "مكسور", "y": "z}"#,
        "{\"title\": \"مكسور\n\u{1}\"}",
    ] {
        let item = |i| match i {
            50 => damage.to_owned(),
            i => format!("{{\"id\": \"{i}\", \"title\": \"خبر رقم {i}\"}}"),
        };
        let items: Vec<String> = (0..100).map(item).collect();
        let feed = parse_feed(format!("{{\"items\": [{}]}}", items.join(", ")).as_bytes());
        for i in (0..100).filter(|i| *i != 50) {
            let title = format!("خبر رقم {i}");
            let found = feed.items.iter().filter(|item| {
                let headline = item.article.headline.as_ref();
                headline.is_some_and(|h| h.text == title)
            });
            assert_eq!(found.count(), 1, "{i} after {damage}");
        }
    }
}

#[test]
fn a_broken_item_of_a_hundred_costs_itself() {
    for damage in [
        "<item><title>مكسور<link></item>",
        "<item><title>مكسور</title><description><![CDATA[بلا نهاية</description></item>\n",
        "<item><title>مكسور & مكسور < مكسور</title></item>",
        "<item><title>مكسور</title>",
        "<item><titel>مكسور</item></item>",
        "<item><title attr=\"x>مكسور</title></item>",
        "<item><!-- <title>مكسور</title></item>\n",
        "<item>&bomb;<title>&lol9;</title><description>\u{1}</description></item>",
        "<item><title>مكسور</title></b></item>",
        "<item/>",
    ] {
        let feed = parse_feed(hundred(100, 50, damage).as_bytes());
        for i in (0..100).filter(|i| *i != 50) {
            let title = format!("خبر رقم {i}");
            let found = feed.items.iter().filter(|item| {
                let headline = item.article.headline.as_ref();
                headline.is_some_and(|h| h.text == title)
            });
            assert_eq!(found.count(), 1, "{i} after {damage}");
        }
    }
}

#[test]
fn entities_are_not_expanded() {
    let feed = "<!DOCTYPE rss [<!ENTITY a \"خخخخخخخخخخ\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <rss><channel><item><title>جسر &b; &x; جديد</title></item></channel></rss>";
    let feed = parse_feed(feed.as_bytes());
    let headline = &feed.items[0].article.headline.as_ref().unwrap().text;
    assert_eq!(headline, "جسر &b; &x; جديد");
}

#[test]
fn what_is_no_feed_has_no_items() {
    for bytes in [
        &b""[..],
        b"<html><body><p>x</p></body></html>",
        b"{}",
        b"{\"items\": 3}",
        b"\0\0",
    ] {
        let feed = parse_feed(bytes);
        assert!(feed.items.is_empty());
        assert_eq!(feed.diagnostics.last().unwrap().code, "no-items");
    }
}

#[test]
fn parse_knows_feeds() {
    let feed = hundred(2, 9, "");
    let Ok(Parsed::Feed(parsed)) = khabar::parse(feed.as_bytes(), &Hints::new()) else {
        panic!("no feed");
    };
    assert_eq!(parsed.items.len(), 2);
    let json = serde_json::to_string(&parsed).unwrap();
    assert_eq!(serde_json::from_str::<Feed>(&json).unwrap(), *parsed);
}

#[test]
fn spans_refer_to_the_items_source() {
    let feed = format!(
        "<rss><channel><item><title>جسر جديد</title><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item></channel></rss>"
    );
    let feed = parse_feed(feed.as_bytes());
    let item = &feed.items[0];
    let Some(Block::Paragraph(paragraph)) = item.article.blocks().next() else {
        panic!("no paragraph");
    };
    assert_eq!(&item.source[paragraph.span.unwrap().range()], BODY);
}

/// A feed of some items in some dialect, and where each item's end tag ends.
#[derive(Clone, Debug)]
struct AnyFeed {
    text: String,
    ends: Vec<usize>,
}

impl Arbitrary for AnyFeed {
    fn arbitrary(g: &mut Gen) -> AnyFeed {
        let (open, item, close) = *g
            .choose(&[
                (
                    "<rss><channel><title>موجز</title>",
                    "item",
                    "</channel></rss>",
                ),
                (
                    "<feed xmlns='http://www.w3.org/2005/Atom'>",
                    "entry",
                    "</feed>",
                ),
                ("{\"title\": \"موجز\", \"items\": [", "", "]}"),
            ])
            .unwrap();
        let mut text = open.to_owned();
        let mut ends = Vec::new();
        for i in 0..usize::from(u8::arbitrary(g) % 5) {
            if item.is_empty() {
                if i > 0 {
                    text.push(',');
                }
                text.push_str(&format!(
                    "{{\"title\": \"خبر {i} }}]\", \"content_text\": \"نص \\\" {{\"}}"
                ));
            } else {
                text.push_str(&format!(
                    "<{item}><title>خبر {i}</title><summary><![CDATA[<p>نص</p></{item}>]]></summary></{item}>\n"
                ));
            }
            ends.push(text.trim_end().len());
        }
        text.push_str(close);
        AnyFeed { text, ends }
    }
}

#[test]
fn items_before_a_cut_survive() {
    fn holds(feed: AnyFeed) -> bool {
        let whole = parse_feed(feed.text.as_bytes());
        assert_eq!(whole.items.len(), feed.ends.len());
        for cut in 0..feed.text.len() {
            let part = parse_feed(&feed.text.as_bytes()[..cut]);
            let before = feed.ends.iter().filter(|end| **end <= cut).count();
            assert!(part.items.len() >= before, "{cut}: {}", feed.text);
            for (one, other) in part.items.iter().zip(&whole.items).take(before) {
                assert_eq!(one.article.headline, other.article.headline);
                assert_eq!(one.source, other.source);
            }
        }
        true
    }
    QuickCheck::new()
        .tests(6)
        .quickcheck(holds as fn(AnyFeed) -> bool);
}

#[test]
fn arbitrary_bytes_are_read() {
    fn holds(bytes: ArbitraryBytes, feed: AnyFeed, at: usize) -> bool {
        let mut mixed = feed.text.into_bytes();
        let at = at % (mixed.len() + 1);
        mixed.splice(at..at, bytes.0.iter().copied());
        let whole = parse_feed(&mixed);
        let streamed = stream(&mixed);
        // Whether bytes are decoded together or item by item, items are the same ones.
        whole.items.len() == streamed.len() || !bytes.0.is_ascii()
    }
    QuickCheck::new()
        .tests(100)
        .quickcheck(holds as fn(ArbitraryBytes, AnyFeed, usize) -> bool);
}

#[test]
fn an_outlet_among_the_creators_of_its_own_feed_is_credited() {
    let feed = r#"<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>رويترز</title><link>https://www.reuters.com/</link>
<item><title>افتتاح جسر جديد فوق النهر</title><link>https://www.reuters.com/7</link><dc:creator>رويترز</dc:creator>
<source url="https://www.reuters.com/">رويترز</source>
<description>افتتح المحافظ صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل المتواصل.</description></item>
</channel></rss>"#;
    assert_eq!(one(feed)["byline"], json!(["رويترز (agency)"]));
}

/// A feed with what feeds have: namespaces, CDATA, escaped and raw markup, media, a comment.
const WHOLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><!-- موجز -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>موجز الميناء</title><link>https://akhbar.example/</link><atom:link rel="self" href="https://akhbar.example/rss"/>
<item><title>افتتاح جسر &amp; سوق</title><link>https://akhbar.example/1</link><dc:creator>سالم الحداد</dc:creator>
<pubDate>Wed, 15 May 2024 10:00:00 +0300</pubDate><category>محليات</category>
<content:encoded><![CDATA[<p>افتتح المحافظ صباح أمس جسرا جديدا فوق النهر.</p><p>وقال إن الجسر يخفف الزحام.</p>]]></content:encoded>
<media:content url="https://img.example/1.jpg" type="image/jpeg"><media:description>الجسر</media:description></media:content></item>
<item><title>السوق القديمة</title><description>&lt;p&gt;عادت الحركة إلى السوق بعد ترميم أبوابها.&lt;/p&gt;</description></item>
</channel></rss>"#;

/// Cuts, copies and strange bytes at places of a feed.
#[derive(Clone, Debug)]
struct Damaged(Vec<u8>);

impl Arbitrary for Damaged {
    fn arbitrary(g: &mut Gen) -> Damaged {
        const STRANGE: [&[u8]; 10] = [
            b"<",
            b">",
            b"&",
            b"]]>",
            b"<![CDATA[",
            b"<item>",
            b"</item>",
            b"\0",
            b"\xff",
            b"<!--",
        ];
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..1 + u8::arbitrary(g) % 6 {
            let at = usize::arbitrary(g) % bytes.len().max(1);
            let end = bytes.len().min(at + usize::arbitrary(g) % 40);
            match u8::arbitrary(g) % 3 {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let copy = bytes[at..end].to_vec();
                    let to = usize::arbitrary(g) % (bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                _ => {
                    let strange = *g.choose(&STRANGE).unwrap();
                    bytes.splice(at..at, strange.iter().copied());
                }
            }
        }
        Damaged(bytes)
    }
}

#[test]
fn damaged_feeds_are_read_both_ways() {
    fn holds(Damaged(bytes): Damaged) -> Result<(), String> {
        let parser = Parser::default();
        let feed = parser
            .parse_feed(&bytes, &Hints::new())
            .map_err(|e| e.to_string())?;
        // Of markup the text is what its nodes hold; its slice is not.
        let text = |item: &&khabar::FeedItem| item.article.input.kind == InputKind::Text;
        for item in feed.items.iter().filter(text) {
            khabar::testing::check_spans(&item.source, &item.article)?;
        }
        let items = parser
            .feed_items(bytes.as_slice(), &Hints::new())
            .map_err(|e| e.to_string())?;
        let streamed = items
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| e.to_string())?;
        match streamed.len() == feed.items.len() {
            true => Ok(()),
            false => Err(format!("{} and {} items", feed.items.len(), streamed.len())),
        }
    }
    crate::support::check(60, holds as fn(Damaged) -> Result<(), String>);
}
