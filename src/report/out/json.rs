//! A report as JSON, for a script: the same records as the listings give, of what was chosen and as
//! its readers may see it; where only what changed is told, beside each what it was.

use chrono::NaiveDate;
use serde::Serialize;

use crate::plan::Status;
use crate::plan::clean;
use crate::plan::model::context::{Context, Figure};
use crate::plan::model::date;
use crate::plan::model::kpi::{Judgement, Kpi, Light, Reading, Target};
use crate::plan::model::meeting::ActionPoint;
use crate::report::out::format::Format;
use crate::report::records::{
    self, ActionRecord, DeadlineRecord, KpiRecord, PlacedAction, deadline,
};
use crate::report::since::Then;
use crate::report::subject::{Change, Subject};

/// A report in JSON.
pub const FORMAT: Format = Format {
    name: "json",
    word: "lijst in JSON",
    purpose: "voor een script; wat erin staat zegt regie handleiding",
    binary: false,
    no_since: None,
    make: |subject| {
        let json = written(subject).map_err(|why| format!("dit kan niet als JSON: {why}"))?;
        Ok((clean::inert_json(&json, false) + "\n").into_bytes())
    },
};

/// The report; its keys stand under `rapport` in the tables of the listings.
#[derive(Serialize)]
struct Report<'a> {
    title: &'a str,
    municipality: &'a str,
    year: i32,
    revision: u64,
    #[serde(serialize_with = "date::iso::serialize")]
    on: NaiveDate,
    style: &'static str,
    only: &'a [String],
    since: Option<Since>,
    kpis: Vec<KpiRow<'a>>,
    actions: Vec<ActionRow<'a>>,
    late: Vec<DeadlineRecord<'a>>,
    changes: Vec<ChangeRow<'a>>,
    points: Vec<&'a ActionPoint>,
    context: Vec<Context>,
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct Since {
    revision: u64,
    #[serde(serialize_with = "date::iso::serialize")]
    on: NaiveDate,
}

#[derive(Serialize)]
struct KpiRow<'a> {
    #[serde(flatten)]
    now: KpiRecord<'a>,
    judgement: Option<&'a Judgement>,
    was: Option<KpiThen<'a>>,
}

/// A KPI as it was.
#[derive(Serialize)]
struct KpiThen<'a> {
    light: Light,
    indicators: Vec<IndicatorThen<'a>>,
}

#[derive(Serialize)]
struct IndicatorThen<'a> {
    id: &'a str,
    target: Option<Target>,
    reading: Option<&'a Reading>,
}

#[derive(Serialize)]
struct ActionRow<'a> {
    #[serde(flatten)]
    now: ActionRecord<'a>,
    was: Option<Status>,
}

/// A change of the plan itself.
#[derive(Serialize)]
struct ChangeRow<'a> {
    revision: u64,
    #[serde(serialize_with = "date::iso::serialize")]
    date: NaiveDate,
    by: Option<&'a str>,
    sentence: &'a str,
    reason: Option<&'a str>,
    decision: Option<&'a str>,
}

/// The report as text.
fn written(subject: &Subject<'_>) -> serde_json::Result<String> {
    let then = subject.before.as_ref().map(Then::of);
    let (late, changes) = (subject.late(), subject.changes());
    let since = subject.before.as_ref().map(|before| Since {
        revision: before.plan.revision,
        on: before.day,
    });
    serde_json::to_string_pretty(&Report {
        title: &subject.plan.title,
        municipality: subject.municipality(),
        year: subject.plan.year,
        revision: subject.plan.revision,
        on: subject.today,
        style: subject.style.word(),
        only: &subject.choice,
        since,
        kpis: kpis(subject, then.as_ref()),
        actions: actions(subject, then.as_ref()),
        late: late.iter().map(deadline).collect(),
        changes: changes.iter().map(change).collect(),
        points: subject.points().collect(),
        context: subject.context().into_iter().map(around).collect(),
        left_out: subject.left.sentences(subject.style),
    })
}

/// The KPIs that were chosen; where only what changed is told, those of which something did.
fn kpis<'a>(subject: &'a Subject<'_>, then: Option<&Then<'a>>) -> Vec<KpiRow<'a>> {
    let (plan, today) = (&*subject.plan, subject.today);
    let all = plan
        .kpis()
        .filter(|(it, _)| it.dropped.is_none() && subject.has(&it.id));
    let told = all.filter(|(it, _)| then.is_none_or(|then| then.touched(plan, it, today)));
    let row = |(it, chapter)| KpiRow {
        now: records::kpi(plan, it, chapter, today),
        judgement: it.judgement(),
        was: then.and_then(|then| kpi_then(then, it)),
    };
    told.map(row).collect()
}

fn kpi_then<'a>(then: &Then<'a>, kpi: &Kpi) -> Option<KpiThen<'a>> {
    let indicators = kpi.holding().filter_map(|it| then.indicator(kpi, it));
    Some(KpiThen {
        light: then.light(kpi)?,
        indicators: indicators
            .map(|it| IndicatorThen {
                id: &it.id,
                target: it.target,
                reading: it.latest(),
            })
            .collect(),
    })
}

fn actions<'a>(subject: &'a Subject<'_>, then: Option<&Then<'a>>) -> Vec<ActionRow<'a>> {
    let all = subject
        .plan
        .actions()
        .filter(|(it, ..)| subject.has(&it.id));
    let told = all.filter(|(it, ..)| then.is_none_or(|then| then.stirred(it)));
    let row = |placed: PlacedAction<'a>| ActionRow {
        now: records::action(&subject.plan, &placed),
        was: then.and_then(|then| then.status(placed.0)),
    };
    told.map(row).collect()
}

/// As it stands in the plan, with the figures that are told: a revised one says itself what it was.
fn around((context, figures): (&Context, Vec<&Figure>)) -> Context {
    Context {
        values: figures.into_iter().cloned().collect(),
        ..context.head()
    }
}

fn change<'a>(change: &'a Change<'_>) -> ChangeRow<'a> {
    let said = |text: &'a str| Some(text).filter(|it| !it.is_empty());
    ChangeRow {
        revision: change.revision,
        date: change.day,
        by: said(change.by),
        sentence: &change.what,
        reason: said(&change.reason),
        decision: change.decision.map(|it| it.id.as_str()),
    }
}
