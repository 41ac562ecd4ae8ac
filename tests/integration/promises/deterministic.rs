//! Promise 6: same input and configuration, same output, whatever the thread.

use std::thread;

use khabar::Parser;

use crate::generator::Generated;
use crate::generator::wild::ArbitraryUnicode;
use crate::support::{check, keeping};

/// The article as JSON, which holds everything including confidences and explanation.
fn json(parser: &Parser, text: &str) -> String {
    let article = parser.parse_text(text).expect("content never fails");
    serde_json::to_string(&article).expect("an article is JSON")
}

#[test]
fn threads_agree() {
    fn holds(article: Generated, ArbitraryUnicode(strange): ArbitraryUnicode) -> bool {
        let texts = [article.text(), strange];
        let parser = keeping();
        let all = |parser: &Parser| {
            texts
                .iter()
                .map(|text| json(parser, text))
                .collect::<Vec<_>>()
        };
        let here = all(&parser);
        thread::scope(|scope| {
            // Two share the parser, one has a clone, one builds its own.
            let shared = [scope.spawn(|| all(&parser)), scope.spawn(|| all(&parser))];
            let cloned = scope.spawn(|| all(&parser.clone()));
            let own = scope.spawn(|| all(&keeping()));
            let mut every = shared.into_iter().chain([cloned, own]);
            every.all(|thread| thread.join().is_ok_and(|there| there == here))
        })
    }
    check(30, holds as fn(Generated, ArbitraryUnicode) -> bool);
}

#[test]
fn what_a_parser_read_before_does_not_matter() {
    fn holds(before: Vec<ArbitraryUnicode>, article: Generated) -> bool {
        let parser = keeping();
        for ArbitraryUnicode(text) in before.iter().take(4) {
            json(&parser, text);
        }
        let text = article.text();
        let here = json(&parser, &text);
        // A new thread has no room that an earlier article used.
        let there = thread::scope(|scope| scope.spawn(|| json(&keeping(), &text)).join());
        there.is_ok_and(|there| there == here)
    }
    check(30, holds as fn(Vec<ArbitraryUnicode>, Generated) -> bool);
}

#[test]
fn text_and_its_bytes_give_one_article() {
    fn holds(article: Generated) -> bool {
        let text = article.text();
        let handed = khabar::parse_text(&text);
        let parsed = khabar::parse(text.as_bytes(), &khabar::Hints::new());
        let mut decoded = *parsed
            .ok()
            .and_then(|p| p.into_article().map(Box::new))
            .expect("text");
        // Only the report says who decoded.
        decoded.input = handed.input.clone();
        decoded == handed
    }
    check(40, holds as fn(Generated) -> bool);
}
