//! A linear-chain conditional random field over the cues that the crate sees in blocks: the numbers
//! behind the tables of weights.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use khabar::label::{Role, Weights};
use rayon::prelude::*;

use crate::Result;

/// Weights smaller than this are left out of the table.
const LEAST: f64 = 0.03;

/// How a model is trained.
pub struct Plan {
    /// Passes over the data.
    pub steps: usize,
    /// Strength of the regularisation of cue weights.
    pub decay: f64,
}

/// A labelled document: for each block the names of its cues and the roles it may have, one bit
/// each.
pub trait Example: Sync {
    fn blocks(&self) -> &[(Vec<String>, u32)];
    fn weight(&self) -> f64;
}

/// The numbering of cues and roles.
pub struct Space {
    pub cues: BTreeMap<String, usize>,
    roles: usize,
}

impl Space {
    pub fn of<E: Example>(cases: &[E], prior: &str) -> Space {
        let seen = cases
            .iter()
            .flat_map(|c| c.blocks())
            .flat_map(|(cues, _)| cues)
            .cloned();
        let prior = prior
            .lines()
            .filter_map(|line| line.split('\t').next())
            .filter(|what| !what.starts_with(['#', '>', '^', '$']))
            .map(str::to_owned);
        let names: std::collections::BTreeSet<String> = seen.chain(prior).collect();
        Space {
            cues: names.into_iter().enumerate().map(|(i, n)| (n, i)).collect(),
            roles: Role::ALL.len(),
        }
    }

    /// The prior as weights. A row that names no role is an error of the file, and stops the run.
    pub fn prior(&self, prior: &str) -> Result<Vec<f64>> {
        let mut weights = vec![0.0; self.size()];
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
            let base = match what {
                "^" => self.first(),
                "$" => self.last(),
                _ => match what.strip_prefix("> ") {
                    Some(from) => self.transitions() + position(from)? * self.roles,
                    None => self.cues[what] * self.roles,
                },
            };
            weights[base + position(role)?] = weight.parse()?;
        }
        // A name that no cue has would be silent: the crate's own reader of tables says so.
        Weights::from_tsv(prior)?;
        Ok(weights)
    }

    fn transitions(&self) -> usize {
        self.cues.len() * self.roles
    }

    fn first(&self) -> usize {
        self.transitions() + self.roles * self.roles
    }

    fn last(&self) -> usize {
        self.first() + self.roles
    }

    fn size(&self) -> usize {
        self.last() + self.roles
    }

    /// The table in the form of `weights.tsv`, in the crate's own order.
    pub fn table(&self, weights: &[f64]) -> String {
        let mut rows = String::new();
        let mut push = |what: &str, base: usize| {
            for (r, role) in Role::ALL.iter().enumerate() {
                let weight = weights[base + r];
                if weight.abs() >= LEAST {
                    let _ = writeln!(rows, "{what}\t{role}\t{weight:.2}");
                }
            }
        };
        for (name, i) in &self.cues {
            push(name, i * self.roles);
        }
        for (r, role) in Role::ALL.iter().enumerate() {
            push(&format!("> {role}"), self.transitions() + r * self.roles);
        }
        push("^", self.first());
        push("$", self.last());
        Weights::from_tsv(&rows).map_or(rows, |w| w.to_tsv())
    }
}

/// A case with its cues as numbers.
struct Sequence {
    cues: Vec<Vec<usize>>,
    gold: Vec<u32>,
    weight: f64,
}

/// The weights that fit the examples, by full-batch gradient from the prior.
pub fn train<E: Example>(cases: &[&E], space: &Space, prior: &[f64], plan: &Plan) -> Vec<f64> {
    let sequences: Vec<Sequence> = cases
        .iter()
        .filter(|c| !c.blocks().is_empty())
        .map(|c| Sequence {
            cues: c
                .blocks()
                .iter()
                .map(|(cues, _)| {
                    cues.iter()
                        .filter_map(|n| space.cues.get(n).copied())
                        .collect()
                })
                .collect(),
            gold: c.blocks().iter().map(|(_, roles)| *roles).collect(),
            weight: c.weight(),
        })
        .collect();
    let n = space.size();
    let mut weights = prior.to_vec();
    let (mut mean, mut square) = (vec![0.0; n], vec![0.0; n]);
    for step in 1..=plan.steps {
        // Chunks are fixed and summed in order, so the sum does not depend on the threads.
        let parts: Vec<Vec<f64>> = sequences
            .par_chunks(32)
            .map(|chunk| {
                let mut gradient = vec![0.0; n];
                for sequence in chunk {
                    add_gradient(sequence, space, &weights, &mut gradient);
                }
                gradient
            })
            .collect();
        let rate = 0.12 * (1.0 - 0.9 * step as f64 / plan.steps as f64);
        for i in 0..n {
            let pull = plan.decay * (weights[i] - prior[i]);
            let g: f64 = parts.iter().map(|p| p[i]).sum::<f64>() - pull;
            mean[i] = 0.9 * mean[i] + 0.1 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            let m = mean[i] / (1.0 - 0.9_f64.powi(step as i32));
            let s = square[i] / (1.0 - 0.99_f64.powi(step as i32));
            weights[i] += rate * m / (s.sqrt() + 1e-6);
        }
    }
    weights
}

/// Adds the gradient of the log-likelihood of one sequence: observed minus expected counts.
fn add_gradient(sequence: &Sequence, space: &Space, weights: &[f64], gradient: &mut [f64]) {
    let free = Lattice::new(sequence, space, weights, false);
    let fixed = Lattice::new(sequence, space, weights, true);
    fixed.add(sequence, space, gradient, sequence.weight);
    free.add(sequence, space, gradient, -sequence.weight);
}

/// Forward and backward sums over a sequence, scaled at every block.
struct Lattice {
    roles: usize,
    emission: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    transition: Vec<f64>,
}

impl Lattice {
    fn new(sequence: &Sequence, space: &Space, weights: &[f64], fixed: bool) -> Lattice {
        let (n, k) = (sequence.cues.len(), space.roles);
        let transition: Vec<f64> = weights[space.transitions()..space.first()]
            .iter()
            .map(|w| w.exp())
            .collect();
        let mut emission = vec![0.0; n * k];
        for (i, cues) in sequence.cues.iter().enumerate() {
            let row = &mut emission[i * k..(i + 1) * k];
            for cue in cues {
                for (score, weight) in row.iter_mut().zip(&weights[cue * k..]) {
                    *score += weight;
                }
            }
            let edge = |base: usize, row: &mut [f64]| {
                for (score, weight) in row.iter_mut().zip(&weights[base..]) {
                    *score += weight;
                }
            };
            if i == 0 {
                edge(space.first(), row);
            }
            if i + 1 == n {
                edge(space.last(), row);
            }
            let top = row.iter().copied().fold(f64::MIN, f64::max);
            for (r, score) in row.iter_mut().enumerate() {
                let allowed = !fixed || sequence.gold[i] >> r & 1 == 1;
                *score = if allowed { (*score - top).exp() } else { 0.0 };
            }
        }
        let mut lattice = Lattice {
            roles: k,
            emission,
            forward: vec![0.0; n * k],
            backward: vec![1.0; n * k],
            transition,
        };
        lattice.sum(n);
        lattice
    }

    fn sum(&mut self, n: usize) {
        let k = self.roles;
        for i in 0..n {
            for to in 0..k {
                let before = if i == 0 {
                    1.0
                } else {
                    (0..k)
                        .map(|from| {
                            self.forward[(i - 1) * k + from] * self.transition[from * k + to]
                        })
                        .sum()
                };
                self.forward[i * k + to] = before * self.emission[i * k + to];
            }
            scale(&mut self.forward[i * k..(i + 1) * k]);
        }
        for i in (0..n.saturating_sub(1)).rev() {
            for from in 0..k {
                self.backward[i * k + from] = (0..k)
                    .map(|to| {
                        self.transition[from * k + to]
                            * self.emission[(i + 1) * k + to]
                            * self.backward[(i + 1) * k + to]
                    })
                    .sum();
            }
            scale(&mut self.backward[i * k..(i + 1) * k]);
        }
    }

    fn add(&self, sequence: &Sequence, space: &Space, gradient: &mut [f64], weight: f64) {
        let (n, k) = (sequence.cues.len(), self.roles);
        let mut pair = vec![0.0; k * k];
        for i in 0..n {
            let mut row: Vec<f64> = (0..k)
                .map(|r| self.forward[i * k + r] * self.backward[i * k + r])
                .collect();
            scale(&mut row);
            for (r, p) in row.iter().enumerate() {
                for cue in &sequence.cues[i] {
                    gradient[cue * k + r] += weight * p;
                }
                if i == 0 {
                    gradient[space.first() + r] += weight * p;
                }
                if i + 1 == n {
                    gradient[space.last() + r] += weight * p;
                }
            }
            if i == 0 {
                continue;
            }
            for from in 0..k {
                for to in 0..k {
                    pair[from * k + to] = self.forward[(i - 1) * k + from]
                        * self.transition[from * k + to]
                        * self.emission[i * k + to]
                        * self.backward[i * k + to];
                }
            }
            scale(&mut pair);
            for (sum, p) in gradient[space.transitions()..].iter_mut().zip(&pair) {
                *sum += weight * p;
            }
        }
    }
}

fn scale(row: &mut [f64]) {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        for p in row {
            *p /= sum;
        }
    }
}
