//! Input for html5gum's tokenizer that is handed over in steps.
//!
//! From one attribute in double quotes to the next the tokenizer's states call each other. Where
//! the compiler makes no jumps of these calls, as without optimisation, the stack grows with the
//! number of attributes of a tag, and a hostile tag overflows it. So the input pauses from time to
//! time: the tokenizer gives the error back to its caller, and goes on when it is asked again.

use html5gum::{Readable, Reader, StringReader};

/// Attributes that are read in one step.
const STEP: u32 = 64;

/// A text that pauses. Every pause is an error among the tokens, to be passed over.
#[derive(Debug)]
pub(crate) struct Steps<'s> {
    text: StringReader<'s>,
    /// Pieces of quoted values since the last pause; each attribute has one at least.
    pieces: u32,
}

/// Nothing is wrong: the tokenizer is to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the input pauses")]
pub(crate) struct Pause;

impl<'s> Steps<'s> {
    pub(crate) fn of(text: &'s str) -> Steps<'s> {
        Steps {
            text: text.to_reader(),
            pieces: 0,
        }
    }
}

impl Reader for Steps<'_> {
    type Error = Pause;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        self.text.read_byte().map_err(|never| match never {})
    }

    #[inline]
    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        let read = self.text.try_read_string(text, case_sensitive);
        read.map_err(|never| match never {})
    }

    #[inline]
    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Pause> {
        // Only the value in double quotes ends so. There the tokenizer can be left: it holds
        // nothing but the state to go on in.
        if needle.starts_with(b"\"&") {
            self.pieces += 1;
            if self.pieces > STEP {
                self.pieces = 0;
                return Err(Pause);
            }
        }
        let read = self.text.read_until(needle, buffer);
        read.map_err(|never| match never {})
    }
}

#[cfg(test)]
mod tests {
    use html5gum::{Token, Tokenizer};

    use super::*;

    fn tag(count: usize, separator: &str) -> String {
        let attributes = (0..count).map(|i| format!("a{i}=\"&lt;{i}\"{separator}"));
        format!("<p {}>نص", attributes.collect::<String>())
    }

    #[test]
    fn a_text_in_steps_has_the_same_tokens() {
        for separator in [" ", "", "\r\n"] {
            let page = tag(500, separator);
            let whole: Vec<Token> = Tokenizer::new(&page).flatten().collect();
            let mut pauses = 0;
            let steps: Vec<Token> = Tokenizer::new(Steps::of(&page))
                .inspect(|token| pauses += usize::from(token.is_err()))
                .flatten()
                .collect();
            assert_eq!(steps, whole);
            assert!(pauses >= 5);
        }
    }

    #[test]
    fn a_tag_of_many_attributes_does_not_exhaust_the_stack() {
        let page = tag(100_000, " ");
        let read = move || Tokenizer::new(Steps::of(&page)).flatten().count();
        let small = std::thread::Builder::new().stack_size(256 << 10);
        let tokens = small.spawn(read).unwrap().join().unwrap();
        assert!(tokens >= 2);
    }
}
