//! The head of a text: its headline and the deck below it.

use super::{FRAME, Text, is_body, is_headline};
use crate::label::role::Role;
use crate::label::traits::{Trait, Traits};
use crate::lexicon::Lexicon;
use crate::read::{End, TextBlock};
use crate::smallprint::title;

/// Traits of what stands beside a headline.
const BESIDE: Traits = Traits::of(&[
    Trait::BylineCue,
    Trait::PersonSlot,
    Trait::PersonName,
    Trait::PlaceSlot,
    Trait::AgencySlot,
    Trait::Credit,
    Trait::Bullet,
    Trait::OutletLine,
    Trait::TitleWithSite,
    Trait::Hash,
    Trait::Comma,
    Trait::Colon,
]);

/// Words of a deck at least.
const DECK: u32 = 7;

/// Words of a headline at most.
const LONGEST: u32 = 28;

/// Lines above the body among which a headline is looked for, and headlines that are weighed at most.
const HEAD: usize = 60;

/// Lines from a headline to its deck at most: names, dates and buttons stand between them.
const NEAR: usize = 10;

impl Text<'_, '_> {
    /// The headline: the first line above the body that has the form of one, where the chain took
    /// none, or a name, or one that stands below.
    pub(super) fn headline(&mut self, lexicon: &Lexicon) {
        let body = self.labels.iter().position(is_body);
        let Some(body) = body else {
            return;
        };
        // Each of them is compared with the first: a bounded number.
        let all = (0..self.labels.len()).filter(|i| self.is(*i, &Role::Headline));
        let mut named: Vec<usize> = all.take(HEAD).collect();
        let copied = [
            Trait::InTitle,
            Trait::TitleWithSite,
            Trait::CopyOfEarlier,
            Trait::CopiedLater,
        ];
        if named.iter().any(|i| self.traits_at(*i).any(&copied)) {
            return;
        }
        let text = |i: usize| self.blocks.get(i).map_or("", TextBlock::text);
        if let Some(&at) = named.first()
            && self.traits_at(at).has(Trait::Date)
            && title::is_page_head(text(at), lexicon)
        {
            const TAKEN: [Role; 5] = [
                Role::Headline,
                Role::Caption,
                Role::Deck,
                Role::Boilerplate,
                Role::Kicker,
            ];
            // The headline below it can have been taken for what stands below one.
            let mut below = at + 1..body;
            let found = below.find(|i| self.any(*i, &TAKEN) && self.is_like_headline(*i, 4));
            if let Some(first) = found {
                self.set(at, &Role::Boilerplate);
                self.set(first, &Role::Headline);
                return;
            }
        }
        let head = 0..body.min(HEAD);
        let candidates: Vec<usize> = head.filter(|i| self.may_be_headline(*i)).collect();
        let other = |at: usize| candidates.iter().chain(&named).any(|i| *i != at);
        // A name or a section's: another line is the headline.
        let no_headline = |at: &usize| {
            let t = self.traits_at(*at);
            let above = candidates.iter().any(|i| i < at);
            other(*at)
                && (t.has(Trait::SectionName) && self.words(*at) <= 2
                    || above && t.any(&[Trait::PersonName, Trait::PersonSlot]))
        };
        let out: Vec<usize> = named.iter().copied().filter(no_headline).collect();
        named.retain(|at| !out.contains(at));
        for at in out {
            let name = !self.traits_at(at).has(Trait::SectionName) && self.words(at) <= 3;
            self.set(
                at,
                if name {
                    &Role::Byline
                } else {
                    &Role::Boilerplate
                },
            );
        }
        let Some(&at) = named.first() else {
            // More of them are a menu.
            if let [first] | [first, _] | [first, _, _] = candidates.as_slice() {
                self.set(*first, &Role::Headline);
            }
            return;
        };
        let above = candidates.iter().filter(|i| **i < at).count();
        let headline = match candidates.first() {
            // What stands below the only line that may be the headline is its deck or a caption.
            Some(&first)
                if (1..=2).contains(&above)
                    && at - first <= NEAR
                    && self.is(first, &Role::Boilerplate)
                    && self.words(first) >= 5 =>
            {
                self.set(first, &Role::Headline);
                self.below(first, at, body);
                first
            }
            _ => at,
        };
        if !(4..=LONGEST).contains(&self.words(headline)) {
            return;
        }
        let text = self.blocks.get(headline).map_or("", TextBlock::text);
        for &more in named.iter().filter(|more| **more > headline) {
            // The headline once more, with the site's name or without.
            let again = self.blocks.get(more).map_or("", TextBlock::text);
            if !text.contains(again) && !again.starts_with(text) {
                self.below(headline, more, body);
            }
        }
    }

    /// The headline of a page that marks none: the line above the body that has the form of one and its date below it.
    /// A name between the date and the body is who wrote.
    #[cfg(feature = "html")]
    pub(super) fn dated_headline(&mut self) {
        if self.labels.iter().any(is_headline) {
            return;
        }
        let Some(body) = self.labels.iter().position(is_body) else {
            return;
        };
        let head = body.saturating_sub(NEAR)..body;
        let mut dated = head.filter(|i| {
            self.may_be_headline(*i) && self.is(i + 1, &Role::Timestamp) && self.is_broken(i + 1)
        });
        let (Some(at), None) = (dated.next(), dated.next()) else {
            return;
        };
        self.set(at, &Role::Headline);
        for i in at + 2..body {
            let t = self.traits_at(i);
            if t.has(Trait::PersonName) && (2..=4).contains(&self.words(i)) && self.is_broken(i) {
                self.set(i, &Role::Byline);
            }
        }
    }

    /// Whether a line break parts the block from the one above, and no element.
    #[cfg(feature = "html")]
    fn is_broken(&self, i: usize) -> bool {
        let facts = self.blocks.get(i).and_then(TextBlock::facts);
        facts.is_some_and(|facts| facts.broken)
    }

    /// The deck that names and dates part from its headline: the line right above the body, where nothing is a deck.
    pub(super) fn deck(&mut self) {
        const SLOTS: [Role; 3] = [Role::Byline, Role::Dateline, Role::Timestamp];
        let headline = self.labels.iter().position(is_headline);
        let body = self.labels.iter().position(is_body);
        let Some((headline, body)) = headline
            .zip(body)
            .filter(|(headline, body)| body > headline)
        else {
            return;
        };
        let at = body - 1; // not before the headline
        let between = headline + 1..at;
        let slots = between.clone().filter(|i| self.any(*i, &SLOTS)).count();
        let frame = |i: usize| self.any(i, &SLOTS) || self.traits_at(i).meets(FRAME);
        let (t, shape) = (
            self.traits_at(at),
            self.blocks.get(at).map(TextBlock::shape),
        );
        let formed = shape
            .is_some_and(|shape| (DECK..=LONGEST).contains(&shape.words) && shape.end != End::Stop);
        let copied = [Trait::InTitle, Trait::CopyOfEarlier, Trait::CopiedLater];
        if at > headline
            && slots > 0
            && between.len() <= NEAR
            && between.into_iter().all(frame)
            && self.is(at, &Role::Boilerplate)
            && formed
            && !t.meets(FRAME)
            && !t.meets(BESIDE)
            && !t.any(&copied)
            && !t.has(Trait::Date)
            && self.traits_at(body).any(&[Trait::Long, Trait::Sentence])
        {
            self.set(at, &Role::Deck);
        }
    }

    /// What a line below the headline is that was taken for one.
    fn below(&mut self, headline: usize, at: usize, body: usize) {
        let t = self.traits_at(at);
        let role = if at > body {
            if t.has(Trait::Short) {
                Role::Heading
            } else {
                Role::Paragraph
            }
        } else if at == headline + 1 {
            Role::Deck
        } else if self.blocks.get(at).is_some_and(|b| b.shape().chars >= 80) {
            Role::Paragraph
        } else {
            Role::Boilerplate
        };
        self.set(at, &role);
    }

    /// Whether a line above the body that was taken for no part of it has the form of a headline.
    fn may_be_headline(&self, i: usize) -> bool {
        const LEFT: [Role; 4] = [Role::Boilerplate, Role::Kicker, Role::Deck, Role::Heading];
        let apart = i == 0 && self.blocks.get(1).is_some_and(|next| next.gap() > 0);
        self.any(i, &LEFT) && self.is_like_headline(i, if apart { 2 } else { 4 })
    }

    /// Whether a line of so many words at least has the form of a headline.
    fn is_like_headline(&self, i: usize, fewest: u32) -> bool {
        let t = self.traits_at(i);
        let shape = self.blocks.get(i).map(TextBlock::shape);
        !t.meets(FRAME)
            && !t.meets(BESIDE)
            && shape.is_some_and(|s| (fewest..=LONGEST).contains(&s.words) && s.end != End::Stop)
    }
}
