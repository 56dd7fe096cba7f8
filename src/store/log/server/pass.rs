//! The password of a login, from where other programs for PostgreSQL look for it as well:
//! `$PGPASSWORD`, or a line of `$PGPASSFILE`, else `~/.pgpass`.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::end::End;
use crate::plan::clean;
use crate::store::error::reason;

/// The largest password file that is read.
const LARGEST: u64 = 1024 * 1024;

/// The password for these servers; none where there is no line for them.
///
/// # Errors
/// A Dutch sentence, where the file can't be read, may be read by others, or says something else
/// for each of the servers.
pub(super) fn word(ends: &[End], database: &str, user: &str) -> Result<Option<String>, String> {
    if let Some(word) = env::var("PGPASSWORD").ok().filter(|it| !it.is_empty()) {
        return Ok(Some(word));
    }
    match file() {
        Some(path) => of_file(&path, ends, database, user),
        None => Ok(None),
    }
}

fn file() -> Option<PathBuf> {
    let named = env::var_os("PGPASSFILE").filter(|path| !path.is_empty());
    let named = named.map(PathBuf::from);
    named.or_else(|| Some(env::home_dir()?.join(".pgpass")))
}

fn of_file(
    path: &Path,
    ends: &[End],
    database: &str,
    user: &str,
) -> Result<Option<String>, String> {
    let shown = clean::one_line(&path.to_string_lossy()).into_owned();
    let said = |why: &str| format!("het wachtwoordbestand {shown} {why}");
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(why) if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(why) => return Err(said(&format!("is niet te lezen: {}", reason(&why)))),
    };
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(said("is geen gewoon bestand, of te groot"));
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(said(&format!(
            "is ook voor anderen te lezen of te schrijven, en wordt daarom niet gebruikt; geef \
             chmod 600 {shown}"
        )));
    }
    let text = fs::read_to_string(path);
    let text = text.map_err(|why| said(&format!("is niet te lezen: {}", reason(&why))))?;
    let lines = Lines::read(&text);
    let mut words: Vec<Option<&str>> = ends
        .iter()
        .map(|end| lines.word(end, database, user))
        .collect();
    words.dedup();
    match words.as_slice() {
        [Some(word)] => Ok(Some((*word).to_string())),
        [] | [None] => match lines.broken {
            // Perhaps that was the one.
            Some(line) => Err(said(&format!(
                "heeft voor deze database geen wachtwoord, en regel {line} heeft geen vijf velden: \
                 HOST:POORT:DATABASE:GEBRUIKER:WACHTWOORD"
            ))),
            None => Ok(None),
        },
        _ => Err(said(
            "heeft niet voor elke host van het adres hetzelfde wachtwoord; zet voor elk dezelfde \
             regel, of een * als host",
        )),
    }
}

/// The lines of a password file, each in its five fields.
struct Lines {
    lines: Vec<[String; 5]>,
    /// The first line that is none, from 1.
    broken: Option<usize>,
}

impl Lines {
    fn read(text: &str) -> Self {
        let mut read = Self {
            lines: Vec::new(),
            broken: None,
        };
        for (at, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match fields(line) {
                Some(fields) => read.lines.push(fields),
                None => read.broken = read.broken.or(Some(at + 1)),
            }
        }
        read
    }

    /// The password of the first line that fits. A socket is known by its directory, or as
    /// `localhost`.
    fn word(&self, end: &End, database: &str, user: &str) -> Option<&str> {
        let port = end.port.to_string();
        let is = |field: &str, value: &str| field == "*" || field == value;
        let fits = |[host, its_port, its_database, its_user, _]: &&[String; 5]| {
            let by_name = is(host, &end.host) || (end.is_socket() && host == "localhost");
            by_name && is(its_port, &port) && is(its_database, database) && is(its_user, user)
        };
        let [.., word] = self.lines.iter().find(fits)?;
        Some(word)
    }
}

/// Five fields with colons between them; `\:` and `\\` stand for the character itself. The
/// password goes on to the end of the line.
fn fields(line: &str) -> Option<[String; 5]> {
    let mut fields = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match (sign, fields.len()) {
            (':', 1..5) => fields.push(String::new()),
            (sign, _) => {
                let escaped = (sign == '\\').then(|| signs.next()).flatten();
                fields.last_mut()?.push(escaped.unwrap_or(sign));
            }
        }
    }
    fields.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::fs::{File, Permissions};
    use std::io::Write as _;

    use super::*;

    fn end(host: &str, port: u16) -> End {
        End {
            host: host.to_string(),
            port,
        }
    }

    fn with(text: &[u8], mode: u32, ends: &[End]) -> Result<Option<String>, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pass");
        File::create_new(&path).unwrap().write_all(text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        of_file(&path, ends, "plannen", "anna")
    }

    #[test]
    fn the_first_line_that_fits() {
        let db = [end("db", 5432)];
        for (text, ends, word) in [
            ("db:5432:plannen:anna:geheim", &db[..], Some("geheim")),
            ("# db:5432:plannen:anna:x\n\ndb:*:*:*:y\n", &db, Some("y")),
            ("*:*:*:*:a\ndb:5432:plannen:anna:b", &db, Some("a")),
            ("db:5433:plannen:anna:x", &db, None),
            ("db:5432:plannen:bert:x", &db, None),
            ("db:5432:ander:anna:x", &db, None),
            ("", &db, None),
            (r"db:5432:plannen:anna:a\:b\\c", &db, Some(r"a:b\c")),
            ("db:5432:plannen:anna:a:b", &db, Some("a:b")),
            (r"db:5432:plan\nen:anna:x", &db, Some("x")),
            ("db:5432:plannen:anna:", &db, Some("")),
            (
                "db:5432:plannen:anna:wa chtwoord ",
                &db,
                Some("wa chtwoord "),
            ),
            ("[::1]:*:*:*:x", &[end("::1", 5432)], None),
            (r"\:\:1:*:*:*:x", &[end("::1", 5432)], Some("x")),
            (
                "localhost:5432:*:*:x",
                &[end("/run/postgresql", 5432)],
                Some("x"),
            ),
            (
                "/run/postgresql:5432:*:*:x",
                &[end("/run/postgresql", 5432)],
                Some("x"),
            ),
            (
                "a:*:*:*:x\nb:*:*:*:x",
                &[end("a", 1), end("b", 2)],
                Some("x"),
            ),
            ("onzin\ndb:*:*:*:x", &db, Some("x")),
        ] {
            let found = with(text.as_bytes(), 0o600, ends);
            assert_eq!(found, Ok(word.map(str::to_string)), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_it_is_said() {
        let two = [end("a", 5432), end("b", 5432)];
        for (text, mode, sentence) in [
            (&b"*:*:*:*:x"[..], 0o640, "chmod 600"),
            (b"*:*:*:*:x", 0o604, "ook voor anderen te lezen"),
            (b"*:*:*:*:x", 0o620, "ook voor anderen"),
            (b"a:*:*:*:x\nb:*:*:*:y", 0o600, "niet voor elke host"),
            (b"a:*:*:*:x", 0o600, "niet voor elke host"),
            (
                b"#\na:5432:plannen:x",
                0o600,
                "regel 2 heeft geen vijf velden",
            ),
            (b"\xff", 0o600, "is niet te lezen"),
        ] {
            let said = with(text, mode, &two).unwrap_err();
            assert!(said.contains(sentence), "{said}");
        }
        let dir = tempfile::tempdir().unwrap();
        let said = of_file(dir.path(), &two, "d", "u").unwrap_err();
        assert!(said.contains("geen gewoon bestand"), "{said}");
        let none = of_file(&dir.path().join("none"), &two, "d", "u");
        assert_eq!(none, Ok(None));
    }
}
