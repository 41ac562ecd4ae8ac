//! The blocks of the HTML that an extractor returns, so that its paragraphs, headings and captions
//! can be compared with a gold's.

use khabar::Limits;
use khabar::arabic::clean_str;
use khabar::read::html::{Dom, NodeId, NodeKind};

/// What a run of text is by the markup around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading,
    Caption,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Paragraph => "paragraph",
            Kind::Heading => "heading",
            Kind::Caption => "caption",
        }
    }
}

/// A run of text between the borders of blocks.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: Kind,
    pub text: String,
}

/// Elements whose borders do not end a run of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements whose text is none of an article's blocks; rows of tables count as no body text.
const SILENT: &[&str] = &["script", "style", "template", "noscript", "title", "table"];

/// The blocks of a piece of HTML, in their order. Two line breaks in a row end a paragraph.
pub fn of_html(html: &str) -> Vec<Part> {
    let dom = Dom::parse(html, &Limits::new());
    let mut parts: Vec<Part> = Vec::new();
    let (mut run, mut holder, mut breaks) = (String::new(), None, 0);
    for node in dom.descendants(dom.root()) {
        match dom.kind(node) {
            NodeKind::Element if dom.tag(node) == Some("br") => breaks += 1,
            NodeKind::Text => {
                let text = dom.text(node);
                let block = block_of(&dom, node);
                if block != holder || (breaks > 1 && !text.trim().is_empty()) {
                    close(&dom, holder, &mut run, &mut parts);
                    holder = block;
                } else if breaks > 0 {
                    run.push(' ');
                }
                if !text.trim().is_empty() {
                    breaks = 0;
                }
                run.push_str(&text);
            }
            _ => {}
        }
    }
    close(&dom, holder, &mut run, &mut parts);
    parts
}

/// The nearest element around the node that is a block.
fn block_of(dom: &Dom<'_>, node: NodeId) -> Option<NodeId> {
    dom.ancestors(node)
        .find(|n| dom.tag(*n).is_some_and(|tag| !INLINE.contains(&tag)))
}

fn close(dom: &Dom<'_>, holder: Option<NodeId>, run: &mut String, parts: &mut Vec<Part>) {
    let text = clean_str(run).into_owned();
    run.clear();
    let Some(holder) = holder.filter(|_| !text.is_empty()) else {
        return;
    };
    let mut kind = Kind::Paragraph;
    for tag in std::iter::once(holder)
        .chain(dom.ancestors(holder))
        .filter_map(|n| dom.tag(n))
    {
        match tag {
            "figcaption" => kind = Kind::Caption,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => kind = Kind::Heading,
            tag if SILENT.contains(&tag) => return,
            _ => {}
        }
    }
    parts.push(Part { kind, text });
}
