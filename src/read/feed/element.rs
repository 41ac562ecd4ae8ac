//! The children of an item, read with whatever they can be read with.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::names::{Namespaces, Ns};
use super::value;

/// Times that reading goes on behind a syntax error.
const RESTARTS: usize = 8;

/// A child of an item or of the feed's head.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'x> {
    pub(crate) ns: Ns,
    pub(crate) local: &'x str,
    attributes: &'x str,
    /// What stands between its tags, as it stands.
    pub(crate) inner: &'x str,
}

impl<'x> Element<'x> {
    /// The value of an attribute by local name, unescaped.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = quick_xml::events::attributes::Attributes::html(self.attributes, 0);
        attributes.with_checks(false);
        attributes
            .filter_map(Result::ok)
            .find(|a| a.key.local_name().as_ref() == name)
            .map(|a| value::unescape(&a.value).trim().to_owned())
            .filter(|v| !v.is_empty())
    }
}

/// One tag.
struct Tag<'x> {
    kind: Kind,
    /// With prefix.
    name: &'x str,
    attributes: &'x str,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Empty,
    End,
}

/// The tags of `xml`, and how often a syntax error stood between them.
///
/// Markup is read by quick-xml, each piece by a reader of its own: text between, which makes up
/// most of an item, is jumped over.
fn tags(xml: &str) -> (Vec<Tag<'_>>, usize) {
    let mut tags = Vec::new();
    let mut errors = 0;
    let mut from = 0;
    while let Some(rest) = xml.get(from..)
        && let Some(at) = memchr::memchr(b'<', rest.as_bytes())
    {
        let start = from + at;
        // In bounds: a `<` stands there.
        let markup = &xml[start..];
        let mut reader = Reader::from_str(markup);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let event = reader.read_event();
        let length = usize::try_from(reader.buffer_position()).unwrap_or(markup.len());
        let kind = match &event {
            Ok(Event::Start(_)) => Some(Kind::Start),
            Ok(Event::Empty(_)) => Some(Kind::Empty),
            Ok(Event::End(_)) => Some(Kind::End),
            Ok(_) => None,
            Err(_) => {
                errors += 1;
                if errors > RESTARTS {
                    break;
                }
                // On behind the markup that cannot be read.
                let error = usize::try_from(reader.error_position()).unwrap_or(0);
                from = (start + error + 1).min(xml.len());
                while !xml.is_char_boundary(from) {
                    from += 1;
                }
                continue;
            }
        };
        from = start + length.max(1);
        if let Some(kind) = kind {
            // The tag as it stands: events may borrow from the reader.
            let raw = markup.get(..length).unwrap_or("");
            let body = raw
                .trim_start_matches(['<', '/'])
                .trim_end_matches(['>', '/']);
            let end = body.find(|c: char| c.is_ascii_whitespace());
            let (name, attributes) = body.split_at(end.unwrap_or(body.len()));
            tags.push(Tag {
                kind,
                name,
                attributes,
                start,
                end: from,
            });
        }
    }
    (tags, errors)
}

/// What [`children`] found.
#[derive(Debug, Default)]
pub(crate) struct Children<'x> {
    pub(crate) elements: Vec<Element<'x>>,
    /// Elements without an end tag.
    pub(crate) unclosed: usize,
    /// Syntax errors.
    pub(crate) errors: usize,
    /// Whether the last element has no end tag.
    pub(crate) tail: bool,
}

/// The elements of `xml` itself (`depth` 0) or of its outermost element (`depth` 1); end tags may
/// be missing and anything may stand inside a child. Linear.
pub(crate) fn children<'x>(xml: &'x str, depth: usize, names: &Namespaces) -> Children<'x> {
    let (tags, errors) = tags(xml);
    let mut out = Children {
        errors,
        ..Children::default()
    };
    // For each tag the end tag of that name that follows: from the back, the last one seen.
    let mut last: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut closing: Vec<Option<usize>> = vec![None; tags.len()];
    for (i, tag) in tags.iter().enumerate().rev() {
        match tag.kind {
            Kind::End => {
                last.insert(tag.name, i);
            }
            Kind::Start => {
                if let Some(slot) = closing.get_mut(i) {
                    *slot = last.get(tag.name).copied();
                }
            }
            Kind::Empty => {}
        }
    }
    let mut i = match depth.checked_sub(1) {
        None => 0,
        Some(outer) => tags
            .iter()
            .enumerate()
            .filter(|(_, t)| t.kind == Kind::Start)
            .nth(outer)
            .map_or(tags.len(), |(i, _)| i + 1),
    };
    while let Some(tag) = tags.get(i) {
        let (ns, local) = names.resolve(tag.name);
        let mut element = Element {
            ns,
            local,
            attributes: tag.attributes,
            inner: "",
        };
        match tag.kind {
            Kind::End => {
                i += 1;
                continue;
            }
            Kind::Empty => i += 1,
            Kind::Start => match closing.get(i).copied().flatten() {
                Some(end) => {
                    let to = tags.get(end).map_or(xml.len(), |t| t.start);
                    element.inner = xml.get(tag.end..to).unwrap_or("");
                    i = end + 1;
                }
                None => {
                    // Up to the next element that feeds have as a child, or to the end.
                    out.unclosed += 1;
                    let next = (i + 1..tags.len()).find(|&n| {
                        tags.get(n).is_some_and(|t| {
                            t.kind != Kind::End && {
                                let (ns, local) = names.resolve(t.name);
                                is_child(ns, local)
                            }
                        })
                    });
                    let to = match next {
                        Some(n) => tags.get(n).map_or(xml.len(), |t| t.start),
                        // The item's own end tag is none of its text.
                        None => tags
                            .last()
                            .filter(|t| t.kind == Kind::End)
                            .map_or(xml.len(), |t| t.start),
                    };
                    element.inner = xml.get(tag.end..to.max(tag.end)).unwrap_or("");
                    out.tail = next.is_none();
                    i = next.unwrap_or(tags.len());
                }
            },
        }
        out.elements.push(element);
    }
    out
}

/// Whether the element is a child of items in some dialect, and none of HTML.
fn is_child(ns: Ns, local: &str) -> bool {
    match ns {
        Ns::Other => false,
        Ns::Feed => matches!(
            local,
            "guid"
                | "description"
                | "pubDate"
                | "category"
                | "author"
                | "comments"
                | "enclosure"
                | "id"
                | "published"
                | "updated"
                | "content"
                | "link"
                | "title"
        ),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> (Vec<(String, String)>, usize, usize) {
        let children = children(
            xml,
            1,
            &Namespaces::of("<rss xmlns:dc='http://purl.org/dc/elements/1.1/'>"),
        );
        let elements = children
            .elements
            .iter()
            .map(|e| (e.local.to_owned(), e.inner.to_owned()))
            .collect();
        (elements, children.unclosed, children.errors)
    }

    fn pair(a: &str, b: &str) -> (String, String) {
        (a.to_owned(), b.to_owned())
    }

    #[test]
    fn children_are_found_whatever_they_hold() {
        let (elements, unclosed, errors) = read(
            "<item><title>a & b</title><dc:creator>c</dc:creator><description><p>x<br>y</description><link/></item>",
        );
        assert_eq!(
            elements,
            [
                pair("title", "a & b"),
                pair("creator", "c"),
                pair("description", "<p>x<br>y"),
                pair("link", "")
            ]
        );
        assert_eq!((unclosed, errors), (0, 0));
    }

    #[test]
    fn a_missing_end_tag_costs_its_element_at_most() {
        let (elements, unclosed, _) = read("<item><title>a<link>b</link><description>c</item>");
        assert_eq!(
            elements,
            [
                pair("title", "a"),
                pair("link", "b"),
                pair("description", "c")
            ]
        );
        assert_eq!(unclosed, 2);
    }

    #[test]
    fn reading_goes_on_behind_syntax_errors() {
        let (elements, _, errors) = read("<item><title>a</title><!x><link>b</link></item>");
        assert!(elements.contains(&pair("link", "b")), "{elements:?}");
        assert!(errors <= 1);
        let (elements, ..) = read("<item><title>a</title><description><![CDATA[b");
        assert_eq!(elements.first(), Some(&pair("title", "a")));
        assert_eq!(elements.get(1), Some(&pair("description", "<![CDATA[b")));
    }

    #[test]
    fn attributes_are_read_without_quotes_too() {
        let found = children(
            "<item><link rel=enclosure href='a?b&amp;c' /></item>",
            1,
            &Namespaces::of(""),
        );
        assert_eq!(
            found.elements[0].attribute("href").as_deref(),
            Some("a?b&c")
        );
        assert_eq!(
            found.elements[0].attribute("rel").as_deref(),
            Some("enclosure")
        );
    }
}
