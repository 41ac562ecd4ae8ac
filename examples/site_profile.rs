//! Reads a page by the rules of its site, written in TOML.
//!
//! ```text
//! site_profile PROFILE.toml PAGE.html --url URL
//! ```
//!
//! Prints the outline of the article as the general rules read it, then as the profile does. A
//! profile names the hosts of its site and, for each layout, the selectors of the parts:
//!
//! ```toml
//! name = "dhifaf"
//! hosts = ["dhifaf.example"]
//!
//! [[layouts]]
//! from = "2019-01-01"
//! select.headline = "h2.title"
//! select.byline = [".by a", ".by"]
//! select.include = "div.story"
//! ```

use std::error::Error;
use std::process::ExitCode;

use khabar::extract::SiteProfile;
use khabar::{Hints, InputKind, Parsed, Parser};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [profile, page, flag, url] = arguments.as_slice() else {
        eprintln!("usage: site_profile PROFILE.toml PAGE.html --url URL");
        return ExitCode::FAILURE;
    };
    if flag != "--url" {
        eprintln!("usage: site_profile PROFILE.toml PAGE.html --url URL");
        return ExitCode::FAILURE;
    }
    match run(profile, page, url) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(profile: &str, page: &str, url: &str) -> Result<(), Box<dyn Error>> {
    let profile: SiteProfile = toml::from_str(&std::fs::read_to_string(profile)?)?;
    let bytes = std::fs::read(page)?;
    let hints = Hints::new().with_kind(InputKind::Html).with_url(url);
    let general = Parser::builder().without("site-profiles").build()?;
    let by_profile = Parser::builder()
        .without("site-profiles")
        .extractor(profile)
        .build()?;
    for (title, parser) in [("general rules", general), ("profile", by_profile)] {
        println!("== {title}");
        match parser.parse(&bytes, &hints)? {
            Parsed::Article(article) => println!("{article}"),
            _ => println!("the page is no article"),
        }
    }
    Ok(())
}
