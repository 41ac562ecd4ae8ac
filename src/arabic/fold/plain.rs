//! Plain words: of the letters ء–غ and ف–ي alone, as most are.
//!
//! Their keys are made many bytes at once, byte by byte from the bytes beside it and without a branch, which the compiler
//! turns into steps of many bytes. So is what tells where such words end: no loop takes another way for every length.

use std::ops::Range;

/// Bytes that are looked at together.
pub(crate) const STRIDE: usize = 32;

/// Longer stretches of letters are read in several steps.
pub(crate) const REACH: usize = 56;

/// Bytes of classes behind the last stride, which [`letters`] may read.
pub(crate) const BEHIND: usize = size_of::<u64>();

/// All bits where the two bytes are equal, else none.
fn equal(a: u8, b: u8) -> u8 {
    if a == b { 0xFF } else { 0 }
}

/// All bits where the byte is one of `count` from `first` on, else none.
fn among(byte: u8, first: u8, count: u8) -> u8 {
    if byte.wrapping_sub(first) < count {
        0xFF
    } else {
        0
    }
}

/// The byte in the key of a plain word for a byte between two others: أ إ آ become ا, ؤ و, ئ and ى ي, ة ه.
fn fold_byte(before: u8, byte: u8, after: u8) -> u8 {
    // Of the second bytes A2, A3 and A5 that of ا, A7, has all bits; of A4 and A6 the same bits are others in the key.
    let alef = (equal(byte & 0xFE, 0xA2) | equal(byte, 0xA5)) & 0x07;
    let other = equal(byte & 0xFD, 0xA4) & (0xA4 ^ 0x88) | equal(byte, 0xA9) & (0xA9 ^ 0x87);
    let second = equal(before, 0xD8);
    let yeh = equal(before, 0xD9) & equal(byte, 0x89) & (0x89 ^ 0x8A);
    // Of و, ي and ه the first byte is another too.
    let moved = equal(after & 0xFD, 0xA4) | equal(after, 0xA9);
    let first = equal(byte, 0xD8) & moved & (0xD8 ^ 0xD9);
    (byte | second & alef) ^ (second & other | yeh | first)
}

/// 0 for the first byte of a letter of plain words, ء–غ or ف–ي, and for every byte that is not the first of its
/// character; 0xFF for all other bytes.
fn class_byte(byte: u8, after: u8) -> u8 {
    let plain =
        equal(byte, 0xD8) & among(after, 0xA1, 26) | equal(byte, 0xD9) & among(after, 0x81, 10);
    !(plain | equal(byte & 0xC0, 0x80))
}

/// The highest bit of each of eight bytes.
#[inline]
pub(crate) fn bits(bytes: u64) -> u8 {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    // Brings the high bit of each byte to its place among the highest eight.
    const GATHER: u64 = 0x0002_0408_1020_4081;
    ((bytes & HIGH).wrapping_mul(GATHER) >> 56) as u8
}

/// Folds [`STRIDE`] bytes, given with the byte before them and the one behind; returns a bit for each, which is set where
/// the byte is of no plain word. Of arrays that are known not to overlap, as those of a function that stands alone are, the
/// compiler surely makes steps of many bytes.
#[inline(never)]
fn fold_stride(bytes: &[u8; STRIDE + 2], keys: &mut [u8; STRIDE]) -> [u8; STRIDE / 8] {
    let mut classes = [0; STRIDE];
    for (i, (key, class)) in keys.iter_mut().zip(&mut classes).enumerate() {
        let (before, byte, after) = (bytes[i], bytes[i + 1], bytes[i + 2]); // cannot fail: two more than the keys
        *key = fold_byte(before, byte, after);
        *class = class_byte(byte, after);
    }
    let mut out = [0; STRIDE / 8];
    for (out, eight) in out.iter_mut().zip(classes.as_chunks().0) {
        *out = bits(u64::from_le_bytes(*eight));
    }
    out
}

/// As [`fold_stride`], of the first stride or the last, which begins at `at`.
#[inline(never)]
fn fold_outer(text: &[u8], at: usize, keys: &mut [u8; STRIDE]) -> [u8; STRIDE / 8] {
    let mut bytes = [0; STRIDE + 2];
    let rest = text.get(at.saturating_sub(1)..).unwrap_or_default();
    let room = bytes.get_mut(usize::from(at == 0)..).unwrap_or_default();
    let length = room.len().min(rest.len());
    if let (Some(room), Some(rest)) = (room.get_mut(..length), rest.get(..length)) {
        room.copy_from_slice(rest);
    }
    fold_stride(&bytes, keys)
}

/// Folds some strides of a text: writes the key of each plain word in its place, where other bytes stand as they are, and
/// for each byte a bit, set where it is of no plain word and behind the end. There is room for the last stride of both.
pub(crate) fn fold_strides(
    text: &[u8],
    strides: Range<usize>,
    keys: &mut [u8],
    classes: &mut [u8],
) {
    let start = strides.start;
    let keys = keys.get_mut(start * STRIDE..).unwrap_or_default();
    let classes = classes.get_mut(start * STRIDE / 8..).unwrap_or_default();
    let keys = keys.as_chunks_mut().0.iter_mut();
    let classes = classes.as_chunks_mut().0.iter_mut();
    for ((keys, classes), n) in keys.zip(classes).zip(strides) {
        let at = n * STRIDE;
        // Before the first stride and behind the last there are no bytes.
        let inner = text.get(at.wrapping_sub(1)..at + STRIDE + 1);
        *classes = match inner.and_then(<[u8]>::first_chunk) {
            Some(bytes) => fold_stride(bytes, keys),
            None => fold_outer(text, at, keys),
        };
    }
}

/// The number of unset bits from `at` on, before one that is set; [`REACH`] or more may stand for a greater one.
#[inline]
pub(crate) fn letters(classes: &[u8], at: usize) -> usize {
    let first = at / 8;
    let bits = classes.get(first..first + BEHIND);
    bits.and_then(<[u8]>::first_chunk).map_or(0, |bits| {
        let bits = u64::from_le_bytes(*bits) >> (at % 8);
        bits.trailing_zeros() as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arabic::fold::fold;

    fn folded(text: &str) -> (Vec<u8>, Vec<u8>) {
        let strides = text.len().div_ceil(STRIDE);
        let (mut keys, mut classes) = (
            vec![0; strides * STRIDE],
            vec![!0; strides * (STRIDE / 8) + BEHIND],
        );
        fold_strides(text.as_bytes(), 0..strides, &mut keys, &mut classes);
        (keys, classes)
    }

    #[test]
    fn plain_letters_fold_like_all_others() {
        let mut plain = 0;
        for c in '\u{80}'..='\u{7FF}' {
            let text = format!("ب{c}ب");
            let (keys, classes) = folded(&text);
            if letters(&classes, 0) == 6 {
                plain += 1;
                assert_eq!(&keys[..6], fold(&text).as_bytes(), "{c:?}");
            }
        }
        assert_eq!(plain, 26 + 10);
    }
}
