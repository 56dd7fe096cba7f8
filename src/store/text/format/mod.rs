//! From bytes to a plan, or to one Dutch sentence with its position.

mod apart;

use serde::Deserialize;
use serde_json::Value;

use super::locate::{Inside, Span, Tree};
use super::position::{Lines, Position};
use super::scan::places::Places;
use super::scan::{Flaw, Seen};
use super::{dutch, narrow, scan};
use crate::plan::check;
use crate::plan::check::{Finding, Severity};
use crate::plan::clean::cleaned;
use crate::plan::many;
use crate::plan::{Plan, SCHEMA, clean};
use crate::store::disk::piece::Gap;
use crate::store::error::Cause;

/// Why bytes aren't a sound plan.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// Where.
    pub position: Position,
    /// Why, in Dutch.
    pub sentence: String,
}

impl From<Unreadable> for Cause {
    fn from(fault: Unreadable) -> Self {
        Self::Unsound {
            line: fault.position.line,
            column: fault.position.column,
            sentence: fault.sentence,
        }
    }
}

impl Unreadable {
    fn finding(self) -> (Finding, usize, usize) {
        let finding = Finding {
            severity: Severity::Error,
            place: Vec::new(),
            id: None,
            sentence: self.sentence,
        };
        (finding, self.position.line, self.position.column)
    }
}

/// A file's text and the plan in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// Every byte of the file, but for a byte order mark: JSON has none, and the next save
    /// leaves it out.
    pub text: String,
    /// Where in it entries of the history are left out that stand in the file.
    pub gap: Option<Gap>,
    /// The plan, its strings harmless to show.
    pub plan: Plan,
    /// Where its parts stand in the text.
    pub places: Places,
    /// The item for which alone it was read: then plan and places are no more than `narrow` reads.
    pub about: Option<String>,
}

/// The plan, whole; a plan in a file is read by [`read_about`].
pub(crate) fn read(bytes: Vec<u8>) -> Result<Document, Unreadable> {
    read_text(utf8(bytes)?)
}

/// The plan, sound and ready to work with; of a document that was read for one item no more than that again, where that can be.
pub(crate) fn read_about(bytes: Vec<u8>, about: Option<&str>) -> Result<Document, Unreadable> {
    let text = utf8(bytes)?;
    match about {
        Some(id) => narrowly(text, None, id).or_else(read_text),
        None => read_text(text),
    }
}

/// The plan as far as an edit of one item needs it, of a file that may have been read around a gap. None where
/// that isn't enough.
pub(crate) fn read_ends(bytes: Vec<u8>, gap: Option<Gap>, id: &str) -> Option<Document> {
    // A mark at the start that the text hasn't would move the gap.
    let text = String::from_utf8(bytes)
        .ok()
        .filter(|it| it.starts_with('{'))?;
    narrowly(text, gap, id).ok()
}

/// The same of text, or the text again.
fn narrowly(text: String, gap: Option<Gap>, id: &str) -> Result<Document, String> {
    match narrow::plan(&text, gap, id) {
        Some((plan, places)) => Ok(Document {
            text,
            gap,
            plan,
            places,
            about: Some(id.to_string()),
        }),
        None => Err(text),
    }
}

/// As [`read`], of text.
pub(crate) fn read_text(text: String) -> Result<Document, Unreadable> {
    let document = parse(text)?;
    match check::errors(&document.plan).into_iter().next() {
        None => Ok(document),
        Some(finding) => Err(fault_at(&document.text, &finding)),
    }
}

fn fault_at(text: &str, finding: &Finding) -> Unreadable {
    let span = Tree::over(text).nearest(&finding.place);
    Unreadable {
        position: Lines::of(text.as_bytes()).at(span.start),
        sentence: finding.sentence.clone(),
    }
}

/// The plan as it stands, perhaps with dangling references and the like.
fn parse(text: String) -> Result<Document, Unreadable> {
    if text.trim().is_empty() {
        return Err(at_start("het bestand is leeg"));
    }
    let (plan, seen) = gone_through(&text);
    let plan = plan?;
    let seen = seen.map_err(|fault| Unreadable {
        position: Lines::of(text.as_bytes()).at(fault.at),
        sentence: clean::one_line(&fault.sentence).into_owned(),
    })?;
    if plan.schema == 0 {
        return Err(at_start("“schema” is 0; een plan heeft schema 1 of hoger"));
    }
    let plan = if seen.harm { harmless(plan)? } else { plan };
    Ok(Document {
        text,
        gap: None,
        plan,
        places: seen.places,
        about: None,
    })
}

/// The typed plan, and what the scan saw. What the scan says of text that is no plan means nothing.
fn gone_through(text: &str) -> (Result<Plan, Unreadable>, Result<Seen, Flaw>) {
    let apart = (text.len() >= many::LARGE)
        .then(|| apart::read(text))
        .flatten();
    match apart {
        Some((plan, seen)) => (Ok(plan), Ok(seen)),
        None => (typed(text), scan::scan(text)),
    }
}

fn at_start(sentence: &str) -> Unreadable {
    Unreadable {
        position: Position { line: 1, column: 1 },
        sentence: sentence.to_string(),
    }
}

fn utf8(mut bytes: Vec<u8>) -> Result<String, Unreadable> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|why| {
        let bytes = why.as_bytes();
        let at = why.utf8_error().valid_up_to();
        let sentence = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                "het bestand is UTF-16; sla het op als UTF-8".to_string()
            }
            _ => {
                let byte = bytes.get(at).copied().unwrap_or_default();
                format!("hier staat een byte (0x{byte:02x}) die geen UTF-8 is")
            }
        };
        Unreadable {
            position: Lines::of(bytes).at(at),
            sentence,
        }
    })
}

/// The typed plan. A file of a newer schema that can't be read is called just that.
fn typed(text: &str) -> Result<Plan, Unreadable> {
    serde_json::from_str::<Plan>(text).map_err(|why| {
        let position = Lines::of(text.as_bytes()).in_bytes(why.line(), why.column());
        let sentence = match (byte_at_fault(text, &why), newer_schema(text)) {
            (_, Some(schema)) => format!(
                "dit plan heeft schema {schema}, deze regie kent tot en met {SCHEMA}; \
                 gebruik een nieuwere versie ({})",
                dutch::sentence(&why)
            ),
            // A list would be read as the fields in order, and what is wrong named of the first of those.
            (_, None) if text.trim_start().starts_with('[') => LISTED.to_string(),
            (Some(0), None) => "hier staat een NUL-byte; het bestand is beschadigd".to_string(),
            _ => dutch::sentence(&why),
        };
        Unreadable { position, sentence }
    })
}

/// The byte a syntax error is about.
fn byte_at_fault(text: &str, why: &serde_json::Error) -> Option<u8> {
    let mut lines = text.as_bytes().split(|byte| *byte == b'\n');
    let line = lines.nth(why.line().checked_sub(1)?)?;
    line.get(why.column().checked_sub(1)?).copied()
}

/// The number of a schema that is newer than ours.
fn newer_schema(text: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Peek {
        schema: u64,
    }
    let peek: Peek = serde_json::from_str(text).ok()?;
    Some(peek.schema).filter(|schema| *schema > SCHEMA)
}

/// The plan with every string harmless to show. Chapter by chapter, so that a large plan isn't
/// held as a tree of values all at once.
pub(crate) fn harmless(mut plan: Plan) -> Result<Plan, Unreadable> {
    let chapters = std::mem::take(&mut plan.chapters);
    let history = std::mem::take(&mut plan.history);
    let mut plan: Plan = cleaned(&plan).ok_or_else(unreadable)?;
    plan.chapters = chapters
        .iter()
        .map(cleaned)
        .collect::<Option<_>>()
        .ok_or_else(unreadable)?;
    plan.history = history
        .iter()
        .map(cleaned)
        .collect::<Option<_>>()
        .ok_or_else(unreadable)?;
    Ok(plan)
}

fn unreadable() -> Unreadable {
    at_start("in dit plan staan besturingstekens waar ze niet kunnen staan")
}

const LISTED: &str = "hier staat een lijst waar een object hoort, elk veld met zijn naam";

/// Where a list of values stands for an object: it reads the same, but nothing can be put into it.
pub(crate) fn list_for_object(text: &str) -> Option<Unreadable> {
    let own = serde_json::to_value(typed(text).ok()?).ok()?;
    let mut tree = Tree::over(text);
    let root = tree.root();
    let span = listed(&mut tree, root, &own)?;
    Some(Unreadable {
        position: Lines::of(text.as_bytes()).at(span.start),
        sentence: LISTED.to_string(),
    })
}

fn listed(tree: &mut Tree<'_>, span: Span, own: &Value) -> Option<Span> {
    let inside: Vec<(Span, &Value)> = match (tree.inside(&span)?, own) {
        (Inside::Array(_), Value::Object(_)) => return Some(span),
        (Inside::Array(items), Value::Array(own)) => items.iter().cloned().zip(own).collect(),
        (Inside::Object(members), Value::Object(own)) => members
            .iter()
            .filter_map(|it| Some((it.value.clone(), own.get(&*it.key)?)))
            .collect(),
        _ => return None,
    };
    let mut inside = inside.into_iter();
    inside.find_map(|(span, own)| listed(tree, span, own))
}

/// Everything found in a file, with its position: what the reader refuses is one finding.
pub(crate) fn findings(bytes: Vec<u8>) -> Vec<(Finding, usize, usize)> {
    let document = match utf8(bytes).and_then(parse) {
        Ok(document) => document,
        Err(fault) => return vec![fault.finding()],
    };
    let listed = list_for_object(&document.text);
    let lines = Lines::of(document.text.as_bytes());
    let mut tree = Tree::over(&document.text);
    let found = check::check(&document.plan).into_iter().map(|finding| {
        let position = lines.at(tree.nearest(&finding.place).start);
        (finding, position.line, position.column)
    });
    listed
        .map(Unreadable::finding)
        .into_iter()
        .chain(found)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::many::LARGE;

    const SMALL: &str = include_str!("../../../../tests/stores/valid/small.json");

    #[test]
    fn a_large_text_reads_as_a_small_one() {
        let twice = SMALL.replacen('{', "{ \"x\": 1, \"x\": 2,", 1);
        let harm = SMALL.replacen('{', "{ \"x\": \"\\u001b\",", 1);
        let long = SMALL.replacen('{', &format!("{{ \"x\": \"{}\",", "é".repeat(LARGE)), 1);
        let (broken, _) = SMALL.split_at(SMALL.len() / 2);
        let dangling = SMALL.replacen("\"oovb\"", "\"niemand\"", 1);
        let texts = [
            SMALL, &twice, &harm, &long, broken, "{\"a\\", "[", "}", "\"", &dangling,
        ];
        for text in texts {
            let head = "\n".repeat(LARGE);
            let large = format!("{head}{text}");
            let alone = read_text(text.to_string());
            match (alone, read_text(large.clone())) {
                (Ok(small), Ok(read)) => {
                    assert_eq!(read.plan, small.plan);
                    assert_eq!(read.places, scan::scan(&large).unwrap().places);
                }
                (Err(small), Err(read)) => {
                    assert_eq!(read.sentence, small.sentence);
                    let Position { line, column } = small.position;
                    let moved = (line + LARGE, column);
                    assert_eq!((read.position.line, read.position.column), moved, "{text}");
                }
                (small, large) => panic!("{text}: {} {}", small.is_ok(), large.is_ok()),
            }
        }
        assert!(read_text(SMALL.to_string()).is_ok());
        assert!(read_text(twice).is_err());
    }
}
