//! The grammar of sign-offs: how wires close a report, on a line of its own or behind its last
//! sentence.
//!
//! ```text
//! signoff  = item (mark* item)*
//! item     = end-mark | wire | initials | number | zone | month
//! ```
//!
//! | wire | sign-off |
//! |---|---|
//! | SPA | `// انتهى //` with `17:51 ت م` |
//! | KUNA | `(النهاية) س ح / م م`, `كونا131751 جمت يول 20` |
//! | Petra | `--(بترا) س ح/م م` |
//! | WAM, QNA, TAP | `وام/`, `/قنا/`, `-وات-` |
//! | BNA | `س.ح بنا 1751 جمت 13/07/2020` |
//! | AFP, dpa | `أ.ف.ب/س م/د ر`, `د ب أ س ح / م م` |
//! | NNA | `=======س.ح` |
//! | IRNA, Mehr | `انتهى** 1342`, `/انتهى/` |
//!
//! End marks are the class `end_mark` of the cues, wires the agencies of the lexicon that are news
//! agencies.

use std::ops::Range;

use super::lookup;
use super::tokens::Tokens;
use crate::arabic::chars;
use crate::lexicon::{CueClass, Lexicon, TimeClass};

/// Words of a sign-off.
const MAX_WORDS: usize = 12;

/// Bytes at the end of a paragraph in which its sign-off stands.
const MAX_BYTES: usize = 120;

/// Words of a phrase in the gazetteers.
const PHRASE: usize = 4;

/// A sign-off, and the wires it names.
#[derive(Debug, Clone)]
pub(crate) struct SignOff {
    /// Where it stands in the text, from its first mark on.
    pub(crate) range: Range<usize>,
    pub(crate) wires: Vec<(Range<usize>, String)>,
}

/// Reads a whole line as a sign-off.
pub(crate) fn line(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<SignOff> {
    tokens.fill(text, MAX_WORDS + 1, lexicon);
    if !(1..=MAX_WORDS).contains(&tokens.len()) {
        return None;
    }
    let items = Items::read(text, 0, lexicon, tokens)?;
    items.close_a_report(text).then_some(SignOff {
        range: 0..text.len(),
        wires: items.wires,
    })
}

/// Reads the sign-off behind the last sentence of a paragraph.
pub(crate) fn tail(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<SignOff> {
    let mut from = text.len().saturating_sub(MAX_BYTES);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    // Not from the middle of a word, of which nothing could be told.
    from += if from == 0 {
        0
    } else {
        text.as_bytes()
            .get(from..)?
            .iter()
            .position(|b| *b == b' ')?
    };
    let rest = text.get(from..)?;
    if !may_hold(rest) {
        return None;
    }
    tokens.fill(rest, usize::MAX, lexicon);
    let first = tokens.len().saturating_sub(MAX_WORDS).max(1);
    (first..tokens.len()).find_map(|i| {
        let gap = tokens.gap(rest, i);
        // The sentence ends, with its own mark or before dashes, and what follows is set off.
        let sentence = gap.trim_end_matches(|c| is_mark(c) && c != '.');
        let marks = gap.get(sentence.len()..)?;
        let stopped = sentence.ends_with(['.', '!', '?', '؟', '»', '"', '”', '…']);
        if !stopped && !marks.contains("--") && !marks.contains("//") {
            return None;
        }
        let items = Items::read(rest, i, lexicon, tokens)?;
        let start = tokens.range(i).start - marks.trim_start().len();
        items.close_a_report(rest.get(start..)?).then(|| SignOff {
            range: from + start..text.len(),
            wires: items
                .wires
                .into_iter()
                .map(|(range, id)| (from + range.start..from + range.end, id))
                .collect(),
        })
    })
}

/// Whether a sign that parts a sentence from a sign-off stands before the last word: a cheap look
/// that spares most paragraphs the exact one.
fn may_hold(text: &str) -> bool {
    let body = text.trim_end_matches(|c| !chars::is_alphanumeric(c));
    let bytes = body.as_bytes();
    // Without a branch, as the compiler looks at sixteen bytes at once.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let signs = pairs.map(|(&a, &b)| {
        let one = (a == b'.') | (a == b'!') | (a == b'?') | (a == b'"') | (a == 0xE2);
        let two = (a == b) & ((a == b'-') | (a == b'/'));
        one | two | (a == 0xD8) & (b == 0x9F) | (a == 0xC2) & (b == 0xBB)
    });
    signs.fold(false, |found, sign| found | sign)
}

/// What a run of words is made of, if nothing else stands in it.
#[derive(Debug, Default)]
struct Items {
    end_mark: bool,
    wires: Vec<(Range<usize>, String)>,
    /// Words of single letters.
    initials: usize,
    /// Whether a wire has the number of its report.
    numbered: bool,
}

impl Items {
    /// The words from `from` to the last; `None` where one is something else.
    fn read(text: &str, from: usize, lexicon: &Lexicon, tokens: &Tokens) -> Option<Items> {
        let mut items = Items::default();
        let mut after_zone = false;
        let mut i = from;
        while i < tokens.len() {
            if i > from && !tokens.gap(text, i).chars().all(is_mark) {
                return None;
            }
            let words = tokens.phrase(text, i, PHRASE);
            let key = tokens.key(i);
            let was_after_zone = std::mem::take(&mut after_zone);
            if let Some((n, _)) = lexicon
                .cues()
                .longest_of(words, |c| c.class() == CueClass::EndMark)
            {
                items.end_mark = true;
                i += n;
            } else if let Some((n, agency)) = lexicon
                .agencies()
                .longest_of(words, |a| lookup::is_wire(Some(a.id()), lexicon))
                // (النهاية) م ن / ا ب: among initials letters are no wire's, but in a bracket.
                && !((items.end_mark || items.initials > 0)
                    && !tokens.gap(text, i).contains('(')
                    && spelled(tokens, i..i + n))
            {
                let range = tokens.range(i).start..tokens.range(i + n - 1).end;
                items.wires.push((range, agency.id().to_owned()));
                i += n;
            } else if let Some((range, id)) = numbered_wire(key, tokens.range(i), lexicon) {
                items.wires.push((range, id));
                items.numbered = true;
                i += 1;
            } else if let Some((n, _)) = lexicon.time_words().longest_of(words, |w| {
                matches!(w.class(), TimeClass::Zone | TimeClass::LocalZone)
            }) {
                after_zone = true;
                i += n;
            } else if key.split('.').all(|part| part.chars().count() == 1) {
                items.initials += usize::from(!key.bytes().any(|b| b.is_ascii_digit()));
                i += 1;
            } else if key.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                || lookup::is_month(tokens.word(i), lexicon)
                // The month cut short: يول, نوف.
                || was_after_zone && key.chars().count() <= 4
            {
                i += 1;
            } else {
                return None;
            }
        }
        let gap = tokens.gap(text, tokens.len());
        gap.chars().all(is_mark).then_some(items)
    }

    /// Whether they close a report, and are no initialism or number that stands alone.
    fn close_a_report(&self, text: &str) -> bool {
        let set_off = text.contains(['(', '[', '/', '-', '*', '=']);
        self.end_mark
            || !self.wires.is_empty() && (set_off || self.numbered || self.initials > 0)
            || self.initials >= 2 && text.contains('/')
            || self.initials >= 2 && text.contains('.') && text.contains(['،', ','])
            || self.initials >= 1 && text.starts_with("==")
    }
}

/// Whether words are single letters: ا ب.
fn spelled(tokens: &Tokens, mut words: Range<usize>) -> bool {
    words.all(|i| tokens.word(i).letters() == 1)
}

/// The wire of a word such as `كونا131751`: its name and the number of the report.
fn numbered_wire(
    key: &str,
    word: Range<usize>,
    lexicon: &Lexicon,
) -> Option<(Range<usize>, String)> {
    let name = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = key.len() - name.len();
    if digits < 4 || name.is_empty() {
        return None;
    }
    let agency = lexicon.agencies().get(name)?;
    lookup::is_wire(Some(agency.id()), lexicon)
        .then(|| (word.start..word.end - digits, agency.id().to_owned()))
}

/// Characters that may stand between the words of a sign-off.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        ' ' | '/'
            | '\\'
            | '-'
            | '–'
            | '—'
            | 'ـ'
            | '('
            | ')'
            | '['
            | ']'
            | '*'
            | '='
            | '.'
            | ':'
            | '،'
            | ','
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Option<Vec<String>> {
        let read = line(text, Lexicon::builtin(), &mut Tokens::default())?;
        Some(read.wires.into_iter().map(|(_, id)| id).collect())
    }

    #[test]
    fn lines_of_the_wires() {
        for (text, wires) in [
            ("--(بترا)", vec!["petra"]),
            ("--(بترا) س ح/م م", vec!["petra"]),
            ("(النهاية) س ح / م م", vec![]),
            ("(النهاية)", vec![]),
            ("كونا131751 جمت يول 20", vec!["kuna"]),
            ("// انتهى //", vec![]),
            ("// انتهى // 17:51 ت م", vec![]),
            ("//انتهى//", vec![]),
            ("انتهى/25", vec![]),
            ("انتهى** 1342", vec![]),
            ("/انتهى/", vec![]),
            ("(يتبع) س ح", vec![]),
            ("وام/س ح", vec!["wam"]),
            ("وام/", vec!["wam"]),
            ("-وات-", vec!["tap"]),
            ("/قنا/", vec!["qna"]),
            ("س.ح بنا 1751 جمت 13/07/2020", vec!["bna"]),
            ("د ب أ س ح / م م", vec!["dpa"]),
            ("أ.ف.ب/س م/د ر", vec!["afp"]),
            ("(أ ف ب)", vec!["afp"]),
            ("و م ع / س ح", vec!["map"]),
            ("س م/د ر/م ن", vec![]),
            ("=======س.ح", vec![]),
            ("س.ح/ م.د (د ب أ، رويترز)", vec!["dpa", "reuters"]),
            ("(النهاية) س م ن / ا ب خ", vec![]),
            ("م.ح , خ.س", vec![]),
        ] {
            let found = whole(text);
            let found = found
                .as_ref()
                .map(|ids| ids.iter().map(String::as_str).collect());
            assert_eq!(found, Some(wires), "{text}");
        }
        for text in [
            "13/07/2020",
            "17:51",
            "س ح",
            "بنا",
            "سالم الحداد",
            "المصدر: رويترز",
            "14,15",
            "انتهى العمل في الجسر",
            "وكالة أنباء الإمارات",
            "",
            "---",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn tails_of_paragraphs() {
        let cut = |text: &str| {
            let read = tail(text, Lexicon::builtin(), &mut Tokens::default())?;
            let wires: Vec<String> = read.wires.into_iter().map(|(_, id)| id).collect();
            Some((text[read.range].to_owned(), wires.concat()))
        };
        for (tail, wire) in [
            ("--(بترا)", "petra"),
            ("(النهاية) س ح / م م", ""),
            ("(النهاية)", ""),
            ("// انتهى //", ""),
            ("/انتهى/", ""),
            ("-وات-", "tap"),
            ("/قنا/", "qna"),
            ("انتهى", ""),
            ("س م/د ر", ""),
            ("(يتبع) س ح", ""),
        ] {
            let text = format!("عاد التيار إلى أحياء المدينة. {tail}");
            assert_eq!(
                cut(&text),
                Some((tail.to_owned(), wire.to_owned())),
                "{text}"
            );
        }
        for text in [
            "عاد التيار إلى أحياء المدينة.",
            "العمل في الجسر انتهى.",
            "عاد التيار. وقال المهندس إن العمل انتهى",
            "بلغ العدد 14/15.",
            "زار الوفد قرى محافظة قنا",
            "(النهاية)",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
