//! From an edit to the values of the file it changes. Only those: what a newer program wrote
//! beside them in a meeting or an action point stays.

use serde_json::{Value, json};

use super::splice::{Change, New, What};
use crate::plan::check::Step;
use crate::plan::edit::{Edit, place_of};
use crate::plan::model::date;
use crate::plan::model::kpi::Kpi;
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::{Action, LogEntry, Plan, Status};

/// The changes an edit makes to the text of `plan`, which it has not been applied to yet. What
/// is put at an end may have been: a count is the reading it became. None where the plan has no
/// such item.
pub(crate) fn changes(plan: &Plan, edit: &Edit) -> Option<Vec<Change>> {
    match edit {
        Edit::Reading { id, from, to, .. } => {
            let (object, readings) = indicator(plan, id)?;
            let to = to.clone().map(New::Reading);
            Some(last(object, "readings", readings, from.is_some(), to))
        }
        Edit::Judgement { id, from, to, .. } => {
            let (object, kpi) = kpi(plan, id)?;
            let to = to.clone().map(New::Judgement);
            let judgements = kpi.judgements.len();
            Some(last(object, "judgements", judgements, from.is_some(), to))
        }
        Edit::Status {
            id,
            to,
            logged,
            unlogged,
            ..
        } => status(plan, id, *to, logged.as_ref(), unlogged.as_ref()),
        Edit::Log { id, from, to } => {
            let (object, log) = log(plan, id)?;
            Some(lines(&object, log, from.as_ref(), to.as_ref()))
        }
        Edit::Meeting { from, to, .. } => meeting(plan, from.as_deref(), to.as_deref()),
        Edit::Discussed {
            id,
            item,
            discussed,
        } => {
            let (object, meeting) = meeting_at(plan, id)?;
            let place = meeting.discussed.iter().position(|kept| kept == item);
            let what = match (discussed, place) {
                (true, _) => What::Push(vec![New::Value(json!(item))]),
                (false, Some(place)) => What::Remove(place),
                (false, None) => return None,
            };
            Some(vec![change(&object, "discussed", what)])
        }
        Edit::ActionPoint { from, to, .. } => point(plan, from.as_deref(), to.as_deref()),
        Edit::Count { .. } | Edit::Unknown => None,
    }
}

fn change(object: &[Step], key: &'static str, what: What) -> Change {
    Change {
        object: object.to_vec(),
        key,
        what,
    }
}

fn set(object: &[Step], key: &'static str, value: Value) -> Change {
    change(object, key, What::Set(New::Value(value)))
}

/// The last of `len` goes, or one comes after it, or both.
fn last(
    object: Vec<Step>,
    key: &'static str,
    len: usize,
    goes: bool,
    comes: Option<New>,
) -> Vec<Change> {
    let what = match (goes.then(|| len.checked_sub(1)).flatten(), comes) {
        (None, Some(to)) => What::Push(vec![to]),
        (Some(place), Some(to)) => What::Replace(place, to),
        (Some(place), None) => What::Remove(place),
        (None, None) => return Vec::new(),
    };
    vec![Change { object, key, what }]
}

fn status(
    plan: &Plan,
    id: &str,
    to: Status,
    logged: Option<&LogEntry>,
    unlogged: Option<&LogEntry>,
) -> Option<Vec<Change>> {
    let (object, action) = action(plan, id)?;
    let mut changes = vec![change(&object, "status", What::Set(New::Status(to)))];
    changes.extend(lines(&object, &action.log, unlogged, logged));
    Some(changes)
}

/// One line of a log goes and another comes.
fn lines(
    object: &[Step],
    log: &[LogEntry],
    goes: Option<&LogEntry>,
    comes: Option<&LogEntry>,
) -> Vec<Change> {
    let goes = place_of(log, goes).map(What::Remove);
    let comes = comes.map(|line| What::Push(vec![New::Line(line.clone())]));
    let both = goes.into_iter().chain(comes);
    both.map(|what| change(object, "log", what)).collect()
}

fn meeting(plan: &Plan, from: Option<&Meeting>, to: Option<&Meeting>) -> Option<Vec<Change>> {
    let Some(from) = from else {
        let new = New::Meeting(to?.clone());
        return Some(vec![change(&[], "meetings", What::Push(vec![new]))]);
    };
    let index = plan.meetings.iter().position(|it| it.id == from.id)?;
    let Some(to) = to else {
        return Some(vec![change(&[], "meetings", What::Remove(index))]);
    };
    let object = place(&[("meetings", index)]);
    let pairs = [
        ("title", json!(from.title), json!(to.title)),
        ("date", day(Some(from.date)), day(Some(to.date))),
        ("present", json!(from.present), json!(to.present)),
        ("items", json!(from.items), json!(to.items)),
        ("closed", day(from.closed), day(to.closed)),
    ];
    Some(changed(&object, pairs))
}

fn point(plan: &Plan, from: Option<&ActionPoint>, to: Option<&ActionPoint>) -> Option<Vec<Change>> {
    let Some(from) = from else {
        let new = New::Point(to?.clone());
        return Some(vec![change(&[], "action_points", What::Push(vec![new]))]);
    };
    let index = plan.action_points.iter().position(|it| it.id == from.id)?;
    let Some(to) = to else {
        return Some(vec![change(&[], "action_points", What::Remove(index))]);
    };
    let object = place(&[("action_points", index)]);
    let pairs = [
        ("who", json!(from.who), json!(to.who)),
        ("what", json!(from.what), json!(to.what)),
        ("due", day(from.due), day(to.due)),
        ("done", day(from.done), day(to.done)),
    ];
    Some(changed(&object, pairs))
}

/// The keys whose value becomes another.
fn changed<const N: usize>(
    object: &[Step],
    pairs: [(&'static str, Value, Value); N],
) -> Vec<Change> {
    let others = pairs.into_iter().filter(|(_, from, to)| from != to);
    others.map(|(key, _, to)| set(object, key, to)).collect()
}

fn day(day: Option<chrono::NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| json!(date::iso_text(day)))
}

/// The place of an indicator, and how many readings it has.
fn indicator(plan: &Plan, id: &str) -> Option<(Vec<Step>, usize)> {
    plan.chapters.iter().enumerate().find_map(|(c, chapter)| {
        chapter.kpis.iter().enumerate().find_map(|(k, kpi)| {
            let i = kpi.indicators.iter().position(|it| it.id == id)?;
            let place = place(&[("chapters", c), ("kpis", k), ("indicators", i)]);
            Some((place, kpi.indicators.get(i)?.readings.len()))
        })
    })
}

/// The place of a KPI, and the KPI.
fn kpi<'a>(plan: &'a Plan, id: &str) -> Option<(Vec<Step>, &'a Kpi)> {
    plan.chapters.iter().enumerate().find_map(|(c, chapter)| {
        let k = chapter.kpis.iter().position(|kpi| kpi.id == id)?;
        Some((place(&[("chapters", c), ("kpis", k)]), chapter.kpis.get(k)?))
    })
}

/// The place of an action, and the action.
fn action<'a>(plan: &'a Plan, id: &str) -> Option<(Vec<Step>, &'a Action)> {
    plan.chapters.iter().enumerate().find_map(|(c, chapter)| {
        chapter.themes.iter().enumerate().find_map(|(t, theme)| {
            theme.goals.iter().enumerate().find_map(|(g, goal)| {
                let a = goal.actions.iter().position(|action| action.id == id)?;
                let steps = [("chapters", c), ("themes", t), ("goals", g), ("actions", a)];
                Some((place(&steps), goal.actions.get(a)?))
            })
        })
    })
}

/// The place of a meeting, and the meeting.
fn meeting_at<'a>(plan: &'a Plan, id: &str) -> Option<(Vec<Step>, &'a Meeting)> {
    let index = plan.meetings.iter().position(|it| it.id == id)?;
    Some((place(&[("meetings", index)]), plan.meetings.get(index)?))
}

/// The place of what has a log, and its log.
fn log<'a>(plan: &'a Plan, id: &str) -> Option<(Vec<Step>, &'a [LogEntry])> {
    let of_action = || action(plan, id).map(|(at, action)| (at, action.log.as_slice()));
    let of_kpi = || kpi(plan, id).map(|(at, kpi)| (at, kpi.log.as_slice()));
    let of_meeting = || meeting_at(plan, id).map(|(at, it)| (at, it.log.as_slice()));
    of_meeting().or_else(of_kpi).or_else(of_action)
}

fn place(steps: &[(&'static str, usize)]) -> Vec<Step> {
    steps
        .iter()
        .flat_map(|(key, index)| [Step::Key(key), Step::Index(*index)])
        .collect()
}
