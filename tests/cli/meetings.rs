//! Judging.

use serde_json::Value;

use crate::town::{Town, code, out};

/// Runs commands whose arguments have spaces in them.
fn run(town: &Town, args: &[&str]) -> std::process::Output {
    let mut command = town.command();
    command.args(["--plan", &town.plan(), "--nu", "2026-11-23"]);
    command.args(args).output().unwrap()
}

#[test]
fn a_light_is_given_told_and_taken_back() {
    let town = Town::new();
    assert_eq!(
        town.out("kpi oordeel 3.K1 g"),
        "3.K1: groen (was geen oordeel; de cijfers zeggen geen gegevens) · opgeslagen\n"
    );
    town.out("kpi zet 3.K1 10");
    assert_eq!(
        town.out("kpi oordeel 3.k1.1 groen"),
        "3.K1: groen (was groen) · opgeslagen\n"
    );
    let red = [
        "kpi",
        "oordeel",
        "3.K1",
        "rood",
        "--toelichting",
        "te weinig boa's",
        "--bijsturing",
        "extra inzet",
        "--json",
    ];
    let said: Value = serde_json::from_str(&out(&run(&town, &red))).unwrap();
    assert_eq!(said["id"], "3.K1");
    assert_eq!(said["judgement"]["light"], "red");
    assert_eq!(said["judgement"]["measure"], "extra inzet");
    assert_eq!(said["was"]["light"], "green");
    assert_eq!(said["proposal"], "green");
    let page = town.out("toon 3.K1");
    assert!(
        page.contains("rood (oordeel van a.jansen, 23-11-2026); voorstel: groen"),
        "{page}"
    );
    assert!(page.contains("Bijsturing  extra inzet"), "{page}");
    town.out("herstel");
    assert!(town.out("toon 3.K1").contains("groen (oordeel van"));
}

#[test]
fn a_light_without_its_reasons_is_refused_and_nothing_is_saved() {
    let town = Town::new();
    for (line, said) in [
        (
            "kpi oordeel 3.K1 oranje",
            "oranje vraagt om een toelichting en een bijsturing; er ontbreekt --toelichting en \
             --bijsturing; er is niets",
        ),
        (
            "kpi oordeel 3.K1 r --toelichting x",
            "er ontbreekt --bijsturing; er is",
        ),
        (
            "kpi oordeel 3.K1 o --bijsturing x",
            "er ontbreekt --toelichting; er is",
        ),
        (
            "kpi oordeel 3.K1 geel",
            "“geel” is geen stoplicht; kies groen, oranje",
        ),
        ("kpi oordeel 3B.1.a g", "3B.1.a is een actie en geen KPI"),
    ] {
        let sentence = town.refused(line, 2);
        assert!(sentence.contains(said), "{line}: {sentence}");
    }
    let empty = run(
        &town,
        &[
            "kpi",
            "oordeel",
            "3.K1",
            "rood",
            "--toelichting",
            " ",
            "--bijsturing",
            "x",
        ],
    );
    assert_eq!(code(&empty), 2);
    assert!(
        town.refused("kpi oordeel 3.K99 g", 3)
            .contains("staat niet in het plan")
    );
    assert_eq!(town.file()["revision"], 0);
}
