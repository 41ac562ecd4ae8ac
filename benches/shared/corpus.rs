//! The texts that the benches read: `KHABAR_CORPUS`, or the articles beside this file.
//!
//! `KHABAR_CORPUS` names a directory of text files, or a JSON Lines file whose objects have the
//! key `text` and may have `title`.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use crate::sample::EMBEDDED;

/// The articles, cut off once they hold `most` bytes.
pub fn articles(most: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let mut all = match env::var_os("KHABAR_CORPUS") {
        Some(path) => read(Path::new(&path)).map_err(|e| format!("KHABAR_CORPUS: {e}"))?,
        // Once would be too short a time to tell.
        None => vec![EMBEDDED.to_owned(); 200],
    };
    if all.is_empty() {
        return Err("KHABAR_CORPUS names no article".into());
    }
    let mut bytes = 0;
    all.retain(|text| {
        let within = bytes < most;
        bytes += text.len();
        within
    });
    Ok(all)
}

fn read(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut out = Vec::new();
    if path.is_dir() {
        let mut files = fs::read_dir(path)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<Vec<_>, _>>()?;
        files.sort();
        for file in files.iter().filter(|f| f.is_file()) {
            out.push(String::from_utf8_lossy(&fs::read(file)?).into_owned());
        }
    } else {
        for line in fs::read_to_string(path)?.lines() {
            let object: serde_json::Value = serde_json::from_str(line)?;
            let part = |key: &str| object[key].as_str().unwrap_or("").to_owned();
            out.push(format!("{}\n\n{}", part("title"), part("text")));
        }
    }
    Ok(out)
}
