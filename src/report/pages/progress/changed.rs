//! What changed since a day, and no more: as it was and as it is beside each other.

use super::{annex, heads, lamp, tabled};
use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table::{Cell, Column, Table};
use crate::plan::figures::before::Before;
use crate::plan::figures::light::{roll_up, shown};
use crate::plan::model::date;
use crate::plan::model::kpi::{Kpi, Light};
use crate::plan::model::meeting::ActionPoint;
use crate::plan::words::counted;
use crate::plan::{Action, words};
use crate::report::pages::tables::context;
use crate::report::since::{Then, Turned, against};
use crate::report::subject::{Part, Subject};

/// The report of what changed.
pub(super) fn paras(subject: &Subject<'_>, before: &Before) -> Vec<Para> {
    let then = Then::of(before);
    let parts = subject.parts();
    let (plan, today) = (&*subject.plan, subject.today);
    let kpis = || parts.iter().flat_map(|part| part.kpis.iter().copied());
    let turned: Vec<Turned<'_>> = kpis()
        .filter_map(|kpi| then.turned(plan, kpi, today))
        .collect();
    let touched: Vec<&Kpi> = kpis()
        .filter(|kpi| then.touched(plan, kpi, today))
        .collect();
    let stirred: Vec<&Action> = parts
        .iter()
        .flat_map(Part::actions)
        .filter(|it| then.stirred(it))
        .collect();
    let changes = subject.changes();
    let since = date::dutch(before.day);
    let summary = format!(
        "Sinds {since}: {} omgeslagen, {} met nieuws, {} veranderd, {} van het plan.",
        counted(turned.len(), "stoplicht", "stoplichten"),
        counted(touched.len(), "KPI", "KPI's"),
        counted(stirred.len(), "actie", "acties"),
        counted(changes.len(), "bijstelling", "bijstellingen"),
    );
    let mut out = vec![
        Para::heading("Wat is veranderd"),
        Para::text(summary).toned(Tone::Strong),
        Para::Table(chapters(subject, before, &parts)),
    ];
    out.extend(tabled(
        Para::heading("Stoplichten die omsloegen, en waarom"),
        turns(&turned),
    ));
    for part in &parts {
        out.extend(chapter(subject, &then, part));
        subject.steps.step();
    }
    out.extend(tabled(
        Para::heading("Bijstellingen van het plan"),
        annex::changed(changes.iter()),
    ));
    let new = |id: &str| before.plan.decision(id).is_none();
    let formal = plan.decisions.iter().filter(|it| new(&it.id));
    out.extend(tabled(
        Para::heading("Besluiten"),
        annex::decisions(subject, formal),
    ));
    let new = |point: &&ActionPoint| before.plan.action_point(&point.id) != Some(point);
    let points = subject.points().filter(new);
    out.extend(tabled(
        Para::heading("Actiepunten"),
        annex::points(subject, points),
    ));
    let around = context::news(plan, &subject.context());
    out.extend(tabled(Para::heading("Omgevingscijfers"), around));
    out
}

/// The lights of each chapter then and now: `1 → 2`.
fn chapters(subject: &Subject<'_>, before: &Before, parts: &[Part<'_>]) -> Table {
    let rows = parts
        .iter()
        .filter(|part| !part.kpis.is_empty())
        .map(|part| {
            let chosen = |kpi: &&Kpi| subject.has(&kpi.id);
            let then = before
                .plan
                .chapters
                .iter()
                .find(|it| it.id == part.chapter.id);
            let then = then.into_iter().flat_map(|it| it.every_kpi());
            let then = then.filter(chosen);
            let then = roll_up(&before.plan, then, before.day);
            let now = roll_up(&subject.plan, part.kpis.iter().copied(), subject.today);
            let mut cells = then.into_iter().zip(now).map(|((light, was), (_, is))| {
                if was == is {
                    Cell::from(is.to_string())
                } else {
                    Cell::toned(format!("{was} → {is}"), Tone::of(light))
                }
            });
            let title = Cell::from(words::chapter_title(part.chapter));
            let mut next = || cells.next().unwrap_or_default();
            [title, next(), next(), next(), next()]
        });
    let [red, amber, green, none] =
        Light::ALL.map(|light| Column::RIGHT.headed(words::lamp(light)));
    Table::of(
        [Column::WRAPPED.headed("Hoofdstuk"), red, amber, green, none],
        rows,
    )
}

fn turns(turned: &[Turned<'_>]) -> Table {
    let rows = turned.iter().map(|it| {
        let was = it.was.map_or_else(|| Cell::from("–"), lamp);
        let head = format!("{} {}", it.kpi.id, it.kpi.text);
        [head.into(), was, lamp(it.now), it.why.as_str().into()]
    });
    Table::of(heads(["KPI", "Toen", "Nu", "Waarom"], &[0, 3]), rows)
}

/// What changed in a chapter; nothing where nothing did.
fn chapter(subject: &Subject<'_>, then: &Then<'_>, part: &Part<'_>) -> Vec<Para> {
    let title = Para::heading(words::chapter_title(part.chapter));
    let kpis = tabled(Para::subheading(2, "KPI's"), readings(subject, then, part));
    let actions = tabled(Para::subheading(2, "Acties"), statuses(then, part));
    let mut out = vec![title];
    out.extend(kpis.chain(actions));
    if out.len() == 1 {
        out.clear();
    }
    out
}

fn readings(subject: &Subject<'_>, then: &Then<'_>, part: &Part<'_>) -> Table {
    let (plan, today) = (&*subject.plan, subject.today);
    let touched = part
        .kpis
        .iter()
        .filter(|kpi| then.touched(plan, kpi, today));
    let rows = touched.flat_map(|kpi| {
        let light = lamp(shown(plan, kpi, today));
        let several = kpi.indicators.len() > 1;
        let rows = kpi.holding().map(move |indicator| {
            let head = if several { &indicator.label } else { &kpi.text };
            let was = then.indicator(kpi, indicator);
            let was = was.map_or_else(|| "nieuw".to_string(), against);
            [
                format!("{} {head}", indicator.id).into(),
                was.into(),
                against(indicator).into(),
                light.clone(),
            ]
        });
        rows.collect::<Vec<[Cell; 4]>>()
    });
    Table::of(heads(["KPI", "Toen", "Nu", "Licht nu"], &[0, 1, 2]), rows)
}

fn statuses(then: &Then<'_>, part: &Part<'_>) -> Table {
    let stirred = part.actions().filter(|action| then.stirred(action));
    let rows = stirred.map(|action| {
        let was = then.status(action).map_or("nieuw", words::status);
        let note = action.log.iter().rev().find_map(|it| it.note.clone());
        [
            format!("{} {}", action.id, action.text),
            was.to_string(),
            words::status(action.status).to_string(),
            note.unwrap_or_default(),
        ]
    });
    Table::new(heads(["Actie", "Toen", "Nu", "Notitie"], &[0, 3]), rows)
}
