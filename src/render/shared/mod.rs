//! What the writers share.

pub(super) mod inline;
pub(super) mod stamp;
pub(super) mod uri;
pub(super) mod walk;
pub(super) mod xhtml;
pub(super) mod xml;

use serde_json::{Map, Value};

use crate::arabic::ScriptCounts;
use crate::article::{Article, Credit, Embed, Figure, LanguageTag, Media, Name};

/// The separator of a list of names in Arabic.
pub(super) const COMMA: &str = "، ";

/// The article's language as a BCP 47 code, where it is known.
pub(super) fn language(article: &Article) -> Option<&str> {
    let LanguageTag { code, .. } = article.language.as_ref()?;
    let subtags = |c: &str| {
        c.split('-')
            .all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    (code != "und" && subtags(code)).then_some(code.as_str())
}

/// The direction of the article's text, as HTML writes it.
pub(super) fn direction(article: &Article) -> &'static str {
    const RTL: &[&str] = &["ar", "fa", "ur", "ckb", "ps", "ug", "sd", "he", "yi", "dv"];
    match language(article) {
        None => "auto",
        Some(code) => {
            let primary = code.split('-').next().unwrap_or(code);
            if RTL.contains(&primary) || code.contains("-Arab") {
                "rtl"
            } else {
                "ltr"
            }
        }
    }
}

/// Whether a line of mostly Arabic text begins with a letter that would turn it left to right
/// where direction is guessed from the first letter (Unicode Standard Annex 9, rule P2).
pub(super) fn needs_mark(text: &str) -> bool {
    let counts = |c: char| ScriptCounts::of(c.encode_utf8(&mut [0; 4]));
    let first = text.chars().map(counts).find(|one| one.letters() > 0);
    first.is_some_and(|one| one.arabic == 0) && ScriptCounts::of(text).arabic_share() > 500
}

/// The names, joined.
pub(super) fn joined<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    let names: Vec<&str> = names.into_iter().map(|n| n.name.as_str()).collect();
    names.join(COMMA)
}

/// The names of the byline, joined; empty where it has none.
pub(super) fn by(article: &Article) -> String {
    let names: Vec<&str> = article.byline.iter().map(|c| c.name.as_str()).collect();
    names.join(COMMA)
}

/// The places of the dateline, joined; empty where there are none.
pub(super) fn located(article: &Article) -> String {
    joined(article.dateline.iter().flat_map(|d| &d.places))
}

/// The credits of a figure, joined.
pub(super) fn credits(figure: &Figure) -> String {
    let credits: Vec<&str> = figure
        .credit
        .iter()
        .map(|c: &Credit| c.text.as_str())
        .collect();
    credits.join(COMMA)
}

/// The text of a block of a later version, where it has one.
pub(super) fn unknown_text(map: &Map<String, Value>) -> Option<&str> {
    map.get("text").and_then(Value::as_str)
}

/// Whether the file is a video: by its media type, else by the ending of its address.
pub(super) fn is_video(media: &Media) -> bool {
    match &media.media_type {
        Some(media_type) => media_type.starts_with("video/"),
        None => {
            let path = media.url.split(['?', '#']).next().unwrap_or("");
            path.rsplit_once('.').is_some_and(|(_, ending)| {
                ["mp4", "webm", "m3u8", "mov"]
                    .iter()
                    .any(|e| ending.eq_ignore_ascii_case(e))
            })
        }
    }
}

/// Who posted an embedded post, where and when, in one line; empty where nothing is known.
pub(super) fn embed_line(embed: &Embed) -> String {
    let parts: Vec<&str> = [&embed.author, &embed.platform, &embed.time]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    parts.join(COMMA)
}
