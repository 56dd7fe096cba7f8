//! Whether there is a shell to go back to. As an SSH login command there is none: stopping would
//! leave a colleague with a dead line.

use rustix::process::{getpgid, getpid, getppid, getsid};

/// Whether a shell with job control started the program: one of the same session that put it
/// into a process group of its own. The leader of a session has nobody to go back to, and a
/// shell that only runs this one command (`sh -c`) shares its group.
pub fn has_shell() -> bool {
    let (Ok(session), Ok(group)) = (getsid(None), getpgid(None)) else {
        return false;
    };
    let Some(parent) = getppid() else {
        return false;
    };
    session != getpid()
        && getsid(Some(parent)).is_ok_and(|theirs| theirs == session)
        && getpgid(Some(parent)).is_ok_and(|theirs| theirs != group)
}
