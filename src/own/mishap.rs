//! A fault of the program itself: a report of it is left with the user's own files, and a
//! sentence says where.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::{env, process, thread};

use chrono::{DateTime, FixedOffset};

use super::small_file::{SmallFile, state_dir};
use crate::plan::clean;

/// From here on a panic leaves a report in the user's state directory, and says so on standard
/// error. `version` is what the program is, see `regie --version`; `now` gives the moment.
///
/// The report holds no plan: it has version, moment, place, thread and the panic's own words.
pub fn watch(version: &'static str, now: fn() -> DateTime<FixedOffset>) {
    panic::set_hook(Box::new(move |info| {
        let sentence = match leave(&report(info, version, now()), now()) {
            Ok(path) => format!(
                "Een verslag staat in {}; geef dat aan wie regie beheert",
                path.display()
            ),
            Err(why) => format!("Een verslag kon niet worden geschreven: {why}"),
        };
        let _nobody_hears = writeln!(
            io::stderr(),
            "regie: gestopt door een fout in het programma zelf ({}). Wat is opgeslagen, staat er nog. {}",
            place(info),
            clean::one_line(&sentence)
        );
    }));
}

/// Where in the program it happened.
fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(
        || "plaats onbekend".to_string(),
        |at| format!("{}:{}", at.file(), at.line()),
    )
}

fn report(info: &PanicHookInfo<'_>, version: &str, at: DateTime<FixedOffset>) -> String {
    let mut out = String::from("Storing van regie\n\n");
    let thread = thread::current();
    for (label, value) in [
        ("moment", at.to_rfc3339()),
        ("versie", version.to_string()),
        (
            "systeem",
            format!("{} {}", env::consts::OS, env::consts::ARCH),
        ),
        ("plaats", place(info)),
        ("draad", thread.name().unwrap_or("zonder naam").to_string()),
        ("melding", words(info).to_string()),
    ] {
        let value = clean::visible(&value).replace('\n', "\n        ");
        let _infallible = writeln!(out, "{label:<8}{value}");
    }
    out
}

/// The panic's own words, where it has any.
fn words<'a>(info: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = info.payload();
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("geen")
}

/// Writes it, for the user's eyes only, under a name of this moment and process.
fn leave(report: &str, at: DateTime<FixedOffset>) -> io::Result<PathBuf> {
    let dir = state_dir().ok_or_else(|| io::Error::other("er is geen map voor eigen bestanden"))?;
    let moment = at.format("%Y%m%d-%H%M%S");
    let file = SmallFile(dir.join(format!("storing-{moment}-{}.txt", process::id())));
    file.write(report.as_bytes(), true)?;
    Ok(file.0)
}
