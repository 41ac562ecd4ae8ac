//! The extractor `timestamps`: when the article was published and changed, from its stamp lines
//! and its dateline.
//!
//! What a stamp is worth depends on how it presents itself. A label says what it is; a time of day
//! is printed by systems that stamp articles; a bare day behind the headline is the article's own;
//! a bare day before the headline may be the masthead's or the day the page was fetched, and loses
//! to the dateline's.

use std::ops::Range;

use super::{Candidates, Context, Extractor, byline};
use crate::arabic::date::{self, DateValue, Label, Precision, Reading};
use crate::article::{Text, Timestamp};
use crate::error::ExtractError;
use crate::label::Role;
use crate::provenance::Confidence;
use crate::read::TextBlock;

/// How sure a kind of stamp is, in ‰.
const LABELLED: u16 = 970;
const TIMED: u16 = 950;
const AFTER_HEADLINE: u16 = 920;
const DATELINE: u16 = 900;
const IN_BYLINE: u16 = 850;
const BEFORE_HEADLINE: u16 = 600;

/// Blocks at the end of a text among which a dispatch has its closing time.
const CLOSING_BLOCKS: usize = 3;

/// Reads printed stamps into `published` and `modified`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timestamps;

impl Extractor for Timestamps {
    fn name(&self) -> &str {
        "timestamps"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        if !cx.has(&[Role::Timestamp, Role::Byline, Role::Dateline]) {
            dateline_date(cx, out);
            return Ok(());
        }
        let now: Option<DateValue> = cx.hints().reference_clock().and_then(|c| c.parse().ok());
        let headline = cx.labels().iter().position(|l| l.is(&Role::Headline));
        let mut label = None;
        let blocks = cx.blocks();
        for (i, (block, role)) in blocks.iter().zip(cx.labels()).enumerate() {
            let in_slot = role.is(&Role::Byline) || role.is(&Role::Dateline);
            if !role.is(&Role::Timestamp) && !in_slot {
                label = None;
                continue;
            }
            let readings = date::find(block.text(), now);
            if readings.is_empty() && block.shape().digits == 0 {
                // A label on a line of its own: the stamp is the next line.
                label = line_label(block.text());
                continue;
            }
            for mut reading in readings {
                reading.label = reading.label.or(label);
                complete_from_next_line(&mut reading, block, blocks.get(i + 1));
                let Some(value) = reading.value else {
                    continue;
                };
                let timed = value.precision() >= Precision::Minute;
                if !timed && reading.label.is_none() && in_prose(block.text(), &reading.range) {
                    continue;
                }
                let permille = match reading.label {
                    _ if value.precision() < Precision::Day
                        || reading.relative && now.is_none() =>
                    {
                        continue;
                    }
                    Some(_) => LABELLED,
                    None if in_slot => IN_BYLINE,
                    None if timed => TIMED,
                    None if headline.is_some_and(|h| i < h) => BEFORE_HEADLINE,
                    None => AFTER_HEADLINE,
                };
                give(&reading, value, block, permille, out);
            }
            label = None;
        }
        dateline_date(cx, out);
        Ok(())
    }
}

/// Words before a date, and behind it where no full stop is, from which on the line is prose about a
/// day and not its stamp.
const PROSE: usize = 3;

/// Whether a date stands amid a sentence.
fn in_prose(text: &str, range: &Range<usize>) -> bool {
    let words = |part: Option<&str>| {
        part.unwrap_or("")
            .split(' ')
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
    };
    // A stamp does not end with a full stop.
    let after = text.get(range.end..);
    let stopped = after.is_some_and(|rest| rest.trim_end().ends_with('.'));
    words(text.get(..range.start)) >= PROSE && (stopped || words(after) >= PROSE)
}

/// Writes a reading as `published` or `modified`.
fn give(
    reading: &Reading,
    value: DateValue,
    block: &TextBlock<'_>,
    permille: u16,
    out: &mut Candidates,
) {
    let share = u32::from(reading.confidence.permille());
    let confidence = Confidence::new((u32::from(permille) * (share + 3000) / 4000) as u16);
    let stamp = Timestamp {
        calendar: Some(reading.calendar.into()),
        text: block.text().get(reading.range.clone()).map(|text| {
            Text::new(
                text,
                Some(block.source_span(reading.range.clone())),
                confidence,
                out.origin(),
            )
        }),
        ..Timestamp::from(value)
    };
    match reading.label {
        Some(Label::Updated) => out.modified(stamp, confidence),
        _ => out.published(stamp, confidence),
    }
}

/// The label that a line without a date is.
fn line_label(text: &str) -> Option<Label> {
    // Read as the label of a date behind it.
    date::parse(&format!("{text} 1/1/2000"))?.label
}

/// A day whose time of day stands on the next line.
fn complete_from_next_line(
    reading: &mut Reading,
    block: &TextBlock<'_>,
    next: Option<&TextBlock<'_>>,
) {
    let Some(next) = next else { return };
    let day_alone = reading
        .value
        .is_some_and(|v| v.precision() == Precision::Day)
        && reading.range.end == block.text().trim_end().len();
    if !day_alone || next.text().len() > 40 || next.shape().digits == 0 {
        return;
    }
    let joined = format!("{} {}", block.text(), next.text());
    let timed = date::parse(&joined).filter(|r| {
        r.range.end > block.text().len()
            && r.range.end == joined.trim_end().len()
            && r.value.map(DateValue::date) == reading.value
    });
    if let Some(timed) = timed {
        reading.value = timed.value;
        reading.zone = timed.zone;
    }
}

/// The date of the dateline, with the time that closes the dispatch: SPA prints `15:37 ت م` on its
/// last line.
fn dateline_date(cx: &Context<'_>, out: &mut Candidates) {
    let Some((block, range)) = byline::dateline_date(cx) else {
        return;
    };
    // What a label calls a change or a publication was read as such.
    let labelled = |r: &Reading| r.label.is_some() && r.range.contains(&range.start);
    if date::find(block.text(), None).iter().any(labelled) {
        return;
    }
    let Some(mut reading) = block.text().get(range.clone()).and_then(date::parse) else {
        return;
    };
    let Some(mut value) = reading.value.filter(|v| v.precision() >= Precision::Day) else {
        return;
    };
    reading.range = range;
    if value.clock().is_none() {
        let closing = cx
            .blocks()
            .iter()
            .rev()
            .take(CLOSING_BLOCKS)
            .filter(|b| b.text().len() <= 40)
            .find_map(|b| {
                let time = date::parse_at(b.text(), value)?;
                // The time alone, with its zone: nothing else of the line is left over.
                let whole = b.text().trim().len() == time.range.len();
                let timed = time.value?;
                (whole && timed.offset_minutes().is_some() && timed.date() == value)
                    .then_some(timed)
            });
        value = closing.unwrap_or(value);
    }
    give(&reading, value, block, DATELINE, out);
}

#[cfg(test)]
mod tests {
    use crate::{Hints, parse_text};

    const BODY: &str = "أعلنت البلدية أن أعمال الصيانة في الحي القديم ستبدأ قريبا وتستمر شهرا كاملا.\n\nوقال مدير المشاريع سالم الحداد إن السكان أبلغوا بالموعد، وإن الشوارع الرئيسية ستبقى مفتوحة أمام السيارات.";

    fn stamps(head: &str) -> (Option<String>, Option<String>) {
        let article = parse_text(&format!(
            "البلدية تبدأ صيانة الحي القديم\n\n{head}\n\n{BODY}"
        ));
        let value = |stamp: Option<crate::article::Timestamp>| stamp.and_then(|s| s.value);
        (value(article.published), value(article.modified))
    }

    #[test]
    fn labels_tell_publication_from_change() {
        let (published, modified) =
            stamps("نشر في: 13 يوليو 2020 - 09:15\nآخر تحديث: 14 يوليو 2020 - 10:30 بتوقيت غرينتش");
        assert_eq!(published.as_deref(), Some("2020-07-13T09:15"));
        assert_eq!(modified.as_deref(), Some("2020-07-14T10:30Z"));
    }

    #[test]
    fn the_dateline_gives_its_day_and_the_closing_line_its_time() {
        let text = format!(
            "البلدية تبدأ صيانة الحي القديم\n\nالرياض 22 ذو القعدة 1441 هـ الموافق 13 يوليو 2020 م واس\n{BODY}\n// انتهى //\n15:37 ت م"
        );
        let published = parse_text(&text).published.unwrap();
        assert_eq!(published.value.as_deref(), Some("2020-07-13T15:37+03:00"));
        assert_eq!(published.calendar, Some(crate::article::Calendar::Dual));
        let span = published.text.unwrap().span.unwrap();
        assert_eq!(
            &text[span.start()..span.end()],
            "22 ذو القعدة 1441 هـ الموافق 13 يوليو 2020 م"
        );
    }

    #[test]
    fn a_stamp_without_its_year_needs_a_clock() {
        let head = "آخر تحديث: الاثنين 13 يوليو - 09:15";
        assert_eq!(stamps(head), (None, None));
        let text = format!("البلدية تبدأ صيانة الحي القديم\n\n{head}\n\n{BODY}");
        let hints = Hints::new()
            .with_kind(crate::InputKind::Text)
            .with_reference_clock("2020-07-20T12:00");
        let article = match crate::parse(text.as_bytes(), &hints).unwrap() {
            crate::Parsed::Article(article) => article,
            #[allow(unreachable_patterns)]
            _ => panic!("a text is an article"),
        };
        let value = article.modified.and_then(|s| s.value);
        assert_eq!(value.as_deref(), Some("2020-07-13T09:15"));
    }
}
