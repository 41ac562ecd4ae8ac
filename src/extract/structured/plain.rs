//! Strings of structured data as plain text.

use html5gum::{Token, Tokenizer};

use crate::arabic::{self, references::references};
use crate::read::html::Steps;

/// The text of a string that may hold character references and tags: decoded, tags dropped, white
/// space folded. A string that was escaped twice is decoded twice. Linear.
pub(crate) fn plain(text: &str) -> String {
    let text = decoded(text, b' ');
    arabic::clean_str(&text).trim().to_owned()
}

/// The same for a text of several lines: its line ends and those between blocks stay, blank lines
/// go.
pub(crate) fn plain_lines(text: &str) -> String {
    let text = decoded(text, b'\n');
    let lines = text.split(['\n', '\r']).map(arabic::clean_str);
    let lines: Vec<_> = lines.filter(|line| !line.trim().is_empty()).collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join("\n")
}

/// The text with references decoded and tags dropped; `gap` is what stands between blocks.
fn decoded(text: &str, gap: u8) -> String {
    let once = decode(text, gap);
    if references(&once).next().is_some() {
        return decode(&once, gap);
    }
    once
}

fn decode(text: &str, gap: u8) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    for token in Tokenizer::new(Steps::of(text)).flatten() {
        match token {
            Token::String(piece) => out.extend_from_slice(&piece.value),
            // Tags of blocks part words; those inside a line do not.
            Token::StartTag(tag) if is_block(&tag.name) => out.push(gap),
            Token::EndTag(tag) if is_block(&tag.name) => out.push(gap),
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

    #[test]
    fn lines_stay_where_they_are_asked_for() {
        assert_eq!(
            plain_lines("<p>أول\r\n</p><p>&lt;b&gt;ثان&lt;/b&gt;</p>\n\n ثالث  &amp; أخير "),
            "أول\n<b>ثان</b>\nثالث & أخير"
        );
    }
}
