//! A database keeps a plan.

use std::fs;

use regie::store::moving::{Move, moves};

use crate::line;
use crate::suite::{SUITE, author};

#[test]
fn what_holds_of_any_keeper_holds_of_a_database() {
    let Some(server) = line::server() else {
        return;
    };
    // A move takes the lock beside the file.
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.json");
    fs::copy("tests/stores/valid/small.json", &file).unwrap();
    for (number, (name, proof)) in SUITE.iter().enumerate() {
        println!("{name}");
        let url = server.url(line::DATABASE, &format!("plan-{number}"));
        moves(&file, url.as_ref(), Move::Copy, &author("A")).unwrap();
        proof(url.as_ref());
    }
}
