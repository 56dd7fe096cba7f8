//! What can go wrong with the file, each as one Dutch sentence that names the file, and the
//! exit code it ends a command with.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use crate::plan::clean;
use crate::plan::edit::Refusal;
use crate::plan::edit::role::Role;

/// What is being done when the system refuses.
pub(super) const READING: &str = "lezen";
/// As [`READING`].
pub(super) const WRITING: &str = "schrijven";
/// As [`READING`].
pub(super) const LOCKING: &str = "vergrendelen";

/// As [`READING`]; the new plan is there by then.
pub(super) const SYNCING: &str = "vastleggen op schijf";

/// Why a plan can't be read or an edit can't be saved.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such file.
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// There is one already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refused, or the disk failed.
    Io {
        /// The file.
        path: PathBuf,
        /// What was being done, in Dutch: "lezen", "schrijven".
        doing: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// Not a sound plan.
    Unsound {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, in Dutch.
        sentence: String,
    },
    /// Someone else is saving, for longer than the wait.
    Locked {
        /// The file.
        path: PathBuf,
        /// Who, where the lock file says so.
        holder: Option<String>,
    },
    /// Edits are refused.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why, in Dutch.
        why: String,
    },
    /// Edits are refused to this role.
    Forbidden {
        /// The file.
        path: PathBuf,
        /// The role of who edits.
        role: Role,
        /// The least role that may.
        needed: Role,
    },
    /// The plan as it is now refuses the edit.
    Refused(Refusal),
}

impl StoreError {
    /// The exit code (design, section 6).
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotFound { .. } | Self::Exists { .. } | Self::Io { .. } => 1,
            Self::Refused(Refusal::Unfit(_)) => 2,
            Self::Refused(Refusal::NotFound(_)) => 3,
            Self::Locked { .. } | Self::Refused(Refusal::Conflict { .. }) => 4,
            Self::Unsound { .. } => 5,
            Self::ReadOnly { .. }
            | Self::Forbidden { .. }
            | Self::Refused(Refusal::Forbidden { .. }) => 6,
        }
    }

    pub(super) fn io(path: &Path, doing: &'static str, source: io::Error) -> Self {
        Self::Io {
            path: path.to_path_buf(),
            doing,
            source,
        }
    }

    /// The same error about the path that was given, not the one it leads to.
    pub(super) fn about(mut self, given: &Path) -> Self {
        match &mut self {
            Self::NotFound { path } | Self::Exists { path } | Self::Io { path, .. } => {
                *path = given.to_path_buf();
            }
            _ => {}
        }
        self
    }

    pub(super) fn from_read(path: &Path, why: io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::NotFound => Self::NotFound {
                path: path.to_path_buf(),
            },
            _ => Self::io(path, READING, why),
        }
    }

    /// A place one may not write in is a plan one may only read.
    pub(super) fn from_write(path: &Path, doing: &'static str, why: io::Error) -> Self {
        match Errno::from_io_error(&why) {
            Some(Errno::ACCESS | Errno::ROFS) => Self::ReadOnly {
                path: path.to_path_buf(),
                why: reason(&why),
            },
            _ => Self::io(path, doing, why),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { path } => {
                let path = shown(path);
                write!(
                    f,
                    "{path} bestaat niet; maak een plan met: regie begin {path}"
                )
            }
            Self::Exists { path } => {
                write!(
                    f,
                    "{} bestaat al en blijft zoals het is; kies een andere naam",
                    shown(path)
                )
            }
            Self::Io {
                path,
                doing,
                source,
            } => {
                let kept = if [READING, SYNCING].contains(doing) {
                    ""
                } else {
                    "; het plan is niet veranderd"
                };
                write!(
                    f,
                    "{}: {doing} lukt niet: {}{kept}",
                    shown(path),
                    reason(source)
                )
            }
            Self::Unsound {
                path,
                line,
                column,
                sentence,
            } => {
                write!(
                    f,
                    "{}, regel {line}, kolom {column}: {sentence}",
                    shown(path)
                )
            }
            Self::Locked { path, holder } => {
                let who = holder.as_deref().unwrap_or("iemand anders");
                write!(
                    f,
                    "{}: {who} is al langer dan 5 seconden aan het opslaan; probeer het opnieuw",
                    shown(path)
                )
            }
            Self::ReadOnly { path, why } => {
                write!(
                    f,
                    "{}: alleen lezen, er is niets opgeslagen: {why}",
                    shown(path)
                )
            }
            Self::Forbidden { path, role, needed } => {
                write!(
                    f,
                    "{}: er is niets opgeslagen: dit mag alleen een {}, en u bent {}",
                    shown(path),
                    needed.word(),
                    role.word()
                )
            }
            Self::Refused(Refusal::Forbidden { role, needed }) => {
                write!(
                    f,
                    "dit mag alleen een {}, en u bent {}",
                    needed.word(),
                    role.word()
                )
            }
            Self::Refused(Refusal::NotFound(id)) => {
                write!(f, "{} staat niet in het plan", clean::one_line(id))
            }
            Self::Refused(Refusal::Unfit(sentence)) => f.write_str(&clean::one_line(sentence)),
            Self::Refused(Refusal::Conflict { id, now, based_on }) => write!(
                f,
                "{} is intussen veranderd: nu {}, uw wijziging ging uit van {}; \
                 er is niets gewijzigd; leg zo nodig een nieuwe waarde vast",
                clean::one_line(id),
                clean::one_line(now),
                clean::one_line(based_on)
            ),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A path, harmless to print.
fn shown(path: &Path) -> String {
    clean::one_line(&path.to_string_lossy()).into_owned()
}

/// The system's reason in Dutch, with its short name for whoever looks it up.
pub fn reason(why: &io::Error) -> String {
    let Some(errno) = Errno::from_io_error(why) else {
        // Our own sentences, in an io::Error.
        return clean::one_line(&why.to_string()).into_owned();
    };
    match REASONS.iter().find(|(known, ..)| *known == errno) {
        Some((_, name, dutch)) => format!("{dutch} ({name})"),
        None => format!("het systeem weigert (fout {})", errno.raw_os_error()),
    }
}

/// What the system may answer.
const REASONS: [(Errno, &str, &str); 25] = [
    (
        Errno::NOSPC,
        "ENOSPC",
        "de schijf is vol; maak ruimte en probeer het opnieuw",
    ),
    (
        Errno::DQUOT,
        "EDQUOT",
        "uw schijfruimte (quotum) is op; maak ruimte en probeer het opnieuw",
    ),
    (
        Errno::FBIG,
        "EFBIG",
        "het bestand wordt groter dan hier mag; vraag de beheerder om de limiet",
    ),
    (
        Errno::IO,
        "EIO",
        "de schijf geeft een fout; waarschuw de beheerder",
    ),
    (
        Errno::ROFS,
        "EROFS",
        "de schijf is alleen-lezen; vraag de beheerder",
    ),
    (
        Errno::ACCESS,
        "EACCES",
        "u hebt daar geen rechten voor; vraag de beheerder",
    ),
    (
        Errno::PERM,
        "EPERM",
        "dat is hier niet toegestaan; vraag de beheerder",
    ),
    (
        Errno::NOENT,
        "ENOENT",
        "het bestand of de map is er niet meer",
    ),
    (Errno::NOTDIR, "ENOTDIR", "een deel van het pad is geen map"),
    (Errno::ISDIR, "EISDIR", "dit is een map, geen bestand"),
    (Errno::EXIST, "EEXIST", "het bestaat al"),
    (
        Errno::LOOP,
        "ELOOP",
        "de koppelingen (symlinks) verwijzen naar elkaar",
    ),
    (Errno::NAMETOOLONG, "ENAMETOOLONG", "de naam is te lang"),
    (Errno::MFILE, "EMFILE", "er zijn te veel bestanden open"),
    (
        Errno::NFILE,
        "ENFILE",
        "er zijn op deze computer te veel bestanden open",
    ),
    (Errno::NOMEM, "ENOMEM", "er is te weinig geheugen"),
    (
        Errno::BUSY,
        "EBUSY",
        "het bestand is in gebruik; probeer het opnieuw",
    ),
    (
        Errno::TXTBSY,
        "ETXTBSY",
        "het bestand is in gebruik; probeer het opnieuw",
    ),
    (
        Errno::XDEV,
        "EXDEV",
        "het bestand staat los gekoppeld op een andere schijf; vraag de beheerder",
    ),
    (
        Errno::NOLCK,
        "ENOLCK",
        "vergrendelen kan hier niet; vraag de beheerder",
    ),
    (Errno::NOTSUP, "ENOTSUP", "dit bestandssysteem kan dat niet"),
    (
        Errno::STALE,
        "ESTALE",
        "de netwerkschijf is het bestand kwijt; probeer het opnieuw",
    ),
    (
        Errno::NXIO,
        "ENXIO",
        "dit is een socket of apparaat, geen bestand met een plan",
    ),
    (
        Errno::INTR,
        "EINTR",
        "het werd onderbroken; probeer het opnieuw",
    ),
    (Errno::INVAL, "EINVAL", "het systeem kan hier niets mee"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn io(errno: Errno, doing: &'static str) -> String {
        StoreError::io(Path::new("/srv/plan.json"), doing, errno.into()).to_string()
    }

    #[test]
    fn one_sentence_with_file_reason_and_way_out() {
        for (said, parts) in [
            (
                io(Errno::NOSPC, WRITING),
                ["/srv/plan.json", "ENOSPC", "niet veranderd"],
            ),
            (
                io(Errno::ACCESS, READING),
                ["/srv/plan.json", "EACCES", "geen rechten"],
            ),
            (
                io(Errno::NOTEMPTY, WRITING),
                ["/srv/plan.json", "fout 39", "niet veranderd"],
            ),
        ] {
            for part in parts {
                assert!(said.contains(part), "{said}");
            }
            assert!(!said.contains('\n'));
        }
    }

    #[test]
    fn a_path_cannot_act_on_the_terminal() {
        let path = PathBuf::from("a\u{1b}[31m\nb\u{202e}.json");
        let said = StoreError::NotFound { path }.to_string();
        assert!(
            said.contains("regie begin a^[[31m b‹U+202E›.json"),
            "{said}"
        );
    }
}
