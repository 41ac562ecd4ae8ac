//! The memory that reading a page takes, against its size.
//!
//! ```text
//! cargo run --release --bin memory -- DIR
//! ```
//!
//! A Markdown table of the pages of a directory by their cost: the most bytes that were allocated
//! at once beyond the page itself and the loaded lexicons, divided by the size of the decoded page;
//! and against what the library promises: five times the page, 256 bytes a block and 96 a node.

#[path = "../../../../tests/integration/support/heap.rs"]
mod heap;

use std::error::Error;

use khabar::read::html::Dom;
use khabar::{Hints, InputKind, Keep, Limits, Parser};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

/// What a page cost.
struct Cost {
    bytes: usize,
    nodes: usize,
    blocks: usize,
    structure: usize,
    whole: usize,
}

impl Cost {
    /// The bytes that the library promises not to exceed.
    fn promised(&self) -> usize {
        5 * self.bytes + 256 * self.blocks + 96 * self.nodes
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("usage: memory DIR")?;
    let structure = Parser::builder().without("attribution").build()?;
    let whole = Parser::default();
    let counting = Parser::builder().keep(Keep::Explanation).build()?;
    let hints = Hints::new().with_kind(InputKind::Html);
    let mut costs: Vec<Cost> = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let bytes = std::fs::read(entry?.path())?;
        let source = whole.decode(&bytes, &hints);
        // What is loaded once is loaded before anything is measured.
        let explained = counting.parse_source(&source, &hints)?.into_article();
        let blocks = explained.and_then(|article| article.explanation);
        costs.push(Cost {
            bytes: source.text().len(),
            nodes: Dom::parse(source.text(), &Limits::new()).len(),
            blocks: blocks.map_or(0, |explanation| explanation.blocks.len()),
            structure: heap::peak(|| structure.parse_source(&source, &hints)).1,
            whole: heap::peak(|| whole.parse_source(&source, &hints)).1,
        });
    }
    let of = |cost: &Cost, peak: usize| peak as f64 / cost.bytes.max(1) as f64;
    println!("| peak | median | 9 of 10 | most | beyond the promise |\n|---|---|---|---|---|");
    let rows: [(&str, fn(&Cost) -> usize); 2] = [
        ("without attribution", |cost| cost.structure),
        ("with attribution", |cost| cost.whole),
    ];
    for (name, peak) in rows {
        let mut times: Vec<f64> = costs.iter().map(|cost| of(cost, peak(cost))).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: usize| {
            let last = times.len().saturating_sub(1);
            times.get(last * share / 10).copied().unwrap_or(0.0)
        };
        let beyond = costs.iter().filter(|cost| peak(cost) > cost.promised());
        println!(
            "| {name} | {:.1} | {:.1} | {:.1} | {} of {} |",
            at(5),
            at(9),
            at(10),
            beyond.count(),
            costs.len()
        );
    }
    Ok(())
}
