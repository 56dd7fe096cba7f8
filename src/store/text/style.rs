//! How the text around an edit is written, so that what comes in looks like what stands there.

use std::io;

use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_transcode::transcode;

use super::locate::{Inside, Member, Span, Tree};
use crate::plan::edit::Json;

/// How a new value is written.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// Between a key and its value: `": "` or `":"`.
    pub colon: &'static str,
    /// After a comma on one line.
    pub space: &'static str,
    /// Inside the braces of an object on one line.
    pub pad: &'static str,
    /// Over several lines: the line break with the indentation of the value itself, and one
    /// step of indentation. None: on one line.
    pub lines: Option<(String, String)>,
}

impl Style {
    /// The style of the object at `span`, for a value put into it.
    pub fn of_object(tree: &mut Tree<'_>, span: &Span) -> Self {
        let text = tree.text();
        let inner = text.get(span.start + 1..span.end).unwrap_or_default();
        let first = tree
            .members(span)
            .and_then(|members| members.first())
            .cloned();
        let colon = first.as_ref().map_or(": ", |member| colon(text, member));
        Self {
            colon,
            space: if colon == ": " { " " } else { "" },
            pad: if inner.starts_with([' ', '\n', '\r']) && colon == ": " {
                " "
            } else {
                ""
            },
            lines: None,
        }
    }

    /// The style of the item at `span`, for another one after it, with `gap` before each.
    pub fn of_item(tree: &mut Tree<'_>, span: &Span, gap: &str) -> Self {
        let text = tree.text();
        let item = text.get(span.clone()).unwrap_or_default();
        let mut style = Self::of_object(tree, span);
        if let (true, Some(line_break)) = (item.contains(['\n', '\r']), line_break(gap)) {
            style.lines = Some((line_break.to_string(), unit(tree)));
        }
        style
    }

    /// A value, laid out in this style.
    pub fn written(&self, value: &Json) -> Option<String> {
        let mut out = Vec::new();
        if let Some((line_break, unit)) = &self.lines {
            let formatter = PrettyFormatter::with_indent(unit.as_bytes());
            let mut writer = Serializer::with_formatter(&mut out, formatter);
            transcode(value.raw(), &mut writer).ok()?;
            let json = String::from_utf8(out).ok()?;
            // A string in JSON never holds a line break, so each one here is layout.
            return Some(json.replace('\n', line_break));
        }
        let mut writer = Serializer::with_formatter(&mut out, self.clone());
        transcode(value.raw(), &mut writer).ok()?;
        String::from_utf8(out).ok()
    }
}

fn colon(text: &str, member: &Member<'_>) -> &'static str {
    match text.get(member.key_span.end..member.value.start) {
        Some(":") => ":",
        _ => ": ",
    }
}

/// The last line break in white space, with the indentation after it.
pub(crate) fn line_break(white: &str) -> Option<&str> {
    let at = white.rfind(['\n', '\r'])?;
    let bytes = white.as_bytes();
    let crlf = at > 0 && bytes.get(at) == Some(&b'\n') && bytes.get(at - 1) == Some(&b'\r');
    white.get(if crlf { at - 1 } else { at }..)
}

/// The white space before the first member or item in `span`.
pub(crate) fn first_gap<'a>(tree: &mut Tree<'a>, span: &Span) -> &'a str {
    let text = tree.text();
    let first = match tree.inside(span) {
        Some(Inside::Object(members)) => members.first().map(|member| member.key_span.start),
        Some(Inside::Array(items)) => items.first().map(|item| item.start),
        None => None,
    };
    first
        .and_then(|first| text.get(span.start + 1..first))
        .unwrap_or_default()
}

/// One step of indentation: what stands before the plan's first key.
pub(crate) fn unit(tree: &mut Tree<'_>) -> String {
    let root = tree.root();
    let unit = first_gap(tree, &root).trim_start_matches(['\n', '\r']);
    if unit.is_empty() {
        "  ".to_string()
    } else {
        unit.to_string()
    }
}

/// On one line.
impl Formatter for Style {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first {
            Ok(())
        } else {
            write!(w, ",{}", self.space)
        }
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        write!(w, "{{{}", self.pad)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        write!(w, "{}}}", self.pad)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first {
            Ok(())
        } else {
            write!(w, ",{}", self.space)
        }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        w.write_all(self.colon.as_bytes())
    }
}
