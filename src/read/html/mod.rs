//! The HTML reader: a page → a [`Dom`] → text blocks.
//!
//! The tree is built as browsers build it, by html5ever's tree builder fed by html5gum's tokenizer,
//! into an arena of our own that knows where every piece stands in the source.

mod dom;
mod select;
mod sink;
mod tags;
mod tokens;

pub use dom::{Descendants, Dom, Namespace, NodeId, NodeKind};
pub use select::{Selector, SelectorError};
