//! The euro and fte tables with our own sums beside what the plan states, and what each chapter
//! has to keep its promises with.

pub mod context;

use chrono::NaiveDate;

use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table;
use crate::doc::table::{Column, Table};
use crate::doc::text::bar;
use crate::plan::figures::light;
use crate::plan::figures::money::{Means, Money, means};
use crate::plan::figures::ratio::{Ratio, counted};
use crate::plan::model::number::{Decimal, euros};
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::model::tables::capacity::{Capacity, Fte, Total};
use crate::plan::{Plan, words};

/// What formation is counted in.
pub const FTE: &str = "fte";

/// An fte as the plan prints it; empty where it prints nothing.
pub fn fte(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, Decimal::fixed2)
}

/// Our sum, below the rows of a table.
pub const SUM: &str = "Eigen optelling";

/// What stands where a row has no amount.
pub const NO_BUDGET: &str = "geen eigen budget";

/// A budget table as paragraphs.
pub fn budget(budget: &Budget) -> Vec<Para> {
    let columns = [
        Column::CUT.headed("Omschrijving"),
        Column::RIGHT.headed("Begroot"),
        Column::THIRD.headed("Opmerking"),
    ];
    let rows = budget.holding().map(|row| {
        let remark = row.remark.clone().unwrap_or_default();
        [row.label.clone(), euros(row.amount), remark]
    });
    let mut table = Table::new(columns, rows);
    for (label, amount) in sums(budget) {
        let row = [label.to_string(), euros(Some(amount)), String::new()];
        table.rows.push((table::row(row), Tone::Strong));
    }
    vec![Para::heading(&budget.title), Para::Table(table)]
}

/// Our sum of a budget, and where not all of it is structural, what is and what isn't.
pub fn sums(budget: &Budget) -> impl Iterator<Item = (&'static str, i64)> {
    let money = Money::of(&budget.rows);
    let parts = [
        ("  structureel", money.structural),
        ("  eenmalig", money.once),
    ];
    let parts = parts.into_iter().filter(move |_| money.once != 0);
    std::iter::once((SUM, money.sum())).chain(parts)
}

/// A budget table with the share of each row, and the plan's words where it has no budget.
pub fn shares(budget: &Budget) -> Vec<Para> {
    let columns = [
        Column::LEFT,
        Column::CUT.headed("waarvoor"),
        Column::RIGHT.headed("begroot"),
        Column::LEFT.headed("soort"),
        Column::RIGHT.headed("aandeel"),
        Column::LEFT,
    ];
    let money = Money::of(&budget.rows);
    let rows = budget.holding().map(|row| {
        let percent = row.amount.and_then(|amount| money.share(amount));
        let kind = kind(row);
        let drawn = percent.map_or_else(String::new, |it| bar(it, Decimal::whole(100), 10));
        let percent = percent.map_or_else(String::new, |it| format!("{}%", it.nearest()));
        let amount = euros(row.amount);
        [
            row.id.clone(),
            row.label.clone(),
            amount,
            kind.to_string(),
            percent,
            drawn,
        ]
    });
    let mut table = Table::new(columns, rows);
    for (label, amount) in sums(budget) {
        let mut row = vec![String::new(), label.to_string(), euros(Some(amount))];
        row.resize(table.columns.len(), String::new());
        table.rows.push((table::row(row), Tone::Strong));
    }
    let mut out = vec![Para::heading(&budget.title), Para::Table(table)];
    out.extend(budget.holding().filter_map(without));
    out
}

/// Which kind of money it is: `structureel`, `eenmalig`, `geen eigen budget`.
pub const fn kind(row: &Amount) -> &'static str {
    match (row.amount, row.once) {
        (None, _) => NO_BUDGET,
        (_, true) => "eenmalig",
        (_, false) => "structureel",
    }
}

/// How what has no budget of its own is paid for, in the plan's words.
pub fn without(row: &Amount) -> Option<Para> {
    let funding = row.funding.as_ref().filter(|_| row.amount.is_none())?;
    let text = format!("{}: {NO_BUDGET}. “{funding}”", row.label);
    Some(Para::text(text).toned(Tone::Quote))
}

/// Money beside fte beside lights, a chapter a row; and which promise has neither money nor fte.
pub fn chapters(plan: &Plan, today: NaiveDate) -> Vec<Para> {
    let heads = ["structureel", "eenmalig", FTE, "acties"].map(|it| Column::RIGHT.headed(it));
    let mut columns = vec![Column::CUT.headed("hoofdstuk")];
    columns.extend(heads);
    columns.push(Column::LEFT.headed("KPI's"));
    let all = means(plan, today);
    let amount = |amount: i64| {
        if amount == 0 {
            String::new()
        } else {
            euros(Some(amount))
        }
    };
    let row = |it: &Means<'_>| {
        let title = it.chapter.map_or_else(
            || "geen hoofdstuk genoemd".to_string(),
            words::chapter_title,
        );
        let structural = match it.money {
            Money {
                structural: 0,
                once: 0,
                without: 1..,
            } => euros(None),
            money => amount(money.structural),
        };
        let count = |count: usize| {
            if count == 0 {
                String::new()
            } else {
                count.to_string()
            }
        };
        let fte = fte(Decimal::sum([it.fte.existing, it.fte.expansion]));
        let cells = vec![
            title,
            structural,
            amount(it.money.once),
            fte,
            count(it.actions),
            light::letters(it.lights),
        ];
        (
            table::row(cells),
            if it.is_bare() {
                Tone::Amber
            } else {
                Tone::Plain
            },
        )
    };
    let rows = all.iter().map(row).collect();
    let mut out = vec![Para::heading("Geld, fte en stoplichten per hoofdstuk")];
    let bare = all.iter().filter(|it| it.is_bare()).filter_map(|it| {
        let kpis = words::counted(it.promises(), "KPI", "KPI's");
        Some(format!("{} ({kpis})", words::chapter_title(it.chapter?)))
    });
    let bare: Vec<String> = bare.collect();
    if !bare.is_empty() {
        let text = format!("Belooft iets zonder geld of fte: {}.", bare.join(", "));
        out.push(Para::text(text).toned(Tone::Amber));
    }
    out.push(Para::Table(Table { columns, rows }));
    let text = "De fte zijn met uitbreiding, en ook van partners; alleen die het plan aan een \
                hoofdstuk verbindt.";
    out.push(Para::text(text).toned(Tone::Dim));
    out
}

/// A capacity table as paragraphs: its rows, our sum, and what the plan states where it does.
pub fn capacity(capacity: &Capacity) -> Vec<Para> {
    let columns = [
        Column::CUT.headed("Functie"),
        Column::RIGHT.headed("Bestaand"),
        Column::RIGHT.headed("Uitbreiding"),
    ];
    let rows = capacity.holding().map(|row| {
        let indent = if row.part_of.is_some() { "  " } else { "" };
        let label = format!("{indent}{}", row.label);
        [label, fte(row.existing), fte(row.expansion)]
    });
    let mut table = Table::new(columns, rows);
    for (label, total) in totals(capacity) {
        let row = [label.to_string(), fte(total.existing), fte(total.expansion)];
        table.rows.push((table::row(row), Tone::Strong));
    }
    let mut paras = vec![Para::heading(&capacity.title), Para::Table(table)];
    let differences = differences(capacity).into_iter();
    paras.extend(differences.map(|text| Para::text(text).toned(Tone::Amber)));
    paras
}

/// The same with the ids, and where each row is.
pub fn placed(capacity: &Capacity) -> Vec<Para> {
    let mut out = self::capacity(capacity);
    let Some(Para::Table(table)) = out.get_mut(1) else {
        return out;
    };
    table.columns.insert(0, Column::LEFT);
    table.columns.push(Column::LEFT.headed("Waar"));
    let mut places = counted(capacity).into_iter();
    for (cells, _) in &mut table.rows {
        let (id, place) = places
            .next()
            .map_or_else(Default::default, |(row, counts)| {
                (row.id.clone(), place(row, counts))
            });
        cells.insert(0, id.into());
        cells.push(place.into());
    }
    out
}

/// Where a row is: `kantoor`, `straat`, `onbekend`, or `totaal` where its parts count in its place;
/// with a question mark where it is arguable.
pub fn place(row: &Fte, counts: Total) -> String {
    let stated = row.existing.or(row.expansion).is_some();
    let word = match row.place {
        _ if stated && counts == Total::default() => "totaal",
        place => words::place(place),
    };
    let mark = row.place_doubt.as_ref().map_or("", |_| " ?");
    format!("{word}{mark}")
}

/// What stands below the rows of a capacity table: our sum, and the total the plan prints.
pub fn totals(capacity: &Capacity) -> impl Iterator<Item = (&'static str, Total)> {
    let stated = capacity.stated_total;
    let stated = stated.map(|total| ("Totaal volgens het plan", total));
    let sum = Ratio::of(capacity).sum();
    let shown = |fte: Option<Decimal>| fte.filter(|fte| *fte != Decimal::ZERO);
    let sum = Total {
        existing: shown(sum.existing),
        expansion: shown(sum.expansion),
    };
    std::iter::once((SUM, sum)).chain(stated)
}

/// Sentences about numbers of a capacity table that don't add up. They are the plan's; nothing
/// is repaired.
pub fn differences(capacity: &Capacity) -> Vec<String> {
    let mut sentences = Vec::new();
    for row in capacity.holding() {
        let inside = capacity.sum_within(&row.id).and_then(|sum| sum.existing);
        if let (Some(inside), Some(stated)) = (inside, row.existing)
            && inside != stated
        {
            let apart = inside.max(stated).minus(inside.min(stated));
            sentences.push(format!(
                "Som van de onderdelen {} · vermeld {} · verschil {}",
                inside.fixed2(),
                stated.fixed2(),
                apart.fixed2()
            ));
        }
    }
    if let Some(stated) = capacity.stated_total
        && stated != capacity.sum()
    {
        sentences.push("Het vermelde totaal wijkt af van de eigen optelling.".to_string());
    }
    sentences
}
