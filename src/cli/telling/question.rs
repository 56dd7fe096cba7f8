//! A question on the way, where a person sits at a terminal to answer it.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::{FAILED, Failure};
use super::page::{Page, spelled};
use crate::cli::options::{self, Options};
use crate::plan::clean;

/// Whether somebody sits there to be asked.
pub fn somebody() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Goes on where someone says yes to a doubt about `id`.
///
/// # Errors
/// A [`Failure`], where they say no, or nobody is there to ask.
pub fn answered(options: &Options, id: &str, doubt: &str) -> Result<(), Failure> {
    let doubt = format!("{id}: {doubt}");
    if !somebody() {
        return Err(Failure::usage(format!(
            "{doubt} Geef dan ook --zeker; er is niets opgeslagen"
        )));
    }
    if said_yes(options, &doubt)? {
        return Ok(());
    }
    Err(nothing_saved())
}

/// Whether someone says yes; an empty line is no, and anything else is asked again.
///
/// # Errors
/// As [`typed`].
pub fn said_yes(options: &Options, question: &str) -> Result<bool, Failure> {
    loop {
        let answer = typed(options, &format!("regie: {question} [j/n]"))?;
        match answer.to_lowercase().as_str() {
            "j" | "ja" => return Ok(true),
            "" | "n" | "nee" => return Ok(false),
            _ => {}
        }
    }
}

/// What there is to choose from, above a question.
pub fn shown(options: &Options, fill: impl FnOnce(&mut Page)) {
    let mut page = Page::new(options::width(), options::asks_ascii(options));
    fill(&mut page);
    // Where it can't be shown, nor can the question.
    let _unseen = write!(io::stderr(), "{}", page.out);
}

/// The line that someone types, without the blanks around it.
///
/// # Errors
/// A [`Failure`], where the line ends the input or is no text.
pub fn typed(options: &Options, question: &str) -> Result<String, Failure> {
    let mut page = Page::new(options::width(), options::asks_ascii(options));
    page.text(&clean::one_line(question));
    let mut answer = String::new();
    let asked = write!(
        io::stderr(),
        "{} ",
        spelled(page.out.trim_end(), options::asks_ascii(options))
    )
    .and_then(|()| io::stdin().read_line(&mut answer));
    match asked {
        Ok(1..) => Ok(clean::one_line(answer.trim()).into_owned()),
        _ => Err(nothing_saved()),
    }
}

/// Someone would rather not.
pub fn nothing_saved() -> Failure {
    Failure::new(FAILED, "er is niets opgeslagen")
}
