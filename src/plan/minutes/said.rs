//! What the edits of a meeting on one item come to: only what stood when it ended.

use serde::Serialize;

use crate::plan::edit::Edit;
use crate::plan::model::kpi::{Indicator, Judgement, Light, Reading};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{LogEntry, Plan, Status};

/// One thing that was said.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Said<'a> {
    /// How an indicator stands.
    Reading {
        /// The indicator's id.
        id: &'a str,
        /// The indicator; none where it is gone.
        #[serde(skip)]
        indicator: Option<&'a Indicator>,
        /// The reading.
        reading: &'a Reading,
        /// The reading that counted on that day before the meeting.
        was: Option<&'a Reading>,
    },
    /// The light a KPI got.
    Judged {
        /// The light, and why.
        judgement: &'a Judgement,
        /// The light a person had given before.
        was: Option<Light>,
    },
    /// An action's status.
    Status {
        /// Before the meeting.
        from: Status,
        /// After it.
        to: Status,
        /// What was said with it.
        notes: Vec<&'a str>,
    },
    /// A note or a decision.
    Line {
        /// As it stands in the log.
        line: &'a LogEntry,
    },
    /// An action point.
    Point {
        /// What happened to it.
        change: Change,
        /// As the meeting left it.
        point: &'a ActionPoint,
    },
}

/// What happened to an action point in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It was agreed.
    Agreed,
    /// It was ticked off.
    Ticked,
    /// Its words, who or when were changed, or it was opened again.
    Changed,
    /// It was removed.
    Withdrawn,
}

/// What edits on one item come to, in the order of minutes: figures, light, status, what was
/// noted and decided, who is going to do what.
pub(super) fn said<'a>(plan: &'a Plan, edits: &[&'a Edit]) -> Vec<Said<'a>> {
    let mut out = readings(plan, edits);
    out.extend(judged(edits));
    out.extend(status(edits));
    out.extend(lines(edits));
    out.extend(points(edits));
    out
}

/// What was changed, for each id, in the order they came up.
type Moves<'a, T> = Vec<(&'a str, Vec<Move<'a, T>>)>;

/// What goes and what comes.
type Move<'a, T> = (Option<&'a T>, Option<&'a T>);

fn add<'a, T>(moves: &mut Moves<'a, T>, id: &'a str, from: Option<&'a T>, to: Option<&'a T>) {
    match moves.iter_mut().find(|(other, _)| *other == id) {
        Some((_, all)) => all.push((from, to)),
        None => moves.push((id, vec![(from, to)])),
    }
}

fn readings<'a>(plan: &'a Plan, edits: &[&'a Edit]) -> Vec<Said<'a>> {
    let mut moves: Moves<'a, Reading> = Vec::new();
    for edit in edits {
        if let Edit::Reading { id, from, to, .. } = edit {
            add(&mut moves, id, from.as_ref(), to.as_ref());
        }
    }
    let of_one = |(id, moves): (&'a str, Vec<Move<'a, Reading>>)| {
        let indicator = match plan.item(id) {
            Some(Item::Indicator(indicator, _)) => Some(indicator),
            _ => None,
        };
        let before = before(indicator, &moves);
        let said = left(&moves).into_iter().map(move |reading| Said::Reading {
            id,
            indicator,
            reading,
            was: latest_until(&before, reading),
        });
        said.collect::<Vec<_>>()
    };
    moves.into_iter().flat_map(of_one).collect()
}

/// The readings the meeting left: of one day the last one.
fn left<'a>(moves: &[Move<'a, Reading>]) -> Vec<&'a Reading> {
    let mut left: Vec<&Reading> = Vec::new();
    for (from, to) in moves {
        left.retain(|kept| Some(*kept) != *from);
        if let Some(to) = to {
            left.retain(|kept| kept.date != to.date);
            left.push(to);
        }
    }
    left
}

/// The readings from before the meeting: those in front of its first, and the one it replaced.
fn before<'a>(indicator: Option<&'a Indicator>, moves: &[Move<'a, Reading>]) -> Vec<&'a Reading> {
    let ours = |reading: &Reading| moves.iter().any(|(_, to)| *to == Some(reading));
    let recorded = indicator.map_or(&[][..], |indicator| &indicator.readings);
    let first = recorded.iter().position(ours).unwrap_or(recorded.len());
    let mut before: Vec<&Reading> = recorded.iter().take(first).collect();
    let replaced = moves.iter().filter_map(|(from, _)| *from);
    before.extend(replaced.filter(|reading| !ours(reading)));
    before
}

/// The reading that counted on the day of `reading`.
fn latest_until<'a>(before: &[&'a Reading], reading: &Reading) -> Option<&'a Reading> {
    let until = before.iter().filter(|was| was.date <= reading.date);
    until.max_by_key(|was| was.date).copied()
}

fn judged<'a>(edits: &[&'a Edit]) -> Option<Said<'a>> {
    let all = || {
        edits.iter().filter_map(|edit| match edit {
            Edit::Judgement {
                before, from, to, ..
            } => Some((from.as_ref().or(before.as_ref()), to.as_ref())),
            _ => None,
        })
    };
    let (was, _) = all().next()?;
    let (_, judgement) = all().next_back()?;
    Some(Said::Judged {
        judgement: judgement?,
        was: was.map(|was| was.light),
    })
}

fn status<'a>(edits: &[&'a Edit]) -> Option<Said<'a>> {
    let mut ends: Option<(Status, Status)> = None;
    let mut notes: Vec<&str> = Vec::new();
    for edit in edits {
        if let Edit::Status {
            from, to, logged, ..
        } = edit
        {
            ends = Some((ends.map_or(*from, |(first, _)| first), *to));
            notes.extend(logged.as_ref().and_then(|line| line.note.as_deref()));
        }
    }
    let (from, to) = ends?;
    // To and back without a word is as if nothing happened.
    (from != to || !notes.is_empty()).then_some(Said::Status { from, to, notes })
}

fn lines<'a>(edits: &[&'a Edit]) -> Vec<Said<'a>> {
    let mut lines: Vec<&LogEntry> = Vec::new();
    for edit in edits {
        if let Edit::Log { from, to, .. } = edit {
            let gone = lines.iter().rposition(|line| Some(*line) == from.as_ref());
            if let Some(place) = gone {
                lines.remove(place);
            }
            lines.extend(to.as_ref());
        }
    }
    lines.into_iter().map(|line| Said::Line { line }).collect()
}

fn points<'a>(edits: &[&'a Edit]) -> Vec<Said<'a>> {
    let mut moves: Moves<'a, ActionPoint> = Vec::new();
    for edit in edits {
        if let Edit::ActionPoint { id, from, to } = edit {
            add(&mut moves, id, from.as_deref(), to.as_deref());
        }
    }
    let outcome = moves.into_iter().filter_map(|(_, moves)| {
        let (from, _) = *moves.first()?;
        let (_, to) = *moves.last()?;
        let (change, point) = match (from, to) {
            (None, to) => (Change::Agreed, to?),
            (Some(from), None) => (Change::Withdrawn, from),
            (Some(from), Some(to)) if from.is_open() && !to.is_open() => (Change::Ticked, to),
            (Some(from), Some(to)) if from == to => return None,
            (Some(_), Some(to)) => (Change::Changed, to),
        };
        Some(Said::Point { change, point })
    });
    outcome.collect()
}
