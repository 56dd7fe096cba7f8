//! What can go wrong with a plan that is kept somewhere, each as one Dutch sentence that says
//! where.

use std::fmt;
use std::io;

use rustix::io::Errno;

use super::place::Place;
use crate::plan::clean;
use crate::plan::edit::Refusal;

/// What is being done when the system refuses.
pub(super) const READING: &str = "lezen";
/// As [`READING`].
pub(super) const WRITING: &str = "schrijven";
/// As [`READING`], of a file that wasn't there.
pub(super) const MAKING: &str = "maken";
/// As [`READING`].
pub(super) const LOCKING: &str = "vergrendelen";
/// As [`READING`]; the new plan is there by then.
pub(super) const SYNCING: &str = "vastleggen op schijf";

/// Why a plan can't be read or an edit can't be saved, and which plan.
#[derive(Debug)]
pub struct StoreError {
    /// Where the plan is kept.
    pub place: Place,
    /// What went wrong.
    pub cause: Cause,
}

/// What went wrong.
#[derive(Debug)]
pub enum Cause {
    /// There is no plan.
    NotFound,
    /// There is one already.
    Exists,
    /// The system refused, or the disk failed.
    Io {
        /// What was being done, in Dutch: "lezen", "schrijven".
        doing: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// Not a sound plan.
    Unsound {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong, in Dutch.
        sentence: String,
    },
    /// The log of a plan is no history of it; which edit doesn't fit and why, in Dutch.
    Broken(String),
    /// Someone else is saving, for longer than the wait; who, where that is known.
    Locked(Option<String>),
    /// Edits are refused; why, in Dutch.
    ReadOnly(String),
    /// No address of a plan; why, in Dutch.
    Address(String),
    /// The server can't be reached, or refuses; why, in Dutch.
    Away(String),
    /// Nobody knows whether it is saved: the server was asked and didn't answer. With the same key
    /// it is asked again.
    Unsure(String),
    /// The server has another history from this revision on; so many saves aren't in it any more.
    OtherHistory {
        /// The last revision both have.
        from: u64,
        /// How many saves of this keeper are not there.
        lost: usize,
    },
    /// The plan as it is now refuses the edit.
    Refused(Refusal),
}

impl Cause {
    /// The error, once it is known of which plan.
    pub(crate) fn at(self, place: &Place) -> StoreError {
        StoreError {
            place: place.clone(),
            cause: self,
        }
    }

    pub(super) fn from_read(why: io::Error) -> Self {
        match why.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::io(READING, why),
        }
    }

    /// A place one may not write in is a plan one may only read.
    pub(super) fn from_write(doing: &'static str, why: io::Error) -> Self {
        match Errno::from_io_error(&why) {
            Some(Errno::ACCESS | Errno::ROFS) => Self::ReadOnly(reason(&why)),
            _ => Self::io(doing, why),
        }
    }

    pub(super) const fn io(doing: &'static str, source: io::Error) -> Self {
        Self::Io { doing, source }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.place;
        match &self.cause {
            Cause::NotFound => write!(f, "{place} bestaat niet"),
            Cause::Exists => write!(
                f,
                "{place} bestaat al en blijft zoals het is; kies een andere naam"
            ),
            Cause::Io { doing, source } => {
                let kept = if [WRITING, LOCKING].contains(doing) {
                    "; het plan is niet veranderd"
                } else {
                    ""
                };
                write!(f, "{place}: {doing} lukt niet: {}{kept}", reason(source))
            }
            Cause::Unsound {
                line,
                column,
                sentence,
            } => write!(f, "{place}, regel {line}, kolom {column}: {sentence}"),
            Cause::Broken(why) => write!(
                f,
                "{place}: {why}; de hele keten loopt na: regie database nagaan"
            ),
            Cause::Locked(None) if matches!(place, Place::Database { .. }) => write!(
                f,
                "{place}: anderen slaan hier telkens net eerder iets op; probeer het opnieuw"
            ),
            Cause::Locked(holder) => {
                let who = holder.as_deref().unwrap_or("een ander programma");
                write!(
                    f,
                    "{place}: {who} is al langer dan 5 seconden aan het opslaan; probeer het opnieuw"
                )
            }
            Cause::Address(why) => f.write_str(why),
            Cause::Away(why) => write!(f, "{place}: {why}"),
            Cause::Unsure(why) => write!(
                f,
                "{place}: het is niet zeker of dit is opgeslagen: {why}; kijk met regie log, en \
                 leg het anders opnieuw vast"
            ),
            Cause::OtherHistory { from, lost } => {
                let (are, own) = match lost {
                    1 => ("staat", "uw laatste opgeslagen wijziging"),
                    _ => ("staan", "uw laatste opgeslagen wijzigingen"),
                };
                let lost = match lost {
                    0 => String::new(),
                    1 => format!("; {own} {are} er niet meer in"),
                    lost => format!("; {own} ({lost}) {are} er niet meer in"),
                };
                let from = from + 1;
                write!(
                    f,
                    "{place}: de server heeft een andere geschiedenis dan dit scherm, vanaf \
                     revisie {from}{lost}"
                )
            }
            Cause::ReadOnly(why) => {
                write!(f, "{place}: alleen lezen, er is niets opgeslagen: {why}")
            }
            Cause::Refused(why @ Refusal::Forbidden { .. }) => {
                write!(f, "{place}: er is niets opgeslagen: {why}")
            }
            Cause::Refused(why) => why.fmt(f),
        }
    }
}

impl StoreError {
    /// The sentence for a screen that shows one plan: without the address of a database, which may be
    /// longer than the line, and would take the reason's place.
    pub fn brief(&self) -> String {
        let said = self.to_string();
        match &self.place {
            place @ Place::Database { .. } => {
                let brief = said.strip_prefix(&format!("{place}: ")).map(str::to_string);
                brief.unwrap_or(said)
            }
            Place::File(_) => said,
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The system's reason in Dutch, with its short name for whoever looks it up.
pub fn reason(why: &io::Error) -> String {
    let Some(errno) = Errno::from_io_error(why) else {
        // Our own sentences, in an io::Error.
        return clean::one_line(&why.to_string()).into_owned();
    };
    let said = match errno {
        Errno::NOSPC => "de schijf is vol; maak ruimte en probeer het opnieuw (ENOSPC)",
        Errno::DQUOT => {
            "uw schijfruimte (quotum) is op; maak ruimte en probeer het opnieuw (EDQUOT)"
        }
        Errno::FBIG => {
            "het bestand wordt groter dan hier mag; vraag de beheerder om de limiet (EFBIG)"
        }
        Errno::IO => "de schijf geeft een fout; waarschuw de beheerder (EIO)",
        Errno::ROFS => "de schijf is alleen-lezen; vraag de beheerder (EROFS)",
        Errno::ACCESS => "u hebt daar geen rechten voor; vraag de beheerder (EACCES)",
        Errno::PERM => "dat is hier niet toegestaan; vraag de beheerder (EPERM)",
        Errno::NOENT => "het bestand of de map is er niet meer (ENOENT)",
        Errno::NOTDIR => "een deel van het pad is geen map (ENOTDIR)",
        Errno::ISDIR => "dit is een map, geen bestand (EISDIR)",
        Errno::EXIST => "het bestaat al (EEXIST)",
        Errno::LOOP => "de koppelingen (symlinks) verwijzen naar elkaar (ELOOP)",
        Errno::NAMETOOLONG => "de naam is te lang (ENAMETOOLONG)",
        Errno::MFILE => "er zijn te veel bestanden open (EMFILE)",
        Errno::NFILE => "er zijn op deze computer te veel bestanden open (ENFILE)",
        Errno::NOMEM => "er is te weinig geheugen (ENOMEM)",
        Errno::BUSY => "het bestand is in gebruik; probeer het opnieuw (EBUSY)",
        Errno::TXTBSY => "het bestand is in gebruik; probeer het opnieuw (ETXTBSY)",
        Errno::XDEV => {
            "het bestand staat los gekoppeld op een andere schijf; vraag de beheerder (EXDEV)"
        }
        Errno::NOLCK => "vergrendelen kan hier niet; vraag de beheerder (ENOLCK)",
        Errno::NOTSUP => "dit bestandssysteem kan dat niet (ENOTSUP)",
        Errno::TIMEDOUT => "het opslagmedium antwoordt niet; probeer het opnieuw (ETIMEDOUT)",
        Errno::STALE => "de netwerkschijf is het bestand kwijt; probeer het opnieuw (ESTALE)",
        Errno::NXIO => "dit is een socket of apparaat, geen bestand met een plan (ENXIO)",
        Errno::INTR => "het werd onderbroken; probeer het opnieuw (EINTR)",
        Errno::INVAL => "het systeem kan hier niets mee (EINVAL)",
        _ => return format!("het systeem weigert (fout {})", errno.raw_os_error()),
    };
    said.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn io(errno: Errno, doing: &'static str) -> String {
        let place = Place::file("/srv/plan.json".as_ref());
        Cause::io(doing, errno.into()).at(&place).to_string()
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
                io(Errno::NOSPC, MAKING),
                ["/srv/plan.json", "maken lukt niet", "opnieuw (ENOSPC)"],
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
    fn the_system_says_why_in_dutch() {
        for (errno, says) in [
            (Errno::NOTDIR, "een deel van het pad is geen map (ENOTDIR)"),
            (Errno::NAMETOOLONG, "de naam is te lang (ENAMETOOLONG)"),
            (
                Errno::LOOP,
                "de koppelingen (symlinks) verwijzen naar elkaar (ELOOP)",
            ),
            (Errno::ISDIR, "dit is een map, geen bestand (EISDIR)"),
            (Errno::MFILE, "er zijn te veel bestanden open (EMFILE)"),
            (
                Errno::ROFS,
                "de schijf is alleen-lezen; vraag de beheerder (EROFS)",
            ),
            (
                Errno::DQUOT,
                "uw schijfruimte (quotum) is op; maak ruimte en probeer het opnieuw (EDQUOT)",
            ),
            (
                Errno::NOSPC,
                "de schijf is vol; maak ruimte en probeer het opnieuw (ENOSPC)",
            ),
            (
                Errno::ACCESS,
                "u hebt daar geen rechten voor; vraag de beheerder (EACCES)",
            ),
            (
                Errno::TIMEDOUT,
                "het opslagmedium antwoordt niet; probeer het opnieuw (ETIMEDOUT)",
            ),
            (Errno::NOTEMPTY, "het systeem weigert (fout 39)"),
        ] {
            assert_eq!(reason(&errno.into()), says);
        }
    }

    #[test]
    fn on_screen_the_address_of_a_database_leaves_room_for_the_reason() {
        let place = Place::Database {
            address: "postgres://een-lange-naam.gemeente.nl,en-nog-een.gemeente.nl/regie?plan=x"
                .to_string(),
            slug: "x".to_string(),
        };
        let away = |place: &Place| {
            Cause::Away("de schijf is vol".to_string())
                .at(place)
                .brief()
        };
        assert_eq!(away(&place), "de schijf is vol");
        let file = Place::file("/srv/plan.json".as_ref());
        assert_eq!(away(&file), "/srv/plan.json: de schijf is vol");
        assert!(Cause::NotFound.at(&place).brief().ends_with("bestaat niet"));
    }

    #[test]
    fn a_path_cannot_act_on_the_terminal() {
        let place = Place::file("a\u{1b}[31m\nb\u{202e}.json".as_ref());
        let said = Cause::NotFound.at(&place).to_string();
        assert!(said.starts_with("a^[[31m b‹U+202E›.json "), "{said}");
    }
}
