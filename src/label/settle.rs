//! What a text shows as a whole, beyond the reach of the chain, whose weights see a block and
//! its neighbours: that it has a headline, and that its prose is not its frame.

mod head;
mod poll;

use super::role::Role;
use super::traits::{Trait, Traits};
use super::{Label, ROLES};
use crate::lexicon::Lexicon;
use crate::read::{Document, End, Start, TextBlock};
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{credit, lookup, opening, post};

/// How sure what is settled is, in thousandths.
const SETTLED: u16 = 620;

/// Traits of a site's frame, of labels and of stamps: a block with one is no prose and no headline.
const FRAME: Traits = Traits::of(&[
    Trait::Navigation,
    Trait::SectionName,
    Trait::Share,
    Trait::Subscribe,
    Trait::Comment,
    Trait::Legal,
    Trait::Advert,
    Trait::Masthead,
    Trait::Player,
    Trait::EndMark,
    Trait::Contact,
    Trait::OutletSelf,
    Trait::PhotoLabel,
    Trait::RelatedLabel,
    Trait::RelatedStart,
    Trait::TagsLabel,
    Trait::TimeLabel,
    Trait::SourceLabel,
    Trait::DateOnly,
    Trait::Code,
    Trait::BarList,
    Trait::Latin,
    Trait::NoLetters,
    Trait::Mail,
    Trait::Address,
    Trait::Controls,
]);

/// A text whose blocks have their labels.
struct Text<'a, 's> {
    blocks: &'a [TextBlock<'s>],
    traits: &'a [Traits],
    labels: &'a mut [Label],
    /// Whether a user's rules say what block `i` is.
    given: &'a dyn Fn(usize) -> bool,
}

/// Corrects the labels of a text, or of a page's blocks what their elements say nothing of. Linear.
pub(super) fn settle(
    document: &Document<'_>,
    page: bool,
    traits: &[Traits],
    lexicon: &Lexicon,
    labels: &mut [Label],
    given: &dyn Fn(usize) -> bool,
) {
    let mut text = Text {
        blocks: document.blocks(),
        traits,
        labels,
        given,
    };
    text.slots(lexicon);
    if !page {
        text.lines(lexicon);
    }
    text.closing(lexicon);
    if page {
        #[cfg(feature = "html")]
        text.dated_headline();
        return;
    }
    text.short_prose(lexicon);
    text.polls();
    if !document.is_body() {
        text.headline();
        text.deck();
    }
}

impl Text<'_, '_> {
    fn is(&self, i: usize, role: &Role) -> bool {
        self.labels.get(i).is_some_and(|label| label.is(role))
    }

    fn any(&self, i: usize, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.is(i, role))
    }

    fn set(&mut self, i: usize, role: &Role) {
        if !(self.given)(i)
            && let (Some(label), Some(role)) = (self.labels.get_mut(i), role.index())
            && role < ROLES
        {
            label.role = role as u8;
            label.permille = SETTLED;
        }
    }

    /// Lines of places and dates, and what cannot be one.
    fn slots(&mut self, lexicon: &Lexicon) {
        for i in 0..self.labels.len() {
            let t = self.traits_at(i);
            let text = self.blocks.get(i).map_or("", TextBlock::text);
            let labelled = |i: usize| {
                let block = self.blocks.get(i).map(TextBlock::text);
                block.is_some_and(opening::is_labelled)
            };
            if labelled(i) {
                // Author, …
                self.set(i, &Role::Byline);
            } else if !t.any(&[Trait::Long, Trait::Sentence])
                && opening::is_label(text)
                && (i.saturating_sub(3)..i).any(labelled)
            {
                // Role, …: what is said of the author.
                self.set(i, &Role::Boilerplate);
            } else if self.is(i, &Role::Boilerplate)
                && i > 0
                && self.is(i - 1, &Role::Caption)
                && credit::signed(text, lexicon).is_some_and(|(label, _)| label == 0)
            {
                // صورة من: …
                self.set(i, &Role::Credit);
            } else if t.has(Trait::Navigation) {
                // الرئيسية / الشرق الأوسط
                if self.any(i, &[Role::Byline, Role::Dateline]) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::PlaceSlot)
                && t.has(Trait::Date)
                && self.is(i, &Role::Paragraph)
                && self.is(i + 1, &Role::Paragraph)
                && !t.has(Trait::Long)
            {
                self.set(i, &Role::Dateline);
            }
        }
    }

    /// What single lines show that no neighbour outweighs.
    fn lines(&mut self, lexicon: &Lexicon) {
        /// Roles of lines that never end with a comma.
        const WHOLE: [Role; 6] = [
            Role::Heading,
            Role::Caption,
            Role::Timestamp,
            Role::Tags,
            Role::Dateline,
            Role::Boilerplate,
        ];
        const TITLES: [Role; 3] = [Role::Headline, Role::Kicker, Role::Deck];
        const BODY: [Role; 5] = [
            Role::Paragraph,
            Role::Heading,
            Role::Caption,
            Role::List,
            Role::Dateline,
        ];
        for i in 0..self.blocks.len() {
            let (Some(block), Some(&t)) = (self.blocks.get(i), self.traits.get(i)) else {
                return;
            };
            let shape = block.shape();
            let after_prose = i > 0 && self.is(i - 1, &Role::Paragraph);
            let beside_prose = after_prose || self.is(i + 1, &Role::Paragraph);
            if shape.start == Start::Bullet && post::is_signature(block.text()) {
                self.set(i, &Role::Quote);
            } else if shape.chars <= 3 && shape.latin > 0 && shape.arabic == 0 {
                // A+: a button.
                if self.is(i, &Role::Paragraph) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::PhotoLabel)
                || shape.colons > 0
                    && !t.has(Trait::Sentence)
                    && !self.any(i, &TITLES)
                    && credit::signed(block.text(), lexicon).is_some()
            {
                // مصدر الصورة، …; … صورة من: …
                self.set(i, &Role::Caption);
            } else if t.has(Trait::Controls) {
                if self.any(i, &BODY) && !(self.is(i, &Role::Heading) && shape.words == 1) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::RelatedStart) {
                // اقرأ المزيد: …: a label, its mark, and a title.
                if t.has(Trait::Label)
                    && !t.any(&[Trait::Long, Trait::Sentence])
                    && self.any(i, &BODY)
                {
                    self.set(i, &Role::Related);
                }
            } else if self.is(i, &Role::Related) && is_prose(t) && self.labelled_link_above(i) {
                // The label above has its title beside it.
                if t.has(Trait::Sentence) && shape.words >= 8 {
                    self.set(i, &Role::Paragraph);
                } else if self.is(i + 1, &Role::Paragraph) {
                    self.set(i, &Role::Heading);
                }
            } else if shape.end == End::Comma && shape.words >= 2 {
                if beside_prose && self.any(i, &WHOLE) && is_prose(t) {
                    self.set(i, &Role::Paragraph);
                }
            } else if self.is(i, &Role::Boilerplate)
                && shape.words >= 10
                && shape.end == End::Open
                && block.gap() > 0
                && self.blocks.get(i + 1).is_some_and(|next| next.gap() == 0)
                && self.is(i + 1, &Role::Paragraph)
                && i > 0
                && is_prose(t)
            {
                // The first line of a paragraph that is broken into lines.
                self.set(i, &Role::Paragraph);
            } else if after_prose
                && t.has(Trait::Sentence)
                && shape.words >= 12
                && is_prose(t)
                && (self.is(i + 1, &Role::Paragraph) || block.text().starts_with(['و', 'ف']))
                && (self.is(i, &Role::Boilerplate)
                    || self.is(i, &Role::Related) && shape.chars > LONGEST_TITLE)
            {
                self.set(i, &Role::Paragraph);
            }
        }
    }

    /// What stands behind the last paragraph: the agency that closes a report, keywords with their
    /// sign, and what the author is.
    fn closing(&mut self, lexicon: &Lexicon) {
        const SIGNED: [Role; 7] = [
            Role::Paragraph,
            Role::Heading,
            Role::List,
            Role::Byline,
            Role::Dateline,
            Role::Caption,
            Role::Related,
        ];
        let prose = |i: &usize| {
            self.is(*i, &Role::Paragraph) && self.traits_at(*i).any(&[Trait::Long, Trait::Sentence])
        };
        let Some(last) = (0..self.labels.len()).rev().find(prose) else {
            return;
        };
        let stopped = self.traits_at(last).has(Trait::Sentence);
        let tokens = &mut Tokens::default();
        let mut listed = false;
        for i in last + 1..self.labels.len() {
            // الوسوم on a line of its own: the keywords follow, each on one.
            let (t, words) = (self.traits_at(i), self.words(i));
            if t.has(Trait::TagsLabel) {
                listed = words <= 2;
                continue;
            }
            listed &= words <= 4 && !t.meets(FRAME) && !t.has(Trait::Sentence);
            if listed && !self.is(i, &Role::Tags) {
                self.set(i, &Role::Tags);
                continue;
            }
            let Some(block) = self.blocks.get(i).filter(|_| self.any(i, &SIGNED)) else {
                continue;
            };
            let (t, shape) = (self.traits_at(i), block.shape());
            if t.has(Trait::Hash) && block.text().split(' ').all(|word| word.starts_with('#')) {
                self.set(i, &Role::Tags);
                continue;
            }
            if i > last + CLOSING || self.is(i, &Role::Related) {
                continue;
            }
            if t.has(Trait::AgencySlot) && shape.words <= 6 {
                self.set(i, &Role::Source);
            } else if stopped
                && (2..=10).contains(&shape.words)
                && shape.colons == 0
                && !self.is(i, &Role::Byline)
                && begins_with_profession(block.text(), lexicon, tokens)
            {
                self.set(i, &Role::Bio);
            }
        }
        if stopped && self.signs(last) {
            self.set(last + 1, &Role::Byline);
        }
    }

    /// Whether the line behind the last paragraph is the name of who wrote: no name stands above, the text does not
    /// mention it, and the line behind it begins no list of names.
    fn signs(&self, last: usize) -> bool {
        const FREE: [Role; 4] = [
            Role::Paragraph,
            Role::Heading,
            Role::Related,
            Role::Boilerplate,
        ];
        let at = last + 1;
        let Some(block) = self.blocks.get(at).filter(|_| self.any(at, &FREE)) else {
            return false;
        };
        let t = self.traits_at(at);
        let named = t.has(Trait::PersonName)
            && (2..=4).contains(&block.shape().words)
            && block.shape().end == End::Open
            && !t.meets(FRAME)
            && !t.any(&[Trait::Hash, Trait::Bullet, Trait::Comma, Trait::Colon]);
        let next = at + 1;
        let alone = next >= self.labels.len()
            || self.is(next, &Role::Bio)
            || self.traits_at(next).meets(FRAME)
            || self.words(next) >= 5;
        let signed = |label: &Label| label.is(&Role::Byline);
        named
            && alone
            && !self.labels.iter().any(signed)
            && !self
                .blocks
                .iter()
                .take(at)
                .any(|b| b.text().contains(block.text()))
    }

    /// Whether the block above is a label of a story with the story's title: `اقرأ أيضا: …`.
    fn labelled_link_above(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|above| {
            let t = self.traits_at(above);
            t.has(Trait::RelatedStart) && t.has(Trait::Label) && self.is(above, &Role::Related)
        })
    }

    /// A column or a poem in lines too short for running text: where hardly a line is the body's and
    /// the lines that are nothing else go on from one to the next, they are the body.
    fn short_prose(&mut self, lexicon: &Lexicon) {
        const BODY: [Role; 4] = [Role::Paragraph, Role::List, Role::Verse, Role::Quote];
        if self
            .traits
            .iter()
            .any(|t| t.has(Trait::Long) && is_prose(*t))
        {
            return;
        }
        let plain = |text: &Self, i: usize| {
            let t = text.traits.get(i).copied().unwrap_or_default();
            text.is(i, &Role::Boilerplate) && is_prose(t) && !t.has(Trait::TitleWithSite)
        };
        let chars = |i: &usize| {
            self.blocks
                .get(*i)
                .map_or(0, |b| u64::from(b.shape().chars))
        };
        let lines: Vec<usize> = (0..self.blocks.len()).filter(|i| plain(self, *i)).collect();
        let body: u64 = (0..self.blocks.len())
            .filter(|i| self.any(*i, &BODY))
            .map(|i| chars(&i))
            .sum();
        let left: u64 = lines.iter().map(chars).sum();
        if lines.len() < FEWEST_LINES || left < 2 * body {
            return;
        }
        let tokens = &mut Tokens::default();
        let goes_on = |i: &&usize| {
            let t = self.traits.get(**i).copied().unwrap_or_default();
            let ends = [
                Trait::Comma,
                Trait::Ellipsis,
                Trait::Dangling,
                Trait::Connective,
            ];
            let Some(block) = self.blocks.get(**i) else {
                return false;
            };
            t.any(&ends) || {
                tokens.fill(block.text(), 1);
                let first = tokens.key(0);
                let joined = first.strip_prefix(['و', 'ف']).unwrap_or("");
                lookup::is_function_word(first, lexicon) || joined.chars().count() >= 3
            }
        };
        if lines.iter().filter(goes_on).count() * 3 < lines.len() {
            return;
        }
        let mut lines = lines.into_iter();
        // A first line that stands apart is the headline.
        let apart = self.blocks.get(1).is_some_and(|next| next.gap() > 0);
        if self.is(0, &Role::Boilerplate) && apart && !self.labels.iter().any(is_headline) {
            lines.next();
            self.set(0, &Role::Headline);
        }
        for i in lines {
            self.set(i, &Role::Paragraph);
        }
    }

    fn traits_at(&self, i: usize) -> Traits {
        self.traits.get(i).copied().unwrap_or_default()
    }

    fn words(&self, i: usize) -> u32 {
        self.blocks.get(i).map_or(0, |block| block.shape().words)
    }
}

/// Characters that the title of a story hardly has.
const LONGEST_TITLE: u32 = 200;

/// Lines at least of a body of short lines.
const FEWEST_LINES: usize = 6;

/// Lines behind the last paragraph among which it is signed.
const CLOSING: usize = 3;

/// Whether a line begins with what a person is, as what is said of an author does: `كاتب وباحث …`.
fn begins_with_profession(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
    tokens.fill(text, 1);
    lookup::is_profession(tokens.key(0), tokens.lists(0, lexicon), lexicon)
}

/// Whether nothing marks a block as a part of the frame.
fn is_prose(t: Traits) -> bool {
    !t.meets(FRAME) && !t.any(&[Trait::Credit, Trait::BylineCue])
}

fn is_body(label: &Label) -> bool {
    label.is(&Role::Paragraph) || label.is(&Role::List)
}

fn is_headline(label: &Label) -> bool {
    label.is(&Role::Headline)
}

#[cfg(test)]
mod tests {
    use super::super::{CueWeight, SETTLED_CUE};
    use crate::article::{Article, Block};
    use crate::label::Role;
    use crate::{Keep, Parser, parse_text};

    const LEAD: &str = "افتتحت البلدية صباح أمس الجسر الجديد الذي يصل ضفتي النهر، بعد ثلاث سنوات من العمل في موقعه ومن تأجيل موعده مرتين.";
    const MORE: &str =
        "وقال مهندس المشروع إن الجسر يتسع لأربع حارات، وإن السير فيه يبدأ مساء الجمعة.";

    fn paragraphs(article: &Article) -> Vec<&str> {
        let blocks = article.blocks().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            _ => None,
        });
        blocks.collect()
    }

    fn headline(text: &str) -> Option<String> {
        parse_text(text).headline.map(|headline| headline.text)
    }

    #[test]
    fn a_headline_stands_above_names_and_captions() {
        let title = "جسر جديد يصل ضفتي النهر";
        for head in [
            format!("الرئيسية\nمحليات\n{title}\nسعاد الحداد\n12 مايو 2020"),
            format!("{title}\nمحليات\nنشر الثلاثاء، 12 مايو 2020\nسيارات تعبر الجسر يوم افتتاحه"),
            format!(
                "تاريخ النشر: 12.05.2020 | 11:45 GMT\n{title}\nسيارات تعبر الجسر\nانسخ الرابط\nالعمل دام ثلاث سنوات كاملة"
            ),
        ] {
            let text = format!("{head}\n{LEAD}\n\n{MORE}");
            assert_eq!(headline(&text).as_deref(), Some(title), "{head}");
        }
        assert_eq!(headline(&format!("{LEAD}\n\n{MORE}")), None);
    }

    #[test]
    fn a_menu_is_no_headline() {
        let menu = "أخبار المدينة وسكانها اليوم\nصور من أسواق المدينة القديمة\nمواعيد الصلاة في المدن الكبرى\nدليل المطاعم في وسط المدينة\nأسعار العملات أمام الدولار اليوم";
        let text = format!("{menu}\n{LEAD}\n\n{MORE}");
        let found = headline(&text);
        assert!(
            found.is_none_or(|found| !found.contains("مواعيد")),
            "{text}"
        );
    }

    #[test]
    fn lines_that_go_on_are_prose() {
        let broken =
            format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nفي تصميم يعرفه أهل المدينة،\n\n{MORE}");
        assert!(paragraphs(&parse_text(&broken)).contains(&"في تصميم يعرفه أهل المدينة،"));
    }

    #[test]
    fn a_column_in_short_lines_is_the_body() {
        let lines = [
            "* في كل صباح",
            "أعبر الجسر القديم وحدي",
            "وأسأل النهر عن أهله",
            "فلا يجيب..",
            "كأن الماء نسي",
            "من كانوا هنا قبل عام",
            "ومن رحلوا..",
            "على هذه الضفة كبرنا",
            "وعلى تلك كبر غيرنا",
        ];
        let text = format!("جسر قديم..!\n\n{}", lines.join("\n"));
        let article = parse_text(&text);
        let body = article.blocks().count();
        assert!(body >= lines.len(), "{body}");
    }

    #[test]
    fn a_label_with_its_story_is_one_line() {
        let text = format!(
            "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nاقرأ المزيد: المدينة تمد خطا للحافلات\n\n{MORE}"
        );
        let article = parse_text(&text);
        assert_eq!(paragraphs(&article), [LEAD, MORE]);
        assert_eq!(article.related.len(), 1);
    }

    #[test]
    fn what_signs_a_text_is_no_paragraph() {
        let with = |ending: &str| {
            parse_text(&format!(
                "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{MORE}\n\n{ending}"
            ))
        };
        let article = with("فرانس24 / أ ف ب");
        assert_eq!(paragraphs(&article), [LEAD, MORE]);
        assert_eq!(article.sources.len(), 2);
        for tags in [
            "#جسور #مدن",
            "الوسوم\nالجسور\nالنهر\nمقالات ذات صلة\nخط جديد للحافلات في المدينة",
        ] {
            assert_eq!(with(tags).tags.len(), 2, "{tags}");
        }
        let button = parse_text(&format!(
            "جسر جديد يصل ضفتي النهر\nA+\nA-\n{LEAD}\n\n{MORE}"
        ));
        assert_eq!(paragraphs(&button), [LEAD, MORE]);
        for ending in ["كاتب وباحث في شؤون المدن", "طباعة إرسال حفظ", "278 قراءة"]
        {
            assert_eq!(paragraphs(&with(ending)), [LEAD, MORE], "{ending}");
        }
    }

    #[test]
    fn a_deck_stands_below_names_and_dates() {
        let title = "جسر جديد يصل ضفتي النهر";
        let deck = "العمل دام ثلاث سنوات كاملة والسير يبدأ مساء الجمعة";
        let decks = |between: &str, deck: &str| -> Vec<String> {
            let article = parse_text(&format!(
                "{title}\n\n{between}\n\n{deck}\n\n{LEAD}\n\n{MORE}"
            ));
            article.deck.into_iter().map(|deck| deck.text).collect()
        };
        for between in [
            "سالم الحداد\n\n12 مايو 2020",
            "سالم الحداد - القاهرة\n12 مايو 2020",
            "12 مايو 2020 - 10:30",
        ] {
            assert_eq!(decks(between, deck), [deck], "{between}");
            // A few words, or the headline once more, are none.
            for other in ["سيارات تعبر الجسر", title] {
                assert!(decks(between, other).is_empty(), "{between}: {other}");
            }
        }
    }

    #[test]
    fn a_column_is_signed_below_its_text() {
        let byline = |column: &str| -> Vec<(String, String)> {
            let article = parse_text(column);
            let names = article.byline.into_iter();
            names
                .map(|by| (by.name.clone(), format!("{:?}", by.role).to_lowercase()))
                .collect()
        };
        let column = format!("عن الجسر والناس\n\n{LEAD}\n\n{MORE}");
        for ending in [
            "سالم الحداد",
            "سالم الحداد\nكاتب من المدينة",
            "سالم الحداد\n\nsalem@example.com",
        ] {
            let signed = [("سالم الحداد".to_owned(), "author".to_owned())];
            assert_eq!(byline(&format!("{column}\n\n{ending}")), signed, "{ending}");
        }
        // Of whom the text tells, or one of a list, or below another name.
        for other in [
            format!("{column}\n\nوحضر سالم الحداد الحفل مع أهله وجيرانه.\n\nسالم الحداد"),
            format!("{column}\n\nسالم الحداد\nليلى مدني\nرامي باسويد"),
        ] {
            assert!(byline(&other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_poll_is_no_part_of_the_body() {
        for poll in [
            "استطلاع رأي\nهل تؤيد بناء جسر جديد؟\nنعم\nلا\nلا أعرف\nصوّت",
            "هل تؤيد بناء جسر جديد؟\nنعم\nلا\nتصويت\nعرض النتائج",
            "تصويت\nهل تؤيد بناء جسر جديد؟\nنعم\nلا",
        ] {
            let text = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{poll}\n\n{MORE}");
            assert_eq!(paragraphs(&parse_text(&text)), [LEAD, MORE], "{poll}");
        }
        // A question and its answer in an article.
        let asked = format!("جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nهل تأخر العمل؟\n\n{MORE}");
        let article = parse_text(&asked);
        assert!(
            article.blocks().count() + article.sections.len() >= 4,
            "{asked}"
        );
    }

    #[test]
    fn a_headline_that_asks_is_no_poll() {
        let text = format!("هل يفتح الجسر اليوم؟\nسالم الحداد\n12 مايو 2020\nصوت\n{LEAD}\n{MORE}");
        let article = parse_text(&text);
        let headline = article.headline.map(|headline| headline.text);
        assert_eq!(headline.as_deref(), Some("هل يفتح الجسر اليوم؟"));
        assert_eq!(article.byline[0].name, "سالم الحداد");
    }

    #[test]
    fn labels_for_the_ear_are_read() {
        let text = format!(
            "جسر جديد يصل ضفتي النهر\n\nAuthor, سالم الحداد\n\nRole, مراسل الأفق\n\n{LEAD}\n\n{MORE}"
        );
        let article = parse_text(&text);
        assert_eq!(article.byline[0].name, "سالم الحداد");
        assert_eq!(paragraphs(&article), [LEAD, MORE]);
    }

    #[test]
    fn a_credit_is_glued_to_its_caption() {
        let text = format!(
            "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\nسيارات تعبر الجسر يوم افتتاحهصورة من: Salem Alhaddad/dpa\n\n{MORE}"
        );
        let article = parse_text(&text);
        let figure = article.blocks().find_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        let figure = figure.expect("a caption makes a figure");
        let caption = figure.caption.as_ref().map(|caption| caption.text.as_str());
        assert_eq!(caption, Some("سيارات تعبر الجسر يوم افتتاحه"));
        assert_eq!(figure.credit[0].text, "Salem Alhaddad/dpa");
    }

    #[test]
    fn what_the_whole_shows_is_explained() {
        let text = format!(
            "جسر جديد يصل ضفتي النهر\n\n{LEAD}\n\n{MORE}\n\nالوسوم\nالجسور\nالنهر\nمقالات ذات صلة\nخط جديد للحافلات في المدينة"
        );
        let parser = Parser::builder().keep(Keep::Explanation).build().unwrap();
        let explained = parser.parse_text(&text).unwrap().explanation.unwrap();
        let settled = explained.blocks.iter().filter(|block| {
            let whole = |c: &CueWeight| c.cue == SETTLED_CUE && c.weight > 0.0;
            block.cues.iter().any(whole)
        });
        let roles: Vec<Role> = settled.map(|block| block.role.clone()).collect();
        assert!(roles.contains(&Role::Tags), "{roles:?}");
    }
}
