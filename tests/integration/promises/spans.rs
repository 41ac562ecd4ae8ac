//! Promise 3: spans lie on character boundaries and hold the text they stand for.

use khabar::{Article, arabic, testing};

use super::{as_read, over_bytes};
use crate::generator::Generated;
use crate::generator::perturb::Perturbation;
use crate::generator::wild::{ArbitraryBytes, ArbitraryUnicode};
use crate::support::views::{Placed, placed};
use crate::support::{accounts, check, keeping, parse};

/// The words of `part` are words of `whole` in the same order.
fn is_subsequence(part: &str, whole: &str) -> bool {
    let words = |text| str::split(text, |c: char| !c.is_alphanumeric());
    let mut others = words(whole);
    words(part).all(|word| word.is_empty() || others.any(|other| other == word))
}

/// Sources and contents of attributions, and the voices they make, leave out insertions.
fn may_leave_out(place: &Placed) -> bool {
    place.path.starts_with("/attributions/") || place.path.starts_with("/voices/")
}

fn spans_hold(source: &str, article: &Article) -> Result<(), String> {
    let json = serde_json::to_value(article).map_err(|e| e.to_string())?;
    for place in placed(&json) {
        let Some((start, end)) = place.span else {
            continue;
        };
        let slice = source
            .get(start..end)
            .ok_or_else(|| format!("{} at {start}..{end} cuts a character", place.path))?;
        // The span of a diagnostic or an explained block holds no text of its own.
        let Some(text) = &place.text else { continue };
        let clean = arabic::clean_str(&arabic::references::decode(slice)).into_owned();
        let same = match may_leave_out(&place) {
            true => is_subsequence(text, &clean),
            false => clean == *text,
        };
        if !same {
            return Err(format!(
                "{}: {clean:?} in the source, {text:?} in it",
                place.path
            ));
        }
    }
    accounts::in_order(article)?;
    testing::check_spans(source, article)
}

fn of_text(text: &str) -> Result<(), String> {
    spans_hold(&as_read(text), &parse(text))
}

#[test]
fn spans_of_articles_hold() {
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
fn spans_of_strings_hold() {
    fn holds(ArbitraryUnicode(text): ArbitraryUnicode) -> Result<(), String> {
        of_text(&text)
    }
    check(400, holds as fn(ArbitraryUnicode) -> Result<(), String>);
}

#[test]
fn spans_refer_to_the_decoded_text_of_bytes() {
    fn holds(bytes: ArbitraryBytes) -> Result<(), String> {
        over_bytes(&keeping(), &bytes, spans_hold)
    }
    check(250, holds as fn(ArbitraryBytes) -> Result<(), String>);
}

/// Articles in windows-1256, in UTF-16 and twice encoded: spans hold in what was decoded.
#[test]
fn spans_of_encoded_articles_hold() {
    fn holds(article: Generated, form: u8) -> Result<(), String> {
        let text = article.text();
        let bytes = match form % 3 {
            0 => {
                let byte = |c| crate::generator::perturb::windows_1256_byte(c).unwrap_or(b'?');
                text.chars().map(byte).collect()
            }
            1 => {
                let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
                units.flat_map(u16::to_be_bytes).collect()
            }
            _ => mojibake(&text),
        };
        over_bytes(&keeping(), &ArbitraryBytes(bytes), spans_hold)
    }
    check(40, holds as fn(Generated, u8) -> Result<(), String>);
}

/// UTF-8 read as ISO-8859-1 and written as UTF-8 again.
fn mojibake(text: &str) -> Vec<u8> {
    let twice: String = text.bytes().map(char::from).collect();
    twice.into_bytes()
}

#[test]
fn the_check_sees_a_text_that_is_not_its_slice() {
    let text = "افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر بعد عامين من العمل.";
    let mut article = parse(text);
    assert_eq!(spans_hold(text, &article), Ok(()));
    let headline = article.headline.as_mut().expect("a headline");
    headline.text.push('!');
    assert!(spans_hold(text, &article).is_err());
    assert!(testing::check_spans(text, &article).is_err());
}
