//! Is a plan still sound after a save? Knowing that it was before, no more is looked at than the save
//! can have broken.

use super::{Check, Finding, Severity, errors};
use crate::plan::edit::Change;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan};
use std::collections::HashSet;

/// The keys of an item under which something is said of it, and no other item is made or named.
const SAYING: [&str; 4] = ["readings", "judgements", "log", "status"];

/// What a plan can't be used with after a save, knowing it was sound before: where no more than chapters changed,
/// those are looked at, and not the whole.
pub fn errors_after(before: &Plan, after: &Plan) -> Vec<Finding> {
    let pairs = before.chapters.iter().zip(&after.chapters).enumerate();
    let touched = pairs.filter(|(_, (before, after))| !before.is_same(after));
    let touched: Vec<usize> = touched.map(|(place, _)| place).collect();
    let other = Plan {
        revision: before.revision,
        chapters: before.chapters.clone(),
        history: before.history.clone(),
        ..after.clone()
    };
    let chapters_only = before.chapters.len() == after.chapters.len() && other == *before;
    if chapters_only && is_sound_after(before, after, &touched) {
        return Vec::new();
    }
    errors(after)
}

/// Whether a plan is sound after these changes of its document, knowing it was sound before: where they
/// say something of a KPI, an indicator or an action, and neither make nor name an item, no more than
/// that one is looked at, once however much is said of it. No answer is no.
pub fn is_sound_with<'a>(after: &Plan, changes: impl IntoIterator<Item = &'a Change>) -> bool {
    let mut check = Check {
        in_part: true,
        ..Check::default()
    };
    let mut seen = HashSet::new();
    let looked = changes.into_iter().all(|change| {
        if !SAYING.contains(&change.key) {
            return false;
        }
        if !seen.insert(&change.object) {
            return true;
        }
        match after.item_at(&change.object) {
            Some(item @ (Item::Indicator(_, kpi) | Item::Kpi(kpi, _))) => {
                check.kpi(kpi);
                check.changes_of(after, item);
            }
            Some(item @ Item::Action(action, _)) => {
                check.action(action);
                check.changes_of(after, item);
            }
            _ => return false,
        }
        true
    });
    looked && !check.found.iter().any(|it| it.severity == Severity::Error)
}

/// Whether a plan is sound after these chapters of it changed, knowing it was sound before. No
/// answer is no: ids that came, went or stand elsewhere, and a reference out of a chapter, take a
/// look at the whole.
pub fn is_sound_after(before: &Plan, after: &Plan, chapters: &[usize]) -> bool {
    let ids = |plan: &Plan| -> Vec<(Id, Sort)> {
        let touched = chapters
            .iter()
            .filter_map(|place| plan.chapters.get(*place));
        let items = touched.flat_map(|chapter| chapter.items());
        items.map(|it| (it.id().to_string(), it.sort())).collect()
    };
    let mut check = Check::default();
    check.collect_but_chapters(after);
    for place in chapters {
        let Some(chapter) = after.chapters.get(*place) else {
            return false;
        };
        check.within("chapters", *place, |check| check.collect_chapter(chapter));
    }
    for chapter in chapters
        .iter()
        .filter_map(|place| after.chapters.get(*place))
    {
        check.chapter(chapter);
        for item in chapter.items() {
            check.changes_of(after, item);
        }
    }
    let errors = check.found.iter().any(|it| it.severity == Severity::Error);
    !errors && ids(before) == ids(after)
}
