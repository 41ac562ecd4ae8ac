//! Addresses as the formats want them: URIs of RFC 3986.

use std::fmt::Write;

use crate::article::Article;

/// The address as a URI, or `None` where it is not absolute or cannot be made one. What a URI
/// cannot hold, such as Arabic letters, is percent-encoded.
pub(in crate::render) fn uri(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let mut letters = scheme.chars();
    if !letters.next()?.is_ascii_alphabetic()
        || !letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        || rest.is_empty()
    {
        return None;
    }
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            (Some(rest.get(..end)?), rest.get(end..)?)
        }
        None => (None, rest),
    };
    let mut out = String::with_capacity(address.len());
    out.push_str(scheme);
    out.push(':');
    if let Some(authority) = authority {
        let (user, host) = match authority.split_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let (name, port) = match host.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (host, None),
        };
        let digits = port.is_none_or(|p| p.bytes().all(|b| b.is_ascii_digit()));
        // The bracketed addresses of IPv6 are not worth a parser of their own here.
        if name.is_empty() || !digits || host.contains(['@', '[', ']']) {
            return None;
        }
        out.push_str("//");
        if let Some(user) = user {
            encode(user, ":", &mut out);
            out.push('@');
        }
        encode(name, "", &mut out);
        if let Some(port) = port {
            out.push(':');
            out.push_str(port);
        }
    }
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (path, None),
    };
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    encode(path, "/:@", &mut out);
    for (mark, part) in [('?', query), ('#', fragment)] {
        if let Some(part) = part {
            out.push(mark);
            encode(part, "/:@?", &mut out);
        }
    }
    Some(out)
}

/// Writes a part of a URI: unreserved characters, sub-delimiters, those of `also` and valid
/// percent-encodings as they are.
fn encode(part: &str, also: &str, out: &mut String) {
    let bytes = part.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let hex = |n: usize| bytes.get(at + n).is_some_and(u8::is_ascii_hexdigit);
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'%' if hex(1) && hex(2) => out.push('%'),
            _ if byte.is_ascii()
                && ("-._~!$&'()*+,;=".contains(char::from(byte))
                    || also.contains(char::from(byte))) =>
            {
                out.push(char::from(byte));
            }
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

/// Whether a link's target may stand in a page: relative, or of a scheme that runs nothing.
pub(in crate::render) fn is_safe_link(target: &str) -> bool {
    // White space and controls inside a scheme are dropped by browsers, so they make it suspect.
    let head: &str = target.split(['/', '?', '#']).next().unwrap_or("");
    match head.split_once(':') {
        None => !target.is_empty() && !head.contains(|c: char| c.is_control()),
        Some((scheme, _)) => ["http", "https", "mailto", "tel", "ftp"]
            .iter()
            .any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}

/// The URI that names the article: its own address, or else a UUID made from its text (RFC 9562,
/// version 8), the same for the same headline, address and body.
pub(in crate::render) fn identity(article: &Article) -> String {
    if let Some(uri) = article.url.as_deref().and_then(uri) {
        return uri;
    }
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let head = article.headline.as_ref().map_or("", |h| h.text.as_str());
    let address = article.url.as_deref().unwrap_or("");
    for byte in head.bytes().chain([0]).chain(address.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let body = article.fingerprint().unwrap_or(0);
    format!(
        "urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
        hash >> 32,
        hash >> 16 & 0xffff,
        hash & 0xfff,
        0x8000 | body >> 48 & 0x3fff,
        body & 0xffff_ffff_ffff,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_uri_or_nothing() {
        let ok = |a: &str, b: &str| assert_eq!(uri(a).as_deref(), Some(b), "{a}");
        ok("https://a.example/x?y=1#z", "https://a.example/x?y=1#z");
        ok(
            "https://a.example/خبر",
            "https://a.example/%D8%AE%D8%A8%D8%B1",
        );
        ok(
            "https://a.example/%D8%AE 100%",
            "https://a.example/%D8%AE%20100%25",
        );
        ok("https://a.example:80/a#b#c", "https://a.example:80/a#b%23c");
        ok("http://u:p@a.example/[x]", "http://u:p@a.example/%5Bx%5D");
        ok("urn:x:y", "urn:x:y");
        for bad in [
            "",
            "/a/b",
            "خبر",
            "http://",
            "http://[::1]/",
            "http://a:b/",
            "1a:b",
            "a:",
        ] {
            assert_eq!(uri(bad), None, "{bad}");
        }
    }

    #[test]
    fn links_that_run_code_are_not_safe() {
        for safe in [
            "https://a.example/",
            "HTTP://a",
            "/x",
            "x.html",
            "?a=b:c",
            "#a",
            "mailto:a@b",
        ] {
            assert!(is_safe_link(safe), "{safe}");
        }
        for unsafe_link in [
            "javascript:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "data:x",
            "",
        ] {
            assert!(!is_safe_link(unsafe_link), "{unsafe_link}");
        }
    }

    #[test]
    fn an_article_without_an_address_has_an_identity() {
        let one = crate::parse_text("افتتاح الجسر");
        let identity = identity(&one);
        assert_eq!(identity.len(), "urn:uuid:".len() + 36);
        assert_eq!(identity, super::identity(&one.clone()));
        assert_eq!(uri(&identity).as_deref(), Some(&*identity));
    }
}
