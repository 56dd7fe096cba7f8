//! What is said of a save: what was done, what was taken back, and the ways out of a conflict.

use std::collections::BTreeSet;

use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::record::Pick;
use crate::app::{App, Effect, Mode};
use crate::doc::text::cut;
use crate::plan::Plan;
use crate::plan::clean::one_line;
use crate::plan::edit::blocked::Blocked;
use crate::plan::edit::history;
use crate::plan::edit::history::Entry;
use crate::plan::edit::transaction::Intent;
use crate::plan::edit::{Edit, Refusal};
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::store::{Hindrance, Stuck, Way};

impl App {
    /// Figures of a file met what someone else recorded since they were walked: nothing was saved, and they
    /// are walked anew beside that.
    pub(in crate::app) fn met(&mut self, plan: Plan) -> Vec<Effect> {
        self.went_wrong(String::new());
        self.take_plan(plan);
        self.rebase(0);
        let text =
            "Niet opgeslagen: een ander legde intussen iets vast van dezelfde dag. Kijk opnieuw.";
        self.tell(text.to_string(), true);
        let sheet = self.taking.intake.as_ref().map(|it| it.sheet.clone());
        // Where something else was begun meanwhile, that goes on.
        let free = matches!(self.mode, Mode::Browse) && !self.in_meeting();
        match sheet.filter(|_| free) {
            Some(sheet) => self.read_table(None, sheet),
            None => Vec::new(),
        }
    }
}

/// What to say of a save: `3.K1.1 integrale controles: 6 (was 5) · opgeslagen`, `Teruggenomen: …`;
/// nothing of what nobody wants to hear.
pub(super) fn words(
    wanted: &Intent,
    (before, after): (&Plan, &Plan),
    (entries, waits): (usize, Option<&str>),
) -> String {
    let first = after.history.len().saturating_sub(entries);
    let new: Vec<&Entry> = after.history.iter().skip(first).collect();
    let new = new.as_slice();
    let turned = |what: &str| {
        let waits = waits.map_or_else(String::new, |waits| format!(" · {waits}"));
        format!("{what}: {}{waits}", turned(after, new))
    };
    match (wanted, new) {
        (Intent::Undo | Intent::UndoBefore(_), _) => turned("Teruggenomen"),
        (Intent::Redo, _) => turned("Opnieuw gedaan"),
        (Intent::Edit(_) | Intent::Over(..) | Intent::TakeIn(..) | Intent::UndoRegardless, _) => {
            match announced(before, new) {
                said if said.is_empty() => said,
                said => format!("{said} · {}", waits.unwrap_or("opgeslagen")),
            }
        }
    }
}

/// What there is to say of: that something was confirmed by what was done needs no words.
fn spoken<'a>(new: impl Iterator<Item = &'a Entry> + Clone) -> Vec<&'a Entry> {
    let confirms = |entry: &&Entry| matches!(*entry.edit, Edit::Confirm(_));
    let others: Vec<&Entry> = new.clone().filter(|entry| !confirms(entry)).collect();
    if others.is_empty() {
        new.collect()
    } else {
        others
    }
}

/// What was taken back or done again, as it was once said. Of several items the first stands for all.
fn turned(plan: &Plan, new: &[&Entry]) -> String {
    let first_of = |entry| history::first_of(&plan.history, entry);
    let mut all = spoken(new.iter().copied().map(first_of));
    all.sort_by_key(|entry| entry.revision);
    let Some((first, more)) = all.split_first() else {
        return String::new();
    };
    let id = first.edit.id();
    let said = first.edit.sentence(plan);
    if more.iter().any(|entry| entry.edit.id() != id) {
        return format!("{said} en {} andere", more.len());
    }
    more.iter().fold(said, |all, entry| {
        let more = entry.edit.sentence(plan);
        format!("{all} · {}", without_id(&entry.edit, &more))
    })
}

/// What is said of an edit, where its item was named before.
fn without_id<'a>(edit: &Edit, said: &'a str) -> &'a str {
    let id = format!("{}: ", edit.id().unwrap_or_default());
    said.strip_prefix(&id).unwrap_or(said)
}

/// What was wanted in a few words: `3.K1.1 +1`.
pub(super) fn named(plan: &Plan, wanted: &Intent) -> String {
    let several = |first: Option<&Edit>, all: usize| {
        let more = match all.saturating_sub(1) {
            0 => String::new(),
            more => format!(" en {more} meer"),
        };
        let said = |edit: &Edit| cut(&one_line(&edit.sentence(plan)), 40) + &more;
        first.map_or_else(String::new, said)
    };
    match wanted {
        Intent::Edit(edits) | Intent::Over(edits, _) => match edits.as_slice() {
            [Edit::Count(count)] => format!("{} +{}", count.id, count.add),
            edits => several(edits.first(), edits.len()),
        },
        Intent::TakeIn(edits, _) => several(edits.first().map(|it| &**it), edits.len()),
        Intent::Redo => "Opnieuw doen".to_string(),
        _ => "Terugnemen".to_string(),
    }
}

/// Both values, and what one can do: take back all the same, or what one did before, or nothing.
pub(super) fn ways_out(plan: &Plan, blocked: &Blocked<'_>) -> Picker<Pick> {
    let who = blocked.entry.map_or_else(
        || "een ander".to_string(),
        |entry| format!("{}, {}", entry.by, date::moment_short(entry.at)),
    );
    let title = format!("{} is intussen gewijzigd ({who}):", blocked.id);
    let (now, own) = (&blocked.now, &blocked.based_on);
    let mut choices = Vec::new();
    if let Some(edit) = &blocked.regardless {
        let label = edit.sentence(plan);
        choices.push(Choice::new(
            "toch terug",
            &label,
            Pick::Undo(Intent::UndoRegardless),
        ));
    }
    if let Some((past, entry)) = &blocked.past {
        let label = entry.edit.sentence(plan);
        choices.push(Choice::new(
            "wat ervoor kwam",
            &label,
            Pick::Undo(past.clone()),
        ));
    }
    let label = format!("nu {now}; van u {own}");
    choices.push(Choice::new("zo laten", &label, Pick::Nothing));
    Picker::of(&one_line(&title), choices)
}

/// What can become of the first save that waits and can't be made; none where all can. First comes what
/// harms nothing: it may be asked while one types.
pub(super) fn stuck_ways(plan: &Plan, all: &[Stuck]) -> Option<Picker<Pick>> {
    let stuck = all.first()?;
    let said = stuck.entries.iter().map(|entry| entry.edit.sentence(plan));
    let said = one_line(&said.collect::<Vec<_>>().join(" · ")).into_owned();
    let way = |kind: &str, label: &str, way: Way| {
        Choice::new(kind, label, Pick::Settle(vec![stuck.number], way))
    };
    let mut choices = vec![Choice::new(
        "later kiezen",
        ": wachtrij vraagt het weer",
        Pick::Nothing,
    )];
    let title = match &stuck.why {
        Hindrance::Lost => {
            choices.push(way("weer vastleggen", &said, Way::Anew));
            let lost = all.iter().filter(|it| it.why == Hindrance::Lost);
            let lost: Vec<u64> = lost.map(|it| it.number).collect();
            if lost.len() > 1 {
                let label = format!("alle {} die de server kwijt is", lost.len());
                let pick = Pick::Settle(lost, Way::Anew);
                choices.push(Choice::new("alle vastleggen", &label, pick));
            }
            "Dit had u opgeslagen, en de server is het kwijt:".to_string()
        }
        Hindrance::Refused(Refusal::Conflict { id, now, .. }) => {
            if stuck.can_be_forced(plan) {
                choices.push(way("toch van u", &said, Way::Regardless));
            }
            format!("Wachtrij: {id} is intussen gewijzigd; nu {now}")
        }
        Hindrance::Refused(why) => {
            choices.push(way("nog eens", &said, Way::Anew));
            format!("Wachtrij: {why}")
        }
    };
    choices.push(way("laten vervallen", &said, Way::Never));
    Some(Picker::of(&one_line(&title), choices))
}

/// What was done to the one item these entries are about, or to how many; and the decision that came
/// with it.
fn announced(before: &Plan, new: &[&Entry]) -> String {
    let new = spoken(new.iter().copied());
    let made =
        |entry: &&Entry| matches!(&*entry.edit, Edit::Add(add) if add.sort == Sort::Decision);
    let (decisions, others): (Vec<&Entry>, Vec<&Entry>) = new.into_iter().partition(made);
    let new = if others.is_empty() {
        &decisions
    } else {
        &others
    };
    let items: BTreeSet<&str> = new.iter().filter_map(|entry| entry.edit.id()).collect();
    let said = |entry: &Entry| entry.edit.announcement(before);
    let changes = |entry: &&Entry| entry.edit.alters(before).is_some();
    let is_action = |id: &&str| matches!(before.item(id), Some(Item::Action(..)));
    let words = match (new.split_first(), items.len()) {
        (Some((first, more)), 0 | 1) => more.iter().fold(said(first), |all, entry| {
            format!("{all} · {}", without_id(&entry.edit, &said(entry)))
        }),
        (Some((first, more)), 2 | 3) if new.iter().all(changes) => {
            let more: Vec<String> = more.iter().map(|entry| said(entry)).collect();
            format!("{} · {}", said(first), more.join(" · "))
        }
        (_, several) if items.iter().all(is_action) => format!("{several} acties bijgewerkt"),
        (_, several) => format!("{several} onderdelen bijgewerkt"),
    };
    let with = if others.is_empty() {
        0
    } else {
        decisions.len()
    };
    let with = decisions.iter().take(with).map(|entry| said(entry));
    std::iter::once(words)
        .chain(with)
        .collect::<Vec<_>>()
        .join(" · ")
}
