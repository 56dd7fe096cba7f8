//! `--volgorde` and `--omgekeerd`: the order of a listing, the same as the screen's.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};

use crate::cli::failure::Failure;
use crate::cli::program::usage;
use crate::cli::text;
use crate::plan::find::order::{By, Order};

/// Everything a listing can be ordered by, and other words for it.
const WORDS: [(By, &[&str]); 5] = [
    (By::Light, &["stoplicht"]),
    (By::Due, &["te-laat", "uiterlijk"]),
    (By::Date, &["dag"]),
    (By::Status, &[]),
    (By::Priority, &[]),
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

/// Which rows a listing shows, and in what order.
const LISTING: [&str; 7] = [
    "hoofdstuk",
    "licht",
    "partij",
    "status",
    "te-laat",
    "volgorde",
    "omgekeerd",
];

/// Nothing of the listing is asked where a subcommand comes after it.
pub fn only_for_the_listing(matches: &ArgMatches) -> Result<(), Failure> {
    let Some(command) = matches.subcommand_name() else {
        return Ok(());
    };
    let mut ids = matches.ids().map(clap::Id::as_str);
    let asked = |id: &&str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let id = ids.find(|id| LISTING.contains(id) && asked(id));
    id.map_or(Ok(()), |id| {
        let sentence = format!("--{id} is voor de lijst en kan niet bij “{command}”");
        Err(Failure::usage(sentence))
    })
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
