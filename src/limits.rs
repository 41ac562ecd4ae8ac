//! [`Limits`]: how much of the input is read.

/// How much of an input the parser reads.
///
/// The defaults never make parsing fail. What lies beyond a limit is cut off, the article says so
/// (`truncated`, and a diagnostic with the place), and up to the byte limit the text beyond stays
/// available as residue.
///
/// # Examples
///
/// ```
/// use khabar::{ErrorKind, Limits, Parser};
///
/// let cutting = Parser::builder().limits(Limits::new().with_max_bytes(40)).build()?;
/// let article = cutting.parse_text("نص طويل بعض الشيء لكي يتجاوز الحد المسموح به.")?;
/// assert!(article.truncated);
///
/// let failing = Limits::new().with_max_bytes(40).with_fail(true);
/// let error = Parser::builder().limits(failing).build()?
///     .parse_text("نص طويل بعض الشيء لكي يتجاوز الحد المسموح به.").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    max_bytes: usize,
    max_blocks: usize,
    max_depth: usize,
    max_attributes: usize,
    fail: bool,
}

impl Limits {
    /// The default limits.
    pub const fn new() -> Limits {
        Limits {
            max_bytes: 256 << 20,
            max_blocks: 100_000,
            max_depth: 512,
            max_attributes: 256,
            fail: false,
        }
    }

    /// Bytes of decoded text that are read.
    ///
    /// Default: 256 MiB. Caveat: spans are 32 bits wide, so values of 4 GiB and above count as
    /// 4 GiB − 1.
    #[must_use]
    pub const fn with_max_bytes(mut self, bytes: usize) -> Limits {
        self.max_bytes = if bytes > u32::MAX as usize {
            u32::MAX as usize
        } else {
            bytes
        };
        self
    }

    /// Blocks (in plain text: non-blank lines) that are labelled.
    ///
    /// Default: 100 000. Caveat: text after the last labelled block is one piece of residue.
    #[must_use]
    pub const fn with_max_blocks(mut self, blocks: usize) -> Limits {
        self.max_blocks = blocks;
        self
    }

    /// How deep elements of an HTML page may lie in each other.
    ///
    /// Default: 512, as in browsers. Caveat: tags below it are left out, so what they would have
    /// said of their text is lost; the text itself is kept.
    #[must_use]
    pub const fn with_max_depth(mut self, depth: usize) -> Limits {
        self.max_depth = depth;
        self
    }

    /// Attributes that are kept of one tag of an HTML page.
    ///
    /// Default: 256. Caveat: the tag's later attributes are left out. Of formatting elements, such as
    /// `<b>` and `<font>`, which are opened again in every block below them, 16 are kept at most.
    #[must_use]
    pub const fn with_max_attributes(mut self, attributes: usize) -> Limits {
        self.max_attributes = attributes;
        self
    }

    /// Whether exceeding a limit is an [`Error`](crate::Error) instead of a cut.
    ///
    /// Default: false. Caveat: with `true`, content can make parsing fail.
    #[must_use]
    pub const fn with_fail(mut self, fail: bool) -> Limits {
        self.fail = fail;
        self
    }

    /// Bytes of decoded text that are read.
    pub const fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Blocks that are labelled.
    pub const fn max_blocks(&self) -> usize {
        self.max_blocks
    }

    /// How deep elements may lie in each other.
    pub const fn max_depth(&self) -> usize {
        self.max_depth
    }

    /// Attributes that are kept of one tag.
    pub const fn max_attributes(&self) -> usize {
        self.max_attributes
    }

    /// Whether exceeding a limit is an error.
    pub const fn fail(&self) -> bool {
        self.fail
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
