//! The sorts of things that have an id.

use serde::{Deserialize, Serialize};

/// What something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The plan as a whole.
    Plan,
    /// A chapter.
    Chapter,
    /// A theme of a chapter.
    Theme,
    /// A goal of a theme.
    Goal,
    /// An action under a goal.
    Action,
    /// A KPI of a chapter.
    Kpi,
    /// An indicator of a KPI.
    Indicator,
    /// A statement on regie.
    Regie,
    /// A topic of a chapter.
    Topic,
    /// A team, role or partner.
    Party,
    /// A row of a budget table.
    Amount,
    /// A row of a capacity table.
    Fte,
    /// A decision.
    Decision,
    /// A meeting.
    Meeting,
    /// An action point.
    ActionPoint,
    /// A budget or capacity table.
    Table,
}

/// The id of the plan itself, where an edit or a command is about the whole of it.
pub const WHOLE: &str = "plan";

impl Sort {
    /// Those that come and go with a change of the plan.
    pub const CHANGING: [Self; 12] = [
        Self::Chapter,
        Self::Theme,
        Self::Goal,
        Self::Action,
        Self::Kpi,
        Self::Indicator,
        Self::Regie,
        Self::Topic,
        Self::Party,
        Self::Amount,
        Self::Fte,
        Self::Decision,
    ];

    /// Its Dutch name in one word, as it is typed in the shell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Chapter => "hoofdstuk",
            Self::Theme => "thema",
            Self::Goal => "doel",
            Self::Action => "actie",
            Self::Kpi => "kpi",
            Self::Indicator => "indicator",
            Self::Regie => "regie",
            Self::Topic => "onderwerp",
            Self::Party => "partij",
            Self::Amount => "bedrag",
            Self::Fte => "fte",
            Self::Decision => "besluit",
            Self::Meeting => "overleg",
            Self::ActionPoint => "actiepunt",
            Self::Table => "tabel",
        }
    }

    /// The sort with this name.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        Self::CHANGING.into_iter().find(|sort| sort.word() == word)
    }

    /// Whether one of it can be dropped: an action has a status for that, a chapter stays as
    /// printed.
    pub const fn can_be_dropped(self) -> bool {
        matches!(
            self,
            Self::Theme
                | Self::Goal
                | Self::Kpi
                | Self::Indicator
                | Self::Regie
                | Self::Topic
                | Self::Party
                | Self::Amount
                | Self::Fte
        )
    }
}
