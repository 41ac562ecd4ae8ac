//! The eight promises of the crate's design page, each a property over generated articles, over
//! strings no article looks like, and over bytes.

mod accounted;
mod deterministic;
mod invariant;
mod linear;
mod roundtrip;
mod spans;
mod threshold;
mod total;

use khabar::{Article, Hints, Keep, Parsed, Parser, Source};

use crate::generator::wild::ArbitraryBytes;

/// Decodes and parses bytes, with everything kept.
fn read(parser: &Parser, bytes: &[u8]) -> (Source, Article) {
    let hints = Hints::new().with_kind(khabar::InputKind::Text);
    let source = parser.decode(bytes, &hints);
    let parsed = parser.parse_source(&source, &hints);
    let article = parsed.ok().and_then(Parsed::into_article);
    (source, article.expect("content never fails"))
}

/// A text as a parser reads it that was handed the text: undone mojibake aside, the text itself.
fn as_read(text: &str) -> String {
    khabar::input::mojibake::repair(text).map_or_else(|| text.to_owned(), |repaired| repaired.text)
}

/// A parser that keeps residue only.
fn with_residue() -> Parser {
    let builder = Parser::builder().keep(Keep::Residue);
    builder.build().expect("the built-in names differ")
}

/// A property of a source and its article, over damaged bytes of several encodings.
fn over_bytes(
    parser: &Parser,
    ArbitraryBytes(bytes): &ArbitraryBytes,
    property: fn(&str, &Article) -> Result<(), String>,
) -> Result<(), String> {
    let (source, article) = read(parser, bytes);
    property(source.text(), &article)
}
