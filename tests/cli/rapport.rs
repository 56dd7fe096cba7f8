//! The plan for other programs.

use std::fs;

use crate::town::Town;

#[test]
fn a_calendar_on_standard_output_or_in_a_new_file() {
    let town = Town::new();
    let text = town.out("rapport --formaat ics");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("\r\nDTSTAMP:20261123T110000Z\r\n"), "{text}");
    assert!(text.contains("\r\nX-WR-CALNAME:Uitvoeringsplan Veiligheid Rijswijk 2026\r\n"));
    assert_eq!(town.out("rapport --formaat ics --rol lezer"), text);
    let file = town.path("plan.ics");
    town.out(&format!("rapport --formaat ics -o {file}"));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let said = town.refused(&format!("rapport --formaat ics -o {file}"), 1);
    assert!(said.contains("bestaat al en blijft zoals het is"), "{said}");
    // What is recorded meanwhile is told, under the same ids.
    town.out("kpi zet 2.K1a j");
    let later = town.out("rapport --formaat ics");
    let uids = |text: &str| -> Vec<String> {
        let uids = text.lines().filter(|line| line.starts_with("UID:"));
        uids.map(ToString::to_string).collect()
    };
    assert!(later.contains("SUMMARY:gehaald: 2.K1a"), "{later}");
    assert_eq!(uids(&later), uids(&text));
}

#[test]
fn another_format_names_those_there_are() {
    let town = Town::new();
    for (line, said) in [
        ("rapport", "noem een formaat: --formaat ics (een agenda)"),
        (
            "rapport --formaat md",
            "“md” past niet bij --formaat <FORMAAT>; kies ics",
        ),
        ("rapport --formaat ics --json", "een agenda is geen JSON"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
}

#[test]
fn a_file_is_the_same_bytes_wherever_it_goes_and_whatever_the_locale() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6 --notitie één");
    crate::meetings::held(&town, "Ondermijning");
    for (line, word) in [("rapport --formaat ics", "2×"), ("verslag", "één")] {
        let file = town.path("uit");
        let mut to_file = town.command();
        to_file
            .env("LC_ALL", "C")
            .args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
        to_file
            .args(line.split(' '))
            .args(["-o", &file])
            .assert()
            .success();
        let bytes = fs::read(&file).unwrap();
        assert!(
            String::from_utf8(bytes.clone()).unwrap().contains(word),
            "{line}"
        );
        for locale in ["C", "C.UTF-8"] {
            let mut command = town.command();
            command
                .env("LC_ALL", locale)
                .args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
            let printed = command.args(line.split(' ')).output().unwrap().stdout;
            assert!(printed == bytes, "{line} in {locale}");
        }
        fs::remove_file(file).unwrap();
    }
}
