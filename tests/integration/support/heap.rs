//! An allocator that counts, thread by thread, how many bytes are allocated and the most there
//! were at once.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    // Bytes freed by another thread than allocated them make the one negative and the other too
    // large, so tests that measure stay on their thread.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// The system's allocator with counters.
pub struct Counting;

fn count(change: isize) {
    // Neither cell has a destructor, so both can be reached while the thread ends.
    let live = LIVE.get() + change;
    LIVE.set(live);
    PEAK.set(PEAK.get().max(live));
}

// SAFETY: every call is passed to `System` as it came; counting touches no memory it hands out.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller keeps `dealloc`'s contract.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While the bytes move, both blocks exist.
        count(size as isize);
        count(-(layout.size() as isize));
        // SAFETY: the caller keeps `realloc`'s contract.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// Runs `work` and returns what it gives with the most bytes that were allocated at once beyond
/// those allocated before.
pub fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let made = work();
    (made, usize::try_from(PEAK.get() - before).unwrap_or(0))
}

#[test]
fn the_peak_counts_what_lived_at_once() {
    let (list, bytes) = peak(|| {
        drop(vec![0u8; 5_000]);
        drop(vec![0u8; 9_000]);
        vec![0u8; 1_000]
    });
    assert_eq!(list.len(), 1_000);
    assert!((9_000..11_000).contains(&bytes), "{bytes}");
}
