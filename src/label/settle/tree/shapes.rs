//! Corrections by what a page builder or a writer makes of a page: lists, dates, names, italics.

use super::tests::{
    FIRST, HEADING, SECOND, SHORT, THIRD, TITLE, captions, decks, headings, paragraphs, read,
    read_with,
};

/// A table of contents repeats the headings below it.
#[test]
fn a_list_of_the_headings_below_is_no_list_of_the_body() {
    let items = [
        "حاجز جديد من الحجر حول المرفأ",
        "رصيف أوسع تقف عليه المراكب الكبيرة",
    ];
    let list: String = items
        .iter()
        .map(|item| format!("<li>{item}</li>"))
        .collect();
    let page = |heads: [&str; 2]| {
        format!(
            "<h1>{TITLE}</h1><div><p>{FIRST}</p><ul>{list}</ul><p>{SHORT} {SECOND}</p>\
             <h2>{}</h2><p>{SECOND}</p><h2>{}</h2><p>{THIRD}</p></div>",
            heads[0], heads[1]
        )
    };
    assert_eq!(paragraphs(&read(&page([HEADING, "سوق السمك"]))).len(), 6);
    let article = read(&page(items));
    assert_eq!(paragraphs(&article).len(), 4);
    assert_eq!(headings(&article), items);
}

#[test]
fn what_a_script_opens_is_a_link() {
    let items = [
        "حاجز جديد من الحجر حول المرفأ",
        "رصيف أوسع تقف عليه المراكب الكبيرة",
    ];
    let page = |open: &str, close: &str| {
        let list = items.map(|item| format!("{open}{item}{close}"));
        let list = format!("<ul>{}</ul>", list.concat());
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p>{list}<p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    for (open, close) in [
        ("<li>", "</li>"),
        ("<li data-n=1>", "</li>"),
        ("<li onclick>", ""),
    ] {
        let found = paragraphs(&read(&page(open, close)));
        assert_eq!(found.len(), 5, "{open}");
    }
    for (open, close) in [
        ("<li onclick=go(1)>", "</li>"),
        ("<li data-href=/1><span>", "</span></li>"),
        ("<li><div role=link>", "</div></li>"),
    ] {
        let found = paragraphs(&read(&page(open, close)));
        assert_eq!(found, [FIRST, SECOND, THIRD], "{open}");
    }
    // A page that scripts watch as a whole is none.
    let body = format!("<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    let found = paragraphs(&read(&format!("<div onclick=count()>{body}</div>")));
    assert_eq!(found, [FIRST, SECOND, THIRD]);
}

#[test]
fn a_date_between_title_and_body_is_the_stamp() {
    let page = |below: &str| {
        format!("<h1>{TITLE}</h1>{below}<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    // Weights that take every short line of a page for its text.
    let deceived = "page-tag:p\tparagraph\t5\n";
    let dated = |below: &str| {
        let article = read_with(deceived, &page(below));
        let day = article.published.as_ref().and_then(|day| day.value.clone());
        let names: Vec<String> = article.byline.iter().map(|by| by.name.clone()).collect();
        (day, names, paragraphs(&article).len())
    };
    let day = || Some("2019-05-04".to_owned());
    let name = vec!["سالم الحداد".to_owned()];
    assert_eq!(dated("<p>سالم الحداد | 4 مايو 2019</p>"), (day(), name, 3));
    assert_eq!(dated("<p>المرفأ، 4 مايو 2019</p>"), (day(), vec![], 3));
    assert_eq!(dated("<div>المرفأ، 4 مايو 2019</div>").0, day());
    // It names the day also in the footer of an article's head.
    let head = "<footer class=meta>أخبار البحر في 4 مايو 2019</footer>";
    let article = read(&format!("<article>{}</article>", page(head)));
    assert!(article.published.is_some());
    for other in [
        "<p>افتتح المرفأ في 4 مايو 2019.</p>",
        "<div class=related>المرفأ، 4 مايو 2019</div>",
        "<nav>المرفأ، 4 مايو 2019</nav>",
        "<p><a href=/1>المرفأ، 4 مايو 2019</a></p>",
        "<figure><img src=a.jpg><p>المرفأ، 4 مايو 2019</p></figure>",
    ] {
        assert!(dated(other).0.is_none(), "{other}");
    }
    let end = format!("{}<div>المرفأ، 4 مايو 2019</div>", page(""));
    assert!(read_with(deceived, &end).published.is_none());
}

#[test]
fn a_note_in_italics_ends_the_body() {
    let note = "نشرت هذه الشهادة أول مرة في نشرة نقابة الصيادين التي تصدر كل شهرين.";
    let doubt = "is:middle\tparagraph\t5\n";
    let page = |note: &str, after: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{note}</p>{after}</div>")
    };
    let count = |page: &str| paragraphs(&read_with(doubt, page)).len();
    assert_eq!(count(&page(&format!("<em>{note}</em>"), "")), 2);
    assert_eq!(count(&page(note, "")), 3);
    assert_eq!(count(&page(&format!("<em>نشرت هذه</em> {note}"), "")), 3);
    let after = format!("<p>{THIRD}</p>");
    assert_eq!(count(&page(&format!("<em>{note}</em>"), &after)), 4);
    // What the chain is sure of stays, and what somebody says.
    assert_eq!(count(&page(&format!("<em>{SECOND} {THIRD}</em>"), "")), 3);
    let said = "<em>«سنعود إلى البحر مهما كانت الصعوبات»، يقول أحد الصيادين.</em>";
    assert_eq!(count(&page(said, "")), 3);
}

#[test]
fn a_line_in_italics_below_an_image_is_its_caption() {
    let caption = "مراكب الصيد على الرصيف الجديد مساء السبت في المدينة";
    let doubt = "is:middle\theading\t4.2\n";
    let page = |middle: &str| {
        format!("<h1>{TITLE}</h1><div><p>{FIRST}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></div>")
    };
    let image = "<p><img src=a.jpg></p>";
    let found = read_with(doubt, &page(&format!("{image}<p><em>{caption}</em></p>")));
    assert_eq!(captions(&found), [caption]);
    for other in [
        format!("{image}<p>{caption}</p>"),
        format!("<p><em>{caption}</em></p>"),
        format!("{image}<h3><em>{caption}</em></h3>"),
    ] {
        let found = read_with(doubt, &page(&other));
        assert!(captions(&found).is_empty(), "{other}");
        assert_eq!(headings(&found), [caption], "{other}");
    }
}

#[test]
fn a_heading_above_who_wrote_is_the_deck() {
    let deck = "ثلاث سنوات من العمل أعادت أربعين مركبا إلى البيت";
    let doubt = "page-tag:h2\theading\t5\n";
    let page = |below: &str| {
        format!(
            "<div><h1>{TITLE}</h1><h2>{deck}</h2>{below}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    let article = read_with(doubt, &page("<p>سالم الحداد</p>"));
    assert_eq!(decks(&article), [deck]);
    assert!(headings(&article).is_empty());
    for below in ["", "<div>وصلات أخرى</div>"] {
        let article = read_with(doubt, &page(below));
        assert!(decks(&article).is_empty(), "{below}");
    }
}

#[test]
fn a_line_in_the_body_that_shows_no_name_is_no_byline() {
    let doubt = "is:short\tbyline\t5\n";
    let names = |line: &str| {
        let body = format!("<p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p>");
        let article = read_with(doubt, &format!("<h1>{TITLE}</h1><div>{body}</div>"));
        article.byline.len()
    };
    assert_eq!(names("<p>سوق البحر الكبيرة</p>"), 0);
    assert_eq!(names("<p>سالم الحداد</p>"), 1);
    assert_eq!(names("<p>كتب: سالم الحداد</p>"), 1);
    assert_eq!(names("<p class=author>هميان القطيفاني</p>"), 1);
}

#[test]
fn a_name_beside_a_portrait_is_who_wrote() {
    let page = |image: &str, stamp: &str| {
        format!(
            "<h1>{TITLE}</h1><div>{image}<div><div>سالم الحداد</div>{stamp}</div></div>\
             <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
        )
    };
    let names = |page: &str| -> usize {
        let dated = "is:date-only\ttimestamp\t12\n";
        read_with(dated, page).byline.len()
    };
    let stamp = "<div>4 مايو 2019</div>";
    assert_eq!(names(&page("<img src=a.jpg width=40 height=40>", "")), 1);
    assert_eq!(names(&page("<img src=a.jpg>", stamp)), 1);
    assert_eq!(names(&page("<img src=a.jpg width=640>", "")), 0);
}
