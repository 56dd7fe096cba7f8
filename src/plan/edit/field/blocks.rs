//! Running text as a person types it: a blank line between paragraphs, `- ` before a bullet,
//! `# ` before a heading, and a table as `[tabel oov]`.

use serde_json::{Value, json};

use crate::plan::clean;

/// What was typed, as blocks.
pub(super) fn parse(typed: &str) -> Value {
    let mut blocks = Vec::new();
    let text = clean::visible(typed).replace("\r\n", "\n");
    for part in text
        .split("\n\n")
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let bullet = |line: &str| line.strip_prefix("- ").map(|it| it.trim().to_string());
        let bullets: Option<Vec<String>> = part.lines().map(|line| bullet(line.trim())).collect();
        let table = part
            .strip_prefix("[tabel ")
            .and_then(|it| it.strip_suffix(']'));
        blocks.push(match (bullets, table, part.strip_prefix("# ")) {
            (Some(bullets), ..) => json!({ "bullets": bullets }),
            (_, Some(table), _) => json!({ "table": table.trim() }),
            (.., Some(heading)) => json!({ "heading": heading.trim() }),
            _ => json!({ "paragraph": part }),
        });
    }
    Value::Array(blocks)
}

/// Blocks, as they would be typed.
pub(super) fn said(value: &Value) -> String {
    let blocks = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let parts: Vec<String> = blocks.iter().map(said_block).collect();
    parts.join("\n\n")
}

fn said_block(block: &Value) -> String {
    let of = |key: &str| block.get(key).map(plain);
    if let Some(bullets) = block.get("bullets").and_then(Value::as_array) {
        let lines: Vec<String> = bullets
            .iter()
            .map(|it| format!("- {}", plain(it)))
            .collect();
        return lines.join("\n");
    }
    of("heading")
        .map(|text| format!("# {text}"))
        .or_else(|| of("table").map(|id| format!("[tabel {id}]")))
        .or_else(|| of("paragraph"))
        .unwrap_or_default()
}

/// A word or a number as it is.
pub(super) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_string)
}
