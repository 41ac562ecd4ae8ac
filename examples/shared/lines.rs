//! The role of every non-blank line, from an article's explanation. Shared by `to_jsonl` and
//! `train`.

use std::collections::BTreeMap;

use khabar::Article;

/// Line number → role. A line that holds several blocks has the role of its longest.
pub fn roles(article: &Article) -> BTreeMap<u32, String> {
    let mut longest: BTreeMap<u32, (usize, String)> = BTreeMap::new();
    for block in article.explanation.iter().flat_map(|e| &e.blocks) {
        let entry = longest.entry(block.line).or_default();
        if block.span.len() > entry.0 {
            *entry = (block.span.len(), block.role.to_string());
        }
    }
    longest
        .into_iter()
        .map(|(line, (_, role))| (line, role))
        .collect()
}
