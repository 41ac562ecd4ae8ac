//! Cues: what the built-in scorer sees of a block and its surroundings.
//!
//! A cue is a shape, a place in the document or a class of a lexicon, never a word of a text. Each
//! has a readable name, which is its key in `weights.tsv` and in explanations.

use once_cell::sync::Lazy;

#[cfg(feature = "html")]
use super::sight::Sight;
use super::traits::{Trait, Traits};
#[cfg(feature = "html")]
use crate::extract::Context;
use crate::read::{Document, End, Start, TextBlock};

/// A cue, by its row in the table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Cue(u16);

/// A family of cues: a name and its values.
struct Family {
    name: &'static str,
    values: Vec<String>,
}

/// First row of each family, in the order of `Kind`, and every name.
struct Registry {
    first: [u16; Kind::Bare as usize + 1],
    names: Vec<String>,
    #[cfg(feature = "html")]
    page: super::page::Rows,
}

/// The families. The order is that of the rows.
#[derive(Clone, Copy)]
enum Kind {
    Bias,
    Own,
    Chars,
    Ends,
    Starts,
    Gap,
    GapAfter,
    Zone,
    Before,
    After,
    Run,
    Previous,
    Previous2,
    Next,
    Next2,
    InList,
    ZoneSize,
    ZoneEnd,
    ZoneOwn,
    Pair,
    Menu,
    OpenRun,
    Loose,
    Bare,
}

/// Traits that say something about their neighbours too.
const CONTEXT: &[Trait] = &[
    Trait::Long,
    Trait::Middle,
    Trait::Short,
    Trait::Tiny,
    Trait::Sentence,
    Trait::Latin,
    Trait::NoLetters,
    Trait::Credit,
    Trait::Bracket,
    Trait::Quoted,
    Trait::Bullet,
    Trait::Numbered,
    Trait::Colon,
    Trait::Question,
    Trait::Comma,
    Trait::SourceLabel,
    Trait::RelatedLabel,
    Trait::RelatedStart,
    Trait::TagsLabel,
    Trait::TimeLabel,
    Trait::Navigation,
    Trait::SectionName,
    Trait::Share,
    Trait::Comment,
    Trait::Legal,
    Trait::Masthead,
    Trait::EndMark,
    Trait::Contact,
    Trait::BylineCue,
    Trait::PersonSlot,
    Trait::PlaceSlot,
    Trait::AgencySlot,
    Trait::PersonName,
    Trait::Date,
    Trait::DateOnly,
    Trait::OpeningRun,
    Trait::Reporting,
    Trait::CopyOfEarlier,
    Trait::TitleWithSite,
    Trait::InTitle,
    Trait::OpensNext,
    Trait::CopyBeside,
    Trait::Continues,
    Trait::BreaksOff,
    Trait::Dangling,
    Trait::Connective,
    Trait::Rhymed,
    Trait::Hemistichs,
    Trait::Hash,
    Trait::Flag,
];

/// Each trait's place in [`CONTEXT`], past its end where it has none.
const IN_CONTEXT: [u8; Trait::ALL.len()] = {
    let mut places = [u8::MAX; Trait::ALL.len()];
    let mut i = 0;
    while i < CONTEXT.len() {
        places[CONTEXT[i] as usize] = i as u8; // cannot fail: checked when compiled
        i += 1;
    }
    places
};

/// The traits of [`CONTEXT`] among those of a block, by their places there.
fn context(traits: Traits) -> u64 {
    let mut word = 0;
    traits.each(|t| {
        if let Some(&place) = IN_CONTEXT.get(t) {
            word |= 1_u64.checked_shl(u32::from(place)).unwrap_or(0);
        }
    });
    word
}

pub(super) const SIZES: &[&str] = &[
    "1-3", "4-15", "16-25", "26-49", "50-79", "80-109", "110-199", "200-399", "400+",
];
const ENDS: &[&str] = &[
    "open",
    "stop",
    "question",
    "exclamation",
    "colon",
    "comma",
    "ellipsis",
    "dash",
    "digit",
];
const STARTS: &[&str] = &[
    "letter", "digit", "bullet", "quote", "bracket", "hash", "at", "sign",
];
const COUNTS: &[&str] = &["0", "1", "2", "3", "4-6", "7-12", "13-25", "26+"];
const ZONES: &[&str] = &["head", "body", "tail", "bodyless"];
const GAPS: &[&str] = &["none-spaced", "none-tight", "one", "many"];
const LISTS: &[&str] = &["related", "tags", "source", "end", "time", "comment"];

static REGISTRY: Lazy<Registry> = Lazy::new(|| {
    let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let context = || {
        CONTEXT
            .iter()
            .map(|t| t.name().to_owned())
            .collect::<Vec<_>>()
    };
    let cross = |a: &[&str], b: &[&str]| {
        a.iter()
            .flat_map(|a| b.iter().map(move |b| format!("{a}&{b}")))
            .collect::<Vec<_>>()
    };
    let own: Vec<&str> = Trait::ALL.iter().map(|t| t.name()).collect();
    let family = |name, values| Family { name, values };
    let families: [Family; Kind::Bare as usize + 1] = [
        family("bias", words(&[""])),
        family("is", words(&own)),
        family("chars", words(SIZES)),
        family("ends", words(ENDS)),
        family("starts", words(STARTS)),
        family("gap", words(GAPS)),
        family("gap-after", words(GAPS)),
        family("zone", words(ZONES)),
        family("before-body", words(COUNTS)),
        family("after-body", words(COUNTS)),
        family("short-run", words(COUNTS)),
        family("previous", context()),
        family("previous2", context()),
        family("next", context()),
        family("next2", context()),
        family("since", words(LISTS)),
        family("zone&chars", cross(ZONES, SIZES)),
        family("zone&ends", cross(ZONES, ENDS)),
        family("zone&is", cross(ZONES, &own)),
        family(
            "previous&next",
            cross(&["long", "short", "edge"], &["long", "short", "edge"]),
        ),
        family("menu-near", words(COUNTS)),
        family("open-run", words(COUNTS)),
        family("loose-body", words(&["open-line", "stopped-line", "long"])),
        family("bare-page", words(ZONES)),
    ];
    let mut registry = Registry {
        first: [0; Kind::Bare as usize + 1],
        names: Vec::new(),
        #[cfg(feature = "html")]
        page: super::page::Rows::new(0),
    };
    for (family, first) in families.into_iter().zip(&mut registry.first) {
        *first = registry.names.len() as u16;
        for value in family.values {
            registry.names.push(if value.is_empty() {
                family.name.to_owned()
            } else {
                format!("{}:{value}", family.name)
            });
        }
    }
    #[cfg(feature = "html")]
    {
        registry.page = super::page::Rows::new(registry.names.len() as u16);
        registry.names.extend(super::page::names());
    }
    registry
});

impl Cue {
    fn of(registry: &Registry, kind: Kind, value: usize) -> Cue {
        // cannot fail: a row for each kind
        Cue(registry.first[kind as usize] + value as u16)
    }

    /// The first of all.
    pub(crate) const FIRST: Cue = Cue(0);

    /// The row in the table of weights.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    pub(crate) fn count() -> usize {
        REGISTRY.names.len()
    }

    pub(crate) fn all() -> impl Iterator<Item = Cue> {
        (0..REGISTRY.names.len()).map(|i| Cue(i as u16))
    }

    pub(crate) fn name(self) -> &'static str {
        REGISTRY.names.get(self.index()).map_or("", String::as_str)
    }

    pub(crate) fn from_name(name: &str) -> Option<Cue> {
        static ROWS: Lazy<std::collections::HashMap<&'static str, Cue>> =
            Lazy::new(|| Cue::all().map(|cue| (cue.name(), cue)).collect());
        ROWS.get(name).copied()
    }
}

/// What the cues need to know of the whole document: where its running text begins and ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// First and last block of the body's running text.
    body: Option<(usize, usize)>,
    /// Whether blank lines stand between the paragraphs.
    spaced: bool,
    /// Whether most of the running text breaks off without a stop: then a short line without one
    /// is no heading.
    loose: bool,
    /// Whether hardly a line of menus and forms stands around the article.
    bare: bool,
}

/// Short lines that part the body from other running text of the page: more do than any article
/// has in a row.
const PARTING: usize = 8;

impl Layout {
    pub(crate) fn of(document: &Document<'_>, traits: &[Traits]) -> Layout {
        let blocks = document.blocks();
        let body = body(blocks, traits);
        let (first, last) = body.unwrap_or((0, 0));
        let (mut long, mut spaced, mut open) = (0, 0, 0);
        let within = blocks.iter().zip(traits).take(last + 1).skip(first);
        for (block, t) in within.filter(|(_, t)| is_running(**t)) {
            spaced += usize::from(long > 0 && block.gap() > 0);
            open += usize::from(t.has(Trait::BreaksOff));
            long += 1;
        }
        let chrome = traits.iter().filter(|t| is_menu(**t)).count();
        Layout {
            body,
            spaced: spaced * 2 > long,
            loose: open * 5 > long * 2,
            bare: chrome * 20 <= traits.len(),
        }
    }
}

/// Running text that can be the body's.
fn is_running(t: Traits) -> bool {
    const NEVER: Traits = Traits::of(&[
        Trait::Latin,
        Trait::Legal,
        Trait::Subscribe,
        Trait::Comment,
        Trait::RelatedStart,
        Trait::TagsLabel,
        Trait::Contact,
        Trait::Credit,
        Trait::Code,
        Trait::BarList,
    ]);
    t.has(Trait::Long) && !t.meets(NEVER)
}

/// An entry of a menu or a form.
fn is_menu(t: Traits) -> bool {
    const ENTRY: Traits = Traits::of(&[
        Trait::Navigation,
        Trait::SectionName,
        Trait::Share,
        Trait::Subscribe,
        Trait::Comment,
        Trait::Player,
        Trait::Legal,
    ]);
    t.meets(ENTRY) && !t.has(Trait::Long)
}

/// First and last running text of the part of the page that holds most of it. A part ends where
/// many short lines follow each other: a menu, a list of stories.
fn body(blocks: &[TextBlock<'_>], traits: &[Traits]) -> Option<(usize, usize)> {
    /// Short lines with these belong to an article.
    const PROSE: Traits = Traits::of(&[
        Trait::Sentence,
        Trait::Bullet,
        Trait::Numbered,
        Trait::Continues,
        Trait::Rhymed,
        Trait::Hemistichs,
    ]);
    let mut best: Option<(u64, (usize, usize))> = None;
    let mut part: Option<(u64, (usize, usize))> = None;
    let mut short = 0;
    for (i, (block, t)) in blocks.iter().zip(traits).enumerate() {
        if is_running(*t) {
            let chars = u64::from(block.shape().chars);
            part = match part {
                Some((sum, (first, _))) if short <= PARTING => Some((sum + chars, (first, i))),
                _ => Some((chars, (i, i))),
            };
            short = 0;
            if part.map(|p| p.0) > best.map(|b| b.0) {
                best = part;
            }
        } else if t.has(Trait::Short) && !t.meets(PROSE) {
            short += 1;
        }
    }
    best.map(|(_, body)| body)
}

/// How many blocks a label of related stories reaches: past that, a list of them has ended.
const REACH: usize = 40;

/// Rows of the labels whose reach each other's end.
const RELATED: usize = 0;
const COMMENT: usize = 5;

/// Labels that were met above a block, kept up to date from block to block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Above {
    /// One more than the block's number, 0 where none was met. Such a row stands beside every
    /// block, so its size counts.
    since: [u32; 6],
}

impl Above {
    /// Whether the label still holds: a list of stories ends the comments above it and the other
    /// way round, and a form of comments stands below the body.
    fn counts(&self, label: usize, zone: usize) -> bool {
        match label {
            RELATED => self.since[RELATED] >= self.since[COMMENT],
            COMMENT => zone >= 2 && self.since[COMMENT] >= self.since[RELATED],
            _ => true,
        }
    }

    /// The state below block `i`, given the state above it.
    pub(crate) fn step(mut self, i: usize, t: Traits) -> Above {
        let labels = [
            t.has(Trait::RelatedLabel),
            t.has(Trait::TagsLabel),
            t.has(Trait::SourceLabel) && !t.has(Trait::Long),
            t.has(Trait::EndMark) && t.has(Trait::Short),
            t.has(Trait::TimeLabel),
            t.has(Trait::Comment) && t.has(Trait::Short),
        ];
        for (slot, met) in self.since.iter_mut().zip(labels) {
            if met {
                *slot = i as u32 + 1;
            }
        }
        self
    }
}

fn size_bin(chars: u32) -> usize {
    match chars {
        0..=3 => 0,
        4..=15 => 1,
        16..=25 => 2,
        26..=49 => 3,
        50..=79 => 4,
        80..=109 => 5,
        110..=199 => 6,
        200..=399 => 7,
        _ => 8,
    }
}

fn count_bin(n: usize) -> usize {
    match n {
        0..=3 => n,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}

fn end_bin(end: End) -> usize {
    match end {
        End::Open => 0,
        End::Stop => 1,
        End::Question => 2,
        End::Exclamation => 3,
        End::Colon => 4,
        End::Comma => 5,
        End::Ellipsis => 6,
        End::Dash => 7,
        End::Digit => 8,
    }
}

fn start_bin(start: Start) -> usize {
    match start {
        Start::Letter => 0,
        Start::Digit => 1,
        Start::Bullet => 2,
        Start::Quote => 3,
        Start::Bracket => 4,
        Start::Hash => 5,
        Start::At => 6,
        Start::Sign => 7,
    }
}

/// Labels for screen readers before a block, at most.
#[cfg(feature = "html")]
const SAID: usize = 3;

/// What marks labels, among the traits of [`CONTEXT`].
#[cfg(feature = "html")]
static LABELS: Lazy<u64> = Lazy::new(|| {
    let mut labels = Traits::default();
    for label in [
        Trait::Colon,
        Trait::Comma,
        Trait::SourceLabel,
        Trait::RelatedLabel,
        Trait::TagsLabel,
        Trait::TimeLabel,
    ] {
        labels.set(label);
    }
    context(labels)
});

/// Everything [`View::visit`] needs.
pub(crate) struct View<'a, 's> {
    pub(crate) document: &'a Document<'s>,
    pub(crate) traits: &'a [Traits],
    pub(crate) around: &'a [Around],
    pub(crate) layout: Layout,
    /// For pages, where neighbours are those that a reader sees.
    #[cfg(feature = "html")]
    pub(crate) sight: &'a Sight,
}

impl View<'_, '_> {
    fn traits_at(&self, i: Option<usize>) -> Option<Traits> {
        i.and_then(|i| self.traits.get(i)).copied()
    }

    /// What a neighbour shows.
    fn context(&self, i: Option<usize>) -> u64 {
        i.and_then(|i| self.around.get(i)).map_or(0, |a| a.context)
    }

    /// What the labels for screen readers say that stand before block `i`, after the block that a
    /// reader sees before it.
    #[cfg(feature = "html")]
    fn said_before(&self, seen: Option<usize>, i: usize) -> u64 {
        let first = seen.map_or(0, |seen| seen + 1).max(i.saturating_sub(SAID));
        let said = (first..i).fold(0, |said, i| said | self.context(Some(i)));
        said & *LABELS
    }

    fn gap_bin(&self, block: Option<&TextBlock<'_>>) -> usize {
        match block.map(TextBlock::gap) {
            None => 3,
            Some(0) if self.layout.spaced => 0,
            Some(0) => 1,
            Some(1) => 2,
            Some(_) => 3,
        }
    }

    /// Calls `f` with every cue of block `i` of a page: what its text looks like, what its
    /// neighbours do, and what the tree shows.
    #[cfg(feature = "html")]
    pub(crate) fn visit_page(&self, cx: &Context<'_>, i: usize, mut f: impl FnMut(Cue)) {
        let (Some(block), Some(own)) = (self.document.blocks().get(i), self.traits_at(Some(i)))
        else {
            return;
        };
        let shape = block.shape();
        let size = size_bin(shape.chars);
        let registry = &*REGISTRY;
        let mut put = |kind: Kind, value: usize| f(Cue::of(registry, kind, value));
        put(Kind::Bias, 0);
        put(Kind::Chars, size);
        put(Kind::Ends, end_bin(shape.end));
        put(Kind::Starts, start_bin(shape.start));
        own.each(|t| put(Kind::Own, t));
        if let Some(Around { above, .. }) = self.around.get(i) {
            for (label, since) in above.since.iter().enumerate() {
                let Some(met) = since.checked_sub(1).map(|met| met as usize) else {
                    continue;
                };
                // A label stands over what shares its container.
                let container = self.document.blocks().get(met).and_then(|b| b.facts());
                if i - met <= REACH && container.is_some_and(|f| i <= f.reach as usize) {
                    put(Kind::InList, label);
                }
            }
        }
        let beside = (self.sight.previous(i), self.sight.next(i));
        let (previous, next) = (self.context(beside.0), self.context(beside.1));
        let previous = previous | self.said_before(beside.0, i);
        let mut shown = previous | next;
        while shown != 0 {
            let c = shown.trailing_zeros() as usize;
            shown &= shown - 1;
            if previous >> c & 1 == 1 {
                put(Kind::Previous, c);
            }
            if next >> c & 1 == 1 {
                put(Kind::Next, c);
            }
        }
        super::page::visit(&registry.page, cx, self.traits, i, beside, size, |row| {
            f(Cue(row))
        });
    }

    /// How many of the four blocks above and below are entries of a menu.
    fn menu_near(&self, i: usize) -> usize {
        self.traits
            .iter()
            .take(i + 5)
            .skip(i.saturating_sub(4))
            .filter(|t| is_menu(**t))
            .count()
            - usize::from(self.traits.get(i).is_some_and(|t| is_menu(*t)))
    }

    /// Calls `f` with every cue of block `i`.
    pub(crate) fn visit(&self, i: usize, mut f: impl FnMut(Cue)) {
        let (Some(block), Some(own), Some(around)) = (
            self.document.blocks().get(i),
            self.traits_at(Some(i)),
            self.around.get(i),
        ) else {
            return;
        };
        let shape = block.shape();
        let registry = &*REGISTRY;
        let mut put = |kind: Kind, value: usize| f(Cue::of(registry, kind, value));
        put(Kind::Bias, 0);
        let size = size_bin(shape.chars);
        put(Kind::Chars, size);
        put(Kind::Ends, end_bin(shape.end));
        put(Kind::Starts, start_bin(shape.start));
        put(Kind::Gap, self.gap_bin(Some(block)));
        put(
            Kind::GapAfter,
            self.gap_bin(self.document.blocks().get(i + 1)),
        );
        let zone = match self.layout.body {
            None => 3,
            Some((first, _)) if i < first => {
                put(Kind::Before, count_bin(first - i));
                0
            }
            Some((_, last)) if i > last => {
                put(Kind::After, count_bin(i - last));
                2
            }
            Some(_) => 1,
        };
        put(Kind::Zone, zone);
        put(Kind::ZoneSize, zone * SIZES.len() + size);
        put(Kind::ZoneEnd, zone * ENDS.len() + end_bin(shape.end));
        put(Kind::Run, count_bin(around.short_run as usize));
        put(Kind::OpenRun, count_bin(around.open_run as usize));
        if own.has(Trait::Short) {
            put(Kind::Menu, count_bin(self.menu_near(i)));
        }
        if self.layout.bare {
            put(Kind::Bare, zone);
        }
        if self.layout.loose && zone == 1 {
            let value = match () {
                () if own.has(Trait::Long) => 2,
                () if own.has(Trait::Sentence) => 1,
                () => 0,
            };
            put(Kind::Loose, value);
        }
        own.each(|t| {
            put(Kind::Own, t);
            put(Kind::ZoneOwn, zone * Trait::ALL.len() + t);
        });
        for (label, since) in around.above.since.iter().enumerate() {
            if *since > 0 && i + 1 - *since as usize <= REACH && around.above.counts(label, zone) {
                put(Kind::InList, label);
            }
        }
        let previous = self.traits_at(i.checked_sub(1));
        let next = self.traits_at(Some(i + 1));
        for (kind, shown) in [
            (Kind::Previous, self.context(i.checked_sub(1))),
            (Kind::Next, self.context(Some(i + 1))),
            (Kind::Previous2, self.context(i.checked_sub(2))),
            (Kind::Next2, self.context(Some(i + 2))),
        ] {
            let mut shown = shown;
            while shown != 0 {
                put(kind, shown.trailing_zeros() as usize);
                shown &= shown - 1;
            }
        }
        let side = |t: Option<Traits>| match t {
            None => 2,
            Some(t) if t.has(Trait::Long) => 0,
            Some(_) => 1,
        };
        put(Kind::Pair, side(previous) * 3 + side(next));
    }
}

/// What stands around a block, and what it shows the blocks beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    above: Above,
    /// The length of the run of short blocks it stands in; 0 for a long one. Runs of navigation are
    /// long, headings stand alone.
    short_run: u32,
    /// The same for lines of any length up to running text that do not end like a sentence: lists
    /// of related stories are long runs of them.
    open_run: u32,
    /// Its traits among those of [`CONTEXT`].
    context: u64,
}

/// Sets `out` to the surroundings of each block.
pub(super) fn around(traits: &[Traits], out: &mut Vec<Around>) {
    const CLOSED: Traits = Traits::of(&[Trait::Long, Trait::Sentence]);
    out.clear();
    out.reserve_exact(traits.len());
    let mut above = Above::default();
    for (i, t) in traits.iter().enumerate() {
        out.push(Around {
            above,
            short_run: 0,
            open_run: 0,
            context: context(*t),
        });
        above = above.step(i, *t);
    }
    let is_short = |t: Traits| t.has(Trait::Short) && !t.has(Trait::Sentence);
    count_runs(traits, out, is_short, |around| &mut around.short_run);
    let is_open = |t: Traits| !t.meets(CLOSED);
    count_runs(traits, out, is_open, |around| &mut around.open_run);
}

/// Gives each block of a run of blocks that belong to one the run's length.
fn count_runs(
    traits: &[Traits],
    out: &mut [Around],
    belongs: impl Fn(Traits) -> bool,
    length: impl Fn(&mut Around) -> &mut u32,
) {
    let mut start = 0;
    for i in 0..=traits.len() {
        if !traits.get(i).is_some_and(|t| belongs(*t)) {
            for around in out.iter_mut().take(i).skip(start) {
                *length(around) = (i - start) as u32;
            }
            start = i + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for cue in Cue::all() {
            assert_eq!(Cue::from_name(cue.name()), Some(cue), "{}", cue.name());
        }
        assert_eq!(Cue::of(&REGISTRY, Kind::Bare, 0).name(), "bare-page:head");
    }
}
