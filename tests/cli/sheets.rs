//! The tables of a report, read back: every figure is the one in the plan's file.

use std::collections::HashMap;
use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::town::Town;
use crate::year::year;

/// A sheet as rows, each a map from its heads.
type Rows = Vec<HashMap<String, Data>>;

fn rows_of(heads: &[Data], rows: impl Iterator<Item = Vec<Data>>) -> Rows {
    let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
    rows.map(|row| heads.iter().cloned().zip(row).collect())
        .collect()
}

/// Every sheet of a workbook.
fn workbook(path: &str) -> HashMap<String, Rows> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let sheets = workbook.worksheets().into_iter();
    sheets
        .map(|(name, range)| {
            let mut rows = range.rows().map(<[Data]>::to_vec);
            let heads = rows.next().unwrap();
            (name, rows_of(&heads, rows))
        })
        .collect()
}

/// A day as a workbook counts it.
fn serial(iso: &str) -> f64 {
    let day: chrono::NaiveDate = iso.parse().unwrap();
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    f64::from(i32::try_from((day - first).num_days()).unwrap())
}

/// A cell says what stands in the plan: nothing, a number, a day or words.
#[track_caller]
fn says(cell: &Data, value: &Value) {
    let ok = match (cell, value) {
        (Data::Empty, Value::Null) => true,
        (Data::Float(number), Value::Number(value)) => {
            (number - value.as_f64().unwrap()).abs() < 1e-9
        }
        (Data::DateTime(day), Value::String(iso)) => (day.as_f64() - serial(iso)).abs() < 1e-9,
        (Data::String(text), Value::String(value)) => text == value,
        (Data::String(text), Value::Bool(value)) => {
            text == match (text.contains("op orde"), value) {
                (false, true) => "gereed",
                (false, false) => "niet gereed",
                (true, true) => "op orde",
                (true, false) => "niet op orde",
            }
        }
        _ => false,
    };
    assert!(ok, "{cell:?} is not {value:?}");
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

/// That lights are those of `regie kpi`; how many were held against it.
fn lights(town: &Town, rows: &Rows) -> usize {
    let listed = town.json("kpi --json");
    for row in rows {
        let kpi = listed
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == row["KPI"].to_string());
        let kpi = kpi.unwrap();
        let lit = |light: &Value| match light.as_str() {
            Some("green") => "G ● groen",
            Some("amber") => "O ▲ oranje",
            Some("red") => "R ■ rood",
            _ => "- – geen gegevens",
        };
        assert_eq!(row["Licht"].to_string(), lit(&kpi["light"]));
        let own = list(kpi, "indicators").find(|it| it["id"] == row["Indicator"].to_string());
        assert_eq!(
            row["Licht volgens de cijfers"].to_string(),
            lit(&own.unwrap()["light"])
        );
    }
    2 * rows.len()
}

/// The same of fte, euros, actions and changes.
fn tables(plan: &Value, sheets: &HashMap<String, Rows>) -> usize {
    let mut figures = 0;
    let mut fte = sheets["capaciteit"].iter();
    for row in list(plan, "capacity").flat_map(|table| list(table, "rows")) {
        let cells = fte.next().unwrap();
        for (head, key) in [
            ("Nr.", "id"),
            ("Functie", "label"),
            ("Bestaand (fte)", "existing"),
            ("Uitbreiding (fte)", "expansion"),
        ] {
            says(&cells[head], &row[key]);
            figures += 1;
        }
    }
    let mut euros = sheets["budget"].iter();
    for row in list(plan, "budgets").flat_map(|table| list(table, "rows")) {
        let cells = euros.next().unwrap();
        says(&cells["Begroot (€)"], &row["amount"]);
        figures += 1;
    }
    let goals = || {
        list(plan, "chapters")
            .flat_map(|it| list(it, "themes"))
            .flat_map(|it| list(it, "goals"))
    };
    let actions: Vec<&Value> = goals().flat_map(|it| list(it, "actions")).collect();
    assert_eq!(sheets["acties"].len(), actions.len());
    for (cells, action) in sheets["acties"].iter().zip(actions) {
        says(&cells["Actie"], &action["id"]);
        says(&cells["Tekst van het plan"], &action["text"]);
        says(&cells["Uiterlijk"], &action["due"]);
        figures += 3;
    }
    assert_eq!(sheets["bijstellingen"].len(), 1);
    assert_eq!(
        sheets["bijstellingen"][0]["Besluit"].to_string(),
        "raad 26.041"
    );
    figures
}

/// Council indicators, all invented: a unit that changes, a figure that was revised.
fn around(town: &Town) {
    let head = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Status;Bron";
    for (name, newest) in [
        ("eerst.csv", "11,125;per 1.000 jongeren;voorlopig"),
        ("later.csv", "10,5;per 1.000 jongeren;definitief"),
    ] {
        let rows = format!(
            "{head}\nRijswijk;2018;Halt;227;per 10.000 jongeren;definitief;Halt\n\
             Rijswijk;2024 1e kwartaal;Halt;0;per 1.000 jongeren;;Halt\n\
             Rijswijk;2024;Halt;{newest};Halt\nNederland;2024;Halt;8;per 1.000 jongeren;;Halt\n"
        );
        town.put(name, &rows);
        let path = town.path(name);
        town.out(&format!("importeer indicatoren {path} --hoofdstuk 6"));
    }
}

#[test]
fn every_figure_of_a_council_indicator_has_its_unit_and_status() {
    let town = Town::new();
    around(&town);
    let file = town.path("omgeving.xlsx");
    town.out(&format!("rapport -o {file}"));
    let rows = &workbook(&file)["omgeving"];
    let context = &town.file()["context"][0];
    let values: Vec<&Value> = list(context, "values").collect();
    assert_eq!((rows.len(), values.len()), (4, 4));
    for (row, figure) in rows.iter().zip(values) {
        says(&row["Cijfer"], &figure["value"]);
        says(&row["Eenheid"], &figure["unit"]);
        says(&row["Periode"], &figure["period"]);
        says(&row["Opgenomen"], &figure["taken"]);
        says(&row["Bron"], &context["source"]);
    }
    let shown = |row: usize, head: &str| rows[row][head].to_string();
    assert_eq!(shown(2, "Status"), "definitief");
    assert_eq!(shown(2, "Eerder"), "11,125 (voorlopig)");
    assert_eq!(shown(2, "Bestand"), "later.csv, rij 4");
    assert_eq!(shown(3, "Gebied"), "Nederland");
    // The table of one municipality is one that another program, or this one, reads again.
    let file = town.path("omgeving.csv");
    town.out(&format!("rapport --tabel omgeving -o {file}"));
    let again = town.out(&format!("importeer indicatoren {file}"));
    assert!(again.contains("4 cijfers stonden er al"), "{again}");
}

#[test]
fn every_figure_of_a_workbook_is_the_plans() {
    let town = Town::new();
    year(&town);
    town.out("kpi zet 3.K4 12/17 --datum 1-10");
    town.out("kpi zet 2.K1a j");
    let file = town.path("stand.xlsx");
    town.out(&format!("rapport -o {file}"));
    let sheets = workbook(&file);
    let plan = town.file();
    let names: Vec<&str> = [
        "KPI's",
        "standen",
        "acties",
        "regie",
        "capaciteit",
        "budget",
        "bijstellingen",
        "actiepunten",
        "omgeving",
    ]
    .into();
    assert_eq!(sheets.len(), names.len());

    let mut kpis = sheets["KPI's"].iter();
    let mut readings = sheets["standen"].iter();
    let mut figures = 0;
    for chapter in list(&plan, "chapters") {
        for kpi in list(chapter, "kpis") {
            for indicator in list(kpi, "indicators") {
                let row = kpis.next().unwrap();
                let all: Vec<&Value> = list(indicator, "readings").collect();
                let latest = all.iter().max_by_key(|it| it["date"].as_str().unwrap());
                let none = Value::Null;
                let latest = |key: &str| latest.map_or(&none, |it| &it[key]);
                for (head, value) in [
                    ("KPI", &kpi["id"]),
                    ("Indicator", &indicator["id"]),
                    ("Tekst van het plan", &kpi["text"]),
                    ("Stand", latest("value")),
                    ("Van", latest("of")),
                    ("Datum stand", latest("date")),
                    ("Eenheid", &indicator["unit"]),
                    ("Streefwaarde", &indicator["target"]["min"]),
                    ("Hoogstens", &indicator["target"]["max"]),
                    ("Nulmeting", &indicator["baseline"]),
                    ("Uiterlijk", &indicator["due"]),
                ] {
                    says(&row[head], value);
                    figures += 1;
                }
                for reading in all {
                    let row = readings.next().unwrap();
                    for (head, key) in [
                        ("Datum", "date"),
                        ("Waarde", "value"),
                        ("Van", "of"),
                        ("Notitie", "note"),
                    ] {
                        says(&row[head], &reading[key]);
                        figures += 1;
                    }
                }
            }
        }
    }
    assert!(kpis.next().is_none() && readings.next().is_none());
    figures += lights(&town, &sheets["KPI's"]);
    figures += tables(&plan, &sheets);
    assert!(figures > 900, "{figures}");
}

#[test]
fn only_what_changed_beside_what_it_was() {
    let town = Town::new();
    year(&town);
    let file = town.path("nieuws.xlsx");
    town.out(&format!("rapport --sinds 3 -o {file}"));
    let sheets = workbook(&file);
    let ids: Vec<String> = sheets["KPI's"]
        .iter()
        .map(|row| row["Indicator"].to_string())
        .collect();
    assert_eq!(ids, ["3.K1.1", "3.K3.1", "4.K2a.1"]);
    let first = &sheets["KPI's"][0];
    assert_eq!(
        (&first["Stand"], &first["Stand toen"]),
        (&Data::Float(6.0), &Data::Float(2.0))
    );
    let second = &sheets["KPI's"][1];
    assert_eq!(
        (&second["Streefwaarde"], &second["Streefwaarde toen"]),
        (&Data::Float(2.0), &Data::Float(4.0))
    );
    assert_eq!(second["Licht toen"].to_string(), "- – geen gegevens");
    assert_eq!(sheets["standen"].len(), 3);
    assert_eq!(sheets["acties"][0]["Status toen"].to_string(), "open");
    assert_eq!(
        sheets["budget"].len() + sheets["capaciteit"].len() + sheets["regie"].len(),
        0
    );
}

#[test]
fn a_table_as_csv_has_the_same_figures() {
    let town = Town::new();
    year(&town);
    town.out("kpi zet 3.K1 7 --notitie =HYPERLINK(\"x\")");
    let file = town.path("stand.xlsx");
    town.out(&format!("rapport -o {file}"));
    let sheets = workbook(&file);
    for (table, sheet) in [
        ("kpis", "KPI's"),
        ("standen", "standen"),
        ("acties", "acties"),
        ("regie", "regie"),
        ("capaciteit", "capaciteit"),
        ("budget", "budget"),
        ("bijstellingen", "bijstellingen"),
    ] {
        let text = town.out(&format!("rapport --formaat csv --tabel {table}"));
        let text = text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let heads: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), sheets[sheet].len(), "{table}");
        for (row, cells) in rows.iter().zip(&sheets[sheet]) {
            for (head, text) in heads.iter().zip(row) {
                let same = match &cells[head] {
                    Data::Float(number) => {
                        text.replace(',', ".").parse::<f64>().unwrap().to_bits() == number.to_bits()
                    }
                    Data::DateTime(day) => {
                        let parts: Vec<&str> = text.split('-').rev().collect();
                        serial(&parts.join("-")).to_bits() == day.as_f64().to_bits()
                    }
                    Data::Empty => text.is_empty(),
                    other => other
                        .to_string()
                        .replace('\n', " ")
                        .ends_with(text.trim_start_matches('\'')),
                };
                assert!(same, "{table} {head}: {text:?} is not {:?}", cells[head]);
                assert!(!text.starts_with(['=', '+', '@']), "{text}");
            }
        }
    }
    let sentence = town.refused("rapport --formaat xlsx --tabel standen", 2);
    assert!(sentence.contains("laat --tabel weg"), "{sentence}");
    assert!(
        town.out("rapport --formaat csv --tabel standen")
            .contains(";\"'=HYPERLINK(\"\"x\"\")\";")
    );
    let bytes = fs::read(&file).unwrap();
    assert_eq!(
        town.run("rapport --formaat xlsx").stdout.get(..2),
        bytes.get(..2)
    );
}
