//! Instructions at 64 n against those at n, by callgrind.
//!
//! ```text
//! cargo bench --bench linear
//! ```
//!
//! For each kind of input, hostile ones included, the bench runs itself under
//! `valgrind --tool=callgrind` without an input (start-up and lexicons, subtracted), on n and on
//! 64 n bytes. It fails where 64 times the input costs more than [`MOST`] times the instructions.
//! Without valgrind it says so and fails.

#[path = "shared/callgrind.rs"]
mod callgrind;
#[path = "shared/long.rs"]
mod long;
#[path = "shared/sample.rs"]
mod sample;

use std::env;
use std::error::Error;
use std::hint::black_box;

use khabar::Hints;

/// Growth that counts as linear.
const MOST: f64 = 80.0;
/// How much larger the larger input is.
const FACTOR: usize = 64;

/// Makes an input of about so many bytes.
type Make = fn(usize) -> Vec<u8>;

/// The kinds of input: name, smaller size in bytes, how to make one.
const INPUTS: &[(&str, usize, Make)] = &[
    ("articles", 16 << 10, |n| long::long_text(n).into_bytes()),
    ("one-line", 8 << 10, |n| {
        long::long_text(n).replace('\n', " ").into_bytes()
    }),
    ("short-lines", 2 << 10, |n| repeat("خبر\n", n)),
    ("same-line", 4 << 10, |n| {
        repeat("وصل الوفد إلى العاصمة مساء أمس بعد جولة في المنطقة\n", n)
    }),
    ("quotes", 4 << 10, |n| repeat("«قال \" إن ”", n)),
    ("brackets", 4 << 10, |n| repeat("((([", n)),
    ("dots", 4 << 10, |n| repeat("أ.ب..", n)),
    ("names", 4 << 10, |n| repeat("محمد علي - بيروت، ", n)),
    ("cues", 4 << 10, |n| repeat("وقال وأضاف أن ", n)),
    ("nouns", 4 << 10, |n| {
        repeat("بعد إعلان الوزارة أن الماء نظيف ", n)
    }),
    ("dates", 4 << 10, |n| repeat("12 آذار/مارس 2020 ", n)),
    ("white", 4 << 10, |n| repeat(" \u{200f}\t", n)),
    ("bytes", 4 << 10, |n| {
        (0..n).map(|i| (i * 131 % 251) as u8).collect()
    }),
    ("utf-16", 8 << 10, |n| {
        let text = long::long_text(n / 2);
        [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect()
    }),
    ("page", 16 << 10, |n| {
        let text = long::long_text(n);
        let paragraphs = text.lines().map(|line| format!("<p>{line}</p>\n"));
        format!("{PAGE}{}", paragraphs.collect::<String>()).into_bytes()
    }),
    ("page-divs", 4 << 10, |n| page("<div>نص ", n)),
    ("page-lists", 4 << 10, |n| page("<ul><li>نص", n)),
    ("page-spans", 4 << 10, |n| page("<span>نص ", n)),
    ("page-bold", 4 << 10, |n| page("<b>نص ", n)),
    ("page-adoption", 4 << 10, |n| page("<a><div>نص</a>", n)),
    ("page-rows", 4 << 10, |n| page("<table><tr>نص", n)),
    ("page-links", 4 << 10, |n| {
        page("<p><a href=/1>خبر قصير</a>", n)
    }),
    ("page-breaks", 4 << 10, |n| {
        page("وصل الوفد إلى العاصمة.<br><br>", n)
    }),
    ("page-images", 4 << 10, |n| {
        page("<figure><img src=a.jpg alt=صورة>", n)
    }),
    ("page-names", 4 << 10, |n| {
        let attributes = (0..n / 12).map(|i| format!("data-{i}=\"x\" "));
        format!("{PAGE}<p {}>نص", attributes.collect::<String>()).into_bytes()
    }),
    ("page-styles", 4 << 10, |n| {
        let style = "a:b;".repeat(n / 8);
        let classes = "menu ".repeat(n / 10);
        let lines = "وصل الوفد إلى العاصمة مساء الأحد.<br><br>".repeat(n / 128);
        format!("{PAGE}<h1>وصول</h1><div class='{classes}' style='{style}'>{lines}").into_bytes()
    }),
    ("page-inline", 4 << 10, |n| {
        let style = "a:b;".repeat(n / 8);
        let lines = "وصل الوفد إلى العاصمة مساء الأحد.<hr>".repeat(n / 128);
        format!("{PAGE}<h1>وصول</h1><div><span style='{style}'>{lines}").into_bytes()
    }),
    ("page-again", 4 << 10, |n| {
        // Opened again in every paragraph, with all that it says.
        let names = "author ".repeat(n / 14);
        let lines = "<p>وصل الوفد".repeat(n / 40);
        let link = format!("<a href='/{names}' rel='{names}'>");
        format!("{PAGE}<p><b itemprop='{names}' class='{names}'>{link}{lines}").into_bytes()
    }),
    ("page-attributes", 4 << 10, |n| {
        let parts = (0..n / 16).map(|i| format!("<html a{i}=b><body c{i}=d>"));
        format!("{PAGE}{}", parts.collect::<String>()).into_bytes()
    }),
    ("page-sources", 4 << 10, |n| {
        let sources = "<source srcset='a.jpg 1w'>".repeat(n / 52);
        format!("{PAGE}<picture>{sources}{}", "<img>".repeat(n / 10)).into_bytes()
    }),
    ("page-posts", 4 << 10, |n| {
        let post = "<blockquote class=twitter-tweet>";
        let parts = format!("نص<hr>{post}نص</blockquote>").repeat(n / 64);
        format!("{PAGE}<p>وصل الوفد</p>{post}{parts}").into_bytes()
    }),
    ("page-signs", 4 << 10, |n| page("&amp; < &lt;", n)),
    ("page-comment", 4 << 10, |n| page("<!-- - -- ", n)),
];

/// How a page begins.
const PAGE: &str =
    "<!doctype html><html lang=ar><head><meta charset=utf-8><title>خبر</title></head><body>";

fn page(part: &str, size: usize) -> Vec<u8> {
    format!("{PAGE}{}", part.repeat(size / part.len() + 1)).into_bytes()
}

fn repeat(part: &str, size: usize) -> Vec<u8> {
    part.repeat(size / part.len() + 1).into_bytes()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [name, size] = arguments.as_slice() {
        return measured(name, size.parse()?);
    }
    println!(
        "{:<14} {:>8} {:>12} {:>12} {:>7}",
        "input", "n", "at n", "at 64 n", "growth"
    );
    let mut failed = Vec::new();
    for (name, n, _) in INPUTS {
        let count = |size: usize| callgrind::instructions(&[name, &size.to_string()]);
        let base = count(0)?;
        let small = count(*n)?.saturating_sub(base);
        let large = count(n * FACTOR)?.saturating_sub(base);
        let growth = large as f64 / small.max(1) as f64;
        println!("{name:<14} {n:>8} {small:>12} {large:>12} {growth:>7.1}");
        if growth > MOST {
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        println!("every growth is at most {MOST}");
        Ok(())
    } else {
        Err(format!("superlinear: {}", failed.join(", ")).into())
    }
}

/// What runs under callgrind: a parse of the sample, which loads every lexicon that an article
/// needs, and one of the input; with size 0 the first alone.
fn measured(name: &str, size: usize) -> Result<(), Box<dyn Error>> {
    let (_, _, make) = INPUTS
        .iter()
        .find(|(known, ..)| *known == name)
        .ok_or("no such input")?;
    black_box(khabar::parse(sample::EMBEDDED.as_bytes(), &Hints::new())?);
    if size > 0 {
        black_box(khabar::parse(&make(size), &Hints::new())?);
    }
    Ok(())
}
