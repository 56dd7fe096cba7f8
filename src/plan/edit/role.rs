//! What a person may do. One rule, which the store asks at every edit, so that the screen and
//! the command line can't differ.

/// A role, from the least that may be done to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads, and changes nothing.
    Reader,
    /// Records readings, judgements, statuses and notes: what happens in the course of a year; and
    /// figures that stand beside the plan.
    Recorder,
    /// May also change the plan itself and its tables.
    Administrator,
}

impl Role {
    /// All, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Recorder, Self::Administrator];

    /// The role's Dutch name, as it is typed and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reader => "lezer",
            Self::Recorder => "invoerder",
            Self::Administrator => "beheerder",
        }
    }

    /// The role with this name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_named_and_in_order() {
        assert!(Role::ALL.is_sorted());
        for role in Role::ALL {
            assert_eq!(Role::named(role.word()), Some(role));
        }
        assert_eq!(Role::named("baas"), None);
    }
}
