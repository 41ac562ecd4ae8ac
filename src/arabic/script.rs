//! What script a text is in, and which of the languages of the Arabic script.
//!
//! A page of Arabic news holds foreign lines: English alt texts, photo agencies' captions, names
//! of companies. [`ScriptCounts`] tells them by counting letters.
//!
//! The Arabic script itself writes many languages. A feed labelled Arabic may hold a Persian or
//! Kurdish item, and statistical detectors trained on paragraphs guess wildly on a headline.
//! [`language`] weighs evidence that is easy to explain instead: letters that only some alphabets
//! have (`ٹ` Urdu, `ێ` Sorani, `ښ` Pashto, `ۈ` Uyghur …), function words, and for Arabic
//! also `ة`, tanwin and the article. No single letter decides: Arabic typed on a
//! Persian keyboard has `ی` and `ک` throughout, and writes foreign names with `پ` and `گ`, but its
//! articles and particles outweigh them.
//!
//! ```
//! use khabar::arabic::script::{Language, ScriptCounts, language};
//!
//! let counts = ScriptCounts::of("أعلنت شركة Siemens الاتفاق");
//! assert_eq!((counts.arabic, counts.latin), (16, 7));
//!
//! assert_eq!(language("قال الوزير إن الاجتماع غدا").language, Language::Arabic);
//! assert_eq!(language("وزیر گفت که جلسه فردا است").language, Language::Persian);
//! ```

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::arabic::clean::{is_dropped, is_white};
use crate::arabic::fold::{fold, fold_into, letter_key};
use crate::lexicon::hash::WordMap;

/// The characters of a text by kind and script.
///
/// # Examples
///
/// ```
/// use khabar::arabic::script::ScriptCounts;
///
/// let counts = ScriptCounts::of("عام 2020: نِعَم");
/// assert_eq!((counts.arabic, counts.digits, counts.punctuation), (6, 4, 1));
/// assert_eq!((counts.white, counts.marks), (2, 2));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ScriptCounts {
    /// Letters of the Arabic script, presentation forms included; a tatweel is not a letter.
    pub arabic: usize,
    /// Letters of the Latin script.
    pub latin: usize,
    /// Letters of the Hebrew script.
    pub hebrew: usize,
    /// Letters of the Cyrillic script.
    pub cyrillic: usize,
    /// Letters of other scripts.
    pub other: usize,
    /// Digits and other numeric characters of any script.
    pub digits: usize,
    /// Marks of the Arabic script: harakat and Quranic signs.
    pub marks: usize,
    /// White space.
    pub white: usize,
    /// Everything else that is seen: punctuation, symbols, tatweel. Characters that
    /// [cleaning](mod@crate::arabic::clean) drops are not counted at all.
    pub punctuation: usize,
}

impl ScriptCounts {
    /// Counts the characters of `text`.
    ///
    /// # Complexity
    ///
    /// Linear in the length of `text`.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("تصوير Getty").latin, 5);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for c in text.chars() {
            if let Some(slot) = counts.slot(c) {
                *slot += 1;
            }
        }
        counts
    }

    /// The count that a character belongs to; `None` for one that cleaning drops.
    fn slot(&mut self, c: char) -> Option<&mut usize> {
        let slot = match c {
            // The commonest first.
            '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => &mut self.arabic,
            ' ' => &mut self.white,
            'a'..='z' | 'A'..='Z' => &mut self.latin,
            _ if is_arabic_mark(c) => &mut self.marks,
            'ـ' => &mut self.punctuation,
            _ if is_white(c) => &mut self.white,
            _ if is_dropped(c) => return None,
            _ if crate::arabic::chars::is_numeric(c) => &mut self.digits,
            _ if !crate::arabic::chars::is_alphabetic(c) => &mut self.punctuation,
            _ if is_arabic_block(c) => &mut self.arabic,
            '\u{00AA}'..='\u{02AF}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}'
            | '\u{A720}'..='\u{A7FF}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{FF21}'..='\u{FF5A}' => &mut self.latin,
            '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}' => &mut self.hebrew,
            '\u{0400}'..='\u{052F}'
            | '\u{1C80}'..='\u{1C8F}'
            | '\u{2DE0}'..='\u{2DFF}'
            | '\u{A640}'..='\u{A69F}' => &mut self.cyrillic,
            _ => &mut self.other,
        };
        Some(slot)
    }

    /// The number of letters of all scripts.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("نعم, yes 1").letters(), 6);
    /// ```
    #[must_use]
    pub fn letters(&self) -> usize {
        self.arabic + self.latin + self.hebrew + self.cyrillic + self.other
    }

    /// The share of Arabic letters among all letters, in ‰; 0 where there are none.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::ScriptCounts;
    ///
    /// assert_eq!(ScriptCounts::of("خبر عاجل").arabic_share(), 1000);
    /// assert_eq!(ScriptCounts::of("(REUTERS)").arabic_share(), 0);
    /// assert_eq!(ScriptCounts::of("2020").arabic_share(), 0);
    /// ```
    #[must_use]
    pub fn arabic_share(&self) -> u16 {
        permille(self.arabic, self.letters())
    }
}

/// A language, as far as its letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// Arabic, `ar`.
    Arabic,
    /// Persian (Farsi, Dari), `fa`.
    Persian,
    /// Urdu, `ur`.
    Urdu,
    /// Central Kurdish, `ckb`.
    Sorani,
    /// Pashto, `ps`.
    Pashto,
    /// Uyghur, `ug`.
    Uyghur,
    /// Sindhi, `sd`.
    Sindhi,
    /// Arabic script with letters that none of the above uses.
    OtherArabicScript,
    /// More letters of other scripts than of the Arabic one.
    NotArabicScript,
    /// No letters, or Arabic letters that all the languages share.
    Undetermined,
}

impl Language {
    /// The language's code in BCP 47, with `und-Arab` and `und` where there is no single
    /// language to name.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::script::Language;
    ///
    /// assert_eq!(Language::Sorani.code(), "ckb");
    /// assert_eq!(Language::OtherArabicScript.code(), "und-Arab");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Persian => "fa",
            Self::Urdu => "ur",
            Self::Sorani => "ckb",
            Self::Pashto => "ps",
            Self::Uyghur => "ug",
            Self::Sindhi => "sd",
            Self::OtherArabicScript => "und-Arab",
            Self::NotArabicScript | Self::Undetermined => "und",
        }
    }
}

/// The outcome of [`language`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LanguageGuess {
    /// The language with the most evidence.
    pub language: Language,
    /// How far it leads over the next, in ‰ of its own evidence, less where the evidence is
    /// thin; 0 for [`Language::Undetermined`]. A margin, not a probability.
    pub confidence: u16,
}

/// The language of `text`, by the evidence of its letters and function words.
///
/// Meant for lines and longer; a single word often has no evidence, and is then
/// [`Language::Undetermined`]. Where fewer than half of the letters are Arabic the answer is
/// [`Language::NotArabicScript`].
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::script::{Language, language};
///
/// // Arabic from a Persian keyboard is still Arabic.
/// assert_eq!(language("اکد الوزیر فی المؤتمر ان الحکومة").language, Language::Arabic);
/// assert_eq!(language("وزیر نے کہا کہ اجلاس کل ہے").language, Language::Urdu);
/// assert_eq!(language("The hall was full").language, Language::NotArabicScript);
/// assert_eq!(language("دار").language, Language::Undetermined);
/// ```
#[must_use]
pub fn language(text: &str) -> LanguageGuess {
    language_of(std::iter::once(text))
}

/// The language of several texts together. Those behind the first that leave no doubt are not
/// read.
pub(crate) fn language_of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> LanguageGuess {
    let mut reader = LanguageReader {
        evidence: &EVIDENCE,
        counts: ScriptCounts::default(),
        scores: [0; LANGUAGES.len()],
        key: String::new(),
    };
    for text in texts.clone() {
        reader.read(text);
        if reader.is_settled() {
            break;
        }
    }
    let share = reader.counts.arabic_share();
    if share >= 500 {
        return verdict(&reader.scores);
    }
    let mut chars = texts.flat_map(str::chars);
    let (language, confidence) = if chars.any(crate::arabic::chars::is_alphabetic) {
        (Language::NotArabicScript, 1000 - share)
    } else {
        (Language::Undetermined, 0)
    };
    LanguageGuess {
        language,
        confidence,
    }
}

/// Gathers the evidence of texts.
struct LanguageReader {
    evidence: &'static Evidence,
    counts: ScriptCounts,
    scores: [usize; LANGUAGES.len()],
    /// The match key of the last word that is not its own.
    key: String,
}

impl LanguageReader {
    /// Whether the evidence is plenty, most of it for one language, and hardly a letter is of
    /// another script.
    fn is_settled(&self) -> bool {
        let guess = verdict(&self.scores);
        let all: usize = self.scores.iter().sum();
        all >= SETTLED && guess.confidence >= 700 && self.counts.arabic_share() >= 900
    }

    fn read(&mut self, text: &str) {
        let evidence = self.evidence;
        let bytes = text.as_bytes();
        let mut word = Word::default();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            if matches!(lead, 0xD8..=0xDB) {
                let run = evidence.run(bytes.get(at..).unwrap_or_default());
                self.counts.arabic += run.counted;
                self.scores[ARABIC] += run.arabic;
                if run.any & SPEAKS != 0 {
                    let letters = bytes.get(at..at + run.length).unwrap_or_default();
                    for pair in letters.as_chunks::<2>().0 {
                        add(&mut self.scores, evidence.of_letter(*pair));
                    }
                }
                if run.length > 0 {
                    word.open(at);
                    word.all &= run.all;
                }
                at += run.length;
                if run.length > 0 {
                    continue;
                }
            }
            if lead == b' ' {
                self.counts.white += 1;
                self.end(text, &mut word, at);
                at += 1;
                continue;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            if let Some(slot) = self.counts.slot(c) {
                *slot += 1;
            }
            if in_word(c) {
                add(&mut self.scores, evidence.other(c));
                word.open(at);
                word.all = 0;
            } else {
                self.end(text, &mut word, at);
            }
            at += c.len_utf8();
        }
        self.end(text, &mut word, text.len());
    }

    /// Weighs the word that ends at `to`, if one is open.
    fn end(&mut self, text: &str, word: &mut Word, to: usize) {
        let Word {
            start: Some(start),
            all,
        } = std::mem::take(word)
        else {
            return;
        };
        let evidence = self.evidence;
        let letters = text.get(start..to).unwrap_or("");
        if all & PLAIN != 0 {
            // Its key is as long as itself: the article is told without it, and of most words that
            // no known one begins so and has their length.
            let beginning = Beginning::of(letters.as_bytes());
            self.scores[ARABIC] += ARTICLE * usize::from(beginning.has_article());
            if !evidence.sizes.may_have(&beginning) {
                return;
            }
        }
        let key = if all & OWN != 0 {
            letters
        } else {
            self.key.clear();
            fold_into(letters, &mut self.key);
            self.key.as_str()
        };
        add(&mut self.scores, evidence.word(key));
        if all & PLAIN == 0 && key.starts_with("ال") && key.chars().nth(4).is_some() {
            self.scores[ARABIC] += ARTICLE;
        }
    }
}

/// The word that is being read.
struct Word {
    start: Option<usize>,
    /// What holds of all its letters so far.
    all: u8,
}

impl Default for Word {
    fn default() -> Word {
        Word {
            start: None,
            all: u8::MAX,
        }
    }
}

impl Word {
    fn open(&mut self, at: usize) {
        if self.start.is_none() {
            self.start = Some(at);
        }
    }
}

/// Whether a character belongs to a word.
fn in_word(c: char) -> bool {
    crate::arabic::chars::is_alphabetic(c) || is_arabic_mark(c) || is_dropped(c) || c == 'ـ'
}

/// The place of Arabic in [`LANGUAGES`].
const ARABIC: usize = 0;

/// Languages that evidence can speak for.
const LANGUAGES: [Language; 8] = [
    Language::Arabic,
    Language::Persian,
    Language::Urdu,
    Language::Sorani,
    Language::Pashto,
    Language::Uyghur,
    Language::Sindhi,
    Language::OtherArabicScript,
];

/// Weight of a word with the article, on the scale of the evidence table.
const ARTICLE: usize = 6;
/// What a letter says that none of the languages uses.
const FOREIGN: &[(Language, usize)] = &[(Language::OtherArabicScript, 5)];
/// Evidence that further text would hardly change: that of some fifteen words that speak for a
/// language.
const SETTLED: usize = 100;
/// Evidence from which on the confidence is the full margin.
const PLENTY: usize = 20;

fn verdict(scores: &[usize; LANGUAGES.len()]) -> LanguageGuess {
    let mut best = (Language::Undetermined, 0);
    let mut second = 0;
    for (&language, &score) in LANGUAGES.iter().zip(scores) {
        if score > best.1 {
            second = best.1;
            best = (language, score);
        } else {
            second = second.max(score);
        }
    }
    let (language, score) = best;
    if score == second {
        return LanguageGuess {
            language: Language::Undetermined,
            confidence: 0,
        };
    }
    LanguageGuess {
        language,
        confidence: permille(score - second, score.max(PLENTY)),
    }
}

fn add(scores: &mut [usize; LANGUAGES.len()], evidence: &[(Language, usize)]) {
    for &(language, weight) in evidence {
        score(scores, language, weight);
    }
}

fn score(scores: &mut [usize; LANGUAGES.len()], language: Language, weight: usize) {
    // The languages of the table stand first in the type, in its order.
    if let Some(slot) = scores.get_mut(language as usize) {
        *slot = slot.saturating_add(weight);
    }
}

fn permille(part: usize, whole: usize) -> u16 {
    let share = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    u16::try_from(share.min(1000)).unwrap_or(1000) // cannot fail: 1000 fits
}

fn is_arabic_block(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Harakat and Quranic signs of U+0600–06FF, also where Unicode counts them as alphabetic.
fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}')
}

/// Whether all the languages may have the character: the letters of Arabic and their
/// presentation forms, and the marks.
fn is_shared(c: char) -> bool {
    matches!(c, 'ء'..='ي' | 'ٱ' | '\u{FB50}'..) || is_arabic_mark(c)
}

/// The table `data/language_evidence.tsv`.
#[derive(Debug)]
struct Evidence {
    /// The block U+0600–06FF, by the low byte of the code point: [`IN_WORD`] and the like, and the
    /// weight for Arabic where the letter speaks for no other language.
    block: [(u8, u8); 256],
    /// What the other letters of the block say.
    letters: Vec<Vec<(Language, usize)>>,
    /// Evidence of letters outside that block.
    others: HashMap<char, Vec<(Language, usize)>>,
    /// Words by their match keys.
    words: WordMap<String, Vec<(Language, usize)>>,
    /// Sizes of the words, by their first letters: most words are told apart by that.
    sizes: Sizes,
}

/// How the match key of a word begins, and its length.
struct Beginning {
    /// Its first two letters, where both are of the block U+0600–06FF.
    letters: [char; 2],
    length: usize,
}

impl Beginning {
    /// The beginning of a word whose letters all have one letter of the block as their key, or of
    /// a key.
    fn of(word: &[u8]) -> Beginning {
        let key = |lead, trail| letter_key(lead, trail).unwrap_or('\0');
        let letters = match *word {
            [a @ 0xD8..=0xDB, b, c @ 0xD8..=0xDB, d, ..] => [key(a, b), key(c, d)],
            _ => ['\0'; 2],
        };
        Beginning {
            letters,
            length: word.len(),
        }
    }

    /// Whether it is the article with at least three letters behind it: `الى` and names in `ال`
    /// say nothing.
    fn has_article(&self) -> bool {
        (self.letters == ['ا', 'ل']) & (self.length >= 10)
    }
}

/// For the first two letters of words, the numbers of bytes that they have, as a set.
#[derive(Debug)]
struct Sizes([u64; 1024]);

impl Sizes {
    fn place(word: &Beginning) -> (usize, u64) {
        let [a, b] = word.letters.map(|c| c as usize & 31);
        let bit = 1_u64.checked_shl(word.length as u32).unwrap_or(0);
        (a << 5 | b, bit)
    }

    fn add(&mut self, key: &str) {
        let (row, bit) = Self::place(&Beginning::of(key.as_bytes()));
        self.0[row] |= bit; // cannot fail: ten bits, 1024 rows
    }

    /// Whether a word may be among those added.
    fn may_have(&self, word: &Beginning) -> bool {
        let (row, bit) = Self::place(word);
        self.0[row] & bit != 0 // cannot fail: ten bits, 1024 rows
    }
}

/// The character belongs to a word.
const IN_WORD: u8 = 1;
/// It counts as an Arabic letter.
const COUNTED: u8 = 2;
/// It is its own match key, whatever stands beside it.
const OWN: u8 = 4;
/// Its key is one letter of the block, whatever stands beside it.
const PLAIN: u8 = 8;
/// It speaks for another language than Arabic.
const SPEAKS: u8 = 16;

/// A run of characters of the block that belong to a word.
#[derive(Default)]
struct LetterRun {
    length: usize,
    counted: usize,
    /// Their weight for Arabic.
    arabic: usize,
    /// What holds of any of them, and of all.
    any: u8,
    all: u8,
}

/// The low byte of the code point of a character of that block, given by its bytes.
fn low([lead, trail]: [u8; 2]) -> usize {
    usize::from((lead & 0x03) << 6 | trail & 0x3F)
}

impl Evidence {
    /// The run that opens `bytes`. The weights are added up without a branch: every third letter
    /// speaks for Arabic, and none could foresee which.
    fn run(&self, bytes: &[u8]) -> LetterRun {
        let mut run = LetterRun {
            all: u8::MAX,
            ..LetterRun::default()
        };
        for pair in bytes.as_chunks::<2>().0 {
            if pair[0] & 0xFC != 0xD8 {
                break;
            }
            let (flags, arabic) = self.block[low(*pair)]; // cannot fail: eight bits, 256 entries
            if flags & IN_WORD == 0 {
                break;
            }
            run.length += 2;
            run.counted += usize::from(flags & COUNTED != 0);
            run.arabic += usize::from(arabic);
            run.any |= flags;
            run.all &= flags;
        }
        run
    }

    fn of_letter(&self, letter: [u8; 2]) -> &[(Language, usize)] {
        self.letters.get(low(letter)).map_or(&[], Vec::as_slice)
    }

    /// What a letter outside that block says.
    fn other(&self, c: char) -> &[(Language, usize)] {
        if c < '\u{0600}' {
            return &[];
        }
        match self.others.get(&c) {
            Some(evidence) => evidence,
            None if is_foreign(c) => FOREIGN,
            None => &[],
        }
    }

    /// What a word says, given by its match key.
    fn word(&self, key: &str) -> &[(Language, usize)] {
        self.words.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whether a character of the Arabic script is none that all the languages may have.
fn is_foreign(c: char) -> bool {
    is_arabic_block(c) && !is_shared(c)
}

static EVIDENCE: Lazy<Evidence> = Lazy::new(|| {
    let mut letters: HashMap<char, Vec<(Language, usize)>> = HashMap::new();
    let mut words: WordMap<String, Vec<(Language, usize)>> = WordMap::default();
    let mut sizes = Sizes([0; 1024]);
    for (kind, form, language, weight) in evidence_rows() {
        if kind == "letter"
            && let Some(c) = form.chars().next()
        {
            letters.entry(c).or_default().push((language, weight));
            continue;
        }
        let key = fold(form).into_owned();
        sizes.add(&key);
        words.entry(key).or_default().push((language, weight));
    }
    let mut block = [(0, 0); 256];
    let mut of_block = Vec::with_capacity(block.len());
    for (c, slot) in ('\u{0600}'..='\u{06FF}').zip(&mut block) {
        let mut bytes = [0; 2];
        c.encode_utf8(&mut bytes);
        let [lead, trail] = bytes;
        let mut counts = ScriptCounts::default();
        if let Some(slot) = counts.slot(c) {
            *slot += 1;
        }
        let mut evidence = letters.remove(&c).unwrap_or_default();
        if evidence.is_empty() && is_foreign(c) {
            evidence.extend_from_slice(FOREIGN);
        }
        let mut arabic = 0;
        if let [(Language::Arabic, weight)] = evidence.as_slice()
            && let Ok(weight) = u8::try_from(*weight)
        {
            arabic = weight;
            evidence.clear();
        }
        let key = letter_key(lead, trail);
        let flags = [
            (IN_WORD, in_word(c)),
            (COUNTED, counts.arabic > 0),
            (OWN, key == Some(c)),
            (PLAIN, key.is_some_and(|key| key.len_utf8() == 2)),
            (SPEAKS, !evidence.is_empty()),
        ];
        let flags = flags.iter().filter(|(_, on)| *on);
        *slot = (flags.fold(0, |all, (flag, _)| all | flag), arabic);
        of_block.push(evidence);
    }
    Evidence {
        block,
        letters: of_block,
        others: letters,
        words,
        sizes,
    }
});

fn evidence_rows() -> impl Iterator<Item = (&'static str, &'static str, Language, usize)> {
    include_str!("data/language_evidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (kind, form, name) = (cells.next()?, cells.next()?, cells.next()?);
            let weight = cells.next()?.parse().ok()?;
            let language = LANGUAGES
                .into_iter()
                .find(|language| format!("{language:?}") == name)?;
            Some((kind, form, language, weight))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    fn guess(text: &str) -> Language {
        language(text).language
    }

    quickcheck! {
        fn every_seen_character_is_counted_once(text: Messy) -> bool {
            let counts = ScriptCounts::of(&text.0);
            let seen = text.0.chars().filter(|&c| !is_dropped(c)).count();
            counts.letters() + counts.digits + counts.marks + counts.white + counts.punctuation
                == seen
        }

        fn shares_are_permille(text: Messy) -> bool {
            let guess = language(&text.0);
            ScriptCounts::of(&text.0).arabic_share() <= 1000
                && guess.confidence <= 1000
                && (guess.language != Language::Undetermined || guess.confidence == 0)
        }

        fn repeating_a_text_changes_no_language(text: Messy) -> bool {
            guess(&text.0) == guess(&format!("{0} {0} {0}", text.0))
        }
    }

    #[test]
    fn every_row_is_loaded() {
        let rows = include_str!("data/language_evidence.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(evidence_rows().count(), rows);
        for (kind, form, ..) in evidence_rows().filter(|row| row.0 == "letter") {
            assert_eq!(form.chars().count(), 1, "{kind} {form}");
        }
    }

    #[test]
    fn languages() {
        for (text, language) in [
            ("وصل الوفد إلى العاصمة بعد ظهر أمس", Language::Arabic),
            ("فى القاهرة", Language::Arabic),
            ("شرکة گوگل تعلن عن مقر جدید فی الریاض", Language::Arabic),
            (
                "این کتاب را دیروز خریدم و هنوز نخوانده‌ام",
                Language::Persian,
            ),
            ("یہ کتاب میں نے کل خریدی تھی", Language::Urdu),
            (
                "ئەم کتێبەم دوێنێ کڕی و هێشتا نەمخوێندووەتەوە",
                Language::Sorani,
            ),
            (
                "دا کتاب مې پرون واخیست او لا مې نه دی لوستی چې ښه دی",
                Language::Pashto,
            ),
            ("بۇ كىتابنى تۈنۈگۈن سېتىۋالدىم", Language::Uyghur),
            ("هي ڪتاب مون ڪالهه خريد ڪيو", Language::Sindhi),
            ("يڠ ڤڠڬونا دڠن", Language::OtherArabicScript),
            ("Президент сказал", Language::NotArabicScript),
            ("12:30", Language::Undetermined),
            ("", Language::Undetermined),
        ] {
            assert_eq!(guess(text), language, "{text}");
        }
    }

    #[test]
    fn scripts() {
        let counts = ScriptCounts::of("שלום мир été 中 ﷲ ـ");
        assert_eq!(
            (
                counts.hebrew,
                counts.cyrillic,
                counts.latin,
                counts.other,
                counts.arabic
            ),
            (4, 3, 3, 1, 1)
        );
        assert_eq!(counts.punctuation, 1);
    }

    #[test]
    fn thin_evidence_gives_little_confidence() {
        let short = language("مدرسة");
        let long = language("وصلت المديرة إلى المدرسة في الصباح");
        assert_eq!(short.language, Language::Arabic);
        assert!(short.confidence < long.confidence);
    }
}
