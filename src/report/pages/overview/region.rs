//! How several plans stand beside each other, as those of a region do: what `regie overzicht --alle`
//! prints.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::{Said, change, deadline, listed, meeting, when};
use crate::doc::para::Para;
use crate::doc::table::{self, Column, Table};
use crate::doc::{Line, Tone};
use crate::plan::Plan;
use crate::plan::clean::one_line;
use crate::plan::edit::history::{Entry, changed};
use crate::plan::figures::agenda::{Deadline, agenda};
use crate::plan::figures::light::{self, Tally};
use crate::plan::figures::overview::Overview;
use crate::plan::model::date;
use crate::plan::model::meeting::Meeting;

/// How one of them stands: what is kept of a plan that was only looked at.
#[derive(Debug)]
pub struct Stand {
    /// What it is called where it stands: a slug, or the name of a file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub municipality: String,
    /// The year it is seen in.
    pub year: i32,
    /// The last change.
    pub revision: u64,
    /// The day of that; none where nothing was changed.
    pub last: Option<NaiveDate>,
    /// The lights of its KPIs.
    pub lights: Tally,
    /// How many of those have no figure.
    pub without: usize,
    /// How many actions are open, run, are done, were given up.
    pub actions: [usize; 4],
    /// What is late, the earliest day first.
    pub late: Vec<Deadline>,
    /// What is due within four weeks, the earliest day first.
    pub soon: Vec<Deadline>,
    /// What changed since a day, the last first, and how that is said.
    pub changed: Vec<(Entry, Line)>,
    /// How many action points are open.
    pub points: usize,
    /// The meeting that is held now, or comes next.
    pub next: Option<Meeting>,
}

impl Stand {
    /// Of the plan of this name, as on `today`; what changed on a day and after it, where one is
    /// given.
    pub fn of(name: String, plan: &Plan, today: NaiveDate, since: Option<NaiveDate>) -> Self {
        let due = agenda(plan, today);
        let overview = Overview::of(plan, &due, today);
        let owned = |items: &[&Deadline]| items.iter().copied().cloned().collect();
        let news = since.map(|day| {
            let history = plan.history.iter().rev();
            let mut before = history.filter(|entry| entry.at.date_naive() < day);
            before.next().map_or(0, |entry| entry.revision)
        });
        let news = news.map_or_else(Vec::new, |seen| changed(&plan.history, seen));
        let said = |entry: &&Entry| ((*entry).clone(), change(plan, entry).line);
        Self {
            name,
            title: plan.title.clone(),
            municipality: plan.municipality.clone(),
            year: plan.year,
            revision: plan.revision,
            last: plan.history.last().map(|entry| entry.at.date_naive()),
            lights: overview.lights(),
            without: overview.without(),
            actions: overview.actions(),
            late: owned(&overview.late),
            soon: owned(&overview.soon),
            changed: news.iter().map(said).collect(),
            points: overview.points.len(),
            next: overview.next.cloned(),
        }
    }
}

/// All of them counted together.
#[derive(Debug)]
pub struct Together {
    /// The lights.
    pub lights: Tally,
    /// How many KPIs have no figure.
    pub without: usize,
    /// How many actions are open, run, are done, were given up.
    pub actions: [usize; 4],
    /// How much is late.
    pub late: usize,
}

impl Together {
    /// Of these.
    pub fn of(stands: &[Stand]) -> Self {
        Self {
            lights: light::summed(stands.iter().map(|it| it.lights)),
            without: stands.iter().map(|it| it.without).sum(),
            actions: std::array::from_fn(|at| stands.iter().map(|it| it.actions[at]).sum()),
            late: stands.iter().map(|it| it.late.len()).sum(),
        }
    }
}

/// Something of each of the plans, in the order of `key`; where that is the same the first of each
/// plan before the second of any, so that one plan doesn't hide the others.
pub fn merged<'a, T, K: Ord>(
    stands: &'a [Stand],
    items: impl Fn(&'a Stand) -> &'a [T],
    key: impl Fn(&T) -> K,
) -> Vec<(&'a Stand, &'a T)> {
    let mut all = Vec::new();
    for stand in stands {
        for (nth, item) in items(stand).iter().enumerate() {
            all.push(((key(item), nth), (stand, item)));
        }
    }
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.into_iter().map(|(_, it)| it).collect()
}

/// The overview as paragraphs: a row for each plan and one for all together, then what is most
/// urgent of them, at most so many lines of each part.
pub fn region(
    stands: &[Stand],
    today: NaiveDate,
    since: Option<NaiveDate>,
    most: usize,
) -> Vec<Para> {
    let called = labels(stands);
    let mut out = vec![Para::Table(table(stands, &called, today))];
    let mut part = |label: &str, lines: &[(&Stand, Line)]| {
        let first = lines.iter().take(most);
        let rows = first.map(|(of, line)| {
            let name = called.get(of.name.as_str());
            [name.cloned().unwrap_or_default(), line.words()]
        });
        let listing = Table::new([Column::THIRD, Column::CUT], rows);
        if !lines.is_empty() {
            out.extend(listed(label, lines.len(), listing));
        }
    };
    let late = merged(stands, |it| &it.late, |it| it.due);
    part("Te laat", &lines(&late, |it| deadline(it, Tone::Red)));
    let soon = merged(stands, |it| &it.soon, |it| it.due);
    part(
        "In vier weken",
        &lines(&soon, |it| deadline(it, Tone::Strong)),
    );
    if let Some(day) = since {
        let news = merged(
            stands,
            |it| &it.changed,
            |(entry, _)| std::cmp::Reverse(entry.at),
        );
        let news: Vec<_> = news
            .into_iter()
            .map(|(of, (_, line))| (of, line.clone()))
            .collect();
        part(&format!("Sinds {}", date::short(day)), &news);
    }
    let met = merged(stands, |it| it.next.as_slice(), |it| it.date);
    part("Overleg", &lines(&met, |it| meeting(it, when(it, today))));
    out
}

fn lines<'a, T>(items: &[(&'a Stand, &T)], said: impl Fn(&T) -> Said) -> Vec<(&'a Stand, Line)> {
    let line = |(of, it): &(&'a Stand, &T)| (*of, said(it).line);
    items.iter().map(line).collect()
}

/// What each is called on screen: its municipality, and where two have the same its own name too.
fn labels(stands: &[Stand]) -> HashMap<&str, String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for stand in stands {
        *times.entry(&stand.municipality).or_default() += 1;
    }
    let label = |stand: &Stand| {
        let municipality = one_line(&stand.municipality);
        match times.get(stand.municipality.as_str()) {
            Some(1) if !municipality.is_empty() => municipality.into_owned(),
            _ => one_line(&stand.name).into_owned(),
        }
    };
    let named = stands.iter().map(|it| (it.name.as_str(), label(it)));
    named.collect()
}

/// The heads above the counts of a plan: what was given up leaves its place to the last change.
const HEADS: [&str; 8] = [
    "plan", "KPI's", "zonder", "open", "loopt", "gereed", "te laat", "laatst",
];

fn table(stands: &[Stand], called: &HashMap<&str, String>, today: NaiveDate) -> Table {
    let [name, kpis, rest @ ..] = HEADS;
    let mut columns = vec![Column::CUT.headed(name), Column::LEFT.headed(kpis)];
    columns.extend(rest.map(|head| Column::RIGHT.headed(head)));
    let row = |name: &str, lights, counts: [usize; 5], last: String| {
        let mut cells = vec![name.to_string(), light::letters(lights)];
        cells.extend(counts.map(|count| count.to_string()));
        cells.push(last);
        table::row(cells)
    };
    let each = stands.iter().map(|it| {
        let [open, running, done, _] = it.actions;
        let counts = [it.without, open, running, done, it.late.len()];
        let last = it
            .last
            .map_or_else(|| "–".to_string(), |day| on(day, today));
        let name = called.get(it.name.as_str()).map_or("", String::as_str);
        (row(name, it.lights, counts, last), Tone::Plain)
    });
    let mut rows: Vec<_> = each.collect();
    let all = Together::of(stands);
    let [open, running, done, _] = all.actions;
    let counts = [all.without, open, running, done, all.late];
    let together = row("Alles samen", all.lights, counts, String::new());
    rows.push((together, Tone::Strong));
    Table { columns, rows }
}

/// A day as `23-11`, and one of another year as that year.
fn on(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        date::short(day)
    } else {
        day.year().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(name: &str, municipality: &str, late: &[(&str, &str)]) -> Stand {
        let least = include_str!("../../../../tests/stores/valid/least.json");
        let plan: Plan = serde_json::from_str(least).unwrap();
        let today = "2026-11-23".parse().unwrap();
        let deadline = |(id, due): &(&str, &str)| Deadline {
            id: (*id).to_string(),
            indicator: None,
            due: due.parse().unwrap(),
            reason: crate::plan::figures::agenda::Reason::Action,
            missed: 0,
            coming: None,
            text: "x".to_string(),
            chapter: "1".to_string(),
        };
        Stand {
            municipality: municipality.to_string(),
            late: late.iter().map(deadline).collect(),
            ..Stand::of(name.to_string(), &plan, today, None)
        }
    }

    #[test]
    fn the_most_urgent_first_and_no_plan_hides_the_others() {
        let stands = [
            stand(
                "a",
                "Delft",
                &[
                    ("1", "2026-01-31"),
                    ("2", "2026-01-31"),
                    ("3", "2026-02-28"),
                ],
            ),
            stand("b", "Westland", &[("4", "2026-01-31"), ("5", "2026-02-01")]),
        ];
        let late = merged(&stands, |it| &it.late, |it| it.due);
        let ids: Vec<&str> = late.iter().map(|(_, it)| it.id.as_str()).collect();
        assert_eq!(ids, ["1", "4", "2", "5", "3"]);
        assert_eq!(Together::of(&stands).late, 5);
    }

    #[test]
    fn called_by_the_municipality_unless_it_has_two() {
        let stands = [
            stand("delft-2026", "Delft", &[]),
            stand("westland-2026", "Westland", &[]),
            stand("proef", "Westland", &[]),
            stand("leeg", "", &[]),
        ];
        let called = labels(&stands);
        let names = ["delft-2026", "westland-2026", "proef", "leeg"].map(|it| called[it].as_str());
        assert_eq!(names, ["Delft", "westland-2026", "proef", "leeg"]);
    }

    #[test]
    fn a_day_of_another_year_is_that_year() {
        let on = |day: &str| on(day.parse().unwrap(), "2026-01-05".parse().unwrap());
        assert_eq!(
            (on("2026-01-02"), on("2025-12-20")),
            ("02-01".into(), "2025".into())
        );
    }
}
