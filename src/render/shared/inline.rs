//! Ranges of a text (links, emphasis, reported speech) as properly nested elements.

use std::ops::Range;

use crate::article::{Mark, MarkKind};

/// A step through a text with ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::render) enum Piece<'a, T> {
    /// A range begins.
    Open(T),
    /// Text, never empty.
    Text(&'a str),
    /// The range opened last and still open ends.
    Close(T),
}

/// Cuts `text` at the ends of `ranges` so that elements nest: a range that leaves the one it began
/// in is cut short there. Ranges that are empty, out of bounds or not on character boundaries, and
/// ranges that `clash` with one they stand in, are left out. `O(n log n)` in the number of ranges.
pub(in crate::render) fn pieces<'a, T: Copy>(
    text: &'a str,
    mut ranges: Vec<(Range<usize>, T)>,
    clash: impl Fn(T, T) -> bool,
) -> Vec<Piece<'a, T>> {
    ranges.retain(|(range, _)| range.start < range.end && text.get(range.clone()).is_some());
    ranges.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut out = Vec::with_capacity(ranges.len() * 3 + 1);
    let mut open: Vec<(usize, T)> = Vec::new();
    let mut at = 0;
    fn step<'a, T>(text: &'a str, at: &mut usize, to: usize, out: &mut Vec<Piece<'a, T>>) {
        if let Some(slice) = text.get(*at..to).filter(|s| !s.is_empty()) {
            out.push(Piece::Text(slice));
        }
        *at = to.max(*at);
    }
    for (range, what) in ranges {
        while let Some(&(end, inner)) = open.last().filter(|(end, _)| *end <= range.start) {
            step(text, &mut at, end, &mut out);
            out.push(Piece::Close(inner));
            open.pop();
        }
        // Nesting deeper than any real text's is hostile, and looking through it costs.
        if open.len() >= 16 || open.iter().any(|&(_, outer)| clash(outer, what)) {
            continue;
        }
        step(text, &mut at, range.start, &mut out);
        let end = open
            .last()
            .map_or(range.end, |&(end, _)| end.min(range.end));
        out.push(Piece::Open(what));
        open.push((end, what));
    }
    while let Some((end, what)) = open.pop() {
        step(text, &mut at, end, &mut out);
        out.push(Piece::Close(what));
    }
    step(text, &mut at, text.len(), &mut out);
    out
}

/// The ranges of a block's marks that a writer can show: known kinds, links with a safe target.
pub(in crate::render) fn marks(marks: &[Mark]) -> Vec<(Range<usize>, &Mark)> {
    marks
        .iter()
        .filter(|mark| match mark.kind {
            MarkKind::Link => mark.href.as_deref().is_some_and(super::uri::is_safe_link),
            MarkKind::Strong | MarkKind::Em => true,
            MarkKind::Other(_) => false,
        })
        .filter_map(|mark| Some((mark.range?.range(), mark)))
        .collect()
}

/// Whether a mark may not stand inside another: one of its own kind.
pub(in crate::render) fn same_kind(outer: &Mark, inner: &Mark) -> bool {
    outer.kind == inner.kind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, ranges: &[(usize, usize, char)]) -> String {
        let ranges = ranges.iter().map(|&(a, b, c)| (a..b, c)).collect();
        pieces(text, ranges, |a, b| a == b)
            .iter()
            .map(|piece| match piece {
                Piece::Open(c) => format!("<{c}>"),
                Piece::Text(text) => (*text).to_owned(),
                Piece::Close(c) => format!("</{c}>"),
            })
            .collect()
    }

    #[test]
    fn ranges_nest() {
        assert_eq!(shown("abcdef", &[]), "abcdef");
        assert_eq!(
            shown("abcdef", &[(3, 4, 'y'), (1, 5, 'x')]),
            "a<x>bc<y>d</y>e</x>f"
        );
        assert_eq!(
            shown("abcdef", &[(0, 3, 'x'), (3, 6, 'y')]),
            "<x>abc</x><y>def</y>"
        );
    }

    #[test]
    fn a_range_that_crosses_another_is_cut_and_impossible_ones_are_left_out() {
        assert_eq!(
            shown("abcdef", &[(0, 4, 'x'), (2, 6, 'y')]),
            "<x>ab<y>cd</y></x>ef"
        );
        assert_eq!(shown("abc", &[(1, 9, 'x'), (2, 2, 'y')]), "abc");
        assert_eq!(shown("خبر", &[(1, 4, 'x')]), "خبر");
        assert_eq!(
            shown("abcdef", &[(0, 6, 'x'), (1, 2, 'x')]),
            "<x>abcdef</x>"
        );
    }
}
