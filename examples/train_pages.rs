//! Learns the labeller's weights for pages from pages whose articles are known.
//!
//! ```text
//! train_pages DATA [--out FILE] [--held-out DIRECTORY]
//! ```
//!
//! `DATA` holds `html/dev` and `markup/dev` with `html/dev_gold` and `markup/dev_gold` beside them.
//! Their gold gives the texts of an article, not the roles of a page's blocks: a block that has one of
//! these texts has its role, and any other is boilerplate or what its own cues allow. `text/dev` and
//! `text/dev_gold` join them as fragments of plain markup. The model is that of the example `train`,
//! the prior is `prior_pages.tsv` beside this file.
//!
//! `--out` writes the table (default: standard output). `--held-out` also trains one model for each
//! fold of publishers and writes for every page the article by the model that has not seen its
//! publisher, as `to_jsonl` would without site profiles, to `html.jsonl` and `markup.jsonl` in the directory.

#[path = "shared/crf.rs"]
mod crf;
#[path = "shared/folds.rs"]
mod folds;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use crf::{Block, Model, Pull, Sequence, Space, bit};
use folds::Member;
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
const FOLDS: usize = 10;
/// How strongly weights are held at the prior; found by held-out scores.
const PULL: Pull = Pull {
    hold: 0.0,
    decay: 0.65,
};
/// Passes over the data.
const STEPS: usize = 90;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut data, mut out, mut held_out) = (None, None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--out" => out = rest.next().map(PathBuf::from),
            "--held-out" => held_out = rest.next().map(PathBuf::from),
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    let Some(data) = data else {
        return Err("usage: train_pages DATA [--out FILE] [--held-out DIRECTORY]".into());
    };
    let mut cases = load(&data, "html", 2.0)?;
    cases.extend(load(&data, "markup", 1.0)?);
    cases.extend(plain(&data, PLAIN_WEIGHT)?);
    let space = Space::of(cases.iter().flat_map(|c| &c.blocks), PRIOR);
    let prior = space.prior(PRIOR)?;
    let sequences: Vec<Sequence> = cases
        .iter()
        .map(|c| space.sequence(&c.blocks, c.weight))
        .collect();
    eprintln!(
        "{} pages, {} blocks, {} cues",
        cases.len(),
        cases.iter().map(|c| c.blocks.len()).sum::<usize>(),
        space.len()
    );
    let members: Vec<Member<'_>> = cases
        .iter()
        .zip(&sequences)
        .map(|(case, sequence)| Member {
            house: &case.publisher,
            judged: (case.set != PLAIN).then_some(case.set),
            sequence,
        })
        .collect();
    let folds = folds::deal(&members, FOLDS);
    // The last model has seen every page.
    let first = if held_out.is_some() { 0 } else { FOLDS };
    let models: Vec<Model> = folds::models(&members, &folds, first..=FOLDS, &prior, PULL, STEPS);
    let tables: Vec<String> = models.iter().map(|m| space.table(m)).collect();
    if let Some(directory) = held_out {
        folds::calibration(&members, &folds, &models);
        write_held_out(&cases, &folds, &tables, &directory)?;
    }
    let mut table = String::from(
        "# Learned by the example `train_pages`; do not edit. What is not listed weighs nothing.\n",
    );
    table += &tables[tables.len() - 1];
    match out {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// The cue of blocks that no reader sees.
const HIDDEN: &str = "page-in:hidden";

/// One page.
struct Case {
    set: &'static str,
    id: String,
    page: Vec<u8>,
    publisher: String,
    weight: f32,
    blocks: Vec<Block>,
}

fn hints() -> Hints {
    Hints::new().with_kind(InputKind::Html)
}

/// The scorer `agreement` has weights of its own, set by hand: its rows are not learned.
fn explaining() -> Result<Parser> {
    Ok(Parser::builder()
        .without("agreement")
        .keep(Keep::Explanation)
        .build()?)
}

fn load(data: &Path, set: &'static str, weight: f32) -> Result<Vec<Case>> {
    let directory = data.join(set);
    let files = folds::cases(&directory)?;
    let parser = explaining()?;
    files
        .par_iter()
        .map(|file| {
            let id = folds::id(file, ".html");
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
                // What is hidden stands in no sequence.
                .filter(|(block, _)| block.cues.iter().all(|c| c.cue != HIDDEN))
                .map(|(block, roles)| (block.cues.iter().map(|c| c.cue.clone()).collect(), roles))
                .collect();
            Ok(Case {
                set,
                publisher: house(gold["publisher"].as_str().unwrap_or("")),
                id,
                page,
                weight,
                blocks,
            })
        })
        .collect()
}

/// The house that runs a site: `arabic.cnn.com` is `cnn`.
fn house(site: &str) -> String {
    let label = site
        .split('.')
        .find(|label| !matches!(*label, "www" | "ar" | "arabic"))
        .unwrap_or(site);
    folds::house(label)
}

/// The name of the set [`plain`].
const PLAIN: &str = "text";
/// What a fragment counts beside a page: there are many, all alike in their markup.
const PLAIN_WEIGHT: f32 = 0.3;

/// Forms of such fragments, and the one whose lines are parted by breaks.
const VARIANTS: usize = 4;
const BREAKS: usize = 3;

/// The labelled texts as fragments of plain markup, which bodies in feeds are: each line in an
/// element of its own, headings in one that a quarter of the fragments choose alike, or all of them
/// parted by line breaks.
fn plain(data: &Path, weight: f32) -> Result<Vec<Case>> {
    let directory = data.join(PLAIN);
    let files = folds::cases(&directory)?;
    let parser = explaining()?;
    let mut cases = Vec::new();
    for (n, file) in files.iter().enumerate() {
        let id = folds::id(file, ".txt");
        let gold = directory.join("dev_gold").join(format!("{id}.json"));
        let Ok(gold) = std::fs::read_to_string(gold) else {
            continue;
        };
        let gold: Value = serde_json::from_str(&gold)?;
        let text = std::fs::read_to_string(file)?;
        let mut page = String::new();
        let mut known: HashMap<String, u32> = HashMap::new();
        for (i, line) in text.lines().enumerate() {
            let role = gold["lines"][i.to_string()].as_str().unwrap_or("");
            let tag = match (role, n % VARIANTS) {
                ("paragraph" | "source" | "byline" | "dateline" | "timestamp" | "related", _) => {
                    "p"
                }
                ("heading", 0) => "h3",
                ("heading", 1) => "strong",
                ("heading", _) => "p",
                _ => continue,
            };
            let line = line.replace('&', "&amp;").replace('<', "&lt;");
            if n % VARIANTS == BREAKS {
                page += &format!("{line}<br><br>\n");
            } else if tag == "strong" {
                page += &format!("<p><strong>{line}</strong></p>\n");
            } else {
                page += &format!("<{tag}>{line}</{tag}>\n");
            }
            *known.entry(squash(&clean_str(&line))).or_default() |= bit(&Role::from(role));
        }
        if page.is_empty() {
            continue;
        }
        if n % VARIANTS == BREAKS {
            page = format!("<div>{page}</div>");
        }
        let source = parser.decode(page.as_bytes(), &hints());
        let Some(article) = parser.parse_source(&source, &hints())?.into_article() else {
            continue;
        };
        let blocks = article.explanation.unwrap_or_default().blocks;
        let blocks = blocks
            .iter()
            .map(|block| {
                let slice = source.text().get(block.span.range()).unwrap_or("");
                let dom = Dom::parse(slice, &Limits::new());
                let text = squash(&clean_str(&dom.text(dom.root())));
                let roles = known.get(&text).copied().unwrap_or(u32::MAX);
                (block.cues.iter().map(|c| c.cue.clone()).collect(), roles)
            })
            .collect();
        cases.push(Case {
            set: PLAIN,
            publisher: folds::house(gold["publisher"].as_str().unwrap_or("")),
            id,
            page: Vec::new(),
            weight,
            blocks,
        });
    }
    Ok(cases)
}

/// Text without blanks, which a page's own selectors may or may not keep.
fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a block may be that is no text of the article: boilerplate, or what its cues allow. The gold
/// does not say, and without such limits any of these roles would take in whatever is left over.
/// Lists, quotations and tables are told by their elements, and alternative texts are attributes: no
/// block is labelled so.
fn residue(cues: &[khabar::label::CueWeight]) -> u32 {
    let any = |names: &[&str]| cues.iter().any(|c| names.contains(&c.cue.as_str()));
    if any(&["is:date-only"]) {
        return bit(&Role::Timestamp);
    }
    // The gold of pages has no kickers; a class that says so, right above the headline, is trusted.
    if any(&["page-own:kicker"]) && any(&["page-h1:1-before", "page-h1:2-3-before"]) {
        return bit(&Role::Kicker);
    }
    let conditions: [(Role, &[&str]); 9] = [
        (
            Role::Related,
            &[
                "is:related-label",
                "is:related-start",
                "since:related",
                "page-own:related",
                "page-near:related",
                "page-far:related",
                "page-linked:most",
                "page-linked:all",
            ],
        ),
        (
            Role::Tags,
            &[
                "is:tags-label",
                "since:tags",
                "is:hash",
                "page-own:tags",
                "page-near:tags",
                "page-far:tags",
                "page-observed:tags",
            ],
        ),
        (
            Role::Bio,
            &[
                "page-own:bio",
                "page-near:bio",
                "page-far:bio",
                "page-own:byline",
                "page-near:byline",
            ],
        ),
        (
            Role::Timestamp,
            &[
                "is:date",
                "is:date-only",
                "is:time-label",
                "previous:time-label",
                "page-own:time",
                "page-near:time",
                "page-tag:time",
            ],
        ),
        (
            Role::Credit,
            &["is:credit", "is:photo-label", "page-own:credit"],
        ),
        (
            Role::Kicker,
            &[
                "page-own:kicker",
                "page-near:kicker",
                "page-own:section",
                "page-observed:kicker",
                "page-observed:section",
            ],
        ),
        (Role::Source, &["is:source-label", "previous:source-label"]),
        (Role::Dateline, &["is:place-slot", "is:agency-slot"]),
        (Role::End, &["is:end-mark"]),
    ];
    conditions
        .iter()
        .filter(|(_, names)| any(names))
        .fold(bit(&Role::Boilerplate), |all, (role, _)| all | bit(role))
}

/// The roles that each block may have.
fn roles(
    texts: &[String],
    explained: &[khabar::label::BlockExplanation],
    gold: &Value,
) -> Vec<u32> {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut bodies: Vec<String> = Vec::new();
    let mut captions: Vec<String> = Vec::new();
    let mut credits: Vec<String> = Vec::new();
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
            let credit = squash(&unescape(credit));
            known.insert(credit.clone(), bit(&Role::Credit));
            credits.push(credit);
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
            let other = residue(&explained[i].cues);
            if Some(i) == title {
                return bit(&Role::Headline);
            }
            if *text == headline {
                return other;
            }
            // An entry of a table of contents repeats a heading.
            let contents = ["page-in:item", "page-target:navigation"];
            if contents
                .iter()
                .all(|name| explained[i].cues.iter().any(|c| c.cue == *name))
            {
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
            // A credit or caption with its label before it.
            if explained[i].cues.iter().any(|c| c.cue == "is:photo-label") {
                let known = |texts: &[String]| texts.iter().any(|t| text.ends_with(t.as_str()));
                if known(&credits) {
                    return bit(&Role::Credit);
                }
                if known(&captions) {
                    return bit(&Role::Caption);
                }
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
    folds: &[usize],
    tables: &[String],
    directory: &Path,
) -> Result<()> {
    let parsers: Vec<Parser> = tables
        .iter()
        .map(|table| {
            Ok(Parser::builder()
                .without("site-profiles")
                .page_weights(Weights::from_tsv(table)?)
                .build()?)
        })
        .collect::<Result<_>>()?;
    let lines: Vec<((&str, &str), String)> = cases
        .par_iter()
        .zip(folds)
        .filter(|(case, _)| case.set != PLAIN)
        .map(|(case, fold)| {
            let article = parsers[*fold].parse_html(&case.page, &hints())?;
            let line = json!({ "id": case.id, "article": article });
            Ok(((case.set, case.id.as_str()), line.to_string()))
        })
        .collect::<Result<_>>()?;
    let out: BTreeMap<(&str, &str), String> = lines.into_iter().collect();
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
    // What was read with which table, to ask why.
    for (fold, table) in tables.iter().enumerate().take(FOLDS) {
        std::fs::write(directory.join(format!("fold_{fold}.tsv")), table)?;
    }
    let dealt: String = cases
        .iter()
        .zip(folds)
        .map(|(case, fold)| format!("{}\t{}\t{fold}\n", case.set, case.id))
        .collect();
    std::fs::write(directory.join("folds.tsv"), dealt)?;
    Ok(())
}
