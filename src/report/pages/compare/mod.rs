//! Two plans beside each other, to read or to send round: the KPIs, what came and went, what
//! reads or is agreed otherwise, who leads, formation and money.

mod kpis;
mod said;
mod sums;
mod worded;

use crate::doc::Tone;
use crate::doc::para::{Para, section};
use crate::doc::text::cut;
use crate::plan::Plan;
use crate::plan::compare::{Change, Comparison, Fate, KpiRow, KpiSide, Side};
use crate::plan::model::date;
use crate::plan::model::sort::Sort;
use crate::plan::words;
use crate::plan::words::counted;
use crate::report::out::markdown;
use kpis::kpis;
use said::{NAME, is_elsewhere, of_sort, runs, title, told};
use sums::{formation, money};
use worded::worded;

/// The comparison as Markdown.
pub fn compare_markdown(new: &Plan, comparison: &Comparison) -> String {
    markdown::document(&compare_page(new, comparison))
}

/// The comparison as a page; `new` has the titles of the chapters.
pub fn compare_page(new: &Plan, comparison: &Comparison) -> Vec<Para> {
    let (old_label, new_label) = (&comparison.old.label, &comparison.new.label);
    let mut out = vec![
        Para::title(format!("Vergelijking {old_label} – {new_label}")),
        Para::Gap,
    ];
    out.push(Para::field("Van", side(&comparison.old)));
    out.push(Para::field("Naar", side(&comparison.new)));
    if comparison.is_empty() {
        out.extend([Para::Gap, Para::text("Er is geen verschil.")]);
        return out;
    }
    out.push(Para::field("In het kort", in_short(comparison)));
    out.extend(running(comparison));
    let lights =
        "stand / streefwaarde, en het stoplicht: G groen, O oranje, R rood, - geen gegevens";
    out.push(Para::field("KPI's", lights));
    out.extend(kpis(new, comparison));
    out.extend(fates(comparison));
    out.extend(worded(comparison));
    out.extend(agreed(comparison));
    out.extend(led(comparison));
    out.extend(formation(comparison));
    out.extend(money(comparison));
    out
}

/// That a year still runs, and which day of the year before it is held against.
fn running(comparison: &Comparison) -> impl Iterator<Item = Para> {
    let mut rows = comparison.kpis.iter().flat_map(|it| &it.indicators);
    let then = rows.find_map(|it| it.same_day);
    let then = then.map_or_else(String::new, |it| {
        format!(" “Toen” is op {}.", date::dutch(it.on))
    });
    comparison.running().map(move |side| {
        let (label, runs, on) = (&side.label, runs(side), date::dutch(side.on));
        let text = format!(
            "{label} {runs} (gezien op {on}); met een heel jaar is er dus geen verschil.{then}"
        );
        Para::field("Let op", text).toned(Tone::Amber)
    })
}

fn side(side: &Side) -> String {
    format!("{} ({}, revisie {})", side.title, side.plan, side.revision)
}

/// `49 KPI's in 2026, 48 in 2027: 47 gaan door, 2 weg, 1 nieuw; 3 teksten anders; 1 keer andere regie`.
fn in_short(comparison: &Comparison) -> String {
    let holding = |all: &[KpiSide]| all.iter().filter(|it| it.holds).count();
    let of = |count: &dyn Fn(&KpiRow) -> usize| comparison.kpis.iter().map(count).sum::<usize>();
    let (old, new) = (of(&|row| holding(&row.old)), of(&|row| holding(&row.new)));
    let fates = [
        (Fate::Same, "gaat door", "gaan door"),
        (Fate::Came, "nieuw", "nieuw"),
        (Fate::Went, "weg", "weg"),
        (Fate::Split, "gesplitst", "gesplitst"),
        (Fate::Merged, "samengevoegd", "samengevoegd"),
        (Fate::Rearranged, "herschikt", "herschikt"),
    ];
    let told = |row: &KpiRow| holding(&row.old) + holding(&row.new) > 0;
    let parts = fates.iter().filter_map(|(fate, one, many)| {
        let count = of(&|row| usize::from(row.fate == *fate && told(row)));
        (count > 0).then(|| counted(count, one, many))
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    let changes = |such: fn(&&Change) -> bool| comparison.changes.iter().filter(such).count();
    let texts = changes(|it| !is_elsewhere(it) && it.fields.iter().any(|it| it.text));
    let led = changes(|it| it.sort == Sort::Regie);
    let also = [
        (texts, "tekst anders", "teksten anders"),
        (led, "keer andere regie", "keer andere regie"),
    ];
    let also = also.into_iter().filter(|(count, ..)| *count > 0);
    let also = also.map(|(count, one, many)| format!("; {}", counted(count, one, many)));
    let (from, to) = (&comparison.old.label, &comparison.new.label);
    let old = counted(old, "KPI", "KPI's");
    format!(
        "{old} in {from}, {new} in {to}: {parts}{}",
        also.collect::<String>()
    )
}

/// What came, went, split, merged or moved.
fn fates(comparison: &Comparison) -> Vec<Para> {
    let own = || comparison.changes.iter().filter(|it| !is_elsewhere(it));
    let with = |fate: Fate| {
        let all = own().filter(move |it| it.fate == fate);
        all.map(|it| Para::bullet(format!("{} {}", words::kind_of(it.sort), told(it))))
    };
    let moved = own().filter_map(|change| {
        let moved = change.moved.as_ref()?;
        let (from, to) = (cut(&moved.from, NAME), cut(&moved.to, NAME));
        let text = format!("{}: van {from} naar {to}", title(change));
        Some(Para::bullet(text))
    });
    section("Nieuw", with(Fate::Came))
        .chain(section("Weg", with(Fate::Went)))
        .chain(section("Gesplitst", with(Fate::Split)))
        .chain(section("Samengevoegd", with(Fate::Merged)))
        .chain(section("Herschikt", with(Fate::Rearranged)))
        .chain(section("Verplaatst", moved))
        .collect()
}

/// What was agreed otherwise, and isn't words.
fn agreed(comparison: &Comparison) -> Vec<Para> {
    let own = comparison.changes.iter().filter(|it| !is_elsewhere(it));
    let said = own.flat_map(|change| {
        let fields = change.fields.iter().filter(|it| !it.text);
        fields.map(|it| {
            let (title, label, from, to) = (title(change), it.label, &it.from, &it.to);
            Para::bullet(format!("{title}, {label}: {from} → {to}"))
        })
    });
    section("Anders afgesproken", said).collect()
}

/// Regie that came, went or moved, and the sentences that read otherwise.
fn led(comparison: &Comparison) -> Vec<Para> {
    section("Regie", of_sort(comparison, Sort::Regie)).collect()
}
