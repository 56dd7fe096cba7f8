//! An edit into the file: lock, read, apply, splice, check, keep the day's first, replace.

use std::fs::Metadata;
use std::path::Path;
use std::thread;

use super::disk::atomic;
use super::disk::generations;
use super::disk::generations::{Generations, Kept};
use super::disk::hold;
use super::disk::lock;
use super::disk::lock::Rights;
use super::disk::open;
use super::disk::open::{Opened, Stamp};
use super::disk::piece::Piece;
use super::disk::target::Target;
use super::error::{Cause, WRITING, reason};
use super::keeper::{Read, Saved};
use super::text;
use super::text::format;
use super::text::format::Document;
use super::text::next::Further;
use crate::plan::edit::Edit;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent, Next, transaction};
use crate::plan::{Plan, SCHEMA, clean, many};

/// How often a save starts anew when someone without the lock changes the file under it.
const TRIES: usize = 5;

/// What holds for every edit of a store.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Of the plan as it was before each day's first edit, how many are kept.
    pub keeps: usize,
    /// What may be done.
    pub role: Role,
}

/// A save, and what the file looks like after it.
type Committed = (Saved, Stamp);

/// Does what is wanted to the plan as it stands in the file. None where there is nothing to take
/// back or to do again. `known` is the document as last read: it is read again where one byte of the
/// file is another, and is what stands there afterwards. One that was read for an item alone is read
/// whole where that isn't enough.
pub(super) fn commit(
    path: &Path,
    known: &mut Document,
    (author, rules): (&Author, Rules),
    wanted: &Intent,
) -> Result<Option<Committed>, Cause> {
    let target = Target::existing(path)?;
    let seen = open::look(&target)?;
    writable(&target, &seen)?;
    let _held = lock::take(&target, &Rights::Of(&seen), &author.name, lock::WAIT)?;
    atomic::sweep(&target)?;
    for _ in 0..TRIES {
        let (text, gap) = (known.text.as_bytes(), known.gap);
        let (mut old, is_known) = open::read_again(&target.file(), text, gap)?;
        writable(&target, &old.metadata)?;
        if let Some(why) = generations::why_linked(&target, &old.metadata) {
            return Err(Cause::ReadOnly(why));
        }
        let bytes = std::mem::take(&mut old.bytes);
        if !is_known {
            *known = format::read_about(bytes, known.about.as_deref())?;
        }
        if known.about.is_some() && !is_in_item(wanted, &known.plan) {
            *known = format::read(open::all(&mut old)?)?;
        }
        let mut made = made(known, wanted, (author, rules));
        if made.is_err() && known.about.is_some() {
            // What stands in the way may stand elsewhere.
            *known = format::read(open::all(&mut old)?)?;
            made = self::made(known, wanted, (author, rules));
        }
        let Some((further, next)) = made? else {
            return Ok(None);
        };
        let Some(further) = further else {
            return Ok(Some((next.into(), Stamp::of(&old.metadata))));
        };
        let pieces = further.pieces(known).ok_or_else(|| {
            let why = "de plaats van deze wijziging is niet te vinden";
            Cause::Refused(text::next::refused(why))
        })?;
        let generations = Generations {
            day: author.at.date_naive(),
            most: rules.keeps,
        };
        if let Some(saved) = hold::held(|| written(&target, old, (next, &pieces), generations))? {
            further.take_to(known);
            return Ok(Some(saved));
        }
    }
    Err(Cause::Locked(Some("een ander programma".to_string())))
}

/// Whether nothing of a plan but the items that are changed has to be known for it.
fn is_in_item(wanted: &Intent, plan: &Plan) -> bool {
    let (Intent::Edit(edits) | Intent::Over(edits, _)) = wanted else {
        return false;
    };
    edits.iter().all(|edit| match edit {
        Edit::Reading(_) | Edit::Count(_) | Edit::Judgement(_) | Edit::Status(_) | Edit::Log(_) => {
            true
        }
        Edit::Set(_) => edit.alters(plan).is_none(),
        _ => false,
    })
}

/// What is wanted, made of the document as it is: none where there is nothing to take back or to do
/// again, and no other document where nothing changes.
fn made(
    known: &Document,
    wanted: &Intent,
    (author, rules): (&Author, Rules),
) -> Result<Option<(Option<Further>, Next)>, Cause> {
    if let Some(why) = why_closed(&known.plan) {
        return Err(Cause::ReadOnly(why));
    }
    let plan = known.plan.clone();
    let next = transaction(plan, wanted, author, rules.role).map_err(Cause::Refused)?;
    let Some(next) = next else {
        return Ok(None);
    };
    if next.entries.is_empty() {
        return Ok(Some((None, next)));
    }
    let (further, next) = text::next::further(known, next).map_err(|refusal| {
        let fault = format::list_for_object(&known.text);
        fault.map_or(Cause::Refused(refusal), Cause::from)
    })?;
    // They are in the document by now, and may be many.
    let changes = Vec::new();
    Ok(Some((Some(further), Next { changes, ..next })))
}

/// Why a plan takes no edits, whatever the rights of its file.
pub(super) fn why_closed(plan: &Plan) -> Option<String> {
    let newer = (plan.schema > SCHEMA).then(|| newer(plan.schema));
    newer.or_else(|| plan.moved_to.as_deref().map(why_moved))
}

/// A plan as it was read, only to look at.
pub(super) fn seen(plan: Plan) -> Read {
    match (&plan.moved_to, why_closed(&plan)) {
        (Some(to), _) => Read::Gone(why_moved(to)),
        (None, Some(why)) => Read::Partly(plan, why),
        (None, None) => Read::Whole(plan),
    }
}

/// Why a file of a newer schema isn't written.
fn newer(schema: u64) -> String {
    format!(
        "dit plan heeft schema {schema}, deze regie schrijft tot en met {SCHEMA}; \
         gebruik een nieuwere versie"
    )
}

/// Why a plan that moved takes no edits.
pub(super) fn why_moved(to: &str) -> String {
    format!(
        "dit plan is verhuisd naar {}; ga daar verder",
        clean::one_line(to)
    )
}

/// Keeps the day's first plan and puts the new text in the file's place. None where someone who
/// doesn't take the lock changed the file meanwhile.
fn written(
    target: &Target,
    old: Opened,
    (next, pieces): (Next, &[Piece<'_>]),
    generations: Generations,
) -> Result<Option<Committed>, Cause> {
    let size: u64 = pieces.iter().map(Piece::len).sum();
    if size > open::LARGEST {
        let source = std::io::Error::other("het bestand zou te groot worden om nog te openen");
        return Err(Cause::io(WRITING, source));
    }
    let kept = generations.keep(target, &old);
    let replaced = atomic::replace(target, &old, pieces);
    if !matches!(replaced, Ok(Some(_))) {
        kept.forget();
    }
    let Some(stamp) = replaced? else {
        return Ok(None);
    };
    let_go(old);
    // The plan is the new one by now, so a failure is told, not returned.
    let mut saved = Saved::from(next);
    match kept {
        Kept::As(_) => generations.prune(target),
        Kept::Failed(why) => saved.remark = Some(why),
        Kept::Nothing => {}
    }
    let late = atomic::sync_directory(target).err();
    saved.warning = late.map(|why| {
        let (name, why) = (target.shown_name(), reason(&why));
        format!("opgeslagen, maar {name} staat misschien nog niet op schijf: {why}")
    });
    Ok(Some((saved, stamp)))
}

/// Closes the file that was replaced. Of a long one that gives back as much room as takes the system the time of
/// a sync: it does so beside the one that follows.
fn let_go(old: Opened) {
    if old.metadata.len() >= many::LARGE as u64 {
        let _closed_here_without_a_thread = thread::Builder::new().spawn(move || drop(old));
    }
}

/// Whether the file may be replaced at all.
fn writable(target: &Target, metadata: &Metadata) -> Result<(), Cause> {
    match open::why_read_only(target, metadata) {
        Some(why) => Err(Cause::ReadOnly(why)),
        None => Ok(()),
    }
}
