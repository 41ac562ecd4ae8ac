//! An enricher: something added to a finished article.
//!
//! It finds the countries that the body speaks of and adds them as tags, and how often each is named
//! under a key of its own in `extra`. Names are looked up by match key and through the clitics
//! written on them (`وللمغرب` names المغرب), in the crate's own lexicon.
//!
//! Enrichers see the article alone, so this one also runs on an article that was stored as JSON.
//!
//! ```text
//! cargo run --release --example custom_enricher
//! ```

use std::collections::BTreeMap;
use std::error::Error;

use khabar::arabic::{fold, lookup};
use khabar::lexicon::{Country, Lexicon};
use khabar::{Additions, Article, Confidence, Enricher, ExtractError, Parser, Severity, Text};
use serde_json::json;

const ARTICLE: &str = "\
قمة للمياه تجمع جيران الصحراء

اتفق وزراء من المغرب والجزائر وموريتانيا أمس على تبادل بيانات السدود كل شهر، في أول اجتماع من نوعه منذ سنوات.

وقال الوزير الموريتاني إن بلاده ستستضيف الاجتماع المقبل، وإن للجزائر خبرة في التحلية تحتاج إليها المنطقة كلها.

المصدر : وكالات
";

struct Countries {
    lexicon: Lexicon,
}

impl Countries {
    /// The country that a folded word names, whole or behind its proclitics.
    fn country(&self, word: &str) -> Option<&Country> {
        lookup(word, |stem| self.lexicon.countries().get(stem)).map(|found| found.value)
    }
}

impl Enricher for Countries {
    fn name(&self) -> &str {
        "countries"
    }

    fn enrich(&self, article: &Article, out: &mut Additions) -> Result<(), ExtractError> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in article.body_texts() {
            for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
                let Some(country) = self.country(word) else {
                    continue;
                };
                let count = counts.entry(country.id()).or_default();
                *count += 1;
                if *count == 1 {
                    // A tag of ours stands nowhere in the source as a tag: it has no span.
                    let sure = Confidence::new(900);
                    out.tag(Text::new(country.name(), None, sure, out.origin()));
                }
            }
        }
        if counts.is_empty() {
            out.diagnostic(
                Severity::Note,
                "no-country",
                "the body names no country",
                None,
            );
        }
        out.extra("countries", json!(counts));
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let parser = Parser::builder()
        .enricher(Countries {
            lexicon: Lexicon::builtin().clone(),
        })
        .build()?;
    let article = parser.parse_text(ARTICLE)?;
    println!("{article}");
    println!("countries: {}", article.extra["countries"]);

    // The same on an article that comes from a store.
    let stored = serde_json::to_string(&khabar::parse_text(ARTICLE))?;
    let mut article: Article = serde_json::from_str(&stored)?;
    parser.enrich(&mut article)?;
    println!("tags of the stored article: {}", article.tags.len());
    Ok(())
}
