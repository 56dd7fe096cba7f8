//! Figures from a file beside the plan: which file, what it would record, and what stands in the way.
//! They are walked before anything is saved.

use super::meta;
use super::picker::{Choice, Picker};
use super::walked::{Chooses, Walked};
use crate::app::keys::command::Command;
use crate::app::message::{Aside, Comes, Figures, Intake, TableFile, TakesIn};
use crate::app::typing::record::Pick;
use crate::app::{App, Effect, Mode};
use crate::intake::asked;
use crate::intake::indicators::meta::tables;
use crate::intake::readings::map::PASSED;
use crate::intake::readings::place::Names;
use crate::plan::model::kpi::Indicator;
use crate::plan::words::counted;
use crate::plan::{Id, Plan};

impl App {
    /// Asks for the files there are with what a command takes in.
    pub(crate) fn tables(&mut self, command: Command) -> Vec<Effect> {
        let takes = match command {
            Command::TakeInContext => TakesIn::Context,
            _ => TakesIn::Readings,
        };
        let title = "De bestanden worden opgezocht…".to_string();
        self.wait_for(None, title, Effect::Tables(takes))
    }

    /// The files there are, or what is in one of them.
    pub(crate) fn figures(&mut self, figures: Figures) {
        if !self.came() {
            return;
        }
        match figures {
            Figures::Files(_, names, folder) if names.is_empty() => {
                let place = folder.map_or("naast het plan".to_string(), |it| format!("in {it}"));
                self.tell(format!("Er staat geen CSV, XLSX of ODS {place}."), false);
            }
            Figures::Files(takes, names, _) => {
                // Whoever asks for a file anew may have mended it.
                self.taking.intake = None;
                let files = tables(&names).into_iter().map(|name| {
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
            Figures::Asks(intake, walk) => {
                (self.taking.intake, self.taking.asked) = (Some(intake), Some(walk));
                self.ask_sheet("");
            }
        }
    }

    /// What would be recorded, what is odd first; Enter records it.
    fn offer_figures(&mut self, intake: Box<Intake>) {
        let file = &intake.sheet.file;
        let Some((comes, _)) = &intake.comes else {
            return;
        };
        let walked = match comes {
            Comes::Readings(proposal) => Walked::readings(&self.plan, proposal),
            Comes::Context(proposal) => Walked::context(proposal),
        };
        if walked.rows.is_empty() {
            return self.tell(format!("{file}: er staat geen stand in."), false);
        }
        let (pick, end) = if walked.wrong > 0 {
            let sentence =
                format!("{file}: niets opgeslagen; eerst moet in het bestand kloppen wat fout is.");
            (Pick::Say(sentence), "eerst verbeteren")
        } else if let Some((row, day)) = walked.clash {
            // Whatever Enter is on: what holds has to be said first.
            (Pick::Clash(row, day), "↵ kiest wat geldt")
        } else if comes.is_empty(&intake.sheet) {
            (Pick::Nothing, "er is niets nieuws")
        } else {
            // As the shell does without --zeker.
            match walked.doubtful {
                0 => (Pick::TakeIn, "↵ slaat op"),
                doubtful => (Pick::Doubtful(doubtful), "↵ gaat verder"),
            }
        };
        // Enter is on it first, so that it does what the title says.
        let rest = walked.left_out.as_deref().unwrap_or("alles is nieuw");
        let rest = Choice::new("samen", rest, pick.clone());
        let chapter = chapter(&self.plan, &intake);
        let rows = walked.rows.into_iter().map(|row| {
            let pick = match row.chooses {
                Some(Chooses::Place(name)) => Pick::Name(name),
                Some(Chooses::Clash(row, day)) => Pick::Clash(row, day),
                None => pick.clone(),
            };
            Choice::new(row.kind, &row.words, pick)
        });
        let columns = Choice::new(
            "kolommen",
            "zoals hun koppen zeggen; ↵ wijst ze aan",
            Pick::Columns,
        );
        let above = [Some(rest), chapter, meta::choice(&intake), Some(columns)];
        let above = above.into_iter().flatten();
        let choices = above.chain(rows).collect();
        let (one, more) = walked.called;
        let new = counted(walked.new, one, more);
        let map = intake.by.as_ref().and_then(|(name, _)| name.as_ref());
        let map = map.map_or_else(String::new, |it| format!(", kaart {it}"));
        let title = format!("{file}{map}: {new}, {end}");
        self.taking.intake = Some(Box::new(Intake {
            aside: Aside::Nothing,
            ..*intake
        }));
        self.mode = Mode::Picker(Picker::of(&title, choices));
    }

    /// Something is asked about the figures that are walked.
    pub(super) fn ask_aside(&mut self, title: &str, choices: Vec<Choice<Pick>>) {
        if let Some(intake) = &mut self.taking.intake {
            intake.aside = match &self.taking.asked {
                Some(_) => Aside::Question,
                None => Aside::Figures,
            };
        }
        self.mode = Mode::Picker(Picker::of(title, choices));
    }

    /// Where Esc leads from what is asked of a file, in a word; none where it leaves.
    pub(crate) fn way_back(&self) -> Option<&'static str> {
        let figures = |it: &Intake| it.comes.is_some();
        match (&self.taking.asked, &self.taking.intake) {
            (Some(_), Some(intake)) if intake.aside == Aside::Question => Some("naar de vraag"),
            (Some(walk), _) if walk.has_past() => Some("vorige vraag"),
            (Some(_), Some(intake)) => figures(intake).then_some("naar de cijfers"),
            (None, Some(intake)) if intake.aside == Aside::Figures => Some("naar de cijfers"),
            _ => None,
        }
    }

    /// Out of a list: of what is asked of a file, back to the question before, or to the figures.
    pub(crate) fn leave_list(&mut self) {
        if !self.go_back_over_sheet() {
            self.settle();
        }
    }

    /// Whether there is a way back.
    fn go_back_over_sheet(&mut self) -> bool {
        let aside = self.taking.intake.as_ref().map(|it| it.aside);
        if aside == Some(Aside::Question) && self.taking.asked.is_some() {
            self.ask_sheet("");
            return true;
        }
        let asked = self.taking.asked.take();
        let before = asked.as_ref().and_then(|walk| walk.back());
        if let Some(before) = before {
            self.taking.asked = Some(Box::new(before));
            self.ask_sheet("");
            return true;
        }
        // While it is saved what was read stays.
        let done = |it: &mut Box<Intake>| asked.is_some() || it.comes.is_some();
        let intake = self.taking.intake.take_if(done);
        let is_aside = |it: &Intake| it.aside != Aside::Nothing && it.comes.is_some();
        let Some(intake) = intake.filter(|it| is_aside(it)) else {
            return false;
        };
        self.offer_figures(intake);
        true
    }

    /// What the file doesn't say by itself, one question after another; `why` the answer before was none.
    fn ask_sheet(&mut self, why: &str) {
        let asked = self.taking.asked.as_ref().and_then(|it| it.question());
        let (Some(intake), Some(question)) = (&mut self.taking.intake, asked) else {
            return;
        };
        // What it was asked aside from: the figures, where there are any.
        intake.aside = match intake.comes {
            Some(_) => Aside::Figures,
            None => Aside::Nothing,
        };
        let answer =
            |it: &asked::Choice| Choice::new(&*it.kind, &it.words, Pick::Answer(it.answer.clone()));
        let asked = self.taking.asked.as_ref();
        let meta = asked
            .filter(|it| it.is_of_metadata())
            .and_then(|_| meta::way(intake));
        let choices = question.choices.iter().map(answer).chain(meta);
        let (why, file) = (why.trim_end_matches('.'), &intake.sheet.file);
        let title = match why {
            "" => format!("{file}: {}", question.asks),
            why => format!("{why}. {}", question.asks),
        };
        let before = self.taking.asked.as_ref().and_then(|it| it.answered());
        let before = before.unwrap_or_default().to_string();
        let picker = if question.open {
            let typed: fn(&str) -> Choice<Pick> = |typed| {
                let typed = typed.trim();
                let words = if typed.is_empty() {
                    "typ hem, of kies"
                } else {
                    typed
                };
                Choice::new("antwoord", words, Pick::Answer(typed.to_string()))
            };
            let first = std::iter::once(typed(&before));
            Picker::of(&title, first.chain(choices).collect()).naming(typed, before)
        } else {
            let mut picker = Picker::of(&title, choices.collect());
            let said = |it: &Choice<Pick>| it.pick == Pick::Answer(before.clone());
            let at = picker.choices.iter().position(said);
            picker.cursor.selected = at.unwrap_or_default();
            picker
        };
        self.mode = Mode::Picker(picker);
    }

    /// Takes an answer; after the last the file is read by them.
    pub(crate) fn answer_sheet(&mut self, list: Option<Picker<Pick>>, answer: &str) -> Vec<Effect> {
        let Some(walk) = &mut self.taking.asked else {
            return Vec::new();
        };
        let why = walk.answer(answer).err().unwrap_or_default();
        if walk.question().is_some() {
            self.ask_sheet(&why);
            return Vec::new();
        }
        let (walk, intake) = (self.taking.asked.take(), self.taking.intake.as_ref());
        let read = walk.zip(intake).map(|(walk, intake)| {
            let said = walk.into_map();
            let sheet = intake.sheet.clone();
            TableFile { said, ..sheet }
        });
        read.map_or_else(Vec::new, |sheet| self.read_table(list, sheet))
    }

    /// Which column of the file is what, where its heads are misunderstood.
    pub(crate) fn ask_columns(&mut self) {
        let columns = self
            .taking
            .intake
            .as_ref()
            .and_then(|it| it.columns.clone());
        self.taking.asked = columns.map(Box::new);
        self.ask_sheet("");
    }

    /// Which indicator a name of the file stands for: the likeliest first, then all others.
    pub(crate) fn ask_place(&mut self, name: &str) {
        let Some(intake) = &self.taking.intake else {
            return;
        };
        let said = |id: &str| {
            let mut sheet = intake.sheet.clone();
            sheet.said.names.insert(name.to_string(), id.to_string());
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
        self.ask_aside(&title, choices);
    }

    /// Whether what is odd is recorded too: Enter on a list says yes to what one has seen of it, and this
    /// may be below.
    pub(crate) fn ask_doubtful(&mut self, doubtful: usize) {
        let Some(intake) = &self.taking.intake else {
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
        self.ask_aside(&title, choices);
    }

    /// With which chapter the council indicators of the file come to stand.
    pub(crate) fn ask_chapter(&mut self) {
        let none = Choice::new("", "bij geen hoofdstuk", Pick::Chapters(Vec::new()));
        let all = self.plan.chapters.iter();
        let with = |id: &String| Pick::Chapters(vec![id.clone()]);
        let all = all.map(|it| Choice::new(&*it.id, &it.title, with(&it.id)));
        let choices = all.chain([none]).collect();
        self.ask_aside("Bij welk hoofdstuk staan zij?", choices);
    }

    /// They come to stand with these: no figure is another for it.
    pub(crate) fn stand_with(&mut self, chapters: Vec<Id>) {
        if let Some(mut intake) = self.taking.intake.take() {
            intake.sheet.chapters = chapters;
            self.offer_figures(intake);
        }
    }

    /// Records what was walked.
    pub(crate) fn take_in(&mut self) -> Vec<Effect> {
        let Some(intake) = &mut self.taking.intake else {
            return Vec::new();
        };
        // The file stays until it is saved: what others recorded meanwhile is looked at beside it.
        let Some((comes, _)) = intake.comes.take() else {
            return Vec::new();
        };
        vec![Effect::Save(
            comes.intent(&intake.sheet, intake.table.given()),
        )]
    }

    /// What was read of a file while its figures were walked: it is worked on, and comes back.
    pub fn read_before(&mut self, sheet: &TableFile) -> Option<Box<Intake>> {
        let same = |it: &Intake| (it.sheet.takes, &it.sheet.file) == (sheet.takes, &sheet.file);
        self.taking.intake.take().filter(|it| same(it))
    }
}

/// With which chapter they come, to choose; readings have theirs.
fn chapter(plan: &Plan, intake: &Intake) -> Option<Choice<Pick>> {
    let comes = intake.comes.as_ref();
    if comes.is_none_or(|(it, _)| it.is_empty(&intake.sheet))
        || intake.sheet.takes != TakesIn::Context
    {
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
