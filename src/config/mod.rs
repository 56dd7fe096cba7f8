//! `config.toml`: what a user has set to taste. The file is read here, once; everything else
//! knows only [`Settings`].
//!
//! What the program doesn't understand it refuses, in a sentence with the line: a setting that
//! is passed over in silence is one a user goes on believing in.

mod fault;
mod keys;
mod read;
mod write;

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::app::settings::Settings;
use crate::plan::clean;
use crate::report::house::{House, Logo};
use crate::store::reason;

pub use write::write;

/// Settings are a few lines; a larger file is something else.
const LARGEST: u64 = 256 * 1024;

/// It goes with every report.
const LARGEST_LOGO: u64 = 2 * 1024 * 1024;

/// Why the settings can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; none where it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong, and what to do about it.
    pub what: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display().to_string();
        f.write_str(&clean::one_line(&path))?;
        if let Some(line) = self.line {
            write!(f, ", regel {line}")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for ConfigError {}

/// Where the settings of this user are; none where the user has no home directory.
pub fn path() -> Option<PathBuf> {
    let own = ProjectDirs::from("", "", "regie")?;
    Some(own.config_dir().join("config.toml"))
}

/// The settings of this user; the usual ones where there is no file.
///
/// # Errors
/// A [`ConfigError`], where the file can't be read or holds something that isn't understood.
pub fn load() -> Result<Settings, ConfigError> {
    path().map_or_else(|| Ok(Settings::default()), |path| load_from(&path))
}

fn load_from(path: &Path) -> Result<Settings, ConfigError> {
    let wrong = |line, what| ConfigError {
        path: path.to_path_buf(),
        line,
        what,
    };
    let text = match read_text(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            let what = "dit zijn geen instellingen in UTF-8; `regie config --standaard` toont hoe ze eruitzien";
            return Err(wrong(None, what.to_string()));
        }
        Err(error) => {
            let what = format!("lezen lukt niet: {}", reason(&error));
            return Err(wrong(None, what));
        }
    };
    read::read(&text).map_err(|fault| wrong(Some(line_of(&text, fault.at)), fault.what))
}

fn read_text(path: &Path) -> io::Result<String> {
    // Asked first: opening a pipe would wait for somebody to write into it.
    let metadata = path.metadata()?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut text = String::new();
    File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// The picture that reports begin with; none where no file was named.
///
/// # Errors
/// A Dutch sentence, where it can't be read or is no PNG or JPEG.
pub fn logo(house: &House) -> Result<Option<Logo>, String> {
    let Some(path) = &house.logo else {
        return Ok(None);
    };
    let wrong = |why: &str| {
        let path = path.display().to_string();
        format!(
            "het logo {} is {why}; pas “logo” aan in de instellingen",
            clean::one_line(&path)
        )
    };
    // Asked first: opening a pipe would wait for somebody to write into it.
    let sane = path
        .metadata()
        .is_ok_and(|it| it.is_file() && it.len() <= LARGEST_LOGO);
    let bytes = if sane { std::fs::read(path).ok() } else { None };
    let bytes = bytes.ok_or_else(|| wrong("niet te lezen, of groter dan 2 MB"))?;
    let logo = Logo::of(bytes).ok_or_else(|| wrong("geen PNG of JPEG"))?;
    Ok(Some(logo))
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    before.filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn no_file_is_the_usual_settings() {
        let dir = tempfile::tempdir().unwrap();
        let settings = load_from(&dir.path().join("config.toml")).unwrap();
        assert_eq!(settings.beside, Settings::default().beside);
    }

    #[test]
    fn what_the_system_refuses_is_told_in_words() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let told = load_from(&file.path().join("config.toml"));
        let told = told.unwrap_err().to_string();
        let why = "lezen lukt niet: een deel van het pad is geen map (ENOTDIR)";
        assert!(told.ends_with(why), "{told}");
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        for (text, sentence) in [
            (
                &b"ascii = true\n\nmuiss = true\n"[..],
                ", regel 3: de instelling “muiss” is er niet",
            ),
            (b"\xff\xfe", ": dit zijn geen instellingen in UTF-8"),
        ] {
            let mut file = File::options()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&path)
                .unwrap();
            file.write_all(text).unwrap();
            let told = load_from(&path).unwrap_err().to_string();
            let wanted = format!("{}{sentence}", path.display());
            assert!(told.starts_with(&wanted), "{told}");
        }
        assert!(load_from(dir.path()).is_err(), "a directory");
    }
}
