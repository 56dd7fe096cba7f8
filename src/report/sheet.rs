//! Which tables a report has.

/// A table of a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sheet {
    /// An indicator a row, with how its KPI stands.
    #[default]
    Kpis,
    /// A recorded value a row.
    Readings,
    /// An action a row.
    Actions,
    /// A statement on who leads a row.
    Regie,
    /// A function a row.
    Capacity,
    /// An amount a row.
    Budget,
    /// A change of the plan itself a row.
    Changes,
    /// An action point a row.
    Points,
    /// A figure of a council indicator a row.
    Context,
}

impl Sheet {
    /// All, in the order they stand in a workbook.
    pub const ALL: [Self; 9] = [
        Self::Kpis,
        Self::Readings,
        Self::Actions,
        Self::Regie,
        Self::Capacity,
        Self::Budget,
        Self::Changes,
        Self::Points,
        Self::Context,
    ];

    /// Its name as it is typed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kpis => "kpis",
            Self::Readings => "standen",
            Self::Actions => "acties",
            Self::Regie => "regie",
            Self::Capacity => "capaciteit",
            Self::Budget => "budget",
            Self::Changes => "bijstellingen",
            Self::Points => "actiepunten",
            Self::Context => "omgeving",
        }
    }

    /// Its name on the tab of a workbook.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Kpis => "KPI's",
            other => other.word(),
        }
    }

    /// The table with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == name)
    }
}
