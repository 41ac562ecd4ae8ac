//! Writers: an [`Article`](crate::Article) → the formats of the news industry and of people.
//!
//! | writer | format | for |
//! | --- | --- | --- |
//! | [`text()`] | plain text | reading, speech, search indexes |
//! | [`markdown()`] | CommonMark with GFM tables | editors, notebooks, wikis |
//! | [`ninjs()`] | IPTC ninjs 3.1 | content systems of news agencies |
//! | [`newsml_g2()`] | IPTC NewsML-G2 2.34 news item | content systems of news agencies |
//! | [`schema_org()`] | schema.org JSON-LD | web pages, search engines |
//! | [`tei()`] | TEI P5 | text corpora |
//! | [`outline()`] | lines for a terminal | a quick look |
//!
//! Each writes to any [`fmt::Write`]; [`to_io`] adapts a writer to [`io::Write`]. Output is
//! well-formed whatever the article's strings hold, and the same for the same article. What a
//! format cannot carry is listed with its writer; only the article's own JSON carries everything.
//! None of them writes spans, confidence, origins, diagnostics, residue, alternatives or `extra`.
//!
//! All take time linear in the size of the article, but for sorting the marks of a block.

mod markdown;
mod newsml_g2;
mod ninjs;
mod outline;
mod schema_org;
mod shared;
mod tei;
mod text;

use std::fmt;
use std::io;

pub use markdown::markdown;
pub use newsml_g2::newsml_g2;
pub use ninjs::ninjs;
pub use outline::{full, outline};
pub use schema_org::schema_org;
pub use tei::tei;
pub use text::text;

/// Runs one of this module's writers on an [`io::Write`].
///
/// Writes are small: give it a buffered writer.
///
/// # Errors
///
/// Those of `out`, as they came.
///
/// # Examples
///
/// ```
/// use khabar::render;
///
/// let article = khabar::parse_text("افتتاح جسر جديد\n\nافتتح المحافظ أمس جسرا جديدا فوق النهر، وقال إن العمل فيه استغرق عامين كاملين.");
/// let mut bytes: Vec<u8> = Vec::new();
/// render::to_io(&mut bytes, |out| render::markdown(&article, out))?;
/// assert!(bytes.starts_with("# افتتاح جسر جديد\n".as_bytes()));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn to_io(
    out: impl io::Write,
    write: impl FnOnce(&mut dyn fmt::Write) -> fmt::Result,
) -> io::Result<()> {
    struct Io<W> {
        out: W,
        error: Option<io::Error>,
    }

    impl<W: io::Write> fmt::Write for Io<W> {
        fn write_str(&mut self, s: &str) -> fmt::Result {
            self.out.write_all(s.as_bytes()).map_err(|error| {
                self.error = Some(error);
                fmt::Error
            })
        }
    }

    let mut io = Io { out, error: None };
    write(&mut io).map_err(|error| io.error.take().unwrap_or_else(|| io::Error::other(error)))?;
    io.out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_writer_comes_through() {
        let mut short = [0_u8; 4];
        let article = crate::parse_text("افتتاح الجسر الجديد");
        let error = to_io(&mut short[..], |out| outline(&article, out)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }
}
