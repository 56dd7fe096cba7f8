//! The numbers `LibreOffice` prints before the items of its lists, which aren't in its text: counted
//! from the list styles, as the format says.

use std::collections::HashMap;

use crate::intake::document::numeral::{lettered, roman};
use crate::intake::document::xml::Node;

/// How deep lists go: the format has ten levels.
pub(super) const DEEPEST: usize = 10;

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    Bullet,
    /// As printed; empty where the list prints none.
    Number(String),
}

/// A level of a list style.
#[derive(Debug, Clone)]
struct Level {
    bullet: bool,
    format: String,
    before: String,
    behind: String,
    start: u32,
    /// How many levels its number shows.
    shown: usize,
}

/// How far a list has come, by level.
pub(super) type Count = [Option<u32>; DEEPEST];

/// The list styles, and where each list has come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, HashMap<usize, Level>>,
    by_id: HashMap<String, Count>,
    by_style: HashMap<String, Count>,
}

impl Lists {
    /// Takes the list styles in an element, wherever they stand; the numbers of headings are one
    /// of no name.
    pub(super) fn learn(&mut self, from: &Node) {
        for node in from.nodes() {
            let name = match node.name.as_str() {
                "list-style" => node.attribute("name").unwrap_or_default(),
                "outline-style" => "",
                _ => {
                    if node.name.ends_with("styles") {
                        self.learn(node);
                    }
                    continue;
                }
            };
            let levels = node.nodes().filter_map(|level| {
                let nth: usize = level.attribute("level")?.parse().ok()?;
                Some((nth, Level::of(level)))
            });
            self.styles.insert(name.to_string(), levels.collect());
        }
    }

    /// Where a list begins to count: anew, or on from another.
    pub(super) fn begin(&self, list: &Node, style: &str) -> Count {
        if let Some(of) = list.attribute("continue-list") {
            return self.by_id.get(of).copied().unwrap_or_default();
        }
        let goes_on = list.attribute("continue-numbering") == Some("true");
        let before = self.by_style.get(style).filter(|_| goes_on);
        before.copied().unwrap_or_default()
    }

    /// Where it ended, for who counts on.
    pub(super) fn end(&mut self, list: &Node, style: &str, count: Count) {
        self.by_style.insert(style.to_string(), count);
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.to_string(), count);
        }
    }

    /// What stands before the next item of a level, from 0, that may begin at a number of its own.
    pub(super) fn next(
        &self,
        style: &str,
        level: usize,
        own: Option<u32>,
        count: &mut Count,
    ) -> Option<Sign> {
        let levels = self.styles.get(style)?;
        let shape = levels.get(&(level + 1))?;
        let at = count.get_mut(level)?;
        let number = own.unwrap_or_else(|| at.map_or(shape.start, |it| it.saturating_add(1)));
        *at = Some(number);
        count.iter_mut().skip(level + 1).for_each(|it| *it = None);
        if shape.bullet {
            return Some(Sign::Bullet);
        }
        if shape.format.is_empty() {
            return Some(Sign::Number(String::new()));
        }
        let first = (level + 1).saturating_sub(shape.shown);
        let numbers: Vec<String> = (first..=level)
            .filter_map(|at| {
                let shape = levels.get(&(at + 1))?;
                let number = count.get(at).copied().flatten().unwrap_or(shape.start);
                Some(shape.formatted(number))
            })
            .collect();
        let sign = format!("{}{}{}", shape.before, numbers.join("."), shape.behind);
        Some(Sign::Number(sign.trim().to_string()))
    }
}

impl Level {
    fn of(node: &Node) -> Self {
        let text = |name: &str| node.attribute(name).unwrap_or_default().to_string();
        let number = |name: &str| node.attribute(name).and_then(|it| it.parse().ok());
        Self {
            bullet: !matches!(
                node.name.as_str(),
                "list-level-style-number" | "outline-level-style"
            ),
            format: text("num-format"),
            before: text("num-prefix"),
            behind: text("num-suffix"),
            start: number("start-value").unwrap_or(1),
            shown: number("display-levels").map_or(1, |it| usize::try_from(it).unwrap_or(1)),
        }
    }

    fn formatted(&self, number: u32) -> String {
        match self.format.as_str() {
            "A" => lettered(number, b'A'),
            "a" => lettered(number, b'a'),
            "I" => roman(number),
            "i" => roman(number).to_lowercase(),
            "" => String::new(),
            _ => number.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::document::xml::parse;

    #[test]
    fn numbers_are_counted_as_the_format_says() {
        let styles = r#"<o:automatic-styles xmlns:o="o"><t:list-style xmlns:t="t" s:name="L">
          <t:list-level-style-number t:level="1" s:num-format="1" s:num-suffix="."/>
          <t:list-level-style-number t:level="2" s:num-format="a" s:num-suffix=")"/>
          <t:list-level-style-number t:level="3" s:num-format="1" t:display-levels="3"/>
          <t:list-level-style-bullet t:level="4" t:bullet-char="x"/>
        </t:list-style></o:automatic-styles>"#;
        let root = parse(&format!("<r>{styles}</r>")).unwrap();
        let mut lists = Lists::default();
        lists.learn(&root);
        let mut count = Count::default();
        let told: Vec<String> = [
            (0, None),
            (1, None),
            (1, None),
            (2, None),
            (0, Some(5)),
            (1, None),
            (3, None),
        ]
        .into_iter()
        .map(
            |(level, own)| match lists.next("L", level, own, &mut count).unwrap() {
                Sign::Bullet => "•".to_string(),
                Sign::Number(sign) => sign,
            },
        )
        .collect();
        assert_eq!(told, ["1.", "a)", "b)", "1.b.1", "5.", "a)", "•"]);
        assert_eq!(lists.next("ander", 0, None, &mut count), None);
    }
}
