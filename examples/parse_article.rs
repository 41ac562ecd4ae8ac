//! Parses one article and shows it.
//!
//! ```text
//! parse_article                      the article embedded in this example
//! parse_article FILE                 a file: text or an HTML page, in any encoding
//! parse_article -                    standard input
//!
//!   --json        the article as JSON instead of the outline
//!   --as FORMAT   the article in one of these: full (the outline with every text whole), text,
//!                 markdown, ninjs, newsml-g2, schema-org, tei
//!   --residue     also what no field of the article holds
//!   --explain     also why each line got its role
//! ```
//!
//! ```text
//! cargo run --release --example parse_article
//! cargo run --release --example parse_article -- --json page.txt
//! ```

use std::error::Error;
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use khabar::{Article, Hints, Keep, Parsed, Parser, render};

const USAGE: &str =
    "usage: parse_article [--json | --as FORMAT] [--residue] [--explain] [FILE | -]";

/// A writer of [`render`].
type Writer = fn(&Article, &mut dyn fmt::Write) -> fmt::Result;

const WRITERS: &[(&str, Writer)] = &[
    ("full", |article, out| render::full(article, out)),
    ("text", |article, out| render::text(article, out)),
    ("markdown", |article, out| render::markdown(article, out)),
    ("ninjs", |article, out| render::ninjs(article, out)),
    ("newsml-g2", |article, out| render::newsml_g2(article, out)),
    ("schema-org", |article, out| {
        render::schema_org(article, out)
    }),
    ("tei", |article, out| render::tei(article, out)),
];

#[derive(Default)]
struct Options {
    json: bool,
    writer: Option<Writer>,
    residue: bool,
    explain: bool,
    path: Option<String>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
        let mut options = Options::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--json" => options.json = true,
                "--as" => {
                    let name = arguments.next()?;
                    options.writer = Some(WRITERS.iter().find(|w| w.0 == name)?.1);
                }
                "--residue" => options.residue = true,
                "--explain" => options.explain = true,
                "-" => options.path = Some(argument),
                flag if flag.starts_with('-') => return None,
                _ if options.path.is_some() => return None,
                _ => options.path = Some(argument),
            }
        }
        Some(options)
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        match self.path.as_deref() {
            None => Ok(include_bytes!("data/article.txt").to_vec()),
            Some("-") => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Some(path) => std::fs::read(path),
        }
    }
}

fn main() -> ExitCode {
    let Some(options) = Options::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let path = options.path.as_deref().unwrap_or("the embedded article");
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut builder = Parser::builder();
    if options.residue {
        builder = builder.keep(Keep::Residue);
    }
    if options.explain {
        builder = builder.keep(Keep::Explanation);
    }
    let parser = builder.build()?;
    let Parsed::Article(article) = parser.parse(&options.bytes()?, &Hints::new())? else {
        return Err("the input is no single article".into());
    };

    let mut out = BufWriter::new(io::stdout().lock());
    if options.json {
        serde_json::to_writer_pretty(&mut out, &article)?;
        writeln!(out)?;
    } else if let Some(writer) = options.writer {
        render::to_io(&mut out, |out| writer(&article, out))?;
    } else {
        write!(out, "{article}")?;
        residue(&article, &mut out)?;
        explanation(&article, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

/// What no field holds, with the role it was taken for.
fn residue(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let Some(pieces) = &article.residue else {
        return Ok(());
    };
    writeln!(out, "\nresidue")?;
    for piece in pieces {
        writeln!(
            out,
            "  {:<12}\u{2068}{}\u{2069}",
            piece.role.as_str(),
            piece.text
        )?;
    }
    Ok(())
}

/// For each line its role, how sure it is, and the three cues that weighed most.
fn explanation(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let Some(explanation) = &article.explanation else {
        return Ok(());
    };
    writeln!(out, "\nwhy")?;
    for block in &explanation.blocks {
        write!(
            out,
            "  line {:<4}{:<12}{:>6}  ",
            block.line,
            block.role.as_str(),
            block.confidence.to_string()
        )?;
        for cue in block.cues.iter().take(3) {
            write!(out, " {} {:+.1}", cue.cue, cue.weight)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
