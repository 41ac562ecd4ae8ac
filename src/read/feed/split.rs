//! Cuts a feed in XML into its items, without trusting it to be well-formed.
//!
//! Whatever is broken inside an item must cost no more than that item, so items are told apart
//! before anything in them is parsed: by their start and end tags, outside CDATA sections and
//! comments. Only one item is held in memory at a time.

use std::io::{self, BufRead, Read};

use memchr::{memchr, memmem, memrchr};

/// Bytes kept of what stands outside of items: the head and the foot of the feed.
const MAX_OUTSIDE: usize = 1 << 20;

/// Bytes of text that are read at once where no tag ends.
const MAX_CHUNK: usize = 64 << 10;

/// The bytes of one item, its tags included.
#[derive(Debug)]
pub(crate) struct Slice {
    pub(crate) bytes: Vec<u8>,
    /// Where it begins in the feed.
    pub(crate) offset: usize,
    pub(crate) end: End,
}

/// How an item ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With its end tag.
    Closed,
    /// Where the next item or the end of the feed's container came first.
    Unclosed,
    /// Where the input ended.
    Truncated,
    /// Beyond the limit, its end was left out.
    TooLong,
}

/// The root element, as far as it says which elements are items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    Unknown,
    Item,
    Entry,
    Url,
}

impl Root {
    fn of(local: &[u8]) -> Root {
        match local {
            b"rss" | b"RDF" => Root::Item,
            b"feed" => Root::Entry,
            b"urlset" => Root::Url,
            _ => Root::Unknown,
        }
    }

    fn is_item(self, local: &[u8]) -> bool {
        match self {
            Root::Unknown => matches!(local, b"item" | b"entry"),
            Root::Item => local == b"item",
            Root::Entry => local == b"entry",
            Root::Url => local == b"url",
        }
    }
}

/// A CDATA section or a comment.
#[derive(Clone, Copy, Debug)]
struct Opaque {
    open: &'static [u8],
    close: &'static [u8],
}

const CDATA: Opaque = Opaque {
    open: b"<![CDATA[",
    close: b"]]>",
};
const COMMENT: Opaque = Opaque {
    open: b"<!--",
    close: b"-->",
};

/// An item that is being read.
#[derive(Debug, Default)]
struct Item {
    bytes: Vec<u8>,
    offset: usize,
    /// Its name with prefix, as in its start tag.
    name: Vec<u8>,
    cut: bool,
    /// Inside a CDATA section or comment: where an end tag of the item has just ended.
    closed_inside: Option<usize>,
    /// Inside a CDATA section or comment: where the item ends if the section was never closed.
    boundary: Option<usize>,
}

/// Reads items from a feed. Memory: the longest item, up to the limit, and at most 1 MiB of what
/// stands outside of them.
#[derive(Debug)]
pub(crate) struct Splitter<R> {
    input: R,
    /// The beginning of a tag at the end of the chunk before.
    held: Vec<u8>,
    /// Bytes to be read again before the input.
    again: io::Cursor<Vec<u8>>,
    /// What stands outside of items.
    outside: Vec<u8>,
    root: Option<Root>,
    opaque: Option<Opaque>,
    item: Option<Item>,
    chunk: Vec<u8>,
    offset: usize,
    limit: usize,
}

impl<R: BufRead> Splitter<R> {
    pub(crate) fn new(input: R, limit: usize) -> Splitter<R> {
        Splitter {
            input,
            held: Vec::new(),
            again: io::Cursor::default(),
            outside: Vec::new(),
            root: None,
            opaque: None,
            item: None,
            chunk: Vec::new(),
            offset: 0,
            limit,
        }
    }

    /// What stood outside of items so far.
    pub(crate) fn outside(&self) -> &[u8] {
        &self.outside
    }

    /// The next item, or `None` at the end of the input.
    pub(crate) fn next_item(&mut self) -> io::Result<Option<Slice>> {
        loop {
            let mut chunk = std::mem::take(&mut self.chunk);
            chunk.clear();
            self.read_chunk(&mut chunk)?;
            let done = if chunk.is_empty() {
                match self.at_end() {
                    Some(slice) => Some(slice),
                    None if self.again.get_ref().is_empty() => return Ok(None),
                    None => None,
                }
            } else {
                let slice = self.take(&chunk);
                self.offset += chunk.len();
                slice
            };
            self.chunk = chunk;
            if done.is_some() {
                return Ok(done);
            }
        }
    }

    /// Reads up to and with the next `>`, or a long text in parts.
    fn read_chunk(&mut self, chunk: &mut Vec<u8>) -> io::Result<()> {
        chunk.append(&mut self.held);
        if !self.again.get_ref().is_empty() {
            let room = MAX_CHUNK.saturating_sub(chunk.len());
            let mut again = self.again.by_ref().take(room as u64);
            again.read_until(b'>', chunk)?;
            if self.again.position() >= self.again.get_ref().len() as u64 {
                self.again = io::Cursor::default();
            }
        }
        if chunk.last() != Some(&b'>') {
            let room = MAX_CHUNK.saturating_sub(chunk.len());
            let mut input = self.input.by_ref().take(room as u64);
            input.read_until(b'>', chunk)?;
        }
        if chunk.len() >= MAX_CHUNK && chunk.last() != Some(&b'>') {
            // A tag or the end of a section is read in one piece.
            let closing = chunk.iter().rev().take_while(|b| b"]-".contains(b));
            let text = chunk.len() - closing.take(2).count();
            let whole = memrchr(b'<', chunk).unwrap_or(text);
            if whole > 0 {
                self.held = chunk.split_off(whole);
            }
        }
        Ok(())
    }

    fn keep(&mut self, bytes: &[u8]) {
        match &mut self.item {
            Some(item) => {
                let room = self.limit.saturating_sub(item.bytes.len());
                item.cut |= bytes.len() > room;
                item.bytes
                    .extend_from_slice(bytes.get(..room).unwrap_or(bytes));
            }
            // Between items, which may be any number.
            None if bytes.trim_ascii().is_empty() => {}
            None => {
                let room = MAX_OUTSIDE.saturating_sub(self.outside.len());
                self.outside
                    .extend_from_slice(bytes.get(..room).unwrap_or(bytes));
            }
        }
    }

    /// Ends the item that is being read.
    fn finish(&mut self, end: End) -> Option<Slice> {
        let item = self.item.take()?;
        Some(Slice {
            bytes: item.bytes,
            offset: item.offset,
            end: if item.cut { End::TooLong } else { end },
        })
    }

    /// Takes one chunk: text, then at most one tag at its end.
    fn take(&mut self, chunk: &[u8]) -> Option<Slice> {
        if let Some(opaque) = self.opaque {
            return self.take_opaque(opaque, chunk);
        }
        let mut from = 0;
        while let Some(at) = find(chunk, from, b'<') {
            let rest = chunk.get(at..).unwrap_or_default();
            for opaque in [CDATA, COMMENT] {
                if rest.starts_with(opaque.open) {
                    self.keep(chunk);
                    let body = rest.get(opaque.open.len()..).unwrap_or_default();
                    if !body.ends_with(opaque.close) {
                        self.opaque = Some(opaque);
                        self.inside(chunk);
                    }
                    return None;
                }
            }
            match find(chunk, at + 1, b'<') {
                // A bare `<` in text.
                Some(next) => from = next,
                None => return self.take_tag(chunk, at),
            }
        }
        self.keep(chunk);
        None
    }

    fn take_tag(&mut self, chunk: &[u8], at: usize) -> Option<Slice> {
        let Some(tag) = Tag::read(chunk.get(at..).unwrap_or_default()) else {
            self.keep(chunk);
            return None;
        };
        if self.root.is_none() && !tag.end {
            self.root = Some(Root::of(tag.local));
            self.keep(chunk);
            return None;
        }
        let root = self.root.unwrap_or(Root::Unknown);
        let (text, tag_bytes) = chunk.split_at(at);
        match &self.item {
            Some(item) if tag.end && tag.name == item.name => {
                self.keep(chunk);
                self.finish(End::Closed)
            }
            Some(item) if !tag.end && !tag.empty && tag.name == item.name => {
                self.keep(text);
                let done = self.finish(End::Unclosed);
                self.begin(&tag, at, tag_bytes);
                done
            }
            Some(_) if tag.end && is_container(tag.local) => {
                self.keep(text);
                let done = self.finish(End::Unclosed);
                self.keep(tag_bytes);
                done
            }
            None if !tag.end && !tag.empty && root.is_item(tag.local) => {
                self.keep(text);
                self.begin(&tag, at, tag_bytes);
                None
            }
            _ => {
                self.keep(chunk);
                None
            }
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, at: usize, bytes: &[u8]) {
        self.item = Some(Item {
            offset: self.offset + at,
            name: tag.name.to_vec(),
            ..Item::default()
        });
        self.keep(bytes);
    }

    fn take_opaque(&mut self, opaque: Opaque, chunk: &[u8]) -> Option<Slice> {
        // Sections do not nest: a second beginning after what looks like the item's end shows that
        // the first was never closed.
        let boundary = self.item.as_ref().and_then(|item| item.boundary);
        if let Some(boundary) = boundary
            && memmem::find(chunk, opaque.open).is_some()
        {
            return self.cut_at(boundary, chunk);
        }
        self.keep(chunk);
        if chunk.ends_with(opaque.close) {
            self.opaque = None;
            if let Some(item) = &mut self.item {
                item.closed_inside = None;
                item.boundary = None;
            }
            return None;
        }
        self.inside(chunk);
        None
    }

    /// Notes tags inside a section that would end the item.
    fn inside(&mut self, chunk: &[u8]) {
        let root = self.root.unwrap_or(Root::Unknown);
        let Some(item) = self.item.as_mut().filter(|item| item.boundary.is_none()) else {
            return;
        };
        let Some(at) = memrchr(b'<', chunk) else {
            return;
        };
        let Some(tag) = Tag::read(chunk.get(at..).unwrap_or_default()) else {
            return;
        };
        if tag.end && tag.name == item.name {
            item.closed_inside = Some(item.bytes.len());
        } else if let Some(end) = item.closed_inside.take() {
            let blank = chunk
                .get(..at)
                .is_some_and(|text| text.trim_ascii().is_empty());
            let next = !tag.end && root.is_item(tag.local) || tag.end && is_container(tag.local);
            if blank && next {
                item.boundary = Some(end);
            }
        }
    }

    /// Ends the item at `boundary` and has what follows read again, `chunk` included.
    fn cut_at(&mut self, boundary: usize, chunk: &[u8]) -> Option<Slice> {
        self.opaque = None;
        let item = self.item.as_mut()?;
        let mut again = item.bytes.split_off(boundary.min(item.bytes.len()));
        self.offset = self.offset.saturating_sub(again.len());
        again.extend_from_slice(chunk);
        // The caller counts the chunk as read.
        self.offset = self.offset.saturating_sub(chunk.len());
        // What was to be read before comes after it.
        again.append(&mut self.held);
        let at = usize::try_from(self.again.position()).unwrap_or(usize::MAX);
        again.extend_from_slice(self.again.get_ref().get(at..).unwrap_or_default());
        self.again = io::Cursor::new(again);
        self.finish(End::Unclosed)
    }

    /// At the end of the input: what is still open.
    fn at_end(&mut self) -> Option<Slice> {
        let boundary = self.item.as_ref()?.boundary;
        match boundary {
            Some(boundary) => self.cut_at(boundary, &[]),
            None => {
                self.opaque = None;
                self.finish(End::Truncated)
            }
        }
    }
}

/// A start or end tag.
struct Tag<'t> {
    end: bool,
    empty: bool,
    name: &'t [u8],
    local: &'t [u8],
}

impl Tag<'_> {
    /// Reads what begins with `<` and ends with `>`, or with the input.
    fn read(bytes: &[u8]) -> Option<Tag<'_>> {
        let inner = bytes.strip_prefix(b"<")?;
        let (end, inner) = match inner.strip_prefix(b"/") {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let inner = inner.strip_suffix(b">")?;
        let (empty, inner) = match inner.strip_suffix(b"/") {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let length = inner
            .iter()
            .position(|b| b.is_ascii_whitespace())
            .unwrap_or(inner.len());
        let name = inner.get(..length)?;
        let local = match name.iter().position(|b| *b == b':') {
            Some(colon) => name.get(colon + 1..)?,
            None => name,
        };
        let first = local.first()?;
        (first.is_ascii_alphabetic() || *first >= 0x80).then_some(Tag {
            end,
            empty,
            name,
            local,
        })
    }
}

fn is_container(local: &[u8]) -> bool {
    matches!(local, b"channel" | b"rss" | b"RDF" | b"feed" | b"urlset")
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    Some(from + memchr(byte, bytes.get(from..)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(feed: &str) -> (Vec<(String, End)>, String) {
        // A small buffer, so that items cross its ends.
        let mut splitter =
            Splitter::new(io::BufReader::with_capacity(7, feed.as_bytes()), usize::MAX);
        let mut items = Vec::new();
        while let Some(item) = splitter.next_item().unwrap() {
            assert_eq!(
                feed.as_bytes()
                    .get(item.offset..item.offset + item.bytes.len()),
                Some(item.bytes.as_slice())
            );
            items.push((String::from_utf8(item.bytes).unwrap(), item.end));
        }
        (items, String::from_utf8(splitter.outside).unwrap())
    }

    fn item(text: &str, end: End) -> (String, End) {
        (text.to_owned(), end)
    }

    #[test]
    fn items_are_cut_out() {
        let (items, outside) = split(
            "<rss><channel><title>a</title><item>1</item> <item x='y'>2</item></channel></rss>",
        );
        assert_eq!(
            items,
            [
                item("<item>1</item>", End::Closed),
                item("<item x='y'>2</item>", End::Closed)
            ]
        );
        assert_eq!(outside, "<rss><channel><title>a</title></channel></rss>");
        let (items, _) = split("<a:feed><a:entry>1<item/></a:entry></a:feed>");
        assert_eq!(items, [item("<a:entry>1<item/></a:entry>", End::Closed)]);
        let (items, _) = split("<urlset><url><loc>x</loc></url></urlset>");
        assert_eq!(items.len(), 1);
        let (items, _) =
            split("<rdf:RDF><channel><items><rdf:Seq/></items></channel><item>1</item></rdf:RDF>");
        assert_eq!(items, [item("<item>1</item>", End::Closed)]);
    }

    #[test]
    fn tags_in_cdata_and_comments_are_text() {
        let (items, _) = split(
            "<rss><item><![CDATA[<p>a</p></item> <b>]]>x</item><!-- <item> --><item>2</item></rss>",
        );
        assert_eq!(
            items,
            [
                item("<item><![CDATA[<p>a</p></item> <b>]]>x</item>", End::Closed),
                item("<item>2</item>", End::Closed)
            ]
        );
    }

    #[test]
    fn an_item_without_an_end_costs_itself() {
        let (items, _) = split("<rss><channel><item>1<item>2</item><item>3</channel></rss>");
        assert_eq!(
            items,
            [
                item("<item>1", End::Unclosed),
                item("<item>2</item>", End::Closed),
                item("<item>3", End::Unclosed)
            ]
        );
        let (items, _) = split("<rss><item>1</item><item>2");
        assert_eq!(
            items,
            [
                item("<item>1</item>", End::Closed),
                item("<item>2", End::Truncated)
            ]
        );
    }

    #[test]
    fn a_section_without_an_end_costs_its_item() {
        let (items, _) =
            split("<rss><item>1<![CDATA[a</item>\n<item>2<![CDATA[b]]></item><item>3</item></rss>");
        assert_eq!(
            items,
            [
                item("<item>1<![CDATA[a</item>", End::Unclosed),
                item("<item>2<![CDATA[b]]></item>", End::Closed),
                item("<item>3</item>", End::Closed)
            ]
        );
        let (items, _) = split("<rss><item>1<!-- a</item><item>2</item><item>3</item></rss>");
        assert_eq!(
            items,
            [
                item("<item>1<!-- a</item>", End::Unclosed),
                item("<item>2</item>", End::Closed),
                item("<item>3</item>", End::Closed)
            ]
        );
    }

    #[test]
    fn long_texts_are_read_in_parts() {
        for length in MAX_CHUNK - 40..MAX_CHUNK + 4 {
            let text = "x".repeat(length);
            for item in [
                format!("<item>{text}</item>"),
                format!("<item><t><![CDATA[{text}</item>]]></t></item>"),
                format!("<item>{text}<!--</item>-- ]]--></item>"),
            ] {
                let feed = format!("<rss>{item}<item>b</item></rss>");
                let mut splitter = Splitter::new(feed.as_bytes(), usize::MAX);
                let first = splitter.next_item().unwrap().unwrap();
                assert_eq!((first.bytes.len(), first.end), (item.len(), End::Closed));
                let second = splitter.next_item().unwrap().unwrap();
                assert_eq!(second.bytes, b"<item>b</item>");
            }
        }
    }

    #[test]
    fn what_is_no_feed_takes_no_memory() {
        let mut splitter =
            Splitter::new(io::BufReader::new(io::repeat(b'x').take(8 << 20)), 1 << 10);
        assert!(splitter.next_item().unwrap().is_none());
        assert!(splitter.chunk.capacity() <= 2 * MAX_CHUNK);
        assert!(splitter.outside.len() <= MAX_OUTSIDE);
    }

    #[test]
    fn a_bare_less_than_sign_is_text() {
        let (items, _) = split("<rss><item>a < b <c>d</c></item><item>a<b</item></rss>");
        assert_eq!(items.len(), 2);
    }

    #[test]
    fn an_item_beyond_the_limit_is_cut() {
        let feed = "<rss><item>123456789</item><item>1</item></rss>";
        let mut splitter = Splitter::new(feed.as_bytes(), 15);
        let first = splitter.next_item().unwrap().unwrap();
        assert_eq!((first.bytes.len(), first.end), (15, End::TooLong));
        let second = splitter.next_item().unwrap().unwrap();
        assert_eq!(second.end, End::Closed);
    }
}
