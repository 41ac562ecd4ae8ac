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

mod crf;
mod data;
#[path = "../shared/lines.rs"]
mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;

use crf::{Model, Pull, Row, Sequence};
use data::Case;
use khabar::label::{Role, Weights};
use khabar::{Article, Keep, Parser};
use rayon::prelude::*;
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
/// Weights smaller than this are left out of the table.
const LEAST: f32 = 0.03;

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
    let space = Space::of(&cases);
    let prior = space.prior()?;
    let sequences: Vec<Sequence> = cases.iter().map(|c| space.sequence(c)).collect();
    eprintln!(
        "{} articles, {} blocks, {} cues",
        cases.len(),
        cases.iter().map(|c| c.blocks.len()).sum::<usize>(),
        space.cues.len()
    );
    let folds = folds(&cases);
    // The last model has seen every article.
    let mut models: Vec<Model> = (0..=FOLDS)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<&Sequence> = sequences
                .iter()
                .zip(&folds)
                .filter(|(_, f)| **f != fold)
                .map(|(sequence, _)| sequence)
                .collect();
            crf::train(&seen, &prior, PULL)
        })
        .collect();
    let temperature = temperature(&cases, &sequences, &folds, &models);
    for model in &mut models {
        *model = model.scaled(1.0 / temperature);
    }
    calibration(&cases, &sequences, &folds, &models);
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

/// The fold of each article. Houses are dealt out, the largest first, each to the fold that has the
/// fewest blocks so far.
fn folds(cases: &[Case]) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        let blocks = if case.scripted { 0 } else { case.blocks.len() };
        *sizes.entry(&case.house).or_default() += blocks;
    }
    let mut houses: Vec<(&str, usize)> = sizes.into_iter().collect();
    houses.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let mut loads = [0; FOLDS];
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (house, size) in houses {
        let fold = (0..FOLDS).min_by_key(|f| loads[*f]).unwrap_or(0);
        loads[fold] += size;
        fold_of.insert(house, fold);
    }
    cases.iter().map(|c| fold_of[c.house.as_str()]).collect()
}

/// What every weight is divided by, so that the probabilities stated of unseen pages come true:
/// the one of highest likelihood on the articles labelled by hand.
fn temperature(cases: &[Case], sequences: &[Sequence], folds: &[usize], models: &[Model]) -> f32 {
    let candidates: Vec<f32> = (10..=40).map(|t| t as f32 / 20.0).collect();
    let likelihoods: Vec<f32> = candidates
        .par_iter()
        .map(|t| {
            let scaled: Vec<Model> = models.iter().map(|m| m.scaled(1.0 / t)).collect();
            let by_hand = (0..cases.len()).filter(|i| !cases[*i].scripted);
            by_hand
                .map(|i| crf::log_marginals(&sequences[i], &scaled[folds[i]]))
                .sum()
        })
        .collect();
    (0..candidates.len())
        .max_by(|a, b| likelihoods[*a].total_cmp(&likelihoods[*b]))
        .map_or(1.0, |best| candidates[best])
}

/// Prints how often held-out labels were right, by tenths of their stated probability.
fn calibration(cases: &[Case], sequences: &[Sequence], folds: &[usize], models: &[Model]) {
    let mut tenths = [(0, 0, 0.0); 10];
    for (i, sequence) in sequences
        .iter()
        .enumerate()
        .filter(|(i, _)| !cases[*i].scripted)
    {
        let predicted = crf::predict(sequence, &models[folds[i]]);
        for ((role, p), gold) in predicted.iter().zip(&sequence.gold) {
            if let Some(gold) = gold {
                let tenth = &mut tenths[((p * 10.0) as usize).min(9)];
                tenth.0 += 1;
                tenth.1 += usize::from(role == gold);
                tenth.2 += f64::from(*p);
            }
        }
    }
    let (n, right) = tenths
        .iter()
        .fold((0, 0), |sum, t| (sum.0 + t.0, sum.1 + t.1));
    eprintln!("held out: {right} of {n} blocks of articles labelled by hand right");
    eprintln!("stated probability, blocks, mean stated, came true");
    for (i, (n, right, stated)) in tenths.iter().enumerate().filter(|(_, t)| t.0 > 0) {
        let share = |x: f64| 100.0 * x / f64::from(*n);
        eprintln!(
            "{}-{} % {n:5} {:5.1} {:5.1}",
            i * 10,
            i * 10 + 10,
            share(*stated),
            share(f64::from(*right as u32))
        );
    }
}

/// What the weights are before any page was seen.
const PRIOR: &str = include_str!("prior.tsv");

/// The numbering of cues.
struct Space {
    cues: BTreeMap<String, usize>,
}

impl Space {
    fn of(cases: &[Case]) -> Space {
        let seen = cases
            .iter()
            .flat_map(|c| &c.blocks)
            .flat_map(|(cues, _)| cues)
            .cloned();
        let prior = PRIOR
            .lines()
            .filter_map(|line| line.split('\t').next())
            .filter(|what| !what.starts_with(['#', '>', '^', '$']))
            .map(str::to_owned);
        let names: BTreeSet<String> = seen.chain(prior).collect();
        Space {
            cues: names.into_iter().enumerate().map(|(i, n)| (n, i)).collect(),
        }
    }

    fn sequence(&self, case: &Case) -> Sequence {
        let number = |name: &String| self.cues.get(name).map(|i| *i as u32);
        Sequence {
            cues: case
                .blocks
                .iter()
                .map(|(cues, _)| cues.iter().filter_map(number).collect())
                .collect(),
            gold: case.blocks.iter().map(|(_, role)| *role).collect(),
            weight: if case.scripted { SCRIPTED } else { 1.0 },
        }
    }

    /// The prior as weights. A row that names no role is an error of the file, and stops the run.
    fn prior(&self) -> Result<Model> {
        // A name that no cue has would be silent: the crate's own reader of tables says so.
        Weights::from_tsv(PRIOR)?;
        let mut model = Model::zero(self.cues.len());
        let position = |role: &str| {
            Role::ALL
                .iter()
                .position(|r| r.as_str() == role)
                .ok_or_else(|| format!("prior.tsv: no role is named {role:?}"))
        };
        for line in PRIOR
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let [what, role, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(format!("prior.tsv: not three columns: {line:?}").into());
            };
            let row = match what {
                "^" => &mut model.first,
                "$" => &mut model.last,
                _ => match what.strip_prefix("> ") {
                    Some(from) => &mut model.transitions[position(from)?],
                    None => &mut model.cues[self.cues[what]],
                },
            };
            row[position(role)?] = weight.parse()?;
        }
        Ok(model)
    }

    /// The table in the form of `weights.tsv`, in the crate's own order.
    fn table(&self, model: &Model) -> String {
        let mut rows = String::new();
        let mut push = |what: &str, row: &Row| {
            for (role, weight) in Role::ALL.iter().zip(row) {
                if weight.abs() >= LEAST {
                    let _ = writeln!(rows, "{what}\t{role}\t{weight:.2}");
                }
            }
        };
        for (name, i) in &self.cues {
            push(name, &model.cues[*i]);
        }
        for (role, row) in Role::ALL.iter().zip(&model.transitions) {
            push(&format!("> {role}"), row);
        }
        push("^", &model.first);
        push("$", &model.last);
        Weights::from_tsv(&rows).map_or(rows, |w| w.to_tsv())
    }
}

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
