//! Tools for Arabic news text, each useful alone.
//!
//! | module | what it is for |
//! |---|---|
//! | [`clean`](mod@clean) | the reader's text: without bidi controls, odd blanks and presentation forms |
//! | [`fold`](mod@fold) | match keys: one spelling for many, to compare and look up |
//! | [`references`] | character references that a scraper left in text, `&quot;` |
//! | [`offset_map`] | from a place in a clean or folded text back to the input |
//! | [`digits`] | numbers in digits, `١٬٢٣٤٫٥` and `1.500` |
//! | [`numerals`] | numbers in words, `ثلاثة وعشرون`, and the plural categories |
//! | [`clitics`] | look-up of words that carry `و`, `ف`, `ب`, `ل`, `ال` … |
//! | [`date`](mod@date) | dates and times, printed and machine-readable |
//! | [`sentences`](mod@sentences) | sentence splitting by the habits of news |
//! | [`script`] | scripts by letters, and the languages of the Arabic script |
//!
//! Everything takes `&str`, returns values or slices, and runs in time linear in its input. No
//! input makes any of it panic. Word lists lie in tables beside the code, which are loaded at
//! first use.
//!
//! # Examples
//!
//! A line from a page is cleaned and split; a city is looked up in it by its match key, through
//! the preposition written on it; and the place found is traced back to the bytes of the page.
//!
//! ```
//! use khabar::arabic::{clean, fold, fold_with_map, lookup, sentences};
//!
//! let raw = "قال د.\u{00A0}سالم إنه عاد أمس. وكان لبغــداد\u{200F}  نصيب.";
//! let clean = clean(raw);
//!
//! let second = sentences(clean.text()).nth(1).unwrap();
//! assert_eq!(second.text, "وكان لبغــداد نصيب.");
//!
//! let city = fold("بغداد");
//! let (key, map) = fold_with_map(second.text);
//! let word = key.split(' ').nth(1).unwrap();
//! let found = lookup(word, |stem| (stem == city).then_some("baghdad")).unwrap();
//! assert_eq!(found.value, "baghdad");
//!
//! let at = key.find(found.segmentation.stem).unwrap();
//! let in_sentence = map.source_range(at..at + city.len());
//! let start = second.range.start;
//! let in_raw = clean.source_range(start + in_sentence.start..start + in_sentence.end);
//! assert_eq!(&raw[in_raw], "بغــداد");
//! ```

pub(crate) mod chars;
pub mod clean;
pub mod clitics;
pub mod date;
pub mod digits;
pub mod fold;
pub mod numerals;
pub mod offset_map;
pub mod references;
pub mod script;
pub mod sentences;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod testing;

pub use self::clean::{Clean, clean, clean_str, is_dropped, is_white};
pub use self::clitics::{candidates, lookup, strip_enclitic};
pub use self::digits::{Number, ascii_digits, digit_value, parse_number};
pub use self::fold::{fold, fold_into, fold_keep_hamza, fold_with_map, name_key, same};
pub use self::numerals::{PluralCategory, parse_cardinal, parse_ordinal, plural_category};
pub use self::offset_map::OffsetMap;
pub use self::script::{Language, LanguageGuess, ScriptCounts, language};
pub use self::sentences::{Sentence, Splitter, sentences};
