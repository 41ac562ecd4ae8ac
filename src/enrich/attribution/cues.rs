//! Which words are cues, and where what they tell begins: sentences of our own.

use super::attribute;
use crate::article::{Attribution, Text};

/// What is told, a sentence, and its cues with their sources and the beginnings of their contents.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

#[rustfmt::skip]
const TOLD: &[Case] = &[
    ("what need calls for", "وسيعقد اجتماع آخر في القاعة إن دعت الحاجة إلى مزيد من النقاش.", &[]),
    ("what a ministry calls for", "ودعت الوزارة إلى مزيد من النقاش.", &[("ودعت", "الوزارة", "إلى مزيد")]),
    ("again", "عاد اللاعب مجددا على متن طائرة خاصة.", &[]),
    ("flags", "ولوح آلاف المشجعين بأعلام ناديهم في الساحة.", &[]),
    ("a threat", "ولوح الوزير بفرض رسوم جديدة على الأخشاب.", &[("ولوح", "الوزير", "بفرض رسوم")]),
    ("what one finds", "ثم يجد أنه أمام كومة كبيرة من الدفاتر.", &[]),
    ("what a researcher finds", "ووجدت الدراسة أن الدفاتر قديمة.", &[("ووجدت", "الدراسة", "أن الدفاتر")]),
    ("what is seen", "وقد أظهرت رؤية الأشجار المحترقة أنها قديمة.", &[]),
    ("two telephones", "وأطلقت الشركة هاتفا \"نوفا عشرة\" بكاميرا تلتقط صورا مشرقة في الليل.", &[]),
    ("who shouts", "وخرج الرجل هاتفا \"لن نترك بيوتنا لأحد مهما طال الزمن\".", &[("هاتفا", "", "\"لن نترك")]),
    ("a second verb of what is held", "واعتبرت النائبة سلمى الحداد أنه \"يبعث على القلق\" ويكشف عن \"خلل كبير\" في الإدارة.", &[("واعتبرت", "النائبة سلمى الحداد", "أنه \"يبعث")]),
    ("two verbs of one who speaks", "يقول الوزير إن الجسر متين، ويؤكد أن الطريق مفتوح.", &[("يقول", "الوزير", "إن الجسر"), ("ويؤكد", "", "أن الطريق")]),
    ("what a minister describes", "وصف الوزير القرار بأنه خطوة مهمة.", &[("وصف", "الوزير", "القرار بأنه")]),
    ("a name before what is described", "وصف المدرب سالم الحداد أداء فريقه بالممتاز.", &[("وصف", "المدرب سالم الحداد", "أداء فريقه بالممتاز")]),
    ("what was described before", "ووصفه الوزير بأنه خطوة مهمة.", &[("ووصفه", "الوزير", "بأنه خطوة")]),
    ("what a participle describes", "وأشاد الوزير بالفريق، واصفا تلك الخدمات بالمتميزة.", &[("وأشاد", "الوزير", "بالفريق"), ("واصفا", "", "تلك الخدمات بالمتميزة")]),
    ("a place of speaking before what is described", "ووصفت النقابة في بيانها سياسات الوزارة بالعنصرية.", &[("ووصفت", "النقابة", "سياسات الوزارة")]),
    ("a state and what it describes", "ووصفت طهران العقوبات بأنها قديمة.", &[("ووصفت", "طهران", "العقوبات بأنها")]),
    ("what is described in the passive", "وتوصف القدرة على القراءة بأنها ضعيفة في القرى.", &[]),
    ("who describes whom", "وصف الوزير كريم الحداد الطالب بأنه مجتهد.", &[("وصف", "الوزير كريم الحداد", "الطالب بأنه")]),
    ("a cause", "وعزا الوزير ارتفاع الأسعار إلى قلة الأمطار.", &[("وعزا", "الوزير", "ارتفاع الأسعار إلى")]),
    ("a cause that is a name too", "وأرجع الخبير سالم الحداد نجاح الموسم إلى التخطيط الجيد.", &[("وأرجع", "الخبير سالم الحداد", "نجاح الموسم إلى")]),
    ("what goes back to a time", "ويرجع تاريخ القلعة إلى مئات السنين.", &[]),
    ("what is again refused", "وجدد الوزير رفضه لأي تدخل في شؤون بلاده.", &[("وجدد", "الوزير", "رفضه لأي")]),
    ("what is again insisted on", "وجدد التأكيد على أهمية الحوار.", &[("وجدد", "", "التأكيد على")]),
    ("a contract", "وجدد النادي عقد اللاعب لموسمين.", &[]),
    ("a warning again", "وكرر المدير تحذيره من الفيضان.", &[("وكرر", "المدير", "تحذيره من")]),
    ("what is addressed", "ووجه النائب انتقادات حادة إلى الوزارة.", &[("ووجه", "النائب", "انتقادات حادة")]),
    ("what is addressed in the passive", "وجهت اتهامات إلى المدير.", &[]),
    ("a letter", "ووجه الوزير رسالة إلى السكان.", &[]),
    ("who is burdened", "حملت نقابة المعلمين وزارة التربية مسؤولية تأخر الرواتب.", &[("حملت", "نقابة المعلمين", "وزارة التربية مسؤولية")]),
    ("who bears", "وحملت الحكومة المسؤولية كاملة في إدارة الأزمة.", &[]),
    ("a reason", "ويكشف المدرب سبب غيابه عن المباراة.", &[("ويكشف", "المدرب", "سبب غيابه عن")]),
    ("thanks", "وشكر الوزير سالم الحداد المتطوعين على جهودهم.", &[("وشكر", "الوزير سالم الحداد", "المتطوعين على")]),
    ("a campaign that describes", "وتصفها حملتها بأنها جريئة.", &[("وتصفها", "حملتها", "بأنها جريئة")]),
    ("two words with the article", "ووصفت السلطات الموضوع بأنه معقد.", &[("ووصفت", "السلطات", "الموضوع بأنه")]),
    ("a reference", "ويستخدم القانون الذي صدر قبل عام مرجعا للتشريع في المدن إلى أن يعدل.", &[]),
    ("what a participle values", "وأكد الوزير أن العمل مستمر، مثمنا الخدمات التي تقدمها الفرق.", &[("وأكد", "الوزير", "أن العمل"), ("مثمنا", "", "الخدمات التي")]),
    ("a city", "وافتتح الوزير السوق القديم في مدينة الساحل الشمالي.", &[]),
    ("a post and what is written in it", "نشر الوزير تغريدة كتب فيها: \"لن نترك بيوتنا لأحد مهما طال الزمن\".", &[("كتب", "الوزير", "\"لن نترك")]),
    ("what is written on a board", "رفع الطلاب لوحة كتب فيها: \"أعيدوا لنا الحديقة القديمة قبل الشتاء\".", &[]),
    ("a notice and what it stresses", "أصدرت الجمعية بلاغا أكدت فيه أهمية الحوار بين الأطراف.", &[("أكدت", "الجمعية", "أهمية الحوار")]),
    ("a letter and what it says", "وجه الوزير رسالة، قال فيها إن الطريق مفتوح.", &[("قال", "الوزير", "إن الطريق")]),
    ("an outlet that has learnt", "علمت «البيادر» أن الوزير سيستقيل قريبا.", &[("علمت", "«البيادر»", "أن الوزير")]),
    ("a woman who has learnt", "وعلمت سلمى الحداد أن الوزير سيستقيل قريبا.", &[]),
    ("a letter of thanks", "وتسلم المدير رسالة شكر للفريق على عمله.", &[]),
    ("what was done as well", "كما وجه الوزير بتأمين الطريق قبل موسم الأمطار.", &[]),
];

fn text(text: &Option<Text>) -> &str {
    text.as_ref().map_or("", |text| &text.text)
}

fn compare(what: &str, found: &[Attribution], wanted: &[(&str, &str, &str)]) {
    let of = |a: &Attribution| {
        format!(
            "{} | {} | {}",
            a.cue.text,
            text(&a.source),
            text(&a.content)
        )
    };
    let all: Vec<String> = found.iter().map(of).collect();
    assert_eq!(found.len(), wanted.len(), "{what}: {all:?}");
    for (one, (cue, source, content)) in found.iter().zip(wanted) {
        assert_eq!(one.cue.text, *cue, "{what}: {all:?}");
        assert_eq!(text(&one.source), *source, "{what}: {all:?}");
        assert!(text(&one.content).starts_with(content), "{what}: {all:?}");
    }
}

#[test]
fn cues_and_their_contents() {
    for (what, sentence, wanted) in TOLD {
        compare(what, &attribute(sentence), wanted);
    }
}

/// Headlines, and who says what in them.
#[rustfmt::skip]
const HEADLINES: &[Case] = &[
    ("a country the headline is about", "تونس: البلديات تستعد لموسم الأمطار", &[]),
    ("a question about two", "تونس وليبيا: هل يفتح المعبر القديم", &[]),
    ("a country that denies", "تونس: لن نغلق المعبر القديم", &[(":", "تونس", "لن نغلق")]),
    ("a country that promises", "اليونان: سنفتح المعبر القديم قريبا", &[(":", "اليونان", "سنفتح")]),
    ("a country that considers", "اليونان: ندرس فتح المعبر القديم", &[(":", "اليونان", "ندرس فتح")]),
    ("countrymen who are bound", "تونس: ملتزمون بفتح المعبر القديم", &[(":", "تونس", "ملتزمون بفتح")]),
    ("what the police of a country do not", "تونس: الشرطة لا تستبعد فتح المعبر القديم", &[]),
    ("an outlet with the name of a place", "نيويورك تايمز: المعبر القديم سيفتح", &[(":", "نيويورك تايمز", "المعبر")]),
    ("a body and what it describes", "هيئة المياه تصف أوضاع السدود بكارثة", &[("تصف", "هيئة المياه", "أوضاع السدود بكارثة")]),
    ("what a coach discloses", "مدرب الساحل يكشف موعد عودته إلى الملاعب", &[("يكشف", "مدرب الساحل", "موعد عودته")]),
];

#[test]
fn cues_of_headlines() {
    for (what, headline, wanted) in HEADLINES {
        let body = "تواصل فرق الصيانة عملها في المعبر منذ صباح أمس، ويشارك فيه عشرات المهندسين والعمال من المدن القريبة.";
        let article = crate::parse_text(&format!("{headline}\n\n{body}\n"));
        compare(what, &article.attributions, wanted);
    }
}
