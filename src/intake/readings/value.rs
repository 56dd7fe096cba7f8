//! A cell as the value of an indicator, read as the form on screen reads it.

use crate::intake::table::Cell;
use crate::plan::edit::typed::{self, Typed};
use crate::plan::model::kpi::{Indicator, Kind};
use crate::plan::model::number::Decimal;

/// What a cell says of an indicator; of how many may stand beside it.
///
/// # Errors
/// A Dutch sentence.
pub(super) fn typed(
    indicator: &Indicator,
    cell: &Cell,
    of: Option<&Cell>,
) -> Result<Typed, String> {
    let text = match (indicator.kind, cell) {
        (_, Cell::Fault(fault)) => return Err(format!("in de cel staat een fout: {fault}")),
        (Kind::Coverage, Cell::Day(_)) => {
            return Err(
                "er is een datum van gemaakt; schrijf 12/17 als tekst, of in twee kolommen"
                    .to_string(),
            );
        }
        (_, Cell::Day(_)) => return Err("een datum is geen waarde".to_string()),
        (Kind::Milestone | Kind::Ongoing, Cell::Number(number)) => match *number {
            Decimal::ZERO => "n".to_string(),
            number if number == Decimal::whole(1) => "j".to_string(),
            number => number.to_string(),
        },
        (Kind::Milestone | Kind::Ongoing, Cell::Text(text)) => spelled(text),
        // A percentage alone is so many of a hundred.
        (Kind::Coverage, Cell::Text(text)) if of.is_none_or(Cell::is_blank) => {
            let share = text.trim().strip_suffix('%').map(str::trim_end);
            share.map_or_else(|| text.clone(), |share| format!("{share}/100"))
        }
        (_, cell) => cell.shown(),
    };
    let text = match of.map(Cell::shown).filter(|of| !of.is_empty()) {
        Some(of) if indicator.kind == Kind::Coverage => format!("{text}/{of}"),
        _ => text,
    };
    match typed::parse(indicator, &text)? {
        Typed::More(_) => Err(format!("“{text}” komt erbij, en een stand is een totaal")),
        is @ Typed::Is(..) => Ok(is),
    }
}

/// Whether a cell says that there is no figure.
pub(super) fn is_nothing(cell: &Cell) -> bool {
    const NOTHING: &[&str] = &[
        "-", "–", "—", ".", "n.b.", "n.b", "nb", "n.n.b.", "n.v.t.", "nvt",
    ];
    match cell {
        Cell::Blank => true,
        Cell::Text(text) => NOTHING.contains(&text.trim().to_lowercase().as_str()),
        _ => false,
    }
}

/// How a sheet says yes and no.
fn spelled(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "waar" | "true" | "yes" | "x" | "1" => "j".to_string(),
        "onwaar" | "false" | "no" | "0" => "n".to_string(),
        _ => text.to_string(),
    }
}
