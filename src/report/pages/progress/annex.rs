//! What stands behind the chapters: how the plan changed, money, fte, decisions and action points,
//! and what was left out.

use std::collections::HashSet;

use super::{decided, heads, tabled};
use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table::Table;
use crate::plan::edit::adjusted;
use crate::plan::model::date;
use crate::plan::model::life::Decision;
use crate::plan::words;
use crate::report::pages::{meeting, ratio, tables};
use crate::report::style::Style;
use crate::report::subject::{Change, Subject};

/// How the plan itself changed.
pub(super) fn changes(subject: &Subject<'_>) -> Vec<Para> {
    let changes = subject.changes();
    let mut out = vec![Para::heading("Bijstellingen van het plan")];
    out.extend(adjusted::kpis(&subject.plan).map(|text| Para::text(format!("{text}."))));
    match changes.as_slice() {
        [] => out.push(Para::text("Het plan is niet bijgesteld.").toned(Tone::Dim)),
        changes => out.push(Para::Table(changed(changes.iter()))),
    }
    out
}

/// Changes of the plan in a table.
pub(super) fn changed<'a>(changes: impl Iterator<Item = &'a Change<'a>>) -> Table {
    let rows = changes.map(|it| {
        let by = if it.by.is_empty() {
            String::new()
        } else {
            format!(" ({})", it.by)
        };
        [
            date::dutch(it.day),
            format!("{}{by}", it.what),
            it.reason.clone(),
            decided(it.decision),
        ]
    });
    Table::new(heads(["Datum", "Wat", "Waarom", "Besluit"], &[1, 2]), rows)
}

/// The annexes that have something in them.
pub(super) fn paras(subject: &Subject<'_>) -> Vec<Para> {
    let plan = &*subject.plan;
    let mut out = Vec::new();
    // Money and fte are of the plan as a whole.
    if subject.choice.is_empty() {
        let money = plan.budgets.iter().flat_map(tables::shares);
        let means = tables::chapters(plan, subject.today);
        out.extend(under("Bijlage: begroting", money.chain(means)));
        let fte = plan.capacity.iter().flat_map(tables::placed);
        out.extend(under("Bijlage: capaciteit", fte.chain(ratio::ratio(plan))));
        out.extend(tables::context::of_no_chapter(plan));
    }
    let agreed = tabled(
        Para::heading("Besluiten"),
        decisions(subject, plan.decisions.iter()),
    );
    let points = tabled(
        Para::heading("Actiepunten"),
        points(subject, subject.points()),
    );
    out.extend(under(
        "Bijlage: besluiten en actiepunten",
        agreed.chain(points),
    ));
    out
}

/// Sections under one heading.
fn under(heading: &str, paras: impl IntoIterator<Item = Para>) -> Vec<Para> {
    let deeper = paras.into_iter().map(|para| match para {
        Para::Heading(depth, text) => Para::Heading(depth + 1, text),
        para => para,
    });
    let mut out = vec![Para::heading(heading)];
    out.extend(deeper);
    if out.len() == 1 {
        out.clear();
    }
    out
}

/// Formal decisions, and those of meetings where they are for these readers.
pub(super) fn decisions<'a>(
    subject: &Subject<'_>,
    formal: impl Iterator<Item = &'a Decision>,
) -> Table {
    let formal = formal.map(|it| {
        let title = it.title.clone().unwrap_or_default();
        (it.date, it.shown(), title)
    });
    let since = subject.before.as_ref().map(|it| it.day);
    let plan = &*subject.plan;
    let kpis = plan.kpis().map(|(kpi, _)| (&kpi.id, &kpi.log));
    let actions = plan.actions().map(|(action, ..)| (&action.id, &action.log));
    let meetings = plan.meetings.iter().map(|it| (&it.id, &it.log));
    let all = kpis.chain(actions).filter(|(id, _)| subject.has(id));
    let all = all.chain(meetings.filter(|_| subject.choice.is_empty()));
    let inside = all.flat_map(|(id, log)| {
        let new = log
            .iter()
            .filter(|it| since.is_none_or(|since| it.date >= since));
        new.filter_map(move |it| {
            Some((it.date, format!("overleg, bij {id}"), it.decision.clone()?))
        })
    });
    let mut rows: Vec<_> = formal.chain(inside).collect();
    rows.sort();
    let rows = rows
        .into_iter()
        .map(|(day, of, what)| [date::dutch(day), of, what]);
    Table::new(heads(["Datum", "Van", "Besluit"], &[2]), rows)
}

/// Action points, the open ones first.
pub(super) fn points<'a>(
    subject: &Subject<'_>,
    points: impl Iterator<Item = &'a crate::plan::model::meeting::ActionPoint>,
) -> Table {
    let mut points: Vec<_> = points.collect();
    points.sort_by_key(|it| (it.done.is_some(), it.due.is_none(), it.due));
    let rows = points.into_iter().map(|point| {
        let (state, tone) = meeting::state(point, subject.today);
        let due = point.due.map(date::dutch).unwrap_or_default();
        let about = point.about.clone().unwrap_or_default();
        let state = crate::doc::table::Cell::toned(
            state,
            if tone == Tone::Red {
                Tone::Strong
            } else {
                tone
            },
        );
        [
            point.id.as_str().into(),
            point.who.as_str().into(),
            point.what.as_str().into(),
            about.into(),
            due.into(),
            state,
        ]
    });
    Table::of(
        heads(["Nr.", "Wie", "Wat", "Bij", "Voor", "Stand"], &[2, 5]),
        rows,
    )
}

/// What is not in it, said at the end.
pub(super) fn left_out(subject: &Subject<'_>) -> Vec<Para> {
    let plan = &*subject.plan;
    let mut out = subject.left.sentences(subject.style);
    if let Some(before) = &subject.before {
        out.push("Wat sindsdien niet veranderde.".to_string());
        if before.unsure > 0 {
            let edits = words::counted(before.unsure, "wijziging", "wijzigingen");
            out.push(format!(
                "Hoe het was is niet helemaal zeker: {edits} zijn niet terug te rekenen, omdat het bestand met de hand is \
                 veranderd."
            ));
        }
    } else if subject.choice.is_empty() {
        let told: HashSet<&str> = subject.parts().iter().map(|it| &*it.chapter.id).collect();
        let silent = plan.chapters.iter().filter(|it| !told.contains(&*it.id));
        let silent: Vec<String> = silent.map(|it| words::chapter_title(it)).collect();
        if !silent.is_empty() {
            let titles = silent.join(", ");
            out.push(format!(
                "Hoofdstukken zonder KPI's, acties en onderwerpen: {titles}."
            ));
        }
    } else {
        let choice = subject.choice.join(", ");
        out.push(format!(
            "Alles buiten {choice}; de begroting en de capaciteit."
        ));
    }
    if subject.style == Style::Team && out.is_empty() {
        out.push("Niets: dit rapport toont het hele plan.".to_string());
    }
    std::iter::once(Para::heading("Wat niet in dit rapport staat"))
        .chain(out.into_iter().map(Para::bullet))
        .collect()
}
