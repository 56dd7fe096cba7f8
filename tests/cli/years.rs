//! The turn of the year, and a municipality of its own, from the shell.

use crate::town::{Town, code, err};

/// Runs a command line on another plan of the town; `_` stands for a space in an argument.
fn on(town: &Town, plan: &str, line: &str) -> std::process::Output {
    let mut command = town.command();
    command.args(["--plan", &town.path(plan), "--nu", "2026-11-23"]);
    command.args(line.split(' ').map(|word| word.replace('_', " ")));
    command.output().unwrap()
}

#[test]
fn a_municipality_begins_with_chapters_and_fills_them() {
    let town = Town::new();
    for line in [
        "begin delft.json --leeg --gemeente Delft",
        "begin delft.json --gemeente Delft --jaar 2027",
        "begin delft.json --leeg --gemeente Delft --jaar volgend",
    ] {
        let refused = town.run(line);
        assert_eq!(code(&refused), 2, "{line}: {}", err(&refused));
    }
    let path = town.path("delft.json");
    let begin = format!("begin {path} --leeg --gemeente Delft --jaar 2026");
    assert!(
        town.out(&begin)
            .contains("Een leeg plan van Delft voor 2026")
    );
    assert_eq!(code(&town.run(&begin)), 1, "never written over");
    for line in [
        "controleer",
        "nieuw partij naam=Politie",
        "nieuw thema --onder 3 titel=Drugs",
        "nieuw doel --onder 3A tekst=Minder_handel",
        "nieuw actie --onder 3A.1 tekst=Schouwen uitvoerders=politie",
        "nieuw kpi --onder 3 tekst=Zes_controles naam=controles streefwaarde=6 doelen=3A.1",
        "nieuw regie --onder 3 onderwerp=Drugs houders=politie tekst=De_politie. geldt=3A",
        "nieuw bedrag --onder budget naam=Ondermijning bedrag=10.000 hoofdstuk=3",
        "nieuw fte --onder formatie naam=Coördinator bestaand=1",
        "kpi tel 3.K1",
        "wie drugs",
        "controleer",
    ] {
        let done = on(&town, "delft.json", line);
        assert_eq!(code(&done), 0, "{line}: {}", err(&done));
    }
}
