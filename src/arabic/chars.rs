//! What the standard library says of characters, answered faster for the block U+0600–06FF.
//!
//! The standard library looks the letters of this block up in a compressed table, which costs more
//! than all else that reading a character of Arabic text does.

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 2;

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut low = 0;
    while low < 256 {
        // cannot fail: low is below 256
        kinds[low] = match 0x0600 + low {
            0x0660..=0x0669 | 0x06F0..=0x06F9 => NUMERIC,
            0x0610..=0x061A
            | 0x0620..=0x0657
            | 0x0659..=0x065F
            | 0x066E..=0x06D3
            | 0x06D5..=0x06DC
            | 0x06E1..=0x06E8
            | 0x06ED..=0x06EF
            | 0x06FA..=0x06FC
            | 0x06FF => ALPHABETIC,
            _ => 0,
        };
        low += 1;
    }
    kinds
};

/// The entry of a character of U+0600–06FF.
fn kind(c: char) -> u8 {
    KINDS[usize::from(c as u32 as u8)] // cannot fail: eight bits, 256 entries
}

/// [`char::is_alphabetic`].
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\u{0600}'..='\u{06FF}' => kind(c) == ALPHABETIC,
        _ => c.is_alphabetic(),
    }
}

/// [`char::is_numeric`].
pub(crate) fn is_numeric(c: char) -> bool {
    match c {
        '\u{0600}'..='\u{06FF}' => kind(c) == NUMERIC,
        _ => c.is_numeric(),
    }
}

/// [`char::is_alphanumeric`].
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\u{0600}'..='\u{06FF}' => kind(c) != 0,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
