//! Which plan: the one that was asked for, else the user's own.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Where a path comes from. Only the user's own plan is made when it isn't there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `--plan FILE`.
    Option,
    /// `$REGIE_PLAN`.
    Environment,
    /// `plan.json` in the user's data directory.
    Default,
}

/// The user's data directory; none where the user has no home directory.
pub fn own_folder() -> Option<PathBuf> {
    let own = ProjectDirs::from("", "", "regie")?;
    Some(own.data_dir().to_path_buf())
}

/// The path of the plan: `option`, else `environment` (the value of `$REGIE_PLAN`) unless it is
/// empty, else the user's own. None where the user has no home directory.
pub fn plan_path(
    option: Option<PathBuf>,
    environment: Option<OsString>,
) -> Option<(PathBuf, Origin)> {
    let environment = environment.filter(|path| !path.is_empty());
    option
        .map(|path| (path, Origin::Option))
        .or_else(|| environment.map(|path| (PathBuf::from(path), Origin::Environment)))
        .or_else(|| Some((own_folder()?.join("plan.json"), Origin::Default)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asked_for_comes_first() {
        let path = |name: &str| Some(PathBuf::from(name));
        let env = |name: &str| Some(OsString::from(name));
        assert_eq!(
            plan_path(path("a"), env("b")),
            Some(("a".into(), Origin::Option))
        );
        assert_eq!(
            plan_path(None, env("b")),
            Some(("b".into(), Origin::Environment))
        );
        if let Some((own, origin)) = plan_path(None, env("")) {
            assert_eq!(origin, Origin::Default);
            assert!(own.ends_with("regie/plan.json"));
        }
    }
}
