//! Who may do what, and regie behind an SSH key that may do nothing else.

use crate::town::{Town, code, err, out};

#[test]
fn a_reader_changes_nothing() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    let before = town.text();
    for line in [
        "--rol lezer kpi zet 3.K1 7",
        "kpi tel 3.K1 --rol lezer",
        "actie zet 3B.1.a g --rol lezer",
        "kpi oordeel 3.K1 groen --rol lezer",
        "verslag -o verslag.md --rol lezer",
        "rapport --formaat ics -o plan.ics --rol lezer",
        "herstel --rol lezer",
        "begin nieuw.json --rol lezer",
        "importeer indicatoren cbs.csv --rol lezer",
        "indicatoren X1 --weg --rol lezer",
        "kpi tel 3.K1 --rol beheerder --alleen-lezen",
    ] {
        town.refused(line, 6);
    }
    let said = town.refused("kpi tel 3.K1 --rol lezer", 6);
    assert!(said.contains("alleen een invoerder"), "{said}");
    assert_eq!(town.text(), before);
    assert!(town.out("toon 3.K1 --rol lezer").contains("6 op 23-11"));
    // Nor does a reader make the first plan.
    let first = town.plain(&["kpi", "--rol", "lezer"]);
    assert_eq!(code(&first), 3, "{first:?}");
}

#[test]
fn a_recorder_records_and_takes_back() {
    let town = Town::new();
    for role in ["invoerder", "beheerder"] {
        for line in [
            "kpi zet 3.K1 6 --zeker",
            "kpi tel 3.K1",
            "kpi oordeel 3.K1 groen",
            "actie zet 3B.1.c l",
        ] {
            town.out(&format!("{line} --rol {role}"));
        }
        town.out(&format!("herstel --rol {role}"));
    }
    // Figures that stand beside the plan alter nothing of it.
    let head = "Gemeente;Jaar;Indicator;Waarde;Eenheid;Bron";
    town.put(
        "halt.csv",
        &format!("{head}\nRijswijk;2024;Halt;9;per 1.000 jongeren;Halt\n"),
    );
    let halt = town.path("halt.csv");
    for line in [
        &*format!("importeer indicatoren {halt} --hoofdstuk 6"),
        "indicatoren X1 --los 6",
        "herstel",
        "herstel",
    ] {
        town.out(&format!("{line} --rol invoerder"));
    }
    assert_eq!(town.json("indicatoren --json"), serde_json::json!([]));
    let said = town.refused("begin nieuw.json --rol invoerder", 6);
    assert!(said.contains("alleen een beheerder"), "{said}");
    let said = town.refused("kpi --rol baas", 2);
    assert!(
        said.contains("kies lezer, invoerder of beheerder"),
        "{said}"
    );
}

#[test]
fn another_command_over_ssh_is_visibly_refused() {
    let town = Town::new();
    for asked in ["scp -t /tmp", "/usr/lib/openssh/sftp-server", "bash", " "] {
        let mut command = town.command();
        command.args(["--rol", "invoerder", "--door", "A. Jansen"]);
        let output = command.env("SSH_ORIGINAL_COMMAND", asked).output().unwrap();
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{asked}");
        let said = err(&output);
        assert!(said.contains("alleen het scherm van regie"), "{said}");
        assert!(said.contains(asked.trim()), "{said}");
    }
    let mut command = town.command();
    command.args(["--plan", &town.plan(), "log"]);
    let output = command.env("SSH_ORIGINAL_COMMAND", "").output().unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
}

#[test]
fn a_variable_does_not_choose_the_plan_of_a_fixed_name() {
    let town = Town::new();
    town.out("kpi zet 3.K1 6");
    let revision = |fixed: &[&str], line: Option<&str>| {
        let mut command = town.command();
        command
            .env("REGIE_PLAN", town.plan())
            .env("REGIE_BEWAREN", "x");
        command.args(fixed).args(["log", "--json"]);
        if let Some(line) = line {
            command.env("SSH_CONNECTION", line);
        }
        let output = command.output().unwrap();
        (code(&output), out(&output).contains("3.K1.1"), err(&output))
    };
    let line = Some("192.0.2.1 50000 192.0.2.2 22");
    let (ended, found, said) = revision(&["--rol", "invoerder"], line);
    assert!(ended == 0 && !found, "{said}");
    assert!(said.contains("$REGIE_PLAN telt niet"), "{said}");
    let (_, found, said) = revision(&["--door", "A. Jansen"], line);
    assert!(!found && said.contains("$REGIE_PLAN telt niet"), "{said}");
    let (_, found, said) = revision(&["--door", "A", "--plan", &town.plan()], line);
    assert!(found && said.is_empty(), "{said}");
    // Whoever has a shell of their own chooses for themselves.
    assert_eq!(revision(&[], line).0, 2, "$REGIE_BEWAREN counts here");
    assert_eq!(revision(&["--rol", "lezer"], None).0, 2);
}
