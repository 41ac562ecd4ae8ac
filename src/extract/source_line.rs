//! The extractor `source-line`: the names of the closing source line, and the agency in brackets
//! that closes the last paragraph.

use super::{Candidates, Context, Extractor};
use crate::article::Name;
use crate::error::ExtractError;
use crate::label::{Label, Role};
use crate::provenance::Confidence;
use crate::read::{End, Shape, TextBlock};
use crate::smallprint::{credit, lookup, signoff, sources, tokens::Tokens};

/// Splits the source line into names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceLine;

impl Extractor for SourceLine {
    fn name(&self) -> &str {
        "source-line"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let tokens = &mut Tokens::default();
        let mut names: Vec<Name> = Vec::new();
        let mut confidence = Confidence::MIN;
        for (_, block, label) in cx.blocks_of(Role::Source) {
            let from = sources::after_label(block.text(), cx.lexicon(), tokens).unwrap_or(0);
            for outlet in sources::names(block.text(), from, cx.lexicon(), tokens) {
                let sure: u32 = if outlet.id.is_some() { 980 } else { 850 };
                let permille = u32::from(label.confidence().permille()) * sure / 1000;
                let confidence = Confidence::new(permille as u16);
                push(&mut names, block, outlet, confidence, out);
            }
            confidence = confidence.max(label.confidence());
        }
        // Only the last paragraph can close with the report's agency.
        let paragraph = last_of(cx, |label| label.is(&Role::Paragraph));
        let tail = paragraph.and_then(|(_, block)| closing_agency(block, cx, tokens));
        let closed = paragraph.map(|(at, _)| (at, tail.is_some()));
        if let (Some((_, block)), Some(tail)) = (paragraph, tail)
            && tail.bracket.start > 0
        {
            let sure = Confidence::new(930);
            let start = behind_sentence(block.text(), tail.bracket.start);
            let end = block.source_span(start..tail.bracket.end);
            out.claim(end, Role::Source, sure);
            for (range, id) in tail.names {
                push(&mut names, block, sources::Outlet { range, id }, sure, out);
            }
            confidence = confidence.max(sure);
        }
        for (block, outlets) in closing_lines(cx, tokens) {
            let sure = Confidence::new(900);
            out.claim(block.span(), Role::Source, sure);
            for outlet in outlets {
                push(&mut names, block, outlet, sure, out);
            }
            confidence = confidence.max(sure);
        }
        if let Some((block, credit)) = captioned_ending(cx, tokens) {
            let start = behind_sentence(block.text(), credit.bracket.start);
            out.claim(block.source_span(0..start), Role::Paragraph, SURE);
            let end = block.source_span(start..credit.bracket.end);
            out.claim(end, Role::Source, SURE);
            for (range, id) in credit.names {
                push(&mut names, block, sources::Outlet { range, id }, SURE, out);
            }
            confidence = confidence.max(SURE);
        }
        for (block, sign) in sign_offs(cx, closed, tokens) {
            let role = if sign.wires.is_empty() {
                Role::End
            } else {
                confidence = confidence.max(SURE);
                Role::Source
            };
            out.claim(block.source_span(sign.range), role, SURE);
            for (range, id) in sign.wires {
                let id = Some(id);
                push(&mut names, block, sources::Outlet { range, id }, SURE, out);
            }
        }
        if !names.is_empty() {
            out.sources(names, confidence);
        }
        Ok(())
    }
}

/// The agency in brackets that closes a block.
fn closing_agency(
    block: &TextBlock<'_>,
    cx: &Context<'_>,
    tokens: &mut Tokens,
) -> Option<credit::CreditBracket> {
    let tail = credit::trailing(block.text(), cx.lexicon(), tokens)?;
    (tail.agency && tail.sure).then_some(tail)
}

/// The last block with such a label, and its number.
fn last_of<'a>(
    cx: &Context<'a>,
    is: impl Fn(&Label) -> bool,
) -> Option<(usize, &'a TextBlock<'a>)> {
    let at = cx.labels().iter().rposition(is)?;
    cx.blocks().get(at).map(|block| (at, block))
}

/// Where what closes a report begins: its bracket, with the dashes between it and a full stop.
fn behind_sentence(text: &str, bracket: usize) -> usize {
    let before = text.get(..bracket).unwrap_or("");
    let sentence = before.trim_end_matches([' ', '-', '–', '—']);
    if sentence.ends_with('.') && sentence.len() < before.trim_end().len() {
        sentence.len()
    } else {
        bracket
    }
}

/// How sure the form of an ending is: surer than a credit, whose bracket it can have.
const SURE: Confidence = Confidence::new(970);

/// The last block of a text where it was labelled a caption for its bracket, but is the report's
/// last sentence: it ends with a full stop, and a news agency stands in the bracket.
fn captioned_ending<'a>(
    cx: &Context<'a>,
    tokens: &mut Tokens,
) -> Option<(&'a TextBlock<'a>, credit::CreditBracket)> {
    if cx.is_page() || !cx.has(&[Role::Caption]) {
        return None;
    }
    let content = [Role::Paragraph, Role::Heading, Role::Caption, Role::Alt];
    let blocks = || cx.blocks().iter().zip(cx.labels());
    let mut last = blocks()
        .rev()
        .filter(|(_, label)| content.iter().any(|role| label.is(role)));
    let ((block, label), (_, before)) = (last.next()?, last.next()?);
    if !label.is(&Role::Caption) || !before.is(&Role::Paragraph) || block.shape().words < SENTENCE {
        return None;
    }
    let credit = credit::trailing(block.text(), cx.lexicon(), tokens)?;
    let of_wires = credit.sure
        && credit.names.iter().all(|(_, id)| {
            let id = id.as_deref();
            lookup::is_wire(id, cx.lexicon()) || id == Some("g_agencies")
        });
    let sentence = block.text().get(..credit.bracket.start)?;
    let stopped = sentence
        .trim_end_matches([' ', '-', '–', '—'])
        .ends_with('.');
    (of_wires && stopped).then_some((block, credit))
}

/// Words from which on a paragraph is more than a sign-off.
const SENTENCE: u32 = 8;

/// The sign-offs of a wire: behind the last sentence of the last paragraph, and the lines after it,
/// whatever they were labelled. What the label or a bracket already tells is left to them: of the
/// block with the number in `closed` it is known whether an agency in brackets closes it.
fn sign_offs<'a>(
    cx: &Context<'a>,
    closed: Option<(usize, bool)>,
    tokens: &mut Tokens,
) -> Vec<(&'a TextBlock<'a>, signoff::SignOff)> {
    let blocks = || cx.blocks().iter().zip(cx.labels());
    let is_body = |(block, label): (&TextBlock<'_>, &Label)| {
        label.is(&Role::Paragraph) && block.shape().words >= SENTENCE
    };
    let Some(last) = blocks().rposition(|(block, label)| is_body((block, label))) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (i, (block, label)) in blocks().enumerate().skip(last).take(1 + CLOSING) {
        let text = block.text();
        if i == last {
            let closed = match closed {
                Some((at, closed)) if at == i => closed,
                _ => closing_agency(block, cx, tokens).is_some(),
            };
            if !closed && has_sign_inside(block.shape()) {
                out.extend(signoff::tail(text, cx.lexicon(), tokens).map(|sign| (block, sign)));
            }
        } else if !(label.is(&Role::Source) || label.is(&Role::End) || label.is(&Role::Timestamp)) {
            match signoff::line(text, cx.lexicon(), tokens) {
                Some(sign) => out.push((block, sign)),
                None if label.is(&Role::Paragraph) => break,
                None => {}
            }
        }
    }
    out
}

/// Whether a sign stands in a text that is no comma and no mark at its end: without one, nothing is
/// set off behind a sentence.
fn has_sign_inside(shape: &Shape) -> bool {
    let ends = matches!(shape.end, End::Stop | End::Question | End::Exclamation);
    shape.signs > u32::from(shape.commas) + u32::from(ends)
}

/// Blocks behind the last paragraph among which a page has its source line.
const CLOSING: usize = 3;

/// What behind the last paragraph of a page can only be its source line, whatever it was labelled:
/// a label with names that are all known, `المصدر: رويترز`, or a known agency alone in a bracket,
/// `--(بترا)`.
fn closing_lines<'a>(
    cx: &Context<'a>,
    tokens: &mut Tokens,
) -> Vec<(&'a TextBlock<'a>, Vec<sources::Outlet>)> {
    if !cx.is_page() {
        return Vec::new();
    }
    let Some((last, _)) = last_of(cx, |label| label.is(&Role::Paragraph)) else {
        return Vec::new();
    };
    let blocks = cx.blocks().iter().zip(cx.labels());
    let behind = blocks.skip(last).take(1 + CLOSING);
    let mut out = Vec::new();
    for (block, label) in behind.filter(|(_, label)| !label.is(&Role::Source)) {
        let text = block.text();
        if let Some(from) = sources::after_label(text, cx.lexicon(), tokens) {
            let outlets = sources::names(text, from, cx.lexicon(), tokens);
            if !outlets.is_empty() && outlets.iter().all(|outlet| outlet.id.is_some()) {
                out.push((block, outlets));
            }
        } else if !label.is(&Role::Paragraph)
            && let Some(tail) = closing_agency(block, cx, tokens)
            && text
                .get(..tail.bracket.start)
                .is_some_and(|before| before.chars().all(|c| " -–—*_".contains(c)))
        {
            let outlets = tail.names.into_iter();
            let outlets = outlets.map(|(range, id)| sources::Outlet { range, id });
            out.push((block, outlets.collect()));
        }
    }
    out
}

fn push(
    names: &mut Vec<Name>,
    block: &TextBlock<'_>,
    outlet: sources::Outlet,
    confidence: Confidence,
    out: &Candidates,
) {
    let text = block.text().get(outlet.range.clone()).unwrap_or("");
    let key = crate::arabic::name_key(text);
    if key.is_empty()
        || names
            .iter()
            .any(|n| crate::arabic::name_key(&n.name) == key)
    {
        return;
    }
    names.push(Name::new(
        text,
        outlet.id,
        Some(block.source_span(outlet.range)),
        confidence,
        out.origin(),
    ));
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Block};

    const REPORT: &str = "افتتاح مستشفى جديد في المدينة\n\nأعلنت وزارة الصحة اليوم افتتاح مستشفى جديد في شمال المدينة بعد عامين من العمل في موقعه.\n\nوقال الوزير إن المستشفى يضم مئتي سرير وقسما للطوارئ ويخدم سكان ثلاث محافظات.";

    fn with(ending: &str) -> Article {
        crate::parse_text(&format!("{REPORT}{ending}"))
    }

    /// The text of the last block, if that is a paragraph.
    fn last_paragraph(article: &Article) -> &str {
        match article.blocks().last() {
            Some(Block::Paragraph(paragraph)) => &paragraph.text,
            _ => "",
        }
    }

    #[test]
    fn sign_offs_leave_the_body_and_name_their_wire() {
        for (ending, wire) in [
            ("\n\n--(بترا)", "petra"),
            ("\n\n--(بترا) س ح/م م", "petra"),
            (" --(بترا)", "petra"),
            (" (واج)", "aps_dz"),
            ("\n\n(النهاية) س ح / م م", ""),
            (" (النهاية)", ""),
            ("\n(النهاية)\nس ح / م م\nكونا131751 جمت يول 20", "kuna"),
            ("\n\n// انتهى // 17:51 ت م", ""),
            (" // انتهى //", ""),
            ("\nوام/س ح", "wam"),
            (" -وات-", "tap"),
            ("\n\n/قنا/", "qna"),
            ("\n\nأ.ف.ب/س م/د ر", "afp"),
            ("\n\nد ب أ س ح / م م", "dpa"),
            ("\n\nانتهى/25", ""),
            (" /انتهى/", ""),
            ("\n\n=======س.ح", ""),
        ] {
            let article = with(ending);
            let last = last_paragraph(&article);
            assert!(last.ends_with("ثلاث محافظات."), "{ending:?}: {last}");
            let wires = article.sources.iter().filter_map(|name| name.id.as_deref());
            assert_eq!(wires.collect::<String>(), wire, "{ending:?}");
        }
    }

    #[test]
    fn sentences_are_no_sign_offs() {
        for ending in [
            " وأضاف أن العمل انتهى.",
            "\n\nوأضاف الوزير أن العمل في المستشفى انتهى، وأن الطريق إليه سيفتح قريبا.",
            " وزار الوزير محافظة قنا.",
        ] {
            let article = with(ending);
            let last = last_paragraph(&article);
            assert!(last.ends_with(ending.trim_start()), "{ending:?}: {last}");
            assert!(article.sources.is_empty(), "{ending:?}");
        }
    }
}
