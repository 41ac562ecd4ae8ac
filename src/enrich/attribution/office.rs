//! What a person is called: the title that leads a phrase, and the body that it names.

use super::key::Key;
use super::lexis::Lexis;
use super::mention::Mention;
use super::nature::Sort;
use super::words::{Marks, Word};
use crate::arabic::chars::is_alphanumeric;
use crate::arabic::fold::fold_into;
use crate::lexicon::TitleClass;

/// Whether a word leads the title of a person.
pub(super) fn leads_title(record: &Word) -> bool {
    record
        .title
        .is_some_and(|class| !matches!(class, TitleClass::Modifier | TitleClass::Relational))
}

/// Room for the words of titles.
#[derive(Debug, Default)]
pub(super) struct Parts<'m> {
    key: String,
    title: Vec<&'m str>,
}

impl<'m> Parts<'m> {
    /// What the lexicons say of a word of a mention.
    pub(super) fn record(&mut self, written: &str) -> &'static Word {
        let word = written.trim_matches(|c: char| !is_alphanumeric(c));
        self.key.clear();
        fold_into(word, &mut self.key);
        Lexis::get().word(Key::of(&self.key))
    }

    /// Title and affiliation of a person's phrase: وزير الخارجية التركي مولود جاويش أوغلو.
    pub(super) fn of(&mut self, mention: &'m Mention<'_>) -> (Option<String>, Option<String>) {
        self.title.clear();
        if !matches!(mention.nature.sort, Sort::Person | Sort::Unnamed) {
            return (None, None);
        }
        // Where the body begins, which no first word does.
        let mut body = None;
        for written in words(&mention.text) {
            let record = self.record(written);
            if self.title.is_empty() {
                if !leads_title(record) {
                    return (None, None);
                }
            } else {
                // The title runs to the first given name.
                let is_name = record.is(Marks::GIVEN_NAME) && !self.key.starts_with("ال")
                    || record.is(Marks::NAME) && self.key != "ال";
                if is_name {
                    break;
                }
            }
            if body.is_none() {
                let joint = matches!(&*self.key, "باسم" | "في" | "لدي");
                let is_body = matches!(
                    record.title,
                    Some(TitleClass::OrganisationHead | TitleClass::MediaHead)
                );
                if joint || is_body || self.key == "ب" {
                    let at = self.title.len();
                    body = Some((at, at + usize::from(joint)));
                }
            }
            self.title.push(written);
        }
        if self.title.is_empty() {
            return (None, None);
        }
        let affiliation = body
            .filter(|&(at, _)| at > 0)
            .and_then(|(_, from)| self.title.get(from..))
            .map(|words| words.join(" "))
            .filter(|text| !text.is_empty());
        let mut title = self.title.join(" ");
        title.truncate(title.trim_end_matches(['،', ',']).len());
        (Some(title), affiliation)
    }
}

/// The words of a mention; those of a hashtag are words too.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '#' | '_'));
    parts.filter(|word| !word.is_empty())
}
