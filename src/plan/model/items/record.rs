//! What every record with an id has, whatever it is.

use std::fmt::Debug;

use super::sort::Sort;
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::life::{Decision, Dropped, Origin, Printed};
use crate::plan::model::meeting::{ActionPoint, Meeting};
use crate::plan::model::party::Party;
use crate::plan::model::regie::Regie;
use crate::plan::model::shared::Shared;
use crate::plan::model::tables::budget::Amount;
use crate::plan::model::tables::capacity::Fte;
use crate::plan::model::{Action, Chapter, Goal, Theme, Topic};

/// A record that has an id of its own.
pub trait Record: Debug {
    /// Its id.
    fn id(&self) -> &str;

    /// What it is.
    fn sort(&self) -> Sort;

    /// Its words as first printed, where they became others.
    fn printed(&self) -> Option<&Printed> {
        None
    }

    /// That it no longer holds, and why; an action has a status for that.
    fn dropped(&self) -> Option<&Dropped> {
        None
    }

    /// What it was in the plans before; a meeting and a decision stay behind.
    fn origin(&self) -> &[Origin] {
        &[]
    }

    /// The keys of what a new year took over and nobody confirmed.
    fn to_confirm(&self) -> &[String] {
        &[]
    }
}

/// A record that copies of a plan share.
impl<T: Record> Record for Shared<T> {
    fn id(&self) -> &str {
        (**self).id()
    }

    fn sort(&self) -> Sort {
        (**self).sort()
    }

    fn printed(&self) -> Option<&Printed> {
        (**self).printed()
    }

    fn dropped(&self) -> Option<&Dropped> {
        (**self).dropped()
    }

    fn origin(&self) -> &[Origin] {
        (**self).origin()
    }

    fn to_confirm(&self) -> &[String] {
        (**self).to_confirm()
    }
}

/// A record for each row: its sort, and which of these it keeps.
macro_rules! records {
    (printed) => {
        fn printed(&self) -> Option<&Printed> {
            self.printed.as_ref()
        }
    };
    (dropped) => {
        fn dropped(&self) -> Option<&Dropped> {
            self.dropped.as_ref()
        }
    };
    (inherited) => {
        fn origin(&self) -> &[Origin] {
            &self.origin
        }

        fn to_confirm(&self) -> &[String] {
            &self.to_confirm
        }
    };
    ($($of:ident: $($keeps:ident)*;)+) => {
        $(impl Record for $of {
            fn id(&self) -> &str {
                &self.id
            }

            fn sort(&self) -> Sort {
                Sort::$of
            }

            $(records!($keeps);)*
        })+
    };
}

records! {
    Chapter: printed inherited;
    Theme: printed dropped inherited;
    Goal: printed dropped inherited;
    Action: printed inherited;
    Kpi: printed dropped inherited;
    Indicator: dropped inherited;
    Regie: printed dropped inherited;
    Topic: printed dropped inherited;
    Party: dropped inherited;
    Amount: printed dropped inherited;
    Fte: printed dropped inherited;
    Decision:;
    Meeting:;
    ActionPoint: inherited;
}
