//! The small print of news: byline slots, opening runs, credits, source lines.
//!
//! [`read`] says what one line or paragraph names, apart from any article: who wrote it, where,
//! for which agency, and by which row of the [lexicon](crate::lexicon). Inside the crate the same
//! grammars serve the labeller as cues and the extractors as values.
//!
//! | kind | examples |
//! |---|---|
//! | [`Byline`](Kind::Byline) | `كتب: سالم الحداد`, `الرياض - محمد علي`, `تصوير: منى سعد` |
//! | [`Dateline`](Kind::Dateline) | `القاهرة ـ «القدس العربي»:`, `دمشق، سوريا (CNN) --`, on a line of its own or glued to the first paragraph |
//! | [`Credit`](Kind::Credit) | `(رويترز - أرشيف)`, alone or closing a caption or a report |
//! | [`Source`](Kind::Source) | `المصدر: الجزيرة + وكالات`, `نقلا عن رويترز` |
//!
//! A text that a part of the grammar does not explain is none: names are right or absent.

pub(crate) mod credit;
pub(crate) mod lookup;
pub(crate) mod names;
pub(crate) mod opening;
pub(crate) mod poll;
pub(crate) mod post;
mod read;
pub(crate) mod signoff;
pub(crate) mod sources;
pub(crate) mod title;
pub(crate) mod tokens;

pub use self::read::{Kind, Part, PartKind, SmallPrint, read};

/// The rows of a list of words in `data/`, whose first line says where they come from.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|row| !row.starts_with('#'))
}
