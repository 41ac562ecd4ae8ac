//! The embedded files parse strictly, and their rows are sound.

use super::builder::embedded;
use super::data::EMBEDDED;
use super::*;
use crate::arabic::fold::fold_into;
use std::collections::{HashMap, HashSet};

fn fold(text: &str) -> String {
    let mut key = String::new();
    fold_into(text, &mut key);
    key
}

#[test]
fn every_embedded_row_is_read() {
    let (rows, errors) = embedded();
    assert_eq!(errors, []);
    let read = [
        rows.agencies.len(),
        rows.places.len(),
        rows.countries.len(),
        rows.titles.len(),
        rows.cues.len(),
        rows.byline_cues.len(),
        rows.given_names.len(),
        rows.name_particles.len(),
        rows.months.len(),
        rows.weekdays.len(),
        rows.time_words.len(),
        rows.function_words.len(),
        rows.reporting_verbs.len(),
    ];
    for ((kind, text), n) in EMBEDDED.into_iter().zip(read) {
        assert!(text.starts_with("# origin: "), "{kind:?}");
        assert_eq!(text.lines().nth(1), Some(kind.header()));
        assert_eq!(text.lines().count(), n + 2, "{kind:?}");
        assert!(!text.contains('\r') && text.ends_with('\n'), "{kind:?}");
    }
}

/// The lists must not shrink unnoticed.
#[test]
fn the_lists_have_their_size() {
    let l = Lexicon::builtin();
    assert!(l.agencies().len() >= 500);
    assert!(l.places().len() >= 1400);
    assert!(l.countries().len() >= 195);
    assert!(l.titles().len() >= 230);
    assert!(l.cues().len() >= 1500);
    assert!(l.given_names().len() >= 4000);
    assert!(l.reporting_verbs().len() >= 1800);
    assert!(l.function_words().len() >= 1000);
}

#[test]
fn ids_are_unique() {
    let (rows, _) = embedded();
    let ids: [Vec<&str>; 4] = [
        rows.agencies.iter().map(|r| r.id()).collect(),
        rows.places.iter().map(|r| r.id()).collect(),
        rows.countries.iter().map(|r| r.id()).collect(),
        rows.titles.iter().map(|r| r.id()).collect(),
    ];
    for list in ids {
        assert_eq!(list.iter().collect::<HashSet<_>>().len(), list.len());
        assert!(list.is_sorted());
    }
}

/// A key of two rows is a decision: both rows say so, or differ in the columns named.
#[test]
fn no_key_stands_twice_by_accident() {
    let l = Lexicon::builtin();
    for a in l.agencies() {
        for form in a.names().chain(a.latin()).chain(a.abbreviations()) {
            let n = l.agencies().all(&fold(form)).count();
            assert!(n == 1 || a.is_shared(), "{} {form}: {n}", a.id());
        }
    }
    for p in l.places() {
        for form in std::iter::once(p.name()).chain(p.variants()) {
            let n = l.places().all(&fold(form)).count();
            assert!(n == 1 || p.is_shared(), "{} {form}: {n}", p.id());
        }
    }
    for c in l.countries() {
        for form in std::iter::once(c.name()).chain(c.variants()) {
            assert_eq!(l.countries().all(&fold(form)).count(), 1, "{form}");
        }
    }
    for m in l.months() {
        assert_eq!(l.months().all(&fold(m.name())).count(), 1, "{}", m.name());
    }
    for w in l.time_words() {
        assert_eq!(
            l.time_words().all(&fold(w.word())).count(),
            1,
            "{}",
            w.word()
        );
    }
    for n in l.given_names() {
        assert_eq!(
            l.given_names().all(&fold(n.name())).count(),
            1,
            "{}",
            n.name()
        );
    }
    for c in l.byline_cues() {
        assert_eq!(
            l.byline_cues().all(&fold(c.cue())).count(),
            1,
            "{}",
            c.cue()
        );
    }
    let mut seen = HashSet::new();
    for c in l.cues() {
        assert!(
            seen.insert((fold(c.phrase()), c.class(), c.position())),
            "{c:?}"
        );
    }
    let words = |keys: Vec<String>| {
        let n = keys.len();
        assert_eq!(keys.into_iter().collect::<HashSet<_>>().len(), n);
    };
    words(l.function_words().iter().map(|w| fold(w.word())).collect());
    words(l.reporting_verbs().iter().map(|w| fold(w.form())).collect());
    words(l.weekdays().iter().map(|w| fold(w.name())).collect());
    words(l.name_particles().iter().map(|w| fold(w.text())).collect());
}

#[test]
fn every_form_is_found_and_single_words_are_single() {
    let l = Lexicon::builtin();
    for c in l.cues() {
        let key = fold(c.phrase());
        let words: Vec<&str> = key.split(' ').collect();
        assert_eq!(
            l.cues().longest_at(&words).map(|(n, _)| n),
            Some(words.len())
        );
        assert!(words.iter().all(|w| l.cues().contains_word(w)));
    }
    for w in l.function_words() {
        assert!(!fold(w.word()).contains(' '), "{}", w.word());
    }
    for v in l.reporting_verbs() {
        assert!(!fold(v.form()).contains(' '), "{}", v.form());
    }
}

#[test]
fn months_agree_with_their_numbers() {
    let l = Lexicon::builtin();
    let mut of: HashMap<(&str, Calendar), HashSet<u8>> = HashMap::new();
    for m in l.months() {
        for v in m.vocabularies() {
            of.entry((v, m.calendar())).or_default().insert(m.month());
        }
    }
    assert_eq!(of.len(), 10);
    for ((v, _), numbers) in of {
        assert_eq!(numbers.len(), 12, "{v}");
    }
    assert_eq!(l.months().get("جماد الاخره").map(MonthName::month), Some(6));
}

#[test]
fn a_shared_name_gives_the_usual_row_first() {
    let l = Lexicon::builtin();
    for (key, id) in [
        ("الجزيره", "aljazeera"),
        ("الشروق", "shorouk"),
        ("الوطن", "alwatan_sa"),
        ("النهار", "annahar"),
        ("و م ع", "map"),
        ("cnn", "cnn"),
    ] {
        assert_eq!(l.agencies().get(key).map(Agency::id), Some(id), "{key}");
    }
    assert_eq!(l.places().get("القنيطره").map(Place::id), Some("quneitra"));
}

#[test]
fn zone_values_are_offsets_or_names_of_iana() {
    for w in Lexicon::builtin().time_words() {
        let ok = match w.class() {
            TimeClass::Zone => {
                w.value().is_empty()
                    || w.value().contains('/')
                    || w.value().len() == 6
                        && w.value().starts_with(['+', '-'])
                        && w.value().as_bytes()[3] == b':'
            }
            TimeClass::Hour | TimeClass::Minute | TimeClass::Deictic => {
                w.value().parse::<i32>().is_ok()
            }
            _ => true,
        };
        assert!(ok, "{w:?}");
    }
}

#[test]
fn lexicons_cross_threads() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
    shared::<Lexicon>();
    shared::<LexiconBuilder>();
}
