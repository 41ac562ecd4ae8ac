//! The signature of a copied post of a social network: `— name (@handle) January 9, 2023`.

/// Characters of an account's name at most.
const NAME: usize = 60;

/// Who signs a text that begins with a signature, the handle included, and what stands behind it.
pub(crate) fn signer(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['—', '–', '-'])?;
    let (name, handle) = rest.split_once("(@")?;
    let (handle, behind) = handle.split_once(')')?;
    let in_handle = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let signs = (1..=NAME).contains(&name.trim().chars().count())
        && !handle.is_empty()
        && handle.chars().all(in_handle);
    let (author, _) = rest.split_at_checked(rest.len() - behind.len())?;
    signs.then_some((author.trim(), behind.trim()))
}

/// Whether a text is a signature and no more: behind the name stands a date or nothing.
pub(crate) fn is_signature(text: &str) -> bool {
    let is_year = |word: &str| word.chars().count() == 4 && word.chars().all(char::is_numeric);
    signer(text).is_some_and(|(_, time)| {
        time.is_empty() || time.split(' ').count() <= 4 && time.split(' ').any(is_year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_of_posts() {
        for text in [
            "— رامي باسويد (@rami_baswaid) 4 فبراير 2022",
            "— Sea Watch Aden (@sea_watch) January 9, 2023",
            "— رامي باسويد (@rami_baswaid) ٤ فبراير ٢٠٢٢",
            "– مرصد السواحل (@coasts)",
        ] {
            assert!(is_signature(text), "{text}");
        }
        for text in [
            "رامي باسويد (@rami_baswaid) 4 فبراير 2022",
            "— رامي باسويد (صحفي) 4 فبراير 2022",
            "— (@coasts) 2022",
            "— مرصد السواحل (@coasts) يقول إن الشاطئ نظف في حملة استمرت من 2022 إلى اليوم",
        ] {
            assert!(!is_signature(text), "{text}");
        }
    }

    #[test]
    fn who_signs() {
        let text = "— مرصد السواحل (@coasts) January 9, 2023 نظف الشاطئ";
        let signed = ("مرصد السواحل (@coasts)", "January 9, 2023 نظف الشاطئ");
        assert_eq!(signer(text), Some(signed));
    }
}
