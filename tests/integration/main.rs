//! The crate seen from outside: its promises, its golden articles, its extension points.

mod api;
mod attribution;
mod dates;
#[cfg(feature = "feed")]
mod feed;
mod generator;
mod golden;
mod hostile;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod html5lib;
mod json;
mod plugins;
#[cfg(feature = "html")]
mod profiles;
mod promises;
mod render;
#[cfg(feature = "html")]
mod round_trip;

mod support;
mod toolkit;

/// Counts what each thread has allocated, for the memory promise.
#[global_allocator]
static HEAP: support::heap::Counting = support::heap::Counting;
