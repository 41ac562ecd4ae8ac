//! Arabic articles of every shape whose right reading is known, because they are put together
//! from their parts.
//!
//! [`Generated`] holds the parts; [`Generated::text`] prints them, [`Generated::gold`] says what a
//! parser should find. [`Canonical`] keeps to the shapes that leave no room for doubt. Both shrink
//! by leaving parts out. [`perturb`] changes how a text is written without changing what it says,
//! [`wild`] makes strings and bytes that are no article at all.

pub mod compose;
pub mod layout;
pub mod perturb;
pub mod rng;
mod shrink;
pub mod vocabulary;
pub mod wild;
pub mod words;

use quickcheck::{Arbitrary, Gen};

use self::layout::{Layout, Spacing, StampPlace};
use self::rng::Rng;

/// The letters of a paragraph in the sense of [`Canonical`], at least.
pub const LONG_PARAGRAPH: usize = 120;

/// One block of the body as a parser should return it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, with an opening dateline, without a closing agency.
    Paragraph(String),
    /// A picture.
    Figure {
        /// Its alternative text.
        alt: Option<String>,
        /// Its caption without the credit.
        caption: String,
        /// What stands in the closing bracket.
        credit: Option<String>,
    },
    /// The entries of a list, without their marks.
    List(Vec<String>),
    /// A pulled quotation, with its marks.
    Quote(String),
}

/// A block as it is printed: paragraphs in sentences, lists with their mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Sentences, each with its full stop.
    Paragraph(Vec<String>),
    /// See [`Block::Figure`].
    Figure {
        /// See [`Block::Figure`].
        alt: Option<String>,
        /// See [`Block::Figure`].
        caption: String,
        /// See [`Block::Figure`].
        credit: Option<String>,
    },
    /// Entries and the mark before each.
    List {
        /// The mark with the space after it.
        mark: &'static str,
        /// The entries.
        items: Vec<String>,
    },
    /// See [`Block::Quote`].
    Quote(String),
}

/// A heading, absent in the lead, with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: Option<String>,
    /// The blocks.
    pub pieces: Vec<Piece>,
}

/// A byline as printed and as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The whole line.
    pub line: String,
    /// The people.
    pub names: Vec<String>,
    /// The part that is a dateline.
    pub dateline: Option<String>,
    /// The towns in it.
    pub places: Vec<String>,
    /// The outlets and agencies in it.
    pub agencies: Vec<String>,
}

/// A dateline as printed and as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The line, or the run with its separator.
    pub text: String,
    /// Stands before the first sentence, not on a line of its own.
    pub opening: bool,
    /// The towns.
    pub places: Vec<String>,
    /// The agencies.
    pub agencies: Vec<String>,
}

/// The printed date as printed and as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The whole line.
    pub line: String,
    /// `2024-05-15` or `2024-05-15T13:20`.
    pub value: String,
    /// Labelled as the last change.
    pub updated: bool,
    /// Where it stands.
    pub place: StampPlace,
}

/// What the article was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The line, or the bracket.
    pub text: String,
    /// Follows the last sentence on its line.
    pub closing: bool,
    /// The names.
    pub names: Vec<String>,
}

/// A line or block with a label and the values under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The line of the label; for tags the whole line.
    pub line: String,
    /// The values.
    pub values: Vec<String>,
}

/// An article in parts. See the module's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// Kept to the shapes of [`Canonical`], also while shrinking.
    pub strict: bool,
    /// Separator of blocks.
    pub spacing: Spacing,
    /// The headline with the name of the site.
    pub title: Option<String>,
    /// Navigation above.
    pub nav: Vec<String>,
    /// Kicker.
    pub kicker: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// Standfirst.
    pub deck: Option<String>,
    /// Byline.
    pub byline: Option<Byline>,
    /// Date.
    pub stamp: Option<Stamp>,
    /// Dateline.
    pub dateline: Option<Dateline>,
    /// Lead and sections; the first has no heading and holds at least one paragraph.
    pub sections: Vec<Section>,
    /// Source.
    pub source: Option<Source>,
    /// End mark of a wire text.
    pub end_mark: Option<String>,
    /// Tags.
    pub tags: Option<Labelled>,
    /// Links to other articles.
    pub related: Option<Labelled>,
    /// Lines below.
    pub footer: Vec<String>,
}

/// What a parser should find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Headline without the site's name.
    pub headline: Option<String>,
    /// Kicker.
    pub kicker: Option<String>,
    /// Standfirst.
    pub deck: Option<String>,
    /// People of the byline.
    pub byline: Vec<String>,
    /// Dateline with its separator, without the blank after it.
    pub dateline: Option<String>,
    /// Places of dateline and byline.
    pub places: Vec<String>,
    /// Agencies and outlets of dateline and byline.
    pub agencies: Vec<String>,
    /// `2024-05-15` or `2024-05-15T13:20`.
    pub published: Option<String>,
    /// Same form, where the line is labelled as the last change.
    pub modified: Option<String>,
    /// Headings and blocks; the first heading is absent.
    pub sections: Vec<(Option<String>, Vec<Block>)>,
    /// Names of the source.
    pub sources: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Titles of related articles.
    pub related: Vec<String>,
    /// Every line that is not blank, with its role.
    pub lines: Vec<(String, &'static str)>,
}

/// Lines that belong together and the role of each.
type Group = Vec<(String, &'static str)>;

impl Generated {
    /// The article for a layout; equal layouts and seeds give equal articles.
    pub fn from_layout(layout: &Layout, seed: u64) -> Self {
        compose::compose(layout, &mut Rng::new(seed))
    }

    /// The article as scraped text, without a line end after the last line.
    pub fn text(&self) -> String {
        let separator = match self.spacing {
            Spacing::Blank => "\n\n",
            Spacing::Single => "\n",
        };
        let mut text = String::new();
        for group in self.groups() {
            if !text.is_empty() {
                text.push_str(separator);
            }
            for (number, (line, _)) in group.iter().enumerate() {
                if number > 0 {
                    text.push('\n');
                }
                text.push_str(line);
            }
        }
        text
    }

    /// Every line of [`text`](Self::text) that is not blank, with its role.
    pub fn lines(&self) -> Vec<(String, &'static str)> {
        self.groups().into_iter().flatten().collect()
    }

    /// What a parser should find in [`text`](Self::text).
    pub fn gold(&self) -> Gold {
        let mut gold = Gold {
            headline: self.headline.clone(),
            kicker: self.kicker.clone(),
            deck: self.deck.clone(),
            lines: self.lines(),
            ..Gold::default()
        };
        if let Some(byline) = &self.byline {
            gold.byline.clone_from(&byline.names);
            gold.dateline.clone_from(&byline.dateline);
            gold.places.clone_from(&byline.places);
            gold.agencies.clone_from(&byline.agencies);
        }
        if let Some(dateline) = &self.dateline {
            gold.dateline = Some(dateline.text.clone());
            gold.places.extend(dateline.places.iter().cloned());
            gold.agencies.extend(dateline.agencies.iter().cloned());
        }
        if let Some(stamp) = &self.stamp {
            let value = Some(stamp.value.clone());
            if stamp.updated {
                gold.modified = value;
            } else {
                gold.published = value;
            }
        }
        if let Some(source) = &self.source {
            gold.sources.clone_from(&source.names);
        }
        if let Some(tags) = &self.tags {
            gold.tags.clone_from(&tags.values);
        }
        if let Some(related) = &self.related {
            gold.related.clone_from(&related.values);
        }
        let mut opening = self.opening_run();
        for section in &self.sections {
            let mut blocks = Vec::with_capacity(section.pieces.len());
            for piece in &section.pieces {
                blocks.push(block(piece, &mut opening));
            }
            gold.sections.push((section.heading.clone(), blocks));
        }
        gold
    }

    /// The dateline that stands before the first sentence.
    fn opening_run(&self) -> Option<&str> {
        let run = self.dateline.as_ref().filter(|line| line.opening)?;
        Some(&run.text)
    }

    /// The lines, in groups between which [`Spacing`] decides.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut add = |line: Option<&str>, role| {
            if let Some(line) = line {
                groups.push(vec![(line.to_owned(), role)]);
            }
        };
        let stamp = |place| {
            let stamp = self.stamp.as_ref().filter(|stamp| stamp.place == place)?;
            Some(stamp.line.as_str())
        };
        add(self.title.as_deref(), "headline");
        for line in &self.nav {
            add(Some(line), "boilerplate");
        }
        add(stamp(StampPlace::AboveHeadline), "timestamp");
        add(self.kicker.as_deref(), "kicker");
        add(self.headline.as_deref(), "headline");
        add(self.deck.as_deref(), "deck");
        let byline = self.byline.as_ref().map(|byline| byline.line.as_str());
        add(byline, "byline");
        add(stamp(StampPlace::BelowByline), "timestamp");
        let dateline = self.dateline.as_ref().filter(|line| !line.opening);
        add(dateline.map(|line| line.text.as_str()), "dateline");

        let mut opening = self.opening_run();
        for section in &self.sections {
            if let Some(heading) = &section.heading {
                groups.push(vec![(heading.clone(), "heading")]);
            }
            for piece in &section.pieces {
                groups.push(piece_lines(piece, &mut opening));
            }
        }
        match &self.source {
            Some(source) if source.closing => {
                // The last group is the last paragraph: `is_valid` demands it.
                if let Some((line, _)) = groups.last_mut().and_then(|group| group.last_mut()) {
                    line.push(' ');
                    line.push_str(&source.text);
                }
            }
            Some(source) => groups.push(vec![(source.text.clone(), "source")]),
            None => {}
        }
        if let Some(end) = &self.end_mark {
            groups.push(vec![(end.clone(), "end")]);
        }
        if let Some(tags) = &self.tags {
            groups.push(vec![(tags.line.clone(), "tags")]);
        }
        if let Some(related) = &self.related {
            let lines = std::iter::once(&related.line).chain(&related.values);
            groups.push(lines.map(|line| (line.clone(), "related")).collect());
        }
        for line in &self.footer {
            groups.push(vec![(line.clone(), "boilerplate")]);
        }
        groups
    }

    /// The lead and every section hold a paragraph, a closing agency has one to close, and a
    /// strict article keeps to the shapes of [`Canonical`].
    pub fn is_valid(&self) -> bool {
        let closed = self.source.as_ref().is_none_or(|source| !source.closing)
            || last_piece(&self.sections).is_some_and(is_paragraph);
        let headed = self.sections.iter().skip(1).all(|s| s.heading.is_some());
        let whole = self
            .sections
            .iter()
            .all(|s| s.pieces.iter().any(is_paragraph));
        closed && headed && whole && !self.sections.is_empty() && (!self.strict || self.is_clear())
    }

    fn is_clear(&self) -> bool {
        let lead = self.sections.first().map_or(0, |lead| {
            lead.pieces.iter().filter(|p| is_paragraph(p)).count()
        });
        let clear = self.sections.iter().flat_map(|s| &s.pieces).all(is_clear);
        // A heading stands between paragraphs, so no section ends or, under a heading, begins
        // with a picture.
        let between = self.sections.iter().all(|section| {
            let first =
                section.heading.is_none() || section.pieces.first().is_some_and(is_paragraph);
            first && section.pieces.last().is_some_and(is_paragraph)
        });
        let source = self.source.as_ref().is_some_and(|source| !source.closing);
        self.headline.is_some() && lead >= 3 && clear && between && source
    }
}

fn is_paragraph(piece: &Piece) -> bool {
    matches!(piece, Piece::Paragraph(_))
}

/// A paragraph of [`LONG_PARAGRAPH`] letters, or a picture with alternative text and credit.
fn is_clear(piece: &Piece) -> bool {
    match piece {
        Piece::Paragraph(sentences) => letters(sentences) >= LONG_PARAGRAPH,
        Piece::Figure { alt, credit, .. } => alt.is_some() && credit.is_some(),
        Piece::List { .. } | Piece::Quote(_) => false,
    }
}

/// The letters of a paragraph, blanks and punctuation not counted.
pub fn letters(sentences: &[String]) -> usize {
    let chars = sentences.iter().flat_map(|sentence| sentence.chars());
    chars.filter(|c| c.is_alphabetic()).count()
}

fn last_piece(sections: &[Section]) -> Option<&Piece> {
    sections.last().and_then(|section| section.pieces.last())
}

/// A paragraph's line; takes the opening run, which the first paragraph alone carries.
fn paragraph(sentences: &[String], opening: &mut Option<&str>) -> String {
    let body = sentences.join(" ");
    match opening.take() {
        Some(run) => format!("{run} {body}"),
        None => body,
    }
}

fn block(piece: &Piece, opening: &mut Option<&str>) -> Block {
    match piece {
        Piece::Paragraph(sentences) => Block::Paragraph(paragraph(sentences, opening)),
        Piece::Figure {
            alt,
            caption,
            credit,
        } => Block::Figure {
            alt: alt.clone(),
            caption: caption.clone(),
            credit: credit.clone(),
        },
        Piece::List { items, .. } => Block::List(items.clone()),
        Piece::Quote(text) => Block::Quote(text.clone()),
    }
}

fn piece_lines(piece: &Piece, opening: &mut Option<&str>) -> Group {
    match piece {
        Piece::Paragraph(sentences) => vec![(paragraph(sentences, opening), "paragraph")],
        Piece::Figure {
            alt,
            caption,
            credit,
        } => {
            let mut group: Group = alt.iter().map(|alt| (alt.clone(), "alt")).collect();
            let line = match credit {
                Some(credit) => format!("{caption} ({credit})"),
                None => caption.clone(),
            };
            group.push((line, "caption"));
            group
        }
        Piece::List { mark, items } => {
            let lines = items.iter().map(|item| format!("{mark}{item}"));
            lines.map(|line| (line, "list")).collect()
        }
        Piece::Quote(text) => vec![(text.clone(), "quote")],
    }
}

impl Arbitrary for Generated {
    fn arbitrary(g: &mut Gen) -> Self {
        Self::from_layout(&Layout::arbitrary(g), u64::arbitrary(g))
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        Box::new(shrink::smaller(self))
    }
}

/// An article of clear shapes only, on which a parser must be exactly right: a headline, at least
/// three lead paragraphs of [`LONG_PARAGRAPH`] letters or more that end in full stops, headings of
/// one to four words between long paragraphs, captions with an English line before and an agency
/// in brackets after them, a labelled source line, blank lines between blocks, no navigation.
/// Byline, date, related links and opening dateline occur in their labelled or bracketed forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical(pub Generated);

impl Arbitrary for Canonical {
    fn arbitrary(g: &mut Gen) -> Self {
        Self(Generated::from_layout(
            &Layout::canonical(g),
            u64::arbitrary(g),
        ))
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
        Box::new(shrink::smaller(&self.0).map(Canonical))
    }
}

#[cfg(test)]
mod tests;
