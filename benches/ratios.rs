//! Speed as ratios against anchors in the same run, and peak memory.
//!
//! ```text
//! cargo bench --bench ratios
//! KHABAR_CORPUS=articles.jsonl cargo bench --bench ratios
//! ```
//!
//! One thread; the two sides of a row take turns; each figure is the median of 15 turns. The first
//! call, which loads the lexicons, is printed apart. A ratio below 1 is faster than the anchor.

#[path = "shared/corpus.rs"]
mod corpus;
#[path = "shared/sample.rs"]
mod sample;

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use icu_segmenter::SentenceSegmenter;
use khabar::Parser;
use unicode_segmentation::UnicodeSegmentation;

const TURNS: usize = 15;

/// Counts the bytes that are allocated, for the peak, while [`COUNTS`] says so: counting costs more
/// than many an allocation.
struct Counting;

static COUNTS: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator unchanged; the counters only add up
// sizes.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if COUNTS.load(Relaxed) {
            let live = LIVE.fetch_add(layout.size(), Relaxed) + layout.size();
            PEAK.fetch_max(live, Relaxed);
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if COUNTS.load(Relaxed) {
            LIVE.fetch_sub(layout.size(), Relaxed);
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> Result<(), Box<dyn Error>> {
    let articles = corpus::articles(4 << 20)?;
    let bytes: usize = articles.iter().map(String::len).sum();
    println!(
        "{} articles, {bytes} bytes, median of {TURNS}",
        articles.len()
    );

    let start = Instant::now();
    black_box(khabar::parse_text("نص"));
    println!("first call (loads the lexicons): {:.1?}\n", start.elapsed());

    let structure = structure_only()?;
    let icu = SentenceSegmenter::new(Default::default());
    let each = |f: &mut dyn FnMut(&str)| articles.iter().for_each(|a| f(a));
    let split_unicode = |text: &str| black_box(text.split_sentence_bounds().count());
    let split_icu = |text: &str| black_box(icu.segment_str(text).count());

    println!("{:<34} {:>10} {:>10} {:>7}", "", "ours", "anchor", "ratio");
    let row = |name: &str, ours: &mut dyn FnMut(&str), anchor: &mut dyn FnMut(&str)| {
        let (a, b) = interleaved(&mut || each(ours), &mut || each(anchor));
        println!(
            "{name:<34} {:>10} {:>10} {:>7.2}",
            speed(bytes, a),
            speed(bytes, b),
            a.as_secs_f64() / b.as_secs_f64()
        );
    };
    row(
        "structure / unicode-segmentation",
        &mut |t| drop(black_box(structure.parse_text(t))),
        &mut |t| {
            split_unicode(t);
        },
    );
    row(
        "structure / icu_segmenter",
        &mut |t| drop(black_box(structure.parse_text(t))),
        &mut |t| {
            split_icu(t);
        },
    );
    row(
        "parse_text / unicode-segmentation",
        &mut |t| drop(black_box(khabar::parse_text(t))),
        &mut |t| {
            split_unicode(t);
        },
    );
    row(
        "sentences / icu_segmenter",
        &mut |t| {
            black_box(khabar::arabic::sentences::sentences(t).count());
        },
        &mut |t| {
            split_icu(t);
        },
    );

    println!(
        "\n{:<34} {:>10} {:>10} {:>12}",
        "structure by size", "speed", "peak/text", "allowed peak"
    );
    for size in [1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20] {
        let text = sample::long_text(size);
        let turns = if size > 1 << 20 { 3 } else { TURNS };
        let repeat = (1 << 20) / size.min(1 << 20);
        let mut times: Vec<Duration> = (0..turns)
            .map(|_| {
                let start = Instant::now();
                for _ in 0..repeat {
                    drop(black_box(structure.parse_text(&text)));
                }
                start.elapsed()
            })
            .collect();
        let (peak, blocks) = peak(&structure, &text)?;
        println!(
            "{size:<34} {:>10} {:>10.2} {:>12.2}",
            speed(text.len() * repeat, median(&mut times)),
            peak as f64 / text.len() as f64,
            3.0 + (256 * blocks) as f64 / text.len() as f64,
        );
    }
    Ok(())
}

/// The default parser without its enrichers.
fn structure_only() -> Result<Parser, khabar::Error> {
    Parser::default()
        .enrichers()
        .fold(Parser::builder(), |builder, name| builder.without(name))
        .build()
}

/// Bytes allocated at the highest point while a text is parsed, and the blocks of the article.
fn peak(parser: &Parser, text: &str) -> Result<(usize, usize), khabar::Error> {
    LIVE.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    COUNTS.store(true, Relaxed);
    let article = parser.parse_text(text);
    COUNTS.store(false, Relaxed);
    let (article, peak) = (article?, PEAK.load(Relaxed));
    Ok((peak, article.blocks().count() + article.sections.len()))
}

fn interleaved(ours: &mut dyn FnMut(), anchor: &mut dyn FnMut()) -> (Duration, Duration) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        a.push(timed(ours));
        b.push(timed(anchor));
    }
    (median(&mut a), median(&mut b))
}

fn timed(side: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    side();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn speed(bytes: usize, time: Duration) -> String {
    format!("{:.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64())
}
