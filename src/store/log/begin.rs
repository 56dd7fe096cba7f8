//! A plan's beginning on a database: its document, byte for byte, and the edits in that for whoever
//! reads with SQL.

use chrono::NaiveDate;

use super::items;
use super::line::{Line, Param, Question};
use super::put::{deadline_of_whole, number};
use super::server::address::Address;
use crate::plan::Plan;
use crate::store::error::Cause;

/// Whether a plan stands at the address that began with this document.
///
/// # Errors
/// [`Cause`]: another one stands there, or the database can't be reached.
pub fn is_there(address: &Address, text: &str) -> Result<bool, Cause> {
    let line = Line::connect(address).map_err(Cause::Away)?;
    began_with(&line, address, text)
}

fn began_with(line: &Line, address: &Address, text: &str) -> Result<bool, Cause> {
    let slug: Param = address.slug().to_string().into();
    let open = Question::Other("SELECT beginning FROM regie.open($1)");
    let rows = line.ask(open, vec![slug], deadline_of_whole())?;
    match rows.first().map(|row| row.try_get::<_, String>(0)) {
        None => Ok(false),
        Some(beginning) if beginning.as_deref().ok() == Some(text) => Ok(true),
        Some(_) => Err(Cause::Exists),
    }
}

/// Begins a plan at the address, unless it began there with this document before.
///
/// # Errors
/// [`Cause`]: another one stands there, or it isn't allowed; nothing is begun then.
pub fn begin(address: &Address, text: &str, plan: &Plan) -> Result<bool, Cause> {
    // PostgreSQL has no text with one.
    if text.contains('\0') {
        let why = "in het plan staat een NUL-teken; haal dat eerst weg (regie controleer)";
        return Err(Cause::Away(why.to_string()));
    }
    let line = Line::connect(address).map_err(Cause::Away)?;
    if began_with(&line, address, text)? {
        return Ok(true);
    }
    let history = plan.history.iter().map(serde_json::to_string);
    let history: Vec<String> = history
        .collect::<Result<_, _>>()
        .map_err(|why| Cause::Away(why.to_string()))?;
    let items = items::all(plan, last_day(plan)).map_err(|why| Cause::Away(why.to_string()))?;
    let params: Vec<Param> = vec![
        address.slug().to_string().into(),
        plan.municipality.clone().into(),
        plan.year.into(),
        text.to_string().into(),
        number(plan.revision).into(),
        history.into(),
        items.into(),
    ];
    let begin = Question::Other("SELECT regie.begin($1, $2, $3, $4, $5, $6, $7::text::jsonb)");
    line.ask(begin, params, deadline_of_whole())?;
    Ok(false)
}

/// The day of the last change of a plan, or the first of its year: its rows are as on that day.
fn last_day(plan: &Plan) -> NaiveDate {
    let last = plan.history.last().map(|entry| entry.at.date_naive());
    let first = || NaiveDate::from_ymd_opt(plan.year, 1, 1);
    last.or_else(first).unwrap_or_default()
}
