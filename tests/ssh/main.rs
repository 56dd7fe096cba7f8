//! The program as staff reach it: over SSH, behind a forced command, each with a key of their
//! own. Where there is no OpenSSH server, the tests say so and pass.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod server;
#[path = "../common/terminal.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod terminal;

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use server::Server;
use terminal::Terminal;

const USERS: &[(&str, &str)] = &[("jansen", "A. Jansen"), ("devries", "B. de Vries")];

fn plan(server: &Server) -> Value {
    serde_json::from_str(&fs::read_to_string(server.plan()).unwrap()).unwrap()
}

fn open(server: &Server, key: &str) -> Terminal {
    let mut terminal = Terminal::on(server.terminal(key, &[], &[]));
    terminal.expect("0 Nu");
    terminal
}

fn said(output: &Output) -> String {
    let mut out = String::from_utf8_lossy(&output.stdout).into_owned();
    out += &String::from_utf8_lossy(&output.stderr);
    out
}

#[test]
fn browse_record_and_lose_the_line() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let mut terminal = open(&server, "jansen");
    terminal.keys("1jj");
    terminal.expect("Plan › 3 Ondermijning");
    terminal.keys("rfatb");
    terminal.expect("“De regie op Handhaving aanpak fatbikeproblematiek");
    terminal.keys("\x1b");
    terminal.keys("2jjjje7");
    terminal.expect("→ 7");
    terminal.keys("\tg\tPlaspoelpolder\r");
    terminal.expect("3.K1.1 integrale controles: 7 · opgeslagen");
    assert_eq!(plan(&server)["revision"], 1);
    assert_eq!(plan(&server)["history"][0]["by"], "A. Jansen");

    // The line is gone in the middle of an entry on the next row.
    terminal.keys("8");
    terminal.expect("→ 8");
    terminal.signal("KILL");
    server.expect_nobody();
    assert_eq!(plan(&server)["revision"], 1);

    // A colleague, who has the same account on the host, isn't offered it.
    let mut colleague = open(&server, "devries");
    colleague.keys("2");
    colleague.expect("7 / 10");
    assert!(!colleague.screen().contents().contains("terugzetten"));
    colleague.keys("q");
    assert_eq!(colleague.exit_code(), 0);

    // Back again: what was half typed is there, and is saved.
    let mut terminal = Terminal::on(server.terminal("jansen", &[], &[]));
    terminal.expect("terugzetten?");
    terminal.expect("3.K2.1: 8");
    terminal.keys("\r");
    terminal.expect("→ 8");
    terminal.keys("\r");
    terminal.expect(": 8 · opgeslagen");
    // The form of the next row is open: Ctrl-C leaves that.
    terminal.keys("\x03q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_whole();
    assert_eq!(plan(&server)["revision"], 2);
    assert_eq!(plan(&server)["history"][1]["by"], "A. Jansen");
    server.expect_nobody();
}

#[test]
fn two_at_once_each_under_their_own_name() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let mut jansen = open(&server, "jansen");
    let mut devries = open(&server, "devries");
    for terminal in [&mut jansen, &mut devries] {
        terminal.keys("2");
        terminal.expect("3.K1    integrale controles");
    }
    jansen.keys("jjjj+");
    jansen.expect("3.K1.1 integrale controles: 1 · opgeslagen");
    devries.expect("Bijgewerkt: A. Jansen heeft iets opgeslagen");
    devries.expect("1 / 10");
    devries.keys("jjjj+");
    devries.expect("3.K1.1 integrale controles: 2 (was 1) · opgeslagen");
    jansen.expect("Bijgewerkt: B. de Vries heeft iets opgeslagen");
    jansen.expect("2 / 10");
    for mut terminal in [jansen, devries] {
        terminal.keys("q");
        assert_eq!(terminal.exit_code(), 0);
    }
    let history = plan(&server)["history"].clone();
    let by: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["by"].as_str().unwrap())
        .collect();
    assert_eq!(by, ["A. Jansen", "B. de Vries"]);
}

#[test]
fn another_command_is_not_run() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let mark = server.path("mark");
    let touch = format!("touch {}", mark.display());
    for command in [
        touch.as_str(),
        "cat /etc/passwd",
        "sh -i",
        "regie --plan /etc/passwd controleer",
        "; id",
    ] {
        let output = server.ssh("jansen", &[], &[command]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(output.stdout.is_empty(), "{command}: {}", said(&output));
        assert!(said(&output).contains("is niet uitgevoerd"), "{command}");
        assert!(!said(&output).contains("root:"), "{command}");
        assert!(!mark.exists(), "{command}");
    }
    // A terminal makes no difference.
    let mut terminal = Terminal::on(server.terminal("jansen", &[], &[&touch]));
    terminal.expect("is niet uitgevoerd");
    assert_eq!(terminal.exit_code(), 2);
    assert!(!mark.exists());
    assert_eq!(plan(&server)["revision"], 0);
    server.expect_nobody();
}

#[test]
fn files_are_not_copied() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let before = fs::read(server.plan()).unwrap();
    let (mine, theirs) = (server.path("mine"), server.path("theirs"));
    fs::copy(server.path("known_hosts"), &mine).unwrap();
    let remote = |path: &std::path::Path| format!("{}:{}", server.address(), path.display());
    let copies = [
        (mine.display().to_string(), remote(&theirs)),
        (mine.display().to_string(), remote(&server.plan())),
        (remote(&server.plan()), theirs.display().to_string()),
    ];
    // The protocol of today and that of before.
    for protocol in ["-s", "-O"] {
        for (from, to) in &copies {
            let output = Command::new("scp")
                .arg(protocol)
                .args(server.options("jansen"))
                .args([from, to])
                .stdin(Stdio::null())
                .output()
                .unwrap();
            assert!(!output.status.success(), "{from} to {to}");
            assert!(!theirs.exists(), "{from} to {to}: {}", said(&output));
        }
    }
    assert_eq!(fs::read(server.plan()).unwrap(), before);
}

#[test]
fn ports_are_not_forwarded() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let inside = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    inside.set_nonblocking(true).unwrap();
    let target = inside.local_addr().unwrap().to_string();
    let back = format!("0:{target}");
    let refused: [(&[&str], &str); 2] = [
        (&["-W", &target], "administratively prohibited"),
        (
            &["-N", "-o", "ExitOnForwardFailure=yes", "-R", &back],
            "remote port forwarding failed",
        ),
    ];
    for (options, why) in refused {
        let output = server.ssh("jansen", options, &[]);
        assert_ne!(output.status.code(), Some(0), "{options:?}");
        assert!(said(&output).contains(why), "{}", said(&output));
        assert_eq!(inside.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    }
}

#[test]
fn a_variable_does_not_name_another_plan() {
    let Some(server) = Server::start(USERS) else {
        return;
    };
    let other = server.path("other.json");
    let begun = Command::new(assert_cmd::cargo::cargo_bin!("regie"))
        .arg("begin")
        .arg(&other)
        .output()
        .unwrap();
    assert!(begun.status.success());
    let before = fs::read(&other).unwrap();
    let variable = format!("SetEnv=REGIE_PLAN={}", other.display());
    let mut terminal = Terminal::on(server.terminal("jansen", &["-o", &variable], &[]));
    terminal.expect("0 Nu");
    terminal.keys("2jjjj+");
    terminal.expect("3.K1.1 integrale controles: 1 · opgeslagen");
    terminal.keys("q");
    assert_eq!(terminal.exit_code(), 0);
    assert_eq!(plan(&server)["revision"], 1);
    assert_eq!(fs::read(&other).unwrap(), before);
}
