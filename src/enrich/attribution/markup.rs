//! The way from the clean text of an HTML block back to its markup.

use std::ops::Range;

use crate::arabic::clean::{is_dropped, is_white, presentation_form};
use crate::arabic::references;

/// A stretch of the text and where it stands in the source.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: usize,
    len: usize,
    source: usize,
    /// As long as `len` where the stretch stands there letter for letter.
    source_len: usize,
}

/// The clean text of a block, stretch by stretch.
#[derive(Debug)]
pub(super) struct Markup(Vec<Run>);

impl Markup {
    /// Follows `text` through `source`, past tags, comments, character references and what cleaning drops; `None` where
    /// the two part. Linear in the length of `source`.
    pub(super) fn align(source: &str, text: &str) -> Option<Markup> {
        let mut this = Markup(Vec::new());
        let (mut at, mut to) = (0, 0);
        // White space, or a tag that may stand for it, was passed.
        let mut apart = false;
        while let Some(wanted) = text.get(to..)?.chars().next() {
            let rest = source.get(at..)?;
            if let Some(len) = tag(rest) {
                at += len;
                apart = true;
                continue;
            }
            // A reference to what no reader sees, or to a blank.
            if let Some((c, len)) = references::opening(rest)
                && (is_white(c) || is_dropped(c))
            {
                at += len;
                apart |= is_white(c);
                continue;
            }
            let found = rest.chars().next();
            match found {
                Some(c) if is_white(c) => {
                    at += c.len_utf8();
                    apart = true;
                }
                _ if wanted == ' ' && apart => {
                    to += 1;
                    apart = false;
                }
                Some(c) if c == wanted => {
                    this.push(to, c.len_utf8(), at, c.len_utf8());
                    to += c.len_utf8();
                    at += c.len_utf8();
                    apart = false;
                }
                Some('&') => {
                    let len = reference(rest)?;
                    this.push(to, wanted.len_utf8(), at, len);
                    to += wanted.len_utf8();
                    at += len;
                    apart = false;
                }
                Some(c) if is_dropped(c) => at += c.len_utf8(),
                Some(c) => {
                    let form = presentation_form(c)?;
                    if !text.get(to..)?.starts_with(form) {
                        return None;
                    }
                    this.push(to, form.len(), at, c.len_utf8());
                    to += form.len();
                    at += c.len_utf8();
                    apart = false;
                }
                None => return None,
            }
        }
        Some(this)
    }

    fn push(&mut self, text: usize, len: usize, source: usize, source_len: usize) {
        let exact = len == source_len;
        if let Some(last) = self.0.last_mut()
            && exact
            && last.len == last.source_len
            && last.text + last.len == text
            && last.source + last.len == source
        {
            last.len += len;
            last.source_len += len;
            return;
        }
        self.0.push(Run {
            text,
            len,
            source,
            source_len,
        });
    }

    /// The run that holds the byte of the text.
    fn run(&self, byte: usize) -> Option<Run> {
        let after = self.0.partition_point(|run| run.text <= byte);
        let run = *self.0.get(after.checked_sub(1)?)?;
        (byte < run.text + run.len).then_some(run)
    }

    /// Where a range of the text that begins and ends with no blank stands in the source, tags inside it included.
    pub(super) fn source_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.run(range.start)?;
        let last = self.run(range.end.checked_sub(1)?)?;
        let exact = |run: Run| run.len == run.source_len;
        let start = if exact(first) {
            first.source + (range.start - first.text)
        } else {
            first.source
        };
        let end = if exact(last) {
            last.source + (range.end - last.text)
        } else {
            last.source + last.source_len
        };
        (start <= end).then_some(start..end)
    }
}

/// The length of the tag or comment at the start of `rest`.
fn tag(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    if let Some(comment) = inside.strip_prefix("!--") {
        return comment.find("-->").map(|end| end + "<!---->".len());
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    inside.find('>').map(|end| end + 2)
}

/// The length of the character reference at the start of `rest`: `&quot;`, `&#8221;`.
fn reference(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let len = name
        .bytes()
        .position(|b| !b.is_ascii_alphanumeric() && b != b'#')?;
    (len > 0 && len <= 32 && name.as_bytes().get(len) == Some(&b';')).then_some(len + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice<'s>(source: &'s str, text: &str, part: &str) -> Option<&'s str> {
        let start = text.find(part)?;
        let range = Markup::align(source, text)?.source_range(start..start + part.len())?;
        source.get(range)
    }

    #[test]
    fn tags_and_references_are_passed() {
        let source = "وقال <a href=\"x>\">الوزير</a>\n <b>&quot;الطريق</b> مفتوح&quot;<!-- x -->.";
        let text = "وقال الوزير \"الطريق مفتوح\".";
        let source = source.replace("x>", "x");
        assert_eq!(slice(&source, text, "وقال"), Some("وقال"));
        assert_eq!(slice(&source, text, "الوزير"), Some("الوزير"));
        assert_eq!(
            slice(&source, text, "\"الطريق مفتوح\""),
            Some("&quot;الطريق</b> مفتوح&quot;")
        );
    }

    #[test]
    fn a_break_stands_for_a_blank() {
        assert_eq!(slice("نعم<br>لا", "نعم لا", "نعم لا"), Some("نعم<br>لا"));
    }

    #[test]
    fn references_to_blanks_stand_for_one() {
        let source = "قال&nbsp;&nbsp;إنه &nbsp;عاد&zwnj;";
        assert_eq!(
            slice(source, "قال إنه عاد", "إنه عاد"),
            Some("إنه &nbsp;عاد")
        );
    }

    #[test]
    fn another_text_is_not_aligned() {
        assert!(Markup::align("<b>نعم</b>", "لا").is_none());
        assert!(Markup::align("نعم", "نعم لا").is_none());
    }
}
