//! What the class and id of an element say of it: words of a table, not of any site.

use once_cell::sync::Lazy;

use crate::lexicon::hash::WordMap;

macro_rules! hints {
    ($( $Name:ident = $word:literal, )+) => {
        /// What a word of a class or id says. The bit position is the variant's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Hint { $( $Name, )+ }

        impl Hint {
            pub(crate) const ALL: &'static [Hint] = &[ $( Hint::$Name, )+ ];

            pub(crate) const fn name(self) -> &'static str {
                match self { $( Hint::$Name => $word, )+ }
            }
        }
    };
}

hints! {
    Content = "content",
    Title = "title",
    Kicker = "kicker",
    Deck = "deck",
    Byline = "byline",
    Time = "time",
    Caption = "caption",
    Credit = "credit",
    Related = "related",
    Share = "share",
    Tags = "tags",
    Comment = "comment",
    Promo = "promo",
    Advert = "advert",
    Navigation = "navigation",
    Media = "media",
    Quote = "quote",
    Bio = "bio",
    Box = "box",
    Embed = "embed",
    Live = "live",
    Section = "section",
    Subhead = "subhead",
    Hidden = "hidden",
    Header = "header",
}

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints(u32);

impl Hints {
    pub(crate) fn has(self, hint: Hint) -> bool {
        self.0 & (1 << hint as u32) != 0
    }

    pub(crate) fn any(self, hints: &[Hint]) -> bool {
        hints.iter().any(|h| self.has(*h))
    }

    /// Of these hints the one.
    pub(crate) fn only(self, hint: Hint) -> Hints {
        Hints(self.0 & (1 << hint as u32))
    }

    /// The hint alone.
    pub(crate) fn one(hint: Hint) -> Hints {
        Hints(1 << hint as u32)
    }

    pub(crate) fn without(self, other: Hints) -> Hints {
        Hints(self.0 & !other.0)
    }

    pub(crate) fn with(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Hint> {
        Hint::ALL.iter().copied().filter(move |h| self.has(*h))
    }

    /// The hints in the parts of an address that are one word each, the host and file names left
    /// out: `/author/…`. A place of the same page is navigation.
    pub(crate) fn of_address(address: &str) -> Hints {
        let address = front(address);
        if address.starts_with('#') {
            return Hints::one(Hint::Navigation);
        }
        let path = match address.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => address,
        };
        path.split(['?', '#'])
            .next()
            .unwrap_or("")
            .split('/')
            .take(PARTS)
            .filter(|part| part.bytes().all(|b| b.is_ascii_alphabetic()))
            .fold(Hints::default(), |all, part| all.with(Hints::of(part)))
    }

    /// The hints in a class or id, of its words and of two that a sign or a capital parts: `sub-title`.
    /// Linear in its length.
    pub(crate) fn of(names: &str) -> Hints {
        let mut out = 0;
        let mut word = Packed::default();
        let mut lower = false;
        let mut before = Packed::default();
        for c in names.chars().take(LONGEST) {
            let (letter, is_lower, is_upper) = match c {
                'a'..='z' => (c as u8, true, false),
                'A'..='Z' => (c as u8 | 0x20, false, true),
                '0'..='9' => (c as u8, false, false),
                _ if c.is_alphanumeric() => (Packed::FOREIGN, c.is_lowercase(), c.is_uppercase()),
                _ => {
                    out |= word.take(&mut before);
                    lower = false;
                    if c.is_whitespace() {
                        before = Packed::default();
                    }
                    continue;
                }
            };
            if is_upper && lower {
                out |= word.take(&mut before);
            }
            word.push(letter);
            lower = is_lower;
        }
        Hints(out | word.take(&mut before))
    }
}

/// A word of a class in lower case: those of the table are ASCII and have 16 letters at most, which
/// fit into a number.
#[derive(Clone, Copy, Default)]
struct Packed {
    letters: u128,
    length: usize,
}

impl Packed {
    /// Stands for a letter that no word of the table has.
    const FOREIGN: u8 = 0xFF;
    const MOST: usize = 16;

    fn push(&mut self, letter: u8) {
        self.letters = self.letters << 8 | u128::from(letter);
        self.length += 1;
    }

    /// What the table says of the word, which ends, and of it behind the one before.
    fn take(&mut self, before: &mut Packed) -> u32 {
        let word = std::mem::take(self);
        if word.length == 0 {
            return 0;
        }
        let both = word.length + before.length;
        let joined = if before.length > 0 && both <= Self::MOST {
            Packed {
                letters: before.letters << (8 * word.length) | word.letters,
                length: both,
            }
        } else {
            Packed::default()
        };
        *before = word;
        word.hints() | joined.hints()
    }

    fn hints(self) -> u32 {
        if self.length == 0 || self.length > Self::MOST {
            return 0;
        }
        WORDS.get(&self.letters).copied().unwrap_or_default()
    }
}

/// Whether a class hides its element from sight, as the common frameworks name such classes. A class
/// for some widths alone, such as `hidden md:block`, does not.
pub(crate) fn is_for_screen_readers(class: &str) -> bool {
    class.split_ascii_whitespace().any(|c| {
        // A letter or two before the name say what sort of class it is: `u-sr-only`.
        let name = match c.split_once('-') {
            Some((sort, name)) if sort.len() <= 2 && sort != "sr" => name,
            _ => c,
        };
        matches!(
            name,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "screen-reader"
                | "screenreader"
                | "element-invisible"
                | "a11y-hidden"
                | "offscreen"
                | "off-screen"
                | "aural"
        )
    })
}

/// Parts of an address that are looked at.
const PARTS: usize = 6;

/// Characters of a class that are looked at: frameworks of utility classes write whole paragraphs
/// of them, with what names the element at their front.
const LONGEST: usize = 400;

/// The part of an attribute that is read where it is asked for each block of its element: with the whole of
/// it the work would grow with the product of both.
pub(crate) fn front(value: &str) -> &str {
    let whole = |end: &usize| value.is_char_boundary(*end);
    let end = (0..=value.len().min(LONGEST)).rev().find(whole);
    value.get(..end.unwrap_or(0)).unwrap_or("")
}

static WORDS: Lazy<WordMap<u128, u32>> = Lazy::new(|| {
    let mut out = WordMap::default();
    for line in include_str!("hints.tsv").lines() {
        if let Some((word, name)) = line.split_once('\t')
            && let Some(hint) = Hint::ALL.iter().find(|h| h.name() == name)
        {
            let mut packed = Packed::default();
            word.bytes().for_each(|letter| packed.push(letter));
            *out.entry(packed.letters).or_default() |= 1 << *hint as u32;
        }
    }
    out
});

#[cfg(test)]
mod tests {
    use super::*;

    fn names(class: &str) -> Vec<&'static str> {
        Hints::of(class).iter().map(Hint::name).collect()
    }

    #[test]
    fn words_are_split_at_signs_and_capitals() {
        assert_eq!(names("articleBody main"), ["content"]);
        assert_eq!(names("c-figure__caption"), ["caption", "media"]);
        assert_eq!(names("RelatedStories"), ["related"]);
        assert_eq!(names("entry-sub-title"), ["content", "title", "deck"]);
        assert_eq!(names("subTitle"), ["title", "deck"]);
        assert_eq!(names("sub title"), ["title"]);
        assert_eq!(names("story-body__Überschrift"), names("story body"));
        let target = |address| {
            Hints::of_address(address)
                .iter()
                .map(Hint::name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            target("https://tags.example/author/salim-hadi?tag=1"),
            ["byline"]
        );
        assert_eq!(target("#conclusion"), ["navigation"]);
        assert!(target("/2024/video-of-the-author.html").is_empty());
        assert!(names("download shadow").is_empty());
        assert!(names("captionø acaptionacaptionacaption").is_empty());
        assert!(is_for_screen_readers("label sr-only"));
        assert!(is_for_screen_readers("label u-visually-hidden"));
        assert!(is_for_screen_readers("h-offscreen"));
        assert!(!is_for_screen_readers("not-sr-only md:sr-only"));
        assert!(!is_for_screen_readers("field-label-hidden"));
    }

    #[test]
    fn every_row_of_the_table_names_a_hint() {
        for line in include_str!("hints.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let (word, name) = line.split_once('\t').unwrap();
            assert!(Hint::ALL.iter().any(|h| h.name() == name), "{line}");
            assert!(word.len() <= Packed::MOST && word.is_ascii(), "{line}");
            assert!(names(word).contains(&name), "{line}");
        }
    }
}
