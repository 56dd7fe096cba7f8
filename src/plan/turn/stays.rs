//! What doesn't go on into the next year, and why.

use std::collections::HashMap;

use crate::plan::model::lookup::Item;
use crate::plan::{Id, Plan, Status};

/// Why something stays behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stays {
    /// It is done.
    Done,
    /// It was dropped, or what it is part of.
    Dropped,
    /// It was money for once.
    Once,
    /// It belongs to the year: a meeting, a decision.
    Year,
}

impl Stays {
    /// As a script reads it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Once => "once",
            Self::Year => "year",
        }
    }

    /// In Dutch, of several things.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "gereed",
            Self::Dropped => "vervallen",
            Self::Once => "eenmalig",
            Self::Year => "van dit jaar",
        }
    }
}

/// What stays behind, by id.
pub fn behind(plan: &Plan) -> HashMap<Id, Stays> {
    let mut out: HashMap<Id, Stays> = HashMap::new();
    for item in plan.items().chain(plan.entries()) {
        let above = match item {
            Item::Goal(_, theme) => out.get(&theme.id),
            Item::Action(_, goal) => out.get(&goal.id),
            Item::Indicator(_, kpi) => out.get(&kpi.id),
            _ => None,
        };
        let above = above.copied().or_else(|| inside_dropped(plan, item));
        if let Some(why) = above.or_else(|| own(plan, item)) {
            out.insert(item.id().to_string(), why);
        }
    }
    out
}

/// A statement on regie of a theme that was dropped.
fn inside_dropped(plan: &Plan, item: Item<'_>) -> Option<Stays> {
    let Item::Regie(regie, _) = item else {
        return None;
    };
    let mut all = plan.every_statement();
    let theme = all.find(|it| it.regie.id == regie.id)?.theme?;
    theme.dropped.is_some().then_some(Stays::Dropped)
}

fn own(plan: &Plan, item: Item<'_>) -> Option<Stays> {
    let stays = match item {
        Item::Meeting(_) | Item::Decision(_) => Stays::Year,
        Item::Point(point) if !point.is_open() => Stays::Done,
        Item::Action(action, _) => match action.status {
            Status::Done => Stays::Done,
            Status::Dropped => Stays::Dropped,
            Status::Open | Status::Running => return None,
        },
        // Somebody has to carry out what nobody has on their name.
        Item::Party(party) if party.id == plan.default_executor => return None,
        Item::Amount(row, _) if row.once && row.dropped.is_none() => Stays::Once,
        item => return item.dropped().map(|_| Stays::Dropped),
    };
    Some(stays)
}
