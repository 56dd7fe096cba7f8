//! The same documents as `LibreOffice` saves them: DOCX anew, ODT, PDF.

use std::path::{Path, PathBuf};

use crate::others::{self, Other};
use crate::program::Office;
use crate::score::{Score, lost_and_made, wrong_in_silence};
use crate::word::Writer;
use crate::{by_hand, drafted};

/// What `LibreOffice` makes of the plan of 2026 and of the others.
struct Saved {
    files: Vec<PathBuf>,
    ending: &'static str,
    /// The files are there as long as it is.
    _office: Office,
}

impl Saved {
    /// None where there is no `LibreOffice`, which is said.
    fn all_as(ending: &'static str) -> Option<Self> {
        let office = Office::find()?;
        let dir = tempfile::tempdir().unwrap();
        let mut files = vec![dir.path().join("plan.docx")];
        write(&files[0], &Writer::default().plan(&by_hand()));
        for other in others::all() {
            let file = dir.path().join(format!("{}.docx", other.name));
            write(&file, &other.paper.docx());
            files.push(file);
        }
        Some(Self {
            files: office.convert(&files, &[], ending),
            ending,
            _office: office,
        })
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        let is = |it: &&PathBuf| it.file_stem().is_some_and(|stem| stem == name);
        std::fs::read(self.files.iter().find(is).unwrap()).unwrap()
    }

    fn name(&self) -> String {
        format!("plan.{}", self.ending)
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

#[expect(clippy::disallowed_methods, reason = "a test puts whole files down")]
fn write(file: &Path, bytes: &[u8]) {
    std::fs::write(file, bytes).unwrap();
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
