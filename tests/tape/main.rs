//! The tape of the screen in the README, played by the real binary on a terminal: recording a
//! KPI, asking who leads, a meeting. `REGIE_TAPE=write cargo test --test tape` writes it anew.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod svg;
#[path = "../common/terminal.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod terminal;

use std::fs;
use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;
use svg::{Film, Frame};
use terminal::Terminal;

/// What a user does.
enum Step {
    /// Says what follows.
    Caption(&'static str),
    /// A key, what is on the screen then, and how long one looks at it, in tenths of a second.
    Key(&'static str, &'static str, u32),
    /// Letters, typed one after another.
    Text(&'static str),
}

use Step::{Caption, Key, Text};

const ENTER: &str = "\r";
const DOWN: &str = "j";

const STEPS: &[Step] = &[
    Caption("Een stand vastleggen: 2, naar de rij, e, een getal, Enter"),
    Key("2", "3.K1    integrale controles", 12),
    Key(DOWN, "KPI 2.K1b", 2),
    Key(DOWN, "KPI 2.K1c", 2),
    Key(DOWN, "KPI 2.K2", 2),
    Key(DOWN, "KPI 3.K1", 8),
    Key("e", "was 6 op 28-09", 8),
    Text("7"),
    Key("\t", "→ 7", 4),
    Key("\t", "Notitie", 4),
    Text("Plaspoelpolder"),
    Key(ENTER, "7 (was 6) · opgeslagen", 20),
    Key("\x1b", "KPI 3.K2", 6),
    Caption("Wie heeft de regie? r, en een paar letters"),
    Key("r", "Wie heeft de regie op:", 6),
    Text("fatb"),
    Key("", "Handhaving aanpak fatbikeproblematiek", 24),
    Key(ENTER, "A Schoon, Heel en Veilig", 18),
    Caption("Een overleg: punt na punt, elk antwoord meteen opgeslagen"),
    Key("o", "Overleg over:", 8),
    Text("onde"),
    Key(ENTER, "Overleg over Ondermijning", 10),
    Key(ENTER, "1 van 8", 14),
    Key(ENTER, "2 van 8", 6),
    Key(ENTER, "3 van 8", 8),
    Key("3", "→ 3 ", 8),
    Key(ENTER, "controles met speurhonden: 3 · opgeslagen", 14),
    Key("a", "Actiepunt bij 3.K3", 6),
    Text("Team ITH"),
    Key("\t", "Team ITH", 3),
    Text("Speurhond aanvragen"),
    Key(ENTER, "AP1: actiepunt", 16),
    Key("E", "verslag", 20),
    Key("v", "Het verslag staat in", 28),
];

/// How long a letter takes, in tenths of a second.
const LETTER: u32 = 1;

fn regie(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("regie"));
    command.env_clear();
    for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"] {
        command.env(name, home);
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "nl_NL.UTF-8");
    command
}

/// A plan of which something is known already.
fn earlier(home: &Path) {
    let plan = home.join("plan.json").display().to_string();
    let run = |args: &[&str]| {
        let done = Command::new(assert_cmd::cargo::cargo_bin!("regie"))
            .args(["--door", "A. Jansen", "--plan", &plan])
            .args(args)
            .output()
            .unwrap();
        assert!(done.status.success(), "{args:?}: {done:?}");
    };
    run(&["begin", &plan]);
    for (day, args) in [
        ("2026-03-31", ["kpi", "zet", "3.K1", "2", "--zeker"]),
        ("2026-06-30", ["kpi", "zet", "3.K1", "4", "--zeker"]),
        ("2026-09-28", ["kpi", "zet", "3.K1", "6", "--zeker"]),
        ("2026-10-12", ["kpi", "zet", "2.K2", "1", "--zeker"]),
    ] {
        let moment = format!("{day}T10:00:00+01:00");
        run(&[&["--nu", &moment][..], &args].concat());
    }
}

fn film() -> Film {
    let home = tempfile::tempdir().unwrap();
    earlier(home.path());
    let mut command = regie(home.path());
    command.args(["--plan", "plan.json", "--door", "A. Jansen"]);
    command.args(["--nu", "2026-11-23T14:00:00+01:00"]);
    command.cwd(home.path());
    let mut terminal = Terminal::on(command);
    terminal.expect("0 Nu");
    let mut film = Film::default();
    let mut caption = "";
    let mut shoot = |terminal: &mut Terminal, caption, tenths| {
        let screen = terminal.screen().clone();
        film.frames.push(Frame::of(&screen, caption, tenths));
    };
    for step in STEPS {
        match *step {
            Caption(words) => {
                caption = words;
                shoot(&mut terminal, caption, 12);
            }
            Key(keys, words, tenths) => {
                terminal.keys(keys);
                terminal.expect(words);
                shoot(&mut terminal, caption, tenths);
            }
            Text(letters) => {
                for letter in letters.chars() {
                    terminal.keys(letter.encode_utf8(&mut [0; 4]));
                    shoot(&mut terminal, caption, LETTER);
                }
            }
        }
    }
    terminal.keys("\x1bq");
    assert_eq!(terminal.exit_code(), 0);
    film
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the tape is no store")]
fn the_tape_in_the_readme_is_what_the_program_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tape.svg");
    let played = film().svg();
    if std::env::var_os("REGIE_TAPE").is_some() {
        return fs::write(path, played).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let anew = "REGIE_TAPE=write cargo test --test tape writes the tape anew; look at it";
    let differs = kept
        .lines()
        .zip(played.lines())
        .find(|(kept, played)| kept != played);
    assert!(kept == played, "{differs:?}: {anew}");
}
