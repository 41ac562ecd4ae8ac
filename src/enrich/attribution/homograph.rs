//! Forms of verbs of saying that report nothing where they stand: negated, passive, other words of the same letters.

use std::ops::Range;

use super::clause;
use super::deeds::is_deed;
use super::issue::statement;
use super::key::Key;
use super::lexis::{Form, Lexis, Traits, VerbHit};
use super::phrase::is_bound;
use super::tokens::{Kind, Tokens};
use super::words::{Marks, UNKNOWN, Word};
use crate::lexicon::FunctionClass;

/// Whether the verb at `i` reports nothing, for what stands before it and how it is written.
pub(super) fn reports_nothing(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    headline: bool,
) -> bool {
    let frame = Lexis::get().frame(hit.reading);
    let form = hit.reading.form;
    let preceded = i > sentence.start;
    let before = if preceded {
        tokens.word(i - 1)
    } else {
        &UNKNOWN
    };
    let key_before = if preceded {
        tokens.key(i - 1)
    } else {
        Key::default()
    };
    // Negated, subordinate to أن in the subjunctive, or a noun after a preposition.
    if before.class == Some(FunctionClass::Negation) && key_before != "ليس"
        || before.is(Marks::BLOCKS_VERB) && !(key_before == "ان" && form == Form::Perfect)
    {
        return true;
    }
    if before.class == Some(FunctionClass::Preposition)
        && form != Form::Participle
        && !hit.conjunction
        && !before.is(Marks::BEFORE_VERB)
        // كذلك, لذلك: adverbs
        && !key_before.ends("ذلك")
    {
        return true;
    }
    if is_person(tokens, i) || is_predicate(tokens, i, hit, sentence) {
        return true;
    }
    let start = clause::may_begin(tokens, i, sentence)
        || hit.conjunction
        || is_meanwhile(tokens, sentence.start..i);
    let noun = hit.reading.also_noun || frame.traits.has(Traits::NOUN);
    // وصفه فلان: with its object it is a verb.
    let described = hit.suffix && frame.traits.has(Traits::DESCRIBE);
    if noun
        && !start
        && form == Form::Perfect
        && !headline
        && !described
        && !is_predicate_verb(tokens, i, before)
    {
        return true;
    }
    // وكان متوقعا أن: what was expected, not who expects.
    if form == Form::Participle && before.is(Marks::COPULA) {
        return true;
    }
    let written = tokens.raw(i);
    if tokens.is_marked(i) && (is_passive(written, hit) || is_first_or_second(written, hit)) {
        return true;
    }
    // يعلم أن: he knows; أعلم أن: I know.
    if frame.lemma == "أعلم"
        && (form == Form::Imperfect
            || form == Form::Perfect && !hit.conjunction && tokens.is(i + 1, Marks::COMPLEMENTISER))
    {
        return true;
    }
    // توقيع مذكرة: a document, unless its content follows.
    if form == Form::Participle
        && tokens.is(i, Marks::CHANNEL)
        && !hit.conjunction
        && !tokens.is(i + 1, Marks::COMPLEMENTISER)
        && !tokens.begins(i + 1, "ب")
    {
        return true;
    }
    // مقرا لإقامته: where somebody stays. Who admits something says بكذا or أن.
    if frame.lemma == "أقر"
        && form == Form::Participle
        && !tokens.is(i + 1, Marks::COMPLEMENTISER)
        && !tokens.begins(i + 1, "ب")
    {
        return true;
    }
    // تابع للوزارة: which belongs to it.
    if frame.lemma == "تابع" && !hit.conjunction && tokens.begins(i + 1, "ل") {
        return true;
    }
    // يوصف: the passive.
    if frame.traits.has(Traits::DESCRIBE)
        && tokens
            .key(i)
            .behind("و")
            .unwrap_or(tokens.key(i))
            .is_any(["يوصف", "توصف"])
    {
        return true;
    }
    // رؤية: its ة is no pronoun of روى.
    if hit.suffix && written.ends_with('ة') {
        return true;
    }
    // سيلفت اهتمام الناس إلى كذا: it draws their interest.
    if frame.lemma == "لفت" && tokens.key(i + 1).is_any(["اهتمام", "انظار", "نظر"])
    {
        return true;
    }
    // دعت الحاجة إلى كذا: nobody calls.
    let need = ["الحاجه", "حاجه", "الضروره", "ضروره", "الظروف"];
    if frame.lemma == "دعا"
        && form != Form::Participle
        && !hit.suffix
        && (tokens.key(i + 1).is_any(need)
            || preceded && tokens.key(i - 1).is_any(need)
            || is_bound(tokens, i + 1) && tokens.key(i + 2).is_any(need))
    {
        return true;
    }
    // مجددا is again, but before what is said again: مجددا رفضه.
    // Behind another word than a comma it is so everywhere: خسر الفريق مجددا دعم جماهيره.
    let joined = preceded && tokens.kind(i - 1) == Kind::Word && !hit.conjunction;
    if frame.lemma == "جدد" && form == Form::Participle && (joined || !restates(tokens, i + 1)) {
        return true;
    }
    // لفت نظري أن: what one notices. أشارك: I take part.
    let noticed = || {
        let noun = tokens.key(i + 1);
        noun.begins_any(["نظر", "انتباه"]) && noun.has_letters(4) && !tokens.is_definite(i + 1)
    };
    // ولفت الانتباه أن: so does this, where no preposition leads to what is said.
    let attention = || {
        tokens.key(i + 1).is_any(["الانتباه", "الانظار", "النظر"])
            && tokens.is(i + 2, Marks::COMPLEMENTISER)
    };
    if frame.lemma == "لفت" && form != Form::Participle && (noticed() || attention())
        || frame.lemma == "أشار" && hit.suffix
    {
        return true;
    }
    // كُتب عليها: what stands on a thing, and nobody's word.
    let on_it = ["عليه", "عليها", "فيه", "فيها"];
    if frame.lemma == "كتب"
        && tokens.key(i + 1).is_any(on_it)
        && statement(tokens, i, sentence.start).is_none()
    {
        return true;
    }
    if frame.traits.has(Traits::MARKED) && !written.contains('\u{0651}') {
        // بين is between, unless shadda or its place at the head of the sentence tells.
        let feminine = hit.reading.feminine;
        // وبين يديه كتاب, وبين الحين والآخر
        let next = tokens.key(i + 1);
        if next.begins("يدي")
            || next.is_any([
                "ناظري",
                "ايدينا",
                "ايديكم",
                "الحين",
                "حين",
                "الفينه",
                "طياته",
                "طياتها",
                "ثنايا",
            ])
        {
            return true;
        }
        if form != Form::Participle
            && !(feminine && start)
            && !(i == sentence.start && hit.conjunction)
            // بدوره بين المدير أن: nothing stands between him and another.
            && !(before.is(Marks::SIDE) && hit.reading.form == Form::Perfect)
        {
            return true;
        }
    }
    // عقب لقائه, عبر حسابه: the prepositions.
    if frame.lemma == "عقب" && form == Form::Perfect && !start {
        return true;
    }
    // لم يسبق للوزير أن أكد: he never did.
    if key_before == "ان" && form == Form::Perfect && is_unheard_of(tokens, i - 1, sentence.start)
    {
        return true;
    }
    // في يومي 19 و20 مايو
    if frame.lemma == "أومأ"
        && form == Form::Imperfect
        && (tokens.kind(i + 1) == Kind::Number || tokens.is(i + 1, Marks::TIME))
    {
        return true;
    }
    if frame.lemma == "عبر" && tokens.is(i + 1, Marks::CHANNEL) {
        return true;
    }
    // أمله: his hope; آملة has its long alef.
    if form == Form::Participle
        && frame.lemma == "أمل"
        && !written.trim_start_matches('و').starts_with('آ')
    {
        return true;
    }
    let bare = written.trim_start_matches(['و', 'ف']);
    // أعتبر, أعترف: the first person, where the third has no hamza.
    frame.lemma.starts_with('ا') && bare.starts_with('أ')
        // تُدعى: is called.
        || frame.lemma == "ادعى" && form == Form::Imperfect && bare.ends_with('ى')
}

/// Whether the words are a whole adverbial with which the next piece of news begins: إلى ذلك, من جهة أخرى, في سياق متصل.
fn is_meanwhile(tokens: &Tokens<'_, '_>, words: Range<usize>) -> bool {
    if !(2..=4).contains(&words.len()) {
        return false;
    }
    let first = tokens.key(words.start);
    let first = first.behind("و").unwrap_or(first);
    first.is_any(["الي", "من", "في", "علي"])
        && tokens.key(words.end - 1).is_any([
            "ذلك",
            "اخري",
            "اخر",
            "ثانيه",
            "متصل",
            "ذاته",
            "نفسه",
            "المقابل",
            "الاثناء",
            "مقابل",
        ])
}

/// Whether a form that may be a verbal noun is the verb of the noun before it: الوزير كشف أن, الرئيس نفى أمس أن. Behind a noun
/// with the article no other noun stands that has none.
fn is_predicate_verb(tokens: &Tokens<'_, '_>, i: usize, before: &Word) -> bool {
    let named = Marks::NAME.or(Marks::COUNTRY);
    if !(before.class.is_none() && (tokens.is_definite(i - 1) || before.is(named))) {
        return false; // i > 0: something stands before it
    }
    let dated = (i + 1..i + 4)
        .take_while(|&k| tokens.is(k, Marks::TIME) || tokens.class(k) == Some(FunctionClass::Time));
    let next = i + 1 + dated.count();
    // الرئيس وصف الهدنة بأنها
    let describes = || {
        tokens.key(i) == "وصف"
            && tokens.is_definite(i + 1)
            && (i + 2..i + 7)
                .take_while(|&k| tokens.kind(k) == Kind::Word)
                .any(|k| {
                    tokens.begins(k, "بال")
                        || tokens.is(k, Marks::COMPLEMENTISER) && tokens.begins(k, "ب")
                })
    };
    describes()
        || tokens.is(next, Marks::COMPLEMENTISER) && !tokens.begins(next, "ب")
        || tokens.key(next).is_any(["عن", "الي"]) && tokens.is(next + 1, Marks::COMPLEMENTISER)
}

/// Whether a form of a verb of saying is a noun for somebody where it stands, right behind a finite verb or هو:
/// قالت متحدثة إن, وهو طالب في الكلية.
pub(super) fn is_person(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let finite = |hit: VerbHit| {
        matches!(hit.reading.form, Form::Perfect | Form::Imperfect) && !hit.reading.also_noun
    };
    let named = |before: usize| {
        let says = |hit: VerbHit| Lexis::get().frame(hit.reading).lemma == "قال";
        // وقال سيري: nobody says what he will do without أن, and the future is a surname.
        let alone = tokens.is(i + 1, Marks::COMPLEMENTISER)
            || matches!(
                tokens.kind(i + 1),
                Kind::Colon | Kind::Open | Kind::Comma | Kind::BracketOpen
            );
        tokens.begins(i, "سي")
            && alone
            && tokens
                .verb(before)
                .is_some_and(|hit| finite(hit) && says(hit))
    };
    let known = tokens.is(i, Marks::PERSON_FORM);
    i.checked_sub(1).is_some_and(|before| {
        known
            && (tokens.verb(before).is_some_and(finite)
                || tokens.key(before).is_any(["هو", "هي", "وهو", "وهي"]))
            || named(before)
    })
}

/// Whether a participle in ة is what is said of the subject of a clause that has just begun: إن الدول مطالبة بخفض. In front
/// of one that says how somebody speaks stands a comma.
fn is_predicate(tokens: &Tokens<'_, '_>, i: usize, hit: VerbHit, sentence: &Range<usize>) -> bool {
    const NEAR: usize = 4;
    if hit.reading.form != Form::Participle || hit.conjunction || !tokens.raw(i).ends_with('ة') {
        return false;
    }
    let before = (sentence.start.max(i.saturating_sub(NEAR))..i).rev();
    let mut words = before.take_while(|&k| tokens.kind(k) == Kind::Word);
    words.any(|k| tokens.is(k, Marks::COMPLEMENTISER) && k + 1 < i)
}

/// Whether the quotation between `open` and its end is what the verb reaches, completes or tells somebody, and nothing
/// that it says: تبلغ المساحة «…»; استكملت الشركة «…»; أبلغت المصادر «…» أن, of which the name is the recipient's.
pub(super) fn quotes_nothing(tokens: &Tokens<'_, '_>, i: usize, hit: VerbHit, open: usize) -> bool {
    let short = || tokens.pair(open).is_some_and(|close| close < open + 5);
    match Lexis::get().frame(hit.reading).lemma {
        "أبلغ" => hit.reading.form != Form::Perfect || short(),
        "استكمل" => open > i + 1,
        // يحكي قصة فيلم «…»: what it tells, or the name of what is written.
        "كتب" | "حكى" | "روى" => {
            tokens.is(i + 1, Marks::TALE) && tokens.kind(open - 1) != Kind::Colon
        }
        // هاتفا «…»: two telephones.
        "هتف" => hit.reading.form == Form::Participle && short(),
        _ => false,
    }
}

/// Whether the noun at `i` is what one says again: رفضه, الدعوة إلى كذا, دعوة بلاده.
pub(super) fn restates(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    let lexis = Lexis::get();
    let is = |stem: Key<'_>| lexis.word(stem).is(Marks::RESTATED);
    let owned = || {
        let (stem, _) = key.enclitic()?;
        let whole = stem
            .before("ت")
            .is_some_and(|bare| lexis.of_hashes(bare.hashes_with("ه")).is(Marks::RESTATED));
        Some(is(stem) || whole)
    };
    is(key) || key.behind("ال").is_some_and(is) || owned().unwrap_or(false)
}

/// Whether the verb threatens with what the word at `i`, with its ب, names: يلوح بفرض رسوم, and no flag.
pub(super) fn is_threat(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let Some(noun) = tokens.key(i).behind("ب") else {
        return false;
    };
    let noun = noun.behind("ال").unwrap_or(noun);
    is_deed(noun)
        || noun.is_any([
            "عقوبات",
            "اجراءات",
            "خطوات",
            "حرب",
            "رسوم",
            "خيار",
            "ورقه",
            "عقاب",
        ])
}

/// Whether the verb seldom tells anything, and only with its own object: حمل, وجه, شكر.
pub(super) fn tells_seldom(hit: VerbHit) -> bool {
    matches!(
        Lexis::get().frame(hit.reading).lemma,
        "حمل" | "وجه" | "شكر" | "أرجع"
    )
}

/// Whether the verb says that somebody got something: بلاغ توصلت به الصحيفة, توصل الموقع بنسخة منه.
pub(super) fn is_receipt(tokens: &Tokens<'_, '_>, i: usize, hit: VerbHit) -> bool {
    Lexis::get().frame(hit.reading).lemma == "توصل"
        && (i + 1..i + 4).any(|k| tokens.key(k).is_any(["به", "بها", "بنسخه"]))
        // عقب لقائه الوزير
        || !hit.conjunction && tokens.key(i) == "عقب"
        // ردا على سؤال
        || tokens.key(i) == "ردا" && tokens.key(i + 1) == "علي"
        // مصدر تابع لها: who belongs to it.
        || Lexis::get().frame(hit.reading).lemma == "تابع"
            && !hit.conjunction
            && tokens.begins(i + 1, "ل")
}

/// The first person ذكرتُ or the second ذكرتِ, where the vowel mark of its ت shows it.
fn is_first_or_second(raw: &str, hit: VerbHit) -> bool {
    hit.reading.form == Form::Perfect
        && hit.reading.feminine
        && (raw.ends_with("ت\u{064F}") || raw.ends_with("ت\u{0650}"))
}

/// The passive, where the vowel mark of the first syllable shows it.
fn is_passive(raw: &str, hit: VerbHit) -> bool {
    if hit.reading.form == Form::Participle {
        return false;
    }
    let mut letters = 0;
    for c in raw.chars() {
        if c == '\u{064F}' {
            return match hit.reading.form {
                Form::Perfect => letters <= 3,
                // The active of إفعال, تفعيل and مفاعلة has the vowel too.
                _ => {
                    matches!(raw.chars().nth(2), Some('ع' | 'ش' | 'ت' | 'ذ'))
                        && letters <= 1
                        && raw.chars().nth(3) != Some('ل')
                }
            };
        }
        if crate::arabic::chars::is_alphabetic(c) {
            letters += 1;
        }
    }
    false
}

/// Whether أن at `at` is that of what never happened before: لم يسبق للوزير أن.
fn is_unheard_of(tokens: &Tokens<'_, '_>, at: usize, start: usize) -> bool {
    const REACH: usize = 10;
    let negations = ["لم", "ولم", "لا", "ولا", "فلم"];
    (start.max(at.saturating_sub(REACH))..at)
        .any(|k| tokens.key(k) == "يسبق" && k > start && tokens.key(k - 1).is_any(negations))
}
