//! What an article consists of and in which of its forms each part is printed. Every choice is
//! independent of the others, except where a combination would have no single right reading.

use quickcheck::{Arbitrary, Gen};

use super::rng::Rng;

/// An enum without data whose variants are equally likely.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$inner])* $variant),+
        }

        impl $name {
            /// All variants; the first is the plainest.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// A variant drawn from a seeded source.
            pub fn draw(rng: &mut Rng) -> Self {
                *rng.row(Self::ALL)
            }
        }

        impl Arbitrary for $name {
            fn arbitrary(g: &mut Gen) -> Self {
                Self::draw(&mut Rng::new(u64::arbitrary(g)))
            }

            fn shrink(&self) -> Box<dyn Iterator<Item = Self>> {
                let own = *self;
                Box::new(Self::ALL.iter().copied().take_while(move |&other| other != own).take(1))
            }
        }
    };
}

choice! {
    /// What stands between two blocks.
    Spacing {
        /// An empty line.
        Blank,
        /// Nothing but the line end.
        Single,
    }
}

choice! {
    /// The headline repeated as the title of the page.
    TitleForm {
        /// No such line.
        None,
        /// `headline - site`.
        SiteAfter,
        /// `site | headline`.
        SiteBefore,
    }
}

choice! {
    /// The line that names the writer.
    BylineForm {
        /// No such line.
        None,
        /// `كتب: X` or `كتبت: X`.
        Wrote,
        /// `كتب X`.
        WroteBare,
        /// `بقلم: X`.
        ByPen,
        /// `بقلم X`.
        ByPenBare,
        /// `X ـ town`, with a tatweel for a dash.
        TatweelTown,
        /// `X - town`.
        DashTown,
        /// `town: X`.
        TownColon,
        /// `إعداد: X، تصوير: Y`.
        Prepared,
        /// `outlet - وكالات:`.
        Outlet,
    }
}

impl BylineForm {
    /// Names a place or an agency, so that a dateline beside it would be a second one.
    pub fn is_dateline_too(self) -> bool {
        matches!(
            self,
            Self::TatweelTown | Self::DashTown | Self::TownColon | Self::Outlet
        )
    }
}

choice! {
    /// Where and through whom the news came.
    DatelineForm {
        /// Not stated.
        None,
        /// A line `town - وكالات`.
        LineDash,
        /// A line `town / agency`.
        LineSlash,
        /// A line `town: agency`.
        LineColon,
        /// `town (agency) - ` before the first sentence.
        RunBracket,
        /// `town، country (agency) -- ` before the first sentence.
        RunCountry,
        /// `town - (agency) - ` before the first sentence.
        RunDashes,
        /// `town - agency: ` before the first sentence.
        RunColon,
    }
}

choice! {
    /// The printed date of publication.
    StampForm {
        /// None.
        None,
        /// `تاريخ النشر: 15 مايو 2024`.
        Labelled,
        /// `الأربعاء 15 مايو 2024`.
        Weekday,
        /// `15 أيار/مايو 2024 - 13:20`.
        TwoCalendars,
        /// `2024/05/15 - 13:20`.
        Numeric,
        /// `آخر تحديث: 15 مايو 2024 13:20`.
        Updated,
    }
}

choice! {
    /// Where the printed date stands.
    StampPlace {
        /// Below headline and byline.
        BelowByline,
        /// Above the headline.
        AboveHeadline,
    }
}

choice! {
    /// The bracket that closes a caption.
    CreditForm {
        /// None.
        None,
        /// `(agency)`.
        Agency,
        /// `(agency-أرشيف)`.
        Archive,
    }
}

choice! {
    /// A bracket inside a caption that says where somebody stands.
    PositionForm {
        /// None.
        None,
        /// In the middle.
        Inside,
        /// As the last word; never followed by a credit.
        AtEnd,
    }
}

choice! {
    /// How the article names what it was made from.
    SourceForm {
        /// Not at all.
        None,
        /// `المصدر : A + B`.
        Plus,
        /// `المصدر: A`.
        One,
        /// `المصدر: A، B`.
        Comma,
        /// `المصادر: A - B`.
        Dash,
        /// `*نقلا عن outlet`.
        Relayed,
        /// `(agency)` after the last full stop of the body.
        Closing,
    }
}

choice! {
    /// The line of subject words.
    TagForm {
        /// None.
        None,
        /// `الوسوم: a، b`.
        Commas,
        /// `كلمات دلالية: a | b`.
        Bars,
        /// `#a_b #c`.
        Hashes,
    }
}

choice! {
    /// The label above links to other articles.
    RelatedForm {
        /// No such block.
        None,
        /// `اقرأ أيضا:`.
        ReadAlso,
        /// `مواضيع ذات صلة`.
        SameTopic,
        /// `المزيد من الأخبار`.
        More,
    }
}

choice! {
    /// The mark before an entry of a list.
    ListForm {
        /// No list.
        None,
        /// `- `.
        Dash,
        /// `• `.
        Bullet,
        /// `* `.
        Star,
    }
}

/// The form of one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureForm {
    /// An English line before the caption.
    pub alt: bool,
    /// The credit after the caption.
    pub credit: CreditForm,
    /// A positional bracket in the caption.
    pub position: PositionForm,
}

impl Arbitrary for FigureForm {
    fn arbitrary(g: &mut Gen) -> Self {
        Self {
            alt: bool::arbitrary(g),
            credit: CreditForm::arbitrary(g),
            position: PositionForm::arbitrary(g),
        }
    }
}

/// All choices for one article.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Only the clear shapes: see [`Canonical`](super::Canonical).
    pub strict: bool,
    /// Separator of blocks.
    pub spacing: Spacing,
    /// Page title line.
    pub title: TitleForm,
    /// Has a headline; without one there is no title, kicker or deck either.
    pub headline: bool,
    /// Has a kicker.
    pub kicker: bool,
    /// Has a standfirst.
    pub deck: bool,
    /// Form of the byline.
    pub byline: BylineForm,
    /// Form of the dateline.
    pub dateline: DatelineForm,
    /// Form of the date.
    pub stamp: StampForm,
    /// Place of the date.
    pub stamp_place: StampPlace,
    /// Paragraphs before the first heading.
    pub lead: usize,
    /// Sections with a heading.
    pub sections: usize,
    /// Pictures.
    pub figures: Vec<FigureForm>,
    /// A bulleted list.
    pub list: ListForm,
    /// A pulled quotation.
    pub quote: bool,
    /// Form of the source.
    pub source: SourceForm,
    /// `// انتهى //` after the body.
    pub end_mark: bool,
    /// Form of the tags.
    pub tags: TagForm,
    /// Label of related links.
    pub related: RelatedForm,
    /// Lines of navigation above.
    pub nav: usize,
    /// Lines below the article.
    pub footer: usize,
}

/// A number from `low` to `high`, both included.
fn between(g: &mut Gen, low: usize, high: usize) -> usize {
    Rng::new(u64::arbitrary(g)).between(low, high)
}

fn one_in(g: &mut Gen, times: usize) -> bool {
    between(g, 1, times) == 1
}

impl Layout {
    /// The clear shapes: a headline, long paragraphs, labelled lines, nothing foreign around.
    pub fn canonical(g: &mut Gen) -> Self {
        let pick = |g: &mut Gen, list: &[SourceForm]| list[between(g, 0, list.len() - 1)];
        let figure = FigureForm {
            alt: true,
            credit: CreditForm::Agency,
            position: PositionForm::None,
        };
        let figures = (0..between(g, 0, 3)).map(|_| FigureForm {
            position: *g
                .choose(&[PositionForm::None, PositionForm::Inside])
                .unwrap_or(&PositionForm::None),
            ..figure
        });
        Self {
            strict: true,
            spacing: Spacing::Blank,
            title: TitleForm::None,
            headline: true,
            kicker: false,
            deck: false,
            figures: figures.collect(),
            byline: *g
                .choose(&[BylineForm::None, BylineForm::Wrote, BylineForm::ByPen])
                .unwrap_or(&BylineForm::None),
            dateline: *g
                .choose(&[
                    DatelineForm::None,
                    DatelineForm::RunBracket,
                    DatelineForm::RunCountry,
                ])
                .unwrap_or(&DatelineForm::None),
            stamp: *g
                .choose(&[StampForm::None, StampForm::Labelled])
                .unwrap_or(&StampForm::None),
            stamp_place: StampPlace::BelowByline,
            lead: between(g, 3, 5),
            sections: between(g, 0, 4),
            list: ListForm::None,
            quote: false,
            source: pick(g, &[SourceForm::Plus, SourceForm::One]),
            end_mark: false,
            tags: TagForm::None,
            related: *g
                .choose(&[RelatedForm::None, RelatedForm::ReadAlso])
                .unwrap_or(&RelatedForm::None),
            nav: 0,
            footer: 0,
        }
    }
}

impl Arbitrary for Layout {
    fn arbitrary(g: &mut Gen) -> Self {
        let headline = !one_in(g, 6);
        let byline = if one_in(g, 2) {
            BylineForm::arbitrary(g)
        } else {
            BylineForm::None
        };
        let dateline = if byline.is_dateline_too() {
            DatelineForm::None
        } else {
            DatelineForm::arbitrary(g)
        };
        Self {
            strict: false,
            spacing: Spacing::arbitrary(g),
            title: if headline && one_in(g, 3) {
                TitleForm::arbitrary(g)
            } else {
                TitleForm::None
            },
            headline,
            kicker: headline && one_in(g, 5),
            deck: headline && one_in(g, 4),
            byline,
            dateline,
            stamp: StampForm::arbitrary(g),
            stamp_place: StampPlace::arbitrary(g),
            lead: between(g, 1, 5),
            sections: between(g, 0, 4),
            figures: (0..between(g, 0, 3))
                .map(|_| FigureForm::arbitrary(g))
                .collect(),
            list: if one_in(g, 3) {
                ListForm::arbitrary(g)
            } else {
                ListForm::None
            },
            quote: one_in(g, 4),
            source: SourceForm::arbitrary(g),
            end_mark: one_in(g, 8),
            tags: TagForm::arbitrary(g),
            related: RelatedForm::arbitrary(g),
            nav: if one_in(g, 2) { between(g, 0, 40) } else { 0 },
            footer: if one_in(g, 2) { between(g, 0, 40) } else { 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_every_part_is_drawn() {
        let mut g = Gen::from_size_and_seed(20, 11);
        let layouts: Vec<Layout> = (0..2000).map(|_| Layout::arbitrary(&mut g)).collect();
        macro_rules! all_drawn {
            ($($field:ident: $form:ident),+) => {
                $(for form in $form::ALL {
                    assert!(layouts.iter().any(|l| l.$field == *form), "{form:?}");
                })+
            };
        }
        all_drawn!(
            spacing: Spacing, title: TitleForm, byline: BylineForm, dateline: DatelineForm,
            stamp: StampForm, stamp_place: StampPlace, source: SourceForm, tags: TagForm,
            related: RelatedForm, list: ListForm
        );
        for form in CreditForm::ALL {
            assert!(
                layouts
                    .iter()
                    .any(|l| l.figures.iter().any(|f| f.credit == *form))
            );
        }
        for form in PositionForm::ALL {
            assert!(
                layouts
                    .iter()
                    .any(|l| l.figures.iter().any(|f| f.position == *form))
            );
        }
        assert!(layouts.iter().any(|l| l.nav == 40) && layouts.iter().any(|l| l.footer == 40));
        assert!(
            layouts
                .iter()
                .any(|l| !l.headline && l.lead == 1 && l.sections == 4)
        );
    }

    #[test]
    fn a_form_shrinks_to_the_plainest_and_stops() {
        for &form in BylineForm::ALL {
            let smaller: Vec<_> = form.shrink().collect();
            let expected: &[BylineForm] = if form == BylineForm::None {
                &[]
            } else {
                &[BylineForm::None]
            };
            assert_eq!(smaller, expected);
        }
    }
}
