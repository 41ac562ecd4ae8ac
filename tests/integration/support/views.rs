//! Every value of an article that names its place, found by walking the article's JSON, so that a
//! field added later is not forgotten.

use serde_json::Value;

/// A JSON object with a `span`.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The keys and indices that lead to it: `/sections/0/blocks/3`.
    pub path: String,
    /// Where it stands; `None` where it says it stands nowhere.
    pub span: Option<(usize, usize)>,
    /// Its `text` or, for a name, its `name`.
    pub text: Option<String>,
}

/// All objects with a span, parents before children.
pub fn placed(value: &Value) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut stack = vec![(String::new(), value)];
    while let Some((path, value)) = stack.pop() {
        match value {
            Value::Object(map) => {
                if let Some(span) = map.get("span") {
                    let edge = |name| span.get(name).and_then(Value::as_u64).map(|n| n as usize);
                    let text = map.get("text").or(map.get("name")).and_then(Value::as_str);
                    out.push(Placed {
                        path: path.clone(),
                        span: edge("start").zip(edge("end")),
                        text: text.map(str::to_owned),
                    });
                }
                let children = map.iter().rev();
                stack.extend(children.map(|(key, child)| (format!("{path}/{key}"), child)));
            }
            Value::Array(list) => {
                let children = list.iter().enumerate().rev();
                stack.extend(children.map(|(i, child)| (format!("{path}/{i}"), child)));
            }
            _ => {}
        }
    }
    out
}
