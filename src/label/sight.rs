//! Which blocks of a document a reader sees.

use crate::read::Document;
#[cfg(feature = "html")]
use crate::read::{TextBlock, html::Flag};

/// The blocks that are shown. What a page hides, labels for screen readers before all, stands
/// between blocks that follow each other for every reader.
#[derive(Debug)]
pub(crate) struct Sight {
    blocks: usize,
    part: Option<Part>,
}

type Part = (Vec<u32>, Vec<u32>);

impl Sight {
    pub(crate) fn of(document: &Document<'_>) -> Sight {
        Sight {
            blocks: document.blocks().len(),
            part: part(document),
        }
    }

    /// How many blocks are shown.
    pub(crate) fn len(&self) -> usize {
        self.part
            .as_ref()
            .map_or(self.blocks, |(shown, _)| shown.len())
    }

    /// The number of the `n`th block that is shown.
    pub(crate) fn block(&self, n: usize) -> Option<usize> {
        match &self.part {
            None => (n < self.blocks).then_some(n),
            Some((shown, _)) => shown.get(n).map(|i| *i as usize),
        }
    }

    /// How many blocks before block `i` are shown, and whether it is.
    fn place(&self, i: usize) -> (usize, bool) {
        match &self.part {
            None => (i, i < self.blocks),
            Some((shown, before)) => {
                let n = before.get(i).map_or(shown.len(), |n| *n as usize);
                (n, shown.get(n).is_some_and(|s| *s as usize == i))
            }
        }
    }

    pub(crate) fn is_shown(&self, i: usize) -> bool {
        self.place(i).1
    }

    /// The block that a reader sees before block `i`.
    #[cfg(feature = "html")]
    pub(crate) fn previous(&self, i: usize) -> Option<usize> {
        self.block(self.place(i).0.checked_sub(1)?)
    }

    /// The block that a reader sees after block `i`.
    #[cfg(feature = "html")]
    pub(crate) fn next(&self, i: usize) -> Option<usize> {
        let (n, shown) = self.place(i);
        self.block(n + usize::from(shown))
    }
}

/// The numbers of the shown blocks, and how many of them come before each block; `None` where
/// nothing is hidden, as in every plain text.
fn part(document: &Document<'_>) -> Option<Part> {
    #[cfg(feature = "html")]
    {
        let blocks = document.blocks();
        let is_hidden = |b: &TextBlock<'_>| b.facts().is_some_and(|f| f.flags.has(Flag::Hidden));
        if blocks.iter().any(is_hidden) {
            let (mut shown, mut before) = (Vec::new(), Vec::with_capacity(blocks.len()));
            for (i, block) in (0..).zip(blocks) {
                before.push(shown.len() as u32);
                if !is_hidden(block) {
                    shown.push(i);
                }
            }
            return Some((shown, before));
        }
    }
    let _ = document;
    None
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::read::html::read_html;

    #[test]
    fn hidden_blocks_stand_between_no_others() {
        let page = "<p>واحد</p><p hidden>اثنان</p><p hidden>ثلاثة</p><p>أربعة</p><p hidden>خمسة</p>";
        let document = read_html(page, &Limits::new());
        let sight = Sight::of(&document);
        assert_eq!(sight.len(), 2);
        assert_eq!(
            (sight.block(0), sight.block(1), sight.block(2)),
            (Some(0), Some(3), None)
        );
        let previous: Vec<_> = (0..5).map(|i| sight.previous(i)).collect();
        assert_eq!(previous, [None, Some(0), Some(0), Some(0), Some(3)]);
        let next: Vec<_> = (0..5).map(|i| sight.next(i)).collect();
        assert_eq!(next, [Some(3), Some(3), Some(3), None, None]);
        assert!(sight.is_shown(3) && !sight.is_shown(4));
    }

    #[test]
    fn all_blocks_of_a_page_without_hidden_ones_are_shown() {
        let document = read_html("<p>واحد</p><p>اثنان</p>", &Limits::new());
        let sight = Sight::of(&document);
        assert_eq!(
            (sight.len(), sight.previous(1), sight.next(1)),
            (2, Some(0), None)
        );
    }
}
