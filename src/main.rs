//! regie
fn main() {}
