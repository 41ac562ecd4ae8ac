//! What the tests of this binary share.

pub mod accounts;
pub mod clock;
pub mod heap;
pub mod structure;
pub mod views;

use khabar::{Article, Keep, Parser};
use quickcheck::{QuickCheck, Testable};

/// The factor by which `KHABAR_QUICKCHECK` multiplies the number of random cases; 1 by default.
fn factor() -> f64 {
    let set = std::env::var("KHABAR_QUICKCHECK").ok();
    let factor = set.map_or(Ok(1.0), |text| text.parse::<f64>());
    factor.expect("KHABAR_QUICKCHECK is a number, such as 20 or 0.5")
}

/// Tests a property on `cases` random values, times `KHABAR_QUICKCHECK`.
pub fn check<A: Testable>(cases: u32, property: A) {
    let cases = (f64::from(cases) * factor()).max(1.0) as u64;
    QuickCheck::new()
        .tests(cases)
        .max_tests(cases * 20)
        .quickcheck(property);
}

/// A parser that keeps all that can be kept.
pub fn keeping() -> Parser {
    let builder = Parser::builder()
        .keep(Keep::Residue)
        .keep(Keep::Alternatives)
        .keep(Keep::Explanation);
    builder.build().expect("the built-in names differ")
}

/// Parses text with [`keeping`], which no content makes fail.
pub fn parse(text: &str) -> Article {
    keeping().parse_text(text).expect("content never fails")
}

/// Whether goldens are to be rewritten: `BLESS` is set, which is refused where `CI` is.
pub fn blessing() -> bool {
    let bless = std::env::var_os("BLESS").is_some();
    let refused = bless && std::env::var_os("CI").is_some();
    assert!(
        !refused,
        "BLESS is refused where CI is set: bless at home and read the difference"
    );
    bless
}
