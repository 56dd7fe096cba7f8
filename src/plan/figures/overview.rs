//! How the plan stands at a glance: each chapter, what is late and what comes, who has to do
//! something, and when one met and meets again. What changed is for the history to tell.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::agenda::Deadline;
use super::light::{self, Tally};
use crate::plan::many;
use crate::plan::model::kpi::Kpi;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::model::shared::Shared;
use crate::plan::{Chapter, Plan, Status};

/// How the plan stands.
#[derive(Debug)]
pub struct Overview<'a> {
    /// The chapters that promise or do something.
    pub chapters: Vec<Standing<'a>>,
    /// What is late, the earliest day first.
    pub late: Vec<&'a Deadline>,
    /// What is due within four weeks, the earliest day first.
    pub soon: Vec<&'a Deadline>,
    /// The open action points, the earliest day first and then those without.
    pub points: Vec<&'a ActionPoint>,
    /// The meeting that is held now, or comes next.
    pub next: Option<&'a Meeting>,
    /// The meeting that was held last.
    pub last: Option<&'a Meeting>,
}

/// How a chapter stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// The lights of its KPIs.
    pub lights: Tally,
    /// How many of its KPIs have no figure at all.
    pub without: usize,
    /// How many actions have each status, in the order of [`Status::ALL`].
    pub actions: [usize; 4],
    /// How much of it is late.
    pub late: usize,
}

/// What comes is what is due in so many days.
const SOON: Days = Days::new(28);

impl<'a> Overview<'a> {
    /// As on `today`, with the agenda of that day.
    pub fn of(plan: &'a Plan, agenda: &'a [Deadline], today: NaiveDate) -> Self {
        let mut lateness: HashMap<&str, usize> = HashMap::new();
        let late: Vec<&Deadline> = agenda.iter().filter(|it| it.is_overdue(today)).collect();
        for item in &late {
            *lateness.entry(&item.chapter).or_default() += 1;
        }
        let until = today.checked_add_days(SOON).unwrap_or(today);
        let comes = |it: &&Deadline| (today..=until).contains(&it.due);
        let standing = |chapter: &'a Shared<Chapter>| {
            let late = lateness.get(chapter.id.as_str()).copied();
            Standing::of(plan, chapter, today, late.unwrap_or_default())
        };
        let mut chapters = many::each(&plan.chapters, standing);
        chapters.retain(Standing::says_something);
        Self {
            chapters,
            late,
            soon: agenda.iter().filter(comes).collect(),
            points: points(plan),
            next: next(plan, today),
            last: last(plan, today),
        }
    }

    /// The lights of all KPIs together.
    pub fn lights(&self) -> Tally {
        light::summed(self.chapters.iter().map(|it| it.lights))
    }

    /// How many KPIs have no figure at all.
    pub fn without(&self) -> usize {
        self.chapters.iter().map(|it| it.without).sum()
    }

    /// How many actions have each status.
    pub fn actions(&self) -> [usize; 4] {
        std::array::from_fn(|at| self.chapters.iter().map(|it| it.actions[at]).sum())
    }
}

impl<'a> Standing<'a> {
    fn of(plan: &Plan, chapter: &'a Chapter, today: NaiveDate, late: usize) -> Self {
        let has_none = |kpi: &&Kpi| kpi.holding().all(|it| it.readings.is_empty());
        let themes = chapter.themes.iter().filter(|it| it.dropped.is_none());
        let goals = themes.flat_map(|theme| &theme.goals);
        let actions = goals
            .filter(|it| it.dropped.is_none())
            .flat_map(|it| &it.actions);
        let mut counts = [0; 4];
        for action in actions {
            let place = Status::ALL.iter().position(|it| *it == action.status);
            counts[place.unwrap_or_default()] += 1;
        }
        Self {
            chapter,
            lights: light::roll_up(plan, chapter.holding_kpis(), today),
            without: chapter.holding_kpis().filter(has_none).count(),
            actions: counts,
            late,
        }
    }

    fn says_something(&self) -> bool {
        let kpis: usize = self.lights.iter().map(|(_, count)| count).sum();
        kpis + self.actions.iter().sum::<usize>() > 0
    }
}

fn points(plan: &Plan) -> Vec<&ActionPoint> {
    let mut points: Vec<&ActionPoint> = plan
        .action_points
        .iter()
        .filter(|point| point.is_open())
        .collect();
    points.sort_by_key(|point| (point.due.is_none(), point.due));
    points
}

/// The earliest that wasn't closed, from today on; else the one that was left open last.
fn next(plan: &Plan, today: NaiveDate) -> Option<&Meeting> {
    let open = || plan.meetings.iter().filter(|it| it.closed.is_none());
    let comes = open()
        .filter(|it| it.date >= today)
        .min_by_key(|it| it.date);
    comes.or_else(|| open().max_by_key(|it| it.date))
}

fn last(plan: &Plan, today: NaiveDate) -> Option<&Meeting> {
    let held = plan
        .meetings
        .iter()
        .filter(|it| it.closed.is_some() && it.date <= today);
    held.max_by_key(|it| it.date)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::plan::figures::agenda::agenda;

    /// What the one chapter of a plan that has anything holds: KPIs, each a list of indicators, its
    /// actions; and the points and meetings of the plan.
    struct Store<'a> {
        kpis: &'a [&'a [&'a str]],
        judged: &'a [(usize, &'a str)],
        dropped: &'a [usize],
        actions: &'a [&'a str],
        points: &'a [&'a str],
        meetings: &'a [&'a str],
    }

    /// As it stands on 23 November 2026: the lights, KPIs without a figure, actions per status, what
    /// is late in the chapter and altogether, what comes, the points in order, the next meeting and
    /// the last.
    #[derive(Debug, PartialEq, Eq)]
    struct Stands<'a> {
        lights: &'a str,
        without: usize,
        actions: [usize; 4],
        late: [usize; 2],
        soon: usize,
        points: &'a str,
        met: [&'a str; 2],
    }

    const NOTHING: Stands<'_> = Stands {
        lights: "",
        without: 0,
        actions: [0; 4],
        late: [0; 2],
        soon: 0,
        points: "",
        met: ["", ""],
    };

    const EMPTY: Store<'_> = Store {
        kpis: &[],
        judged: &[],
        dropped: &[],
        actions: &[],
        points: &[],
        meetings: &[],
    };

    // Of ten on 23 November nine are expected.
    const GOOD: &str = "count 10 9";
    const LESS: &str = "count 10 8";
    const BAD: &str = "count 10 2";
    const BLANK: &str = "count 10 -";

    /// An indicator written as its kind, its target or day, and its value.
    fn indicator(kpi: usize, at: usize, text: &str) -> Value {
        let parts: Vec<&str> = text.split(' ').collect();
        let [kind, wanted, value, rest @ ..] = parts.as_slice() else {
            panic!("{text}")
        };
        let value: Value = serde_json::from_str(value).unwrap_or_default();
        let is_day = wanted.len() == 10;
        let reading = json!({ "date": "2026-06-01", "value": value, "by": "A" });
        json!({
            "id": format!("2.K{kpi}.{at}"), "kind": kind, "label": "x",
            "target": wanted.parse::<i64>().ok().map(|min| json!({ "min": min })),
            "due": if is_day { wanted } else { "2026-12-31" },
            "cadence": rest.first().filter(|it| **it == "monthly"),
            "dropped": rest.first().filter(|it| **it == "dropped")
                .map(|_| json!({ "date": "2026-03-01" })),
            "readings": if value.is_null() { vec![] } else { vec![reading] },
        })
    }

    fn plan(store: &Store<'_>) -> Plan {
        let kpis = store.kpis.iter().enumerate().map(|(at, kpi)| {
            let inside = (1..).zip(*kpi).map(|(i, text)| indicator(at, i, text));
            let judged = store.judged.iter().filter(|(of, _)| *of == at);
            let judged = judged.map(|(_, light)| json!({ "date": "2026-06-02", "light": light, "by": "A" }));
            let gone = store.dropped.contains(&at).then(|| json!({ "date": "2026-03-01" }));
            json!({ "id": format!("2.K{at}"), "group": 1, "text": "x", "dropped": gone,
                "indicators": inside.collect::<Vec<_>>(), "judgements": judged.collect::<Vec<_>>() })
        });
        // An action written as its status and day; one in a goal that was dropped doesn't count.
        let action = |(at, text): (usize, &&str)| {
            let (status, due) = text.split_once(' ').unwrap_or((text, ""));
            let due = Some(due).filter(|it| !it.is_empty());
            json!({ "id": format!("2A.1.{at}"), "text": "x", "status": status, "due": due })
        };
        let actions: Vec<Value> = store.actions.iter().enumerate().map(action).collect();
        let gone = json!([{ "id": "2A.2.a", "text": "x", "status": "open", "due": "2026-01-01" }]);
        let points = (1..).zip(store.points).map(|(at, text)| {
            let (about, due) = text.split_once(' ').unwrap();
            let due = Some(due).filter(|it| *it != "-" && *it != "done");
            json!({ "id": format!("AP{at}"), "who": "A", "what": "x", "date": "2026-01-01", "by": "A",
                "about": Some(about).filter(|it| *it != "-"), "due": due,
                "done": text.ends_with("done").then_some("2026-02-01") })
        });
        let meetings = (1..).zip(store.meetings).map(|(at, text)| {
            let (date, closed) = text.split_once(' ').unwrap_or((text, ""));
            json!({ "id": format!("O{at}"), "title": "x", "date": date, "by": "A",
                "closed": (closed == "closed").then_some(date) })
        });
        let chapter = json!({ "id": "2", "number": 2, "title": "x", "kpis": kpis.collect::<Vec<_>>(),
            "themes": [{ "id": "2A", "letter": "A", "title": "x", "goals": [
                { "id": "2A.1", "number": 1, "text": "x", "actions": actions },
                { "id": "2A.2", "number": 2, "text": "x", "actions": gone,
                  "dropped": { "date": "2026-03-01" } }] }] });
        let least = include_str!("../../../tests/stores/valid/least.json");
        let mut whole: Value = serde_json::from_str(least).unwrap();
        whole["chapters"] = json!([{ "id": "1", "number": 1, "title": "niets" }, chapter]);
        whole["action_points"] = points.collect();
        whole["meetings"] = meetings.collect();
        serde_json::from_value(whole).unwrap()
    }

    const CASES: [(&str, Store<'_>, Stands<'_>); 12] = [
        ("a chapter without anything is left out", EMPTY, NOTHING),
        (
            "lights by figures; no reading and nothing wanted are grey, and not the same",
            Store {
                kpis: &[&[GOOD], &[LESS], &[BAD], &[BLANK], &["count - 4"]],
                ..EMPTY
            },
            Stands {
                lights: "R1 O1 G1 -2",
                without: 1,
                ..NOTHING
            },
        ),
        (
            "a KPI is as its worst indicator, and has a figure where one of them does",
            Store {
                kpis: &[&[GOOD, BAD], &[GOOD, BLANK], &[BLANK, BLANK]],
                ..EMPTY
            },
            Stands {
                lights: "R1 -2",
                without: 1,
                ..NOTHING
            },
        ),
        (
            "what was dropped counts nowhere, nor does its figure",
            Store {
                kpis: &[&[BAD], &[BLANK, "count 10 9 dropped"]],
                dropped: &[0],
                ..EMPTY
            },
            Stands {
                lights: "-1",
                without: 1,
                ..NOTHING
            },
        ),
        (
            "a person's light goes before the figures",
            Store {
                kpis: &[&[BAD], &[BLANK]],
                judged: &[(0, "green"), (1, "amber")],
                ..EMPTY
            },
            Stands {
                lights: "O1 G1",
                without: 1,
                ..NOTHING
            },
        ),
        (
            "actions per status; late is what is neither done nor given up",
            Store {
                actions: &[
                    "open",
                    "open 2026-11-22",
                    "open 2026-11-23",
                    "running 2026-06-01",
                    "done 2026-06-01",
                    "dropped 2026-06-01",
                    "dropped",
                ],
                ..EMPTY
            },
            Stands {
                actions: [3, 1, 1, 2],
                late: [2, 2],
                soon: 1,
                ..NOTHING
            },
        ),
        (
            "a milestone by its day, and four weeks are 28 days",
            Store {
                kpis: &[
                    &["milestone 2026-06-30 -"],
                    &["milestone 2026-06-30 true"],
                    &["milestone 2026-12-21 -"],
                    &["milestone 2026-12-22 -"],
                ],
                ..EMPTY
            },
            Stands {
                lights: "G1 -3",
                without: 3,
                late: [1, 1],
                soon: 1,
                ..NOTHING
            },
        ),
        (
            "ten months without a value are late once",
            Store {
                kpis: &[&["count 12 - monthly"], &["count 12 10 monthly"]],
                ..EMPTY
            },
            Stands {
                lights: "G1 -1",
                without: 1,
                late: [1, 1],
                soon: 1,
                ..NOTHING
            },
        ),
        (
            "points by their day, those without last; late in their chapter, or in none",
            Store {
                kpis: &[&[GOOD]],
                points: &[
                    "2.K0 -",
                    "2.K0 2026-12-01",
                    "- 2026-11-20",
                    "2.K0 done",
                    "2.K0 2026-11-01",
                ],
                ..EMPTY
            },
            Stands {
                lights: "G1",
                late: [1, 2],
                soon: 1,
                points: "AP5 AP3 AP2 AP1",
                ..NOTHING
            },
        ),
        (
            "the next meeting and the last",
            Store {
                meetings: &[
                    "2026-11-12 closed",
                    "2026-12-17",
                    "2026-12-10",
                    "2026-10-01 closed",
                ],
                ..EMPTY
            },
            Stands {
                met: ["O3", "O1"],
                ..NOTHING
            },
        ),
        (
            "one of today comes before one to come, one left open after it",
            Store {
                meetings: &["2026-12-10", "2026-11-23", "2026-11-02"],
                ..EMPTY
            },
            Stands {
                met: ["O2", ""],
                ..NOTHING
            },
        ),
        (
            "nothing to come: the one that was left open last",
            Store {
                meetings: &["2026-11-02", "2026-11-09", "2026-11-12 closed"],
                ..EMPTY
            },
            Stands {
                met: ["O2", "O3"],
                ..NOTHING
            },
        ),
    ];

    #[test]
    fn every_figure_is_what_one_counts_by_hand() {
        for (name, store, stands) in CASES {
            let (plan, today) = (plan(&store), "2026-11-23".parse().unwrap());
            let agenda = agenda(&plan, today);
            let overview = Overview::of(&plan, &agenda, today);
            let none = (light::tally([]), 0, [0; 4], 0);
            let (lights, without, actions, late) = match overview.chapters.as_slice() {
                [] => none,
                [it] => (it.lights, it.without, it.actions, it.late),
                more => panic!("{name}: {} chapters", more.len()),
            };
            let points: Vec<&str> = overview.points.iter().map(|it| &*it.id).collect();
            let id = |it: Option<&Meeting>| it.map_or_else(String::new, |it| it.id.clone());
            let (next, last) = (id(overview.next), id(overview.last));
            let got = Stands {
                lights: &light::letters(lights),
                without,
                actions,
                late: [late, overview.late.len()],
                soon: overview.soon.len(),
                points: &points.join(" "),
                met: [&next, &last],
            };
            assert_eq!(got, stands, "{name}");
            // One chapter is all there is.
            assert_eq!(
                (overview.lights(), overview.without()),
                (lights, without),
                "{name}"
            );
            assert_eq!(overview.actions(), actions, "{name}");
        }
    }
}
