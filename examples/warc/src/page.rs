//! From a record of the archive to the article of its page.

use std::io;

use fastwarc::warc::record::{AutoDecode, WarcRecord};
use khabar::{Article, Hints, InputKind, Parsed, Parser};

use crate::archive::{Content, Entry, Record};

/// What becomes of a record.
pub enum Outcome {
    Page(Box<Row>),
    /// No page: another type of record, status or content.
    Other,
    Bad(String),
}

/// A page with its article.
pub struct Row {
    pub url: String,
    pub captured: Option<String>,
    /// Where its record begins in the archive.
    pub offset: u64,
    pub article: Article,
}

pub fn outcome(parser: &Parser, entry: &Entry) -> Outcome {
    let record = match &entry.content {
        Content::Record(record) => record,
        Content::Other => return Outcome::Other,
        Content::Bad(reason) => return Outcome::Bad(reason.clone()),
    };
    let page = match page(record) {
        Ok(Some(page)) => page,
        Ok(None) => return Outcome::Other,
        Err(error) => return Outcome::Bad(format!("{}: {error}", record.url)),
    };
    let mut hints = Hints::new()
        .with_url(&record.url)
        .with_content_type(page.content_type)
        .with_kind(InputKind::Html);
    if let Some(captured) = &record.captured {
        hints = hints.with_reference_clock(captured);
    }
    match parser.parse(&page.bytes, &hints) {
        Ok(Parsed::Article(article)) => Outcome::Page(Box::new(Row {
            url: record.url.clone(),
            captured: record.captured.clone(),
            offset: entry.offset,
            article: *article,
        })),
        Ok(_) => Outcome::Other,
        Err(error) => Outcome::Bad(format!("{}: {error}", record.url)),
    }
}

struct Page {
    content_type: String,
    bytes: Vec<u8>,
}

/// The page in a record, without HTTP's headers and codings; `None` where it holds no page.
fn page(record: &Record) -> io::Result<Option<Page>> {
    if !record.http {
        let content_type = record.content_type.clone().unwrap_or_default();
        return Ok(is_html(&content_type).then(|| Page {
            content_type,
            bytes: record.bytes.clone(),
        }));
    }
    let http = message(record, AutoDecode::None)?;
    let (status, content_type) = http.http_headers().map_or((None, None), |headers| {
        let kind = headers.get("Content-Type").map(|value| value.into_owned());
        (headers.status_code(), kind)
    });
    let content_type = content_type.unwrap_or_default();
    let Some(status) = status else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no HTTP status"));
    };
    if status != 200 || !is_html(&content_type) {
        return Ok(None);
    }
    // Only a page is worth decoding.
    let mut http = message(record, AutoDecode::All)?;
    let mut bytes = Vec::new();
    if let Some(reader) = http.reader_mut() {
        io::Read::read_to_end(reader, &mut bytes)?;
    }
    Ok(Some(Page {
        content_type,
        bytes,
    }))
}

/// The record's HTTP message, its headers read and its body decoded as far as asked.
fn message(record: &Record, decode: AutoDecode) -> io::Result<WarcRecord> {
    let mut http = WarcRecord::new();
    http.set_bytes_payload(record.bytes.clone());
    http.set_is_http(true);
    http.parse_http_with_decode(decode)?;
    Ok(http)
}

fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}
