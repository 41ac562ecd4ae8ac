//! Parses every file of a directory and writes one JSON line a file.
//!
//! ```text
//! to_jsonl --text DIR      plain text
//! to_jsonl --html DIR      HTML pages   (with the feature `html`; else an error line each)
//! to_jsonl --feed DIR      feeds        (with the feature `feed`; likewise)
//! ```
//!
//! A line is `{"id": "<path below DIR without its last extension>", "article": {…}}`, or `"error"`
//! instead of the article; for text also `"lines"`, the role of every non-blank line. A feed of
//! several items has a line for each, its id followed by `#` and the item's number. Lines are
//! sorted by path; nothing else is written to standard output. The exit code is 0 once every file
//! has its line. Progress shows on standard error where that is a terminal.

#[path = "shared/lines.rs"]
mod lines;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use khabar::{Hints, InputKind, Keep, Parsed, Parser};
use rayon::prelude::*;
use serde_json::{Value, json};

/// Files that are parsed before their lines are written.
const PORTION: usize = 512;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (kind, directory) = match arguments.as_slice() {
        [flag, directory] if flag == "--text" => (InputKind::Text, directory),
        [flag, directory] if flag == "--html" => (InputKind::Html, directory),
        [flag, directory] if flag == "--feed" => (InputKind::Feed, directory),
        _ => {
            eprintln!("usage: to_jsonl --text|--html|--feed DIR");
            return ExitCode::FAILURE;
        }
    };
    match run(kind, Path::new(directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{directory}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(kind: InputKind, directory: &Path) -> io::Result<()> {
    let files = walkdir::WalkDir::new(directory)
        .sort_by_file_name()
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect::<Vec<PathBuf>>();
    let parser = Parser::builder()
        .keep(Keep::Explanation)
        .build()
        .map_err(io::Error::other)?;
    let progress = Progress::new(files.len());
    let mut out = io::BufWriter::new(io::stdout().lock());
    // Each portion is parsed by all threads and written in order before the next is begun: memory
    // does not grow with the number of files.
    for portion in files.chunks(PORTION) {
        let lines: Vec<String> = portion
            .par_iter()
            .map(|path| {
                let lines = lines_of(&parser, kind, directory, path);
                progress.step();
                lines
            })
            .flatten()
            .map(|line| line.to_string())
            .collect();
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    progress.finish();
    out.flush()
}

fn lines_of(parser: &Parser, kind: InputKind, directory: &Path, path: &Path) -> Vec<Value> {
    let below = path.strip_prefix(directory).unwrap_or(path);
    let id = below
        .with_extension("")
        .to_string_lossy()
        .replace('\\', "/");
    let hints = Hints::new().with_kind(kind);
    let parsed = std::fs::read(path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| {
            parser
                .parse(&bytes, &hints)
                .map_err(|error| error.to_string())
        });
    match parsed {
        Ok(Parsed::Article(mut article)) => {
            let roles = lines::roles(&article);
            article.explanation = None;
            vec![json!({ "id": id, "article": article, "lines": roles })]
        }
        #[cfg(feature = "feed")]
        Ok(Parsed::Feed(feed)) if !feed.items.is_empty() => {
            let one = feed.items.len() == 1;
            let items = feed.items.into_iter().enumerate();
            let line = |(n, item): (usize, khabar::FeedItem)| {
                let mut article = item.article;
                article.explanation = None;
                let id = if one { id.clone() } else { format!("{id}#{n}") };
                json!({ "id": id, "article": article })
            };
            items.map(line).collect()
        }
        Ok(_) => vec![json!({ "id": id, "error": "the input is no article" })],
        Err(error) => vec![json!({ "id": id, "error": error })],
    }
}

/// A counter on standard error, where that is a terminal.
struct Progress {
    total: usize,
    done: AtomicUsize,
    shown: bool,
}

impl Progress {
    fn new(total: usize) -> Progress {
        Progress {
            total,
            done: AtomicUsize::new(0),
            shown: io::stderr().is_terminal(),
        }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && (done.is_multiple_of(64) || done == self.total) {
            eprint!("\r{done} of {} files", self.total);
        }
    }

    fn finish(&self) {
        if self.shown {
            eprintln!();
        }
    }
}
