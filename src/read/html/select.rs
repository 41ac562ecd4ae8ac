//! [`Selector`]: a small part of the CSS selector language.

use super::dom::{Dom, NodeId, NodeKind};

/// A parsed selector, to be kept and used on any number of pages.
///
/// The language is the part of CSS that picks parts of news pages: `tag` or `*`, `.class`, `#id`,
/// `[name]`, `[name=value]`, `[name*=part]`, `[name^=start]`, `[name$=end]`, several of these on
/// one element (`p.lead[dir]`), descendants (`article p`), children (`article > p`) and
/// alternatives (`h1, .headline`). A value is bare or in quotation marks of either kind. Tag and
/// attribute names ignore the case of ASCII letters; classes, ids and values do not.
///
/// # Examples
///
/// ```
/// use khabar::read::html::Selector;
///
/// let selector = Selector::parse("div.story > p, [itemprop='articleBody'] p")?;
/// assert_eq!(selector.to_string(), "div.story > p, [itemprop='articleBody'] p");
/// let error = Selector::parse("p:first-child").unwrap_err();
/// assert_eq!(error.to_string(), "column 2 of selector \"p:first-child\": unexpected ':'");
/// # Ok::<(), khabar::read::html::SelectorError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    source: String,
    alternatives: Vec<Vec<Compound>>,
}

/// Why a selector cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column} of selector {selector:?}: {problem}")]
pub struct SelectorError {
    selector: String,
    column: usize,
    problem: String,
}

impl SelectorError {
    /// The character at which the problem shows, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

/// How a compound relates to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Descendant,
    Child,
}

/// The demands on one element.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Compound {
    relation: Relation,
    tag: Option<String>,
    tests: Vec<Test>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Class(String),
    Has(String),
    Is(String, String),
    Contains(String, String),
    Starts(String, String),
    Ends(String, String),
}

/// Compounds of one alternative: the bits of a mask.
const MAX_COMPOUNDS: usize = 64;

impl Selector {
    /// Parses a selector.
    ///
    /// # Errors
    ///
    /// Where the text is no selector of the language above, or one alternative has more than 64
    /// parts.
    pub fn parse(selector: &str) -> Result<Selector, SelectorError> {
        let mut parser = SelectorParser {
            text: selector,
            at: 0,
        };
        let alternatives = parser.alternatives().map_err(|problem| SelectorError {
            selector: selector.to_owned(),
            column: selector
                .get(..parser.at)
                .map_or(0, |before| before.chars().count())
                + 1,
            problem,
        })?;
        Ok(Selector {
            source: selector.trim().to_owned(),
            alternatives,
        })
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source)
    }
}

impl std::str::FromStr for Selector {
    type Err = SelectorError;

    fn from_str(selector: &str) -> Result<Selector, SelectorError> {
        Selector::parse(selector)
    }
}

struct SelectorParser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> SelectorParser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start().len();
        self.at += blanks;
        blanks > 0
    }

    fn unexpected(&self) -> String {
        match self.peek() {
            Some(c) => format!("unexpected {c:?}"),
            None => "unexpected end".to_owned(),
        }
    }

    fn word(&mut self) -> Result<String, String> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_' || c > '\u{7f}'))
            .unwrap_or(rest.len());
        if end == 0 {
            return Err(self.unexpected());
        }
        self.at += end;
        Ok(rest.get(..end).unwrap_or("").to_owned())
    }

    fn alternatives(&mut self) -> Result<Vec<Vec<Compound>>, String> {
        let mut out = vec![self.complex()?];
        while self.eat(',') {
            out.push(self.complex()?);
        }
        if self.at < self.text.len() {
            return Err(self.unexpected());
        }
        Ok(out)
    }

    fn complex(&mut self) -> Result<Vec<Compound>, String> {
        self.blanks();
        let mut out = vec![self.compound(Relation::Descendant)?];
        loop {
            let blanks = self.blanks();
            let relation = if self.eat('>') {
                self.blanks();
                Relation::Child
            } else if !blanks || matches!(self.peek(), None | Some(',')) {
                return Ok(out);
            } else {
                Relation::Descendant
            };
            if out.len() == MAX_COMPOUNDS {
                return Err("more than 64 parts".to_owned());
            }
            out.push(self.compound(relation)?);
        }
    }

    fn compound(&mut self, relation: Relation) -> Result<Compound, String> {
        let mut compound = Compound {
            relation,
            tag: None,
            tests: Vec::new(),
        };
        let start = self.at;
        if !self.eat('*') && self.peek().is_some_and(char::is_alphanumeric) {
            compound.tag = Some(self.word()?.to_ascii_lowercase());
        }
        loop {
            if self.eat('.') {
                compound.tests.push(Test::Class(self.word()?));
            } else if self.eat('#') {
                compound.tests.push(Test::Is("id".to_owned(), self.word()?));
            } else if self.eat('[') {
                compound.tests.push(self.attribute()?);
            } else if self.at == start {
                return Err(self.unexpected());
            } else {
                return Ok(compound);
            }
        }
    }

    fn attribute(&mut self) -> Result<Test, String> {
        self.blanks();
        let mut name = self.word()?.to_ascii_lowercase();
        while self.eat(':') {
            // `og:title`, as RDFa and OpenGraph write names.
            name.push(':');
            name.push_str(&self.word()?);
        }
        self.blanks();
        if self.eat(']') {
            return Ok(Test::Has(name));
        }
        let sign = ['*', '^', '$'].into_iter().find(|c| self.eat(*c));
        if !self.eat('=') {
            return Err(self.unexpected());
        }
        self.blanks();
        let value = self.value()?;
        self.blanks();
        if !self.eat(']') {
            return Err(self.unexpected());
        }
        Ok(match sign {
            None => Test::Is(name, value),
            Some('*') => Test::Contains(name, value),
            Some('^') => Test::Starts(name, value),
            Some(_) => Test::Ends(name, value),
        })
    }

    fn value(&mut self) -> Result<String, String> {
        let quote = ['"', '\''].into_iter().find(|c| self.eat(*c));
        let rest = self.rest();
        let end = match quote {
            Some(quote) => rest
                .find(quote)
                .ok_or("the value's quotation mark is open")?,
            None => rest
                .find(|c: char| c == ']' || c.is_whitespace())
                .unwrap_or(rest.len()),
        };
        if end == 0 && quote.is_none() {
            return Err(self.unexpected());
        }
        self.at += end + usize::from(quote.is_some());
        Ok(rest.get(..end).unwrap_or("").to_owned())
    }
}

impl Compound {
    fn matches(&self, dom: &Dom<'_>, id: NodeId) -> bool {
        if self
            .tag
            .as_deref()
            .is_some_and(|tag| dom.tag(id).is_none_or(|t| !t.eq_ignore_ascii_case(tag)))
        {
            return false;
        }
        self.tests.iter().all(|test| test.holds(dom, id))
    }
}

impl Test {
    fn holds(&self, dom: &Dom<'_>, id: NodeId) -> bool {
        let value = |name: &str| dom.attribute_str(id, name);
        match self {
            Test::Class(class) => {
                value("class").is_some_and(|v| v.split_ascii_whitespace().any(|c| c == class))
            }
            Test::Has(name) => value(name).is_some(),
            Test::Is(name, text) => value(name) == Some(text),
            // As in CSS, an empty part is in nothing.
            Test::Contains(name, text) => {
                !text.is_empty() && value(name).is_some_and(|v| v.contains(&**text))
            }
            Test::Starts(name, text) => {
                !text.is_empty() && value(name).is_some_and(|v| v.starts_with(&**text))
            }
            Test::Ends(name, text) => {
                !text.is_empty() && value(name).is_some_and(|v| v.ends_with(&**text))
            }
        }
    }
}

/// Which compounds of each alternative match: at the node, and at it or anything above it.
#[derive(Clone, Debug, Default)]
struct State {
    here: Vec<u64>,
    above: Vec<u64>,
}

impl State {
    fn start(selector: &Selector) -> State {
        State {
            here: vec![0; selector.alternatives.len()],
            above: vec![0; selector.alternatives.len()],
        }
    }

    /// The state at a child, and whether the child matches the whole selector.
    fn step(&self, dom: &Dom<'_>, id: NodeId, selector: &Selector) -> (State, bool) {
        let mut next = State::start(selector);
        let mut matched = false;
        let states = next.here.iter_mut().zip(&mut next.above);
        let before = self.here.iter().zip(&self.above);
        for ((compounds, (here, above)), (here_before, above_before)) in
            selector.alternatives.iter().zip(states).zip(before)
        {
            for (i, compound) in compounds.iter().enumerate() {
                let open = i == 0
                    || match compound.relation {
                        Relation::Child => here_before,
                        Relation::Descendant => above_before,
                    } >> (i - 1)
                        & 1
                        == 1;
                if open && compound.matches(dom, id) {
                    *here |= 1 << i;
                }
            }
            *above = above_before | *here;
            matched |= *here >> (compounds.len() - 1) & 1 == 1;
        }
        (next, matched)
    }
}

/// The state at a node, and whether it matches.
fn state_at(dom: &Dom<'_>, id: NodeId, selector: &Selector) -> (State, bool) {
    let mut path: Vec<NodeId> = std::iter::once(id).chain(dom.ancestors(id)).collect();
    path.reverse();
    let mut state = State::start(selector);
    let mut matched = false;
    for node in path {
        (state, matched) = state.step(dom, node, selector);
    }
    (state, matched)
}

pub(super) fn matches(dom: &Dom<'_>, id: NodeId, selector: &Selector) -> bool {
    dom.kind(id) == NodeKind::Element && state_at(dom, id, selector).1
}

/// Matching elements below a node.
pub(super) struct Matches<'d, 's> {
    dom: &'d Dom<'s>,
    selector: &'d Selector,
    top: NodeId,
    next: Option<NodeId>,
    /// States of the path from the top to the parent of `next`.
    path: Vec<State>,
}

impl<'d, 's> Matches<'d, 's> {
    pub(super) fn new(dom: &'d Dom<'s>, top: NodeId, selector: &'d Selector) -> Matches<'d, 's> {
        Matches {
            dom,
            selector,
            top,
            next: dom.first_child(top),
            path: vec![state_at(dom, top, selector).0],
        }
    }
}

impl Iterator for Matches<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        while let Some(id) = self.next {
            let mut matched = false;
            let mut child = None;
            if self.dom.kind(id) == NodeKind::Element {
                let state;
                (state, matched) = self.path.last()?.step(self.dom, id, self.selector);
                child = self.dom.first_child(id);
                if child.is_some() {
                    self.path.push(state);
                }
            }
            self.next = child;
            let mut at = id;
            while self.next.is_none() && at != self.top {
                self.next = self.dom.next_sibling(at);
                if self.next.is_none() {
                    self.path.pop();
                    match self.dom.parent(at) {
                        Some(parent) => at = parent,
                        None => break,
                    }
                }
            }
            if matched {
                return Some(id);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn ids(page: &str, selector: &str) -> Vec<String> {
        let dom = Dom::parse(page, &Limits::new());
        let selector = Selector::parse(selector).unwrap();
        let found: Vec<NodeId> = dom.select(&selector).collect();
        for id in dom.descendants(dom.root()) {
            assert_eq!(dom.matches(id, &selector), found.contains(&id));
        }
        found
            .into_iter()
            .map(|id| dom.attribute_str(id, "id").unwrap_or("-").to_owned())
            .collect()
    }

    const PAGE: &str = "<div id=a class='x y'><p id=b><span id=c data-k='one two'></span></p>\
                        <section id=d><p id=e class=y></p></section></div><p id=f></p>";

    #[test]
    fn each_part_of_the_language_selects() {
        for (selector, expected) in [
            ("p", "b e f"),
            ("P", "b e f"),
            (".y", "a e"),
            ("p.y", "e"),
            ("#d", "d"),
            ("[data-k]", "c"),
            ("[data-k='one two']", "c"),
            ("[data-k*=two]", "c"),
            ("[data-k^=one]", "c"),
            ("[data-k$=one]", ""),
            ("div p", "b e"),
            ("div > p", "b"),
            ("div > * > p", "e"),
            ("body > div section p, span", "c e"),
            ("div section > span", ""),
        ] {
            assert_eq!(ids(PAGE, selector).join(" "), expected, "{selector}");
        }
    }

    #[test]
    fn selection_below_a_node_sees_what_lies_above_it() {
        let dom = Dom::parse(PAGE, &Limits::new());
        let top = dom.select(&Selector::parse("#d").unwrap()).next().unwrap();
        let selector = Selector::parse("div p").unwrap();
        assert_eq!(dom.select_in(top, &selector).count(), 1);
    }

    #[test]
    fn errors_name_the_column() {
        for (selector, column) in [
            ("", 1),
            ("p,", 3),
            ("p:hover", 2),
            ("[a", 3),
            ("[a='x]", 5),
            ("a >", 4),
            ("a ~ b", 3),
        ] {
            assert_eq!(
                Selector::parse(selector).unwrap_err().column(),
                column,
                "{selector}"
            );
        }
        assert!(Selector::parse(&"a ".repeat(65)).is_err());
    }
}
