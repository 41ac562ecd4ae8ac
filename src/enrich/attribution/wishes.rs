//! What is asked of God or wished somebody, and calls with ل: داعيا الله أن …, متمنيا للجميع التوفيق, دعا الجميع للحضور.

use super::deeds::is_deed;
use super::lexis::{Form, Frame};
use super::phrase::is_bound;
use super::tokens::{Kind, Tokens};
use super::words::Marks;
use crate::lexicon::FunctionClass;

/// Whether the verb at `verb` asks God, to whom أن then says what for: سأل الله أن, داعيا المولى عز وجل أن.
pub(super) fn prays(tokens: &Tokens<'_, '_>, verb: usize, frame: &Frame) -> bool {
    matches!(frame.lemma, "دعا" | "سأل")
        && tokens
            .key(verb + 1)
            .is_any(["الله", "المولي", "ربه", "ربها"])
}

/// What somebody is wished by the participle at `verb`: متمنيا للجميع التوفيق, متمنية لهم الشفاء العاجل, متمنيا دوام الصحة.
pub(super) fn wished(tokens: &Tokens<'_, '_>, verb: usize, frame: &Frame) -> Option<usize> {
    if frame.lemma != "تمنى" {
        return None;
    }
    let whom = is_bound(tokens, verb + 1)
        || tokens.key(verb + 1).is_any(["له", "لها", "لهم", "لهما"])
        || tokens.begins(verb + 1, "لل");
    let noun = verb + 1 + usize::from(whom);
    let thing = tokens.kind(noun) == Kind::Word
        && tokens.class(noun).is_none()
        && tokens.title(noun).is_none()
        && !tokens.key(noun).begins_any(["ل", "ب"]);
    (thing && (tokens.is_definite(noun) || tokens.is_definite(noun + 1))).then_some(noun)
}

/// Whether ل and a verbal noun at `j` say what the verb at `verb` calls for or points to: دعا الجميع للحضور, مشيرا لأهمية كذا.
/// With إلى behind it that does, and ل says what somebody is for.
pub(super) fn is_li_noun(tokens: &Tokens<'_, '_>, verb: usize, j: usize, end: usize) -> bool {
    const REACH: usize = 14;
    let word = tokens.word(j);
    let Some(noun) = tokens.key(j).behind("ل") else {
        return false;
    };
    let noun = noun.behind("ل").unwrap_or(noun);
    let title = j > verb + 1
        && (tokens.title(j - 1).is_some() || tokens.word(j - 1).either(Marks::INSTITUTION));
    // دعوة الوزير للزيارة: he is invited.
    let masdar = tokens
        .verb(verb)
        .is_some_and(|hit| hit.reading.form == Form::Masdar);
    !masdar
        && noun.has_letters(3)
        && is_deed(noun)
        && word.class.is_none()
        && !word.is(Marks::NAME.or(Marks::GIVEN_NAME))
        && !title
        && !(j + 1..end.min(j + REACH))
            .take_while(|&k| !matches!(tokens.kind(k), Kind::Stop | Kind::Semicolon))
            .any(|k| {
                tokens.key(k) == "الي"
                    || tokens.is(k, Marks::COMPLEMENTISER)
                        && tokens.class(k - 1) != Some(FunctionClass::Preposition)
            })
}
