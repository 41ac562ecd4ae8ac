//! The text inside elements: CDATA, references, markup inside markup.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use memchr::{memchr, memchr_iter, memrchr};
use quick_xml::escape::resolve_xml_entity;

use crate::read::html::Steps;

/// Bytes that a reference can have, `&` and `;` included: `&#x10FFFF;` with some zeros.
const MAX_REFERENCE: usize = 16;

/// Decodes the references that XML knows: its five names and numbers. Others stay as they stand,
/// those of HTML (which feeds use without a DTD) for whoever reads the text as HTML, and a bare
/// `&`. No entity is defined by the feed, so the result is never longer than the text.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let head = after.as_bytes();
        let end = head
            .iter()
            .take(MAX_REFERENCE)
            .position(|b| *b == b';')
            .filter(|end| *end > 1);
        let resolved = end.and_then(|end| {
            let name = after.get(1..end)?;
            Some((resolve(name)?, after.get(end + 1..)?))
        });
        match resolved {
            Some((value, after)) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn resolve(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_xml_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // As browsers do: these numbers are meant in windows-1252.
    if let 0x80..=0x9f = code {
        let byte = [u8::try_from(code).ok()?];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
        return Some(Cow::Owned(text.into_owned()));
    }
    let c = char::from_u32(code).filter(|c| *c != '\0')?;
    Some(Cow::Owned(c.to_string()))
}

/// The content of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// After unescaping.
    pub(crate) text: String,
    /// Whether it is HTML.
    pub(crate) html: bool,
}

/// Reads what stands between two tags: CDATA as it is, markup as it is, else text unescaped.
/// `html`: whether the dialect says that the text is HTML (`Some`), or leaves it to the reader.
pub(crate) fn content(inner: &str, html: Option<bool>) -> Content {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    let mut markup = false;
    while !rest.is_empty() {
        // Most contents have no markup at all.
        let section = memchr(b'<', rest.as_bytes()).and_then(|_| rest.split_once("<![CDATA["));
        let (plain, cdata, after) = match section {
            None => (rest, "", ""),
            Some((plain, after)) => {
                let (cdata, after) = after.split_once("]]>").unwrap_or((after, ""));
                (plain, cdata, after)
            }
        };
        if looks_like_markup(plain) {
            // Markup of the feed's own level is the content's: its references are HTML's.
            markup = true;
            text.push_str(&without_prefixes(plain));
        } else {
            text.push_str(&unescape(plain));
        }
        text.push_str(cdata);
        rest = after;
    }
    let text = text.trim().to_owned();
    let html = html.unwrap_or_else(|| looks_like_markup(&text)) || markup;
    // A `<` without a tag would be taken for one.
    let text = match html {
        false if memchr(b'&', text.as_bytes()).is_some() => decode_html(&text.replace('<', "&lt;")),
        _ => text,
    };
    Content { text, html }
}

/// XHTML with a prefix of its own, as in `<xhtml:p>`, without it.
fn without_prefixes(markup: &str) -> Cow<'_, str> {
    let trimmed = markup.trim_start();
    let prefix = trimmed.strip_prefix('<').and_then(|inner| {
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
        inner.get(..end).filter(|_| inner[end..].starts_with(':'))
    });
    match prefix {
        Some(prefix) if !prefix.is_empty() => Cow::Owned(
            markup
                .replace(&format!("<{prefix}:"), "<")
                .replace(&format!("</{prefix}:"), "</"),
        ),
        _ => Cow::Borrowed(markup),
    }
}

/// Whether a tag or comment stands in the text.
pub(crate) fn looks_like_markup(text: &str) -> bool {
    let Some(last) = memrchr(b'>', text.as_bytes()) else {
        return false;
    };
    let before = text.get(..last).unwrap_or("");
    memchr_iter(b'<', before.as_bytes()).any(|at| {
        let mut chars = text.get(at + 1..).unwrap_or("").chars();
        match chars.next() {
            Some('/' | '!') => chars
                .next()
                .is_some_and(|c| c.is_ascii_alphabetic() || c == '-'),
            Some(c) => c.is_ascii_alphabetic(),
            None => false,
        }
    })
}

/// The text of a field that holds one line, tags and HTML's references still in it.
pub(crate) fn line(inner: &str) -> String {
    content(inner, None).text
}

/// Plain text with the references of HTML decoded; its line ends stay.
fn decode_html(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    for token in Tokenizer::new(Steps::of(text)).flatten() {
        if let Token::String(piece) = token {
            out.extend_from_slice(&piece.value);
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once_and_others_stay() {
        assert_eq!(
            unescape("a &amp; b & c &laquo; &#1602;&#x644;"),
            "a & b & c &laquo; قل"
        );
        assert_eq!(unescape("&amp;lt;"), "&lt;");
        assert_eq!(unescape("&bomb; &#0; &#150; &;&"), "&bomb; &#0; – &;&");
        assert_eq!(unescape(&"&".repeat(50)), "&".repeat(50));
    }

    #[test]
    fn content_is_html_where_it_has_tags() {
        let html = |inner: &str| content(inner, None);
        assert_eq!(
            html("&lt;p&gt;a&amp;nbsp;b&lt;/p&gt;").text,
            "<p>a&nbsp;b</p>"
        );
        assert!(html("&lt;p&gt;a&lt;/p&gt;").html);
        assert_eq!(
            html("<![CDATA[<p>a &amp; b</p>]]>").text,
            "<p>a &amp; b</p>"
        );
        assert_eq!(html(" <p>a &amp; b</p> ").text, "<p>a &amp; b</p>");
        assert_eq!(
            html("<xhtml:div><xhtml:p>a</xhtml:p></xhtml:div>").text,
            "<div><p>a</p></div>"
        );
        assert!(!html("3 &lt; 5 &amp;").html);
        assert_eq!(html("a<![CDATA[b").text, "ab");
    }

    #[test]
    fn plain_text_keeps_its_lines() {
        let text = content("قال &laquo;نعم&raquo; &amp;amp; 3 &lt; 5\nثم عاد", None);
        assert_eq!(text.text, "قال «نعم» & 3 < 5\nثم عاد");
        assert!(!text.html);
    }
}
