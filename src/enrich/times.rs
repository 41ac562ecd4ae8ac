//! Dates and times named in the body, as values.
//!
//! [`TimeExpressions`] is an enricher to register. It reads headline, deck and body with
//! [`arabic::date::find`](crate::arabic::date::find), seen from the day of publication where that
//! is known, and lists what it finds under the key `times` of [`Article::extra`]:
//!
//! ```json
//! [{"text": "أمس الأحد", "span": {"start": 61, "end": 78}, "value": "2020-07-12", "precision": "day",
//!   "calendar": "gregorian", "confidence": 970, "issues": []}]
//! ```
//!
//! A deictic word and the weekday beside it check each other: where أمس was no Sunday, the value
//! is null, the issue is `weekday`, and a diagnostic says that the day of publication is in doubt.
//! اليوم by itself is left out: it is in the names of too many newspapers.

use serde_json::{Value, json};

use super::attribution::units::{Mapper, units};
use super::{Additions, Enricher};
use crate::arabic::date::{self, DateValue, Issue, Precision, Reading};
use crate::article::{self, Article};
use crate::error::ExtractError;
use crate::provenance::Severity;

/// Finds the dates and times that the article's texts name; see the [module](self).
///
/// # Examples
///
/// ```
/// use khabar::Parser;
/// use khabar::enrich::times::TimeExpressions;
///
/// let parser = Parser::builder().enricher(TimeExpressions::new()).build()?;
/// let article = parser.parse_text("\
/// البلدية تبدأ ترميم الجسر القديم
///
/// نشر في: 13 يوليو 2020 الساعة 10:30 صباحا
///
/// أعلنت البلدية أمس الأحد أن ترميم الجسر القديم الذي بني في 3 مارس 1951 سيبدأ مطلع الشهر المقبل ويستمر ستة أشهر.")?;
/// let times = article.extra["times"].as_array().unwrap();
/// assert_eq!(times[0]["text"], "أمس الأحد");
/// assert_eq!(times[0]["value"], "2020-07-12");
/// assert_eq!(times[1]["value"], "1951-03-03");
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TimeExpressions;

impl TimeExpressions {
    /// The enricher.
    pub const fn new() -> TimeExpressions {
        TimeExpressions
    }
}

impl Enricher for TimeExpressions {
    fn name(&self) -> &str {
        "times"
    }

    fn enrich(&self, article: &Article, out: &mut Additions<'_>) -> Result<(), ExtractError> {
        let now = published(article);
        let source = out.source();
        let mut times = Vec::new();
        for unit in units(article) {
            let readings = date::find(unit.text, now);
            if readings.is_empty() {
                continue;
            }
            let mapper = Mapper::new(unit.text, unit.span, source);
            for reading in readings {
                let text = unit.text.get(reading.range.clone()).unwrap_or("");
                if crate::arabic::same(text, "اليوم") {
                    continue;
                }
                let span = mapper.span(reading.range.clone());
                if reading.relative && reading.issues.contains(&Issue::Weekday) {
                    out.diagnostic(
                        Severity::Warning,
                        "weekday-mismatch",
                        format!("{text} does not fit the day of publication"),
                        span,
                    );
                }
                times.push(entry(text, &reading, json!(span)));
            }
        }
        if !times.is_empty() {
            out.extra("times", Value::Array(times));
        }
        Ok(())
    }
}

/// The day of publication, or where it is not known that of the last change.
fn published(article: &Article) -> Option<DateValue> {
    [&article.published, &article.modified]
        .into_iter()
        .flatten()
        .filter_map(|stamp| stamp.value.as_deref()?.parse::<DateValue>().ok())
        .find(|value| value.precision() >= Precision::Day)
}

fn entry(text: &str, reading: &Reading, span: Value) -> Value {
    json!({
        "text": text,
        "span": span,
        "value": reading.value.map(|v| v.to_string()),
        "precision": reading.value.map(|v| article::Precision::from(v.precision())),
        "calendar": article::Calendar::from(reading.calendar),
        "confidence": reading.confidence.permille(),
        "issues": reading.issues.iter().map(|i| i.as_str()).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;

    fn parse(text: &str) -> Article {
        let parser = Parser::builder()
            .enricher(TimeExpressions::new())
            .build()
            .unwrap();
        parser.parse_text(text).unwrap()
    }

    const OPENING: &str = "الجامعة تعلن نتائج مسابقة الترجمة\n\nنشر في: 13 يوليو 2020 - 09:15\n\n";

    #[test]
    fn deictic_words_are_counted_from_the_day_of_publication() {
        let article = parse(&format!(
            "{OPENING}أعلنت الجامعة مساء أمس الأحد نتائج المسابقة التي بدأت قبل ثلاثة أيام، وقالت صحيفة اليوم إنها الأولى من نوعها في البلاد."
        ));
        let times = article.extra["times"].as_array().unwrap();
        let values: Vec<_> = times.iter().map(|t| t["value"].as_str().unwrap()).collect();
        assert_eq!(values, ["2020-07-12", "2020-07-10"]);
    }

    #[test]
    fn a_pair_that_disagrees_has_no_value_and_is_reported() {
        let article = parse(&format!(
            "{OPENING}أعلنت الجامعة أمس الثلاثاء نتائج المسابقة التي شارك فيها أكثر من مئتي طالب من كليات اللغات."
        ));
        let time = &article.extra["times"][0];
        assert_eq!(time["value"], Value::Null);
        assert_eq!(time["issues"][0], "weekday");
        assert!(
            article
                .diagnostics
                .iter()
                .any(|d| d.code == "weekday-mismatch")
        );
    }

    #[test]
    fn spans_hold() {
        let text = format!(
            "{OPENING}أعلنت الجامعة أن المعرض الذي افتتح يوم 5 مايو 2019 بحضور عدد من الكتاب والناشرين سيستمر حتى نهاية الشهر."
        );
        let article = parse(&text);
        let span = &article.extra["times"][0]["span"];
        let (start, end) = (
            span["start"].as_u64().unwrap(),
            span["end"].as_u64().unwrap(),
        );
        assert_eq!(&text[start as usize..end as usize], "5 مايو 2019");
    }
}
