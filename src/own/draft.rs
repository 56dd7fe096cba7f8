//! An entry that was not finished: what stood in the fields when the line went away.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer, Serialize};

use crate::plan::Id;
use crate::plan::model::date;

/// What was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was typed last.
    #[serde(with = "date::moment")]
    pub at: DateTime<FixedOffset>,
    /// Which form, where the id alone doesn't say: `judgement`, `note`, `decision`, `point`.
    #[serde(default)]
    pub form: String,
    /// The indicator, KPI or action it is for; empty for something said about none.
    pub id: Id,
    /// The meeting it was typed in.
    pub meeting: Option<Id>,
    /// The texts of the form's fields, each by the field's name. Of a draft that had them in order
    /// the name is the position: `0`.
    #[serde(deserialize_with = "fields")]
    pub fields: BTreeMap<String, String>,
    /// The name of the field that was typed in.
    #[serde(deserialize_with = "focus")]
    pub focus: String,
}

/// By name, or by position as versions before kept it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept<N, P> {
    Name(N),
    Position(P),
}

fn fields<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, String>, D::Error> {
    Ok(match Kept::<_, Vec<String>>::deserialize(d)? {
        Kept::Name(fields) => fields,
        Kept::Position(texts) => {
            let named = texts.into_iter().enumerate();
            named.map(|(at, text)| (at.to_string(), text)).collect()
        }
    })
}

fn focus<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    Ok(match Kept::<_, usize>::deserialize(d)? {
        Kept::Name(name) => name,
        Kept::Position(at) => at.to_string(),
    })
}

impl Draft {
    /// Whether it holds the same as another, whenever that was typed.
    pub fn same_as(&self, other: &Self) -> bool {
        let same = Self {
            at: other.at,
            ..self.clone()
        };
        same == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_names_and_those_of_before_their_position() {
        let at = r#""at":"2026-11-23T14:02:11+01:00","form":"","id":"3.K1.1","meeting":null"#;
        for (written, field, text, focus) in [
            (
                r#""fields":{"date":"12-06","value":"7"},"focus":"date""#,
                "value",
                "7",
                "date",
            ),
            (r#""fields":["7","12-06",""],"focus":1"#, "1", "12-06", "1"),
        ] {
            let json = format!("{{{at},{written}}}");
            let draft: Draft = serde_json::from_str(&json).unwrap();
            assert_eq!(draft.fields[field], text, "{json}");
            assert_eq!(draft.focus, focus, "{json}");
            // A draft with names is written as it was.
            if focus == "date" {
                assert_eq!(serde_json::to_string(&draft).unwrap(), json);
            }
        }
    }
}
