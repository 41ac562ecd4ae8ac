//! Every writer writes any article that is read from text or from JSON, and what it writes parses.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz render tests/fuzz/corpus/render tests/fuzz/seeds/text
//! ```

#![no_main]

use khabar::{Article, render};
use libfuzzer_sys::fuzz_target;

fn write(article: &Article) {
    let mut out = String::new();
    render::text(article, &mut out).expect("strings take everything");
    render::markdown(article, &mut out).expect("strings take everything");
    render::newsml_g2(article, &mut out).expect("strings take everything");
    render::tei(article, &mut out).expect("strings take everything");
    for writer in [render::ninjs::<String>, render::schema_org::<String>] {
        out.clear();
        writer(article, &mut out).expect("strings take everything");
        serde_json::from_str::<serde_json::Value>(&out).expect("the output is JSON");
    }
}

fuzz_target!(|text: &str| {
    write(&khabar::parse_text(text));
    if let Ok(article) = serde_json::from_str(text) {
        write(&article);
    }
});
