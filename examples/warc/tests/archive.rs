//! The program on an archive of three pages, plain, compressed, damaged and interrupted.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fastwarc::stream_io::gzip::GzipWriter;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use serde_json::Value;

const PAGES: &[u8] = include_bytes!("fixtures/pages.warc");

const HEADLINES: [&str; 3] = [
    "الميناء القديم يستقبل أول سفينة منذ عشرة أعوام",
    "مكتبة متنقلة تجوب قرى الجبل",
    "ورشة تعيد القوارب القديمة إلى البحر",
];

/// A directory of this test's own.
fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn run(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_khabar-warc"))
        .args(arguments)
        .output()
        .unwrap()
}

/// The last line of the report.
fn report(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success(), "{text}");
    text.lines().last().unwrap_or_default().to_owned()
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn headlines(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["article"]["headline"]["text"].as_str().unwrap_or(""))
        .collect()
}

/// The records of the fixture.
fn records() -> Vec<&'static [u8]> {
    let mut starts: Vec<usize> = (0..PAGES.len())
        .filter(|&i| PAGES[i..].starts_with(b"WARC/1.1\r\n"))
        .collect();
    starts.push(PAGES.len());
    starts.windows(2).map(|w| &PAGES[w[0]..w[1]]).collect()
}

fn gzip(record: &[u8]) -> Vec<u8> {
    let mut writer = GzipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.write_all(record).unwrap();
    writer.into_inner().unwrap().into_inner()
}

#[test]
fn a_plain_archive_becomes_lines() {
    let directory = scratch("plain");
    let (archive, out) = (directory.join("a.warc"), directory.join("out.jsonl"));
    fs::write(&archive, PAGES).unwrap();
    let output = run(&[&archive, &out]);
    assert_eq!(report(&output), "7 records: 3 pages, 4 others, 0 bad");
    let lines = lines(&out);
    assert_eq!(headlines(&lines), HEADLINES);
    assert_eq!(lines[0]["url"], "https://barid.example/old-port");
    assert_eq!(lines[0]["captured"], "2024-05-15T06:00:00Z");
    assert_eq!(lines[0]["article"]["byline"][0]["name"], "سالم الحداد");
    assert_eq!(lines[1]["article"]["input"]["encoding"], "windows-1256");
    let offset = lines[2]["offset"].as_u64().unwrap() as usize;
    assert!(PAGES[offset..].starts_with(b"WARC/1.1\r\nWARC-Type: resource"));
}

#[test]
fn a_damaged_record_costs_itself() {
    let directory = scratch("damaged");
    let (archive, out) = (directory.join("a.warc.gz"), directory.join("out.jsonl"));
    let mut bytes = Vec::new();
    for (i, record) in records().into_iter().enumerate() {
        let mut member = gzip(record);
        if i == 4 {
            let middle = member.len() / 2;
            member[middle..middle + 40].fill(0xff);
        }
        bytes.extend(member);
    }
    fs::write(&archive, bytes).unwrap();
    let output = run(&[&archive, &out]);
    assert_eq!(report(&output), "7 records: 2 pages, 4 others, 1 bad");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("bad record at byte"), "{stderr}");
    assert_eq!(headlines(&lines(&out)), [HEADLINES[0], HEADLINES[2]]);
}

#[test]
fn an_archive_cut_short_keeps_what_is_whole() {
    let directory = scratch("cut");
    let (archive, out) = (directory.join("a.warc"), directory.join("out.jsonl"));
    fs::write(&archive, &PAGES[..PAGES.len() - 100]).unwrap();
    let output = run(&[&archive, &out]);
    assert_eq!(report(&output), "7 records: 2 pages, 4 others, 1 bad");
    assert_eq!(headlines(&lines(&out)), HEADLINES[..2]);
}

#[test]
fn an_interrupted_run_goes_on() {
    let directory = scratch("interrupted");
    let (archive, out) = (directory.join("a.warc"), directory.join("out.jsonl"));
    let note = directory.join("out.jsonl.progress");
    fs::write(&archive, PAGES).unwrap();
    report(&run(&[&archive, &out]));
    let whole = fs::read(&out).unwrap();

    // As after a crash behind the first page, in the middle of writing the second.
    let first = whole.iter().position(|&b| b == b'\n').unwrap() + 1;
    fs::write(&out, &whole[..first + 50]).unwrap();
    let mut progress: Value = serde_json::from_slice(&fs::read(&note).unwrap()).unwrap();
    progress["done"] = false.into();
    progress["records"] = 3.into();
    progress["pages"] = 1.into();
    progress["others"] = 2.into();
    progress["bytes"] = first.into();
    fs::write(&note, progress.to_string()).unwrap();

    let output = run(&[&archive, &out]);
    assert_eq!(report(&output), "7 records: 3 pages, 4 others, 0 bad");
    assert_eq!(fs::read(&out).unwrap(), whole);

    // A finished run does nothing, and another archive is not written into its output.
    fs::write(&out, "").unwrap();
    report(&run(&[&archive, &out]));
    assert_eq!(fs::read(&out).unwrap(), b"");
    let other = directory.join("b.warc");
    fs::write(&other, PAGES).unwrap();
    assert!(!run(&[&other, &out]).status.success());
}

#[test]
fn parquet_has_the_same_pages() {
    let directory = scratch("parquet");
    let (archive, out) = (directory.join("a.warc.gz"), directory.join("out"));
    let bytes: Vec<u8> = records().into_iter().flat_map(gzip).collect();
    fs::write(&archive, bytes).unwrap();
    let output = run(&[Path::new("--parquet"), &archive, &out]);
    assert_eq!(report(&output), "7 records: 3 pages, 4 others, 0 bad");

    let file = fs::File::open(out.join("part-00000.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let columns: Vec<String> = reader
        .metadata()
        .file_metadata()
        .schema_descr()
        .root_schema()
        .get_fields()
        .iter()
        .map(|field| field.name().to_owned())
        .collect();
    let at = |name: &str| columns.iter().position(|c| c == name).unwrap();
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let read: Vec<&str> = rows
        .iter()
        .map(|row| row.get_string(at("headline")).unwrap().as_str())
        .collect();
    assert_eq!(read, HEADLINES);
    assert_eq!(
        rows[0].get_string(at("published")).unwrap(),
        "2024-05-14T18:30:00+03:00"
    );
    let article: Value = serde_json::from_str(rows[1].get_string(at("article")).unwrap()).unwrap();
    assert_eq!(article["headline"]["text"], HEADLINES[1]);
}

#[test]
fn what_is_no_archive_is_an_error() {
    let directory = scratch("none");
    let (archive, out) = (directory.join("a.warc"), directory.join("out.jsonl"));
    fs::write(&archive, "ليس أرشيفا").unwrap();
    let output = run(&[&archive, &out]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("no WARC")
    );
}
