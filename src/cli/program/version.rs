//! What this program is: its version and commit, the plans it reads, where it may keep one.

use std::sync::LazyLock;

use crate::plan::SCHEMA;

/// Version and commit, where the build knew one: `0.1.0 (7b07f47abcde)`. A `+` behind the commit
/// says that files differed from it.
pub static LINE: LazyLock<String> = LazyLock::new(|| {
    let version = env!("CARGO_PKG_VERSION");
    match env!("REGIE_COMMIT") {
        "" => version.to_string(),
        commit => format!("{version} ({commit})"),
    }
});

/// The same, and which plans it reads and where it keeps them.
pub static WHOLE: LazyLock<String> = LazyLock::new(|| {
    let (line, engines) = (&*LINE, engines());
    format!("{line}\nleest plannen van schema 1 tot en met {SCHEMA}\n{engines}")
});

/// Where a plan may be kept.
#[cfg(feature = "database")]
fn engines() -> String {
    let schema = crate::store::log::sql::VERSION;
    format!("bewaart in een bestand of op PostgreSQL (schema {schema} van de database)")
}

/// Where a plan may be kept.
#[cfg(not(feature = "database"))]
fn engines() -> String {
    "bewaart in een bestand; gebouwd zonder PostgreSQL".to_string()
}
