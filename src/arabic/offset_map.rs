//! From a place in a derived text back to the text it came from.
//!
//! Cleaning and folding drop characters, fold white space and replace letters, so byte 40 of
//! the result is rarely byte 40 of the input. A reader of news who finds a name in the folded
//! text wants to point at the letters as they were printed. An [`OffsetMap`] answers that:
//! given a byte range of the derived text it returns the byte range of the source.
//!
//! Long stretches of a text survive unchanged, and within them source and derived offsets keep
//! a constant distance. The map therefore stores only the *change points*, where that distance
//! changes. A text in which nothing changed has none, and its map allocates nothing.
//!
//! Two kinds of stretch lie between change points:
//!
//! * a **run**, copied byte by byte;
//! * a **unit**, some source characters that became one piece of derived text: a run of blanks
//!   that became one space, a ligature that became two letters. A range that cuts a unit is
//!   widened to the whole of it, because no part of `ﻻ` is the `ل`.
//!
//! Source characters between stretches were dropped.
//!
//! ```
//! use khabar::arabic::clean::clean;
//!
//! let raw = "قال\u{200F}  ﻻ";
//! let clean = clean(raw);
//! assert_eq!(clean.text(), "قال لا");
//! // The word, without the bidi mark that stood after it.
//! assert_eq!(clean.map().source_range(0..6), 0..6);
//! // The two blanks that became one space.
//! assert_eq!(&raw[clean.map().source_range(6..7)], "  ");
//! // The ligature that became two letters.
//! assert_eq!(&raw[clean.map().source_range(7..11)], "ﻻ");
//! ```

use std::fmt;
use std::ops::Range;

/// A sparse monotone map from byte offsets of a derived text to byte ranges of its source.
///
/// Made by [`clean`](crate::arabic::clean::clean) and
/// [`fold_with_map`](crate::arabic::fold::fold_with_map). It takes 16 bytes a change point on
/// 64-bit targets.
///
/// # Examples
///
/// ```
/// use khabar::arabic::OffsetMap;
///
/// let map = OffsetMap::identity();
/// assert_eq!(map.source_range(3..8), 3..8);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// Sorted by derived offset. Of several points at one offset the last is where the derived
    /// character that follows starts; an earlier one is where the unit before it ended.
    points: Vec<Point>,
}

impl OffsetMap {
    /// The map of a text onto itself. Allocates nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::OffsetMap;
    ///
    /// assert!(OffsetMap::identity().is_identity());
    /// ```
    #[must_use]
    pub const fn identity() -> Self {
        Self { points: Vec::new() }
    }

    /// Whether every offset maps to itself.
    ///
    /// Characters dropped at the very end of the source do not count: they move nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clean::clean;
    ///
    /// assert!(clean("خبر عاجل").map().is_identity());
    /// assert!(!clean("خبر\u{00A0}عاجل").map().is_identity());
    /// ```
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.points.is_empty()
    }

    /// The number of stored change points, which is what the map costs in memory.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::clean::clean;
    ///
    /// // One character dropped: one place where the distance changes.
    /// assert_eq!(clean("خبر\u{200F} عاجل").map().change_points(), 1);
    /// ```
    #[must_use]
    pub fn change_points(&self) -> usize {
        self.points.len()
    }

    /// The smallest source range whose kept characters are exactly `derived`.
    ///
    /// Starts where the first derived character starts in the source and ends where the last
    /// one ends. Characters dropped before the first or after the last are outside; characters
    /// dropped between them are inside. If `derived` cuts a unit (see the
    /// [module](self) page) the result holds the whole unit.
    ///
    /// An empty range maps to the empty range where the next derived character starts. A range
    /// whose end lies before its start counts as empty at its start.
    ///
    /// If both ends of `derived` lie on character boundaries of the derived text, both ends of
    /// the result lie on character boundaries of the source. The map holds no text and cannot
    /// check that, nor the length: offsets past the end of the derived text map to offsets past
    /// the end of the last run. Never panics.
    ///
    /// # Complexity
    ///
    /// *O*(log *c*) for *c* change points.
    ///
    /// # Examples
    ///
    /// ```
    /// use khabar::arabic::fold::fold_with_map;
    ///
    /// let raw = "الـقـاهرة: ٢٠٢٠";
    /// let (key, map) = fold_with_map(raw);
    /// assert_eq!(key, "القاهره: 2020");
    /// assert_eq!(&raw[map.source_range(0..14)], "الـقـاهرة");
    /// let year = key.find("2020").unwrap();
    /// assert_eq!(&raw[map.source_range(year..year + 4)], "٢٠٢٠");
    /// assert!(map.source_range(4..4).is_empty());
    /// ```
    #[must_use]
    pub fn source_range(&self, derived: Range<usize>) -> Range<usize> {
        let start = match self.stretch(derived.start) {
            Stretch::Run(offset) => offset,
            Stretch::Unit(source) => source.start,
        };
        if derived.end <= derived.start {
            return start..start;
        }
        // The end follows the last character that is inside, not the first one outside:
        // what was dropped between the two does not belong to the range.
        let end = match self.stretch(derived.end - 1) {
            Stretch::Run(offset) => offset.saturating_add(1),
            Stretch::Unit(source) => source.end,
        };
        start..end
    }

    /// What of the source units are made of, in order.
    pub(crate) fn units(&self) -> impl Iterator<Item = Range<usize>> {
        self.points.windows(2).filter_map(|points| match points {
            [unit, end] if unit.is_unit() => Some(unit.source()..end.source()),
            _ => None,
        })
    }

    /// Where the derived byte at `offset` came from.
    fn stretch(&self, offset: usize) -> Stretch {
        let after = self.points.partition_point(|p| p.derived <= offset);
        let Some(point) = after.checked_sub(1).and_then(|i| self.points.get(i)) else {
            return Stretch::Run(offset);
        };
        match self.points.get(after) {
            // The point after a unit says where the unit ended in the source.
            Some(next) if point.is_unit() => Stretch::Unit(point.source()..next.source()),
            _ => Stretch::Run(point.source().saturating_add(offset - point.derived)),
        }
    }
}

/// What one derived byte belongs to.
enum Stretch {
    /// A run: the byte itself stands at this source offset.
    Run(usize),
    /// A unit made from this source range.
    Unit(Range<usize>),
}

/// Start of a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Point {
    derived: usize,
    /// Source offset shifted left by one; the low bit is set for a unit. A text holds at most
    /// `isize::MAX` bytes, so the shift loses nothing, and a point stays two words.
    packed: usize,
}

impl Point {
    fn new(derived: usize, source: usize, unit: bool) -> Self {
        Self {
            derived,
            packed: source << 1 | usize::from(unit),
        }
    }

    fn source(self) -> usize {
        self.packed >> 1
    }

    fn is_unit(self) -> bool {
        self.packed & 1 == 1
    }
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_unit() { "unit" } else { "run" };
        write!(f, "{} <- {} {kind}", self.derived, self.source())
    }
}

/// Hears where each piece of a derived text came from, in order.
///
/// Writers of derived text are generic over it, so that the callers who want no map do not pay
/// for one.
pub(crate) trait Track {
    /// From `derived` on, bytes are copied from `source` on.
    fn run(&mut self, derived: usize, source: usize);
    /// `source` became `derived` as a whole.
    fn unit(&mut self, derived: Range<usize>, source: Range<usize>);
}

impl Track for () {
    #[inline]
    fn run(&mut self, _: usize, _: usize) {}
    #[inline]
    fn unit(&mut self, _: Range<usize>, _: Range<usize>) {}
}

/// Collects an [`OffsetMap`] while a derived text is written from left to right.
#[derive(Debug, Default)]
pub(crate) struct OffsetMapBuilder {
    points: Vec<Point>,
}

impl OffsetMapBuilder {
    pub(crate) fn finish(self) -> OffsetMap {
        OffsetMap {
            points: self.points,
        }
    }

    fn push(&mut self, point: Point) {
        let closes_unit = matches!(self.points.as_slice(), [.., unit, _] if unit.is_unit());
        match self.points.last_mut() {
            // Nothing was written since the last point, so it describes no byte. It may only
            // go if it does not also say where the unit before it ended.
            Some(last)
                if last.derived == point.derived
                    && (!closes_unit || last.source() == point.source()) =>
            {
                *last = point;
            }
            _ => self.points.push(point),
        }
    }
}

impl Track for OffsetMapBuilder {
    fn run(&mut self, derived: usize, source: usize) {
        let continues = match self.points.last() {
            None => derived == source,
            Some(last) => !last.is_unit() && last.source() + (derived - last.derived) == source,
        };
        if !continues {
            self.push(Point::new(derived, source, false));
        }
    }

    fn unit(&mut self, derived: Range<usize>, source: Range<usize>) {
        if derived.is_empty() {
            return;
        }
        self.push(Point::new(derived.start, source.start, true));
        self.push(Point::new(derived.end, source.end, false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quickcheck::quickcheck;

    /// What happens to the next source bytes, for a map built from a random script.
    #[derive(Debug, Clone, Copy)]
    enum Op {
        Keep(usize),
        Drop(usize),
        Replace(usize, usize),
    }

    fn ops(script: &[(u8, u8, u8)]) -> Vec<Op> {
        script
            .iter()
            .map(|&(kind, a, b)| {
                let (a, b) = (usize::from(a % 5) + 1, usize::from(b % 5) + 1);
                match kind % 3 {
                    0 => Op::Keep(a),
                    1 => Op::Drop(a),
                    _ => Op::Replace(a, b),
                }
            })
            .collect()
    }

    /// The map, and for every derived byte the source range it came from, written out in full.
    fn build(ops: &[Op]) -> (OffsetMap, Vec<Range<usize>>) {
        let mut builder = OffsetMapBuilder::default();
        let (mut derived, mut source) = (0, 0);
        let mut expected = Vec::new();
        for &op in ops {
            match op {
                Op::Keep(n) => {
                    builder.run(derived, source);
                    expected.extend((source..source + n).map(|s| s..s + 1));
                    derived += n;
                    source += n;
                }
                Op::Drop(n) => source += n,
                Op::Replace(n, m) => {
                    builder.unit(derived..derived + m, source..source + n);
                    expected.extend(std::iter::repeat_n(source..source + n, m));
                    derived += m;
                    source += n;
                }
            }
        }
        (builder.finish(), expected)
    }

    quickcheck! {
        fn agrees_with_the_map_written_out(script: Vec<(u8, u8, u8)>) -> bool {
            let (map, expected) = build(&ops(&script));
            (0..expected.len()).all(|start| {
                (start + 1..=expected.len()).all(|end| {
                    map.source_range(start..end)
                        == (expected[start].start..expected[end - 1].end)
                })
            })
        }

        fn empty_ranges_stay_empty(script: Vec<(u8, u8, u8)>, at: usize) -> bool {
            let (map, _) = build(&ops(&script));
            map.source_range(at..at).is_empty()
        }
    }

    #[test]
    fn copying_everything_stores_nothing() {
        let (map, _) = build(&[Op::Keep(4), Op::Keep(3), Op::Drop(2)]);
        assert!(map.is_identity());
    }

    #[test]
    fn neighbouring_units_share_a_point() {
        let (map, _) = build(&[Op::Replace(2, 1), Op::Replace(2, 1), Op::Replace(2, 1)]);
        assert_eq!(map.change_points(), 4);
    }

    #[test]
    fn offsets_past_the_end_do_not_panic() {
        let (map, _) = build(&[Op::Drop(2), Op::Replace(2, 1)]);
        let range = map.source_range(usize::MAX - 1..usize::MAX);
        assert!(range.start <= range.end);
        let reversed = Range { start: 9, end: 3 };
        assert!(map.source_range(reversed).is_empty());
    }
}
