//! Who said what: the reported statements of an article.
//!
//! [`Attributor`] is part of the default parser under the name `attribution`. It reads headline,
//! deck, headings, paragraphs, quotations, list items and captions, and adds an [`Attribution`] for each
//! statement with its cue, source, content, relaying outlet and channel, and a [`Voice`](crate::article::Voice) for each
//! source. [`attribute`] does the same for a bare paragraph.
//!
//! The work is done in one pass over the tokens of each sentence; each token carries what the lexicons say of its word,
//! which is looked up once. A *frame* says where the content
//! of a cue begins; the words between are the source and the channel; a content ends where its
//! sentence ends or the next cue's clause begins. Every attribution names its rule:
//!
//! | rule | shape |
//! |---|---|
//! | `verb-clause` | قال الوزير إن … |
//! | `verb-preposition-clause` | أشار الوزير إلى أن … |
//! | `verb-preposition-noun` | شدد الوزير على … |
//! | `verb-bi-noun` | طالب النواب بإلغاء … |
//! | `verb-noun` | نفى المتحدث وقوع … |
//! | `verb-colon`, `verb-quote` | قال الوزير: «…» |
//! | `verb-question` | تساءل الكاتب عما إذا … |
//! | `subject-first` | المتحدث قال إن … |
//! | `participle` | …، مضيفا أن … |
//! | `relay` | نقلت الوكالة عن مصدر قوله إن … |
//! | `according`, `as-said` | بحسب الوزارة، …؛ حسبما أفاد شهود |
//! | `quote-first`, `clause-first` | «…»، قال الوزير |
//! | `headline-colon`, `speaker-colon` | الوزير: … |
//! | `verbal-noun` | إعلان الوزارة أن … |
//! | `stated-in` | جاء في بيان الوزارة أن … |
//! | `relative` | الوزير الذي أكد أن …؛ محتجون طالبوا بكذا |
//! | `topic-first` | أما الوزير فقال إن … |
//! | `declined` | رفض المتحدث التعليق |

mod about;
mod apposition;
mod ascription;
mod block;
mod channel;
mod clause;
mod complement;
mod concerned;
mod content;
mod deeds;
mod description;
mod dictionary;
mod forms;
mod frames;
mod homograph;
mod insertion;
mod issue;
mod judged;
mod key;
mod lexis;
mod markup;
mod mention;
mod names;
mod nature;
mod nominal;
mod object;
mod office;
mod pairs;
mod particles;
mod phrase;
mod prepositions;
mod quotes;
mod recipient;
mod relay;
mod resolve;
mod run;
mod scan;
mod sought;
mod sparse;
mod subject;
mod tokens;
pub(super) mod units;
mod verb;
mod wishes;
mod words;

#[cfg(test)]
mod cues;
#[cfg(test)]
mod nouns;
#[cfg(test)]
mod openings;
#[cfg(test)]
mod pitfalls;
#[cfg(test)]
mod seldom;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whom;

use std::cell::Cell;

use crate::article::{Article, Attribution};
use crate::enrich::{Additions, Enricher};
use crate::error::ExtractError;
use crate::provenance::Origin;
use crate::room::with_room;
use crate::span::Span;

use run::{Room, Run};
use units::{Unit, units};

/// The enricher's name.
const NAME: &str = "attribution";

thread_local! {
    /// The room in which the last article was read, for the next one.
    static ROOM: Cell<Option<Box<Room>>> = const { Cell::new(None) };
}

/// Finds the attributions of an article; see the [module](self).
///
/// # Examples
///
/// ```
/// let article = khabar::parse_text("\
/// البلدية تبدأ ترميم الجسر القديم
///
/// أعلنت البلدية أمس أن ترميم الجسر القديم سيبدأ مطلع الشهر المقبل ويستمر ستة أشهر.
///
/// وقال مدير المشاريع سالم الحداد إن حركة السير ستحول إلى الجسر الجديد، مضيفا أن العمل لن يتوقف ليلا.");
///
/// let said = &article.attributions[1];
/// assert_eq!(said.source.as_ref().unwrap().text, "مدير المشاريع سالم الحداد");
/// assert_eq!(said.content.as_ref().unwrap().text, "إن حركة السير ستحول إلى الجسر الجديد");
/// // The participle has no source of its own.
/// let added = &article.attributions[2];
/// assert_eq!(added.cue.text, "مضيفا");
/// assert!(added.source.is_none());
/// assert_eq!(added.resolved.as_ref().unwrap().text, "مدير المشاريع سالم الحداد");
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Attributor;

impl Attributor {
    /// The enricher.
    pub const fn new() -> Attributor {
        Attributor
    }
}

impl Enricher for Attributor {
    fn name(&self) -> &str {
        NAME
    }

    fn enrich(&self, article: &Article, out: &mut Additions<'_>) -> Result<(), ExtractError> {
        // Each text of an attribution has its origin: of a name known at compile time a copy costs nothing.
        let own = Origin::from_static(NAME);
        let origin = out.origin();
        let mut run = Run::new(if origin == own { own } else { origin });
        let decoded = out.source();
        // The headline comes last: who is who in it only the body tells. It then moves to the front.
        let mut units = units(article);
        units.rotate_left(usize::from(article.headline.is_some()));
        let mut rest = units.as_slice();
        with_room(&ROOM, Room::clear, |room| {
            while !rest.is_empty() {
                let (portion, later) = rest.split_at(portion(rest));
                run.read(portion, decoded, room, later.is_empty());
                rest = later;
            }
        });
        // Nothing was added before.
        (out.attributions, out.voices) = run.finish();
        Ok(())
    }
}

/// Bytes of the texts that are split into tokens before the first of them is read. To tokenise and
/// to read take so much code that the one drives the other out of the nearest cache. Most articles
/// are shorter: whom they name is then read once it is known whom their sources may mean.
const PORTION: usize = 8192;

/// How many of the next texts make a portion: one at least.
fn portion(units: &[Unit<'_>]) -> usize {
    let mut bytes = 0;
    let fitting = units.iter().take_while(|unit| {
        bytes += unit.text.len();
        bytes <= PORTION
    });
    fitting.count().max(1)
}

/// The attributions of a paragraph. Spans are byte offsets in `paragraph`.
///
/// Indexes of voices count the sources of the paragraph in the order they first speak.
///
/// # Complexity
///
/// Linear in the length of the paragraph.
///
/// # Examples
///
/// ```
/// use khabar::enrich::attribution::attribute;
///
/// let found = attribute("وقال شهود عيان إن الحريق أُخمد قبل الفجر، بحسب صحيفة الأفق.");
/// assert_eq!(found[0].content.as_ref().unwrap().text, "إن الحريق أُخمد قبل الفجر");
/// assert_eq!(found[0].via.as_ref().unwrap().text, "صحيفة الأفق");
/// assert!(found[0].anonymous);
/// ```
pub fn attribute(paragraph: &str) -> Vec<Attribution> {
    let mut run = Run::new(Origin::from_static(NAME));
    let unit = Unit {
        text: paragraph,
        span: Some(Span::of(0..paragraph.len())),
        headline: false,
        title: false,
        quote: false,
    };
    run.read(&[unit], None, &mut Room::default(), true);
    run.finish().0
}
