//! Posts and players of other services that stand in a page.

use super::dom::{Dom, NodeId};

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

/// The service whose post the element is.
pub(crate) fn platform(dom: &Dom<'_>, node: NodeId) -> Option<&'static str> {
    let class = dom.attribute_str(node, "class")?;
    POSTS
        .iter()
        .find(|(name, _)| class.split_ascii_whitespace().any(|c| c == *name))
        .map(|(_, platform)| *platform)
}

/// Whether the element is a post of a social network.
pub(crate) fn is_post(dom: &Dom<'_>, node: NodeId) -> bool {
    platform(dom, node).is_some()
}
