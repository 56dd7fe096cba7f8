//! The Linux console: a small font, no other screen, and a Shift-Tab of its own.

use super::terminal::Terminal;

/// What a terminal shows on which words stood, and that has no other screen.
fn without_another_screen(bytes: &[u8]) -> vt100::Parser {
    let text = String::from_utf8_lossy(bytes);
    let text = text.replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
    let mut parser = vt100::Parser::new(24, 80, 0);
    for row in 0..24 {
        parser.process(format!("\x1b[{}Hwhat stood there{row:>60}", row + 1).as_bytes());
    }
    parser.process(text.as_bytes());
    parser
}

#[test]
fn the_console_has_one_screen_and_few_letters() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start_with(home.path(), &[], &[("TERM", "linux")]);
    terminal.expect("0 Nu");
    terminal.keys("2jjjje7\t\x1b\t8");
    terminal.expect("[78");
    terminal.keys("\x1b");
    terminal.expect("e bewerk");
    let shown = terminal.screen().contents();
    assert!(shown.is_ascii(), "{shown}");
    let console = without_another_screen(terminal.raw());
    assert_eq!(console.screen().contents(), shown);

    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
    let left = without_another_screen(terminal.raw()).screen().contents();
    assert!(left.starts_with("regie: het plan van 2026 is"), "{left}");
    assert_eq!(left.lines().count(), 1, "{left}");
}
