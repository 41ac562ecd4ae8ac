//! Reads a page by the rules of its site, written in TOML.
//!
//! ```text
//! site_profile                                    a profile and a page of its own
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

/// What is read without an argument: an outlet whose template hides the headline in an `h2` and
/// prints a box between the paragraphs.
const PROFILE: &str = r#"
name = "dhifaf"
hosts = ["dhifaf.example"]

[[layouts]]
from = "2019-01-01"
select.headline = "h2.title"
select.byline = ".by"
select.include = "div.story"
select.exclude = "div.box"
"#;

const PAGE: &str = r#"<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>ضفاف</title></head><body><h1>صحيفة ضفاف</h1>
<h2 class="title">افتتاح جسر جديد فوق النهر</h2><div class="by">سالم الحداد</div>
<div class="story">
<p>افتتح محافظ المدينة صباح أمس جسرا جديدا فوق النهر بعد عامين من العمل، وحضر الافتتاح مئات من سكان الضفتين.</p>
<div class="box"><p>نشرة ضفاف تصلك كل صباح، اشترك فيها الآن مجانا ولا تفوت أخبار مدينتك.</p></div>
<p>وقال المحافظ إن الجسر سيخفف الزحام عن وسط المدينة، وسيقصر الطريق إلى الميناء بنحو عشرين دقيقة.</p>
</div></body></html>"#;

const USAGE: &str = "usage: site_profile [PROFILE.toml PAGE.html --url URL]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        [] => run(PROFILE, PAGE.as_bytes(), "https://dhifaf.example/news/7"),
        [profile, page, "--url", url] => files(profile, page, url),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn files(profile: &str, page: &str, url: &str) -> Result<(), Box<dyn Error>> {
    run(
        &std::fs::read_to_string(profile)?,
        &std::fs::read(page)?,
        url,
    )
}

fn run(profile: &str, bytes: &[u8], url: &str) -> Result<(), Box<dyn Error>> {
    let profile: SiteProfile = toml::from_str(profile)?;
    let hints = Hints::new().with_kind(InputKind::Html).with_url(url);
    let general = Parser::builder().without("site-profiles").build()?;
    let by_profile = Parser::builder()
        .without("site-profiles")
        .extractor(profile)
        .build()?;
    for (title, parser) in [("general rules", general), ("profile", by_profile)] {
        println!("== {title}");
        match parser.parse(bytes, &hints)? {
            Parsed::Article(article) => println!("{article}"),
            _ => println!("the page is no article"),
        }
    }
    Ok(())
}
