//! From a layout to an article: fills every chosen part with words and puts pictures, list and
//! quotation between the paragraphs.

use std::collections::HashSet;

use super::layout::{
    BylineForm, CreditForm, DatelineForm, FigureForm, Layout, ListForm, PositionForm, RelatedForm,
    SourceForm, StampForm, StampPlace, TagForm, TitleForm,
};
use super::rng::Rng;
use super::vocabulary::{AGENCIES, CLOSING_AGENCIES, OUTLETS, TOPICS};
use super::words;
use super::{
    Byline, Dateline, Generated, LONG_PARAGRAPH, Labelled, Piece, Section, Source, Stamp, letters,
};

/// Month in use from Egypt to the Gulf, month in use in the Levant.
const MONTHS: [(&str, &str); 12] = [
    ("يناير", "كانون الثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار"),
    ("أبريل", "نيسان"),
    ("مايو", "أيار"),
    ("يونيو", "حزيران"),
    ("يوليو", "تموز"),
    ("أغسطس", "آب"),
    ("سبتمبر", "أيلول"),
    ("أكتوبر", "تشرين الأول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الأول"),
];
const WEEKDAYS: [&str; 7] = [
    "الأحد",
    "الاثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
];

/// What the article says already. A parser may take a second copy of a line for one, so none is
/// printed by accident.
#[derive(Default)]
struct Said(HashSet<String>);

impl Said {
    /// Draws until the outcome is new. Every list of words allows far more than an article holds.
    fn fresh(&mut self, mut draw: impl FnMut() -> String) -> String {
        loop {
            let text = draw();
            if self.0.insert(text.clone()) {
                return text;
            }
        }
    }
}

/// The article of a layout.
pub fn compose(layout: &Layout, rng: &mut Rng) -> Generated {
    let mut said = Said::default();
    let headline = layout.headline.then(|| said.fresh(|| words::headline(rng)));
    // Drawn before the menu, which may hold all the same words.
    let kicker = layout.kicker.then(|| said.fresh(|| words::kicker(rng)));
    let title = headline.as_deref().and_then(|headline| {
        let site = rng.pick(OUTLETS);
        match layout.title {
            TitleForm::None => None,
            TitleForm::SiteAfter => Some(format!("{headline} - {site}")),
            TitleForm::SiteBefore => Some(format!("{site} | {headline}")),
        }
    });
    Generated {
        strict: layout.strict,
        spacing: layout.spacing,
        title,
        nav: (0..layout.nav)
            .map(|_| said.fresh(|| words::menu_line(rng)))
            .collect(),
        kicker,
        headline,
        deck: layout.deck.then(|| words::deck(rng)),
        byline: byline(layout.byline, rng),
        stamp: stamp(layout.stamp, layout.stamp_place, rng),
        dateline: dateline(layout.dateline, layout.strict, rng),
        sections: sections(layout, &mut said, rng),
        source: source(layout.source, rng),
        end_mark: layout.end_mark.then(|| "// انتهى //".to_owned()),
        tags: tags(layout.tags, rng),
        related: related(layout.related, &mut said, rng),
        footer: (0..layout.footer)
            .map(|_| said.fresh(|| words::colophon_line(rng)))
            .collect(),
    }
}

fn byline(form: BylineForm, rng: &mut Rng) -> Option<Byline> {
    let person = words::person(rng);
    let name = person.name;
    let people = |line: String| Byline {
        line,
        names: vec![name.clone()],
        dateline: None,
        places: Vec::new(),
        agencies: Vec::new(),
    };
    let wrote = if person.woman { "كتبت" } else { "كتب" };
    let town = words::town(rng);
    let with_town = |line: String, dateline: String| Byline {
        line,
        names: vec![name.clone()],
        dateline: Some(dateline),
        places: vec![town.clone()],
        agencies: Vec::new(),
    };
    Some(match form {
        BylineForm::None => return None,
        BylineForm::Wrote => people(format!("{wrote}: {name}")),
        BylineForm::WroteBare => people(format!("{wrote} {name}")),
        BylineForm::ByPen => people(format!("بقلم: {name}")),
        BylineForm::ByPenBare => people(format!("بقلم {name}")),
        BylineForm::TatweelTown => with_town(format!("{name} ـ {town}"), format!("ـ {town}")),
        BylineForm::DashTown => with_town(format!("{name} - {town}"), format!("- {town}")),
        BylineForm::TownColon => with_town(format!("{town}: {name}"), format!("{town}:")),
        BylineForm::Prepared => {
            let other = words::person(rng).name;
            Byline {
                line: format!("إعداد: {name}، تصوير: {other}"),
                names: vec![name, other],
                dateline: None,
                places: Vec::new(),
                agencies: Vec::new(),
            }
        }
        BylineForm::Outlet => {
            let outlet = rng.pick(OUTLETS);
            Byline {
                line: format!("{outlet} - وكالات:"),
                names: Vec::new(),
                dateline: None,
                places: Vec::new(),
                agencies: vec![outlet.to_owned(), "وكالات".to_owned()],
            }
        }
    })
}

fn dateline(form: DatelineForm, strict: bool, rng: &mut Rng) -> Option<Dateline> {
    let mut town = if strict {
        words::known_town(rng)
    } else {
        words::town(rng)
    };
    let mut agency = rng.pick(AGENCIES);
    let (text, opening) = match form {
        DatelineForm::None => return None,
        DatelineForm::LineDash => {
            agency = "وكالات";
            (format!("{town} - {agency}"), false)
        }
        DatelineForm::LineSlash => (format!("{town} / {agency}"), false),
        DatelineForm::LineColon => (format!("{town}: {agency}"), false),
        DatelineForm::RunBracket => (format!("{town} ({agency}) -"), true),
        DatelineForm::RunCountry => {
            let (capital, country) = words::town_and_country(rng);
            capital.clone_into(&mut town);
            (format!("{town}، {country} ({agency}) --"), true)
        }
        DatelineForm::RunDashes => (format!("{town} - ({agency}) -"), true),
        DatelineForm::RunColon => (format!("{town} - {agency}:"), true),
    };
    Some(Dateline {
        text,
        opening,
        places: vec![town],
        agencies: vec![agency.to_owned()],
    })
}

/// The day of the week, 0 for Sunday (Sakamoto's method, Gregorian).
fn weekday(year: usize, month: usize, day: usize) -> usize {
    const SHIFT: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    (year + year / 4 - year / 100 + year / 400 + SHIFT[month - 1] + day) % 7
}

fn stamp(form: StampForm, place: StampPlace, rng: &mut Rng) -> Option<Stamp> {
    // Days above 12 cannot be read as months.
    let (year, month, day) = (
        rng.between(2006, 2025),
        rng.between(1, 12),
        rng.between(13, 28),
    );
    let time = format!("{:02}:{:02}", rng.below(24), rng.below(60));
    let (gulf, levant) = MONTHS[month - 1];
    let long = format!("{day} {gulf} {year}");
    let date = format!("{year}-{month:02}-{day:02}");
    let moment = format!("{date}T{time}");
    let (line, value) = match form {
        StampForm::None => return None,
        StampForm::Labelled => (format!("تاريخ النشر: {long}"), date),
        StampForm::Weekday => {
            let name = WEEKDAYS[weekday(year, month, day)];
            (format!("{name} {long}"), date)
        }
        StampForm::TwoCalendars => (format!("{day} {levant}/{gulf} {year} - {time}"), moment),
        StampForm::Numeric => (format!("{year}/{month:02}/{day:02} - {time}"), moment),
        StampForm::Updated => (format!("آخر تحديث: {long} {time}"), moment),
    };
    Some(Stamp {
        line,
        value,
        updated: form == StampForm::Updated,
        place,
    })
}

fn sentences(layout: &Layout, first: bool, said: &mut Said, rng: &mut Rng) -> Piece {
    let mut list: Vec<String> = Vec::new();
    let wanted = rng.between(1, 4);
    while list.len() < wanted || (layout.strict && letters(&list) < LONG_PARAGRAPH) {
        let opening = first && list.is_empty();
        list.push(said.fresh(|| words::sentence(rng, opening)));
    }
    Piece::Paragraph(list)
}

fn sections(layout: &Layout, said: &mut Said, rng: &mut Rng) -> Vec<Section> {
    let mut list = Vec::with_capacity(layout.sections + 1);
    for number in 0..=layout.sections {
        let paragraphs = if number == 0 {
            layout.lead
        } else {
            rng.between(1, 3)
        };
        let longest = if layout.strict { 4 } else { 5 };
        let length = rng.between(1, longest);
        list.push(Section {
            heading: (number > 0).then(|| said.fresh(|| words::heading(rng, length))),
            pieces: (0..paragraphs)
                .map(|p| sentences(layout, number == 0 && p == 0, said, rng))
                .collect(),
        });
    }
    for &form in &layout.figures {
        let piece = figure(form, said, rng);
        insert(&mut list, vec![piece], 0, layout, rng);
    }
    if let Some(pieces) = bullets(layout.list, said, rng) {
        insert(&mut list, pieces, 1, layout, rng);
    }
    if layout.quote {
        let piece = Piece::Quote(words::pull_quote(rng));
        insert(&mut list, vec![piece], 1, layout, rng);
    }
    list
}

/// Puts blocks into one of the sections, after at least `low` of its blocks. A section that has no
/// room for them where the layout allows them stays as it is.
fn insert(
    sections: &mut [Section],
    pieces: Vec<Piece>,
    low: usize,
    layout: &Layout,
    rng: &mut Rng,
) {
    let last = sections.len() - 1;
    let number = rng.between(0, last);
    let closed = number == last && layout.source == SourceForm::Closing;
    let section = &mut sections[number];
    let low = if layout.strict && number > 0 { 1 } else { low };
    let high = section.pieces.len() - usize::from(layout.strict || closed);
    if low <= high {
        let at = rng.between(low, high);
        section.pieces.splice(at..at, pieces);
    }
}

fn figure(form: FigureForm, said: &mut Said, rng: &mut Rng) -> Piece {
    let caption = said.fresh(|| match form.position {
        PositionForm::None => words::caption(rng),
        PositionForm::Inside => words::caption_with_position(rng, false),
        PositionForm::AtEnd => words::caption_with_position(rng, true),
    });
    let agency = rng.pick(AGENCIES);
    let credit = match form.credit {
        CreditForm::Agency if form.position != PositionForm::AtEnd => Some(agency.to_owned()),
        CreditForm::Archive if form.position != PositionForm::AtEnd => {
            Some(format!("{agency}-أرشيف"))
        }
        _ => None,
    };
    Piece::Figure {
        alt: form.alt.then(|| said.fresh(|| words::english_alt(rng))),
        caption,
        credit,
    }
}

/// A list, half the time after a line that announces it.
fn bullets(form: ListForm, said: &mut Said, rng: &mut Rng) -> Option<Vec<Piece>> {
    let mark = match form {
        ListForm::None => return None,
        ListForm::Dash => "- ",
        ListForm::Bullet => "• ",
        ListForm::Star => "* ",
    };
    let items = (0..rng.between(2, 5))
        .map(|_| said.fresh(|| words::list_item(rng)))
        .collect();
    let mut pieces = Vec::new();
    if rng.one_in(2) {
        pieces.push(Piece::Paragraph(vec![
            "وتشمل الإجراءات المعلنة ما يلي:".to_owned(),
        ]));
    }
    pieces.push(Piece::List { mark, items });
    Some(pieces)
}

fn source(form: SourceForm, rng: &mut Rng) -> Option<Source> {
    let first = rng.below(AGENCIES.len());
    let second = (first + rng.between(1, AGENCIES.len() - 1)) % AGENCIES.len();
    let (a, b) = (AGENCIES[first], AGENCIES[second]);
    let closing = rng.pick(CLOSING_AGENCIES);
    let (text, names) = match form {
        SourceForm::None => return None,
        SourceForm::Plus => (format!("المصدر : {a} + {b}"), vec![a, b]),
        SourceForm::One => (format!("المصدر: {a}"), vec![a]),
        SourceForm::Comma => (format!("المصدر: {a}، {b}"), vec![a, b]),
        SourceForm::Dash => (format!("المصادر: {a} - {b}"), vec![a, b]),
        SourceForm::Relayed => (format!("*نقلا عن {a}"), vec![a]),
        SourceForm::Closing => (format!("({closing})"), vec![closing]),
    };
    Some(Source {
        text,
        closing: form == SourceForm::Closing,
        names: names.into_iter().map(str::to_owned).collect(),
    })
}

fn tags(form: TagForm, rng: &mut Rng) -> Option<Labelled> {
    // A hash tag of one word leaves open no question of how its words are parted.
    let one_word = form == TagForm::Hashes;
    let topics: Vec<&str> = TOPICS
        .iter()
        .copied()
        .filter(|topic| !one_word || !topic.contains(' '))
        .collect();
    let start = rng.below(topics.len());
    let count = rng.between(2, 4);
    let values: Vec<&str> = topics
        .iter()
        .copied()
        .cycle()
        .skip(start)
        .take(count)
        .collect();
    let line = match form {
        TagForm::None => return None,
        TagForm::Commas => format!("الوسوم: {}", values.join("، ")),
        TagForm::Bars => format!("كلمات دلالية: {}", values.join(" | ")),
        TagForm::Hashes => format!("#{}", values.join(" #")),
    };
    let values = values.into_iter().map(str::to_owned).collect();
    Some(Labelled { line, values })
}

fn related(form: RelatedForm, said: &mut Said, rng: &mut Rng) -> Option<Labelled> {
    let line = match form {
        RelatedForm::None => return None,
        RelatedForm::ReadAlso => "اقرأ أيضا:",
        RelatedForm::SameTopic => "مواضيع ذات صلة",
        RelatedForm::More => "المزيد من الأخبار",
    };
    Some(Labelled {
        line: line.to_owned(),
        values: (0..rng.between(1, 4))
            .map(|_| said.fresh(|| words::headline(rng)))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::weekday;

    #[test]
    fn known_days_of_the_week() {
        // Monday, Wednesday, Tuesday: three dates whose weekday any calendar shows.
        assert_eq!(weekday(2006, 5, 8), 1);
        assert_eq!(weekday(2024, 5, 15), 3);
        assert_eq!(weekday(2000, 2, 29), 2);
    }
}
