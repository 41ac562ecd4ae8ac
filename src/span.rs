//! Byte ranges in the decoded source.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize};

/// A range of UTF-8 byte offsets in the decoded source text.
///
/// Spans are how everything in an [`Article`](crate::Article) points back to where it was read:
/// `&source[span.range()]` is the raw text a value was made from. `start <= end` always holds, and
/// spans made by this crate lie on character boundaries of the source they belong to.
///
/// Offsets are 32 bits wide: input above 4 GiB is cut by [`Limits`](crate::Limits) long before.
///
/// # Examples
///
/// ```
/// use khabar::Span;
///
/// let source = "عاجل: الخبر";
/// let span = Span::new(0, 8).unwrap();
/// assert_eq!(&source[span.range()], "عاجل");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span from `start` to `end`, or `None` where `start` is greater than `end` or an offset
    /// needs more than 32 bits.
    pub fn new(start: usize, end: usize) -> Option<Span> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        (start <= end).then_some(Span { start, end })
    }

    /// The span of `range`, clamped into what a span can hold; for ranges known to be in order.
    pub(crate) fn of(range: Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = clamp(range.start);
        Span {
            start,
            end: clamp(range.end).max(start),
        }
    }

    /// Offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset just past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range, ready for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        #[derive(Deserialize)]
        struct Ends {
            start: u32,
            end: u32,
        }
        let Ends { start, end } = Ends::deserialize(deserializer)?;
        if start > end {
            return Err(serde::de::Error::custom(format_args!(
                "span starts at {start}, after its end {end}"
            )));
        }
        Ok(Span { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_enforced_by_constructor_and_serde() {
        assert_eq!(Span::new(3, 2), None);
        assert!(serde_json::from_str::<Span>(r#"{"start":3,"end":2}"#).is_err());
        let span: Span = serde_json::from_str(r#"{"start":2,"end":5}"#).unwrap();
        assert_eq!(span.range(), 2..5);
        assert_eq!(
            serde_json::to_string(&span).unwrap(),
            r#"{"start":2,"end":5}"#
        );
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        let of = |a, b| Span::new(a, b).unwrap();
        assert!(of(0, 4).overlaps(of(3, 5)));
        assert!(!of(0, 4).overlaps(of(4, 5)));
        assert!(of(0, 4).contains(of(0, 4)));
        assert!(!of(0, 4).contains(of(3, 5)));
    }
}
