//! The document one save further.

use super::format::Document;
use super::parts::Step;
use super::{format, kept, parts, splice};
use crate::plan::edit::Refusal;
use crate::plan::edit::transaction::Next;
use crate::store::disk::piece::Piece;

/// What a save makes of a document.
#[derive(Debug)]
pub(crate) enum Further {
    /// Another text in some places.
    Cut(Step),
    /// Another text.
    Anew(Document),
}

impl Further {
    /// The new text, in pieces: none where it isn't of this document.
    pub fn pieces<'a>(&'a self, old: &'a Document) -> Option<Vec<Piece<'a>>> {
        match self {
            Self::Cut(step) => step.pieces(old),
            Self::Anew(document) => Some(vec![Piece::Bytes(document.text.as_bytes())]),
        }
    }

    /// The document, once that is kept.
    pub fn take_to(self, document: &mut Document) {
        match self {
            Self::Cut(step) => step.take_to(document),
            Self::Anew(new) => *document = new,
        }
    }
}

/// The document with the changes of a transaction spliced in, once it is known to say exactly what
/// the plan says; nothing else is ever written. What is taken back stands there as it stood, and
/// the entries say how that was.
///
/// # Errors
/// [`Refusal::Unfit`], where a change has no place in the text or would be read otherwise.
pub(crate) fn further(old: &Document, next: Next) -> Result<(Further, Next), Refusal> {
    let exact = kept::exactly(old, &next).and_then(|next| read_back(old, next).ok());
    match exact {
        Some(done) => Ok(done),
        None => read_back(old, next),
    }
}

fn read_back(old: &Document, next: Next) -> Result<(Further, Next), Refusal> {
    match parts::step(old, &next) {
        Some(step) => Ok((Further::Cut(step), next)),
        None => read_whole(old, next),
    }
}

fn read_whole(old: &Document, next: Next) -> Result<(Further, Next), Refusal> {
    if old.about.is_some() {
        return Err(refused("daarvoor is het hele plan nodig"));
    }
    let recorded = next.recorded();
    let changes = next.changes.iter().flatten().chain(&recorded);
    let text = splice::splice(&old.text, changes)
        .ok_or_else(|| unfit("de plaats van deze wijziging is niet te vinden".to_string()))?;
    let sentence = match format::read_text(text) {
        Ok(document) if document.plan == next.plan => return Ok((Further::Anew(document), next)),
        Ok(_) => OTHERWISE.to_string(),
        Err(fault) => fault.sentence,
    };
    Err(refused(&sentence))
}

/// Why what would not be read as it is meant isn't saved.
pub(crate) const OTHERWISE: &str = "het nieuwe plan zou anders gelezen worden dan bedoeld";

/// That an edit isn't saved, and why.
pub(crate) fn refused(sentence: &str) -> Refusal {
    unfit(format!(
        "deze wijziging kan niet worden opgeslagen: {sentence}"
    ))
}

const fn unfit(sentence: String) -> Refusal {
    Refusal::Unfit(sentence)
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::edit::{Change, Edit, ReadingEdit, StatusEdit};
    use crate::plan::model::kpi::{Reading, Value};
    use crate::plan::model::lookup::Item;
    use crate::plan::model::number::Decimal;
    use crate::plan::{LogEntry, Plan, Status};

    /// The same plan in several layouts.
    const LAYOUTS: [&str; 6] = [
        include_str!("../../../tests/stores/valid/small.json"),
        include_str!("../../../tests/stores/valid/one-line.json"),
        include_str!("../../../tests/stores/valid/tabs.json"),
        include_str!("../../../tests/stores/valid/crlf.json"),
        include_str!("../../../tests/stores/valid/expanded.json"),
        include_str!("../../../tests/stores/valid/unknown-fields.json"),
    ];

    fn read(text: &str) -> Document {
        format::read(text.as_bytes().to_vec()).unwrap()
    }

    /// A text with edits saved, and the edits that take them back.
    fn done(text: &str, edits: &[Edit]) -> Result<(String, Next), Refusal> {
        saved(text, &Intent::Edit(edits.to_vec()))
    }

    fn saved(text: &str, wanted: &Intent) -> Result<(String, Next), Refusal> {
        let author = Author {
            name: "A".to_string(),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        };
        let old = read(text);
        let next = transaction(old.plan.clone(), wanted, &author, Role::Administrator)?.unwrap();
        let (further, next) = further(&old, next)?;
        let written = Piece::together(&further.pieces(&old).unwrap(), b"");
        let mut new = old;
        further.take_to(&mut new);
        assert_eq!(new.text.as_bytes(), written);
        // However little of it was read back.
        assert_eq!(new, read(&new.text));
        Ok((new.text, next))
    }

    /// A text with the last save taken back; what isn't taken back on its own, by its inverse.
    fn undone_text(text: &str, next: &Next) -> String {
        let wanted = if next.entries.iter().all(|entry| entry.edit.is_undoable()) {
            Intent::Undo
        } else {
            let entries = next.entries.iter().rev();
            Intent::Edit(entries.map(|entry| entry.edit.inverse()).collect())
        };
        saved(text, &wanted).unwrap().0
    }

    /// The plan without what every edit adds to.
    fn apart_from_history(mut plan: Plan) -> Plan {
        plan.revision = 0;
        plan.history.clear();
        plan
    }

    /// The text with revision 0, up to the history.
    fn canonical(text: &str) -> String {
        let changes = [Change::set(&[], "revision", &0)];
        let text = splice::splice(text, &changes).unwrap();
        text.split("\"history\"").next().unwrap().to_string()
    }

    /// A text in which every kind of edit was made three times: all optional keys are there already,
    /// as one that was left out comes in, and stays.
    fn begun(layout: usize) -> String {
        static BEGUN: [OnceLock<String>; LAYOUTS.len()] =
            [const { OnceLock::new() }; LAYOUTS.len()];
        BEGUN[layout].get_or_init(|| all_begun(layout)).clone()
    }

    fn all_begun(layout: usize) -> String {
        let rounds = 0..3;
        let all = rounds.flat_map(|n| Edit::SAMPLES.iter().map(move |sample| (n, sample)));
        all.fold(LAYOUTS[layout].to_string(), |text, (n, sample)| {
            let edit = sample(&read(&text).plan, n, "x");
            done(&text, &[edit]).unwrap().0
        })
    }

    /// One of the edits there are, on the plan as it is.
    fn sample(plan: &Plan, (kind, number, text): &(usize, u32, String)) -> Edit {
        Edit::SAMPLES[kind % Edit::SAMPLES.len()](plan, *number, text)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// What is spliced reads as what was applied (`text` refuses anything else), and
        /// all of it taken back leaves the text it began with.
        #[test]
        fn edits_and_their_undo_leave_the_text(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((any::<usize>(), 1u32..2_000_000, ".{0,12}"), 1..8),
        ) {
            let first = begun(layout);
            let mut text = first.clone();
            let mut undone = Vec::new();
            for step in &steps {
                let plan = read(&text).plan;
                let (after, next) = done(&text, &[sample(&plan, step)]).unwrap();
                prop_assert_eq!(next.plan.revision, plan.revision + next.entries.len() as u64);
                undone.push(next);
                text = after;
            }
            for next in undone.into_iter().rev() {
                text = undone_text(&text, &next);
            }
            prop_assert_eq!(
                apart_from_history(read(&text).plan),
                apart_from_history(read(&first).plan)
            );
            prop_assert_eq!(canonical(&text), canonical(&first));
        }

        #[test]
        fn several_edits_in_one_go_are_one_after_another(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((any::<usize>(), 1u32..2_000_000, ".{0,12}"), 1..5),
        ) {
            let first = begun(layout);
            let mut plan = read(&first).plan;
            let mut edits = Vec::new();
            let mut text = first.clone();
            for step in &steps {
                let edit = sample(&plan, step);
                let (after, next) = done(&text, std::slice::from_ref(&edit)).unwrap();
                (text, plan) = (after, next.plan);
                edits.push(edit);
            }
            let (together, next) = done(&first, &edits).unwrap();
            prop_assert_eq!(canonical(&together), canonical(&text));
            let revision = read(&first).plan.revision + 1;
            let with = (next.entries.len() > 1).then_some(revision);
            prop_assert!(next.entries.iter().all(|entry| entry.together == with));
            if edits.iter().all(Edit::is_undoable) {
                prop_assert_eq!(canonical(&undone_text(&together, &next)), canonical(&first));
            }
        }

        /// From the file as it came, of an older schema and however it is laid out.
        #[test]
        fn changes_of_the_plan_and_their_undo_leave_every_byte(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((any::<usize>(), 1u32..2_000_000, ".{0,12}"), 1..12),
        ) {
            let first = LAYOUTS[layout].to_string();
            let mut text = first.clone();
            let mut saved = Vec::new();
            for step in &steps {
                let plan = read(&text).plan;
                let edit = sample(&plan, step);
                if edit.alters(&plan).is_none() {
                    continue;
                }
                let (after, next) = done(&text, &[edit]).unwrap();
                saved.push(next);
                text = after;
            }
            for next in saved.into_iter().rev() {
                text = undone_text(&text, &next);
            }
            prop_assert_eq!(canonical(&text), canonical(&first));
        }
    }

    #[test]
    fn a_reading_replaced_is_replaced_in_its_place() {
        let plan = read(LAYOUTS[0]).plan;
        let Some(Item::Indicator(indicator, _)) = plan.item("1.K1.2") else {
            panic!()
        };
        let old = indicator.latest().unwrap().clone();
        let new = Reading {
            value: Value::Number(Decimal::whole(13)),
            ..old.clone()
        };
        let edit = Edit::Reading(ReadingEdit {
            id: "1.K1.2".to_string(),
            from: Some(old),
            to: Some(new),
            counted: None,
            source: None,
        });
        let (text, _) = done(LAYOUTS[0], std::slice::from_ref(&edit)).unwrap();
        let line =
            "{ \"date\": \"2026-03-01\", \"value\": 13, \"of\": 17, \"by\": \"B. de Boer\" }\n";
        assert!(text.contains(line), "{text}");
        let (back, _) = done(&text, &[edit.inverse()]).unwrap();
        assert_eq!(canonical(&back), canonical(LAYOUTS[0]));
    }

    #[test]
    fn one_line_of_a_log_goes_and_another_comes() {
        let date = NaiveDate::from_ymd_opt(2026, 6, 12).unwrap();
        let line = |note: &str| LogEntry {
            date,
            by: "A".to_string(),
            status: None,
            note: Some(note.to_string()),
            decision: None,
        };
        let change = |logged, unlogged| {
            Edit::Status(StatusEdit {
                id: "1A.1.a".to_string(),
                from: Status::Open,
                to: Status::Open,
                logged,
                unlogged,
            })
        };
        let edits = [
            change(Some(line("een")), None),
            change(Some(line("twee")), None),
            change(Some(line("drie")), Some(line("een"))),
        ];
        let (text, _) = done(LAYOUTS[0], &edits).unwrap();
        let (two, three) = (text.find("twee").unwrap(), text.find("drie").unwrap());
        let action = text.split("1A.1.b").next().unwrap();
        assert!(two < three && !action.contains("een\""), "{action}");
    }
}
