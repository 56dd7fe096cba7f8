//! `regie` as the forced command of an SSH key. Whatever else was asked for over that line
//! (`scp`, `sftp`, a command) has come to nothing, and whoever asked has to see that.

use std::env;
use std::ffi::OsString;

use crate::cli::failure::Failure;
use crate::plan::clean;

/// How much of a command is repeated.
const MOST: usize = 60;

/// Why nothing is done, where SSH was asked to do something of its own.
pub fn other_command() -> Option<Failure> {
    refusal(env::var_os("SSH_ORIGINAL_COMMAND"))
}

fn refusal(asked: Option<OsString>) -> Option<Failure> {
    let asked = asked.filter(|asked| !asked.is_empty())?;
    let asked = asked.to_string_lossy();
    let asked = clean::one_line(asked.trim());
    let mut brief: String = asked.chars().take(MOST).collect();
    if brief.len() < asked.len() {
        brief.push('…');
    }
    Some(Failure::usage(format!(
        "deze toegang geeft alleen het scherm van regie; de opdracht “{brief}” is niet uitgevoerd"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_named_and_harmless() {
        assert!(refusal(None).is_none() && refusal(Some(OsString::new())).is_none());
        let asked = refusal(Some("scp -t \u{1b}[2J/tmp".into())).map(|why| why.sentence);
        let said = "deze toegang geeft alleen het scherm van regie; de opdracht \
                    “scp -t ^[[2J/tmp” is niet uitgevoerd";
        assert_eq!(asked.as_deref(), Some(said));
        let long = refusal(Some("x".repeat(500).into())).map(|why| why.sentence.len());
        assert!(long.is_some_and(|long| long < 250));
    }
}
