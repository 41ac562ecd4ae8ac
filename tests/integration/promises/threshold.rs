//! Promise 7: below its threshold a value is absent and a diagnostic names it; raising a threshold
//! never adds a value.

use khabar::article::{Article, Block};
use khabar::{Confidence, Field, Parser};
use serde_json::Value;

use crate::generator::Generated;
use crate::support::check;

/// The fields that hold something, by their key; `credit` for the credits of figures.
fn present(article: &Article) -> Vec<String> {
    let json = serde_json::to_value(article).expect("an article is JSON");
    let mut present: Vec<String> = Field::ALL
        .iter()
        .map(|field| field.as_str().to_owned())
        .filter(|key| match &json[key.as_str()] {
            Value::Null => false,
            Value::Array(list) => !list.is_empty(),
            _ => key != "kind",
        })
        .collect();
    present.extend(std::iter::repeat_n("credit".to_owned(), credits(article)));
    present
}

fn credits(article: &Article) -> usize {
    let figures = article.blocks().map(|block| match block {
        Block::Figure(figure) => figure.credit.len(),
        _ => 0,
    });
    figures.sum()
}

fn with_threshold(field: &Field, permille: u16) -> Parser {
    let builder = Parser::builder().threshold(field.clone(), Confidence::new(permille));
    builder.build().expect("the built-in names differ")
}

#[test]
fn raising_a_threshold_takes_away_and_says_so() {
    fn holds(article: Generated, field: u8, one: u16, two: u16) -> Result<(), String> {
        let text = article.text();
        let field = &Field::ALL[usize::from(field) % Field::ALL.len()];
        let (low, high) = (one % 1001, two % 1001);
        let (low, high) = (low.min(high), low.max(high));
        let read = |permille| with_threshold(field, permille).parse_text(&text);
        let lower = read(low).map_err(|e| e.to_string())?;
        let higher = read(high).map_err(|e| e.to_string())?;
        let (few, many) = (present(&higher), present(&lower));
        for key in &few {
            let count = |list: &[String]| list.iter().filter(|k| *k == key).count();
            if count(&few) > count(&many) {
                return Err(format!("{key} came with {field} from {low} to {high}"));
            }
        }
        let gone = many.iter().filter(|k| *k == field.as_str()).count()
            > few.iter().filter(|k| *k == field.as_str()).count();
        let named = higher.diagnostics.iter().any(|diagnostic| {
            diagnostic.code == "below-threshold" && diagnostic.message.contains(field.as_str())
        });
        if gone && !named {
            return Err(format!("{field} went at {high} and no diagnostic says so"));
        }
        Ok(())
    }
    check(
        200,
        holds as fn(Generated, u8, u16, u16) -> Result<(), String>,
    );
}

#[test]
fn above_every_confidence_no_value_is_left() {
    fn holds(article: Generated) -> Result<(), String> {
        let text = article.text();
        let mut builder = Parser::builder();
        for field in Field::ALL {
            builder = builder.threshold(field.clone(), Confidence::MAX);
        }
        let parser = builder.build().map_err(|e| e.to_string())?;
        let article = parser.parse_text(&text).map_err(|e| e.to_string())?;
        let sure = |c: Confidence| c == Confidence::MAX;
        let unsure = article.headline.iter().any(|text| !sure(text.confidence))
            || article.deck.iter().any(|text| !sure(text.confidence))
            || article.sources.iter().any(|name| !sure(name.confidence))
            || article.byline.iter().any(|who| !sure(who.confidence));
        match unsure {
            true => Err(format!("{:?} {:?}", article.headline, article.sources)),
            false => Ok(()),
        }
    }
    check(40, holds as fn(Generated) -> Result<(), String>);
}
