//! A council indicator: taken in with its figures, changed, or gone. It stands beside the plan and alters nothing
//! of it: who records readings may record these, and take them back.

use serde::{Deserialize, Serialize};

use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::context::{Context, Figure};
use crate::plan::model::step;
use crate::plan::words::counted;
use crate::plan::{Id, Plan, clean};

/// New where `from` is none, gone where `to` is none. Where both are there only the figures that
/// change stand in them: a year's figures are an entry of that year alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextEdit {
    /// The indicator.
    pub id: Id,
    /// As it was.
    pub from: Option<Box<Context>>,
    /// As it becomes.
    pub to: Option<Box<Context>>,
    /// Its place among the others, where it goes or comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
}

const KEY: &str = "context";

impl ContextEdit {
    /// From one to another.
    pub fn between(from: Option<Context>, to: Option<Context>) -> Self {
        let id = to.as_ref().or(from.as_ref()).map(|it| it.id.clone());
        Self {
            id: id.unwrap_or_default(),
            from: from.map(Box::new),
            to: to.map(Box::new),
            place: None,
        }
    }

    /// Of one that stands in the plan, something other than its figures becomes another.
    pub fn altered(now: &Context, alters: impl FnOnce(&mut Context)) -> Self {
        let from = now.head();
        let mut to = from.clone();
        alters(&mut to);
        Self::between(Some(from), Some(to))
    }

    fn comes(&self, plan: &mut Plan, to: &Context) -> Done {
        let mut to = to.clone();
        if plan.context_of(&to.id).is_some() {
            to.id = free_id(plan);
        }
        let at = self.place.unwrap_or(usize::MAX).min(plan.context.len());
        plan.context.insert(at, to.clone());
        let change = Change::insert(&[], KEY, at, &to);
        Done::new(Self::between(None, Some(to)), [change])
    }

    fn goes(&self, plan: &mut Plan, from: &Context) -> Result<Done, Refusal> {
        let at = self.place_in(plan)?;
        if plan.context[at] != *from {
            return Err(self.changed_since(from));
        }
        plan.context.remove(at);
        let edit = Self {
            place: Some(at),
            ..self.clone()
        };
        Ok(Done::new(edit, [Change::remove(&[], KEY, at)]))
    }

    fn becomes(&self, plan: &mut Plan, from: &Context, to: &Context) -> Result<Done, Refusal> {
        let at = self.place_in(plan)?;
        let now = &plan.context[at];
        if now.head() != from.head() {
            return Err(self.changed_since(from));
        }
        let object = step::through(&[(KEY, at)]);
        let (mut next, mut changes) = (now.clone(), Vec::new());
        let place = |values: &[Figure], figure: &Figure| {
            values.iter().position(|it| it.key() == figure.key())
        };
        let mut gone = Vec::new();
        for was in &from.values {
            let place = place(&next.values, was).filter(|at| next.values[*at] == *was);
            let place = place.ok_or_else(|| self.changed_since(from))?;
            match to.values.iter().find(|it| it.key() == was.key()) {
                Some(figure) => {
                    next.values[place] = figure.clone();
                    changes.push(Change::replace(&object, "values", place, figure));
                }
                None => gone.push(place),
            }
        }
        gone.sort_unstable();
        for place in gone.into_iter().rev() {
            next.values.remove(place);
            changes.push(Change::remove(&object, "values", place));
        }
        for figure in &to.values {
            let is_of_from = from.values.iter().any(|it| it.key() == figure.key());
            if is_of_from {
                continue;
            }
            if place(&next.values, figure).is_some() {
                return Err(self.changed_since(from));
            }
            changes.push(Change::push(&object, "values", figure));
            next.values.push(figure.clone());
        }
        let keys = ["title", "source", "chapters", "own", "group"];
        changes.extend(Change::differing(&object, &keys, (from, to)));
        let Context {
            title,
            source,
            chapters,
            own,
            group,
            ..
        } = to.head();
        plan.context[at] = Context {
            title,
            source,
            chapters,
            own,
            group,
            ..next
        };
        Ok(Done::new(self.clone(), changes))
    }

    fn place_in(&self, plan: &Plan) -> Result<usize, Refusal> {
        let at = plan.context.iter().position(|it| it.id == self.id);
        at.ok_or_else(|| Refusal::not_found(&self.id))
    }

    fn changed_since(&self, from: &Context) -> Refusal {
        let now = "een indicator waarvan sindsdien iets is gewijzigd";
        Refusal::conflict(&self.id, now, &from.title)
    }
}

/// The next id that no council indicator has or had.
pub fn free_id(plan: &Plan) -> Id {
    let past = plan.history.iter().filter_map(|entry| entry.edit.id());
    let all = plan.context.iter().map(|it| it.id.as_str()).chain(past);
    let last = all.filter_map(|id| id.strip_prefix('X')?.parse::<u64>().ok());
    format!("X{}", last.max().unwrap_or(0).saturating_add(1))
}

impl Kind for ContextEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        match (self.from.as_deref(), self.to.as_deref()) {
            (None, Some(to)) => Ok(self.comes(plan, to)),
            (Some(from), None) => self.goes(plan, from),
            (Some(from), Some(to)) => self.becomes(plan, from, to),
            (None, None) => Err(Refusal::not_found(&self.id)),
        }
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    fn sentence(&self, _: &Plan) -> String {
        let of = self.to.as_deref().or(self.from.as_deref());
        let title = of.map_or_else(String::new, |it| format!(" {}", it.title));
        let said = match (self.from.as_deref(), self.to.as_deref()) {
            (None, Some(to)) => format!("omgevingscijfers: {}", figures(&to.values)),
            (Some(_), None) => "geen omgevingscijfer meer bij het plan".to_string(),
            (Some(from), Some(to)) => said(from, to),
            (None, None) => String::new(),
        };
        clean::one_line(&format!("{}{title}: {said}", self.id)).into_owned()
    }

    /// New; a figure more, revised or less; under a chapter; gone.
    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let json = r#"{"id": "X1", "title": "x", "source": "CBS", "chapters": [], "own": "GM0603",
            "group": null, "values": [{"area": "NL", "period": "2024", "value": 1.8,
            "unit": "per 1.000 inwoners", "status": "provisional", "taken": "2026-11-20"}]}"#;
        let Some(now) = plan.context.last() else {
            let mut new: Context = serde_json::from_str(json).unwrap();
            new.title = text.to_string();
            return Self::between(None, Some(new)).into();
        };
        let edit = match number % 4 {
            0 => Self::between(Some(now.clone()), None),
            1 => Self::altered(now, |it| it.group = Some(text.to_string())),
            2 => {
                let mut edit = Self::altered(now, |_| {});
                let mut figure = now.values.first().cloned();
                if let Some(figure) = &mut figure {
                    figure.unit = text.to_string();
                }
                // A unit that is already there would be a conflict.
                let figure = figure.filter(|it| now.values.iter().all(|own| own.key() != it.key()));
                if let Some(to) = &mut edit.to {
                    to.values = figure.into_iter().collect();
                }
                edit
            }
            _ => {
                let mut edit = Self::altered(now, |_| {});
                if let (Some(from), Some(to)) = (&mut edit.from, &mut edit.to) {
                    from.values = now.values.last().cloned().into_iter().collect();
                    to.values.clone_from(&from.values);
                    for figure in &mut to.values {
                        figure.status = None;
                    }
                }
                edit
            }
        };
        edit.into()
    }
}

/// `12 cijfers uit cbs.csv`.
fn figures(values: &[Figure]) -> String {
    let from = values.iter().find_map(|it| it.source.as_ref());
    let from = from.map_or_else(String::new, |it| format!(" uit {}", *it.file));
    format!("{}{from}", counted(values.len(), "cijfer", "cijfers"))
}

fn said(from: &Context, to: &Context) -> String {
    let mut out = Vec::new();
    if from.chapters != to.chapters {
        out.push(match to.chapters.as_slice() {
            [] => "bij geen hoofdstuk meer".to_string(),
            all => format!("bij hoofdstuk {}", all.join(", ")),
        });
    }
    if from.group != to.group {
        out.push(match &to.group {
            None => "zonder groep".to_string(),
            Some(group) => format!("naast {group}"),
        });
    }
    let revised = |it: &&Figure| from.values.iter().any(|was| was.key() == it.key());
    let (same, new): (Vec<_>, Vec<_>) = to.values.iter().partition(revised);
    if !new.is_empty() {
        let new: Vec<Figure> = new.into_iter().cloned().collect();
        out.push(figures(&new));
    }
    let was = |one: &Figure| from.values.iter().find(|was| was.key() == one.key());
    match same.as_slice() {
        [] => {}
        [one] => {
            let was = was(one).map_or_else(String::new, |was| format!(" (was {})", was.value));
            out.push(format!("{} {}{was}", one.period.shown(), one.value));
        }
        several => out.push(format!(
            "{} herzien",
            counted(several.len(), "cijfer", "cijfers")
        )),
    }
    let kept = |it: &&Figure| to.values.iter().all(|own| own.key() != it.key());
    let gone = from.values.iter().filter(kept).count();
    if gone > 0 {
        out.push(format!(
            "{} teruggenomen",
            counted(gone, "cijfer", "cijfers")
        ));
    }
    if out.is_empty() {
        out.push("gewijzigd".to_string());
    }
    out.join("; ")
}
