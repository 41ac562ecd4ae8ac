//! The body as a flat sequence of steps, so that no writer recurses into entries.

use crate::article::{Block, Entry, Section};

/// A step through the body.
pub(in crate::render) enum Step<'a> {
    /// A section begins; whatever follows up to the next section belongs to it.
    Section(&'a Section),
    /// An entry begins.
    Enter(&'a Entry),
    /// The entry begun last and not yet left ends.
    Leave,
    /// Any other block.
    Block(&'a Block),
}

/// The steps through `sections`, in the order of the source.
pub(in crate::render) fn steps(sections: &[Section]) -> Vec<Step<'_>> {
    let mut out = Vec::new();
    let mut stack: Vec<std::slice::Iter<'_, Block>> = Vec::new();
    for section in sections {
        out.push(Step::Section(section));
        stack.push(section.blocks.iter());
        while let Some(blocks) = stack.last_mut() {
            match blocks.next() {
                None => {
                    stack.pop();
                    if !stack.is_empty() {
                        out.push(Step::Leave);
                    }
                }
                Some(Block::Entry(entry)) => {
                    out.push(Step::Enter(entry));
                    stack.push(entry.blocks.iter());
                }
                Some(block) => out.push(Step::Block(block)),
            }
        }
    }
    out
}
