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
    let json = |out: &str| serde_json::from_str::<serde_json::Value>(out).expect("the output is JSON");
    out.clear();
    render::ninjs(article, &mut out).expect("strings take everything");
    json(&out);
    out.clear();
    render::schema_org(article, &mut out).expect("strings take everything");
    json(&out);
}

fuzz_target!(|text: &str| {
    write(&khabar::parse_text(text));
    if let Ok(article) = serde_json::from_str(text) {
        write(&article);
    }
});
