//! An entry read in one pass. An entry and its edit share one object, and which edit it is stands
//! somewhere in it; what serde derives for that holds every entry back as loose values, twice. Here
//! an edit is read straight from where it stands as soon as its `what` was met, and only what stands
//! before that is held back.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::vec;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer as _, MapAccess, Visitor};
use serde_json::Value;

use super::Entry;
use crate::plan::Id;
use crate::plan::edit::Edit;
use crate::plan::model::date;

const WHAT: &str = "what";

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Whole)
    }
}

struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("struct Entry")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entry, M::Error> {
        let mut own = Own::default();
        let mut before = Vec::new();
        while let Some(Name(key)) = map.next_key()? {
            if key == WHAT {
                let name = map.next_value()?;
                let rest = Rest {
                    before: before.into_iter(),
                    value: None,
                    own: &mut own,
                    map,
                };
                let edit = Edit::of_kind(name, MapAccessDeserializer::new(rest))?;
                return own.with(edit);
            }
            if !own.take(&key, &mut map)? {
                before.push((key.into_owned(), map.next_value()?));
            }
        }
        own.with(Edit::Unknown)?;
        Err(M::Error::missing_field(WHAT))
    }
}

/// A key.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;

        impl<'de> Visitor<'de> for Letters {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_string())))
            }
        }

        deserializer.deserialize_str(Letters)
    }
}

#[derive(Deserialize)]
struct Moment(#[serde(with = "date::moment")] DateTime<FixedOffset>);

/// What may be null.
#[derive(Deserialize)]
struct Perhaps<T>(Option<T>);

/// What an entry has of its own; the other keys are its edit's.
#[derive(Default)]
struct Own {
    revision: Option<u64>,
    at: Option<Moment>,
    by: Option<String>,
    undoes: Option<Perhaps<u64>>,
    together: Option<Perhaps<u64>>,
    raised: Option<Perhaps<u64>>,
    kept: Option<BTreeMap<String, Option<String>>>,
    meeting: Option<Perhaps<Id>>,
}

impl Own {
    /// Takes the value of a key that is an entry's own; of another one nothing, and says so.
    fn take<'de, M: MapAccess<'de>>(&mut self, key: &str, map: &mut M) -> Result<bool, M::Error> {
        match key {
            "revision" => once(&mut self.revision, "revision", map)?,
            "at" => once(&mut self.at, "at", map)?,
            "by" => once(&mut self.by, "by", map)?,
            "undoes" => once(&mut self.undoes, "undoes", map)?,
            "together" => once(&mut self.together, "together", map)?,
            "raised" => once(&mut self.raised, "raised", map)?,
            "kept" => once(&mut self.kept, "kept", map)?,
            "meeting" => once(&mut self.meeting, "meeting", map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn with<E: Error>(self, edit: Edit) -> Result<Entry, E> {
        let missing = E::missing_field;
        Ok(Entry {
            revision: self.revision.ok_or_else(|| missing("revision"))?,
            at: self.at.ok_or_else(|| missing("at"))?.0,
            by: self.by.ok_or_else(|| missing("by"))?,
            undoes: self.undoes.and_then(|it| it.0),
            together: self.together.and_then(|it| it.0),
            raised: self.raised.and_then(|it| it.0),
            kept: self.kept.unwrap_or_default(),
            meeting: self.meeting.and_then(|it| it.0),
            edit: edit.into(),
        })
    }
}

fn once<'de, T: Deserialize<'de>, M: MapAccess<'de>>(
    place: &mut Option<T>,
    key: &'static str,
    map: &mut M,
) -> Result<(), M::Error> {
    if place.is_some() {
        return Err(M::Error::duplicate_field(key));
    }
    *place = Some(map.next_value()?);
    Ok(())
}

/// What is an edit's: what was held back, and what is still to come. The entry's own is taken on the
/// way.
struct Rest<'r, M> {
    before: vec::IntoIter<(String, Value)>,
    value: Option<Value>,
    own: &'r mut Own,
    map: M,
}

impl<'de, M: MapAccess<'de>> MapAccess<'de> for Rest<'_, M> {
    type Error = M::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, M::Error> {
        if let Some((key, value)) = self.before.next() {
            self.value = Some(value);
            return seed.deserialize(key.into_deserializer()).map(Some);
        }
        while let Some(Name(key)) = self.map.next_key()? {
            if key == WHAT {
                return Err(M::Error::duplicate_field(WHAT));
            }
            if !self.own.take(&key, &mut self.map)? {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, M::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(M::Error::custom),
            None => self.map.next_value_seed(seed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    fn small() -> Plan {
        serde_json::from_str(include_str!("../../../../tests/stores/valid/small.json")).unwrap()
    }

    fn entry(edit: Edit, meeting: Option<&str>) -> Entry {
        Entry {
            revision: 7,
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            by: "A. “x” \n Jansen".to_string(),
            undoes: Some(3),
            together: Some(6),
            raised: meeting.map(|_| 1),
            kept: BTreeMap::from([("3.K1.target".to_string(), None)]),
            meeting: meeting.map(str::to_string),
            edit: edit.into(),
        }
    }

    /// Of every kind, with its keys in every turn: `what` first, last, and anywhere between.
    #[test]
    fn an_entry_reads_the_same_however_its_keys_stand() {
        let plan = small();
        for (kind, sample) in Edit::SAMPLES.iter().enumerate() {
            let entry = entry(sample(&plan, 12, "é\"x"), (kind % 2 == 0).then_some("O1"));
            let json = serde_json::to_string(&entry).unwrap();
            assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
            let Value::Object(keys) = serde_json::from_str(&json).unwrap() else {
                panic!()
            };
            let mut members: Vec<String> = keys
                .iter()
                .map(|(key, value)| format!("\"{key}\": {value}"))
                .collect();
            members.push("\"unknown\": [{ \"x\": 1 }]".to_string());
            for _ in 0..members.len() {
                members.rotate_left(1);
                let turned = format!("{{ {} }}", members.join(", "));
                let read: Entry = serde_json::from_str(&turned).unwrap();
                assert_eq!(read, entry, "{turned}");
                let loose: Value = serde_json::from_str(&turned).unwrap();
                assert_eq!(serde_json::from_value::<Entry>(loose).unwrap(), entry);
            }
        }
    }

    #[test]
    fn what_is_not_an_entry_is_refused() {
        const HEAD: &str = r#""revision": 1, "at": "2026-06-12T14:02:11+02:00", "by": "A""#;
        const EDIT: &str = r#""what": "log", "id": "1.K1", "from": null, "to": null"#;
        for (json, says) in [
            (format!("{{ {HEAD}, {EDIT} }}"), None),
            (format!("{{ {EDIT}, {HEAD} }}"), None),
            (
                format!("{{ {HEAD}, \"what\": \"later\", \"x\": {{}} }}"),
                None,
            ),
            (format!("{{ {HEAD} }}"), Some("missing field `what`")),
            (format!("{{ {EDIT} }}"), Some("missing field `revision`")),
            ("{}".to_string(), Some("missing field `revision`")),
            ("[1]".to_string(), Some("expected struct Entry")),
            (
                format!("{{ {HEAD}, {EDIT}, \"by\": \"B\" }}"),
                Some("duplicate field `by`"),
            ),
            (
                format!("{{ {HEAD}, {EDIT}, \"what\": \"log\" }}"),
                Some("duplicate field `what`"),
            ),
            (
                format!("{{ {HEAD}, \"what\": \"log\", \"from\": null, \"to\": null }}"),
                Some("missing field `id`"),
            ),
            (
                format!("{{ {HEAD}, \"id\": 3, \"what\": \"log\" }}"),
                Some("invalid type: integer `3`, expected a string"),
            ),
            (
                format!("{{ {HEAD}, \"what\": 3 }}"),
                Some("invalid type: integer `3`"),
            ),
            (
                format!("{{ {HEAD}, {EDIT}, \"undoes\": \"x\" }}"),
                Some("invalid type: string \"x\", expected u64"),
            ),
        ] {
            let read = serde_json::from_str::<Entry>(&json);
            let said = read.err().map(|why| why.to_string());
            let fits = match (says, &said) {
                (None, None) => true,
                (Some(says), Some(said)) => said.contains(says),
                _ => false,
            };
            assert!(fits, "{json}: {said:?}");
        }
    }
}
