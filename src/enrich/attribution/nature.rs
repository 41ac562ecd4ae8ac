//! What a noun phrase is as a source: a person, an institution, a document; named or not; of which gender.

use super::key::Key;
use super::lexis::Lexis;
use super::phrase::Np;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, Word};
use crate::article::{self, VoiceSort};
use crate::lexicon::{FunctionClass, Gender as Bearers, Lexicon, TitleClass};

/// The sorts of sources that are told apart: those of [`VoiceSort`], without room for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Organisation,
    State,
    Media,
    Document,
    Group,
    Unnamed,
}

impl From<Sort> for VoiceSort {
    fn from(sort: Sort) -> VoiceSort {
        match sort {
            Sort::Person => VoiceSort::Person,
            Sort::Organisation => VoiceSort::Organisation,
            Sort::State => VoiceSort::State,
            Sort::Media => VoiceSort::Media,
            Sort::Document => VoiceSort::Document,
            Sort::Group => VoiceSort::Group,
            Sort::Unnamed => VoiceSort::Unnamed,
        }
    }
}

/// Grammatical gender, as [`article::Gender`] without room for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    /// Whether both are shown and are not the same.
    pub(super) fn contradicts(self, other: Gender) -> bool {
        self != other && self != Gender::Unknown && other != Gender::Unknown
    }
}

impl From<Gender> for article::Gender {
    fn from(gender: Gender) -> article::Gender {
        match gender {
            Gender::Unknown => article::Gender::Unknown,
            Gender::Masculine => article::Gender::Masculine,
            Gender::Feminine => article::Gender::Feminine,
        }
    }
}

/// What a phrase is as a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nature {
    pub(super) sort: Sort,
    pub(super) anonymous: bool,
    /// How surely it can speak at all.
    pub(super) plausible: bool,
    /// A given name stands in it.
    pub(super) named: bool,
    pub(super) gender: Gender,
    pub(super) plural: bool,
}

/// Reads the nature of a noun phrase from its words.
pub(super) fn nature(tokens: &Tokens<'_, '_>, np: &Np) -> Nature {
    nature_of_head(tokens, np, Key::new(&np.head(tokens)))
}

/// As [`nature`], given the match key of the phrase's head.
pub(super) fn nature_of_head(tokens: &Tokens<'_, '_>, np: &Np, key: Key<'_>) -> Nature {
    let lexicon = Lexicon::builtin();
    let head = np.head_word(tokens);
    let definite = key.begins("ال");
    let bare = key.behind("ال").unwrap_or(key);
    let mut words = np.tokens().filter(|&i| tokens.kind(i) == Kind::Word);
    let first = words.next();
    let second = words.next();
    let third = words.next();
    let title = head.title.or_else(|| {
        // Titles of several words: ولي العهد.
        let start = np.start();
        let begins = head.is(Marks::TITLE_BEGINS) && tokens.is(start + 1, Marks::SECOND);
        let keys = || [key, tokens.key(start + 1), tokens.key(start + 2)];
        begins
            .then(|| lexicon.titles().longest_of(&keys(), |_| true))?
            .map(|(_, title)| title.class())
    });
    let anonymous_class = head.is(Marks::ANONYMOUS);
    let named = is_named(tokens, np, title, anonymous_class);
    // The words that a name of several words may have. Most have no more than one: no list is then asked.
    let goes_on = second.is_some_and(|i| tokens.is(i, Marks::SECOND));
    let longer = || {
        let [second, third] = [second, third].map(|i| i.map_or(Key::default(), |i| tokens.key(i)));
        [key, second, third]
    };
    let agency = if goes_on {
        head.is(Marks::AGENCY_BEGINS)
            && lexicon
                .agencies()
                .longest_of(&longer(), |_| true)
                .is_some_and(|(n, agency)| n > 1 || !agency.is_ambiguous())
    } else {
        head.is(Marks::AGENCY) && (!head.is(Marks::AGENCY_AMBIGUOUS) || second.is_none())
    };
    let country = head.is(Marks::COUNTRY)
        || head.is(Marks::COUNTRY_BEGINS)
            && goes_on
            && lexicon
                .countries()
                .longest_of(&longer(), |_| true)
                .is_some_and(|(n, _)| n > 1);
    let document = head.is(Marks::DOCUMENT);
    // مسؤولو الشركة, منسوبو الهيئة
    let in_construct = || {
        let singular = key
            .before("و")
            .filter(|_| second.is_some_and(|i| tokens.is_definite(i)));
        singular.is_some_and(|singular| {
            key.begins("م") && key.has_letters(5) && !head.is(Marks::GIVEN_NAME.or(Marks::NAME))
                || Lexis::get().word(singular).title.is_some()
        })
    };
    // مؤيدوه, منتقدوها
    let of_his = || {
        let plural = key
            .enclitic()
            .and_then(|(stem, _)| stem.before("و"))
            .filter(|stem| stem.begins("م") && stem.has_letters(4));
        plural.is_some() && !raw_feminine(tokens, np)
    };
    let group = head.is(Marks::GROUP.or(Marks::PLURAL_TITLE))
        || !definite && second.is_none() && of_his()
        || definite && key.ends("ون") && key.has_letters(6)
        // مقاتلون سوريون: the adjective shows that it is no name.
        || !definite
            && key.ends("ون")
            && key.has_letters(5)
            && second.is_some_and(|i| tokens.ends(i, "ون") && !tokens.is_definite(i))
        || !definite && in_construct();
    let quantified =
        tokens.class(np.start()) == Some(FunctionClass::Quantifier) || head.is(Marks::QUANTIFIER);
    let nameless_rest = || {
        [second, third]
            .into_iter()
            .flatten()
            .any(|i| tokens.word(i).either(Marks::ANONYMOUS))
    };
    let anonymous_head = anonymous_class
        || definite && bare.is_any(["مصدر", "مصادر"])
        || quantified && (bare == "بعض" || nameless_rest());
    let indefinite = !definite && !second.is_some_and(|i| tokens.is_definite(i));
    let person_title = title.is_some_and(|class| {
        !matches!(
            class,
            TitleClass::OrganisationHead | TitleClass::MediaHead | TitleClass::DocumentHead
        )
    });
    let anonymous = !named
        && (anonymous_head && (bare.is_any(["مصدر", "مصادر", "شهود"]) || indefinite || quantified)
            || indefinite
                && person_title
                && title != Some(TitleClass::Modifier)
                && second.is_none_or(|i| {
                    tokens.is(i, Marks::NATIONALITY) || tokens.key(i).is_any(["", "في", "من", "ب"])
                }));
    let media = agency || title == Some(TitleClass::MediaHead);
    let institution = head.either(Marks::INSTITUTION);
    let sort = if anonymous {
        Sort::Unnamed
    } else if document || title == Some(TitleClass::DocumentHead) {
        Sort::Document
    } else if media {
        Sort::Media
    } else if country || head.either(Marks::GOVERNMENT) {
        Sort::State
    } else if title == Some(TitleClass::OrganisationHead) || institution {
        Sort::Organisation
    } else if group || quantified {
        Sort::Group
    } else if person_title || named || !definite {
        Sort::Person
    } else {
        Sort::Organisation
    };
    let speaks = anonymous
        || document
        || media
        || country
        || head.is(Marks::PLACE.or(Marks::GIVEN_NAME))
        || group
        || quantified
        || title.is_some()
        || named
        || institution
        || head.either(Marks::RELATION)
        || head.is(Marks::PEER);
    // أبوداود, عبدالعاطي: a name by its shape; معاليه: a style.
    let shaped = || {
        second.is_none()
            && !definite
            && ((key.begins("ابو") || key.begins("عبدال")) && key.has_letters(6)
                || style_of(key).is_some())
    };
    // A letter alone is no name, but the title before one with its dot: د. سالم.
    let plausible = (speaks || shaped())
        && (key.has_letters(2) || second.is_some() && tokens.kind(np.start() + 1) == Kind::Stop);
    Nature {
        gender: gender(tokens, np, key, head, first.is_some()),
        plural: group,
        sort,
        anonymous,
        plausible,
        named,
    }
}

/// Whether the head is written with the ending of the feminine.
fn raw_feminine(tokens: &Tokens<'_, '_>, np: &Np) -> bool {
    tokens.raw(np.start()).ends_with('ة')
}

/// The style that the word is with a pronoun, with its hash: سمو of سموه.
pub(super) fn style_of(key: Key<'_>) -> Option<(u64, &'static Word)> {
    let (stem, _) = key.enclitic()?;
    // ة is written ت before a pronoun.
    let hashes = match stem.before("ت") {
        Some(bare) => bare.hashes_with("ه"),
        None => stem.hashes(),
    };
    let style = Lexis::get().of_hashes(hashes);
    style.is(Marks::STYLE).then_some((hashes.whole, style))
}

/// Whether a given name stands in the phrase. An ambiguous one counts after a title only; تركي after an indefinite noun
/// is an adjective.
fn is_named(
    tokens: &Tokens<'_, '_>,
    np: &Np,
    title: Option<TitleClass>,
    anonymous_class: bool,
) -> bool {
    np.tokens()
        .filter(|&i| tokens.kind(i) == Kind::Word)
        .enumerate()
        .any(|(n, i)| {
            let word = tokens.word(i);
            let adjective = || word.is(Marks::NATIONALITY) || tokens.ends(i, "ي");
            word.is(Marks::NAME)
                && !(n == 0 && title.is_some())
                && !(n == 1 && anonymous_class && adjective())
                || n > 0
                    && !anonymous_class
                    && word.is(Marks::GIVEN_NAME)
                    && !word.is(Marks::NATIONALITY.or(Marks::COUNTRY))
                    && !tokens.is_definite(i)
        })
}

/// Gender by form: a feminine title or name, a head in ة.
fn gender(tokens: &Tokens<'_, '_>, np: &Np, key: Key<'_>, head: &Word, worded: bool) -> Gender {
    let raw = tokens.raw(np.start());
    // نظيره is his peer, نظيرة a woman: the key alone does not tell.
    let his = || key.ends("ه") && !raw.contains('ة');
    if head.is(Marks::FEMININE_TITLE) && !his() {
        return Gender::Feminine;
    }
    if head.is(Marks::PLURAL_TITLE) {
        return Gender::Unknown;
    }
    // The ة of the head as written: folding makes it ه.
    let marked = |c| matches!(c, '\u{064B}'..='\u{0652}');
    if !head.is(Marks::NAME)
        && (raw.ends_with('ة')
            || tokens.is_marked(np.start()) && raw.trim_end_matches(marked).ends_with('ة'))
    {
        return Gender::Feminine;
    }
    if head.title.is_some() {
        return Gender::Masculine;
    }
    // السلطات, القوات: bodies agree like a woman.
    if head.either(Marks::INSTITUTION) && key.ends("ات") && key.has_letters(5) {
        return Gender::Feminine;
    }
    match head.bearers.filter(|_| worded) {
        Some(Bearers::Feminine) => Gender::Feminine,
        Some(Bearers::Masculine) => Gender::Masculine,
        _ => Gender::Unknown,
    }
}
