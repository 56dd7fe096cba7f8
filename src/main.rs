//! `regie` as a program: arguments in, exit code out.

use std::env;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use regie::face::{Answer, run, told, watch};
use regie::store::reason;

fn main() -> ExitCode {
    watch();
    let Answer { out, notes, code } = run(env::args_os());
    for note in &notes {
        tell(note);
    }
    match print(out.bytes()) {
        // Who reads only the first lines has seen enough; the outcome is what it was.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::from(code),
        Err(error) => {
            let why = reason(&error);
            tell(&format!("de uitvoer kan niet worden geschreven: {why}"));
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::from(code),
    }
}

fn print(out: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(out)?;
    stdout.flush()
}

/// A sentence on standard error. Where that is closed, there is nobody to tell.
fn tell(sentence: &str) {
    let _unheard = writeln!(io::stderr(), "{}", told(sentence));
}
