//! The extractors `turns`, `lists` and `tags`.

use super::{Candidates, Context, Extractor};
use crate::article::{Kind, Text};
use crate::error::ExtractError;
use crate::label::Role;
use crate::lexicon::CueClass;
use crate::provenance::Confidence;
use crate::read::TextBlock;
use crate::smallprint::tokens::Tokens;

/// Recognises interviews: paragraphs that open with the sign of question or answer, or with one of
/// a few names that keep returning.
#[derive(Debug)]
pub(crate) struct Turns;

/// Turns that make an interview.
const MIN_TURNS: usize = 4;

impl Extractor for Turns {
    fn name(&self) -> &str {
        "turns"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let paragraphs: Vec<(&TextBlock<'_>, usize, String)> = cx
            .blocks_of(Role::Paragraph)
            .filter_map(|(_, block, _)| {
                let end = speaker(block.text())?;
                let name = block.text().get(..end)?;
                Some((block, end, crate::arabic::name_key(name)))
            })
            .collect();
        let mut keys: Vec<&str> = paragraphs.iter().map(|(_, _, k)| k.as_str()).collect();
        keys.sort_unstable();
        let returning = |key: &str| {
            keys.partition_point(|k| *k <= key) - keys.partition_point(|k| *k < key) >= 2
        };
        let turns: Vec<_> = paragraphs
            .iter()
            .filter(|(_, _, key)| returning(key))
            .collect();
        let mut speakers: Vec<&str> = turns.iter().map(|(_, _, k)| k.as_str()).collect();
        speakers.sort_unstable();
        speakers.dedup();
        if turns.len() < MIN_TURNS || !(2..=8).contains(&speakers.len()) {
            return Ok(());
        }
        for (block, end, _) in turns {
            out.claim(
                block.source_span(0..*end),
                Role::Speaker,
                Confidence::new(880),
            );
        }
        out.kind(Kind::Interview, Confidence::new(850));
        Ok(())
    }
}

/// The end of the speaker's name or sign before the colon that opens a turn.
fn speaker(text: &str) -> Option<usize> {
    let head_end = text.char_indices().nth(40).map_or(text.len(), |(i, _)| i);
    let head = text.get(..head_end)?;
    let colon = head.find([':', '：'])?;
    let name = head.get(..colon)?.trim_end_matches([' ', '/', '-']);
    let words = name.split(' ').count();
    let rest = text.get(colon..)?.trim_start_matches([':', '：', ' ']);
    (!name.is_empty()
        && words <= 4
        && !rest.is_empty()
        && !name.contains(['"', '«', '(', '.', '،']))
    .then_some(name.len())
}

/// Leaves the marks of list items out of their text.
#[derive(Debug)]
pub(crate) struct Lists;

impl Extractor for Lists {
    fn name(&self) -> &str {
        "lists"
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
#[derive(Debug)]
pub(crate) struct Tags;

impl Extractor for Tags {
    fn name(&self) -> &str {
        "tags"
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
        if !tags.is_empty() {
            out.tags(tags, best);
        }
        Ok(())
    }
}

/// Where the text behind a label begins; 0 where the text does not open with a label of the class.
pub(super) fn label_end(
    text: &str,
    class: CueClass,
    cx: &Context<'_>,
    tokens: &mut Tokens,
) -> usize {
    tokens.fill(text, 6);
    match cx
        .lexicon()
        .cues()
        .longest_at(tokens.phrase::<6>(text, 0).words())
    {
        Some((words, cue)) if cue.class() == class => {
            let end = tokens.range(words - 1).end;
            let rest = text.get(end..).unwrap_or("");
            text.len() - rest.trim_start_matches([' ', ':', '.', '-', '|']).len()
        }
        _ => 0,
    }
}
