//! Posts and players of other services that stand in a page.

use super::dom::{Dom, NodeId};
use super::tags::Tag;

/// Class of the quotation that each service's embedding code is made of, and the service.
const POSTS: &[(&str, &str)] = &[
    ("twitter-tweet", "x"),
    ("twitter-video", "x"),
    ("instagram-media", "instagram"),
    ("tiktok-embed", "tiktok"),
    ("fb-post", "facebook"),
    ("fb-xfbml-parse-ignore", "facebook"),
    ("bluesky-embed", "bluesky"),
    ("mastodon-embed", "mastodon"),
    ("text-post-media", "threads"),
    ("reddit-embed-bq", "reddit"),
];

/// Classes of quotations that are posts of whatever site: WordPress's, and this library's own.
const OF_ANY_SITE: &[&str] = &["wp-embedded-content", "embed"];

/// The service whose post the element is.
pub(crate) fn platform(dom: &Dom<'_>, node: NodeId) -> Option<&'static str> {
    let class = dom.attribute_str(node, "class")?;
    POSTS
        .iter()
        .find(|(name, _)| class.split_ascii_whitespace().any(|c| c == *name))
        .map(|(_, platform)| *platform)
}

/// Whether a quotation is a post of a social network or of another site.
pub(crate) fn is_post(dom: &Dom<'_>, node: NodeId) -> bool {
    let class = dom.attribute_str(node, "class").unwrap_or("");
    let mut classes = class.split_ascii_whitespace();
    platform(dom, node).is_some() || classes.any(|class| OF_ANY_SITE.contains(&class))
}

/// Nodes at the end of a post among which its last link is looked for.
const LAST: usize = 200;

/// The address of a post: the one its code names, or its last link.
pub(crate) fn post_address(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    [
        "cite",
        "data-instgrm-permalink",
        "data-href",
        "data-text-post-permalink",
    ]
    .iter()
    .find_map(|name| dom.attribute_str(node, name))
    .or_else(|| {
        dom.descendants_back(node)
            .take(LAST)
            .filter(|n| dom.name_tag(*n) == Tag::A)
            .find_map(|n| dom.attribute_str(n, "href"))
    })
    .map(|url| url.trim().to_owned())
    .filter(|url| !url.is_empty())
}
