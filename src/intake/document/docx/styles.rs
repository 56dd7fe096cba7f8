//! What the styles of a document say of its paragraphs: which are headings, and which are numbered.
//! A style takes from the one it is based on what it doesn't say itself.

use std::collections::HashMap;

use crate::intake::document::xml::Node;

/// The list a paragraph is numbered in, and how deep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InList {
    pub(super) list: String,
    pub(super) level: u8,
}

/// What is known of a paragraph by its style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// How deep a heading it is.
    pub(super) level: Option<u8>,
    pub(super) numbering: Option<InList>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Own>,
    /// What a paragraph without a style has.
    default: String,
}

#[derive(Debug, Default)]
struct Own {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<u8>,
}

impl Styles {
    pub(super) fn of(root: &Node) -> Self {
        let mut styles = Self::default();
        for style in root.all("style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let properties = style.child("pPr");
            let numbering = properties.and_then(|it| it.child("numPr"));
            let own = Own {
                name: style.value("name").unwrap_or_default().to_lowercase(),
                based_on: style.value("basedOn").map(str::to_string),
                outline: properties.and_then(outline),
                list: numbering
                    .and_then(|it| it.value("numId"))
                    .map(str::to_string),
                level: numbering
                    .and_then(|it| it.value("ilvl"))
                    .and_then(|it| it.parse().ok()),
            };
            let paragraph = style.attribute("type") == Some("paragraph");
            if paragraph && style.attribute("default") == Some("1") {
                styles.default = id.to_string();
            }
            styles.all.insert(id.to_string(), own);
        }
        styles
    }

    /// What a paragraph is, by its own properties and its style's.
    pub(super) fn of_paragraph(&self, properties: Option<&Node>) -> Style {
        let id = properties.and_then(|it| it.value("pStyle"));
        let mut next = Some(id.unwrap_or(&self.default));
        let mut found = Style {
            level: properties.and_then(outline),
            numbering: None,
        };
        let own = properties.and_then(|it| it.child("numPr"));
        let mut list = own.and_then(|it| it.value("numId")).map(str::to_string);
        let mut depth = own
            .and_then(|it| it.value("ilvl"))
            .and_then(|it| it.parse().ok());
        let mut steps = 0;
        while let Some(style) = next.and_then(|id| self.all.get(id)).filter(|_| steps < 20) {
            steps += 1;
            let named = ["heading ", "kop "]
                .iter()
                .find_map(|word| style.name.strip_prefix(word));
            let named = named
                .and_then(|digit| digit.parse::<u8>().ok())
                .filter(|it| (1..=9).contains(it));
            found.level = found.level.or(style.outline).or(named.map(|it| it - 1));
            if list.is_none() {
                list.clone_from(&style.list);
                depth = depth.or(style.level);
            }
            next = style.based_on.as_deref();
        }
        found.numbering = list.map(|list| InList {
            list,
            level: depth.or(found.level).unwrap_or(0),
        });
        found
    }
}

/// The outline level; 9 is running text.
fn outline(properties: &Node) -> Option<u8> {
    let level = properties.value("outlineLvl")?.parse().ok();
    level.filter(|level| *level < 9)
}
