//! The words of the sentences, written for these tests; no list is shared with the crate's
//! lexicons, so that an entry missing there is not missing here too.

/// Agencies and outlets that exist; used only where a parser is meant to know them.
pub const AGENCIES: &[&str] = &["رويترز", "الأناضول", "وكالات", "أ ف ب", "الفرنسية"];
/// Agencies that close a last paragraph in brackets.
pub const CLOSING_AGENCIES: &[&str] = &["وام", "واس", "بترا", "رويترز", "أ ف ب"];
/// Towns every gazetteer has.
pub const REAL_TOWNS: &[&str] = &[
    "دمشق",
    "القاهرة",
    "بغداد",
    "الرباط",
    "صنعاء",
    "عمان",
    "بيروت",
    "تونس",
    "الخرطوم",
    "طرابلس",
    "جدة",
    "وهران",
];
/// Capital and country.
pub const TOWNS_WITH_COUNTRY: &[(&str, &str)] = &[
    ("دمشق", "سوريا"),
    ("القاهرة", "مصر"),
    ("بغداد", "العراق"),
    ("الرباط", "المغرب"),
    ("بيروت", "لبنان"),
    ("صنعاء", "اليمن"),
];
/// First words of towns that do not exist.
pub const TOWN_OPENINGS: &[&str] = &["عين", "وادي", "تل", "بئر", "كفر", ""];
/// Outlets that do not exist.
pub const OUTLETS: &[&str] = &[
    "الضفاف السبع",
    "بوابة السنبلة",
    "الرواق الأخضر",
    "مرصد الظهيرة",
    "صوت المرفأ الجديد",
];

/// A subject or noun with its grammatical gender.
pub type Noun = (&'static str, bool);
/// Past masculine, past feminine, present masculine, present feminine, objects.
pub type Deed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// Institutions.
pub const BODIES: &[Noun] = &[
    ("الحكومة", true),
    ("البرلمان", false),
    ("وزارة الصحة", true),
    ("وزارة الري", true),
    ("وزارة التعليم", true),
    ("المجلس البلدي", false),
    ("مجلس الأمناء", false),
    ("هيئة الموانئ", true),
    ("شركة الكهرباء", true),
    ("البنك المركزي", false),
    ("اتحاد المزارعين", false),
    ("الجامعة التقنية", true),
    ("جهاز الإحصاء", false),
    ("نقابة الصيادين", true),
    ("إدارة المطار", true),
    ("المحكمة الإدارية", true),
];

/// What institutions do.
pub const DEEDS: &[Deed] = &[
    (
        "أقر",
        "أقرت",
        "يقر",
        "تقر",
        &[
            "مشروع قانون جديد للإيجارات",
            "خطة لتوسيع الميناء القديم",
            "ميزانية الصيانة السنوية",
            "لائحة تنظم عمل سيارات الأجرة",
        ],
    ),
    (
        "أعلن",
        "أعلنت",
        "يعلن",
        "تعلن",
        &[
            "برنامجا لدعم صغار المزارعين",
            "نتائج المسح السكاني الأخير",
            "مواعيد جديدة لحركة القطارات",
        ],
    ),
    (
        "دشن",
        "دشنت",
        "يدشن",
        "تدشن",
        &[
            "محطة لتحلية مياه البحر",
            "مركزا لتدريب الممرضين",
            "خط حافلات يربط الضاحية بوسط المدينة",
        ],
    ),
    (
        "أجل",
        "أجلت",
        "يؤجل",
        "تؤجل",
        &[
            "موعد الامتحانات النهائية",
            "افتتاح الجسر المعلق",
            "التصويت على زيادة الرسوم",
        ],
    ),
    (
        "خصص",
        "خصصت",
        "يخصص",
        "تخصص",
        &[
            "مبالغ إضافية لترميم المدارس",
            "قطعة أرض لإقامة سوق مركزية",
            "حافلات لنقل المرضى من الأرياف",
        ],
    ),
    (
        "رفض",
        "رفضت",
        "يرفض",
        "ترفض",
        &[
            "طلبا بتمديد العقد",
            "مقترح دمج الشركتين",
            "تعديلات أدخلت على النظام الداخلي",
        ],
    ),
    (
        "استأنف",
        "استأنفت",
        "يستأنف",
        "تستأنف",
        &[
            "أعمال الحفر في النفق",
            "الرحلات البحرية إلى الجزر القريبة",
            "توزيع البذور على القرى",
        ],
    ),
    (
        "ناقش",
        "ناقشت",
        "يناقش",
        "تناقش",
        &[
            "ملف النفايات الصلبة",
            "أزمة نقص الأدوية",
            "سبل تطوير الصيد الساحلي",
        ],
    ),
];

/// Past, present, subject of something that happens by itself.
pub const EVENTS: &[(&str, &str, &str)] = &[
    ("ارتفعت", "ترتفع", "أسعار القمح"),
    ("تراجع", "يتراجع", "إنتاج الزيتون"),
    ("هطلت", "تهطل", "الأمطار الموسمية"),
    ("انقطع", "ينقطع", "التيار الكهربائي"),
    ("توقفت", "تتوقف", "حركة العبارات"),
    ("تحسنت", "تتحسن", "جودة الهواء"),
    ("ازداد", "يزداد", "عدد الزوار"),
    ("ازدهرت", "تزدهر", "زراعة اللوز"),
    ("انخفض", "ينخفض", "منسوب النهر"),
];

/// When something happened.
pub const PAST_TIMES: &[&str] = &[
    "صباح اليوم",
    "مساء أمس",
    "خلال الأسابيع الماضية",
    "منذ مطلع العام",
    "الأسبوع الماضي",
    "يوم الخميس",
];
/// When something will happen.
pub const FUTURE_TIMES: &[&str] = &[
    "قبل نهاية العام",
    "خلال الشهر المقبل",
    "مع بداية الصيف",
    "في غضون أسابيع",
];
/// Why or how.
pub const REASONS: &[&str] = &[
    "بعد مشاورات استمرت أياما",
    "رغم اعتراض عدد من السكان",
    "بهدف خفض كلفة النقل",
    "بسبب نقص قطع الغيار",
    "لتلبية الطلب المتزايد على الماء",
    "ضمن خطة تمتد خمس سنوات",
    "بالتعاون مع خبراء من خارج البلاد",
    "وسط ترقب واسع في الأسواق المحلية",
];
/// Openings of a later sentence.
pub const CONNECTIVES: &[&str] = &[
    "وفي سياق متصل، ",
    "من جهة أخرى، ",
    "وفي الأثناء، ",
    "وعلى صعيد آخر، ",
    "وبحسب بيان رسمي، ",
];

/// Masculine title, feminine title.
pub const TITLES: &[(&str, &str)] = &[
    ("وزير النقل", "وزيرة النقل"),
    ("مدير المستشفى", "مديرة المستشفى"),
    ("الباحث في علوم المناخ", "الباحثة في علوم المناخ"),
    ("المتحدث باسم البلدية", "المتحدثة باسم البلدية"),
    ("عضو لجنة التحقيق", "عضوة لجنة التحقيق"),
    ("رئيس جمعية الحرفيين", "رئيسة جمعية الحرفيين"),
];
/// Given names of men.
pub const MEN: &[&str] = &[
    "سالم",
    "نادر",
    "خليل",
    "ياسين",
    "حمزة",
    "رشيد",
    "كمال",
    "طارق",
];
/// Given names of women.
pub const WOMEN: &[&str] = &["سلمى", "هناء", "ليلى", "نجوى", "رانيا", "منال"];
/// Family names.
pub const FAMILIES: &[&str] = &["الحسني", "العطار", "النجار", "المرزوقي", "الخطيب", "السعدي"];

/// Masculine, feminine, what follows the source (`إن` only after `قال`).
pub const REPORTS: &[(&str, &str, &str)] = &[
    ("قال", "قالت", "إن"),
    ("أكد", "أكدت", "أن"),
    ("أوضح", "أوضحت", "أن"),
    ("ذكر", "ذكرت", "أن"),
    ("أشار", "أشارت", "إلى أن"),
    ("حذر", "حذرت", "من أن"),
];
/// Reports that go on from an earlier one.
pub const FURTHER_REPORTS: &[(&str, &str, &str)] =
    &[("أضاف", "أضافت", "أن"), ("تابع", "تابعت", "أن")];
/// Sources without a name.
pub const UNNAMED: &[Noun] = &[
    ("مصدر في البلدية", false),
    ("شهود عيان", false),
    ("مسؤول محلي", false),
    ("مصادر مطلعة", true),
];

/// Sources named before; never in a first sentence.
pub const REFERRING: &[Noun] = &[
    ("المصدر", false),
    ("المصدر نفسه", false),
    ("المتحدثة ذاتها", true),
    ("التقرير", false),
];

/// What is counted: its plural after 3 to 10, its accusative after 11 to 99, its genitive after
/// hundreds and thousands.
pub const COUNTED: &[(&str, &str, &str, &str)] = &[
    ("عدد المنازل المتضررة", "منازل", "منزلا", "منزل"),
    ("طول الطريق الجديد", "كيلومترات", "كيلومترا", "كيلومتر"),
    ("كلفة المشروع", "ملايين دولار", "مليون دولار", "مليون دولار"),
    ("عدد القرى المشمولة", "قرى", "قرية", "قرية"),
    ("إنتاج المصنع", "أطنان", "طنا", "طن"),
];

/// What people are quoted with.
pub const STATEMENTS: &[&str] = &[
    "لن نترك أحدا ينتظر دوره شهورا",
    "ما زال أمامنا عمل كثير قبل الشتاء",
    "السكان هم أول من يدفع ثمن التأخير",
    "كل ما نطلبه ماء نظيف وطريق معبدة",
    "الأرقام التي نشرت لا تعكس الواقع",
    "نحتاج إلى حل دائم لا إلى وعود موسمية",
    "من حق الصيادين أن يعرفوا مصير قواربهم",
    "بدأنا من الصفر ونعرف أن الطريق طويل",
    "لم يسألنا أحد قبل أن يغلقوا الشارع",
];

/// First words of headings.
pub const HEADING_NOUNS: &[Noun] = &[
    ("خسائر", true),
    ("خطة", true),
    ("مخاوف", true),
    ("أسعار", true),
    ("تحقيق", false),
    ("دعم", false),
    ("سباق", false),
    ("وعود", true),
    ("ترقب", false),
];
/// Masculine, feminine; the last is of two words.
pub const HEADING_ADJECTIVES: &[(&str, &str)] = &[
    ("جديد", "جديدة"),
    ("متواصل", "متواصلة"),
    ("محدود", "محدودة"),
    ("متأخر", "متأخرة"),
    ("غير مسبوق", "غير مسبوقة"),
];
/// Preposition and noun that end a heading.
pub const HEADING_PAIRS: &[(&str, &str)] = &[
    ("قبل", "الشتاء"),
    ("رغم", "الاعتراضات"),
    ("على", "الطاولة"),
    ("بلا", "بدائل"),
    ("بعد", "الحصاد"),
];

/// Who does something, and where.
pub const ENGLISH: &[(&str, &str)] = &[
    (
        "Fishermen repair their nets",
        "at the old harbour before sunrise",
    ),
    (
        "A worker inspects a water pump",
        "on the edge of the village",
    ),
    ("Passengers wait for a ferry", "during a strike by the crew"),
    ("A view of the covered market", "after the morning rain"),
    ("Students cross a footbridge", "near the technical college"),
];
/// What a picture shows, up to the town.
pub const SCENES: &[&str] = &[
    "عمال يصلحون شبكة المياه في",
    "صيادون يجهزون قواربهم قبالة",
    "حافلات متوقفة وسط",
    "مزارعون يجمعون المحصول قرب",
    "باعة يعرضون بضائعهم في سوق",
];
/// Lines above a headline.
pub const KICKERS: &[&str] = &["اقتصاد", "شؤون محلية", "تقرير خاص", "مناخ", "بلديات"];
/// Subjects of tags, several of them of two words.
pub const TOPICS: &[&str] = &[
    "القمح",
    "المياه",
    "النقل العام",
    "الصيد البحري",
    "الزيتون",
    "الموانئ",
    "التعليم",
    "أسعار الوقود",
];
/// Lines of a menu.
pub const MENU: &[&str] = &[
    "الرئيسية",
    "محليات",
    "اقتصاد",
    "رياضة",
    "ثقافة وفنون",
    "صحة",
    "تقنية",
    "منوعات",
    "فيديو",
    "صور",
    "بودكاست",
    "بحث",
    "القائمة",
    "تسجيل الدخول",
    "البث المباشر",
    "أرشيف الأعداد",
    "اشترك الآن",
    "خدمة الرسائل",
    "النسخة الورقية",
    "كاريكاتير",
    "حجم الخط",
    "طباعة",
    "مشاركة",
];
/// Lines of the foot of a page.
pub const COLOPHON: &[&str] = &[
    "من نحن",
    "اتصل بنا",
    "سياسة الخصوصية",
    "شروط الاستخدام",
    "أعلن معنا",
    "خريطة الموقع",
    "جميع الحقوق محفوظة",
    "وظائف شاغرة",
    "تابعونا على فيسبوك",
    "تطبيقات الهاتف",
    "النشرة البريدية",
    "العودة إلى الأعلى",
    "الأكثر قراءة",
    "الأرشيف",
    "RSS",
];

/// First letters of an invented syllable; none can be read as a clitic.
pub const HARD: &[&str] = &["ز", "ش", "ط", "د", "ن", "م", "ق", "ج", "خ", "غ", "ه", "ر"];
/// Vowels of an invented syllable.
pub const LONG: &[&str] = &["ا", "و", "ي"];
/// Last letters of an invented syllable.
pub const CODA: &[&str] = &["ر", "ن", "م", "ق", "د", "ل", "ز"];
