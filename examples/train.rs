//! Learns the labeller's weights from labelled articles.
//!
//! ```text
//! train DATA [--out FILE] [--held-out FILE]
//! ```
//!
//! `DATA` holds `text/dev` and `figures/dev` with `text/dev_gold` and `figures/dev_gold` beside
//! them. The model is a linear-chain conditional random field over the cues that the crate sees in
//! each block; what is learned is one weight for a cue and a role and one for a pair of neighbouring
//! roles, by full-batch gradient. Learning starts from a prior that was set by hand (`prior.tsv`
//! beside this file) and is pulled back to it (L2): a cue that few pages show keeps what an editor
//! would say of it. The run is deterministic: the same data give the same table, byte for byte.
//!
//! `--out` writes the table (default: standard output). `--held-out` also trains one model for each
//! fold, folds being families of publishers, and writes for every article the parse by the model
//! that has not seen its publisher, as `to_jsonl` would.

#[path = "shared/lines.rs"]
mod lines;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use khabar::label::{Role, Weights};
use khabar::{Article, Keep, Parser};
use rayon::prelude::*;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Folds of the held-out run.
const FOLDS: usize = 8;
/// Passes over the data.
const STEPS: usize = 260;
/// Strength of the regularisation of cue weights.
const DECAY: f64 = 1.5;
/// Weight of an article put together by a script, against one labelled by hand.
const SCRIPTED: f64 = 0.35;
/// Weights smaller than this are left out of the table.
const LEAST: f64 = 0.03;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut data = None;
    let (mut out, mut held_out) = (None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--out" => out = rest.next().map(PathBuf::from),
            "--held-out" => held_out = rest.next().map(PathBuf::from),
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    let Some(data) = data else {
        return Err("usage: train DATA [--out FILE] [--held-out FILE]".into());
    };
    let mut cases = load(&data.join("text"), false)?;
    cases.extend(load(&data.join("figures"), true)?);
    let space = Space::of(&cases);
    let prior = space.prior()?;
    eprintln!(
        "{} articles, {} blocks, {} cues",
        cases.len(),
        cases.iter().map(|c| c.blocks.len()).sum::<usize>(),
        space.cues.len()
    );
    if let Some(path) = held_out {
        write_held_out(&cases, &space, &prior, &path)?;
    }
    let all: Vec<&Case> = cases.iter().collect();
    let table = space.table(&train(&all, &space, &prior));
    match out {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// What the weights are before any page was seen.
const PRIOR: &str = include_str!("prior.tsv");

/// One labelled article.
struct Case {
    id: String,
    text: String,
    fold: usize,
    weight: f64,
    scripted: bool,
    /// Cues and gold role of each block; a block without a gold role is summed over.
    blocks: Vec<(Vec<String>, Option<usize>)>,
}

fn load(directory: &Path, scripted: bool) -> Result<Vec<Case>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory.join("dev"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    files.sort();
    let parser = Parser::builder().keep(Keep::Explanation).build()?;
    let mut cases = Vec::new();
    for file in files {
        let id = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let gold = directory.join("dev_gold").join(format!("{id}.json"));
        let Ok(gold) = std::fs::read_to_string(gold) else {
            continue;
        };
        let gold: Value = serde_json::from_str(&gold)?;
        let text = std::fs::read_to_string(&file)?;
        let article = parser.parse_text(&text)?;
        let roles = match gold["lines"].as_object() {
            Some(lines) if !lines.is_empty() => lines
                .iter()
                .filter_map(|(n, role)| Some((n.parse().ok()?, role.as_str()?.to_owned())))
                .collect(),
            _ => derived(&text, &gold),
        };
        let blocks = article
            .explanation
            .iter()
            .flat_map(|e| &e.blocks)
            .map(|block| {
                let role = roles
                    .get(&block.line)
                    .map(|r: &String| Role::from(r.as_str()));
                let role = role.and_then(|r| Role::ALL.iter().position(|known| *known == r));
                (block.cues.iter().map(|c| c.cue.clone()).collect(), role)
            })
            .collect();
        cases.push(Case {
            fold: fold(gold["publisher"].as_str().unwrap_or("")),
            id,
            text,
            weight: if scripted { SCRIPTED } else { 1.0 },
            scripted,
            blocks,
        });
    }
    Ok(cases)
}

/// Publishers of one family share a fold: `CNN`, `CNNArabic` and `CNNArabic2024` are one house.
fn fold(publisher: &str) -> usize {
    let letters: String = publisher
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphabetic())
        .collect();
    let family: String = letters.replace("arabic", "").chars().take(5).collect();
    let hash = family.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) % FOLDS as u64) as usize
}

/// Roles of the lines of an article put together by a script, from its gold body.
fn derived(text: &str, gold: &Value) -> BTreeMap<u32, String> {
    let squash = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut known: HashMap<String, String> = HashMap::new();
    if let Some(headline) = gold["headline"].as_str() {
        known.insert(squash(headline), "headline".to_owned());
    }
    for block in gold["body"].as_array().into_iter().flatten() {
        let (role, mut line) = (
            block["role"].as_str().unwrap_or(""),
            squash(block["text"].as_str().unwrap_or("")),
        );
        if let Some(credit) = block["credit"].as_str() {
            let _ = write!(line, " ({})", squash(credit));
        }
        let role = if role == "item" { "list" } else { role };
        known.entry(line).or_insert_with(|| role.to_owned());
    }
    let mut out = BTreeMap::new();
    let mut related = false;
    for (n, line) in text.lines().enumerate() {
        let key = squash(line);
        if key.is_empty() {
            continue;
        }
        let letters = key.chars().filter(|c| c.is_alphabetic()).count();
        let latin = key.chars().filter(char::is_ascii_alphabetic).count();
        let role = if related {
            "related"
        } else if let Some(role) = known.get(&key) {
            role
        } else if latin * 2 > letters {
            "alt"
        } else if key.starts_with("المصدر") {
            "source"
        } else if key.starts_with("حول هذه القصة") {
            related = true;
            "related"
        } else {
            continue;
        };
        out.insert(n as u32, role.to_owned());
    }
    out
}

/// The numbering of cues and roles.
struct Space {
    cues: BTreeMap<String, usize>,
    roles: usize,
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
        let names: std::collections::BTreeSet<String> = seen.chain(prior).collect();
        Space {
            cues: names.into_iter().enumerate().map(|(i, n)| (n, i)).collect(),
            roles: Role::ALL.len(),
        }
    }

    /// The prior as weights. A row that names no role is an error of the file, and stops the run.
    fn prior(&self) -> Result<Vec<f64>> {
        let mut weights = vec![0.0; self.size()];
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
            let base = match what {
                "^" => self.first(),
                "$" => self.last(),
                _ => match what.strip_prefix("> ") {
                    Some(from) => self.transitions() + position(from)? * self.roles,
                    None => self.cues[what] * self.roles,
                },
            };
            weights[base + position(role)?] = weight.parse()?;
        }
        // A name that no cue has would be silent: the crate's own reader of tables says so.
        Weights::from_tsv(PRIOR)?;
        Ok(weights)
    }

    fn transitions(&self) -> usize {
        self.cues.len() * self.roles
    }

    fn first(&self) -> usize {
        self.transitions() + self.roles * self.roles
    }

    fn last(&self) -> usize {
        self.first() + self.roles
    }

    fn size(&self) -> usize {
        self.last() + self.roles
    }

    /// The table in the form of `weights.tsv`, in the crate's own order.
    fn table(&self, weights: &[f64]) -> String {
        let mut rows = String::new();
        let mut push = |what: &str, base: usize| {
            for (r, role) in Role::ALL.iter().enumerate() {
                let weight = weights[base + r];
                if weight.abs() >= LEAST {
                    let _ = writeln!(rows, "{what}\t{role}\t{weight:.2}");
                }
            }
        };
        for (name, i) in &self.cues {
            push(name, i * self.roles);
        }
        for (r, role) in Role::ALL.iter().enumerate() {
            push(&format!("> {role}"), self.transitions() + r * self.roles);
        }
        push("^", self.first());
        push("$", self.last());
        Weights::from_tsv(&rows).map_or(rows, |w| w.to_tsv())
    }
}

/// A case with its cues as numbers.
struct Sequence {
    cues: Vec<Vec<usize>>,
    gold: Vec<Option<usize>>,
    weight: f64,
}

fn train(cases: &[&Case], space: &Space, prior: &[f64]) -> Vec<f64> {
    let sequences: Vec<Sequence> = cases
        .iter()
        .filter(|c| !c.blocks.is_empty())
        .map(|c| Sequence {
            cues: c
                .blocks
                .iter()
                .map(|(cues, _)| {
                    cues.iter()
                        .filter_map(|n| space.cues.get(n).copied())
                        .collect()
                })
                .collect(),
            gold: c.blocks.iter().map(|(_, role)| *role).collect(),
            weight: c.weight,
        })
        .collect();
    let n = space.size();
    let mut weights = prior.to_vec();
    let (mut mean, mut square) = (vec![0.0; n], vec![0.0; n]);
    for step in 1..=STEPS {
        // Chunks are fixed and summed in order, so the sum does not depend on the threads.
        let parts: Vec<Vec<f64>> = sequences
            .par_chunks(32)
            .map(|chunk| {
                let mut gradient = vec![0.0; n];
                for sequence in chunk {
                    add_gradient(sequence, space, &weights, &mut gradient);
                }
                gradient
            })
            .collect();
        let rate = 0.12 * (1.0 - 0.9 * step as f64 / STEPS as f64);
        for i in 0..n {
            let pull = DECAY * (weights[i] - prior[i]);
            let g: f64 = parts.iter().map(|p| p[i]).sum::<f64>() - pull;
            mean[i] = 0.9 * mean[i] + 0.1 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            let m = mean[i] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[i] / (1.0 - 0.99_f64.powi(step as i32));
            weights[i] += rate * m / (s.sqrt() + 1e-6);
        }
    }
    weights
}

/// Adds the gradient of the log-likelihood of one sequence: observed minus expected counts.
fn add_gradient(sequence: &Sequence, space: &Space, weights: &[f64], gradient: &mut [f64]) {
    let free = Lattice::new(sequence, space, weights, false);
    let fixed = Lattice::new(sequence, space, weights, true);
    fixed.add(sequence, space, gradient, sequence.weight);
    free.add(sequence, space, gradient, -sequence.weight);
}

/// Forward and backward sums over a sequence, scaled at every block.
struct Lattice {
    roles: usize,
    emission: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    transition: Vec<f64>,
}

impl Lattice {
    fn new(sequence: &Sequence, space: &Space, weights: &[f64], fixed: bool) -> Lattice {
        let (n, k) = (sequence.cues.len(), space.roles);
        let transition: Vec<f64> = weights[space.transitions()..space.first()]
            .iter()
            .map(|w| w.exp())
            .collect();
        let mut emission = vec![0.0; n * k];
        for (i, cues) in sequence.cues.iter().enumerate() {
            let row = &mut emission[i * k..(i + 1) * k];
            for cue in cues {
                for (score, weight) in row.iter_mut().zip(&weights[cue * k..]) {
                    *score += weight;
                }
            }
            let edge = |base: usize, row: &mut [f64]| {
                for (score, weight) in row.iter_mut().zip(&weights[base..]) {
                    *score += weight;
                }
            };
            if i == 0 {
                edge(space.first(), row);
            }
            if i + 1 == n {
                edge(space.last(), row);
            }
            let top = row.iter().copied().fold(f64::MIN, f64::max);
            for (r, score) in row.iter_mut().enumerate() {
                let allowed = !fixed || sequence.gold[i].is_none_or(|gold| gold == r);
                *score = if allowed { (*score - top).exp() } else { 0.0 };
            }
        }
        let mut lattice = Lattice {
            roles: k,
            emission,
            forward: vec![0.0; n * k],
            backward: vec![1.0; n * k],
            transition,
        };
        lattice.sum(n);
        lattice
    }

    fn sum(&mut self, n: usize) {
        let k = self.roles;
        for i in 0..n {
            for to in 0..k {
                let before = if i == 0 {
                    1.0
                } else {
                    (0..k)
                        .map(|from| {
                            self.forward[(i - 1) * k + from] * self.transition[from * k + to]
                        })
                        .sum()
                };
                self.forward[i * k + to] = before * self.emission[i * k + to];
            }
            scale(&mut self.forward[i * k..(i + 1) * k]);
        }
        for i in (0..n.saturating_sub(1)).rev() {
            for from in 0..k {
                self.backward[i * k + from] = (0..k)
                    .map(|to| {
                        self.transition[from * k + to]
                            * self.emission[(i + 1) * k + to]
                            * self.backward[(i + 1) * k + to]
                    })
                    .sum();
            }
            scale(&mut self.backward[i * k..(i + 1) * k]);
        }
    }

    fn add(&self, sequence: &Sequence, space: &Space, gradient: &mut [f64], weight: f64) {
        let (n, k) = (sequence.cues.len(), self.roles);
        let mut pair = vec![0.0; k * k];
        for i in 0..n {
            let mut row: Vec<f64> = (0..k)
                .map(|r| self.forward[i * k + r] * self.backward[i * k + r])
                .collect();
            scale(&mut row);
            for (r, p) in row.iter().enumerate() {
                for cue in &sequence.cues[i] {
                    gradient[cue * k + r] += weight * p;
                }
                if i == 0 {
                    gradient[space.first() + r] += weight * p;
                }
                if i + 1 == n {
                    gradient[space.last() + r] += weight * p;
                }
            }
            if i == 0 {
                continue;
            }
            for from in 0..k {
                for to in 0..k {
                    pair[from * k + to] = self.forward[(i - 1) * k + from]
                        * self.transition[from * k + to]
                        * self.emission[i * k + to]
                        * self.backward[i * k + to];
                }
            }
            scale(&mut pair);
            for (sum, p) in gradient[space.transitions()..].iter_mut().zip(&pair) {
                *sum += weight * p;
            }
        }
    }
}

fn scale(row: &mut [f64]) {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        for p in row {
            *p /= sum;
        }
    }
}

/// Writes every article as parsed by the model that has not seen its publisher.
fn write_held_out(cases: &[Case], space: &Space, prior: &[f64], path: &Path) -> Result<()> {
    let mut out: BTreeMap<&str, String> = BTreeMap::new();
    let (mut right, mut total) = (0, 0);
    for fold in 0..FOLDS {
        let seen: Vec<&Case> = cases.iter().filter(|c| c.fold != fold).collect();
        let weights = Weights::from_tsv(&space.table(&train(&seen, space, prior)))?;
        let parser = Parser::builder()
            .weights(weights)
            .keep(Keep::Explanation)
            .build()?;
        for case in cases.iter().filter(|c| c.fold == fold) {
            let mut article: Article = parser.parse_text(&case.text)?;
            if !case.scripted {
                let blocks = article.explanation.iter().flat_map(|e| &e.blocks);
                for (block, (_, gold)) in blocks.zip(&case.blocks) {
                    if let Some(gold) = gold {
                        total += 1;
                        right += usize::from(Role::ALL.get(*gold) == Some(&block.role));
                    }
                }
            }
            let roles = lines::roles(&article);
            article.explanation = None;
            let line = json!({ "id": case.id, "article": article, "lines": roles });
            out.insert(&case.id, line.to_string());
        }
    }
    eprintln!("held out: {right} of {total} blocks of labelled articles right");
    let lines: Vec<String> = out.into_values().collect();
    std::fs::write(path, lines.join("\n") + "\n")?;
    Ok(())
}
