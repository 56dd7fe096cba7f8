//! `regie kpi`: all KPIs, and recording how one stands.

mod record;

use chrono::NaiveDate;
use clap::{ArgMatches, Command};
use serde::Serialize;

use super::options::Options;
use super::page::{Page, Table};
use super::{Outcome, resolve, text, usage};
use crate::plan::kpi::{Indicator, Kind, Kpi, Light, Reading};
use crate::plan::light::{propose, propose_kpi, shown, tally, worst};
use crate::plan::{Chapter, Plan, date, words};

const EXAMPLES: &str = "\
Per KPI: de stand / de streefwaarde, het stoplicht en de dag van de stand. Een
stoplicht is G groen, O oranje, R rood of - geen gegevens; ≠O erachter: iemand
oordeelde anders dan de cijfers, die oranje voorstellen.

Voorbeelden:
  regie kpi
  regie kpi --hoofdstuk 3
  regie kpi zet 3.K1 6 --datum g --notitie 'controle Plaspoelpolder'
  regie kpi tel 3.K1
  regie kpi --json | jq '.[] | select(.light == \"red\") | .id'";

pub fn command() -> Command {
    usage::command(
        "kpi",
        "Hoe staan de KPI's; een stand vastleggen",
        "regie kpi [--hoofdstuk N]\n         regie kpi zet ID WAARDE …\n         regie kpi tel ID [N] …",
        EXAMPLES,
    )
    .arg(usage::option("hoofdstuk", "N", "Alleen van dit hoofdstuk"))
    .subcommands([record::set_command(), record::count_command()])
}

/// A KPI under `--json`.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    /// The id of the chapter.
    chapter: &'a str,
    /// The plan's words.
    text: &'a str,
    /// `"green"`, `"amber"`, `"red"` or `"none"`: what a person judged, else what the figures say.
    light: Light,
    /// Whether a person judged.
    judged: bool,
    /// What the figures say, whatever a person judged.
    proposed: Light,
    indicators: Vec<IndicatorRow<'a>>,
}

/// An indicator under `--json`.
#[derive(Serialize)]
struct IndicatorRow<'a> {
    id: &'a str,
    kind: Kind,
    label: &'a str,
    unit: Option<&'a str>,
    target: Option<crate::plan::kpi::Target>,
    baseline: Option<crate::plan::number::Decimal>,
    #[serde(serialize_with = "date::iso_option::serialize")]
    due: Option<NaiveDate>,
    cadence: Option<crate::plan::kpi::Cadence>,
    /// The reading that counts now, as in the store.
    reading: Option<&'a Reading>,
    /// What the figures say.
    light: Light,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    match matches.subcommand() {
        Some(("zet", matches)) => return record::set(options, matches, page),
        Some(("tel", matches)) => return record::count(options, matches, page),
        _ => {}
    }
    let (_, plan) = options.open(page)?;
    let today = options.clock.today();
    let chapters: Vec<&Chapter> = match text(matches, "hoofdstuk") {
        "" => plan.chapters.iter().collect(),
        typed => vec![resolve::chapter(&plan, typed)?],
    };
    if options.json {
        let rows: Vec<Row<'_>> = chapters
            .iter()
            .flat_map(|chapter| {
                chapter
                    .kpis
                    .iter()
                    .map(|kpi| row(&plan, kpi, chapter, today))
            })
            .collect();
        page.json(&rows)?;
    } else {
        table(page, &plan, &chapters, today);
    }
    Ok(0)
}

fn row<'a>(plan: &Plan, kpi: &'a Kpi, chapter: &'a Chapter, today: NaiveDate) -> Row<'a> {
    let indicators = kpi.indicators.iter().map(|indicator| IndicatorRow {
        id: &indicator.id,
        kind: indicator.kind,
        label: &indicator.label,
        unit: indicator.unit.as_deref(),
        target: indicator.target,
        baseline: indicator.baseline,
        due: indicator.due,
        cadence: indicator.cadence,
        reading: indicator.latest(),
        light: propose(indicator, today, plan.year, plan.thresholds),
    });
    Row {
        id: &kpi.id,
        chapter: &chapter.id,
        text: &kpi.text,
        light: shown(kpi, today, plan.year, plan.thresholds),
        judged: kpi.judgement().is_some(),
        proposed: propose_kpi(kpi, today, plan.year, plan.thresholds),
        indicators: indicators.collect(),
    }
}

fn table(page: &mut Page, plan: &Plan, chapters: &[&Chapter], today: NaiveDate) {
    let with_kpis = chapters.iter().filter(|chapter| !chapter.kpis.is_empty());
    let mut lights = Vec::new();
    for chapter in with_kpis {
        page.text(&words::chapter_title(chapter));
        let mut rows = Vec::new();
        for kpi in &chapter.kpis {
            let light = shown(kpi, today, plan.year, plan.thresholds);
            lights.push(light);
            rows.extend(lines(plan, kpi, light, today));
        }
        page.table(&Table {
            indent: "  ",
            right: [false; 5],
            flexible: 1,
            rows,
        });
        page.blank();
    }
    page.text(&summary(&lights));
}

/// The lines of a KPI: one, or one and another for each indicator where there are several.
fn lines(plan: &Plan, kpi: &Kpi, light: Light, today: NaiveDate) -> Vec<[String; 5]> {
    let proposed = propose_kpi(kpi, today, plan.year, plan.thresholds);
    let mut shown = light_word(light);
    if proposed != light {
        shown.push_str(" ≠");
        shown.push_str(words::light_letter(proposed));
    }
    if let [only] = kpi.indicators.as_slice() {
        return vec![line(&kpi.id, only, shown)];
    }
    let day = kpi.last_date().map(date::dutch).unwrap_or_default();
    let text = kpi.text.clone();
    let first = [kpi.id.clone(), text, String::new(), shown, day];
    let inside = kpi.indicators.iter().map(|indicator| {
        let light = propose(indicator, today, plan.year, plan.thresholds);
        line(&indicator.id, indicator, light_word(light))
    });
    std::iter::once(first).chain(inside).collect()
}

fn line(id: &str, indicator: &Indicator, light: String) -> [String; 5] {
    let latest = indicator.latest();
    let day = latest.map(|reading| date::dutch(reading.date));
    [
        id.to_string(),
        indicator.label.clone(),
        standing(indicator),
        light,
        day.unwrap_or_default(),
    ]
}

/// `6 / 10`, `12 van 17 / alle`, `- / 30-06-2026`: short enough for a column.
fn standing(indicator: &Indicator) -> String {
    let now = indicator.latest();
    let now = now.map_or_else(|| "-".to_string(), |now| words::reading(indicator, now));
    let wanted = match indicator.kind {
        Kind::Milestone => indicator.due.map(date::dutch),
        Kind::Ongoing => None,
        Kind::Count | Kind::Coverage => {
            let measured = indicator
                .target
                .filter(|target| target.min.or(target.max).is_some());
            measured.map(|_| words::target(indicator))
        }
    };
    match wanted {
        Some(wanted) => format!("{now} / {wanted}"),
        None => now,
    }
}

/// `G groen`.
pub fn light_word(light: Light) -> String {
    format!("{} {}", words::light_letter(light), words::light(light))
}

/// `37 KPI's: R rood 0, O oranje 1, G groen 6, - geen gegevens 30; slechtste: O oranje`.
fn summary(lights: &[Light]) -> String {
    let together = tally(lights.iter().copied());
    let counts: Vec<String> = together
        .iter()
        .map(|(light, count)| format!("{} {count}", light_word(*light)))
        .collect();
    let all = words::counted(lights.len(), "KPI", "KPI's");
    let worst = worst(together);
    let worst = worst.map_or_else(String::new, |it| format!("; slechtste: {}", light_word(it)));
    format!("{all}: {}{worst}", counts.join(", "))
}
