//! Words for what is done: verbal nouns, by their pattern or from the list.

use super::key::Key;
use super::lexis::Lexis;
use super::tokens::{Kind, Tokens, opens_with};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// Whether the stem before a pronoun names an action; ة is written ت there.
pub(super) fn is_action(stem: Key<'_>) -> bool {
    let lexis = Lexis::get();
    lexis.word(stem).is(Marks::ACTION)
        || stem.before("ت").is_some_and(|bare| {
            let whole = lexis.of_hashes(bare.hashes_with("ه"));
            whole.is(Marks::ACTION)
        })
}

/// Whether the letters are a verbal noun, by its pattern or from the list.
pub(super) fn is_deed(stem: Key<'_>) -> bool {
    is_action(stem) || has_masdar_pattern(stem)
}

/// A verbal noun with the pronoun of the subject: تفهمه, دعمها.
pub(super) fn is_own_action(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let Some(bare) = tokens.owned(i).filter(|_| tokens.class(i).is_none()) else {
        return false;
    };
    // في مقابلة نشرها الموقع: behind a noun without the article three letters are a verb of which that is the object.
    let relative = || {
        i > 0
            && bare.has_letters(3)
            && !bare.has_letters(4)
            && tokens.kind(i - 1) == Kind::Word
            && !tokens.is_definite(i - 1)
            && !tokens.is(i - 1, Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::COUNTRY))
    };
    is_action(bare) && !relative()
        || has_masdar_pattern(bare)
        || matches!(
            bare.spelling().as_slice(),
            ['ت', _, _, _] | ['ا', _, _, 'ا', _]
        )
}

/// Whether the word at `i` is an indefinite verbal noun, by its pattern or from the list.
pub(super) fn is_action_noun(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let key = tokens.key(i);
    let word = tokens.word(i);
    if key.is_empty()
        || tokens.is_definite(i)
        || word.class.is_some_and(|c| {
            c != FunctionClass::Negation && !(c == FunctionClass::Verb && word.is(Marks::ACTION))
        })
        || word.title.is_some()
        || word.is(Marks::GIVEN_NAME
            .or(Marks::PLACE)
            .or(Marks::NAME)
            .or(Marks::COUNTRY))
    {
        return false;
    }
    let bare = key.enclitic().map_or(key, |(stem, _)| stem);
    if word.is(Marks::ACTION) || is_action(bare) || key == "عدم" {
        return true;
    }
    // إفعال is told from the plural أفعال by its hamza alone. إقالة, but no إذاعة.
    tokens.opens_with(i, 'إ')
        && match key.spelling().as_slice() {
            [_, _, _, 'ا', _] | [_, _, _, 'ا', _, _] => true,
            [_, _, 'ا', _, 'ه'] => {
                tokens.raw(i).ends_with('ة') && !word.either(Marks::INSTITUTION)
            }
            _ => false,
        }
        || [key, bare].into_iter().any(has_masdar_pattern)
}

/// The patterns of verbal nouns of the derived stems: افتعال, انفعال, استفعال, تفعيل, إفعال, تفاعل.
pub(super) fn has_masdar_pattern(word: Key<'_>) -> bool {
    if !word.begins_any(["ا", "ت"]) {
        return false;
    }
    match word.spelling().as_slice() {
        // استفعال
        ['ا', 'س', 'ت', _, _, 'ا', _] => true,
        // افتعال, انفعال
        ['ا', _, 'ت', _, 'ا', _] | ['ا', 'ن', _, _, 'ا', _] => true,
        // تفعيل; those of the pattern تفاعل are listed, as ترامب has its letters.
        ['ت', _, _, 'ي', _] => true,
        // استفالة, إفالة
        ['ا', 'س', 'ت', _, 'ا', _, 'ه' | 'ت'] => true,
        _ => false,
    }
}

/// Whether the word at `i` is a verbal noun with the article that governs a preposition or what has one: العثور على, الترشح
/// للرئاسة. That of مفاعلة is spelt like a participle.
pub(super) fn is_definite_deed(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let Some(noun) = tokens.key(i).behind("ال") else {
        return false;
    };
    let word = tokens.word(i);
    let governs = || {
        tokens.kind(i + 1) == Kind::Word
            && (tokens.class(i + 1) == Some(FunctionClass::Preposition)
                || tokens.class(i + 1).is_none() && tokens.key(i + 1).begins_any(["ل", "ب"]))
    };
    let deed = || {
        is_deed(noun)
            || noun == "كشف"
            // الإعلان and الإفراج, but no الأفراح
            || tokens.raw(i).strip_prefix("ال").is_some_and(|noun| opens_with(noun, 'إ'))
                && matches!(noun.spelling().as_slice(), [_, _, _, 'ا', _])
    };
    word.title.is_none()
        && word.class.is_none()
        && !word.is(Marks::NAME.or(Marks::COUNTRY).or(Marks::PLACE))
        && !word.either(Marks::INSTITUTION.or(Marks::RECIPIENT))
        && !(noun.begins("م") && noun.ends("ه"))
        && governs()
        && deed()
}
