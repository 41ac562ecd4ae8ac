//! What a paragraph must begin with to open with a run: a cheap look that spares most of them the
//! grammar.

use super::{AFTER_TOWN, TOWN_WORDS};
use crate::lexicon::{Lexicon, LexiconKind, Lists, Word};
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{lookup, names};

/// Bytes in which a town that no lexicon knows ends, as far as it is looked for.
const TOWN_BYTES: usize = 129;

/// A cheap look at the first bytes: every terminator holds one of these characters.
pub(super) fn may_open(text: &str) -> bool {
    let mut end = text.len().min(240);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.as_bytes().get(..end).unwrap_or_default();
    // The dashes end in 80 93 and 80 94, a tatweel is D9 80. All pairs are looked at: that costs
    // less than to stop.
    let pairs = head.iter().zip(head.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (&a, &b)| {
        any | (a == b':')
            | (a == b'-')
            | (a == b')')
            | (a == b'/')
            | (a == 0xD9) & (b == 0x80)
            | (a == 0x80) & ((b == 0x93) | (b == 0x94))
    }) || matches!(head, [.., b':' | b'-' | b')' | b'/'])
}

/// The lists of what can open a slot, beside personal names and their titles.
pub(super) const OPENING_LISTS: [LexiconKind; 5] = [
    LexiconKind::BylineCues,
    LexiconKind::Agencies,
    LexiconKind::Places,
    LexiconKind::Countries,
    LexiconKind::Weekdays,
];

/// Whether a phrase of one of the lists begins with a word.
pub(super) fn opens(lists: &[LexiconKind], word: Word<'_>, lexicon: &Lexicon) -> bool {
    word.lists().any(Lists::of(lists))
        && lists.iter().any(|list| {
            word.may_be_in(*list)
                && match list {
                    LexiconKind::BylineCues => lexicon.byline_cues().begins_with(word),
                    LexiconKind::Agencies => lexicon.agencies().begins_with(word),
                    LexiconKind::Places => lexicon.places().begins_with(word),
                    LexiconKind::Countries => lexicon.countries().begins_with(word),
                    _ => lookup::is_weekday(word, lexicon),
                }
        })
}

/// Whether a part of a run may stand at the beginning of a paragraph, by its first word. Most
/// paragraphs begin otherwise.
pub(super) fn begins_part(lexicon: &Lexicon, tokens: &Tokens) -> bool {
    let first = tokens.word(0);
    first.is_number()
        || opens(&OPENING_LISTS, first, lexicon)
        || lookup::is_name_title(first, lexicon)
        || names::opens_name(first, lexicon)
}

/// A cheap look at the bytes of a town and what stands behind it: all pairs are looked at, as above.
pub(super) fn may_end_town(text: &str) -> bool {
    let head = text.as_bytes();
    let head = head.get(..TOWN_BYTES).unwrap_or(head);
    let pairs = head.iter().zip(head.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (&a, &b)| {
        any | (a == b',')
            | (a == b'(')
            | (a == b'-')
            | (a == 0xD8) & (b == 0x8C)
            | (a == 0xD9) & (b == 0x80)
            | (a == 0x80) & (b == 0x93)
    })
}

/// Whether a town that no lexicon knows may stand there, by a separator behind one of the first
/// words.
pub(super) fn begins_town(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
    // One more than the words of a town: it may end with the last.
    tokens.extend(text, TOWN_WORDS + 1, lexicon);
    let mut gaps = (1..=TOWN_WORDS).map(|i| tokens.gap(text, i));
    tokens.len() > 0
        && gaps
            .find(|gap| *gap != " ")
            .is_some_and(|gap| gap.contains(AFTER_TOWN))
}
