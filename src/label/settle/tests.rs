use super::super::{CueWeight, SETTLED_CUE};
use crate::article::{Article, Block};
use crate::label::{Role, Weights};
use crate::{Keep, Parser, parse_text};

const LEAD: &str = "افتتحت البلدية صباح أمس الجسر الجديد الذي يصل ضفتي النهر، بعد ثلاث سنوات من العمل في موقعه ومن تأجيل موعده مرتين.";
const MORE: &str = "وقال مهندس المشروع إن الجسر يتسع لأربع حارات، وإن السير فيه يبدأ مساء الجمعة.";

fn paragraphs(article: &Article) -> Vec<&str> {
    let blocks = article.blocks().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        _ => None,
    });
    blocks.collect()
}

fn headline(text: &str) -> Option<String> {
    parse_text(text).headline.map(|headline| headline.text)
}

#[test]
fn a_headline_stands_above_names_and_captions() {
    let title = "جسر جديد يصل ضفتي النهر";
    for head in [
        format!("الرئيسية\nمحليات\n{title}\nسعاد الحداد\n12 مايو 2020"),
        format!("{title}\nمحليات\nنشر الثلاثاء، 12 مايو 2020\nسيارات تعبر الجسر يوم افتتاحه"),
        format!(
            "تاريخ النشر: 12.05.2020 | 11:45 GMT\n{title}\nسيارات تعبر الجسر\nانسخ الرابط\nالعمل دام ثلاث سنوات كاملة"
        ),
    ] {
        let text = format!("{head}\n{LEAD}\n\n{MORE}");
        assert_eq!(headline(&text).as_deref(), Some(title), "{head}");
    }
    assert_eq!(headline(&format!("{LEAD}\n\n{MORE}")), None);
}

#[test]
fn a_menu_is_no_headline() {
    let menu = "أخبار المدينة وسكانها اليوم\nصور من أسواق المدينة القديمة\nمواعيد الصلاة في المدن الكبرى\nدليل المطاعم في وسط المدينة\nأسعار العملات أمام الدولار اليوم";
    let text = format!("{menu}\n{LEAD}\n\n{MORE}");
    let found = headline(&text);
    assert!(
        found.is_none_or(|found| !found.contains("مواعيد")),
        "{text}"
    );
}

#[test]
fn lines_that_go_on_are_prose() {
    let broken =
        format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nفي تصميم يعرفه أهل المدينة،\n\n{MORE}");
    assert!(paragraphs(&parse_text(&broken)).contains(&"في تصميم يعرفه أهل المدينة،"));
}

#[test]
fn a_column_in_short_lines_is_the_body() {
    let lines = [
        "* في كل صباح",
        "أعبر الجسر القديم وحدي",
        "وأسأل النهر عن أهله",
        "فلا يجيب..",
        "كأن الماء نسي",
        "من كانوا هنا قبل عام",
        "ومن رحلوا..",
        "على هذه الضفة كبرنا",
        "وعلى تلك كبر غيرنا",
    ];
    let text = format!("جسر قديم..!\n\n{}", lines.join("\n"));
    let article = parse_text(&text);
    let body = article.blocks().count();
    assert!(body >= lines.len(), "{body}");
}

#[test]
fn a_label_with_its_story_is_one_line() {
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nاقرأ المزيد: المدينة تمد خطا للحافلات\n\n{MORE}"
    );
    let article = parse_text(&text);
    assert_eq!(paragraphs(&article), [LEAD, MORE]);
    assert_eq!(article.related.len(), 1);
}

#[test]
fn what_signs_a_text_is_no_paragraph() {
    let with = |ending: &str| {
        parse_text(&format!(
            "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{MORE}\n\n{ending}"
        ))
    };
    let article = with("فرانس24 / أ ف ب");
    assert_eq!(paragraphs(&article), [LEAD, MORE]);
    assert_eq!(article.sources.len(), 2);
    for tags in [
        "#جسور #مدن",
        "الوسوم\nالجسور\nالنهر\nمقالات ذات صلة\nخط جديد للحافلات في المدينة",
    ] {
        assert_eq!(with(tags).tags.len(), 2, "{tags}");
    }
    let button = parse_text(&format!(
        "جسر جديد يصل ضفتي النهر\nA+\nA-\n{LEAD}\n\n{MORE}"
    ));
    assert_eq!(paragraphs(&button), [LEAD, MORE]);
    for ending in ["كاتب وباحث في شؤون المدن", "طباعة إرسال حفظ", "278 قراءة"]
    {
        assert_eq!(paragraphs(&with(ending)), [LEAD, MORE], "{ending}");
    }
}

#[test]
fn a_deck_stands_below_names_and_dates() {
    let title = "جسر جديد يصل ضفتي النهر";
    let deck = "العمل دام ثلاث سنوات كاملة والسير يبدأ مساء الجمعة";
    let decks = |between: &str, deck: &str| -> Vec<String> {
        let article = parse_text(&format!(
            "{title}\n\n{between}\n\n{deck}\n\n{LEAD}\n\n{MORE}"
        ));
        article.deck.into_iter().map(|deck| deck.text).collect()
    };
    for between in [
        "سالم الحداد\n\n12 مايو 2020",
        "سالم الحداد - القاهرة\n12 مايو 2020",
        "12 مايو 2020 - 10:30",
    ] {
        assert_eq!(decks(between, deck), [deck], "{between}");
        // A few words, or the headline once more, are none.
        for other in ["سيارات تعبر الجسر", title] {
            assert!(decks(between, other).is_empty(), "{between}: {other}");
        }
    }
}

#[test]
fn a_column_is_signed_below_its_text() {
    let byline = |column: &str| -> Vec<(String, String)> {
        let article = parse_text(column);
        let names = article.byline.into_iter();
        names
            .map(|by| (by.name.clone(), format!("{:?}", by.role).to_lowercase()))
            .collect()
    };
    let column = format!("عن الجسر والناس\n\n{LEAD}\n\n{MORE}");
    for ending in [
        "سالم الحداد",
        "سالم الحداد\nكاتب من المدينة",
        "سالم الحداد\n\nsalem@example.com",
    ] {
        let signed = [("سالم الحداد".to_owned(), "author".to_owned())];
        assert_eq!(byline(&format!("{column}\n\n{ending}")), signed, "{ending}");
    }
    // Of whom the text tells, or one of a list, or below another name.
    for other in [
        format!("{column}\n\nوحضر سالم الحداد الحفل مع أهله وجيرانه.\n\nسالم الحداد"),
        format!("{column}\n\nسالم الحداد\nليلى مدني\nرامي باسويد"),
    ] {
        assert!(byline(&other).is_empty(), "{other}");
    }
}

#[test]
fn a_poll_is_no_part_of_the_body() {
    for poll in [
        "استطلاع رأي\nهل تؤيد بناء جسر جديد؟\nنعم\nلا\nلا أعرف\nصوّت",
        "هل تؤيد بناء جسر جديد؟\nنعم\nلا\nتصويت\nعرض النتائج",
        "تصويت\nهل تؤيد بناء جسر جديد؟\nنعم\nلا",
    ] {
        let text = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{poll}\n\n{MORE}");
        assert_eq!(paragraphs(&parse_text(&text)), [LEAD, MORE], "{poll}");
    }
    // A question and its answer in an article.
    let asked = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nهل تأخر العمل؟\n\n{MORE}");
    let article = parse_text(&asked);
    assert!(
        article.blocks().count() + article.sections.len() >= 4,
        "{asked}"
    );
}

#[test]
fn a_headline_that_asks_is_no_poll() {
    let text = format!("هل يفتح الجسر اليوم؟\nسالم الحداد\n12 مايو 2020\nصوت\n{LEAD}\n{MORE}");
    let article = parse_text(&text);
    let headline = article.headline.map(|headline| headline.text);
    assert_eq!(headline.as_deref(), Some("هل يفتح الجسر اليوم؟"));
    assert_eq!(article.byline[0].name, "سالم الحداد");
}

#[test]
fn labels_for_the_ear_are_read() {
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\nAuthor, سالم الحداد\n\nRole, مراسل الأفق\n\n{LEAD}\n\n{MORE}"
    );
    let article = parse_text(&text);
    assert_eq!(article.byline[0].name, "سالم الحداد");
    assert_eq!(paragraphs(&article), [LEAD, MORE]);
}

#[test]
fn a_credit_is_glued_to_its_caption() {
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nسيارات تعبر الجسر يوم افتتاحهصورة من: Salem Alhaddad/dpa\n\n{MORE}"
    );
    let article = parse_text(&text);
    let figure = article.blocks().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let figure = figure.expect("a caption makes a figure");
    let caption = figure.caption.as_ref().map(|caption| caption.text.as_str());
    assert_eq!(caption, Some("سيارات تعبر الجسر يوم افتتاحه"));
    assert_eq!(figure.credit[0].text, "Salem Alhaddad/dpa");
}

#[test]
fn what_the_whole_shows_is_explained() {
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{MORE}\n\nالوسوم\nالجسور\nالنهر\nمقالات ذات صلة\nخط جديد للحافلات في المدينة"
    );
    let parser = Parser::builder().keep(Keep::Explanation).build().unwrap();
    let explained = parser.parse_text(&text).unwrap().explanation.unwrap();
    let settled = explained.blocks.iter().filter(|block| {
        let whole = |c: &CueWeight| c.cue == SETTLED_CUE && c.weight > 0.0;
        block.cues.iter().any(whole)
    });
    let roles: Vec<Role> = settled.map(|block| block.role.clone()).collect();
    assert!(roles.contains(&Role::Tags), "{roles:?}");
}

/// The blocks of the body, each by the first letter of its kind and its text.
fn body(text: &str) -> Vec<String> {
    body_of(&parse_text(text))
}

/// The same, where blocks are labelled by a few weights alone.
fn body_by(weights: &str, text: &str) -> Vec<String> {
    let weights = Weights::from_tsv(weights).unwrap();
    let parser = Parser::builder().weights(weights).build().unwrap();
    body_of(&parser.parse_text(text).unwrap())
}

fn body_of(article: &Article) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Paragraph(paragraph) => format!("p {}", paragraph.text),
        Block::Quote(quote) => format!("q {}", quote.text),
        other => format!("{other:?}"),
    };
    let sections = article.sections.iter();
    sections
        .flat_map(|section| {
            let heading = section
                .heading
                .iter()
                .map(|heading| format!("h {}", heading.text));
            heading.chain(section.blocks.iter().map(of))
        })
        .collect()
}

#[test]
fn a_sentence_broken_at_its_names_is_prose() {
    let lines = [
        "افتتحت البلدية صباح أمس المعرض الذي أقيم في قاعة المكتبة، وضم لوحات من مدن كثيرة، وعرضت فيه لوحة",
        "صباح النهر",
        "التي رسمها سالم الحداد قبل عشرين عاما، ومعها لوحته",
        "الميناء القديم",
        "، وهي من أشهر ما رسم في حياته الطويلة، ولم تعرض من قبل في مدينة أخرى من مدن البلاد.",
        "وقالت مديرة المعرض إن الزوار وقفوا طويلا أمام لوحة",
        "صباح النهر",
        "، وإن المتحف يفكر في شرائها بعد أن ينتهي المعرض في آخر الشهر.",
    ];
    let text = lines.join("\n");
    let paragraphs: Vec<String> = lines.iter().map(|line| format!("p {line}")).collect();
    let text = format!("معرض في المكتبة\n\n{text}");
    assert_eq!(body(&text), paragraphs);
    // Where short lines are headings.
    let weights = "bias\tparagraph\t2\nis:tiny\theading\t6\n^\theadline\t9";
    assert_eq!(body_by(weights, &text), paragraphs);
}

#[test]
fn a_heading_in_a_broken_text_stays_one() {
    let piece = "وعرضت البلدية في القاعة القريبة من السوق القديم لوحة كبيرة لم تعرض من قبل هي لوحة\nصباح النهر\n، التي رسمها سالم الحداد قبل عشرين عاما من اليوم.";
    let text = format!(
        "معرض في المكتبة\n\n{LEAD}\n{piece}\n{MORE}\n\nلوحات من الميناء\n\n{LEAD}\n{piece}\n{MORE}"
    );
    let body = body(&text);
    let headings = body.iter().filter(|block| block.starts_with("h "));
    assert_eq!(headings.collect::<Vec<_>>(), ["h لوحات من الميناء"]);
}

#[test]
fn who_said_a_quotation_set_apart_heads_nothing() {
    let quoted = "\"كان العمل شاقا، ولم نكن نتوقع أن ينتهي في موعده\"";
    for speaker in [
        "سالم الحداد، مهندس المشروع",
        "الوزير محمد الحداد",
        "ليلى مدني - مديرة المعرض",
    ] {
        let text = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n{quoted}\n{speaker}\n{MORE}");
        let body = body(&text);
        assert_eq!(body[1..3], [format!("q {quoted}"), format!("q {speaker}")]);
    }
    // What names nobody is no speaker.
    let text = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n{quoted}\nعمل دام سنوات\n{MORE}");
    assert!(!body(&text).contains(&"q عمل دام سنوات".to_owned()));
}

#[test]
fn a_marked_line_alone_is_a_heading() {
    let headings = |body: Vec<String>| body.iter().filter(|block| block.starts_with("h ")).count();
    let weights = "is:sentence\tparagraph\t4\nis:bullet\tlist\t5\n^\theadline\t5";
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n* أهل الضفة الغربية\n{MORE}\n* أهل الضفة الشرقية\n{LEAD}"
    );
    assert_eq!(
        (headings(body(&text)), headings(body_by(weights, &text))),
        (2, 2)
    );
    let list = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n* أهل الضفة الغربية\n* أهل الضفة الشرقية\n{MORE}"
    );
    assert_eq!(
        (headings(body(&list)), headings(body_by(weights, &list))),
        (0, 0)
    );
}

#[test]
fn a_body_goes_on_behind_related_stories() {
    let box_ = "روابط ذات علاقة\nالنهر يفيض في الجنوب\nجسر آخر يغلق أمام السيارات";
    let rest = [
        "تأتي هذه الأعمال بعد أيام من إغلاق الجسر القديم أمام السيارات، ومن شكاوى كثيرة رفعها أهل الضفة الغربية إلى المجلس البلدي.",
        "يشمل المشروع أيضا طريقا للدراجات على الضفتين، ومواقف تتسع لمئتي سيارة عند طرفي الجسر، وإنارة تعمل بالشمس طوال الليل.",
        "وأضاف المهندس أن العمل لم يتوقف إلا أياما قليلة في الشتاء، حين ارتفع الماء في النهر وغطى الدعامات التي بنيت في الصيف.",
        "كما وافق المجلس البلدي قبل أربع سنوات على المال اللازم لبناء الجسر، بعد أن درس ثلاثة مواقع على النهر واختار أقربها إلى السوق.",
    ];
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n{MORE}\n{box_}\n{}",
        rest.join("\n")
    );
    let article = parse_text(&text);
    assert_eq!(paragraphs(&article)[2..], rest);
    // Teasers begin stories of their own.
    let teasers = [
        "أعلنت وزارة الزراعة أن موسم القمح بدأ هذا العام قبل موعده بأسبوعين في سهول الشمال، وأن المخازن جاهزة لاستقبال المحصول.",
        "فاز نادي الميناء على ضيفه بهدف في الدقيقة الأخيرة من المباراة التي أقيمت مساء أمس أمام جمهور كبير في ملعب المدينة.",
        "وصف وزير الزراعة موسم القمح هذا العام بأنه أفضل المواسم منذ عشر سنوات، بعد أمطار هطلت في موعدها على سهول الشمال كلها.",
        "يبدأ المتحف الوطني الأسبوع المقبل عرض مجموعة نادرة من الخرائط القديمة التي جمعها سالم الحداد في رحلاته الطويلة.",
    ];
    let text = format!(
        "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n{MORE}\n{box_}\n{}",
        teasers.join("\n")
    );
    let article = parse_text(&text);
    for teaser in teasers {
        assert!(!paragraphs(&article).contains(&teaser), "{teaser}");
    }
}

#[test]
fn a_dispatch_is_signed_below_its_text() {
    // Where the last line is taken for a story of the page.
    let weights = "bias\tparagraph\t2\n^\theadline\t9\n$\trelated\t9";
    let weights = Weights::from_tsv(weights).unwrap();
    let parser = Parser::builder().weights(weights).build().unwrap();
    let names = |last: &str| -> Vec<String> {
        let text = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n{MORE}\n{last}");
        let people = parser.parse_text(&text).unwrap().byline;
        people.into_iter().map(|person| person.name).collect()
    };
    assert_eq!(names("سالم الحداد - تعز"), ["سالم الحداد"]);
    assert_eq!(names("جسر جديد في تعز"), [""; 0]);
}

#[test]
fn days_and_names_in_the_body_are_headings() {
    let text = format!(
        "تاريخ الجسر القديم\n\n{LEAD}\n\nتعز، 18 مارس 2011\n\n{MORE}\n\nعدن، 22 ديسمبر 2016\n\n{LEAD}\n\nأحمد الخطيب - عمان\n\n{MORE}"
    );
    // Where short lines are headings.
    let weights =
        "bias\tparagraph\t2\nis:short\theading\t6\nis:sentence\tparagraph\t9\n^\theadline\t9";
    let headings = |text: &str| -> Vec<String> {
        let body = body_by(weights, text);
        let headings = body.iter().filter_map(|block| block.strip_prefix("h "));
        headings.map(str::to_owned).collect()
    };
    let [first, second, name] = [
        "تعز، 18 مارس 2011",
        "عدن، 22 ديسمبر 2016",
        "أحمد الخطيب - عمان",
    ];
    assert_eq!(headings(&text), [first, second, name]);
    // An agency makes a dateline of it.
    let filed = text.replace(second, "عدن- 22 ديسمبر 2016م (رويترز)");
    assert_eq!(headings(&filed), [first, name]);
}

#[test]
fn lists_and_headings_of_texts_without_stops_stay_what_they_are() {
    let broken = "وعرضت البلدية في القاعة القريبة من السوق القديم لوحة كبيرة لم تعرض من قبل هي لوحة\nصباح النهر\n، بحسب البيان الذي صدر أمس.";
    let list = "الوثائق المطلوبة:\n- صورة الهوية\n- طلب مكتوب\n- صورة شخصية";
    let text = format!("معرض في المكتبة\n\n{LEAD}\n{broken}\n{broken}\n{list}\n{LEAD}\n");
    let items = |block: &Block| matches!(block, Block::List(list) if list.items.len() == 3);
    assert!(parse_text(&text).blocks().any(items));
    let open = |text: &str| text.trim_end_matches('.').to_owned();
    let [a, b, c] = REST.map(open);
    let column = format!(
        "شوارع المدينة\n\n{}\n\nشوارع بلا أرصفة\n\nما زال {a}\n\nدروس الجوار\n\nأن {b}\n\nطريق الخروج\n\nلعل {c}\n",
        open(LEAD)
    );
    // Where short lines are headings.
    let body = body_by(
        "bias\tparagraph\t2\nis:tiny\theading\t6\n^\theadline\t9",
        &column,
    );
    let headings = body.iter().filter(|block| block.starts_with("h "));
    assert_eq!(headings.count(), 3, "{body:?}");
}

#[test]
fn titles_of_works_are_no_quotations() {
    let text = format!(
        "كتب الشهر\n\n{LEAD}\n«حكايات النهر»\nسالم الحداد، دار الميناء\n{MORE}\n«الميناء القديم»\nليلى مدني، دار الضفة\n{LEAD}"
    );
    assert!(!body(&text).iter().any(|block| block.starts_with("q ")));
}

/// Paragraphs behind [`LEAD`].
const REST: [&str; 3] = [
    "وقال مهندس المشروع سالم الحداد إن الجسر يتسع لأربع حارات، وإن السير فيه يبدأ مساء الجمعة بعد انتهاء الفحص الأخير لأجزائه.",
    "وأضاف الحداد أن العمل لم يتوقف إلا أياما قليلة في الشتاء، حين ارتفع الماء في النهر وغطى الدعامات التي بنيت في الصيف.",
    "وكان المجلس البلدي قد وافق قبل أربع سنوات على بناء الجسر، بعد أن درس ثلاثة مواقع على النهر واختار منها أقربها إلى السوق.",
];

#[test]
fn a_name_inside_an_open_sentence_heads_nothing() {
    let (said, rest) = REST[0].split_once(" سالم الحداد ").unwrap();
    let text = format!(
        "جسر جديد يصل ضفتي النهر بعد ثلاث سنوات من العمل\n\nسالم الحداد\nتعز\n\n{LEAD}\n\n{said}\nسالم الحداد\n{rest}\n\n{}\n",
        REST[1]
    );
    let body = body(&text);
    assert!(body.contains(&"p سالم الحداد".to_owned()), "{body:?}");
}

#[test]
fn numbered_paragraphs_are_kept_together() {
    let [a, b, c] = REST;
    let text = format!(
        "جسر جديد يصل ضفتي النهر بعد ثلاث سنوات من العمل\n\n{LEAD}\n\n1- {a}\n\n2- {b}\n\n3- {c}\n\nتابعونا على فيسبوك\n"
    );
    let all = body(&text).join("\n");
    for part in REST {
        assert!(all.contains(part), "{all}");
    }
}

#[test]
fn the_head_of_a_printed_page_is_no_headline() {
    let paper = "صحيفة النهر - العدد 1234 - الاثنين 12 مايو 2025";
    let title = "جسر جديد يصل ضفتي النهر بعد ثلاث سنوات من العمل";
    let text = format!("{paper}\n\n{title}\n\nتعز - سالم الحداد\n{LEAD}\n{MORE}\n");
    assert_eq!(headline(&text).as_deref(), Some(title));
    let tight = format!("{paper}\n{title}\nسالم الحداد\n\n{LEAD}\n{MORE}\n");
    assert_eq!(headline(&tight).as_deref(), Some(title));
    assert_eq!(headline(&format!("{paper}\n\n{LEAD}\n{MORE}\n")), None);
    for title in [
        "قناة النهر تستقبل أكبر سفينة حاويات - 12 مايو 2020",
        "صحيفة: افتتاح الجسر في 7 أكتوبر/تشرين الأول",
    ] {
        let text = format!("{title}\n\nسيارات تعبر الجسر صباح أمس\n\n{LEAD}\n{MORE}\n");
        assert_eq!(headline(&text).as_deref(), Some(title));
    }
    let day = format!("11 سبتمبر 2001 | الجزيرة نت\n\n{LEAD}\n{MORE}\n");
    assert_eq!(headline(&day).as_deref(), Some("11 سبتمبر 2001"));
}

#[test]
fn what_a_feed_adds_below_is_no_paragraph() {
    let text = format!(
        "جسر جديد يصل ضفتي النهر بعد ثلاث سنوات من العمل\n\n{LEAD} [&#8230;]\n\nThe post جسر جديد يصل ضفتي النهر بعد ثلاث سنوات من العمل appeared first on صحيفة النهر.\n"
    );
    assert_eq!(body(&text), [format!("p {LEAD} […]")]);
}

#[test]
fn hashtags_below_a_post_are_its_keywords() {
    let text = format!(
        "عاجل | جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{MORE}\n\n#تعز #الجسر_الجديد\n\nللاشتراك في قناتنا على تليغرام:\nhttps://t.me/example\n"
    );
    let tags = parse_text(&text).tags;
    let names: Vec<&str> = tags.iter().map(|tag| tag.text.as_str()).collect();
    assert_eq!(names, ["تعز", "الجسر_الجديد"]);
}
