//! IPTC ninjs: the items of news agencies, of versions 1 to 3.
//!
//! Versions 2 and 3 hold texts in lists with roles (`headlines`, `bodies`), version 1 in properties
//! of their own (`headline`, `body_xhtml`) and associations in an object instead of a list. Source
//! of the properties: the IPTC's JSON Schemas of ninjs 1.3, 2.1 and 3.1.

use serde_json::{Map, Value};

use super::raw::{RawItem, RawMedia};
use super::value::Content;
use crate::article::ContributorRole;

/// Members of a list that are read.
const MAX_MEMBERS: usize = 64;

type Object = Map<String, Value>;

/// Whether the object is a ninjs item.
pub(crate) fn is_item(object: &Object) -> bool {
    let standard = object.get("standard").and_then(|s| s.get("name"));
    let named = standard.and_then(Value::as_str) == Some("ninjs");
    let lists = ["headlines", "bodies", "descriptions"].iter();
    let listed = lists
        .flat_map(|key| objects(object, key))
        .any(|text| text.contains_key("value"));
    let first = [
        "body_xhtml",
        "body_html",
        "body_text",
        "versioncreated",
        "description_text",
    ];
    named || listed || first.iter().any(|key| object.contains_key(*key))
}

/// Reads an item.
pub(crate) fn item(object: &Object) -> RawItem {
    let mut item = RawItem {
        title: headline(object),
        guid: string(object, "uri"),
        link: link(object),
        creators: creators(object),
        body: body(object),
        summary: summary(object),
        body_alone: true,
        categories: subjects(object, |rel| rel != "section"),
        section: subjects(object, |rel| rel == "section").into_iter().next(),
        publisher: publisher(object),
        media: members(object, "associations").filter_map(media).collect(),
        genres: objects(object, "genres")
            .chain(objects(object, "genre"))
            .filter_map(genre)
            .collect(),
        ..RawItem::default()
    };
    let date = |keys: [&str; 2]| keys.iter().find_map(|key| string(object, key));
    let first = date(["firstCreated", "firstcreated"]);
    let version = date(["versionCreated", "versioncreated"]);
    match (first, version) {
        (Some(first), version) => {
            item.modified
                .extend(version.filter(|version| *version != first));
            item.published.push(first);
        }
        (None, Some(version)) => item.published.push(version),
        (None, None) => {}
    }
    item
}

fn string(object: &Object, key: &str) -> Option<String> {
    let text = object.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The objects of a list, or of an object of named ones.
fn members<'o>(object: &'o Object, key: &str) -> impl Iterator<Item = &'o Object> {
    let value = object.get(key);
    let list = value.and_then(Value::as_array).into_iter().flatten();
    let named = value.and_then(Value::as_object).into_iter();
    list.chain(named.flat_map(Map::values))
        .filter_map(Value::as_object)
        .take(MAX_MEMBERS)
}

/// The objects of a list.
fn objects<'o>(object: &'o Object, key: &str) -> impl Iterator<Item = &'o Object> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .take(MAX_MEMBERS)
}

fn role<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The main headline, else the first whose role names no other line.
fn headline(object: &Object) -> Option<String> {
    let of = |wanted: &[&str]| {
        objects(object, "headlines")
            .filter(|line| wanted.contains(&role(line, "role")))
            .find_map(|line| string(line, "value"))
    };
    of(&["main"])
        .or_else(|| of(&["", "headline", "title"]))
        .or_else(|| string(object, "headline"))
}

/// The address of the item, where its name is one, or its first alternative name that is.
fn link(object: &Object) -> Option<String> {
    let is_address = |address: &String| address.starts_with("http");
    let other = |role_: &'static str| {
        objects(object, "altIds")
            .filter(move |id| role(id, "role").eq_ignore_ascii_case(role_))
            .filter_map(|id| string(id, "value"))
            .find(is_address)
    };
    other("url").or_else(|| string(object, "uri").filter(is_address))
}

/// Those who made it: people by their relation and outlets of the byline, else the byline's text.
fn creators(object: &Object) -> Vec<String> {
    let people = objects(object, "people").chain(objects(object, "person"));
    let people = people.filter(|person| {
        let role = ContributorRole::from(role(person, "rel"));
        !matches!(role, ContributorRole::Other(_)) || role.as_str() == "creator"
    });
    let outlets = objects(object, "infoSources");
    let outlets = outlets.filter(|outlet| role(outlet, "role") == "byline");
    let names = people.chain(outlets).filter_map(|o| string(o, "name"));
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        let line = string(object, "by").or_else(|| string(object, "byline"));
        return line.into_iter().collect();
    }
    names
}

fn publisher(object: &Object) -> Option<String> {
    let sources = objects(object, "infoSources").chain(objects(object, "infosource"));
    sources
        .filter(|source| role(source, "role") == "publisher" || role(source, "rel") == "publisher")
        .find_map(|source| string(source, "name"))
}

fn is_html(content_type: &str) -> bool {
    content_type.contains("html")
}

/// The body, with its markup where it is given with markup.
fn body(object: &Object) -> Option<Content> {
    let of = |html: bool| {
        objects(object, "bodies")
            .filter(|body| is_html(role(body, "contentType")) == html)
            .filter(|body| html || role(body, "contentType").starts_with("text/plain"))
            .find_map(|body| string(body, "value"))
            .map(|text| Content { text, html })
    };
    let first = |key: &str, html: bool| string(object, key).map(|text| Content { text, html });
    of(true)
        .or_else(|| of(false))
        .or_else(|| first("body_xhtml", true))
        .or_else(|| first("body_html", true))
        .or_else(|| first("body_text", false))
}

fn summary(object: &Object) -> Option<Content> {
    let plain = |text: &&Object| !is_html(role(text, "contentType"));
    let summaries = objects(object, "descriptions").filter(plain);
    let text = summaries
        .filter(|text| matches!(role(text, "role"), "" | "summary" | "abstract" | "main"))
        .find_map(|text| string(text, "value"))
        .or_else(|| string(object, "description_text"))?;
    Some(Content { text, html: false })
}

fn subjects(object: &Object, wanted: fn(&str) -> bool) -> Vec<String> {
    objects(object, "subjects")
        .chain(objects(object, "subject"))
        .filter(|subject| wanted(role(subject, "rel")))
        .filter_map(|subject| string(subject, "name"))
        .collect()
}

/// A genre by the code of the IPTC's vocabulary, or by its name.
fn genre(genre: &Object) -> Option<String> {
    let code = string(genre, "uri").or_else(|| string(genre, "code"));
    let code = code.and_then(|uri| uri.rsplit(['/', ':']).next().map(str::to_owned));
    code.or_else(|| string(genre, "name"))
}

/// A picture or video, in its widest rendition.
fn media(association: &Object) -> Option<RawMedia> {
    let video = match role(association, "type") {
        "video" => true,
        "picture" | "graphic" => false,
        _ => return None,
    };
    let width = |rendition: &&Object| rendition.get("width").and_then(Value::as_u64).unwrap_or(0);
    let renditions = members(association, "renditions");
    let renditions = renditions.filter(|rendition| string(rendition, "href").is_some());
    // Of equal ones the first.
    let widest = renditions.fold(None, |best: Option<&Object>, one| match best {
        Some(best) if width(&best) >= width(&one) => Some(best),
        _ => Some(one),
    })?;
    let plain = |text: &&Object| !is_html(role(text, "contentType"));
    let captions = objects(association, "descriptions").filter(plain);
    let caption = captions
        .filter(|text| role(text, "role") != "alt")
        .find_map(|text| string(text, "value"))
        .or_else(|| string(association, "description_text"));
    let kind = string(widest, "contentType").or_else(|| string(widest, "mimetype"));
    let kind = kind.filter(|kind| kind.contains('/'));
    let credit = ["by", "byline", "copyrightHolder", "copyrightholder"];
    Some(RawMedia {
        url: string(widest, "href")?,
        media_type: kind.or_else(|| Some(if video { "video" } else { "image" }.to_owned())),
        caption,
        credit: credit.iter().find_map(|key| string(association, key)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: Value) -> RawItem {
        let object = json.as_object().unwrap();
        assert!(is_item(object));
        item(object)
    }

    #[test]
    fn version_3_holds_texts_in_lists() {
        let item = read(serde_json::json!({
            "uri": "urn:x:1",
            "altIds": [{"role": "URL", "value": "https://a.example/1"}],
            "headlines": [{"role": "kicker", "value": "محليات"}, {"role": "main", "value": "جسر جديد"}],
            "bodies": [
                {"role": "main", "contentType": "text/plain", "value": "نص"},
                {"role": "richtext", "contentType": "application/xhtml+xml", "value": "<p>نص</p>"},
            ],
            "people": [{"name": "سالم الحداد", "rel": "author"}, {"name": "منى سعد", "rel": "about"}],
            "by": "سالم الحداد",
            "subjects": [{"name": "جسور", "rel": "tag"}, {"name": "محليات", "rel": "section"}],
            "firstCreated": "2024-05-15T10:00:00Z", "versionCreated": "2024-05-15T11:00:00Z",
            "associations": [{
                "type": "picture", "by": "نادر قاسم",
                "descriptions": [{"role": "caption", "value": "الجسر"}],
                "renditions": [{"href": "https://a.example/s.jpg", "width": 90}, {"href": "https://a.example/l.jpg", "width": 900}],
            }],
        }));
        assert_eq!(item.title.as_deref(), Some("جسر جديد"));
        assert_eq!(item.link.as_deref(), Some("https://a.example/1"));
        assert_eq!(item.creators, ["سالم الحداد"]);
        assert_eq!(item.body.unwrap().text, "<p>نص</p>");
        assert_eq!(item.published, ["2024-05-15T10:00:00Z"]);
        assert_eq!(item.modified, ["2024-05-15T11:00:00Z"]);
        assert_eq!(item.categories, ["جسور"]);
        assert_eq!(item.section.as_deref(), Some("محليات"));
        let media = &item.media[0];
        assert_eq!(media.url, "https://a.example/l.jpg");
        assert_eq!(media.caption.as_deref(), Some("الجسر"));
        assert_eq!(media.credit.as_deref(), Some("نادر قاسم"));
    }

    #[test]
    fn version_1_holds_them_in_properties() {
        let item = read(serde_json::json!({
            "uri": "https://a.example/1", "headline": "جسر جديد", "byline": "سالم الحداد",
            "versioncreated": "2024-05-15T10:00:00Z", "body_text": "نص", "description_text": "موجز",
            "subject": [{"name": "جسور"}],
            "associations": {"main": {"type": "video", "renditions": {
                "web": {"href": "https://a.example/1.mp4", "mimetype": "video/mp4"},
            }}},
        }));
        assert_eq!(item.title.as_deref(), Some("جسر جديد"));
        assert_eq!(item.link.as_deref(), Some("https://a.example/1"));
        assert_eq!(item.creators, ["سالم الحداد"]);
        assert_eq!(item.published, ["2024-05-15T10:00:00Z"]);
        assert!(item.modified.is_empty());
        assert!(!item.body.unwrap().html);
        assert_eq!(item.summary.unwrap().text, "موجز");
        assert_eq!(item.categories, ["جسور"]);
        assert_eq!(item.media[0].media_type.as_deref(), Some("video/mp4"));
    }

    #[test]
    fn an_item_of_a_json_feed_is_none() {
        let json = serde_json::json!({"id": "1", "title": "جسر", "content_text": "نص"});
        assert!(!is_item(json.as_object().unwrap()));
    }
}
