//! The numbers Word prints before paragraphs, which aren't in its text: counted as Word does, from
//! the lists of `numbering.xml`.

use std::collections::{HashMap, HashSet};

use super::styles::InList;
use crate::intake::document::numeral::{lettered, roman};
use crate::intake::document::xml::Node;

/// What is printed before a paragraph, and how deep it lies.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Numbered {
    Bullet(u8),
    Mark(String, u8),
}

/// The lists, and where each has come.
#[derive(Debug, Default)]
pub(super) struct Counter {
    lists: HashMap<String, List>,
    shapes: HashMap<String, Vec<Level>>,
    /// How far each shape has come, by level.
    at: HashMap<String, Vec<Option<u32>>>,
    begun: HashSet<(String, u8)>,
}

/// A list: a shape, with its own beginnings.
#[derive(Debug, Default)]
struct List {
    shape: String,
    starts: HashMap<u8, u32>,
}

/// A level of a shape.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// The level whose next number begins this one anew; 0 is none.
    restart: Option<u8>,
}

impl Counter {
    pub(super) fn of(root: &Node) -> Self {
        let mut counter = Self::default();
        for shape in root.all("abstractNum") {
            let levels = shape.all("lvl").map(|level| Level {
                start: level
                    .value("start")
                    .and_then(|it| it.parse().ok())
                    .unwrap_or(1),
                format: level.value("numFmt").unwrap_or("decimal").to_string(),
                text: level.value("lvlText").unwrap_or_default().to_string(),
                restart: level.value("lvlRestart").and_then(|it| it.parse().ok()),
            });
            let id = shape.attribute("abstractNumId").unwrap_or_default();
            counter.shapes.insert(id.to_string(), levels.collect());
        }
        for list in root.all("num") {
            let starts = list.all("lvlOverride").filter_map(|own| {
                let level = own.attribute("ilvl")?.parse().ok()?;
                Some((level, own.value("startOverride")?.parse().ok()?))
            });
            let own = List {
                shape: list.value("abstractNumId").unwrap_or_default().to_string(),
                starts: starts.collect(),
            };
            let id = list.attribute("numId").unwrap_or_default();
            counter.lists.insert(id.to_string(), own);
        }
        counter
    }

    /// What stands before the next paragraph of a list.
    pub(super) fn next(&mut self, of: Option<&InList>) -> Option<Numbered> {
        let of = of.filter(|of| of.list != "0")?;
        let list = self.lists.get(&of.list)?;
        let levels = self.shapes.get(&list.shape)?;
        let place = usize::from(of.level);
        let level = levels.get(place)?;
        let at = self.at.entry(list.shape.clone()).or_default();
        at.resize(levels.len().max(at.len()), None);
        let own = list.starts.get(&of.level);
        let first = self.begun.insert((of.list.clone(), of.level));
        let now = match (own.filter(|_| first), at.get(place).copied().flatten()) {
            (Some(own), _) => *own,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => level.start,
        };
        for (deeper, begun) in at.iter_mut().enumerate().skip(place) {
            let restart = levels.get(deeper).and_then(|it| it.restart);
            let goes_on = restart.is_some_and(|by| by == 0 || place >= usize::from(by));
            if deeper == place {
                *begun = Some(now);
            } else if !goes_on {
                *begun = None;
            } else {
                // It counts on.
            }
        }
        if level.format == "bullet" {
            return Some(Numbered::Bullet(of.level));
        }
        let sign = printed(level, levels, at);
        (!sign.is_empty()).then_some(Numbered::Mark(sign, of.level))
    }
}

/// `%1.%2` with the numbers that stand there.
fn printed(level: &Level, levels: &[Level], at: &[Option<u32>]) -> String {
    if level.format == "none" {
        return String::new();
    }
    let mut out = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit = letters
            .peek()
            .and_then(|it| it.to_digit(10))
            .filter(|it| *it > 0);
        let Some(digit) = digit.filter(|_| letter == '%') else {
            out.push(letter);
            continue;
        };
        letters.next();
        let place = usize::try_from(digit - 1).unwrap_or_default();
        if let Some(level) = levels.get(place) {
            let number = at.get(place).copied().flatten().unwrap_or(level.start);
            out.push_str(&formatted(number, &level.format));
        }
    }
    out.trim().to_string()
}

/// A number in the way a level writes it.
fn formatted(number: u32, format: &str) -> String {
    match format {
        "upperLetter" => lettered(number, b'A'),
        "lowerLetter" => lettered(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::document::xml::parse;

    #[test]
    fn numbers_are_counted_as_word_does() {
        let counter = r#"<w:numbering xmlns:w="w">
          <w:abstractNum w:abstractNumId="5">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3)"/><w:lvlRestart w:val="0"/></w:lvl>
          </w:abstractNum>
          <w:abstractNum w:abstractNumId="6">
            <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>
          </w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
          <w:num w:numId="2"><w:abstractNumId w:val="5"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
          <w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>
        </w:numbering>"#;
        let mut counter = Counter::of(&parse(counter).unwrap());
        let mark = |sign: &str, level| Some(Numbered::Mark(sign.to_string(), level));
        for (list, level, printed) in [
            ("1", 0, mark("1.", 0)),
            ("1", 1, mark("1.A", 1)),
            ("1", 2, mark("1)", 2)),
            ("1", 1, mark("1.B", 1)),
            ("1", 2, mark("2)", 2)),
            ("1", 0, mark("2.", 0)),
            ("1", 1, mark("2.A", 1)),
            ("2", 0, mark("7.", 0)),
            ("2", 0, mark("8.", 0)),
            ("3", 0, Some(Numbered::Bullet(0))),
            ("0", 0, None),
            ("9", 0, None),
        ] {
            let of = InList {
                list: list.to_string(),
                level,
            };
            assert_eq!(counter.next(Some(&of)), printed, "{list} {level}");
        }
        assert_eq!(
            (roman(14), formatted(28, "lowerLetter")),
            ("XIV".into(), "bb".into())
        );
    }
}
