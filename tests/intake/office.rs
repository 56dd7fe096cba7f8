//! The same documents as `LibreOffice` saves them: DOCX anew, ODT, PDF.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::others::{self, Other};
use crate::score::{Score, lost_and_made, wrong_in_silence};
use crate::word::Writer;
use crate::{by_hand, drafted, tools};

/// How long it may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(240);

/// What `LibreOffice` makes of the plan of 2026 and of the others.
struct Saved {
    dir: TempDir,
    ending: &'static str,
}

impl Saved {
    #[expect(clippy::disallowed_methods, reason = "a test puts whole files down")]
    /// None where there is no `LibreOffice`, which is said.
    fn all_as(ending: &'static str) -> Option<Self> {
        let program = tools::find(&["soffice", "libreoffice"])?;
        let dir = tempfile::tempdir().unwrap();
        let mut files = vec![dir.path().join("plan.docx")];
        std::fs::write(&files[0], Writer::default().plan(&by_hand())).unwrap();
        for other in others::all() {
            let file = dir.path().join(format!("{}.docx", other.name));
            std::fs::write(&file, other.paper.docx()).unwrap();
            files.push(file);
        }
        convert(&program, dir.path(), ending, &files);
        Some(Self { dir, ending })
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let file = format!("{name}.{}", self.ending);
        std::fs::read(self.dir.path().join("uit").join(file)).unwrap()
    }

    fn name(&self) -> String {
        format!("plan.{}", self.ending)
    }
}

fn convert(program: &Path, dir: &Path, ending: &str, files: &[PathBuf]) {
    let profile = dir.join("profile");
    let mut process = Command::new(program)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore", "--convert-to", ending])
        .arg("--outdir")
        .arg(dir.join("uit"))
        .args(files)
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
}

/// The plan of 2026 in a format: at least 95 % in its place, no word lost, no figure wrong.
fn plan_of_2026(saved: &Saved) -> String {
    let wanted = by_hand();
    let (document, draft) = drafted(&saved.bytes("plan"), &saved.name());
    let score = Score::of(&draft.plan, &wanted);
    score.is_placed();
    assert_eq!(wrong_in_silence(&draft.plan, &wanted), [""; 0]);
    assert_eq!(lost_and_made(&document, &draft), (vec![], vec![]));
    let doubts = draft.plan.doubts.len();
    format!(
        "plan van 2026, {} van LibreOffice:{score}; {doubts} twijfels",
        saved.name()
    )
}

fn other(saved: &Saved, other: &Other) -> (Score, String) {
    others::scored(other, &saved.bytes(other.name), &saved.name())
}

#[test]
fn a_docx_of_libreoffice_is_read_as_one_of_word() {
    let Some(saved) = Saved::all_as("docx") else {
        return;
    };
    eprintln!("{}", plan_of_2026(&saved));
    for one in others::all() {
        let (score, line) = other(&saved, &one);
        eprintln!("{line}");
        score.is_placed();
    }
}

#[test]
fn an_odt_is_read_as_well() {
    let Some(saved) = Saved::all_as("odt") else {
        return;
    };
    eprintln!("{}", plan_of_2026(&saved));
    for one in others::all() {
        let (score, line) = other(&saved, &one);
        eprintln!("{line}");
        score.is_placed();
    }
}

#[test]
fn a_pdf_is_guessed() {
    let Some(saved) = Saved::all_as("pdf") else {
        return;
    };
    eprintln!("{}", plan_of_2026(&saved));
    for one in others::all() {
        let (score, line) = other(&saved, &one);
        eprintln!("{line}");
        score.is_placed();
    }
}
