//! Reads dates from lines: `string` or `string<TAB>reference clock`, one JSON value a line.
//!
//! ```text
//! $ printf 'أمس الأحد\t2020-07-13T12:00\n' | cargo run --example dates
//! {"value":"2020-07-12","precision":"day","calendar":"gregorian","text":"أمس الأحد","issues":[]}
//! ```

use std::io::{self, BufRead, Write};

use khabar::arabic::date::{self, DateValue};
use khabar::article::{Calendar, Precision};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&line?))?;
    }
    out.flush()
}

fn answer(line: &str) -> Value {
    let (text, clock) = line.split_once('\t').unwrap_or((line, ""));
    let reading = match clock.parse::<DateValue>() {
        Ok(now) => date::parse_at(text, now),
        Err(_) => date::parse(text),
    };
    let Some((reading, value)) = reading.and_then(|r| r.value.map(|v| (r, v))) else {
        return Value::Null;
    };
    json!({
        "value": value.to_string(),
        "precision": Precision::from(value.precision()),
        "calendar": Calendar::from(reading.calendar),
        "text": text.get(reading.range),
        "issues": reading.issues.iter().map(|i| i.as_str()).collect::<Vec<_>>(),
    })
}
