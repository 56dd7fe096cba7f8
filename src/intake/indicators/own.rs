//! Which area of a table is the municipality itself, and of which a table without areas is.

use super::heads::Heads;
use super::lack::{Ask, Lack};
use super::meta::Meta;
use super::words;
use crate::intake::readings::map::Map;
use crate::intake::table::Sheet;
use crate::plan::Plan;
use crate::plan::find::fold;
use crate::plan::model::context::COUNTRY;

/// As it is said, as it was, or by its name, which the metadata of the CBS has for its code.
pub(super) fn area(
    plan: &Plan,
    map: &Map,
    (sheet, heads): (&Sheet, &Heads),
    meta: Option<&Meta>,
) -> Result<String, Lack> {
    let said = map.whole.get("gebied").map(|it| words::area(it));
    let Some(column) = heads.area else {
        let known = || plan.context.first().map(|it| it.own.clone());
        let own = said.filter(|it| it != COUNTRY).or_else(known);
        return Ok(own.unwrap_or_else(|| plan.municipality.clone()));
    };
    let areas = || {
        let rows = sheet.rows.iter().skip(heads.row + 1);
        rows.map(|row| row.cell(column).shown())
    };
    // Figures of the country are taken without the municipality's, where no code could have been meant.
    let is_country = |it: String| words::area(&it) == COUNTRY;
    let is_coded = |it: String| it.starts_with("GM") && words::is_code(&it);
    let is_own = |it: &str| fold::phrase(it) == fold::phrase(&plan.municipality);
    let is_there = |own: &str| {
        areas().any(|it| words::area(&it) == own)
            || areas().all(|it| it.is_empty() || is_country(it))
            || is_own(own) && areas().any(is_country) && !areas().any(is_coded)
    };
    let absent = match said {
        Some(own) if is_there(&own) => return Ok(own),
        said => said,
    };
    let head = head(sheet, heads, column);
    let (mut seen, mut called): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for area in areas() {
        let known = plan.context.iter().any(|it| it.own == area);
        if (known || is_own(&area)) && absent.is_none() {
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
    if let ([own], None) = (called.as_slice(), &absent) {
        return Ok(own.clone());
    }
    // Of several with its name, those are what one chooses from.
    let shown = if called.is_empty() { seen } else { called };
    let absent = absent.map_or_else(String::new, |own| {
        format!("gebied “{own}” staat niet in het bestand; ")
    });
    let sentence = format!(
        "{absent}welk gebied is {}? Zeg het met --gebied; het bestand heeft {}",
        plan.municipality,
        shown.join(", ")
    );
    Err(Lack::asking(vec![Ask::Own(shown)], sentence))
}

/// Of which area a table without a column of areas is; none where it has one.
pub(super) fn whole(
    plan: &Plan,
    map: &Map,
    (sheet, heads): (&Sheet, &Heads),
) -> Result<Option<String>, Lack> {
    if heads.area.is_some() {
        return Ok(None);
    }
    let rows = || sheet.rows.iter().skip(heads.row + 1);
    let coded = |at: usize| {
        let shown = rows().map(|row| row.cell(at).shown());
        let mut shown = shown.filter(|it| !it.is_empty()).peekable();
        shown.peek().is_some() && shown.all(|it| words::is_code(&it))
    };
    if let Some((_, head)) = heads.parts.iter().find(|(at, _)| coded(*at)) {
        let sentence = format!(
            "in kolom “{head}” staan codes van gebieden; zeg het met --kolom 'gebied={head}'"
        );
        return Err(Lack::asking(vec![Ask::Columns], sentence));
    }
    let said = map.whole.get("gebied").map(|it| words::area(it));
    said.map(Some).ok_or_else(|| {
        let own = &plan.municipality;
        let sentence = format!(
            "van welk gebied is de tabel? Zij heeft geen kolom met gebieden: zeg --gebied {COUNTRY} voor \
             Nederland, of --gebied '{own}'"
        );
        Lack::asking(vec![Ask::Whole(own.clone())], sentence)
    })
}

/// The head of the column of areas.
fn head(sheet: &Sheet, heads: &Heads, column: usize) -> String {
    let row = sheet.rows.get(heads.row);
    row.map_or_else(String::new, |row| row.cell(column).shown())
}

/// Whether a code of a municipality has its name: `Rijswijk (ZH.)` is Rijswijk.
fn is_of(code: &str, name: &str, municipality: &str) -> bool {
    let bare = name.split(" (").next().unwrap_or_default();
    code.starts_with("GM") && fold::phrase(bare) == fold::phrase(municipality)
}
