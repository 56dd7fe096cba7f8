//! Which area of a table is the municipality itself.

use super::heads::Heads;
use super::lack::{Ask, Lack};
use super::meta::Meta;
use super::words;
use crate::intake::readings::map::{Map, folded};
use crate::intake::table::{Cell, Sheet};
use crate::plan::Plan;

/// As it is said, as it was, or by its name, which the metadata of the CBS has for its code.
pub(super) fn area(
    plan: &Plan,
    map: &Map,
    (sheet, heads): (&Sheet, &Heads),
    meta: Option<&Meta>,
) -> Result<String, Lack> {
    if let Some(own) = map.whole.get("gebied") {
        return Ok(words::area(own));
    }
    let head = head(sheet, heads);
    let rows = sheet.rows.iter().skip(heads.row + 1);
    let (mut seen, mut called): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for area in rows.map(|row| row.cell(heads.area)).map(Cell::shown) {
        let known = plan.context.iter().any(|it| it.own == area);
        if known || folded(&area) == folded(&plan.municipality) {
            return Ok(area);
        }
        let name = meta.and_then(|meta| meta.title(&head, &area));
        let is_called = name.is_some_and(|it| is_of(&area, it, &plan.municipality));
        if is_called && !called.contains(&area) {
            called.push(area.clone());
        }
        if seen.len() < 6 && !area.is_empty() && !seen.contains(&area) {
            seen.push(area);
        }
    }
    if let [own] = called.as_slice() {
        return Ok(own.clone());
    }
    // Of several with its name, those are what one chooses from.
    let shown = if called.is_empty() { seen } else { called };
    let sentence = format!(
        "welk gebied is {}? Zeg het met --gebied; het bestand heeft {}",
        plan.municipality,
        shown.join(", ")
    );
    Err(Lack::asking(vec![Ask::Own(shown)], sentence))
}

/// The head of the column of areas.
fn head(sheet: &Sheet, heads: &Heads) -> String {
    let row = sheet.rows.get(heads.row);
    row.map_or_else(String::new, |row| row.cell(heads.area).shown())
}

/// Whether a code of a municipality has its name: `Rijswijk (ZH.)` is Rijswijk.
fn is_of(code: &str, name: &str, municipality: &str) -> bool {
    let bare = name.split(" (").next().unwrap_or_default();
    code.starts_with("GM") && folded(bare) == folded(municipality)
}
