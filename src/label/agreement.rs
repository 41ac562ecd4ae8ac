//! The scorer `agreement`: blocks that repeat what the page tells machines.

use super::{Role, RoleScorer, RoleScores};
use crate::arabic;
use crate::extract::{Context, Field};

/// Bytes of a line that can be a byline with words around the name.
const BYLINE: usize = 200;

/// Scores blocks by their agreement with observed values. The weights are log-odds set by hand:
/// agreement is evidence of its own, beside what the learned cues see in the text.
#[derive(Debug)]
pub(crate) struct Agreement;

impl RoleScorer for Agreement {
    fn name(&self) -> &str {
        "agreement"
    }

    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores) {
        let observed = cx.observed();
        if observed.is_empty() {
            return;
        }
        let authors: Vec<String> = observed
            .texts(&Field::Byline)
            .map(arabic::name_key)
            .filter(|key| key.len() >= 6)
            .collect();
        for (i, block) in cx.blocks().iter().enumerate() {
            let text = block.text();
            let repeats = observed.block(i);
            if repeats.agrees(&Field::Headline) {
                scores.add(i, &Role::Headline, 7.0);
                continue;
            }
            if repeats.agrees(&Field::Deck) {
                // Systems without a standfirst describe the page by its first paragraph.
                scores.add(i, &Role::Deck, 1.5);
                scores.add(i, &Role::Paragraph, 0.5);
            }
            if repeats.agrees(&Field::Publisher) {
                scores.add(i, &Role::Headline, -4.0);
                scores.add(i, &Role::Boilerplate, 2.0);
            }
            if repeats.agrees(&Field::Section) {
                scores.add(i, &Role::Headline, -2.0);
                scores.add(i, &Role::Byline, -1.0);
            }
            if repeats.caption {
                scores.add(i, &Role::Caption, 2.5);
            }
            if text.len() <= BYLINE && !authors.is_empty() {
                let key = arabic::name_key(text);
                if authors.contains(&key) {
                    scores.add(i, &Role::Byline, 3.5);
                } else if authors
                    .iter()
                    .any(|a| a.len() * 2 >= key.len() && key.contains(a))
                {
                    scores.add(i, &Role::Byline, 2.0);
                }
            }
            match repeats.share {
                Some(share) if share >= 800 => {
                    scores.add(i, &Role::Paragraph, 2.5);
                    scores.add(i, &Role::List, 2.0);
                    scores.add(i, &Role::Quote, 1.5);
                    scores.add(i, &Role::Heading, 1.0);
                }
                Some(share) if share <= 100 && block.shape().words >= 8 => {
                    scores.add(i, &Role::Paragraph, -1.5);
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::provenance::Precedence;
    use crate::{Candidates, Confidence, Context, ExtractError, Extractor, Parser, Stage};

    struct Data;

    impl Extractor for Data {
        fn name(&self) -> &str {
            "data"
        }

        fn precedence(&self) -> Precedence {
            Precedence::STRUCTURED
        }

        fn stage(&self) -> Stage {
            Stage::Metadata
        }

        fn extract(&self, _: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
            out.headline("عودة المياه", None, Confidence::new(900));
            Ok(())
        }
    }

    /// Two lines that both could be the headline: what structured data says decides, and without
    /// the scorer it does not.
    #[test]
    fn agreement_decides_between_two_lines() {
        let text = "تقرير خاص عن المدينة القديمة\nعودة المياه\n\nعادت المياه صباح اليوم إلى أحياء المدينة القديمة بعد انقطاع دام يومين، وقالت البلدية إن الأعطال أصلحت كلها.";
        let with = Parser::builder().extractor(Data).build().unwrap();
        let headline = |parser: &Parser| parser.parse_text(text).unwrap().headline.unwrap();
        let found = headline(&with);
        assert_eq!(found.text, "عودة المياه");
        assert!(found.span.is_some());
        let plain = Parser::builder().build().unwrap();
        assert_ne!(headline(&plain).text, "عودة المياه");
    }
}
