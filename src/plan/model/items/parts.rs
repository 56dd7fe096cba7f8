//! What follows from each chapter by itself, kept with the chapter: after an edit only that of the chapter
//! it was made in is worked out anew.

use crate::plan::many;
use crate::plan::model::shared::Shared;
use crate::plan::model::{Chapter, Plan};

/// Something of each chapter of a plan, in its order. Holding the chapters makes whoever changes one
/// work on a copy, so that what is kept is true for as long as a chapter is the very same.
#[derive(Debug)]
pub struct Parts<T>(Vec<(Shared<Chapter>, T)>);

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Parts<T> {
    /// The same of the plan that came after: `of` is asked of chapters that became others.
    #[must_use]
    pub fn after(self, plan: &Plan, of: impl Fn(&Chapter) -> T + Sync) -> Self
    where
        T: Send,
    {
        let mut known = self.0.into_iter();
        let parts = plan.chapters.iter().map(|chapter| {
            let own = known.next().filter(|(own, _)| own.is_same(chapter));
            (chapter, own.map(|(_, part)| part))
        });
        let parts: Vec<(&Shared<Chapter>, Option<T>)> = parts.collect();
        let others = parts.iter().filter(|(_, part)| part.is_none());
        let others: Vec<&Shared<Chapter>> = others.map(|(chapter, _)| *chapter).collect();
        let mut anew = many::each(&others, |chapter| of(chapter)).into_iter();
        let parts = parts.into_iter().filter_map(|(chapter, part)| {
            let part = part.or_else(|| anew.next())?;
            Some((chapter.clone(), part))
        });
        Self(parts.collect())
    }

    /// What there is of each.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, part)| part)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn only_of_what_became_another_it_is_asked_again() {
        let text = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(text).unwrap();
        let asked = |parts: Parts<String>, plan: &Plan| {
            let asked = Mutex::new(Vec::new());
            let parts = parts.after(plan, |chapter| {
                asked.lock().unwrap().push(chapter.id.clone());
                chapter.title.clone()
            });
            let titles = plan.chapters.iter().map(|it| &it.title);
            assert!(parts.iter().eq(titles));
            (parts, asked.into_inner().unwrap().join(" "))
        };
        let (parts, first) = asked(Parts::default(), &plan);
        assert_eq!(first, "1 2 3 4 5 6 7 8 9 10 11");
        let mut edited = plan;
        edited.chapters[2].title.push('!');
        let (parts, again) = asked(parts, &edited);
        assert_eq!(again, "3");
        // One that came or went moves those after it.
        edited.chapters.remove(8);
        let (parts, again) = asked(parts, &edited);
        assert_eq!(again, "10 11");
        assert_eq!(asked(parts, &edited.clone()).1, "");
    }
}
