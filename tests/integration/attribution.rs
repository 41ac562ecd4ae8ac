//! Articles with their attributions, and what holds of every article.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};

use khabar::article::Article;
use khabar::{Parser, Text, parse_text};

const NAMES: [&str; 6] = ["fire", "harbour", "match", "school", "study", "summit"];

fn fixture(name: &str, extension: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/integration/fixtures/attribution")
        .join(format!("{name}.{extension}"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// One line an attribution: cue, source, resolved source, content, relay, channel, kind, stance, anonymous.
fn table(article: &Article) -> String {
    let cell = |t: &Option<Text>| t.as_ref().map_or("-", |t| t.text.as_str()).to_owned();
    let mut out = String::new();
    for a in &article.attributions {
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            a.cue.text,
            cell(&a.source),
            cell(&a.resolved),
            cell(&a.content),
            cell(&a.via),
            cell(&a.channel),
            a.kind,
            a.stance,
            if a.anonymous { "anonymous" } else { "named" },
        )
        .unwrap();
    }
    out
}

#[test]
fn goldens() {
    for name in NAMES {
        let article = parse_text(&fixture(name, "txt"));
        let expected = fixture(name, "tsv");
        let (_, rows) = expected.split_once('\n').expect("a header");
        assert_eq!(table(&article), rows, "{name}");
    }
}

#[test]
fn spans_hold_and_follow_the_source() {
    for name in NAMES {
        let text = fixture(name, "txt");
        let article = parse_text(&text);
        let mut last = 0;
        for a in &article.attributions {
            let cue = a.cue.span.expect("plain text has spans");
            assert!(cue.start() >= last, "{name}: cues out of order");
            last = cue.start();
            for part in [Some(&a.cue), a.content.as_ref(), a.channel.as_ref()] {
                let Some(part) = part else { continue };
                let span = part.span.expect("plain text has spans");
                assert_eq!(&text[span.range()], part.text, "{name}");
            }
            assert!(a.voice.is_none_or(|v| v < article.voices.len()));
        }
        let mentions: u32 = article.voices.iter().map(|v| v.mentions).sum();
        let voiced = article
            .attributions
            .iter()
            .filter(|a| a.voice.is_some())
            .count();
        assert_eq!(mentions as usize, voiced, "{name}");
    }
}

#[test]
fn an_article_from_json_is_enriched_alike() {
    for name in NAMES {
        let article = parse_text(&fixture(name, "txt"));
        let mut bare = article.clone();
        bare.attributions.clear();
        bare.voices.clear();
        let json = serde_json::to_string(&bare).unwrap();
        let mut back: Article = serde_json::from_str(&json).unwrap();
        Parser::default().enrich(&mut back).unwrap();
        assert_eq!(back.attributions, article.attributions, "{name}");
        assert_eq!(back.voices, article.voices, "{name}");
    }
}

#[test]
fn marks_and_blanks_change_nothing() {
    for name in NAMES {
        let text = fixture(name, "txt");
        let plain = table(&parse_text(&text));
        for changed in [
            text.replace(' ', "\u{00A0}"),
            text.replace('\n', "\r\n"),
            text.replace(' ', " \u{200F}"),
        ] {
            assert_eq!(table(&parse_text(&changed)), plain, "{name}");
        }
    }
}

#[test]
fn a_paragraph_of_description_adds_nothing() {
    let plain = "تمتد المدينة على سفح الجبل بين غابتين، وتحيط بها بساتين قديمة من الزيتون والتين، وفي وسطها ساحة واسعة تطل على الوادي.";
    for name in NAMES {
        let text = fixture(name, "txt");
        let longer = format!("{}\n\n{plain}\n", text.trim_end());
        assert_eq!(
            table(&parse_text(&longer)),
            table(&parse_text(&text)),
            "{name}"
        );
    }
}

/// Whom the last statement of an article with the body is of.
fn last_resolved(body: &str) -> Option<String> {
    let article = parse_text(&format!("البلدية تبدأ ترميم الجسر القديم\n\n{body}"));
    let last = article.attributions.last()?;
    last.resolved.as_ref().map(|resolved| resolved.text.clone())
}

#[test]
fn a_name_is_found_at_any_distance_from_the_one_before_it() {
    for words in 1..=30 {
        let between = "ثم ".repeat(words);
        let text = format!(
            "وصل الرئيس ناجي الهاشمي أمس.\n\nالتقى الوزير {between}المحامي يوسف أحمد.\n\n\
             وقال المحامي أحمد إن الطريق مفتوح أمام الجميع منذ الصباح."
        );
        let resolved = last_resolved(&text);
        assert_eq!(resolved.as_deref(), Some("المحامي يوسف أحمد"), "{words}");
    }
}

#[test]
fn the_first_name_of_all_is_read_behind_what_is_sought() {
    let text = "الوزير. العمل، محمد BBC مساء\n\n\
        ووصل الوزير العمل إلى المدينة صباح الاثنين مع وفد كبير من الخبراء.\n\n\
        ووصل المدير حسن العمل إلى المدينة مساء الاثنين مع وفد كبير من الخبراء.\n\n\
        وقال العمل إن الطريق مفتوح أمام الجميع منذ الصباح.";
    assert_eq!(last_resolved(text).as_deref(), Some("المدير حسن العمل"));
}

#[test]
fn a_thread_that_ends_reads_an_article() {
    struct Last(Option<Sender<usize>>);

    impl Drop for Last {
        fn drop(&mut self) {
            let read = parse_text(&fixture("fire", "txt")).attributions.len();
            if let Some(sender) = self.0.take() {
                sender.send(read).expect("the test waits");
            }
        }
    }

    thread_local! {
        static LAST: RefCell<Last> = const { RefCell::new(Last(None)) };
    }

    let (sender, receiver) = channel();
    let expected = parse_text(&fixture("fire", "txt")).attributions.len();
    let thread = std::thread::spawn(move || {
        // Dropped behind the room that the parser keeps, since it is touched before it.
        LAST.with(|last| last.borrow_mut().0 = Some(sender));
        parse_text(&fixture("fire", "txt")).attributions.len()
    });
    assert_eq!(thread.join().ok(), Some(expected));
    assert_eq!(receiver.recv(), Ok(expected));
}
