//! Any text is read as a page: spans lie on character boundaries, primary texts and residue overlap
//! nowhere, and the tree holds every text node in its place.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz html tests/fuzz/corpus/html tests/fuzz/seeds/html
//! ```

#![no_main]

use std::sync::LazyLock;

use khabar::read::html::{Dom, NodeKind};
use khabar::{Article, Hints, InputKind, Keep, Limits, Parsed, Parser};
use libfuzzer_sys::fuzz_target;

static PARSER: LazyLock<Parser> = LazyLock::new(|| {
    let builder = Parser::builder().keep(Keep::Residue).keep(Keep::Alternatives);
    builder.build().expect("the built-in names differ")
});

fuzz_target!(|page: &str| {
    let hints = Hints::new().with_kind(InputKind::Html).with_encoding("utf-8");
    let source = PARSER.decode(page.as_bytes(), &hints);
    let parsed = PARSER.parse_source(&source, &hints).expect("content never fails");
    let Parsed::Article(article) = parsed else {
        panic!("a page is an article");
    };
    let mut end = 0;
    let mut spans: Vec<_> = residue(&article).collect();
    spans.sort();
    for span in spans {
        assert!(source.text().get(span.range()).is_some(), "{span:?} lies on no boundaries");
        assert!(span.start() >= end, "residue overlaps at {span:?}");
        end = span.end();
    }
    let json = serde_json::to_string(&article).expect("an article is JSON");
    let back: Article = serde_json::from_str(&json).expect("its JSON is an article");
    assert_eq!(back, *article);

    let dom = Dom::parse(source.text(), &Limits::new());
    for node in dom.descendants(dom.root()) {
        if dom.kind(node) == NodeKind::Text {
            let span = dom.span(node).expect("text has a place");
            assert!(source.text().get(span.range()).is_some(), "{span:?} of a text node");
        }
    }
});

fn residue(article: &Article) -> impl Iterator<Item = khabar::Span> {
    article.residue.iter().flatten().filter_map(|piece| piece.span)
}
