//! Figures from a sheet beside the plan: which file, and what it would record. It is walked before
//! anything is saved.

use super::picker::{Choice, Picker};
use crate::app::message::{Figures, Intake};
use crate::app::typing::record::{Pick, save};
use crate::app::{App, Effect, Mode};
use crate::intake::readings::{Fate, Line, Proposal};
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::words::counted;

/// More rows are not walked one by one.
const MOST: usize = 5_000;

impl App {
    /// The files there are, or what is in one of them.
    pub(crate) fn figures(&mut self, figures: Figures) {
        // Meanwhile something else was begun.
        if !matches!(self.mode, Mode::Browse) || self.in_meeting() {
            return;
        }
        match figures {
            Figures::Files(names, folder) if names.is_empty() => {
                let place = folder.map_or("naast het plan".to_string(), |it| format!("in {it}"));
                self.tell(format!("Er staat geen CSV, XLSX of ODS {place}."), false);
            }
            Figures::Files(names, _) => {
                let files = names.into_iter();
                let files =
                    files.map(|name| Choice::new("bestand", &name, Pick::Table(name.clone())));
                self.mode = Mode::Picker(Picker::of("Standen uit", files.collect()));
            }
            Figures::Read(Err(sentence)) => self.tell(sentence, true),
            Figures::Read(Ok(intake)) => self.offer_figures(*intake),
        }
    }

    /// What would be recorded, what is odd first; Enter records it.
    fn offer_figures(&mut self, intake: Intake) {
        let lines = &intake.proposal.lines;
        let mut rows: Vec<&Line> = lines.iter().collect();
        rows.sort_by_key(|line| rank(&line.fate));
        let count = |of: fn(&Fate) -> bool| intake.proposal.count(of);
        let wrong = count(|it| matches!(it, Fate::Wrong(_) | Fate::Conflict(_)));
        let pick = if wrong > 0 {
            Pick::Say(format!(
                "{}: niets opgeslagen; eerst moet in het bestand kloppen wat fout is of botst.",
                intake.file
            ))
        } else if intake.edits.is_empty() {
            Pick::Nothing
        } else {
            Pick::TakeIn
        };
        if rows.is_empty() {
            return self.tell(format!("{}: er staat geen stand in.", intake.file), false);
        }
        let rest = left_out(&intake.proposal).map(|it| Choice::new("samen", &it, pick.clone()));
        let figures = rows.iter().take(MOST);
        let figures =
            figures.map(|line| Choice::new(kind(&line.fate), &self.said(line), pick.clone()));
        let choices: Vec<Choice<Pick>> = rest.into_iter().chain(figures).collect();
        let new = counted(intake.edits.len(), "nieuwe stand", "nieuwe standen");
        let map = intake
            .map
            .as_ref()
            .map_or_else(String::new, |it| format!(", kaart {it}"));
        let end = match pick {
            Pick::TakeIn => "↵ slaat op",
            Pick::Nothing => "er is niets nieuws",
            _ => "eerst verbeteren",
        };
        let title = format!("{}{map}: {new}, {end}", intake.file);
        self.taking_in = intake.edits;
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// `rij 4, 3.K1.1: 3 op 28-02-2026 · integrale controles`.
    fn said(&self, line: &Line) -> String {
        let item = line.id.as_deref().and_then(|id| self.plan.item(id));
        let label = match item {
            Some(Item::Indicator(it, _)) => Some(it.label.clone()),
            _ => None,
        };
        let day = line.date.map(date::dutch);
        let day = day.map_or_else(String::new, |day| format!(" op {day}"));
        let name = line.id.as_ref().unwrap_or(&line.name);
        let figure = format!("rij {}, {name}: {}{day}", line.row, line.value);
        let all = [Some(figure), line.fate.says(), label];
        all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Records what was walked.
    pub(crate) fn take_in(&mut self) -> Vec<Effect> {
        save(std::mem::take(&mut self.taking_in))
    }
}

/// How many figures are not recorded, and why.
fn left_out(proposal: &Proposal) -> Option<String> {
    let count = |of: fn(&Fate) -> bool, one: &str, more: &str| {
        let count = proposal.count(of);
        (count > 0).then(|| counted(count, one, more))
    };
    let names = proposal.unknown().len();
    let unknown = (names > 0).then(|| counted(names, "onbekende naam", "onbekende namen"));
    let all = [
        count(|it| matches!(it, Fate::Wrong(_)), "is fout", "zijn fout"),
        count(|it| matches!(it, Fate::Conflict(_)), "botst", "botsen"),
        count(
            |it| matches!(it, Fate::Double),
            "staat er al",
            "staan er al",
        ),
        count(
            |it| matches!(it, Fate::Unplaced(_)),
            "heeft geen plaats",
            "hebben geen plaats",
        )
        .map(|it| unknown.map_or_else(|| it.clone(), |names| format!("{it} ({names})"))),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

const fn kind(fate: &Fate) -> &'static str {
    match fate {
        Fate::New(_, None) => "nieuw",
        Fate::New(_, Some(_)) => "klopt dit?",
        Fate::Double => "staat er al",
        Fate::Conflict(_) => "botst",
        Fate::Wrong(_) => "fout",
        Fate::Unplaced(_) => "geen plaats",
    }
}

const fn rank(fate: &Fate) -> u8 {
    match fate {
        Fate::Wrong(_) => 0,
        Fate::Conflict(_) => 1,
        Fate::New(_, Some(_)) => 2,
        Fate::Unplaced(_) => 3,
        Fate::New(_, None) => 4,
        Fate::Double => 5,
    }
}
