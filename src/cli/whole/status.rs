//! `regie status`: one line for a login message.

use clap::{ArgMatches, Command};
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::failure::OVERDUE;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::figures::agenda::{Deadline, overdue};
use crate::plan::model::date;
use crate::plan::words;
use crate::report::records::{self, DeadlineRecord};

const EXAMPLES: &str = "\
Uitkomst: 0 als er niets over tijd is, 7 als er iets over tijd is. Wie alleen de
uitkomst wil, stuurt de regel naar /dev/null.

Voorbeelden:
  regie status
  regie status > /dev/null         alleen de uitkomst
  regie status || regie kpi --te-laat
  regie status --json | jq -r '.items[].id'";

pub fn command() -> Command {
    usage::command(
        "status",
        "Een regel voor bij het inloggen: wat is over tijd",
        "regie status [--jaar JAAR]",
        EXAMPLES,
    )
    .arg(usage::year())
}

/// Under `--json`.
#[derive(Serialize)]
struct Overdue<'a> {
    /// How many items are overdue.
    overdue: usize,
    /// The items, the earliest day first.
    items: Vec<DeadlineRecord<'a>>,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (_, plan) = options.open(page)?;
    let plan = options.seen(plan, matches)?;
    let items = overdue(&plan, options.clock.today());
    if options.json {
        page.json(&Overdue {
            overdue: items.len(),
            items: items.iter().map(records::deadline).collect(),
        })?;
    } else {
        page.one_line(&line(&items));
    }
    Ok(if items.is_empty() { 0 } else { OVERDUE })
}

/// The count first: the end of the line may be cut off.
fn line(items: &[Deadline]) -> String {
    let Some(first) = items.first() else {
        return "regie: niets over tijd".to_string();
    };
    let count = words::counted(items.len(), "punt", "punten");
    let (id, due, text) = (&first.id, date::dutch(first.due), &first.text);
    format!("regie: {count} over tijd; het eerst {id} ({due}) {text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::figures::agenda::Reason;

    #[test]
    fn one_line() {
        assert_eq!(line(&[]), "regie: niets over tijd");
        let item = Deadline {
            id: "2.K1a".into(),
            indicator: None,
            due: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
            reason: Reason::Promise,
            missed: 0,
            coming: None,
            text: "lokaal plan van aanpak opgeleverd".into(),
            chapter: "2".into(),
        };
        let several = [item.clone(), item];
        assert_eq!(
            line(&several),
            "regie: 2 punten over tijd; het eerst 2.K1a (30-06-2026) lokaal plan van aanpak opgeleverd"
        );
    }
}
