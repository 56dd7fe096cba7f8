//! Reports as others open them: HTML in a browser and on paper, a workbook, its tables and a
//! document in an office, HTML under a validator. Where one of those programs is not installed, its
//! tests say so and pass.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod browser;
mod office;
mod paper;
#[path = "../common/office.rs"]
mod program;
mod screen;
mod tools;
#[path = "../common/town.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod town;
mod valid;
#[path = "../common/year.rs"]
mod year;

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use town::Town;

/// A picture of one point.
const LOGO: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/// What of the report each test looks at: options of `regie rapport`.
const REPORTS: [&str; 5] = [
    "--stijl raad",
    "--stijl college",
    "--stijl team",
    "--sinds 1-7",
    "--partij politie --licht rood",
];

/// A town after a year, with a house style.
fn town() -> Town {
    let town = Town::new();
    year::year(&town);
    for line in [
        "kpi zet 3.K4 12/17 --datum 1-10",
        "kpi zet 2.K1a j --datum 20-6",
        "kpi zet 4.K8c.1 17 --datum 1-11 --zeker",
        "kpi tel 4.K6",
        "kpi zet 5.K1a n",
    ] {
        town.out(line);
    }
    std::fs::create_dir_all(town.path(".config/regie")).unwrap();
    let logo = put(&town, "logo.png", &STANDARD.decode(LOGO).unwrap());
    let settings = format!(
        "[rapport]\nkleur = \"#006633\"\nlogo = \"{}\"\n",
        logo.display()
    );
    put(&town, ".config/regie/config.toml", settings.as_bytes());
    town
}

/// A file in the town.
fn put(town: &Town, name: &str, bytes: &[u8]) -> PathBuf {
    let path = town.path(name);
    let mut file = File::create_new(&path).unwrap();
    file.write_all(bytes).unwrap();
    path.into()
}

/// A report of the town, as a file.
fn report(town: &Town, options: &str, name: &str) -> PathBuf {
    let file = town.path(name);
    town.out(&format!("rapport {options} -o {file} --overschrijf"));
    file.into()
}

/// A text on one line, with one space between words.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
