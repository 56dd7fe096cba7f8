//! A large text read by several threads: each takes the next chapter, and one begins with the rest.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::plan::model::shared::Shared;
use crate::plan::{Chapter, Plan};
use crate::store::text::scan::places::{Own, Places};

/// More threads than this wait for memory, not for each other.
const MOST: usize = 4;
/// What JSON takes for white space.
const JSON_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The typed plan. None where it can't be read so, and where anything is wrong with it: whoever reads the
/// whole text at once then says what.
pub(super) fn plan(text: &str, places: &Places) -> Option<Plan> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let chapters = places.of(text, "chapters")?;
    if threads < 2 || chapters.items.len() < 2 {
        return None;
    }
    let rest = without_items(text, chapters)?;
    let next = AtomicUsize::new(0);
    let read = || read(text, chapters, &next);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(MOST))
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, read).ok())
            .collect();
        let mut plan: Plan = serde_json::from_str(&rest).ok()?;
        let mut places: Vec<Option<Shared<Chapter>>> = vec![None; chapters.items.len()];
        let own = read();
        let parts = others.into_iter().map(|other| other.join().ok().flatten());
        for part in parts.chain([own]) {
            for (nth, chapter) in part? {
                *places.get_mut(nth)? = Some(chapter);
            }
        }
        plan.chapters = places.into_iter().collect::<Option<_>>()?;
        Some(plan)
    })
}

/// Chapter after chapter, as long as there is one that nobody took, each with its place.
fn read(text: &str, chapters: &Own, next: &AtomicUsize) -> Option<Vec<(usize, Shared<Chapter>)>> {
    let mut read = Vec::new();
    loop {
        let nth = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = chapters.items.get(nth) else {
            return Some(read);
        };
        read.push((nth, serde_json::from_str(text.get(item.clone())?).ok()?));
    }
}

/// The text with nothing in this list. None where more than these items, a comma between each, is in it.
fn without_items(text: &str, list: &Own) -> Option<String> {
    let before = text.get(..=list.value.start)?;
    let after = text.get(list.value.end.checked_sub(1)?..)?;
    let starts = list.items.iter().map(|item| item.start);
    let ends = list.items.iter().map(|item| item.end);
    let gaps = [before.len()].into_iter().chain(ends);
    let gaps = gaps.zip(starts.chain([text.len() - after.len()]));
    let count = list.items.len();
    let is_plain = |(nth, (from, to)): (usize, (usize, usize))| {
        let comma = if nth == 0 || nth == count { "" } else { "," };
        text.get(from..to)
            .is_some_and(|gap| gap.trim_matches(JSON_SPACE) == comma)
    };
    let is_list = before.ends_with('[') && after.starts_with(']');
    (is_list && gaps.enumerate().all(is_plain)).then(|| [before, after].concat())
}
