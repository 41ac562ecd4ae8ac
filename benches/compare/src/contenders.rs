//! What is compared: each contender reads a page, which is timed, and what it gave is then brought
//! into one form, which is not.

use khabar::article::{Article, Block, Section};
use khabar::read::html::Dom;
use khabar::{Hints, InputKind, Limits, Parsed, Parser};

use crate::blocks::{Kind, Part, of_html};

/// A page as the contenders get it.
pub struct Page {
    pub id: String,
    pub bytes: Vec<u8>,
    /// The page decoded, for those who take text.
    pub text: String,
    pub url: Option<String>,
}

/// What a contender returns, as it returns it.
enum Output {
    Khabar(Box<Article>),
    Smoothie(dom_smoothie::Article),
    Legible(legible::Article),
    Libreadability(Box<libreadability::Article>),
    Trafilatura(Box<trafilatura::ExtractResult>),
    Tree(usize),
}

/// The fields that a score is made of.
#[derive(Default)]
pub struct Reading {
    pub title: Option<String>,
    pub date: Option<String>,
    pub text: String,
    pub blocks: Vec<Part>,
}

/// One way to read a page.
pub struct Contender {
    pub name: &'static str,
    pub version: &'static str,
    read: Box<dyn Fn(&Page) -> Result<Output, String>>,
}

/// What is left of a page after a contender has read it.
pub struct Read(Result<Output, String>);

impl Contender {
    /// Reads the page; the part that is timed.
    pub fn read(&self, page: &Page) -> Read {
        Read((self.read)(page))
    }
}

/// The contenders in the order of the tables; `false` marks those that only build a tree.
pub fn contenders() -> Result<Vec<(Contender, bool)>, khabar::Error> {
    let general = Parser::builder().without("site-profiles");
    let whole = general.build()?;
    let structure = Parser::builder()
        .without("site-profiles")
        .without("attribution")
        .build()?;
    let contender = |name, version, read| Contender {
        name,
        version,
        read,
    };
    Ok(vec![
        (contender("khabar", KHABAR, khabar(whole)), true),
        (
            contender("khabar without attribution", KHABAR, khabar(structure)),
            true,
        ),
        (
            contender("dom_smoothie", "0.19.0", Box::new(dom_smoothie)),
            true,
        ),
        (contender("legible", "0.5.1", Box::new(legible)), true),
        (
            contender("libreadability", "0.3.0", Box::new(libreadability)),
            true,
        ),
        (
            contender("trafilatura (crate)", "0.6.0", Box::new(trafilatura)),
            true,
        ),
        (contender("khabar's tree alone", KHABAR, tree()), false),
        (
            contender("dom_query's tree alone", "0.29.0", Box::new(other_tree)),
            false,
        ),
    ])
}

const KHABAR: &str = "0.1.0";

type Reader = Box<dyn Fn(&Page) -> Result<Output, String>>;

fn khabar(parser: Parser) -> Reader {
    Box::new(move |page| {
        let mut hints = Hints::new().with_kind(InputKind::Html);
        if let Some(url) = &page.url {
            hints = hints.with_url(url);
        }
        match parser.parse(&page.bytes, &hints) {
            Ok(Parsed::Article(article)) => Ok(Output::Khabar(article)),
            Ok(_) => Err("no article".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    })
}

fn tree() -> Reader {
    Box::new(|page| Ok(Output::Tree(Dom::parse(&page.text, &Limits::new()).len())))
}

fn other_tree(page: &Page) -> Result<Output, String> {
    let document = dom_query::Document::from(page.text.as_str());
    Ok(Output::Tree(document.root().children().len()))
}

fn dom_smoothie(page: &Page) -> Result<Output, String> {
    let mut readability =
        dom_smoothie::Readability::new(page.text.as_str(), page.url.as_deref(), None)
            .map_err(|error| error.to_string())?;
    let article = readability.parse().map_err(|error| error.to_string())?;
    Ok(Output::Smoothie(article))
}

fn legible(page: &Page) -> Result<Output, String> {
    legible::parse(&page.text, page.url.as_deref(), None)
        .map(Output::Legible)
        .map_err(|error| error.to_string())
}

fn libreadability(page: &Page) -> Result<Output, String> {
    libreadability::extract(&page.text, page.url.as_deref())
        .map(|article| Output::Libreadability(Box::new(article)))
        .map_err(|error| error.to_string())
}

fn trafilatura(page: &Page) -> Result<Output, String> {
    let mut options = trafilatura::Options::default();
    if let Some(url) = page.url.as_deref().and_then(|u| url::Url::parse(u).ok()) {
        options = options.with_url(url);
    }
    trafilatura::extract(&page.text, &options)
        .map(|result| Output::Trafilatura(Box::new(result)))
        .map_err(|error| error.to_string())
}

impl Read {
    /// In the form that is scored; an error where the contender gave nothing.
    pub fn reading(self) -> Result<Reading, String> {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(match self.0? {
            Output::Khabar(article) => of_article(&article),
            Output::Smoothie(a) => Reading {
                title: some(a.title),
                date: a.published_time,
                text: a.text_content.to_string(),
                blocks: of_html(&a.content),
            },
            Output::Legible(a) => Reading {
                title: some(a.title),
                date: a.published_time,
                blocks: of_html(&a.content),
                text: a.text_content,
            },
            Output::Libreadability(a) => Reading {
                title: some(a.title),
                date: some(a.published_time),
                blocks: of_html(&a.content),
                text: a.text_content,
            },
            Output::Trafilatura(a) => Reading {
                title: some(a.metadata.title),
                date: a.metadata.date.map(|date| date.to_string()),
                blocks: of_html(&a.content_html),
                text: a.content_text,
            },
            Output::Tree(nodes) => Reading {
                text: format!("{nodes} nodes"),
                ..Reading::default()
            },
        })
    }
}

fn of_article(article: &Article) -> Reading {
    let mut blocks = Vec::new();
    for section in &article.sections {
        section_parts(section, &mut blocks);
    }
    let texts = blocks
        .iter()
        .filter(|part| part.kind == Kind::Paragraph)
        .map(|part| part.text.as_str());
    Reading {
        title: article.headline.as_ref().map(|h| h.text.clone()),
        date: article.published.as_ref().and_then(|p| p.value.clone()),
        text: texts.collect::<Vec<_>>().join("\n"),
        blocks,
    }
}

fn section_parts(section: &Section, parts: &mut Vec<Part>) {
    let mut add = |kind, text: &str| {
        if !text.is_empty() {
            parts.push(Part {
                kind,
                text: text.to_owned(),
            });
        }
    };
    if let Some(heading) = &section.heading {
        add(Kind::Heading, &heading.text);
    }
    // An entry of a live blog holds blocks, and those no entries of their own.
    let mut stack: Vec<&Block> = section.blocks.iter().rev().collect();
    while let Some(block) = stack.pop() {
        match block {
            Block::Paragraph(p) => add(Kind::Paragraph, &p.text),
            Block::Quote(q) => add(Kind::Paragraph, &q.text),
            Block::Turn(t) => add(Kind::Paragraph, &t.text),
            Block::List(l) => l.items.iter().for_each(|i| add(Kind::Paragraph, &i.text)),
            Block::Verse(v) => v.lines.iter().for_each(|l| add(Kind::Paragraph, &l.text)),
            Block::Figure(f) => {
                let caption = f.caption.as_ref();
                add(Kind::Caption, caption.map_or("", |c| &c.text));
            }
            Block::Entry(e) => {
                add(Kind::Paragraph, &e.text);
                stack.extend(e.blocks.iter().rev());
            }
            _ => {}
        }
    }
}
