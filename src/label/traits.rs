//! What each block shows by itself, packed into one word: the traits that cues are made of.

mod labels;

use self::labels::{cue_traits, is_marked, marks_off};
use super::relations;
use crate::lexicon::{CueClass, CuePosition, FunctionClass, Lexicon, LexiconKind, Separator};
use crate::read::{Document, End, Shape, Start, TextBlock, has_rare};
use crate::smallprint::names::NameShape;
use crate::smallprint::opening::{PartKind, Slot};
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{credit, lookup, opening, sources};

macro_rules! traits {
    ($( $(#[$meta:meta])* $Name:ident = $word:literal, )+) => {
        /// A property of one block. The bit position is the variant's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Trait { $( $(#[$meta])* $Name, )+ }

        impl Trait {
            pub(crate) const ALL: &'static [Trait] = &[ $( Trait::$Name, )+ ];

            pub(crate) const fn name(self) -> &'static str {
                match self { $( Trait::$Name => $word, )+ }
            }
        }
    };
}

traits! {
    /// 110 characters or more: running text.
    Long = "long",
    /// 50 to 109 characters.
    Middle = "middle",
    /// Fewer than 50.
    Short = "short",
    /// Fewer than 16.
    Tiny = "tiny",
    /// Ends like a sentence.
    Sentence = "sentence",
    /// Hardly a letter of the Arabic script.
    Latin = "latin",
    /// Letters of both scripts.
    MixedScript = "mixed-script",
    /// No letter at all.
    NoLetters = "no-letters",
    /// Two sentences or more.
    Sentences = "sentences",
    /// Ends with a bracket that is a credit.
    Credit = "credit",
    /// Ends with another bracket.
    Bracket = "bracket",
    /// Wholly in quotation marks.
    Quoted = "quoted",
    /// Begins with a quotation mark that nothing closes at the end.
    QuoteOpen = "quote-open",
    /// Begins with a list mark.
    Bullet = "bullet",
    /// Begins with a number and a mark: `1)`, `2.`, `3-`.
    Numbered = "numbered",
    /// Begins with `#`.
    Hash = "hash",
    /// Begins with `@` or holds a handle or an address.
    Address = "address",
    /// Is an address of e-mail or a handle, with a label at most.
    Mail = "mail",
    /// Holds vertical bars.
    Bars = "bars",
    /// Holds three bars or more: a menu in one line.
    BarList = "bar-list",
    /// Digits are a third of it or more.
    Digits = "digits",
    /// Ends with a colon.
    Colon = "colon",
    /// A colon after one to four words.
    Label = "label",
    /// A dash or slash between spaces.
    Dash = "dash",
    /// Ends with a question mark.
    Question = "question",
    /// Ends with an ellipsis.
    Ellipsis = "ellipsis",
    /// Holds an ellipsis or `..` in its middle.
    InnerDots = "inner-dots",
    /// Ends with a comma.
    Comma = "comma",
    /// Begins with a label of the source line.
    SourceLabel = "source-label",
    /// Is a label of related stories.
    RelatedLabel = "related-label",
    /// Begins with one, and goes on.
    RelatedStart = "related-start",
    /// Begins with a label of keywords.
    TagsLabel = "tags-label",
    /// Begins with a label of a time stamp.
    TimeLabel = "time-label",
    /// Is navigation.
    Navigation = "navigation",
    /// Is the name of a section of the paper.
    SectionName = "section-name",
    /// Is or holds a share button.
    Share = "share",
    /// Asks to subscribe or follow.
    Subscribe = "subscribe",
    /// Belongs to a comment form.
    Comment = "comment",
    /// A legal notice.
    Legal = "legal",
    /// An advertisement's mark.
    Advert = "advert",
    /// Names the paper's editors.
    Masthead = "masthead",
    /// Belongs to a player.
    Player = "player",
    /// Marks the end of the text.
    EndMark = "end-mark",
    /// How to reach the author.
    Contact = "contact",
    /// A flag such as عاجل.
    Flag = "flag",
    /// Names the outlet itself.
    OutletSelf = "outlet-self",
    /// Names a picture.
    PhotoNote = "photo-note",
    /// Begins with the words by which a page introduces a caption or credit: `مصدر الصورة: `.
    PhotoLabel = "photo-label",
    /// Begins with a cue of a byline.
    BylineCue = "byline-cue",
    /// Parses as a byline slot with a person.
    PersonSlot = "person-slot",
    /// Parses as a slot of places and agencies without a person.
    PlaceSlot = "place-slot",
    /// Parses as a slot of agencies alone.
    AgencySlot = "agency-slot",
    /// Has the form of a personal name whose first word is a given name.
    PersonName = "person-name",
    /// Holds a date with a month.
    Date = "date",
    /// Is a date or time and nothing else.
    DateOnly = "date-only",
    /// Opens with a run of places, agencies or people.
    OpeningRun = "opening-run",
    /// Begins with a reporting verb.
    Reporting = "reporting",
    /// Begins with "and" before a function word: prose that goes on.
    Connective = "connective",
    /// Ends with a preposition or conjunction: it breaks off.
    Dangling = "dangling",
    /// Repeats an earlier block.
    CopyOfEarlier = "copy-of-earlier",
    /// Is repeated by a later block.
    CopiedLater = "copied-later",
    /// Holds, among the first blocks, the text of a later one with something around it.
    TitleWithSite = "title-with-site",
    /// Is the text that such a title holds.
    InTitle = "in-title",
    /// Opens the next block word for word.
    OpensNext = "opens-next",
    /// Repeats the block above it, or is repeated by the one below.
    CopyBeside = "copy-beside",
    /// Begins with a comma or a stop: it goes on where the block above broke off.
    Continues = "continues",
    /// Running text that breaks off without a stop.
    BreaksOff = "breaks-off",
    /// Stands in a run of short lines that rhyme.
    Rhymed = "rhymed",
    /// Two halves of like length around an ellipsis, asterisks or a wide gap.
    Hemistichs = "hemistichs",
    /// An identifier or a scrap of markup.
    Code = "code",
    /// The form in which an outlet signs: its domain alone, or a short name before a dash that
    /// nothing follows.
    OutletLine = "outlet-line",
    /// Nothing but labels of buttons, players and forms, with numbers.
    Controls = "controls",
}

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u128);

impl Traits {
    pub(crate) fn has(self, t: Trait) -> bool {
        self.0 & (1 << t as u32) != 0
    }

    pub(crate) const fn of(traits: &[Trait]) -> Traits {
        let (mut set, mut i) = (0, 0);
        while i < traits.len() {
            set |= 1 << traits[i] as u32; // cannot fail: i is below the length
            i += 1;
        }
        Traits(set)
    }

    /// Whether it has a trait of the other set.
    pub(crate) fn meets(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn any(self, ts: &[Trait]) -> bool {
        ts.iter().any(|t| self.has(*t))
    }

    pub(super) fn set(&mut self, t: Trait) {
        self.0 |= 1 << t as u32;
    }

    /// Without a branch, as half of them could not be foreseen.
    fn put(&mut self, t: Trait, on: bool) {
        self.0 |= u128::from(on) << t as u32;
    }

    /// Calls `f` with the place of each trait among [`Trait::ALL`].
    pub(super) fn each(self, mut f: impl FnMut(usize)) {
        let halves = [(self.0 as u64, 0), ((self.0 >> 64) as u64, 64)];
        for (mut half, first) in halves {
            while half != 0 {
                f(first + half.trailing_zeros() as usize);
                half &= half - 1;
            }
        }
    }
}

/// Blocks longer than this are not looked up word by word: no label, slot or navigation entry is.
const LOOKED_UP: u32 = 130;

/// Whether a block is looked up word by word. A whole sentence is asked only what it opens with, as
/// running text is.
fn is_looked_up(shape: &Shape) -> bool {
    let sentence = shape.chars >= 80 && shape.words >= 12 && shape.end == End::Stop;
    shape.chars <= LOOKED_UP && !sentence
}

/// Words of a cue phrase.
const PHRASE: usize = 6;

/// Opening runs of long blocks that are kept: those of the first paragraphs are asked for again.
const OPENINGS: usize = 3;

/// The first long blocks, of which each is asked for an opening run; later ones only behind a short
/// block. A report's dateline stands nowhere in the middle of its body.
const OPENED: usize = 4;

/// Looks at every block of a document: sets `out` to their traits, and gives the first opening runs of
/// long blocks, with the blocks' numbers. Linear in the text, with look-ups in short blocks only.
pub(super) fn observe(
    document: &Document<'_>,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
    out: &mut Vec<Traits>,
) -> Vec<(usize, Slot)> {
    let blocks = document.blocks();
    let mut openings = Vec::new();
    tokens.clear();
    out.clear();
    out.reserve_exact(blocks.len());
    let (mut long, mut behind_long) = (0, false);
    for (i, block) in blocks.iter().enumerate() {
        let mut traits = Traits::default();
        shape_traits(block.text(), block.shape(), &mut traits);
        if is_looked_up(block.shape()) {
            lexical_traits(block, lexicon, tokens, &mut traits);
            behind_long = false;
        } else {
            let may_open = long < OPENED || !behind_long;
            (long, behind_long) = (long + 1, true);
            let opening = long_traits(block, may_open, lexicon, tokens, &mut traits);
            let kept = opening.filter(|_| openings.len() < OPENINGS);
            openings.extend(kept.map(|opening| (i, opening)));
        }
        out.push(traits);
    }
    relations::observe(document, out);
    openings
}

/// Whether a block with these traits may open with a run: those that are looked up word by word are
/// not asked for one.
pub(super) fn may_open(block: &TextBlock<'_>, traits: Traits) -> bool {
    is_looked_up(block.shape()) || traits.has(Trait::OpeningRun)
}

fn shape_traits(text: &str, shape: &Shape, t: &mut Traits) {
    let letters = shape.letters();
    t.put(Trait::Long, shape.chars >= 110);
    t.put(Trait::Middle, (50..110).contains(&shape.chars));
    t.put(Trait::Short, shape.chars < 50);
    t.put(Trait::Tiny, shape.chars < 16);
    let stop = matches!(
        shape.end,
        End::Stop | End::Question | End::Exclamation | End::Ellipsis
    );
    t.put(Trait::Sentence, stop && shape.words >= 5);
    // Of 1000 letters so many are Arabic.
    let below = |share: u64| u64::from(shape.arabic) * 1000 < u64::from(letters) * share;
    t.put(Trait::Latin, letters >= 3 && below(200));
    t.put(
        Trait::MixedScript,
        letters >= 3 && !below(200) && below(700),
    );
    t.put(Trait::NoLetters, letters == 0);
    t.put(Trait::Sentences, shape.stops >= 1);
    let opens_quoted = shape.start == Start::Quote;
    t.put(Trait::Quoted, opens_quoted && shape.quoted);
    t.put(Trait::QuoteOpen, opens_quoted && !shape.quoted);
    t.put(Trait::Bullet, shape.start == Start::Bullet && letters > 0);
    t.put(
        Trait::Numbered,
        shape.start == Start::Digit && is_numbered(text),
    );
    t.put(Trait::Hash, shape.start == Start::Hash);
    t.put(Trait::Address, shape.address || shape.start == Start::At);
    t.put(
        Trait::Mail,
        shape.words <= 4 && text.contains('@') && shape.latin >= 4,
    );
    t.put(Trait::Bars, shape.bars >= 1);
    t.put(Trait::BarList, shape.bars >= 3);
    t.put(
        Trait::Digits,
        shape.digits > 0 && shape.digits * 2 >= letters,
    );
    t.put(Trait::Colon, shape.end == End::Colon);
    t.put(Trait::Dash, shape.dashes > 0 || shape.slashes > 0);
    t.put(Trait::Question, shape.end == End::Question);
    t.put(Trait::Ellipsis, shape.end == End::Ellipsis);
    t.put(Trait::Comma, shape.end == End::Comma);
    t.put(
        Trait::Continues,
        letters > 0 && text.starts_with(['،', ',', '.', '؛', ';', ')']),
    );
    t.put(
        Trait::BreaksOff,
        shape.chars >= 50 && shape.words >= 8 && matches!(shape.end, End::Open | End::Digit),
    );
    t.put(Trait::Code, is_code(text, shape));
    let domain = shape.words == 1
        && shape.arabic == 0
        && shape.latin >= 5
        && text
            .split('.')
            .filter(|part| part.len() >= 2 && part.chars().all(|c| c.is_ascii_alphabetic()))
            .count()
            >= 2;
    let before_dash = shape.end == End::Dash && letters >= 3 && shape.words <= 5;
    t.put(Trait::OutletLine, domain || before_dash);
    if shape.chars < 200 && shape.signs > 0 {
        let inner = text.trim_end_matches(['.', '…', ' ', '"', '»']);
        let bytes = inner.as_bytes();
        let doubled = |at: usize| bytes.get(at + 1) == Some(&b'.');
        let dots = memchr::memchr_iter(b'.', bytes).any(doubled);
        t.put(Trait::InnerDots, dots || has_rare(inner, '…'));
    }
}

/// A word of digits and Latin letters that no reader reads (`658c12ed-70e2`), or what is left of a
/// tag or an attribute.
fn is_code(text: &str, shape: &Shape) -> bool {
    let word = shape.words == 1
        && shape.chars >= 16
        && shape.arabic == 0
        && shape.digits >= 3
        && shape.latin >= 1
        && !shape.address;
    let attribute = || {
        memchr::memchr_iter(b'=', text.as_bytes())
            .any(|at| text.as_bytes().get(at + 1) == Some(&b'"'))
    };
    word || text.ends_with("/>") || text.ends_with("</") || shape.quotes > 0 && attribute()
}

/// `1)`, `2.`, `3-`, `4 -` before a word.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c| crate::arabic::digit_value(c).is_some());
    let digits = text.chars().count() - rest.chars().count();
    let rest = rest.trim_start();
    digits <= 3
        && rest.starts_with([')', '.', '-', '–', 'ـ', '/'])
        && rest
            .chars()
            .nth(1)
            .is_some_and(|c| crate::arabic::digit_value(c).is_none())
}

fn lexical_traits(block: &TextBlock<'_>, lexicon: &Lexicon, tokens: &mut Tokens, t: &mut Traits) {
    let (text, shape) = (block.text(), block.shape());
    tokens.fill(text, 26, lexicon);
    cue_traits(text, shape.signs > 0, lexicon, tokens, t);
    first_word_traits(lexicon, tokens, t);
    let last = tokens.len().saturating_sub(1);
    t.put(
        Trait::Dangling,
        tokens.len() > 1
            && shape.end == End::Open
            && lookup::function(tokens.word(last), lexicon).is_some_and(|class| {
                matches!(
                    class,
                    FunctionClass::Preposition
                        | FunctionClass::Complementiser
                        | FunctionClass::Relative
                )
            }),
    );
    let label = (1..=4)
        .find(|&i| i < tokens.len() && !tokens.spaced(i) && tokens.gap(text, i).contains(':'));
    t.put(Trait::Label, label.is_some());
    // Most lines have no number, and so no date.
    if shape.digits > 0 {
        date_traits(text, lexicon, tokens, t);
    }
    let label_words = byline_label(text, lexicon, tokens);
    let words = tokens.len();
    if shape.words <= 22 && !t.has(Trait::DateOnly) {
        slot_traits(text, shape.bracket, lexicon, tokens, t);
    }
    let slot = t.any(&[Trait::PersonSlot, Trait::PlaceSlot]);
    // A label and a long rest that names nobody: a title such as "report / the vineyards of …".
    t.put(
        Trait::BylineCue,
        label_words.is_some_and(|n| slot || words - n <= 5),
    );
    if !slot && let Some(credit) = credit_traits(text, shape, lexicon, tokens) {
        t.set(credit);
    }
}

fn first_word_traits(lexicon: &Lexicon, tokens: &Tokens, t: &mut Traits) {
    let first = tokens.word(0);
    let joined = |clitic| first.without(clitic, lexicon);
    let rest = joined("و").or_else(|| joined("ف"));
    let reports = |word| lookup::is_reporting_verb(word, lexicon);
    let reporting = reports(first) || rest.is_some_and(reports);
    let connective =
        rest.is_some_and(|rest| rest.letters() >= 2 && lookup::is_function_word(rest, lexicon));
    t.put(Trait::Reporting, reporting);
    t.put(Trait::Connective, connective);
}

fn slot_traits(text: &str, bracket: bool, lexicon: &Lexicon, tokens: &mut Tokens, t: &mut Traits) {
    let Some(slot) = opening::slot_of(text, lexicon, tokens) else {
        return;
    };
    let sure = slot.parts.iter().any(|p| p.sure);
    if slot.has_person() {
        if slot.parts.len() == 1 && !slot.cued {
            let shape = NameShape::of(tokens, 0..tokens.len(), lexicon);
            t.put(Trait::PersonName, shape.has_given_name && tokens.len() <= 5);
        } else {
            // Words before a bracket are a name only if they show it: else they are a caption
            // with its credit.
            let named = !bracket
                || slot.cued
                || slot.parts.iter().any(|part| {
                    tokens.fill(text.get(part.range.clone()).unwrap_or(""), 4, lexicon);
                    matches!(part.kind, PartKind::Person(_))
                        && NameShape::of(tokens, 0..tokens.len(), lexicon).has_given_name
                });
            t.put(Trait::PersonSlot, (sure || slot.cued) && named);
        }
    } else if slot.has_organisation() && !slot.has_place() {
        t.set(Trait::AgencySlot);
    } else if slot.has_place() {
        t.put(Trait::PlaceSlot, sure || slot.parts.len() > 1);
    }
}

/// Words of the cue of a byline that opens the text, where something follows it.
fn byline_label(text: &str, lexicon: &Lexicon, tokens: &Tokens) -> Option<usize> {
    if !tokens.word(0).may_be_in(LexiconKind::BylineCues) {
        return None;
    }
    let (words, cue) = lexicon
        .byline_cues()
        .longest(tokens.phrase(text, 0, PHRASE))?;
    let marked = || tokens.gap(text, words).contains([':', '-', '–', '/', 'ـ']);
    (words < tokens.len() && (!lookup::needs_mark(cue) || marked())).then_some(words)
}

fn date_traits(text: &str, lexicon: &Lexicon, tokens: &Tokens, t: &mut Traits) {
    let n = tokens.len();
    let (mut months, mut numbers, mut words, mut separated) = (0, 0, 0, 0);
    for i in 0..n {
        let word = tokens.word(i);
        if word.is_number() {
            numbers += 1;
            separated += usize::from(
                i > 0 && matches!(tokens.gap(text, i).trim(), "/" | "-" | ":" | "." | "//"),
            );
            continue;
        }
        if lookup::is_month(word, lexicon) {
            months += 1;
        } else if lookup::is_weekday(word, lexicon) || lookup::is_time_word(word, lexicon) {
            words += 1;
        }
    }
    let all = months + numbers + words == n;
    t.put(Trait::Date, months >= 1 && numbers >= 1 || separated >= 2);
    t.put(
        Trait::DateOnly,
        all && numbers >= 1 && (months + words >= 1 || separated >= 1),
    );
}

fn credit_traits(
    text: &str,
    shape: &Shape,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) -> Option<Trait> {
    if !shape.bracket {
        return None;
    }
    if credit::trailing(text, lexicon, tokens).is_some() {
        Some(Trait::Credit)
    } else {
        Some(Trait::Bracket)
    }
}

/// Adds the traits of a long block, and gives the run that opens it where it `may_open` with one.
fn long_traits(
    block: &TextBlock<'_>,
    may_open: bool,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
    t: &mut Traits,
) -> Option<Slot> {
    let text = block.text();
    tokens.fill(text, 1, lexicon);
    let mut cue = None;
    if tokens.word(0).may_be_in(LexiconKind::Cues) {
        // One more than a phrase: what stands behind it is asked for.
        tokens.extend(text, PHRASE + 1, lexicon);
        cue = lexicon.cues().longest(tokens.phrase(text, 0, PHRASE));
    }
    if let Some((words, cue)) = cue
        && cue.position() != CuePosition::Whole
        && is_marked(text, cue, 0..words, lexicon, tokens)
    {
        match cue.class() {
            CueClass::RelatedLabel | CueClass::ReadMore => t.put(
                Trait::RelatedStart,
                cue.separator() != Separator::Required || marks_off(tokens.gap(text, words)),
            ),
            CueClass::TagsLabel => t.set(Trait::TagsLabel),
            CueClass::Subscribe => t.set(Trait::Subscribe),
            CueClass::Legal => t.set(Trait::Legal),
            CueClass::Comment => t.set(Trait::Comment),
            CueClass::Masthead => t.set(Trait::Masthead),
            CueClass::Contact => t.set(Trait::Contact),
            CueClass::OutletSelf => t.set(Trait::OutletSelf),
            CueClass::Share => t.set(Trait::Share),
            _ => {}
        }
    }
    if cue.is_some_and(|(words, cue)| sources::behind(text, words, cue, tokens).is_some()) {
        t.set(Trait::SourceLabel);
    }
    first_word_traits(lexicon, tokens, t);
    let run = || opening::opening_of(text, lexicon, tokens);
    let opening = may_open.then(run).flatten();
    t.put(Trait::OpeningRun, opening.is_some());
    if block.shape().chars < 400
        && let Some(credit) = credit_traits(text, block.shape(), lexicon, tokens)
    {
        t.set(credit);
    }
    opening
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::read::read_text;

    fn of(text: &str) -> Vec<Traits> {
        let (document, mut traits) = (read_text(text, &Limits::new()), Vec::new());
        let tokens = &mut Tokens::default();
        observe(&document, Lexicon::builtin(), tokens, &mut traits);
        traits
    }

    #[test]
    fn traits_fit_their_word() {
        assert!(Trait::ALL.len() <= 128);
    }

    #[test]
    fn small_print_is_recognised() {
        let one = |text: &str| of(text)[0];
        assert!(one("المصدر : الجزيرة + وكالات").has(Trait::SourceLabel));
        assert!(one("آخر تحديث: 12:30").has(Trait::TimeLabel));
        assert!(one("السبت، 14 نوفمبر 2009").has(Trait::DateOnly));
        assert!(one("كتب: سالم الحداد").has(Trait::BylineCue));
        assert!(one("من احتجاجات سابقة (رويترز)").has(Trait::Credit));
        assert!(one("اقرأ أيضا").has(Trait::RelatedLabel));
        assert!(one("قد يهمك| افتتاح الجسر الجديد أمام السيارات").has(Trait::RelatedStart));
        assert!(one(".. وأيضا/ افتتاح الجسر الجديد أمام السيارات").has(Trait::RelatedStart));
        assert!(one("لمتابعة المباراة مباشرة، اضغط هنا").has(Trait::RelatedStart));
        assert!(!one("أيضا يمكن للسيارات عبور الجسر ليلا").has(Trait::RelatedStart));
        assert!(!one("في السياق ذاته، افتتح الجسر الجديد").has(Trait::RelatedStart));
        assert!(one("اقرأ المزيد: افتتاح الجسر الجديد").has(Trait::RelatedStart));
        assert!(one("* خدمة «صحيفة النهر»").has(Trait::SourceLabel));
        assert!(!one("خدمة «النهر» الجديدة تبدأ في المدينة").has(Trait::SourceLabel));
        assert!(one("نشر: 12 مايو 2020").has(Trait::TimeLabel));
        assert!(!one("نشر المركز خريطة جديدة للطرق اليوم الأحد").has(Trait::TimeLabel));
        assert!(!one("تطوير الطرق وحل الازدحام").has(Trait::Legal));
        assert!(one("طباعة إرسال حفظ").has(Trait::Controls));
        assert!(!one("حفظ الطعام في الصيف").has(Trait::Controls));
        assert!(one("3) الخطوة الثالثة").has(Trait::Numbered));
        assert!(!one("3.5 مليون نسمة يسكنون المدينة").has(Trait::Numbered));
    }

    #[test]
    fn a_title_holds_its_headline() {
        let traits =
            of("أخبار البلد - محليات - افتتاح الجسر الجديد\nالرئيسية\nافتتاح الجسر الجديد\nنص");
        assert!(traits[0].has(Trait::TitleWithSite));
        assert!(traits[2].has(Trait::InTitle));
        assert!(!traits[1].has(Trait::InTitle));
    }
}
