//! Instructions a byte, by callgrind: a figure that no other load of the machine touches.
//!
//! ```text
//! cargo bench --bench instructions
//! KHABAR_CORPUS=articles.jsonl cargo bench --bench instructions
//! ```
//!
//! For each row the bench runs itself under `valgrind --tool=callgrind`, once on the sample that
//! loads the lexicons and once on the corpus besides; the difference is what the corpus costs.
//! `instructions ROW` runs one row alone, for a profile under callgrind.

#[path = "shared/callgrind.rs"]
mod callgrind;
#[path = "shared/corpus.rs"]
mod corpus;
#[path = "shared/sample.rs"]
mod sample;

use std::env;
use std::error::Error;
use std::hint::black_box;

use khabar::{Hints, InputKind, Parser};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the corpus that are read.
const MOST: usize = 800 << 10;

/// What is measured: its name, and what it does with a text.
type Row = (&'static str, fn(&Parser, &str));

const ROWS: &[Row] = &[
    ("unicode-segmentation", |_, text| {
        black_box(text.split_sentence_bounds().count());
    }),
    ("sentences", |_, text| {
        black_box(khabar::arabic::sentences::sentences(text).count());
    }),
    ("structure", |structure, text| {
        drop(black_box(structure.parse_text(text)));
    }),
    ("parse_text", |_, text| {
        drop(black_box(khabar::parse_text(text)));
    }),
    #[cfg(feature = "html")]
    ("page", |structure, text| {
        let hints = Hints::new().with_kind(InputKind::Html);
        drop(black_box(
            structure.parse_html(page(text).as_bytes(), &hints),
        ));
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [row, rest @ ..] = arguments.as_slice() {
        return measured(row, rest.is_empty());
    }
    let bytes: usize = corpus::articles(MOST)?.iter().map(String::len).sum();
    println!(
        "{bytes} bytes\n\n{:<24} {:>12} {:>10}",
        "", "instructions", "a byte"
    );
    for (name, _) in ROWS {
        let base = callgrind::instructions(&[name, "base"])?;
        let count = callgrind::instructions(&[name])?.saturating_sub(base);
        println!(
            "{name:<24} {count:>12} {:>10.1}",
            count as f64 / bytes as f64
        );
    }
    Ok(())
}

/// A text as a page, a paragraph a line.
#[cfg(feature = "html")]
fn page(text: &str) -> String {
    let paragraphs = text.lines().map(|line| format!("<p>{line}</p>\n"));
    format!("<!doctype html><body>{}", paragraphs.collect::<String>())
}

/// What runs under callgrind.
fn measured(row: &str, whole: bool) -> Result<(), Box<dyn Error>> {
    let (_, run) = ROWS
        .iter()
        .find(|(name, _)| *name == row)
        .ok_or("no such row")?;
    let structure = Parser::default()
        .enrichers()
        .fold(Parser::builder(), |builder, name| builder.without(name))
        .build()?;
    run(&structure, sample::EMBEDDED);
    let articles = corpus::articles(MOST)?;
    if whole {
        articles.iter().for_each(|text| run(&structure, text));
    }
    Ok(())
}
