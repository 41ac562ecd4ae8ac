//! What the tree of a page shows of its body, whatever its template is: text that stands in the column
//! of the body, headings and lists in it, captions in their figures, names that stand elsewhere.

use std::collections::HashMap;

use super::{FRAME, Text, is_prose};
use crate::label::role::Role;
use crate::label::sight::Sight;
use crate::label::traits::{Trait, Traits};
use crate::read::html::{Dom, Facts, Flag, Hint, NodeId, Side, Tag, Unit};
use crate::read::{Document, End, Start, TextBlock};

/// Hints of what stands beside a body or between its parts.
const APART: [Hint; 15] = [
    Hint::Related,
    Hint::Share,
    Hint::Tags,
    Hint::Comment,
    Hint::Promo,
    Hint::Advert,
    Hint::Navigation,
    Hint::Bio,
    Hint::Byline,
    Hint::Time,
    Hint::Caption,
    Hint::Credit,
    Hint::Embed,
    Hint::Hidden,
    Hint::Box,
];

/// Hints of what names, decks and captions of other stories stand in.
const OTHERS: [Hint; 8] = [
    Hint::Related,
    Hint::Share,
    Hint::Tags,
    Hint::Comment,
    Hint::Promo,
    Hint::Advert,
    Hint::Navigation,
    Hint::Bio,
];

/// Places that no text of a body has, those of figures first.
const ELSEWHERE: [Flag; 12] = [
    Flag::Figure,
    Flag::Figcaption,
    Flag::Nav,
    Flag::Footer,
    Flag::Aside,
    Flag::Form,
    Flag::Noscript,
    Flag::Hidden,
    Flag::Post,
    Flag::Details,
    Flag::PageRole,
    Flag::Link,
];

/// How many of them are figures.
const FIGURE: usize = 2;

/// Below these probabilities of the chain, in thousandths, the tree decides: of a block of the frame that stands
/// in the column of the body or is called a deck; of a text in a figure and of a deck that only its place shows; of
/// a bold line that is prose or a heading.
const SURE: u16 = 900;
const LIKELY: u16 = 600;
const TORN: u16 = 450;

/// Characters from which on a block is running text.
const RUNNING: u32 = 60;

/// Words at most of a heading between paragraphs, and of a line of a paragraph's own form that is one.
const HEADING: u32 = 20;
const BOLD_HEADING: u32 = 12;
const PLAIN_HEADING: u32 = 6;

/// Words of a quotation that its date follows, at least.
const QUOTED: u32 = 7;

/// Words of a line of a date and who wrote, at most.
const STAMP: u32 = 14;

/// Words of a deck that nothing but its place shows, at least and at most.
const DECK: (u32, u32) = (7, 45);

/// The columns of a page: how much of its body stands right below an element.
struct Columns {
    of: HashMap<NodeId, u64>,
    total: u64,
    /// The lists: one of links or of few words, or with an item of the frame by its words, is a menu.
    lists: HashMap<NodeId, Listed>,
}

/// What the items of a list show.
struct Listed {
    text: bool,
    items: u32,
    words: u32,
}

/// Words of an item on average from which on a list is text and no menu or poll.
const ITEM: u32 = 4;

impl Listed {
    fn is_text(&self) -> bool {
        self.text && self.words >= ITEM * self.items
    }
}

impl Columns {
    /// Whether a fair part of the body stands right below the element.
    fn hold(&self, node: NodeId) -> bool {
        self.of
            .get(&node)
            .is_some_and(|chars| chars * 4 >= self.total)
    }
}

impl Text<'_, '_> {
    /// Corrects the labels of a page's blocks by where they stand in its tree. Linear in the page.
    pub(super) fn tree(&mut self, document: &Document<'_>) {
        let Some(dom) = document.dom() else { return };
        let sight = Sight::of(document);
        let columns = self.columns();
        if columns.total == 0 {
            return;
        }
        for n in 0..sight.len() {
            let Some(i) = sight.block(n) else { continue };
            let above = n.checked_sub(1).and_then(|n| sight.block(n));
            let below = sight.block(n + 1);
            self.prose(i, above, below, &columns);
            self.item(i, above, &columns, dom);
        }
        for n in (0..sight.len()).rev() {
            let Some(i) = sight.block(n) else { continue };
            let above = n.checked_sub(1).and_then(|n| sight.block(n));
            let below = sight.block(n + 1);
            self.item(i, below, &columns, dom);
            self.marked_heading(i, below, &columns, dom);
            self.set_apart(i, above, below, &columns);
            self.closing_note(i, below);
        }
        self.captions();
        self.names();
        self.author(&sight);
        self.stamp(&sight);
        self.standfirst(&columns, &sight);
    }

    fn columns(&self) -> Columns {
        /// Roles of the items of a body's list, as the chain sees them.
        const LISTED: [Role; 3] = [Role::Boilerplate, Role::Paragraph, Role::Heading];
        let mut of: HashMap<NodeId, u64> = HashMap::new();
        let mut lists: HashMap<NodeId, Listed> = HashMap::new();
        let mut total = 0;
        for (i, block) in self.blocks.iter().enumerate() {
            let chars = block.shape().chars;
            if let Some(facts) = block.facts().filter(|f| f.flags.has(Flag::Item)) {
                // What repeats headings below it is a table of contents.
                let text = facts.linked < 300
                    && block.shape().words >= 2
                    && !self.traits_at(i).has(Trait::CopiedLater);
                let told = !self.traits_at(i).meets(FRAME) && self.any(i, &LISTED);
                let listed = lists.entry(facts.slot).or_insert(Listed {
                    text: true,
                    items: 0,
                    words: 0,
                });
                listed.text &= text && told;
                listed.items += 1;
                listed.words += block.shape().words;
            }
            if chars >= RUNNING
                && self.is(i, &Role::Paragraph)
                && let Some(facts) = block.facts()
            {
                *of.entry(facts.slot).or_default() += u64::from(chars);
                total += u64::from(chars);
            }
        }
        Columns { of, total, lists }
    }

    fn facts(&self, i: usize) -> Option<&Facts> {
        self.blocks.get(i).and_then(TextBlock::facts)
    }

    /// Whether a block stands in the column of the body, and nothing says that it is no part of it.
    fn in_column(&self, i: usize, columns: &Columns) -> bool {
        self.facts(i).is_some_and(|facts| {
            let alike = facts.up == 0 && facts.kin_share >= 250;
            (columns.hold(facts.slot) || alike) && is_plain(facts)
        })
    }

    fn is_body(&self, i: Option<usize>) -> bool {
        const BODY: [Role; 3] = [Role::Paragraph, Role::Heading, Role::Caption];
        i.is_some_and(|i| self.any(i, &BODY))
    }

    /// A paragraph among its like that the chain took for a part of the frame.
    fn prose(&mut self, i: usize, above: Option<usize>, below: Option<usize>, columns: &Columns) {
        let t = self.traits_at(i);
        let formed = t.any(&[Trait::Long, Trait::Sentence]) || self.ends(i, End::Colon);
        if self.is_doubtful(i)
            && self.is_text(i, RUNNING / 2)
            && formed
            && is_prose(t)
            && !t.any(&[Trait::CopyOfEarlier, Trait::Colon])
            && self.in_column(i, columns)
            && self.facts(i).is_some_and(|f| {
                // Wholly in italics are notes of the editors.
                (f.kin_share >= 250 || f.side == Side::Inside) && f.italic < 900
            })
            && (self.is_body(above) || self.is_body(below))
        {
            self.set(i, &Role::Paragraph);
        }
    }

    /// A doubtful paragraph in italics at the end of the body: so editors set who wrote, and where it first stood. What begins
    /// with a quotation is said by somebody.
    fn closing_note(&mut self, i: usize, below: Option<usize>) {
        const BODY: [Role; 4] = [Role::Paragraph, Role::Heading, Role::List, Role::Quote];
        let ends = below.is_none_or(|below| !self.any(below, &BODY));
        if ends
            && self.is(i, &Role::Paragraph)
            && self.is_below(i, SURE)
            && self.facts(i).is_some_and(|f| f.italic >= 950)
            && !self.starts(i, Start::Quote)
        {
            self.set(i, &Role::Boilerplate);
        }
    }

    /// An item of a list that stands in the column of the body, beside a paragraph or another item.
    fn item(&mut self, i: usize, other: Option<usize>, columns: &Columns, dom: &Dom<'_>) {
        let Some(facts) = self.facts(i) else { return };
        let Some(other) = other else { return };
        let t = self.traits_at(i);
        let list = facts.slot;
        let beside = self.facts(other).is_some_and(|a| {
            a.slot == list && a.flags.has(Flag::Item)
                || columns.hold(a.slot)
                || a.up == 0 && a.kin_share >= 250
        });
        let held = dom.ancestors(list).take(2).any(|node| columns.hold(node));
        if facts.flags.has(Flag::Item)
            && matches!(dom.name_tag(list), Tag::Ul | Tag::Ol)
            && held
            && beside
            && self.any(other, &[Role::Paragraph, Role::Heading])
            && self.is(i, &Role::Boilerplate)
            && is_plain(facts)
            && columns.lists.get(&list).is_some_and(Listed::is_text)
            && match facts.side {
                Side::Inside => true,
                // What sums the article up, not the stamps and names above it.
                Side::Before => self.words(i) >= 4 && !t.has(Trait::Date),
                Side::After | Side::None => false,
            }
            && !t.meets(FRAME)
        {
            self.set(i, &Role::Paragraph);
        }
    }

    /// A heading of the page's own making above a paragraph of the body.
    fn marked_heading(&mut self, i: usize, below: Option<usize>, columns: &Columns, dom: &Dom<'_>) {
        let (Some(facts), Some(below)) = (self.facts(i), below) else {
            return;
        };
        let Some(next) = self.facts(below) else {
            return;
        };
        let beside = facts.slot == next.slot
            || dom.parent(next.slot) == Some(facts.slot)
            || dom.parent(facts.slot) == Some(next.slot);
        let held = columns.hold(facts.slot) || beside && self.in_column(below, columns);
        // Lower ones are too small for what heads a part of an article, on most pages.
        if matches!(facts.tag, Tag::H2 | Tag::H3 | Tag::H4)
            && self.is(i, &Role::Boilerplate)
            && beside
            && held
            && self.is(below, &Role::Paragraph)
            && facts.side == Side::Inside
            && facts.up == 0
            && is_plain(facts)
            && (1..=HEADING).contains(&self.words(i))
            && is_prose(self.traits_at(i))
        {
            self.set(i, &Role::Heading);
        }
    }

    /// A short line between paragraphs that is set bold as a whole, or that blank lines set apart.
    fn set_apart(
        &mut self,
        i: usize,
        above: Option<usize>,
        below: Option<usize>,
        columns: &Columns,
    ) {
        const TAKEN: [Role; 2] = [Role::Paragraph, Role::Boilerplate];
        const NOT: Traits = Traits::of(&[
            Trait::Sentence,
            Trait::Colon,
            Trait::Comma,
            Trait::Dangling,
            Trait::Ellipsis,
            Trait::Bullet,
            Trait::PlaceSlot,
            Trait::PersonSlot,
            Trait::PersonName,
            Trait::AgencySlot,
            Trait::CopyOfEarlier,
            Trait::Quoted,
            Trait::Hash,
        ]);
        let (Some(above), Some(below), Some(facts)) = (above, below, self.facts(i)) else {
            return;
        };
        let t = self.traits_at(i);
        let (most, sure) = match facts {
            f if f.bold >= 950 => (BOLD_HEADING, TORN),
            f if f.broken => (PLAIN_HEADING, SURE),
            _ => return,
        };
        let running = |i: usize| {
            self.is(i, &Role::Paragraph)
                && self.is_text(i, RUNNING)
                && self.facts(i).is_some_and(|f| f.bold < 500)
                && self.in_column(i, columns)
        };
        let stopped = || {
            let t = self.traits_at(above);
            t.has(Trait::Sentence) || facts.bold >= 950
        };
        if self.any(i, &TAKEN)
            && self.is_below(i, sure)
            && (1..=most).contains(&self.words(i))
            && !t.meets(FRAME)
            && !t.meets(NOT)
            && self.in_column(i, columns)
            && facts.unit == Unit::None
            && running(above)
            && running(below)
            && stopped()
            && is_prose(t)
        {
            self.set(i, &Role::Heading);
        }
    }

    /// The text of a figure beside the body that has no caption yet: the longest that is no credit. Of what stands
    /// together with paragraphs, or with captions, the chain knows more.
    fn captions(&mut self) {
        let mut figures: HashMap<NodeId, Option<(u32, usize)>> = HashMap::new();
        for (i, block) in self.blocks.iter().enumerate() {
            let Some(facts) = block.facts() else { continue };
            if self.any(i, &[Role::Caption, Role::Paragraph]) {
                figures.insert(facts.slot, None);
            } else if self.may_be_caption(i, facts) {
                let found = (block.shape().chars, i);
                let best = figures.entry(facts.slot).or_insert(Some(found));
                *best = best.map(|best| best.max(found));
            }
        }
        for (_, i) in figures.into_values().flatten() {
            self.set(i, &Role::Caption);
        }
    }

    fn may_be_caption(&self, i: usize, facts: &Facts) -> bool {
        const OTHER: [Hint; 2] = [Hint::Credit, Hint::Byline];
        const NOT: Traits = Traits::of(&[
            Trait::AgencySlot,
            Trait::PersonSlot,
            Trait::PlaceSlot,
            Trait::BylineCue,
            Trait::CopyOfEarlier,
            Trait::Digits,
        ]);
        let (_, elsewhere) = ELSEWHERE.split_at(FIGURE);
        let t = self.traits_at(i);
        let placed = facts.up == 0 && facts.side != Side::After
            || facts.side == Side::Before && (1..=15).contains(&facts.from_h1);
        (facts.flags.has(Flag::Figcaption) || facts.own.has(Hint::Caption))
            && self.is(i, &Role::Boilerplate)
            && self.is_below(i, LIKELY)
            && placed
            && facts.linked < 500
            && !facts.flags.any(elsewhere)
            && !facts.own.any(&OTHERS)
            && !facts.own.any(&OTHER)
            && self.words(i) >= 4
            && !t.meets(FRAME)
            && !t.meets(NOT)
    }

    /// The deck: what a class calls so below the title and apart from the body, or a sentence right below the
    /// title, before who wrote and when or a picture.
    fn standfirst(&mut self, columns: &Columns, sight: &Sight) {
        const OTHER: [Hint; 4] = [Hint::Caption, Hint::Credit, Hint::Media, Hint::Byline];
        const SLOTS: [Role; 4] = [Role::Byline, Role::Timestamp, Role::Dateline, Role::Caption];
        const NOT: Traits = Traits::of(&[
            Trait::CopyOfEarlier,
            Trait::BylineCue,
            Trait::PersonSlot,
            Trait::PlaceSlot,
            Trait::AgencySlot,
            Trait::Date,
            Trait::InTitle,
            Trait::Comma,
            Trait::Hash,
        ]);
        if self.labels.iter().any(|label| label.is(&Role::Deck)) {
            return;
        }
        let mut found = (0..sight.len()).filter_map(|n| Some((n, sight.block(n)?)));
        let found = found.find(|&(n, i)| {
            let (Some(facts), t) = (self.facts(i), self.traits_at(i)) else {
                return false;
            };
            let hints = facts.own.with(facts.near);
            let called = hints.has(Hint::Deck)
                && (1..=8).contains(&facts.from_h1)
                && self.is_below(i, SURE)
                && self.any(i, &[Role::Paragraph, Role::Boilerplate])
                && self.words(i) >= 6
                && !self.opens_body(i, facts);
            let below = sight.block(n + 1);
            let placed = || {
                facts.from_h1 == 1
                    && (1..=2).contains(&facts.h1_up)
                    && facts.kin <= 2
                    && (DECK.0..=DECK.1).contains(&self.words(i))
                    // A heading is no caption.
                    && (self.is(i, &Role::Boilerplate)
                        || is_heading(facts.tag)
                            && (self.is(i, &Role::Caption) || self.heads_names(i, below)))
                    && below.is_some_and(|below| {
                        self.any(below, &SLOTS)
                            && self.facts(below).is_some_and(|f| f.side != Side::After)
                    })
            };
            (called || placed())
                && !hints.any(&OTHERS)
                && !hints.any(&OTHER)
                && facts.linked < 300
                && facts.kin_share < 250
                && facts.unit == Unit::None
                && (!columns.hold(facts.slot) || self.heads_names(i, below))
                && !facts.flags.any(&ELSEWHERE)
                && !facts.flags.has(Flag::Item)
                && !t.meets(FRAME)
                && !t.meets(NOT)
        });
        if let Some((_, i)) = found {
            self.set(i, &Role::Deck);
        }
    }

    /// Whether a doubtful heading stands above who wrote and when: no section of the body does.
    fn heads_names(&self, i: usize, below: Option<usize>) -> bool {
        const SLOTS: [Role; 3] = [Role::Byline, Role::Timestamp, Role::Dateline];
        self.is(i, &Role::Heading)
            && self.is_below(i, SURE)
            && below.is_some_and(|below| self.any(below, &SLOTS))
    }

    /// Who wrote, where the chain found nobody: whom a class, an address or a label names near the title, or a name
    /// alone between title and body.
    fn author(&mut self, sight: &Sight) {
        const NOT: Traits = Traits::of(&[
            Trait::Sentence,
            Trait::Digits,
            Trait::CopyOfEarlier,
            Trait::AgencySlot,
            Trait::PlaceSlot,
            Trait::Colon,
            Trait::InTitle,
        ]);
        if self.labels.iter().any(|label| label.is(&Role::Byline)) {
            return;
        }
        let (_, elsewhere) = ELSEWHERE.split_at(FIGURE);
        let mut all = (0..sight.len()).filter_map(|n| Some((n, sight.block(n)?)));
        let found = all.find(|&(n, i)| {
            let (Some(facts), t) = (self.facts(i), self.traits_at(i)) else {
                return false;
            };
            let hints = facts.own.with(facts.near);
            let hinted = facts.own.has(Hint::Byline) || facts.target.has(Hint::Byline);
            let person = t.any(&[Trait::PersonName, Trait::PersonSlot]);
            let above = n.checked_sub(1).and_then(|n| sight.block(n));
            let label = above.is_some_and(|above| {
                self.traits_at(above).has(Trait::BylineCue) && self.words(above) <= 2
            });
            let below = sight.block(n + 1);
            let dated = below.is_some_and(|below| self.is(below, &Role::Timestamp));
            let near = match facts.from_h1 {
                // Below the body stand commenters and columnists.
                1..=6 => {
                    let topic = above.and_then(|above| self.facts(above));
                    let linked = topic.is_some_and(|topic| topic.linked >= 500);
                    hinted
                        || facts.side == Side::Before
                            && (label || person && facts.linked < 500 && !linked)
                }
                7..=10 => hinted,
                // Columns name their author above the title.
                -3..=-1 => person && (hinted || facts.near.has(Hint::Byline) || dated),
                _ => false,
            };
            let stamped = self.is(i, &Role::Timestamp) && t.has(Trait::PersonSlot);
            near && (self.is(i, &Role::Boilerplate) && !t.has(Trait::Date) || stamped)
                && (facts.side != Side::Inside)
                && !hints.any(&OTHERS)
                && !hints.has(Hint::Caption)
                && !facts.flags.any(elsewhere)
                && (facts.unit == Unit::None || hinted || dated && person)
                && (!facts.flags.has(Flag::Item) || hinted || dated)
                && (2..=8).contains(&self.words(i))
                && !t.meets(FRAME)
                && !t.meets(NOT)
        });
        if let Some((_, i)) = found {
            self.set(i, &Role::Byline);
        }
    }

    /// When it was published, where the chain found no stamp near the title: the first line of a date between
    /// title and body, with who wrote or without. Builders of pages set it as they set the text.
    fn stamp(&mut self, sight: &Sight) {
        const NOT: Traits = Traits::of(&[
            Trait::Navigation,
            Trait::Share,
            Trait::Subscribe,
            Trait::Comment,
            Trait::Legal,
            Trait::RelatedLabel,
            Trait::RelatedStart,
            Trait::CopyOfEarlier,
            Trait::InTitle,
        ]);
        let stamped = |(label, block): (&super::Label, &TextBlock<'_>)| {
            let near = block
                .facts()
                .is_some_and(|f| (-6..=10).contains(&f.from_h1));
            near && label.is(&Role::Timestamp)
        };
        if self.labels.iter().zip(self.blocks).any(stamped) {
            return;
        }
        let (_, elsewhere) = ELSEWHERE.split_at(FIGURE);
        let mut all = (0..sight.len()).filter_map(|n| sight.block(n));
        let found = all.find(|&i| {
            let (Some(facts), t) = (self.facts(i), self.traits_at(i)) else {
                return false;
            };
            facts.side == Side::Before
                && (1..=6).contains(&facts.from_h1)
                && (self.any(i, &[Role::Boilerplate, Role::Paragraph])
                    || self.is(i, &Role::Byline) && !t.any(&[Trait::PersonSlot, Trait::BylineCue]))
                && self.is_below(i, SURE)
                && (t.any(&[Trait::Date, Trait::DateOnly]) && !t.has(Trait::Sentence)
                    || t.has(Trait::Digits) && facts.own.has(Hint::Time))
                && !t.meets(NOT)
                && self.words(i) <= STAMP
                && facts.linked < 500
                && facts.unit == Unit::None
                && !facts.flags.any(elsewhere)
                && !facts.own.with(facts.near).any(&OTHERS)
        });
        if let Some(i) = found {
            let named = self.traits_at(i).has(Trait::PersonSlot);
            let signed = self.labels.iter().any(|label| label.is(&Role::Byline));
            let role = if named && !signed {
                Role::Byline
            } else {
                Role::Timestamp
            };
            self.set(i, &role);
        }
    }

    /// What no deck, no stamp and no byline is: invitations, menus, cards of other stories, quotations; a deck in the frame of an
    /// image is its caption.
    fn names(&mut self) {
        const FRAMES: [Hint; 5] = [
            Hint::Promo,
            Hint::Share,
            Hint::Comment,
            Hint::Advert,
            Hint::Navigation,
        ];
        let by = |label: &super::Label| label.is(&Role::Byline);
        let signed = (0..self.labels.len()).any(|i| {
            self.labels.get(i).is_some_and(by)
                && self
                    .facts(i)
                    .is_some_and(|f| f.side != Side::After && f.from_h1 > 0)
        });
        for i in 0..self.labels.len() {
            let Some(facts) = self.facts(i) else { continue };
            let framed = facts.own.with(facts.near).any(&FRAMES);
            if self.is(i, &Role::Deck) {
                if framed {
                    self.set(i, &Role::Boilerplate);
                } else if self.is_below(i, LIKELY) && self.opens_body(i, facts) {
                    self.set(i, &Role::Paragraph);
                } else if facts.unit != Unit::None
                    && facts.image_before
                    && facts.near.has(Hint::Media)
                    && !facts.own.with(facts.near).has(Hint::Deck)
                {
                    self.set(i, &Role::Caption);
                }
            } else if facts.flags.has(Flag::Blockquote)
                && self.any(i, &[Role::Timestamp, Role::Byline, Role::Dateline])
                && self.words(i) >= QUOTED
            {
                // Words that are quoted with their date, or with who said them.
                self.set(i, &Role::Paragraph);
            } else if self.is(i, &Role::Byline) {
                let named = self.traits_at(i).any(&[
                    Trait::BylineCue,
                    Trait::PersonSlot,
                    Trait::PersonName,
                ]);
                let menu = facts.own.has(Hint::Navigation) && (facts.linked >= 500 || !named);
                let card = signed
                    && facts.side == Side::After
                    && facts.near.with(facts.far).has(Hint::Related);
                if menu || card || self.names_nobody(i, facts) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if self.is(i, &Role::Heading) && self.is_slanted_caption(i, facts) {
                self.set(i, &Role::Caption);
            }
        }
    }

    /// Whether a doubtful byline inside the body, or in a list, shows nothing of a name: no form of one, no label,
    /// no class or address.
    fn names_nobody(&self, i: usize, facts: &Facts) -> bool {
        let shown = [
            Trait::BylineCue,
            Trait::PersonSlot,
            Trait::PersonName,
            Trait::AgencySlot,
            Trait::PlaceSlot,
            Trait::Date,
            Trait::Digits,
        ];
        let named = facts.own.with(facts.near).with(facts.target);
        (facts.side == Side::Inside || facts.flags.has(Flag::Item))
            && self.is_below(i, SURE)
            && !self.traits_at(i).any(&shown)
            && !named.has(Hint::Byline)
    }

    /// Whether a doubtful heading is set in italics as a whole right below an image: so writers set captions whose
    /// system has no place for them.
    fn is_slanted_caption(&self, i: usize, facts: &Facts) -> bool {
        !is_heading(facts.tag)
            && facts.italic >= 950
            && facts.image_before
            && self.is_below(i, LIKELY)
            && self.words(i) >= 4
            && !self.ends(i, End::Colon)
    }

    /// Whether a block is a paragraph right above the body, apart from the title, that nothing but its place calls
    /// a deck.
    fn opens_body(&self, i: usize, facts: &Facts) -> bool {
        let t = self.traits_at(i);
        facts.from_h1 > 1
            && facts.bold < 500
            && !facts.own.has(Hint::Deck)
            && t.has(Trait::Long)
            && t.has(Trait::Sentence)
            && self.is(i + 1, &Role::Paragraph)
    }

    fn is_doubtful(&self, i: usize) -> bool {
        self.is(i, &Role::Boilerplate) && self.is_below(i, SURE)
    }

    fn is_below(&self, i: usize, permille: u16) -> bool {
        let label = self.labels.get(i);
        label.is_some_and(|label| label.permille < permille)
    }

    fn is_text(&self, i: usize, chars: u32) -> bool {
        self.blocks.get(i).is_some_and(|b| b.shape().chars >= chars)
    }

    fn starts(&self, i: usize, start: Start) -> bool {
        self.blocks.get(i).is_some_and(|b| b.shape().start == start)
    }

    fn ends(&self, i: usize, end: End) -> bool {
        self.blocks.get(i).is_some_and(|b| b.shape().end == end)
    }
}

fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// Whether nothing in the tree says that a block is no part of a body: a place, a class, a link.
fn is_plain(facts: &Facts) -> bool {
    facts.linked < 500 && !facts.flags.any(&ELSEWHERE) && !facts.own.with(facts.near).any(&APART)
}

#[cfg(test)]
mod shapes;
#[cfg(test)]
mod tests;
