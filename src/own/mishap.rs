//! A fault of the program itself: a report of it is left with the user's own files, and a
//! sentence says where.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::{env, process, thread};

use chrono::Local;

use super::small_file::{SmallFile, state_dir};
use crate::plan::clean;

/// From here on a panic leaves a report in the user's state directory, and says so on standard
/// error. `version` is what the program is, see `regie --version`.
///
/// The report holds no plan: it has version, moment, place, thread and the panic's own words.
pub fn watch(version: &'static str) {
    panic::set_hook(Box::new(move |info| {
        let sentence = match leave(&report(info, version)) {
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

fn report(info: &PanicHookInfo<'_>, version: &str) -> String {
    let mut out = String::from("Storing van regie\n\n");
    let thread = thread::current();
    for (label, value) in [
        ("moment", Local::now().to_rfc3339()),
        ("versie", version.to_string()),
        (
            "systeem",
            format!("{} {}", env::consts::OS, env::consts::ARCH),
        ),
        ("plaats", place(info)),
        ("draad", thread.name().unwrap_or("zonder naam").to_string()),
        (
            "melding",
            info.payload_as_str().unwrap_or("geen").to_string(),
        ),
    ] {
        let value = clean::visible(&value).replace('\n', "\n        ");
        let _infallible = writeln!(out, "{label:<8}{value}");
    }
    out
}

/// Writes it, for the user's eyes only, under a name of this moment and process.
fn leave(report: &str) -> io::Result<PathBuf> {
    let dir = state_dir().ok_or_else(|| io::Error::other("er is geen map voor eigen bestanden"))?;
    let moment = Local::now().format("%Y%m%d-%H%M%S");
    let file = SmallFile(dir.join(format!("storing-{moment}-{}.txt", process::id())));
    file.write(report.as_bytes(), true)?;
    Ok(file.0)
}
