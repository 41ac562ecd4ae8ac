//! The grammar of source lines and of lists of outlets: `الجزيرة + وكالات`, `فرانس 24/ أ ف ب`.

use std::ops::Range;

use super::tokens::Tokens;
use crate::lexicon::{Cue, CueClass, Lexicon};

/// Words of a phrase in the gazetteers.
const PHRASE: usize = 6;

/// A name in a list of outlets.
#[derive(Clone, Debug)]
pub(crate) struct Outlet {
    pub(crate) range: Range<usize>,
    pub(crate) id: Option<String>,
}

/// Where the names of a source line begin: after its label and the mark behind it. `None` where
/// the text has no source label at its start.
pub(crate) fn after_label(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<usize> {
    tokens.fill(text, 6, lexicon);
    let phrase = tokens.phrase(text, 0, PHRASE);
    let (words, cue) = lexicon.cues().longest(phrase)?;
    behind(text, words, cue, tokens)
}

/// The same, where the tokens hold the first words of the text and `cue` is the longest that so many
/// of them are.
pub(crate) fn behind(text: &str, words: usize, cue: &Cue, tokens: &Tokens) -> Option<usize> {
    if cue.class() != CueClass::SourceLabel {
        return None;
    }
    let end = tokens.range(words - 1).end;
    let rest = text.get(end..)?;
    let trimmed = rest.trim_start_matches([' ', ':', '/', '-', '–', '|']);
    // المصدر is a word like any other inside a sentence; نقلا عن needs no mark, nor does a name that
    // stands alone in quotation marks: خدمة «…».
    let marked = rest.trim_start().starts_with([':', '/', '-', '–', '|']) || is_quoted(trimmed);
    (marked || words > 1 || trimmed.is_empty()).then(|| end + rest.len() - trimmed.len())
}

/// Whether a text is one short name in quotation marks.
fn is_quoted(text: &str) -> bool {
    let inner = text.trim_end_matches(['.', ' ']);
    let inner = inner
        .strip_prefix(['«', '"', '“'])
        .and_then(|inner| inner.strip_suffix(['»', '"', '”']));
    inner.is_some_and(|inner| {
        inner.split(' ').count() <= 4 && !inner.contains(['«', '"', '“', '»', '”'])
    })
}

/// Splits a list of outlets into names. `text[from..]` is the list.
pub(crate) fn names(
    text: &str,
    from: usize,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) -> Vec<Outlet> {
    let Some(list) = text.get(from..) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in list.char_indices() {
        let spaced = || {
            list.get(..i).is_some_and(|b| b.ends_with(' '))
                || list
                    .get(i + c.len_utf8()..)
                    .is_some_and(|a| a.starts_with(' '))
        };
        if matches!(c, '+' | '،' | ',' | '/' | ';' | '؛' | '|' | '&')
            || matches!(c, '-' | '–' | '—') && spaced()
        {
            push(&mut out, list, start..i, from, lexicon, tokens);
            start = i + c.len_utf8();
        }
    }
    push(&mut out, list, start..list.len(), from, lexicon, tokens);
    out
}

fn push(
    out: &mut Vec<Outlet>,
    list: &str,
    part: Range<usize>,
    from: usize,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) {
    let Some(raw) = list.get(part.clone()) else {
        return;
    };
    let edge = |c: char| {
        matches!(
            c,
            ' ' | '.'
                | '('
                | ')'
                | '['
                | ']'
                | '*'
                | ':'
                | '-'
                | '–'
                | '"'
                | '«'
                | '»'
                | '“'
                | '”'
                | '\''
        )
    };
    let mut start = part.start + raw.len() - raw.trim_start_matches(edge).len();
    let mut text = raw.trim_matches(edge);
    // In «الرياض» السعودية the name is what stands in the quotation marks.
    if let Some(open) = raw.find(['«', '"', '“', '”'])
        && let Some(quoted) = raw.get(open..)
    {
        let inner = quoted.trim_start_matches(['«', '"', '“', '”']);
        if let Some(close) = inner.find(['»', '"', '“', '”'])
            && let Some(name) = inner.get(..close)
            && !name.trim().is_empty()
            && raw
                .get(..open)
                .is_some_and(|before| before.trim_matches(edge).is_empty())
        {
            text = name.trim();
            let at = raw.len() - inner.len() + (name.len() - name.trim_start().len());
            start = part.start + at;
        }
    }
    if text.is_empty() || text.chars().count() > 60 {
        return;
    }
    for (range, id) in joined(text, lexicon, tokens) {
        out.push(Outlet {
            range: from + start + range.start..from + start + range.end,
            id,
        });
    }
}

/// Splits `رويترز ووكالات` where both sides are known names; else the whole is one name.
fn joined(
    text: &str,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) -> Vec<(Range<usize>, Option<String>)> {
    tokens.fill(text, 12, lexicon);
    let phrase = tokens.phrase(text, 0, PHRASE);
    let known = lexicon.agencies().longest(phrase);
    if let Some((words, agency)) = known {
        if words == tokens.len() {
            return vec![(0..text.len(), Some(agency.id().to_owned()))];
        }
        if let Some(id) = of_nationality(text, words, lexicon, tokens) {
            return vec![(0..text.len(), Some(id))];
        }
        let (end, next) = (tokens.range(words - 1).end, tokens.range(words));
        if tokens.word(words).without("و", lexicon).is_some()
            && let Some(tail) = text.get(next.start..)
            && tail.starts_with('و')
        {
            let tail_start = next.start + 'و'.len_utf8();
            let tail_text = text.get(tail_start..).unwrap_or("");
            let first = agency.id().to_owned();
            let mut second = Tokens::default();
            second.fill(tail_text, 6, lexicon);
            let phrase = second.phrase(tail_text, 0, PHRASE);
            if let Some((n, agency)) = lexicon.agencies().longest(phrase)
                && n == second.len()
            {
                return vec![
                    (0..end, Some(first)),
                    (tail_start..text.len(), Some(agency.id().to_owned())),
                ];
            }
        }
    }
    vec![(0..text.len(), None)]
}

/// The outlet of the first `words` where its nationality is the rest of the text: الاتحاد
/// الإماراتية, صحيفة لوموند الفرنسية. Of outlets that share a name it is the one of that country.
fn of_nationality(text: &str, words: usize, lexicon: &Lexicon, tokens: &Tokens) -> Option<String> {
    let rest = tokens.phrase(text, words, PHRASE);
    let (length, country) = lexicon.nationalities().longest(rest)?;
    if words + length != tokens.len() || !tokens.word(words).starts_with("ال") {
        return None;
    }
    let name = tokens.phrase(text, 0, PHRASE);
    let (_, outlets) = lexicon.agencies().longest_all(name)?;
    let mut outlets = outlets.filter(|outlet| outlet.country() == country.id());
    outlets.next().map(|outlet| outlet.id().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(String, bool)> {
        let lexicon = Lexicon::builtin();
        let tokens = &mut Tokens::default();
        let from = after_label(text, lexicon, tokens).unwrap_or(0);
        names(text, from, lexicon, tokens)
            .into_iter()
            .map(|o| (text[o.range].to_owned(), o.id.is_some()))
            .collect()
    }

    fn known(names: &[&str]) -> Vec<(String, bool)> {
        names.iter().map(|n| ((*n).to_owned(), true)).collect()
    }

    #[test]
    fn labels_and_separators() {
        assert_eq!(
            split("المصدر : الجزيرة + وكالات"),
            known(&["الجزيرة", "وكالات"])
        );
        assert_eq!(split("المصدر:رويترز، أ ف ب"), known(&["رويترز", "أ ف ب"]));
        assert_eq!(
            split("المصدر / فرانس 24/ أ ف ب"),
            known(&["فرانس 24", "أ ف ب"])
        );
        assert_eq!(split("المصدر: رويترز ووكالات"), known(&["رويترز", "وكالات"]));
    }

    #[test]
    fn a_quoted_name_is_what_stands_in_the_marks() {
        assert_eq!(split("* نقلا عن \"الرياض\" السعودية")[0].0, "الرياض");
    }

    #[test]
    fn a_nationality_tells_outlets_of_one_name_apart() {
        let lexicon = Lexicon::builtin();
        let id = |text: &str| {
            let all = names(text, 0, lexicon, &mut Tokens::default());
            assert_eq!(&text[all[0].range.clone()], text);
            all[0].id.clone()
        };
        assert_eq!(id("صحيفة الخليج الإماراتية").as_deref(), Some("khaleej"));
        assert_eq!(id("صحيفة لوموند الفرنسية").as_deref(), Some("lemonde"));
        assert_eq!(id("وكالة سبوتنيك الروسية").as_deref(), Some("sputnik"));
        assert_ne!(id("الوطن الكويتية"), id("الوطن السعودية"));
        assert_eq!(id("صحيفة لوموند اليابانية"), None);
    }

    #[test]
    fn the_word_in_a_sentence_is_no_label() {
        let lexicon = Lexicon::builtin();
        let text = "المصدر أكد أن العمل مستمر";
        assert_eq!(after_label(text, lexicon, &mut Tokens::default()), None);
    }
}
