//! The temperature of the model.

use rayon::prelude::*;

use crate::crf::{Model, Sequence, marginals};
use crate::folds::Member;

/// What every weight is divided by, so that the probabilities stated of unseen articles come true:
/// the one of highest likelihood on the articles that are judged.
pub fn temperature(members: &[Member<'_>], folds: &[usize], models: &[Model]) -> f32 {
    let candidates: Vec<f32> = (10..=40).map(|t| t as f32 / 20.0).collect();
    let likelihoods: Vec<f32> = candidates
        .par_iter()
        .map(|t| {
            let cooled: Vec<Model> = models.iter().map(|m| scaled(m, 1.0 / t)).collect();
            let judged = members
                .iter()
                .zip(folds)
                .filter(|(m, _)| m.judged.is_some());
            judged
                .map(|(m, fold)| log_marginals(m.sequence, &cooled[*fold]))
                .sum()
        })
        .collect();
    (0..candidates.len())
        .max_by(|a, b| likelihoods[*a].total_cmp(&likelihoods[*b]))
        .map_or(1.0, |best| candidates[best])
}

/// All weights times a factor.
pub fn scaled(model: &Model, by: f32) -> Model {
    let mut out = model.clone();
    let rows = out.cues.iter_mut().chain(&mut out.transitions);
    for weight in rows.chain([&mut out.first, &mut out.last]).flatten() {
        *weight *= by;
    }
    out
}

/// The log of the marginal probability that a model gives the known roles of a sequence.
fn log_marginals(sequence: &Sequence, model: &Model) -> f32 {
    let rows = marginals(sequence, model);
    rows.iter()
        .enumerate()
        .filter_map(|(i, row)| Some(row[sequence.known(i)?].max(1e-6).ln()))
        .sum()
}
