//! Any bytes are decoded and read: as what they seem to be, and as text with every byte of the
//! decoded source accounted for.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz bytes tests/fuzz/corpus/bytes tests/fuzz/seeds/bytes
//! ```

#![no_main]

use std::sync::LazyLock;

use khabar::{Hints, InputKind, Keep, Parsed, Parser, testing};
use libfuzzer_sys::fuzz_target;

static PARSER: LazyLock<Parser> = LazyLock::new(|| {
    let builder = Parser::builder().keep(Keep::Residue);
    builder.build().expect("the built-in names differ")
});

fuzz_target!(|bytes: &[u8]| {
    let hints = Hints::new();
    let source = PARSER.decode(bytes, &hints);
    // A kind this build does not read is an error; nothing else is.
    drop(PARSER.parse_source(&source, &hints));

    let hints = hints.with_kind(InputKind::Text);
    let source = PARSER.decode(bytes, &hints);
    let parsed = PARSER.parse_source(&source, &hints).expect("content never fails");
    if let Parsed::Article(article) = parsed {
        assert_eq!(testing::check_accounted(source.text(), &article), Ok(()));
        assert_eq!(testing::check_spans(source.text(), &article), Ok(()));
    }
});
