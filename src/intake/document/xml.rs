//! XML as a tree. Of what it refers to outside itself nothing is fetched: an entity that isn't one
//! of XML's own five stays as it is written.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Deeper than any word processor nests.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    /// An attribute, by its name without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut own = self.attributes.iter();
        own.find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.nodes().find(|node| node.name == name)
    }

    /// The elements of a name in it.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.nodes().filter(move |node| node.name == name)
    }

    /// The value of a child that has only that: `<w:numId w:val="3"/>`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        let parts = self.children.iter().map(|child| match child {
            Child::Node(node) => node.text(),
            Child::Text(text) => text.clone(),
        });
        parts.collect()
    }
}

/// The outermost element.
///
/// # Errors
/// A Dutch sentence, where it is no XML.
pub(super) fn parse(text: &str) -> Result<Node, String> {
    let broken = |why: &dyn std::fmt::Display| {
        format!("het document is beschadigd: de XML klopt niet ({why})")
    };
    let mut reader = Reader::from_str(text);
    let mut open = vec![Node::default()];
    loop {
        let event = reader.read_event().map_err(|why| broken(&why))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(broken(&"te diep genest"));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => put(&mut open, Child::Node(element(&start))),
            Event::End(_) => {
                if let Some(node) = open.pop() {
                    put(&mut open, Child::Node(node));
                }
            }
            Event::Text(text) => put(&mut open, Child::Text(text.xml10_content().into_owned())),
            Event::CData(text) => put(&mut open, Child::Text(text.into_inner().into_owned())),
            Event::GeneralRef(name) => put(&mut open, Child::Text(entity(&name.into_inner()))),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let root = open.into_iter().next().unwrap_or_default();
    let first = root.children.into_iter().find_map(|child| match child {
        Child::Node(node) => Some(node),
        Child::Text(_) => None,
    });
    first.ok_or_else(|| broken(&"leeg"))
}

fn put(open: &mut [Node], child: Child) {
    if let Some(node) = open.last_mut() {
        node.children.push(child);
    }
}

fn element(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let name: &str = attribute.key.local_name().into_inner();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        (
            name.to_string(),
            value.map(std::borrow::Cow::into_owned).unwrap_or_default(),
        )
    });
    Node {
        name: start.local_name().into_inner().to_string(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

/// One of XML's own, or a letter by its number; any other stands as it is written.
fn entity(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        char::from_u32(code.ok()?)
    });
    match (name, number) {
        (_, Some(letter)) => letter.to_string(),
        ("amp", _) => "&".to_string(),
        ("lt", _) => "<".to_string(),
        ("gt", _) => ">".to_string(),
        ("quot", _) => "\"".to_string(),
        ("apos", _) => "'".to_string(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_a_document_is_fetched() {
        let text =
            r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>1 &lt; &x; &#233;</a>"#;
        assert_eq!(parse(text).unwrap().text(), "1 < &x; é");
    }

    #[test]
    fn broken_xml_is_said() {
        for text in ["<a><b></a>", "", "<a"] {
            let sentence = parse(text).unwrap_err();
            assert!(
                sentence.starts_with("het document is beschadigd"),
                "{text}: {sentence}"
            );
        }
        let deep = "<a>".repeat(300);
        assert!(parse(&deep).unwrap_err().contains("te diep"));
    }
}
