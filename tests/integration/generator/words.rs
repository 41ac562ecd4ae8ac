//! Names and sentences, put together from the lists of [`vocabulary`](super::vocabulary);
//! agreement in gender holds because verbs and subjects carry theirs.
//!
//! Verbs stand before their subject (a verb there is singular and agrees in gender only), subjects
//! before their verb are singular or inanimate, so the same two forms serve both orders.

use super::rng::Rng;
use super::vocabulary::{
    BODIES, CODA, COLOPHON, CONNECTIVES, COUNTED, DEEDS, ENGLISH, EVENTS, FAMILIES,
    FURTHER_REPORTS, FUTURE_TIMES, HARD, HEADING_ADJECTIVES, HEADING_NOUNS, HEADING_PAIRS, KICKERS,
    LONG, MEN, MENU, OUTLETS, PAST_TIMES, REAL_TOWNS, REASONS, REFERRING, REPORTS, SCENES,
    STATEMENTS, TITLES, TOWN_OPENINGS, TOWNS_WITH_COUNTRY, UNNAMED, WOMEN,
};

/// A person with the gender their verb needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Given and family name.
    pub name: String,
    /// Takes feminine verbs and titles.
    pub woman: bool,
}

/// A name-like word of two closed syllables, of no language and in no lexicon.
fn invented(rng: &mut Rng) -> String {
    let mut word = String::new();
    for _ in 0..2 {
        word.push_str(rng.pick(HARD));
        word.push_str(rng.pick(LONG));
        word.push_str(rng.pick(CODA));
    }
    word
}

/// A person, half the time with a name built from syllables.
pub fn person(rng: &mut Rng) -> Person {
    if rng.one_in(2) {
        let name = format!("{} {}ي", invented(rng), invented(rng));
        return Person { name, woman: false };
    }
    let woman = rng.one_in(2);
    let given = rng.pick(if woman { WOMEN } else { MEN });
    Person {
        name: format!("{given} {}", rng.pick(FAMILIES)),
        woman,
    }
}

/// A town, half the time one that does not exist.
pub fn town(rng: &mut Rng) -> String {
    if rng.one_in(2) {
        return known_town(rng);
    }
    let (opening, name) = (rng.pick(TOWN_OPENINGS), invented(rng));
    format!("{opening} {name}").trim().to_owned()
}

/// A capital or large city.
pub fn known_town(rng: &mut Rng) -> String {
    rng.pick(REAL_TOWNS).to_owned()
}

/// A capital with its country.
pub fn town_and_country(rng: &mut Rng) -> (&'static str, &'static str) {
    *rng.row(TOWNS_WITH_COUNTRY)
}

fn body(rng: &mut Rng) -> (String, bool) {
    if rng.one_in(6) {
        return (format!("بلدية {}", town(rng)), true);
    }
    let &(name, feminine) = rng.row(BODIES);
    (name.to_owned(), feminine)
}

fn place(rng: &mut Rng) -> String {
    match rng.below(5) {
        0 => format!("في {}", town(rng)),
        1 => format!("قرب {}", town(rng)),
        2 => format!("في أحياء {} الشرقية", town(rng)),
        3 => "على طول الساحل".to_owned(),
        _ => "في القرى المجاورة".to_owned(),
    }
}

/// Whom a report comes from; after the opening also somebody named before.
fn source(rng: &mut Rng, opening: bool) -> (String, bool) {
    if !opening && rng.one_in(6) {
        let &(name, feminine) = rng.row(REFERRING);
        return (name.to_owned(), feminine);
    }
    match rng.below(4) {
        0 => {
            let &(name, feminine) = rng.row(UNNAMED);
            (name.to_owned(), feminine)
        }
        1 => body(rng),
        _ => {
            let Person { name, woman } = person(rng);
            let &(man_title, woman_title) = rng.row(TITLES);
            let title = if woman { woman_title } else { man_title };
            (format!("{title} {name}"), woman)
        }
    }
}

/// A clause that can follow `أن`: subject first, verb in the future.
fn clause(rng: &mut Rng) -> String {
    let time = rng.pick(FUTURE_TIMES);
    if rng.one_in(2) {
        let &(_, present, subject) = rng.row(EVENTS);
        return format!("{subject} س{present} {} {time}", place(rng));
    }
    let (subject, feminine) = body(rng);
    let &(_, _, man, woman, objects) = rng.row(DEEDS);
    let verb = if feminine { woman } else { man };
    format!("{subject} س{verb} {} {time}", rng.pick(objects))
}

fn deed(rng: &mut Rng) -> String {
    let (subject, feminine) = body(rng);
    let &(man, woman, _, _, objects) = rng.row(DEEDS);
    let verb = if feminine { woman } else { man };
    let (object, time) = (rng.pick(objects), rng.pick(PAST_TIMES));
    format!("{verb} {subject} {time} {object} {}", rng.pick(REASONS))
}

fn event(rng: &mut Rng) -> String {
    let &(past, _, subject) = rng.row(EVENTS);
    let (place, time) = (place(rng), rng.pick(PAST_TIMES));
    format!("{past} {subject} {place} {time} {}", rng.pick(REASONS))
}

fn report(rng: &mut Rng, opening: bool) -> String {
    let (name, feminine) = source(rng, opening);
    let further = !opening && rng.one_in(5);
    let reports = if further { FURTHER_REPORTS } else { REPORTS };
    let &(man, woman, opener) = rng.row(reports);
    let verb = if feminine { woman } else { man };
    format!("{verb} {name} {opener} {}", clause(rng))
}

fn counted(rng: &mut Rng) -> String {
    let &(subject, plural, accusative, genitive) = rng.row(COUNTED);
    let verb = if subject.starts_with("كلفة") {
        "بلغت"
    } else {
        "بلغ"
    };
    let (number, unit) = match rng.below(3) {
        0 => (rng.between(3, 10), plural),
        1 => (rng.between(11, 99), accusative),
        _ => (rng.between(1, 9) * 100, genitive),
    };
    let reason = rng.pick(REASONS);
    format!("{verb} {subject} {number} {unit} {} {reason}", place(rng))
}

/// One sentence of a body, with its full stop. `opening` leaves out the conjunction, as the first
/// sentence of an article does.
pub fn sentence(rng: &mut Rng, opening: bool) -> String {
    if !opening && rng.one_in(6) {
        let (name, feminine) = source(rng, false);
        let verb = if feminine { "وقالت" } else { "وقال" };
        return format!("{verb} {name}: \"{}\".", rng.pick(STATEMENTS));
    }
    let core = match rng.below(7) {
        0 | 1 => deed(rng),
        2 => event(rng),
        3 | 4 => report(rng, opening),
        5 => counted(rng),
        _ => {
            let outlet = rng.pick(OUTLETS);
            format!("نقلت صحيفة \"{outlet}\" عن مسؤول محلي أن {}", clause(rng))
        }
    };
    if opening {
        format!("{core}.")
    } else if rng.one_in(3) {
        format!("{}{core}.", rng.pick(CONNECTIVES))
    } else {
        format!("و{core}.")
    }
}

/// A pulled quotation with its marks.
pub fn pull_quote(rng: &mut Rng) -> String {
    let text = rng.pick(STATEMENTS);
    let marks = rng.pick(&["«»", "\"\"", "“”"]);
    let mut ends = marks.chars();
    let (open, close) = (ends.next().unwrap_or('"'), ends.next().unwrap_or('"'));
    format!("{open}{text}{close}")
}

/// A headline: subject before verb, no final punctuation.
pub fn headline(rng: &mut Rng) -> String {
    match rng.below(4) {
        0 => {
            let &(_, present, subject) = rng.row(EVENTS);
            format!("{subject} {present} {} {}", place(rng), rng.pick(REASONS))
        }
        1 => {
            let (subject, feminine) = body(rng);
            let &(_, _, man, woman, objects) = rng.row(DEEDS);
            let verb = if feminine { woman } else { man };
            let reason = rng.pick(REASONS);
            format!("{reason}.. {subject} {verb} {}", rng.pick(objects))
        }
        2 => format!("{}: {}", rng.row(TITLES).0, clause(rng)),
        _ => {
            let (subject, feminine) = body(rng);
            let &(_, _, man, woman, objects) = rng.row(DEEDS);
            let verb = if feminine { woman } else { man };
            let object = rng.pick(objects);
            format!("{subject} {verb} {object} {}", rng.pick(REASONS))
        }
    }
}

/// A standfirst: one or two clauses without a final full stop.
pub fn deck(rng: &mut Rng) -> String {
    format!("{}، و{}", clause(rng), event(rng))
}

/// The line above a headline.
pub fn kicker(rng: &mut Rng) -> String {
    rng.pick(KICKERS).to_owned()
}

/// A heading of `words` words, 1 to 5, without end punctuation.
pub fn heading(rng: &mut Rng, words: usize) -> String {
    let &(noun, feminine) = rng.row(HEADING_NOUNS);
    // The adjective of two words stands last in the list and is used where it fits the count.
    let one_word = rng.row(&HEADING_ADJECTIVES[..HEADING_ADJECTIVES.len() - 1]);
    let two_words = HEADING_ADJECTIVES[HEADING_ADJECTIVES.len() - 1];
    let agree = |pair: &(&'static str, &'static str)| if feminine { pair.1 } else { pair.0 };
    let &(preposition, object) = rng.row(HEADING_PAIRS);
    match words {
        0 | 1 => noun.to_owned(),
        2 => format!("{noun} {}", agree(one_word)),
        3 if rng.one_in(2) => format!("{noun} {}", agree(&two_words)),
        3 => format!("{noun} {preposition} {object}"),
        4 => format!("{noun} {} {preposition} {object}", agree(one_word)),
        _ => format!("{noun} {} {preposition} {object}", agree(&two_words)),
    }
}

/// A caption without brackets.
pub fn caption(rng: &mut Rng) -> String {
    format!("{} {}", rng.pick(SCENES), town(rng))
}

/// A caption with a bracket that says where somebody stands.
pub fn caption_with_position(rng: &mut Rng, at_end: bool) -> String {
    let mark = rng.pick(&["يسار", "يمين", "الثاني من اليمين"]);
    let title = rng.row(TITLES).0;
    if at_end {
        format!("جولة في {} شارك فيها {title} ({mark})", town(rng))
    } else {
        format!("{title} ({mark}) خلال جولة في {}", town(rng))
    }
}

/// The alternative text an agency sends with a picture.
pub fn english_alt(rng: &mut Rng) -> String {
    let (who, doing) = *rng.row(ENGLISH);
    match rng.below(3) {
        0 => who.to_owned(),
        1 => format!("{who} {doing}"),
        _ => format!("{who} {doing}, {} May 2019.", rng.between(1, 28)),
    }
}

/// An entry of a bulleted list.
pub fn list_item(rng: &mut Rng) -> String {
    let &(_, _, _, _, objects) = rng.row(DEEDS);
    format!("{} {}", rng.pick(objects), rng.pick(FUTURE_TIMES))
}

/// A line of the menu above an article.
pub fn menu_line(rng: &mut Rng) -> String {
    if rng.one_in(4) {
        return format!("أخبار {}", town(rng));
    }
    rng.pick(MENU).to_owned()
}

/// A line of the foot of a page.
pub fn colophon_line(rng: &mut Rng) -> String {
    match rng.below(4) {
        0 => format!("طقس {}", town(rng)),
        1 => rng.pick(MENU).to_owned(),
        _ => rng.pick(COLOPHON).to_owned(),
    }
}
