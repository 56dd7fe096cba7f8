//! A small file of a user's own, in their state directory: for their eyes only, and replaced
//! whole.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::store::Place;

/// A few lines; a larger file is not one of ours.
pub(super) const LARGEST: u64 = 256 * 1024;

/// Such a file; it need not be there.
#[derive(Debug)]
pub(super) struct SmallFile(pub PathBuf);

impl SmallFile {
    /// Opens it, where it is a plain file of a sane size.
    pub fn open(&self) -> io::Result<File> {
        let metadata = fs::metadata(&self.0)?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return Err(io::Error::other("geen gewoon bestand, of te groot"));
        }
        File::open(&self.0)
    }

    /// Its bytes.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        content(&self.open()?)
    }

    /// Replaces it, and gives the new file, locked as long as it is held. Where the file system
    /// knows no locks, it is as if nobody held it.
    pub fn write(&self, bytes: &[u8], synced: bool) -> io::Result<File> {
        self.make_directory()?;
        let ending = format!("{}.tmp", std::process::id());
        let temporary = self.0.with_extension(ending);
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        let _best_effort = file.try_lock();
        let written = file.write_all(bytes);
        let written = written.and_then(|()| if synced { file.sync_all() } else { Ok(()) });
        let written = written.and_then(|()| fs::rename(&temporary, &self.0));
        written.inspect_err(|_| {
            let _best_effort = fs::remove_file(&temporary);
        })?;
        Ok(file)
    }

    /// Waits until no other program changes it; others wait as long as this is held. Where the
    /// file system knows no locks, the last of two at once wins.
    pub fn lock(&self) -> io::Result<File> {
        self.make_directory()?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(self.0.with_extension("lock"))?;
        let _best_effort = file.lock();
        Ok(file)
    }

    fn make_directory(&self) -> io::Result<()> {
        let dir = self.0.parent().unwrap_or_else(|| Path::new(""));
        DirBuilder::new().recursive(true).mode(0o700).create(dir)
    }
}

/// The bytes of a file that was opened.
pub(super) fn content(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Where they stand; none where the user has no such place.
pub fn state_dir() -> Option<PathBuf> {
    let project = ProjectDirs::from("", "", "regie")?;
    let dir = project
        .state_dir()
        .unwrap_or_else(|| project.data_local_dir());
    Some(dir.to_path_buf())
}

/// What tells the files of one user on one plan from those of others.
pub(super) fn of_user(place: &Place, user: &str) -> String {
    let mut hasher = DefaultHasher::new();
    place.key().hash(&mut hasher);
    user.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
