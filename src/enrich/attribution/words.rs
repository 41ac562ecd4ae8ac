//! The words of attribution: all that the lexicons say of a word, in one record found by one look-up.
//!
//! The reading of a text asks the same word many questions: is it a title, a name, a verb of saying, a word of time?
//! Each would be a look-up of its own in a lexicon of its own. Here the lexicons are joined once, and a token keeps the
//! record of its word.

use super::dictionary::Dictionary;
use super::key::Key;
use super::lexis::{Reading, cells, rows};
use crate::arabic::fold::{fold, fold_chars};
use crate::lexicon::hash::{Hashes, WordMap};
use crate::lexicon::{self, AgencyKind, FunctionClass, Lexicon, TitleClass};

/// Names a flag for each class of words, and its spelling in `attribution_words.tsv`.
macro_rules! marks {
    (listed { $($(#[$doc:meta])* $flag:ident = $name:literal,)* } joined { $($(#[$other:meta])* $more:ident,)* }) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "each numbers the flag of that name")]
        #[derive(Clone, Copy)]
        enum Bit { $($flag,)* $($more,)* }

        /// What a word is, as a set of flags.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub(super) struct Marks(u128);

        impl Marks {
            $($(#[$doc])* pub(super) const $flag: Marks = Marks(1 << Bit::$flag as u32);)*
            $($(#[$other])* pub(super) const $more: Marks = Marks(1 << Bit::$more as u32);)*

            fn from_name(name: &str) -> Option<Marks> {
                match name {
                    $($name => Some(Marks::$flag),)*
                    _ => None,
                }
            }
        }
    };
}

impl Marks {
    /// Whether one of `flags` is set.
    pub(super) const fn has(self, flags: Marks) -> bool {
        self.0 & flags.0 != 0
    }

    pub(super) const fn or(self, flags: Marks) -> Marks {
        Marks(self.0 | flags.0)
    }

    /// Those of `flags` that are set.
    pub(super) const fn among(self, flags: Marks) -> Marks {
        Marks(self.0 & flags.0)
    }

    fn add(&mut self, flags: Marks) {
        self.0 |= flags.0;
    }
}

marks! {
    listed {
        /// Nouns of what a statement is made in or through.
        CHANNEL = "channel",
        /// Social networks.
        PLATFORM = "platform",
        /// Whom a statement is made to.
        RECIPIENT = "recipient",
        /// Heads of sources that are not named.
        ANONYMOUS = "anonymous",
        /// Quantities before a source.
        QUANTIFIER = "quantifier",
        /// Documents that report.
        DOCUMENT = "document",
        /// People who speak together.
        GROUP = "group",
        /// Adverbs between a verb and its content.
        TRANSPARENT = "transparent",
        /// Forms of قول that complete a verb.
        SAYING = "saying",
        /// Objects that add nothing to the verb.
        LIGHT_OBJECT = "light_object",
        /// Verbal nouns with the pronoun of the source, before its content.
        OPENER = "opener",
        /// What one declines.
        DECLINE_NOUN = "decline_noun",
        /// What one acts according to without its saying anything.
        NOT_SOURCE = "not_source",
        /// For his part.
        SIDE = "side",
        /// Heads of scripture.
        SACRED = "sacred",
        /// Nouns of action that no pattern shows.
        ACTION = "masdar_shape",
        /// Names that begin with the letters of the article, which is none.
        OWN_ALEF = "own_alef",
        /// Verbs of topics, not of statements.
        TOPIC = "topic",
        /// Whom one calls upon.
        ADDRESSEE = "addressee",
        /// Relations and persons without a title.
        RELATION = "relation",
        /// Heads of institutions beside those of titles.tsv.
        INSTITUTION = "institution",
        /// Participles that say something of the person whose name they follow.
        ATTRIBUTE = "attribute",
        /// Heads that name a state.
        GOVERNMENT = "government",
        /// Particles of names that are names wherever they stand.
        NAME_PARTICLE = "name_particle",
        /// Particles that make a name of the next word.
        NAME_OPENER = "name_opener",
        /// أن and إن with pronouns, and ب before them.
        COMPLEMENTISER = "complementiser",
        /// Words after which أن opens no content.
        BEFORE_AN = "before_an",
        /// Words that open an indirect question.
        QUESTION = "question",
        /// Words before a form that reports nothing.
        BLOCKS_VERB = "blocks_verb",
        /// Prepositions that a finite verb may follow.
        BEFORE_VERB = "before_verb",
        /// Verbs before a participle that is a predicate.
        COPULA = "copula",
        /// Words after which a clause begins.
        CLAUSE_START = "clause_start",
        /// Words that take up a subject before its verb.
        RESUMPTION = "resumption",
        /// Words that belong to the clause of a verb before it.
        CLAUSE_LEAD = "clause_lead",
        /// Words that begin a new clause of the reporter.
        TURN = "turn",
        /// Words with which a clause of the narrator may begin behind a comma, whatever he tells in it; verbs of his with
        /// و join them.
        NARRATOR = "narrator",
        /// Words before a subject that stands before its verb.
        SUBJECT_LEAD = "subject_lead",
        /// Words before which the clause of a verb does not reach.
        CLAUSE_BREAK = "clause_break",
        /// Words between a subject and its verb.
        VERB_PARTICLE = "verb_particle",
        /// Prepositions with و that open an adverbial before the clause.
        FRONTED = "fronted",
        /// Words of time; weekdays and months join them.
        TIME = "time",
        /// Nouns after في that open an adverbial.
        OCCASION = "occasion",
        /// Words that open an insertion between commas.
        INSERTION = "insertion",
        /// Words that make an adverbial with من.
        MIN_ADVERB = "min_adverb",
        /// Participles that take عن.
        AN_PARTICIPLE = "an_participle",
        /// Participles that take على.
        ALA_PARTICIPLE = "ala_participle",
        /// Quantities that begin another phrase.
        COUNT = "count",
        /// Words that begin a clause about the source.
        CAPACITY = "capacity",
        /// Heads of the name of an outlet.
        OUTLET_HEAD = "outlet_head",
        /// Words before a title or address in quotation marks.
        QUOTE_TITLE = "quote_title",
        /// Heads before a name in quotation marks.
        QUOTE_HEAD = "quote_head",
        /// Heads of names and works in quotation marks.
        WORK_HEAD = "work_head",
        /// Words in ب that open no content: the letter is their own, or says where the source belongs.
        WITH_BA = "with_ba",
        /// Channels after ب.
        BI_CHANNEL = "bi_channel",
        /// Words after which فيما begins no clause.
        FIMA_PHRASE = "fima_phrase",
        /// Short forms after لم that say nobody spoke.
        JUSSIVE_SAY = "jussive_say",
        /// Impersonal verbs of the narrator.
        IMPERSONAL = "impersonal",
        /// Words of a verbless frame.
        FRAME_WORD = "frame_word",
        /// Labels before a colon.
        LABEL = "label",
        /// Titles that take up a person named without one.
        GENERIC = "generic",
        /// Words for one or several of a kind before its noun.
        SERIES = "series",
        /// Words that open what a speaker in a headline comments on.
        COMMENTING = "commenting",
        /// Verbs with في that a document is the source of.
        STATED_IN = "stated_in",
        /// Forms of ورد, to come in, that are also و with رد, to answer.
        CAME_WORD = "came_word",
        /// Forms of نظير, his counterpart.
        PEER = "peer",
        /// Words that name only who was named last.
        LATTER = "latter",
        /// Words that add nothing to a reference.
        SELF_WORD = "self_word",
        /// Words of grammar that may also belong to a name.
        NAME_LIKE = "name_like",
        /// Forms that look like و with a verb of saying.
        OTHER_WORD = "other_word",
        /// Words of adverbials with على, which may be written like the name علي.
        ALA_PHRASE = "ala_phrase",
        /// Verbs of giving out a statement, before its name.
        ISSUING = "issuing",
        /// Forms of verbs of saying that are nouns for people too.
        PERSON_FORM = "person_form",
        /// Verbs after which whom they are about says no more.
        DYING = "dying",
        /// Verbs of those who speak for themselves.
        FIRST_PERSON = "first_person",
        /// How or with whom something is said.
        MANNER = "manner",
        /// Participles that take مع.
        MAA_PARTICIPLE = "maa_participle",
        /// Words with which it is said that a source does not want to be named.
        WITHHOLDING = "withholding",
        /// Name and identity with the pronoun of whom they are, and verbs of naming with it.
        IDENTITY = "identity",
        /// What is said again: جدد رفضه.
        RESTATED = "restated",
        /// What is addressed to somebody: وجه انتقادات إلى فلان.
        ADDRESSED = "addressed",
        /// What somebody is burdened with: حمل فلانا المسؤولية.
        BLAME = "blame",
        /// What may be disclosed of a thing: كشف سبب كذا.
        INFORMATION = "information",
        /// What happened to a document that has just been named: بيان صدر.
        ISSUED = "issued",
        /// To what somebody speaks: ردا على سؤال.
        REPLY = "reply",
        /// Bodies that accuse.
        ACCUSER = "accuser",
        /// Parts of a law that have a number.
        LAW_PART = "law_part",
        /// Stretches of time that an adjective places.
        PERIOD = "period",
        /// Those who are sent to a country.
        ENVOY = "envoy",
        /// What is told or written, and speaks to nobody.
        TALE = "tale",
        /// Styles that take up with a pronoun whom they were given to: سموه.
        STYLE = "style",
        /// Styles and titles of kings, of princes and of ministers.
        OF_KINGS = "of_kings",
        OF_PRINCES = "of_princes",
        OF_MINISTERS = "of_ministers",
    }
    joined {
        /// A given name, ambiguous or not.
        GIVEN_NAME,
        /// A given name that is no other word, or a particle of names.
        NAME,
        /// The adjective of a country.
        NATIONALITY,
        /// A country.
        COUNTRY,
        /// A place of datelines.
        PLACE,
        /// An agency or outlet.
        AGENCY,
        /// An outlet that is more than a generic label.
        OUTLET,
        /// A word of the name of an agency.
        AGENCY_WORD,
        /// The name of an agency begins with it, or is it.
        AGENCY_BEGINS,
        /// The name of a country begins with it, or is it.
        COUNTRY_BEGINS,
        /// A title begins with it, or is it.
        TITLE_BEGINS,
        /// The second word of the name of an agency or a country, or of a title.
        SECOND,
        /// An agency or outlet whose name is an ordinary word too.
        AGENCY_AMBIGUOUS,
        /// A verbless frame begins with it.
        FRAME_BEGINS,
        /// A feminine form of its title.
        FEMININE_TITLE,
        /// A plural form of its title.
        PLURAL_TITLE,
        /// و with a verb of topics.
        AND_TOPIC,
        /// An impersonal verb of the narrator, with و or without.
        TELLS,
        /// A preposition with a pronoun, but for the ending as written.
        BOUND,
        /// A title, with the article or without; kept at the form without.
        TITLED,
        /// A title, country, nationality or place and no name of a person, with the article or without; kept at the form
        /// without.
        ORDINARY,
    }
}

/// The classes that are asked for with and without the article.
const EITHER: Marks = Marks::CHANNEL
    .or(Marks::RECIPIENT)
    .or(Marks::ANONYMOUS)
    .or(Marks::RELATION)
    .or(Marks::INSTITUTION)
    .or(Marks::GOVERNMENT)
    .or(Marks::LATTER);

/// What the lexicons say of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    pub(super) marks: Marks,
    /// Those of the word with the article and without.
    either: Marks,
    /// Its part of speech, for words of grammar.
    pub(super) class: Option<FunctionClass>,
    /// The title or head noun that it is.
    pub(super) title: Option<TitleClass>,
    /// The bearers of the given name.
    pub(super) bearers: Option<lexicon::Gender>,
    /// The verb of saying that it is as it stands.
    pub(super) reading: Option<Reading>,
    /// The number of the verbless frames that begin with it.
    pub(super) frames: Option<u8>,
}

/// A word that no lexicon has.
pub(super) static UNKNOWN: Word = Word {
    marks: Marks(0),
    either: Marks(0),
    class: None,
    title: None,
    bearers: None,
    reading: None,
    frames: None,
};

impl Word {
    /// Whether it is of one of the classes.
    pub(super) const fn is(&self, marks: Marks) -> bool {
        self.marks.has(marks)
    }

    /// Whether a frame, or a statement in a document, may begin with it, or it completes another verb: بقوله.
    pub(super) const fn begins_cue(&self) -> bool {
        self.is(Marks::FRAME_BEGINS.or(Marks::STATED_IN).or(Marks::SAYING))
    }

    /// Whether it is the title of a person.
    pub(super) const fn is_title_of_person(&self) -> bool {
        !matches!(
            self.title,
            None | Some(
                TitleClass::OrganisationHead
                    | TitleClass::MediaHead
                    | TitleClass::DocumentHead
                    | TitleClass::Modifier
            )
        )
    }

    /// Whether the name of a person or an institution may begin with it.
    pub(super) const fn begins_name(&self) -> bool {
        self.title.is_some()
            || self.is(Marks::NAME.or(Marks::PEER))
            || self.either(Marks::INSTITUTION)
    }

    fn is_ordinary(&self) -> bool {
        self.is(Marks::COUNTRY.or(Marks::NATIONALITY))
            || self.is(Marks::PLACE) && !self.is(Marks::GIVEN_NAME)
    }

    /// Whether it is of one of the classes with or without its article.
    pub(super) const fn either(&self, marks: Marks) -> bool {
        self.either.has(marks)
    }
}

/// Whether a match key may be that of a preposition with a pronoun, given which words are prepositions.
pub(super) fn is_bound_form(key: Key<'_>, is_preposition: impl Fn(Key<'_>) -> bool) -> bool {
    let stem = key.enclitic().map(|(stem, _)| stem);
    stem.is_some_and(|stem| stem.has_letters(3) && is_preposition(stem))
}

/// The words of all lexicons by their match keys, while they are joined.
#[derive(Debug, Default)]
pub(super) struct Words(WordMap<Box<str>, Word>);

impl Words {
    fn get(&self, key: &str) -> &Word {
        self.0.get(key).unwrap_or(&UNKNOWN)
    }

    fn entry(&mut self, key: &str) -> &mut Word {
        self.0.entry(key.into()).or_insert(UNKNOWN)
    }

    /// Gives the marks to the word, in any spelling.
    pub(super) fn mark(&mut self, word: &str, marks: Marks) {
        self.entry(&fold(word)).marks.add(marks);
    }

    /// Makes the word with the match key `key` a verb of saying.
    pub(super) fn verb(&mut self, key: &str, reading: Reading) {
        self.entry(key).reading = Some(reading);
    }

    /// Makes the word with the match key `key` the first of a verbless frame. Returns the number of its frames, which is
    /// `next` if it is that of none before.
    pub(super) fn frames(&mut self, key: &str, next: u8) -> u8 {
        let word = self.entry(key);
        word.marks.add(Marks::FRAME_BEGINS);
        *word.frames.get_or_insert(next)
    }

    /// Joins the lists of attribution with the lexicons.
    pub(super) fn join() -> Words {
        let mut words = Words(WordMap::with_capacity_and_hasher(
            1 << 14,
            Default::default(),
        ));
        for row in rows(include_str!("../../lexicon/data/attribution_words.tsv")) {
            let [class, list] = cells(row);
            if let Some(mut marks) = Marks::from_name(class) {
                if marks == Marks::NAME_PARTICLE {
                    marks.add(Marks::NAME);
                }
                for word in list.split_whitespace() {
                    words.mark(word, marks);
                }
            }
        }
        let lexicon = Lexicon::builtin();
        for key in lexicon.function_words().words() {
            words.entry(key).class = lexicon.function_words().get(key).map(|w| w.class());
        }
        for key in lexicon.given_names().words() {
            if let Some(name) = lexicon.given_names().get(key) {
                let word = words.entry(key);
                word.bearers = Some(name.gender());
                word.marks.add(Marks::GIVEN_NAME);
                if !name.is_ambiguous() {
                    word.marks.add(Marks::NAME);
                }
            }
        }
        for key in lexicon.titles().words() {
            words.title(lexicon, key);
        }
        for key in lexicon.agencies().words() {
            words.agency(lexicon, key);
        }
        for (gazetteer, marks) in [
            (lexicon.countries(), Marks::COUNTRY),
            (lexicon.nationalities(), Marks::NATIONALITY),
        ] {
            for key in gazetteer.words() {
                if gazetteer.contains(key) {
                    words.entry(key).marks.add(marks);
                }
                if marks == Marks::COUNTRY && gazetteer.opens(key) {
                    words.entry(key).marks.add(Marks::COUNTRY_BEGINS);
                }
            }
        }
        let (titles, agencies) = (lexicon.titles(), lexicon.agencies());
        let seconds = titles.second_words().chain(agencies.second_words());
        for key in seconds.chain(lexicon.countries().second_words()) {
            words.entry(key).marks.add(Marks::SECOND);
        }
        for key in lexicon.places().words() {
            if lexicon.places().contains(key) {
                words.entry(key).marks.add(Marks::PLACE);
            }
        }
        for key in lexicon.weekdays().words() {
            words.entry(key).marks.add(Marks::TIME);
        }
        for key in lexicon.months().words() {
            if lexicon.months().get(key).is_some_and(|m| !m.is_ambiguous()) {
                words.entry(key).marks.add(Marks::TIME);
            }
        }
        words
    }

    fn title(&mut self, lexicon: &Lexicon, key: &str) {
        let titles = lexicon.titles();
        let title = titles.get(key);
        if !titles.opens(key) {
            return;
        }
        let word = self.entry(key);
        word.marks.add(Marks::TITLE_BEGINS);
        if let Some(title) = title {
            word.title = Some(title.class());
            let is = |form: &str| fold_chars(form).eq(key.chars());
            if title.feminine().any(is) {
                word.marks.add(Marks::FEMININE_TITLE);
            }
            if title.plural().any(is) {
                word.marks.add(Marks::PLURAL_TITLE);
            }
        }
    }

    fn agency(&mut self, lexicon: &Lexicon, key: &str) {
        let agencies = lexicon.agencies();
        let agency = agencies.get(key);
        let word = self.entry(key);
        word.marks.add(Marks::AGENCY_WORD);
        if agencies.opens(key) {
            word.marks.add(Marks::AGENCY_BEGINS);
        }
        if let Some(agency) = agency {
            word.marks.add(Marks::AGENCY);
            if agency.is_ambiguous() {
                word.marks.add(Marks::AGENCY_AMBIGUOUS);
            }
            if agency.kind() != AgencyKind::Generic {
                word.marks.add(Marks::OUTLET);
            }
        }
    }

    /// Marks the verbs of the narrator with و before them.
    fn narrate(&mut self) {
        let tells = Marks::TOPIC.or(Marks::IMPERSONAL);
        let verbs: Vec<(Box<str>, bool)> = self
            .0
            .iter()
            .filter(|(_, word)| word.is(tells))
            .map(|(key, word)| (key.clone(), word.is(Marks::IMPERSONAL)))
            .collect();
        for (key, impersonal) in verbs {
            let own = if impersonal {
                Marks::TELLS
            } else {
                Marks::AND_TOPIC
            };
            self.entry(&format!("و{key}"))
                .marks
                .add(own.or(Marks::NARRATOR));
            if impersonal {
                self.entry(&key).marks.add(Marks::TELLS);
            }
            if key.starts_with('و') {
                self.entry(&key).marks.add(Marks::NARRATOR);
            }
        }
    }

    /// Marks the known words that are prepositions with pronouns too.
    fn bind(&mut self) {
        let preposition = Some(FunctionClass::Preposition);
        let is_preposition = |key: Key<'_>| self.get(key.text()).class == preposition;
        let keys = self.0.keys();
        let bound = keys.filter(|key| is_bound_form(Key::of(key), is_preposition));
        for key in bound.cloned().collect::<Vec<_>>() {
            self.entry(&key).marks.add(Marks::BOUND);
        }
    }

    /// Settles what depends on several lists, once all are joined: what a word is with its article and without, and with
    /// و before it. `verbs` are the hashes of all that may be written for a verb.
    pub(super) fn settle(mut self, verbs: &[Hashes]) -> Dictionary {
        self.narrate();
        let asked = EITHER
            .or(Marks::COUNTRY)
            .or(Marks::NATIONALITY)
            .or(Marks::PLACE);
        let pairs: Vec<(Box<str>, bool)> = self
            .0
            .iter()
            .filter(|(key, word)| word.is(asked) || word.title.is_some() || key.starts_with("ال"))
            .map(|(key, _)| match key.strip_prefix("ال") {
                Some(bare) => (bare.into(), true),
                None => (key.clone(), false),
            })
            .collect();
        let mut full_key = String::new();
        for (key, has_article) in pairs {
            full_key.clear();
            full_key.push_str("ال");
            full_key.push_str(&key);
            let bare = *self.get(&key);
            let full = *self.get(&full_key);
            let marks = bare.marks.or(full.marks);
            if has_article || bare.is(EITHER) {
                self.entry(&full_key).either = marks;
            }
            let word = self.entry(&key);
            word.either = bare.marks;
            if bare.title.is_some() || full.title.is_some() {
                word.marks.add(Marks::TITLED.or(Marks::ORDINARY));
            }
            if bare.is_ordinary() || full.is_ordinary() {
                word.marks.add(Marks::ORDINARY);
            }
        }
        self.bind();
        Dictionary::of(self.0, verbs)
    }
}
