//! Converts an article to a format of the news industry.
//!
//! ```text
//! convert [FILE] --to markdown|ninjs|schema-org|newsml|tei|text|outline|json
//! ```
//!
//! Without a file, an article of its own is converted. A feed is converted item by item.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use khabar::{Article, Hints, Parsed, Parser, render};

/// What is converted without a file.
const SAMPLE: &str = "\
افتتاح جسر جديد فوق النهر

كتب: سالم الحداد

15/5/2024

اللاذقية - افتتح المحافظ صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل المتواصل في الموقع.

وقال المحافظ إن الجسر يخفف الزحام عن وسط المدينة ويقصر الطريق إلى الميناء عشرين دقيقة.

كلفة العمل

بلغت كلفة الجسر أربعين مليونا، وشارك في بنائه مئة وعشرون عاملا من أبناء المدينة والقرى المجاورة.

المصدر: وكالات
";

type Writer = fn(&Article, &mut dyn fmt::Write) -> fmt::Result;

/// The formats, by the name that asks for them.
const FORMATS: &[(&str, Writer)] = &[
    ("markdown", |article, out| render::markdown(article, out)),
    ("ninjs", |article, out| render::ninjs(article, out)),
    ("schema-org", |article, out| {
        render::schema_org(article, out)
    }),
    ("newsml", |article, out| render::newsml_g2(article, out)),
    ("tei", |article, out| render::tei(article, out)),
    ("text", |article, out| render::text(article, out)),
    ("outline", |article, out| render::outline(article, out)),
    ("json", |article, out| {
        let json = serde_json::to_string_pretty(article).map_err(|_| fmt::Error)?;
        writeln!(out, "{json}")
    }),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (file, format) = match arguments.as_slice() {
        [flag, format] if flag == "--to" => (None, format),
        [file, flag, format] | [flag, format, file] if flag == "--to" => (Some(file), format),
        _ => return usage(),
    };
    let Some((_, writer)) = FORMATS.iter().find(|(name, _)| name == format) else {
        return usage();
    };
    match convert(file.map(String::as_str), *writer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", file.map_or("sample", |file| file));
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    eprintln!("usage: convert [FILE] --to {}", names.join("|"));
    ExitCode::FAILURE
}

fn convert(file: Option<&str>, writer: Writer) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = match file {
        Some(file) => std::fs::read(file)?,
        None => SAMPLE.as_bytes().to_vec(),
    };
    let articles = match Parser::default().parse(&bytes, &Hints::new())? {
        Parsed::Article(article) => vec![*article],
        #[cfg(feature = "feed")]
        Parsed::Feed(feed) => feed.items.into_iter().map(|item| item.article).collect(),
        _ => return Err("neither an article nor a feed".into()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for article in &articles {
        render::to_io(&mut out, |out| writer(article, out))?;
    }
    out.flush()?;
    Ok(())
}
