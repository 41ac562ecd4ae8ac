//! Whom a verb concerns: an object that the phrase of the subject runs on into, or that stands in its place.

use super::deeds::is_deed;
use super::key::Key;
use super::lexis::{Lexis, Number, VerbHit};
use super::nature::{Gender, nature};
use super::phrase::Np;
use super::quotes::heads_name;
use super::recipient::is_full_name;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN};
use crate::lexicon::{AgencyKind, FunctionClass, Lexicon, TitleClass};

/// Cuts the object from a phrase that runs on into it: a second head after a complete first one. `None` where the
/// phrase is all object: ناشد المجتمع الدولي.
pub(super) fn without_object(tokens: &Tokens<'_, '_>, np: Np) -> Option<Np> {
    let piece = np.first.clone();
    let first = tokens.key(piece.start);
    let first_word = tokens.word(piece.start);
    // The sound masculine plural shows its case: المتظاهرين is no subject.
    let plural = |k: usize| {
        let key = tokens.key(k);
        key.begins("ال") && key.ends("ين") && key.has_letters(7) && !tokens.is(k, Marks::NAME)
    };
    // الحجاج الخليجيين: nor is what has such an adjective.
    let second = piece.start + 1;
    let oblique = plural(piece.start)
        || piece.contains(&second)
            && first.begins("ال")
            && first_word.title.is_none()
            && tokens.is(second, Marks::NATIONALITY)
            && plural(second);
    // كل من الوزير والنائب: who they are.
    let each = first == "كل" && tokens.key(second) == "من";
    if first_word.is(Marks::ADDRESSEE) && first_word.title.is_none() && !each || oblique {
        // طالب الأهالي الجهات المعنية: two of them, of whom the first speaks.
        let second = piece.start + 1;
        let called = tokens.word(second);
        let speaks = !oblique
            && piece.contains(&second)
            && tokens.is_definite(piece.start)
            && tokens.is_definite(second)
            && (called.title.is_some() || called.either(Marks::INSTITUTION.or(Marks::ANONYMOUS)))
            && !called.is(Marks::NATIONALITY);
        return speaks.then(|| Np {
            proclitic: np.proclitic,
            ..Np::of(piece.start..second)
        });
    }
    let (mut complete, mut apposed) = (false, false);
    // صاحب السمو الملكي الأمير … أمير المنطقة: a style, a title and an office of one person.
    let style = if first.is_any(["صاحب", "صاحبه"]) {
        piece.start + 2 + usize::from(tokens.key(piece.start + 2) == "الملكي")
    } else {
        piece.start
    };
    let styled = style > piece.start && tokens.key(piece.start + 1) == "السمو";
    for k in piece.clone() {
        let key = tokens.key(k);
        let word = tokens.word(k);
        if styled && (k < style || word.title.is_some()) {
            continue;
        }
        if k > piece.start {
            let head = word
                .title
                .is_some_and(|class| class != TitleClass::Modifier)
                && !word.is(Marks::NATIONALITY)
                // الأمير سلطان: his name
                && !(k == piece.start + 1
                    && word.is(Marks::GIVEN_NAME)
                    && first_word.is_title_of_person()
                    && !key.begins("ال"))
                || word.is(Marks::COUNTRY)
                    && complete
                    && (!tokens.key(k - 1).is_empty()
                        // منظمة «…» إسرائيل
                        || tokens.kind(k - 1) == Kind::Close
                            && (first_word.title.is_some()
                                || first_word.either(Marks::INSTITUTION)))
                    // المملكة العربية السعودية
                    && !(key.begins("ال")
                        && key.ends("يه")
                        && tokens.is_definite(k - 1)
                        && tokens.raw(k - 1).ends_with('ة'))
                // واشنطن طهران
                || word.is(Marks::PLACE.or(Marks::COUNTRY))
                    && k == piece.start + 1
                    && first_word.is(Marks::PLACE.or(Marks::COUNTRY))
                    && !first_word.is(Marks::GIVEN_NAME)
                    && !key.begins("ال")
                // عباس الولايات المتحدة
                || word.is(Marks::COUNTRY_BEGINS)
                    && tokens.is(k + 1, Marks::SECOND)
                    && tokens.is(k - 1, Marks::NAME)
                || word.either(Marks::INSTITUTION.or(Marks::GOVERNMENT))
                || word.is(Marks::ADDRESSEE);
            // الوزير الخطة: a feminine noun is no adjective of a masculine title.
            let disagrees = k == piece.start + 1
                && first_word.title.is_some()
                && first.begins("ال")
                && !tokens.raw(piece.start).ends_with('ة')
                && key.begins("ال")
                && (tokens.raw(k).ends_with('ة')
                    // الرئيس القرار: nor is what is done.
                    || first_word.is_title_of_person()
                        && !word.is(Marks::NATIONALITY.or(Marks::NAME))
                        && key.behind("ال").is_some_and(is_deed));
            // العلي لاعبيه: a noun with the subject's pronoun is the object.
            let own = !key.begins("ال") && !word.is(Marks::NAME) && tokens.owned(k).is_some();
            let free =
                || (piece.start..k).all(|m| tokens.class(m) != Some(FunctionClass::Preposition));
            // المتحدث رويترز: an agency that is told; الدول العربية, مكتب رويترز and متحدث باسم وكالة رويترز have it in them.
            let agency = is_wire(tokens, k)
                && !tokens.is_definite(k)
                && !heads_name(tokens.word(k - 1))
                && !tokens.word(k - 1).either(Marks::INSTITUTION)
                && !(piece.start..k).any(|m| tokens.key(m) == "باسم")
                && free();
            // محتجون مبارك: a name after people is whom they mean.
            let person =
                first.ends("ون") && !first.begins("ال") && (word.is(Marks::GIVEN_NAME) || agency);
            let disagrees = disagrees || !adjoins(tokens, piece.start, k);
            // العقيبي المتقدمين: the oblique plural is no part of a phrase that is complete.
            let many =
                key.begins("ال") && key.ends("ين") && key.has_letters(7) && !word.is(Marks::NAME);
            // إدارة ويلسون الفلسطينيين: nor of one that has its name.
            let named = many
                && k == piece.start + 2
                && first_word.either(Marks::INSTITUTION.or(Marks::GOVERNMENT))
                && *tokens.word(k - 1) == UNKNOWN
                && !tokens.is_definite(k - 1)
                && !tokens.raw(k - 1).ends_with('ة');
            let called = many
                && (tokens.is_definite(k - 1) || tokens.is(k - 1, Marks::NAME))
                && (first.begins("ال")
                    || (piece.start..k).any(|m| tokens.is(m, Marks::NAME.or(Marks::GIVEN_NAME))))
                && free()
                || named;
            // الرئيس كريم الحداد المعارضة: behind a man's name what is feminine or many is no adjective.
            let others = first_word.is_title_of_person()
                && !tokens.raw(piece.start).ends_with('ة')
                && key.begins("ال")
                && (tokens.raw(k).ends_with('ة') || key.ends("ات") && key.has_letters(6))
                && !word.is(Marks::NAME)
                && (is_full_name(tokens, piece.start, k)
                    || k == piece.start + 2
                        && key.ends("ات")
                        && tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME)))
                && !tokens.raw(k - 1).ends_with('ة')
                // سالم يوسف السعايدة: a surname.
                && !(*word == UNKNOWN
                    && !tokens.is_definite(k - 1)
                    && tokens.raw(k).ends_with('ة'))
                && free();
            // كريم الحداد القرار: behind a surname with the article another word with it is no part of the name.
            // الرحبي الوضع: and behind one of the form of an adjective, alone.
            let surname = k == piece.start + 1
                && *first_word == UNKNOWN
                && first.begins("ال")
                && first.ends("ي")
                && !key.is_any(["العام", "العامه"]); // المدعي العام
            let thing = key.begins("ال")
                && tokens.is_definite(k - 1)
                && word.title.is_none()
                && !word.is(Marks::NAME.or(Marks::NATIONALITY).or(Marks::ATTRIBUTE))
                && !key.ends("ي")
                && !key.ends("يه")
                && (surname || is_full_name(tokens, piece.start, k))
                && free();
            // المساري كتلا نيابية: nor what stands in the accusative.
            let accusative = k == piece.start + 1
                && *first_word == UNKNOWN
                && *word == UNKNOWN
                && first.begins("ال")
                && !key.begins("ال")
                && key.ends("ا")
                && key.has_letters(4);
            let head =
                head || disagrees || own || called || agency || others || thing || accusative;
            // اتهمت السلطات اليمنية «الحوثيين»: behind a phrase that is complete, and not behind its head.
            let quoted = tokens.kind(k) == Kind::Open
                && (first.ends("ون")
                    || complete
                        && k > piece.start + 1
                        && tokens.is(k - 1, Marks::NATIONALITY)
                        && tokens.is_definite(k - 1));
            // لجامعة الدول: what has the article belongs to the noun without it.
            let owner = word.is(Marks::ADDRESSEE)
                && key.begins("ال")
                && tokens.key(k - 1).begins("ل")
                && !tokens.is_definite(k - 1)
                && !tokens.begins(k - 1, "لل");
            // للشؤون الخارجية: of which affairs
            let governed = owner
                // كريم ولد الشيخ
                || tokens.is(k - 1, Marks::NAME_PARTICLE)
                || tokens.ends(k - 1, "شوون")
                || tokens.class(k - 1) == Some(FunctionClass::Preposition)
                || tokens.key(k - 1) == "باسم";
            // سالم الحداد، رئيس البلدية: an apposition; what follows its second comma is none.
            let comma = tokens.kind(k - 1) == Kind::Comma;
            if comma && !apposed {
                (apposed, complete) = (true, false);
            }
            if complete && head && !governed || quoted || person {
                return Some(Np {
                    proclitic: np.proclitic,
                    ..Np::of(piece.start..k - usize::from(comma))
                });
            }
        }
        // زعيم الحزب: a title that is a name too heads what follows.
        let named = word.is(Marks::NAME) && (k > piece.start || word.title.is_none());
        // مصدر أمني وكالة النهار: with its adjective who is not named is complete.
        let described = k == piece.start + 1
            && first_word.title == Some(TitleClass::Anonymous)
            && !tokens.is_definite(k)
            && word.class.is_none()
            && (key.ends("ي") || key.ends("يه"));
        complete |= named
            || described
            || word.is(Marks::COUNTRY.or(Marks::NATIONALITY))
            || tokens.kind(k) == Kind::Close
            || key.begins("ال")
            // إدارة النادي is one head
            || k == piece.start
                && word.class.is_none()
                && word.title.is_none()
                && !word.either(Marks::INSTITUTION)
            || k > piece.start && tokens.is(k - 1, Marks::GIVEN_NAME)
            || k == piece.start + 1 && first_word.either(Marks::INSTITUTION);
    }
    Some(np)
}

/// Whether the word may be part of a personal name that nothing leads.
pub(super) fn is_of_name(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let word = tokens.word(k);
    tokens.kind(k) == Kind::Word
        && (*word == UNKNOWN || word.is(Marks::NAME.or(Marks::GIVEN_NAME)))
        && word.title.is_none()
        && !word.is(Marks::PLACE.or(Marks::COUNTRY).or(Marks::AGENCY))
}

/// Whether the name of a news agency begins with the word at `k`: رويترز, فرانس برس. Other outlets are named like what is
/// no outlet, as عاجل is.
fn is_wire(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let wire = || {
        let agencies = Lexicon::builtin().agencies();
        agencies.longest_of(&tokens.keys::<4>(k), |agency| {
            matches!(agency.kind(), AgencyKind::Wire)
        })
    };
    tokens.is(k, Marks::AGENCY_BEGINS)
        && wire().is_some_and(|(words, agency)| words > 1 || !agency.is_ambiguous())
}

/// Whether the word at `k` may be an adjective of the definite words before it, by its gender: المعارضة is none of
/// النظام السوري, nor المشهد of الصحيفة.
fn adjoins(tokens: &Tokens<'_, '_>, start: usize, k: usize) -> bool {
    let definite = |k: usize| tokens.kind(k) == Kind::Word && tokens.is_definite(k);
    if !(start..=k).all(definite) || tokens.is(k, Marks::NAME) {
        return true;
    }
    let feminine = |k: usize| tokens.raw(k).ends_with('ة');
    let before = k - 1; // k > start: the first word is definite by itself
    if feminine(before) {
        let plural = ["ات", "ي", "اء"].iter().any(|end| tokens.ends(k, end));
        // الدكتورة الحداد
        let surname = before == start
            && tokens.title(start).is_some_and(|class| {
                !matches!(
                    class,
                    TitleClass::OrganisationHead | TitleClass::MediaHead | TitleClass::DocumentHead
                )
            });
        return feminine(k) || plural || surname;
    }
    !(before > start && tokens.is(before, Marks::NATIONALITY) && feminine(k))
}

/// Ends a phrase that holds both who accuses and whom, without a sign between them, behind the adjective of the first:
/// اتهم القضاء المصري الحداد بكذا. A second adjective is no other.
pub(super) fn before_accused(tokens: &Tokens<'_, '_>, np: &mut Np, limit: usize) {
    let (second, third) = (np.start() + 1, np.start() + 2);
    let definite = |k: usize| tokens.kind(k) == Kind::Word && tokens.is_definite(k);
    let relates = tokens.ends(third, "ي") || tokens.ends(third, "يه");
    // اتهم الرئيس الفرنسي المخلوع: he is accused.
    if np.end() == limit
        && tokens.is(np.start(), Marks::ACCUSER)
        && np.more.is_empty()
        && np.first.len() == 3
        && np.first.clone().all(definite)
        && tokens.is(second, Marks::NATIONALITY)
        && tokens.title(third).is_none()
        && *tokens.word(third) == UNKNOWN
        && !relates
        && !tokens
            .key(third)
            .is_any(["السابق", "الجديد", "الاسبق", "المنتخب", "الاعلي", "العام"])
    {
        np.first.end = third;
    }
}

/// Whether the phrase behind a verb that takes whom it concerns is just that, and no subject: ودعا الحكومة إلى الاستقالة,
/// where a subject would have ودعت; واتهم الحكومة بالتقصير, which always has an object.
pub(super) fn is_object(
    tokens: &Tokens<'_, '_>,
    verb: usize,
    hit: VerbHit,
    np: &Np,
    limit: usize,
    needed: bool,
) -> bool {
    if np.start() != verb + 1 || hit.suffix || hit.reading.number != Number::Singular {
        return false;
    }
    let nature = nature(tokens, np);
    let head = np.head_word(tokens);
    // الشركات, الأحزاب: bodies in the plural have the verb in the feminine.
    let plural = np.is_definite(tokens)
        && (Key::new(&np.head(tokens)).ends("ات")
            || head.is(Marks::PLURAL_TITLE) && head.title == Some(TitleClass::OrganisationHead));
    let masculine = !hit.reading.feminine;
    let these = tokens.key(np.start()).is_any(["هذه", "تلك"]);
    if masculine && (nature.gender == Gender::Feminine || plural || these) {
        return true;
    }
    // وحض مواطنيه على كذا: whose they are who speaks.
    let his = tokens.key(np.start()).owned();
    let his = his.filter(|stem| stem.ends("ي") && stem.has_letters(5));
    if let Some(stem) = his
        && np.first.len() == 1
        && np.more.is_empty()
        && !tokens.raw(np.start()).ends_with('ة')
    {
        let word = Lexis::get().word(stem);
        let own = head.title.is_none() && word.title.is_none();
        if own && !word.either(Marks::RELATION) && !head.either(Marks::RELATION) {
            return true;
        }
    }
    let definite = |k: usize| tokens.kind(k) == Kind::Word && tokens.is_definite(k);
    let mut end = np.end();
    while end < limit && tokens.is(end, Marks::TRANSPARENT) {
        end += 1;
    }
    needed && end == limit && (np.tokens().count() == 1 || np.tokens().all(definite))
}
