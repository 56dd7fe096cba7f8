//! A year to report on.

use crate::town::Town;

/// A year in which something happened: readings, a judgement, a target that was moved, actions.
pub fn year(town: &Town) {
    for (day, line) in [
        (
            "2026-03-02",
            &[
                "kpi",
                "zet",
                "3.K1",
                "2",
                "--notitie",
                "met Smit en HEIT",
                "--zeker",
            ][..],
        ),
        (
            "2026-06-28",
            &[
                "kpi",
                "oordeel",
                "3.K1",
                "oranje",
                "--toelichting",
                "Jansen is ziek, zegt B. de Smit",
                "--bijsturing",
                "extra controles",
            ],
        ),
        (
            "2026-06-30",
            &[
                "besluit",
                "nieuw",
                "orgaan=raad",
                "datum=2026-06-30",
                "nummer=26.041",
            ],
        ),
        (
            "2026-07-01",
            &[
                "wijzig",
                "3.K3",
                "streefwaarde=2",
                "--reden",
                "minder honden",
                "--besluit",
                "BS1",
            ],
        ),
        ("2026-09-09", &["kpi", "zet", "3.K3", "1"]),
        ("2026-11-12", &["kpi", "zet", "3.K1", "6", "--zeker"]),
        ("2026-11-12", &["kpi", "zet", "4.K2a", "3", "--zeker"]),
        (
            "2026-11-13",
            &[
                "actie",
                "zet",
                "3B.1.a",
                "loopt",
                "--notitie",
                "sloop in week 48",
            ],
        ),
    ] {
        let mut command = town.command();
        command.args(["--plan", &town.plan(), "--nu", day, "--door", "B. de Smit"]);
        command.args(line).assert().success();
    }
}
