//! The extractors `figures` (credits in captions) and `embeds` (posts of social networks).

use super::{Candidates, Context, Extractor};
use crate::article::{ContributorRole, Name};
use crate::error::ExtractError;
use crate::label::Role;
use crate::lexicon::CueClass;
use crate::provenance::Confidence;
#[cfg(feature = "html")]
use crate::read::html::Flag;
use crate::read::{End, Shape, TextBlock};
use crate::smallprint::{credit, lookup, post, tokens::Tokens};

/// Cuts credits off captions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures;

impl Extractor for Figures {
    fn name(&self) -> &str {
        "figures"
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.has(&[Role::Caption, Role::Credit])
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let tokens = &mut Tokens::default();
        for (_, block, _) in cx.blocks_of(Role::Caption) {
            let text = block.text();
            if labelled(block, Role::Caption, cx, tokens, out)
                || behind_label(block, cx, tokens, out)
            {
                continue;
            }
            if let Some(owner) = text.strip_prefix('©')
                && text.split(' ').count() <= CREDIT
            {
                // Nothing but whose picture it is.
                let confidence = Confidence::new(900);
                let start = text.len() - owner.trim_start().len();
                let read = credit::read(owner.trim_start(), cx.lexicon(), tokens);
                let found = read.into_iter().flat_map(|read| read.names);
                let shift =
                    |(r, id): (std::ops::Range<usize>, _)| (start + r.start..start + r.end, id);
                let parts = names(block, found.map(shift).collect(), confidence, out);
                out.claim_credit(block.span(), Role::Credit, confidence, parts);
                continue;
            }
            if let Some(found) = credit::trailing(text, cx.lexicon(), tokens)
                && found.bracket.start > 0
            {
                let confidence = Confidence::new(if found.sure { 960 } else { 620 });
                let parts = names(block, found.names, confidence, out);
                // The bracket's own characters are the caption's no more, nor the credit's.
                for edge in [
                    found.bracket.start..found.inner.start,
                    found.inner.end..found.bracket.end,
                ] {
                    out.claim(block.source_span(edge), Role::Boilerplate, confidence);
                }
                let span = block.source_span(found.inner);
                out.claim_credit(span, Role::Credit, confidence, parts);
            } else if let Some(start) = after_cue(text, cx, tokens) {
                let confidence = Confidence::new(820);
                let parts = credit::read(text.get(start..).unwrap_or(""), cx.lexicon(), tokens)
                    .map(|found| {
                        let shift = |(r, id): (std::ops::Range<usize>, _)| {
                            (start + r.start..start + r.end, id)
                        };
                        let found = found.names.into_iter().map(shift).collect();
                        names(block, found, confidence, out)
                    })
                    .unwrap_or_default();
                let before = text.get(..start).unwrap_or("");
                let mark = before
                    .trim_end_matches([' ', '|', '/', '-', '–', '(', '•'])
                    .len();
                if mark < start {
                    let edge = block.source_span(mark..start);
                    out.claim(edge, Role::Boilerplate, confidence);
                }
                let span = block.source_span(start..text.len());
                out.claim_credit(span, Role::Credit, confidence, parts);
            } else if let Some((mark, inner)) = tail(text, cx, tokens)
                && cx.is_page()
            {
                // Known to no lexicon: its place alone says what it is.
                let confidence = Confidence::new(650);
                for edge in [mark..inner.start, inner.end..text.len()] {
                    if !edge.is_empty() {
                        out.claim(block.source_span(edge), Role::Boilerplate, confidence);
                    }
                }
                let span = block.source_span(inner);
                out.claim_credit(span, Role::Credit, confidence, Vec::new());
            } else if let Some((mark, inner)) = after_comma(text)
                && let Some(found) =
                    credit::read(text.get(inner.clone()).unwrap_or(""), cx.lexicon(), tokens)
                && found.agency
                && found.sure
            {
                let confidence = Confidence::new(800);
                let shifted = found
                    .names
                    .into_iter()
                    .map(|(r, id)| (inner.start + r.start..inner.start + r.end, id))
                    .collect();
                let parts = names(block, shifted, confidence, out);
                out.claim(
                    block.source_span(mark..inner.start),
                    Role::Boilerplate,
                    confidence,
                );
                out.claim_credit(block.source_span(inner), Role::Credit, confidence, parts);
            }
        }
        for (_, block, label) in cx.blocks_of(Role::Credit) {
            if labelled(block, Role::Credit, cx, tokens, out)
                || behind_label(block, cx, tokens, out)
            {
                continue;
            }
            if let Some(found) = credit::read(block.text(), cx.lexicon(), tokens) {
                let parts = names(block, found.names, label.confidence(), out);
                out.claim_credit(block.span(), Role::Credit, label.confidence(), parts);
            }
        }
        Ok(())
    }
}

/// Cuts off the words by which a page introduces a caption or credit, for the reader's ear or as a
/// label: `مصدر الصورة: رويترز`, `التعليق على الصورة، الوزيران`. What is behind them is a credit
/// where it reads as one. False where the block begins with no such words.
fn labelled(
    block: &TextBlock<'_>,
    role: Role,
    cx: &Context<'_>,
    tokens: &mut Tokens,
    out: &mut Candidates,
) -> bool {
    let text = block.text();
    tokens.fill(text, 6, cx.lexicon());
    let phrase = tokens.phrase(text, 0, 6);
    let note = cx
        .lexicon()
        .cues()
        .longest_of(phrase, |cue| cue.class() == CueClass::PhotoNote);
    // A note of one word (أرشيف) is a part of the credit.
    let Some((words, _)) = note.filter(|(words, _)| *words > 1) else {
        return false;
    };
    let end = tokens.range(words - 1).end;
    let rest = text.get(end..).unwrap_or("");
    let marks = [':', '،', ',', ' '];
    let start = text.len() - rest.trim_start_matches(marks).len();
    let marked = rest.trim_start().starts_with([':', '،', ',']);
    let sure = Confidence::new(930);
    if start == text.len() {
        out.claim(block.span(), Role::Boilerplate, sure);
        return true;
    }
    if !marked {
        return false;
    }
    out.claim(block.source_span(0..start), Role::Boilerplate, sure);
    let span = block.source_span(start..text.len());
    match credit::read(text.get(start..).unwrap_or(""), cx.lexicon(), tokens) {
        Some(found) => {
            let shift = |(r, id): (std::ops::Range<usize>, _)| (start + r.start..start + r.end, id);
            let found = found.names.into_iter().map(shift).collect();
            let parts = names(block, found, sure, out);
            out.claim_credit(span, Role::Credit, sure, parts);
        }
        None => out.claim(span, role, sure),
    }
    true
}

/// Cuts off the credit that its label introduces, whatever stands before: `… صورة من: رويترز`. False where there is none.
fn behind_label(
    block: &TextBlock<'_>,
    cx: &Context<'_>,
    tokens: &mut Tokens,
    out: &mut Candidates,
) -> bool {
    let text = block.text();
    let Some((label, start)) = credit::signed(text, cx.lexicon()) else {
        return false;
    };
    let sure = Confidence::new(900);
    let before = text.get(..label).unwrap_or("").trim_end();
    out.claim(
        block.source_span(before.len()..start),
        Role::Boilerplate,
        sure,
    );
    let read = credit::read(text.get(start..).unwrap_or(""), cx.lexicon(), tokens);
    let found = read.into_iter().flat_map(|read| read.names);
    let shift = |(r, id): (std::ops::Range<usize>, _)| (start + r.start..start + r.end, id);
    let parts = names(block, found.map(shift).collect(), sure, out);
    out.claim_credit(
        block.source_span(start..text.len()),
        Role::Credit,
        sure,
        parts,
    );
    true
}

/// Words of a credit, at most.
const CREDIT: usize = 10;

/// Where the credit begins that a cue with a colon introduces at the end of a caption:
/// `… تصوير: سالم الحداد`.
fn after_cue(text: &str, cx: &Context<'_>, tokens: &mut Tokens) -> Option<usize> {
    tokens.fill(text, 120, cx.lexicon());
    let n = tokens.len();
    (1.max(n.saturating_sub(CREDIT))..n.saturating_sub(1)).find_map(|i| {
        let phrase = tokens.phrase(text, i, 6);
        let (words, cue) = cx.lexicon().byline_cues().longest(phrase)?;
        let introduced = i + words < n
            && tokens.gap(text, i + words).trim_start().starts_with(':')
            && lookup::role(cue) == ContributorRole::Photographer;
        introduced.then(|| tokens.range(i).start)
    })
}

/// A credit that its place gives away: behind a copyright sign, in a bracket or behind a dash after
/// the caption's full stop, in a bracket with a slash between names, or behind a last bar. Gives the
/// start of what parts it from the caption, and the credit.
fn tail(
    text: &str,
    cx: &Context<'_>,
    tokens: &mut Tokens,
) -> Option<(usize, std::ops::Range<usize>)> {
    let few = |range: &std::ops::Range<usize>| {
        let words = text.get(range.clone()).map_or(0, |t| t.split(' ').count());
        (1..=CREDIT).contains(&words)
    };
    let edges = [' ', '|', '/', '-', '–', '—', '•', ','];
    if let Some(sign) = text.find('©').filter(|at| *at > 0) {
        let mark = text.get(..sign)?.trim_end_matches(edges).len();
        let credit = sign..text.len();
        return (mark > 0 && few(&credit)).then_some((mark, credit));
    }
    let stopped = |before: &str| before.trim_end().ends_with(['.', '!', '؟', '?', '…']);
    if let Some((bracket, inner)) = credit::closing_bracket(text) {
        let content = text.get(inner.clone())?;
        tokens.fill(content, 6, cx.lexicon());
        let phrase = tokens.phrase(content, 0, 6);
        let class = cx.lexicon().cues().longest(phrase);
        let class = class.map(|(_, cue)| cue.class());
        let placed = stopped(text.get(..bracket.start)?)
            || content.contains('/')
            || class == Some(CueClass::SourceLabel);
        let position = class == Some(CueClass::PositionNote);
        let signed = signs(content, cx, tokens);
        // One word that no lexicon knows may say what is seen, or when.
        let telling = content.contains([' ', '/']) || class.is_some() || !is_arabic(content);
        return (placed && !position && bracket.start > 0 && (signed || telling && few(&inner)))
            .then_some((bracket.start, inner));
    }
    if let Some(found) = behind_stop(text).or_else(|| behind_slashes(text)) {
        return Some(found);
    }
    [" | ", " — ", " – "].iter().find_map(|mark| {
        let at = text.rfind(mark)?;
        let credit = at + mark.len()..text.len();
        let before = text.get(..at)?;
        let parted = *mark == " | " || stopped(before);
        let longer = before.split(' ').count() >= 3;
        (parted && longer && few(&credit)).then_some((at, credit))
    })
}

fn is_arabic(text: &str) -> bool {
    Shape::of(text).arabic > 0
}

/// Whether a text opens with the words and the colon that introduce a photographer.
fn signs(text: &str, cx: &Context<'_>, tokens: &mut Tokens) -> bool {
    tokens.fill(text, 6, cx.lexicon());
    let phrase = tokens.phrase(text, 0, 6);
    let cue = cx.lexicon().byline_cues().longest(phrase);
    cue.is_some_and(|(words, cue)| {
        words < tokens.len()
            && tokens.gap(text, words).trim_start().starts_with(':')
            && lookup::role(cue) == ContributorRole::Photographer
    })
}

/// Words of a credit without a label behind the caption's last full stop, of such a label, and of
/// the caption before them, at least.
const STUB: usize = 3;
const LABEL: usize = 2;
const SENTENCE: usize = 4;

/// A few words behind the last full stop of a caption that have none themselves: whose picture it
/// is, with a label and a colon before it or without.
fn behind_stop(text: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let at = text.rfind(['.', '!', '؟', '?'])?;
    let mark = at + text.get(at..)?.chars().next()?.len_utf8();
    let before = text.get(..at)?;
    let rest = text.get(mark..)?.trim_start_matches(['"', '»', '”']);
    let start = text.len() - rest.trim_start().len();
    let credit = rest.strip_prefix(' ')?.trim_start();
    // An initial (د.) ends no sentence, nor do two stops.
    let last = before.rsplit(' ').next().unwrap_or("");
    let sentence = last.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !before.ends_with(['.', '!', '؟', '?'])
        && before.split(' ').count() >= SENTENCE;
    let shape = Shape::of(credit);
    let plain =
        shape.digits == 0 && matches!(shape.end, End::Open) && !credit.contains(['(', '"', '«']);
    let words = shape.words as usize;
    let label = credit.split_once(':').map(|(label, _)| label);
    let few = match label {
        None => (1..=STUB).contains(&words),
        Some(label) => label.split(' ').count() <= LABEL && words <= CREDIT,
    };
    (sentence && plain && few).then_some((mark, start..text.len()))
}

/// The names behind a caption that slashes part: `… / سالم الحداد / رويترز`.
fn behind_slashes(text: &str) -> Option<(usize, std::ops::Range<usize>)> {
    const SLASH: &str = " / ";
    let at = text.find(SLASH)?;
    let credit = at + SLASH.len()..text.len();
    let rest = text.get(credit.clone())?;
    let few = rest.contains(SLASH) && rest.split(' ').count() <= CREDIT;
    (few && text.get(..at)?.contains(' ')).then_some((at, credit))
}

/// The part behind the last comma, dash or bar of a caption: `الوزيران، رويترز`.
fn after_comma(text: &str) -> Option<(usize, std::ops::Range<usize>)> {
    let mark = text.rfind(['،', '|', '/', '-', '–'])?;
    let rest = text.get(mark..)?;
    let inner = rest.trim_start_matches(['،', '|', '/', '-', '–', ' ']);
    let start = text.len() - inner.len();
    // A mark inside a bracket that closes behind it parts nothing.
    let open = inner.contains(')') && !inner.contains('(');
    (!inner.is_empty() && !open && mark > 0).then_some((mark, start..text.len()))
}

fn names(
    block: &TextBlock<'_>,
    found: Vec<(std::ops::Range<usize>, Option<String>)>,
    confidence: Confidence,
    out: &Candidates,
) -> Vec<Name> {
    found
        .into_iter()
        .map(|(range, id)| {
            Name::new(
                block.text().get(range.clone()).unwrap_or(""),
                id,
                Some(block.source_span(range)),
                confidence,
                out.origin(),
            )
        })
        .collect()
}

/// Tells posts of social networks from quotations of the article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Embeds;

impl Extractor for Embeds {
    fn name(&self) -> &str {
        "embeds"
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        for (i, (block, label)) in cx.blocks().iter().zip(cx.labels()).enumerate() {
            if post::is_signature(block.text()) {
                out.claim(block.span(), Role::Embed, SIGNED);
                signed(cx, i, out);
            } else if label.is(&Role::Quote) && is_post(block.text()) {
                out.claim(block.span(), Role::Embed, label.confidence());
            }
        }
        #[cfg(feature = "html")]
        if let (Some(dom), Some(core)) = (cx.dom(), cx.document().core()) {
            // Posts of the article, not those of a side column.
            for block in cx.blocks() {
                if let (Some(facts), Some(node)) = (block.facts(), block.node())
                    && facts.flags.has(Flag::Post)
                    && dom.ancestors(node).any(|n| n == core)
                {
                    out.claim(block.span(), Role::Embed, Confidence::new(950));
                }
            }
        }
        Ok(())
    }
}

/// How sure a block is a part of a post: no other line of a page has the form of its signature.
const SIGNED: Confidence = Confidence::new(950);

/// Characters of a line of a post at most: 280, and its links.
const POST: u32 = 400;

/// Claims what the signature in block `at` signs: the line above it, and where that holds nothing
/// but addresses the one above that.
fn signed(cx: &Context<'_>, at: usize, out: &mut Candidates) {
    let above = cx.blocks().iter().zip(cx.labels()).take(at).rev().take(2);
    for (block, label) in above {
        let text = block.text();
        let title = [Role::Headline, Role::Kicker, Role::Deck];
        if block.shape().chars > POST || title.iter().any(|role| label.is(role)) {
            return;
        }
        out.claim(block.span(), Role::Embed, SIGNED);
        let is_address = |word: &str| word.contains(".com/") || word.contains("://");
        if !text.split(' ').all(is_address) {
            return;
        }
    }
}

/// The forms in which a copied post of X shows: its picture's address, or `— name (@handle) date`.
fn is_post(text: &str) -> bool {
    text.contains("pic.twitter.com/") || text.contains("pic.x.com/") || post::signer(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_one_block() {
        let article = crate::parse_text(
            "حملة لتنظيف الشاطئ\n\nبدأت حملة لتنظيف الشاطئ في المدينة، وشارك فيها مئات المتطوعين من كل الأحياء.\n\nوكتب صاحب الدعوة في حسابه قبل ذلك بأيام أن العمل سيبدأ مع الفجر.\n\nنلتقي غدا عند الميناء القديم\nhttps://t.co/a1b2c3d4e5\n— رامي باسويد (@rami_baswaid) January 9, 2023\n\nوقالت البلدية إنها ستوفر الشاحنات والأكياس للحملة كل جمعة حتى نهاية الصيف.",
        );
        let posts: Vec<_> = article
            .blocks()
            .filter_map(|block| match block {
                crate::article::Block::Embed(embed) => Some(embed),
                _ => None,
            })
            .collect();
        let [post] = posts.as_slice() else {
            panic!("{posts:?}")
        };
        assert_eq!(post.author.as_deref(), Some("رامي باسويد (@rami_baswaid)"));
        assert_eq!(post.time.as_deref(), Some("January 9, 2023"));
        let text = post.text.as_ref().map(|text| text.text.as_str());
        assert_eq!(
            text,
            Some("نلتقي غدا عند الميناء القديم https://t.co/a1b2c3d4e5")
        );
    }

    fn cut(found: Option<(usize, std::ops::Range<usize>)>, text: &str) -> Option<(&str, &str)> {
        found.map(|(mark, credit)| (&text[..mark], &text[credit]))
    }

    #[test]
    fn a_stub_behind_the_last_stop_is_a_credit() {
        let found = |text| cut(behind_stop(text), text);
        assert_eq!(
            found("مسافرون على رصيف المحطة القديمة. بعدسة الأرشيف"),
            Some(("مسافرون على رصيف المحطة القديمة.", "بعدسة الأرشيف"))
        );
        assert_eq!(
            found("مسافرون على رصيف المحطة القديمة. منحة: سالم الهادي/ضوء"),
            Some(("مسافرون على رصيف المحطة القديمة.", "منحة: سالم الهادي/ضوء"))
        );
        for whole in [
            "مسافرون على رصيف المحطة القديمة.",
            "مسافرون على رصيف المحطة مع د. سالم",
            "قطار الجنوب يعود.. سبع ساعات",
            "قطار الجنوب يعود إلى الخدمة. ركابه يصلون قبل منتصف الليل بقليل",
            "قطار الجنوب يعود إلى الخدمة. صورة من 2019",
        ] {
            assert_eq!(found(whole), None, "{whole}");
        }
    }

    #[test]
    fn names_between_slashes_are_a_credit() {
        let text = "رصيف المحطة القديمة / سالم الهادي / وكالة ضوء";
        assert_eq!(
            cut(behind_slashes(text), text),
            Some(("رصيف المحطة القديمة", "سالم الهادي / وكالة ضوء"))
        );
        assert_eq!(behind_slashes("الأهلي / الزمالك على أرض الملعب"), None);
    }
}
