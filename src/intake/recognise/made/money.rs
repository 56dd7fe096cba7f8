//! The tables of euros and fte of a sketch, as they stand in a plan. A figure that can't be read is
//! none, and asked.

use serde_json::{Value, json};

use super::ids::Ids;
use crate::intake::recognise::sketch::{
    Fte, FteTable, Money, MoneyTable, On, Said, Sketch, Unsure,
};
use crate::intake::recognise::words::amount;
use crate::plan::find::fold;
use crate::plan::model::number::Decimal;

/// What a table of euros is called that has no title.
pub const BUDGET: &str = "Begroting";

/// What a table of fte is called that has no title.
pub const CAPACITY: &str = "Formatie";

/// A table of a sketch, by its place.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    Money(usize),
    Fte(usize),
}

/// The id of a table.
pub fn id(sketch: &Sketch, of: Of) -> String {
    let stem = |title: &str, else_: &str| {
        let slug = fold::slug(title);
        if slug.is_empty() {
            else_.to_string()
        } else {
            slug
        }
    };
    let (stems, at): (Vec<String>, usize) = match of {
        Of::Money(at) => (
            sketch
                .budgets
                .iter()
                .map(|it| format!("euro-{}", stem(&it.title, "begroting")))
                .collect(),
            at,
        ),
        Of::Fte(at) => (
            sketch
                .capacity
                .iter()
                .map(|it| format!("fte-{}", stem(&it.title, "formatie")))
                .collect(),
            at,
        ),
    };
    let Some(own) = stems.get(at) else {
        return String::new();
    };
    let before = stems.iter().take(at).filter(|it| *it == own).count();
    if before == 0 {
        own.clone()
    } else {
        format!("{own}-{}", before + 1)
    }
}

/// Both kinds of tables.
pub fn tables(sketch: &Sketch, ids: &Ids, unsure: &mut Vec<Unsure>) -> (Vec<Value>, Vec<Value>) {
    let budgets = sketch.budgets.iter().enumerate();
    let budgets: Vec<Value> = budgets
        .map(|(at, table)| budget(sketch, ids, (at, table), unsure))
        .collect();
    let capacity = sketch.capacity.iter().enumerate();
    let capacity = capacity
        .map(|(at, table)| fte_table(sketch, ids, (at, table), unsure))
        .collect();
    (budgets, capacity)
}

/// The chapter whose title a row's words are of, where there is one.
fn chapter_of(sketch: &Sketch, label: &str) -> Option<String> {
    let label = fold::letters(label);
    let title = |text: &str| fold::letters(text);
    let mut found = sketch.chapters.iter().filter(|chapter| {
        let title = title(&chapter.title.text);
        !title.is_empty() && (label.contains(&title) || title.contains(&label) && label.len() > 5)
    });
    let first = found.next()?;
    Some(first.number.to_string())
}

fn budget(
    sketch: &Sketch,
    ids: &Ids,
    (at, table): (usize, &MoneyTable),
    unsure: &mut Vec<Unsure>,
) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .enumerate()
        .map(|(row, money)| {
            let amount = amount::euros(&money.amount);
            let thousands = table.thousands;
            if money.guessed && amount.is_ok() && !thousands && !is_summed(table) {
                let made = guess(&[("bedrag", &money.amount)]);
                unsure.push(asked(On::Money(at, row, "amount"), money, &made));
            }
            if amount.is_err() || thousands && !money.amount.is_empty() {
                let made = if thousands {
                    "geen bedrag: de kop van de kolom zegt dat het in duizenden is"
                } else {
                    "geen bedrag: dit is niet als hele euro's te lezen"
                };
                unsure.push(asked(On::Money(at, row, "amount"), money, made));
            }
            let remark = Some(&money.remark).filter(|it| !it.is_empty());
            let once = remark.is_some_and(|it| it.to_lowercase().contains("eenmalig"));
            json!({
                "id": ids.money.get(at).and_then(|all| all.get(row)),
                "label": money.label.text,
                "amount": amount.ok().flatten().filter(|_| !thousands),
                "once": once,
                "remark": remark,
                "chapter": chapter_of(sketch, &money.label.text),
            })
        })
        .collect();
    if let Some(total) = &table.total {
        let sum = sum(table);
        if table.thousands || !is_summed(table) {
            unsure.push(Unsure::left_out(
                On::MoneyTotal(at),
                total.clone(),
                format!("niet overgenomen: de rijen zijn opgeteld {sum}"),
            ));
        }
    }
    json!({ "id": id(sketch, Of::Money(at)), "title": titled(&table.title, BUDGET), "rows": rows })
}

fn sum(table: &MoneyTable) -> i64 {
    let amounts = table.rows.iter().map(|row| amount::euros(&row.amount));
    amounts.filter_map(|it| it.ok().flatten()).sum()
}

/// Whether the total a table states proves its amounts.
fn is_summed(table: &MoneyTable) -> bool {
    let stated = table.total.as_ref().map(|it| amount::euros(&it.text));
    stated == Some(Ok(Some(sum(table))))
}

/// What was made of the figures of a row whose columns are a guess.
pub fn guess(figures: &[(&str, &str)]) -> String {
    let said = figures.iter().map(|(word, printed)| match *printed {
        "" => format!("geen {word}"),
        printed => format!("{word} “{printed}”"),
    });
    let said: Vec<String> = said.collect();
    format!(
        "{}: de kolommen zijn aan de plaats van de letters afgelezen",
        said.join(", ")
    )
}

fn titled<'t>(title: &'t str, else_: &'t str) -> &'t str {
    if title.is_empty() { else_ } else { title }
}

fn asked(on: On, money: &Money, made: &str) -> Unsure {
    Unsure::of(
        on,
        Said::new(
            format!("{} {}", money.label.text, money.amount),
            money.label.place,
        ),
        made,
    )
}

fn fte_table(
    sketch: &Sketch,
    ids: &Ids,
    (at, table): (usize, &FteTable),
    unsure: &mut Vec<Unsure>,
) -> Value {
    let mut whole: Option<String> = None;
    let mut rows = Vec::new();
    let loose = columns_unsure(table);
    // Where the same white space is proved right by a table with a total, one question will do.
    let proved = sketch
        .capacity
        .iter()
        .any(|other| !columns_unsure(other) && other.rows.iter().any(|row| row.loose));
    let mut asked = false;
    for (row, it) in table.rows.iter().enumerate() {
        let id = ids
            .fte
            .get(at)
            .and_then(|all| all.get(row))
            .cloned()
            .unwrap_or_default();
        for (printed, field) in [(&it.existing, "existing"), (&it.expansion, "expansion")] {
            if amount::fte(printed).is_err() {
                let made = format!("geen getal: “{printed}” is niet als fte te lezen");
                unsure.push(asked_fte(On::Fte(at, row, field), it, made));
            }
        }
        if it.loose && loose && !(proved && asked) {
            asked = true;
            let (field, word) = if it.existing.is_empty() {
                ("expansion", "uitbreiding")
            } else {
                ("existing", "bestaand")
            };
            let made =
                format!("{word}: in welke kolom het getal staat is aan de witruimte afgelezen");
            unsure.push(asked_fte(On::Fte(at, row, field), it, made));
        }
        if it.guessed && loose && !it.loose {
            let made = guess(&[("bestaand", &it.existing), ("uitbreiding", &it.expansion)]);
            unsure.push(asked_fte(On::Fte(at, row, "existing"), it, made));
        }
        let total = it.label.text.to_lowercase().contains("waaronder");
        rows.push(json!({
            "id": id,
            "label": it.label.text,
            "existing": amount::fte(&it.existing).ok().flatten(),
            "expansion": amount::fte(&it.expansion).ok().flatten(),
            "place": null,
            "part_of": whole.clone().filter(|_| !total),
        }));
        if total {
            whole = Some(id);
        }
    }
    let total = table.total.as_ref().map(|it| {
        json!({ "existing": amount::fte(&it.existing).ok().flatten(), "expansion": amount::fte(&it.expansion).ok().flatten() })
    });
    json!({
        "id": id(sketch, Of::Fte(at)),
        "title": titled(&table.title, CAPACITY),
        "rows": rows,
        "stated_total": total,
    })
}

fn asked_fte(on: On, row: &Fte, made: String) -> Unsure {
    let printed = [row.label.text.as_str(), &row.existing, &row.expansion];
    let printed: Vec<&str> = printed.into_iter().filter(|it| !it.is_empty()).collect();
    Unsure::of(on, Said::new(printed.join(" "), row.label.place), made)
}

/// Whether the total doesn't prove in which columns the figures stand.
fn columns_unsure(table: &FteTable) -> bool {
    let Some(total) = &table.total else {
        return true;
    };
    let sum = |of: fn(&Fte) -> &String| {
        Decimal::sum(
            table
                .rows
                .iter()
                .map(|row| amount::fte(of(row)).ok().flatten()),
        )
    };
    let stated = |printed: &str| amount::fte(printed).ok().flatten();
    sum(|row| &row.existing) != stated(&total.existing)
        || sum(|row| &row.expansion) != stated(&total.expansion)
}
