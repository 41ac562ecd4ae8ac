//! What blocks show beside each other: copies, page titles, verse.

use std::cell::{LazyCell, OnceCell};
use std::ops::Range;

use crate::arabic;
use crate::read::{Document, End, Shape, Sketch, Start, TextBlock, may_repeat, skeleton};

use super::traits::{Trait, Traits};

/// How many of the first blocks may be a page title.
const TITLES: usize = 3;

/// How far below a title its headline may stand: past the navigation of a large page.
const TITLE_REACH: usize = 400;

/// Adds what blocks show beside each other: copies, page titles, verse. Linear: one hash look-up a
/// block, and a bounded number of short comparisons.
pub(super) fn observe(document: &Document<'_>, traits: &mut [Traits]) {
    let blocks = document.blocks();
    copies(blocks, traits);
    titles(blocks, traits);
    openings(blocks, traits);
    verse(document, traits);
}

fn copies(blocks: &[TextBlock<'_>], traits: &mut [Traits]) {
    let lettered = blocks.iter().enumerate();
    let lettered = lettered.filter(|(_, b)| b.shape().letters() >= 4);
    let sketches = lettered.map(|(i, b)| (b.shape().sketch, i));
    if !may_repeat(sketches.clone().map(|(sketch, _)| sketch)) {
        return;
    }
    let mut seen: Vec<(Sketch, usize)> = sketches.collect();
    seen.sort_unstable();
    let alike = seen.chunk_by(|a, b| a.0 == b.0);
    for alike in alike.filter(|alike| alike.len() > 1) {
        let skeleton = |i: usize| blocks.get(i).map_or(0, |block| skeleton(block.text()));
        let mut alike: Vec<(u64, usize)> = alike.iter().map(|(_, i)| (skeleton(*i), *i)).collect();
        alike.sort_unstable();
        for pair in alike.windows(2) {
            if let [(a, i), (b, j)] = pair
                && a == b
            {
                copy(*i, *j, traits);
            }
        }
    }
}

/// Marks two blocks of which the second repeats the first.
fn copy(i: usize, j: usize, traits: &mut [Traits]) {
    if let Some(t) = traits.get_mut(i) {
        t.set(Trait::CopiedLater);
    }
    if let Some(t) = traits.get_mut(j) {
        t.set(Trait::CopyOfEarlier);
    }
    if j == i + 1 {
        for at in [i, j] {
            if let Some(t) = traits.get_mut(at) {
                t.set(Trait::CopyBeside);
            }
        }
    }
}

fn titles(blocks: &[TextBlock<'_>], traits: &mut [Traits]) {
    for (i, title) in blocks.iter().enumerate().take(TITLES) {
        // Whether a block may be a part of the title: all but the letters between its first and last fits.
        let fits = |block: &TextBlock<'_>| {
            let shape = block.shape();
            shape.words >= 2
                && (10..=title.shape().chars).contains(&shape.chars)
                && title.shape().sketch.may_hold(shape.sketch)
        };
        let below = || blocks.iter().enumerate().skip(i + 1).take(TITLE_REACH);
        if !below().any(|(_, block)| fits(block)) {
            continue;
        }
        let parts = title_parts(title);
        if parts.is_empty() {
            continue;
        }
        for (j, block) in below() {
            if fits(block) && repeats_any(block, &parts) {
                if let Some(t) = traits.get_mut(i) {
                    t.set(Trait::TitleWithSite);
                }
                if let Some(t) = traits.get_mut(j) {
                    t.set(Trait::InTitle);
                }
            }
        }
    }
}

fn openings(blocks: &[TextBlock<'_>], traits: &mut [Traits]) {
    for (i, pair) in blocks.windows(2).enumerate() {
        if let [this, next] = pair
            && this.shape().chars >= 6
            && this.shape().chars < next.shape().chars
            && opens(this.text(), next.text())
            && let Some(t) = traits.get_mut(i)
        {
            t.set(Trait::OpensNext);
        }
    }
}

/// Lines of verse at least that stand together.
const VERSE: usize = 4;

/// Marks runs of short lines of which most rhyme with the next line or the one after it: a poem's
/// lines end alike, or every other line does. Lists of the same plural ending are too short to
/// count: a line of verse has three words or more.
fn verse(document: &Document<'_>, traits: &mut [Traits]) {
    let blocks = document.blocks();
    let mut run = 0..0;
    for (i, block) in blocks.iter().enumerate() {
        let shape = block.shape();
        if let Some(t) = traits.get_mut(i)
            && hemistichs(block, document.source())
        {
            t.set(Trait::Hemistichs);
        }
        if shape.letters() == 0 {
            continue;
        }
        let line = (15..80).contains(&shape.chars)
            && (3..=12).contains(&shape.words)
            && shape.arabic_share() > 900
            && matches!(shape.start, Start::Letter | Start::Quote)
            && matches!(
                shape.end,
                End::Open | End::Ellipsis | End::Comma | End::Exclamation
            );
        if line {
            if run.is_empty() {
                run.start = i;
            }
            run.end = i + 1;
        } else {
            mark_verse(blocks, run, traits);
            run = 0..0;
        }
    }
    mark_verse(blocks, run, traits);
}

/// Marks the lines of a run, between which blocks without letters may stand, if they rhyme.
fn mark_verse(blocks: &[TextBlock<'_>], run: Range<usize>, traits: &mut [Traits]) {
    // Most runs are a headline, or a heading.
    if run.len() < VERSE {
        return;
    }
    let lines = blocks.iter().enumerate().take(run.end).skip(run.start);
    let rhymes = lines.filter_map(|(i, block)| Some((i, rhyme(block.text())?)));
    let run: Vec<(usize, [char; 2])> = rhymes.collect();
    let rhyming = run
        .iter()
        .enumerate()
        .filter(|(k, (_, rhyme))| {
            [1, 2]
                .iter()
                .any(|d| run.get(k + d).is_some_and(|(_, other)| other == rhyme))
        })
        .count();
    if run.len() >= VERSE && rhyming * 2 >= run.len() {
        for (i, _) in run {
            if let Some(t) = traits.get_mut(i) {
                t.set(Trait::Rhymed);
            }
        }
    }
}

/// The last two letters of the match key.
fn rhyme(text: &str) -> Option<[char; 2]> {
    let from = text.char_indices().rev().nth(15).map_or(0, |(i, _)| i);
    let key = arabic::fold(text.get(from..)?);
    let mut letters = key
        .chars()
        .rev()
        .filter(|c| crate::arabic::chars::is_alphabetic(*c));
    let last = letters.next()?;
    Some([letters.next()?, last])
}

/// The first run of four white characters or more, or of a tab: where it begins and its length.
fn wide_gap(raw: &str) -> Option<(usize, usize)> {
    let (mut start, mut width) = (0, 0);
    for (i, c) in raw.char_indices() {
        if !arabic::is_white(c) {
            if width >= 4 {
                return Some((start, i - start));
            }
            width = 0;
            continue;
        }
        if width == 0 {
            start = i;
        }
        width += if c == '\t' { 4 } else { 1 };
    }
    None
}

/// What is set between two halves of a line of verse.
const MARKS: [&str; 6] = [" ... ", " … ", " *** ", " ** ", " * ", " // "];

/// Whether one of them may stand in a text, by its first byte behind the space. All bytes are looked at,
/// many at once.
fn may_have_mark(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (&before, &byte)| {
        let first = (byte == b'.') | (byte == 0xE2) | (byte == b'*') | (byte == b'/');
        any | (before == b' ') & first
    })
}

/// Whether the block is two halves of like length, as a line of verse is set.
fn hemistichs(block: &TextBlock<'_>, source: &str) -> bool {
    let shape = block.shape();
    if !(25..110).contains(&shape.chars)
        || !(4..=16).contains(&shape.words)
        || shape.arabic_share() < 900
        || matches!(shape.end, End::Stop | End::Colon)
    {
        return false;
    }
    let text = block.text();
    // What has no sign has no mark.
    let marked = shape.signs > 0 && may_have_mark(text.as_bytes());
    let marks = if marked { &MARKS[..] } else { &[] };
    let found = |mark: &&str| Some((text.find(*mark)?, mark.len()));
    let mark = marks.iter().find_map(found);
    let (line, at, length) = match mark {
        Some((at, length)) => (text, at, length),
        None if block.is_slice() => return false,
        // Cleaning left one space of the gap.
        None => {
            let raw = source.get(block.span().range()).unwrap_or("");
            let Some((at, length)) = wide_gap(raw) else {
                return false;
            };
            (raw, at, length)
        }
    };
    let half = |part: Option<&str>| {
        let shape = Shape::of(&arabic::clean_str(part.unwrap_or("")));
        (shape.letters(), shape.words)
    };
    let (first, second) = (half(line.get(..at)), half(line.get(at + length..)));
    first.1 >= 2 && second.1 >= 2 && first.0 * 5 >= second.0 * 3 && second.0 * 5 >= first.0 * 3
}

/// A part of a page title that may be its headline.
struct TitlePart<'t> {
    text: &'t str,
    /// How its skeleton begins and ends.
    sketch: Sketch,
    /// Its skeleton, where it can be one: it has words enough.
    whole: OnceCell<Option<u64>>,
}

impl TitlePart<'_> {
    fn skeleton(&self) -> Option<u64> {
        *self.whole.get_or_init(|| {
            let shape = Shape::of(self.text);
            (shape.words >= 2 && shape.chars >= 10).then(|| skeleton(self.text))
        })
    }
}

/// Whether a block repeats one of the parts.
fn repeats_any(block: &TextBlock<'_>, parts: &[TitlePart<'_>]) -> bool {
    let own = LazyCell::new(|| skeleton(block.text()));
    parts
        .iter()
        .any(|part| part.sketch == block.shape().sketch && part.skeleton() == Some(*own))
}

/// Words that may stand before the headline without a separator.
const WORDS: usize = 3;

/// The parts of a page title that may be its headline: what stands before or after a separator,
/// and what stands after its first words.
fn title_parts<'t>(title: &'t TextBlock<'_>) -> Vec<TitlePart<'t>> {
    let mut out = Vec::new();
    let text = title.text();
    // Marks and tatweels are no characters of the shape: their bytes are bounded by themselves.
    if title.shape().chars > 220 || text.len() > 2000 {
        return out;
    }
    let mut push = |part: Option<&'t str>| {
        if let Some(part) = part.map(str::trim).filter(|part| !part.is_empty()) {
            out.push(TitlePart {
                text: part,
                sketch: Sketch::of(part),
                whole: OnceCell::new(),
            });
        }
    };
    let bytes = text.as_bytes();
    for space in memchr::memchr_iter(b' ', bytes).take(WORDS) {
        push(text.get(space + 1..));
    }
    let at = |i: Option<usize>| i.and_then(|i| bytes.get(i)).copied();
    for i in memchr::memchr3_iter(b'-', b'|', b':', bytes) {
        push(text.get(..i));
        push(text.get(i + 1..));
    }
    for i in memchr::memchr3_iter(b'/', 0x80, 0xBB, bytes) {
        let before = i.checked_sub(1);
        let (from, to) = match (at(before), bytes.get(i..).unwrap_or_default()) {
            (_, [b'/', ..]) => (i, i + 1),
            // »
            (Some(0xC2), [0xBB, ..]) => (i - 1, i + 1),
            // A tatweel, which inside a word stretches it.
            (Some(0xD9), [0x80, ..]) => match at(i.checked_sub(2)) {
                None | Some(b' ') => (i - 1, i + 1),
                Some(_) => continue,
            },
            // – and —
            (Some(0xE2), [0x80, 0x93 | 0x94, ..]) => (i - 1, i + 2),
            _ => continue,
        };
        push(text.get(..from));
        push(text.get(to..));
    }
    out
}

/// Whether `text` opens `longer`, whatever the orthography of either. Most texts differ in their
/// first words, and cost no more than those.
fn opens(text: &str, longer: &str) -> bool {
    if text.len() > 1200 || letters_differ(text, longer) {
        return false;
    }
    let (mut key, mut other) = (
        arabic::fold::fold_chars(text),
        arabic::fold::fold_chars(longer),
    );
    let stop = |c: char| matches!(c, '.' | ' ');
    while let Some(c) = key.next() {
        if other.next() != Some(c) {
            return stop(c) && key.all(stop);
        }
    }
    true
}

/// Whether two texts differ in the first characters of their keys, spaces left aside, as far as each
/// has a key that depends on nothing beside it: letters, and what is ASCII.
fn letters_differ(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    loop {
        match (first_key(a), first_key(b)) {
            (Some((' ', a_rest)), Some((' ', b_rest))) => (a, b) = (a_rest, b_rest),
            (Some((key, a_rest)), Some((other, b_rest))) => {
                if key != other {
                    return key != ' ' && other != ' ';
                }
                (a, b) = (a_rest, b_rest);
            }
            _ => return false,
        }
    }
}

/// The key of the character that opens `text`, if nothing beside it changes that, and the rest.
fn first_key(text: &[u8]) -> Option<(char, &[u8])> {
    match text {
        [byte @ (b' ' | b'!'..=b'~'), rest @ ..] => {
            Some((char::from(byte.to_ascii_lowercase()), rest))
        }
        [lead @ 0xD8..=0xDB, trail, rest @ ..] => {
            Some((arabic::fold::letter_key(*lead, *trail)?, rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::limits::Limits;
    use crate::read::read_text;
    use crate::smallprint::tokens::Tokens;

    fn of(text: &str) -> Vec<Traits> {
        let (document, mut traits) = (read_text(text, &Limits::new()), Vec::new());
        let tokens = &mut Tokens::default();
        super::super::traits::observe(&document, Lexicon::builtin(), tokens, &mut traits);
        traits
    }

    #[test]
    fn rhyming_lines_are_verse() {
        let poem = "يا طائرا في سماء الحب مرتحلا\nخذني إليك فقلبي اليوم قد ذبلا\nما عاد لي في ليالي البعد من أمل\nحتى رأيت سراج الصبح مشتعلا\nفقلت يا قلب هذا الفجر قد وصلا";
        assert!(of(poem).iter().all(|t| t.has(Trait::Rhymed)));
        let menu = "الرياضة\nالثقافة\nالسياسة\nالصحة\nالسياحة";
        assert!(of(menu).iter().all(|t| !t.has(Trait::Rhymed)));
    }

    #[test]
    fn halves_of_like_length_are_hemistichs() {
        assert!(of("سهرت وحدي والنجوم بعيدة ... تمضي إلى أفق بلا ميعاد")[0].has(Trait::Hemistichs));
        assert!(
            !of("حادث مروع ... تفاصيل اللحظات الأخيرة قبل اصطدام القطارين في المحطة")[0]
                .has(Trait::Hemistichs)
        );
    }

    #[test]
    fn copies_side_by_side() {
        let traits = of("الوزير يفتتح المعرض\nالوزير يفتتح المعرض\nنص آخر تماما");
        assert!(traits[0].has(Trait::CopyBeside) && traits[1].has(Trait::CopyBeside));
        assert!(!traits[2].has(Trait::CopyBeside));
    }
}
