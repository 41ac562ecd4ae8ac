//! Cues of pages: what the tree shows of a block. None looks at a word of its text.

use super::traits::{Trait, Traits};
use crate::extract::{Context, Field, Overlap};
use crate::read::Shape;
use crate::read::TextBlock;
use crate::read::html::{Facts, Flag, Hint, Side, Tag, Unit};

/// A family of cues: its name and values. The order is that of the rows.
struct Family {
    name: &'static str,
    values: Vec<String>,
}

#[derive(Clone, Copy)]
enum Kind {
    Tag,
    Flag,
    Own,
    Near,
    Far,
    Linked,
    Bold,
    Up,
    Down,
    Side,
    UpDown,
    UpTag,
    UpSide,
    ParentShare,
    KinShare,
    Kin,
    TagSize,
    UpSize,
    KinSize,
    LinkedSize,
    LinkedUp,
    H1,
    H1Tag,
    H1Own,
    H1Size,
    Image,
    ImageSize,
    ImageTag,
    Title,
    TitleTag,
    Alt,
    AltTag,
    AltLinked,
    Parent,
    Broken,
    BrokenSize,
    Observed,
    ObservedTag,
    ObservedUp,
    PreviousTag,
    NextTag,
    PreviousUp,
    NextUp,
    BoldSize,
    OwnSize,
    Words,
    Depth,
    DepthTag,
    H1Up,
    H1UpTag,
    Unit,
    UnitTag,
    UnitLinked,
    UnitOwn,
    UnitSize,
    UnitFigcaption,
    Between,
    BetweenTag,
    BetweenBold,
    BetweenLinked,
    BetweenSize,
    ObservedShare,
    NextPhoto,
    PreviousPhoto,
    Target,
    BelowTitle,
}

const TAGS: &[&str] = &[
    "p",
    "div",
    "li",
    "cell",
    "h1",
    "h2",
    "h3",
    "h4",
    "figcaption",
    "span",
    "a",
    "blockquote",
    "pre",
    "term",
    "time",
    "address",
    "control",
    "part",
    "aside",
    "other",
];
const LINKED: &[&str] = &["none", "some", "half", "most", "all"];
const BOLD: &[&str] = &["none", "some", "all"];
const UPS: &[&str] = &["0", "1", "2", "3", "4-5", "6+", "none"];
/// Elements down from the core's ancestor; in the core, how much deeper than its running text.
const DOWNS: &[&str] = &["0", "1", "2", "3", "4", "5+"];
const DEPTHS: &[&str] = &["-2", "-1", "0", "1", "2", "3+"];
const SIDES: &[&str] = &["none", "before", "inside", "after"];
const SHARES: &[&str] = &["0", "-10", "-30", "-60", "-100"];
const KINS: &[&str] = &["1", "2", "3-5", "6-15", "16+"];
const H1S: &[&str] = &[
    "none",
    "far-before",
    "4-10-before",
    "2-3-before",
    "1-before",
    "itself",
    "1-after",
    "2-3-after",
    "4-10-after",
    "far-after",
];
const IMAGES: &[&str] = &["none", "before", "after", "both"];
const OBSERVED: &[&str] = &[
    "headline",
    "kicker",
    "deck",
    "byline",
    "section",
    "tags",
    "caption",
    "body",
    "half-body",
    "no-body",
    "publisher",
    "deck-part",
    "deck-opens",
    "deck-inside",
];
const SIZES: &[&str] = super::cues::SIZES;
const H1_UPS: &[&str] = &["far", "1", "2", "3"];
const UNITS: &[&str] = &["none", "only", "first", "later"];
const BETWEEN: &[&str] = &["none", "after", "before", "both"];
const BELOW_TITLE: &[&str] = &["text", "told", "named", "heading"];
const PHOTOS: &[&str] = &["label", "credit"];
const WORDS: &[&str] = &["0-1", "2", "3", "4-5", "6-8", "9-14", "15-24", "25+"];

/// The names of all cues of pages, by row.
pub(super) fn names() -> Vec<String> {
    let mut out = Vec::new();
    for family in families() {
        for value in &family.values {
            out.push(format!("page-{}:{value}", family.name));
        }
    }
    out
}

fn families() -> Vec<Family> {
    let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let hints: Vec<&str> = Hint::ALL.iter().map(|h| h.name()).collect();
    let flags: Vec<&str> = Flag::ALL.iter().map(|f| f.name()).collect();
    let cross = |a: &[&str], b: &[&str]| {
        a.iter()
            .flat_map(|a| b.iter().map(move |b| format!("{a}&{b}")))
            .collect::<Vec<_>>()
    };
    let family = |name, values| Family { name, values };
    vec![
        family("tag", list(TAGS)),
        family("in", list(&flags)),
        family("own", list(&hints)),
        family("near", list(&hints)),
        family("far", list(&hints)),
        family("linked", list(LINKED)),
        family("bold", list(BOLD)),
        family("up", list(UPS)),
        family("down", list(DOWNS)),
        family("side", list(SIDES)),
        family("up&down", cross(UPS, DOWNS)),
        family("up&tag", cross(UPS, TAGS)),
        family("up&side", cross(UPS, SIDES)),
        family("parent-share", list(SHARES)),
        family("kin-share", list(SHARES)),
        family("kin", list(KINS)),
        family("tag&chars", cross(TAGS, SIZES)),
        family("up&chars", cross(UPS, SIZES)),
        family("kin-share&chars", cross(SHARES, SIZES)),
        family("linked&chars", cross(LINKED, SIZES)),
        family("linked&up", cross(LINKED, UPS)),
        family("h1", list(H1S)),
        family("h1&tag", cross(H1S, TAGS)),
        family("h1&own", cross(H1S, &hints)),
        family("h1&chars", cross(H1S, SIZES)),
        family("image", list(IMAGES)),
        family("image&chars", cross(IMAGES, SIZES)),
        family("image&tag", cross(IMAGES, TAGS)),
        family("in-title", list(&["yes"])),
        family("in-title&tag", cross(&["yes"], TAGS)),
        family("is-alt", list(&["yes"])),
        family("is-alt&tag", cross(&["yes"], TAGS)),
        family("is-alt&linked", cross(&["yes"], LINKED)),
        family("same-parent", list(&["yes", "no"])),
        family("broken", list(&["yes"])),
        family("broken&chars", cross(&["yes"], SIZES)),
        family("observed", list(OBSERVED)),
        family("observed&tag", cross(OBSERVED, TAGS)),
        family("observed&up", cross(OBSERVED, UPS)),
        family("previous-tag", list(TAGS)),
        family("next-tag", list(TAGS)),
        family("previous-up", list(UPS)),
        family("next-up", list(UPS)),
        family("bold&chars", cross(BOLD, SIZES)),
        family("own&chars", cross(&hints, SIZES)),
        family("words", list(WORDS)),
        family("depth", list(DEPTHS)),
        family("depth&tag", cross(DEPTHS, TAGS)),
        family("h1-up", list(H1_UPS)),
        family("h1-up&tag", cross(H1_UPS, TAGS)),
        family("unit", list(UNITS)),
        family("unit&tag", cross(UNITS, TAGS)),
        family("unit&linked", cross(UNITS, LINKED)),
        family("unit&own", cross(UNITS, &hints)),
        family("unit&chars", cross(UNITS, SIZES)),
        family("unit&figcaption", cross(UNITS, &["yes"])),
        family("between", list(BETWEEN)),
        family("between&tag", cross(BETWEEN, TAGS)),
        family("between&bold", cross(BETWEEN, BOLD)),
        family("between&linked", cross(BETWEEN, LINKED)),
        family("between&chars", cross(BETWEEN, SIZES)),
        family("observed&kin-share", cross(OBSERVED, SHARES)),
        family("next-photo", list(PHOTOS)),
        family("previous-photo", list(PHOTOS)),
        family("target", list(&hints)),
        family("below-title", list(BELOW_TITLE)),
    ]
}

/// The first row of each family.
pub(super) struct Rows(Vec<u16>);

impl Rows {
    pub(super) fn new(first: u16) -> Rows {
        let mut at = first;
        Rows(
            families()
                .iter()
                .map(|family| {
                    let row = at;
                    at += family.values.len() as u16;
                    row
                })
                .collect(),
        )
    }

    fn row(&self, kind: Kind, value: usize) -> u16 {
        self.0.get(kind as usize).copied().unwrap_or(0) + value as u16
    }
}

fn tag(tag: Tag) -> usize {
    match tag {
        Tag::P => 0,
        Tag::Div | Tag::Center | Tag::Body => 1,
        Tag::Li => 2,
        Tag::Td | Tag::Th | Tag::Caption => 3,
        Tag::H1 => 4,
        Tag::H2 => 5,
        Tag::H3 => 6,
        Tag::H4 | Tag::H5 | Tag::H6 => 7,
        Tag::Figcaption => 8,
        Tag::Span | Tag::Small | Tag::Cite | Tag::Strong | Tag::B | Tag::Em | Tag::I => 9,
        Tag::A => 10,
        Tag::Blockquote | Tag::Q => 11,
        Tag::Pre => 12,
        Tag::Dt | Tag::Dd => 13,
        Tag::Time => 14,
        Tag::Address => 15,
        Tag::Button | Tag::Label | Tag::Option | Tag::Select | Tag::Form | Tag::Legend => 16,
        Tag::Section | Tag::Article | Tag::Main | Tag::Header | Tag::Hgroup | Tag::Figure => 17,
        Tag::Aside | Tag::Nav | Tag::Footer | Tag::Noscript => 18,
        _ => 19,
    }
}

fn linked(facts: &Facts) -> usize {
    match facts.linked {
        0 => 0,
        1..=299 => 1,
        300..=699 => 2,
        700..=949 => 3,
        _ => 4,
    }
}

fn bold(facts: &Facts) -> usize {
    match facts.bold {
        0..=99 => 0,
        100..=899 => 1,
        _ => 2,
    }
}

fn up(facts: &Facts) -> usize {
    match facts.up {
        _ if facts.side == Side::None => 6,
        n @ 0..=3 => usize::from(n),
        4 | 5 => 4,
        _ => 5,
    }
}

fn share(permille: u16) -> usize {
    match permille {
        0 => 0,
        1..=99 => 1,
        100..=299 => 2,
        300..=599 => 3,
        _ => 4,
    }
}

fn kin(n: u8) -> usize {
    match n {
        0 | 1 => 0,
        2 => 1,
        3..=5 => 2,
        6..=15 => 3,
        _ => 4,
    }
}

fn h1(from: i32) -> usize {
    match from {
        i32::MAX => 0,
        i32::MIN..=-11 => 1,
        -10..=-4 => 2,
        -3 | -2 => 3,
        -1 => 4,
        0 => 5,
        1 => 6,
        2 | 3 => 7,
        4..=10 => 8,
        _ => 9,
    }
}

fn h1_up(facts: &Facts) -> usize {
    match facts.h1_up {
        n @ 1..=3 => usize::from(n),
        _ => 0,
    }
}

fn depth(facts: &Facts) -> usize {
    (facts.deeper.clamp(-2, 3) + 2).unsigned_abs() as usize
}

/// Whether a block is what introduces a caption, or begins with it.
fn is_photo_label(t: Traits) -> bool {
    t.has(Trait::PhotoLabel) || t.has(Trait::PhotoNote) && t.any(&[Trait::Colon, Trait::Comma])
}

/// Whether a block is text of the article as most of the page's running text is.
fn is_body(block: &TextBlock<'_>) -> bool {
    block.shape().chars >= 60
        && block.facts().is_some_and(|f| {
            f.up == 0 && f.linked < 500 && (f.kin_share >= 250 || f.parent_share >= 250)
        })
}

/// Whether a block is text that stands with the title of the page, apart from most of its running
/// text.
fn is_below_title(block: &TextBlock<'_>, facts: &Facts) -> bool {
    let beside = (1..=4).contains(&facts.from_h1) && (1..=2).contains(&facts.h1_up);
    let header = facts.side == Side::Before && facts.flags.has(Flag::Header);
    (25..=500).contains(&block.shape().chars)
        && facts.linked < 300
        && facts.kin_share < 250
        && facts.unit == Unit::None
        && (beside || header)
}

/// Whether a block is a short link, such as the one by which a section is edited.
fn is_button(block: &TextBlock<'_>) -> bool {
    let shown = |f: &Facts| f.linked >= 500 || f.own.has(Hint::Navigation);
    block.shape().chars <= 30 && block.facts().is_some_and(shown)
}

fn words(words: u32) -> usize {
    match words {
        0..=1 => 0,
        2 => 1,
        3 => 2,
        4..=5 => 3,
        6..=8 => 4,
        9..=14 => 5,
        15..=24 => 6,
        _ => 7,
    }
}

/// Rows of what structured data says of the block.
fn observed(cx: &Context<'_>, i: usize, shape: &Shape, mut put: impl FnMut(usize)) {
    let seen = cx.observed().block(i);
    if shape.chars <= 600 {
        for field in seen.fields() {
            if let Some(row) = OBSERVED.iter().position(|name| *name == field.as_str()) {
                put(row);
            }
        }
        if seen.caption {
            put(6);
        }
    }
    match seen.deck {
        Some(Overlap::Of) => put(11),
        Some(Overlap::Opens) => put(12),
        Some(Overlap::Inside) => put(13),
        None => {}
    }
    match seen.share {
        Some(700..) => put(7),
        Some(200..=699) => put(8),
        Some(_) => put(9),
        None => {}
    }
}

/// Calls `f` with the row of every cue of a page's block. `beside` are the blocks seen before and
/// after it, `size` is the bin of its length.
pub(super) fn visit(
    rows: &Rows,
    cx: &Context<'_>,
    traits: &[Traits],
    i: usize,
    beside: (Option<usize>, Option<usize>),
    size: usize,
    mut f: impl FnMut(u16),
) {
    let Some(block) = cx.blocks().get(i) else {
        return;
    };
    let Some(facts) = block.facts() else { return };
    let mut put = |kind: Kind, value: usize| f(rows.row(kind, value));
    let sizes = SIZES.len();
    let own_tag = tag(facts.tag);
    let up_bin = up(facts);
    let linked_bin = linked(facts);
    let h1_bin = h1(facts.from_h1);
    put(Kind::Words, words(block.shape().words));
    put(Kind::Tag, own_tag);
    for flag in facts.flags.iter() {
        put(Kind::Flag, flag as usize);
    }
    for hint in facts.own.iter() {
        put(Kind::Own, hint as usize);
        put(Kind::H1Own, h1_bin * Hint::ALL.len() + hint as usize);
        put(Kind::OwnSize, hint as usize * sizes + size);
    }
    for hint in facts.near.iter() {
        put(Kind::Near, hint as usize);
    }
    for hint in facts.far.iter() {
        put(Kind::Far, hint as usize);
    }
    put(Kind::Linked, linked_bin);
    let bold = bold(facts);
    put(Kind::Bold, bold);
    put(Kind::BoldSize, bold * sizes + size);
    put(Kind::Up, up_bin);
    // In the core the depth tells more: some systems wrap each of its parts, others do not.
    let down = usize::from(facts.down).min(DOWNS.len() - 1);
    if facts.up == 0 && facts.side != Side::None {
        let depth = depth(facts);
        put(Kind::Depth, depth);
        put(Kind::DepthTag, depth * TAGS.len() + own_tag);
    } else {
        put(Kind::Down, down);
        put(Kind::UpDown, up_bin * DOWNS.len() + down);
    }
    let side = facts.side as usize;
    put(Kind::Side, side);
    put(Kind::UpTag, up_bin * TAGS.len() + own_tag);
    put(Kind::UpSide, up_bin * SIDES.len() + side);
    put(Kind::ParentShare, share(facts.parent_share));
    put(Kind::KinShare, share(facts.kin_share));
    put(Kind::Kin, kin(facts.kin));
    put(Kind::TagSize, own_tag * sizes + size);
    put(Kind::UpSize, up_bin * sizes + size);
    put(Kind::KinSize, share(facts.kin_share) * sizes + size);
    put(Kind::LinkedSize, linked_bin * sizes + size);
    put(Kind::LinkedUp, linked_bin * UPS.len() + up_bin);
    put(Kind::H1, h1_bin);
    put(Kind::H1Tag, h1_bin * TAGS.len() + own_tag);
    put(Kind::H1Size, h1_bin * sizes + size);
    let image = usize::from(facts.image_before) + 2 * usize::from(facts.image_after);
    put(Kind::Image, image);
    put(Kind::ImageSize, image * sizes + size);
    put(Kind::ImageTag, image * TAGS.len() + own_tag);
    if facts.in_title {
        put(Kind::Title, 0);
        put(Kind::TitleTag, own_tag);
    }
    if facts.is_alt {
        put(Kind::Alt, 0);
        put(Kind::AltTag, own_tag);
        put(Kind::AltLinked, linked_bin);
    }
    put(Kind::Parent, usize::from(!facts.same_parent));
    if facts.broken {
        put(Kind::Broken, 0);
        put(Kind::BrokenSize, size);
    }
    let copy = traits.get(i).is_some_and(|t| t.has(Trait::CopyOfEarlier));
    observed(cx, i, block.shape(), |value| {
        put(Kind::Observed, value);
        if !copy {
            put(Kind::ObservedTag, value * TAGS.len() + own_tag);
            put(Kind::ObservedUp, value * UPS.len() + up_bin);
            put(
                Kind::ObservedShare,
                value * SHARES.len() + share(facts.kin_share),
            );
        }
    });
    let h1_up = h1_up(facts);
    put(Kind::H1Up, h1_up);
    if h1_up > 0 {
        put(Kind::H1UpTag, h1_up * TAGS.len() + own_tag);
    }
    for hint in facts.target.iter() {
        put(Kind::Target, hint as usize);
    }
    if is_below_title(block, facts) {
        let told = cx.observed().block(i).agrees(&Field::Deck);
        put(Kind::BelowTitle, usize::from(told));
        if facts.own.has(Hint::Deck) {
            put(Kind::BelowTitle, 2);
        }
        if matches!(facts.tag, Tag::H2 | Tag::H3 | Tag::H4) && facts.side == Side::Before {
            put(Kind::BelowTitle, 3);
        }
    }
    let labelled = beside
        .0
        .and_then(|i| traits.get(i))
        .is_some_and(|t| is_photo_label(*t));
    let unit = match facts.unit {
        // A label before the caption is no text of its own.
        Unit::Later if labelled => Unit::First,
        unit => unit,
    } as usize;
    put(Kind::Unit, unit);
    if facts.flags.has(Flag::Figcaption) {
        put(Kind::UnitFigcaption, unit);
    }
    if unit > 0 {
        put(Kind::UnitTag, unit * TAGS.len() + own_tag);
        put(Kind::UnitLinked, unit * LINKED.len() + linked_bin);
        put(Kind::UnitSize, unit * sizes + size);
        for hint in facts.own.iter() {
            put(Kind::UnitOwn, unit * Hint::ALL.len() + hint as usize);
        }
    }
    let neighbour = |at: Option<usize>| at.and_then(|i| cx.blocks().get(i));
    let mut between = 0;
    if let Some(previous) = neighbour(beside.0) {
        between += usize::from(is_body(previous));
        if let Some(facts) = previous.facts() {
            put(Kind::PreviousTag, tag(facts.tag));
            put(Kind::PreviousUp, up(facts));
        }
    }
    if let Some(next) = neighbour(beside.1) {
        // A button beside a heading belongs to it.
        let behind = beside.1.filter(|_| is_button(next));
        let next_text = neighbour(behind.map(|i| i + 1)).unwrap_or(next);
        between += 2 * usize::from(is_body(next_text));
        if let Some(facts) = next.facts() {
            put(Kind::NextTag, tag(facts.tag));
            put(Kind::NextUp, up(facts));
        }
    }
    put(Kind::Between, between);
    if between > 0 {
        put(Kind::BetweenTag, between * TAGS.len() + own_tag);
        put(Kind::BetweenBold, between * BOLD.len() + bold);
        put(Kind::BetweenLinked, between * LINKED.len() + linked_bin);
        put(Kind::BetweenSize, between * sizes + size);
    }
    for (kind, at) in [(Kind::PreviousPhoto, beside.0), (Kind::NextPhoto, beside.1)] {
        let shown = at.and_then(|i| traits.get(i)).copied().unwrap_or_default();
        if is_photo_label(shown) {
            put(kind, 0);
        }
        if shown.has(Trait::Credit) {
            put(kind, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_family() {
        assert_eq!(families().len(), Kind::BelowTitle as usize + 1);
        let mut names = names();
        let n = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n);
        assert_eq!(tag(Tag::Other), TAGS.len() - 1);
    }
}
