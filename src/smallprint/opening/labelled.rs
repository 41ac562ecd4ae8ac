//! Who wrote a text behind a label that readers of screens hear before the name, and that a scraper leaves:
//! `Author, سالم الحداد`.

use super::{MAX_WORDS, Run, Slot};
use crate::article::ContributorRole;
use crate::lexicon::Lexicon;
use crate::smallprint::rows;
use crate::smallprint::tokens::Tokens;

/// The labels, in small Latin letters.
const LABELS: &str = include_str!("../data/spoken_labels.tsv");

/// The name behind the label, and where it begins.
fn behind(text: &str) -> Option<(usize, &str)> {
    // Few lines begin so: the others are not compared.
    text.bytes().next().filter(u8::is_ascii_alphabetic)?;
    rows(LABELS).find_map(|label| {
        let (own, rest) = text.split_at_checked(label.len())?;
        let name = rest.strip_prefix([',', '،'])?.trim_start();
        let named = own.eq_ignore_ascii_case(label) && !name.is_empty();
        named.then_some((text.len() - name.len(), name))
    })
}

/// Whether a line is such a label with a name of few words.
pub(crate) fn is_labelled(text: &str) -> bool {
    behind(text).is_some_and(|(_, name)| name.split(' ').count() <= MAX_WORDS / 2)
}

/// Whether a line begins with another label of that kind: `Role, …`, `Reporting from, …`.
pub(crate) fn is_label(text: &str) -> bool {
    const LONGEST: usize = 20;
    let bytes = text.bytes().take(LONGEST + 1);
    let label = bytes
        .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b' ')
        .count();
    let behind = text.get(label..).unwrap_or("");
    (1..=LONGEST).contains(&label) && behind.starts_with([',', '،'])
}

/// Reads such a line.
pub(crate) fn labelled(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Option<Slot> {
    let (from, name) = behind(text).filter(|_| is_labelled(text))?;
    tokens.clear();
    tokens.extend(name, MAX_WORDS, lexicon);
    let mut run = Run::new(name, lexicon, tokens, true);
    // What the label says a cue before the name would say.
    run.role = Some(ContributorRole::Reporter);
    run.cued = true;
    run.parse();
    if run.at < tokens.len() || run.parts.is_empty() {
        return None;
    }
    let mut parts = run.parts;
    for part in &mut parts {
        part.range = part.range.start + from..part.range.end + from;
    }
    Some(Slot {
        parts,
        end: text.len(),
        cued: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_latin() {
        let latin = |label: &str| label.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(rows(LABELS).all(latin));
    }

    #[test]
    fn a_label_for_readers_of_screens() {
        let names = |text: &str| -> Vec<String> {
            let slot = labelled(text, Lexicon::builtin(), &mut Tokens::default());
            let parts = slot.map_or(Vec::new(), |slot| slot.parts);
            let name = |part: super::super::Part| text[part.range].to_owned();
            parts.into_iter().map(name).collect()
        };
        assert_eq!(names("Author, سالم الحداد"), ["سالم الحداد"]);
        assert_eq!(
            names("AUTHOR، ليلى مدني ورامي باسويد"),
            ["ليلى مدني", "رامي باسويد"]
        );
        for text in [
            "Author",
            "Author,",
            "Authority, سالم",
            "Role, الأفق",
            "سالم الحداد",
        ] {
            assert!(!is_labelled(text), "{text}");
            assert_eq!(is_label(text), text.contains(','), "{text}");
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
