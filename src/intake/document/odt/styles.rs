//! What the styles of a document say of its paragraphs; a style takes from its parent what it
//! doesn't say itself.

use std::collections::HashMap;

use crate::intake::document::xml::Node;

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Own>,
}

#[derive(Debug)]
struct Own {
    parent: Option<String>,
    /// How it is called, in small letters.
    called: String,
    /// How deep a heading it is, from 1.
    outline: Option<u8>,
    list: Option<String>,
}

impl Styles {
    /// Takes the styles in an element, wherever they stand.
    pub(super) fn learn(&mut self, from: &Node) {
        for node in from.nodes() {
            if node.name.ends_with("styles") {
                self.learn(node);
            }
            if node.name != "style" || node.attribute("family") != Some("paragraph") {
                continue;
            }
            let name = node.attribute("name").unwrap_or_default();
            let called = node.attribute("display-name").unwrap_or(name);
            let own = Own {
                parent: node.attribute("parent-style-name").map(str::to_string),
                called: called.replace("_20_", " ").to_lowercase(),
                outline: node
                    .attribute("default-outline-level")
                    .and_then(|it| it.parse().ok()),
                list: node.attribute("list-style-name").map(str::to_string),
            };
            self.all.insert(name.to_string(), own);
        }
    }

    /// How deep a heading a paragraph of a style is, from 0.
    pub(super) fn level(&self, style: &str) -> Option<u8> {
        self.line(style).find_map(|own| {
            let named = ["heading ", "kop "]
                .iter()
                .find_map(|word| own.called.strip_prefix(word)?.parse::<u8>().ok());
            let level = own.outline.or(named).filter(|it| (1..=9).contains(it));
            level.map(|level| level - 1)
        })
    }

    /// The list style of a paragraph style.
    pub(super) fn list(&self, style: &str) -> Option<&str> {
        self.line(style).find_map(|own| own.list.as_deref())
    }

    /// A style, its parent, and so on.
    fn line<'s>(&'s self, style: &str) -> impl Iterator<Item = &'s Own> {
        let first = self.all.get(style);
        let above = |own: &&'s Own| own.parent.as_ref().and_then(|it| self.all.get(it));
        std::iter::successors(first, above).take(20)
    }
}
