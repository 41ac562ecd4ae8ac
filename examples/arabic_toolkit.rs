//! The Arabic toolkit, tool by tool, each on a line of news.
//!
//! ```text
//! cargo run --release --example arabic_toolkit
//! ```

use std::error::Error;

use khabar::arabic::{
    PluralCategory, ScriptCounts, clean, fold, fold_keep_hamza, fold_with_map, language, lookup,
    name_key, parse_cardinal, parse_number, parse_ordinal, plural_category, sentences,
};
use khabar::lexicon::Lexicon;

fn main() -> Result<(), Box<dyn Error>> {
    cleaning();
    folding();
    numbers();
    clitics();
    gazetteers()?;
    splitting();
    scripts();
    Ok(())
}

fn title(title: &str) {
    println!("\n{title}");
}

/// Arabic text between isolates, so that a terminal lays it out in its own direction.
fn ar(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The reader's text, and the way back to the bytes of the page.
fn cleaning() {
    title("clean text");
    let raw = "\u{202B}وصل\u{00A0}الوفد  إلى ﻋﻤّﺎن\u{202C}";
    let clean = clean(raw);
    println!(
        "  {} bytes became {}: {}",
        raw.len(),
        clean.text().len(),
        ar(clean.text())
    );
    if let Some(at) = clean.text().find("عم") {
        let range = clean.source_range(at..clean.text().len());
        println!("  its last word stands at {range:?} of the page");
    }
}

/// Match keys: what is compared instead of the text.
fn folding() {
    title("match keys");
    for word in ["الإمــارات", "مُسْتَشْفَى", "٢٠٢٤", "ﻻجئ"] {
        println!(
            "  {} → {}  (hamza kept: {})",
            ar(word),
            ar(&fold(word)),
            ar(&fold_keep_hamza(word))
        );
    }
    println!(
        "  {} = {} as names: {}",
        ar("عبدالله"),
        ar("عبد الله"),
        name_key("عبدالله") == name_key("عبد الله")
    );
    let text = "أعلنت وزارةُ الخارجيّــة أمس";
    let (key, map) = fold_with_map(text);
    let needle = fold("الخارجية");
    if let Some(at) = key.find(&*needle) {
        let range = map.source_range(at..at + needle.len());
        println!(
            "  {} found in {} as {}",
            ar("الخارجية"),
            ar(text),
            ar(&text[range])
        );
    }
}

/// Numbers in digits of either script, in words, and the plural form they ask for.
fn numbers() {
    title("numbers");
    for digits in ["١٬٢٣٤٫٥", "1.500", "۳۵"] {
        match parse_number(digits) {
            Some(number) => {
                let other = number
                    .other_reading()
                    .map(|n| format!(", or {}", n.to_f64()));
                println!(
                    "  {} = {}{}",
                    ar(digits),
                    number.to_f64(),
                    other.unwrap_or_default()
                );
            }
            None => println!("  {} is no number", ar(digits)),
        }
    }
    for words in ["ثلاثة وعشرون ألفا", "مئتان وخمسون"] {
        println!("  {} = {:?}", ar(words), parse_cardinal(words));
    }
    println!(
        "  {} = {:?}",
        ar("الحادية عشرة"),
        parse_ordinal("الحادية عشرة")
    );
    for n in [1, 2, 7, 40, 100] {
        let form = match plural_category(n) {
            PluralCategory::One => "كتاب",
            PluralCategory::Two => "كتابان",
            PluralCategory::Few => "كتب",
            PluralCategory::Many => "كتابا",
            _ => "كتاب",
        };
        println!("  {n} → {}", ar(form));
    }
}

/// A word is looked up as it stands, then without what is written onto it.
fn clitics() {
    title("clitics");
    let known = [fold("القاهرة"), fold("لبنان"), fold("الأردن")];
    for word in ["وبالقاهرة", "لبنان", "فللأردن"] {
        let key = fold(word);
        let found = lookup(&key, |stem| known.iter().find(|name| *name == stem));
        match found {
            Some(found) => println!("  {} names {}", ar(word), ar(found.value)),
            None => println!("  {} names nothing known", ar(word)),
        }
    }
}

/// Names in running text: the longest match at each word.
fn gazetteers() -> Result<(), Box<dyn Error>> {
    title("gazetteers");
    let lexicon = Lexicon::builder()
        .agency("lantern", ["الفانوس اليومي"])
        .build()?;
    let text = "رام الله - أ ف ب، الفانوس اليومي";
    let key = fold(text);
    let words: Vec<&str> = key
        .split([' ', '-', '،'])
        .filter(|w| !w.is_empty())
        .collect();
    let mut i = 0;
    while let Some(rest) = words.get(i..).filter(|rest| !rest.is_empty()) {
        if let Some((n, place)) = lexicon.places().longest_at(rest) {
            println!(
                "  place   {}: {}, {}",
                ar(&rest[..n].join(" ")),
                place.id(),
                place.country()
            );
            i += n;
        } else if let Some((n, agency)) = lexicon.agencies().longest_at(rest) {
            println!("  agency  {}: {}", ar(&rest[..n].join(" ")), agency.id());
            i += n;
        } else {
            println!("  nothing {}", ar(rest[0]));
            i += 1;
        }
    }
    Ok(())
}

/// Sentences by the habits of news: titles, initials and decimal points end none.
fn splitting() {
    title("sentences");
    let text = "قال د. سالم الحداد إن النمو بلغ 3.5 في المئة. وأضاف: \"لن نتوقف هنا.\" ثم غادر!";
    for sentence in sentences(text) {
        println!(
            "  {:>3}..{:<3} {}",
            sentence.range.start,
            sentence.range.end,
            ar(sentence.text)
        );
    }
}

/// Which script, and which of the languages that share it.
fn scripts() {
    title("script and language");
    for text in [
        "وصل الوفد إلى المدينة مساء أمس",
        "وزیر امور خارجه گفت که این مذاکرات ادامه دارد",
        "وزیر اعظم نے کہا ہے کہ یہ معاہدہ جلد ہو جائے گا",
        "Libyan forces at the front line",
    ] {
        let counts = ScriptCounts::of(text);
        let guess = language(text);
        println!(
            "  {:<4} {:>4}‰ Arabic letters  {}",
            guess.language.code(),
            counts.arabic_share(),
            ar(text)
        );
    }
}
