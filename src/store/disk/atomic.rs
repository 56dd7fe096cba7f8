//! Replacing the file: at every moment it is the old plan or the new one, whole.
//!
//! New content goes into one fixed temporary beside the file, made anew and readable by nobody
//! else until it has the file's own rights; it is synced once; then it takes the file's name.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::open::{Opened, Stamp};
use super::rights;
use super::rights::Lost;
use super::steps;
use super::steps::step;
use super::target::Target;
use crate::store::disk::piece::Piece;
use crate::store::error::{Cause, MAKING, SYNCING, WRITING};

/// Removes what a killed save may have left. Under the lock only.
pub(crate) fn sweep(target: &Target) -> Result<(), Cause> {
    step();
    match fs::remove_file(target.temporary()) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(failed(why)),
        _ => Ok(()),
    }
}

/// Puts these pieces, one behind the other, in the place of the file that was read as `old`, and gives
/// what the file looks like then. None where someone who doesn't take the lock changed it meanwhile:
/// nothing is done.
pub(crate) fn replace(
    target: &Target,
    old: &Opened,
    pieces: &[Piece<'_>],
) -> Result<Option<Stamp>, Cause> {
    let temporary = target.temporary();
    let file = open_new(target, 0o600).map_err(failed)?;
    let replaced = fill(&file, Some(old), pieces).and_then(|()| {
        let stamp = file.metadata().map_err(failed)?;
        if Stamp::at(&target.file()) != Some(Stamp::of(&old.metadata)) {
            return Ok(None);
        }
        step();
        fs::rename(&temporary, target.file()).map_err(failed)?;
        Ok(Some(Stamp::of(&stamp)))
    });
    if !matches!(replaced, Ok(Some(_))) {
        let _the_next_save_will = fs::remove_file(&temporary);
    }
    replaced
}

/// Copies the file that was read as `old` to `path`, unless there is something.
pub(crate) fn copy(target: &Target, old: &Opened, path: &Path) -> io::Result<()> {
    let whole = Piece::Old(0..old.metadata.len());
    let file = open_new(target, 0o600)?;
    let copied = fill(&file, Some(old), &[whole])
        .map_err(source)
        .and_then(|()| give_name(target, path));
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
pub(crate) fn create(target: &Target, mode: u32, bytes: &[u8]) -> Result<(), Cause> {
    made(target, mode, bytes).map_err(|cause| match cause {
        Cause::Io { doing, source } if doing == WRITING => Cause::io(MAKING, source),
        cause => cause,
    })
}

fn made(target: &Target, mode: u32, bytes: &[u8]) -> Result<(), Cause> {
    sweep(target)?;
    let temporary = target.temporary();
    let file = open_new(target, mode).map_err(failed)?;
    let filled = fill(&file, None, &[Piece::Bytes(bytes)]).and_then(|()| {
        give_name(target, &target.file()).map_err(|why| match why.kind() {
            ErrorKind::AlreadyExists => Cause::Exists,
            _ => failed(why),
        })
    });
    if filled.is_err() {
        let _the_next_save_will = fs::remove_file(&temporary);
    }
    filled?;
    sync_directory(target).map_err(|why| Cause::io(SYNCING, why))
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
fn fill(file: &File, old: Option<&Opened>, pieces: &[Piece<'_>]) -> Result<(), Cause> {
    if let Some(old) = old {
        step();
        rights::copy(&old.file, &old.metadata, file).map_err(|lost| match lost {
            Lost::Refused(why) => Cause::ReadOnly(why),
            Lost::Failed(why) => failed(why),
        })?;
    }
    write(file, old, pieces).map_err(failed)?;
    step();
    file.sync_all().map_err(failed)
}

/// Writes the pieces. What stands in the old file the system copies from there, and it never is in memory.
fn write(mut file: &File, old: Option<&Opened>, pieces: &[Piece<'_>]) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let range = match piece {
            Piece::Bytes(more) => {
                bytes.push(*more);
                continue;
            }
            Piece::Old(range) => range,
        };
        steps::write(file, &bytes)?;
        bytes.clear();
        let mut from = &old.ok_or(ErrorKind::InvalidInput)?.file;
        from.seek(SeekFrom::Start(range.start))?;
        step();
        let copied = io::copy(&mut from.take(piece.len()), &mut file)?;
        if copied != piece.len() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    steps::write(file, &bytes)
}

/// Gives the temporary its name, which nobody may have taken meanwhile.
fn give_name(target: &Target, file: &Path) -> io::Result<()> {
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
pub(crate) fn sync_directory(target: &Target) -> io::Result<()> {
    step();
    File::open(&target.dir)?.sync_all()?;
    step();
    Ok(())
}

fn failed(why: io::Error) -> Cause {
    Cause::from_write(WRITING, why)
}

/// The same failure as a reason to tell.
fn source(cause: Cause) -> io::Error {
    match cause {
        Cause::Io { source, .. } => source,
        Cause::ReadOnly(why) => io::Error::other(why),
        _ => ErrorKind::Other.into(),
    }
}
