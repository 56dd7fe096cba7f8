//! `LibreOffice`, which opens files and saves them in another format. Shared by the tests that ask it:
//! each names this file as a module of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::tools;

/// How long it may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(240);

/// The program, with a profile of its own.
pub struct Office {
    program: PathBuf,
    dir: TempDir,
}

impl Office {
    /// None where it isn't installed, which is said.
    pub fn find() -> Option<Self> {
        let program = tools::find(&["soffice", "libreoffice"])?;
        let dir = tempfile::tempdir().unwrap();
        Some(Self { program, dir })
    }

    /// Opens files, and saves each in another format in a folder of its own: where they then are.
    pub fn convert<P: AsRef<Path>>(
        &self,
        files: &[P],
        options: &[&str],
        ending: &str,
    ) -> Vec<PathBuf> {
        let saved = self.dir.path().join("saved");
        let profile = self.dir.path().join("profile");
        let mut process = Command::new(&self.program)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--norestore", "--convert-to", ending])
            .args(options)
            .arg("--outdir")
            .arg(&saved)
            .args(files.iter().map(|it| it.as_ref().as_os_str()))
            // Whose numbers it prints: a new profile takes that from here.
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + PATIENCE;
        while process.try_wait().unwrap().is_none() {
            if Instant::now() > until {
                let _gone = process.kill();
                panic!("the office goes on for {PATIENCE:?}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        let made = files.iter().map(|file| {
            let file: &Path = file.as_ref();
            let made = saved.join(file.file_name().unwrap()).with_extension(ending);
            assert!(made.is_file(), "{} was not opened", file.display());
            made
        });
        made.collect()
    }
}
