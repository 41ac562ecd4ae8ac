//! The grammar of credits: the bracket that closes a caption and says whose picture it is, and the
//! bracket that closes a report and says whose report it is.

use std::ops::Range;

use once_cell::sync::Lazy;

use super::lookup;
use super::names::{self, NameShape};
use super::rows;
use super::sources;
use super::tokens::Tokens;
use crate::lexicon::{CueClass, Lexicon};
use crate::read::Shape;

/// Words of a phrase in the gazetteers.
const PHRASE: usize = 6;

/// A credit bracket at the end of a text.
#[derive(Clone, Debug)]
pub(crate) struct CreditBracket {
    /// From the opening bracket to the end of the text.
    pub(crate) bracket: Range<usize>,
    /// What stands inside.
    pub(crate) inner: Range<usize>,
    /// The names recognised in it.
    pub(crate) names: Vec<(Range<usize>, Option<String>)>,
    /// Whether every part of it is known to a lexicon or introduced by a cue.
    pub(crate) sure: bool,
    /// Whether it holds an agency or outlet.
    pub(crate) agency: bool,
}

/// The closing bracket of a text, if it is one that may hold a credit: not empty, not long, not
/// nested deeper than one level.
pub(crate) fn closing_bracket(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let trimmed = text.trim_end_matches(['.', ' ']);
    let close = trimmed
        .chars()
        .next_back()
        .filter(|c| matches!(c, ')' | ']'))?;
    let body_end = trimmed.len() - close.len_utf8();
    let body = trimmed.get(..body_end)?;
    let open = body.rfind(['(', '['])?;
    let open_len = body.get(open..)?.chars().next()?.len_utf8();
    let inner = body.get(open + open_len..)?;
    let start = open + open_len + (inner.len() - inner.trim_start().len());
    let end = start + inner.trim().len();
    if start >= end || inner.chars().count() > 60 || inner.contains(')') {
        return None;
    }
    Some((open..text.len(), start..end))
}

/// Words behind the label of a credit at most.
const SIGNED: usize = 10;

/// Labels of a credit, that of the fewest letters first.
static LABELS: Lazy<Vec<&str>> =
    Lazy::new(|| rows(include_str!("data/credit_labels.tsv")).collect());

/// Where a label and the names behind it begin that say whose a picture is, even where a page writes it to the caption
/// without a blank: `سيارات تعبر الجسرصورة من: رويترز`. There an agency must follow: محصورة من: is no label.
pub(crate) fn signed(text: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let (before, names) = text.split_once(':')?;
    let before = before.trim_end();
    let names = names.trim_start();
    let few = names.split(' ').nth(SIGNED).is_none() && names.contains(char::is_alphabetic);
    if !few || names.contains(':') {
        return None;
    }
    let starts = || LABELS.iter().filter_map(|label| before.strip_suffix(label));
    let parted = |start: &&str| start.is_empty() || start.ends_with(' ');
    let start = starts().find(parted).or_else(|| {
        let glued = starts().next()?;
        let credit = read(names, lexicon, &mut Tokens::default())?;
        credit.agency.then_some(glued)
    })?;
    Some((start.len(), text.len() - names.len()))
}

/// Reads the bracket that closes `text` as a credit.
pub(crate) fn trailing(
    text: &str,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) -> Option<CreditBracket> {
    let (bracket, inner) = closing_bracket(text)?;
    let credit = read(text.get(inner.clone())?, lexicon, tokens)?;
    Some(CreditBracket {
        names: credit
            .names
            .into_iter()
            .map(|(r, id)| (inner.start + r.start..inner.start + r.end, id))
            .collect(),
        bracket,
        inner,
        sure: credit.sure,
        agency: credit.agency,
    })
}

pub(crate) struct Credit {
    pub(crate) names: Vec<(Range<usize>, Option<String>)>,
    pub(crate) sure: bool,
    pub(crate) agency: bool,
}

/// Reads the inside of a bracket (or a line of its own) as a credit: every part between separators
/// is an agency, a note on the picture (أرشيف), or a cue (تصوير، عدسة) with a name.
pub(crate) fn read(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Credit> {
    let mut credit = Credit {
        names: Vec::new(),
        sure: true,
        agency: false,
    };
    let mut any = false;
    let mut photographer = false;
    let parts = sources::names(text, 0, lexicon, tokens);
    let beside_agency = parts.iter().any(|part| part.id.is_some());
    for part in parts {
        let piece = text.get(part.range.clone())?;
        if part.id.is_some() {
            credit.agency = true;
            credit.names.push((part.range, part.id));
            any = true;
            continue;
        }
        tokens.fill(piece, 10, lexicon);
        let phrase = tokens.phrase(piece, 0, PHRASE);
        if let Some((words, cue)) = lexicon.cues().longest(phrase) {
            match cue.class() {
                CueClass::PhotoNote if words == tokens.len() => {
                    any = true;
                    continue;
                }
                CueClass::PositionNote => return None,
                _ => {}
            }
        }
        if let Some((words, cue)) = lexicon.byline_cues().longest(phrase)
            && lookup::role(cue) == crate::article::ContributorRole::Photographer
        {
            photographer = true;
            any = true;
            if words < tokens.len() {
                let start = tokens.range(words).start;
                credit
                    .names
                    .push((part.range.start + start..part.range.end, None));
            }
            continue;
        }
        // أ ف ب بولي علم, (مجهود شخصي): an agency with something behind it. A name that is a word of
        // other meaning too (الأناضول) needs a note on the picture there: الأناضول-أرشيف.
        if let Some((words, agency)) = lexicon.agencies().longest(phrase)
            && (!agency.is_ambiguous() || is_note(piece, words, lexicon, tokens))
        {
            let end = tokens.range(words - 1).end;
            credit.agency = true;
            credit.names.push((
                part.range.start..part.range.start + end,
                Some(agency.id().to_owned()),
            ));
            any = true;
            continue;
        }
        let shape = NameShape::of(tokens, 0..tokens.len(), lexicon);
        if photographer && shape.has_given_name {
            credit.names.push((part.range, None));
            continue;
        }
        // كريم الفاسي/رويترز
        let words = 2..=4;
        if beside_agency
            && shape.has_given_name
            && words.contains(&tokens.len())
            && (0..tokens.len()).all(|i| names::may_be_in_name(tokens.word(i), lexicon))
        {
            credit.sure = false;
            credit.names.push((part.range, None));
            continue;
        }
        // A part that says "press", "channel" or "account" names a source no lexicon lists.
        if (0..tokens.len()).any(|i| lookup::is_media_word(tokens.word(i), lexicon))
            && tokens.len() <= 4
        {
            credit.sure = false;
            credit.names.push((part.range, None));
            any = true;
            continue;
        }
        // Latin names in a bracket after an Arabic caption are agencies or photographers.
        let shape = Shape::of(piece);
        if shape.arabic == 0 && shape.latin >= 2 && shape.digits == 0 && tokens.len() <= 4 {
            credit.sure = false;
            credit.names.push((part.range, None));
            any = true;
            continue;
        }
        return None;
    }
    any.then_some(credit)
}

/// Whether the words of `piece` from number `from` on are a note on the picture (أرشيف).
fn is_note(piece: &str, from: usize, lexicon: &Lexicon, tokens: &Tokens) -> bool {
    let rest = tokens.phrase(piece, from, PHRASE);
    lexicon
        .cues()
        .longest_of(rest, |cue| cue.class() == CueClass::PhotoNote)
        .is_some_and(|(words, _)| from + words == tokens.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Option<String> {
        trailing(text, Lexicon::builtin(), &mut Tokens::default()).map(|c| text[c.inner].to_owned())
    }

    #[test]
    fn a_label_is_no_part_of_another_word() {
        let caption = "احتفالات في الشمال";
        let glued = format!("{caption}صورة من: رويترز");
        assert_eq!(
            signed(&glued, Lexicon::builtin()).map(|(label, _)| label),
            Some(caption.len())
        );
        for text in [
            "القائمة محصورة من: مصر والسودان",
            "قطار المنصورة من: القاهرة",
        ] {
            assert_eq!(signed(text, Lexicon::builtin()), None, "{text}");
        }
    }

    #[test]
    fn a_label_introduces_a_credit() {
        let cut = |text: &str| {
            signed(text, Lexicon::builtin())
                .map(|(label, names)| (text[..label].to_owned(), text[names..].to_owned()))
        };
        let both = |caption: &str, names: &str| Some((caption.to_owned(), names.to_owned()));
        assert_eq!(
            cut("سيارات تعبر الجسرصورة من: رويترز"),
            both("سيارات تعبر الجسر", "رويترز")
        );
        assert_eq!(
            cut("سيارات تعبر الجسر الصورة من : dpa"),
            both("سيارات تعبر الجسر ", "dpa")
        );
        assert_eq!(cut("صورة من: سالم الحداد"), both("", "سالم الحداد"));
        for text in [
            "صورة من: 2019",
            "صورة من الجسر",
            "سيارات: صورة من الجسر",
            "صورة من:",
            "تحذير من: الغبار",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }

    #[test]
    fn credits_leave() {
        assert_eq!(
            inner("الوزيران في لقاء سابق (يسار) بالعاصمة (الأناضول)").as_deref(),
            Some("الأناضول")
        );
        assert_eq!(
            inner("من احتجاجات سابقة (رويترز - أرشيف)").as_deref(),
            Some("رويترز - أرشيف")
        );
        assert_eq!(
            inner("أطفال قرب صنبور (يمين) في الحي (الأناضول-أرشيف)").as_deref(),
            Some("الأناضول-أرشيف")
        );
        assert_eq!(
            inner("جانب من الحفل (تصوير: سالم الحداد)").as_deref(),
            Some("تصوير: سالم الحداد")
        );
        assert_eq!(
            inner("جانب من الحفل (سالم الحداد/رويترز)").as_deref(),
            Some("سالم الحداد/رويترز")
        );
        assert_eq!(
            inner("السوق القديم (أ. ف. ب.)").as_deref(),
            Some("أ. ف. ب.")
        );
    }

    #[test]
    fn other_brackets_stay() {
        for text in [
            "وزيرا الخارجية في المؤتمر (يسار)",
            "قتل سامي (45 عاما)",
            "فاز الفريق على ضيفه (2-1)",
            "وصل إلى مدينة غازي عنتاب (جنوب)",
            "فاز الفريق على ضيفه (سالم الحداد)",
            "وصل الوفد (سالم الحداد وصل أمس/رويترز)",
            "بلا قوس",
            "قوس فارغ ()",
        ] {
            assert_eq!(inner(text), None, "{text}");
        }
    }
}
