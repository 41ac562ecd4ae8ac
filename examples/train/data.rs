//! The labelled articles.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use khabar::label::Role;
use khabar::{Keep, Parser};
use serde_json::Value;

use crate::Result;
use crate::crf::{Block, bit};
use crate::folds;

/// One labelled article.
pub struct Case {
    pub id: String,
    pub text: String,
    /// The house that published it: articles of one are never learned from and judged together.
    pub house: String,
    /// Whether a script put it together.
    pub scripted: bool,
    /// Cues and gold role of each block; a block without a gold role may have any.
    pub blocks: Vec<Block>,
}

/// Reads the articles of a directory and labels them as they show to the crate.
pub fn load(directory: &Path, scripted: bool) -> Result<Vec<Case>> {
    let parser = Parser::builder().keep(Keep::Explanation).build()?;
    let mut cases = Vec::new();
    for file in folds::cases(directory)? {
        let id = folds::id(&file, ".txt");
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
                let known = role.map(|r| bit(&r)).filter(|bit| *bit != 0);
                let cues = block.cues.iter().map(|c| c.cue.clone()).collect();
                (cues, known.unwrap_or(u32::MAX))
            })
            .collect();
        cases.push(Case {
            house: folds::house(gold["publisher"].as_str().unwrap_or("")),
            id,
            text,
            scripted,
            blocks,
        });
    }
    Ok(cases)
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
