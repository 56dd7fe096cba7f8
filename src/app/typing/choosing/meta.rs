//! Which file of metadata is read with a table of council indicators: what the CBS delivers beside its
//! tables, found by its name or chosen.

use super::picker::Choice;
use crate::app::App;
use crate::app::message::{Beside, Intake, TableFile, TakesIn};
use crate::app::typing::record::Pick;

impl App {
    /// Asks which it is.
    pub(crate) fn ask_metadata(&mut self) {
        let Some(intake) = &self.taking.intake else {
            return;
        };
        // What was answered so far holds.
        let said = self.taking.asked.as_ref().map(|it| it.clone().into_map());
        let sheet = TableFile {
            said: said.unwrap_or_else(|| intake.sheet.said.clone()),
            ..intake.sheet.clone()
        };
        let title = format!("Welke metadata hoort bij {}?", sheet.file);
        let choices = choices(intake, &sheet);
        self.ask_aside(&title, choices);
    }
}

/// The one that is read first, so that Enter twice harms nothing; then what is named so.
fn choices(intake: &Intake, sheet: &TableFile) -> Vec<Choice<Pick>> {
    let with = |meta: Beside| {
        Pick::Table(TableFile {
            meta,
            ..sheet.clone()
        })
    };
    let none = || Choice::new("geen", "zonder", with(Beside::Nothing));
    let file = |name: &String| Choice::new("bestand", name, with(Beside::File(name.clone())));
    let own = intake.meta.as_ref().map(|(name, _)| name);
    let others = intake.files.iter();
    let others = others.filter(|it| **it != sheet.file && Some(*it) != own);
    let is_meta = |name: &&String| name.to_lowercase().contains("metadata");
    let (likely, others): (Vec<&String>, Vec<&String>) = others.partition(is_meta);
    let others = likely.into_iter().chain(others).map(file);
    match own {
        Some(own) => std::iter::once(file(own))
            .chain(others)
            .chain([none()])
            .collect(),
        None => std::iter::once(none()).chain(others).collect(),
    }
}

/// What is read beside the figures, to choose another; readings have none.
pub(super) fn choice(intake: &Intake) -> Option<Choice<Pick>> {
    if intake.sheet.takes != TakesIn::Context || intake.meta.is_none() && !has_others(intake) {
        return None;
    }
    let words = match (&intake.meta, unused(intake)) {
        (_, Some(unused)) => unused,
        (Some((name, _)), None) => {
            format!("{name} zegt namen en eenheden; ↵ kiest een ander")
        }
        (None, None) => "geen; ↵ kiest het bestand dat het CBS bij zijn tabel levert".to_string(),
    };
    Some(Choice::new("metadata", &words, Pick::Metadata))
}

/// Where something lacks: that a file of metadata may say it.
pub(super) fn way(intake: &Intake) -> Option<Choice<Pick>> {
    let words = unused(intake);
    let words = words.unwrap_or_else(|| "staat in een ander bestand; ↵ kiest het".to_string());
    has_others(intake).then(|| Choice::new("metadata", &words, Pick::Metadata))
}

/// Whether another file stands there.
fn has_others(intake: &Intake) -> bool {
    intake.files.iter().any(|it| *it != intake.sheet.file)
}

/// That it isn't used, and why.
fn unused(intake: &Intake) -> Option<String> {
    let (name, read) = intake.meta.as_ref()?;
    let why = read.as_ref().err()?;
    Some(format!("{name} is niet gebruikt: {why}"))
}
