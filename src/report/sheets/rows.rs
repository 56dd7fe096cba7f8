//! What stands in each table.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Datum, Rows};
use crate::plan::figures::light::{expected_words, propose, propose_kpi_first, shown};
use crate::plan::find::regie::holders;
use crate::plan::model::kpi::{Indicator, Kind, Kpi, Reading, Value};
use crate::plan::model::life::Decision;
use crate::plan::model::number::Decimal;
use crate::plan::model::tables::capacity::Fte;
use crate::plan::{Chapter, words};
use crate::report::since::Then;
use crate::report::subject::Subject;

fn indicators<'s>(
    subject: &'s Subject<'_>,
) -> impl Iterator<Item = (&'s Indicator, &'s Kpi, &'s Chapter)> {
    let kpis = subject.plan.kpis().filter(|(kpi, _)| subject.has(&kpi.id));
    kpis.flat_map(|(kpi, chapter)| kpi.indicators.iter().map(move |it| (it, kpi, chapter)))
}

pub(super) fn kpis(subject: &Subject<'_>) -> Rows {
    let (plan, today) = (&*subject.plan, subject.today);
    let then = subject.before.as_ref().map(Then::of);
    let mut heads = vec![
        ("Hoofdstuk", 17),
        ("KPI", 7),
        ("Indicator", 9),
        ("Tekst van het plan", 44),
        ("Wat wordt gemeten", 26),
        ("Soort", 11),
        ("Licht", 11),
        ("Licht volgens de cijfers", 11),
        ("Licht tegen de eerste streefwaarde", 12),
        ("Stand", 10),
        ("Van", 6),
        ("Eenheid", 12),
        ("Datum stand", 11),
        ("Streefwaarde", 12),
        ("Hoogstens", 10),
        ("Verwacht nu", 10),
        ("Nulmeting", 10),
        ("Uiterlijk", 11),
        ("Ritme", 11),
        ("Datum oordeel", 11),
        ("Toelichting", 36),
        ("Bijsturing", 36),
        ("Oordeel van", 12),
    ];
    if then.is_some() {
        heads.extend([
            ("Licht toen", 11),
            ("Stand toen", 10),
            ("Streefwaarde toen", 12),
        ]);
    }
    let news = indicators(subject).filter(|(_, kpi, _)| {
        then.as_ref()
            .is_none_or(|then| then.touched(plan, kpi, today))
    });
    let rows = news.map(|(it, kpi, chapter)| {
        let latest = it.latest();
        let judged = kpi.judgement();
        let target = it.target;
        let mut row = vec![
            words::chapter_title(chapter).into(),
            kpi.id.as_str().into(),
            it.id.as_str().into(),
            kpi.text.as_str().into(),
            it.label.as_str().into(),
            kind(it.kind).into(),
            Datum::Light(shown(plan, kpi, today)),
            Datum::Light(propose(plan, it, today)),
            propose_kpi_first(plan, kpi, today).into(),
            value(it, latest),
            latest.and_then(|it| it.of).into(),
            it.unit.clone().into(),
            latest.map(|it| it.date).into(),
            target.and_then(|it| it.min).into(),
            target.and_then(|it| it.max).into(),
            expected(it, today, plan.year),
            it.baseline.into(),
            it.due.into(),
            it.cadence.map(|it| words::cadence(it).to_string()).into(),
            judged.map(|it| it.date).into(),
            judged.and_then(|it| it.explanation.clone()).into(),
            judged.and_then(|it| it.measure.clone()).into(),
            judged.map(|it| it.by.clone()).into(),
        ];
        if let Some(then) = &then {
            let was = then.indicator(kpi, it);
            row.extend([
                then.light(kpi).into(),
                was.map_or(Datum::Empty, |was| value(was, was.latest())),
                was.map_or(Datum::Empty, wanted_then),
            ]);
        }
        row
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

/// What was wanted: a number, and in its words where that was a ceiling.
fn wanted_then(indicator: &Indicator) -> Datum {
    match indicator.ceiling() {
        Some(_) => words::target(indicator).into(),
        None => indicator.target.and_then(|it| it.min).into(),
    }
}

/// What is expected by today, as the screen says it: a number where that is one.
fn expected(indicator: &Indicator, today: NaiveDate, year: i32) -> Datum {
    let Some(words) = expected_words(indicator, today, year) else {
        return Datum::Empty;
    };
    let figure = words.strip_suffix('%').unwrap_or(&words);
    Decimal::parse(figure).map_or_else(|_| words.as_str().into(), |it| Some(it).into())
}

/// A count as a number, the rest in its words.
fn value(indicator: &Indicator, reading: Option<&Reading>) -> Datum {
    match reading {
        None => Datum::Empty,
        Some(Reading {
            value: Value::Number(number),
            ..
        }) => Datum::Number(*number),
        Some(reading) => words::reading(indicator, reading).into(),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "aantal",
        Kind::Milestone => "mijlpaal",
        Kind::Coverage => "x van y",
        Kind::Ongoing => "doorlopend",
    }
}

pub(super) fn readings(subject: &Subject<'_>) -> Rows {
    let heads = vec![
        ("KPI", 7),
        ("Indicator", 9),
        ("Wat wordt gemeten", 30),
        ("Datum", 11),
        ("Waarde", 12),
        ("Van", 6),
        ("Eenheid", 14),
        ("Notitie", 50),
        ("Vastgelegd door", 16),
    ];
    let then = subject.before.as_ref().map(Then::of);
    let rows = indicators(subject).flat_map(|(it, kpi, _)| {
        let was = then.as_ref().and_then(|then| then.indicator(kpi, it));
        let known = was.map_or(&[][..], |was| was.readings.as_slice());
        let new = it
            .readings
            .iter()
            .filter(|reading| !known.contains(reading));
        new.map(|reading| {
            vec![
                kpi.id.as_str().into(),
                it.id.as_str().into(),
                it.label.as_str().into(),
                Datum::Date(reading.date),
                value(it, Some(reading)),
                reading.of.into(),
                it.unit.clone().into(),
                reading.note.clone().into(),
                reading.by.as_str().into(),
            ]
        })
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn actions(subject: &Subject<'_>) -> Rows {
    let plan = &*subject.plan;
    let then = subject.before.as_ref().map(Then::of);
    let mut heads = vec![
        ("Hoofdstuk", 17),
        ("Thema", 17),
        ("Doel", 32),
        ("Actie", 8),
        ("Tekst van het plan", 48),
        ("Uitvoering", 18),
        ("Samen met", 18),
        ("Status", 10),
        ("Uiterlijk", 11),
        ("Ritme", 11),
        ("Laatste notitie", 28),
    ];
    if then.is_some() {
        heads.push(("Status toen", 10));
    }
    let news = plan.actions().filter(|(it, ..)| {
        subject.has(&it.id) && then.as_ref().is_none_or(|then| then.stirred(it))
    });
    let rows = news.map(|(it, goal, theme, chapter)| {
        let note = it.log.iter().rev().find_map(|line| line.note.clone());
        let mut row = vec![
            words::chapter_title(chapter).into(),
            words::theme_title(theme).into(),
            words::goal_title(goal).into(),
            it.id.as_str().into(),
            it.text.as_str().into(),
            plan.party_names(plan.executors(it).0).into(),
            plan.party_names(&it.with).into(),
            words::status(it.status).into(),
            it.due.into(),
            it.cadence.map(|it| words::cadence(it).to_string()).into(),
            note.into(),
        ];
        if let Some(then) = &then {
            row.push(
                then.status(it)
                    .map(|it| words::status(it).to_string())
                    .into(),
            );
        }
        row
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn regie(subject: &Subject<'_>) -> Rows {
    let plan = &*subject.plan;
    let heads = vec![
        ("Nr.", 6),
        ("Hoofdstuk", 17),
        ("Onderwerp", 26),
        ("Regie", 22),
        ("Samen met", 20),
        ("Voorwaarde", 26),
        ("Zin van het plan", 48),
        ("Waar", 22),
        ("Geldt voor", 14),
    ];
    let known = |id: &str| {
        let then = subject.before.as_ref();
        then.is_some_and(|then| then.plan.every_statement().any(|it| it.regie.id == id))
    };
    let parts = subject.parts();
    let chosen = |chapter: &str| parts.iter().any(|part| part.chapter.id == chapter);
    let whole = subject.choice.is_empty();
    let all = plan
        .statements()
        .filter(|it| !known(&it.regie.id) && (whole || chosen(&it.chapter.id)));
    let rows = all.map(|statement| {
        let it = statement.regie;
        vec![
            it.id.as_str().into(),
            words::chapter_title(statement.chapter).into(),
            it.subject.as_str().into(),
            holders(plan, it).into(),
            plan.party_names(&it.with).into(),
            it.condition.clone().into(),
            it.text.as_str().into(),
            words::found_in(&statement).into(),
            statement.scope().join(", ").into(),
        ]
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn capacity(subject: &Subject<'_>) -> Rows {
    let plan = &*subject.plan;
    let heads = vec![
        ("Tabel", 20),
        ("Nr.", 6),
        ("Functie", 30),
        ("Bestaand (fte)", 12),
        ("Uitbreiding (fte)", 12),
        ("Waar", 11),
        ("Waarom daar", 36),
        ("Waar dat staat", 24),
        ("Twijfel", 32),
        ("Onderdeel van", 12),
    ];
    let fte = |it: Option<_>| it.map_or(Datum::Empty, Datum::Fte);
    let before: HashMap<&str, &Fte> = subject
        .before
        .iter()
        .flat_map(|it| &it.plan.capacity)
        .flat_map(|it| &it.rows)
        .map(|it| (&*it.id, it))
        .collect();
    let all = plan
        .capacity
        .iter()
        .flat_map(|table| table.holding().map(move |it| (table, it)));
    let all = all.filter(|(_, it)| subject.choice.is_empty() && before.get(&*it.id) != Some(it));
    let rows = all.map(|(table, it)| {
        vec![
            table.title.as_str().into(),
            it.id.as_str().into(),
            it.label.as_str().into(),
            fte(it.existing),
            fte(it.expansion),
            words::place(it.place).into(),
            it.place_reason.clone().into(),
            it.place_source.clone().into(),
            it.place_doubt.clone().into(),
            it.part_of.clone().into(),
        ]
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn budget(subject: &Subject<'_>) -> Rows {
    let plan = &*subject.plan;
    let heads = vec![
        ("Tabel", 24),
        ("Nr.", 6),
        ("Omschrijving", 40),
        ("Begroot (€)", 14),
        ("Soort", 18),
        ("Opmerking", 50),
        ("Hoofdstuk", 24),
    ];
    let then = subject.before.as_ref();
    let before: Vec<_> = then
        .iter()
        .flat_map(|it| &it.plan.budgets)
        .flat_map(|it| &it.rows)
        .collect();
    let all = plan
        .budgets
        .iter()
        .flat_map(|table| table.holding().map(move |it| (table, it)));
    let all = all.filter(|(_, it)| subject.choice.is_empty() && !before.contains(it));
    let rows = all.map(|(table, it)| {
        let kind = match (it.amount, it.once) {
            (None, _) => "geen eigen budget",
            (_, true) => "eenmalig",
            (_, false) => "structureel",
        };
        let chapter = it.chapter.as_ref();
        let chapter = chapter.and_then(|id| plan.chapters.iter().find(|it| it.id == *id));
        vec![
            table.title.as_str().into(),
            it.id.as_str().into(),
            it.label.as_str().into(),
            it.amount.map_or(Datum::Empty, Datum::Euro),
            kind.into(),
            it.remark.clone().or_else(|| it.funding.clone()).into(),
            chapter.map(|it| words::chapter_title(it)).into(),
        ]
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn changes(subject: &Subject<'_>) -> Rows {
    let heads = vec![
        ("Datum", 12),
        ("Revisie", 9),
        ("Wat", 60),
        ("Waarom", 50),
        ("Besluit", 18),
        ("Door", 18),
    ];
    let rows = subject.changes().into_iter().map(|it| {
        vec![
            Datum::Date(it.day),
            it.revision.to_string().into(),
            it.what.into(),
            it.reason.into(),
            it.decision.map(Decision::shown).into(),
            it.by.into(),
        ]
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}

pub(super) fn points(subject: &Subject<'_>) -> Rows {
    let heads = vec![
        ("Nr.", 8),
        ("Wie", 20),
        ("Wat", 60),
        ("Bij", 12),
        ("Voor", 12),
        ("Afgesproken", 12),
        ("Afgevinkt", 12),
        ("Overleg", 10),
    ];
    let then = subject.before.as_ref();
    let new = subject
        .points()
        .filter(|it| then.is_none_or(|then| then.plan.action_point(&it.id) != Some(it)));
    let rows = new.map(|it| {
        vec![
            it.id.as_str().into(),
            it.who.as_str().into(),
            it.what.as_str().into(),
            it.about.clone().into(),
            it.due.into(),
            Datum::Date(it.date),
            it.done.into(),
            it.meeting.clone().into(),
        ]
    });
    Rows {
        rows: rows.collect(),
        heads,
    }
}
