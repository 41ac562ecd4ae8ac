//! Grammars of the small print: byline slots, opening runs, credits, source lines.
//!
//! They read short clean texts against the lexicons and return ranges. The labeller uses them as
//! cues, the extractors as values.

pub(crate) mod credit;
pub(crate) mod lookup;
pub(crate) mod names;
pub(crate) mod opening;
pub(crate) mod sources;
pub(crate) mod tokens;
