//! `--volgorde` and `--omgekeerd`: the order of a listing, the same as the screen's.

use clap::{Arg, ArgMatches};

use crate::cli::program::usage;
use crate::cli::text;
use crate::plan::find::order::{By, Order};

/// Everything a listing can be ordered by, and other words for it.
const WORDS: [(By, &[&str]); 4] = [
    (By::Light, &["stoplicht"]),
    (By::Due, &["te-laat", "uiterlijk"]),
    (By::Date, &["dag"]),
    (By::Status, &[]),
];

/// The two options, for a listing that can be ordered by these.
pub fn args(orders: &[By], help: &'static str) -> [Arg; 2] {
    let words = WORDS.iter().filter(|(by, _)| orders.contains(by));
    let words: Vec<_> = words.map(|(by, others)| (by.word(), *others)).collect();
    [
        usage::choosing("volgorde", "KOLOM", help, &words),
        usage::flag("omgekeerd", "Met --volgorde: andersom").requires("volgorde"),
    ]
}

/// The order that was typed, if any.
pub fn typed(matches: &ArgMatches) -> Option<Order> {
    let typed = text(matches, "volgorde").to_lowercase();
    let is_it = |(by, others): &&(By, &[&str])| by.word() == typed || others.contains(&&*typed);
    let (by, _) = WORDS.iter().find(is_it)?;
    let order = Order::or_turned(None, *by);
    Some(if matches.get_flag("omgekeerd") {
        Order::or_turned(Some(order), *by)
    } else {
        order
    })
}
