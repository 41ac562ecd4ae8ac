//! Reads bylines, datelines, credits and source lines, one a line, and prints what each names.
//!
//! ```text
//! names            lines of its own
//! names -          lines from standard input
//! names --json -   one JSON value a line, `null` where the line is no small print
//! ```
//!
//! Each name is printed with what it is, its id in the lexicon, and a question mark where only its
//! place in the line tells what it is.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use khabar::lexicon::Lexicon;
use khabar::smallprint::{self, SmallPrint};
use serde_json::{Value, json};

/// What is read without an argument.
const SAMPLES: &str = "\
كتب: سالم الحداد
الرياض - منى سعد
نواكشوط ـ «القدس العربي»: بدأت المحطة الجديدة ضخ المياه إلى أحياء العاصمة.
دمشق، سوريا (CNN) -- عاد التيار إلى أحياء المدينة بعد انقطاع دام يومين.
ترجمة: هدى الصباغ - تصوير: كريم الفاسي
إسطنبول / الأناضول
جانب من افتتاح الجسر (رويترز - أرشيف)
المصدر: الجزيرة + وكالات
واستمر العمل في الجسر عامين كاملين.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (json, input) = match arguments.as_slice() {
        [] => (false, false),
        [dash] if dash == "-" => (false, true),
        [flag] if flag == "--json" => (true, false),
        [flag, dash] if flag == "--json" && dash == "-" => (true, true),
        _ => {
            eprintln!("usage: names [--json] [-]");
            return ExitCode::FAILURE;
        }
    };
    match run(json, input) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(json: bool, input: bool) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if !input {
        for line in SAMPLES.lines() {
            print(&mut out, line, json)?;
        }
        return out.flush();
    }
    if io::stdin().is_terminal() {
        eprintln!("a byline, dateline, credit or source line:");
    }
    for line in io::stdin().lock().lines() {
        print(&mut out, &line?, json)?;
        out.flush()?;
    }
    Ok(())
}

fn print(out: &mut impl Write, line: &str, json: bool) -> io::Result<()> {
    let read = smallprint::read(line, Lexicon::builtin());
    if json {
        return writeln!(out, "{}", value(line, read.as_ref()));
    }
    writeln!(out, "{line}")?;
    let Some(read) = read else {
        return writeln!(out, "    no small print\n");
    };
    writeln!(out, "    {}", read.kind.as_str())?;
    for part in &read.parts {
        let name = line.get(part.range.clone()).unwrap_or_default();
        let id = part.id.as_deref().unwrap_or("-");
        let doubt = if part.sure { "" } else { "  ?" };
        writeln!(
            out,
            "      {:<13} {id:<16} {name}{doubt}",
            part.kind.as_str()
        )?;
    }
    writeln!(out)
}

fn value(line: &str, read: Option<&SmallPrint>) -> Value {
    let Some(read) = read else {
        return Value::Null;
    };
    let parts: Vec<Value> = read
        .parts
        .iter()
        .map(|part| {
            json!({
                "kind": part.kind.as_str(),
                "name": line.get(part.range.clone()),
                "id": part.id,
                "sure": part.sure,
                "span": {"start": part.range.start, "end": part.range.end},
            })
        })
        .collect();
    json!({
        "kind": read.kind.as_str(),
        "text": line.get(read.range.clone()),
        "parts": parts,
    })
}
