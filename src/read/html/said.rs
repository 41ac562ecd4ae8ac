//! What the attributes of an element say of it and of its text.

use super::dom::{Dom, NodeId};
use super::hints::{Hints, front, is_for_screen_readers};
use super::tags::Tag;

/// What the attributes of an element say. They are read once: their values may be long, and the
/// element may hold parts of many blocks, or be opened again in each.
#[derive(Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) own: Hints,
    /// Those of class, id and `itemprop` alone: all that counts of an inline element.
    pub(super) named: Hints,
    pub(super) hidden: bool,
    pub(super) body: bool,
    pub(super) page_role: bool,
    pub(super) link: bool,
    /// Whether it opens something as a link does, by a script.
    pub(super) opens: bool,
    pub(super) bold: bool,
    /// Whether they tell the element apart from others.
    pub(super) semantic: bool,
}

/// Reads the attributes of an element.
pub(super) fn said(dom: &Dom<'_>, node: NodeId, tag: Tag) -> Said {
    let mut said = Said {
        bold: is_bold(dom, node),
        ..Said::default()
    };
    for (name, value) in dom.attributes(node) {
        match name {
            "class" | "id" => {
                let hints = Hints::of(value);
                // Those of the page as a whole say nothing of its parts.
                if !matches!(tag, Tag::Html | Tag::Body) {
                    said.own = said.own.with(hints);
                }
                said.named = said.named.with(hints);
                said.hidden |= name == "class" && is_for_screen_readers(value);
                said.semantic = true;
            }
            "hidden" => said.hidden = true,
            "aria-hidden" if value == "true" => said.hidden = true,
            "style" if hides(value) => said.hidden = true,
            "itemprop" | "property" => {
                said.semantic = true;
                said.body |= value
                    .split_ascii_whitespace()
                    .any(|v| matches!(v, "articleBody" | "schema:articleBody" | "reviewBody"));
                let hints = Hints::of(value);
                said.own = said.own.with(hints);
                if name == "itemprop" {
                    said.named = said.named.with(hints);
                }
            }
            "href" => {
                said.semantic = true;
                said.link = true;
            }
            "rel" | "datetime" | "itemtype" => said.semantic = true,
            "role" => {
                said.page_role |= is_page_role(value);
                said.opens |= value == "link";
            }
            // What scripts open is a link as well.
            "onclick" | "data-href" | "data-url" | "data-link" => {
                said.opens |= !value.trim().is_empty() && !matches!(tag, Tag::Html | Tag::Body);
            }
            "data-testid" | "data-component" | "data-qa" => {
                said.semantic = true;
                said.own = said.own.with(Hints::of(value));
            }
            _ => {}
        }
    }
    said
}

/// Whether an element sets its text bold, by its name, its style, or the class that editors give it.
pub(super) fn is_bold(dom: &Dom<'_>, node: NodeId) -> bool {
    match dom.name_tag(node) {
        Tag::B | Tag::Strong => true,
        Tag::Span | Tag::Font | Tag::P | Tag::Div => {
            dom.attributes(node).any(|(name, value)| match name {
                "style" => is_bold_style(front(value)),
                "class" => front(value)
                    .split_ascii_whitespace()
                    .any(|class| matches!(class, "strong" | "bold")),
                _ => false,
            })
        }
        _ => false,
    }
}

fn is_bold_style(style: &str) -> bool {
    let mut declarations = style.split(';').filter_map(|d| d.split_once(':'));
    declarations.any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("font-weight")
            && match value.split_ascii_whitespace().next().unwrap_or("") {
                value if value.eq_ignore_ascii_case("bold") => true,
                value if value.eq_ignore_ascii_case("bolder") => true,
                value => value.parse().is_ok_and(|weight: u32| weight >= 600),
            }
    })
}

/// Whether a style hides its element.
fn hides(style: &str) -> bool {
    let mut declarations = style.split(';').filter_map(|d| d.split_once(':'));
    declarations.any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        match name.trim() {
            n if n.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
            n if n.eq_ignore_ascii_case("visibility") => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// Elements that a script makes a link: a card or an item. Longer text is shared or copied at a click.
pub(super) fn is_opener(tag: Tag) -> bool {
    matches!(tag, Tag::Li | Tag::Div | Tag::Span | Tag::Tr | Tag::Td)
}

/// ARIA roles of a page's furniture.
fn is_page_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alert"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "toolbar"
            | "tablist"
            | "tab"
            | "status"
            | "tooltip"
    )
}
