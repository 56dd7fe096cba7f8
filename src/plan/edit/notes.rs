//! The status of an action, and lines in a log.

use super::Refusal;
use crate::plan::model::lookup::ItemMut;
use crate::plan::{LogEntry, Plan, Status, words};

/// Sets the status of an action, one line of its log going and another coming.
pub(super) fn set_status(
    plan: &mut Plan,
    id: &str,
    (from, to): (Status, Status),
    logged: Option<&LogEntry>,
    unlogged: Option<&LogEntry>,
) -> Result<(), Refusal> {
    let Some(ItemMut::Action(action)) = plan.item_mut(id) else {
        return Err(Refusal::NotFound(id.to_string()));
    };
    if action.status != from {
        return Err(Refusal::Conflict {
            id: id.to_string(),
            now: words::status(action.status).to_string(),
            based_on: words::status(from).to_string(),
        });
    }
    if let Some(place) = place_of(&action.log, unlogged) {
        action.log.remove(place);
    }
    action.status = to;
    action.log.extend(logged.cloned());
    Ok(())
}

/// Puts a line into the log of a KPI, an action or a meeting, or takes it out again.
pub(super) fn log(
    plan: &mut Plan,
    id: &str,
    from: Option<&LogEntry>,
    to: Option<&LogEntry>,
) -> Result<(), Refusal> {
    let log = match plan.item_mut(id) {
        Some(ItemMut::Action(action)) => &mut action.log,
        Some(ItemMut::Kpi(kpi)) => &mut kpi.log,
        Some(ItemMut::Meeting(meeting)) => &mut meeting.log,
        _ => return Err(Refusal::NotFound(id.to_string())),
    };
    if from.is_some() {
        let place = place_of(log, from)
            .ok_or_else(|| Refusal::Unfit(format!("deze regel staat niet meer bij {id}")))?;
        log.remove(place);
    }
    log.extend(to.cloned());
    Ok(())
}

/// Where a line stands: the last one that is the same.
pub fn place_of(log: &[LogEntry], line: Option<&LogEntry>) -> Option<usize> {
    let line = line?;
    log.iter().rposition(|kept| kept == line)
}
