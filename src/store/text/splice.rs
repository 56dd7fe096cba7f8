//! Edits into the text of a plan. Only the bytes of what changes are replaced; unknown fields,
//! spellings of numbers, indentation and line ends stay as they are.

use super::locate::{Span, Tree};
use super::style;
use super::style::Style;
use crate::plan::edit::{Change, Json, What};
use crate::plan::model::step::Step;

/// The text with the changes made, in their order. None where the text isn't the plan's.
pub(crate) fn splice(text: &str, changes: &[Change]) -> Option<String> {
    let mut text = text.to_string();
    let mut left = changes;
    while !left.is_empty() {
        let (batch, rest) = left.split_at(independent(left));
        let mut tree = Tree::over(&text);
        let mut cuts: Vec<Cut> = batch
            .iter()
            .map(|change| cut(&mut tree, change))
            .collect::<Option<_>>()?;
        // Stable: two keys left out of one object are put in, in the order of the changes.
        cuts.sort_by_key(|cut| cut.span.start);
        text = pasted(&text, &cuts)?;
        left = rest;
    }
    Some(text)
}

/// How many changes from the first touch different values, none inside another: they can be made
/// in one go.
fn independent(changes: &[Change]) -> usize {
    (1..changes.len())
        .find(|end| changes.iter().take(*end).any(|it| meet(it, &changes[*end])))
        .unwrap_or(changes.len())
}

/// Whether two changes touch the same value, or one the inside of the other's.
fn meet(a: &Change, b: &Change) -> bool {
    let steps = |it: &Change| {
        let key = std::iter::once(Step::Key(it.key));
        it.object.iter().copied().chain(key).collect::<Vec<_>>()
    };
    let (a, b) = (steps(a), steps(b));
    a.iter().zip(&b).all(|(a, b)| a == b)
}

/// New text for a range of the old.
#[derive(Debug)]
struct Cut {
    span: Span,
    new: String,
}

fn pasted(text: &str, cuts: &[Cut]) -> Option<String> {
    let more: usize = cuts.iter().map(|cut| cut.new.len()).sum();
    let mut out = String::with_capacity(text.len() + more);
    let mut done = 0;
    for cut in cuts {
        out.push_str(text.get(done..cut.span.start)?);
        out.push_str(&cut.new);
        done = cut.span.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

fn cut(tree: &mut Tree<'_>, change: &Change) -> Option<Cut> {
    let object = tree.find(&change.object)?;
    let Some(value) = tree.member(&object, change.key) else {
        return left_out(tree, &object, change);
    };
    match &change.what {
        What::Set(new) => Some(Cut {
            span: value,
            new: Style::of_object(tree, &object).written(new)?,
        }),
        What::Push(new) => match tree.items(&value)?.len() {
            0 => Some(Cut {
                span: value,
                new: array(tree, &object, new)?,
            }),
            _ => push(tree, &value, new),
        },
        What::Insert(index, new) => insert(tree, &object, &value, *index, new),
        What::Replace(index, new) => {
            let (span, gap) = item(tree, &value, *index)?;
            let new = Style::of_item(tree, &span, gap).written(new)?;
            Some(Cut { span, new })
        }
        What::Remove(index) => remove(tree, &value, *index),
    }
}

/// An item of an array, and the white space before it.
fn item<'a>(tree: &mut Tree<'a>, array: &Span, index: usize) -> Option<(Span, &'a str)> {
    let text = tree.text();
    let items = tree.items(array)?;
    let span = items.get(index)?.clone();
    let before = match index.checked_sub(1) {
        Some(before) => items.get(before)?.end,
        None => array.start + 1,
    };
    Some((span.clone(), after_comma(text.get(before..span.start)?)))
}

/// The white space after a comma, where there is one.
fn after_comma(gap: &str) -> &str {
    gap.split_once(',').map_or(gap, |(_, after)| after)
}

/// A new item before the one that stands at `index`, written as that is.
fn insert(
    tree: &mut Tree<'_>,
    object: &Span,
    array_span: &Span,
    index: usize,
    new: &Json,
) -> Option<Cut> {
    let len = tree.items(array_span)?.len();
    if len == 0 {
        let new = array(tree, object, std::slice::from_ref(new))?;
        let span = array_span.clone();
        return (index == 0).then_some(Cut { span, new });
    }
    if index == len {
        return push(tree, array_span, std::slice::from_ref(new));
    }
    let (span, gap) = item(tree, array_span, index)?;
    let style = Style::of_item(tree, &span, gap);
    // What stands between two items, where the first one's own gap is that of its bracket.
    let gap = match index.checked_sub(1) {
        None if len > 1 => item(tree, array_span, 1)?.1,
        None if style::line_break(gap).is_none() => style.space,
        _ => gap,
    };
    let new = format!("{},{gap}", style.written(new)?);
    Some(Cut {
        span: span.start..span.start,
        new,
    })
}

/// New items after the last one, each written as that is.
fn push(tree: &mut Tree<'_>, array: &Span, new: &[Json]) -> Option<Cut> {
    let last = tree.items(array)?.len().checked_sub(1)?;
    let (span, gap) = item(tree, array, last)?;
    let style = Style::of_item(tree, &span, gap);
    // A first item on the line of its bracket says nothing about what stands between two.
    let gap = if last == 0 && style::line_break(gap).is_none() {
        style.space
    } else {
        gap
    };
    let mut text = String::new();
    for new in new {
        text.push(',');
        text.push_str(gap);
        text.push_str(&style.written(new)?);
    }
    Some(Cut {
        span: span.end..span.end,
        new: text,
    })
}

/// An array of new items: one a line where the object around it takes several lines.
fn array(tree: &mut Tree<'_>, object: &Span, new: &[Json]) -> Option<String> {
    let style = Style::of_object(tree, object);
    let items: Vec<String> = new
        .iter()
        .map(|new| style.written(new))
        .collect::<Option<_>>()?;
    let Some(outer) = style::line_break(style::first_gap(tree, object)) else {
        return Some(format!("[{}]", items.join(&format!(",{}", style.space))));
    };
    let inner = format!("{outer}{}", style::unit(tree));
    Some(format!(
        "[{inner}{}{outer}]",
        items.join(&format!(",{inner}"))
    ))
}

/// A key the object doesn't have yet, after its last.
fn left_out(tree: &mut Tree<'_>, object: &Span, change: &Change) -> Option<Cut> {
    let style = Style::of_object(tree, object);
    let value = match &change.what {
        What::Set(new) => style.written(new)?,
        What::Push(new) => array(tree, object, new)?,
        What::Insert(0, new) => array(tree, object, std::slice::from_ref(new))?,
        What::Insert(..) | What::Replace(..) | What::Remove(_) => return None,
    };
    let gap = match style::line_break(style::first_gap(tree, object)) {
        Some(line_break) => line_break,
        None => style.space,
    };
    let end = tree.members(object)?.last()?.value.end;
    Some(Cut {
        span: end..end,
        new: format!(",{gap}\"{}\"{}{value}", change.key, style.colon),
    })
}

/// An item with the comma that joined it to its neighbour: what a push put in, exactly.
fn remove(tree: &mut Tree<'_>, array: &Span, index: usize) -> Option<Cut> {
    let items = tree.items(array)?;
    let item = items.get(index)?.clone();
    let (span, new) = match (index.checked_sub(1), items.get(index + 1)) {
        (Some(before), _) => (items.get(before)?.end..item.end, ""),
        (None, Some(next)) => (item.start..next.start, ""),
        (None, None) => (array.clone(), "[]"),
    };
    Some(Cut {
        span,
        new: new.to_string(),
    })
}
