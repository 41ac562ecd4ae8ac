//! Any bytes are read as a feed, at once and item by item; spans hold in every item.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz feed tests/fuzz/corpus/feed tests/fuzz/seeds/feed
//! ```

#![no_main]

use std::sync::LazyLock;

use khabar::{FeedItem, Hints, InputKind, Parser, testing};
use libfuzzer_sys::fuzz_target;

static PARSER: LazyLock<Parser> = LazyLock::new(Parser::default);

/// Of markup the text is what its nodes hold, and not its slice.
fn check(item: &FeedItem) {
    if item.article.input.kind == InputKind::Text {
        assert_eq!(testing::check_spans(&item.source, &item.article), Ok(()));
    }
}

fuzz_target!(|bytes: &[u8]| {
    let hints = Hints::new();
    let feed = PARSER.parse_feed(bytes, &hints).expect("content never fails");
    for item in &feed.items {
        check(item);
    }
    let items = PARSER.feed_items(bytes, &hints).expect("memory can be read");
    for item in items {
        check(&item.expect("content never fails"));
    }
});
