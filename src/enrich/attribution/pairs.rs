//! Quotation marks, brackets and dashes that belong together.

use super::tokens::{Kind, Partner, Token, quote_family};

/// Pairs the marks of a text, given by the indexes of their tokens, and tells the quotation around each token. There are
/// as many partners as tokens.
pub(super) fn pair(text: &str, marks: &[u32], tokens: &mut [Token], partners: &mut [Partner]) {
    if marks.iter().any(|&i| tokens[i as usize].kind == Kind::Open) {
        pair_quotes(text, marks, tokens, partners);
        extend_quotes(marks, tokens, partners);
        surround(marks, tokens, partners);
    }
    pair_brackets(marks, tokens, partners);
}

/// Pairs quotation marks by family, by alternation and by the blanks beside them, never by the direction of the
/// glyph: `”…“` is as common as `“…”`.
fn pair_quotes(text: &str, marks: &[u32], tokens: &mut [Token], partners: &mut [Partner]) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    for &i in marks {
        let i = i as usize;
        let token = &mut tokens[i]; // marks are indexes of tokens
        if token.kind != Kind::Open {
            continue;
        }
        let (start, end) = (token.start(), token.end());
        let mark = text.get(start..end).and_then(|t| t.chars().next());
        let Some(family) = quote_family(mark.unwrap_or('"')) else {
            continue;
        };
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(end..).and_then(|t| t.chars().next());
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opener = blank(before) && !blank(after);
        let closer = !blank(before) && blank(after)
            || after.is_some_and(|c| matches!(c, '.' | '،' | ',' | '؛' | ':' | ')' | '؟' | '!'))
                && !blank(before);
        let inside = open.iter().rposition(|&(_, f)| f == family);
        match inside {
            Some(depth) if !opener || closer || open.len() >= 3 => {
                let at = open[depth].0; // depth comes from rposition
                open.truncate(depth);
                token.kind = Kind::Close;
                // There are as many partners as tokens.
                partners[i].pair = at as u32;
                partners[i].closed = true;
                partners[at].pair = i as u32;
                partners[at].closed = true;
            }
            None if closer && !opener => token.kind = Kind::Other,
            None if family == 2 && !opener => token.kind = Kind::Other,
            _ => open.push((i, family)),
        }
    }
}

/// A mark without a partner quotes to the end of the text, or to the sentence end before the next quotation.
fn extend_quotes(marks: &[u32], tokens: &[Token], partners: &mut [Partner]) {
    let mut next_open = None;
    for &i in marks.iter().rev() {
        let i = i as usize;
        // marks are indexes of tokens, of which each has a partner
        if tokens[i].kind != Kind::Open {
            continue;
        }
        if !partners[i].closed {
            let end = match next_open {
                None => tokens.len(),
                Some(next) => (i + 1..next)
                    .find(|&j| tokens[j].kind == Kind::Stop)
                    .map_or(i + 1, |j| j + 1),
            };
            partners[i].pair = end.max(i + 1) as u32;
        }
        next_open = Some(i);
    }
}

/// Tells each token inside a quotation the opening mark of the innermost.
fn surround(marks: &[u32], tokens: &[Token], partners: &mut [Partner]) {
    for &i in marks {
        let at = i as usize;
        // marks are indexes of tokens, of which each has a partner
        if tokens[at].kind != Kind::Open {
            continue;
        }
        // A later quotation lies inside or behind.
        let end = partners[at].pair as usize;
        for partner in partners.iter_mut().take(end).skip(at + 1) {
            partner.quote = i;
        }
    }
}

/// Pairs brackets, and dashes that stand off outside and close up inside, or stand free in pairs.
fn pair_brackets(marks: &[u32], tokens: &[Token], partners: &mut [Partner]) {
    let mut bracket = None;
    let mut dash: Option<usize> = None;
    let mut join = |at: usize, i: usize| {
        // marks are indexes of tokens, of which each has a partner
        partners[i].pair = at as u32;
        partners[at].pair = i as u32;
    };
    for &i in marks {
        let i = i as usize;
        let token = &tokens[i]; // marks are indexes of tokens
        match token.kind {
            Kind::BracketOpen => bracket = Some(i),
            Kind::BracketClose => {
                if let Some(at) = bracket.take() {
                    join(at, i);
                }
            }
            Kind::Dash => {
                let blank_before = i > 0 && tokens[i - 1].end() < token.start();
                let blank_after = tokens
                    .get(i + 1)
                    .is_none_or(|next| next.start() > token.end());
                let closes = !blank_before || blank_after;
                match dash {
                    Some(at) if closes && i - at <= 30 => {
                        join(at, i);
                        dash = None;
                    }
                    _ if blank_before => dash = Some(i),
                    _ => {}
                }
            }
            Kind::Stop => {
                dash = None;
                bracket = bracket.filter(|&at| i - at < 40);
            }
            _ => {}
        }
    }
}
