//! Pastes, and what comes in pieces.

use std::thread::sleep;
use std::time::Duration;

use crate::terminal::Terminal;

/// A note is being typed, with `[` before and `]` after it.
fn note(home: &std::path::Path) -> Terminal {
    let mut terminal = Terminal::start(home, &["--door", "A. Jansen"]);
    terminal.expect("0 Nu");
    terminal.keys("2jjjje7\t\t");
    terminal.expect("→ 7");
    terminal
}

#[test]
fn a_paste_without_end_ends_and_the_keys_work() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = note(home.path());
    terminal.keys("\x1b[200~Plaspoelpolder,\rmet ");
    terminal.expect("[Plaspoelpolder, met ");
    terminal.keys("HEIT\r");
    terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");
    // The end comes after all: what stands before it is text, and commands nothing.
    terminal.keys("\x1b");
    terminal.expect("e bewerk");
    terminal.keys("\x1b[200~uu");
    terminal.expect("Plakken kan waar u tekst typt");
    terminal.keys("q\rq\x1b[201~j");
    terminal.expect("KPI 3.K3");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
}

#[test]
fn of_ten_megabytes_a_field_takes_what_it_takes() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = note(home.path());
    let line = "Plaspoelpolder met HEIT en q u + \r\x1b[A".repeat(10 * 1024 * 1024 / 36);
    terminal.keys(&format!("\x1b[200~{line}\x1b[201~"));
    terminal.expect("Een veld neemt 500 tekens; wat erna kwam is weggelaten.");
    // Not marked as a paste it is as much.
    terminal.keys("\x15");
    terminal.keys(&"x".repeat(100_000));
    terminal.keys("\x01\x1b[3~y");
    terminal.expect("[yxxx");
    terminal.keys("\x1bq");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
}

#[test]
fn what_comes_in_pieces_is_put_together() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = note(home.path());
    for piece in [
        "caf".as_bytes(),
        b"\xc3",
        b"\xa9 \xe2\x82",
        b"\xac",
        b"\x1b",
        b"[D",
        b"\x1bO",
        b"D!",
    ] {
        terminal.bytes(piece);
        sleep(Duration::from_millis(5));
    }
    terminal.expect("[café! €");
    // Alone it is Esc.
    terminal.keys("\x1b");
    terminal.expect("e bewerk");
}
