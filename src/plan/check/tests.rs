use super::*;
use crate::plan::model::life::Term;

fn small() -> Plan {
    serde_json::from_str(include_str!("../../../tests/stores/valid/compact.json")).unwrap()
}

/// The findings as `place: sentence`.
fn said(plan: &Plan, severity: Severity) -> Vec<String> {
    check(plan)
        .into_iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| {
            let steps: Vec<String> = finding
                .place
                .iter()
                .map(|step| match step {
                    Step::Key(key) => (*key).to_string(),
                    Step::Index(index) => index.to_string(),
                })
                .collect();
            format!("{}: {}", steps.join("/"), finding.sentence)
        })
        .collect()
}

#[test]
fn a_sound_plan_has_no_errors() {
    assert_eq!(said(&small(), Severity::Error), Vec::<String>::new());
}

#[test]
fn what_does_not_add_up_is_remarked_on() {
    let mut plan = small();
    let table = &mut plan.capacity[0];
    table.title = "Politie basisteam Rijswijk".to_string();
    table.rows[0].existing = Some(Decimal::whole(72));
    table.rows[1].existing = Some(Decimal::whole(69));
    table.stated_total = Some(crate::plan::model::tables::capacity::Total {
        existing: Some(Decimal::hundredths(7_250)),
        expansion: None,
    });
    assert_eq!(
        said(&plan, Severity::Remark),
        [
            "capacity/0/rows/0: Politie basisteam Rijswijk: de onderdelen tellen op tot 69,00 van 72,00 fte",
            "capacity/0/stated_total: Politie basisteam Rijswijk: de rijen tellen op tot 72,00 van 72,50 fte",
        ]
    );
    assert!(said(&plan, Severity::Error).is_empty());
}

#[test]
fn a_place_without_its_reason_is_remarked_on_where_others_have_one() {
    let mut plan = small();
    let rows = &mut plan.capacity[0].rows;
    rows[0].place_reason = Some("Is boa.".to_string());
    rows[0].chapter = Some("9".to_string());
    assert_eq!(
        said(&plan, Severity::Error),
        ["capacity/0/rows/0/chapter: “9” staat niet in het plan (verwacht: hoofdstuk)"]
    );
    let remarks = said(&plan, Severity::Remark).join("; ");
    for words in [
        "C1 (onbekend) zegt niet waar het plan dat zegt",
        "C2 (onbekend) zegt niet waarom",
    ] {
        assert!(remarks.contains(words), "{remarks}");
    }
}

#[test]
fn a_term_the_plan_does_not_have_is_remarked_on() {
    let mut plan = small();
    let title = plan.chapters[0].title.clone();
    let term = |word: &str, also: &[&str]| Term {
        word: word.to_string(),
        also: also.iter().map(ToString::to_string).collect(),
    };
    *plan.terms = vec![
        term(&title, &["iets", "Íets "]),
        term("kerstmarkt", &["markt"]),
        term(&title, &[""]),
        term(&title, &["anders", "markt"]),
    ];
    assert_eq!(
        said(&plan, Severity::Remark),
        [
            format!("terms/0/also/1: “Íets ” staat al bij de zoekterm “{title}”"),
            "terms/1/word: de zoekterm “kerstmarkt” staat niet in het plan".to_string(),
            format!("terms/2: bij de zoekterm “{title}” staat geen ander woord (also)"),
            "terms/3/also/1: “markt” staat al bij de zoekterm “kerstmarkt”".to_string(),
        ]
    );
}

#[test]
fn what_a_new_year_took_over_has_its_rules() {
    let mut plan = small();
    plan.slug = Some("Rijswijk 2026".to_string());
    plan.to_confirm = vec!["title".to_string(), "year".to_string()];
    let kpi = &mut plan.chapters[0].kpis[0];
    kpi.origin = vec![serde_json::from_str(r#"{"plan": "", "id": "1.K1"}"#).unwrap()];
    let years = r#"[{"year": 2025, "value": 3}, {"year": 2024}, {"year": 2026}]"#;
    kpi.indicators[0].earlier = serde_json::from_str(years).unwrap();
    kpi.indicators[0].to_confirm = vec!["earlier".to_string(), "due".to_string()];
    assert_eq!(
        said(&plan, Severity::Error),
        [
            "slug: het kenmerk heeft alleen kleine letters, cijfers en -, hoogstens 60",
            "chapters/0/kpis/0/origin: de herkomst van 1.K1 noemt geen plan of geen id",
            "chapters/0/kpis/0/indicators/0/earlier: de eerdere jaren van 1.K1.1 lopen niet op tot voor 2026",
        ]
    );
    let remarks = said(&plan, Severity::Remark).join(" ");
    assert!(
        remarks.contains("“year” van plan kan hier niet bevestigd worden"),
        "{remarks}"
    );
}

#[test]
fn a_printed_number_that_stands_twice_is_remarked_on_once() {
    let mut plan = small();
    let goals = &mut plan.chapters[0].themes[0].goals;
    for id in ["1A.1x", "1A.1y"] {
        let mut again = goals[0].clone();
        again.id = id.to_string();
        again.actions.clear();
        goals.push(again);
    }
    assert_eq!(
        said(&plan, Severity::Remark),
        ["chapters/0/themes/0/goals/1: thema 1A heeft 3 doelen 1"]
    );
    let theme = &mut plan.chapters[0].themes[0];
    theme.letter = None;
    theme.goals.pop();
    assert_eq!(
        said(&plan, Severity::Remark),
        ["chapters/0/themes/0/goals/1: hoofdstuk 1 heeft twee doelen 1"]
    );
}

#[test]
fn a_kpi_that_cannot_be_measured_is_remarked_on_once() {
    let mut plan = small();
    for indicator in &mut plan.chapters[0].kpis[0].indicators {
        indicator.target = None;
    }
    assert_eq!(
        said(&plan, Severity::Remark),
        ["chapters/0/kpis/0: 1.K1 heeft geen meetbare streefwaarde"]
    );
}

#[test]
fn every_error_is_found_and_errors_come_first() {
    let mut plan = small();
    plan.year = 1999;
    plan.parties[1].part_of = Some("boa".to_string());
    plan.chapters[0].regie[0].covers.push("9Z".to_string());
    plan.chapters[0].kpis[0].indicators[0].target = None;
    plan.chapters[0].kpis[0].indicators[1].target = None;
    assert_eq!(
        said(&plan, Severity::Error),
        [
            "year: het jaar 1999 kan niet kloppen",
            "parties/1/part_of: “boa” is via part_of een deel van zichzelf",
            "chapters/0/regie/0/covers/1: “9Z” staat niet in het plan (verwacht: hoofdstuk, thema, doel of onderwerp)",
        ]
    );
    let severities: Vec<Severity> = check(&plan).into_iter().map(|f| f.severity).collect();
    assert_eq!(severities.last(), Some(&Severity::Remark));
}

#[test]
fn a_circle_is_told_once_and_not_of_what_leads_into_it() {
    let mut plan = small();
    let mut party = |id: &str, of: &str| {
        let mut party = plan.parties[0].clone();
        party.id = id.to_string();
        party.part_of = Some(of.to_string());
        plan.parties.push(party);
    };
    party("a", "b");
    party("b", "c");
    party("c", "d");
    party("d", "b");
    assert_eq!(
        said(&plan, Severity::Error),
        ["parties/5/part_of: “d” is via part_of een deel van zichzelf"]
    );
}

#[test]
fn what_says_something_of_one_item_is_looked_at_by_itself() {
    use crate::plan::edit::Edit;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};

    let text = include_str!("../../../tests/stores/valid/small.json");
    let plan: Plan = serde_json::from_str(text).unwrap();
    let author = Author {
        name: "A".to_string(),
        at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
        meeting: None,
    };
    let mut alone = std::collections::BTreeSet::new();
    for (sample, number) in Edit::SAMPLES.iter().zip(0..).cycle().take(100) {
        let edit = sample(&plan, number, "x");
        let why = serde_json::from_str(r#"{"reason":"x"}"#).unwrap();
        let edit = edit.because(&plan, Some(&why));
        let what = serde_json::to_value(&edit).unwrap()["what"].to_string();
        let intent = Intent::Edit(vec![edit]);
        let next = transaction(plan.clone(), &intent, &author, Role::Administrator);
        let Ok(Some(mut next)) = next else { continue };
        let is_sound =
            |next: &Plan, changes: &[Vec<_>]| is_sound_with(next, changes.iter().flatten());
        if !is_sound(&next.plan, &next.changes) {
            continue;
        }
        assert!(errors(&next.plan).is_empty(), "{what}");
        alone.insert(what);
        // Whatever is wrong with that item is seen.
        for chapter in &mut next.plan.chapters {
            for kpi in &mut chapter.kpis {
                let far = NaiveDate::from_ymd_opt(1900, 1, 1);
                kpi.indicators.iter_mut().for_each(|it| it.due = far);
            }
            let goals = chapter.themes.iter_mut().flat_map(|it| &mut it.goals);
            for action in goals.flat_map(|it| &mut it.actions) {
                action.due = NaiveDate::from_ymd_opt(1900, 1, 1);
            }
        }
        assert!(!is_sound(&next.plan, &next.changes));
    }
    let alone: Vec<&str> = alone.iter().map(|it| it.trim_matches('"')).collect();
    assert_eq!(alone, ["count", "judgement", "log", "reading", "status"]);
}

#[test]
fn many_chapters_are_gone_through_by_several_as_by_one() {
    let mut plan = small();
    let first = plan.chapters[0].clone();
    for number in 0..300 {
        let mut chapter = Chapter {
            id: format!("x{number}"),
            number: 100,
            ..(*first).clone()
        };
        (chapter.themes, chapter.kpis) = (Vec::new(), Vec::new());
        (chapter.topics, chapter.regie) = (Vec::new(), Vec::new());
        // Now and then a reference to nobody, and something a new year took over from nowhere.
        if number % 50 == 7 {
            chapter.partners = vec![format!("niemand-{number}")];
            chapter.origin = vec![serde_json::from_str(r#"{"plan": "", "id": "1"}"#).unwrap()];
        }
        plan.chapters.push(chapter.into());
    }
    let sound = |plan: &Plan| {
        let mut one = Check::default();
        one.collect_in_order(plan);
        one.whole(plan);
        one.parties(plan);
        let (own, changes) = one.some(plan, 0, &plan.chapters);
        one.found.extend(own);
        for cores in 1..=6 {
            let several = ruled_on(cores, plan, false).found;
            assert_eq!(several.get(..one.found.len()), Some(&*one.found), "{cores}");
            let rest = several.get(one.found.len()..).unwrap_or_default();
            assert!(rest.ends_with(&changes.found) && changes.found.len() == 6);
        }
        one.found.into_iter().map(|it| it.sentence)
    };
    assert_eq!(sound(&plan).filter(|it| it.contains("niemand")).count(), 6);
    for (id, wrong) in [
        ("x7", "het id “x7” komt al eerder in het plan voor"),
        (
            "X7",
            "het id “X7” verschilt alleen in hoofdletters van “x7”",
        ),
        ("oovb", "het id “oovb” komt al eerder in het plan voor"),
        ("", "het id is leeg"),
        ("é", ""),
    ] {
        plan.chapters[290].id = id.to_string();
        let found: Vec<String> = sound(&plan).collect();
        assert_eq!(
            found.iter().any(|it| it == wrong),
            !wrong.is_empty(),
            "{id}"
        );
    }
}
