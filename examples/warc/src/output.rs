//! Where articles are written: a file of JSON lines, or a directory of Parquet files.

use std::fs::{self, File};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::json;

use crate::Result;
use crate::page::Row;
use crate::progress::Progress;

/// Pages of a Parquet file, after which the next is begun.
const PART: usize = 8192;

const UNFINISHED: &str = "part.unfinished";

pub trait Output {
    fn write(&mut self, row: Row) -> Result<()>;

    /// Called after every portion of the archive: notes the progress where all rows so far are
    /// safe.
    fn commit(&mut self, progress: &mut Progress) -> Result<()>;

    /// Called once at the end of the archive.
    fn finish(&mut self, progress: &mut Progress) -> Result<()>;
}

/// A file with one JSON value a line: `url`, `captured`, `offset`, `article`.
pub struct Lines {
    out: BufWriter<File>,
}

impl Lines {
    /// Opens the file and cuts off what was written after the last note.
    pub fn open(path: &Path, progress: &Progress) -> Result<Lines> {
        let mut file = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(path)?;
        file.set_len(progress.bytes)?;
        file.seek(SeekFrom::Start(progress.bytes))?;
        Ok(Lines {
            out: BufWriter::new(file),
        })
    }
}

impl Output for Lines {
    fn write(&mut self, row: Row) -> Result<()> {
        let line = json!({
            "url": row.url,
            "captured": row.captured,
            "offset": row.offset,
            "article": row.article,
        });
        serde_json::to_writer(&mut self.out, &line)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn commit(&mut self, progress: &mut Progress) -> Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_data()?;
        progress.bytes = self.out.stream_position()?;
        progress.save()
    }

    fn finish(&mut self, progress: &mut Progress) -> Result<()> {
        progress.done = true;
        self.commit(progress)
    }
}

/// A directory of files `part-00000.parquet`, each whole once it has its name.
pub struct Parts {
    directory: PathBuf,
    schema: Arc<Schema>,
    columns: Columns,
    writer: Option<ArrowWriter<File>>,
    rows: usize,
}

impl Parts {
    pub fn open(directory: &Path) -> Result<Parts> {
        fs::create_dir_all(directory)?;
        Ok(Parts {
            directory: directory.to_owned(),
            schema: Arc::new(schema()),
            columns: Columns::default(),
            writer: None,
            rows: 0,
        })
    }

    /// The file that is being written; one left by an interrupted run is written anew.
    fn unfinished(&self) -> PathBuf {
        self.directory.join(UNFINISHED)
    }

    /// Hands the gathered rows to the writer.
    fn flush(&mut self) -> Result<()> {
        let batch = RecordBatch::try_new(self.schema.clone(), self.columns.finish())?;
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .build();
                let file = File::create(self.directory.join(UNFINISHED))?;
                none.insert(ArrowWriter::try_new(
                    file,
                    self.schema.clone(),
                    Some(properties),
                )?)
            }
        };
        Ok(writer.write(&batch)?)
    }

    /// Closes the open file, gives it its name, and notes the progress.
    fn close(&mut self, progress: &mut Progress) -> Result<()> {
        if let Some(writer) = self.writer.take() {
            writer.into_inner()?.sync_data()?;
            let name = format!("part-{:05}.parquet", progress.parts);
            fs::rename(self.unfinished(), self.directory.join(name))?;
            progress.parts += 1;
        }
        self.rows = 0;
        progress.save()
    }
}

impl Output for Parts {
    fn write(&mut self, row: Row) -> Result<()> {
        self.rows += 1;
        self.columns.push(&row)
    }

    fn commit(&mut self, progress: &mut Progress) -> Result<()> {
        self.flush()?;
        if self.rows >= PART {
            self.close(progress)?;
        }
        Ok(())
    }

    fn finish(&mut self, progress: &mut Progress) -> Result<()> {
        self.flush()?;
        progress.done = true;
        self.close(progress)
    }
}

fn schema() -> Schema {
    let text = |name: &str, null| Field::new(name, DataType::Utf8, null);
    let texts =
        |name: &str| Field::new_list(name, Field::new_list_field(DataType::Utf8, true), false);
    Schema::new(vec![
        text("url", false),
        text("captured", true),
        Field::new("offset", DataType::UInt64, false),
        text("kind", false),
        text("language", true),
        text("headline", true),
        text("published", true),
        text("modified", true),
        texts("byline"),
        texts("places"),
        texts("agencies"),
        texts("sources"),
        text("body", false),
        // The whole article, for what has no column.
        text("article", false),
    ])
}

/// The columns of rows not yet handed on, in the order of the schema.
#[derive(Default)]
struct Columns {
    url: StringBuilder,
    captured: StringBuilder,
    offset: UInt64Builder,
    kind: StringBuilder,
    language: StringBuilder,
    headline: StringBuilder,
    published: StringBuilder,
    modified: StringBuilder,
    byline: ListBuilder<StringBuilder>,
    places: ListBuilder<StringBuilder>,
    agencies: ListBuilder<StringBuilder>,
    sources: ListBuilder<StringBuilder>,
    body: StringBuilder,
    article: StringBuilder,
}

impl Columns {
    fn push(&mut self, row: &Row) -> Result<()> {
        let article = &row.article;
        let value = |stamp: &Option<khabar::article::Timestamp>| {
            stamp.as_ref().and_then(|stamp| stamp.value.clone())
        };
        let dateline = article.dateline.as_ref();
        let mut body = String::new();
        for text in article.body_texts() {
            if !body.is_empty() {
                body.push('\n');
            }
            body.push_str(text);
        }
        self.url.append_value(&row.url);
        self.captured.append_option(row.captured.as_deref());
        self.offset.append_value(row.offset);
        self.kind.append_value(article.kind.as_str());
        let language = article.language.as_ref().map(|tag| tag.code.as_str());
        self.language.append_option(language);
        let headline = article.headline.as_ref().map(|text| text.text.as_str());
        self.headline.append_option(headline);
        self.published.append_option(value(&article.published));
        self.modified.append_option(value(&article.modified));
        list(&mut self.byline, article.byline.iter().map(|c| &c.name));
        list(
            &mut self.places,
            dateline.iter().flat_map(|d| &d.places).map(|n| &n.name),
        );
        list(
            &mut self.agencies,
            dateline.iter().flat_map(|d| &d.agencies).map(|n| &n.name),
        );
        list(&mut self.sources, article.sources.iter().map(|n| &n.name));
        self.body.append_value(body);
        self.article.append_value(serde_json::to_string(article)?);
        Ok(())
    }

    fn finish(&mut self) -> Vec<ArrayRef> {
        vec![
            Arc::new(self.url.finish()),
            Arc::new(self.captured.finish()),
            Arc::new(self.offset.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.headline.finish()),
            Arc::new(self.published.finish()),
            Arc::new(self.modified.finish()),
            Arc::new(self.byline.finish()),
            Arc::new(self.places.finish()),
            Arc::new(self.agencies.finish()),
            Arc::new(self.sources.finish()),
            Arc::new(self.body.finish()),
            Arc::new(self.article.finish()),
        ]
    }
}

fn list<'a>(column: &mut ListBuilder<StringBuilder>, names: impl Iterator<Item = &'a String>) {
    for name in names {
        column.values().append_value(name);
    }
    column.append(true);
}
