//! The score of readings against what a careful reader found in the pages.
//!
//! A gold file is `<id>.json` with `headline`, `published` and `body`, a list of
//! `{"role": "paragraph|heading|caption|item|quote|entry", "text": …}`. Texts are compared after
//! white space is folded and invisible characters are dropped.

use std::collections::HashMap;

use khabar::arabic::clean_str;
use serde_json::Value;

use crate::blocks::{Kind, Part};
use crate::contenders::Reading;

/// What a page holds.
pub struct Gold {
    headline: Option<String>,
    day: Option<String>,
    blocks: Vec<Part>,
}

impl Gold {
    /// Reads a gold; `None` where the JSON has another form.
    pub fn of(value: &Value) -> Option<Gold> {
        let text = |value: &Value| {
            let decoded = html_escape::decode_html_entities(value.as_str()?).into_owned();
            Some(clean_str(&decoded).into_owned())
        };
        let block = |value: &Value| {
            let kind = match value.get("role")?.as_str()? {
                "paragraph" | "item" | "quote" | "entry" => Kind::Paragraph,
                "heading" => Kind::Heading,
                "caption" => Kind::Caption,
                _ => return None,
            };
            let text = unmarked(&text(value.get("text")?)?).to_owned();
            (!text.is_empty()).then_some(Part { kind, text })
        };
        Some(Gold {
            headline: value.get("headline").and_then(text),
            day: value.get("published").and_then(Value::as_str).and_then(day),
            blocks: value
                .get("body")?
                .as_array()?
                .iter()
                .filter_map(block)
                .collect(),
        })
    }
}

/// A text without the list mark it may begin with.
fn unmarked(text: &str) -> &str {
    text.trim_start_matches(['*', '•', '·', '■', '●', '-', '–', '—', ' '])
}

/// The day of a machine date.
fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let digits = day.bytes().enumerate().all(|(at, b)| match at {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    digits.then(|| day.to_owned())
}

/// Counts of what is given, of what is right, and of what there is to find.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    given: usize,
    gold: usize,
}

impl Tally {
    fn add<T: Eq + std::hash::Hash>(
        &mut self,
        given: impl Iterator<Item = T>,
        gold: impl Iterator<Item = T>,
    ) {
        let mut left: HashMap<T, usize> = HashMap::new();
        for item in gold {
            *left.entry(item).or_default() += 1;
            self.gold += 1;
        }
        for item in given {
            self.given += 1;
            if let Some(n) = left.get_mut(&item).filter(|n| **n > 0) {
                *n -= 1;
                self.right += 1;
            }
        }
    }

    /// F1 in per cent; 100 where there was nothing to find and nothing was given.
    fn f1(self) -> f64 {
        match self.given + self.gold {
            0 => 100.0,
            sum => 200.0 * self.right as f64 / sum as f64,
        }
    }
}

/// The score of one contender over all pages.
#[derive(Default)]
pub struct Score {
    pages: usize,
    body: f64,
    paragraphs: Tally,
    headings: Tally,
    captions: Tally,
    headlines: (usize, usize),
    days: Days,
}

#[derive(Default)]
struct Days {
    right: usize,
    wrong: usize,
    none: usize,
}

impl Score {
    /// Counts a page in; a contender that failed gave an empty reading.
    pub fn add(&mut self, gold: &Gold, reading: &Reading) {
        self.pages += 1;
        let of = |kind: Kind, parts: &[Part]| -> Vec<String> {
            parts
                .iter()
                .filter(|part| part.kind == kind)
                .map(|part| unmarked(&part.text).to_owned())
                .collect()
        };
        for (kind, tally) in [
            (Kind::Paragraph, &mut self.paragraphs),
            (Kind::Heading, &mut self.headings),
            (Kind::Caption, &mut self.captions),
        ] {
            let (given, gold) = (of(kind, &reading.blocks), of(kind, &gold.blocks));
            tally.add(given.iter(), gold.iter());
        }
        let given = of(Kind::Paragraph, &reading.blocks).join(" ");
        let right = of(Kind::Paragraph, &gold.blocks).join(" ");
        let mut body = Tally::default();
        let (given, right): (Vec<&str>, Vec<&str>) = (
            given.split_whitespace().collect(),
            right.split_whitespace().collect(),
        );
        body.add(given.windows(4), right.windows(4));
        self.body += body.f1();
        if let Some(headline) = &gold.headline {
            self.headlines.1 += 1;
            let given = reading.title.as_deref().map(clean_str);
            self.headlines.0 += usize::from(given.as_deref() == Some(headline));
        }
        if let Some(right) = &gold.day {
            match reading.date.as_deref().map(|date| day(date.trim())) {
                Some(Some(given)) if given == *right => self.days.right += 1,
                Some(_) => self.days.wrong += 1,
                None => self.days.none += 1,
            }
        }
    }

    /// The cells of a row: body, paragraphs, headings, captions, headline, days.
    pub fn cells(&self) -> [String; 6] {
        let per_cent = |value: f64| format!("{value:.1}");
        [
            per_cent(self.body / self.pages.max(1) as f64),
            per_cent(self.paragraphs.f1()),
            per_cent(self.headings.f1()),
            per_cent(self.captions.f1()),
            per_cent(100.0 * self.headlines.0 as f64 / self.headlines.1.max(1) as f64),
            format!(
                "{} / {} / {}",
                self.days.right, self.days.none, self.days.wrong
            ),
        ]
    }
}
