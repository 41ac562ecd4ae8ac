//! The body: pieces in their order become sections with paragraphs, figures, lists and all else.

use std::collections::HashSet;
use std::ops::Range;

use super::LABELS;
#[cfg(feature = "html")]
use super::page;
use super::pieces::Piece;
use crate::arabic;
use crate::article::{
    Article, Block, Credit, Embed, Figure, List, Paragraph, Quote, Related, Section, Table, Text,
    Turn, Verse,
};
use crate::extract::{Candidate, Context, Field, FieldValue, Vote};
#[cfg(feature = "html")]
use crate::extract::{EntryPlace, ImageCredit};
use crate::label::Role;
use crate::lexicon::CueClass;
use crate::provenance::Precedence;
#[cfg(feature = "html")]
use crate::read::html::{Flag, NodeId, Tag, platform, post_address};
use crate::read::{Copies, Shape, may_repeat};
use crate::smallprint::{post::signer, tokens::Tokens};
use crate::span::Span;

/// Letters from which on a repeated paragraph is a copy and not a refrain.
const COPY: usize = 40;

/// The body as it grows.
pub(super) struct Body<'c, 'a> {
    cx: &'c Context<'a>,
    sections: Vec<Section>,
    section: Section,
    related: Vec<Related>,
    figure: Option<Figure>,
    speaker: Option<Text>,
    /// Questions (true) and answers by markup, by the starts of their paragraphs; in their order.
    pub(super) turns: Vec<(usize, bool)>,
    /// The line of a caption that was left out as a copy.
    copied: Option<u32>,
    /// Whether the last block of the section can take a further item of its kind.
    open: bool,
    paragraphs: Copies,
    captions: Copies,
    /// Match keys of the related stories.
    stories: HashSet<String>,
    values: Vec<Candidate>,
    deck: Vec<Text>,
    tokens: Tokens,
    #[cfg(feature = "html")]
    page: PageState,
}

/// Where in the page's tree the last block came from.
#[cfg(feature = "html")]
#[derive(Default)]
struct PageState {
    pictures: page::Pictures,
    entries: page::Entries,
    /// The picture that the open figure shows.
    picture: Option<usize>,
    /// The list, post or table of the last block, and the row of the table.
    holder: Option<NodeId>,
    row: Option<NodeId>,
}

/// What tells copies among the pieces that can be left out as such.
fn copies(cx: &Context<'_>, pieces: &[Piece<'_, '_>]) -> Copies {
    let may_be_copy =
        |piece: &&Piece<'_, '_>| matches!(piece.role(), Role::Paragraph | Role::Caption);
    let sketches = pieces.iter().filter(may_be_copy);
    let sketches = sketches.map(|piece| piece.sketch(cx.source()));
    match may_repeat(sketches.clone()) {
        true => Copies::among(sketches),
        false => Copies::default(),
    }
}

impl<'c, 'a> Body<'c, 'a> {
    pub(super) fn new(cx: &'c Context<'a>, pieces: &[Piece<'_, '_>]) -> Body<'c, 'a> {
        let copies = copies(cx, pieces);
        let mut section = Section::new(None, 0);
        if !cx.has(&[Role::Heading]) {
            // One section holds them all; most bodies are paragraphs and captions.
            let is_block = |p: &&Piece<'_, '_>| matches!(p.role(), Role::Paragraph | Role::Caption);
            let blocks = pieces.iter().filter(is_block).count();
            section.blocks.reserve_exact(blocks);
        }
        Body {
            cx,
            sections: Vec::new(),
            section,
            related: Vec::new(),
            figure: None,
            speaker: None,
            turns: Vec::new(),
            copied: None,
            open: false,
            paragraphs: copies.clone(),
            captions: copies,
            stories: HashSet::new(),
            values: Vec::new(),
            deck: Vec::new(),
            tokens: Tokens::default(),
            #[cfg(feature = "html")]
            page: PageState::default(),
        }
    }

    #[cfg(feature = "html")]
    pub(super) fn expect(
        &mut self,
        pieces: &[Piece<'_, '_>],
        credits: Vec<ImageCredit>,
        entries: &[EntryPlace],
    ) {
        self.page.pictures = page::Pictures::of(self.cx, pieces, credits);
        self.page.entries = page::Entries::of(entries);
    }

    /// Opens and closes entries of a live blog; true where the piece is the time of one.
    #[cfg(feature = "html")]
    fn enter(&mut self, piece: &Piece<'_, '_>) -> bool {
        if self.page.entries.ends_before(piece.span) {
            self.flush();
            let entry = self.page.entries.close();
            self.section.blocks.extend(entry);
        }
        if self.page.entries.opens_at(piece.span) {
            self.flush();
        }
        let text = || piece.text(self.cx.source());
        self.page.entries.take_time(piece.span, text)
    }

    /// Where blocks go: into the open entry of a live blog, else into the section.
    fn blocks(&mut self) -> &mut Vec<Block> {
        #[cfg(feature = "html")]
        if let Some(entry) = self.page.entries.open() {
            return &mut entry.blocks;
        }
        &mut self.section.blocks
    }

    /// Takes a piece where the page's tree decides; false where its role alone does.
    #[cfg(feature = "html")]
    fn take_of_page(&mut self, piece: &Piece<'_, '_>) -> bool {
        let Some(facts) = piece.block.facts() else {
            return false;
        };
        let body = matches!(
            piece.role(),
            Role::Paragraph
                | Role::Heading
                | Role::Caption
                | Role::Credit
                | Role::Quote
                | Role::List
        );
        if body {
            for figure in self.page.pictures.silent(piece.block.line() as usize) {
                self.flush();
                self.blocks().push(Block::Figure(Box::new(figure)));
            }
        }
        let source = self.cx.source();
        match piece.role() {
            Role::Paragraph | Role::List if facts.flags.has(Flag::Item) => {
                let list = page::around(self.cx, piece.block, &[Tag::Ol, Tag::Ul, Tag::Dl]);
                // A page may make its whole body a list of one.
                if list.is_none() || self.speaker.is_some() {
                    return false;
                }
                let item = piece.text(source);
                let same = self.page.holder == list;
                match self.last() {
                    Some(Block::List(open)) if same => open.items.push(item),
                    _ => {
                        let ordered = facts.flags.has(Flag::Ordered);
                        let items = vec![item];
                        self.push(Block::List(List { ordered, items }), true);
                        self.page.holder = list;
                    }
                }
                true
            }
            // No heading stands in a block quotation: a short line there is one pulled out of the text.
            Role::Heading if facts.flags.has(Flag::Blockquote) => {
                let quote = Quote::from(piece.text(source));
                self.push(Block::Quote(quote), false);
                true
            }
            Role::Paragraph if page::is_quote(facts) && self.speaker.is_none() => {
                let mut quote = Quote::from(piece.text(source));
                quote.marks = page::marks(self.cx, piece);
                self.push(Block::Quote(quote), false);
                true
            }
            Role::Embed => {
                let post = page::around(self.cx, piece.block, &[Tag::Blockquote]);
                if post.is_none() {
                    return false;
                }
                let text = piece.text(source);
                let same = self.page.holder == post;
                let dom = self.cx.dom();
                match self.last() {
                    Some(Block::Embed(open)) if same => continue_post(open, text),
                    _ => {
                        let mut embed = embed(text);
                        if let (Some(dom), Some(post)) = (dom, post) {
                            embed.platform = platform(dom, post).map(str::to_owned);
                            embed.url = post_address(dom, post);
                        }
                        self.push(Block::Embed(Box::new(embed)), true);
                        self.page.holder = post;
                    }
                }
                true
            }
            Role::Table => {
                let cell = piece.text(source);
                let table = page::around(self.cx, piece.block, &[Tag::Table]);
                let row = page::around(self.cx, piece.block, &[Tag::Tr, Tag::Caption]);
                if table.is_none() {
                    return false;
                }
                let (same, same_row) = (self.page.holder == table, self.page.row == row);
                match self.last() {
                    Some(Block::Table(open)) if same => match open.rows.last_mut() {
                        Some(cells) if same_row => cells.push(cell),
                        _ => open.rows.push(vec![cell]),
                    },
                    _ => {
                        let mut open = Table::default();
                        open.rows.push(vec![cell]);
                        self.push(Block::Table(open), true);
                        self.page.holder = table;
                    }
                }
                self.page.row = row;
                true
            }
            Role::Caption | Role::Credit => {
                // What speaks of another picture begins another figure.
                let picture = self.page.pictures.of_block(piece.block);
                if self.figure.is_some() && picture != self.page.picture {
                    self.flush();
                }
                self.page.picture = picture;
                // A credit with no picture near it credits nothing.
                *piece.role() == Role::Credit && picture.is_none() && self.figure.is_none()
            }
            _ => false,
        }
    }

    pub(super) fn take(&mut self, piece: &Piece<'_, '_>, next: Option<&Piece<'_, '_>>) {
        let source = self.cx.source();
        #[cfg(feature = "html")]
        if self.cx.is_page() && (self.enter(piece) || self.take_of_page(piece)) {
            return;
        }
        match piece.role() {
            Role::Headline => {
                if piece.claimed().is_some() {
                    self.value(Field::Headline, piece);
                }
            }
            Role::Kicker => self.value(Field::Kicker, piece),
            Role::Deck => self.deck.push(piece.text(source)),
            Role::Paragraph => self.paragraph(piece),
            Role::Heading => {
                self.flush();
                let next = Section::new(Some(piece.text(source)), self.level(piece));
                #[cfg(feature = "html")]
                if let Some(before) = self.page.entries.split() {
                    self.section.blocks.push(before);
                }
                let done = std::mem::replace(&mut self.section, next);
                self.sections.push(done);
            }
            Role::Alt => {
                if self
                    .figure
                    .as_ref()
                    .is_some_and(|f| f.alt.is_some() || f.caption.is_some())
                {
                    self.flush();
                }
                self.figure.get_or_insert_with(Figure::default).alt = Some(piece.text(source));
            }
            Role::Caption => self.caption(piece, next),
            // The credit of a caption that was left out as a copy is a copy too.
            Role::Credit if self.copied == Some(piece.block.line()) => {}
            Role::Credit => {
                let mut credit = Credit::from(piece.text(source));
                credit.parts = piece.parts().to_vec();
                let credits = &mut self.figure.get_or_insert_with(Figure::default).credit;
                if credits.is_empty() {
                    // One is the rule.
                    credits.reserve_exact(1);
                }
                credits.push(credit);
            }
            Role::List => {
                let item = piece.text(source);
                let ordered = item.text.starts_with(|c| arabic::digit_value(c).is_some());
                match self.last() {
                    Some(Block::List(list)) if list.ordered == ordered => list.items.push(item),
                    _ => {
                        let list = List {
                            ordered,
                            items: vec![item],
                        };
                        self.push(Block::List(list), true);
                    }
                }
            }
            Role::Verse => {
                let line = piece.text(source);
                match self.last() {
                    Some(Block::Verse(verse)) => verse.lines.push(line),
                    _ => {
                        let mut verse = Verse::default();
                        verse.lines.push(line);
                        self.push(Block::Verse(verse), true);
                    }
                }
            }
            Role::Table => {
                let row = cells(piece, source);
                match self.last() {
                    Some(Block::Table(table)) => table.rows.push(row),
                    _ => {
                        let mut table = Table::default();
                        table.rows.push(row);
                        self.push(Block::Table(table), true);
                    }
                }
            }
            Role::Quote => {
                let quote = Quote::from(piece.text(source));
                self.push(Block::Quote(quote), false);
            }
            Role::Embed => {
                let text = piece.text(source);
                match self.last() {
                    Some(Block::Embed(open)) if open.author.is_none() => continue_post(open, text),
                    _ => self.push(Block::Embed(Box::new(embed(text))), true),
                }
            }
            Role::Speaker => self.speaker = Some(piece.text(source)),
            Role::Related => self.related(piece),
            // A list mark is cut off its item: what stands around it stays together.
            Role::Boilerplate if piece.claimed().is_some() => {}
            _ => self.open = false,
        }
    }

    /// The level of a heading: that of its element, else 2.
    fn level(&self, piece: &Piece<'_, '_>) -> u8 {
        #[cfg(feature = "html")]
        if let Some(level) = page::level(self.cx, piece.block) {
            return level.max(2);
        }
        let _ = piece;
        2
    }

    /// The last block, where a further item can join it.
    fn last(&mut self) -> Option<&mut Block> {
        if self.open && self.figure.is_none() {
            self.blocks().last_mut()
        } else {
            None
        }
    }

    fn push(&mut self, block: Block, open: bool) {
        self.flush();
        self.blocks().push(block);
        self.open = open;
    }

    fn flush(&mut self) {
        #[cfg(feature = "html")]
        if let (Some(picture), Some(figure)) = (self.page.picture.take(), &mut self.figure) {
            self.page.pictures.fill(picture, figure);
        }
        if let Some(figure) = self.figure.take() {
            self.blocks().push(Block::Figure(Box::new(figure)));
        }
        self.open = false;
    }

    fn value(&mut self, field: Field, piece: &Piece<'_, '_>) {
        let text = piece.text(self.cx.source());
        if self.values.is_empty() {
            // A headline, and seldom more: a vector's own first room would be twice a short text's need.
            self.values.reserve_exact(2);
        }
        self.values.push(Candidate {
            field,
            confidence: text.confidence,
            pooled: text.confidence,
            precedence: piece.claimed().unwrap_or(Precedence::HEURISTIC),
            span: text.span,
            origin: text.origin.clone(),
            vote: Vote::Own(text.origin.clone()),
            contradicted: None,
            value: FieldValue::Text(text),
        });
    }

    fn paragraph(&mut self, piece: &Piece<'_, '_>) {
        let mut text = piece.text(self.cx.source());
        if let Some(speaker) = self.speaker.take() {
            let kept = text
                .text
                .trim_start_matches([':', '：', ' ', '-', '/'])
                .len();
            let cut = text.text.len() - kept;
            if kept > 0 {
                let rest = cut..text.text.len();
                text.span = Some(piece.block.place(self.cx.source(), piece.span, rest));
                text.text.drain(..cut);
                let key = arabic::fold(&speaker.text).into_owned();
                let mut turn = Turn::from(text);
                turn.question = key == "س" || key.contains("سوال") || turn.text.ends_with('؟');
                turn.speaker = Some(speaker);
                self.push(Block::Turn(Box::new(turn)), false);
                return;
            }
        }
        if let Ok(at) = self
            .turns
            .binary_search_by_key(&piece.span.start(), |turn| turn.0)
        {
            let mut turn = Turn::from(text);
            turn.question = self.turns.get(at).is_some_and(|turn| turn.1);
            self.push(Block::Turn(Box::new(turn)), false);
            return;
        }
        let shape_chars = text.text.len() / 2;
        if shape_chars >= COPY {
            let sketch = piece.sketch(self.cx.source());
            if !self.paragraphs.insert(sketch, &text.text) {
                return;
            }
        }
        let paragraph = Paragraph::from(text);
        #[cfg(feature = "html")]
        let paragraph = Paragraph {
            marks: page::marks(self.cx, piece),
            ..paragraph
        };
        self.push(Block::Paragraph(paragraph), false);
    }

    fn caption(&mut self, piece: &Piece<'_, '_>, next: Option<&Piece<'_, '_>>) {
        let source = self.cx.source();
        let text = piece.text(source);
        if !self.captions.insert(piece.sketch(source), &text.text) {
            self.copied = Some(piece.block.line());
            return;
        }
        // A caption that the next one repeats and continues is a cut copy of it.
        if let Some(next) = next.filter(|n| *n.role() == Role::Caption) {
            let (this, longer) = (
                arabic::fold(&text.text).into_owned(),
                next.text(source).text,
            );
            let longer = arabic::fold(&longer).into_owned();
            if longer.len() > this.len()
                && longer.starts_with(this.trim_end_matches(['،', ',', ' ', '.']))
            {
                return;
            }
            if longer == this.trim_end_matches(['،', ',', ' ']) {
                return;
            }
        }
        if self.figure.as_ref().is_some_and(|f| f.caption.is_some()) {
            self.flush();
        }
        self.figure.get_or_insert_with(Figure::default).caption = Some(text);
    }

    /// A related story without its label; a label alone is no story.
    fn related(&mut self, piece: &Piece<'_, '_>) {
        self.open = false;
        let text = piece.text(self.cx.source());
        let tokens = &mut self.tokens;
        tokens.fill(&text.text, 8, self.cx.lexicon());
        let cue = self
            .cx
            .lexicon()
            .cues()
            .longest(tokens.phrase(&text.text, 0, 6));
        let mut from = 0;
        if let Some((words, cue)) = cue
            && matches!(cue.class(), CueClass::RelatedLabel | CueClass::ReadMore)
        {
            let gap = tokens.gap(&text.text, words);
            if words >= tokens.len() {
                return;
            }
            if gap.contains([':', '|', '.', '-', '–', '(', '/', '؟']) || words > 1 {
                from = tokens.range(words).start;
                // A quotation mark before the first word belongs to the title.
                let lead = gap.len() - gap.trim_end_matches(['"', '«', '“', '”']).len();
                from -= lead;
            }
        }
        let rest = text.text.get(from..).unwrap_or("");
        let mut title = rest;
        if from > 0 && tokens.gap(&text.text, 0).is_empty() {
            title = title.strip_suffix(')').map_or(title, str::trim_end);
        }
        let shape = Shape::of(title);
        if shape.letters() < 8 || shape.words < 2 {
            return;
        }
        let end = from + title.len();
        let place = piece.block.place(self.cx.source(), piece.span, from..end);
        let title = Text::new(title, Some(place), text.confidence, text.origin);
        let key = arabic::fold(&title.text).into_owned();
        if self.stories.insert(key) {
            self.related.push(Related::new(title));
        }
    }

    /// Gives the article its body; returns the values that pieces gave.
    pub(super) fn finish(mut self, article: &mut Article) -> Vec<Candidate> {
        self.flush();
        #[cfg(feature = "html")]
        self.section.blocks.extend(self.page.entries.close());
        if self.sections.is_empty() {
            // One is the rule.
            self.sections.reserve_exact(1);
        }
        self.sections.push(self.section);
        #[cfg(feature = "html")]
        if self.cx.is_page() {
            page::without_pull_quotes(&mut self.sections);
        }
        if !self.deck.is_empty() {
            let surest = self.deck.iter().map(|t| t.confidence).max();
            let confidence = surest.unwrap_or_default();
            self.values.push(Candidate {
                field: Field::Deck,
                confidence,
                pooled: confidence,
                precedence: Precedence::HEURISTIC,
                span: self.deck.first().and_then(|t| t.span),
                origin: LABELS.clone(),
                vote: Vote::Own(LABELS.clone()),
                contradicted: None,
                value: FieldValue::Texts(self.deck),
            });
        }
        (article.sections, article.related) = (self.sections, self.related);
        self.values
    }
}

/// Splits a row of a table at tabs, bars and wide gaps.
fn cells(piece: &Piece<'_, '_>, source: &str) -> Vec<Text> {
    let raw = source.get(piece.span.range()).unwrap_or("");
    let mut out = Vec::new();
    let mut start = 0;
    let mut white = 0;
    let mut cell = |range: Range<usize>| {
        let Some(part) = raw.get(range.clone()) else {
            return;
        };
        let edge = |c| arabic::is_white(c) || arabic::is_dropped(c);
        let trimmed = part.trim_matches(edge);
        if !trimmed.is_empty() {
            let at =
                piece.span.start() + range.start + part.len() - part.trim_start_matches(edge).len();
            out.push(Text::new(
                arabic::clean_str(trimmed).into_owned(),
                Some(Span::of(at..at + trimmed.len())),
                piece.confidence(),
                piece.origin().clone(),
            ));
        }
    };
    for (i, c) in raw.char_indices() {
        if c == '\t' || c == '|' {
            cell(start..i);
            start = i + c.len_utf8();
            white = 0;
        } else if arabic::is_white(c) {
            white += 1;
        } else {
            if white >= 2 {
                cell(start..i);
                start = i;
            }
            white = 0;
        }
    }
    cell(start..raw.len());
    out
}

/// Adds a line of a post: its text, or its last line with author and time.
fn continue_post(post: &mut Embed, text: Text) {
    if signer(&text.text).is_some() {
        let signature = embed(text);
        post.author = post.author.take().or(signature.author);
        post.time = post.time.take().or(signature.time);
        return;
    }
    match &mut post.text {
        Some(all) => {
            all.text.push(' ');
            all.text.push_str(&text.text);
            if let (Some(all), Some(more)) = (&mut all.span, text.span) {
                *all = Span::of(all.start()..more.end().max(all.end()));
            }
        }
        None => post.text = Some(text),
    }
}

/// A copied post: `— name (@handle) date` gives its author and time.
fn embed(text: Text) -> Embed {
    let mut embed = Embed {
        platform: Some("x".to_owned()),
        ..Embed::default()
    };
    if let Some((author, behind)) = signer(&text.text) {
        embed.author = Some(author.to_owned());
        let time: Vec<&str> = behind.split(' ').take(3).collect();
        embed.time = Some(time.join(" ")).filter(|time| !time.is_empty());
    }
    embed.text = Some(text);
    embed
}
