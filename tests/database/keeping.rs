//! A database keeps a plan.

use std::path::Path;

use regie::store::moving::{Move, moves};

use crate::line;
use crate::suite::{SUITE, author};

#[test]
fn what_holds_of_any_keeper_holds_of_a_database() {
    let Some(server) = line::server() else {
        return;
    };
    let file = Path::new("tests/stores/valid/small.json");
    for (number, (name, proof)) in SUITE.iter().enumerate() {
        println!("{name}");
        let url = server.url(line::DATABASE, &format!("plan-{number}"));
        moves(file, url.as_ref(), Move::Copy, &author("A")).unwrap();
        proof(url.as_ref());
    }
}
