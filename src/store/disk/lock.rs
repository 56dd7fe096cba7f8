//! The side lock. It is the kernel's (flock): a process that dies lets go of it, so nothing
//! stale can block the next edit.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Once};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Pid, getpid, test_kill_process};

use super::open::Stamp;
use super::steps::step;
use super::target::Target;
use crate::plan::clean;
use crate::store::error::{Cause, LOCKING};

/// How long another save may take before an edit gives up.
pub(crate) const WAIT: Duration = Duration::from_secs(5);
/// Between two tries; a save takes a few milliseconds.
const PAUSE: Duration = Duration::from_millis(3);

/// Held until dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

/// The name goes before the lock does: it is that of whoever holds it.
impl Drop for Lock {
    fn drop(&mut self) {
        let _worth_nothing = self.file.set_len(0);
    }
}

/// Who may open a lock.
#[derive(Debug)]
pub(crate) enum Rights<'a> {
    /// The same people as the plan, which is there.
    Of(&'a Metadata),
    /// Whom this mode, less the umask, lets in: the plan is still to be made, with the same.
    Mode(u32),
}

/// Takes the lock of `target`, waiting for whoever has it.
pub(crate) fn take(
    target: &Target,
    rights: &Rights<'_>,
    name: &str,
    wait: Duration,
) -> Result<Lock, Cause> {
    // The name in the lock is the first thing written.
    survive_size_limit();
    let path = target.lock();
    let failed = |why| Cause::from_write(LOCKING, why);
    let until = Instant::now() + wait;
    loop {
        let file = open(&path, rights).map_err(failed)?;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(why)) if why.kind() != ErrorKind::Interrupted => {
                    return Err(failed(why));
                }
                Err(_) if Instant::now() >= until => {
                    return Err(Cause::Locked(holder(&file)));
                }
                Err(_) => thread::sleep(PAUSE),
            }
        }
        // Someone may have removed the lock by hand while it was waited for: a lock on a file
        // nobody else can find keeps nobody out.
        let ours = file.metadata().map_err(failed)?;
        if Stamp::at(&path).is_some_and(|there| there.is_same_file(Stamp::of(&ours))) {
            step();
            sign(&file, name);
            return Ok(Lock { file });
        }
    }
}

fn open(path: &Path, rights: &Rights<'_>) -> io::Result<File> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC)
        .bits()
        .cast_signed();
    let mut options = OpenOptions::new();
    options.read(true).write(true).custom_flags(flags);
    let mode = match rights {
        Rights::Of(_) => 0o600,
        Rights::Mode(mode) => *mode,
    };
    step();
    let mut fresh = options.clone();
    let file = match fresh.create_new(true).mode(mode).open(path) {
        Err(why) if why.kind() == ErrorKind::AlreadyExists => match options.open(path) {
            // Reading is enough to hold it; only the name can't be written.
            Err(why) if why.kind() == ErrorKind::PermissionDenied => {
                options.write(false).open(path)?
            }
            opened => opened?,
        },
        created => created?,
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            "het vergrendelbestand (.lock) ernaast is geen gewoon bestand",
        ));
    }
    if let Rights::Of(like) = rights {
        step();
        super::rights::share_lock(&file, &metadata, like);
    }
    Ok(file)
}

/// Over a limit on the size of files the kernel ends the process, unless somebody listens; then
/// the write fails like any other and the user is told why.
fn survive_size_limit() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let heard = Arc::new(AtomicBool::new(false));
        let _then_it_ends = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, heard);
    });
}

/// Leaves the holder's name for whoever waits. Worth no failed save.
fn sign(file: &File, name: &str) {
    let line = format!(
        "{} (proces {})\n",
        clean::one_line(name),
        std::process::id()
    );
    if file.write_all_at(line.as_bytes(), 0).is_ok() {
        let _worth_nothing = file.set_len(line.len() as u64);
    }
}

/// Who has the lock, by what is written in it; none where that is of a process that can't be:
/// one that ended before it could take its name away, or this one, which waits.
fn holder(file: &File) -> Option<String> {
    let mut bytes = Vec::new();
    file.take(200).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = clean::one_line(text.lines().next()?.trim()).into_owned();
    Some(line).filter(|line| may_hold(line))
}

fn may_hold(line: &str) -> bool {
    let process = line
        .rsplit_once("(proces ")
        .and_then(|(_, rest)| rest.strip_suffix(')'));
    let process = process
        .and_then(|it| it.parse().ok())
        .and_then(Pid::from_raw);
    process.is_some_and(|process| {
        process != getpid() && test_kill_process(process) != Err(Errno::SRCH)
    })
}
