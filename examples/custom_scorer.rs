//! A role scorer: evidence about lines that is weighed together with everything else.
//!
//! A magazine sets its headings as questions. To the general rules a short line that ends with a
//! question mark between two paragraphs may be many things; the scorer adds what is known of this
//! magazine. It says how much the sign weighs and not what the line is: a question at the end of a
//! paragraph stays in its paragraph.
//!
//! ```text
//! cargo run --release --example custom_scorer
//! ```

use std::error::Error;

use khabar::label::{Role, RoleScorer, RoleScores};
use khabar::{Article, Context, Keep, Parser, testing};

const ARTICLE: &str = "\
حين عاد القطار إلى الجنوب

بعد عشرين عاما من الصمت سمع سكان الوادي صفارة القطار من جديد، وخرج الأطفال إلى السكة يعدون العربات واحدة واحدة.
لماذا توقف أصلا؟
تقول هيئة السكك إن الخط أغلق بعد انهيار الجسر الكبير، وإن إصلاحه كلف أكثر مما كانت الموازنة تحتمل في تلك السنوات.
وهل يعود كل يوم؟
يسافر القطار ثلاث مرات في الأسبوع، ويقول سائقه إنه سينطلق كل صباح إذا امتلأت مقاعده قبل نهاية العام.
";

/// Short questions between sentences are headings in this magazine.
struct QuestionHeadings;

impl RoleScorer for QuestionHeadings {
    fn name(&self) -> &str {
        "question-headings"
    }

    fn score(&self, cx: &Context<'_>, scores: &mut RoleScores) {
        let blocks = cx.blocks();
        let sentence = |i: Option<usize>| {
            i.and_then(|i| blocks.get(i))
                .is_some_and(|block| block.text().ends_with('.'))
        };
        for (i, block) in blocks.iter().enumerate() {
            let text = block.text();
            let short = text.split(' ').count() <= 6;
            if short && text.ends_with('؟') && sentence(i.checked_sub(1)) && sentence(Some(i + 1))
            {
                // e⁴, about fifty times as likely as without the sign.
                scores.add(i, &Role::Heading, 4.0);
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("weights added:");
    for (block, role, weight) in testing::run_scorer(&QuestionHeadings, ARTICLE) {
        println!("  block {block}: {weight:+} for {role}");
    }

    let plain = Parser::builder().keep(Keep::Explanation).build()?;
    let taught = Parser::builder()
        .scorer(QuestionHeadings)
        .keep(Keep::Explanation)
        .build()?;
    println!("\nroles:");
    let (before, after) = (plain.parse_text(ARTICLE)?, taught.parse_text(ARTICLE)?);
    for ((line, role, sure), (_, taught_role, taught_sure)) in roles(&before).zip(roles(&after)) {
        println!(
            "  line {line}: {role:<10} {sure:>6}   with the scorer {taught_role:<10} {taught_sure:>6}"
        );
    }
    println!("\n{after}");
    Ok(())
}

/// Line, role and probability of every block.
fn roles(article: &Article) -> impl Iterator<Item = (u32, String, String)> + '_ {
    article
        .explanation
        .iter()
        .flat_map(|explanation| &explanation.blocks)
        .map(|block| {
            (
                block.line,
                block.role.to_string(),
                block.confidence.to_string(),
            )
        })
}
