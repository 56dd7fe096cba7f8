//! Reading the file: looked at before it is read, and never more of it than is sane.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom};
use std::os::unix::fs::{FileExt as _, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::thread;

use memchr::memmem;
use rustix::fs::{Access, OFlags, access};
use rustix::io::Errno;

use super::rights::OTHER_OWNER;
use super::target::Target;
use crate::plan::many;
use crate::store::disk::piece::Gap;
use crate::store::error::{Cause, READING, reason};

/// A plan of a whole country for a century is smaller.
pub(crate) const LARGEST: u64 = 256 * 1024 * 1024;

/// How much of a file is compared at a time.
const ROOM: usize = 32 * 1024;
/// How much of the end of a file is read where what stands in its middle needn't be: mostly the first is enough, and
/// with nothing at last all of it is read.
pub(crate) const ENDS: [usize; 3] = [16 * 1024, 64 * 1024, 0];
/// From how many bytes on that saves more than it costs.
const LONG: usize = 256 * 1024;
/// Room for what a save adds, so that nothing has to move.
const MORE: usize = 4096;

/// Which file, and which content of it: enough to notice another save by one `stat`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl Stamp {
    /// Of a file as it is now.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }

    /// Whether it is the same file, whatever its content.
    pub fn is_same_file(self, other: Self) -> bool {
        self.device == other.device && self.inode == other.inode
    }

    /// Of the file at a path, links followed; none where it can't be seen.
    pub fn at(path: &Path) -> Option<Self> {
        std::fs::metadata(path)
            .ok()
            .map(|metadata| Self::of(&metadata))
    }
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Still open, for its rights and attributes.
    pub file: File,
    /// What it looked like just before it was read: a change during the reading shows later.
    pub metadata: Metadata,
    /// Every byte, but for those of a gap.
    pub bytes: Vec<u8>,
}

/// Reads a regular file whole. A FIFO or device would block or never end, so nothing is read
/// before the kind and the size are known; `O_NONBLOCK` keeps the opening itself from waiting.
pub(crate) fn read(path: &Path) -> Result<Opened, Cause> {
    let (mut file, metadata) = look_into(path)?;
    let bytes = whole(&mut file, &metadata)?;
    Ok(Opened {
        file,
        metadata,
        bytes,
    })
}

/// The same but for what stands in its middle, where that is long: between the first of `begins` in it and
/// the first of `ends` in so many bytes at its end, which both are read. Everything where it hasn't these.
pub(crate) fn read_ends(
    path: &Path,
    begins: &[u8],
    (ends, len): (&[u8], usize),
) -> Result<(Opened, Option<Gap>), Cause> {
    let (mut file, metadata) = look_into(path)?;
    let size = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = Vec::new();
    let mut gap = None;
    if let Some((end, at)) = end(&file, size, (ends, len))? {
        gap = front(&mut file, &mut bytes, (begins, at))?;
        bytes.extend(end);
    }
    let mut opened = Opened {
        file,
        metadata,
        bytes,
    };
    if gap.is_none() {
        opened.bytes = all(&mut opened)?;
    }
    Ok((opened, gap))
}

/// The end of a long file, so many bytes but from these on, and where in the file that is.
fn end(
    file: &File,
    size: usize,
    (begins, len): (&[u8], usize),
) -> Result<Option<(Vec<u8>, usize)>, Cause> {
    if size < LONG {
        return Ok(None);
    }
    let mut end = vec![0; len];
    let from = size - len;
    file.read_exact_at(&mut end, from as u64)
        .map_err(Cause::from_read)?;
    Ok(memmem::find(&end, begins).map(|at| (end.split_off(at), from + at)))
}

/// Reads the front of a file as far as the first of these bytes, where the rest up to `until` may be left.
fn front(
    file: &mut File,
    bytes: &mut Vec<u8>,
    (ends, until): (&[u8], usize),
) -> Result<Option<Gap>, Cause> {
    bytes.reserve(LONG);
    while bytes.len() < until {
        let seen = bytes.len().saturating_sub(ends.len());
        if more(file, bytes).map_err(Cause::from_read)? == 0 {
            break;
        }
        let found = bytes.get(seen..).and_then(|new| memmem::find(new, ends));
        if let Some(at) = found.map(|at| seen + at + ends.len()) {
            bytes.truncate(at);
            return Ok(until.checked_sub(at).map(|len| Gap { at, len }));
        }
    }
    Ok(None)
}

/// Reads what comes next in a file, and how many bytes that is: none at its end.
fn more(file: &mut File, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let from = bytes.len();
    bytes.resize(from + ROOM, 0);
    let read = loop {
        match file.read(bytes.get_mut(from..).unwrap_or_default()) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    bytes.truncate(from + read.as_ref().unwrap_or(&0));
    read
}

/// The same of a file of which the content is known: where every byte is still as it was, none is given. Of
/// a gap nothing is known but its length.
pub(crate) fn read_again(
    path: &Path,
    known: &[u8],
    gap: Option<Gap>,
) -> Result<(Opened, bool), Cause> {
    let (mut file, metadata) = look_into(path)?;
    let len = known.len() + gap.map_or(0, |gap| gap.len);
    let is_same = metadata.len() == len as u64 && holds(&mut file, known, gap)?;
    let mut opened = Opened {
        file,
        metadata,
        bytes: Vec::new(),
    };
    if !is_same {
        opened.bytes = all(&mut opened)?;
    }
    Ok((opened, is_same))
}

/// Whether a file holds these bytes and no more, around a gap.
fn holds(file: &mut File, known: &[u8], gap: Option<Gap>) -> Result<bool, Cause> {
    let Some(Gap { at, len }) = gap else {
        return ends_with(file, known);
    };
    let (before, after) = known.split_at_checked(at).unwrap_or((known, &[]));
    let is_same = ends_with(&mut file.take(at as u64), before)?;
    file.seek(SeekFrom::Start((at + len) as u64))
        .map_err(Cause::from_read)?;
    Ok(is_same && ends_with(file, after)?)
}

/// Whether these bytes are what comes, and nothing after them. It is read through a small room, which
/// takes no more memory than that, however much it is.
fn ends_with(file: &mut impl Read, known: &[u8]) -> Result<bool, Cause> {
    let mut room = vec![0; ROOM.min(known.len() + 1)];
    let mut rest = known;
    loop {
        let read = match file.read(&mut room) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(Cause::from_read)?,
        };
        if read == 0 {
            return Ok(rest.is_empty());
        }
        match rest.split_at_checked(read) {
            Some((part, after)) if room.get(..read) == Some(part) => rest = after,
            _ => return Ok(false),
        }
    }
}

fn refused(why: &str) -> Cause {
    let source = io::Error::new(io::ErrorKind::InvalidInput, why.to_string());
    Cause::io(READING, source)
}

fn look_into(path: &Path) -> Result<(File, Metadata), Cause> {
    let flags = OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
        .map_err(Cause::from_read)?;
    let metadata = file.metadata().map_err(Cause::from_read)?;
    if let Some(kind) = irregular(&metadata) {
        return Err(refused(&format!(
            "dit is {kind}, geen bestand met een plan"
        )));
    }
    if metadata.len() > LARGEST {
        return Err(refused(&too_large()));
    }
    Ok((file, metadata))
}

/// Every byte of a file that was read, from its start.
pub(crate) fn all(opened: &mut Opened) -> Result<Vec<u8>, Cause> {
    let start = opened.file.seek(SeekFrom::Start(0));
    start.map_err(Cause::from_read)?;
    whole(&mut opened.file, &opened.metadata)
}

fn whole(file: &mut File, metadata: &Metadata) -> Result<Vec<u8>, Cause> {
    let size = usize::try_from(metadata.len()).unwrap_or(0);
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(size + MORE)
        .map_err(|_full| refused("er is te weinig geheugen"))?;
    if size >= many::LARGE {
        // There is room for it, but perhaps not for it twice.
        drop(bytes);
        bytes = on_cores(file, size).unwrap_or_default();
        let behind = file.seek(SeekFrom::Start(bytes.len() as u64));
        behind.map_err(Cause::from_read)?;
    }
    // It may grow while it is read.
    file.take(LARGEST + 1 - bytes.len() as u64)
        .read_to_end(&mut bytes)
        .map_err(Cause::from_read)?;
    if bytes.len() as u64 > LARGEST {
        return Err(refused(&too_large()));
    }
    Ok(bytes)
}

/// So many bytes of a file, a part by each core: what takes time is to fill memory that is new. None where
/// that doesn't go so.
fn on_cores(file: &File, size: usize) -> Option<Vec<u8>> {
    let cores = many::cores();
    let mut bytes = vec![0; size + MORE];
    bytes.truncate(size);
    let part = size.div_ceil(cores);
    let (first, rest) = bytes.split_at_mut(part);
    thread::scope(|scope| {
        let others: Option<Vec<_>> = rest
            .chunks_mut(part)
            .zip(1..)
            .map(|(bytes, nth)| {
                let read = move || file.read_exact_at(bytes, nth * part as u64);
                thread::Builder::new().spawn_scoped(scope, read).ok()
            })
            .collect();
        file.read_exact_at(first, 0).ok()?;
        others?.into_iter().try_for_each(|it| many::joined(it).ok())
    })?;
    Some(bytes)
}

/// What the file of a target looks like.
pub(crate) fn look(target: &Target) -> Result<Metadata, Cause> {
    std::fs::metadata(target.file()).map_err(Cause::from_read)
}

/// Why the file can't be replaced, as far as one can tell without trying. The right to write
/// in the directory would be enough for the system; the rights of the file itself count too.
pub(crate) fn why_read_only(target: &Target, metadata: &Metadata) -> Option<String> {
    let user = rustix::process::geteuid();
    let file = match access(target.file(), Access::WRITE_OK) {
        // Root may, but whoever took every right to write away meant something by it.
        Ok(()) if metadata.mode() & 0o222 == 0 => Err(Errno::ACCESS),
        answer => answer,
    };
    if let Err(why) = file {
        return Some(format!("schrijven mag niet: {}", reason(&why.into())));
    }
    if let Err(why) = access(&target.dir, Access::WRITE_OK | Access::EXEC_OK) {
        let why = reason(&why.into());
        return Some(format!("in de map van het plan schrijven mag niet: {why}"));
    }
    if !user.is_root() && metadata.uid() != user.as_raw() {
        return Some(OTHER_OWNER.to_string());
    }
    None
}

fn too_large() -> String {
    format!("het bestand is groter dan {} MB", LARGEST / 1024 / 1024)
}

/// What it is, when it isn't a regular file.
fn irregular(metadata: &Metadata) -> Option<&'static str> {
    let kind = metadata.file_type();
    match () {
        () if kind.is_file() => None,
        () if kind.is_dir() => Some("een map"),
        () if kind.is_fifo() => Some("een pijp (FIFO)"),
        () if kind.is_socket() => Some("een socket"),
        () => Some("een apparaat"),
    }
}
