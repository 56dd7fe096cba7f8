//! A table of KPIs: what each is, what is wanted of it, what it was before, how often it is measured.

use super::heads::KpiColumns;
use super::{place, words};
use crate::intake::document::{Cell, Mark, Row, split_mark};
use crate::intake::recognise::sketch::{Group, Kpi, On, Said, Sketch, Unsure};

/// Reads the rows below the heads.
pub fn read(sketch: &mut Sketch, columns: &KpiColumns, heads: &[String], rows: &[Row]) {
    let kpi = columns.kpi;
    for row in rows {
        let Some(cell) = row.cells.get(kpi).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        let number = row.cells.iter().take(kpi).map(Cell::text).find_map(|text| {
            let bare = text.trim().trim_end_matches(['.', ')']);
            let last = bare.rsplit('.').next()?.to_string();
            bare.split('.')
                .all(|part| part.parse::<u32>().is_ok())
                .then_some(())?;
            Some((last.parse::<u32>().ok()?, text))
        });
        let first = cell.blocks.first().map_or("", |block| &*block.mark);
        let marked = match split_mark(&format!("{first} x")) {
            Some((Mark::Number(number), ..)) => Some(number),
            _ => None,
        };
        let said: Vec<&str> = cell.blocks.iter().map(|block| &*block.text).collect();
        let said = Said::new(said.join("\n"), place(row));
        for block in &cell.blocks {
            sketch.uses(&block.mark, block.place);
        }
        if let Some((_, text)) = &number {
            sketch.uses(text, said.place);
        }
        let mut of = |column: Option<usize>| {
            let printed = words(row, column?);
            sketch.uses(&printed, said.place);
            Some(printed).filter(|it| !it.is_empty())
        };
        let (target, baseline) = (of(columns.wanted), of(columns.before));
        let cadence = of(columns.cadence);
        let more: Vec<String> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| !columns.has(*at) && !cell.is_empty())
            .map(|(at, _)| (at, words(row, at)))
            .filter(|(at, text)| {
                !(*at < kpi && number.as_ref().is_some_and(|it| it.1.trim() == text))
            })
            .map(|(at, text)| format!("{}: {text}", heads.get(at).map_or("", |it| it)))
            .collect();
        let Some(chapter) = sketch.chapters.last_mut() else {
            return;
        };
        chapter.groups.push(Group {
            number: number.map(|it| it.0).or(marked),
            title: None,
            kpis: vec![Kpi {
                said: said.clone(),
                target,
                baseline,
                cadence,
                guessed: row.guessed,
            }],
        });
        let on = On::Kpi(sketch.chapters.len() - 1, last_group(sketch), 0);
        if !more.is_empty() {
            sketch.unsure.push(Unsure::left_out(
                on,
                Said::new(more.join("; "), said.place),
                "niet overgenomen: daar is bij een KPI geen plaats voor",
            ));
        }
    }
}

fn last_group(sketch: &Sketch) -> usize {
    let groups = sketch.chapters.last().map_or(0, |it| it.groups.len());
    groups.saturating_sub(1)
}
