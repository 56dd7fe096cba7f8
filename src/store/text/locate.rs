//! From the place of a value in the plan to its bytes in the text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::plan::model::step::Step;

/// The bytes of a value in the text.
pub(crate) type Span = Range<usize>;

/// New text for a range of the old.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The range.
    pub span: Span,
    /// What comes there.
    pub new: String,
}

/// One key of an object.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    /// The key, without quotes.
    pub key: Cow<'a, str>,
    /// The key's bytes, with quotes.
    pub key_span: Span,
    /// The value's bytes.
    pub value: Span,
}

/// What lies inside an object or array.
#[derive(Debug)]
pub(crate) enum Inside<'a> {
    /// An object's members, in their order.
    Object(Vec<Member<'a>>),
    /// An array's items.
    Array(Vec<Span>),
}

/// The text of a plan, with the objects and arrays that were looked into: each is read once.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    text: &'a str,
    seen: HashMap<usize, Inside<'a>>,
}

impl<'a> Tree<'a> {
    /// Over text that is known to be JSON.
    pub fn over(text: &'a str) -> Self {
        Self {
            text,
            seen: HashMap::new(),
        }
    }

    /// The same, of which some objects and arrays were looked into before, each by where it begins.
    pub const fn known(text: &'a str, seen: HashMap<usize, Inside<'a>>) -> Self {
        Self { text, seen }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The outermost value.
    pub fn root(&self) -> Span {
        let end = self.text.trim_end_matches(is_space).len();
        let start = self.text.len() - self.text.trim_start_matches(is_space).len();
        start..end
    }

    /// What lies in the object or array at `span`; none for other values.
    pub fn inside(&mut self, span: &Span) -> Option<&Inside<'a>> {
        if !self.seen.contains_key(&span.start) {
            let inside = look(self.text, span)?;
            self.seen.insert(span.start, inside);
        }
        self.seen.get(&span.start)
    }

    /// The members of the object at `span`.
    pub fn members(&mut self, span: &Span) -> Option<&[Member<'a>]> {
        match self.inside(span)? {
            Inside::Object(members) => Some(members),
            Inside::Array(_) => None,
        }
    }

    /// The items of the array at `span`.
    pub fn items(&mut self, span: &Span) -> Option<&[Span]> {
        match self.inside(span)? {
            Inside::Array(items) => Some(items),
            Inside::Object(_) => None,
        }
    }

    /// The value of `key` in the object at `span`.
    pub fn member(&mut self, span: &Span, key: &str) -> Option<Span> {
        let members = self.members(span)?;
        let member = members.iter().find(|member| member.key == key)?;
        Some(member.value.clone())
    }

    /// The value these steps lead to.
    pub fn find(&mut self, steps: &[Step]) -> Option<Span> {
        steps.iter().try_fold(self.root(), |span, step| match step {
            Step::Key(key) => self.member(&span, key),
            Step::Index(index) => self.items(&span)?.get(*index).cloned(),
        })
    }

    /// The value these steps lead to, or else the nearest one around it: a key that was left
    /// out is nowhere.
    pub fn nearest(&mut self, steps: &[Step]) -> Span {
        (0..=steps.len())
            .rev()
            .find_map(|length| self.find(steps.get(..length)?))
            .unwrap_or_else(|| self.root())
    }
}

/// Whether JSON allows the character between values.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn look<'a>(text: &'a str, span: &Span) -> Option<Inside<'a>> {
    let part = text.get(span.clone())?;
    let mut reader = serde_json::Deserializer::from_str(part);
    reader.deserialize_any(Look { text }).ok()
}

/// Reads the outer layer only and keeps where the rest stands.
struct Look<'a> {
    text: &'a str,
}

impl<'a> Look<'a> {
    /// The bytes of a value that was read out of the text itself.
    fn span(&self, value: &'a RawValue) -> Span {
        let start = value.get().as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + value.get().len()
    }
}

impl<'a> Visitor<'a> for Look<'a> {
    type Value = Inside<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Inside<'a>, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<&'a RawValue, &'a RawValue>()? {
            members.push(Member {
                key: unquoted(key.get()),
                key_span: self.span(key),
                value: self.span(value),
            });
        }
        Ok(Inside::Object(members))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<Inside<'a>, A::Error> {
        let mut spans = Vec::new();
        while let Some(item) = items.next_element::<&'a RawValue>()? {
            spans.push(self.span(item));
        }
        Ok(Inside::Array(spans))
    }
}

/// A key without its quotes and escapes.
pub(crate) fn unquoted(key: &str) -> Cow<'_, str> {
    let plain = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => serde_json::from_str(key).map_or(Cow::Borrowed(key), Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_as_they_are_written() {
        let text = "\n{ \"a\" : [ 1.10, {\"b\\u0063\":\"é]}\"} ], \"d\": 1E+2 }\n";
        let mut tree = Tree::over(text);
        let mut at = |steps: &[Step]| tree.find(steps).and_then(|span| text.get(span));
        for (steps, found) in [
            (vec![Step::Key("a"), Step::Index(0)], Some("1.10")),
            (
                vec![Step::Key("a"), Step::Index(1)],
                Some("{\"b\\u0063\":\"é]}\"}"),
            ),
            (
                vec![Step::Key("a"), Step::Index(1), Step::Key("bc")],
                Some("\"é]}\""),
            ),
            (vec![Step::Key("d")], Some("1E+2")),
            (vec![Step::Key("e")], None),
            (vec![Step::Index(0)], None),
            (vec![Step::Key("a"), Step::Index(2)], None),
        ] {
            assert_eq!(at(&steps), found, "{steps:?}");
        }
    }

    #[test]
    fn a_key_left_out_is_looked_for_around_it() {
        let text = r#"{ "a": [ { "b": 1 } ] }"#;
        let mut tree = Tree::over(text);
        let steps = [Step::Key("a"), Step::Index(0), Step::Key("c")];
        assert_eq!(text.get(tree.nearest(&steps)), Some(r#"{ "b": 1 }"#));
    }
}
