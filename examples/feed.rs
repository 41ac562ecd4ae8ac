//! Reads a feed and prints what each item is.
//!
//! ```text
//! feed [FILE]      RSS, Atom, JSON Feed, a news sitemap or ninjs; without a file, a small feed of its own
//! feed --json FILE one article a line as JSON
//! ```
//!
//! Items are read one by one, so that a feed of any size takes the memory of its longest item.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;

use khabar::{Hints, Parser};

/// What is read without an argument.
const SAMPLE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>موجز الميناء</title>
  <link>https://akhbar.example/</link>
  <item>
    <title>افتتاح جسر جديد فوق النهر</title>
    <link>https://akhbar.example/7</link>
    <dc:creator>سالم الحداد، منى سعد</dc:creator>
    <pubDate>Wed, 15 May 2024 10:00:00 +0300</pubDate>
    <description>&lt;p&gt;افتتح المحافظ صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل.&lt;/p&gt;&lt;p&gt;وقال إن الجسر يخفف الزحام عن وسط المدينة &amp; يقصر الطريق إلى الميناء.&lt;/p&gt;</description>
  </item>
  <item>
    <title>عنصر مكسور & بلا نهاية
  <item>
    <title>السوق القديمة تستعيد روادها</title>
    <description>عادت الحركة إلى السوق القديمة بعد ترميم أبوابها وسقوفها.</description>
  </item>
</channel></rss>"#;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (json, file) = match arguments.as_slice() {
        [] => (false, None),
        [flag, file] if flag == "--json" => (true, Some(file)),
        [file] if !file.starts_with('-') => (false, Some(file)),
        _ => {
            eprintln!("usage: feed [[--json] FILE]");
            return ExitCode::FAILURE;
        }
    };
    let result = match file {
        None => print(SAMPLE.as_bytes(), json),
        Some(file) => File::open(file)
            .map_err(Into::into)
            .and_then(|file| print(BufReader::new(file), json)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", file.map_or("sample", |file| file));
            ExitCode::FAILURE
        }
    }
}

fn print(input: impl BufRead, json: bool) -> Result<(), Box<dyn std::error::Error>> {
    let parser = Parser::default();
    let mut items = parser.feed_items(input, &Hints::new())?;
    let mut out = io::stdout().lock();
    let mut count = 0;
    for item in &mut items {
        let article = item?.article;
        if json {
            serde_json::to_writer(&mut out, &article)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{article}")?;
        }
        count += 1;
    }
    if !json {
        let title = items.meta().title;
        writeln!(
            out,
            "{count} items of {}",
            title.as_deref().unwrap_or("an untitled feed")
        )?;
    }
    out.flush()?;
    for diagnostic in items.diagnostics() {
        eprintln!("{}: {}", diagnostic.severity, diagnostic.message);
    }
    Ok(())
}
