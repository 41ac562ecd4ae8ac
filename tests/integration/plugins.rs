//! Extensions: each kind does its work, names are unique, failures become diagnostics or errors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use khabar::article::{Attribution, Block, Kind, Name, Voice, VoiceSort};
use khabar::label::{Role, RoleScores};
use khabar::{
    Additions, Article, CandidateView, Candidates, Confidence, Context, Enricher, ErrorKind,
    ExtractError, Extractor, Field, Keep, MergePolicy, Origin, Parser, Precedence, RoleScorer,
    Severity, Tiered, enricher_fn, extractor_fn, scorer_fn, testing,
};
use serde_json::json;

use crate::support::accounts;

const TEXT: &str = "\
افتتاح حديقة عامة في حي الورود

افتتحت البلدية صباح اليوم حديقة عامة في حي الورود تضم ملعبا ومكتبة صغيرة، وقالت إن العمل فيها استغرق عاما كاملا.

■ ألعاب للصغار

وتضم الحديقة ركنا للأطفال دون السادسة وممرا للدراجات يحيط بها من جهاتها الأربع، وتبقى أبوابها مفتوحة حتى منتصف الليل.

*** قسم المحليات ***";

fn build(change: impl FnOnce(khabar::ParserBuilder) -> khabar::ParserBuilder) -> Parser {
    change(Parser::builder())
        .build()
        .expect("a parser that can be built")
}

fn parse(parser: &Parser) -> Article {
    parser.parse_text(TEXT).expect("nothing fails")
}

/// Reads the section of the paper from the outlet's last line, and claims its headings.
struct Outlet;

impl Extractor for Outlet {
    fn name(&self) -> &str {
        "outlet"
    }

    fn precedence(&self) -> Precedence {
        Precedence::SITE
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.source().contains("***")
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        for block in cx.blocks() {
            let text = block.text();
            if let Some(rest) = text.strip_prefix("■ ") {
                let start = text.len() - rest.len();
                out.claim(
                    block.source_span(start..text.len()),
                    Role::Heading,
                    Confidence::MAX,
                );
                out.claim(
                    block.source_span(0..start),
                    Role::Boilerplate,
                    Confidence::MAX,
                );
            }
            let section = text
                .strip_prefix("*** قسم ")
                .and_then(|t| t.strip_suffix(" ***"));
            if let Some(section) = section {
                let start = text.find(section).unwrap_or(0);
                let span = block.source_span(start..start + section.len());
                out.section(section, Some(span), Confidence::new(900));
                // The line is read: it is nothing else besides.
                out.claim(block.span(), Role::Boilerplate, Confidence::MAX);
            }
        }
        Ok(())
    }
}

#[test]
fn an_extractor_claims_lines_and_gives_values() {
    let parser = build(|b| b.extractor(Outlet).keep(Keep::Residue));
    let article = parse(&parser);
    let section = article.section.as_ref().expect("a section");
    assert_eq!(
        (section.text.as_str(), &section.origin),
        ("المحليات", &Origin::from("outlet"))
    );
    let headings: Vec<&str> = article
        .sections
        .iter()
        .filter_map(|s| s.heading.as_ref())
        .map(|h| &*h.text)
        .collect();
    assert_eq!(headings, ["ألعاب للصغار"]);
    assert_eq!(accounts::add_up(TEXT, &article), Ok(()));
    // Where its gate is shut it changes nothing.
    let plain = TEXT.lines().next().expect("a line");
    assert_eq!(parser.parse_text(plain).expect("content").section, None);
}

#[test]
fn a_scorer_moves_roles_and_is_named_in_the_explanation() {
    let squares = scorer_fn("squares", |cx: &Context<'_>, scores: &mut RoleScores| {
        for (i, block) in cx.blocks().iter().enumerate() {
            if block.text().starts_with('■') {
                scores.add(i, &Role::Quote, 40.0);
                scores.add(i, &Role::Speaker, 40.0);
                scores.add(i, &Role::Heading, f32::NAN);
            }
        }
    });
    assert_eq!(
        testing::run_scorer(&squares, TEXT),
        [(2, Role::Quote, 40.0)]
    );
    let article = parse(&build(|b| b.scorer(squares).keep(Keep::Explanation)));
    let quotes = article
        .blocks()
        .filter(|block| matches!(block, Block::Quote(_)));
    assert_eq!(quotes.count(), 1);
    let explanation = article.explanation.as_ref().expect("an explanation");
    let cues = &explanation.blocks[2].cues;
    assert!(
        cues.iter()
            .any(|cue| cue.cue == "squares" && cue.weight == 40.0),
        "{cues:?}"
    );
}

#[test]
fn an_enricher_adds_and_sees_no_other_enricher() {
    struct Count;
    impl Enricher for Count {
        fn name(&self) -> &str {
            "count"
        }
        fn enrich(&self, article: &Article, out: &mut Additions) -> Result<(), ExtractError> {
            out.extra("paragraphs", json!(article.body_texts().count()));
            out.extra("voices-seen", json!(article.voices.len()));
            Ok(())
        }
    }
    let speaks = |name: &'static str| {
        enricher_fn(name, move |article: &Article, out: &mut Additions| {
            let said = article.headline.clone().unwrap_or_default();
            let mut attribution = Attribution::new(said);
            attribution.voice = Some(0);
            out.voice(Voice::new(name, VoiceSort::Organisation));
            out.attribution(attribution);
            out.extra("taken", json!(name));
            Ok(())
        })
    };
    let parser = build(|b| {
        b.enricher(speaks("one"))
            .enricher(speaks("two"))
            .enricher(Count)
    });
    let article = parse(&parser);
    assert_eq!(article.extra["paragraphs"], 2);
    assert_eq!(article.extra["voices-seen"], 0);
    // An enricher counts its own voices from 0.
    let speakers: Vec<&str> = article
        .attributions
        .iter()
        .filter(|a| Some(&a.cue) == article.headline.as_ref())
        .filter_map(|a| a.voice)
        .map(|voice| article.voices[voice].name.as_str())
        .collect();
    assert_eq!(speakers, ["one", "two"]);
    // The first to take a key keeps it.
    assert_eq!(article.extra["taken"], "one");
    let taken = article
        .diagnostics
        .iter()
        .find(|d| d.code == "extra-key-taken");
    assert_eq!(taken.map(|d| &d.origin), Some(&Origin::from("two")));
}

#[test]
fn enrichers_run_on_an_article_read_back_from_json() {
    let counted = AtomicUsize::new(0);
    let counted = Arc::new(counted);
    let counter = Arc::clone(&counted);
    let parser = build(|b| {
        b.enricher(enricher_fn(
            "seen",
            move |_: &Article, out: &mut Additions| {
                out.extra("seen", json!(counter.fetch_add(1, Ordering::SeqCst) + 1));
                Ok(())
            },
        ))
    });
    let stored = serde_json::to_string(&khabar::parse_text(TEXT)).expect("JSON");
    let mut article: Article = serde_json::from_str(&stored).expect("an article");
    parser.enrich(&mut article).expect("nothing fails");
    assert_eq!(article.extra["seen"], 1);
    assert_eq!(counted.load(Ordering::SeqCst), 1);
}

#[test]
fn a_merge_policy_chooses_and_may_choose_nothing() {
    let desk = || {
        extractor_fn("desk", |_: &Context<'_>, out: &mut Candidates| {
            out.headline("عنوان من المكتب", None, Confidence::new(950));
            out.kind(Kind::Feature, Confidence::new(950));
            Ok(())
        })
    };
    let article = parse(&build(|b| b.extractor(desk()).keep(Keep::Alternatives)));
    let headline = article.headline.as_ref().expect("a headline");
    assert_eq!(
        (headline.text.as_str(), headline.span),
        ("عنوان من المكتب", None)
    );
    assert_eq!(article.kind, Kind::Feature);
    let lost = article
        .alternatives
        .iter()
        .flatten()
        .find(|a| a.field == "headline");
    let lost = lost.expect("the printed headline lost");
    assert_eq!(
        (lost.reason.as_str(), &lost.value["text"]),
        ("precedence", &json!("افتتاح حديقة عامة في حي الورود"))
    );

    /// Only what stands in the text.
    struct Printed;
    impl MergePolicy for Printed {
        fn choose(&self, field: &Field, candidates: &[CandidateView<'_>]) -> Option<usize> {
            match field {
                Field::Headline => candidates.iter().position(|c| c.span().is_some()),
                _ => Tiered.choose(field, candidates),
            }
        }
    }
    let article = parse(&build(|b| b.extractor(desk()).merge_policy(Printed)));
    assert_eq!(
        article.headline.expect("a headline").text,
        "افتتاح حديقة عامة في حي الورود"
    );

    let none = |_: &Field, _: &[CandidateView<'_>]| None;
    let article = parse(&build(|b| b.extractor(desk()).merge_policy(none)));
    assert_eq!((article.headline, article.kind), (None, Kind::News));
    let beyond = |_: &Field, candidates: &[CandidateView<'_>]| Some(candidates.len());
    assert_eq!(parse(&build(|b| b.merge_policy(beyond))).headline, None);
}

#[test]
fn of_two_claims_the_higher_precedence_wins_then_the_surer() {
    struct Claims(&'static str, Precedence, Role, u16);
    impl Extractor for Claims {
        fn name(&self) -> &str {
            self.0
        }
        fn precedence(&self) -> Precedence {
            self.1
        }
        fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
            let block = &cx.blocks()[1];
            out.claim(block.span(), self.2.clone(), Confidence::new(self.3));
            Ok(())
        }
    }
    let first = |parser: Parser| match parse(&parser).blocks().next() {
        Some(block) => block.type_name().to_owned(),
        None => "nothing".to_owned(),
    };
    let quote = || Claims("quote", Precedence::SITE, Role::Quote, 400);
    let verse = || Claims("verse", Precedence::HEURISTIC, Role::Verse, 990);
    let list = || Claims("list", Precedence::SITE.offset(1), Role::List, 400);
    let surer = || Claims("surer", Precedence::SITE, Role::Table, 401);
    assert_eq!(
        first(build(|b| b.extractor(quote()).extractor(verse()))),
        "quote"
    );
    assert_eq!(
        first(build(|b| b.extractor(verse()).extractor(quote()))),
        "quote"
    );
    assert_eq!(
        first(build(|b| b.extractor(quote()).extractor(list()))),
        "list"
    );
    assert_eq!(
        first(build(|b| b.extractor(quote()).extractor(surer()))),
        "table"
    );
}

#[test]
fn names_are_unique_across_all_kinds() {
    let extractor = |name: &str| extractor_fn(name, |_: &Context<'_>, _: &mut Candidates| Ok(()));
    let scorer = |name: &str| scorer_fn(name, |_: &Context<'_>, _: &mut RoleScores| ());
    let enricher = |name: &str| enricher_fn(name, |_: &Article, _: &mut Additions| Ok(()));
    let builders = [
        Parser::builder()
            .extractor(extractor("x"))
            .extractor(extractor("x")),
        Parser::builder()
            .extractor(extractor("x"))
            .scorer(scorer("x")),
        Parser::builder()
            .scorer(scorer("x"))
            .enricher(enricher("x")),
        Parser::builder().extractor(extractor("headline")),
        Parser::builder().scorer(scorer("cues")),
        // A name that is to be removed is a name all the same.
        Parser::builder()
            .enricher(enricher("x"))
            .enricher(enricher("x"))
            .without("x"),
    ];
    for builder in builders {
        let error = builder.build().expect_err("two of one name");
        assert_eq!(error.kind(), ErrorKind::DuplicateName);
    }
    let error = Parser::builder()
        .without("headlines")
        .build()
        .expect_err("no such name");
    assert_eq!(error.kind(), ErrorKind::UnknownName);
    assert!(error.to_string().contains("headlines"));
}

#[test]
fn extensions_are_removed_by_name() {
    let figures = "مئة صورة\n\nجانب من المعرض في يومه الأول (رويترز)";
    assert_eq!(parse(&build(|b| b.without("headline"))).headline, None);
    assert!(!format!("{:?}", build(|b| b.without("figures"))).contains("figures"));
    let without = build(|b| b.without("figures"))
        .parse_text(figures)
        .expect("content");
    assert!(without.figures().all(|figure| figure.credit.is_empty()));
    let added = build(|b| b.extractor(Outlet).without("outlet"));
    assert_eq!(parse(&added).section, None);
    // Without any scorer the text is still read.
    let blind = build(|b| b.without("cues").keep(Keep::Residue));
    assert_eq!(accounts::add_up(TEXT, &parse(&blind)), Ok(()));
}

#[test]
fn a_failing_extension_is_a_diagnostic_and_keeps_what_it_wrote() {
    let late = || {
        extractor_fn("late", |_: &Context<'_>, out: &mut Candidates| {
            out.section("محليات", None, Confidence::new(900));
            Err(ExtractError::new("the desk does not answer"))
        })
    };
    let broken = || {
        enricher_fn("broken", |_: &Article, out: &mut Additions| {
            out.extra("half", json!(1));
            let cause = std::io::Error::other("no network");
            Err(ExtractError::new("no answer").with_source(cause))
        })
    };
    let article = parse(&build(|b| b.extractor(late()).enricher(broken())));
    assert_eq!(
        article.section.as_ref().map(|s| s.text.as_str()),
        Some("محليات")
    );
    assert_eq!(article.extra["half"], 1);
    assert_eq!(
        article.headline.as_ref().map(|h| h.text.as_str()),
        TEXT.lines().next()
    );
    for (name, message) in [
        ("late", "the desk does not answer"),
        ("broken", "no answer"),
    ] {
        let mut failed = article.diagnostics.iter().filter(|d| d.origin == *name);
        let diagnostic = failed.next().expect("a diagnostic");
        assert_eq!(diagnostic.severity, Severity::Error);
        assert!(
            diagnostic.message.contains(message),
            "{}",
            diagnostic.message
        );
        assert!(failed.next().is_none());
    }

    for parser in [
        build(|b| b.extractor(late()).strict(true)),
        build(|b| b.enricher(broken()).strict(true)),
    ] {
        let error = parser.parse_text(TEXT).expect_err("strict");
        assert_eq!(error.kind(), ErrorKind::Extension);
        let source = std::error::Error::source(&error);
        assert!(source.is_some() || error.to_string().contains("failed"));
    }
}

#[test]
fn panics_pass_through_and_leave_the_parser_whole() {
    let once = AtomicUsize::new(0);
    let parser = build(|b| {
        b.extractor(extractor_fn(
            "panics",
            move |_: &Context<'_>, _: &mut Candidates| {
                assert!(
                    once.fetch_add(1, Ordering::SeqCst) > 0,
                    "the extension's own fault"
                );
                Ok(())
            },
        ))
    });
    let panic = catch_unwind(AssertUnwindSafe(|| parser.parse_text(TEXT)));
    assert!(panic.is_err());
    assert_eq!(parse(&parser).headline, khabar::parse_text(TEXT).headline);
}

#[test]
fn boxes_arcs_and_trait_objects_are_extensions() {
    let boxed: Box<dyn Extractor> = Box::new(Outlet);
    let scorer: Arc<dyn RoleScorer> =
        Arc::new(scorer_fn("quiet", |_: &Context<'_>, _: &mut RoleScores| ()));
    let enricher: Arc<dyn Enricher> =
        Arc::new(enricher_fn("calm", |_: &Article, _: &mut Additions| Ok(())));
    let parser = build(|b| {
        b.extractor(boxed)
            .scorer(Arc::clone(&scorer))
            .enricher(enricher)
    });
    assert_eq!(
        parse(&parser).section.map(|s| s.text),
        Some("المحليات".to_owned())
    );
    assert_eq!(scorer.name(), "quiet");
}

#[test]
fn an_extractor_run_alone_tells_what_it_wrote() {
    let run = testing::run_extractor(&Outlet, TEXT);
    assert_eq!(run.claims.len(), 3);
    assert!(
        run.claims
            .contains(&(Role::Heading, "ألعاب للصغار".to_owned()))
    );
    let (field, value) = &run.values[0];
    assert_eq!(
        (field.as_str(), &value["text"]),
        ("section", &json!("المحليات"))
    );
    assert!(run.error.is_none() && run.diagnostics.is_empty());
    let idle = testing::run_extractor(&Outlet, "سطر واحد");
    assert!(idle.claims.is_empty() && idle.values.is_empty());
}

#[test]
fn lists_are_won_whole() {
    let names = extractor_fn("names", |_: &Context<'_>, out: &mut Candidates| {
        let name = |text: &str| {
            Name::new(
                text,
                None,
                None,
                Confidence::new(700),
                Origin::from("names"),
            )
        };
        out.sources(
            vec![name("مكتب المدينة"), name("مكتب الريف")],
            Confidence::new(700),
        );
        Ok(())
    });
    let text = format!("{TEXT}\n\nالمصدر: رويترز");
    let article = build(|b| b.extractor(names))
        .parse_text(&text)
        .expect("content");
    let sources: Vec<&str> = article.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(sources, ["مكتب المدينة", "مكتب الريف"]);
}
