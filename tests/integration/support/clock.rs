//! CPU time of one thread, so that tests running beside this one do not count.

use std::time::{Duration, Instant};

/// Runs `work` and returns the CPU time the thread spent on it: the smallest of three runs.
/// Where the system does not tell CPU time, it is the time on the clock.
pub fn best_of_three(mut work: impl FnMut()) -> Duration {
    let runs = (0..3).map(|_| spent(&mut work).1);
    runs.min().unwrap_or(Duration::MAX)
}

/// What `work` gives and the CPU time the thread spent on it.
pub fn spent<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (clock, cpu) = (Instant::now(), thread_cpu());
    let made = work();
    let time = match (cpu, thread_cpu()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    };
    (made, time)
}

/// Nanoseconds this thread has run, from Linux' scheduler statistics: the first of three numbers
/// (Documentation/scheduler/sched-stats.rst of the Linux kernel).
fn thread_cpu() -> Option<Duration> {
    // The number is brought up to date when the thread gives up the processor, else only at every
    // tick of the scheduler.
    std::thread::sleep(Duration::from_nanos(1));
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = line.split(' ').next()?.parse().ok()?;
    (nanoseconds > 0).then(|| Duration::from_nanos(nanoseconds))
}

#[test]
fn the_clock_runs_while_the_thread_works() {
    let mut sum = 0u64;
    let spent = best_of_three(|| {
        for i in 0..3_000_000u64 {
            sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(i));
        }
    });
    assert!(spent > Duration::from_micros(100), "{spent:?}");
    assert!(best_of_three(|| ()) < spent);
}
