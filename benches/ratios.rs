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
#[path = "shared/long.rs"]
mod long;
#[path = "shared/sample.rs"]
mod sample;

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use icu_segmenter::SentenceSegmenter;
use khabar::arabic::date::{self, DateValue};
use khabar::{Lexicon, Parser};
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
        grown(0, layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grown(0, layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grown(layout.size(), size);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if COUNTS.load(Relaxed) {
            LIVE.fetch_sub(layout.size(), Relaxed);
        }
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Counts an allocation that grew or shrank from one size to another.
fn grown(from: usize, to: usize) {
    if COUNTS.load(Relaxed) {
        // Wraps where it shrinks, and the sum with it.
        let change = to.wrapping_sub(from);
        let live = LIVE.fetch_add(change, Relaxed).wrapping_add(change);
        PEAK.fetch_max(live, Relaxed);
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> Result<(), Box<dyn Error>> {
    let articles = corpus::articles(8 << 20)?;
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
        compare(name, bytes, &mut || each(ours), &mut || each(anchor));
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

    let names = names();
    row(
        "dates and names / aho-corasick",
        &mut |t| {
            black_box(scan(t));
        },
        &mut |t| {
            black_box(names.find_iter(t).count());
        },
    );
    dates();
    #[cfg(feature = "feed")]
    feeds(&articles);

    by_size("structure by size", &structure)?;
    by_size("with attributions by size", &Parser::default())?;
    Ok(())
}

/// Speed and peak memory by the size of the text, beside the peak that the documentation allows to structure.
fn by_size(name: &str, parser: &Parser) -> Result<(), khabar::Error> {
    println!(
        "\n{name:<34} {:>10} {:>10} {:>12}",
        "speed", "peak/text", "allowed peak"
    );
    for size in [1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20] {
        let text = long::long_text(size);
        let turns = if size > 1 << 20 { 3 } else { TURNS };
        let repeat = (1 << 20) / size.min(1 << 20);
        let mut times: Vec<Duration> = (0..turns)
            .map(|_| {
                let start = Instant::now();
                for _ in 0..repeat {
                    drop(black_box(parser.parse_text(&text)));
                }
                start.elapsed()
            })
            .collect();
        let (peak, blocks) = peak(parser, &text)?;
        println!(
            "{size:<34} {:>10} {:>10.2} {:>12.2}",
            speed(text.len() * repeat, median(&mut times)),
            peak as f64 / text.len() as f64,
            3.0 + (256 * blocks) as f64 / text.len() as f64,
        );
    }
    Ok(())
}

/// Every name of agencies, places and countries, months and weekdays, as it is written.
fn names() -> AhoCorasick {
    let lexicon = Lexicon::builtin();
    let mut names: Vec<&str> = Vec::new();
    names.extend(lexicon.agencies().iter().flat_map(|a| a.names()));
    names.extend(lexicon.places().iter().map(|p| p.name()));
    names.extend(lexicon.countries().iter().map(|c| c.name()));
    names.extend(lexicon.months().iter().map(|m| m.name()));
    names.extend(lexicon.weekdays().iter().map(|w| w.name()));
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names)
        .expect("the lexicons hold some thousands of names")
}

/// The dates of a text, and the agencies, places and countries, by their match keys.
fn scan(text: &str) -> usize {
    let dates = date::find(text, DateValue::from_ymd(2024, 5, 15)).len();
    dates + Lexicon::builtin().find_names(text).count()
}

/// Printed dates against jiff's reading of the same dates in ISO 8601.
fn dates() {
    const PRINTED: [&str; 8] = [
        "الاثنين 13 يوليو/تموز 2020 - 5:58 م",
        "13 تموز 2020",
        "2020/07/13",
        "٢٢ ذو القعدة ١٤٤١ هـ الموافق ١٣ يوليو ٢٠٢٠ م",
        "آخر تحديث: 13-07-2020 17:58",
        "نشر في الثالث عشر من يوليو 2020",
        "Monday, 13 July 2020 - 17:58",
        "13 جويلية 2020 الساعة السادسة مساء",
    ];
    let ours = || {
        for text in PRINTED {
            black_box(date::parse(black_box(text)));
        }
    };
    let anchor = || {
        for _ in PRINTED {
            let iso = black_box("2020-07-13T17:58:00+03:00");
            let _ = black_box(iso.parse::<jiff::Timestamp>());
        }
    };
    let repeat = |f: &dyn Fn()| (0..2_000).for_each(|_| f());
    let bytes = PRINTED.iter().map(|text| text.len()).sum::<usize>() * 2_000;
    compare(
        "a printed date / ISO by jiff",
        bytes,
        &mut || repeat(&ours),
        &mut || repeat(&anchor),
    );
}

/// The items of a feed against the events that quick-xml reads from the same bytes.
#[cfg(feature = "feed")]
fn feeds(articles: &[String]) {
    let mut feed = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" "#,
        r#"xmlns:content="http://purl.org/rss/1.0/modules/content/" "#,
        r#"xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>موجز</title>"#
    ));
    for (n, article) in articles.iter().cycle().take(200).enumerate() {
        let title = article.lines().next().unwrap_or_default();
        let mut body = String::new();
        for line in article.lines().filter(|line| !line.trim().is_empty()) {
            body.push_str("&lt;p&gt;");
            body.push_str(&quick_xml::escape::escape(line));
            body.push_str("&lt;/p&gt;");
        }
        feed.push_str(&format!(
            "<item><title>{}</title><link>https://akhbar.example/{n}</link>\
             <dc:creator>سالم الحداد</dc:creator><pubDate>Wed, 15 May 2024 10:00:00 +0300</pubDate>\
             <category>محليات</category><content:encoded>{body}</content:encoded></item>",
            quick_xml::escape::escape(title),
        ));
    }
    feed.push_str("</channel></rss>");
    compare(
        "feed items / quick-xml",
        feed.len(),
        &mut || {
            black_box(khabar::testing::read_feed_items(feed.as_bytes()));
        },
        &mut || {
            let mut reader = quick_xml::Reader::from_str(&feed);
            let mut events = 0;
            while !matches!(
                reader.read_event(),
                Ok(quick_xml::events::Event::Eof) | Err(_)
            ) {
                events += 1;
            }
            black_box(events);
        },
    );
}

/// Prints a row: two pieces of work on the same bytes.
fn compare(name: &str, bytes: usize, ours: &mut dyn FnMut(), anchor: &mut dyn FnMut()) {
    let (a, b) = interleaved(ours, anchor);
    println!(
        "{name:<34} {:>10} {:>10} {:>7.2}",
        speed(bytes, a),
        speed(bytes, b),
        a.as_secs_f64() / b.as_secs_f64()
    );
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
