//! The lexicons of attribution, compiled once: verb forms with their frames, and word classes.

use once_cell::sync::Lazy;

use super::dictionary::{Dictionary, Number as RecordNumber};
use super::key::Key;
use super::nature::Gender;
use super::words::{Marks, Word, Words};
use crate::arabic::clitics::ENCLITICS;
use crate::arabic::fold::fold;
use crate::article::Stance;
use crate::lexicon::Lexicon;
use crate::lexicon::hash::{Hashes, WordMap};

/// A set of flags of one byte or more.
macro_rules! flags {
    ($(#[$meta:meta])* $Name:ident: $int:ty { $($(#[$doc:meta])* $flag:ident = $word:literal at $bit:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $Name($int);

        impl $Name {
            $($(#[$doc])* pub(super) const $flag: $Name = $Name(1 << $bit);)*

            pub(super) fn has(self, flag: $Name) -> bool {
                self.0 & flag.0 != 0
            }

            fn add(&mut self, flag: $Name) {
                self.0 |= flag.0;
            }

            fn from_word(word: &str) -> Option<$Name> {
                match word {
                    $($word => Some($Name::$flag),)*
                    _ => None,
                }
            }
        }
    };
}

flags! {
    /// What may open the content of a verb.
    Complements: u16 {
        /// أن, إن, بأن and their forms with pronouns.
        CLAUSE = "c" at 0,
        /// A colon or a quotation.
        QUOTE = "q" at 1,
        /// إلى with a clause or noun.
        ILA = "ila" at 2,
        /// على with a clause or noun.
        ALA = "ala" at 3,
        /// من with a clause or noun.
        MIN = "min" at 4,
        /// عن with a clause or noun.
        AN = "an" at 5,
        /// في with a clause or noun.
        FI = "fi" at 6,
        /// A noun with ب.
        BI = "bi" at 7,
        /// A noun in the accusative.
        NP = "np" at 8,
        /// A question: عما, هل, إن كان.
        ASK = "ask" at 9,
        /// إلى only before أن.
        ILA_CLAUSE = "ila_clause" at 10,
        /// على only before أن.
        ALA_CLAUSE = "ala_clause" at 11,
        /// عن where a document speaks.
        DOC_AN = "doc_an" at 12,
        /// كيف: how something came about.
        HOW = "how" at 13,
        /// ل with a verbal noun.
        LI = "li" at 14,
    }
}

flags! {
    /// How a verb behaves.
    Traits: u16 {
        /// Continues an earlier speaker.
        CONT = "cont" at 0,
        /// Impersonal in the imperfect without a subject: يذكر أن.
        IMPERSONAL = "imp" at 1,
        /// Takes whom it concerns before its complement: اتهم فلانا بأن.
        OBJECT = "obj" at 2,
        /// Rarely reports: its complement must follow close.
        STRICT = "strict" at 3,
        /// The form is more often a noun.
        NOUN = "noun" at 4,
        /// Denies.
        NEGATIVE = "neg" at 5,
        /// With التعليق and the like declines to comment.
        DECLINE = "decline" at 6,
        /// Only documents and studies report with it.
        DOCUMENT = "doc" at 7,
        /// Describes: وصف.
        DESCRIBE = "describe" at 8,
        /// Relays: نقل عن.
        RELAY = "relay" at 9,
        /// Reporting only where the spelling is marked: بيّن.
        MARKED = "marked" at 10,
        /// An accusative noun needs a speaker that is named.
        NP_STRICT = "np_strict" at 11,
        /// Says something of its object, with which its content begins: عزا الغلاء إلى الجفاف.
        ASCRIBE = "ascribe" at 12,
    }
}

/// Number of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Number {
    Singular,
    Dual,
    Plural,
}

/// Tense and mood of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Perfect,
    Imperfect,
    Participle,
    Masdar,
}

/// One reading of a written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Reading {
    pub(super) frame: u16,
    pub(super) form: Form,
    pub(super) feminine: bool,
    pub(super) number: Number,
    /// The form may also be a verbal noun.
    pub(super) also_noun: bool,
}

/// The frame of a lemma.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) lemma: &'static str,
    pub(super) complements: Complements,
    pub(super) traits: Traits,
    pub(super) stance: Stance,
}

/// A verb found in a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbHit {
    pub(super) reading: Reading,
    /// و or ف stands before it.
    pub(super) conjunction: bool,
    /// A pronoun is suffixed.
    pub(super) suffix: bool,
}

/// A verb in a token: the number of the record that has its reading, and what is written with it; 0 where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct VerbForm(u16);

impl VerbForm {
    /// The bit that says that و or ف stands before it.
    const CONJUNCTION: u16 = 1 << 14;
    /// The bit that says that a pronoun is suffixed.
    const SUFFIX: u16 = 1 << 15;

    fn of(number: RecordNumber, conjunction: bool, suffix: bool) -> VerbForm {
        let conjunction = u16::from(conjunction) * VerbForm::CONJUNCTION;
        let suffix = u16::from(suffix) * VerbForm::SUFFIX;
        VerbForm(number.bits() | conjunction | suffix)
    }

    /// Whether there is a verb.
    pub(super) fn is_some(self) -> bool {
        self != VerbForm::default()
    }

    #[inline]
    pub(super) fn hit(self) -> Option<VerbHit> {
        // Most words are none.
        if self.is_some() {
            self.of_record()
        } else {
            None
        }
    }

    #[inline(never)]
    fn of_record(self) -> Option<VerbHit> {
        let record = Lexis::get().words.record(RecordNumber::from_bits(self.0));
        record.reading.map(|reading| VerbHit {
            reading,
            conjunction: self.0 & VerbForm::CONJUNCTION != 0,
            suffix: self.0 & VerbForm::SUFFIX != 0,
        })
    }
}

/// A verbless frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseRule {
    /// A source follows: بحسب.
    According,
    /// A verb follows: حسبما.
    Verb,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    /// The last word is the preposition ل, written on the source.
    li: bool,
    rule: PhraseRule,
}

/// A verbless frame found at a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct PhraseHit {
    /// Whole words of the frame.
    pub(super) words: usize,
    /// ل on the following word belongs to the frame.
    pub(super) li: bool,
    pub(super) rule: PhraseRule,
}

pub(super) struct Lexis {
    words: Dictionary,
    frames: Vec<Frame>,
    /// The verbless frames by the number of their first word.
    phrases: Vec<Vec<Phrase>>,
}

static LEXIS: Lazy<Lexis> = Lazy::new(Lexis::compile);

impl Lexis {
    pub(super) fn get() -> &'static Lexis {
        &LEXIS
    }

    fn compile() -> Lexis {
        let mut frames: Vec<Frame> = Vec::new();
        let mut nouns: Vec<(&str, u16)> = Vec::new();
        let mut by_lemma: WordMap<&str, usize> = WordMap::default();
        for row in rows(include_str!("../../lexicon/data/attribution_verbs.tsv")) {
            let [lemma, complements, stance, traits, more] = cells(row);
            by_lemma.insert(lemma, frames.len());
            nouns.extend(
                more.split_whitespace()
                    .map(|noun| (noun, frames.len() as u16)),
            );
            let mut frame = Frame {
                lemma,
                complements: Complements::default(),
                traits: Traits::default(),
                stance: Stance::from(stance),
            };
            for word in complements.split_whitespace() {
                if let Some(flag) = Complements::from_word(word) {
                    frame.complements.add(flag);
                }
            }
            for word in traits.split_whitespace() {
                if let Some(flag) = Traits::from_word(word) {
                    frame.traits.add(flag);
                }
            }
            frames.push(frame);
        }
        let mut words = Words::join();
        let mut verbs = Vec::new();
        for form in Lexicon::builtin().reporting_verbs() {
            let Some(&frame) = form.lemmas().find_map(|lemma| by_lemma.get(lemma)) else {
                continue;
            };
            let also_noun = form.tags().any(|tag| tag == "masdar");
            let Some(reading) = form
                .tags()
                .find_map(|tag| reading(tag, frame as u16, also_noun))
            else {
                continue;
            };
            let key = fold(form.form());
            words.verb(&key, reading);
            let frame = frames.get(frame);
            if let Some(frame) = frame {
                add_written(&mut verbs, &key, reading, frame);
            }
        }
        for (noun, number) in nouns {
            let key = fold(noun);
            let noun = reading("masdar", number, true);
            if let Some((reading, frame)) = noun.zip(frames.get(usize::from(number))) {
                words.verb(&key, reading);
                add_written(&mut verbs, &key, reading, frame);
            }
        }
        let mut phrases: Vec<Vec<Phrase>> = Vec::new();
        for row in rows(include_str!("../../lexicon/data/attribution_frames.tsv")) {
            let [phrase, rule] = cells(row);
            let folded = fold(phrase).into_owned();
            let mut parts: Vec<String> = folded.split(' ').map(str::to_owned).collect();
            let li = parts.last().is_some_and(|word| word == "ل");
            if li {
                parts.pop();
            }
            let Some(first) = parts.first().cloned() else {
                continue;
            };
            let phrase = Phrase {
                words: parts,
                li,
                rule: if rule == "verb" {
                    PhraseRule::Verb
                } else {
                    PhraseRule::According
                },
            };
            let number = words.frames(&first, phrases.len() as u8);
            match phrases.get_mut(usize::from(number)) {
                Some(of_word) => of_word.push(phrase),
                None => phrases.push(vec![phrase]),
            }
        }
        for of_word in &mut phrases {
            of_word.sort_by_key(|phrase| std::cmp::Reverse((phrase.words.len(), phrase.li)));
        }
        Lexis {
            words: words.settle(&verbs),
            frames,
            phrases,
        }
    }

    /// What is known of a word that stands at no token: a stem, a form with another prefix.
    pub(super) fn word(&self, key: Key<'_>) -> &Word {
        self.words.get(key)
    }

    /// What is known of the word whose match key has the hashes.
    pub(super) fn of_hashes(&self, hashes: Hashes) -> &Word {
        self.words.of_hashes(hashes)
    }

    /// The words, for look-ups of many at a time.
    #[inline]
    pub(super) fn words(&self) -> &Dictionary {
        &self.words
    }

    pub(super) fn frame(&self, reading: Reading) -> &Frame {
        // Every reading was made with the index of a frame, and there is more than one frame.
        &self.frames[usize::from(reading.frame)]
    }

    /// The verb that a word is, given its match key and the number of its record: as it stands, behind و or ف, with the
    /// future س, or before a pronoun.
    pub(super) fn verb(&self, key: Key<'_>, number: RecordNumber) -> VerbForm {
        let word = self.words.record(number);
        if key.bytes().len() < 4 || word.is(Marks::OTHER_WORD) {
            return VerbForm::default();
        }
        if word.reading.is_some() {
            return VerbForm::of(number, false, false);
        }
        let bare = key
            .behind_any(["و", "ف"])
            .filter(|rest| rest.has_letters(3) || rest.is_any(["رد", "حث", "حض"]));
        let behind = bare.and_then(|bare| self.stem(bare, true));
        behind.or_else(|| self.stem(key, false)).unwrap_or_default()
    }

    /// The number of the record of the form whose match key has the hashes, and the form's reading.
    fn reading(&self, form: Hashes) -> Option<(RecordNumber, Reading)> {
        let number = self.words.number(form);
        Some((number, self.words.record(number).reading?))
    }

    fn stem(&self, stem: Key<'_>, conjunction: bool) -> Option<VerbForm> {
        if conjunction && let Some((number, _)) = self.reading(stem.hashes()) {
            return Some(VerbForm::of(number, true, false));
        }
        if let Some(rest) = stem.behind("س")
            && let Some((number, reading)) = self.reading(rest.hashes())
            && reading.form == Form::Imperfect
        {
            return Some(VerbForm::of(number, conjunction, false));
        }
        let (verb, _) = stem.enclitic()?;
        if !verb.has_letters(3) {
            return None;
        }
        // ى is written ا and ة is written ت before a pronoun, the plural loses its alef.
        let (number, reading) = self.reading(verb.hashes()).or_else(|| {
            if let Some(bare) = verb.before("ت")
                && let Some(noun) = self.reading(bare.hashes_with("ه"))
            {
                (noun.1.form == Form::Masdar).then_some(noun)
            } else if let Some(weak) = verb.before("ا") {
                self.reading(weak.hashes_with("ي"))
            } else if verb.ends("و") {
                self.reading(verb.hashes_with("ا"))
            } else {
                None
            }
        })?;
        reading
            .takes_pronoun(self.frame(reading))
            .then(|| VerbForm::of(number, conjunction, true))
    }

    /// The longest verbless frame that begins with the word, given the match key of each word from it on by its number.
    pub(super) fn phrase<'k>(
        &self,
        first: &Word,
        key: impl Fn(usize) -> Key<'k>,
    ) -> Option<PhraseHit> {
        let phrases = self.phrases.get(usize::from(first.frames?))?;
        phrases.iter().find_map(|phrase| {
            let n = phrase.words.len();
            let matches = (1..)
                .zip(phrase.words.iter().skip(1))
                .all(|(i, word)| key(i) == **word)
                && (!phrase.li || key(n).begins("ل"));
            matches.then_some(PhraseHit {
                words: n,
                li: phrase.li,
                rule: phrase.rule,
            })
        })
    }
}

/// Adds the hashes of what may be read as the verb `form`: alone, behind و, ف or the future س, and before a pronoun where
/// it may have one.
fn add_written(hashes: &mut Vec<Hashes>, form: &str, reading: Reading, frame: &Frame) {
    let noun = reading.form == Form::Masdar;
    let weak = match (form.strip_suffix('ي'), form.strip_suffix('ه')) {
        (Some(stem), _) => Some(format!("{stem}ا")),
        (_, Some(stem)) if noun => Some(format!("{stem}ت")),
        _ => None,
    };
    let plural = form.strip_suffix('ا').filter(|stem| stem.ends_with('و'));
    let future = (reading.form == Form::Imperfect).then_some("س");
    let pronouns = if reading.takes_pronoun(frame) {
        ENCLITICS.as_slice()
    } else {
        &[]
    };
    let mut key = String::new();
    for conjunction in ["", "و", "ف"] {
        for prefix in std::iter::once("").chain(future) {
            let mut add = |form: &str, pronoun: &str| {
                key.clear();
                for part in [conjunction, prefix, form, pronoun] {
                    key.push_str(part);
                }
                hashes.push(Key::of(&key).hashes());
            };
            add(form, "");
            for form in [Some(form), weak.as_deref(), plural].into_iter().flatten() {
                pronouns.iter().for_each(|pronoun| add(form, pronoun));
            }
        }
    }
}

/// The rows of a list: without its origin, its header and empty lines.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .skip_while(|line| line.starts_with('#'))
        .skip(1)
        .filter(|line| !line.is_empty())
}

/// The first cells of a row; missing ones are empty.
pub(super) fn cells<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut out = [""; N];
    for (slot, cell) in out.iter_mut().zip(row.split('\t')) {
        *slot = cell.trim();
    }
    out
}

fn reading(tag: &str, frame: u16, also_noun: bool) -> Option<Reading> {
    let (form, person) = match tag {
        "part_acc_m" => (Form::Participle, "3ms"),
        "part_f" => (Form::Participle, "3fs"),
        "part_pl" => (Form::Participle, "3mp"),
        "masdar" => (Form::Masdar, "3ms"),
        _ => match tag.split_once('_')? {
            ("pf", person) => (Form::Perfect, person),
            ("ipf" | "juss", person) => (Form::Imperfect, person),
            _ => return None,
        },
    };
    Some(Reading {
        frame,
        form,
        feminine: person.contains('f'),
        number: match person.as_bytes().get(2) {
            Some(b'd') => Number::Dual,
            Some(b'p') => Number::Plural,
            _ => Number::Singular,
        },
        also_noun,
    })
}

impl Reading {
    /// Whether a pronoun may be suffixed: its object to a verb, its agent to a verbal noun.
    fn takes_pronoun(self, frame: &Frame) -> bool {
        let alone = match self.form {
            Form::Perfect | Form::Imperfect => {
                !self.also_noun || frame.traits.has(Traits::DESCRIBE)
            }
            Form::Masdar => true,
            Form::Participle => false,
        };
        // حملتها is mostly her campaign.
        alone && !frame.traits.has(Traits::NOUN) && frame.lemma != "حمل"
    }

    /// The gender its subject shows.
    pub(super) fn gender(self) -> Gender {
        if self.feminine {
            Gender::Feminine
        } else {
            Gender::Masculine
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{UNKNOWN, is_bound_form};
    use super::*;
    use crate::lexicon::FunctionClass;

    const PREFIXES: [&str; 7] = ["", "و", "ف", "س", "وس", "فس", "ب"];
    const ENDS: [&str; 14] = [
        "", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ني", "ي", "ت",
    ];

    #[test]
    fn known_words_say_whether_they_are_prepositions_with_pronouns() {
        let lexis = Lexis::get();
        let class = |key: Key<'_>| lexis.word(key).class;
        let is_preposition = |key: Key<'_>| class(key) == Some(FunctionClass::Preposition);
        let mut bound = 0;
        for word in Lexicon::builtin().function_words().words() {
            for key in ENDS.map(|end| format!("{word}{end}")) {
                let (key, known) = (Key::of(&key), lexis.word(Key::of(&key)));
                if *known != UNKNOWN {
                    let is = is_bound_form(key, is_preposition);
                    assert_eq!(known.is(Marks::BOUND), is, "{}", key.text());
                    bound += usize::from(is);
                }
            }
        }
        assert!(bound > 0);
    }

    #[test]
    fn no_verb_escapes_the_first_look() {
        let lexis = Lexis::get();
        let (mut asked, mut verbs) = (0, 0);
        for form in Lexicon::builtin().reporting_verbs() {
            let form = fold(form.form());
            for form in [&form, form.strip_suffix('ا').unwrap_or(&form)] {
                for (prefix, end) in PREFIXES.iter().flat_map(|p| ENDS.map(|e| (p, e))) {
                    let key = format!("{prefix}{form}{end}");
                    asked += 1;
                    let key = Key::of(&key);
                    if lexis.verb(key, lexis.words.number(key.hashes())).is_some() {
                        verbs += 1;
                        let group = lexis.words.group(key.hashes());
                        assert!(group.may_be_verb(key.hashes()), "{}", key.text());
                    }
                }
            }
        }
        assert!(verbs > 10_000 && verbs < asked / 2, "{verbs} of {asked}");
    }
}
