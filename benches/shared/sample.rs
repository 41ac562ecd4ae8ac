//! Articles that the benches carry.

/// Three articles.
pub const EMBEDDED: &str = include_str!("articles.txt");
