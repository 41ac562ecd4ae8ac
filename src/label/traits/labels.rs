//! What the phrases of a page's frame say of a line: labels, buttons, flags.

use super::{PHRASE, Trait, Traits};
use crate::lexicon::{Cue, CueClass, CuePosition, Lexicon, LexiconKind, Separator};
use crate::read::has_rare;
use crate::smallprint::tokens::{Phrase, Tokens};
use crate::smallprint::{lookup, sources};

/// The longest cue that the words open at a place where it may stand: `first` says that nothing
/// stands before them, and `left` words are left of the text. `gap` gives what stands behind so
/// many of them.
fn fitting<'l, 't>(
    lexicon: &'l Lexicon,
    words: Phrase<'_>,
    first: bool,
    left: usize,
    gap: impl Fn(usize) -> &'t str,
) -> Option<(usize, &'l Cue)> {
    let (n, cue) = lexicon.cues().longest(words)?;
    let fits = match cue.position() {
        // قد يهمك| …: a label of several words that a mark parts from a story is whole too.
        CuePosition::Whole if first && n >= 2 && cue.class() == CueClass::RelatedLabel => {
            n == left || marks_off(gap(n))
        }
        CuePosition::Whole => first && n == left,
        CuePosition::Start => first,
        CuePosition::End => n == left,
        _ => true,
    };
    if fits {
        return Some((n, cue));
    }
    // The same words, or fewer, under another position.
    let other = lexicon
        .cues()
        .longest_of(words, |cue| match cue.position() {
            CuePosition::Start => first,
            CuePosition::Any => true,
            _ => false,
        });
    let label = || {
        let whole = lexicon.cues().longest_of(words, |cue| {
            cue.position() == CuePosition::Whole && cue.class() == CueClass::RelatedLabel
        });
        whole.filter(|(n, _)| *n >= 2 && marks_off(gap(*n)))
    };
    match other {
        Some((n, _)) if n > 1 => other,
        _ if first => label().or(other),
        _ => other,
    }
}

/// Whether the gap behind a label parts it from what it labels: more than a space or a comma.
pub(super) fn marks_off(gap: &str) -> bool {
    gap.contains("..")
        || gap.contains([
            ':', '|', '/', '-', '–', '—', '…', '؟', '!', '(', '«', '"', '“', '»', '<', '>', '‹',
            '›',
        ])
}

/// Whether a cue whose words are ordinary without a mark has one, or a number or date in its place:
/// `نشر 12:30`. What labels stories and sources has marks of its own.
pub(super) fn is_marked(
    text: &str,
    cue: &Cue,
    at: std::ops::Range<usize>,
    lexicon: &Lexicon,
    tokens: &Tokens,
) -> bool {
    let own = [
        CueClass::RelatedLabel,
        CueClass::ReadMore,
        CueClass::SourceLabel,
        CueClass::Flag,
    ];
    if cue.separator() != Separator::Required || own.contains(&cue.class()) {
        return true;
    }
    let (beside, gap) = match cue.position() {
        CuePosition::End => (at.start.checked_sub(1), at.start),
        _ => (Some(at.end), at.end),
    };
    let dated = |i: usize| {
        let word = tokens.word(i);
        word.is_number() || lookup::is_weekday(word, lexicon) || lookup::is_month(word, lexicon)
    };
    marks_off(tokens.gap(text, gap)) || beside.is_some_and(|i| i < tokens.len() && dated(i))
}

pub(super) fn cue_traits(
    text: &str,
    signs: bool,
    lexicon: &Lexicon,
    tokens: &Tokens,
    t: &mut Traits,
) {
    let n = tokens.len();
    let may_be_cue = |i: &usize| tokens.may_open_cue(*i, lexicon);
    for i in (0..n).filter(may_be_cue) {
        let phrase = tokens.phrase(text, i, PHRASE);
        let gap = |words: usize| tokens.gap(text, i + words);
        let Some((words, cue)) = fitting(lexicon, phrase, i == 0, n - i, gap) else {
            continue;
        };
        let (at_start, whole) = (i == 0, i == 0 && words == n);
        if !whole && !is_marked(text, cue, i..i + words, lexicon, tokens) {
            continue;
        }
        match cue.class() {
            CueClass::SourceLabel => {
                let source = || sources::behind(text, words, cue, tokens).is_some();
                t.put(Trait::SourceLabel, at_start && source());
            }
            CueClass::RelatedLabel | CueClass::ReadMore => {
                let needs_mark = cue.separator() == Separator::Required;
                // للمباراة، اضغط هنا: a line that ends so is a link.
                let mark = if at_start { gap(words) } else { gap(0) };
                let ends = cue.position() == CuePosition::End;
                if whole {
                    t.set(Trait::RelatedLabel);
                } else if (at_start || ends) && (!needs_mark || marks_off(mark)) {
                    t.set(Trait::RelatedStart);
                }
            }
            CueClass::TagsLabel => t.put(Trait::TagsLabel, at_start),
            CueClass::TimeLabel => t.put(Trait::TimeLabel, at_start),
            CueClass::Navigation => t.set(Trait::Navigation),
            CueClass::SectionName => t.put(Trait::SectionName, whole),
            CueClass::Share => t.set(Trait::Share),
            CueClass::Subscribe => t.set(Trait::Subscribe),
            CueClass::Comment => t.set(Trait::Comment),
            CueClass::Legal => t.set(Trait::Legal),
            CueClass::Advert => t.set(Trait::Advert),
            CueClass::Masthead => t.put(Trait::Masthead, at_start),
            CueClass::Player => t.set(Trait::Player),
            CueClass::EndMark => t.set(Trait::EndMark),
            CueClass::Contact => t.set(Trait::Contact),
            CueClass::Flag => t.put(Trait::Flag, at_start),
            CueClass::OutletSelf => t.set(Trait::OutletSelf),
            CueClass::PhotoNote => {
                t.set(Trait::PhotoNote);
                let marked = || tokens.gap(text, words).contains([':', '،', ',']);
                t.put(
                    Trait::PhotoLabel,
                    at_start && words > 1 && !whole && marked(),
                );
            }
            _ => {}
        }
    }
    t.put(Trait::Controls, is_controls(text, lexicon, tokens));
    if signs && has_rare(text, '©') {
        t.set(Trait::Legal);
    }
}

/// Words of a row of buttons: `طباعة إرسال حفظ`, `278 قراءة`.
const ROW: usize = 8;

/// Whether every word belongs to the label of a button, a player or a form, or is a number.
fn is_controls(text: &str, lexicon: &Lexicon, tokens: &Tokens) -> bool {
    let n = tokens.len();
    if n > ROW {
        return false;
    }
    let (mut i, mut labels) = (0, 0);
    while i < n {
        if tokens.word(i).is_number() {
            i += 1;
            continue;
        }
        if !tokens.word(i).may_be_in(LexiconKind::Cues) {
            return false;
        }
        let phrase = tokens.phrase(text, i, PHRASE);
        let control = |cue: &Cue| {
            matches!(
                cue.class(),
                CueClass::Share
                    | CueClass::Subscribe
                    | CueClass::Player
                    | CueClass::Comment
                    | CueClass::Advert
            )
        };
        let Some((words, _)) = lexicon.cues().longest_of(phrase, control) else {
            return false;
        };
        i += words;
        labels += 1;
    }
    labels > 0
}
