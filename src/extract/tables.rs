//! The extractor `tables`: data tables of a page, told from tables that lay it out.

use std::collections::HashMap;

use super::{Candidates, Context, Extractor};
use crate::error::ExtractError;
use crate::label::Role;
use crate::provenance::Confidence;
use crate::read::html::{Flag, NodeId, Side, Tag};

/// Claims the cells of data tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables;

/// Characters of a cell on average, at most, and of the longest: layout tables hold paragraphs.
const MEAN: u32 = 80;
const LONGEST: u32 = 300;

/// What the cells of one table look like.
#[derive(Default)]
struct Seen {
    blocks: Vec<usize>,
    /// Rows with a cell, and rows with two or more.
    rows: HashMap<NodeId, u32>,
    chars: u32,
    longest: u32,
    linked: u32,
    outside: bool,
}

impl Extractor for Tables {
    fn name(&self) -> &str {
        "tables"
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.dom().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let Some(dom) = cx.dom() else { return Ok(()) };
        let mut tables: HashMap<NodeId, Seen> = HashMap::new();
        for (i, block) in cx.blocks().iter().enumerate() {
            let (Some(facts), Some(node)) = (block.facts(), block.node()) else {
                continue;
            };
            if !facts.flags.has(Flag::Cell) {
                continue;
            }
            let above = || std::iter::once(node).chain(dom.ancestors(node));
            let Some(table) = above().find(|n| dom.name_tag(*n) == Tag::Table) else {
                continue;
            };
            let row = above()
                .find(|n| dom.name_tag(*n) == Tag::Tr)
                .unwrap_or(table);
            let seen = tables.entry(table).or_default();
            let chars = block.shape().chars;
            seen.blocks.push(i);
            *seen.rows.entry(row).or_default() += 1;
            seen.chars += chars;
            seen.longest = seen.longest.max(chars);
            seen.linked += chars * u32::from(facts.linked) / 1000;
            seen.outside |= facts.up > 0 || facts.side != Side::Inside;
        }
        let mut claims: Vec<usize> = tables
            .into_values()
            .filter(Seen::is_data)
            .flat_map(|seen| seen.blocks)
            .collect();
        claims.sort_unstable();
        for block in claims.into_iter().filter_map(|i| cx.blocks().get(i)) {
            out.claim(block.span(), Role::Table, Confidence::new(880));
        }
        Ok(())
    }
}

impl Seen {
    fn is_data(&self) -> bool {
        let cells = self.blocks.len() as u32;
        let wide = self.rows.values().filter(|n| **n >= 2).count();
        !self.outside
            && wide >= 2
            && wide * 3 >= self.rows.len() * 2
            && self.chars <= MEAN * cells
            && self.longest <= LONGEST
            && self.linked * 2 <= self.chars
    }
}
