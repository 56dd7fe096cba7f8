//! Who waits at a terminal for long work is told how far it is.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long nobody minds.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is told from then on.
const AGAIN: Duration = Duration::from_millis(200);

/// Does the work; where that takes long, `told` says how far it is, on the terminal's last line,
/// which is wiped when it is done.
pub fn told<T>(told: impl Fn() -> String + Send, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, waits) = mpsc::channel::<()>();
        scope.spawn(move || {
            let mut seen = false;
            let mut patience = PATIENCE;
            while waits.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                let _unseen = write!(io::stderr(), "\r{:60}\rregie: {} …", "", told());
                (seen, patience) = (true, AGAIN);
            }
            if seen {
                let _unseen = write!(io::stderr(), "\r{:60}\r", "");
            }
        });
        let made = work();
        drop(done);
        made
    })
}
