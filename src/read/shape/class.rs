//! What the characters of U+0600–06FF count as.

/// What a character of U+0600–06FF counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Consonant,
    /// A letter that orthography varies, adds or drops: alef and hamza forms, ya and alef maqsura,
    /// ta marbuta and ha, waw with hamza. The skeleton leaves them out.
    Weak,
    /// Harakat, Quranic marks, superscript alef: no characters of their own.
    Mark,
    Tatweel,
    Digit,
    Comma,
    Stop,
    Sign,
}

pub(super) const CLASSES: [Class; 256] = {
    let mut classes = [Class::Consonant; 256];
    let mut low = 0;
    while low < 256 {
        // cannot fail: low is below 256
        classes[low] = match 0x0600 + low {
            0x064B..=0x065F
            | 0x0670
            | 0x0610..=0x061A
            | 0x06D6..=0x06DC
            | 0x06DF..=0x06E8
            | 0x06EA..=0x06ED => Class::Mark,
            0x0640 => Class::Tatweel,
            0x0660..=0x0669 | 0x06F0..=0x06F9 => Class::Digit,
            0x060C | 0x061B => Class::Comma,
            0x061F | 0x06D4 => Class::Stop,
            0x0600..=0x060F
            | 0x061C..=0x061E
            | 0x066A..=0x066D
            | 0x06DD..=0x06DE
            | 0x06E9
            | 0x06FD..=0x06FE => Class::Sign,
            0x0621..=0x0627
            | 0x0629
            | 0x0647
            | 0x0649
            | 0x064A
            | 0x0671
            | 0x06CC
            | 0x06C0..=0x06C2
            | 0x06BE
            | 0x06D5 => Class::Weak,
            _ => Class::Consonant,
        };
        low += 1;
    }
    classes
};

/// The class of the two-byte character of U+0600–06FF with the bytes `lead` (D8–DB) and `low`.
pub(super) fn class(lead: u8, low: u8) -> Class {
    CLASSES[usize::from((lead & 0x03) << 6 | low & 0x3F)] // cannot fail: eight bits, 256 entries
}
