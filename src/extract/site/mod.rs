//! Rules of single sites as data: [`SiteProfile`].

mod builtin;
mod profile;

pub(crate) use builtin::SiteProfiles;
pub use profile::{Layout, Part, SelectorList, SiteProfile};
