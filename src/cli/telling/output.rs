//! Where a report goes: standard output, or a new file (`-o`).

use std::path::PathBuf;

use clap::{Arg, ArgMatches, value_parser};
use serde::Serialize;

use super::failure::Failure;
use super::page::Page;
use crate::cli::Outcome;
use crate::cli::options::Options;
use crate::cli::program::usage;
use crate::store;
use crate::store::Keeper;

/// `-o BESTAND`.
pub fn option() -> Arg {
    usage::option("uitvoer", "BESTAND", "Naar een nieuw bestand")
        .short('o')
        .value_parser(value_parser!(PathBuf))
}

/// Under `--json`.
#[derive(Serialize)]
struct Written<'a> {
    /// The file that was made.
    file: &'a str,
}

/// Whether a file was asked for; refuses that to whoever may leave nothing behind.
pub fn file<'m>(
    options: &Options,
    matches: &'m ArgMatches,
) -> Result<Option<&'m PathBuf>, Failure> {
    let path = matches.get_one::<PathBuf>("uitvoer");
    if path.is_some() {
        options.may_write()?;
    }
    Ok(path)
}

/// Gives the bytes of a file to whoever asked for it: the same on standard output as in a file.
/// An existing file is only written `over` where that was asked.
pub fn deliver(
    options: &Options,
    path: Option<&PathBuf>,
    over: Option<&dyn Keeper>,
    bytes: Vec<u8>,
    page: &mut Page,
) -> Outcome {
    let Some(path) = path else {
        page.data(bytes);
        return Ok(0);
    };
    match over {
        Some(store) => store.write_over(path, &bytes)?,
        None => store::write_new(path, &bytes)?,
    }
    let shown = path.to_string_lossy();
    if options.json {
        page.json(&Written { file: &shown })?;
    } else {
        page.text(&format!("Geschreven naar {shown}"));
    }
    Ok(0)
}
