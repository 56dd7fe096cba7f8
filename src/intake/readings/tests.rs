use std::collections::BTreeMap;

use super::*;
use crate::intake::table;
use crate::plan::model::inside::ItemMut;
use crate::plan::model::kpi::{Kind, Value};
use crate::plan::model::number::Decimal;

fn plan() -> Plan {
    let plan: Plan =
        serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
    plan
}

fn map(names: &[(&str, &str)], columns: &[(&str, &str)], adds: bool) -> Map {
    let owned = |all: &[(&str, &str)]| {
        let all = all
            .iter()
            .map(|(a, b)| ((*a).to_string(), (*b).to_string()));
        all.collect()
    };
    Map {
        sheet: None,
        row: None,
        columns: owned(columns),
        names: owned(names),
        whole: BTreeMap::new(),
        units: BTreeMap::new(),
        adds,
    }
}

fn proposed(plan: &Plan, csv: &str, map: &Map) -> Result<Proposal, String> {
    proposed_where(plan, csv, map, &Holds::default())
}

fn proposed_where(plan: &Plan, csv: &str, map: &Map, holds: &Holds) -> Result<Proposal, String> {
    let sheets = table::read(&Given::new("x.csv", csv.as_bytes().to_vec()), None)?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    propose(
        plan,
        &sheets,
        map,
        Hand {
            by: "A",
            today,
            holds,
        },
    )
}

/// Each figure in a line: row, indicator, day, value, what becomes of it.
fn shown(proposal: &Proposal) -> Vec<String> {
    let lines = proposal.lines.iter().map(|line| {
        let id = line.id.as_deref().unwrap_or("?");
        let day = line.date.map_or_else(String::new, |day| day.to_string());
        let says = line
            .fate
            .says()
            .map_or_else(String::new, |it| format!(": {it}"));
        format!(
            "{} {id} {day} {} {}{says}",
            line.row,
            line.value,
            line.fate.word()
        )
    });
    lines.collect()
}

#[test]
fn rows_become_readings() {
    let none = Map::default();
    for (csv, lines) in [
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n",
            &["2 3.K1.1 2026-03-31 3 new"][..],
        ),
        // Above the heads there is a title; below them a row without anything.
        (
            "Cijfers;;\n\nIndicator;Peildatum;Aantal\n3.K1.1;2026-03-31;3\n;;\n",
            &["4 3.K1.1 2026-03-31 3 new"],
        ),
        (
            "Naam;Maand;Stand\nintegrale controles;mrt;3\n",
            &["2 3.K1.1 2026-03-31 3 new"],
        ),
        (
            "KPI;Datum;Waarde\n3.K1 Controles;31-03-2026;3\n",
            &["2 3.K1.1 2026-03-31 3 new"],
        ),
        // Months beside each other; a blank is no figure.
        (
            "KPI;jan;feb;mrt;Totaal\n3.K1;1;;4;5\n",
            &["2 3.K1.1 2026-01-31 1 new", "2 3.K1.1 2026-03-31 4 new"],
        ),
        // Nothing stands above the names; a period in a title is no column.
        (
            "Rapport;maart 2026\n;jan;feb\n3.K1;1;2\n",
            &["3 3.K1.1 2026-01-31 1 new", "3 3.K1.1 2026-02-28 2 new"],
        ),
        // Quarters above their months: the months are what the figures are of.
        (
            "Politie;;;\n;1e kwartaal;;2e kwartaal;Totaal\nMisdrijf;jan;feb;apr;\n3.K1;1;n.b.;3;4\n",
            &["4 3.K1.1 2026-01-31 1 new", "4 3.K1.1 2026-04-30 3 new"],
        ),
        (
            "Misdrijf;1e kwartaal;;2e kwartaal\n;jan;feb;apr\n3.K1;1;-;3\n",
            &["3 3.K1.1 2026-01-31 1 new", "3 3.K1.1 2026-04-30 3 new"],
        ),
        ("KPI;Datum;Waarde\n3.K1;31-03-2026;\n", &[]),
        // The same twice, and another value on the same day.
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;3,0\n3.K1;31-03-2026;4\n",
            &[
                "2 3.K1.1 2026-03-31 3 new",
                "3 3.K1.1 2026-03-31 3 double: staat er al",
                "4 3.K1.1 2026-03-31 4 conflict: op die dag staat al 3 van A",
            ],
        ),
        // Lower than before, whatever the order of the rows.
        (
            "KPI;Datum;Waarde\n3.K1;30-04-2026;2\n3.K1;31-03-2026;3\n",
            &[
                "2 3.K1.1 2026-04-30 2 new: 2, en het was 3: klopt dat?",
                "3 3.K1.1 2026-03-31 3 new",
            ],
        ),
        // What can't be read is told with its reason.
        (
            "KPI;Datum;Waarde\n3.K1;31-03-2026;veel\n3.K1;31-02-2026;3\n3.K1;;3\n3.K1;31-03-2026;#DEEL/0!\n3.K1;31-03-2026;+3\n",
            &[
                "2 3.K1.1 2026-03-31 veel wrong: “veel” is geen getal; typ bijvoorbeeld 6, 0,8 of 1.000",
                "3 3.K1.1  3 wrong: “31-02-2026” is geen datum; schrijf haar als 31-01-2026",
                "4 3.K1.1  3 wrong: er staat geen datum",
                "5 3.K1.1 2026-03-31 #DEEL/0! wrong: in de cel staat een fout: #DEEL/0!",
                "6 3.K1.1 2026-03-31 +3 wrong: “+3” komt erbij, en een stand is een totaal",
            ],
        ),
        // What has no place is never guessed at.
        (
            "KPI;Datum;Waarde\nintegrale controle;31-03-2026;3\nFietsendiefstal;31-03-2026;3\n3.K99;31-03-2026;1\n",
            &[
                "2 ? 2026-03-31 3 unplaced: “integrale controle” is geen indicator van dit plan; bedoelt u 3.K1.1 integrale controles?",
                "3 ? 2026-03-31 3 unplaced: “Fietsendiefstal” is geen indicator van dit plan",
                "4 ? 2026-03-31 1 unplaced: “3.K99” is geen indicator van dit plan",
            ],
        ),
        // A day to come is asked.
        (
            "KPI;Datum;Waarde\n3.K1;31-12-2026;3\n",
            &["2 3.K1.1 2026-12-31 3 new: 31-12-2026 ligt na vandaag: klopt dat?"],
        ),
    ] {
        let proposal = proposed(&plan(), csv, &none).unwrap();
        assert_eq!(shown(&proposal), lines, "{csv}");
    }
}

#[test]
fn a_part_of_a_whole_and_yes_or_no() {
    let plan = plan();
    let of = |kind: Kind| {
        let mut all = plan.kpis().flat_map(|(kpi, _)| kpi.holding());
        all.find(|it| it.kind == kind).unwrap().id.clone()
    };
    let (part, stone) = (of(Kind::Coverage), of(Kind::Milestone));
    let csv = format!(
        "KPI;Datum;Waarde;Van\n{part};31-03-2026;12/17;\n{part};30-04-2026;13;17\n\
         {stone};31-03-2026;ja;\n{part};31-05-2026;18/17;\n{part};30-06-2026;45,5%;\n"
    );
    let proposal = proposed(&plan, &csv, &Map::default()).unwrap();
    assert_eq!(
        shown(&proposal),
        [
            format!("2 {part} 2026-03-31 12 van 17 new"),
            format!("3 {part} 2026-04-30 13 van 17 new"),
            format!("4 {stone} 2026-03-31 gereed new"),
            format!("5 {part} 2026-05-31 18/17 wrong: 18 van 17 kan niet"),
            format!("6 {part} 2026-06-30 45,5 van 100 new"),
        ]
    );
}

#[test]
fn a_map_says_what_heads_and_names_are() {
    let csv =
        "Delict-code;Verslagmaand;Incidenten\nControles;jan;2\nControles;feb;3\nTotaal;jan;9\n";
    let sheet = map(
        &[("controles", "3.K1"), ("Totaal", "-")],
        &[
            ("indicator", "delict-code"),
            ("datum", "Verslagmaand"),
            ("waarde", "Incidenten"),
        ],
        true,
    );
    let proposal = proposed(&plan(), csv, &sheet).unwrap();
    assert_eq!(
        shown(&proposal),
        ["2 3.K1.1 2026-01-31 2 new", "3 3.K1.1 2026-02-28 5 new"],
        "what is of none of the plan's is passed over, and months are added"
    );
    let why = proposed(&plan(), csv, &Map::default()).unwrap_err();
    assert!(
        why.starts_with(
            "geen kolom met indicator en datum en waarde; rij 1 heeft de koppen “Delict-code”"
        ),
        "{why}"
    );
}

#[test]
fn columns_without_a_head_of_their_own() {
    let csv = "Team;;Aantal;Aantal\nA;3.K1;9;3\n";
    let sheet = map(
        &[],
        &[
            ("indicator", "kolom B"),
            ("datum", "Team"),
            ("waarde", "kolom d"),
        ],
        false,
    );
    let proposal = proposed(&plan(), &csv.replace("A;", "mrt;"), &sheet).unwrap();
    assert_eq!(shown(&proposal), ["2 3.K1.1 2026-03-31 3 new"]);
}

#[test]
fn names_that_have_no_place_are_counted_once() {
    let csv = "KPI;jan;feb\nFietsen;1;2\n3.K1;1;2\nfietsen;3;4\nControles;1;\n";
    let proposal = proposed(&plan(), csv, &Map::default()).unwrap();
    let unknown = proposal.unknown();
    let unknown: Vec<_> = unknown
        .iter()
        .map(|it| (it.name, it.row, it.figures))
        .collect();
    assert_eq!(unknown, [("Fietsen", 2, 4), ("Controles", 5, 1)]);
}

#[test]
fn what_a_name_may_stand_for() {
    let plan = plan();
    let names = Names::of(&plan);
    for (name, likely) in [
        ("integrale controle", "3.K1.1"),
        ("Controles (integraal)", "3.K3.1 3.K1.1"),
        ("3.K6", "3.K6.1 3.K6.2"),
        ("Speurhond", "3.K3.1"),
        ("Fietsendiefstal", ""),
        ("", ""),
    ] {
        let ids: Vec<&str> = names.likely(name).iter().map(|it| &*it.id).collect();
        assert!(ids.join(" ").starts_with(likely), "{name}: {ids:?}");
        assert_eq!(ids.is_empty(), likely.is_empty(), "{name}: {ids:?}");
    }
}

#[test]
fn a_hole_in_what_is_added_is_told() {
    let csv = "KPI;aug;sep\n3.K1;2;3\n";
    let proposal = proposed(&plan(), csv, &map(&[], &[], true)).unwrap();
    let lines = shown(&proposal);
    assert_eq!(
        lines[0],
        "2 3.K1.1 2026-08-31 2 new: tussen 01-01-2026 en 31-08-2026 ontbreekt iets in de optelling"
    );
    assert_eq!(lines[1], "2 3.K1.1 2026-09-30 5 new");
}

#[test]
fn each_edit_says_where_it_came_from() {
    let plan = plan();
    let csv = "KPI;Datum;Waarde\n3.K1;30-04-2026;4\n3.K1;31-03-2026;3\n";
    let given = Given::new("map/x.csv", csv.as_bytes().to_vec());
    let mut proposal = proposed(&plan, csv, &Map::default()).unwrap();
    let edits = proposal.take_edits(&given);
    let rows: Vec<(u32, usize)> = edits
        .iter()
        .map(|edit| match &**edit {
            Edit::Reading(it) => {
                let source = it.source.as_ref().unwrap();
                (source.row, source.sha256.len())
            }
            _ => (0, 0),
        })
        .collect();
    assert_eq!(rows, [(3, 64), (2, 64)], "the earliest day first");
    assert!(
        edits[0]
            .sentence(&plan)
            .ends_with("3 op 31-03-2026 (uit map/x.csv, rij 3)"),
        "{}",
        edits[0].sentence(&plan)
    );
}

#[test]
fn where_another_value_stands_it_is_said_what_holds() {
    let csv = "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K1;31-03-2026;4\n3.K1;31-03-2026;5\n";
    let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    let conflict = |was: &str| format!("conflict op die dag staat al {was} van A");
    let holds = |was: &str| format!("new in plaats van {was} van A");
    let kept = |was: &str| format!("stays op die dag blijft {was} van A");
    let (sheet, plan_holds) = (Side::Sheet, Side::Plan);
    for (said, elsewhere, third, fourth, new) in [
        (None, None, conflict("3"), conflict("3"), 1),
        (Some((3, sheet)), None, holds("3"), conflict("4"), 2),
        (Some((4, sheet)), None, conflict("3"), holds("3"), 2),
        (None, Some(sheet), holds("3"), holds("4"), 3),
        (Some((3, plan_holds)), None, kept("3"), conflict("3"), 1),
        (None, Some(plan_holds), kept("3"), kept("3"), 1),
        (Some((4, sheet)), Some(plan_holds), kept("3"), holds("3"), 2),
    ] {
        let at = said.map(|(row, side)| ((row, day), (side, "3 van A".to_string())));
        let where_it_holds = Holds {
            at: at.into_iter().collect(),
            elsewhere,
        };
        let proposal = proposed_where(&plan(), csv, &Map::default(), &where_it_holds).unwrap();
        let fates = proposal.lines.iter().skip(1).map(|it| {
            let says = it.fate.says().unwrap_or_default();
            format!("{} {says}", it.fate.word())
        });
        assert_eq!(
            fates.collect::<Vec<_>>(),
            [third, fourth],
            "{where_it_holds:?}"
        );
        assert_eq!(proposal.new.len(), new, "{where_it_holds:?}");
    }
}

/// A choice works out anew what it changes, and that comes to what the whole sheet would.
#[test]
fn a_choice_comes_to_what_the_sheet_comes_to_read_anew() {
    let csv = "KPI;Datum;Waarde\n3.K1;31-03-2026;3\n3.K2;31-03-2026;1\n3.K1;28-02-2026;2\n\
               3.K2;30-04-2026;2\nFietsen;30-04-2026;9\n3.K1;30-04-2026;x\n3.K1;31-03-2026;4\n";
    let mut plan = plan();
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    for id in ["3.K1.1", "3.K2.1"] {
        let Some(ItemMut::Indicator(indicator)) = plan.item_mut(id) else {
            panic!("{id}");
        };
        indicator.readings.push(Reading {
            date: day(3, 31),
            value: Value::Number(Decimal::whole(7)),
            of: None,
            note: None,
            by: "B".to_string(),
        });
    }
    let (march, sheet, own) = (day(3, 31), Side::Sheet, Side::Plan);
    let said: [&[(u32, Side)]; 6] = [
        &[],
        &[(2, sheet)],
        &[(2, own), (3, sheet)],
        &[(8, sheet)],
        &[(2, sheet), (8, sheet)],
        &[(2, own), (3, own), (8, own)],
    ];
    let all: Vec<Holds> = said
        .iter()
        .flat_map(|said| {
            let at: BTreeMap<_, _> = said
                .iter()
                .map(|(row, side)| ((*row, march), (*side, "7 van B".to_string())))
                .collect();
            [None, Some(sheet)].map(|elsewhere| Holds {
                at: at.clone(),
                elsewhere,
            })
        })
        .collect();
    for adds in [false, true] {
        let map = map(&[], &[], adds);
        for (before, after) in all.iter().flat_map(|it| all.iter().map(move |to| (it, to))) {
            let mut proposal = proposed_where(&plan, csv, &map, before).unwrap();
            let hand = Hand {
                by: "A",
                today: day(11, 23),
                holds: after,
            };
            proposal.hold(&plan, hand, before);
            let whole = proposed_where(&plan, csv, &map, after).unwrap();
            assert_eq!(proposal, whole, "{before:?} {after:?} {adds}");
        }
    }
    let held = proposed_where(&plan, csv, &Map::default(), &all[5]).unwrap();
    let met: Vec<&str> = held.met.keys().map(|(id, _)| id.as_str()).collect();
    assert_eq!(met, ["3.K1.1", "3.K2.1"], "only what stands in the plan");
}
