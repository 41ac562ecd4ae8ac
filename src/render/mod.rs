//! Rendering: an [`Article`](crate::Article) → text for people.

mod outline;
mod text;

pub use outline::{full, outline};
pub use text::text;
