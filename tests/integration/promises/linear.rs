//! Promise 5: time and memory grow as the input does, hostile input included.
//!
//! Time is CPU time: the input of 16 times the length may take 40 times as long, which leaves room
//! for caches and allocation but none for a loop within a loop.

use std::fmt::Write;

use quickcheck::{Arbitrary, Gen};

use khabar::{Hints, InputKind, Limits, Parser};

use crate::generator::Generated;
use crate::support::clock::best_of_three;
use crate::support::heap;

/// Bytes of the short input. The long one has at most 16 × this / 6 lines, fewer than the default
/// limit of blocks, so that nothing is cut.
const SHORT: usize = 24 << 10;
const TIMES: usize = 16;
const ALLOWED: u32 = 40;

/// A unit repeated up to `bytes`.
fn filled(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes.div_ceil(unit.len()))
}

/// Articles of the generator, one after the other, up to `bytes`.
fn articles(bytes: usize) -> String {
    let mut g = Gen::from_size_and_seed(20, 5);
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&Generated::arbitrary(&mut g).text());
        text.push_str("\n\n");
    }
    text
}

/// Paragraphs no two of which are alike, each with its own name of a place.
fn paragraphs(bytes: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        write!(
            text,
            "وقال رئيس المجلس البلدي رقم {number} إن الأشغال في الطريق الساحلي ستنتهي قبل نهاية الشهر \
             المقبل، مشيرا إلى أن كلفة المرحلة الثانية بلغت {number} ألف دينار.\n\n"
        )
        .expect("a string takes everything");
    }
    text
}

/// A word of letters for a number.
fn word(number: usize) -> String {
    let letters = ['ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز'];
    let digits = number.to_string().into_bytes();
    digits
        .iter()
        .map(|digit| letters[usize::from(digit - b'0')]) // ten of each
        .collect()
}

/// Statements in one line, each of a source with a name of its own.
fn sources(bytes: usize) -> String {
    (0..bytes / 90)
        .map(word)
        .map(|name| format!("وقال محمد {name} إن العمل مستمر وقال {name} إنه جاء. "))
        .collect()
}

/// Many names in one line, of whom one is the source of the statement at its end.
fn sought(bytes: usize) -> String {
    let names = filled("محمد السيد أحمد العلي ", bytes);
    format!("{names}قال السيد إن العمل مستمر في المدينة.")
}

/// Units that begin something a reader might look for the end of, or that repeat something a
/// reader might look back for.
const UNITS: &[(&str, &str)] = &[
    ("one letter", "ب"),
    ("one word", "كلمة "),
    ("one word a line", "كلمة\n"),
    ("spaces", " "),
    ("wide gaps", "كلمة.        "),
    ("no-break spaces", "\u{A0}"),
    ("line ends", "\n"),
    ("carriage returns", "\r"),
    ("line separators", "\u{2028}"),
    ("opening brackets", "("),
    ("closing brackets", ")"),
    ("empty brackets", "()"),
    ("brackets in words", "كلمة (رويترز "),
    ("opening quotation marks", "«"),
    ("closing quotation marks", "»"),
    ("straight quotation marks", "\""),
    ("quotations", "قال \"نعم "),
    ("colons", ": "),
    ("dashes", " - "),
    ("tatweels", "ـ"),
    ("stretched words", "كـــــلمة "),
    ("harakat", "\u{64B}"),
    ("combining hamzas", "ا\u{654}"),
    ("full stops", ". "),
    ("ellipses", "… "),
    ("abbreviations", "أ. ف. ب. "),
    ("bidi marks", "\u{202B}\u{202C}"),
    ("zero-width joiners", "\u{200D}"),
    ("controls", "\u{1}"),
    ("replacement characters", "\u{FFFD}"),
    ("digits", "٣"),
    ("dates", "15 مايو 2024 - "),
    ("times", "13:20 "),
    ("source labels", "المصدر: رويترز + "),
    ("source lines", "المصدر: رويترز\n"),
    ("byline cues", "كتب: "),
    ("bylines", "كتب: سالم العطار\n"),
    ("towns", "دمشق - "),
    ("datelines", "دمشق (رويترز) - \n"),
    ("captions", "جانب من الحفل (رويترز)\n"),
    ("turns", "س: لماذا؟\n"),
    ("tags", "#كلمة_أخرى "),
    ("table rows", "أ | ب | ج\n"),
    ("list items", "- بند\n"),
    ("related labels", "اقرأ أيضا: "),
    ("end marks", "// انتهى //\n"),
    ("reporting verbs", "وقال إن "),
    ("proclitics", "وبال"),
    ("number words", "ألف ومئة وثلاثون "),
    ("addresses", "http://a.example/?x=(1) "),
    ("handles", "— (@a) "),
    ("tags of markup", "<p><b>"),
    ("references", "&amp;&#x202E;"),
    (
        "names and statements",
        "قال الوزير محمد السيد إن العمل مستمر في المدينة ",
    ),
    ("presentation forms", "ﻻ"),
    ("emoji", "👩\u{200D}👧"),
    ("mojibake", "Ø§Ù„"),
];

/// How a page begins.
#[cfg(feature = "html")]
const PAGE: &str = "<!doctype html><html lang=ar><meta charset=utf-8><title>وصول الوفد إلى العاصمة</title>\
                    <body><h1>وصول الوفد إلى العاصمة</h1>";

/// Makes the rest of a page of about so many bytes.
#[cfg(feature = "html")]
type Make = fn(usize) -> String;

/// Pages whose parts might be read once for each of their other parts: an attribute's value for every
/// block in its element, or for every copy of it that a parser opens.
#[cfg(feature = "html")]
const PAGES: &[(&str, Make)] = &[
    ("style of an inline element", |n| {
        let style = filled("a:b;", n / 2);
        let lines = filled("وصل الوفد إلى العاصمة مساء الأحد.<hr>", n / 2);
        format!("<span style='{style}'>{lines}")
    }),
    ("class of an inline element", |n| {
        let class = filled("wide ", n / 2);
        format!("<span class='{class}'>{}", filled("نص<br><br>", n / 2))
    }),
    ("style opened again", |n| {
        let style = filled("a:b;", n / 2);
        format!("<p><b style='{style}'>{}", filled("<p>نص", n / 2))
    }),
    ("properties opened again", |n| {
        let names = filled("author ", n / 2);
        format!("<p><b itemprop='{names}'>{}", filled("<p>نص", n / 2))
    }),
    ("address opened again", |n| {
        let href = filled("/a", n / 2);
        format!("<p><a href='{href}'>{}", filled("<p>نص قصير", n / 2))
    }),
    ("relation opened again", |n| {
        let rel = filled("tag ", n / 2);
        format!(
            "<p><a href=/1 rel='{rel}'>{}",
            filled("<h2>نص قصير</h2>", n / 2)
        )
    }),
    ("attributes of the page", |n| {
        let parts = (0..n / 24).map(|i| format!("<html a{i}=b><body c{i}=d>نص"));
        parts.collect()
    }),
    ("images beside sources", |n| {
        let sources = filled("<source srcset='a.jpg 1w'>", n / 2);
        format!("<picture>{sources}{}", filled("<img>", n / 2))
    }),
    ("posts in a post", |n| {
        let post = "<blockquote class=twitter-tweet>";
        let parts = filled(&format!("نص<hr>{post}نص</blockquote>"), n);
        format!("<p>وصل الوفد إلى العاصمة.</p>{post}{parts}")
    }),
];

/// The long input may take [`ALLOWED`] times as long as the short one. Times below the resolution
/// of the scheduler's clock count as that.
fn assert_linear(name: &str, make: impl Fn(usize) -> String) {
    assert_linear_as(InputKind::Text, name, make);
}

fn assert_linear_as(kind: InputKind, name: &str, make: impl Fn(usize) -> String) {
    let parser = Parser::default();
    let hints = Hints::new().with_kind(kind);
    let measure = |text: &str| {
        best_of_three(|| {
            let parsed = parser.parse(std::hint::black_box(text.as_bytes()), &hints);
            assert!(parsed.is_ok());
        })
    };
    let (short, long) = (make(SHORT), make(SHORT * TIMES));
    let floor = std::time::Duration::from_millis(1);
    // Superlinear work shows every time it is measured, a busy machine does not.
    let rounds = (0..3).map(|_| (measure(&short).max(floor), measure(&long)));
    let slow: Vec<_> = rounds
        .take_while(|(one, many)| *many > *one * ALLOWED)
        .collect();
    assert!(
        slow.len() < 3,
        "{name}: {} and {} bytes take {slow:?}",
        short.len(),
        long.len()
    );
}

#[test]
fn time_grows_with_articles() {
    assert_linear("articles", articles);
    assert_linear("paragraphs", paragraphs);
    assert_linear("articles in one line", |bytes| {
        articles(bytes).replace('\n', " ")
    });
    assert_linear("sources", sources);
    assert_linear("sought", sought);
}

#[test]
fn time_does_not_grow_with_how_often_a_word_is_asked_for() {
    // Each paragraph asks for a word of which it has many places, each behind a chain of titles.
    let time_with = |verb: &str| {
        let titles = "وزير أن كلبة ".repeat(220);
        let asked = format!("كلبة {verb} إنه. ").repeat(100);
        // No two alike, or they are one.
        let paragraphs = (0..10).map(|n| format!("{} {titles}{asked}\n\n", word(n)));
        let text: String = paragraphs.collect();
        best_of_three(|| drop(khabar::parse_text(std::hint::black_box(&text))))
    };
    let (silent, asking) = (time_with("نام"), time_with("قال"));
    assert!(asking < 20 * silent, "{silent:?} became {asking:?}");
}

#[test]
fn time_grows_with_hostile_input() {
    for (name, unit) in UNITS {
        assert_linear(name, |bytes| filled(unit, bytes));
    }
}

#[test]
fn time_grows_with_hostile_units_inside_articles() {
    // A long line between paragraphs, so that it is read as a part of the body.
    for (name, unit) in UNITS {
        let around = paragraphs(2_000);
        assert_linear(name, |bytes| {
            let line = filled(unit, bytes / 2).replace(['\n', '\r'], " ");
            format!("{around}{line}\n\n{around}{line}\n{around}")
        });
    }
}

#[test]
#[cfg(feature = "html")]
fn time_grows_with_hostile_pages() {
    for (name, make) in PAGES {
        assert_linear_as(InputKind::Html, name, |bytes| {
            format!("{PAGE}{}", make(bytes))
        });
    }
}

/// What a text may cost beyond itself, at the worst moment, the finished article included: times
/// its length, and bytes a block.
struct Allowance {
    times: usize,
    per_block: usize,
}

/// The promise: for reading a text into its structure.
const PROMISED: Allowance = Allowance {
    times: 3,
    per_block: 256,
};

/// With who said what, each statement a value of its own with copies of its texts.
const ENRICHED: Allowance = Allowance {
    times: 20,
    per_block: 512,
};

/// Input of nothing but folded characters or one-word lines costs more than the promise says: a
/// place where cleaning changes the length takes up to 32 bytes of the offset map, twice that
/// while the map grows; a line of one word that becomes a section takes a section's size.
const HOSTILE: Allowance = Allowance {
    times: 72,
    per_block: 512,
};

fn assert_lean(parser: &Parser, name: &str, text: &str, allowance: &Allowance) {
    // The lexicons and weights are loaded once and do not count.
    drop(parser.parse_text("خبر"));
    let (article, peak) = heap::peak(|| parser.parse_text(text));
    drop(article);
    let blocks = text.lines().filter(|line| !line.trim().is_empty()).count();
    let allowed = allowance.times * text.len() + allowance.per_block * blocks;
    assert!(
        peak <= allowed,
        "{name}: {peak} bytes for {} bytes in {blocks} blocks, {allowed} are allowed",
        text.len()
    );
}

#[test]
fn memory_stays_within_the_promise() {
    let structure = Parser::builder().without("attribution").build();
    let structure = structure.expect("the built-in names differ");
    let whole = Parser::default();
    for bytes in [100 << 10, 1 << 20] {
        for (parser, allowance) in [(&structure, &PROMISED), (&whole, &ENRICHED)] {
            assert_lean(parser, "articles", &articles(bytes), allowance);
            assert_lean(parser, "paragraphs", &paragraphs(bytes), allowance);
            let line = articles(bytes).replace('\n', " ");
            assert_lean(parser, "one line", &line, allowance);
        }
    }
}

/// Pages have a promise of their own: five times the page, 256 bytes a block and 96 a node.
#[cfg(feature = "html")]
#[test]
fn memory_of_pages_stays_within_the_promise() {
    let hints = Hints::new().with_kind(InputKind::Html);
    let structure = Parser::builder().without("attribution").build();
    let structure = structure.expect("the built-in names differ");
    let explaining = Parser::builder().keep(khabar::Keep::Explanation).build();
    let explaining = explaining.expect("the built-in names differ");
    for bytes in [100 << 10, 1 << 20] {
        let lines = paragraphs(bytes);
        let lines = lines.lines().filter(|line| !line.is_empty());
        let body: String = lines
            .map(|line| format!("<p class=text>{line}</p>\n"))
            .collect();
        let page =
            format!("<!doctype html><meta charset=utf-8><body><h1>الطريق الساحلي</h1>{body}");
        // What is loaded once is loaded here.
        let article = explaining.parse(page.as_bytes(), &hints);
        let article = article.ok().and_then(khabar::Parsed::into_article);
        let blocks = article.and_then(|article| article.explanation);
        let blocks = blocks.expect("an explanation was asked for").blocks.len();
        let nodes = khabar::read::html::Dom::parse(&page, &Limits::new()).len();
        let source = structure.decode(page.as_bytes(), &hints);
        let (article, peak) = heap::peak(|| structure.parse_source(&source, &hints));
        drop(article);
        let allowed = 5 * page.len() + 256 * blocks + 96 * nodes;
        assert!(
            peak <= allowed,
            "{peak} bytes for a page of {} in {blocks} blocks and {nodes} nodes, {allowed} are allowed",
            page.len()
        );
    }
}

#[test]
fn memory_stays_linear_on_hostile_input() {
    let structure = Parser::builder().without("attribution").build();
    let structure = structure.expect("the built-in names differ");
    let whole = Parser::default();
    for (name, unit) in UNITS {
        assert_lean(&structure, name, &filled(unit, 200 << 10), &HOSTILE);
        // A statement may be as long as the longest sentence that is read as one, so many short
        // cues cost much; eight times as many cost no more than eight times that, twice for
        // buffers that double.
        let cost = |bytes| heap::peak(|| whole.parse_text(&filled(unit, bytes))).1;
        let (one, eight) = (cost(24 << 10).max(48 << 10), cost(192 << 10));
        assert!(eight <= 16 * one, "{name}: {one} became {eight}");
    }
}

#[test]
fn a_limit_bounds_the_work() {
    let parser = Parser::builder().limits(Limits::new().with_max_bytes(4 << 10));
    let parser = parser.build().expect("the built-in names differ");
    // What is loaded once is loaded here.
    drop(parser.parse_text("خبر"));
    let (article, peak) = heap::peak(|| parser.parse_text(&paragraphs(1 << 20)));
    assert!(article.is_ok_and(|article| article.truncated));
    // The text itself is made inside; its buffer at most doubles.
    assert!(peak < 3 << 20, "{peak}");
}
