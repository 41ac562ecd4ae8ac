//! The words that call a reader to vote, above the question of a poll and below its answers.

use once_cell::sync::Lazy;

use super::rows;
use crate::arabic::chars::is_alphanumeric;
use crate::arabic::fold;

static CALLS: Lazy<Vec<String>> = Lazy::new(|| {
    let calls = rows(include_str!("data/poll_calls.tsv"));
    calls.map(|call| fold(call).into_owned()).collect()
});

/// Whether a line is such a call and no more.
pub(crate) fn is_call(text: &str) -> bool {
    /// Bytes of a call, and of the marks around it.
    const LONGEST: usize = 60;
    const MARKS: usize = 20;
    if text.len() > LONGEST + MARKS {
        return false;
    }
    let text = text.trim_matches(|c| !is_alphanumeric(c));
    if text.len() > LONGEST {
        return false;
    }
    let key = fold(text);
    CALLS.iter().any(|call| *call == *key)
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
