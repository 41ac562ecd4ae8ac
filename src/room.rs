//! Room that a thread keeps from one article to the next: to make it anew takes as long as to read some lines.

use std::cell::Cell;
use std::thread::LocalKey;

/// Calls `f` with the room that the thread kept, or new room, and keeps it again if `keep` says so.
pub(crate) fn with_room<R: Default, T>(
    kept: &'static LocalKey<Cell<Option<Box<R>>>>,
    keep: impl FnOnce(&mut R) -> bool,
    f: impl FnOnce(&mut R) -> T,
) -> T {
    // A thread that ends may read an article when its room is gone.
    let room = kept.try_with(Cell::take).ok().flatten();
    let mut room = room.unwrap_or_default();
    let out = f(&mut room);
    if keep(&mut room) {
        let _ = kept.try_with(|kept| kept.set(Some(room)));
    }
    out
}
