//! Years of the plan of 2026, as they look.

use chrono::NaiveDate;

use super::*;
use crate::doc::Line;
use crate::doc::layout::{Layout, lay_out};
use crate::doc::para::Para;
use crate::doc::text::width;
use crate::plan::model::date;

fn day(text: &str) -> NaiveDate {
    date::parse(text, NaiveDate::MIN, 2026).unwrap()
}

/// A plan and an indicator of it, with these readings.
fn indicator(id: &str, readings: &[(&str, &str)]) -> (Plan, Indicator) {
    let json = include_str!("../../../data/uitvoeringsplan-2026.json");
    let plan: Plan = serde_json::from_str(json).unwrap();
    let mut all = plan.kpis().flat_map(|(kpi, _)| &kpi.indicators);
    let mut indicator = all.find(|it| it.id == id).unwrap().clone();
    for (date, value) in readings {
        let (value, of) = value.split_once('/').unwrap_or((value, "null"));
        let json = format!(r#"{{ "date": "{date}", "value": {value}, "of": {of}, "by": "A" }}"#);
        let reading = serde_json::from_str(&json).unwrap();
        indicator.readings.push(reading);
    }
    drop(all);
    (plan, indicator)
}

fn laid_out(id: &str, readings: &[(&str, &str)], today: &str, cells: usize) -> Layout {
    let (plan, indicator) = indicator(id, readings);
    let year = Year::of(&plan, &indicator, day(today));
    lay_out(&[Para::Year(Box::new(year))], cells)
}

fn shown(page: &Layout) -> Vec<String> {
    let words = |line: &Line| line.words().trim_end().to_string();
    page.lines.iter().map(words).collect()
}

#[test]
fn a_day_has_its_cell() {
    for (on, cells, at) in [
        ("01-01-2026", 36, 0),
        ("31-01-2026", 36, 2),
        ("01-02-2026", 36, 3),
        ("23-11-2026", 36, 32),
        ("31-12-2026", 36, 35),
        ("31-12-2026", 12, 11),
        ("31-12-2025", 36, 0),
        ("01-01-2027", 36, 36),
    ] {
        assert_eq!(column(day(on), 2026, cells), at, "{on}");
    }
}

#[test]
fn the_months_the_strip_and_the_days_stand_under_each_other() {
    for (id, readings, today, cells, lines) in [
        (
            "4.K2a.1",
            &[][..],
            "15-02-2026",
            46,
            &[
                "      j  f  m  a  m  j  j  a  s  o  n  d",
                "Ritme ×× □□ ·· ·· ·· ·· ·· ·· ·· ·· ·· ··",
                "          ▲ vandaag",
                "■ binnen  × gemist  □ nu  · komt nog",
                "Per periode: 0 binnen, 1 gemist.",
            ][..],
        ),
        (
            "2.K1b.1",
            &[],
            "23-11-2026",
            34,
            &[
                "      j f m a m j j a s o n d",
                "Ritme ××××××××××× □□□□□□□□□□□",
                "                   vandaag ▲",
                "■ binnen  × gemist  □ nu  · komt",
                "nog",
                "Per periode: 0 binnen, 1 gemist.",
            ],
        ),
        (
            "3.K8.1",
            &[],
            "01-01-2026",
            46,
            &[
                "      j  f  m  a  m  j  j  a  s  o  n  d",
                "Dag                                31-12 ◆",
                "      ▲ vandaag",
            ],
        ),
        (
            "3.K8.1",
            &[("2026-03-02", "false"), ("2026-10-05", "true")],
            "23-11-2026",
            46,
            &[
                "      j  f  m  a  m  j  j  a  s  o  n  d",
                "Stand       ×                    ■ 05-10",
                "Dag                                31-12 ◆",
                "                              vandaag ▲",
                "■ gereed  × nog niet",
            ],
        ),
        // Nothing is known yet, and nothing has a day.
        ("3.K1.1", &[], "23-11-2026", 46, &[]),
        ("3.K8.1", &[], "23-11-2026", 20, &[]),
    ] {
        let got = shown(&laid_out(id, readings, today, cells));
        assert_eq!(got, lines, "{id} on {today} in {cells}");
    }
}

#[test]
fn a_count_between_nothing_and_what_is_wanted() {
    let readings = [("2026-04-01", "4"), ("2026-07-01", "12")];
    let page = laid_out("3.K1.1", &readings, "01-10-2026", 46);
    let lines = [
        "   12┤                  ●━━━━━━━━━",
        "     │───────────────────────────∙∙∙∙∙∙∙∙∙ 10",
        "     │                ∙∙∙∙∙∙∙∙∙∙∙┊",
        "     │     ∙∙∙∙●━━━━━━━━         ┊",
        "    0┤∙∙∙∙∙                      ┊",
        "      j  f  m  a  m  j  j  a  s  o  n  d",
        "● stand  ∙ verwacht  ─ streefw.  ┊ nu",
        "Van 4 op 01-04 naar 12 op 01-07, in 2 standen;",
        "verwacht op 01-10: 7 à 8; streefwaarde 10.",
    ];
    assert_eq!(shown(&page), lines);
    let plot = &page.plots[0];
    assert_eq!((plot.line, plot.x, plot.width), (0, 6, 36));
    assert_eq!(plot.spots(), [(3, 9), (0, 18)]);
    // What lies under the line is there without it.
    let under: Vec<String> = plot.under.iter().map(Line::words).collect();
    assert_eq!(under[3].trim_end(), "     ∙∙∙∙∙∙∙∙∙∙∙           ┊");
}

#[test]
fn a_part_of_a_whole_between_none_and_all() {
    let readings = [("2026-03-01", "5/17"), ("2026-11-01", "16/17")];
    let page = laid_out("3.K4.1", &readings, "23-11-2026", 50);
    let lines = shown(&page);
    assert!(lines[0].starts_with(" 100%┤───"), "{}", lines[0]);
    assert!(lines[0].ends_with("∙ 100%"), "{}", lines[0]);
    assert!(lines[4].starts_with("   0%┤"), "{}", lines[4]);
    let said = lines[7..].join(" ");
    assert!(
        said.starts_with("Van 29% op 01-03 naar 94% op 01-11"),
        "{said}"
    );
}

#[test]
fn a_year_in_twelve_cells() {
    for (id, readings, shown) in [
        ("3.K1.1", &[][..], "············"),
        (
            "3.K1.1",
            &[
                ("2026-02-12", "2"),
                ("2026-06-12", "5"),
                ("2026-11-10", "10"),
            ],
            "·▁▁▁▁▄▄▄▄▄█·",
        ),
        // Nothing is wanted: against the most there was.
        ("3.K2.1", &[("2026-07-01", "3")], "······█████·"),
        ("4.K2a.1", &[("2026-03-20", "3")], "■■■×××××××□·"),
        ("2.K1b.1", &[("2026-03-20", "1")], "■■■■■■□□□□□□"),
        ("3.K8.1", &[], "···········◆"),
        (
            "3.K8.1",
            &[("2026-03-02", "false"), ("2026-10-05", "true")],
            "··×······■·◆",
        ),
    ] {
        let (_, indicator) = indicator(id, readings);
        let got = small(&indicator, day("23-11-2026"), 2026);
        assert_eq!(got, shown, "{id} {readings:?}");
    }
}

#[test]
fn it_says_what_it_shows() {
    for (id, readings, today, words) in [
        (
            "3.K1.1",
            &[("2026-02-12", "2")][..],
            "23-11-2026",
            "2 op 12-02, de enige stand; verwacht op 23-11: 9; streefwaarde 10.",
        ),
        (
            "3.K1.1",
            &[("2026-02-12", "2")],
            "05-03-2027",
            "2 op 12-02, de enige stand; verwacht op 31-12: 10; streefwaarde 10.",
        ),
        (
            "3.K6.2",
            &[("2026-02-12", "true"), ("2026-10-01", "false")],
            "23-11-2026",
            "Per maand: 8 keer op orde, 2 keer niet.",
        ),
        (
            "3.K8.1",
            &[("2026-02-12", "true")],
            "23-11-2026",
            "Gereed op 12-02; uiterlijk 31-12.",
        ),
        ("3.K2.1", &[], "23-11-2026", ""),
    ] {
        let (plan, indicator) = indicator(id, readings);
        let year = Year::of(&plan, &indicator, day(today));
        assert_eq!(year.words, words, "{id} on {today}");
    }
}

#[test]
fn no_width_breaks_it() {
    for cells in 0..120 {
        let page = laid_out("4.K2a.1", &[("2026-04-01", "4000")], "01-10-2026", cells);
        for line in &page.lines {
            assert!(
                width(&line.words()) <= cells.max(1),
                "{cells}: {}",
                line.words()
            );
        }
        assert!(page.plots.iter().all(|plot| plot.x + plot.width <= cells));
    }
}
