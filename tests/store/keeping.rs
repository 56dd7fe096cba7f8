//! A file keeps a plan.

use crate::common::Desk;
use crate::suite::SUITE;

#[test]
fn what_holds_of_any_keeper_holds_of_a_file() {
    for (name, proof) in SUITE {
        println!("{name}");
        proof(&Desk::with("small").path);
    }
}
