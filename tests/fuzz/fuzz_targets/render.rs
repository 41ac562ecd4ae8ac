//! Every writer writes any article that is read from text or from JSON, and what it writes parses.
//!
//! ```text
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz render tests/fuzz/corpus/render tests/fuzz/seeds/text
//! ```

#![no_main]

use khabar::{Article, render};
use libfuzzer_sys::fuzz_target;
use quick_xml::events::Event;

fn json(out: &str) {
    serde_json::from_str::<serde_json::Value>(out).expect("the output is JSON");
}

fn xml(out: &str) {
    let mut reader = quick_xml::Reader::from_str(out);
    while !matches!(reader.read_event().expect("the output is XML"), Event::Eof) {}
}

fn write(article: &Article) {
    let mut out = String::new();
    render::text(article, &mut out).expect("strings take everything");
    out.clear();
    render::markdown(article, &mut out).expect("strings take everything");
    out.clear();
    render::newsml_g2(article, &mut out).expect("strings take everything");
    xml(&out);
    out.clear();
    render::tei(article, &mut out).expect("strings take everything");
    xml(&out);
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
