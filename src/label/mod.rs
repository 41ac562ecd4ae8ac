//! Labelling: every block of a document gets a [`Role`] and the probability of it.
//!
//! [`RoleScorer`]s add weights to roles; a linear chain smooths them over the sequence and gives
//! exact marginal probabilities. The built-in scorer, named `cues`, looks at about sixty cues a
//! block (length, ends, place among the others, classes of the lexicons, what the neighbours look
//! like) and knows no word of any text; its weights stand in a table that a reader can inspect
//! ([`Weights`]) and were learned from labelled articles.

mod agreement;
mod cues;
mod decode;
#[cfg(feature = "html")]
mod page;
mod relations;
mod role;
mod settle;
mod sight;
#[cfg(test)]
mod tests;
mod traits;
mod weights;

pub(crate) use agreement::Agreement;
pub use role::Role;
pub use weights::{Weights, WeightsError};

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::extract::{Context, Field};
use crate::provenance::Confidence;
use crate::read::Document;
use crate::room::with_room;
use crate::smallprint::opening::Slot;
use crate::smallprint::tokens::Tokens;
use crate::span::Span;
use cues::{Around, Cue, Layout, View};
use decode::{Chances, Decision, Row};
use role::ROLES;
use sight::Sight;
use traits::Traits;

/// The role of a block and its probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    role: u8,
    /// Whether the block may open with a run of places, agencies or people.
    opens: bool,
    permille: u16,
}

impl Label {
    /// The role.
    pub fn role(self) -> Role {
        self.known_role().clone()
    }

    pub(crate) fn known_role(self) -> &'static Role {
        Role::ALL
            .get(usize::from(self.role))
            .unwrap_or(&Role::Boilerplate)
    }

    /// Whether the role is the given one.
    pub fn is(self, role: &Role) -> bool {
        role.index() == Some(usize::from(self.role))
    }

    /// Whether the block may open with a run of places, agencies or people: what was read for the
    /// cues need not be read again.
    pub(crate) fn may_open(self) -> bool {
        self.opens
    }

    /// The marginal probability of the role.
    pub fn confidence(self) -> Confidence {
        Confidence::new(self.permille)
    }
}

/// Scores the blocks of a document for roles.
///
/// Scores are log-odds: a weight of 1 makes a role *e* times as likely as it was. Scorers add to
/// each other; none sees what another gave.
///
/// # Examples
///
/// Lines that begin with `■` are headings in the pages of one outlet:
///
/// ```
/// use khabar::label::{Role, RoleScores, RoleScorer, scorer_fn};
/// use khabar::{Context, Parser};
///
/// let squares = scorer_fn("squares", |cx: &Context<'_>, scores: &mut RoleScores| {
///     for (i, block) in cx.blocks().iter().enumerate() {
///         if block.text().starts_with('■') {
///             scores.add(i, &Role::Heading, 8.0);
///         }
///     }
/// });
/// let parser = Parser::builder().scorer(squares).build()?;
/// # Ok::<(), khabar::Error>(())
/// ```
pub trait RoleScorer: Send + Sync {
    /// A name that no other extension of the parser has.
    fn name(&self) -> &str;

    /// Adds weights for the blocks of `cx` to `scores`.
    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores);
}

impl<T: RoleScorer + ?Sized> RoleScorer for Box<T> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores) {
        (**self).score(cx, scores);
    }
}

impl<T: RoleScorer + ?Sized> RoleScorer for Arc<T> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores) {
        (**self).score(cx, scores);
    }
}

/// A [`RoleScorer`] made of a name and a closure; see there for an example.
pub fn scorer_fn<F>(name: impl Into<String>, score: F) -> FnScorer<F>
where
    F: Fn(&Context<'_>, &mut RoleScores) + Send + Sync,
{
    FnScorer {
        name: name.into(),
        score,
    }
}

/// What [`scorer_fn`] makes.
pub struct FnScorer<F> {
    name: String,
    score: F,
}

impl<F> fmt::Debug for FnScorer<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FnScorer")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<F> RoleScorer for FnScorer<F>
where
    F: Fn(&Context<'_>, &mut RoleScores) + Send + Sync,
{
    fn name(&self) -> &str {
        &self.name
    }

    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores) {
        (self.score)(cx, scores);
    }
}

/// Where a [`RoleScorer`] puts its weights.
#[derive(Debug, Default)]
pub struct RoleScores {
    entries: Vec<Entry>,
    scorer: u16,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    block: u32,
    role: u8,
    scorer: u16,
    weight: f32,
}

impl RoleScores {
    /// Adds `weight` to the score of `role` at block number `block`.
    ///
    /// A weight that is no finite number, and a role that is no role of a whole block, count for
    /// nothing.
    pub fn add(&mut self, block: usize, role: &Role, weight: f32) {
        if let (Some(role), Ok(block), true) =
            (role.index(), u32::try_from(block), weight.is_finite())
        {
            self.entries.push(Entry {
                block,
                role: role as u8,
                scorer: self.scorer,
                weight: weight.clamp(-50.0, 50.0),
            });
        }
    }

    /// The weights added so far, in their order: block, role, weight.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Role, f32)> + '_ {
        self.entries.iter().filter_map(|e| {
            let role = Role::ALL.get(usize::from(e.role))?.clone();
            Some((e.block as usize, role, e.weight))
        })
    }
}

/// Why each block got its role: the cues that were seen, with their weights. On request:
/// [`Keep::Explanation`](crate::Keep::Explanation).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Explanation {
    /// One entry for each block, in the order of the source.
    pub blocks: Vec<BlockExplanation>,
}

/// Why one block got its role.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BlockExplanation {
    /// The block.
    pub span: Span,
    /// Its line, from 0.
    pub line: u32,
    /// The role the labeller gave it.
    pub role: Role,
    /// The probability of that role.
    pub confidence: Confidence,
    /// The cues seen, strongest for this role first. What is left of the decision is the sequence:
    /// the roles of the neighbours; where `text:whole` is among them, what the text shows as a whole
    /// overruled both.
    pub cues: Vec<CueWeight>,
}

/// A cue and what it weighed for the role that won.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CueWeight {
    /// The cue's name, or the name of the custom scorer.
    pub cue: String,
    /// Its weight: positive speaks for the role, negative against it, 0 is silent.
    pub weight: f32,
}

/// Roles that no block of a page has: there alternative texts are attributes, and lists, tables and
/// quotations are known by their elements.
const NOT_OF_PAGES: [Role; 5] = [Role::Alt, Role::List, Role::Table, Role::Quote, Role::Verse];

/// Log-odds against a role that a block cannot have.
const EXCLUDED: f32 = 40.0;

/// Log-odds of a role that a site's rules give a block with full confidence: more than all cues
/// together.
const PINNED: f32 = 60.0;

/// Log-odds that a block no reader sees is a part of the page's frame. It stands in no sequence:
/// the blocks around it follow each other.
const HIDDEN: f32 = 8.0;

/// What explains it.
const HIDDEN_CUE: &str = "page-in:hidden";

/// What explains a role that the text as a whole shows, and not the block with its neighbours.
const SETTLED_CUE: &str = "text:whole";

/// Roles that no block has of a body whose headline is given beside it, unless it repeats that.
const ABOVE_BODY: [Role; 2] = [Role::Headline, Role::Kicker];

/// The labels of a document's blocks, and on request their explanation.
pub(crate) struct Labelled {
    pub(crate) labels: Vec<Label>,
    /// Runs that open long blocks, as they were read for the cues, with the blocks' numbers.
    pub(crate) openings: Vec<(usize, Slot)>,
    pub(crate) explanation: Option<Explanation>,
}

/// Cues whose weights are added at once: seldom does a block show more.
const AT_ONCE: usize = 64;

/// Adds the weights of cues to a row of scores, many at once.
struct Seen<'w> {
    weights: &'w Weights,
    row: &'w mut Row,
    cues: [Cue; AT_ONCE],
    length: usize,
}

impl<'w> Seen<'w> {
    fn new(weights: &'w Weights, row: &'w mut Row) -> Seen<'w> {
        Seen {
            weights,
            row,
            cues: [Cue::FIRST; AT_ONCE],
            length: 0,
        }
    }

    fn push(&mut self, cue: Cue) {
        if let Some(slot) = self.cues.get_mut(self.length) {
            *slot = cue;
            self.length += 1;
            return;
        }
        self.finish();
        self.cues[0] = cue; // cannot fail: it has room for more than one
        self.length = 1;
    }

    fn finish(&mut self) {
        let cues = self.cues.get(..self.length).unwrap_or(&self.cues);
        self.weights.add(cues, self.row);
    }
}

/// Calls `f` with every cue of block `i`.
fn visit(cx: &Context<'_>, view: &View<'_, '_>, i: usize, f: impl FnMut(Cue)) {
    #[cfg(feature = "html")]
    if cx.is_page() {
        view.visit_page(cx, i, f);
        return;
    }
    let _ = cx;
    view.visit(i, f);
}

/// What is only needed until the blocks have their labels.
#[derive(Default)]
struct Room {
    tokens: Tokens,
    traits: Vec<Traits>,
    around: Vec<Around>,
    rows: Vec<Chances>,
}

impl Room {
    /// Whether it is no more than most articles take.
    fn is_small(&mut self) -> bool {
        const LARGE: usize = 64 << 10;
        let bytes = self.tokens.room()
            + self.traits.capacity() * size_of::<Traits>()
            + self.around.capacity() * size_of::<Around>()
            + self.rows.capacity() * size_of::<Chances>();
        bytes <= LARGE
    }
}

thread_local! {
    static ROOM: Cell<Option<Box<Room>>> = const { Cell::new(None) };
}

/// Labels the blocks of `cx`. Linear in the document.
pub(crate) fn label(
    cx: &Context<'_>,
    weights: &Weights,
    builtin: bool,
    scorers: &[Arc<dyn RoleScorer>],
    explain: bool,
) -> Labelled {
    with_room(&ROOM, Room::is_small, |room| {
        label_in(room, cx, weights, builtin, scorers, explain)
    })
}

fn label_in(
    room: &mut Room,
    cx: &Context<'_>,
    weights: &Weights,
    builtin: bool,
    scorers: &[Arc<dyn RoleScorer>],
    explain: bool,
) -> Labelled {
    let Room {
        tokens,
        traits,
        around,
        rows,
    } = room;
    let document: &Document<'_> = cx.document();
    let openings = traits::observe(document, cx.lexicon(), tokens, traits);
    cues::around(traits, around);
    let sight = Sight::of(document);
    let view = View {
        document,
        #[cfg(feature = "html")]
        sight: &sight,
        traits,
        around,
        layout: Layout::of(document, traits),
    };
    let mut custom = RoleScores::default();
    for (i, scorer) in scorers.iter().enumerate() {
        custom.scorer = i as u16;
        scorer.score(cx, &mut custom);
    }
    // Blocks in order; within a block the order of registration, which a stable sort keeps.
    custom.entries.sort_by_key(|e| e.block);
    let entries_of = |i: usize| {
        let start = custom.entries.partition_point(|e| (e.block as usize) < i);
        custom
            .entries
            .iter()
            .skip(start)
            .take_while(move |e| e.block as usize == i)
    };
    let pins = cx.observed().pins();
    let pin_of = |i: usize| {
        let at = pins.binary_search_by_key(&i, |pin| pin.block).ok()?;
        pins.get(at)
    };
    let page = cx.is_page();
    let body = document.is_body();
    let repeats_headline = |i: usize| cx.observed().block(i).agrees(&Field::Headline);
    let add = |i: usize, row: &mut Row| {
        if page {
            for role in NOT_OF_PAGES {
                if let Some(score) = role.index().and_then(|role| row.get_mut(role)) {
                    *score -= EXCLUDED;
                }
            }
        }
        if let Some(pin) = pin_of(i)
            && let Some(score) = pin.role.index().and_then(|role| row.get_mut(role))
        {
            *score += PINNED * f32::from(pin.confidence.permille()) / 1000.0;
        }
        if body && !repeats_headline(i) {
            for role in ABOVE_BODY {
                if let Some(score) = role.index().and_then(|role| row.get_mut(role)) {
                    *score -= PINNED;
                }
            }
        }
        for entry in entries_of(i) {
            if let Some(score) = row.get_mut(usize::from(entry.role)) {
                *score += entry.weight;
            }
        }
    };
    let hidden = |i: usize| {
        let mut row = [0.0; decode::LANES];
        if builtin && let Some(score) = Role::Boilerplate.index().and_then(|role| row.get_mut(role))
        {
            *score += HIDDEN;
        }
        add(i, &mut row);
        decode::alone(&row)
    };
    let blocks = document.blocks();
    let mut labels: Vec<Label> = Vec::with_capacity(blocks.len());
    let give = |labels: &mut Vec<Label>, Decision { role, permille }| {
        let block = blocks.get(labels.len()).zip(traits.get(labels.len()));
        labels.push(Label {
            role,
            opens: block.is_some_and(|(block, own)| traits::may_open(block, *own)),
            permille,
        });
    };
    // Those that no reader sees, up to the next one that is seen.
    let hide = |labels: &mut Vec<Label>| {
        while labels.len() < blocks.len() && !sight.is_shown(labels.len()) {
            give(labels, hidden(labels.len()));
        }
    };
    let score = |n: usize, row: &mut Row| {
        let Some(i) = sight.block(n) else { return };
        if builtin {
            let mut seen = Seen::new(weights, row);
            visit(cx, &view, i, |cue| seen.push(cue));
            seen.finish();
        }
        add(i, row);
    };
    decode::decode(sight.len(), weights.chain(), rows, score, |decision| {
        hide(&mut labels);
        give(&mut labels, decision);
    });
    hide(&mut labels);
    let of_chain = if explain { labels.clone() } else { Vec::new() };
    if builtin {
        let given = |i: usize| pin_of(i).is_some() || entries_of(i).next().is_some();
        settle::settle(document, page, traits, cx.lexicon(), &mut labels, &given);
    }
    let explanation = explain.then(|| Explanation {
        blocks: document
            .blocks()
            .iter()
            .zip(&labels)
            .enumerate()
            .map(|(i, (block, label))| {
                let role = usize::from(label.role).min(ROLES - 1);
                let mut cues: Vec<CueWeight> = Vec::new();
                if builtin && !sight.is_shown(i) {
                    let weight = if label.is(&Role::Boilerplate) {
                        HIDDEN
                    } else {
                        0.0
                    };
                    cues.push(CueWeight {
                        cue: HIDDEN_CUE.to_owned(),
                        weight,
                    });
                } else if builtin {
                    visit(cx, &view, i, |cue| {
                        cues.push(CueWeight {
                            cue: cue.name().to_owned(),
                            weight: weights.weight(cue, role),
                        });
                    });
                }
                if of_chain
                    .get(i)
                    .is_some_and(|chain| chain.role != label.role)
                {
                    let chance = f32::from(label.permille) / 1000.0;
                    cues.push(CueWeight {
                        cue: SETTLED_CUE.to_owned(),
                        weight: (chance / (1.0 - chance)).ln(),
                    });
                }
                cues.extend(
                    entries_of(i)
                        .filter(|e| usize::from(e.role) == role)
                        .map(|e| CueWeight {
                            cue: scorers
                                .get(usize::from(e.scorer))
                                .map_or_else(String::new, |s| s.name().to_owned()),
                            weight: e.weight,
                        }),
                );
                cues.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
                BlockExplanation {
                    span: block.span(),
                    line: block.line(),
                    role: label.role(),
                    confidence: label.confidence(),
                    cues,
                }
            })
            .collect(),
    });
    Labelled {
        labels,
        openings,
        explanation,
    }
}
