//! Parses one article and shows it.
//!
//! ```text
//! parse_article                      the article embedded in this example
//! parse_article FILE                 a file: text or an HTML page, in any encoding
//! parse_article -                    standard input
//!
//!   --json           the article as JSON instead of the outline
//!   --as FORMAT      the article in one of these: full (the outline with every text whole), text,
//!                    markdown, ninjs, newsml-g2, schema-org, tei
//!   --url URL        the address the input came from
//!   --residue        also what no field of the article holds
//!   --alternatives   also the values that lost, and why
//!   --explain        also why each line got its role
//! ```
//!
//! ```text
//! cargo run --release --example parse_article
//! cargo run --release --example parse_article -- --json page.txt
//! ```

#[path = "shared/show.rs"]
mod show;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = show::Command {
        name: "parse_article",
        embedded: include_bytes!("data/article.txt"),
        kind: None,
    };
    command.run()
}
