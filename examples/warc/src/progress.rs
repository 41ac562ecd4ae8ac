//! What has been read and written, on disk, so that a run can be taken up again.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Result;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Progress {
    archive: PathBuf,
    parquet: bool,
    /// Entries of the archive that are dealt with.
    pub records: usize,
    pub pages: usize,
    pub others: usize,
    pub bad: usize,
    /// Bytes of the file of lines that hold them.
    pub bytes: u64,
    /// Parquet files that hold them.
    pub parts: usize,
    pub done: bool,
    #[serde(skip)]
    file: PathBuf,
}

impl Progress {
    /// What an earlier run has noted beside `out`, or nothing.
    pub fn load(archive: &Path, out: &Path, parquet: bool) -> Result<Progress> {
        let mut name = out.as_os_str().to_owned();
        name.push(".progress");
        let file = PathBuf::from(name);
        let mut progress = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(_) if out.exists() => {
                let message = format!("{} exists and has no progress beside it", out.display());
                return Err(message.into());
            }
            Err(_) => Progress {
                archive: archive.to_owned(),
                parquet,
                ..Progress::default()
            },
        };
        if progress.archive != archive || progress.parquet != parquet {
            let message = format!("{} belongs to another run", file.display());
            return Err(message.into());
        }
        progress.file = file;
        Ok(progress)
    }

    /// Notes the progress; the old note stands until the new one is whole.
    pub fn save(&self) -> Result<()> {
        let fresh = self.file.with_extension("progress.new");
        fs::write(&fresh, serde_json::to_vec(self)?)?;
        fs::rename(fresh, &self.file)?;
        Ok(())
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} records: {} pages, {} others, {} bad",
            self.records, self.pages, self.others, self.bad
        )
    }
}
