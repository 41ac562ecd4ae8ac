//! The feed reader: a feed → its items, each with the fields it gives to machines and the body it
//! gives to people.
//!
//! Items are cut out of the bytes first ([`split`], [`json`]), so that what is broken in one costs
//! that one; then their elements are read ([`element`], [`raw`]) with whatever they can be read
//! with. What the fields mean for an article is decided by the extractor `feed`.

pub(crate) mod element;
pub(crate) mod json;
pub(crate) mod names;
pub(crate) mod ninjs;
pub(crate) mod raw;
pub(crate) mod split;
pub(crate) mod value;

use std::io::{self, BufRead};

use self::names::Namespaces;
pub(crate) use self::raw::{RawFeed, RawItem, RawMedia};
pub(crate) use self::split::{End, Slice};

/// Items of a feed in XML or JSON, as bytes.
#[derive(Debug)]
pub(crate) enum Items<R> {
    Xml(split::Splitter<R>),
    Json(json::Splitter<R>),
}

impl<R: BufRead> Items<R> {
    /// Items of a feed whose first byte that is no white space decides its form.
    pub(crate) fn new(input: R, json: bool, limit: usize) -> Items<R> {
        if json {
            Items::Json(json::Splitter::new(input, limit))
        } else {
            Items::Xml(split::Splitter::new(input, limit))
        }
    }

    pub(crate) fn next_item(&mut self) -> io::Result<Option<Slice>> {
        match self {
            Items::Xml(items) => items.next_item(),
            Items::Json(items) => items.next_item(),
        }
    }

    /// An input that holds no list of items but may be one: a ninjs item.
    pub(crate) fn whole(&self) -> Option<Slice> {
        match self {
            Items::Xml(_) => None,
            Items::Json(items) => items.whole(),
        }
    }

    /// What stood outside of items so far.
    pub(crate) fn outside(&self) -> &[u8] {
        match self {
            Items::Xml(items) => items.outside(),
            Items::Json(items) => items.outside(),
        }
    }
}

/// The namespaces that a feed's head declares: on its root element, and on the next one where the
/// feed is wrapped.
pub(crate) fn namespaces(head: &str) -> Namespaces {
    let mut rest = head;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if after.starts_with(|c: char| c.is_alphabetic()) {
            let tag = after.split('>').next().unwrap_or("");
            return Namespaces::of(tag);
        }
    }
    Namespaces::default()
}
