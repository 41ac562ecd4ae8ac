//! Names in a text: persons and institutions named in passing, and the words of their names.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::apposition::closes_name;
use super::deeds::{is_action_noun, is_deed};
use super::key::Key;
use super::lexis::Lexis;
use super::particles::in_name;
use super::phrase::{Np, Proclitic, noun_phrase};
use super::recipient::is_full_name;
use super::sought::Sought;
use super::tokens::{Kind, Store, Tokens};
use super::units::Unit;
use super::words::{Marks, UNKNOWN};
use crate::lexicon::hash::WordHasher;
use crate::lexicon::{FunctionClass, TitleClass};

/// The texts of a portion of the article, with their tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts<'p, 'a> {
    pub(super) units: &'p [Unit<'a>],
    pub(super) store: &'p Store,
}

impl<'p, 'a> Texts<'p, 'a> {
    /// The tokens of the `n`th text, from 0.
    pub(super) fn tokens(&self, n: usize) -> Option<Tokens<'a, 'p>> {
        self.store.tokens(n, self.units.get(n)?.text)
    }
}

/// How many tokens a phrase may take from the word on with which a name begins.
const REACH: usize = 18;

/// Texts of more tokens in all are not searched for a word each time one is asked for.
const LONG: usize = 1 << 11;

/// More steps than that are not taken to search a portion word by word: a word may be asked for, or written, any number of
/// times.
const STEPS: usize = 512;

/// Whom the texts of a portion name, and the words of all names met so far. Of most texts neither is asked for: they are
/// read text by text, where it is.
#[derive(Debug, Default)]
pub(super) struct Named {
    phrases: Vec<Np>,
    /// For each text, if it was read, where its phrases stand among all.
    of_texts: Vec<Option<Range<usize>>>,
    /// How many texts from the first on were all read.
    learnt: usize,
    /// How many steps were taken to search the texts.
    steps: usize,
    /// By the hashes of their match keys.
    words: HashSet<u64, BuildHasherDefault<WordHasher>>,
}

impl Named {
    /// How many phrases were read.
    pub(super) fn len(&self) -> usize {
        self.phrases.len()
    }

    /// The phrases of the `n`th text, from 0, if it was read.
    pub(super) fn of(&self, n: usize) -> &[Np] {
        let read = self.of_texts.get(n).and_then(Option::as_ref);
        let phrases = read.and_then(|read| self.phrases.get(read.clone()));
        phrases.unwrap_or_default()
    }

    /// Remembers the words of all names in the texts before the `end`th.
    pub(super) fn learn(&mut self, texts: Texts<'_, '_>, end: usize) {
        for n in self.learnt..end {
            self.learn_text(texts, n);
        }
        self.learnt = self.learnt.max(end);
    }

    /// Remembers the words of the names in the `n`th text, unless it was read.
    fn learn_text(&mut self, texts: Texts<'_, '_>, n: usize) {
        let read = self.of_texts.get(n).is_some_and(Option::is_some);
        let Some(tokens) = texts.tokens(n).filter(|_| !read) else {
            return;
        };
        let start = self.phrases.len();
        named(&tokens, 0..tokens.len(), &mut self.phrases);
        let new = self.phrases.get(start..).unwrap_or_default();
        let words = new.iter().flat_map(|np| name_words(&tokens, np));
        self.words.extend(words.map(|i| tokens.hash(i)));
        self.set(n, start);
    }

    /// Notes that the phrases from the `start`th on are those of the `n`th text.
    fn set(&mut self, n: usize, start: usize) {
        if self.of_texts.len() <= n {
            self.of_texts.resize(n + 1, None);
        }
        if let Some(of_text) = self.of_texts.get_mut(n) {
            *of_text = Some(start..self.phrases.len());
        }
    }

    /// Whether the word with the hash was met in a name of the texts up to the `n`th or of an earlier portion.
    fn has(&mut self, texts: Texts<'_, '_>, n: usize, word: u64) -> bool {
        if texts.store.len() <= LONG && self.steps <= STEPS {
            if self.words.contains(&word) {
                return true;
            }
            if let Some(found) = self.search(texts, n, word) {
                return found;
            }
        }
        self.learn(texts, n + 1);
        self.words.contains(&word)
    }

    /// Whether the word with the hash is a word of a name in the texts up to the `n`th; `None` where that takes too many
    /// steps.
    fn search(&mut self, texts: Texts<'_, '_>, n: usize, word: u64) -> Option<bool> {
        self.steps += 1;
        for (n, i) in texts.store.words(n + 1, word) {
            let Some(tokens) = texts.tokens(n) else {
                continue;
            };
            if is_named(&tokens, i, &mut self.steps) {
                return Some(true);
            }
            if self.steps > STEPS {
                return None;
            }
        }
        Some(false)
    }

    /// Reads the names of the texts before the `end`th, which are the last with sources. If words of these are sought, it
    /// reads only the names that have one, and that of whom is named first of all. Who has none is neither a source nor
    /// meant by one, and is never the most recent, but for the first: without him the others are what they are, in their
    /// order. Of very many not all are remembered: then more of those that matter are.
    pub(super) fn read(&mut self, texts: Texts<'_, '_>, end: usize, sought: Option<&Sought>) {
        let places = sought.map(|sought| sought.places(texts.store, end));
        if places.as_ref().is_some_and(Vec::is_empty) {
            return; // nor is there an order among them
        }
        let mut places = places.map(|places| places.into_iter().peekable());
        let mut near = Vec::new();
        for n in 0..end {
            let start = self.phrases.len();
            let read = self.of_texts.get(n).is_some_and(Option::is_some);
            // Behind the last name of the text before none is sought.
            while let Some(places) = &mut places
                && places.next_if(|place| place.0 < n).is_some()
            {}
            let next = places.as_mut().map(|places| places.peek());
            let far = next.is_some_and(|next| next.is_none_or(|next| next.0 > n));
            if read || far && start > 0 {
                continue;
            }
            let Some(tokens) = texts.tokens(n) else {
                continue;
            };
            let Some(places) = &mut places else {
                named(&tokens, 0..tokens.len(), &mut self.phrases);
                self.set(n, start);
                continue;
            };
            let mut from = 0;
            while let Some(mut heads) = stretch(&tokens, from) {
                from = heads.end;
                // The phrase of a name may begin with the word before it: the last one near may be near the next name too.
                let (first, last) = (heads.start.saturating_sub(1), heads.end + REACH - 2);
                near.clear();
                while let Some((_, i)) = places.next_if(|place| *place < (n, last)) {
                    if i >= first {
                        near.push(i);
                    }
                }
                near.extend(
                    places
                        .peek()
                        .filter(|place| **place == (n, last))
                        .map(|place| place.1),
                );
                let known = self.phrases.len();
                // Of whom is named first of all nothing tells where.
                if known > 0 {
                    let Some(last) = near.last() else {
                        continue;
                    };
                    heads.end = heads.end.min(last + 2);
                }
                named(&tokens, heads, &mut self.phrases);
                let mut kept = known;
                for k in known..self.phrases.len() {
                    let np = &self.phrases[k]; // k < len
                    let next = near.partition_point(|&i| i < np.start());
                    if k == 0 || near.get(next).is_some_and(|&i| i < np.end()) {
                        self.phrases.swap(kept, k);
                        kept += 1;
                    }
                }
                self.phrases.truncate(kept);
            }
            self.set(n, start);
        }
    }

    /// Forgets the phrases of the texts.
    pub(super) fn clear(&mut self) {
        self.phrases.clear();
        self.of_texts.clear();
        (self.learnt, self.steps) = (0, 0);
    }

    /// Bytes for which there is room.
    pub(super) fn room(&self) -> usize {
        self.phrases.capacity() * size_of::<Np>()
            + self.of_texts.capacity() * size_of::<Option<Range<usize>>>()
            + self.words.capacity() * 2 * size_of::<u64>() // at most, with what the set itself needs
    }

    /// Forgets all names.
    pub(super) fn forget(&mut self) {
        self.clear();
        if self.words.len() > LONG {
            self.words = HashSet::default(); // too many to keep room for
        } else {
            self.words.clear();
        }
    }
}

/// Whether the word at `i` is a word of a name that is remembered. Counts the steps it takes.
fn is_named(tokens: &Tokens<'_, '_>, i: usize, steps: &mut usize) -> bool {
    let mut first = i + 2;
    *steps += 1;
    // The first of the words with which names may begin that belong together.
    while let Some(head) = tokens
        .last_head(first)
        .filter(|head| first - head <= REACH + 1)
    {
        first = head;
        *steps += 1;
    }
    let mut phrases = Vec::new();
    named(tokens, first..i + 2, &mut phrases);
    let mut words = phrases.iter().flat_map(|np| name_words(tokens, np));
    words.any(|k| k == i)
}

/// The words with which names may begin, from the first at `from` or behind it, as far as the phrase of one may reach the
/// next: which of them begin one depends on each other, and on no other.
fn stretch(tokens: &Tokens<'_, '_>, from: usize) -> Option<Range<usize>> {
    let first = tokens.next_head(from..tokens.len())?;
    let mut end = first + 1;
    while let Some(next) = tokens.next_head(end..end + REACH - 1) {
        end = next + 1;
    }
    Some(first..end)
}

/// The words of a name that are remembered.
fn name_words(tokens: &Tokens<'_, '_>, np: &Np) -> impl Iterator<Item = usize> {
    let end = description(tokens, np).unwrap_or(np.end());
    np.tokens().filter(move |&i| {
        i < end
            && tokens.kind(i) == Kind::Word
            && is_telling(tokens, i)
            && (!tokens.is_definite(i) || i + 1 == end)
    })
}

/// Whether the word may tell someone from others: it is no title, no adjective and not short.
fn is_telling(tokens: &Tokens<'_, '_>, i: usize) -> bool {
    let word = tokens.word(i);
    word.class.is_none()
        && word.title.is_none()
        && !word.is(Marks::NATIONALITY.or(Marks::COUNTRY).or(Marks::PLACE))
        && tokens.letters(i) >= 4
}

/// The words of the names met up to a text.
#[derive(Debug)]
pub(super) struct Names<'r> {
    named: RefCell<&'r mut Named>,
    texts: Texts<'r, 'r>,
    n: usize,
}

impl<'r> Names<'r> {
    /// Those met up to the `n`th text and in it.
    pub(super) fn new(named: &'r mut Named, texts: Texts<'r, 'r>, n: usize) -> Names<'r> {
        Names {
            named: RefCell::new(named),
            texts,
            n,
        }
    }

    /// Whether a word of the phrase was met in a name.
    #[cold] // what it is asked of is seldom in doubt
    pub(super) fn any(&self, tokens: &Tokens<'_, '_>, np: &Np) -> bool {
        let mut named = self.named.borrow_mut();
        let mut telling = np.tokens().filter(|&i| is_telling(tokens, i));
        telling.any(|i| named.has(self.texts, self.n, tokens.hash(i)))
    }
}

/// Adds the persons named with a title, to whom a short name may refer later: those whose names begin with some of the
/// tokens.
fn named(tokens: &Tokens<'_, '_>, heads: Range<usize>, out: &mut Vec<Np>) {
    let mut i = heads.start;
    while let Some(at) = tokens.next_head(i..heads.end) {
        i = at;
        let record = tokens.word(i);
        let word = tokens.kind(i) == Kind::Word;
        // A given name that no title leads, with the word before it that says what the person is.
        let name = word
            && tokens.is(i, Marks::NAME)
            && tokens.letters(i) >= 3
            && tokens.kind(i + 1) == Kind::Word
            && tokens.class(i + 1).is_none();
        if name {
            let from = described_from(tokens, i);
            if let Some(np) = noun_phrase(tokens, from, i + REACH - 1) {
                let np = person_name(tokens, np);
                i = np.end().max(i + 1);
                out.push(np);
                continue;
            }
        }
        let institution = word
            && tokens.word(i).either(Marks::INSTITUTION)
            && (tokens.is_definite(i + 1)
                || tokens.kind(i + 1) == Kind::Open
                || tokens.class(i + 1).is_none());
        let titled = institution
            || word && record.is(Marks::PEER) && record.class.is_none()
            || word
                && tokens.title(i).is_some_and(|class| {
                    !matches!(
                        class,
                        TitleClass::DocumentHead | TitleClass::Anonymous | TitleClass::Modifier
                    )
                });
        if titled
            && let Some(np) = noun_phrase(tokens, styled_from(tokens, i), i + REACH)
            && np.tokens().count() >= 2
        {
            let body = matches!(
                tokens.title(i),
                Some(TitleClass::OrganisationHead | TitleClass::MediaHead)
            );
            let np = if institution || body {
                institution_name(tokens, np)
            } else {
                person_name(tokens, np)
            };
            i = np.end().max(i + 1);
            out.push(np);
            continue;
        }
        i += 1;
    }
}

/// Where the phrase of the person begins whose given name, which no title leads, stands at `i`: with the word before it that
/// says what the person is.
fn described_from(tokens: &Tokens<'_, '_>, i: usize) -> usize {
    let Some(before) = i.checked_sub(1) else {
        return i;
    };
    if tokens.kind(before) != Kind::Word
        || !tokens.is_definite(before)
        || tokens.class(before).is_some()
    {
        return i;
    }
    let first = before.checked_sub(1);
    let noun = |k: usize| {
        tokens.kind(k) == Kind::Word
            && tokens.class(k) != Some(FunctionClass::Preposition)
            && tokens.verb(k).is_none()
    };
    if tokens.is(before, Marks::NATIONALITY) {
        // وصل الأرجنتيني رامون كاسياس, but المنتخب الأرجنتيني
        // The first word of a clause may be its verb.
        let leads = |k: usize| {
            !tokens.is_definite(k)
                && !tokens.raw(k).ends_with('ة')
                && k.checked_sub(1)
                    .is_none_or(|k| tokens.kind(k) != Kind::Word)
        };
        let alone = first.is_none_or(|k| !noun(k) || leads(k));
        return if alone { before } else { i };
    }
    // عالمة الرياضيات باولا: no verb ends so.
    let head = first.filter(|&k| {
        noun(k)
            && tokens.raw(k).ends_with('ة')
            && !tokens.is_definite(k)
            && *tokens.word(k) == UNKNOWN
    });
    head.unwrap_or(before)
}

/// Whether the phrase is one word that no list has, as the surname of a person known to the readers.
pub(super) fn is_lone_surname(tokens: &Tokens<'_, '_>, np: &Np) -> bool {
    let i = np.start();
    np.first.len() == 1
        && np.more.is_empty()
        && np.proclitic == Proclitic::None
        && *tokens.word(i) == UNKNOWN
        && tokens.letters(i) >= 3
}

/// The given name before the surname at `i`, with it: توماس مولر, also behind و.
pub(super) fn full_name(tokens: &Tokens<'_, '_>, i: usize) -> Option<Np> {
    let mut given = i.checked_sub(1)?;
    let follows = tokens.kind(i + 1) == Kind::Word && tokens.is(i + 1, Marks::NAME);
    if tokens.kind(given) != Kind::Word || tokens.class(given).is_some() || follows {
        return None;
    }
    if tokens.is(given, Marks::NAME.or(Marks::GIVEN_NAME)) {
        // برنار هنري ليفي
        let first = given.checked_sub(1).filter(|&k| {
            tokens.is(k, Marks::NAME) && tokens.kind(k) == Kind::Word && tokens.class(k).is_none()
        });
        given = first.unwrap_or(given);
        // عادل زوندل الرقم: at the head of a sentence it may be a verb.
        let heads = tokens.sentences().iter().any(|s| s.start == given);
        let sure = !heads || tokens.is(given, Marks::NAME);
        return sure.then(|| Np::of(given..i + 1));
    }
    let rest = tokens.key(given).behind("و")?;
    Lexis::get().word(rest).is(Marks::NAME).then(|| Np {
        proclitic: Proclitic::Letter,
        ..Np::of(given..i + 1)
    })
}

/// Where the style before the title of a person at `i` begins: صاحب السمو الملكي الأمير.
fn styled_from(tokens: &Tokens<'_, '_>, i: usize) -> usize {
    if i < 2 || !tokens.is_definite(i) || !tokens.is_definite(i - 1) {
        return i;
    }
    let style = if i > 2 && tokens.key(i - 1) == "الملكي" {
        i - 2
    } else {
        i - 1
    };
    let begins = style > 0
        && tokens.key(style - 1).is_any(["صاحب", "صاحبه"])
        && tokens
            .key(style)
            .behind("ال")
            .is_some_and(|bare| Lexis::get().word(bare).is(Marks::STYLE));
    if begins { style - 1 } else { i }
}

/// The name of an institution named in passing: nothing tells where the next phrase begins, so it ends with its
/// nationality, before a second head, and where a word cannot belong to a name that is complete.
pub(super) fn institution_name(tokens: &Tokens<'_, '_>, mut np: Np) -> Np {
    let mut complete = false;
    for k in np.first.clone() {
        if k > np.first.start {
            let governed = tokens.class(k - 1) == Some(FunctionClass::Preposition);
            let second = complete && !governed && tokens.word(k).either(Marks::INSTITUTION);
            // اجتمعت اللجنة برئاسة الدكتور كريم الحداد
            let led = tokens.begins(k, "ب")
                && tokens.kind(k) == Kind::Word
                && k + 1 < np.end()
                && !tokens.is(k, Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::PLACE))
                && tokens.class(k).is_none()
                && tokens.word(k + 1).is_title_of_person();
            if second
                || led
                || complete && !governed && runs_on(tokens, k)
                || strays(tokens, k, np.end())
            {
                np.first.end = k;
                break;
            }
            // الأمانة العامة لهيئة كبار العلماء: the body that it belongs to has its own name.
            let other = tokens.key(k).behind("ل").is_some_and(|rest| {
                !rest.begins("ل") && Lexis::get().word(rest).either(Marks::INSTITUTION)
            });
            complete = tokens.is_definite(k) || complete && !other;
        }
        // الحكومة العراقية تهدف: with an adjective what has the article is complete.
        complete |= k > np.first.start && tokens.is(k, Marks::NATIONALITY);
    }
    np.more.clear();
    np
}

/// Whether the word at `k` cannot continue the name of an institution behind a definite word: a noun without the article,
/// as in صندوق النقد الدولي نمو, or a noun with it behind an adjective that it does not agree with, as in
/// وزارة الدفاع المصرية الفيديو.
fn runs_on(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    if tokens.kind(k) != Kind::Word || tokens.class(k).is_some() {
        return false;
    }
    if tokens.is_definite(k) {
        return tokens.is(k - 1, Marks::NATIONALITY)
            && tokens.is_definite(k - 1)
            && is_feminine(tokens, k) != is_feminine(tokens, k - 1);
    }
    // وزارة الصحة ووقاية المجتمع; الاتحاد الدولي لكرة القدم; but الجيش التركي وتنظيم …
    let key = tokens.key(k);
    let next = key.behind("و").is_some_and(|rest| {
        let word = Lexis::get().word(rest);
        word.either(Marks::INSTITUTION) || word.title.is_some()
    });
    if next && tokens.is(k - 1, Marks::NATIONALITY) {
        return true;
    }
    let joined = key.begins_any(["و", "ل", "ب"]) || tokens.raw(k).is_ascii();
    !joined
        && !tokens.is(
            k,
            Marks::NAME
                .or(Marks::GIVEN_NAME)
                .or(Marks::PLACE)
                .or(Marks::COUNTRY),
        )
}

/// Whether a phrase of another clause begins at `k`: في and a noun of no place, ب and what is done.
fn strays(tokens: &Tokens<'_, '_>, k: usize, end: usize) -> bool {
    if tokens.key(k) == "في" {
        let word = tokens.word(k + 1);
        let place = Marks::PLACE.or(Marks::COUNTRY).or(Marks::ORDINARY);
        return k + 1 >= end
            || !word.is(place) && word.title.is_none() && !word.either(Marks::INSTITUTION);
    }
    let key = tokens.key(k);
    let name = || tokens.is(k, Marks::NAME.or(Marks::GIVEN_NAME).or(Marks::PLACE));
    // قال البنك لزبائنه: whom it tells.
    let own =
        |rest: Key<'_>| rest.has_letters(5) && rest.owned().is_some() && !is_feminine(tokens, k);
    key.behind("ب").is_some_and(is_deed) && !name() || key.behind("ل").is_some_and(own) && !name()
}

/// Whether the word has the ending of the feminine, as written: folding makes ة the pronoun ه.
fn is_feminine(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    tokens.raw(k).ends_with('ة')
}

/// The name of a person named in passing, cut where the name ends: before a preposition, a word with ل or ب, a word
/// that is no name behind its last, and before an apposition that is not whole.
pub(super) fn person_name(tokens: &Tokens<'_, '_>, mut np: Np) -> Np {
    let name = |k: usize| tokens.is(k, Marks::NAME) || in_name(tokens, k);
    // أمير المنطقة بمنح الشباب فرصة: what is done.
    let end = np.end();
    let done = (np.first.start + 1..np.first.end)
        .find(|&k| tokens.begins(k, "ب") && tokens.kind(k) == Kind::Word && strays(tokens, k, end));
    if let Some(done) = done {
        np.first.end = done;
        np.more.clear();
    }
    // سالم الحداد، مدير الميناء، …: an apposition that ends with a comma belongs to the name, if that is whole.
    if let Some(comma) = description(tokens, &np) {
        let own = Np {
            proclitic: np.proclitic,
            ..Np::of(np.first.start..comma)
        };
        let own = person_name(tokens, own);
        // مدرب الفريق على خسارته
        let more = |k: usize| tokens.key(k).is_any(["علي", "عن", "الي"]);
        let whole = own.end() == comma
            && np.more.is_empty()
            && tokens.kind(end) == Kind::Comma
            && !(comma..end).any(more);
        return if whole && end == np.end() { np } else { own };
    }
    let full = np.first.clone();
    let known = full.clone().find(|&k| name(k));
    // الرئيس الفلبيني رودريغو: behind the adjective of a title comes the name, known or not.
    let unknown = || {
        full.clone().skip(1).find(|&k| {
            tokens.is_definite(k - 1)
                && !tokens.is_definite(k)
                && tokens.class(k).is_none()
                && tokens.title(k).is_none()
                && !tokens.key(k).begins_any(["ل", "ب"])
                // بحث وزير الخارجية مباحثات السلام
                && !(tokens.ends(k, "ات") && tokens.letters(k) > 5)
                && !is_action_noun(tokens, k)
        })
    };
    let Some(first) = known.or_else(unknown) else {
        // بحث وزير الخارجية مباحثات السلام
        let thing = full.clone().skip(1).find(|&k| {
            let many = tokens.ends(k, "ات") && tokens.letters(k) > 5;
            tokens.is_definite(k - 1)
                && !tokens.is_definite(k)
                && tokens.class(k).is_none()
                && tokens.title(k).is_none()
                && (many || is_action_noun(tokens, k))
        });
        if let Some(thing) = thing {
            np.first.end = thing;
            np.more.clear();
        }
        end_before_comma(tokens, &mut np);
        return np;
    };
    // Words behind the first that no list has as names.
    let mut strange = 0;
    let mut cut = false;
    for k in first + 1..full.end {
        // داوود الثاني
        if is_ordinal(tokens, k) {
            continue;
        }
        // دا سيلفا: a short word is part of the next one.
        strange += usize::from(!name(k) && tokens.letters(k) > 3);
        let foreign = tokens.class(k).is_some() && !name(k)
            || (tokens.begins(k, "ل") || tokens.begins(k, "ب"))
                && !name(k)
                && !tokens.is(k, Marks::GIVEN_NAME)
                && !(tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME)) && closes_name(tokens, k))
                && !(k == first + 1 && is_foreign_surname(tokens, k))
            || k > first + 3 && !name(k);
        let surname = tokens.is_definite(k - 1) && !name(k);
        // استقبل أحمد سالم السفير: the next person, as a surname stands behind one name.
        let met = k > first + 1
            && tokens.is_definite(k)
            && !name(k)
            && (tokens.word(k).is_title_of_person() || tokens.word(k).either(Marks::INSTITUTION));
        // فجر كريم الحداد مفاجأة: behind two names what is feminine and has no article is none.
        let thing = (k > first + 1 || k > 1 && tokens.is(k - 2, Marks::GIVEN_NAME))
            && !name(k)
            && is_feminine(tokens, k)
            && !tokens.is_definite(k);
        if foreign || surname || met || thing || !name(k) && is_no_name(tokens, k, strange) {
            np.first.end = k;
            cut = true;
            break;
        }
    }
    let limited = cut || np.first.end >= full.start + 8;
    // كريم بن سالم نائب رئيس الدولة رئيس الوزراء، …: in full it is what a comma ends, if nobody else is named in it.
    let whole = |from: usize| {
        np.more.is_empty()
            && tokens.kind(full.end) == Kind::Comma
            && tokens.word(from).is_title_of_person()
            && (!tokens.is_definite(from) || tokens.key(from + 1).is_any(["العام", "باسم"]))
            && !(from + 1..full.end).any(|k| name(k) || tokens.kind(k) != Kind::Word)
    };
    // An apposition that is cut off says nothing: سالم الحداد، رئيس.
    let apposed = (first + 1..np.first.end).find(|&k| {
        tokens.kind(k) == Kind::Comma
            || tokens.title(k).is_some() && !name(k) && !tokens.is(k, Marks::GIVEN_NAME)
    });
    if let Some(apposed) = apposed.filter(|_| limited) {
        np.first.end = apposed;
    }
    if limited && np.first.end > first + 1 && whole(np.first.end) {
        np.first.end = full.end;
        return np;
    }
    // سالم الحداد قائد: nor does one that ends with its first word.
    let last = np.first.end - 1; // never before `first`
    if last > first && tokens.title(last).is_some() && !tokens.is_definite(last) && !name(last) {
        np.first.end = last;
    }
    np.more.clear();
    end_before_comma(tokens, &mut np);
    np
}

/// The comma behind a name, from which on the phrase says what the person is: سالم الحداد، مدير الميناء.
pub(super) fn description(tokens: &Tokens<'_, '_>, np: &Np) -> Option<usize> {
    let mut words = np.first.clone();
    let comma = words.find(|&k| tokens.kind(k) == Kind::Comma)?;
    let named = comma > np.first.start + 1
        && is_full_name(tokens, np.first.start, comma)
        && tokens.key(comma - 2) != "باسم"; // comma > start + 1
    let next = tokens.is(comma + 1, Marks::NAME.or(Marks::GIVEN_NAME));
    (named && !next).then_some(comma)
}

/// Whether the word at `k` counts those of one name: الملك داوود الثاني.
fn is_ordinal(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let ordinals = ["الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"];
    tokens.key(k).is_any(ordinals)
        && k > 0
        && tokens.is(k - 1, Marks::NAME.or(Marks::GIVEN_NAME))
        && tokens.class(k - 1).is_none()
}

/// ماتيو بيانكيرو: a long word behind a name that no list has either, which with its ب or ل taken off is none.
fn is_foreign_surname(tokens: &Tokens<'_, '_>, k: usize) -> bool {
    let key = tokens.key(k);
    let rest = key.behind_first();
    let lexis = Lexis::get();
    tokens.letters(k) >= 7
        && !is_feminine(tokens, k)
        && !key.ends("ات")
        && !rest.begins("ل")
        && !(key.ends("ها") || key.ends("هم") || key.ends("نا") || key.ends("ه"))
        && !is_deed(rest)
        && *lexis.word(rest) == UNKNOWN
        && *lexis.word(key) == UNKNOWN
}

/// Takes a comma, or a quotation mark that opens, off the end of a phrase of one piece.
fn end_before_comma(tokens: &Tokens<'_, '_>, np: &mut Np) {
    let last = np.first.end.saturating_sub(1);
    if np.more.is_empty()
        && last > np.first.start
        && matches!(tokens.kind(last), Kind::Comma | Kind::Open)
    {
        np.first.end = last;
    }
}

/// Whether a word behind a name, the `strange`-th of those that no list has as names, is none: what is done, a noun
/// with a pronoun, the next person, what begins a clause.
fn is_no_name(tokens: &Tokens<'_, '_>, k: usize, strange: usize) -> bool {
    let word = tokens.word(k);
    let key = tokens.key(k);
    if word.is(Marks::GIVEN_NAME) {
        return false;
    }
    // وين is a name: والفنان is the next person, وتجاهل what else was done.
    let next = key.behind("و").is_some_and(|rest| {
        let word = Lexis::get().word(rest);
        rest.begins("ال") && rest.has_letters(5)
            || word.title.is_some()
            || word.is(Marks::ADDRESSEE)
            || word.is(Marks::NAME) && rest.has_letters(4) // وتوماس
            || is_deed(rest)
    });
    let owned = !is_feminine(tokens, k)
        && (key.ends("ها")
            || key.ends("هم")
            || key.ends("ته")
            || key.ends("ءه")
            || key.before("ه").is_some_and(is_deed));
    // ألقى سالم الحداد كلمة
    let given = word.is(Marks::CHANNEL) && is_feminine(tokens, k);
    word.is(Marks::ACTION.or(Marks::CLAUSE_START).or(Marks::ATTRIBUTE))
        || given
        || tokens.ends(k, "ات") && tokens.letters(k) > 5
        || next
        || owned
        // رودريغو دوتيرتي حظرا
        || strange > 1 && tokens.ends(k, "ا") && !tokens.is_definite(k)
}
