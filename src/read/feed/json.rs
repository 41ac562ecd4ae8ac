//! Feeds in JSON: cut into items, and what the objects of JSON Feed say.
//!
//! Items are the members of the array `items` or of an array that is the whole input; an object
//! that is one ninjs item is its own only item.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::ninjs;
use super::raw::{RawFeed, RawItem, RawMedia};
use super::split::{End, Slice};
use super::value::Content;

/// Bytes kept of what stands outside of items.
const MAX_OUTSIDE: usize = 1 << 20;

/// Reads items from a feed in JSON, one at a time.
#[derive(Debug)]
pub(crate) struct Splitter<R> {
    input: R,
    outside: Vec<u8>,
    item: Option<(Vec<u8>, usize, bool)>,
    /// Open brackets, each `{` or `[`.
    open: Vec<u8>,
    string: Option<Vec<u8>>,
    escaped: bool,
    /// The last string: at depth 1 the key of what follows.
    key: Vec<u8>,
    /// The brackets in which items stand, while they are open.
    items: Option<&'static [u8]>,
    /// Whether there was a list of items.
    listed: bool,
    offset: usize,
    limit: usize,
}

/// Bytes of a string that are kept: no key of interest and nothing between two items is longer.
const MAX_KEY: usize = 64;

/// Bytes that are looked at between two reads.
const PIECE: usize = 16 << 10;

/// Open brackets that are kept track of: JSON nested deeper is no feed.
const MAX_DEPTH: usize = 512;

impl<R: BufRead> Splitter<R> {
    pub(crate) fn new(input: R, limit: usize) -> Splitter<R> {
        Splitter {
            input,
            outside: Vec::new(),
            item: None,
            open: Vec::new(),
            string: None,
            escaped: false,
            key: Vec::new(),
            items: None,
            listed: false,
            offset: 0,
            limit,
        }
    }

    /// What stood outside of items so far; cut in two where items follow.
    pub(crate) fn outside(&self) -> &[u8] {
        &self.outside
    }

    /// What was read, where it held no list of items, as one.
    pub(crate) fn whole(&self) -> Option<Slice> {
        (!self.listed).then(|| Slice {
            bytes: self.outside.clone(),
            offset: 0,
            end: if self.open.is_empty() {
                End::Closed
            } else {
                End::Truncated
            },
        })
    }

    pub(crate) fn next_item(&mut self) -> io::Result<Option<Slice>> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(self.item.take().map(|(bytes, offset, _)| Slice {
                    bytes,
                    offset,
                    end: End::Truncated,
                }));
            }
            // A slice gives all that is left of it each time.
            let piece = buffer.get(..PIECE).unwrap_or(buffer).to_vec();
            for (n, byte) in piece.iter().enumerate() {
                let done = self.step(*byte);
                self.offset += 1;
                if done.is_some() {
                    self.input.consume(n + 1);
                    return Ok(done);
                }
            }
            self.input.consume(piece.len());
        }
    }

    /// Whether what follows stands between items.
    fn between(&self) -> bool {
        self.item.is_none() && self.items.is_some_and(|items| self.open == items)
    }

    fn begin(&mut self, offset: usize) {
        self.item = Some((Vec::new(), offset, false));
    }

    fn keep(&mut self, byte: u8) {
        let between = self.between();
        match &mut self.item {
            Some((bytes, _, cut)) if bytes.len() < self.limit => {
                bytes.push(byte);
                *cut |= bytes.len() == self.limit;
            }
            Some(_) => {}
            // The commas between items are no part of the head.
            None if between && byte != b']' => {}
            None if self.outside.len() < MAX_OUTSIDE => self.outside.push(byte),
            None => {}
        }
    }

    /// Takes one byte; the item that ends with it.
    fn step(&mut self, byte: u8) -> Option<Slice> {
        if self.string.is_none() && byte == b'{' && self.between() {
            self.begin(self.offset);
        }
        self.keep(byte);
        if self.string.is_some() {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == b'"' {
                self.key = self.string.take().unwrap_or_default();
                return self.between_quotes();
            }
            if let Some(string) = self.string.as_mut().filter(|s| s.len() < MAX_KEY) {
                string.push(byte);
            }
            return None;
        }
        match byte {
            b'"' => self.string = Some(Vec::new()),
            b'{' | b'[' if self.open.len() < MAX_DEPTH => {
                if byte == b'[' && self.items.is_none() {
                    if self.open.is_empty() {
                        self.items = Some(b"[");
                    } else if self.open == b"{" && self.key == b"items" {
                        self.items = Some(b"{[");
                    }
                    self.listed |= self.items.is_some();
                }
                self.open.push(byte);
            }
            b'}' | b']' => {
                self.open.pop();
                let items = self.items?;
                if self.open.len() < items.len() {
                    self.items = None;
                } else if self.open == items {
                    let (bytes, offset, cut) = self.item.take()?;
                    let end = if cut { End::TooLong } else { End::Closed };
                    return Some(Slice { bytes, offset, end });
                }
            }
            _ => {}
        }
        None
    }

    /// After a string: the item before, where the string is what stands between two items. Then one
    /// quotation mark too many or too few stands in that item, and strings are told from what is
    /// between them the wrong way round.
    fn between_quotes(&mut self) -> Option<Slice> {
        let items = self.items?;
        let rest = self.key.trim_ascii_end().strip_suffix(b"{")?;
        let rest = rest.trim_ascii_end().strip_suffix(b",")?;
        rest.trim_ascii_end().strip_suffix(b"}")?;
        let (mut bytes, offset, cut) = self.item.take()?;
        let brace = bytes.iter().rposition(|b| *b == b'{')?;
        let comma = bytes.get(..brace)?.iter().rposition(|b| *b == b',')?;
        let next = bytes.split_off(brace);
        bytes.truncate(comma);
        self.open = items.to_vec();
        self.open.push(b'{');
        self.begin((self.offset + 1).saturating_sub(next.len()));
        for byte in next {
            self.keep(byte);
        }
        self.string = Some(Vec::new());
        let end = if cut { End::TooLong } else { End::Unclosed };
        Some(Slice { bytes, offset, end })
    }
}

fn text(map: &Map<String, Value>, key: &str) -> Option<String> {
    match map.get(key)? {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The names of `authors` (version 1.1) and `author` (version 1).
fn authors(map: &Map<String, Value>) -> Vec<String> {
    let list = map.get("authors").and_then(Value::as_array);
    let one = map.get("author").into_iter();
    list.into_iter()
        .flatten()
        .chain(one)
        .filter_map(Value::as_object)
        .filter_map(|author| text(author, "name"))
        .take(64)
        .collect()
}

/// Reads an item of JSON Feed or a ninjs item; `None` where it is no object.
pub(crate) fn item(value: &Value) -> Option<RawItem> {
    let map = value.as_object()?;
    if ninjs::is_item(map) {
        return Some(ninjs::item(map));
    }
    let content = |key: &str, html: bool| text(map, key).map(|text| Content { text, html });
    let mut item = RawItem {
        title: text(map, "title"),
        link: text(map, "url").or_else(|| text(map, "external_url")),
        guid: text(map, "id"),
        creators: authors(map),
        published: text(map, "date_published").into_iter().collect(),
        modified: text(map, "date_modified").into_iter().collect(),
        body: content("content_html", true).or_else(|| content("content_text", false)),
        summary: content("summary", false),
        ..RawItem::default()
    };
    let tags = map.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    item.categories = tags.map(str::to_owned).take(64).collect();
    if let Some(url) = text(map, "image").or_else(|| text(map, "banner_image")) {
        item.media.push(RawMedia {
            url,
            media_type: Some("image".to_owned()),
            ..RawMedia::default()
        });
    }
    let attachments = map.get("attachments").and_then(Value::as_array);
    for attachment in attachments.into_iter().flatten().take(64) {
        if let Some(attachment) = attachment.as_object()
            && let Some(url) = text(attachment, "url")
        {
            item.media.push(RawMedia {
                url,
                media_type: text(attachment, "mime_type"),
                caption: text(attachment, "title"),
                credit: None,
            });
        }
    }
    Some(item)
}

/// Reads the head.
pub(crate) fn feed(value: &Value) -> RawFeed {
    let Some(map) = value.as_object() else {
        return RawFeed::default();
    };
    RawFeed {
        title: text(map, "title"),
        link: text(map, "home_page_url"),
        feed_link: text(map, "feed_url"),
        description: text(map, "description"),
        language: text(map, "language"),
        image: text(map, "icon").or_else(|| text(map, "favicon")),
        creators: authors(map),
        ..RawFeed::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "موجز [\"]",
        "items": [{"id": 1, "title": "أ", "x": {"items": [{"id": 9}]}}, {"id": "2", "content_text": "}]"}],
        "home_page_url": "https://a.example/", "y": [{"z": 1}]}"#;

    fn split(feed: &str) -> (Vec<String>, String) {
        let mut splitter = Splitter::new(io::BufReader::with_capacity(5, feed.as_bytes()), 1 << 20);
        let mut items = Vec::new();
        while let Some(slice) = splitter.next_item().unwrap() {
            if slice.end == End::Closed {
                items.push(String::from_utf8(slice.bytes).unwrap());
            }
        }
        let outside = String::from_utf8_lossy(splitter.outside()).into_owned();
        (items, outside)
    }

    #[test]
    fn items_are_the_members_of_items() {
        let (items, outside) = split(FEED);
        assert_eq!(items.len(), 2);
        let read = |json: &str| item(&serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(read(&items[0]).guid.as_deref(), Some("1"));
        assert_eq!(read(&items[1]).body.unwrap().text, "}]");
        let head = feed(&serde_json::from_str(&outside).unwrap());
        assert_eq!(head.title.as_deref(), Some("موجز [\"]"));
        assert_eq!(head.link.as_deref(), Some("https://a.example/"));
    }

    #[test]
    fn a_quotation_mark_too_many_costs_its_item() {
        for feed in [
            r#"{"items": [{"id": "1"}, {"id": "2", "title": "قال "نعم" و"لا", "n": 1}, {"id": "3", "title": "a"}, {"id": "4"}]}"#,
            "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"title\":\"قال \" نعم\"},\n    {\n      \"id\":\"3\",\"title\":\"a\"},{\"id\":\"4\"}]}",
        ] {
            let mut splitter = Splitter::new(feed.as_bytes(), 1 << 20);
            let mut ids = Vec::new();
            while let Some(slice) = splitter.next_item().unwrap() {
                assert!(feed.as_bytes()[slice.offset..].starts_with(&slice.bytes));
                if let Ok(value) = serde_json::from_slice::<Value>(&slice.bytes) {
                    ids.push(item(&value).unwrap().guid.unwrap());
                }
            }
            assert_eq!(ids, ["1", "3", "4"]);
        }
    }

    #[test]
    fn an_array_is_a_list_of_items_and_an_object_none() {
        let (items, outside) = split(r#" [{"id": "1"}, {"id": "2", "x": [{}]}] "#);
        assert_eq!(items, [r#"{"id": "1"}"#, r#"{"id": "2", "x": [{}]}"#]);
        assert_eq!(outside.trim(), "[]");
        let mut splitter = Splitter::new(&br#"{"uri": "x", "bodies": [{}]"#[..], 1 << 20);
        assert!(splitter.next_item().unwrap().is_none());
        assert_eq!(splitter.whole().unwrap().end, End::Truncated);
    }

    #[test]
    fn a_cut_costs_the_items_behind_it() {
        for end in (0..FEED.len()).filter(|end| FEED.is_char_boundary(*end)) {
            let (items, _) = split(&FEED[..end]);
            let whole = ["}]}}", "\"}]\"}"];
            let expected = whole.iter().filter(|w| FEED[..end].contains(*w)).count();
            assert_eq!(items.len(), expected, "{}", &FEED[..end]);
        }
    }
}
