//! The report on the progress of a plan, written once for every format that is read: a title page,
//! a page for who reads no further, the chapters in the order and words of the plan, how the plan
//! itself changed, and annexes. Where only what changed since a day is asked, that and no more.

mod annex;
mod brief;
mod changed;
mod chapter;

use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::doc::table::{Cell, Column, Table};
use crate::plan::model::date;
use crate::plan::model::kpi::Light;
use crate::plan::model::life::{Adoption, Decision};
use crate::plan::words;
use crate::report::style::Style;
use crate::report::subject::Subject;

/// The report.
pub fn document(subject: &Subject<'_>) -> Vec<Para> {
    let mut out = cover(subject);
    if let Some(before) = &subject.before {
        out.extend(changed::paras(subject, before));
    } else {
        let parts = subject.parts();
        let late = subject.late();
        out.extend(brief::paras(subject, &parts, &late));
        out.extend(chapter::paras(subject, &parts));
        out.extend(annex::changes(subject));
        let late = brief::overdue(subject, &parts, late.iter(), usize::MAX);
        out.extend(tabled(Para::heading("Bijlage: wat te laat is"), late));
        out.extend(annex::paras(subject));
    }
    out.extend(annex::left_out(subject));
    out
}

/// What stands before the first heading: whose it is, of when and for whom.
fn cover(subject: &Subject<'_>) -> Vec<Para> {
    let plan = &*subject.plan;
    let mut out = vec![
        Para::title(format!("Voortgang {}", plan.title)),
        Para::Gap,
        Para::field("Gemeente", subject.municipality()),
        Para::field("Peildatum", date::with_weekday(subject.today)),
        Para::field("Revisie", plan.revision.to_string()),
    ];
    out.extend(subject.before.as_ref().map(|before| {
        let (day, revision) = (date::dutch(before.day), before.plan.revision);
        Para::field("Sinds", format!("{day}, revisie {revision}"))
    }));
    let readers = match subject.style {
        Style::Council => "de gemeenteraad",
        Style::Board => "het college van burgemeester en wethouders",
        Style::Team => "het team; niet voor verspreiding buiten de organisatie",
    };
    out.push(Para::field("Voor", readers));
    let choice = (!subject.choice.is_empty()).then(|| subject.choice.join(", "));
    out.extend(known("Alleen", choice));
    out.extend(match &plan.adopted {
        Adoption::Unsaid => None,
        Adoption::Draft => Some(Para::field("Het plan", "is een concept")),
        Adoption::Adopted(adopted) => {
            let by = adopted.decision.as_deref().and_then(|id| plan.decision(id));
            let by = by.map_or_else(String::new, |it| format!(" ({})", it.shown()));
            let day = date::dutch(adopted.date);
            Some(Para::field(
                "Het plan",
                format!("is vastgesteld op {day}{by}"),
            ))
        }
    });
    out
}

/// A light as it stands in a table: `O ▲ oranje`.
fn lamp(light: Light) -> Cell {
    Cell::toned(words::lamp(light), Tone::of(light))
}

/// A table under a heading; nothing where it has no rows.
fn tabled(heading: Para, table: Table) -> impl Iterator<Item = Para> {
    let rows = !table.rows.is_empty();
    let paras = rows.then_some([heading, Para::Table(table)]);
    paras.into_iter().flatten()
}

/// Columns under these heads; those that hold text may wrap.
fn heads<const N: usize>(heads: [&str; N], wrapped: &[usize]) -> [Column; N] {
    let mut at = 0;
    heads.map(|head| {
        let column = match head {
            _ if wrapped.contains(&at) => Column::WRAPPED,
            // `geen gegevens` may go on below.
            "Licht" | "Toen" | "Nu" => Column::THIRD,
            _ => Column::LEFT,
        };
        at += 1;
        column.headed(head)
    })
}

/// A decision in a cell.
fn decided(decision: Option<&Decision>) -> String {
    decision.map_or_else(String::new, Decision::shown)
}
