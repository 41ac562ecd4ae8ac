//! [`Markup`]: what a text block of a page knows of its tree.

use super::dom::NodeId;
use super::hints::Hints;
use super::tags::Tag;

/// A link or emphasis inside a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inline {
    /// Range of the block's raw text.
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) node: NodeId,
    /// Whether it sets its text bold.
    pub(crate) bold: bool,
}

macro_rules! flags {
    ($( $(#[$meta:meta])* $Name:ident = $word:literal, )+) => {
        /// Where a block stands in its page. The bit position is the variant's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Flag { $( $(#[$meta])* $Name, )+ }

        impl Flag {
            pub(crate) const ALL: &'static [Flag] = &[ $( Flag::$Name, )+ ];

            pub(crate) const fn name(self) -> &'static str {
                match self { $( Flag::$Name => $word, )+ }
            }
        }
    };
}

flags! {
    /// Below `<nav>`.
    Nav = "nav",
    /// Below `<header>`.
    Header = "header",
    /// Below `<footer>`.
    Footer = "footer",
    /// Below `<aside>`.
    Aside = "aside",
    /// Below `<main>`.
    Main = "main",
    /// Below `<article>`.
    Article = "article",
    /// Below an `<article>` in an `<article>`.
    ArticleInArticle = "article-in-article",
    /// Below `<figure>` or `<picture>`.
    Figure = "figure",
    /// Below `<figcaption>`.
    Figcaption = "figcaption",
    /// Below a table cell.
    Cell = "cell",
    /// Below a list item.
    Item = "item",
    /// Below an item of a numbered list.
    Ordered = "ordered",
    /// Below `<blockquote>`.
    Blockquote = "blockquote",
    /// Below a form, a button or another control.
    Form = "form",
    /// Below `<noscript>`.
    Noscript = "noscript",
    /// Below a link that holds blocks.
    Link = "link",
    /// Not shown: `hidden`, `aria-hidden`, `display: none`, a class for screen readers.
    Hidden = "hidden",
    /// Below the text box of a post of a social network.
    Post = "post",
    /// Marked as the article's body in the page's own terms: `itemprop` or `property`.
    BodyProperty = "body-property",
    /// Below `<details>` or `<dialog>`.
    Details = "details",
    /// Below `<pre>`.
    Pre = "pre",
    /// Below an element whose `role` is of the page and not of the article.
    PageRole = "page-role",
    /// Below an element for a caption that belongs to an image beside it.
    Imaged = "imaged",
}

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u32);

impl Flags {
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }

    pub(crate) fn any(self, flags: &[Flag]) -> bool {
        flags.iter().any(|f| self.has(*f))
    }

    pub(crate) fn set(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    pub(crate) fn clear(&mut self, flag: Flag) {
        self.0 &= !(1 << flag as u32);
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.iter().copied().filter(move |f| self.has(*f))
    }
}

/// What the tree shows of a block, for labelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// The element that holds the block's text.
    pub(crate) tag: Tag,
    pub(crate) flags: Flags,
    /// Hints of the element itself and of inline elements that hold all the text.
    pub(crate) own: Hints,
    /// Hints of the next two elements above. Of elements that hold the core of the page, here and in
    /// `far`, those for content alone: what holds the article and all beside it tells nothing apart.
    pub(crate) near: Hints,
    /// Hints of all above those.
    pub(crate) far: Hints,
    /// Of a short link, hints of the address it leads to.
    pub(crate) target: Hints,
    /// Letters inside links, in thousandths.
    pub(crate) linked: u16,
    /// Letters set bold, in thousandths.
    pub(crate) bold: u16,
    /// Letters set in italics, in thousandths.
    pub(crate) italic: u16,
    /// Elements from the block's up to the core's first ancestor that holds both.
    pub(crate) up: u16,
    /// Elements from that ancestor down to the block's.
    pub(crate) down: u16,
    /// How much deeper the block lies than most of the core's running text, in elements.
    pub(crate) deeper: i32,
    /// Before the core's first running text, after its last, or between.
    pub(crate) side: Side,
    /// Share of the page's running text that the block's parent holds directly, in thousandths.
    pub(crate) parent_share: u16,
    /// Share that blocks of the same tags and classes hold, in thousandths.
    pub(crate) kin_share: u16,
    /// Elements of the same tag and class as this block's, at most 255.
    pub(crate) kin: u8,
    /// Where the block stands against the page's title, in blocks; 0 is the title itself: its `<h1>`,
    /// or what stands for one.
    pub(crate) from_h1: i32,
    /// Elements from the title up to the first that holds this block too; 0 far from the title.
    pub(crate) h1_up: u8,
    /// The last block of the smallest element that holds this block and another: as far as a label
    /// reaches.
    pub(crate) reach: u32,
    /// That element, in which the block stands beside others: the column of a paragraph, however deep
    /// wrappers of its own put it.
    pub(crate) slot: NodeId,
    /// Whether an image stands right before, or after, in the same small container.
    pub(crate) image_before: bool,
    pub(crate) image_after: bool,
    /// Its place in the smallest element that holds an image and text.
    pub(crate) unit: Unit,
    /// Whether `<title>` holds the block's text.
    pub(crate) in_title: bool,
    /// Whether the text is what an image of the page says of itself, in `alt` or `title`.
    pub(crate) is_alt: bool,
    /// Whether the block shares its parent with the one before it.
    pub(crate) same_parent: bool,
    /// Whether it comes from a line break, not from an element of its own.
    pub(crate) broken: bool,
}

/// Where a block stands against the core of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The page has no running text.
    None,
    Before,
    Inside,
    After,
}

/// The place of a block in the smallest element that holds one image and text: a figure, a slide, a
/// card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// In none.
    None,
    /// The only text of it.
    Only,
    First,
    Later,
}

/// What a text block of a page knows of its tree.
#[derive(Clone, Debug)]
pub(crate) struct Markup {
    pub(crate) node: NodeId,
    pub(crate) inline: Vec<Inline>,
    /// Bytes of white space cut off the front of the raw text before it was cleaned.
    pub(crate) trimmed: u32,
    pub(crate) facts: Facts,
}
