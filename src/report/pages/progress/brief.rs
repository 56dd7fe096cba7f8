//! The page for who reads no further: lights per chapter, what is red and amber and why, what is
//! late, how the plan changed.

use std::collections::HashMap;

use super::{annex, heads, lamp, tabled};
use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table::{Cell, Column, Table};
use crate::doc::text::wrap;
use crate::plan::figures::agenda::{Deadline, Reason};
use crate::plan::figures::light::{roll_up, shown, summary};
use crate::plan::find::regie::holders;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi, Light};
use crate::plan::model::paths::Paths;
use crate::plan::words::counted;
use crate::plan::{Action, Plan, Status, words};
use crate::report::pages::item::statuses;
use crate::report::subject::{Part, Subject};

/// How many rows a list on it has; the rest stands in the chapters.
const ROWS: usize = 4;
/// How much of a text stands on it, in cells.
const WORDS: usize = 70;

/// The page.
pub(super) fn paras(subject: &Subject<'_>, parts: &[Part<'_>], late: &[Deadline]) -> Vec<Para> {
    let (plan, today) = (&*subject.plan, subject.today);
    let kpis = || parts.iter().flat_map(|part| part.kpis.iter().copied());
    let actions: Vec<&Action> = parts.iter().flat_map(Part::actions).collect();
    let mut out = vec![
        Para::heading("In één oogopslag"),
        Para::text(sentence(&summary(roll_up(plan, kpis(), today)))).toned(Tone::Strong),
    ];
    if !actions.is_empty() {
        let all = counted(actions.len(), "actie", "acties");
        let text = format!("{all}: {}", statuses(actions.into_iter()));
        out.push(Para::text(sentence(&text)));
    }
    out.push(Para::Table(chapters(subject, parts, late)));
    out.push(legend(plan));
    let pressing = kpis().map(|kpi| (kpi, shown(plan, kpi, today)));
    let mut pressing: Vec<(&Kpi, Light)> = pressing
        .filter(|(_, light)| light.needs_reasons())
        .collect();
    // What something was said of tells more.
    pressing.sort_by_key(|(kpi, light)| (*light != Light::Red, kpi.judgement().is_none()));
    let heading = Para::subheading(2, "Rood en oranje: waarom, en wat eraan gebeurt");
    out.extend(tabled(heading, reasons(&pressing)));
    out.extend(more(pressing.len()));
    out.extend(tabled(
        Para::subheading(2, "Te laat"),
        overdue(subject, parts, late.iter().take(ROWS), WORDS),
    ));
    out.extend(more(late.len()));
    let changes = subject.changes();
    let heading = Para::subheading(2, "Wat aan het plan veranderde, en waarom");
    out.extend(tabled(heading, annex::changed(changes.iter().take(ROWS))));
    out.extend(more(changes.len()));
    out
}

fn sentence(text: &str) -> String {
    format!("{text}.")
}

/// That a list went on.
fn more(all: usize) -> Option<Para> {
    let rest = all.checked_sub(ROWS).filter(|rest| *rest > 0)?;
    let text = format!("En nog {rest}; ze staan verderop in dit rapport.");
    Some(Para::text(text).toned(Tone::Dim))
}

/// A text as far as it fits, in whole words.
fn beginning(text: &str, room: usize) -> String {
    match wrap(&text.replace('\n', " "), room).as_slice() {
        [first, _, ..] => format!("{first} …"),
        _ => text.to_string(),
    }
}

/// The lights of each chapter, with how many of its actions are done and what is late.
fn chapters(subject: &Subject<'_>, parts: &[Part<'_>], late: &[Deadline]) -> Table {
    let (plan, today) = (&*subject.plan, subject.today);
    let mut by_chapter: HashMap<&str, usize> = HashMap::new();
    for deadline in late {
        *by_chapter.entry(&deadline.chapter).or_default() += 1;
    }
    let rows = parts
        .iter()
        .filter(|it| !it.kpis.is_empty() || it.actions().next().is_some());
    let rows = rows.map(|part| {
        let counts = roll_up(plan, part.kpis.iter().copied(), today);
        let [red, amber, green, none] = counts.map(|(light, count)| {
            if count == 0 {
                Cell::from("0")
            } else {
                Cell::toned(count.to_string(), Tone::of(light))
            }
        });
        let done = part
            .actions()
            .filter(|it| it.status == Status::Done)
            .count();
        let all = part.actions().count();
        let late = by_chapter.get(&*part.chapter.id).copied().unwrap_or(0);
        let late = if late == 0 {
            Cell::from("0")
        } else {
            Cell::toned(late.to_string(), Tone::Strong)
        };
        [
            words::chapter_title(part.chapter).into(),
            red,
            amber,
            green,
            none,
            if all == 0 {
                "–".to_string()
            } else {
                format!("{done} van {all}")
            }
            .into(),
            late,
        ]
    });
    let lights = Light::ALL.map(|light| Column::RIGHT.headed(words::lamp(light)));
    let [red, amber, green, none] = lights;
    let columns = [
        Column::WRAPPED.headed("Hoofdstuk"),
        red,
        amber,
        green,
        none,
        Column::RIGHT.headed("acties gereed"),
        Column::RIGHT.headed("te laat"),
    ];
    Table::of(columns, rows)
}

/// What the lights mean in this plan.
fn legend(plan: &Plan) -> Para {
    let (green, amber) = (plan.thresholds.green, plan.thresholds.amber);
    let any = |is: fn(&Indicator) -> bool| plan.kpis().any(|(kpi, _)| kpi.holding().any(is));
    let most = match (
        any(|it| it.ceiling().is_some()),
        any(Indicator::is_capped_part),
    ) {
        (false, _) => "",
        (true, false) => {
            " Waar iets hoogstens zoveel mag zijn: groen tot wat er nu mag zijn, oranje daarboven, rood boven die grens."
        }
        (true, true) => {
            " Waar iets hoogstens zoveel mag zijn: groen tot wat er nu mag zijn, oranje daarboven, rood boven die grens; een percentage mag het hele jaar tot die grens komen."
        }
    };
    let text = format!(
        "Groen: ten minste {green}% van wat nu verwacht mag worden; oranje: ten minste {amber}%; rood: minder, of over \
         tijd.{most} Geen gegevens: nog geen stand of geen meetbare streefwaarde, en dat is geen groen. Een oordeel \
         gaat voor de cijfers; die staan erbij."
    );
    Para::text(text).toned(Tone::Dim)
}

/// What is red and amber, with what was said of it.
fn reasons(pressing: &[(&Kpi, Light)]) -> Table {
    let rows = pressing.iter().take(ROWS).map(|(kpi, light)| {
        let judged = kpi.judgement();
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let why = judged.map_or_else(
            || "voorstel op grond van de cijfers; nog geen oordeel".to_string(),
            |it| text(it.explanation.as_ref()),
        );
        let measure = judged.map_or_else(String::new, |it| text(it.measure.as_ref()));
        [
            lamp(*light),
            beginning(&format!("{} {}", kpi.id, kpi.text), WORDS).into(),
            why.into(),
            measure.into(),
        ]
    });
    let columns = heads(["Licht", "KPI", "Toelichting", "Bijsturing"], &[1, 2, 3]);
    Table::of(columns, rows)
}

/// What is late, and whose it is: who carries out, who agreed, who leads.
pub(super) fn overdue<'d>(
    subject: &Subject<'_>,
    parts: &[Part<'_>],
    late: impl Iterator<Item = &'d Deadline>,
    room: usize,
) -> Table {
    let plan = &*subject.plan;
    let actions = parts.iter().flat_map(Part::actions);
    let actions: HashMap<&str, &Action> = actions.map(|it| (&*it.id, it)).collect();
    let led = subject.led();
    let paths = Paths::of(plan);
    let leads = |deadline: &Deadline| {
        let mut path = paths.to(&deadline.id).into_iter().rev();
        let statement = path.find_map(|step| led.get(step)?.first());
        statement.map_or_else(String::new, |it| holders(plan, it.regie))
    };
    let rows = late.map(|deadline| {
        let who = match (actions.get(&*deadline.id), plan.action_point(&deadline.id)) {
            (Some(action), _) => plan.party_names(plan.executors(action).0),
            (None, Some(point)) => point.who.clone(),
            (None, None) => leads(deadline),
        };
        let id = deadline.indicator.as_ref().unwrap_or(&deadline.id);
        [
            beginning(&format!("{id} {}", deadline.text), room),
            who,
            date::dutch(deadline.due),
            recurs(deadline),
        ]
    });
    let columns = heads(["Wat", "Wie", "Sinds", "Ritme"], &[0, 1]);
    Table::new(columns, rows)
}

/// How often something is asked, and was missed.
fn recurs(deadline: &Deadline) -> String {
    match deadline.reason {
        Reason::Cadence(cadence) => {
            let often = words::cadence(cadence);
            format!("{often}, {} gemist", deadline.missed)
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::kpi::{Kind, Target};
    use crate::plan::model::number::Decimal;

    #[test]
    fn what_a_ceiling_means_is_said_where_there_is_one() {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json"))
                .unwrap();
        let said = |plan: &Plan| {
            let text = format!("{:?}", legend(plan));
            ["Waar iets hoogstens", "een percentage mag"].map(|it| text.contains(it))
        };
        for (unit, max, says) in [
            (None, None, [false, false]),
            (Some("%"), None, [false, false]),
            (None, Some(5), [true, false]),
            (Some("%"), Some(5), [true, true]),
        ] {
            let kpi = plan
                .chapters
                .iter_mut()
                .find(|it| !it.kpis.is_empty())
                .unwrap();
            let indicator = &mut kpi.kpis[0].indicators[0];
            indicator.kind = Kind::Count;
            indicator.unit = unit.map(str::to_string);
            indicator.target = Some(Target {
                min: None,
                max: max.map(Decimal::whole),
            });
            assert_eq!(said(&plan), says, "{unit:?} {max:?}");
        }
    }
}
