//! Ctrl-C waits while a save is put in its place: what is left behind is the old plan or the new one,
//! and nothing beside it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether a signal ends the program, as long as nothing is put in its place. None where it isn't known
/// to: then somebody else hears the signals.
static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From here on a signal ends the program, but not while a save is put in its place: for a command that
/// handles none itself.
pub fn signals_end_it() {
    ENDS.get_or_init(|| {
        let ends = Arc::new(AtomicBool::new(true));
        for signal in [SIGINT, SIGTERM] {
            // Where that can't be, the signal ends the program at any moment, and the next save sweeps.
            let _unheard = flag::register_conditional_default(signal, Arc::clone(&ends));
        }
        ends
    });
}

/// Does the work; no signal breaks it off. Whoever was to be ended by one hears what came of the work.
pub(in crate::store) fn held<T>(work: impl FnOnce() -> T) -> T {
    let Some(ends) = ENDS.get() else {
        return work();
    };
    ends.store(false, Ordering::SeqCst);
    let made = work();
    ends.store(true, Ordering::SeqCst);
    made
}
