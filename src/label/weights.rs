//! The labeller's weights: a small table that a reader can inspect.
//!
//! `weights.tsv` has three columns: what is weighted, a role, a weight. The first column is a cue
//! ([`cues`](super::cues)), `> role` for the transition from that role, `^` for the first block of
//! a document and `$` for its last. What is not listed weighs nothing. The table is learned; the
//! example `train` writes it. Cues are weighed in whole hundredths: their sums are exact, and do not
//! depend on the order of the cues.

use once_cell::sync::Lazy;

use super::cues::Cue;
use super::decode::{Chain, LANES, Row};
use super::role::{ROLES, Role};

/// The weights of cues and transitions that the built-in scorer uses.
///
/// # Examples
///
/// ```
/// use khabar::label::Weights;
///
/// let table = Weights::builtin().to_tsv();
/// let again = Weights::from_tsv(&table)?;
/// assert_eq!(again.to_tsv(), table);
/// # Ok::<(), khabar::label::WeightsError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Weights {
    cues: Vec<Points>,
    transitions: [[f32; ROLES]; ROLES],
    first: [f32; ROLES],
    last: [f32; ROLES],
    chain: Chain,
}

/// A cue's weights for the roles in hundredths, in one line of the cache.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Points([i16; LANES]);

/// Hundredths.
const POINT: f32 = 100.0;

/// The largest weight of a cue. No sum of the cues that a block can have is cut off at the end of
/// the numbers before this.
const LARGEST: f32 = 300.0;

/// Why a table of weights cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct WeightsError {
    line: usize,
    problem: String,
}

impl WeightsError {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

static BUILTIN: Lazy<Weights> = Lazy::new(|| {
    Weights::from_tsv(include_str!("weights.tsv")).unwrap_or_else(|error| {
        // cannot fail: a unit test reads the embedded table
        debug_assert!(false, "weights.tsv: {error}");
        Weights::zero()
    })
});

#[cfg(feature = "html")]
static PAGES: Lazy<Weights> = Lazy::new(|| {
    Weights::from_tsv(include_str!("pages.tsv")).unwrap_or_else(|error| {
        // cannot fail: a unit test reads the embedded table
        debug_assert!(false, "pages.tsv: {error}");
        Weights::zero()
    })
});

impl Weights {
    /// The weights for pages that come with the crate, parsed once. They know the cues of the tree
    /// that a page's blocks stand in.
    #[cfg(feature = "html")]
    pub fn pages() -> &'static Weights {
        &PAGES
    }

    /// The weights for plain text that come with the crate, parsed once.
    pub fn builtin() -> &'static Weights {
        &BUILTIN
    }

    fn zero() -> Weights {
        let (transitions, first, last) = ([[0.0; ROLES]; ROLES], [0.0; ROLES], [0.0; ROLES]);
        Weights {
            cues: vec![Points::default(); Cue::count()],
            chain: Chain::new(&transitions, &first, &last),
            transitions,
            first,
            last,
        }
    }

    /// Reads a table in the form of [`to_tsv`](Weights::to_tsv). The weights of cues are rounded to
    /// hundredths.
    ///
    /// # Errors
    ///
    /// Where a line has not three columns, or names a cue or role that does not exist, or a weight
    /// that is no number between -300 and 300.
    pub fn from_tsv(table: &str) -> Result<Weights, WeightsError> {
        let mut weights = Weights::zero();
        for (n, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fail = |problem: String| WeightsError {
                line: n + 1,
                problem,
            };
            let mut columns = line.split('\t');
            let (Some(what), Some(role), Some(weight), None) = (
                columns.next(),
                columns.next(),
                columns.next(),
                columns.next(),
            ) else {
                return Err(fail("not three columns".to_owned()));
            };
            let role = Role::from(role)
                .index()
                .ok_or_else(|| fail(format!("no role is named {role:?}")))?;
            let weight: f32 = weight
                .parse()
                .ok()
                .filter(|w: &f32| w.abs() <= LARGEST)
                .ok_or_else(|| fail(format!("{weight:?} is no weight")))?;
            // cannot fail below: `role` and `from` are rows of tables with ROLES rows
            if what == "^" {
                weights.first[role] = weight; // cannot fail: see above
            } else if what == "$" {
                weights.last[role] = weight; // cannot fail: see above
            } else if let Some(from) = what.strip_prefix("> ") {
                let from = Role::from(from)
                    .index()
                    .ok_or_else(|| fail(format!("no role is named {from:?}")))?;
                weights.transitions[from][role] = weight; // cannot fail: see above
            } else {
                let row = Cue::from_name(what)
                    .and_then(|cue| weights.cues.get_mut(cue.index()))
                    .ok_or_else(|| fail(format!("no cue is named {what:?}")))?;
                // cannot fail: ROLES <= LANES
                row.0[role] = (weight * POINT).round() as i16;
            }
        }
        weights.chain = Chain::new(&weights.transitions, &weights.first, &weights.last);
        Ok(weights)
    }

    /// The table as text, sorted as the cues and roles are declared.
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("# what\trole\tweight\n");
        let mut push = |what: &str, row: &[f32]| {
            for (role, weight) in Role::ALL.iter().zip(row) {
                if *weight != 0.0 {
                    out.push_str(&format!("{what}\t{role}\t{weight}\n"));
                }
            }
        };
        for cue in Cue::all() {
            if let Some(row) = self.cues.get(cue.index()) {
                push(cue.name(), &row.0.map(|points| f32::from(points) / POINT));
            }
        }
        for (role, row) in Role::ALL.iter().zip(&self.transitions) {
            push(&format!("> {role}"), row);
        }
        push("^", &self.first);
        push("$", &self.last);
        out
    }

    /// Adds the weights of cues to a row of scores.
    pub(crate) fn add(&self, cues: &[Cue], row: &mut Row) {
        let mut sum = [0_i16; LANES];
        for weights in cues.iter().filter_map(|cue| self.cues.get(cue.index())) {
            for (score, weight) in sum.iter_mut().zip(&weights.0) {
                *score = score.saturating_add(*weight);
            }
        }
        for (score, points) in row.iter_mut().zip(sum) {
            *score += f32::from(points) / POINT;
        }
    }

    /// The weight of a cue for a role.
    pub(crate) fn weight(&self, cue: Cue, role: usize) -> f32 {
        self.cues
            .get(cue.index())
            .and_then(|row| row.0.get(role))
            .map_or(0.0, |points| f32::from(*points) / POINT)
    }

    pub(crate) fn chain(&self) -> &Chain {
        &self.chain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_reads_without_error() {
        Weights::from_tsv(include_str!("weights.tsv")).unwrap();
        #[cfg(feature = "html")]
        Weights::from_tsv(include_str!("pages.tsv")).unwrap();
    }

    #[test]
    fn errors_name_the_line() {
        let error = Weights::from_tsv("# head\nbias\tno-such-role\t1").unwrap_err();
        assert_eq!(error.line(), 2);
        assert!(Weights::from_tsv("no-such-cue\tparagraph\t1").is_err());
        assert!(Weights::from_tsv("bias\tparagraph\tNaN").is_err());
        assert!(Weights::from_tsv("bias\tparagraph\t301").is_err());
        assert!(Weights::from_tsv("bias\tparagraph").is_err());
    }
}
