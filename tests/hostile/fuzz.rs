//! Any bytes at all, made from a sound plan: read, or refused in a sentence; never a panic.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::desk::{Desk, SMALL};
use crate::values::is_dealt_with;

/// One thing done to the bytes.
#[derive(Debug, Clone)]
enum Blow {
    Flip(Index, u8),
    Set(Index, u8),
    Cut(Index, Index),
    Double(Index, Index),
    Move(Index, Index, Index),
    Splice(Index, &'static str),
    Swap(Index, Index),
}

/// What JSON and plans are made of.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\\u0000",
    "null",
    "true",
    "-",
    "-0",
    "1e400",
    "1e",
    "0",
    "12345678901234567890",
    "[]",
    "{}",
    "\"\"",
    "\"id\":",
    "\"schema\": 3,",
    "\"x\": {},",
    "\"part_of\": \"boa\",",
    "\n",
    "\r",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}",
    "\0",
    "//",
    "'",
    "é",
    "\u{10ffff}",
    "2026-02-30",
    "\"value\": 1,",
    "\"kind\": \"coverage\",",
];

fn blow() -> impl Strategy<Value = Blow> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 0..8_u8).prop_map(|(at, bit)| Blow::Flip(at, bit)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Blow::Set(at, byte)),
        (at(), at()).prop_map(|(from, to)| Blow::Cut(from, to)),
        (at(), at()).prop_map(|(from, to)| Blow::Double(from, to)),
        (at(), at(), at()).prop_map(|(from, to, at)| Blow::Move(from, to, at)),
        (at(), proptest::sample::select(TOKENS)).prop_map(|(at, token)| Blow::Splice(at, token)),
        (at(), at()).prop_map(|(one, other)| Blow::Swap(one, other)),
    ]
}

/// A short stretch, so that much of the plan stays.
fn stretch(bytes: &[u8], from: Index, to: Index) -> std::ops::Range<usize> {
    let from = from.index(bytes.len());
    from..(from + 1 + to.index(40)).min(bytes.len())
}

/// The places between tokens of JSON, where a splice may well stay sound.
fn seams(bytes: &[u8]) -> Vec<usize> {
    let seam = |(at, byte): (usize, &u8)| b"{}[],:\"".contains(byte).then_some(at + 1);
    bytes
        .iter()
        .enumerate()
        .filter_map(seam)
        .chain([0])
        .collect()
}

fn strike(bytes: &mut Vec<u8>, blow: &Blow) {
    if bytes.is_empty() {
        return;
    }
    match blow {
        Blow::Flip(at, bit) => *at.get_mut(bytes) ^= 1 << bit,
        Blow::Set(at, byte) => *at.get_mut(bytes) = *byte,
        Blow::Cut(from, to) => {
            bytes.drain(stretch(bytes, *from, *to));
        }
        Blow::Double(from, to) => {
            let range = stretch(bytes, *from, *to);
            let again = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, again);
        }
        Blow::Move(from, to, at) => {
            let taken: Vec<u8> = bytes.drain(stretch(bytes, *from, *to)).collect();
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, taken);
        }
        Blow::Splice(at, token) => {
            let at = *at.get(&seams(bytes));
            bytes.splice(at..at, token.bytes());
        }
        Blow::Swap(one, other) => {
            // Two whole lines of the file change places.
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
            *bytes = lines.concat();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_dealt_with(blows in proptest::collection::vec(blow(), 1..6)) {
        let mut bytes = fs::read(SMALL).unwrap();
        for blow in &blows {
            strike(&mut bytes, blow);
        }
        is_dealt_with(&Desk::new(), &bytes);
    }
}
