//! Figures in a file beside the plan, read by the kept map that finds most of them.

use chrono::NaiveDate;

use crate::app::message::Intake;
use crate::intake::given::Given;
use crate::intake::readings::map::Map;
use crate::intake::readings::{Fate, Hand, Proposal, propose};
use crate::intake::table;
use crate::own::maps::Maps;
use crate::plan::Plan;
use crate::store::Keeper;

/// Which file, and for whom.
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// The plan, of all its years.
    pub plan: Plan,
    /// Who takes it in.
    pub user: String,
    /// Today.
    pub today: NaiveDate,
}

/// What the file would record, or a Dutch sentence.
pub fn read(keeper: &dyn Keeper, wanted: &Wanted) -> Result<Box<Intake>, String> {
    let path = keeper.table(&wanted.name).map_err(|why| why.to_string())?;
    let given = Given::read(&path)?;
    let hand = Hand {
        by: &wanted.user,
        today: wanted.today,
        replaces: false,
    };
    let none = (None, Map::default());
    let kept = Maps::of(&wanted.user).map_or_else(|| Ok(Vec::new()), |maps| maps.read())?;
    let kept = kept.into_iter().map(|(name, map)| (Some(name), map));
    let mut best: Option<(Option<String>, Proposal)> = None;
    let mut why = None;
    for (name, map) in std::iter::once(none).chain(kept) {
        let sheets = table::read(&given, map.sheet.as_deref());
        match sheets.and_then(|sheets| propose(&wanted.plan, &sheets, &map, hand)) {
            Ok(proposal)
                if best
                    .as_ref()
                    .is_none_or(|(_, it)| placed(&proposal) > placed(it)) =>
            {
                best = Some((name, proposal));
            }
            Ok(_) => {}
            Err(sentence) => why = why.or(Some(sentence)),
        }
    }
    let Some((map, proposal)) = best else {
        let why = why.unwrap_or_default();
        return Err(format!("{}: {why}", given.name));
    };
    let edits = proposal.edits(&given);
    let file = given.name;
    Ok(Box::new(Intake {
        file,
        map,
        proposal,
        edits,
    }))
}

/// How many figures have a place.
fn placed(proposal: &Proposal) -> usize {
    proposal.count(|fate| matches!(fate, Fate::New(..) | Fate::Double | Fate::Conflict(_)))
}
