//! The records of an archive that may hold pages, one by one, past damaged places.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use fastwarc::warc::iter::{ArchiveIteratorOptions, ArchiveIteratorThreadSafe};
use fastwarc::warc::record::{SharedWarcRecord, WarcRecord, WarcRecordType};

/// Records longer than this are no pages.
const LONGEST: u64 = 64 << 20;

/// What a record of the archive brings.
pub struct Entry {
    /// Where the record, or its compressed member, begins in the file.
    pub offset: u64,
    pub content: Content,
}

pub enum Content {
    /// A response or resource, its HTTP headers included if it has them.
    Record(Record),
    /// A record of another type, or one too long.
    Other,
    /// A place that cannot be read.
    Bad(String),
}

/// A record as it stands in the archive.
pub struct Record {
    pub url: String,
    /// When it was captured, in ISO 8601.
    pub captured: Option<String>,
    /// The type named by the record itself, for one without HTTP headers.
    pub content_type: Option<String>,
    pub http: bool,
    pub bytes: Vec<u8>,
}

impl Entry {
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Record(record) => record.bytes.len(),
            _ => 0,
        }
    }
}

/// Reads an archive record by record. After a place that cannot be read it goes on at the next
/// beginning of a record, or of a compressed member.
pub struct Archive {
    path: PathBuf,
    /// Bytes that begin a record or member in this file.
    mark: &'static [u8],
    records: Option<ArchiveIteratorThreadSafe>,
    /// Where the last record began, or the search for one.
    at: u64,
    /// Whether nothing could be read since a damaged place.
    damaged: bool,
}

impl Archive {
    pub fn open(path: &Path) -> io::Result<Archive> {
        let mut head = Vec::new();
        File::open(path)?.take(4).read_to_end(&mut head)?;
        let mark: &[u8] = match head.as_slice() {
            [0x1f, 0x8b, 0x08, ..] => &[0x1f, 0x8b, 0x08],
            [0x28, 0xb5, 0x2f, 0xfd] | [0x5d, 0x2a, 0x4d, 0x18] => &[0x28, 0xb5, 0x2f, 0xfd],
            [0x04, 0x22, 0x4d, 0x18] => &[0x04, 0x22, 0x4d, 0x18],
            b"WARC" => b"WARC/1.",
            _ => {
                let message = "the file is no WARC, plain or compressed";
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
        };
        let mut archive = Archive {
            path: path.to_owned(),
            mark,
            records: None,
            at: 0,
            damaged: false,
        };
        archive.start(0)?;
        Ok(archive)
    }

    /// Reads from the record or member that begins at `offset`.
    fn start(&mut self, offset: u64) -> io::Result<()> {
        let mut file = BufReader::with_capacity(1 << 20, File::open(&self.path)?);
        file.seek(SeekFrom::Start(offset))?;
        let options = ArchiveIteratorOptions {
            // Headers and payload are decoded by the threads that parse.
            parse_http: false,
            ..ArchiveIteratorOptions::default()
        };
        self.records = Some(ArchiveIteratorThreadSafe::with_options(file, options));
        self.at = offset;
        Ok(())
    }

    /// Goes on at the next mark behind the damaged place; at the end of the file, ends.
    fn resume(&mut self) -> io::Result<()> {
        self.records = None;
        if let Some(offset) = find(&self.path, self.at + 1, self.mark)? {
            self.start(offset)?;
        }
        Ok(())
    }
}

impl Iterator for Archive {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let read = match self.records.as_mut()?.next()? {
                Ok(record) => record.with_mut(|record| {
                    self.at = record.stream_pos().max(self.at);
                    content(record)
                }),
                Err(error) => Err(error),
            };
            let offset = self.at;
            let error = match read {
                Ok(content) => {
                    self.damaged = false;
                    return Some(Entry { offset, content });
                }
                Err(error) => error,
            };
            let mut reason = error.to_string();
            if let Err(error) = self.resume() {
                reason = format!("{reason}; the rest cannot be read: {error}");
            }
            // A place that cannot be read is one place, however often the search stops in it.
            if !std::mem::replace(&mut self.damaged, true) {
                let content = Content::Bad(reason);
                return Some(Entry { offset, content });
            }
        }
    }
}

fn content(record: &mut WarcRecord) -> io::Result<Content> {
    let wanted = matches!(
        record.record_type(),
        WarcRecordType::Response | WarcRecordType::Resource
    );
    let length = record.content_length();
    if !wanted || length > LONGEST {
        return Ok(Content::Other);
    }
    record.freeze()?;
    let bytes = record.frozen_payload_bytes().unwrap_or_default().to_vec();
    if (bytes.len() as u64) < length {
        let message = format!("{} of {length} bytes", bytes.len());
        return Ok(Content::Bad(message));
    }
    let header = |name: &str| {
        record
            .headers()
            .get(name)
            .map(|value| value.trim().to_owned())
    };
    let Some(url) = header("WARC-Target-URI") else {
        return Ok(Content::Bad("no WARC-Target-URI".to_owned()));
    };
    Ok(Content::Record(Record {
        url: url.trim_matches(['<', '>']).to_owned(),
        captured: header("WARC-Date"),
        content_type: header("Content-Type"),
        http: record.is_http(),
        bytes,
    }))
}

/// Where `mark` stands next in the file, from `offset` on.
fn find(path: &Path, offset: u64, mark: &[u8]) -> io::Result<Option<u64>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut window = Vec::new();
    let mut start = offset;
    loop {
        let read = (&mut file).take(1 << 20).read_to_end(&mut window)?;
        if let Some(at) = window.windows(mark.len()).position(|w| w == mark) {
            return Ok(Some(start + at as u64));
        }
        if read == 0 {
            return Ok(None);
        }
        // A mark may stand across two windows.
        let gone = window.len().saturating_sub(mark.len() - 1);
        window.drain(..gone);
        start += gone as u64;
    }
}
