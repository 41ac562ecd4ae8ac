//! What the changes keep, by a folding of this file's own, and that they do change something.

use quickcheck::QuickCheck;
use unicode_normalization::UnicodeNormalization;

use super::super::{Block, Generated};
use super::*;

/// A match key: composed letters without marks, tatweel and direction marks, plain alef, European
/// digits, single blanks, no blank lines.
fn key(text: &str) -> String {
    let mut text = text.replace("&amp;", "&");
    for (reference, c) in [
        ("&quot;", "\""),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&ndash;", "–"),
        ("&nbsp;", " "),
    ] {
        text = text.replace(reference, c);
    }
    let composed = text.chars().flat_map(|c| {
        let shaped = matches!(c, '\u{FE70}'..='\u{FEFC}');
        let forms: Vec<char> = if shaped { c.nfkc().collect() } else { vec![c] };
        forms
    });
    let mut out = String::new();
    for c in composed.nfd() {
        match c {
            TATWEEL | '\r' => {}
            '\u{64B}'..='\u{65F}' | '\u{670}' => {}
            '\u{61C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' => {}
            ' ' | '\t' | '\u{A0}' => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            '\n' => {
                while out.ends_with([' ', '\n']) {
                    out.pop();
                }
                out.push('\n');
            }
            _ => match digit(c) {
                Some(value) => out.extend(char::from_digit(value, 10)),
                None => out.push(c),
            },
        }
    }
    out.trim_end().to_owned()
}

#[test]
fn every_change_keeps_the_match_key() {
    fn holds(article: Generated, change: Perturbation) -> bool {
        let text = article.text();
        key(&change.apply(&text)) == key(&text)
    }
    QuickCheck::new()
        .tests(300)
        .quickcheck(holds as fn(Generated, Perturbation) -> bool);
}

#[test]
fn chains_of_changes_keep_the_match_key() {
    fn holds(article: Generated, changes: Vec<Perturbation>) -> bool {
        let text = article.text();
        let changed = changes
            .iter()
            .take(5)
            .fold(text.clone(), |text, change| change.apply(&text));
        key(&changed) == key(&text)
    }
    QuickCheck::new().quickcheck(holds as fn(Generated, Vec<Perturbation>) -> bool);
}

#[test]
fn the_key_still_tells_articles_apart() {
    fn holds(article: Generated) -> bool {
        let gold = article.gold();
        let paragraph = gold.sections[0].1.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text.clone()),
            _ => None,
        });
        paragraph
            .is_some_and(|text| key(&article.text()).contains(&key(&text)) && key(&text).len() > 40)
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> bool);
}

#[test]
fn drawn_kinds_stay_in_their_group_and_all_come_up() {
    let mut g = Gen::from_size_and_seed(20, 9);
    let drawn: Vec<Perturbation> = (0..400).map(|_| Perturbation::arbitrary(&mut g)).collect();
    for (kinds, lossy) in [(Kind::NEUTRAL, false), (Kind::SPELLING, true)] {
        for kind in kinds {
            assert!(drawn.iter().any(|change| change.kind == *kind), "{kind:?}");
        }
        let change = Perturbation::of(kinds, &mut g);
        assert!(kinds.contains(&change.kind));
        assert_eq!(change.may_lose_attributions(), lossy);
    }
}

#[test]
fn a_seed_decides_a_change() {
    let text = "أعلنت الهيئة صباح اليوم 12 موعدا\n\nوقال المصدر إن الأمطار ستهطل";
    for kind in Kind::NEUTRAL.iter().chain(Kind::SPELLING) {
        let apply = |seed| Perturbation { kind: *kind, seed }.apply(text);
        assert_eq!(apply(3), apply(3), "{kind:?}");
        let changed = (0..50).filter(|&seed| apply(seed) != text).count();
        let unchanged_by_nature = matches!(kind, Kind::Nfc | Kind::DropHarakat);
        assert_eq!(changed == 0, unchanged_by_nature, "{kind:?}");
    }
}

#[test]
fn composed_and_decomposed_forms_are_inverse() {
    let text = "أكدت هيئة الإنقاذ أن المؤتمر سيبدأ";
    let apart = nfd(text, 0);
    assert!(apart.contains('\u{654}') && apart.contains('\u{655}'));
    assert_eq!(nfc(&apart, 0), text);
}

#[test]
fn changes_strike_often_enough_to_matter() {
    fn holds(article: Generated, seed: u64) -> bool {
        let text = article.text();
        let words = text.split_whitespace().count();
        let struck = |changed: String, new: fn(char) -> bool| {
            changed
                .chars()
                .filter(|&c| new(c))
                .count()
                .saturating_sub(text.chars().filter(|&c| new(c)).count())
        };
        words < 100
            || (struck(kashida(&text, seed), |c| c == TATWEEL) > words / 20
                && struck(bidi_marks(&text, seed), |c| c > '\u{1FFF}') > words / 20
                && struck(presentation_forms(&text, seed), |c| c > '\u{FE6F}') > words / 4
                && struck(add_harakat(&text, seed), is_mark) > words / 4)
    }
    QuickCheck::new().quickcheck(holds as fn(Generated, u64) -> bool);
}

#[test]
fn kashida_stands_only_between_joining_letters() {
    let text = "سُلَّم الأدوار لا يزال طويلا - 12 دارا ـ جدة";
    for seed in 0..200 {
        let stretched = kashida(text, seed);
        let chars: Vec<char> = stretched.chars().collect();
        for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == TATWEEL) {
            let before = chars[..at]
                .iter()
                .rev()
                .find(|&&c| c != TATWEEL && !is_mark(c));
            let after = chars[at..].iter().find(|&&c| c != TATWEEL);
            let dash = before == Some(&' ') && after == Some(&' ');
            let joined =
                before.is_some_and(|&c| joins_next(c)) && after.is_some_and(|&c| is_letter(c));
            assert!(dash || joined, "{stretched}");
        }
    }
    assert!((0..50).any(|seed| kashida("محمد", seed).contains(TATWEEL)));
    assert!((0..50).all(|seed| kashida("دار لا ورد", seed) == "دار لا ورد"));
}

#[test]
fn words_take_the_form_their_neighbours_ask_for() {
    let mut out = String::new();
    for word in ["محمد", "سلام", "لأن", "دار", "شيء", "على"] {
        shape(&word.chars().collect::<Vec<_>>(), &mut out);
        out.push(' ');
    }
    assert_eq!(
        out,
        "\u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA} \u{FEB3}\u{FEFC}\u{FEE1} \u{FEF7}\u{FEE5} \
         \u{FEA9}\u{FE8D}\u{FEAD} \u{FEB7}\u{FEF2}\u{FE80} \u{FECB}\u{FEE0}\u{FEF0} "
    );
}

#[test]
fn every_letter_has_forms_that_compose_to_it() {
    for c in ('\u{621}'..='\u{63A}').chain('\u{641}'..='\u{64A}') {
        let (start, count) = forms(c).unwrap_or((0, 0));
        // Alef maqsura has two forms in this block, its others are in Forms-A.
        assert!(matches!(count, 1 | 2 | 4), "{c}");
        for code in start..start + count {
            let composed: String = char::from_u32(code).iter().flat_map(|f| f.nfkc()).collect();
            assert_eq!(composed, c.to_string());
        }
        assert_eq!(count == 4, joins_next(c), "{c}");
    }
}

#[test]
fn digit_sets_change_outside_foreign_lines() {
    let text = "في 15 مايو\nOn 15 May\n2024/05/15";
    let sets: Vec<String> = (0..60).map(|seed| digits(text, seed)).collect();
    let indic = "في ١٥ مايو\nOn 15 May\n٢٠٢٤/٠٥/١٥";
    let persian = "في ۱۵ مايو\nOn 15 May\n۲۰۲۴/۰۵/۱۵";
    for expected in [text, indic, persian] {
        assert!(sets.iter().any(|set| set == expected), "{expected}");
    }
    assert!((0..60).any(|seed| digits(indic, seed) == persian));
}

#[test]
fn hamza_and_harakat_go_whether_composed_or_not() {
    let text = "أُعلِنَ آخرُ إجراء لؤي عائد";
    let bare = "اعلن اخر اجراء لؤي عائد";
    assert_eq!(drop_harakat(&drop_alef_hamza(text, 0), 0), bare);
    let apart = nfd(text, 0);
    assert_eq!(nfc(&drop_harakat(&drop_alef_hamza(&apart, 0), 0), 0), bare);
}

#[test]
fn added_harakat_are_all_that_is_added() {
    fn holds(article: Generated, seed: u64) -> bool {
        let text = article.text();
        let marked = add_harakat(&text, seed);
        marked.contains(is_mark) && drop_harakat(&marked, seed) == text
    }
    QuickCheck::new().quickcheck(holds as fn(Generated, u64) -> bool);
}

#[test]
fn line_ends_and_blanks_stay_line_ends_and_blanks() {
    assert_eq!(crlf("ا\n\nب\r\nج", 0), "ا\r\n\r\nب\r\nج");
    let blank = trailing_blanks("ا\r\nب\n\nج", 5);
    let lines: Vec<&str> = blank.trim_end().split('\n').map(str::trim).collect();
    assert_eq!(lines, ["ا", "ب", "", "ج"]);
    assert!(blank.contains("\r\n"));
}

#[test]
fn windows_1256_holds_arabic_and_french_but_no_indic_digits() {
    assert!(windows_1256_safe("قالَ «نعم» – été ـ جدة، (گاز)؟ \u{200F}…"));
    for c in ["٣", "ی", "ﻻ", "\u{2067}", "ۀ", "\u{654}", "😀"] {
        assert!(!windows_1256_safe(c), "{c}");
    }
    // Each of the 256 bytes belongs to one character and no two characters share one.
    let codes: Vec<u8> = ('\0'..='\u{FFFF}').filter_map(windows_1256_byte).collect();
    let distinct: std::collections::BTreeSet<u8> = codes.iter().copied().collect();
    assert_eq!((codes.len(), distinct.len()), (256, 256));
    assert_eq!(windows_1256_byte('خ'), Some(0xCE));
    assert_eq!(windows_1256_byte('ي'), Some(0xED));
}

#[test]
fn plain_articles_fit_windows_1256() {
    fn holds(article: Generated) -> bool {
        windows_1256_safe(&article.text())
    }
    QuickCheck::new().quickcheck(holds as fn(Generated) -> bool);
}
