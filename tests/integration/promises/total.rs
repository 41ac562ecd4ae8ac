//! Promise 1: no input panics or hangs, content never makes parsing fail, limits cut.

use khabar::{ErrorKind, Hints, InputKind, Limits, Parsed, Parser, render};

use super::read;
use crate::generator::Generated;
use crate::generator::wild::{ArbitraryBytes, ArbitraryUnicode};
use crate::support::{accounts, check, keeping};

/// Everything a caller can do with a text and its article.
fn exercise(text: &str) -> bool {
    let article = khabar::parse_text(text);
    let kept = keeping().parse_text(text).expect("content never fails");
    let mut written = String::new();
    render::text(&article, &mut written).expect("a string takes everything");
    let outline = article.to_string();
    article.fingerprint();
    // The lead is always there, and what keeping adds changes no field.
    let plain = (&article.sections, &article.headline, &article.byline);
    !article.sections.is_empty()
        && article.sections[0].heading.is_none()
        && plain == (&kept.sections, &kept.headline, &kept.byline)
        && (article.headline.is_none() || !outline.is_empty())
}

#[test]
fn strings_that_are_no_article_are_read() {
    check(
        250,
        (|ArbitraryUnicode(text)| exercise(&text)) as fn(ArbitraryUnicode) -> bool,
    );
}

#[test]
fn any_string_at_all_is_read() {
    check(150, (|text: String| exercise(&text)) as fn(String) -> bool);
}

#[test]
fn articles_are_read() {
    fn holds(article: Generated) -> bool {
        exercise(&article.text())
    }
    check(40, holds as fn(Generated) -> bool);
}

#[test]
fn bytes_are_read_as_what_they_are_and_as_what_they_are_said_to_be() {
    fn holds(ArbitraryBytes(bytes): ArbitraryBytes, declared: u8) -> bool {
        const LABELS: [&str; 7] = [
            "utf-8",
            "windows-1256",
            "iso-8859-6",
            "utf-16le",
            "utf-16be",
            "windows-1252",
            "none",
        ];
        let label = LABELS[usize::from(declared) % LABELS.len()];
        let mut hints = Hints::new().with_encoding(label);
        if declared >= 128 {
            hints = hints.with_kind(InputKind::Text);
        }
        let parsed = khabar::parse(&bytes, &hints);
        parsed.is_ok_and(|parsed| match parsed {
            Parsed::Article(article) => article.input.bytes == bytes.len(),
            _ => true,
        })
    }
    check(250, holds as fn(ArbitraryBytes, u8) -> bool);
}

/// A text cut anywhere by either limit is read up to the cut, says so, and keeps the blocks that
/// were not labelled; a limit set to fail fails exactly where it would have cut.
#[test]
fn limits_cut_or_fail_as_they_are_set() {
    fn holds(article: Generated, bytes: u16, blocks: u8) -> Result<(), String> {
        let text = article.text();
        let bytes = usize::from(bytes) % (text.len() + 20);
        let blocks = usize::from(blocks) % 24;
        let limits = Limits::new().with_max_bytes(bytes).with_max_blocks(blocks);
        let cutting = Parser::builder().limits(limits).keep(khabar::Keep::Residue);
        let cutting = cutting.build().map_err(|e| e.to_string())?;
        let failing = Parser::builder().limits(limits.with_fail(true));
        let failing = failing.build().map_err(|e| e.to_string())?;

        let article = cutting.parse_text(&text).map_err(|e| e.to_string())?;
        let end = (0..=bytes.min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at));
        accounts::add_up(&text[..end.unwrap_or(0)], &article)?;
        let noted = article
            .diagnostics
            .iter()
            .filter(|d| d.code.starts_with("too-many-"));
        let noted = noted.count();
        if article.truncated != (noted > 0) {
            return Err(format!("truncated is {}, {noted} notes", article.truncated));
        }
        match failing.parse_text(&text) {
            Ok(whole) if article.truncated => Err(format!("{} is whole", whole.sections.len())),
            Err(error) if !article.truncated || error.kind() != ErrorKind::Limit => {
                Err(error.to_string())
            }
            _ => Ok(()),
        }
    }
    check(60, holds as fn(Generated, u16, u8) -> Result<(), String>);
}

#[test]
fn what_is_decoded_is_what_is_parsed() {
    fn holds(ArbitraryBytes(bytes): ArbitraryBytes) -> bool {
        let parser = keeping();
        let (source, article) = read(&parser, &bytes);
        let hints = Hints::new().with_kind(InputKind::Text);
        let whole = parser
            .parse(&bytes, &hints)
            .ok()
            .and_then(Parsed::into_article);
        source.report().bytes == bytes.len() && whole.as_ref() == Some(&article)
    }
    check(80, holds as fn(ArbitraryBytes) -> bool);
}
