//! What was done in a copy of a plan comes back to the plan on its database: each save with a key that
//! follows from it, so that bringing it back twice does it once.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use crate::plan::Plan;
use crate::plan::edit::Refusal;
use crate::plan::edit::history::Entry;
use crate::store::error::{Cause, StoreError};
use crate::store::file::Store;
use crate::store::keeper::{Keeper, Terms};
use crate::store::log::{self, Database};
use crate::store::place::Place;
use crate::store::tail::Waiting;

/// What was done in a file, on its way to the plan on a database.
#[derive(Debug)]
pub struct Bringing {
    keeper: Database,
    saves: Vec<Waiting>,
    /// Whether nothing shows that the file was taken from that plan.
    pub is_doubtful: bool,
}

/// What came of it. What is stuck is in the keeper's queue.
#[derive(Debug)]
pub struct Brought {
    /// The plan's keeper, to ask what became of the rest.
    pub keeper: Database,
    /// How many saves were there already.
    pub there: usize,
    /// How many came there now.
    pub saved: usize,
}

/// Reads what was done in the copy of a plan, in this file, to bring it to the plan on a database.
///
/// # Errors
/// [`StoreError`], where it is no copy of that plan, or one of both can't be read.
pub fn bringing(file: &Path, to: &Path, terms: Terms) -> Result<Bringing, StoreError> {
    let (_, copy) = Store::open(file)?;
    let (mut keeper, plan) = log::open(to.to_str().unwrap_or_default(), terms)?;
    if let Some(why) = keeper.why_read_only() {
        return Err(Cause::ReadOnly(why.to_string()).at(keeper.place()));
    }
    let own = own(&plan, &copy, keeper.begun_at());
    let own = own.map_err(|why| Cause::Refused(Refusal::Unfit(why)).at(&Place::file(file)))?;
    let slug = keeper.place().stem();
    // What both have comes before what the copy has of its own.
    let first = own.first().map(|entry| entry.revision);
    let since = first.map(|revision| revision.saturating_sub(1));
    let saves: Vec<Waiting> = own
        .chunk_by(Entry::is_with)
        .map(|save| {
            let save: Vec<Entry> = save.iter().map(as_saved).collect();
            Waiting {
                since,
                asked: true,
                ..Waiting::new(key(&slug, &save), save)
            }
        })
        .collect();
    if let (Some(first), true) = (first, saves.iter().any(|it| is_shared(it, &plan, &keeper))) {
        let why = format!(
            "de geschiedenis van dit bestand is vóór het meenemen al veranderd: wijziging {first} is \
             een andere dan die van het plan; neem het opnieuw mee met: regie meenemen"
        );
        return Err(Cause::Refused(Refusal::Unfit(why)).at(&Place::file(file)));
    }
    // A file of before that mark shows it by an edit of the log, or by one that was brought before.
    let is_taken = saves.is_empty()
        || since.is_some_and(|since| since > keeper.begun_at())
        || saves.iter().any(|it| keeper.has(it.key))
        || copy.taken_from == Some(keeper.name()?);
    Ok(Bringing {
        keeper,
        saves,
        is_doubtful: !is_taken,
    })
}

impl Bringing {
    /// Brings it.
    ///
    /// # Errors
    /// [`StoreError`]; what was brought by then is there.
    pub fn bring(self) -> Result<Brought, StoreError> {
        let Self {
            mut keeper, saves, ..
        } = self;
        let there = saves.iter().filter(|it| keeper.has(it.key)).count();
        keeper.take(saves)?;
        let _plan = keeper.news()?;
        let kept = keeper.settled().unwrap_or_default();
        Ok(Brought {
            keeper,
            there,
            saved: kept.saturating_sub(there),
        })
    }
}

/// Whether a save is in the plan's own past, and wasn't brought: then what both have doesn't end where
/// they begin to differ.
fn is_shared(save: &Waiting, plan: &Plan, keeper: &Database) -> bool {
    let is_there = |entry: &Entry| {
        let mut all = plan.history.iter();
        all.any(|it| it.revision == entry.revision && as_saved(it) == *entry)
    };
    !keeper.has(save.key) && save.entries.iter().any(is_there)
}

/// What the copy's history has that the plan's hasn't.
fn own(plan: &Plan, copy: &Plan, begun_at: u64) -> Result<Vec<Entry>, String> {
    let same_plan = plan.municipality == copy.municipality && plan.years() == copy.years();
    let both = plan.history.iter().zip(copy.history.iter());
    let both = both.take_while(|(one, other)| as_saved(one) == as_saved(other));
    let both = both.count();
    let begun = plan.history.iter().filter(|it| it.revision <= begun_at);
    if same_plan && both < begun.count() {
        return Err(
            "dit is geen kopie van dat plan: het begon met een andere geschiedenis; neem het mee \
             met: regie meenemen"
                .to_string(),
        );
    }
    if !same_plan {
        let (municipality, years) = (&copy.municipality, copy.years());
        return Err(format!(
            "dit is geen kopie van dat plan, maar van een plan van {municipality}, {}; neem het mee \
             met: regie meenemen",
            years.shown()
        ));
    }
    Ok(copy.history.iter().skip(both).cloned().collect())
}

/// An entry without how a value was written in its file.
fn as_saved(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    entry.kept.clear();
    entry
}

/// The key of a save: the same each time it is brought to a plan.
fn key(slug: &str, save: &[Entry]) -> Uuid {
    let mut sum = Sha256::new();
    sum.update(slug.as_bytes());
    for entry in save {
        // Of what can be written it always is.
        sum.update(serde_json::to_vec(entry).unwrap_or_default());
        sum.update(b"\n");
    }
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(sum.finalize()) {
        *to = from;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}
