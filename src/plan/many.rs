//! What is asked of each of many things, on up to six cores.

use std::panic;
use std::sync::OnceLock;
use std::thread::{self, ScopedJoinHandle};

/// From how many on other threads save more than starting them costs.
const MANY: usize = 128;
/// The same of bytes of a file.
pub const LARGE: usize = 1 << 20;
/// On how many cores at most: from there on they wait for memory.
const MOST: usize = 6;

/// How many cores there are to work on, as far as more of them help.
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, |it| it.get().min(MOST)))
}

/// What follows from each, in their order.
pub fn each<'a, S: Sync, T: Send>(all: &'a [S], of: impl Fn(&'a S) -> T + Sync) -> Vec<T> {
    let of_some = |_, some: &'a [S]| some.iter().map(&of).collect::<Vec<T>>();
    let each = on(cores_for(all.len()), all, &of_some);
    each.into_iter().flatten().collect()
}

/// On how many cores so many are gone through.
pub fn cores_for(count: usize) -> usize {
    if count < MANY { 1 } else { cores() }
}

/// What follows from each stretch, one for each of so many cores, in their order: `of` is given where a stretch
/// begins.
pub fn on<'a, S: Sync, T: Send>(
    cores: usize,
    all: &'a [S],
    of: &(impl Fn(usize, &'a [S]) -> T + Sync),
) -> Vec<T> {
    let size = all.len().div_ceil(cores).max(1);
    let (first, rest) = all.split_at(size.min(all.len()));
    thread::scope(|scope| {
        let others = rest.chunks(size).zip(1..).map(|(some, nth)| {
            let work = move || of(nth * size, some);
            let thread = thread::Builder::new().spawn_scoped(scope, work);
            (thread, nth, some)
        });
        let others: Vec<_> = others.collect();
        let own = of(0, first);
        let others = others.into_iter().map(|(thread, nth, some)| match thread {
            Ok(thread) => joined(thread),
            // No thread is to be had.
            Err(_) => of(nth * size, some),
        });
        [own].into_iter().chain(others).collect()
    })
}

/// What a thread made. Where it panicked so does whoever asks.
pub fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    let made = thread.join();
    made.unwrap_or_else(|why| panic::resume_unwind(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_on_however_many_cores() {
        for length in [0, 1, 2, 5, MANY, 1_000] {
            let all: Vec<usize> = (0..length).collect();
            for cores in 1..=MOST {
                let stretches = on(cores, &all, &|from, some: &[usize]| (from, some.to_vec()));
                assert!(stretches.len() <= cores);
                let mut at = 0;
                for (from, some) in stretches {
                    assert_eq!((from, some.first().copied()), (at, all.get(at).copied()));
                    at += some.len();
                }
                assert_eq!(at, length);
            }
            let doubled: Vec<usize> = all.iter().map(|it| it * 2).collect();
            assert_eq!(each(&all, |it| it * 2), doubled);
        }
    }
}
