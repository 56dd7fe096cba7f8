//! Replacing the file: at every moment it is the old plan or the new one, whole.
//!
//! New content goes into one fixed temporary beside the file, made anew and readable by nobody
//! else until it has the file's own rights; it is synced once; then it takes the file's name.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::generations;
use super::generations::{Generations, Kept};
use super::open::{Opened, Stamp};
use super::rights;
use super::rights::Lost;
use super::steps;
use super::steps::step;
use super::target::Target;
use crate::store::error::{SYNCING, StoreError, WRITING, reason};

/// How a replacement ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The file is the new one.
    Replaced {
        /// What it looks like.
        stamp: Stamp,
        /// Why it may not last.
        warning: Option<String>,
        /// Why the plan of before today wasn't kept.
        remark: Option<String>,
    },
    /// Someone who doesn't take the lock changed the file meanwhile; nothing was done.
    Overtaken,
}

/// Removes what a killed save may have left. Under the lock only.
pub(crate) fn sweep(target: &Target) -> Result<(), StoreError> {
    step();
    match fs::remove_file(target.temporary()) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(failed(target, why)),
        _ => Ok(()),
    }
}

/// Puts `bytes` in the place of the file that was read as `old`, of which the day's first is
/// kept.
pub(crate) fn replace(
    target: &Target,
    old: &Opened,
    bytes: &[u8],
    generations: Generations,
) -> Result<Outcome, StoreError> {
    let kept = generations.keep(target, old);
    let replaced = put(target, old, bytes);
    if !matches!(replaced, Ok(Some(_))) {
        kept.forget();
    }
    let Some(stamp) = replaced? else {
        return Ok(Outcome::Overtaken);
    };
    // The plan is the new one by now, so a failure is told, not returned.
    let remark = match kept {
        Kept::As(_) => {
            generations.prune(target);
            None
        }
        Kept::Failed(why) => Some(why),
        Kept::Nothing => None,
    };
    let late = sync_directory(target).err();
    Ok(Outcome::Replaced {
        stamp,
        warning: late.map(|why| not_yet(target, &why)),
        remark,
    })
}

/// The new content, in the file's place. None where someone else changed the file meanwhile.
fn put(target: &Target, old: &Opened, bytes: &[u8]) -> Result<Option<Stamp>, StoreError> {
    let temporary = target.temporary();
    let file = make(target)?;
    let replaced = fill(target, &file, Some(old), bytes).and_then(|()| {
        let stamp = file.metadata().map_err(|why| failed(target, why))?;
        if Stamp::at(&target.file()) != Some(Stamp::of(&old.metadata)) {
            return Ok(None);
        }
        step();
        fs::rename(&temporary, target.file()).map_err(|why| failed(target, why))?;
        Ok(Some(Stamp::of(&stamp)))
    });
    if !matches!(replaced, Ok(Some(_))) {
        let _the_next_save_will = fs::remove_file(&temporary);
    }
    replaced
}

/// Copies the file that was read as `old` to `path`, unless there is something.
pub(crate) fn copy(target: &Target, old: &Opened, path: &Path) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut file = &old.file;
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    let file = open_new(target, 0o600)?;
    let copied = fill(target, &file, Some(old), &bytes)
        .map_err(generations::source)
        .and_then(|()| place_new(target, path));
    if copied.is_err() {
        let _the_next_save_will = fs::remove_file(target.temporary());
    }
    copied
}

/// Makes a directory with those around it, for their owner only, and makes them last.
pub(crate) fn make_directories(dir: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = dir.ancestors().take_while(|dir| !dir.exists()).collect();
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    for made in missing {
        // The name of a directory stands in the one around it.
        if let Some(around) = made.parent().filter(|around| *around != Path::new("")) {
            File::open(around)?.sync_all()?;
        }
    }
    Ok(())
}

/// Makes the file of `bytes`, unless there is one.
pub(crate) fn create(target: &Target, mode: u32, bytes: &[u8]) -> Result<(), StoreError> {
    sweep(target)?;
    let temporary = target.temporary();
    let file = open_new(target, mode).map_err(|why| failed(target, why))?;
    let filled = fill(target, &file, None, bytes).and_then(|()| {
        place_new(target, &target.file()).map_err(|why| match why.kind() {
            ErrorKind::AlreadyExists => StoreError::Exists {
                path: target.shown.clone(),
            },
            _ => failed(target, why),
        })
    });
    if filled.is_err() {
        let _the_next_save_will = fs::remove_file(&temporary);
    }
    filled?;
    sync_directory(target).map_err(|why| StoreError::io(&target.shown, SYNCING, why))
}

fn make(target: &Target) -> Result<File, StoreError> {
    open_new(target, 0o600).map_err(|why| failed(target, why))
}

fn open_new(target: &Target, mode: u32) -> io::Result<File> {
    step();
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .custom_flags((OFlags::NOFOLLOW | OFlags::CLOEXEC).bits().cast_signed())
        .open(target.temporary())
}

/// Rights, content, and onto the disk. A sync that failed is never tried again: the kernel may
/// have dropped the data and would call the second try a success.
fn fill(
    target: &Target,
    file: &File,
    old: Option<&Opened>,
    bytes: &[u8],
) -> Result<(), StoreError> {
    if let Some(old) = old {
        step();
        rights::copy(&old.file, &old.metadata, file).map_err(|lost| match lost {
            Lost::Refused(why) => StoreError::ReadOnly {
                path: target.shown.clone(),
                why,
            },
            Lost::Failed(why) => failed(target, why),
        })?;
    }
    steps::write(file, bytes).map_err(|why| failed(target, why))?;
    step();
    file.sync_all().map_err(|why| failed(target, why))
}

/// Gives the temporary its name, which nobody may have taken meanwhile.
fn place_new(target: &Target, file: &Path) -> io::Result<()> {
    let temporary = target.temporary();
    step();
    match renameat_with(CWD, &temporary, CWD, file, RenameFlags::NOREPLACE) {
        // Not every file system can; a second name can't replace either.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            fs::hard_link(&temporary, file)?;
            step();
            fs::remove_file(&temporary)
        }
        renamed => Ok(renamed?),
    }
}

/// Makes the new name last.
fn sync_directory(target: &Target) -> io::Result<()> {
    step();
    File::open(&target.dir)?.sync_all()?;
    step();
    Ok(())
}

fn not_yet(target: &Target, why: &io::Error) -> String {
    let (name, why) = (target.shown_name(), reason(why));
    format!("opgeslagen, maar {name} staat misschien nog niet op schijf: {why}")
}

fn failed(target: &Target, why: io::Error) -> StoreError {
    StoreError::from_write(&target.shown, WRITING, why)
}
