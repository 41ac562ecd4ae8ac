//! Questions that the grammars ask of the lexicons.

use crate::article::ContributorRole;
use crate::lexicon::{
    AgencyKind, BylineCue, BylineRole, Lexicon, LexiconKind, Lists, Separator, TimeClass,
    TitleClass,
};

/// Whether a word names a month in any vocabulary.
pub(crate) fn is_month(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.months().contains_word(key)
}

/// Whether a word names a day of the week.
pub(crate) fn is_weekday(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.weekdays().contains(key)
}

/// Whether a word stands in dates and stamps beside numbers and months: هـ، م، الموافق، صباحا، بتوقيت،
/// غرينتش، الساعة، تحديث، نشر.
pub(crate) fn is_time_word(key: &str, lexicon: &Lexicon) -> bool {
    let entry = lexicon.time_words().entry_of_word(key);
    entry.is_some_and(|entry| {
        entry
            .is_none_or(|word| !matches!(word.class(), TimeClass::NameHead | TimeClass::NotDeictic))
    })
}

/// Whether a word can be part of a personal name as a given name.
pub(crate) fn is_given_name(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.given_names().contains(key)
}

/// Whether a word is a particle of names: عبد، أبو، بن.
pub(crate) fn is_name_particle(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.name_particles().contains(key)
}

/// Whether a word is a particle that never ends a personal name: أبو، بن.
pub(crate) fn opens_only(key: &str, lexicon: &Lexicon) -> bool {
    let particle = lexicon.name_particles().get(key);
    particle.is_some_and(|particle| particle.opens_only())
}

/// Whether a word, of which it is known what lists may have it, is a title written before a name: د،
/// الدكتور، الشيخ.
pub(crate) fn is_name_title(key: &str, lists: Lists, lexicon: &Lexicon) -> bool {
    matches!(key, "د" | "م" | "ا" | "أ")
        || lists.has(LexiconKind::Titles)
            && lexicon.titles().get(key).is_some_and(|title| {
                !matches!(
                    title.class(),
                    TitleClass::OrganisationHead | TitleClass::MediaHead | TitleClass::Modifier
                )
            })
}

/// Whether a word, of which it is known what lists may have it, says what a journalist is: مراسل،
/// محرر.
pub(crate) fn is_media_title(key: &str, lists: Lists, lexicon: &Lexicon) -> bool {
    lists.has(LexiconKind::Titles)
        && lexicon
            .titles()
            .get(key)
            .is_some_and(|title| title.class() == TitleClass::Media)
}

/// Whether a word, of which it is known what lists may have it, says what somebody is and stands
/// without the article: كاتب، باحث. It is no title before a name, which is shorter or has the article.
pub(crate) fn is_profession(key: &str, lists: Lists, lexicon: &Lexicon) -> bool {
    key.chars().count() > 2 && !key.starts_with("ال") && is_name_title(key, lists, lexicon)
}

/// Whether an id is that of a news agency, and not of a paper, channel or site.
pub(crate) fn is_wire(id: Option<&str>, lexicon: &Lexicon) -> bool {
    id.is_some_and(|id| {
        lexicon.agencies().iter().any(|agency| {
            agency.id() == id
                && matches!(
                    agency.kind(),
                    AgencyKind::Wire | AgencyKind::National | AgencyKind::Agency
                )
        })
    })
}

/// Whether a word cannot be part of a personal name.
pub(crate) fn is_function_word(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.function_words().contains(key)
}

/// Whether a word is a form of a verb that reports more often than not.
pub(crate) fn is_reporting_verb(key: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .reporting_verbs()
        .get(key)
        .is_some_and(|form| form.tier() <= 2)
}

/// Whether a word heads the name of an outlet: صحيفة، قناة، موقع.
pub(crate) fn is_media_word(key: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .titles()
        .get(key)
        .is_some_and(|title| title.class() == TitleClass::MediaHead)
}

/// Whether an entry, by its id, stands in the place of an agency without naming one: متابعات، مراسلنا.
pub(crate) fn is_filler(id: &str) -> bool {
    matches!(
        id,
        "g_followup" | "g_own" | "g_archive" | "g_correspondents"
    )
}

/// The contributor's role that a cue of a byline gives.
pub(crate) fn role(cue: &BylineCue) -> ContributorRole {
    match cue.role() {
        BylineRole::Author | BylineRole::Analyst => ContributorRole::Author,
        BylineRole::Translator => ContributorRole::Translator,
        BylineRole::Editor => ContributorRole::Editor,
        BylineRole::Photographer | BylineRole::Videographer => ContributorRole::Photographer,
        _ => ContributorRole::Reporter,
    }
}

/// Whether a cue needs a colon or dash behind it, being an ordinary word otherwise.
pub(crate) fn needs_mark(cue: &BylineCue) -> bool {
    cue.separator() == Separator::Required
}
