//! Council indicators: the municipality beside the country and a group, by period. Figures of
//! different units stand in tables of their own, with no line and no difference between them.

use crate::doc::Tone;
use crate::doc::para::{self, Para};
use crate::doc::table::{Cell, Column, Table};
use crate::doc::text::{spark, width};
use crate::plan::Plan;
use crate::plan::model::context::{COUNTRY, Context, Figure, Part, Stretch};
use crate::plan::model::date;
use crate::plan::model::number::Decimal;

/// How many periods a line shows.
const COURSE: usize = 12;

/// How wide the name of an area may be above its figures.
const HEAD: usize = 10;

/// What stands there of a group with a longer name.
const GROUP: &str = "Groep";

/// What a figure has that may still be revised.
const PROVISIONAL: &str = "*";

/// Those that stand with a chapter, under a heading of their own.
pub fn of_chapter(plan: &Plan, chapter: &str) -> Vec<Para> {
    let own = |it: &&Context| it.chapters.iter().any(|id| id == chapter);
    under("Omgeving", plan, plan.context.iter().filter(own))
}

/// Those that stand with no chapter, under a heading of their own.
pub fn of_no_chapter(plan: &Plan) -> Vec<Para> {
    let own = |it: &&Context| it.chapters.is_empty();
    under(
        "Bijlage: omgevingscijfers",
        plan,
        plan.context.iter().filter(own),
    )
}

fn under<'a>(head: &str, plan: &Plan, all: impl Iterator<Item = &'a Context>) -> Vec<Para> {
    let mut out = vec![Para::heading(head)];
    for context in all {
        out.push(Para::subheading(
            2,
            format!("{} {}", context.id, context.title),
        ));
        out.extend(figures(plan, context));
    }
    if out.len() == 1 {
        out.clear();
    }
    out
}

/// One of them, as a page.
pub fn page(plan: &Plan, context: &Context) -> Vec<Para> {
    let mut out = vec![
        Para::title(format!("{} {}", context.id, context.title)),
        Para::Gap,
    ];
    let chapters = match context.chapters.as_slice() {
        [] => "geen".to_string(),
        all => all.join(", "),
    };
    out.push(Para::field("Hoofdstuk", chapters));
    out.extend(figures(plan, context));
    out
}

/// Periods of one length in one unit: what can be compared.
struct Run<'a> {
    unit: &'a str,
    periods: Vec<Stretch>,
}

impl Run<'_> {
    /// Whether its periods are as long as those of another.
    fn is_like(&self, other: &Self) -> bool {
        let of = self.periods.first().zip(other.periods.first());
        of.is_none_or(|(own, other)| own.is_like(*other))
    }

    /// What each period of it is.
    fn each(&self) -> &'static str {
        match self.periods.first().map(|it| it.part) {
            Some(Part::Half(_)) => ", per halfjaar",
            Some(Part::Quarter(_)) => ", per kwartaal",
            Some(Part::Month(_)) => ", per maand",
            Some(Part::Whole) | None => ", per jaar",
        }
    }
}

/// The runs, the newest first; so are the periods in each.
fn runs(context: &Context) -> Vec<Run<'_>> {
    let mut all: Vec<Run<'_>> = Vec::new();
    let mut keys: Vec<(Stretch, &str)> = context
        .values
        .iter()
        .map(|it| (it.period, it.unit.as_str()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for (period, unit) in keys.into_iter().rev() {
        let is_of = |run: &&mut Run<'_>| {
            let last = run.periods.last();
            run.unit == unit && last.is_some_and(|last| last.is_like(period))
        };
        match all.iter_mut().find(is_of) {
            Some(run) => run.periods.push(period),
            None => all.push(Run {
                unit,
                periods: vec![period],
            }),
        }
    }
    all
}

fn figures(plan: &Plan, context: &Context) -> Vec<Para> {
    let mut out = Vec::new();
    let runs = runs(context);
    for (at, run) in runs.iter().enumerate() {
        // Two that go on beside each other are no change, nor are quarters one of years.
        let mut newer = runs.iter().take(at).rev().filter(|it| it.is_like(run));
        if let Some(newer) = newer.next()
            && newer.periods.first() > run.periods.first()
        {
            let sentence = format!(
                "De eenheid is gewijzigd van “{}” in “{}”: over deze grens is er geen lijn en geen \
                 verschil.",
                run.unit, newer.unit
            );
            out.push(Para::text(sentence).toned(Tone::Amber));
        }
        let several = runs.iter().any(|it| !it.is_like(run));
        let each = if several { run.each() } else { "" };
        out.push(Para::text(course(context, run, each)).toned(Tone::Strong));
        out.push(Para::Table(table(plan, context, run)));
    }
    let long = context.group.as_deref().filter(|it| width(it) > HEAD);
    let long = long.filter(|group| context.values.iter().any(|it| it.area == *group));
    out.extend(long.map(|it| Para::text(format!("{GROUP}: {it}")).toned(Tone::Dim)));
    let revised = runs.iter().flat_map(|run| revised(plan, context, run));
    out.extend(para::fields("Herzien", revised));
    if context.values.iter().any(Figure::is_provisional) {
        out.push(Para::text(format!("{PROVISIONAL} voorlopig")).toned(Tone::Dim));
    }
    let taken = context.values.iter().map(|it| it.taken).max();
    let taken = taken.map_or_else(String::new, |day| {
        format!(", opgenomen op {}", date::dutch(day))
    });
    let source = format!("Bron: {}{taken}", context.source);
    out.push(Para::text(source).toned(Tone::Dim));
    out
}

/// The unit, and the municipality's own line in it: `per 1.000 inwoners ▇▆▅`. Where there are also
/// periods of another length, `each` says of which this is.
fn course(context: &Context, run: &Run<'_>, each: &str) -> String {
    let own = |period: &Stretch| context.figure(&context.own, *period, run.unit);
    let values = run.periods.iter().rev();
    let values: Vec<Option<Decimal>> = values.map(|it| own(it).map(|it| it.value)).collect();
    let drawn = values.iter().flatten().count() > 1;
    let below_zero = values.iter().flatten().any(|it| *it < Decimal::ZERO);
    if !drawn || below_zero {
        return format!("{}{each}", run.unit);
    }
    format!("{}{each} {}", run.unit, spark(&values, None, COURSE))
}

/// What figures were that their source revised, a line a period: `2023: Rijswijk was 11 (voorlopig)`.
fn revised(plan: &Plan, context: &Context, run: &Run<'_>) -> Vec<String> {
    let areas = [Some(&*context.own), Some(COUNTRY), context.group.as_deref()];
    let of_period = |period: &Stretch| {
        let figures = areas.iter().flatten();
        let figures = figures.filter_map(|area| context.figure(area, *period, run.unit));
        let was: Vec<String> = figures
            .filter_map(|it| {
                let all: Vec<String> = was(it).collect();
                let area = area(plan, context, &it.area);
                (!all.is_empty()).then(|| format!("{area} was {}", all.join(", daarna ")))
            })
            .collect();
        (!was.is_empty()).then(|| format!("{}: {}", period.shown(), was.join("; ")))
    };
    run.periods.iter().filter_map(of_period).collect()
}

/// A name as the head of a column of figures: a long one stands below the table, since figures are cut
/// off before it is.
fn head<'a>(name: &'a str, short: &'a str) -> &'a str {
    if width(name) > HEAD { short } else { name }
}

fn table(plan: &Plan, context: &Context, run: &Run<'_>) -> Table {
    let group = context.group.as_deref();
    // Beside the tree of a screen of 80 columns there are 46, also for quarters.
    let columns = [
        Column::LEFT.headed("Periode"),
        Column::RIGHT.headed(head(&plan.municipality, "Gemeente")),
        Column::RIGHT.headed("+/-"),
        Column::RIGHT.headed("Nederland"),
        Column::RIGHT.headed(group.map_or("", |it| head(it, GROUP))),
    ];
    let of = |area: &str, period| context.figure(area, period, run.unit);
    let all = context.values.iter().filter(|it| it.unit == run.unit);
    let decimals = all.map(|it| it.value.decimals()).max().unwrap_or_default();
    let shown = |figure: Option<&Figure>| with_mark(figure, |it| it.with_decimals(decimals));
    let rows = run.periods.iter().enumerate().map(|(at, period)| {
        let own = of(&context.own, *period);
        let country = of(COUNTRY, *period);
        let other = group.and_then(|group| of(group, *period));
        let before = run.periods.get(at + 1);
        let before = before.and_then(|it| of(&context.own, *it));
        let difference = own.zip(before).map(|(now, before)| {
            let by = now.value.minus(before.value);
            let sign = if by > Decimal::ZERO { "+" } else { "" };
            format!("{sign}{}", by.with_decimals(decimals))
        });
        [
            Cell::from(period.shown()),
            Cell::from(shown(own)),
            Cell::toned(difference.unwrap_or_default(), Tone::Dim),
            Cell::from(shown(country)),
            Cell::from(shown(other)),
        ]
    });
    let mut table = Table::of(columns, rows);
    // A column without anything in it says nothing.
    for at in (1..table.columns.len()).rev() {
        let empty = table
            .rows
            .iter()
            .all(|(row, _)| ["", "-"].contains(&&*row[at].text));
        if empty && at != 1 {
            table.columns.remove(at);
            for (row, _) in &mut table.rows {
                row.remove(at);
            }
        }
    }
    table
}

/// A figure; what isn't there is no figure, and never 0.
pub fn shown(figure: Option<&Figure>) -> String {
    with_mark(figure, |value| value.to_string())
}

fn with_mark(figure: Option<&Figure>, value: impl Fn(Decimal) -> String) -> String {
    figure.map_or_else(
        || "-".to_string(),
        |it| {
            let mark = if it.is_provisional() { PROVISIONAL } else { "" };
            value(it.value) + mark
        },
    )
}

/// What a figure was, oldest first: `1,9 (voorlopig)`.
pub fn was(figure: &Figure) -> impl Iterator<Item = String> {
    figure.was.iter().map(|was| {
        let status = was
            .status
            .map_or_else(String::new, |it| format!(" ({})", it.word()));
        format!("{}{status}", was.value)
    })
}

/// An area by its name: a source may have a code for the municipality itself.
pub fn area<'a>(plan: &'a Plan, context: &Context, area: &'a str) -> &'a str {
    if area == context.own {
        return &plan.municipality;
    }
    if area == COUNTRY { "Nederland" } else { area }
}

/// Figures that are new or were revised, a row each.
pub fn news(plan: &Plan, told: &[(&Context, Vec<&Figure>)]) -> Table {
    let columns = [
        Column::WRAPPED.headed("Indicator"),
        Column::LEFT.headed("Gebied"),
        Column::LEFT.headed("Periode"),
        Column::RIGHT.headed("Was"),
        Column::RIGHT.headed("Nu"),
        Column::WRAPPED.headed("Eenheid"),
        Column::LEFT.headed("Bron"),
    ];
    let rows = told.iter().flat_map(|(context, figures)| {
        let rows = figures.iter().map(move |it| {
            let was = was(it).last().unwrap_or_else(|| "nieuw".to_string());
            [
                Cell::from(format!("{} {}", context.id, context.title)),
                area(plan, context, &it.area).into(),
                it.period.shown().into(),
                Cell::toned(was, Tone::Dim),
                shown(Some(it)).into(),
                it.unit.as_str().into(),
                context.source.as_str().into(),
            ]
        });
        rows.collect::<Vec<_>>()
    });
    Table::of(columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::layout::lines;

    fn said(values: &str) -> Vec<String> {
        said_of("Haaglanden", values, 76)
    }

    fn said_of(group: &str, values: &str, width: usize) -> Vec<String> {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json"))
                .unwrap();
        let context = format!(
            r#"{{"id": "X1", "title": "Halt", "source": "Halt", "chapters": ["6"], "own": "GM0603",
                "group": "{group}", "values": [{values}]}}"#
        );
        plan.context = vec![serde_json::from_str(&context).unwrap()];
        let lines = lines(&of_chapter(&plan, "6"), width);
        lines
            .iter()
            .map(|it| it.words().trim_end().to_string())
            .collect()
    }

    fn figure(area: &str, period: &str, value: &str, unit: &str, more: &str) -> String {
        format!(
            r#"{{"area": "{area}", "period": "{period}", "value": {value}, "unit": "{unit}",
                "taken": "2026-11-20"{more}}}"#
        )
    }

    #[test]
    fn units_are_never_compared_and_what_is_missing_is_no_figure() {
        let provisional = r#", "status": "provisional", "was": [{"value": 8, "taken": "2026-03-01", "status": "provisional"}]"#;
        let all = [
            figure("GM0603", "2017", "227", "per 10.000", ""),
            figure("GM0603", "2018", "220", "per 10.000", ""),
            figure("GM0603", "2023", "10", "per 1.000", ""),
            figure("NL", "2023", "9", "per 1.000", ""),
            figure("GM0603", "2024", "9", "per 1.000", provisional),
        ];
        let lines = said(&all.join(",")).join("\n");
        println!("{lines}");
        for there in [
            "Omgeving",
            "X1 Halt",
            "De eenheid is gewijzigd van “per 10.000” in “per 1.000”",
            "per 1.000 █▇",
            "Rijswijk was 8 (voorlopig)",
            "* voorlopig",
            "Bron: Halt, opgenomen op 20-11-2026",
        ] {
            assert!(lines.contains(there), "{there} in\n{lines}");
        }
        let row = |year: &str| -> Vec<String> {
            let row = lines
                .lines()
                .find(|line| line.trim_start().starts_with(year));
            row.unwrap()
                .split_whitespace()
                .map(str::to_string)
                .collect()
        };
        assert_eq!(row("2024")[..4], ["2024", "9*", "-1", "-"], "{lines}");
        assert_eq!(
            row("2023")[..3],
            ["2023", "10", "9"],
            "no difference with 2018"
        );
        assert_eq!(row("2018")[..3], ["2018", "220", "-7"], "{lines}");
    }

    #[test]
    fn units_beside_each_other_are_no_change_and_quarters_are_told_from_years() {
        let all = [
            figure("GM0603", "2023", "205", "aantal", ""),
            figure("GM0603", "2024", "211", "aantal", ""),
            figure("GM0603", "2023", "3.5", "per 1.000", ""),
            figure("GM0603", "2024", "3.7", "per 1.000", ""),
            figure("GM0603", "2024-Q1", "51", "aantal", ""),
        ];
        let lines = said(&all.join(",")).join("\n");
        assert!(!lines.contains("gewijzigd"), "{lines}");
        for there in [
            "aantal, per jaar ",
            "per 1.000, per jaar ",
            "aantal, per kwartaal",
        ] {
            assert!(lines.contains(there), "{there} in\n{lines}");
        }
    }

    /// Beside the tree of a screen of 80 columns.
    #[test]
    fn no_figure_is_cut_off_before_a_name_and_what_was_revised_has_lines_of_its_own() {
        let was = r#", "was": [{"value": 11, "taken": "2026-03-01", "status": "provisional"}]"#;
        let group = "Stedelijke gemeenten";
        let all = [
            figure("GM0603", "2024-Q1", "11.4", "per 1.000 jongeren", was),
            figure("NL", "2024-Q1", "9.2", "per 1.000 jongeren", was),
            figure(group, "2024-Q1", "10.7", "per 1.000 jongeren", ""),
            figure("GM0603", "2023-Q4", "12", "per 1.000 jongeren", ""),
        ];
        let lines = said_of(group, &all.join(","), 46);
        assert_eq!(
            lines[3..],
            [
                "per 1.000 jongeren █▇",
                "Periode     Rijswijk   +/-  Nederland  Groep",
                "1e kw 2024      11,4  -0,6        9,2   10,7",
                "4e kw 2023      12,0                -      -",
                "Groep: Stedelijke gemeenten",
                "Herzien     1e kw 2024: Rijswijk was 11",
                "            (voorlopig); Nederland was 11",
                "            (voorlopig)",
                "Bron: Halt, opgenomen op 20-11-2026",
            ],
            "{lines:#?}"
        );
    }
}
