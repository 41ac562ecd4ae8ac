//! Names of authors as metadata writes them.

use crate::arabic;
use crate::article::{Contributor, ContributorRole, Dateline, Name, Text};
use crate::extract::Candidates;
use crate::lexicon::{AgencyKind, Lexicon};
use crate::provenance::{Confidence, Origin};
use crate::read::Shape;
use crate::smallprint::opening::{self, PartKind};
use crate::smallprint::tokens::Tokens;

/// Authors that are read; more make no byline.
const MAX_AUTHORS: usize = 32;

/// Bytes of a name; more are no name.
const MAX_NAME: usize = 160;

/// Collects the authors of one source.
pub(crate) struct Authors<'a> {
    lexicon: &'a Lexicon,
    origin: Origin,
    confidence: Confidence,
    tokens: Tokens,
    pub(crate) people: Vec<Contributor>,
    /// Where and by whom the story was filed, where an author's slot says it.
    pub(crate) dateline: Option<Dateline>,
}

impl<'a> Authors<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, origin: Origin, confidence: Confidence) -> Authors<'a> {
        Authors {
            lexicon,
            origin,
            confidence,
            tokens: Tokens::default(),
            people: Vec::new(),
            dateline: None,
        }
    }

    /// Writes the byline, and what else the slots said.
    pub(crate) fn give(self, out: &mut Candidates) {
        if let Some(dateline) = self.dateline {
            out.dateline(dateline, self.confidence);
        }
        if !self.people.is_empty() {
            out.byline(self.people, self.confidence);
        }
    }

    fn push(&mut self, name: &str, id: Option<String>, role: ContributorRole) -> Option<usize> {
        let name = name.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '،' | ',' | '؛' | ';' | '|' | ':')
        });
        let key = arabic::name_key(name);
        if key.is_empty()
            || self.people.len() >= MAX_AUTHORS
            || self.people.iter().any(|p| arabic::name_key(&p.name) == key)
        {
            return None;
        }
        let name = Name::new(name, id, None, self.confidence, self.origin.clone());
        self.people.push(Contributor::new(name, role));
        Some(self.people.len() - 1)
    }

    /// An author whose type says that it is an organisation.
    pub(crate) fn organisation(&mut self, name: &str) {
        if name.len() <= MAX_NAME && !is_address(name) {
            let (role, id) = self.outlet(name).unwrap_or((ContributorRole::Outlet, None));
            self.push(name, id, role);
        }
    }

    /// The outlet or agency of that name, where the lexicon knows it.
    fn outlet(&mut self, name: &str) -> Option<(ContributorRole, Option<String>)> {
        self.tokens.fill(name, 8, self.lexicon);
        let phrase = self.tokens.phrase(name, 0, 6);
        let (words, agency) = self.lexicon.agencies().longest(phrase)?;
        (words == self.tokens.len()).then(|| {
            let role = match agency.kind() {
                AgencyKind::Wire | AgencyKind::National => ContributorRole::Agency,
                _ => ContributorRole::Outlet,
            };
            (role, Some(agency.id().to_owned()))
        })
    }

    /// A string that names one author or several, with cues, places and outlets among them:
    /// `كتب: سالم الحداد - صنعاء`.
    pub(crate) fn string(&mut self, text: &str, role: &ContributorRole) {
        let text = without_address(text);
        let text = text.trim();
        if text.is_empty() || text.len() > 4 * MAX_NAME || is_address(text) {
            return;
        }
        if Shape::of(text).arabic > 0 && self.slot(text, role) {
            return;
        }
        let text = ["By ", "by ", "BY "]
            .iter()
            .find_map(|by| text.strip_prefix(by))
            .unwrap_or(text);
        for part in split(text) {
            let part = without_initials(part);
            if part.len() > MAX_NAME || part.split(' ').count() > 8 {
                continue;
            }
            match self.outlet(part) {
                Some((role, id)) => self.push(part, id, role),
                None => self.push(part, None, role.clone()),
            };
        }
    }

    /// Reads the text by the grammar of byline slots; false where that grammar does not tell more
    /// than the whole text says.
    fn slot(&mut self, text: &str, given: &ContributorRole) -> bool {
        let Some(slot) = opening::slot(text, self.lexicon, &mut self.tokens) else {
            return false;
        };
        let known = |part: &opening::Part| part.sure && part.kind != PartKind::Filler;
        if !slot.cued && (slot.parts.len() < 2 || !slot.parts.iter().any(known)) {
            return false;
        }
        let at = |part: &opening::Part| text.get(part.range.clone()).unwrap_or("");
        let names = |kind: PartKind| -> Vec<Name> {
            slot.parts
                .iter()
                .filter(|p| p.kind == kind)
                .map(|p| {
                    let origin = self.origin.clone();
                    Name::new(at(p), p.id.clone(), None, self.confidence, origin)
                })
                .collect()
        };
        let (places, agencies) = (names(PartKind::Place), names(PartKind::Agency));
        let place = places.first().cloned();
        if place.is_some() && self.dateline.is_none() {
            let run = Text::new(text, None, self.confidence, self.origin.clone());
            let mut dateline = Dateline::new(run);
            (dateline.places, dateline.agencies) = (places, agencies);
            self.dateline = Some(dateline);
        }
        for part in &slot.parts {
            let (role, person) = match &part.kind {
                PartKind::Person(_) if !slot.cued => (given.clone(), true),
                PartKind::Person(role) => (role.clone(), true),
                PartKind::Agency => (ContributorRole::Agency, false),
                PartKind::Outlet => (ContributorRole::Outlet, false),
                _ => continue,
            };
            if let Some(index) = self.push(at(part), part.id.clone(), role)
                && person
                && let Some(contributor) = self.people.get_mut(index)
            {
                contributor.place.clone_from(&place);
            }
        }
        true
    }
}

/// The names of a list. Semicolons, bars and free-standing conjunctions always part names; commas
/// do, but for `Haddad, Salem`.
fn split(text: &str) -> Vec<&str> {
    let strong: Vec<&str> = text
        .split([';', '؛', '|', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" و "))
        .collect();
    let listed = strong.len() > 1;
    strong
        .into_iter()
        .flat_map(|part| {
            let parts: Vec<&str> = part.split([',', '،']).map(str::trim).collect();
            let inverted = !listed && parts.len() == 2 && parts.iter().any(|p| !p.contains(' '));
            if inverted { vec![part] } else { parts }
        })
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The name without a bracket of initials or of an agency behind it: `سالم الحداد (س ح)`.
fn without_initials(name: &str) -> &str {
    name.strip_suffix(')')
        .and_then(|inner| inner.rsplit_once('('))
        .filter(|(before, inner)| before.contains(' ') && inner.chars().count() <= 8)
        .map_or(name, |(before, _)| before.trim_end())
}

/// Whether a text is an address of the web or of mail, or a handle, and no name.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.contains("://")
        || text.starts_with("www.")
        || text.starts_with('@')
        || (!text.contains(' ') && (text.contains('@') || text.contains('/')) && text.is_ascii())
}

/// The text without a mail address in brackets or at its end.
fn without_address(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let kept: Vec<&str> = text
        .split(' ')
        .filter(|word| !(word.contains('@') && word.contains('.')))
        .collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str)> {
        let mut authors = Authors::new(
            Lexicon::builtin(),
            Origin::from_static("test"),
            Confidence::MAX,
        );
        authors.string(text, &ContributorRole::Reporter);
        authors
            .people
            .iter()
            .map(|p| {
                let role = match p.role {
                    ContributorRole::Agency => "agency",
                    ContributorRole::Outlet => "outlet",
                    ContributorRole::Author => "author",
                    _ => "reporter",
                };
                (p.name.clone(), role)
            })
            .collect()
    }

    #[test]
    fn people_places_and_outlets_are_told_apart() {
        let one = |name: &str, role| vec![(name.to_owned(), role)];
        assert_eq!(read("سالم الحداد"), one("سالم الحداد", "reporter"));
        assert_eq!(read("بقلم: سالم الحداد"), one("سالم الحداد", "author"));
        assert_eq!(
            read("سالم الحداد - القاهرة"),
            one("سالم الحداد", "reporter")
        );
        assert!(read("https://example.com/salem").is_empty());
        assert!(read("@salem").is_empty());
        assert_eq!(
            read("Salem Haddad (salem@example.com)"),
            one("Salem Haddad", "reporter")
        );
    }

    #[test]
    fn a_place_beside_the_name_is_the_dateline() {
        let mut authors = Authors::new(
            Lexicon::builtin(),
            Origin::from_static("test"),
            Confidence::MAX,
        );
        authors.string("(القاهرة - رويترز)", &ContributorRole::Reporter);
        let dateline = authors.dateline.unwrap();
        assert_eq!(dateline.places[0].name, "القاهرة");
        assert_eq!(dateline.agencies[0].id.as_deref(), Some("reuters"));
    }

    #[test]
    fn lists_are_split() {
        let names = |text| read(text).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(
            names("By Salem Haddad and Mona Saad"),
            ["Salem Haddad", "Mona Saad"]
        );
        assert_eq!(names("Haddad, Salem"), ["Haddad, Salem"]);
        assert_eq!(names("سالم الحداد، منى سعد"), ["سالم الحداد", "منى سعد"]);
        assert_eq!(
            names("Salem Haddad, Mona Saad, dpa"),
            ["Salem Haddad", "Mona Saad", "dpa"]
        );
        assert_eq!(names("Salem Haddad;Mona"), ["Salem Haddad", "Mona"]);
        assert_eq!(names("Salem Haddad (sha)"), ["Salem Haddad"]);
    }
}
