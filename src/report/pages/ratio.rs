//! Kantoor en straat: the fte of each table by where the work is done, why each row is there, and
//! what is arguable.

use super::tables::{FTE, differences, fte, place};
use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::doc::table;
use crate::doc::table::{Column, Table};
use crate::plan::figures::ratio::{Ratio, Split, counted};
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::capacity::{Capacity, Fte, Total};
use crate::plan::{Plan, words};

/// The ratio of every table and of all: of the existing formation, and with the extension.
pub fn ratio(plan: &Plan) -> Vec<Para> {
    let tables = plan.capacity.iter();
    let mut all: Vec<(&str, Ratio)> = tables
        .map(|it| (it.title.as_str(), Ratio::of(it)))
        .collect();
    all.push(("Alles samen", Ratio::of_all(plan)));
    let mut out = block(
        "Kantoor en straat: bestaande formatie (fte)",
        &all,
        |ratio| (ratio.existing, ratio.stated.existing),
    );
    for table in &plan.capacity {
        let sentences = differences(table).into_iter();
        out.extend(
            sentences.map(|it| Para::text(format!("{}: {it}", table.title)).toned(Tone::Amber)),
        );
    }
    let both = |total: Total| Decimal::sum([total.existing, total.expansion]);
    out.extend(block(
        "Kantoor en straat: met uitbreiding (fte)",
        &all,
        |ratio| (ratio.expanded(), both(ratio.stated)),
    ));
    out.extend(shares(&all));
    out.push(Para::Gap);
    out.extend(arguable(plan).map(|it| Para::text(it).toned(Tone::Amber)));
    let text = "Op straat: het minste en het meeste, naar gelang wat nog onbekend is. Waarom een \
                functie hier of daar staat, staat bij de functie.";
    out.push(Para::text(text).toned(Tone::Dim));
    out
}

fn block(
    heading: &str,
    all: &[(&str, Ratio)],
    column: impl Fn(&Ratio) -> (Split, Option<Decimal>),
) -> Vec<Para> {
    let heads = [
        "kantoor",
        "straat",
        "onbekend",
        "samen",
        "vermeld",
        "op straat",
    ];
    let heads = heads.map(|head| Column::RIGHT.headed(head));
    let columns: Vec<Column> = std::iter::once(Column::CUT).chain(heads).collect();
    let row = |(title, ratio): &(&str, Ratio)| {
        let (split, stated) = column(ratio);
        let numbers = [split.office, split.street, split.unknown, split.sum()];
        let mut cells = vec![(*title).to_string()];
        cells.extend(numbers.map(Decimal::fixed2));
        cells.extend([fte(stated), street(split)]);
        (table::row(cells), Tone::Plain)
    };
    let mut rows: Vec<_> = all.iter().map(row).collect();
    if let Some((_, tone)) = rows.last_mut() {
        *tone = Tone::Strong;
    }
    vec![Para::heading(heading), Para::Table(Table { columns, rows })]
}

/// Of every ten fte how many are in the street, unknown and at a desk. Each bar is a whole: tables
/// of 4 and of 69 fte can be laid side by side, which on one scale of fte they can't.
fn shares(all: &[(&str, Ratio)]) -> Vec<Para> {
    let rows = all.iter().map(|(title, ratio)| {
        [
            (*title).to_string(),
            tenths(ratio.existing),
            tenths(ratio.expanded()),
        ]
    });
    let columns = [
        Column::CUT,
        Column::LEFT.headed("bestaand"),
        Column::LEFT.headed("met uitbreiding"),
    ];
    vec![
        Para::heading("Van elke tien fte: ■ straat, · onbekend, □ kantoor"),
        Para::Table(Table::new(columns, rows)),
    ]
}

/// `■■■······□`; nothing where there is no fte.
fn tenths(split: Split) -> String {
    let Some((least, most)) = split.street_percent() else {
        return String::new();
    };
    let [street, known] = [least, most].map(|percent| {
        let cells = percent.eighths_of(Decimal::whole(100), 10);
        usize::from((cells + 4) / 8)
    });
    let (unknown, office) = (known - street, 10 - known);
    "■".repeat(street) + &"·".repeat(unknown) + &"□".repeat(office)
}

/// How much is in the street: `26-89%`, `100%`; nothing where there is no fte.
pub fn street(split: Split) -> String {
    let Some((least, most)) = split.street_percent() else {
        return String::new();
    };
    let (least, most) = (least.nearest(), most.nearest());
    if least == most {
        format!("{least}%")
    } else {
        format!("{least}-{most}%")
    }
}

/// What of the ratio is arguable: how much, and which rows.
fn arguable(plan: &Plan) -> Option<String> {
    let rows = plan.capacity.iter().flat_map(Capacity::holding);
    let ids: Vec<&str> = rows
        .filter(|row| row.place_doubt.is_some())
        .map(|row| row.id.as_str())
        .collect();
    (!ids.is_empty()).then(|| {
        let fte = Ratio::of_all(plan).expanded().arguable.fixed2();
        let ids = ids.join(", ");
        format!("Te betwisten: {ids}; van wat bij kantoor en straat staat is dat {fte} fte.")
    })
}

/// Where each row is and why, with what the plan says of it.
pub fn places(plan: &Plan) -> Vec<Para> {
    let mut out = Vec::new();
    for table in &plan.capacity {
        out.push(Para::heading(&table.title));
        let items = counted(table).into_iter().map(|(row, counts)| {
            let reason = row.place_reason.as_deref().unwrap_or(NO_REASON);
            let doubt = row.place_doubt.as_ref();
            let doubt = doubt.map_or_else(String::new, |it| format!(" Twijfel: {it}"));
            let source = row.place_source.as_ref();
            let source = source.map_or_else(String::new, |it| format!(" ({it})"));
            let (label, place) = (&row.label, place(row, counts));
            let place = place.replace(" ?", ", te betwisten");
            let text = format!("{label}: {place}. {reason}{doubt}{source}");
            Para::item(&row.id, text)
        });
        out.extend(items);
    }
    out
}

/// What stands where a plan gives no reason.
const NO_REASON: &str = "Geen reden vermeld.";

/// The page of a row: where it is, why, what speaks against it, and where the plan says so.
pub fn row_page(plan: &Plan, row: &Fte, counts: Total) -> Vec<Para> {
    let numbers = [(row.existing, ""), (row.expansion, " uitbreiding")];
    let numbers = numbers
        .into_iter()
        .filter_map(|(fte, word)| Some(format!("{} {FTE}{word}", fte?.fixed2())));
    let numbers: Vec<String> = numbers.collect();
    let mut out = vec![Para::title(&row.label)];
    out.extend(known(
        "Formatie",
        (!numbers.is_empty()).then(|| numbers.join(" + ")),
    ));
    out.push(Para::field("Waar", place(row, counts)).toned(Tone::Strong));
    out.push(Para::field(
        "Waarom",
        row.place_reason.as_deref().unwrap_or(NO_REASON),
    ));
    out.extend(known("Twijfel", row.place_doubt.as_deref()).map(|it| it.toned(Tone::Amber)));
    out.extend(known("Bron", row.place_source.as_deref()));
    let chapter = row.chapter.as_deref().map(|id| words::titled(plan, id));
    out.extend(known("Hoofdstuk", chapter));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_of_ten_is_always_whole() {
        let fte = Decimal::hundredths;
        for (street, unknown, office, drawn) in [
            (0, 0, 950, "□□□□□□□□□□"),
            (1478, 300, 0, "■■■■■■■■··"),
            (100, 100, 200, "■■■··□□□□□"),
            (1000, 5900, 0, "■·········"),
            (2578, 6300, 1150, "■■■······□"),
            (100, 0, 0, "■■■■■■■■■■"),
            (0, 0, 0, ""),
        ] {
            let split = Split {
                office: fte(office),
                street: fte(street),
                unknown: fte(unknown),
                ..Split::default()
            };
            assert_eq!(tenths(split), drawn, "{street} {unknown} {office}");
        }
    }
}
