//! The agencies, places and countries that a text names.

use std::iter::FusedIterator;
use std::ops::Range;

use super::builder::{agency_forms, country_forms, place_forms};
use super::gazetteer::{Gazetteer, Phrase};
use super::hash::word_hash_in;
use super::{Agency, Country, Lexicon, Lists, Place};
use crate::arabic::fold_into;
use crate::arabic::words::{Word, next_word};

/// A name in a text, and the rows it can stand for.
///
/// One name may have a row of each kind: الجزائر is a city and a country, الوطن a newspaper and a
/// common word. Nothing is chosen here; [`NameMatch::is_ambiguous`] tells the names that need more
/// than their letters.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NameMatch<'l> {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The agency or outlet of this name, the best of several.
    pub agency: Option<&'l Agency>,
    /// The place of this name, the best of several.
    pub place: Option<&'l Place>,
    /// The country of this name.
    pub country: Option<&'l Country>,
}

impl NameMatch<'_> {
    /// Whether the name is a common word, too, in all that it can stand for.
    pub fn is_ambiguous(&self) -> bool {
        self.country.is_none()
            && self.agency.is_none_or(Agency::is_ambiguous)
            && self.place.is_none_or(Place::is_ambiguous)
    }
}

/// The names of a text from left to right; made by [`Lexicon::find_names`].
#[derive(Debug, Clone)]
pub struct NameMatches<'l, 't> {
    lexicon: &'l Lexicon,
    names: &'l Gazetteer<Row>,
    text: &'t str,
    at: usize,
    key: String,
}

/// A row of one of the three lists, by its place in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    Agency(usize),
    Place(usize),
    Country(usize),
}

impl Lexicon {
    /// The names of agencies and outlets, places and countries in running text.
    ///
    /// Words are compared by match key, and of the names that begin at one word the longest
    /// counts: بور سعيد, not سعيد. A name ends with its line, and white space alone may stand
    /// between its words, or the full stops of an abbreviation. Names do not overlap. Clitics are
    /// not taken off: بالقاهرة names nothing here, see [`crate::arabic::clitics::lookup`].
    ///
    /// # Complexity
    ///
    /// Linear in the length of `text`; the text is not copied. The first call makes a table of the
    /// names, once for the lexicon.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::lexicon::Lexicon;
    ///
    /// let text = "غادر الوفد تل أبيب إلى تونس، كما نقلت (أ. ف. ب)";
    /// let names: Vec<_> = Lexicon::builtin().find_names(text).collect();
    /// let written: Vec<_> = names.iter().map(|n| &text[n.range.clone()]).collect();
    /// assert_eq!(written, ["الوفد", "تل أبيب", "تونس", "أ. ف. ب"]);
    /// // A newspaper of Cairo, and here a delegation.
    /// assert!(names[0].is_ambiguous());
    /// assert_eq!(names[1].place.unwrap().id(), "telaviv");
    /// assert_eq!((names[2].place.unwrap().id(), names[2].country.unwrap().id()), ("tunis", "tn"));
    /// assert_eq!(names[3].agency.unwrap().id(), "afp");
    /// ```
    pub fn find_names<'l, 't>(&'l self, text: &'t str) -> NameMatches<'l, 't> {
        NameMatches {
            lexicon: self,
            names: self.inner.names.get_or_init(|| table(self)),
            text,
            at: 0,
            key: String::new(),
        }
    }
}

/// The rows of the three lists in one table.
fn table(lexicon: &Lexicon) -> Gazetteer<Row> {
    let agencies = (0..lexicon.agencies().len()).map(Row::Agency);
    let places = (0..lexicon.places().len()).map(Row::Place);
    let countries = (0..lexicon.countries().len()).map(Row::Country);
    let rows = agencies.chain(places).chain(countries).collect();
    Gazetteer::build(rows, |row, add| {
        let (agency, place, country) = entries(lexicon, *row);
        if let Some(agency) = agency {
            agency_forms(agency, add);
        }
        if let Some(place) = place {
            place_forms(place, add);
        }
        if let Some(country) = country {
            country_forms(country, add);
        }
    })
}

/// The entry that a row stands for.
fn entries(lexicon: &Lexicon, row: Row) -> (Option<&Agency>, Option<&Place>, Option<&Country>) {
    match row {
        Row::Agency(i) => (lexicon.agencies().iter().as_slice().get(i), None, None),
        Row::Place(i) => (None, lexicon.places().iter().as_slice().get(i), None),
        Row::Country(i) => (None, None, lexicon.countries().iter().as_slice().get(i)),
    }
}

impl<'l> Iterator for NameMatches<'l, '_> {
    type Item = NameMatch<'l>;

    fn next(&mut self) -> Option<NameMatch<'l>> {
        loop {
            let word = next_word(self.text, self.at)?;
            self.at = word.range.end;
            if let Some(phrase) = self.phrase(None, &word)
                && let Some((end, phrase)) = self.longest(word.range.end, phrase)
            {
                self.at = end;
                return Some(self.named(word.range.start..end, phrase));
            }
        }
    }
}

impl FusedIterator for NameMatches<'_, '_> {}

impl<'l> NameMatches<'l, '_> {
    /// The phrase of `before` and one more word of the text.
    fn phrase(&mut self, before: Option<Phrase<'l>>, word: &Word) -> Option<Phrase<'l>> {
        let letters = self.text.get(word.range.clone())?;
        if !word.folded {
            let hash = word_hash_in(self.text.as_bytes(), word.range.clone());
            let word = super::Word::read(letters.as_bytes(), hash, Lists::NONE);
            return self.names.phrase(before, &word);
        }
        self.key.clear();
        fold_into(letters, &mut self.key);
        self.names.phrase(before, &self.key.as_str())
    }

    /// The longest whole phrase that begins with `first`, which ends at `end`, and its own end.
    fn longest(&mut self, end: usize, first: Phrase<'l>) -> Option<(usize, Phrase<'l>)> {
        let (mut end, mut phrase) = (end, first);
        let mut best = None;
        loop {
            if phrase.is_whole() {
                best = Some((end, phrase));
            }
            if !phrase.opens() {
                return best;
            }
            let Some(word) = next_word(self.text, end) else {
                return best;
            };
            let gap = self.text.get(end..word.range.start).unwrap_or_default();
            let abbreviation = gap.strip_prefix('.').unwrap_or(gap);
            if !abbreviation.chars().all(|c| c.is_whitespace() && c != '\n') {
                return best;
            }
            let Some(longer) = self.phrase(Some(phrase), &word) else {
                return best;
            };
            (end, phrase) = (word.range.end, longer);
        }
    }

    fn named(&self, range: Range<usize>, phrase: Phrase<'l>) -> NameMatch<'l> {
        let mut named = NameMatch {
            range,
            agency: None,
            place: None,
            country: None,
        };
        for row in self.names.entries(phrase) {
            let (agency, place, country) = entries(self.lexicon, *row);
            named.agency = named.agency.or(agency);
            named.place = named.place.or(place);
            named.country = named.country.or(country);
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::testing::Messy;

    fn names(text: &str) -> Vec<(&str, [&str; 3])> {
        Lexicon::builtin()
            .find_names(text)
            .map(|n| {
                let ids = [
                    n.agency.map_or("", Agency::id),
                    n.place.map_or("", Place::id),
                    n.country.map_or("", Country::id),
                ];
                (&text[n.range], ids)
            })
            .collect()
    }

    #[test]
    fn the_longest_name_counts_and_each_kind_is_told() {
        for (text, expected) in [
            ("وصل إلى تونس", vec![("تونس", ["", "tunis", "tn"])]),
            (
                "تل\u{00A0}أبيب",
                vec![("تل\u{00A0}أبيب", ["", "telaviv", ""])],
            ),
            (
                "نقلت وكالة رويترز",
                vec![("وكالة رويترز", ["reuters", "", ""])],
            ),
            ("بثت CNN", vec![("CNN", ["cnn", "", ""])]),
            // A line break or a comma ends a name.
            ("تل\nأبيب", vec![]),
            ("تل، أبيب", vec![]),
            ("بالقاهرة", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_of_a_program_are_found_too() {
        let lexicon = Lexicon::builder()
            .agency("daily_lantern", ["الفانوس اليومي"])
            .build()
            .unwrap();
        let found: Vec<_> = lexicon.find_names("قالت الفانوس اليوميّ أمس").collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].agency.unwrap().id(), "daily_lantern");
    }

    quickcheck! {
        fn each_name_is_the_whole_phrase_of_its_rows(text: Messy, pieces: Vec<u8>) -> bool {
            const PIECES: [&str; 8] = ["تل", "أبيب", "أ.ف.ب", "وكالة", "الأنباء", "السعودية", "ـ", "،"];
            let mut text = text.0;
            for piece in pieces {
                text.push_str(PIECES[usize::from(piece) % PIECES.len()]);
                text.push(' ');
            }
            let lexicon = Lexicon::builtin();
            let mut last = 0;
            lexicon.find_names(&text).all(|n| {
                let key = crate::arabic::fold(&text[n.range.clone()]).replace(". ", " ");
                let ordered = last <= n.range.start && n.range.start < n.range.end;
                last = n.range.end;
                let id = |own: Option<&str>, found: Option<&str>| own == found;
                ordered
                    && id(n.agency.map(Agency::id), lexicon.agencies().get(&key).map(Agency::id))
                    && id(n.place.map(Place::id), lexicon.places().get(&key).map(Place::id))
                    && id(n.country.map(Country::id), lexicon.countries().get(&key).map(Country::id))
            })
        }
    }
}
