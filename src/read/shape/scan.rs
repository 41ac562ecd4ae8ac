//! Reading a text for its [`Shape`].

use super::class::{Class, class};
use super::skeleton::Sketch;
use super::stride::{self, Counts, KINDS, Kind, STRIDE, Tally};
use super::{Shape, end_of, has_address, is_letter, start_of};
use crate::arabic::clean::{is_dropped, is_white, presentation_form};

/// What stands for any Arabic letter as the character read last.
const LETTER: char = 'ا';

/// What stands there for a dash that a space before it showed to be one: the space behind it must
/// not count it again.
const COUNTED_DASH: char = '–';

/// Reads the characters of a text one after the other, or a stride of them at once.
#[derive(Clone)]
pub(super) struct Scan {
    shape: Shape,
    /// What strides held, to be added to the shape at the end.
    tally: Tally,
    previous: char,
    /// Whether something was met that cleaning changes.
    pub(super) unclean: bool,
    /// Whether `&` was met, which may begin a character reference.
    ampersand: bool,
}

/// A text that was read up to what cleaning changes in it.
pub(crate) struct Begun {
    scan: Scan,
    at: usize,
}

impl Begun {
    pub(super) fn new() -> Begun {
        Begun {
            scan: Scan::new(),
            at: 0,
        }
    }

    /// Up to where cleaning surely changes nothing, but for a space before it that may begin a run of
    /// white space.
    pub(crate) fn clean_to(&self) -> usize {
        self.at
    }

    /// The shape of the clean text. Only what is behind the place is read.
    pub(crate) fn shape(mut self, clean: &str) -> Shape {
        self.scan.read(clean, self.at, None);
        self.scan.finish(clean)
    }
}

impl Scan {
    pub(super) fn new() -> Scan {
        Scan {
            shape: Shape::empty(),
            tally: [0; KINDS],
            previous: ' ',
            unclean: false,
            ampersand: false,
        }
    }

    /// Reads a text from `at` on; with `begun` up to what cleaning changes, where it keeps how far it
    /// had come before it read single characters.
    pub(super) fn read(&mut self, text: &str, mut at: usize, mut begun: Option<&mut Begun>) {
        let bytes = text.as_bytes();
        // Up to where a stride was found to hold what is read one by one.
        let mut odd = 0;
        while let Some(&lead) = bytes.get(at) {
            if self.unclean && begun.is_some() {
                return;
            }
            if at >= odd && self.is_settled(bytes, at) {
                let counts = stride::counts(bytes, at, &mut self.tally);
                at += counts.length;
                if counts.length > 0 {
                    self.add(&counts, bytes.get(at - 1) == Some(&b' '));
                    if let Some(begun) = begun.as_deref_mut()
                        && at < bytes.len()
                        && says_nothing_of_next(bytes.get(..at).unwrap_or_default())
                    {
                        (begun.scan, begun.at) = (self.clone(), at);
                    }
                }
                if counts.odd {
                    odd = at + STRIDE;
                }
                if counts.length > 0 {
                    continue;
                }
            }
            at += match (lead, bytes.get(at + 1)) {
                (0..0x80, _) => {
                    self.ascii(lead);
                    1
                }
                // Two-byte Arabic, the bulk of every text: U+0600–U+06FF.
                (0xD8..=0xDB, Some(&low)) => {
                    self.arabic(class(lead, low), low);
                    2
                }
                _ => {
                    let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
                        return;
                    };
                    self.any(c);
                    c.len_utf8()
                }
            };
        }
    }

    /// Whether the bytes tell what a stride from `at` on needs to know of what stands before it: no
    /// space is there that says something of a sign before it, nor one that a mark parts from what
    /// follows.
    fn is_settled(&self, bytes: &[u8], at: usize) -> bool {
        let is_space = |at: usize| bytes.get(at) == Some(&b' ');
        let spaced = at.checked_sub(1).map(is_space);
        spaced == Some(self.previous == ' ') && (self.previous == LETTER || !is_space(at))
    }

    /// Adds what strides hold beside the kinds of their characters; `spaced` if a space ends them.
    fn add(&mut self, counts: &Counts, spaced: bool) {
        let s = &mut self.shape;
        let add = |to: u16, n: u32| to.saturating_add(u16::try_from(n).unwrap_or(u16::MAX));
        s.stops = add(s.stops, counts.stops());
        s.dashes = add(s.dashes, counts.dashes());
        // A word begins behind each space, as there are no two side by side; behind the last one it
        // begins in what follows.
        let [before, after] = [self.previous == ' ', spaced].map(u32::from);
        s.words += before + counts.spaces - after;
        // What a space behind the last character says is counted.
        self.previous = if spaced { ' ' } else { LETTER };
    }

    /// Adds what the strides held to the shape.
    fn settle(&mut self) {
        let s = &mut self.shape;
        let of = |kind: Kind| self.tally.get(kind as usize).copied().unwrap_or(0);
        let signs = [
            Kind::Comma,
            Kind::Colon,
            Kind::Quote,
            Kind::Bar,
            Kind::Slash,
            Kind::Dash,
            Kind::Stop,
            Kind::Ampersand,
            Kind::Sign,
        ];
        let signs: u32 = signs.map(of).iter().sum();
        let add = |slot: &mut u16, kind: Kind| {
            *slot = slot.saturating_add(u16::try_from(of(kind)).unwrap_or(u16::MAX));
        };
        s.arabic += of(Kind::Letter);
        s.latin += of(Kind::Latin);
        s.digits += of(Kind::Digit);
        s.signs += signs;
        s.marks += of(Kind::Mark);
        s.tatweels += of(Kind::Tatweel);
        s.chars += of(Kind::Letter) + of(Kind::Space) + of(Kind::Latin) + of(Kind::Digit) + signs;
        add(&mut s.commas, Kind::Comma);
        add(&mut s.colons, Kind::Colon);
        add(&mut s.quotes, Kind::Quote);
        add(&mut s.bars, Kind::Bar);
        add(&mut s.slashes, Kind::Slash);
    }

    /// Whether the text may hold character references.
    pub(super) fn may_refer(&self) -> bool {
        // cannot fail: it is a kind
        self.ampersand || self.tally[Kind::Ampersand as usize] > 0
    }

    /// The shape, with what the ends of the text say.
    pub(super) fn finish(mut self, text: &str) -> Shape {
        self.settle();
        let mut shape = self.shape;
        shape.start = start_of(text);
        (shape.end, shape.bracket, shape.quoted) = end_of(text);
        shape.address = has_address(text, &shape);
        shape.sketch = Sketch::of(text);
        shape
    }

    /// What joins the character before it parts that from a space behind both.
    fn join(&mut self) {
        if self.previous != ' ' {
            self.previous = LETTER;
        }
    }

    fn begin(&mut self) {
        self.shape.chars += 1;
        self.shape.words += u32::from(self.previous == ' ');
    }

    fn ascii(&mut self, byte: u8) {
        if byte == b' ' {
            match self.previous {
                ' ' => self.unclean = true,
                '.' | '!' | '?' => self.shape.stops = self.shape.stops.saturating_add(1),
                '-' => self.shape.dashes = self.shape.dashes.saturating_add(1),
                _ => {}
            }
            self.shape.chars += 1;
            self.previous = ' ';
            return;
        }
        self.begin();
        let s = &mut self.shape;
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                s.latin += 1;
            }
            b'0'..=b'9' => {
                s.digits += 1;
            }
            _ => {
                s.signs += 1;
                match byte {
                    ..0x20 | 0x7F => self.unclean = true,
                    b',' => s.commas = s.commas.saturating_add(1),
                    b':' => s.colons = s.colons.saturating_add(1),
                    b'"' => s.quotes = s.quotes.saturating_add(1),
                    b'&' => self.ampersand = true,
                    b'|' => s.bars = s.bars.saturating_add(1),
                    b'/' => s.slashes = s.slashes.saturating_add(1),
                    b'-' if self.previous == ' ' => {
                        s.dashes = s.dashes.saturating_add(1);
                        self.previous = COUNTED_DASH;
                        return;
                    }
                    _ => {}
                }
            }
        }
        self.previous = char::from(byte);
    }

    /// Counts a character of U+0600–06FF.
    fn arabic(&mut self, class: Class, low: u8) {
        match class {
            Class::Consonant | Class::Weak => {
                self.begin();
                self.shape.arabic += 1;
                self.previous = LETTER;
            }
            Class::Mark => {
                self.shape.marks += 1;
                self.join();
            }
            // A tatweel inside a word; one that stands free is a dash.
            Class::Tatweel => {
                if self.previous == ' ' {
                    self.begin();
                    self.shape.signs += 1;
                    self.shape.dashes = self.shape.dashes.saturating_add(1);
                    // Counted: the space behind it must not count it again.
                    self.previous = COUNTED_DASH;
                } else {
                    self.shape.tatweels += 1;
                    self.join();
                }
            }
            Class::Digit => {
                self.begin();
                self.shape.digits += 1;
                self.previous = '0';
            }
            Class::Comma => {
                self.begin();
                self.shape.signs += 1;
                self.shape.commas = self.shape.commas.saturating_add(1);
                self.previous = ',';
            }
            Class::Stop => {
                self.begin();
                self.shape.signs += 1;
                self.previous = '.';
            }
            Class::Sign => {
                // U+061C, the one sign of this block with that byte.
                self.unclean |= low == 0x9C;
                self.begin();
                self.shape.signs += 1;
                self.previous = '%';
            }
        }
    }

    fn any(&mut self, c: char) {
        self.begin();
        let s = &mut self.shape;
        match c {
            '«' | '»' | '“' | '”' | '„' | '‹' | '›' => {
                s.signs += 1;
                s.quotes = s.quotes.saturating_add(1);
            }
            '\u{2010}'..='\u{2015}' => {
                s.signs += 1;
                self.previous = if self.previous == ' ' {
                    s.dashes = s.dashes.saturating_add(1);
                    COUNTED_DASH
                } else {
                    '-'
                };
                return;
            }
            '…' => {
                s.signs += 1;
                self.previous = '.';
                return;
            }
            '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08C9}' => {
                s.arabic += 1;
            }
            c => {
                self.unclean |= changes(c);
                self.letter_or_sign(c);
            }
        }
        self.previous = c;
    }

    fn letter_or_sign(&mut self, c: char) {
        let s = &mut self.shape;
        match c {
            c if c.is_alphabetic() => {
                if c < '\u{0250}' {
                    s.latin += 1;
                } else {
                    s.other += 1;
                }
            }
            c if c.is_numeric() => s.digits += 1,
            _ => s.signs += 1,
        }
    }
}

/// Whether a text ends with a letter or a space. A stop or a dash counts by the space behind it, which
/// may be one only once it is clean.
fn says_nothing_of_next(text: &[u8]) -> bool {
    match text {
        [.., lead @ 0xD8..=0xDB, low] => is_letter(*lead, *low),
        [.., last] => *last == b' ' || last.is_ascii_alphabetic(),
        [] => false,
    }
}

/// Whether cleaning changes a character.
fn changes(c: char) -> bool {
    is_white(c) || is_dropped(c) || presentation_form(c).is_some()
}
