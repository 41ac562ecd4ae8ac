//! Appositions: what is said of who speaks, or who that is, between commas.

use super::complement::preposition;
use super::lexis::Form;
use super::particles::abbreviates_title;
use super::phrase::is_nameless;
use super::prepositions::starts_adverbial;
use super::recipient::{is_recipient, stands_alone};
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN};
use crate::lexicon::{FunctionClass, Lexicon, TitleClass};

/// The end of an apposition after the comma at `comma`, in a phrase that begins at `from`: a title or a name up to the next
/// comma or `limit`.
pub(super) fn apposition(
    tokens: &Tokens<'_, '_>,
    from: usize,
    comma: usize,
    limit: usize,
) -> Option<usize> {
    let first = comma + 1;
    let title = title_at(tokens, first);
    let titled = tokens.key(first) == "القايم"
        || title.is_some_and(|class| {
            !matches!(
                class,
                TitleClass::MediaHead | TitleClass::DocumentHead | TitleClass::OrganisationHead
            )
        });
    // وزير الخارجية، كريم الحداد; رجل الأعمال المصري، كريم الحداد: behind a title, or a definite adjective, a name that is
    // another word too is one.
    let given = || {
        let described =
            comma > 0 && tokens.is(comma - 1, Marks::NATIONALITY) && tokens.is_definite(comma - 1);
        let next = tokens.word(first + 1);
        // صباح الأحد, ربيع العام الماضي: names are words of time too.
        let dated = || {
            let mut words = (first + 1..limit).take_while(|k| tokens.kind(*k) == Kind::Word);
            tokens.is(first, Marks::TIME) && !next.is(Marks::NAME)
                || words.any(|k| tokens.is(k, Marks::TIME))
        };
        tokens.is(first, Marks::GIVEN_NAME)
            && tokens.class(first) != Some(FunctionClass::Preposition)
            && tokens.kind(first + 1) == Kind::Word
            && next.class.is_none()
            && (described
                || (tokens.word(from).is_title_of_person()
                    // الأمين العام
                    || tokens.is(from, Marks::TITLE_BEGINS)
                        && tokens.is(from + 1, Marks::SECOND))
                    && next.title.is_none()
                    && (next.is(Marks::NAME)
                        || !tokens.key(first + 1).begins_any(["ب", "ل"])
                        || closes_name(tokens, first + 1)))
            && !dated()
    };
    let named = || {
        tokens.is(
            first,
            Marks::NAME.or(Marks::RELATION).or(Marks::NAME_OPENER),
        ) || given()
            || is_strange_name(tokens, from, comma, limit)
            || is_before_clause(tokens, from, comma, limit)
    };
    // الصحيفة، يحيى …: behind a body no name of a person says who that is.
    let body = tokens.is_definite(from) && is_nameless(tokens.word(from));
    if !titled && (body || !named()) {
        return None;
    }
    const LONGEST: usize = 18;
    let mut i = first;
    while i < limit && i - comma <= LONGEST {
        match tokens.kind(i) {
            Kind::Comma => break,
            Kind::Word => {
                // آية الله: the title is spelt like أية.
                let class = tokens.class(i).filter(|_| i > first || !titled);
                // …، وزير الدولة وعضو اللجنة التي تسعى إلى كذا، إلى أن: the clause about it is no part of it.
                if class == Some(FunctionClass::Relative)
                    && titled
                    && i > first + 1
                    && tokens.is_definite(i)
                    && (i..tokens.len().min(i + 20)).any(|k| tokens.kind(k) == Kind::Comma)
                {
                    return Some(i);
                }
                let stops = matches!(
                    class,
                    Some(
                        FunctionClass::Verb
                            | FunctionClass::Auxiliary
                            | FunctionClass::Relative
                            | FunctionClass::Negation
                            | FunctionClass::Complementiser
                            | FunctionClass::Conjunction
                    )
                );
                let verb = tokens.verb(i).is_some_and(|hit| {
                    matches!(hit.reading.form, Form::Perfect | Form::Imperfect)
                        && !hit.reading.also_noun
                });
                if (stops || verb) && !tokens.is(i, Marks::NAME) {
                    return None;
                }
                // …، نجل الممثل قد صرح: the verb begins; or قائلا.
                if tokens.key(i) == "قد" || tokens.is(i, Marks::SAYING) {
                    return Some(i);
                }
                let adverbial = tokens.key(i) == "في" && starts_adverbial(tokens, i);
                // …، المتحدث باسم الوزارة لـ«…»: the recipient is no part of it.
                if adverbial
                    || tokens.key(i) == "ل" && tokens.kind(i + 1) == Kind::Open
                    || i > first && is_recipient(tokens, i) && stands_alone(tokens, i)
                {
                    return Some(i);
                }
                i += 1;
            }
            Kind::Number | Kind::Open | Kind::Close => i += 1,
            Kind::Stop if abbreviates_title(tokens, i) => i += 1,
            _ => return None,
        }
    }
    // Only a closed apposition, or one that reaches the end of the phrase, is one.
    (i == limit || tokens.kind(i) == Kind::Comma).then_some(i)
}

/// Whether all words from the comma to the complementiser at `k` say who the words from `from` on name: قال فلان، صاحب
/// شركة شحن في المدينة إن.
pub(super) fn is_apposed_up_to(
    tokens: &Tokens<'_, '_>,
    from: usize,
    comma: usize,
    k: usize,
) -> bool {
    // محامي الشاعرة: «…»
    let quoted = tokens.kind(k) == Kind::Colon
        && (tokens.kind(k + 1) == Kind::Open || tokens.is(k + 1, Marks::COMPLEMENTISER));
    (tokens.is(k, Marks::COMPLEMENTISER) || quoted)
        && preposition(tokens, k - 1).is_none()
        && apposition(tokens, from, comma, k)
            == Some(k - usize::from(tokens.is(k - 1, Marks::SAYING)))
}

/// Past the name or title between commas of whom the words from `from` to the comma name.
pub(super) fn named_in(
    tokens: &Tokens<'_, '_>,
    from: usize,
    comma: usize,
    end: usize,
) -> Option<usize> {
    let close = apposition(tokens, from, comma, end)?;
    (tokens.kind(close) == Kind::Comma).then_some(close + 1)
}

/// The end of the name behind the comma at `comma` that no comma ends, of whom the title at `from` names: استقبل رئيس المعهد،
/// كريم الحداد وفدا.
pub(super) fn open_name(tokens: &Tokens<'_, '_>, from: usize, comma: usize) -> Option<usize> {
    let given = comma + 1;
    let surname = tokens.word(given + 1);
    // كريم is another word too: then the surname has to show that it is one.
    let ambiguous = || {
        tokens.is(given, Marks::GIVEN_NAME)
            && tokens.class(given).is_none()
            && (surname.is(Marks::NAME) || *surname == UNKNOWN && tokens.is_definite(given + 1))
    };
    let name = tokens.word(from).is_title_of_person()
        && (tokens.is(given, Marks::NAME) || ambiguous())
        && tokens.kind(given) == Kind::Word
        && tokens.kind(given + 1) == Kind::Word
        && surname.class.is_none()
        && surname.title.is_none()
        && tokens.verb(given + 1).is_none()
        && (surname.is(Marks::NAME)
            || tokens.is_definite(given + 1)
            || *surname == UNKNOWN && !tokens.key(given + 1).begins_any(["ب", "ل", "و", "ف", "ي"]))
        && tokens.kind(given + 2) == Kind::Word
        && (tokens.class(given + 2) == Some(FunctionClass::Preposition)
            || tokens.ends(given + 2, "ا"));
    name.then_some(given + 2)
}

/// The class of the title that begins at `i`.
fn title_at(tokens: &Tokens<'_, '_>, i: usize) -> Option<TitleClass> {
    if !tokens.is(i, Marks::TITLE_BEGINS) {
        return None;
    }
    let titles = Lexicon::builtin().titles();
    titles
        .longest_of(&tokens.keys::<3>(i), |_| true)
        .map(|(_, title)| title.class())
}

/// Whether the word at `k`, which begins with ب or ل, is a surname: the last word before a comma, as in فؤاد بوسعدي،, and no
/// noun with the article.
pub(super) fn closes_name(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.kind(k + 1) == Kind::Comma
        && tokens.class(k).is_none()
        && !tokens.key(k).begins_any(["بال", "لل", "لال"])
        && !tokens.is(k, Marks::PLACE.or(Marks::COUNTRY))
}

/// Whether two or three words that no list has stand between the commas behind the title of a foreigner:
/// وزيرة الصيد النرويجية، كيرستن هولمبرغ،. So stands a name.
fn is_strange_name(tokens: &Tokens<'_, '_>, from: usize, comma: usize, limit: usize) -> bool {
    let described = comma
        .checked_sub(1)
        .is_some_and(|k| tokens.is(k, Marks::NATIONALITY) && tokens.is_definite(k));
    if !described || !tokens.word(from).is_title_of_person() {
        return false;
    }
    let first = comma + 1;
    // متهكما, محاطا, خارجا: how he is.
    let state = |k: usize| {
        let key = tokens.key(k);
        key.ends("ا")
            && (key.begins("م") || matches!(key.spelling().as_slice(), [_, 'ا', _, _, 'ا']))
    };
    if state(first) {
        return false;
    }
    let strange = |k: &usize| {
        let listed = Marks::NAME.or(Marks::GIVEN_NAME);
        tokens.kind(*k) == Kind::Word
            && (*tokens.word(*k) == UNKNOWN || tokens.is(*k, listed))
            && !tokens.is_definite(*k)
            && !tokens.key(*k).begins_any(["و", "ف"])
    };
    let words = (first..limit).take_while(strange).count();
    (2..=3).contains(&words)
        && tokens.kind(first + words) == Kind::Comma
        && !tokens.key(first).begins_any(["ب", "ل"])
}

/// Whether what stands between the comma and the next, behind which the clause that is said begins, can only be the name of
/// whom the title names, though its words are others too: قال رئيس الاتحاد، محرم بدر، إن.
fn is_before_clause(tokens: &Tokens<'_, '_>, from: usize, comma: usize, limit: usize) -> bool {
    const OTHER: Marks = Marks::MANNER
        .or(Marks::TRANSPARENT)
        .or(Marks::CHANNEL)
        .or(Marks::INSERTION)
        .or(Marks::ATTRIBUTE)
        .or(Marks::NATIONALITY)
        .or(Marks::ACTION);
    if !tokens.word(from).is_title_of_person() {
        return false;
    }
    let first = comma + 1;
    let word = |k: &usize| {
        let word = tokens.word(*k);
        tokens.kind(*k) == Kind::Word
            && word.class.is_none_or(|class| class == FunctionClass::Time)
            && word.title.is_none()
            && !word.is(OTHER)
            && tokens.verb(*k).is_none()
            && (word.is(Marks::GIVEN_NAME)
                || !tokens.key(*k).begins_any(["ب", "ل", "ف", "و", "ك"]) && !tokens.ends(*k, "ا"))
            && !(tokens.is_definite(*k) && *k == first)
    };
    let end = limit.saturating_add(1);
    let close = first + (first..end).take_while(word).count();
    // شبه يائس, عاقدة العزم: how somebody is.
    let strange = |k: usize| {
        *tokens.word(k) == UNKNOWN
            && tokens.letters(k) >= 3
            && !tokens.raw(k).ends_with('ة')
            && tokens.key(k).enclitic().is_none()
            && !tokens.key(k).is_any(["شبه", "غير", "شان", "مثل"])
    };
    let named = (first..close).any(|k| tokens.is(k, Marks::GIVEN_NAME))
        || (first..close).all(strange) && !tokens.is_definite(close - 1);
    named
        && (2..=3).contains(&(close - first))
        && !tokens.is(close - 1, Marks::TIME)
        && tokens.kind(close) == Kind::Comma
        && tokens.is(close + 1, Marks::COMPLEMENTISER)
}
