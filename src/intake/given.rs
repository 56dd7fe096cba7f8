//! A file that someone gives: looked at before it is read, and known to the byte.

use std::fs::OpenOptions;
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;
use sha2::{Digest as _, Sha256};

use crate::plan::clean;

/// A sheet of ten years of every municipality is smaller.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A file as it was given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its own name, without the folders above it, harmless to print.
    pub name: String,
    /// Every byte.
    pub bytes: Vec<u8>,
    /// What its bytes come to, in 64 digits.
    pub sha256: String,
}

impl Given {
    /// Bytes under a name.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes);
        let digits = digest.iter().map(|byte| format!("{byte:02x}"));
        Self {
            name: clean::one_line(name).into_owned(),
            sha256: digits.collect(),
            bytes,
        }
    }

    /// Reads a regular file whole, no larger than [`LARGEST`]. A FIFO or a device would block or
    /// never end.
    ///
    /// # Errors
    /// A Dutch sentence with the file's name.
    pub fn read(path: &Path) -> Result<Self, String> {
        let shown = clean::one_line(&path.to_string_lossy()).into_owned();
        let flags = OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let opened = OpenOptions::new()
            .read(true)
            .custom_flags(flags.bits().cast_signed())
            .open(path);
        let unread = |why: &io::Error| match why.kind() {
            io::ErrorKind::NotFound => format!("{shown} bestaat niet"),
            io::ErrorKind::PermissionDenied => format!("{shown} mag u niet lezen"),
            _ => format!("{shown} laat zich niet lezen: {why}"),
        };
        let file = opened.map_err(|why| unread(&why))?;
        let metadata = file.metadata().map_err(|why| unread(&why))?;
        if !metadata.is_file() {
            return Err(format!("{shown} is geen gewoon bestand"));
        }
        if metadata.len() > LARGEST {
            let (size, most) = (metadata.len() >> 20, LARGEST >> 20);
            return Err(format!(
                "{shown} is {size} MB, en een bestand mag hoogstens {most} MB zijn; bewaar alleen het \
                 blad met de cijfers als CSV"
            ));
        }
        let mut bytes = Vec::new();
        // It may grow while it is read.
        let read = file.take(LARGEST).read_to_end(&mut bytes);
        read.map_err(|why| unread(&why))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::new(&name, bytes))
    }
}
