//! Reading JSON that a page's author wrote by hand or by template.
//!
//! Valid JSON is parsed as it is. Anything else goes through one repair pass, which walks the text
//! once with a stack of open brackets and writes valid JSON; every repair is noted with its place.

use std::fmt;

use serde_json::Value;

/// Bytes of a text that are read; a longer one is no metadata.
const MAX_BYTES: usize = 4 << 20;

/// Brackets that may be open at once. serde_json stops at 128.
const MAX_DEPTH: usize = 100;

/// Repairs whose places are kept.
const MAX_NOTES: usize = 32;

/// What was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// A comment, a CDATA mark or code around the value.
    Wrapping,
    /// A comma without a value behind it.
    ExtraComma,
    /// Two values without a comma between them, or a key without its colon.
    MissingMark,
    /// A key without a value.
    MissingValue,
    /// A line break or another control character inside a string.
    ControlCharacter,
    /// A backslash that escapes nothing.
    BadEscape,
    /// A quotation mark inside a string.
    InnerQuote,
    /// A string in other quotation marks than `"`, or in none.
    BadQuote,
    /// A word or number that JSON does not have.
    BadWord,
    /// A bracket that closes nothing, or another than the one that is open.
    BadBracket,
    /// The text ends inside a string or bracket.
    CutOff,
    /// Several values one after the other.
    SeveralValues,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Wrapping => "text around the value",
            Fault::ExtraComma => "extra comma",
            Fault::MissingMark => "missing comma or colon",
            Fault::MissingValue => "missing value",
            Fault::ControlCharacter => "control character in a string",
            Fault::BadEscape => "bad escape",
            Fault::InnerQuote => "quotation mark in a string",
            Fault::BadQuote => "string without its quotation marks",
            Fault::BadWord => "unknown word",
            Fault::BadBracket => "bracket that does not match",
            Fault::CutOff => "missing end",
            Fault::SeveralValues => "several values",
        })
    }
}

/// Why a text could not be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    TooLong,
    TooDeep,
    Empty,
}

/// A value, and the repairs that it took: what and at which byte of the text.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) value: Value,
    pub(crate) faults: Vec<(Fault, usize)>,
}

/// Reads a text as JSON, repairing it where it is not valid. Linear in its length.
pub(crate) fn read(text: &str) -> Result<Read, Unreadable> {
    if text.len() > MAX_BYTES {
        return Err(Unreadable::TooLong);
    }
    if let Ok(value) = serde_json::from_str(text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']))
    {
        return Ok(Read {
            value,
            faults: Vec::new(),
        });
    }
    let (json, faults) = repair(text)?;
    match serde_json::from_str(&json) {
        Ok(value) => Ok(Read { value, faults }),
        // The repair writes valid JSON, so nothing but its depth can be refused.
        Err(_) => Err(Unreadable::TooDeep),
    }
}

/// What the place after the last token asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Key,
    Colon,
    Value,
    Comma,
}

/// How a string is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    Double,
    Single,
    Curly,
    Entity,
}

impl Quote {
    fn at(rest: &str) -> Option<(Quote, usize)> {
        match rest.as_bytes().first()? {
            b'"' => Some((Quote::Double, 1)),
            b'\'' => Some((Quote::Single, 1)),
            b'&' if rest.starts_with("&quot;") => Some((Quote::Entity, 6)),
            _ if rest.starts_with(['“', '”', '„']) => Some((Quote::Curly, '“'.len_utf8())),
            _ => None,
        }
    }

    /// The length of this kind of mark at the start of `rest`.
    fn ends(self, rest: &str) -> Option<usize> {
        match self {
            Quote::Curly => rest.starts_with(['“', '”', '"']).then(|| {
                if rest.starts_with('"') {
                    1
                } else {
                    '“'.len_utf8()
                }
            }),
            _ => Quote::at(rest).filter(|(q, _)| *q == self).map(|(_, n)| n),
        }
    }
}

struct Repairer<'t> {
    text: &'t str,
    at: usize,
    out: String,
    /// Open brackets: whether each is an object.
    stack: Vec<bool>,
    objects: usize,
    expect: Expect,
    /// A comma was read and not yet written: the next token decides whether it was one too many.
    comma: Option<usize>,
    /// Values at the top level.
    values: usize,
    faults: Vec<(Fault, usize)>,
}

/// Rewrites a text as valid JSON. Several values at the top level become an array.
fn repair(text: &str) -> Result<(String, Vec<(Fault, usize)>), Unreadable> {
    let mut r = Repairer {
        text,
        at: 0,
        out: String::with_capacity(text.len() + 16),
        stack: Vec::new(),
        objects: 0,
        expect: Expect::Value,
        comma: None,
        values: 0,
        faults: Vec::new(),
    };
    while r.at < text.len() {
        r.step()?;
    }
    if !r.stack.is_empty() {
        r.note(Fault::CutOff);
    }
    while let Some(object) = r.stack.last().copied() {
        r.close(object);
    }
    if r.values == 0 {
        return Err(Unreadable::Empty);
    }
    if r.values > 1 {
        r.out.insert(0, '[');
        r.out.push(']');
    }
    Ok((r.out, r.faults))
}

impl Repairer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn note(&mut self, fault: Fault) {
        self.note_at(fault, self.at);
    }

    fn note_at(&mut self, fault: Fault, at: usize) {
        if self.faults.len() < MAX_NOTES {
            self.faults.push((fault, at));
        }
    }

    fn step(&mut self) -> Result<(), Unreadable> {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            return Ok(());
        };
        if c.is_whitespace() || c == '\u{feff}' {
            self.at += c.len_utf8();
            return Ok(());
        }
        if c.is_control() {
            self.note(Fault::ControlCharacter);
            self.at += c.len_utf8();
            return Ok(());
        }
        if let Some(length) = wrapping(rest) {
            self.note(Fault::Wrapping);
            self.at += length;
            return Ok(());
        }
        if let Some((quote, length)) = Quote::at(rest) {
            if self.stack.is_empty() && self.values > 0 && quote != Quote::Double {
                // Code behind the value.
                self.note(Fault::Wrapping);
                self.at += length;
                return Ok(());
            }
            if quote != Quote::Double {
                self.note(Fault::BadQuote);
            }
            self.at += length;
            self.string(quote);
            return Ok(());
        }
        match c {
            '{' | '[' => {
                if self.stack.len() >= MAX_DEPTH {
                    return Err(Unreadable::TooDeep);
                }
                self.begin_value();
                self.out.push(c);
                self.stack.push(c == '{');
                self.objects += usize::from(c == '{');
                self.expect = if c == '{' { Expect::Key } else { Expect::Value };
                self.at += 1;
            }
            '}' | ']' => {
                let object = c == '}';
                let open = if object {
                    self.objects
                } else {
                    self.stack.len() - self.objects
                };
                if open == 0 {
                    self.note(Fault::BadBracket);
                } else {
                    while self.stack.last().is_some_and(|top| *top != object) {
                        self.note(Fault::BadBracket);
                        self.close(!object);
                    }
                    self.close(object);
                }
                self.at += 1;
            }
            ':' => {
                if self.expect == Expect::Colon {
                    self.out.push(':');
                    self.expect = Expect::Value;
                } else {
                    self.note(Fault::BadWord);
                }
                self.at += 1;
            }
            ',' => {
                self.finish_pair();
                if self.expect == Expect::Comma && self.comma.is_none() && !self.stack.is_empty() {
                    self.comma = Some(self.at);
                } else {
                    self.note(Fault::ExtraComma);
                }
                self.at += 1;
            }
            _ => self.word(),
        }
        Ok(())
    }

    /// Gives a key that stands alone its value.
    fn finish_pair(&mut self) {
        let object = self.stack.last() == Some(&true);
        match self.expect {
            Expect::Colon => {
                self.note(Fault::MissingValue);
                self.out.push_str(":null");
                self.expect = Expect::Comma;
            }
            Expect::Value if object => {
                self.note(Fault::MissingValue);
                self.out.push_str("null");
                self.expect = Expect::Comma;
            }
            _ => {}
        }
    }

    /// Closes the innermost bracket.
    fn close(&mut self, object: bool) {
        self.finish_pair();
        if let Some(at) = self.comma.take() {
            self.note_at(Fault::ExtraComma, at);
        }
        self.out.push(if object { '}' } else { ']' });
        self.stack.pop();
        self.objects -= usize::from(object);
        self.expect = Expect::Comma;
    }

    /// Writes what must stand before a key or value: the comma, and for a value the colon or key.
    fn begin(&mut self) {
        if self.stack.is_empty() {
            if self.values > 0 {
                self.note(Fault::SeveralValues);
                self.out.push(',');
            }
            self.values += 1;
            self.expect = Expect::Value;
            return;
        }
        if self.expect == Expect::Comma {
            if self.comma.take().is_none() {
                self.note(Fault::MissingMark);
            }
            self.out.push(',');
            self.expect = if self.stack.last() == Some(&true) {
                Expect::Key
            } else {
                Expect::Value
            };
        }
    }

    fn begin_value(&mut self) {
        self.begin();
        match self.expect {
            Expect::Key => {
                self.note(Fault::MissingMark);
                self.out.push_str("\"\":");
            }
            Expect::Colon => {
                self.note(Fault::MissingMark);
                self.out.push(':');
            }
            Expect::Value | Expect::Comma => {}
        }
        self.expect = Expect::Comma;
    }

    /// Opens a key or value that is a string; true for a key.
    fn begin_string(&mut self) -> bool {
        self.begin();
        if self.expect == Expect::Key {
            self.expect = Expect::Colon;
            return true;
        }
        self.begin_value_after_begin();
        false
    }

    fn begin_value_after_begin(&mut self) {
        if self.expect == Expect::Colon {
            self.note(Fault::MissingMark);
            self.out.push(':');
        }
        self.expect = Expect::Comma;
    }

    /// Copies a string whose opening mark has been read.
    fn string(&mut self, quote: Quote) {
        let key = self.begin_string();
        let in_object = self.stack.last() == Some(&true);
        self.out.push('"');
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            let Some(c) = rest.chars().next() else {
                self.note(Fault::CutOff);
                break;
            };
            if let Some(length) = quote.ends(rest) {
                let after = rest.get(length..).unwrap_or("");
                if closes(after, key, in_object) {
                    self.at += length;
                    break;
                }
                self.note(Fault::InnerQuote);
                self.out
                    .push_str(if quote == Quote::Single { "'" } else { "\\\"" });
                self.at += length;
                continue;
            }
            match c {
                '\\' => self.escape(rest),
                '"' => {
                    self.out.push_str("\\\"");
                    self.at += 1;
                }
                '\n' | '\r' | '\t' => {
                    self.note(Fault::ControlCharacter);
                    self.out.push_str(match c {
                        '\n' => "\\n",
                        '\r' => "\\r",
                        _ => "\\t",
                    });
                    self.at += 1;
                }
                '\u{0}'..='\u{1f}' => {
                    self.note(Fault::ControlCharacter);
                    self.at += 1;
                }
                _ => {
                    self.out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        self.out.push('"');
    }

    /// Copies an escape; one that JSON does not have loses its backslash.
    fn escape(&mut self, rest: &str) {
        let next = rest.get(1..).and_then(|r| r.chars().next());
        match next {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => {
                self.out.push_str(rest.get(..2).unwrap_or(""));
                self.at += 2;
            }
            Some('u') => match unicode_escape(rest) {
                Some(length) => {
                    self.out.push_str(rest.get(..length).unwrap_or(""));
                    self.at += length;
                }
                None => {
                    self.note(Fault::BadEscape);
                    let digits = rest.get(2..6).unwrap_or("");
                    let whole = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
                    self.at += if whole { 6 } else { 2 };
                }
            },
            Some('\'') => {
                self.note(Fault::BadEscape);
                self.out.push('\'');
                self.at += 2;
            }
            _ => {
                self.note(Fault::BadEscape);
                self.at += 1;
            }
        }
    }

    /// A number, a literal, a key without quotation marks, or code.
    fn word(&mut self) {
        let rest = self.rest();
        let end = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '{' | '}' | '[' | ']' | ',' | ':' | '"' | '\'')
            })
            .unwrap_or(rest.len());
        // A character that ends a word never begins one here, but for `&` and other signs.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let word = rest.get(..end).unwrap_or("").to_owned();
        if self.stack.is_empty() && !is_literal(&word) {
            self.note(Fault::Wrapping);
            self.at += end;
            return;
        }
        let keyed =
            self.stack.last() == Some(&true) && matches!(self.expect, Expect::Key | Expect::Comma);
        if keyed {
            self.note(Fault::BadQuote);
            self.begin_string();
            self.quoted(&word);
        } else {
            self.begin_value();
            let known = match word.as_str() {
                "True" => "true",
                "False" => "false",
                "undefined" | "NaN" | "None" | "null;" | "Infinity" | "-Infinity" => "null",
                other => other,
            };
            if known != word {
                self.note(Fault::BadWord);
            }
            if is_literal(known) {
                self.out.push_str(known);
            } else {
                self.note(Fault::BadWord);
                self.quoted(known);
            }
        }
        self.at += end;
    }

    fn quoted(&mut self, word: &str) {
        // A string of no more than letters and signs: serialising it cannot fail.
        self.out.push_str(&Value::from(word).to_string());
    }
}

/// Whether a quotation mark closes its string, by what follows it.
///
/// In valid JSON a key is followed by a colon, and a value by a comma, a closing bracket or the
/// end, so no valid string is ever read on beyond its end.
fn closes(after: &str, key: bool, in_object: bool) -> bool {
    let rest = after.trim_start_matches([' ', '\t', '\r', '\n']);
    let broken = after.len() > rest.len()
        && after
            .get(..after.len() - rest.len())
            .is_some_and(|gap| gap.contains('\n'));
    let Some(c) = rest.chars().next() else {
        return true;
    };
    if key {
        return c == ':' || c == '}';
    }
    match c {
        '}' | ']' => true,
        ',' if in_object => {
            // Behind the comma of an object stands a key: `he said "yes", and left` has none.
            let next = rest.get(1..).unwrap_or("").trim_start();
            next.is_empty() || next.starts_with(['"', '\'', '}', ']', ',', '/', '<', '“', '&'])
        }
        ',' => true,
        '"' | '\'' | '“' | '/' | '<' => broken,
        _ => false,
    }
}

/// The length of a comment, CDATA mark or stray sign at the start of `rest`.
fn wrapping(rest: &str) -> Option<usize> {
    let to = |end: &str| rest.find(end).map_or(rest.len(), |n| n + end.len());
    const MARKS: [&str; 6] = ["<![CDATA[", "]]>", "<!--", "-->", "//<![CDATA[", "//]]>"];
    if let Some(mark) = MARKS.iter().find(|m| rest.starts_with(**m)) {
        return Some(mark.len());
    }
    if rest.starts_with("/*") {
        return Some(to("*/"));
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with('<') {
        // A tag left over from a page builder; they are short.
        let end = rest.bytes().take(200).position(|b| b == b'>');
        return Some(end.map_or(1, |n| n + 1));
    }
    rest.starts_with([';', '(', ')', '=']).then_some(1)
}

/// The length of a `\u` escape, with its second half where it is a surrogate pair; `None` where
/// it means no character.
fn unicode_escape(rest: &str) -> Option<usize> {
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    };
    match unit(0)? {
        0xD800..=0xDBFF => matches!(unit(6)?, 0xDC00..=0xDFFF).then_some(12),
        0xDC00..=0xDFFF => None,
        _ => Some(6),
    }
}

/// Whether a word is a number or literal of JSON.
fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "null") || {
        word.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && serde_json::from_str::<serde_json::Number>(word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quickcheck::{Arbitrary, Gen, quickcheck};
    use serde_json::json;

    fn value(text: &str) -> Value {
        read(text).map(|r| r.value).unwrap_or(Value::Null)
    }

    fn faults(text: &str) -> Vec<Fault> {
        let mut faults: Vec<Fault> = read(text)
            .map(|r| r.faults.into_iter().map(|(f, _)| f).collect())
            .unwrap_or_default();
        faults.dedup();
        faults
    }

    #[test]
    fn broken_json_is_read() {
        use Fault::*;
        let table: &[(&str, Value, &[Fault])] = &[
            (
                "{\"a\":\"سطر\nثان\"}",
                json!({"a": "سطر\nثان"}),
                &[ControlCharacter],
            ),
            ("{\"a\":\"\u{1}س\"}", json!({"a": "س"}), &[ControlCharacter]),
            (r#"{"a":1,}"#, json!({"a": 1}), &[ExtraComma]),
            (
                r#"{"a":[1,2,,3,],}"#,
                json!({"a": [1, 2, 3]}),
                &[ExtraComma],
            ),
            ("<![CDATA[ {\"a\":1} ]]>", json!({"a": 1}), &[Wrapping]),
            (
                "//<![CDATA[\n{\"a\":1}\n//]]>",
                json!({"a": 1}),
                &[Wrapping],
            ),
            ("<!-- {\"a\":1} -->", json!({"a": 1}), &[Wrapping]),
            (
                "/* نص */ {\"a\": /* ب */ 1 // ت\n}",
                json!({"a": 1}),
                &[Wrapping],
            ),
            ("var data = {\"a\":1};", json!({"a": 1}), &[Wrapping]),
            (r#"{"a":"ب""#, json!({"a": "ب"}), &[CutOff]),
            (r#"{"a":["ب","ت"#, json!({"a": ["ب", "ت"]}), &[CutOff]),
            (r#"{"a":[{"b":1]}"#, json!({"a": [{"b": 1}]}), &[BadBracket]),
            (r#"{"a":1}}"#, json!({"a": 1}), &[BadBracket]),
            (
                r#"{"a": , "b":2}"#,
                json!({"a": null, "b": 2}),
                &[MissingValue],
            ),
            (r#"{"a":"#, json!({"a": null}), &[CutOff, MissingValue]),
            (
                "{\"a\":\"ب\"\n\"c\":2}",
                json!({"a": "ب", "c": 2}),
                &[MissingMark],
            ),
            (
                r#"{"a":"قال "نعم" ثم ذهب","b":1}"#,
                json!({"a": "قال \"نعم\" ثم ذهب", "b": 1}),
                &[InnerQuote],
            ),
            (
                r#"{"a":"قال "نعم", ثم ذهب","b":1}"#,
                json!({"a": "قال \"نعم\", ثم ذهب", "b": 1}),
                &[InnerQuote],
            ),
            (
                r"{'a':'ب \' ت'}",
                json!({"a": "ب ' ت"}),
                &[BadQuote, BadEscape],
            ),
            (
                r#"{a: 1, b: undefined}"#,
                json!({"a": 1, "b": null}),
                &[BadQuote, BadWord],
            ),
            (
                r#"{"a":2020-01-05}"#,
                json!({"a": "2020-01-05"}),
                &[BadWord],
            ),
            (
                r#"{"a":"\x \ud800 \u06"}"#,
                json!({"a": "x  06"}),
                &[BadEscape],
            ),
            (
                "{&quot;a&quot;:&quot;ب&quot;}",
                json!({"a": "ب"}),
                &[BadQuote],
            ),
            (
                r#"{"a":1}{"b":2}"#,
                json!([{"a": 1}, {"b": 2}]),
                &[SeveralValues],
            ),
        ];
        for (text, expected, what) in table {
            assert_eq!(&value(text), expected, "{text}");
            assert_eq!(faults(text), *what, "{text}");
        }
    }

    #[test]
    fn places_of_repairs_are_bytes_of_the_text() {
        let text = "{\"a\":\"سطر\nثان\",}";
        let places: Vec<&str> = read(text)
            .unwrap()
            .faults
            .iter()
            .map(|(_, at)| &text[*at..*at + 1])
            .collect();
        assert_eq!(places, ["\n", ","]);
    }

    #[test]
    fn what_is_no_json_is_refused() {
        assert_eq!(read("").unwrap_err(), Unreadable::Empty);
        assert_eq!(read("window.onload()").unwrap_err(), Unreadable::Empty);
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep).unwrap_err(), Unreadable::TooDeep);
        let long = " ".repeat(MAX_BYTES + 1);
        assert_eq!(read(&long).unwrap_err(), Unreadable::TooLong);
    }

    #[derive(Clone, Debug)]
    struct Json(Value);

    impl Arbitrary for Json {
        fn arbitrary(g: &mut Gen) -> Json {
            let pick = |g: &mut Gen, n: usize| usize::arbitrary(g) % n;
            let leaf = |g: &mut Gen| match pick(g, 5) {
                0 => Value::Null,
                1 => Value::from(bool::arbitrary(g)),
                2 => Value::from(i64::arbitrary(g)),
                _ => {
                    let marks = [
                        "\"", "\\", "//", "/*", "<!--", ",", "}", "\n", "'", "س", ":",
                    ];
                    let mut s = String::arbitrary(g);
                    for _ in 0..pick(g, 6) {
                        s.push_str(marks[pick(g, marks.len())]);
                    }
                    Value::from(s)
                }
            };
            // From the inside out: each step wraps the value with some siblings.
            let mut value = leaf(g);
            for _ in 0..pick(g, 12) {
                let mut members: Vec<Value> = (0..pick(g, 4)).map(|_| leaf(g)).collect();
                members.push(value);
                value = if bool::arbitrary(g) {
                    Value::Array(members)
                } else {
                    let keyed = members.into_iter().map(|v| (String::arbitrary(g), v));
                    Value::Object(keyed.collect())
                };
            }
            Json(value)
        }
    }

    quickcheck! {
        fn repair_keeps_valid_json(json: Json, pretty: bool) -> bool {
            let text = if pretty {
                serde_json::to_string_pretty(&json.0).unwrap()
            } else {
                json.0.to_string()
            };
            let (repaired, faults) = repair(&text).unwrap();
            faults.is_empty() && serde_json::from_str::<Value>(&repaired).unwrap() == json.0
        }

        fn a_repaired_text_is_valid(text: String, cut: usize, json: Json) -> bool {
            let valid = |text: &str| {
                repair(text).map_or(true, |(json, _)| serde_json::from_str::<Value>(&json).is_ok())
            };
            let json = json.0.to_string();
            let mut at = cut % (json.len() + 1);
            while !json.is_char_boundary(at) {
                at -= 1;
            }
            let spliced = format!("{}{}{}", &json[..at], text, &json[at..]);
            valid(&text) && valid(&json[..at]) && valid(&spliced)
        }

        fn marks_in_any_order_are_read(picks: Vec<u8>) -> bool {
            let marks = ["{", "}", "[", "]", ",", ":", "\"", "'", "\\", "a", "1", "-", " ", "\n", "//", "/*", "<", "&quot;", "“", "\u{1}", "س", "\\u12"];
            let text: String = picks.iter().map(|p| marks[usize::from(*p) % marks.len()]).collect();
            repair(&text).map_or(true, |(json, _)| serde_json::from_str::<Value>(&json).is_ok())
        }
    }
}
