//! `regie schema`: JSON Schema of a plan's file, of both schemas, made of the tables that also
//! say what `--json` gives.

use clap::{ArgMatches, Command};
use serde_json::{Map, Value, json};

use crate::cli::Outcome;
use crate::cli::json::{Key, PLAN, SHAPES, Shape, Type};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::plan::SCHEMA;

const EXAMPLES: &str = "\
Wat een nieuwere regie erbij zet staat er niet in, en mag er wel staan. Of een
plan deugt zegt regie controleer, dat ook de verwijzingen nagaat.

Voorbeelden:
  regie schema > plan.schema.json
  regie schema | jq '.\"$defs\" | keys'";

pub fn command() -> Command {
    usage::command(
        "schema",
        "JSON Schema van het bestand met het plan",
        "regie schema",
        EXAMPLES,
    )
}

pub fn run(_: &Options, _: &ArgMatches, page: &mut Page) -> Outcome {
    page.json(&schema())?;
    Ok(0)
}

fn schema() -> Value {
    let shapes = SHAPES.iter();
    let shapes = shapes.map(|shape| (shape.name.to_string(), object(shape)));
    let defs: Map<String, Value> = shapes.collect();
    let each = (1..=SCHEMA).map(|number| {
        json!({ "title": format!("schema {number}"), "properties": { "schema": { "const": number } } })
    });
    let mut root = object(&PLAN);
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["oneOf"] = each.collect();
    root["$defs"] = Value::Object(defs);
    root
}

/// An object with these keys. What the program reads it also keeps: others may be there. A list
/// that is empty and a value that is null may be left out.
fn object(table: &Shape) -> Value {
    let keys = &table.keys;
    let name = |key: &Key| key.path.trim_end_matches("[]").to_string();
    let needed = |key: &&Key| !key.optional && !key.null && !key.path.ends_with("[]");
    let needed = keys.iter().filter(needed).filter(|key| !key.has_default());
    let required: Vec<String> = needed.map(name).collect();
    let properties: Map<String, Value> =
        keys.iter().map(|key| (name(key), property(key))).collect();
    json!({
        "type": "object",
        "description": table.about,
        "required": required,
        "properties": properties,
    })
}

fn property(key: &Key) -> Value {
    let mut of = of(&key.of);
    if key.path.ends_with("[]") {
        of = json!({ "type": "array", "items": of });
    }
    if key.null || key.optional {
        of = json!({ "anyOf": [of, { "type": "null" }] });
    }
    of["description"] = key.meaning.into();
    of
}

fn of(of: &Type) -> Value {
    match of {
        Type::Text => json!({ "type": "string" }),
        Type::Word(words) => json!({ "enum": words }),
        Type::Number => json!({ "type": "number" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Value => json!({ "type": ["number", "boolean"] }),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::Moment => json!({ "type": "string", "format": "date-time" }),
        Type::Object => json!({ "type": "object" }),
        Type::Any => json!({}),
        Type::Shaped(name) => json!({ "$ref": format!("#/$defs/{}", name.replace(' ', "%20")) }),
        Type::Either(types) => {
            json!({ "anyOf": types.iter().map(self::of).collect::<Vec<_>>() })
        }
    }
}
