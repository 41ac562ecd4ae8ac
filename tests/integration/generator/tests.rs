//! Tests of the generator itself.

use std::collections::BTreeSet;

use quickcheck::{Arbitrary, Gen, QuickCheck};

use super::*;

const ROLES: &[&str] = &[
    "headline",
    "kicker",
    "deck",
    "byline",
    "timestamp",
    "dateline",
    "paragraph",
    "heading",
    "caption",
    "alt",
    "list",
    "quote",
    "source",
    "end",
    "tags",
    "related",
    "boilerplate",
];

fn articles(count: usize) -> Vec<Generated> {
    let mut g = Gen::from_size_and_seed(20, 2024);
    (0..count).map(|_| Generated::arbitrary(&mut g)).collect()
}

#[test]
fn gold_lines_concatenate_to_the_text() {
    fn holds(article: Generated) -> bool {
        let text = article.text();
        let printed: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
        let gold = article.gold().lines;
        gold.len() == printed.len()
            && gold.iter().zip(printed).all(|((line, role), printed)| {
                line == printed
                    && line.trim() == line
                    && !line.contains("  ")
                    && ROLES.contains(role)
            })
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn no_line_stands_twice() {
    fn holds(article: Generated) -> bool {
        let lines = article.lines();
        let distinct: BTreeSet<&String> = lines.iter().map(|line| &line.0).collect();
        distinct.len() == lines.len()
    }
    QuickCheck::new()
        .tests(400)
        .quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn gold_values_stand_in_lines_of_their_role() {
    fn holds(article: Generated) -> Result<(), String> {
        let gold = article.gold();
        let within = |value: &str, roles: &[&str]| {
            let mut lines = gold.lines.iter().filter(|(_, role)| roles.contains(role));
            if lines.any(|(line, _)| line.contains(value)) {
                Ok(())
            } else {
                Err(format!("{value} not in {roles:?}"))
            }
        };
        let fields = [
            (&gold.headline, "headline"),
            (&gold.kicker, "kicker"),
            (&gold.deck, "deck"),
        ];
        for (value, role) in fields {
            value.as_deref().map_or(Ok(()), |v| within(v, &[role]))?;
        }
        let dateline_roles = ["byline", "dateline", "paragraph"];
        for name in &gold.byline {
            within(name, &["byline"])?;
        }
        let origins = gold.dateline.iter().chain(&gold.places);
        for value in origins.chain(&gold.agencies) {
            within(value, &dateline_roles)?;
        }
        for name in &gold.sources {
            within(name, &["source", "paragraph"])?;
        }
        for tag in &gold.tags {
            within(tag, &["tags"])?;
        }
        for title in &gold.related {
            within(title, &["related"])?;
        }
        for (heading, blocks) in &gold.sections {
            heading
                .as_deref()
                .map_or(Ok(()), |v| within(v, &["heading"]))?;
            for block in blocks {
                match block {
                    Block::Paragraph(text) => within(text, &["paragraph"])?,
                    Block::Figure {
                        alt,
                        caption,
                        credit,
                    } => {
                        within(caption, &["caption"])?;
                        alt.as_deref().map_or(Ok(()), |v| within(v, &["alt"]))?;
                        credit
                            .as_deref()
                            .map_or(Ok(()), |v| within(v, &["caption"]))?;
                    }
                    Block::List(items) => {
                        for item in items {
                            within(item, &["list"])?;
                        }
                    }
                    Block::Quote(text) => within(text, &["quote"])?,
                }
            }
        }
        Ok(())
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> Result<(), String>);
}

#[test]
fn gold_counts_every_body_line_once() {
    fn holds(article: Generated) -> bool {
        let gold = article.gold();
        let lines = |role: &str| gold.lines.iter().filter(|line| line.1 == role).count();
        let blocks = || gold.sections.iter().flat_map(|section| &section.1);
        let count = |wanted: fn(&Block) -> usize| blocks().map(wanted).sum::<usize>();
        lines("heading") == gold.sections.len() - 1
            && lines("paragraph") == count(|b| usize::from(matches!(b, Block::Paragraph(_))))
            && lines("caption") == count(|b| usize::from(matches!(b, Block::Figure { .. })))
            && lines("quote") == count(|b| usize::from(matches!(b, Block::Quote(_))))
            && lines("list")
                == count(|b| match b {
                    Block::List(items) => items.len(),
                    _ => 0,
                })
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn every_role_comes_up_and_few_articles_repeat() {
    let list = articles(400);
    let drawn: BTreeSet<&str> = list
        .iter()
        .flat_map(|article| article.lines())
        .map(|line| line.1)
        .collect();
    assert_eq!(drawn, ROLES.iter().copied().collect());
    let texts: BTreeSet<String> = list.iter().map(Generated::text).collect();
    assert!(texts.len() > 390, "{}", texts.len());
}

#[test]
fn a_closing_agency_and_an_opening_dateline_are_cut_as_the_gold_says() {
    let list = articles(600);
    let mut closed = 0;
    let mut opened = 0;
    for article in &list {
        let gold = article.gold();
        if article.source.as_ref().is_some_and(|source| source.closing) {
            closed += 1;
            let blocks = gold.sections.last().map(|section| &section.1);
            let Some(Block::Paragraph(text)) = blocks.and_then(|blocks| blocks.last()) else {
                panic!("the body ends without a paragraph")
            };
            assert!(!text.ends_with(')'));
            let line = gold.lines.iter().rfind(|line| line.1 == "paragraph");
            let line = line.map(|line| line.0.as_str());
            assert_eq!(line, Some(format!("{text} ({})", gold.sources[0]).as_str()));
        }
        if article.dateline.as_ref().is_some_and(|line| line.opening) {
            opened += 1;
            let first = gold.sections[0].1.iter().find_map(|block| match block {
                Block::Paragraph(text) => Some(text),
                _ => None,
            });
            let run = gold.dateline.as_deref();
            assert!(
                first
                    .zip(run)
                    .is_some_and(|(text, run)| text.starts_with(run))
            );
        }
    }
    assert!(closed > 20 && opened > 100, "{closed} {opened}");
}

#[test]
fn generated_and_canonical_articles_are_valid_and_so_are_the_smaller_ones() {
    fn loose(article: Generated) -> bool {
        article.is_valid() && article.shrink().all(|smaller| smaller.is_valid())
    }
    fn strict(article: Canonical) -> bool {
        article.0.strict
            && article.0.is_valid()
            && article
                .shrink()
                .all(|smaller| smaller.0.strict && smaller.0.is_valid())
    }
    QuickCheck::new().quickcheck(loose as fn(Generated) -> bool);
    QuickCheck::new().quickcheck(strict as fn(Canonical) -> bool);
}

#[test]
fn canonical_articles_keep_to_the_clear_shapes() {
    fn holds(article: Canonical) -> bool {
        let gold = article.0.gold();
        let lines = &gold.lines;
        let clear = |number: usize, (line, role): &(String, &str)| match *role {
            "paragraph" => {
                line.ends_with('.') && line.chars().filter(|c| c.is_alphabetic()).count() >= 120
            }
            "heading" => {
                line.split(' ').count() <= 4
                    && line.ends_with(char::is_alphabetic)
                    && lines[number - 1].1 == "paragraph"
                    && lines[number + 1].1 == "paragraph"
            }
            "alt" => line.is_ascii() && lines[number + 1].1 == "caption",
            "caption" => line.ends_with(')') && lines[number - 1].1 == "alt",
            "source" => line.starts_with("المصدر"),
            "headline" | "byline" | "timestamp" | "related" => true,
            _ => false,
        };
        lines[0].1 == "headline"
            && lines.iter().any(|line| line.1 == "source")
            && lines.iter().enumerate().all(|(n, line)| clear(n, line))
    }
    QuickCheck::new().quickcheck(holds as fn(Canonical) -> bool);
}

#[test]
fn shrinking_ends_at_a_small_article() {
    for article in articles(60) {
        let mut smallest = article;
        while let Some(next) = smallest.shrink().next() {
            assert!(next.weight() < smallest.weight());
            smallest = next;
        }
        assert_eq!(smallest.lines().len(), 1, "{}", smallest.text());
    }
}

#[test]
fn every_step_of_shrinking_is_smaller() {
    fn holds(article: Generated) -> bool {
        let weight = article.weight();
        article.shrink().all(|smaller| smaller.weight() < weight)
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn the_seed_decides_the_article() {
    let layout = Layout::canonical(&mut Gen::from_size_and_seed(20, 5));
    let article = |seed| Generated::from_layout(&layout, seed);
    assert_eq!(article(1), article(1));
    assert_ne!(article(1), article(2));
}
