//! The plan as it was: its history, taken back from the end.

use chrono::NaiveDate;

use crate::plan::Plan;

/// A plan as it was, and how sure that is.
#[derive(Debug, Clone)]
pub struct Before {
    /// The plan as it was then, its history up to then.
    pub plan: Plan,
    /// The day its lights are seen on.
    pub day: NaiveDate,
    /// How many edits since could not be taken back: the file was changed by hand, or by a newer
    /// program.
    pub unsure: usize,
}

impl Plan {
    /// The plan as it was right after `revision`.
    pub fn after_revision(&self, revision: u64, today: NaiveDate) -> Before {
        let made = self.history.iter().rev().find(|it| it.revision <= revision);
        // Before the first edit it was as it was until that day.
        let made = made.or_else(|| self.history.first());
        let day = made.map_or(today, |entry| entry.at.date_naive());
        self.back_to(revision, day)
    }

    /// The plan as it was when a day began.
    pub fn at_start_of(&self, day: NaiveDate) -> Before {
        let mut earlier = self.history.iter().rev();
        let last = earlier.find(|entry| entry.at.date_naive() < day);
        let first = self.history.first().map(|it| it.revision.saturating_sub(1));
        let revision = last.map(|entry| entry.revision).or(first);
        self.back_to(revision.unwrap_or(self.revision), day)
    }

    fn back_to(&self, revision: u64, day: NaiveDate) -> Before {
        let mut plan = self.clone();
        let later = |plan: &Self| plan.history.last().is_some_and(|it| it.revision > revision);
        let mut unsure = 0;
        while later(&plan) {
            let Some(entry) = plan.history.pop() else {
                break;
            };
            unsure += usize::from(entry.edit.inverse().apply(&mut plan).is_err());
        }
        plan.revision = revision.min(self.revision);
        Before { plan, day, unsure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Status;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::edit::{Edit, StatusEdit};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An action that runs from 1 June on, and is done on 1 October.
    fn plan() -> Plan {
        let small = include_str!("../../../tests/stores/valid/small.json");
        let mut plan: Plan = serde_json::from_str(small).unwrap();
        let status = |from, to| {
            Edit::Status(StatusEdit {
                id: "1A.1.a".into(),
                from,
                to,
                logged: None,
                unlogged: None,
            })
        };
        for (at, edit) in [
            (
                "2026-06-01T09:00:00+02:00",
                status(Status::Open, Status::Running),
            ),
            (
                "2026-10-01T09:00:00+02:00",
                status(Status::Running, Status::Done),
            ),
        ] {
            let by = Author {
                name: "A".into(),
                at: at.parse().unwrap(),
                meeting: None,
            };
            let wanted = Intent::Edit(vec![edit]);
            let next = transaction(plan, &wanted, &by, Role::Administrator);
            plan = next.unwrap().unwrap().plan;
        }
        plan
    }

    #[test]
    fn each_day_and_revision_as_it_was() {
        let plan = plan();
        let of = |before: &Before| before.plan.actions().next().unwrap().0.status;
        for (since, revision, status) in [
            ("2026-05-01", 0, Status::Open),
            ("2026-06-01", 0, Status::Open),
            ("2026-06-02", 1, Status::Running),
            ("2026-12-01", 2, Status::Done),
        ] {
            let before = plan.at_start_of(day(since));
            assert_eq!(
                (before.plan.revision, of(&before)),
                (revision, status),
                "{since}"
            );
            assert_eq!((before.day, before.unsure), (day(since), 0));
        }
        for (revision, on, status) in [
            (0, "2026-06-01", Status::Open),
            (1, "2026-06-01", Status::Running),
            (2, "2026-10-01", Status::Done),
            (9, "2026-10-01", Status::Done),
        ] {
            let before = plan.after_revision(revision, day("2026-11-23"));
            assert_eq!((before.day, of(&before)), (day(on), status), "{revision}");
        }
    }

    #[test]
    fn what_cant_be_taken_back_is_counted() {
        let mut plan = plan();
        plan.chapters[0].themes.clear();
        assert_eq!(plan.after_revision(0, day("2026-11-23")).unsure, 2);
    }
}
