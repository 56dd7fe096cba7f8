//! The text at each edit of a save, as far as somebody has to look at it there.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::plan::edit::{Change, What};
use crate::plan::model::step::Step;
use crate::store::text::format::Document;
use crate::store::text::locate::Tree;
use crate::store::text::scan::places::Places;
use crate::store::text::{narrow, scan, splice};

/// A text of the plan on its way through a save, with where its parts stand as long as that is known:
/// then a change looks at nothing but the part it is in.
pub(super) struct Version<'a> {
    text: Cow<'a, str>,
    places: Option<Cow<'a, Places>>,
}

impl<'a> Version<'a> {
    /// A document; of one that was read for an item alone no more than what was read, which is all that
    /// changes.
    fn of(document: &'a Document) -> Self {
        let read = document.about.as_ref().and_then(|_| {
            let text = narrow::part(&document.text, &document.places)?;
            let places = scan::scan(&text).ok()?.places;
            Some((text, places))
        });
        match read {
            Some((text, places)) => Self {
                text: Cow::Owned(text),
                places: Some(Cow::Owned(places)),
            },
            None => Self {
                text: Cow::Borrowed(&document.text),
                places: Some(Cow::Borrowed(&document.places)),
            },
        }
    }
}

impl Version<'_> {
    /// The text with its parts.
    pub fn tree(&self) -> Tree<'_> {
        match &self.places {
            Some(places) => places.tree(&self.text),
            None => Tree::over(&self.text),
        }
    }

    /// The text with the changes made.
    pub fn after(&self, changes: &[Change]) -> Option<Version<'static>> {
        let cuts = splice::cuts(&mut self.tree(), changes);
        let Some((places, cuts)) = self.places.as_ref().zip(cuts) else {
            return Some(Version {
                text: Cow::Owned(splice::splice(&self.text, changes)?),
                places: None,
            });
        };
        let are_known = cuts.iter().all(|cut| places.are_known_after(cut));
        Some(Version {
            text: Cow::Owned(splice::pasted(&self.text, &cuts)?),
            places: are_known.then(|| Cow::Owned(places.after(&cuts))),
        })
    }

    /// The text around the number of its schema.
    pub fn but_schema(&self) -> Option<(&str, &str)> {
        let mut tree = self.tree();
        let root = tree.root();
        let span = tree.member(&root, "schema")?;
        Some((self.text.get(..span.start)?, self.text.get(span.end..)?))
    }
}

/// A list: the way to its object, and its key there.
type List = (Vec<Step>, &'static str);

/// The versions of a save of any number of edits. A sheet of figures is a hundred thousand of them: what
/// only comes to a list that is there, or goes from it, waits, and is done in one go.
pub(super) struct Versions<'a> {
    texts: Vec<Version<'a>>,
    /// By edit the version before it, where the one after it is kept as well.
    looked_at: Vec<Option<usize>>,
    waiting: Vec<Change>,
    /// The lists that are known to be there.
    there: HashSet<List>,
    /// Those of which the items have other places once what waits is done.
    shifted: HashSet<List>,
}

impl<'a> Versions<'a> {
    /// The one before the first edit.
    pub fn of(old: &'a Document) -> Self {
        Self {
            texts: vec![Version::of(old)],
            looked_at: Vec::new(),
            waiting: Vec::new(),
            there: HashSet::new(),
            shifted: HashSet::new(),
        }
    }

    /// The text after the edits so far. None where one has no place in it.
    pub fn last(&mut self) -> Option<&Version<'a>> {
        let waiting = std::mem::take(&mut self.waiting);
        self.shifted.clear();
        if !waiting.is_empty() {
            let after = self.texts.last()?.after(&waiting)?;
            let last = self.looked_at.iter().rev().find_map(|it| *it);
            if last.is_none_or(|before| before + 1 < self.texts.len() - 1) && self.texts.len() > 1 {
                self.texts.pop();
            }
            self.texts.push(after);
        }
        self.texts.last()
    }

    /// One edit further; whether it raises the schema of the document.
    pub fn next(&mut self, changes: &[Change], raises: bool) -> Option<()> {
        if !raises && changes.iter().all(|it| self.is_within_a_list(it)) {
            for change in changes {
                self.waits(change);
            }
            self.looked_at.push(None);
            return Some(());
        }
        let after = self.last()?.after(changes)?;
        if !changes.iter().all(|it| matches!(it.what, What::Push(_))) {
            self.there.clear();
        }
        self.looked_at.push(Some(self.texts.len() - 1));
        self.texts.push(after);
        Some(())
    }

    /// The text before and after an edit. None where it was only in lists that were there: taking it
    /// back leaves no key that wasn't, and puts no value in the place of another.
    pub fn around(&self, edit: usize) -> Option<(&Version<'a>, &Version<'a>)> {
        let before = (*self.looked_at.get(edit)?)?;
        Some((self.texts.get(before)?, self.texts.get(before + 1)?))
    }

    fn waits(&mut self, change: &Change) {
        if !matches!(change.what, What::Push(_)) {
            let list = (change.object.clone(), change.key);
            self.there.retain(|it| !is_inside(&it.0, &list));
            self.shifted.insert(list);
        }
        self.waiting.push(change.clone());
    }

    fn is_within_a_list(&mut self, change: &Change) -> bool {
        if !matches!(change.what, What::Push(_) | What::Remove(_)) {
            return false;
        }
        let list = (change.object.clone(), change.key);
        if self.there.contains(&list) {
            return true;
        }
        let text = if self.shifted.iter().any(|it| is_inside(&list.0, it)) {
            self.last()
        } else {
            self.texts.last()
        };
        let is_there = text.is_some_and(|text| {
            let mut tree = text.tree();
            let object = tree.find(&change.object);
            object.is_some_and(|object| tree.member(&object, change.key).is_some())
        });
        if is_there {
            self.there.insert(list);
        }
        is_there
    }
}

/// Whether an object is an item of a list, or inside one.
fn is_inside(object: &[Step], (outer, key): &List) -> bool {
    object.starts_with(outer) && object.get(outer.len()) == Some(&Step::Key(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::text::format;

    const STORE: &str = include_str!("../../../../tests/stores/valid/small.json");

    fn push(number: usize) -> Change {
        let indicator = [
            Step::Key("chapters"),
            Step::Index(0),
            Step::Key("kpis"),
            Step::Index(0),
            Step::Key("indicators"),
            Step::Index(1),
        ];
        Change::push(&indicator, "readings", &number)
    }

    #[test]
    fn a_sheet_of_figures_is_one_version_and_comes_to_the_same() {
        let old = format::read_text(STORE.to_string()).unwrap();
        let mut one_by_one = STORE.to_string();
        let mut versions = Versions::of(&old);
        let title = Change::set(&[], "title", "x");
        for number in 0..200 {
            // Halfway something that is no list.
            let change = if number == 100 {
                title.clone()
            } else {
                push(number)
            };
            one_by_one = splice::splice(&one_by_one, std::slice::from_ref(&change)).unwrap();
            versions.next(&[change], false).unwrap();
        }
        assert_eq!(versions.last().unwrap().text, one_by_one);
        assert!(versions.texts.len() < 5, "{}", versions.texts.len());
        let looked_at = (0..200).filter(|edit| versions.around(*edit).is_some());
        assert_eq!(looked_at.collect::<Vec<_>>(), [100]);
        let (before, after) = versions.around(100).unwrap();
        assert!(before.text.contains("99") && !before.text.contains("\"x\""));
        assert!(after.text.contains("\"x\"") && !after.text.contains("101"));
    }

    #[test]
    fn an_edit_that_brings_a_key_or_raises_the_schema_is_looked_at() {
        let old = format::read_text(STORE.to_string()).unwrap();
        let mut versions = Versions::of(&old);
        versions.next(&[push(1)], true).unwrap();
        assert!(versions.around(0).is_some());
        let fresh = Change::push(&[], "action_points", "x");
        versions.next(std::slice::from_ref(&fresh), false).unwrap();
        versions.next(&[fresh], false).unwrap();
        assert!(versions.around(1).is_some());
        assert!(versions.around(2).is_none());
    }

    #[test]
    fn a_place_is_looked_up_as_it_is_once_what_waits_is_done() {
        let old = format::read_text(STORE.to_string()).unwrap();
        let goal = [
            Step::Key("chapters"),
            Step::Index(0),
            Step::Key("themes"),
            Step::Index(0),
            Step::Key("goals"),
            Step::Index(0),
        ];
        let mut action = goal.to_vec();
        action.extend([Step::Key("actions"), Step::Index(0)]);
        let changes = [
            Change::push(&action, "log", "eerst"),
            Change::remove(&goal, "actions", 0),
            Change::push(&action, "log", "daarna"),
        ];
        let mut text = STORE.to_string();
        let mut versions = Versions::of(&old);
        for change in changes {
            text = splice::splice(&text, std::slice::from_ref(&change)).unwrap();
            versions.next(&[change], false).unwrap();
        }
        assert_eq!(versions.last().unwrap().text, text);
    }
}
