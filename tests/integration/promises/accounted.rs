//! Promise 2: every byte lies in exactly one primary place or in the residue.

use khabar::{Article, testing};

use super::{as_read, over_bytes, with_residue};
use crate::generator::Generated;
use crate::generator::perturb::Perturbation;
use crate::generator::wild::{ArbitraryBytes, ArbitraryUnicode};
use crate::support::{accounts, check};

fn accounted(source: &str, article: &Article) -> Result<(), String> {
    accounts::add_up(source, article)?;
    // What extension authors check with must agree.
    testing::check_accounted(source, article)
}

fn of_text(text: &str) -> Result<(), String> {
    let article = with_residue().parse_text(text).map_err(|e| e.to_string())?;
    accounted(&as_read(text), &article)
}

#[test]
fn articles_are_accounted_for() {
    fn holds(article: Generated, change: Perturbation) -> Result<(), String> {
        of_text(&article.text())?;
        of_text(&change.apply(&article.text()))
    }
    check(
        80,
        holds as fn(Generated, Perturbation) -> Result<(), String>,
    );
}

#[test]
fn strings_are_accounted_for() {
    fn holds(ArbitraryUnicode(text): ArbitraryUnicode) -> Result<(), String> {
        of_text(&text)
    }
    check(400, holds as fn(ArbitraryUnicode) -> Result<(), String>);
}

#[test]
fn articles_with_strange_lines_between_are_accounted_for() {
    fn holds(article: Generated, strange: Vec<ArbitraryUnicode>) -> Result<(), String> {
        let mut text = article.text();
        for (number, ArbitraryUnicode(strange)) in strange.iter().take(3).enumerate() {
            let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
            let at = breaks
                .get(breaks.len() / (number + 1))
                .copied()
                .unwrap_or(0);
            text.insert_str(at, strange);
        }
        of_text(&text)
    }
    check(
        80,
        holds as fn(Generated, Vec<ArbitraryUnicode>) -> Result<(), String>,
    );
}

#[test]
fn a_date_of_a_dateline_is_a_view_on_its_paragraph() {
    let text = "الرياض 11 أغسطس 2015 م واس: افتتح المحافظ أمس جسرا فوق النهر بعد عامين من العمل.";
    let article = with_residue()
        .parse_text(text)
        .expect("content never fails");
    assert!(article.published.is_some());
    assert_eq!(accounted(text, &article), Ok(()));
}

#[test]
fn one_stamp_is_not_both_publication_and_change() {
    let text = "۲\nاآخر تحديث: 22 أبريل 2023 06:56\n\nوقال مسؤول محلي: \"نحتاج إلى حل دائم لا إلى وعود موسمية\".";
    assert_eq!(of_text(text), Ok(()));
}

#[test]
fn bytes_are_accounted_for() {
    fn holds(bytes: ArbitraryBytes) -> Result<(), String> {
        over_bytes(&with_residue(), &bytes, accounted)
    }
    check(250, holds as fn(ArbitraryBytes) -> Result<(), String>);
}

#[test]
fn the_count_sees_what_is_lost_and_what_is_there_twice() {
    let text = "افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر بعد عامين من العمل.";
    let whole = with_residue()
        .parse_text(text)
        .expect("content never fails");
    assert_eq!(accounts::add_up(text, &whole), Ok(()));
    let mut lost = whole.clone();
    lost.headline = None;
    assert!(accounts::add_up(text, &lost).is_err());
    let mut twice = whole.clone();
    twice.kicker.clone_from(&whole.headline);
    assert!(accounts::add_up(text, &twice).is_err());
    assert!(testing::check_accounted(text, &twice).is_err());
}
