//! Edits applied twice over: to the plan as values, and to the text it stands in.

use chrono::Timelike;

use super::splice;
use super::splice::{Change, New, What};
use super::{changes, format};
use crate::plan::edit;
use crate::plan::edit::history::Entry;
use crate::plan::edit::{Edit, Refusal};
use crate::plan::{Plan, clean};
use crate::store::Author;
use crate::store::commit::Wanted;

/// A plan with its edits, as text and as values.
#[derive(Debug)]
pub(crate) struct Next {
    /// As values.
    pub plan: Plan,
    /// As the bytes of the file.
    pub text: String,
    /// The edits that take them back, last one first.
    pub inverse: Vec<Edit>,
}

/// The plan with all edits applied, none if one is refused.
pub(crate) fn applied(
    document: format::Document,
    edits: &[Wanted],
    author: &Author,
) -> Result<Next, Refusal> {
    let format::Document { text, mut plan } = document;
    let by = clean::one_line(&author.name).into_owned();
    let first = plan.revision.saturating_add(1);
    let mut changes = Vec::new();
    let mut inverse = Vec::new();
    let mut entries = Vec::new();
    for wanted in edits {
        let Wanted {
            edit,
            undoes,
            meeting,
        } = wanted;
        let edit = harmless(edit)?;
        let before = plan.revision;
        plan.revision = before
            .checked_add(1)
            .ok_or_else(|| unfit("de telling van revisies is op"))?;
        let (done, back) = applied_one(&mut plan, &edit, &mut changes)?;
        entries.push(Entry {
            revision: plan.revision,
            // The store keeps whole seconds.
            at: author.at.with_nanosecond(0).unwrap_or(author.at),
            by: by.clone(),
            undoes: *undoes,
            together: (edits.len() > 1).then_some(first),
            meeting: meeting.clone(),
            edit: done,
        });
        inverse.push(back);
    }
    inverse.reverse();
    changes.push(root("revision", What::Set(New::Revision(plan.revision))));
    changes.push(root(
        "history",
        What::Push(entries.iter().cloned().map(New::Entry).collect()),
    ));
    plan.history.extend(entries);
    let text = splice::splice(&text, &changes)
        .ok_or_else(|| unfit("de plaats van deze wijziging is niet te vinden"))?;
    let text = checked(&plan, text)?;
    Ok(Next {
        plan,
        text,
        inverse,
    })
}

/// Applies one edit and adds what it changes in the text. Returns it as it was done (a count is
/// the reading it became), and the edit that takes it back.
fn applied_one(
    plan: &mut Plan,
    edit: &Edit,
    changes: &mut Vec<Change>,
) -> Result<(Edit, Edit), Refusal> {
    let before = changes::changes(plan, edit);
    let back = edit::apply(plan, edit)?;
    let done = back.inverse();
    let change = if done == *edit {
        before
    } else {
        // It became another, such as a count a reading: that was put at the end of a list, and
        // a push doesn't ask where that was.
        changes::changes(plan, &done)
    };
    changes.extend(change.unwrap_or_default());
    Ok((done, back))
}

/// The text, once it is known to say exactly what the plan says. Nothing else is ever written.
fn checked(plan: &Plan, text: String) -> Result<String, Refusal> {
    let sentence = match format::read_text(text) {
        Ok(document) if document.plan == *plan => return Ok(document.text),
        Ok(_) => "het nieuwe plan zou anders gelezen worden dan bedoeld".to_string(),
        Err(fault) => fault.sentence,
    };
    Err(unfit(&format!(
        "deze wijziging kan niet worden opgeslagen: {sentence}"
    )))
}

/// An edit whose texts are harmless to show: it is kept as it will be read.
fn harmless(edit: &Edit) -> Result<Edit, Refusal> {
    format::cleaned(edit).ok_or_else(|| unfit("deze wijziging kan niet worden opgeslagen"))
}

fn root(key: &'static str, what: What) -> Change {
    Change {
        object: Vec::new(),
        key,
        what,
    }
}

fn unfit(sentence: &str) -> Refusal {
    Refusal::Unfit(sentence.to_string())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::plan::model::kpi::{Judgement, Light, Reading, Value};
    use crate::plan::model::lookup::Item;
    use crate::plan::model::meeting::{ActionPoint, Meeting};
    use crate::plan::model::number::Decimal;
    use crate::plan::{LogEntry, Status};
    use crate::store::text::format::Document;

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

    fn author() -> Author {
        Author {
            name: "A".to_string(),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        }
    }

    fn done(text: &str, edits: &[Edit], undoes: Option<u64>) -> Result<Next, Refusal> {
        let wanted = |edit: &Edit| Wanted {
            edit: edit.clone(),
            undoes,
            meeting: None,
        };
        let wanted: Vec<Wanted> = edits.iter().map(wanted).collect();
        applied(read(text), &wanted, &author())
    }

    /// The plan without what every edit adds to.
    fn apart_from_history(mut plan: Plan) -> Plan {
        plan.revision = 0;
        plan.history.clear();
        plan
    }

    /// The text with revision 0, up to the history.
    fn canonical(text: &str) -> String {
        let document = read(text);
        let changes = [root("revision", What::Set(New::Revision(0)))];
        let text = splice::splice(&document.text, &changes).unwrap();
        text.split("\"history\"").next().unwrap().to_string()
    }

    fn status_of(plan: &Plan, id: &str) -> Status {
        match plan.item(id) {
            Some(Item::Action(action, _)) => action.status,
            _ => panic!("{id}"),
        }
    }

    /// What a hand does, by number; `from` is filled in from the plan as it then is.
    fn edit(plan: &Plan, kind: u8, number: i64, note: &str) -> Edit {
        let date = NaiveDate::from_ymd_opt(2026, 6, 12).unwrap();
        let reading = |value, of| Reading {
            date,
            value,
            of,
            note: Some(note.to_string()).filter(|note| !note.is_empty()),
            by: "A".to_string(),
        };
        let amount = Decimal::hundredths(number);
        let record = |id: &str, reading| Edit::Reading {
            id: id.to_string(),
            from: None,
            to: Some(reading),
            counted: None,
        };
        match kind {
            0 => record("1.K1.1", reading(Value::Number(amount), None)),
            1 => Edit::Count {
                id: "1.K1.1".to_string(),
                add: amount,
                reading: reading(Value::Done(true), None),
            },
            2 => record(
                "1.K1.2",
                reading(Value::Number(amount), Some(amount.plus(amount))),
            ),
            3 => record("1.K1.3", reading(Value::Done(number % 2 == 0), None)),
            5 => judgement(plan, number, note),
            6 => Edit::Log {
                id: ["1.K1", "1A.1.b"][usize::try_from(number).unwrap() % 2].to_string(),
                from: None,
                to: Some(LogEntry {
                    date,
                    by: "A".to_string(),
                    status: None,
                    note: None,
                    decision: Some(note.to_string()),
                }),
            },
            7 => meeting(plan, note),
            8 => action_point(plan, number, note),
            _ => {
                let id = if number % 2 == 0 { "1A.1.a" } else { "1A.1.b" };
                let to = Status::ALL[usize::try_from(number).unwrap() % 4];
                Edit::Status {
                    id: id.to_string(),
                    from: status_of(plan, id),
                    to,
                    logged: Some(LogEntry {
                        date,
                        by: "A".to_string(),
                        status: Some(to),
                        note: Some(note.to_string()),
                        decision: None,
                    }),
                    unlogged: None,
                }
            }
        }
    }

    fn judgement(plan: &Plan, number: i64, note: &str) -> Edit {
        let Some(Item::Kpi(kpi, _)) = plan.item("1.K1") else {
            panic!("1.K1")
        };
        Edit::Judgement {
            id: "1.K1".to_string(),
            before: kpi.judgement().cloned(),
            from: None,
            to: Some(Judgement {
                date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                light: Light::ALL[usize::try_from(number).unwrap() % 4],
                explanation: Some(format!("x{note}")),
                measure: Some("y".to_string()),
                by: "A".to_string(),
            }),
        }
    }

    /// A meeting begun; or something discussed in it; or closed.
    fn meeting(plan: &Plan, note: &str) -> Edit {
        let Some(begun) = plan.meetings.last() else {
            let text =
                r#"{"id": "O1", "title": "x", "date": "2026-06-12", "by": "A", "items": ["1.K1"]}"#;
            let meeting: Meeting = serde_json::from_str(text).unwrap();
            return Edit::Meeting {
                id: "O1".to_string(),
                from: None,
                to: Some(Box::new(Meeting {
                    title: note.to_string(),
                    ..meeting
                })),
            };
        };
        if begun.discussed.is_empty() {
            return Edit::Discussed {
                id: begun.id.clone(),
                item: "1.K1".to_string(),
                discussed: true,
            };
        }
        let closed = begun.closed.is_none().then_some(begun.date);
        Edit::Meeting {
            id: begun.id.clone(),
            from: Some(Box::new(begun.clone())),
            to: Some(Box::new(Meeting {
                closed,
                ..begun.clone()
            })),
        }
    }

    /// An action point agreed; or the last one ticked off.
    fn action_point(plan: &Plan, number: i64, note: &str) -> Edit {
        if let Some(last) = plan.action_points.last().filter(|_| number % 2 == 0) {
            return Edit::ActionPoint {
                id: last.id.clone(),
                from: Some(Box::new(last.clone())),
                to: Some(Box::new(ActionPoint {
                    done: Some(last.date),
                    ..last.clone()
                })),
            };
        }
        let text = r#"{"id": "AP1", "who": "A", "what": "x", "date": "2026-06-12", "by": "A"}"#;
        let point: ActionPoint = serde_json::from_str(text).unwrap();
        Edit::ActionPoint {
            id: "AP1".to_string(),
            from: None,
            to: Some(Box::new(ActionPoint {
                what: note.to_string(),
                ..point
            })),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// What is spliced reads as what was applied (`applied` refuses anything else), and
        /// all of it taken back leaves the text it began with.
        #[test]
        fn edits_and_their_undo_leave_the_text(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((0u8..10, 1i64..2_000_000, ".{0,12}"), 1..8),
        ) {
            // All optional keys are there already: one that was left out comes in, and stays.
            let first: Vec<Edit> = {
                let plan = read(LAYOUTS[layout]).plan;
                vec![
                    edit(&plan, 3, 1, ""),
                    edit(&plan, 9, 1, "x"),
                    edit(&plan, 5, 1, "x"),
                    edit(&plan, 6, 0, "x"),
                    edit(&plan, 6, 1, "x"),
                    edit(&plan, 7, 1, "x"),
                    edit(&plan, 8, 1, "x"),
                ]
            };
            let begun = done(LAYOUTS[layout], &first, None).unwrap();
            let mut text = begun.text.clone();
            let mut undone = Vec::new();
            for (kind, number, note) in steps {
                let plan = read(&text).plan;
                let next = done(&text, &[edit(&plan, kind, number, &note)], None).unwrap();
                prop_assert_eq!(next.plan.revision, plan.revision + 1);
                undone.push(next.inverse);
                text = next.text;
            }
            for inverse in undone.into_iter().rev() {
                text = done(&text, &inverse, Some(1)).unwrap().text;
            }
            prop_assert_eq!(
                apart_from_history(read(&text).plan),
                apart_from_history(begun.plan)
            );
            prop_assert_eq!(canonical(&text), canonical(&begun.text));
        }

        #[test]
        fn several_edits_in_one_go_are_one_after_another(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((0u8..4, 1i64..2_000_000, ".{0,12}"), 1..5),
        ) {
            let plan = read(LAYOUTS[layout]).plan;
            let edits: Vec<Edit> =
                steps.iter().map(|(kind, number, note)| edit(&plan, *kind, *number, note)).collect();
            let together = done(LAYOUTS[layout], &edits, None).unwrap();
            let mut text = LAYOUTS[layout].to_string();
            for one in &edits {
                text = done(&text, std::slice::from_ref(one), None).unwrap().text;
            }
            prop_assert_eq!(canonical(&together.text), canonical(&text));
            let others = together.plan.history.iter().map(|entry| entry.together);
            let first = read(LAYOUTS[layout]).plan.revision + 1;
            prop_assert!(others.rev().take(edits.len()).all(|it| it == (edits.len() > 1).then_some(first)));
            let back = done(&together.text, &together.inverse, None).unwrap();
            prop_assert_eq!(apart_from_history(back.plan), apart_from_history(plan));
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
        let edit = Edit::Reading {
            id: "1.K1.2".to_string(),
            from: Some(old),
            to: Some(new),
            counted: None,
        };
        let next = done(LAYOUTS[0], std::slice::from_ref(&edit), None).unwrap();
        let line =
            "{ \"date\": \"2026-03-01\", \"value\": 13, \"of\": 17, \"by\": \"B. de Boer\" }\n";
        assert!(next.text.contains(line), "{}", next.text);
        let back = done(&next.text, &[edit.inverse()], None).unwrap();
        assert_eq!(canonical(&back.text), canonical(LAYOUTS[0]));
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
        let change = |logged, unlogged| Edit::Status {
            id: "1A.1.a".to_string(),
            from: Status::Open,
            to: Status::Open,
            logged,
            unlogged,
        };
        let edits = [
            change(Some(line("een")), None),
            change(Some(line("twee")), None),
            change(Some(line("drie")), Some(line("een"))),
        ];
        let next = done(LAYOUTS[0], &edits, None).unwrap();
        let (two, three) = (
            next.text.find("twee").unwrap(),
            next.text.find("drie").unwrap(),
        );
        let action = next.text.split("1A.1.b").next().unwrap();
        assert!(two < three && !action.contains("een\""), "{action}");
    }
}
