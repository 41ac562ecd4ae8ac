//! Pages: layouts of our own writing, promises on generated and arbitrary pages, hostile pages.

use std::fmt::Write;

use khabar::article::{Block, Kind, MarkKind};
use khabar::{Article, Hints, Keep, Parser, Span, parse_html};
use quickcheck::{QuickCheck, TestResult};

use crate::support::clock::best_of_three;

const TITLE: &str = "افتتاح جسر جديد فوق النهر بعد عامين من العمل";
const LEAD: &str = "افتتح محافظ المدينة صباح الثلاثاء جسرا جديدا فوق النهر، بعد عامين كاملين من العمل المتواصل في الموقع.";
const SECOND: &str = "وقال المحافظ في كلمته إن الجسر سيخدم سكان الضفتين، ويخفف الزحام الذي عانى منه وسط المدينة القديمة طويلا.";
const HEADING: &str = "كلفة المشروع";
const THIRD: &str = "وبلغت كلفة المشروع نحو أربعين مليونا، دفعت البلدية نصفها، وجاء النصف الآخر قرضا من مصرف التنمية في العاصمة.";
const FOURTH: &str = "وأعلنت البلدية أن المرحلة الثانية تبدأ في الربيع المقبل، وتشمل طريقا للمشاة وآخر للدراجات على جانبي الجسر.";
const CAPTION: &str = "المحافظ يقص شريط الافتتاح أمام مدخل الجسر";

const CHROME_HEAD: &str = "<nav class='main-menu'><ul><li><a href='/'>الرئيسية</a></li>\
    <li><a href='/p'>سياسة</a></li><li><a href='/e'>اقتصاد</a></li><li><a href='/s'>رياضة</a></li></ul></nav>";
const CHROME_FOOT: &str = "<div class='related-posts'><h3>اقرأ أيضا</h3><ul>\
    <li><a href='/1'>البلدية تعلن مواعيد إغلاق الجسر القديم</a></li>\
    <li><a href='/2'>خطة لتوسيع الميناء النهري في المدينة</a></li>\
    <li><a href='/3'>وزارة النقل تبحث إنشاء خط للحافلات</a></li></ul></div>\
    <footer class='site-footer'><p>جميع الحقوق محفوظة</p><a href='/about'>من نحن</a></footer>";

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE} | صحيفة المثال</title></head>\
         <body>{CHROME_HEAD}{body}{CHROME_FOOT}</body></html>"
    )
}

#[test]
fn what_was_escaped_twice_is_read() {
    let source = page(&format!(
        "<article><h1>افتتاح &amp;quot;جسر&amp;quot; جديد فوق النهر</h1><p>{LEAD}</p>\
         <p>وقال المحافظ إن &amp;amp;laquo;الجسر&amp;amp;raquo; <b>سيخدم</b> سكان الضفتين، ويخفف الزحام.</p></article>"
    ));
    let article = parse_html(source.as_bytes(), &Hints::new());
    let headline = article.headline.as_ref().expect("it has one");
    assert_eq!(headline.text, "افتتاح \"جسر\" جديد فوق النهر");
    let said = article
        .blocks()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
        .nth(1)
        .expect("it has two paragraphs");
    assert!(said.text.contains("إن «الجسر» سيخدم"), "{}", said.text);
    let marked = said.marks.iter().map(|mark| {
        let range = mark.range.expect("it stands in the text");
        &said.text[range.range()]
    });
    assert_eq!(marked.collect::<Vec<_>>(), ["سيخدم"]);
    let span = said.span.expect("it stands in the page");
    let slice = &source[span.range()];
    assert!(
        slice.starts_with("وقال") && slice.ends_with("الزحام."),
        "{slice}"
    );
}

#[test]
fn the_head_of_an_old_page_is_one_cell() {
    let head = |cell: &str| {
        let source = format!(
            "<html><head><meta charset=utf-8><title>صحيفة المثال</title></head><body><table>\
             <tr><td><a href='/'>الرئيسية</a></td></tr><tr><td>{cell}</td></tr>\
             <tr><td>{LEAD}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table></body></html>"
        );
        let article = parse_html(source.as_bytes(), &Hints::new());
        let headline = article.headline.map(|headline| headline.text);
        let names: Vec<String> = article.byline.iter().map(|by| by.name.clone()).collect();
        (headline, names, article.published.is_some())
    };
    let title = Some(TITLE.to_owned());
    for cell in [
        format!("{TITLE}<br>12/05/2009<br>سالم الحداد"),
        format!("<b>{TITLE}</b><br>الثلاثاء 12 مايو 2009<br>سالم الحداد"),
    ] {
        assert_eq!(
            head(&cell),
            (title.clone(), vec!["سالم الحداد".to_owned()], true),
            "{cell}"
        );
    }
    // Without a date on a line of its own it is an address or a caption.
    assert_eq!(
        head("شارع النهر الكبير رقم عشرة<br>المدينة القديمة<br>سالم الحداد").0,
        None
    );
}

/// The article in the markup of ten content systems.
fn layouts() -> Vec<(&'static str, String)> {
    let figure =
        format!("<figure><img src='/b.jpg' alt='جسر'><figcaption>{CAPTION}</figcaption></figure>");
    let paragraphs =
        format!("<p>{LEAD}</p><p>{SECOND}</p><h2>{HEADING}</h2><p>{THIRD}</p><p>{FOURTH}</p>");
    vec![
        (
            "article element",
            format!("<main><article><h1>{TITLE}</h1>{figure}{paragraphs}</article></main>"),
        ),
        (
            "class soup",
            format!(
                "<div class='wrap'><div class='col-8'><h1 class='post-title'>{TITLE}</h1>\
                 <div class='post-thumb'>{figure}</div>\
                 <div class='post-content clearfix'>{paragraphs}</div></div></div>"
            ),
        ),
        (
            "line breaks",
            format!(
                "<div class='main'><h1>{TITLE}</h1>{figure}<div class='LongDesc'>{LEAD}<br><br>{SECOND}\
                 <br/>&nbsp;<br/><b>{HEADING}</b><br><br>{THIRD}<br><br>{FOURTH}</div></div>"
            ),
        ),
        (
            "div for every paragraph",
            format!(
                "<section class='story'><h1>{TITLE}</h1>{figure}<div class='text'><div>{LEAD}</div>\
                 <div>{SECOND}</div><h3>{HEADING}</h3><div>{THIRD}</div><div>{FOURTH}</div></div></section>"
            ),
        ),
        (
            "layout table",
            format!(
                "<table width=100%><tr><td><h1>{TITLE}</h1>{figure}{paragraphs}</td>\
                 <td><a href='/x'>إعلان</a></td></tr></table>"
            ),
        ),
        (
            "bold heading",
            format!(
                "<article class='entry'><header><h1 class='entry-title'>{TITLE}</h1></header>{figure}\
                 <div class='entry-content'><p>{LEAD}</p><p>{SECOND}</p><p><strong>{HEADING}</strong></p>\
                 <p>{THIRD}</p><p>{FOURTH}</p></div></article>"
            ),
        ),
        (
            "caption class",
            format!(
                "<article><h1>{TITLE}</h1><div class='article-image'><img src='data:image/gif;base64,R0' \
                 data-src='/b.jpg'><div class='image-caption'>{CAPTION}</div></div>\
                 <div itemprop='articleBody'>{paragraphs}</div></article>"
            ),
        ),
        (
            "wrapped paragraphs",
            format!(
                "<main class='content'><h1>{TITLE}</h1>{figure}<div class='block'><p>{LEAD}</p></div>\
                 <div class='block'><p>{SECOND}</p></div><div class='block'><h2>{HEADING}</h2></div>\
                 <div class='block'><p>{THIRD}</p></div><div class='block'><p>{FOURTH}</p></div></main>"
            ),
        ),
        (
            "twin bodies",
            format!(
                "<article><h1>{TITLE}</h1>{figure}<div class='body desktop'>{paragraphs}</div>\
                 <div class='body mobile' style='display:none'>{paragraphs}</div></article>"
            ),
        ),
        (
            "unclosed paragraphs",
            format!(
                "<div id=story><h1>{TITLE}</h1>{figure}<p>{LEAD}<p>{SECOND}<h2>{HEADING}</h2><p>{THIRD}\
                 <p>{FOURTH}</div>"
            ),
        ),
    ]
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.body_texts().collect()
}

#[test]
fn ten_layouts_give_one_article() {
    for (name, body) in layouts() {
        let article = parse_html(page(&body).as_bytes(), &Hints::new());
        let headline = article.headline.as_ref().map(|h| h.text.as_str());
        assert_eq!(headline, Some(TITLE), "{name}");
        assert_eq!(
            paragraphs(&article),
            [LEAD, SECOND, THIRD, FOURTH],
            "{name}"
        );
        let captions: Vec<&str> = article
            .figures()
            .filter_map(|f| f.caption.as_ref())
            .map(|c| c.text.as_str())
            .collect();
        assert_eq!(captions, [CAPTION], "{name}");
        let figure = article.figures().next().unwrap();
        assert_eq!(figure.media[0].url, "/b.jpg", "{name}");
        check(&page(&body), &article_with_residue(page(&body).as_bytes()));
    }
}

#[test]
fn links_and_emphasis_are_marks() {
    let body = format!(
        "<article><h1>{TITLE}</h1><p>{LEAD}</p><p>وقال <b>المحافظ</b> إن <a href=' /bridge '>الجسر&nbsp;الجديد</a> \
         سيخدم سكان الضفتين، ويخفف <em>الزحام</em> الذي عانى منه وسط المدينة.</p><p>{THIRD}</p></article>"
    );
    let article = parse_html(page(&body).as_bytes(), &Hints::new());
    let paragraph = article
        .blocks()
        .find_map(|block| match block {
            Block::Paragraph(p) if p.text.starts_with("وقال المحافظ إن") => Some(p),
            _ => None,
        })
        .expect("the paragraph is there");
    let marks: Vec<(&str, &MarkKind, Option<&str>)> = paragraph
        .marks
        .iter()
        .map(|mark| {
            let range = mark.range.expect("a mark has a range").range();
            (&paragraph.text[range], &mark.kind, mark.href.as_deref())
        })
        .collect();
    assert_eq!(
        marks,
        [
            ("المحافظ", &MarkKind::Strong, None),
            ("الجسر الجديد", &MarkKind::Link, Some("/bridge")),
            ("الزحام", &MarkKind::Em, None),
        ]
    );
}

#[test]
fn lists_quotes_and_data_tables_keep_their_form() {
    let body = format!(
        "<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SECOND}</p>\
         <ul><li>طول الجسر تسعمئة متر، وعرضه ثلاثون مترا.</li><li>يحمل الجسر أربعة مسارات في كل اتجاه.</li></ul>\
         <blockquote><p>هذا الجسر حلم انتظرته المدينة ثلاثين عاما، وقد صار اليوم حقيقة.</p></blockquote>\
         <table><tr><th>السنة</th><th>الكلفة</th></tr><tr><td>الأولى</td><td>18 مليونا</td></tr>\
         <tr><td>الثانية</td><td>22 مليونا</td></tr></table><p>{THIRD}</p><p>{FOURTH}</p></article>"
    );
    let article = parse_html(page(&body).as_bytes(), &Hints::new());
    let kinds: Vec<&str> = article.blocks().map(Block::type_name).collect();
    assert_eq!(
        kinds,
        [
            "paragraph",
            "paragraph",
            "list",
            "quote",
            "table",
            "paragraph",
            "paragraph"
        ]
    );
    let table = article
        .blocks()
        .find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .expect("the table is there");
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["السنة", "الكلفة"],
            ["الأولى", "18 مليونا"],
            ["الثانية", "22 مليونا"]
        ]
    );
}

fn read(body: &str) -> Article {
    parse_html(page(body).as_bytes(), &Hints::new())
}

#[test]
fn questions_and_answers_with_signs_of_their_own_are_turns() {
    let article = read(
        "<h1>أمينة المكتبة الجوالة: القرى البعيدة أول من يسأل عن الكتب</h1>\
         <p>تقود سلمى الراجحي منذ ستة أعوام حافلة صغيرة محملة بالكتب بين قرى الجبل، وتقف كل يوم في ساحة.</p>\
         <p>■ كيف بدأت الفكرة؟</p>\
         <p>- بدأت حين أغلقت مكتبة البلدة أبوابها، فطلبت من المجلس أن يعيرني الحافلة المتوقفة في المرآب.</p>\
         <p>■ ومن أكثر قرائك؟</p>\
         <p>- الأطفال أولا، ثم الجدات اللواتي يأتين بحثا عن كتب الطبخ والحكايات القديمة.</p>\
         <p>■ ماذا تحتاجين اليوم؟</p>\
         <p>- أحتاج إلى إطارات جديدة قبل الشتاء، وإلى متطوع يقود الحافلة في أيام العطل.</p>",
    );
    let turns: Vec<(bool, &str)> = article
        .blocks()
        .filter_map(|block| match block {
            Block::Turn(turn) => Some((turn.question, turn.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        turns
            .iter()
            .map(|(question, _)| *question)
            .collect::<Vec<_>>(),
        [true, false, true, false, true, false]
    );
    assert!(turns[2].1.contains("ومن أكثر قرائك؟"), "{turns:?}");
    assert_eq!(article.kind, Kind::Interview);
}

#[test]
fn a_list_with_signs_is_no_interview() {
    let article = read(
        "<h1>أربع نصائح قبل شراء دراجة مستعملة</h1>\
         <p>يقصد كثيرون سوق الدراجات المستعملة في الربيع، وينصح البائعون القدامى بالتأني قبل الدفع.</p>\
         <p>■ افحص السلسلة والمسننات، فاستبدالها يكلف ثلث ثمن الدراجة في كثير من الأحيان.</p>\
         <p>■ جرب المكابح على منحدر خفيف قبل أن تسلم النقود للبائع.</p>\
         <p>■ اسأل عن رقم الهيكل وعن فاتورة الشراء الأولى إن وجدت.</p>\
         <p>■ لا تشتر دراجة أكبر من قامتك طمعا في ثمنها المنخفض.</p>",
    );
    assert!(
        !article
            .blocks()
            .any(|block| matches!(block, Block::Turn(_)))
    );
}

#[test]
fn a_machine_date_in_the_header_needs_no_printed_one() {
    let with = |header: &str| {
        read(&format!(
            "<h1>عودة القطار السياحي إلى الوادي بعد عامين من التوقف</h1>{header}\
             <p>عاد القطار السياحي إلى الوادي صباحا وعلى متنه مئتا راكب، بعد إصلاح الجسر الحجري القديم.</p>\
             <p>وتسير الرحلة ثلاث ساعات بين البساتين، وتتوقف في محطتين لشراء التين والعسل من المزارعين.</p>\
             <p>وتأمل إدارة السكك أن تزيد الرحلات إلى أربع في الأسبوع مع بداية موسم الحصاد.</p>\
             <time datetime=\"2019-02-03T08:00:00+03:00\"></time>"
        ))
        .published
        .and_then(|stamp| stamp.value)
        .map(|value| value.to_string())
    };
    let header = "<div><time datetime=\"2024-05-12T10:30:00+03:00\">قبل قليل</time></div>";
    assert_eq!(with(header).as_deref(), Some("2024-05-12T10:30:00+03:00"));
    assert_eq!(
        with(""),
        None,
        "a <time> below the body dates something else"
    );
}

#[test]
fn a_windows_1256_page_that_declares_nothing_is_read() {
    let html = layouts()[0].1.clone();
    let encoded: Vec<u8> = html.chars().map(windows_1256).collect();
    let article = parse_html(&encoded, &Hints::new());
    assert_eq!(article.input.encoding, "windows-1256");
    assert_eq!(paragraphs(&article)[0], LEAD);
}

/// The letters that the fixtures use.
fn windows_1256(c: char) -> u8 {
    const LETTERS: &str = "ءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهو";
    match c {
        c if c.is_ascii() => c as u8,
        '،' => 0xA1,
        'ى' => 0xEC,
        'ي' => 0xED,
        c => {
            let at = LETTERS
                .chars()
                .position(|l| l == c)
                .expect("a letter of the fixtures");
            0xC1 + u8::try_from(at).expect("a byte")
        }
    }
}

fn article_with_residue(bytes: &[u8]) -> (String, Article) {
    let parser = Parser::builder()
        .keep(Keep::Residue)
        .build()
        .expect("a parser");
    let hints = Hints::new().with_kind(khabar::InputKind::Html);
    let source = parser.decode(bytes, &hints);
    let article = parser
        .parse_source(&source, &hints)
        .expect("the default limits never fail")
        .into_article()
        .expect("a page is an article");
    (source.text().to_owned(), article)
}

fn squash(text: &str) -> String {
    khabar::arabic::clean_str(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The text between the tags of a slice of a page.
fn text_between_tags(slice: &str) -> String {
    let dom = khabar::read::html::Dom::parse(slice, &khabar::Limits::new());
    squash(&dom.text(dom.root()))
}

/// Every primary text of the body with its span.
fn texts(article: &Article) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut add = |text: &str, span: Option<Span>| {
        out.extend(span.map(|span| (text.to_owned(), span)));
    };
    if let Some(headline) = &article.headline {
        add(&headline.text, headline.span);
    }
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            add(&heading.text, heading.span);
        }
        let mut blocks: Vec<&Block> = section.blocks.iter().rev().collect();
        while let Some(block) = blocks.pop() {
            match block {
                Block::Paragraph(p) => add(&p.text, p.span),
                Block::Quote(q) => add(&q.text, q.span),
                Block::List(l) => l.items.iter().for_each(|i| add(&i.text, i.span)),
                Block::Table(t) => t.rows.iter().flatten().for_each(|c| add(&c.text, c.span)),
                Block::Figure(f) => {
                    if let Some(caption) = &f.caption {
                        add(&caption.text, caption.span);
                    }
                    f.credit.iter().for_each(|c| add(&c.text, c.span));
                    if let Some(alt) = &f.alt {
                        add(&alt.text, alt.span);
                    }
                }
                Block::Turn(t) => {
                    if let Some(speaker) = &t.speaker {
                        add(&speaker.text, speaker.span);
                    }
                    add(&t.text, t.span);
                }
                Block::Entry(e) => {
                    if let Some(time) = &e.time {
                        add(&time.text, time.span);
                    }
                    blocks.extend(e.blocks.iter().rev());
                }
                _ => {}
            }
        }
    }
    out
}

/// Promises 2 and 3 on one page: spans lie on character boundaries, primary blocks follow the page
/// and do not overlap, and every visible character of the body is in a field or in the residue.
pub fn check(page: &str, (source, article): &(String, Article)) {
    let mut primary = texts(article);
    // The parts of one figure come in the order of the page, whichever that is.
    primary.sort_by_key(|(_, span)| *span);
    let mut end = 0;
    for (text, span) in &primary {
        let slice = source.get(span.range()).expect("a span lies on boundaries");
        assert_eq!(text_between_tags(slice), squash(text), "{page}");
        assert!(span.start() >= end, "blocks overlap in {page}");
        end = span.end();
    }
    let mut taken: Vec<Span> = texts(article).into_iter().map(|(_, span)| span).collect();
    taken.extend(article.residue.iter().flatten().filter_map(|r| r.span));
    // The text of a post is put together from several places.
    let posts = article.blocks().filter_map(|block| match block {
        Block::Embed(e) => e.text.as_ref()?.span,
        _ => None,
    });
    taken.extend(posts);
    for name in article.byline.iter().filter_map(|b| b.span) {
        taken.push(name);
    }
    taken.extend(article.deck.iter().filter_map(|d| d.span));
    taken.extend(article.kicker.iter().filter_map(|d| d.span));
    taken.extend(article.tags.iter().filter_map(|d| d.span));
    taken.extend(article.section.iter().filter_map(|d| d.span));
    taken.extend(article.sources.iter().filter_map(|d| d.span));
    taken.extend(article.related.iter().filter_map(|d| d.title.span));
    for stamp in [&article.published, &article.modified]
        .into_iter()
        .flatten()
    {
        taken.extend(stamp.text.iter().filter_map(|t| t.span));
    }
    taken.sort();
    let dom = khabar::read::html::Dom::parse(source, &khabar::Limits::new());
    let body = khabar::read::html::Selector::parse("body").expect("a selector");
    let Some(body) = dom.select(&body).next() else {
        return;
    };
    for node in dom.descendants(body) {
        let silent = dom
            .ancestors(node)
            .any(|n| matches!(dom.tag(n), Some("script" | "style" | "template")));
        if dom.kind(node) != khabar::read::html::NodeKind::Text || silent {
            continue;
        }
        let span = dom.span(node).expect("text has a place");
        let raw = source.get(span.range()).expect("a span lies on boundaries");
        for (i, c) in raw.char_indices() {
            let at = span.start() + i;
            let seen = !khabar::arabic::is_white(c) && !khabar::arabic::is_dropped(c);
            // A reference may stand for a blank.
            if seen && !raw.contains('&') && !raw.contains('<') {
                assert!(
                    taken.iter().any(|s| s.start() <= at && at < s.end()),
                    "{c:?} at {at} is nowhere in {page}"
                );
            }
        }
    }
}

/// Pieces that a generated page is made of.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='story'>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<b>",
    "</b>",
    "<a href='/x'>",
    "</a>",
    "<br>",
    "<br><br>",
    "<ul><li>",
    "</li></ul>",
    "<figure>",
    "<img src='/a.jpg' alt='صورة'>",
    "<figcaption>",
    "</figcaption>",
    "</figure>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "&nbsp;",
    "&amp;",
    "&#1576;",
    "\r\n",
    " ",
    "<!-- ",
    " -->",
    "<script>",
    "</script>",
    "<span hidden>",
    "</span>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<blockquote>",
    "</blockquote>",
    "نص قصير",
    "\u{200f}",
    "<",
    "&",
    "\u{fdfa}",
];

fn generated(choices: &[u8]) -> String {
    let sentences = [TITLE, LEAD, SECOND, THIRD, FOURTH, CAPTION, HEADING];
    choices
        .iter()
        .map(|c| {
            let n = usize::from(*c);
            PIECES
                .get(n)
                .copied()
                .unwrap_or_else(|| sentences[n % sentences.len()])
        })
        .collect()
}

#[test]
fn promises_hold_on_generated_pages() {
    fn property(choices: Vec<u8>) -> bool {
        let page = generated(&choices);
        check(&page, &article_with_residue(page.as_bytes()));
        true
    }
    QuickCheck::new()
        .tests(300)
        .quickcheck(property as fn(Vec<u8>) -> bool);
}

#[test]
fn arbitrary_bytes_are_a_page() {
    fn property(bytes: Vec<u8>, at: usize) -> TestResult {
        let mut page = layouts().swap_remove(at % 10).1.into_bytes();
        let middle = at % page.len();
        page.splice(middle..middle, bytes.iter().copied());
        parse_html(&bytes, &Hints::new());
        let article = parse_html(&page, &Hints::new());
        let json = serde_json::to_string(&article).expect("an article is JSON");
        let back: Article = serde_json::from_str(&json).expect("its JSON is an article");
        TestResult::from_bool(back == article)
    }
    QuickCheck::new()
        .tests(150)
        .quickcheck(property as fn(Vec<u8>, usize) -> TestResult);
}

#[test]
fn hostile_pages_cost_what_their_length_does() {
    let repeat = |unit: &'static str| move |n: usize| unit.repeat(n);
    type Family = Box<dyn Fn(usize) -> String>;
    let families: Vec<(&str, Family)> = vec![
        ("nested div", Box::new(repeat("<div>"))),
        ("nested lists", Box::new(repeat("<ul><li>"))),
        (
            "attributes",
            Box::new(|n| {
                format!(
                    "<p {}>",
                    (0..n).map(|i| format!("a{i}=1 ")).collect::<String>()
                )
            }),
        ),
        ("adoption", Box::new(repeat("<a><div>"))),
        (
            "unclosed fonts",
            Box::new(|n| (0..n).map(|i| format!("<p><font size={i}>نص")).collect()),
        ),
        (
            "foster-parented rows",
            Box::new(|n| format!("<table>{}", "نص<tr>نص".repeat(n))),
        ),
        ("unclosed paragraphs", Box::new(repeat("<p>نص"))),
        ("comment", Box::new(|n| format!("<!--{}", "نص ".repeat(n)))),
        (
            "script",
            Box::new(|n| format!("<script>{}", "نص ".repeat(n))),
        ),
        ("references", Box::new(repeat("&amp;&#1576;"))),
        ("loose signs", Box::new(repeat("< <"))),
        ("nested tables", Box::new(repeat("<table><tr><td>"))),
        ("breaks", Box::new(repeat("نص<br>"))),
    ];
    for (name, family) in families {
        let time = |n: usize| {
            let page = family(n);
            let hints = Hints::new().with_kind(khabar::InputKind::Html);
            let best = best_of_three(|| drop(parse_html(page.as_bytes(), &hints)));
            best.as_micros().max(2_000)
        };
        let (small, large) = (time(1_500), time(24_000));
        assert!(
            large <= small * 40,
            "{name}: {small} µs, 16 times as long {large} µs"
        );
    }
}

/// Fifty megabytes of paragraphs, each with a number of its own.
#[test]
fn a_page_of_fifty_megabytes_is_cut_and_says_where() {
    let mut page = String::with_capacity(51 << 20);
    page.push_str("<!doctype html><meta charset=utf-8><body><h1>جسر جديد</h1>");
    for number in 0.. {
        if page.len() >= 50 << 20 {
            break;
        }
        write!(
            page,
            "<p>{number} {SECOND} {THIRD} {FOURTH} {SECOND} {THIRD} {FOURTH} {LEAD}</p>"
        )
        .expect("a string takes everything");
    }
    let limits = khabar::Limits::new().with_max_blocks(5_000);
    let parser = Parser::builder().limits(limits).keep(Keep::Residue).build();
    let hints = Hints::new().with_kind(khabar::InputKind::Html);
    let start = std::time::Instant::now();
    let parsed = parser.expect("a parser").parse(page.as_bytes(), &hints);
    let article = parsed.ok().and_then(khabar::Parsed::into_article);
    let article = article.expect("limits cut and do not fail");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    assert!(article.truncated);
    let cut = article
        .diagnostics
        .iter()
        .find(|d| d.code == "too-many-blocks");
    let at = cut.and_then(|d| d.span).expect("the cut has a place");
    assert!(at.start() > 1 << 20 && at.start() < page.len());
    // What lies behind the limit is residue to the last byte.
    let rest = article.residue.iter().flatten().filter_map(|r| r.span);
    assert!(
        rest.map(Span::end)
            .max()
            .is_some_and(|end| end + 8 > page.len())
    );
}

#[test]
fn deep_pages_say_so_and_lose_no_text() {
    let page = format!("{}{LEAD}", "<div>".repeat(2_000));
    let article = parse_html(page.as_bytes(), &Hints::new());
    assert!(article.diagnostics.iter().any(|d| d.code == "too-deep"));
    let (_, article) = article_with_residue(page.as_bytes());
    let everything = serde_json::to_string(&article).expect("JSON");
    assert!(everything.contains(LEAD));
}
