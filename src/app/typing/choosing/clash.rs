//! What holds where a figure of a file meets one that stands in the plan on the same day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::picker::{Choice, Picker};
use crate::app::message::{Comes, Intake, TableFile};
use crate::app::typing::record::Pick;
use crate::app::{App, Mode};
use crate::intake::readings::{Fate, Holds, Line};
use crate::plan::model::date;

impl App {
    /// Asks it of the figure in a row of the file on a day.
    pub(crate) fn ask_clash(&mut self, row: u32, day: NaiveDate) {
        let picker = self
            .taking_in
            .as_ref()
            .and_then(|it| picker(it, (row, day)));
        if let Some(picker) = picker {
            self.mode = Mode::Picker(picker);
        }
    }
}

fn picker(intake: &Intake, place: (u32, NaiveDate)) -> Option<Picker<Pick>> {
    let Comes::Readings(proposal) = &intake.comes else {
        return None;
    };
    let at = |it: &Line| Some((it.row, it.date?));
    let line = proposal.lines.iter().find(|it| at(it) == Some(place))?;
    let such = |of: fn(&Fate) -> bool| proposal.such(of).filter_map(at);
    let held: BTreeSet<_> = such(|it| matches!(it, Fate::Holds(..))).collect();
    let clashing: BTreeSet<_> = such(|it| matches!(it, Fate::Conflict(_))).collect();
    let said = |holds: BTreeSet<_>| {
        let holds = Holds::At(holds);
        let sheet = intake.sheet.clone();
        Pick::Table(TableFile { holds, ..sheet })
    };
    let value = &line.value;
    let (stood, ways) = match &line.fate {
        Fate::Conflict(was) => {
            let one = format!("{value} geldt; {was} blijft in het log");
            let all = format!(
                "ook bij de andere, {} samen; wat er stond blijft in het log",
                clashing.len()
            );
            let mut with_one = held.clone();
            with_one.insert(place);
            let one = Choice::new("bestand", &one, said(with_one));
            let every = || said(held.union(&clashing).copied().collect());
            let all = (clashing.len() > 1).then(|| Choice::new("overal", &all, every()));
            (was, [Some(one), all])
        }
        Fate::Holds(was, _) => {
            let words = format!("toch niet: {was} geldt, en het botst weer");
            let mut others = held;
            others.remove(&place);
            (was, [Some(Choice::new("plan", &words, said(others))), None])
        }
        _ => return None,
    };
    // Enter twice harms nothing.
    let back = Choice::new(
        "terug",
        "naar de cijfers",
        Pick::Table(intake.sheet.clone()),
    );
    let choices = std::iter::once(back).chain(ways.into_iter().flatten());
    let of = line.id.as_deref().unwrap_or_default();
    let day = date::dutch(place.1);
    let title = format!("{of} op {day}: {value} in het bestand, {stood} in het plan");
    Some(Picker::of(&title, choices.collect()))
}
