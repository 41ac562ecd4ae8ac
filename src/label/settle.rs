//! What a text shows as a whole, beyond the reach of the chain, whose weights see a block and
//! its neighbours: that it has a headline, and that its prose is not its frame.

mod broken;
mod head;
mod poll;
mod pulled;
mod resumed;
#[cfg(feature = "html")]
mod tree;

use super::role::Role;
use super::traits::{Trait, Traits};
use super::{Label, ROLES};
use crate::lexicon::Lexicon;
use crate::read::{Document, End, Start, TextBlock};
use crate::smallprint::opening::PartKind;
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{credit, lookup, opening, post};

/// How sure what is settled is, in thousandths.
const SETTLED: u16 = 620;

/// Traits of a site's frame, of labels and of stamps: a block with one is no prose and no headline.
const FRAME: Traits = Traits::of(&[
    Trait::Navigation,
    Trait::SectionName,
    Trait::Share,
    Trait::Subscribe,
    Trait::Comment,
    Trait::Legal,
    Trait::Advert,
    Trait::Masthead,
    Trait::Player,
    Trait::EndMark,
    Trait::Contact,
    Trait::OutletSelf,
    Trait::PhotoLabel,
    Trait::RelatedLabel,
    Trait::RelatedStart,
    Trait::TagsLabel,
    Trait::TimeLabel,
    Trait::SourceLabel,
    Trait::DateOnly,
    Trait::Code,
    Trait::BarList,
    Trait::Latin,
    Trait::NoLetters,
    Trait::Mail,
    Trait::Address,
    Trait::Controls,
]);

/// A text whose blocks have their labels.
struct Text<'a, 's> {
    blocks: &'a [TextBlock<'s>],
    traits: &'a [Traits],
    labels: &'a mut [Label],
    /// Whether a user's rules say what block `i` is.
    given: &'a dyn Fn(usize) -> bool,
}

/// Corrects the labels of a text, or of a page's blocks what their elements say nothing of. Linear.
pub(super) fn settle(
    document: &Document<'_>,
    page: bool,
    traits: &[Traits],
    lexicon: &Lexicon,
    labels: &mut [Label],
    given: &dyn Fn(usize) -> bool,
) {
    let mut text = Text {
        blocks: document.blocks(),
        traits,
        labels,
        given,
    };
    text.slots(lexicon);
    if !page {
        text.lines(lexicon);
        text.resumed_body(lexicon);
        text.broken_sentences(lexicon);
        text.pulled_quotes(lexicon);
    }
    #[cfg(feature = "html")]
    if page {
        text.tree(document);
    }
    text.closing(lexicon);
    if page {
        #[cfg(feature = "html")]
        text.dated_headline();
        return;
    }
    text.short_prose(lexicon);
    text.polls();
    if !document.is_body() {
        text.headline(lexicon);
        text.deck();
    }
}

impl Text<'_, '_> {
    fn is(&self, i: usize, role: &Role) -> bool {
        self.labels.get(i).is_some_and(|label| label.is(role))
    }

    fn any(&self, i: usize, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.is(i, role))
    }

    fn set(&mut self, i: usize, role: &Role) {
        if !(self.given)(i)
            && let (Some(label), Some(role)) = (self.labels.get_mut(i), role.index())
            && role < ROLES
        {
            label.role = role as u8;
            label.permille = SETTLED;
        }
    }

    /// Lines of places and dates, and what cannot be one.
    fn slots(&mut self, lexicon: &Lexicon) {
        for i in 0..self.labels.len() {
            let t = self.traits_at(i);
            let text = self.blocks.get(i).map_or("", TextBlock::text);
            let labelled = |i: usize| {
                let block = self.blocks.get(i).map(TextBlock::text);
                block.is_some_and(opening::is_labelled)
            };
            if labelled(i) {
                // Author, …
                self.set(i, &Role::Byline);
            } else if !t.any(&[Trait::Long, Trait::Sentence])
                && opening::is_label(text)
                && (i.saturating_sub(3)..i).any(labelled)
            {
                // Role, …: what is said of the author.
                self.set(i, &Role::Boilerplate);
            } else if self.is(i, &Role::Boilerplate)
                && i > 0
                && self.is(i - 1, &Role::Caption)
                && credit::signed(text, lexicon).is_some_and(|(label, _)| label == 0)
            {
                // صورة من: …
                self.set(i, &Role::Credit);
            } else if t.has(Trait::PersonSlot)
                && i + 1 == self.labels.len()
                && i > 0
                && self.is(i, &Role::Related)
                && self.is(i - 1, &Role::Paragraph)
                && !self.labels.iter().any(|label| label.is(&Role::Byline))
                && is_dispatch(text, lexicon)
            {
                self.set(i, &Role::Byline);
            } else if t.has(Trait::Navigation) {
                // الرئيسية / الشرق الأوسط
                if self.any(i, &[Role::Byline, Role::Dateline]) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::PlaceSlot)
                && t.has(Trait::Date)
                && self.is(i + 1, &Role::Paragraph)
                && !t.has(Trait::Long)
                && (self.is(i, &Role::Paragraph)
                    || self.is(i, &Role::Heading) && names_agency(text, lexicon))
            {
                // A place and a day alone can head a part of a chronicle.
                self.set(i, &Role::Dateline);
            }
        }
    }

    /// What single lines show that no neighbour outweighs.
    fn lines(&mut self, lexicon: &Lexicon) {
        /// Roles of lines that never end with a comma.
        const WHOLE: [Role; 6] = [
            Role::Heading,
            Role::Caption,
            Role::Timestamp,
            Role::Tags,
            Role::Dateline,
            Role::Boilerplate,
        ];
        const TITLES: [Role; 3] = [Role::Headline, Role::Kicker, Role::Deck];
        const BODY: [Role; 5] = [
            Role::Paragraph,
            Role::Heading,
            Role::Caption,
            Role::List,
            Role::Dateline,
        ];
        for i in 0..self.blocks.len() {
            let (Some(block), Some(&t)) = (self.blocks.get(i), self.traits.get(i)) else {
                return;
            };
            let shape = block.shape();
            let after_prose = i > 0 && self.is(i - 1, &Role::Paragraph);
            let beside_prose = after_prose || self.is(i + 1, &Role::Paragraph);
            if shape.start == Start::Bullet && post::is_signature(block.text()) {
                self.set(i, &Role::Quote);
            } else if shape.chars <= 3 && shape.latin > 0 && shape.arabic == 0 {
                // A+: a button.
                if self.is(i, &Role::Paragraph) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::PhotoLabel)
                || shape.colons > 0
                    && !t.has(Trait::Sentence)
                    && !self.any(i, &TITLES)
                    && credit::signed(block.text(), lexicon).is_some()
            {
                // مصدر الصورة، …; … صورة من: …
                self.set(i, &Role::Caption);
            } else if t.has(Trait::OutletSelf)
                && self.is(i, &Role::Paragraph)
                && i + 1 == self.blocks.len()
                && shape.latin >= FEED_LETTERS
            {
                // The post … appeared first on …
                self.set(i, &Role::Boilerplate);
            } else if t.has(Trait::Controls) {
                if self.any(i, &BODY) && !(self.is(i, &Role::Heading) && shape.words == 1) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::RelatedStart) {
                // اقرأ المزيد: …: a label, its mark, and a title.
                if t.has(Trait::Label)
                    && !t.any(&[Trait::Long, Trait::Sentence])
                    && self.any(i, &BODY)
                {
                    self.set(i, &Role::Related);
                }
            } else if self.is(i, &Role::Related) && is_prose(t) && self.labelled_link_above(i) {
                // The label above has its title beside it.
                if t.has(Trait::Sentence) && shape.words >= 8 {
                    self.set(i, &Role::Paragraph);
                } else if self.is(i + 1, &Role::Paragraph) {
                    self.set(i, &Role::Heading);
                }
            } else if after_prose && self.is(i, &Role::List) && self.is_marked_heading(i) {
                // * … alone between paragraphs: no list has one item.
                self.set(i, &Role::Heading);
            } else if shape.end == End::Comma && shape.words >= 2 {
                if beside_prose && self.any(i, &WHOLE) && is_prose(t) {
                    self.set(i, &Role::Paragraph);
                }
            } else if self.is(i, &Role::Boilerplate)
                && shape.words >= 10
                && shape.end == End::Open
                && block.gap() > 0
                && self.blocks.get(i + 1).is_some_and(|next| next.gap() == 0)
                && self.is(i + 1, &Role::Paragraph)
                && i > 0
                && is_prose(t)
            {
                // The first line of a paragraph that is broken into lines.
                self.set(i, &Role::Paragraph);
            } else if after_prose
                && t.has(Trait::Long)
                && t.has(Trait::Sentence)
                && t.any(&[Trait::Numbered, Trait::Bullet])
                && is_prose(t)
                && self.is(i, &Role::Boilerplate)
            {
                // 2- …: a paragraph with its number behind another.
                self.set(i, &Role::Paragraph);
            } else if after_prose
                && t.has(Trait::Sentence)
                && shape.words >= 12
                && is_prose(t)
                && (self.is(i + 1, &Role::Paragraph) || block.text().starts_with(['و', 'ف']))
                && (self.is(i, &Role::Boilerplate)
                    || self.is(i, &Role::Related) && shape.chars > LONGEST_TITLE)
            {
                self.set(i, &Role::Paragraph);
            }
        }
    }

    /// Whether a line with the mark of a list heads what follows: a paragraph without one, and none of its kind is
    /// beside it.
    fn is_marked_heading(&self, i: usize) -> bool {
        const MARKS: [Trait; 2] = [Trait::Bullet, Trait::Numbered];
        let t = self.traits_at(i);
        let (above, below) = (self.traits_at(i.saturating_sub(1)), self.traits_at(i + 1));
        t.any(&MARKS)
            && t.has(Trait::Short)
            && !t.any(&[Trait::Sentence, Trait::Comma])
            && self.is(i + 1, &Role::Paragraph)
            && below.any(&[Trait::Long, Trait::Sentence])
            && !below.any(&MARKS)
            && !above.any(&MARKS)
            && !above.has(Trait::Colon)
    }

    /// What stands behind the last paragraph: the agency that closes a report, keywords with their
    /// sign, and what the author is.
    fn closing(&mut self, lexicon: &Lexicon) {
        const SIGNED: [Role; 7] = [
            Role::Paragraph,
            Role::Heading,
            Role::List,
            Role::Byline,
            Role::Dateline,
            Role::Caption,
            Role::Related,
        ];
        let prose = |i: &usize| {
            self.is(*i, &Role::Paragraph) && self.traits_at(*i).any(&[Trait::Long, Trait::Sentence])
        };
        let Some(last) = (0..self.labels.len()).rev().find(prose) else {
            return;
        };
        let stopped = self.traits_at(last).has(Trait::Sentence);
        let tokens = &mut Tokens::default();
        let mut listed = false;
        for i in last + 1..self.labels.len() {
            // الوسوم on a line of its own: the keywords follow, each on one.
            let (t, words) = (self.traits_at(i), self.words(i));
            if t.has(Trait::TagsLabel) {
                listed = words <= 2;
                continue;
            }
            listed &= words <= 4 && !t.meets(FRAME) && !t.has(Trait::Sentence);
            if listed && !self.is(i, &Role::Tags) {
                self.set(i, &Role::Tags);
                continue;
            }
            let Some(block) = self.blocks.get(i) else {
                continue;
            };
            let hashed = || block.text().split(' ').all(|word| word.starts_with('#'));
            let signed = self.any(i, &SIGNED);
            if t.has(Trait::Hash) && (signed || self.is(i, &Role::Boilerplate)) && hashed() {
                self.set(i, &Role::Tags);
                continue;
            }
            if !signed || i > last + CLOSING || self.is(i, &Role::Related) {
                continue;
            }
            let shape = block.shape();
            if t.has(Trait::AgencySlot) && shape.words <= 6 {
                self.set(i, &Role::Source);
            } else if stopped
                && (2..=10).contains(&shape.words)
                && shape.colons == 0
                && !self.is(i, &Role::Byline)
                && begins_with_profession(block.text(), lexicon, tokens)
            {
                self.set(i, &Role::Bio);
            }
        }
        if stopped && self.signs(last) {
            self.set(last + 1, &Role::Byline);
        }
    }

    /// Whether the line behind the last paragraph is the name of who wrote: no name stands above, the text does not
    /// mention it, and the line behind it begins no list of names.
    fn signs(&self, last: usize) -> bool {
        const FREE: [Role; 4] = [
            Role::Paragraph,
            Role::Heading,
            Role::Related,
            Role::Boilerplate,
        ];
        let at = last + 1;
        let Some(block) = self.blocks.get(at).filter(|_| self.any(at, &FREE)) else {
            return false;
        };
        let t = self.traits_at(at);
        let named = t.has(Trait::PersonName)
            && (2..=4).contains(&block.shape().words)
            && block.shape().end == End::Open
            && !t.meets(FRAME)
            && !t.any(&[Trait::Hash, Trait::Bullet, Trait::Comma, Trait::Colon]);
        let next = at + 1;
        let alone = next >= self.labels.len()
            || self.is(next, &Role::Bio)
            || self.traits_at(next).meets(FRAME)
            || self.words(next) >= 5;
        let signed = |label: &Label| label.is(&Role::Byline);
        named
            && alone
            && !self.labels.iter().any(signed)
            && !self
                .blocks
                .iter()
                .take(at)
                .any(|b| b.text().contains(block.text()))
    }

    /// Whether the block above is a label of a story with the story's title: `اقرأ أيضا: …`.
    fn labelled_link_above(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|above| {
            let t = self.traits_at(above);
            t.has(Trait::RelatedStart) && t.has(Trait::Label) && self.is(above, &Role::Related)
        })
    }

    /// A column or a poem in lines too short for running text: where hardly a line is the body's and
    /// the lines that are nothing else go on from one to the next, they are the body.
    fn short_prose(&mut self, lexicon: &Lexicon) {
        const BODY: [Role; 4] = [Role::Paragraph, Role::List, Role::Verse, Role::Quote];
        if self
            .traits
            .iter()
            .any(|t| t.has(Trait::Long) && is_prose(*t))
        {
            return;
        }
        let plain = |text: &Self, i: usize| {
            let t = text.traits.get(i).copied().unwrap_or_default();
            text.is(i, &Role::Boilerplate) && is_prose(t) && !t.has(Trait::TitleWithSite)
        };
        let chars = |i: &usize| {
            self.blocks
                .get(*i)
                .map_or(0, |b| u64::from(b.shape().chars))
        };
        let lines: Vec<usize> = (0..self.blocks.len()).filter(|i| plain(self, *i)).collect();
        let body: u64 = (0..self.blocks.len())
            .filter(|i| self.any(*i, &BODY))
            .map(|i| chars(&i))
            .sum();
        let left: u64 = lines.iter().map(chars).sum();
        if lines.len() < FEWEST_LINES || left < 2 * body {
            return;
        }
        let tokens = &mut Tokens::default();
        let goes_on = |i: &&usize| {
            let t = self.traits.get(**i).copied().unwrap_or_default();
            let ends = [
                Trait::Comma,
                Trait::Ellipsis,
                Trait::Dangling,
                Trait::Connective,
            ];
            let Some(block) = self.blocks.get(**i) else {
                return false;
            };
            t.any(&ends) || {
                tokens.fill(block.text(), 1, lexicon);
                let first = tokens.word(0);
                let joined = first.starts_with("و") || first.starts_with("ف");
                lookup::is_function_word(first, lexicon) || joined && first.letters() > 3
            }
        };
        if lines.iter().filter(goes_on).count() * 3 < lines.len() {
            return;
        }
        let mut lines = lines.into_iter();
        // A first line that stands apart is the headline.
        let apart = self.blocks.get(1).is_some_and(|next| next.gap() > 0);
        if self.is(0, &Role::Boilerplate) && apart && !self.labels.iter().any(is_headline) {
            lines.next();
            self.set(0, &Role::Headline);
        }
        for i in lines {
            self.set(i, &Role::Paragraph);
        }
    }

    fn traits_at(&self, i: usize) -> Traits {
        self.traits.get(i).copied().unwrap_or_default()
    }

    fn words(&self, i: usize) -> u32 {
        self.blocks.get(i).map_or(0, |block| block.shape().words)
    }
}

/// Latin letters at least of what a feed adds in English.
const FEED_LETTERS: u32 = 20;

/// Characters that the title of a story hardly has.
const LONGEST_TITLE: u32 = 200;

/// Lines at least of a body of short lines.
const FEWEST_LINES: usize = 6;

/// Lines behind the last paragraph among which it is signed.
const CLOSING: usize = 3;

/// Whether a line begins with what a person is, as what is said of an author does: `كاتب وباحث …`.
fn begins_with_profession(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
    tokens.fill(text, 1, lexicon);
    lookup::is_profession(tokens.word(0), lexicon)
}

/// Whether a line of places and dates names an agency too: `تعز- 28 فبراير 2023م (سبأ)`.
fn names_agency(text: &str, lexicon: &Lexicon) -> bool {
    opening::slot(text, lexicon, &mut Tokens::default()).is_some_and(|slot| slot.has_organisation())
}

/// Whether a line is a name and the place it reports from, parted by a dash: `سالم الحداد-تعز`.
fn is_dispatch(text: &str, lexicon: &Lexicon) -> bool {
    let slot = opening::slot(text, lexicon, &mut Tokens::default());
    slot.is_some_and(|slot| match slot.parts.as_slice() {
        [person, place] => {
            let between = text.get(person.range.end..place.range.start).unwrap_or("");
            matches!(person.kind, PartKind::Person(_))
                && place.kind == PartKind::Place
                && between.contains(['-', '–', 'ـ', '/'])
        }
        _ => false,
    })
}

/// Whether nothing marks a block as a part of the frame.
fn is_prose(t: Traits) -> bool {
    !t.meets(FRAME) && !t.any(&[Trait::Credit, Trait::BylineCue])
}

fn is_body(label: &Label) -> bool {
    label.is(&Role::Paragraph) || label.is(&Role::List)
}

fn is_headline(label: &Label) -> bool {
    label.is(&Role::Headline)
}

#[cfg(test)]
mod tests;
