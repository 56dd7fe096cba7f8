//! Who may read and write the new file: exactly those who could before. Never anyone more, not
//! even for a moment.

use std::fs::{self, File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
use rustix::io::Errno;
use rustix::process::getegid;

/// The access control list, as the kernel stores it.
const ACL: &[u8] = b"system.posix_acl_access";
/// What is made in a folder of this mode has its group.
const SET_GROUP: u32 = 0o2000;
/// Mostly enough for an attribute, and for the list of their names.
const SMALL: usize = 1024;
/// No single attribute, nor the list of their names, is larger on Linux.
const LARGEST: usize = 64 * 1024;

/// Why the rights can't be kept.
#[derive(Debug)]
pub(crate) enum Lost {
    /// A Dutch sentence.
    Refused(String),
    /// The system failed at it.
    Failed(io::Error),
}

/// Gives `new`, which only its maker can read and which is still empty, the owner, group, ACL,
/// attributes and mode of `old`.
pub(crate) fn copy(old: &File, like: &Metadata, new: &File) -> Result<(), Lost> {
    let fresh = new.metadata().map_err(Lost::Failed)?;
    // Owner first: the kernel takes set-id bits away when the owner changes.
    if fresh.gid() != like.gid() {
        fchown(new, None, Some(like.gid())).map_err(|why| {
            kept(
                why,
                "de groep van het bestand zou veranderen; daar hebt u geen recht op",
            )
        })?;
    }
    if fresh.uid() != like.uid() {
        fchown(new, Some(like.uid()), None).map_err(|why| kept(why, OTHER_OWNER))?;
    }
    copy_attributes(old, new)?;
    // Last: with an ACL the group bits of the mode are its mask.
    let mode = Permissions::from_mode(like.mode() & 0o7777);
    new.set_permissions(mode).map_err(Lost::Failed)
}

/// Why a colleague's file can't be replaced.
pub(crate) const OTHER_OWNER: &str = "het bestand is van een andere gebruiker en zou door opslaan \
     van eigenaar wisselen; werk onder het account van de eigenaar (met --door NAAM)";

/// What the system does not allow is a refusal; anything else is a failure.
fn kept(why: io::Error, sentence: &str) -> Lost {
    match Errno::from_io_error(&why) {
        Some(Errno::PERM | Errno::ACCESS | Errno::NOTSUP | Errno::INVAL) => {
            Lost::Refused(sentence.to_string())
        }
        _ => Lost::Failed(why),
    }
}

fn copy_attributes(old: &File, new: &File) -> Result<(), Lost> {
    let wanted = names(old)?;
    for name in names(new)? {
        // A directory's default ACL would let in people the old file kept out.
        if name == ACL && !wanted.contains(&name) {
            fremovexattr(new, name.as_slice()).map_err(|why| Lost::Failed(why.into()))?;
        }
    }
    for name in &wanted {
        let copied = attribute(old, name)
            .and_then(|value| fsetxattr(new, name.as_slice(), &value, XattrFlags::empty()));
        match copied {
            // The labels of the system (SELinux and the like) are given by the system.
            Err(_) if name != ACL && !name.starts_with(b"user.") => {}
            Err(why) => {
                return Err(kept(
                    why.into(),
                    "de toegangslijst (ACL) of een kenmerk van het bestand kan niet behouden blijven",
                ));
            }
            Ok(()) => {}
        }
    }
    Ok(())
}

/// The names of a file's attributes; none on a file system that has no attributes.
fn names(file: &File) -> Result<Vec<Vec<u8>>, Lost> {
    match filled(|room| flistxattr(file, room)) {
        Ok(list) => Ok(list
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
            .map(<[u8]>::to_vec)
            .collect()),
        Err(Errno::NOTSUP | Errno::NOSYS) => Ok(Vec::new()),
        Err(why) => Err(Lost::Failed(why.into())),
    }
}

fn attribute(file: &File, name: &[u8]) -> Result<Vec<u8>, Errno> {
    filled(|room| fgetxattr(file, name, room))
}

/// What the system puts into a room, which is made larger where it doesn't fit. The kernel makes one as large
/// itself, and clears it: the largest costs more than the rest of an attribute.
fn filled(fill: impl Fn(&mut [u8]) -> Result<usize, Errno>) -> Result<Vec<u8>, Errno> {
    let mut room = vec![0; SMALL];
    let mut filled = fill(&mut room);
    if filled == Err(Errno::RANGE) {
        room.resize(LARGEST, 0);
        filled = fill(&mut room);
    }
    room.truncate(filled?);
    Ok(room)
}

/// The mode of what is made beside a file: no more may read that than may read the file, and another group may
/// not get the rights of the file's own.
pub(crate) fn beside(path: &Path) -> u32 {
    let Ok(own) = fs::metadata(path) else {
        return 0o600;
    };
    let folder = fs::metadata(path.with_file_name("."));
    let folder = folder.ok().filter(|it| it.mode() & SET_GROUP != 0);
    let group = folder.map_or_else(|| getegid().as_raw(), |folder| folder.gid());
    let mode = own.mode() & 0o666;
    if own.gid() == group {
        mode
    } else {
        mode & 0o606
    }
}

/// Opens our own lock file to the people the plan is open to, and to nobody else. Done again
/// when a kill came between making and sharing it. A lock that can't be shared still locks.
pub(crate) fn share_lock(lock: &File, found: &Metadata, like: &Metadata) {
    let mode = like.mode() & 0o666;
    if found.uid() != rustix::process::geteuid().as_raw() {
        return;
    }
    let group_kept = found.gid() == like.gid() || fchown(lock, None, Some(like.gid())).is_ok();
    // Another group may not get the rights of the plan's own.
    let mode = if group_kept { mode } else { mode & 0o606 };
    if found.mode() & 0o777 != mode {
        let _locks_anyway = lock.set_permissions(Permissions::from_mode(mode));
    }
    let _locks_anyway = fchown_owner(lock, found, like);
}

/// Root's locks belong to the plan's owner, like the plan.
fn fchown_owner(lock: &File, found: &Metadata, like: &Metadata) -> io::Result<()> {
    if found.uid() == like.uid() {
        return Ok(());
    }
    fchown(lock, Some(like.uid()), None)
}
