//! The JSON form, as the guide describes it: keys, absent values, words of later versions.

use khabar::article::{Article, Block, Kind};
use khabar::{Keep, Parser};
use serde_json::{Value, json};

use crate::support::parse;

const TEXT: &str = "\
كتلة هوائية باردة تصل الساحل الشمالي

Fishing boats moored at the harbour
قوارب راسية في المرفأ الصغير (رويترز)

تصل كتلة هوائية باردة إلى الساحل الشمالي مساء اليوم، وتستمر ثلاثة أيام بحسب ما ذكرت دائرة الأرصاد التي دعت الصيادين إلى الحذر.

وتنخفض درجات الحرارة عشر درجات عن معدلها، ويتوقع أن تهطل أمطار متفرقة على المرتفعات القريبة من الحدود.

المصدر: رويترز";

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(k, _)| &**k)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_key_of_the_contract_is_written() {
    let json = serde_json::to_value(khabar::parse_text(TEXT)).expect("JSON");
    for key in [
        "schema",
        "kind",
        "labels",
        "section",
        "language",
        "url",
        "publisher",
        "access",
        "truncated",
        "kicker",
        "headline",
        "deck",
        "byline",
        "dateline",
        "published",
        "modified",
        "sections",
        "sources",
        "attributions",
        "voices",
        "tags",
        "related",
        "diagnostics",
        "input",
        "extra",
    ] {
        assert!(json.get(key).is_some(), "{key} is missing");
    }
    for key in ["residue", "alternatives", "explanation"] {
        assert!(json.get(key).is_none(), "{key} was not asked for");
    }
    assert_eq!(json["schema"], 1);
    assert_eq!(json["kicker"], Value::Null);
    assert_eq!(json["byline"], json!([]));
    assert_eq!(
        keys(&json["headline"]),
        ["confidence", "origin", "span", "text"]
    );
    assert_eq!(keys(&json["headline"]["span"]), ["end", "start"]);
    assert_eq!(
        keys(&json["sources"][0]),
        ["confidence", "id", "name", "origin", "span"]
    );
    assert_eq!(json["sources"][0]["id"], "reuters");
    let input = keys(&json["input"]);
    for key in [
        "kind",
        "encoding",
        "encoding_from",
        "repaired",
        "replaced",
        "bytes",
    ] {
        assert!(input.contains(&key), "{key} is missing");
    }
}

#[test]
fn blocks_carry_their_type_beside_their_text() {
    let json = serde_json::to_value(khabar::parse_text(TEXT)).expect("JSON");
    let blocks = &json["sections"][0]["blocks"];
    let figure = &blocks[0];
    assert_eq!(figure["type"], "figure");
    assert_eq!(figure["caption"]["text"], "قوارب راسية في المرفأ الصغير");
    assert_eq!(figure["alt"]["text"], "Fishing boats moored at the harbour");
    assert_eq!(figure["credit"][0]["text"], "رويترز");
    assert_eq!(figure["credit"][0]["parts"][0]["id"], "reuters");
    let paragraph = &blocks[1];
    assert_eq!(paragraph["type"], "paragraph");
    assert_eq!(
        keys(paragraph),
        ["confidence", "marks", "origin", "span", "text", "type"]
    );
    let confidence = paragraph["confidence"].as_u64();
    assert!(confidence.is_some_and(|permille| permille <= 1000));
}

#[test]
fn what_is_asked_for_is_written_under_its_key() {
    let one = |keep| {
        let parser = Parser::builder().keep(keep).build().expect("a parser");
        let article = parser
            .parse_text(&format!("الرئيسية\nرياضة\n{TEXT}"))
            .expect("content");
        serde_json::to_value(article).expect("JSON")
    };
    let residue = one(Keep::Residue);
    assert!(
        residue["residue"]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    );
    assert_eq!(keys(&residue["residue"][0]), ["role", "span", "text"]);
    assert!(one(Keep::Alternatives)["alternatives"].is_array());
    let blocks = one(Keep::Explanation)["explanation"]["blocks"].clone();
    assert!(blocks.as_array().is_some_and(|list| list.len() >= 6));
    assert_eq!(
        keys(&blocks[0]),
        ["confidence", "cues", "line", "role", "span"]
    );
}

#[test]
fn a_missing_key_reads_as_absent() {
    let empty: Article = serde_json::from_str("{}").expect("an article");
    assert_eq!(empty, Article::default());
    let some: Article = serde_json::from_value(json!({
        "headline": { "text": "عنوان" },
        "sections": [{ "blocks": [{ "type": "paragraph", "text": "فقرة" }, { "type": "list" }] }],
        "byline": [{ "name": "سالم" }],
        "published": { "value": "2024-05-15" },
        "sources": [{ "name": "رويترز" }],
        "attributions": [{ "cue": { "text": "قال" } }],
        "residue": [{ "text": "بقية" }],
    }))
    .expect("an article");
    assert_eq!(some.headline.expect("a headline").span, None);
    assert_eq!(some.sections[0].blocks.len(), 2);
    assert_eq!(some.residue.expect("residue").len(), 1);
}

#[test]
fn unknown_keys_are_no_error() {
    let article: Article = serde_json::from_value(json!({
        "schema": 7,
        "mood": "hopeful",
        "headline": { "text": "عنوان", "shade": 3 },
    }))
    .expect("an article");
    assert_eq!(article.schema, 7);
}

#[test]
fn words_of_later_versions_are_kept() {
    let json = json!({
        "kind": "podcast",
        "access": "library",
        "byline": [{ "name": "سالم", "role": "illustrator" }],
        "published": { "value": "2024-05-15", "precision": "week", "calendar": "solar" },
        "voices": [{ "name": "x", "sort": "machine", "gender": "n" }],
        "diagnostics": [{ "code": "x", "message": "y", "severity": "fatal" }],
        "residue": [{ "role": "sidebar", "text": "z" }],
        "sections": [{ "blocks": [{ "type": "map", "zoom": 4, "pins": [{ "at": [1.5, 2.5] }] }] }],
    });
    let article: Article = serde_json::from_value(json.clone()).expect("an article");
    assert_eq!(article.kind, Kind::Other("podcast".to_owned()));
    assert!(matches!(&article.sections[0].blocks[0], Block::Unknown(map) if map["zoom"] == 4));
    let back = serde_json::to_value(&article).expect("JSON");
    for path in [
        "/kind",
        "/access",
        "/byline/0/role",
        "/published/precision",
        "/published/calendar",
        "/voices/0/sort",
        "/voices/0/gender",
        "/diagnostics/0/severity",
        "/residue/0/role",
        "/sections/0/blocks/0",
    ] {
        assert_eq!(back.pointer(path), json.pointer(path), "{path}");
    }
}

#[test]
fn values_out_of_range_are_errors_and_name_what_is_wrong() {
    for (json, word) in [
        (
            json!({ "headline": { "text": "x", "confidence": 1001 } }),
            "1000",
        ),
        (
            json!({ "headline": { "text": "x", "span": { "start": 9, "end": 3 } } }),
            "",
        ),
        (json!({ "sections": 3 }), "3"),
        (
            json!({ "sections": [{ "blocks": [{ "type": "paragraph", "text": 3 }] }] }),
            "3",
        ),
    ] {
        let error = serde_json::from_value::<Article>(json).expect_err("no article");
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn deep_json_of_others_is_an_error_and_no_overflow() {
    let deep = "[".repeat(200_000);
    let nested = format!("{{\"extra\":{{\"x\":{deep}");
    assert!(serde_json::from_str::<Article>(&nested).is_err());
    let open = "{\"type\":\"entry\",\"blocks\":[".repeat(50_000);
    let entries = format!("{{\"sections\":[{{\"blocks\":[{open}");
    assert!(serde_json::from_str::<Article>(&entries).is_err());
}

#[test]
fn parsing_kept_things_are_equal_after_json() {
    let article = parse(TEXT);
    let pretty = serde_json::to_string_pretty(&article).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Article>(&pretty).expect("an article"),
        article
    );
}
