//! `regie kpi`: all KPIs, recording how one stands, and judging it.

mod judge;
mod record;

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command};

use super::{order, resolve};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::doc::table::{Column, Table};
use crate::plan::edit::adjusted;
use crate::plan::figures::light::{
    outlived, propose, propose_kpi, propose_kpi_first, roll_up, shown, worst,
};
use crate::plan::find::filter::{Due, Filter};
use crate::plan::find::order::By;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi, Light};
use crate::plan::words::Wide;
use crate::plan::{Chapter, Plan, words};
use crate::report::records;

const EXAMPLES: &str = "\
Per KPI: de stand / de streefwaarde, het stoplicht en de dag van de stand. Een
stoplicht is G groen, O oranje, R rood of - geen gegevens; ≠O erachter: iemand
oordeelde anders dan de cijfers, die oranje voorstellen; ?O: en de cijfers zijn
nieuwer dan het oordeel; eerst R: rood tegen de eerste streefwaarde, waar die is
bijgesteld.

Voorbeelden:
  regie kpi
  regie kpi --hoofdstuk 3
  regie kpi --licht rood --te-laat
  regie kpi --partij politie --licht grijs
  regie kpi --volgorde licht
  regie kpi zet 3.K1 6 --datum g --notitie 'controle Plaspoelpolder'
  regie kpi tel 3.K1
  regie kpi oordeel 3.K1 groen
  regie kpi --json | jq '.[] | select(.light == \"red\") | .id'";

/// The lights with their words, and other words for them.
const LIGHTS: [(Light, &str, &[&str]); 4] = [
    (Light::Red, "rood", &["r", "red"]),
    (Light::Amber, "oranje", &["o", "amber"]),
    (Light::Green, "groen", &["green"]),
    (Light::None, "grijs", &["-", "geen", "none"]),
];

pub fn command() -> Command {
    usage::command(
        "kpi",
        "Hoe staan de KPI's; een stand of oordeel vastleggen",
        "regie kpi [--hoofdstuk N] [--licht L] [--partij P] [--te-laat]\n                   [--volgorde K [--omgekeerd]] [--jaar JAAR]\n         regie kpi zet ID WAARDE …\n         regie kpi tel ID [N] …\n         regie kpi oordeel ID LICHT …",
        EXAMPLES,
    )
    .args([
        usage::option("hoofdstuk", "N", "Alleen van dit hoofdstuk"),
        light_option(),
        usage::option("partij", "P", "Alleen die deze partij noemt"),
        usage::flag("te-laat", "Alleen wat over tijd is"),
        usage::year(),
    ])
    .args(order::args(
        &[By::Light, By::Due, By::Date],
        "In de volgorde van licht, termijn of datum",
    ))
    .subcommands([
        record::set_command(),
        record::count_command(),
        judge::command(),
    ])
}

/// `--licht L`.
pub fn light_option() -> Arg {
    usage::choosing(
        "licht",
        "L",
        "Alleen met dit licht: rood, oranje, groen of grijs",
        &LIGHTS.map(|(_, word, others)| (word, others)),
    )
}

/// What `--licht`, `--hoofdstuk` and `--partij` leave.
pub fn filter(plan: &Plan, matches: &ArgMatches, page: &mut Page) -> Result<Filter, Failure> {
    let typed = text(matches, "licht").to_lowercase();
    let light = LIGHTS
        .iter()
        .find(|(_, word, others)| *word == typed || others.contains(&typed.as_str()));
    Ok(Filter {
        light: light.map(|(light, ..)| *light),
        ..resolve::filter(plan, matches, page)?
    })
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    order::only_for_the_listing(matches)?;
    match matches.subcommand() {
        Some(("zet", matches)) => return record::set(options, matches, page),
        Some(("tel", matches)) => return record::count(options, matches, page),
        Some(("oordeel", matches)) => return judge::run(options, matches, page),
        _ => {}
    }
    let (_, plan) = options.open(page)?;
    let plan = options.seen(plan, matches)?;
    let today = options.clock.today();
    let mut found = filtered(&plan, matches, today, page)?;
    let order = order::typed(matches);
    if let Some(order) = order {
        order.sort(&plan, today, &mut found, |(kpi, _)| &kpi.id);
    }
    if options.json {
        let rows = found
            .iter()
            .map(|(kpi, chapter)| records::kpi(&plan, kpi, chapter, today));
        page.json(&rows.collect::<Vec<_>>())?;
    } else {
        // In the order of the plan the KPIs of a chapter stand together.
        let groups: Vec<&[Placed<'_>]> = if order.is_some() {
            vec![&found]
        } else {
            found
                .chunk_by(|(_, one), (_, other)| one.id == other.id)
                .collect()
        };
        for group in &groups {
            if let ([(_, chapter), ..], None) = (group, order) {
                page.text(&words::chapter_title(chapter));
            }
            table(page, &plan, group, today);
        }
        page.text(&summary(&plan, &found, today));
        if let Some(counts) = adjusted::kpis(&plan) {
            page.text(&counts);
        }
    }
    Ok(0)
}

type Placed<'a> = (&'a Kpi, &'a Chapter);

fn filtered<'a>(
    plan: &'a Plan,
    matches: &ArgMatches,
    today: NaiveDate,
    page: &mut Page,
) -> Result<Vec<Placed<'a>>, Failure> {
    let filter = Filter {
        due: matches.get_flag("te-laat").then_some(Due::Late),
        ..filter(plan, matches, page)?
    };
    Ok(filter.kpis(plan, today))
}

fn table(page: &mut Page, plan: &Plan, found: &[Placed<'_>], today: NaiveDate) {
    let rows = found.iter().flat_map(|(kpi, _)| {
        let light = shown(plan, kpi, today);
        lines(plan, kpi, light, today)
    });
    let left = Column::LEFT;
    let columns = [
        left.clone(),
        Column::WRAPPED,
        left.clone(),
        left.clone(),
        left,
    ];
    page.table("  ", Table::new(columns, rows));
    page.blank();
}

/// The lines of a KPI: one, or one and another for each indicator where there are several.
fn lines(plan: &Plan, kpi: &Kpi, light: Light, today: NaiveDate) -> Vec<[String; 5]> {
    let proposed = propose_kpi(plan, kpi, today);
    let mut shown = light_word(light);
    let outlived = outlived(kpi).is_some();
    if proposed != light || outlived {
        shown.push_str(if outlived { " ?" } else { " ≠" });
        shown.push_str(words::light_letter(proposed));
    }
    if let Some(first) = propose_kpi_first(plan, kpi, today) {
        shown.push_str(", eerst ");
        shown.push_str(words::light_letter(first));
    }
    if let [only] = kpi.indicators.as_slice() {
        return vec![line(&kpi.id, only, shown)];
    }
    let day = kpi.last_date().map(date::dutch).unwrap_or_default();
    let text = kpi.text.clone();
    let first = [kpi.id.clone(), text, String::new(), shown, day];
    let inside = kpi.holding().map(|indicator| {
        let light = propose(plan, indicator, today);
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
        words::standing(indicator, Wide::Column),
        light,
        day.unwrap_or_default(),
    ]
}

/// `G groen`.
pub fn light_word(light: Light) -> String {
    format!("{} {}", words::light_letter(light), words::light(light))
}

/// `37 KPI's: R rood 0, O oranje 1, G groen 6, - geen gegevens 30; slechtste: O oranje`.
fn summary(plan: &Plan, found: &[Placed<'_>], today: NaiveDate) -> String {
    let together = roll_up(plan, found.iter().map(|(kpi, _)| *kpi), today);
    let counts: Vec<String> = together
        .iter()
        .map(|(light, count)| format!("{} {count}", light_word(*light)))
        .collect();
    let all = words::counted(found.len(), "KPI", "KPI's");
    let worst = worst(together);
    let worst = worst.map_or_else(String::new, |it| format!("; slechtste: {}", light_word(it)));
    format!("{all}: {}{worst}", counts.join(", "))
}
