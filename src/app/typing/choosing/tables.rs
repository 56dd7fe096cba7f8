//! Figures from a file beside the plan: which file, what it would record, and what stands in the way.
//! They are walked before anything is saved.

use super::picker::{Choice, Picker};
use super::walked::Walked;
use crate::app::keys::command::Command;
use crate::app::message::{Comes, Figures, Intake, TableFile, TakesIn};
use crate::app::typing::record::{Pick, save};
use crate::app::{App, Effect, Mode};
use crate::intake::readings::map::PASSED;
use crate::intake::readings::place::Names;
use crate::plan::Plan;
use crate::plan::model::kpi::Indicator;
use crate::plan::words::counted;

impl App {
    /// Asks for the files there are with what a command takes in.
    pub(crate) fn tables(command: Command) -> Vec<Effect> {
        vec![Effect::Tables(match command {
            Command::TakeInContext => TakesIn::Context,
            _ => TakesIn::Readings,
        })]
    }

    /// The files there are, or what is in one of them.
    pub(crate) fn figures(&mut self, figures: Figures) {
        // Meanwhile something else was begun.
        if !matches!(self.mode, Mode::Browse) || self.in_meeting() {
            return;
        }
        match figures {
            Figures::Files(_, names, folder) if names.is_empty() => {
                let place = folder.map_or("naast het plan".to_string(), |it| format!("in {it}"));
                self.tell(format!("Er staat geen CSV, XLSX of ODS {place}."), false);
            }
            Figures::Files(takes, names, _) => {
                let files = names.into_iter().map(|name| {
                    let label = name.clone();
                    let file = TableFile::new(takes, name);
                    Choice::new("bestand", &label, Pick::Table(file))
                });
                let title = match takes {
                    TakesIn::Readings => "Standen uit",
                    TakesIn::Context => "Omgevingscijfers uit",
                };
                self.mode = Mode::Picker(Picker::of(title, files.collect()));
            }
            Figures::Read(Err(sentence)) => self.tell(sentence, true),
            Figures::Read(Ok(intake)) => self.offer_figures(intake),
        }
    }

    /// What would be recorded, what is odd first; Enter records it.
    fn offer_figures(&mut self, intake: Box<Intake>) {
        let file = &intake.sheet.file;
        let walked = match &intake.comes {
            Comes::Readings(proposal) => Walked::readings(&self.plan, proposal),
            Comes::Context(proposal) => Walked::context(proposal),
        };
        if walked.rows.is_empty() {
            return self.tell(format!("{file}: er staat geen stand in."), false);
        }
        let (pick, end) = if walked.in_the_way > 0 {
            let sentence = format!(
                "{file}: niets opgeslagen; eerst moet in het bestand kloppen wat fout is of botst."
            );
            (Pick::Say(sentence), "eerst verbeteren")
        } else if intake.edits.is_empty() {
            (Pick::Nothing, "er is niets nieuws")
        } else {
            // As the shell does without --zeker.
            match walked.doubtful {
                0 => (Pick::TakeIn, "↵ slaat op"),
                doubtful => (Pick::Doubtful(doubtful), "↵ gaat verder"),
            }
        };
        let rest = walked.left_out.as_ref();
        let rest = rest.map(|it| Choice::new("samen", it, pick.clone()));
        let chapter = chapter(&self.plan, &intake);
        let rows = walked.rows.into_iter().map(|row| {
            let pick = row.name.map_or_else(|| pick.clone(), Pick::Name);
            Choice::new(row.kind, &row.words, pick)
        });
        let choices = rest.into_iter().chain(chapter).chain(rows).collect();
        let (one, more) = walked.called;
        let new = counted(walked.new, one, more);
        let map = intake.map.as_ref();
        let map = map.map_or_else(String::new, |it| format!(", kaart {it}"));
        let title = format!("{file}{map}: {new}, {end}");
        self.taking_in = Some(intake);
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// Which indicator a name of the file stands for: the likeliest first, then all others.
    pub(crate) fn ask_place(&mut self, name: &str) {
        let Some(intake) = &self.taking_in else {
            return;
        };
        let said = |id: &str| {
            let mut sheet = intake.sheet.clone();
            sheet.names.insert(name.to_string(), id.to_string());
            Pick::Table(sheet)
        };
        let of = |it: &Indicator| Choice::new(&*it.id, &it.label, said(&it.id));
        let likely = Names::of(&self.plan).likely(name);
        let others = self.plan.kpis().flat_map(|(kpi, _)| kpi.holding());
        let others = others.filter(|it| !likely.iter().any(|known| known.id == it.id));
        let first = likely.first().map(|it| of(it));
        let passed = "overslaan: hoort niet bij het plan, vraag het niet meer";
        // Enter twice harms nothing.
        let ways = [
            Choice::new(
                "o",
                "terug naar de cijfers",
                Pick::Table(intake.sheet.clone()),
            ),
            Choice::new(PASSED, passed, said(PASSED)),
        ];
        let likely = likely.iter().skip(1).map(|it| of(it));
        let choices = first.into_iter().chain(ways).chain(likely);
        let choices = choices.chain(others.map(of)).collect();
        let title = format!("Welke indicator is “{name}”?");
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// Whether what is odd is recorded too: Enter on a list says yes to what one has seen of it, and this
    /// may be below.
    pub(crate) fn ask_doubtful(&mut self, doubtful: usize) {
        let Some(intake) = &self.taking_in else {
            return;
        };
        let title = counted(
            doubtful,
            "is vreemd: klopt dat?",
            "zijn vreemd: kloppen die?",
        );
        let all = "alles opslaan, ook wat vreemd is";
        let choices = vec![
            Choice::new(
                "terug",
                "naar de cijfers; wat vreemd is staat daar bovenaan",
                Pick::Table(intake.sheet.clone()),
            ),
            Choice::new("ja", all, Pick::TakeIn),
        ];
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// With which chapter the council indicators of the file come to stand.
    pub(crate) fn ask_chapter(&mut self) {
        let Some(intake) = &self.taking_in else {
            return;
        };
        let with = |chapters: Vec<String>| {
            let sheet = intake.sheet.clone();
            Pick::Table(TableFile { chapters, ..sheet })
        };
        let none = Choice::new("", "bij geen hoofdstuk", with(Vec::new()));
        let all = self.plan.chapters.iter();
        let all = all.map(|it| Choice::new(&*it.id, &it.title, with(vec![it.id.clone()])));
        let choices = all.chain([none]).collect();
        self.mode = Mode::Picker(Picker::of("Bij welk hoofdstuk staan zij?", choices));
    }

    /// Records what was walked.
    pub(crate) fn take_in(&mut self) -> Vec<Effect> {
        let intake = self.taking_in.take();
        intake.map_or_else(Vec::new, |intake| save(intake.edits))
    }
}

/// With which chapter they come, to choose; readings have theirs.
fn chapter(plan: &Plan, intake: &Intake) -> Option<Choice<Pick>> {
    if intake.edits.is_empty() || intake.sheet.takes != TakesIn::Context {
        return None;
    }
    let chosen = intake.sheet.chapters.first();
    let chosen = chosen.and_then(|id| plan.chapters.iter().find(|it| it.id == **id));
    let words = chosen.map_or_else(
        || "waar zij al staan, nieuwe bij geen; ↵ kiest".to_string(),
        |it| format!("{} {}; ↵ kiest een ander", it.id, it.title),
    );
    Some(Choice::new("hoofdstuk", &words, Pick::Chapter))
}
