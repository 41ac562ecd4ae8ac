//! Named checks: metadata that the page contradicts, before anything competes.
//!
//! | check | fields | what it finds |
//! |---|---|---|
//! | `site-name` | byline, headline, section | the name of the site or its host where another name belongs; in the byline also where the page prints it above the headline |
//! | `designer` | byline | who built the site |
//! | `account` | byline | a user account of the system: `admin` |
//! | `section-name` | byline | the name of the article's section |
//! | `headline` | byline, section, tags | the headline itself, or its words |
//! | `script` | byline | names in Latin letters where the page or another source has Arabic ones |
//! | `page` | headline, dateline | another value than the one the page prints |
//! | `before-web` | published, modified | a date before 1995: the default of a template |
//! | `future` | published, modified | a date after the caller's clock |
//! | `after-print` | published | a date days after the one the page prints |
//! | `before-published` | modified | a change before the publication |
//! | `midnight` | published, modified | midnight where the page does not print that hour: a day without its time |
//! | `local-as-utc` | published, modified | a clock of local time with the mark of UTC |
//! | `printed-zone` | published, modified | a moment in UTC that the page prints with the next day: the moment stays, day and clock are the printed ones |
//! | `front-page` | url | the address of the site's front page |

use std::collections::HashSet;

use once_cell::sync::Lazy;

use crate::arabic;
use crate::arabic::date::{DateValue, parse_machine};
use crate::article::{Contributor, ContributorRole, Text, Timestamp};
use crate::extract::{Candidate, Context, Field, FieldValue, Vote};
use crate::provenance::Confidence;
use crate::read::Shape;
use crate::smallprint::tokens::Tokens;
use crate::span::Span;

/// A headline or stamp that the page prints with at least this confidence decides against
/// metadata.
const PRINTED: Confidence = Confidence::new(500);

/// Days by which a date may lie beside the printed one: time zones and nightly editions.
const DAYS_APART: i64 = 2;

/// The first year of news on the web.
const FIRST_YEAR: i32 = 1995;

/// Words that name the maker of a site.
const DESIGNERS: &[&str] = &[
    "developed by",
    "designed by",
    "powered by",
    "created by",
    "تصميم",
    "برمجة",
    "تطوير",
];

/// Keys of user accounts (`account_names.tsv`).
static ACCOUNTS: Lazy<HashSet<String>> = Lazy::new(|| {
    include_str!("../lexicon/data/account_names.tsv")
        .lines()
        .skip(2)
        .map(key)
        .collect()
});

/// The key of a name without regard to case.
fn key(name: &str) -> String {
    arabic::name_key(name).to_lowercase()
}

/// Marks the candidates that the page contradicts, and corrects those whose fault is known. Linear
/// in the candidates, of which metadata give a bounded number.
pub(crate) fn check(cx: &Context<'_>, values: &mut Vec<Candidate>) {
    if !values.iter().any(|c| c.vote == Vote::Metadata) {
        return;
    }
    let page = Page::of(cx, values);
    let mut corrected = Vec::new();
    for candidate in values.iter_mut() {
        let metadata = candidate.vote == Vote::Metadata;
        // Where the page links to its author, even a site's name is meant as one.
        let printed_byline =
            candidate.field == Field::Byline && candidate.origin.as_str() == "byline";
        if !(metadata || printed_byline) || candidate.contradicted.is_some() {
            continue;
        }
        let before = candidate.clone();
        let failed = if metadata {
            page.contradicts(candidate)
        } else {
            page.printed_byline(candidate)
        };
        if failed.is_some() && candidate.value != before.value {
            // What is left after the correction competes; what was given stays an alternative.
            corrected.push(candidate.clone());
            candidate.value = before.value;
        }
        candidate.contradicted = failed;
    }
    values.extend(corrected);
}

/// What the checks know of the page.
struct Page<'c, 'a> {
    cx: &'c Context<'a>,
    sites: HashSet<String>,
    host: String,
    sections: HashSet<String>,
    headlines: HashSet<String>,
    printed_headline: Option<String>,
    /// Where the printed headline begins.
    headline_at: Option<usize>,
    /// Whether a source names people in Arabic letters.
    arabic_names: bool,
    prints_dateline: bool,
    printed_dates: Vec<DateValue>,
    now: Option<DateValue>,
    published: Option<DateValue>,
    /// Whether the outlet's local time is UTC for all the checks can tell.
    keeps_utc: bool,
}

impl<'c, 'a> Page<'c, 'a> {
    fn of(cx: &'c Context<'a>, values: &[Candidate]) -> Page<'c, 'a> {
        let url = cx.hints().url().or_else(|| {
            values
                .iter()
                .filter(|c| c.field == Field::Url)
                .max_by_key(|c| c.confidence)
                .and_then(|c| c.value.text())
        });
        let host = url.map(host_of).unwrap_or_default();
        let texts = |field: Field| {
            values
                .iter()
                .filter(move |c| c.field == field)
                .filter_map(|c| c.value.text())
                .map(key)
        };
        let mut sites: HashSet<String> = texts(Field::Publisher).collect();
        let mut country = String::new();
        for agency in cx.lexicon().agencies().iter() {
            let domain = agency.domain();
            if !domain.is_empty() && (host == domain || host.ends_with(&format!(".{domain}"))) {
                sites.extend(agency.names().chain(agency.latin()).map(key));
                country = agency.country().to_owned();
            }
        }
        sites.extend(host.split('.').filter(|l| l.len() >= 4).map(key));
        sites.insert(key(&host));
        sites.retain(|s| !s.is_empty());
        let printed = |field: Field| {
            values
                .iter()
                .filter(move |c| c.field == field && c.vote != Vote::Metadata)
                .filter(|c| c.confidence >= PRINTED && c.span.is_some())
        };
        let date = |c: &Candidate| match &c.value {
            FieldValue::Timestamp(stamp) => value_of(stamp),
            _ => None,
        };
        Page {
            printed_headline: printed(Field::Headline)
                .max_by_key(|c| c.confidence)
                .and_then(|c| c.value.text())
                .map(key),
            headline_at: printed(Field::Headline)
                .max_by_key(|c| c.confidence)
                .and_then(|c| c.span)
                .map(Span::start),
            arabic_names: values
                .iter()
                .filter(|c| c.vote == Vote::Metadata || c.confidence >= PRINTED)
                .any(|c| match &c.value {
                    FieldValue::People(people) => people.iter().any(is_arabic_person),
                    _ => false,
                }),
            prints_dateline: printed(Field::Dateline)
                .any(|c| matches!(&c.value, FieldValue::Dateline(d) if !d.places.is_empty())),
            printed_dates: printed(Field::Published).filter_map(date).collect(),
            now: cx.hints().reference_clock().and_then(parse_machine),
            published: values
                .iter()
                .filter(|c| c.field == Field::Published && c.vote == Vote::Metadata)
                .max_by_key(|c| c.confidence)
                .and_then(date),
            sections: texts(Field::Section).collect(),
            headlines: texts(Field::Headline).collect(),
            keeps_utc: matches!(country.as_str(), "gb" | "mr" | "ie" | "is")
                || [".uk", ".ie", ".is", ".mr"]
                    .iter()
                    .any(|domain| host.ends_with(domain)),
            sites,
            host,
            cx,
        }
    }

    /// The check that a candidate fails. Where its fault can be mended, its value is.
    fn contradicts(&self, candidate: &mut Candidate) -> Option<&'static str> {
        match (&candidate.field, &mut candidate.value) {
            // صحيفة الضفة: a title that names the site and no story.
            (Field::Headline, FieldValue::Text(text))
                if candidate.vote == Vote::Metadata
                    && crate::extract::names_site(&text.text, self.cx.lexicon()) =>
            {
                Some("site-name")
            }
            (Field::Headline, FieldValue::Text(text)) => self.headline(text),
            (Field::Section, FieldValue::Text(text)) => {
                let key = key(&text.text);
                if self.is_site(&key) {
                    Some("site-name")
                } else if self.headlines.contains(&key) {
                    Some("headline")
                } else {
                    None
                }
            }
            (Field::Byline, FieldValue::People(people)) => self.byline(people),
            (Field::Dateline, _) => self.prints_dateline.then_some("page"),
            (Field::Tags, FieldValue::Texts(tags)) => self.tags(tags),
            (Field::Published, FieldValue::Timestamp(stamp)) => {
                self.date(stamp).or_else(|| self.published(stamp))
            }
            (Field::Modified, FieldValue::Timestamp(stamp)) => self.date(stamp).or_else(|| {
                let (this, first) = (value_of(stamp)?, self.published?);
                let before = this.unix_days()? + 1 < first.unix_days()?;
                before.then_some("before-published")
            }),
            (Field::Url, FieldValue::Word(url)) => {
                let path = |url: &str| {
                    let rest = url.split_once("://").map_or(url, |(_, r)| r);
                    rest.split_once('/')
                        .map_or(0, |(_, path)| path.trim_matches('/').len())
                };
                let asked = self.cx.hints().url().map_or(1, path);
                (path(url) == 0 && asked > 0).then_some("front-page")
            }
            _ => None,
        }
    }

    fn is_site(&self, name: &str) -> bool {
        self.sites.contains(name) || self.host.len() >= 6 && name.contains(&key(&self.host))
    }

    fn headline(&self, text: &mut Text) -> Option<&'static str> {
        let whole = key(&text.text);
        if self.is_site(&whole) {
            return Some("site-name");
        }
        let known = |part: &str| self.is_site(&key(part)) || self.sections.contains(&key(part));
        let tokens = &mut Tokens::default();
        let kept = crate::extract::without_names(&text.text, self.cx.lexicon(), tokens, &known);
        let cut = kept.len() < text.text.len();
        let kept = text.text.get(kept).unwrap_or("").to_owned();
        if let Some(printed) = &self.printed_headline
            && *printed != key(&kept)
            && *printed != whole
        {
            return Some("page");
        }
        if cut {
            text.text = kept;
            return Some("site-name");
        }
        None
    }

    /// Takes out who is no author; the first reason is the list's.
    fn byline(&self, people: &mut Vec<Contributor>) -> Option<&'static str> {
        let mut reason = None;
        let mut kept = people.clone();
        kept.retain(|person| {
            let failed = self.author(person);
            reason = reason.or(failed);
            failed.is_none()
        });
        if !kept.is_empty() {
            *people = kept;
        }
        reason
    }

    /// Takes the site's own name above the headline out of a byline that the page prints: its logo
    /// is no person.
    fn printed_byline(&self, candidate: &mut Candidate) -> Option<&'static str> {
        let FieldValue::People(people) = &mut candidate.value else {
            return None;
        };
        let above = |span: Span| self.headline_at.is_some_and(|at| span.end() <= at);
        let is_logo = |p: &Contributor| {
            p.span.is_some_and(above) && !p.is_organisation() && self.is_site(&key(&p.name))
        };
        if !people.iter().any(is_logo) {
            return None;
        }
        if !people.iter().all(is_logo) {
            people.retain(|person| !is_logo(person));
        }
        Some("site-name")
    }

    fn author(&self, person: &Contributor) -> Option<&'static str> {
        let key = key(&person.name);
        let folded = arabic::fold(&person.name).to_lowercase();
        // Pages fill the author's field with their own name; in a feed, where each item has its
        // creators, an outlet among them is the item's source.
        let credited = person.is_organisation() && self.cx.document().is_item();
        if self.is_site(&key) && !credited {
            Some("site-name")
        } else if DESIGNERS
            .iter()
            .any(|d| folded.starts_with(&*arabic::fold(d)))
        {
            Some("designer")
        } else if ACCOUNTS.contains(&key) {
            Some("account")
        } else if self.headlines.contains(&key) {
            Some("headline")
        } else if self.sections.contains(&key) {
            Some("section-name")
        } else if self.arabic_names
            && !person.is_organisation()
            && Shape::of(&person.name).arabic == 0
        {
            Some("script")
        } else {
            None
        }
    }

    /// Keywords that are the headline, whole or word by word.
    fn tags(&self, tags: &[Text]) -> Option<&'static str> {
        let mut joined = String::new();
        for tag in tags {
            joined.push_str(&key(&tag.text));
        }
        let single = tags.len() >= 4 && tags.iter().all(|t| !t.text.trim().contains(' '));
        self.headlines
            .iter()
            .any(|h| *h == joined || single && (h.contains(&joined) || joined.contains(h.as_str())))
            .then_some("headline")
    }

    /// What no date of an article is; corrects local time that is marked as UTC.
    fn date(&self, stamp: &mut Timestamp) -> Option<&'static str> {
        let value = value_of(stamp)?;
        if value.year() < FIRST_YEAR {
            return Some("before-web");
        }
        if let (Some(day), Some(today)) =
            (value.unix_days(), self.now.and_then(DateValue::unix_days))
            && day > today + DAYS_APART
        {
            return Some("future");
        }
        if value.is_midnight() && !self.printed_dates.iter().any(|d| d.is_midnight()) {
            *stamp = Timestamp {
                text: stamp.text.take(),
                ..Timestamp::from(value.date())
            };
            return Some("midnight");
        }
        if value.offset_minutes() == Some(0) && !self.keeps_utc {
            let clock = value.clock()?;
            let same = self.printed_dates.iter().any(|printed| {
                printed.offset_minutes().is_none()
                    && printed.date() == value.date()
                    && printed
                        .clock()
                        .is_some_and(|p| (p.hour(), p.minute()) == (clock.hour(), clock.minute()))
            });
            if same {
                *stamp = Timestamp {
                    text: stamp.text.take(),
                    ..Timestamp::from(value.without_offset())
                };
                return Some("local-as-utc");
            }
        }
        if value.offset_minutes() == Some(0)
            && let Some(local) = self.printed_dates.iter().find_map(|d| at_clock(value, *d))
        {
            *stamp = Timestamp {
                text: stamp.text.take(),
                ..Timestamp::from(local)
            };
            return Some("printed-zone");
        }
        None
    }

    /// A publication days after the printed one is a template's or a migration's.
    fn published(&self, stamp: &Timestamp) -> Option<&'static str> {
        let day = value_of(stamp)?.unix_days()?;
        let printed: Vec<i64> = self
            .printed_dates
            .iter()
            .filter_map(|d| d.unix_days())
            .collect();
        let last = printed.iter().max()?;
        (day > last + DAYS_APART).then_some("after-print")
    }
}

/// Minutes east of UTC of the zones of Arab countries, at most: those of the Emirates and of Oman.
const EASTERNMOST: i64 = 240;

/// A moment in UTC by the clock that the page prints, where midnight lies between the two and they
/// differ by a zone's offset.
fn at_clock(utc: DateValue, printed: DateValue) -> Option<DateValue> {
    let minute = |v: DateValue| {
        let clock = v.clock()?;
        let of_day = i64::from(clock.hour()) * 60 + i64::from(clock.minute());
        Some(v.unix_days()? * 1440 + of_day)
    };
    let offset = minute(printed)? - minute(utc)?;
    // On one day both clocks say the same, and the machine's says it without a guess.
    if printed.date() == utc.date() {
        return None;
    }
    let zone = (30..=EASTERNMOST).contains(&offset) && offset % 30 == 0;
    if !zone || printed.offset_minutes().is_some() {
        return None;
    }
    let local = DateValue::from_unix_seconds(utc.unix_seconds()? + offset * 60)?;
    local.with_offset(i16::try_from(offset).ok()?)
}

fn is_arabic_person(person: &Contributor) -> bool {
    !person.is_organisation()
        && person.role != ContributorRole::Photographer
        && Shape::of(&person.name).arabic > 0
}

fn value_of(stamp: &Timestamp) -> Option<DateValue> {
    parse_machine(stamp.value.as_deref()?)
}

/// The host of an address, in lower case, without `www.`.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    host.trim_start_matches("www.").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Name;
    use crate::extract::{Candidates, Stage};
    use crate::input::Hints;
    use crate::lexicon::Lexicon;
    use crate::limits::Limits;
    use crate::provenance::{Origin, Precedence};
    use crate::read::read_text;

    const SURE: Confidence = Confidence::new(900);

    /// Runs the checks on what metadata and the page give: field, value, reason.
    fn checked(
        metadata: impl Fn(&mut Candidates),
        page: impl Fn(&mut Candidates),
    ) -> Vec<(String, String, Option<&'static str>)> {
        let document = read_text("نص", &Limits::new());
        let hints = Hints::new()
            .with_url("https://www.dhifaf.example/a/1")
            .with_reference_clock("2024-05-01T12:00:00Z");
        let cx = Context::new(&document, &[], Lexicon::builtin(), &hints);
        let mut out = Candidates::new();
        out.writer(
            &Origin::from_static("meta"),
            Precedence::STRUCTURED,
            Stage::Metadata,
        );
        metadata(&mut out);
        out.writer(
            &Origin::from_static("page"),
            Precedence::HEURISTIC,
            Stage::Content,
        );
        page(&mut out);
        let mut values = out.values;
        check(&cx, &mut values);
        values
            .iter()
            .filter(|c| c.vote == Vote::Metadata)
            .map(|c| {
                let value = match &c.value {
                    FieldValue::People(people) => {
                        let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
                        names.join("|")
                    }
                    FieldValue::Texts(texts) => texts.iter().map(|t| t.text.as_str()).collect(),
                    FieldValue::Timestamp(stamp) => stamp.value.clone().unwrap_or_default(),
                    other => other.text().unwrap_or("").to_owned(),
                };
                (c.field.to_string(), value, c.contradicted)
            })
            .collect()
    }

    fn nothing(_: &mut Candidates) {}

    fn reason(
        metadata: impl Fn(&mut Candidates),
        page: impl Fn(&mut Candidates),
    ) -> Option<&'static str> {
        checked(metadata, page)[0].2
    }

    fn people(names: &[&str]) -> Vec<Contributor> {
        names
            .iter()
            .map(|name| {
                let name = Name::new(*name, None, Some(Span::of(0..2)), SURE, Origin::default());
                Contributor::new(name, ContributorRole::Reporter)
            })
            .collect()
    }

    fn stamp(value: &str) -> Timestamp {
        Timestamp::from(parse_machine(value).unwrap())
    }

    fn printed(value: &str) -> impl Fn(&mut Candidates) {
        move |out: &mut Candidates| {
            let mut stamp = stamp(value);
            let text = Text::new("نص", Some(Span::of(0..4)), SURE, Origin::default());
            stamp.text = Some(text);
            out.published(stamp, SURE);
        }
    }

    #[test]
    fn authors_who_are_none() {
        for (name, expected) in [
            ("سالم الحداد", None),
            ("Dhifaf", Some("site-name")),
            ("dhifaf.example", Some("site-name")),
            ("Developed By Salem", Some("designer")),
            ("تصميم وبرمجة سالم", Some("designer")),
            ("Admin", Some("account")),
            ("هيئة التحرير", Some("account")),
        ] {
            assert_eq!(
                reason(|out| out.byline(people(&[name]), SURE), nothing),
                expected,
                "{name}"
            );
        }
        let section = |out: &mut Candidates| {
            out.byline(people(&["منوعات"]), SURE);
            out.section("منوعات", None, SURE);
        };
        assert_eq!(reason(section, nothing), Some("section-name"));
    }

    #[test]
    fn the_rest_of_a_list_competes() {
        let both = checked(
            |out| out.byline(people(&["admin", "سالم الحداد"]), SURE),
            nothing,
        );
        let row = |value: &str, reason| ("byline".to_owned(), value.to_owned(), reason);
        assert_eq!(
            both,
            [
                row("admin|سالم الحداد", Some("account")),
                row("سالم الحداد", None)
            ]
        );
    }

    #[test]
    fn latin_names_lose_against_printed_arabic_ones() {
        let latin = |out: &mut Candidates| out.byline(people(&["Salem Haddad"]), SURE);
        let page = |out: &mut Candidates| out.byline(people(&["سالم الحداد"]), SURE);
        assert_eq!(reason(latin, page), Some("script"));
        assert_eq!(reason(latin, nothing), None);
    }

    #[test]
    fn the_printed_headline_decides() {
        let data = |out: &mut Candidates| out.headline("افتتاح ميناء جديد", None, SURE);
        let page = |text: &'static str, sure| {
            move |out: &mut Candidates| out.headline(text, Some(Span::of(0..4)), sure)
        };
        assert_eq!(reason(data, page("ميناء جديد يفتتح", SURE)), Some("page"));
        assert_eq!(reason(data, page("إفتتاح ميناء جديد", SURE)), None);
        assert_eq!(reason(data, page("كلام", Confidence::new(350))), None);
    }

    #[test]
    fn the_site_leaves_the_headline() {
        let titled = |out: &mut Candidates| {
            out.headline("افتتاح ميناء جديد - ضفاف", None, SURE);
            out.publisher(Name::new("ضفاف", None, None, SURE, Origin::default()), SURE);
        };
        let all = checked(titled, nothing);
        assert_eq!(all[0].2, Some("site-name"));
        assert_eq!((all[2].1.as_str(), all[2].2), ("افتتاح ميناء جديد", None));
    }

    #[test]
    fn dates_of_templates() {
        let data =
            |value: &'static str| move |out: &mut Candidates| out.published(stamp(value), SURE);
        assert_eq!(reason(data("1970-01-01"), nothing), Some("before-web"));
        assert_eq!(reason(data("2025-01-01"), nothing), Some("future"));
        assert_eq!(reason(data("2024-04-30"), nothing), None);
        let page = printed("2024-03-01T10:00");
        assert_eq!(reason(data("2024-04-30"), &page), Some("after-print"));
        assert_eq!(reason(data("2024-03-02T23:00:00Z"), &page), None);
        let order = |out: &mut Candidates| {
            out.modified(stamp("2020-03-15T20:18"), SURE);
            out.published(stamp("2020-06-03T03:01"), SURE);
        };
        assert_eq!(reason(order, nothing), Some("before-published"));
    }

    #[test]
    fn local_time_that_is_marked_as_utc() {
        let data = |out: &mut Candidates| out.published(stamp("2024-03-01T09:23:13Z"), SURE);
        let both = checked(data, printed("2024-03-01T09:23"));
        assert_eq!(both[0].2, Some("local-as-utc"));
        assert_eq!(
            (both[1].1.as_str(), both[1].2),
            ("2024-03-01T09:23:13", None)
        );
        assert_eq!(reason(data, printed("2024-03-01T12:23")), None);
    }

    #[test]
    fn keywords_that_are_the_headline() {
        let tags = |list: &'static [&'static str]| {
            move |out: &mut Candidates| {
                let text = |t: &&str| Text::new(*t, None, SURE, Origin::default());
                out.tags(list.iter().map(text).collect(), SURE);
                out.headline("افتتاح ميناء جديد على الساحل", None, SURE);
            }
        };
        let words = &["افتتاح", "ميناء", "جديد", "على", "الساحل"];
        assert_eq!(reason(tags(words), nothing), Some("headline"));
        assert_eq!(
            reason(tags(&["افتتاح ميناء جديد على الساحل"]), nothing),
            Some("headline")
        );
        assert_eq!(reason(tags(&["موانئ", "الساحل"]), nothing), None);
    }

    #[test]
    fn the_front_page_is_no_address_of_an_article() {
        let url = |url: &'static str| move |out: &mut Candidates| out.url(url, SURE);
        assert_eq!(
            reason(url("https://dhifaf.example/"), nothing),
            Some("front-page")
        );
        assert_eq!(reason(url("https://dhifaf.example/a/2"), nothing), None);
    }
}
