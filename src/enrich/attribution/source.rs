//! The noun phrase that speaks: where it ends, what it is.

use std::ops::Range;

use super::lexis::{Classes, Form, Lexis};
use super::tokens::{Kind, Tokens};
use crate::article::{Gender, VoiceSort};
use crate::lexicon::{self, FunctionClass, Lexicon, TitleClass};

/// The longest noun phrase that is read, in tokens.
const MAX_TOKENS: usize = 32;

/// A noun phrase: token ranges without the insertions between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Np {
    pub(super) pieces: Vec<Range<usize>>,
    /// Letters of the first token that belong to a preposition or conjunction before the phrase.
    pub(super) proclitic: Proclitic,
}

/// What is written together with the first word of a phrase and does not belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Proclitic {
    #[default]
    None,
    /// و, ف or ل: one letter.
    Letter,
    /// لل: ل and the article, whose alef is not written.
    LiArticle,
}

impl Np {
    pub(super) fn start(&self) -> usize {
        self.pieces.first().map_or(0, |p| p.start)
    }

    pub(super) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.end)
    }

    /// The tokens of all pieces.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.pieces.iter().flat_map(Clone::clone)
    }

    /// The match key of its first word, without a proclitic.
    pub(super) fn head<'a>(&self, tokens: &'a Tokens<'_>) -> std::borrow::Cow<'a, str> {
        let first = self.tokens().find(|&i| tokens.kind(i) == Kind::Word);
        let key = first.map_or("", |i| tokens.key(i));
        if first == Some(self.start()) {
            self.proclitic.strip(key)
        } else {
            key.into()
        }
    }
}

impl Proclitic {
    fn strip(self, key: &str) -> std::borrow::Cow<'_, str> {
        let mut chars = key.chars();
        match self {
            Proclitic::None => key.into(),
            Proclitic::Letter => {
                chars.next();
                chars.as_str().into()
            }
            Proclitic::LiArticle => {
                chars.next();
                format!("ا{}", chars.as_str()).into()
            }
        }
    }
}

/// What is known of the word at `i`.
struct Word<'a> {
    key: &'a str,
    class: Option<FunctionClass>,
}

/// Reads the noun phrase that starts at `from` and ends before `limit`.
pub(super) fn noun_phrase(tokens: &Tokens<'_>, from: usize, limit: usize) -> Option<Np> {
    let lexis = Lexis::get();
    let limit = limit.min(from + MAX_TOKENS).min(tokens.len());
    let mut np = Np::default();
    let mut piece = from;
    let mut i = from;
    let close = |np: &mut Np, piece: usize, end: usize| {
        if end > piece {
            np.pieces.push(piece..end);
        }
    };
    while i < limit {
        let empty = np.pieces.is_empty() && i == piece;
        match tokens.kind(i) {
            Kind::Open => {
                let Some(end) = tokens.pair(i) else { break };
                let short = tokens.is_closed(i) && end < limit && end - i <= 6;
                if !short {
                    break;
                }
                i = end + 1;
            }
            Kind::BracketOpen | Kind::Dash => {
                if empty {
                    break;
                }
                // صحيفة (…): the bracket holds the name.
                let named = i > from
                    && tokens.kind(i) == Kind::BracketOpen
                    && [from, i - 1]
                        .iter()
                        .any(|&k| title_class(tokens, k) == Some(TitleClass::MediaHead));
                match tokens.insertion_end(i) {
                    Some(end) if named && end <= limit => i = end,
                    Some(end) if end <= limit => {
                        close(&mut np, piece, i);
                        piece = end;
                        i = end;
                    }
                    _ => break,
                }
            }
            Kind::Comma => {
                if empty {
                    break;
                }
                match apposition(tokens, i, limit) {
                    Some(end) => i = end,
                    None => break,
                }
            }
            Kind::Number => {
                if !empty && ends_before_number(tokens, i) {
                    break;
                }
                i += 1;
            }
            Kind::Word => {
                let word = Word {
                    key: tokens.key(i),
                    class: tokens.class(i),
                };
                if !continues(tokens, lexis, &word, i, empty, limit) {
                    break;
                }
                i += 1;
            }
            _ => break,
        }
    }
    // A preposition or conjunction at the end belongs to what follows.
    let mut end = i;
    while end > piece
        && (matches!(
            tokens.class(end - 1),
            Some(FunctionClass::Preposition | FunctionClass::Conjunction)
        ) || tokens.kind(end - 1) == Kind::Comma)
    {
        end -= 1;
    }
    close(&mut np, piece, end);
    (!np.pieces.is_empty()).then_some(np)
}

/// Whether a number at `i` starts a date, age or count outside the phrase.
fn ends_before_number(tokens: &Tokens<'_>, i: usize) -> bool {
    !matches!(tokens.class(i - 1), Some(FunctionClass::Preposition)) // i > 0: the phrase is not empty
}

fn continues(
    tokens: &Tokens<'_>,
    lexis: &Lexis,
    word: &Word<'_>,
    i: usize,
    empty: bool,
    limit: usize,
) -> bool {
    let next = tokens.key(i + 1);
    if !empty && (is_name_word(word.key) || in_name(tokens, i)) {
        return true;
    }
    if empty && is_name_ali(tokens, i) {
        return true;
    }
    // An indefinite noun in the accusative is an adverb or an object.
    if !empty && (has_tanwin(tokens.raw(i)) || is_finite(tokens, i)) {
        return false;
    }
    match word.class {
        Some(FunctionClass::Preposition) => {
            if empty || i + 1 >= limit {
                return false;
            }
            return match word.key {
                "في" => !starts_adverbial(tokens, i),
                "من" => {
                    Lexicon::builtin()
                        .agencies()
                        .get(tokens.key(i - 1))
                        .is_none_or(|agency| agency.kind() == lexicon::AgencyKind::Generic)
                        && !matches!(
                            next,
                            "جانبه"
                                | "جانبها"
                                | "جهته"
                                | "جهتها"
                                | "ان"
                                | "خلال"
                                | "قبل"
                                | "دون"
                        )
                }
                "لدي" => true,
                "داخل" => tokens.key(i - 1) == "من",
                "عن" => matches!(
                    tokens.key(i - 1),
                    "الصادر"
                        | "الصادره"
                        | "صادر"
                        | "صادره"
                        | "المسؤول"
                        | "مسؤول"
                        | "المسؤوله"
                        | "الناطق"
                ),
                "علي" => matches!(
                    tokens.key(i - 1),
                    "المشرف"
                        | "المشرفه"
                        | "مطلع"
                        | "مطلعه"
                        | "المطلع"
                        | "مطلعون"
                        | "القائم"
                        | "القائمون"
                        | "القائمين"
                ),
                _ => false,
            };
        }
        Some(FunctionClass::Quantifier) => {
            return empty
                || !matches!(
                    word.key,
                    "بعض"
                        | "كل"
                        | "العديد"
                        | "الكثير"
                        | "معظم"
                        | "جميع"
                        | "كافه"
                        | "الاف"
                        | "مئات"
                        | "عده"
                );
        }
        Some(FunctionClass::Demonstrative) => return empty && next.starts_with("ال"),
        // مدير عام, أمين عام
        Some(FunctionClass::Time) => {
            return word.key == "عام" && !empty && title_class(tokens, i - 1).is_some();
        }
        Some(FunctionClass::Verb) => {
            // Names and nouns that are spelt like verbs: only inside a phrase, after its head.
            return !empty
                && lexis.verb(word.key).is_none_or(|hit| hit.reading.also_noun)
                && word.key.starts_with("ال");
        }
        Some(_) => return false,
        None => {}
    }
    if is_complementiser(word.key)
        || matches!(
            word.key,
            "بصفته"
                | "بصفتها"
                | "بوصفه"
                | "بوصفها"
                | "باعتباره"
                | "باعتبارها"
                | "ممثلا"
                | "نيابه"
                | "وهو"
                | "وهي"
        )
    {
        return false;
    }
    let classes = lexis.classes(word.key);
    if classes.has(Classes::TRANSPARENT)
        || classes.has(Classes::SAYING)
        || classes.has(Classes::OPENER)
    {
        return false;
    }
    if is_recipient(tokens, i) || is_time(word.key) {
        return false;
    }
    // لأعضاء: whom it was said to.
    if !empty
        && let Some(rest) = word.key.strip_prefix('ل')
        && (lexis.classes(rest).has(Classes::ADDRESSEE)
            || lexis.classes(rest).has(Classes::ANONYMOUS))
    {
        return false;
    }
    if let Some(hit) = lexis.verb(word.key) {
        match hit.reading.form {
            Form::Participle => return false,
            Form::Masdar => {}
            _ if hit.reading.also_noun && !hit.conjunction && !empty => {}
            _ => return empty && hit.reading.also_noun && !hit.conjunction,
        }
    }
    if !empty && word.key.ends_with("يا") && !word.key.starts_with("ال") {
        // هاتفيا، رسميا: adverbs, unless the name of a country or person.
        let places = Lexicon::builtin();
        if !places.countries().contains(word.key)
            && !places.places().contains(word.key)
            && !is_name_word(word.key)
        {
            return false;
        }
    }
    true
}

/// Whether في at `i` opens an adverbial: a channel, a time, an occasion.
pub(super) fn starts_adverbial(tokens: &Tokens<'_>, i: usize) -> bool {
    let lexis = Lexis::get();
    let next = tokens.key(i + 1);
    lexis.is(next, Classes::CHANNEL)
        || tokens.kind(i + 1) == Kind::Open
        || tokens.kind(i + 1) == Kind::Number
        || is_time(next)
        || matches!(
            tokens.class(i + 1),
            Some(FunctionClass::Time | FunctionClass::Demonstrative)
        )
        || matches!(
            next,
            "وقت"
                | "ختام"
                | "اعقاب"
                | "الوقت"
                | "سياق"
                | "اطار"
                | "معرض"
                | "اشاره"
                | "ظل"
                | "اول"
                | "هذا"
                | "كلمه"
                | "تعليق"
                | "رد"
                | "حفل"
                | "افتتاح"
                | "مستهل"
                | "بدايه"
                | "نهايه"
                | "غضون"
                | "الاثناء"
                | "المقابل"
                | "منشور"
        )
}

/// The end of an apposition after the comma at `comma`: a title or a name up to the next comma or `limit`.
fn apposition(tokens: &Tokens<'_>, comma: usize, limit: usize) -> Option<usize> {
    let first = comma + 1;
    let words = tokens.keys::<3>(first);
    let title = Lexicon::builtin()
        .titles()
        .longest_at(&words)
        .map(|(_, t)| t.class());
    let titled = tokens.key(first) == "القائم"
        || title.is_some_and(|class| {
            !matches!(
                class,
                TitleClass::MediaHead | TitleClass::DocumentHead | TitleClass::OrganisationHead
            )
        });
    let named = is_name_word(tokens.key(first));
    if !titled && !named {
        return None;
    }
    let mut i = first;
    while i < limit && i - comma <= 14 {
        match tokens.kind(i) {
            Kind::Comma => break,
            Kind::Word => {
                let class = tokens.class(i);
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
                let verb = Lexis::get().verb(tokens.key(i)).is_some_and(|hit| {
                    matches!(hit.reading.form, Form::Perfect | Form::Imperfect)
                        && !hit.reading.also_noun
                });
                if (stops || verb) && !is_name_word(tokens.key(i)) {
                    return None;
                }
                if tokens.key(i) == "في" && starts_adverbial(tokens, i) {
                    return Some(i);
                }
                i += 1;
            }
            Kind::Number | Kind::Open | Kind::Close => i += 1,
            _ => return None,
        }
    }
    // Only a closed apposition, or one that reaches the end of the phrase, is one.
    (i == limit || tokens.kind(i) == Kind::Comma).then_some(i)
}

/// أن, إن and their forms with pronouns, by their match keys.
pub(super) fn is_complementiser(key: &str) -> bool {
    let bare = key.strip_prefix('ب').unwrap_or(key);
    matches!(
        bare,
        "ان" | "انه"
            | "انها"
            | "انهم"
            | "انهما"
            | "انهن"
            | "اني"
            | "انني"
            | "اننا"
            | "انك"
            | "الا"
    ) && key != "الا"
}

/// Whether a word with ل at `i` names whom the statement was made to.
pub(super) fn is_recipient(tokens: &Tokens<'_>, i: usize) -> bool {
    let key = tokens.key(i);
    if key == "ل" {
        return true;
    }
    let Some(rest) = key.strip_prefix('ل') else {
        return false;
    };
    let full = rest.strip_prefix('ل').map(|bare| format!("ال{bare}"));
    let word = full.as_deref().unwrap_or(rest);
    let lexicon = Lexicon::builtin();
    let lexis = Lexis::get();
    if lexis.is(word, Classes::RECIPIENT) {
        return true;
    }
    if word.len() < 6 {
        return false;
    }
    let words = [
        word,
        tokens.key(i + 1),
        tokens.key(i + 2),
        tokens.key(i + 3),
    ];
    lexicon
        .agencies()
        .longest_where(&words, |agency| {
            agency.kind() != lexicon::AgencyKind::Generic
        })
        .is_some_and(|(n, agency)| {
            n > 1 || !agency.is_ambiguous() || matches!(word, "الجزيره" | "العربيه")
        })
}

/// Whether the word tells a time: a weekday, a month, a word like صباح.
pub(super) fn is_time(key: &str) -> bool {
    let lexicon = Lexicon::builtin();
    lexicon.weekdays().contains(key)
        || lexicon
            .months()
            .get(key)
            .is_some_and(|month| !month.is_ambiguous())
        || matches!(
            key,
            "اليوم"
                | "امس"
                | "مساء"
                | "صباح"
                | "فجر"
                | "ظهر"
                | "ليل"
                | "الليله"
                | "غدا"
                | "الاسبوع"
                | "خلال"
                | "عقب"
                | "يوم"
                | "الان"
                | "انذاك"
                | "حينها"
                | "الماضي"
                | "الماضيه"
                | "المقبل"
                | "مؤخرا"
                | "سابقا"
                | "لاحقا"
        )
}

/// The class of the title or head noun at `i`, through a proclitic و or ل.
pub(super) fn title_class(tokens: &Tokens<'_>, i: usize) -> Option<TitleClass> {
    title_of(tokens.key(i))
}

pub(super) fn title_of(key: &str) -> Option<TitleClass> {
    Lexicon::builtin()
        .titles()
        .get(key)
        .map(|title| title.class())
}

/// Whether the word at `i` continues a name whatever else it may be: أبو طالب, محمد علي.
pub(super) fn in_name(tokens: &Tokens<'_>, i: usize) -> bool {
    if i == 0 || tokens.kind(i - 1) != Kind::Word {
        return false;
    }
    // أطباء بلا حدود
    if matches!((tokens.key(i), tokens.key(i + 1)), ("بلا", "حدود")) {
        return true;
    }
    matches!(
        tokens.key(i - 1),
        "ابو" | "ابي" | "ابا" | "بن" | "ابن" | "عبد" | "ولد" | "بنت" | "ال"
    ) || is_name_ali(tokens, i) && is_name_word(tokens.key(i - 1))
}

/// علي the name, written with ي where the preposition has ى.
fn is_name_ali(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.key(i) == "علي"
        && tokens.raw(i).ends_with('ي')
        && (!tokens.key(i + 1).starts_with("ال") || i > 0 && is_name_word(tokens.key(i - 1)))
}

/// Whether the word ends in a written tanwin of the accusative.
fn has_tanwin(raw: &str) -> bool {
    raw.contains('\u{064B}')
}

/// Whether an unknown word has the shape of a verb in the perfect with the ت of the feminine.
///
/// Only after a definite word: a foreign name may end like one.
pub(super) fn is_finite(tokens: &Tokens<'_>, i: usize) -> bool {
    let key = tokens.key(i);
    if i == 0 || !tokens.key(i - 1).starts_with("ال") {
        return false;
    }
    let Some(stem) = key.strip_suffix('ت') else {
        return false;
    };
    let lexicon = Lexicon::builtin();
    stem.chars().count() >= 4
        && !stem.ends_with('ا')
        && !stem.ends_with('و')
        && !stem.ends_with('ي')
        && !key.starts_with("ال")
        && tokens.raw(i).ends_with('ت')
        && !lexicon.given_names().contains(key)
        && !lexicon.places().contains(key)
        && !lexicon.countries().contains(key)
        && !lexicon.agencies().contains_word(key)
}

/// Whether the word is a given name or a particle of names.
pub(super) fn is_name_word(key: &str) -> bool {
    let lexicon = Lexicon::builtin();
    lexicon
        .given_names()
        .get(key)
        .is_some_and(|name| !name.is_ambiguous())
        || matches!(
            key,
            "بن" | "ابن" | "ابو" | "ابي" | "ال" | "عبد" | "ولد" | "بنت"
        )
}

/// What a phrase is as a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Nature {
    pub(super) sort: VoiceSort,
    pub(super) anonymous: bool,
    /// How surely it can speak at all.
    pub(super) plausible: bool,
    /// A given name stands in it.
    pub(super) named: bool,
    pub(super) gender: Gender,
    pub(super) plural: bool,
}

/// Reads the nature of a noun phrase from its words.
pub(super) fn nature(tokens: &Tokens<'_>, np: &Np) -> Nature {
    let lexis = Lexis::get();
    let lexicon = Lexicon::builtin();
    let head = np.head(tokens);
    let head = &*head;
    let definite = head.starts_with("ال");
    let bare = head.strip_prefix("ال").unwrap_or(head);
    let title = title_of(head).or_else(|| {
        // Titles of several words: ولي العهد.
        let start = np.start();
        let words = [head, tokens.key(start + 1), tokens.key(start + 2)];
        lexicon.titles().longest_at(&words).map(|(_, t)| t.class())
    });
    let words: Vec<usize> = np
        .tokens()
        .filter(|&i| tokens.kind(i) == Kind::Word)
        .collect();
    let second = words.get(1).map_or("", |&i| tokens.key(i));
    // An ambiguous name counts after a title only; تركي after an indefinite noun is an adjective.
    let anonymous_class = lexis.classes(head).has(Classes::ANONYMOUS);
    let adjective = |key: &str| lexicon.nationalities().contains(key) || key.ends_with('ي');
    let named = words.iter().enumerate().any(|(n, &i)| {
        let key = tokens.key(i);
        is_name_word(key)
            && !(n == 0 && title.is_some())
            && !(n == 1 && anonymous_class && adjective(key))
            || n > 0
                && !anonymous_class
                && lexicon.given_names().contains(key)
                && !key.starts_with("ال")
                && !lexicon.nationalities().contains(key)
                && !lexicon.countries().contains(key)
    });
    let first_words = [head, second, words.get(2).map_or("", |&i| tokens.key(i))];
    let agency = lexicon
        .agencies()
        .longest_at(&first_words)
        .filter(|(n, agency)| *n > 1 || !agency.is_ambiguous() || words.len() == 1);
    let country = lexicon.countries().contains(head)
        || lexicon
            .countries()
            .longest_at(&first_words)
            .is_some_and(|(n, _)| n > 1);
    let classes = lexis.classes(head);
    let document = classes.has(Classes::DOCUMENT);
    let group = classes.has(Classes::GROUP)
        || title_plural(head)
        || definite && head.ends_with("ون") && head.chars().count() >= 6;
    let quantified = tokens.class(np.start()) == Some(FunctionClass::Quantifier)
        || classes.has(Classes::QUANTIFIER);
    let anonymous_head = anonymous_class
        || definite && matches!(bare, "مصدر" | "مصادر")
        || quantified
            && words.get(1..).is_some_and(|rest| {
                rest.iter()
                    .take(2)
                    .any(|&i| lexis.is(tokens.key(i), Classes::ANONYMOUS))
            })
        || quantified && matches!(bare, "بعض");
    let indefinite = !definite && !second.starts_with("ال");
    let anonymous = anonymous_head
        && !named
        && (matches!(bare, "مصدر" | "مصادر" | "شهود") || indefinite || quantified)
        || !named
            && indefinite
            && title.is_some_and(|class| {
                !matches!(
                    class,
                    TitleClass::OrganisationHead
                        | TitleClass::MediaHead
                        | TitleClass::DocumentHead
                        | TitleClass::Modifier
                )
            })
            && (second.is_empty()
                || lexicon.nationalities().contains(second)
                || matches!(second, "في" | "من" | "ب"));
    let media = agency.is_some() || title == Some(TitleClass::MediaHead);
    let person_title = title.is_some_and(|class| {
        !matches!(
            class,
            TitleClass::OrganisationHead | TitleClass::MediaHead | TitleClass::DocumentHead
        )
    });
    let sort = if anonymous {
        VoiceSort::Unnamed
    } else if document || title == Some(TitleClass::DocumentHead) {
        VoiceSort::Document
    } else if media {
        VoiceSort::Media
    } else if country || matches!(bare, "حكومه" | "رئاسه" | "دوله" | "مملكه") {
        VoiceSort::State
    } else if title == Some(TitleClass::OrganisationHead) || is_organisation(bare) {
        VoiceSort::Organisation
    } else if group || quantified {
        VoiceSort::Group
    } else if person_title || named {
        VoiceSort::Person
    } else if definite {
        VoiceSort::Organisation
    } else {
        VoiceSort::Person
    };
    let place = lexicon.places().contains(head);
    let plausible = anonymous
        || document
        || media
        || country
        || place
        || group
        || quantified
        || title.is_some()
        || named
        || is_organisation(bare)
        || lexis.is(head, Classes::RELATION)
        || head.starts_with("نظير")
        || lexicon.given_names().contains(head);
    Nature {
        gender: gender(tokens, np, head, &words),
        plural: group,
        sort,
        anonymous,
        plausible,
        named,
    }
}

/// Whether the word, with or without its article, heads an institution.
pub(super) fn is_organisation_head(key: &str) -> bool {
    is_organisation(key.strip_prefix("ال").unwrap_or(key))
}

/// Heads of institutions beside those of the titles' list.
fn is_organisation(bare: &str) -> bool {
    matches!(
        bare,
        "شركه"
            | "مؤسسه"
            | "جمعيه"
            | "اداره"
            | "سلطه"
            | "سلطات"
            | "هيئه"
            | "اتحاد"
            | "بنك"
            | "مصرف"
            | "جامعه"
            | "قياده"
            | "كتائب"
            | "قوات"
            | "بلديه"
            | "محافظه"
            | "امم"
            | "دفاع"
            | "خارجيه"
            | "داخليه"
            | "برلمان"
            | "كونغرس"
            | "بنتاغون"
            | "كرملين"
            | "نقابه"
            | "غرفه"
            | "مفوضيه"
            | "مديريه"
            | "حلف"
            | "فريق"
            | "نادي"
            | "امانه"
            | "صندوق"
            | "بعثه"
            | "مكتب"
            | "مليشيا"
            | "فصائل"
            | "لواء"
            | "تنظيم"
            | "عشائر"
            | "اسره"
            | "عائله"
            | "مستشفي"
            | "مدرسه"
            | "معهد"
    )
}

fn title_plural(head: &str) -> bool {
    let Some(title) = Lexicon::builtin().titles().get(head) else {
        return false;
    };
    title
        .plural()
        .any(|form| crate::arabic::fold::fold_chars(form).eq(head.chars()))
}

/// Gender by form: a feminine title or name, a head in ة.
fn gender(tokens: &Tokens<'_>, np: &Np, head: &str, words: &[usize]) -> Gender {
    use crate::lexicon::Gender as NameGender;
    let lexicon = Lexicon::builtin();
    if let Some(title) = lexicon.titles().get(head) {
        let is = |form: &str| crate::arabic::fold::fold_chars(form).eq(head.chars());
        // نظيره is his peer, نظيرة a woman: the key alone does not tell.
        let his = head.ends_with('ه') && !tokens.raw(np.start()).contains('ة');
        if title.feminine().any(is) && !his {
            return Gender::Feminine;
        }
        if title.plural().any(is) {
            return Gender::Unknown;
        }
    }
    // The ة of the head as written: folding makes it ه.
    let raw = tokens.raw(np.start());
    if raw
        .trim_end_matches(|c| matches!(c, '\u{064B}'..='\u{0652}'))
        .ends_with('ة')
        && !is_name_word(head)
    {
        return Gender::Feminine;
    }
    if lexicon.titles().contains(head) {
        return Gender::Masculine;
    }
    match words
        .first()
        .and_then(|_| lexicon.given_names().get(head))
        .map(|name| name.gender())
    {
        Some(NameGender::Feminine) => Gender::Feminine,
        Some(NameGender::Masculine) => Gender::Masculine,
        _ => Gender::Unknown,
    }
}
