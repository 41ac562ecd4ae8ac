//! Smaller articles: each leaves out one part and is an article still.

use super::layout::Spacing;
use super::{Generated, Piece};

impl Generated {
    /// How much there is to leave out. Every smaller article has a smaller weight, so shrinking
    /// ends.
    pub fn weight(&self) -> usize {
        let single = usize::from(self.spacing == Spacing::Single);
        let sentences = |piece: &Piece| match piece {
            Piece::Paragraph(sentences) => sentences.len(),
            Piece::Figure { alt, credit, .. } => {
                usize::from(alt.is_some()) + usize::from(credit.is_some())
            }
            Piece::List { .. } | Piece::Quote(_) => 0,
        };
        let pieces = self.sections.iter().flat_map(|section| &section.pieces);
        let opening = self.dateline.as_ref().is_some_and(|line| line.opening);
        let closing = self.source.as_ref().is_some_and(|source| source.closing);
        let parts = usize::from(opening) + usize::from(closing);
        self.lines().len() + pieces.map(sentences).sum::<usize>() + parts + single
    }
}

/// The smaller articles, large cuts first. Bounded by the number of parts.
pub fn smaller(article: &Generated) -> impl Iterator<Item = Generated> + use<> {
    let mut list = Vec::new();
    around(article, &mut list);
    body(article, &mut list);
    list.retain(Generated::is_valid);
    list.into_iter()
}

/// Leaves out what stands above and below the body.
fn around(article: &Generated, list: &mut Vec<Generated>) {
    let halves = |len: usize| [0, len / 2].into_iter().filter(move |&keep| keep < len);
    for keep in halves(article.nav.len()) {
        let mut copy = article.clone();
        copy.nav.truncate(keep);
        list.push(copy);
    }
    for keep in halves(article.footer.len()) {
        let mut copy = article.clone();
        copy.footer.truncate(keep);
        list.push(copy);
    }
    macro_rules! without {
        ($($field:ident),+) => {
            $(if article.$field.is_some() {
                let mut copy = article.clone();
                copy.$field = None;
                list.push(copy);
            })+
        };
    }
    without!(
        related, tags, end_mark, source, title, kicker, deck, stamp, byline, dateline
    );
    // A title, kicker or deck goes with its headline.
    if article.headline.is_some() {
        let mut copy = article.clone();
        (copy.headline, copy.title, copy.kicker, copy.deck) = (None, None, None, None);
        list.push(copy);
    }
    let mut one_link = article.clone();
    if let Some(related) = &mut one_link.related {
        related.values.truncate(1);
    }
    if one_link != *article {
        list.push(one_link);
    }
    if article.spacing == Spacing::Single {
        let mut copy = article.clone();
        copy.spacing = Spacing::Blank;
        list.push(copy);
    }
}

/// Leaves out sections, headings, blocks and sentences.
fn body(article: &Generated, list: &mut Vec<Generated>) {
    if article.sections.len() > 2 {
        let mut copy = article.clone();
        copy.sections.truncate(1);
        list.push(copy);
    }
    for (s, section) in article.sections.iter().enumerate() {
        if s > 0 {
            let mut copy = article.clone();
            copy.sections.remove(s);
            list.push(copy);
        }
        for p in 0..section.pieces.len() {
            let mut copy = article.clone();
            copy.sections[s].pieces.remove(p);
            list.push(copy);
        }
        for p in 0..section.pieces.len() {
            for piece in simpler(&section.pieces[p]) {
                let mut copy = article.clone();
                copy.sections[s].pieces[p] = piece;
                list.push(copy);
            }
        }
    }
}

/// The same block with less in it.
fn simpler(piece: &Piece) -> Vec<Piece> {
    match piece {
        Piece::Paragraph(sentences) => {
            let without = |n: usize| {
                let mut rest = sentences.clone();
                rest.remove(n);
                Piece::Paragraph(rest)
            };
            if sentences.len() > 1 {
                (0..sentences.len()).map(without).collect()
            } else {
                Vec::new()
            }
        }
        Piece::Figure {
            alt,
            caption,
            credit,
        } => {
            let figure = |alt, credit| Piece::Figure {
                alt,
                caption: caption.clone(),
                credit,
            };
            let mut list = Vec::new();
            if alt.is_some() {
                list.push(figure(None, credit.clone()));
            }
            if credit.is_some() {
                list.push(figure(alt.clone(), None));
            }
            list
        }
        Piece::List { mark, items } if items.len() > 1 => vec![Piece::List {
            mark,
            items: items[..items.len() - 1].to_vec(),
        }],
        Piece::List { .. } | Piece::Quote(_) => Vec::new(),
    }
}
