//! The extractor `headline`: which line is the headline, and what of it is the site's name.

use std::borrow::Cow;
use std::ops::Range;

use super::{Candidates, Context, Extractor};
use crate::arabic::{fold, words::next_word};
use crate::error::ExtractError;
use crate::label::Role;
use crate::lexicon::{CueClass, Lexicon};
use crate::provenance::Confidence;
#[cfg(feature = "html")]
use crate::read::{End, html::Tag};
use crate::read::{Shape, Start, TextBlock, skeleton};
use crate::smallprint::lookup;
#[cfg(feature = "html")]
use crate::smallprint::opening;
use crate::smallprint::title::{self, may_have_marks, split_first, split_last};
use crate::smallprint::tokens::Tokens;

/// Finds the headline among the lines labelled so, cuts the site's name off it, and reads the
/// flags before it (عاجل، بالفيديو).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Headline;

impl Extractor for Headline {
    fn name(&self) -> &str {
        "headline"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let tokens = &mut Tokens::default();
        let mut labelled = cx.blocks_of(Role::Headline);
        let (block, confidence, range) = match (labelled.next(), labelled.next()) {
            (None, _) if !cx.is_page() => return Ok(()),
            // The rule in plain text.
            (Some((_, block, label)), None) => {
                let range = without_site(block.text(), cx.lexicon(), tokens);
                (block, label.confidence(), range)
            }
            _ => match best_of_several(cx, tokens) {
                Some(best) => best,
                None => return Ok(()),
            },
        };
        let text = block.text().get(range.clone()).unwrap_or("");
        // What the head of a printed page leaves behind the paper's name is its date.
        if range.start > 0 && title::is_date(text) {
            return Ok(());
        }
        out.claim(block.source_span(range), Role::Headline, confidence);
        let mut flags = flags(text, cx.lexicon(), tokens);
        if cx.has(&[Role::Kicker]) {
            flags.extend(cx.blocks_of(Role::Kicker).filter_map(|(_, kicker, _)| {
                let found = super::headline::flags(kicker.text(), cx.lexicon(), tokens);
                found.into_iter().next()
            }));
        }
        if !flags.is_empty() {
            flags.dedup();
            out.labels(flags, confidence);
        }
        Ok(())
    }
}

/// The headline where several lines are labelled so, or none.
#[inline(never)]
fn best_of_several<'a>(cx: &Context<'a>, tokens: &mut Tokens) -> Option<Line<'a, 'a>> {
    let mut lines: Vec<Line<'_, '_>> = cx
        .blocks_of(Role::Headline)
        .map(|(_, block, label)| {
            let range = without_site(block.text(), cx.lexicon(), tokens);
            (block, label.confidence(), range)
        })
        .collect();
    #[cfg(feature = "html")]
    if lines.is_empty() {
        lines = first_h1(cx, tokens);
        if lines.is_empty() {
            lines.extend(set_off(cx, tokens));
        }
    }
    // A line with a list mark is an entry of a table of contents where another line is there.
    let listed = |block: &TextBlock<'_>| block.shape().start == Start::Bullet;
    if lines.iter().any(|(block, _, _)| !listed(block)) {
        lines.retain(|(block, _, _)| !listed(block));
    }
    let (block, confidence, range) = choose(&lines)?;
    // A second line that says the same confirms it.
    let copies = lines.iter().filter(|(b, _, _)| b.line() != block.line());
    let confidence = copies.fold(*confidence, |sum, (_, c, _)| sum.max(*c));
    Some((*block, confidence, range.clone()))
}

/// The `<h1>` of a page none of whose lines was taken for a headline.
#[cfg(feature = "html")]
fn first_h1<'a>(cx: &Context<'a>, tokens: &mut Tokens) -> Vec<Line<'a, 'a>> {
    cx.blocks()
        .iter()
        .filter_map(|block| {
            let facts = block.facts().filter(|f| f.from_h1 == 0)?;
            let confidence = Confidence::new(if facts.in_title { 800 } else { 520 });
            let range = without_site(block.text(), cx.lexicon(), tokens);
            Some((block, confidence, range))
        })
        .collect()
}

/// Blocks above the body among which a line set off by its element is the headline.
#[cfg(feature = "html")]
const ABOVE: usize = 12;

/// The line above the body that is a heading or bold, on a page that has no `<h1>` and whose title
/// says nothing of the story.
#[cfg(feature = "html")]
fn set_off<'a>(cx: &Context<'a>, tokens: &mut Tokens) -> Option<Line<'a, 'a>> {
    let is_set_off = |block: &TextBlock<'_>| {
        let shape = block.shape();
        let facts = block.facts();
        facts.is_some_and(|f| {
            (matches!(f.tag, Tag::H2 | Tag::H3 | Tag::H4) || f.bold >= 900) && f.linked < 500
        }) && (4..=28).contains(&shape.words)
            && shape.end != End::Stop
    };
    // A line that is set off is no prose, whatever it was taken for.
    let mut labelled = cx.blocks().iter().zip(cx.labels());
    let body = labelled.position(|(b, l)| l.is(&Role::Paragraph) && !is_set_off(b))?;
    let above = cx.blocks().iter().zip(cx.labels()).take(body);
    let mut above = above.skip(body.saturating_sub(ABOVE));
    let (block, _) = above.find(|(block, label)| {
        is_set_off(block)
            && !label.is(&Role::Caption)
            && !(label.is(&Role::Byline)
                && opening::slot(block.text(), cx.lexicon(), tokens).is_some())
    })?;
    Some((block, Confidence::new(480), 0..block.text().len()))
}

type Line<'a, 's> = (&'a TextBlock<'s>, Confidence, Range<usize>);

/// The line that others repeat with something around it; else the surest; else the first.
fn choose<'l, 'a, 's>(lines: &'l [Line<'a, 's>]) -> Option<&'l Line<'a, 's>> {
    let key = |line: &Line<'_, '_>| {
        let text = line.0.text();
        skeleton(text.get(line.2.clone()).unwrap_or(text))
    };
    let keys: Vec<u64> = lines.iter().map(key).collect();
    let whole = |line: &Line<'_, '_>| line.2 == (0..line.0.text().len());
    let repeated = lines
        .iter()
        .enumerate()
        .filter(|(i, line)| {
            whole(line)
                && keys
                    .iter()
                    .enumerate()
                    .any(|(j, k)| j != *i && keys.get(*i) == Some(k))
        })
        .map(|(_, line)| line)
        .next();
    repeated.or_else(|| {
        lines
            .iter()
            .filter(|line| {
                lines.len() == 1 || whole(line) || lines.iter().all(|other| !whole(other))
            })
            .fold(None, |best: Option<&Line<'_, '_>>, line| match best {
                Some(b) if b.1 >= line.1 => Some(b),
                _ => Some(line),
            })
    })
}

/// The part of a page title that is the headline: without the site's name and section before or
/// after it.
fn without_site(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Range<usize> {
    without_names(text, lexicon, tokens, &|_| false)
}

/// The same, with the names that the page gives its site.
pub(crate) fn without_names(
    text: &str,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
    known: &dyn Fn(&str) -> bool,
) -> Range<usize> {
    let mut range = 0..text.len();
    if !may_have_marks(text) {
        return range;
    }
    // From the left: `CNNArabic.com - …`, `BBC Arabic - الشرق الأوسط - …`.
    let mut left_cut = false;
    for _ in 0..MAX_PARTS {
        let Some((part, rest)) = split_first(text, range.clone()) else {
            break;
        };
        let part = text.get(part).unwrap_or("");
        // Many outlets are named by ordinary words and clubs by those of outlets: before a
        // headline only a name without a second meaning is the site's.
        let is_site = known(part)
            || is_site_name(part, lexicon, tokens, left_cut)
                && (left_cut || !is_ambiguous(part, lexicon, tokens));
        if !is_site || words(text, &rest) < 3 {
            break;
        }
        range = rest;
        left_cut = true;
    }
    for _ in 0..MAX_PARTS {
        let Some((rest, part, bar)) = split_last(text, range.clone()) else {
            break;
        };
        let name = text.get(part.clone()).unwrap_or("");
        let much_shorter =
            bar && words(text, &part) <= 4 && words(text, &rest) >= 2 * words(text, &part);
        if !(much_shorter || known(name) || is_site_name(name, lexicon, tokens, false))
            || words(text, &rest) < 3
        {
            break;
        }
        range = rest;
    }
    range
}

fn words(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone())
        .unwrap_or("")
        .split(' ')
        .filter(|w| !w.is_empty())
        .count()
}

/// What a title says before each of its separators, and behind each: three words and more. One of
/// them is the headline where the others name the site and the section.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = 0..title.len();
    let mut head = 0..title.len();
    for _ in 0..MAX_PARTS {
        if let Some((_, behind)) = split_first(title, rest.clone()) {
            rest = behind;
            out.push(rest.clone());
        }
        if let Some((before, _, _)) = split_last(title, head.clone()) {
            head = before;
            out.push(head.clone());
        }
    }
    out.retain(|range| words(title, range) >= 3);
    out.into_iter()
        .filter_map(|range| title.get(range))
        .map(str::trim)
        .collect()
}

/// Separators of a title that are looked at; a title has few.
const MAX_PARTS: usize = 6;

/// Whether a part of a title names a site: in Latin letters, or an outlet of the lexicon, or
/// opened by a word such as صحيفة; after a site's name also the name of a section.
fn is_site_name(name: &str, lexicon: &Lexicon, tokens: &mut Tokens, after_site: bool) -> bool {
    let shape = Shape::of(name);
    if shape.letters() > 0 && shape.arabic == 0 {
        return shape.words <= 5;
    }
    tokens.fill(name, 8, lexicon);
    let phrase = tokens.phrase(name, 0, 6);
    let whole = |n: usize| n == tokens.len();
    let agency = lexicon.agencies().longest(phrase);
    let section = lexicon.cues().longest(phrase);
    agency.is_some_and(|(n, _)| whole(n))
        || tokens.len() <= 4 && lookup::is_media_word(tokens.word(0), lexicon)
        || after_site
            && (shape.words <= 3
                || section.is_some_and(|(n, c)| {
                    whole(n) && matches!(c.class(), CueClass::SectionName | CueClass::Navigation)
                }))
}

/// Whether a whole title names a site and no story.
pub(crate) fn names_site(title: &str, lexicon: &Lexicon) -> bool {
    is_site_name(title.trim(), lexicon, &mut Tokens::default(), false)
}

fn is_ambiguous(name: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
    tokens.fill(name, 8, lexicon);
    let phrase = tokens.phrase(name, 0, 6);
    lexicon
        .agencies()
        .longest(phrase)
        .is_some_and(|(n, agency)| n == tokens.len() && agency.is_ambiguous())
}

/// Flags that open a headline or stand above it.
fn flags(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> Vec<String> {
    let mut out = Vec::new();
    // Hardly a headline opens with a word of any cue.
    let Some(word) = next_word(text, 0) else {
        return out;
    };
    let letters = text.get(word.range).unwrap_or("");
    let first = match word.folded {
        true => fold(letters),
        false => Cow::Borrowed(letters),
    };
    if !lexicon.cues().opens(&first) {
        return out;
    }
    tokens.fill(text, 8, lexicon);
    let mut at = 0;
    while at < tokens.len() {
        let phrase = tokens.phrase(text, at, 4);
        let Some((n, cue)) = lexicon.cues().longest(phrase) else {
            break;
        };
        let end = at + n;
        let marked = end >= tokens.len()
            || tokens
                .gap(text, end)
                .contains([':', '.', '|', '-', '–', '…', '!', '/', '،']);
        if cue.class() != CueClass::Flag || !marked {
            break;
        }
        let range = tokens.range(at).start..tokens.range(end - 1).end;
        out.push(text.get(range).unwrap_or("").to_owned());
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> &str {
        &text[without_site(text, Lexicon::builtin(), &mut Tokens::default())]
    }

    #[test]
    fn site_names_go() {
        assert_eq!(
            cut("افتتاح جسر جديد في المدينة - BBC Arabic"),
            "افتتاح جسر جديد في المدينة"
        );
        assert_eq!(
            cut("CNNArabic.com - افتتاح جسر جديد في المدينة"),
            "افتتاح جسر جديد في المدينة"
        );
        assert_eq!(
            cut("افتتاح جسر جديد في المدينة القديمة | صحيفة الضفة"),
            "افتتاح جسر جديد في المدينة القديمة"
        );
        assert_eq!(
            cut("News Site - الشرق الأوسط - افتتاح جسر جديد في المدينة"),
            "افتتاح جسر جديد في المدينة"
        );
    }

    #[test]
    fn dashes_of_the_headline_stay() {
        let text = "الاتحاد - الأهلي: قمة مبكرة في الدوري";
        assert_eq!(cut(text), text);
        let text = "خطة من ثلاث مراحل - هل تنجح هذه المرة؟";
        assert_eq!(cut(text), text);
    }

    #[test]
    fn flags_are_read_before_a_mark() {
        let found = |t: &str| flags(t, Lexicon::builtin(), &mut Tokens::default());
        assert_eq!(found("بالفيديو.. جسر جديد"), ["بالفيديو"]);
        assert_eq!(found("عاجل"), ["عاجل"]);
        assert!(found("فيديو مميت يثير الجدل").is_empty());
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_title_that_names_the_site_is_no_headline() {
        let lead = "افتتحت البلدية صباح أمس الجسر الجديد الذي يصل ضفتي النهر، بعد ثلاث سنوات من العمل في موقعه ومن تأجيل موعده مرتين.";
        let more =
            "وقال مهندس المشروع إن الجسر يتسع لأربع حارات، وإن السير فيه يبدأ مساء الجمعة المقبل.";
        for (title, line) in [
            ("صحيفة الضفة", "<h2>افتتاح جسر جديد في المدينة القديمة</h2>"),
            (
                "River News Agency",
                "<p><b>افتتاح جسر جديد في المدينة القديمة</b></p>",
            ),
        ] {
            let page = format!(
                "<html><head><title>{title}</title></head><body><ul><li><a href=/>الرئيسية</a></li></ul><div>{line}<p>بيروت - خاص</p><p>{lead}</p><p>{more}</p></div></body></html>"
            );
            let article = crate::parse_html(page.as_bytes(), &crate::Hints::new());
            let headline = article.headline.map(|headline| headline.text);
            assert_eq!(
                headline.as_deref(),
                Some("افتتاح جسر جديد في المدينة القديمة"),
                "{title}"
            );
        }
    }
}
