//! Adding up the places of an article: promise 2, counted independently of `khabar::testing`.

use khabar::Article;
use khabar::arabic::references;

use super::views::{Placed, placed};

/// Values beside `text` that are views on primary text: they may repeat it.
const VIEWS: &[&str] = &[
    "dateline",
    "attributions",
    "voices",
    "diagnostics",
    "alternatives",
    "explanation",
    "extra",
    "publisher",
];

/// Keys whose values are views inside a primary value: parts of a credit or of a byline's entry.
const INNER_VIEWS: &[&str] = &["parts", "title", "affiliation", "place"];

/// The places of primary text and residue.
fn primary(article: &Article) -> Vec<Placed> {
    let json = serde_json::to_value(article).expect("an article is JSON");
    let keep = |place: &Placed| {
        let mut keys = place.path.split('/').skip(1);
        let top = keys.next().unwrap_or("");
        let byline = top == "byline";
        let inner = keys.any(|key| key == "parts" || (byline && INNER_VIEWS.contains(&key)));
        !VIEWS.contains(&top) && !inner
    };
    placed(&json).into_iter().filter(keep).collect()
}

/// Characters that need no place: white space, and the controls that reading drops (bidi marks,
/// zero-width characters, soft hyphen, byte order mark, C0 and C1 controls).
fn is_free(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(u32::from(c), 0xAD | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060 | 0x2066..=0x2069 | 0xFEFF)
}

/// The length of the character reference to such a character that opens the text; 0 where none does.
fn free_reference(text: &str) -> usize {
    if !text.starts_with('&') {
        return 0;
    }
    let ends = text.bytes().enumerate().take(40);
    let ends = ends.filter(|(_, b)| *b == b';').map(|(at, _)| at + 1);
    let free = |end: &usize| {
        let decoded = references::decode(&text[..*end]);
        let mut chars = decoded.chars();
        chars.next().is_some_and(is_free) && chars.next().is_none()
    };
    ends.into_iter().find(free).unwrap_or(0)
}

/// Every character of the source that is not free lies in exactly one primary place, and no place
/// holds a character twice. A printed stamp may lie inside another text, of which it is a view.
pub fn add_up(source: &str, article: &Article) -> Result<(), String> {
    let mut places = primary(article);
    let texts: Vec<(usize, usize)> = places
        .iter()
        .filter(|place| !is_stamp(place))
        .filter_map(|place| place.span)
        .collect();
    places.retain(|place| {
        let inside = |&(start, end): &(usize, usize)| {
            place.span.is_some_and(|(s, e)| start <= s && e <= end)
        };
        !is_stamp(place) || !texts.iter().any(inside)
    });
    let mut holders: Vec<u32> = vec![0; source.len()];
    for place in &places {
        let Some((start, end)) = place.span else {
            continue;
        };
        let held = holders
            .get_mut(start..end)
            .ok_or_else(|| format!("{} ends at {end} beyond the source", place.path))?;
        for count in held {
            *count += 1;
        }
    }
    let mut free = 0;
    for (at, c) in source.char_indices() {
        if holders[at] == 0 {
            free = free.max(at + free_reference(&source[at..]));
        }
        match holders[at] {
            0 if at < free || is_free(c) => {}
            1 => {}
            count => {
                let inside = |p: &&Placed| p.span.is_some_and(|(s, e)| s <= at && at < e);
                let paths: Vec<_> = places.iter().filter(inside).map(|p| &p.path).collect();
                return Err(format!("{c:?} at {at} lies in {count} places: {paths:?}"));
            }
        }
    }
    Ok(())
}

fn is_stamp(place: &Placed) -> bool {
    place.path.starts_with("/published") || place.path.starts_with("/modified")
}

/// Headings and blocks of the body follow the order of the source, and none overlaps the next.
pub fn in_order(article: &Article) -> Result<(), String> {
    let mut last = 0;
    let mut next = |what: &str, value: serde_json::Result<serde_json::Value>| {
        let value = value.expect("a block is JSON");
        let spans: Vec<_> = placed(&value).iter().filter_map(|p| p.span).collect();
        if let Some(&(start, _)) = spans.iter().min() {
            if start < last {
                return Err(format!("{what} at {start} stands before {last}"));
            }
            last = spans.iter().map(|span| span.1).fold(last, usize::max);
        }
        Ok(())
    };
    for section in &article.sections {
        next("heading", serde_json::to_value(&section.heading))?;
        for block in &section.blocks {
            next(block.type_name(), serde_json::to_value(block))?;
        }
    }
    Ok(())
}
