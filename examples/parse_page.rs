//! Parses one HTML page and shows its article.
//!
//! ```text
//! parse_page                      the page embedded in this example
//! parse_page FILE [--url URL]     a page, in any encoding
//! parse_page -                    standard input
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
//! Unlike `parse_article` it takes its input for a page, whatever it looks like. The address resolves
//! nothing and fetches nothing: it tells the site, whose profile is then used, and may tell the day.
//!
//! ```text
//! cargo run --release --example parse_page
//! cargo run --release --example parse_page -- page.html --url https://news.example/2024/5/1/7
//! ```

#[path = "shared/show.rs"]
mod show;

use std::process::ExitCode;

use khabar::InputKind;

fn main() -> ExitCode {
    let command = show::Command {
        name: "parse_page",
        embedded: include_bytes!("data/page.html"),
        kind: Some(InputKind::Html),
    };
    command.run()
}
