//! Sentence splitting for news.
//!
//! The general rules of Unicode (UAX #29) serve Arabic news badly. They split after the dot of
//! `د. أحمد` 'Dr Ahmad', since Arabic has no capitals to tell a name; they split `أ.ف.ب` 'AFP'
//! at each dot; and they split inside quotations, so that one statement of a minister falls into
//! pieces with no speaker. This splitter knows the habits of the genre:
//!
//! * A line break ends a sentence, whatever stands before it. News pages set short paragraphs,
//!   and headlines and captions have no full stop.
//! * `.` `؟` `?` `!` `۔` `…` `..` and `...` end one if white space follows. Where the space is
//!   missing, they still do between a word of three letters or more and an Arabic letter:
//!   `القدس.وقال`.
//! * `،` `؛` and `:` never do, and neither does a mark with one of them after it.
//! * A dot does not end a sentence in numbers (`3.5`), after a number that opens one (`1. قال`),
//!   in Latin addresses (`www.x.com`), after the title before a name (`د. أحمد`, `م. سالم`) and
//!   in initials (`ج.و. بوش`). After abbreviations that may stand last (`ق.م.`, `إلخ.`) it does
//!   if the next word begins with `و` or `ف`, as the sentences of news do.
//! * Nothing inside brackets or quotation marks ends a sentence if they are closed in the same
//!   paragraph. A full stop before the closing mark ends it behind the mark; a question mark
//!   or exclamation mark there, only before a word that begins with `و` or `ف`, because
//!   `«هل تعود؟» سأل الرجل` is one sentence.
//! * Closing quotation marks and brackets, a full stop set after a space and rows such as `؟!`
//!   stay with the sentence they close.
//! * In headlines, on request, `..` separates clauses of one sentence.
//!
//! The input may be raw or [clean](mod@crate::arabic::clean); cleaning folds line breaks, so split
//! first where there are several paragraphs.
//!
//! ```
//! use khabar::arabic::sentences::sentences;
//!
//! let text = "وصل د. سالم إلى الرباط. وقال «سنعمل... معا. لن نتوقف.» وغادر مساء .";
//! let found: Vec<&str> = sentences(text).map(|sentence| sentence.text).collect();
//! assert_eq!(found, [
//!     "وصل د. سالم إلى الرباط.",
//!     "وقال «سنعمل... معا. لن نتوقف.»",
//!     "وغادر مساء .",
//! ]);
//! ```

mod marks;

use std::iter::FusedIterator;
use std::ops::Range;

use self::marks::{
    ABBREVIATIONS, Abbreviation, KINDS, is_arabic_letter, is_line_break, is_terminator, next_stop,
};
pub(crate) use self::marks::{closing_marks, is_quotation, opening_kind};
use crate::arabic::clean::{is_dropped, is_white};
use crate::arabic::fold::fold;

/// A sentence and its place.
///
/// # Examples
///
/// ```
/// use khabar::arabic::sentences::sentences;
///
/// let text = "  انتهى.";
/// let sentence = sentences(text).next().unwrap();
/// assert_eq!(sentence.text, &text[sentence.range.clone()]);
/// assert_eq!(sentence.range.start, 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Sentence<'a> {
    /// The sentence with its closing marks, without white space around it.
    pub text: &'a str,
    /// Its byte range in the input.
    pub range: Range<usize>,
}

/// The sentences of `text`, with the default settings of [`Splitter`].
///
/// The sentences stand in order, do not overlap, are not empty and hold everything in `text`
/// that is not white space.
///
/// # Complexity
///
/// Linear in the length of `text`.
///
/// # Examples
///
/// ```
/// use khabar::arabic::sentences::sentences;
///
/// let count = |text| sentences(text).count();
/// assert_eq!(count("ماذا جرى؟! لا أحد يعلم."), 2);
/// assert_eq!(count("ارتفع السعر 3.5 في المئة، وفق أ.ف.ب أمس"), 1);
/// assert_eq!(count("عنوان بلا نقطة\nثم الفقرة الأولى"), 2);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    Splitter::new().split(text)
}

/// Settings of the splitter.
///
/// # Examples
///
/// ```
/// use khabar::arabic::sentences::Splitter;
///
/// let headline = "قصف على المدينة.. والأمم المتحدة تحذر";
/// assert_eq!(Splitter::new().headline(true).split(headline).count(), 1);
/// assert_eq!(Splitter::new().split(headline).count(), 2);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Splitter {
    headline: bool,
    split_quotations: bool,
}

impl Splitter {
    /// The default settings: body text, quotations kept whole.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::sentences::Splitter;
    ///
    /// assert_eq!(Splitter::new(), Splitter::default());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            headline: false,
            split_quotations: false,
        }
    }

    /// Whether the text is a headline, in which `..`, `...` and `…` separate clauses and end no
    /// sentence. Default: no.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::sentences::Splitter;
    ///
    /// let headline = "الحكومة تعلن.. والسوق يترقب … والنتائج غدا";
    /// assert_eq!(Splitter::new().headline(true).split(headline).count(), 1);
    /// ```
    #[must_use]
    pub const fn headline(mut self, headline: bool) -> Self {
        self.headline = headline;
        self
    }

    /// Whether to split between the sentences of a quotation too. Ellipses inside it still end
    /// none. Default: no, so that a quotation stays with the words that introduce it.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::sentences::Splitter;
    ///
    /// let text = "قال: «بدأنا العمل. سنكمله... قريبا.»";
    /// assert_eq!(Splitter::new().split(text).count(), 1);
    /// assert_eq!(Splitter::new().split_quotations(true).split(text).count(), 2);
    /// ```
    #[must_use]
    pub const fn split_quotations(mut self, split: bool) -> Self {
        self.split_quotations = split;
        self
    }

    /// The sentences of `text`; see [`sentences`].
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::sentences::Splitter;
    ///
    /// assert_eq!(Splitter::new().split("نعم. لا.").count(), 2);
    /// ```
    #[must_use]
    pub const fn split(self, text: &str) -> Sentences<'_> {
        Sentences {
            text,
            splitter: self,
            at: 0,
            unclosed: [0; KINDS],
            quoted: 0,
        }
    }
}

/// Iterator over the sentences of a text; made by [`sentences`] and [`Splitter::split`].
///
/// # Examples
///
/// ```
/// use khabar::arabic::sentences::sentences;
///
/// let mut found = sentences("أولا. ثانيا.");
/// assert_eq!(found.next().unwrap().text, "أولا.");
/// assert_eq!(found.next().unwrap().text, "ثانيا.");
/// assert_eq!(found.next(), None);
/// ```
#[derive(Debug, Clone)]
pub struct Sentences<'a> {
    text: &'a str,
    splitter: Splitter,
    at: usize,
    /// For each kind of mark, the offset before which one that opens is known to stay open. It
    /// spares a second search, and so keeps the time linear.
    unclosed: [usize; KINDS],
    /// End of the quotation last entered, where quotations are split.
    quoted: usize,
}

impl<'a> Iterator for Sentences<'a> {
    type Item = Sentence<'a>;

    fn next(&mut self) -> Option<Sentence<'a>> {
        let rest = self.text.get(self.at..)?;
        let start = self.text.len() - rest.trim_start().len();
        if start == self.text.len() {
            self.at = start;
            return None;
        }
        self.at = self.end(start);
        let text = self.text.get(start..self.at)?.trim_end();
        Some(Sentence {
            text,
            range: start..start + text.len(),
        })
    }
}

impl FusedIterator for Sentences<'_> {}

/// What a mark at the end of a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop.
    Stop,
    /// Two full stops.
    Pair,
    /// Three or more, or `…`.
    Ellipsis,
    /// A question or exclamation mark, or the Urdu full stop.
    Strong,
}

impl<'a> Sentences<'a> {
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Where the sentence that starts at `start` ends.
    fn end(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            let tail = bytes.get(at..).unwrap_or_default();
            let Some(skipped) = next_stop(tail) else {
                return bytes.len();
            };
            at += skipped;
            let mark_start = match (bytes.get(..at), tail.get(skipped..)) {
                // The last bytes of `؟` and `۔`.
                (Some([.., 0xD8]), Some([0x9F, ..])) | (Some([.., 0xDB]), Some([0x94, ..])) => {
                    at - 1
                }
                (_, Some([0x80..=0xBF, ..])) => {
                    at += 1;
                    continue;
                }
                _ => at,
            };
            let Some(c) = self.rest(mark_start).chars().next() else {
                return bytes.len();
            };
            if is_line_break(c) {
                return mark_start;
            }
            let (end, next) = if is_terminator(c) {
                self.at_mark(start, mark_start)
            } else if let Some(kind) = opening_kind(c) {
                self.at_opening(start, mark_start, c, kind)
            } else {
                (None, mark_start + c.len_utf8())
            };
            if let Some(end) = end {
                return end;
            }
            at = next;
        }
    }

    /// Decides on the terminators at `at`: the end of the sentence, or else from where to go on.
    fn at_mark(&self, start: usize, at: usize) -> (Option<usize>, usize) {
        let (mark, marks_end) = self.marks(at);
        let (tail, closed) = self.closing(marks_end);
        let rest = self.rest(tail);
        let ends = match following(rest) {
            Following::Nothing => true,
            Following::Apart(word) => {
                let ellipsis = matches!(mark, Mark::Pair | Mark::Ellipsis);
                if word.starts_with(['،', '؛', ':', ',', ';']) {
                    false
                } else if ellipsis {
                    !self.splitter.headline && at >= self.quoted
                } else {
                    mark == Mark::Strong || closed || !self.abbreviates(start, at, word)
                }
            }
            Following::Attached(c) => match mark {
                Mark::Strong => is_arabic_letter(c) || opening_kind(c).is_some(),
                Mark::Ellipsis => false,
                Mark::Pair if self.splitter.headline || at < self.quoted => false,
                Mark::Stop | Mark::Pair => {
                    is_arabic_letter(c) && self.ends_long_word(start, at)
                        || opening_kind(c).is_some() && !self.abbreviates(start, at, rest)
                }
            },
        };
        if ends {
            (Some(self.stray_marks(tail)), tail)
        } else {
            (None, marks_end)
        }
    }

    /// Decides on an opening mark: nothing before its closing mark ends the sentence.
    fn at_opening(
        &mut self,
        start: usize,
        at: usize,
        mark: char,
        kind: usize,
    ) -> (Option<usize>, usize) {
        let inside = at + mark.len_utf8();
        if is_quotation(kind) {
            if at < self.quoted {
                return (None, inside);
            }
            let before = self.text.get(start..at).and_then(|s| s.chars().next_back());
            let blank_after = self.rest(inside).chars().next().is_none_or(is_white);
            if blank_after && before.is_some_and(|c| !is_white(c)) {
                // It closes what was opened in an earlier paragraph, or never.
                return (None, inside);
            }
        }
        let Some(closing) = self.find_closing(inside, mark, kind) else {
            return (None, inside);
        };
        let after = closing + self.rest(closing).chars().next().map_or(0, char::len_utf8);
        if is_quotation(kind) && self.splitter.split_quotations {
            self.quoted = self.quoted.max(after);
            return (None, inside);
        }
        let content = self.text.get(inside..closing).unwrap_or_default();
        let content = content.trim_end_matches(|c| is_white(c) || is_dropped(c));
        let words = content.trim_end_matches(is_terminator);
        let last_mark = inside + words.len();
        if words.len() == content.len() || self.rest(after).starts_with(is_terminator) {
            return (None, after);
        }
        let (mark, _) = self.marks(last_mark);
        let (tail, _) = self.closing(after);
        let ends = match following(self.rest(tail)) {
            Following::Nothing => true,
            Following::Attached(_) => false,
            Following::Apart(word) => match mark {
                Mark::Stop => {
                    !word.starts_with(['،', '؛', ':', ',', ';'])
                        && !self.abbreviates(inside, last_mark, word)
                }
                Mark::Strong => opens_with_conjunction(word),
                Mark::Pair | Mark::Ellipsis => false,
            },
        };
        if ends {
            (Some(self.stray_marks(tail)), tail)
        } else {
            (None, after)
        }
    }

    /// Kind and end of the row of terminators at `at`.
    fn marks(&self, at: usize) -> (Mark, usize) {
        let mut end = at;
        let (mut strong, mut dots) = (false, 0_usize);
        for (offset, c) in self.rest(at).char_indices() {
            match c {
                '.' => dots = dots.saturating_add(1),
                '…' => dots = dots.saturating_add(3),
                _ if is_terminator(c) => strong = true,
                _ if is_dropped(c) => continue,
                _ => break,
            }
            end = at + offset + c.len_utf8();
        }
        let mark = match dots {
            _ if strong => Mark::Strong,
            0 | 1 => Mark::Stop,
            2 => Mark::Pair,
            _ => Mark::Ellipsis,
        };
        (mark, end)
    }

    /// The end of the closing marks at `at`: quotation marks and brackets, further terminators
    /// between them, and a bracket or `»` set after a space. Also tells whether there are any.
    fn closing(&self, at: usize) -> (usize, bool) {
        let mut end = at;
        let mut closed = false;
        let mut chars = self.rest(at).char_indices().peekable();
        let mut space = false;
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let closes = match c {
                ')' | ']' | '}' | '\u{FD3E}' | '»' => true,
                '"' | '\'' | '“' | '”' | '’' | '«' => {
                    !space && !next.is_some_and(crate::arabic::chars::is_alphanumeric)
                }
                _ if is_terminator(c) => !space,
                _ if is_dropped(c) => {
                    if !space {
                        end = at + offset + c.len_utf8();
                    }
                    continue;
                }
                ' ' if !space => {
                    space = true;
                    continue;
                }
                _ => false,
            };
            if !closes {
                break;
            }
            space = false;
            closed = true;
            end = at + offset + c.len_utf8();
        }
        (end, closed)
    }

    /// Takes up terminators that stand alone after the end of a sentence: `انتهى. .`
    fn stray_marks(&self, at: usize) -> usize {
        let mut end = at;
        let mut alone = false;
        for (offset, c) in self.rest(at).char_indices() {
            if is_terminator(c) && (alone || end < at + offset) {
                alone = true;
            } else if is_white(c) && !is_line_break(c) {
                if alone {
                    end = at + offset;
                }
                alone = false;
            } else {
                if alone && is_line_break(c) {
                    end = at + offset;
                }
                return end;
            }
        }
        self.text.len()
    }

    /// Whether the dot at `dot` abbreviates the token before it; `next` is what follows.
    fn abbreviates(&self, start: usize, dot: usize, next: &str) -> bool {
        let sentence = self.text.get(start..dot).unwrap_or_default();
        let Some(token) = last_token(sentence) else {
            return false;
        };
        if token.len() == sentence.len() && token.chars().all(char::is_numeric) {
            // The number of a list item.
            return true;
        }
        if is_long_word(token) {
            return false;
        }
        let key = fold(token);
        let letters = initials(&key);
        let before = sentence.len() - token.len();
        let before = sentence.get(..before).unwrap_or_default().trim_end();
        let kind = abbreviation(&key);
        let letter_follows = next.starts_with(crate::arabic::chars::is_alphabetic);
        match kind {
            // After a number these are units: metre, Hijri year.
            Some(Abbreviation::Title) => letter_follows && !before.ends_with(char::is_numeric),
            Some(Abbreviation::MayEnd) => !opens_with_conjunction(next),
            None if letters >= 3 => !opens_with_conjunction(next),
            None if letters == 2 => letter_follows,
            // `J. Smith`, `Jan. 3`.
            None => match token.as_bytes() {
                [b'A'..=b'Z'] => letter_follows,
                [b'A'..=b'Z', rest @ ..] if rest.len() <= 3 => {
                    rest.iter().all(u8::is_ascii_lowercase)
                        && next.starts_with(|c: char| c.is_ascii_digit())
                }
                _ => false,
            },
        }
    }

    /// Whether a word of three letters or more, or a number, ends at `end`.
    fn ends_long_word(&self, start: usize, end: usize) -> bool {
        let sentence = self.text.get(start..end).unwrap_or_default();
        let letters = |c: &char| is_arabic_letter(*c);
        let long = sentence.chars().rev().take(3).filter(letters).count() == 3;
        long || (sentence.ends_with(char::is_numeric)
            && !sentence.trim_end_matches(char::is_numeric).is_empty())
    }

    /// The offset of the mark that closes `opening` in the same paragraph.
    fn find_closing(&mut self, from: usize, opening: char, kind: usize) -> Option<usize> {
        let unclosed = self.unclosed.get_mut(kind)?;
        if from <= *unclosed {
            return None;
        }
        let wanted = closing_marks(opening);
        let rest = self.text.get(from..)?;
        let found = rest.find(|c| is_line_break(c) || wanted.contains(&c));
        match found.and_then(|at| Some((at, rest.get(at..)?.chars().next()?))) {
            Some((at, c)) if !is_line_break(c) => Some(from + at),
            Some((at, _)) => {
                *unclosed = from + at;
                None
            }
            None => {
                *unclosed = self.text.len();
                None
            }
        }
    }
}

/// What follows the end of a sentence, if it is one.
enum Following<'a> {
    /// The end of the paragraph.
    Nothing,
    /// White space, then this.
    Apart(&'a str),
    /// A character without white space before it.
    Attached(char),
}

fn following(rest: &str) -> Following<'_> {
    let seen = rest.trim_start_matches(is_dropped);
    match seen.chars().next() {
        None => Following::Nothing,
        Some(c) if is_line_break(c) => Following::Nothing,
        Some(c) if !is_white(c) => Following::Attached(c),
        Some(_) => {
            let word =
                seen.trim_start_matches(|c| (is_white(c) || is_dropped(c)) && !is_line_break(c));
            match word.chars().next() {
                Some(c) if !is_line_break(c) => Following::Apart(word),
                _ => Following::Nothing,
            }
        }
    }
}

/// Abbreviations are short: what stands farther back than this many bytes is not looked at.
const LONGEST_ABBREVIATION: usize = 24;

/// The last token of `text` without opening marks; `None` if it is empty or too long to be an
/// abbreviation.
fn last_token(text: &str) -> Option<&str> {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        if is_white(c) || is_dropped(c) || opening_kind(c).is_some() || c == ')' {
            break;
        }
        start = at;
        if text.len() - start > LONGEST_ABBREVIATION {
            return None;
        }
    }
    text.get(start..).filter(|token| !token.is_empty())
}

/// Letters of the longest abbreviation without dots, with a conjunction or preposition before it.
const LONGEST_DOTLESS: usize = 4;

/// The kind of an abbreviation, given by its match key.
fn abbreviation(key: &str) -> Option<&'static Abbreviation> {
    ABBREVIATIONS.get(key).or_else(|| {
        // `ود. أحمد`, `لد. أحمد`.
        ABBREVIATIONS.get(key.strip_prefix(['و', 'ف', 'ل', 'ب'])?)
    })
}

/// Whether a word of Arabic letters alone may be abbreviated by a dot behind it.
pub(crate) fn may_be_abbreviated(word: &str) -> bool {
    abbreviation(&fold(word)).is_some()
}

/// Whether a token is no abbreviation for its length alone, as most words before a full stop are.
fn is_long_word(token: &str) -> bool {
    let mut letters = token
        .chars()
        .filter(|c| matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}'));
    letters.nth(LONGEST_DOTLESS).is_some()
        && !token.contains('.')
        && !token.starts_with(|c: char| c.is_ascii_uppercase())
}

/// How many single letters a token such as `ا.ف.ب` has; 0 if it is not made of them.
fn initials(key: &str) -> usize {
    let single = |part: &str| {
        let mut chars = part.chars();
        chars
            .next()
            .is_some_and(crate::arabic::chars::is_alphabetic)
            && chars.next().is_none()
    };
    if key.contains('.') && key.split('.').all(single) {
        key.split('.').count()
    } else {
        0
    }
}

/// Whether the first word of `text` has four letters or more and begins with `و` or `ف`.
fn opens_with_conjunction(text: &str) -> bool {
    text.starts_with(['و', 'ف'])
        && text
            .chars()
            .take(4)
            .filter(|&c| is_arabic_letter(c))
            .count()
            == 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::testing::Messy;
    use quickcheck::quickcheck;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|sentence| sentence.text).collect()
    }

    #[test]
    fn no_abbreviation_is_too_long() {
        for abbreviation in ABBREVIATIONS.keys() {
            assert!(!is_long_word(&format!("و{abbreviation}")), "{abbreviation}");
        }
    }

    fn splitters() -> impl Iterator<Item = Splitter> {
        (0..4).map(|bits| {
            Splitter::new()
                .headline(bits & 1 == 1)
                .split_quotations(bits & 2 == 2)
        })
    }

    quickcheck! {
        fn cover_all_but_white_space_in_order(text: Messy) -> bool {
            let text = text.0.as_str();
            splitters().all(|splitter| {
                let mut last = 0;
                let whole = splitter.split(text).all(|sentence| {
                    let gap = text.get(last..sentence.range.start);
                    last = sentence.range.end;
                    gap.is_some_and(|gap| gap.trim().is_empty())
                        && text.get(sentence.range) == Some(sentence.text)
                        && sentence.text == sentence.text.trim()
                        && !sentence.text.is_empty()
                });
                whole && text[last..].trim().is_empty()
            })
        }

        fn lines_are_split_alone(a: Messy, b: Messy) -> bool {
            let joined = format!("{}\n{}", a.0, b.0);
            let apart: Vec<&str> = split(&a.0).into_iter().chain(split(&b.0)).collect();
            split(&joined) == apart
        }

        fn a_headline_has_no_more_sentences(text: Messy) -> bool {
            let headline = Splitter::new().headline(true).split(&text.0).count();
            headline <= sentences(&text.0).count()
        }
    }

    #[test]
    fn every_row_is_loaded() {
        let rows = include_str!("data/abbreviations.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for row in rows {
            let form = row.split('\t').next().map(fold);
            assert!(
                form.is_some_and(|key| ABBREVIATIONS.contains_key(key.as_ref())),
                "{row}"
            );
        }
    }

    #[test]
    fn texts_that_are_one_sentence() {
        for text in [
            "زار د. أحمد المعرض",
            "زار ود. أحمد المعرض",
            "قال م. سالم إن الجسر جاهز",
            "نقلت أ.ف.ب. عن مصدر",
            "(أ.ف.ب) قال المصدر",
            "عاش نحو 300 ق.م. في الدلتا",
            "بلغ 3.5 في المئة عند 10.30 صباحا",
            "يعرض موقع www.x.com القائمة",
            "قال «لا أعلم... ربما غدا» ثم صمت",
            "قال \"بدأنا. وسنكمل\" ثم صمت",
            "«هل تعود؟» سأل الرجل",
            "كتب ج.و. بوش رسالة",
            "1. قال الوزير",
            "اشترى خبزا وزيتا إلخ. من السوق",
            "قرأ الفصل (الثاني. والثالث) أمس",
            "نعم؟، قال الرجل",
            "قال J. Smith أمس",
            "The hall was full on Jan. 3, 2019",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn texts_that_are_two_sentences() {
        for (a, b) in [
            ("انتهى الاجتماع.", "وقال الوزير"),
            ("انتهى الاجتماع .", "وقال الوزير"),
            ("انتهى. .", "وقال"),
            ("قال \"بدأنا.\"", "وأضاف"),
            ("«هل تعود؟»", "وأضاف الرجل"),
            ("ماذا حدث؟!", "لا أحد يعلم"),
            ("عاش نحو 300 ق.م.", "وعثر على قبره"),
            ("بلغ العمق 50 م.", "قال الخبير"),
            ("انتهى۔", "ثم بدأ"),
            ("انتهى....", "ثم بدأ"),
            ("قال ذلك (أمس.)", "ثم غادر"),
            ("فاز الفريق «الأحمر».", "خسر «الأزرق»"),
            ("قال ذلك.\u{200F}", "ثم غادر"),
        ] {
            assert_eq!(split(&format!("{a} {b}")), [a, b]);
        }
    }

    #[test]
    fn a_line_break_needs_no_mark() {
        for text in [
            "أولا\nثانيا",
            "أولا\r\n ثانيا",
            "أولا\u{2029}ثانيا",
            "أولا\u{0085}ثانيا",
        ] {
            assert_eq!(split(text), ["أولا", "ثانيا"]);
        }
        assert_eq!(split("قال د.\nسالم"), ["قال د.", "سالم"]);
    }

    #[test]
    fn bidi_marks_do_not_hide_an_abbreviation() {
        assert_eq!(split("زار \u{202A}د.\u{202C} أحمد").len(), 1);
    }

    #[test]
    fn nested_quotation_marks_are_entered_once() {
        let text = format!("{}نعم. لا{}", "«أ ".repeat(50), "»".repeat(50));
        assert_eq!(
            Splitter::new().split_quotations(true).split(&text).count(),
            2
        );
        assert_eq!(sentences(&text).count(), 1);
    }

    #[test]
    fn a_missing_space() {
        assert_eq!(split("وصل إلى القدس.وقال"), ["وصل إلى القدس.", "وقال"]);
        assert_eq!(split("متى؟الآن"), ["متى؟", "الآن"]);
        assert_eq!(split("نقلت د.ب.أ وغيرها"), ["نقلت د.ب.أ وغيرها"]);
    }

    #[test]
    fn unclosed_marks_protect_nothing() {
        assert_eq!(split("قال \"نعم. ثم غادر."), ["قال \"نعم.", "ثم غادر."]);
        assert_eq!(
            split("قال (نعم. ثم\nغادر) أمس."),
            ["قال (نعم.", "ثم", "غادر) أمس."]
        );
    }

    #[test]
    fn reversed_quotation_marks() {
        assert_eq!(split("قال ”نعم. لا“ وغادر. انتهى").len(), 2);
    }
}
