//! Polls inside the body.

use super::{Text, is_body};
use crate::label::role::Role;
use crate::read::{End, TextBlock};
use crate::smallprint::poll;

/// Answers of a poll at most.
const ANSWERS: usize = 8;

impl Text<'_, '_> {
    /// Polls: a question, answers of few words each, and the word that calls to vote above or below them.
    pub(super) fn polls(&mut self) {
        let text = |i: usize| self.blocks.get(i).map_or("", TextBlock::text);
        let answer = |i: usize| {
            let shape = self.blocks.get(i).map(TextBlock::shape);
            shape.is_some_and(|s| {
                (1..=4).contains(&s.words) && !matches!(s.end, End::Stop | End::Question)
            })
        };
        let gap = |i: usize| self.blocks.get(i).map_or(0, TextBlock::gap);
        let heads = |i: usize| self.is(i, &Role::Heading) && self.is(i + 1, &Role::Paragraph);
        let mut found = Vec::new();
        // Above the body names and dates would be answers.
        let body = self.labels.iter().position(is_body);
        let mut i = body.unwrap_or(self.blocks.len());
        while i < self.blocks.len() {
            let question = self
                .blocks
                .get(i)
                .is_some_and(|b| b.shape().end == End::Question);
            if !question {
                i += 1;
                continue;
            }
            let answers = (i + 1..self.blocks.len())
                .take_while(|k| answer(*k) && gap(*k) <= gap(i + 1) && !heads(*k))
                .take(ANSWERS)
                .count();
            let end = i + 1 + answers;
            let above = i > 0 && poll::is_call(text(i - 1));
            let below = (i + 1..end).find(|k| poll::is_call(text(*k)));
            let last = below.map_or(end, |below| {
                // What is above the call are answers; عرض النتائج stands below it.
                let more = (below + 1..end).take_while(|k| poll::is_call(text(*k)));
                below + 1 + more.count()
            });
            let given = below.unwrap_or(end) - i - 1;
            if given >= 2 && (above || below.is_some()) {
                found.push(i - usize::from(above)..if below.is_some() { last } else { end });
                i = last;
            } else {
                i += 1;
            }
        }
        for poll in found {
            poll.for_each(|i| self.set(i, &Role::Boilerplate));
        }
    }
}
