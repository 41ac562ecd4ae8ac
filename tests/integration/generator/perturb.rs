//! Changes of how a text is written that leave what it says. Each takes a seed that decides where
//! it strikes; equal seeds give equal texts. Chains of them are allowed in any order.
//!
//! The first group must change neither the structure nor the attributions a parser finds, the
//! second ([`Perturbation::may_lose_attributions`]) only the structure must stay.

use quickcheck::{Arbitrary, Gen};
use unicode_normalization::UnicodeNormalization;

use super::rng::Rng;

const TATWEEL: char = '\u{640}';
const LAM: char = '\u{644}';

/// Canonical composition.
pub fn nfc(text: &str, _seed: u64) -> String {
    text.nfc().collect()
}

/// Canonical decomposition: a hamza above or below becomes a mark of its own.
pub fn nfd(text: &str, _seed: u64) -> String {
    text.nfd().collect()
}

/// Arabic letters of the basic block, without tatweel and marks.
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{671}'..='\u{6D3}')
}

/// Marks that stand on a letter, in the ranges Arabic news can contain.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}')
}

fn is_alef(c: char) -> bool {
    matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}')
}

/// Joins to the letter after it (Joining_Type D in the Unicode data file ArabicShaping.txt, for the
/// letters of Arabic proper). Alef maqsura is counted as right-joining: it ends words.
fn joins_next(c: char) -> bool {
    matches!(c, '\u{626}' | '\u{628}' | '\u{62A}'..='\u{62E}' | '\u{633}'..='\u{63A}'
        | '\u{641}'..='\u{647}' | '\u{64A}' | TATWEEL)
}

/// Joins to the letter before it.
fn joins_previous(c: char) -> bool {
    c == TATWEEL || (is_letter(c) && c != '\u{621}')
}

/// Puts runs of one to three tatweels between letters that join, in about a third of the words.
pub fn kashida(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut before: Option<char> = None;
    let mut stretch = rng.one_in(3);
    for c in text.chars() {
        if is_mark(c) {
            out.push(c);
            continue;
        }
        if !is_letter(c) {
            stretch = rng.one_in(3);
        }
        let joined = before.is_some_and(|b| is_letter(b) && joins_next(b) && is_letter(c))
            && joins_previous(c)
            && !(before == Some(LAM) && is_alef(c));
        if joined && stretch && rng.one_in(3) {
            for _ in 0..rng.between(1, 3) {
                out.push(TATWEEL);
            }
        }
        out.push(c);
        before = Some(c);
    }
    out
}

const LONE_MARKS: [char; 3] = ['\u{200E}', '\u{200F}', '\u{61C}'];
const OPENERS: [(char, char); 7] = [
    ('\u{202A}', '\u{202C}'),
    ('\u{202B}', '\u{202C}'),
    ('\u{202D}', '\u{202C}'),
    ('\u{202E}', '\u{202C}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{2067}', '\u{2069}'),
    ('\u{2068}', '\u{2069}'),
];

/// Puts direction marks beside blanks and pairs of embeddings or isolates around words and lines.
pub fn bidi_marks(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let (content, end) = match line.strip_suffix('\r') {
            Some(content) => (content, "\r"),
            None => (line, ""),
        };
        let around = (!content.trim().is_empty() && rng.one_in(3)).then(|| *rng.row(&OPENERS));
        out.extend(around.map(|pair| pair.0));
        for (position, word) in content.split(' ').enumerate() {
            if position > 0 {
                out.push(' ');
            }
            match rng.below(8) {
                0 if !word.is_empty() => {
                    let (open, close) = *rng.row(&OPENERS);
                    out.push(open);
                    out.push_str(word);
                    out.push(close);
                }
                1 if !word.is_empty() => {
                    out.push(*rng.row(&LONE_MARKS));
                    out.push_str(word);
                }
                2 if !word.is_empty() => {
                    out.push_str(word);
                    out.push(*rng.row(&LONE_MARKS));
                }
                _ => out.push_str(word),
            }
        }
        out.extend(around.map(|pair| pair.1));
        out.push_str(end);
    }
    out
}

/// Replaces about a third of the spaces by no-break spaces.
pub fn no_break_spaces(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let chars = text.chars();
    chars
        .map(|c| {
            if c == ' ' && rng.one_in(3) {
                '\u{A0}'
            } else {
                c
            }
        })
        .collect()
}

/// Writes quotation marks, and some of the single spaces, as the character references that a scraper
/// leaves which strips nothing but tags; now and then escaped twice.
pub fn character_references(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut before = '\n';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let single =
            !before.is_whitespace() && !chars.peek().is_none_or(|next| next.is_whitespace());
        let name = match c {
            '"' => Some("quot;"),
            '«' => Some("laquo;"),
            '»' => Some("raquo;"),
            '–' => Some("ndash;"),
            ' ' if single && rng.one_in(5) => Some("nbsp;"),
            _ => None,
        };
        match name {
            Some(name) => {
                out.push_str(if rng.one_in(8) { "&amp;" } else { "&" });
                out.push_str(name);
            }
            None => out.push(c),
        }
        before = c;
    }
    out
}

/// First presentation form of a letter (the isolated one) and how many it has: 1, 2 (isolated,
/// final) or 4 (isolated, final, initial, medial). Unicode block Arabic Presentation Forms-B.
fn forms(c: char) -> Option<(u32, u32)> {
    // Isolated forms in the order of the letters they stand for.
    const STARTS: [u32; 36] = [
        0xFE80, 0xFE81, 0xFE83, 0xFE85, 0xFE87, 0xFE89, 0xFE8D, 0xFE8F, 0xFE93, 0xFE95, 0xFE99,
        0xFE9D, 0xFEA1, 0xFEA5, 0xFEA9, 0xFEAB, 0xFEAD, 0xFEAF, 0xFEB1, 0xFEB5, 0xFEB9, 0xFEBD,
        0xFEC1, 0xFEC5, 0xFEC9, 0xFECD, 0xFED1, 0xFED5, 0xFED9, 0xFEDD, 0xFEE1, 0xFEE5, 0xFEE9,
        0xFEED, 0xFEEF, 0xFEF1,
    ];
    let place = match u32::from(c) {
        code @ 0x621..=0x63A => code - 0x621,
        code @ 0x641..=0x64A => code - 0x641 + 26,
        _ => return None,
    };
    let start = STARTS[place as usize];
    let next = STARTS.get(place as usize + 1).copied().unwrap_or(0xFEF5);
    Some((start, next - start))
}

/// Writes about a third of the words in presentation forms, with lam-alef ligatures.
pub fn presentation_forms(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    let mut word: Vec<char> = Vec::new();
    let is_word = |c: char| is_letter(c) || is_mark(c) || c == TATWEEL;
    for c in text.chars().chain(['\n']) {
        if is_word(c) {
            word.push(c);
            continue;
        }
        if !word.is_empty() && rng.one_in(3) {
            shape(&word, &mut out);
        } else {
            out.extend(&word);
        }
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

fn shape(word: &[char], out: &mut String) {
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(&c) = word.get(at) {
        at += 1;
        if is_mark(c) {
            out.push(c);
            continue;
        }
        let joined = before.is_some_and(joins_next) && joins_previous(c);
        before = Some(c);
        let alef = word.get(at).copied().filter(|&next| is_alef(next));
        if let (LAM, Some(alef)) = (c, alef) {
            // Marks after the alef stay after the ligature, which decomposes to lam and alef.
            let start = match alef {
                '\u{622}' => 0xFEF5,
                '\u{623}' => 0xFEF7,
                '\u{625}' => 0xFEF9,
                _ => 0xFEFB,
            };
            out.extend(char::from_u32(start + u32::from(joined)));
            before = Some(alef);
            at += 1;
            continue;
        }
        let next = word[at..].iter().copied().find(|&c| !is_mark(c));
        let joining = joins_next(c) && next.is_some_and(joins_previous);
        let shaped = forms(c).and_then(|(start, count)| {
            let offset = match (joined, joining && count == 4) {
                (false, false) => 0,
                (true, false) => 1.min(count - 1),
                (false, true) => 2,
                (true, true) => 3,
            };
            char::from_u32(start + offset)
        });
        out.push(shaped.unwrap_or(c));
    }
}

/// The value of a digit of any of the three sets in use.
fn digit(c: char) -> Option<u32> {
    match u32::from(c) {
        code @ 0x30..=0x39 => Some(code - 0x30),
        code @ 0x660..=0x669 => Some(code - 0x660),
        code @ 0x6F0..=0x6F9 => Some(code - 0x6F0),
        _ => None,
    }
}

/// Writes the digits in another set, one set for the whole text: European, Arabic-Indic or
/// Persian. A line in Latin letters only keeps its digits, as no source prints it otherwise.
pub fn digits(text: &str, seed: u64) -> String {
    let zero = *Rng::new(seed).row(&[0x660, 0x6F0, 0x30]);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for line in text.split_inclusive('\n') {
        let foreign = line.contains(|c: char| c.is_ascii_alphabetic()) && !line.contains(is_letter);
        out.extend(line.chars().map(|c| match digit(c) {
            Some(value) if !foreign => char::from_u32(zero + value).unwrap_or(c),
            _ => c,
        }));
    }
    out
}

/// Ends lines with CR LF.
pub fn crlf(text: &str, _seed: u64) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Puts blanks and tabs at the ends of lines, empty ones included, and line ends after the last.
pub fn trailing_blanks(text: &str, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let (content, end) = match line.strip_suffix('\r') {
            Some(content) => (content, "\r"),
            None => (line, ""),
        };
        out.push_str(content);
        if rng.one_in(2) {
            for _ in 0..rng.between(1, 4) {
                out.push(*rng.row(&[' ', '\t', '\u{A0}']));
            }
        }
        out.push_str(end);
    }
    for _ in 0..rng.below(4) {
        out.push('\n');
    }
    out
}

/// Writes alef for alef with hamza or madda. Hamza on waw or yeh and a hamza of its own stay:
/// leaving those out is a spelling mistake, leaving out the alef's is a habit.
pub fn drop_alef_hamza(text: &str, _seed: u64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut on_alef = false;
    for c in text.chars() {
        let bare = if is_alef(c) { '\u{627}' } else { c };
        // The decomposed hamza and madda of an alef go too.
        if !(on_alef && matches!(c, '\u{653}'..='\u{655}')) {
            out.push(bare);
        }
        on_alef = bare == '\u{627}' || (on_alef && is_mark(c));
    }
    out
}

/// Leaves out vowel signs, tanwin, shadda and sukun (U+064B to U+0652).
pub fn drop_harakat(text: &str, _seed: u64) -> String {
    let chars = text.chars();
    chars
        .filter(|c| !matches!(c, '\u{64B}'..='\u{652}'))
        .collect()
}

/// Puts vowel signs, sukun and shadda on some letters that have no mark, tanwin on some last ones.
/// They need not be the right ones.
pub fn add_harakat(text: &str, seed: u64) -> String {
    const INNER: [&str; 6] = [
        "\u{64E}",
        "\u{64F}",
        "\u{650}",
        "\u{652}",
        "\u{651}",
        "\u{651}\u{64E}",
    ];
    const LAST: [&str; 3] = ["\u{64B}", "\u{64C}", "\u{64D}"];
    let mut rng = Rng::new(seed);
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let next = chars.peek().copied();
        if !is_letter(c) || next.is_some_and(is_mark) || !rng.one_in(6) {
            continue;
        }
        let last = next.is_none_or(|next| !is_letter(next) && next != TATWEEL);
        let tanwin = last && rng.one_in(2);
        out.push_str(rng.pick(if tanwin { &LAST } else { &INNER }));
    }
    out
}

/// Every character has a code in windows-1256 (WHATWG Encoding Standard, index windows-1256), so
/// that encoding and decoding give the same text.
pub fn windows_1256_safe(text: &str) -> bool {
    text.chars().all(|c| windows_1256_byte(c).is_some())
}

/// The byte of a character in windows-1256.
pub fn windows_1256_byte(c: char) -> Option<u8> {
    // Bytes 80 to FF in order.
    const UPPER: &str = "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200C}\u{200D}ں\
        \u{A0}،¢£¤¥¦§¨©ھ«¬\u{AD}®¯°±²³´µ¶·¸¹؛»¼½¾؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقك\
        àلâمنهوçèéêëىيîï\u{64B}\u{64C}\u{64D}\u{64E}ô\u{64F}\u{650}÷\u{651}ù\u{652}ûü\
        \u{200E}\u{200F}ے";
    if c.is_ascii() {
        return u8::try_from(c).ok();
    }
    let place = UPPER.chars().position(|upper| upper == c)?;
    u8::try_from(place + 0x80).ok()
}

/// One of the changes with its seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Perturbation {
    /// Which change.
    pub kind: Kind,
    /// Where it strikes.
    pub seed: u64,
}

/// The changes of this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`nfc`].
    Nfc,
    /// [`nfd`].
    Nfd,
    /// [`kashida`].
    Kashida,
    /// [`bidi_marks`].
    BidiMarks,
    /// [`no_break_spaces`].
    NoBreakSpaces,
    /// [`character_references`].
    CharacterReferences,
    /// [`presentation_forms`].
    PresentationForms,
    /// [`digits`].
    Digits,
    /// [`crlf`].
    Crlf,
    /// [`trailing_blanks`].
    TrailingBlanks,
    /// [`drop_alef_hamza`].
    DropAlefHamza,
    /// [`drop_harakat`].
    DropHarakat,
    /// [`add_harakat`].
    AddHarakat,
}

impl Kind {
    /// The changes that must leave structure and attributions.
    pub const NEUTRAL: &[Self] = &[
        Self::Nfc,
        Self::Nfd,
        Self::Kashida,
        Self::BidiMarks,
        Self::NoBreakSpaces,
        Self::CharacterReferences,
        Self::PresentationForms,
        Self::Digits,
        Self::Crlf,
        Self::TrailingBlanks,
    ];
    /// The changes that must leave the structure.
    pub const SPELLING: &[Self] = &[Self::DropAlefHamza, Self::DropHarakat, Self::AddHarakat];
}

impl Perturbation {
    /// One of the given kinds.
    pub fn of(kinds: &[Kind], g: &mut Gen) -> Self {
        let seed = u64::arbitrary(g);
        Self {
            kind: *Rng::new(seed).row(kinds),
            seed,
        }
    }

    /// The changed text.
    pub fn apply(self, text: &str) -> String {
        let change = match self.kind {
            Kind::Nfc => nfc,
            Kind::Nfd => nfd,
            Kind::Kashida => kashida,
            Kind::BidiMarks => bidi_marks,
            Kind::NoBreakSpaces => no_break_spaces,
            Kind::CharacterReferences => character_references,
            Kind::PresentationForms => presentation_forms,
            Kind::Digits => digits,
            Kind::Crlf => crlf,
            Kind::TrailingBlanks => trailing_blanks,
            Kind::DropAlefHamza => drop_alef_hamza,
            Kind::DropHarakat => drop_harakat,
            Kind::AddHarakat => add_harakat,
        };
        change(text, self.seed)
    }

    /// Belongs to [`Kind::SPELLING`].
    pub fn may_lose_attributions(self) -> bool {
        Kind::SPELLING.contains(&self.kind)
    }
}

impl Arbitrary for Perturbation {
    fn arbitrary(g: &mut Gen) -> Self {
        let kinds: Vec<Kind> = Kind::NEUTRAL
            .iter()
            .chain(Kind::SPELLING)
            .copied()
            .collect();
        Self::of(&kinds, g)
    }
}

#[cfg(test)]
mod tests;
