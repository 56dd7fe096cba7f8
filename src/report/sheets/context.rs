//! The table of council indicators: unit and status stand with each figure, so that figures of different units are
//! told apart in every row. Its heads are ones that `intake::indicators` knows.

use super::{Datum, Rows};
use crate::plan::model::context::source::Source;
use crate::plan::words;
use crate::report::pages::tables::context::{area, was};
use crate::report::subject::Subject;

pub(super) fn rows(subject: &Subject<'_>) -> Rows {
    let plan = &*subject.plan;
    let heads = vec![
        ("Nr.", 6),
        ("Indicator", 30),
        ("Gebied", 18),
        ("Periode", 10),
        ("Cijfer", 12),
        ("Eenheid", 24),
        ("Status", 11),
        ("Eerder", 24),
        ("Bron", 16),
        ("Opgenomen", 12),
        ("Hoofdstuk", 24),
        ("Bestand", 30),
    ];
    let rows = subject.context().into_iter().flat_map(|(it, figures)| {
        let chapters = plan
            .chapters
            .iter()
            .filter(|one| it.chapters.contains(&one.id));
        let chapters: Vec<String> = chapters.map(|it| words::chapter_title(it)).collect();
        let chapters = chapters.join(", ");
        figures.into_iter().map(move |figure| {
            vec![
                it.id.as_str().into(),
                it.title.as_str().into(),
                area(plan, it, &figure.area).into(),
                figure.period.to_string().into(),
                Datum::Number(figure.value),
                figure.unit.as_str().into(),
                figure.status.map(|it| it.word().to_string()).into(),
                was(figure).collect::<Vec<_>>().join("; ").into(),
                it.source.as_str().into(),
                Datum::Date(figure.taken),
                chapters.as_str().into(),
                figure.source.as_ref().map(Source::shown).into(),
            ]
        })
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}
