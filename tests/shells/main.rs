//! Tab in each shell, on a terminal: what the functions of `regie aanvulling` offer. Where a shell
//! is not installed, its tests say so and pass.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod desk;
#[path = "../common/terminal.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod terminal;

use desk::{Desk, Shell};

/// What is typed, with a Tab, and what is then on the screen. An answer with a space behind it
/// was the only one that fits.
const TYPED: &[(&str, &str)] = &[
    // The program's own words.
    ("sta\t", "% regie status "),
    ("kpi oord\t", "% regie kpi oordeel "),
    ("--alleen\t", "% regie --alleen-lezen "),
    ("actie --status ver\t", "% regie actie --status vervallen "),
    ("kpi oordeel 3.K1 or\t", "% regie kpi oordeel 3.K1 oranje "),
    ("kpi --licht=gri\t", "% regie kpi --licht=grijs "),
    // The plan's.
    ("toon 3B.1.\t", "3B.1.c"),
    ("toon reg\tond\t", "% regie toon regisseur-ondermijning "),
    ("kpi zet 3.K6\t", "3.K6.2"),
    ("kpi tel 10.K\t", "10.K"),
    ("actie zet 3B.2.\t", "3B.2.b"),
    ("actie --partij poli\t", "% regie actie --partij politie "),
    ("actie --partij=poli\t", "% regie actie --partij=politie "),
    ("kpi --hoofdstuk 11\t", "% regie kpi --hoofdstuk 11 "),
    (
        "wie Bestuurlijke\\ c\t",
        "% regie wie Bestuurlijke\\ controles ",
    ),
];

/// Types Tab in one shell, a line at a time.
fn types_tab(shell: Shell) {
    let Some(desk) = Desk::at(shell) else {
        return;
    };
    for (typed, there) in TYPED {
        let mut line = desk.line();
        line.keys(&format!("regie {typed}"));
        line.expect(there);
    }
}

#[test]
fn in_bash() {
    types_tab(Shell::Bash);
}

#[test]
fn in_zsh() {
    types_tab(Shell::Zsh);
}

#[test]
fn in_fish() {
    types_tab(Shell::Fish);
}

#[test]
fn what_an_id_is_stands_beside_it() {
    for shell in [Shell::Zsh, Shell::Fish] {
        let Some(desk) = Desk::at(shell) else {
            continue;
        };
        let mut line = desk.line();
        line.keys("regie toon 3\t\t");
        line.expect("Bedrijventerreinen");
    }
}

#[test]
fn the_plan_is_the_one_the_line_names() {
    for shell in Shell::ALL {
        let Some(desk) = Desk::at(shell) else {
            continue;
        };
        desk.put("small.json", include_str!("../stores/valid/small.json"));
        for typed in [
            "--plan small.json kpi zet 1.K",
            "--plan=small.json kpi zet 1.K",
        ] {
            let mut line = desk.line();
            line.keys(&format!("regie {typed}\t"));
            line.expect("1.K1.3");
        }
        let mut line = desk.line_with(&[("REGIE_PLAN", "small.json")]);
        line.keys("regie kpi zet 1.K\t");
        line.expect("1.K1.3");
        // Its file is the shell's to find.
        let mut line = desk.line();
        line.keys("regie --plan sma\t");
        line.expect("% regie --plan small.json");
    }
}

#[test]
fn nothing_is_made_and_nothing_is_told() {
    for shell in Shell::ALL {
        let Some(desk) = Desk::at(shell) else {
            continue;
        };
        desk.put("broken.json", "{");
        for plan in ["broken.json", "missing.json", "."] {
            let mut line = desk.line_with(&[("REGIE_PLAN", plan), ("REGIE_BEWAREN", "veel")]);
            line.keys("regie kpi zet 3.K\t");
            // What is typed next shows that Tab has been.
            line.keys("X");
            line.expect("% regie kpi zet 3.KX");
            line.shows_nothing_but("% regie kpi zet 3.KX");
        }
        let mut line = desk.line();
        line.keys("regie kpi zet 3.K\t");
        line.expect("3.K6");
        assert!(!desk.has_own_plan(), "{shell:?} made the user's plan");
    }
}

#[test]
fn words_of_strangers_do_nothing() {
    for shell in Shell::ALL {
        let Some(desk) = Desk::at(shell) else {
            continue;
        };
        let plan = include_str!("../stores/valid/small.json");
        let name = r"Boze $(touch mark) `touch mark`; touch mark & '\u001b[31m";
        let evil = plan.replace("\"Team OOV&B\"", &format!("\"{name}\""));
        let evil = evil.replace("\"Politie\"", r#""Boze $(touch mark) & `touch mark`""#);
        assert_ne!(evil, plan, "the names are there");
        desk.put("evil.json", &evil);
        let mut line = desk.line_with(&[("REGIE_PLAN", "evil.json")]);
        line.keys("regie kpi --partij Boz\t");
        line.keys("X\r");
        line.expect("“Boze $(touch mark) X” staat niet in het plan");
        assert!(!line.raw_has("\u{1b}[31m"), "{shell:?}");
        assert!(!desk.path("mark").exists(), "{shell:?}");
    }
}
