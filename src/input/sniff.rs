//! What the beginning of an input says about itself: its form, and the encoding its mark-up declares.
//!
//! Everything here reads bytes, because mark-up is ASCII in every encoding but UTF-16, and looks at a bounded
//! beginning only.

use super::{Hints, InputKind};

/// Bytes of the beginning looked at for the form.
const WINDOW: usize = 4096;
/// Bytes of the beginning looked at for a declared encoding (HTML Standard, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// Elements that structure a document. Sorted.
const BLOCK: &[&[u8]] = &[
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"br",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hr",
    b"html",
    b"li",
    b"link",
    b"main",
    b"meta",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"script",
    b"section",
    b"style",
    b"table",
    b"tbody",
    b"td",
    b"th",
    b"title",
    b"tr",
    b"ul",
];
/// Elements that stand within a line. Sorted.
const INLINE: &[&[u8]] = &[
    b"a", b"b", b"cite", b"em", b"font", b"i", b"iframe", b"img", b"picture", b"q", b"small",
    b"source", b"span", b"strong", b"sub", b"sup", b"time", b"u", b"video",
];

/// Tells plain text, HTML and feeds apart by the first 4 kB.
///
/// **In doubt it is plain text**: HTML read as text shows its tags, which a reader of the result sees at once, while
/// text read as HTML silently loses its line ends and whatever follows a stray `<`. In this order:
///
/// 1. [`Hints::kind`] is believed.
/// 2. A document that begins as one, after white space, comments and an XML declaration, is one: `<rss`, `<feed` (with
///    any prefix), `<rdf:RDF` or a sitemap's `<urlset` is a feed; `<!doctype html`, `<html`, `<head` or `<body` is HTML;
///    an XML declaration before any other root is read as HTML. `{` with the address of a JSON Feed version is a feed,
///    and so is JSON with two properties that only IPTC ninjs has.
/// 3. A content type of RSS, Atom, RDF or JSON Feed counts if the input begins with `<` or `{`; another XML type with
///    `<` is HTML; `text/html` counts if there is any tag at all, since servers say it of plain text too.
/// 4. Unless the content type is `text/plain`, an input that begins with a tag and holds both a start tag and an end
///    tag of block elements is HTML, and so is one with four tags or more, three of them opening blocks and one
///    closing, that make up at least 5 % of the bytes looked at.
///
/// So a stray `content="…" />` or some `<b>` leaves a text a text.
///
/// Takes `&str` or bytes in an encoding that contains ASCII; UTF-16 is to be decoded first. The time is bounded, but for
/// white space at the beginning.
///
/// ```
/// use khabar::input::{sniff, Hints, InputKind};
///
/// let hints = Hints::new();
/// assert_eq!(sniff("<!DOCTYPE html><title>خبر</title>", &hints), InputKind::Html);
/// assert_eq!(sniff("<p>وصل الوفد أمس.</p>", &hints), InputKind::Html);
/// assert_eq!(sniff("<?xml version='1.0'?><rss version='2.0'>", &hints), InputKind::Feed);
/// assert_eq!(sniff("<b>عاجل</b> وصل الوفد أمس.", &hints), InputKind::Text);
/// ```
#[must_use]
pub fn sniff(input: impl AsRef<[u8]>, hints: &Hints) -> InputKind {
    if let Some(kind) = hints.kind() {
        return kind;
    }
    let head = window(input.as_ref());
    let media = media_type(hints.content_type().unwrap_or_default());
    by_beginning(head)
        .or_else(|| by_media_type(&media, head))
        .unwrap_or_else(|| by_tags(&media, head))
}

/// The encoding label that the mark-up at the beginning of `bytes` declares: `<meta charset>`,
/// `<meta http-equiv content>` or the XML declaration.
pub(super) fn declared_label(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = head.trim_ascii_start();
    if let Some(rest) = start.strip_prefix(b"<?xml") {
        let label = Attributes { rest }
            .take_while(|(name, _)| *name != b"?")
            .find(|(name, _)| *name == b"encoding");
        if let Some((_, label)) = label {
            return Some(label);
        }
    }
    let mut rest = start;
    while let Some(at) = rest.iter().position(|&b| b == b'<') {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = after(comment, b"-->")?;
        } else if let Some(tag) = strip_word(rest, b"meta")
            && let Some(label) = label_of_meta(Attributes { rest: tag })
        {
            return Some(label);
        }
    }
    None
}

/// The `charset` parameter of a content type.
pub(super) fn charset_of(content_type: &[u8]) -> Option<&[u8]> {
    let at = content_type
        .windows(7)
        .position(|w| w.eq_ignore_ascii_case(b"charset"))?;
    let value = content_type.get(at + 7..)?.trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (value, ends): (_, &[u8]) = match value.first()? {
        b'"' => (value.get(1..)?, b"\""),
        b'\'' => (value.get(1..)?, b"'"),
        _ => (value, b"; \t\r\n,"),
    };
    let end = value.iter().position(|b| ends.contains(b));
    value
        .get(..end.unwrap_or(value.len()))
        .filter(|v| !v.is_empty())
}

fn label_of_meta(attributes: Attributes<'_>) -> Option<&[u8]> {
    let (mut refresh, mut content) = (false, None);
    for (name, value) in attributes {
        if name.eq_ignore_ascii_case(b"charset") {
            return Some(value);
        } else if name.eq_ignore_ascii_case(b"http-equiv") {
            refresh = value.eq_ignore_ascii_case(b"content-type");
        } else if name.eq_ignore_ascii_case(b"content") {
            content = charset_of(value);
        }
    }
    content.filter(|_| refresh)
}

/// The attributes of a tag, from behind its name to its `>`.
struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Attributes<'a> {
    fn take(&mut self, until: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|&b| until(b));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len())); // cannot fail: a position in it or its length
        self.rest = rest;
        taken
    }

    fn skip(&mut self, byte: u8) -> bool {
        let rest = self.rest.strip_prefix(&[byte]);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.take(|b| !b.is_ascii_whitespace() && b != b'/');
        if matches!(self.rest.first(), None | Some(b'>')) {
            return None;
        }
        // An `=` at the beginning belongs to the name, so that each turn takes a byte at least.
        let whole = self.rest;
        self.skip(b'=');
        self.take(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'/' | b'>'));
        let name = whole.get(..whole.len() - self.rest.len())?;
        self.take(|b| !b.is_ascii_whitespace());
        if !self.skip(b'=') {
            return Some((name, b""));
        }
        self.take(|b| !b.is_ascii_whitespace());
        for quote in [b'"', b'\''] {
            if self.skip(quote) {
                let value = self.take(|b| b == quote);
                self.skip(quote);
                return Some((name, value));
            }
        }
        Some((name, self.take(|b| b.is_ascii_whitespace() || b == b'>')))
    }
}

/// The beginning of the input without byte order mark and white space.
fn window(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    bytes.get(..WINDOW).unwrap_or(bytes)
}

/// The type and subtype of a content type, in lower case.
fn media_type(content_type: &str) -> String {
    let end = content_type.find(';').unwrap_or(content_type.len());
    let media = content_type.get(..end).unwrap_or_default();
    media.trim().to_ascii_lowercase()
}

/// Properties that objects of IPTC ninjs have and nothing else has.
const NINJS: &[&str] = &[
    "\"ninjs\"",
    "\"altIds\"",
    "\"bodies\"",
    "\"body_html\"",
    "\"body_text\"",
    "\"body_xhtml\"",
    "\"firstCreated\"",
    "\"headlines\"",
    "\"infoSources\"",
    "\"pubStatus\"",
    "\"renditions\"",
    "\"representationType\"",
    "\"representationtype\"",
    "\"versionCreated\"",
    "\"versioncreated\"",
];

/// Whether the beginning of a JSON text is that of ninjs: two of its own properties are in it.
fn is_ninjs(head: &[u8]) -> bool {
    let held = |name: &&&str| head.windows(name.len()).any(|w| w == name.as_bytes());
    NINJS.iter().filter(held).nth(1).is_some()
}

fn by_beginning(head: &[u8]) -> Option<InputKind> {
    if head.first() == Some(&b'[') {
        return is_ninjs(head).then_some(InputKind::Feed);
    }
    if head.first() == Some(&b'{') {
        let address = b"jsonfeed.org/version/";
        let found = head.windows(address.len()).any(|w| w == address)
            // JSON may escape the slash.
            || head.windows(address.len() + 2).any(|w| w == b"jsonfeed.org\\/version\\/");
        return (found || is_ninjs(head)).then_some(InputKind::Feed);
    }
    let mut xml = false;
    let mut rest = head;
    loop {
        rest = rest.trim_ascii_start();
        let next = if let Some(instruction) = rest.strip_prefix(b"<?") {
            xml |= strip_word(instruction, b"xml").is_some();
            after(instruction, b"?>")
        } else if let Some(comment) = rest.strip_prefix(b"<!--") {
            after(comment, b"-->")
        } else if let Some(doctype) = strip_prefix_ignore_case(rest, b"<!doctype") {
            if strip_word(doctype.trim_ascii_start(), b"html").is_some() {
                return Some(InputKind::Html);
            }
            after(doctype, b">")
        } else {
            break;
        };
        match next {
            Some(next) => rest = next,
            None => return xml.then_some(InputKind::Html),
        }
    }
    let name = rest
        .strip_prefix(b"<")
        .map(element_name)
        .unwrap_or_default();
    let local = name.iter().rposition(|&b| b == b':').map_or(0, |at| at + 1);
    let local = name.get(local..).unwrap_or_default();
    let is = |names: &[&[u8]]| names.iter().any(|n| local.eq_ignore_ascii_case(n));
    if is(&[b"rss", b"feed", b"rdf", b"urlset"]) {
        Some(InputKind::Feed)
    } else if is(&[b"html", b"head", b"body"]) || (xml && !name.is_empty()) {
        Some(InputKind::Html)
    } else {
        None
    }
}

fn by_media_type(media: &str, head: &[u8]) -> Option<InputKind> {
    let first = head.first();
    match media {
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml"
            if first == Some(&b'<') =>
        {
            Some(InputKind::Feed)
        }
        "application/feed+json" if first == Some(&b'{') => Some(InputKind::Feed),
        "application/xml" | "text/xml" if first == Some(&b'<') => Some(InputKind::Html),
        "text/html" | "application/xhtml+xml" if Tags::of(head).all > 0 => Some(InputKind::Html),
        _ => None,
    }
}

fn by_tags(media: &str, head: &[u8]) -> InputKind {
    let tags = Tags::of(head);
    let fragment = tags.first && tags.opening >= 1 && tags.closing >= 1;
    let dense =
        tags.all >= 4 && tags.opening >= 3 && tags.closing >= 1 && tags.bytes * 20 >= head.len();
    if media != "text/plain" && (fragment || dense) {
        InputKind::Html
    } else {
        InputKind::Text
    }
}

/// The tags of known elements in a window.
#[derive(Default)]
struct Tags {
    all: usize,
    bytes: usize,
    /// Start tags of block elements.
    opening: usize,
    /// End tags of block elements.
    closing: usize,
    /// Whether the window begins with a tag.
    first: bool,
}

impl Tags {
    fn of(head: &[u8]) -> Self {
        let mut tags = Tags::default();
        let mut rest = head;
        while let Some(at) = rest.iter().position(|&b| b == b'<') {
            let first = rest.len() == head.len() && at == 0;
            rest = rest.get(at + 1..).unwrap_or_default();
            let (closes, tag) = match rest.strip_prefix(b"/") {
                Some(tag) => (true, tag),
                None => (false, rest),
            };
            let name = element_name(tag);
            let block = is_among(name, BLOCK);
            if !block && !is_among(name, INLINE) {
                continue;
            }
            let Some(end) = rest.iter().position(|&b| matches!(b, b'<' | b'>')) else {
                break;
            };
            if rest.get(end) == Some(&b'>') {
                tags.all += 1;
                tags.bytes += end + 2;
                tags.opening += usize::from(block && !closes);
                tags.closing += usize::from(block && closes);
                tags.first |= first;
            }
            rest = rest.get(end..).unwrap_or_default();
        }
        tags
    }
}

/// The name at the beginning of a tag, or nothing if what follows it shows that this is no tag.
fn element_name(tag: &[u8]) -> &[u8] {
    let end = tag
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b':' | b'-' | b'_'))
        .unwrap_or(tag.len());
    let ends = tag
        .get(end)
        .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    tag.get(..end).filter(|_| ends).unwrap_or_default()
}

fn is_among(name: &[u8], sorted: &[&[u8]]) -> bool {
    // The longest names listed have ten letters.
    let mut lower = [0; 10];
    let Some(lower) = lower.get_mut(..name.len()) else {
        return false;
    };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    sorted.binary_search(&&*lower).is_ok()
}

fn strip_prefix_ignore_case<'a>(bytes: &'a [u8], prefix: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = bytes.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// What follows `word`, if it stands at the beginning and ends there.
fn strip_word<'a>(bytes: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let rest = strip_prefix_ignore_case(bytes, word)?;
    let ends = rest
        .first()
        .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'?'));
    ends.then_some(rest)
}

/// What follows the first `end`.
fn after<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(end.len()).position(|w| w == end)?;
    bytes.get(at + end.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(input: &str) -> InputKind {
        sniff(input, &Hints::new())
    }

    fn kind_as(content_type: &str, input: &str) -> InputKind {
        sniff(input, &Hints::new().with_content_type(content_type))
    }

    #[test]
    fn name_lists_are_sorted_and_short() {
        for list in [BLOCK, INLINE] {
            assert!(list.is_sorted());
            assert!(
                list.iter()
                    .all(|name| name.len() <= 10 && is_among(name, list))
            );
        }
        assert!(is_among(b"FigCaption", BLOCK));
        assert!(!is_among(b"figcaptions", BLOCK));
    }

    #[test]
    fn documents_by_their_beginning() {
        for page in [
            "<!doctype html>",
            "\u{FEFF}\r\n <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><p>",
            "<!-- saved --><HTML lang=ar>",
            "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">",
            "<head><title>خبر</title>",
            "<body>",
            "<?xml version=\"1.0\"?><newsItem>",
        ] {
            assert_eq!(kind(page), InputKind::Html, "{page}");
        }
        for feed in [
            "<rss version=\"2.0\">",
            "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"x\"?>\n<!-- c -->\n<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<atom:feed>",
            "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">",
            "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>",
            "[{\"uri\": \"urn:x\", \"versionCreated\": \"\", \"headlines\": []}]",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
            "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"}",
        ] {
            assert_eq!(kind(feed), InputKind::Feed, "{feed}");
        }
    }

    #[test]
    fn plain_text_wins_in_doubt() {
        for text in [
            "",
            "<",
            "وصل الوفد إلى العاصمة أمس.",
            "وصل الوفد <b>أمس</b> إلى العاصمة.",
            "<b>عاجل</b> وصل الوفد.",
            "محافظ المدينة في صورة حديثة\" content=\"صورة\" />\nوصل الوفد أمس.",
            "{ \"title\": \"خبر\" }",
            "{\"headlines\": []}",
            "إذا كان س < ص و ص > ع فإن <p> وسم.",
            "سطر<br>سطر<br>سطر<br>سطر<br>سطر",
            "شرح: يبدأ المستند بالوسم <html> ثم <head> ثم <body>.",
            "<rssreader> ليس وسما.",
            "<headline>",
        ] {
            assert_eq!(kind(text), InputKind::Text, "{text}");
        }
    }

    #[test]
    fn fragments_by_their_tags() {
        assert_eq!(kind("<div class=x><p>خبر</p></div>"), InputKind::Html);
        assert_eq!(kind("<img src=a.jpg><p>خبر</p>"), InputKind::Html);
        assert_eq!(
            kind("مقدمة <p>خبر</p><p>خبر</p><p>خبر</p>"),
            InputKind::Html
        );
        let sparse = format!("{}<p>خبر</p><p>خبر</p><p>خبر</p>", "كلام كثير ".repeat(190));
        assert_eq!(kind(&sparse), InputKind::Text);
    }

    #[test]
    fn content_types() {
        assert_eq!(
            kind_as("text/html; charset=utf-8", "خبر <b>عاجل</b>"),
            InputKind::Html
        );
        assert_eq!(kind_as("text/html", "خبر عاجل"), InputKind::Text);
        assert_eq!(kind_as("text/plain", "<p>خبر</p>"), InputKind::Text);
        assert_eq!(kind_as("text/plain", "<rss>"), InputKind::Feed);
        assert_eq!(kind_as("Application/RSS+XML", "<channel>"), InputKind::Feed);
        assert_eq!(kind_as("application/rss+xml", "خبر"), InputKind::Text);
        assert_eq!(kind_as("application/feed+json", "{}"), InputKind::Feed);
        assert_eq!(kind_as("text/xml", "<nitf>"), InputKind::Html);
    }

    #[test]
    fn hint_is_believed() {
        assert_eq!(
            sniff("<html>", &Hints::new().with_kind(InputKind::Text)),
            InputKind::Text
        );
    }

    #[test]
    fn labels_in_markup() {
        for (head, label) in [
            ("<meta charset=windows-1256>", "windows-1256"),
            ("<html><META  Charset = 'cp1256' />", "cp1256"),
            (
                "<meta name=x content='charset=no'><meta charset=\"utf-8\"/>",
                "utf-8",
            ),
            (
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">",
                "windows-1256",
            ),
            (
                "<meta content='text/html;charset=iso-8859-6' http-equiv=content-type>",
                "iso-8859-6",
            ),
            (
                "<?xml version=\"1.0\" encoding=\"windows-1256\"?>",
                "windows-1256",
            ),
            ("<?xml version='1.0'?><meta charset=a>", "a"),
            ("<!-- <meta charset=a> --><meta charset=b>", "b"),
        ] {
            assert_eq!(
                declared_label(head.as_bytes()),
                Some(label.as_bytes()),
                "{head}"
            );
        }
        for head in [
            "",
            "<meta",
            "<meta charset",
            "<metadata charset=x>",
            "<meta content=\"text/html; charset=x\">",
            "<!-- <meta charset=a>",
            "<?xml version='1.0'?> encoding='x'",
            "<meta = = ='>",
        ] {
            let label = declared_label(head.as_bytes());
            assert!(label.is_none_or(<[u8]>::is_empty), "{head}");
        }
        let late = format!("{}<meta charset=x>", " <p>".repeat(300));
        assert_eq!(declared_label(late.as_bytes()), None);
    }

    #[test]
    fn charset_parameters() {
        assert_eq!(
            charset_of(b"text/html; Charset=\"UTF-8\""),
            Some(&b"UTF-8"[..])
        );
        assert_eq!(
            charset_of(b"text/html;charset = windows-1256 ; a=b"),
            Some(&b"windows-1256"[..])
        );
        assert_eq!(charset_of(b"text/html; charset="), None);
        assert_eq!(charset_of(b"text/html"), None);
    }

    quickcheck::quickcheck! {
        fn any_bytes(bytes: Vec<u8>) -> bool {
            let label = declared_label(&bytes);
            let _ = charset_of(&bytes);
            sniff(&bytes, &Hints::new()) == sniff(&bytes, &Hints::new().with_url("u"))
                && label.is_none_or(|l| l.len() <= bytes.len())
        }

        fn any_markup(picks: Vec<usize>) -> bool {
            let parts = ["<", ">", "/", "meta", " ", "charset", "=", "\"", "'", "!--", "-->", "?xml", "p", "ن", "!doctype"];
            let text: String = picks.iter().map(|i| parts[i % parts.len()]).collect();
            let label = declared_label(text.as_bytes()).map_or(0, <[u8]>::len);
            label <= text.len() && sniff(&text, &Hints::new().with_kind(InputKind::Text)) == InputKind::Text
        }
    }
}
