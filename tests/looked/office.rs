//! A workbook, its tables and a document for Word in `LibreOffice`.

use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use crate::paper::Poppler;
use crate::program::Office;
use crate::{report, town};

#[test]
fn a_workbook_prints() {
    let (Some(office), Some(poppler)) = (Office::find(), Poppler::find()) else {
        return;
    };
    let town = town();
    let file = report(&town, "--stijl team", "stand.xlsx");
    let paper = poppler.look(&office.convert(&[&file], &[], "pdf")[0]);
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
        let paper = poppler.look(&office.convert(&[&file], &[], "pdf")[0]);
        paper.has(words.iter().copied());
        let pages = paper.ink.len();
        assert!((2..45).contains(&pages), "{options}: {pages} pages");
    }
}

/// What an office makes of a table as CSV, as someone in the Netherlands opens it.
fn opened(office: &Office, file: &Path) -> Range<Data> {
    let filter = "--infilter=CSV:59,34,76,1,,1043,false,true";
    let made = office.convert(&[file], &[filter], "xlsx").remove(0);
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
