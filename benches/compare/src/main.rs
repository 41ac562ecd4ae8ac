//! Reads a directory of pages with khabar and with other extractors.
//!
//! ```text
//! cargo run --release -- --pages DIR [--gold DIR] [--rounds N] [--out FILE]
//! ```
//!
//! `--out` writes one JSON line a page and contender: title, date, text, blocks, and the CPU time
//! of the fastest round in milliseconds. Two Markdown tables go to standard output: with `--gold`
//! the score of each contender, and the time it takes.
//!
//! All run in one thread, by turns on each page, every round beginning with another contender, so
//! that none is always the one that finds the page warm. The time of a page is that of its fastest
//! round. khabar gets the bytes; the others, which take text, get the page decoded. khabar reads
//! without its site profiles.

mod blocks;
#[path = "../../../tests/integration/support/clock.rs"]
#[allow(dead_code, reason = "the tests of the library use the rest")]
mod clock;
mod contenders;
mod score;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use khabar::{Hints, InputKind, Parser};
use serde_json::{Value, json};

use contenders::{Contender, Page, Reading};
use score::{Gold, Score};

const USAGE: &str = "usage: khabar-compare --pages DIR [--gold DIR] [--rounds N] [--out FILE]";

#[derive(Default)]
struct Options {
    pages: PathBuf,
    gold: Option<PathBuf>,
    rounds: usize,
    out: Option<PathBuf>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
        let mut options = Options {
            rounds: 5,
            ..Options::default()
        };
        while let Some(flag) = arguments.next() {
            let value = arguments.next()?;
            match flag.as_str() {
                "--pages" => options.pages = value.into(),
                "--gold" => options.gold = Some(value.into()),
                "--rounds" => options.rounds = value.parse().ok().filter(|n| *n > 0)?,
                "--out" => options.out = Some(value.into()),
                _ => return None,
            }
        }
        (!options.pages.as_os_str().is_empty()).then_some(options)
    }
}

fn main() -> ExitCode {
    let Some(options) = Options::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What is known of one contender after all pages.
#[derive(Default)]
struct Sum {
    score: Score,
    times: Vec<Duration>,
    failed: usize,
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let contenders = contenders::contenders()?;
    let mut sums: Vec<Sum> = contenders.iter().map(|_| Sum::default()).collect();
    let mut out = options.out.as_deref().map(File::create).transpose()?;
    let mut out = out.as_mut().map(BufWriter::new);
    let (mut pages, mut bytes) = (0, 0);
    for path in files(&options.pages)? {
        let (page, gold) = page(&options.pages, &path, options.gold.as_deref())?;
        (pages, bytes) = (pages + 1, bytes + page.bytes.len());
        let times = times(&contenders, &page, options.rounds);
        for (((contender, reads), sum), time) in contenders.iter().zip(&mut sums).zip(times) {
            sum.times.push(time);
            if !reads {
                continue;
            }
            let reading = contender.read(&page).reading();
            sum.failed += usize::from(reading.is_err());
            if let Some(out) = &mut out {
                writeln!(out, "{}", line(contender, &page, &reading, time))?;
            }
            if let Some(gold) = &gold {
                sum.score
                    .add(gold, reading.as_ref().unwrap_or(&Reading::default()));
            }
        }
        eprint!("\r{pages} pages");
    }
    eprintln!();
    if let Some(mut out) = out {
        out.flush()?;
    }
    if options.gold.is_some() {
        println!(
            "| {pages} pages | body | paragraphs | headings | captions | headline | day right / none / wrong |\n\
             |---|---|---|---|---|---|---|"
        );
        for ((contender, _), sum) in contenders.iter().zip(&sums).filter(|((_, r), _)| *r) {
            let Contender { name, version, .. } = contender;
            println!("| {name} {version} | {} |", sum.score.cells().join(" | "));
        }
        println!();
    }
    println!(
        "| {pages} pages, {} kB | ms a page | median | kB a ms | failed |\n|---|---|---|---|---|",
        bytes / 1000
    );
    for ((contender, _), sum) in contenders.iter().zip(&mut sums) {
        let Contender { name, version, .. } = contender;
        sum.times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let all = ms(sum.times.iter().sum());
        let median = sum.times.get(sum.times.len() / 2).copied();
        println!(
            "| {name} {version} | {:.2} | {:.2} | {:.1} | {} |",
            all / pages.max(1) as f64,
            ms(median.unwrap_or_default()),
            bytes as f64 / 1e3 / all.max(f64::EPSILON),
            sum.failed
        );
    }
    Ok(())
}

fn files(directory: &Path) -> Result<Vec<PathBuf>, walkdir::Error> {
    let walk = walkdir::WalkDir::new(directory).sort_by_file_name();
    let entries = walk.into_iter().collect::<Result<Vec<_>, _>>()?;
    let files = entries.into_iter().filter(|e| e.file_type().is_file());
    Ok(files.map(walkdir::DirEntry::into_path).collect())
}

/// A page with its gold, which also names its address.
fn page(
    directory: &Path,
    path: &Path,
    gold: Option<&Path>,
) -> Result<(Page, Option<Gold>), Box<dyn Error>> {
    let below = path.strip_prefix(directory)?.with_extension("");
    let id = below.to_string_lossy().replace('\\', "/");
    let gold: Option<Value> = match gold {
        Some(gold) => {
            let json = std::fs::read(gold.join(format!("{id}.json")))?;
            Some(serde_json::from_slice(&json)?)
        }
        None => None,
    };
    let url = gold.as_ref().and_then(|g| g.get("url")?.as_str());
    let bytes = std::fs::read(path)?;
    let hints = Hints::new().with_kind(InputKind::Html);
    let text = Parser::default().decode(&bytes, &hints).text().to_owned();
    let page = Page {
        id,
        bytes,
        text,
        url: url.filter(|url| !url.is_empty()).map(str::to_owned),
    };
    Ok((page, gold.as_ref().and_then(Gold::of)))
}

/// The fastest time of each contender on the page.
fn times(contenders: &[(Contender, bool)], page: &Page, rounds: usize) -> Vec<Duration> {
    let mut fastest = vec![Duration::MAX; contenders.len()];
    for round in 0..rounds {
        for turn in 0..contenders.len() {
            let at = (round + turn) % contenders.len();
            let (read, time) = clock::spent(|| contenders[at].0.read(page));
            drop(read);
            fastest[at] = fastest[at].min(time);
        }
    }
    fastest
}

fn line(
    contender: &Contender,
    page: &Page,
    reading: &Result<Reading, String>,
    time: Duration,
) -> Value {
    let mut line = json!({
        "id": page.id,
        "contender": contender.name,
        "version": contender.version,
        "ms": (time.as_secs_f64() * 1e6).round() / 1e3,
    });
    match reading {
        Ok(reading) => {
            let block =
                |part: &blocks::Part| json!({ "role": part.kind.as_str(), "text": part.text });
            line["title"] = json!(reading.title);
            line["date"] = json!(reading.date);
            line["text"] = json!(reading.text);
            line["blocks"] = reading.blocks.iter().map(block).collect();
        }
        Err(error) => line["error"] = json!(error),
    }
    line
}
