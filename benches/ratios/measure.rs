//! Ours and the plain way in turns, and what the line says.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The heading of the lines.
pub fn heading() {
    println!(
        "{:62} {:>11} {:>11}  {:>6}",
        "measure (medians)", "ours", "plain", "ratio"
    );
}

/// The median of so many runs each, taken in turns so that both see the same machine. What a run
/// gives back is let go of after its time was taken.
pub fn compare<A, B>(
    name: &str,
    runs: usize,
    mut ours: impl FnMut() -> A,
    mut plain: impl FnMut() -> B,
) {
    let (mut first, mut second): (Vec<Duration>, Vec<Duration>) = (0..runs)
        .map(|_| (timed(&mut ours), timed(&mut plain)))
        .unzip();
    first.sort();
    second.sort();
    let (ours, plain) = (first[runs / 2], second[runs / 2]);
    let ratio = ours.as_secs_f64() / plain.as_secs_f64().max(f64::EPSILON);
    println!("{name:62} {ours:>11.1?} {plain:>11.1?}  {ratio:6.2}");
}

fn timed<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    let done = work();
    let took = start.elapsed();
    drop(done);
    took
}

/// What isn't time: a number of ours for a number of something.
pub fn count(name: &str, ours: usize, plain: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    let ratio = ours as f64 / plain.max(1) as f64;
    println!("{name:62} {ours:>11} {plain:>11}  {ratio:6.2}");
}

/// Whether a program to compare with is there; where it isn't, that is said.
pub fn is_there(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let there = asked.status().is_ok();
    if !there {
        println!("{program} is not installed: what is compared with it is skipped");
    }
    there
}
