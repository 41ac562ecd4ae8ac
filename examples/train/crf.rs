//! The linear-chain conditional random field and its learning.

use khabar::label::Role;

/// How many roles there are.
pub const ROLES: usize = Role::ALL.len();

/// One number for each role.
pub type Row = [f32; ROLES];

/// Passes over the data.
const STEPS: usize = 120;
/// Length of the first steps; they grow shorter.
const RATE: f32 = 0.12;

/// Weights of cues and of the chain, or anything that has one number for each of them.
#[derive(Clone)]
pub struct Model {
    pub cues: Vec<Row>,
    /// From role (row) to role (column).
    pub transitions: [Row; ROLES],
    pub first: Row,
    pub last: Row,
}

impl Model {
    /// A model of that many cues, all weights 0.
    pub fn zero(cues: usize) -> Model {
        Model {
            cues: vec![[0.0; ROLES]; cues],
            transitions: [[0.0; ROLES]; ROLES],
            first: [0.0; ROLES],
            last: [0.0; ROLES],
        }
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.cues
            .iter()
            .chain(&self.transitions)
            .chain([&self.first, &self.last])
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.cues
            .iter_mut()
            .chain(&mut self.transitions)
            .chain([&mut self.first, &mut self.last])
    }

    /// All weights times a factor.
    pub fn scaled(&self, by: f32) -> Model {
        let mut out = self.clone();
        for w in out.rows_mut().flatten() {
            *w *= by;
        }
        out
    }
}

/// The blocks of an article: their cues, and their roles where these are known.
pub struct Sequence {
    pub cues: Vec<Vec<u32>>,
    pub gold: Vec<Option<usize>>,
    pub weight: f32,
}

/// How strongly weights are held at the prior.
#[derive(Clone, Copy)]
pub struct Pull {
    /// L1: a weight leaves the prior only where the likelihood insists by more than this.
    pub hold: f32,
    /// L2: the farther it goes, the stronger the pull back.
    pub decay: f32,
}

/// The weights of highest penalised likelihood, by gradient steps from the prior.
pub fn train(sequences: &[&Sequence], prior: &Model, pull: Pull) -> Model {
    let mut model = prior.clone();
    let mut mean = Model::zero(prior.cues.len());
    let mut square = Model::zero(prior.cues.len());
    for step in 1..=STEPS {
        let mut gradient = Model::zero(prior.cues.len());
        let transitions = exponentials(&model.transitions);
        for sequence in sequences {
            let emissions = emissions(sequence, &model);
            let mut known = emissions.clone();
            for (row, gold) in known.iter_mut().zip(&sequence.gold) {
                if let Some(gold) = gold {
                    let kept = row[*gold];
                    *row = [0.0; ROLES];
                    row[*gold] = kept;
                }
            }
            // Observed minus expected counts.
            Lattice::new(known, &transitions).add(sequence, &mut gradient, sequence.weight);
            Lattice::new(emissions, &transitions).add(sequence, &mut gradient, -sequence.weight);
        }
        let progress = step as f32 / STEPS as f32;
        let rate = RATE * (1.0 - 0.9 * progress);
        let corrections = (
            1.0 - 0.9f32.powi(step as i32),
            1.0 - 0.99f32.powi(step as i32),
        );
        let rows = model
            .rows_mut()
            .zip(prior.rows())
            .zip(gradient.rows())
            .zip(mean.rows_mut().zip(square.rows_mut()));
        for (((row, prior), gradient), (mean, square)) in rows {
            for r in 0..ROLES {
                let away = row[r] - prior[r];
                let g = held(gradient[r] - pull.decay * away, away, pull.hold);
                mean[r] = 0.9 * mean[r] + 0.1 * g;
                square[r] = 0.99 * square[r] + 0.01 * g * g;
                let move_by =
                    (mean[r] / corrections.0) / ((square[r] / corrections.1).sqrt() + 1e-6);
                row[r] += rate * move_by;
                // A weight that crosses its prior, or that nothing pulls from it, stays there.
                let now = row[r] - prior[r];
                if pull.hold > 0.0 && (away * now < 0.0 || away == 0.0 && g == 0.0) {
                    row[r] = prior[r];
                }
            }
        }
    }
    model
}

/// The gradient under the L1 pull of a weight that is so far away from its prior.
fn held(gradient: f32, away: f32, hold: f32) -> f32 {
    if away > 0.0 {
        gradient - hold
    } else if away < 0.0 {
        gradient + hold
    } else {
        gradient - gradient.clamp(-hold, hold)
    }
}

/// The most probable role of each block and its probability.
pub fn predict(sequence: &Sequence, model: &Model) -> Vec<(usize, f32)> {
    let transitions = exponentials(&model.transitions);
    let lattice = Lattice::new(emissions(sequence, model), &transitions);
    (0..sequence.cues.len())
        .map(|i| {
            let marginals = lattice.marginals(i);
            let best = (0..ROLES).max_by(|&a, &b| marginals[a].total_cmp(&marginals[b]));
            best.map_or((0, 0.0), |r| (r, marginals[r]))
        })
        .collect()
}

/// The log of the marginal probability that a model gives the known roles of a sequence.
pub fn log_marginals(sequence: &Sequence, model: &Model) -> f32 {
    let transitions = exponentials(&model.transitions);
    let lattice = Lattice::new(emissions(sequence, model), &transitions);
    let known = sequence.gold.iter().enumerate();
    known
        .filter_map(|(i, gold)| Some(lattice.marginals(i)[(*gold)?].max(1e-6).ln()))
        .sum()
}

fn exponentials(rows: &[Row; ROLES]) -> [Row; ROLES] {
    rows.map(|row| row.map(f32::exp))
}

/// `exp` of the scores of every block and role, relative to the highest of the block.
fn emissions(sequence: &Sequence, model: &Model) -> Vec<Row> {
    let n = sequence.cues.len();
    let rows = sequence.cues.iter().enumerate().map(|(i, cues)| {
        let mut row = [0.0; ROLES];
        for cue in cues {
            add(&mut row, &model.cues[*cue as usize], 1.0);
        }
        if i == 0 {
            add(&mut row, &model.first, 1.0);
        }
        if i + 1 == n {
            add(&mut row, &model.last, 1.0);
        }
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        row.map(|score| (score - top).exp())
    });
    rows.collect()
}

fn add(row: &mut Row, other: &Row, times: f32) {
    for (a, b) in row.iter_mut().zip(other) {
        *a += times * b;
    }
}

fn product(a: &Row, b: &Row) -> Row {
    let mut out = *a;
    for (a, b) in out.iter_mut().zip(b) {
        *a *= b;
    }
    out
}

fn scale(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for p in row {
            *p /= sum;
        }
    }
}

/// Forward and backward sums over a sequence, scaled at every block.
struct Lattice<'t> {
    emissions: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    transitions: &'t [Row; ROLES],
}

impl<'t> Lattice<'t> {
    fn new(emissions: Vec<Row>, transitions: &'t [Row; ROLES]) -> Lattice<'t> {
        let n = emissions.len();
        let mut forward = Vec::with_capacity(n);
        let mut before = [1.0; ROLES];
        for emission in &emissions {
            let mut row = product(&before, emission);
            scale(&mut row);
            before = [0.0; ROLES];
            for (p, transition) in row.iter().zip(transitions) {
                add(&mut before, transition, *p);
            }
            forward.push(row);
        }
        let mut backward = vec![[1.0; ROLES]; n];
        for i in (1..n).rev() {
            let after = product(&emissions[i], &backward[i]);
            let mut row = transitions.map(|transition| product(&transition, &after).iter().sum());
            scale(&mut row);
            backward[i - 1] = row;
        }
        Lattice {
            emissions,
            forward,
            backward,
            transitions,
        }
    }

    /// The marginal probabilities of a block's roles.
    fn marginals(&self, i: usize) -> Row {
        let mut row = product(&self.forward[i], &self.backward[i]);
        scale(&mut row);
        row
    }

    /// Adds the expected counts of every cue and transition, so many times.
    fn add(&self, sequence: &Sequence, counts: &mut Model, times: f32) {
        let n = self.emissions.len();
        for (i, cues) in sequence.cues.iter().enumerate() {
            let row = self.marginals(i);
            for cue in cues {
                add(&mut counts.cues[*cue as usize], &row, times);
            }
            if i == 0 {
                add(&mut counts.first, &row, times);
            }
            if i + 1 == n {
                add(&mut counts.last, &row, times);
            }
            if i == 0 {
                continue;
            }
            let after = product(&self.emissions[i], &self.backward[i]);
            let pairs = self
                .transitions
                .map(|transition| product(&transition, &after));
            let before = &self.forward[i - 1];
            let mass: f32 = pairs
                .iter()
                .zip(before)
                .map(|(pair, p)| p * pair.iter().sum::<f32>())
                .sum();
            if mass > 0.0 {
                for ((count, pair), p) in counts.transitions.iter_mut().zip(&pairs).zip(before) {
                    add(count, pair, times * p / mass);
                }
            }
        }
    }
}
