//! The words that call a reader to vote, above the question of a poll and below its answers.

use once_cell::sync::Lazy;

use crate::arabic::fold;

static CALLS: Lazy<Vec<String>> = Lazy::new(|| {
    let rows = include_str!("data/poll_calls.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .map(|row| fold(row).into_owned())
        .collect()
});

/// Whether a line is such a call and no more.
pub(crate) fn is_call(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= LONGEST && CALLS.contains(&fold(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_to_vote() {
        for text in ["صوّت", "استطلاع رأي", "عرض النتائج", "تصويت:"] {
            assert!(is_call(text), "{text}");
        }
        for text in [
            "صوّت البرلمان على القانون",
            "نعم",
            "",
            "استطلاع رأي: الأسعار أهم ما يشغل الناس",
        ] {
            assert!(!is_call(text), "{text}");
        }
    }
}
