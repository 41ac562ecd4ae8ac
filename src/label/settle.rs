//! What a text shows as a whole, beyond the reach of the chain, whose weights see a block and
//! its neighbours: that it has a headline, and that its prose is not its frame.

use super::role::Role;
use super::traits::{Trait, Traits};
use super::{Label, ROLES};
use crate::lexicon::Lexicon;
use crate::read::{Document, End, TextBlock};
use crate::smallprint::tokens::Tokens;
use crate::smallprint::{lookup, post};

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

/// Traits of what stands beside a headline.
const BESIDE: Traits = Traits::of(&[
    Trait::BylineCue,
    Trait::PersonSlot,
    Trait::PersonName,
    Trait::PlaceSlot,
    Trait::AgencySlot,
    Trait::Credit,
    Trait::Bullet,
    Trait::OutletLine,
    Trait::TitleWithSite,
    Trait::Hash,
    Trait::Comma,
    Trait::Colon,
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
    text.slots();
    if !page {
        text.lines();
    }
    text.closing(lexicon);
    if page {
        return;
    }
    text.short_prose(lexicon);
    if !document.is_body() {
        text.headline();
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
    fn slots(&mut self) {
        for i in 0..self.labels.len() {
            let t = self.traits_at(i);
            if t.has(Trait::Navigation) {
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
    fn lines(&mut self) {
        /// Roles of lines that never end with a comma.
        const WHOLE: [Role; 6] = [
            Role::Heading,
            Role::Caption,
            Role::Timestamp,
            Role::Tags,
            Role::Dateline,
            Role::Boilerplate,
        ];
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
            if post::is_signature(block.text()) {
                self.set(i, &Role::Quote);
            } else if shape.chars <= 3 && shape.latin > 0 && shape.arabic == 0 {
                // A+: a button.
                if self.is(i, &Role::Paragraph) {
                    self.set(i, &Role::Boilerplate);
                }
            } else if t.has(Trait::PhotoLabel) {
                // مصدر الصورة، …
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

    /// The headline: the first line above the body that has the form of one, where the chain took
    /// none, or a name, or one that stands below.
    fn headline(&mut self) {
        let body = self.labels.iter().position(is_body);
        let Some(body) = body else {
            return;
        };
        // Each of them is compared with the first: a bounded number.
        let all = (0..self.labels.len()).filter(|i| self.is(*i, &Role::Headline));
        let named: Vec<usize> = all.take(HEAD).collect();
        let copied = [
            Trait::InTitle,
            Trait::TitleWithSite,
            Trait::CopyOfEarlier,
            Trait::CopiedLater,
        ];
        if named.iter().any(|i| self.traits_at(*i).any(&copied)) {
            return;
        }
        let head = 0..body.min(HEAD);
        let candidates: Vec<usize> = head.filter(|i| self.may_be_headline(*i)).collect();
        let other = |at: usize| candidates.iter().chain(&named).any(|i| *i != at);
        // A name or a section's: another line is the headline.
        let no_headline = |at: &usize| {
            let t = self.traits_at(*at);
            let above = candidates.iter().any(|i| i < at);
            other(*at)
                && (t.has(Trait::SectionName) && self.words(*at) <= 2
                    || above && t.any(&[Trait::PersonName, Trait::PersonSlot]))
        };
        let (out, kept): (Vec<usize>, Vec<usize>) = named.iter().partition(|at| no_headline(at));
        for at in out {
            let name = !self.traits_at(at).has(Trait::SectionName) && self.words(at) <= 3;
            self.set(
                at,
                if name {
                    &Role::Byline
                } else {
                    &Role::Boilerplate
                },
            );
        }
        let Some(&at) = kept.first() else {
            // More of them are a menu.
            if let [first] | [first, _] | [first, _, _] = candidates.as_slice() {
                self.set(*first, &Role::Headline);
            }
            return;
        };
        let above = candidates.iter().filter(|i| **i < at).count();
        let headline = match candidates.first() {
            // What stands below the only line that may be the headline is its deck or a caption.
            Some(&first)
                if (1..=2).contains(&above)
                    && at - first <= NEAR
                    && self.is(first, &Role::Boilerplate)
                    && self.words(first) >= 5 =>
            {
                self.set(first, &Role::Headline);
                self.below(first, at, body);
                first
            }
            _ => at,
        };
        if !(4..=LONGEST).contains(&self.words(headline)) {
            return;
        }
        let text = self.blocks.get(headline).map_or("", TextBlock::text);
        for &more in kept.iter().filter(|more| **more > headline) {
            // The headline once more, with the site's name or without.
            let again = self.blocks.get(more).map_or("", TextBlock::text);
            if !text.contains(again) && !again.starts_with(text) {
                self.below(headline, more, body);
            }
        }
    }

    /// What a line below the headline is that was taken for one.
    fn below(&mut self, headline: usize, at: usize, body: usize) {
        let t = self.traits_at(at);
        let role = if at > body {
            if t.has(Trait::Short) {
                Role::Heading
            } else {
                Role::Paragraph
            }
        } else if at == headline + 1 {
            Role::Deck
        } else if self.blocks.get(at).is_some_and(|b| b.shape().chars >= 80) {
            Role::Paragraph
        } else {
            Role::Boilerplate
        };
        self.set(at, &role);
    }

    /// Whether a line above the body that was taken for no part of it has the form of a headline.
    fn may_be_headline(&self, i: usize) -> bool {
        const LEFT: [Role; 4] = [Role::Boilerplate, Role::Kicker, Role::Deck, Role::Heading];
        let Some(block) = self.blocks.get(i).filter(|_| self.any(i, &LEFT)) else {
            return false;
        };
        let (t, shape) = (self.traits_at(i), block.shape());
        let apart = i == 0 && self.blocks.get(1).is_some_and(|next| next.gap() > 0);
        let fewest = if apart { 2 } else { 4 };
        !t.meets(FRAME)
            && !t.meets(BESIDE)
            && (fewest..=LONGEST).contains(&shape.words)
            && shape.end != End::Stop
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

/// Words of a headline at most.
const LONGEST: u32 = 28;

/// Lines above the body among which a headline is looked for, and headlines that are weighed at most.
const HEAD: usize = 60;

/// Lines behind the last paragraph among which it is signed.
const CLOSING: usize = 3;

/// Whether a line begins with what a person is, as what is said of an author does: `كاتب وباحث …`.
fn begins_with_profession(text: &str, lexicon: &Lexicon, tokens: &mut Tokens) -> bool {
    tokens.fill(text, 1);
    lookup::is_profession(tokens.key(0), tokens.lists(0, lexicon), lexicon)
}

/// Lines from a headline to its deck at most: names, dates and buttons stand between them.
const NEAR: usize = 10;

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
