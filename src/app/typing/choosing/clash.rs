//! What holds where a figure of a file meets one that stands in the plan on the same day.

use chrono::NaiveDate;

use super::picker::Choice;
use crate::app::App;
use crate::app::message::{Comes, Intake};
use crate::app::typing::record::Pick;
use crate::intake::readings::{Fate, Line, Side};
use crate::plan::model::date;

impl App {
    /// Asks it of the figure in a row of the file on a day.
    pub(crate) fn ask_clash(&mut self, row: u32, day: NaiveDate) {
        let picker = self
            .taking
            .intake
            .as_ref()
            .and_then(|it| picker(it, (row, day)));
        if let Some((title, choices)) = picker {
            self.ask_aside(&title, choices);
        }
    }
}

/// What is asked, and the ways.
fn picker(intake: &Intake, place: (u32, NaiveDate)) -> Option<(String, Vec<Choice<Pick>>)> {
    let Some((Comes::Readings(proposal), _)) = &intake.comes else {
        return None;
    };
    let at = |it: &Line| Some((it.row, it.date?));
    let line = proposal.lines.iter().find(|it| at(it) == Some(place))?;
    let met = |it: &Line| match &it.fate {
        Fate::Conflict(stood) | Fate::Holds(stood, _) | Fate::Stays(stood) => Some(stood.clone()),
        _ => None,
    };
    let stood = &met(line)?;
    let clashing = proposal.such(|it| matches!(it, Fate::Conflict(_)));
    let clashing: Vec<&Line> = clashing.collect();
    let said = |lines: &[&Line], side: Side| {
        let mut sheet = intake.sheet.clone();
        let said = lines.iter().map(|it| Some((at(it)?, (side, met(it)?))));
        sheet.holds.at.extend(said.flatten());
        Pick::Table(sheet)
    };
    let value = &line.value;
    let one = |name, words: &str, side| Choice::new(name, words, said(&[line], side));
    let sheet = format!("{value} geldt; {stood} blijft in het log");
    let plan = format!("{stood} blijft; {value} wordt overgeslagen");
    let mut ways = Vec::new();
    if !matches!(line.fate, Fate::Holds(..)) {
        ways.push(one("bestand", &sheet, Side::Sheet));
    }
    if !matches!(line.fate, Fate::Stays(_)) {
        ways.push(one("plan", &plan, Side::Plan));
    }
    if matches!(line.fate, Fate::Conflict(_)) && clashing.len() > 1 {
        let count = clashing.len();
        for (name, side, words) in [
            (
                "alle bestand",
                Side::Sheet,
                "wat er stond blijft in het log",
            ),
            ("alle plan", Side::Plan, "hun cijfers worden overgeslagen"),
        ] {
            let words = format!("bij alle {count} die botsen; {words}");
            ways.push(Choice::new(name, &words, said(&clashing, side)));
        }
    }
    // Enter twice harms nothing.
    let back = Choice::new(
        "terug",
        "naar de cijfers",
        Pick::Table(intake.sheet.clone()),
    );
    let choices = std::iter::once(back).chain(ways);
    let of = line.id.as_deref().unwrap_or_default();
    let day = date::dutch(place.1);
    let title = format!("{of} op {day}: {value} in het bestand, {stood} in het plan");
    Some((title, choices.collect()))
}
