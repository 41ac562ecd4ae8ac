//! Any string is read as text: without panic, with every byte accounted for and every span right.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz text tests/fuzz/corpus/text tests/fuzz/seeds/text
//! ```

#![no_main]

use std::sync::LazyLock;

use khabar::{Keep, Parser, testing};
use libfuzzer_sys::fuzz_target;

static PARSER: LazyLock<Parser> = LazyLock::new(|| {
    let builder = Parser::builder().keep(Keep::Residue);
    builder.build().expect("the built-in names differ")
});

fuzz_target!(|text: &str| {
    let article = PARSER.parse_text(text).expect("content never fails");
    // Mojibake is undone before reading; spans refer to the text that comes of it.
    let repaired = khabar::input::mojibake::repair(text);
    let source = repaired.as_ref().map_or(text, |repaired| repaired.text.as_str());
    assert_eq!(testing::check_accounted(source, &article), Ok(()));
    assert_eq!(testing::check_spans(source, &article), Ok(()));
});
