//! Files with figures, in the one folder they may come from on screen.

use std::path::Path;

/// The names of those in a folder (CSV, XLSX, ODS), in order. A link may lead to another place, and
/// is none of them.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|it| it.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.filter_map(|it| it.file_name().into_string().ok());
    let is_table = |name: &String| {
        let ending = Path::new(name).extension().unwrap_or_default();
        let ending = ending.to_string_lossy().to_lowercase();
        ["csv", "xlsx", "ods"].contains(&&*ending) && !name.starts_with('.')
    };
    let mut names: Vec<String> = names.filter(is_table).collect();
    names.sort_unstable();
    names
}
