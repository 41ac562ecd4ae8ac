//! The tokenizer's output, handed to the tree builder with the place of every token.
//!
//! Guards keep hostile pages linear: the tree builder looks up its whole stack of open elements for
//! many a tag, and opens unclosed formatting elements again in every block. So tags below a depth
//! are left out together with their end tags, and so are formatting tags when many are open.

use std::collections::HashMap;
use std::convert::Infallible;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag as TreeTag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute as TreeAttribute, LocalName, QualName, ns};
use html5gum::{Emitter, Error, State, Tokenizer};
use memchr::memchr;

use super::dom::{Attribute, DECODED, Dom};
use super::sink::{LIST, Run, Sink};
use super::steps::Steps;
use super::tags::Tag;
use crate::limits::Limits;

/// Formatting elements that may be open at once. Browsers open all of them again in each new
/// block, which costs the product of both numbers.
const MAX_FORMATTING: usize = 24;

/// Attributes that are kept of a formatting element other than a link, whose copies have them too.
const FORMATTING_ATTRIBUTES: usize = 16;

/// Parses a page.
pub(super) fn parse<'s>(source: &'s str, limits: &Limits, scripting: bool) -> Dom<'s> {
    let options = TreeBuilderOpts {
        scripting_enabled: scripting,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(Sink::new(source, limits.max_attributes()), options);
    let mut adapter = Adapter::new(source, &builder, limits);
    // The adapter takes the tokens; what comes out are pauses.
    Tokenizer::new_with_emitter(Steps::of(source), &mut adapter).for_each(drop);
    builder.sink.into_dom()
}

/// A tag or comment that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Start,
    End,
    Comment,
    Doctype,
}

/// The value of an attribute while it is being read.
#[derive(Debug, Default)]
struct Value {
    text: Vec<u8>,
    /// Where it starts in the source, while it is the source's own text.
    start: Option<usize>,
}

struct Adapter<'a, 's> {
    source: &'s str,
    builder: &'a TreeBuilder<u32, Sink<'s>>,
    max_depth: usize,
    max_attributes: usize,
    position: usize,
    /// Text that was read since the last token, and where the next piece of it should start.
    text: Vec<u8>,
    runs: Vec<Run>,
    text_from: usize,
    reading: Reading,
    tag_start: usize,
    name: Vec<u8>,
    last_start_tag: Vec<u8>,
    self_closing: bool,
    attributes: Vec<Attribute>,
    /// Attributes that the tree builder itself looks at.
    seen: Vec<TreeAttribute>,
    attribute_name: Vec<u8>,
    in_attribute: bool,
    value: Value,
    doctype: Doctype,
    /// Start tags left out, by name: as many end tags are left out too.
    dropped: HashMap<Vec<u8>, usize>,
    formatting: usize,
    /// Lists of attributes of formatting elements, by their source: the tree builder compares
    /// these elements by their attributes.
    lists: HashMap<Vec<u8>, usize>,
    /// [`LIST`], interned once.
    list_name: LocalName,
}

impl<'a, 's> Adapter<'a, 's> {
    fn new(
        source: &'s str,
        builder: &'a TreeBuilder<u32, Sink<'s>>,
        limits: &Limits,
    ) -> Adapter<'a, 's> {
        Adapter {
            source,
            builder,
            max_depth: limits.max_depth(),
            max_attributes: limits.max_attributes(),
            position: 0,
            text: Vec::new(),
            runs: Vec::new(),
            text_from: 0,
            reading: Reading::Comment,
            tag_start: 0,
            name: Vec::new(),
            last_start_tag: Vec::new(),
            self_closing: false,
            attributes: Vec::new(),
            seen: Vec::new(),
            attribute_name: Vec::new(),
            in_attribute: false,
            value: Value::default(),
            doctype: Doctype::default(),
            dropped: HashMap::new(),
            formatting: 0,
            lists: HashMap::new(),
            list_name: LocalName::from(LIST),
        }
    }

    fn bytes(&self) -> &'s [u8] {
        self.source.as_bytes()
    }

    /// Hands a token over; the state the tokenizer has to go on in, where the builder says one.
    fn give(&self, token: Token) -> Option<State> {
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
            _ => None,
        }
    }

    fn give_text(&self, text: &str) {
        if !text.is_empty() {
            self.give(Token::CharacterTokens(StrTendril::from_slice(text)));
        }
    }

    /// Hands over the text read so far.
    fn flush_text(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.text);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        {
            let mut fed = self.builder.sink.fed.borrow_mut();
            let base = fed.text.len();
            fed.text.push_str(&text);
            fed.runs.extend(self.runs.drain(..).map(|mut run| {
                run.from += base;
                run.to += base;
                run
            }));
        }
        let mut rest = text.as_str();
        while let Some((part, after)) = memchr(0, rest.as_bytes()).and_then(|at| {
            let (part, after) = rest.split_at_checked(at)?;
            Some((part, after.get(1..)?))
        }) {
            self.give_text(part);
            self.give(Token::NullCharacterToken);
            rest = after;
        }
        self.give_text(rest);
        // Keeps the buffer's allocation for the next run.
        self.text = text.into_bytes();
        self.text.clear();
    }

    /// Hands over a token that is no text.
    fn give_markup(&mut self, token: Token, start: usize) -> Option<State> {
        self.builder.sink.open(start, self.position);
        let state = self.give(token);
        self.builder.sink.settle();
        self.builder.sink.fed.borrow_mut().clear();
        state
    }

    fn finish_attribute(&mut self) {
        if !std::mem::take(&mut self.in_attribute) {
            return;
        }
        let value = std::mem::take(&mut self.value);
        let name = std::mem::take(&mut self.attribute_name);
        if self.reading == Reading::Start && !name.is_empty() {
            self.add_attribute(&name, &value);
        }
        // Both buffers keep their allocations.
        self.value.text = value.text;
        self.value.text.clear();
        self.attribute_name = name;
        self.attribute_name.clear();
    }

    fn add_attribute(&mut self, name: &[u8], value: &Value) {
        if self.attributes.len() >= self.max_attributes {
            self.builder.sink.cut_attributes(self.tag_start);
            return;
        }
        let sink = &self.builder.sink;
        let name = String::from_utf8_lossy(name);
        let row = sink.attribute_name(&name) & !DECODED;
        if self.attributes.iter().any(|a| a.row() == row as usize) {
            return;
        }
        let raw = value
            .start
            .map(|start| start..start + value.text.len())
            .filter(|range| self.bytes().get(range.clone()) == Some(&*value.text));
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let attribute = match raw {
            Some(range) => Attribute {
                name: row,
                start: number(range.start),
                end: number(range.end),
            },
            None => {
                let (start, end) = sink.keep(&String::from_utf8_lossy(&value.text));
                Attribute {
                    name: row | DECODED,
                    start,
                    end,
                }
            }
        };
        self.attributes.push(attribute);
        if matches!(&*name, "type" | "encoding" | "color" | "face" | "size") {
            self.seen.push(TreeAttribute {
                name: QualName::new(None, ns!(), LocalName::from(&*name)),
                value: StrTendril::from_slice(&String::from_utf8_lossy(&value.text)),
            });
        }
    }

    fn start_tag(&mut self) -> Option<State> {
        let text = String::from_utf8_lossy(&self.name).into_owned();
        let tag = Tag::of(&text);
        let sink = &self.builder.sink;
        let deep = sink.depth() >= self.max_depth && tag != Tag::Body && tag != Tag::Html;
        // Opening an `<a>` closes the one that is open.
        let counted = tag.is_formatting() && tag != Tag::A;
        if deep || counted && self.formatting >= MAX_FORMATTING {
            if deep {
                sink.cut_depth(self.tag_start);
            }
            if !tag.is_void() && !self.self_closing {
                *self.dropped.entry(self.name.clone()).or_default() += 1;
            }
            return raw_text(tag);
        }
        if counted {
            self.formatting += 1;
        } else if matches!(tag, Tag::Td | Tag::Th | Tag::Table | Tag::Caption) {
            self.formatting = 0;
        }
        if counted && self.attributes.len() > FORMATTING_ATTRIBUTES {
            self.attributes.truncate(FORMATTING_ATTRIBUTES);
            sink.cut_attributes(self.tag_start);
        }
        let mut attributes = std::mem::take(&mut self.seen);
        if !self.attributes.is_empty() {
            let list = if tag.is_formatting() && tag != Tag::A {
                let key = self
                    .bytes()
                    .get(self.tag_start..self.position)
                    .unwrap_or(&[])
                    .to_vec();
                let (lists, own) = (&mut self.lists, &self.attributes);
                *lists.entry(key).or_insert_with(|| sink.list(own))
            } else {
                sink.list(&self.attributes)
            };
            let mut value = StrTendril::new();
            value.push_slice(&list.to_string());
            attributes.push(TreeAttribute {
                name: QualName::new(None, ns!(), self.list_name.clone()),
                value,
            });
        }
        let token = Token::TagToken(TreeTag {
            kind: TagKind::StartTag,
            name: LocalName::from(&*text),
            self_closing: self.self_closing,
            attrs: attributes,
            had_duplicate_attributes: false,
        });
        self.give_markup(token, self.tag_start)
    }

    fn end_tag(&mut self) -> Option<State> {
        if let Some(n) = self.dropped.get_mut(&self.name).filter(|n| **n > 0) {
            *n -= 1;
            return None;
        }
        let text = String::from_utf8_lossy(&self.name).into_owned();
        let tag = Tag::of(&text);
        if tag.is_formatting() {
            self.formatting = self.formatting.saturating_sub(1);
        } else if matches!(tag, Tag::Td | Tag::Th | Tag::Table | Tag::Caption) {
            self.formatting = 0;
        }
        let token = Token::TagToken(TreeTag {
            kind: TagKind::EndTag,
            name: LocalName::from(&*text),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        });
        // `</br>` and `</p>` may make elements of their own.
        let state = self.give_markup(token, self.tag_start);
        self.builder.sink.close(&text, self.position);
        state
    }
}

/// The state in which the text of a left-out element has to be read.
fn raw_text(tag: Tag) -> Option<State> {
    match tag {
        Tag::Script => Some(State::ScriptData),
        Tag::Style | Tag::Iframe | Tag::Noframes => Some(State::RawText),
        Tag::Title | Tag::Textarea => Some(State::RcData),
        _ => None,
    }
}

impl Emitter for &mut Adapter<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start_tag.clear();
        self.last_start_tag.extend(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush_text();
        self.give(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, piece: &[u8]) {
        let bytes = self.bytes();
        let from = self.text_from;
        let behind = self.position.checked_sub(piece.len());
        let here = bytes.get(from..from + piece.len()) == Some(piece);
        // A character reference that stands for `&` looks like the `&` it begins with.
        let raw = here && (bytes.get(from) != Some(&b'&') || behind == Some(from));
        let line_end = piece.first() == Some(&b'\n') && bytes.get(from) == Some(&b'\r');
        let at = self.text.len();
        let mut push = |from: usize, to: usize, start: usize, end: usize, raw: bool| {
            if let Some(last) = self.runs.last_mut()
                && last.raw
                && raw
                && last.end == start
                && last.end - last.start == last.to - last.from
            {
                last.to = to;
                last.end = end;
                return;
            }
            self.runs.push(Run {
                from,
                to,
                start,
                end,
                raw,
            });
        };
        if raw {
            push(at, at + piece.len(), from, from + piece.len(), true);
            self.text_from = from + piece.len();
        } else if line_end {
            let end = from + 1 + usize::from(bytes.get(from + 1) == Some(&b'\n'));
            push(at, at + 1, from, end, true);
            if piece.len() > 1 {
                push(at + 1, at + piece.len(), end, end + piece.len() - 1, true);
            }
            self.text_from = end + piece.len() - 1;
        } else {
            let mut end = self.position.clamp(from, bytes.len());
            while !self.source.is_char_boundary(end) {
                end -= 1;
            }
            push(at, at + piece.len(), from, end, false);
            self.text_from = end;
        }
        self.text.extend_from_slice(piece);
    }

    fn init_start_tag(&mut self) {
        self.reading = Reading::Start;
        self.name.clear();
        self.self_closing = false;
        self.attributes.clear();
        self.seen.clear();
        self.in_attribute = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.reading = Reading::End;
    }

    fn init_comment(&mut self) {
        self.reading = Reading::Comment;
    }

    fn init_doctype(&mut self) {
        self.reading = Reading::Doctype;
        self.doctype = Doctype::default();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.finish_attribute();
        self.flush_text();
        let state = match self.reading {
            Reading::Start => {
                self.last_start_tag.clear();
                let name = std::mem::take(&mut self.name);
                self.last_start_tag.extend_from_slice(&name);
                self.name = name;
                self.start_tag()
            }
            Reading::End => {
                self.last_start_tag.clear();
                self.end_tag()
            }
            Reading::Comment | Reading::Doctype => None,
        };
        self.text_from = self.position;
        state
    }

    fn emit_current_comment(&mut self) {
        self.flush_text();
        self.give_markup(Token::CommentToken(StrTendril::new()), self.tag_start);
        self.text_from = self.position;
    }

    fn emit_current_doctype(&mut self) {
        self.flush_text();
        let doctype = std::mem::take(&mut self.doctype);
        self.give_markup(Token::DoctypeToken(doctype), self.tag_start);
        self.text_from = self.position;
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, s: &[u8]) {
        self.name.extend_from_slice(s);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, s: &[u8]) {
        let name = self.doctype.name.get_or_insert_with(StrTendril::new);
        name.push_slice(&String::from_utf8_lossy(s));
    }

    fn init_attribute(&mut self) {
        self.finish_attribute();
        self.in_attribute = true;
        self.value.start = None;
    }

    fn init_attribute_value(&mut self) {
        self.value.start = Some(self.position);
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        self.attribute_name.extend_from_slice(s);
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        self.value.text.extend_from_slice(s);
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public_id = Some(StrTendril::from_slice(&String::from_utf8_lossy(value)));
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system_id = Some(StrTendril::from_slice(&String::from_utf8_lossy(value)));
    }

    fn push_doctype_public_identifier(&mut self, s: &[u8]) {
        let id = self.doctype.public_id.get_or_insert_with(StrTendril::new);
        id.push_slice(&String::from_utf8_lossy(s));
    }

    fn push_doctype_system_identifier(&mut self, s: &[u8]) {
        let id = self.doctype.system_id.get_or_insert_with(StrTendril::new);
        id.push_slice(&String::from_utf8_lossy(s));
    }

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.reading == Reading::End
            && !self.last_start_tag.is_empty()
            && self.last_start_tag == self.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
