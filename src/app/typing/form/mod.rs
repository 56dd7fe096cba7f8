//! The form under a list: a reading, a light, the status and the day of an action, a note, a
//! decision, an action point, or the beginning of a meeting; and on the whole screen a change of
//! the plan itself. Each has a file.

mod actions;
mod altering;
mod fields;
mod filling;
mod judgement;
mod meeting;
mod reading;
mod room;
mod said;
mod subject;
mod turning;

use crate::own::draft::Draft;
use fields::Blank;

use altering::{change, gone, place};

pub use change::Place;
pub use fields::{Field, Shape};
pub use filling::{Form, Then};
pub use said::Saying;
pub use subject::Desk;

/// The form a draft was typed in, by each that may have been.
type Reopen = fn(&Draft, Desk<'_>) -> Option<Form>;

/// The forms that are kept when the line goes away.
const KEPT: &[Reopen] = &[
    said::reopen,
    judgement::reopen,
    reading::reopen,
    actions::reopen,
    change::reopen,
    gone::reopen,
    place::reopen,
];

/// The form of a draft, with what was typed in it.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    let mut form = KEPT.iter().find_map(|reopen| reopen(draft, desk))?;
    let now: Vec<Blank> = form.fields.all.iter().map(|it| it.blank).collect();
    let once = form.subject.once().unwrap_or(&now).to_vec();
    // A name that is a number is a position.
    let name = |kept: &str| match kept.parse::<usize>() {
        Ok(at) => once.get(at).map_or(String::new(), |it| it.name.to_string()),
        Err(_) => kept.to_string(),
    };
    for (field, text) in &draft.fields {
        form.fields.fill(&name(field), text);
    }
    form.fields.go(&name(&draft.focus));
    form.understand(desk);
    Some(form)
}
