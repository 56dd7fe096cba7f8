//! Files that are cut off, damaged, or no files at all, given to the real program.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use crate::desk::{Desk, SMALL};

#[test]
fn cut_off_anywhere() {
    let whole = fs::read(SMALL).unwrap();
    let desk = Desk::new();
    let last = whole.iter().rposition(|byte| *byte == b'}').unwrap();
    for at in (0..=last).step_by(29).chain([1, last]) {
        desk.put(&whole[..at]);
        desk.run(&["kpi"]).is_unsound(&desk.plan());
        let edit = desk.run(&["kpi", "tel", "1.K1.1"]);
        edit.is_unsound(&desk.plan());
        assert_eq!(fs::read(desk.plan()).unwrap(), &whole[..at]);
    }
}

#[test]
fn a_bit_fell_over() {
    let whole = fs::read(SMALL).unwrap();
    let desk = Desk::new();
    let mut refused = 0;
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        desk.put(&bytes);
        let ran = desk.run(&["controleer"]);
        if ran.code == 0 {
            assert_eq!(desk.run(&["toon"]).code, 0, "byte {at}");
            continue;
        }
        refused += 1;
        assert_eq!(ran.code, 5, "byte {at}: {}", ran.err);
        desk.run(&["toon"]).is_unsound(&desk.plan());
    }
    assert!(refused > 50, "{refused}");
}

#[test]
fn no_plan_at_all() {
    let deep = [("[", "]"), ("[", ""), ("{\"x\":", "}")].map(|(open, close)| {
        let text = fs::read_to_string(SMALL).unwrap();
        let nested = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        text.replacen('{', &format!("{{ \"x\": {nested},"), 1)
    });
    let random: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let text = fs::read(SMALL).unwrap();
    let mut zeroed = text.clone();
    zeroed[1000..1500].fill(0);
    let mut twice_marked = b"\xef\xbb\xbf\xef\xbb\xbf".to_vec();
    twice_marked.extend_from_slice(&text);
    let long = vec![b'['; 1 << 20];
    let files: &[(&str, &[u8])] = &[
        ("random", &random),
        ("zeroed", &zeroed),
        ("two marks", &twice_marked),
        ("deep lists", deep[0].as_bytes()),
        ("deep and open", deep[1].as_bytes()),
        ("deep objects", deep[2].as_bytes()),
        ("nuls", &[0; 4096]),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0"),
        ("compressed", b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
        ("a page", b"<!doctype html><html></html>"),
        ("a number", b"42"),
        ("a text", b"\"plan\""),
        ("one long line", &long),
    ];
    let desk = Desk::new();
    for (name, bytes) in files {
        desk.put(bytes);
        for args in [&["status"][..], &["log", "--json"], &["herstel"]] {
            let ran = desk.run(args);
            assert_eq!(ran.code, 5, "{name}: {}", ran.err);
            ran.is_unsound(&desk.plan());
        }
        assert_eq!(desk.run(&["controleer"]).code, 5, "{name}");
        assert_eq!(desk.run(&["controleer", "--json"]).code, 5, "{name}");
        assert_eq!(fs::read(desk.plan()).unwrap(), *bytes, "{name}");
    }
}

#[test]
fn what_is_not_a_file() {
    let desk = Desk::new();
    let fifo = desk.path("fifo");
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, kind, 0o600.into(), 0).unwrap();
    let socket = desk.path("socket");
    let _listening = UnixListener::bind(&socket).unwrap();
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    let sparse = desk.path("sparse.json");
    fs::File::create_new(&sparse)
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    let dangling = desk.path("dangling.json");
    symlink(desk.path("nowhere.json"), &dangling).unwrap();
    let circle = desk.path("circle.json");
    symlink(&circle, &circle).unwrap();
    let to_zero = desk.path("zero.json");
    symlink("/dev/zero", &to_zero).unwrap();
    let long = desk.path(&"x".repeat(300));
    let below_a_file = sparse.join("plan.json");
    for path in [
        Path::new("/dev/zero"),
        Path::new("/dev/null"),
        &fifo,
        &socket,
        &folder,
        &sparse,
        &dangling,
        &circle,
        &to_zero,
        &long,
        &below_a_file,
        &desk.path("nowhere.json"),
    ] {
        for args in [&["kpi"][..], &["kpi", "tel", "3.K1"], &["controleer"]] {
            let ran = desk.run_on(path, args);
            // A link that leads nowhere is no plan either.
            let code = if path.exists() || *path == below_a_file {
                1
            } else {
                3
            };
            assert!(
                [1, code].contains(&ran.code),
                "{}: {}",
                path.display(),
                ran.err
            );
            ran.is_one_sentence_about(path);
        }
    }
    assert!(!desk.path("nowhere.json").exists());
}

#[test]
fn a_newer_plan_is_only_read() {
    let newer = fs::read("tests/stores/valid/newer-schema.json").unwrap();
    let desk = Desk::new();
    desk.put(&newer);
    assert_eq!(desk.run(&["kpi"]).code, 0);
    for args in [
        &["kpi", "tel", "1.K1.1"][..],
        &["kpi", "zet", "1.K1.1", "3"],
        &["kpi", "oordeel", "1.K1", "groen"],
        &["actie", "zet", "1A.1.a", "loopt"],
        &["herstel"],
    ] {
        let ran = desk.run(args);
        assert_eq!(ran.code, 6, "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "");
        assert_eq!(fs::read(desk.plan()).unwrap(), newer);
    }
}
