//! The HTML reader: a page → a [`Dom`] → text blocks.
//!
//! The tree is built as browsers build it, by html5ever's tree builder fed by html5gum's tokenizer,
//! into an arena of our own that knows where every piece stands in the source.

mod block;
mod blocks;
mod dom;
mod drafts;
mod embed;
mod facts;
mod hints;
mod said;
mod select;
mod sink;
mod steps;
mod tags;
mod tokens;

pub(crate) use block::{Facts, Flag, Markup, Side, Unit};
pub(crate) use blocks::{Image, read_html};
pub use dom::{Descendants, Dom, Namespace, NodeId, NodeKind};
pub(crate) use embed::{platform, post_address};
pub(crate) use facts::images::is_small;
pub(crate) use hints::{Hint, front};
pub use select::{Selector, SelectorError};
pub(crate) use steps::Steps;
pub(crate) use tags::Tag;
