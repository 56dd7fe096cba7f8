//! Maps of sheets a user keeps under names, in one small file in the user's state directory. Users
//! who share an account each see their own; what a newer program wrote stays.

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map as Object, Value};

use super::small_file::{SmallFile, state_dir};
use crate::intake::readings::map::Map;

/// The highest `schema` this program writes.
const SCHEMA: u64 = 1;

/// The kept maps of one user.
#[derive(Debug)]
pub struct Maps {
    file: SmallFile,
    user: String,
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    schema: u64,
    maps: Vec<Value>,
    #[serde(flatten)]
    other: Object<String, Value>,
}

/// An entry as this program knows it.
#[derive(Serialize, Deserialize)]
struct Entry {
    by: String,
    name: String,
    map: Map,
}

impl Maps {
    /// The maps of `user`; none where there is no state directory.
    pub fn of(user: &str) -> Option<Self> {
        Some(Self::within(&state_dir()?, user))
    }

    fn within(dir: &Path, user: &str) -> Self {
        Self {
            file: SmallFile(dir.join("kaarten.json")),
            user: user.to_string(),
        }
    }

    /// The kept maps, by name.
    ///
    /// # Errors
    /// A Dutch sentence on a file that can't be read.
    pub fn read(&self) -> Result<Vec<(String, Map)>, String> {
        let kept = self.load()?;
        let known = kept
            .maps
            .iter()
            .filter_map(|it| Entry::deserialize(it).ok());
        let own = known.filter(|entry| entry.by == self.user);
        let mut own: Vec<(String, Map)> = own.map(|it| (it.name, it.map)).collect();
        own.sort_by_key(|(name, _)| name.to_lowercase());
        Ok(own)
    }

    /// Keeps a map, in the place of one with the same name; without one the name goes.
    ///
    /// # Errors
    /// A Dutch sentence; the file is as it was.
    pub fn keep(&self, name: &str, map: Option<&Map>) -> Result<(), String> {
        let failed = |why: &dyn fmt::Display| {
            let path = self.file.0.display();
            format!("de kaart is niet bewaard: {path} laat zich niet schrijven ({why})")
        };
        let _lock = self.file.lock().map_err(|why| failed(&why))?;
        let mut kept = self.load()?;
        let is_own = |it: &Value| it["by"] == *self.user && it["name"] == *name;
        kept.maps.retain(|it| !is_own(it));
        if let Some(map) = map {
            let entry = Entry {
                by: self.user.clone(),
                name: name.to_string(),
                map: map.clone(),
            };
            kept.maps
                .push(serde_json::to_value(entry).map_err(|why| failed(&why))?);
        }
        let bytes = serde_json::to_vec_pretty(&kept).map_err(|why| failed(&why))?;
        let written = self.file.write(&bytes, true);
        written.map(|_file| ()).map_err(|why| failed(&why))
    }

    fn load(&self) -> Result<Kept, String> {
        let unreadable = |why: &dyn fmt::Display| {
            let path = self.file.0.display();
            format!(
                "de bewaarde kaarten zijn niet te lezen en blijven zoals ze zijn: {path}: {why}; herstel \
                 of verplaats dat bestand"
            )
        };
        let bytes = match self.file.read() {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == ErrorKind::NotFound => {
                let (maps, other) = (Vec::new(), Object::new());
                return Ok(Kept {
                    schema: SCHEMA,
                    maps,
                    other,
                });
            }
            Err(why) => return Err(unreadable(&why)),
        };
        let kept: Kept = serde_json::from_slice(&bytes)
            .map_err(|why| unreadable(&format!("regel {}, kolom {}", why.line(), why.column())))?;
        if kept.schema > SCHEMA {
            return Err(unreadable(&"gemaakt door een nieuwere regie"));
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_map_is_kept_replaced_and_removed_by_its_user() {
        let dir = tempfile::tempdir().unwrap();
        let (own, other) = (Maps::within(dir.path(), "A"), Maps::within(dir.path(), "B"));
        let map = |head: &str| Map {
            columns: [("waarde".to_string(), head.to_string())].into(),
            ..Map::default()
        };
        own.keep("politie", Some(&map("Aantal"))).unwrap();
        own.keep("politie", Some(&map("Incidenten"))).unwrap();
        assert_eq!(
            own.read().unwrap(),
            [("politie".to_string(), map("Incidenten"))]
        );
        assert_eq!(other.read().unwrap(), [], "it is someone else's");
        own.keep("politie", None).unwrap();
        assert_eq!(own.read().unwrap(), []);
    }

    #[test]
    fn a_broken_file_is_told_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("kaarten.json");
        for (text, said) in [
            ("{", "regel 1"),
            (r#"{"schema": 9, "maps": []}"#, "nieuwere regie"),
        ] {
            SmallFile(path.clone())
                .write(text.as_bytes(), false)
                .unwrap();
            let why = Maps::within(dir.path(), "A").keep("x", None).unwrap_err();
            assert!(why.contains(said), "{why}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
