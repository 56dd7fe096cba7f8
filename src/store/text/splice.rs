//! Edits into the text of a plan. Only the bytes of what changes are replaced; unknown fields,
//! spellings of numbers, indentation and line ends stay as they are.

use std::collections::HashMap;

use super::locate::{Cut, Span, Tree};
use super::style;
use super::style::Style;
use crate::plan::edit::history::Entry;
use crate::plan::edit::{Change, Json, What};
use crate::plan::model::step::Step;

/// The text with the changes made, in their order. None where the text isn't the plan's.
pub(crate) fn splice<'a>(
    text: &str,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Option<String> {
    let mut text = text.to_string();
    let changes: Vec<&Change> = changes.into_iter().collect();
    let mut left = &*changes;
    while let Some(first) = left.first() {
        if let What::Take {
            object,
            key,
            from,
            to,
        } = &first.what
        {
            text = taken(&text, (object.as_slice(), *key, *from), first, *to)?;
            left = left.get(1..)?;
            continue;
        }
        let (batch, count) = batch(left);
        let mut tree = Tree::over(&text);
        let cuts = all_cut(&mut tree, &batch)?;
        text = pasted(&text, &cuts)?;
        left = left.get(count..)?;
    }
    Some(text)
}

/// A change that is made in one go with others of the same list.
struct Part<'a> {
    change: &'a Change,
    /// What comes at the end of the list.
    comes: Vec<New<'a>>,
    /// The first and the last item that go.
    goes: Option<(usize, usize)>,
}

impl<'a> Part<'a> {
    fn of(change: &'a Change) -> Self {
        let (comes, goes) = match &change.what {
            What::Push(new) => (new.iter().map(New::Value).collect(), None),
            What::Record(history, from) => {
                (history.iter().skip(*from).map(New::Entry).collect(), None)
            }
            What::Remove(at) => (Vec::new(), Some((*at, *at))),
            _ => (Vec::new(), None),
        };
        Self {
            change,
            comes,
            goes,
        }
    }
}

/// The changes from the first that touch different values, none inside another, so that they can be made
/// in one go; and how many those are. What comes at the end of one list is one change, and so is what
/// goes from there: a sheet of figures is a hundred thousand of them.
fn batch<'a>(changes: &[&'a Change]) -> (Vec<Part<'a>>, usize) {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut places: HashMap<(&[Step], &str), usize> = HashMap::new();
    for (at, next) in changes.iter().copied().enumerate() {
        if matches!(next.what, What::Take { .. }) {
            return (parts, at);
        }
        // Whatever else met it would have met the one of the same key.
        let same = places.get(&(&*next.object, next.key)).copied();
        if let Some(open) = same.and_then(|place| parts.get_mut(place)) {
            if !joins(open, next) {
                return (parts, at);
            }
            continue;
        }
        if parts.iter().any(|it| meet(it.change, next)) {
            return (parts, at);
        }
        places.insert((&next.object, next.key), parts.len());
        parts.push(Part::of(next));
    }
    (parts, changes.len())
}

/// Makes a change part of one of the same list, where what comes or goes does so beside it.
fn joins<'a>(open: &mut Part<'a>, next: &'a Change) -> bool {
    match (&open.change.what, &next.what, &mut open.goes) {
        (What::Push(_), What::Push(new), _) => open.comes.extend(new.iter().map(New::Value)),
        (_, What::Remove(before), Some((first, _))) if before + 1 == *first => *first = *before,
        _ => return false,
    }
    true
}

/// Whether two changes touch the same value, or one the inside of the other's.
fn meet(a: &Change, b: &Change) -> bool {
    steps(a).zip(steps(b)).all(|(a, b)| a == b)
}

/// The way down to the value a change touches.
fn steps(change: &Change) -> impl Iterator<Item = Step> {
    let key = std::iter::once(Step::Key(change.key));
    change.object.iter().copied().chain(key)
}

/// The cuts that make all changes in one go, in their order in the text. None where one of them
/// waits for another, or has no place.
pub(crate) fn cuts<'a>(
    tree: &mut Tree<'_>,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Option<Vec<Cut>> {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let (parts, count) = batch(&changes);
    (count == changes.len()).then(|| all_cut(tree, &parts))?
}

fn all_cut(tree: &mut Tree<'_>, parts: &[Part<'_>]) -> Option<Vec<Cut>> {
    let cuts = parts.iter().map(|part| cut(tree, part));
    let mut cuts: Vec<Cut> = cuts.collect::<Option<_>>()?;
    // Stable: two keys left out of one object are put in, in the order of the changes.
    cuts.sort_by_key(|cut| cut.span.start);
    Some(cuts)
}

/// The text with these cuts made.
pub(crate) fn pasted(text: &str, cuts: &[Cut]) -> Option<String> {
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

fn cut(tree: &mut Tree<'_>, part: &Part<'_>) -> Option<Cut> {
    let change = part.change;
    let object = tree.find(&change.object)?;
    let Some(value) = tree.member(&object, change.key) else {
        return left_out(tree, &object, part);
    };
    match &change.what {
        What::Set(new) => Some(Cut {
            span: value,
            new: Style::of_object(tree, &object).written(new)?,
        }),
        What::Push(_) | What::Record(..) => match tree.items(&value)?.len() {
            0 => fill(tree, &object, &value, &part.comes),
            _ => push(tree, &value, &part.comes),
        },
        What::Insert(index, new) => insert(tree, &object, &value, *index, &New::Value(new)),
        What::Replace(index, new) => {
            let (span, gap) = item(tree, &value, *index)?;
            let new = Style::of_item(tree, &span, gap).written(new)?;
            Some(Cut { span, new })
        }
        What::Remove(_) => remove(tree, &object, &value, part.goes?),
        What::Text(new) => Some(Cut {
            span: value,
            new: new.clone(),
        }),
        What::Leave => leave(tree, &object, &value, change.key),
        What::Take { .. } => None,
    }
}

/// An item from one list into another, as it is written.
fn taken(
    text: &str,
    (object, key, from): (&[Step], &'static str, usize),
    change: &Change,
    to: usize,
) -> Option<String> {
    let mut tree = Tree::over(text);
    let object = tree.find(object)?;
    let list = tree.member(&object, key)?;
    let item = tree.items(&list)?.get(from)?.clone();
    let item = text.get(item)?;
    let left = remove(&mut tree, &object, &list, (from, from))?;
    let left = pasted(text, &[left])?;
    let mut tree = Tree::over(&left);
    let object = tree.find(&change.object)?;
    let cut = match tree.member(&object, change.key) {
        Some(list) => insert(&mut tree, &object, &list, to, &New::Text(item)),
        None => put_in(&mut tree, &object, change.key, |tree, object| {
            array(tree, object, &[New::Text(item)])
        }),
    }?;
    pasted(&left, &[cut])
}

/// What comes into a list.
#[derive(Clone, Copy)]
enum New<'a> {
    /// A value, to be laid out.
    Value(&'a Json),
    /// The same of an entry of a history.
    Entry(&'a Entry),
    /// Text as it stood elsewhere.
    Text(&'a str),
}

impl New<'_> {
    fn written(&self, style: &Style) -> Option<String> {
        match self {
            Self::Value(value) => style.written(value),
            Self::Entry(entry) => style.written(&Json::of(*entry)),
            Self::Text(text) => Some((*text).to_string()),
        }
    }
}

/// The key goes, with the comma that joined it to its neighbour; of a list only an empty one.
fn leave(tree: &mut Tree<'_>, object: &Span, value: &Span, key: &str) -> Option<Cut> {
    if tree.items(value).is_some_and(|items| !items.is_empty()) {
        let span = value.start..value.start;
        return Some(Cut {
            span,
            new: String::new(),
        });
    }
    let members = tree.members(object)?;
    let at = members.iter().position(|member| member.key == key)?;
    let span = match (at.checked_sub(1), members.get(at + 1)) {
        (Some(before), _) => members.get(before)?.value.end..value.end,
        (None, Some(next)) => members.get(at)?.key_span.start..next.key_span.start,
        (None, None) => return None,
    };
    Some(Cut {
        span,
        new: String::new(),
    })
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
    new: &New<'_>,
) -> Option<Cut> {
    let len = tree.items(array_span)?.len();
    if len == 0 {
        let cut = fill(tree, object, array_span, std::slice::from_ref(new));
        return cut.filter(|_| index == 0);
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
    let new = format!("{},{gap}", new.written(&style)?);
    Some(Cut {
        span: span.start..span.start,
        new,
    })
}

/// New items after the last one, each written as that is.
fn push(tree: &mut Tree<'_>, array: &Span, new: &[New<'_>]) -> Option<Cut> {
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
        text.push_str(&new.written(&style)?);
    }
    Some(Cut {
        span: span.end..span.end,
        new: text,
    })
}

/// An array of new items: one a line where the object around it takes several lines.
fn array(tree: &mut Tree<'_>, object: &Span, new: &[New<'_>]) -> Option<String> {
    let style = Style::of_object(tree, object);
    let outer = style::line_break(style::first_gap(tree, object)).unwrap_or_default();
    let inner = match outer {
        "" => String::new(),
        outer => format!("{outer}{}", style::unit(tree)),
    };
    let between = if outer.is_empty() {
        style.space
    } else {
        &inner
    };
    let mut text = format!("[{inner}");
    // One at a time: there may be a hundred thousand.
    for (place, new) in new.iter().enumerate() {
        if place > 0 {
            text.push(',');
            text.push_str(between);
        }
        text.push_str(&new.written(&style)?);
    }
    text.push_str(outer);
    text.push(']');
    Some(text)
}

/// A key the object doesn't have yet.
fn left_out(tree: &mut Tree<'_>, object: &Span, part: &Part<'_>) -> Option<Cut> {
    put_in(tree, object, part.change.key, |tree, object| {
        match &part.change.what {
            What::Set(new) => Style::of_object(tree, object).written(new),
            What::Text(new) => Some(new.clone()),
            What::Push(_) | What::Record(..) => array(tree, object, &part.comes),
            What::Insert(0, new) => array(tree, object, &[New::Value(new)]),
            _ => None,
        }
    })
}

/// A key that comes after the object's last.
fn put_in(
    tree: &mut Tree<'_>,
    object: &Span,
    key: &str,
    value: impl FnOnce(&mut Tree<'_>, &Span) -> Option<String>,
) -> Option<Cut> {
    let style = Style::of_object(tree, object);
    let value = value(tree, object)?;
    let gap = match style::line_break(style::first_gap(tree, object)) {
        Some(line_break) => line_break,
        None => style.space,
    };
    let last = tree.members(object)?.last()?.clone();
    let end = last.value.end;
    if last.key == "history" {
        // The history stays the last of a plan.
        let at = last.key_span.start;
        return Some(Cut {
            span: at..at,
            new: format!("\"{key}\"{}{value},{gap}", style.colon),
        });
    }
    Some(Cut {
        span: end..end,
        new: format!(",{gap}\"{key}\"{}{value}", style.colon),
    })
}

/// Items with the comma that joined them to their neighbour: what a push put in, exactly. The only
/// ones leave `[]`, or, where it was laid out otherwise than a new one would be, the white space
/// that says how: [`fill`] reads it back.
fn remove(
    tree: &mut Tree<'_>,
    object: &Span,
    array_span: &Span,
    (first, last): (usize, usize),
) -> Option<Cut> {
    let items = tree.items(array_span)?;
    let (item, end) = (items.get(first)?.clone(), items.get(last)?.end);
    let cut = match (first.checked_sub(1), items.get(last + 1)) {
        (Some(before), _) => (items.get(before)?.end..end, String::new()),
        (None, Some(next)) => (item.start..next.start, String::new()),
        (None, None) => {
            let text = tree.text();
            let new = array(tree, object, &[New::Text(text.get(item.clone())?)])?;
            let before = text.get(array_span.start + 1..item.start)?;
            let after = text.get(end..array_span.end - 1)?;
            let only = text.get(item)?;
            let usual = format!("[{before}{only}{after}]") == new;
            let white = match (before, after) {
                _ if usual => String::new(),
                ("", "") => " ".to_string(),
                (before, after) => format!("{before}{after}"),
            };
            (array_span.clone(), format!("[{white}]"))
        }
    };
    let (span, new) = cut;
    Some(Cut { span, new })
}

/// The first items of an empty list, laid out as the white space in it says.
fn fill(tree: &mut Tree<'_>, object: &Span, array_span: &Span, new: &[New<'_>]) -> Option<Cut> {
    let span = array_span.clone();
    let white = tree.text().get(span.start + 1..span.end - 1)?;
    let ([only, more @ ..], false) = (new, white.is_empty()) else {
        let new = array(tree, object, new)?;
        return Some(Cut { span, new });
    };
    let in_lines = style::line_break(style::first_gap(tree, object)).is_some();
    let (before, after) = match style::line_break(white) {
        Some(last) => white.split_at(white.len() - last.len()),
        None if white == " " && in_lines => ("", ""),
        None => white.split_at(white.len().div_ceil(2)),
    };
    let style = Style::of_object(tree, object);
    let mut new = only.written(&style)?;
    // As [`push`] puts one behind the only one there is.
    let gap = match style::line_break(before) {
        Some(_) => before,
        None => style.space,
    };
    for more in more {
        new = new + "," + gap + &more.written(&style)?;
    }
    Some(Cut {
        span,
        new: format!("[{before}{new}{after}]"),
    })
}
