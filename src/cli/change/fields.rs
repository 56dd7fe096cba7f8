//! `VELD=WAARDE`, read by the table of fields.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches};
use serde_json::Value;

use crate::cli::failure::Failure;
use crate::cli::items::resolve::{self, brief};
use crate::cli::program::usage;
use crate::plan::Plan;
use crate::plan::edit::{Field, TARGETS, sort_of};
use crate::plan::find::nearest::{choice, nearest};
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};

/// `VELD=WAARDE…`, without a name.
pub fn argument() -> Arg {
    usage::positional("VELD=WAARDE", "VELD=WAARDE", "Een veld en wat het wordt").num_args(0..)
}

/// A field and what was typed for it.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'m> {
    /// The name of the field.
    pub label: &'m str,
    /// Its value.
    pub value: &'m str,
}

/// What was typed.
pub fn typed(matches: &ArgMatches) -> Result<Vec<Typed<'_>>, Failure> {
    let all = matches
        .get_many::<String>("VELD=WAARDE")
        .unwrap_or_default();
    all.map(|typed| {
        let (label, value) = typed.split_once('=').ok_or_else(|| {
            let typed = brief(typed);
            Failure::usage(format!(
                "“{typed}” is geen veld; typ bijvoorbeeld tekst='…'"
            ))
        })?;
        let label = label.trim();
        Ok(Typed { label, value })
    })
    .collect()
}

/// The id of an item as the plan has it, and what it is; [`WHOLE`] is the plan itself.
pub fn item(plan: &Plan, typed: &str) -> Result<(String, Sort), Failure> {
    let typed = typed.trim();
    if typed == WHOLE && sort_of(plan, typed).is_some() {
        return Ok((typed.to_string(), Sort::Plan));
    }
    let item = resolve::by_id(plan, typed)?;
    Ok((item.id().to_string(), item.sort()))
}

/// The field with a name, of an item or of the only indicator of a KPI.
pub fn field(
    plan: &Plan,
    (id, sort): (&str, Sort),
    label: &str,
) -> Result<(String, &'static Field), Failure> {
    if let Some(field) = called(sort, label) {
        return Ok((id.to_string(), field));
    }
    if let Some(Item::Kpi(kpi, _)) = plan.item(id)
        && let Some(field) = called(Sort::Indicator, label)
    {
        return match kpi.indicators.as_slice() {
            [only] => Ok((only.id.clone(), field)),
            several => {
                let ids: Vec<&str> = several.iter().map(|it| it.id.as_str()).collect();
                let ids = choice(&ids);
                let sentence = format!("{id} heeft meer dan één indicator; kies {ids}");
                Err(Failure::usage(sentence))
            }
        };
    }
    Err(unknown(sort, label))
}

/// A field this sort doesn't have.
pub fn unknown(sort: Sort, label: &str) -> Failure {
    if sort == Sort::Action && label == "status" {
        return Failure::usage("een status zet u met regie actie zet");
    }
    let known: Vec<&str> = Field::of(sort).map(|field| field.label).collect();
    let (label, word) = (brief(label), sort.word());
    if known.is_empty() {
        return Failure::usage(format!("aan een {word} is zo niets te wijzigen"));
    }
    let near = nearest(&label, known.iter().copied());
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("; bedoelt u {}? Er is ook", choice(&near))
    };
    let join = if hint.is_empty() { "; kies" } else { &hint };
    let known = known.join(", ");
    Failure::usage(format!(
        "“{label}” is geen veld van een {word}{join} {known}"
    ))
}

/// What was typed for a field, as it stands in the document. Of a field with a value for each
/// year one alone may be typed, on top of what stands there `now`.
pub fn value(
    (plan, id): (&Plan, &str),
    field: &Field,
    typed: Typed<'_>,
    (now, today): (&Value, NaiveDate),
) -> Result<Value, Failure> {
    let sentence = |why| Failure::usage(format!("{}: {why}", typed.label));
    let Some((_, year)) = of_year(typed.label) else {
        let value = field.parse_for((plan, id), typed.value, today);
        return value.map_err(sentence);
    };
    let (year, wanted) = (year.parse::<i32>(), typed.value.trim());
    let year = year.map_err(|_no_year| sentence("typ een jaar, als 2028".to_string()))?;
    let of_it = |it: &&Value| it.get("year") == Some(&year.into());
    let others = now.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut all: Vec<Value> = others.iter().filter(|it| !of_it(it)).cloned().collect();
    if wanted != "geen" {
        let one = format!("{year}: {wanted}");
        let one = field.parse_for((plan, id), &one, today).map_err(sentence)?;
        all.extend(one.as_array().cloned().unwrap_or_default());
    }
    all.sort_by_key(|it| it.get("year").and_then(Value::as_i64));
    Ok(all.into())
}

/// `streefwaarde-2028`: the target of one year.
fn of_year(label: &str) -> Option<(&'static Field, &str)> {
    let (name, year) = label.split_once('-')?;
    (name.trim().to_lowercase() == "streefwaarde").then_some((&TARGETS, year))
}

/// The field of a sort with a name.
pub fn called(sort: Sort, label: &str) -> Option<&'static Field> {
    let of_year = of_year(label).map(|(field, _)| field);
    let of_year = of_year.filter(|field| field.of == sort);
    Field::called(sort, label).or(of_year)
}
