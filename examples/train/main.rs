//! Learns the labeller's weights from labelled articles.
//!
//! ```text
//! train DATA [--out FILE] [--held-out FILE] [--full-fit FILE]
//! ```
//!
//! `DATA` holds `text/dev` and `figures/dev` with `text/dev_gold` and `figures/dev_gold` beside
//! them. The model is a linear-chain conditional random field over the cues that the crate sees in
//! each block; what is learned is one weight for a cue and a role and one for a pair of neighbouring
//! roles. Learning starts from a prior that was set by hand (`prior.tsv` beside this file), and a
//! weight leaves it only where the pages insist: a cue that few pages show keeps what an editor
//! would say of it.
//!
//! One model is learned for each fold as well, from the articles of all houses but the fold's own.
//! On what they say of the pages they have not seen a temperature is chosen that makes the stated
//! probabilities true, and the table of all articles is divided by it. The run is deterministic:
//! the same data give the same table, byte for byte.
//!
//! `--out` writes the table (default: standard output). `--held-out` writes for every article the
//! parse by the model that has not seen its house, as `to_jsonl` would, `--full-fit` the parse by the
//! table itself: what lies between the two is overfitting. What is learned of held-out
//! pages goes to standard error: accuracy, and how often each stated probability came true.

mod calibrate;
#[path = "../shared/crf.rs"]
mod crf;
mod data;
#[path = "../shared/folds.rs"]
mod folds;
#[path = "../shared/lines.rs"]
mod lines;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use crf::{Model, Pull, Sequence, Space};
use data::Case;
use folds::Member;
use khabar::label::Weights;
use khabar::{Article, Keep, Parser};
use serde_json::json;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Folds of the held-out run.
const FOLDS: usize = 10;
/// How strongly weights are held at the prior; found by held-out accuracy.
const PULL: Pull = Pull {
    hold: 0.0,
    decay: 1.5,
};
/// Weight of an article put together by a script, against one labelled by hand.
const SCRIPTED: f32 = 0.35;
/// Passes over the data.
const STEPS: usize = 120;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut data = None;
    let (mut out, mut held_out, mut full_fit) = (None, None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--out" => out = rest.next().map(PathBuf::from),
            "--held-out" => held_out = rest.next().map(PathBuf::from),
            "--full-fit" => full_fit = rest.next().map(PathBuf::from),
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    let Some(data) = data else {
        return Err("usage: train DATA [--out FILE] [--held-out FILE] [--full-fit FILE]".into());
    };
    let mut cases = data::load(&data.join("text"), false)?;
    cases.extend(data::load(&data.join("figures"), true)?);
    cases.retain(|case| !case.blocks.is_empty());
    let space = Space::of(cases.iter().flat_map(|c| &c.blocks), PRIOR);
    let prior = space.prior(PRIOR)?;
    let sequences: Vec<Sequence> = cases
        .iter()
        .map(|c| space.sequence(&c.blocks, if c.scripted { SCRIPTED } else { 1.0 }))
        .collect();
    eprintln!(
        "{} articles, {} blocks, {} cues",
        cases.len(),
        cases.iter().map(|c| c.blocks.len()).sum::<usize>(),
        space.len()
    );
    let members: Vec<Member<'_>> = cases
        .iter()
        .zip(&sequences)
        .map(|(case, sequence)| Member {
            house: &case.house,
            judged: (!case.scripted).then_some("text"),
            sequence,
        })
        .collect();
    let folds = folds::deal(&members, FOLDS);
    // The last model has seen every article.
    let mut models: Vec<Model> = folds::models(&members, &folds, 0..=FOLDS, &prior, PULL, STEPS);
    let temperature = calibrate::temperature(&members, &folds, &models);
    for model in &mut models {
        *model = calibrate::scaled(model, 1.0 / temperature);
    }
    folds::calibration(&members, &folds, &models);
    let tables: Vec<String> = models.iter().map(|m| space.table(m)).collect();
    if let Some(path) = held_out {
        std::fs::write(path, parses(&cases, &folds, &tables)?)?;
    }
    if let Some(path) = full_fit {
        std::fs::write(path, parses(&cases, &vec![FOLDS; cases.len()], &tables)?)?;
    }
    let mut table = format!(
        "# Learned by the example `train`; do not edit. What is not listed weighs nothing.\n\
         # temperature {temperature:.2}: every weight was divided by it, see `train`.\n"
    );
    table += &tables[FOLDS];
    match out {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// What the weights are before any page was seen.
const PRIOR: &str = include_str!("prior.tsv");

/// Every article as parsed by the table of the number beside it.
fn parses(cases: &[Case], chosen: &[usize], tables: &[String]) -> Result<String> {
    let mut out: BTreeMap<&str, String> = BTreeMap::new();
    for (n, table) in tables.iter().enumerate() {
        let parser = Parser::builder()
            .weights(Weights::from_tsv(table)?)
            .keep(Keep::Explanation)
            .build()?;
        for (case, _) in cases.iter().zip(chosen).filter(|(_, c)| **c == n) {
            let mut article: Article = parser.parse_text(&case.text)?;
            let roles = lines::roles(&article);
            article.explanation = None;
            let line = json!({ "id": case.id, "article": article, "lines": roles });
            out.insert(&case.id, line.to_string());
        }
    }
    let lines: Vec<String> = out.into_values().collect();
    Ok(lines.join("\n") + "\n")
}
