//! A question before something odd is saved, where a person sits at a terminal to answer it.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::{FAILED, Failure};
use super::page::spelled;
use crate::cli::options::Options;
use crate::plan::clean;

/// Goes on where someone says yes to a doubt about `id`.
///
/// # Errors
/// A [`Failure`], where they say no, or nobody is there to ask.
pub fn answered(options: &Options, id: &str, doubt: &str) -> Result<(), Failure> {
    let doubt = format!("{id}: {doubt}");
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::usage(format!(
            "{doubt} Geef dan ook --zeker; er is niets opgeslagen"
        )));
    }
    let shown = clean::one_line(&doubt);
    let mut answer = String::new();
    let asked = write!(
        io::stderr(),
        "regie: {} [j/n] ",
        spelled(&shown, options.ascii)
    )
    .and_then(|()| io::stdin().read_line(&mut answer));
    match (asked, answer.trim().to_lowercase().as_str()) {
        (Ok(_), "j" | "ja") => Ok(()),
        _ => Err(Failure::new(FAILED, "er is niets opgeslagen")),
    }
}
