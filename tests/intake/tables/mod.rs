//! Documents full of tables, from other hands: as an office and a browser save them, with lines around
//! cells and without. Each figure is right, or has a doubt that names its row; and no word is lost.

mod held;
mod source;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::drafted;
use crate::program::Office;
use crate::tools;
use held::{Held, held, lost};
use source::{MANNERS, Manner, Source, source};

#[expect(clippy::disallowed_methods, reason = "a test puts whole files down")]
fn write(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
}

/// A page in each manner, as files.
fn pages(dir: &Path, source: &Source) -> Vec<(Manner, PathBuf, String)> {
    let page = |manner: Manner| {
        let file = dir.join(format!("{}.html", manner.name));
        let html = source.html(manner, "");
        write(&file, &html);
        (manner, file, html)
    };
    MANNERS.into_iter().map(page).collect()
}

/// How much of a PDF is at least right: all, where lines are drawn between its cells.
const fn least(manner: Manner) -> usize {
    if manner.ruled { 100 } else { 90 }
}

/// What is read of a document, held against its source: the share of its figures that is right, and
/// the line that says so. Each other figure has a doubt beside it.
fn read(source: &Source, name: (&str, &str), bytes: &[u8], file: &str) -> (usize, String) {
    let (held, line) = told(source, name, bytes, file);
    let unread: Vec<&String> = held.unread.iter().take(9).collect();
    assert_eq!(unread, [""; 0], "{line}");
    (held.share(), line)
}

/// The same where tables may have become text, in which no figure is wrong and no word is lost.
fn told(source: &Source, (name, html): (&str, &str), bytes: &[u8], file: &str) -> (Held, String) {
    let (_, draft) = drafted(bytes, file);
    let held = held(source, &draft);
    let doubts = draft.plan.doubts.len();
    let line = format!("tabellen, {name}, {file}:{held}; {doubts} twijfels");
    let first: Vec<&String> = held.silent.iter().take(9).collect();
    assert_eq!(first, [""; 0], "{line}");
    assert_eq!(lost(html, &draft), [""; 0], "{line}");
    (held, line)
}

/// What is read of the pages as an office saves them; nothing where there is none.
fn of_office(ending: &str, least: impl Fn(Manner) -> usize) -> Vec<String> {
    let Some(office) = Office::find() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let dir = tempfile::tempdir().unwrap();
    let source = source();
    let pages = pages(dir.path(), &source);
    let files: Vec<&PathBuf> = pages.iter().map(|it| &it.1).collect();
    let mut saved = office.convert(&files, &["--infilter=HTML (StarWriter)"], "odt");
    if ending != "odt" {
        saved = office.convert(&saved, &[], ending);
    }
    for ((manner, _, html), file) in pages.iter().zip(saved) {
        let bytes = std::fs::read(file).unwrap();
        let name = format!("{}.{ending}", manner.name);
        let (share, line) = read(&source, ("LibreOffice", html), &bytes, &name);
        assert!(share >= least(*manner), "{line}");
        lines.push(line);
    }
    lines
}

/// A page as a browser prints it; none where there is no browser.
fn printed(page: &Path) -> Option<Vec<u8>> {
    let program = tools::find(&["chromium", "chromium-browser", "google-chrome"])?;
    let made = page.with_extension("pdf");
    let profile = tempfile::tempdir().unwrap();
    let status = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
        ])
        .arg("--no-pdf-header-footer")
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", made.display()))
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        status.unwrap().success(),
        "{} is not printed",
        page.display()
    );
    Some(std::fs::read(made).unwrap())
}

#[test]
fn tables_of_an_odt_are_read_whole() {
    eprintln!("{}", of_office("odt", |_| 100).join("\n"));
}

#[test]
fn tables_of_a_docx_are_read_whole() {
    eprintln!("{}", of_office("docx", |_| 100).join("\n"));
}

#[test]
fn tables_of_a_pdf_are_right_or_asked() {
    eprintln!("{}", of_office("pdf", least).join("\n"));
}

#[test]
fn tables_of_a_printed_page_are_right_or_asked() {
    let dir = tempfile::tempdir().unwrap();
    let source = source();
    for (manner, file, html) in pages(dir.path(), &source) {
        let Some(bytes) = printed(&file) else {
            return;
        };
        let name = format!("{}.pdf", manner.name);
        let (share, line) = read(&source, ("Chromium", &html), &bytes, &name);
        eprintln!("{line}");
        assert!(share >= least(manner), "{line}");
    }
}

#[test]
fn tables_on_a_page_of_two_columns_are_right_or_asked() {
    let dir = tempfile::tempdir().unwrap();
    let source = source();
    for manner in MANNERS {
        // What doesn't fit on the page a browser leaves out.
        let css = if manner.ruled {
            "body{columns:2;font-size:8pt} table{font-size:7pt}"
        } else {
            "body{columns:2;font-size:7pt} table{font-size:6pt} td{padding:2px}"
        };
        let html = source.html(manner, css);
        let file = dir.path().join(format!("{}.html", manner.name));
        write(&file, &html);
        let Some(bytes) = printed(&file) else {
            return;
        };
        let name = format!("{}-kolommen.pdf", manner.name);
        let (held, line) = told(&source, ("Chromium", &html), &bytes, &name);
        eprintln!("{line}");
        // Of tables without lines some become text.
        let read = ["kaal", "regels"].contains(&manner.name);
        assert!(!read || held.share() >= 90, "{line}");
        assert!(!manner.ruled || held.unread.is_empty(), "{line}");
    }
}
