//! [`Places`]: the way from the text of a block that was put together from several pieces back to
//! the source.

use std::ops::Range;

use crate::arabic::references::{Reference, references};

/// A stretch of a block's raw text and where it stands in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Start in the block's raw text.
    pub(crate) raw: u32,
    /// Length there.
    pub(crate) len: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether it is a character reference, which no range can cut.
    pub(crate) unit: bool,
}

/// The map from a block's raw text to the source. Empty where the block is one slice of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub(crate) Box<[Place]>);

/// A decoded text whose own references are decoded once more.
#[cfg(feature = "html")]
pub(super) struct Again {
    pub(super) text: String,
    pub(super) places: Vec<Place>,
    /// For each reference its end in the text before, and the bytes that it and those before it lost.
    pub(super) lost: Vec<(u32, u32)>,
}

impl Places {
    /// A text with its character references decoded, and where each piece of it stands: the text
    /// begins at `at` of the source. `None` where it holds no reference. Linear.
    pub(super) fn decode(text: &str, at: usize) -> Option<(String, Places)> {
        let mut out = String::with_capacity(text.len());
        let mut places = Vec::new();
        let mut copied = 0;
        let mut push = |piece: &str, from: usize, to: usize, unit: bool| {
            if !piece.is_empty() {
                places.push(Place {
                    raw: out.len() as u32,
                    len: piece.len() as u32,
                    start: (at + from) as u32,
                    end: (at + to) as u32,
                    unit,
                });
                out.push_str(piece);
            }
        };
        for Reference { start, end, c } in references(text) {
            push(text.get(copied..start).unwrap_or(""), copied, start, false);
            push(c.encode_utf8(&mut [0; 4]), start, end, true);
            copied = end;
        }
        if copied == 0 {
            return None;
        }
        let rest = text.get(copied..).unwrap_or("");
        push(rest, copied, text.len(), false);
        Some((out, Places(places.into_boxed_slice())))
    }

    /// Decodes the references that a decoded text still holds, where a page escaped what was escaped: `&amp;quot;`.
    /// `None` where there is none. Linear.
    #[cfg(feature = "html")]
    pub(super) fn decode_again(text: &str, places: &[Place]) -> Option<Again> {
        let mut found = references(text).peekable();
        found.peek()?;
        let old = Places(places.into());
        let mut out = String::with_capacity(text.len());
        let mut new = Vec::with_capacity(places.len());
        let mut lost = Vec::new();
        let mut rest = places.iter().copied().peekable();
        let mut copied = 0;
        let none = Reference {
            start: text.len(),
            end: text.len(),
            c: ' ',
        };
        for Reference { start, end, c } in found.chain([none]) {
            // The pieces up to the reference, the last of them cut.
            while let Some(place) = rest.peek().copied().filter(|p| (p.raw as usize) < start) {
                let (from, to) = (place.raw as usize, (place.raw + place.len) as usize);
                let piece = from.max(copied)..to.min(start);
                if !piece.is_empty() {
                    let at = old.source(piece.clone());
                    new.push(Place {
                        raw: (out.len() + piece.start - copied) as u32,
                        len: piece.len() as u32,
                        start: at.start as u32,
                        end: at.end as u32,
                        unit: place.unit,
                    });
                }
                if to > start {
                    break;
                }
                rest.next();
            }
            out.push_str(text.get(copied..start).unwrap_or(""));
            if start < end {
                let at = old.source(start..end);
                new.push(Place {
                    raw: out.len() as u32,
                    len: c.len_utf8() as u32,
                    start: at.start as u32,
                    end: at.end as u32,
                    unit: true,
                });
                out.push(c);
                lost.push((end as u32, (end - out.len()) as u32));
            }
            copied = end;
            while rest.next_if(|p| (p.raw + p.len) as usize <= end).is_some() {}
        }
        Some(Again {
            text: out,
            places: new,
            lost,
        })
    }

    /// Where a range of the raw text stands.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.end <= range.start {
            return start..start;
        }
        start..self.end(range.end).max(start)
    }

    fn start(&self, at: usize) -> usize {
        let i = self.0.partition_point(|p| (p.raw + p.len) as usize <= at);
        match self.0.get(i) {
            Some(p) if p.unit || at <= p.raw as usize => p.start as usize,
            Some(p) => p.start as usize + at - p.raw as usize,
            None => self.0.last().map_or(0, |p| p.end as usize),
        }
    }

    fn end(&self, at: usize) -> usize {
        // The last place that begins before the end.
        let i = self.0.partition_point(|p| (p.raw as usize) < at);
        match i.checked_sub(1).and_then(|i| self.0.get(i)) {
            Some(p) if p.unit || at >= (p.raw + p.len) as usize => p.end as usize,
            Some(p) => p.start as usize + at - p.raw as usize,
            None => self.0.first().map_or(0, |p| p.start as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use quickcheck::quickcheck;

    use super::*;
    use crate::arabic::references;

    /// `نص &amp; نص`, with an element between the first two pieces.
    fn places() -> Places {
        let place = |raw, len, start, end, unit| Place {
            raw,
            len,
            start,
            end,
            unit,
        };
        Places(Box::new([
            place(0, 5, 10, 15, false),
            place(5, 1, 22, 27, true),
            place(6, 5, 27, 32, false),
        ]))
    }

    #[test]
    fn ranges_are_found_in_their_pieces() {
        let places = places();
        assert_eq!(places.source(0..4), 10..14);
        assert_eq!(places.source(0..11), 10..32);
        assert_eq!(places.source(7..9), 28..30);
    }

    #[test]
    fn decoded_text_leads_back() {
        let (text, places) = Places::decode("قال: &quot;نعم&quot;.", 10).unwrap();
        assert_eq!(text, "قال: \"نعم\".");
        let at = text.find("\"نعم\"").unwrap();
        assert_eq!(places.source(at..at + "\"نعم\"".len()), 18..36);
        assert!(Places::decode("قال & نعم", 0).is_none());
    }

    quickcheck! {
        fn places_are_the_text(pieces: Vec<(String, bool)>) -> bool {
            let end = |reference: &bool| if *reference { "&#34;" } else { "&" };
            let pieces = pieces.iter().map(|(piece, reference)| format!("{piece}{}", end(reference)));
            let text: String = pieces.collect();
            let Some((decoded, places)) = Places::decode(&text, 0) else {
                return references::decode(&text) == text;
            };
            let pieces = places.0.iter().map(|p| match &text[p.start as usize..p.end as usize] {
                piece if p.unit => references::decode(piece),
                piece => piece.into(),
            });
            pieces.collect::<String>() == decoded && references::decode(&text) == decoded
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn what_was_escaped_twice_is_decoded_again() {
        // `قال &amp;quot;نعم&amp;quot;` as the tokenizer hands it on: each `&amp;` a piece of its own.
        let source = "قال &amp;quot;نعم&amp;quot; له";
        let mut raw = String::new();
        let mut places = Vec::new();
        let mut at = 0;
        for piece in ["قال ", "&amp;", "quot;نعم", "&amp;", "quot; له"] {
            let unit = piece == "&amp;";
            let text = if unit { "&" } else { piece };
            places.push(Place {
                raw: raw.len() as u32,
                len: text.len() as u32,
                start: at,
                end: at + piece.len() as u32,
                unit,
            });
            raw.push_str(text);
            at += piece.len() as u32;
        }
        let Again {
            text,
            places: new,
            lost,
        } = Places::decode_again(&raw, &places).unwrap();
        assert_eq!(text, "قال \"نعم\" له");
        let new = Places(new.into());
        let shown = |part: &str| {
            let from = text.find(part).unwrap();
            &source[new.source(from..from + part.len())]
        };
        assert_eq!(shown("\"نعم\""), "&amp;quot;نعم&amp;quot;");
        assert_eq!(shown("نعم"), "نعم");
        assert_eq!(shown("له"), "له");
        assert_eq!(shown("قال \""), "قال &amp;quot;");
        assert_eq!(lost, [(13, 5), (25, 10)]);
        assert!(Places::decode_again("R&B", &[]).is_none());
    }

    #[test]
    fn a_character_reference_is_never_cut() {
        let places = places();
        assert_eq!(places.source(5..6), 22..27);
        assert_eq!(places.source(4..7), 14..28);
        assert_eq!(places.source(5..5), 22..22);
    }
}
