//! Pages read with weights that know next to nothing, so that what is found the tree alone has shown.

use crate::article::{Article, Block};
use crate::label::Weights;
use crate::{Hints, Parser};

/// Long text is a paragraph, the title a headline; all else is more or less the page's frame.
const WEAK: &str = "bias\tboilerplate\t4\nis:long\tparagraph\t9\npage-h1:itself\theadline\t14\n";

pub(super) const TITLE: &str = "الصيادون يعودون إلى المرفأ القديم بعد ترميمه";
pub(super) const FIRST: &str = "دخلت أول المراكب إلى المرفأ القديم فجر السبت بعد ثلاث سنوات من الترميم، واستقبلها أهالي الصيادين على الرصيف بالزغاريد والورد.";
pub(super) const SECOND: &str = "وكان المرفأ قد أغلق حين تصدع حاجزه الحجري في عاصفة شتوية، واضطر الصيادون إلى بيع ما يصطادونه في ميناء المدينة البعيد.";
pub(super) const THIRD: &str = "وتقدر نقابة الصيادين أن ثلثي المراكب ستعود قبل بداية الموسم، وأن أسعار السمك ستنخفض في أسواق الأحياء القريبة من البحر.";
pub(super) const SHORT: &str = "وعاد معها باعة الشباك والحبال.";
pub(super) const HEADING: &str = "ميناء من حجر";

pub(super) fn read_with(weights: &str, body: &str) -> Article {
    let weights = Weights::from_tsv(&format!("{WEAK}{weights}")).expect("a table");
    let parser = Parser::builder()
        .page_weights(weights)
        .build()
        .expect("a parser");
    let page = format!(
        "<!doctype html><html lang=ar><head><meta charset=utf-8><title>{TITLE}</title></head>\
         <body><div class=page>{body}</div></body></html>"
    );
    parser
        .parse_html(page.as_bytes(), &Hints::new())
        .expect("an article")
}

pub(super) fn read(body: &str) -> Article {
    read_with("", body)
}

pub(super) fn paragraphs(article: &Article) -> Vec<String> {
    let texts = article.blocks().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::List(list) => list.items.iter().map(|item| item.text.clone()).collect(),
        _ => Vec::new(),
    });
    texts.collect()
}

pub(super) fn headings(article: &Article) -> Vec<&str> {
    let sections = article.sections.iter().filter_map(|s| s.heading.as_ref());
    sections.map(|heading| heading.text.as_str()).collect()
}

pub(super) fn captions(article: &Article) -> Vec<&str> {
    let texts = article.blocks().filter_map(|block| match block {
        Block::Figure(figure) => figure.caption.as_ref().map(|text| text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn byline(body: &str) -> Vec<String> {
    let article = read(body);
    article.byline.iter().map(|by| by.name.clone()).collect()
}

pub(super) fn decks(article: &Article) -> Vec<&str> {
    article.deck.iter().map(|deck| deck.text.as_str()).collect()
}

#[test]
fn a_short_paragraph_among_its_like_is_one() {
    let body = |middle: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    let found = paragraphs(&read(&body(&format!("<p>{SHORT}</p>"))));
    assert_eq!(found, [FIRST, SHORT, SECOND, THIRD]);
    // Paragraphs in wrappers of their own stand in one column.
    let wrapped = |text: &str| format!("<div><div class=t><p>{text}</p></div></div>");
    let all = [FIRST, SHORT, SECOND, THIRD].map(wrapped).concat();
    let found = paragraphs(&read(&format!("<h1>{TITLE}</h1><div>{all}</div>")));
    assert_eq!(found, [FIRST, SHORT, SECOND, THIRD]);
    for other in [
        format!("<p><a href=/1>{SHORT}</a></p>"),
        format!("<p class=promo>{SHORT}</p>"),
        format!("<p class=share-text>{SHORT}</p>"),
        format!("<p><em>{SHORT}</em></p>"),
        "<p>اشترك في نشرتنا البريدية ليصلك جديدنا.</p>".to_owned(),
    ] {
        let found = paragraphs(&read(&body(&other)));
        assert_eq!(found, [FIRST, SECOND, THIRD], "{other}");
    }
}

#[test]
fn a_list_in_the_column_of_the_body_is_a_part_of_it() {
    let items = [
        "حاجز جديد من الحجر حول المرفأ",
        "رصيف أوسع تقف عليه المراكب الكبيرة",
        "سوق مسقوفة للسمك عند المدخل الشمالي",
    ];
    let list = |open: &str, close: &str| {
        let items = items.map(|item| format!("<li>{open}{item}{close}</li>"));
        format!("<ul>{}</ul>", items.concat())
    };
    let page = |list: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p>{list}<p>{THIRD}</p></div>")
    };
    let found = paragraphs(&read(&page(&list("", ""))));
    let mut all = vec![FIRST, SECOND];
    all.extend(items);
    all.push(THIRD);
    assert_eq!(found, all);
    // Above the first paragraph it sums the article up.
    let top = list("", " في المرفأ").replace("<ul>", "<ul class=points>");
    let found = paragraphs(&read(&format!(
        "<h1>{TITLE}</h1><div>{top}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )));
    assert_eq!(found.len(), 6);
    for other in [
        list("<a href=/1>", "</a>"),
        list("", "").replace(items[0], "مراكب"),
        list("", "").replace(items[0], "<a href=/1>أسعار السمك اليوم</a>"),
        format!("<div class=related>{}</div>", list("", "")),
        format!("<nav>{}</nav>", list("", "")),
    ] {
        let found = paragraphs(&read(&page(&other)));
        assert_eq!(found, [FIRST, SECOND, THIRD], "{other}");
    }
    // Stamps above the body.
    let meta = "<ul><li>السبت 4 مايو 2019 صباحا</li><li>أخبار البحر</li></ul>";
    let found = paragraphs(&read(&format!(
        "<h1>{TITLE}</h1><div>{meta}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )));
    assert_eq!(found, [FIRST, SECOND, THIRD]);
}

#[test]
fn a_heading_above_a_paragraph_of_the_body_heads_it() {
    let page = |middle: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{THIRD}</p></div>")
    };
    for heading in [
        format!("<h2>{HEADING}</h2>"),
        format!("<h4><span>{HEADING}</span></h4>"),
        format!("<div><div><h3>{HEADING}</h3></div></div>"),
    ] {
        assert_eq!(headings(&read(&page(&heading))), [HEADING], "{heading}");
    }
    for other in [
        format!("<h3><a href=/1>{HEADING}</a></h3>"),
        format!("<div class=newsletter><h3>{HEADING}</h3><p>يصلكم كل صباح</p></div>"),
        format!("<h3>{HEADING}</h3><ul><li><a href=/1>أسعار السمك في الأسواق</a></li></ul>"),
        "<h3>اقرأ أيضا</h3>".to_owned(),
    ] {
        assert!(headings(&read(&page(&other))).is_empty(), "{other}");
    }
}

#[test]
fn a_bold_line_between_paragraphs_heads_what_follows() {
    let page = |middle: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{THIRD}</p></div>")
    };
    // Weights that take what is bold for prose or frame alike.
    let torn = "page-bold:all\tparagraph\t4\n";
    for heading in [
        format!("<p><strong>{HEADING}</strong></p>"),
        format!("<p><span style=\"font-weight: bold\">{HEADING}</span></p>"),
        format!("<p style=\"color:red;font-weight:700\">{HEADING}</p>"),
    ] {
        let article = read_with(torn, &page(&heading));
        assert_eq!(headings(&article), [HEADING], "{heading}");
    }
    for other in [
        "<p><strong>سالم الحداد</strong></p>".to_owned(),
        format!("<p><strong>{SHORT}</strong></p>"),
        "<p><strong>وقال بيان النقابة:</strong></p>".to_owned(),
        format!("<p><strong>{SECOND}</strong></p>"),
        format!("<p>{HEADING}</p>"),
        "<p><strong>اقرأ أيضا: أسعار السمك</strong></p>".to_owned(),
    ] {
        let article = read_with(torn, &page(&other));
        assert!(headings(&article).is_empty(), "{other}");
    }
}

#[test]
fn a_short_line_among_broken_paragraphs_heads_what_follows() {
    let page = |middle: &str| {
        format!("<h1>{TITLE}</h1><div>{FIRST}<br><br>{SECOND}<br><br>{middle}<br><br>{THIRD}</div>")
    };
    assert_eq!(headings(&read(&page(HEADING))), [HEADING]);
    for other in [SHORT, "سالم الحداد", "وأضاف:"] {
        assert!(headings(&read(&page(other))).is_empty(), "{other}");
    }
}

#[test]
fn tools_and_polls_are_no_lists_of_the_body() {
    let page = |items: &[&str]| {
        let items: String = items
            .iter()
            .map(|item| format!("<li>{item}</li>"))
            .collect();
        format!(
            "<h1>{TITLE}</h1><div><p>{FIRST}</p><ul>{items}</ul><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    for items in [
        &["انسخ رابط الصفحة", "أرسل إلى صديق", "احفظ لوقت لاحق"][..],
        &["قناتنا على يوتيوب", "صفحتنا على فيسبوك", "حسابنا على تويتر"],
    ] {
        let article = read(&page(items));
        assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD], "{items:?}");
    }
}

#[test]
fn the_longest_text_of_a_figure_is_its_caption() {
    let caption = "مراكب الصيد على الرصيف الجديد";
    let page = |figure: &str| {
        format!("<h1>{TITLE}</h1>{figure}<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    for figure in [
        format!(
            "<figure><img src=a.jpg><figcaption><div class=rights>عدسة البحر</div><div>{caption}</div></figcaption></figure>"
        ),
        format!("<div><img src=a.jpg><span class=caption>{caption}</span></div>"),
    ] {
        let doubt = "bias\ttags\t3.4\n";
        let found = read_with(doubt, &page(&figure));
        assert_eq!(captions(&found), [caption], "{figure}");
    }
    for other in [
        format!(
            "<figure><img src=a.jpg><figcaption><a href=/1>{caption}</a></figcaption></figure>"
        ),
        format!(
            "<aside><figure><img src=a.jpg><figcaption>{caption}</figcaption></figure></aside>"
        ),
        "<figure><img src=a.jpg><figcaption>3 / 12</figcaption></figure>".to_owned(),
    ] {
        assert!(captions(&read(&page(&other))).is_empty(), "{other}");
    }
}

#[test]
fn a_sentence_right_below_the_title_is_the_deck() {
    let deck = "ثلاث سنوات من العمل في الحاجز الحجري أعادت أربعين مركبا إلى البيت";
    let page = |below: &str| {
        format!(
            "<div><h1>{TITLE}</h1>{below}</div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    let stamp = "<time>4 مايو 2019</time>";
    let dated = "is:date-only\ttimestamp\t12\n";
    for below in [
        format!("<div>{deck}</div>{stamp}"),
        format!("<h2>{deck}</h2>{stamp}"),
        format!("{stamp}<p class=sub-title>{deck}</p>"),
    ] {
        assert_eq!(decks(&read_with(dated, &page(&below))), [deck], "{below}");
    }
    for other in [
        format!("<div><a href=/1>{deck}</a></div>{stamp}"),
        format!("<div>{deck}</div><div>وصلات أخرى</div>"),
        format!("<div class=share>{deck}</div>{stamp}"),
        format!("<div>{TITLE}</div>{stamp}"),
    ] {
        assert!(
            decks(&read_with(dated, &page(&other))).is_empty(),
            "{other}"
        );
    }
}

#[test]
fn a_heading_right_below_the_title_is_no_caption() {
    let deck = "ثلاث سنوات من العمل في الحاجز الحجري أعادت أربعين مركبا إلى البيت";
    let page = |tag: &str| {
        format!(
            "<div><h1>{TITLE}</h1><{tag}>{deck}</{tag}><time>4 مايو 2019</time></div>\
             <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    let deceived = "is:date-only\ttimestamp\t12\npage-h1:1-after\tcaption\t9\n";
    assert_eq!(decks(&read_with(deceived, &page("h4"))), [deck]);
    assert!(decks(&read_with(deceived, &page("div"))).is_empty());
}

#[test]
fn an_invitation_is_no_deck() {
    let page = |class: &str| {
        format!(
            "<h1>{TITLE}</h1><div class={class}>تابعوا كل جديد البحر على هواتفكم أولا بأول</div>\
             <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    let deceived = "page-h1:1-after\tdeck\t12\n";
    assert_eq!(read_with(deceived, &page("text")).deck.len(), 1);
    for class in ["telegram-subscribe", "share-line", "comment-note"] {
        assert!(read_with(deceived, &page(class)).deck.is_empty(), "{class}");
    }
}

#[test]
fn a_quotation_with_its_date_is_no_stamp() {
    for role in ["timestamp", "byline", "dateline"] {
        let deceived = format!("is:date\t{role}\t12\n");
        let page = |line: &str| {
            let body = format!("<p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p>");
            read_with(&deceived, &format!("<h1>{TITLE}</h1><div>{body}</div>"))
        };
        let words = "سنعود إلى البحر قبل الشتاء القادم 2 مايو 2020";
        let article = page(&format!("<blockquote>{words}</blockquote>"));
        assert!(article.published.is_none());
        let quoted = |block: &Block| matches!(block, Block::Quote(_));
        assert!(article.blocks().any(quoted));
        assert!(page("<div>السبت 2 مايو 2020</div>").published.is_some());
    }
}

#[test]
fn a_name_near_the_title_is_who_wrote() {
    let name = "سالم الحداد";
    let page = |above: &str, below: &str, end: &str| {
        format!(
            "{above}<h1>{TITLE}</h1>{below}<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{end}</div>"
        )
    };
    for found in [
        page("", &format!("<div>{name}</div>"), ""),
        page(
            "",
            &format!("<div class=label>الكاتب</div><div>{name}</div>"),
            "",
        ),
        page("", &format!("<p><a href=/author/12>{name}</a></p>"), ""),
        page(&format!("<div class=writer>{name}</div>"), "", ""),
    ] {
        assert_eq!(byline(&found), [name], "{found}");
    }
    for other in [
        page(
            "",
            &format!("<div class=tags><a href=/tag/5>{name}</a></div>"),
            "",
        ),
        page("", &format!("<div class=related>{name}</div>"), ""),
        page(
            "",
            &format!("<figure><img src=a.jpg><b>{name}</b></figure>"),
            "",
        ),
        page(&format!("<div>{name}</div>"), "", ""),
        page("", "<div>أخبار البحر</div>", ""),
        // Who writes elsewhere, or of the article.
        page(
            "",
            &format!("<div><a href=/t/5>وزارة النقل</a></div><div>{name}</div>"),
            "",
        ),
        page(
            "",
            "",
            &format!("<div><h3>آراء القراء</h3><div><b>{name}</b><p>أحسنتم</p></div></div>"),
        ),
        page(
            "",
            "",
            &format!("<div><a href=/9>مراكب الصيد</a><div>بقلم: {name}</div></div>"),
        ),
        format!(
            "<h1>{TITLE}</h1><div><p>{FIRST}</p></div><div><a href=/9>مراكب الصيد</a><div>{name}</div></div>"
        ),
        format!(
            "<h1>{TITLE}</h1><div><p>{FIRST}</p></div><div><h3>كتاب الصحيفة</h3><div>{name}</div></div>"
        ),
    ] {
        let found = byline(&other);
        assert!(found.is_empty(), "{found:?}: {other}");
    }
}

#[test]
fn a_name_with_its_date_above_the_title_is_who_wrote() {
    let page = |above: &str| {
        format!("{above}<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    let names = |above: &str| -> Vec<String> {
        let article = read_with("is:date-only\ttimestamp\t12\n", &page(above));
        article.byline.iter().map(|by| by.name.clone()).collect()
    };
    let list = "<ul><li><span>سالم الحداد</span></li><li>3 نوفمبر 2024</li></ul>";
    assert_eq!(names(list), ["سالم الحداد"]);
    assert!(names("<ul><li>سالم الحداد</li><li>أخبار البحر</li></ul>").is_empty());
    assert!(names("<nav><a href=/1>سالم الحداد</a><i>3 نوفمبر 2024</i></nav>").is_empty());
}

#[test]
fn a_menu_and_a_card_name_nobody() {
    let name = "سالم الحداد";
    let page = |above: &str, below: &str| {
        format!(
            "{above}<h1>{TITLE}</h1><p class=byline>ليلى مدني</p>\
             <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>{below}"
        )
    };
    let deceived = "page-own:byline\tbyline\t12\nis:person-name\tbyline\t12\n";
    let names = |page: &str| -> Vec<String> {
        let article = read_with(deceived, page);
        article.byline.iter().map(|by| by.name.clone()).collect()
    };
    let menu = format!("<ul><li><a class=nav-link href=/1>{name}</a></li></ul>");
    let card = format!(
        "<div class=related><div><h4>خبر آخر</h4><span class=author>{name}</span></div></div>"
    );
    assert_eq!(names(&page(&menu, "")), ["ليلى مدني"]);
    assert_eq!(names(&page("", &card)), ["ليلى مدني"]);
}
