//! Instructions of a run of this program, by callgrind.

use std::env;
use std::error::Error;
use std::process::Command;

/// Instructions of this program with these arguments.
pub fn instructions(arguments: &[&str]) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(arguments)
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{}: {report}", arguments.join(" ")).into());
    }
    let count = report
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("{}: no count in {report}", arguments.join(" ")).into())
}
