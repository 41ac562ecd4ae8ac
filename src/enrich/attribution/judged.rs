//! Things that a verb judges behind its subject: انتقد المخرج تصرفات الممثلين, أدان النادي ذلك الحادث.

use super::ascription::disagree;
use super::deeds::is_deed;
use super::key::Key;
use super::lexis::Lexis;
use super::phrase::{BELONGING, is_body};
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::{FunctionClass, TitleClass};

/// Whether what is judged begins at `k`, behind the subject that begins at `first`.
pub(super) fn begins_judged(tokens: &Tokens<'_, '_>, first: usize, k: usize) -> bool {
    if k <= first || tokens.kind(k) != Kind::Word || condemns(tokens, first) {
        return false;
    }
    let (word, key, before) = (tokens.word(k), tokens.key(k), k - 1); // k > first
    let adverb = tokens.is(before, Marks::TRANSPARENT);
    let complete = tokens.kind(before) == Kind::Word
        && tokens.class(before).is_none()
        && (tokens.is_definite(before)
            || tokens.begins(before, "لل")
            || tokens.is(before, Marks::NAME.or(Marks::COUNTRY))
            || k > first + 1 && tokens.is(before - 1, Marks::NAME) && !tokens.is_known(before)
            || adverb);
    if !complete {
        return is_styled(tokens, first) && k == first + 1 && key.begins("ال");
    }
    if word.class == Some(FunctionClass::Demonstrative) {
        // هذا الموسم: when.
        let time = ["الموسم", "العام", "الشهر", "الاسبوع", "المساء", "الصباح"];
        return tokens.is_definite(k + 1)
            && tokens.title(k + 1).is_none()
            && !tokens.is(k + 1, Marks::TIME)
            && !tokens.key(k + 1).is_any(time);
    }
    let title = word
        .title
        .is_some_and(|class| class != TitleClass::DocumentHead);
    if word.class.is_some()
        || title
        || word.is(BELONGING.or(Marks::TIME).or(Marks::TRANSPARENT)) && !word.is(Marks::CHANNEL)
        || tokens.raw(k).is_ascii()
    {
        return false;
    }
    if let Some(noun) = key.behind("ال") {
        // أدانت تونس بشدة الهجوم: no adjective stands behind an adverb. إسرائيل المداولات: nor is one in ات.
        let many = key.ends("ات") && key.has_letters(6);
        let state = tokens.is(before, Marks::COUNTRY) && (many || is_deed(noun));
        // التعاون الإسلامي التصريحات: nor behind the adjective of a masculine noun.
        let state = state || many && k > first + 1 && tokens.ends(before, "ي");
        // انتقد البيان الحكومة
        let alone = || {
            let subject = tokens.word(first);
            k == first + 1
                && (subject.title.is_some() || is_body(subject) || subject.is(Marks::DOCUMENT))
                && disagree(tokens, first, k)
        };
        return adverb && k > first + 1 || state || alone();
    }
    if key.begins_any(["و", "ف", "ل", "ب", "ك"]) {
        return false;
    }
    let owned = || tokens.owned(k).is_some_and(|stem| stem.has_letters(4));
    key.ends("ات") && key.has_letters(5) || is_broken_plural(key) || owned()
}

/// Whether the letters are a plural of what is done or said: أعمال, تقارير, مزاعم.
pub(super) fn is_broken_plural(key: Key<'_>) -> bool {
    match key.spelling().as_slice() {
        ['ا', _, _, 'ا', _] | ['ت', _, 'ا', _, 'ي', _] => true,
        _ => key.is_any(["مزاعم", "مواقف", "جرايم", "خطط", "حمله", "سياسه"]),
    }
}

/// Whether the word at `i` is a style with the pronoun of whom it takes up: سماحته, سموه.
fn is_styled(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let lexis = Lexis::get();
    tokens.key(i).enclitic().is_some_and(|(stem, _)| {
        lexis.word(stem).is(Marks::STYLE)
            || stem
                .before("ت")
                .is_some_and(|bare| lexis.of_hashes(bare.hashes_with("ه")).is(Marks::STYLE))
    })
}

/// Whether the subject that begins at `first` is a court, which finds people guilty.
fn condemns(tokens: &Tokens<'_, '_>, first: usize) -> bool {
    let key = tokens.key(first);
    let bare = key.behind("ال").unwrap_or(key);
    bare.is_any(["محكمه", "قضاء", "قاضي", "قاضيه", "محاكم"])
}
