//! The command line of `parse_article` and `parse_page`: options, and the article as it is shown.

use std::error::Error;
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use khabar::{Article, Hints, InputKind, Keep, Parsed, Parser, render};

const OPTIONS: &str =
    "[--json | --as FORMAT] [--url URL] [--residue] [--alternatives] [--explain] [FILE | -]";

/// What sets one of the examples apart from the other.
pub struct Command {
    pub name: &'static str,
    /// What is read without a file.
    pub embedded: &'static [u8],
    /// What the input is, where that is not to be found out.
    pub kind: Option<InputKind>,
}

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
    url: Option<String>,
    keep: Vec<Keep>,
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
                "--url" => options.url = Some(arguments.next()?),
                "--residue" => options.keep.push(Keep::Residue),
                "--alternatives" => options.keep.push(Keep::Alternatives),
                "--explain" => options.keep.push(Keep::Explanation),
                "-" => options.path = Some(argument),
                flag if flag.starts_with('-') => return None,
                _ if options.path.is_some() => return None,
                _ => options.path = Some(argument),
            }
        }
        Some(options)
    }

    fn bytes(&self, embedded: &[u8]) -> io::Result<Vec<u8>> {
        match self.path.as_deref() {
            None => Ok(embedded.to_vec()),
            Some("-") => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            Some(path) => std::fs::read(path),
        }
    }
}

impl Command {
    /// Reads the arguments of the program and does what they say.
    pub fn run(&self) -> ExitCode {
        let Some(options) = Options::read(std::env::args().skip(1)) else {
            eprintln!("usage: {} {OPTIONS}", self.name);
            return ExitCode::FAILURE;
        };
        match show(self, &options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let path = options.path.as_deref().unwrap_or("the embedded article");
                eprintln!("{path}: {error}");
                ExitCode::FAILURE
            }
        }
    }
}

fn show(command: &Command, options: &Options) -> Result<(), Box<dyn Error>> {
    let mut builder = Parser::builder();
    for keep in &options.keep {
        builder = builder.keep(*keep);
    }
    let parser = builder.build()?;
    let mut hints = Hints::new();
    if let Some(kind) = command.kind {
        hints = hints.with_kind(kind);
    }
    if let Some(url) = &options.url {
        hints = hints.with_url(url);
    }
    let bytes = options.bytes(command.embedded)?;
    let Parsed::Article(article) = parser.parse(&bytes, &hints)? else {
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
        alternatives(&article, &mut out)?;
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

/// The values that lost their field, with the extractor that gave each and why it lost.
fn alternatives(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let Some(alternatives) = &article.alternatives else {
        return Ok(());
    };
    writeln!(out, "\nalternatives")?;
    for lost in alternatives {
        writeln!(
            out,
            "  {:<12}\u{2068}{}\u{2069}  {}: {}",
            lost.field, lost.value, lost.origin, lost.reason
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
