//! Meetings in a few words, and what their minutes say.

use super::*;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent, transaction};
use crate::plan::edit::{
    DiscussedEdit, JudgementEdit, LogEdit, PointEdit, ReadingEdit, StatusEdit,
};
use crate::plan::model::kpi::{Judgement, Light, Reading, Value};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::{LogEntry, Status, words};

/// A plan with a meeting that is being held on 23 November 2026.
pub struct Room {
    pub plan: Plan,
    /// The meeting the next edits are said in; none outside it.
    pub meeting: Option<Id>,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A line of a log.
pub fn line(note: Option<&str>, decision: Option<&str>) -> LogEntry {
    LogEntry {
        date: day("2026-11-23"),
        by: "A. Jansen".into(),
        status: None,
        note: note.map(Into::into),
        decision: decision.map(Into::into),
    }
}

/// An action point.
pub fn point(id: &str, about: Option<&str>, who: &str, what: &str) -> ActionPoint {
    ActionPoint {
        id: id.into(),
        about: about.map(Into::into),
        meeting: Some("O1".into()),
        who: who.into(),
        what: what.into(),
        due: Some(day("2026-12-01")),
        date: day("2026-11-23"),
        by: "A. Jansen".into(),
        done: None,
        origin: Vec::new(),
        to_confirm: Vec::new(),
    }
}

impl Room {
    /// A meeting about KPI 1.K1, the two actions and the action point of before.
    pub fn new() -> Self {
        let small = include_str!("../../../tests/stores/valid/small.json");
        let mut plan: Plan = serde_json::from_str(small).unwrap();
        plan.action_points
            .push(point("AP1", Some("1A.1.a"), "Politie", "plant een schouw"));
        plan.meetings.push(Meeting {
            id: "O1".into(),
            title: "Ondermijning".into(),
            date: day("2026-11-23"),
            present: vec!["A. Jansen".into(), "B. Smit".into()],
            by: "A. Jansen".into(),
            items: ["AP1", "1.K1", "1A.1.a", "1A.1.b"].map(Into::into).to_vec(),
            discussed: Vec::new(),
            log: Vec::new(),
            closed: None,
        });
        Self {
            plan,
            meeting: Some("O1".into()),
        }
    }

    pub fn does(&mut self, edit: &Edit) -> &mut Self {
        self.enter(&Intent::Edit(vec![edit.clone()]))
    }

    /// Takes the last entry back.
    pub fn undoes(&mut self) -> &mut Self {
        let again = self.plan.history.last().unwrap().undoes.is_some();
        self.enter(&if again { Intent::Redo } else { Intent::Undo })
    }

    fn enter(&mut self, wanted: &Intent) -> &mut Self {
        let author = Author {
            name: "A. Jansen".into(),
            at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
            meeting: self.meeting.clone(),
        };
        let next = transaction(self.plan.clone(), wanted, &author, Role::Administrator);
        self.plan = next.unwrap().unwrap().plan;
        self
    }

    pub fn discusses(&mut self, items: &[&str]) -> &mut Self {
        for item in items {
            self.does(&Edit::Discussed(DiscussedEdit {
                id: "O1".into(),
                item: (*item).into(),
                discussed: true,
            }));
        }
        self
    }

    pub fn reports(&mut self, value: i64, date: &str, note: Option<&str>) -> &mut Self {
        self.does(&Edit::Reading(ReadingEdit {
            id: "1.K1.1".into(),
            from: None,
            to: Some(Reading {
                date: day(date),
                value: Value::Number(Decimal::whole(value)),
                of: None,
                note: note.map(Into::into),
                by: "A. Jansen".into(),
            }),
            counted: None,
            source: None,
        }))
    }

    pub fn judges(&mut self, light: Light, explanation: &str, measure: &str) -> &mut Self {
        let Some(Item::Kpi(kpi, _)) = self.plan.item("1.K1") else {
            panic!("no KPI");
        };
        let before = kpi.judgement().cloned();
        self.does(&Edit::Judgement(JudgementEdit {
            id: "1.K1".into(),
            before,
            from: None,
            to: Some(Judgement {
                date: day("2026-11-23"),
                light,
                explanation: Some(explanation.into()),
                measure: Some(measure.into()),
                by: "A. Jansen".into(),
            }),
        }))
    }

    pub fn sets(&mut self, id: &str, from: Status, to: Status, note: Option<&str>) -> &mut Self {
        self.does(&Edit::Status(StatusEdit {
            id: id.into(),
            from,
            to,
            logged: Some(LogEntry {
                status: Some(to),
                ..line(note, None)
            }),
            unlogged: None,
        }))
    }

    pub fn logs(&mut self, id: &str, note: Option<&str>, decision: Option<&str>) -> &mut Self {
        self.does(&Edit::Log(LogEdit {
            id: id.into(),
            from: None,
            to: Some(line(note, decision)),
        }))
    }

    pub fn agrees(&mut self, point: ActionPoint) -> &mut Self {
        self.does(&Edit::ActionPoint(PointEdit {
            id: point.id.clone(),
            from: None,
            to: Some(Box::new(point)),
        }))
    }

    pub fn ticks_off(&mut self, id: &str) -> &mut Self {
        let from = self.plan.action_point(id).unwrap().clone();
        let done = Some(day("2026-11-23"));
        self.does(&Edit::ActionPoint(PointEdit {
            id: id.into(),
            to: Some(Box::new(ActionPoint {
                done,
                ..from.clone()
            })),
            from: Some(Box::new(from)),
        }))
    }

    pub fn minutes(&self) -> Minutes<'_> {
        minutes(&self.plan, &self.plan.meetings[0])
    }

    /// `1.K1: 6<4 | 1A.1.b+: – | algemeen: note`, in which `+` is an item outside the set.
    fn told(&self) -> String {
        let minutes = self.minutes();
        let mut parts: Vec<String> = minutes
            .items
            .iter()
            .map(|about| {
                let outside = if about.planned { "" } else { "+" };
                format!("{}{outside}: {}", about.id, told(&about.said))
            })
            .collect();
        if !minutes.general.is_empty() {
            parts.push(format!("algemeen: {}", told(&minutes.general)));
        }
        parts.join(" | ")
    }
}

fn told(said: &[Said<'_>]) -> String {
    let value = |reading: &Reading| words::value(reading.value, reading.of);
    let told = said.iter().map(|said| match said {
        Said::Reading { reading, was, .. } => {
            let was = was.map_or_else(|| "–".to_string(), value);
            format!("{}<{was}", value(reading))
        }
        Said::Judged { judgement, was } => {
            let was = was.map_or("–", words::light);
            format!("{}<{was}", words::light(judgement.light))
        }
        Said::Status { from, to, notes } => format!(
            "{}<{} {}",
            words::status(*to),
            words::status(*from),
            notes.join(",")
        ),
        Said::Field { field, words, .. } => {
            format!("{} {}<{}", field.label, words.1, words.0)
        }
        Said::Plan { sentence } => sentence.clone(),
        Said::Line { line } => match (&line.decision, &line.note) {
            (Some(decision), _) => format!("besluit {decision}"),
            (None, note) => format!("notitie {}", note.as_deref().unwrap_or_default()),
        },
        Said::Point { change, point } => format!("{change:?} {}", point.id),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "–".to_string()
    } else {
        told.join("; ")
    }
}

type Script = fn(&mut Room) -> &mut Room;

/// Each script, and what is told of it.
fn are_told(table: &[(&str, Script, &str)]) {
    for (case, script, expected) in table {
        let mut room = Room::new();
        script(&mut room);
        assert_eq!(room.told(), *expected, "{case}");
    }
}

#[test]
fn the_items_in_the_order_discussed() {
    are_told(&[
        ("nothing", |room| room, ""),
        (
            "in the order discussed, not that of the set",
            |room| room.discusses(&["1A.1.b", "1.K1"]),
            "1A.1.b: – | 1.K1: –",
        ),
        (
            "what was said but not ticked comes after, and what is outside the set last",
            |room| {
                room.plan.meetings[0].items.pop();
                room.logs("1A.1.b", Some("buiten"), None)
                    .logs("1.K1", Some("binnen"), None)
                    .discusses(&["1A.1.a"])
            },
            "1A.1.a: – | 1.K1: notitie binnen | 1A.1.b+: notitie buiten",
        ),
    ]);
}

#[test]
fn readings_that_stand() {
    are_told(&[
        (
            "a reading, and what was before",
            |room| {
                room.meeting = None;
                room.reports(3, "2026-06-01", None);
                room.reports(4, "2026-10-01", None);
                room.meeting = Some("O1".into());
                room.reports(6, "2026-11-23", None)
            },
            "1.K1: 6<4",
        ),
        (
            "corrected twice shows only what stands",
            |room| {
                room.reports(6, "2026-11-23", None)
                    .reports(8, "2026-11-23", None)
                    .reports(7, "2026-11-23", None)
            },
            "1.K1: 7<–",
        ),
        (
            "of two days both, the earlier one against its own day",
            |room| {
                room.meeting = None;
                room.reports(4, "2026-10-01", None);
                room.meeting = Some("O1".into());
                room.reports(2, "2026-03-01", None)
                    .reports(6, "2026-11-23", None)
            },
            "1.K1: 2<–; 6<4",
        ),
        (
            "taken back is not told",
            |room| {
                room.reports(6, "2026-11-23", None)
                    .reports(7, "2026-11-23", None)
                    .undoes()
            },
            "1.K1: 6<–",
        ),
        (
            "taken back and done again is",
            |room| room.reports(6, "2026-11-23", None).undoes().undoes(),
            "1.K1: 6<–",
        ),
    ]);
}

#[test]
fn what_else_stands() {
    use Status::{Done, Open, Running};
    are_told(&[
        (
            "said outside the meeting is not told",
            |room| {
                room.meeting = None;
                room.logs("1.K1", Some("los"), None);
                room.meeting = Some("O2".into());
                room.logs("1.K1", Some("ander overleg"), None)
            },
            "",
        ),
        (
            "the last light, against the one of before",
            |room| {
                room.meeting = None;
                room.judges(Light::Green, "x", "y");
                room.meeting = Some("O1".into());
                room.judges(Light::Red, "x", "y")
                    .judges(Light::Amber, "x", "y")
            },
            "1.K1: oranje<groen",
        ),
        (
            "a status from first to last, with every note",
            |room| {
                room.sets("1A.1.a", Open, Running, Some("begonnen")).sets(
                    "1A.1.a",
                    Running,
                    Done,
                    Some("klaar"),
                )
            },
            "1A.1.a: gereed<open begonnen,klaar",
        ),
        (
            "to and back without a word is nothing",
            |room| {
                room.sets("1A.1.a", Open, Running, None)
                    .sets("1A.1.a", Running, Open, None)
            },
            "",
        ),
        (
            "the meeting's own log, and points that belong nowhere",
            |room| {
                room.logs("O1", Some("mededeling"), None)
                    .logs("O1", None, Some("akkoord"))
                    .agrees(point("AP2", None, "B. Smit", "belt"))
            },
            "algemeen: notitie mededeling; besluit akkoord; Agreed AP2",
        ),
        (
            "the meeting's own log, also when written from elsewhere",
            |room| {
                room.meeting = None;
                room.logs("O1", Some("nagekomen"), None)
            },
            "algemeen: notitie nagekomen",
        ),
        (
            "points by what they are about, an indicator's with its KPI",
            |room| {
                room.agrees(point("AP2", Some("1.K1.2"), "B. Smit", "belt"))
                    .ticks_off("AP1")
                    .agrees(point("AP3", Some("1A.1.b"), "B. Smit", "schrijft"))
                    .ticks_off("AP3")
            },
            "AP1: Ticked AP1 | 1.K1: Agreed AP2 | 1A.1.b: Agreed AP3",
        ),
    ]);
}

#[test]
fn the_meeting_in_numbers() {
    let mut room = Room::new();
    room.reports(6, "2026-11-23", None)
        .judges(Light::Red, "x", "y")
        .logs("1.K1", None, Some("extra controle"))
        .logs("O1", None, Some("akkoord"))
        .agrees(point("AP2", Some("1.K1"), "B. Smit", "belt"))
        .ticks_off("AP1")
        .discusses(&["1A.1.a"]);
    let minutes = room.minutes();
    assert_eq!(
        minutes.counts,
        Counts {
            readings: 1,
            judgements: 1,
            decisions: 2,
            points: 1,
            discussed: 3,
            planned: 4
        }
    );
    assert_eq!(minutes.open, ["1A.1.b"]);
    let decisions = minutes.decisions();
    let decisions: Vec<_> = decisions.iter().map(|it| (it.about, it.text)).collect();
    assert_eq!(
        decisions,
        [(None, "akkoord"), (Some("1.K1"), "extra controle")]
    );
    let agreed: Vec<&str> = minutes.agreed().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(agreed, ["AP2"]);
}
