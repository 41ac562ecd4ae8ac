//! Promise 8: an article survives JSON, words and blocks of later versions included.

use khabar::Article;
use serde_json::{Value, json};

use super::read;
use crate::generator::Generated;
use crate::generator::rng::Rng;
use crate::generator::wild::{ArbitraryBytes, ArbitraryUnicode};
use crate::support::{check, keeping, parse};

fn survives(article: &Article) -> Result<(), String> {
    let text = serde_json::to_string(article).map_err(|e| e.to_string())?;
    let back: Article = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    if back != *article {
        return Err("another article came back".to_owned());
    }
    let value = serde_json::to_value(article).map_err(|e| e.to_string())?;
    let back: Article = serde_json::from_value(value).map_err(|e| e.to_string())?;
    match back == *article {
        true => Ok(()),
        false => Err("another article came back from a value".to_owned()),
    }
}

#[test]
fn articles_survive() {
    fn holds(article: Generated) -> Result<(), String> {
        survives(&parse(&article.text()))
    }
    check(40, holds as fn(Generated) -> Result<(), String>);
}

#[test]
fn strings_and_bytes_survive() {
    fn of_text(ArbitraryUnicode(text): ArbitraryUnicode) -> Result<(), String> {
        survives(&parse(&text))
    }
    fn of_bytes(ArbitraryBytes(bytes): ArbitraryBytes) -> Result<(), String> {
        survives(&read(&keeping(), &bytes).1)
    }
    check(100, of_text as fn(ArbitraryUnicode) -> Result<(), String>);
    check(60, of_bytes as fn(ArbitraryBytes) -> Result<(), String>);
}

/// Puts words of a later version where this one has words of its own.
fn age(json: &mut Value, rng: &mut Rng) {
    const WORDS: &[&str] = &[
        "kind",
        "role",
        "severity",
        "precision",
        "calendar",
        "access",
    ];
    let mut stack = vec![json];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                if map.contains_key("type") && rng.one_in(4) {
                    map.insert("type".to_owned(), json!("hologram"));
                    map.insert("depth".to_owned(), json!([1, { "layers": null }]));
                    // What stands in it is the later version's; it stays as it is.
                    continue;
                }
                for (key, value) in map.iter_mut() {
                    // The form of the input is a closed list: this version read it.
                    if key == "input" || key == "extra" {
                        continue;
                    }
                    if WORDS.contains(&key.as_str()) && value.is_string() && rng.one_in(2) {
                        *value = json!(format!("later-{key}"));
                    }
                    stack.push(value);
                }
            }
            Value::Array(list) => stack.extend(list),
            _ => {}
        }
    }
}

#[test]
fn words_and_blocks_of_later_versions_survive() {
    fn holds(article: Generated, seed: u64) -> Result<(), String> {
        let mut rng = Rng::new(seed);
        let mut json = serde_json::to_value(parse(&article.text())).map_err(|e| e.to_string())?;
        age(&mut json, &mut rng);
        let read: Article = serde_json::from_value(json.clone()).map_err(|e| e.to_string())?;
        let back = serde_json::to_value(&read).map_err(|e| e.to_string())?;
        match back == json {
            true => survives(&read),
            false => Err("the words of a later version changed".to_owned()),
        }
    }
    check(60, holds as fn(Generated, u64) -> Result<(), String>);
}
