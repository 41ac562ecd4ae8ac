use super::attribute;
use super::run::{Room, Run};
use super::units::Unit;
use crate::article::{Attribution, AttributionKind, Polarity, Stance};
use crate::provenance::Origin;
use quickcheck::quickcheck;

fn text(t: &Option<crate::Text>) -> &str {
    t.as_ref().map_or("", |t| t.text.as_str())
}

/// Cue, source and content of each attribution.
fn shape(found: &[Attribution]) -> Vec<(&str, &str, &str)> {
    found
        .iter()
        .map(|a| (a.cue.text.as_str(), text(&a.source), text(&a.content)))
        .collect()
}

/// A sentence, the rule of its one attribution, cue, source and content.
const FRAMES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "قال مدير الميناء سالم الحداد إن السفن عادت إلى العمل.",
        "verb-clause",
        "قال",
        "مدير الميناء سالم الحداد",
        "إن السفن عادت إلى العمل",
    ),
    (
        "وقال مدير الميناء -مساء أمس- إن السفن عادت وأنها بخير.",
        "verb-clause",
        "وقال",
        "مدير الميناء",
        "إن السفن عادت وأنها بخير",
    ),
    (
        "وقال سالم الحداد، مدير الميناء، إن السفن عادت.",
        "verb-clause",
        "وقال",
        "سالم الحداد، مدير الميناء",
        "إن السفن عادت",
    ),
    (
        "أشارت الوزارة إلى أن الطريق مفتوح.",
        "verb-preposition-clause",
        "أشارت",
        "الوزارة",
        "إلى أن الطريق مفتوح",
    ),
    (
        "شدد الوزير على ضرورة حماية الغابات.",
        "verb-preposition-noun",
        "شدد",
        "الوزير",
        "على ضرورة حماية الغابات",
    ),
    (
        "طالبت نقابة المعلمين بزيادة الأجور.",
        "verb-bi-noun",
        "طالبت",
        "نقابة المعلمين",
        "بزيادة الأجور",
    ),
    (
        "نفى المتحدث باسم البلدية وقوع أي خطأ.",
        "verb-noun",
        "نفى",
        "المتحدث باسم البلدية",
        "وقوع أي خطأ",
    ),
    (
        "قالت الوزيرة: «سنفتح الحديقة غدا للجميع».",
        "verb-colon",
        "قالت",
        "الوزيرة",
        "«سنفتح الحديقة غدا للجميع»",
    ),
    (
        "وقال الوزير \"سنفتح الحديقة غدا للجميع\".",
        "verb-quote",
        "وقال",
        "الوزير",
        "\"سنفتح الحديقة غدا للجميع\"",
    ),
    (
        "تساءل النائب عما إذا كانت الميزانية تكفي.",
        "verb-question",
        "تساءل",
        "النائب",
        "عما إذا كانت الميزانية تكفي",
    ),
    (
        "لكن الوزارة قالت إن الموعد لم يتغير.",
        "subject-first",
        "قالت",
        "الوزارة",
        "إن الموعد لم يتغير",
    ),
    (
        "أما رئيس النادي فقال إن الفريق جاهز.",
        "topic-first",
        "فقال",
        "رئيس النادي",
        "إن الفريق جاهز",
    ),
    (
        "ونقلت وكالة رويترز عن مسؤول محلي قوله إن الجسر آمن.",
        "relay",
        "ونقلت",
        "مسؤول محلي",
        "إن الجسر آمن",
    ),
    (
        "بحسب وزارة الصحة، تراجعت الإصابات هذا الشهر.",
        "according",
        "بحسب",
        "وزارة الصحة",
        "تراجعت الإصابات هذا الشهر",
    ),
    (
        "تراجعت الإصابات هذا الشهر، وفقا لوزارة الصحة.",
        "according",
        "وفقا",
        "وزارة الصحة",
        "تراجعت الإصابات هذا الشهر",
    ),
    (
        "تراجعت الإصابات هذا الشهر، حسبما أفادت وزارة الصحة.",
        "as-said",
        "أفادت",
        "وزارة الصحة",
        "تراجعت الإصابات هذا الشهر",
    ),
    (
        "«لن نغلق أبواب المدرسة هذا العام»، قالت المديرة.",
        "quote-first",
        "قالت",
        "المديرة",
        "«لن نغلق أبواب المدرسة هذا العام»",
    ),
    (
        "رئيس النادي: \"سنعود إلى القمة قريبا\".",
        "speaker-colon",
        ":",
        "رئيس النادي",
        "\"سنعود إلى القمة قريبا\"",
    ),
    (
        "جاء القرار بعد إعلان الوزارة أن المخزون كاف.",
        "verbal-noun",
        "إعلان",
        "الوزارة",
        "أن المخزون كاف",
    ),
];

#[test]
fn who_shares_no_name_with_a_source_stays_the_last_named() {
    let found = attribute(
        "زار رئيس البلدية نبيل الشامي معرض الزهور. ورافقه الدكتور كمال الحداد. وحضر المهندس كمال الحداد. \
         وقال الحداد إن المعرض يستقبل الزوار كل يوم.",
    );
    assert_eq!(text(&found[0].resolved), "المهندس كمال الحداد");
}

#[test]
fn every_frame_gives_its_parts() {
    for &(sentence, rule, cue, source, content) in FRAMES {
        let found = attribute(sentence);
        assert_eq!(shape(&found), [(cue, source, content)], "{sentence}");
        assert_eq!(found[0].rule.as_deref(), Some(rule), "{sentence}");
    }
}

/// The pitfalls of Arabic reporting: sentences in which nobody reports anything.
const NOTHING: &[&str] = &[
    "سنغادر القاعة إن لم يصلوا قبل الظهر.",
    "سنزرع الوادي كله إن شاء الله.",
    "يذكر أن المدينة تقع على الساحل.",
    "ومن الجدير بالذكر أن المدينة تقع على الساحل.",
    "يشار إلى أن المدينة تقع على الساحل.",
    "نقل المصابون إلى المستشفى القريب.",
    "أضاف اللاعب الهدف الثاني إلى رصيده.",
    "تابع الجمهور المباراة حتى النهاية.",
    "أشار بيده نحو الباب.",
    "شدد الجيش الحصار حول المدينة.",
    "علقت الشركة الرحلات حتى الأحد.",
    "رد الجيش بالمدفعية على مصادر النيران.",
    "لم يقل الوزير إن الطريق مغلق.",
    "اجتمع الوفد بين الجبل والنهر.",
    "طلب المواطن كشف حساب من المصرف.",
    "فضل عدم ذكر اسمه لأسباب خاصة.",
    "مصدر الطاقة في القرية هو الشمس.",
    "يعتقد أن القارب كان يقل مئة شخص.",
    "وكان متوقعا أن تبدأ المباراة مساء.",
    "تحدث الوزير مع نظيره هاتفيا أمس.",
    "ناقش المجلس ميزانية العام المقبل.",
    "درس الطالب بجامعة المدينة أربع سنوات.",
    "وصلت القافلة إلى المدينة بعد رحلة طويلة، وكان الطريق مغطى بالثلوج.",
    "الساعة 10:30 تبدأ المباراة في الملعب الكبير.",
    "ورد في الأخبار خبر قصير عن المطر.",
    "عبر الجنود النهر قبل الفجر.",
    "رفض الوزير أن يوقع الاتفاق.",
    "قال تعالى: (وقل رب زدني علما).",
];

#[test]
fn where_nobody_reports_nothing_is_found() {
    for sentence in NOTHING {
        assert_eq!(shape(&attribute(sentence)), [], "{sentence}");
    }
}

#[test]
fn a_second_complementiser_is_no_second_statement() {
    let found = attribute("قال المدير إن الحل قريب وإن اللجنة ستجتمع غدا.");
    assert_eq!(found.len(), 1);
}

#[test]
fn hamza_less_spelling_reports_the_same() {
    let found = attribute("وقال وزير الصحة ان المستشفى جاهز، مضيفا ان العمل بدأ.");
    assert_eq!(
        shape(&found),
        [
            ("وقال", "وزير الصحة", "ان المستشفى جاهز"),
            ("مضيفا", "", "ان العمل بدأ")
        ]
    );
    assert_eq!(text(&found[1].resolved), "وزير الصحة");
}

#[test]
fn polarity_is_kept() {
    let found = attribute("نفت الشركة أن تكون سفنها غادرت الميناء.");
    assert_eq!(found[0].polarity, Polarity::Negative);
    assert_eq!(found[0].stance, Stance::Deny);
}

#[test]
fn declining_to_comment_has_no_content() {
    let found = attribute("ورفضت هيئة الأرصاد التعليق على الخبر.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].stance, Stance::Decline);
    assert!(found[0].content.is_none());
    assert_eq!(text(&found[0].source), "هيئة الأرصاد");
}

#[test]
fn relay_and_recipient_are_not_the_source() {
    let found = attribute("ونقل مراسل وكالة الساحل عن مصدر أمني تأكيده وصول التعزيزات.");
    assert_eq!(text(&found[0].source), "مصدر أمني");
    assert_eq!(text(&found[0].via), "مراسل وكالة الساحل");
    assert_eq!(text(&found[0].content), "وصول التعزيزات");
    assert!(found[0].anonymous);
    assert_eq!(found[0].kind, AttributionKind::Nominal);

    let found = attribute("قال الخبير سالم الحداد للجزيرة نت إن السد قديم.");
    assert_eq!(text(&found[0].source), "الخبير سالم الحداد");
    assert_eq!(text(&found[0].channel), "للجزيرة نت");

    let found = attribute("وقال الوزير في مؤتمر صحفي إن السد آمن، بحسب وكالة رويترز.");
    assert_eq!(text(&found[0].channel), "في مؤتمر صحفي");
    assert_eq!(text(&found[0].via), "وكالة رويترز");
    assert_eq!(text(&found[0].content), "إن السد آمن");
}

#[test]
fn names_in_quotation_marks_are_not_what_is_said() {
    let found = attribute(
        "قال سالم الحداد، رئيس مجلس إدارة «مطاحن الوادي»: «سنفتح فرعا جديدا قبل نهاية العام».",
    );
    let contents: Vec<&str> = found.iter().map(|a| text(&a.content)).collect();
    assert_eq!(contents, ["«سنفتح فرعا جديدا قبل نهاية العام»"]);
    let found = attribute("أعلن الحداد مبايعته لتنظيم \"فجر الوادي\".");
    assert!(
        found.iter().all(|a| text(&a.content) != "\"فجر الوادي\""),
        "{found:?}"
    );
}

#[test]
fn quotation_marks_pair_in_either_direction() {
    for sentence in [
        "قالت الوزيرة: ”سنفتح الحديقة غدا للجميع“.",
        "قالت الوزيرة: “سنفتح الحديقة غدا للجميع”.",
        "قالت الوزيرة: »سنفتح الحديقة غدا للجميع«.",
        "قالت الوزيرة: \"سنفتح الحديقة غدا للجميع\".",
    ] {
        let found = attribute(sentence);
        assert_eq!(found.len(), 1, "{sentence}");
        assert_eq!(found[0].kind, AttributionKind::Direct, "{sentence}");
    }
    // Nothing inside a quotation is counted apart.
    let found = attribute("قالت الوزيرة: «أكد المهندس أن السد آمن. وأضاف أن العمل انتهى».");
    assert_eq!(found.len(), 1);
}

#[test]
fn references_resolve_by_head_and_agreement() {
    let found = attribute(
        "قال وزير النقل عادل السالم إن الطريق جاهز. وأكدت وزارة المالية أن المال متوفر. \
         وأضافت أن الدفعة الأولى صرفت. وأوضح السالم أن الافتتاح غدا.",
    );
    let resolved: Vec<&str> = found.iter().map(|a| text(&a.resolved)).collect();
    assert_eq!(
        resolved,
        [
            "وزير النقل عادل السالم",
            "وزارة المالية",
            "وزارة المالية",
            "وزير النقل عادل السالم"
        ]
    );
    // A verb that does not agree with the last speaker stays unresolved.
    let found = attribute("قالت الوزيرة ليلى المنصور إن الطريق جاهز. وأضاف أن العمل انتهى.");
    assert!(found[1].resolved.is_none());
}

#[test]
fn spans_hold_and_cues_are_in_order() {
    let paragraph = FRAMES.iter().map(|f| f.0).collect::<Vec<_>>().join(" ");
    let found = attribute(&paragraph);
    assert!(found.len() >= FRAMES.len() - 2);
    let mut last = 0;
    for a in &found {
        let span = a.cue.span.expect("a paragraph maps to itself");
        assert!(span.start() >= last);
        last = span.start();
        for part in [Some(&a.cue), a.content.as_ref()].into_iter().flatten() {
            let span = part.span.expect("a paragraph maps to itself");
            let slice = paragraph
                .get(span.range())
                .expect("on character boundaries");
            let mut words = slice.split_whitespace();
            assert!(
                part.text.split_whitespace().all(|w| words.any(|s| s == w)),
                "{}",
                part.text
            );
        }
    }
}

const SOURCES: [&str; 5] = [
    "وزير النقل عادل السالم",
    "المتحدث باسم البلدية",
    "مصدر أمني",
    "رئيس النادي",
    "مدير الميناء سالم الحداد",
];
const CUES: [(&str, &str); 6] = [
    ("قال", "إن"),
    ("أكد", "أن"),
    ("أعلن", "أن"),
    ("أشار", "إلى أن"),
    ("حذر", "من أن"),
    ("أفاد", "بأن"),
];
const INSERTIONS: [&str; 4] = ["", " -مساء أمس-", "، الأحد،", " في بيان"];
const CONTENTS: [&str; 4] = [
    "الطريق إلى الساحل ما زال مغلقا",
    "العمل في الجسر القديم يحتاج إلى سنتين",
    "الحديقة ستفتح أبوابها مطلع الشهر المقبل",
    "المياه وصلت إلى القرى البعيدة",
];

quickcheck! {
    fn composed_sentences_are_recovered(pick: (usize, usize, usize, usize), conjunction: bool) -> bool {
        let source = SOURCES[pick.0 % SOURCES.len()];
        let (verb, opener) = CUES[pick.1 % CUES.len()];
        let insertion = INSERTIONS[pick.2 % INSERTIONS.len()];
        let body = CONTENTS[pick.3 % CONTENTS.len()];
        let cue = if conjunction { format!("و{verb}") } else { verb.to_owned() };
        let content = format!("{opener} {body}");
        let found = attribute(&format!("{cue} {source}{insertion} {content}."));
        shape(&found) == [(cue.as_str(), source, content.as_str())]
    }

    fn any_text_is_read(text: String) -> bool {
        attribute(&text).iter().all(|a| a.cue.span.is_some_and(|s| text.get(s.range()) == Some(a.cue.text.as_str())))
    }

    fn description_adds_nothing(at: usize) -> bool {
        let plain = NOTHING[at % NOTHING.len()];
        let before = attribute(FRAMES[0].0);
        let after = attribute(&format!("{} {plain}", FRAMES[0].0));
        shape(&before) == shape(&after)
    }
}

#[test]
fn a_stray_quotation_mark_may_be_the_first_token() {
    let found = attribute("'الجسر القديم مفتوح حسب الوزارة منذ أمس ”");
    let cues: Vec<&str> = found.iter().map(|a| a.cue.text.as_str()).collect();
    assert_eq!(cues, ["حسب"]);
}

#[test]
fn much_room_is_given_back() {
    // Of marks there is a token for each byte.
    for (text, kept) in [
        (FRAMES[0].0.to_owned(), true),
        (",".repeat(31 << 10), false),
    ] {
        let mut room = Room::default();
        let unit = Unit {
            text: &text,
            span: None,
            headline: false,
            title: false,
            quote: false,
        };
        Run::new(Origin::from_static("test")).read(&[unit], None, &mut room, true);
        assert_eq!(room.clear(), kept, "{} bytes", text.len());
    }
}

#[test]
fn spelling_changes_change_nothing() {
    for &(sentence, ..) in FRAMES {
        let plain = attribute(sentence);
        for changed in [
            sentence.replace("قال", "قـال"),
            sentence.replace(' ', "  "),
            sentence.replace('ي', "ي\u{064E}"),
        ] {
            let found = attribute(&changed);
            assert_eq!(found.len(), plain.len(), "{changed}");
            for (a, b) in plain.iter().zip(&found) {
                assert_eq!(a.rule, b.rule, "{changed}");
                let key = |t: &Option<crate::Text>| crate::arabic::fold(text(t)).into_owned();
                assert_eq!(key(&a.source), key(&b.source), "{changed}");
                assert_eq!(key(&a.content), key(&b.content), "{changed}");
            }
        }
    }
}
