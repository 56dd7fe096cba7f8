//! Ours and the plain way in turns, and what the line says.

use std::time::{Duration, Instant};

/// The heading of the lines.
pub fn heading() {
    println!(
        "{:48} {:>11} {:>11}  {:>6}",
        "measure (medians)", "ours", "plain", "ratio"
    );
}

/// The median of so many runs each, taken in turns so that both see the same machine.
pub fn compare(name: &str, runs: usize, mut ours: impl FnMut(), mut plain: impl FnMut()) {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let (mut first, mut second): (Vec<Duration>, Vec<Duration>) = (0..runs)
        .map(|_| (time(&mut ours), time(&mut plain)))
        .unzip();
    first.sort();
    second.sort();
    let (ours, plain) = (first[runs / 2], second[runs / 2]);
    let ratio = ours.as_secs_f64() / plain.as_secs_f64().max(f64::EPSILON);
    println!("{name:48} {ours:>11.1?} {plain:>11.1?}  {ratio:6.2}");
}

/// What isn't time: a number of ours for a number of something.
pub fn count(name: &str, ours: usize, plain: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    let ratio = ours as f64 / plain.max(1) as f64;
    println!("{name:48} {ours:>11} {plain:>11}  {ratio:6.2}");
}
