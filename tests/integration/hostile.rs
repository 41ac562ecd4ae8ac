//! Inputs made to be difficult: each gives a clear article or a clear error, in linear time.

use std::time::{Duration, Instant};

use khabar::article::Article;
use khabar::{ErrorKind, Hints, InputKind, Keep, Limits, Parsed, Parser};

use crate::support::accounts;

/// Bytes of the large inputs: 50 MB where the tests are optimised, less where they are not.
const LARGE: usize = if cfg!(debug_assertions) {
    4 << 20
} else {
    50 << 20
};
/// Lines of the input that is nothing but lines.
const LINES: usize = 1_000_000;

fn residue(limits: Limits) -> Parser {
    let builder = Parser::builder().keep(Keep::Residue).limits(limits);
    builder.build().expect("the built-in names differ")
}

fn parse(text: &str) -> Article {
    residue(Limits::new())
        .parse_text(text)
        .expect("content never fails")
}

fn parse_bytes(bytes: &[u8]) -> Article {
    let hints = Hints::new().with_kind(InputKind::Text);
    let parsed = khabar::parse(bytes, &hints).expect("content never fails");
    parsed.into_article().expect("an article")
}

/// Far above what linear work takes on a slow machine, far below what quadratic work takes.
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
    made
}

#[test]
fn nothing_gives_an_empty_article() {
    for text in [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "\u{FEFF}",
        "\u{200F}\u{A0}\t",
        "\0",
    ] {
        let article = parse(text);
        assert_eq!(article.headline, None, "{text:?}");
        assert_eq!(article.blocks().count(), 0, "{text:?}");
        assert_eq!(article.sections.len(), 1, "{text:?}");
        assert_eq!(article.residue, Some(Vec::new()), "{text:?}");
        assert_eq!(article.fingerprint(), None, "{text:?}");
        assert!(!article.truncated);
    }
}

#[test]
fn one_line_is_read() {
    for text in [
        "خبر",
        "افتتاح جسر جديد فوق النهر",
        ".",
        "(",
        "المصدر:",
        "كتب:",
        "٣",
        "A",
    ] {
        assert_eq!(accounts::add_up(text, &parse(text)), Ok(()));
    }
}

#[test]
fn a_large_text_without_a_line_end_is_read() {
    let unit = "وقالت البلدية إن العمل مستمر في الطريق الساحلي حتى نهاية الشهر المقبل. ";
    let text = unit.repeat(LARGE / unit.len());
    let article = in_time(|| parse(&text));
    assert_eq!(article.input.bytes, text.len());
    assert_eq!(accounts::add_up(&text, &article), Ok(()));
}

#[test]
fn a_large_word_is_read() {
    let text = "ب".repeat(LARGE / 4);
    let article = in_time(|| parse(&text));
    assert_eq!(accounts::add_up(&text, &article), Ok(()));
}

#[test]
fn a_million_line_ends_are_read() {
    for line_end in ["\n", "\r\n", "\r"] {
        let article = in_time(|| parse(&line_end.repeat(LINES)));
        assert_eq!(article.blocks().count(), 0);
        assert!(!article.truncated);
    }
}

#[test]
fn a_million_lines_are_cut_with_the_rest_as_residue() {
    let text = "سطر\n".repeat(LINES);
    let article = in_time(|| parse(&text));
    assert!(article.truncated);
    assert!(
        article
            .diagnostics
            .iter()
            .any(|d| d.code == "too-many-blocks")
    );
    assert_eq!(accounts::add_up(&text, &article), Ok(()));
}

#[test]
fn control_characters_are_dropped_and_said() {
    let text: String = (0..=0x9Fu8)
        .map(char::from)
        .filter(|c| c.is_control())
        .flat_map(|c| [c, 'خ', 'ب', 'ر'])
        .collect();
    let article = parse(&text);
    assert_eq!(accounts::add_up(&text, &article), Ok(()));
    let json = serde_json::to_string(&article).expect("JSON");
    assert!(!json.chars().any(|c| c.is_control()), "{json}");
    let binary = parse_bytes(&b"\x01\x02\x03\x04".repeat(500));
    assert!(
        binary.diagnostics.iter().any(|d| d.code == "binary-like"),
        "{:?}",
        binary.diagnostics
    );
}

#[test]
fn lone_surrogates_are_replaced_and_counted() {
    // A high surrogate before a letter, a low one alone, a high one at the end.
    let units: Vec<u16> = "عاد القطار".encode_utf16().collect();
    let mut text = vec![0xFEFF, 0xD83D];
    text.extend(&units);
    text.push(0xDE00);
    text.extend(&units);
    text.push(0xD83D);
    for little in [true, false] {
        let order = |unit: &u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        let bytes: Vec<u8> = text.iter().flat_map(order).collect();
        let article = parse_bytes(&bytes);
        assert_eq!(article.input.replaced, 3, "{:?}", article.input);
        assert!(article.input.encoding.starts_with("utf-16"));
        // Half a unit at the end is a fourth.
        let article = parse_bytes(&bytes[..bytes.len() - 1]);
        assert_eq!(article.input.replaced, 3, "{:?}", article.input);
    }
}

#[test]
fn binary_files_are_read_as_something() {
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89";
    let gzip = b"\x1F\x8B\x08\0\0\0\0\0\0\x03\x4B\x4C\x4A\x06\0\xC2\x41\x24\x35\x03\0\0\0";
    let noise: Vec<u8> = (0..40_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for bytes in [
        &png[..],
        &gzip[..],
        &noise[..],
        &[0xFF; 999][..],
        &[0; 999][..],
    ] {
        let article = parse_bytes(bytes);
        assert_eq!(article.input.bytes, bytes.len());
        let json = serde_json::to_string(&article).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Article>(&json).expect("an article"),
            article
        );
    }
}

#[test]
fn deep_punctuation_neither_recurses_nor_crawls() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("«", "»"),
        ("“", "”"),
        ("{", "}"),
        ("\"", "\""),
    ] {
        let depth = 60_000;
        let text = format!(
            "قال {}نعم{} وانصرف",
            open.repeat(depth),
            close.repeat(depth)
        );
        let article = in_time(|| parse(&text));
        assert_eq!(accounts::add_up(&text, &article), Ok(()));
    }
}

#[test]
fn limits_cut_with_residue_up_to_the_byte_limit() {
    let text = "عنوان قصير\n\nفقرة أولى تقول شيئا عن المدينة.\n\nفقرة ثانية.\n\nفقرة ثالثة.";
    let blocks = residue(Limits::new().with_max_blocks(2))
        .parse_text(text)
        .expect("cut");
    assert!(blocks.truncated);
    let rest = blocks.residue.iter().flatten().last().expect("the rest");
    assert!(rest.text.starts_with("فقرة ثانية.") && rest.text.ends_with("فقرة ثالثة."));
    let note = blocks
        .diagnostics
        .iter()
        .find(|d| d.code == "too-many-blocks")
        .expect("a note");
    let (cut, kept) = (note.span.expect("a place"), rest.span.expect("a place"));
    assert!(cut.contains(kept), "{cut:?} {kept:?}");

    // In the middle of a letter the cut is before it.
    let bytes = residue(Limits::new().with_max_bytes(24))
        .parse_text(text)
        .expect("cut");
    assert!(bytes.truncated);
    let note = bytes
        .diagnostics
        .iter()
        .find(|d| d.code == "too-many-bytes")
        .expect("a note");
    let at = note.span.expect("a place").start();
    assert!(at <= 24 && text.is_char_boundary(at));
    assert_eq!(accounts::add_up(&text[..at], &bytes), Ok(()));

    let nothing = residue(Limits::new().with_max_bytes(0))
        .parse_text(text)
        .expect("cut");
    assert!(nothing.truncated && nothing.blocks().count() == 0);
}

#[test]
fn limits_set_to_fail_fail_and_name_the_number() {
    let text = "سطر أول\nسطر ثان\nسطر ثالث";
    let bytes = residue(Limits::new().with_max_bytes(20).with_fail(true));
    let blocks = residue(Limits::new().with_max_blocks(2).with_fail(true));
    for (parser, limit) in [(bytes, "20"), (blocks, "2")] {
        let error = parser.parse_text(text).expect_err("beyond the limit");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().contains(limit), "{error}");
        assert!(parser.parse_text("سطر").is_ok());
    }
    let exact = Limits::new()
        .with_max_bytes(text.len())
        .with_max_blocks(3)
        .with_fail(true);
    assert!(residue(exact).parse_text(text).is_ok());
}

#[test]
fn names_of_the_parts_do_not_break_when_they_are_all_there_is() {
    let text =
        "المصدر: \nكتب: \nالوسوم: \nاقرأ أيضا: \nآخر تحديث: \n()\n( )\n«»\n- \n#\n@\n|\n//\n";
    for text in [text.to_owned(), text.repeat(50), text.replace('\n', " ")] {
        assert_eq!(accounts::add_up(&text, &parse(&text)), Ok(()));
    }
    assert!(matches!(
        khabar::parse(text.as_bytes(), &Hints::new()),
        Ok(Parsed::Article(article)) if article.sources.is_empty() && article.byline.is_empty()
    ));
}
