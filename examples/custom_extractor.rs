//! An extractor for the pages of one outlet.
//!
//! The outlet is invented. Its articles come in a layout of its own, which general rules cannot
//! know:
//!
//! ```text
//! # أخبار البلد # محليات                    the section, between number signs
//! العنوان :: افتتاح سوق السمك الجديدة          the headline behind a label
//! بقلم المحرر 14 / هدى الراشد                  an editor's number before the name
//! …
//! <<< صورة: السوق عند الافتتاح | م. ناصر >>>   caption and photographer
//! …
//! ~~~ إعلان ~~~                               from here on nothing belongs to the article
//! ```
//!
//! The extractor claims ranges of the source for roles and gives values to fields; everything else
//! (paragraphs, attribution) stays the work of the general rules.
//!
//! ```text
//! cargo run --release --example custom_extractor
//! ```

use std::error::Error;
use std::ops::Range;

use khabar::article::{Contributor, ContributorRole, Name};
use khabar::label::Role;
use khabar::read::TextBlock;
use khabar::{
    Candidates, Confidence, Context, ExtractError, Extractor, Keep, Parser, Precedence, testing,
};

const ARTICLE: &str = "\
# أخبار البلد # محليات
العنوان :: افتتاح سوق السمك الجديدة بعد شتاء طويل
بقلم المحرر 14 / هدى الراشد

فتحت سوق السمك الجديدة أبوابها صباح أمس في الميناء القديم، وقال تجارها إن أول شحنة بيعت قبل شروق الشمس.

<<< صورة: السوق عند الافتتاح | ناصر العلي >>>

وأوضح رئيس البلدية أن السوق تضم ثمانين محلا وثلاث غرف تبريد، وأن إيجار المحل لن يتغير قبل عامين.

~~~ إعلان ~~~
اشترك في نشرتنا ليصلك كل صباح خبر من بلدك.
";

/// How sure the outlet's own marks make us.
const SURE: Confidence = Confidence::new(980);

/// The extractor of the invented outlet أخبار البلد.
struct AkhbarAlBalad;

impl Extractor for AkhbarAlBalad {
    fn name(&self) -> &str {
        "akhbar-al-balad"
    }

    /// Rules written for one site go before general ones.
    fn precedence(&self) -> Precedence {
        Precedence::SITE
    }

    /// Every page of the outlet opens with its name between number signs.
    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.blocks()
            .first()
            .is_some_and(|block| block.text().starts_with("# أخبار البلد #"))
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let mut below = false;
        for block in cx.blocks() {
            let text = block.text();
            below |= text.starts_with("~~~");
            if below {
                out.claim(block.span(), Role::Boilerplate, SURE);
            } else if let Some(at) = text.strip_prefix("# أخبار البلد #") {
                let section = at.trim();
                let span = block.source_span(tail(text, section));
                out.section(section, Some(span), SURE);
            } else if let Some((_, headline)) = text.split_once("العنوان :: ") {
                claim(out, block, tail(text, headline), Role::Headline);
            } else if let Some((label, name)) = text.split_once(" / ")
                && label.starts_with("بقلم المحرر")
            {
                byline(out, block, tail(text, name), name);
            } else if let Some(inner) = text.strip_prefix("<<< صورة: ") {
                figure(out, block, inner)?;
            }
        }
        Ok(())
    }
}

/// Where `part`, the end of `text`, begins and ends in it.
fn tail(text: &str, part: &str) -> Range<usize> {
    text.len() - part.len()..text.len()
}

/// Claims a part of a block for a role, and the rest of the block, its marks, for nothing.
fn claim(out: &mut Candidates, block: &TextBlock<'_>, part: Range<usize>, role: Role) {
    let before = block.source_span(0..part.start);
    let after = block.source_span(part.end..block.text().len());
    for marks in [before, after] {
        out.claim(marks, Role::Boilerplate, SURE);
    }
    out.claim(block.source_span(part), role, SURE);
}

fn byline(out: &mut Candidates, block: &TextBlock<'_>, part: Range<usize>, name: &str) {
    let span = block.source_span(part.clone());
    let name = Name::new(name, None, Some(span), SURE, out.origin());
    out.byline(
        vec![Contributor::new(name, ContributorRole::Reporter)],
        SURE,
    );
    claim(out, block, part, Role::Byline);
}

fn figure(out: &mut Candidates, block: &TextBlock<'_>, inner: &str) -> Result<(), ExtractError> {
    let start = block.text().len() - inner.len();
    let (caption, rest) = inner
        .split_once(" | ")
        .ok_or_else(|| ExtractError::new("a picture without its photographer"))?;
    let credit = rest.trim_end_matches('>').trim_end();
    let caption = start..start + caption.len();
    let credit_start = caption.end + " | ".len();
    let credit = credit_start..credit_start + credit.len();
    for marks in [
        0..caption.start,
        caption.end..credit.start,
        credit.end..block.text().len(),
    ] {
        out.claim(block.source_span(marks), Role::Boilerplate, SURE);
    }
    out.claim(block.source_span(caption), Role::Caption, SURE);
    out.claim(block.source_span(credit), Role::Credit, SURE);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    // An extractor alone, as its tests would run it.
    let run = testing::run_extractor(&AkhbarAlBalad, ARTICLE);
    println!("what the extractor wrote:");
    for (role, text) in &run.claims {
        println!("  {:<12}\u{2068}{text}\u{2069}", role.as_str());
    }
    for (field, value) in &run.values {
        println!("  {field:<12}{value}");
    }

    // The same in a parser, beside the built-in extractors.
    let parser = Parser::builder()
        .extractor(AkhbarAlBalad)
        .keep(Keep::Residue)
        .build()?;
    let article = parser.parse_text(ARTICLE)?;
    println!("\nthe article:\n{article}");

    // A claim moves text, it never loses any.
    testing::check_accounted(ARTICLE, &article)?;
    testing::check_spans(ARTICLE, &article)?;
    Ok(())
}
