//! The tree-construction cases of html5lib-tests, which are not part of this repository: the
//! environment variable `KHABAR_HTML5LIB` names the folder of their `.dat` files.
//!
//! Compared are elements, text and nesting of whole documents; attributes, comments and the
//! doctype are not.

use std::fmt::Write;

use khabar::Limits;
use khabar::read::html::{Dom, Namespace, NodeId, NodeKind};

#[test]
#[ignore = "needs the suite: KHABAR_HTML5LIB=… cargo test -- --ignored html5lib"]
fn trees_are_those_of_html5lib_tests() {
    let folder = std::env::var("KHABAR_HTML5LIB").expect("KHABAR_HTML5LIB names the suite");
    let (mut right, mut all) = (0, 0);
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the suite can be read");
        if entry.path().extension().is_none_or(|e| e != "dat") {
            continue;
        }
        // Cases that write while they are being parsed need scripts.
        if entry
            .path()
            .components()
            .any(|c| c.as_os_str() == "scripted")
        {
            continue;
        }
        let bytes = std::fs::read(entry.path()).expect("the suite can be read");
        let file = String::from_utf8_lossy(&bytes);
        for case in file
            .split("\n#data\n")
            .map(|c| c.strip_prefix("#data\n").unwrap_or(c))
        {
            let Some((data, rest)) = case.split_once("\n#errors") else {
                continue;
            };
            let Some((head, tree)) = rest.split_once("#document\n") else {
                continue;
            };
            if head.contains("#document-fragment") {
                continue;
            }
            all += 1;
            let dom = if head.contains("#script-on") {
                Dom::parse_scripted(data, &Limits::new())
            } else {
                Dom::parse(data, &Limits::new())
            };
            let (ours, theirs) = (print(&dom), normal(tree));
            if ours == theirs {
                right += 1;
            } else {
                eprintln!(
                    "{}:\n{data}\n--- expected\n{theirs}--- got\n{ours}",
                    entry.path().display()
                );
            }
        }
    }
    eprintln!("{right} of {all} trees");
    assert!(all > 1000, "the suite holds only {all} cases");
    assert!(
        right * 1000 >= all * 997,
        "{right} of {all} trees are right"
    );
}

/// The expected tree without what is not compared. Text that only comments part is one text here.
fn normal(tree: &str) -> String {
    let mut nodes: Vec<(usize, String)> = Vec::new();
    let mut open_text = false;
    for line in tree.trim_end_matches('\n').split('\n') {
        match line.strip_prefix("| ") {
            Some(rest) => {
                let inner = rest.trim_start_matches(' ');
                let depth = (rest.len() - inner.len()) / 2;
                open_text = inner.starts_with('"');
                if open_text
                    || inner.starts_with('<') && inner.ends_with('>') && !inner.starts_with("<!")
                    || inner == "content"
                {
                    nodes.push((depth, inner.to_owned()));
                } else if inner.starts_with("<!--") {
                    // The rest of a comment of several lines is skipped below.
                    open_text = false;
                }
            }
            None if open_text => {
                if let Some((_, text)) = nodes.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
            None => {}
        }
    }
    write(nodes)
}

fn print(dom: &Dom<'_>) -> String {
    let mut nodes = Vec::new();
    let mut stack: Vec<(NodeId, usize)> = vec![(dom.root(), 0)];
    while let Some((id, depth)) = stack.pop() {
        let mut inner = depth;
        match dom.kind(id) {
            NodeKind::Element => {
                let space = match dom.namespace(id) {
                    Some(Namespace::Svg) => "svg ",
                    Some(Namespace::MathMl) => "math ",
                    _ => "",
                };
                let tag = dom.tag(id).unwrap_or("");
                nodes.push((depth, format!("<{space}{tag}>")));
                inner += 1;
                if space.is_empty() && tag == "template" {
                    nodes.push((inner, "content".to_owned()));
                    inner += 1;
                }
            }
            NodeKind::Text => nodes.push((depth, format!("\"{}\"", dom.text(id)))),
            _ => {}
        }
        let children: Vec<NodeId> = dom.children(id).collect();
        stack.extend(children.into_iter().rev().map(|c| (c, inner)));
    }
    write(nodes)
}

fn write(nodes: Vec<(usize, String)>) -> String {
    let mut out = String::new();
    for (depth, node) in nodes {
        writeln!(out, "{}{node}", "  ".repeat(depth)).expect("a string takes all");
    }
    out
}
