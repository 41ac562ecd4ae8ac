//! Quotations pulled out of the text, with who said them on the line below.

use super::{Text, is_prose};
use crate::label::role::Role;
use crate::label::traits::Trait;
use crate::lexicon::Lexicon;
use crate::read::{End, TextBlock};
use crate::smallprint::lookup;
use crate::smallprint::names::NameShape;
use crate::smallprint::tokens::Tokens;

/// Words of a line that names who said something, at most, and those of the name in it.
const WORDS: u32 = 12;
const NAME: usize = 5;

/// Words of what is said at least: the title of a book or song in quotation marks has fewer.
const SAID: u32 = 5;

impl Text<'_, '_> {
    /// Gives a line that is one quotation its role where the line below names a speaker and nothing else:
    /// `«كان عملا شاقا»`, `سالم الحداد، مهندس المشروع`. Between paragraphs such a line would pass for a heading.
    pub(super) fn pulled_quotes(&mut self, lexicon: &Lexicon) {
        const FREE: [Role; 5] = [
            Role::Paragraph,
            Role::Quote,
            Role::Heading,
            Role::Caption,
            Role::Byline,
        ];
        let tokens = &mut Tokens::default();
        for i in 1..self.labels.len() {
            let (quoted, speaker) = (self.traits_at(i), self.traits_at(i + 1));
            if quoted.has(Trait::Quoted)
                && self.words(i) >= SAID
                && self.any(i, &FREE)
                && self.any(i + 1, &FREE)
                && self.is(i + 2, &Role::Paragraph)
                && self.any(i - 1, &[Role::Paragraph, Role::Heading])
                && is_prose(speaker)
                && !speaker.any(&[Trait::Long, Trait::Quoted, Trait::QuoteOpen])
                && self.blocks.get(i + 1).is_some_and(|block| {
                    names_speaker(block, speaker.has(Trait::PersonName), lexicon, tokens)
                })
            {
                self.set(i, &Role::Quote);
                self.set(i + 1, &Role::Quote);
            }
        }
    }
}

/// Whether a line is a name with its title, or with a comma and what the person is behind it; `is_name` where it is
/// known to be a name alone.
fn names_speaker(
    block: &TextBlock<'_>,
    is_name: bool,
    lexicon: &Lexicon,
    tokens: &mut Tokens,
) -> bool {
    let shape = block.shape();
    if !(2..=WORDS).contains(&shape.words) || shape.end != End::Open || shape.colons > 0 {
        return false;
    }
    let text = block.text();
    tokens.fill(text, NAME + 1, lexicon);
    let parted = (1..tokens.len()).find(|i| tokens.gap(text, *i) != " ");
    let words = parted.unwrap_or(tokens.len());
    let sign = parted.map_or("", |i| tokens.gap(text, i).trim());
    let titled = lookup::is_name_title(tokens.word(0), lexicon);
    // Without a title or a comma such a line can be any sentence of few words, but for a name.
    (2..=NAME).contains(&words)
        && (parted.is_none() || matches!(sign, "،" | "," | "(" | "-" | "–"))
        && (titled || parted.is_some() || is_name)
        && NameShape::of(tokens, 0..words, lexicon).has_given_name
}
