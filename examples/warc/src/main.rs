//! Turns a web archive of news pages into JSON Lines or Parquet.
//!
//! ```text
//! khabar-warc ARCHIVE OUT             one JSON line a page into the file OUT
//! khabar-warc --parquet ARCHIVE OUT   Parquet files into the directory OUT
//! ```
//!
//! The archive (WARC 1.0 or 1.1, plain or compressed by gzip, zstd or lz4) is read as a stream,
//! its pages are parsed by all threads and written in the order of the archive; memory does not
//! grow with the archive. What has been written is noted in `OUT.progress`: a run that was
//! interrupted goes on from there when it is started again, and a finished one does nothing. A
//! record that cannot be read costs that record: it is reported on standard error and counted, and
//! the reader goes on at the next one. The exit code is 1 where the archive or the output fails as
//! a whole.

mod archive;
mod output;
mod page;
mod progress;

use std::error::Error;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use khabar::Parser;
use rayon::prelude::*;

use archive::{Archive, Entry};
use output::{Lines, Output, Parts};
use progress::Progress;

/// Pages that are parsed together, and the bytes after which fewer are.
const PORTION: usize = 256;
const PORTION_BYTES: usize = 32 << 20;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (parquet, archive, out) = match arguments.as_slice() {
        [archive, out] if archive != Path::new("--parquet") => (false, archive, out),
        [flag, archive, out] if flag == Path::new("--parquet") => (true, archive, out),
        _ => {
            eprintln!("usage: khabar-warc [--parquet] ARCHIVE OUT");
            return ExitCode::FAILURE;
        }
    };
    match run(parquet, archive, out) {
        Ok(progress) => {
            eprintln!("{progress}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", archive.display());
            ExitCode::FAILURE
        }
    }
}

fn run(parquet: bool, path: &Path, out: &Path) -> Result<Progress> {
    let mut progress = Progress::load(path, out, parquet)?;
    if progress.done {
        return Ok(progress);
    }
    progress.save()?;
    let mut output: Box<dyn Output> = match parquet {
        true => Box::new(Parts::open(out)?),
        false => Box::new(Lines::open(out, &progress)?),
    };
    let bar = bar(std::fs::metadata(path)?.len());
    let parser = Parser::default();
    let archive = Archive::open(path)?;
    let known = progress.records;
    std::thread::scope(|scope| {
        // One portion is read while the one before it is parsed.
        let (send, receive) = mpsc::sync_channel(1);
        scope.spawn(move || {
            let mut entries = archive.skip(known);
            loop {
                let portion = portion(&mut entries);
                // The other side is gone after an error, which it reports.
                if portion.is_empty() || send.send(portion).is_err() {
                    return;
                }
            }
        });
        for portion in receive {
            let parsed: Vec<page::Outcome> = portion
                .par_iter()
                .map(|entry| page::outcome(&parser, entry))
                .collect();
            for (entry, outcome) in portion.iter().zip(parsed) {
                progress.records += 1;
                match outcome {
                    page::Outcome::Page(row) => {
                        progress.pages += 1;
                        output.write(*row)?;
                    }
                    page::Outcome::Other => progress.others += 1,
                    page::Outcome::Bad(reason) => {
                        progress.bad += 1;
                        let at = entry.offset;
                        bar.suspend(|| eprintln!("bad record at byte {at}: {reason}"));
                    }
                }
            }
            output.commit(&mut progress)?;
            if let Some(last) = portion.last() {
                bar.set_position(last.offset);
                bar.set_message(format!("{} pages, {} bad", progress.pages, progress.bad));
            }
        }
        output.finish(&mut progress)
    })?;
    bar.finish_and_clear();
    Ok(progress)
}

/// The next entries of the archive; empty at its end.
fn portion(entries: &mut impl Iterator<Item = Entry>) -> Vec<Entry> {
    let (mut portion, mut bytes) = (Vec::new(), 0);
    while portion.len() < PORTION && bytes < PORTION_BYTES {
        let Some(entry) = entries.next() else { break };
        bytes += entry.len();
        portion.push(entry);
    }
    portion
}

/// Bytes of the archive, on standard error where that is a terminal.
fn bar(len: u64) -> ProgressBar {
    let target = match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(len), target);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {eta} left  {msg}")
    {
        bar.set_style(style);
    }
    bar
}
