//! What every change of the plan asks: why, by which decision, and whether it is only tried. And
//! how it is saved and told.

use clap::{Arg, ArgMatches};
use serde::Serialize;

use crate::cli::failure::{Failure, NOT_FOUND, UNSOUND};
use crate::cli::items::resolve::brief;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, text};
use crate::plan::check;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::{Intent, transaction};
use crate::plan::edit::{Edit, Why, touched};
use crate::plan::model::CHANGING;
use crate::plan::{Id, Plan, words};
use crate::store::Keeper;

/// `--reden`, `--besluit` and `--proef`.
pub fn options() -> [Arg; 3] {
    [
        usage::option(
            "reden",
            "TEKST",
            "Waarom; moet, zodra het plan is vastgesteld",
        )
        .allow_hyphen_values(true),
        usage::option(
            "besluit",
            "ID",
            "Het besluit waar dit onder valt; zie regie besluit",
        ),
        usage::flag("proef", "Zeg wat dit zou raken, en sla niets op"),
    ]
}

/// A change of the plan under `--json`.
#[derive(Serialize)]
struct Changed<'a> {
    /// The entries in the store's `history`.
    entries: &'a [Entry],
    /// What refers to what was changed.
    touches: &'a [Id],
    /// Whether it was saved.
    saved: bool,
    /// The revision of the plan.
    revision: u64,
}

/// The reason that was typed; none where none was.
pub fn why(matches: &ArgMatches, plan: &Plan) -> Result<Option<Why>, Failure> {
    let reason = text(matches, "reden").trim().to_string();
    let decision = match text(matches, "besluit").trim() {
        "" => None,
        typed => {
            let wanted = typed.to_lowercase();
            let mut all = plan.decisions.iter();
            let found = all.find(|decision| decision.id.to_lowercase() == wanted);
            let found = found.ok_or_else(|| {
                let typed = brief(typed);
                let sentence = format!(
                    "besluit “{typed}” staat niet in het plan; maak het met regie besluit nieuw"
                );
                Failure::new(NOT_FOUND, sentence)
            })?;
            Some(found.id.clone())
        }
    };
    Ok((!reason.is_empty() || decision.is_some()).then_some(Why { reason, decision }))
}

/// Saves what is wanted of the plan, each edit with the reason that was typed, all or none; or
/// says what it would do.
pub fn change(
    options: &Options,
    matches: &ArgMatches,
    page: &mut Page,
    wanted: impl FnOnce(&Plan, &mut Page) -> Result<Vec<Edit>, Failure>,
) -> Outcome {
    let (mut store, plan) = options.open(page)?;
    let edits = wanted(&plan, page)?;
    let (store, plan) = (store.as_mut(), &plan);
    let why = why(matches, plan)?;
    let tries = matches.get_flag("proef");
    let because = |edits: Vec<Edit>, why: Option<&Why>| -> Vec<Edit> {
        let edits = edits.into_iter().map(|edit| edit.because(plan, why));
        edits.collect()
    };
    let mut edits = because(edits, why.as_ref());
    let lacking = |edit: &Edit| edit.alters(plan).is_some_and(|it| it.lacks_reason(plan));
    if edits.iter().any(lacking) {
        if !tries {
            return Err(Failure::usage(
                "het plan is vastgesteld: zeg met --reden waarom het wijzigt",
            ));
        }
        page.note("het plan is vastgesteld: wie het echt wijzigt zegt met --reden waarom");
        let decision = why.and_then(|why| why.decision);
        let reason = "proef".to_string();
        edits = because(edits, Some(&Why { reason, decision }));
    }
    let touches = touched(plan, &edits);
    let raises = plan.schema < CHANGING && edits.iter().any(|edit| edit.alters(plan).is_some());
    if raises {
        page.note(format!(
            "dit is de eerste wijziging van het plan: het bestand krijgt schema {CHANGING}, dat een \
             oudere regie alleen nog leest"
        ));
    }
    if tries {
        return tried(options, page, (store, plan), (edits, &touches));
    }
    if edits.is_empty() {
        return told(options, page, plan, (&[], &touches, false));
    }
    options.may_write()?;
    let saved = conflict::commit(options, store, edits, page)?;
    let code = page.warned(&saved);
    told(options, page, &saved.plan, (&saved.entries, &touches, true))?;
    Ok(code)
}

/// What the edits would come to, on the plan in memory.
fn tried(
    options: &Options,
    page: &mut Page,
    (store, plan): (&dyn Keeper, &Plan),
    (edits, touches): (Vec<Edit>, &[Id]),
) -> Outcome {
    let next = transaction(
        plan.clone(),
        &Intent::Edit(edits),
        &options.author(),
        store.role(),
    )?;
    let Some(next) = next else { return Ok(0) };
    if let Some(fault) = check::errors(&next.plan).into_iter().next() {
        return Err(Failure::new(UNSOUND, fault.sentence));
    }
    told(options, page, &next.plan, (&next.entries, touches, false))
}

fn told(
    options: &Options,
    page: &mut Page,
    plan: &Plan,
    (entries, touches, saved): (&[Entry], &[Id], bool),
) -> Outcome {
    if options.json {
        page.json(&Changed {
            entries,
            touches,
            saved,
            revision: plan.revision,
        })?;
        return Ok(0);
    }
    if entries.is_empty() {
        page.text("Dat staat er al; er is niets opgeslagen");
        return Ok(0);
    }
    let end = if saved {
        "opgeslagen"
    } else {
        "proef, niets opgeslagen"
    };
    for entry in entries {
        page.text(&format!("{} · {end}", entry.edit.sentence(plan)));
    }
    if !touches.is_empty() {
        page.text(&format!("Raakt {}", counted(plan, touches)));
    }
    Ok(0)
}

/// `2 KPI's (3.K1, 3.K2), 1 actiepunt (AP1)`: each word for what it is with their ids.
fn counted(plan: &Plan, ids: &[Id]) -> String {
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for id in ids {
        let kind = plan.item(id).map_or("plan", |item| words::kind(&item));
        match kinds.iter_mut().find(|(word, _)| *word == kind) {
            Some((_, all)) => all.push(id),
            None => kinds.push((kind, vec![id])),
        }
    }
    let parts = kinds.iter().map(|(kind, ids)| {
        let shown: Vec<&str> = ids.iter().copied().take(8).collect();
        let more = if shown.len() < ids.len() { ", …" } else { "" };
        format!("{} × {kind} ({}{more})", ids.len(), shown.join(", "))
    });
    parts.collect::<Vec<_>>().join(", ")
}
