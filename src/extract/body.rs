//! The extractors `turns`, `lists` and `tags`.

use super::{Candidates, Context, Extractor};
use crate::article::{Kind, Text};
use crate::error::ExtractError;
use crate::label::{Label, Role};
use crate::lexicon::CueClass;
use crate::provenance::Confidence;
use crate::read::{End, TextBlock};
use crate::smallprint::tokens::Tokens;

/// Recognises interviews: paragraphs that open with the sign of question or answer, or with one of
/// a few names that keep returning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turns;

/// Turns that make an interview.
const MIN_TURNS: usize = 4;

impl Extractor for Turns {
    fn name(&self) -> &str {
        "turns"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        #[cfg(feature = "html")]
        if marked_turns(cx, out) {
            return Ok(());
        }
        if signed_turns(cx, out) {
            return Ok(());
        }
        let Some(paragraphs) = spoken(cx) else {
            return Ok(());
        };
        named_turns(&paragraphs, out);
        Ok(())
    }
}

/// A paragraph that opens as a turn, the end of its speaker's name, and the name's match key.
type Spoken<'a> = (&'a TextBlock<'a>, usize, String);

/// The paragraphs that open as turns; `None` where they are too few for an interview.
fn spoken<'a>(cx: &Context<'a>) -> Option<Vec<Spoken<'a>>> {
    let paragraphs = || cx.blocks_of(Role::Paragraph);
    let mut spare = paragraphs().count().checked_sub(MIN_TURNS)?;
    let mut ends = Vec::new();
    for (_, block, _) in paragraphs() {
        match speaker(block.text()) {
            Some(end) => ends.push((block, end)),
            // Too few are left.
            None => spare = spare.checked_sub(1)?,
        }
    }
    let named = ends.into_iter().filter_map(|(block, end)| {
        let name = block.text().get(..end)?;
        Some((block, end, crate::arabic::name_key(name)))
    });
    Some(named.collect())
}

/// Turns told by names that keep returning.
fn named_turns(paragraphs: &[Spoken<'_>], out: &mut Candidates) {
    let mut keys: Vec<&str> = paragraphs.iter().map(|(_, _, k)| k.as_str()).collect();
    keys.sort_unstable();
    let returning =
        |key: &str| keys.partition_point(|k| *k <= key) - keys.partition_point(|k| *k < key) >= 2;
    let turns: Vec<_> = paragraphs
        .iter()
        .filter(|(_, _, key)| returning(key))
        .collect();
    let mut speakers: Vec<&str> = turns.iter().map(|(_, _, k)| k.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    if turns.len() < MIN_TURNS || !(2..=8).contains(&speakers.len()) {
        return;
    }
    for (block, end, _) in turns {
        out.claim(
            block.source_span(0..*end),
            Role::Speaker,
            Confidence::new(880),
        );
    }
    out.kind(Kind::Interview, Confidence::new(850));
}

/// Questions and answers told by the signs that open them, one for each side: `■ ما …؟` and `- لأنّ …`.
/// False where there is no such pair of signs.
fn signed_turns(cx: &Context<'_>, out: &mut Candidates) -> bool {
    // Signs say more than the labels of short questions: all blocks of the body count, from its
    // first paragraph to its last.
    let is_body = |label: &Label| label.is(&Role::Paragraph);
    let (Some(first), Some(last)) = (
        cx.labels().iter().position(is_body),
        cx.labels().iter().rposition(is_body),
    ) else {
        return false;
    };
    let body = cx.blocks().iter().take(last + 1).skip(first);
    let asks = |block: &TextBlock<'_>| {
        block.shape().end == End::Question && block.text().trim_end().ends_with('؟')
    };
    let Some(asking) = body
        .clone()
        .filter(|block| asks(block))
        .find_map(|block| sign(block.text()))
    else {
        return false;
    };
    let body = body.map(|block| (block, sign(block.text())));
    let turns_of = |signed: bool| {
        let mut turns: Vec<(&TextBlock<'_>, bool)> = Vec::new();
        let mut answers = false;
        for (block, sign) in body.clone() {
            let question = sign == Some(asking);
            if question || answers && sign.is_some() == signed {
                turns.push((block, question));
            }
            answers = question;
        }
        let questions = turns.iter().filter(|(_, question)| *question).count();
        let asked = turns.iter().filter(|(block, _)| asks(block)).count();
        (turns, questions, asked)
    };
    let (mut turns, questions, asked) = turns_of(true);
    if asked * 2 < questions || !enough(&turns) {
        // - كيف بدأت الفكرة؟: a sign for the questions alone, which all ask.
        let (bare, questions, asked) = turns_of(false);
        let answered = bare.len() == 2 * questions;
        if questions < FEWEST_QUESTIONS || asked != questions || !answered || !enough(&bare) {
            return false;
        }
        turns = bare;
    }
    interview(&turns, out);
    true
}

/// Questions at least whose answers have no sign.
const FEWEST_QUESTIONS: usize = 3;

/// The sign that opens a text and stands apart from its first word.
fn sign(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let sign = chars.next()?;
    let apart = chars.next()?.is_whitespace();
    (apart && !sign.is_alphanumeric() && !"\"«“(".contains(sign)).then_some(sign)
}

/// Characters of a question on the average, from which on bold questions are an interviewer's and
/// not the headings of an article that explains something.
#[cfg(feature = "html")]
const LONG_QUESTION: u32 = 60;

/// Questions and answers that a page marks: by elements of a class `question` or `answer`, or by
/// questions in bold with answers that are not. False where the page marks none.
#[cfg(feature = "html")]
fn marked_turns(cx: &Context<'_>, out: &mut Candidates) -> bool {
    let Some(dom) = cx.dom() else {
        return false;
    };
    let in_body = |label: &Label| {
        [Role::Paragraph, Role::Heading]
            .iter()
            .any(|role| label.is(role))
    };
    let body = cx.blocks().iter().zip(cx.labels());
    let body: Vec<_> = body.filter(|(_, label)| in_body(label)).collect();
    let by_class: Vec<(&TextBlock<'_>, bool)> = body
        .iter()
        .filter_map(|(block, _)| Some((*block, named_turn(dom, block)?)))
        .collect();
    let turns = if enough(&by_class) {
        by_class
    } else {
        let bold = |block: &TextBlock<'_>| block.facts().is_some_and(|f| f.bold >= 900);
        let asks = |block: &TextBlock<'_>| block.text().trim_end().ends_with('؟');
        let questions = body
            .iter()
            .filter(|(b, l)| l.is(&Role::Paragraph) && bold(b));
        let (mut asked, mut others, mut chars) = (0u32, 0u32, 0u32);
        for (block, _) in questions {
            if asks(block) {
                asked += 1;
                chars += block.shape().chars;
            } else {
                others += 1;
            }
        }
        if asked == 0 || others * 4 > asked || chars / asked < LONG_QUESTION {
            return false;
        }
        let mut turns: Vec<(&TextBlock<'_>, bool)> = Vec::new();
        let mut answers = false;
        for (block, label) in body {
            let question = label.is(&Role::Paragraph) && bold(block) && asks(block);
            if question || answers && label.is(&Role::Paragraph) && !bold(block) {
                turns.push((block, question));
            }
            answers = question;
        }
        turns
    };
    if !enough(&turns) {
        return false;
    }
    interview(&turns, out);
    true
}

/// Claims the turns, each with whether it asks, and with them that the article is an interview.
fn interview(turns: &[(&TextBlock<'_>, bool)], out: &mut Candidates) {
    for (block, question) in turns {
        out.claim(block.span(), Role::Paragraph, Confidence::new(850));
        out.turns.push((block.span().start(), *question));
    }
    out.kind(Kind::Interview, Confidence::new(800));
}

/// Whether there are enough turns for an interview, and of both sorts.
fn enough(turns: &[(&TextBlock<'_>, bool)]) -> bool {
    let questions = turns.iter().filter(|(_, question)| *question).count();
    turns.len() >= MIN_TURNS && questions >= 2 && turns.len() - questions >= 2
}

/// Whether the classes of a block's element, or of the two above, call it a question or an answer.
#[cfg(feature = "html")]
fn named_turn(dom: &crate::read::html::Dom<'_>, block: &TextBlock<'_>) -> Option<bool> {
    let node = block.node()?;
    let above = std::iter::once(node).chain(dom.ancestors(node).take(2));
    let classes = above.filter_map(|n| dom.attribute_str(n, "class"));
    let classes = classes.map(crate::read::html::front);
    let words = classes.flat_map(|c| c.split(|c: char| !c.is_ascii_alphanumeric()));
    words.into_iter().find_map(|word| {
        let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
        if is(&["question", "interviewer"]) {
            Some(true)
        } else if is(&["answer", "interviewee"]) {
            Some(false)
        } else {
            None
        }
    })
}

/// The end of the speaker's name or sign before the colon that opens a turn.
fn speaker(text: &str) -> Option<usize> {
    // Forty characters have at most 160 bytes; a wide colon begins with EF.
    let near = text.as_bytes().get(..160).unwrap_or(text.as_bytes());
    let mut colons = memchr::memchr2_iter(b':', 0xEF, near);
    let is_colon = |at: &usize| {
        text.get(*at..)
            .is_some_and(|rest| rest.starts_with([':', '：']))
    };
    let colon = colons.find(is_colon)?;
    let head = text.get(..colon)?;
    if head.chars().count() >= 40 {
        return None;
    }
    let name = head.trim_end_matches([' ', '/', '-']);
    let words = name.split(' ').count();
    let rest = text.get(colon..)?.trim_start_matches([':', '：', ' ']);
    (!name.is_empty()
        && words <= 4
        && !rest.is_empty()
        && !name.contains(['"', '«', '(', '.', '،']))
    .then_some(name.len())
}

/// Leaves the marks of list items out of their text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lists;

impl Extractor for Lists {
    fn name(&self) -> &str {
        "lists"
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.has(&[Role::List])
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        for (_, block, _) in cx.blocks_of(Role::List) {
            let text = block.text();
            let item = text.trim_start_matches(|c: char| crate::read::is_bullet(c) || c == ' ');
            let mark = text.get(..text.len() - item.len()).unwrap_or("").trim_end();
            if !mark.is_empty() && !item.is_empty() {
                out.claim(
                    block.source_span(0..mark.len()),
                    Role::Boilerplate,
                    Confidence::new(950),
                );
            }
        }
        Ok(())
    }
}

/// Splits the line of keywords.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tags;

impl Extractor for Tags {
    fn name(&self) -> &str {
        "tags"
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.is_page() || cx.has(&[Role::Tags])
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let tokens = &mut Tokens::default();
        let mut tags: Vec<Text> = Vec::new();
        let mut best = Confidence::MIN;
        for (_, block, label) in cx.blocks_of(Role::Tags) {
            best = best.max(label.confidence());
            let text = block.text();
            let from = label_end(text, CueClass::TagsLabel, cx, tokens);
            let list = text.get(from..).unwrap_or("");
            let mut start = from;
            let separators = |c: char| matches!(c, '،' | ',' | '|' | '؛' | ';' | '#' | '•' | '/');
            for (i, c) in list
                .char_indices()
                .filter(|(_, c)| separators(*c))
                .chain([(list.len(), ',')])
            {
                let part = text.get(start..from + i).unwrap_or("");
                let tag = part.trim_matches(|c: char| c == ' ' || c == '.' || c == ':');
                if !tag.is_empty() {
                    let at = start + part.len() - part.trim_start_matches([' ', '.', ':']).len();
                    tags.push(Text::new(
                        tag,
                        Some(block.source_span(at..at + tag.len())),
                        label.confidence(),
                        out.origin(),
                    ));
                }
                start = from + i + c.len_utf8().min(list.len() - i);
            }
        }
        #[cfg(feature = "html")]
        for (block, links) in links_of_tags(cx) {
            let sure = Confidence::new(900);
            for range in links {
                let Some(tag) = block.text().get(range.clone()) else {
                    continue;
                };
                let span = Some(block.source_span(range));
                tags.push(Text::new(tag.trim(), span, sure, out.origin()));
            }
            out.claim(block.span(), Role::Tags, sure);
            best = best.max(sure);
        }
        if !tags.is_empty() {
            out.tags(tags, best);
        }
        Ok(())
    }
}

/// Blocks outside the body that are nothing but links of the relation `tag` (HTML standard,
/// section "Link type tag"), with the places of the links. The relation `category` beside it names
/// the section.
#[cfg(feature = "html")]
fn links_of_tags<'a>(cx: &Context<'a>) -> Vec<(&'a TextBlock<'a>, Vec<std::ops::Range<usize>>)> {
    let Some(dom) = cx.dom() else {
        return Vec::new();
    };
    let is_tag = |node| {
        let relation = crate::read::html::front(dom.attribute_str(node, "rel").unwrap_or(""));
        let mut words = relation.split_ascii_whitespace();
        words.clone().any(|word| word.eq_ignore_ascii_case("tag"))
            && !words.any(|word| word.eq_ignore_ascii_case("category"))
    };
    let labelled = cx.blocks().iter().zip(cx.labels());
    let outside = labelled.filter(|(_, label)| {
        let body = [
            Role::Tags,
            Role::Paragraph,
            Role::List,
            Role::Heading,
            Role::Headline,
        ];
        !body.iter().any(|role| label.is(role))
    });
    let with_links = outside.map(|(block, _)| {
        // A link that stands alone is its block's own element.
        let own = block.node().filter(|node| is_tag(*node));
        let own = own.map(|_| 0..block.text().len());
        let linked = block.facts().is_some_and(|facts| facts.linked >= 800);
        let links = block.inline().filter(|(_, node)| linked && is_tag(*node));
        let links: Vec<_> = links.map(|(range, _)| range).collect();
        (block, own.map_or(links, |whole| vec![whole]))
    });
    with_links.filter(|(_, links)| !links.is_empty()).collect()
}

/// Where the text behind a label begins; 0 where the text does not open with a label of the class.
pub(super) fn label_end(
    text: &str,
    class: CueClass,
    cx: &Context<'_>,
    tokens: &mut Tokens,
) -> usize {
    tokens.fill(text, 6, cx.lexicon());
    match cx.lexicon().cues().longest(tokens.phrase(text, 0, 6)) {
        Some((words, cue)) if cue.class() == class => {
            let end = tokens.range(words - 1).end;
            let rest = text.get(end..).unwrap_or("");
            text.len() - rest.trim_start_matches([' ', ':', '.', '-', '|']).len()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Block, Kind};
    use crate::parse_text;

    const LEAD: &str = "تحدث المهندس سالم الحداد عن الجسر الجديد الذي يصل ضفتي النهر، بعد ثلاث سنوات من العمل في موقعه ومن تأجيل موعده مرتين.";

    fn turns(text: &str) -> (Option<Kind>, Vec<bool>) {
        let article = parse_text(text);
        let turns = article.blocks().filter_map(|block| match block {
            Block::Turn(turn) => Some(turn.question),
            _ => None,
        });
        let turns = turns.collect();
        (Some(article.kind), turns)
    }

    #[test]
    fn questions_alone_may_have_a_sign() {
        let answer = "كانت البداية في قرية صغيرة على الضفة، حين رأيت الناس ينتظرون القارب كل صباح ساعة كاملة.";
        let asked = |questions: &[&str]| {
            let mut text = format!("مهندس الجسر: بدأت بقارب\n\n{LEAD}");
            for question in questions {
                text.push_str(&format!("\n\n- {question}\n\n{answer}"));
            }
            turns(&text)
        };
        let (kind, found) = asked(&[
            "كيف بدأت الفكرة؟",
            "وما أصعب ما واجهكم في الموقع؟",
            "هل يتسع الجسر للحافلات؟",
        ]);
        assert_eq!(kind, Some(Kind::Interview));
        assert_eq!(found, [true, false, true, false, true, false]);
        // Two questions may be headings.
        let (kind, found) = asked(&["كيف بدأت الفكرة؟", "هل يتسع الجسر للحافلات؟"]);
        assert_eq!((kind, found), (Some(Kind::News), vec![]));
    }
}
