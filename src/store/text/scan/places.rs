//! Where the parts of a plan stand in its text: the values of its own keys, and the objects in its
//! lists. They are met when the text is checked, and move along with an edit, so that an edit needs
//! to look at nothing but the part it is in.

use std::collections::HashMap;

use crate::store::text::locate::{Cut, Inside, Member, Span, Tree, unquoted};

/// One of the plan's own keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Own {
    /// The key's bytes, with quotes.
    pub key: Span,
    /// The value's bytes.
    pub value: Span,
    /// The bytes of the objects and arrays in it, where it is a list.
    pub items: Vec<Span>,
}

/// The parts, in their order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// The plan itself.
    pub root: Span,
    /// Its keys.
    pub own: Vec<Own>,
}

impl Own {
    /// The key, where it has no escapes.
    pub fn name<'a>(&self, text: &'a str) -> Option<&'a str> {
        let quoted = text.get(self.key.clone())?;
        quoted.strip_prefix('"')?.strip_suffix('"')
    }
}

impl Places {
    /// A key of the plan, and after its colon a value. One that is neither text nor object nor
    /// list ends where it doesn't go on.
    pub(super) fn key(&mut self, bytes: &[u8], key: Span, colon: usize) {
        let rest = bytes.get(colon + 1..).unwrap_or_default();
        let gap = rest.iter().take_while(|it| it.is_ascii_whitespace());
        let start = colon + 1 + gap.count();
        let word = bytes.get(start..).unwrap_or_default().iter();
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b'"') || byte.is_ascii_whitespace();
        let end = start + word.take_while(|byte| !ends(byte)).count();
        self.own.push(Own {
            key,
            value: start..end,
            items: Vec::new(),
        });
    }

    /// A text, object or list that is the value of the last key ends.
    pub(super) fn value_ends(&mut self, end: usize) {
        if let Some(own) = self.own.last_mut() {
            own.value.end = end;
        }
    }

    /// Something begins in the value of the last key.
    pub(super) fn item_begins(&mut self, start: usize) {
        if let Some(own) = self.own.last_mut() {
            own.items.push(start..start);
        }
    }

    /// And ends.
    pub(super) fn item_ends(&mut self, end: usize) {
        let items = self.own.last_mut().map(|own| &mut own.items);
        if let Some(item) = items.and_then(|items| items.last_mut()) {
            item.end = end;
        }
    }

    /// The text with the parts in it: none of them is looked for again. Of a list with more in it
    /// than objects and lists only the list itself is known.
    pub fn tree<'a>(&self, text: &'a str) -> Tree<'a> {
        let member = |own: &Own| Member {
            key: unquoted(text.get(own.key.clone()).unwrap_or_default()),
            key_span: own.key.clone(),
            value: own.value.clone(),
        };
        let members = self.own.iter().map(member).collect();
        let lists = self.own.iter().filter(|own| {
            let begins = text.as_bytes().get(own.value.start) == Some(&b'[');
            begins && !own.items.is_empty()
        });
        let mut known: HashMap<usize, Inside<'a>> = lists
            .map(|own| (own.value.start, Inside::Array(own.items.clone())))
            .collect();
        known.insert(self.root.start, Inside::Object(members));
        Tree::known(text, known)
    }

    /// The part of this key.
    pub fn of(&self, text: &str, key: &str) -> Option<&Own> {
        self.own.iter().find(|own| own.name(text) == Some(key))
    }

    /// Whether a cut leaves it known where the parts are: it is inside an item, or changes a value
    /// without items.
    pub fn are_known_after(&self, cut: &Cut) -> bool {
        self.own.iter().any(|own| {
            let is_inside = |item: &Span| item.start < cut.span.start && cut.span.end < item.end;
            own.items.is_empty() && own.value == cut.span || own.items.iter().any(is_inside)
        })
    }

    /// Where they stand once these cuts are made, of which none takes away where a part begins or
    /// ends.
    pub fn after(&self, cuts: &[Cut]) -> Self {
        let moved = |at: usize| {
            let before = cuts
                .iter()
                .take_while(|cut| cut.span.end <= at && cut.span.start < at);
            before.fold(at, |at, cut| {
                at + cut.new.len() - (cut.span.end - cut.span.start)
            })
        };
        let of = |span: &Span| moved(span.start)..moved(span.end);
        let own = self.own.iter().map(|own| Own {
            key: of(&own.key),
            value: of(&own.value),
            items: own.items.iter().map(of).collect(),
        });
        Self {
            root: of(&self.root),
            own: own.collect(),
        }
    }
}
