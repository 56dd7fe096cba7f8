//! `regie kpi oordeel`: a person gives a KPI its light.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, text};
use crate::plan::edit::{Edit, JudgementEdit};
use crate::plan::figures::light::propose_kpi;
use crate::plan::model::kpi::{Judgement, Kpi, Light};
use crate::plan::model::lookup::Item;
use crate::plan::words;

const EXAMPLES: &str = "\
LICHT is groen (g), oranje (o), rood (r) of grijs (geen gegevens). Bij oranje en
rood horen een toelichting (oorzaak en gevolg) en een bijsturing (wat eraan
gebeurt).

Voorbeelden:
  regie kpi oordeel 3.K1 groen
  regie kpi oordeel 3.K3 o --toelichting 'hondengeleider uitgevallen' \\
    --bijsturing 'extra controle in week 48'";

pub fn command() -> Command {
    let reason = |id, help| usage::option(id, "TEKST", help).allow_hyphen_values(true);
    usage::command(
        "oordeel",
        "Geef een KPI een stoplicht",
        "regie kpi oordeel ID LICHT [--toelichting TEKST] [--bijsturing TEKST]",
        EXAMPLES,
    )
    .arg(usage::positional("ID", "ID", "De KPI (3.K1)").required(true))
    .arg(
        usage::positional("LICHT", "LICHT", "groen, oranje, rood of grijs")
            .required(true)
            .allow_hyphen_values(true)
            .value_parser(usage::Offered(["groen", "oranje", "rood", "grijs"]))
            .hide_possible_values(true),
    )
    .arg(reason("toelichting", "Oorzaak en gevolg"))
    .arg(reason("bijsturing", "Wat eraan gebeurt"))
    .arg(usage::year())
}

/// A judgement under `--json`.
#[derive(Serialize)]
struct Judged<'a> {
    /// The KPI.
    id: &'a str,
    /// The judgement, as in the store.
    judgement: &'a Judgement,
    /// The one that held before.
    was: Option<&'a Judgement>,
    /// What the figures propose.
    proposal: Light,
    /// The revision of the plan.
    revision: u64,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    let light = words::parse_light(text(matches, "LICHT")).map_err(Failure::usage)?;
    let (mut store, plan) = options.open(page)?;
    let plan = options.seen(plan, matches)?;
    let kpi = resolve::kpi(&plan, text(matches, "ID"))?;
    let given = |id| Some(text(matches, id).trim().to_string()).filter(|text| !text.is_empty());
    let today = options.clock.today();
    let judgement = Judgement {
        date: plan.day(today),
        light,
        explanation: given("toelichting"),
        measure: given("bijsturing"),
        by: options.author.clone(),
    };
    complete(&kpi.id, &judgement)?;
    let edit = Edit::Judgement(JudgementEdit {
        id: kpi.id.clone(),
        before: kpi.judgement().cloned(),
        from: None,
        to: Some(judgement),
    });
    let saved = conflict::commit(options, store.as_mut(), vec![edit], page)?;
    let code = page.warned(&saved);
    let proposal = propose_kpi(&plan, kpi, today);
    let Some((judgement, was)) = judged(&saved.plan, kpi) else {
        page.text("opgeslagen");
        return Ok(code);
    };
    if options.json {
        page.json(&Judged {
            id: &kpi.id,
            judgement,
            was,
            proposal,
            revision: saved.plan.revision,
        })?;
        return Ok(code);
    }
    let was = was.map_or("geen oordeel", |was| words::light(was.light));
    let (id, light_word) = (&kpi.id, words::light(light));
    let figures = if proposal == light {
        String::new()
    } else {
        format!("; de cijfers zeggen {}", words::light(proposal))
    };
    page.text(&format!(
        "{id}: {light_word} (was {was}{figures}) · opgeslagen"
    ));
    Ok(code)
}

/// Refuses amber and red without their reasons.
fn complete(id: &str, judgement: &Judgement) -> Result<(), Failure> {
    if judgement.missing().is_none() {
        return Ok(());
    }
    let wanted = [
        ("--toelichting", &judgement.explanation),
        ("--bijsturing", &judgement.measure),
    ];
    let missing = wanted.iter().filter(|(_, text)| text.is_none());
    let missing: Vec<&str> = missing.map(|(option, _)| *option).collect();
    Err(Failure::usage(format!(
        "{id}: {} vraagt om een toelichting en een bijsturing; geef ook {}; er is niets \
         opgeslagen",
        words::light(judgement.light),
        missing.join(" en ")
    )))
}

/// The judgement as it is now in the plan, and the one before it.
fn judged<'a>(
    plan: &'a crate::plan::Plan,
    kpi: &'a Kpi,
) -> Option<(&'a Judgement, Option<&'a Judgement>)> {
    let Item::Kpi(now, _) = plan.item(&kpi.id)? else {
        return None;
    };
    Some((now.judgement()?, kpi.judgement()))
}
