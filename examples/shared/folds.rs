//! Folds by house, and how true the probabilities are that a model states of what it has not seen.
//! Shared by `train` and `train_pages`.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::crf::{self, Model, Pull, Sequence, predict};

/// An article as the folds see it.
pub struct Member<'a> {
    /// The house that published it: articles of one are never learned from and judged together.
    pub house: &'a str,
    /// The set by which models are judged that it belongs to.
    pub judged: Option<&'a str>,
    pub sequence: &'a Sequence,
}

/// `CNN`, `CNNArabic` and `CNNArabic2024` are one house.
pub fn house(publisher: &str) -> String {
    let letters: String = publisher
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphabetic())
        .collect();
    letters.replace("arabic", "").chars().take(5).collect()
}

/// The fold of each article. Set by set, houses are dealt out, the largest first, each to the fold
/// that has the fewest blocks of the set so far: a small set is spread over all folds.
pub fn deal(members: &[Member<'_>], n: usize) -> Vec<usize> {
    let sets: BTreeSet<&str> = members.iter().filter_map(|m| m.judged).collect();
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    for set in sets {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for member in members.iter().filter(|m| m.judged == Some(set)) {
            *sizes.entry(member.house).or_default() += member.sequence.cues.len();
        }
        let mut houses: Vec<(&str, usize)> = sizes.into_iter().collect();
        houses.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        let mut loads = vec![0; n];
        for (house, size) in houses {
            let least = (0..n).min_by_key(|f| loads[*f]).unwrap_or(0);
            loads[*fold_of.entry(house).or_insert(least)] += size;
        }
    }
    // An article by which nothing is judged has only to stay away with its house.
    members
        .iter()
        .map(|m| fold_of.get(m.house).copied().unwrap_or(usize::MAX))
        .collect()
}

/// For each of these folds, a model that has seen all others; for a fold that no article is in, one
/// that has seen every article.
pub fn models(
    members: &[Member<'_>],
    folds: &[usize],
    wanted: std::ops::RangeInclusive<usize>,
    prior: &Model,
    pull: Pull,
    steps: usize,
) -> Vec<Model> {
    wanted
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<&Sequence> = members
                .iter()
                .zip(folds)
                .filter(|(_, f)| **f != fold)
                .map(|(member, _)| member.sequence)
                .collect();
            crf::train(&seen, prior, pull, steps)
        })
        .collect()
}

/// The files in `dev` below a directory of cases, by name.
pub fn cases(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory.join("dev"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

/// The name of a case, which its gold has too.
pub fn id(file: &Path, extension: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(extension).unwrap_or(&name).to_owned()
}

/// Prints how often held-out labels were right, by tenths of their stated probability.
pub fn calibration(members: &[Member<'_>], folds: &[usize], models: &[Model]) {
    let mut tenths = [(0, 0, 0.0); 10];
    for (member, fold) in members
        .iter()
        .zip(folds)
        .filter(|(m, _)| m.judged.is_some())
    {
        let predicted = predict(member.sequence, &models[*fold]);
        for (i, (role, p)) in predicted.iter().enumerate() {
            if let Some(gold) = member.sequence.known(i) {
                let tenth = &mut tenths[((p * 10.0) as usize).min(9)];
                tenth.0 += 1;
                tenth.1 += usize::from(*role == gold);
                tenth.2 += f64::from(*p);
            }
        }
    }
    let (n, right) = tenths
        .iter()
        .fold((0, 0), |sum, t| (sum.0 + t.0, sum.1 + t.1));
    eprintln!("held out: {right} of {n} blocks of a known role right");
    eprintln!("stated probability, blocks, mean stated, came true");
    for (i, (n, right, stated)) in tenths.iter().enumerate().filter(|(_, t)| t.0 > 0) {
        let share = |x: f64| 100.0 * x / f64::from(*n);
        eprintln!(
            "{}-{} % {n:5} {:5.1} {:5.1}",
            i * 10,
            i * 10 + 10,
            share(*stated),
            share(f64::from(*right as u32))
        );
    }
}
