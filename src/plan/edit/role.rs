//! What a person may do. One rule, which the store asks at every edit, so that the screen and
//! the command line can't differ.

use super::Edit;

/// A role, from the least that may be done to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads, and changes nothing.
    Reader,
    /// Records readings, judgements, statuses and notes: what happens in the course of a year.
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

/// The least role that may make this edit.
pub const fn needed_role(edit: &Edit) -> Role {
    match edit {
        Edit::Reading { .. }
        | Edit::Count { .. }
        | Edit::Judgement { .. }
        | Edit::Status { .. }
        | Edit::Log { .. }
        | Edit::Meeting { .. }
        | Edit::Discussed { .. }
        | Edit::ActionPoint { .. } => Role::Recorder,
        // Nobody knows what it changes.
        Edit::Unknown => Role::Administrator,
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

    #[test]
    fn nobody_reads_into_the_plan() {
        // A role that may change something is never the reader's.
        assert!(needed_role(&Edit::Unknown) > Role::Recorder);
    }
}
