//! Layouts in which plain text of pages is found.

use crate::article::{Article, Block};

const HEADLINE: &str = "بلدية الميناء تفتتح ممشى جديدا على الواجهة البحرية";
const FIRST: &str = "افتتحت بلدية الميناء صباح أمس الخميس ممشى جديدا على الواجهة البحرية، بعد عامين من الأعمال التي توقفت أكثر من مرة بسبب الأمطار وارتفاع كلفة المواد.";
const SECOND: &str = "وقال رئيس البلدية سالم الحداد إن الممشى يمتد على ثلاثة كيلومترات ويضم مسارا للدراجات وأماكن لجلوس العائلات، وإن الدخول إليه سيبقى مجانيا طوال العام.";
const THIRD: &str = "وأضاف الحداد أن المرحلة الثانية من المشروع ستبدأ في الربيع المقبل، وتشمل ترميم السوق القديم وإنارة الشوارع المحيطة به وزراعة مئات الأشجار.";
const RELATED: &str = "انطلاق موسم الصيد في مرافئ الشمال";

fn parse(text: &str) -> Article {
    crate::parse_text(text)
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            _ => None,
        })
        .collect()
}

fn assert_whole(text: &str) {
    let article = parse(text);
    let headline = article.headline.as_ref().map(|h| h.text.as_str());
    assert_eq!(headline, Some(HEADLINE), "{text}");
    assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD], "{text}");
}

#[test]
fn paragraphs_by_blank_lines_or_newlines() {
    assert_whole(&format!("{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"));
    assert_whole(&format!("{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}"));
    assert_whole(&format!(
        "\r\n\r\n  {HEADLINE}\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n\r\n{THIRD}\r\n"
    ));
}

#[test]
fn a_body_in_one_line() {
    assert_whole(&format!("{HEADLINE}\n\n{FIRST}   {SECOND}   {THIRD}"));
}

#[test]
fn a_page_title_with_the_site_and_navigation() {
    assert_whole(&format!(
        "{HEADLINE} | صحيفة الضفة\nالرئيسية\nأخبار محلية\nرياضة\nاقتصاد\nثقافة\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nشارك الخبر\nمن نحن\nاتصل بنا\nجميع الحقوق محفوظة"
    ));
}

#[test]
fn a_body_printed_twice_counts_once() {
    let body = format!("{FIRST}\n\n{SECOND}\n\n{THIRD}");
    assert_whole(&format!("{HEADLINE}\n\n{body}\n\n{body}"));
}

#[test]
fn related_stories_stay_out() {
    let text = format!("{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nاقرأ أيضا\n{RELATED}");
    assert_whole(&text);
    let article = parse(&text);
    let titles: Vec<&str> = article
        .related
        .iter()
        .map(|r| r.title.text.as_str())
        .collect();
    assert_eq!(titles, [RELATED]);
}

#[test]
fn a_text_without_a_headline_has_none() {
    let article = parse(&format!("{FIRST}\n{SECOND}\n{THIRD}"));
    assert!(article.headline.is_none());
    assert_eq!(paragraphs(&article), [FIRST, SECOND, THIRD]);
}

#[test]
fn a_line_that_goes_on_is_no_heading() {
    let article = parse(&format!(
        "{HEADLINE}\n{FIRST}\nوجاء ذلك في\n، بيان أصدرته البلدية على موقعها ونشرته الصحف المحلية في أعدادها الصادرة اليوم بعد انتهاء الحفل.\n{THIRD}"
    ));
    assert!(article.sections.iter().all(|s| s.heading.is_none()));
}

#[test]
fn outlets_sign_without_becoming_headlines() {
    for line in ["NEWSBAY.INFO", "صحيفة الضفة -"] {
        let article = parse(&format!("{line}\n\n{FIRST}\n{SECOND}\n{THIRD}"));
        assert!(article.headline.is_none(), "{line}");
    }
}

#[test]
fn who_speaks_right_below_the_headline_did_not_write() {
    let said = "وأكد النائب سالم الحداد، أن الممشى سيبقى مفتوحا.";
    let article = parse(&format!("{HEADLINE}\n\n{said}\n\n{SECOND}\n\n{THIRD}"));
    assert_eq!(article.byline, []);
    assert_eq!(paragraphs(&article), [said, SECOND, THIRD]);
    let name = "كتب سالم الحداد";
    let article = parse(&format!(
        "{HEADLINE}\n\n{name}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
    ));
    assert_eq!(article.byline.len(), 1);
}
