//! An open question of a new year, to be answered on the whole screen: what it is about, what there
//! is to know, and what is asked.

use chrono::NaiveDate;

use super::slide::{headed, slide};
use crate::doc::Tone;
use crate::doc::para::{Para, fields, known};
use crate::plan::model::doubt::Doubt;
use crate::plan::model::kpi::Indicator;
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::turn::questions::{Question, Topic};
use crate::plan::turn::years;
use crate::plan::{Plan, words};

/// The page of a question.
pub fn question_page(plan: &Plan, question: &Question, today: NaiveDate) -> Vec<Para> {
    let mut out = about(plan, question, today);
    // Where a text may be long it stands above that.
    if question.topic != Topic::Words {
        out.push(Para::Gap);
        out.push(Para::text(question.asks(plan)).toned(Tone::Label));
    }
    out
}

/// The page once all is answered.
pub fn done_page(plan: &Plan) -> Vec<Para> {
    let what = if plan.is_adopted() {
        "Het plan is vastgesteld."
    } else {
        "Het concept kan worden vastgesteld. Nalopen kan ook nog: Esc gaat terug naar het plan."
    };
    vec![
        Para::title(&*plan.title),
        Para::Gap,
        Para::text("Er zijn geen open vragen meer.").toned(Tone::Strong),
        Para::Gap,
        Para::text(what),
    ]
}

fn about(plan: &Plan, question: &Question, today: NaiveDate) -> Vec<Para> {
    let item = plan.item(&question.id);
    if let Some(doubt) = question.doubt(plan) {
        return doubted(plan, question, doubt);
    }
    match (question.topic, item) {
        (Topic::Action | Topic::Point, Some(item)) => {
            let mut out = slide(plan, item, today, 0);
            if let Item::Action(_, goal) = item {
                out.push(Para::field("Doel", words::goal_title(goal)));
            }
            out
        }
        (Topic::Words, item) => {
            let name = item.map_or_else(
                || "Het plan".to_string(),
                |_| words::titled(plan, &question.id),
            );
            let asks = Para::text(question.asks(plan)).toned(Tone::Label);
            let mut out = vec![Para::title(name), Para::Gap, asks, Para::Gap];
            out.extend(reworded(plan, question));
            out
        }
        (_, Some(Item::Indicator(indicator, kpi))) => {
            let mut out = headed(&*indicator.id, &kpi.text);
            if kpi.indicators.len() > 1 {
                out.push(Para::field("Van", &*indicator.label));
            }
            out.extend(figures(indicator));
            out
        }
        (_, Some(item)) => {
            let mut out = headed(item.id(), &words::text(&item));
            if let Item::Fte(row, table) = item {
                let fte = |it: Option<Decimal>| it.map(Decimal::fixed2);
                out.push(Para::field("Tabel", &*table.title));
                out.extend(known("Bestaand", fte(row.existing)));
                out.extend(known("Uitbreiding", fte(row.expansion)));
            }
            out
        }
        (_, None) => vec![Para::title(&*plan.title)],
    }
}

/// What a document says, what was made of it and what else that may be.
fn doubted(plan: &Plan, question: &Question, doubt: &Doubt) -> Vec<Para> {
    let name = match plan.item(&doubt.item) {
        Some(_) => words::titled(plan, &doubt.item),
        None => plan.title.clone(),
    };
    let mut out = vec![Para::title(name), Para::Gap];
    if !doubt.source.is_empty() {
        out.push(Para::field(
            "Document",
            format!("{} ({})", doubt.source, doubt.place()),
        ));
    }
    out.push(Para::field("Gemaakt", &*doubt.made_of_it).toned(Tone::Strong));
    let label = question.field(plan).map_or("Nu", |field| field.head);
    // A text is in sight already, as what the document says.
    let short = question.now(plan).filter(|now| now.chars().count() <= 200);
    out.extend(known(label, short));
    // Of several it is said which one a key takes.
    let several = doubt.choices.len() > 1;
    let choices = doubt.choices.iter().enumerate();
    let choices = choices.map(|(nth, choice)| match nth {
        0 if several => format!("{choice} (j neemt dit over)"),
        _ => choice.clone(),
    });
    out.extend(fields("Keuze", choices));
    out
}

/// What there is to know of an indicator: what is wanted, by when, and how earlier years ended.
fn figures(indicator: &Indicator) -> Vec<Para> {
    let unit = indicator.unit.as_deref().filter(|unit| *unit != "%");
    let unit = unit.map_or_else(String::new, |unit| format!(" ({unit})"));
    let wanted = Para::field("STREVEN", format!("{}{unit}", words::target(indicator)));
    let mut out = vec![wanted.toned(Tone::Strong)];
    out.extend(fields(
        "Eerder",
        indicator.earlier.iter().rev().map(words::earlier),
    ));
    out
}

/// The sentences of a text that name a year, and what they would become. The years are as long as
/// before, so that the same sentences stand in both.
fn reworded(plan: &Plan, question: &Question) -> Vec<Para> {
    let now = question.typed(plan).unwrap_or_default();
    let offer = question.offer(plan).unwrap_or_default();
    let first = plan.years().from;
    let mut out = Vec::new();
    for (now, offer) in sentences(&now).zip(sentences(&offer)) {
        if years::before(now, first).is_empty() {
            continue;
        }
        out.push(Para::field("NU", now));
        if now != offer {
            out.push(Para::field("WORDT", offer).toned(Tone::Strong));
        }
    }
    out
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split_inclusive(". "))
        .map(str::trim)
}
