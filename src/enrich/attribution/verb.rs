//! Cues that are verbs, with the frame around them.

use std::ops::Range;

use super::about::verb_within;
use super::ascription::{telling_object, with_object};
use super::channel::{channel_between, leading_channel};
use super::clause;
use super::complement::{self, Marker, Opener};
use super::concerned::{before_accused, is_object};
use super::content::Pieces;
use super::deeds::is_action_noun;
use super::frames::Found;
use super::homograph::{is_threat, quotes_nothing, reports_nothing};
use super::issue::issue;
use super::lexis::{Complements, Form, Frame, Lexis, Number, Traits, VerbHit};
use super::names::Names;
use super::nature::{Sort, nature};
use super::phrase::{Np, Proclitic};
use super::relay::relay;
use super::sparse::{after_content, decline, masdar};
use super::subject::{
    antecedent, before_this, clause_subject, earlier_subject, stands_behind_subject, subject,
    subject_before, topic_subject,
};
use super::tokens::{Kind, Tokens};
use super::wishes::prays;
use super::words::{Marks, UNKNOWN};
use crate::article::{AttributionKind, Stance};
use crate::lexicon::FunctionClass;

/// A verb of saying at its place.
#[derive(Clone, Copy)]
struct Cue<'a> {
    tokens: &'a Tokens<'a, 'a>,
    i: usize,
    hit: VerbHit,
    frame: &'static Frame,
    sentence: &'a Range<usize>,
    headline: bool,
    /// A clause begins with it.
    start: bool,
    marker: Marker,
}

/// The attribution whose cue is the verb at `i`.
pub(super) fn verb(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: Range<usize>,
    headline: bool,
    names: &Names<'_>,
    earlier: &[Found],
) -> Option<Found> {
    let frame = Lexis::get().frame(hit.reading);
    let form = hit.reading.form;
    if form == Form::Masdar || hit.reading.also_noun && is_noun_here(tokens, i, hit, &sentence) {
        return masdar(tokens, i, hit, &sentence, earlier);
    }
    if reports_nothing(tokens, i, hit, &sentence, headline) {
        return None;
    }
    if frame.traits.has(Traits::DECLINE)
        && let Some(found) = decline(tokens, i, hit, &sentence)
    {
        return Some(found);
    }
    if frame.traits.has(Traits::RELAY) {
        return relay(tokens, i, hit, sentence);
    }
    let found = complement::find(tokens, i, frame, form, hit.suffix, sentence.end);
    // كشفت أسرار البيت أن: they are who tells.
    let clause = found.is_some_and(|m| m.opener == Opener::Clause) && frame.lemma == "كشف";
    let object = (!clause)
        .then(|| telling_object(tokens, i, hit, frame, sentence.end))
        .flatten();
    let Some(marker) = object.or(found) else {
        return after_content(tokens, i, hit, sentence, names, earlier);
    };
    // في رسالة نشرتها الصحيفة أن: what the verb before it takes.
    let taken = |f: &Found| f.cue.start < i && i < f.at && f.at == marker.at;
    if earlier.last().is_some_and(taken) {
        return None;
    }
    if marker.opener == Opener::Quote && quotes_nothing(tokens, i, hit, marker.at) {
        return None;
    }
    let mut marker = marker;
    if frame.lemma == "لوح" && marker.opener == Opener::BiNoun {
        // لوح القائد بإيران بالعقاب: the first may be where he is.
        let end = sentence.end.min(marker.at + 8);
        marker.at = (marker.at..end).find(|&k| is_threat(tokens, k))?;
    }
    if is_of_content(tokens, i, hit, &sentence, marker, earlier) {
        return None;
    }
    let mut cue = Cue {
        tokens,
        i,
        hit,
        frame,
        sentence: &sentence,
        headline,
        start: clause::may_begin(tokens, i, &sentence) || hit.conjunction,
        marker,
    };
    let mut speaker = cue.speaker(names);
    // نشر الوزير تغريدة كتب فيها: who gave it out speaks, unless another follows the verb.
    let behind = |np: &Np| np.start() > i;
    let issue = if speaker.source.as_ref().is_some_and(behind) {
        None
    } else {
        issue(tokens, i, hit, &sentence, names)
    };
    let mut issued = None;
    if let Some(issue) = issue {
        speaker.source = Some(issue.source);
        speaker.rule = "subject-first";
        speaker.boundary_from = issue.verb;
        issued = Some(issue.channel);
    }
    if frame.traits.has(Traits::DESCRIBE) || frame.traits.has(Traits::ASCRIBE) {
        cue.marker.at = with_object(tokens, i, hit, frame, marker, &mut speaker.source, names)?;
    }
    let marker = cue.marker;
    let mut confidence = confidence_of(marker.opener, form).saturating_sub(speaker.doubt);
    match &speaker.source {
        Some(np) => {
            confidence = confidence.saturating_sub(cue.doubt_of(np, speaker.rule, names)?)
        }
        None if form != Form::Participle => {
            if cue.needs_source() {
                return None;
            }
            confidence = confidence.saturating_sub(60);
        }
        None => {}
    }
    if frame.complements.has(Complements::DOC_AN)
        && matches!(marker.opener, Opener::PrepNoun | Opener::PrepClause)
        && !speaker
            .source
            .as_ref()
            .is_some_and(|np| np.head_word(tokens).is(Marks::DOCUMENT))
    {
        return None;
    }
    if frame.traits.has(Traits::STRICT) {
        confidence = confidence.saturating_sub(100);
    }
    let source = speaker.source;
    let between = source.as_ref().map_or(i + 1, Np::end);
    let channel = channel_between(tokens, i + 1, marker.limit)
        .filter(|c| c.start >= between || source.as_ref().is_none_or(|np| c.start < np.start()))
        .or_else(|| leading_channel(tokens, speaker.boundary_from, &sentence))
        .or(issued);
    let (boundary, cuts) = clause::boundary(tokens, speaker.boundary_from, hit, &sentence);
    let subject = if form == Form::Participle {
        clause_subject(tokens, &sentence, i)
    } else if source.is_some() {
        None
    } else {
        earlier_subject(tokens, &sentence, i, earlier)
    };
    Some(Found {
        cue: cue_range(tokens, i, marker.at),
        via: None,
        channel,
        content: Pieces::default(),
        kind: &AttributionKind::Indirect,
        stance: &frame.stance,
        negative: frame.traits.has(Traits::NEGATIVE),
        rule: speaker.rule,
        confidence,
        verb: Some(hit),
        subject: subject.map(Box::new),
        source,
        boundary,
        cuts,
        opener: marker.opener,
        at: marker.at,
        hole: None,
        sentence,
    })
}

/// Whether a form that may be a verbal noun is one where it stands: رغم نفي الوزارة, وسط مطالبة النقابات.
fn is_noun_here(tokens: &Tokens<'_, '_>, i: usize, hit: VerbHit, sentence: &Range<usize>) -> bool {
    i > sentence.start
        && !hit.conjunction
        && !hit.suffix
        && matches!(hit.reading.form, Form::Perfect | Form::Participle)
        && tokens.class(i - 1) == Some(FunctionClass::Preposition)
        && !tokens
            .key(i - 1)
            .is_any(["كما", "حسبما", "فيما", "مما", "بما", "عما", "ممن", "حيثما"])
}

/// Whether the verb goes on with those of an earlier statement in its sentence: قال إن القرار يثير القلق ويكشف عن خلل. Two
/// verbs in the imperfect may be those of two statements.
fn is_of_content(
    tokens: &Tokens<'_, '_>,
    i: usize,
    hit: VerbHit,
    sentence: &Range<usize>,
    marker: Marker,
    earlier: &[Found],
) -> bool {
    hit.reading.form == Form::Imperfect
        && hit.conjunction
        && !hit.suffix
        && marker.limit == i + 1
        && tokens.key(i).begins("و")
        && !matches!(marker.opener, Opener::Colon | Opener::Quote)
        && i > sentence.start
        && matches!(tokens.kind(i - 1), Kind::Word | Kind::Close | Kind::Number)
        && earlier.last().is_some_and(|f| {
            f.sentence() == *sentence
                && f.at + 1 < i
                && f.cue.start < f.at
                && matches!(f.opener, Opener::Clause | Opener::PrepClause)
                && f.verb
                    .is_some_and(|said| said.reading.form != Form::Imperfect)
        })
}

/// The source of a cue, and how it was found.
struct Speaker {
    source: Option<Np>,
    rule: &'static str,
    /// What the order of words takes from the confidence.
    doubt: u16,
    /// Where the clause begins, but for the words that lead it.
    boundary_from: usize,
}

impl Cue<'_> {
    /// The subject of the verb: the topic before it, the noun phrase after it or the one before it.
    fn speaker(&self, names: &Names<'_>) -> Speaker {
        let Cue { tokens, i, hit, .. } = *self;
        let form = hit.reading.form;
        let mut speaker = Speaker {
            source: None,
            rule: rule_of(self.marker.opener, form),
            doubt: 0,
            boundary_from: i,
        };
        if form == Form::Participle {
            return speaker;
        }
        let behind_topic = hit.conjunction && tokens.key(i).begins("ف")
            || i > self.sentence.start && tokens.key(i - 1) == "فقد";
        if behind_topic && let Some(np) = topic_subject(tokens, i, self.sentence) {
            speaker.boundary_from = self.sentence.start;
            speaker.source = Some(np);
            speaker.rule = "topic-first";
            return speaker;
        }
        let traits = self.frame.traits;
        let object = traits.has(Traits::OBJECT) || traits.has(Traits::NP_STRICT);
        // Before its subject a verb is singular: what follows قالوا is no subject.
        if hit.reading.number == Number::Singular {
            speaker.source = subject(tokens, i, self.marker.limit, object);
        }
        let needed = self.needs_object();
        if needed && let Some(np) = &mut speaker.source {
            before_accused(tokens, np, self.marker.limit);
        }
        speaker.source.take_if(|np| {
            traits.has(Traits::OBJECT) && is_object(tokens, i, hit, np, self.marker.limit, needed)
        });
        // سأل الله أن يحفظ الجميع: whom he asks.
        speaker
            .source
            .take_if(|np| np.start() == i + 1 && prays(tokens, i, self.frame));
        // لكنها أبلغت اللجنة أن: the pronoun is the subject, what follows the object. إنه يتوقع مبادرات: and whatever the
        // verb takes, unless a relative pronoun is the object.
        let relative =
            i > self.sentence.start && tokens.class(i - 1) == Some(FunctionClass::Relative);
        if (object || !relative) && !hit.suffix && self.behind_pronoun() {
            speaker.source = None;
        }
        // نفت وجود خلفيات: what is done does not speak.
        let does = |np: &Np| {
            np.proclitic == Proclitic::None
                && is_action_noun(tokens, np.start())
                && !np.head_word(tokens).either(Marks::INSTITUTION)
        };
        speaker
            .source
            .take_if(|np| self.frame.complements.has(Complements::NP) && does(np));
        // رسالة تطالب المكتب بالتحقيق: the letter calls for it.
        if object && !hit.conjunction && !self.start && !hit.suffix {
            let document = i - 1; // a clause begins with the first word of a sentence
            let word = tokens.word(document);
            if word.is(Marks::DOCUMENT.or(Marks::CHANNEL))
                && !tokens.is_definite(document)
                && form == Form::Imperfect
                && hit.reading.number == Number::Singular
            {
                speaker.source = Some(Np::of(document..i));
                speaker.rule = "relative";
                speaker.doubt = 150;
                return speaker;
            }
        }
        // سبق للوزير أن أكد: he did.
        if let Some((np, from)) = before_this(tokens, i, self.sentence) {
            speaker.source = Some(np);
            speaker.boundary_from = from;
            return speaker;
        }
        let after = speaker.source.is_some();
        // سيبلغ المحكمة بأن: with a subject before the verb the noun after it is the object.
        let looks_before = if after {
            object && !hit.conjunction && !self.start
        } else {
            !hit.conjunction || self.headline
        };
        if looks_before
            && let Some((np, from)) =
                subject_before(tokens, i, hit, self.sentence, self.headline, names)
            // الوزير يزور المصنع ويؤكد: he is the subject of the verb before.
            && !(hit.conjunction && verb_within(tokens, &np).is_some())
        {
            speaker.boundary_from = from;
            speaker.source = Some(np);
            speaker.rule = "subject-first";
            speaker.doubt = if after { 0 } else { 40 };
        }
        // الذين يتهمهم: the antecedent is whom the verb is about.
        let strict = traits.has(Traits::STRICT)
            || hit.suffix
            || traits.has(Traits::NP_STRICT)
            || traits.has(Traits::IMPERSONAL)
            || traits.has(Traits::MARKED);
        if speaker.source.is_none()
            && !hit.conjunction
            && !strict
            && let Some(np) = antecedent(tokens, i, hit, self.sentence)
        {
            speaker.source = Some(np);
            speaker.rule = "relative";
            speaker.doubt = 150;
        }
        speaker
    }

    /// Whether a word with the pronoun of the subject stands right before the verb: لكنه, بأنها; or الذي.
    fn behind_pronoun(&self) -> bool {
        let Some(before) = self.i.checked_sub(1).filter(|&k| k >= self.sentence.start) else {
            return false;
        };
        let word = self.tokens.word(before);
        let key = self.tokens.key(before);
        word.is(Marks::RESUMPTION.or(Marks::COMPLEMENTISER))
            && (key.ends("ه")
                || key.ends("ها")
                || key.ends("هم")
                || word.class == Some(FunctionClass::Relative))
    }

    /// Whether the verb always has whom it concerns beside it: اتهم فلان فلانا, وصف فلان فلانا.
    fn needs_object(&self) -> bool {
        self.frame.stance == Stance::Accuse || self.frame.traits.has(Traits::DESCRIBE)
    }

    /// Whether the content opens with a noun, which follows many a verb that reports nothing.
    fn noun_like(&self) -> bool {
        matches!(
            self.marker.opener,
            Opener::Noun | Opener::BiNoun | Opener::PrepNoun
        )
    }

    /// Whether the verb reports nothing without a subject of its own.
    fn needs_source(&self) -> bool {
        let Cue {
            tokens,
            i,
            hit,
            frame,
            marker,
            start,
            sentence,
            ..
        } = *self;
        let form = hit.reading.form;
        let preceded = i > self.sentence.start;
        let before = if preceded {
            tokens.word(i - 1)
        } else {
            &UNKNOWN
        };
        // وعبرت عن تفهمها: not the preposition.
        let expressed = frame.lemma == "عبر"
            && marker.limit == i + 1
            && (hit.conjunction || hit.reading.feminine);
        let strict = frame.traits.has(Traits::STRICT) && !expressed;
        if tokens.is(i, Marks::CAME_WORD) {
            return true;
        }
        // وجهت اتهامات إلى فلان: the passive. وحمل الوزير المسؤولية: he bears it, وحمل الحكومة المسؤولية: she gets it.
        let burdened = frame.lemma == "حمل"
            && (hit.reading.feminine
                || tokens.is(i + 1, Marks::BLAME)
                || !(tokens.raw(i + 1).ends_with('ة') || tokens.ends(i + 1, "ات")));
        if (burdened || frame.lemma == "وجه")
            && (hit.reading.feminine || burdened || !hit.conjunction)
        {
            return true;
        }
        if frame.lemma == "علمت" {
            return true;
        }
        // يجد أنه أمام كذا: what one finds, and no study.
        if frame.lemma == "وجد" && form == Form::Imperfect {
            return true;
        }
        // كذلك أكد أن, وذلك يشير إلى: so it is, and so something shows.
        if preceded && tokens.key(i - 1).ends("ذلك") && !hit.conjunction {
            return true;
        }
        // مما يؤكد أن: what was told before, and nobody.
        if preceded && tokens.key(i - 1).is_any(["مما", "ما", "بما"]) && !hit.suffix {
            return true;
        }
        // اتهم سالم بكذا: he is accused.
        if self.needs_object() && !hit.conjunction && !hit.suffix && marker.limit > i + 1 {
            return true;
        }
        // هذا الموقف يؤكد أن: what stands before the verb is its subject, even if it cannot speak.
        if !start && form == Form::Imperfect && stands_behind_subject(tokens, i, sentence) {
            return true;
        }
        if frame.traits.has(Traits::MARKED) && form == Form::Imperfect
            || strict && !hit.conjunction && marker.opener != Opener::Clause
        {
            return true;
        }
        // شرحا كيفية …: a noun.
        if marker.opener == Opener::Question
            && !frame.complements.has(Complements::ASK)
            && !hit.conjunction
        {
            return true;
        }
        let noun_like = self.noun_like();
        // الذين يتهمهم: the pronoun is the antecedent, and the subject an earlier speaker.
        let resumed = hit.suffix
            && frame.traits.has(Traits::OBJECT)
            && before.class == Some(FunctionClass::Relative);
        let described = frame.traits.has(Traits::DESCRIBE) && hit.suffix || resumed;
        // وصفه in the middle of a clause is his description, unless somebody does the describing.
        if described && !resumed && hit.reading.also_noun && !start {
            return true;
        }
        // كما أكد أهمية كذا: what the last speaker said as well.
        let also = || {
            tokens.key(i - 1).is_any(["كما", "فيما", "حيث"])
                && form == Form::Perfect
                && tokens.class(marker.at + 1).is_none()
        };
        let continued = || {
            hit.conjunction
                || !preceded
                || tokens.key(i - 1) == "قد"
                || clause::takes_up(before)
                || also()
        };
        if noun_like && !described && !(start && continued()) {
            return true;
        }
        // لكنه يتوقع: the pronoun is the subject.
        let taken_up = before.is(Marks::RESUMPTION) && tokens.key(i - 1).begins_any(["ل", "و"]);
        if frame.traits.has(Traits::IMPERSONAL)
            && !taken_up
            && form == Form::Imperfect
            && !hit.reading.feminine
            && hit.reading.number == Number::Singular
        {
            return true;
        }
        if !start && form == Form::Perfect && marker.opener == Opener::Clause {
            return true;
        }
        if marker.limit - i > 8
            && channel_between(tokens, i + 1, marker.limit).is_none()
            && !matches!(marker.opener, Opener::Clause | Opener::PrepClause)
        {
            return true;
        }
        before.class == Some(FunctionClass::Relative) && !described
            || !start && form == Form::Imperfect && noun_like
            || strict && noun_like
    }

    /// What the nature of the source takes from the confidence; `None` where it cannot be one.
    fn doubt_of(&self, np: &Np, rule: &str, names: &Names<'_>) -> Option<u16> {
        let tokens = self.tokens;
        let traits = self.frame.traits;
        let strict = traits.has(Traits::STRICT);
        let nature = nature(tokens, np);
        let head = np.head_word(tokens);
        if head.is(Marks::SACRED) || strict && head.is(Marks::LIGHT_OBJECT) {
            return None;
        }
        // علمت «الأفق» أن: an outlet, of which the name alone is written so.
        if self.frame.lemma == "علمت" {
            let name = tokens.kind(np.start()) == Kind::Open;
            return (name || nature.sort == Sort::Media).then_some(100);
        }
        if traits.has(Traits::DOCUMENT) && nature.sort != Sort::Document {
            return None;
        }
        if nature.plausible || names.any(tokens, np) {
            return Some(0);
        }
        let opener = self.marker.opener;
        // جهاز يكشف أسرار اللوحات: a thing lets it be seen, and says nothing.
        if self.frame.lemma == "كشف" && opener == Opener::Noun {
            return None;
        }
        let headed = self.headline && rule == "subject-first"
            || opener == Opener::BiNoun && !strict && self.start && np.is_definite(tokens);
        let weak = tokens.is(self.i, Marks::CAME_WORD)
            || strict && opener != Opener::PrepNoun
            || matches!(opener, Opener::Noun | Opener::BiNoun)
            || traits.has(Traits::NP_STRICT);
        (headed || !weak).then_some(120)
    }
}

fn rule_of(opener: Opener, form: Form) -> &'static str {
    if form == Form::Participle {
        return "participle";
    }
    match opener {
        Opener::Clause => "verb-clause",
        Opener::PrepClause => "verb-preposition-clause",
        Opener::PrepNoun => "verb-preposition-noun",
        Opener::BiNoun => "verb-bi-noun",
        Opener::Colon => "verb-colon",
        Opener::Quote => "verb-quote",
        Opener::Noun => "verb-noun",
        Opener::Question => "verb-question",
    }
}

fn confidence_of(opener: Opener, form: Form) -> u16 {
    let base = match opener {
        Opener::Clause | Opener::PrepClause => 930,
        Opener::Quote | Opener::Colon => 900,
        Opener::PrepNoun => 830,
        Opener::Question => 780,
        Opener::BiNoun => 740,
        Opener::Noun => 700,
    };
    if form == Form::Participle {
        base - 30
    } else {
        base
    }
}

/// The cue with the word it needs: لافتا الانتباه.
fn cue_range(tokens: &Tokens<'_, '_>, i: usize, at: usize) -> Range<usize> {
    if i + 1 < at && tokens.key(i + 1).is_any(["الانتباه", "النظر"]) {
        i..i + 2
    } else {
        i..i + 1
    }
}
