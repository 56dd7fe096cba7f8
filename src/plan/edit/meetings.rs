//! Meetings, what was discussed in them, and action points.

use super::{Edit, Refusal};
use crate::plan::model::date;
use crate::plan::model::lookup::ItemMut;
use crate::plan::model::meeting::{ActionPoint, Meeting, free_id};
use crate::plan::{Id, Plan};

/// Begins, changes, closes or removes a meeting.
pub(super) fn meeting(
    plan: &mut Plan,
    id: &str,
    from: Option<&Meeting>,
    to: Option<&Meeting>,
) -> Result<Edit, Refusal> {
    let changed = || Refusal::Conflict {
        id: id.to_string(),
        now: "een overleg waarin sindsdien iets is besproken of gewijzigd".to_string(),
        based_on: from.map_or_else(String::new, |from| from.title.clone()),
    };
    let to = to.cloned().map(|mut to| {
        if from.is_none() && plan.meetings.iter().any(|kept| kept.id == to.id) {
            to.id = free_id("O", plan);
        }
        to
    });
    let id = to
        .as_ref()
        .map_or_else(|| id.to_string(), |to| to.id.clone());
    match from {
        None => plan.meetings.extend(to.clone()),
        Some(from) => {
            replace(&mut plan.meetings, from, to.clone(), |kept| &kept.id).ok_or_else(changed)?;
        }
    }
    Ok(Edit::Meeting {
        id,
        from: from.cloned().map(Box::new),
        to: to.map(Box::new),
    })
}

/// Marks an item as discussed, or takes the mark away. Marking twice is no fault: two sessions
/// may walk through one meeting.
pub(super) fn discussed(
    plan: &mut Plan,
    id: &str,
    item: &str,
    discussed: bool,
) -> Result<(), Refusal> {
    let Some(ItemMut::Meeting(meeting)) = plan.item_mut(id) else {
        return Err(Refusal::NotFound(id.to_string()));
    };
    if discussed && meeting.has_discussed(item) {
        return Err(Refusal::Unfit(format!("{item} is al besproken")));
    }
    let place = meeting.discussed.iter().position(|kept| kept == item);
    match (discussed, place) {
        (true, _) => meeting.discussed.push(item.to_string()),
        (false, Some(place)) => {
            meeting.discussed.remove(place);
        }
        (false, None) => {
            return Err(Refusal::Unfit(format!("{item} was nog niet besproken")));
        }
    }
    Ok(())
}

/// Agrees, changes, ticks off or removes an action point.
pub(super) fn action_point(
    plan: &mut Plan,
    id: &str,
    from: Option<&ActionPoint>,
    to: Option<&ActionPoint>,
) -> Result<Edit, Refusal> {
    let to = to.cloned().map(|mut to| {
        if from.is_none() && plan.action_point(&to.id).is_some() {
            to.id = free_id("AP", plan);
        }
        to
    });
    let id = to
        .as_ref()
        .map_or_else(|| id.to_string(), |to| to.id.clone());
    match from {
        None => plan.action_points.extend(to.clone()),
        Some(from) => {
            if replace(&mut plan.action_points, from, to.clone(), |kept| &kept.id).is_none() {
                return Err(Refusal::Conflict {
                    now: plan
                        .action_point(&id)
                        .map_or_else(|| "weg".to_string(), said),
                    id,
                    based_on: said(from),
                });
            }
        }
    }
    Ok(Edit::ActionPoint {
        id,
        from: from.cloned().map(Box::new),
        to: to.map(Box::new),
    })
}

/// An action point in a few Dutch words.
fn said(point: &ActionPoint) -> String {
    let state = match point.done {
        Some(day) => format!("afgevinkt op {}", date::dutch(day)),
        None => "open".to_string(),
    };
    format!("{}: {} ({state})", point.who, point.what)
}

/// Puts `to` in the place of `from`; none where it isn't there as it was.
fn replace<T: PartialEq>(
    kept: &mut Vec<T>,
    from: &T,
    to: Option<T>,
    id: impl Fn(&T) -> &Id,
) -> Option<()> {
    let place = kept.iter().position(|one| id(one) == id(from))?;
    if kept.get(place)? != from {
        return None;
    }
    match to {
        Some(to) => kept[place] = to,
        None => {
            kept.remove(place);
        }
    }
    Some(())
}
