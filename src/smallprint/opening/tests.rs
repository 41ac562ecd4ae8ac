use super::*;

fn line(text: &str) -> Vec<(PartKind, String)> {
    let slot = slot(text, Lexicon::builtin(), &mut Tokens::default());
    slot.map(|s| {
        s.parts
            .into_iter()
            .map(|p| (p.kind, text[p.range].to_owned()))
            .collect()
    })
    .unwrap_or_default()
}

fn run(text: &str) -> Option<(Vec<(PartKind, String)>, String)> {
    let slot = opening(text, Lexicon::builtin(), &mut Tokens::default())?;
    let parts = slot
        .parts
        .into_iter()
        .map(|p| (p.kind, text[p.range].to_owned()))
        .collect();
    Some((parts, text[slot.end..].trim_start().to_owned()))
}

fn reporter(name: &str) -> (PartKind, String) {
    (PartKind::Person(ContributorRole::Reporter), name.to_owned())
}

fn place(name: &str) -> (PartKind, String) {
    (PartKind::Place, name.to_owned())
}

fn agency(name: &str) -> (PartKind, String) {
    (PartKind::Agency, name.to_owned())
}

#[test]
fn byline_lines() {
    assert_eq!(
        line("سالم الحداد ـ جدة"),
        [reporter("سالم الحداد"), place("جدة")]
    );
    assert_eq!(
        line("القاهرة، بيروت: هند مراد، سعيد طه، الوكالات"),
        [
            place("القاهرة"),
            place("بيروت"),
            reporter("هند مراد"),
            reporter("سعيد طه"),
            agency("الوكالات"),
        ]
    );
    assert_eq!(
        line("متابعة: حسن العطار وسعيد الهاشمي"),
        [reporter("حسن العطار"), reporter("سعيد الهاشمي")]
    );
    assert_eq!(
        line("كتبت: منى السيد - تصوير: علي حسن"),
        [
            reporter("منى السيد"),
            (
                PartKind::Person(ContributorRole::Photographer),
                "علي حسن".to_owned()
            )
        ]
    );
}

#[test]
fn titles_addresses_and_dates_beside_names() {
    let title = |t: &str| (PartKind::Title, t.to_owned());
    let date = |t: &str| (PartKind::Date, t.to_owned());
    assert_eq!(
        line("سالم الحداد / مراسل الشؤون الاقتصادية"),
        [reporter("سالم الحداد"), title("مراسل الشؤون الاقتصادية")]
    );
    assert_eq!(
        line("كتبت هند مراد 20 يونيو 2021"),
        [reporter("هند مراد"), date("20 يونيو 2021")]
    );
    assert_eq!(
        line("كتبت هند مراد الأحد 20 يونيو 2021"),
        [reporter("هند مراد"), date("الأحد 20 يونيو 2021")]
    );
    // A weekday without a number may be a name.
    assert_eq!(line("كتبت هند الخميس"), [reporter("هند الخميس")]);
    assert_eq!(
        line("إعداد: هند مراد تصوير: علي حسن"),
        [
            reporter("هند مراد"),
            (
                PartKind::Person(ContributorRole::Photographer),
                "علي حسن".to_owned()
            )
        ]
    );
    assert_eq!(
        line("سالم الحداد salem@example.org"),
        [
            reporter("سالم الحداد"),
            (PartKind::Filler, "salem@example.org".to_owned())
        ]
    );
    assert_eq!(
        line("حاوره في صنعاء / سعيد طه"),
        [place("صنعاء"), reporter("سعيد طه")]
    );
    assert_eq!(
        line("متابعة سعيد طه وهند مراد"),
        [reporter("سعيد طه"), reporter("هند مراد")]
    );
}

#[test]
fn wires_and_towns_no_lexicon_knows() {
    let (parts, rest) = run("رويترز - وصل الوفد إلى العاصمة.").unwrap();
    assert_eq!(parts, [agency("رويترز")]);
    assert_eq!(rest, "وصل الوفد إلى العاصمة.");
    let (parts, _) = run("كندربول، ألمانيا (CNN) -- وصل الوفد.").unwrap();
    assert_eq!(parts[0], place("كندربول"));
    let (parts, _) = run("دبي 6 فبراير شباط (رويترز) - وصل الوفد.").unwrap();
    assert_eq!(
        parts,
        [
            place("دبي"),
            (PartKind::Date, "6 فبراير شباط".to_owned()),
            agency("رويترز")
        ]
    );
}

#[test]
fn headlines_between_marks_are_no_slots() {
    for text in [
        "دراسة : القراءة تقي من النسيان",
        "لحظة وصول قافلة إغاثة كبيرة “لغزة” علي متنها عدد كبير من الشاحنات",
        "مصر: إلغاء رسوم \"عبور مؤقت\" وشروط جديدة للتصدير",
        "شاهد بالفيديو سيول وانهيارات السودان",
    ] {
        assert_eq!(line(text), [], "{text}");
    }
    assert_eq!(
        line("تقرير خاص: سالم الحداد").last(),
        Some(&reporter("سالم الحداد"))
    );
}

#[test]
fn sentences_are_no_slots() {
    let cities = "بيروت، دمشق، عمان، القاهرة، تونس، الرباط، الجزائر، طرابلس، بغداد";
    assert_eq!(line(cities).len(), 9);
    assert_eq!(line(&format!("{cities}؟")), []);
    assert_eq!(line(&format!("{cities}.")).len(), 9);
    // A cue says who wrote, whatever ends the line.
    let people = "كتب: سالم الحداد - القاهرة، سامي النجار - بيروت، منى السيد - تونس.";
    assert!(line(people).len() >= 3);
}

#[test]
fn particles_bind_the_word_behind_them() {
    // شعر is a cue and a verb elsewhere.
    let slot = line("سالم أبو شعر - سبق");
    assert_eq!(slot, [reporter("سالم أبو شعر"), agency("سبق")]);
    let (parts, rest) = run("سالم أبو شعر- سبق: أعلنت البلدية").unwrap();
    assert_eq!(parts, [reporter("سالم أبو شعر"), agency("سبق")]);
    assert_eq!(rest, "أعلنت البلدية");
}

#[test]
fn buttons_before_a_slot_are_passed_over() {
    let slot = line("Next Previous سبق – الرياض");
    assert_eq!(slot, [agency("سبق"), place("الرياض")]);
}

#[test]
fn mastheads_and_correspondents_are_no_people() {
    for text in [
        "رئيس التحرير: سالم الحداد",
        "مدير التحرير منى سعد",
        "المشرف العام - سالم الحداد",
    ] {
        assert_eq!(line(text), [], "{text}");
    }
    let title = (PartKind::Title, "مراسل".to_owned());
    assert_eq!(
        line("مراسل الجزيرة - الدوحة"),
        [title, agency("الجزيرة"), place("الدوحة")]
    );
    assert_eq!(
        line("بواسطة سالم الحداد"),
        [(
            PartKind::Person(ContributorRole::Author),
            "سالم الحداد".to_owned()
        )]
    );
}

#[test]
fn dated_heads_of_the_wires() {
    let date = |t: &str| (PartKind::Date, t.to_owned());
    for (text, parts, rest) in [
        (
            "الكويت - 5 - 9 (كونا) -- وصل الوفد.",
            vec![place("الكويت"), date("5 - 9"), agency("كونا")],
            "وصل الوفد.",
        ),
        (
            "جدة 14 محرم 1441 هـ الموافق 13 سبتمبر 2019 م واس وصل الوفد.",
            vec![
                place("جدة"),
                date("14 محرم 1441 هـ الموافق 13 سبتمبر 2019 م"),
                agency("واس"),
            ],
            "وصل الوفد.",
        ),
        (
            "دمشق-سانا وصل الوفد.",
            vec![place("دمشق"), agency("سانا")],
            "وصل الوفد.",
        ),
        (
            "عمان 9 أيلول (بترا)- سالم الحداد- وصل الوفد.",
            vec![
                place("عمان"),
                date("9 أيلول"),
                agency("بترا"),
                reporter("سالم الحداد"),
            ],
            "وصل الوفد.",
        ),
    ] {
        assert_eq!(run(text), Some((parts, rest.to_owned())), "{text}");
    }
    // The agency's name is an ordinary word.
    let (parts, _) = run("الرباط (رويترز) - وصل الوفد.").unwrap();
    assert_eq!(parts, [place("الرباط"), agency("رويترز")]);
    for text in [
        "الرباط 13 يوليو 2020 ومع ذلك وصل الوفد.",
        "الرباط-ومع ذلك وصل الوفد.",
        "الكويت 5 - 9 في المباراة الأولى - وصل الوفد.",
    ] {
        assert!(run(text).is_none_or(|(parts, _)| parts.len() < 2), "{text}");
    }
}

#[test]
fn openings_are_cut_at_their_terminator() {
    let (parts, rest) = run("دمشق، سوريا (CNN)-- أعلنت الحكومة موعد الانتخابات.").unwrap();
    assert_eq!(
        parts,
        [
            place("دمشق"),
            (PartKind::Country, "سوريا".into()),
            agency("CNN")
        ]
    );
    assert_eq!(rest, "أعلنت الحكومة موعد الانتخابات.");
    let (parts, rest) = run("غزة - (أ ف ب): استؤنفت المحادثات صباح اليوم.").unwrap();
    assert_eq!(parts, [place("غزة"), agency("أ ف ب")]);
    assert_eq!(rest, "استؤنفت المحادثات صباح اليوم.");
    let (parts, rest) = run("كتب - سالم الحداد: افتتحت أمس الدورة الثالثة.").unwrap();
    assert_eq!(parts, [reporter("سالم الحداد")]);
    assert_eq!(rest, "افتتحت أمس الدورة الثالثة.");
    let (_, rest) = run("إسطنبول / الأناضول أعلنت الوزارة بدء العمل.").unwrap();
    assert_eq!(rest, "أعلنت الوزارة بدء العمل.");
}

#[test]
fn heads_of_the_wires() {
    let (parts, rest) = run("المنامة في 12 مايو / بنا / وصل الوفد.").unwrap();
    assert_eq!(
        parts,
        [
            place("المنامة"),
            (PartKind::Date, "12 مايو".to_owned()),
            agency("بنا")
        ]
    );
    assert_eq!(rest, "وصل الوفد.");
    let (parts, rest) = run("وام / وصل الوفد إلى العاصمة.").unwrap();
    assert_eq!(parts, [agency("وام")]);
    assert_eq!(rest, "وصل الوفد إلى العاصمة.");
    let (parts, _) = run("نواكشوط (ومأ) - وصل الوفد.").unwrap();
    assert_eq!(parts, [place("نواكشوط"), agency("ومأ")]);
    let (parts, _) = run("بيروت - وطنية - وصل الوفد.").unwrap();
    assert_eq!(parts, [place("بيروت"), agency("وطنية")]);
}

#[test]
fn dates_beside_places_and_names() {
    let date = |text: &str| (PartKind::Date, text.to_owned());
    for (text, town) in [
        (
            "الرياض22 ذو القعدة 1441هـ الموافق 13 يوليو 2020م واس",
            "الرياض",
        ),
        (
            "مكة المكرمة2 ذو القعدة 1441 هـ الموافق 23 يونيو 2020 م واس",
            "مكة المكرمة",
        ),
    ] {
        let parts = line(text);
        assert_eq!(parts.first(), Some(&place(town)), "{text}");
        assert_eq!(parts.last(), Some(&agency("واس")), "{text}");
        assert!(parts[1].1.ends_with(['م', '0']), "{text}: {parts:?}");
    }
    assert_eq!(
        line("منى السيد يوليو 13, 2020"),
        [reporter("منى السيد"), date("يوليو 13, 2020")]
    );
    assert_eq!(line("تصوير وإعداد: منى السيد"), [reporter("منى السيد")]);
    assert!(line("مجموعة20 تجتمع في الرياض").is_empty());
    for text in ["كاتب وباحث عربي", "الرئيسية / الشرق الأوسط"] {
        assert!(line(text).is_empty(), "{text}");
    }
}

#[test]
fn sentences_are_no_openings() {
    for text in [
        "قال الوزير: لن نقبل بأقل من ذلك في أي حال.",
        "القاهرة تستضيف القمة العربية - للمرة الثالثة - هذا العام.",
        "وأضاف سالم الحداد: نعمل على حل المشكلة في أقرب وقت.",
        "الرياض وواشنطن اتفقتا على الموعد: مطلع العام.",
    ] {
        assert!(run(text).is_none(), "{text}");
    }
}
