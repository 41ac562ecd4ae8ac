//! The namespaces of feeds.

use super::value;

/// A vocabulary that feeds use. Atom and the RSS dialects share one, since no name of the one means
/// something else in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// RSS in all versions, Atom, sitemaps.
    Feed,
    /// Dublin Core, elements and terms.
    Dublin,
    /// `content:encoded`.
    Content,
    /// Media RSS.
    Media,
    /// iTunes podcasts.
    Itunes,
    /// `slash:section`, `slash:department`.
    Slash,
    /// Google News sitemaps.
    News,
    /// Google image sitemaps.
    Image,
    /// Anything else, XHTML included.
    Other,
}

/// Parts of namespace names, in lower case, and what they mean. Names are met with and without a
/// slash at the end, with `https` and with wrong versions.
const KNOWN: &[(&str, Ns)] = &[
    ("purl.org/dc/", Ns::Dublin),
    ("purl.org/rss/1.0/modules/content", Ns::Content),
    ("purl.org/rss/1.0/modules/slash", Ns::Slash),
    ("purl.org/rss/1.0/modules/", Ns::Other),
    ("purl.org/rss/", Ns::Feed),
    ("my.netscape.com/rdf/simple/", Ns::Feed),
    ("backend.userland.com/rss", Ns::Feed),
    ("channel.netscape.com/rdf/simple/", Ns::Feed),
    ("w3.org/2005/atom", Ns::Feed),
    ("purl.org/atom/ns", Ns::Feed),
    ("search.yahoo.com/mrss", Ns::Media),
    ("itunes.com/dtds/podcast", Ns::Itunes),
    ("google.com/schemas/sitemap-news", Ns::News),
    ("google.com/schemas/sitemap-image", Ns::Image),
    ("sitemaps.org/schemas/sitemap", Ns::Feed),
    ("google.com/schemas/sitemap", Ns::Feed),
];

/// Prefixes as everybody uses them, for feeds that do not declare them.
const USUAL: &[(&str, Ns)] = &[
    ("dc", Ns::Dublin),
    ("dcterms", Ns::Dublin),
    ("content", Ns::Content),
    ("media", Ns::Media),
    ("itunes", Ns::Itunes),
    ("slash", Ns::Slash),
    ("news", Ns::News),
    ("image", Ns::Image),
    ("atom", Ns::Feed),
    ("a10", Ns::Feed),
    ("rss", Ns::Feed),
];

/// Prefixes a feed declares.
#[derive(Clone, Debug, Default)]
pub(crate) struct Namespaces {
    declared: Vec<(String, Ns)>,
}

impl Namespaces {
    /// Reads the declarations of a start tag.
    pub(crate) fn of(tag: &str) -> Namespaces {
        let mut declared = Vec::new();
        let mut attributes = quick_xml::events::attributes::Attributes::html(
            tag.trim_start_matches('<').trim_end_matches(['>', '/']),
            0,
        );
        attributes.with_checks(false);
        for attribute in attributes.filter_map(Result::ok).take(64) {
            if let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") {
                let name = value::unescape(&attribute.value).to_ascii_lowercase();
                let ns = KNOWN.iter().find(|(part, _)| name.contains(part));
                declared.push((prefix.to_owned(), ns.map_or(Ns::Other, |(_, ns)| *ns)));
            }
        }
        Namespaces { declared }
    }

    /// The namespace and local name of a name. Names without a prefix are the feed's own.
    pub(crate) fn resolve<'n>(&self, name: &'n str) -> (Ns, &'n str) {
        let Some((prefix, local)) = name.split_once(':') else {
            return (Ns::Feed, name);
        };
        let declared = self.declared.iter().find(|(p, _)| p == prefix);
        let ns = declared.map(|(_, ns)| *ns).or_else(|| {
            let usual = USUAL.iter().find(|(p, _)| *p == prefix);
            usual.map(|(_, ns)| *ns)
        });
        (ns.unwrap_or(Ns::Other), local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_mean_what_they_are_declared_to() {
        let names = Namespaces::of(
            "<rss xmlns:c=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc='urn:x' xmlns:m=\"https://search.yahoo.com/mrss\">",
        );
        assert_eq!(names.resolve("c:encoded"), (Ns::Content, "encoded"));
        assert_eq!(names.resolve("dc:creator"), (Ns::Other, "creator"));
        assert_eq!(names.resolve("m:credit"), (Ns::Media, "credit"));
        assert_eq!(names.resolve("itunes:author"), (Ns::Itunes, "author"));
        assert_eq!(names.resolve("title"), (Ns::Feed, "title"));
    }
}
