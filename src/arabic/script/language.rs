//! Which of the languages of the Arabic script a text is in.

use once_cell::sync::Lazy;

use super::{ScriptCounts, is_arabic_block, is_arabic_mark, permille};
use crate::arabic::chars::is_alphabetic;
use crate::arabic::clean::is_dropped;
use crate::arabic::fold::{fold, letter_key};
use crate::lexicon::hash::WordMap;

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
        recent: [0; 2],
        room: ROOM,
    };
    for text in texts.clone() {
        reader.read(text);
        reader.sum_up();
        if reader.is_settled() {
            break;
        }
    }
    let share = reader.counts.arabic_share();
    if share >= 500 {
        return verdict(&reader.scores);
    }
    let mut chars = texts.flat_map(str::chars);
    let (language, confidence) = if chars.any(is_alphabetic) {
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
    /// Of the letters alone: nothing else is asked for.
    counts: ScriptCounts,
    scores: [usize; LANGUAGES.len()],
    /// What was added since the scores were summed up, in sums of two bytes: those of every other
    /// language, and of the ones between.
    recent: [u64; 2],
    /// How many weights those can still hold.
    room: u32,
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
        let bytes = text.as_bytes();
        // Where the word began that is more than one run of letters.
        let mut begun = None;
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let run = self.evidence.run(rest);
            let letters = rest.get(..run.length).unwrap_or_default();
            self.weigh(&run, letters);
            let end = at + run.length;
            let (width, ends) = match bytes.get(end) {
                None => (0, true),
                // No character of a word, and no letter.
                Some(b' '..=b'@' | b'['..=b'`' | b'{'..=b'~') => (1, true),
                Some(0xD8..=0xDB) if run.length == LetterRun::LONGEST => (0, false),
                Some(0xD8..=0xDB) => (2, true),
                Some(_) => self.other(text, end),
            };
            if ends && begun.is_none() && run.all & PLAIN != 0 {
                self.plain(letters, run.key);
            } else {
                let start = begun.unwrap_or(at);
                begun = Some(start).filter(|_| !ends);
                if ends {
                    self.folded(text.get(start..end).unwrap_or(""));
                }
            }
            at = end + width;
        }
        if let Some(start) = begun {
            self.folded(text.get(start..).unwrap_or(""));
        }
    }

    /// Weighs the letters of a run.
    fn weigh(&mut self, run: &LetterRun, letters: &[u8]) {
        self.counts.arabic += match run.all & COUNTED {
            0 => self.evidence.counted(letters),
            _ => letters.len() / 2,
        };
        self.add(run.weights);
    }

    /// Reads the character at `at`, one of another block: gives its length, and whether it ends a
    /// word.
    #[cold]
    fn other(&mut self, text: &str, at: usize) -> (usize, bool) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return (text.len() - at, true);
        };
        if let Some(slot) = self.counts.slot(c) {
            *slot += 1;
        }
        let inside = in_word(c);
        let foreign = inside && is_foreign(c);
        self.scores[FOREIGN] += usize::from(FOREIGN_LETTER) * usize::from(foreign);
        (c.len_utf8(), !inside)
    }

    /// Weighs a word, or none, of [`PLAIN`] letters: its key is as long as itself.
    fn plain(&mut self, letters: &[u8], key: Key) {
        let article = self.evidence.opens_with_article(letters);
        self.scores[ARABIC] += ARTICLE * usize::from(article & (letters.len() >= 10));
        if letters.len() <= Key::BYTES {
            self.known(key);
        }
    }

    /// Weighs a word that has to be folded for its match key.
    #[cold]
    fn folded(&mut self, word: &str) {
        let key = fold(word);
        if let Some(key) = Key::of(&key) {
            self.known(key);
        }
        // The article with at least three letters behind it: `الى` and names in `ال` say nothing.
        if key.starts_with("ال") && key.chars().nth(4).is_some() {
            self.scores[ARABIC] += ARTICLE;
        }
    }

    fn add(&mut self, weights: Weights) {
        const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
        let [even, odd] = &mut self.recent;
        *even += weights & EVEN;
        *odd += weights >> 8 & EVEN;
        self.room -= 1;
        if self.room == 0 {
            self.sum_up();
        }
    }

    /// Adds to the scores what is recent.
    fn sum_up(&mut self) {
        let [even, odd] = std::mem::take(&mut self.recent);
        for (i, score) in self.scores.iter_mut().enumerate() {
            let sums = if i % 2 == 0 { even } else { odd };
            *score += (sums >> (16 * (i / 2)) & 0xFFFF) as usize;
        }
        self.room = ROOM;
    }

    fn known(&mut self, word: Key) {
        if let Some(weights) = self.evidence.words.get(word) {
            self.add(weights);
        }
    }
}

/// The match key of a word of at most eight letters, all of the block U+0600–06FF: the low bytes
/// of their code points, none of which is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Key(u64);

impl Key {
    /// Bytes of the longest word, in UTF-8.
    const BYTES: usize = 16;

    /// The key of a folded word; `None` where it is longer or holds other characters.
    fn of(word: &str) -> Option<Key> {
        let mut key = Key::default();
        for c in word.chars() {
            key.push(low_byte(c)?);
        }
        (word.len() <= Key::BYTES).then_some(key)
    }

    /// Adds a letter; that of nine letters and more is the key of their last eight.
    fn push(&mut self, low: u8) {
        self.0 = self.0 << 8 | u64::from(low);
    }
}

/// Whether a character belongs to a word.
fn in_word(c: char) -> bool {
    is_alphabetic(c) || is_arabic_mark(c) || is_dropped(c) || c == 'ـ'
}

/// Weights of a byte each whose sum two bytes can hold.
const ROOM: u32 = 256;

/// The place of Arabic in [`LANGUAGES`].
const ARABIC: usize = 0;
/// That of [`Language::OtherArabicScript`].
const FOREIGN: usize = LANGUAGES.len() - 1;

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
const FOREIGN_LETTER: u8 = 5;
/// Evidence that further text would hardly change: that of some nine words that speak for a
/// language.
const SETTLED: usize = 60;
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

/// What letters or a word say for each of [`LANGUAGES`], a byte each. So all are added up at once.
type Weights = u64;

/// Whether all the languages may have the character: the letters of Arabic and their
/// presentation forms, and the marks.
fn is_shared(c: char) -> bool {
    matches!(c, 'ء'..='ي' | 'ٱ' | '\u{FB50}'..) || is_arabic_mark(c)
}

/// Whether a character of the Arabic script is none that all the languages may have.
fn is_foreign(c: char) -> bool {
    is_arabic_block(c) && !is_shared(c)
}

/// The character belongs to a word.
const IN_WORD: u8 = 1;
/// Its key is one letter of the block, whatever stands beside it.
const PLAIN: u8 = 2;
/// It counts as an Arabic letter.
const COUNTED: u8 = 4;

/// A character of U+0600–06FF.
#[derive(Clone, Copy, Debug, Default)]
struct Letter {
    /// [`IN_WORD`] and the like.
    flags: u8,
    /// The low byte of the code point of its key, where it is [`PLAIN`].
    key: u8,
}

/// A run of characters of the block that belong to a word.
struct LetterRun {
    length: usize,
    /// What holds of all of them.
    all: u8,
    weights: Weights,
    /// Their key, where all of them are [`PLAIN`].
    key: Key,
}

impl LetterRun {
    /// Bytes of a run at most: sixteen letters, whose weights a byte can hold.
    const LONGEST: usize = 32;
}

/// The characters of the block have the bytes D8 80 to DB BF; each has the place of its own among
/// all pairs of bytes between these.
const PLACES: usize = 0x340;

fn place(pair: [u8; 2]) -> usize {
    usize::from(u16::from_be_bytes(pair).wrapping_sub(0xD880))
}

/// The table `data/language_evidence.tsv`.
#[derive(Debug)]
struct Evidence {
    /// The characters of the block U+0600–06FF, by their places.
    block: [Letter; PLACES],
    /// What they say.
    weights: [Weights; PLACES],
    words: Words,
}

impl Evidence {
    /// The run that opens `bytes`. The weights are added up without a branch: every third letter
    /// says something, and none could foresee which.
    fn run(&self, bytes: &[u8]) -> LetterRun {
        let mut run = LetterRun {
            length: 0,
            all: u8::MAX,
            weights: 0,
            key: Key::default(),
        };
        let bytes = bytes.get(..LetterRun::LONGEST).unwrap_or(bytes);
        for pair in bytes.as_chunks::<2>().0 {
            let place = place(*pair);
            let (Some(letter), Some(weights)) = (self.block.get(place), self.weights.get(place))
            else {
                break;
            };
            if letter.flags & IN_WORD == 0 {
                break;
            }
            run.length += 2;
            run.all &= letter.flags;
            run.weights += weights;
            run.key.push(letter.key);
        }
        run
    }

    /// The Arabic letters among the characters of a run.
    #[cold]
    fn counted(&self, run: &[u8]) -> usize {
        let pairs = run.as_chunks::<2>().0.iter();
        let letters = pairs.filter_map(|pair| self.block.get(place(*pair)));
        letters.filter(|letter| letter.flags & COUNTED != 0).count()
    }

    /// Whether the first two letters of a word of [`PLAIN`] ones are the article.
    fn opens_with_article(&self, word: &[u8]) -> bool {
        let key = |pair: &[u8; 2]| self.block.get(place(*pair)).map(|letter| letter.key);
        match word.as_chunks::<2>().0 {
            [a, b, ..] => (key(a) == low_byte('ا')) & (key(b) == low_byte('ل')),
            _ => false,
        }
    }
}

/// Words that speak for languages.
#[derive(Debug, Default)]
struct Words {
    /// A set of a few bits of the hashes of the keys: it tells nearly all other words.
    filter: [u64; 32],
    weights: WordMap<Key, Weights>,
}

impl Words {
    /// Where a key stands in the filter: its row, and its bit there.
    fn place(key: Key) -> (usize, u64) {
        // The high bits of a product depend on every bit of the factors.
        let hash = key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    fn entry(&mut self, key: Key) -> &mut Weights {
        let (row, bit) = Words::place(key);
        self.filter[row] |= bit; // cannot fail: five bits, 32 rows
        self.weights.entry(key).or_default()
    }

    fn get(&self, key: Key) -> Option<Weights> {
        let (row, bit) = Words::place(key);
        // cannot fail: five bits, 32 rows
        if self.filter[row] & bit == 0 {
            return None;
        }
        self.weights.get(&key).copied()
    }
}

static EVIDENCE: Lazy<Evidence> = Lazy::new(|| {
    let mut evidence = Evidence {
        block: [Letter::default(); PLACES],
        weights: [0; PLACES],
        words: Words::default(),
    };
    for row in evidence_rows() {
        let weights = match row.form {
            Form::Letter(c) => evidence.weights.get_mut(place_of(c)),
            Form::Word(key) => Some(evidence.words.entry(key)),
        };
        if let Some(weights) = weights {
            *weights += weight(row.language, row.weight);
        }
    }
    for c in '\u{0600}'..='\u{06FF}' {
        let place = place_of(c);
        let (Some(letter), Some(weights)) = (
            evidence.block.get_mut(place),
            evidence.weights.get_mut(place),
        ) else {
            continue;
        };
        if *weights == 0 && is_foreign(c) {
            *weights = weight(Language::OtherArabicScript, FOREIGN_LETTER);
        }
        let [lead, trail] = bytes_of(c);
        let key = letter_key(lead, trail).and_then(low_byte);
        letter.key = key.unwrap_or(0);
        let counts = ScriptCounts::of(c.encode_utf8(&mut [0; 2]));
        let flags = [
            (IN_WORD, in_word(c)),
            (PLAIN, key.is_some()),
            (COUNTED, counts.arabic > 0),
        ];
        let flags = flags.iter().filter(|(_, on)| *on);
        letter.flags = flags.fold(0, |all, (flag, _)| all | flag);
    }
    evidence
});

/// The weight for one language.
fn weight(language: Language, weight: u8) -> Weights {
    u64::from(weight) << (8 * language as u32)
}

/// The bytes of a character of U+0600–06FF.
fn bytes_of(c: char) -> [u8; 2] {
    let mut bytes = [0; 2];
    c.encode_utf8(&mut bytes);
    bytes
}

/// The place of a character of that block.
fn place_of(c: char) -> usize {
    place(bytes_of(c))
}

/// The low byte of a code point of U+0600–06FF; `None` for another.
fn low_byte(c: char) -> Option<u8> {
    u8::try_from(u32::from(c).checked_sub(0x0600)?).ok()
}

/// What speaks for a language.
enum Form {
    /// A letter of the block U+0600–06FF.
    Letter(char),
    Word(Key),
}

/// A row of the table.
struct Row {
    form: Form,
    language: Language,
    weight: u8,
}

fn evidence_rows() -> impl Iterator<Item = Row> {
    include_str!("../data/language_evidence.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (kind, form, name) = (cells.next()?, cells.next()?, cells.next()?);
            let weight = cells.next()?.parse().ok()?;
            let language = LANGUAGES
                .into_iter()
                .find(|language| format!("{language:?}") == name)?;
            let mut chars = form.chars();
            let form = match (kind, chars.next(), chars.next()) {
                ("letter", Some(letter), None) => low_byte(letter).map(|_| Form::Letter(letter))?,
                ("word", ..) => Form::Word(Key::of(&fold(form))?),
                _ => return None,
            };
            Some(Row {
                form,
                language,
                weight,
            })
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
        fn a_word_says_the_same_folded_or_not(letters: Vec<u8>) -> bool {
            const LETTERS: [char; 16] = [
                'ا', 'ل', 'ف', 'ي', 'م', 'ن', 'ع', 'ى', 'أ', 'ة', 'و', 'د', 'ک', 'ه', ' ', ' ',
            ];
            let letters = letters.iter().map(|n| LETTERS[usize::from(*n) % LETTERS.len()]);
            let text: String = letters.collect();
            // A character that folding drops sends every word there.
            let marked = text.replace(' ', "\u{200F} ") + "\u{200F}";
            language(&text) == language(&marked)
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
        let rows = include_str!("../data/language_evidence.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(evidence_rows().count(), rows);
        // A byte holds the weights of a run.
        let weights = EVIDENCE.weights.iter().flat_map(|w| w.to_le_bytes());
        assert!(weights.max().unwrap() <= u8::MAX / (LetterRun::LONGEST / 2) as u8);
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
    fn thin_evidence_gives_little_confidence() {
        let short = language("مدرسة");
        let long = language("وصلت المديرة إلى المدرسة في الصباح");
        assert_eq!(short.language, Language::Arabic);
        assert!(short.confidence < long.confidence);
    }
}
