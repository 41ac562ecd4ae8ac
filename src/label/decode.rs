//! Inference in the linear chain: scores per block and transitions between roles → a role for
//! every block, with its probability.
//!
//! The model is a conditional random field: the chance of a sequence of roles is proportional to
//! the exponential of the sum of its blocks' scores and of its transitions' weights. Forward and
//! backward sums give the exact marginal chance of each role at each block; the most probable role
//! wins. Sums are kept in the probability domain and rescaled at every step, so that no logarithm
//! is taken and the loops are plain multiply-adds.

use std::ops::Range;

use super::role::ROLES;

/// Roles padded to a whole number of vector lanes; padding never gains weight.
pub(crate) const LANES: usize = ROLES.next_multiple_of(8);

const _: () = assert!(LANES.is_multiple_of(8));

/// One number for each role.
pub(crate) type Row = [f32; LANES];

/// Blocks that are decoded at once. A longer document is decoded in windows, each seen with
/// [`MARGIN`] blocks of its neighbours, which is far beyond the reach of any influence: it keeps
/// the memory of decoding independent of the document's length.
const WINDOW: usize = 1024;

/// Blocks of context on either side of a window.
const MARGIN: usize = 32;

/// Weights of transitions between roles, ready for inference.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// `exp` of the weight from the row's role to the column's.
    forward: [Row; LANES],
    /// The same, transposed.
    backward: [Row; LANES],
    /// `exp` of the weight of a role at the first block.
    first: Row,
    /// `exp` of the weight of a role at the last block.
    last: Row,
}

impl Chain {
    pub(crate) fn new(
        transitions: &[[f32; ROLES]; ROLES],
        first: &[f32; ROLES],
        last: &[f32; ROLES],
    ) -> Chain {
        let mut chain = Chain {
            forward: [[0.0; LANES]; LANES],
            backward: [[0.0; LANES]; LANES],
            first: [0.0; LANES],
            last: [0.0; LANES],
        };
        for (from, row) in transitions.iter().enumerate() {
            for (to, weight) in row.iter().enumerate() {
                // cannot fail: ROLES <= LANES
                chain.forward[from][to] = exp(*weight);
                chain.backward[to][from] = exp(*weight); // cannot fail: as above
            }
        }
        for (out, weight) in chain.first.iter_mut().zip(first) {
            *out = exp(*weight);
        }
        for (out, weight) in chain.last.iter_mut().zip(last) {
            *out = exp(*weight);
        }
        chain
    }
}

/// Index of the winning role and its probability in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) role: u8,
    pub(crate) permille: u16,
}

/// Decodes `n` blocks. `score(i, row)` adds the scores of block `i` to a row of zeros; `decided` gets
/// the decisions, in their order. `rows` is room for [`Chances`].
pub(crate) fn decode(
    n: usize,
    chain: &Chain,
    rows: &mut Vec<Chances>,
    mut score: impl FnMut(usize, &mut Row),
    mut decided: impl FnMut(Decision),
) {
    let mut start = 0;
    while start < n {
        let end = if n - start <= WINDOW + MARGIN {
            n
        } else {
            start + WINDOW
        };
        let (from, to) = (start.saturating_sub(MARGIN), (end + MARGIN).min(n));
        marginals(from..to, n, chain, rows, &mut score);
        let inside = rows.iter().skip(start - from).take(end - start);
        inside.for_each(|[row, _]| decided(best(row)));
        start = end;
    }
}

/// Decides a block that stands in no sequence, by its scores alone.
pub(crate) fn alone(row: &Row) -> Decision {
    let mut row = exponentials(row);
    rescale(&mut row);
    best(&row)
}

/// The role of highest probability; of equals the first.
fn best(row: &Row) -> Decision {
    let top = reduce(row, f32::MIN, larger);
    let role = row.iter().position(|p| *p == top).unwrap_or(0);
    Decision {
        role: role as u8,
        permille: (top * 1000.0 + 0.5).clamp(0.0, 1000.0) as u16,
    }
}

/// The chances of each role at a block: in the sequence, and by the block alone.
pub(crate) type Chances = [Row; 2];

/// Sets `rows` to the marginal probabilities of some of `n` blocks.
fn marginals(
    blocks: Range<usize>,
    n: usize,
    chain: &Chain,
    rows: &mut Vec<Chances>,
    score: &mut impl FnMut(usize, &mut Row),
) {
    rows.clear();
    rows.reserve_exact(blocks.len());
    let from = blocks.start;
    // First the chances by what stands before the block and by itself.
    for i in blocks {
        let mut scores = [0.0; LANES];
        score(i, &mut scores);
        let emission = exponentials(&scores);
        let mut row = match rows.last() {
            Some([previous, _]) => product(&chain.forward, previous),
            None if from == 0 => chain.first,
            None => [1.0; LANES],
        };
        if i + 1 == n {
            times(&mut row, &chain.last);
        }
        times(&mut row, &emission);
        rescale(&mut row);
        rows.push([row, emission]);
    }
    let mut after = [1.0; LANES];
    let mut later = rows.iter_mut().rev().peekable();
    while let Some([row, emission]) = later.next() {
        times(row, &after);
        rescale(row);
        if later.peek().is_some() {
            times(&mut after, emission);
            after = product(&chain.backward, &after);
            rescale(&mut after);
        }
    }
}

/// `exp` of each score, relative to the highest; 0 for the padding.
fn exponentials(row: &Row) -> Row {
    let mut out = *row;
    for padding in out.iter_mut().skip(ROLES) {
        *padding = f32::MIN;
    }
    let top = reduce(&out, f32::MIN, larger);
    for score in &mut out {
        *score = exp(*score - top);
    }
    for padding in out.iter_mut().skip(ROLES) {
        *padding = 0.0;
    }
    out
}

/// `exp` of a score, the same on every platform and without a branch, so that a row is computed at
/// once. Relative error below 1e-6. What is below -87 counts as -87, what is above 88 as 88, what
/// is no number as -87.
///
/// The score is split into a power of two, which is added to the exponent's bits, and a rest of at
/// most half a doubling, for which a polynomial stands (Taylor's to the sixth power).
fn exp(score: f32) -> f32 {
    /// Adding it leaves the nearest whole number in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    /// The logarithm of 2 in two parts, the first with few digits.
    const LN_2: (f32, f32) = (0.693_359_4, -2.121_944_4e-4);
    let score = if score > -87.0 { score } else { -87.0 };
    let score = if score < 88.0 { score } else { 88.0 };
    let rounded = score * std::f32::consts::LOG2_E + ROUND;
    let power = rounded - ROUND;
    let rest = (score - power * LN_2.0) - power * LN_2.1;
    let sum = 1.0 / 120.0 + rest * (1.0 / 720.0);
    let sum = 1.0 / 24.0 + rest * sum;
    let sum = 1.0 / 6.0 + rest * sum;
    let sum = 1.0 / 2.0 + rest * sum;
    let sum = 1.0 + rest * (1.0 + rest * sum);
    f32::from_bits(sum.to_bits().wrapping_add(rounded.to_bits() << 23))
}

fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// Combines a row's numbers lane by lane, and the lanes at last: an order that does not make each
/// step wait for the one before.
fn reduce(row: &Row, start: f32, combine: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; 8];
    for part in row.chunks_exact(8) {
        for (lane, number) in lanes.iter_mut().zip(part) {
            *lane = combine(*lane, *number);
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    let (ae, bf, cg, dh) = (combine(a, e), combine(b, f), combine(c, g), combine(d, h));
    combine(combine(ae, cg), combine(bf, dh))
}

/// Sum over the matrix's rows, each weighted by the vector's entry.
///
/// A function of its own: where it is inlined, its sums are kept in the order of lanes in which
/// they are read next, and shuffled at every step.
#[inline(never)]
fn product(matrix: &[Row; LANES], vector: &Row) -> Row {
    let mut sums = [0.0; LANES];
    for (row, &weight) in matrix.iter().zip(vector).take(ROLES) {
        for (sum, entry) in sums.iter_mut().zip(row) {
            *sum += weight * entry;
        }
    }
    sums
}

fn times(row: &mut Row, by: &Row) {
    for (a, b) in row.iter_mut().zip(by) {
        *a *= b;
    }
}

/// Scales a row to the sum 1. A row without mass (all its roles excluded) becomes even.
fn rescale(row: &mut Row) {
    let sum = reduce(row, 0.0, |a, b| a + b);
    if sum > f32::MIN_POSITIVE && sum.is_finite() {
        let by = 1.0 / sum;
        for p in row.iter_mut() {
            *p *= by;
        }
    } else {
        for (i, p) in row.iter_mut().enumerate() {
            *p = if i < ROLES { 1.0 / ROLES as f32 } else { 0.0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(seed: u32) -> Chain {
        let mut transitions = [[0.0; ROLES]; ROLES];
        let mut state = seed;
        for row in &mut transitions {
            for w in row {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *w = (state >> 16) as f32 / 65536.0 * 4.0 - 2.0;
            }
        }
        Chain::new(&transitions, &[0.1; ROLES], &[0.2; ROLES])
    }

    fn scores(i: usize, row: &mut Row) {
        for (r, s) in row.iter_mut().take(ROLES).enumerate() {
            *s = ((i * 31 + r * 17) % 13) as f32 / 3.0;
        }
    }

    #[test]
    fn exp_is_near_the_exact_one() {
        for i in -8_700..8_800_i16 {
            let score = f32::from(i) / 100.0 + 0.003;
            let exact = f64::from(score).exp();
            let error = (f64::from(exp(score)) - exact) / exact;
            assert!(error.abs() < 1e-6, "{score}: {error}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(f32::NEG_INFINITY), exp(-87.0));
        assert_eq!(exp(f32::NAN), exp(-87.0));
    }

    #[test]
    fn marginals_are_those_of_full_enumeration() {
        let chain = chain(7);
        let n = 3;
        let mut rows = Vec::new();
        marginals(0..n, n, &chain, &mut rows, &mut |i, row| scores(i, row));
        let mut exact = vec![[0.0f64; ROLES]; n];
        let mut total = 0.0f64;
        let mut emissions = [[0.0; LANES]; 3];
        for (i, row) in emissions.iter_mut().enumerate() {
            scores(i, row);
        }
        for a in 0..ROLES {
            for b in 0..ROLES {
                for c in 0..ROLES {
                    let weight = f64::from(chain.first[a])
                        * f64::from(emissions[0][a]).exp()
                        * f64::from(chain.forward[a][b])
                        * f64::from(emissions[1][b]).exp()
                        * f64::from(chain.forward[b][c])
                        * f64::from(emissions[2][c]).exp()
                        * f64::from(chain.last[c]);
                    total += weight;
                    exact[0][a] += weight;
                    exact[1][b] += weight;
                    exact[2][c] += weight;
                }
            }
        }
        for ([row, _], exact) in rows.iter().zip(&exact) {
            for (p, e) in row.iter().zip(exact) {
                assert!((f64::from(*p) - e / total).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn windows_change_nothing() {
        let chain = chain(3);
        let n = WINDOW * 2 + 100;
        let mut windowed = Vec::new();
        let mut rows = Vec::new();
        decode(n, &chain, &mut rows, scores, |decision| {
            windowed.push(decision)
        });
        marginals(0..n, n, &chain, &mut rows, &mut |i, row| scores(i, row));
        let whole: Vec<Decision> = rows.iter().map(|[row, _]| best(row)).collect();
        let differing = windowed
            .iter()
            .zip(&whole)
            .filter(|(a, b)| a.role != b.role)
            .count();
        assert_eq!(differing, 0);
    }

    #[test]
    fn excluded_roles_do_not_break_the_sums() {
        let chain = chain(5);
        let mut decided = 0;
        decode(
            4,
            &chain,
            &mut Vec::new(),
            |_, row| row.fill(f32::NEG_INFINITY),
            |_| decided += 1,
        );
        assert_eq!(decided, 4);
    }
}
