//! Filters a user keeps under names, in one small file in the user's state directory. Users who
//! share an account each see their own.
//!
//! A file that can't be read is told and left alone; so is an entry of a newer program.

use std::fmt;
use std::io;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::small_file::{SmallFile, state_dir};
use crate::plan::find::filter::{Filter, Named};

/// The highest `schema` this program writes.
const SCHEMA: u64 = 1;

/// The kept filters of one user.
#[derive(Debug)]
pub struct Filters {
    file: SmallFile,
    user: String,
}

/// The file. What this program doesn't know it keeps.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: u64,
    filters: Vec<Value>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// An entry as this program knows it.
#[derive(Serialize, Deserialize)]
struct Entry {
    by: String,
    name: String,
    filter: Filter,
}

impl Filters {
    /// The filters of `user`; none where there is no state directory.
    pub fn of(user: &str) -> Option<Self> {
        Some(Self::within(&state_dir()?, user))
    }

    fn within(dir: &Path, user: &str) -> Self {
        Self {
            file: SmallFile(dir.join("filters.json")),
            user: user.to_string(),
        }
    }

    /// The kept filters, by name.
    ///
    /// # Errors
    /// A Dutch sentence on a file that can't be read.
    pub fn read(&self) -> Result<Vec<Named>, String> {
        Ok(self.mine(&self.load()?))
    }

    /// Keeps a filter, in the place of one with the same name.
    ///
    /// # Errors
    /// A Dutch sentence; the file is as it was.
    pub fn keep(&self, named: &Named) -> Result<Vec<Named>, String> {
        self.change(|kept| {
            let entry = Entry {
                by: self.user.clone(),
                name: named.name.clone(),
                filter: named.filter.clone(),
            };
            let entry = serde_json::to_value(entry)?;
            let old = kept
                .filters
                .iter_mut()
                .find(|it| self.is_mine(it, &named.name));
            match old {
                Some(old) => *old = entry,
                None => kept.filters.push(entry),
            }
            Ok(())
        })
    }

    /// Removes the filter with this name.
    ///
    /// # Errors
    /// A Dutch sentence; the file is as it was.
    pub fn forget(&self, name: &str) -> Result<Vec<Named>, String> {
        self.change(|kept| {
            kept.filters.retain(|it| !self.is_mine(it, name));
            Ok(())
        })
    }

    fn is_mine(&self, entry: &Value, name: &str) -> bool {
        entry["by"] == *self.user && entry["name"] == *name
    }

    fn mine(&self, kept: &Kept) -> Vec<Named> {
        let entries = kept.filters.iter();
        let known = entries.filter_map(|entry| Entry::deserialize(entry).ok());
        let mut mine: Vec<Named> = known
            .filter(|entry| entry.by == self.user)
            .map(|Entry { name, filter, .. }| Named { name, filter })
            .collect();
        mine.sort_by_key(|named| named.name.to_lowercase());
        mine
    }

    /// Reads the file as it now is, changes it and writes it whole, one program at a time.
    fn change(
        &self,
        change: impl FnOnce(&mut Kept) -> serde_json::Result<()>,
    ) -> Result<Vec<Named>, String> {
        let failed = |error: &dyn fmt::Display| {
            format!(
                "Niet bewaard: {} laat zich niet schrijven ({error}).",
                self.file.0.display()
            )
        };
        let _lock = self.file.lock().map_err(|error| failed(&error))?;
        let mut kept = self.load()?;
        change(&mut kept).map_err(|error| failed(&error))?;
        self.write(&kept).map_err(|error| failed(&error))?;
        Ok(self.mine(&kept))
    }

    fn load(&self) -> Result<Kept, String> {
        let path = self.file.0.display();
        let unreadable = |why: &dyn fmt::Display| {
            format!(
                "De bewaarde filters zijn niet te lezen en blijven zoals ze zijn: {path}: {why}. \
                 Herstel of verplaats dat bestand."
            )
        };
        let bytes = match self.file.read() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Kept {
                    schema: SCHEMA,
                    filters: Vec::new(),
                    other: Map::new(),
                });
            }
            Err(error) => return Err(unreadable(&error)),
        };
        let kept: Kept = serde_json::from_slice(&bytes).map_err(|error| {
            unreadable(&format!("regel {}, kolom {}", error.line(), error.column()))
        })?;
        if kept.schema > SCHEMA {
            return Err(unreadable(&"gemaakt door een nieuwere regie"));
        }
        Ok(kept)
    }

    fn write(&self, kept: &Kept) -> io::Result<()> {
        let mut bytes = serde_json::to_vec_pretty(kept)?;
        bytes.push(b'\n');
        self.file.write(&bytes, true).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::plan::model::kpi::Light;

    fn red(name: &str) -> Named {
        Named {
            name: name.to_string(),
            filter: Filter {
                light: Some(Light::Red),
                ..Filter::default()
            },
        }
    }

    #[test]
    fn kept_by_name_and_by_user() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("state/regie");
        let (mine, other) = (Filters::within(&dir, "A"), Filters::within(&dir, "B"));
        assert_eq!(mine.read(), Ok(Vec::new()));
        assert_eq!(mine.keep(&red("mijn rood")), Ok(vec![red("mijn rood")]));
        assert_eq!(other.keep(&red("mijn rood")), Ok(vec![red("mijn rood")]));
        let both = vec![red("Ander"), red("mijn rood")];
        assert_eq!(mine.keep(&red("Ander")), Ok(both));
        let green = Named {
            filter: Filter::default(),
            ..red("Ander")
        };
        assert_eq!(mine.keep(&green), Ok(vec![green, red("mijn rood")]));
        assert_eq!(mine.forget("Ander"), Ok(vec![red("mijn rood")]));
        assert_eq!(mine.forget("mijn rood"), Ok(Vec::new()));
        assert_eq!(other.read(), Ok(vec![red("mijn rood")]));
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "no store, and nobody else writes it"
    )]
    #[test]
    fn what_it_does_not_know_it_leaves() {
        let dir = tempfile::tempdir().unwrap();
        let mine = Filters::within(dir.path(), "A");
        let newer = r#"{"schema":1,"kleur":"x","filters":[
            {"by":"A","name":"nieuw","filter":{"gewicht":3}}]}"#;
        fs::write(&mine.file.0, newer).unwrap();
        assert_eq!(mine.keep(&red("r")), Ok(vec![red("r")]));
        let text = fs::read_to_string(&mine.file.0).unwrap();
        assert!(text.contains("gewicht") && text.contains("kleur"), "{text}");
        for broken in ["{", "", r#"{"schema": 2, "filters": []}"#, "[]"] {
            fs::write(&mine.file.0, broken).unwrap();
            for outcome in [mine.read(), mine.keep(&red("r")), mine.forget("r")] {
                let sentence = outcome.unwrap_err();
                assert!(sentence.contains("blijven zoals ze zijn"), "{sentence}");
            }
            assert_eq!(fs::read_to_string(&mine.file.0).unwrap(), broken);
        }
    }
}
