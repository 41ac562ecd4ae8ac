//! The linear-chain conditional random field over the cues that the crate sees in blocks, and its
//! learning: the numbers behind the tables of weights. Shared by `train` and `train_pages`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use khabar::label::{Role, Weights};

use crate::Result;

/// How many roles there are.
pub const ROLES: usize = Role::ALL.len();

/// One number for each role.
pub type Row = [f32; ROLES];

/// Weights smaller than this are left out of a table.
const LEAST: f32 = 0.03;
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
}

/// The names of a block's cues, and the roles that it may have, a bit for each.
pub type Block = (Vec<String>, u32);

/// The bit of a role.
pub fn bit(role: &Role) -> u32 {
    let position = Role::ALL.iter().position(|r| r == role);
    position.map_or(0, |r| 1 << r)
}

/// The blocks of an article: their cues, and the roles that each may have.
pub struct Sequence {
    pub cues: Vec<Vec<u32>>,
    pub roles: Vec<u32>,
    pub weight: f32,
}

impl Sequence {
    /// The role of a block where it is known.
    pub fn known(&self, i: usize) -> Option<usize> {
        let roles = self.roles[i];
        (roles.count_ones() == 1).then(|| roles.trailing_zeros() as usize)
    }
}

/// The numbering of cues.
pub struct Space {
    cues: BTreeMap<String, usize>,
}

/// What explains a role that is settled behind the chain, and weighs nothing in it.
const WHOLE: &str = "text:whole";

impl Space {
    /// The cues of these blocks and of the prior.
    pub fn of<'a>(blocks: impl IntoIterator<Item = &'a Block>, prior: &str) -> Space {
        let mut names: BTreeSet<&str> = prior
            .lines()
            .filter_map(|line| line.split('\t').next())
            .filter(|what| !what.starts_with(['#', '>', '^', '$']))
            .collect();
        for (cues, _) in blocks {
            names.extend(
                cues.iter()
                    .map(String::as_str)
                    .filter(|name| *name != WHOLE),
            );
        }
        let names = names.into_iter().map(str::to_owned);
        Space {
            cues: names.enumerate().map(|(i, n)| (n, i)).collect(),
        }
    }

    /// How many cues there are.
    pub fn len(&self) -> usize {
        self.cues.len()
    }

    /// The blocks of an article by the numbers of their cues.
    pub fn sequence(&self, blocks: &[Block], weight: f32) -> Sequence {
        let number = |name: &String| self.cues.get(name).map(|i| *i as u32);
        Sequence {
            cues: blocks
                .iter()
                .map(|(cues, _)| cues.iter().filter_map(number).collect())
                .collect(),
            roles: blocks.iter().map(|(_, roles)| *roles).collect(),
            weight,
        }
    }

    /// The prior as weights. A row that names no role is an error of the file, and stops the run.
    pub fn prior(&self, prior: &str) -> Result<Model> {
        // A name that no cue has would be silent: the crate's own reader of tables says so.
        Weights::from_tsv(prior)?;
        let mut model = Model::zero(self.cues.len());
        let position = |role: &str| {
            Role::ALL
                .iter()
                .position(|r| r.as_str() == role)
                .ok_or_else(|| format!("prior: no role is named {role:?}"))
        };
        for line in prior
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let [what, role, weight] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(format!("prior: not three columns: {line:?}").into());
            };
            let row = match what {
                "^" => &mut model.first,
                "$" => &mut model.last,
                _ => match what.strip_prefix("> ") {
                    Some(from) => &mut model.transitions[position(from)?],
                    None => &mut model.cues[self.cues[what]],
                },
            };
            row[position(role)?] = weight.parse()?;
        }
        Ok(model)
    }

    /// The table in the form of `weights.tsv`, in the crate's own order.
    pub fn table(&self, model: &Model) -> String {
        let mut rows = String::new();
        let mut push = |what: &str, row: &Row| {
            for (role, weight) in Role::ALL.iter().zip(row) {
                if weight.abs() >= LEAST {
                    let _ = writeln!(rows, "{what}\t{role}\t{weight:.2}");
                }
            }
        };
        for (name, i) in &self.cues {
            push(name, &model.cues[*i]);
        }
        for (role, row) in Role::ALL.iter().zip(&model.transitions) {
            push(&format!("> {role}"), row);
        }
        push("^", &model.first);
        push("$", &model.last);
        Weights::from_tsv(&rows).map_or(rows, |w| w.to_tsv())
    }
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
pub fn train(sequences: &[&Sequence], prior: &Model, pull: Pull, steps: usize) -> Model {
    let mut model = prior.clone();
    let mut mean = Model::zero(prior.cues.len());
    let mut square = Model::zero(prior.cues.len());
    for step in 1..=steps {
        let mut gradient = Model::zero(prior.cues.len());
        let transitions = exponentials(&model.transitions);
        for sequence in sequences {
            let emissions = emissions(sequence, &model);
            let mut known = emissions.clone();
            for (row, roles) in known.iter_mut().zip(&sequence.roles) {
                for (r, score) in row.iter_mut().enumerate() {
                    if roles >> r & 1 == 0 {
                        *score = 0.0;
                    }
                }
            }
            // Observed minus expected counts.
            Lattice::new(known, &transitions).add(sequence, &mut gradient, sequence.weight);
            Lattice::new(emissions, &transitions).add(sequence, &mut gradient, -sequence.weight);
        }
        let progress = step as f32 / steps as f32;
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

/// The probability of each role for each block.
pub fn marginals(sequence: &Sequence, model: &Model) -> Vec<Row> {
    let transitions = exponentials(&model.transitions);
    let lattice = Lattice::new(emissions(sequence, model), &transitions);
    (0..sequence.cues.len())
        .map(|i| lattice.marginals(i))
        .collect()
}

/// The most probable role of each block and its probability.
pub fn predict(sequence: &Sequence, model: &Model) -> Vec<(usize, f32)> {
    marginals(sequence, model)
        .iter()
        .map(|row| {
            let best = (0..ROLES).max_by(|&a, &b| row[a].total_cmp(&row[b]));
            best.map_or((0, 0.0), |r| (r, row[r]))
        })
        .collect()
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
