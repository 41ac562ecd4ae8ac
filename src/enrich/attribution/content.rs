//! Where a content ends, and its form.

use std::ops::Range;

use super::complement::Opener;
use super::frames::Found;
use super::quotes::heads_name;
use super::tokens::{Kind, LONGEST, Tokens};
use super::words::{Marks, Word};
use crate::article::{AttributionKind, Stance};
use crate::lexicon::FunctionClass;

/// The pieces of a content, two at most; none of them is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    first: Range<usize>,
    second: Range<usize>,
}

impl Pieces {
    /// Of the two pieces those that are not empty.
    pub(super) fn of(first: Range<usize>, second: Range<usize>) -> Pieces {
        match (first.is_empty(), second.is_empty()) {
            (false, false) => Pieces { first, second },
            (false, true) => Pieces::from(first),
            (true, false) => Pieces::from(second),
            (true, true) => Pieces::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The pieces in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let pieces = [self.first.clone(), self.second.clone()];
        pieces.into_iter().filter(|piece| !piece.is_empty())
    }

    /// All tokens from the first to the last, what stands between the pieces included.
    pub(super) fn span(&self) -> Option<Range<usize>> {
        let end = self.first.end.max(self.second.end);
        (!self.is_empty()).then_some(self.first.start..end)
    }

    /// The only piece.
    fn only(&self) -> Option<&Range<usize>> {
        (!self.is_empty() && self.second.is_empty()).then_some(&self.first)
    }
}

impl From<Range<usize>> for Pieces {
    fn from(first: Range<usize>) -> Pieces {
        Pieces {
            first,
            second: 0..0,
        }
    }
}

/// Sets where each content ends.
pub(super) fn limit(
    tokens: &Tokens<'_, '_>,
    found: &mut [Found],
    first: usize,
    narrator: Vec<usize>,
) {
    let Some(found) = found.get_mut(first..) else {
        return;
    };
    found.sort_by_key(|f| f.cue.start);
    for n in 0..found.len() {
        // The boundaries of the cues behind it.
        let cut = {
            let f = &found[n]; // n is below their number
            let later = found.iter().filter(|later| later.cuts);
            let behind = later.filter(|later| later.cue.start > f.cue.start);
            behind
                .map(|later| later.boundary)
                .filter(|&boundary| boundary > f.at)
                .min()
        };
        let f = &mut found[n]; // as above
        if !f.content.is_empty() || *f.stance == Stance::Decline {
            continue; // limited by its own frame
        }
        let mut end = f.sentence.end;
        if let Some(&cut) = narrator.iter().find(|&&cut| cut > f.at) {
            end = end.min(cut);
        }
        end = cut.map_or(end, |cut| end.min(cut));
        // المنصة التي تقول الشركة إنها الأعلى، كانت …: the main clause goes on behind the relative one.
        let relative = f.cue.start > f.sentence.start
            && tokens.class(f.cue.start - 1) == Some(FunctionClass::Relative);
        if relative
            && let Some(comma) = (f.at..end).find(|&k| {
                tokens.kind(k) == Kind::Comma
                    && tokens.is(k + 1, Marks::COPULA.or(Marks::VERB_PARTICLE))
            })
        {
            end = comma;
        }
        if let Some(comma) = main_clause(tokens, f, end) {
            end = comma;
        }
        let (end, closed) = match tokens.kind(f.at) {
            Kind::Open if matches!(f.opener, Opener::Colon | Opener::Quote) => {
                quotation_end(tokens, f.at, end, f.sentence.end)
            }
            // على "…": a long quotation behind its preposition or أن ends like one without.
            Kind::Word
                if tokens.kind(f.at + 1) == Kind::Open
                    && tokens
                        .pair(f.at + 1)
                        .is_some_and(|close| close > f.at + 9 && close < end) =>
            {
                quotation_end(tokens, f.at + 1, end, f.sentence.end)
            }
            _ => (end, false),
        };
        let end = if closed { end } else { trim(tokens, f.at, end) };
        let content = f.at..end;
        f.content = match f.hole.clone() {
            Some(hole) if hole.start > f.at && hole.start < end => {
                let rest = trim(tokens, hole.end, end.max(hole.end));
                let rest = if rest > hole.end + 1 {
                    hole.end..rest
                } else {
                    0..0
                };
                Pieces::of(f.at..trim(tokens, f.at, hole.start), rest)
            }
            _ => Pieces::of(content, 0..0),
        };
        f.kind = kind_of(tokens, &f.content, f.opener);
    }
}

/// The end of a quotation that is the content, with words that run on after it in the same clause.
fn quotation_end(
    tokens: &Tokens<'_, '_>,
    open: usize,
    cut: usize,
    sentence_end: usize,
) -> (usize, bool) {
    let Some(close) = tokens
        .pair(open)
        .filter(|close| close.saturating_sub(open) <= LONGEST)
    else {
        return (cut, false);
    };
    if !tokens.is_closed(open) {
        return (close.min(tokens.len()), false);
    }
    let after = close + 1;
    if after >= sentence_end || tokens.kind(after) != Kind::Word {
        return (after, true);
    }
    let end = (after..sentence_end.min(cut.max(after)))
        .find(|&k| matches!(tokens.kind(k), Kind::Comma | Kind::Semicolon | Kind::Stop))
        .unwrap_or(cut.max(after));
    let conjunction = tokens.key(after).begins("و")
        || matches!(tokens.class(after), Some(FunctionClass::Conjunction));
    if conjunction || end <= after {
        (after, true)
    } else {
        (end, false)
    }
}

/// The content as it ends: without the marks after it.
pub(super) fn trim(tokens: &Tokens<'_, '_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start {
        let stray = match tokens.kind(end - 1) {
            Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Other => {
                tokens.pair(end - 1).is_none_or(|p| p < start || p >= end)
            }
            Kind::BracketOpen | Kind::Open => true,
            _ => false,
        };
        if !stray {
            break;
        }
        end -= 1;
    }
    end
}

/// The form of a content.
pub(super) fn kind_of(
    tokens: &Tokens<'_, '_>,
    content: &Pieces,
    opener: Opener,
) -> &'static AttributionKind {
    let Some(span) = content.span() else {
        return &AttributionKind::Nominal;
    };
    let whole = content.only().is_some_and(|only| {
        tokens.kind(only.start) == Kind::Open
            && (tokens
                .pair(only.start)
                .is_some_and(|close| close + 1 >= only.end)
                || !tokens.is_closed(only.start))
    });
    if whole {
        return &AttributionKind::Direct;
    }
    let quoted = tokens.openings(span.clone()).any(|i| {
        tokens.pair(i).is_none_or(|close| close - i > 2 || i > span.start && tokens.glued(i - 1))
            && !(i > span.start && is_name_head(tokens.word(i - 1)))
            // إن "…" تخضع: a short quotation that opens the clause is its subject.
            && !(i == span.start + 1
                && tokens.is(span.start, Marks::COMPLEMENTISER)
                && tokens.pair(i).is_some_and(|close| close - i <= 4 && close + 1 < span.end))
    });
    if quoted {
        return &AttributionKind::Mixed;
    }
    match opener {
        Opener::PrepNoun | Opener::BiNoun | Opener::Noun => &AttributionKind::Nominal,
        _ => &AttributionKind::Indirect,
    }
}

/// Heads that a name in quotation marks follows.
fn is_name_head(word: &Word) -> bool {
    heads_name(word) || word.is(Marks::WORK_HEAD)
}

/// The comma behind which the main clause begins, where the sentence opens with the clause in which is reported: بعد أن أكد
/// الطبيب أن المريض بخير، غادرت الأسرة.
fn main_clause(tokens: &Tokens<'_, '_>, found: &Found, end: usize) -> Option<usize> {
    const LEAD: usize = 6;
    let start = found.sentence.start;
    let key = tokens.key(start);
    let lead = key.behind("و").unwrap_or(key);
    // The words that a clause of its own may begin with too: فيما قال … إن.
    let loose = lead.is_any(["بينما", "فيما"]);
    let subordinate = loose
        || lead.is_any(["بعدما", "عندما", "حينما", "لما"])
        || lead.is_any(["بعد", "رغم", "برغم", "مع", "منذ", "قبل", "حين"])
            && tokens.is(start + 1, Marks::COMPLEMENTISER)
        || lead == "بقدر" && tokens.key(start + 1) == "ما";
    let near = found.cue.start > start && found.cue.start - start <= LEAD;
    if !near
        || !subordinate
        || (start..found.cue.start).any(|k| tokens.kind(k) != Kind::Word)
        || tokens.kind(found.at) != Kind::Word
    {
        return None;
    }
    (found.at + 1..end)
        .find(|&k| tokens.kind(k) == Kind::Comma && is_verb_like(tokens, k + 1, loose))
}

/// Whether a word may be a verb, which few lists have, by its letters; `surely` where a noun may stand there as well.
fn is_verb_like(tokens: &Tokens<'_, '_>, k: usize, surely: bool) -> bool {
    let (key, word) = (tokens.key(k), tokens.word(k));
    if tokens.kind(k) != Kind::Word
        || word.title.is_some()
        || word.is(Marks::NAME
            .or(Marks::COUNTRY)
            .or(Marks::PLACE)
            .or(Marks::ACTION))
    {
        return false;
    }
    match word.class {
        Some(FunctionClass::Verb | FunctionClass::Auxiliary) => return true,
        Some(_) => return false,
        None => {}
    }
    let feminine = key.ends("ت") && !key.ends("ات") && key.has_letters(4);
    let imperfect = key.begins_any(["ي", "سي", "ست"]) && key.has_letters(4) && !key.ends("ه");
    let bare = || {
        !key.begins_any(["و", "ال", "ب", "ل", "م", "ك"])
            && !key.ends("ا")
            && !tokens.raw(k).ends_with('ة')
            && key.has_letters(3)
    };
    feminine && !key.begins("و") || imperfect || !surely && bare()
}
