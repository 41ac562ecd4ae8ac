//! One line of small print, read apart from any article.

use std::ops::Range;

use super::opening::{self, Slot};
use super::sources;
use super::tokens::Tokens;
use super::{credit, lookup};
use crate::arabic;
use crate::article::ContributorRole;
use crate::lexicon::Lexicon;

/// Which grammar read a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A run that names people: a byline, or a dateline with its reporter.
    Byline,
    /// A run of places, agencies and dates without a person.
    Dateline,
    /// The credit of a picture, or the agency in brackets that closes a report.
    Credit,
    /// A source line with its label.
    Source,
}

impl Kind {
    /// A name for programs, as `byline`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Byline => "byline",
            Kind::Dateline => "dateline",
            Kind::Credit => "credit",
            Kind::Source => "source",
        }
    }
}

/// What a part of the small print names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartKind {
    /// A town, or a country in the place of one.
    Place,
    /// The country after its town.
    Country,
    /// An agency or outlet of the lexicon.
    Agency,
    /// A name in the place of an outlet that no lexicon knows.
    Outlet,
    /// A person, with what the cue says of the work.
    Person(ContributorRole),
    /// A date.
    Date,
    /// What a person is, beside the name: مراسل الشؤون السياسية.
    Title,
    /// What names nobody: متابعات, an address, a handle.
    Filler,
}

impl PartKind {
    /// A name for programs, as `place`; a person has the name of the role.
    pub fn as_str(&self) -> &str {
        match self {
            PartKind::Place => "place",
            PartKind::Country => "country",
            PartKind::Agency => "agency",
            PartKind::Outlet => "outlet",
            PartKind::Person(role) => role.as_str(),
            PartKind::Date => "date",
            PartKind::Title => "title",
            PartKind::Filler => "filler",
        }
    }
}

/// One part of the small print.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// What it names.
    pub kind: PartKind,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The first column of its row in the lexicon; `None` for what no lexicon knows.
    pub id: Option<String>,
    /// Whether a lexicon knows it without a second meaning, or a cue introduces it.
    pub sure: bool,
}

/// A line of small print, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SmallPrint {
    /// Which grammar read it.
    pub kind: Kind,
    /// Where the run stands in the text, in bytes: the whole line, the opening of a paragraph up to
    /// its separator, or the bracket at its end.
    pub range: Range<usize>,
    /// Its parts in the order of the text.
    pub parts: Vec<Part>,
}

/// Reads a line, a caption or the first or last paragraph of a report; `None` where it is no small
/// print and has none.
///
/// A line that is small print as a whole is read before an opening run, and that before a closing
/// bracket. Zero-width and bidi characters do not matter; ranges are those of `text`.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::lexicon::Lexicon;
/// use khabar::smallprint::{self, Kind};
///
/// let names = |text: &str| {
///     let read = smallprint::read(text, Lexicon::builtin())?;
///     let part = |p: &smallprint::Part| format!("{} {}", p.kind.as_str(), &text[p.range.clone()]);
///     Some((read.kind, read.parts.iter().map(part).collect::<Vec<_>>()))
/// };
/// let (kind, parts) = names("عدن - سالم الحداد").unwrap();
/// assert_eq!(kind, Kind::Byline);
/// assert_eq!(parts, ["place عدن", "reporter سالم الحداد"]);
///
/// let (kind, parts) = names("بيروت - رويترز: عاد التيار إلى أحياء المدينة.").unwrap();
/// assert_eq!(kind, Kind::Dateline);
/// assert_eq!(parts, ["place بيروت", "agency رويترز"]);
///
/// assert_eq!(names("عاد التيار إلى أحياء المدينة."), None);
/// ```
pub fn read(text: &str, lexicon: &Lexicon) -> Option<SmallPrint> {
    let clean = arabic::clean(text);
    let line = clean.text();
    let tokens = &mut Tokens::default();
    let mut read = source(line, lexicon, tokens)
        .or_else(|| whole_credit(line, lexicon, tokens))
        .or_else(|| opening::slot(line, lexicon, tokens).and_then(|slot| run(line, slot)))
        .or_else(|| opening::opening(line, lexicon, tokens).and_then(|slot| run(line, slot)))
        .or_else(|| closing_credit(line, lexicon, tokens))?;
    read.range = clean.source_range(read.range);
    for part in &mut read.parts {
        part.range = clean.source_range(part.range.clone());
    }
    Some(read)
}

fn source(line: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<SmallPrint> {
    let from = sources::after_label(line, lexicon, tokens)?;
    let parts: Vec<Part> = sources::names(line, from, lexicon, tokens)
        .into_iter()
        .map(|outlet| named(outlet.range, outlet.id))
        .collect();
    (!parts.is_empty()).then_some(SmallPrint {
        kind: Kind::Source,
        range: 0..line.len(),
        parts,
    })
}

/// A line that is nothing but a credit in its bracket.
fn whole_credit(line: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<SmallPrint> {
    closing_credit(line, lexicon, tokens).filter(|read| read.range.start == 0)
}

fn closing_credit(line: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<SmallPrint> {
    let credit = credit::trailing(line, lexicon, tokens)?;
    Some(SmallPrint {
        kind: Kind::Credit,
        range: credit.bracket,
        parts: credit
            .names
            .into_iter()
            .map(|(r, id)| named(r, id))
            .collect(),
    })
}

fn run(line: &str, slot: Slot) -> Option<SmallPrint> {
    let kind = if slot.has_person() {
        Kind::Byline
    } else if slot.has_place() || slot.has_organisation() {
        Kind::Dateline
    } else {
        return None;
    };
    let end = line.get(..slot.end)?.trim_end().len();
    Some(SmallPrint {
        kind,
        range: 0..end,
        parts: slot.parts,
    })
}

/// A name in a list of outlets. One that no lexicon knows may be an outlet or a photographer.
fn named(range: Range<usize>, id: Option<String>) -> Part {
    let kind = match id.as_deref() {
        Some(id) if lookup::is_filler(id) => PartKind::Filler,
        Some(_) => PartKind::Agency,
        None => PartKind::Outlet,
    };
    Part {
        kind,
        range,
        sure: id.is_some(),
        id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind and parts, an id where the lexicon has one.
    fn show(text: &str) -> String {
        let Some(read) = read(text, Lexicon::builtin()) else {
            return "none".to_owned();
        };
        let mut out = read.kind.as_str().to_owned();
        for part in &read.parts {
            let id = part.id.as_deref().unwrap_or("-");
            let name = &text[part.range.clone()];
            out.push_str(&format!(" | {} {id} {name}", part.kind.as_str()));
        }
        out
    }

    #[test]
    fn every_kind() {
        for (text, expected) in [
            ("كتب: سالم الحداد", "byline | reporter - سالم الحداد"),
            (
                "الرياض - منى سعد",
                "byline | place riyadh الرياض | reporter - منى سعد",
            ),
            (
                "دمشق، سوريا (CNN) -- عاد التيار إلى أحياء المدينة.",
                "dateline | place damascus دمشق | country sy سوريا | agency cnn CNN",
            ),
            (
                "جانب من افتتاح الجسر (رويترز - أرشيف)",
                "credit | agency reuters رويترز | filler g_archive أرشيف",
            ),
            ("(رويترز)", "credit | agency reuters رويترز"),
            (
                "المصدر: الجزيرة + صحيفة الميناء",
                "source | agency aljazeera الجزيرة | outlet - صحيفة الميناء",
            ),
            ("وصل الوفد إلى المدينة مساء أمس.", "none"),
            ("", "none"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn controls_do_not_matter_and_ranges_are_those_of_the_text() {
        let text = "\u{200f}كتب:\u{200f} سالم الحداد\u{200e}";
        let read = read(text, Lexicon::builtin()).unwrap();
        assert_eq!(&text[read.parts[0].range.clone()], "سالم الحداد");
    }
}
