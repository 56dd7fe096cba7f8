//! Things of the plan as JSON has them, in a listing and in a report: the keys are those of the tables
//! in `cli::json`, in their order.

use chrono::NaiveDate;
use serde::Serialize;

use crate::plan::figures::agenda::{Deadline, Reason};
use crate::plan::figures::light::{propose, propose_first, propose_kpi, propose_kpi_first, shown};
use crate::plan::model::date;
use crate::plan::model::kpi::{Cadence, Kind, Kpi, Light, Reading, Target};
use crate::plan::model::number::Decimal;
use crate::plan::{Action, Chapter, Goal, Id, LogEntry, Plan, Status, Theme};

/// An action and what it lies in.
pub type PlacedAction<'a> = (&'a Action, &'a Goal, &'a Theme, &'a Chapter);

/// A KPI under `--json`.
#[derive(Serialize)]
pub struct KpiRecord<'a> {
    id: &'a str,
    /// The id of the chapter.
    chapter: &'a str,
    /// The plan's words.
    text: &'a str,
    /// `"green"`, `"amber"`, `"red"` or `"none"`: what a person judged, else what the figures say.
    light: Light,
    /// Whether a person judged.
    judged: bool,
    /// What the figures say, whatever a person judged.
    proposed: Light,
    /// What they say against what was wanted first, where that was moved.
    first_light: Option<Light>,
    indicators: Vec<IndicatorRecord<'a>>,
}

/// An indicator under `--json`.
#[derive(Serialize)]
pub struct IndicatorRecord<'a> {
    id: &'a str,
    kind: Kind,
    label: &'a str,
    unit: Option<&'a str>,
    target: Option<Target>,
    baseline: Option<Decimal>,
    #[serde(serialize_with = "date::iso_option::serialize")]
    due: Option<NaiveDate>,
    cadence: Option<Cadence>,
    /// The reading that counts now, as in the store.
    reading: Option<&'a Reading>,
    /// What the figures say.
    light: Light,
    /// What was wanted first, where that was moved, and what the figures say against it.
    first_target: Option<Target>,
    first_light: Option<Light>,
}

/// A KPI of a plan as on `today`.
pub fn kpi<'a>(plan: &Plan, kpi: &'a Kpi, chapter: &'a Chapter, today: NaiveDate) -> KpiRecord<'a> {
    let indicators = kpi.holding().map(|indicator| IndicatorRecord {
        id: &indicator.id,
        kind: indicator.kind,
        label: &indicator.label,
        unit: indicator.unit.as_deref(),
        target: indicator.target,
        baseline: indicator.baseline,
        due: indicator.due,
        cadence: indicator.cadence,
        reading: indicator.latest(),
        light: propose(plan, indicator, today),
        first_target: plan.first_wanted(indicator).and_then(|it| it.target),
        first_light: propose_first(plan, indicator, today),
    });
    KpiRecord {
        id: &kpi.id,
        chapter: &chapter.id,
        text: &kpi.text,
        light: shown(plan, kpi, today),
        judged: kpi.judgement().is_some(),
        proposed: propose_kpi(plan, kpi, today),
        first_light: propose_kpi_first(plan, kpi, today),
        indicators: indicators.collect(),
    }
}

/// An action under `--json`.
#[derive(Serialize)]
pub struct ActionRecord<'a> {
    id: &'a str,
    /// The ids of what it lies in.
    chapter: &'a str,
    theme: &'a str,
    goal: &'a str,
    /// The plan's words.
    text: &'a str,
    /// `"open"`, `"running"`, `"done"` or `"dropped"`.
    status: Status,
    /// Party ids.
    executors: &'a [Id],
    /// Whether the plan names them; else its default applies.
    named: bool,
    with: &'a [Id],
    #[serde(serialize_with = "date::iso_option::serialize")]
    due: Option<NaiveDate>,
    cadence: Option<Cadence>,
    log: &'a [LogEntry],
}

/// An action of a plan.
pub fn action<'a>(
    plan: &'a Plan,
    (action, goal, theme, chapter): &PlacedAction<'a>,
) -> ActionRecord<'a> {
    let (executors, named) = plan.executors(action);
    ActionRecord {
        id: &action.id,
        chapter: &chapter.id,
        theme: &theme.id,
        goal: &goal.id,
        text: &action.text,
        status: action.status,
        executors,
        named,
        with: &action.with,
        due: action.due,
        cadence: action.cadence,
        log: &action.log,
    }
}

/// Something overdue.
#[derive(Serialize)]
pub struct DeadlineRecord<'a> {
    /// The KPI or action.
    id: &'a Id,
    /// The indicator of a KPI.
    indicator: Option<&'a Id>,
    /// The id of the chapter.
    chapter: &'a Id,
    /// The plan's words.
    text: &'a str,
    /// The last day it was on time.
    #[serde(serialize_with = "date::iso::serialize")]
    due: NaiveDate,
    /// `"cadence"`: a new value is expected; `"promise"`: a KPI had to be met; `"action"`; `"action-point"`.
    reason: &'static str,
}

/// A deadline.
pub fn deadline(item: &Deadline) -> DeadlineRecord<'_> {
    DeadlineRecord {
        id: &item.id,
        indicator: item.indicator.as_ref(),
        chapter: &item.chapter,
        text: &item.text,
        due: item.due,
        reason: match item.reason {
            Reason::Cadence(_) => "cadence",
            Reason::Promise => "promise",
            Reason::Action => "action",
            Reason::Agreed => "action-point",
        },
    }
}
