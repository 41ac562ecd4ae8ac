//! The noun phrase that speaks: where it begins and ends.

use std::borrow::Cow;
use std::ops::Range;

use super::apposition::{apposition, open_name};
use super::deeds::{is_action_noun, is_deed};
use super::forms::{has_tanwin, is_finite, is_manner, is_state};
use super::homograph::is_person;
use super::insertion::withheld;
use super::key::Key;
use super::lexis::{Form, Lexis};
use super::particles::{abbreviates_title, in_name, is_ali, is_mother, is_name_ali, is_van};
use super::prepositions::{is_in_charge, preposition_continues};
use super::recipient::{is_recipient, is_spoken_to};
use super::tokens::{Kind, Tokens, opens_with};
use super::words::{Marks, UNKNOWN, Word, is_bound_form};
use crate::lexicon::{FunctionClass, Lexicon, TitleClass};

/// The longest noun phrase that is read, in tokens.
const MAX_TOKENS: usize = 32;

/// Words that belong to the phrase before them, for what they are.
pub(super) const BELONGING: Marks = Marks::NAME
    .or(Marks::GIVEN_NAME)
    .or(Marks::PLACE)
    .or(Marks::COUNTRY)
    .or(Marks::NATIONALITY)
    .or(Marks::AGENCY_WORD)
    .or(Marks::SELF_WORD);

/// Heads of documents, of which a verb without a relative pronoun may tell more.
const DOCUMENTS: Marks = Marks::DOCUMENT.or(Marks::CHANNEL);

/// A noun phrase: token ranges without the insertions between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Np {
    /// The tokens up to the first insertion; empty only while the phrase is read.
    pub(super) first: Range<usize>,
    /// Those between and after insertions.
    pub(super) more: Vec<Range<usize>>,
    /// Letters of the first token that belong to a preposition or conjunction before the phrase.
    pub(super) proclitic: Proclitic,
}

/// What is written together with the first word of a phrase and does not belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Proclitic {
    #[default]
    None,
    /// و, ف or ل: one letter.
    Letter,
    /// لل: ل and the article, whose alef is not written.
    LiArticle,
}

impl Np {
    /// A phrase without insertions and proclitics.
    pub(super) fn of(tokens: Range<usize>) -> Np {
        Np {
            first: tokens,
            ..Np::default()
        }
    }

    pub(super) fn start(&self) -> usize {
        self.first.start
    }

    pub(super) fn end(&self) -> usize {
        self.more.last().unwrap_or(&self.first).end
    }

    /// The tokens of all pieces.
    pub(super) fn tokens(&self) -> NpTokens<'_> {
        NpTokens {
            piece: self.first.clone(),
            more: self.more.iter(),
        }
    }

    fn push(&mut self, piece: Range<usize>) {
        if piece.is_empty() {
            return;
        }
        if self.first.is_empty() {
            self.first = piece;
        } else {
            self.more.push(piece);
        }
    }

    /// Its first word; a demonstrative before it does not count.
    fn first_word(&self, tokens: &Tokens<'_, '_>) -> Option<usize> {
        let is_head = |i: usize| tokens.class(i) != Some(FunctionClass::Demonstrative);
        if tokens.kind(self.start()) == Kind::Word && is_head(self.start()) {
            return Some(self.start()); // as of most
        }
        let mut words = self.tokens().filter(|&i| tokens.kind(i) == Kind::Word);
        let first = words.next()?;
        if tokens.class(first) == Some(FunctionClass::Demonstrative) {
            return words.next().or(Some(first));
        }
        Some(first)
    }

    /// The match key of its first word, without a proclitic.
    pub(super) fn head<'a>(&self, tokens: &'a Tokens<'_, '_>) -> Cow<'a, [u8]> {
        let first = self.first_word(tokens);
        let key = first.map_or(Key::default(), |i| tokens.key(i));
        if first == Some(self.start()) {
            self.proclitic.strip(key)
        } else {
            key.bytes().into()
        }
    }

    /// Whether its first word, without a proclitic, has the article.
    pub(super) fn is_definite(&self, tokens: &Tokens<'_, '_>) -> bool {
        Key::new(&self.head(tokens)).begins("ال")
    }

    /// What the lexicons say of its first word, without a proclitic.
    pub(super) fn head_word(&self, tokens: &Tokens<'_, '_>) -> &'static Word {
        match (self.first_word(tokens), self.proclitic) {
            (Some(i), proclitic) if proclitic == Proclitic::None || i != self.start() => {
                tokens.word(i)
            }
            _ => Lexis::get().word(Key::new(&self.head(tokens))),
        }
    }
}

/// The tokens of a phrase, piece by piece.
#[derive(Clone, Debug)]
pub(super) struct NpTokens<'a> {
    piece: Range<usize>,
    more: std::slice::Iter<'a, Range<usize>>,
}

impl Iterator for NpTokens<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some(token) = self.piece.next() {
                return Some(token);
            }
            self.piece = self.more.next()?.clone();
        }
    }
}

impl Proclitic {
    fn strip(self, key: Key<'_>) -> Cow<'_, [u8]> {
        match self {
            Proclitic::None => key.bytes().into(),
            Proclitic::Letter => key.behind_first().bytes().into(),
            Proclitic::LiArticle => ["ا".as_bytes(), key.behind_first().bytes()].concat().into(),
        }
    }
}

/// Reads the noun phrase that starts at `from` and ends before `limit`.
pub(super) fn noun_phrase(tokens: &Tokens<'_, '_>, from: usize, limit: usize) -> Option<Np> {
    let limit = limit.min(from + MAX_TOKENS).min(tokens.len());
    let mut np = Np::default();
    let mut piece = from;
    let mut i = from;
    while i < limit {
        let empty = np.first.is_empty() && i == piece;
        match tokens.kind(i) {
            Kind::Open => {
                let Some(end) = tokens.pair(i) else { break };
                let short = tokens.is_closed(i)
                    && end < limit
                    && end - i <= 6
                    && !tokens.is(i + 1, Marks::MANNER); // "بأشد العبارات": how it was said
                if !short {
                    break;
                }
                i = end + 1;
            }
            Kind::BracketOpen | Kind::Dash => {
                if empty {
                    break;
                }
                // صحيفة (…), مدير شركة (…): the bracket holds the name.
                let named = i > from
                    && tokens.kind(i) == Kind::BracketOpen
                    && ([from, i - 1]
                        .iter()
                        .any(|&k| tokens.title(k) == Some(TitleClass::MediaHead))
                        || !tokens.is_definite(i - 1) && is_body(tokens.word(i - 1)))
                    && holds_name(tokens, i);
                // المادة (28)
                let named = named || is_numbered(tokens, i);
                match tokens.insertion_end(i) {
                    Some(end) if named && end <= limit => i = end,
                    Some(end) if end <= limit => {
                        np.push(piece..i);
                        piece = end;
                        i = end;
                    }
                    _ => break,
                }
            }
            Kind::Comma => {
                if empty {
                    break;
                }
                if let Some(end) = apposition(tokens, from, i, limit) {
                    i = end;
                } else {
                    // The phrase ends with it, or before the comma.
                    i = open_name(tokens, from, i)
                        .filter(|&end| end <= limit)
                        .unwrap_or(i);
                    break;
                }
            }
            Kind::Number => {
                if !empty && ends_before_number(tokens, i) {
                    break;
                }
                i += 1;
            }
            Kind::Stop if abbreviates_title(tokens, i) => i += 1,
            Kind::Word => {
                // What most rules ask is looked up once.
                let (word, key) = (tokens.word(i), tokens.key(i));
                if word.is(Marks::AGENCY_BEGINS)
                    && let Some(n) = outlet_at(tokens, i).filter(|n| i + n <= limit)
                {
                    i += n;
                    continue;
                }
                if !continues(tokens, i, (word, key), from, empty, limit)
                    || !empty && key.begins("ل") && is_spoken_to(tokens, from, i)
                {
                    break;
                }
                i += 1;
            }
            _ => break,
        }
    }
    // A preposition or conjunction at the end belongs to what follows.
    let mut end = i;
    while end > piece
        && (matches!(
            tokens.class(end - 1),
            Some(FunctionClass::Preposition | FunctionClass::Conjunction)
        ) && !in_name(tokens, end - 1)
            || matches!(tokens.kind(end - 1), Kind::Comma | Kind::Stop))
    {
        // د. belongs to a name that is no part of the phrase.
        end -= if tokens.kind(end - 1) == Kind::Stop {
            2
        } else {
            1
        };
    }
    np.push(piece..end);
    // هذه الصحيفة: what is pointed at is complete too.
    let pointed = usize::from(tokens.class(from) == Some(FunctionClass::Demonstrative));
    let named = from + pointed;
    if np.first.len() > 1 + pointed
        && (pointed > 0 || is_nameless(tokens.word(named)))
        && tokens.is_definite(named)
        && let Some(end) = complete_before(tokens, &(named..np.first.end))
    {
        np.first.end = end;
        np.more.clear();
    }
    (!np.first.is_empty()).then_some(np)
}

/// Whether the bracket at `open` holds the number of an article of law.
fn is_numbered(tokens: &Tokens<'_, '_>, open: usize) -> bool {
    open > 0
        && tokens.is(open - 1, Marks::LAW_PART)
        && tokens.kind(open) == Kind::BracketOpen
        && tokens.kind(open + 1) == Kind::Number
        && tokens.kind(open + 2) == Kind::BracketClose
}

/// Whether the word heads a body or an outlet, whose name may stand in brackets behind it.
pub(super) fn is_body(head: &Word) -> bool {
    match head.title {
        Some(class) => matches!(class, TitleClass::OrganisationHead | TitleClass::MediaHead),
        None => head.either(Marks::INSTITUTION) && !head.is(Marks::NAME.or(Marks::AGENCY)),
    }
}

/// Whether the bracket at `open` holds a name, and does not describe: (سنابل), but not (تأسست عام 1990), (درجة ثانية).
pub(super) fn holds_name(tokens: &Tokens<'_, '_>, open: usize) -> bool {
    const LONGEST: usize = 5;
    let inside = open + 1..tokens.len().min(open + 2 + LONGEST);
    let Some(close) = inside
        .clone()
        .find(|&k| tokens.kind(k) == Kind::BracketClose)
    else {
        return true;
    };
    let plain = |k: usize| match tokens.kind(k) {
        Kind::Word => {
            tokens.class(k) != Some(FunctionClass::Preposition)
                && tokens.verb(k).is_none()
                && !tokens.is(k, Marks::TIME)
        }
        Kind::Open | Kind::Close => true,
        _ => false,
    };
    let name = Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::AGENCY_WORD);
    let described = close > inside.start + 1
        && tokens.raw(close - 1).ends_with('ة')
        && !tokens.is_definite(close - 1)
        && !(inside.start..close).any(|k| tokens.is(k, name));
    (inside.start..close).all(plain) && !described
}

/// Whether the word heads a body, an outlet or a document, which with the article is no name: المرصد, المصادر.
pub(super) fn is_nameless(head: &Word) -> bool {
    match head.title {
        Some(class) => matches!(
            class,
            TitleClass::OrganisationHead
                | TitleClass::MediaHead
                | TitleClass::DocumentHead
                | TitleClass::Anonymous
        ),
        None => {
            (head.either(Marks::INSTITUTION) || head.is(Marks::DOCUMENT))
                && !head.is(Marks::NAME.or(Marks::AGENCY))
        }
    }
}

/// Where the phrase, whose head names nobody, is complete before a noun: without the article none belongs to المرصد or
/// المصادر العسكرية.
fn complete_before(tokens: &Tokens<'_, '_>, phrase: &Range<usize>) -> Option<usize> {
    let definite = |k: usize| tokens.kind(k) == Kind::Word && tokens.is_definite(k);
    let noun = phrase.clone().find(|&k| !definite(k))?;
    (noun > phrase.start && is_other(tokens, noun)).then_some(noun)
}

/// Whether the phrase that begins at `from` with a head that names nobody is complete before the noun at `i`.
pub(super) fn is_complete(tokens: &Tokens<'_, '_>, from: usize, i: usize) -> bool {
    complete_before(tokens, &(from..i + 1)) == Some(i)
}

/// Whether the word without the article at `i` is a noun that does not belong to the definite words before it.
fn is_other(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let word = tokens.word(i);
    !word.is(BELONGING)
        && word.class.is_none()
        && tokens.kind(i) == Kind::Word
        && !tokens.key(i).is_any(["شبه", "غير", "ذات"]) // شبه الرسمية
        && !tokens.key(i).begins_any(["و", "ل", "ب", "ك"])
        && !tokens.raw(i).is_ascii()
}

/// Whether a number at `i` starts a date, age or count outside the phrase. القناة 11 has it as its name.
fn ends_before_number(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let before = i - 1; // the phrase is not empty
    // التقرير الـ 51
    !matches!(tokens.class(before), Some(FunctionClass::Preposition))
        && !tokens.key(before).is_any(["القناه", "ال"])
}

/// Whether the word at `i`, given what is known of it and its match key, belongs to the phrase; `empty` where it would be
/// its first, in one that begins at `from`.
fn continues(
    tokens: &Tokens<'_, '_>,
    i: usize,
    (word, key): (&Word, Key<'_>),
    from: usize,
    empty: bool,
    limit: usize,
) -> bool {
    if !empty && (word.is(Marks::NAME) || in_name(tokens, i)) {
        // بيان صدر: a name too.
        return !(word.is(Marks::ISSUED) && is_relative_verb(tokens, from, i));
    }
    // ــ is a dash; خلاله is no noun; والذي begins a clause.
    let relative = |rest: Key<'_>| Lexis::get().word(rest).class == Some(FunctionClass::Relative);
    if tokens.is_marked(i) && tokens.raw(i).chars().all(|c| c == 'ـ')
        || empty && word.class.is_none() && is_bound(tokens, i)
        || key.begins("وال") && key.behind("و").is_some_and(relative)
        // فإنه, فإنها
        || key.begins("فان") && tokens.raw(i).strip_prefix('ف').is_some_and(|rest| opens_with(rest, 'إ'))
    {
        return false;
    }
    if empty
        && word.is(Marks::NAME_LIKE)
        && (is_name_ali(tokens, i) || is_van(tokens, i) || is_mother(tokens, i))
    {
        return true;
    }
    // وقال كي رون إن
    if empty
        && key == "كي"
        && tokens.class(i + 1).is_none()
        && tokens.verb(i + 1).is_none()
        && tokens.is(i + 2, Marks::COMPLEMENTISER)
        && tokens.opens_with(i + 2, 'إ')
    {
        return true;
    }
    if empty && (word.is(Marks::PERSON_FORM) || tokens.verb(i).is_some()) && is_person(tokens, i) {
        return true;
    }
    // صحيفة ساخرة: an adjective of what has no article.
    let adjective = || {
        !empty
            && tokens.raw(i).ends_with('ة')
            && tokens.raw(i - 1).ends_with('ة')
            && !tokens.is_definite(i - 1)
    };
    // Few phrases name a document, which is asked first.
    let of_document = || {
        (tokens.is(from, DOCUMENTS) || tokens.begins(from, "ل"))
            && is_relative_verb(tokens, from, i)
    };
    if word.is(Marks::MANNER) && !adjective() || !empty && of_document() {
        return false;
    }
    if !empty && word.is(Marks::WITHHOLDING) && withheld(tokens, i, tokens.len()).is_some() {
        return false;
    }
    // مصدر مطلع, دبلوماسي مطلع على الملف, which are no مطلع الأسبوع.
    let unnamed = || {
        let described = || i > from + 1 && ["ي", "يه"].iter().any(|end| tokens.ends(i - 1, end));
        let who = if described() { i - 2 } else { i - 1 };
        tokens.title(who) == Some(TitleClass::Anonymous) && !tokens.is_definite(i - 1)
    };
    if !empty
        && word.is(Marks::ALA_PARTICIPLE)
        && word.class == Some(FunctionClass::Time)
        && (tokens.key(i + 1) == "علي" || unnamed() && !tokens.is_definite(i + 1))
    {
        return true;
    }
    // المنظمات غير الحكومية, مصدر غير رسمي; but not غير مرة
    if !empty && word.class.is_some() && key == "غير" {
        let (before, next) = (tokens.key(i - 1), tokens.key(i + 1));
        let adjective = tokens.class(i + 1).is_none() && tokens.kind(i + 1) == Kind::Word;
        // طالب الوزير غير المسجلين: they are others.
        let many = |key: Key<'_>| key.ends("ين") || key.ends("ون");
        return adjective
            && i + 1 < limit
            && next != "مره"
            && next.begins("ال") == before.begins_any(["ال", "لل"])
            && many(before) >= many(next);
    }
    // An indefinite noun in the accusative is an adverb or an object.
    if tokens.is_marked(i) && has_tanwin(tokens.raw(i))
        // أصدرت الوزارة بيانا, ألقى الوزير كلمة
        || !empty
            && key.ends("ا")
            // شن النائب هجوما
            && (is_statement(key)
                || is_state(tokens, i)
                || key.before("ا").is_some_and(is_deed))
        || !empty
            && key.ends("ه")
            && word.is(Marks::CHANNEL)
            && !tokens.is_definite(i)
            && (tokens.is_definite(i - 1) || tokens.is(i - 1, Marks::NAME))
        || empty && is_manner(tokens, i)
        // طالب المدرب إنهاء العقد
        || i == from + 1
            && tokens.is_definite(from)
            && tokens.word(from).is_title_of_person()
            && !word.is(BELONGING)
            && is_action_noun(tokens, i)
        // الوزير الفرنسي بالاتفاق; but خبير بالاقتصاد, who is no other
        || !empty
            && key.behind("بال").is_some_and(is_deed)
            && (tokens.is_definite(from)
                || !tokens.word(from).is_title_of_person() && !tokens.is(from, Marks::ANONYMOUS))
            && (!tokens.is_definite(i - 1)
                || tokens.is(i - 1, Marks::NATIONALITY)
                || tokens.word(i - 1).is_title_of_person()
                || tokens.word(i - 1).either(Marks::INSTITUTION))
        || !empty && key.ends("ت") && is_finite(tokens, i)
    {
        return false;
    }
    match word.class {
        // إمام المسجد is no أمام المسجد.
        Some(FunctionClass::Preposition) if key == "امام" && tokens.opens_with(i, 'إ') => {
            return true;
        }
        Some(FunctionClass::Preposition) => {
            // وزير الخارجية كريم الحداد في المدينة: where he is.
            let there = || {
                key == "في"
                    && ends_name(tokens, from, i)
                    // مدير ملعب كريم الحداد في المدينة سالم النجار
                    && !(i + 1..limit).any(|k| {
                        tokens.is(k, Marks::NAME.or(Marks::GIVEN_NAME)) && tokens.class(k).is_none()
                    })
            };
            return !empty
                && i + 1 < limit
                && !there()
                && (preposition_continues(tokens, i)
                    || key == "علي" && is_ali(tokens, from, i, limit)
                    || key == "عن" && is_in_charge(tokens, from, i, limit));
        }
        Some(FunctionClass::Quantifier) => return empty || !word.is(Marks::COUNT),
        Some(FunctionClass::Demonstrative) => {
            // أحد هؤلاء الرجال
            let part = || {
                tokens
                    .key(i - 1)
                    .is_any(["احد", "احدي", "بعض", "جميع", "كل"])
            };
            return tokens.is_definite(i + 1) && (empty || part());
        }
        // من أجل البيئة
        Some(_) if key == "اجل" && !empty && tokens.key(i - 1) == "من" => return true,
        // مدير عام, أمين عام
        Some(FunctionClass::Time) => {
            // الرئيس الحالي, كريم المقبل: an adjective of who speaks, or a surname.
            let described = || {
                key.is_any(["الحالي", "الحاليه", "المقبل", "الماضي"])
                    && (tokens.word(i - 1).is_title_of_person()
                        || tokens.is(i - 1, Marks::NAME.or(Marks::GIVEN_NAME)))
            };
            let general = || {
                key == "عام"
                    && (tokens.title(i - 1).is_some()
                        || tokens.is(i - 1, Marks::TITLE_BEGINS)
                        // عضو المجلس وأمين عام الحزب
                        || tokens.key(i - 1).behind("و").is_some_and(|title| {
                            Lexis::get().word(title).is(Marks::TITLE_BEGINS)
                        }))
            };
            // رئيس المجلس صباح كرحان أن: a name.
            let named = || {
                word.is(Marks::GIVEN_NAME)
                    && tokens.word(from).is_title_of_person()
                    && *tokens.word(i + 1) == UNKNOWN
                    && tokens.kind(i + 1) == Kind::Word
                    && !is_action_noun(tokens, i + 1)
                    && tokens.is(i + 2, Marks::COMPLEMENTISER)
            };
            return !empty && (general() || described() || named());
        }
        // منطقة آثار النور: the noun.
        Some(FunctionClass::Verb) if !empty && key == "اثار" && tokens.opens_with(i, 'آ') => {
            return true;
        }
        Some(FunctionClass::Verb) => {
            // Names and nouns that are spelt like verbs: only inside a phrase, after its head.
            return !empty
                && tokens.verb(i).is_none_or(|hit| hit.reading.also_noun)
                && key.begins("ال");
        }
        Some(_) => return false,
        None => {}
    }
    let ends = Marks::COMPLEMENTISER
        .or(Marks::CAPACITY)
        .or(Marks::TRANSPARENT)
        .or(Marks::SAYING)
        .or(Marks::OPENER)
        .or(Marks::TIME)
        .or(Marks::VERB_PARTICLE);
    // تل أبيب: a month, but not there.
    if word.is(ends) && !(i > from && ends_place(tokens, i)) {
        return false;
    }
    // بينايت بمقابلة هاتفية: in what it was said
    if !empty
        && key
            .behind("ب")
            .is_some_and(|rest| Lexis::get().word(rest).is(Marks::CHANNEL))
    {
        return false;
    }
    if let Some(rest) = key.behind("ل") {
        // لأعضاء: whom it was said to.
        let people = Marks::ADDRESSEE.or(Marks::ANONYMOUS);
        // مركز القدس لدراسات السوق: no people.
        let things = ["دراسات", "تقارير", "معلومات", "انباء"];
        if is_recipient(tokens, i)
            || !empty && Lexis::get().word(rest).is(people) && !rest.is_any(things)
        {
            return false;
        }
    }
    if let Some(hit) = tokens.verb(i) {
        match hit.reading.form {
            // لتعقب ناقلات النفط: things
            Form::Participle => return !empty && key.ends("ات"),
            Form::Masdar => {}
            _ if hit.reading.also_noun && !hit.conjunction && !empty => {}
            _ => return empty && hit.reading.also_noun && !hit.conjunction,
        }
    }
    // هاتفيا, رسميا: adverbs, unless the name of a country or person.
    !(!empty
        && key.ends("يا")
        && !key.begins("ال")
        && !word.is(BELONGING)
        && !is_surname_in_ya(tokens, from, i, limit))
}

/// Whether the name of the person whose title begins at `from` ends before `end`: وزير الخارجية كريم الحداد, but not
/// مدير مستشفى كريم الحداد.
fn ends_name(tokens: &Tokens<'_, '_>, from: usize, end: usize) -> bool {
    let name = Marks::NAME.or(Marks::GIVEN_NAME);
    let title = tokens.title(from);
    if end < from + 3
        || title == Some(TitleClass::Anonymous)
        || !tokens.word(from).is_title_of_person()
    {
        return false;
    }
    let (given, surname) = (tokens.word(end - 2), tokens.word(end - 1)); // end is not less than 3
    let owner = tokens.word(end - 3);
    (given.is(Marks::NAME) || given.is(Marks::GIVEN_NAME) && surname.is(Marks::NAME))
        && given.title.is_none()
        && given.class.is_none()
        && tokens.kind(end - 1) == Kind::Word
        && (*surname == UNKNOWN || surname.is(name))
        && surname.title.is_none()
        && !(end - 3 > from && !tokens.is_definite(end - 3) && owner.either(Marks::INSTITUTION))
        && !(end - 3 > from && is_body(owner))
}

/// Whether the word is a statement, in the accusative too: بيان, بيانا.
pub(super) fn is_statement(key: Key<'_>) -> bool {
    let bare = key.before("ا").unwrap_or(key);
    Lexis::get().word(bare).is(Marks::CHANNEL)
}

/// Whether the word ends the name of a place of two words.
fn ends_place(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    Lexicon::builtin()
        .places()
        .longest_of(&tokens.keys::<2>(i - 1), |_| true) // it is not the first
        .is_some_and(|(words, _)| words == 2)
}

/// Whether the word in يا, which no list has, goes on with the name of a person: رودي غارسيا, أنطونيو غارسيا باسترو.
fn is_surname_in_ya(tokens: &Tokens<'_, '_>, from: usize, i: usize, limit: usize) -> bool {
    let strange = |k: usize| {
        *tokens.word(k) == UNKNOWN
            && tokens.kind(k) == Kind::Word
            && !tokens.is_definite(k)
            && !tokens.raw(k).ends_with('ة')
    };
    *tokens.word(i) == UNKNOWN
        && i > from
        && (tokens.is(i - 1, Marks::NAME.or(Marks::GIVEN_NAME))
            || i + 1 < limit && strange(i - 1) && strange(i + 1))
}

/// Whether the word is a preposition with a pronoun: خلاله, أمامها.
pub(super) fn is_bound(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let bound = if tokens.is_known(i) {
        tokens.is(i, Marks::BOUND)
    } else {
        is_bound_form(tokens.key(i), |stem| {
            Lexis::get().word(stem).class == Some(FunctionClass::Preposition)
        })
    };
    // Folded, the ة of many a noun is the pronoun ه.
    bound && !tokens.raw(i).ends_with('ة')
}

/// The words of the outlet of several words that begins at `i`, where one may begin: سي إن إن ends with no complementiser.
fn outlet_at(tokens: &Tokens<'_, '_>, i: usize) -> Option<usize> {
    if !tokens.is(i + 1, Marks::COMPLEMENTISER) {
        return None;
    }
    let agencies = Lexicon::builtin().agencies();
    agencies
        .longest_of(&tokens.keys::<4>(i), |_| true)
        .map(|(n, _)| n)
        .filter(|&n| n > 1)
}

/// Whether the word at `i` is a verb about a document without the article that the phrase names: خطاب تلقاه المجلس, بيان
/// نشرته الوزارة, وثائق اطلعت عليها اللجنة.
pub(super) fn is_relative_verb(tokens: &Tokens<'_, '_>, from: usize, i: usize) -> bool {
    let head = |key: Key<'_>| Lexis::get().word(key).is(DOCUMENTS);
    // ووفقا لخطاب
    let heads = tokens.is(from, DOCUMENTS) || tokens.key(from).behind("ل").is_some_and(head);
    if !heads || tokens.is_definite(from) || tokens.is_definite(i) {
        return false;
    }
    if tokens.is(i, Marks::ISSUED) {
        return true;
    }
    let key = tokens.key(i);
    let raw = tokens.raw(i);
    // Of a noun with a pronoun the noun is a word that is known: بيان وزارته.
    let verbal = |word: &Word| {
        *word == UNKNOWN
            || word.is(Marks::ISSUING.or(Marks::ISSUED))
            || word.class == Some(FunctionClass::Verb)
    };
    let strange = |stem: Key<'_>| {
        let word = Lexis::get().word(stem);
        // نشرته: نشرة is a noun too.
        word.is(Marks::ISSUING)
            || stem.has_letters(3)
                && *Lexis::get().of_hashes(stem.hashes_with("ه")) == UNKNOWN
                && verbal(word)
    };
    let of_her = key
        .before("ته")
        .or_else(|| key.before("تها"))
        .is_some_and(strange);
    let of_him = key
        .before("اه")
        .or_else(|| key.before("اها"))
        .is_some_and(strange);
    let signed = || {
        let pronoun = key
            .enclitic()
            .filter(|(_, pronoun)| matches!(*pronoun, "ه" | "ها"));
        let verb = |stem: Key<'_>| {
            let noun = stem.before("ت").map(|bare| bare.hashes_with("ه"));
            strange(stem) && noun.is_none_or(|noun| *Lexis::get().of_hashes(noun) == UNKNOWN)
        };
        let next = tokens.word(i + 1);
        let acts =
            tokens.is_definite(i + 1) || next.title.is_some() || next.either(Marks::INSTITUTION);
        pronoun.is_some_and(|(stem, _)| verb(stem)) && acts
    };
    let on = ["عليه", "عليها", "به", "بها", "فيه", "فيها"];
    let with_preposition = || key.ends("ت") && raw.ends_with('ت') && tokens.key(i + 1).is_any(on);
    verbal(tokens.word(i))
        && !raw.ends_with('ة')
        && (of_her || of_him || signed() || with_preposition())
}

impl Np {
    /// The phrase as text: its pieces joined, without a proclitic.
    pub(super) fn text<'t>(&self, tokens: &Tokens<'t, '_>) -> Cow<'t, str> {
        let text = |piece: &Range<usize>| {
            let bytes = tokens.start(piece.start)..tokens.end(piece.end.saturating_sub(1));
            tokens.text().get(bytes).unwrap_or("")
        };
        let written = text(&self.first);
        let first = match self.proclitic {
            Proclitic::None => Cow::Borrowed(written),
            Proclitic::Letter => Cow::Borrowed(without_letter(written)),
            Proclitic::LiArticle => Cow::Owned(format!("ا{}", without_letter(written))),
        };
        if self.more.is_empty() {
            return first;
        }
        let mut out = first.into_owned();
        for piece in &self.more {
            out.push(' ');
            out.push_str(text(piece));
        }
        Cow::Owned(out)
    }

    /// The bytes of the text it stands in, insertions included, a proclitic left out; `None` where its first letter is
    /// not written.
    pub(super) fn bytes(&self, tokens: &Tokens<'_, '_>) -> Option<Range<usize>> {
        let from = tokens.start(self.start());
        let to = tokens.end(self.end().saturating_sub(1));
        let skipped = match self.proclitic {
            Proclitic::None => 0,
            Proclitic::Letter => {
                let text = tokens.text().get(from..to).unwrap_or("");
                text.len() - without_letter(text).len()
            }
            Proclitic::LiArticle => return None,
        };
        Some(from + skipped..to.max(from + skipped))
    }
}

/// The text without its first letter and the marks on it.
fn without_letter(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars
        .as_str()
        .trim_start_matches(|c| matches!(c, '\u{064B}'..='\u{065F}' | 'ـ'))
}
