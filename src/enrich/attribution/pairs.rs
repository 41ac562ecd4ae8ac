//! Quotation marks, brackets and dashes that belong together.

use super::block::BLOCK;
use super::scan::Seen;
use super::tokens::{Kind, NONE, Sets, Token, quote_family};

/// A mark and what it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partner {
    /// The token that the mark is.
    pub(super) at: u32,
    /// The partner of a paired mark; for an opening mark without one, the token after its extent; else [`NONE`].
    pub(super) pair: u32,
    /// Whether the mark in `pair` closes the quotation that the other opens.
    pub(super) closed: bool,
}

impl Partner {
    /// A mark that belongs to no other.
    pub(super) fn alone(at: u32) -> Partner {
        Partner {
            at,
            pair: NONE,
            closed: false,
        }
    }

    fn token(&self) -> usize {
        self.at as usize
    }
}

/// Pairs the marks of a text, which are those of its tokens that are neither words nor numbers, and notes in the sets which
/// tokens stand in quotations.
pub(super) fn pair(
    text: &str,
    seen: Seen,
    marks: &mut [Partner],
    tokens: &mut [Token],
    sets: &mut [Sets],
) {
    if seen.quotes {
        pair_quotes(text, marks, tokens);
        extend_quotes(marks, tokens);
        surround(marks, tokens, sets);
    }
    if seen.brackets {
        pair_brackets(marks, tokens);
    }
}

/// Makes partners of two marks, given by their places among all.
fn join(marks: &mut [Partner], at: usize, other: usize) {
    marks[at].pair = marks[other].at; // both are indexes of marks
    marks[other].pair = marks[at].at; // as above
}

/// Pairs quotation marks by family, by alternation and by the blanks beside them, never by the direction of the
/// glyph: `”…“` is as common as `“…”`.
fn pair_quotes(text: &str, marks: &mut [Partner], tokens: &mut [Token]) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    for n in 0..marks.len() {
        let Some(shape) = shape(text, &tokens[marks[n].token()]) else {
            // marks are tokens
            continue;
        };
        let Shape {
            family,
            closer,
            mut opener,
            ..
        } = shape;
        opener |=
            shape.clitic && !open.is_empty() && is_nested(text, &marks[n + 1..], tokens, family);
        let token = &mut tokens[marks[n].token()]; // as above
        let inside = open.iter().rposition(|&(_, f)| f == family);
        match inside {
            Some(depth) if !opener || closer || open.len() >= 3 => {
                let at = open[depth].0; // depth comes from rposition
                open.truncate(depth);
                token.kind = Kind::Close;
                join(marks, at, n);
                marks[at].closed = true; // at is an index of marks
                marks[n].closed = true; // n is below their number
            }
            None if closer && !opener => token.kind = Kind::Other,
            None if family == 2 && !opener => token.kind = Kind::Other,
            _ => open.push((n, family)),
        }
    }
}

/// What stands beside a quotation mark.
struct Shape {
    family: u8,
    /// A blank before it, and none behind.
    opener: bool,
    /// A blank or a stop behind it, and none before.
    closer: bool,
    /// It stands behind a letter that is written together with the next word: و"…", لـ"…".
    clitic: bool,
}

/// The shape of a token, where it is a quotation mark that was not read yet.
fn shape(text: &str, token: &Token) -> Option<Shape> {
    if token.kind != Kind::Open {
        return None;
    }
    let before = text.get(..token.start()).unwrap_or_default();
    let after = text.get(token.end()..).and_then(|t| t.chars().next());
    let mark = text
        .get(token.start()..token.end())
        .and_then(|t| t.chars().next());
    let mut letters = before.chars().rev();
    let last = letters.next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let stop = |c: char| matches!(c, '.' | '،' | ',' | '؛' | ':' | ')' | '؟' | '!');
    let open = !blank(after);
    let letter = if last == Some('\u{640}') {
        letters.next()
    } else {
        last
    };
    Some(Shape {
        family: quote_family(mark.unwrap_or('"'))?,
        opener: blank(last) && open,
        closer: !blank(last) && (!open || after.is_some_and(stop)),
        clitic: open
            && matches!(letter, Some('و' | 'ب' | 'ل' | 'ف' | 'ك'))
            && blank(letters.next()),
    })
}

/// Whether a quotation that opens within another closes, and the other behind it, by the marks that follow.
fn is_nested(text: &str, marks: &[Partner], tokens: &[Token], family: u8) -> bool {
    const REACH: usize = 8;
    let mut depth = 2;
    for mark in marks.iter().take(REACH) {
        let Some(shape) = shape(text, &tokens[mark.token()]) else {
            // marks are tokens
            continue;
        };
        if shape.family != family {
            continue;
        }
        if shape.closer {
            depth -= 1;
        } else if shape.opener || shape.clitic {
            depth += 1;
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// A mark without a partner quotes to the end of the text, or to the sentence end before the next quotation.
fn extend_quotes(marks: &mut [Partner], tokens: &[Token]) {
    // The next quotation and the first stop behind the mark, by their tokens.
    let (mut next_open, mut stop) = (None, None);
    for mark in marks.iter_mut().rev() {
        match tokens[mark.token()].kind {
            // marks are tokens
            Kind::Stop => stop = Some(mark.at),
            Kind::Open => {
                if !mark.closed {
                    mark.pair = match next_open {
                        None => (tokens.len() as u32).max(mark.at + 1),
                        Some(next) => stop.filter(|&stop| stop < next).unwrap_or(mark.at) + 1,
                    };
                }
                next_open = Some(mark.at);
            }
            _ => {}
        }
    }
}

/// Adds the tokens inside quotations to their set.
fn surround(marks: &[Partner], tokens: &[Token], sets: &mut [Sets]) {
    let mut covered = 0;
    for mark in marks {
        if tokens[mark.token()].kind == Kind::Open {
            // marks are tokens
            // Of the tokens that an earlier quotation covered no one is added twice.
            let (from, to) = (covered.max(mark.token() + 1), mark.pair as usize);
            for i in from..to.min(tokens.len()) {
                sets[i / BLOCK].quoted |= 1 << (i % BLOCK); // there is a bit for each token
            }
            covered = covered.max(to);
        }
    }
}

/// Pairs brackets, and dashes that stand off outside and close up inside, or stand free in pairs.
fn pair_brackets(marks: &mut [Partner], tokens: &[Token]) {
    let mut bracket = None;
    let mut dash: Option<usize> = None;
    for n in 0..marks.len() {
        let i = marks[n].token(); // n is below their number
        let token = &tokens[i]; // marks are tokens
        match token.kind {
            Kind::BracketOpen => bracket = Some(n),
            Kind::BracketClose => {
                if let Some(at) = bracket.take() {
                    join(marks, at, n);
                }
            }
            Kind::Dash => {
                let blank_before = i > 0 && tokens[i - 1].end() < token.start(); // i is an index
                let blank_after = tokens
                    .get(i + 1)
                    .is_none_or(|next| next.start() > token.end());
                let closes = !blank_before || blank_after;
                match dash {
                    Some(at) if closes && i - marks[at].token() <= 30 => {
                        // at is an index of marks
                        join(marks, at, n);
                        dash = None;
                    }
                    _ if blank_before => dash = Some(n),
                    _ => {}
                }
            }
            Kind::Stop => {
                dash = None;
                bracket = bracket.filter(|&at| i - marks[at].token() < 40); // at is an index of marks
            }
            _ => {}
        }
    }
}
