//! Texts for the property tests of the Arabic modules.

use quickcheck::{Arbitrary, Gen};

/// Pieces that news text and its accidents are made of.
const PIECES: &[&str] = &[
    "ا",
    "أ",
    "إ",
    "آ",
    "ٱ",
    "ب",
    "ة",
    "د",
    "ؤ",
    "ئ",
    "ء",
    "ى",
    "ي",
    "و",
    "ه",
    "ل",
    "م",
    "ی",
    "ک",
    "ہ",
    "ھ",
    "ە",
    "گ",
    "ـ",
    "ــ",
    "\u{064E}",
    "\u{0651}",
    "\u{064B}",
    "\u{0670}",
    "\u{0654}",
    "\u{0655}",
    "\u{0653}",
    "\u{0610}",
    "\u{06DD}",
    " ",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u{00A0}",
    "\u{202F}",
    "\u{2029}",
    "\u{0085}",
    "\u{3000}",
    "\u{200F}",
    "\u{061C}",
    "\u{202B}",
    "\u{200B}",
    "\u{200C}",
    "\u{FEFF}",
    "\u{00AD}",
    "\u{0007}",
    "\u{009C}",
    "ﻻ",
    "ﷲ",
    "ﷺ",
    "﷽",
    "﷼",
    "\u{FE76}",
    "\u{FE77}",
    "\u{FD3E}",
    "0",
    "5",
    "٣",
    "٠",
    "۴",
    "٫",
    "٬",
    "٪",
    ".",
    ".",
    "..",
    "...",
    "…",
    "،",
    "؛",
    ":",
    "؟",
    "!",
    "؟!",
    "۔",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "‘",
    "(",
    ")",
    "[",
    "]",
    "-",
    "–",
    "A",
    "b",
    "É",
    "İ",
    "ß",
    "中",
    "😀",
    "قال",
    "وقال",
    "د",
    "أ.ف.ب",
    "www.x.com",
    "3.5",
    "لل",
    "وال",
];

/// A text put together from [`PIECES`].
#[derive(Debug, Clone)]
pub(crate) struct Messy(pub(crate) String);

impl Arbitrary for Messy {
    fn arbitrary(g: &mut Gen) -> Self {
        let count = usize::arbitrary(g) % (g.size() / 2).max(1);
        Self(
            (0..count)
                .filter_map(|_| g.choose(PIECES).copied())
                .collect(),
        )
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        let chars: Vec<char> = self.0.chars().collect();
        Box::new(
            chars
                .shrink()
                .map(|chars| Self(chars.into_iter().collect())),
        )
    }
}

/// All character boundaries of a text, both ends included.
pub(crate) fn boundaries(text: &str) -> Vec<usize> {
    (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .collect()
}
