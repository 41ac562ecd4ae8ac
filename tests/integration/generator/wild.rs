//! Strings and bytes that are no article: what a parser must survive and account for.

use quickcheck::{Arbitrary, Gen};

use super::perturb::windows_1256_byte;
use super::rng::Rng;

/// A string of up to a few thousand bytes, dense in what rules look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArbitraryUnicode(pub String);

/// Bytes of up to a few thousand: valid and damaged UTF-8, windows-1256, UTF-16, noise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArbitraryBytes(pub Vec<u8>);

/// Words and signs that open, close or label a part of an article.
const DELICATE: &[&str] = &[
    "(",
    ")",
    "((",
    "))",
    "( )",
    "()",
    "[",
    "]",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "'",
    "﴾",
    "﴿",
    ":",
    ": ",
    " : ",
    "::",
    "-",
    " - ",
    "--",
    "–",
    "—",
    "ـ",
    " ـ ",
    "ـــ",
    "/",
    "//",
    " // ",
    "|",
    "+",
    " + ",
    "*",
    "**",
    "•",
    "#",
    "@",
    "…",
    "...",
    "..",
    ".",
    "،",
    "؛",
    "؟",
    "!",
    "%",
    "٪",
    "٫",
    "٬",
    "المصدر",
    "المصدر:",
    "المصدر : ",
    "المصدر: +",
    "المصادر",
    "كتب",
    "كتب:",
    "كتبت : ",
    "بقلم",
    "إعداد:",
    "تصوير",
    "(رويترز)",
    "(أ ف ب",
    "وكالات)",
    "الأناضول",
    "(يسار)",
    "أرشيف",
    "دمشق (",
    "القاهرة - ",
    "// انتهى //",
    "// يتبع",
    "اقرأ أيضا",
    "الوسوم:",
    "كلمات دلالية",
    "آخر تحديث:",
    "تاريخ النشر",
    "الأربعاء",
    "15 مايو",
    "13:20",
    "2024/05/15",
    "١٤٤٥ هـ",
    "الموافق",
    "قال",
    "وقال إن",
    "أن",
    "نقلا عن",
    "*نقلا عن",
    "بحسب",
];
const LETTERS: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژگکیٱ";
const MARKS: &str = "\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{653}\u{654}\u{655}\
    \u{670}\u{6DD}\u{301}\u{20E3}\u{FE0F}";
const CONTROLS: &str = "\0\u{1}\u{7}\u{8}\u{1B}\u{7F}\u{85}\u{AD}\u{61C}\u{200B}\u{200C}\u{200D}\
    \u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\
    \u{2069}\u{FEFF}\u{FFFD}\u{FFFE}\u{10FFFF}";
const BLANKS: &str = " \t\u{A0}\u{2007}\u{202F}\u{3000}\u{B}\u{C}";
const BREAKS: &[&str] = &[
    "\n", "\n\n", "\r\n", "\r", "\n\r\n", "\u{2028}", "\u{2029}", "\n \n",
];
const DIGITS: &str = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const OTHERS: &str = "😀👩‍👧🇪🇬🏳️‍🌈ﷺﷲ﷼ﻻﻷﺎﺋﷵ中한ñßЖאבגAz\u{1EE00}𐍈";
const LATIN: &[&str] = &[
    "Reuters",
    "(CNN)--",
    "A fishing boat",
    "AFP",
    "http://a.example/x?y=(1)",
    "<p>",
    "</b",
    "&amp;",
    "&#x202E;",
    "content=\"",
    "{\"@type\":",
];

fn one(rng: &mut Rng, set: &str) -> char {
    let place = rng.below(set.chars().count());
    set.chars().nth(place).unwrap_or(' ')
}

fn word(rng: &mut Rng, out: &mut String) {
    for _ in 0..rng.between(1, 8) {
        out.push(one(rng, LETTERS));
        if rng.one_in(5) {
            out.push(one(rng, MARKS));
        }
    }
}

/// One of the things rules look at, a word, a run, or a stray sign.
fn piece(rng: &mut Rng, out: &mut String) {
    match rng.below(20) {
        0..=4 => {
            word(rng, out);
            out.push(' ');
        }
        5..=9 => out.push_str(rng.pick(DELICATE)),
        10 | 11 => out.push_str(rng.pick(BREAKS)),
        12 => out.push(one(rng, CONTROLS)),
        13 => out.push(one(rng, BLANKS)),
        14 => {
            for _ in 0..rng.between(1, 6) {
                out.push(one(rng, DIGITS));
            }
        }
        15 => out.push(one(rng, MARKS)),
        16 => out.push_str(rng.pick(LATIN)),
        17 => out.push(one(rng, OTHERS)),
        18 => {
            // Any scalar value: half of the draws fall outside the basic plane's lower quarter.
            let code = u32::try_from(rng.below(0x11_0000)).unwrap_or(0);
            out.extend(char::from_u32(if rng.one_in(2) { code / 68 } else { code }));
        }
        _ => run(rng, out),
    }
}

/// A long run of one thing: what makes a look-back quadratic shows on it.
fn run(rng: &mut Rng, out: &mut String) {
    let times = rng.between(2, 60);
    let unit = match rng.below(5) {
        0 => rng.pick(DELICATE).to_owned(),
        1 => rng.pick(BREAKS).to_owned(),
        2 => one(rng, MARKS).to_string(),
        3 => one(rng, CONTROLS).to_string(),
        _ => one(rng, LETTERS).to_string(),
    };
    out.push_str(&unit.repeat(times));
}

/// A delicate string. `g.size()` bounds the number of pieces: four a unit.
pub fn arbitrary_unicode(g: &mut Gen) -> String {
    let mut rng = Rng::new(u64::arbitrary(g));
    let pieces = rng.between(0, g.size() * 4);
    let mut out = String::new();
    for _ in 0..pieces {
        piece(&mut rng, &mut out);
    }
    out
}

/// Bytes of a delicate string in some encoding, whole or damaged, or noise.
pub fn arbitrary_bytes(g: &mut Gen) -> Vec<u8> {
    let text = arbitrary_unicode(g);
    let mut rng = Rng::new(u64::arbitrary(g));
    let mut bytes = match rng.below(6) {
        0 => text.into_bytes(),
        1 => [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        2 => text
            .chars()
            .map(|c| windows_1256_byte(c).unwrap_or(b'?'))
            .collect(),
        3 => utf16(&text, u16::to_le_bytes),
        4 => utf16(&text, u16::to_be_bytes),
        _ => (0..text.len())
            .map(|_| rng.bits().to_le_bytes()[0])
            .collect(),
    };
    if rng.one_in(2) {
        damage(&mut rng, &mut bytes);
    }
    bytes
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(order).collect()
}

/// Overwrites, cuts out and cuts off bytes, mostly inside characters.
fn damage(rng: &mut Rng, bytes: &mut Vec<u8>) {
    for _ in 0..rng.between(1, 8) {
        if bytes.is_empty() {
            return;
        }
        let at = rng.below(bytes.len());
        match rng.below(4) {
            0 => bytes[at] = rng.bits().to_le_bytes()[0],
            1 => bytes[at] = *rng.row(&[0x00, 0x80, 0xC0, 0xD8, 0xED, 0xF5, 0xFF]),
            2 => {
                bytes.remove(at);
            }
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
}

impl Arbitrary for ArbitraryUnicode {
    fn arbitrary(g: &mut Gen) -> Self {
        Self(arbitrary_unicode(g))
    }

    /// Halves first, then one character or one line less: the runs go quickly, the rest slowly.
    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        let chars: Vec<char> = self.0.chars().collect();
        Box::new(cuts(chars).map(|rest| Self(rest.into_iter().collect())))
    }
}

impl Arbitrary for ArbitraryBytes {
    fn arbitrary(g: &mut Gen) -> Self {
        Self(arbitrary_bytes(g))
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        Box::new(cuts(self.0.clone()).map(Self))
    }
}

/// The list without one of its halves, quarters, … down to single elements.
fn cuts<T: Clone + 'static>(list: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let len = list.len();
    let sizes = std::iter::successors(Some(len), |&size| (size > 1).then_some(size / 2));
    sizes
        .filter(|&size| size > 0)
        .flat_map(move |size| (0..len).step_by(size).map(move |start| (start, size)))
        .map(move |(start, size)| {
            let end = len.min(start + size);
            [&list[..start], &list[end..]].concat()
        })
}

#[cfg(test)]
mod tests {
    use quickcheck::{Arbitrary, Gen};

    use super::*;

    fn texts() -> Vec<String> {
        let mut g = Gen::from_size_and_seed(60, 3);
        (0..300).map(|_| arbitrary_unicode(&mut g)).collect()
    }

    #[test]
    fn strings_are_dense_in_what_rules_look_at() {
        let texts = texts();
        for part in ["(", ")", ":", "-", "ـ", "المصدر", "كتب", "//", "\r\n"] {
            let with = texts.iter().filter(|text| text.contains(part)).count();
            assert!(with > 60, "{part:?} in {with} of 300");
        }
        let kinds: [fn(char) -> bool; 5] = [
            |c| ('\u{64B}'..='\u{652}').contains(&c),
            |c| c.is_control() && c != '\n' && c != '\r',
            |c| ('\u{202A}'..='\u{202E}').contains(&c),
            |c| c > '\u{FFFF}',
            |c| ('\u{660}'..='\u{669}').contains(&c),
        ];
        for (number, kind) in kinds.iter().enumerate() {
            assert!(
                texts.iter().filter(|t| t.contains(kind)).count() > 30,
                "{number}"
            );
        }
        let longest = texts.iter().map(String::len).max();
        assert!(
            longest.is_some_and(|len| (2_000..20_000).contains(&len)),
            "{longest:?}"
        );
        assert!(texts.iter().any(|text| text.len() < 100));
    }

    #[test]
    fn bytes_are_whole_and_damaged_and_of_several_encodings() {
        let mut g = Gen::from_size_and_seed(60, 4);
        let all: Vec<Vec<u8>> = (0..300).map(|_| arbitrary_bytes(&mut g)).collect();
        let valid = all
            .iter()
            .filter(|b| std::str::from_utf8(b).is_ok())
            .count();
        assert!((40..200).contains(&valid), "{valid}");
        for mark in [b"\xEF\xBB\xBF".as_slice(), b"\xFF\xFE", b"\xFE\xFF"] {
            assert!(all.iter().any(|b| b.starts_with(mark)), "{mark:?}");
        }
    }

    #[test]
    fn shrinking_gives_shorter_strings_and_ends() {
        for text in texts().into_iter().take(20) {
            let mut text = ArbitraryUnicode(text + "(");
            assert!(text.shrink().all(|less| less.0.len() < text.0.len()));
            while let Some(less) = text.shrink().find(|less| less.0.contains('(')) {
                text = less;
            }
            assert_eq!(text.0, "(");
        }
        let bytes = ArbitraryBytes(vec![1, 2, 3]);
        assert_eq!(bytes.shrink().next(), Some(ArbitraryBytes(Vec::new())));
        assert_eq!(bytes.shrink().count(), 1 + 3);
    }
}
