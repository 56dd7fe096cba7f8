//! The real binary on a terminal, as a user sees it: a pseudo-terminal, an emulator that reads
//! what is on it, and the file afterwards.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod asking;
mod console;
mod meeting;
mod pasting;
mod saving;
#[path = "../common/terminal.rs"]
mod terminal;

use std::fs;

use portable_pty::CommandBuilder;
use serde_json::Value;
use terminal::Terminal;

fn indicator(plan: &Value, kpi: &str) -> Value {
    let chapters = plan["chapters"].as_array().unwrap();
    let kpis = chapters
        .iter()
        .flat_map(|chapter| chapter["kpis"].as_array().unwrap());
    kpis.clone().find(|found| found["id"] == kpi).unwrap()["indicators"][0].clone()
}

#[test]
fn a_reading_is_recorded_and_stands_in_the_file() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("Het plan van 2026 is gemaakt");
    terminal.keys("2");
    terminal.expect("3.K1    integrale controles");
    terminal.keys("jjjje7");
    terminal.expect("→ 7");
    terminal.keys("\tg\tPlaspoelpolder");
    terminal.expect("Plaspoelpolder");
    terminal.keys("\r");
    terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");

    let plan: Value =
        serde_json::from_str(&fs::read_to_string(home.path().join("regie/plan.json")).unwrap())
            .unwrap();
    let reading = &indicator(&plan, "3.K1")["readings"][0];
    assert_eq!(reading["value"], 7);
    assert_eq!(reading["note"], "Plaspoelpolder");
    assert_eq!(reading["by"], "A. Jansen");
    assert_eq!(plan["revision"], 1);
    assert_eq!(plan["history"][0]["by"], "A. Jansen");

    // The form of the next row is open: Ctrl-C leaves that.
    terminal.keys("\x03u");
    terminal.expect("Teruggenomen: 3.K1.1 integrale controles");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
    let plan: Value =
        serde_json::from_str(&fs::read_to_string(home.path().join("regie/plan.json")).unwrap())
            .unwrap();
    assert_eq!(
        indicator(&plan, "3.K1")["readings"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    assert_eq!(plan["revision"], 2);
}

/// In the shell an odd figure is asked where a person can answer.
#[test]
fn an_odd_figure_is_asked_at_a_terminal() {
    for (answer, said, code) in [
        ("j\r", "50 van 10 (eerste stand) · opgeslagen", 0),
        ("n\r", "er is niets opgeslagen", 1),
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &["kpi", "zet", "3.K1", "50"]);
        terminal.expect("50 bij een streefwaarde van 10: klopt dat? [j/n]");
        terminal.keys(answer);
        terminal.expect(said);
        assert_eq!(terminal.exit_code(), code);
    }
}

/// Who presses Ctrl-C twice and once more as it closes finds the terminal as it was.
#[test]
fn a_key_on_the_way_out_leaves_the_terminal_whole() {
    for _ in 0..8 {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &[]);
        terminal.expect("0 Nu");
        terminal.keys("q");
        terminal.keys("\x03");
        terminal.exit_code();
        terminal.is_whole();
    }
}

#[test]
fn the_regie_is_two_seconds_away() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    terminal.keys("rfatb");
    terminal.expect("“De regie op Handhaving aanpak fatbikeproblematiek");
    terminal.keys("\x1b");
    terminal.expect("Overzicht › 2 Zorg");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[expect(clippy::disallowed_methods, reason = "broken on purpose")]
#[test]
fn a_filter_is_kept_over_restarts_and_a_broken_file_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("regie/filters.json");
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("Het plan van 2026 is gemaakt");
    terminal.keys("3Fopen\r");
    terminal.expect("Acties · open · 84 van 84");
    terminal.keys("Fbewaren\r");
    terminal.expect("Bewaar dit filter als:");
    terminal.keys("mijn open werk\r");
    terminal.expect("Filter “mijn open werk” bewaard");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let kept = fs::read_to_string(&file).unwrap();
    assert!(kept.contains("mijn open werk"), "{kept}");

    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("A. Jansen · opgeslagen");
    terminal.keys("8Fmijn\r");
    terminal.expect("Agenda · open · ");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);

    fs::write(&file, "{ kapot").unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("De bewaarde filters zijn niet te lezen");
    terminal.keys("3Fopen\rFbewaren\r\r");
    terminal.expect("De bewaarde filters zijn niet te lezen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), "{ kapot");
}

#[test]
fn the_cursor_rests_on_the_selected_row() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    terminal.keys("1jj");
    terminal.expect("Plan › 3 Ondermijning");
    let screen = terminal.screen();
    assert!(screen.hide_cursor());
    let (row, column) = screen.cursor_position();
    assert!(screen.cell(row, column).unwrap().inverse());
    assert_eq!(row, 5);
}

#[test]
fn where_the_locale_is_not_utf8_the_screen_keeps_to_ascii() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_with(home.path(), &[], &[("LANG", "nl_NL.ISO-8859-1")]);
    terminal.expect("> ");
    terminal.keys("7");
    terminal.expect("EUR");
    let shown = terminal.screen().contents();
    assert!(shown.is_ascii(), "{shown}");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn no_colour_keeps_the_selected_row_in_sight() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_with(home.path(), &[], &[("NO_COLOR", "1")]);
    terminal.expect("0 Nu");
    let screen = terminal.screen();
    assert!(screen.cell(4, 5).unwrap().inverse());
    for row in 0..24 {
        for column in 0..80 {
            assert_eq!(
                screen.cell(row, column).unwrap().fgcolor(),
                vt100::Color::Default
            );
        }
    }
}

#[test]
fn a_colleagues_save_appears_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("2jjjje7");
    terminal.expect("→ 7");
    let plan = home.path().join("regie/plan.json");
    // The second save says the same as the first, and is drawn all the same.
    for (value, stand) in [("2", "2 / 4"), ("3", "3 / 4")] {
        assert_cmd::Command::cargo_bin("regie")
            .unwrap()
            .args(["--door", "B. de Vries", "kpi", "zet", "3.K3"])
            .args([value, "--plan"])
            .arg(&plan)
            .assert()
            .success();
        terminal.expect("Bijgewerkt: B. de Vries heeft iets opgeslagen");
        terminal.expect(stand);
    }
    terminal.expect("→ 7");
    terminal.keys("\r");
    terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");
}

#[test]
fn signals_and_a_lost_line_end_it_at_once() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &[]);
        terminal.expect("0 Nu");
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code, "SIG{signal}");
        terminal.is_whole();
    }
}

/// What was stopped is let go on by the hang-up itself, and ends.
#[test]
fn a_stopped_program_ends_when_the_line_goes() {
    for stop in ["TSTP", "STOP"] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &[]);
        terminal.expect("0 Nu");
        terminal.keys("2e7");
        terminal.expect("[7");
        terminal.signal(stop);
        if stop == "TSTP" {
            while terminal.screen().alternate_screen() {}
        }
        terminal.hang_up();
        terminal.signal("CONT");
        assert_eq!(terminal.exit_code(), 129, "{stop}");
        let mut terminal = Terminal::start(home.path(), &[]);
        terminal.expect("terugzetten?");
    }
}

#[test]
fn a_half_typed_entry_survives_whatever_ends_the_program() {
    for (end, code) in [("HUP", 129), ("TERM", 143), ("KILL", 1)] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("0 Nu");
        terminal.keys("2jjjje7\tg\tmet HE");
        terminal.expect("met HE");
        if end == "HUP" {
            terminal.hang_up();
        } else {
            terminal.signal(end);
        }
        assert_eq!(terminal.exit_code(), code, "SIG{end}");

        let mut colleague = Terminal::start(home.path(), &["--door", "B. de Vries"]);
        colleague.expect("0 Nu");
        colleague.keys("q");
        assert_eq!(colleague.exit_code(), 0);

        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("terugzetten?");
        terminal.expect("3.K1.1: 7 · g · met HE");
        terminal.keys("\r");
        terminal.expect("[met HE");
        terminal.keys("IT\r");
        terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");
        terminal.keys("\x03q");
        assert_eq!(terminal.exit_code(), 0);

        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("KPI's › 3 Ondermijning");
        assert!(!terminal.screen().contents().contains("terugzetten"));
    }
}

#[test]
fn the_next_session_begins_where_this_one_ended_however_it_ended() {
    for end in ["q", "TERM", "HUP"] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("0 Nu");
        terminal.keys("1jjljl3sopen\r2jjjj");
        terminal.expect("3 Ondermijning › KPI 3.K1");
        match end {
            "q" => terminal.keys("q"),
            "HUP" => terminal.hang_up(),
            signal => terminal.signal(signal),
        }
        terminal.exit_code();

        let mut colleague = Terminal::start(home.path(), &["--door", "B. de Vries"]);
        colleague.expect("Overzicht › 2 Zorg");
        let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
        terminal.expect("3 Ondermijning › KPI 3.K1");
        terminal.keys("1");
        terminal.expect("Plan › 3 Ondermijning › A Drugshandel");
        terminal.keys("3");
        terminal.expect("Acties · open · 84 van 84");
        terminal.keys("1q");
        assert_eq!(terminal.exit_code(), 0);
        terminal.is_whole();
    }
}

/// A left click at a column and row from 1, as the terminal reports it.
fn click(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

#[test]
fn the_mouse_is_heard_where_it_is_wanted() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join(".config/regie");
    fs::create_dir_all(&dir).unwrap();
    let reported = |terminal: &mut Terminal| terminal.screen().mouse_protocol_mode();
    let (off, on) = (
        vt100::MouseProtocolMode::None,
        vt100::MouseProtocolMode::PressRelease,
    );

    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("Overzicht › 2 Zorg");
    assert_eq!(reported(&mut terminal), off, "nobody asked for it");
    terminal.keys("1M");
    terminal.expect("Muis aan");
    assert_eq!(reported(&mut terminal), on);
    terminal.keys(&click(10, 6));
    terminal.expect("Plan › 3 Ondermijning");
    terminal.keys(&click(10, 6));
    terminal.expect("A Drugshandel");
    terminal.keys("\x1b[<65;10;8M");
    terminal.keys("\x1b[<64;10;8M");
    // On "2 KPI's".
    terminal.keys(&click(16, 2));
    terminal.expect("KPI's › ");
    terminal.keys("M");
    terminal.expect("Muis uit");
    assert_eq!(reported(&mut terminal), off);
    terminal.keys("1q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();

    write(&dir.join("config.toml"), "muis = true\n");
    for (end, code) in [("TERM", 143), ("HUP", 129), ("q", 0), ("F12", 101)] {
        let mut terminal = Terminal::start_with(home.path(), &[], &[("REGIE_PANIC", "1")]);
        terminal.expect("Ondermijning");
        assert_eq!(reported(&mut terminal), on);
        match end {
            "q" => terminal.keys("q"),
            "F12" => terminal.keys("\x1b[24~"),
            signal => terminal.signal(signal),
        }
        assert_eq!(terminal.exit_code(), code, "{end}");
        terminal.is_whole();
    }
}

#[test]
fn a_fall_leaves_the_terminal_whole_and_the_draft() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_with(home.path(), &[], &[("REGIE_PANIC", "1")]);
    terminal.expect("0 Nu");
    terminal.keys("2e8");
    terminal.expect("[8");
    terminal.keys("\x1b[24~");
    assert_eq!(terminal.exit_code(), 101);
    terminal.is_whole();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("terugzetten?");
}

/// The Enter comes straight after the colleague's: the screen has heard nothing yet.
#[test]
fn the_same_value_set_by_two_is_for_the_user_to_choose() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("2jjjje2");
    terminal.expect("→ 2");
    assert_cmd::Command::cargo_bin("regie")
        .unwrap()
        .args(["--door", "B. de Vries", "kpi", "zet", "3.K1.1", "1"])
        .arg("--plan")
        .arg(home.path().join("regie/plan.json"))
        .assert()
        .success();
    terminal.keys("\r");
    terminal.expect("Intussen zette B. de Vries");
    terminal.expect("op 1 (was geen stand)");
    terminal.keys("\r");
    terminal.expect("2 (was 1) · opgeslagen");
}

#[test]
fn the_same_status_set_by_two_is_for_the_user_to_choose() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("3eg");
    terminal.expect("open → gereed");
    assert_cmd::Command::cargo_bin("regie")
        .unwrap()
        .args([
            "--door",
            "B. de Vries",
            "actie",
            "zet",
            "2A.1.a",
            "loopt",
            "--plan",
        ])
        .arg(home.path().join("regie/plan.json"))
        .assert()
        .success();
    terminal.keys("\r");
    terminal.expect("Intussen zette B. de Vries");
    terminal.expect("op loopt (was open)");
    terminal.keys("\r");
    terminal.expect("2A.1.a: loopt → gereed · opgeslagen");

    // Also when the colleague's save was in sight before the first Enter: that Enter asks.
    terminal.keys("kev");
    terminal.expect("gereed → vervallen");
    assert_cmd::Command::cargo_bin("regie")
        .unwrap()
        .args([
            "--door",
            "B. de Vries",
            "actie",
            "zet",
            "2A.1.a",
            "open",
            "--plan",
        ])
        .arg(home.path().join("regie/plan.json"))
        .assert()
        .success();
    terminal.expect("op open (was gereed)");
    terminal.keys("\r");
    terminal.expect("open → vervallen");
    terminal.keys("\r");
    terminal.expect("2A.1.a: open → vervallen · opgeslagen");
}

#[test]
fn a_file_that_goes_away_is_told_and_can_be_rescued() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    let plan = home.path().join("regie/plan.json");
    let before = fs::read(&plan).unwrap();
    fs::remove_file(&plan).unwrap();
    terminal.expect("bestand weg");
    terminal.keys("w");
    terminal.expect("Het plan is gered; open het met: regie --plan");
    let rescued = fs::read_dir(home.path().join("regie"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("plan-gered-"))
        .unwrap();
    assert_eq!(fs::read(&rescued).unwrap(), before);
    fs::rename(rescued, &plan).unwrap();
    terminal.expect("opgeslagen");
}

#[test]
fn what_could_not_be_saved_stays_in_the_form() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    let plan = home.path().join("regie/plan.json");
    let second = home.path().join("regie/second-name.json");
    fs::hard_link(&plan, &second).unwrap();
    terminal.keys("2jjjje7\t\tPlaspoelpolder\r");
    terminal.expect("harde koppeling");
    terminal.expect("[Plaspoelpolder");
    fs::remove_file(second).unwrap();
    terminal.keys("\r");
    terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let mut bash = CommandBuilder::new("bash");
    bash.args(["--norc", "--noprofile", "-i"]);
    for (name, value) in [
        ("PS1", "shell> "),
        ("TERM", "xterm-256color"),
        ("LANG", "nl_NL.UTF-8"),
    ] {
        bash.env(name, value);
    }
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
        bash.env(name, home.path());
    }
    let mut terminal = Terminal::on(bash);
    terminal.expect("shell>");
    terminal.keys(&format!(
        "{}\r",
        assert_cmd::cargo::cargo_bin!("regie").display()
    ));
    terminal.expect("0 Nu");
    terminal.keys("2jjjje7");
    terminal.expect("→ 7");
    terminal.keys("\x1b");
    terminal.expect("e bewerk");
    terminal.keys("M");
    terminal.expect("Muis aan");
    terminal.keys("\x1a");
    terminal.expect("Stopped");
    let screen = terminal.screen();
    assert!(!screen.alternate_screen());
    let mouse = screen.mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::None);
    terminal.keys("fg\r");
    terminal.expect("e bewerk");
    let screen = terminal.screen();
    assert!(screen.alternate_screen());
    let mouse = screen.mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::PressRelease);
    terminal.keys("q");
    // The new prompt: what is typed at the old one, the program still reads.
    let prompts = |terminal: &mut Terminal| terminal.screen().contents().matches("shell>").count();
    let before = 2;
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while prompts(&mut terminal) <= before && std::time::Instant::now() < patience {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    terminal.keys("exit\r");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn as_a_login_command_ctrl_z_does_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    terminal.keys("\x1a2");
    terminal.expect("3.K1    integrale controles");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn copying_sends_the_plans_words_to_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    terminal.keys("1y");
    terminal.expect("Naar de terminal gestuurd: 1 Inleiding");
    // "1 Inleiding" in base64, ended by ST.
    let sent = b"\x1b]52;c;MSBJbmxlaWRpbmc=\x1b\\";
    assert!(terminal.raw().windows(sent.len()).any(|w| w == sent));
    terminal.keys("2jjjjY");
    terminal.expect("Naar de terminal gestuurd: 3.K1, Uitvoeringsplan Veiligheid");
}

#[test]
fn settings_that_are_wrong_keep_the_screen_closed() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join(".config/regie");
    fs::create_dir_all(&dir).unwrap();
    let config = dir.join("config.toml");
    write(&config, "[toetsen]\nzoeken = \"e\"\n");
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("regel 2: “e” is al");
    assert_eq!(terminal.exit_code(), 2);
    write(&config, "[toetsen]\nzoeken = \"f3\"\nstoppen = \"Q\"\n");
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("F3 zoek");
    terminal.keys("qQ");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_storm_of_sizes_and_keys_does_no_harm() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.expect("0 Nu");
    // Any numbers will do, the same ones each time.
    let mut state: u32 = 2026;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let keys = b"jklhgGzrfpPse+u/:?123456789 \x1b\t\r\x7f\x02\x06\x15\x1a-0avx\xc3\xa9";
    for turn in 0..3_000 {
        if turn % 20 == 0 {
            let (rows, columns) = (next(60) + 1, next(200) + 1);
            terminal.resize(rows.try_into().unwrap(), columns.try_into().unwrap());
        }
        let key = keys[next(keys.len().try_into().unwrap()) as usize];
        terminal.bytes(&[key]);
    }
    // What is still on its way was drawn for other sizes, and the emulator has only one.
    terminal.resize(30, 90);
    terminal.screen();
    terminal.resize(24, 80);
    // Out of whatever it is in. What the emulator made of the sizes on the way is its own affair;
    // that the program still listens, leaves and left the plan whole is ours.
    for _ in 0..6 {
        std::thread::sleep(std::time::Duration::from_millis(150));
        terminal.keys("\x1b");
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    // Every edit of the storm is saved, in order.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(120);
    while terminal.screen().contents().contains("bezig met opslaan") {
        assert!(std::time::Instant::now() < until, "it saves for ever");
    }
    terminal.keys("\x1b");
    std::thread::sleep(std::time::Duration::from_millis(300));
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    let plan = fs::read_to_string(home.path().join("regie/plan.json")).unwrap();
    serde_json::from_str::<regie::plan::Plan>(&plan).unwrap();
}

/// Writes a small file of the user's own.
fn write(path: &std::path::Path, text: &str) {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .unwrap();
    std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
}
