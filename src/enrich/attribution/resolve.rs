//! Who a source is: null subjects, definite references and short names, resolved to earlier sources.

use std::ops::Range;

use super::key::Key;
use super::lexis::{Form, Lexis, Number, VerbHit};
use super::mention::{Mention, Part, bare, in_full, one_spelling};
use super::nature::{Gender, Sort, style_of};
use super::office::{Parts, leads_title, words};
use super::phrase::Np;
use super::tokens::{Kind, Tokens};
use super::units::Mapper;
use super::words::Marks;
use crate::arabic::chars::is_alphabetic;
use crate::arabic::fold::{fold, fold_into};
use crate::lexicon::{AgencyKind, FunctionClass, Lexicon, TitleClass};

/// How many earlier mentions a reference looks at.
const MEMORY: usize = 64;

/// Someone or something named in the article.
#[derive(Clone, Debug)]
pub(super) struct Speaker<'a> {
    pub(super) mention: Mention<'a>,
    /// Number of attributions it is the source of.
    pub(super) spoke: u32,
    /// It relayed what others said.
    pub(super) relayed: bool,
    /// The gender that verbs showed.
    pub(super) gender: Gender,
}

/// What a source was resolved to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) speaker: usize,
    /// The source itself is the fullest mention.
    pub(super) own: bool,
}

/// The sources of an article so far.
#[derive(Debug, Default)]
pub(super) struct Resolver<'a> {
    speakers: Vec<Speaker<'a>>,
    /// The words of all mentions, one mention behind the other.
    words: Vec<Part>,
    /// Speakers in the order they last spoke or were named; the last is the most recent.
    recent: Vec<usize>,
    last: Option<usize>,
    /// Whose statement stood in that of the last who spoke.
    inner: Option<usize>,
}

impl<'a> Resolver<'a> {
    /// Makes room for so many mentions of which each may be a new speaker.
    pub(super) fn reserve(&mut self, mentions: usize) {
        self.speakers.reserve(mentions);
        self.words.reserve(2 * mentions);
        let recent = (self.recent.len() + mentions).min(MEMORY) + 1;
        self.recent
            .reserve(recent.saturating_sub(self.recent.len()));
    }

    pub(super) fn speakers(&self) -> &[Speaker<'a>] {
        &self.speakers
    }

    pub(super) fn speaker(&self, i: usize) -> Option<&Speaker<'a>> {
        self.speakers.get(i)
    }

    /// The last who spoke.
    pub(super) fn last(&self) -> Option<usize> {
        self.last
    }

    /// Takes back who spoke last.
    pub(super) fn set_last(&mut self, last: Option<usize>) {
        self.last = last;
    }

    /// Whose statement stood in that of the last who spoke.
    pub(super) fn inner(&self) -> Option<usize> {
        self.inner
    }

    /// What `inner` said stands in the statement of `outer`, who spoke last.
    pub(super) fn nest(&mut self, inner: usize, outer: usize) {
        self.last = Some(outer);
        self.inner = Some(inner).filter(|&inner| inner != outer);
    }

    /// Whether the speaker goes on behind a statement within its own: an outlet or a document tells what others say.
    pub(super) fn goes_on(&self, speaker: usize) -> bool {
        let sort = self
            .speakers
            .get(speaker)
            .map(|known| known.mention.nature.sort);
        !matches!(sort, None | Some(Sort::Media | Sort::Document))
    }

    fn touch(&mut self, speaker: usize) {
        self.recent.retain(|&s| s != speaker);
        self.recent.push(speaker);
        if self.recent.len() > MEMORY {
            self.recent.remove(0);
        }
    }

    /// A source that is written in a text.
    pub(super) fn mention(
        &mut self,
        tokens: &Tokens<'a, '_>,
        np: &Np,
        mapper: &Mapper<'_>,
    ) -> Mention<'a> {
        let head = np.head(tokens);
        let head = Key::new(&head);
        let words = self.read(tokens, np, head);
        Mention::new(tokens, np, head, words, mapper)
    }

    /// Reads the words of a phrase, given the match key of its head, behind those of all mentions.
    fn read(&mut self, tokens: &Tokens<'_, '_>, np: &Np, head: Key<'_>) -> Range<usize> {
        let start = self.words.len();
        for (n, i) in np.tokens().enumerate() {
            if !matches!(tokens.kind(i), Kind::Word | Kind::Number) {
                continue;
            }
            let key = if n == 0 { head } else { tokens.key(i) };
            // المنظمة غير الحكومية is the organisation.
            if n == 1 && key == "غير" {
                break;
            }
            let bare = bare(key);
            let (hash, word) = if bare.is_none() && n > 0 {
                (tokens.hash(i), tokens.word(i))
            } else {
                let hashes = match bare {
                    Some(_) if n > 0 => tokens.hashes_behind(i, "ال".len()),
                    _ => bare.unwrap_or(key).hashes(),
                };
                (hashes.whole, Lexis::get().of_hashes(hashes))
            };
            if !word.is(Marks::SELF_WORD) {
                let (hash, word) = match in_full(key) {
                    Some(full) => (full.hashes().whole, Lexis::get().word(full)),
                    None => (one_spelling(bare.unwrap_or(key), hash), word),
                };
                self.words.push(Part { hash, word });
            }
        }
        start..self.words.len()
    }

    /// The words of a mention.
    fn words(&self, mention: &Mention<'_>) -> &[Part] {
        self.words.get(mention.words.clone()).unwrap_or_default()
    }

    /// Someone named in passing, to whom a short name may refer later.
    ///
    /// `relays` says that it relayed what others said.
    pub(super) fn name(
        &mut self,
        tokens: &Tokens<'a, '_>,
        np: &Np,
        mapper: &Mapper<'_>,
        relays: bool,
    ) {
        let head = np.head(tokens);
        let head = Key::new(&head);
        let words = self.read(tokens, np, head);
        // Many are named again and again: then nothing but the words is asked.
        if let Some(known) = self.same(words.clone()) {
            self.words.truncate(words.start);
            self.touch_named(known);
            if let Some(speaker) = self.speakers.get_mut(known) {
                speaker.relayed |= relays;
            }
            return;
        }
        let mention = Mention::new(tokens, np, head, words, mapper);
        self.speakers.push(Speaker {
            gender: mention.nature.gender,
            mention,
            spoke: 0,
            relayed: relays,
        });
        self.recent
            .insert(self.recent.len().saturating_sub(1), self.speakers.len() - 1);
        if self.recent.len() > MEMORY {
            self.recent.remove(0);
        }
    }

    fn touch_named(&mut self, speaker: usize) {
        if !self.recent.contains(&speaker) {
            self.recent.insert(0, speaker);
        }
    }

    /// The speaker whose mention has the words.
    fn same(&self, words: Range<usize>) -> Option<usize> {
        let words = self.words.get(words).unwrap_or_default();
        self.recent.iter().rev().copied().find(|&s| {
            self.speakers
                .get(s)
                .is_some_and(|known| self.words(&known.mention) == words)
        })
    }

    /// Resolves a source that is written, and records that it speaks.
    pub(super) fn written(&mut self, mention: Mention<'a>, verb: Option<VerbHit>) -> Resolved {
        let gender = verb.map_or(Gender::Unknown, |v| v.reading.gender());
        let earlier = self.recent.iter().rev().copied().find(|&s| {
            self.speakers
                .get(s)
                .is_some_and(|known| self.refers(&mention, known, verb))
        });
        let earlier = earlier
            .map(|speaker| self.of_that_name(&mention, speaker, verb))
            .or_else(|| self.styled(&mention))
            .or_else(|| self.only_head(&mention, verb))
            .or_else(|| self.generic(&mention, verb));
        let resolved = match earlier {
            Some(speaker) => Resolved {
                speaker,
                own: false,
            },
            None => {
                let speaker = self.same(mention.words.clone()).unwrap_or_else(|| {
                    self.speakers.push(Speaker {
                        gender: Gender::Unknown,
                        mention,
                        spoke: 0,
                        relayed: false,
                    });
                    self.speakers.len() - 1
                });
                Resolved { speaker, own: true }
            }
        };
        self.spoke(resolved.speaker, gender);
        resolved
    }

    /// Whom a surname means that several have: who spoke, or else who was named first, as his family is named behind him.
    fn of_that_name(&self, short: &Mention<'_>, found: usize, verb: Option<VerbHit>) -> usize {
        let given = |s: usize| {
            let known = self.speakers.get(s)?;
            let all = self.words(&known.mention);
            let at = position(all, self.words(short))?.checked_sub(1)?;
            // كريم بن سالم الحداد
            let name = all
                .iter()
                .take(at + 1)
                .find(|w| w.word.is(Marks::GIVEN_NAME));
            let alone = |w: &&Part| all.len() == 2 && !w.word.is(Marks::TITLED);
            let name = name.or(all.get(at).filter(alone));
            (known.mention.nature.sort == Sort::Person).then_some(name)?
        };
        let spoke = |s: usize| self.speakers.get(s).is_some_and(|known| known.spoke > 0);
        if short.words.len() != 1 || spoke(found) {
            return found;
        }
        let Some(own) = given(found) else {
            return found;
        };
        let other = |&s: &usize| {
            let known = self.speakers.get(s);
            s != found
                && given(s).is_some_and(|given| given != own)
                && known.is_some_and(|known| self.refers(short, known, verb))
        };
        let others = || self.recent.iter().rev().copied().filter(other);
        let first = others().min().filter(|&first| first < found);
        others().find(|&s| spoke(s)).or(first).unwrap_or(found)
    }

    /// An institution or a named person, where it is the only one with that head: الشركة, المحافظ.
    fn only_head(&self, short: &Mention<'_>, verb: Option<VerbHit>) -> Option<usize> {
        let [head] = self.words(short) else {
            return None;
        };
        if !short.definite || short.nature.named {
            return None;
        }
        let titled = head.word.is(Marks::TITLED);
        let mut alike = self.recent.iter().copied().filter(|&s| {
            self.speakers.get(s).is_some_and(|known| {
                known.mention.words.len() > 1
                    && !known.mention.several
                    && self.words(&known.mention).first() == Some(head)
                    && match known.mention.nature.sort {
                        Sort::Person => {
                            titled
                                && known.mention.nature.named
                                && verb.is_none_or(|v| agrees(known, v))
                        }
                        Sort::Unnamed | Sort::Group => false,
                        _ => true,
                    }
                    && verb.is_none_or(|v| v.reading.number == Number::Singular)
            })
        });
        let first = alike.next()?;
        alike.next().is_none().then_some(first)
    }

    /// سموه, معاليه: the person to whom the style, or a title that has it, was given last.
    fn styled(&self, short: &Mention<'_>) -> Option<usize> {
        let alone = short.words.len() == 1 && !short.definite && !short.nature.named;
        if !alone || !short.text.ends_with(['ه', 'ا', 'م']) || short.text.contains(' ') {
            return None;
        }
        let mut key = String::new();
        fold_into(&short.text, &mut key);
        let (style, word) = style_of(Key::of(&key))?;
        let ranks = Marks::OF_KINGS
            .or(Marks::OF_PRINCES)
            .or(Marks::OF_MINISTERS);
        let rank = word.marks.among(ranks);
        let person = |s: &usize| {
            let known = self.speakers.get(*s);
            known.is_some_and(|known| {
                known.mention.nature.sort == Sort::Person && known.mention.words.len() > 1
            })
        };
        let given = |s: &usize| {
            self.speakers.get(*s).is_some_and(|known| {
                let mut words = self.words(&known.mention).iter();
                let named = known.mention.nature.named;
                words.any(|w| w.hash == style || named && w.word.is(rank))
            })
        };
        let mut recent = self.recent.iter().rev().copied();
        recent.find(|s| person(s) && given(s))
    }

    /// الكاتب and the like: the last speaker, where that is a person whose phrase has no title.
    fn generic(&self, short: &Mention<'_>, verb: Option<VerbHit>) -> Option<usize> {
        let [head] = self.words(short) else {
            return None;
        };
        if !short.definite {
            return None;
        }
        if head.word.title == Some(TitleClass::MediaHead) {
            return self.only_outlet(head);
        }
        if !head.word.is(Marks::GENERIC) {
            return None;
        }
        let last = self.last?;
        let known = self.speakers.get(last)?;
        let written = words(&known.mention.text).next();
        let untitled = known.mention.nature.sort == Sort::Person
            && written.is_none_or(|written| !leads_title(Parts::default().record(written)));
        (untitled && verb.is_none_or(|v| agrees(known, v))).then_some(last)
    }

    /// الصحيفة: the outlet that spoke, where one alone did, and whose name does not say what it is.
    fn only_outlet(&self, head: &Part) -> Option<usize> {
        let spoke = |s: &usize| {
            let known = self.speakers.get(*s);
            known.is_some_and(|known| {
                known.mention.nature.sort == Sort::Media && (known.spoke > 0 || known.relayed)
            })
        };
        let mut outlets = self.recent.iter().copied().filter(spoke);
        let only = outlets.next().filter(|_| outlets.next().is_none())?;
        let mention = &self.speakers.get(only)?.mention;
        // رويترز is no صحيفة.
        let agency = Lexicon::builtin().agencies().get(&fold(&mention.text))?;
        if !is_kind(head, agency.kind()) {
            return None;
        }
        let words = self.words(mention);
        let headed = words
            .first()
            .is_some_and(|first| first.word.title.is_some() || first.word.is(Marks::TITLED));
        (!headed).then_some(only)
    }

    /// Resolves a verb without a subject: the last speaker that agrees with it.
    pub(super) fn null(&mut self, verb: Option<VerbHit>) -> Option<usize> {
        let meant = |&speaker: &usize| {
            let Some(known) = self.speakers.get(speaker) else {
                return false;
            };
            // هذه الأخيرة: nobody was named.
            let nameless =
                matches!(self.words(&known.mention), [only] if only.word.either(Marks::LATTER));
            !nameless && verb.is_none_or(|v| agrees(known, v))
        };
        let inner = || self.inner.filter(meant);
        let speaker = self.last.filter(meant).or_else(inner)?;
        self.spoke(speaker, Gender::Unknown);
        Some(speaker)
    }

    /// Whether the last speaker is the one mentioned.
    pub(super) fn last_is(&self, mention: &Mention<'_>) -> bool {
        self.last
            .and_then(|last| self.speakers.get(last))
            .is_some_and(|known| {
                self.words(&known.mention) == self.words(mention)
                    || self.refers(mention, known, None)
            })
    }

    /// Whether `short` is a shorter way to name `known`.
    fn refers(&self, short: &Mention<'_>, known: &Speaker<'_>, verb: Option<VerbHit>) -> bool {
        let full = &known.mention;
        // Most are told so: no word is read.
        if short.words.is_empty() || short.words.len() >= full.words.len() {
            // الدكتور الحداد for كريم الحداد
            let (Sort::Person, Sort::Person) = (short.nature.sort, full.nature.sort) else {
                return false;
            };
            return short.words.len() == full.words.len()
                && !full.several
                && self.is_surname(short, known);
        }
        if short.nature.anonymous && !short.definite {
            return false;
        }
        if full.several && !short.several {
            return false;
        }
        // A phrase of several words is a name of its own: what was named in passing may run on into the next phrase.
        if short.words.len() >= 3 && known.spoke == 0 && !known.relayed {
            return short.nature.named && self.adds_titles(short, known);
        }
        if let Some(v) = verb
            && v.reading.number == Number::Singular
            && !short.nature.plural
        {
            let shown = v.reading.gender();
            if known.gender != Gender::Unknown && !full.nature.plural && known.gender != shown {
                return false;
            }
        }
        let (words, all) = (self.words(short), self.words(full));
        // وزير المالية is not كريم الحداد، وزير المالية السابق.
        let office = words.len() > 1 && words.first().is_some_and(|w| w.word.is(Marks::TITLED));
        if office && is_former(all) && !is_former(words) && !short.nature.named {
            return false;
        }
        if full.nature.sort == Sort::Person {
            // الأمم المتحدة is not السفير لدى الأمم المتحدة.
            let surname =
                matches!(words, [only] if short.definite && only.word.is(Marks::NATIONALITY));
            // السفير is a newspaper too.
            let titled = words.first().is_some_and(|w| w.word.is_title_of_person());
            // الصباح for ناصر الصباح
            let behind_name = || {
                let at = position(all, words)?.checked_sub(1)?;
                all.get(at)
                    .filter(|w| w.word.is(Marks::GIVEN_NAME) && !is_name_of(w))
            };
            let body = short.nature.plausible
                && !surname
                && !titled
                && behind_name().is_none()
                && matches!(
                    short.nature.sort,
                    Sort::Organisation | Sort::State | Sort::Media | Sort::Document
                );
            if body {
                return false;
            }
            // الوزير السعودي for الأمير كريم بن سالم، وزير الداخلية السعودي
            let office = all.get(full.own..).unwrap_or_default();
            if office.first() == words.first()
                && words.first().is_some_and(|w| w.word.is(Marks::TITLED))
                && (short.definite || words.len() > 1)
                && subsequence(office, words)
            {
                return true;
            }
        }
        let Some(at) = position(all, words) else {
            // المهندس أبا نمي for … المهندس عبدالمحسن أبا نمي: titles and name both stand in it, apart.
            let titles = leading_titles(words);
            if let (Some(title), Some(name)) = (words.get(..titles), words.get(titles..))
                && !title.is_empty()
                && name.len() >= 2
                && full.nature.sort == Sort::Person
                && position(all, name).is_some()
                && title.iter().all(|w| all.contains(w))
            {
                return true;
            }
            if titles + 1 == words.len() && full.nature.sort == Sort::Person {
                if self.is_surname(short, known) {
                    return true;
                }
                // الأمير سلمان is not الأمير محمد بن سلمان.
                let at = all.iter().position(|w| Some(w) == words.last());
                let before = at.and_then(|at| all.get(at.checked_sub(1)?));
                if before.is_some_and(|w| w.hash == Key::of("بن").hashes().whole) {
                    return false;
                }
            }
            // ولد سلمى for مصطفى سلمى ولد …: the parts of a name in another order.
            let name = full.nature.sort == Sort::Person
                && full.nature.named
                && known.spoke > 0
                && short.words.len() >= 2
                && words.iter().all(|w| all.contains(w))
                && words.first().is_some_and(|w| w.word.title.is_none());
            return name || subsequence(all, words) && self.head_match(short, known);
        };
        if at == 0 {
            return self.head_match(short, known);
        }
        let titles = leading_titles(words);
        let rest: Range<usize> = titles..short.words.len();
        match full.nature.sort {
            // وزير الزراعة for كريم الحداد، وزير الزراعة في البلاد, but not for كريم الحداد، مستشار وزير الزراعة
            Sort::Person if !short.nature.named && leads_apposition(words) => {
                !short.nature.plural && ends_with_name(all.get(..at).unwrap_or_default())
            }
            // السوداني for محمد رامتي السوداني
            Sort::Person
                if full.nature.named
                    && matches!(words, [only] if short.definite && only.word.is(Marks::NATIONALITY)) =>
            {
                at > 1 && at + 1 == all.len() && ends_with_name(all.get(..at).unwrap_or_default())
            }
            Sort::Person => {
                !rest.is_empty()
                    && at < full.own
                    && words.get(rest).is_some_and(|rest| !rest.iter().any(|w| w.word.is(Marks::ORDINARY)))
                    // A name stands at the end of the phrase or before an apposition, or behind a given name.
                    && (full.nature.named
                        // الصيادلة is not ممثلون عن الصيادلة.
                        || at + short.words.len() == full.words.len()
                            && !full.text.split(' ').next().is_some_and(|head| head.ends_with("ون"))
                        || at == 1 && all.first().is_some_and(|w| w.word.is(Marks::GIVEN_NAME)))
            }
            Sort::Media | Sort::Organisation | Sort::State | Sort::Document => {
                // دوغان for وكالة أنباء دوغان
                let behind_heads = at == 2
                    && full.nature.sort == Sort::Media
                    && at + words.len() == all.len()
                    && all.first().is_some_and(|w| w.word.is(Marks::TITLED))
                    && !words.iter().any(|w| w.word.is(Marks::ORDINARY));
                (at == 1 || behind_heads)
                    && (known.spoke > 0 || known.relayed || short.words.len() > 1)
                    && !words.iter().any(|w| w.word.is(Marks::COUNTRY))
            }
            _ => false,
        }
    }

    /// Whether a person is named in full by titles before the same words: صاحب السمو الشيخ كريم بن سالم for الشيخ كريم بن سالم.
    fn adds_titles(&self, short: &Mention<'_>, known: &Speaker<'_>) -> bool {
        let (words, all) = (self.words(short), self.words(&known.mention));
        let titles = position(all, words).unwrap_or_default();
        // مستشار الأمير is another.
        let style = |w: &Part| {
            w.word
                .title
                .is_none_or(|class| class == TitleClass::Honorific)
        };
        let begins = |w: &Part| w.word.is(Marks::TITLE_BEGINS);
        known.mention.nature.sort == Sort::Person
            && (1..=3).contains(&titles)
            && all.first().is_some_and(begins)
            && all.iter().take(titles).all(style)
    }

    /// الدكتور الحداد for معالي الشيخ الدكتور كريم الحداد, or for كريم الحداد whose title nobody told.
    fn is_surname(&self, short: &Mention<'_>, known: &Speaker<'_>) -> bool {
        let full = &known.mention;
        let (words, all) = (self.words(short), self.words(full));
        let begins = |w: &Part| w.word.is(Marks::GIVEN_NAME);
        let person = full.nature.named || all.first().is_some_and(begins);
        let Some((name, titles)) = words.split_last() else {
            return false;
        };
        if !person || titles.is_empty() || leading_titles(titles) < titles.len() {
            return false;
        }
        let Some(at) = all.iter().position(|w| w == name).filter(|&at| at > 0) else {
            return false;
        };
        let before = all.get(..at).unwrap_or_default();
        let untitled = !before.iter().any(|w| w.word.is(Marks::TITLED));
        // A given name is a surname where it has the article, in both.
        let last = short.text.split_whitespace().next_back();
        let marks = |c: char| !is_alphabetic(c);
        let key = |word: &str| fold(word.trim_matches(marks)).into_owned();
        let written = |last: &str| {
            let last = key(last);
            full.text.split_whitespace().any(|word| key(word) == last)
        };
        let surname = !name.word.is(Marks::ORDINARY)
            && (!name.word.is(Marks::GIVEN_NAME)
                || last.is_some_and(|last| last.starts_with("ال") && written(last)));
        surname
            && (untitled || titles.iter().all(|w| before.contains(w)))
            && !short.nature.gender.contradicts(known.gender)
    }

    /// Head match: المصدر for مصدر عسكري, الوزارة for وزارة الخارجية.
    fn head_match(&self, short: &Mention<'_>, known: &Speaker<'_>) -> bool {
        let full = &known.mention;
        self.words(short).first() == self.words(full).first()
            && (known.spoke > 0 || known.relayed || short.words.len() >= 2)
            && (short.definite
                || short.words.len() >= 2
                || !full.nature.anonymous && short.nature.sort != Sort::Unnamed)
    }

    /// Gives a speaker who is named by a surname the fuller mention, unless its form shows that another is meant.
    pub(super) fn rename(&mut self, speaker: usize, full: Mention<'a>) -> bool {
        let Some(known) = self.speakers.get_mut(speaker) else {
            return false;
        };
        let other = known.gender.contradicts(full.nature.gender);
        if !other {
            known.mention = full;
        }
        !other
    }

    /// Lets an earlier speaker speak again.
    pub(super) fn again(&mut self, speaker: usize) {
        self.spoke(speaker, Gender::Unknown);
    }

    fn spoke(&mut self, speaker: usize, gender: Gender) {
        if let Some(known) = self.speakers.get_mut(speaker) {
            known.spoke += 1;
            // The verb shows the gender of a person; أسطورة is a man where the verb is masculine.
            if known.spoke == 1 && gender != Gender::Unknown && !known.mention.nature.plural {
                known.gender = gender;
            }
            if known.gender == Gender::Unknown {
                known.gender = match (known.mention.nature.gender, gender) {
                    (Gender::Unknown, gender) if !known.mention.nature.plural => gender,
                    (own, _) => own,
                };
            }
        }
        self.touch(speaker);
        self.last = Some(speaker);
        self.inner = None;
    }
}

/// Whether a speaker agrees with a verb that has no subject.
pub(super) fn agrees(speaker: &Speaker<'_>, verb: VerbHit) -> bool {
    let reading = verb.reading;
    let person = matches!(speaker.mention.nature.sort, Sort::Person);
    match reading.number {
        Number::Plural => {
            // العمال: no form shows that they are many; one alone has a name, or the gender of a title. A participle, or و,
            // shows that they go on.
            let nature = &speaker.mention.nature;
            let goes_on = verb.conjunction && reading.form == Form::Perfect
                || reading.form == Form::Participle;
            nature.plural
                || !person && matches!(nature.sort, Sort::Group | Sort::Unnamed)
                || goes_on
                    && speaker.mention.definite
                    && nature.sort == Sort::Organisation
                    && nature.gender == Gender::Unknown
        }
        Number::Dual => false,
        Number::Singular => {
            let feminine = reading.feminine;
            match speaker.gender {
                Gender::Feminine => feminine,
                Gender::Masculine => !feminine,
                // A person whose gender nothing showed; an institution may be either.
                _ => true,
            }
        }
    }
}

/// Whether the phrase agrees with a verb that has no subject.
pub(super) fn could_be(mention: &Mention<'_>, verb: VerbHit) -> bool {
    verb.reading.number == Number::Singular
        && !mention.nature.plural
        && match mention.nature.gender {
            Gender::Feminine => verb.reading.feminine,
            Gender::Masculine => !verb.reading.feminine,
            _ => false,
        }
}

/// Number of words of the title that leads a phrase.
fn leading_titles(words: &[Part]) -> usize {
    let titled = |part: &&Part| part.word.is(Marks::TITLED);
    words.iter().take_while(titled).count()
}

/// Whether an apposition may be the words: a title that is no style, and names no body.
fn leads_apposition(words: &[Part]) -> bool {
    let Some(first) = words.first().filter(|first| first.word.is(Marks::TITLED)) else {
        return false;
    };
    match first.word.title {
        Some(TitleClass::Anonymous) => words.len() > 1,
        Some(TitleClass::Honorific) => false,
        Some(_) => first.word.is_title_of_person(),
        None => true,
    }
}

/// Whether an outlet of the kind goes by the head, without its article.
fn is_kind(head: &Part, kind: AgencyKind) -> bool {
    let heads: &[&str] = match kind {
        AgencyKind::Newspaper => &["صحيفه", "جريده"],
        AgencyKind::Magazine => &["مجله"],
        AgencyKind::Tv => &["قناه", "شبكه", "محطه"],
        AgencyKind::Radio => &["اذاعه", "محطه"],
        AgencyKind::Wire => &["وكاله"],
        AgencyKind::Web => &["موقع"],
        _ => &[],
    };
    heads
        .iter()
        .any(|key| Key::of(key).hashes().whole == head.hash)
}

/// Whether somebody is said to have had an office before.
fn is_former(words: &[Part]) -> bool {
    let former = ["سابق", "اسبق", "سابقه"].map(|word| Key::of(word).hashes().whole);
    words.iter().any(|w| former.contains(&w.hash))
}

/// Whether the word is باسم, which is a given name too: المتحدث باسم الوزارة.
fn is_name_of(word: &Part) -> bool {
    word.hash == Key::of("باسم").hashes().whole
}

/// Whether words before an apposition end with a name: the title behind another title is another's.
fn ends_with_name(words: &[Part]) -> bool {
    const OTHER: Marks = Marks::TITLED.or(Marks::RELATION);
    words.last().is_some_and(|last| {
        !last.word.is(OTHER)
            && !last.word.either(Marks::INSTITUTION)
            && last.word.class != Some(FunctionClass::Preposition)
            && !is_name_of(last)
    })
}

fn position(words: &[Part], part: &[Part]) -> Option<usize> {
    words.windows(part.len()).position(|window| window == part)
}

fn subsequence(words: &[Part], part: &[Part]) -> bool {
    let mut rest = words.iter();
    part.iter().all(|p| rest.any(|w| w == p))
}
