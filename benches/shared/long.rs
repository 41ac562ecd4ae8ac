//! Texts of any size.

use crate::sample::EMBEDDED;

/// About `size` bytes of running articles.
pub fn long_text(size: usize) -> String {
    let mut text = String::with_capacity(size + EMBEDDED.len());
    while text.len() < size {
        text.push_str(EMBEDDED);
        text.push('\n');
    }
    let mut end = size;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}
