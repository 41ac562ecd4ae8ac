//! Learns the labeller's weights for pages from pages whose articles are known.
//!
//! ```text
//! train_pages DATA [--out FILE] [--held-out DIRECTORY] [--steps N] [--decay X]
//! ```
//!
//! `DATA` holds `html/dev` and `markup/dev` with `html/dev_gold` and `markup/dev_gold` beside them.
//! The gold gives the texts of an article, not the roles of a page's blocks: a block that has one of
//! these texts has its role, and any other block may have any role that is no part of the body. The
//! model and its prior (`prior_pages.tsv` beside this file) are those of the example `train`.
//!
//! `--out` writes the table (default: standard output). `--held-out` also trains one model for each
//! fold of publishers and writes for every page the article by the model that has not seen its
//! publisher, as `to_jsonl` would, to `html.jsonl` and `markup.jsonl` in the directory.

#[path = "shared/crf.rs"]
mod crf;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use crf::{Example, Plan, Space, train};
use khabar::arabic::clean_str;
use khabar::label::{Role, Weights};
use khabar::read::html::Dom;
use khabar::{Hints, InputKind, Keep, Limits, Parser};
use rayon::prelude::*;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What the weights are before any page was seen.
const PRIOR: &str = include_str!("prior_pages.tsv");
/// Folds of the held-out run.
const FOLDS: usize = 5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut data, mut out, mut held_out) = (None, None, None);
    let mut plan = Plan {
        steps: 90,
        decay: 1.0,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--out" => out = rest.next().map(PathBuf::from),
            "--held-out" => held_out = rest.next().map(PathBuf::from),
            "--decay" => plan.decay = rest.next().ok_or("--decay X")?.parse()?,
            "--steps" => plan.steps = rest.next().ok_or("--steps N")?.parse()?,
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    let Some(data) = data else {
        return Err(
            "usage: train_pages DATA [--out FILE] [--held-out DIRECTORY] [--steps N] [--decay X]"
                .into(),
        );
    };
    let mut cases = load(&data, "html", 2.0)?;
    cases.extend(load(&data, "markup", 1.0)?);
    let space = Space::of(&cases, PRIOR);
    let prior = space.prior(PRIOR)?;
    eprintln!(
        "{} pages, {} blocks, {} cues",
        cases.len(),
        cases.iter().map(|c| c.blocks.len()).sum::<usize>(),
        space.cues.len()
    );
    if let Some(directory) = held_out {
        write_held_out(&cases, &space, &prior, &plan, &directory)?;
    }
    let all: Vec<&Case> = cases.iter().collect();
    let table = space.table(&train(&all, &space, &prior, &plan));
    match out {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// One page.
struct Case {
    set: &'static str,
    id: String,
    page: Vec<u8>,
    fold: usize,
    weight: f64,
    blocks: Vec<(Vec<String>, u32)>,
}

impl Example for Case {
    fn blocks(&self) -> &[(Vec<String>, u32)] {
        &self.blocks
    }

    fn weight(&self) -> f64 {
        self.weight
    }
}

fn hints() -> Hints {
    Hints::new().with_kind(InputKind::Html)
}

fn load(data: &Path, set: &'static str, weight: f64) -> Result<Vec<Case>> {
    let directory = data.join(set);
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory.join("dev"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    files.sort();
    // The scorer `agreement` has weights of its own, set by hand: its rows are not learned.
    let parser = Parser::builder()
        .without("agreement")
        .keep(Keep::Explanation)
        .build()?;
    files
        .par_iter()
        .map(|file| {
            let id = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .trim_end_matches(".html")
                .to_owned();
            let gold = directory.join("dev_gold").join(format!("{id}.json"));
            let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
            let page = std::fs::read(file)?;
            let source = parser.decode(&page, &hints());
            let article = parser
                .parse_source(&source, &hints())?
                .into_article()
                .ok_or("a page is an article")?;
            let explained = article.explanation.unwrap_or_default().blocks;
            let texts: Vec<String> = explained
                .iter()
                .map(|block| {
                    let slice = source.text().get(block.span.range()).unwrap_or("");
                    let dom = Dom::parse(slice, &Limits::new());
                    squash(&clean_str(&dom.text(dom.root())))
                })
                .collect();
            let roles = roles(&texts, &explained, &gold);
            let blocks = explained
                .iter()
                .zip(roles)
                .map(|(block, roles)| (block.cues.iter().map(|c| c.cue.clone()).collect(), roles))
                .collect();
            Ok(Case {
                set,
                fold: fold(gold["publisher"].as_str().unwrap_or("")),
                id,
                page,
                weight,
                blocks,
            })
        })
        .collect()
}

/// Pages of one publisher share a fold.
fn fold(publisher: &str) -> usize {
    let hash = publisher.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) % FOLDS as u64) as usize
}

/// Text without blanks, which a page's own selectors may or may not keep.
fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn bit(role: &Role) -> u32 {
    Role::ALL
        .iter()
        .position(|r| r == role)
        .map_or(0, |r| 1 << r)
}

/// The roles that each block may have.
fn roles(
    texts: &[String],
    explained: &[khabar::label::BlockExplanation],
    gold: &Value,
) -> Vec<u32> {
    // What a block can be that is no text of the article. Lists, quotations and tables are told by
    // their elements, and alternative texts are attributes: no block is labelled so.
    let other = [
        Role::Boilerplate,
        Role::Related,
        Role::Tags,
        Role::Bio,
        Role::Timestamp,
        Role::Credit,
        Role::Kicker,
        Role::Source,
        Role::Dateline,
        Role::End,
    ]
    .iter()
    .fold(0, |all, r| all | bit(r));
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut bodies: Vec<String> = Vec::new();
    let mut captions: Vec<String> = Vec::new();
    for block in gold["body"].as_array().into_iter().flatten() {
        let text = squash(&unescape(block["text"].as_str().unwrap_or("")));
        let role = match block["role"].as_str().unwrap_or("") {
            "heading" => Role::Heading,
            "caption" => Role::Caption,
            "table" => Role::Table,
            _ => Role::Paragraph,
        };
        if text.is_empty() {
            continue;
        }
        if role == Role::Paragraph {
            bodies.push(text.clone());
        }
        if role == Role::Caption && text.chars().count() >= 8 {
            captions.push(text.clone());
        }
        *known.entry(text).or_default() |= bit(&role);
        if let Some(credit) = block["credit"].as_str() {
            known.insert(squash(&unescape(credit)), bit(&Role::Credit));
        }
    }
    for deck in gold["deck"].as_array().into_iter().flatten() {
        let text = squash(&unescape(deck.as_str().unwrap_or("")));
        known.entry(text).or_insert(bit(&Role::Deck));
    }
    let headline = squash(&unescape(gold["headline"].as_str().unwrap_or("")));
    let names: Vec<String> = gold["byline"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|b| squash(&unescape(b["name"].as_str().unwrap_or(""))))
        .filter(|n| n.chars().count() >= 4)
        .collect();
    // The headline is the one block in an <h1>, or else the first.
    let headings: HashSet<usize> = explained
        .iter()
        .enumerate()
        .filter(|(_, b)| b.cues.iter().any(|c| c.cue == "page-h1:itself"))
        .map(|(i, _)| i)
        .collect();
    let title = texts
        .iter()
        .enumerate()
        .filter(|(_, t)| !headline.is_empty() && **t == headline)
        .map(|(i, _)| i)
        .min_by_key(|i| (!headings.contains(i), *i));
    let mut named = false;
    texts
        .iter()
        .enumerate()
        .map(|(i, text)| {
            if Some(i) == title {
                return bit(&Role::Headline);
            }
            if *text == headline {
                return other;
            }
            if let Some(roles) = known.get(text) {
                return *roles;
            }
            let length = text.chars().count();
            if length >= 40
                && bodies.iter().any(|b| {
                    b.contains(text) || b.chars().count() >= 40 && text.contains(b.as_str())
                })
            {
                return bit(&Role::Paragraph);
            }
            // A caption with its credit behind it.
            let caption = captions
                .iter()
                .any(|c| text.starts_with(c.as_str()) && length <= c.chars().count() + 90);
            if caption {
                return bit(&Role::Caption);
            }
            if length <= 70 && names.iter().any(|n| text.contains(n.as_str())) {
                return if std::mem::replace(&mut named, true) {
                    other | bit(&Role::Byline)
                } else {
                    bit(&Role::Byline)
                };
            }
            other
        })
        .collect()
}

/// The gold was cut from pages; some of its texts keep character references.
fn unescape(text: &str) -> String {
    let dom = Dom::parse(text, &Limits::new());
    if text.contains('&') && !text.contains('<') {
        dom.text(dom.root()).into_owned()
    } else {
        text.to_owned()
    }
}

/// Writes every page as parsed by the model that has not seen its publisher.
fn write_held_out(
    cases: &[Case],
    space: &Space,
    prior: &[f64],
    plan: &Plan,
    directory: &Path,
) -> Result<()> {
    let mut out: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for fold in 0..FOLDS {
        let seen: Vec<&Case> = cases.iter().filter(|c| c.fold != fold).collect();
        let weights = Weights::from_tsv(&space.table(&train(&seen, space, prior, plan)))?;
        let parser = Parser::builder().page_weights(weights).build()?;
        for case in cases.iter().filter(|c| c.fold == fold) {
            let article = parser.parse_html(&case.page, &hints())?;
            let line = json!({ "id": case.id, "article": article });
            out.insert((case.set, &case.id), line.to_string());
        }
        eprintln!("fold {fold} done");
    }
    for set in ["html", "markup"] {
        let lines: Vec<&str> = out
            .iter()
            .filter(|((s, _), _)| *s == set)
            .map(|(_, line)| line.as_str())
            .collect();
        std::fs::write(
            directory.join(format!("{set}.jsonl")),
            lines.join("\n") + "\n",
        )?;
    }
    Ok(())
}
