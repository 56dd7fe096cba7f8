//! A workbook, its tables and a document for Word in `LibreOffice`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use crate::paper::Poppler;
use crate::{report, tools, town};

/// How long it may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// `LibreOffice`, with a profile of its own.
struct Office {
    program: PathBuf,
    dir: TempDir,
}

impl Office {
    fn find() -> Option<Self> {
        let program = tools::find(&["soffice", "libreoffice"])?;
        Some(Self {
            program,
            dir: tempfile::tempdir().unwrap(),
        })
    }

    /// Opens a file and saves it in another format.
    fn convert(&self, file: &Path, options: &[&str], ending: &str) -> PathBuf {
        let profile = self.dir.path().join("profile");
        let mut process = Command::new(&self.program)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--norestore", "--convert-to", ending])
            .args(options)
            .arg("--outdir")
            .arg(self.dir.path())
            .arg(file)
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
        let name = file.file_name().unwrap();
        let made = self.dir.path().join(name).with_extension(ending);
        assert!(made.is_file(), "{} was not opened", file.display());
        made
    }
}

#[test]
fn a_workbook_prints() {
    let (Some(office), Some(poppler)) = (Office::find(), Poppler::find()) else {
        return;
    };
    let town = town();
    let file = report(&town, "--stijl team", "stand.xlsx");
    let paper = poppler.look(&office.convert(&file, &[], "pdf"));
    paper.has([
        "3 Ondermijning",
        "oranje",
        "12-11-2026",
        "in het geval van bestuurlijke controles",
        "€ 5,615,000",
        "Gebiedsgebonden Politie",
        "minder honden",
        "Voortgang Uitvoeringsplan Veiligheid Rijswijk 2026 · revisie",
    ]);
    assert!(
        (8..30).contains(&paper.ink.len()),
        "{} pages",
        paper.ink.len()
    );
}

#[test]
fn a_document_for_word_prints() {
    let (Some(office), Some(poppler)) = (Office::find(), Poppler::find()) else {
        return;
    };
    let town = town();
    for (options, words) in [
        (
            "--stijl raad",
            &[
                "In één oogopslag",
                "2 Zorg en Veiligheid en Femicide",
                "3 Ondermijning",
                "6 op 12-11-2026",
                "12 van 17 op 01-10-2026",
                "€ 5.615.000",
                "72,00",
                "Wat niet in dit rapport staat",
            ][..],
        ),
        ("--sinds 1-7", &["Wat is veranderd", "minder honden"]),
    ] {
        let file = report(&town, options, "burap.docx");
        let paper = poppler.look(&office.convert(&file, &[], "pdf"));
        paper.has(words.iter().copied());
        let pages = paper.ink.len();
        assert!((2..45).contains(&pages), "{options}: {pages} pages");
    }
}

/// What an office makes of a table as CSV, as someone in the Netherlands opens it.
fn opened(office: &Office, file: &Path) -> Range<Data> {
    let filter = "--infilter=CSV:59,34,76,1,,1043,false,true";
    let made = office.convert(file, &[filter], "xlsx");
    let mut workbook: Xlsx<_> = open_workbook(made).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

#[test]
fn a_table_as_csv_has_numbers_and_days_and_no_formulas() {
    let Some(office) = Office::find() else {
        return;
    };
    let town = town();
    town.out("kpi zet 3.K1 7 --notitie =1+1");
    town.out("kpi zet 3.K1 8 --notitie @SUM(A1:A9) --zeker");
    let file = report(&town, "--tabel standen", "standen.csv");
    let rows = opened(&office, &file);
    let heads: Vec<String> = rows
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let at = |head: &str| heads.iter().position(|it| it == head).unwrap();
    let readings: usize = town.text().matches("\"readings\": [").count();
    assert!(readings > 40);
    let (mut numbers, mut notes) = (0, Vec::new());
    for row in rows.rows().skip(1) {
        assert!(matches!(row[at("Datum")], Data::DateTime(_)), "{row:?}");
        if !row[at("Eenheid")].to_string().is_empty() {
            assert!(matches!(row[at("Waarde")], Data::Float(_)), "{row:?}");
            numbers += 1;
        }
        notes.push(row[at("Notitie")].to_string());
    }
    assert!(numbers >= 8, "{numbers}");
    for note in ["'=1+1", "'@SUM(A1:A9)"] {
        assert!(notes.iter().any(|it| it == note), "{notes:?}");
    }

    let file = report(&town, "--tabel capaciteit", "capaciteit.csv");
    let rows = opened(&office, &file);
    let fte = rows.rows().skip(1).filter_map(|row| match row[3] {
        Data::Float(fte) => Some(fte),
        _ => None,
    });
    let plan = town.file();
    let stated = plan["capacity"].as_array().unwrap().iter();
    let stated = stated.flat_map(|table| table["rows"].as_array().unwrap());
    let stated = stated.filter_map(|row| row["existing"].as_f64());
    let (fte, stated): (Vec<f64>, Vec<f64>) = (fte.collect(), stated.collect());
    assert_eq!(fte, stated);
}
