//! Strings of structured data as plain text.

use html5gum::{Token, Tokenizer};

use crate::arabic;

/// Character references that betray text which was escaped twice.
const REFERENCES: &[&str] = &[
    "&quot;", "&amp;", "&#", "&nbsp;", "&lt;", "&gt;", "&laquo;", "&raquo;", "&ldquo;", "&rdquo;",
    "&rsquo;", "&lsquo;", "&hellip;", "&ndash;", "&mdash;", "&apos;",
];

/// The text of a string that may hold character references and tags: decoded, tags dropped, white
/// space folded. A string that was escaped twice is decoded twice. Linear.
pub(crate) fn plain(text: &str) -> String {
    let mut once = decode(text);
    if once.contains('&') && REFERENCES.iter().any(|r| once.contains(r)) {
        once = decode(&once);
    }
    let clean = arabic::clean_str(&once);
    clean.trim().to_owned()
}

fn decode(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::String(piece) => out.extend_from_slice(&piece.value),
            // Tags of blocks part words; those inside a line do not.
            Token::StartTag(tag) if is_block(&tag.name) => out.push(b' '),
            Token::EndTag(tag) if is_block(&tag.name) => out.push(b' '),
            _ => {}
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"br"
            | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"tr"
            | b"td"
            | b"figure"
            | b"figcaption"
            | b"blockquote"
            | b"section"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_tags_go() {
        assert_eq!(plain("&quot;لون&quot; السماء"), "\"لون\" السماء");
        assert_eq!(plain("المدينة :-&amp;nbsp; بلغت"), "المدينة :- بلغت");
        assert_eq!(plain("<p>أول</p><p>ثان</p>"), "أول ثان");
        assert_eq!(plain("كلمة <b>بارزة</b>."), "كلمة بارزة.");
        assert_eq!(plain("الحرارة < 5 & > 3"), "الحرارة < 5 & > 3");
        assert_eq!(plain("\n  خبر&#1548; ثم&nbsp;خبر "), "خبر، ثم خبر");
    }
}
