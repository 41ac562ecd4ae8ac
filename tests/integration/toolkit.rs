//! The Arabic toolkit and the lexicons as a caller uses them, apart from any article.

use khabar::arabic::references;
use khabar::arabic::{
    self, Language, PluralCategory, ScriptCounts, clean, fold, fold_keep_hamza, fold_with_map,
    name_key, parse_cardinal, parse_number, plural_category, same, sentences, strip_enclitic,
};
use khabar::article::Block;
use khabar::lexicon::{CueClass, CuePosition, Lexicon};
use khabar::{Parser, arabic::digit_value};

use crate::generator::perturb::Perturbation;
use crate::generator::wild::ArbitraryUnicode;
use crate::generator::{Generated, Piece};
use crate::support::check;

#[test]
fn folding_knows_the_ways_of_writing_one_word() {
    fn holds(article: Generated, change: Perturbation) -> Result<(), String> {
        let text = article.text();
        let changed = references::decode(&change.apply(&text)).into_owned();
        match fold(&text) == fold(&changed) {
            true => Ok(()),
            false => Err(format!("{change:?}: {} {}", fold(&text), fold(&changed))),
        }
    }
    check(
        60,
        holds as fn(Generated, Perturbation) -> Result<(), String>,
    );
}

#[test]
fn keys_are_keys_of_themselves_and_of_the_clean_text() {
    fn holds(ArbitraryUnicode(text): ArbitraryUnicode) -> bool {
        let key = fold(&text).into_owned();
        let cleaned = clean(&text);
        fold(&key) == key
            && fold(cleaned.text()) == key
            && clean(cleaned.text()).text() == cleaned.text()
            && fold(&fold_keep_hamza(&text)) == key
            && same(&text, &key)
    }
    check(300, holds as fn(ArbitraryUnicode) -> bool);
}

/// The part of a source that a word of its key points back to has that word as its key.
#[test]
fn words_of_a_key_lead_back_to_their_letters() {
    fn holds(article: Generated, change: Perturbation) -> Result<(), String> {
        let text = change.apply(&article.text());
        let (key, map) = fold_with_map(&text);
        let mut at = 0;
        for word in key.split(' ') {
            let range = map.source_range(at..at + word.len());
            let source = text
                .get(range.clone())
                .ok_or_else(|| format!("{range:?}"))?;
            if fold(source) != word {
                return Err(format!("{word:?} came from {source:?}"));
            }
            at += word.len() + 1;
        }
        Ok(())
    }
    check(
        60,
        holds as fn(Generated, Perturbation) -> Result<(), String>,
    );
}

#[test]
fn sentences_are_those_the_paragraph_was_made_of() {
    fn holds(article: Generated) -> Result<(), String> {
        for piece in article.sections.iter().flat_map(|section| &section.pieces) {
            let Piece::Paragraph(made) = piece else {
                continue;
            };
            // A quotation that ends in its own full stop may be cut before the stop outside it.
            let paragraph = made.join(" ");
            let found: Vec<&str> = sentences(&paragraph).map(|s| s.text.trim()).collect();
            if found != *made {
                return Err(format!("{made:?} became {found:?}"));
            }
        }
        Ok(())
    }
    check(60, holds as fn(Generated) -> Result<(), String>);
}

#[test]
fn sentences_cover_any_text() {
    fn holds(ArbitraryUnicode(text): ArbitraryUnicode) -> bool {
        let found: Vec<_> = sentences(&text).collect();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let sum: usize = found.iter().map(|sentence| letters(sentence.text)).sum();
        sum == letters(&text)
    }
    check(200, holds as fn(ArbitraryUnicode) -> bool);
}

#[test]
fn numbers_are_read_in_figures_and_in_words() {
    for (figures, value) in [
        ("1250", 1250.0),
        ("١٬٢٥٠", 1250.0),
        ("۳٫۵", 3.5),
        ("2,500", 2500.0),
    ] {
        let number = parse_number(figures).unwrap_or_else(|| panic!("{figures}"));
        assert!((number.to_f64() - value).abs() < 1e-9, "{figures}");
    }
    for (words, value) in [
        ("خمسة وعشرون", 25),
        ("مئة وثلاثة", 103),
        ("مائة", 100),
        ("ألفان وستمئة", 2600),
        ("أحد عشر", 11),
    ] {
        assert_eq!(parse_cardinal(words), Some(value), "{words}");
    }
    assert_eq!(parse_cardinal("حديقة"), None);
    assert_eq!(
        "٩۹9".chars().map(digit_value).collect::<Vec<_>>(),
        [Some(9); 3]
    );
    // CLDR's plural categories for Arabic.
    let categories = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map(plural_category);
    use PluralCategory::{Few, Many, One, Other, Two, Zero};
    assert_eq!(
        categories,
        [Zero, One, Two, Few, Few, Many, Many, Other, Other, Few]
    );
}

#[test]
fn clitics_are_stripped_only_where_the_word_alone_is_not_known() {
    let places = Lexicon::builtin().places();
    let found = |word: &str| {
        let key = fold(word);
        arabic::lookup(&key, |stem| places.get(stem)).map(|found| found.value.id().to_owned())
    };
    assert_eq!(found("دمشق").as_deref(), Some("damascus"));
    assert_eq!(found("وبدمشق").as_deref(), Some("damascus"));
    assert_eq!(found("وهران").as_deref(), Some("oran"));
    assert_eq!(found("كلمة"), None);
    assert_eq!(strip_enclitic("بيانهم"), Some(("بيان", "هم")));
}

#[test]
fn languages_in_arabic_script_are_told_apart() {
    let language = |text: &str| arabic::language(text).language;
    assert_eq!(
        language("أعلنت البلدية أن الطريق الساحلي سيفتح أمام السيارات بعد إنجاز الأشغال"),
        Language::Arabic
    );
    assert_eq!(
        language("شهرداری اعلام کرد که جاده ساحلی پس از پایان کار باز می‌شود و رانندگان می‌توانند"),
        Language::Persian
    );
    assert_eq!(
        language(
            "بلدیہ نے اعلان کیا ہے کہ ساحلی سڑک کام مکمل ہونے کے بعد گاڑیوں کے لیے کھول دی جائے گی"
        ),
        Language::Urdu
    );
    let counts = ScriptCounts::of("خبر news ٣");
    assert_eq!((counts.letters(), counts.arabic_share()), (7, 428));
}

#[test]
fn names_have_one_key_however_they_are_joined() {
    assert_eq!(name_key("عبدالله النجار"), name_key("عبد الله النجار"));
    assert_eq!(name_key("أبوبكر"), name_key("ابو بكر"));
    assert_ne!(name_key("سالم"), name_key("سليم"));
}

/// Entries a caller adds when building the parser are read like those that came with it.
#[test]
fn a_lexicon_is_extended_for_one_parser() {
    let text = "كفر السنديان (وكالة الينبوع) - أعاد سكان البلدة فتح المدرسة القديمة أمس، بعد أن رمموا \
        سقفها بأيديهم في ثلاثة أشهر.\n\nوقالت المديرة إن الصفوف تتسع لمئتي تلميذ من البلدات القريبة.\n\n\
        ينابيع الخبر: وكالة الينبوع";
    let lexicon = Lexicon::builder()
        .place("kafr_al_sindyan", ["كفر السنديان"])
        .agency("yanbu_agency", ["وكالة الينبوع"])
        .cue("ينابيع الخبر", CueClass::SourceLabel, CuePosition::Start)
        .build()
        .expect("a lexicon");
    let parser = Parser::builder()
        .lexicon(lexicon)
        .build()
        .expect("a parser");
    let article = parser.parse_text(text).expect("content");
    let dateline = article.dateline.as_ref().expect("a dateline");
    let ids = |names: &[khabar::Name]| {
        names
            .iter()
            .filter_map(|n| n.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&dateline.places), ["kafr_al_sindyan"]);
    assert_eq!(ids(&dateline.agencies), ["yanbu_agency"]);
    assert_eq!(ids(&article.sources), ["yanbu_agency"]);
    assert_eq!(
        article
            .blocks()
            .filter(|b| matches!(b, Block::Paragraph(_)))
            .count(),
        2
    );

    let plain = khabar::parse_text(text);
    assert!(ids(&plain.sources).is_empty());
    assert!(plain.dateline.is_none_or(|d| ids(&d.places).is_empty()));
}
