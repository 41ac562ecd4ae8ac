//! The extractor `feed`: what an item of a feed says beside its body, as candidates.

use super::structured::{Authors, is_address, outlet_id, plain, stamp};
use super::{Candidates, Context, Extractor, Field, Stage};
use crate::arabic;
use crate::article::{Access, ContributorRole, Kind, Name, Text, Timestamp};
use crate::error::ExtractError;
use crate::label::Role;
use crate::provenance::{Confidence, Precedence};
use crate::read::TextBlock;
use crate::read::feed::RawItem;
use crate::smallprint::tokens::Tokens;

/// Reads the fields of a feed's item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feed;

impl Extractor for Feed {
    fn name(&self) -> &str {
        "feed"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED
    }

    fn stage(&self) -> Stage {
        Stage::Metadata
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.document().item().is_some()
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        if let Some(item) = cx.document().item() {
            fields(item, cx, out);
        }
        Ok(())
    }
}

/// Claims for the body what was taken for something else in an item whose format holds the body
/// alone: there is no navigation in it, no headline and no related story.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FeedBody;

impl Extractor for FeedBody {
    fn name(&self) -> &str {
        "feed-body"
    }

    fn precedence(&self) -> Precedence {
        Precedence::STRUCTURED
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        cx.document().item().is_some_and(|item| item.body_alone)
    }

    fn extract(&self, cx: &Context<'_>, out: &mut Candidates) -> Result<(), ExtractError> {
        let item = cx.document().item();
        let signed = item.is_some_and(|item| !item.creators.is_empty());
        let dated = item.is_some_and(|item| !item.published.is_empty());
        for (block, label) in cx.blocks().iter().zip(cx.labels()) {
            let role = match (role_by_markup(block), label.role()) {
                // An item of a list is one, also as a paragraph.
                (Some(Role::List), Role::Paragraph) => continue,
                (Some(Role::Caption), Role::Credit | Role::Alt) => continue,
                (Some(role), _) => role,
                (None, Role::Headline | Role::Kicker | Role::Deck) => Role::Paragraph,
                (None, Role::Related | Role::Tags | Role::Bio) => Role::Paragraph,
                (None, Role::Boilerplate) => Role::Paragraph,
                // What has a field of its own is not written into the body again.
                (None, Role::Byline) if signed => Role::Paragraph,
                (None, Role::Timestamp) if dated => Role::Paragraph,
                (None, Role::Caption | Role::Credit | Role::Alt) if !is_pictured(block) => {
                    Role::Paragraph
                }
                _ => continue,
            };
            if !label.is(&role) {
                out.claim(block.span(), role, Confidence::new(900));
            }
        }
        Ok(())
    }
}

/// What a block is by its element, where that says it.
#[cfg(feature = "html")]
fn role_by_markup(block: &TextBlock<'_>) -> Option<Role> {
    use crate::read::html::{Flag, Tag};
    let facts = block.facts()?;
    match facts.tag {
        _ if facts.flags.has(Flag::Post) => Some(Role::Embed),
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Some(Role::Heading),
        _ if facts.flags.has(Flag::Item) => Some(Role::List),
        _ if facts.flags.has(Flag::Cell) => Some(Role::Table),
        _ if facts.flags.has(Flag::Figcaption) => Some(Role::Caption),
        _ => None,
    }
}

#[cfg(not(feature = "html"))]
fn role_by_markup(_: &TextBlock<'_>) -> Option<Role> {
    None
}

/// Whether a picture stands at the block, or may: plain text does not say.
fn is_pictured(block: &TextBlock<'_>) -> bool {
    #[cfg(feature = "html")]
    if let Some(facts) = block.facts() {
        let below = facts.flags.has(crate::read::html::Flag::Figure);
        return below || facts.image_before || facts.image_after;
    }
    let _ = block;
    true
}

fn fields(item: &RawItem, cx: &Context<'_>, out: &mut Candidates) {
    let sure = Confidence::new;
    if let Some(title) = item.title.as_deref().map(plain).filter(|t| !t.is_empty()) {
        out.headline(&title, None, sure(950));
    }
    if let Some(link) = item.link.as_deref().filter(|link| link.starts_with("http")) {
        out.url(link, sure(950));
    }
    if let Some(guid) = &item.guid {
        out.extra("guid", guid.as_str().into(), sure(950));
    }
    if let Some(published) = date(&item.published, out) {
        out.published(published, sure(950));
    }
    if let Some(modified) = date(&item.modified, out) {
        out.modified(modified, sure(930));
    }
    let mut authors = Authors::new(cx.lexicon(), out.origin(), sure(900));
    for creator in &item.creators {
        creators(&plain(creator), cx, &mut authors);
    }
    if !authors.people.is_empty() {
        out.byline(authors.people, sure(900));
    }
    let tags: Vec<Text> = item
        .categories
        .iter()
        .map(|tag| plain(tag))
        .filter(|tag| !tag.is_empty() && !is_address(tag))
        .map(|tag| Text::new(tag, None, sure(850), out.origin()))
        .collect();
    if !tags.is_empty() {
        out.tags(tags, sure(850));
    }
    if let Some(section) = item.section.as_deref().map(plain) {
        out.section(&section, None, sure(850));
    }
    let tokens = &mut Tokens::default();
    let publisher = item
        .publisher
        .as_deref()
        .or(item.sources.first().map(String::as_str));
    if let Some(name) = publisher
        .map(plain)
        .filter(|n| !n.is_empty() && !is_address(n))
    {
        let id = outlet_id(&name, cx.lexicon(), tokens);
        out.publisher(
            Name::new(name, id, None, sure(850), out.origin()),
            sure(850),
        );
    }
    if item.restricted == Some(true) {
        out.access(Access::Subscriber, sure(850));
    }
    if item
        .genres
        .iter()
        .any(|genre| genre == "Opinion" || genre == "OpEd")
    {
        out.kind(Kind::Opinion, sure(880));
    }
    for media in &item.media {
        if let Some(caption) = media.caption.as_deref().map(plain) {
            out.captions.push(caption);
        }
    }
    if let Some(summary) = &item.summary
        && item.body.is_some()
    {
        let text = plain(&summary.text);
        if is_deck(&text, cx.source()) {
            let deck = Text::new(text, None, sure(700), out.origin());
            out.deck(vec![deck], sure(700));
        } else {
            out.observe(Field::Deck, &text);
        }
    }
}

/// Reads a string of creators. Where it is a list of names, each is read by itself: a name that no
/// lexicon knows is a person's among persons. Where an outlet stands behind a dash, what is before
/// it is a person or, in one word, a desk.
fn creators(text: &str, cx: &Context<'_>, authors: &mut Authors<'_>) {
    let words = |part: &str| part.split_whitespace().count();
    let list: Vec<&str> = text
        .split([',', '،', ';', '؛', '|', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if list.len() > 1 && list.iter().all(|part| (2..=6).contains(&words(part))) {
        for part in list {
            authors.string(part, &ContributorRole::Reporter);
        }
        return;
    }
    let tokens = &mut Tokens::default();
    let mut outlet = |part: &str| outlet_id(part, cx.lexicon(), tokens).is_some();
    let parts: Vec<&str> = text
        .split(['-', '–', '—', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 && parts.iter().any(|part| outlet(part)) {
        for part in parts {
            if outlet(part) {
                authors.organisation(part);
            } else if words(part) > 1 {
                authors.string(part, &ContributorRole::Reporter);
            }
        }
        return;
    }
    authors.string(text, &ContributorRole::Reporter);
}

/// The first date that can be read; else the first as it is printed.
fn date(dates: &[String], out: &Candidates) -> Option<Timestamp> {
    let read = dates.iter().find_map(|text| stamp(&plain(text)));
    read.or_else(|| {
        let text = plain(dates.first()?);
        Some(Timestamp::printed(Text::new(
            text,
            None,
            Confidence::new(600),
            out.origin(),
        )))
    })
}

/// Words by which the body is searched for the beginning of a summary.
const BEGINNING: usize = 6;

/// Whether a summary beside a body is the work of an editor: whole, and not the body's own words.
fn is_deck(summary: &str, body: &str) -> bool {
    let whole = !summary.ends_with(['…', ']']) && !summary.ends_with("...");
    let words: Vec<&str> = summary.split_whitespace().collect();
    let beginning = words.get(..BEGINNING).map(|words| words.join(" "));
    let Some(beginning) = beginning.filter(|_| whole && words.len() <= 60) else {
        return false;
    };
    !arabic::fold(&plain(body)).contains(&*arabic::fold(&beginning))
}
