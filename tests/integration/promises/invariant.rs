//! Promise 4: how a text is written changes neither its structure nor its attributions.

use quickcheck::{Arbitrary, Gen};

use khabar::Article;

use super::read;
use crate::generator::perturb::{self, Kind, Perturbation};
use crate::generator::{Canonical, Generated};
use crate::support::structure::{attributions, first_difference, structure};
use crate::support::{check, keeping, parse};

/// A change that must leave structure and attributions.
#[derive(Clone, Debug)]
struct Neutral(Perturbation);

impl Arbitrary for Neutral {
    fn arbitrary(g: &mut Gen) -> Self {
        Self(Perturbation::of(Kind::NEUTRAL, g))
    }
}

/// A change of spelling that must leave the structure.
#[derive(Clone, Debug)]
struct Spelling(Perturbation);

impl Arbitrary for Spelling {
    fn arbitrary(g: &mut Gen) -> Self {
        Self(Perturbation::of(Kind::SPELLING, g))
    }
}

fn same(one: &Article, two: &Article) -> Result<(), String> {
    match first_difference(&structure(one), &structure(two)) {
        Some(difference) => Err(difference),
        None => Ok(()),
    }
}

#[test]
fn neutral_changes_leave_everything() {
    fn holds(article: Generated, Neutral(change): Neutral) -> Result<(), String> {
        let (plain, changed) = (
            parse(&article.text()),
            parse(&change.apply(&article.text())),
        );
        same(&plain, &changed).map_err(|difference| format!("{change:?}: {difference}"))?;
        match first_difference(&attributions(&plain), &attributions(&changed)) {
            Some(difference) => Err(format!("{change:?}: {difference}")),
            None => Ok(()),
        }
    }
    check(150, holds as fn(Generated, Neutral) -> Result<(), String>);
}

#[test]
fn neutral_changes_may_be_combined() {
    fn holds(article: Canonical, changes: Vec<Neutral>) -> Result<(), String> {
        let text = article.0.text();
        let mut changed = text.clone();
        for Neutral(change) in changes.iter().take(3) {
            changed = change.apply(&changed);
        }
        same(&parse(&text), &parse(&changed))
    }
    check(
        60,
        holds as fn(Canonical, Vec<Neutral>) -> Result<(), String>,
    );
}

#[test]
fn a_trip_through_windows_1256_leaves_everything() {
    fn holds(article: Generated) -> Result<bool, String> {
        let text = article.text();
        let bytes: Option<Vec<u8>> = text.chars().map(perturb::windows_1256_byte).collect();
        let Some(bytes) = bytes else { return Ok(false) };
        let (source, decoded) = read(&keeping(), &bytes);
        if source.text() != text {
            return Err(format!("read as {}", source.report().encoding));
        }
        same(&parse(&text), &decoded).map(|()| true)
    }
    check(40, holds as fn(Generated) -> Result<bool, String>);
}

#[test]
fn spelling_leaves_the_structure_and_adds_no_attribution() {
    fn holds(article: Canonical, Spelling(change): Spelling) -> Result<(), String> {
        let text = article.0.text();
        let (plain, changed) = (parse(&text), parse(&change.apply(&text)));
        same(&plain, &changed).map_err(|difference| format!("{change:?}: {difference}"))?;
        // Vowels at random can make another word of one; only leaving them out must add nothing.
        if change.kind == Kind::AddHarakat {
            return Ok(());
        }
        let known = attributions(&plain);
        match attributions(&changed)
            .iter()
            .find(|said| !known.contains(said))
        {
            Some(new) => Err(format!("{change:?} added {new}")),
            None => Ok(()),
        }
    }
    check(100, holds as fn(Canonical, Spelling) -> Result<(), String>);
}

#[test]
fn reprints_have_one_fingerprint() {
    fn holds(article: Canonical, change: Perturbation) -> bool {
        let text = article.0.text();
        let reprint = khabar::parse_text(&change.apply(&text));
        reprint.fingerprint() == khabar::parse_text(&text).fingerprint()
    }
    check(40, holds as fn(Canonical, Perturbation) -> bool);
}
