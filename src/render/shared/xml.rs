//! A small writer of well-formed XML 1.0.

use std::fmt::{self, Write};

/// Writes elements, attributes and text. Whatever the strings hold, the output is well-formed:
/// markup is escaped, and a character that XML 1.0 forbids (most controls, U+FFFE, U+FFFF)
/// becomes U+FFFD.
///
/// Blocks stand on lines of their own, indented; inside an inline element nothing is added.
pub(in crate::render) struct Xml<'w> {
    out: &'w mut dyn Write,
    open: Vec<Level>,
    fresh: bool,
}

struct Level {
    name: &'static str,
    inline: bool,
    blocks: bool,
}

impl<'w> Xml<'w> {
    /// A writer of a document: writes the XML declaration.
    pub(in crate::render) fn document(out: &'w mut dyn Write) -> Result<Xml<'w>, fmt::Error> {
        out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        Ok(Xml {
            out,
            open: Vec::new(),
            fresh: false,
        })
    }

    /// A writer of a fragment.
    pub(in crate::render) fn fragment(out: &'w mut dyn Write) -> Xml<'w> {
        Xml {
            out,
            open: Vec::new(),
            fresh: true,
        }
    }

    /// Opens an element that holds other blocks.
    pub(in crate::render) fn block(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
    ) -> fmt::Result {
        self.line()?;
        self.start(name, attributes)?;
        self.push(name, false)
    }

    /// Opens an element on a line of its own that holds text.
    pub(in crate::render) fn line_block(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
    ) -> fmt::Result {
        self.line()?;
        self.inline(name, attributes)
    }

    /// Opens an element inside text.
    pub(in crate::render) fn inline(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
    ) -> fmt::Result {
        self.start(name, attributes)?;
        self.push(name, true)
    }

    /// A whole element with text, on a line of its own.
    pub(in crate::render) fn leaf(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> fmt::Result {
        self.line_block(name, attributes)?;
        self.text(text)?;
        self.close()
    }

    /// A whole element with text, inside text.
    pub(in crate::render) fn inline_leaf(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> fmt::Result {
        self.inline(name, attributes)?;
        self.text(text)?;
        self.close()
    }

    /// An empty element on a line of its own.
    pub(in crate::render) fn empty(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
    ) -> fmt::Result {
        self.line()?;
        self.tag(name, attributes)?;
        self.out.write_str("/>")
    }

    /// An empty element inside text.
    pub(in crate::render) fn inline_empty(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
    ) -> fmt::Result {
        self.tag(name, attributes)?;
        self.out.write_str("/>")
    }

    /// Text.
    pub(in crate::render) fn text(&mut self, text: &str) -> fmt::Result {
        escape(text, false, self.out)
    }

    /// Closes the element opened last.
    pub(in crate::render) fn close(&mut self) -> fmt::Result {
        let Some(level) = self.open.pop() else {
            return Ok(());
        };
        if level.blocks {
            self.indent()?;
        }
        write!(self.out, "</{}>", level.name)
    }

    /// Closes what is still open and ends the last line.
    pub(in crate::render) fn finish(mut self) -> fmt::Result {
        while !self.open.is_empty() {
            self.close()?;
        }
        self.out.write_char('\n')
    }

    fn push(&mut self, name: &'static str, inline: bool) -> fmt::Result {
        self.open.push(Level {
            name,
            inline,
            blocks: false,
        });
        Ok(())
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
        self.tag(name, attributes)?;
        self.out.write_char('>')
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) -> fmt::Result {
        write!(self.out, "<{name}")?;
        for (key, value) in attributes {
            write!(self.out, " {key}=\"")?;
            escape(value, true, self.out)?;
            self.out.write_char('"')?;
        }
        Ok(())
    }

    /// Begins a line, unless text stands around.
    fn line(&mut self) -> fmt::Result {
        if std::mem::take(&mut self.fresh) {
            return Ok(());
        }
        match self.open.last_mut() {
            Some(level) if level.inline => return Ok(()),
            Some(level) => level.blocks = true,
            None => {}
        }
        self.indent()
    }

    fn indent(&mut self) -> fmt::Result {
        // Depth is bounded so that deep nesting does not make output quadratic.
        write!(self.out, "\n{:1$}", "", self.open.len().min(16))
    }
}

/// Writes `text` with markup escaped; in attributes, white space that a parser would normalise
/// too.
pub(in crate::render) fn escape(text: &str, attribute: bool, out: &mut dyn Write) -> fmt::Result {
    let mut written = 0;
    for (at, c) in text.char_indices() {
        let reference = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if attribute => "&quot;",
            '\n' if attribute => "&#10;",
            '\t' if attribute => "&#9;",
            '\r' => "&#13;",
            '\n' | '\t' => continue,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            _ => continue,
        };
        out.write_str(text.get(written..at).unwrap_or(""))?;
        out.write_str(reference)?;
        written = at + c.len_utf8();
    }
    out.write_str(text.get(written..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, attribute: bool) -> String {
        let mut out = String::new();
        escape(text, attribute, &mut out).unwrap();
        out
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_replaced() {
        assert_eq!(escaped("a<b> & \"c\"", false), "a&lt;b&gt; &amp; \"c\"");
        assert_eq!(escaped("\"\n\t'", true), "&quot;&#10;&#9;'");
        assert_eq!(escaped("]]>", false), "]]&gt;");
        assert_eq!(escaped("a\r\nb", false), "a&#13;\nb");
        assert_eq!(
            escaped("\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}", false),
            "\u{fffd}".repeat(6)
        );
        // Allowed, if discouraged.
        assert_eq!(
            escaped("\u{7f}\u{85}\u{fdd0}\u{1fffe}", false),
            "\u{7f}\u{85}\u{fdd0}\u{1fffe}"
        );
    }

    #[test]
    fn blocks_are_indented_and_text_is_left_alone() {
        let mut out = String::new();
        let mut xml = Xml::document(&mut out).unwrap();
        xml.block("a", &[("k", "<v>")]).unwrap();
        xml.line_block("p", &[]).unwrap();
        xml.text("نص ").unwrap();
        xml.inline_leaf("b", &[], "غليظ").unwrap();
        xml.inline_empty("br", &[]).unwrap();
        xml.close().unwrap();
        xml.empty("e", &[]).unwrap();
        xml.block("empty", &[]).unwrap();
        xml.finish().unwrap();
        assert_eq!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a k=\"&lt;v&gt;\">\n <p>نص <b>غليظ</b><br/></p>\n <e/>\n <empty></empty>\n</a>\n"
        );
    }
}
