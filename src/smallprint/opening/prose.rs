//! What no slot is: cheap looks that spare most lines the grammar.

use super::begins::{OPENING_LISTS, opens};
use super::{NAME_WORDS, PHRASE};
use crate::lexicon::{CueClass, FunctionClass, Lexicon, LexiconKind};
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{lookup, names};

/// Words of a line that may be a clause.
const CLAUSE_WORDS: usize = 5;

/// The lists of what can end a name beside it in a slot.
const ENDING_LISTS: [LexiconKind; 2] = [LexiconKind::Agencies, LexiconKind::BylineCues];

/// Whether a line of which the tokens hold the words is prose, a headline, or of the page's frame.
pub(super) fn is_no_slot(text: &str, lexicon: &Lexicon, tokens: &Tokens) -> bool {
    is_prose(text, lexicon, tokens)
        || is_running_text(lexicon, tokens)
        || opens_otherwise(text, lexicon, tokens)
}

/// Whether a line that no cue of a byline opens is of many words and ends as a sentence does, or begins
/// as a clause does: a cheap look that spares most lines the grammar, in which few such would parse.
fn is_prose(text: &str, lexicon: &Lexicon, tokens: &Tokens) -> bool {
    tokens.len() >= CLAUSE_WORDS
        && !opens(&[LexiconKind::BylineCues], tokens.word(0), lexicon)
        && (tokens.len() > NAME_WORDS + 2 && ends_sentence(text, tokens)
            || opens_clause(lexicon, tokens))
}

/// Whether a line ends as a sentence does: with a full stop it may be a list of names.
fn ends_sentence(text: &str, tokens: &Tokens) -> bool {
    let text = text.trim_end_matches(['"', '»', '”', ')', ' ']);
    text.ends_with(['؟', '?', '!', '…'])
        || text.ends_with('.') && (1..=NAME_WORDS + 1).all(|i| tokens.spaced(i))
}

/// Whether a word of clauses (أن، التي، كان، على), or و with a verb of saying, stands among the words with which a line begins, up
/// to the first mark: neither names nor what says who wrote have such, but for prepositions of place
/// and words of time.
fn opens_clause(lexicon: &Lexicon, tokens: &Tokens) -> bool {
    let clausal = |i: usize| {
        let word = tokens.word(i);
        lookup::function(word, lexicon).is_some_and(|class| class != FunctionClass::Time)
            && !word.is("من")
            && !word.is("في")
            && !lookup::is_given_name(word, lexicon)
    };
    // وقال النائب سالم الحداد، إن …: whoever is named, the verb goes on with what was told.
    let reports = |i: usize| {
        let verb = tokens.word(i).without("و", lexicon);
        verb.is_some_and(|verb| {
            lookup::is_reporting_verb(verb, lexicon) && !lookup::is_given_name(verb, lexicon)
        })
    };
    (0..tokens.len())
        .take_while(|&i| i == 0 || tokens.spaced(i))
        .any(|i| clausal(i) || reports(i))
}

/// Whether a line begins with more words than a name has, where nothing opens a part of a slot or
/// ends one. Most headlines are such.
fn is_running_text(lexicon: &Lexicon, tokens: &Tokens) -> bool {
    let first = tokens.word(0);
    let may_end_name = |i: usize| {
        let word = tokens.word(i);
        word.is("من")
            || word.is_number()
            || opens(&ENDING_LISTS, word, lexicon)
            || names::joins_name(word, lexicon)
    };
    tokens.len() > NAME_WORDS + 1
        && !opens(&OPENING_LISTS, first, lexicon)
        && (1..=NAME_WORDS + 1).all(|i| tokens.spaced(i))
        // One word alone is no name.
        && !(2..=NAME_WORDS).any(may_end_name)
        && !first.is_number()
        && !lookup::is_media_title(first, lexicon)
}

/// Whether a line begins with an office of the masthead (رئيس التحرير: سالم الحداد), with an entry of a
/// menu and the sign of what lies below it, or with a flag of several words that runs on as a headline
/// does (شاهد بالفيديو عاصفة رملية).
fn opens_otherwise(text: &str, lexicon: &Lexicon, tokens: &Tokens) -> bool {
    if !tokens.word(0).may_be_in(LexiconKind::Cues) {
        return false;
    }
    let words = tokens.phrase(text, 0, PHRASE);
    let cue = lexicon.cues().longest_of(words, |cue| {
        matches!(
            cue.class(),
            CueClass::Masthead | CueClass::Flag | CueClass::Navigation
        )
    });
    cue.is_some_and(|(words, cue)| match cue.class() {
        CueClass::Masthead => true,
        // الرئيسية / الشرق الأوسط: the way to the page.
        CueClass::Navigation => tokens.gap(text, words).contains(['/', '>', '»', '›']),
        _ => words > 1 && tokens.gap(text, words) == " ",
    })
}
