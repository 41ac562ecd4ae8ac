//! Questions that the grammars ask of the lexicons.

use crate::article::ContributorRole;
use crate::lexicon::{
    AgencyKind, BylineCue, BylineRole, FunctionClass, Lexicon, LexiconKind, Separator, TimeClass,
    TitleClass, Word,
};

/// Whether a word names a month in any vocabulary.
pub(crate) fn is_month(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.may_be_in(LexiconKind::Months) && lexicon.months().has_part(word)
}

/// Whether a word names a day of the week.
pub(crate) fn is_weekday(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.may_be_in(LexiconKind::Weekdays) && lexicon.weekdays().has(word)
}

/// Whether a word stands in dates and stamps beside numbers and months: هـ، م، الموافق، صباحا، بتوقيت،
/// غرينتش، الساعة، تحديث، نشر.
pub(crate) fn is_time_word(word: Word<'_>, lexicon: &Lexicon) -> bool {
    let known = word.may_be_in(LexiconKind::TimeWords);
    let entry = known.then(|| lexicon.time_words().entry_of_part(word));
    entry.flatten().is_some_and(|entry| {
        entry
            .is_none_or(|word| !matches!(word.class(), TimeClass::NameHead | TimeClass::NotDeictic))
    })
}

/// Whether a word can be part of a personal name as a given name.
pub(crate) fn is_given_name(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.may_be_in(LexiconKind::GivenNames) && lexicon.given_names().has(word)
}

/// Whether a word is a particle of names: عبد، أبو، بن.
pub(crate) fn is_name_particle(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.may_be_in(LexiconKind::NameParticles) && lexicon.name_particles().has(word)
}

/// Whether a word is a particle that never ends a personal name: أبو، بن.
pub(crate) fn opens_only(word: Word<'_>, lexicon: &Lexicon) -> bool {
    let particle = word.may_be_in(LexiconKind::NameParticles);
    let particle = particle.then(|| lexicon.name_particles().entry(word));
    particle
        .flatten()
        .is_some_and(|particle| particle.opens_only())
}

/// Whether a word is a title written before a name: د، الدكتور، الشيخ.
pub(crate) fn is_name_title(word: Word<'_>, lexicon: &Lexicon) -> bool {
    ["د", "م", "ا", "أ"].iter().any(|short| word.is(short))
        || title(word, lexicon).is_some_and(|class| {
            !matches!(
                class,
                TitleClass::OrganisationHead | TitleClass::MediaHead | TitleClass::Modifier
            )
        })
}

/// What sort of title a word is.
fn title(word: Word<'_>, lexicon: &Lexicon) -> Option<TitleClass> {
    if !word.may_be_in(LexiconKind::Titles) {
        return None;
    }
    lexicon.titles().entry(word).map(|title| title.class())
}

/// Whether a word says what a journalist is: مراسل، محرر.
pub(crate) fn is_media_title(word: Word<'_>, lexicon: &Lexicon) -> bool {
    title(word, lexicon) == Some(TitleClass::Media)
}

/// Whether a word says what somebody is and stands without the article: كاتب، باحث. It is no title
/// before a name, which is shorter or has the article.
pub(crate) fn is_profession(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.letters() > 2 && !word.starts_with("ال") && is_name_title(word, lexicon)
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
pub(crate) fn is_function_word(word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.may_be_in(LexiconKind::FunctionWords) && lexicon.function_words().has(word)
}

/// What sort of function word a word is.
pub(crate) fn function(word: Word<'_>, lexicon: &Lexicon) -> Option<FunctionClass> {
    if !word.may_be_in(LexiconKind::FunctionWords) {
        return None;
    }
    lexicon
        .function_words()
        .entry(word)
        .map(|word| word.class())
}

/// Whether a word is a form of a verb that reports more often than not.
pub(crate) fn is_reporting_verb(word: Word<'_>, lexicon: &Lexicon) -> bool {
    let known = word.may_be_in(LexiconKind::ReportingVerbs);
    let form = known.then(|| lexicon.reporting_verbs().entry(word));
    form.flatten().is_some_and(|form| form.tier() <= 2)
}

/// Whether a word heads the name of an outlet: صحيفة، قناة، موقع.
pub(crate) fn is_media_word(word: Word<'_>, lexicon: &Lexicon) -> bool {
    title(word, lexicon) == Some(TitleClass::MediaHead)
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
