//! What a user sees when the line goes, and when nobody answers.

use super::desk::{checked, server, url, with_standby};
use crate::proxy::Proxy;
use crate::terminal::Terminal;

fn start(home: &std::path::Path, url: &str) -> Terminal {
    let args = ["--plan", url, "--door", "A", "--nu", "2026-06-12"];
    let mut terminal = Terminal::start(home, &args);
    terminal.expect("0 Nu");
    terminal.keys("2");
    terminal.expect("KPI 1.K1");
    terminal
}

#[test]
fn a_line_that_goes_is_told_and_browsing_goes_on() {
    let Some(server) = server() else {
        return;
    };
    let line = Proxy::to(server.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path(), &url(&[line.host()]));
    line.away();
    terminal.expect("geen verbinding sinds ");
    terminal.keys("1");
    terminal.expect("Plan ›");
    terminal.keys("2");
    terminal.expect("KPI 1.K1");
    line.back();
    terminal.expect("De verbinding is er weer.");
    terminal.expect("opgeslagen");
    terminal.keys("+");
    terminal.expect("· opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(checked(&server).values().sum::<usize>(), 1);
}

#[test]
fn with_the_standby_away_the_keys_go_on_and_what_is_unsure_is_told_until_it_is_known() {
    let Some((first, mut second)) = with_standby() else {
        return;
    };
    let line = Proxy::to(first.host());
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path(), &url(&[line.host()]));
    second.stop();
    terminal.keys("+");
    terminal.expect("bezig met opslaan…");
    // It still waits, and the screen doesn't.
    terminal.keys("1");
    terminal.expect("Plan ›");
    terminal.keys("2");
    terminal.expect("KPI 1.K1");
    terminal.expect("onzeker of dit is opgeslagen");
    second.restart();
    terminal.expect("toch opgeslagen.");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(checked(&first).values().sum::<usize>(), 1);
    assert_eq!(line.seen().cancels, 0);
}
