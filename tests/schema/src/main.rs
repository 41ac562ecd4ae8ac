//! Validates the library's JSON against JSON Schemas.
//!
//! ```text
//! khabar-schema-checks [--ninjs SCHEMA.json] [DIR …]
//! ```
//!
//! Articles are those of the library's own goldens and samples, and every file below the
//! directories (`.html` pages, `.xml` and `.json` feeds, anything else text). For each of them the
//! ninjs output is validated against the schema file of the IPTC where `--ninjs` or the variable
//! `KHABAR_NINJS_SCHEMA` names it, and always against `ninjs.json`, a description of the part of
//! ninjs that the writer uses; the article's own JSON is validated against the schema made from
//! the types. The exit code is 1 where anything does not validate.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jsonschema::{Draft, Validator};
use khabar::{Article, Hints, InputKind, Parsed, Parser, render};
use serde_json::Value;

/// A schema with the name it goes by in messages.
struct Schema {
    name: String,
    validator: Validator,
}

impl Schema {
    fn new(name: impl Into<String>, schema: &Value) -> Result<Schema, Box<dyn std::error::Error>> {
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(schema)?;
        Ok(Schema {
            name: name.into(),
            validator,
        })
    }

    /// Prints what is wrong with a value; how much that is.
    fn check(&self, id: &str, value: &Value) -> usize {
        let errors: Vec<_> = self.validator.iter_errors(value).collect();
        for error in errors.iter().take(5) {
            eprintln!("{id}: {}: {error} at {}", self.name, error.instance_path());
        }
        errors.len()
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(errors) => {
            eprintln!("{errors} errors");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut official = std::env::var_os("KHABAR_NINJS_SCHEMA").map(PathBuf::from);
    let mut directories = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--ninjs" => official = arguments.next().map(PathBuf::from),
            _ => directories.push(PathBuf::from(argument)),
        }
    }
    let own: Value = serde_json::from_str(include_str!("../ninjs.json"))?;
    let mut ninjs = vec![Schema::new("ninjs, own description", &own)?];
    if let Some(path) = official {
        let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        without_geometry(&mut schema);
        ninjs.push(Schema::new("ninjs 3.1", &schema)?);
    }
    let article = Schema::new("article", &khabar::article::schema())?;
    let mut count = 0;
    let mut errors = 0;
    for (id, one) in articles(&directories)? {
        count += 1;
        errors += article.check(&id, &serde_json::to_value(&one)?);
        let mut out = String::new();
        render::ninjs(&one, &mut out)?;
        let value: Value = serde_json::from_str(&out)?;
        for schema in &ninjs {
            errors += schema.check(&id, &value);
        }
    }
    println!("{count} articles, {} schemas, {errors} errors", ninjs.len() + 1);
    Ok(errors)
}

/// Cuts the reference to the schema of GeoJSON, which stands elsewhere and which no output uses.
fn without_geometry(schema: &mut Value) {
    let mut stack = vec![schema];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                if let Some(reference) = map.get("$ref").and_then(Value::as_str)
                    && reference.starts_with("https://geojson.org/")
                {
                    map.remove("$ref");
                }
                stack.extend(map.values_mut());
            }
            Value::Array(list) => stack.extend(list),
            _ => {}
        }
    }
}

/// An article with its name in messages.
type Named = (String, Article);

fn articles(directories: &[PathBuf]) -> Result<Vec<Named>, Box<dyn std::error::Error>> {
    let golden = include_str!("../../integration/golden/render/article.json");
    let mut out = vec![
        ("golden".to_owned(), serde_json::from_str(golden)?),
        ("empty".to_owned(), Article::default()),
    ];
    let parser = Parser::default();
    for directory in directories {
        for entry in walkdir::WalkDir::new(directory).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                out.extend(read(&parser, entry.path())?);
            }
        }
    }
    Ok(out)
}

fn read(parser: &Parser, path: &Path) -> Result<Vec<Named>, Box<dyn std::error::Error>> {
    let id = path.display().to_string();
    let kind = match path.extension().and_then(|e| e.to_str()) {
        Some("html" | "htm") => InputKind::Html,
        Some("xml" | "json") => InputKind::Feed,
        _ => InputKind::Text,
    };
    let bytes = std::fs::read(path)?;
    Ok(match parser.parse(&bytes, &Hints::new().with_kind(kind))? {
        Parsed::Article(article) => vec![(id, *article)],
        Parsed::Feed(feed) => {
            let items = feed.items.into_iter().enumerate();
            items.map(|(n, item)| (format!("{id}#{n}"), item.article)).collect()
        }
        _ => Vec::new(),
    })
}
